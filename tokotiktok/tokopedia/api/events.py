"""What the platform sends when something happened, by kind.

Written by spec/generate.py; edit spec/webhooks/tokopedia.json instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from typing_extensions import TypeAliasType

from ..._model import DecimalNumber, Id, IntId, Model, UnixSeconds, model
from ..clock import WibSeconds
from ..webhooks import Event

CampaignAction = TypeAliasType(
    "CampaignAction",
    Literal[
        "slash_price_active",
        "slash_price_inactive",
        "flash_sale_active",
        "flash_sale_inactive",
    ],
)

ProductChangesAction = TypeAliasType(
    "ProductChangesAction",
    Literal[
        "stock_overwrite",
        "stock_decrement",
        "stock_increment",
        "stock_alert_changes",
        "price_changes",
        "status_changes",
    ],
)


@model
class Product(Model):
    """Product, in order notification."""

    id: IntId | None = None
    name: str | None = None
    quantity: int | None = None
    notes: str | None = None
    weight: DecimalNumber | None = None
    total_weight: DecimalNumber | None = None
    price: DecimalNumber | None = None
    total_price: DecimalNumber | None = None
    currency: str | None = None
    sku: str | None = None
    is_eligible_pof: bool | None = None


@model
class Customer(Model):
    """Customer, in order notification."""

    id: IntId | None = None
    name: str | None = None
    phone: str | None = None
    email: str | None = None


@model
class Address(Model):
    """Address, in recipient."""

    address_full: str | None = None
    district: str | None = None
    city: str | None = None
    province: str | None = None
    country: str | None = None
    postal_code: str | None = None
    district_id: IntId | None = None
    city_id: IntId | None = None
    province_id: IntId | None = None
    geo: str | None = None


@model
class Recipient(Model):
    """Recipient, in order notification."""

    name: str | None = None
    phone: str | None = None
    address: Address | None = None


@model
class Logistics(Model):
    """Logistics, in order notification."""

    shipping_id: IntId | None = None
    district_id: IntId | None = None
    city_id: IntId | None = None
    province_id: IntId | None = None
    geo: str | None = None
    shipping_agency: str | None = None
    service_type: str | None = None


@model
class Amt(Model):
    """Amt, in order notification."""

    ttl_product_price: DecimalNumber | None = None
    shipping_cost: DecimalNumber | None = None
    insurance_cost: DecimalNumber | None = None
    ttl_amount: DecimalNumber | None = None
    voucher_amount: DecimalNumber | None = None
    toppoints_amount: DecimalNumber | None = None


@model
class Dropshipper(Model):
    """Dropshipper, in order notification."""

    name: str | None = None
    phone: str | None = None


@model
class Voucher(Model):
    """Voucher, in order notification."""

    voucher_type: int | None = None
    voucher_code: str | None = None


@model
class Encryption(Model):
    """Encryption, in order notification."""

    secret: str | None = None
    content: str | None = None


@model
class OrderDetail(Model):
    """Order detail, in bundle."""

    id: IntId | None = None
    name: str | None = None
    quantity: int | None = None
    price: DecimalNumber | None = None
    weight: DecimalNumber | None = None
    total_weight: DecimalNumber | None = None
    subtotal_price: DecimalNumber | None = None
    notes: str | None = None
    currency: str | None = None
    sku: str | None = None
    bundle_id: IntId | None = None
    bundle_variant_id: IntId | None = None


@model
class Bundle(Model):
    """Bundle, in bundle detail."""

    bundle_id: IntId | None = None
    bundle_variant_id: Id | None = None
    bundle_name: str | None = None
    bundle_price: DecimalNumber | None = None
    bundle_quantity: int | None = None
    bundle_subtotal_price: DecimalNumber | None = None
    order_detail: tuple[OrderDetail, ...] = ()


@model
class NonBundle(Model):
    """Non bundle, in bundle detail."""

    id: IntId | None = None
    name: str | None = None
    quantity: int | None = None
    notes: str | None = None
    weight: DecimalNumber | None = None
    total_weight: DecimalNumber | None = None
    price: DecimalNumber | None = None
    total_price: DecimalNumber | None = None
    currency: str | None = None
    sku: str | None = None


@model
class BundleDetail(Model):
    """Bundle detail, in order notification."""

    total_product: int | None = None
    product_bundling_icon: str | None = None
    bundle: tuple[Bundle, ...] = ()
    non_bundle: tuple[NonBundle, ...] = ()


@model
class OrderNotification(Event):
    """Sent when an order is paid for.

    Source: Tokopedia Open Platform guide, webhook order_notification.
    """

    fs_id: IntId | None = None
    order_id: IntId | None = None
    accept_partial: bool | None = None
    invoice_num: str | None = None
    products: tuple[Product, ...] = ()
    customer: Customer | None = None
    recipient: Recipient | None = None
    shop_id: IntId | None = None
    warehouse_id: IntId | None = None
    shop_name: str | None = None
    payment_id: IntId | None = None
    logistics: Logistics | None = None
    amt: Amt | None = None
    dropshipper_info: Dropshipper | None = None
    voucher_info: Voucher | None = None
    device_type: str | None = None
    create_time: WibSeconds | None = None
    order_status: int | None = None
    custom_fields: Mapping[str, Any] | None = None
    encryption: Encryption | None = None
    bundle_detail: BundleDetail | None = None
    is_plus: bool | None = None
    invoice_ref_num: str | None = None


@model
class ProductDetail(Model):
    """Product detail, in order status."""

    id: IntId | None = None
    name: str | None = None
    notes: str | None = None
    currency: str | None = None
    weight: DecimalNumber | None = None
    total_weight: DecimalNumber | None = None
    price: DecimalNumber | None = None
    total_price: DecimalNumber | None = None
    quantity: int | None = None
    sku: str | None = None


@model
class OrderStatus(Event):
    """Sent when an order's status changes after that.

    Source: Tokopedia Open Platform guide, webhook order_status.
    """

    order_status: int | None = None
    fs_id: IntId | None = None
    shop_id: IntId | None = None
    order_id: IntId | None = None
    product_details: tuple[ProductDetail, ...] = ()
    warehouse_id: IntId | None = None


@model
class OrderCancellation(Event):
    """Sent when an order is cancelled.

    Source: Tokopedia Open Platform guide, webhook order_cancellation.
    """

    order_status: int | None = None
    fs_id: IntId | None = None
    shop_id: IntId | None = None
    order_id: IntId | None = None
    product_details: tuple[ProductDetail, ...] = ()
    warehouse_id: IntId | None = None


@model
class OrderRequestCancellation(Event):
    """Sent when a buyer asks to cancel an order that the seller has accepted.

    Source: Tokopedia Open Platform guide, webhook order_request_cancellation.
    """

    order_id: IntId | None = None


@model
class OrderPartialFulfillment(Event):
    """Sent when a buyer answers whether part of an order may be sent; what it holds is not established.

    Confidence: low.

    Source: Tokopedia Open Platform guide, webhook order_partial_fulfillment.
    """


@model
class ProductChangesData(Model):
    """Product changes data, in product changes."""

    action: ProductChangesAction | None = None
    product_id: IntId | None = None
    shop_id: IntId | None = None
    warehouse_id: IntId | None = None
    value: str | None = None
    previous_value: str | None = None
    update_time: int | None = None
    """Seconds; whose clock they are told by is not proven."""
    is_default_warehouse: bool | None = None


@model
class ProductChanges(Event):
    """Sent when stock, price or status of products change, and by what.

    Source: Tokopedia Open Platform guide, webhook product_changes.
    """

    fs_id: IntId | None = None
    product_changes_data: tuple[ProductChangesData, ...] = ()


@model
class SuccessRowsData(Model):
    """Success rows data, in product creation."""

    product_id: IntId | None = None


@model
class ProductCreation(Event):
    """Sent when products that were sent to be created are done.

    Source: Tokopedia Open Platform guide, webhook product_creation.
    """

    upload_id: IntId | None = None
    shop_id: IntId | None = None
    user_id: IntId | None = None
    fs_id: IntId | None = None
    status: str | None = None
    total_data: int | None = None
    success_rows_data: tuple[SuccessRowsData, ...] = ()


@model
class ProductEdit(Event):
    """Sent when products that were sent to be edited are done.

    Confidence: medium.

    Source: Tokopedia Open Platform guide, webhook product_edit.
    """

    upload_id: IntId | None = None
    shop_id: IntId | None = None
    user_id: IntId | None = None
    fs_id: IntId | None = None
    status: str | None = None
    total_data: int | None = None
    success_rows_data: tuple[SuccessRowsData, ...] = ()


@model
class Campaign(Event):
    """Sent when a slash price or flash sale begins or ends.

    Source: Tokopedia Open Platform guide, webhook campaign.
    """

    action: CampaignAction | None = None
    fs_id: IntId | None = None
    product_id: IntId | None = None
    shop_id: IntId | None = None
    original_price: DecimalNumber | None = None
    discounted_price: DecimalNumber | None = None
    discount_percentage: int | None = None
    start_date: str | None = None
    end_date: str | None = None


@model
class Chat(Event):
    """Sent when a buyer writes a message.

    Source: Tokopedia Open Platform guide, webhook chat.
    """

    msg_id: IntId | None = None
    buyer_id: IntId | None = None
    message: str | None = None
    thumbnail: str | None = None
    full_name: str | None = None
    shop_id: IntId | None = None


@model
class CreateTime(Model):
    """Create time, in discussion."""

    original: str | None = None
    unix: int | None = None


@model
class Discussion(Model):
    """Discussion, in product discussion."""

    id: Id | None = None
    product_id: IntId | None = None
    shop_id: IntId | None = None
    user_id: IntId | None = None
    message: str | None = None
    create_time: CreateTime | None = None


@model
class ProductDiscussion(Event):
    """Sent when there is a new question or answer under a product.

    Source: Tokopedia Open Platform guide, webhook product_discussion.
    """

    fs_id: IntId | None = None
    discussion_type: str | None = None
    discussion_data: Discussion | None = None


@model
class ShopMerge(Event):
    """Sent when the shop is merged with TikTok Shop, or un-merged.

    Confidence: medium.

    Source: Tokopedia Open Platform guide, webhook shop_merge.
    """

    status: Literal["merge", "unmerge"] | None = None
    tts_seller_id: Id | None = None
    toko_shop_id: Id | None = None
    timestamp: UnixSeconds | None = None
    """Taken for the true epoch, which is not proven."""


EVENTS: Mapping[str, type[Event]] = {
    "order_notification": OrderNotification,
    "order_status": OrderStatus,
    "order_cancellation": OrderCancellation,
    "order_request_cancellation": OrderRequestCancellation,
    "order_partial_fulfillment": OrderPartialFulfillment,
    "product_changes": ProductChanges,
    "product_creation": ProductCreation,
    "product_edit": ProductEdit,
    "campaign": Campaign,
    "chat": Chat,
    "product_discussion": ProductDiscussion,
    "shop_merge": ShopMerge,
}
"""The kinds of events, by what topic they are."""
