"""Shipping: through the API that serves the order, and each parcel once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from attrs import evolve
from between import Between

from tokotiktok import MemoryShipmentGuard, OutcomeState, Platform
from tokotiktok.errors import StoreError, ValidationError
from tokotiktok.tiktokshop.api.orders import SplitGroupInput
from tokotiktok.tokopedia.archive import Archive, write
from tokotiktok.unified import from_tokopedia
from tokotiktok.unified.models import OrderStatus, Twin
from tokotiktok.unified.shipment_guard import SETTLES, Claim, ClaimState

TOKO, TIKTOK = Platform.TOKOPEDIA, Platform.TIKTOK_SHOP
BOTH = TOKO | TIKTOK
DONE, ALREADY, FAILED, UNKNOWN = OutcomeState
SHIP = "/fulfillment/202309/packages/ship"


@pytest.fixture
def bought(box, shop):
    """Buy something and find its order."""

    def buy(**how):
        sale = box.buy(**how)
        ids = (sale.tiktok_id, str(sale.tokopedia_id))
        return next(one for one in shop.orders.list() if one.id in ids)

    return buy


@pytest.fixture
def around(box):
    """The shop, as if it were integrated now."""
    return box.shop(integrated_at=box.clock.now)


@pytest.fixture
def waiting(box, around):
    """Buy through the Tokopedia API."""
    number = str(box.buy(api=TOKO).tokopedia_id)
    return next(one for one in around.orders.list() if one.id == number)


@pytest.fixture
def old(around, waiting):
    """Accept what was bought through the Tokopedia API."""
    around.orders.accept(waiting)
    return waiting


def states(result):
    return [one.state for one in result]


def sent(face, path):
    return [one for one in face.seen if one.method != "GET" and path in one.path]


class TestTikTokShop:
    def test_ships(self, box, shop, bought):
        """A package goes out, and the order is SHIPPED."""
        order = bought()
        (said,) = shop.orders.ship(order)
        now = next(one for one in shop.orders.list() if one.id == order.id)

        assert (DONE, TIKTOK, TOKO) == (said.state, said.api, said.platform)
        assert said.part == order.shipments[0].id
        assert OrderStatus.SHIPPED is now.status
        assert 1 == len(box.world.changes.ledger)

    def test_again_is_already(self, box, shop, bought):
        """Shipping again sends nothing."""
        order = bought()
        shop.orders.ship(order)
        (said,) = shop.orders.ship(order)

        assert ALREADY is said.state
        assert 1 == len(sent(box.tiktokshop_face, "/ship"))

    def test_several_go_together(self, box, shop, bought):
        """Many packages go in few requests, and each has its outcome."""
        orders = [bought() for _ in range(23)]
        result = shop.orders.ship(orders)

        assert [DONE] * 23 == states(result)
        assert [one.id for one in orders] == [one.id for one in result]
        assert 2 == len(sent(box.tiktokshop_face, SHIP))

    def test_one_fails_the_others_go(self, box, shop, bought):
        """An item's error does not stop the others; its code is explained."""
        orders = [bought(), bought()]
        box.world.changes.ledger.append(_taken(box, orders[0]))
        result = shop.orders.ship(orders)

        assert [FAILED, DONE] == states(result)
        assert 21011025 == result.failed[0].code
        assert () == result.unknown

    def test_split_order(self, box, shop, bought):
        """A split order is shipped package by package, or all of it."""
        order = bought_two(box, shop)
        units = [line.unit_ids for line in order.lines]
        groups = [
            SplitGroupInput(id=str(k), order_line_item_ids=ids)
            for k, ids in enumerate(units)
        ]
        box.tiktokshop().orders.split(order_id=order.id, splittable_groups=groups)
        now = next(one for one in shop.orders.list() if one.id == order.id)
        first, second = (one.id for one in now.shipments)
        one = shop.orders.ship(order, package=second)
        middle = next(one for one in shop.orders.list() if one.id == order.id)
        rest = shop.orders.ship(order)

        assert [(DONE, second)] == [(o.state, o.part) for o in one]
        assert OrderStatus.PARTIALLY_SHIPPED is middle.status
        assert {first: DONE, second: ALREADY} == {o.part: o.state for o in rest}
        assert [] == box.world.changes.shipped_twice()

    def test_strange_package(self, shop, bought):
        """A package that the order does not have is refused, and those it has are named."""
        order = bought()
        (said,) = shop.orders.ship(order, package="1")

        assert f"it has {order.shipments[0].id}" in said.message

    def test_pickup(self, box, shop, bought):
        """A pick-up takes the first slot that is free, or the one that is given."""
        first, second = bought(), bought()
        slots = shop.orders.pickup_slots(first)
        shop.orders.ship(first, handover="PICKUP")
        shop.orders.ship(second, slot=slots[0])
        bodies = [one.json for one in sent(box.tiktokshop_face, "/ship")]

        assert 1 == len(slots)
        assert slots[0].end - slots[0].start == timedelta(hours=4)
        assert bodies[0] == bodies[1]
        assert bodies[0]["handover_method"] == "PICKUP"

    def test_drop_off(self, box, shop, bought):
        """Dropping off takes no slot."""
        shop.orders.ship(bought(), handover="DROP_OFF")
        (seen,) = sent(box.tiktokshop_face, "/ship")

        assert {"handover_method": "DROP_OFF"} == seen.json

    def test_no_slot(self, box, shop, bought):
        """Without a free slot the platform chooses; what goes wrong before is a failure."""
        order = bought()
        box.tiktokshop_face.fail("timeout", times=3, on="time_slots")
        (said,) = shop.orders.ship(order, handover="PICKUP")

        assert FAILED is said.state
        assert [] == box.world.changes.ledger

    @pytest.mark.parametrize("package", [None, "P"], ids=["one", "named"])
    def test_slots_of_a_tokopedia_order(self, shop, old, package):
        """The Tokopedia API has no slots, and says so."""
        with pytest.raises(ValidationError, match="no slots"):
            shop.orders.pickup_slots(old, package=package)

    def test_slots_of_several_packages(self, shop, bought):
        """Where an order has several packages, or none, one must be named."""
        order = evolve(bought(), shipments=())
        order = evolve(order, source=evolve(order.source, line_items=()))

        with pytest.raises(
            ValidationError, match="say which package: the order has none"
        ):
            shop.orders.pickup_slots(order)

    def test_carrier_that_does_not_come(self, box, bought):
        """Where the carrier does not pick up, a pick-up is refused."""
        stands = Between(
            box.tiktokshop_face, "time_slots", after=lambda d: d | {"can_pickup": False}
        )
        shop = box.shop(tiktokshop=box.tiktokshop(transport=stands))
        (said,) = shop.orders.ship(bought(), handover="PICKUP")

        assert "does not pick this package up" in said.message

    def test_carriers_that_cannot_be_known(self, box, bought):
        """Carriers hang on the order's delivery option."""
        order = bought(own_courier=True)
        (said,) = _edited(
            box, lambda row: row | {"delivery_option_id": ""}
        ).orders.ship(order, awb="A", courier="JNE")

        assert "no delivery_option_id" in said.message

    def test_no_package_yet(self, box, bought):
        """An order without a package waits for one."""
        none = {"packages": [], "line_items": []}
        (said,) = _edited(box, lambda row: row | none).orders.ship(bought())

        assert "no package yet" in said.message

    def test_shipped_without_a_package(self, box, bought):
        """A shipped order is shipped, though its packages are not told."""
        none = {"packages": [], "line_items": [], "status": "IN_TRANSIT"}
        (said,) = _edited(box, lambda row: row | none).orders.ship(bought())

        assert (ALREADY, None) == (said.state, said.part)

    def test_combined(self, box, bought):
        """Orders in one package go out once, and each has its outcome."""
        first, second = bought(), bought()
        package = first.shipments[0].id

        def combine(row):
            lines = [line | {"package_id": package} for line in row["line_items"]]
            return row | {"packages": [{"id": package}], "line_items": lines}

        shop = _edited(box, combine)
        result = shop.orders.ship([first, second])
        (again,) = shop.orders.ship(second)

        assert [(DONE, package)] * 2 == [(one.state, one.part) for one in result]
        assert ALREADY is again.state
        assert 1 == len(box.world.changes.ledger)

    def test_does_not_dawdle(self, box, shop, bought):
        """A claim waits no longer than half a minute for others to go with it."""
        orders = [bought() for _ in range(4)]

        class Slow(MemoryShipmentGuard):
            def claim(self, claim, *, instead_of=()):
                box.clock.advance(seconds=20)
                return super().claim(claim, instead_of=instead_of)

        slow = box.shop(shipments=Slow(clock=box.clock))
        result = slow.orders.ship(orders)

        assert [DONE] * 4 == states(result)
        assert 2 == len(sent(box.tiktokshop_face, "/ship"))

    def test_own_courier(self, box, shop, bought):
        """With your own carrier its number and its name go out, by the platform's id."""
        order = bought(own_courier=True)
        (said,) = shop.orders.ship(order, awb="JNE0001", courier="jne")
        (seen,) = sent(box.tiktokshop_face, "/ship")

        assert DONE is said.state
        assert {
            "tracking_number": "JNE0001",
            "shipping_provider_id": "7120000000000000022",
        } == seen.json["self_shipment"]

    def test_part_of_a_name(self, box, shop, bought):
        """A carrier is found by a part of its name, if that is only one's."""
        (said,) = shop.orders.ship(bought(own_courier=True), awb="A1", courier="J&T")

        assert DONE is said.state

    @pytest.mark.parametrize(
        ("courier", "why"),
        [
            ("Kurir Rekaan", "is none of the carriers"),
            ("j", "fits several"),
            ("&", "is none of"),
        ],
        ids=["unknown", "ambiguous", "empty"],
    )
    def test_carrier_that_is_not_meant(self, shop, bought, courier, why):
        """A carrier that cannot be told is refused, and the carriers are listed."""
        (said,) = shop.orders.ship(bought(own_courier=True), awb="A1", courier=courier)

        assert FAILED is said.state
        assert why in said.message
        assert said.message.endswith("J&T Express, JNE")

    @pytest.mark.parametrize(
        ("own", "plan", "why"),
        [
            (False, {"awb": "A", "courier": "JNE"}, "leave awb= out"),
            (True, {}, "give awb= and courier="),
            (True, {"awb": "A"}, "give courier="),
        ],
        ids=["the platform ships", "you ship", "whose"],
    )
    def test_plan_that_does_not_fit(self, box, shop, bought, own, plan, why):
        """Who ships is the order's to say."""
        (said,) = shop.orders.ship(bought(own_courier=own), **plan)

        assert why in said.message
        assert [] == sent(box.tiktokshop_face, "/ship")

    def test_status_that_waits(self, shop):
        """What cannot be shipped yet, or any more, says why."""
        by_status = {one.status: one for one in shop.orders.list()}
        said = {
            status: next(iter(shop.orders.ship(by_status[status])))
            for status in (OrderStatus.CANCELLED, OrderStatus.COMPLETED)
        }

        assert [FAILED, ALREADY] == states(said.values())
        assert "cancelled" in said[OrderStatus.CANCELLED].message

    def test_gone(self, shop, bought):
        """An order that the platform does not know any more is a failure of its own."""
        order = bought()
        strange = evolve(order, id="580000000000000001")
        result = shop.orders.ship([strange, order])

        assert [FAILED, DONE] == states(result)

    def test_unreadable(self, box, shop, bought):
        """What cannot be read anew is not shipped."""
        box.tiktokshop_face.fail("html_503", times=3, on="/order/202507/orders")
        (said,) = shop.orders.ship(bought())

        assert FAILED is said.state
        assert [] == box.world.changes.ledger


