"""Rates that processes keep together: through a SQLite file, through a real Redis."""

from __future__ import annotations

import json
import logging
import os
import pickle
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from conftest import needs
from fakes import FakeClock, Script, no, ok, tiktok
from test_ratelimit import too_many

from tokotiktok.errors import RateLimitError, StoreError, ValidationError
from tokotiktok.ratelimit import Limit, MemoryRateLimiter, Rate, limit_key
from tokotiktok.stores import SQLiteTokenStore
from tokotiktok.stores.limits import SQLiteRateLimiter, hashed, open_limiter
from tokotiktok.stores.limits_redis import NAME, RedisRateLimiter

SHOP = "ROW_fiktifCipherAAAA1234"


@pytest.fixture(params=["sqlite", "redis"])
def url(request, tmp_path):
    """Where processes meet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'limits.db'}"
    return request.getfixturevalue("redis_url")


@pytest.fixture
def key(request):
    """A budget of this test's own: the server is shared."""
    return limit_key("tiktokshop", request.node.name, SHOP, "getOrderList")


class Slept(list):
    """Sleeps that take no time."""

    def __call__(self, seconds):
        self.append(seconds)


def opened(url, *limits, **options):
    """Open a limiter that notes its sleeps."""
    slept = Slept()
    return open_limiter(url, *limits, sleep=slept, **options), slept


class Watch:
    """Knows how long a test has taken so far: so much sooner its turns may seem to come."""

    def __init__(self):
        self._began = time.monotonic()

    @property
    def passed(self):
        return time.monotonic() - self._began

    def saw(self, expected, waits):
        """Whether turns at these times were waited for, none of them given too early."""
        early = 1.01 * self.passed + 0.001  # a lowered rate rises a little meanwhile
        return len(expected) == len(waits) and all(
            turn - early <= wait <= turn + 0.001
            for turn, wait in zip(expected, waits, strict=True)
        )


class TestTogether:
    def test_turns_are_of_all(self, url, key):
        """Two limiters that meet in one place give each other's turns to nobody."""
        watch = Watch()
        one, waited = opened(url, Limit(Rate(1)))
        other, other_waited = opened(url, Limit(Rate(1)))
        for limiter in (one, other, one, other):
            limiter.acquire(key, timeout=10)
        with pytest.raises(RateLimitError) as caught:
            one.acquire(key, timeout=1)
        other.acquire(key, timeout=10)
        one.close()

        assert watch.saw([2], waited)
        assert watch.saw([1, 3, 4], other_waited)
        assert watch.saw([4], [caught.value.retry_after])
        assert (2, 3) == (one.usage(key).admitted, other.usage(key).admitted)

    def test_burst(self, url, key):
        """After a rest as many go at once as the rate says."""
        watch = Watch()
        limiter, slept = opened(url, Limit(Rate(1, burst=3)))
        for _ in range(5):
            limiter.acquire(key, timeout=10)

        assert watch.saw([1, 2], slept)

    def test_time_that_is_over(self, url, key):
        """A call without any time left is given a turn that is free, none else."""
        limiter, _ = opened(url, Limit(Rate(1)))
        limiter.acquire(key, timeout=-1)

        with pytest.raises(RateLimitError, match="within 0 s"):
            limiter.acquire(key, timeout=-1)

    def test_another_process_is_told(self, url, key):
        """What one process was told to wait for, and the lower rate, hold in another."""
        needs(hasattr(os, "fork"), "fork")
        limiter, slept = opened(url, Limit(Rate(10)))
        limiter.acquire(key, timeout=0)
        watch = Watch()
        child = os.fork()
        if child == 0:
            limiter.penalise(key, 3)
            limiter.penalise(key, 3)
            os._exit(0)
        os.waitpid(child, 0)
        limiter.acquire(key.replace(SHOP, "other"), timeout=0)
        for _ in range(2):
            limiter.acquire(key, timeout=9)

        allowed = limiter.usage(key).allowed

        assert watch.saw([3, 3 + 1 / 7], slept)
        assert 7 <= allowed <= 10 - 3 * max(0, 1 - watch.passed / 10) ** 3

    def test_comes_back(self, url, key):
        """A second later a lowered rate rises again, fast at first."""
        limiter, slept = opened(url, Limit(Rate(50)))
        lowered = Watch()
        limiter.penalise(key, 0)
        time.sleep(1.5)
        asked = Watch()
        for _ in range(3):
            limiter.acquire(key, timeout=1)
        allowed = limiter.usage(key).allowed

        least = 50 - 15 * 0.95**3
        assert asked.saw([1 / least, 2 / least], slept)
        assert least <= allowed <= 50 - 15 * max(0, 1.1 - lowered.passed / 10) ** 3

    def test_waits_are_one(self, url, key):
        """Of several waits that the platform told at once the longest counts, and a cut."""
        limiter, _ = opened(url, Limit(Rate(10)))
        other, _ = opened(url, Limit(Rate(10)))
        told = Watch()
        for seconds in (0, 1, 30, 2):
            limiter.penalise(key, seconds)
        with pytest.raises(RateLimitError) as caught:
            other.acquire(key, timeout=1)

        assert told.saw([30], [caught.value.retry_after])
        assert 7 == pytest.approx(other.usage(key).allowed)

    def test_holder_is_killed(self, url, key):
        """Who is killed while it waits leaves its turn unused, and stops nobody."""
        needs(hasattr(os, "fork"), "fork")
        watch = Watch()
        limiter, slept = opened(url, Limit(Rate(2)))
        limiter.acquire(key, timeout=0)
        patient = open_limiter(url, Limit(Rate(2)))
        child = os.fork()
        if child == 0:
            patient.acquire(key, timeout=9)
            os._exit(0)
        time.sleep(0.2)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        limiter.acquire(key, timeout=9)

        assert watch.saw([1], slept)

    def test_pickles(self, url, key):
        """A limiter that was pickled meets the others in the same place."""
        limiter, _ = opened(url, Limit(Rate(1)))
        limiter.acquire(key, timeout=0)

        with pytest.raises(RateLimitError):
            pickle.loads(pickle.dumps(limiter)).acquire(key, timeout=0)

    def test_repr(self, url):
        """A limiter says where it meets others."""
        shown = repr(open_limiter(url))

        assert "limits.db" in shown or "127.0.0.1" in shown


