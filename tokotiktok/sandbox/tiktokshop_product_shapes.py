"""The world's products in TikTok Shop's shapes."""

from __future__ import annotations

from typing import Any

from .catalogue import REFUSED
from .tiktokshop_shapes import WAREHOUSE
from .world import Item, Sku


def listed_on(item: Item) -> set[str]:
    """Name the platforms that a product is listed on."""
    on = {"TIKTOK_SHOP"} if item.tiktok else set()
    return on | ({"TOKOPEDIA"} if item.tokopedia else set())


def updated_at(item: Item) -> int:
    """When a product was last changed, as far as this world knows."""
    return max(item.created_at, 1_755_658_800)


def product_row(item: Item) -> dict[str, Any]:
    """Render a product as the search gives it."""
    found = {
        "id": item.tiktok_id,
        "title": item.name,
        "skus": [_sku(item, sku) for sku in item.skus],
        "sales_regions": ["ID"],
        "create_time": item.created_at,
        "update_time": updated_at(item),
        "is_not_for_sale": False,
        "has_draft": False,
        "audit": {"status": "FAILED" if item.tiktok == "FAILED" else "APPROVED"},
        "product_sync_fail_reasons": [],
        "recommended_categories": [],
    }
    if item.tiktok:
        found["status"] = item.tiktok
    if item.tokopedia:
        found["integrated_platform_statuses"] = [
            {"platform": "TOKOPEDIA", "status": item.tokopedia}
        ]
    return found


def product(item: Item) -> dict[str, Any]:
    """Render a product as it is given alone: with why a platform refused it."""
    found = product_row(item)
    for name in ("product_sync_fail_reasons", "sales_regions"):  # of the search alone
        del found[name]
    return {
        **found,
        "description": "<p>Data contoh, bukan produk nyata.</p>",
        "audit_failed_reasons": [
            {
                "listing_platform": platform,
                "position": "Product",
                "reasons": [why],
                "suggestions": [advice],
            }
            for (number, platform), (why, advice) in REFUSED.items()
            if number == item.number
        ],
        "skus": [
            {
                **_sku(item, sku),
                "sales_attributes": [{"name": "Ukuran", "value_name": sku.variant}]
                if sku.variant
                else [],
            }
            for sku in item.skus
        ],
    }


def _sku(item: Item, sku: Sku) -> dict[str, Any]:
    price = str(sku.price)
    return {
        "id": sku.tiktok_id,
        "seller_sku": sku.seller_sku,
        "price": {"currency": "IDR", "sale_price": price, "tax_exclusive_price": price},
        "inventory": [
            {"warehouse_id": str(WAREHOUSE + item.shift + number), "quantity": quantity}
            for number, quantity in item.stock(sku).items()
        ],
        "status_info": {"status": "NORMAL"},
    }
