"""The integration as a play: what holds in each phase, and who is told."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from tokotiktok import Money, Platform
from tokotiktok.errors import (
    ReauthorizationRequired,
    ShopLockedError,
    TokoTikTokError,
)
from tokotiktok.sandbox import Play, Sandbox, Trouble
from tokotiktok.sandbox.world import TODAY
from tokotiktok.tokopedia.api.products import EditProductInput, ProductInput
from tokotiktok.tokopedia.api.stock import StockInput
from tokotiktok.unified.acting.drafts import NewProduct, NewSku

CANGKIR = "1730000000000000105"
GULA_OLD, GULA_COPY, GULA_OWN = (
    "9100000030",
    "1730000000000000103",
    "1730000000040000103",
)
TOKO, TIKTOK = Platform.TOKOPEDIA, Platform.TIKTOK_SHOP
CATEGORY = {"category_id": "918024", "category_version": "v2"}
NEW = {
    **CATEGORY,
    "title": "Barang Baru Contoh",
    "description": "x",
    "main_images": [{"uri": "tos-sandbox/fiktif1"}],
    "skus": [
        {
            "price": {"amount": "10000", "currency": "IDR"},
            "inventory": [{"warehouse_id": "7480000000000000011", "quantity": 1}],
        }
    ],
    "package_weight": {"value": "1", "unit": "KILOGRAM"},
}
SEVEN = {
    "create": NEW,
    "edit": {**NEW, "product_id": CANGKIR},
    "partial_edit": {"product_id": CANGKIR, "title": "x"},
    "activate": {"product_ids": [CANGKIR]},
    "deactivate": {"product_ids": [CANGKIR]},
    "delete": {"product_ids": [CANGKIR]},
    "recover": {"product_ids": [CANGKIR]},
}
STOCK = {
    "product_id": CANGKIR,
    "skus": [
        {
            "id": "1730000000000000250",
            "inventory": [
                {"warehouse_id": "7480000000000000011", "quantity": 5},
                {"warehouse_id": "7480000000000000012", "quantity": 5},
            ],
        }
    ],
}
PRICE = {
    "product_id": CANGKIR,
    "skus": [
        {
            "id": "1730000000000000250",
            "price": {"amount": "47000", "currency": "IDR"},
        }
    ],
}


@pytest.fixture
def box():
    """A shop on each platform, not integrated."""
    return Sandbox(seed=1, integration="pending")


def authorized(box):
    """Give a client that the seller authorised just now."""
    client = box.tiktokshop()
    client.save_token(client.oauth.exchange(box.tiktokshop_face.authorize()))
    return client


def code(call, **given):
    """Call, and give the code with which it is refused; ``None`` if it is not."""
    try:
        call(**given)
    except TokoTikTokError as error:
        return error.code
    return None


def products(client):
    """Give the ids of all products that TikTok Shop has."""
    return {one.id for one in client.products.search(page_size=100).all()}


class TestUndirected:
    def test_merged(self):
        """Without direction the shop was merged some weeks ago, as its event tells."""
        box = Sandbox(seed=1)
        (event,) = box.integration.events

        assert ("merged", 0, []) == (
            box.integration.phase,
            box.integration.era,
            box.integration.steps,
        )
        assert box.world.integrated_at == event.at

    def test_before(self):
        """Before that it was pending, and nothing was told."""
        box = Sandbox(seed=1)
        box.clock.advance(days=-60)

        assert ("pending", None, []) == (
            box.integration.phase,
            box.integration.completed_at,
            box.integration.events,
        )

    def test_no_other_step_than_back(self):
        """A merged shop is neither locked nor merged again; a play begins elsewhere."""
        with pytest.raises(ValueError, match=r"merged; a play begins with Sandbox\("):
            Sandbox().integration.lock()

    def test_no_trouble_with_what_is_to_come(self):
        """The trouble of an integration belongs to one that is done."""
        with pytest.raises(ValueError, match="lies around an integration that is done"):
            Sandbox(integration="pending", trouble=Trouble())


class TestPending:
    def test_each_on_its_own_side(self, box):
        """No sale is in both APIs, and some of Tokopedia's are open, too."""
        sales = list(box.world.sales())
        old = box.tokopedia().orders.list(
            from_date=TODAY - timedelta(days=2.9), to_date=TODAY
        )

        assert not [one for one in sales if one.on_tiktok and one.on_tokopedia]
        assert {one.origin for one in sales if one.on_tokopedia} == {TOKO}
        assert {one.origin for one in sales if one.on_tiktok} == {TIKTOK}
        assert [400, 500] == [one.order_status for one in old.items]

    def test_sells_what_it_has(self, box):
        """On each platform is sold what is listed there."""
        known = products(box.tiktokshop())
        sold = {
            item.tiktok_id
            for sale in box.world.sales()
            if sale.on_tiktok
            for item, _, _ in sale.lines
        }

        assert sold == known

    def test_shop_info_is_silent(self, box):
        """Shop info tells of no integration."""
        (shop,) = box.tokopedia().shops.info().items

        assert None is shop.tts_integration_completed

    def test_no_tokopedia_on_tiktok_shop(self, box):
        """Who is not integrated must not use ``listing_platforms``: 12052994."""
        client = box.tiktokshop()
        both = ["TIKTOK_SHOP", "TOKOPEDIA"]

        assert [12052994] * 3 == [
            code(client.products.create, **NEW, listing_platforms=both),
            code(client.products.create, **NEW, listing_platforms=["TIKTOK_SHOP"]),
            code(
                client.products.partial_edit,
                product_id=CANGKIR,
                title="x",
                listing_platforms=both,
            ),
        ]
        assert None is code(client.products.create, **NEW)

    def test_created_for_tiktok_shop_alone(self, box):
        """The unified shop creates a product there without naming a platform."""
        made = box.shop().products.create(
            NewProduct(
                title="Barang Baru Contoh",
                category_id="918024",
                description="x",
                images=[b"PNG"],
                weight_grams=100,
                skus=[NewSku(seller_sku="BARU", price=Money(10_000), stock=1)],
            ),
            on=TIKTOK,
        )

        assert made.product_id in products(box.tiktokshop())

    def test_buys(self, box):
        """A sale is in the API of where it was bought."""
        old, new = box.buy("GULA-AREN"), box.buy("GULA-AREN", on=TIKTOK)

        assert (False, True) == (old.on_tiktok, old.on_tokopedia)
        assert (True, False) == (new.on_tiktok, new.on_tokopedia)
        assert (GULA_COPY, GULA_OWN) == (
            old.lines[0][0].tiktok_id,
            new.lines[0][0].tiktok_id,
        )

    def test_not_connected(self, box):
        """Tokopedia refuses an app that is not connected with the shop."""
        box.integration.disconnect()

        assert "RBAC_MDLW_001" == code(box.tokopedia().shops.info)
        box.integration.connect()
        assert None is code(box.tokopedia().shops.info)


