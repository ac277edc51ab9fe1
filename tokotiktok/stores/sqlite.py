"""
Stores in one SQLite file: the embedded default, for several processes of one machine.

Not for network file systems, where SQLite's write-ahead log does not work.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from attrs import asdict

from ..auth import StoredToken, Token, TokenKey, conflict
from ..errors import TokenConflict

_SCHEMA = """
CREATE TABLE IF NOT EXISTS tokens (
    platform TEXT NOT NULL, app TEXT NOT NULL, account TEXT NOT NULL,
    version INTEGER NOT NULL, token BLOB NOT NULL,
    PRIMARY KEY (platform, app, account)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS leases (
    platform TEXT NOT NULL, app TEXT NOT NULL, account TEXT NOT NULL,
    owner TEXT NOT NULL, until REAL NOT NULL,
    PRIMARY KEY (platform, app, account)
) WITHOUT ROWID;
"""

_BUSY_SECONDS = 30


class SQLiteTokenStore:
    """
    Tokens in one SQLite file, readable by its owner only.

    A lease ends by itself, so a killed process blocks nobody for long.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, clock: Callable[[], float] = time.time
    ) -> None:
        self._path = Path(path)
        self._clock = clock
        self._open()

    def _open(self) -> None:
        self._local = threading.local()
        self._path.touch(mode=0o600)
        with self._connection() as db:
            db.execute("PRAGMA journal_mode=WAL")
            db.executescript(_SCHEMA)

    def __getstate__(self) -> dict[str, Any]:
        """Pickle as the file's path; connections are of this thread."""
        return {"_path": self._path, "_clock": self._clock}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Unpickle, with new connections."""
        self.__dict__.update(state)
        self._open()

    def load(self, key: TokenKey) -> StoredToken | None:
        """Give the newest token, or ``None``."""
        with self._connection() as db:
            row = db.execute(
                "SELECT token, version FROM tokens"
                " WHERE platform = ? AND app = ? AND account = ?",
                key,
            ).fetchone()
        return None if row is None else StoredToken(_read(row[0]), row[1])

    def save(
        self, key: TokenKey, token: Token, *, if_version: int | None
    ) -> StoredToken:
        """Store *token* if the stored version is still *if_version*."""
        with self._connection() as db:
            db.execute("BEGIN IMMEDIATE")
            row = db.execute(
                "SELECT version FROM tokens"
                " WHERE platform = ? AND app = ? AND account = ?",
                key,
            ).fetchone()
            version = row[0] if row else 0
            if if_version is not None and if_version != version:
                raise TokenConflict(conflict(key, if_version, version))
            db.execute(
                "INSERT OR REPLACE INTO tokens VALUES (?, ?, ?, ?, ?)",
                (*key, version + 1, _write(token)),
            )
        return StoredToken(token, version + 1)

    def lease(self, key: TokenKey, owner: str, seconds: float) -> bool:
        """Let *owner* be the only one to renew for *seconds*; false if another is."""
        now = self._clock()
        with self._connection() as db:
            won = db.execute(
                "INSERT INTO leases VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (platform, app, account)"
                " DO UPDATE SET owner = excluded.owner, until = excluded.until"
                " WHERE until <= ? OR owner = excluded.owner",
                (*key, owner, now + seconds, now),
            )
            return won.rowcount == 1

    def release(self, key: TokenKey, owner: str) -> None:
        """End *owner*'s lease early."""
        with self._connection() as db:
            db.execute(
                "DELETE FROM leases"
                " WHERE platform = ? AND app = ? AND account = ? AND owner = ?",
                (*key, owner),
            )

    def close(self) -> None:
        """Close this thread's connection."""
        db = self._local.__dict__.pop("db", None)
        self._local.__dict__.clear()
        if db is not None:
            db.close()

    @contextmanager
    def _connection(self) -> Generator[sqlite3.Connection, None, None]:
        """Lend this thread's connection of this process, and commit or roll back."""
        local = self._local
        if getattr(local, "pid", None) != os.getpid():
            local.db = sqlite3.connect(
                self._path, timeout=_BUSY_SECONDS, isolation_level=None
            )
            local.pid = os.getpid()
        db: sqlite3.Connection = local.db
        try:
            yield db
        except BaseException:
            if db.in_transaction:
                db.rollback()
            raise
        if db.in_transaction:
            db.commit()


def _write(token: Token) -> bytes:
    plain = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(token).items()
        if value is not None
    }
    return json.dumps(plain).encode()


def _read(data: bytes) -> Token:
    plain = json.loads(data)
    for name in ("expires_at", "refresh_expires_at", "issued_at"):
        if name in plain:
            plain[name] = datetime.fromisoformat(plain[name])
    plain["scopes"] = tuple(plain.get("scopes", ()))
    return Token(**plain)
