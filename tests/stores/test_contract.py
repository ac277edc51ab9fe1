"""Each token store keeps the promises of all."""

from __future__ import annotations

import copy
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from contracts import KEY, TokenStoreContract
from fakes import FakeClock, token
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tokotiktok import MemoryTokenStore, SQLiteTokenStore
from tokotiktok.errors import TokenConflict
from tokotiktok.stores import new_key

SEAL = new_key()
CLOCK = FakeClock()
"""One for all tests, at module level so that stores with it pickle."""


class TestMemory:
    @pytest.fixture
    def store(self):
        return MemoryTokenStore(clock=CLOCK)

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
    @pytest.fixture(params=[None, SEAL], ids=["plain", "sealed"])
    def store(self, request, backend):
        return backend.tokens(key=request.param)

    @pytest.fixture
    def pass_time(self, backend):
        return backend.pass_time


OTHER = KEY._replace(account="other")
keys = st.sampled_from([KEY, OTHER])
owners = st.sampled_from(["a", "b", "c"])
seconds = st.integers(1, 5)


class Story(RuleBasedStateMachine):
    """
    Whatever several owners do in whatever order: one lease at a time, versions that only
    grow, and no save that names an old version wins.
    """

    def make(self):
        return MemoryTokenStore(clock=self.clock)

    @initialize()
    def begin(self):
        self.clock = FakeClock()
        self.store = self.make()
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
        is_free = holder in (None, owner) or until <= self.clock.now

        assert is_free == self.store.lease(key, owner, length)
        if is_free:
            self.leases[key] = (owner, self.clock.now + length)

    @rule(key=keys, owner=owners)
    def release(self, key, owner):
        self.store.release(key, owner)
        if self.leases.get(key, (None, 0))[0] == owner:
            del self.leases[key]

    @rule(length=seconds)
    def pass_time(self, length):
        self.clock.now += length

    @rule()
    def open_again(self):
        """Nothing to open again."""

    @invariant()
    def is_stored(self):
        if hasattr(self, "store"):
            assert [self.tokens.get(key) for key in (KEY, OTHER)] == [
                self.store.load(key) for key in (KEY, OTHER)
            ]
            assert sorted(self.tokens) == self.store.keys()


class SQLiteStory(Story):
    """The same in a file, which may be closed and opened at any time."""

    key = None

    def make(self):
        self.folder = tempfile.mkdtemp()
        return self.opened()

    def opened(self):
        path = Path(self.folder) / "tokens.db"
        return SQLiteTokenStore(path, key=self.key, clock=self.clock)

    @rule()
    def open_again(self):
        self.store.close()
        self.store = self.opened()

    def teardown(self):
        self.store.close()
        shutil.rmtree(self.folder)


class SealedStory(SQLiteStory):
    """The same, sealed."""

    key = SEAL


TestStory = Story.TestCase
TestSQLiteStory = SQLiteStory.TestCase
TestSealedStory = SealedStory.TestCase
TestStory.settings = settings(max_examples=40, deadline=None)
TestSQLiteStory.settings = settings(
    max_examples=8, stateful_step_count=40, deadline=None
)
TestSealedStory.settings = TestSQLiteStory.settings
