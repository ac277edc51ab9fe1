"""The world's facts in TikTok Shop's shapes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .changes import Parcel
from .world import HOUR, Item, Sale, Sku

WAREHOUSE = 7_480_000_000_000_000_010
PLACES = {
    1: {"latitude": "-6.2260", "longitude": "106.8580"},
    2: {"latitude": "-6.2410", "longitude": "106.8440"},
}
"""Where the warehouses are: where Tokopedia's are, in this platform's digits."""
_IMAGE = "https://images.example.invalid/contoh.jpeg"
_REFUSED = "seller_cancel_reason_out_of_stock"
_DAMAGED = "ecom_order_delivered_refund_and_return_reason_damaged"


def order(sale: Sale) -> dict[str, Any]:
    """Render an order, as both the search and the detail give it."""
    parcels = parcels_of(sale)
    own = sale.change is not None and sale.change.own_courier
    shipped = sale.awb is not None
    found = {
        "id": sale.tiktok_id,
        "commerce_platform": sale.origin.name,
        "order_type": "NORMAL",
        "status": sale.status,
        "user_id": str(7_494_000_000_000_000_000 + sale.number % 97),
        "buyer_email": f"v2fiktif{sale.number:04}@scs.contoh.invalid",
        "buyer_message": "",
        "seller_note": "",
        "create_time": sale.created_on_tiktok,
        "paid_time": sale.paid_at or 0,
        "update_time": sale.updated_on_tiktok,
        "fulfillment_type": "FULFILLMENT_BY_SELLER",
        "shipping_type": "SELLER" if own else "TIKTOK",
        "delivery_type": "HOME_DELIVERY",
        "delivery_option_id": "7091000000000000001",
        "delivery_option_name": "Reguler",
        "fulfillment_priority_level": 600,
        "is_cod": sale.cash_on_delivery,
        "is_on_hold_order": sale.status == "ON_HOLD",
        "is_sample_order": False,
        "is_replacement_order": False,
        "is_buyer_request_cancel": False,
        "has_updated_recipient_address": False,
        "need_upload_invoice": "NO_NEED",
        "order_rights": [2] if any(sale.distance) else [],
        "payment_method_name": "Cash on delivery" if sale.cash_on_delivery else "GoPay",
        "rts_sla_time": sale.placed_at + 48 * HOUR,
        "tts_sla_time": sale.placed_at + 48 * HOUR,
        "cancel_order_sla_time": sale.placed_at + 96 * HOUR,
        "warehouse_id": str(WAREHOUSE + 1),
        "shipping_provider": sale.courier if shipped else "",
        "shipping_provider_id": "7120000000000000021" if shipped else "",
        "tracking_number": sale.awb or "",
        "packages": [{"id": parcel.id} for parcel in parcels],
        "line_items": _line_items(sale, parcels),
        "payment": _payment(sale),
    }
    if sale.status != "ON_HOLD":
        found["recipient_address"] = _recipient(sale)
    if sale.status == "CANCELLED":
        found |= {
            "cancel_reason": "Stok habis",
            "cancellation_initiator": "SELLER",
            "cancel_time": cancelled_at(sale),
        }
    return found


PACKAGE = 115_000_000_000_000_000
"""The id of a sale's package is so much above its number."""


def parcels_of(sale: Sale) -> tuple[Parcel, ...]:
    """Say how a sale is packed: in one parcel, from payment on, unless it was split."""
    if sale.status == "UNPAID":
        return ()
    if sale.change is not None and sale.change.parcels:
        return sale.change.parcels
    units = frozenset(range(sum(count for _, _, count in sale.lines)))
    return (Parcel(id=str(PACKAGE + sale.number), units=units, awb=sale.awb),)


def _line_items(sale: Sale, parcels: tuple[Parcel, ...]) -> list[dict[str, Any]]:
    """Render one line item per unit."""
    units = [(item, sku) for item, sku, count in sale.lines for _ in range(count)]
    by_unit = {unit: parcel for parcel in parcels for unit in parcel.units}
    return [
        {
            "id": line_item_id(sale, index),
            "sku_id": sku.tiktok_id,
            "product_id": item.tiktok_id,
            "product_name": item.name,
            "sku_name": sku.variant or "Default",
            "seller_sku": sku.seller_sku,
            "sku_image": _IMAGE,
            "sku_type": "NORMAL",
            "currency": "IDR",
            "original_price": str(sku.price),
            "sale_price": str(sku.price),
            "seller_discount": "0",
            "platform_discount": "0",
            "display_status": sale.status,
            "is_gift": False,
            "is_dangerous_good": False,
            "needs_prescription": False,
            "buyer_service_fee": "0",
            "cancel_reason": "",
            "cancel_user": "SELLER" if sale.status == "CANCELLED" else "",
            "shipping_provider_id": "",
            **_packed(sale, by_unit.get(index)),
        }
        for index, (item, sku) in enumerate(units)
    ]


