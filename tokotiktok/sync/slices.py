"""
Reading on for a while: the one thing that workers do, in whatever process they are.

A slice begins where a window stands, reads pages until the window is done, its time is
over or another worker could help, and gives back what is left. What it has read is
in the sink by then, as a part that does not count before its slice does.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from .._resource import Malformed, Page
from ..errors import (
    ApiError,
    AuthError,
    PaginationError,
    RateLimitError,
    ScopeError,
    ServerError,
    ShopLockedError,
    TokoTikTokError,
)
from ..unified.reading.product_sides import TOO_MANY
from .records import Part, Record
from .sources import Reader

if TYPE_CHECKING:
    from .jobs import Job
    from .records import Kind, Sink, Writer
    from .tools import Tools
    from .windows import Window

_MANY = 1_000
"""Records for whose sake a page is thrown away, so that two workers read the rest."""
_OF_ALL = (AuthError, RateLimitError, ScopeError, ServerError, ShopLockedError)
"""What has nothing to do with what was asked for."""

_Heard = tuple[str, int, bool]
"""A record's id, when it changed, and whether something may come after."""


@frozen(kw_only=True)
class Task:
    """What a worker is to read: a window from where it stands, or some orders anew."""

    job: Job
    window: Window | None = None
    ids: tuple[str, ...] = ()
    seconds: float
    """How long to read on."""
    tries: int = 0
    """How often it failed so far, with nothing read."""
    id: str = field(factory=lambda: uuid.uuid4().hex)
    """Of its own, whenever it is handed out: an engine must not take two for the same."""

    def part(self, resource: str, kind: Kind) -> Part:
        """Give a part to write to, which has its name alone."""
        job, now = self.job, datetime.now(timezone.utc)
        name = f"{now:%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:12]}"
        return Part(shop=job.shop.name, resource=resource, kind=kind, name=name)


@frozen(kw_only=True)
class Slice:
    """What came of a task."""

    left: tuple[Window, ...] = ()
    """What is still to be read of its window."""
    records: int = 0
    unread: int = 0
    """How many came but could not be read; the sink has them beside the others."""
    requests: int = 0
    heard: tuple[_Heard, ...] = ()
    """Of an incremental job: what became known of the records."""
    parts: tuple[Part, ...] = ()
    """What it wrote."""
    error: TokoTikTokError | None = None
    """What kept it from reading on."""


def never() -> bool:
    """Say that no other worker waits for work, as far as is known here."""
    return False


def read_on(tools: Tools, task: Task, hungry: Callable[[], bool] = never) -> Slice:
    """
    Read on from where a task's window stands.

    Args:
        tools: what this process reads and writes with.
        task: what to read.
        hungry: whether another worker waits for work, so that what is left is shared.

    Returns:
        What was read, and what is left; with the error, if one came in the way.
    """
    reading = _Reading(tools, task, hungry)
    try:
        reading.run()
    except TokoTikTokError as error:  # of the sink: nothing of it counts
        left = () if task.window is None else (task.window,)
        return Slice(left=left, error=error)
    return reading.slice


@define
class _Late:
    """Begins a part with its first record: a slice without any leaves no trace."""

    sink: Sink
    part: Part
    stack: ExitStack
    _writer: Writer | None = None

    def write(self, records: Sequence[Record]) -> None:
        """Take some records."""
        if self._writer is None and records:
            self._writer = self.stack.enter_context(self.sink.begin(self.part))
        if self._writer is not None:
            self._writer.write(records)


