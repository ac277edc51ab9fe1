"""The TikTok Shop face: its gate, and the operations it acts out."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from re import Match
from typing import Any

from attrs import define, field, frozen

from .._client import operations
from ..tiktokshop.dialect import NEWEST, OLDEST, signature
from ..wire import Response
from . import tiktokshop_shapes as shapes
from .face import Clocks, Face, RefusedError, Seen, as_json
from .world import Sale, World

DAY = 86_400
ACCESS_LIFE, REFRESH_LIFE = 7 * DAY, 365 * DAY
PAGE_SIZES = {
    "/order/202309/orders/search": (1, 100),
    "/product/202502/products/search": (1, 100),
    "/return_refund/202602/returns/search": (10, 50),
    "/return_refund/202602/cancellations/search": (1, 50),
}
SIZE_REQUIRED = ("/order/202309/orders/search", "/product/202502/products/search")
SCOPES = (
    "seller.authorization.info",
    "seller.order.info",
    "seller.product.basic",
    "seller.product.read",
    "seller.return_refund.basic",
    "seller.logistics",
)
BAD = 36_009_004
"""The code that TikTok Shop gives to most mistakes in a request."""


@frozen
class App:
    """The app and the shop's authorisation of it."""

    app_key: str = "6fiktif8key"
    app_secret: str = field(default="fiktif-app-secret-01", repr=False)
    service_id: str = "7480000000000000777"
    open_id: str = "fiktif_open_id_0001"
    shop_cipher: str = "ROW_fiktifCipherAAAA1234"
    shop_id: str = "7480000000000000001"


@define
class Grant:
    """One pair of tokens."""

    access: str
    refresh: str
    ends: float
    refresh_ends: float