class TestTokopedia:
    def test_pick_up_waits_after_accepting(self, box, around, old):
        """A pick-up is asked for five seconds after the acceptance at the earliest."""
        (said,) = around.orders.ship(old)

        assert DONE is said.state
        assert [5.0] == box.clock.slept

    def test_waits_for_somebody_elses_acceptance(self, box, old):
        """Another process's acceptance is seen in the order."""
        box.clock.advance(seconds=2)
        (said,) = box.shop(integrated_at=box.clock.now).orders.ship(old)

        assert DONE is said.state
        assert [3.0] == box.clock.slept

    def test_does_not_wait_later(self, box, around, old):
        """After that nothing waits."""
        box.clock.advance(seconds=60)
        around.orders.ship(old)

        assert [] == box.clock.slept

    def test_nobody_knows_when_it_was_accepted(self, box, old):
        """Where no time is told, nothing waits, and the platform says if it was too soon."""
        stands = Between(
            box.tokopedia_face, "/v2/fs/", after=lambda d: d | {"update_time": None}
        )
        shop = box.shop(tokopedia=box.tokopedia(transport=stands))
        (said,) = shop.orders.ship(old)

        assert ([], FAILED) == (box.clock.slept, said.state)

    def test_own_courier(self, box, around, old):
        """With your own carrier its number goes out."""
        (said,) = around.orders.ship(old, awb="JNE0002")
        (seen,) = sent(box.tokopedia_face, "/status")

        assert DONE is said.state
        assert ("JNE0002", 500) == (
            seen.json["shipping_ref_num"],
            seen.json["order_status"],
        )

    def test_must_be_accepted(self, around, waiting):
        """An order that waits for acceptance says what to call."""
        (said,) = around.orders.ship(waiting)

        assert "shop.orders.accept(order)" in said.message

    def test_knows_no_slots(self, around, old):
        """It picks up by itself."""
        (said,) = around.orders.ship(old, handover="DROP_OFF")

        assert "without a slot" in said.message

    def test_refused(self, box, around, old):
        """What the platform refuses is free to be shipped again."""
        box.clock.advance(seconds=10)
        box.tokopedia_face.fail("rate_limited", times=3, on="pick-up")
        (said,) = around.orders.ship(old)

        assert FAILED is said.state
        assert [] == list(around.shipments.open())
        assert [DONE] == states(around.orders.ship(old))


