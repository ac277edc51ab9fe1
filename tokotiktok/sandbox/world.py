"""
One made-up shop, in plain facts that belong to no platform.

Sales are computed from the seed and their number; only some of those looked at last are
kept, so a world may be as large as you like. All names, numbers and addresses are fictitious.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import cached_property
from random import Random

from attrs import evolve

from ..platforms import WIB, Platform
from .catalogue import CATALOGUE, SOLD, Item, Sku, items
from .chance import Dice
from .changes import FIRST_PLACED, Changes
from .sale import HOUR, Record, Sale
from .timeline import Bits, Computed, chain, woven
from .trouble import IN_BOTH, OLD, SAME_MINUTE, Role, Trouble, of_tiktok, role

__all__ = ["CATALOGUE", "HOUR", "TODAY", "Item", "Record", "Sale", "Sku", "World"]

TODAY = datetime(2025, 9, 15, 9, 0, tzinfo=WIB)
"""When the sandbox's clock starts: the Tokopedia API still answers."""
INTEGRATED_AT = datetime(2025, 8, 20, 10, 0, tzinfo=WIB)
OPENED_ON = datetime(2025, 7, 1, tzinfo=WIB)

LARGE = 5_000
"""Worlds of more sales draw from `Dice`, since Python's generator is slow to seed."""
_KEPT = 1_000
"""So many sales are kept: finding a page by its time looks at the same ones each time."""
_EASY_SEAM = (22 * HOUR, -HOUR)
_HARD_SEAM = (23 * HOUR, 50 * 60)
"""How long before the integration the seam begins, and how long after it ends."""
_TAKEN_OVER_LATER = 30 * HOUR
"""One sale of an easy seam bears the time at which TikTok Shop took it over."""

_BUYERS = ("Budi", "Siti", "Agus", "Dewi", "Rina", "Joko")
_COURIERS = ("J&T Express", "SiCepat", "JNE")
_PLATFORMS = tuple(Platform)


