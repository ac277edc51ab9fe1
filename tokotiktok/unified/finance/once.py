"""
Each rupiah once: what is told of a sale that both APIs have.

Around the integration a Tokopedia sale may be in both APIs (`UnifiedOrders.list`). Where
Tokopedia's balance moved for it, that is its money: bills never move to TikTok Shop (rule
95), so proceeds that TikTok Shop tells of the same sale are not counted again. That it
tells any is not documented; confidence low, so a caller may choose otherwise
(`UnifiedFinance.counting`), and `reconcile` lists each such sale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from attrs import define, evolve, field

from ...platforms import Platform
from ..models import Evidence, Order
from .entries import GOODS, Entry, EntryKind

if TYPE_CHECKING:
    from .sides import TikTokShopMoney

DRAINED = timedelta(days=90)
"""So long after the integration Tokopedia still pays for old orders (rule 86)."""
BOTH = Platform.TOKOPEDIA | Platform.TIKTOK_SHOP

Key = tuple[Literal["id", "invoice"], str]


@define
class Twins:
    """The sales that are, or may be, in both APIs, by TikTok Shop's ids and invoices."""

    counts: Platform
    """Whose account of a sale counts if both paid for it."""
    new: TikTokShopMoney | None
    """Who is asked what TikTok Shop paid."""
    unsure: dict[Key, Evidence] = field(factory=dict)
    """What may be told twice, and what it may be."""
    paid: dict[str, str] = field(factory=dict)
    """TikTok Shop's ids of those that Tokopedia paid for, and their invoices."""
    _ids: dict[str, str] = field(factory=dict, init=False)
    _asked: dict[str, bool] = field(factory=dict, init=False)

    def pay(self, new_id: str, invoice: str) -> None:
        """Take note that Tokopedia paid for a sale in both."""
        self.paid[new_id] = invoice
        self._ids[invoice] = new_id

    def counted(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Pass on what counts, and say of what may be told twice that it may."""
        for entry in entries:
            if not self.is_told_twice(entry):
                evidence = self.unsure.get(_key(entry))
                yield entry if evidence is None else _marked(entry, evidence)

    def is_told_twice(self, entry: Entry) -> bool:
        """
        Whether an entry is told in the account of a sale that does not count.

        TikTok Shop's adjustments always count. What a refund takes back counts if
        proceeds that it is taken back of are not told there, but in Tokopedia's balance.
        """
        if self.counts == BOTH:
            return False
        if entry.api is Platform.TOKOPEDIA:
            new_id = self._ids.get(entry.invoice or "")
            is_of_sale = entry.kind in (EntryKind.ORDER, EntryKind.ADJUSTMENT)
            return is_of_sale and new_id is not None and self._counts_there(new_id)
        new_id = entry.order_id
        if entry.kind is not EntryKind.ORDER or new_id not in self.paid:
            return False
        if self._counts_there(new_id):
            return False
        return is_of_goods(entry) or self._has_paid(new_id) or self._is_to_pay(new_id)

    def _counts_there(self, new_id: str) -> bool:
        """Whether TikTok Shop's account of a sale counts that Tokopedia paid for."""
        return self.counts is Platform.TIKTOK_SHOP and self._has_paid(new_id)

    def _has_paid(self, new_id: str) -> bool:
        if self.new is None:
            return False
        known = self._asked.get(new_id)
        if known is None:
            known = self._asked[new_id] = self.new.has_paid(new_id)
        return known

    def _is_to_pay(self, new_id: str) -> bool:
        coming = () if self.new is None else self.new.unsettled(new_id)
        return any(map(is_of_goods, coming))


def find(
    twins: Twins,
    orders: Iterable[Order],
    paid: Callable[[datetime, datetime], Iterable[str]],
    now: datetime,
) -> Twins:
    """Find the sales in both APIs among *orders*, and which of them Tokopedia paid for."""
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
                twins.pay(pairs[invoice], invoice)
    return twins


def is_of_goods(entry: Entry) -> bool:
    """Whether an entry is of proceeds, and not of what was taken back of them later."""
    sold = (part.amount.amount for part in entry.parts if part.wire == GOODS)
    return sum(sold) > 0 or (entry.gross is not None and entry.gross.amount > 0)


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