class TestNotTheSellers:
    def test_dilayani(self, box, bought):
        """What the platform's warehouse ships the seller does not."""
        order = bought()
        mark = {"fulfillment_type": "FULFILLMENT_BY_DILAYANI_TOKOPEDIA"}
        (said,) = _edited(box, lambda row: row | mark).orders.ship(order)

        assert FAILED is said.state
        assert "FULFILLMENT_BY_DILAYANI_TOKOPEDIA" in said.message

    @pytest.mark.parametrize(
        "mark",
        [{"is_fulfillment": True}, {"order_warehouse": {"fulfill_by": 1}}],
        ids=["flag", "warehouse"],
    )
    def test_tokocabang(self, box, old, mark):
        """Likewise Tokopedia's own warehouse."""
        stands = Between(box.tokopedia_face, "/v2/fs/", after=lambda data: data | mark)
        shop = box.shop(tokopedia=box.tokopedia(transport=stands))
        (said,) = shop.orders.ship(old)

        assert "Tokocabang" in said.message


class TestPlan:
    @pytest.mark.parametrize(
        ("plan", "why"),
        [
            ({"awb": " "}, "awb= is empty"),
            ({"awb": "A", "handover": "PICKUP"}, "needs no handover="),
            ({"courier": "JNE"}, "courier= needs awb="),
        ],
        ids=["empty", "both", "alone"],
    )
    def test_cannot_be_meant(self, shop, bought, plan, why):
        """Arguments that exclude each other are refused before anything is read."""
        with pytest.raises(ValidationError, match=why):
            shop.orders.ship(bought(), **plan)

    @pytest.mark.parametrize(
        "plan", [{"awb": "A"}, {"package": "P"}], ids=["awb", "package"]
    )
    def test_is_of_one_order(self, shop, bought, plan):
        """A tracking number or package is of one order."""
        with pytest.raises(ValidationError, match="is of one order, and 2 were given"):
            shop.orders.ship([bought(), bought()], **plan)

    def test_is_of_one_parcel(self, box, shop, bought):
        """A tracking number for an order of two packages must say of which."""
        order = bought_two(box, shop, own_courier=True)
        groups = [
            SplitGroupInput(id=str(k), order_line_item_ids=line.unit_ids)
            for k, line in enumerate(order.lines)
        ]
        box.tiktokshop().orders.split(order_id=order.id, splittable_groups=groups)
        (said,) = shop.orders.ship(order, awb="A", courier="JNE")

        assert "say which with package=" in said.message


