"""One merged shop, shown."""

from __future__ import annotations

from collections.abc import Sequence

import click

from ..platforms import WIB, Platform
from ..sandbox import Sandbox
from ..unified.models import Order
from .showing import console
from .tables import orders_table, products_table, returns_table

ORDERS = 30


@click.command()
@click.option("--seed", default=1, show_default=True, help="Another shop.")
def demo(seed: int) -> None:
    """Show one merged shop: orders, products and returns from both APIs."""
    there = console()
    box = Sandbox(seed=seed, orders=ORDERS)
    shop, since = box.shop(), box.world.integrated_at
    orders = list(shop.orders.list())
    there.print("[bold]One shop, two storefronts, two APIs.[/]")
    there.print(
        f"Integrated on {since.astimezone(WIB):%Y-%m-%d %H:%M} WIB: since then TikTok "
        "Shop's API serves what is bought on Tokopedia, too."
    )
    for table in (
        orders_table(orders),
        products_table(shop.products.list()),
        returns_table(shop.returns.list()),
    ):
        there.print()
        there.print(table)
    there.print()
    for origin in Platform:
        there.print(totals(origin, orders))
    twice = sum(order.evidence.twin is not None for order in orders)
    there.print(f"{twice} sales are in both APIs; each is shown and counted once.")


def totals(origin: Platform, orders: Sequence[Order]) -> str:
    """Sum up what was bought on one storefront, by the API that served it."""
    mine = [order for order in orders if order.origin is origin]
    total = sum((order.total for order in mine if order.total), start=0)
    by_api = ", ".join(
        f"{sum(order.api is api for order in mine)} from the {api.label} API"
        for api in Platform
        if any(order.api is api for order in mine)
    )
    return f"[bold]{origin.label:<11}[/]  {len(mine)} orders, {total} ({by_api})"
