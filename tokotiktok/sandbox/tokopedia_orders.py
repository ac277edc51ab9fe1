"""What the Tokopedia face does to orders: accept, reject, pick up, ship, label."""

from __future__ import annotations

from datetime import datetime
from re import Match
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from ..platforms import WIB, Platform
from ..wire import Response
from .changes import SaleChange, Shipped
from .documents import label_page
from .face import Handler, RefusedError, Seen
from .tokopedia_shapes import STATUS
from .world import Sale
from .writes import route_writes

if TYPE_CHECKING:
    from .tokopedia import TokopediaFace

API = Platform.TOKOPEDIA
AFTER_ACCEPTING = 5
"""Seconds before which a pick-up is refused; with which code is not established."""
_NEED_NOTE = ("shop_close_end_date", "shop_close_note")


@frozen
class OrderWrites:
    """Acts out what a seller does to orders."""

    face: TokopediaFace

    def __attrs_post_init__(self) -> None:
        order = "/v1/order/{order_id}/fs/{fs_id}"
        routes: tuple[tuple[str, str, Handler], ...] = (
            ("POST", f"{order}/ack", self._accept),
            ("POST", f"{order}/nack", self._reject),
            ("POST", f"{order}/status", self._confirm),
            ("POST", "/inventory/v1/fs/{fs_id}/pick-up", self._pick_up),
            ("GET", f"{order}/shipping-label", self._label),
        )
        route_writes(self.face, routes)

    def _order(self, order_id: str) -> Sale:
        sale = self.face.world.by_tokopedia_id(order_id)
        if sale is None:
            raise RefusedError(500, "ORD_API_008", "Data Not Found")
        return sale

    def _accept(self, _: Seen, match: Match[str]) -> Any:
        sale = self._order(match["order_id"])
        if sale.status != "TO_ACCEPT":
            raise RefusedError(
                400, "ORD_USC_001", "Order status is not payment verified"
            )
        self._set(sale, "AWAITING_SHIPMENT")
        return "success"

    def _reject(self, seen: Seen, match: Match[str]) -> Any:
        sale, given = self._order(match["order_id"]), seen.json
        code = given.get("reason_code")
        if sale.status not in ("TO_ACCEPT", "AWAITING_SHIPMENT"):
            raise RefusedError(400, "ORD_USC_008", "Order status does not allow it")
        if not given.get("reason"):
            raise RefusedError(400, "ORD_USC_009", "Reason is required")
        if code == 4 and not all(given.get(name) for name in _NEED_NOTE):
            raise RefusedError(400, "ORD_USC_012", "Shop close date and note required")
        if code == 8:
            raise RefusedError(400, "ORD_USC_019", "The buyer did not ask for it")
        self._set(sale, "CANCELLED", reason=str(given["reason"]))
        return "success"

    def _pick_up(self, seen: Seen, _: Match[str]) -> Any:
        given = seen.json
        sale = self._order(str(given.get("order_id")))
        if sale.status != "AWAITING_SHIPMENT":
            raise RefusedError(400, "", "Order is not ready to be picked up")
        now = int(self.face.clocks.world())
        if sale.change is not None and now - sale.change.at < AFTER_ACCEPTING:
            raise RefusedError(400, "", "Order was accepted a moment ago")
        self._ship(sale, "AWAITING_COLLECTION", f"TKP{9_000_000_000 + sale.number}")
        return {
            "order_id": sale.tokopedia_id,
            "shop_id": self.face.app.shop_id,
            "request_time": f"{datetime.fromtimestamp(now, WIB):%Y-%m-%d %H:%M:%S}",
            "result": "Terima kasih telah melakukan pengiriman.",
        }

    def _confirm(self, seen: Seen, match: Match[str]) -> Any:
        sale, given = self._order(match["order_id"]), seen.json
        awb, wanted = given.get("shipping_ref_num"), given.get("order_status")
        if wanted == 600:
            if sale.status != "IN_TRANSIT":
                raise RefusedError(400, "ORD_USC_016", "Order is not shipped")
            self._set(sale, "DELIVERED")
            return "Success"
        if wanted != 500:
            raise RefusedError(400, "ORD_DLV_023", "Order status is not supported")
        if not awb:
            raise RefusedError(400, "ORD_DLV_021", "Shipping ref num is required")
        if not 400 <= STATUS.get(sale.status, 0) < 600:
            raise RefusedError(400, "LGS_USC_006", "Order cannot be shipped")
        if sale.awb != awb:  # a correction to the platform, and another parcel in truth
            self._ship(sale, "IN_TRANSIT", str(awb))
        return "Success"

    def _label(self, _: Seen, match: Match[str]) -> Response:
        sale = self._order(match["order_id"])
        if STATUS.get(sale.status, 0) < 400:
            raise RefusedError(400, "ORD_USC_002", "Order is not accepted")
        lines = ("Tokopedia & Shop", sale.invoice, str(sale.tokopedia_id))
        page = label_page(lines)
        return Response(200, {"content-type": "text/html; charset=utf-8"}, page)

    def _ship(self, sale: Sale, status: str, awb: str) -> None:
        self._set(sale, status, awb=awb)
        out = Shipped(sale=sale.number, api=API, package=None, units=None, awb=awb)
        self.face.world.changes.ledger.append(out)

    def _set(self, sale: Sale, status: str, **changes: Any) -> None:
        at = int(self.face.clocks.world())
        change = evolve(sale.change or SaleChange(at=at), at=at, **changes)
        self.face.world.changes.set_sale(API, sale.number, status, change)
