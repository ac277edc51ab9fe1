"""
What is to be done in a fleet of shops before it is integrated, by who must do it.

    python fleet_report.py [fleet.toml] [report.html]

The file says what you know of your shops (docs/guide/readiness.rst); what the API shows
is looked at and counts more. Without a file it takes a made-up one, and sandboxes. It only
reads.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tokotiktok import Platform
from tokotiktok.binding import Graph
from tokotiktok.migration.page import page
from tokotiktok.migration.readiness import look, readiness
from tokotiktok.sandbox import Sandbox

MADE_UP = """
[[shops]]
platform = "tiktokshop"
id = "7490001"
seller_type = "LOCAL"
phase = "merged"

[[shops]]
platform = "tiktokshop"
id = "7490002"
seller_type = "LOCAL"
phase = "merged_products_unconfirmed"
enablers = [{name = "Gudang Fiktif", platform = "tokopedia", supports_api = false}]
"""

graph = Graph.read(sys.argv[1]) if len(sys.argv) > 1 else Graph.from_toml(MADE_UP)


def client_of(shop_id: str):
    # yours: tiktok.with_account(...).with_shop(...), by what you keep of the shop
    if shop_id == "7490001":
        return Sandbox(seed=1).tiktokshop()
    box = Sandbox(seed=2, integration="pending")
    client = box.tiktokshop()
    box.integration.merge()  # which ends what its seller had authorised
    return client


probes = {
    shop.id: look(client_of(shop.id))
    for shop in graph.shops
    if shop.platform is Platform.TIKTOK_SHOP
}
report = readiness(graph, probes=probes)

for shop in report.shops:
    open_checks = [check for check in shop.checks if check.open]
    print(f"{shop.about.en}, {shop.phase.value}: {len(open_checks)} to do")
    for check in open_checks:
        who = check.who.value if check.who else "somebody"
        print(f"  {who}: {check.todo.en if check.todo else check.evidence.en}")
        for way in check.ways:
            print(f"    {way.en}")

for path in sys.argv[2:]:
    Path(path).write_text(page(report), "utf-8")
