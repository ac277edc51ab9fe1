"""Stock: all warehouses of an SKU at once, and increments where there are none."""

from __future__ import annotations

import threading

import pytest
from attrs import evolve
from between import Between

from tokotiktok import OutcomeState, Platform
from tokotiktok.errors import ValidationError

DONE, ALREADY, FAILED, UNKNOWN = OutcomeState
FIRST, SECOND = "7480000000000000011", "7480000000000000012"
CODE = "KOPI-GAYO-250"


@pytest.fixture
def kopi(shop):
    return next(shop.products.list())


@pytest.fixture
def old(box):
    """The same product as the Tokopedia API has it."""
    return next(box.shop(tiktokshop=None).products.list())


@pytest.fixture
def alone(box):
    return box.shop(tiktokshop=None)


def levels(box, code=CODE):
    """Say what is really there, by warehouse number."""
    return next(
        item.stock(sku)
        for item in box.tiktokshop_face.world.items
        for sku in item.skus
        if sku.seller_sku == code
    )


def posted(box):
    face = box.tiktokshop_face
    return [s.json for s in face.seen if s.path.endswith("/inventory/update")]


class TestSet:
    def test_sends_all_warehouses(self, box, shop, kopi):
        """The warehouses that are not named keep what they have, and are sent, too."""
        before = levels(box)
        (said,) = shop.products.set_stock(kopi, {CODE: {FIRST: 77}})
        sent = posted(box)[0]["skus"][0]["inventory"]

        assert (DONE, Platform.TOKOPEDIA | Platform.TIKTOK_SHOP) == (
            said.state,
            said.platform,
        )
        assert {FIRST: 77, SECOND: before[2]} == {
            one["warehouse_id"]: one["quantity"] for one in sent
        }
        assert {1: 77, 2: before[2]} == levels(box)

    def test_without_it_the_platform_refuses(self, box, kopi):
        """Fewer than all warehouses is what the platform does not take."""
        from tokotiktok.tiktokshop.api import products

        row = products.SkuStockUpdateInput(
            id=kopi.skus[0].id,
            inventory=(
                products.WarehouseStockUpdateInput(warehouse_id=FIRST, quantity=1),
            ),
        )
        result = box.tiktokshop().products.update_inventory(
            product_id=kopi.id, skus=[row]
        )

        assert 12019028 == result.failed[0].causes[0].code

    def test_by_id(self, box, shop, kopi):
        """An SKU is named by its id, too."""
        shop.products.set_stock(kopi, {kopi.skus[0].id: {SECOND: 0}})

        assert 0 == levels(box)[2]

    def test_only_warehouse(self, box, kopi):
        """Where there is one warehouse, it need not be named."""
        stands = Between(
            box.tiktokshop_face,
            "/inventory/search",
            after=_in_one_warehouse,
        )
        shop = box.shop(tiktokshop=box.tiktokshop(transport=stands))
        (said,) = shop.products.set_stock(kopi, {CODE: 5})

        assert {FIRST: 5} == {
            one["warehouse_id"]: one["quantity"]
            for one in posted(box)[0]["skus"][0]["inventory"]
        }
        assert FAILED is said.state  # the platform knows of two

    @pytest.mark.parametrize(
        ("given", "why"),
        [
            ({CODE: 5}, "say how many in which"),
            ({CODE: {"1": 5}}, "is not in warehouse 1, but in"),
        ],
        ids=["which", "strange"],
    )
    def test_ambiguous(self, box, shop, kopi, given, why):
        """A warehouse that cannot be told is refused, and those there are are listed."""
        (said,) = shop.products.set_stock(kopi, given)

        assert FAILED is said.state
        assert why in said.message
        assert SECOND in said.message
        assert [] == posted(box)

    @pytest.mark.parametrize(
        ("given", "why"),
        [
            (
                {},
                "no SKU was named: product 1730000000000000101 has KOPI-GAYO-250, KOPI",
            ),
            ({"TEH": 5}, "no SKU 'TEH'"),
            ([CODE], "give a dict by seller SKU or SKU id, not a list"),
            ({CODE: 5.0}, "cannot have a stock of 5.0"),
            ({CODE: "5"}, "cannot have a stock of '5'"),
            ({CODE: None}, "cannot have a stock of None"),
            ({CODE: {}}, "cannot have a stock of {}"),
            ({CODE: {FIRST: "5"}}, "or one for each warehouse id"),
            ({CODE: -1}, "below 0"),
            ({CODE: {FIRST: -1}}, "below 0"),
        ],
        ids=[
            *("nothing", "unknown", "list", "float", "text", "none", "nowhere"),
            *("text in one", "negative", "negative in one"),
        ],
    )
    def test_cannot_be_meant(self, shop, kopi, given, why):
        """What cannot be meant is refused before anything is read."""
        with pytest.raises(ValidationError, match=why):
            shop.products.set_stock(kopi, given)

    def test_named_twice(self, shop, kopi):
        """An SKU that is named by its code and by its id would get one of two stocks."""
        given = {CODE: {FIRST: 1}, kopi.skus[0].id: {FIRST: 2}}

        with pytest.raises(ValidationError, match="named twice"):
            shop.products.set_stock(kopi, given)

    def test_a_code_of_two_skus(self, shop, kopi):
        """A code that several SKUs have says of none which is meant; ids do."""
        first, second = kopi.skus
        twins = evolve(kopi, skus=(first, evolve(second, seller_sku=CODE)))

        with pytest.raises(ValidationError, match=f"by id, of {first.id}, {second.id}"):
            shop.products.set_stock(twins, {CODE: {FIRST: 1}})
        assert [DONE] == [
            one.state for one in shop.products.set_stock(twins, {first.id: {FIRST: 1}})
        ]

    def test_one_fails_the_others_do_not(self, box, shop, kopi):
        """Each SKU has its outcome, in the order that was asked."""
        result = shop.products.set_stock(kopi, {"KOPI-GAYO-500": 5, CODE: {FIRST: 5}})

        assert [FAILED, DONE] == [one.state for one in result]

    def test_dilayani(self, box, shop, kopi):
        """The stock of a Dilayani Tokopedia warehouse is the platform's to keep."""
        box.world.changes.kept_by_platform = {2}
        first = shop.products.set_stock(kopi, {CODE: {SECOND: 5}})
        second = shop.products.set_stock(kopi, {CODE: {FIRST: 5}})

        assert [(FAILED, 12052382)] == [(one.state, one.code) for one in first]
        assert [DONE] == [one.state for one in second]

    def test_while_locked(self, box, shop, kopi):
        """Stock may change even while the shop is being integrated."""
        box.world.changes.is_locked = True

        assert [DONE] == [
            one.state for one in shop.products.set_stock(kopi, {CODE: {FIRST: 5}})
        ]

    def test_unreadable(self, box, shop, kopi):
        """What cannot be read is not written."""
        box.tiktokshop_face.fail("timeout", times=3, on="/inventory/search")
        (said,) = shop.products.set_stock(kopi, {CODE: {FIRST: 5}})

        assert FAILED is said.state
        assert [] == posted(box)

    def test_unknown_to_the_inventory(self, box, kopi):
        """An SKU that the inventory does not list is in no warehouse."""
        stands = Between(
            box.tiktokshop_face, "/inventory/search", after=lambda d: {"inventory": []}
        )
        shop = box.shop(tiktokshop=box.tiktokshop(transport=stands))
        first, second = (
            next(iter(shop.products.set_stock(kopi, {CODE: given})))
            for given in (5, {FIRST: 5})
        )

        assert "in no warehouse" in first.message
        assert second.message.endswith("but in none")

    def test_refused(self, box, shop, kopi):
        """What the platform refuses outright is a failure."""
        box.tiktokshop_face.fail("rate_limited", times=3, on="/inventory/update")
        (said,) = shop.products.set_stock(kopi, {CODE: {FIRST: 5}})

        assert FAILED is said.state

    def test_lost_reply(self, box, shop, kopi):
        """A lost answer is settled by a look."""
        box.tiktokshop_face.fail("lost_reply", on="/inventory/update")
        (said,) = shop.products.set_stock(kopi, {CODE: {FIRST: 5}})

        assert DONE is said.state

    def test_lost_request(self, box, shop, kopi):
        """If it is not there, nobody knows, and what is there is said."""
        box.tiktokshop_face.fail("timeout", on="/inventory/update")
        (said,) = shop.products.set_stock(kopi, {CODE: {FIRST: 5}})

        assert UNKNOWN is said.state
        assert f"{{'{FIRST}': 5" in said.message

    @pytest.mark.parametrize(
        ("fault", "state"),
        [("lost_reply", UNKNOWN), (None, DONE)],
        ids=["lost", "taken"],
    )
    def test_not_read_again(self, box, kopi, fault, state):
        """If it cannot be read again, the answer must do."""
        stands = Between(
            box.tiktokshop_face,
            "/inventory/search",
            behind=lambda: box.tiktokshop_face.fail(
                "timeout", times=3, on="/inventory/search"
            ),
        )
        shop = box.shop(tiktokshop=box.tiktokshop(transport=stands))
        if fault:
            box.tiktokshop_face.fail(fault, on="/inventory/update")
        (said,) = shop.products.set_stock(kopi, {CODE: {FIRST: 5}})

        assert state is said.state