class TestDoubt:
    def test_lost_reply(self, box, shop, bought):
        """A lost answer is settled by a look: the platform shows the parcel as shipped."""
        order = bought()
        box.tiktokshop_face.fail("lost_reply", on="/ship")
        (said,) = shop.orders.ship(order)

        assert DONE is said.state
        assert [] == list(shop.shipments.open())

    def test_lost_request(self, box, shop, bought):
        """If it does not show it, nobody knows yet, and a second try waits."""
        order = bought()
        box.tiktokshop_face.fail("timeout", on="/ship")
        first, second = (states(shop.orders.ship(order)) for _ in range(2))

        assert ([UNKNOWN], [UNKNOWN]) == (first, second)
        assert [ClaimState.IN_DOUBT] == [one.state for one in shop.shipments.open()]
        assert 1 == len(sent(box.tiktokshop_face, "/ship"))

    def test_settles(self, box, shop, bought):
        """After a while the platform's word counts, and the parcel goes out."""
        order = bought()
        box.tiktokshop_face.fail("timeout", on="/ship")
        shop.orders.ship(order)
        box.clock.advance(seconds=SETTLES)

        assert [DONE] == states(shop.orders.ship(order))
        assert 1 == len(box.world.changes.ledger)

    def test_says_when(self, box, shop, bought):
        """The refusal says what is under way and when to look again."""
        order = bought()
        box.tiktokshop_face.fail("timeout", on="/ship")
        shop.orders.ship(order)
        (said,) = shop.orders.ship(order)

        assert "look again after 2025-09-15 09:05:00 WIB" in said.message
        assert f"order {order.id} package {order.shipments[0].id}" in said.message

    def test_found_shipped_later(self, box, shop, bought):
        """A claim in doubt whose parcel went out after all is settled as done."""
        order = bought()
        box.tiktokshop_face.fail("timeout", on="/ship")
        shop.orders.ship(order)
        box.tiktokshop().packages.ship(package_id=order.shipments[0].id)
        (said,) = shop.orders.ship(order)

        assert ALREADY is said.state
        assert [] == list(shop.shipments.open())

    def test_cannot_be_asked(self, box, shop, bought):
        """If the platform cannot be asked what became of a claim, nothing is sent."""
        order = bought()
        box.tiktokshop_face.fail("timeout", on="/ship")
        shop.orders.ship(order)
        box.clock.advance(seconds=SETTLES)
        stands = Between(
            box.tiktokshop_face,
            "/order/202507/orders",
            behind=lambda: box.tiktokshop_face.fail("html_503", times=3, on="202507"),
        )
        again = box.shop(
            tiktokshop=box.tiktokshop(transport=stands), shipments=shop.shipments
        )
        (said,) = again.orders.ship(order)

        assert UNKNOWN is said.state
        assert "the platform cannot be asked" in said.message
        assert [] == box.world.changes.ledger

    def test_refusal_frees(self, box, shop, bought):
        """What the platform refuses outright was not shipped."""
        order = bought()
        box.tiktokshop_face.fail("connection_refused", times=3, on="/ship")
        (said,) = shop.orders.ship(order)

        assert FAILED is said.state
        assert [] == list(shop.shipments.open())

    def test_shipped_behind_our_back(self, box, shop, bought):
        """A refusal because it was shipped a moment ago means that it is shipped."""
        order = bought()
        package = order.shipments[0].id

        stands = Between(
            box.tiktokshop_face,
            "/ship",
            before=lambda: box.tiktokshop().packages.ship(package_id=package),
        )
        again = box.shop(tiktokshop=box.tiktokshop(transport=stands))
        (said,) = again.orders.ship(order)

        assert ALREADY is said.state

    def test_lost_reply_of_many(self, box, shop, bought):
        """When the answer for many is lost, each is looked at."""
        orders = [bought(), bought()]
        box.tiktokshop_face.fail("lost_reply", on=SHIP)

        assert [DONE, DONE] == states(shop.orders.ship(orders))

    def test_refusal_of_many(self, box, shop, bought):
        """When many are refused as one, all are free again."""
        orders = [bought(), bought()]
        box.tiktokshop_face.fail("rate_limited", times=3, on=SHIP)

        assert [FAILED, FAILED] == states(shop.orders.ship(orders))
        assert [] == list(shop.shipments.open())

    def test_nameless_failure_of_many(self, box, shop, bought):
        """A failure that names no package leaves all of them to be looked at."""
        orders = [bought(), bought()]
        nameless = {"errors": [{"code": 21001003, "message": "platform timeout"}]}
        stands = Between(box.tiktokshop_face, SHIP, after=lambda _: nameless)
        again = box.shop(tiktokshop=box.tiktokshop(transport=stands))
        result = again.orders.ship(orders)

        assert [DONE, DONE] == states(result)

    def test_crash(self, box, shop, bought):
        """A process that dies while shipping leaves a claim that holds, then is settled."""
        order = bought()
        guard = shop.shipments
        with pytest.raises(KeyboardInterrupt):
            _dying(box, guard).orders.ship(order)
        first = states(box.shop(shipments=guard).orders.ship(order))
        box.clock.advance(seconds=SETTLES)
        second = states(box.shop(shipments=guard).orders.ship(order))

        assert ([UNKNOWN], [DONE]) == (first, second)
        assert 1 == len(box.world.changes.ledger)

    def test_somebody_else_takes_over(self, box, shop, bought):
        """Of two that find a void claim one ships."""
        order = bought()
        rival = Claim(
            api=TIKTOK,
            order_id=order.id,
            package=order.shipments[0].id,
            names=frozenset({f"TIKTOK_SHOP:{order.id}"}),
        )

        class Raced(MemoryShipmentGuard):
            def claim(self, claim, *, instead_of=()):
                if instead_of and claim.ticket != rival.ticket:
                    super().claim(rival, instead_of=instead_of)
                return super().claim(claim, instead_of=instead_of)

        guard = Raced(clock=box.clock)
        void = evolve(rival, ticket="void")
        guard.claim(void)
        box.clock.advance(seconds=SETTLES)
        (said,) = box.shop(shipments=guard).orders.ship(order)

        assert UNKNOWN is said.state
        assert [] == box.world.changes.ledger


