"""A Redis server, as stores see it."""

from __future__ import annotations

import os
import pickle
import threading
import time
import uuid

import pytest
import servers
from conftest import needs
from contracts import KEY
from fakes import token

from tokotiktok.errors import StoreError, ValidationError
from tokotiktok.stores import RedisCheckpointStore, RedisSeenStore, RedisTokenStore
from tokotiktok.stores._redis import RedisServer, Script
from tokotiktok.stores.limits_redis import RedisRateLimiter

ADD = Script("return redis.call('INCRBY', KEYS[1], ARGV[1])")


@pytest.fixture
def server(redis_url):
    one = RedisServer(redis_url)
    one.call("FLUSHDB")
    yield one
    one.close()


@pytest.fixture
def prefix():
    return f"test-{uuid.uuid4().hex}:"


class TestServer:
    def test_commands_and_scripts(self, server):
        """A command is answered; a script is sent when the server does not know it."""
        server.call("SCRIPT", "FLUSH")
        added = [server.run(ADD, ["sum"], n) for n in (1, 2)]

        assert [1, 3] == added
        assert b"3" == server.call("GET", "sum")

    def test_pickles(self, server):
        """A copy is of the same server."""
        server.call("SET", "a", 1)

        assert b"1" == pickle.loads(pickle.dumps(server)).call("GET", "a")

    def test_refuses(self, server):
        """What the server refuses is a StoreError with its words."""
        server.call("SET", "a", "no number")
        for ask in (
            lambda: server.call("INCR", "a"),
            lambda: server.run(ADD, ["a"], 1),
        ):
            with pytest.raises(
                StoreError, match=r"127\.0\.0\.1:\d+/0 .*not an integer"
            ):
                ask()

    def test_down_and_up_again(self):
        """A server that is down is named in a sentence; once it is there, all goes on."""
        needs(servers.redis_server() is not None, "redis-server")
        with servers.redis() as real:
            server = RedisServer(f"redis://:fiktif-word@127.0.0.1:{real.port}/0")
            real.stop()
            with pytest.raises(StoreError) as got:
                server.call("PING")
            server = RedisServer(real.url)
            real.start()
            server.call("SET", "a", 1)
            real.stop()
            with pytest.raises(StoreError):
                server.call("GET", "a")
            real.start()
            after = server.call("GET", "a"), server.run(ADD, ["a"], 5)

        assert str(got.value).startswith(f"Redis at 127.0.0.1:{real.port}/0 cannot be ")
        assert "fiktif-word" not in f"{got.value} {got.value.__cause__}"
        assert (None, 5) == after

    def test_replica(self, server, redis_url):
        """
        After a failover the old server may live on as a replica, and its name be that of
        the new one: who is told so connects anew.
        """
        server.call("SET", "a", 1)
        before = server.call("CLIENT", "ID")
        other = RedisServer(redis_url)
        other.call("REPLICAOF", "127.0.0.1", 1)
        for write in (
            lambda: server.call("SET", "a", 2),
            lambda: server.run(ADD, ["a"], 1),
        ):
            with pytest.raises(StoreError, match="read only replica"):
                write()
        other.call("REPLICAOF", "NO", "ONE")

        assert 2 == server.run(ADD, ["a"], 1)
        assert before < server.call("CLIENT", "ID")

    def test_fork(self, server):
        """A fork connects anew, and leaves its parent's connections alone."""
        needs(hasattr(os, "fork"), "fork")
        server.call("SET", "a", 1)
        before = server.call("CLIENT", "ID")
        child = os.fork()
        if not child:  # pragma: no cover - in another process
            other = server.call("CLIENT", "ID")
            os._exit(0 if other != before and server.call("INCR", "a") == 2 else 1)
        code = os.waitpid(child, 0)[1]

        assert 0 == code
        assert (before, b"2") == (server.call("CLIENT", "ID"), server.call("GET", "a"))

    def test_more_threads_than_connections(self, server):
        """A thread that finds no connection free waits for one."""
        threads = [
            threading.Thread(
                target=lambda: [server.run(ADD, ["n"], 1) for _ in "12345"]
            )
            for _ in range(64)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert b"320" == server.call("GET", "n")

    def test_closes(self, server):
        """A closed one opens again."""
        server.close()
        server.close()

        assert server.call("PING")

    def test_closed_while_in_use(self, server, redis_url):
        """What a thread has asked is answered, though another closes meanwhile."""
        other, said = RedisServer(redis_url), []
        waiting = threading.Thread(
            target=lambda: said.append(server.call("BLPOP", "list", 9))
        )
        waiting.start()
        while not other.call("INFO", "clients")["blocked_clients"]:
            time.sleep(0.01)
        server.close()
        other.call("RPUSH", "list", "a")
        waiting.join()
        other.close()

        assert [b"a"] == [item for _, item in said]

    @pytest.mark.parametrize(
        ("url", "where"),
        [
            ("redis://toko:fiktif-word@cache.invalid/", "cache.invalid:6379"),
            ("rediss://:fiktif-word@[::1]:7000/3?socket_timeout=1", "::1:7000/3"),
            ("redis:///2", "localhost:6379/2"),
            ("unix:///run/redis%20one.sock?db=1", "/run/redis one.sock"),
        ],
    )
    def test_says_where(self, url, where):
        """It says where the server is, and no password."""
        assert f"RedisServer({where!r})" == repr(RedisServer(url))

    @pytest.mark.parametrize(
        ("url", "said"),
        [
            (None, "not ''"),
            ("unix://", "not 'unix'"),
            ("redis://cache..invalid", "is none: it has a host"),
            ("redis://cache.invalid:99999", "is none: it has a host"),
            ("redis://cache.invalid/toko", "the number of a database"),
            ("redis://cache.invalid/1/2", "the number of a database"),
            ("redis://:12/fiktif@cache.invalid", "must be %-encoded"),
            ("redis://:fiktif/word@cache.invalid", "must be %-encoded"),
            ("http://fiktif-word@cache.invalid", "not 'http'"),
            ("redis://:fiktif-word@cache.invalid?socket_timeout=now", "an option"),
            ("redis://:fiktif-word@cache.invalid?colour=red", "an option"),
            ("redis://:fiktif-word@cache.invalid?decode_responses=yes", "an option"),
            ("redis://:fiktif-word@cache.invalid?retry=3", "an option"),
            ("redis://:fiktif-word@cache.invalid?protocol=9", "an option"),
            ("rediss://:fiktif-word@cache.invalid?ssl_cert_reqs=some", "an option"),
        ],
    )
    def test_no_url(self, url, said):
        """What is no URL of a server is refused, and its password not told."""
        with pytest.raises(ValidationError, match=said) as got:
            RedisServer(url)

        assert "fiktif" not in str(got.value)
        assert got.value.__cause__ is None


class TestKeys:
    def test_are_in_one_slot(self, tmp_path):
        """
        All keys of a store are in one slot of a cluster: the node that has it will do. It
        refuses scripts over several slots, and keys of slots that it does not have.
        """
        needs(servers.redis_server() is not None, "redis-server")
        cluster = ("--cluster-enabled", "yes", "--dir", str(tmp_path))
        cluster += ("--cluster-require-full-coverage", "no")
        with servers.redis(
            *cluster, "--cluster-port", str(servers.free_port())
        ) as node:
            server = RedisServer(node.url)
            for kind in ("tokens", "checkpoints", "seen", "limit"):
                slot = server.call("CLUSTER", "KEYSLOT", kind)
                server.call("CLUSTER", "ADDSLOTS", slot)
            while b"cluster_state:ok" not in server.call("CLUSTER", "INFO"):
                time.sleep(0.02)
            for keys in (["{tokens}", "{seen}"], ["a"]):
                with pytest.raises(StoreError, match=r"same slot|slot not served"):
                    server.run(ADD, keys, 1)
            tokens, jobs = RedisTokenStore(node.url), RedisCheckpointStore(node.url)
            tokens.save(KEY, token(), if_version=0)
            leased = tokens.lease(KEY, "a", 5), jobs.lease("job", "a", 5)
            tokens.release(KEY, "a")
            jobs.save("job", {})
            listed = tokens.keys(), [job for job, _ in jobs.find()]
            tokens.forget(KEY)
            limiter = RedisRateLimiter(node.url, on_failure="closed")
            for name in "abc":
                assert RedisSeenStore(node.url).first_time(name)
                limiter.acquire(name, timeout=0)

        assert ((True, True), ([KEY], ["job"])) == (leased, listed)

    def test_begin_as_said(self, server, prefix, redis_url):
        """All keys begin with the prefix; what ends has a time to live."""
        tokens = RedisTokenStore(redis_url, prefix=prefix)
        tokens.save(KEY, token(), if_version=0)
        tokens.lease(KEY, "a", 5)
        RedisSeenStore(redis_url, prefix=prefix).first_time("a", ttl=60)
        lives = {
            key.removeprefix(prefix.encode()): server.call("PTTL", key)
            for key in server.call("KEYS", "*")
            if key.startswith(prefix.encode())
        }

        assert {b"{tokens}:lease:tiktokshop:app:account", b"{seen}:a"} == {
            key for key, life in lives.items() if life > 0
        }
        assert len(server.call("KEYS", "*")) == len(lives) == 5


class TestLoss:
    def test_versions_after_a_loss(self, prefix, server, redis_url):
        """Versions grow even if the server has lost its data, as without a disk."""
        store = RedisTokenStore(redis_url, prefix=prefix)
        before = store.save(KEY, token("a"), if_version=0)
        server.call("FLUSHDB")
        after = store.save(KEY, token("a"), if_version=0)

        assert before.version < after.version

    def test_versions_with_a_clock_set_back(self, prefix, server, redis_url):
        """Versions grow even if the server's clock was set back."""
        store = RedisTokenStore(redis_url, prefix=prefix)
        ahead = 8_000_000_000_000_000
        server.call("SET", f"{prefix}{{tokens}}:last", ahead)

        assert ahead + 1 == store.save(KEY, token("a"), if_version=0).version

    def test_evicted(self, prefix, server, redis_url):
        """What the server has evicted against our wish is not there, also in lists."""
        store = RedisTokenStore(redis_url, prefix=prefix)
        store.save(KEY, token("a"), if_version=0)
        server.call("DEL", f"{prefix}{{tokens}}:record:tiktokshop:app:account")

        assert (None, []) == (store.load(KEY), store.keys())