def _packed(sale: Sale, parcel: Parcel | None) -> dict[str, str]:
    awb = parcel.awb if parcel else None
    return {
        "package_id": parcel.id if parcel else "",
        "package_status": "FULFILLING" if awb else "TO_FULFILL",
        "tracking_number": awb or "",
        "shipping_provider_name": sale.courier if awb else "",
    }


def line_item_id(sale: Sale, index: int) -> str:
    """Give the id of a unit's line item."""
    return str(581_000_000_000_000_000 + 100 * sale.number + index)


def _payment(sale: Sale) -> dict[str, str]:
    zero = (
        *("seller_discount", "platform_discount", "payment_platform_discount"),
        *("payment_discount_service_fee", "shipping_fee_seller_discount"),
        *("shipping_fee_platform_discount", "shipping_fee_cofunded_discount", "tax"),
        *("buyer_service_fee", "handling_fee", "shipping_insurance_fee"),
        "item_insurance_fee",
    )
    way, hidden = sale.distance
    return {
        "currency": "IDR",
        "sub_total": str(sale.goods),
        "shipping_fee": str(sale.shipping_fee),
        "total_amount": str(sale.total),
        "original_total_product_price": str(sale.goods),
        "original_shipping_fee": str(sale.shipping_fee),
        "distance_shipping_fee": str(way),
        "distance_fee": str(hidden),
        **dict.fromkeys(zero, "0"),
    }


def _recipient(sale: Sale) -> dict[str, Any]:
    """Render the address, masked as the platform does where it ships."""
    masked = f"{sale.buyer[0]}*** C*****"
    levels = (
        ("L0", "Country", "Indonesia", "ID"),
        ("L1", "Province", "DKI Jakarta", ""),
        ("L2", "City", "Jakarta Selatan", ""),
        ("L3", "District", "Tebet", ""),
    )
    return {
        "name": masked,
        "first_name": masked,
        "last_name": "",
        "phone_number": "(+62)812*****00",
        "region_code": "ID",
        "postal_code": "00000",
        "full_address": "Indonesia, DKI Jakarta, Jakarta Selatan, Tebet, J***********1",
        "address_detail": "J***********1",
        "address_line1": "",
        "address_line2": "",
        "address_line3": "J***********1",
        "address_line4": "",
        "district_info": [
            {
                "address_level": level,
                "address_level_name": what,
                "address_name": name,
                "iso_code": iso,
            }
            for level, what, name, iso in levels
        ],
    }


def warehouse(number: int) -> dict[str, Any]:
    """
    Render a warehouse; the third and fourth are where the first two are.

    ``distict`` is how the vendor spells it.
    """
    place = (number - 1) % 2 + 1
    return {
        "id": str(WAREHOUSE + number),
        "entity_id": str(WAREHOUSE + 900 + number),
        "name": f"Gudang Contoh {place}",
        "effect_status": "ENABLED",
        "type": "SALES_WAREHOUSE",
        "sub_type": "DOMESTIC_WAREHOUSE",
        "is_default": number == 1,
        "address": {
            "region": "Indonesia",
            "state": "DKI Jakarta",
            "city": "Jakarta Selatan",
            "distict": "Tebet",
            "town": "",
            "contact_person": "Gudang Contoh",
            "postal_code": "00000",
            "full_address": f"Jl. Fiktif No. {place}, Tebet",
            "region_code": "ID",
            "phone_number": "(+62)81200000001",
            "address_line1": f"Jl. Fiktif No. {place}",
            "geolocation": PLACES[place],
        },
    }


def delivery_options(number: int, *, both: bool) -> Iterator[dict[str, Any]]:
    """Render what a warehouse delivers; same-day from the first one, for Tokopedia alone."""
    platforms = ["TOKOPEDIA", "TIKTOK_SHOP"] if both else ["TIKTOK_SHOP"]
    chosen = [("STANDARD", platforms)]
    if both and number % 2:
        chosen.append(("SAMEDAY", ["TOKOPEDIA"]))
    for place, (kind, on) in enumerate(chosen):
        yield {
            "id": str(WAREHOUSE + 500 + place),
            "name": f"{kind.title()} Fiktif",
            "type": kind,
            "description": "",
            "platform": on,
        }


def asked_at(sale: Sale) -> int:
    """When the buyer asked for money back."""
    return sale.placed_at + 100 * HOUR


def cancelled_at(sale: Sale) -> int:
    """When a sale was cancelled."""
    if sale.change is not None:
        return sale.change.at
    return sale.placed_at + 5 * HOUR


