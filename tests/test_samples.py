"""Every sample answer flows through its client method into models, and nothing is lost."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import pytest
from calls import call
from fakes import (
    SAMPLES,
    TOKEN_ANSWER,
    Script,
    answer,
    sample,
    tiktok,
    toko,
)

from tokotiktok import BatchResult, Page, Platform, UnifiedShop, structure, unstructure
from tokotiktok._client import operations
from tokotiktok._model import Model
from tokotiktok._resource import dig
from tokotiktok.tiktokshop.api.cancellations import Cancellation
from tokotiktok.tiktokshop.api.orders import Order
from tokotiktok.tiktokshop.api.products import Product, ProductSummary
from tokotiktok.tiktokshop.api.returns import Return
from tokotiktok.tiktokshop.oauth import read_token
from tokotiktok.tokopedia.api.orders import Order as OldOrder
from tokotiktok.tokopedia.api.orders import OrderDetail as OldOrderDetail
from tokotiktok.tokopedia.api.products import Product as OldProduct
from tokotiktok.tokopedia.api.tickets import ShopTickets
from tokotiktok.unified import from_tiktokshop, from_tokopedia

DAY = datetime(2023, 8, 26, tzinfo=timezone.utc)

TIKTOK = {
    "order_list": "getOrderList",
    "order_list_first_page": "getOrderList",
    "order_list_empty": "getOrderList",
    "order_detail_tiktok_shop": "getOrderDetail",
    "order_detail_tokopedia": "getOrderDetail",
    "order_detail_mixed": "getOrderDetail",
    "order_price_detail": "getOrderPriceDetails",
    "product_detail_both_platforms": "getProduct",
    "product_detail_tokopedia_only": "getProduct",
    "product_detail_tiktok_only": "getProduct",
    "product_search": "searchProducts",
    "product_create": "createProduct",
    "product_edit": "editProduct",
    "product_activate_partial_failure": "activateProducts",
    "product_deactivate_ok": "deactivateProducts",
    "inventory_search": "inventorySearch",
    "inventory_update_ok": "updateInventory",
    "categories_tokopedia": "getCategories",
    "recommend_category": "recommendCategory",
    "map_toko_product": "getTokopediaAndTikTokShopProductIDMappings",
    "return_search": "searchReturns",
    "return_records": "getReturnRecords",
    "cancellation_search": "searchCancellations",
    "cancel_order": "cancelOrder",
    "create_return": "createReturn",
    "refund_calculate": "calculateRefund",
    "aftersale_eligibility": "getAftersaleEligibility",
    "decision_eligibility": "getDecisionEligibility",
    "reject_reasons": "getRejectReasons",
    "package_detail": "getPackageDetail",
    "package_search": "searchPackage",
    "package_ship_ok": "shipPackage",
    "shipping_document": "getPackageShippingDocument",
    "order_split_attributes": "getOrderSplitAttributes",
    "order_tracking": "getOrderTracking",
    "handover_time_slots": "getPackageHandoverTimeSlots",
    "shipping_providers": "getShippingProviders",
    "warehouse_list": "getWarehouseList",
    "warehouse_delivery_options": "getWarehouseDeliveryOptions",
    "statements": "getStatements",
    "statement_transactions": "getTransactionsByStatement",
    "unsettled_transactions": "getUnsettledTransactions",
    "payments": "getPayments",
    "withdrawals": "getSellerFinancialTransactions",
    "authorized_shops": "getAuthorizedShops",
    "active_shops": "getActiveShops",
    "conversations": "getConversations",
    "conversation_messages": "getConversationMessages",
    "shop_webhooks": "getShopWebhooks",
}
"""Which operation each sample is an answer to."""

TOKOPEDIA = {
    "order_list": "list_orders",
    "order_list_empty": "list_orders",
    "order_single": "get_order",
    "product_info": "get_product_info",
    "product_list_active": "list_active_products",
    "resolution_ticket": "list_resolution_tickets",
    "shop_info": "get_shop_info",
    "activate_partial_fail": "activate_products",
    "ack": "accept_order",
    "variants_by_product": "get_variants_by_product",
    "variants_by_category": "get_variants_by_category",
    "update_stock_ok": "update_stock",
    "stock_increment_ok": "increment_stock",
    "upload_status": "get_upload_status",
    "shipment_info": "get_shipment_info",
    "shipment_update_ok": "update_shipment_info",
    "confirm_shipping": "confirm_shipping",
    "create_product_v2_ok": "create_products_v2",
    "create_product_v3_ok": "create_products_v3",
    "create_product_v3_fail": "create_products_v3",
    "update_shop_status_ok": "update_shop_status",
    "register_public_key": "register_public_key",
    "active_couriers": "get_active_couriers",
    "ip_whitelist": "get_ip_whitelist",
    "saldo_history": "get_saldo_history",
    "categories": "list_categories",
    "annotations": "list_annotations_by_category",
    "showcases": "list_showcases",
    "slash_price_ok": "add_slash_price",
    "webhooks_register_ok": "register_webhooks",
    "webhooks_registered": "list_registered_webhooks",
    "request_pickup": "request_pickup",
    "campaign_products": "view_campaign_products",
    "chat_messages": "list_messages",
    "chat_replies": "list_replies",
    "discussion": "list_product_discussions",
}
OTHERS = (
    "webhook_",  # read by the tests of webhooks
    "error",
    "token",
    "auth_redirects",
    "encryption",
    "rate_limit",
    "webhooks_register_fail",
)
"""Refusals, tokens and the like, which other tests read."""


def plain(value):
    """Drop what both null and absence mean: null and empty lists."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items() if v is not None and v != []}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value


