"""
What reading many shops costs: how much of a limit is used, what one process bears, what
more workers bring, and what is left of it after ten deaths.

.. code-block:: console

    $ python benchmarks/sync.py
    $ python benchmarks/sync.py --orders 1000000    # into each sink; nothing else
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

import requests
from shop_server import BEGAN, YEAR

from tokotiktok import TikTokShopClient, Token
from tokotiktok.ratelimit import Limit, MemoryRateLimiter, Rate
from tokotiktok.stores import MemoryCheckpointStore
from tokotiktok.sync import Job, Setup, Shop, Tools, sync
from tokotiktok.sync.sinks import JSONLinesSink, open_sink

HERE = Path(__file__).parent
SINCE = datetime.fromtimestamp(BEGAN, timezone.utc)
UNTIL = SINCE + timedelta(seconds=YEAR)
TOKEN = Token(
    access="a", refresh="r", expires_at=datetime(2999, 1, 1, tzinfo=timezone.utc)
)
LIMIT, LATENCY, PAGE = 50, 0.08, 100
KEPT = LIMIT - 1
"""What is kept to: calls do not travel evenly, and a refusal costs more than this."""


@contextmanager
def shops(**options):
    """Serve shops from a process of its own."""
    words = [sys.executable, str(HERE / "shop_server.py")]
    for name, value in options.items():
        words += [f"--{name}"] if value is True else [f"--{name}", str(value)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.terminate()


class Nowhere:
    """A sink that counts."""

    def __init__(self):
        self.count = 0

    @contextmanager
    def begin(self, _):
        yield self

    def keep(self, _):
        """Count as it is."""

    def write(self, records):
        self.count += len(records)


def client(url: str, *, limit: int | None = None) -> TikTokShopClient:
    """Make a client of the server."""
    return TikTokShopClient(
        app_key="k",
        app_secret="s",
        token=TOKEN,
        base_url=url,
        limiter=MemoryRateLimiter(Limit(Rate(limit))) if limit else None,
    )


def worker_client() -> TikTokShopClient:
    """Make the client of a worker, on another process or machine."""
    return client(os.environ["SHOPS"], limit=int(os.environ.get("LIMIT", "0")) or None)


def shop(number: int) -> Shop:
    """Name one of the shops."""
    return Shop(account="", id=str(number), cipher=f"c{number}")


def job(number: int = 0) -> Job:
    """Give the job of reading one shop's year."""
    return Job(shop=shop(number), resource="orders", since=SINCE, until=UNTIL)


def tools(url: str, sink, *, limit: int | None = None) -> Tools:
    """Give what jobs are run with in this process."""
    return Tools(
        client=client(url, limit=limit),
        sink=sink,
        checkpoints=MemoryCheckpointStore(),
    )


def limits_used(row, orders: int = 100_000) -> None:
    """How much of a shop's limit a backfill uses for pages that were needed."""
    for dense in (False, True):
        with (
            shops(orders=orders, latency=LATENCY, limit=LIMIT, dense=dense)
            if dense
            else shops(orders=orders, latency=LATENCY, limit=LIMIT) as url
        ):
            sink = Nowhere()
            report = sync([job()], tools(url, sink, limit=KEPT))
            counts = requests.get(f"{url}/counts", timeout=9).json()
            assert report.is_finished
            assert sink.count == orders
            ideal = orders / PAGE / LIMIT
            what = "80 % of orders in 10 % of the time" if dense else "orders all year"
            row(
                f"backfill, {what}: limit used, %",
                "-",
                f"{100 * ideal / report.seconds:.0f}",
                ">= 95",
            )
            row(
                "  requests above the pages needed; refused",
                "-",
                f"{counts['requests'] - orders // PAGE}; {counts['refused']}",
                "few; 0",
            )
    with shops(orders=6_000, latency=LATENCY, limit=LIMIT) as url:
        report = sync([job()], tools(url, Nowhere(), limit=KEPT), workers=1)
        ideal = 6_000 / PAGE / LIMIT
        used = f"{100 * ideal / report.seconds:.0f}"
        row("  with one cursor", "-", used, "23")


