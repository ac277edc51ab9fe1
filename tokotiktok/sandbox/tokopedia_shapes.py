"""The world's facts in Tokopedia's shapes, told by Tokopedia's clock."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ..platforms import WIB
from ..tokopedia.clock import SHIFT
from .world import HOUR, Item, Sale, Sku

SHOP_ID = 999_000_001
SELLER_ID = 7_490_000_000_000_000_099
"""What TikTok Shop calls the seller, once the shop is integrated: no shop's id."""
WAREHOUSE = 99_900_000
STATUS = {
    "COMPLETED": 700,
    "DELIVERED": 600,
    "IN_TRANSIT": 500,
    "AWAITING_COLLECTION": 450,
    "AWAITING_SHIPMENT": 400,
    "TO_ACCEPT": 220,
    "CANCELLED": 10,
}
"""Tokopedia's codes for TikTok Shop's words, and for one that only Tokopedia knows."""
_NEVER = "0001-01-01T00:00:00Z"
_COURIER = {"J&T Express": (14, 27), "SiCepat": (11, 18), "JNE": (1, 1)}


def wib(epoch: int | None) -> str | None:
    """Write a time as this API does: the WIB wall clock, marked as UTC."""
    if epoch is None:
        return None
    return f"{datetime.fromtimestamp(epoch, WIB):%Y-%m-%dT%H:%M:%SZ}"


def order_row(sale: Sale, fs_id: int) -> dict[str, Any]:
    """Render an order as the list gives it."""
    shipping, service = _COURIER[sale.courier]
    phone = f"628000000{sale.number % 10_000:04}"
    return {
        "fs_id": str(fs_id),
        "order_id": sale.tokopedia_id,
        "is_cod_mitra": False,
        "accept_partial": False,
        "invoice_ref_num": sale.invoice,
        "have_product_bundle": False,
        "products": [
            {
                "id": sku.tokopedia_id,
                "name": _name(item, sku),
                "quantity": quantity,
                "notes": "",
                "weight": 0.25,
                "total_weight": 0.25 * quantity,
                "price": sku.price,
                "total_price": sku.price * quantity,
                "currency": "Rp",
                "sku": sku.seller_sku,
                "is_wholesale": False,
            }
            for item, sku, quantity in sale.lines
        ],
        "products_fulfilled": [
            {
                "product_id": sku.tokopedia_id,
                "quantity_deliver": quantity,
                "quantity_reject": 0,
            }
            for _, sku, quantity in sale.lines
        ],
        "bundle_detail": {"bundle": None, "non_bundle": None, "total_product": 0},
        "device_type": "android",
        "buyer": {
            "id": 999_100_000 + sale.number % 97,
            "name": f"{sale.buyer} Fiktif",
            "phone": phone,
            "email": f"pembeli{sale.number}@example.com",
            "user_status": 0,
        },
        "shop_id": SHOP_ID,
        "payment_id": 800_000_000 + sale.number,
        "recipient": {
            "name": f"{sale.buyer} Fiktif",
            "phone": phone,
            "address": {
                "address_full": "Jalan Contoh No. 1, Kel. Fiktif",
                "district": "Tebet",
                "city": "Kota Administrasi Jakarta Selatan",
                "province": "DKI Jakarta",
                "country": "Indonesia",
                "postal_code": "12810",
                "district_id": 2_270,
                "city_id": 176,
                "province_id": 13,
                "geo": "-6.226000,106.858000",
            },
        },
        "logistics": {
            "shipping_id": shipping,
            "district_id": 0,
            "city_id": 0,
            "province_id": 0,
            "geo": "",
            "shipping_agency": sale.courier,
            "service_type": "Reguler",
            "sp_id": service,
        },
        "amt": {
            "ttl_product_price": sale.goods,
            "shipping_cost": sale.shipping_fee,
            "insurance_cost": 0,
            "ttl_amount": sale.total,
            "voucher_amount": 0,
            "toppoints_amount": 0,
        },
        "dropshipper_info": {},
        "voucher_info": {"voucher_code": "", "voucher_type": 0, "voucher_amount": 0},
        "order_status": STATUS.get(sale.status, 400),
        "warehouse_id": WAREHOUSE + 1,
        "fulfill_by": 0,
        "create_time": sale.created_on_tokopedia + SHIFT,
        "custom_fields": {"awb": sale.awb} if sale.awb else {},
        "payment_date": _paid(sale) or _NEVER,
        "encryption": {"secret": "", "content": ""},
        "addon_info": None,
        "shipment_fulfillment": {
            "accept_deadline": wib(sale.placed_at + 48 * HOUR),
            "confirm_shipping_deadline": wib(sale.placed_at + 96 * HOUR),
        },
        "is_plus": False,
    }


