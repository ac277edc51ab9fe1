"""Which events were seen before, in memory or in a SQLite file: each is handled once."""

from __future__ import annotations

import hashlib
import math
import os
import time
from collections.abc import Callable
from typing import Any

from .._threads import Lock
from ..errors import ValidationError
from ._database import Database
from ._records import is_time

WEEK = 7 * 86_400.0
"""Seconds: TikTok Shop sends an event for the last time after 15 h 32 min (source: TikTok
Shop Partner Center, "Webhooks overview", 2026-05); replays by hand come later."""

_FEW = 1024
"""So many are kept before any is looked at for its age."""

_LONGEST = 200
"""Characters of an id that is kept as it is."""

_SEEN = """
CREATE TABLE IF NOT EXISTS tokotiktok_seen (
    event_id TEXT PRIMARY KEY, until REAL NOT NULL
) WITHOUT ROWID
"""
_UNTIL = """
CREATE INDEX IF NOT EXISTS tokotiktok_seen_until ON tokotiktok_seen (until)
"""


class MemorySeenStore:
    """Events that this process has seen."""

    def __init__(self, *, clock: Callable[[], float] = time.time) -> None:
        """
        Make an empty store.

        Args:
            clock: seconds.
        """
        self._clock = clock
        self._lock = Lock()
        self._until: dict[str, float] = {}
        self._most = _FEW

    def __getstate__(self) -> dict[str, Any]:
        """Pickle what was seen so far."""
        with self._lock:
            return {**vars(self), "_until": dict(self._until)}

    def first_time(self, event_id: str, *, ttl: float = WEEK) -> bool:
        """
        Whether *event_id* is new; if so, it is known for *ttl* seconds from now on.

        Of several threads that ask at once, one is told that it is.

        Raises:
            ValidationError: the id is empty or no text, or *ttl* is no time.
        """
        check_event(event_id, ttl)
        now = self._clock()
        with self._lock:
            if self._until.get(event_id, -math.inf) > now:
                return False
            if len(self._until) >= self._most:
                self._until = {
                    one: until for one, until in self._until.items() if until > now
                }
                self._most = max(_FEW, 2 * len(self._until))
            self._until[event_id] = now + ttl
            return True


class SQLiteSeenStore:
    """Events that any process of this machine has seen, in one SQLite file."""

    def __init__(
        self, path: str | os.PathLike[str], *, clock: Callable[[], float] = time.time
    ) -> None:
        """
        Open or create the file; other stores may share it.

        Args:
            path: a file on a local disk.
            clock: the time of day in seconds since 1970.

        Raises:
            ValidationError: there can be no such file, or it is none of SQLite's.
            StoreError: it cannot be read or written.
        """
        self._database = Database(path, _SEEN, _UNTIL)
        self._clock = clock

    def __repr__(self) -> str:
        """Say which file."""
        return f"SQLiteSeenStore({str(self._database.path)!r})"

    def first_time(self, event_id: str, *, ttl: float = WEEK) -> bool:
        """
        Whether *event_id* is new; if so, it is known for *ttl* seconds from now on.

        Of several processes that ask at once, one is told that it is.

        Raises:
            ValidationError: the id is empty or no text, or *ttl* is no time.
            StoreError: the file cannot be read or written: nobody can tell.
        """
        check_event(event_id, ttl)
        now = self._clock()
        # a power cut may undo it, which has the event handled again rather than never
        with self._database.transaction(durable=False) as db:
            db.execute("DELETE FROM tokotiktok_seen WHERE until <= ?", (now,))
            entered = db.execute(
                "INSERT OR IGNORE INTO tokotiktok_seen VALUES (?, ?)",
                (event_name(event_id), now + ttl),
            )
            return entered.rowcount == 1

    def close(self) -> None:
        """Close the connections of this process; the next use opens new ones."""
        self._database.close()


def event_name(event_id: str) -> str:
    """Give a name that every database can index: of a long or odd id, its digest."""
    if len(event_id) <= _LONGEST and event_id.isascii() and event_id.isprintable():
        return event_id
    given = event_id.encode("utf-8", "surrogatepass")
    return "sha256:" + hashlib.sha256(given).hexdigest()


def check_event(event_id: object, ttl: object) -> None:
    """
    Refuse what is no id and no time.

    Raises:
        ValidationError: the id is empty or no text, or *ttl* is no time.
    """
    if not isinstance(event_id, str) or not event_id:
        msg = f"event_id={event_id!r}: give the id that the event came with"
        raise ValidationError(msg)
    if not is_time(ttl):
        msg = f"ttl={ttl!r}: give the seconds to remember an event for"
        raise ValidationError(msg)
