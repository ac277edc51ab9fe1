"""Records that a server keeps for many machines, and tokens among them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, Protocol
from urllib.parse import quote, unquote

from .._crypto import Key
from ..auth import StoredToken, Token, TokenKey, conflict
from ..errors import TokenConflict, ValidationError
from ._tokens import PLAIN, TokenText


class Record(NamedTuple):
    """What is kept under a name."""

    body: bytes
    version: int
    """Greater than any that the name had before."""


LAST = "\U0010ffff"
"""Sorts after every character of a name."""


def is_time(seconds: object) -> bool:
    """Whether it is a time in seconds that passes, and ends."""
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)):
        return False
    return 0 < seconds < math.inf


class MovedError(Exception):
    """Another version is stored than was named; for the stores, which say it in words."""

    def __init__(self, named: int, version: int) -> None:
        super().__init__(named, version)
        self.named = named
        self.version = version
        """What is stored; 0 if nothing is."""


class Records(Protocol):
    """Records of one kind under names, each with a version, and leases on the names."""

    @property
    def where(self) -> str:
        """Which server or file it is, without a password."""
        ...

    def load(self, name: str) -> Record | None:
        """Give a record, or ``None``."""
        ...

    def save(self, name: str, body: bytes, if_version: int | None) -> int:
        """
        Store a record in one step and give its version.

        Raises:
            MovedError: another version than *if_version* is stored.
        """
        ...

    def forget(self, name: str) -> None:
        """Delete a record; its versions are never given again."""
        ...

    def lease(self, name: str, owner: str, seconds: float) -> bool:
        """Let *owner* alone have the name for *seconds*; false if another has."""
        ...

    def release(self, name: str, owner: str) -> None:
        """End *owner*'s lease early."""
        ...

    def find(self, prefix: str = "") -> Iterator[tuple[str, Record]]:
        """Go through the records whose names begin so, in order of code points."""
        ...

    def close(self) -> None:
        """Close the connections of this process; the next use opens new ones."""
        ...


_REMEMBERED = 1024
"""How many tokens are kept as they were read, which saves opening them again."""

_SEALED = ""
"""The name of a record that is there once a sealed token was saved."""


class RecordedTokens:
    """Tokens as records of a server. A lease ends by the server's clock."""

    def __init__(self, records: Records, key: Key | Sequence[Key] | None) -> None:
        self._records = records
        self._text = TokenText(key)
        self._read = lru_cache(_REMEMBERED)(self._text.read)

    def __repr__(self) -> str:
        """Say which server; nothing of a password or the key."""
        return f"{type(self).__name__}({self._records.where!r})"

    def __getstate__(self) -> dict[str, Any]:
        """Pickle as the URL and the key; connections are of this process."""
        return {name: vars(self)[name] for name in ("_text", "_records")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Unpickle; the first use connects."""
        self.__dict__.update(state)
        self._read = lru_cache(_REMEMBERED)(self._text.read)

    def load(self, key: TokenKey) -> StoredToken | None:
        """
        Give the newest token, or ``None``.

        Raises:
            ValidationError: it is sealed, and no key that was given fits.
            StoreError: it is damaged, was copied from another account's, or the server
                cannot be reached.
        """
        found = self._records.load(_name(key))
        return found and StoredToken(self._read(key, found.body), found.version)

    def save(
        self, key: TokenKey, token: Token, *, if_version: int | None
    ) -> StoredToken:
        """
        Store *token* if the stored version is still *if_version*.

        ``None`` stores it whatever is there; 0 only if nothing is.

        Raises:
            TokenConflict: another version is stored.
            ValidationError: tokens are sealed there, and this store has no key.
            StoreError: the server cannot be reached: it may or may not be stored.
        """
        text = self._text.write(key, token)
        self._keep_sealed(sealed=not text.startswith(PLAIN))
        try:
            return StoredToken(token, self._records.save(_name(key), text, if_version))
        except MovedError as moved:
            said = conflict(key, moved.named, moved.version)
            raise TokenConflict(said) from None

    def _keep_sealed(self, *, sealed: bool) -> None:
        """See to it that where one token is sealed, none is added that is not."""
        if self._records.load(_SEALED) is None:
            if sealed:
                self._records.save(_SEALED, b"sealed", None)
        elif not sealed:
            msg = f"the tokens in {self._records.where} are sealed: give their key"
            raise ValidationError(msg)

    def lease(self, key: TokenKey, owner: str, seconds: float) -> bool:
        """
        Let *owner* be the only one to renew for *seconds*; false if another is.

        Raises:
            StoreError: the server cannot be reached.
        """
        return self._records.lease(_name(key), owner, seconds)

    def release(self, key: TokenKey, owner: str) -> None:
        """End *owner*'s lease early."""
        self._records.release(_name(key), owner)

    def keys(self) -> list[TokenKey]:
        """List whose tokens are stored, in order."""
        return sorted(_key(name) for name, _ in self._records.find() if name != _SEALED)

    def forget(self, key: TokenKey) -> None:
        """Delete a token, as when a seller has withdrawn the authorisation."""
        self._records.forget(_name(key))

    def reseal(self) -> int:
        """
        Seal all tokens with the first key; after that, other keys may go. Say how many.

        One that is renewed meanwhile is sealed by whoever saves it: let all run with the
        new key first.

        Raises:
            ValidationError: no key opens one of them; those after it are not changed.
        """
        count = 0
        for key in self.keys():
            stored = self.load(key)
            while stored is not None:
                try:
                    self.save(key, stored.token, if_version=stored.version)
                except TokenConflict:
                    stored = self.load(key)
                else:
                    count += 1
                    break
        return count

    def close(self) -> None:
        """Close the connections of this process; the next use opens new ones."""
        self._records.close()


def _name(key: TokenKey) -> str:
    return ":".join(quote(part, safe="", errors="surrogatepass") for part in key)


def _key(name: str) -> TokenKey:
    parts = (unquote(part, errors="surrogatepass") for part in name.split(":"))
    return TokenKey(*parts)
