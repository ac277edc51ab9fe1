"""The TikTok Shop face: the operations it acts out."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from re import Match
from typing import TYPE_CHECKING, Any

from . import tiktokshop_product_shapes as product_shapes
from . import tiktokshop_shapes as shapes
from .face import Clocks, RefusedError, Seen
from .tiktokshop_catalogue import Catalogue
from .tiktokshop_finance import Finance
from .tiktokshop_gate import BAD, TikTokShopGate
from .tiktokshop_more import More
from .tiktokshop_orders import OrderWrites
from .tiktokshop_products import ProductWrites, product
from .tiktokshop_returns import ReturnWrites
from .tiktokshop_stock import StockWrites
from .tiktokshop_talk import Talk
from .timeline import Computed, backwards
from .world import HOUR, Sale, World

if TYPE_CHECKING:
    from .integration import Integration

TOO_MANY = 12_052_180
MOST_PRODUCTS = 10_000
"""The product search refuses to count more."""
NO_PRODUCT = 12_052_023
SETTLED = 81 * HOUR
"""After so long the computed world changes a sale no more."""

Records = Sequence[Any]


class TikTokShopFace(TikTokShopGate):
    """Answers as the TikTok Shop Partner API does."""

    def __init__(self, world: World, clocks: Clocks, integration: Integration) -> None:
        super().__init__(world, clocks, integration)
        self._found: dict[str, Records] = {}
        self.route("GET", "/authorization/202309/shops", self._shops)
        self.route("POST", "/order/202309/orders/search", self._orders_search)
        self.route("GET", "/order/202507/orders", self._orders_get)
        self.route("GET", "/order/202309/orders", self._orders_get)
        self.route("POST", "/product/202502/products/search", self._products_search)
        self.route("GET", "/product/202309/products/{product_id}", self._product)
        self.route("POST", "/return_refund/202602/returns/search", self._returns_search)
        self.route(
            "POST",
            "/return_refund/202602/cancellations/search",
            self._cancellations_search,
        )
        self.route("GET", "/logistics/202309/warehouses", self._warehouses)
        self.route(
            "GET",
            "/logistics/202309/warehouses/{warehouse_id}/delivery_options",
            self._delivery_options,
        )
        OrderWrites(self)
        StockWrites(self, ProductWrites(self, Catalogue(self)))
        ReturnWrites(self)
        Finance(self)
        More(self)
        Talk(self)

    def _shops(self, _: Seen, __: Match[str]) -> Any:
        shop = {
            "id": self.app.shop_id,
            "name": self.world.shop_name,
            "region": "ID",
            "seller_type": "LOCAL",
            "cipher": self.app.shop_cipher,
            "code": "IDLCFIKTIF01",
        }
        return {"shops": [shop]}

    # orders

    def _orders_search(self, seen: Seen, _: Match[str]) -> Any:
        wanted = seen.json
        by_change = seen.query.get("sort_field", "create_time") == "update_time"
        found: Records = self.world.on_tiktok.between(
            wanted.get("create_time_ge"), wanted.get("create_time_lt"), _created
        )
        if by_change or not wanted.keys() <= {"create_time_ge", "create_time_lt"}:
            asked = f"orders {by_change} {json.dumps(wanted, sort_keys=True)}"
            found = self._remembered(
                asked, lambda: self._orders(wanted, by_change=by_change)
            )
        return self.page(
            seen, found, "orders", shapes.order, order="DESC", repeats=self._repeats
        )

    def _orders(self, wanted: Mapping[str, Any], *, by_change: bool) -> Records:
        """Look through the orders for those that more than their age is asked of."""
        since, until = wanted.get("create_time_ge"), wanted.get("create_time_lt")
        if self.world.is_large:  # nothing is laid over it, so this much is known
            changed = wanted.get("update_time_ge"), wanted.get("update_time_lt")
            if changed[0] is not None:
                since = max(since or 0, changed[0] - SETTLED)
            if changed[1] is not None:
                until = min(until or changed[1], changed[1])
        candidates = self.world.on_tiktok.between(since, until, _created)
        inside = _between(
            wanted, lambda sale: (sale.created_on_tiktok, sale.updated_on_tiktok)
        )
        status = wanted.get("order_status")
        numbers = [
            (sale.updated_on_tiktok if by_change else 0, place)
            for place, sale in enumerate(candidates)
            if inside(sale) and status in (None, sale.status)
        ]
        numbers.sort()
        return Computed(len(numbers), lambda place: candidates[numbers[place][1]])

    def _orders_get(self, seen: Seen, _: Match[str]) -> Any:
        ids = [one for one in seen.query.get("ids", "").split(",") if one]
        if not 0 < len(ids) <= 50:
            raise RefusedError(400, BAD, "ids must name 1 to 50 orders")
        found = (self.world.by_tiktok_id(one) for one in ids)
        return {"orders": [shapes.order(sale) for sale in found if sale]}

    # products

    def _products_search(self, seen: Seen, _: Match[str]) -> Any:
        wanted = seen.json
        status, platforms = (
            wanted.get("status"),
            set(wanted.get("listing_platforms", ())),
        )
        since, until = wanted.get("create_time_ge"), wanted.get("create_time_le")
        first, last = wanted.get("update_time_ge"), wanted.get("update_time_le")
        chosen = [
            item
            for item in self.world.items
            if item.moved
            and status in (None, "ALL", item.tiktok)
            and platforms <= product_shapes.listed_on(item)
            and (since is None or item.created_at >= since)
            and (until is None or item.created_at <= until)
            and (first is None or product_shapes.updated_at(item) >= first)
            and (last is None or product_shapes.updated_at(item) <= last)
        ]
        if len(chosen) > MOST_PRODUCTS:
            raise RefusedError(400, TOO_MANY, "the search finds more than 10,000")
        return self.page(seen, chosen, "products", product_shapes.product_row)

    def _product(self, _: Seen, match: Match[str]) -> Any:
        for item in self.world.items:
            if item.moved and item.tiktok_id == match["product_id"]:
                return product(item)
        raise RefusedError(400, NO_PRODUCT, "there is no such product")

    # what came back

    def _returns_search(self, seen: Seen, _: Match[str]) -> Any:
        wanted = seen.json
        types, ids = wanted.get("return_types"), wanted.get("return_ids")
        inside = _between(wanted, lambda sale: _twice(shapes.asked_at(sale)))

        def is_one(sale: Sale) -> bool:
            kind = self.world.return_type(sale)
            return (
                kind is not None
                and (not types or kind in types)
                and (not ids or shapes.return_id(sale) in ids)
                and inside(sale)
            )

        return self.page(
            seen,
            self._sales("returns", wanted, is_one),
            "return_orders",
            self.return_order,
            size=10,
        )

    def return_order(self, sale: Sale) -> dict[str, Any]:
        """Render a return as it is now."""
        changed = self.world.changes.aftersales.get(shapes.return_id(sale), {})
        kind = str(self.world.return_type(sale))
        return {**shapes.return_order(sale, kind), **changed}

    def _cancellations_search(self, seen: Seen, _: Match[str]) -> Any:
        wanted, asked = seen.json, self.world.changes.asked
        ids = wanted.get("cancel_ids")
        inside = _between(wanted, lambda sale: _twice(shapes.cancelled_at(sale)))

        def is_one(sale: Sale) -> bool:
            return (
                sale.on_tiktok
                and (sale.status == "CANCELLED" or sale.number in asked)
                and (not ids or shapes.cancel_id(sale) in ids)
                and inside(sale)
            )

        return self.page(
            seen,
            self._sales("cancellations", wanted, is_one),
            "cancellations",
            self.cancellation,
            size=10,
        )

    def cancellation(self, sale: Sale) -> dict[str, Any]:
        """Render the cancellation of a sale, done or asked for, as it is now."""
        changes = self.world.changes
        found = shapes.cancellation(sale)
        if sale.number in changes.asked:
            found |= shapes.asked_for(sale, changes.asked[sale.number])
        return {**found, **changes.aftersales.get(found["cancel_id"], {})}

    def _warehouses(self, _: Seen, __: Match[str]) -> Any:
        numbers = self.integration.warehouses
        return {"warehouses": [shapes.warehouse(number) for number in numbers]}

    def _delivery_options(self, _: Seen, match: Match[str]) -> Any:
        known = {
            str(shapes.WAREHOUSE + one): one for one in self.integration.warehouses
        }
        number = known.get(match["warehouse_id"])
        if number is None:
            raise RefusedError(400, 12_052_097, "warehouse does not exist")
        both = self.integration.has_storefront
        return {"delivery_options": list(shapes.delivery_options(number, both=both))}

    # searching and paging

    def _sales(
        self, what: str, wanted: Mapping[str, Any], test: Callable[[Sale], bool]
    ) -> Records:
        """Look through all sales, oldest first."""

        def found() -> Records:
            numbers = [sale.number for sale in self.world.sales() if test(sale)]
            numbers.reverse()
            return Computed(len(numbers), lambda place: self.world.sale(numbers[place]))

        asked = f"{what} {json.dumps(wanted, sort_keys=True)}"
        return self._remembered(asked, found)

    def _remembered(self, asked: str, find: Callable[[], Records]) -> Records:
        """Look a search up, in a large world; such a world does not change."""
        if not self.world.is_large:
            return find()
        if asked not in self._found:
            self._found[asked] = find()
        return self._found[asked]

    @property
    def _repeats(self) -> bool:
        return self.world.trouble is not None and self.world.trouble.repeats

    def page(
        self,
        seen: Seen,
        records: Records,
        name: str,
        render: Callable[[Any], Any],
        *,
        size: int = 20,
        order: str = "ASC",
        repeats: bool = False,
    ) -> Any:
        """Answer one page of *records*; the token says where the next begins."""
        if seen.query.get("sort_order", order) == "DESC":
            records = backwards(records)
        size = int(seen.query.get("page_size", size))
        start = _opened(seen.query.get("page_token"))
        end = start + size
        following = _sealed(end - 1 if repeats and size > 1 else end)
        return {
            "total_count": len(records),
            "next_page_token": following if end < len(records) else "",
            name: [render(one) for one in records[start:end]],
        }


def _twice(at: int) -> tuple[int, int]:
    return at, at


def _created(sale: Sale) -> int:
    return sale.created_on_tiktok


def _between(
    wanted: Mapping[str, Any], times: Callable[[Any], tuple[int, int]]
) -> Callable[[Any], bool]:
    """Make the test that a search's time filters ask for."""

    def bounds(name: str) -> Iterator[Callable[[int], bool]]:
        since, until = wanted.get(f"{name}_time_ge"), wanted.get(f"{name}_time_lt")
        if since is not None:
            yield lambda at: at >= since
        if until is not None:
            yield lambda at: at < until

    created, updated = list(bounds("create")), list(bounds("update"))

    def inside(record: Any) -> bool:
        created_at, updated_at = times(record)
        return all(test(created_at) for test in created) and all(
            test(updated_at) for test in updated
        )

    return inside


def _sealed(start: int) -> str:
    return base64.urlsafe_b64encode(json.dumps({"from": start}).encode()).decode()


def _opened(token: str | None) -> int:
    if not token:
        return 0
    try:
        return int(json.loads(base64.urlsafe_b64decode(token))["from"])
    except (KeyError, TypeError, ValueError):
        raise RefusedError(400, BAD, "page_token is not one of ours") from None
