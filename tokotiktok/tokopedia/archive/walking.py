"""The walk through all that the API gives of a shop, within its limits."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date, datetime, timedelta, timezone
from itertools import islice
from typing import Any, cast

from attrs import define, field, frozen

from ..._model import iso, iso_text
from ..._resource import Page, dig
from ...errors import (
    ApiError,
    AuthError,
    DecodeError,
    RateLimitError,
    ScopeError,
    TokoTikTokError,
    ValidationError,
)
from ...telemetry import logger
from ..client import TokopediaClient
from .journal import Journal, mark
from .parts import BEGAN, FAILURES, PARTS, day_of, midnight
from .reading import Reader

Row = Any

ORDER_WINDOW = timedelta(days=3)
"""How much of the order list is asked for at once, less a second: under three days."""
SHORTEST = timedelta(hours=1)
"""A window that holds too much is halved, down to this."""
SALDO_DAYS = 31
TICKET_DAYS = 7
"""The only span seen to work; the platform's limit was never published."""
ORDERS_PAGE, PRODUCTS_PAGE, SALDO_PAGE, CHATS_PAGE = 100, 50, 500, 15
PRODUCTS_COUNTED = 10_000
"""Here the page counter of products stops; how to go on was never published."""
BATCH = 25
"""How many records that are read one by one are saved at once."""
EMPTY_WINDOWS = 10
"""After so many windows without rows it is noted how far the walk is."""
MOST_FAILURES = 20
"""So many of those in a row are not given: then it is the platform that fails."""
_TOO_MUCH = "ORD_API_009"
_SECOND = timedelta(seconds=1)
_DAY = timedelta(days=1)


@frozen(kw_only=True)
class Progress:
    """How far writing an archive has got."""

    part: str
    records: int
    """How many rows of it are saved."""
    failures: int
    """How many records, of all parts, were not given."""
    complete: bool
    """Whether the part is saved to its end."""


def opened(client: TokopediaClient) -> datetime:
    """Say when the shop was opened, before which there is nothing."""
    for row in _rows(client.shops.info(shop_id=client.shop_id)):
        try:
            day = date.fromisoformat(dig(row, "date_shop_created"))
        except (TypeError, ValueError):
            continue
        return datetime.fromtimestamp(midnight(day), timezone.utc)
    return BEGAN


def _rows(page: Page[Any]) -> Iterator[Row]:
    """Go through the rows of all pages; those of a raw client are plain values."""
    return page.all()


