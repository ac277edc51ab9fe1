"""Each API's money, newest first, joined to its orders and none twice."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from ..._convert import unstructure
from ..._resource import Malformed
from ...errors import NotFoundError
from ...platforms import WIB
from ..reading.invoices import Invoices
from ..reading.match import NEVER
from ..reading.order_sides import round_up, within
from ..reading.origins import Origins
from ..reading.walk import Unread, rows, said_or_aside
from . import from_tiktokshop, from_tokopedia
from .entries import Entry, Payout

if TYPE_CHECKING:
    from ...tiktokshop.api.statements import (
        Statement,
        StatementTransaction,
        StatementType,
        Withdrawal,
    )
    from ...tiktokshop.client import TikTokShopClient
    from ...tokopedia.api.saldo import SaldoHistory
    from ...tokopedia.client import TokopediaClient

PAGE = 100
"""How many rows TikTok Shop gives at most at once."""
SALDO_PAGE = 500
SALDO_DAYS = timedelta(days=30)
"""From the first to the last day asked for at once: 31 days."""
_MOVED: tuple[StatementType, ...] = (
    *("WITHDRAW", "TRANSFER", "REVERSE"),
    *("PAYMENT", "REFUND"),
)
"""All but ``SETTLE``, the sum of a statement, whose rows are entries already."""


class TikTokShopMoney:
    """What TikTok Shop's API tells."""

    def __init__(
        self, client: TikTokShopClient, origins: Origins, malformed: Unread
    ) -> None:
        self._client = client
        self._origins = origins
        self._malformed = malformed

    def statements(
        self, since: datetime | None, until: datetime | None
    ) -> Iterator[Statement]:
        """Give the statements of a span of time, the newest first."""
        first = self._client.statements.list(
            statement_time_ge=since,
            statement_time_lt=round_up(until),
            sort_field="statement_time",
            sort_order="DESC",
            page_size=PAGE,
        )
        for one in rows(first, self._malformed, lambda one: one.id):
            if one.id is None or one.statement_time is None:
                reason = "a statement without an id or a time cannot be read"
                self._malformed.append(Malformed(unstructure(one), reason))
            elif within(one.statement_time, since, until):
                yield one

    def settled(
        self, since: datetime | None, until: datetime | None
    ) -> Iterator[Entry]:
        """Give what was settled in a span of time, the newest first."""
        yield from self._said(self.statements(since, until))

    def of_statement(
        self, statement: Statement, order_id: str | None = None
    ) -> Iterator[Entry]:
        """Give what one statement holds; or of it what is of one order."""
        yield from self._said([statement], order_id)

    def _said(
        self, statements: Iterable[Statement], order_id: str | None = None
    ) -> Iterator[Entry]:
        pairs = (
            (statement, source)
            for statement in statements
            for source in self._rows(statement)
            if order_id is None or from_tiktokshop.order_of(source) == order_id
        )
        joined = self._origins.joined(
            pairs, lambda pair: from_tiktokshop.order_of(pair[1])
        )
        for (statement, source), origin in joined:
            say = partial(
                from_tiktokshop.transaction, statement=statement, origin=origin
            )
            entry = said_or_aside(say, source, self._malformed)
            if entry is not None:
                yield entry

    def _rows(self, statement: Statement) -> Iterator[StatementTransaction]:
        """
        Give the rows of a statement.

        What came twice is the same in all that tells rows apart: that no two share an id
        is not documented, and none may be lost.
        """
        first = self._client.statements.get_transactions(
            statement_id=statement.id or "",
            sort_field="order_create_time",
            sort_order="DESC",
            page_size=PAGE,
        )
        yield from rows(
            first,
            self._malformed,
            lambda one: _name(
                one.id, one.type, from_tiktokshop.order_of(one), one.settlement_amount
            ),
        )

    def unsettled(self, order_id: str | None = None) -> Iterator[Entry]:
        """Give what is still to come; or of it what is of one order."""
        first = self._client.statements.get_unsettled_transactions(
            sort_field="order_create_time", sort_order="DESC", page_size=PAGE
        )
        wanted = (
            one
            for one in rows(first, self._malformed, lambda one: _name(one.id, one.type))
            if order_id is None or from_tiktokshop.order_of(one) == order_id
        )
        for source, origin in self._origins.joined(wanted, from_tiktokshop.order_of):
            say = partial(from_tiktokshop.unsettled, origin=origin)
            entry = said_or_aside(say, source, self._malformed)
            if entry is not None:
                yield entry

    def of_order(self, order_id: str, placed_at: datetime | None) -> Iterator[Entry]:
        """
        Give what one order brought, and what it is still to bring.

        Its transactions name their statements; adjustments stand in any statement that
        has some, so those are read, too. If one names none, all are.
        """
        found = self._client.statements.get_order_transactions(order_id=order_id)
        named = {one.statement_id for one in found.sku_transactions}
        for statement in self.statements(placed_at, None):
            may_have = statement.adjustment_amount != 0 or None in named
            if may_have or statement.id in named:
                yield from self.of_statement(statement, order_id)
        yield from self.unsettled(order_id)

    def has_paid(self, order_id: str) -> bool:
        """Whether proceeds of an order were settled, not refunds alone."""
        try:
            found = self._client.statements.get_order_transactions(order_id=order_id)
        except NotFoundError:
            return False
        return any(map(from_tiktokshop.is_of_goods, found.sku_transactions))

    def withdrawn(
        self, since: datetime | None, until: datetime | None
    ) -> Iterator[Entry]:
        """Give what left the balance in a span of time, the newest first."""
        say = from_tiktokshop.withdrawal
        found = [
            entry
            for source in self.moved(since, until, _MOVED)
            if (entry := said_or_aside(say, source, self._malformed))
            and within(entry.settled_at, since, until)
        ]
        found.sort(key=settled_at, reverse=True)
        yield from found

    def moved(
        self,
        since: datetime | None,
        until: datetime | None,
        types: Sequence[StatementType] = ("SETTLE", *_MOVED),
    ) -> Iterator[Withdrawal]:
        """Give the movements of the balance as they came, in any order."""
        first = self._client.statements.get_withdrawals(
            types=types,
            create_time_ge=since,
            create_time_lt=round_up(until),
            page_size=PAGE,
        )
        yield from rows(
            first, self._malformed, lambda one: _name(one.id, one.type, one.amount)
        )

    def payouts(
        self, since: datetime | None, until: datetime | None
    ) -> Iterator[Payout]:
        """Give the payments to the bank made in a span of time, the newest first."""
        first = self._client.statements.get_payments(
            create_time_ge=since,
            create_time_lt=round_up(until),
            sort_field="create_time",
            sort_order="DESC",
            page_size=PAGE,
        )
        for source in rows(first, self._malformed, lambda one: one.id):
            one = said_or_aside(from_tiktokshop.payout, source, self._malformed)
            if one is not None and within(one.created_at, since, until):
                yield one


