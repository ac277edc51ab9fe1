"""F12 and F44 to F50: tokens, threads, processes, forks and many shops under faults."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
import warnings
from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from fakes import NOW, token
from faultbench import CALLS, GOOD, kinds
from faultserver import HANG, RESET, Act, drip, http, no, ok

from tokotiktok import MemoryTokenStore, RetryPolicy, Token, TokenKey
from tokotiktok.errors import ReauthorizationRequired
from tokotiktok.stores import open_token_store

pytestmark = pytest.mark.uncovered

ACCOUNT = "fiktif_open_id_0001"
KEY = TokenKey("tiktokshop", "6fiktif8key", ACCOUNT)
REFRESH = "/api/v2/token/refresh"
WORKER = Path(__file__).parent.parent / "faultworker.py"


class Grants:
    """A platform that takes each refresh token once, and only its newest token."""

    def __init__(self, *, lose=0, now=NOW, slow=0.0) -> None:
        self.access = "nothing yet"
        self.refresh = "TTP_fiktif-refresh-0001"
        self.refreshed = 0
        self.lose = lose
        self.now = now
        self.slow = slow

    def __call__(self, arrival):
        if arrival.path != REFRESH:
            return GOOD if arrival.token == self.access else no(105002)
        if arrival.query["refresh_token"] != self.refresh:
            return no(36004001, "refresh token expired")
        self.refreshed += 1
        self.access = f"TTP_fiktif-access-1{self.refreshed:03}"
        self.refresh = f"TTP_fiktif-refresh-1{self.refreshed:03}"
        if self.lose:
            self.lose -= 1
            return RESET
        time.sleep(self.slow)  # of a thread of the server
        return ok(
            {
                "access_token": self.access,
                "access_token_expire_in": int(self.now) + 600_000,
                "refresh_token": self.refresh,
                "open_id": ACCOUNT,
            }
        )


def stored(days=6.0, store=None, **more):
    """Make a store that holds one token."""
    store = store or MemoryTokenStore()
    store.save(KEY, token(days=days, account=ACCOUNT, **more), if_version=None)
    return store


class TestLostRenewal:
    @pytest.mark.parametrize("kind", kinds("F12"))
    def test_reply_is_lost(self, bench, kind):
        """A renewal whose answer got lost has cost the authorisation, and says so."""
        store = stored()
        before = store.load(KEY)
        server = bench.server(Grants(lose=1))
        client = bench.client(server, tokens=store, account=ACCOUNT)
        with pytest.raises(ReauthorizationRequired):
            CALLS[kind](client)

        assert before == store.load(KEY)
        assert [False, True, True] == [one.path == REFRESH for one in server.ledger]

    def test_another_has_the_answer(self, bench):
        """F12: if somebody else has stored a token meanwhile, that one is used."""
        store = stored()
        grants = Grants(lose=1)

        def also_saved(arrival):
            play = grants(arrival)
            if play is RESET:
                store.save(KEY, token(grants.access), if_version=None)
            return play

        client = bench.client(bench.server(also_saved), tokens=store, account=ACCOUNT)
        with suppress(ReauthorizationRequired):
            client.orders.search()

        assert ["1"] == [one.id for one in client.orders.search()]
        assert 1 == grants.refreshed


class TestThreads:
    @pytest.mark.parametrize(
        ("kind", "_", "days"), kinds("F44", ("refused", 6.0), ("over", -1.0))
    )
    def test_hundred_threads(self, bench, kind, _, days):
        """A hundred threads with one dead token: one renewal, and every call is done."""
        grants = Grants(slow=0.05)
        server = bench.server(grants)
        client = bench.client(
            server,
            tokens=stored(days),
            account=ACCOUNT,
            transport=bench.transport(pool_size=100),
            retry=RetryPolicy(),
        )
        start, failed = threading.Barrier(100), []

        def run() -> None:
            start.wait()
            try:
                CALLS[kind](client)
            except Exception as error:  # noqa: BLE001 - told below
                failed.append(error)

        threads = [threading.Thread(target=run) for _ in range(100)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        done = [one for one in server.ledger if one.token == grants.access]

        assert ([], 1, 1) == (failed, grants.refreshed, server.paths().count(REFRESH))
        assert 100 == len(done), "a call was lost or sent twice"


class TestProcesses:
    @pytest.mark.parametrize("where", ["sqlite", "redis"])
    def test_eight_processes(self, bench, tmp_path, where, request):
        """F45: eight processes with one dead token in one store: one renewal."""
        shared = f"sqlite:///{tmp_path / 'tokens.db'}"
        if where == "redis":
            shared = request.getfixturevalue("redis_url")
        now = time.time()
        ended = datetime.fromtimestamp(now, timezone.utc) - timedelta(hours=1)
        dead = Token(access="dead", refresh="TTP_fiktif-refresh-0001", expires_at=ended)
        store = open_token_store(shared)
        store.save(KEY, dead, if_version=None)
        grants = Grants(now=now, slow=0.1)
        server = bench.server(grants)
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        workers = [
            subprocess.Popen(
                [sys.executable, str(WORKER), server.url, shared],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
                text=True,
            )
            for _ in range(8)
        ]
        for worker in workers:
            assert "ready\n" == worker.stdout.readline()
        for worker in workers:
            worker.stdin.write("go\n")
            worker.stdin.flush()
        said = [worker.communicate(timeout=60)[0] for worker in workers]

        assert ["1\n"] * 8 == said
        assert (1, 1) == (grants.refreshed, server.paths().count(REFRESH))
        assert Counter({grants.access: 8, None: 1}) == Counter(
            one.token for one in server.ledger
        )
        assert grants.access == store.load(KEY).token.access
        store.close()


class TestFork:
    @pytest.mark.parametrize("tls", [False, True], ids=["F46-plain", "F46-tls"])
    def test_warm_pool(self, bench, tls):
        """A child does not touch its parent's connections, whatever it does with its own."""
        authority = bench.authority
        server = bench.server(GOOD, tls=authority.context() if tls else None)
        transport = bench.transport(verify=str(authority.path))
        client = bench.client(server, transport=transport)
        client.orders.search()
        with (
            warnings.catch_warnings()
        ):  # that the server's threads are not in the child
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child == 0:
            status = 1
            try:
                found = [one.id for one in client.orders.search()]
                client.packages.ship(package_id="1")
                client.close()
                status = 0 if found == ["1"] else 2
            finally:
                os._exit(status)
        _, status = os.waitpid(child, 0)
        client.orders.search()

        assert 0 == status
        assert [1, 2, 2, 1] == [one.connection for one in server.ledger]


