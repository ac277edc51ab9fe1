"""
Print how many records a second and core each sink takes, and in how much memory.

Each sink has a process of its own, so that memory is its own. Orders of some 5 KB, as
TikTok Shop sends them, 100 a page; in plain words they are about 1.2 KB. Reading is
beside: all records back, each once. `rows` holds them against the least that a loop of
one's own would do: the same records through orjson, into a file or a table.

.. code-block:: console

    $ python benchmarks/sinks.py 200000
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timezone
from functools import partial
from pathlib import Path

import orjson
from payload import body

from tokotiktok._convert import structure
from tokotiktok.sync.records import Part, Record
from tokotiktok.sync.schema import as_plain
from tokotiktok.sync.sinks import open_sink
from tokotiktok.tiktokshop.api.orders import Order
from tokotiktok.unified.from_tiktokshop import order as said

PAGE = 100
PART = 10_000
SINKS = {"jsonl": "jsonl:///{}/kept", "sqlite": "sqlite:///{}/kept.db"}


def memory() -> float:
    """The most that this process has had, in MB."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def orders() -> list[dict]:
    """A page's orders."""
    page = json.loads(body())["data"]["orders"]
    return [*page, *page][:PAGE]


def plain(raw: dict) -> dict:
    """An order in plain words."""
    return as_plain(said(structure(raw, Order)))


def measure(url: str, count: int, kind: str) -> None:
    """Write *count* orders, and read them; print what was measured, as JSON."""
    sink = open_sink(url)
    bodies = orders() if kind == "platform" else [plain(one) for one in orders()]
    times = [
        datetime.fromtimestamp(one["update_time"], timezone.utc) for one in orders()
    ]
    begun = memory()
    started, ticks = time.perf_counter(), time.process_time()
    for number in range(0, count, PART):
        part = Part(shop="tiktokshop/1", resource="orders", kind=kind, name=f"{number}")
        with sink.begin(part) as out:
            for page in range(number, min(number + PART, count), PAGE):
                out.write(
                    [
                        Record(f"{page + n}", at, one)
                        for n, (at, one) in enumerate(zip(times, bodies, strict=True))
                    ]
                )
        sink.keep(part)
    wall, cpu = time.perf_counter() - started, time.process_time() - ticks
    most = memory()
    ticks = time.process_time()
    name = "orders" if kind == "unified" else "platform_orders"
    read = sum(1 for _ in sink.read(name))
    back = time.process_time() - ticks
    assert read == count
    print(json.dumps([count / cpu, count / wall, begun, most, count / back, memory()]))


def measured(sink: str, count: int, kind: str) -> list[float]:
    """Measure a sink in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        again = [sys.executable, __file__, sink.format(folder), str(count), kind]
        done = subprocess.run(again, check=True, stdout=subprocess.PIPE)
        return json.loads(done.stdout)


def to_file(folder: str, pages: list[list[dict]]) -> None:
    """Write lines, and nothing more."""
    with Path(folder, "plain.jsonl").open("wb") as lines:
        for page in pages:
            lines.writelines(orjson.dumps(one) + b"\n" for one in page)


def to_table(folder: str, pages: list[list[dict]]) -> None:
    """Write rows, a page in a transaction, and nothing more."""
    with sqlite3.connect(f"{folder}/plain.db") as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("CREATE TABLE kept (id TEXT PRIMARY KEY, at INTEGER, body TEXT)")
        for number, page in enumerate(pages):
            db.executemany(
                "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)",
                (
                    (f"{number}-{n}", one["update_time"], orjson.dumps(one).decode())
                    for n, one in enumerate(page)
                ),
            )
            db.commit()


def rows(row, count: int = 50_000) -> None:
    """Print the rates of platform records into each sink, beside a loop of one's own."""
    page = orders()
    for name, sink, loop, goal in (
        ("JSON Lines", "jsonl", to_file, "15,000"),
        ("SQLite", "sqlite", to_table, "10,000"),
    ):
        with tempfile.TemporaryDirectory() as folder:
            started = time.process_time()
            loop(folder, [page] * (count // PAGE))
            theirs = count / (time.process_time() - started)
        ours, _, _, most, *_ = measured(SINKS[sink], count, "platform")
        what = f"records of 5 KB to {name}, per CPU second (theirs: a loop)"
        row(what, f"{theirs:,.0f}", f"{ours:,.0f}", f">= {goal}")
        row("  peak memory, MB", "-", f"{most:.0f}", "<= 100")
        unified = measured(SINKS[sink], count, "unified")[0]
        row("  in plain words, per CPU second", "-", f"{unified:,.0f}")


def main(count: int) -> None:
    """Print all figures."""
    head = f"{'':<18}{'per core s':>12}{'per second':>12}{'MB before':>10}{'MB':>10}"
    print(f"{head}{'read, core s':>12}{'MB':>10}", flush=True)
    for kind in ("platform", "unified"):
        for url in SINKS.values():
            for more in ("", "?privacy=expire&days=20000"):
                cpu, wall, begun, most, back, last = measured(url + more, count, kind)
                print(
                    f"{url.partition(':')[0]:<8}{kind:<10}{cpu:>12,.0f}{wall:>12,.0f}"
                    f"{begun:>10.0f}{most:>10.0f}{back:>12,.0f}{last:>10.0f}",
                    flush=True,
                )
    each = plain(orders()[0])
    for what, size in (("platform", orders()[0]), ("unified", each)):
        print(
            f"{what}: {len(json.dumps(size, separators=(',', ':'))):,} bytes a record"
        )
    raw = orders()
    for what, function in (("model and plain words", plain), ("plain words", None)):
        call = function or partial(as_plain)
        items = raw if function else [said(structure(one, Order)) for one in raw]
        ticks = time.process_time()
        for _ in range(50):
            for one in items:
                call(one)
        rate = 50 * PAGE / (time.process_time() - ticks)
        print(f"{what}: {rate:,.0f} a second and core")


if __name__ == "__main__":
    if len(sys.argv) == 4:
        measure(sys.argv[1], int(sys.argv[2]), sys.argv[3])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
