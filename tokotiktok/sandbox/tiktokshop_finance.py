"""What the TikTok Shop face answers about money: statements, payments, withdrawals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from re import Match
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from .face import RefusedError, Seen
from .finance import DAY, Books, Earning, Index
from .sale import HOUR, Sale
from .tiktokshop_gate import BAD
from .timeline import Computed

if TYPE_CHECKING:
    from .tiktokshop import TikTokShopFace

STATEMENT, PAYMENT = 7_610_000_000_000_000_000, 7_620_000_000_000_000_000
ROW, ADJUSTMENT = 7_630_000_000_000_000_000, 7_640_000_000_000_000_000
WITHDRAWAL = 7_650_000_000_000_000_000
_MONDAY = 345_600 - 7 * HOUR
"""A Monday's midnight in WIB, in 1970."""
_WEEK = 7 * DAY
_Sums = Mapping[str, int]


@frozen
class Paid:
    """One or more statements that were paid out together, since alone they were none."""

    id: str
    at: int
    statements: tuple[int, ...]
    """Their times."""
    amount: int


@define
class Finance:
    """Acts out the finance operations."""

    face: TikTokShopFace
    _known: tuple[tuple[object, ...], Index] | None = field(default=None, init=False)

    def __attrs_post_init__(self) -> None:
        statements = "/finance/202309/statements"
        of_one = "statement_transactions"
        route = self.face.route
        route("GET", statements, self._statements)
        route(
            "GET", f"/finance/202501/statements/{{statement_id}}/{of_one}", self._rows
        )
        route("GET", f"/finance/202501/orders/{{order_id}}/{of_one}", self._order)
        route("GET", "/finance/202507/orders/unsettled", self._unsettled)
        route("GET", "/finance/202605/payments", self._payments)
        route("GET", "/finance/202309/withdrawals", self._withdrawals)

    @property
    def books(self) -> Books:
        """The shop's money as it is now."""
        return Books(self.face.world, self.face.clocks.world)

    # statements

    @property
    def _index(self) -> Index:
        """Where each earning is; looked for again after something changed."""
        books = self.books
        state = books.state
        if self._known is None or self._known[0] != state:
            self._known = state, books.index()
        return self._known[1]

    def _earned(self, at: int | None) -> Computed[Earning]:
        """Give what a statement holds, or what is still to come."""
        books, rows = self.books, self._index.rows.get(at, ())
        return Computed(len(rows), lambda place: books.find(rows[place]))

    def _statements(self, seen: Seen, _: Match[str]) -> Any:
        inside = _within(seen, "statement_time")
        paid = {at: one for one in self._paid() for at in one.statements}
        wanted = seen.query.get("payment_status")
        rows = [
            _statement(at, sums, paid.get(at), self.face.clocks.world())
            for at, sums in self._index.sums.items()
            if inside(at)
        ]
        if wanted is not None:
            rows = [row for row in rows if row["payment_status"] == wanted]
        return self._page(seen, rows, "statements")

    def _rows(self, seen: Seen, match: Match[str]) -> Any:
        at = _number(match["statement_id"], STATEMENT) * DAY - 7 * HOUR
        sums = self._index.sums.get(at)
        if sums is None:
            raise RefusedError(400, BAD, "statement does not exist")
        found = self._earned(at)
        page = self.face.page(seen, found, "transactions", row)
        return {
            **page,
            "id": match["statement_id"],
            "create_time": at,
            "status": "SETTLED",
            "currency": "IDR",
            "payable_amount": str(sums["net"]),
            "total_settlement_amount": str(sums["net"]),
            "total_settlement_breakdown": {
                "total_revenue_amount": str(sums["revenue"]),
                "total_shipping_cost_amount": str(sums["shipping"]),
                "total_fee_tax_amount": str(sums["fee"]),
                "total_adjustment_amount": str(sums["adjustment"]),
            },
        }

    def _order(self, _: Seen, match: Match[str]) -> Any:
        sale = self.face.world.by_tiktok_id(match["order_id"])
        if sale is None:
            raise RefusedError(400, BAD, "order does not exist")
        now = self.face.clocks.world()
        found = [
            one
            for one in self.books.earnings(sale)
            if one.said == "ORDER" and one.is_settled(now)
        ]
        rows = [sku for one in found for sku in by_sku(one, sale)]
        return {
            "order_id": sale.tiktok_id,
            "order_create_time": sale.created_on_tiktok,
            "currency": "IDR",
            "revenue_amount": _sum(one.revenue for one in found),
            "shipping_cost_amount": _sum(one.shipping for one in found),
            "fee_and_tax_amount": _sum(
                part for one in found for part in (one.fees, one.taxes)
            ),
            "settlement_amount": str(sum(one.net for one in found)),
            "sku_transactions": rows,
            "total_count": len(rows),
        }

    def _unsettled(self, seen: Seen, _: Match[str]) -> Any:
        found: Sequence[Earning] = self._earned(None)
        sums = self._index.coming
        if {"search_time_ge", "search_time_lt"} & seen.query.keys():
            inside = _within(seen, "search_time")
            found = [one for one in found if inside(_placed(one))]
            sums = Counter()
            for one in found:
                sums.update(one.sums)
        answer = self.face.page(seen, found, "transactions", _estimate)
        return {
            **answer,
            "sum_est_settlement_amount": str(sums["net"]),
            "sum_est_revenue_amount": str(sums["revenue"]),
            "sum_est_adjustment_amount": str(sums["adjustment"]),
            "sum_est_fee_amount": str(sums["fee"]),
        }

    # what goes to the seller

    def _paid(self) -> list[Paid]:
        """Pay statements out the day after; what is no money waits for the next one."""
        found: list[Paid] = []
        times: list[int] = []
        amount = 0
        for at, sums in self._index.sums.items():
            times.append(at)
            amount += sums["net"]
            if amount > 0:
                name = str(PAYMENT + at // DAY)
                found.append(Paid(name, at + HOUR, tuple(times), amount))
                times, amount = [], 0
        return found

    def _payments(self, seen: Seen, _: Match[str]) -> Any:
        inside = _within(seen, "create_time")
        now = self.face.clocks.world()
        rows = [_payment(one, now) for one in self._paid() if inside(one.at)]
        return self._page(seen, rows, "payments")

    def _withdrawals(self, seen: Seen, _: Match[str]) -> Any:
        inside = _within(seen, "create_time")
        types = set(seen.query.get("types", "").split(","))
        rows = [
            one
            for one in self._moved()
            if one["type"] in types and inside(one["create_time"])
        ]
        return self.face.page(seen, rows, "withdrawals", dict)

    def _moved(self) -> Iterator[dict[str, Any]]:
        """Move each statement to the balance, and the balance to the bank on Mondays."""
        balance, now = 0, self.face.clocks.world()
        days = self._index.sums
        monday = next((at for at in days), 0) // DAY * DAY
        monday += (_MONDAY - monday) % _WEEK + 10 * HOUR
        for at, sums in [*days.items(), (int(now), {"net": 0})]:
            while monday <= at:
                if balance > 0:
                    yield _moves("WITHDRAW", monday, balance)
                    balance = 0
                monday += _WEEK
            balance += sums["net"]
            if at in days:
                yield _moves("SETTLE", at, sums["net"])

    def _page(self, seen: Seen, rows: Sequence[Any], name: str) -> Any:
        answer = self.face.page(seen, rows, name, dict)
        del answer["total_count"]
        return answer


def _statement(at: int, sums: _Sums, paid: Paid | None, now: float) -> dict[str, Any]:
    is_paid = paid is not None and paid.at + DAY <= now
    return {
        "id": str(STATEMENT + (at + 7 * HOUR) // DAY),
        "statement_time": at,
        "settlement_amount": str(sums["net"]),
        "currency": "IDR",
        "revenue_amount": str(sums["revenue"]),
        "fee_amount": str(sums["fee"]),
        "adjustment_amount": str(sums["adjustment"]),
        "net_sales_amount": str(sums["revenue"]),
        "shipping_cost_amount": str(sums["shipping"]),
        "payment_status": "PAID" if is_paid else "PROCESSING",
        "payment_id": paid.id if paid else "",
        "payment_time": paid.at + DAY if paid and is_paid else 0,
    }


def _payment(paid: Paid, now: float) -> dict[str, Any]:
    amount = {"value": str(paid.amount), "currency": "IDR"}
    is_paid = paid.at + DAY <= now
    return {
        "id": paid.id,
        "create_time": paid.at,
        "paid_time": paid.at + DAY if is_paid else 0,
        "status": "PAID" if is_paid else "PROCESSING",
        "amount": amount,
        "settlement_amount": amount,
        "payment_amount_before_exchange": amount,
        "exchange_rate": "1",
        "bank_account": "****0000",
    }


def _moves(kind: str, at: int, amount: int) -> dict[str, Any]:
    return {
        "id": str(WITHDRAWAL + 2 * (at // HOUR) + (kind == "WITHDRAW")),
        "type": kind,
        "amount": str(amount),
        "currency": "IDR",
        "status": "SUCCESS",
        "create_time": at,
    }


def row(one: Earning) -> dict[str, Any]:
    """Render a transaction."""
    sale = one.sale
    found: dict[str, Any] = {
        "id": str(ROW + _serial(one)),
        "type": one.said,
        "order_id": "",
        "order_create_time": sale.created_on_tiktok if sale else 0,
        "adjustment_id": "",
        "adjustment_order_id": "",
        "adjustment_amount": str(one.adjustment),
        "settlement_amount": str(one.net),
        "revenue_amount": _sum([one.revenue]),
        "shipping_cost_amount": _sum([one.shipping]),
        "fee_tax_amount": _sum([one.fees, one.taxes]),
    }
    if one.said != "ORDER" or sale is None:
        found["adjustment_id"] = str(ADJUSTMENT + _serial(one))
        found["adjustment_order_id"] = sale.tiktok_id if sale else ""
    else:
        found["order_id"] = sale.tiktok_id
        found |= _breakdown(one.revenue, one.shipping, one.fees, one.taxes)
        found["supplementary_component"] = {
            "customer_payment_amount": str(sale.total if one.turn == 0 else 0),
            "platform_discount_amount": "0",
        }
    return found


def _estimate(one: Earning) -> dict[str, Any]:
    """Render a transaction that is still to come."""
    arrived = one.sale is None or one.sale.is_delivered
    found = row(one)
    estimated = {
        f"est_{name}": found.pop(name)
        for name in (
            *("settlement_amount", "revenue_amount", "shipping_cost_amount"),
            *("fee_tax_amount", "adjustment_amount"),
        )
    }
    return {
        **found,
        **estimated,
        "status": "UNSETTLED",
        "currency": "IDR",
        "order_delivery_time": one.sale.placed_at + 72 * HOUR
        if one.sale and arrived
        else 0,
        "estimated_settlement": str(one.stated_at)
        if arrived
        else "7 days after delivery",
        "unsettled_reason": "" if arrived else "waiting for delivery (contoh)",
    }


def _serial(one: Earning) -> int:
    number = one.sale.number if one.sale else 9_000_000_000 + one.turn
    return 10 * number + (one.turn if one.sale else 0)


def _breakdown(*parts: Mapping[str, int]) -> dict[str, Any]:
    revenue, shipping, fees, taxes = (
        {wire: str(amount) for wire, amount in part.items()} for part in parts
    )
    return {
        "revenue_breakdown": revenue,
        "shipping_cost_breakdown": shipping,
        "fee_tax_breakdown": {"fee": fees, "tax": taxes},
    }


def by_sku(one: Earning, sale: Sale) -> Iterator[dict[str, Any]]:
    """Divide what a sale earned among what was bought; the last one bears the rest."""
    parts = (one.revenue, one.shipping, one.fees, one.taxes)
    left = [dict(part) for part in parts]
    for item, sku, quantity in sale.lines:
        worth = sku.price * quantity
        is_last = sku is sale.lines[-1][1]
        share = [
            {
                wire: rest[wire] if is_last else int(amount * worth / sale.goods)
                for wire, amount in part.items()
            }
            for part, rest in zip(parts, left, strict=True)
        ]
        for rest, taken in zip(left, share, strict=True):
            for wire, amount in taken.items():
                rest[wire] -= amount
        yield {
            "statement_id": str(STATEMENT + (one.stated_at + 7 * HOUR) // DAY),
            "sku_id": sku.tiktok_id,
            "sku_name": sku.variant or "Default",
            "product_name": item.name,
            "quantity": str(quantity),
            "settlement_amount": str(sum(sum(part.values()) for part in share)),
            "revenue_amount": _sum(share[:1]),
            "shipping_cost_amount": _sum(share[1:2]),
            "fee_tax_amount": _sum(share[2:]),
            **_breakdown(*share),
        }


def _sum(parts: Any) -> str:
    return str(sum(sum(part.values()) for part in parts))


def _placed(one: Earning) -> int:
    return one.sale.created_on_tiktok if one.sale else one.at


def _within(seen: Seen, name: str) -> Callable[[int], bool]:
    since, until = (seen.query.get(f"{name}_{end}") for end in ("ge", "lt"))
    first = None if since is None else int(since)
    end = None if until is None else int(until)
    return lambda at: (first is None or at >= first) and (end is None or at < end)


def _number(text: str, base: int) -> int:
    return int(text) - base if text.isdecimal() else -1