class TestLocked:
    @pytest.mark.parametrize(("what", "given"), SEVEN.items(), ids=SEVEN)
    def test_seven_writes_are_refused(self, box, what, given):
        """Exactly these seven are refused while the shop is locked."""
        box.integration.lock()

        with pytest.raises(ShopLockedError, match="12052332"):
            getattr(box.tiktokshop().products, what)(**given)

    @pytest.mark.parametrize(("what", "given"), SEVEN.items(), ids=SEVEN)
    def test_and_only_then(self, box, what, given):
        """Before, none of them is refused."""
        assert None is code(getattr(box.tiktokshop().products, what), **given)

    def test_stock_and_price_pass(self, box):
        """Stock and prices may change, on both sides."""
        box.integration.lock()
        new, old = box.tiktokshop(), box.tokopedia()
        level = StockInput(product_id=GULA_OLD, new_stock=3)
        price = ProductInput(product_id=GULA_OLD, new_price=Decimal(900))

        assert () == new.products.update_inventory(**STOCK).failed
        assert None is code(new.products.update_price, **PRICE)
        assert () == old.stock.update(stocks=[level]).failed
        assert () == old.products.update_price(prices=[price]).failed

    def test_tokopedia_is_locked_too(self, box):
        """On Tokopedia's side nothing else may change either."""
        box.integration.lock()
        old = box.tokopedia()
        edit = EditProductInput(
            id=GULA_OLD, name="Gula Baru", status="LIMITED", is_must_insurance=False
        )

        assert ["PRD_USC_028"] * 3 == [
            code(old.products.activate, product_id=[GULA_OLD]),
            code(old.products.deactivate, product_id=[GULA_OLD]),
            code(old.products.edit, products=[edit]),
        ]

    def test_orders_stay_apart(self, box):
        """Meanwhile each API has the orders of its own buyers."""
        box.integration.lock()

        assert box.buy().on_tokopedia
        assert box.buy(on=TIKTOK).on_tiktok


