"""The words of both platforms, and what each is here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tokotiktok.unified import words
from tokotiktok.unified.models import (
    Fulfiller,
    ListingStatus,
    OrderStatus,
    Party,
    ReturnKind,
    ReturnStatus,
    ShipmentStatus,
)

SPEC = Path(__file__).parents[2] / "spec"
SEEN = {
    "order": """
        UNPAID ON_HOLD AWAITING_SHIPMENT PARTIALLY_SHIPPING AWAITING_COLLECTION
        IN_TRANSIT DELIVERED COMPLETED CANCELLED CANCEL
    """,
    "package": "TO_FULFILL PROCESSING FULFILLING COMPLETED CANCELLED",
    "fulfiller": """
        FULFILLMENT_BY_SELLER FULFILLMENT_BY_TIKTOK FULFILLMENT_BY_DILAYANI_TOKOPEDIA
    """,
    "party": "BUYER SELLER OPERATOR SYSTEM",
    "listing": """
        DRAFT PENDING FAILED ACTIVATE SELLER_DEACTIVATED PLATFORM_DEACTIVATED FREEZE
        DELETED SCHEDULED UNKNOWN INITIAL
    """,
    "kind": "REFUND RETURN_AND_REFUND REPLACEMENT EXCHANGE",
    "return": """
        RETURN_OR_REFUND_REQUEST_PENDING REFUND_OR_RETURN_REQUEST_REJECT
        AWAITING_BUYER_SHIP BUYER_SHIPPED_ITEM REJECT_RECEIVE_PACKAGE
        RETURN_OR_REFUND_REQUEST_SUCCESS RETURN_OR_REFUND_REQUEST_CANCEL
        RETURN_OR_REFUND_REQUEST_COMPLETE REPLACEMENT_REQUEST_PENDING
        REPLACEMENT_REQUEST_REJECT REPLACEMENT_REQUEST_REFUND_SUCCESS
        REPLACEMENT_REQUEST_CANCEL REPLACEMENT_REQUEST_COMPLETE AWAITING_BUYER_RESPONSE
        EXCHANGE_REQUEST_PENDING EXCHANGE_REQUEST_REFUND_SUCCESS EXCHANGE_REQUEST_CANCEL
        EXCHANGE_REQUEST_COMPLETE
        REQUEST_SUCCESS REQUEST_REJECTED RECEIVE_REJECTED RETURN_OR_REFUND_CANCEL
        INIT PENDING_REQUEST_REVIEW REQUEST_REVIEW_COMPLETED
        AWAITING_BUYER_RETURN AWAITING_BUYER_SHIPPED RETURN_IN_TRANSIT
        PENDING_PACKAGE_REVIEW PACKAGE_REVIEW_COMPLETED
    """,
    "arbitration": "IN_PROGRESS SUPPORT_BUYER SUPPORT_SELLER CLOSED",
    "cancellation": """
        CANCELLATION_REQUEST_PENDING CANCELLATION_REQUEST_SUCCESS
        CANCELLATION_REQUEST_COMPLETE CANCELLATION_REQUEST_CANCEL
    """,
    "platform": "TIKTOK_SHOP TTS_SHOP TOKOPEDIA",
    "ticket": "Finished",
}
"""Every word that either platform's documents or live answers are known to use."""
CODES = {
    "order": {
        *(0, 2, 3, 4, 5, 6, 10, 11, 15, 100, 103, 190, 200, 220, 221, 400, 450),
        *(500, 501, 520, 530, 540, 550, 600, 601, 690, 691, 695, 698, 699, 700, 701),
    },
    "product": {-2, -1, 0, 1, 2, 3},
    "currency": {1, 2},
    "fulfiller": {0, 1},
}
TABLES = {
    "order": words.ORDER_STATUS,
    "package": words.PACKAGE_STATUS,
    "fulfiller": words.FULFILLER,
    "party": words.PARTY,
    "listing": words.LISTING_STATUS,
    "kind": words.RETURN_KIND,
    "return": words.RETURN_STATUS,
    "arbitration": words.ARBITRATION,
    "cancellation": words.CANCELLATION_STATUS,
    "platform": words.PLATFORMS,
    "ticket": words.TICKET_STATUS,
}
CODE_TABLES = {
    "order": words.ORDER_CODE,
    "product": words.PRODUCT_CODE,
    "currency": words.CURRENCY_CODE,
    "fulfiller": words.FULFILL_BY,
}
FIELDS = {
    "order": [
        ("GetOrderListResponseDataOrder", "status"),
        ("GetOrderDetailResponseDataOrder", "status"),
    ],
    "package": [
        ("GetOrderListResponseDataOrderLineItem", "package_status"),
        ("GetOrderDetailResponseDataOrderLineItem", "package_status"),
    ],
    "fulfiller": [
        ("GetOrderListResponseDataOrder", "fulfillment_type"),
        ("GetOrderDetailResponseDataOrder", "fulfillment_type"),
    ],
    "party": [
        ("GetOrderListResponseDataOrder", "cancellation_initiator"),
        ("GetOrderListResponseDataOrderLineItem", "cancel_user"),
        ("SearchReturnsResponseDataReturnOrder", "role"),
        ("SearchCancellationsResponseDataCancellation", "role"),
    ],
    "listing": [
        ("SearchProductsResponseDataProduct", "status"),
        ("GetProductResponseData", "status"),
        ("GetProductResponseData", "product_status"),
        ("SearchProductsResponseDataProductIntegratedPlatformStatus", "status"),
        ("GetProductResponseDataIntegratedPlatformStatus", "status"),
    ],
    "kind": [("SearchReturnsResponseDataReturnOrder", "return_type")],
    "return": [("SearchReturnsResponseDataReturnOrder", "return_status")],
    "arbitration": [("SearchReturnsResponseDataReturnOrder", "arbitration_status")],
    "cancellation": [("SearchCancellationsResponseDataCancellation", "cancel_status")],
    "platform": [
        ("GetOrderListResponseDataOrder", "commerce_platform"),
        ("GetOrderDetailResponseDataOrder", "commerce_platform"),
        ("SearchProductsResponseDataProductIntegratedPlatformStatus", "platform"),
        ("GetProductResponseDataAuditFailedReason", "listing_platform"),
    ],
}
"""Where the words that are read stand in the answers."""


