"""What the TikTok Shop face does to stock and prices: open even while the shop is locked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from re import Match
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ..platforms import Platform
from . import tiktokshop_shapes as shapes
from .face import Handler, RefusedError, Seen
from .world import Item, Sku
from .writes import route_writes

if TYPE_CHECKING:
    from .tiktokshop import TikTokShopFace
    from .tiktokshop_products import ProductWrites


@frozen
class StockWrites:
    """Acts out what a seller does to stock and prices."""

    face: TikTokShopFace
    products: ProductWrites

    def __attrs_post_init__(self) -> None:
        product = "/product/202309/products/{product_id}"
        routes: tuple[tuple[str, str, Handler], ...] = (
            ("POST", f"{product}/inventory/update", self._stock),
            ("POST", f"{product}/prices/update", self._prices),
            ("POST", "/product/202309/inventory/search", self._inventory),
        )
        route_writes(self.face, routes)

    def _inventory(self, seen: Seen, _: Match[str]) -> Any:
        products: set[str] = set(seen.json.get("product_ids") or ())
        skus: set[str] = set(seen.json.get("sku_ids") or ())
        rows = []
        for item in self.face.world.items:
            chosen = [
                sku
                for sku in item.skus
                if (sku.tiktok_id in skus if skus else item.tiktok_id in products)
            ]
            if chosen and item.moved:
                rows.append(
                    {
                        "product_id": item.tiktok_id,
                        "skus": [self._levels(item, sku) for sku in chosen],
                    }
                )
        return {"inventory": rows}

    def _levels(self, item: Item, sku: Sku) -> dict[str, Any]:
        promised = self._promised(sku)
        return {
            "id": sku.tiktok_id,
            "seller_sku": sku.seller_sku,
            "total_available_quantity": sum(item.stock(sku).values()),
            "total_committed_quantity": promised,
            "warehouse_inventory": [
                {
                    "warehouse_id": str(shapes.WAREHOUSE + item.shift + number),
                    "available_quantity": level,
                    "committed_quantity": promised if number == 1 else 0,
                }
                for number, level in item.stock(sku).items()
            ],
        }

    def _promised(self, sku: Sku) -> int:
        """Count what was bought here and is not shipped."""
        placed = self.face.world.changes.placed
        sales = [
            self.face.world.changes.sale(one, Platform.TIKTOK_SHOP) for one in placed
        ]
        return sum(
            count
            for sale in sales
            if sale.status == "AWAITING_SHIPMENT"
            for _, sold, count in sale.lines
            if sold.number == sku.number
        )

    def _stock(self, seen: Seen, match: Match[str]) -> Any:
        item = self.products.item(match["product_id"])
        by_id = {sku.tiktok_id: sku for sku in item.skus}
        errors = []
        for row in seen.json.get("skus", ()):
            sku = by_id.get(row.get("id"))
            if sku is None:
                raise RefusedError(400, 12_052_050, "sku does not exist")
            levels = {
                int(one["warehouse_id"]) - shapes.WAREHOUSE - item.shift: one[
                    "quantity"
                ]
                for one in row.get("inventory", ())
            }
            wrong = list(self._wrong(item, sku, levels))
            if wrong:
                detail = {"sku_id": sku.tiktok_id, "extra_errors": wrong}
                errors.append(
                    {"code": 12_052_990, "message": "Check failed", "detail": detail}
                )
            else:
                self.face.world.changes.set_item(
                    item.number, levels={sku.number: levels}
                )
        return {"errors": errors}

    def _wrong(
        self, item: Item, sku: Sku, levels: Mapping[int, int]
    ) -> Iterator[dict[str, Any]]:
        have = item.stock(sku)
        for number in have:
            if number not in levels:
                yield _extra(
                    item.shift + number, 12_019_028, "all warehouses must be given"
                )
        for number, level in levels.items():
            kept = number in self.face.world.changes.kept_by_platform
            if number not in have:
                yield _extra(
                    item.shift + number, 12_052_097, "warehouse does not exist"
                )
            elif not 0 <= level <= 99_999:
                yield _extra(
                    item.shift + number, 12_052_036, "quantity is not within 0..99999"
                )
            elif kept and level != have[number]:
                yield _extra(
                    item.shift + number,
                    12_052_382,
                    "Dilayani Tokopedia keeps this stock",
                )

    def _prices(self, seen: Seen, match: Match[str]) -> Any:
        item = self.products.item(match["product_id"])
        by_id = {sku.tiktok_id: sku for sku in item.skus}
        prices = {}
        for row in seen.json.get("skus", ()):
            sku = by_id.get(row.get("id"))
            if sku is None:
                raise RefusedError(400, 12_052_050, "sku does not exist")
            price = int(row["price"]["amount"])
            if not 100 <= price <= 100_000_000:
                raise RefusedError(400, 12_052_012, "price is out of range")
            prices[sku.number] = price
        self.face.world.changes.set_item(item.number, prices=prices)
        return {}


def _extra(warehouse: int, code: int, message: str) -> dict[str, Any]:
    where = str(shapes.WAREHOUSE + warehouse)
    return {"warehouse_id": where, "code": code, "message": message}
