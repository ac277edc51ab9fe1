"""
Stores by URL, so that where state lives is a setting.

============================  ============================================================
``memory:``, ``memory:name``  this process; the same URL is the same store
``sqlite:///file``            a file, four slashes for an absolute path; for one machine
``redis://``, ``rediss://``   a Redis server; extra ``redis``
``postgresql://``             a database of SQLAlchemy's; extra ``sql``
============================  ============================================================

Odd signs are %-encoded, in a password as in a file's name.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from .. import stores
from .._crypto import Key
from .._threads import Lock
from ..auth import TokenStore
from ..errors import ValidationError
from ._database import FILE, path_of

KEY_VARIABLE = "TOKOTIKTOK_TOKEN_KEY"
"""Where the key of tokens is looked for if none is given; several with commas between."""

_FAMILIES = {
    "memory": "Memory",
    "sqlite": "SQLite",
    "redis": "Redis",
    "rediss": "Redis",
    "unix": "Redis",
    "postgresql": "SQL",
    "postgres": "SQL",
    "mysql": "SQL",
    "mariadb": "SQL",
}
"""What a URL begins with, and what the stores' names do."""

_in_memory: dict[tuple[str, str], Any] = {}
_lock = Lock()


def open_token_store(url: str, *, key: Key | Sequence[Key] | None = None) -> TokenStore:
    """
    Open a store of tokens.

    Args:
        url: where; see above.
        key: seals the tokens; without one that in the environment variable
            ``TOKOTIKTOK_TOKEN_KEY``, if it is set. In memory nothing is sealed.

    Raises:
        ValidationError: the URL or the key is none.
        ImportError: an extra is not installed; it says which.
    """
    if _family(url) == "Memory":
        store: TokenStore = _open(url, "TokenStore")
    else:
        store = _open(url, "TokenStore", key=_key() if key is None else key)
    return store


def open_checkpoint_store(url: str) -> stores.CheckpointStore:
    """
    Open a store of checkpoints.

    Args:
        url: where; see above.

    Raises:
        ValidationError: the URL is none.
        ImportError: an extra is not installed; it says which.
    """
    store: stores.CheckpointStore = _open(url, "CheckpointStore")
    return store


def open_seen_store(url: str) -> stores.SeenStore:
    """
    Open a store of events that were seen.

    Args:
        url: where; see above.

    Raises:
        ValidationError: the URL is none.
        ImportError: an extra is not installed; it says which.
    """
    store: stores.SeenStore = _open(url, "SeenStore")
    return store


def _key() -> list[str] | None:
    given = os.environ.get(KEY_VARIABLE, "").replace(",", " ").split()
    return given or None


def _open(url: str, what: str, **options: Any) -> Any:
    family = _family(url)
    kind = getattr(stores, family + what)
    if family == "Memory":
        with _lock:
            return _in_memory.setdefault((url, what), kind())
    return kind(path_of(url) if family == "SQLite" else url, **options)


def _family(url: object) -> str:
    scheme, colon, _ = str(url).partition(":")
    family = _FAMILIES.get(scheme.partition("+")[0]) if colon else None
    if not family or (family == "SQLite" and not str(url).startswith(FILE)):
        msg = (
            f"a store's URL begins with memory:, {FILE}, redis://, rediss:// or "
            f"postgresql://, not {scheme!r}"
        )
        raise ValidationError(msg)
    return family
