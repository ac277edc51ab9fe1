"""What the Tokopedia face does to products: on and off sale, stock, prices, edits."""

from __future__ import annotations

from collections.abc import Callable
from re import Match
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ..platforms import Platform
from .face import Handler, RefusedError, Seen
from .tokopedia_shapes import WAREHOUSE
from .world import Item, Sku
from .writes import route_writes

if TYPE_CHECKING:
    from .tokopedia import TokopediaFace

ACTIVE, INACTIVE = 1, 3
_EDITABLE = (ACTIVE, INACTIVE)
"""Others are refused: ``PRD_USC_028``."""
MOST_ROWS, MOST_PRODUCTS = 100, 25


@frozen
class ProductWrites:
    """Acts out what a seller does to products."""

    face: TokopediaFace

    def __attrs_post_init__(self) -> None:
        old, new = "/inventory/v1/fs/{fs_id}", "/inventory/v2/fs/{fs_id}"
        routes: tuple[tuple[str, str, Handler], ...] = (
            ("POST", "/v1/products/fs/{fs_id}/active", self._activate),
            ("POST", "/v1/products/fs/{fs_id}/inactive", self._deactivate),
            ("POST", f"{old}/stock/update", self._set_stock),
            ("POST", f"{new}/stock/increment", self._increment),
            ("POST", f"{new}/stock/decrement", self._decrement),
            ("POST", f"{old}/price/update", self._set_prices),
            ("PATCH", "/v3/products/fs/{fs_id}/edit", self._edit),
        )
        route_writes(self.face, routes)

    def _activate(self, seen: Seen, _: Match[str]) -> Any:
        return self._switch(seen, ACTIVE)

    def _deactivate(self, seen: Seen, _: Match[str]) -> Any:
        return self._switch(seen, INACTIVE)

    def _check_open(self) -> None:
        """
        Refuse all but stock and prices while the shop is being integrated.

        With which code Tokopedia did so is not known; this one says that a product
        cannot be edited.
        """
        if self.face.integration.phase == "locked":
            why = "Shop is being integrated, only price and stock can be changed"
            raise RefusedError(400, "PRD_USC_028", why)

    def _switch(self, seen: Seen, status: int) -> Any:
        self._check_open()
        ids = seen.json.get("product_id", [])
        if not 0 < len(ids) <= MOST_PRODUCTS:
            raise RefusedError(400, "PRD_DLV_018", "1 to 25 products")
        failed = []
        for one in ids:
            item = self._by_id(one)
            if item is None or item.old_status not in _EDITABLE:
                failed.append(f"Error Product ID [{one}] : There are some problem")
                continue
            word = "ACTIVATE" if status == ACTIVE else "SELLER_DEACTIVATED"
            self.face.world.changes.set_item(
                item.number, old_status=status, statuses={Platform.TOKOPEDIA: word}
            )
        return {
            "total_data": len(ids),
            "succeed_rows": len(ids) - len(failed),
            "failed_rows": len(failed),
            "failed_rows_data": failed or None,
        }

    def _set_stock(self, seen: Seen, _: Match[str]) -> Any:
        return self._stock(seen, "new_stock", lambda _, given: given)

    def _increment(self, seen: Seen, _: Match[str]) -> Any:
        return self._once(seen, lambda: self._change(seen, +1))

    def _decrement(self, seen: Seen, _: Match[str]) -> Any:
        return self._once(seen, lambda: self._change(seen, -1))

    def _change(self, seen: Seen, sign: int) -> Any:
        return self._stock(seen, "stock_value", lambda have, by: have + sign * by)

    def _once(self, seen: Seen, act: Callable[[], Any]) -> Any:
        """Answer a request that was seen before as it was answered then."""
        request_id = seen.query.get("request_id")
        if not request_id:
            return act()
        answers = self.face.world.changes.answers
        key = f"{seen.path}:{request_id}"
        if key not in answers:
            answers[key] = act()
        return answers[key]

    def _stock(
        self, seen: Seen, field: str, level: Callable[[int, int], int]
    ) -> dict[str, Any]:
        number = int(seen.query.get("warehouse_id", WAREHOUSE + 1)) - WAREHOUSE
        if number not in (1, 2):
            raise RefusedError(400, "PRD_USC_021", "Warehouse is not known")

        def apply(item: Item, sku: Sku, row: dict[str, Any]) -> str | None:
            have = item.stock(sku)
            new = level(have[number], int(row[field]))
            if new < 0:
                return "Stock cannot be negative"
            levels = {sku.number: {**have, number: new}}
            self.face.world.changes.set_item(item.number, levels=levels)
            return None

        return self._rows(seen, apply)

    def _set_prices(self, seen: Seen, _: Match[str]) -> Any:
        def apply(item: Item, sku: Sku, row: dict[str, Any]) -> str | None:
            price = int(row["new_price"])
            if not 100 <= price <= 100_000_000:
                return "Price must be within 100..100000000"
            self.face.world.changes.set_item(item.number, prices={sku.number: price})
            return None

        return self._rows(seen, apply)

    def _rows(
        self, seen: Seen, apply: Callable[[Item, Sku, dict[str, Any]], str | None]
    ) -> dict[str, Any]:
        """Do each row of a body that is a bare list; say which failed."""
        rows = seen.rows
        if not 0 < len(rows) <= MOST_ROWS:
            raise RefusedError(400, "PRD_DLV_018", "1 to 100 rows")
        failed = []
        for row in rows:
            found = self._by_row(row)
            why = apply(*found, row) if found else "Product is not found"
            if why is not None:
                failed.append({**row, "message": why})
        return {
            "failed_rows": len(failed),
            "failed_rows_data": failed,
            "succeed_rows": len(rows) - len(failed),
        }

    def _edit(self, seen: Seen, _: Match[str]) -> Any:
        self._check_open()
        rows = seen.json.get("products", [])
        done, failed = [], []
        for row in rows:
            item = self._by_id(row.get("id"))
            if item is None or item.old_status not in _EDITABLE:
                why = "only active or inactive products can be edited"
                failed.append({"product_id": row.get("id"), "error": [why]})
                continue
            details = {k: row[k] for k in ("description",) if k in row}
            self.face.world.changes.set_item(
                item.number, name=row.get("name") or item.name, details=details
            )
            done.append({"product_id": row["id"]})
        return {
            "total_data": len(rows),
            "success_data": len(done),
            "fail_data": len(failed),
            "success_rows_data": done,
            "failed_rows_data": failed,
        }

    def _by_id(self, product_id: object) -> Item | None:
        for item in self._items():
            if str(item.tokopedia_id) == str(product_id):
                return item
        return None

    def _by_row(self, row: dict[str, Any]) -> tuple[Item, Sku] | None:
        for item in self._items():
            for sku in item.skus:
                same_id = str(sku.tokopedia_id) == str(row.get("product_id"))
                if same_id or sku.seller_sku == row.get("sku"):
                    return item, sku
        return None

    def _items(self) -> list[Item]:
        items = self.face.world.items
        return [item for item in items if item.old_status is not None]
