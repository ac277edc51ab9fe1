"""Webhooks of both platforms in one vocabulary."""

from __future__ import annotations

import json
import pickle
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webhooks_data import json_values, samples

from tokotiktok import Platform, UnifiedShop
from tokotiktok.errors import NotFoundError, ValidationError
from tokotiktok.tiktokshop import webhooks as tiktokshop
from tokotiktok.tiktokshop.api import events as new
from tokotiktok.tokopedia import webhooks as tokopedia
from tokotiktok.tokopedia.api import events as old
from tokotiktok.unified.events import (
    Author,
    AuthorizationEnded,
    AuthorizationEnding,
    OrderCancelRequested,
    OrderChanged,
    OrderCreated,
    OtherEvent,
    ProductAudited,
    ProductChanged,
    ReturnChanged,
    ShopEvent,
    ShopMerged,
    ShopMirrored,
    ShopUnmerged,
    StockChanged,
    unify,
)
from tokotiktok.unified.models import OrderStatus, Party

TIKTOK_SHOP, TOKOPEDIA = Platform.TIKTOK_SHOP, Platform.TOKOPEDIA
THEIRS, OLD = samples("tiktokshop"), samples("tokopedia")
KINDS = {
    "01_OrderStatusChange": OrderChanged,
    "03_RecipientAddressUpdate": OrderChanged,
    "04_PackageUpdate": OrderChanged,
    "05_ProductStatusChange": ProductAudited,
    "06_SellerDeauthorization": AuthorizationEnded,
    "07_UpcomingAuthorizationExpiration": AuthorizationEnding,
    "11_CancellationStatusChange": OrderCancelRequested,
    "12_ReturnStatusChange": ReturnChanged,
    "15_ProductInformationChange": ProductChanged,
    "16_ProductCreation": ProductChanged,
    "18_ProductCategoryChange": ProductChanged,
    "27_InventoryStatusChange": StockChanged,
    "35_TokopediaMirrorStatusChange": ShopMirrored,
    "37_ProductAuditStatusChange": ProductAudited,
    "50_SKUStatusChange": ProductChanged,
    "71_InventoryChangedByShop": StockChanged,
}
OLD_KINDS = {
    "order_cancellation": OrderChanged,
    "order_notification": OrderCreated,
    "order_request_cancellation": OrderCancelRequested,
    "order_status": OrderChanged,
    "product_creation": ProductChanged,
    "shop_merge": ShopMerged,
}


def sent(kind, data, **more):
    """Unify an event of TikTok Shop's with this data."""
    body = {"type": kind, "shop_id": "7490000000000000001", "data": data, **more}
    return unify(tiktokshop.parse(json.dumps(body).encode()))


def told(topic, body):
    """Unify an event of Tokopedia's."""
    return unify(tokopedia.parse(json.dumps(body).encode(), topic=topic))


class TestSamples:
    @pytest.mark.parametrize(("name", "body"), THEIRS.items(), ids=THEIRS)
    def test_tiktokshop(self, name, body):
        """Each sample has its word, or is handed through whole."""
        found = unify(tiktokshop.parse(body))

        assert {KINDS.get(name, OtherEvent)} == {type(one) for one in found}
        assert {TIKTOK_SHOP} == {one.api for one in found}
        assert json.loads(body) == found[0].source.raw

    @pytest.mark.parametrize(("name", "body"), OLD.items(), ids=OLD)
    def test_tokopedia(self, name, body):
        """So has each of Tokopedia's, and its origin is known."""
        found = unify(tokopedia.parse(body, topic=name))
        expected = {OLD_KINDS.get(name, OtherEvent)}
        if name == "product_changes":
            expected = {ProductChanged, StockChanged}

        assert expected == {type(one) for one in found}
        assert {(TOKOPEDIA, TOKOPEDIA)} == {(one.api, one.origin) for one in found}

    def test_pickles(self):
        """What is unified can be handed to another process."""
        for body in THEIRS.values():
            found = unify(tiktokshop.parse(body))

            assert found == pickle.loads(pickle.dumps(found))

    @given(
        st.sampled_from(sorted(new.EVENTS)),
        st.dictionaries(
            st.sampled_from(
                [
                    "order_id",
                    "order_status",
                    "product_id",
                    "status",
                    "audit",
                    "update_time",
                    "package_list",
                    "integrated_platform_statuses",
                    "change_detail",
                    "quantity_snapshot_after_change",
                    "inventory_distribution",
                    "mirror_status",
                    "return_id",
                    "cancel_status",
                ]
            ),
            json_values,
        )
        | json_values,
    )
    def test_whatever_tiktokshop_sends(self, kind, data):
        """Whatever an event holds, it is told, and says no more than it should."""
        found = sent(kind, data)

        assert found
        for one in found:
            assert isinstance(one, ShopEvent)
            assert one.happened_at is None or isinstance(one.happened_at, datetime)

    @given(st.sampled_from(sorted(old.EVENTS)), st.dictionaries(st.text(), json_values))
    def test_whatever_tokopedia_sends(self, topic, body):
        """So it is with Tokopedia's."""
        assert told(topic, body)


