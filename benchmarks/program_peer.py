"""The like of `program.py`, for the peer."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from tiktok_shop_api import TikTokShop


def recent(client: TikTokShop, days: int) -> None:
    """Print the orders of some days."""
    since = datetime.now(timezone.utc) - timedelta(days=days)
    token: str | None = None
    while True:
        found = client.orders.get_order_list(page_size=100)
        print(since, found)
        if not token:
            return


def main() -> None:
    """Print what to pick."""
    client = TikTokShop("...", "...", access_token="...", shop_cipher="...")
    recent(client, days=2)
    print(client.products.search_products(page_size=100))


if __name__ == "__main__":
    main()
