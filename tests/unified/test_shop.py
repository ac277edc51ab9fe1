"""One merged shop: everything once, with its origin."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest

from tokotiktok import Platform, UnifiedShop
from tokotiktok.errors import ValidationError
from tokotiktok.sandbox import Sandbox
from tokotiktok.unified import from_tiktokshop, from_tokopedia
from tokotiktok.unified.models import OrderStatus, ReturnKind
from tokotiktok.unified.orders import WINDOW, windows

TOKOPEDIA, TIKTOK_SHOP = Platform.TOKOPEDIA, Platform.TIKTOK_SHOP


def ledger(box):
    """Say what really happened: each sale's id where it is served now, origin, total."""
    return {
        (
            sale.tiktok_id if sale.on_tiktok else str(sale.tokopedia_id),
            sale.origin,
            sale.total,
        )
        for sale in box.world.sales()
    }


def shown(orders):
    """Say the same of what a shop shows."""
    return [(one.id, one.origin, int(one.total.amount)) for one in orders]


class TestOrders:
    @pytest.mark.parametrize(
        ("seed", "orders"), [(1, 48), (2, 12), (3, 300), (4, 1500)]
    )
    def test_each_sale_once(self, seed, orders):
        """The history is the ledger's: each sale once, to the rupiah."""
        box = Sandbox(seed=seed, orders=orders)
        got = shown(box.shop().orders.list())

        assert (orders, ledger(box)) == (len(got), set(got))

    def test_newest_first(self, shop):
        """Orders come newest first, over both APIs."""
        times = [one.placed_at for one in shop.orders.list()]

        assert sorted(times, reverse=True) == times

    def test_who_serves_what(self, box, shop):
        """
        Tokopedia's sales are served by its API before the integration, by TikTok
        Shop's after.
        """
        since = box.world.integrated_at
        served = Counter(
            (one.origin, one.api, one.placed_at >= since)
            for one in shop.orders.list()
            if one.evidence.twin is None
        )

        assert {
            (TOKOPEDIA, TOKOPEDIA, False),
            (TOKOPEDIA, TIKTOK_SHOP, True),
            (TIKTOK_SHOP, TIKTOK_SHOP, False),
            (TIKTOK_SHOP, TIKTOK_SHOP, True),
        } == set(served)

    def test_sales_in_both(self, box, shop):
        """A sale in both APIs is shown as TikTok Shop's, and names the other record."""
        both = [
            sale for sale in box.world.sales() if sale.on_tiktok and sale.on_tokopedia
        ]
        twins = {
            one.id: one.evidence.twin.id
            for one in shop.orders.list()
            if one.evidence.twin
        }

        assert {one.tiktok_id: str(one.tokopedia_id) for one in both} == twins
        assert len(both) >= 3

    def test_nobody_knows_when(self, box):
        """If nobody knows when the shop was integrated, all is compared, with one result."""
        box.world.integrated_at  # noqa: B018 - the world knows, the shop is not told
        shop = box.shop(integrated_at=None)
        shop._info = None

        assert ledger(box) >= set(shown(shop.orders.list()))

    def test_span(self, box, shop):
        """A span is inclusive at its start and exclusive at its end, on both sides."""
        everything = list(shop.orders.list())
        first, last = everything[30].placed_at, everything[5].placed_at
        inside = shop.orders.list(created_from=first, created_until=last)

        assert [one.id for one in everything[6:31]] == [one.id for one in inside]

    def test_lazy(self, box, shop):
        """The first order costs one page of each side, not the history."""
        next(iter(shop.orders.list()))

        assert len(box.tiktokshop_face.seen) + len(box.tokopedia_face.seen) < 20

    def test_by_change_over_both(self, shop):
        """The Tokopedia API cannot list by time of change, and nobody pretends."""
        with pytest.raises(ValidationError, match="time of change"):
            shop.orders.list(updated_from=datetime(2025, 9, 1, tzinfo=timezone.utc))

    def test_by_change(self, box):
        """TikTok Shop alone can."""
        since = box.clock.now - timedelta(days=3)
        orders = list(box.shop(tokopedia=None).orders.list(updated_from=since))

        assert orders
        assert all(one.updated_at >= since for one in orders)

    @pytest.mark.parametrize(
        "span",
        [
            {"created_from": datetime(2025, 9, 1)},  # noqa: DTZ001 - the point
            {
                "created_from": datetime(2025, 9, 1, tzinfo=timezone.utc),
                "updated_from": datetime(2025, 9, 1, tzinfo=timezone.utc),
            },
        ],
        ids=["naive", "both"],
    )
    def test_wrong_spans(self, shop, span):
        """A span that cannot be meant is refused at once."""
        with pytest.raises(ValidationError):
            shop.orders.list(**span)

    @pytest.mark.parametrize("side", ["tiktokshop", "tokopedia"])
    def test_one_side_alone(self, box, side):
        """A shop with one client shows that one's orders."""
        client = getattr(box, side)()
        orders = list(UnifiedShop(**{side: client}).orders.list())
        expected = [
            one for one in box.world.sales() if getattr(one, f"on_{side[:6]}", None)
        ]

        assert len(orders) == (
            42
            if side == "tiktokshop"
            else len([one for one in box.world.sales() if one.on_tokopedia])
        )
        assert expected or orders

    def test_buyers(self, shop):
        """Masked buyers are recognisable as masked."""
        orders = list(shop.orders.list())
        masked = {one.api: one.buyer.is_masked for one in orders if one.buyer.name}

        assert {TIKTOK_SHOP: True, TOKOPEDIA: False} == masked

    def test_lines_are_grouped(self, box, shop):
        """TikTok Shop's line items are one unit each; a line has a quantity."""
        by_id = {one.id: one for one in shop.orders.list()}
        for sale in box.world.sales():
            order = by_id.get(sale.tiktok_id)
            if order is not None:
                expected = {sku.seller_sku: n for _, sku, n in sale.lines}
                assert expected == {one.seller_sku: one.quantity for one in order.lines}


