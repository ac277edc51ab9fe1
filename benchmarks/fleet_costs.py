"""
What the steps of a sync cost here, for `fleet_model`: the real code, on the real stores.

Shops are read from `shop_server` without latency, with a Redis server on loopback, in this
thread, so that a step's time is its own. Runs that differ in one thing, such as pages or
slices, tell what that costs.
"""

from __future__ import annotations

import math
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, wait
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from attrs import frozen
from shop_server import BEGAN, YEAR
from sync import TOKEN, shops

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))  # a Redis server

import redis
import servers
from fleet_model import PAGE, SINCE, UNTIL, Costs

from tokotiktok import Limit, Rate, TikTokShopClient, TokenKey, open_limiter
from tokotiktok.stores import open_checkpoint_store, open_token_store
from tokotiktok.sync import Job, Setup, Shop, sync
from tokotiktok.sync.records import Part, Record
from tokotiktok.sync.sinks import open_sink
from tokotiktok.sync.slices import Slice, Task
from tokotiktok.sync.windows import Window

APP = "k"
PAGES = 20
MANY, FEW = 60, 6
"""Shops with one order, and shops with `PAGES` pages of them."""
BATCH = 40
SPAN = Window.over(BEGAN, BEGAN + YEAR)
MEMORY = Path("/dev/shm")


def client() -> TikTokShopClient:
    """Make a worker's client, with tokens and turns on Redis."""
    url = os.environ["STORES"]
    rate = Rate(float(os.environ["LIMIT"]))
    return TikTokShopClient(
        app_key=APP,
        app_secret="s",
        tokens=open_token_store(url),
        limiter=open_limiter(url, Limit(rate)),
        base_url=os.environ["SHOPS"],
    )


def job(number: int, orders: int, *, changes: bool = False) -> Job:
    """Give the job of reading a shop that has so many orders."""
    shop = Shop(account="a", id=str(number), cipher=f"c{number}x{orders}")
    until = None if changes else UNTIL
    return Job(shop=shop, resource="orders", since=SINCE, until=until)


@frozen
class Places:
    """Where records and checkpoints of runs are."""

    folder: str
    store: str

    def setup(self) -> Setup:
        """Name what a run uses."""
        return Setup(
            checkpoints=self.store,
            sink=f"jsonl:///{self.folder}",
            client="fleet_costs:client",
        )


@contextmanager
def places(*, limit: float, **served: Any) -> Iterator[Places]:
    """
    Give a server with shops, Redis, and a folder, in memory if there can be one: a disk
    takes its own time, and another one each time.
    """
    with ExitStack() as stack:
        url = stack.enter_context(shops(**served))
        store = stack.enter_context(servers.redis()).url
        where = MEMORY if MEMORY.is_dir() else None
        folder = stack.enter_context(tempfile.TemporaryDirectory(dir=where))
        os.environ |= {"SHOPS": url, "STORES": store, "LIMIT": str(limit)}
        key = TokenKey("tiktokshop", APP, "a")
        open_token_store(store).save(key, TOKEN, if_version=0)
        yield Places(folder, store)


def each(do: Any, count: int, *, waiting: bool = False) -> float:
    """Give the seconds that a step usually takes; or only those in which it waits."""
    found = []
    for number in range(count):
        began, processor = time.perf_counter(), time.thread_time()
        do(number)
        took = time.perf_counter() - began
        found.append(took - waiting * (time.thread_time() - processor))
    return statistics.median(found)


class _Here(Executor):
    """Does at once, in this thread, what it is given, and takes the times of that."""

    def __init__(self) -> None:
        self.took: list[float] = []
        """What each slice took of the processor, in seconds."""
        self.between: list[float] = []
        """What the caller took between two of them, by the clock."""
        self._ended = math.inf

    def submit(self, fn, /, *args, **kwargs):
        self.between.append(max(0.0, time.perf_counter() - self._ended))
        future: Future[Any] = Future()
        began = time.thread_time()
        future.set_result(fn(*args, **kwargs))
        self.took.append(time.thread_time() - began)
        self._ended = time.perf_counter()
        return future


class _Times(NamedTuple):
    """What a run took, in seconds."""

    slice: float
    """A slice, of the processor."""
    between: float
    """The caller, between two slices."""
    redis: float
    """A job, of Redis' processor."""


