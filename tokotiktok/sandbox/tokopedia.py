"""The Tokopedia face: its gate, and the operations it acts out."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import datetime
from re import Match
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from ..platforms import WIB
from ..tokopedia.clock import SHIFT
from ..wire import Response
from . import tokopedia_more
from . import tokopedia_shapes as shapes
from .face import Clocks, Face, RefusedError, Seen, as_json
from .timeline import backwards
from .tokopedia_orders import OrderWrites
from .tokopedia_products import ProductWrites
from .tokopedia_talk import Talk
from .world import Sale, World

if TYPE_CHECKING:
    from .integration import Integration

DAY = 86_400
TOKEN_LIFE = 14 * DAY
WINDOW = 3 * DAY
"""The list takes less than this."""
_EXPIRED = b"<html><head><title>401 Authorization Required</title></head></html>"
_YES = "Your request has been processed successfully"
_NO = "We could not process your request due to malformed request, please check again"


@frozen
class App:
    """The app and its shop."""

    fs_id: int = 99_999
    client_id: str = "fiktif-client-id"
    client_secret: str = field(default="fiktif-client-secret", repr=False)
    shop_id: int = shapes.SHOP_ID


class TokopediaFace(Face):
    """Answers as the Tokopedia Open Platform did."""

    def __init__(self, world: World, clocks: Clocks, integration: Integration) -> None:
        super().__init__(clocks)
        self.world = world
        self.integration = integration
        self.app = App()
        self._tokens = 0
        self._token_ends = 0.0
        self.route("POST", "/token", self._token)
        self.route("GET", "/v2/order/list", self._orders)
        self.route("GET", "/v2/fs/{fs_id}/order", self._order)
        self.route("GET", "/inventory/v1/fs/{fs_id}/product/info", self._products)
        self.route("GET", "/v1/shop/fs/{fs_id}/shop-info", self._shop)
        self.route("GET", "/resolution/v1/fs/{fs_id}/ticket", self._tickets)
        tokopedia_more.act_out(self, self._page)
        Talk(self, self._page)
        OrderWrites(self)
        ProductWrites(self)

    @property
    def access_token(self) -> str:
        """The one token of the app; a new one only after the old has ended."""
        now = self.clocks.gate()
        if self._token_ends <= now:
            self._tokens += 1
            self._token_ends = now + TOKEN_LIFE
        return f"c:fiktif-{self._tokens:04}"

    # the gate

    def refuse(self, refused: RefusedError) -> Response:
        """Say no."""
        if refused.status == 401:
            return Response(401, {"content-type": "text/html"}, _EXPIRED)
        header = {
            "process_time": 0.0183,
            "messages": _NO,
            "reason": refused.message,
            "error_code": refused.code,
        }
        return as_json({"header": header, "data": None}, refused.status)

    def rate_limited(self) -> Response:
        """Say that there were too many requests."""
        answer = self.refuse(RefusedError(429, "", "Too many requests"))
        quota = {
            "x-ratelimit-limit": "5 req/s (burst 5)",
            "x-ratelimit-remaining": "0",
            "x-ratelimit-reset-after": "0.200000",
            "x-ratelimit-full-reset-after": "1.000000",
        }
        return Response(429, {**answer.headers, **quota}, answer.body)

    def token_expired(self) -> Response:
        """Say that the access token has expired, and let it."""
        self._token_ends = 0
        return self.refuse(RefusedError(401, "", "token expired"))

    def _handle(self, seen: Seen) -> Response:
        found = self.find(seen)
        if found is None:
            raise RefusedError(404, "", "The sandbox does not act this out")
        handler, match = found
        if seen.path == "/token":
            return as_json(handler(seen, match))
        if seen.headers.get("authorization") != f"Bearer {self._alive()}":
            raise RefusedError(401, "", "token expired")
        fs_id = match.groupdict().get("fs_id") or seen.query.get("fs_id")
        shop_id = seen.query.get("shop_id") or str(self.app.shop_id)
        known = (str(self.app.fs_id), str(self.app.shop_id))
        if (fs_id, shop_id) != known or not self.integration.has_tokopedia:
            raise RefusedError(
                403,
                "RBAC_MDLW_001",
                "FS ID is not associated with Shop ID or Warehouse ID",
            )
        data = handler(seen, match)
        if isinstance(data, Response):  # a page
            return data
        header = {"process_time": 0.018, "messages": _YES}
        return as_json(
            {"header": header, "data": data},
            x_ratelimit_remaining="4",
            x_ratelimit_reset_after="-0.000000",
        )

    def _alive(self) -> str | None:
        return self.access_token if self._token_ends > self.clocks.gate() else None

    def _token(self, seen: Seen, _: Match[str]) -> Any:
        pair = f"{self.app.client_id}:{self.app.client_secret}".encode()
        proof = "Basic " + base64.b64encode(pair).decode()
        if seen.headers.get("authorization") != proof:
            return {
                "error": "invalid_client",
                "error_description": "client authentication failed",
            }
        token = self.access_token
        return {
            "access_token": token,
            "expires_in": int(self._token_ends - self.clocks.gate()),
            "token_type": "Bearer",
            "event_code": "",
            "last_login_type": "10",
            "sq_check": False,
        }

    # what it acts out

    def _orders(self, seen: Seen, _: Match[str]) -> Any:
        query = seen.query
        first, last = _number(query, "from_date"), _number(query, "to_date")
        if not 0 <= last - first < WINDOW:
            raise RefusedError(
                400, "ORD_DLV_013", "Date Range must be less than 3 days"
            )
        found: Sequence[Sale] = self.world.on_tokopedia.between(
            first - SHIFT, last - SHIFT + 1, lambda sale: sale.created_on_tokopedia
        )
        if not self.world.is_large:  # the list begins at 220
            found = [sale for sale in found if sale.status != "CANCELLED"]
        trouble = self.world.trouble
        rows = self._page(
            seen, backwards(found), 100, repeats=bool(trouble and trouble.repeats)
        )
        return [shapes.order_row(sale, self.app.fs_id) for sale in rows] or None

    def _order(self, seen: Seen, _: Match[str]) -> Any:
        order_id, invoice = seen.query.get("order_id"), seen.query.get("invoice_num")
        sale = self.world.by_tokopedia_id(order_id) if order_id else None
        if sale is None and invoice:
            sale = self.world.by_invoice(invoice)
        if sale is None:
            raise RefusedError(500, "ORD_API_008", "Data Not Found")
        return shapes.order_detail(sale)

    def _products(self, seen: Seen, _: Match[str]) -> Any:
        rows = [
            row
            for item in self.world.items
            if item.old_status is not None
            for row in shapes.product_rows(item)
        ]
        ids = {one for one in seen.query.get("product_id", "").split(",") if one}
        if ids:
            return [row for row in rows if ids & shapes.product_ids(row)]
        return self._page(seen, rows, 50)

    def _shop(self, seen: Seen, __: Match[str]) -> Any:
        row = shapes.shop(
            self.app.shop_id,
            self.world.shop_name,
            self.world.opened_on,
            self.integration.completed_at,
        )
        return self._page(seen, [row], 50)

    def _tickets(self, seen: Seen, _: Match[str]) -> Any:
        first, last = seen.query.get("from_date", ""), seen.query.get("to_date", "")
        tickets = [
            shapes.ticket(sale)
            for sale in backwards(self._opened(first, last))
            if self.world.has_ticket(sale)
        ]
        shop = {
            "shop_id": self.app.shop_id,
            "shop_name": self.world.shop_name,
            "ticket": tickets,
        }
        return {
            "is_success": True,
            "startdate": first,
            "enddate": last,
            "shops": [shop] if tickets else None,
        }

    def _opened(self, first: str, last: str) -> Sequence[Sale]:
        """Give the sales whose tickets, if they have one, were opened on some days."""
        since, until = _midnight(first), _midnight(last) + DAY
        return self.world.on_tokopedia.between(since, until, shapes.complained_at)

    def _page(
        self, seen: Seen, rows: Sequence[Any], most: int, *, repeats: bool = False
    ) -> Sequence[Any]:
        page, size = (
            _number(seen.query, "page", 1),
            _number(seen.query, "per_page", most),
        )
        if page < 1 or not 1 <= size <= most:
            raise RefusedError(400, "ORD_DLV_012", f"per_page must be within 1..{most}")
        start = (page - 1) * (size - 1 if repeats and size > 1 else size)
        return rows[start : start + size]


def _midnight(day: str) -> int:
    try:
        moment = datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=WIB)
    except ValueError:
        text = f"Invalid date [{day}], should be YYYY-MM-DD"
        raise RefusedError(400, "ORD_DLV_001", text) from None
    return int(moment.timestamp())


def _number(query: dict[str, str], name: str, default: int | None = None) -> int:
    try:
        return int(query[name]) if name in query or default is None else default
    except (KeyError, ValueError):
        raise RefusedError(
            400,
            "ORD_DLV_001",
            f"Invalid field [{name}] format, value [{query.get(name, '')}] should be int",
        ) from None