@define
class Walk:
    """One walk through a shop."""

    client: TokopediaClient
    """One that gives plain values: `TokopediaClient.raw`."""
    journal: Journal
    tell: Callable[[Progress], None] | None = None
    _empty: int = field(default=0, init=False)
    """How many windows in a row had no rows."""
    _in_a_row: int = field(default=0, init=False)
    """How many records in a row were not given."""
    _failed: set[tuple[str, int | None]] = field(factory=set, init=False)
    """What was not given, in this call or an earlier one."""

    def run(self, parts: set[str]) -> None:
        """Save what is missing of *parts*."""
        if self.journal.state(FAILURES.name).records:
            rows = self._saved().rows(FAILURES.name)
            self._failed = {(row["part"], row["id"]) for row in rows}
        steps: dict[str, Callable[[], None]] = {
            "shop": self._shop,
            "products": self._products,
            "orders": self._orders,
            "order_details": lambda: self._follow("order_details", self._detail),
            "tickets": self._tickets,
            "saldo": self._saldo,
            "chats": self._chats,
            "messages": lambda: self._follow("messages", self._messages),
        }
        needed = parts | {_OF[part] for part in parts & _OF.keys()}
        self.journal.expect([part for part in steps if part in needed])
        for part, step in steps.items():
            if part in needed:
                step()
        if self.journal.is_begun(FAILURES.name):
            self.journal.finish(FAILURES.name)

    # page by page

    def _shop(self) -> None:
        self._pages("shop", lambda page: self.client.shops.info(page=page))

    def _products(self) -> None:
        api = self.client.products
        try:
            self._pages(
                "products", lambda page: api.list(page=page, per_page=PRODUCTS_PAGE)
            )
        except ValidationError:
            if int(self._cursor("products") or 0) * PRODUCTS_PAGE < PRODUCTS_COUNTED:
                raise
            self._finish("products")
        if self.journal.state("products").records == PRODUCTS_COUNTED:
            what = f"what may follow the first {PRODUCTS_COUNTED} products"
            self._note("products", None, DecodeError(what))

    def _chats(self) -> None:
        self._pages(
            "chats",
            lambda page: self.client.chats.list(page=page, per_page=CHATS_PAGE),
        )

    def _pages(self, part: str, fetch: Callable[[int], Page[Any]]) -> None:
        """Save a list without times; its last page again, since rows may have moved."""
        if self.journal.state(part).complete:
            return
        done = int(self._cursor(part) or 0)
        seen = self._seen(part)
        first = max(1, done)
        for number, page in enumerate(fetch(first).pages(), first):
            for row in page:
                self.journal.add(part, row, unless=seen)
            self._commit(part, str(number))
        self._finish(part)

    # window by window

    def _orders(self) -> None:
        if self.journal.state("orders").complete:
            return
        cursor = self._cursor("orders")
        start = iso(cursor) if cursor else self._since
        while start < self._until:
            end = min(self._until, start + ORDER_WINDOW)
            seen: set[Hashable] = set()
            for row in self._orders_in(start, end):
                at = int(start.timestamp())
                self.journal.add("orders", row, at=at, unless=seen)
            self._pass("orders", iso_text(end))
            start = end
        self._finish("orders")

    def _orders_in(self, start: datetime, end: datetime) -> Iterator[Row]:
        """List the orders of a window; both ends of what is sent are inclusive."""
        try:
            yield from _rows(
                self.client.orders.list(
                    from_date=start, to_date=end - _SECOND, per_page=ORDERS_PAGE
                )
            )
        except ApiError as error:
            if error.code != _TOO_MUCH or end - start <= SHORTEST:
                raise
            half = start + (end - start) // 2
            half = half.replace(microsecond=0)
            yield from self._orders_in(start, half)
            yield from self._orders_in(half, end)

    def _tickets(self) -> None:
        def tickets(first: date, last: date) -> Iterator[Row]:
            for shop in self.client.tickets.list(from_date=first, to_date=last):
                yield from dig(shop, "ticket") or ()

        self._days("tickets", TICKET_DAYS, tickets, across=True)

    def _saldo(self) -> None:
        def saldo(first: date, last: date) -> Iterator[Row]:
            return _rows(
                self.client.saldo.list(
                    from_date=first, to_date=last, per_page=SALDO_PAGE
                )
            )

        self._days("saldo", SALDO_DAYS, saldo)

    def _days(
        self,
        part: str,
        span: int,
        fetch: Callable[[date, date], Iterable[Row]],
        *,
        across: bool = False,
    ) -> None:
        """
        Save a list by windows of *span* days.

        *across*: by which of its days a record is listed was never published, so it may
        be in several windows.
        """
        if self.journal.state(part).complete:
            return
        cursor = self._cursor(part)
        day = date.fromisoformat(cursor) if cursor else day_of(self._since)
        last = day_of(self._until - _SECOND)
        seen = self._seen(part) if across else set()
        while day <= last:
            end = min(last, day + (span - 1) * _DAY)
            for row in fetch(day, end):
                self.journal.add(part, row, at=midnight(day), unless=seen)
            if not across:
                seen.clear()
            day = end + _DAY
            self._pass(part, day.isoformat())
        self._finish(part)

    # one by one

    def _detail(self, order: int) -> list[Row]:
        row = cast("Row", self.client.orders.get(order_id=order))
        if not isinstance(row, dict):
            raise DecodeError("a success without an order")
        return [row]

    def _messages(self, chat: int) -> list[Row]:
        page = self.client.chats.list_replies(msg_id=chat, per_page=CHATS_PAGE)
        return list(_rows(page))

    def _follow(self, part: str, fetch: Callable[[int], list[Row]]) -> None:
        """Save what each row of another part leads to."""
        saved = self._saved()
        self._again(part, fetch, saved)
        if self.journal.state(part).complete:
            return
        done = int(self._cursor(part) or 0)
        leads = PARTS[_OF[part]]
        rows = saved.rows(leads.name, done)
        while batch := list(islice(rows, BATCH)):
            for row in batch:
                one = cast("int | None", leads.keys["id"](row))
                self._one(part, one, fetch, leads.keys["time"](row))
            done += len(batch)
            self._commit(part, str(done))
        self._finish(part)

    def _again(
        self, part: str, fetch: Callable[[int], list[Row]], saved: Reader
    ) -> None:
        """Ask again for what an earlier call was not given."""
        state = self.journal.state(part)
        added = False
        for failed, one in list(self._failed):
            if failed != part or one is None:
                continue
            if not state.records or saved.find(part, "id", one) is None:
                added |= self._one(part, one, fetch, None)
        if added and state.complete:
            self._finish(part)
        elif added:
            self._commit(part, self._cursor(part))

    def _one(
        self, part: str, one: int | None, fetch: Callable[[int], list[Row]], at: Any
    ) -> bool:
        """Save one record, or note that it was not given."""
        if one is None:
            self._note(part, one, DecodeError("a row without its id"))
            return False
        try:
            rows = fetch(one)
        except (AuthError, ScopeError, RateLimitError):
            raise
        except (ApiError, DecodeError) as error:
            self._in_a_row += 1
            if self._in_a_row >= MOST_FAILURES:
                raise
            self._note(part, one, error)
            return False
        self._in_a_row = 0
        for row in rows:
            self.journal.add(part, row, at=at)
        return True

    def _note(self, part: str, one: int | None, error: TokoTikTokError) -> None:
        logger.warning("archive: %s %s was not given: %s", part, one, error)
        if (part, one) in self._failed:
            return
        self._failed.add((part, one))
        kind, code = type(error).__name__, error.code
        self.journal.add(
            FAILURES.name,
            {"part": part, "id": one, "error": kind, "code": code and str(code)},
        )

    # what is saved

    @property
    def _since(self) -> datetime:
        return cast("datetime", self.journal.manifest.since)

    @property
    def _until(self) -> datetime:
        return cast("datetime", self.journal.manifest.until)

    def _cursor(self, part: str) -> str | None:
        return self.journal.state(part).cursor

    def _saved(self) -> Reader:
        return Reader(self.journal.folder)

    def _seen(self, part: str) -> set[Hashable]:
        if not self.journal.state(part).records:
            return set()
        return {mark(PARTS[part], row) for row in self._saved().rows(part)}

    def _pass(self, part: str, cursor: str) -> None:
        """Save a window; of those without rows only some, since they are soon redone."""
        self._empty = 0 if self.journal.has_news(part) else self._empty + 1
        if self._empty % EMPTY_WINDOWS == 0:
            self._commit(part, cursor)

    def _commit(self, part: str, cursor: str | None) -> None:
        self.journal.commit({part: cursor})
        self._tell(part)

    def _finish(self, part: str) -> None:
        self.journal.finish(part)
        self._tell(part)

    def _tell(self, part: str) -> None:
        if self.tell is not None:
            state = self.journal.state(part)
            self.tell(
                Progress(
                    part=part,
                    records=state.records,
                    failures=self.journal.state(FAILURES.name).records,
                    complete=state.complete,
                )
            )


_OF = {"order_details": "orders", "messages": "chats"}
"""Which rows lead to those of another part."""
