"""What a turn costs, and how evenly turns come: ``python benchmarks/ratelimits.py``."""

import itertools
import sqlite3
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))  # a Redis server

import limits as peer
import servers
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from tokotiktok import Limit, Rate, open_limiter
from tokotiktok.stores import limits
from tokotiktok.stores._redis import RedisServer

RATE, THREADS, SECONDS = 50, 8, 4


class Peer:
    """The library ``limits``, asked again until it says yes."""

    def __init__(self, per_second):
        self.limiter = MovingWindowRateLimiter(MemoryStorage())
        self.rate = peer.parse(f"{per_second}/second")

    def acquire(self, key, *, timeout):  # noqa: ARG002 - it knows none
        while not self.limiter.hit(self.rate, key):
            time.sleep(0.001)


def each(do, count):
    """Give the microseconds of a call, of the least disturbed of some rounds."""
    found = []
    for _ in range(9):
        began = time.perf_counter()
        for _ in range(count):
            do()
        found.append((time.perf_counter() - began) / count * 1e6)
    return min(found)


def evenness(limiter):
    """Let threads take all they can; give the share used, the fullest second, the gap."""
    times, until = [], time.monotonic() + SECONDS

    def work():
        while time.monotonic() < until:
            limiter.acquire("key", timeout=60)
            times.append(time.monotonic())

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.sort()
    fullest = max(sum(one <= at < one + 1 for at in times) for one in times)
    gap = max(b - a for a, b in itertools.pairwise(times))
    return (len(times) - 1) / (times[-1] - times[0]) / RATE, fullest, gap


def figures(make, count):
    """Give what a turn of a limiter costs, and how it keeps to a rate."""
    quick = make(1_000_000)
    cost = each(lambda: quick.acquire("key", timeout=60), count)
    used, fullest, gap = evenness(make(RATE))
    return f"{cost:.1f}", f"{100 * used:.0f}; {fullest}; {gap * 1e3:.0f}"


def bare_sqlite(folder):
    """Give the four statements of a turn, without anything around them."""
    db = sqlite3.connect(f"{folder}/bare.db", isolation_level=None)
    for one in ("page_size=1024", "journal_mode=WAL", "synchronous=NORMAL"):
        db.execute(f"PRAGMA {one}")
    db.execute(limits._LIMITS)

    def turn():
        now = time.monotonic()
        db.execute("BEGIN IMMEDIATE")
        db.execute(limits._LOAD, ("key",)).fetchone()
        db.execute(limits._SAVE, ("key", now, now, 1.0, 0.0))
        db.execute("COMMIT")

    return turn


def rows(row):
    """Print each limiter's figures; in memory beside those of the library ``limits``."""
    even = f"  of {RATE}/s used, %; most in 1 s; longest gap, ms"

    def told(what, theirs, ours, goal):
        row(f"a limiter's turn, {what}, us", theirs[0], ours[0], goal)
        row(even, theirs[1], ours[1], f"100; {RATE + 1}; 20")

    with tempfile.TemporaryDirectory() as folder:
        peers = figures(Peer, 2_000)
        mine = figures(lambda n: open_limiter("memory:", Limit(Rate(n))), 20_000)
        told("memory (theirs: limits)", peers, mine, "<= 2")
        number = iter(range(2))
        mine = figures(
            lambda n: open_limiter(
                f"sqlite:///{folder}/{next(number)}.db", Limit(Rate(n))
            ),
            1_000,
        )
        bare = f"{each(bare_sqlite(folder), 1_000):.1f}", "-"
        told("SQLite (theirs: its statements)", bare, mine, "<= 30")
    if servers.redis_server():
        with servers.redis() as server:
            plain = RedisServer(server.url)
            ping = f"{each(lambda: plain.call('PING'), 1_000):.1f}", "-"
            mine = figures(lambda n: _emptied(plain, server.url, n), 1_000)
            told("Redis (theirs: its PING)", ping, mine, "a round trip")


def _emptied(server, url, per_second):
    server.call("FLUSHALL")
    return open_limiter(url, Limit(Rate(per_second)))


if __name__ == "__main__":
    print(f"{RATE} a second, {THREADS} threads, {SECONDS} s")
    rows(lambda what, *found: print(f"{what:<58}", *(f"{one!s:>16}" for one in found)))
