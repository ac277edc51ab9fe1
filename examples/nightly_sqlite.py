"""
Keep a shop's orders and products in SQLite, up to date: run it each night.

    python nightly_sqlite.py [shop.db]

Without an account it syncs the sandbox's made-up shop.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from datetime import datetime, timezone

from tokotiktok.sandbox import Sandbox
from tokotiktok.stores import SQLiteCheckpointStore
from tokotiktok.sync import Shop, Tools, incremental, sync
from tokotiktok.sync.sinks import open_sink

path = sys.argv[1] if len(sys.argv) > 1 else "shop.db"

# yours: TikTokShopClient(app_key=..., app_secret=..., tokens=SQLiteTokenStore("tokens.db"))
box = Sandbox(seed=1)
client, app = box.tiktokshop(), box.tiktokshop_face.app
shop = Shop(account=app.open_id, id=app.shop_id, cipher=app.shop_cipher)

tools = Tools(
    client=client,
    sink=open_sink(f"sqlite:///{path}?privacy=omit"),  # no buyer's name is kept
    checkpoints=SQLiteCheckpointStore(f"{path}.checkpoints"),
)
jobs = incremental(
    shop,
    "orders",
    "products",
    since=datetime(
        2025, 8, 1, tzinfo=timezone.utc
    ),  # the first night; then what changed
    kind="unified",
)
report = sync(jobs, tools)
print(f"{report.records} records; finished: {report.is_finished}")
for outcome in report.failed:
    print(f"{outcome.job.resource}: {outcome.error}", file=sys.stderr)

with closing(sqlite3.connect(path)) as database:
    for origin, count, total in database.execute(
        "SELECT origin, count(*), sum(total_amount) FROM orders"
        " WHERE status <> 'CANCELLED' GROUP BY origin ORDER BY origin"
    ):
        print(f"{origin}: {count} orders, {total}")
sys.exit(bool(report.failed))
