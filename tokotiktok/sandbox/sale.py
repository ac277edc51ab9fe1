"""What a buyer bought, in plain facts that belong to no platform."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from ..platforms import WIB, Platform
from .catalogue import Item, Sku
from .changes import SaleChange

HOUR = 3600
HORIZON_SINCE = int(datetime(2026, 1, 22, tzinfo=WIB).timestamp())
_HOURS = {
    "UNPAID": 0,
    "ON_HOLD": 0,
    "AWAITING_SHIPMENT": 1,
    "AWAITING_COLLECTION": 6,
    "IN_TRANSIT": 30,
}
"""How many hours after it was paid a sale got to its status."""


@frozen(kw_only=True)
class Sale:
    """What a buyer bought, once."""

    number: int
    origin: Platform
    placed_at: int
    """Seconds since 1970."""
    taken_over_at: int | None
    """When TikTok Shop's record of a Tokopedia sale says it was placed."""
    on_tiktok: bool
    on_tokopedia: bool
    status: str
    """In TikTok Shop's words."""
    lines: tuple[tuple[Item, Sku, int], ...]
    shipping_fee: int
    cash_on_delivery: bool
    buyer: str
    courier: str
    numbered: bool = True
    """Whether its parcel gets a tracking number."""
    skew: int = 0
    """How many seconds the clock of its Tokopedia record is ahead."""
    has_alike: bool = False
    """Whether nobody can tell it from another sale."""
    change: SaleChange | None = None
    """What writes did to it, in the API that tells of it."""

    @property
    def tiktok_id(self) -> str:
        """Its order id in the TikTok Shop API."""
        return str(580_000_000_000_000_000 + 1_009 * self.number + 7)

    @property
    def tokopedia_id(self) -> int:
        """Its order id in the Tokopedia API."""
        return 2_100_000_000 + 37 * self.number

    @property
    def invoice(self) -> str:
        """Its invoice on Tokopedia."""
        day = datetime.fromtimestamp(self.placed_at, WIB)
        return f"INV/{day:%Y%m%d}/MPL/{3_300_000_000 + self.number}"

    @property
    def goods(self) -> int:
        """What the goods cost, in rupiah."""
        return sum(sku.price * quantity for _, sku, quantity in self.lines)

    @property
    def total(self) -> int:
        """What the buyer pays, in rupiah."""
        return self.goods + self.shipping_fee + sum(self.distance)

    @property
    def distance(self) -> tuple[int, int]:
        """
        What a buyer outside Java pays for the way, in rupiah: Horizon+ (rule 9).

        The first is told as shipping; the second is hidden in the price on the page.
        """
        far = self.placed_at >= HORIZON_SINCE and self.number % 3 == 2
        return (8_000, 4_000) if far else (0, 0)

    @property
    def paid_at(self) -> int | None:
        """When it was paid; cash on delivery, when it was delivered."""
        if self.status == "UNPAID":
            return None
        if not self.cash_on_delivery:
            return self.placed_at + 300
        return self.placed_at + 72 * HOUR if self.is_delivered else None

    @property
    def updated_at(self) -> int:
        """When it changed last."""
        if self.change is not None:
            return self.change.at
        return self.placed_at + 360 + _HOURS.get(self.status, 80) * HOUR

    @property
    def is_delivered(self) -> bool:
        """Whether it has arrived."""
        return self.status in ("DELIVERED", "COMPLETED")

    @property
    def awb(self) -> str | None:
        """The carrier's tracking number, once it is shipped."""
        if self.change is not None and self.change.awb is not None:
            return self.change.awb
        shipped = self.is_delivered or self.status in (
            "IN_TRANSIT",
            "AWAITING_COLLECTION",
        )
        return f"JX{7_000_000_000 + self.number}" if shipped and self.numbered else None

    # as each API tells it

    @property
    def created_on_tiktok(self) -> int:
        """The time that TikTok Shop's record bears."""
        return self.taken_over_at or self.placed_at

    @property
    def updated_on_tiktok(self) -> int:
        """The time of the last change that TikTok Shop's record bears."""
        return max(self.updated_at, self.created_on_tiktok)

    @property
    def created_on_tokopedia(self) -> int:
        """The time that Tokopedia's record bears, by its clock."""
        return self.placed_at + self.skew


@frozen(kw_only=True)
class Record:
    """A sale as one API has it: a line of the ledger."""

    api: Platform
    id: str
    sale: Sale
