"""
What the platforms' words are in the plain words of `tokotiktok.unified.models`.

One table for each kind of word. A word that no table has becomes ``OTHER``, never an
error: platforms add words without asking.

Sources: TikTok Shop Partner Center, API reference, 2026-05; Tokopedia Open Platform
guide, status codes of 2023 and, for archives, of 2020.
"""

from __future__ import annotations

from ..platforms import Platform
from .models import (
    Fulfiller,
    ListingStatus,
    OrderStatus,
    Party,
    ReturnKind,
    ReturnStatus,
    ShipmentStatus,
)

UNKNOWN = Platform(0)
PLATFORMS = {
    "TIKTOK_SHOP": Platform.TIKTOK_SHOP,
    "TTS_SHOP": Platform.TIKTOK_SHOP,  # as the One Pager spells it
    "TOKOPEDIA": Platform.TOKOPEDIA,
}

# TikTok Shop's

ORDER_STATUS = {
    "UNPAID": OrderStatus.UNPAID,
    "ON_HOLD": OrderStatus.ON_HOLD,
    "AWAITING_SHIPMENT": OrderStatus.TO_SHIP,
    "PARTIALLY_SHIPPING": OrderStatus.PARTIALLY_SHIPPED,
    "AWAITING_COLLECTION": OrderStatus.SHIPPED,
    "IN_TRANSIT": OrderStatus.SHIPPED,
    "DELIVERED": OrderStatus.DELIVERED,
    "COMPLETED": OrderStatus.COMPLETED,
    "CANCELLED": OrderStatus.CANCELLED,
    "CANCEL": OrderStatus.CANCELLED,  # in webhooks
}
PACKAGE_STATUS = {
    "TO_FULFILL": ShipmentStatus.TO_SHIP,
    "PROCESSING": ShipmentStatus.SHIPPED,
    "FULFILLING": ShipmentStatus.SHIPPED,
    "COMPLETED": ShipmentStatus.DELIVERED,
    "CANCELLED": ShipmentStatus.CANCELLED,
}
FULFILLER = {
    "FULFILLMENT_BY_SELLER": Fulfiller.SELLER,
    "FULFILLMENT_BY_TIKTOK": Fulfiller.TIKTOK_SHOP,
    "FULFILLMENT_BY_DILAYANI_TOKOPEDIA": Fulfiller.DILAYANI_TOKOPEDIA,
}
PARTY = {
    "BUYER": Party.BUYER,
    "SELLER": Party.SELLER,
    "OPERATOR": Party.PLATFORM,
    "SYSTEM": Party.PLATFORM,
}
LISTING_STATUS = {
    "ACTIVATE": ListingStatus.LIVE,
    "SELLER_DEACTIVATED": ListingStatus.INACTIVE,
    "PLATFORM_DEACTIVATED": ListingStatus.SUSPENDED,
    "FREEZE": ListingStatus.SUSPENDED,
    "PENDING": ListingStatus.IN_REVIEW,
    "FAILED": ListingStatus.REJECTED,
    "DRAFT": ListingStatus.DRAFT,
    "INITIAL": ListingStatus.DRAFT,
    "SCHEDULED": ListingStatus.INACTIVE,
    "DELETED": ListingStatus.DELETED,
    "UNKNOWN": ListingStatus.OTHER,
}
SKU_STATUS = {
    ("NORMAL", ""): ListingStatus.LIVE,
    ("DEACTIVATED", ""): ListingStatus.INACTIVE,
    ("DEACTIVATED", "SELLER"): ListingStatus.INACTIVE,
    ("DEACTIVATED", "PLATFORM"): ListingStatus.SUSPENDED,
    ("DEACTIVATED", "COMBO_RELATION"): ListingStatus.INACTIVE,
}
"""By ``status`` and ``deactivation_source``."""
RETURN_KIND = {
    "REFUND": ReturnKind.REFUND,
    "RETURN_AND_REFUND": ReturnKind.RETURN,
    "REPLACEMENT": ReturnKind.REPLACEMENT,
    "EXCHANGE": ReturnKind.EXCHANGE,
}
RETURN_STATUS = {
    "RETURN_OR_REFUND_REQUEST_PENDING": ReturnStatus.REQUESTED,
    "REFUND_OR_RETURN_REQUEST_REJECT": ReturnStatus.REJECTED,
    "AWAITING_BUYER_SHIP": ReturnStatus.TO_SHIP_BACK,
    "BUYER_SHIPPED_ITEM": ReturnStatus.SHIPPED_BACK,
    "REJECT_RECEIVE_PACKAGE": ReturnStatus.DISPUTED,
    "RETURN_OR_REFUND_REQUEST_SUCCESS": ReturnStatus.APPROVED,
    "RETURN_OR_REFUND_REQUEST_CANCEL": ReturnStatus.CANCELLED,
    "RETURN_OR_REFUND_REQUEST_COMPLETE": ReturnStatus.REFUNDED,
    "REPLACEMENT_REQUEST_PENDING": ReturnStatus.REQUESTED,
    "REPLACEMENT_REQUEST_REJECT": ReturnStatus.REJECTED,
    "REPLACEMENT_REQUEST_REFUND_SUCCESS": ReturnStatus.REFUNDED,
    "REPLACEMENT_REQUEST_CANCEL": ReturnStatus.CANCELLED,
    "REPLACEMENT_REQUEST_COMPLETE": ReturnStatus.CLOSED,
    "AWAITING_BUYER_RESPONSE": ReturnStatus.REQUESTED,
    "EXCHANGE_REQUEST_PENDING": ReturnStatus.REQUESTED,
    "EXCHANGE_REQUEST_REFUND_SUCCESS": ReturnStatus.REFUNDED,
    "EXCHANGE_REQUEST_CANCEL": ReturnStatus.CANCELLED,
    "EXCHANGE_REQUEST_COMPLETE": ReturnStatus.CLOSED,
    # as the overview page has them
    "REQUEST_SUCCESS": ReturnStatus.APPROVED,
    "REQUEST_REJECTED": ReturnStatus.REJECTED,
    "RECEIVE_REJECTED": ReturnStatus.DISPUTED,
    "RETURN_OR_REFUND_CANCEL": ReturnStatus.CANCELLED,
    # of the flow of 2026: what a review came to is not in the word
    "INIT": ReturnStatus.REQUESTED,
    "PENDING_REQUEST_REVIEW": ReturnStatus.REQUESTED,
    "REQUEST_REVIEW_COMPLETED": ReturnStatus.OTHER,
    "AWAITING_BUYER_RETURN": ReturnStatus.TO_SHIP_BACK,
    "AWAITING_BUYER_SHIPPED": ReturnStatus.TO_SHIP_BACK,
    "RETURN_IN_TRANSIT": ReturnStatus.SHIPPED_BACK,
    "PENDING_PACKAGE_REVIEW": ReturnStatus.SHIPPED_BACK,
    "PACKAGE_REVIEW_COMPLETED": ReturnStatus.OTHER,
}
ARBITRATION = {
    "IN_PROGRESS": ReturnStatus.DISPUTED,
    "SUPPORT_BUYER": None,
    "SUPPORT_SELLER": None,
    "CLOSED": None,
}
"""What an arbitration makes of a return's status; ``None`` leaves it as it is."""
CANCELLATION_STATUS = {
    "CANCELLATION_REQUEST_PENDING": ReturnStatus.REQUESTED,
    "CANCELLATION_REQUEST_SUCCESS": ReturnStatus.APPROVED,
    "CANCELLATION_REQUEST_COMPLETE": ReturnStatus.REFUNDED,
    "CANCELLATION_REQUEST_CANCEL": ReturnStatus.CANCELLED,
}
CANCELLER = {"BUYER_CANCEL": Party.BUYER}
"""Who wants to cancel, by ``cancel_type``, where ``role`` does not say."""

