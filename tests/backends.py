"""Where state lives: each kind makes stores of every sort, and lets time pass for them."""

from __future__ import annotations

import uuid
from contextlib import ExitStack, closing

import psycopg
from fakes import FakeClock
from sqlalchemy import MetaData, inspect, text

from tokotiktok import MemoryTokenStore, SQLiteTokenStore
from tokotiktok.stores import (
    MemoryCheckpointStore,
    MemorySeenStore,
    RedisCheckpointStore,
    RedisSeenStore,
    RedisTokenStore,
    SQLCheckpointStore,
    SQLiteCheckpointStore,
    SQLiteSeenStore,
    SQLSeenStore,
    SQLTokenStore,
)
from tokotiktok.stores._records import RecordedTokens
from tokotiktok.stores._redis import RedisServer
from tokotiktok.stores._sql.database import Database

CLOCK = FakeClock()
"""One for all, at module level so that stores with it pickle."""

ENDING = {
    "tokotiktok_token_leases",
    "tokotiktok_checkpoint_leases",
    "tokotiktok_seen",
}
"""Tables whose rows are over at some time."""


class Backend(ExitStack):
    """Closes at the end what it has made."""

    needs = ""
    """The fixture that gives its URL."""

    def __init__(self, url, folder) -> None:
        super().__init__()
        self.url = url
        self.folder = folder

    def _made(self, store):
        return self.enter_context(closing(store))

    def pass_time(self, seconds) -> None:
        """Let so many seconds pass for all of its stores."""
        CLOCK.sleep(seconds)


class Memory(Backend):
    """Nowhere but in memory; sealed tokens are records there, as on a server."""

    def tokens(self, key=None):
        if key is None:
            return MemoryTokenStore(clock=CLOCK)
        return RecordedTokens(self.checkpoints()._records, key)

    def seen(self):
        return MemorySeenStore(clock=CLOCK)

    def checkpoints(self):
        return MemoryCheckpointStore(monotonic=CLOCK)


class SQLite(Backend):
    """A file."""

    def tokens(self, key=None):
        return self._made(SQLiteTokenStore(self.folder / "a.db", key=key, clock=CLOCK))

    def seen(self):
        return self._made(SQLiteSeenStore(self.folder / "a.db", clock=CLOCK))

    def checkpoints(self):
        return self._made(SQLiteCheckpointStore(self.folder / "a.db", monotonic=CLOCK))


class Redis(Backend):
    """A Redis server; time passes by taking it from what will end."""

    needs = "redis_url"

    def __init__(self, url, folder) -> None:
        super().__init__(url, folder)
        self.prefix = f"test-{uuid.uuid4().hex}:"
        self.server = self._made(RedisServer(url))

    def tokens(self, key=None):
        return self._made(RedisTokenStore(self.url, key=key, prefix=self.prefix))

    def seen(self):
        return self._made(RedisSeenStore(self.url, prefix=self.prefix))

    def checkpoints(self):
        return self._made(RedisCheckpointStore(self.url, prefix=self.prefix))

    def pass_time(self, seconds) -> None:
        for key in self.server.call("KEYS", f"{self.prefix}*"):
            left = self.server.call("PTTL", key)
            if left > 0:
                self.server.call("PEXPIRE", key, left - round(seconds * 1000))


class SQL(Backend):
    """A SQLite file by way of SQLAlchemy; time passes as on Redis."""

    def __init__(self, url, folder) -> None:
        super().__init__(url or f"sqlite:///{folder / 'b.db'}", folder)

    def tokens(self, key=None):
        return self._made(SQLTokenStore(self.url, key=key))

    def seen(self):
        return self._made(SQLSeenStore(self.url))

    def checkpoints(self):
        return self._made(SQLCheckpointStore(self.url))

    def pass_time(self, seconds) -> None:
        with closing(Database(self.url, MetaData())) as database:
            there = inspect(database._engine()).get_table_names()
            for name in set(there) & ENDING:
                moved = text(f"UPDATE {name} SET until = until - :seconds")
                database.change(moved, seconds=seconds)


class PostgreSQL(SQL):
    """A PostgreSQL server, with tables of its own."""

    needs = "postgres_url"

    def __init__(self, url, folder) -> None:
        name = f"test_{uuid.uuid4().hex}"
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as server:
            server.execute(f"CREATE SCHEMA {name}")
        super().__init__(f"{url}?options=-csearch_path%3D{name}", folder)


KINDS = [Memory, SQLite, Redis, SQL, PostgreSQL]