class TestMerge:
    def test_begun(self, box):
        """Once it is begun the clock plays: locked after a day, merged after two."""
        box.integration.begin()
        phases = [box.integration.phase]
        for _ in range(4):
            box.clock.advance(hours=23)
            phases.append(box.integration.phase)

        assert [
            "pending",
            "pending",
            "locked",
            "merged_products_unconfirmed",
            "merged_products_unconfirmed",
        ] == phases
        assert TODAY + timedelta(hours=48) == box.integration.completed_at

    def test_directed_after_it_was_begun(self, box):
        """A step taken by hand is instead of those that were still to come."""
        box.integration.begin()
        box.integration.merge()
        box.integration.confirm_products()
        box.clock.advance(days=9)

        assert "merged" == box.integration.phase
        assert ["begin", "merge", "confirm_products"] == [
            one.name for one in box.integration.steps
        ]

    def test_told(self, box):
        """Who listens is told once, when it happens, with the ids as texts."""
        heard = []
        box.integration.on_event(heard.append)
        box.integration.begin()
        box.clock.advance(hours=47)
        before = list(heard)
        box.clock.sleep(2 * 3600)
        box.clock.advance(hours=-5)
        box.clock.advance(hours=50)
        at = TODAY + timedelta(hours=48)

        assert ([], 1) == (before, len(heard))
        assert (at, TOKO) == (heard[0].at, heard[0].platform)
        assert {
            "status": "merge",
            "tts_seller_id": "7490000000000000099",
            "toko_shop_id": "999000001",
            "timestamp": int(at.timestamp()),
        } == heard[0].payload

    def test_authorised_again(self, box):
        """The old authorisation ends with the merge, its refresh token, too."""
        client = box.tiktokshop()
        client.orders.search(page_size=1)
        box.integration.merge()

        with pytest.raises(ReauthorizationRequired, match="105001"):
            client.orders.search(page_size=1)
        later = box.tiktokshop()
        box.clock.advance(days=8)
        with pytest.raises(ReauthorizationRequired, match="36004005"):
            later.orders.search(page_size=1)
        assert authorized(box).orders.search(page_size=1).items

    def test_products_wait(self, box):
        """Until the seller confirms them no product is copied, created or edited."""
        before = products(box.tiktokshop())
        box.integration.merge()
        client = authorized(box)

        assert before == products(client)
        assert 12052332 == code(client.products.create, **NEW)
        assert () == client.products.update_inventory(**STOCK).failed

    def test_both_apis(self, box):
        """Of the last day's sales some are in both APIs, the rest stays at Tokopedia."""
        sales = [box.buy() for _ in range(4)]
        box.integration.merge()
        box.clock.advance(hours=72)
        found = {one.sale.number: one for one in box.integration.truth.orders()}
        new = {one.id for one in authorized(box).orders.search(page_size=100).items}
        tokopedia = box.tokopedia()

        assert [True, False, True, False] == [one.tiktok_id in new for one in sales]
        assert [one.tiktok_id in new for one in sales] == [
            found[one.number].tiktokshop is not None for one in sales
        ]
        assert [str(one.tokopedia_id) for one in sales] == [
            tokopedia.orders.get(order_id=one.tokopedia_id).order_id for one in sales
        ]

    @pytest.mark.parametrize("by", ["create_time", "update_time"])
    def test_late(self, box, by):
        """Sales arrive up to 72 hours late, in lists by creation and by change alike."""
        box.integration.merge()
        client = authorized(box)
        sales = [box.buy() for _ in range(4)]
        seen = []
        for _ in range(4):
            page = client.orders.search(page_size=100, sort_field=by)
            new = {one.id for one in page.items}
            seen.append([one.tiktok_id in new for one in sales])
            box.clock.advance(hours=24)

        assert [
            [True, False, False, False],
            [True, False, False, True],
            [True, False, True, True],
            [True, True, True, True],
        ] == seen

    def test_what_time_late_ones_bear(self, box):
        """Most bear the time at which they were placed; some that of their arrival."""
        box.integration.merge()
        client = authorized(box)
        sales = [box.buy() for _ in range(4)]
        box.clock.advance(hours=80)
        late = {
            one.id: one.create_time.timestamp()
            for one in client.orders.search(page_size=100).items
        }

        assert [0, 0, 30 * 3600, 0] == [
            late[one.tiktok_id] - one.placed_at for one in sales
        ]

    def test_on_time_later(self, box):
        """Three days after the merge nothing is late any more."""
        box.integration.merge()
        box.clock.advance(hours=73)
        sales = [box.buy() for _ in range(4)]
        new = {one.id for one in authorized(box).orders.search(page_size=100).items}

        assert {one.tiktok_id for one in sales} <= new

    def test_not_there_yet(self, box):
        """What has not arrived is not found by its id either."""
        box.integration.merge()
        _, late = box.buy(), box.buy()
        client = authorized(box)
        early = client.orders.get(ids=[late.tiktok_id]).items
        box.clock.advance(hours=72)

        assert [] == list(early)
        assert [late.tiktok_id] == [
            one.id for one in client.orders.get(ids=[late.tiktok_id]).items
        ]

    def test_large(self):
        """A large world is merged, too: what its last day had is in both APIs."""
        box = Sandbox(seed=2, orders=20_000, integration="pending")
        before = box.tiktokshop().orders.search(page_size=1).total
        box.integration.merge()
        box.clock.advance(hours=72)
        after = authorized(box).orders.search(page_size=1).total
        both = [
            one
            for one in box.integration.truth.orders()
            if one.tokopedia and one.tiktokshop
        ]

        assert 0 < after - before == len(both)


