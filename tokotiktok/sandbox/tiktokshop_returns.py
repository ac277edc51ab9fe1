"""What the TikTok Shop face does to returns, refunds and cancellations."""

from __future__ import annotations

from re import Match
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from ..platforms import Platform
from . import tiktokshop_shapes as shapes
from .changes import SaleChange
from .face import Handler, RefusedError, Seen
from .world import Sale
from .writes import route_writes

if TYPE_CHECKING:
    from .tiktokshop import TikTokShopFace

_RETURNS = "/return_refund/202309/returns/{return_id}"
_CANCELLATIONS = "/return_refund/202309/cancellations/{cancel_id}"

DECISIONS = {
    # what the platform waits for: what a decision makes of the return
    "SELLER_RESPOND_REFUND": {
        "APPROVE_REFUND": "RETURN_OR_REFUND_REQUEST_SUCCESS",
        "OFFER_PARTIAL_REFUND": "AWAITING_BUYER_RESPONSE",
        "REJECT_REFUND": "REFUND_OR_RETURN_REQUEST_REJECT",
    },
    "SELLER_RESPOND_RETURN": {
        "APPROVE_RETURN": "AWAITING_BUYER_SHIP",
        "DIRECT_REFUND": "RETURN_OR_REFUND_REQUEST_SUCCESS",
        "OFFER_PARTIAL_REFUND": "AWAITING_BUYER_RESPONSE",
        "REJECT_RETURN": "REFUND_OR_RETURN_REQUEST_REJECT",
    },
    "SELLER_RESPOND_RECEIVE_PACKAGE": {
        "APPROVE_RECEIVED_PACKAGE": "RETURN_OR_REFUND_REQUEST_SUCCESS",
        "REJECT_RECEIVED_PACKAGE": "REJECT_RECEIVE_PACKAGE",
    },
    "SELLER_RESPOND_REPLACEMENT": {
        "APPROVE_REPLACEMENT": "REPLACEMENT_REQUEST_COMPLETE",
        "ISSUE_REPLACEMENT_REFUND": "REPLACEMENT_REQUEST_REFUND_SUCCESS",
        "REJECT_REPLACEMENT": "REPLACEMENT_REQUEST_REJECT",
    },
}
REASONS = {
    "reverse_reject_request_reason_1": "Alasan retur pembeli tidak valid",
    "seller_reject_apply_item_is_correct": "Barang sudah sesuai",
}
PARCEL_REASONS = {"reverse_reject_return_parcel_reason_1": "Paket retur kosong"}
CANCEL_REASONS = {
    "seller_reject_apply_product_has_been_packed": "Produk sudah dikemas",
}


