"""A fleet in which all is well, to be broken one thing at a time."""

from __future__ import annotations

from attrs import evolve
from graphs import TIKTOK, TOKO, good

from tokotiktok.binding import Enabler, Prerequisite, Warehouse

READY = Enabler(
    name="Enabler Fiktif", platform=TOKO, status="active", supports_api=True
)


def fleet(shops=1):
    """Give a fleet of merged shops of which all is known and in order."""
    graph = good(shops=shops)
    made = []
    for shop in graph.shops:
        if shop.platform is TOKO:
            old = Warehouse(id="11", name="Gudang lama", mapped_to="91")
            made.append(evolve(shop, warehouses=(old,), enablers=(READY,)))
        else:
            needs = Prerequisite(check_item="SHOP_STATUS", is_failed=False)
            new = Warehouse(id="91", name="Gudang baru", type="SALES_WAREHOUSE")
            made.append(
                evolve(
                    shop,
                    seller_type="LOCAL",
                    prerequisites=(needs,),
                    warehouses=(new,),
                )
            )
    return evolve(graph, shops=made)


def with_shop(graph, side, **fields):
    """Change the first shop of a platform."""
    at = [one.platform for one in graph.shops].index(side)
    rows = list(graph.shops)
    rows[at] = evolve(rows[at], **fields)
    return evolve(graph, shops=rows)


OLD, NEW = TOKO, TIKTOK
