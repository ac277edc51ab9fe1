"""Rates that several processes keep together, through a SQLite file; limiters by URL."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from hashlib import blake2b
from typing import Literal, TypeVar

from .._turns import Bucket, Line
from ..errors import ValidationError
from ..ratelimit import UNEVEN, Limit, MemoryRateLimiter, refusal
from ._database import FILE, Database, path_of

_LIMITS = """
CREATE TABLE IF NOT EXISTS tokotiktok_limits (
    name TEXT PRIMARY KEY, -- of a budget, hashed: it holds what names the shop
    free_at REAL NOT NULL, seen_at REAL NOT NULL, peak REAL NOT NULL, cut_at REAL NOT NULL
) WITHOUT ROWID
"""
_LOAD = "SELECT free_at, seen_at, peak, cut_at FROM tokotiktok_limits WHERE name = ?"
_SAVE = "INSERT OR REPLACE INTO tokotiktok_limits VALUES (?, ?, ?, ?, ?)"
_FORGET = """
DELETE FROM tokotiktok_limits WHERE free_at < ? AND cut_at < ? OR seen_at > ?
"""

_PAGE = 1024
"""Bytes. Each turn writes a page; SQLite's usual four times as much takes a quarter longer."""

T = TypeVar("T")

REST = 60.0
"""Seconds after which nothing need be known of a budget that nobody used."""


def hashed(key: str) -> str:
    """Name a budget where others may look: it holds what names the shop."""
    return blake2b(key.encode(), digest_size=16).hexdigest()


class SQLiteRateLimiter(MemoryRateLimiter):
    """Keeps rates for all processes of this machine that open the same file."""

    def __init__(
        self,
        path: str | os.PathLike[str],
        *limits: Limit,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """
        Open or create the file; other stores may share it, though turns take less in one
        of its own.

        Args:
            path: a file on a local disk; ``~`` is the user's home.
            limits: as for `MemoryRateLimiter`; the same in all processes.
            clock: seconds, the same for all processes of the machine, never set back
                while it runs.
            sleep: waits for so many seconds of that clock.

        Raises:
            ValidationError: there can be no such file, it is none of SQLite's, or one of
                the limits is none.
            StoreError: it cannot be read or written.
        """
        super().__init__(*limits, clock=clock, sleep=sleep)
        self._database = Database(path, _LIMITS, page=_PAGE, trusted=1.0)
        now = clock()
        with self._database.transaction(durable=False) as db:
            db.execute(_FORGET, (now - REST, now - REST, now + REST))

    def __repr__(self) -> str:
        """Say which file."""
        return f"SQLiteRateLimiter({str(self._database.path)!r})"

    def penalise(self, key: str, seconds: float) -> None:
        """
        Let nothing through under *key* for *seconds*, and less from then on.

        Who waits in this process waits anew; in others, who asks from now on.

        Raises:
            StoreError: the file cannot be read or written.
        """
        super().penalise(key, seconds)
        with self._lock:
            line = self._line(key)
        self._shared(
            line, key, lambda bucket, now: bucket.slow_down(line.rate, now, seconds)
        )

    def _reserve(self, key: str, patience: float) -> float:
        line = self._lines.get(key)
        if line is None:
            with self._lock:
                line = self._line(key)
        wait, now = self._shared(
            line, key, lambda bucket, now: bucket.take(line.rate, now, patience)
        )
        if wait > 0 and wait > patience:
            raise refusal(wait, patience)
        with self._lock:
            line.admitted += 1
        left = wait - (self._clock() - now)  # the disk may have taken its time
        return left if left > 0 or left <= -UNEVEN else 0.0

    def _shared(
        self, line: Line, key: str, change: Callable[[Bucket, float], T]
    ) -> tuple[T, float]:
        """Change what all processes know of *key*; give what came of it, and the time."""
        line.name = line.name or hashed(key)
        # after a power cut there is no line to remember
        with self._database.transaction(durable=False) as db:
            now = self._clock()  # waiting for the file has taken time
            row = db.execute(_LOAD, (line.name,)).fetchone()
            bucket = Bucket(*(row or ()))
            found = change(bucket, now)
            kept = bucket.free_at, bucket.seen_at, bucket.peak, bucket.cut_at
            if kept != row:
                db.execute(_SAVE, (line.name, *kept))
        line.bucket = bucket
        return found, now

    def close(self) -> None:
        """Close the connections of this process; the next use opens new ones."""
        self._database.close()


def open_limiter(
    url: str,
    *limits: Limit,
    on_failure: Literal["local", "open", "closed"] = "local",
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> MemoryRateLimiter:
    """
    Make the limiter that a URL names.

    Args:
        url: ``memory:`` for who is given this limiter; ``sqlite:///file.db`` (in the
            working folder) or ``sqlite:////folder/file.db`` for the processes of this
            machine; ``redis://host``, ``rediss://`` or ``unix://`` for those of several
            (extra ``redis``).
        limits: as for `MemoryRateLimiter`.
        on_failure: as for `RedisRateLimiter`.
        clock: seconds, never set back.
        sleep: waits for so many seconds of that clock.

    Raises:
        ValidationError: there is no such limiter, or the file or server cannot be meant.
        StoreError: the file cannot be read or written.
    """
    scheme = str(url).partition(":")[0]
    if url == "memory:":
        return MemoryRateLimiter(*limits, clock=clock, sleep=sleep)
    if str(url).startswith(FILE):
        return SQLiteRateLimiter(path_of(url), *limits, clock=clock, sleep=sleep)
    if scheme in ("redis", "rediss", "unix"):
        from .limits_redis import RedisRateLimiter  # needs an extra

        return RedisRateLimiter(
            url, *limits, on_failure=on_failure, clock=clock, sleep=sleep
        )
    msg = (
        f"there is no limiter at {scheme}: give 'memory:', 'sqlite:///file.db' or "
        "'redis://host'"
    )
    raise ValidationError(msg)
