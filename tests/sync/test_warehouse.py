"""From a sink's folder into real warehouses, by dlt."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

import tokotiktok
from tokotiktok import unstructure
from tokotiktok.errors import ValidationError
from tokotiktok.sync import warehouse
from tokotiktok.sync.privacy import Privacy
from tokotiktok.sync.records import Part, Record
from tokotiktok.sync.schema import as_plain
from tokotiktok.sync.sinks import JSONLinesSink

EXAMPLE = Path(__file__).parents[2] / "examples" / "nightly_warehouse.py"
PROGRAM = """
import dlt, sys
from datetime import datetime, timezone
from tokotiktok.sync import warehouse
from tokotiktok.sync.sinks import JSONLinesSink

sink = JSONLinesSink("sink")
pipeline = dlt.pipeline(
    "files", destination=dlt.destinations.filesystem("files"), dataset_name="toko"
)
for _ in range(2):
    pipeline.run(
        warehouse.source(sink, "orders"),
        write_disposition="replace",
        loader_file_format="parquet",
    )
pipeline = dlt.pipeline(
    "toko", destination=dlt.destinations.duckdb("toko.duckdb"), dataset_name="toko"
)
warehouse.purge(pipeline, datetime(2100, 1, 1, tzinfo=timezone.utc))
"""
"""Parquet, twice; and what happens in the other warehouse when all is due."""


@pytest.fixture
def orders(shop):
    return list(shop.orders.list())


@pytest.fixture
def sink(box, orders, tmp_path, monkeypatch) -> JSONLinesSink:
    """A folder with orders, of which some have changed, and their buyers."""
    monkeypatch.chdir(tmp_path)
    sink = JSONLinesSink("sink", privacy=Privacy("expire", days=20_000))
    raw = list(box.tiktokshop().orders.search().all())
    for name, kind, records in (
        (
            "a",
            "unified",
            [Record(one.id, one.updated_at, as_plain(one)) for one in orders],
        ),
        (
            "a",
            "platform",
            [Record(one.id, one.update_time, unstructure(one)) for one in raw],
        ),
        ("b", "unified", [Record(orders[0].id, later(orders[0]), changed(orders[0]))]),
    ):
        part = Part(shop="tiktokshop/1", resource="orders", kind=kind, name=name)
        with sink.begin(part) as out:
            out.write(records)
        sink.keep(part)
    return sink


def later(order) -> datetime:
    return order.updated_at + timedelta(days=1)


def changed(order) -> dict:
    return {**as_plain(order), "status": "COMPLETED"}


def run(*command) -> None:
    env = {
        **os.environ,
        "RUNTIME__DLTHUB_TELEMETRY": "false",
        "DLT_DATA_DIR": str(Path("dlt").absolute()),
        "PYTHONPATH": str(Path(tokotiktok.__file__).parent.parent),
    }
    done = subprocess.run(
        [sys.executable, *command], env=env, check=False, capture_output=True, text=True
    )
    assert 0 == done.returncode, done.stderr
    assert "WARNING" not in done.stderr


def query(sql):
    with duckdb.connect("toko.duckdb") as db:
        return db.execute(sql).fetchall()


class TestWarehouses:
    def test_twice_into_duckdb_and_parquet(self, sink, orders):
        """Each order is there once, as it is now, with its lines; and its buyer until due."""
        for _ in range(2):
            run(EXAMPLE, "sink", "toko.duckdb")

        assert [(len(orders), len(orders))] == query(
            "SELECT count(*), count(DISTINCT (shop, id)) FROM toko.orders"
        )
        assert [("COMPLETED", later(orders[0]))] == query(
            f"SELECT status, changed_at FROM toko.orders WHERE id = '{orders[0].id}'"
        )
        assert [(sum(one.total.amount for one in orders),)] == query(
            "SELECT sum(total__amount) FROM toko.orders"
        )
        assert [(sum(line.quantity for one in orders for line in one.lines),)] == query(
            "SELECT sum(quantity) FROM toko.orders__lines"
        )
        assert [(0,)] == query("SELECT count(buyer__name) FROM toko.orders")
        assert [(len(orders),)] == query(
            "SELECT count(buyer->>'name') FROM toko.orders_personal WHERE expires_on > '2060-01-01'"
        )

        run("-c", PROGRAM)

        assert [(0,)] == query("SELECT count(*) FROM toko.orders_personal")
        assert [(0,)] == query("SELECT count(*) FROM toko.platform_orders_personal")
        assert [(len(orders), len(orders))] == duckdb.sql(
            "SELECT count(*), count(DISTINCT id) FROM 'files/toko/orders/*.parquet'"
        ).fetchall()


class TestSource:
    def test_a_table_that_is_not_there(self, sink):
        """A misspelt table is named, and so are those there are."""
        with pytest.raises(
            ValidationError, match="no table 'order', but orders, orders_p"
        ):
            warehouse.source(sink, "order")

    def test_without_dlt(self, sink, monkeypatch):
        """Who lacks dlt is told what to install."""
        monkeypatch.setitem(sys.modules, "dlt", None)

        with pytest.raises(ValidationError, match=r"pip install 'tokotiktok\[dlt\]'"):
            warehouse.source(sink)
