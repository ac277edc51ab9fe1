"""
Stores in one SQLite file: the embedded default, for several processes of one machine.

Not for network file systems, where SQLite's write-ahead log does not work.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from datetime import datetime

from attrs import asdict

from ..auth import StoredToken, Token, TokenKey, conflict
from ..errors import TokenConflict
from ._database import Database

_TOKENS = """
CREATE TABLE IF NOT EXISTS tokotiktok_tokens (
    platform TEXT NOT NULL, app TEXT NOT NULL, account TEXT NOT NULL,
    version INTEGER NOT NULL, token BLOB NOT NULL,
    PRIMARY KEY (platform, app, account)
) WITHOUT ROWID
"""
_LEASES = """
CREATE TABLE IF NOT EXISTS tokotiktok_leases (
    platform TEXT NOT NULL, app TEXT NOT NULL, account TEXT NOT NULL,
    owner TEXT NOT NULL, until REAL NOT NULL,
    PRIMARY KEY (platform, app, account)
) WITHOUT ROWID
"""


class SQLiteTokenStore:
    """
    Tokens in one SQLite file, readable by its owner only.

    A lease ends by itself, so a killed process blocks nobody for long.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, clock: Callable[[], float] = time.time
    ) -> None:
        self._database = Database(path, _TOKENS, _LEASES)
        self._clock = clock

    def load(self, key: TokenKey) -> StoredToken | None:
        """Give the newest token, or ``None``."""
        row = self._database.one(
            "SELECT token, version FROM tokotiktok_tokens"
            " WHERE platform = ? AND app = ? AND account = ?",
            *key,
        )
        return None if row is None else StoredToken(_read(row[0]), row[1])

    def save(
        self, key: TokenKey, token: Token, *, if_version: int | None
    ) -> StoredToken:
        """Store *token* if the stored version is still *if_version*."""
        with self._database.transaction() as db:
            row = db.execute(
                "SELECT version FROM tokotiktok_tokens"
                " WHERE platform = ? AND app = ? AND account = ?",
                key,
            ).fetchone()
            version = row[0] if row else 0
            if if_version is not None and if_version != version:
                raise TokenConflict(conflict(key, if_version, version))
            db.execute(
                "INSERT OR REPLACE INTO tokotiktok_tokens VALUES (?, ?, ?, ?, ?)",
                (*key, version + 1, _write(token)),
            )
        return StoredToken(token, version + 1)

    def lease(self, key: TokenKey, owner: str, seconds: float) -> bool:
        """Let *owner* be the only one to renew for *seconds*; false if another is."""
        now = self._clock()
        with self._database.transaction(durable=False) as db:
            won = db.execute(
                "INSERT INTO tokotiktok_leases VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (platform, app, account)"
                " DO UPDATE SET owner = excluded.owner, until = excluded.until"
                " WHERE until <= ? OR owner = excluded.owner",
                (*key, owner, now + seconds, now),
            )
            return won.rowcount == 1

    def release(self, key: TokenKey, owner: str) -> None:
        """End *owner*'s lease early."""
        with self._database.transaction(durable=False) as db:
            db.execute(
                "DELETE FROM tokotiktok_leases"
                " WHERE platform = ? AND app = ? AND account = ? AND owner = ?",
                (*key, owner),
            )

    def close(self) -> None:
        """Close the connections of this process; the next use opens new ones."""
        self._database.close()


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
