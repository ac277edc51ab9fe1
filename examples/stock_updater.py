"""
Set the stock of a shop from your own system, on both platforms.

    python stock_updater.py [stock.csv]

The file has two columns, ``seller_sku`` and ``stock``. Without one a made-up file is
taken, and without an account the sandbox's made-up shop. It exits with 1 if something was
not done.
"""

from __future__ import annotations

import csv
import sys
from io import StringIO
from pathlib import Path

from tokotiktok.sandbox import Sandbox

MADE_UP = "seller_sku,stock\nGULA-AREN,25\nTEH-MELATI,40\n"

text = Path(sys.argv[1]).read_text("utf-8") if len(sys.argv) > 1 else MADE_UP
wanted = {
    row["seller_sku"]: int(row["stock"]) for row in csv.DictReader(StringIO(text))
}

# yours: UnifiedShop(tiktokshop=TikTokShopClient(...))
shop = Sandbox(seed=1).shop()

failed = 0
for product in shop.products.list(reasons=False):
    levels = {}
    for sku in product.skus:
        if sku.seller_sku not in wanted:
            continue
        stock = wanted.pop(sku.seller_sku)
        first, *others = sku.stock
        # all of it in the first warehouse, so that both storefronts offer what you have
        levels[sku.seller_sku] = {first.warehouse_id: stock} | {
            other.warehouse_id: 0 for other in others
        }
    if not levels:
        continue
    result = shop.products.set_stock(product, levels)
    failed += len(result.failed) + len(result.unknown)
    for outcome in result:
        print(product.name, outcome)
for sku in wanted:
    print(f"{sku}: the shop does not sell that", file=sys.stderr)
sys.exit(bool(failed or wanted))