@frozen
class ReturnWrites:
    """Acts out what a seller answers to buyers."""

    face: TikTokShopFace

    def __attrs_post_init__(self) -> None:
        routes: tuple[tuple[str, str, Handler], ...] = (
            ("GET", "/return_refund/202309/reject_reasons", self._reasons),
            ("POST", f"{_RETURNS}/approve", self._decide),
            (
                "POST",
                "/return_refund/202606/returns/{return_id}/reject",
                self._reject,
            ),
            ("POST", f"{_CANCELLATIONS}/approve", self._approve_cancellation),
            ("POST", f"{_CANCELLATIONS}/reject", self._reject_cancellation),
            ("POST", "/return_refund/202602/refunds/calculate", self._calculate),
        )
        route_writes(self.face, routes)

    def _return(self, return_id: str) -> dict[str, Any]:
        world = self.face.world
        for sale in world.sales():
            if shapes.return_id(sale) == return_id and world.return_type(sale):
                return self.face.return_order(sale)
        raise RefusedError(400, 25_007_006, "return does not exist")

    def _cancellation(self, cancel_id: str) -> tuple[Sale, dict[str, Any]]:
        asked = self.face.world.changes.asked
        for sale in self.face.world.sales():
            is_one = sale.status == "CANCELLED" or sale.number in asked
            if sale.on_tiktok and is_one and shapes.cancel_id(sale) == cancel_id:
                return sale, self.face.cancellation(sale)
        raise RefusedError(400, 25_007_006, "cancellation does not exist")

    def _offered(self, record_id: str) -> dict[str, str]:
        try:
            self._cancellation(record_id)
        except RefusedError:
            if _awaited(self._return(record_id)) == "SELLER_RESPOND_RECEIVE_PACKAGE":
                return PARCEL_REASONS
            return REASONS
        return CANCEL_REASONS

    def _reasons(self, seen: Seen, _: Match[str]) -> Any:
        offered = self._offered(seen.query.get("return_or_cancel_id", ""))
        return {
            "reasons": [{"name": name, "text": text} for name, text in offered.items()]
        }

    def _reject(self, seen: Seen, match: Match[str]) -> Any:
        if seen.json.get("reject_reason") not in self._offered(match["return_id"]):
            raise RefusedError(400, 25_001_014, "reject_reason is not known")
        return self._decide(seen, match)

    def _decide(self, seen: Seen, match: Match[str]) -> Any:
        return self._once(seen, lambda: self._decided(seen, match["return_id"]))

    def _decided(self, seen: Seen, return_id: str) -> None:
        found = self._return(return_id)
        action = _awaited(found)
        if action is None:
            raise RefusedError(400, 25_001_003, "status does not allow it")
        decision = str(seen.json.get("decision"))
        status = DECISIONS[action].get(decision)
        if status is None:
            raise RefusedError(400, 25_020_004, "decision does not fit")
        changes: dict[str, Any] = {
            "return_status": status,
            "seller_next_action_response": [],
            "update_time": int(self.face.clocks.world()),
        }
        if decision == "OFFER_PARTIAL_REFUND":
            changes["partial_refund"] = seen.json.get("partial_refund")
            changes["seller_proposed_return_type"] = "PARTIAL_REFUND"
        self.face.world.changes.aftersales[return_id] = {
            **self.face.world.changes.aftersales.get(return_id, {}),
            **changes,
        }

    def _approve_cancellation(self, seen: Seen, match: Match[str]) -> Any:
        return self._once(
            seen, lambda: self._cancelled(match["cancel_id"], agreed=True)
        )

    def _reject_cancellation(self, seen: Seen, match: Match[str]) -> Any:
        cancel_id = match["cancel_id"]
        if seen.json.get("reject_reason") not in self._offered(cancel_id):
            raise RefusedError(400, 25_001_014, "reject_reason is not known")
        return self._once(seen, lambda: self._cancelled(cancel_id, agreed=False))

    def _cancelled(self, cancel_id: str, *, agreed: bool) -> None:
        sale, found = self._cancellation(cancel_id)
        if not found["seller_next_action_response"]:
            raise RefusedError(400, 25_001_003, "status does not allow it")
        word = "SUCCESS" if agreed else "CANCEL"
        changes, at = self.face.world.changes, int(self.face.clocks.world())
        changes.aftersales[cancel_id] = {
            "cancel_status": f"CANCELLATION_REQUEST_{word}",
            "seller_next_action_response": [],
            "update_time": at,
        }
        if agreed:
            change = sale.change or SaleChange(at=at)
            change = evolve(change, at=at, reason=found["cancel_reason"])
            changes.set_sale(Platform.TIKTOK_SHOP, sale.number, "CANCELLED", change)

    def _calculate(self, seen: Seen, _: Match[str]) -> Any:
        given = seen.json
        sale = self.face.world.by_tiktok_id(str(given.get("order_id")))
        if sale is None:
            raise RefusedError(400, 25_007_006, "order does not exist")
        units = [sku for _, sku, count in sale.lines for _ in range(count)]
        wanted = given.get("order_line_item_ids")
        chosen = [
            sku
            for place, sku in enumerate(units)
            if wanted is None or shapes.line_item_id(sale, place) in wanted
        ]
        whole = len(chosen) == len(units)
        goods = sum(sku.price for sku in chosen)
        fee = (
            sale.shipping_fee if whole and given.get("request_type") == "CANCEL" else 0
        )
        return {"order_refund_amount": shapes.refund(goods, fee)}

    def _once(self, seen: Seen, act: Any) -> Any:
        """Do what was not done yet under the request's idempotency key."""
        key, answers = (
            seen.query.get("idempotency_key"),
            self.face.world.changes.answers,
        )
        name = f"{seen.path}:{key}"
        if key is None or name not in answers:
            act()
            answers[name] = {}
        return {}


def _awaited(found: dict[str, Any]) -> str | None:
    steps = found["seller_next_action_response"]
    return str(steps[0]["action"]) if steps else None