class TestWindows:
    def test_cover_without_gap(self):
        """A span is cut into windows shorter than three days that touch."""
        until = datetime(2025, 9, 1, tzinfo=timezone.utc)
        cut = list(windows(until - timedelta(days=10), until))

        assert until == cut[0][1]
        assert until - timedelta(days=10) == cut[-1][0]
        assert all(end - start <= WINDOW < timedelta(days=3) for start, end in cut)
        assert all(later[0] == earlier[1] for later, earlier in pairwise(cut))


class TestProducts:
    def test_each_once(self, box, shop):
        """Each product is there once, whichever APIs have it."""
        products = list(shop.products.list())

        assert sorted(item.name for item in box.world.items) == sorted(
            one.name for one in products
        )

    def test_listings(self, box, shop):
        """Each product has its state on each platform it is listed on."""
        by_name = {one.name: one for one in shop.products.list()}
        for item in box.world.items:
            said = {one.platform: one.said for one in by_name[item.name].listings}
            if item.moved:
                expected = {TIKTOK_SHOP: item.tiktok, TOKOPEDIA: item.tokopedia}
                assert {k: v for k, v in expected.items() if v} == said
            else:
                assert {TOKOPEDIA: "banned"} == said

    def test_origin_is_where_it_is_listed(self, shop):
        """A product on both storefronts has both as its origin."""
        by_name = {one.name: one.origin for one in shop.products.list()}

        assert TOKOPEDIA | TIKTOK_SHOP == by_name["Kopi Gayo Contoh"]
        assert TOKOPEDIA in by_name["Kopi Gayo Contoh"]
        assert TOKOPEDIA == by_name["Teh Melati Contoh"]

    def test_variants_of_tokopedia_alone(self, box):
        """Tokopedia's variants are joined to their product."""
        shop = UnifiedShop(tokopedia=box.tokopedia())
        (kopi,) = [
            one for one in shop.products.list() if one.name == "Kopi Gayo Contoh"
        ]

        assert ["KOPI-GAYO-250", "KOPI-GAYO-500"] == [
            one.seller_sku for one in kopi.skus
        ]

    def test_stock_and_price(self, box, shop):
        """Stock is per warehouse, prices are money, on both sides."""
        for product in shop.products.list():
            (item,) = [one for one in box.world.items if one.name == product.name]
            for sku, expected in zip(product.skus, item.skus, strict=True):
                assert expected.price == sku.price.amount
                assert sum(item.stock(expected).values()) == sku.quantity