class TestGuardThatFails:
    def test_cannot_claim(self, box, bought):
        """Without a claim nothing is sent."""
        (said,) = box.shop(shipments=Broken("claim", box)).orders.ship(bought())

        assert FAILED is said.state
        assert [] == box.world.changes.ledger

    def test_cannot_note(self, box, bought):
        """What was shipped and could not be noted says so; the claim stays, in doubt."""
        order = bought()
        guard = Broken("done", box)
        (said,) = box.shop(shipments=guard).orders.ship(order)

        assert DONE is said.state
        assert "could not be noted: no space" in said.message
        assert 1 == len(guard.open())


class TestTwins:
    def test_shipped_as_the_other(self, box, around):
        """A sale that the other API shipped, by anybody, is not shipped again."""
        sale = box.buy(api=BOTH)
        order = next(around.orders.list())
        old = box.tokopedia().orders
        old.accept(order_id=sale.tokopedia_id)
        old.confirm_shipping(
            order_id=sale.tokopedia_id, order_status=500, shipping_ref_num="X1"
        )
        (said,) = around.orders.ship(order)

        assert ALREADY is said.state
        assert f"Tokopedia API's order {sale.tokopedia_id}" in said.message
        assert 1 == len(box.world.changes.ledger)

    def test_found_though_not_named(self, box, around):
        """A record that does not name its twin is looked up before it is shipped."""
        sale = box.buy(api=BOTH)
        around.orders.ship(next(around.orders.list()))
        box.tokopedia().orders.accept(order_id=sale.tokopedia_id)
        plain = box.tokopedia().orders.get(order_id=sale.tokopedia_id)
        (said,) = around.orders.ship(from_tokopedia.order_detail(plain))

        assert ALREADY is said.state
        assert [] == box.world.changes.shipped_twice()

    def test_no_other_record(self, box, around, bought):
        """Around the integration an order that has no twin is shipped as any other."""
        assert [DONE] == states(around.orders.ship(bought()))

    def test_twin_that_is_gone(self, box, around):
        """A twin that its API does not know bars nothing."""
        box.buy(api=BOTH)
        order = next(around.orders.list())
        twin = evolve(order.evidence.twin, id="2100000000999")
        order = evolve(order, evidence=evolve(order.evidence, twin=twin))

        assert [DONE] == states(around.orders.ship(order))

    def test_twin_that_cannot_be_read(self, box, around):
        """A twin whose state cannot be known bars the order."""
        box.buy(api=BOTH)
        order = next(around.orders.list())
        box.tokopedia_face.fail("html_503", times=3, on="/v2/fs/")
        (said,) = around.orders.ship(order)

        assert FAILED is said.state
        assert "cannot be known" in said.message

    def test_without_the_other_client(self, box, around):
        """Nor can it be known without the other client."""
        box.buy(api=BOTH)
        order = next(around.orders.list())
        (said,) = box.shop(tokopedia=None).orders.ship(order)

        assert "no Tokopedia client" in said.message


