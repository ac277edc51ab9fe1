"""
Keep a shop's orders as Parquet, for pandas, DuckDB or Spark: run it each night.

    pip install tokotiktok pyarrow
    python nightly_parquet.py [folder]

Without an account it syncs the sandbox's made-up shop. What changed is added to JSON
Lines, which survive a crash; the Parquet file is written anew from the newest of each.
"""

from __future__ import annotations

import sys
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from tokotiktok.sandbox import Sandbox
from tokotiktok.stores import SQLiteCheckpointStore
from tokotiktok.sync import Shop, Tools, incremental, sync
from tokotiktok.sync.sinks import JSONLinesSink

folder = Path(sys.argv[1] if len(sys.argv) > 1 else "warehouse")
folder.mkdir(exist_ok=True)

# yours: TikTokShopClient(app_key=..., app_secret=..., tokens=SQLiteTokenStore("tokens.db"))
box = Sandbox(seed=1)
client, app = box.tiktokshop(), box.tiktokshop_face.app
shop = Shop(account=app.open_id, id=app.shop_id, cipher=app.shop_cipher)

sink = JSONLinesSink(folder / "records")
tools = Tools(
    client=client,
    sink=sink,
    checkpoints=SQLiteCheckpointStore(folder / "checkpoints.db"),
)
since = datetime(2025, 8, 1, tzinfo=timezone.utc)
sync(
    incremental(shop, "orders", since=since, kind="unified"), tools
).raise_for_failures()

SCHEMA = pa.schema(
    {
        "shop": pa.string(),
        "id": pa.string(),
        "origin": pa.string(),
        "status": pa.string(),
        "placed_at": pa.timestamp("us", tz="UTC"),
        "total": pa.decimal128(18, 2),
        "units": pa.int32(),
    }
)


def rows():
    for shop_id, record in sink.read("orders", latest=True):
        order = record.body
        placed_at, total = order["placed_at"], order["total"]
        yield {
            "shop": shop_id,
            "id": order["id"],
            "origin": order["origin"],
            "status": order["status"],
            "placed_at": placed_at and datetime.fromisoformat(placed_at),
            "total": total and Decimal(total["amount"]),
            "units": sum(line["quantity"] for line in order["lines"]),
        }


table = pa.Table.from_pylist(list(rows()), schema=SCHEMA)
fresh = folder / "orders.parquet.part"
parquet.write_table(table, fresh)
fresh.replace(folder / "orders.parquet")  # whole or not at all
print(f"{table.num_rows} orders in {folder / 'orders.parquet'}")