class TikTokShopFace(Face):
    """Answers as the TikTok Shop Partner API does."""

    def __init__(self, world: World, clocks: Clocks) -> None:
        super().__init__(clocks)
        self.world = world
        self.app = App()
        self.scopes: set[str] | None = None
        """What the app may do; ``None`` for everything."""
        self.grants = [self._grant(1)]
        self._codes: set[str] = set()
        self._known = {
            (row["method"], row["path"]): row
            for row in operations("tokotiktok.tiktokshop.api")
        }
        self.route("GET", "/api/v2/token/get", self._token_get)
        self.route("GET", "/api/v2/token/refresh", self._token_refresh)
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

    @property
    def grant(self) -> Grant:
        """The newest pair of tokens."""
        return self.grants[-1]

    def authorize(self) -> str:
        """Let the seller authorise the app; give the code that the redirect brings."""
        code = f"TTP_fiktif-code-{len(self._codes) + 1:04}"
        self._codes.add(code)
        return code

    # the gate

    def refuse(self, refused: RefusedError) -> Response:
        """Say no."""
        body = {
            "code": refused.code,
            "message": refused.message,
            "request_id": self._request_id(),
            "data": None,
        }
        return as_json(body, refused.status)

    def rate_limited(self) -> Response:
        """Say that there were too many requests."""
        return self.refuse(RefusedError(429, 36_009_002, "too many requests"))

    def token_expired(self) -> Response:
        """Say that the access token has expired, and let it."""
        self.grant.ends = 0
        return self.refuse(RefusedError(401, 105_002, "access token is expired"))

    def _handle(self, seen: Seen) -> Response:
        found = self.find(seen)
        if not seen.path.startswith("/api/v2/token/"):
            self._check_sender(seen)
            self._check_operation(seen, acted_out=found is not None)
        if found is None:
            raise RefusedError(404, 36_009_009, "no such path")
        handler, match = found
        data = handler(seen, match)
        body = {
            "code": 0,
            "message": "Success",
            "request_id": self._request_id(),
            "data": data,
        }
        return as_json(body, x_tt_logid=body["request_id"])

    def _check_sender(self, seen: Seen) -> None:
        """Check app, time, signature and token, in this order."""
        query = seen.query
        if query.get("app_key") != self.app.app_key:
            raise RefusedError(400, BAD, "app_key is not known")
        try:
            signed_at = int(query.get("timestamp", ""))
        except ValueError:
            raise RefusedError(400, BAD, "timestamp is not a number") from None
        if not OLDEST <= signed_at - self.clocks.gate() <= NEWEST:
            raise RefusedError(400, BAD, "timestamp is too old or too new")
        if not query.get("sign"):
            raise RefusedError(400, BAD, "sign is missing")
        upload = seen.headers.get("content-type", "").startswith("multipart/form-data")
        body = None if upload else seen.body
        expected = signature(self.app.app_secret, seen.raw_path, query, body)
        if not secrets.compare_digest(expected, query["sign"]):
            raise RefusedError(401, 106_001, "signature is invalid")
        token = seen.headers.get("x-tts-access-token", "")
        grant = next((one for one in self.grants if one.access == token), None)
        if grant is None:
            raise RefusedError(401, 105_001, "access token is not known")
        if grant.ends <= self.clocks.gate():
            raise RefusedError(401, 105_002, "access token is expired")

    def _check_operation(self, seen: Seen, *, acted_out: bool) -> None:
        """Check that the operation exists, is granted, and takes what it was given."""
        row = self._row(seen)
        if row is None:
            if any(path == seen.path for _, path in self._known):
                raise RefusedError(405, 36_009_010, "the path has no such method")
            raise RefusedError(404, 36_009_009, "no such path")
        if self.scopes is not None and not self.scopes.issuperset(row["scope"]):
            raise RefusedError(
                403, 105_005, f"needs the scope {' '.join(row['scope'])}"
            )
        cipher = seen.query.get("shop_cipher")
        if row["shop"] == "query" and not cipher:
            raise RefusedError(400, 106_013, "shop_cipher is missing")
        if row["shop"] == "none" and cipher:
            raise RefusedError(400, BAD, "shop_cipher is an unexpected identifier")
        if cipher and cipher != self.app.shop_cipher:
            raise RefusedError(401, 106_011, "shop_cipher is not of this token")
        if not acted_out:
            raise RefusedError(404, 36_009_009, "the sandbox does not act this out")
        self._check_page(seen)

    def _check_page(self, seen: Seen) -> None:
        size = seen.query.get("page_size")
        if size is None:
            if seen.path in SIZE_REQUIRED:
                raise RefusedError(400, BAD, "page_size is missing")
            return
        low, high = PAGE_SIZES.get(seen.path, (1, 100))
        if not size.isdecimal() or not low <= int(size) <= high:
            raise RefusedError(400, BAD, f"page_size is not within {low}..{high}")

    def _row(self, seen: Seen) -> Mapping[str, Any] | None:
        row = self._known.get((seen.method, seen.path))
        if row is not None:
            return row
        older = seen.path.replace("/order/202309/orders", "/order/202507/orders")
        row = self._known.get((seen.method, older))
        if row is not None:
            return row
        parts = seen.path.split("/")
        for (method, path), known in self._known.items():
            names = path.split("/")
            if (
                method == seen.method
                and len(names) == len(parts)
                and all(
                    name == part or name.startswith("{")
                    for name, part in zip(names, parts, strict=True)
                )
            ):
                return known
        return None

    def _request_id(self) -> str:
        return f"{int(self.clocks.world()):014}{len(self.seen):018X}"

    # tokens

    def _grant(self, number: int) -> Grant:
        now = int(self.clocks.gate())
        return Grant(
            access=f"TTP_fiktif-access-{number:04}",
            refresh=f"TTP_fiktif-refresh-{number:04}",
            ends=now + ACCESS_LIFE,
            refresh_ends=now + REFRESH_LIFE,
        )

    def _token_get(self, seen: Seen, _: Match[str]) -> Any:
        query = self._check_app(seen)
        code = query.get("auth_code", "")
        if query.get("grant_type") != "authorized_code" or code not in self._codes:
            raise RefusedError(400, 36_004_004, "auth code is used, expired or wrong")
        self._codes.remove(code)
        return self._issue()

    def _token_refresh(self, seen: Seen, _: Match[str]) -> Any:
        query = self._check_app(seen)
        if query.get("refresh_token") != self.grant.refresh:
            raise RefusedError(
                400, 36_004_005, "no authorization for this refresh token"
            )
        if self.grant.refresh_ends <= self.clocks.gate():
            raise RefusedError(400, 36_004_001, "refresh token is expired")
        return self._issue()

    def _check_app(self, seen: Seen) -> dict[str, str]:
        query = seen.query
        app = (self.app.app_key, self.app.app_secret)
        if (query.get("app_key"), query.get("app_secret")) != app:
            raise RefusedError(400, 98_001_004, "app_key or app_secret is wrong")
        return query

    def _issue(self) -> dict[str, Any]:
        self.grants.append(self._grant(len(self.grants) + 1))
        return {
            "access_token": self.grant.access,
            "access_token_expire_in": int(self.grant.ends),
            "refresh_token": self.grant.refresh,
            "refresh_token_expire_in": int(self.grant.refresh_ends),
            "open_id": self.app.open_id,
            "seller_name": self.world.shop_name,
            "seller_base_region": "ID",
            "user_type": 0,
            "granted_scopes": sorted(self.scopes or SCOPES),
        }

    # what it acts out

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
        inside = _between(wanted, lambda one: (shapes.asked_at(one[0]),) * 2)
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
        inside = _between(seen.json, lambda sale: (shapes.cancelled_at(sale),) * 2)
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