def many_shops(row, count: int = 100, orders: int = 400) -> None:
    """What one process bears, beside requests and json on the same bytes."""
    threads = 16
    with (
        shops(orders=orders, large=True) as url,
        tempfile.TemporaryDirectory() as folder,
    ):

        def ours(sink):
            used = tools(url, sink)
            started = time.process_time()
            report = sync([job(n) for n in range(count)], used, workers=threads)
            assert report.records == count * orders, report.failed
            return (time.process_time() - started) / report.records

        def theirs():
            session = requests.Session()
            session.trust_env = False
            adapter = requests.adapters.HTTPAdapter(pool_maxsize=threads)
            session.mount("http://", adapter)
            wanted = {"create_time_ge": BEGAN, "create_time_lt": BEGAN + YEAR}

            def read(number):
                found, cursor = 0, "0"
                while cursor:
                    query = {
                        "page_size": PAGE,
                        "page_token": cursor,
                        "shop_cipher": f"c{number}",
                    }
                    answer = session.post(
                        f"{url}/order/202309/orders/search",
                        params=query,
                        json=wanted,
                        timeout=9,
                    )
                    data = json.loads(answer.content)["data"]
                    found += len(data["orders"])
                    cursor = data["next_page_token"]
                return found

            started = time.process_time()
            with ThreadPoolExecutor(threads) as pool:
                assert count * orders == sum(pool.map(read, range(count)))
            return (time.process_time() - started) / (count * orders)

        ours(Nowhere())  # the server has all pages now
        figures = [(theirs(), ours(Nowhere())) for _ in range(3)]
        base, mine = (min(one) for one in zip(*figures, strict=True))
        row(
            "100 shops, one process: orders per CPU second",
            f"{1 / base:,.0f}",
            f"{1 / mine:,.0f}",
        )
        row(
            "  of requests and json on the same bytes, %",
            100,
            f"{100 * base / mine:.0f}",
            ">= 90",
        )
        kept = min(ours(JSONLinesSink(f"{folder}/{n}")) for n in range(2))
        row("  with JSON Lines written, %", "-", f"{100 * base / kept:.0f}")


def missing_and_double(sink: str, orders: int) -> str:
    """Count what a sink lacks, and what it has more than once."""
    kept = open_sink(sink)
    every = {"latest": False} if isinstance(kept, JSONLinesSink) else {}
    ids = [one.id for _, one in kept.read("platform_orders", **every)]
    return f"{orders - len(set(ids))}; {len(ids) - len(set(ids))}"


def workers(row, orders: int = 60_000) -> None:
    """The same backfill on 1, 2 and 4 workers of a cluster."""
    from distributed import Client, LocalCluster

    with (
        shops(orders=orders, latency=LATENCY) as url,
        tempfile.TemporaryDirectory() as folder,
    ):
        os.environ["SHOPS"] = url
        for count in (1, 2, 4):
            setup = Setup(
                checkpoints=f"sqlite:///{folder}/{count}.db",
                sink=f"jsonl:///{folder}/{count}",
                client="sync:worker_client",
            )
            with (
                LocalCluster(
                    n_workers=count, threads_per_worker=4, dashboard_address=None
                ) as cluster,
                Client(cluster) as dask,
            ):
                dask.run(lambda here: sys.path.insert(0, here), str(HERE))
                report = sync(
                    [job()],
                    setup,
                    executor=dask.get_executor(),
                    workers=4 * count,
                    slice_seconds=1.0,
                )
            row(
                f"Dask, {count} worker processes of 4 threads: orders/s",
                "-",
                f"{report.records / report.seconds:,.0f}",
            )
            wrong = missing_and_double(setup.sink, orders)
            row("  missing; double", "-", wrong, "0; 0")


