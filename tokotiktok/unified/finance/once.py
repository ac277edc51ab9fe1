"""
Each rupiah once: what is told of a sale that both APIs have.

Around the integration a Tokopedia sale may be in both APIs (`UnifiedOrders.list`). Where
Tokopedia's balance moved for it, that is its money: bills never move to TikTok Shop (rule
95), so proceeds that TikTok Shop tells of the same sale are not counted again. That it
tells any is not documented; confidence low, and `reconcile` lists each such sale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Literal

from attrs import evolve, field, frozen

from ...platforms import Platform
from ..models import Evidence, Order
from .entries import Entry, EntryKind

DRAINED = timedelta(days=90)
"""So long after the integration Tokopedia still pays for old orders (rule 86)."""

Key = tuple[Literal["id", "invoice"], str]


@frozen
class Twins:
    """The sales that are, or may be, in both APIs, by TikTok Shop's ids and invoices."""

    unsure: dict[Key, Evidence] = field(factory=dict)
    """What may be told twice, and what it may be."""
    paid: dict[str, str] = field(factory=dict)
    """TikTok Shop's ids of those that Tokopedia paid for, and their invoices."""

    def counted(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Pass on what counts, and say of what may be told twice that it may."""
        for entry in entries:
            if not self.is_told_twice(entry):
                evidence = self.unsure.get(_key(entry))
                yield entry if evidence is None else _marked(entry, evidence)

    def is_told_twice(self, entry: Entry) -> bool:
        """Whether an entry of TikTok Shop's is of proceeds that Tokopedia paid."""
        return (
            entry.kind is EntryKind.ORDER
            and entry.api is Platform.TIKTOK_SHOP
            and entry.order_id in self.paid
        )


def find(
    orders: Iterable[Order],
    paid: Callable[[datetime, datetime], Iterable[str]],
    now: datetime,
) -> Twins:
    """Find the sales in both APIs among *orders*, and which of them Tokopedia paid for."""
    twins = Twins()
    pairs: dict[str, str] = {}
    times: list[datetime] = []
    for order in orders:
        evidence = order.evidence
        if evidence.twin is None:
            continue
        new = order.id if order.api is Platform.TIKTOK_SHOP else evidence.twin.id
        if evidence.decided and order.invoice:
            pairs[order.invoice] = new
            times += [order.placed_at] if order.placed_at else []
        elif order.api is Platform.TIKTOK_SHOP:
            twins.unsure["id", new] = evidence
        else:
            twins.unsure["invoice", order.invoice or new] = evidence
    if times:
        until = min(now, max(times) + DRAINED)
        for invoice in paid(min(times) - timedelta(days=7), until):
            if invoice in pairs:
                twins.paid[pairs[invoice]] = invoice
    return twins


def _key(entry: Entry) -> Key:
    if entry.api is Platform.TIKTOK_SHOP:
        return "id", entry.order_id or ""
    return "invoice", entry.invoice or ""


def _marked(entry: Entry, found: Evidence) -> Entry:
    """Say of an entry that its order may be one of others."""
    evidence = evolve(
        entry.evidence, twin=found.twin, rivals=found.rivals, decided=False
    )
    return evolve(entry, evidence=evidence)