class TestReturns:
    def test_all_kinds_once(self, box, shop):
        """Returns, refunds, cancellations and complaints are all there, once."""
        world = box.world
        sales = list(world.sales())
        expected = Counter(
            {
                ReturnKind.CANCELLATION: sum(
                    one.status == "CANCELLED" for one in sales
                ),
                ReturnKind.COMPLAINT: sum(map(world.has_ticket, sales)),
                ReturnKind.RETURN: sum(
                    world.return_type(one) == "RETURN_AND_REFUND" for one in sales
                ),
                ReturnKind.REFUND: sum(
                    world.return_type(one) == "REFUND" for one in sales
                ),
            }
        )

        assert +expected == Counter(one.kind for one in shop.returns.list())

    def test_origin_is_the_orders(self, shop):
        """Each has the origin of its order, and the order's id in the same API."""
        origins = {(one.api, one.id): one.origin for one in shop.orders.list()}

        for one in shop.returns.list():
            assert origins[one.api, one.order_id] is one.origin

    def test_in_batches_and_remembered(self, box, shop):
        """Orders are asked for 50 at a time, and once."""
        list(shop.returns.list())
        list(shop.returns.list())
        asked = [
            one
            for one in box.tiktokshop_face.seen
            if one.path == "/order/202507/orders"
        ]

        assert 2 == len(asked)  # one for returns, one for cancellations

    def test_newest_first_and_span(self, shop):
        """They come newest first, and a span chooses."""
        everything = list(shop.returns.list())
        times = [one.requested_at for one in everything]
        since = times[3]

        assert sorted(times, reverse=True) == times
        assert everything[:4] == list(shop.returns.list(created_from=since))


class TestShop:
    def test_needs_a_client(self):
        """A shop without any client is nothing."""
        with pytest.raises(ValidationError, match="at least one client"):
            UnifiedShop()

    def test_needs_a_zone(self, box):
        """The integration's time needs a zone."""
        with pytest.raises(ValidationError, match="zone"):
            box.shop(integrated_at=datetime(2025, 8, 20))  # noqa: DTZ001 - the point

    def test_integrated_at(self, box, shop):
        """When the shop was integrated is read from Tokopedia, once."""
        assert box.world.integrated_at == shop.integrated_at == shop.integrated_at
        assert 1 == sum(
            one.path.endswith("shop-info") for one in box.tokopedia_face.seen
        )

    def test_not_integrated_yet(self, box):
        """Before its integration a shop has no such time."""
        assert ("merged", box.world.integrated_at) == (
            box.integration.phase,
            box.integration.completed_at,
        )
        box.clock.advance(days=-60)

        assert "pending" == box.integration.phase
        assert box.shop().integrated_at is None


class TestWords:
    def test_unknown_words(self):
        """A word that no table has is OTHER."""
        assert OrderStatus.OTHER is from_tokopedia._status(9999)
        assert "NEW" not in from_tiktokshop.ORDER_STATUS

    @pytest.mark.parametrize(
        ("table", "shape", "field"),
        [
            (from_tiktokshop.ORDER_STATUS, "GetOrderListResponseDataOrder", "status"),
            (from_tiktokshop.ORDER_STATUS, "GetOrderDetailResponseDataOrder", "status"),
            (
                from_tiktokshop.LISTING_STATUS,
                "SearchProductsResponseDataProduct",
                "status",
            ),
            (from_tiktokshop.LISTING_STATUS, "GetProductResponseData", "status"),
            (
                from_tiktokshop.LISTING_STATUS,
                "SearchProductsResponseDataProductIntegratedPlatformStatus",
                "status",
            ),
            (
                from_tiktokshop.RETURN_STATUS,
                "SearchReturnsResponseDataReturnOrder",
                "return_status",
            ),
            (
                from_tiktokshop.RETURN_KIND,
                "SearchReturnsResponseDataReturnOrder",
                "return_type",
            ),
            (
                from_tiktokshop.CANCELLATION_STATUS,
                "SearchCancellationsResponseDataCancellation",
                "cancel_status",
            ),
        ],
    )
    def test_every_documented_word_has_its_place(self, table, shape, field):
        """The tables have every word that the spec documents."""
        spec = Path(__file__).parents[2] / "spec" / "tiktokshop"
        shapes = {}
        for path in spec.glob("*.json"):
            shapes |= json.loads(path.read_text("utf-8"))["models"]
        (found,) = [one for one in shapes[shape] if one["name"] == field]

        assert set(found["enum"]) <= set(table)