class TestProducts:
    def test_copied(self, box):
        """Tokopedia's products are copied, active or not; what is suspended is not."""
        before = products(box.tiktokshop())
        box.integration.merge()
        box.integration.confirm_products()
        client = authorized(box)
        truth = box.integration.truth
        inactive = client.products.get(product_id=truth.products["9100000060"])

        assert set(truth.products.values()) == products(client) - before
        assert ("9100000080",) == truth.not_copied
        assert "SELLER_DEACTIVATED" == inactive.status
        assert None is code(client.products.partial_edit, product_id=CANGKIR, title="x")

    def test_mixed_audits(self, box):
        """What one platform refuses is on sale on the other."""
        box.integration.merge()
        box.integration.confirm_products()
        client, truth = authorized(box), box.integration.truth
        found = [
            client.products.get(product_id=truth.products[old])
            for old in ("9100000040", "9100000070")
        ]

        assert [("FAILED", "ACTIVATE"), ("ACTIVATE", "PLATFORM_DEACTIVATED")] == [
            (one.status, one.integrated_platform_statuses[0].status) for one in found
        ]

    def test_reach_tokopedia_later(self, box):
        """TikTok Shop's own products are listed on Tokopedia some days later."""
        box.integration.merge()
        box.integration.confirm_products()
        client = authorized(box)
        first = client.products.get(product_id=CANGKIR)
        box.clock.advance(hours=72)
        then = client.products.get(product_id=CANGKIR)

        assert () == first.integrated_platform_statuses
        assert ["ACTIVATE"] == [one.status for one in then.integrated_platform_statuses]

    def test_twins(self, box):
        """What was sold on each platform is there twice, with equal weight or not."""
        box.integration.merge()
        box.integration.confirm_products()
        twins = box.integration.truth.twins
        there = products(authorized(box))

        assert [False, True, True] == [one.same_weight for one in twins]
        assert {one for pair in twins for one in (pair.copy, pair.own)} <= there

    def test_twins_of_many(self):
        """A longer catalogue has more pairs, half of them with one weight."""
        box = Sandbox(integration="pending", products=108)
        box.integration.merge()
        box.integration.confirm_products()
        same = [one.same_weight for one in box.integration.truth.twins]

        assert (23, 12) == (len(same), same.count(True))

    def test_weights_are_spelled_both_ways(self, box):
        """A copy's weight is in kilograms, its twin's in grams; they may be equal."""
        box.integration.merge()
        box.integration.confirm_products()
        client = authorized(box)
        grams = {"GRAM": 1, "KILOGRAM": 1000}
        for pair in box.integration.truth.twins:
            copy, own = (
                client.products.get(product_id=one).package_weight
                for one in (pair.copy, pair.own)
            )
            found = [Decimal(one.value) * grams[one.unit] for one in (copy, own)]

            assert ("KILOGRAM", "GRAM") == (copy.unit, own.unit)
            assert pair.same_weight == (found[0] == found[1])

    def test_off_sale_before(self, box):
        """What the seller took off sale before is copied as it was then."""
        box.tokopedia().products.deactivate(product_id=[int(GULA_OLD)])
        box.integration.merge()
        box.integration.confirm_products()
        copy = authorized(box).products.get(product_id=GULA_COPY)

        assert ("SELLER_DEACTIVATED", "SELLER_DEACTIVATED") == (
            copy.status,
            copy.integrated_platform_statuses[0].status,
        )

    def test_copied_once(self, box):
        """Confirmed again, after an un-merge, what was copied stays as it is."""
        box.tokopedia().products.deactivate(product_id=[int(GULA_OLD)])
        box.integration.merge()
        box.integration.confirm_products()
        authorized(box).products.activate(product_ids=[GULA_COPY])
        box.integration.unmerge()
        box.integration.merge()
        box.integration.confirm_products()

        assert "ACTIVATE" == authorized(box).products.get(product_id=GULA_COPY).status

    def test_copies_that_fail(self, box):
        """A copy fails its audit where the sandbox is told so, and says why."""
        box.world.changes.audit_fails_on = TIKTOK
        box.integration.merge()
        box.integration.confirm_products()
        copy = authorized(box).products.get(product_id=GULA_COPY)

        assert ("FAILED", "ACTIVATE") == (
            copy.status,
            copy.integrated_platform_statuses[0].status,
        )
        assert ["TIKTOK_SHOP"] == [
            one.listing_platform for one in copy.audit_failed_reasons
        ]

    def test_made_when(self, box):
        """No product was made later than now."""
        box.integration.merge()
        box.integration.confirm_products()
        found = authorized(box).products.search(page_size=100).items

        assert all(one.create_time < box.clock.now for one in found)

    def test_mapper(self, box):
        """The mapper tells of what it does not know beside the rest, with code 0."""
        box.integration.merge()
        box.integration.confirm_products()
        creator = box.tiktokshop(token=box.token(creator=True), shop_cipher=None)
        known = creator.showcases.map_tokopedia_products(toko_pids=[GULA_OLD])
        mixed = creator.showcases.get_tokopedia_mappings(toko_pids=[GULA_OLD, "1"])

        assert [()] == [known.failed]
        assert ["no product for 1"] == [one.message for one in mixed.failed]
        assert [GULA_COPY] * 2 == [
            one.tts_pid for answer in (known, mixed) for one in answer.answer.product
        ]

    def test_tts_product_id(self, box):
        """Tokopedia's product info tells the new id, and may be asked by it."""
        client = box.tokopedia()
        before = client.products.list(product_id=GULA_OLD).items[0]
        box.integration.merge()
        box.integration.confirm_products()
        (by_new,) = client.products.list(product_id=GULA_COPY).items

        assert None is before.tts_product_id
        assert (GULA_OLD, GULA_COPY) == (
            by_new.basic.productID,
            by_new.tts_product_id,
        )