WORKERS = """
import json, os, sys, threading, time
from tokotiktok import Limit, Rate, open_limiter

url, key, other, seconds = json.loads(sys.argv[1])
mine = threading.local()
def clock():
    mine.now = time.monotonic()
    return mine.now
limiter = open_limiter(url, Limit(Rate(50)), on_failure="closed", clock=clock)
start, children = time.monotonic() + 0.2, []
for _ in range(4):
    if not os.fork():
        times, waited = [], []
        def work():
            time.sleep(start - time.monotonic())
            while time.monotonic() < start + seconds:
                limiter.acquire(key, timeout=9)
                times.append(mine.now)  # when it was decided
        def apart():
            for _ in range(5):
                time.sleep(seconds / 5)
                began = time.monotonic()
                limiter.acquire(f"{other}-{os.getpid()}", timeout=9)
                waited.append(time.monotonic() - began)
        threads = [threading.Thread(target=one) for one in (work, work, apart)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        os.write(1, (json.dumps([times, waited]) + "\\n").encode())
        os._exit(0)
for _ in range(4):
    os.wait()
"""
"""Forks into processes that take all turns there are; prints when, and others' waits."""


class TestProcesses:
    def test_four_with_two_threads_each(self, url, key):
        """
        Processes that ask for more than the rate get it, all of it, and never more in any
        window; another shop's calls do not wait.
        """
        needs(hasattr(os, "fork"), "fork")
        for place in range(5):  # a machine that is busy with other things wakes nobody
            times, waits = taken(url, f"{key}-{place}")
            used = (len(times) - 1) / (times[-1] - times[0]) / 50
            wrong = too_many(times, Rate(50))
            if url.startswith("sqlite"):  # on Redis the way of its answers is in it
                assert [] == wrong
            if used > 0.97 and not wrong:
                break

        assert [] == wrong
        assert used > 0.97
        assert waits[len(waits) // 2] < 0.02


def taken(url, key):
    """Let processes take turns; give when, and how long another shop's calls waited."""
    told = json.dumps([url, key, key.replace(SHOP, "other"), 1.5])
    done = subprocess.run(
        [sys.executable, "-c", WORKERS, told],
        stdout=subprocess.PIPE,
        timeout=60,
        check=True,
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return (
        sorted(at for mine, _ in found for at in mine),
        sorted(wait for _, mine in found for wait in mine),
    )


class TestSQLite:
    def test_keeps_no_name_of_a_shop(self, tmp_path, key):
        """What names a shop is not in the file."""
        limiter = SQLiteRateLimiter(tmp_path / "limits.db")
        limiter.acquire(key, timeout=0)
        limiter.close()

        assert SHOP.encode() not in (tmp_path / "limits.db").read_bytes()

    def test_writes_little(self, tmp_path):
        """A turn writes a page: a file of its own has small ones; another's stay."""
        limiter, other = tmp_path / "limits.db", tmp_path / "tokens.db"
        SQLiteTokenStore(other).close()
        sizes = []
        for path in (limiter, other):
            SQLiteRateLimiter(path).close()
            with sqlite3.connect(path) as db:
                sizes += db.execute("PRAGMA page_size").fetchone()
            db.close()

        assert 1024 == sizes[0] < sizes[1]

    def test_taken_away(self, tmp_path, key, monkeypatch):
        """A file that was deleted is missed a second later: others have a new one."""
        limiter, path = SQLiteRateLimiter(tmp_path / "limits.db"), tmp_path
        now = time.monotonic() + 5
        monkeypatch.setattr("tokotiktok.stores._database.monotonic", lambda: now)
        limiter.acquire(key, timeout=9)
        for one in path.iterdir():
            one.unlink()
        limiter.acquire(key, timeout=9)
        now += 1
        with pytest.raises(StoreError, match="deleted or replaced"):
            limiter.acquire(key, timeout=9)

    def test_disk_that_takes_its_time(self, tmp_path, key):
        """A turn that passed while the disk was written is lost: another is taken."""
        clock = FakeClock()
        limiter = SQLiteRateLimiter(
            tmp_path / "limits.db", Limit(Rate(50)), clock=clock, sleep=clock.sleep
        )
        shared = limiter._shared

        def slow(*what):
            found = shared(*what)
            clock.now += 0.03 if clock.now < began + 0.01 else 0
            return found

        limiter._shared = slow
        began = clock.now
        limiter.acquire(key, timeout=1)

        assert 1 == limiter.usage(key).admitted
        assert began + 0.03 == pytest.approx(limiter.usage(key).at)
        assert limiter._line(key).bucket.free_at > began + 0.045

    def test_machine_was_restarted(self, tmp_path, key):
        """A clock that began anew leaves nobody waiting for the turns of before."""
        clock = FakeClock()
        path = tmp_path / "limits.db"
        before = SQLiteRateLimiter(path, clock=clock, sleep=clock.sleep)
        before.penalise(key, 3000)
        clock.now = 10.0
        before.acquire(key, timeout=0)

        assert [] == clock.slept

    def test_forgets_what_is_at_rest(self, tmp_path, key):
        """When it is opened, the file is rid of budgets that nobody uses any more."""
        path, clock = tmp_path / "limits.db", FakeClock()
        limiter = SQLiteRateLimiter(path, clock=clock)
        limiter.acquire(f"{key}-old", timeout=0)
        clock.now += 100
        limiter.penalise(f"{key}-new", 0)
        clock.now += 10
        SQLiteRateLimiter(path, clock=clock).close()
        with sqlite3.connect(path) as db:
            (names,) = db.execute("SELECT name FROM tokotiktok_limits").fetchall()
        db.close()

        assert (hashed(f"{key}-new"),) == names


@pytest.fixture
def on_redis(redis_server):
    """A server that runs again when the test is over."""
    yield redis_server
    redis_server.stop()
    redis_server.start()


class TestRedis:
    def test_keeps_no_name_of_a_shop_and_nothing_for_long(self, redis_url, key):
        """What names a shop is not on the server; what is at rest goes by itself."""
        limiter, _ = opened(redis_url, Limit(Rate(10)))
        limiter.acquire(key, timeout=0)
        limiter.penalise(key, 9)
        server = limiter._server
        names = server.call("KEYS", "*")

        assert not [name for name in names if SHOP.encode() in name]
        assert 60 < server.call("TTL", NAME + hashed(key)) <= 70

    def test_one_round_trip(self, redis_url, key):
        """A turn, however long the wait for it, is one command."""
        limiter, slept = opened(redis_url, Limit(Rate(1)))
        limiter.acquire(key, timeout=9)
        before = limiter._server.call("INFO", "commandstats")["cmdstat_evalsha"]
        for _ in range(5):
            limiter.acquire(key, timeout=9)
        after = limiter._server.call("INFO", "commandstats")["cmdstat_evalsha"]

        assert 5 == len(slept)
        assert 5 == after["calls"] - before["calls"]

    def test_turns_of_no_whole_microseconds(self, redis_url, key):
        """The server counts microseconds; rounding makes no turn come too early."""
        limiter, _ = opened(redis_url, Limit(Rate(3, burst=4)))
        free = []
        for _ in range(31):
            limiter.acquire(key, timeout=99)
            free.append(int(limiter._server.call("HGET", NAME + hashed(key), "free")))

        assert free[-1] - free[0] >= 10_000_000

    def test_patience_of_no_whole_microseconds(self, redis_url, key, monkeypatch):
        """A turn that is refused was not taken, if only for a part of a microsecond."""
        limiter, _ = opened(redis_url)
        told = []
        monkeypatch.setattr(
            limiter, "_asked", lambda *values: told.append(values) or [0, 0, 1, 0]
        )
        for patience in (0.9999999, 0.2, 1e9, -0.0000001):
            limiter.acquire(key, timeout=patience)

        assert [999_999, 200_000, 10**12, -1] == [values[-1] for values in told]

    def test_server_whose_clock_is_behind(self, redis_url, key):
        """After a failover to a server whose clock is behind, nobody waits for it."""
        limiter, slept = opened(redis_url, Limit(Rate(1)))
        limiter.penalise(key, 999)
        ahead = str(int((time.time() + 99) * 1e6))
        limiter._server.call("HSET", NAME + hashed(key), "seen", ahead)
        limiter.acquire(key, timeout=0)

        assert [] == slept

    def test_lost_and_found(self, on_redis, key, caplog):
        """
        Without the server each process keeps the rate by itself, going on from where it
        was; with it, all together again. Either is said once.
        """
        clock = FakeClock()
        limiter = RedisRateLimiter(
            on_redis.url, Limit(Rate(10)), clock=clock, sleep=clock.sleep
        )
        limiter.acquire(key, timeout=0)
        on_redis.stop()
        for _ in range(3):
            limiter.acquire(key, timeout=9)
        limiter.penalise(key, 2)
        limiter.acquire(key, timeout=9)
        clock.now += 1.5
        limiter.acquire(key, timeout=9)
        on_redis.start()
        clock.now += 1.5
        limiter.acquire(key, timeout=9)
        said = [one.message for one in caplog.records if one.levelno >= logging.WARNING]

        assert [0.1, 0.1, 0.1, 2.0] == pytest.approx(clock.slept, abs=0.01)
        assert 1 == limiter._server.call("EXISTS", NAME + hashed(key))
        assert 2 == len(said)
        assert "rates are kept by each process until it can" in said[0]
        assert "keeps the rates again" in said[1]
        assert 7 == limiter.usage(key).admitted

    def test_is_not_asked_at_every_turn(self, on_redis, key):
        """A server that failed is left alone for a second."""
        clock = FakeClock()
        limiter = RedisRateLimiter(
            on_redis.url, on_failure="open", clock=clock, sleep=clock.sleep
        )
        on_redis.stop()
        limiter.acquire(key, timeout=0)
        on_redis.start()
        limiter.acquire(key, timeout=0)
        early = limiter._server.call("EXISTS", NAME + hashed(key))
        clock.now += 1
        limiter.acquire(key, timeout=0)

        assert (0, 1) == (early, limiter._server.call("EXISTS", NAME + hashed(key)))

    def test_open(self, on_redis, key):
        """Where it fails open, nothing waits while the server is away."""
        limiter, slept = opened(on_redis.url, Limit(Rate(0.1)), on_failure="open")
        on_redis.stop()
        for _ in range(3):
            limiter.acquire(key, timeout=0)

        assert ([], 3) == (slept, limiter.usage(key).admitted)

    def test_closed(self, on_redis):
        """Where it fails closed nothing is sent; a refusal is told as it is."""
        script = Script(ok({"orders": []}), no(36009002, status=429))
        limiter = RedisRateLimiter(on_redis.url, on_failure="closed")
        client = tiktok(script, limiter=limiter)
        client.orders.search()
        script.answers = [lambda _: on_redis.stop() or no(36009009)]
        with pytest.raises(Exception, match="36009009"):
            client.orders.search()
        with pytest.raises(StoreError, match="no call is let through") as caught:
            client.orders.search()

        assert (2, 0) == (len(script.sent), caught.value.attempts)


class TestOpening:
    def test_memory(self):
        """``memory:`` is of this process."""
        assert type(open_limiter("memory:")) is MemoryRateLimiter

    def test_sqlite(self, tmp_path, monkeypatch):
        """Three strokes are of the working folder."""
        monkeypatch.chdir(tmp_path)
        open_limiter("sqlite:///limits.db").close()

        assert (tmp_path / "limits.db").exists()

    @pytest.mark.parametrize(
        ("url", "options", "said"),
        [
            ("mysql://u:secret@host", {}, "no limiter at mysql: give 'memory:'"),
            ("memory", {}, "no limiter at memory"),
            ("sqlite:file.db", {}, "no limiter at sqlite"),
            (None, {}, "no limiter at None"),
            ("redis://host:x", {}, "%-encoded"),
            ("redis://host", {"on_failure": "never"}, "on_failure='never': give"),
        ],
    )
    def test_none(self, url, options, said):
        """A URL that names none is refused, without its password."""
        with pytest.raises(ValidationError, match=said) as caught:
            open_limiter(url, **options)

        assert "secret" not in str(caught.value)