class TestMaybe:
    @pytest.fixture
    def pair(self, box, around):
        """Two records that may be one sale, undecided."""
        new, other = box.buy(), box.buy("TEH-MELATI", api=TOKO)
        box.tokopedia().orders.accept(order_id=other.tokopedia_id)
        box.clock.advance(seconds=9)
        found = {one.id: one for one in around.orders.list()}
        first, second = found[new.tiktok_id], found[str(other.tokopedia_id)]
        return _undecided(first, second), _undecided(second, first)

    def test_the_first_goes(self, box, around, pair):
        """The first of two that may be one is shipped."""
        assert [DONE] == states(around.orders.ship(pair[0]))

    @pytest.mark.parametrize("first", [0, 1], ids=["TikTok Shop", "Tokopedia"])
    def test_the_second_waits_for_a_look(self, box, around, pair, first):
        """The second is refused until somebody has looked."""
        around.orders.ship(pair[first])
        (said,) = around.orders.ship(pair[1 - first])

        assert FAILED is said.state
        assert "distinct=True" in said.message
        assert 1 == len(box.world.changes.ledger)

    def test_found_though_not_named(self, box, around):
        """Two that may be a record which names none are found, and bar it, too."""
        sale, _, _ = box.buy(api=TOKO), box.buy(), box.buy()
        box.tokopedia().orders.accept(order_id=sale.tokopedia_id)
        around.orders.ship(next(around.orders.list()))
        plain = box.tokopedia().orders.get(order_id=sale.tokopedia_id)
        (said,) = around.orders.ship(from_tokopedia.order_detail(plain))

        assert FAILED is said.state
        assert "was shipped and may be the same sale" in said.message

    def test_distinct(self, box, around, pair):
        """Then it is shipped."""
        around.orders.ship(pair[0])

        assert [DONE] == states(around.orders.ship(pair[1], distinct=True))

    def test_several_may_be_it(self, box, around, pair):
        """Of several records that may be the same sale, any that was shipped bars it."""
        third = box.buy("MADU", api=TOKO)
        old = box.tokopedia().orders
        old.accept(order_id=third.tokopedia_id)
        old.confirm_shipping(
            order_id=third.tokopedia_id, order_status=500, shipping_ref_num="X3"
        )
        other = evolve(pair[0].evidence.twin, id=str(third.tokopedia_id))
        evidence = evolve(pair[0].evidence, rivals=(other,))
        (said,) = around.orders.ship(evolve(pair[0], evidence=evidence))

        assert FAILED is said.state
        assert f"order {third.tokopedia_id} was shipped" in said.message

    def test_distinct_says_nothing_of_what_is_decided(self, box, around):
        """What surely is one sale is not two because somebody says so of a batch."""
        sale = box.buy(api=BOTH)
        order = next(around.orders.list())
        old = box.tokopedia().orders
        old.accept(order_id=sale.tokopedia_id)
        old.confirm_shipping(
            order_id=sale.tokopedia_id, order_status=500, shipping_ref_num="X1"
        )

        assert [ALREADY] == states(around.orders.ship(order, distinct=True))

    def test_known_to_the_guard_alone(self, box, around, pair):
        """Though the platform does not show it yet, the guard knows."""
        around.orders.ship(pair[0])
        number = box.world.changes.placed[0].number
        box.world.changes.sales.pop((TIKTOK, number))
        (said,) = around.orders.ship(pair[1])

        assert FAILED is said.state
        assert "may be the same sale" in said.message


