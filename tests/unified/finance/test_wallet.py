"""What left TikTok Shop's balance against what settled into it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest

from tokotiktok import Money
from tokotiktok.tiktokshop.api.statements import Statement, Withdrawal
from tokotiktok.unified.finance.wallet import Wallet

START = datetime(2026, 1, 1, 17, tzinfo=timezone.utc)


def on(day):
    """Give the midnight of a day in Jakarta."""
    return START + timedelta(days=day)


def stated(day, amount, status="PAID", currency="IDR"):
    """Make a statement."""
    return Statement(
        id=f"S{day}",
        statement_time=on(day),
        settlement_amount=Decimal(amount),
        currency=currency,
        payment_status=status,
    )


def moved(kind, day, amount, status="SUCCESS", currency="IDR"):
    """Make a movement, an hour later."""
    return Withdrawal(
        id=f"{kind[0]}{day}",
        type=kind,
        amount=Decimal(amount),
        currency=currency,
        status=status,
        create_time=on(day) + timedelta(hours=1),
    )


def compared(statements, movements):
    """Say what does not fit, in short."""
    wallet = Wallet()
    for one in statements:
        wallet.settle(one)
    return [
        (one.what, one.part, one.id, one.expected, one.found)
        for one in wallet.compared(movements)
    ]


DAYS = [stated(2, 30), stated(1, -5), stated(0, 100)]
"""The newest first, as the API gives them."""


class TestReached:
    @pytest.mark.parametrize(
        "movements",
        [
            [("SETTLE", 2, 30), ("SETTLE", 1, -5), ("SETTLE", 0, 100)],
            [("SETTLE", 2, 25), ("SETTLE", 0, 100)],
            [("SETTLE", 3, 125)],
            [],
        ],
        ids=["each", "two at once", "all at once", "none told"],
    )
    def test_fits(self, movements):
        """Statements reach the balance alone or together; where none does, none is said."""
        assert [] == compared(DAYS, [moved(*one) for one in movements])

    def test_missing(self):
        """One in between that did not come, and a paid one at the end."""
        found = compared(
            [stated(4, 9, "PROCESSING"), stated(3, 7), *DAYS],
            [moved("SETTLE", 0, 100), moved("SETTLE", 2, 30)],
        )

        assert [
            ("missing", "balance", "S1", Money(-5), None),
            ("missing", "balance", "S3", Money(7), None),
        ] == found

    def test_extra(self):
        """What no statements sum to, and what came too early for the one it is like."""
        found = compared(
            DAYS,
            [moved("SETTLE", 0, 100), moved("SETTLE", 1, 1), moved("SETTLE", 0, 30)],
        )

        assert ("extra", "balance", "S1", None, Money(1)) in found
        assert ("extra", "balance", "S0", None, Money(30)) in found

    def test_failed(self):
        """What failed did not come."""
        assert [] == compared(
            [stated(0, 5, "PROCESSING")], [moved("SETTLE", 0, 7, "FAILED")]
        )

    @pytest.mark.parametrize(
        "movements",
        [
            [("SETTLE", 1, 5), ("SETTLE", 2, -5)],
            [("SETTLE", 0, 0), ("SETTLE", 1, 5), ("SETTLE", 2, -5)],
            [("SETTLE", 1, 5), ("SETTLE", 2, -5), ("SETTLE", 3, 0)],
        ],
        ids=["not moved", "moved", "moved later"],
    )
    def test_statements_of_nothing(self, movements):
        """A statement of nothing may be moved or not, and so may nothing."""
        statements = [stated(0, 0), stated(1, 5), stated(2, -5)]

        assert [] == compared(statements, [moved(*one) for one in movements])


class TestLeft:
    def test_fits(self):
        """What had settled may be taken out, and what came back again."""
        moves = [
            moved("WITHDRAW", 0, 60),
            moved("WITHDRAW", 1, 35, "REVERSED"),
            moved("REVERSE", 2, 35),
            moved("TRANSFER", 3, 65),
        ]

        assert [] == compared(DAYS, moves)

    def test_too_much(self):
        """More than had settled is said once; what follows is compared anew."""
        moves = [moved("WITHDRAW", 0, 101), moved("WITHDRAW", 2, 25)]

        assert [("extra", "withdrawal", "W0", Money(100), Money(101))] == compared(
            DAYS, moves
        )

    def test_below_nothing(self):
        """A balance below nothing gives nothing: a refund may be taken of it later."""
        assert [("extra", "withdrawal", "W1", Money(-5), Money(1))] == compared(
            [stated(1, -5)], [moved("WITHDRAW", 1, 1)]
        )

    def test_failed(self):
        """A failed withdrawal moved nothing, and is worth a look."""
        moves = [moved("WITHDRAW", 0, 500, "FAILED"), moved("WITHDRAW", 1, 95)]

        assert [("missing", "withdrawal", "W0", Money(500), Money(0))] == compared(
            DAYS, moves
        )

    def test_reversed(self):
        """A reversed one whose money did not come back."""
        assert [("missing", "withdrawal", "W0", Money(60), None)] == compared(
            DAYS, [moved("WITHDRAW", 0, 60, "REVERSED")]
        )

    def test_currencies(self):
        """Amounts of two currencies are compared each with their own."""
        moves = [moved("WITHDRAW", 0, 100), moved("WITHDRAW", 1, 5, currency="USD")]

        assert [] == compared([*DAYS, stated(1, 5, currency="USD")], moves)

    def test_without_a_time(self):
        """What moved at no time can be compared with nothing."""
        assert [] == compared(DAYS, [Withdrawal(type="WITHDRAW", amount=Decimal(999))])