@pytest.fixture
def ctrl_c():
    """What a server does to press Ctrl-C, also where a shell had that ignored."""
    main = threading.main_thread().ident
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield Act(lambda link: signal.pthread_kill(main, signal.SIGINT))
    signal.signal(signal.SIGINT, before)


class TestInterrupts:
    @pytest.mark.parametrize(
        ("kind", "_", "first"),
        kinds("F47", ("head", b""), ("body", http(b"x" * 10, length=100))),
    )
    def test_ctrl_c(self, bench, ctrl_c, kind, _, first):
        """Ctrl-C while a call waits ends it; client, pool and locks stay usable."""
        server = bench.server([first, ctrl_c, HANG], GOOD)
        client = bench.client(server, retry=RetryPolicy(read=5))
        with pytest.raises(KeyboardInterrupt):
            CALLS[kind](client)
        assert 1 == len(server.ledger), "it was sent again"

        assert ["1"] == [one.id for one in client.orders.search()]
        assert [1, 2] == [one.connection for one in server.ledger]

    def test_ctrl_c_while_renewing(self, bench, ctrl_c):
        """F47: Ctrl-C during a renewal ends the call; the renewal's answer is not lost."""
        pause = Act(lambda link: time.sleep(0.1))  # of a thread of the server
        grants = Grants()

        def interrupting(arrival):
            play = grants(arrival)
            return [ctrl_c, pause, play] if arrival.path == REFRESH else play

        server = bench.server(interrupting)
        client = bench.client(server, tokens=stored(), account=ACCOUNT)
        with pytest.raises(KeyboardInterrupt):
            client.orders.search()

        assert ["1"] == [one.id for one in client.orders.search()]
        assert (1, 1) == (grants.refreshed, server.paths().count(REFRESH))

    @pytest.mark.parametrize("kind", kinds("F47-thread"))
    def test_thread_is_killed(self, bench, kind):
        """A thread that is killed in the middle of a call takes nothing with it."""
        killed = []

        def kill(link) -> None:
            ident = ctypes.c_ulong(thread.ident)
            end = ctypes.py_object(SystemExit)
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ident, end)

        play = [http(b"{", length=1000), Act(kill), drip(b"x" * 999, 0.01)]
        server = bench.server(play, GOOD)
        client = bench.client(server, retry=RetryPolicy(read=30))

        def run() -> None:
            try:
                CALLS[kind](client)
            except SystemExit:
                killed.append("dead")

        thread = threading.Thread(target=run)
        thread.start()
        thread.join(timeout=60)

        assert ["dead"] == killed
        assert ["1"] == [one.id for one in client.orders.search()]
        assert [1, 2] == [one.connection for one in server.ledger]