def written(result):
    """Write a result as plain values: a page's items, or the model."""
    if isinstance(result, Page):
        assert () == result.malformed
        return [unstructure(one) for one in result.items]
    if isinstance(result, BatchResult):
        return unstructure(result.answer)
    return unstructure(result) if isinstance(result, Model) else result


def found_in(body, expected):
    """Say whether *expected* stands, whole, anywhere in *body*."""
    if plain(body) == plain(expected):
        return True
    inner = body.values() if isinstance(body, dict) else body
    return isinstance(inner, (list, type({}.values()))) and any(
        found_in(one, expected) for one in inner
    )


def rows(platform):
    """Give the operations of a platform by their id."""
    return {row["id"]: row for row in operations(f"tokotiktok.{platform}.api")}


def used(platform, index):
    """List the samples of a platform that nothing reads."""
    names = {path.stem for path in (SAMPLES / platform).glob("*.json")}
    return {name for name in names - set(index) if not name.startswith(OTHERS)}


class TestTikTokShop:
    @pytest.mark.parametrize(("name", "operation"), TIKTOK.items(), ids=TIKTOK)
    def test_nothing_is_lost(self, name, operation):
        """What comes out, written again, is what went in."""
        body = sample("tiktokshop", name)
        result, *_ = call("tiktokshop", rows("tiktokshop")[operation], answer(body))

        assert result is None or found_in(body["data"] or {}, written(result))

    @pytest.mark.parametrize("name", ["token_get", "token_refresh"])
    def test_tokens(self, name):
        """Tokens say when they end, as points in time."""
        data = sample("tiktokshop", name)["data"]
        token = read_token(data, DAY)

        assert data["access_token_expire_in"] == token.expires_at.timestamp()
        assert data["refresh_token_expire_in"] == token.refresh_expires_at.timestamp()

    def test_all_are_read(self):
        """No sample of an answer is left unread."""
        assert set() == used("tiktokshop", TIKTOK)


class TestTokopedia:
    @pytest.mark.parametrize(("name", "operation"), TOKOPEDIA.items(), ids=TOKOPEDIA)
    def test_nothing_is_lost(self, name, operation):
        """What comes out, written again, is what went in."""
        body = sample("tokopedia", name)
        result, *_ = call("tokopedia", rows("tokopedia")[operation], answer(body))

        assert result is None or found_in(body["data"] or [], written(result))

    def test_all_are_read(self):
        """Only the samples of what is sent, and of errors, are left unread."""
        sent = {"create_product_request", "nack_request", "shipment_update_request"}
        errors = {"register_public_key_error", "shop_info_migrated_fragment"}

        assert sent | errors == used("tokopedia", TOKOPEDIA)

    def test_migrated_shop(self):
        """A shop that was integrated says when."""
        body = sample("tokopedia", "shop_info")
        body["data"][0] |= sample("tokopedia", "shop_info_migrated_fragment")
        client = toko(Script(answer(TOKEN_ANSWER), answer(body)))
        (shop,) = client.shops.info()

        assert (
            1_735_689_600 == shop.tts_integration_completed.completed_time.timestamp()
        )


def each(platform, name, path):
    """Give the records of a sample, of which some are lists and some are alone."""
    found = dig(sample(platform, name), path)
    return found if isinstance(found, list) else [found]


def complaints(raw, _):
    """Say each complaint of a shop in plain words."""
    shop = structure(raw, ShopTickets)
    return [from_tokopedia.ticket(one, None) for one in shop.ticket], list(shop.ticket)


def one_record(raw, kind):
    """Say a record in plain words."""
    source = structure(raw, kind)
    return [TO_UNIFIED[kind](source)], [source]


