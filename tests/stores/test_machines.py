"""Processes that share nothing but a server renew each token once, whatever dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from renewing import ended, keeper, key

from tokotiktok.errors import StoreError
from tokotiktok.stores import RedisTokenStore
from tokotiktok.stores.urls import (
    open_checkpoint_store,
    open_seen_store,
    open_token_store,
)

HERE = Path(__file__).parents[1]


@pytest.fixture(params=["sqlite", "redis", "postgresql"])
def url(request, tmp_path):
    """Where processes of several machines, or of one, find their tokens."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/tokens.db"
    name = {"redis": "redis_url", "postgresql": "postgres_url"}[request.param]
    return request.getfixturevalue(name)


def environment():
    """Let a child find what this process has found."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])}


class TestOnce:
    def test_one_renewal_for_all(self, url, tmp_path):
        """Ten accounts, two processes of four threads for each: ten renewals."""
        counts = tmp_path / "counts"
        words = [sys.executable, HERE / "renewing.py", url, counts]
        subprocess.run(
            [*words, "2", "4", "10", "0.1"],
            env=environment(),
            stdout=subprocess.DEVNULL,
            check=True,
            timeout=60,
        )
        renewed = Counter(counts.read_text().split())

        assert {f"account-{number}": 1 for number in range(10)} == renewed

    def test_a_killed_process_blocks_nobody_for_long(self, url, tmp_path):
        """A lease ends by itself: what a killed process was to renew, another does."""
        store = open_token_store(url)
        store.save(key(77), ended(77), if_version=None)
        program = (
            "import sys, time; from renewing import key;"
            "from tokotiktok.stores.urls import open_token_store;"
            "print(open_token_store(sys.argv[1]).lease(key(77), 'dead', 1.0), flush=True);"
            "time.sleep(60)"
        )
        with subprocess.Popen(
            [sys.executable, "-c", program, url],
            env=environment(),
            stdout=subprocess.PIPE,
            text=True,
        ) as holder:
            said = holder.stdout.readline()
            began = time.monotonic()
            holder.send_signal(signal.SIGKILL)
        token = keeper(url, str(tmp_path / "counts"), 0).current(key(77))

        assert "True\n" == said
        assert "new-account-77" == token.access
        assert time.monotonic() - began < 10


class TestServer:
    def test_one_that_goes_and_comes(self):
        """A server that is gone is named; when it is back, so is the store."""
        import servers
        from conftest import needs

        needs(servers.redis_server() is not None, "redis-server")
        with servers.redis() as server:
            store = RedisTokenStore(server.url)
            store.save(key(1), ended(1), if_version=None)
            server.stop()
            with pytest.raises(StoreError, match=f"127.0.0.1:{server.port}"):
                store.load(key(1))
            server.start()

            assert store.load(key(1)) is None
            assert store.save(key(1), ended(1), if_version=0).version > 0
            store.close()

    @pytest.mark.parametrize("opens", [open_checkpoint_store, open_seen_store])
    def test_nobody_there(self, opens):
        """Where nothing listens, the sentence says where, and no password."""
        import servers

        store = opens(f"redis://:geheim@127.0.0.1:{servers.free_port()}/0")
        with pytest.raises(StoreError) as caught:
            if opens is open_seen_store:
                store.first_time("1", ttl=5)
            else:
                store.load("job")

        assert "127.0.0.1" in str(caught.value)
        assert "geheim" not in str(caught.value)
        assert "geheim" not in repr(store)


class TestThreads:
    def test_threads_share_connections(self, url):
        """Thirty threads read at once, and all get what is there."""
        store = open_token_store(url)
        store.save(key(5), ended(5), if_version=None)
        got = []
        threads = [
            threading.Thread(target=lambda: got.append(store.load(key(5)).token))
            for _ in range(30)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert ["old-5"] * 30 == [token.access for token in got]