class TestAdd:
    def test_adds(self, box, shop, kopi):
        """What there is is read, and more is written."""
        before = levels(box)
        (said,) = shop.products.add_stock(kopi, {CODE: {FIRST: 3, SECOND: -2}})

        assert DONE is said.state
        assert {1: before[1] + 3, 2: before[2] - 2} == levels(box)

    def test_below_zero(self, box, shop, kopi):
        """Less than nothing is refused, and how much there is is said."""
        (said,) = shop.products.add_stock(kopi, {CODE: {FIRST: -999}})

        assert FAILED is said.state
        assert "that would leave -" in said.message
        assert [] == posted(box)

    def test_own_threads(self, box, shop, kopi):
        """Threads of this process do not lose each other's increments."""
        before = levels(box)[1]

        def add() -> None:
            box.shop().products.add_stock(kopi, {CODE: {FIRST: 1}})

        threads = [threading.Thread(target=add) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert before + 6 == levels(box)[1]

    def test_sold_meanwhile(self, box, kopi):
        """What is sold between reading and writing is noticed, and how many too many."""
        stands = Between(
            box.tiktokshop_face,
            "/inventory/update",
            before=lambda: box.buy(CODE),
        )
        shop = box.shop(tiktokshop=box.tiktokshop(transport=stands))
        before = levels(box)[1]
        (said,) = shop.products.add_stock(kopi, {CODE: {FIRST: 5}})

        assert DONE is said.state
        assert said.message.startswith("1 were sold while it was written")
        assert before + 5 == levels(box)[1]  # one too many, as said

    def test_sold_afterwards(self, box, kopi):
        """What is sold after writing is no harm, and is said to be so."""
        stands = Between(
            box.tiktokshop_face, "/inventory/update", behind=lambda: box.buy(CODE)
        )
        shop = box.shop(tiktokshop=box.tiktokshop(transport=stands))
        (said,) = shop.products.add_stock(kopi, {CODE: {FIRST: 5}})

        assert DONE is said.state
        assert said.message.endswith("sold meanwhile, or written by somebody else")

    def test_has_no_request_id(self, shop, kopi):
        """TikTok Shop has no increments that are safe to repeat, and that is said."""
        with pytest.raises(ValidationError, match="TikTok Shop has none"):
            shop.products.add_stock(kopi, {CODE: 1}, request_id="a")


class TestOldApi:
    def test_set(self, box, alone, old):
        """Stock is set by warehouse."""
        result = alone.products.set_stock(old, {CODE: {"99900001": 5, "99900002": 6}})

        assert [DONE, DONE] == [one.state for one in result]
        assert {1: 5, 2: 6} == levels(box)

    def test_only_warehouse(self, box, alone, old):
        """Where there is one warehouse, none is named."""
        sku = evolve(old.skus[0], stock=())
        alone.products.set_stock(evolve(old, skus=(sku,)), {CODE: 5})

        assert 5 == levels(box)[1]
        assert "warehouse_id" not in box.tokopedia_face.seen[-1].query

    def test_which_warehouse(self, alone, old):
        """Where there are several, one must be named."""
        with pytest.raises(ValidationError, match="say how many in which"):
            alone.products.set_stock(old, {CODE: 5})

    def test_add(self, box, alone, old):
        """Adding and taking away are the platform's own, one request each."""
        before = levels(box)
        result = alone.products.add_stock(
            old,
            {CODE: {"99900001": 3, "99900002": -2}, "KOPI-GAYO-500": {"99900001": 0}},
        )

        assert [DONE, DONE] == [one.state for one in result]
        assert {1: before[1] + 3, 2: before[2] - 2} == levels(box)

    def test_the_same_request_adds_once(self, box, alone, old):
        """With its own id, an increment is safe to repeat."""
        before = levels(box)[1]
        for _ in range(2):
            alone.products.add_stock(old, {CODE: {"99900001": 3}}, request_id="kirim-1")

        assert before + 3 == levels(box)[1]

    def test_lost_reply(self, box, alone, old):
        """A lost answer is no harm: the request is repeated under the same id."""
        before = levels(box)[1]
        box.tokopedia_face.fail("lost_reply", on="/increment")
        (said,) = alone.products.add_stock(old, {CODE: {"99900001": 3}})

        assert DONE is said.state
        assert before + 3 == levels(box)[1]

    def test_lost_for_good(self, box, alone, old):
        """If no answer comes at all, nobody knows."""
        box.tokopedia_face.fail("lost_reply", times=3, on="/increment")
        (said,) = alone.products.add_stock(old, {CODE: {"99900001": 3}})

        assert UNKNOWN is said.state

    @pytest.mark.parametrize(
        ("given", "why"),
        [
            ({CODE: {"99900001": 0}}, "nothing to add"),
            ({CODE: {"99900001": 1, "99900002": 1}}, "this takes 2"),
        ],
        ids=["nothing", "two"],
    )
    def test_cannot_be_meant(self, alone, old, given, why):
        """One id is of one request."""
        with pytest.raises(ValidationError, match=why):
            alone.products.add_stock(old, given, request_id="a")

    def test_a_row_fails(self, box, alone, old):
        """A row that fails is told, the others are done."""
        result = alone.products.add_stock(
            old, {CODE: {"99900001": -9999}, "KOPI-GAYO-500": {"99900001": -1}}
        )

        assert [FAILED, DONE] == [one.state for one in result]
        assert "Stock cannot be negative" in result.failed[0].message

    def test_a_nameless_row_fails(self, box, old):
        """If it is not said which row failed, it may be any."""
        stands = Between(
            box.tokopedia_face, "/stock/update", after=lambda d: {"failed_rows": 1}
        )
        shop = box.shop(tiktokshop=None, tokopedia=box.tokopedia(transport=stands))
        (said,) = shop.products.set_stock(old, {CODE: {"99900001": 5}})

        assert UNKNOWN is said.state

    def test_many_rows(self, box, alone, old):
        """A hundred rows go at once, and no more."""
        skus = tuple(
            evolve(old.skus[0], id=str(number), seller_sku=f"S{number}", stock=())
            for number in range(101)
        )
        result = alone.products.set_stock(
            evolve(old, skus=skus), {sku.id: 1 for sku in skus}
        )

        assert 101 == len(result)
        assert 2 == sum(
            s.path.endswith("/stock/update") for s in box.tokopedia_face.seen
        )


def _in_one_warehouse(data):
    for row in data["inventory"]:
        for sku in row["skus"]:
            sku["warehouse_inventory"] = sku["warehouse_inventory"][:1]
    return data
