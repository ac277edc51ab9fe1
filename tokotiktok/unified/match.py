"""
One sale, two records: telling that they are one, and saying why.

Around a shop's integration a Tokopedia sale may be in both APIs. No field of either names
the other's id, so records are compared by what a sale cannot help having: tracking
number, times, amount and SKUs.

Sources: TikTok Shop Partner Center, API reference (no such field); the time span from
Seller University's articles on integration (up to 72 hours), confidence medium.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from attrs import evolve

from ..platforms import Platform
from .models import Order, Twin

BEFORE = timedelta(days=1)
"""How long before the integration a sale may already be in both APIs."""
AFTER = timedelta(hours=72)
"""How long after it Tokopedia's sales may still arrive, or bear a later time."""

_SAME_TIME = timedelta(seconds=60)
_TIMES = {"payment time", "time of order"}


class Overlap:
    """The span of time in which sales may be recorded twice."""

    def __init__(self, integrated_at: datetime | None) -> None:
        self._from = integrated_at - BEFORE if integrated_at else None
        self._until = integrated_at + AFTER if integrated_at else None

    def __contains__(self, order: Order) -> bool:
        """Whether *order* may have a twin; any Tokopedia sale if nobody knows when."""
        if order.origin is not Platform.TOKOPEDIA or order.placed_at is None:
            return False
        if self._from is None or self._until is None:
            return True
        return self._from <= order.placed_at <= self._until


def once(orders: Iterable[Order], overlap: Overlap) -> Iterator[Order]:
    """
    Pass on *orders* of both APIs, newest first, each sale once.

    Holds back no more than the orders of `AFTER` at a time, and only within *overlap*.
    """
    held: deque[Order] = deque()
    for order in orders:
        twin_at = _find(order, held) if order in overlap else None
        if twin_at is None:
            held.append(order)
        else:
            held[twin_at], rest = _judge(held[twin_at], order)
            held.extend(rest)
        while held and _settled(held[0], order, overlap):
            yield held.popleft()
    yield from held


def _settled(first: Order, newest: Order, overlap: Overlap) -> bool:
    """Whether no twin of *first* can come any more."""
    if first not in overlap or first.placed_at is None or newest.placed_at is None:
        return True
    return first.placed_at - newest.placed_at > AFTER


def _find(order: Order, held: deque[Order]) -> int | None:
    """Find the held record that is most likely the same sale."""
    best, agreed = None, 0
    for index, other in enumerate(held):
        if other.api is order.api or other.origin is not order.origin:
            continue
        if other.evidence.twin is not None:
            continue
        same, _ = compare(other, order)
        if len(same) > agreed and _likely(same):
            best, agreed = index, len(same)
    return best


def compare(one: Order, other: Order) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give what two records agree on, and what they do not, of what both have."""
    same: list[str] = []
    differs: list[str] = []

    def note(what: str, *, agrees: bool) -> None:
        (same if agrees else differs).append(what)

    awbs, others = _awbs(one), _awbs(other)
    if awbs and others:
        note("tracking number", agrees=bool(awbs & others))
    if one.paid_at and other.paid_at:
        apart = abs(one.paid_at - other.paid_at)
        note("payment time", agrees=apart <= _SAME_TIME)
    if one.placed_at and other.placed_at:
        apart = abs(one.placed_at - other.placed_at)
        if apart <= _SAME_TIME:  # else one may be when it was taken over
            note("time of order", agrees=True)
    if one.total and other.total:
        note("amount", agrees=one.total == other.total)
    skus, other_skus = _skus(one), _skus(other)
    if skus and other_skus:
        note("SKUs", agrees=skus == other_skus)
    return tuple(same), tuple(differs)


def _likely(same: tuple[str, ...]) -> bool:
    """Whether two records may be one sale at all; shops sell the same thing all day."""
    if "tracking number" in same:
        return True
    return bool(_TIMES.intersection(same)) and ("amount" in same or "SKUs" in same)


def is_certain(same: tuple[str, ...], differs: tuple[str, ...]) -> bool:
    """Whether two records are one sale: a shared parcel, or three facts and no doubt."""
    if "tracking number" in same:
        return "SKUs" not in differs
    alike = {"amount", "SKUs"} <= set(same) and _TIMES.intersection(same)
    return bool(alike) and not differs


def _judge(first: Order, second: Order) -> tuple[Order, list[Order]]:
    """Keep TikTok Shop's record if the two are one sale; else mark and keep both."""
    same, differs = compare(first, second)
    certain = is_certain(same, differs)
    kept, other = first, second
    if certain and kept.api is not Platform.TIKTOK_SHOP:
        kept, other = other, kept
    marked = _marked(kept, other, same, differs, decided=certain)
    if certain:
        return marked, []
    return marked, [_marked(other, kept, same, differs, decided=False)]


def _marked(
    order: Order,
    twin: Order,
    same: tuple[str, ...],
    differs: tuple[str, ...],
    *,
    decided: bool,
) -> Order:
    found = Twin(api=twin.api, id=twin.id, same=same, differs=differs)
    evidence = evolve(order.evidence, twin=found, decided=decided)
    invoice = order.invoice or (twin.invoice if decided else None)
    return evolve(order, evidence=evidence, invoice=invoice)


def _awbs(order: Order) -> set[str]:
    return {one.awb for one in order.shipments if one.awb}


def _skus(order: Order) -> Counter[str]:
    """Count units by the seller's own code: ids differ between the platforms."""
    units: Counter[str] = Counter()
    for line in order.lines:
        if not line.seller_sku:
            return Counter()
        units[line.seller_sku] += line.quantity
    return units
