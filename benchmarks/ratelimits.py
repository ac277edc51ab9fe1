"""What a turn costs, and how evenly turns come: ``python benchmarks/ratelimits.py``."""

import itertools
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


def row(what, make, count):
    """Print a limiter's figures."""
    quick = make(1_000_000)
    cost = each(lambda: quick.acquire("key", timeout=60), count)
    used, fullest, gap = evenness(make(RATE))
    print(
        f"{what:<34} {cost:>9.1f} {used:>8.1%} {fullest:>10} {gap * 1e3:>12.0f}",
        flush=True,
    )


def main():
    print(f"{RATE} a second, {THREADS} threads, {SECONDS} s")
    print(
        f"{'':<34} {'us/turn':>9} {'used':>8} {'in any 1 s':>10} {'longest gap ms':>12}"
    )
    with tempfile.TemporaryDirectory() as folder, servers.redis() as server:
        row("memory", lambda n: open_limiter("memory:", Limit(Rate(n))), 20_000)
        row("limits, moving window, memory", Peer, 2_000)
        number = iter(range(2))
        row(
            "SQLite",
            lambda n: open_limiter(
                f"sqlite:///{folder}/{next(number)}.db", Limit(Rate(n))
            ),
            1_000,
        )
        plain = RedisServer(server.url)
        row("Redis", lambda n: _emptied(plain, server.url, n), 1_000)
        print(f"{'  its PING':<34} {each(lambda: plain.call('PING'), 1_000):>9.1f}")


def _emptied(server, url, per_second):
    server.call("FLUSHALL")
    return open_limiter(url, Limit(Rate(per_second)))


if __name__ == "__main__":
    main()
