"""
What left TikTok Shop's balance against what settled into it.

Statements settle into the balance, and withdrawals take out of it. That the movements of
type ``SETTLE`` are sums of statements, in their order, is of medium confidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from attrs import Factory, define

from ...money import Money
from ...platforms import Platform
from ..reading.match import NEVER
from .findings import Finding
from .from_tiktokshop import FAILED, REVERSE, SETTLE, moved

if TYPE_CHECKING:
    from ...tiktokshop.api.statements import Statement, Withdrawal

_EARLY = timedelta(days=1)
"""By so much a statement's sum may be moved before the statement's own time."""
_AT_ONCE = 31
"""So many statements are moved at once at most."""
_DONE = ("PAID", "SETTLED")


@define
class _Due:
    """A statement whose sum is to reach the balance."""

    id: str
    at: datetime
    amount: Money
    is_done: bool


@define
class Wallet:
    """One balance, to be compared over its whole history."""

    due: list[_Due] = Factory(list)
    """What is to reach the balance; sorted, the oldest first, by `compared`."""

    def settle(self, statement: Statement) -> None:
        """Take note of a statement."""
        is_done = statement.payment_status in _DONE
        at = statement.statement_time or NEVER
        self.due.append(_Due(statement.id or "", at, settled(statement), is_done))

    def compared(self, movements: Iterable[Withdrawal]) -> Iterator[Finding]:
        """List which movements do not fit the statements; none at all say nothing."""
        known = [one for one in movements if one.create_time and one.amount is not None]
        known.sort(key=lambda one: (one.create_time or NEVER, one.type != SETTLE))
        self.due.sort(key=lambda one: one.at)
        currencies = dict.fromkeys(moved(one).currency for one in known)
        for currency in currencies:
            ours = [one for one in known if moved(one).currency == currency]
            due = [one for one in self.due if one.amount.currency == currency]
            came = [
                one for one in ours if one.type == SETTLE and one.status not in FAILED
            ]
            yield from _reached(due, came)
            yield from _left(due, [one for one in ours if one.type != SETTLE])


def settled(statement: Statement) -> Money:
    """Say what a statement sums to."""
    return Money(statement.settlement_amount or 0, statement.currency or "IDR")


def _reached(due: list[_Due], moves: list[Withdrawal]) -> Iterator[Finding]:
    """
    Compare what is said to have reached the balance with the statements.

    Several statements may be moved at once, so each move is to be what the next one or
    more of them sum to.
    """
    place = 0
    for move in moves:
        amount = moved(move)
        start, end = _summing_to(amount, due, place, move.create_time or NEVER)
        if start == end:
            if amount:
                why = "no statements sum to it"
                yield _of(move, "extra", "balance", None, amount, why)
            continue
        yield from _missing(due[place:start])
        place = end
    if moves:
        yield from _missing([one for one in due[place:] if one.is_done])


def _summing_to(
    amount: Money, due: list[_Due], place: int, at: datetime
) -> tuple[int, int]:
    """Find which statements in a row a move is of; none, if no few sum to it."""
    for start in range(place, len(due)):
        total = amount * 0
        for end in range(start, min(start + _AT_ONCE, len(due))):
            if due[end].at > at + _EARLY:
                break
            total += due[end].amount
            if total == amount:
                return start, end + 1
    return place, place


def _missing(due: list[_Due]) -> Iterator[Finding]:
    for one in filter(lambda one: one.amount, due):
        yield Finding(
            what="missing",
            part="balance",
            id=one.id,
            api=Platform.TIKTOK_SHOP,
            expected=one.amount,
            why="the statement settled, and did not reach the balance",
        )


def _left(due: list[_Due], moves: list[Withdrawal]) -> Iterator[Finding]:
    """Compare what was taken out with what had settled by then."""
    waiting = sorted(((_from(one), one.amount) for one in due), key=lambda one: one[0])
    waiting.reverse()
    balance: Money | None = None
    returned = [moved(one) for one in moves if one.type == REVERSE]
    for move in moves:
        amount = moved(move)
        balance = amount * 0 if balance is None else balance
        if move.status in FAILED:
            why = "it failed: the money is still in the balance"
            yield _of(move, "missing", "withdrawal", amount * -1, amount * 0, why)
            continue
        while waiting and waiting[-1][0] <= (move.create_time or NEVER):
            balance += waiting.pop()[1]
        if amount.amount < 0 and balance.amount + amount.amount < 0:
            why = "it took more than had settled by then"
            yield _of(move, "extra", "withdrawal", balance, amount * -1, why)
            balance = amount * -1  # said once: what follows is compared anew
        balance += amount
        if move.status == "REVERSED":
            if amount * -1 in returned:
                returned.remove(amount * -1)
            else:
                why = "it was reversed, and nothing came back"
                yield _of(move, "missing", "withdrawal", amount * -1, None, why)


def _from(one: _Due) -> datetime:
    """Give from when on a statement may be taken out; one that takes away, at its time."""
    return one.at - _EARLY if one.amount.amount > 0 else one.at


def _of(
    move: Withdrawal,
    what: Literal["missing", "extra", "different"],
    part: Literal["withdrawal", "balance"],
    expected: Money | None,
    found: Money | None,
    why: str,
) -> Finding:
    return Finding(
        what=what,
        part=part,
        id=move.id or "",
        api=Platform.TIKTOK_SHOP,
        expected=expected,
        found=found,
        why=why,
    )
