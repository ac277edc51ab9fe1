"""What the TikTok Shop face does to orders: ship, split, label, cancel."""

from __future__ import annotations

from collections.abc import Sequence
from re import Match
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from ..platforms import Platform
from ..wire import Response
from . import tiktokshop_shapes as shapes
from .changes import Parcel, SaleChange, Shipped
from .documents import label_pdf
from .face import Handler, RefusedError, Seen
from .tiktokshop_gate import BAD, FILES
from .world import Sale
from .writes import route_writes

if TYPE_CHECKING:
    from .tiktokshop import TikTokShopFace

API = Platform.TIKTOK_SHOP
LABEL_LIFE = 24 * 3600
"""How long a label's URL works: so long on the real host, seen in its own parameters."""
PROVIDERS = {"7120000000000000021": "J&T Express", "7120000000000000022": "JNE"}
_LABEL = f"{FILES}oec_fulfillment_doc_tts/object/{{name}}"
_WAITING = ("AWAITING_SHIPMENT", "PARTIALLY_SHIPPING")
_NO_REASON = "seller_cancel_paid_reason_address_not_deliver"
"""Not offered in Indonesia since 2025-08-31."""
_NO_REASON_SINCE = 1_756_573_200


@frozen
class OrderWrites:
    """Acts out what a seller does to orders."""

    face: TikTokShopFace

    def __attrs_post_init__(self) -> None:
        fulfilment = "/fulfillment/202309"
        package = f"{fulfilment}/packages/{{package_id}}"
        routes: tuple[tuple[str, str, Handler], ...] = (
            ("GET", package, self._package),
            ("POST", f"{package}/ship", self._ship),
            ("POST", f"{fulfilment}/packages/ship", self._batch_ship),
            ("GET", f"{package}/handover_time_slots", self._slots),
            ("GET", f"{package}/shipping_documents", self._document),
            ("POST", f"{fulfilment}/orders/{{order_id}}/split", self._split),
            (
                "GET",
                "/logistics/202309/delivery_options/{option_id}/shipping_providers",
                self._providers,
            ),
            (
                "GET",
                "/return_refund/202602/orders/{order_id}/aftersale_eligibility",
                self._eligibility,
            ),
            ("POST", "/return_refund/202602/cancellations", self._cancel),
            ("GET", _LABEL, self._label),
        )
        route_writes(self.face, routes)

    # finding

    def order(self, order_id: str) -> Sale:
        """Find a sale by its order id."""
        sale = self.face.world.by_tiktok_id(order_id)
        if sale is None:
            raise RefusedError(400, 25_007_006, "order does not exist")
        return sale

    def _parcel(self, package_id: str) -> tuple[Sale, Parcel]:
        for sale in self.face.world.sales():
            if sale.on_tiktok:
                for parcel in shapes.parcels_of(sale):
                    if parcel.id == package_id:
                        return sale, parcel
        raise RefusedError(400, 21_011_001, "package does not exist")

    # shipping

    def _package(self, _: Seen, match: Match[str]) -> Any:
        sale, parcel = self._parcel(match["package_id"])
        return {
            "package_id": parcel.id,
            "orders": [{"id": sale.tiktok_id}],
            "order_line_item_ids": [
                shapes.line_item_id(sale, unit) for unit in sorted(parcel.units)
            ],
            "package_status": "FULFILLING" if parcel.awb else "TO_FULFILL",
            "tracking_number": parcel.awb or "",
            "shipping_type": "SELLER" if _own(sale) else "TIKTOK",
        }

    def _ship(self, seen: Seen, match: Match[str]) -> Any:
        self._send(match["package_id"], seen.json)
        return {}

    def _batch_ship(self, seen: Seen, _: Match[str]) -> Any:
        errors = []
        for one in seen.json.get("packages", ()):
            try:
                self._send(str(one.get("id")), one)
            except RefusedError as refused:
                errors.append(
                    {
                        "code": refused.code,
                        "message": refused.message,
                        "detail": {"package_id": one.get("id")},
                    }
                )
        return {"errors": errors}

    def _send(self, package_id: str, how: dict[str, Any]) -> None:
        sale, parcel = self._parcel(package_id)
        if sale.status == "ON_HOLD":
            raise RefusedError(400, 21_011_044, "the order is on hold")
        if sale.status == "CANCELLED":
            raise RefusedError(400, 21_011_041, "the order is cancelled")
        if parcel.awb or sale.status not in _WAITING:
            raise RefusedError(400, 11_006_021, "the package was shipped")
        own = how.get("self_shipment")
        if own is not None and own.get("shipping_provider_id") not in PROVIDERS:
            raise RefusedError(400, 21_011_022, "shipping_provider_id is not known")
        if bool(own) != _own(sale):
            raise RefusedError(400, 21_011_022, "tracking number does not fit")
        slot = how.get("pickup_slot")
        if slot is not None and slot.get("start_time") != self._next_slot()[0]:
            raise RefusedError(400, 21_011_053, "outside the pickup slots")
        parcels = shapes.parcels_of(sale)
        place = parcels.index(parcel)
        awb = (
            own["tracking_number"] if own else f"JX{8_000_000_000 + sale.number}{place}"
        )
        if any(one.awb == awb for one in self.face.world.changes.ledger):
            raise RefusedError(400, 21_011_025, "tracking number was used before")
        parcels = tuple(
            evolve(one, awb=awb) if one.id == package_id else one for one in parcels
        )
        left = any(one.awb is None for one in parcels)
        status = "PARTIALLY_SHIPPING" if left else "AWAITING_COLLECTION"
        self._set(sale, status, parcels=parcels, awb=None if left else awb)
        self.face.world.changes.ledger.append(
            Shipped(
                sale=sale.number,
                api=API,
                package=package_id,
                units=parcel.units if len(parcels) > 1 else None,
                awb=awb,
            )
        )

    def _slots(self, _: Seen, match: Match[str]) -> Any:
        self._parcel(match["package_id"])
        start, end = self._next_slot()
        past = {"start_time": start - 86_400, "end_time": end - 86_400}
        return {
            "can_pickup": True,
            "can_drop_off": True,
            "can_van_collection": False,
            "drop_off_point_url": "",
            "pickup_slots": [
                {**past, "avaliable": False},
                {"start_time": start, "end_time": end, "avaliable": True},
            ],
        }

    def _next_slot(self) -> tuple[int, int]:
        """Give tomorrow's slot, from 13 to 17 o'clock in WIB."""
        start = (int(self.face.clocks.world()) // 86_400 + 1) * 86_400 + 6 * 3600
        return start, start + 4 * 3600

    def _split(self, seen: Seen, match: Match[str]) -> Any:
        sale = self.order(match["order_id"])
        if sale.status != "AWAITING_SHIPMENT" or len(shapes.parcels_of(sale)) > 1:
            raise RefusedError(400, 21_011_035, "the order cannot be split")
        count = sum(quantity for _, _, quantity in sale.lines)
        by_id = {shapes.line_item_id(sale, unit): unit for unit in range(count)}
        parcels = tuple(
            Parcel(
                id=str(10 * (shapes.PACKAGE + sale.number) + number),
                units=frozenset(
                    by_id[one] for one in group["order_line_item_ids"] if one in by_id
                ),
            )
            for number, group in enumerate(seen.json.get("splittable_groups", ()))
        )
        if sorted(unit for one in parcels for unit in one.units) != list(range(count)):
            raise RefusedError(400, 21_011_005, "the groups do not make up the order")
        self._set(sale, sale.status, parcels=parcels)
        return {"packages": [{"id": one.id} for one in parcels]}

    def _providers(self, _: Seen, __: Match[str]) -> Any:
        return {
            "shipping_providers": [
                {"id": key, "name": name} for key, name in PROVIDERS.items()
            ]
        }

    # labels

    def _document(self, seen: Seen, match: Match[str]) -> Any:
        _, parcel = self._parcel(match["package_id"])
        if seen.query.get("document_type") is None:
            raise RefusedError(400, BAD, "document_type is missing")
        if not parcel.awb:
            raise RefusedError(400, 21_023_035, "arrange the shipment first")
        ends = int(self.face.clocks.world()) + LABEL_LIFE
        path = _LABEL.format(name=f"{parcel.id}.pdf")
        return {
            "doc_url": f"{self.face.files_url}{path}?expire={ends}&sign=fiktif",
            "tracking_number": parcel.awb,
        }

    def _label(self, seen: Seen, match: Match[str]) -> Response:
        if "x-tts-access-token" in seen.headers:
            return Response(400, {"content-type": "text/plain"}, b"no token here")
        ends = int(seen.query.get("expire", 0))
        if seen.query.get("sign") != "fiktif" or ends < self.face.clocks.world():
            return Response(403, {"content-type": "application/xml"}, b"<Error/>")
        sale, parcel = self._parcel(match["name"].removesuffix(".pdf"))
        lines = ("Tokopedia & Shop", sale.tiktok_id, parcel.id, str(parcel.awb))
        return Response(200, {"content-type": "application/pdf"}, label_pdf(lines))

    # cancelling

    def _reasons(self, sale: Sale) -> Sequence[str]:
        if sale.status == "UNPAID":
            return (
                "seller_cancel_unpaid_reason_buyer_hasnt_paid_within_time_allowed",
                "seller_cancel_unpaid_reason_out_of_stock",
                "seller_cancel_unpaid_reason_wrong_price",
            )
        paid = (
            "seller_cancel_reason_out_of_stock",
            "seller_cancel_reason_wrong_price",
        )
        old = self.face.clocks.world() < _NO_REASON_SINCE
        return (*paid, _NO_REASON) if old else paid

    def _eligibility(self, _: Seen, match: Match[str]) -> Any:
        sale = self.order(match["order_id"])
        may = sale.status in ("UNPAID", "ON_HOLD", "AWAITING_SHIPMENT")
        line: dict[str, Any] = {"request_type": "CANCEL", "eligible": may}
        if may:
            line["available_reason_names"] = list(self._reasons(sale))
        else:
            line |= {"ineligible_code": 25_001_051, "ineligible_reason": "too late"}
        return {
            "sku_eligibility": [
                {"sku_id": sku.tiktok_id, "line_item_eligibility": [line]}
                for _, sku, _ in sale.lines
            ]
        }

    def _cancel(self, seen: Seen, _: Match[str]) -> Any:
        sale = self.order(str(seen.json.get("order_id")))
        if sale.status == "CANCELLED":
            raise RefusedError(400, 25_001_011, "the order is cancelled")
        if sale.status not in ("UNPAID", "ON_HOLD", "AWAITING_SHIPMENT"):
            raise RefusedError(400, 25_001_045, "the courier has it")
        reason = seen.json.get("cancel_reason")
        if reason not in self._reasons(sale):
            raise RefusedError(400, 25_001_014, "cancel_reason is not known")
        self._set(sale, "CANCELLED", reason=str(reason))
        found = shapes.cancellation(evolve(sale, change=None))
        return {
            "cancel_id": found["cancel_id"],
            "cancel_status": "CANCELLATION_REQUEST_SUCCESS",
        }

    def _set(self, sale: Sale, status: str, **changes: Any) -> None:
        at = int(self.face.clocks.world())
        change = evolve(sale.change or SaleChange(at=at), at=at, **changes)
        self.face.world.changes.set_sale(API, sale.number, status, change)


def _own(sale: Sale) -> bool:
    return sale.change is not None and sale.change.own_courier
