"""A canned, realistic TikTok Shop order-detail envelope (50 orders, 1-4 line items each), deterministic.

Field names follow the order-detail schema of peer (1) (spec of 202507/202309 order detail); values are invented
(Indonesia region, IDR, Tokopedia/TikTok commerce_platform mix)."""

import json
import random


def order(i, r):
    t = 1_760_000_000 + i * 137
    oid = str(576_461_413_038_785_000 + i * 7919)
    pid = str(1_152_321_127_278_713_000 + i)
    n = r.choice((1, 1, 1, 2, 2, 3, 4))
    price = r.randrange(15, 900) * 1000
    items = [
        {
            "id": str(577_086_512_123_755_000 + i * 10 + k),
            "sku_id": str(2_729_382_476_852_921_000 + k),
            "product_id": str(1_729_582_718_312_380_000 + k),
            "product_name": f"Kaos Polos Katun Combed 30s Lengan Pendek Unisex #{k}",
            "sku_name": r.choice(("Hitam, L", "Putih, XL", "Navy, M")),
            "sku_image": f"https://images.example.invalid/tos-alisg-i-0000000000-sg/{oid}{k}~tplv-0000000000-origin-jpeg.jpeg?from=1000000000",
            "original_price": str(price),
            "sale_price": str(price - 5000),
            "platform_discount": "2000",
            "seller_discount": "3000",
            "currency": "IDR",
            "display_status": "AWAITING_SHIPMENT",
            "sku_type": "NORMAL",
            "seller_sku": f"KPC-{k:03d}-HTM-L",
            "shipping_provider_id": "6617675021119438849",
            "shipping_provider_name": "JNE",
            "package_id": pid,
            "package_status": "TO_FULFILL",
            "is_gift": False,
            "rts_time": t + 3600,
            "item_tax": [{"tax_type": "PPN", "tax_amount": "1100", "tax_rate": "0.11"}],
            "small_order_fee": "0",
            "retail_delivery_fee": "0",
            "buyer_service_fee": "1000",
            "tracking_number": f"JX{3000000000 + i}",
            "is_dangerous_good": False,
            "needs_prescription": False,
            "handling_duration_days": "2",
        }
        for k in range(n)
    ]
    return {
        "id": oid,
        "status": "AWAITING_SHIPMENT",
        "user_id": str(7_213_489_962_827_123_000 + i),
        "buyer_email": f"v3b2xxxxx{i}@buyers.example.invalid",
        "buyer_message": "Mohon dibungkus rapi ya kak, terima kasih \U0001f64f",
        "create_time": t,
        "update_time": t + 900,
        "paid_time": t + 60,
        "rts_sla_time": t + 172800,
        "tts_sla_time": t + 259200,
        "cancel_order_sla_time": t + 432000,
        "rts_time": t + 3600,
        "collection_due_time": t + 180000,
        "shipping_due_time": t + 172800,
        "delivery_due_time": t + 700000,
        "delivery_sla_time": t + 690000,
        "delivery_option_required_delivery_time": t + 600000,
        "commerce_platform": r.choice(("TIKTOK_SHOP", "TOKOPEDIA")),
        "order_type": "NORMAL",
        "fulfillment_type": "FULFILLMENT_BY_SELLER",
        "delivery_type": "HOME_DELIVERY",
        "delivery_option_id": "7091146663229654785",
        "delivery_option_name": "Reguler",
        "shipping_type": "TIKTOK",
        "shipping_provider": "JNE",
        "shipping_provider_id": "6617675021119438849",
        "tracking_number": f"JX{3000000000 + i}",
        "warehouse_id": "6955005333819123123",
        "payment_method_name": "GoPay",
        "payment_method_code": "GOPAY",
        "is_cod": False,
        "is_sample_order": False,
        "is_on_hold_order": False,
        "is_replacement_order": False,
        "is_exchange_order": False,
        "is_buyer_request_cancel": False,
        "has_updated_recipient_address": False,
        "is_subscription_order": False,
        "need_upload_invoice": "NO_NEED",
        "seller_note": "",
        "split_or_combine_tag": "COMBINED",
        "buyer_nickname": f"b***{i}",
        "fulfillment_priority_level": 1,
        "handling_duration": {"days": "2", "type": "BUSINESS_DAY"},
        "packages": [{"id": pid}],
        "line_items": items,
        "payment": {
            "currency": "IDR",
            "sub_total": str(price * n),
            "shipping_fee": "12000",
            "seller_discount": str(3000 * n),
            "platform_discount": str(2000 * n),
            "total_amount": str(price * n + 12000),
            "original_total_product_price": str(price * n),
            "original_shipping_fee": "15000",
            "shipping_fee_seller_discount": "0",
            "shipping_fee_platform_discount": "3000",
            "shipping_fee_cofunded_discount": "0",
            "tax": "0",
            "small_order_fee": "0",
            "shipping_fee_tax": "0",
            "product_tax": "0",
            "retail_delivery_fee": "0",
            "buyer_service_fee": "1000",
            "handling_fee": "0",
            "shipping_insurance_fee": "500",
            "item_insurance_fee": "0",
        },
        "recipient_address": {
            "full_address": "Jl. Contoh F*** No. 0*, RT.0/RW.0, Kelurahan Fiktif, Jakarta Barat, DKI Jakarta, Indonesia 11530",
            "phone_number": "(+62)800*****00",
            "name": "P*** F***",
            "first_name": "P***",
            "last_name": "F***",
            "region_code": "ID",
            "postal_code": "11530",
            "post_town": "",
            "address_line1": "Jl. Contoh F***",
            "address_line2": "No. 1*",
            "address_line3": "",
            "address_line4": "",
            "address_detail": "Jl. Contoh F*** No. 1*",
            "district_info": [
                {"address_level": f"L{l}", "address_level_name": ln, "address_name": an}
                for l, (ln, an) in enumerate(
                    (
                        ("country", "Indonesia"),
                        ("province", "DKI Jakarta"),
                        ("city", "Jakarta Barat"),
                        ("district", "Kecamatan Fiktif"),
                        ("sub-district", "Kelurahan Fiktif"),
                    )
                )
            ],
            "delivery_preferences": {"drop_off_location": ""},
        },
    }


def envelope(n=50):
    r = random.Random(7)
    return {
        "code": 0,
        "message": "Success",
        "request_id": "202510160932450A3C5E7F9B1D2F4A6C8E",
        "data": {"orders": [order(i, r) for i in range(n)]},
    }


def body(n=50):
    return json.dumps(envelope(n), separators=(",", ":"), ensure_ascii=False).encode()


if __name__ == "__main__":
    b = body()
    e = json.loads(b)
    print(
        len(b),
        "bytes;",
        len(e["data"]["orders"]),
        "orders;",
        sum(len(o["line_items"]) for o in e["data"]["orders"]),
        "line items",
    )