# Tokopedia's

ORDER_CODE = {
    **dict.fromkeys((0, 2, 3, 4, 5, 6, 10, 15), OrderStatus.CANCELLED),
    **dict.fromkeys((100, 103, 190, 200), OrderStatus.UNPAID),
    11: OrderStatus.ON_HOLD,
    **dict.fromkeys((220, 221), OrderStatus.TO_ACCEPT),
    400: OrderStatus.TO_SHIP,
    **dict.fromkeys((450, 500, 501, 520, 530, 540), OrderStatus.SHIPPED),
    550: OrderStatus.RETURNING,
    600: OrderStatus.DELIVERED,
    601: OrderStatus.RETURNING,
    **dict.fromkeys((690, 691, 695, 698, 699), OrderStatus.IN_REVIEW),
    **dict.fromkeys((700, 701), OrderStatus.COMPLETED),
}
CANCEL_CODE = {
    **dict.fromkeys((0, 2, 3, 4, 10), Party.SELLER),
    **dict.fromkeys((5, 6), Party.PLATFORM),
    15: Party.BUYER,
}
"""Who cancelled, by the order's code."""
PARCEL_STATUS = {
    OrderStatus.TO_SHIP: ShipmentStatus.TO_SHIP,
    OrderStatus.SHIPPED: ShipmentStatus.SHIPPED,
    OrderStatus.DELIVERED: ShipmentStatus.DELIVERED,
    OrderStatus.COMPLETED: ShipmentStatus.DELIVERED,
    OrderStatus.CANCELLED: ShipmentStatus.CANCELLED,
}
"""Where the one parcel of an order is, by where the order is."""
FULFILL_BY = {0: Fulfiller.SELLER, 1: Fulfiller.DILAYANI_TOKOPEDIA}
"""1 is Tokocabang, as Dilayani Tokopedia was called before."""
PRODUCT_CODE = {
    -2: (ListingStatus.SUSPENDED, "banned"),
    -1: (ListingStatus.IN_REVIEW, "pending"),
    0: (ListingStatus.DELETED, "deleted"),
    1: (ListingStatus.LIVE, "active"),
    2: (ListingStatus.LIVE, "best"),
    3: (ListingStatus.INACTIVE, "inactive"),
}
"""What a product's code means, and the guide's word for it."""
CURRENCY_CODE = {1: "IDR", 2: "USD"}
TICKET_STATUS = {"Finished": ReturnStatus.CLOSED}
"""The only word seen; the full list was never published."""
