"""
Where state lives that outlasts a call: tokens, events seen, how far a job has got.

In memory for one process, in a SQLite file for one machine, on a Redis server or in a SQL
database for many. The protocols are here and in `tokotiktok.auth`. Stores are imported on
first use, so that nobody waits for a library that is not used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from .._crypto import new_key
from .._memory import MemoryTokenStore
from ..auth import StoredToken, TokenKey, TokenStore
from .checkpoints import (
    Checkpoint,
    CheckpointStore,
    MemoryCheckpointStore,
    SQLiteCheckpointStore,
)
from .seen import MemorySeenStore, SQLiteSeenStore

if TYPE_CHECKING:
    from .redis import RedisCheckpointStore, RedisSeenStore, RedisTokenStore
    from .sql import SQLCheckpointStore, SQLSeenStore, SQLTokenStore
    from .sqlite import SQLiteTokenStore
    from .urls import open_checkpoint_store, open_seen_store, open_token_store

__all__ = [
    "Checkpoint",
    "CheckpointStore",
    "MemoryCheckpointStore",
    "MemorySeenStore",
    "MemoryTokenStore",
    "RedisCheckpointStore",
    "RedisSeenStore",
    "RedisTokenStore",
    "SQLCheckpointStore",
    "SQLSeenStore",
    "SQLTokenStore",
    "SQLiteCheckpointStore",
    "SQLiteSeenStore",
    "SQLiteTokenStore",
    "SeenStore",
    "StoredToken",
    "TokenKey",
    "TokenStore",
    "new_key",
    "open_checkpoint_store",
    "open_seen_store",
    "open_token_store",
]

_HOMES = {
    "RedisCheckpointStore": "redis",
    "RedisSeenStore": "redis",
    "RedisTokenStore": "redis",
    "SQLCheckpointStore": "sql",
    "SQLSeenStore": "sql",
    "SQLTokenStore": "sql",
    "SQLiteTokenStore": "sqlite",
    "open_checkpoint_store": "urls",
    "open_seen_store": "urls",
    "open_token_store": "urls",
}


class SeenStore(Protocol):
    """Remembers events, so that each is handled once."""

    def first_time(self, event_id: str, *, ttl: float) -> bool:
        """Whether *event_id* is new; remembers it for *ttl* seconds, atomically."""
        ...


def __getattr__(name: str) -> Any:
    """Import a store when it is first asked for."""
    try:
        home = _HOMES[name]
    except KeyError:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg) from None
    value = globals()[name] = getattr(import_module(f".{home}", __name__), name)
    return value


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted({*globals(), *__all__})