class TestUnify:
    def test_order_status(self):
        """The order and its status are named; UNPAID is what a new one has."""
        at = 1_767_200_900
        (found,) = sent(
            1, {"order_id": "5", "order_status": "AWAITING_SHIPMENT", "update_time": at}
        )
        (first,) = sent(1, {"order_id": "5", "order_status": "UNPAID"})

        assert (OrderChanged, "5", OrderStatus.TO_SHIP) == (
            type(found),
            found.order_id,
            found.status,
        )
        assert datetime.fromtimestamp(at, timezone.utc) == found.happened_at
        assert isinstance(first, OrderCreated)
        assert found.origin is None

    def test_cancellation(self):
        """What waits for an answer is told apart from what is over."""
        data = {"order_id": "5", "cancel_id": "6", "cancellations_role": "BUYER"}
        (asked,) = sent(
            11,
            {
                **data,
                "cancel_status": "CANCELLATION_REQUEST_PENDING",
                "create_time": 1_767_225_600,
            },
        )
        (over,) = sent(11, {**data, "cancel_status": "CANCELLATION_REQUEST_COMPLETE"})

        assert ("6", Party.BUYER) == (asked.cancel_id, asked.requested_by)
        assert datetime(2026, 1, 1, tzinfo=timezone.utc) == asked.happened_at
        assert isinstance(over, OrderChanged)

    def test_several_orders(self):
        """One event of several orders is one for each, each with its own identity."""
        packages = [
            {"package_id": "1", "order_id_list": ["5", "6"]},
            {"package_id": "2", "order_id_list": ["6"]},
        ]
        found = sent(4, {"package_list": packages}, tts_notification_id="9")

        assert [("5", "notification:9"), ("6", "notification:9/1")] == [
            (one.order_id, one.identity) for one in found
        ]

    @pytest.mark.parametrize(
        ("status", "kind", "approved"),
        [
            ("PRODUCT_FIRST_PASS_REVIEW", ProductAudited, True),
            ("PRODUCT_AUDIT_FAILURE", ProductAudited, False),
            ("PRODUCT_STATUS_CHANGED", ProductChanged, None),
            ("SOMETHING_NEW", ProductChanged, None),
        ],
    )
    def test_product_status(self, status, kind, approved):
        """A product passed its audit, failed it, or changed."""
        (found,) = sent(5, {"product_id": 7, "status": status})

        assert (kind, "7") == (type(found), found.product_id)
        assert approved is getattr(found, "approved", None)

    @pytest.mark.parametrize("many", [False, True], ids=["object", "array"])
    def test_audits_of_both_storefronts(self, many):
        """Each storefront has its own audit; NONE is none. One object is a list of one."""
        theirs = {"platform": "TOKOPEDIA", "status": "FAILED"}
        found = sent(
            37,
            {
                "product_id": 7,
                "audit": {"status": "AUDITING"},
                "integrated_platform_statuses": [theirs] if many else theirs,
            },
        )
        (alone,) = sent(
            37,
            {
                "product_id": 7,
                "audit": {"status": "APPROVED"},
                "integrated_platform_statuses": {
                    "platform": "TOKOPEDIA",
                    "status": "NONE",
                },
            },
        )

        assert [(TIKTOK_SHOP, None), (TOKOPEDIA, False)] == [
            (one.origin, one.approved) for one in found
        ]
        assert (TIKTOK_SHOP, True) == (alone.origin, alone.approved)

    def test_stock(self):
        """Who changed the stock is said, change by change, and how many were left."""
        details = [
            {"trigger_source": "order_created", "available_quantity_delta": -1},
            {
                "trigger_source": "manual_adjustment",
                "available_quantity_delta": 5,
                "occurred_at": "2026-01-01T00:00:00Z",
            },
            {"trigger_source": "api_sync"},
        ]
        found = sent(
            71,
            {
                "product_id": 7,
                "sku_id": 8,
                "quantity_snapshot_after_change": {"total_available_quantity": 9},
                "change_detail": details,
            },
        )

        assert [
            ("8", 4, Author.ORDER),
            ("8", 9, Author.OTHERS),
            ("8", 9, Author.UNKNOWN),
        ] == [(one.sku_id, one.quantity, one.by) for one in found]
        assert datetime(2026, 1, 1, tzinfo=timezone.utc) == found[1].happened_at
        assert found[0].happened_at is None

    @pytest.mark.parametrize(
        ("action", "value", "kind", "quantity"),
        [
            ("stock_overwrite", "5", StockChanged, 5),
            ("stock_overwrite", "?", StockChanged, None),
            ("stock_decrement", "5", StockChanged, None),
            ("stock_alert_changes", "5", ProductChanged, None),
            ("price_changes", "5", ProductChanged, None),
            (None, None, ProductChanged, None),
        ],
    )
    def test_product_changes(self, action, value, kind, quantity):
        """Of Tokopedia's words on stock, one says how many there are now."""
        row = {"action": action, "product_id": 7, "shop_id": 3, "value": value}
        (found,) = told("product_changes", {"product_changes_data": [row]})

        assert (kind, "7", "3") == (type(found), found.product_id, found.shop_id)
        assert quantity == getattr(found, "quantity", None)

    @pytest.mark.parametrize(
        ("word", "kind"),
        [("merge", ShopMerged), ("unmerge", ShopUnmerged), ("?", OtherEvent)],
    )
    def test_merge(self, word, kind):
        """The merge is told with the old shop's id, and in the platform's word."""
        (found,) = told("shop_merge", {"status": word, "toko_shop_id": "3"})

        assert kind is type(found)
        assert kind is OtherEvent or (word, "3") == (found.said, found.shop_id)

    def test_authorization(self):
        """When an authorisation ends is said."""
        (found,) = sent(7, {"expiration_time": "1767225600"})
        (ended,) = sent(6, None)

        assert datetime(2026, 1, 1, tzinfo=timezone.utc) == found.ends_at
        assert isinstance(ended, AuthorizationEnded)

    @pytest.mark.parametrize("kind", sorted(new.EVENTS))
    def test_without_data(self, kind):
        """An event without data is handed through, unless it needs none."""
        (found,) = sent(kind, None)

        assert type(found) in (OtherEvent, AuthorizationEnded, AuthorizationEnding)

    @pytest.mark.parametrize("word", [{"a": 1}, ["UNPAID"], 7, True], ids=repr)
    def test_word_of_another_type(self, word):
        """A word that is no text says nothing, and the event is still told."""
        (found,) = sent(1, {"order_id": "5", "order_status": word})

        assert isinstance(found, (OrderChanged, OtherEvent))
        assert {"order_id": "5", "order_status": word} == found.source.raw["data"]

    def test_no_event(self):
        """What is no event says so."""
        with pytest.raises(ValidationError, match="a dict is no event"):
            unify({"type": 1})

    def test_age(self):
        """Its age is known if it says when it happened."""
        now = datetime(2026, 1, 1, tzinfo=timezone.utc)
        (dated,) = sent(6, None, timestamp=int(now.timestamp()) - 60)
        (undated,) = sent(6, None)

        assert timedelta(minutes=1) == dated.age(now)
        assert undated.age(now) is None
        with pytest.raises(ValidationError, match="time zone"):
            dated.age(datetime(2026, 1, 1))  # noqa: DTZ001 - the point


