"""
The plain words both platforms share.

Each record has ``source``, the platform's own model, for whatever is not here.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any

from attrs import field, frozen

from ..money import Money
from ..platforms import Platform


class OrderStatus(str, Enum):
    """Where an order stands, whatever its platform calls it."""

    UNPAID = "UNPAID"
    ON_HOLD = "ON_HOLD"
    """Paid, and the buyer may still cancel without asking."""
    TO_ACCEPT = "TO_ACCEPT"
    """Waiting for the seller to accept (Tokopedia only)."""
    TO_SHIP = "TO_SHIP"
    PARTIALLY_SHIPPED = "PARTIALLY_SHIPPED"
    SHIPPED = "SHIPPED"
    """The seller's part is done: with the carrier, or waiting for it."""
    DELIVERED = "DELIVERED"
    COMPLETED = "COMPLETED"
    RETURNING = "RETURNING"
    """On its way back to the seller, or under complaint."""
    CANCELLED = "CANCELLED"
    IN_REVIEW = "IN_REVIEW"
    OTHER = "OTHER"
    """A word that this version does not know; ``source`` has it."""


class ListingStatus(str, Enum):
    """Where a product stands on one platform."""

    LIVE = "LIVE"
    INACTIVE = "INACTIVE"
    """Taken off sale by the seller."""
    IN_REVIEW = "IN_REVIEW"
    REJECTED = "REJECTED"
    SUSPENDED = "SUSPENDED"
    """Taken off sale by the platform."""
    DRAFT = "DRAFT"
    DELETED = "DELETED"
    OTHER = "OTHER"


class ReturnStatus(str, Enum):
    """Where a return, refund, cancellation or complaint stands."""

    REQUESTED = "REQUESTED"
    APPROVED = "APPROVED"
    TO_SHIP_BACK = "TO_SHIP_BACK"
    SHIPPED_BACK = "SHIPPED_BACK"
    REFUNDED = "REFUNDED"
    REJECTED = "REJECTED"
    CANCELLED = "CANCELLED"
    DISPUTED = "DISPUTED"
    CLOSED = "CLOSED"
    OTHER = "OTHER"


class ReturnKind(str, Enum):
    """What the buyer, or the seller, asked for."""

    REFUND = "REFUND"
    """Money back, goods stay."""
    RETURN = "RETURN"
    """Money back for goods back."""
    REPLACEMENT = "REPLACEMENT"
    EXCHANGE = "EXCHANGE"
    CANCELLATION = "CANCELLATION"
    """The order ends before it is delivered."""
    COMPLAINT = "COMPLAINT"
    """A Tokopedia resolution ticket."""
    OTHER = "OTHER"


@frozen(kw_only=True)
class Buyer:
    """Who bought. Platforms hide parts of this with ``*``, or give nothing."""

    id: str | None = None
    name: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None

    @property
    def is_masked(self) -> bool:
        """Whether the platform hides any of it."""
        return any(
            "*" in (text or "") for text in (self.name, self.phone, self.address)
        )


@frozen(kw_only=True)
class OrderLine:
    """Some units of one SKU."""

    product_id: str | None
    sku_id: str | None
    seller_sku: str | None
    """The seller's own code; the same on both platforms if the seller kept it."""
    name: str | None
    quantity: int
    price: Money | None
    """What one unit costs the buyer, before vouchers on the order."""
    unit_ids: tuple[str, ...] = ()
    """TikTok Shop: the line items, one per unit, that make up this line."""


@frozen(kw_only=True)
class Shipment:
    """A parcel."""

    id: str | None
    """TikTok Shop: the package."""
    awb: str | None
    """The carrier's tracking number (air waybill, resi)."""
    courier: str | None


@frozen(kw_only=True)
class Twin:
    """The other API's record of what may be the same sale."""

    api: Platform
    id: str
    same: tuple[str, ...]
    """What the two records agree on."""
    differs: tuple[str, ...] = ()
    """What they do not agree on."""


@frozen(kw_only=True)
class Evidence:
    """Why an order is shown as it is."""

    origin: str
    """Where the origin was read."""
    twin: Twin | None = None
    """The record of the same sale in the other API, if one was found."""
    decided: bool = True
    """False: the twin may or may not be the same sale, so both are shown."""

    @property
    def why(self) -> str:
        """The whole of it as a sentence."""
        text = f"origin from {self.origin}"
        if self.twin is None:
            return text
        same = ", ".join(self.twin.same)
        other = f"{self.twin.api.label} API's order {self.twin.id}"
        if self.decided:
            return f"{text}; also the {other} (same {same}), shown once"
        differs = ", ".join(self.twin.differs)
        return f"{text}; maybe the {other} (same {same}; other {differs}), both shown"


@frozen(kw_only=True)
class Order:
    """One sale."""

    id: str
    """The id in the API that told us."""
    origin: Platform
    """Where the buyer bought. Falsy if it cannot be known."""
    api: Platform
    """Whose API told us."""
    archived: bool = False
    """Whether it came from an archive."""
    status: OrderStatus
    placed_at: datetime | None
    paid_at: datetime | None
    updated_at: datetime | None
    total: Money | None
    """
    What the buyer pays.

    On Tokopedia ``amt.ttl_amount``, or ``open_amt`` of a single order; that these are
    what the buyer pays is of medium confidence.
    """
    lines: tuple[OrderLine, ...]
    buyer: Buyer
    shipments: tuple[Shipment, ...]
    invoice: str | None = None
    """Tokopedia's invoice number."""
    evidence: Evidence
    source: Any = field(repr=False, eq=False)
    """The platform's own model."""


@frozen(kw_only=True)
class Listing:
    """One product's state on one platform."""

    platform: Platform
    status: ListingStatus
    said: str
    """The platform's own word."""
    reasons: tuple[str, ...] = ()
    """Why it is not live, as far as the platform tells."""


@frozen(kw_only=True)
class Stock:
    """How many are in one warehouse."""

    warehouse_id: str
    quantity: int


@frozen(kw_only=True)
class Sku:
    """What is sold: a product, or one variant of it."""

    id: str
    seller_sku: str | None
    price: Money | None
    stock: tuple[Stock, ...]

    @property
    def quantity(self) -> int:
        """How many there are in all warehouses."""
        return sum(one.quantity for one in self.stock)


@frozen(kw_only=True)
class Product:
    """One product, wherever it is listed."""

    id: str
    origin: Platform
    """Where it is listed; both, if it is on both."""
    api: Platform
    """Whose API told us."""
    archived: bool = False
    name: str | None
    listings: tuple[Listing, ...]
    """Its state on each platform it is listed on."""
    skus: tuple[Sku, ...]
    source: Any = field(repr=False, eq=False)


@frozen(kw_only=True)
class ReturnLine:
    """What is returned, refunded or cancelled."""

    product_id: str | None = None
    sku_id: str | None = None
    seller_sku: str | None = None
    name: str | None = None
    quantity: int = 1
    amount: Money | None = None


@frozen(kw_only=True)
class Return:
    """A return, refund, cancellation or complaint."""

    id: str
    kind: ReturnKind
    origin: Platform
    """Where the order was bought. Falsy if it cannot be known."""
    api: Platform
    """Whose API told us."""
    archived: bool = False
    order_id: str | None
    """The order in the same API."""
    invoice: str | None = None
    status: ReturnStatus
    reason: str | None
    requested_at: datetime | None
    updated_at: datetime | None
    amount: Money | None
    """What the buyer gets back."""
    lines: tuple[ReturnLine, ...]
    source: Any = field(repr=False, eq=False)
