"""
One made-up shop, in plain facts that belong to no platform.

Sales are computed from the seed and their number, never stored, so a world may be as
large as you like. All names, numbers and addresses are fictitious.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cached_property
from random import Random

from attrs import frozen

from ..platforms import WIB, Platform

TODAY = datetime(2025, 9, 15, 9, 0, tzinfo=WIB)
"""When the sandbox's clock starts: the Tokopedia API still answers."""
INTEGRATED_AT = datetime(2025, 8, 20, 10, 0, tzinfo=WIB)
OPENED_ON = datetime(2025, 7, 1, tzinfo=WIB)

HOUR = 3600
_BOTH_SPAN = 22 * HOUR
"""Tokopedia sales of so long before the integration are in both APIs."""
_TAKEN_OVER_LATER = 30 * HOUR
"""One of them bears the time at which TikTok Shop took it over."""


@frozen(kw_only=True)
class Sku:
    """A product, or one variant of it."""

    number: int
    seller_sku: str
    variant: str | None
    price: int

    @property
    def tiktok_id(self) -> str:
        """Its *sku_id* on TikTok Shop."""
        return str(1_730_000_000_000_000_200 + self.number)

    @property
    def tokopedia_id(self) -> int:
        """Its product id on Tokopedia, where variants are products."""
        return 9_100_000_000 + self.number


@frozen(kw_only=True)
class Item:
    """A product, and its state on each platform, as the platforms word it."""

    number: int
    name: str
    skus: tuple[Sku, ...]
    tiktok: str | None
    """Its TikTok Shop ``status``; ``None`` if it was never listed there."""
    tokopedia: str | None
    """Its status on Tokopedia in TikTok Shop's words."""
    old_status: int | None
    """Its status in the Tokopedia API; ``None`` if that never knew it."""
    moved: bool = True
    """Whether the integration took it over."""

    @property
    def tiktok_id(self) -> str:
        """Its product id on TikTok Shop."""
        return str(1_730_000_000_000_000_100 + self.number)

    @property
    def tokopedia_id(self) -> int:
        """Its product id on Tokopedia: that of the parent, if it has variants."""
        if len(self.skus) == 1:
            return self.skus[0].tokopedia_id
        return 9_000_000_000 + self.number

    def stock(self, sku: Sku) -> dict[int, int]:
        """How many are in each warehouse, by its number."""
        return {1: 10 + 7 * sku.number % 50, 2: 3 * sku.number % 20}


def _item(
    number: int,
    name: str,
    skus: list[tuple[str, str | None, int]],
    states: tuple[str | None, str | None, int | None],
    *,
    moved: bool = True,
) -> Item:
    return Item(
        number=number,
        name=name,
        skus=tuple(
            Sku(number=10 * number + k, seller_sku=code, variant=variant, price=price)
            for k, (code, variant, price) in enumerate(skus)
        ),
        tiktok=states[0],
        tokopedia=states[1],
        old_status=states[2],
        moved=moved,
    )


CATALOGUE = (
    _item(
        1,
        "Kopi Gayo Contoh",
        [("KOPI-GAYO-250", "250 g", 65_000), ("KOPI-GAYO-500", "500 g", 120_000)],
        ("ACTIVATE", "ACTIVATE", 1),
    ),
    _item(
        2, "Teh Melati Contoh", [("TEH-MELATI", None, 27_000)], (None, "ACTIVATE", 1)
    ),
    _item(
        3,
        "Gula Aren Contoh",
        [("GULA-AREN", None, 32_000)],
        ("ACTIVATE", "ACTIVATE", 1),
    ),
    _item(4, "Madu Hutan Contoh", [("MADU", None, 89_000)], ("FAILED", "ACTIVATE", 1)),
    _item(
        5,
        "Cangkir Enamel Contoh",
        [("CANGKIR-PUTIH", "Putih", 45_000), ("CANGKIR-HIJAU", "Hijau", 45_000)],
        ("ACTIVATE", None, None),
    ),
    _item(
        6,
        "Saringan Kopi Contoh",
        [("SARINGAN", None, 38_000)],
        ("SELLER_DEACTIVATED", "SELLER_DEACTIVATED", 3),
    ),
    _item(
        7,
        "Cokelat Bubuk Contoh",
        [("COKELAT", None, 54_000)],
        ("ACTIVATE", "PLATFORM_DEACTIVATED", 1),
    ),
    _item(
        8,
        "Kopi Luwak Contoh",
        [("KOPI-LUWAK", None, 350_000)],
        (None, None, -2),
        moved=False,
    ),
)
"""What the shop sells. The last was banned on Tokopedia, so it was not taken over."""

