"""The TikTok Shop face: the operations it acts out."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from re import Match
from typing import Any

from . import tiktokshop_shapes as shapes
from .face import Clocks, RefusedError, Seen
from .tiktokshop_gate import BAD, TikTokShopGate
from .world import Sale, World


class TikTokShopFace(TikTokShopGate):
    """Answers as the TikTok Shop Partner API does."""

    def __init__(self, world: World, clocks: Clocks) -> None:
        super().__init__(world, clocks)
        self.route("GET", "/authorization/202309/shops", self._shops)
        self.route("POST", "/order/202309/orders/search", self._orders_search)
        self.route("GET", "/order/202507/orders", self._orders_get)
        self.route("GET", "/order/202309/orders", self._orders_get)
        self.route("POST", "/product/202502/products/search", self._products_search)
        self.route("POST", "/return_refund/202602/returns/search", self._returns_search)
        self.route(
            "POST",
            "/return_refund/202602/cancellations/search",
            self._cancellations_search,
        )
        self.route("GET", "/logistics/202309/warehouses", self._warehouses)

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

    def _orders_search(self, seen: Seen, _: Match[str]) -> Any:
        wanted = seen.json
        sort = seen.query.get("sort_field", "create_time")
        inside = _between(
            wanted, lambda sale: (sale.created_on_tiktok, sale.updated_at)
        )
        status = wanted.get("order_status")
        chosen = [
            sale
            for sale in self.world.sales()
            if sale.on_tiktok and inside(sale) and status in (None, sale.status)
        ]
        key = _updated if sort == "update_time" else _created
        chosen.sort(key=key, reverse=seen.query.get("sort_order", "DESC") == "DESC")
        return self._page(seen, chosen, "orders", shapes.order)

    def _orders_get(self, seen: Seen, _: Match[str]) -> Any:
        ids = [one for one in seen.query.get("ids", "").split(",") if one]
        if not 0 < len(ids) <= 50:
            raise RefusedError(400, BAD, "ids must name 1 to 50 orders")
        by_id = {sale.tiktok_id: sale for sale in self.world.sales() if sale.on_tiktok}
        return {"orders": [shapes.order(by_id[one]) for one in ids if one in by_id]}

    def _products_search(self, seen: Seen, _: Match[str]) -> Any:
        wanted = seen.json
        status, platforms = (
            wanted.get("status"),
            set(wanted.get("listing_platforms", ())),
        )
        chosen = [
            item
            for item in self.world.items
            if item.moved
            and status in (None, "ALL", item.tiktok)
            and platforms <= shapes.listed_on(item)
        ]
        return self._page(seen, chosen, "products", shapes.product_row)

    def _returns_search(self, seen: Seen, _: Match[str]) -> Any:
        wanted = seen.json
        types = wanted.get("return_types")
        chosen = [
            (sale, kind)
            for sale in self.world.sales()
            if (kind := self.world.return_type(sale)) and (not types or kind in types)
        ]
        inside = _between(wanted, lambda one: _twice(shapes.asked_at(one[0])))
        return self._aftersales(
            seen,
            [one for one in chosen if inside(one)],
            "return_orders",
            lambda one: shapes.return_order(*one),
        )

    def _cancellations_search(self, seen: Seen, _: Match[str]) -> Any:
        chosen = [
            sale
            for sale in self.world.sales()
            if sale.on_tiktok and sale.status == "CANCELLED"
        ]
        inside = _between(seen.json, lambda sale: _twice(shapes.cancelled_at(sale)))
        return self._aftersales(
            seen,
            [sale for sale in chosen if inside(sale)],
            "cancellations",
            shapes.cancellation,
        )

    def _warehouses(self, _: Seen, __: Match[str]) -> Any:
        return {"warehouses": [shapes.warehouse(number) for number in (1, 2)]}

    def _aftersales(
        self,
        seen: Seen,
        newest_first: list[Any],
        name: str,
        render: Callable[[Any], Any],
    ) -> Any:
        if seen.query.get("sort_order", "ASC") == "ASC":
            newest_first.reverse()
        return self._page(seen, newest_first, name, render, size=10)

    def _page(
        self,
        seen: Seen,
        chosen: Iterable[Any],
        name: str,
        render: Callable[[Any], Any],
        *,
        size: int = 20,
    ) -> Any:
        """Answer one page; the token says where the next begins."""
        everything = list(chosen)
        size = int(seen.query.get("page_size", size))
        start = _opened(seen.query.get("page_token"))
        end = start + size
        return {
            "total_count": len(everything),
            "next_page_token": _sealed(end) if end < len(everything) else "",
            name: [render(one) for one in islice(everything, start, end)],
        }


def _twice(at: int) -> tuple[int, int]:
    return at, at


def _created(sale: Sale) -> int:
    return sale.created_on_tiktok


def _updated(sale: Sale) -> int:
    return sale.updated_at


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