TO_UNIFIED = {
    Order: from_tiktokshop.order,
    Product: from_tiktokshop.product,
    ProductSummary: from_tiktokshop.product,
    Return: lambda source: from_tiktokshop.return_(source, Platform.TIKTOK_SHOP),
    Cancellation: lambda source: from_tiktokshop.cancellation(
        source, Platform.TIKTOK_SHOP
    ),
    OldOrder: from_tokopedia.order,
    OldOrderDetail: from_tokopedia.order_detail,
    OldProduct: from_tokopedia.product,
}
PLAINLY = [
    ("tiktokshop", "order_list", "data.orders", Order),
    ("tiktokshop", "order_list_first_page", "data.orders", Order),
    ("tiktokshop", "order_detail_tiktok_shop", "data.orders", Order),
    ("tiktokshop", "order_detail_tokopedia", "data.orders", Order),
    ("tiktokshop", "order_detail_mixed", "data.orders", Order),
    ("tiktokshop", "product_detail_both_platforms", "data", Product),
    ("tiktokshop", "product_detail_tokopedia_only", "data", Product),
    ("tiktokshop", "product_detail_tiktok_only", "data", Product),
    ("tiktokshop", "product_search", "data.products", ProductSummary),
    ("tiktokshop", "return_search", "data.return_orders", Return),
    ("tiktokshop", "cancellation_search", "data.cancellations", Cancellation),
    ("tokopedia", "order_list", "data", OldOrder),
    ("tokopedia", "order_single", "data", OldOrderDetail),
    ("tokopedia", "product_info", "data", OldProduct),
    ("tokopedia", "resolution_ticket", "data.shops", ShopTickets),
]


class TestUnified:
    @pytest.mark.parametrize(
        ("platform", "name", "path", "kind"),
        PLAINLY,
        ids=[f"{platform}.{name}" for platform, name, *_ in PLAINLY],
    )
    def test_nothing_is_lost(self, platform, name, path, kind):
        """Each order, product and return in a sample is said plainly, with all it came as."""
        rows = each(platform, name, path)
        for raw in rows:
            say = complaints if kind is ShopTickets else one_record
            records, sources = say(raw, kind)

            assert sources == [record.source for record in records]
            assert all(record.id for record in records)
            for record, source in zip(records, sources, strict=True):
                came = raw
                if kind is ShopTickets:
                    came = next(t for t in raw["ticket"] if str(t["id"]) == record.id)
                assert plain(came) == plain(unstructure(source))
        assert rows

    def test_tiktok_orders(self):
        """Each sample order becomes a unified one, with its own model beside it."""
        body = sample("tiktokshop", "order_list")
        body["data"]["next_page_token"] = ""
        orders = list(
            UnifiedShop(tiktokshop=tiktok(Script(answer(body)))).orders.list()
        )
        raw = body["data"]["orders"]

        assert sorted(one["id"] for one in raw) == sorted(one.id for one in orders)
        for order in orders:
            (source,) = [one for one in raw if one["id"] == order.id]
            assert plain(source) == plain(unstructure(order.source))
            assert source["commerce_platform"] == order.origin.name
            assert str(order.total.amount) == source["payment"]["total_amount"]
            units = sum(line.quantity for line in order.lines)
            assert units == len(source["line_items"])

    def test_products(self):
        """Each sample product has a listing for each platform it is on."""
        body = sample("tiktokshop", "product_search")
        body["data"]["next_page_token"] = ""
        rejected = answer({"code": 404, "message": "gone"}, 404)

        def reply(request):
            return answer(body) if request.url.endswith("/search") else rejected

        shop = UnifiedShop(tiktokshop=tiktok(Script(reply)))
        products = list(shop.products.list())

        for raw, product in zip(body["data"]["products"], products, strict=True):
            on = {"TIKTOK_SHOP"} if raw.get("status") else set()
            on |= {
                one["platform"] for one in raw.get("integrated_platform_statuses", ())
            }
            assert on == {one.platform.name for one in product.listings}

    def test_returns(self):
        """Each sample return and cancellation becomes a unified one."""
        bodies = {
            "/returns/search": sample("tiktokshop", "return_search"),
            "/cancellations/search": sample("tiktokshop", "cancellation_search"),
            "/orders": sample("tiktokshop", "order_detail_mixed"),
        }

        def reply(request):
            return answer(next(b for p, b in bodies.items() if request.url.endswith(p)))

        shop = UnifiedShop(tiktokshop=tiktok(Script(reply)))
        returns = list(shop.returns.list())
        expected = [
            one["return_id"]
            for one in bodies["/returns/search"]["data"]["return_orders"]
        ]
        expected += [
            one["cancel_id"]
            for one in bodies["/cancellations/search"]["data"]["cancellations"]
        ]

        assert sorted(expected) == sorted(one.id for one in returns)

    def test_tokopedia_detail(self):
        """A single Tokopedia order says the same as its row in the list."""
        body = sample("tokopedia", "order_single")
        client = toko(Script(answer(TOKEN_ANSWER), answer(body)))
        order = from_tokopedia.order_detail(client.orders.get(order_id=9990000001))

        assert ("9990000001", "INV/20230806/MPL/3300000001", 359_000, "SHIPPED") == (
            order.id,
            order.invoice,
            order.total.amount,
            order.status,
        )
        assert ["FICTAWB000001"] == [one.awb for one in order.shipments]

    def test_json_only(self):
        """The samples are JSON, and nothing in them is a real shop's."""
        for path in SAMPLES.rglob("*.json"):
            json.loads(path.read_text("utf-8"))