class TestFetch:
    def test_orders(self, shop):
        """The order that a webhook names is fetched from the API that told."""
        new_one = next(one for one in shop.orders.list() if one.api is TIKTOK_SHOP)
        old_one = next(one for one in shop.orders.list() if one.api is TOKOPEDIA)
        (ours,) = sent(1, {"order_id": new_one.id})
        (theirs,) = told("order_status", {"order_id": int(old_one.id)})

        assert (new_one.id, new_one.origin) == (
            ours.fetch(shop).id,
            ours.fetch(shop).origin,
        )
        assert (old_one.id, old_one.total) == (
            theirs.fetch(shop).id,
            theirs.fetch(shop).total,
        )

    def test_products(self, box, shop):
        """So is the product."""
        new_one = next(shop.products.list())
        kopi = next(
            one
            for one in box.shop(tiktokshop=None).products.list()
            if len(one.skus) > 1
        )
        (ours,) = sent(15, {"product_id": new_one.id})
        row = {"action": "price_changes", "product_id": int(kopi.id)}
        (theirs,) = told("product_changes", {"product_changes_data": [row]})

        assert new_one.name == ours.fetch(shop).name
        assert (kopi.id, kopi.name) == (theirs.fetch(shop).id, theirs.fetch(shop).name)

    def test_returns(self, shop):
        """So is the return, with where its order was bought."""
        one = next(
            one
            for one in shop.returns.list()
            if one.api is TIKTOK_SHOP and hasattr(one.source, "return_id")
        )
        (found,) = sent(12, {"return_id": one.id, "order_id": one.order_id})

        assert (one.id, one.origin) == (found.fetch(shop).id, found.fetch(shop).origin)

    def test_gone(self, shop):
        """What is not there says so."""
        for fetch in (
            lambda: shop.orders.get("1", api=TIKTOK_SHOP),
            lambda: shop.orders.get("1", api=TOKOPEDIA),
            lambda: shop.products.get("1", api=TIKTOK_SHOP),
            lambda: shop.products.get("1", api=TOKOPEDIA),
            lambda: shop.returns.get("1"),
        ):
            with pytest.raises(NotFoundError):
                fetch()

    def test_without_a_side(self, box):
        """A shop without the API that told says what to give."""
        alone = UnifiedShop(tiktokshop=box.tiktokshop())
        bare = UnifiedShop(tokopedia=box.tokopedia())

        with pytest.raises(ValidationError, match="give tokopedia="):
            alone.orders.get("1", api=TOKOPEDIA)
        with pytest.raises(ValidationError, match="give tiktokshop="):
            bare.products.get("1", api=TIKTOK_SHOP)
        with pytest.raises(ValidationError, match="say whose id it is"):
            alone.orders.get("1", api=TIKTOK_SHOP | TOKOPEDIA)
