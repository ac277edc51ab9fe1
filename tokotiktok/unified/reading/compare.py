"""
What two records say of the sale that may be one and the same.

No field of either API names the other's order, so records are compared by what a sale
cannot help having: tracking number, times, amount and goods.

Sources: TikTok Shop Partner Center, API reference (no such field); the span of time from
Seller University's articles on integration (up to 72 hours), confidence medium.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import datetime, timedelta
from enum import IntEnum

from attrs import Factory, field, frozen

from ...money import Money
from ...platforms import Platform
from ..models import Order, OrderStatus, Twin

BEFORE = timedelta(days=1)
"""How long before the integration a sale may already be in both APIs."""
AFTER = timedelta(hours=72)
"""How long after it Tokopedia's sales may still arrive, or bear a later time."""
LATEST = BEFORE + AFTER
"""How much later TikTok Shop may say that a sale was placed: when it was taken over."""
SAME = timedelta(seconds=60)
"""Times this close are the same; the two platforms' clocks need not agree."""
CLOSE = timedelta(minutes=15)
"""Times further apart than this cannot be the same, however wrong a clock is."""


class Grade(IntEnum):
    """How likely two records are one sale."""

    NO = 0
    MAYBE = 1
    """Something speaks for it, and not enough or something against it."""
    ALIKE = 2
    """Time, amount and goods are the same, and nothing differs."""
    PARCEL = 3
    """They share a parcel; that orders may be sent together is all that is against it."""
    PROVEN = 4
    """They share an invoice, or a parcel and the amount, and nothing differs."""


@frozen(kw_only=True)
class Facts:
    """What tells one sale from another, without the rest of its record."""

    api: Platform
    id: str
    placed_at: datetime
    paid_at: datetime | None
    total: Money | None
    skus: frozenset[tuple[str | None, int]] | None
    """How many of what, by the seller's own codes; ``None`` where some have none."""
    prices: frozenset[tuple[Money | None, int]] | None
    """How many at what price."""
    awbs: frozenset[str]
    invoice: str | None
    is_cancelled: bool

    @property
    def is_new(self) -> bool:
        """Whether it is TikTok Shop's record."""
        return self.api is Platform.TIKTOK_SHOP

    def marks(self) -> Iterator[Hashable]:
        """Give what a record of the same sale shares or comes close to."""
        yield from (("awb", awb) for awb in self.awbs)
        if self.invoice:
            yield "invoice", self.invoice
        yield "placed", _step(self.placed_at, SAME)
        if self.paid_at is not None:
            yield "paid", _step(self.paid_at, SAME)
        for goods in self._goods:
            if self.paid_at is None:
                yield "unpaid", self.total, goods
            else:
                yield "sold", self.total, goods, _step(self.paid_at, CLOSE)
            yield "any", self.total, goods

    def near(self) -> Iterator[Hashable]:
        """Give the keys under which a record of the same sale must be found."""
        steps = (-1, 0, 1)
        yield from (("awb", awb) for awb in self.awbs)
        if self.invoice:
            yield "invoice", self.invoice
        yield from (("placed", _step(self.placed_at, SAME) + step) for step in steps)
        if self.paid_at is None:
            yield from (("any", self.total, goods) for goods in self._goods)
            return
        yield from (("paid", _step(self.paid_at, SAME) + step) for step in steps)
        for goods in self._goods:
            yield "unpaid", self.total, goods
            for step in steps:
                yield "sold", self.total, goods, _step(self.paid_at, CLOSE) + step

    @property
    def _goods(self) -> list[Hashable]:
        return [one for one in (self.skus, self.prices) if one is not None]


def _step(moment: datetime, size: timedelta) -> int:
    return int(moment.timestamp() // size.total_seconds())


def facts(order: Order) -> Facts:
    """Take from an order, which must say when it was placed, what `compare` needs."""
    if order.placed_at is None:
        raise ValueError(order.id)
    skus: dict[str | None, int] = {}
    prices: dict[Money | None, int] = {}
    for line in order.lines:
        skus[line.seller_sku] = skus.get(line.seller_sku, 0) + line.quantity
        prices[line.price] = prices.get(line.price, 0) + line.quantity
    return Facts(
        api=order.api,
        id=order.id,
        placed_at=order.placed_at,
        paid_at=order.paid_at,
        total=order.total,
        skus=frozenset(skus.items()) if skus and None not in skus else None,
        prices=frozenset(prices.items()) if prices and None not in prices else None,
        awbs=frozenset(plain(one.awb) for one in order.shipments if one.awb),
        invoice=order.invoice,
        is_cancelled=order.status is OrderStatus.CANCELLED,
    )


def plain(awb: str) -> str:
    """Write a tracking number as its carrier does; sellers type them in any way."""
    return "".join(str(awb).split()).upper()


def _judge(compared: Comparison) -> Grade:
    same, differs = set(compared.same), set(compared.differs)
    if "time of order" in differs:
        return Grade.NO
    if "invoice" in same:
        return Grade.PROVEN
    if "tracking number" in same:
        if "SKUs" in differs:
            return Grade.MAYBE
        proven = "amount" in same and not differs
        return Grade.PROVEN if proven else Grade.PARCEL
    alike = {"amount", "SKUs"} <= same
    if {"payment time", "time of order"} & same:
        if alike and not differs:
            return Grade.ALIKE
        return Grade.MAYBE if {"amount", "SKUs"} & same else Grade.NO
    # nothing but what is sold all day: it may be, if it was taken over late, and
    # nothing yet is known of its payment
    likely = not differs and "amount" in same and {"SKUs", "unit prices"} & same
    return Grade.MAYBE if likely else Grade.NO


@frozen
class Comparison:
    """What two records agree on, and what they do not, of what both have."""

    same: tuple[str, ...]
    differs: tuple[str, ...] = ()
    grade: Grade = field(init=False, default=Factory(_judge, takes_self=True))
    """How likely the two are one sale."""

    def twin(self, other: Facts) -> Twin:
        """Say it of *other*, the record that was compared to the one shown."""
        return Twin(
            api=other.api,
            id=other.id,
            placed_at=other.placed_at,
            same=self.same,
            differs=self.differs,
        )


def compare(new: Facts, old: Facts) -> Comparison:
    """Compare TikTok Shop's record with Tokopedia's."""
    same: list[str] = []
    differs: list[str] = []

    def note(what: str, *, agrees: bool) -> None:
        (same if agrees else differs).append(what)

    if new.invoice and new.invoice == old.invoice:  # another is noted for any reason
        note("invoice", agrees=True)
    if new.awbs and old.awbs:
        note("tracking number", agrees=bool(new.awbs & old.awbs))
    if new.paid_at and old.paid_at:
        apart = abs(new.paid_at - old.paid_at)
        if apart <= SAME or apart > CLOSE:
            note("payment time", agrees=apart <= SAME)
    later = new.placed_at - old.placed_at
    if abs(later) <= SAME:
        note("time of order", agrees=True)
    elif later < -CLOSE or later > LATEST + CLOSE:  # else it may have been taken over
        note("time of order", agrees=False)
    if new.total is not None and old.total is not None:
        note("amount", agrees=new.total == old.total)
    if new.skus and old.skus:
        note("SKUs", agrees=new.skus == old.skus)
    elif new.prices and old.prices:
        note("unit prices", agrees=new.prices == old.prices)
    if new.is_cancelled is not old.is_cancelled:
        note("cancellation", agrees=False)
    return Comparison(tuple(same), tuple(differs))
