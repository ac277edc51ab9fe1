"""Spans of time that are read one after another, or side by side. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve, frozen


@frozen(kw_only=True)
class Window:
    """
    A span of time, and how far it has been read, in seconds since 1970.

    What is asked for is `since` to `until`, and stays the same from page to page, as a
    page's token demands. Records from `stop` on are another window's, split off since.
    """

    since: int
    until: int
    stop: int
    cursor: str | None = None
    """The token of the page to read next; ``None`` is the first."""
    at: int | None = None
    """The time of the last record read; ``None`` before the first."""
    records: int | None = None
    """How many are left, as far as can be told."""
    total: int | None = None
    """How many the platform counted when it was begun; to see whether any went away."""

    @classmethod
    def over(cls, since: int, until: int) -> Window:
        """Make a window of which nothing is read."""
        return cls(since=since, until=until, stop=until)

    @property
    def is_fresh(self) -> bool:
        """Whether nothing of it is read."""
        return self.cursor is None and self.at is None

    @property
    def seconds_left(self) -> int:
        """How much of the span is still to be read."""
        return max(0, self.stop - (self.since if self.at is None else self.at))

    def as_dense(self, records: int, at: int | None) -> int | None:
        """Say how many are left behind *at* if they are as dense as so many before it."""
        if at is None:
            return None
        passed = at - (self.since if self.at is None else self.at)
        return records * max(0, self.stop - at) // passed if passed > 0 else None

    def anew(self, total: int | None = None) -> tuple[Window, ...]:
        """
        Give all of it to be read from its beginning, in halves if it can be halved.

        Each time in halves, however often: so it comes to an end.
        """
        whole = Window(since=self.since, until=self.stop, stop=self.stop, total=total)
        return whole.halves() or (whole,)

    def halves(self) -> tuple[Window, Window] | None:
        """
        Split off the later half of what is left; ``None`` if it is too short.

        The earlier half reads on where this one stands. That takes records in order of
        time, or a window of which nothing is read.
        """
        begins = self.since if self.at is None else self.at
        middle = begins + (self.stop - begins + 1) // 2
        if not begins < middle < self.stop:
            return None
        half = None if self.records is None else self.records // 2
        later = Window(since=middle, until=self.stop, stop=self.stop, records=half)
        if self.is_fresh:
            early = Window(since=self.since, until=middle, stop=middle, records=half)
        else:
            early = evolve(self, stop=middle, records=half)
        return early, later

    def turned(
        self,
        cursor: str | None,
        at: int | None,
        records: int | None = None,
        total: int | None = None,
    ) -> Window | None:
        """
        Give what is left after a page that ended at *at*; ``None`` if nothing is.

        The pages after it, which *cursor* begins, are in the order of the records' times,
        and have about so many *records*.
        """
        if cursor is None or (at is not None and at >= self.stop):
            return None
        at = self.at if at is None else at
        return evolve(self, cursor=cursor, at=at, records=records, total=total)

    def moved(
        self,
        cursor: str | None,
        at: int | None,
        records: int | None = None,
        total: int | None = None,
    ) -> Window | None:
        """
        Give what is left, as `turned` does, asking anew from the time *at* on.

        For times that change while pages are read: what moves to the end would push an
        unread record to a page that was read. All within one second are asked for page
        by page, as they must be.
        """
        if cursor is None or at is None or not self.since < at < self.stop:
            return self.turned(cursor, at, records, total)
        return Window(
            since=at, until=self.until, stop=self.stop, at=at, records=records
        )

    def as_json(self) -> dict[str, Any]:
        """Write it for a checkpoint."""
        plain: dict[str, Any] = {
            "since": self.since,
            "until": self.until,
            "stop": self.stop,
        }
        if self.cursor is not None:
            plain["cursor"] = self.cursor
        if self.at is not None:
            plain["at"] = self.at
        if self.records is not None:
            plain["records"] = self.records
        if self.total is not None:
            plain["total"] = self.total
        return plain

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Window:
        """Read it from a checkpoint."""
        return cls(
            since=plain["since"],
            until=plain["until"],
            stop=plain["stop"],
            cursor=plain.get("cursor"),
            at=plain.get("at"),
            records=plain.get("records"),
            total=plain.get("total"),
        )