class TestMergedByHand:
    @pytest.fixture
    def client(self, box):
        """A client of a shop whose products were copied."""
        box.integration.merge()
        box.integration.confirm_products()
        return authorized(box)

    @pytest.mark.parametrize("keeps", ["copy", "own"])
    def test_one_is_left(self, box, client, keeps):
        """The kept one has its SKUs and stock, both listings, and the old ids."""
        pair = next(one for one in box.integration.truth.twins if one.same_weight)
        keep = getattr(pair, keeps)
        drop = pair.own if keeps == "copy" else pair.copy
        before = client.products.get(product_id=keep)
        box.integration.merge_products(keep=keep, drop=drop)
        now = client.products.get(product_id=keep)
        truth = box.integration.truth
        (old,) = box.tokopedia().products.list(product_id=pair.tokopedia).items

        assert before.skus == now.skus
        assert ("ACTIVATE", "ACTIVATE") == (
            now.status,
            now.integrated_platform_statuses[0].status,
        )
        assert keep == truth.products[pair.tokopedia] == old.tts_product_id
        assert truth.skus[pair.tokopedia] == now.skus[0].id
        assert pair.tokopedia not in truth.not_copied
        assert pair not in truth.twins
        assert drop not in products(client)

    def test_other_weight(self, box, client):
        """What differs in weight stays two products."""
        pair = next(one for one in box.integration.truth.twins if not one.same_weight)
        before = products(client)
        with pytest.raises(ValueError, match="differ in weight"):
            box.integration.merge_products(keep=pair.copy, drop=pair.own)

        assert before == products(client)

    def test_no_twins(self, box, client):
        """So do products that are no twins."""
        with pytest.raises(ValueError, match="no twins; there are 173"):
            box.integration.merge_products(keep=CANGKIR, drop=GULA_COPY)

    def test_too_early(self, box):
        """Nothing is merged before the products are there."""
        with pytest.raises(ValueError, match="this one is pending"):
            box.integration.merge_products(keep=GULA_COPY, drop=GULA_OWN)


