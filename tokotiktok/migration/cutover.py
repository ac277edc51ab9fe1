"""
Orders in the days around a shop's integration: lost, doubled, or not there yet.

The two records of one sale are matched as everywhere in this library, by
`tokotiktok.unified.reading.match`; no field of either names the other (rule 87).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from attrs import evolve, frozen

from .._model import aware
from ..platforms import Platform
from ..unified.models import Order, OrderStatus
from ..unified.reading.match import AFTER, BEFORE, Overlap, once
from .differences import Difference, What
from .warehouses import Ids, finder

USUAL = timedelta(days=14)
"""From how many days before the cut-over it is learnt how much is sold."""
RARE = 7.0
"""A time in which so many sales were to be expected is a gap: one in a thousand."""


@frozen(kw_only=True)
class Gap:
    """A time of the cut-over in which nothing was sold, though much is as a rule."""

    begins: datetime
    ends: datetime
    expected: float
    """How many sales so much time has as a rule; nights and sales days are not known."""

    def to_json(self) -> dict[str, Any]:
        """Give it as plain values."""
        return {
            "begins": self.begins.isoformat(),
            "ends": self.ends.isoformat(),
            "expected": round(self.expected, 1),
        }


class CutOver:
    """The days around an integration, and what was sold in and before them."""

    def __init__(self, integrated_at: datetime, *, now: datetime) -> None:
        self.integrated_at = aware(integrated_at)
        self.now = now
        self.overlap = Overlap(integrated_at)
        self._begins = integrated_at - BEFORE
        self._times: set[datetime] = set()
        self._usual = 0

    def note(self, order: Order) -> None:
        """Take note of when a Tokopedia buyer bought something."""
        at, begins = order.placed_at, self._begins
        if at is not None and order.origin is Platform.TOKOPEDIA:
            if order in self.overlap:
                self._times.add(at)
            self._usual += begins - USUAL <= at < begins

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Find the times without a sale that are too long to be chance."""
        last = min(self.integrated_at + AFTER, self.now)
        times = sorted({self._begins, *self._times, last})
        return tuple(
            Gap(begins=one, ends=other, expected=expected)
            for one, other in pairwise(times)
            if (expected := self._usual * ((other - one) / USUAL)) >= RARE
        )


def check_orders(
    old: Iterable[Order],
    new: Iterable[Order],
    cutover: CutOver,
    counts: Counter[str],
    *,
    orders: Ids | None = None,
) -> Iterator[Difference]:
    """
    Compare orders; both sides newest first, as ``shop.orders.list()`` gives them.

    Counted, and no difference: ``orders.same``; ``orders.stays``, which were placed
    before the integration; ``orders.own``, which only TikTok Shop can have;
    ``orders.awaited``, which may still arrive (72 hours, rule 88). The old side's status
    stands still after the integration: only a cancellation counts as a change.
    """
    find = finder(orders) if orders is not None else None
    olds: dict[str, Order] = {}
    news: dict[str, Order] = {}
    doubled: list[Difference] = []
    found: list[Difference] = []
    mapped: list[str] = []

    def read(side: Iterable[Order], kept: dict[str, Order]) -> Iterator[Order]:
        for order in side:
            cutover.note(order)
            if order.placed_at is not None and order in cutover.overlap:
                if order.id in kept:
                    ids = _ids(order)
                    doubled.append(_one("doubled", *ids, why="it came twice"))
                    continue
                kept[order.id] = evolve(order, source=None)
            yield order

    for order in once(read(new, news), read(old, olds), cutover.overlap):
        is_old = order.api is Platform.TOKOPEDIA
        twin = order.evidence.twin
        if is_old and find and order in cutover.overlap and find(order.id):
            mapped.append(order.id)
        elif twin is not None and order.evidence.decided:
            ids = (order.id, twin.id) if is_old else (twin.id, order.id)
            changes = _changes(olds[ids[0]], news[ids[1]])
            counts["orders.same"] += not changes
            found.extend(changes)
        elif twin is not None:
            twins = order.evidence.twins  # the ids may say which, once all is read
            if not find or all(find(one.id) != order.id for one in twins):
                why = f"maybe also {'; '.join(one.why for one in twins)}"
                found.append(_one("doubled", *_ids(order), why=why))
        else:
            counts.update(_alone(order, cutover, found))
        for one in (*doubled, *found):
            counts[f"orders.{one.what}"] += 1
            yield one
        doubled.clear()
        found.clear()
    for old_id in mapped:
        to = find(old_id) if find is not None else None
        if to in news:
            changes = _changes(olds[old_id], news[to])
            counts["orders.same"] += not changes
            found.extend(changes)
        else:
            why = "the new side does not have it"
            found.append(_one("missing", old_id, to, why=why))
    for one in (*doubled, *found):
        counts[f"orders.{one.what}"] += 1
        yield one


def _alone(order: Order, cutover: CutOver, found: list[Difference]) -> Iterator[str]:
    """Judge an order that one side alone has."""
    at, begins = order.placed_at, cutover.integrated_at
    if order.api is Platform.TIKTOK_SHOP:
        yield "orders.own"
    elif at is None or at < begins:
        yield "orders.stays"
    elif cutover.now < at + AFTER:
        yield "orders.awaited"
    else:
        why = "placed since the integration, and the new side does not have it"
        found.append(_one("missing", order.id, None, why=why))


def _changes(old: Order, new: Order) -> list[Difference]:
    """Compare the two records of one sale, field by field."""
    pairs = {
        "total": (old.total, new.total),
        "quantity": tuple(
            sum(one.quantity for one in side.lines) for side in (old, new)
        ),
        "cancelled": tuple(side.status is OrderStatus.CANCELLED for side in (old, new)),
    }
    return [
        Difference("orders", "changed", old.id, new.id, name).of(before, now)
        for name, (before, now) in pairs.items()
        if before != now
    ]


def _ids(order: Order) -> tuple[str | None, str | None]:
    return (order.id, None) if order.api is Platform.TOKOPEDIA else (None, order.id)


def _one(what: What, old_id: str | None, new_id: str | None, *, why: str) -> Difference:
    return Difference("orders", what, old_id, new_id, why=why)
