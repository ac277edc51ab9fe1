"""
TikTok Shop's money in the ledger's words.

Source: TikTok Shop Partner Center, Get Transactions by Statement and Get Unsettled
Transactions, 2026-05. Costs are negative there, and amounts are decimal texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Literal

from attrs import fields

from ..._model import Model
from ...errors import DecodeError
from ...money import Money
from ...platforms import Platform
from ..models import Evidence
from ..reading.walk import fits
from .entries import Entry, EntryKind, Part, Payout
from .names import Section, told_within_another

if TYPE_CHECKING:
    from ...tiktokshop.api import statements as api

DISTANCE = ("distant_item_fee_amount", "distant_shipping_fee_amount")
"""What buyers outside Java pay for the way (Horizon+): ``distance_*`` in orders."""
REST = "NOT_ITEMISED"
_ROWS = {"ORDER": EntryKind.ORDER, "RESERVE": EntryKind.RESERVE}
FAILED = frozenset({"FAILED", "CLOSED", "EXCEPTION"})
"""Withdrawals that moved nothing (confidence medium)."""
SETTLE, REVERSE = "SETTLE", "REVERSE"
_OUT = ("WITHDRAW", "TRANSFER")
"""What these say is positive and leaves the balance; ``REVERSE`` comes back."""


@fits
def transaction(
    source: api.StatementTransaction, *, statement: api.Statement, origin: Platform
) -> Entry:
    """Say a settled transaction; when it was settled is its statement's time."""
    said = source.type or ""
    return _entry(
        source,
        said=said,
        amounts={
            "revenue": source.revenue_amount,
            "shipping": source.shipping_cost_amount,
            "fee": source.fee_tax_amount,
            "adjustment": source.reserve_amount
            if said == "RESERVE"
            else source.adjustment_amount,
        },
        net=source.settlement_amount,
        order_id=order_of(source),
        currency=statement.currency,
        origin=origin,
        settled_at=statement.statement_time,
        statement=statement,
    )


@fits
def unsettled(source: api.UnsettledTransaction, *, origin: Platform) -> Entry:
    """Say what is still to come, as the platform estimates it."""
    expected_at, phrase = _expected(source.estimated_settlement)
    return _entry(
        source,
        said=source.type or "",
        amounts={
            "revenue": source.est_revenue_amount,
            "shipping": source.est_shipping_cost_amount,
            "fee": source.est_fee_tax_amount,
            "adjustment": source.est_adjustment_amount,
        },
        net=source.est_settlement_amount,
        order_id=order_of(source),
        currency=source.currency,
        origin=origin,
        settled_at=None,
        expected_at=expected_at,
        waits_for=phrase or source.unsettled_reason or None,
    )


def order_of(
    source: api.StatementTransaction | api.UnsettledTransaction,
) -> str | None:
    """Give the order that a transaction is of, by whichever name; none is empty there."""
    held = getattr(source, "associated_order_id", None)
    return source.order_id or source.adjustment_order_id or held or None


def is_of_goods(source: api.SkuTransaction) -> bool:
    """Whether a row is of proceeds, and not of what was taken back of them later."""
    parts = source.revenue_breakdown
    goods = parts.subtotal_before_discount_amount if parts else None
    amount = source.revenue_amount if goods is None else goods
    return amount is not None and amount > 0


@fits
def withdrawal(source: api.Withdrawal) -> Entry | None:
    """
    Say a withdrawal; ``None`` for what moved nothing, or is told elsewhere.

    ``SETTLE`` is the sum of a statement, whose transactions are entries already. What
    the other types and the states mean is of medium confidence.
    """
    said = source.type or ""
    if said == SETTLE or source.status in FAILED:
        return None
    if source.create_time is None or source.amount is None:
        raise DecodeError("Withdrawal names no time or no amount")
    net = moved(source)
    known = said in (*_OUT, REVERSE)
    return Entry(
        id=source.id or "",
        kind=EntryKind.WITHDRAWAL if known else EntryKind.OTHER,
        said=said,
        origin=Platform(0),
        api=Platform.TIKTOK_SHOP,
        gross=None,
        fee=None,
        net=net,
        parts=(
            Part(
                wire="PAYOUT" if known else "MOVEMENT",
                section="other",
                amount=net,
            ),
        ),
        settled_at=source.create_time,
        evidence=Evidence(origin="nothing: it is of the whole shop", what="entry"),
        source=source,
    )


def moved(source: api.Withdrawal) -> Money:
    """Say what a movement adds to the balance."""
    amount = Decimal(source.amount or 0)
    is_out = source.type in _OUT
    return Money(-abs(amount) if is_out else amount, source.currency or "IDR")