class TokopediaMoney:
    """What Tokopedia's API, or an archive of it, tells: the balance's movements."""

    def __init__(
        self,
        client: TokopediaClient,
        invoices: Invoices,
        malformed: Unread,
        *,
        opened_at: datetime,
        now: datetime,
    ) -> None:
        self._client = client
        self._invoices = invoices
        self._malformed = malformed
        self._opened_at = opened_at
        self._now = now

    def moved(
        self,
        since: datetime | None,
        until: datetime | None,
        invoice: str | None = None,
    ) -> Iterator[Entry]:
        """Give the movements in a span of time, the newest first; or those of an order."""
        for sources in self._windows(since, until):
            wanted = [
                one for one in sources if invoice is None or _invoice(one) == invoice
            ]
            yield from self._said(wanted, since, until)

    def _said(
        self,
        sources: Iterable[SaldoHistory],
        since: datetime | None,
        until: datetime | None,
    ) -> Iterator[Entry]:
        found = []
        ids = self._invoices.orders_of(
            one for one in map(_invoice, sources) if one is not None
        )
        for source in sources:
            say = partial(
                from_tokopedia.movement,
                order_id=ids.get(_invoice(source) or ""),
                archived=self._client.archived,
            )
            entry = said_or_aside(say, source, self._malformed)
            if entry is not None and within(entry.settled_at, since, until):
                found.append(entry)
        found.sort(key=settled_at, reverse=True)
        yield from found

    def paid(self, since: datetime, until: datetime) -> Iterator[str]:
        """Give the invoices whose proceeds came in a span of time."""
        for sources in self._windows(since, until):
            for one in sources:
                invoice = _invoice(one)
                if one.type == from_tokopedia.PROCEEDS and invoice is not None:
                    yield invoice

    def _windows(
        self, since: datetime | None, until: datetime | None
    ) -> Iterator[list[SaldoHistory]]:
        """Read days, 31 at most at once, the newest first."""
        first = (since or self._opened_at).astimezone(WIB).date()
        last = min(until or self._now, self._now).astimezone(WIB).date()
        while last >= first:
            start = max(first, last - SALDO_DAYS)
            page = self._client.saldo.list(
                from_date=start, to_date=last, per_page=SALDO_PAGE
            )
            yield list(rows(page, self._malformed, lambda one: one.deposit_id))
            last = start - timedelta(days=1)


def _name(id_: str | None, *also: object) -> Hashable:
    """Name a row by its id and what else tells it from others, of whatever type."""
    return None if id_ is None else (id_, repr(also))


def _invoice(source: SaldoHistory) -> str | None:
    """Find a movement's invoice; one whose note is no text has none."""
    return from_tokopedia.invoice_of(source) if isinstance(source.note, str) else None


def settled_at(entry: Entry) -> datetime:
    """Give when an entry reached the balance, to sort by."""
    return entry.settled_at or NEVER