def documented(shape: str, field: str) -> set[str]:
    """Give the words that the spec documents for a field."""
    shapes = {}
    for path in (SPEC / "tiktokshop").glob("*.json"):
        shapes |= json.loads(path.read_text("utf-8")).get("models", {})
    (found,) = [one for one in shapes[shape] if one["name"] == field]
    return set(found["enum"])


class TestTables:
    @pytest.mark.parametrize("name", TABLES)
    def test_has_every_word_seen(self, name):
        """A table has every word that was ever seen, and no other."""
        assert set(SEEN[name].split()) == set(TABLES[name])

    @pytest.mark.parametrize("name", CODE_TABLES)
    def test_has_every_code_seen(self, name):
        """Likewise for codes."""
        assert CODES[name] == set(CODE_TABLES[name])

    @pytest.mark.parametrize(
        ("name", "shape", "field"),
        [(name, *where) for name, found in FIELDS.items() for where in found],
    )
    def test_has_every_word_documented(self, name, shape, field):
        """A word that the spec gains must get its place in the table."""
        assert documented(shape, field) <= set(TABLES[name])

    def test_variants(self):
        """A variant's two words have their place together."""
        told = {
            (status, source if status == "DEACTIVATED" else "")
            for status in documented("GetProductResponseDataSkuStatusInfo", "status")
            for source in documented(
                "GetProductResponseDataSkuStatusInfo", "deactivation_source"
            )
        }

        assert told <= set(words.SKU_STATUS)

    def test_cancel_types(self):
        """Only one type of cancellation says who wants it."""
        types = documented("SearchCancellationsResponseDataCancellation", "cancel_type")

        assert {"CANCEL", "BUYER_CANCEL"} == types
        assert {"BUYER_CANCEL": Party.BUYER} == words.CANCELLER

    def test_who_cancelled(self):
        """Each code of a cancelled order says who cancelled it."""
        cancelled = {
            code
            for code, status in words.ORDER_CODE.items()
            if status is OrderStatus.CANCELLED
        }

        assert cancelled == set(words.CANCEL_CODE)

    @pytest.mark.parametrize(
        ("kind", "tables"),
        [
            (OrderStatus, [words.ORDER_STATUS, words.ORDER_CODE]),
            (ListingStatus, [words.LISTING_STATUS]),
            (ReturnStatus, [words.RETURN_STATUS]),
            (ShipmentStatus, [words.PACKAGE_STATUS]),
            (Fulfiller, [words.FULFILLER]),
            (Party, [words.PARTY]),
        ],
        ids=lambda one: getattr(one, "__name__", ""),
    )
    def test_no_plain_word_is_idle(self, kind, tables):
        """Every plain word is what some word of a platform is called here."""
        used = {value for table in tables for value in table.values()}

        assert set(kind) == used | {kind.OTHER}

    def test_return_kinds(self):
        """What is not a return of TikTok Shop's is a cancellation or a complaint."""
        used = set(words.RETURN_KIND.values())

        assert {ReturnKind.CANCELLATION, ReturnKind.COMPLAINT, ReturnKind.OTHER} == (
            set(ReturnKind) - used
        )
