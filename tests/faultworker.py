"""What another process does in the scenarios: one call, with a store that all share."""

from __future__ import annotations

import sys

from tokotiktok import TikTokShopClient
from tokotiktok.stores import open_token_store


def main(url: str, store: str) -> None:
    """Wait for the signal, make a call and say which orders came."""
    client = TikTokShopClient(
        app_key="6fiktif8key",
        app_secret="fiktif-app-secret-01",
        shop_cipher="ROW_fiktifCipherAAAA1234",
        tokens=open_token_store(store),
        account="fiktif_open_id_0001",
        base_url=url,
        auth_url=url,
    )
    with client:
        print("ready", flush=True)  # noqa: T201 - to the parent
        sys.stdin.readline()
        print(*(one.id for one in client.orders.search()))  # noqa: T201 - to the parent


if __name__ == "__main__":
    main(*sys.argv[1:])