@fits
def payout(source: api.Payment) -> Payout:
    """Say a payment to the seller's bank."""
    amount = source.amount
    return Payout(
        id=source.id or "",
        status=source.status or "",
        amount=Money(
            (amount and amount.value) or 0, (amount and amount.currency) or "IDR"
        ),
        created_at=source.create_time,
        paid_at=source.paid_time,
        bank_account=source.bank_account or None,
        source=source,
    )


_Amount = Literal["revenue", "shipping", "fee", "adjustment"]


def _entry(
    source: api.StatementTransaction | api.UnsettledTransaction,
    *,
    said: str,
    amounts: dict[_Amount, Decimal | None],
    net: Decimal | None,
    order_id: str | None,
    currency: str | None,
    origin: Platform,
    settled_at: datetime | None,
    expected_at: datetime | None = None,
    waits_for: str | None = None,
    statement: api.Statement | None = None,
) -> Entry:
    if net is None and not any(amount is not None for amount in amounts.values()):
        raise DecodeError(f"{type(source).__name__} names no amount")
    rupiah = partial(Money, currency=currency or "IDR")
    found = [
        *_itemised("revenue", source.revenue_breakdown, amounts["revenue"]),
        *_itemised("shipping", source.shipping_cost_breakdown, amounts["shipping"]),
        *_fees(source.fee_tax_breakdown, amounts["fee"]),
    ]
    if amounts["adjustment"]:
        word, section = _adjusted(said)
        found.append((section, word, amounts["adjustment"]))
    total = _sum(found)
    whole = total if net is None else net
    if rest := whole - total:
        found.append(("other", REST, rest))
    gross = _sum(one for one in found if _is_gross(*one[:2]))
    return Entry(
        id=source.id or "",
        kind=_ROWS.get(said, EntryKind.ADJUSTMENT if said else EntryKind.OTHER),
        said=said,
        order_id=order_id,
        origin=origin,
        api=Platform.TIKTOK_SHOP,
        gross=rupiah(gross),
        fee=rupiah(whole - gross),
        net=rupiah(whole),
        parts=tuple(
            Part(wire=wire, section=section, amount=rupiah(amount))
            for section, wire, amount in found
        ),
        settled_at=settled_at,
        expected_at=expected_at,
        waits_for=waits_for,
        statement_id=statement.id if statement else None,
        payout_id=(statement.payment_id or None) if statement else None,
        payout_status=statement.payment_status if statement else None,
        evidence=Evidence(origin=_told(order_id, origin), what="entry"),
        source=source,
    )


def _told(order_id: str | None, origin: Platform) -> str:
    if order_id is None:
        return "nothing: it names no order"
    return f"order {order_id}" if origin else f"nothing: order {order_id} does not say"


def _adjusted(said: str) -> tuple[str, Section]:
    if said == "RESERVE":
        return said, "other"
    return said or "UNNAMED", "adjustment" if said else "other"


def _is_gross(section: Section, wire: str) -> bool:
    if wire in DISTANCE:
        return False
    return section in ("revenue", "adjustment") or wire in ("RESERVE", "UNNAMED")


_Row = tuple[Section, str, Decimal]
_Found = Iterator[_Row]


def _sum(rows: Iterable[_Row]) -> Decimal:
    return sum((amount for _, _, amount in rows), Decimal(0))


def _itemised(
    section: Section, breakdown: Model | None, whole: Decimal | None
) -> _Found:
    """List the parts of a section, and as one more what they lack of its amount."""
    parts = list(_parts(section, breakdown))
    yield from parts
    if whole is not None and (rest := whole - _sum(parts)):
        yield section, REST, rest


def _fees(breakdown: api.FeeTaxBreakdown | None, whole: Decimal | None) -> _Found:
    taxes = list(_parts("tax", breakdown.tax if breakdown else None))
    fees = None if whole is None else whole - _sum(taxes)
    yield from _itemised("fee", breakdown.fee if breakdown else None, fees)
    yield from taxes


def _parts(section: Section, breakdown: Model | None) -> _Found:
    if breakdown is None:
        return
    for one in fields(type(breakdown)):
        amount = getattr(breakdown, one.name)
        if one.name == "_aside" or told_within_another(one.name) or not amount:
            continue
        yield section, one.name, Decimal(amount)


def _expected(text: str | None) -> tuple[datetime | None, str | None]:
    """Read when it is to come: seconds since 1970, or a phrase."""
    if not text or text == "0":
        return None, None
    if text.isdecimal():
        return datetime.fromtimestamp(int(text), timezone.utc), None
    return None, text
