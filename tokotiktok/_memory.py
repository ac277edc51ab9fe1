"""The store that is used where none is given: in memory, for one process."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

from ._threads import Lock
from .auth import StoredToken, Token, TokenKey, conflict
from .errors import TokenConflict


class MemoryTokenStore:
    """Tokens in this process only: after a fork each process has its own."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        """
        Make an empty store.

        Args:
            clock: times leases; seconds, never set back.
        """
        self._clock = clock
        self._lock = Lock()
        self._version = 0
        self._tokens: dict[TokenKey, StoredToken] = {}
        self._leases: dict[TokenKey, tuple[int, str, float]] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Pickle the tokens; leases are of this process."""
        with self._lock:
            return {**vars(self), "_tokens": dict(self._tokens), "_leases": {}}

    def load(self, key: TokenKey) -> StoredToken | None:
        """Give the newest token, or ``None``."""
        return self._tokens.get(key)

    def save(
        self, key: TokenKey, token: Token, *, if_version: int | None
    ) -> StoredToken:
        """
        Store *token* if the stored version is still *if_version*.

        ``None`` stores it whatever is there; 0 only if nothing is.

        Raises:
            TokenConflict: another version is stored.
        """
        with self._lock:
            old = self._tokens.get(key)
            version = old.version if old else 0
            if if_version is not None and if_version != version:
                raise TokenConflict(conflict(key, if_version, version))
            self._version += 1
            self._tokens[key] = stored = StoredToken(token, self._version)
            return stored

    def lease(self, key: TokenKey, owner: str, seconds: float) -> bool:
        """Let *owner* be the only one to renew for *seconds*; false if another is."""
        now, process = self._clock(), os.getpid()
        with self._lock:
            pid, holder, until = self._leases.get(key, (0, "", 0.0))
            if pid == process and holder != owner and until > now:
                return False
            self._leases[key] = process, owner, now + seconds
            return True

    def release(self, key: TokenKey, owner: str) -> None:
        """End *owner*'s lease early."""
        with self._lock:
            if self._leases.get(key, ("", ""))[:2] == (os.getpid(), owner):
                del self._leases[key]

    def keys(self) -> list[TokenKey]:
        """List whose tokens are stored, in order."""
        with self._lock:
            return sorted(self._tokens)

    def forget(self, key: TokenKey) -> None:
        """Delete a token, as when a seller has withdrawn the authorisation."""
        with self._lock:
            self._tokens.pop(key, None)
