"""Payouts against statements, statements against entries, entries against orders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, cast

from attrs import Factory, define

from ...money import Money
from ...platforms import Platform
from ..models import Order, OrderStatus
from .entries import GOODS, Entry, EntryKind
from .findings import Finding, payout_finding
from .once import BOTH, Twins
from .sides import TikTokShopMoney, TokopediaMoney
from .wallet import Wallet, settled

if TYPE_CHECKING:
    from ...tiktokshop.api.orders import Order as NewOrder
    from ...tiktokshop.api.statements import Statement

_ARRIVED = (OrderStatus.DELIVERED, OrderStatus.COMPLETED)
_TIKTOK, _TOKO = Platform.TIKTOK_SHOP, Platform.TOKOPEDIA


@define
class Told:
    """What the APIs tell of each order's money; ids and amounts alone are kept."""

    new: TikTokShopMoney | None
    old: TokopediaMoney | None
    twins: Twins
    since: datetime | None
    goods: dict[str, Decimal] = Factory(dict)
    """At what price each order of TikTok Shop's was sold, by its transactions."""
    came: dict[str, Money] = Factory(dict)
    """What TikTok Shop tells of each order's proceeds, and of what it took back."""
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
                yield self._doubled(new_id, invoice)
        for order in orders:
            yield from self._order(order)

    def _doubled(self, new_id: str, invoice: str) -> Finding:
        counts = self.twins.counts
        whose = "both count" if counts == BOTH else f"the {counts.label} API's counts"
        return Finding(
            what="doubled",
            part="order",
            id=new_id,
            api=_TIKTOK,
            expected=self.came.get(new_id),
            found=self.paid.get(invoice),
            why=f"Tokopedia paid for {invoice}, and TikTok Shop tells of it, too: {whose}",
        )

    # TikTok Shop's

    def _payouts(self, new: TikTokShopMoney) -> Iterator[Finding]:
        wallet = Wallet()
        sums: dict[str, Money] = {}
        oldest = ""
        for statement in new.statements(self.since, None):
            yield from self._statement(new, statement)
            wallet.settle(statement)
            oldest = statement.payment_id or ""
            if oldest:
                known = sums.get(oldest)
                amount = settled(statement)
                sums[oldest] = amount if known is None else known + amount
            elif statement.payment_status == "FAILED":
                why = "its payment failed"
                yield _of_statement("missing", statement, settled(statement), None, why)
        unnamed: list[Finding] = []
        for payout in new.payouts(self.since, None):
            expected = sums.pop(payout.id, None)
            is_cut = self.since is not None and payout.id == oldest
            if expected is None:
                why = "no statement names it"
                unnamed.append(
                    payout_finding("extra", payout.id, None, payout.amount, why)
                )
                continue
            yield from unnamed  # one before whose statements are here, so not cut off
            unnamed.clear()
            if payout.status == "FAILED":
                why = "it failed: the bank account may be wrong"
                nothing = payout.amount * 0
                yield payout_finding("missing", payout.id, expected, nothing, why)
            elif expected != payout.amount and not is_cut:
                why = "it is not what its statements sum to"
                yield payout_finding(
                    "different", payout.id, expected, payout.amount, why
                )
        if self.since is None:
            yield from unnamed
        for name, expected in sums.items():
            why = "statements name it, and no payment has that id"
            yield payout_finding("missing", name, expected, None, why)
        if self.since is None:
            yield from wallet.compared(new.moved(None, None))
        for entry in new.unsettled():
            yield from self._told(entry)

    def _statement(
        self, new: TikTokShopMoney, statement: Statement
    ) -> Iterator[Finding]:
        expected = settled(statement)
        total = expected * 0
        for entry in new.of_statement(statement):
            total += entry.net
            yield from self._told(entry)
        if total != expected:
            why = "its transactions do not sum to it"
            yield _of_statement("different", statement, expected, total, why)

    def _told(self, entry: Entry) -> Iterator[Finding]:
        """Take note of an entry of TikTok Shop's."""
        if entry.order_id is None:
            return
        if entry.kind is EntryKind.ORDER:
            price = (one.amount.amount for one in entry.parts if one.wire == GOODS)
            before = self.goods.get(entry.order_id, Decimal(0))
            self.goods[entry.order_id] = before + sum(price, Decimal(0))
            known = self.came.get(entry.order_id)
            self.came[entry.order_id] = (
                entry.net if known is None else known + entry.net
            )
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
        if entry.kind is EntryKind.WITHDRAWAL and entry.net.amount > 0:
            yield Finding(
                what="unknown",
                part="withdrawal",
                id=entry.id,
                api=_TOKO,
                found=entry.net,
                why="it adds to the balance: it came back, or amounts have no sign here",
            )
        if entry.invoice is None:
            return
        if entry.kind is EntryKind.ORDER:
            known = self.paid.get(entry.invoice)
            self.paid[entry.invoice] = entry.net if known is None else known + entry.net
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
            if order.total is not None and not order.total:
                return  # a gift, or what replaces another
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
        came, sold = self.came[order.id], self.goods[order.id]
        if order.status is OrderStatus.CANCELLED:
            if came.amount > 0:
                yield Finding(
                    what="extra",
                    part="order",
                    id=order.id,
                    api=_TIKTOK,
                    found=came,
                    why="it is cancelled, and brought money",
                )
            return
        payment = cast("NewOrder", order.source).payment
        price = payment.original_total_product_price if payment else None
        if price is not None and price != sold:
            yield Finding(
                what="different",
                part="order",
                id=order.id,
                api=_TIKTOK,
                expected=Money(price, came.currency),
                found=Money(sold, came.currency),
                why="its transactions have another price of the goods",
            )


def _unknown(order: Order, paid: Money) -> Iterator[Finding]:
    prices = [line.price * line.quantity for line in order.lines if line.price]
    yield Finding(
        what="unknown",
        part="order",
        id=order.id,
        api=order.api,
        expected=sum(prices, paid * 0),
        found=paid,
        why="Tokopedia itemises nothing that it keeps of an order",
    )


def _of_statement(
    what: Literal["missing", "different"],
    statement: Statement,
    expected: Money,
    found: Money | None,
    why: str,
) -> Finding:
    return Finding(
        what=what,
        part="statement",
        id=statement.id or "",
        api=_TIKTOK,
        expected=expected,
        found=found,
        why=why,
    )