def return_id(sale: Sale) -> str:
    """Give the id of a sale's return."""
    return str(4_035_000_000_000_000_000 + sale.number)


def return_status(sale: Sale) -> str:
    """Say where a sale's return stands, unless the seller decided it."""
    stands = "PENDING" if sale.number % 4 < 2 else "COMPLETE"
    return f"RETURN_OR_REFUND_REQUEST_{stands}"


def cancel_id(sale: Sale) -> str:
    """Give the id of a sale's cancellation."""
    return str(4_036_000_000_000_000_000 + 100 * sale.number)


def asked_for(sale: Sale, reason: str) -> dict[str, Any]:
    """Say how a cancellation that a buyer asks for differs from a done one."""
    return {
        "cancel_type": "BUYER_CANCEL",
        "cancel_status": "CANCELLATION_REQUEST_PENDING",
        "role": "BUYER",
        "cancel_reason": reason,
        "cancel_reason_text": "Pembeli berubah pikiran",
        "update_time": cancelled_at(sale),
        "seller_next_action_response": [
            {
                "action": "SELLER_RESPOND_CANCEL",
                "deadline": cancelled_at(sale) + 48 * HOUR,
            }
        ],
    }


def return_order(sale: Sale, kind: str) -> dict[str, Any]:
    """Render a return or refund of the first unit of a sale."""
    item, sku, _ = sale.lines[0]
    number = int(return_id(sale))
    pending = return_status(sale).endswith("PENDING")
    found = {
        "order_id": sale.tiktok_id,
        "return_id": str(number),
        "return_type": kind,
        "return_status": return_status(sale),
        "role": "BUYER",
        "return_reason": _DAMAGED,
        "return_reason_text": "Produk atau paket rusak",
        "shipment_type": "PLATFORM",
        "handover_method": "DROP_OFF",
        "return_method": "PLATFORM_SHIPPED",
        "return_tracking_number": "",
        "can_buyer_keep_item": kind == "REFUND",
        "is_combined_return": False,
        "is_quick_refund": False,
        "buyer_rejected_partial_refund": False,
        "create_time": asked_at(sale),
        "update_time": asked_at(sale) + (0 if pending else 40 * HOUR),
        "seller_next_action_response": [],
        "refund_amount": refund(sku.price),
        "return_line_items": [
            {
                "return_line_item_id": str(number + 500),
                "order_line_item_id": line_item_id(sale, 0),
                **_unit(item, sku),
            }
        ],
        "return_warehouse_address": {
            "full_address": "Gudang Retur Contoh, Jl. Fiktif 9"
        },
    }
    if pending:
        word = "RETURN" if kind == "RETURN_AND_REFUND" else "REFUND"
        found["seller_next_action_response"] = [
            {"action": f"SELLER_RESPOND_{word}", "deadline": asked_at(sale) + 48 * HOUR}
        ]
    return found


def cancellation(sale: Sale) -> dict[str, Any]:
    """Render the cancellation of a whole sale by its seller."""
    number = int(cancel_id(sale))
    return {
        "cancel_id": str(number),
        "order_id": sale.tiktok_id,
        "cancel_type": "CANCEL",
        "cancel_status": "CANCELLATION_REQUEST_COMPLETE",
        "role": "SELLER",
        "cancel_reason": (sale.change and sale.change.reason) or _REFUSED,
        "cancel_reason_text": "Stok habis",
        "should_replenish_stock": False,
        "create_time": cancelled_at(sale),
        "update_time": cancelled_at(sale) + 60,
        "refund_amount": refund(sale.goods, sale.shipping_fee),
        "seller_next_action_response": [],
        "cancel_line_items": [
            {
                "cancel_line_item_id": str(number + 1 + index),
                "order_line_item_id": line_item_id(sale, index),
                **_unit(item, sku),
            }
            for index, (item, sku, _) in enumerate(sale.lines)
        ],
    }


def _unit(item: Item, sku: Sku) -> dict[str, Any]:
    return {
        "sku_id": sku.tiktok_id,
        "sku_name": sku.variant or "Default",
        "product_name": item.name,
        "seller_sku": sku.seller_sku,
        "product_image": {"url": _IMAGE, "width": 200, "height": 200},
        "refund_amount": refund(sku.price),
    }


def refund(goods: int, shipping: int = 0) -> dict[str, str]:
    """Render an amount that goes back to a buyer."""
    return {
        "currency": "IDR",
        "refund_total": str(goods + shipping),
        "refund_subtotal": str(goods),
        "refund_shipping_fee": str(shipping),
        "refund_tax": "0",
        "buyer_service_fee": "0",
    }