class _Meter:
    """Measures runs."""

    def __init__(self, there: Places) -> None:
        self.there = there
        self.server = redis.Redis.from_url(there.store)
        self.number = 0

    def run(self, count: int, orders: int, *, seconds: float = 60.0) -> _Times:
        """Read so many shops that were not read before."""
        self.number += 1
        first = 1000 * self.number
        return self.sync([job(first + n, orders) for n in range(count)], seconds)

    def sync(self, jobs: list[Job], seconds: float = 60.0) -> _Times:
        """Run jobs, and see what that takes."""
        here, busy, setup = _Here(), self._redis(), self.there.setup()
        report = sync(jobs, setup, executor=here, workers=1, slice_seconds=seconds)
        report.raise_for_failures()
        busy = (self._redis() - busy) / len(jobs)
        return _Times(
            statistics.mean(here.took), statistics.median(here.between[1:]), busy
        )

    def _redis(self) -> float:
        found = self.server.info("cpu")
        return found["used_cpu_user"] + found["used_cpu_sys"]


def measure(*, latency: float) -> Costs:
    """Find out what the steps cost."""
    with places(limit=1e6, large=True) as there:
        meter = _Meter(there)
        meter.run(2, PAGE)  # connects, imports, makes the folders
        steps = {name: max(0.0, one) for name, one in _steps(meter).items()}
        trip, window = _trip(), _window(there)
    disk, keep = _disk()
    return Costs(
        latency=latency,
        **steps,
        trip=trip,
        window=window,
        disk=disk,
        keep=keep,
        submit=_submit(),
    )


def _steps(meter: _Meter) -> dict[str, float]:
    """
    Measure jobs of one order, of many pages in one slice, and of as many slices as pages.
    """
    small, long = meter.run(MANY, 1), meter.run(FEW, PAGES * PAGE)
    cut = meter.run(FEW, PAGES * PAGE, seconds=0.0)
    changes = [job(n, 200, changes=True) for n in range(MANY)]
    meter.sync(changes)
    poll = meter.sync(changes).between
    more = PAGES - 1
    full = (long.slice - cut.slice) / more
    record = (cut.slice - small.slice) / (PAGE - 1)
    redis_slice = (cut.redis - long.redis) / more
    redis_page = (long.redis - small.redis) / more
    return {
        "page": full - PAGE * record,
        "record": record,
        "slice": cut.slice - full,
        "begin": small.between - cut.between,
        "back": cut.between,
        "poll": poll,
        "redis_page": redis_page,
        "redis_slice": redis_slice,
        "redis_job": small.redis - redis_slice - redis_page,
    }


def _trip() -> float:
    """How long a page waits for Redis: its token, and its turn."""
    tokens = open_token_store(os.environ["STORES"])
    limiter = open_limiter(os.environ["STORES"], Limit(Rate(1e6)))
    key = TokenKey("tiktokshop", APP, "a")

    def ask(_):
        tokens.load(key)
        limiter.acquire("key", timeout=60)

    return each(ask, 200, waiting=True)


def _window(there: Places) -> float:
    """How much longer a checkpoint takes for each window in it."""
    store = open_checkpoint_store(there.store)
    plain = SPAN.turned("100", BEGAN, 900).as_json()
    states = [{"windows": [plain] * count} for count in (1, 201)]
    one, many = (each(lambda _, it=it: store.save("w", it), 40) for it in states)
    return max(0.0, many - one) / 200


def _disk() -> tuple[float, float]:
    """How long a slice waits for the sink's disk, and how long keeping it takes."""
    with tempfile.TemporaryDirectory() as folder:
        sink = open_sink(f"jsonl:///{folder}")
        record = Record("1", None, {"id": "1" * 100_000})
        parts = [
            Part(shop="a/b", resource="orders", kind="platform", name=str(number))
            for number in range(50)
        ]

        def write(number):
            with sink.begin(parts[number]) as writer:
                writer.write([record])

        disk = each(write, len(parts), waiting=True)
        return disk, each(lambda number: sink.keep(parts[number]), len(parts))


def _submit() -> float:
    """How long handing out a slice to a Dask cluster and having it back takes."""
    from distributed import Client, LocalCluster

    setup = Places("folder", "redis://server").setup()
    task = Task(job=job(1, 1), window=SPAN, seconds=5.0)
    with (
        LocalCluster(
            n_workers=1, threads_per_worker=4, dashboard_address=":0"
        ) as cluster,
        Client(cluster) as dask,
    ):
        pool = dask.get_executor(pure=False)

        def submit(_):
            wait([pool.submit(_nothing, setup, task) for _ in range(BATCH)])

        submit(0)
        return each(submit, 12) / BATCH


def _nothing(_: Setup, task: Task) -> Slice:
    return Slice(left=(task.window,), requests=1)


if __name__ == "__main__":
    print(measure(latency=0.08))
