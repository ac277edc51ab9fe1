"""
Reading on for a while: the one thing that workers do, in whatever process they are.

A slice begins where a window stands, reads pages until the window is done, its time is
over or another worker has nothing to do, and gives back what is left. What it has read is
in the sink by then, as a part that does not count before its slice does.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from .._resource import Page
from ..errors import ApiError, PaginationError, TokoTikTokError
from ..unified.reading.product_sides import TOO_MANY
from .records import Part, Record
from .sources import Reader

if TYPE_CHECKING:
    from .jobs import Job
    from .records import Kind, Writer
    from .tools import Tools
    from .windows import Window

_MANY = 1_000
"""Records for whose sake a page is thrown away, so that two workers read the rest."""


@frozen(kw_only=True)
class Task:
    """What a worker is to read: a window from where it stands, or some orders anew."""

    job: Job
    window: Window | None = None
    ids: tuple[str, ...] = ()
    round: int = 0
    """Which run of an incremental job: its end, in seconds since 1970."""
    seconds: float
    """How long to read on."""

    def part(self, resource: str, kind: Kind) -> Part:
        """Give a part to write to, which has its name alone."""
        job, now = self.job, datetime.now(timezone.utc)
        name = f"{now:%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:12]}"
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
    heard: tuple[tuple[str, int, bool], ...] = ()
    """
    Of an incremental job: the records' ids, when they changed, and whether something may
    come after.
    """
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
class _Reading:
    """A task under way."""

    tools: Tools
    task: Task
    hungry: Callable[[], bool]
    slice: Slice = field(init=False)
    _reader: Reader = field(init=False)
    _records: int = 0
    _requests: int = 0
    _heard: list[tuple[str, int, bool]] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        job = self.task.job
        client = self.tools.client_of(job.shop)
        by = "update" if job.is_incremental else "create"
        self._reader = Reader(job, client, by)

    def run(self) -> None:
        """Read until there is a reason to stop."""
        job = self.task.job
        part = self.task.part(job.resource, job.kind)
        left: Sequence[Window] = ()
        failed: TokoTikTokError | None = None
        with self.tools.sink.begin(part) as writer:
            if self.task.window is not None:
                left, failed = self._read(self.task.window, writer)
            else:
                try:
                    self._write(writer, self._fetched(self.task.ids).items)
                except TokoTikTokError as error:
                    failed = error
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
            with self.tools.sink.begin(part) as writer:
                for number, bad in enumerate(unread):
                    body = {"reason": bad.reason, "raw": bad.raw}
                    writer.write([Record(f"{part.name}-{number}", None, body)])
            yield part

    def _read(
        self, window: Window, writer: Writer
    ) -> tuple[Sequence[Window], TokoTikTokError | None]:
        """Read pages; give what is left, and what came in the way."""
        ends = self.tools.monotonic() + self.task.seconds
        moves = self.task.job.is_incremental and self._reader.source.sorted
        known: set[tuple[str, int, bool] | None] = set()
        left: Window | None = window
        while left is not None:
            try:
                page = self._page(left)
            except ApiError as error:
                halves = left.halves() if error.code == TOO_MANY else None
                return (halves, None) if halves else ((left,), error)
            except TokoTikTokError as error:
                return (left,), error
            shared = self._to_share(left, page)
            if shared:
                return shared, None
            times = [self._reader.time(item) for item in page.items]
            before, known = known, {self._reader.about(item) for item in page.items}
            mine = [
                item
                for item, at in zip(page.items, times, strict=True)
                if (at is None or at < left.stop)
                and not (moves and self._reader.about(item) in before)
            ]
            self._write(writer, mine)
            at = times[-1] if self._in_order(times) else None
            turn = left.moved if moves else left.turned
            left = turn(page.next_token, at, self._expected(left, page, moves=moves))
            if self.hungry() or self.tools.monotonic() >= ends:
                break
        return () if left is None else (left,), None

    def _page(self, window: Window) -> Page[Any]:
        self._requests += 1
        page = self._reader.page(window)
        if page.next_token is not None and page.next_token == window.cursor:
            msg = f"page {page.next_token!r} names itself as the next"
            raise PaginationError(msg, resume_token=page.next_token)
        return page

    def _fetched(self, ids: Sequence[str]) -> Page[Any]:
        self._requests += 1
        return self._reader.orders(ids)

    def _write(self, writer: Writer, items: Sequence[Any]) -> None:
        records = list(self._reader.records(items))
        writer.write(records)
        self._records += len(records)
        if self.task.job.is_incremental:
            self._heard += filter(None, map(self._reader.about, items))

    def _expected(self, window: Window, page: Page[Any], *, moves: bool) -> int | None:
        """Say about how many records are left, of what the platform counts."""
        counts_all = window.is_fresh or (moves and window.cursor is None)
        whole = page.total if counts_all else window.records
        return None if whole is None else max(0, whole - len(page.items))

    def _to_share(self, window: Window, page: Page[Any]) -> Sequence[Window] | None:
        """Halve a window that holds much and can be halved only before it is begun."""
        if self._reader.source.sorted or not window.is_fresh:
            return None
        much = page.total is not None and page.total >= _MANY
        return window.halves() if much and self.hungry() else None

    def _in_order(self, times: Sequence[int | None]) -> bool:
        """Whether a page came in order of time, as was asked for."""
        known = [at for at in times if at is not None]
        return (
            self._reader.source.sorted
            and bool(known)
            and len(known) == len(times)
            and known == sorted(known)
        )