class TestRevoked:
    def test_refused(self, box):
        """The seller's token ends, and its refresh token, and the app is told."""
        client = box.tiktokshop()
        box.integration.revoke()
        (event,) = box.integration.events
        with pytest.raises(ReauthorizationRequired):
            client.shops.list()

        assert (6, "7480000000000000001") == (
            event.payload["type"],
            event.payload["shop_id"],
        )
        assert authorized(box).shops.list().items

    @pytest.mark.parametrize("start", ["merged", "pending", "tiktok_shop"])
    def test_moves_nothing_else(self, start):
        """The shop stands as it stood, and goes on as it would have."""
        box, other = Sandbox(integration=start), Sandbox(integration=start)
        for one in (box, other):
            one.clock.advance(days=-60)
            one.clock.advance(days=10)
        if start == "pending":
            box.integration.begin()
            other.integration.begin()
        box.integration.revoke()
        for hours in (1, 24, 24, 24 * 60):
            box.clock.advance(hours=hours)
            other.clock.advance(hours=hours)

            assert other.integration.phase == box.integration.phase
            assert other.integration.is_directed == box.integration.is_directed


class TestWarehouses:
    @pytest.mark.parametrize(
        ("kind", "before", "after", "became"),
        [
            ("mapped", [11, 12], [11, 12], [11, 12]),
            ("copied", [], [11, 12], [11, 12]),
            ("duplicated", [11, 12], [11, 12, 13, 14], [13, 14]),
        ],
        ids=["mapped", "copied", "duplicated"],
    )
    def test_what_becomes_of_them(self, kind, before, after, became):
        """Tokopedia's warehouses are mapped, copied, or there twice."""
        box = Sandbox(integration=Play(warehouses=kind))

        def listed(client):
            return [int(one.id[-2:]) for one in client.warehouses.list().items]

        first = listed(box.tiktokshop())
        none_yet = box.integration.truth.warehouses
        box.integration.merge()

        assert (before, {}) == (first, none_yet)
        assert after == listed(authorized(box))
        assert [f"74800000000000000{one}" for one in became] == list(
            box.integration.truth.warehouses.values()
        )

    def test_duplicated(self):
        """Copies are where the originals are, and have the copied products' stock."""
        box = Sandbox(integration=Play(warehouses="duplicated"))
        box.integration.merge()
        box.integration.confirm_products()
        client = authorized(box)
        first, _, third, _ = client.warehouses.list().items
        product = client.products.get(product_id=GULA_COPY)
        (sku,) = product.skus
        (row,) = client.products.search_inventory(product_ids=[GULA_COPY]).items
        inventory = [{"warehouse_id": third.id, "quantity": 5}]
        wrong = client.products.update_inventory(
            product_id=GULA_COPY, skus=[{"id": sku.id, "inventory": inventory}]
        )
        inventory += [{"warehouse_id": "7480000000000000014", "quantity": 6}]
        right = client.products.update_inventory(
            product_id=GULA_COPY, skus=[{"id": sku.id, "inventory": inventory}]
        )
        now = client.products.get(product_id=GULA_COPY).skus[0].inventory

        assert first.address.full_address == third.address.full_address
        assert {"7480000000000000013", "7480000000000000014"} == {
            one.warehouse_id for one in row.skus[0].warehouse_inventory
        }
        assert (1, 0) == (len(wrong.failed), len(right.failed))
        assert [5, 6] == [one.quantity for one in now]

    def test_who_has_none_has_no_products(self):
        """A seller without a warehouse on TikTok Shop has sold nothing there."""
        box = Sandbox(integration=Play(warehouses="copied"))
        client = box.tiktokshop()

        assert set() == products(client)
        assert 0 == client.orders.search(page_size=1).total


