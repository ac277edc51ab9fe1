"""Sales that are not computed: what a buyer buys while the sandbox runs."""

from __future__ import annotations

from collections.abc import Sequence

from ..platforms import Platform
from .changes import FIRST_PLACED, SaleChange
from .world import Sale, World

_BUYERS = ("Budi", "Siti", "Agus")
_COURIERS = ("J&T Express", "SiCepat", "JNE")
_PAID_AFTER = 300
"""Seconds, as the world has it."""


def buy(
    world: World,
    at: int,
    seller_skus: Sequence[str],
    on: Platform,
    *,
    api: Platform,
    own_courier: bool,
) -> Sale:
    """
    Add a sale that was paid a second before *at*, and take it from stock.

    Raises:
        ValueError: the shop does not sell that.
    """
    changes = world.changes
    items = [changes.item(one) for one in (*world.items, *changes.made)]
    known = {sku.seller_sku: (item, sku) for item in items for sku in item.skus}
    lines = []
    for code in seller_skus or list(known)[:1]:
        if code not in known:
            msg = f"nobody sells {code!r}; there are {', '.join(known)}"
            raise ValueError(msg)
        item, sku = known[code]
        left = changes.item(item).stock(sku)
        changes.set_item(item.number, levels={sku.number: {**left, 1: left[1] - 1}})
        lines.append((item, sku, 1))
    number = FIRST_PLACED + len(changes.placed)
    sale = Sale(
        number=number,
        origin=on,
        placed_at=at - _PAID_AFTER - 1,
        taken_over_at=None,
        on_tiktok=Platform.TIKTOK_SHOP in api,
        on_tokopedia=Platform.TOKOPEDIA in api,
        status="AWAITING_SHIPMENT",
        lines=tuple(lines),
        shipping_fee=9_000,
        cash_on_delivery=False,
        buyer=_BUYERS[number % len(_BUYERS)],
        courier=_COURIERS[number % len(_COURIERS)],
        skew=world.trouble.skew if world.trouble else 0,
    )
    changes.placed.append(sale)
    waits = SaleChange(at=at, own_courier=own_courier)
    changes.set_sale(Platform.TIKTOK_SHOP, number, "AWAITING_SHIPMENT", waits)
    changes.set_sale(Platform.TOKOPEDIA, number, "TO_ACCEPT", waits)
    return sale
