"""Each event is new once, whoever asks."""

from __future__ import annotations

import subprocess
import sys

import pytest
from contracts import SeenStoreContract
from fakes import FakeClock

from tokotiktok.errors import StoreError
from tokotiktok.stores import MemorySeenStore, SQLiteSeenStore

CLOCK = FakeClock()
"""At module level, so that stores with it pickle."""

ASKING = """
import sys
from tokotiktok.stores import SQLiteSeenStore
store = SQLiteSeenStore(sys.argv[1])
print(sum(store.first_time(str(n)) for n in range(200)))
"""


class TestEach(SeenStoreContract):
    @pytest.fixture
    def store(self, backend):
        return backend.seen()

    @pytest.fixture
    def pass_time(self, backend):
        return backend.pass_time


class TestMemory:
    @pytest.fixture
    def store(self):
        return MemorySeenStore(clock=CLOCK)

    def test_stays_small(self, store):
        """What is too old to matter is dropped, so that memory holds what is not."""
        for n in range(10_000):
            store.first_time(str(n), ttl=1000)
            CLOCK.sleep(1)

        assert len(store._until) <= 2048


class TestSQLite:
    @pytest.fixture
    def store(self, tmp_path):
        return SQLiteSeenStore(tmp_path / "seen.db", clock=CLOCK)

    def test_stays_small(self, store):
        """What is too old to matter is dropped."""
        for n in range(100):
            store.first_time(str(n), ttl=10)
            CLOCK.sleep(1)

        assert (10,) == store._database.one("SELECT count(*) FROM tokotiktok_seen")

    def test_outlasts_a_restart(self, store, tmp_path):
        """What was seen is known after a restart."""
        store.first_time("a")
        store.close()

        assert not SQLiteSeenStore(tmp_path / "seen.db", clock=CLOCK).first_time("a")

    def test_processes(self, tmp_path):
        """Of several processes that ask at once, one is told that it is new."""
        command = [sys.executable, "-c", ASKING, str(tmp_path / "seen.db")]
        running = [
            subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
            for _ in range(4)
        ]

        assert 200 == sum(int(one.communicate(timeout=60)[0]) for one in running)

    def test_down(self, store, tmp_path):
        """Where the file is gone nobody can tell, and that is said."""
        (tmp_path / "seen.db").unlink()
        with pytest.raises(StoreError, match="deleted or replaced"):
            store.first_time("a")

    def test_says_where(self, store):
        """It says which file it is."""
        assert repr(store).endswith("seen.db')")
