"""What came and is not done yet, in a SQLite file: what was acknowledged is not lost."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any, Literal

from attrs import field, frozen

from ..stores._database import Database

LEASE = 60.0
"""Seconds that a handler has: then whoever took the event is thought dead."""
REST = 60.0
"""Seconds before what failed is tried again."""
_INBOX = """
CREATE TABLE IF NOT EXISTS tokotiktok_inbox (
    identity TEXT PRIMARY KEY, platform TEXT NOT NULL, topic TEXT, app TEXT,
    body BLOB NOT NULL, came REAL NOT NULL, due REAL NOT NULL, until REAL NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, done INTEGER NOT NULL DEFAULT 0, error TEXT
) WITHOUT ROWID
"""
_DUE = """
CREATE INDEX IF NOT EXISTS tokotiktok_inbox_due ON tokotiktok_inbox (done, due)
"""
_LATEST = """
CREATE TABLE IF NOT EXISTS tokotiktok_inbox_latest (
    about TEXT PRIMARY KEY, at REAL NOT NULL, until REAL NOT NULL
) WITHOUT ROWID
"""
_UNTIL = """
CREATE INDEX IF NOT EXISTS tokotiktok_inbox_latest_until
    ON tokotiktok_inbox_latest (until)
"""
_COLUMNS = "identity, platform, topic, app, body, came, attempts, error"


@frozen(kw_only=True)
class Letter:
    """A webhook as it came, proven genuine."""

    identity: str
    """The same each time that it is sent."""
    platform: Literal["tiktokshop", "tokopedia"]
    topic: str | None
    """What it is, where its URL says so: Tokopedia's bodies do not."""
    app: str | None = None
    """TikTok Shop: the key of the app that it was sent to."""
    body: bytes = field(repr=False)
    came: float
    """Seconds since 1970."""
    attempts: int = 0
    """How often it was handed out."""
    error: str | None = None
    """What went wrong the last time."""


class Inbox:
    """
    A queue in one SQLite file, for all threads and processes of a machine.

    What is `put` is on the disk. What is taken and neither done nor failed within the
    lease is handed out again: so a process that dies takes nothing with it. Bodies, which
    may have buyers' data, are erased once they are done with.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        clock: Callable[[], float] = time.time,
        lease: float = LEASE,
        rest: float = REST,
    ) -> None:
        """
        Open or create the file; other stores may share it.

        Args:
            path: a file on a local disk.
            clock: the time of day in seconds since 1970.
            lease: seconds within which handlers are done with an event.
            rest: seconds before an event is tried again whose handlers failed.

        Raises:
            ValidationError: there can be no such file, or it is none of SQLite's.
            StoreError: it cannot be read or written.
        """
        self._database = Database(path, _INBOX, _DUE, _LATEST, _UNTIL)
        self._clock = clock
        self._lease = lease
        self._rest = rest

    def now(self) -> float:
        """Give the time that letters are told by."""
        return self._clock()

    def put(self, letter: Letter, *, ttl: float) -> bool:
        """
        Keep *letter*; false if it is there already, or was in the last *ttl* seconds.

        Raises:
            StoreError: the file cannot be written, so it must not be acknowledged.
        """
        now = self._clock()
        with self._database.transaction() as db:
            db.execute(
                "DELETE FROM tokotiktok_inbox WHERE done = 1 AND due <= ?", (now,)
            )
            entered = db.execute(
                "INSERT OR IGNORE INTO tokotiktok_inbox"
                " (identity, platform, topic, app, body, came, due, until)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(letter.identity, letter.platform, letter.topic, letter.app),
                    *(letter.body, letter.came, now, now + ttl),
                ),
            )
            return entered.rowcount == 1

    def take(self) -> Letter | None:
        """Give what has waited longest, to nobody else for the length of the lease."""
        now = self._clock()
        with self._database.transaction(durable=False) as db:
            row = db.execute(
                f"SELECT {_COLUMNS} FROM tokotiktok_inbox"  # noqa: S608 - names
                " WHERE done = 0 AND due <= ? ORDER BY due, came LIMIT 1",
                (now,),
            ).fetchone()
            if row is None:
                return None
            db.execute(
                "UPDATE tokotiktok_inbox SET due = ?, attempts = attempts + 1"
                " WHERE identity = ?",
                (now + self._lease, row[0]),
            )
        return _letter(row)

    def done(self, letter: Letter) -> None:
        """Note that *letter* is done with; only that it was there is kept."""
        with self._database.transaction() as db:
            db.execute(
                "UPDATE tokotiktok_inbox SET done = 1, due = until, body = x'',"
                " error = NULL WHERE identity = ?",
                (letter.identity,),
            )

    def failed(self, letter: Letter, why: str) -> None:
        """Note what went wrong; it is tried again after a rest, and never dropped."""
        with self._database.transaction() as db:
            db.execute(
                "UPDATE tokotiktok_inbox SET due = ?, error = ?"
                " WHERE identity = ? AND done = 0",  # another may have done it since
                (self._clock() + self._rest, why, letter.identity),
            )

    def waiting(self) -> list[Letter]:
        """List what is not done, the oldest first: what failed has its ``error``."""
        rows = self._database.all(
            f"SELECT {_COLUMNS} FROM tokotiktok_inbox"  # noqa: S608 - names
            " WHERE done = 0 ORDER BY came, identity"
        )
        return [_letter(row) for row in rows]

    def latest(self, about: str) -> float | None:
        """Say when what was last handed over of a record happened; seconds since 1970."""
        row = self._database.one(
            "SELECT at FROM tokotiktok_inbox_latest WHERE about = ? AND until > ?",
            *(about, self._clock()),
        )
        return row[0] if row else None

    def overtaken(self, about: str, at: float, *, ttl: float) -> bool:
        """
        Whether something that happened later to the same record was handed over before.

        If not, *at* is the latest from here on, for *ttl* seconds.
        """
        now = self._clock()
        with self._database.transaction(durable=False) as db:
            db.execute("DELETE FROM tokotiktok_inbox_latest WHERE until <= ?", (now,))
            row = db.execute(
                "SELECT at FROM tokotiktok_inbox_latest WHERE about = ?", (about,)
            ).fetchone()
            if row is not None and row[0] > at:
                return True
            db.execute(
                "INSERT OR REPLACE INTO tokotiktok_inbox_latest VALUES (?, ?, ?)",
                (about, at, now + ttl),
            )
            return False

    def close(self) -> None:
        """Close the connections of this process; the next use opens new ones."""
        self._database.close()


def _letter(row: Any) -> Letter:
    identity, platform, topic, app, body, came, attempts, error = row
    return Letter(
        identity=identity,
        platform=platform,
        topic=topic,
        app=app,
        body=body,
        came=came,
        attempts=attempts,
        error=error,
    )
