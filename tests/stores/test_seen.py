"""Each event is new once, whoever asks."""

from __future__ import annotations

import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from fakes import FakeClock

from tokotiktok.errors import StoreError, ValidationError
from tokotiktok.stores import MemorySeenStore, SQLiteSeenStore

CLOCK = FakeClock()
"""At module level, so that stores with it pickle."""

ASKING = """
import sys
from tokotiktok.stores import SQLiteSeenStore
store = SQLiteSeenStore(sys.argv[1])
print(sum(store.first_time(str(n)) for n in range(200)))
"""


class SeenStoreContract:
    """What every store of seen events promises; a subclass gives the ``store``."""

    def test_once(self, store):
        """An event is new the first time, and no more."""
        assert [True, False, False] == [store.first_time("a") for _ in range(3)]
        assert store.first_time("b")

    def test_forgets(self, store):
        """It is known for as long as was said the first time, and new again after."""
        store.first_time("a", ttl=10)
        CLOCK.sleep(9)
        again = store.first_time("a", ttl=10)
        CLOCK.sleep(1)

        assert not again
        assert store.first_time("a", ttl=10)

    def test_each_for_its_time(self, store):
        """What is kept longer outlasts what is kept shorter, whichever came first."""
        store.first_time("long", ttl=100)
        store.first_time("short", ttl=1)
        CLOCK.sleep(50)

        assert store.first_time("short")
        assert not store.first_time("long")

    def test_threads(self, store):
        """Of many threads that ask at once, one is told that it is new."""
        with ThreadPoolExecutor(16) as pool:
            said = list(pool.map(lambda n: store.first_time(str(n // 16)), range(800)))

        assert 50 == sum(said)

    def test_pickles(self, store):
        """A copy knows what was seen."""
        store.first_time("a")
        copy = pickle.loads(pickle.dumps(store))

        assert not copy.first_time("a")
        assert copy.first_time("b")

    @pytest.mark.parametrize("event_id", ["", None, 7, b"a"], ids=repr)
    def test_no_id(self, store, event_id):
        """What is no id is refused: else all such were one."""
        with pytest.raises(ValidationError, match="event_id="):
            store.first_time(event_id)

    @pytest.mark.parametrize(
        "ttl", [0, -1, float("inf"), float("nan"), True, "7"], ids=repr
    )
    def test_no_time(self, store, ttl):
        """It is known for some time, and not for ever."""
        with pytest.raises(ValidationError, match="ttl="):
            store.first_time("a", ttl=ttl)


class TestMemory(SeenStoreContract):
    @pytest.fixture
    def store(self):
        return MemorySeenStore(clock=CLOCK)

    def test_stays_small(self, store):
        """What is too old to matter is dropped, so that memory holds what is not."""
        for n in range(10_000):
            store.first_time(str(n), ttl=1000)
            CLOCK.sleep(1)

        assert len(store._until) <= 2048


class TestSQLite(SeenStoreContract):
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