def order_detail(sale: Sale) -> dict[str, Any]:
    """Render an order as it is given alone."""
    shipping, service = _COURIER[sale.courier]
    return {
        "order_id": sale.tokopedia_id,
        "buyer_id": 999_100_000 + sale.number % 97,
        "seller_id": 999_000_001,
        "payment_id": 800_000_000 + sale.number,
        "is_affiliate": False,
        "is_fulfillment": False,
        "order_status": STATUS.get(sale.status, 400),
        "invoice_number": sale.invoice,
        "open_amt": sale.total,
        "lp_amt": 0,
        "cashback_amt": 0,
        "info": "",
        "comment": "",
        "item_price": sale.goods,
        "buyer_info": {
            "buyer_id": 999_100_000 + sale.number % 97,
            "buyer_fullname": f"{sale.buyer} Fiktif",
            "buyer_email": f"pembeli{sale.number}@example.com",
            "buyer_phone": f"628000000{sale.number % 10_000:04}",
        },
        "order_info": {
            "order_detail": [
                {
                    "order_detail_id": 200_000_000 + 10 * sale.number + index,
                    "product_id": sku.tokopedia_id,
                    "product_name": _name(item, sku),
                    "product_price": sku.price,
                    "subtotal_price": sku.price * quantity,
                    "quantity": quantity,
                    "quantity_deliver": quantity,
                    "quantity_reject": 0,
                    "sku": sku.seller_sku,
                }
                for index, (item, sku, quantity) in enumerate(sale.lines)
            ],
            "order_history": [],
            "shipping_info": {
                "sp_id": service,
                "shipping_id": shipping,
                "logistic_name": sale.courier,
                "logistic_service": "Reguler",
                "shipping_price": sale.shipping_fee,
                "awb": sale.awb or "",
            },
            "destination": {
                "receiver_name": f"{sale.buyer} Fiktif",
                "receiver_phone": f"628000000{sale.number % 10_000:04}",
                "address_street": "Jalan Contoh No. 1, Kel. Fiktif",
            },
            "is_replacement": False,
        },
        "cancel_request_info": None,
        "create_time": wib(sale.created_on_tokopedia),
        "shipping_date": wib(sale.placed_at + 20 * HOUR),
        "update_time": wib(sale.updated_at),
        "payment_date": _paid(sale) or _NEVER,
        "delivered_date": None,
        "encryption": {"secret": "", "content": ""},
        "is_plus": False,
    }


def _paid(sale: Sale) -> str | None:
    return wib(None if sale.paid_at is None else sale.paid_at + sale.skew)


def product_rows(item: Item) -> list[dict[str, Any]]:
    """Render a product, and its variants, which are products of their own."""
    if len(item.skus) == 1:
        return [_product(item, item.skus[0], item.tokopedia_id, {})]
    children = [sku.tokopedia_id for sku in item.skus]
    parent = {"isParent": True, "isVariant": True, "childrenID": children}
    child = {"isVariant": True, "parentID": item.tokopedia_id}
    return [
        _product(item, None, item.tokopedia_id, parent),
        *(_product(item, sku, sku.tokopedia_id, child) for sku in item.skus),
    ]


def product_ids(row: dict[str, Any]) -> set[str]:
    """Give the ids by which a product is asked for: its own, and that on TikTok Shop."""
    return {str(row["basic"]["productID"]), str(row.get("tts_product_id"))}