class TestArchive:
    """An archive of Tokopedia's API knows what was shipped while there was one."""

    @pytest.fixture
    def over_an_archive(self, box, tmp_path):
        """Make the shop over an archive that is saved now."""

        def make():
            parts = ["shop", "orders", "order_details"]
            write(box.tokopedia(), tmp_path / "saved", parts=parts)
            archive = Archive(tmp_path / "saved")
            return box.shop(tokopedia=archive, integrated_at=box.clock.now)

        return make

    @pytest.fixture
    def sale(self, box):
        """Buy something that both APIs know of, and accept it."""
        sale = box.buy(api=BOTH)
        box.tokopedia().orders.accept(order_id=sale.tokopedia_id)
        return sale

    def test_not_shipped_before(self, box, sale, over_an_archive):
        """What waited when it was saved is shipped: the API that could have is gone."""
        shop = over_an_archive()
        order = next(shop.orders.list())

        assert str(sale.tokopedia_id) == order.evidence.twin.id
        assert [DONE] == states(shop.orders.ship(order))

    def test_shipped_before(self, box, sale, over_an_archive):
        """What was shipped by then is not."""
        box.tokopedia().orders.confirm_shipping(
            order_id=sale.tokopedia_id, order_status=500, shipping_ref_num="X1"
        )
        shop = over_an_archive()

        assert [ALREADY] == states(shop.orders.ship(next(shop.orders.list())))

    def test_claim_in_doubt(self, box, sale, over_an_archive):
        """A claim of then that is in doubt stays so: an archive only tells how it was."""
        claim = Claim(
            api=TOKO,
            order_id=str(sale.tokopedia_id),
            package=None,
            awb=None,
            names=frozenset({f"TOKOPEDIA:{sale.tokopedia_id}"}),
        )
        shop = over_an_archive()
        shop.shipments.claim(claim, instead_of=())
        shop.shipments.doubt(claim)
        box.clock.advance(seconds=SETTLES)
        (said,) = shop.orders.ship(next(shop.orders.list()))

        assert UNKNOWN is said.state
        assert "an archive only tells how it was" in said.message


class TestTrackingNumber:
    def test_of_another_sale(self, box, shop, bought):
        """A tracking number is of one parcel."""
        first, second = bought(own_courier=True), bought(own_courier=True)
        shop.orders.ship(first, awb="A1", courier="JNE")
        (said,) = shop.orders.ship(second, awb="A1", courier="JNE")

        assert FAILED is said.state
        assert (
            f"is of another sale, the TikTok Shop API's order {first.id}"
            in said.message
        )


class TestUnclear:
    """What platforms say of a parcel, when they say little."""

    @pytest.mark.parametrize(
        ("rows", "status", "shipped"),
        [
            ([("P1", "FULFILLING")], "AWAITING_SHIPMENT", True),
            ([("P1", None)], "AWAITING_SHIPMENT", False),
            ([("P1", None)], "PARTIALLY_SHIPPING", None),
            ([], "IN_TRANSIT", None),
            ([("P1", "TO_FULFILL"), ("P2", "FULFILLING")], "PARTIALLY_SHIPPING", False),
            ([("P1", "COMPLETED")], "COMPLETED", True),
        ],
        ids=["ahead", "waits", "unsaid", "no lines", "the other", "arrived"],
    )
    def test_by_lines(self, rows, status, shipped):
        """A package is shipped if its lines say so, or not if the order waits."""
        from tokotiktok.tiktokshop.api.orders import LineItem, Order
        from tokotiktok.unified.acting.parcels import is_shipped

        lines = tuple(LineItem(package_id=p, package_status=s) for p, s in rows)
        source = Order(id="1", status=status, line_items=lines)

        assert shipped is is_shipped(source, "P1")