class TestUnmerge:
    def test_back(self, box):
        """Un-merged, the shop is on two sides again, and it is told."""
        box.integration.merge()
        box.integration.confirm_products()
        box.integration.unmerge()
        (shop,) = box.tokopedia().shops.info().items
        product = authorized(box).products.get(product_id=GULA_COPY)

        assert ("rolled_back", None) == (
            box.integration.phase,
            box.integration.completed_at,
        )
        assert ["merge", "unmerge"] == [
            one.payload["status"] for one in box.integration.events
        ]
        assert None is shop.tts_integration_completed
        assert ("ACTIVATE", ()) == (
            product.status,
            product.integrated_platform_statuses,
        )
        assert box.buy().on_tokopedia

    def test_merged_again(self, box):
        """It may be merged again, and must be authorised again."""
        box.integration.merge()
        box.integration.unmerge()
        client = authorized(box)
        box.clock.advance(days=1)
        box.integration.merge()

        assert 2 == box.integration.era
        assert 105001 == code(client.orders.search, page_size=1)
        assert box.clock.now == box.integration.completed_at

    def test_of_a_shop_that_was_merged(self):
        """A shop that was merged long ago may be un-merged as well."""
        box = Sandbox()
        box.integration.unmerge()

        assert ["merge", "unmerge"] == [
            one.payload["status"] for one in box.integration.events
        ]
        assert box.buy().on_tokopedia


