"""
Tokopedia's balance (saldo) in the ledger's words.

A movement names its order by the invoice in its note, and no fee: what Tokopedia kept of
an order no call of its API tells. Source: Tokopedia Open Platform guide, 2023; that the
note holds the invoice is of medium confidence, what the types mean of low.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...errors import DecodeError
from ...money import Money
from ...platforms import Platform
from ..models import Evidence
from ..reading.walk import fits
from .entries import Entry, EntryKind, Part

if TYPE_CHECKING:
    from ...tokopedia.api.saldo import SaldoHistory

PROCEEDS = 1001
INVOICE = re.compile(r"\bINV/\d{8}/[A-Z]+/(?:[A-Z]+/)*\d+")
_WIRE = {
    EntryKind.ORDER: "PROCEEDS",
    EntryKind.WITHDRAWAL: "PAYOUT",
}


def invoice_of(source: SaldoHistory) -> str | None:
    """Find the invoice in a movement's note."""
    found = INVOICE.search(source.note or "")
    return found[0] if found else None


@fits
def movement(
    source: SaldoHistory, order_id: str | None, *, archived: bool = False
) -> Entry:
    """Say a movement of the balance; *order_id* is that of its invoice."""
    if source.amount is None or source.create_time is None:
        raise DecodeError("SaldoHistory names no amount or no time")
    invoice, kind = invoice_of(source), _kind(source)
    earned = kind is not EntryKind.WITHDRAWAL
    net = Money(source.amount)
    wire = _WIRE.get(kind, "MOVEMENT")
    return Entry(
        id=source.deposit_id or "",
        kind=kind,
        said=source.type_description or str(source.type or ""),
        order_id=order_id,
        invoice=invoice,
        origin=Platform.TOKOPEDIA if earned else Platform(0),
        api=Platform.TOKOPEDIA,
        archived=archived,
        gross=None,
        fee=None,
        net=net,
        parts=(Part(wire=wire, section="other", amount=net),),
        settled_at=source.create_time,
        evidence=Evidence(
            origin="the API: Tokopedia's has its own balance only"
            if earned
            else "nothing: it is of the whole shop",
            what="entry",
        ),
        source=source,
    )


def _kind(source: SaldoHistory) -> EntryKind:
    if source.type == PROCEEDS:
        return EntryKind.ORDER
    if source.class_ == "Withdrawal" or source.withdrawal_date is not None:
        return EntryKind.WITHDRAWAL
    return EntryKind.ADJUSTMENT if invoice_of(source) else EntryKind.OTHER