class FullError(OSError):
    """No space left."""


class FullStore(MemoryTokenStore):
    """A store that is full for a while."""

    failures = 0

    def save(self, key, token, *, if_version):
        if self.failures:
            self.failures -= 1
            raise FullError
        return super().save(key, token, if_version=if_version)


class StaleStore(MemoryTokenStore):
    """A store whose reads lag behind its writes, as a replica's may."""

    stale = None

    def load(self, key):
        return self.stale or super().load(key)


class TestStores:
    @pytest.mark.parametrize("kind", kinds("F48"))
    def test_store_is_full(self, bench, kind):
        """A new token that could not be stored is not used, and not lost either."""
        store = stored(store=FullStore())
        store.failures = 1
        grants = Grants()
        server = bench.server(grants)
        client = bench.client(server, tokens=store, account=ACCOUNT)
        old = store.load(KEY).token.access
        with pytest.raises(FullError):
            CALLS[kind](client)
        CALLS[kind](client)

        assert (1, grants.access) == (grants.refreshed, store.load(KEY).token.access)
        assert [old, None, old, grants.access] == [one.token for one in server.ledger]

    @pytest.mark.parametrize("kind", kinds("F49"))
    def test_stale_replica(self, bench, kind):
        """A store that gives an older version is not believed: one renewal is enough."""
        store = stored(store=StaleStore())
        grants = Grants()
        server = bench.server(grants)
        client = bench.client(server, tokens=store, account=ACCOUNT)
        old = store.load(KEY)
        CALLS[kind](client)
        store.stale = old
        CALLS[kind](client)

        assert 1 == grants.refreshed
        assert [grants.access] == [one.token for one in server.ledger[3:]]


class TestManyShops:
    def test_thousand_shops(self, bench):
        """F50: a thousand shops at once: each request has its own shop's token and cipher."""
        store = MemoryTokenStore()
        for n in range(1000):
            key = KEY._replace(account=f"seller-{n}")
            store.save(key, token(f"TTP_fiktif-access-{n}"), if_version=None)

        def own(arrival):
            cipher = arrival.query.get("shop_cipher", "")
            return ok({"orders": [{"id": cipher.removeprefix("cipher-")}]})

        server = bench.server(own)
        client = bench.client(server, tokens=store, retry=RetryPolicy())
        shops = [
            client.with_shop(f"cipher-{n}", account=f"seller-{n}") for n in range(1000)
        ]
        wrong, started = [], len(threading.enumerate())

        def run(offset: int) -> None:
            for n in range(offset, 1000, 16):
                found = [one.id for one in shops[n].orders.search()]
                if found != [str(n)]:
                    wrong.append((n, found))

        threads = [threading.Thread(target=run, args=[n]) for n in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        pairs = {(one.query["shop_cipher"], one.token) for one in server.ledger}

        assert [] == wrong
        assert {(f"cipher-{n}", f"TTP_fiktif-access-{n}") for n in range(1000)} == pairs
        assert 1000 == len(server.ledger)
        assert server.connections <= 16
        assert started <= len(threading.enumerate()) + 16
