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

BUDI = "Budi Fiktif"
EXAMPLE = Path(__file__).parents[2] / "examples" / "nightly_warehouse.py"
PROGRAM = """
import dlt, runpy, shutil, sys
from datetime import datetime, timezone
from tokotiktok.sync import warehouse
from tokotiktok.sync.sinks import JSONLinesSink

example, *sys.argv[1:] = sys.argv[1:]
for _ in range(2):
    pipeline = runpy.run_path(example)["pipeline"]
shutil.copy("w.duckdb", "before.duckdb")
warehouse.purge(pipeline, datetime(2100, 1, 1, tzinfo=timezone.utc))
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
appended = dlt.pipeline("appended", destination=dlt.destinations.duckdb("a.duckdb"))
appended.run(warehouse.source(sink, "orders_personal"), write_disposition="append")
warehouse.purge(appended, datetime(2100, 1, 1, tzinfo=timezone.utc))
"""
"""DuckDB, twice, and once more when all is due; Parquet, twice; and nothing staged."""


@pytest.fixture
def orders(shop):
    return list(shop.orders.list())


@pytest.fixture
def sink(box, orders, tmp_path, monkeypatch) -> JSONLinesSink:
    """A folder with orders, of which some have changed, and their buyers."""
    monkeypatch.chdir(tmp_path)
    sink = JSONLinesSink("sink", privacy=Privacy("expire", days=20_000))
    raw = list(box.tiktokshop().cancellations.search().all())
    for name, resource, kind, records in (
        (
            "a",
            "orders",
            "unified",
            [Record(one.id, one.updated_at, as_plain(one)) for one in orders],
        ),
        (
            "b",
            "orders",
            "unified",
            [Record(orders[0].id, later(orders[0]), changed(orders[0]))],
        ),
        (
            "a",
            "cancellations",
            "platform",
            [Record(one.cancel_id, one.update_time, unstructure(one)) for one in raw],
        ),
        (
            "a",
            "orders_unread",
            "platform",
            [Record("5f3a", None, {"reason": "odd", "raw": {"to": [{"name": BUDI}]}})],
        ),
    ):
        part = Part(shop="tiktokshop/1", resource=resource, kind=kind, name=name)
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
        "LOAD__DELETE_COMPLETED_JOBS": "true",
        "DLT_DATA_DIR": str(Path("dlt").absolute()),
        "PYTHONPATH": str(Path(tokotiktok.__file__).parent.parent),
    }
    done = subprocess.run(
        [sys.executable, *command], env=env, check=False, capture_output=True, text=True
    )
    assert 0 == done.returncode, done.stderr
    assert "WARNING" not in done.stderr


def query(sql, file="before.duckdb"):
    with duckdb.connect(file) as db:
        return db.execute(sql).fetchall()


class TestWarehouses:
    def test_twice_into_duckdb_and_parquet(self, sink, orders):
        """Each order is there once, as it is now, with its lines; and its buyer until due."""
        run("-c", PROGRAM, EXAMPLE, "sink", "w.duckdb")

        assert [(len(orders), len(orders))] == query(
            "SELECT count(*), count(DISTINCT (shop, id)) FROM tokotiktok.orders"
        )
        assert [("COMPLETED", later(orders[0]))] == query(
            f"SELECT status, changed_at FROM tokotiktok.orders WHERE id = '{orders[0].id}'"
        )
        assert [(sum(one.total.amount for one in orders),)] == query(
            "SELECT sum(total__amount) FROM tokotiktok.orders"
        )
        assert [(sum(line.quantity for one in orders for line in one.lines),)] == query(
            "SELECT sum(quantity) FROM tokotiktok.orders__lines"
        )
        ((refunds, texts),) = query("""
            SELECT sum(refund_amount__refund_total), count(cancel_reason_text)
            FROM tokotiktok.platform_cancellations
        """)
        assert refunds > 0
        assert texts > 0
        assert [(0,)] == query("SELECT count(buyer__name) FROM tokotiktok.orders")
        assert [(len(orders),)] == query(
            "SELECT count(buyer->>'name') FROM tokotiktok.orders_personal WHERE expires_on > '2060-01-01'"
        )

        assert [("odd", None)] == query(
            "SELECT reason, raw FROM tokotiktok.platform_orders_unread"
        )
        assert [(BUDI,)] == query(
            "SELECT raw->'to'->0->>'name' FROM tokotiktok.platform_orders_unread_personal"
        )

        for name in ("orders_personal", "platform_orders_unread_personal"):
            for dataset in ("tokotiktok", "tokotiktok_staging"):
                sql = f"SELECT count(*) FROM {dataset}.{name}"
                assert query(sql) > [(0,)] == query(sql, "w.duckdb")
        kept = [one for one in Path("dlt").rglob("*") if "jobs" in str(one.parent)]
        assert [] == kept
        assert [(len(orders), len(orders))] == duckdb.sql(
            "SELECT count(*), count(DISTINCT id) FROM 'files/toko/orders/*.parquet'"
        ).fetchall()


class TestSource:
    @pytest.fixture
    def small(self, tmp_path):
        """A folder with two tables, one of which this version does not know."""
        sink = JSONLinesSink(tmp_path)
        for resource in ("orders", "saldo"):
            part = Part(shop="s", resource=resource, kind="unified", name="a")
            with sink.begin(part) as out:
                out.write([Record("1", None, {"id": "1"})])
            sink.keep(part)
        return sink

    def test_tables(self, small):
        """All tables go, or those that are named; what has no columns here, too."""
        source = warehouse.source(small)

        assert ["orders", "saldo"] == list(source.resources)
        assert ["orders"] == list(warehouse.source(small, "orders").resources)
        assert [{"id": "1", "shop": "s", "changed_at": None}] == (
            list(source.resources["saldo"])
        )

    def test_a_table_that_is_not_there(self, small):
        """A misspelt table is named, and so are those there are."""
        with pytest.raises(
            ValidationError, match="no table 'order', but orders, saldo"
        ):
            warehouse.source(small, "order")

    def test_without_dlt(self, small, monkeypatch):
        """Who lacks dlt is told what to install."""
        monkeypatch.setitem(sys.modules, "dlt", None)

        with pytest.raises(ValidationError, match=r"pip install 'tokotiktok\[dlt\]'"):
            warehouse.source(small)
