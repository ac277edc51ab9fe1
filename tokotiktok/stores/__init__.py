"""
Where state lives that outlasts a call: tokens, events seen, how far a job has got.

The protocols are here and in `tokotiktok.auth`; what is used where none is given is
`MemoryTokenStore`, the embedded default for several processes `SQLiteTokenStore`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from attrs import field, frozen

from .._crypto import new_key
from .._memory import MemoryTokenStore
from ..auth import StoredToken, TokenKey, TokenStore
from .seen import MemorySeenStore, SQLiteSeenStore

__all__ = [
    "Checkpoint",
    "CheckpointStore",
    "MemorySeenStore",
    "MemoryTokenStore",
    "SQLiteSeenStore",
    "SeenStore",
    "StoredToken",
    "TokenKey",
    "TokenStore",
    "new_key",
]


@frozen(kw_only=True)
class Checkpoint:
    """How far a job has got: everything before it is done and need not be done again."""

    cursor: str | None = None
    """Where the next page starts; ``None`` at the beginning of the window."""
    until: datetime | None = None
    """Everything up to here is done."""
    done: int = 0
    """How many records have been handed on."""
    finished: bool = False
    extra: tuple[tuple[str, str], ...] = field(default=())
    """What else the job must remember."""


class SeenStore(Protocol):
    """Remembers events, so that each is handled once."""

    def first_time(self, event_id: str, *, ttl: float) -> bool:
        """Whether *event_id* is new; remembers it for *ttl* seconds, atomically."""
        ...


class CheckpointStore(Protocol):
    """Remembers how far jobs have got."""

    def load(self, job: str) -> Checkpoint | None:
        """Give the last checkpoint of *job*, or ``None``."""
        ...

    def save(self, job: str, checkpoint: Checkpoint) -> None:
        """Remember *checkpoint* as the last of *job*."""
        ...
