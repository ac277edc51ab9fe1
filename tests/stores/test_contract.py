"""Each token store keeps the promises of all."""

from __future__ import annotations

import copy
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from backends import CLOCK, Memory, PostgreSQL, Redis, SQLite
from contracts import KEY, TokenStoreContract
from fakes import token
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tokotiktok import MemoryTokenStore
from tokotiktok.errors import TokenConflict
from tokotiktok.stores import new_key

SEAL = new_key()


class TestMemory(TokenStoreContract):
    @pytest.fixture
    def store(self):
        return MemoryTokenStore(clock=CLOCK)

    @pytest.fixture
    def pass_time(self):
        return CLOCK.sleep

    def test_pickles_without_leases(self, store):
        """A lease is of this process; what is stored later is not in the pickle."""
        store.lease(KEY, "a", 5)
        copied = copy.copy(store)
        store.save(KEY, token(), if_version=0)

        assert copied.lease(KEY, "b", 5)
        assert not store.lease(KEY, "b", 5)
        assert copied.load(KEY) is None

    def test_lease_of_a_parent(self, store, monkeypatch):
        """In a fork, a lease of its parent's is none."""
        store.lease(KEY, "a", 5)
        monkeypatch.setattr(os, "getpid", lambda: 0)

        assert store.lease(KEY, "b", 5)


class TestEach(TokenStoreContract):
    @pytest.fixture
    def store(self, backend):
        sealed = isinstance(backend, (Memory, SQLite))  # what seals is the same in all
        return backend.tokens(key=SEAL if sealed else None)

    @pytest.fixture
    def pass_time(self, backend):
        return backend.pass_time


OTHER = KEY._replace(account="other")
keys = st.sampled_from([KEY, OTHER])
owners = st.sampled_from(["a", "b", "c"])
seconds = st.integers(1, 5).map(lambda n: n * 60)  # long, as some clocks do run on
URLS = {}
"""Of the servers that run."""


@pytest.fixture
def running(redis_url, postgres_url):
    """Servers for stories, which take no fixtures."""
    URLS.update(redis_url=redis_url, postgres_url=postgres_url)


class Story(RuleBasedStateMachine):
    """
    Whatever several owners do in whatever order: one lease at a time, versions that only
    grow, and no save that names an old version wins.
    """

    kind = Memory
    key = None

    @initialize()
    def begin(self):
        self.folder = tempfile.mkdtemp()
        self.backend = self.kind(URLS.get(self.kind.needs), Path(self.folder))
        self.store = self.backend.tokens(self.key)
        self.now = 0
        self.tokens = {}
        self.leases = {}
        self.given = {KEY: [0], OTHER: [0]}

    @rule(key=keys, back=st.integers(0, 3), n=st.integers(0, 9))
    def save_what_was_loaded(self, key, back, n):
        named = self.given[key][-1 - min(back, len(self.given[key]) - 1)]
        stored = self.tokens.get(key)
        current = stored.version if stored else 0
        try:
            saved = self.store.save(key, token(f"t{n}"), if_version=named)
        except TokenConflict:
            assert named != current
        else:
            assert named == current
            self._saved(key, saved, n)

    @rule(key=keys, n=st.integers(0, 9))
    def save_by_hand(self, key, n):
        saved = self.store.save(key, token(f"t{n}"), if_version=None)
        self._saved(key, saved, n)

    def _saved(self, key, saved, n):
        assert saved.version > max(self.given[key])
        assert token(f"t{n}") == saved.token
        self.tokens[key] = saved
        self.given[key].append(saved.version)

    @rule(key=keys)
    def forget(self, key):
        self.store.forget(key)
        self.tokens.pop(key, None)

    @rule(key=keys, owner=owners, length=seconds)
    def lease(self, key, owner, length):
        holder, until = self.leases.get(key, (None, 0))
        is_free = holder in (None, owner) or until <= self.now

        assert is_free == self.store.lease(key, owner, length)
        if is_free:
            self.leases[key] = (owner, self.now + length)

    @rule(key=keys, owner=owners)
    def release(self, key, owner):
        self.store.release(key, owner)
        if self.leases.get(key, (None, 0))[0] == owner:
            del self.leases[key]

    @rule(length=seconds)
    def pass_time(self, length):
        self.now += length
        self.backend.pass_time(length)

    @rule()
    def open_again(self):
        if self.kind is not Memory:
            self.store.close()
            self.store = self.backend.tokens(self.key)

    @invariant()
    def is_stored(self):
        if hasattr(self, "store"):
            assert [self.tokens.get(key) for key in (KEY, OTHER)] == [
                self.store.load(key) for key in (KEY, OTHER)
            ]
            assert sorted(self.tokens) == self.store.keys()

    def teardown(self):
        self.backend.close()
        shutil.rmtree(self.folder)


class SQLiteStory(Story):
    """The same in a file."""

    kind = SQLite


class SealedStory(SQLiteStory):
    """The same, sealed."""

    key = SEAL


class RedisStory(SealedStory):
    """The same on a Redis server."""

    kind = Redis


class PostgreSQLStory(SealedStory):
    """The same on a PostgreSQL server."""

    kind = PostgreSQL


served = pytest.mark.usefixtures("running")
TestStory = Story.TestCase
TestSQLiteStory = SQLiteStory.TestCase
TestSealedStory = SealedStory.TestCase
TestRedisStory = served(RedisStory.TestCase)
TestPostgreSQLStory = served(PostgreSQLStory.TestCase)
TestStory.settings = settings(max_examples=40, deadline=None)
FEW = settings(max_examples=8, stateful_step_count=40, deadline=None)
TestSQLiteStory.settings = TestSealedStory.settings = TestRedisStory.settings = FEW
TestPostgreSQLStory.settings = settings(FEW, max_examples=3)
