"""What a ledger comes to: by day, origin and currency."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import define, frozen

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
    gross: Money
    fee: Money
    not_itemised: Money
    withdrawn: Money
    count: int = 0

    def add(self, entry: Entry) -> None:
        self.count += 1
        if entry.kind is EntryKind.WITHDRAWAL:
            self.withdrawn += entry.net
        elif entry.gross is None or entry.fee is None:
            self.not_itemised += entry.net
        else:
            self.gross += entry.gross
            self.fee += entry.fee


_Key = tuple[date | None, Platform, str]


def totals(entries: Iterable[Entry]) -> tuple[Total, ...]:
    """
    Add up entries by day, origin and currency, the newest day first.

    Amounts of two currencies are never added: each has a total of its own.
    """
    found: dict[_Key, _Sums] = {}
    for entry in entries:
        at, currency = entry.settled_at, entry.net.currency
        key = None if at is None else at.astimezone(WIB).date(), entry.origin, currency
        sums = found.get(key)
        if sums is None:
            nothing = Money(0, currency)
            sums = found[key] = _Sums(nothing, nothing, nothing, nothing)
        sums.add(entry)
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
        for (day, origin, _), sums in sorted(
            found.items(), key=lambda one: _place(one[0]), reverse=True
        )
    )


def _place(key: _Key) -> tuple[date, int, str]:
    day, origin, currency = key
    return day or date.max, origin.value, currency