def _product(
    item: Item, sku: Sku | None, product_id: int, variant: dict[str, Any]
) -> dict[str, Any]:
    price = sku.price if sku else min(one.price for one in item.skus)
    stock = item.stock(sku) if sku else {1: 0}
    total = sum(stock.values())
    updated = 1_751_331_600
    row = {
        "basic": {
            "productID": product_id,
            "shopID": SHOP_ID,
            "status": item.old_status,
            "name": _name(item, sku) if sku else item.name,
            "condition": 1,
            "childCategoryID": 1_828,
            "shortDesc": "Data contoh, bukan produk nyata.",
        },
        "price": {
            "value": price,
            "currency": 1,
            "LastUpdateUnix": updated,
            "idr": price,
        },
        "weight": {"value": item.weight, "unit": 1},
        "stock": {"useStock": True, "value": total},
        "main_stock": total,
        "variant": variant,
        "menu": {"id": 1_400_001, "name": "Etalase Contoh"},
        "preorder": {},
        "extraAttribute": {"minOrder": 1, "lastUpdateCategory": updated + SHIFT},
        "categoryTree": [],
        "pictures": [],
        "GMStats": {},
        "stats": {},
        "other": {
            "sku": sku.seller_sku if sku else "",
            "url": f"https://www.example.invalid/tokokopicontoh/{product_id}",
            "mobileURL": f"https://m.example.invalid/tokokopicontoh/{product_id}",
        },
        "campaign": {"StartDate": _NEVER, "EndDate": _NEVER},
        "warehouses": [
            {
                "productID": product_id,
                "warehouseID": WAREHOUSE + number,
                "price": {
                    "value": price,
                    "currency": 1,
                    "LastUpdateUnix": updated + SHIFT,
                    "idr": price,
                },
                "stock": {"useStock": True, "value": quantity},
            }
            for number, quantity in stock.items()
        ],
    }
    if item.moved:
        row["tts_product_id"] = int(item.tiktok_id)
    return row


def _name(item: Item, sku: Sku) -> str:
    return f"{item.name} - {sku.variant}" if sku.variant else item.name


def complained_at(sale: Sale) -> int:
    """When the buyer of a sale opened a ticket."""
    return sale.placed_at + 80 * HOUR


def ticket(sale: Sale) -> dict[str, Any]:
    """Render a complaint about the first line of a sale."""
    item, sku, quantity = sale.lines[0]
    day = [
        f"{datetime.fromtimestamp(complained_at(sale) + k * 86_400, WIB):%Y-%m-%d}"
        for k in (0, 4)
    ]
    return {
        "id": 1_000_000 + sale.number,
        "problem_type": "Product broken/not same as description",
        "status": "Finished",
        "open_date": day[0],
        "sla_date": day[1],
        "close_date": day[1],
        "invoice_number": sale.invoice,
        "solution": "Refund",
        "complaint_product": [
            {
                "id": sku.tokopedia_id,
                "name": _name(item, sku),
                "qty": quantity,
                "price": sku.price,
                "final_price": 0,
                "image": "https://images.example.invalid/contoh.jpg",
            }
        ],
        "fault": "Seller",
        "shipping_amt": 0,
        "total_issued_funds": sku.price * quantity,
    }


def shop(
    shop_id: int, name: str, opened_on: datetime, integrated_at: datetime | None
) -> dict[str, Any]:
    """Render the shop's info; it says so once the shop was integrated."""
    row: dict[str, Any] = {
        "shop_id": shop_id,
        "user_id": 999_000_009,
        "shop_name": name,
        "logo": "https://images.example.invalid/toko.png",
        "shop_url": "https://www.example.invalid/tokokopicontoh",
        "is_open": 1,
        "status": 1,
        "date_shop_created": f"{opened_on.astimezone(WIB):%Y-%m-%d}",
        "domain": "tokokopicontoh",
        "admin_id": [999_000_009],
        "reason": "",
        "district_id": 1_723,
        "province_name": "DKI Jakarta",
        "warehouses": [
            {
                "warehouse_id": WAREHOUSE + number,
                "partner_id": {"Int64": 0, "Valid": False},
                "shop_id": {"Int64": shop_id, "Valid": True},
                "warehouse_name": f"Gudang Contoh {number}",
                "district_id": 1_723,
                "district_name": "Tebet",
                "city_id": 174,
                "city_name": "Jakarta Selatan",
                "province_id": 13,
                "province_name": "DKI Jakarta",
                "status": 1,
                "postal_code": "12810",
                "is_default": int(number == 1),
                "latlon": f"-6.22{7 - number}000,106.8{4 + number}8000",
                "latitude": f"-6.22{7 - number}000",
                "longitude": f"106.8{4 + number}8000",
                "email": "",
                "address_detail": f"Jalan Fiktif No. {number}",
                "country_name": "",
                "wh_type": "Default Shop Location" if number == 1 else "Shop Location",
                "phone": "",
            }
            for number in (1, 2)
        ],
        "subscribe_tokocabang": False,
        "is_mitra": False,
    }
    if integrated_at is not None:
        row["tts_integration_completed"] = {
            "toko_shop_id": shop_id,
            "tts_seller_id": SELLER_ID,
            "completed_time": int(integrated_at.timestamp()),
        }
    return row