class TestMirror:
    @pytest.fixture
    def box(self):
        """A shop on TikTok Shop alone."""
        return Sandbox(seed=1, integration="solely_tiktok_shop")

    def test_alone(self, box):
        """A shop that never was on Tokopedia is unknown there, and sells nothing there."""
        with pytest.raises(ValueError, match="nobody buys on TOKOPEDIA"):
            box.buy()
        assert "RBAC_MDLW_001" == code(box.tokopedia().shops.info)
        assert {TIKTOK} == {one.origin for one in box.world.sales()}
        assert box.buy(on=TIKTOK).on_tiktok

    def test_mirrored(self, box):
        """Mirrored, it sells on both; nothing was merged, and its token is good."""
        client = box.tiktokshop()
        box.integration.mirror()
        box.clock.advance(hours=72)
        sale = box.buy("GULA-AREN")
        (order,) = client.orders.get(ids=[sale.tiktok_id]).items
        product = client.products.get(product_id=CANGKIR)

        assert ("mirrored", None) == (
            box.integration.phase,
            box.integration.completed_at,
        )
        assert "TOKOPEDIA" == order.commerce_platform
        assert "ACTIVATE" == product.integrated_platform_statuses[0].status
        assert None is code(
            client.products.partial_edit,
            product_id=CANGKIR,
            title="x",
            listing_platforms=["TIKTOK_SHOP", "TOKOPEDIA"],
        )

    def test_told(self, box):
        """TikTok Shop tells of it with type 35, which names no ``shop_id``."""
        box.integration.cancel_mirror()
        box.integration.mirror()
        box.integration.roll_back()
        told = [one.payload for one in box.integration.events]

        assert ["CANCELED", "MIRRORED", "ROLLED_BACK"] == [
            one["data"]["mirror_status"] for one in told
        ]
        assert [35] * 3 == [one["type"] for one in told]
        assert [False] * 3 == ["shop_id" in one for one in told]
        assert {TIKTOK} == {one.platform for one in box.integration.events}

    def test_rolled_back(self, box):
        """Rolled back, the storefront is gone; it may be mirrored again."""
        box.integration.mirror()
        box.clock.advance(hours=72)
        box.integration.roll_back()
        product = box.tiktokshop().products.get(product_id=CANGKIR)

        assert ("rolled_back", ()) == (
            box.integration.phase,
            product.integrated_platform_statuses,
        )
        box.integration.mirror()
        assert "mirrored" == box.integration.phase

    def test_not_merged(self, box):
        """A shop without another one cannot be merged."""
        with pytest.raises(
            ValueError, match=r"merge\(\) needs .* this one is solely_tiktok_shop"
        ):
            box.integration.merge()


class TestTruth:
    def test_nothing_became_anything_yet(self, box):
        """Before the merge nothing became anything, and everything waits."""
        truth = box.integration.truth

        assert (None, {}, {}, {}, ()) == (
            truth.shops,
            truth.products,
            truth.skus,
            truth.warehouses,
            truth.twins,
        )
        assert 7 == len(truth.not_copied)

    def test_skus(self, box):
        """Each variant of Tokopedia's is an SKU of TikTok Shop, with its seller SKU."""
        box.integration.merge()
        box.integration.confirm_products()
        old = {
            str(one.basic.productID): one.other.sku
            for one in box.tokopedia().products.list().all()
        }
        new = {
            sku.id: sku.seller_sku
            for one in authorized(box).products.search(page_size=100).all()
            for sku in one.skus
        }
        skus = box.integration.truth.skus

        assert 7 == len(skus)
        assert {old[one] for one in skus} == {new[one] for one in skus.values()}
        assert all(old[before] == new[after] for before, after in skus.items())

    @pytest.mark.parametrize("hours", [0, 10, 40, 80])
    def test_records(self, box, hours):
        """What a merged shop shows is what the ledger says that it shows, at any time."""
        for code_ in ("GULA-AREN", "MADU", "COKELAT", "SARINGAN"):
            box.clock.advance(hours=3)
            box.buy(code_)
        box.integration.merge()
        for code_ in ("MADU", "GULA-AREN", "COKELAT", "SARINGAN"):
            box.clock.advance(hours=1)
            box.buy(code_)
        box.clock.advance(hours=hours)
        shop = box.shop(tiktokshop=authorized(box))
        shown = sorted((one.api.name, one.id) for one in shop.orders.list())

        assert shown == sorted(
            (one.api.name, one.id) for one in box.integration.truth.records()
        )