@define
class _Reading:
    """A task under way."""

    tools: Tools
    task: Task
    hungry: Callable[[], bool]
    slice: Slice = field(init=False)
    _reader: Reader = field(init=False)
    _moves: bool = field(init=False)
    """Whether records are in an order that changes while they are read."""
    _stays: bool = field(init=False)
    """Whether they are in an order that does not."""
    _records: int = 0
    _requests: int = 0
    _heard: list[_Heard] = field(factory=list)
    _tokens: set[str | None] = field(factory=set)
    """Of the pages that were read."""

    def __attrs_post_init__(self) -> None:
        job = self.task.job
        client = self.tools.client_of(job.shop)
        by = "update" if job.is_incremental else "create"
        self._reader = Reader(job, client, by)
        self._moves = job.is_incremental and self._reader.source.sorted
        self._stays = self._reader.source.sorted and not job.is_incremental

    def run(self) -> None:
        """Read until there is a reason to stop."""
        job = self.task.job
        part = self.task.part(job.resource, job.kind)
        with ExitStack() as stack:
            writer = _Late(self.tools.sink, part, stack)
            if self.task.window is not None:
                left, failed = self._read(self.task.window, writer)
            else:
                left, failed = (), self._read_anew(self.task.ids, writer)
        parts = [part] if self._records else []
        self.slice = Slice(
            left=tuple(left),
            records=self._records,
            unread=len(self._reader.unread),
            requests=self._requests,
            heard=tuple(self._heard),
            parts=(*parts, *self._unread()),
            error=failed,
        )

    def _unread(self) -> Iterator[Part]:
        """Write what could not be read, as it came, beside the rest: nothing is lost."""
        unread = self._reader.unread
        if unread:
            resource = f"{self.task.job.resource}_unread"
            part = self.task.part(resource, "platform")
            bodies = ({"reason": bad.reason, "raw": bad.raw} for bad in unread)
            with self.tools.sink.begin(part) as writer:
                writer.write([Record(_digest(one["raw"]), None, one) for one in bodies])
            yield part

    def _read(
        self, window: Window, writer: Writer
    ) -> tuple[Sequence[Window], TokoTikTokError | None]:
        """Read pages; give what is left, and what came in the way."""
        ends = self.tools.monotonic() + self.task.seconds
        before: set[_Heard] = set()
        left: Window | None = window
        while left is not None:
            try:
                page = self._page(left)
                whole = self._is_whole(left, page)
                if not whole or self._is_shared(left, page):
                    return left.anew(None if whole else page.total), None
                items = self._news(left, page.items, before)
                records = self._reader.records(items, page.malformed)
            except ApiError as error:
                if error.code == TOO_MANY and left.stop - left.since > 1:
                    return left.anew(), None
                return (left,), error
            except TokoTikTokError as error:
                return (left,), error
            self._write(writer, items, records)
            if self._moves:
                before = {one for one in map(self._reader.about, page.items) if one}
            times = [self._reader.time(item) for item in page.items]
            at = times[-1] if self._in_order(times) else None
            turn = left.moved if self._moves else left.turned
            left = turn(page.next_token, at, *self._expected(left, page, at))
            del page, items, records, times  # not kept while the next is on its way
            if self.hungry() or self.tools.monotonic() >= ends:
                break
        return () if left is None else (left,), None

    def _news(
        self, window: Window, items: Sequence[Any], before: set[_Heard]
    ) -> Sequence[Any]:
        """Leave out what is another window's, and what the page before had."""
        news = []
        for item in items:
            at = self._reader.time(item)
            again = self._moves and self._reader.about(item) in before
            if not again and (at is None or at < window.stop):
                news.append(item)
        return news

    def _read_anew(self, ids: Sequence[str], writer: Writer) -> TokoTikTokError | None:
        """Read orders by their ids; set aside what is not given, and let the rest go on."""
        try:
            self._requests += 1
            page = self._reader.orders(ids)
            records = self._reader.records(page.items, page.malformed)
        except TokoTikTokError as error:
            if not isinstance(error, ApiError) or isinstance(error, _OF_ALL):
                return error
            if len(ids) > 1:
                half = len(ids) // 2
                return self._read_anew(ids[:half], writer) or self._read_anew(
                    ids[half:], writer
                )
            self._reader.unread.append(Malformed({"id": ids[0]}, error.message))
            return None
        self._write(writer, page.items, records)
        return None

    def _page(self, window: Window) -> Page[Any]:
        self._requests += 1
        page = self._reader.page(window)
        if window.cursor is None:
            self._tokens.clear()  # another question's
        self._tokens.add(window.cursor)
        if page.next_token is not None and page.next_token in self._tokens:
            msg = f"page {page.next_token!r} comes again: pages go round in a circle"
            raise PaginationError(msg, resume_token=page.next_token)
        return page

    def _write(
        self, writer: Writer, items: Sequence[Any], records: Sequence[Record]
    ) -> None:
        writer.write(records)
        self._records += len(records)
        if self.task.job.is_incremental:
            self._heard += filter(None, map(self._reader.about, items))

    def _expected(
        self, window: Window, page: Page[Any], at: int | None
    ) -> tuple[int | None, int | None]:
        """Say about how many records are left behind *at*, and how many the platform counts."""
        asks_its_own = window.cursor is None and window.stop == window.until
        counts_all = window.is_fresh or (self._moves and asks_its_own)
        count = page.total if counts_all else window.records
        left = None if count is None else count - len(page.items)
        if left is not None and left <= 0:  # halves of time are not equally full
            left = window.as_dense(len(page.items), at)
        return left, None if self._stays else page.total

    def _is_whole(self, window: Window, page: Page[Any]) -> bool:
        """
        Whether all that were there when the window was begun are there still.

        What went away, because it changed or was deleted, has drawn what is behind it
        forward, perhaps to a page that was read by then.
        """
        before, now = window.total, page.total
        return self._stays or before is None or now is None or now >= before

    def _is_shared(self, window: Window, page: Page[Any]) -> bool:
        """Whether it holds much, and can be halved only before it is begun."""
        if self._reader.source.sorted or not window.is_fresh:
            return False
        much = page.total is not None and page.total >= _MANY
        return much and self.hungry() and window.halves() is not None

    def _in_order(self, times: Sequence[int | None]) -> bool:
        """Whether a page came in order of time, as was asked for."""
        known = [at for at in times if at is not None]
        return (
            self._reader.source.sorted
            and bool(known)
            and len(known) == len(times)
            and known == sorted(known)
        )


def _digest(raw: object) -> str:
    """Name what has no name: the same, whenever it comes."""
    text = json.dumps(raw, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
