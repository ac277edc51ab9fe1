"""What a ledger comes to: by day and origin."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import define, field, frozen

from ...money import Money
from ...platforms import WIB, Platform
from .entries import Entry, EntryKind


@frozen(kw_only=True)
class Total:
    """
    What some entries come to.

    ``gross + fee + not_itemised == net``, and the balance moves by ``net + withdrawn``.
    """

    day: date | None
    """In WIB; ``None`` for what is still to come."""
    origin: Platform
    """Where the orders were bought; falsy for what is of no order, or cannot be known."""
    count: int
    gross: Money
    fee: Money
    not_itemised: Money
    """What came in without a word of what was kept: Tokopedia's."""
    withdrawn: Money
    """What left for the bank; negative, and no part of *net*."""

    @property
    def net(self) -> Money:
        """What was earned."""
        return self.gross + self.fee + self.not_itemised


@define
class _Sums:
    count: int = 0
    gross: Money = field(factory=lambda: Money(0))
    fee: Money = field(factory=lambda: Money(0))
    not_itemised: Money = field(factory=lambda: Money(0))
    withdrawn: Money = field(factory=lambda: Money(0))

    def add(self, entry: Entry) -> None:
        self.count += 1
        if entry.kind is EntryKind.WITHDRAWAL:
            self.withdrawn += entry.net
        elif entry.gross is None or entry.fee is None:
            self.not_itemised += entry.net
        else:
            self.gross += entry.gross
            self.fee += entry.fee


def totals(entries: Iterable[Entry]) -> tuple[Total, ...]:
    """
    Add up entries in rupiah by day and origin, the newest day first.

    Raises:
        ValidationError: an entry is of another currency.
    """
    found: dict[tuple[date | None, Platform], _Sums] = {}
    for entry in entries:
        at = entry.settled_at
        day = None if at is None else at.astimezone(WIB).date()
        found.setdefault((day, entry.origin), _Sums()).add(entry)
    keys = sorted(
        found, key=lambda key: (key[0] or date.max, key[1].value), reverse=True
    )
    return tuple(
        Total(
            day=day,
            origin=origin,
            count=sums.count,
            gross=sums.gross,
            fee=sums.fee,
            not_itemised=sums.not_itemised,
            withdrawn=sums.withdrawn,
        )
        for day, origin in keys
        for sums in (found[day, origin],)
    )
