"""Tokopedia's balance in the ledger's words."""

from __future__ import annotations

import pytest
from fakes import sample

from tokotiktok import Money, Platform, structure
from tokotiktok.errors import DecodeError
from tokotiktok.tokopedia.api.saldo import SaldoHistory
from tokotiktok.unified.finance import from_tokopedia as say
from tokotiktok.unified.finance.entries import EntryKind


def movement(**given):
    """Say a movement that has only these fields."""
    raw = {
        "deposit_id": 1,
        "amount": 5,
        "create_time": "2023-08-12 13:33:56",
        **given,
    }
    return say.movement(structure(raw, SaldoHistory), None)


class TestMovement:
    def test_sample(self):
        """Proceeds name their invoice, and what Tokopedia kept is not known."""
        (raw,) = sample("tokopedia", "saldo_history")["data"]["saldo_history"]
        one = say.movement(structure(raw, SaldoHistory), "9990000001", archived=True)

        assert (EntryKind.ORDER, "INV/20230806/MPL/3300000001", "9990000001") == (
            one.kind,
            one.invoice,
            one.order_id,
        )
        assert (Money(339_000), None, None) == (one.net, one.gross, one.fee)
        assert (Platform.TOKOPEDIA, True) == (one.origin, one.archived)
        assert "2023-08-12T06:33:56+00:00" == one.settled_at.isoformat()
        assert one.net == sum(part.amount for part in one.parts)
        assert "medium" == one.parts[0].confidence

    @pytest.mark.parametrize(
        ("given", "kind", "origin"),
        [
            ({"type": 1001}, EntryKind.ORDER, Platform.TOKOPEDIA),
            ({"class": "Withdrawal"}, EntryKind.WITHDRAWAL, Platform(0)),
            (
                {"withdrawal_date": "2023-08-12 13:33:56"},
                EntryKind.WITHDRAWAL,
                Platform(0),
            ),
            (
                {"note": "Potongan - INV/20170720/XVII/VII/5"},
                EntryKind.ADJUSTMENT,
                Platform.TOKOPEDIA,
            ),
            ({"note": "Lain-lain"}, EntryKind.OTHER, Platform.TOKOPEDIA),
            ({}, EntryKind.OTHER, Platform.TOKOPEDIA),
        ],
        ids=["proceeds", "class", "date", "with an invoice", "note", "nothing"],
    )
    def test_kinds(self, given, kind, origin):
        """What a movement is; a withdrawal is of the whole shop."""
        one = movement(**given)

        assert (kind, origin) == (one.kind, one.origin)

    @pytest.mark.parametrize(
        "given",
        [{"amount": None}, {"amount": {}}, {"note": 5}, {"create_time": ""}],
        ids=repr,
    )
    def test_unfit(self, given):
        """Without an amount or a time, or with something else there, it cannot be said."""
        with pytest.raises(DecodeError):
            movement(**given)
