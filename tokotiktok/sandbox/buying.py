"""Sales that are not computed: what a buyer buys while the sandbox runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..platforms import Platform
from .changes import FIRST_PLACED, SaleChange
from .world import Item, Sale, World

if TYPE_CHECKING:
    from .integration import Integration

_BUYERS = ("Budi", "Siti", "Agus")
_COURIERS = ("J&T Express", "SiCepat", "JNE")
_PAID_AFTER = 300
"""Seconds, as the world has it."""


def serving(integration: Integration, origin: Platform) -> Platform:
    """
    Say which API has what is bought on a platform now.

    Raises:
        ValueError: the shop has no storefront there.
    """
    if origin is Platform.TIKTOK_SHOP or integration.has_storefront:
        return Platform.TIKTOK_SHOP
    if not integration.has_tokopedia:
        msg = f"nobody buys on {origin.name}: the shop is {integration.phase}"
        raise ValueError(msg)
    return Platform.TOKOPEDIA


def sold(
    integration: Integration, items: Sequence[Item], origin: Platform
) -> Sequence[Item]:
    """Give what is sold on a platform; of two with one seller SKU the last is bought."""
    if not integration.is_directed:
        return items
    if origin is Platform.TIKTOK_SHOP:
        found = [item for item in items if item.moved and item.tiktok]
        return sorted(found, key=lambda item: item.old_status is None)
    found = [item for item in items if (item.old_status or 0) > 0 or item.tokopedia]
    return sorted(found, key=lambda item: item.old_status is not None)


def buy(
    world: World,
    at: int,
    seller_skus: Sequence[str],
    on: Platform,
    *,
    api: Platform,
    own_courier: bool,
    items: Sequence[Item],
) -> Sale:
    """
    Add a sale of some of *items*, paid a second before *at*, and take it from stock.

    Raises:
        ValueError: the shop does not sell that.
    """
    changes = world.changes
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