class World:
    """
    One shop, all of it computed from *seed*.

    Its sales are numbered from the oldest on: first those from before the integration,
    then the seam, then those since. `sale` is the one place where a sale is made.
    """

    shop_name = "Toko Kopi Contoh"
    opened_on = OPENED_ON
    integrated_at = INTEGRATED_AT

    def __init__(
        self,
        seed: int = 1,
        orders: int = 48,
        *,
        trouble: Trouble | None = None,
        products: int = len(CATALOGUE),
    ) -> None:
        self.seed = seed
        self.orders = orders
        self.trouble = trouble
        self.items = items(products)
        self.changes = Changes()
        """What was bought, and what writes did."""
        self._kept: dict[int, Sale] = {}
        self.is_large = orders > LARGE
        seam = trouble.seam if trouble else max(3, orders // 400)
        if trouble and seam > orders:
            msg = f"orders={orders} are fewer than the seam's {seam}: {trouble}"
            raise ValueError(msg)
        self._seam = seam if trouble else min(seam, orders // 4)
        self._since = max(self._seam, int(orders * 0.45))
        """The number of the first sale since the integration."""
        self._early = self._since - self._seam
        """The number of the first sale of the seam."""

    def sale(self, number: int) -> Sale:
        """Give the sale with *number*; the higher, the newer."""
        if number >= FIRST_PLACED:
            return self.changes.placed[number - FIRST_PLACED]
        sale = self._kept.get(number)
        if sale is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            sale = self._kept[number] = self._computed(number)
        return sale

    def _computed(self, number: int) -> Sale:
        dice = self._dice(number)
        placed_at = self._placed_at(number, dice.random())
        part = self._role(number, dice.choice(_PLATFORMS))
        is_old = part.on_tokopedia
        sale = Sale(
            number=number,
            origin=part.origin,
            placed_at=placed_at,
            taken_over_at=None if part.late is None else placed_at + part.late,
            on_tiktok=part.on_tiktok,
            on_tokopedia=is_old,
            status=self._status(placed_at, dice, old=is_old),
            lines=tuple(
                (item, sku, dice.choice((1, 1, 1, 2, 3)))
                for item, sku in dice.sample(
                    self._sold(part.origin), dice.choice((1, 1, 2))
                )
            ),
            shipping_fee=dice.choice((0, 9_000, 12_000)),
            cash_on_delivery=not (is_old and part.on_tiktok) and dice.random() < 0.15,
            buyer=dice.choice(_BUYERS),
            courier=dice.choice(_COURIERS),
            numbered=part.numbered,
            skew=self.trouble.skew if self.trouble else 0,
        )
        return self._troubled(sale, part)

    def sales(self) -> Iterator[Sale]:
        """Go through the sales, newest first."""
        yield from reversed(self.changes.placed)
        yield from (self.sale(number) for number in range(self.orders - 1, -1, -1))

    # the ledger

    def truth(self) -> Iterator[Record]:
        """
        Go through the records that a merged shop shows, newest sale first.

        A sale in both APIs is TikTok Shop's record; one that nobody can tell from
        another (``sale.has_alike``) is every record there is of it.
        """
        return records(self.sales())

    # what each API has

    @cached_property
    def on_tiktok(self) -> Computed[Sale]:
        """What TikTok Shop's API has, sorted by the time that it says, oldest first."""
        seam = [self.sale(number) for number in self._seam_numbers]
        late = [one for one in seam if one.on_tiktok and one.taken_over_at]
        late.sort(key=_created_on_tiktok)
        numbers = chain(
            self._bought_on_tokopedia.numbers(yes=False),
            [one.number for one in seam if one.on_tiktok and not one.taken_over_at],
            range(self._since, self.orders),
        )
        in_time = Computed(len(numbers), lambda place: self.sale(numbers[place]))
        delayed = [one.number for one in late]
        return woven(
            in_time,
            Computed(len(delayed), lambda place: self.sale(delayed[place])),
            _created_on_tiktok,
        )

    @cached_property
    def on_tokopedia(self) -> Computed[Sale]:
        """What Tokopedia's API has, oldest first."""
        seam = [self.sale(number) for number in self._seam_numbers]
        numbers = chain(
            self._bought_on_tokopedia.numbers(yes=True),
            [one.number for one in seam if one.on_tokopedia],
        )
        return Computed(len(numbers), lambda place: self.sale(numbers[place]))

    def by_tiktok_id(self, order_id: str) -> Sale | None:
        """Find the sale that TikTok Shop's API knows by this id."""
        sale = self.called_on_tiktok(order_id)
        return sale if sale and sale.on_tiktok else None

    def called_on_tiktok(self, order_id: str) -> Sale | None:
        """Find the sale that has this id on TikTok Shop, or would have it there."""
        return self._numbered(order_id, 580_000_000_000_000_007, 1_009)

    def by_tokopedia_id(self, order_id: str) -> Sale | None:
        """Find the sale that Tokopedia's API knows by this id."""
        sale = self._numbered(order_id, 2_100_000_000, 37)
        return sale if sale and sale.on_tokopedia else None

    def by_invoice(self, invoice: str) -> Sale | None:
        """Find the sale that Tokopedia's API knows by this invoice."""
        sale = self._numbered(invoice.rpartition("/")[2], 3_300_000_000, 1)
        return sale if sale and sale.on_tokopedia and sale.invoice == invoice else None

    def _numbered(self, text: str, first: int, step: int) -> Sale | None:
        number, rest = divmod(int(text) - first if text.isdecimal() else -1, step)
        placed = FIRST_PLACED <= number < FIRST_PLACED + len(self.changes.placed)
        known = placed or 0 <= number < self.orders
        return self.sale(number) if known and not rest else None

    # how a sale is made

    def _dice(self, number: int) -> Random | Dice:
        if self.is_large:
            return Dice(self.seed, number)
        return Random(f"{self.seed}:{number}")

    @property
    def _seam_numbers(self) -> range:
        return range(self._early, self._since)

    @cached_property
    def _bought_on_tokopedia(self) -> Bits:
        """Where each sale from before the seam was bought."""
        if self.is_large:
            whole = Random(f"{self.seed}:origins").getrandbits(self._early)
            return Bits(self._early, whole)
        drawn = []
        for number in range(self._early):
            dice = self._dice(number)
            dice.random()  # its time
            drawn.append(dice.choice(_PLATFORMS) is Platform.TOKOPEDIA)
        return Bits.of(drawn)

    def _role(self, number: int, drawn: Platform) -> Role:
        if number >= self._since:
            return of_tiktok(drawn)
        if number < self._early:
            old = self._bought_on_tokopedia[number]
            return OLD if old else of_tiktok(Platform.TIKTOK_SHOP)
        if self.trouble is None:
            first = number == self._early
            return evolve(IN_BOTH, late=_TAKEN_OVER_LATER if first else None)
        dice = Dice(self.seed, -1 - number)
        chance = (dice.random(), dice.random(), dice.random())
        return role(self.trouble, number - self._early, number, chance)

    def _sold(self, origin: Platform) -> tuple[tuple[Item, Sku], ...]:  # noqa: ARG002 - a play sells by it
        """Give what buyers buy on a platform."""
        return SOLD

    def _troubled(self, sale: Sale, part: Role) -> Sale:
        """Give a sale of the seam its fee, and the goods of the one it looks like."""
        if part.fee is not None:
            sale = evolve(sale, shipping_fee=part.fee)
        if part.twin is None:
            return sale
        sale = evolve(sale, cash_on_delivery=False, has_alike=True)
        if part.twin == sale.number:
            return sale
        first = self.sale(part.twin)
        soon = first.placed_at + 1 + sale.number % SAME_MINUTE
        return evolve(sale, placed_at=min(sale.placed_at, soon), lines=first.lines)

    def _placed_at(self, number: int, chance: float) -> int:
        """Spread sales evenly over three spans: before, around and after."""
        integrated = int(self.integrated_at.timestamp())
        before, after = _HARD_SEAM if self.trouble else _EASY_SEAM
        if number < self._early:
            begin = int(self.opened_on.timestamp()) + 12 * HOUR
            end, index, count = integrated - 26 * HOUR, number, self._early
        elif number < self._since:
            begin, end = integrated - before, integrated + after
            index, count = number - self._early, self._seam
        else:
            begin, end = integrated + HOUR, int(TODAY.timestamp()) - HOUR
            index, count = number - self._since, self.orders - self._since
        step = (end - begin) / count
        return begin + int(step * (index + 0.8 * chance))

    def _status(self, placed_at: int, dice: Random | Dice, *, old: bool) -> str:
        """Choose how far a sale has got by its age."""
        if old:  # the Tokopedia list does not show cancelled ones
            return "COMPLETED"
        days = (int(TODAY.timestamp()) - placed_at) / timedelta(days=1).total_seconds()
        if days > 12:
            return dice.choice(("COMPLETED", "COMPLETED", "COMPLETED", "CANCELLED"))
        if days > 5:
            return dice.choice(("DELIVERED", "DELIVERED", "COMPLETED"))
        if days > 2:
            return "IN_TRANSIT"
        if days > 0.5:
            return dice.choice(("AWAITING_SHIPMENT", "AWAITING_COLLECTION"))
        return dice.choice(("UNPAID", "ON_HOLD", "AWAITING_SHIPMENT"))

    # what came back

    def return_type(self, sale: Sale) -> str | None:
        """Whether, and how, the buyer of a delivered sale wants money back."""
        if not (sale.on_tiktok and sale.is_delivered) or sale.number % 5 != 2:
            return None
        return "RETURN_AND_REFUND" if sale.number % 2 else "REFUND"

    def has_ticket(self, sale: Sale) -> bool:
        """Whether the buyer of an old Tokopedia sale complained."""
        return sale.on_tokopedia and not sale.on_tiktok and sale.number % 6 == 1


def records(sales: Iterable[Sale]) -> Iterator[Record]:
    """Give the records that a merged shop shows of *sales*."""
    for sale in sales:
        if sale.on_tiktok:
            yield Record(api=Platform.TIKTOK_SHOP, id=sale.tiktok_id, sale=sale)
        if sale.on_tokopedia and (sale.has_alike or not sale.on_tiktok):
            yield Record(api=Platform.TOKOPEDIA, id=str(sale.tokopedia_id), sale=sale)


def _created_on_tiktok(sale: Sale) -> int:
    return sale.created_on_tiktok
