"""
One sale, two records: showing it once.

Around a shop's integration a Tokopedia sale may be in both APIs. Which records may be
one, `tokotiktok.unified.compare` says; which are, is decided here, only where each of the
two is the other's one best match. All else that may be one is shown, and marked.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterator
from datetime import datetime, timedelta, timezone
from itertools import count

from attrs import define, evolve, field

from ..platforms import Platform
from .compare import (
    AFTER,
    BEFORE,
    CLOSE,
    LATEST,
    Comparison,
    Facts,
    Grade,
    compare,
    facts,
)
from .models import Order, Twin
from .shelf import Shelf

__all__ = ["AFTER", "BEFORE", "Overlap", "once"]

NEVER = datetime.min.replace(tzinfo=timezone.utc)
_TICK = timedelta(seconds=1)
_REACH = 4 * LATEST
"""Beyond this nothing that comes can be about a record; held ones are within half."""
_SERVES = "TikTok Shop's API serves it since the integration"
_LIVES = "TikTok Shop's record is cancelled, this one is not"


class Overlap:
    """The span of time in which sales may be recorded twice."""

    def __init__(self, integrated_at: datetime | None) -> None:
        self.begins = integrated_at - BEFORE if integrated_at else None
        self.ends = integrated_at + AFTER if integrated_at else None

    def __contains__(self, order: Order) -> bool:
        """
        Whether *order* may have a twin; any sale of Tokopedia's if nobody knows when.

        One whose origin cannot be known may be a sale of Tokopedia's, too.
        """
        if order.origin is Platform.TIKTOK_SHOP or order.placed_at is None:
            return False
        if self.begins is None or self.ends is None:
            return True
        return self.begins - CLOSE <= order.placed_at <= self.ends + CLOSE

    def widened(
        self, since: datetime | None, until: datetime | None
    ) -> tuple[datetime | None, datetime | None]:
        """
        Widen a span so that it has both records of each sale that it has one of.

        Decisions do not depend on the span that was asked for: all of the overlap is
        read, or none of it. If nobody knows where that lies, some days more are.
        """
        if self.begins is None or self.ends is None:
            more = 2 * (LATEST + CLOSE)
            return since and since - more, until and until + more
        begins, ends = self.begins - CLOSE, self.ends + CLOSE
        if (since and since > ends) or (until and until <= begins):
            return since, until
        return since and min(since, begins), until and max(until, ends + _TICK)


def once(
    new: Iterator[Order], old: Iterator[Order], overlap: Overlap
) -> Iterator[Order]:
    """
    Merge TikTok Shop's orders and Tokopedia's, newest first, and show each sale once.

    Within *overlap* orders are held back until all that may be their twins is known:
    those of four days at most, packed if they are many.
    """
    heads = _Heads(new, old)
    matching = _Matching(overlap, heads)
    for order in heads:
        yield from matching.take(order)


class _Heads:
    """Two iterators side by side, and what comes next in each."""

    def __init__(self, new: Iterator[Order], old: Iterator[Order]) -> None:
        self._sides = (new, old)
        self._next = [next(new, None), next(old, None)]

    def __iter__(self) -> Iterator[Order]:
        """Give the newer of the two, again and again."""
        while True:
            side = int(self._next[0] is None or self.next_old > self.next_new)
            order = self._next[side]
            if order is None:
                return
            self._next[side] = next(self._sides[side], None)
            yield order

    @property
    def next_new(self) -> datetime:
        """When TikTok Shop's next order was placed: none that comes is newer."""
        return _placed(self._next[0])

    @property
    def next_old(self) -> datetime:
        """When Tokopedia's next order was placed."""
        return _placed(self._next[1])


def _placed(order: Order | None) -> datetime:
    return (order and order.placed_at) or NEVER


@define
class _Node:
    """A record that may have a twin, and the records that may be it."""

    facts: Facts
    edges: dict[int, Comparison] = field(factory=dict)


