"""
Stores in one SQLite file: the embedded default, for several processes of one machine.

Not for network file systems, where SQLite's write-ahead log does not work.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any

from .._crypto import Key
from ..auth import StoredToken, Token, TokenKey, conflict
from ..errors import StoreError, TokenConflict, ValidationError
from ._database import Database
from ._tokens import PLAIN, TokenText

_TOKENS = """
CREATE TABLE IF NOT EXISTS tokotiktok_tokens (
    version INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice, even after a deletion
    platform TEXT NOT NULL, app TEXT NOT NULL, account TEXT NOT NULL,
    token BLOB NOT NULL,
    UNIQUE (platform, app, account)
)
"""
_LEASES = """
CREATE TABLE IF NOT EXISTS tokotiktok_token_leases (
    platform TEXT NOT NULL, app TEXT NOT NULL, account TEXT NOT NULL,
    owner TEXT NOT NULL, since REAL NOT NULL, until REAL NOT NULL,
    PRIMARY KEY (platform, app, account)
) WITHOUT ROWID
"""
_LOAD = """
SELECT token, version FROM tokotiktok_tokens
WHERE platform = ? AND app = ? AND account = ?
"""
_NEWEST_SEALED = """
SELECT platform, app, account, token FROM tokotiktok_tokens
WHERE substr(token, 1, 1) <> X'7B' -- the brace that `PLAIN` is
ORDER BY version DESC LIMIT 1
"""
_SAVE = """
INSERT OR REPLACE INTO tokotiktok_tokens (platform, app, account, token)
VALUES (?, ?, ?, ?)
"""
_FORGET = """
DELETE FROM tokotiktok_tokens WHERE platform = ? AND app = ? AND account = ?
"""
_LEASE = """
INSERT INTO tokotiktok_token_leases VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (platform, app, account) DO UPDATE
SET owner = excluded.owner, since = excluded.since, until = excluded.until
WHERE until <= excluded.since OR since > excluded.since OR owner = excluded.owner
"""
_RELEASE = """
DELETE FROM tokotiktok_token_leases
WHERE platform = ? AND app = ? AND account = ? AND owner = ?
"""

_REMEMBERED = 1024
"""How many tokens are kept as they were read, which saves opening them again."""


class SQLiteTokenStore:
    """
    Tokens in one SQLite file, for all threads and processes of one machine.

    A lease ends by itself, so a killed process blocks nobody for long. With a *key*
    tokens are sealed; without one, whoever can read the file can use them.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        key: Key | Sequence[Key] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """
        Open the file, or create it for its owner only.

        Args:
            path: a file on a local disk; ``~`` is the user's home.
            key: seals the tokens; of `tokotiktok.stores.new_key`. Of several the first
                seals, and all open. A store that was not sealed is read as it is, and
                each token is sealed when it is next saved. Needs the extra
                ``encryption``.
            clock: times leases: seconds, the same for all processes of the machine,
                never set back.

        Raises:
            ValidationError: there can be no such file, it is not a database, or no key
                opens what was last saved in it.
            StoreError: the file cannot be read or written.
        """
        self._text = TokenText(key)
        self._database = Database(path, _TOKENS, _LEASES)
        self._clock = clock
        self._read = lru_cache(_REMEMBERED)(self._text.read)
        newest = self._database.one(_NEWEST_SEALED)
        if newest:
            with suppress(StoreError):  # one bad row is no reason to refuse all others
                self._text.read(TokenKey(*newest[:3]), newest[3])

    def __repr__(self) -> str:
        """Say which file; nothing of the key."""
        return f"SQLiteTokenStore({str(self._database.path)!r})"

    def __getstate__(self) -> dict[str, Any]:
        """Pickle as the path and the key; connections are of this process."""
        return {name: vars(self)[name] for name in ("_text", "_database", "_clock")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Unpickle, and open the file again."""
        self.__dict__.update(state)
        self._read = lru_cache(_REMEMBERED)(self._text.read)

    def load(self, key: TokenKey) -> StoredToken | None:
        """
        Give the newest token, or ``None``.

        Raises:
            ValidationError: it is sealed, and no key that was given fits.
            StoreError: it is damaged, was copied from another account's, or the file
                cannot be read.
        """
        row = self._database.one(_LOAD, *key)
        return None if row is None else StoredToken(self._read(key, row[0]), row[1])

    def save(
        self, key: TokenKey, token: Token, *, if_version: int | None
    ) -> StoredToken:
        """
        Store *token* if the stored version is still *if_version*.

        ``None`` stores it whatever is there; 0 only if nothing is.

        Raises:
            TokenConflict: another version is stored.
            ValidationError: tokens are sealed there, and this store has no key.
            StoreError: the file cannot be written.
        """
        text = self._text.write(key, token)
        with self._database.transaction() as db:
            row = db.execute(_LOAD, key).fetchone()
            version = row[1] if row else 0
            if if_version is not None and if_version != version:
                raise TokenConflict(conflict(key, if_version, version))
            if text.startswith(PLAIN) and db.execute(_NEWEST_SEALED).fetchone():
                msg = f"the tokens in {self._database.path} are sealed: give their key"
                raise ValidationError(msg)
            saved = db.execute(_SAVE, (*key, text)).lastrowid
        return StoredToken(token, saved or 0)

    def lease(self, key: TokenKey, owner: str, seconds: float) -> bool:
        """
        Let *owner* be the only one to renew for *seconds*; false if another is.

        A lease from before a restart of the machine, whose clock began anew, is over.
        """
        with self._database.transaction(durable=False) as db:
            now = self._clock()  # once no other can take it, or ours looks like older
            won = db.execute(_LEASE, (*key, owner, now, now + seconds))
            return won.rowcount == 1

    def release(self, key: TokenKey, owner: str) -> None:
        """End *owner*'s lease early."""
        with self._database.transaction(durable=False) as db:
            db.execute(_RELEASE, (*key, owner))

    def keys(self) -> list[TokenKey]:
        """List whose tokens are stored, in order."""
        rows = self._database.all(
            "SELECT platform, app, account FROM tokotiktok_tokens ORDER BY 1, 2, 3"
        )
        return [TokenKey(*row) for row in rows]

    def forget(self, key: TokenKey) -> None:
        """Delete a token, as when a seller has withdrawn the authorisation."""
        with self._database.transaction() as db:
            db.execute(_FORGET, key)

    def reseal(self) -> int:
        """
        Seal all tokens with the first key; after that, other keys may go. Say how many.

        Raises:
            ValidationError: no key opens one of them; none is changed.
            StoreError: they are sealed, but another program reads the file meanwhile, so
                that its log still has them as they were: do it again.
        """
        with self._database.transaction() as db:
            rows = db.execute(
                "SELECT version, platform, app, account, token FROM tokotiktok_tokens"
            ).fetchall()
            for version, *whose, text in rows:
                key = TokenKey(*whose)
                sealed = self._text.write(key, self._text.read(key, text))
                db.execute(
                    "UPDATE tokotiktok_tokens SET token = ? WHERE version = ?",
                    (sealed, version),
                )
        self._database.truncate()
        return len(rows)

    def close(self) -> None:
        """Close the connections of this process; the next use opens new ones."""
        self._database.close()
