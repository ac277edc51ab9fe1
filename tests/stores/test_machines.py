"""Processes that share a store, as machines do: each token renewed once, whoever dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing

import pytest
import renewers
from backends import PostgreSQL
from conftest import needs
from contracts import KEY
from fakes import token

from tokotiktok.stores import open_checkpoint_store, open_seen_store, open_token_store
from tokotiktok.stores._redis import RedisServer

DIES = """
import os, signal, sys
from contracts import KEY
from tokotiktok.stores import open_token_store
assert open_token_store(sys.argv[1]).lease(KEY, "dead", 0.7)
os.kill(os.getpid(), signal.SIGKILL)
"""
ASKS = """
import sys
from tokotiktok.stores import open_seen_store
store = open_seen_store(sys.argv[1])
print(sum(store.first_time(str(n)) for n in range(50)))
"""


def python(code: str, url: str) -> subprocess.Popen:
    """Begin to run *code* in a new process."""
    return subprocess.Popen(
        [sys.executable, "-c", code, url],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
    )


@pytest.fixture(params=["sqlite", "redis", "postgresql"])
def url(request, tmp_path):
    """Where the processes meet, empty."""
    needs(hasattr(os, "fork"), "fork")
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'a.db'}"
    elif request.param == "redis":
        given = request.getfixturevalue("redis_url").removesuffix("0") + "7"
        with closing(RedisServer(given)) as server:
            server.call("FLUSHDB")
        yield given
    else:
        with PostgreSQL(request.getfixturevalue("postgres_url"), tmp_path) as schema:
            yield schema.url


class TestOnce:
    def test_forty_tokens(self, url, tmp_path):
        """
        Four forks of a process that had the store in use, sixteen threads each, all of
        which need the tokens of forty accounts: each is renewed once, and all have it.
        """
        _, wrong, renewed = renewers.run(url, tmp_path, 4, 16, 40, 0.02)

        assert [] == wrong
        assert [key.account for key in renewers.keys(40)] == renewed

    def test_event(self, url):
        """Of several processes that ask at once whether an event is new, one is told so."""
        open_seen_store(url)
        running = [python(ASKS, url) for _ in range(3)]

        assert 50 == sum(int(one.communicate(timeout=60)[0]) for one in running)


class TestKilled:
    def test_holder_of_a_lease(self, url):
        """Who is killed with a lease blocks the others until it ends, and no longer."""
        store = open_token_store(url)
        store.save(KEY, token(), if_version=None)  # it has connected before
        died = python(DIES, url)
        died.communicate(timeout=60)
        began, tries = time.monotonic(), 0
        while not store.lease(KEY, "next", 5):
            assert time.monotonic() - began < 5
            tries += 1
            time.sleep(0.02)

        assert -signal.SIGKILL == died.returncode
        assert tries


class TestFork:
    def test_connected(self, url):
        """A fork uses its parent's stores, and both go on."""
        jobs = open_checkpoint_store(url)
        first = jobs.save("job", {"n": 1})
        child = os.fork()
        if not child:  # pragma: no cover - in another process
            saved = jobs.save("job", {"n": 2}, if_version=first.version)
            jobs.close()
            os._exit(0 if saved == jobs.load("job") else 1)
        code = os.waitpid(child, 0)[1]
        second = jobs.load("job")
        third = jobs.save("job", {"n": 3}, if_version=second.version)

        assert 0 == code
        assert ({"n": 2}, third) == (second.state, jobs.load("job"))
