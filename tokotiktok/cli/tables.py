"""Tables for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from ..platforms import WIB, Platform
from ..unified.models import Order, Product, Return

SHOWN = 50
"""How many rows a long table has; JSON has all."""
_COLOURS = {Platform.TOKOPEDIA: "green", Platform.TIKTOK_SHOP: "magenta"}


def table(title: str, *columns: str, right: Sequence[str] = ()) -> Table:
    """Make an empty table; the columns in *right* hold numbers."""
    made = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
    )
    for column in columns:
        made.add_column(
            column,
            justify="right" if column in right else "left",
            no_wrap=column != "Path",
            overflow="fold" if column == "Path" else "ellipsis",
        )
    return made


def sentences(title: str, rows: Iterable[Sequence[str | None]], *columns: str) -> Table:
    """Make a table whose cells are wrapped; of many rows, the first `SHOWN`."""
    every = list(rows)
    if len(every) > SHOWN:
        title = f"{title}: the first {SHOWN} of {len(every)}"
    made = table(title, *columns)
    for column in made.columns:
        column.no_wrap, column.overflow = False, "fold"
    for row in every[:SHOWN]:
        made.add_row(*map(text, row))
    return made


def text(value: str | None) -> Text:
    """Show what others wrote as it is: no markup, and nothing that moves the cursor."""
    kept = (one if one.isprintable() or one == "\n" else "?" for one in value or "")
    return Text("".join(kept))


def platform(one: Platform) -> str:
    """Write a platform in its colour."""
    if one == Platform.TOKOPEDIA | Platform.TIKTOK_SHOP:
        return "both"
    colour = _COLOURS.get(one)
    return f"[{colour}]{one.label}[/]" if colour else one.label


def orders_table(orders: Iterable[Order]) -> Table:
    """Show orders, a row each."""
    made = table(
        "Orders",
        *("Placed (WIB)", "Order", "Origin", "API", "Status", "Units", "Total"),
        right=("Units", "Total"),
    )
    for order in orders:
        placed = order.placed_at
        made.add_row(
            f"{placed.astimezone(WIB):%Y-%m-%d %H:%M}" if placed else "",
            text(order.id),
            platform(order.origin),
            platform(order.api),
            order.status.value,
            str(sum(line.quantity for line in order.lines)),
            str(order.total or ""),
        )
    return made


def products_table(products: Iterable[Product]) -> Table:
    """Show products, a row each."""
    made = table(
        "Products",
        *(
            "Product",
            "Origin",
            "API",
            "On Tokopedia",
            "On TikTok Shop",
            "Stock",
            "Price",
        ),
        right=("Stock", "Price"),
    )
    for product in products:
        prices = [sku.price for sku in product.skus if sku.price]
        states = {one.platform: one.status.value for one in product.listings}
        made.add_row(
            text(product.name or product.id),
            platform(product.origin),
            platform(product.api),
            states.get(Platform.TOKOPEDIA, "-"),
            states.get(Platform.TIKTOK_SHOP, "-"),
            str(sum(sku.quantity for sku in product.skus)),
            str(min(prices)) if prices else "",
        )
    return made


def returns_table(returns: Iterable[Return]) -> Table:
    """Show returns, a row each."""
    made = table(
        "Returns",
        *("Asked (WIB)", "Order", "Origin", "API", "Kind", "Status", "Amount"),
        right=("Amount",),
    )
    for one in returns:
        asked = one.requested_at
        made.add_row(
            f"{asked.astimezone(WIB):%Y-%m-%d}" if asked else "",
            text(one.order_id or one.invoice),
            platform(one.origin),
            platform(one.api),
            one.kind.value,
            one.status.value,
            str(one.amount or ""),
        )
    return made


def operations_table(title: str, rows: Iterable[Mapping[str, Any]]) -> Table:
    """Show operations, a row each."""
    made = table(title, "Method", "Call", "Path")
    for row in rows:
        made.add_row(
            row["method"],
            row["attribute"],
            row["path"],
        )
    return made
