"""
What an app says should be sent where: kept and given back as the platforms do.

The sandbox sends nothing to these URLs, which may be anybody's: it sends to whoever calls
``box.hooks.listen``.
"""

from __future__ import annotations

from re import Match
from typing import TYPE_CHECKING, Any

from attrs import define, field

from ..platforms import Platform
from .face import RefusedError, Seen, as_json
from .hooks import SECRET
from .tiktokshop_gate import BAD
from .tokopedia_shapes import order_row
from .writes import route_writes

if TYPE_CHECKING:
    from .hooks import Hooks
    from .sale import Sale
    from .tiktokshop import TikTokShopFace
    from .tokopedia import TokopediaFace

_EVENTS = "/event/202309/webhooks"
_NEVER_READ = (
    "product_edit_url",
    "product_discussion_url",
    "order_actions_url",
    "order_confirm_delivery_notification_url",
    "shop_merge_notification_url",
)
"""What Tokopedia's list was never seen to have: confidence medium."""
_READ = (
    "order_notification_url",
    "order_cancellation_url",
    "order_status_url",
    "order_request_cancellation_url",
    "chat_notification_url",
    "product_changes_url",
    "campaign_notification_url",
    "order_partial_fulfillment_url",
)
_UNKNOWN_ORDER = "ORD_API_008"


@define
class TikTokShopSubscriptions:
    """Acts out the Event API: an address for each kind of event of the shop."""

    face: TikTokShopFace
    rows: dict[str, dict[str, Any]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        routes = (
            ("GET", _EVENTS, self._list),
            ("PUT", _EVENTS, self._set),
            ("DELETE", _EVENTS, self._remove),
        )
        route_writes(self.face, routes)

    def _list(self, _: Seen, __: Match[str]) -> Any:
        return {"webhooks": list(self.rows.values()), "total_count": len(self.rows)}

    def _set(self, seen: Seen, _: Match[str]) -> None:
        """Set an address; both of its times are milliseconds here."""
        event, address = seen.json.get("event_type"), seen.json.get("address")
        if not event or not str(address).startswith("https://"):
            raise RefusedError(400, BAD, "give event_type, and address with https://")
        now = 1_000 * int(self.face.clocks.world())
        row = self.rows.setdefault(
            event, {"event_type": event, "address": address, "create_time": now}
        )
        row.update(address=address, update_time=now)

    def _remove(self, seen: Seen, _: Match[str]) -> None:
        self.rows.pop(seen.json.get("event_type", ""), None)


@define
class TokopediaSubscriptions:
    """Acts out the registration, which replaces all at once, and what sends again."""

    face: TokopediaFace
    hooks: Hooks
    urls: dict[str, str] = field(factory=dict)
    secret: str = SECRET

    def __attrs_post_init__(self) -> None:
        routes = (
            ("GET", "/v1/fs/{fs_id}", self._list),
            ("POST", "/v1/fs/{fs_id}/register", self._register),
            ("GET", "/v1/order/{order_id}/fs/{fs_id}/webhook", self._payload),
            ("POST", "/v1/fs/{fs_id}/trigger", self._trigger),
        )
        route_writes(self.face, routes)

    def _list(self, _: Seen, __: Match[str]) -> Any:
        told = {name: self.urls.get(name, "") for name in _READ}
        row = {"fs_id": self.face.app.fs_id, **told, "webhook_secret": self.secret}
        return _enveloped(row)

    def _register(self, seen: Seen, _: Match[str]) -> Any:
        given = seen.json
        known = {*_READ, *_NEVER_READ, "product_creation_url"}
        self.urls = {name: url for name, url in given.items() if name in known and url}
        self.secret = given.get("webhook_secret") or self.secret
        return _enveloped("success")

    def _payload(self, seen: Seen, match: Match[str]) -> Any:
        return self._told(match["order_id"], seen.query.get("type"))

    def _trigger(self, seen: Seen, _: Match[str]) -> Any:
        """Send an order's webhook again, to whoever listens."""
        given = seen.json
        payload = self._told(str(given.get("order_id")), given.get("type"))
        self.hooks.send(payload, platform=Platform.TOKOPEDIA)
        return "success"

    def _told(self, order_id: str, kind: object) -> dict[str, Any]:
        sale = self.face.world.by_tokopedia_id(order_id)
        if sale is None:
            raise RefusedError(500, _UNKNOWN_ORDER, "Data Not Found")
        if kind not in ("order_status", "order_notification"):
            raise RefusedError(400, "ORD_DLV_001", "Invalid field [type] format")
        return _hook(sale, self.face.app.fs_id, whole=kind == "order_notification")


def _hook(sale: Sale, fs_id: int, *, whole: bool) -> dict[str, Any]:
    """Render what Tokopedia told of a sale: all of it when it was paid, then its status."""
    row = order_row(sale, fs_id)
    if whole:
        names = ("order_id", "accept_partial", "invoice_ref_num", "products", "shop_id")
        more = {name: row[name] for name in names}
        return {"fs_id": fs_id, **more, "order_status": 220}
    return {
        "order_status": row["order_status"],
        "fs_id": fs_id,
        "shop_id": row["shop_id"],
        "order_id": row["order_id"],
        "product_details": row["products"],
    }


def _enveloped(data: Any) -> Any:
    """Answer in the older of the two envelopes."""
    return as_json({"data": data, "status": "200 Ok", "error_message": []})