_SOLD = tuple((item, sku) for item in CATALOGUE[:7] for sku in item.skus)
_BUYERS = ("Budi", "Siti", "Agus", "Dewi", "Rina", "Joko")
_COURIERS = ("J&T Express", "SiCepat", "JNE")


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
        return self.goods + self.shipping_fee

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
        hours = {"UNPAID": 0, "ON_HOLD": 0, "AWAITING_SHIPMENT": 1, "IN_TRANSIT": 30}
        return self.placed_at + 360 + hours.get(self.status, 80) * HOUR

    @property
    def is_delivered(self) -> bool:
        """Whether it has arrived."""
        return self.status in ("DELIVERED", "COMPLETED")

    @property
    def awb(self) -> str | None:
        """The carrier's tracking number, once it is shipped."""
        shipped = self.is_delivered or self.status in (
            "IN_TRANSIT",
            "AWAITING_COLLECTION",
        )
        return f"JX{7_000_000_000 + self.number}" if shipped else None

    @property
    def created_on_tiktok(self) -> int:
        """The time that TikTok Shop's record bears."""
        return self.taken_over_at or self.placed_at


class World:
    """One shop, all of it computed from *seed*."""

    shop_name = "Toko Kopi Contoh"
    opened_on = OPENED_ON
    integrated_at = INTEGRATED_AT
    items = CATALOGUE

    def __init__(self, seed: int = 1, orders: int = 48) -> None:
        self.seed = seed
        self.orders = orders
        self._both = min(max(3, orders // 400), orders // 4)
        self._before = max(self._both, int(orders * 0.45))

    def sale(self, number: int) -> Sale:
        """Compute the sale with *number*; the higher, the newer."""
        random = Random(f"{self.seed}:{number}")
        placed_at = self._placed_at(number, random)
        integrated = int(self.integrated_at.timestamp())
        both = self._before - self._both <= number < self._before
        origin = random.choice(tuple(Platform))
        if both:
            origin = Platform.TOKOPEDIA
        is_old = origin is Platform.TOKOPEDIA and placed_at < integrated
        first_of_both = both and number == self._before - self._both
        return Sale(
            number=number,
            origin=origin,
            placed_at=placed_at,
            taken_over_at=placed_at + _TAKEN_OVER_LATER if first_of_both else None,
            on_tiktok=both or not is_old,
            on_tokopedia=is_old,
            status=self._status(placed_at, random, old=is_old),
            lines=tuple(
                (item, sku, random.choice((1, 1, 1, 2, 3)))
                for item, sku in random.sample(_SOLD, random.choice((1, 1, 2)))
            ),
            shipping_fee=random.choice((0, 9_000, 12_000)),
            cash_on_delivery=not both and random.random() < 0.15,
            buyer=random.choice(_BUYERS),
            courier=random.choice(_COURIERS),
        )

    def sales(self) -> Iterator[Sale]:
        """Go through the sales, newest first."""
        return (self.sale(number) for number in range(self.orders - 1, -1, -1))

    @cached_property
    def tiktok_count(self) -> int:
        """How many sales the TikTok Shop API has."""
        return sum(sale.on_tiktok for sale in self.sales())

    def _placed_at(self, number: int, random: Random) -> int:
        """Spread sales evenly over three spans: before, around and after."""
        integrated = int(self.integrated_at.timestamp())
        early = self._before - self._both
        if number < early:
            begin = int(self.opened_on.timestamp()) + 12 * HOUR
            end, index, count = integrated - 26 * HOUR, number, early
        elif number < self._before:
            begin, end = integrated - _BOTH_SPAN, integrated - HOUR
            index, count = number - early, self._both
        else:
            begin, end = integrated + HOUR, int(TODAY.timestamp()) - HOUR
            index, count = number - self._before, self.orders - self._before
        step = (end - begin) / count
        return begin + int(step * (index + 0.8 * random.random()))

    def _status(self, placed_at: int, random: Random, *, old: bool) -> str:
        """Choose how far a sale has got by its age."""
        days = (int(TODAY.timestamp()) - placed_at) / timedelta(days=1).total_seconds()
        if old:  # the Tokopedia list does not show cancelled ones
            return "COMPLETED"
        if days > 12:
            return random.choice(("COMPLETED", "COMPLETED", "COMPLETED", "CANCELLED"))
        if days > 5:
            return random.choice(("DELIVERED", "DELIVERED", "COMPLETED"))
        if days > 2:
            return "IN_TRANSIT"
        if days > 0.5:
            return random.choice(("AWAITING_SHIPMENT", "AWAITING_COLLECTION"))
        return random.choice(("UNPAID", "ON_HOLD", "AWAITING_SHIPMENT"))

    # what came back

    def return_type(self, sale: Sale) -> str | None:
        """Whether, and how, the buyer of a delivered sale wants money back."""
        if not (sale.on_tiktok and sale.is_delivered) or sale.number % 5 != 2:
            return None
        return "RETURN_AND_REFUND" if sale.number % 2 else "REFUND"

    def has_ticket(self, sale: Sale) -> bool:
        """Whether the buyer of an old Tokopedia sale complained."""
        return sale.on_tokopedia and not sale.on_tiktok and sale.number % 6 == 1
