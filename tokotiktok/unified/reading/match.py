"""
One sale, two records: showing it once.

Around a shop's integration a Tokopedia sale may be in both APIs. Which records may be
one, `tokotiktok.unified.reading.compare` says; which are, is decided here, only where each of the
two is the other's one best match. All else that may be one is shown, and marked.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator
from datetime import datetime, timedelta, timezone
from itertools import count, islice

from attrs import define, evolve, field

from ...platforms import Platform
from ..models import Order, Twin
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

    Within *overlap* Tokopedia's are read ahead, four days at most, and what comes behind
    an order is held back until all that may be its twins is known; packed, if it is much.
    """
    matching = _Matching(overlap, _Ahead(new), _Ahead(old))
    return matching.orders()


class _Ahead:
    """An iterator that can be looked into: what was read ahead waits on a shelf."""

    def __init__(self, orders: Iterator[Order]) -> None:
        self._orders = orders
        self._unread = list(islice(orders, 1))
        self._shelf: Shelf[Order] = Shelf()
        self._waiting: deque[tuple[datetime, int | None]] = deque()

    @property
    def unread(self) -> datetime:
        """When the next order that nobody has seen was placed: none is newer."""
        return _placed(self._unread[0]) if self._unread else NEVER

    @property
    def coming(self) -> datetime:
        """When the order that comes next was placed."""
        return self._waiting[0][0] if self._waiting else self.unread

    @property
    def is_done(self) -> bool:
        """Whether nothing comes any more."""
        return not self._waiting and not self._unread

    def read(self, number_of: Callable[[Order], int | None]) -> None:
        """Read one more order, and remember its number."""
        order = self._unread.pop()
        self._unread += islice(self._orders, 1)
        self._waiting.append((_placed(order), number_of(order)))
        self._shelf.put(order)

    def take(
        self, number_of: Callable[[Order], int | None]
    ) -> tuple[int | None, Order]:
        """Take the order that comes next, with its number."""
        if not self._waiting:
            self.read(number_of)
        return self._waiting.popleft()[1], self._shelf.take()


def _placed(order: Order) -> datetime:
    return order.placed_at or NEVER


@define
class _Node:
    """A record that may have a twin, and the records that may be it."""

    facts: Facts
    edges: dict[int, Comparison] = field(factory=dict)


class _Matching:
    """The records within reach of each other, and what has been decided of them."""

    def __init__(self, overlap: Overlap, new: _Ahead, old: _Ahead) -> None:
        self._overlap = overlap
        self._new = new
        self._old = old
        self._numbers = count()
        self._shelf: Shelf[Order] = Shelf()
        self._held: deque[int | None] = deque()
        """For each order on the shelf its node, if it has one."""
        self._nodes: dict[int, _Node] = {}
        self._index: defaultdict[Hashable, set[int]] = defaultdict(set)
        """Tokopedia's records by their marks."""
        self._mates: dict[int, int] = {}
        self._shown: set[int] = set()
        """The nodes that were passed on without a mate."""

    def orders(self) -> Iterator[Order]:
        """Give the orders of both, each sale once."""
        while not (self._new.is_done and self._old.is_done):
            if self._new.is_done or self._old.coming > self._new.coming:
                number, order = self._old.take(self._old_number)
            else:
                number, order = self._new.take(self._new_number)
            self._held.append(number)
            self._shelf.put(order)
            while self._held and self._is_known(self._held[0]):
                yield from self._passed(self._held.popleft(), self._shelf.take())
            self._forget()

    def _old_number(self, order: Order) -> int | None:
        """Take note of a record of Tokopedia's that may have a twin."""
        if order not in self._overlap:
            return None
        number, node = next(self._numbers), _Node(facts(order))
        self._nodes[number] = node
        for mark in node.facts.marks():
            self._index[mark].add(number)
        return number

    def _new_number(self, order: Order) -> int | None:
        """Compare a record of TikTok Shop's with all that may be its twin."""
        if order not in self._overlap:
            return None
        node = _Node(facts(order))
        while self._old.unread >= self._reach(node.facts) and self._old.unread > NEVER:
            self._old.read(self._old_number)
        found: set[int] = set()
        for mark in node.facts.near():
            found |= self._index.get(mark, set())
        for other in found:
            compared = compare(node.facts, self._nodes[other].facts)
            if compared.grade:
                node.edges[other] = compared
        if not node.edges:
            return None
        number = next(self._numbers)
        self._nodes[number] = node
        for other, compared in node.edges.items():
            self._nodes[other].edges[number] = compared
        return number

    def _reach(self, known: Facts) -> datetime:
        """Say how old a twin of a record of TikTok Shop's may be."""
        oldest = known.placed_at - LATEST - CLOSE
        begins = self._overlap.begins
        return oldest if begins is None else max(oldest, begins - CLOSE)

    # how much is known

    def _is_known(self, number: int | None) -> bool:
        """Whether no record can come that would change what is decided of a node."""
        if number is None:
            return True
        partners = self._nodes[number].edges
        around = {other for one in partners for other in self._nodes[one].edges}
        return all(map(self._is_complete, {number, *partners, *around}))

    def _is_complete(self, number: int) -> bool:
        """Whether no twin of a node can come any more."""
        known = self._nodes[number].facts
        return known.is_new or self._new.coming < known.placed_at - CLOSE

    def _forget(self) -> None:
        """Drop the nodes that nothing depends on any more."""
        limit = max(self._new.coming, self._old.coming) + _REACH
        while self._nodes:
            first = next(iter(self._nodes))
            if self._nodes[first].facts.placed_at <= limit:
                return
            self._drop(first)

    def _drop(self, number: int) -> None:
        node = self._nodes.pop(number)
        for other in node.edges:
            del self._nodes[other].edges[number]
        if not node.facts.is_new:
            for mark in node.facts.marks():
                self._index[mark].discard(number)
                if not self._index[mark]:
                    del self._index[mark]
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

    def _passed(self, number: int | None, order: Order) -> Iterator[Order]:
        """Pass an order on, with what was found; or not, if its twin is shown."""
        if number is None:
            yield order
            return
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
