"""How far jobs have got, wherever it is kept."""

from __future__ import annotations

import os
import pickle

import pytest
from contracts import CheckpointStoreContract

from tokotiktok.errors import StoreError
from tokotiktok.stores import (
    MemoryCheckpointStore,
    SQLiteCheckpointStore,
    checkpoints,
    redis,
)
from tokotiktok.stores._sql import records


class TestEach(CheckpointStoreContract):
    @pytest.fixture
    def store(self, backend, monkeypatch):
        for module in (checkpoints, redis, records):
            monkeypatch.setattr(
                module, "_AT_ONCE", 7
            )  # so that there are several pages
        return backend.checkpoints()

    @pytest.fixture
    def pass_time(self, backend):
        return backend.pass_time


class TestSQLite:
    @pytest.mark.parametrize("body", [b"{", b"[]", b'{"state": 7, "saved_at": 1}'])
    def test_damaged(self, tmp_path, body):
        """What cannot be read is said to be damaged, and not taken for a beginning."""
        store = SQLiteCheckpointStore(tmp_path / "a.db")
        store._records.save("job", body, None)
        for read in (lambda: store.load("job"), lambda: list(store.find())):
            with pytest.raises(StoreError, match="checkpoint of job job is damaged"):
                read()

    def test_says_where(self, tmp_path):
        """It says which file it is."""
        assert repr(SQLiteCheckpointStore(tmp_path / "a.db")).endswith("a.db')")
        assert "MemoryCheckpointStore('memory')" == repr(MemoryCheckpointStore())


class TestMemory:
    def test_leases_are_of_this_process(self, monkeypatch):
        """A copy, or a fork, has what was saved, and none of the leases."""
        store = MemoryCheckpointStore()
        store.lease("job", "a", 5)
        copied = pickle.loads(pickle.dumps(store)).lease("job", "b", 5)
        monkeypatch.setattr(os, "getpid", lambda: 0)

        assert copied
        assert store.lease("job", "b", 5)
