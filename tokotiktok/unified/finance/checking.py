"""Payouts against statements, statements against entries, entries against orders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, cast

from attrs import Factory, define, frozen

from ...money import Money
from ...platforms import Platform
from ..models import Order, OrderStatus
from .entries import Entry, EntryKind
from .once import Twins
from .sides import TikTokShopMoney, TokopediaMoney

if TYPE_CHECKING:
    from ...tiktokshop.api.orders import Order as NewOrder
    from ...tiktokshop.api.statements import Statement

_ARRIVED = (OrderStatus.DELIVERED, OrderStatus.COMPLETED)
_GOODS = "subtotal_before_discount_amount"
_TIKTOK, _TOKO = Platform.TIKTOK_SHOP, Platform.TOKOPEDIA


@frozen(kw_only=True)
class Finding:
    """One thing that does not fit, or cannot be known."""

    what: Literal["missing", "extra", "different", "doubled", "unknown"]
    """
    *missing*: nothing came for it. *extra*: it came for nothing known. *different*: the
    amounts differ. *doubled*: both APIs tell of it, and it counts once. *unknown*: what
    was kept of it no API tells, or whether it is a sale of its own.
    """
    part: Literal["payout", "statement", "order"]
    id: str
    """Of the payout, statement or order; of an order that cannot be found its invoice."""
    api: Platform
    expected: Money | None = None
    found: Money | None = None
    why: str


@define
class Told:
    """What the APIs tell of each order's money; ids and amounts alone are kept."""

    new: TikTokShopMoney | None
    old: TokopediaMoney | None
    twins: Twins
    since: datetime | None
    goods: dict[str, Decimal] = Factory(dict)
    """At what price each order of TikTok Shop's was sold, by its transactions."""
    paid: dict[str, Money] = Factory(dict)
    """What Tokopedia paid for each invoice."""
    last: datetime | None = None
    """How far Tokopedia's movements reach."""

    def findings(self, orders: Iterable[Order]) -> Iterator[Finding]:
        """Compare everything."""
        if self.new is not None:
            yield from self._payouts(self.new)
        if self.old is not None:
            for entry in self.old.moved(self.since, None):
                yield from self._moved(entry)
        for new_id, invoice in self.twins.paid.items():
            if new_id in self.goods:
                yield Finding(
                    what="doubled",
                    part="order",
                    id=new_id,
                    api=_TIKTOK,
                    found=self.paid.get(invoice),
                    why=f"Tokopedia paid for {invoice}, and TikTok Shop tells of it, too",
                )
        for order in orders:
            yield from self._order(order)

    # TikTok Shop's

    def _payouts(self, new: TikTokShopMoney) -> Iterator[Finding]:
        sums: dict[str, Money] = {}
        oldest = ""
        for statement in new.statements(self.since, None):
            yield from self._statement(new, statement)
            oldest = statement.payment_id or ""
            if oldest:
                sums[oldest] = sums.get(oldest, Money(0)) + _settled(statement)
        for payout in new.payouts(self.since, None):
            expected = sums.pop(payout.id, None)
            if payout.status == "FAILED":
                why = "it failed: the bank account may be wrong"
                yield _payout("missing", payout.id, expected, Money(0), why)
            elif expected is None:
                why = "no statement names it"
                yield _payout("extra", payout.id, None, payout.amount, why)
            elif expected != payout.amount and not (self.since and payout.id == oldest):
                why = "it is not what its statements sum to"
                yield _payout("different", payout.id, expected, payout.amount, why)
        for name, expected in sums.items():
            why = "statements name it, and no payment has that id"
            yield _payout("missing", name, expected, None, why)
        for entry in new.unsettled():
            yield from self._told(entry)

    def _statement(
        self, new: TikTokShopMoney, statement: Statement
    ) -> Iterator[Finding]:
        total = Money(0)
        for entry in new.of_statement(statement):
            total += entry.net
            yield from self._told(entry)
        if total != _settled(statement):
            yield Finding(
                what="different",
                part="statement",
                id=statement.id or "",
                api=_TIKTOK,
                expected=_settled(statement),
                found=total,
                why="its transactions do not sum to it",
            )

    def _told(self, entry: Entry) -> Iterator[Finding]:
        """Take note of an entry of TikTok Shop's."""
        if entry.order_id is None:
            return
        if entry.kind is EntryKind.ORDER:
            price = (one.amount.amount for one in entry.parts if one.wire == _GOODS)
            known = self.goods.get(entry.order_id, Decimal(0))
            self.goods[entry.order_id] = known + sum(price, Decimal(0))
        if not entry.origin:
            yield Finding(
                what="extra",
                part="order",
                id=entry.order_id,
                api=_TIKTOK,
                found=entry.net,
                why=f"transaction {entry.id} names it, and no order says where it is from",
            )

    # Tokopedia's

    def _moved(self, entry: Entry) -> Iterator[Finding]:
        self.last = max(filter(None, (self.last, entry.settled_at)), default=None)
        if entry.invoice is None:
            return
        if entry.kind is EntryKind.ORDER:
            known = self.paid.get(entry.invoice, Money(0))
            self.paid[entry.invoice] = known + entry.net
        if entry.order_id is None:
            yield Finding(
                what="extra",
                part="order",
                id=entry.invoice,
                api=_TOKO,
                found=entry.net,
                why=f"movement {entry.id} names it, and it is no order here",
            )

    # orders

    def _order(self, order: Order) -> Iterator[Finding]:
        paid = self.paid.get(order.invoice or "")
        is_new = order.api is _TIKTOK
        if paid is not None and (not is_new or order.id in self.twins.paid):
            yield from _unknown(order, paid)
        elif is_new and order.id in self.goods:
            yield from self._price(order)
        elif order.status in _ARRIVED and (is_new or self._is_due(order)):
            sure = order.evidence.decided
            why = f"it is {order.status.value}, and no money is told of"
            yield Finding(
                what="missing" if sure else "unknown",
                part="order",
                id=order.id,
                api=order.api,
                expected=order.total,
                why=why if sure else f"{why}; it may be the same sale as another order",
            )

    def _is_due(self, order: Order) -> bool:
        """Whether Tokopedia's movements reach past the end of an order."""
        ended = order.updated_at or order.placed_at
        if self.last is None or ended is None:
            return False
        return order.status is OrderStatus.COMPLETED and ended <= self.last

    def _price(self, order: Order) -> Iterator[Finding]:
        payment = cast("NewOrder", order.source).payment
        price = payment.original_total_product_price if payment else None
        if price is not None and price != self.goods[order.id]:
            yield Finding(
                what="different",
                part="order",
                id=order.id,
                api=_TIKTOK,
                expected=Money(price),
                found=Money(self.goods[order.id]),
                why="its transactions have another price of the goods",
            )


def _unknown(order: Order, paid: Money) -> Iterator[Finding]:
    prices = [line.price * line.quantity for line in order.lines if line.price]
    yield Finding(
        what="unknown",
        part="order",
        id=order.id,
        api=order.api,
        expected=sum(prices, Money(0)),
        found=paid,
        why="Tokopedia itemises nothing that it keeps of an order",
    )


def _settled(statement: Statement) -> Money:
    return Money(statement.settlement_amount or 0, statement.currency or "IDR")


def _payout(
    what: Literal["missing", "extra", "different"],
    id_: str,
    expected: Money | None,
    found: Money | None,
    why: str,
) -> Finding:
    return Finding(
        what=what,
        part="payout",
        id=id_,
        api=_TIKTOK,
        expected=expected,
        found=found,
        why=why,
    )
