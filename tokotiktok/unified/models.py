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


class ShipmentStatus(str, Enum):
    """Where a parcel is."""

    TO_SHIP = "TO_SHIP"
    SHIPPED = "SHIPPED"
    """The seller's part is done: with the carrier, or waiting for it."""
    DELIVERED = "DELIVERED"
    CANCELLED = "CANCELLED"
    OTHER = "OTHER"


class Fulfiller(str, Enum):
    """Who packs and ships an order."""

    SELLER = "SELLER"
    TIKTOK_SHOP = "TIKTOK_SHOP"
    DILAYANI_TOKOPEDIA = "DILAYANI_TOKOPEDIA"
    """The warehouses once called Tokocabang; not the seller's to ship."""
    OTHER = "OTHER"


class Party(str, Enum):
    """Who did something."""

    BUYER = "BUYER"
    SELLER = "SELLER"
    PLATFORM = "PLATFORM"
    """Its system, or one of its operators."""
    OTHER = "OTHER"


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
    """
    Who bought. Platforms hide parts of this, or give nothing.

    TikTok Shop hides a text with ``*`` and cannot be asked for more. Tokopedia seals
    what it hides; a client with the app's private key opens it.
    """

    id: str | None = None
    name: str | None = None
    phone: str | None = None
    email: str | None = None
    """On TikTok Shop an alias that forwards, not the buyer's own address."""
    address: str | None = None
    is_sealed: bool = False
    """Whether the rest came sealed and was not opened: no private key, or another's."""

    @property
    def masked(self) -> tuple[str, ...]:
        """The fields that the platform shows in part, the rest of them hidden."""
        return tuple(name for name in _PERSONAL if "*" in str(getattr(self, name)))

    @property
    def is_masked(self) -> bool:
        """Whether the platform hides any of it."""
        return self.is_sealed or bool(self.masked)


_PERSONAL = ("name", "phone", "email", "address")


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
    status: ShipmentStatus | None = None
    """``None`` if the platform does not say."""


@frozen(kw_only=True)
class Twin:
    """The other API's record of what may be the same thing."""

    api: Platform
    id: str
    placed_at: datetime | None = None
    """When an order was placed, by the other record."""
    same: tuple[str, ...]
    """What the two records agree on."""
    differs: tuple[str, ...] = ()
    """What they do not agree on."""

    @property
    def why(self) -> str:
        """What speaks for it, and what against."""
        against = f"; other {', '.join(self.differs)}" if self.differs else ""
        return f"{self.id} (same {', '.join(self.same)}{against})"


@frozen(kw_only=True)
class Evidence:
    """Why a record is shown as it is."""

    origin: str
    """Where the origin was read."""
    twin: Twin | None = None
    """The other API's record of the same thing, if one was found."""
    rivals: tuple[Twin, ...] = ()
    """Its other records that are as likely to be the same thing."""
    decided: bool = True
    """False: each twin may or may not be the same thing, so all are shown."""
    kept: str | None = None
    """Why this record is shown and its twin is not."""
    what: str = "order"

    @property
    def twins(self) -> tuple[Twin, ...]:
        """The twin and its rivals."""
        return () if self.twin is None else (self.twin, *self.rivals)

    @property
    def why(self) -> str:
        """The whole of it as a sentence."""
        text = f"origin from {self.origin}"
        if self.twin is None:
            return text
        others = " or ".join(twin.why for twin in self.twins)
        other = f"the {self.twin.api.label} API's {self.what} {others}"
        if self.decided:
            return f"{text}; also {other}, shown once: {self.kept}"
        return f"{text}; maybe {other}, all shown"


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
    fulfilled_by: Fulfiller | None = None
    """Who packs and ships it; ``None`` if the platform does not say."""
    cancelled_by: Party | None = None
    """Who cancelled it, if it is cancelled."""
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
    """Why it is not live, as far as the platform tells, in its words."""
    suggestions: tuple[str, ...] = ()
    """What the platform suggests to do about it."""


@frozen(kw_only=True)
class Stock:
    """How many are in one warehouse."""

    warehouse_id: str | None
    """``None`` if the platform gives one figure for all."""
    quantity: int
    is_counted: bool = True
    """False: always available, whatever the *quantity* (Tokopedia only)."""


@frozen(kw_only=True)
class Sku:
    """What is sold: a product, or one variant of it."""

    id: str
    seller_sku: str | None
    name: str | None = None
    """Which variant it is, as far as the platform tells."""
    status: ListingStatus | None = None
    """Whether the variant is on sale; ``None`` if the platform does not say."""
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
    evidence: Evidence
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
    asked_by: Party | None = None
    """Who asked for it; ``None`` if the platform does not say."""
    reason: str | None
    requested_at: datetime | None
    updated_at: datetime | None
    amount: Money | None
    """What the buyer gets back."""
    lines: tuple[ReturnLine, ...]
    source: Any = field(repr=False, eq=False)
