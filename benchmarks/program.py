"""A program as users write them; `run.py` has a type checker look at it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from tokotiktok import RateLimitError, SQLiteTokenStore, TikTokShopClient
from tokotiktok.tiktokshop.api.orders import LineItem, Order


def recent(client: TikTokShopClient, days: int) -> Iterator[Order]:
    """Walk through the orders of some days that wait to be shipped."""
    since = datetime.now(timezone.utc) - timedelta(days=days)
    page = client.orders.search(
        order_status="AWAITING_SHIPMENT", create_time_ge=since, page_size=100
    )
    yield from page.all()


def line(order: Order, item: LineItem) -> str:
    """Write a row of the list that the warehouse picks by."""
    placed = order.create_time.isoformat() if order.create_time else "-"
    return f"{placed} {order.id} {item.seller_sku} {item.product_name}"


def main() -> None:
    """Print what to pick, and how much stock is left of it."""
    client = TikTokShopClient(
        app_key="...",
        app_secret="...",
        tokens=SQLiteTokenStore("tokens.db"),
        account="...",
    )
    for shop in client.shops.list():
        view = client.with_shop(shop.cipher or "")
        try:
            orders = list(recent(view, days=2))
        except RateLimitError as error:
            print(shop.name, "later, in", error.retry_after, "seconds")
            continue
        for order in orders:
            for item in order.line_items:
                print(line(order, item))
        for product in view.products.search(status="ACTIVATE").all():
            for sku in product.skus:
                print(
                    product.title,
                    sku.seller_sku,
                    [one.quantity for one in sku.inventory],
                )


if __name__ == "__main__":
    main()