class _Matching:
    """The records within reach of each other, and what has been decided of them."""

    def __init__(self, overlap: Overlap, heads: _Heads) -> None:
        self._overlap = overlap
        self._heads = heads
        self._numbers = count()
        self._shelf: Shelf[Order] = Shelf()
        self._held: deque[int | None] = deque()
        """For each order on the shelf its node, if it has one."""
        self._nodes: dict[int, _Node] = {}
        self._index: defaultdict[Hashable, set[int]] = defaultdict(set)
        self._mates: dict[int, int] = {}
        self._shown: set[int] = set()
        """The nodes that were passed on without a mate."""

    def take(self, order: Order) -> Iterator[Order]:
        """Take the next order, and pass on those that are settled by it."""
        number = self._add(facts(order)) if order in self._overlap else None
        self._shelf.put(order)
        self._held.append(number)
        while self._held and self._is_known(self._held[0]):
            number, order = self._held.popleft(), self._shelf.take()
            if number is None:
                yield order
            else:
                yield from self._decided(number, order)
        self._forget()

    def _add(self, known: Facts) -> int:
        """Add a node, and look for what may be its twin."""
        number, node = next(self._numbers), _Node(known)
        found: set[int] = set()
        for key in known.near():
            found |= self._index.get((not known.is_new, key), set())
        for other in found:
            there = self._nodes[other]
            pair = (known, there.facts) if known.is_new else (there.facts, known)
            compared = compare(*pair)
            if compared.grade:
                node.edges[other] = there.edges[number] = compared
        for key in known.marks():
            self._index[known.is_new, key].add(number)
        self._nodes[number] = node
        return number

    # how much is known

    def _is_known(self, number: int | None) -> bool:
        """Whether no record can come that would change what is decided of a node."""
        if number is None:
            return True
        if not self._is_complete(number):
            return False
        partners = self._nodes[number].edges
        around = {other for one in partners for other in self._nodes[one].edges}
        return all(map(self._is_complete, around | partners.keys()))

    def _is_complete(self, number: int) -> bool:
        """Whether no twin of a node can come any more."""
        known = self._nodes[number].facts
        oldest = known.placed_at - CLOSE
        if known.is_new:
            oldest -= LATEST
        if self._overlap.begins is not None:
            oldest = max(oldest, self._overlap.begins - CLOSE)
        coming = self._heads.next_old if known.is_new else self._heads.next_new
        return coming < oldest

    def _forget(self) -> None:
        """Drop the nodes that nothing depends on any more."""
        coming = max(self._heads.next_new, self._heads.next_old)
        while self._nodes:
            oldest = next(iter(self._nodes))
            if self._held and self._nodes[oldest].facts.placed_at <= coming + _REACH:
                return
            self._drop(oldest)

    def _drop(self, number: int) -> None:
        node = self._nodes.pop(number)
        for other in node.edges:
            del self._nodes[other].edges[number]
        for key in node.facts.marks():
            entry = node.facts.is_new, key
            self._index[entry].discard(number)
            if not self._index[entry]:
                del self._index[entry]
        self._mates.pop(number, None)
        self._shown.discard(number)

    # what is decided

    def _best(self, number: int, above: Grade) -> tuple[Grade, list[int]]:
        """Find the records most like a node that are not surely another's twin."""
        edges = self._nodes[number].edges
        for grade in _GRADES:
            if grade <= above:
                break
            free = [
                other
                for other, compared in edges.items()
                if compared.grade is grade and self._is_free(other, number, grade)
            ]
            if free:
                return grade, free
        return Grade.NO, []

    def _is_free(self, number: int, other: int, grade: Grade) -> bool:
        """Whether a node has no better mate than *other*, which is of *grade*."""
        mate = self._mate(number, grade)
        return mate is None or mate == other

    def _mate(self, number: int, above: Grade = Grade.MAYBE) -> int | None:
        """Find the one best match of a node whose one best match it is."""
        if number in self._mates or number in self._shown:
            return self._mates.get(number)
        grade, free = self._best(number, above)
        if len(free) != 1 or free[0] in self._shown:
            return None
        return free[0] if self._best(free[0], above) == (grade, [number]) else None

    def _decided(self, number: int, order: Order) -> Iterator[Order]:
        """Pass an order on, with what was found; or not, if its twin is shown."""
        mate = self._mate(number)
        if mate is None:
            rivals = self._rivals(number)
            self._shown.add(number)
            yield _marked(order, rivals) if rivals else order
            return
        self._mates[number], self._mates[mate] = mate, number
        node, other = self._nodes[number], self._nodes[mate].facts
        new, old = (node.facts, other) if node.facts.is_new else (other, node.facts)
        old_lives = new.is_cancelled and not old.is_cancelled
        if old_lives is not node.facts.is_new:
            why = _LIVES if old_lives else _SERVES
            yield _kept(order, node.edges[mate].twin(other), old.invoice, why)

    def _rivals(self, number: int) -> list[Twin]:
        """List what a node without a mate may yet be: of each the other's best."""
        grade, free = self._best(number, Grade.NO)
        edges = self._nodes[number].edges
        return [
            edges[other].twin(self._nodes[other].facts)
            for other in free
            if self._best(other, Grade.NO)[0] is grade
        ]


_GRADES = tuple(sorted(Grade, reverse=True))[:-1]


def _marked(order: Order, twins: list[Twin]) -> Order:
    """Say that an order may be one of others."""
    evidence = evolve(
        order.evidence, twin=twins[0], rivals=tuple(twins[1:]), decided=False
    )
    return evolve(order, evidence=evidence)


def _kept(order: Order, twin: Twin, invoice: str | None, why: str) -> Order:
    """Say which other record an order has, and why this one is shown."""
    evidence = evolve(order.evidence, twin=twin, kept=why)
    if not order.origin:
        evidence = evolve(evidence, origin="its twin, which Tokopedia's API has")
    return evolve(
        order,
        origin=order.origin or twin.api,
        invoice=order.invoice or invoice,
        evidence=evidence,
    )