def killed(row, orders: int = 40_000, deaths: int = 10) -> None:
    """Killed at random ten times and begun again, for each sink: what is in it."""
    chance = random.Random(5)
    with (
        shops(orders=orders, latency=0.05) as url,
        tempfile.TemporaryDirectory() as folder,
    ):
        sinks = {
            "SQLite": f"sqlite:///{folder}/b.db",
            "JSON Lines": f"jsonl:///{folder}/b",
        }
        os.environ |= {"SHOPS": url, "LIMIT": "0"}
        struck = Counter()
        for name in [*sinks] * deaths:  # in turn
            with resuming(folder, sinks[name]) as process:
                time.sleep(0.05 + 0.4 * chance.random())
                struck[name] += process.poll() is None
                process.kill()
        for name, sink in sinks.items():
            with resuming(folder, sink) as process:
                assert process.communicate()[0] == "finished\n", name
            what = f"killed {struck[name]} times: missing; double in {name}"
            row(what, "-", missing_and_double(sink, orders), "0; 0")


@contextmanager
def resuming(folder: str, sink: str):
    """Go on with the job in a process of its own, which has begun."""
    words = [sys.executable, __file__, "resume", folder, sink]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "begun\n"
        yield process


def resume(folder: str, sink: str) -> None:
    """Go on with the job until it is finished, or this process is killed."""
    setup = Setup(
        checkpoints=f"sqlite:///{folder}/{sink.partition(':')[0]}-checkpoints.db",
        sink=sink,
        client="sync:worker_client",
    )
    print("begun", flush=True)
    report = sync([job()], setup, slice_seconds=0.2)
    print("finished" if report.is_finished else report.outcomes)


def many_orders(row, orders: int) -> None:
    """A shop with very many orders of 5 KB, read by a process of its own."""
    with shops(orders=orders, large=True) as url:
        os.environ |= {"SHOPS": url, "LIMIT": "0"}
        for name, place, goal in (
            ("JSON Lines", "jsonl", "15,000"),
            ("SQLite", "sqlite", "10,000"),
        ):
            with tempfile.TemporaryDirectory() as folder:
                sink = f"{place}:///{folder}/sink"
                words = [sys.executable, __file__, "read", folder, sink]
                done = subprocess.run(words, stdout=subprocess.PIPE, check=True)
                read, wall, processor, peak = json.loads(done.stdout)
                assert read == orders
                what = f"{orders:,} orders to {name}: per CPU second"
                row(what, "-", f"{orders / processor:,.0f}", f">= {goal}")
                row("  per second", "-", f"{orders / wall:,.0f}")
                row("  peak memory, MB", "-", f"{peak:.0f}", "<= 100")
                row("  missing; double", "-", missing_and_double(sink, orders), "0; 0")


def read(folder: str, sink: str) -> None:
    """Read the shop, and say what that took: records, seconds, of the processor, MB."""
    setup = Setup(
        checkpoints=f"sqlite:///{folder}/checkpoints.db",
        sink=sink,
        client="sync:worker_client",
    )
    report = sync([job()], setup)
    assert report.is_finished, report.outcomes
    status = Path("/proc/self/status").read_text("ascii")
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    print(json.dumps([report.records, report.seconds, time.process_time(), peak]))


def rows(row, part: int = 1) -> None:
    """Print all of it; or of a part of the orders, which takes as much less."""
    limits_used(row)
    many_shops(row, orders=400 // part)
    workers(row, 60_000 // part)
    killed(row)


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--orders", type=int, default=0)
    orders = parser.parse_args().orders

    def row(what, *figures):
        print(f"{what:<58}", *(f"{one!s:>16}" for one in figures), flush=True)

    many_orders(row, orders) if orders else rows(row)


if __name__ == "__main__":
    alone = {"resume": resume, "read": read}.get(*sys.argv[1:2] or ("",))
    if alone:
        alone(*sys.argv[2:])
    else:
        main()
