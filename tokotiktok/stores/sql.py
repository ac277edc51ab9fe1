"""
Stores in a SQL database, for many machines (extra ``sql``).

PostgreSQL is what they are tested on; SQLite works too. On MariaDB 10.11 all that stores
promise was tried by hand, with PyMySQL; MySQL should do. Tables are created when they are missing. What ends, ends by the database's
clock: those of the machines differ.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from .._crypto import Key
from ._records import RecordedTokens
from ._sql.records import SQLEvents, SQLRecords
from .checkpoints import RecordedCheckpoints
from .seen import WEEK, check_event, event_name


class SQLTokenStore(RecordedTokens):
    """
    Tokens in a SQL database, for all processes of all machines. Pickles as its URL and key.

    A lease ends by itself, so a killed process blocks nobody for long. With a *key*
    tokens are sealed; without one, whoever can read the database can use them.
    """

    def __init__(self, url: str, *, key: Key | Sequence[Key] | None = None) -> None:
        """
        Name the database; the first use connects.

        Args:
            url: as SQLAlchemy has it: ``postgresql://user:password@host/name``.
            key: seals the tokens; of `tokotiktok.stores.new_key`. Of several the first
                seals, and all open. Needs the extra ``encryption``.

        Raises:
            ValidationError: it is no such URL, its driver is not installed, or it is no
                such key.
        """
        super().__init__(SQLRecords(url, "token"), key)


class SQLCheckpointStore(RecordedCheckpoints):
    """Checkpoints in a SQL database, for all machines. Pickles as its URL."""

    def __init__(self, url: str, *, clock: Callable[[], float] = time.time) -> None:
        """
        Name the database; the first use connects.

        Args:
            url: as `SQLTokenStore`.
            clock: the time of day in seconds since 1970, for ``saved_at``.

        Raises:
            ValidationError: it is no such URL, or its driver is not installed.
        """
        super().__init__(SQLRecords(url, "checkpoint"), clock)


class SQLSeenStore:
    """Events that any process of any machine has seen. Pickles as its URL."""

    def __init__(self, url: str) -> None:
        """
        Name the database; the first use connects.

        Args:
            url: as `SQLTokenStore`.

        Raises:
            ValidationError: it is no such URL, or its driver is not installed.
        """
        self._events = SQLEvents(url)

    def __repr__(self) -> str:
        """Say which database, without its password."""
        return f"SQLSeenStore({self._events.database.where!r})"

    def first_time(self, event_id: str, *, ttl: float = WEEK) -> bool:
        """
        Whether *event_id* is new; if so, it is known for *ttl* seconds from now on.

        Of several machines that ask at once, one is told that it is.

        Raises:
            ValidationError: the id is empty or no text, or *ttl* is no time.
            StoreError: the database cannot be reached: nobody can tell.
        """
        check_event(event_id, ttl)
        return self._events.enter(event_name(event_id), ttl)

    def close(self) -> None:
        """Close the connections of this process; the next use opens new ones."""
        self._events.database.close()