class TestLook:
    """Asking a platform what became of a parcel."""

    def test_without_the_client(self, box):
        """Without its client a platform cannot be asked."""
        from tokotiktok.unified.acting.parcels import Parcels

        look = Parcels(box.shop(tiktokshop=None)).look(TIKTOK, "1", None)

        assert (None, False) == (look.shipped, look.absent)

    @pytest.mark.parametrize("api", [TIKTOK, TOKO], ids=lambda one: one.name)
    def test_unknown_order(self, shop, api):
        """An order that the platform does not know is absent."""
        from tokotiktok.unified.acting.parcels import Parcels

        assert Parcels(shop).look(api, "99", None).absent

    @pytest.mark.parametrize(
        ("status", "shipped"),
        [("PROCESSING", True), ("TO_FULFILL", False), (None, None)],
        ids=["under way", "waits", "unsaid"],
    )
    def test_asks_for_the_package(self, box, bought, status, shipped):
        """Where the order does not tell, the package is asked for."""
        from tokotiktok.unified.acting.parcels import Parcels

        order = bought()
        package = order.shipments[0].id

        class Vague(Between):
            def send(self, request, timeout):
                self.after = (
                    (lambda d: d | {"package_status": status})
                    if "/packages/" in request.url
                    else lambda d: {"orders": [_vague(row) for row in d["orders"]]}
                )
                return super().send(request, timeout)

        vague = box.tiktokshop(transport=Vague(box.tiktokshop_face, "/"))
        look = Parcels(box.shop(tiktokshop=vague)).look(TIKTOK, order.id, package)

        assert shipped is look.shipped

    def test_tokopedias_unclear_words(self, box, old):
        """A status that says nothing of a shipment leaves it unknown."""
        from tokotiktok.unified.acting.parcels import Parcels

        stands = Between(
            box.tokopedia_face, "/v2/fs/", after=lambda d: d | {"order_status": 690}
        )
        shop = box.shop(tokopedia=box.tokopedia(transport=stands))

        assert "Tokopedia says 690" in Parcels(shop).look(TOKO, old.id, None).why


# helpers


def _vague(row):
    lines = [line | {"package_status": None} for line in row["line_items"]]
    return row | {"status": "PARTIALLY_SHIPPING", "line_items": lines}


def _edited(box, edit):
    """Make a shop that reads orders otherwise."""
    stands = Between(
        box.tiktokshop_face,
        "/order/202507/orders",
        after=lambda data: {"orders": [edit(row) for row in data["orders"]]},
    )
    return box.shop(tiktokshop=box.tiktokshop(transport=stands))


def bought_two(box, shop, **how):
    sale = box.buy("KOPI-GAYO-250", "TEH-MELATI", **how)
    return next(one for one in shop.orders.list() if one.id == sale.tiktok_id)


def _taken(box, order):
    """Say that the tracking number that an order will get is another parcel's."""
    from tokotiktok.sandbox.changes import Shipped

    number = next(s.number for s in box.world.sales() if s.tiktok_id == order.id)
    awb = f"JX{8_000_000_000 + number}0"
    return Shipped(sale=-1, api=TIKTOK, package=None, units=None, awb=awb)


def _undecided(order, other):
    twin = Twin(api=other.api, id=other.id, same=("amount",), differs=("SKUs",))
    return evolve(order, evidence=evolve(order.evidence, twin=twin, decided=False))


def _dying(box, guard):
    """Make a shop whose process dies when it ships."""

    class Dying:
        def send(self, request, timeout):
            if request.url.endswith("/ship"):
                raise KeyboardInterrupt
            return box.tiktokshop_face.send(request, timeout)

        def close(self) -> None:
            """Nothing to close."""

    return box.shop(tiktokshop=box.tiktokshop(transport=Dying()), shipments=guard)


class Broken(MemoryShipmentGuard):
    """A guard that cannot do one thing."""

    def __init__(self, what, box) -> None:
        super().__init__(clock=box.clock)
        self.what = what

    def claim(self, claim, *, instead_of=()):
        if self.what == "claim":
            raise StoreError("no space")
        return super().claim(claim, instead_of=instead_of)

    def done(self, claim):
        if self.what == "done":
            raise StoreError("no space")
        super().done(claim)
