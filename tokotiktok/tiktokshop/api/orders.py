"""Find and read orders.

Written by spec/generate.py; edit spec/tiktokshop or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import (
    DecimalText,
    Id,
    Model,
    UnixMillis,
    UnixSeconds,
    UnixText,
    model,
    seconds,
    text,
    texts,
)
from ..._resource import BatchResult, Page, Resource
from ...wire import Operation, Paging

CancelUser = TypeAliasType(
    "CancelUser", Literal["BUYER", "SELLER", "OPERATOR", "SYSTEM"]
)

ChannelFinancialStatus = TypeAliasType(
    "ChannelFinancialStatus",
    Literal[
        "PENDING",
        "AUTHORIZED",
        "OVERDUE",
        "EXPIRING",
        "EXPIRED",
        "PAID",
        "REFUNDED",
        "PARTIALLY_REFUNDED",
        "PARTIALLY_PAID",
        "VOIDED",
        "UNPAID",
    ],
)

ChannelFulfillmentStatus = TypeAliasType(
    "ChannelFulfillmentStatus",
    Literal["FULFILLED", "ON_HOLD", "PARTIALLY_FULFILLED", "UNFULFILLED", "SCHEDULED"],
)

ChannelOrderStatus = TypeAliasType(
    "ChannelOrderStatus",
    Literal[
        "OPEN",
        "ARCHIVED",
        "CANCELED",
        "PENDING",
        "ON_HOLD",
        "PROCESSING",
        "COMPLETED",
        "REFUNDED",
        "AWAITING_PAYMENT",
        "AWAITING_FULFILLMENT",
        "AWATING_SHIPMENT",
        "PARTIALLY_SHIPPED",
        "INCOMPLETE",
        "MANUAL_VERIFICATION_REQUIRED",
        "SHIPPED",
        "CANCELLED",
        "REFUND",
        "NEW",
        "COMPLETE",
        "CLOSED",
        "PENDING_PAYMENT",
    ],
)

ChannelType = TypeAliasType(
    "ChannelType", Literal["SHOPIFY", "WOOCOMMERCE", "BIGCOMMERCE", "MAGENTO"]
)

DeliveryOptionName = TypeAliasType(
    "DeliveryOptionName",
    Literal["Economy Shipping", "Standard Shipping", "Express Shipping"],
)

DisplayStatus = TypeAliasType(
    "DisplayStatus",
    Literal[
        "UNPAID",
        "AWAITING_SHIPMENT",
        "AWAITING_COLLECTION",
        "IN_TRANSIT",
        "DELIVERED",
        "COMPLETED",
        "CANCELLED",
    ],
)

FastDeliveryProgram = TypeAliasType(
    "FastDeliveryProgram",
    Literal["3_DAY_DELIVERY", "3_DAY_POTENTIAL_SHIPPING", "3_DAY_POTENTIAL_TRANSIT"],
)

FulfillmentType = TypeAliasType(
    "FulfillmentType",
    Literal[
        "FULFILLMENT_BY_SELLER",
        "FULFILLMENT_BY_TIKTOK",
        "FULFILLMENT_BY_DILAYANI_TOKOPEDIA",
    ],
)

NeedUploadInvoice = TypeAliasType(
    "NeedUploadInvoice",
    Literal[
        "UNKNOWN", "NEED_INVOICE", "NO_NEED", "INVOICE_UPLOADED", "INVOICE_PROCESSING"
    ],
)

OrderPlatform = TypeAliasType(
    "OrderPlatform",
    Literal[
        "AMAZON",
        "BIGCOMMERCE",
        "CHANNEL_ADVISOR",
        "ERP_SYSTEM",
        "MAGENTO",
        "ORDER_MANAGEMENT_SYSTEM",
        "SALESFORCE_COMMERCE_CLOUD",
        "SHOPIFY",
        "WAREHOUSE_MANAGEMENT_SYSTEM",
        "WOOCOMMERCE",
    ],
)

OrderStatus = TypeAliasType(
    "OrderStatus",
    Literal[
        "AWAITING_COLLECTION",
        "AWAITING_SHIPMENT",
        "CANCELLED",
        "COMPLETED",
        "DELIVERED",
        "IN_TRANSIT",
        "ON_HOLD",
        "PARTIALLY_SHIPPING",
        "UNPAID",
    ],
)

OrderType = TypeAliasType(
    "OrderType",
    Literal[
        "NORMAL",
        "ZERO_LOTTERY",
        "AUCTION",
        "PRE_ORDER",
        "MADE_TO_ORDER",
        "BACK_ORDER",
        "VIRTUAL_ORDER",
    ],
)

PackageStatus = TypeAliasType(
    "PackageStatus",
    Literal["TO_FULFILL", "PROCESSING", "FULFILLING", "COMPLETED", "CANCELLED"],
)

PrescriptionStatus = TypeAliasType(
    "PrescriptionStatus", Literal["APPROVED", "REJECTED", "PENDING_RESUBMISSION"]
)

ShippingType = TypeAliasType(
    "ShippingType", Literal["TIKTOK", "SELLER", "TIKTOK_DIGITAL"]
)

SkuType = TypeAliasType(
    "SkuType",
    Literal["NORMAL", "ZERO_LOTTERY", "SHOP_PARTNER", "PRE_ORDER", "MADE_TO_ORDER"],
)


@model
class PackageInput(Model):
    """Package, in order input."""

    package_id: Id | None = None
    shipping_provider_name: str | None = None
    tracking_number: str | None = None


@model
class OrderInput(Model):
    """Order, in import channel orders."""

    channel_financial_status: ChannelFinancialStatus | None = None
    channel_fulfillment_status: ChannelFulfillmentStatus | None = None
    channel_order_id: Id | None = None
    channel_order_status: ChannelOrderStatus | None = None
    channel_order_update_time: UnixText | None = None
    channel_type: ChannelType | None = None
    issue_reason: str | None = None
    order_id: Id | None = None
    packages: tuple[PackageInput, ...] = ()


@model
class OrderImportErrorDetailExtraError(Model):
    """Order import error detail extra error, in order import error detail."""

    code: str | None = None
    message: str | None = None


@model
class OrderImportErrorDetail(Model):
    """Order import error detail, in order import error."""

    channel_order_id: Id | None = None
    channel_type: str | None = None
    extra_errors: tuple[OrderImportErrorDetailExtraError, ...] = ()
    order_id: Id | None = None


@model
class OrderImportError(Model):
    """Order import error, in import channel orders result."""

    code: str | None = None
    detail: OrderImportErrorDetail | None = None
    message: str | None = None


@model
class ImportChannelOrdersResult(Model):
    """Import channel orders result, in import channel orders."""

    errors: tuple[OrderImportError, ...] = ()


@model
class ConsultationProvider(Model):
    """Consultation provider, in get consultation provider."""

    id: Id | None = None


@model
class MustSplitReason(Model):
    """Must split reason, in split attributes."""

    type: str | None = None
    category_id: Id | None = None
    max_count: str | None = None


@model
class SplitAttributes(Model):
    """Split attributes, in get split attributes."""

    order_id: Id | None = None
    can_split: bool | None = None
    reason: str | None = None
    must_split: bool | None = None
    must_split_reasons: tuple[MustSplitReason, ...] = ()


@model
class Weight(Model):
    """Weight, in query shipping services."""

    value: str | None = None
    unit: Literal["GRAM", "POUND"] | None = None


@model
class Dimensions(Model):
    """Dimensions, in query shipping services."""

    length: str | None = None
    width: str | None = None
    height: str | None = None
    unit: Literal["CM", "INCH"] | None = None


@model
class OrderLineQuantityInput(Model):
    """Order line quantity, in query shipping services."""

    order_line_id: Id | None = None
    sub_item_id: Id | None = None


@model
class ShippingService(Model):
    """Shipping service, in query shipping services shipping service."""

    id: Id | None = None
    name: str | None = None
    price: DecimalText | None = None
    currency: str | None = None
    earliest_delivery_days: int | None = None
    latest_delivery_days: int | None = None
    is_default: bool | None = None
    shipping_provider_name: str | None = None
    shipping_provider_id: Id | None = None
    shipping_fee: DecimalText | None = None
    shipping_app_service_fee: DecimalText | None = None
    signature_fee: DecimalText | None = None


@model
class QueryShippingServicesShippingService(Model):
    """Query shipping services shipping service, in query shipping services."""

    order_id: Id | None = None
    order_line_id: tuple[Id, ...] = ()
    weight: Weight | None = None
    shipping_services: tuple[ShippingService, ...] = ()
    dimension: Dimensions | None = None


@model
class SplitGroupInput(Model):
    """Split group, in split."""

    id: Id
    order_line_item_ids: tuple[Id, ...]


@model
class SplitGroupByQuantityInput(Model):
    """Split group by quantity, in split."""

    id: Id | None = None
    order_line_list: tuple[OrderLineQuantityInput, ...] = ()


@model
class Package(Model):
    """A parcel."""

    splittable_group_id: Id | None = None
    id: Id | None = None


@model
class TrackingEvent(Model):
    """Tracking event, in get tracking."""

    description: str | None = None
    update_time_millis: UnixMillis | None = None
    action_code: int | None = None


@model
class RedeemInput(Model):
    """Redeem, in order info list input."""

    redeem_type: str
    redeem_data: str | None = None
    redeem_instruction_info: str | None = None


@model
class OrderInfoListInput(Model):
    """Order info list, in submit redemption info."""

    order_line_id: Id
    redeem_info: RedeemInput
    source_unique_id: Id | None = None


@model
class RedemptionOutcome(Model):
    """Redemption outcome, in submit redemption info order result."""

    order_line_id: Id | None = None
    status_code: int | None = None


@model
class SubmitRedemptionInfoOrderResult(Model):
    """Submit redemption info order result, in submit redemption info."""

    order_statuses: tuple[RedemptionOutcome, ...] = ()


@model
class QueryOrderLineInput(Model):
    """Query order line, in get pod details."""

    order_line_id: Id
    product_id: Id
    sku_id: Id
    pod_order_data_id: Id


@model
class PodDetailPodDetail(Model):
    """Pod detail pod detail, in pod detail."""

    pod_info_json: str | None = None
    order_line_id: Id | None = None


@model
class PodDetail(Model):
    """Pod detail, in get pod details."""

    pod_details: tuple[PodDetailPodDetail, ...] = ()
    status_code: int | None = None


@model
class RelatedItemDetail(Model):
    """Related item detail, in customs line item."""

    product_id: Id | None = None
    sku_id: Id | None = None
    qty: int | None = None
    price_percent: int | None = None
    """Percent."""


@model
class CustomsLineItem(Model):
    """Customs line item, in order customs info."""

    order_line_id: Id | None = None
    product_id: Id | None = None
    sku_id: Id | None = None
    is_virtual_unboxing: bool | None = None
    is_temporary_listing: bool | None = None
    related_item_detail: tuple[RelatedItemDetail, ...] = ()


@model
class OrderCustomsInfo(Model):
    """Order customs info, in query customs requirements."""

    order_id: Id | None = None
    need_fill_clearance: bool | None = None
    already_filled_clearance: bool | None = None
    target_country: str | None = None
    biz_type: int | None = None
    shipment_type: int | None = None
    item_list: tuple[CustomsLineItem, ...] = ()


@model
class ItemDetailInput(Model):
    """Item detail, in order list item input."""

    sku_id: Id
    qty: int
    price_percent: int
    """Percent."""


@model
class OrderListItemInput(Model):
    """Order list item, in order list input."""

    order_line_id: Id | None = None
    sku_id: Id | None = None
    item_detail: tuple[ItemDetailInput, ...] = ()


@model
class OrderListInput(Model):
    """Order list, in submit customs info."""

    order_id: Id
    item_list: tuple[OrderListItemInput, ...] = ()


@model
class TrackLocationInput(Model):
    """Track location, in track input."""

    country: str | None = None
    state: str | None = None
    city: str | None = None
    zip_code: str | None = None


@model
class TrackInput(Model):
    """Track, in update tracking status."""

    action_code: int
    occur_time: UnixMillis
    description: str
    tracking_no: str
    failed_reason: str | None = None
    proof_url: str | None = None
    location: TrackLocationInput | None = None


@model
class TrackResult(Model):
    """Track result, in update tracking status order result."""

    action_code: int | None = None
    occur_time: UnixMillis | None = None
    description: str | None = None
    code: int | None = None
    message: str | None = None
    tracking_no: str | None = None


@model
class UpdateTrackingStatusOrderResult(Model):
    """Update tracking status order result, in update tracking status."""

    track_results: tuple[TrackResult, ...] = ()


@model
class ParcelTrackingEvent(Model):
    """Parcel tracking event, in parcel tracking."""

    description: str | None = None
    tracking_no: str | None = None
    update_time_millis: UnixMillis | None = None
    action_code: int | None = None
    action_code_name: str | None = None


@model
class ParcelTracking(Model):
    """Parcel tracking, in logistics tracking."""

    newest_tracking_no: str | None = None
    carrier_name: str | None = None
    track_list: tuple[ParcelTrackingEvent, ...] = ()


@model
class LogisticsTracking(Model):
    """Logistics tracking, in get logistics tracking."""

    order_id: Id | None = None
    logistics_details: tuple[ParcelTracking, ...] = ()


@model
class OrderPackageRef(Model):
    """Order package ref, in order."""

    id: Id | None = None


@model
class OrderPayment(Model):
    """Order payment, in order."""

    currency: str | None = None
    sub_total: DecimalText | None = None
    shipping_fee: DecimalText | None = None
    seller_discount: DecimalText | None = None
    platform_discount: DecimalText | None = None
    payment_platform_discount: DecimalText | None = None
    payment_discount_service_fee: DecimalText | None = None
    total_amount: DecimalText | None = None
    original_total_product_price: DecimalText | None = None
    original_shipping_fee: DecimalText | None = None
    shipping_fee_seller_discount: DecimalText | None = None
    shipping_fee_platform_discount: DecimalText | None = None
    shipping_fee_cofunded_discount: DecimalText | None = None
    tax: DecimalText | None = None
    small_order_fee: DecimalText | None = None
    shipping_fee_tax: DecimalText | None = None
    product_tax: DecimalText | None = None
    retail_delivery_fee: DecimalText | None = None
    """Only in US."""
    buyer_service_fee: DecimalText | None = None
    """Only in ID."""
    handling_fee: DecimalText | None = None
    shipping_insurance_fee: DecimalText | None = None
    """Only in ID."""
    item_insurance_fee: DecimalText | None = None
    """Only in US, ID."""
    item_insurance_tax: DecimalText | None = None
    """Only in US."""
    distance_shipping_fee: DecimalText | None = None
    """Only in ID."""
    distance_fee: DecimalText | None = None
    """Only in ID."""


@model
class District(Model):
    """District, in recipient address."""

    address_level_name: str | None = None
    address_name: str | None = None
    address_level: str | None = None
    iso_code: str | None = None


@model
class DeliveryPreferences(Model):
    """Delivery preferences, in recipient address."""

    drop_off_location: str | None = None


@model
class RecipientAddress(Model):
    """Where an order goes; parts of it may be masked."""

    full_address: str | None = None
    phone_number: str | None = None
    name: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    first_name_local_script: str | None = None
    """Only in JP."""
    last_name_local_script: str | None = None
    """Only in JP."""
    address_detail: str | None = None
    address_line1: str | None = None
    address_line2: str | None = None
    address_line3: str | None = None
    address_line4: str | None = None
    district_info: tuple[District, ...] = ()
    delivery_preferences: DeliveryPreferences | None = None
    postal_code: str | None = None
    region_code: str | None = None
    post_town: str | None = None
    """Only in UK."""


@model
class CombinedListingSku(Model):
    """Combined listing sku, in line item."""

    sku_id: Id | None = None
    sku_count: int | None = None
    product_id: Id | None = None
    seller_sku: str | None = None


@model
class ItemTax(Model):
    """Item tax, in line item."""

    tax_type: Literal["SALES_TAX"] | None = None
    tax_amount: DecimalText | None = None
    tax_rate: DecimalText | None = None
    """Ratio as."""


@model
class UnboxingCase(Model):
    """Unboxing case, in line item."""

    unbox_sku: str | None = None
    unbox_sku_type: Literal["NORMAL", "GIFT"] | None = None


@model
class SubItem(Model):
    """Sub item, in line item."""

    id: Id | None = None
    sku_id: Id | None = None
    display_status: DisplayStatus | None = None
    product_name: str | None = None
    seller_sku: str | None = None
    sku_image: str | None = None
    sku_name: str | None = None
    product_id: Id | None = None
    sale_price: DecimalText | None = None
    platform_discount: DecimalText | None = None
    seller_discount: DecimalText | None = None
    cancel_reason: str | None = None
    original_price: DecimalText | None = None
    rts_time: UnixSeconds | None = None
    package_status: PackageStatus | None = None
    currency: str | None = None
    shipping_provider_name: str | None = None
    cancel_user: CancelUser | None = None
    shipping_provider_id: Id | None = None
    item_tax: tuple[ItemTax, ...] = ()
    tracking_number: str | None = None
    package_id: Id | None = None
    retail_delivery_fee: DecimalText | None = None
    """Only in US."""
    is_dangerous_good: bool | None = None
    warehouse_id: Id | None = None


@model
class LineItem(Model):
    """One unit of one SKU in an order."""

    id: Id | None = None
    sku_id: Id | None = None
    combined_listing_skus: tuple[CombinedListingSku, ...] = ()
    display_status: DisplayStatus | None = None
    product_name: str | None = None
    seller_sku: str | None = None
    sku_image: str | None = None
    sku_name: str | None = None
    product_id: Id | None = None
    sale_price: DecimalText | None = None
    pfand_fee: DecimalText | None = None
    platform_discount: DecimalText | None = None
    seller_discount: DecimalText | None = None
    sku_type: SkuType | None = None
    """Deprecated."""
    cancel_reason: str | None = None
    original_price: DecimalText | None = None
    rts_time: UnixSeconds | None = None
    package_status: PackageStatus | None = None
    currency: str | None = None
    shipping_provider_name: str | None = None
    cancel_user: CancelUser | None = None
    shipping_provider_id: Id | None = None
    is_gift: bool | None = None
    item_tax: tuple[ItemTax, ...] = ()
    tracking_number: str | None = None
    package_id: Id | None = None
    retail_delivery_fee: DecimalText | None = None
    """Only in US."""
    buyer_service_fee: DecimalText | None = None
    """Only in ID."""
    small_order_fee: DecimalText | None = None
    handling_duration_days: str | None = None
    """Deprecated."""
    is_dangerous_good: bool | None = None
    needs_prescription: bool | None = None
    gift_retail_price: DecimalText | None = None
    is_unboxing_item: bool | None = None
    """Only in US."""
    unboxing_sku_code: str | None = None
    """Only in US."""
    unboxing_case_list: tuple[UnboxingCase, ...] = ()
    """Only in US."""
    room_id: Id | None = None
    sub_item_info: tuple[SubItem, ...] = ()
    distance_shipping_fee: DecimalText | None = None
    """Only in ID."""
    distance_fee: DecimalText | None = None
    """Only in ID."""
    shipping_vat_amount: DecimalText | None = None
    shipping_vat_rate: str | None = None
    is_pod_customized: bool | None = None
    pod_info_id: Id | None = None
    product_listing_type: Literal["TEMPORARY LISTING"] | None = None


@model
class HandlingDuration(Model):
    """Handling duration, in order."""

    days: str | None = None
    type: Literal["CALENDAR_DAY", "BUSINESS_DAY"] | None = None


@model
class Order(Model):
    """An order as the seller sees it."""

    id: Id
    buyer_message: str | None = None
    cancellation_initiator: Literal["SELLER", "BUYER", "SYSTEM"] | None = None
    shipping_provider_id: Id | None = None
    create_time: UnixSeconds | None = None
    shipping_provider: str | None = None
    packages: tuple[OrderPackageRef, ...] = ()
    payment: OrderPayment | None = None
    recipient_address: RecipientAddress | None = None
    status: OrderStatus | None = None
    fulfillment_type: FulfillmentType | None = None
    delivery_type: Literal["HOME_DELIVERY", "COLLECTION_POINT"] | None = None
    paid_time: UnixSeconds | None = None
    rts_sla_time: UnixSeconds | None = None
    tts_sla_time: UnixSeconds | None = None
    cancel_reason: str | None = None
    update_time: UnixSeconds | None = None
    payment_method_name: str | None = None
    rts_time: UnixSeconds | None = None
    tracking_number: str | None = None
    split_or_combine_tag: Literal["COMBINED", "SPLIT"] | None = None
    has_updated_recipient_address: bool | None = None
    cancel_order_sla_time: UnixSeconds | None = None
    warehouse_id: Id | None = None
    request_cancel_time: UnixSeconds | None = None
    shipping_type: ShippingType | None = None
    user_id: Id | None = None
    seller_note: str | None = None
    delivery_sla_time: UnixSeconds | None = None
    is_cod: bool | None = None
    delivery_option_id: Id | None = None
    cancel_time: UnixSeconds | None = None
    need_upload_invoice: NeedUploadInvoice | None = None
    delivery_option_name: DeliveryOptionName | None = None
    cpf: str | None = None
    """Only in BR."""
    line_items: tuple[LineItem, ...] = ()
    buyer_email: str | None = None
    delivery_due_time: UnixSeconds | None = None
    is_sample_order: bool | None = None
    shipping_due_time: UnixSeconds | None = None
    collection_due_time: UnixSeconds | None = None
    delivery_option_required_delivery_time: UnixSeconds | None = None
    is_on_hold_order: bool | None = None
    delivery_time: UnixSeconds | None = None
    is_replacement_order: bool | None = None
    is_subscription_order: bool | None = None
    is_refundable_sample: bool | None = None
    authentication_required: bool | None = None
    collection_time: UnixSeconds | None = None
    replaced_order_id: Id | None = None
    is_buyer_request_cancel: bool | None = None
    pick_up_cut_off_time: UnixSeconds | None = None
    fast_dispatch_sla_time: UnixSeconds | None = None
    commerce_platform: Literal["TIKTOK_SHOP", "TOKOPEDIA"] | None = None
    """Only in ID."""
    order_type: OrderType | None = None
    release_date: UnixSeconds | None = None
    handling_duration: HandlingDuration | None = None
    auto_combine_group_id: Id | None = None
    cpf_name: str | None = None
    is_exchange_order: bool | None = None
    """Only in US, UK."""
    exchange_source_order_id: Id | None = None
    """Only in US, UK."""
    consultation_id: Id | None = None
    fast_delivery_program: FastDeliveryProgram | None = None
    """Only in US."""
    fulfillment_priority_level: int | None = None
    """Only in SEA."""
    recommended_shipping_time: UnixSeconds | None = None
    buyer_nickname: str | None = None
    buyer_avatar: str | None = None
    order_rights: tuple[int, ...] = ()
    """Only in SEA."""
    instore_pickup_sla_time: UnixSeconds | None = None
    fast_rts_sla_time: UnixSeconds | None = None
    fast_collection_sla_time: UnixSeconds | None = None
    payment_card_type: Literal["Debit", "Credit", "Prepaid"] | None = None
    channel_entity_national_registry_id: Id | None = None
    payment_method_code: str | None = None
    payment_auth_code: str | None = None


@model
class ExternalLineItem(Model):
    """External line item, in external order."""

    id: Id | None = None
    origin_id: Id | None = None


@model
class ExternalOrder(Model):
    """External order, in external order match."""

    id: Id | None = None
    platform: str | None = None
    line_items: tuple[ExternalLineItem, ...] = ()


@model
class ExternalOrderMatch(Model):
    """External order match, in search by external reference."""

    id: Id | None = None
    external_order: ExternalOrder | None = None


@model
class LineItemInput(Model):
    """Line item, in external order input."""

    id: Id
    origin_id: Id


@model
class ExternalOrderInput(Model):
    """External order, in external reference input."""

    id: Id
    platform: OrderPlatform
    line_items: tuple[LineItemInput, ...]
    """Max 100 items."""


@model
class ExternalReferenceInput(Model):
    """External reference, in add external references."""

    id: Id
    external_order: ExternalOrderInput


@model
class ExternalReferenceErrorDetail(Model):
    """External reference error detail, in external reference error."""

    order_id: Id | None = None
    external_order: ExternalOrder | None = None


@model
class ExternalReferenceError(Model):
    """External reference error, in add external references order result."""

    code: str | None = None
    message: str | None = None
    detail: ExternalReferenceErrorDetail | None = None


@model
class AddExternalReferencesOrderResult(Model):
    """Add external references order result, in add external references."""

    errors: tuple[ExternalReferenceError, ...] = ()


@model
class Promotion(Model):
    """Promotion, in line item price breakdown."""

    activity_id: Id | None = None
    discount_amount: DecimalText | None = None
    discount_type: Literal["COUPON", "ACTIVITY"] | None = None


@model
class LineItemPriceBreakdown(Model):
    """Line item price breakdown, in price breakdown."""

    id: Id | None = None
    currency: str | None = None
    total: DecimalText | None = None
    payment: DecimalText | None = None
    sku_list_price: DecimalText | None = None
    sku_sale_price: DecimalText | None = None
    subtotal: DecimalText | None = None
    subtotal_deduction_seller: DecimalText | None = None
    subtotal_deduction_platform: DecimalText | None = None
    subtotal_tax_amount: DecimalText | None = None
    voucher_deduction_platform: DecimalText | None = None
    voucher_deduction_seller: DecimalText | None = None
    shipping_list_price: DecimalText | None = None
    shipping_sale_price: DecimalText | None = None
    shipping_fee_deduction_seller: DecimalText | None = None
    shipping_fee_deduction_platform: DecimalText | None = None
    shipping_fee_deduction_platform_voucher: DecimalText | None = None
    tax_amount: DecimalText | None = None
    tax_rate: DecimalText | None = None
    """Ratio as."""
    net_price_amount: DecimalText | None = None
    cod_fee: DecimalText | None = None
    cod_fee_amount: DecimalText | None = None
    sku_gift_original_price: DecimalText | None = None
    sku_gift_net_price: DecimalText | None = None
    distance_shipping_fee: DecimalText | None = None
    """Only in ID."""
    distance_fee: DecimalText | None = None
    """Only in ID."""
    seller_funded_product_promotions: tuple[Promotion, ...] = ()
    seller_funded_shipping_promotions: tuple[Promotion, ...] = ()


@model
class PriceBreakdown(Model):
    """Price breakdown, in get price detail."""

    currency: str | None = None
    total: DecimalText | None = None
    payment: DecimalText | None = None
    sku_list_price: DecimalText | None = None
    sku_sale_price: DecimalText | None = None
    subtotal: DecimalText | None = None
    subtotal_deduction_seller: DecimalText | None = None
    subtotal_deduction_platform: DecimalText | None = None
    subtotal_tax_amount: DecimalText | None = None
    voucher_deduction_platform: DecimalText | None = None
    voucher_deduction_seller: DecimalText | None = None
    shipping_list_price: DecimalText | None = None
    shipping_sale_price: DecimalText | None = None
    shipping_fee_deduction_seller: DecimalText | None = None
    shipping_fee_deduction_platform: DecimalText | None = None
    shipping_fee_deduction_platform_voucher: DecimalText | None = None
    tax_amount: DecimalText | None = None
    tax_rate: DecimalText | None = None
    """Ratio as."""
    net_price_amount: DecimalText | None = None
    cod_fee: DecimalText | None = None
    cod_fee_net_amount: DecimalText | None = None
    sku_gift_original_price: DecimalText | None = None
    sku_gift_net_price: DecimalText | None = None
    distance_shipping_fee: DecimalText | None = None
    """Only in ID."""
    distance_fee: DecimalText | None = None
    """Only in ID."""
    line_items: tuple[LineItemPriceBreakdown, ...] = ()


@model
class BlindBoxResultInput(Model):
    """Blind box result, in update blind box results."""

    order_line_id: Id | None = None
    blind_result_product_id: Id | None = None
    blind_result_sku_id: Id | None = None
    blind_open_time: UnixMillis | None = None


@model
class BlindBoxOrderLineInput(Model):
    """Blind box order line, in blind batch box result input."""

    blind_result_product_id: Id | None = None
    blind_result_sku_id: Id | None = None
    blind_open_time: UnixMillis | None = None
    product_type: Literal["GIFT", "NORMAL"] | None = None


@model
class BlindBatchBoxResultInput(Model):
    """Blind batch box result, in update blind box results."""

    order_line_id: Id | None = None
    blind_box_order_line_list: tuple[BlindBoxOrderLineInput, ...] = ()


@model
class PodLineItem(Model):
    """Pod line item, in search pod details pod detail."""

    order_line_id: Id | None = None
    pod_detail: str | None = None


@model
class SearchPodDetailsPodDetail(Model):
    """Search pod details pod detail, in search pod details."""

    pod_details: tuple[PodLineItem, ...] = ()
    status_code: int | None = None


@model
class PrivilegedLineItem(Model):
    """Privileged line item, in privileged order."""

    cancel_reason: str | None = None
    cancel_user: CancelUser | None = None
    combined_listing_skus: tuple[CombinedListingSku, ...] = ()
    currency: str | None = None
    display_status: DisplayStatus | None = None
    id: Id | None = None
    is_gift: bool | None = None
    item_tax: tuple[ItemTax, ...] = ()
    original_price: DecimalText | None = None
    package_id: Id | None = None
    package_status: PackageStatus | None = None
    platform_discount: DecimalText | None = None
    product_id: Id | None = None
    product_name: str | None = None
    retail_delivery_fee: DecimalText | None = None
    """Only in US."""
    rts_time: UnixSeconds | None = None
    sale_price: DecimalText | None = None
    seller_discount: DecimalText | None = None
    seller_sku: str | None = None
    shipping_provider_id: Id | None = None
    shipping_provider_name: str | None = None
    sku_id: Id | None = None
    sku_image: str | None = None
    sku_name: str | None = None
    sku_type: SkuType | None = None
    small_order_fee: DecimalText | None = None
    tracking_number: str | None = None


@model
class Payment(Model):
    """What an order costs, in parts."""

    currency: str | None = None
    original_shipping_fee: DecimalText | None = None
    original_total_product_price: DecimalText | None = None
    platform_discount: DecimalText | None = None
    product_tax: DecimalText | None = None
    retail_delivery_fee: DecimalText | None = None
    """Only in US."""
    seller_discount: DecimalText | None = None
    shipping_fee: DecimalText | None = None
    shipping_fee_platform_discount: DecimalText | None = None
    shipping_fee_seller_discount: DecimalText | None = None
    shipping_fee_tax: DecimalText | None = None
    small_order_fee: DecimalText | None = None
    sub_total: DecimalText | None = None
    tax: DecimalText | None = None
    total_amount: DecimalText | None = None


@model
class PrivilegedOrderRecipientAddress(Model):
    """Privileged order recipient address, in privileged order."""

    address_detail: str | None = None
    address_line1: str | None = None
    address_line2: str | None = None
    address_line3: str | None = None
    address_line4: str | None = None
    delivery_preferences: DeliveryPreferences | None = None
    district_info: tuple[District, ...] = ()
    email: str | None = None
    full_address: str | None = None
    name: str | None = None
    phone_number: str | None = None
    postal_code: str | None = None
    region_code: str | None = None
    tokenized_email: str | None = None


@model
class PrivilegedOrder(Model):
    """Privileged order, in get privileged."""

    buyer_email: str | None = None
    buyer_message: str | None = None
    cancel_order_sla_time: UnixSeconds | None = None
    cancel_reason: str | None = None
    cancel_time: UnixSeconds | None = None
    cancellation_initiator: str | None = None
    collection_due_time: UnixSeconds | None = None
    collection_time: UnixSeconds | None = None
    cpf: str | None = None
    create_time: UnixSeconds | None = None
    delivery_due_time: UnixSeconds | None = None
    delivery_option_id: Id | None = None
    delivery_option_name: str | None = None
    delivery_option_required_delivery_time: UnixSeconds | None = None
    delivery_sla_time: UnixSeconds | None = None
    delivery_time: UnixSeconds | None = None
    fulfillment_type: str | None = None
    has_updated_recipient_address: bool | None = None
    id: Id | None = None
    is_buyer_request_cancel: bool | None = None
    is_cod: bool | None = None
    is_on_hold_order: bool | None = None
    is_replacement_order: bool | None = None
    is_sample_order: bool | None = None
    line_items: tuple[PrivilegedLineItem, ...] = ()
    need_upload_invoice: NeedUploadInvoice | None = None
    packages: tuple[Package, ...] = ()
    paid_time: UnixSeconds | None = None
    payment: Payment | None = None
    payment_method_name: str | None = None
    recipient_address: PrivilegedOrderRecipientAddress | None = None
    replaced_order_id: Id | None = None
    request_cancel_time: UnixSeconds | None = None
    rts_sla_time: UnixSeconds | None = None
    rts_time: UnixSeconds | None = None
    sample_order_payer: Literal["SELLER", "TIKTOK"] | None = None
    seller_note: str | None = None
    shipping_due_time: UnixSeconds | None = None
    shipping_provider: str | None = None
    shipping_provider_id: Id | None = None
    shipping_type: Literal["TIKTOK", "SELLER"] | None = None
    split_or_combine_tag: Literal["COMBINED", "SPLIT"] | None = None
    status: OrderStatus | None = None
    tracking_number: str | None = None
    tts_sla_time: UnixSeconds | None = None
    update_time: UnixSeconds | None = None
    user_id: Id | None = None
    warehouse_id: Id | None = None


class Orders(Resource):
    """Find and read orders."""

    _IMPORT_CHANNEL_ORDERS = Operation(
        "qualityFactoryOrderDataImport",
        "POST",
        "/data_reconciliation/202401/orders/import",
        failures="errors",
    )

    def import_channel_orders(
        self, *, orders: Sequence[OrderInput] | None = None
    ) -> BatchResult[ImportChannelOrdersResult]:
        """Import channel orders so the platform can reconcile its data.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Quality Factory Order Data Import API, 202401.
        """
        return self._batch(
            self._IMPORT_CHANNEL_ORDERS,
            ImportChannelOrdersResult,
            body={"orders": orders},
        )

    _UPDATE_PRESCRIPTION_STATUS = Operation(
        "updatePrescriptionStatus",
        "POST",
        "/epharmacy/202504/orders/{order_id}/update_prescription_status",
    )

    def update_prescription_status(
        self,
        *,
        order_id: str | int,
        prescription_status: PrescriptionStatus | None = None,
        rejection_reason: str | None = None,
    ) -> None:
        """Approve or reject the prescription image of an order.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Update Prescription Status, 202504.
        """
        self._do(
            self._UPDATE_PRESCRIPTION_STATUS,
            path={"order_id": order_id},
            body={
                "prescription_status": prescription_status,
                "rejection_reason": rejection_reason,
            },
        )

    _GET_CONSULTATION_PROVIDER = Operation(
        "getConsultationProvider",
        "GET",
        "/epharmacy/202507/consultations/{consultation_id}/providers",
        repeatable=True,
    )

    def get_consultation_provider(
        self, *, consultation_id: str | int
    ) -> ConsultationProvider | None:
        """Look up who provides a medical consultation.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Get Consultation Provider, 202507.
        """
        return self._field(
            self._GET_CONSULTATION_PROVIDER,
            ConsultationProvider,
            "consultation_provider",
            path={"consultation_id": consultation_id},
        )

    _GET_SPLIT_ATTRIBUTES = Operation(
        "getOrderSplitAttributes",
        "GET",
        "/fulfillment/202309/orders/split_attributes",
        repeatable=True,
        page=Paging(items="split_attributes", style="none"),
    )

    def get_split_attributes(
        self, *, order_ids: Sequence[str | int]
    ) -> Page[SplitAttributes]:
        """Check whether orders may be split and under which limits.

        Scope: ``seller.fulfillment.package.write``.
        TikTok Shop: Get Order Split Attributes, 202309.
        """
        return self._page(
            self._GET_SPLIT_ATTRIBUTES, SplitAttributes, query={"order_ids": order_ids}
        )

    _UPDATE_SHIPPING_INFO = Operation(
        "updateOrderShippingInfo",
        "POST",
        "/fulfillment/202309/orders/{order_id}/shipping_info/update",
    )

    def update_shipping_info(
        self,
        *,
        order_id: str | int,
        tracking_number: str,
        shipping_provider_id: str | int,
    ) -> None:
        """Correct carrier and tracking number of a shipped order.

        Scope: ``seller.logistics``.
        TikTok Shop: Update Shipping Info, 202309.
        """
        self._do(
            self._UPDATE_SHIPPING_INFO,
            path={"order_id": order_id},
            body={
                "tracking_number": tracking_number,
                "shipping_provider_id": text(shipping_provider_id),
            },
        )

    _QUERY_SHIPPING_SERVICES = Operation(
        "getEligibleShippingServices",
        "POST",
        "/fulfillment/202309/orders/{order_id}/shipping_services/query",
        repeatable=True,
    )

    def query_shipping_services(
        self,
        *,
        order_id: str | int,
        order_line_item_ids: Sequence[str | int] | None = None,
        weight: Weight | None = None,
        dimension: Dimensions | None = None,
        order_line_list: Sequence[OrderLineQuantityInput] | None = None,
    ) -> QueryShippingServicesShippingService:
        """Quote shipping services available for an order.

        Scope: ``seller.fulfillment.basic``.
        TikTok Shop: Get Eligible Shipping Service, 202309.
        """
        return self._get(
            self._QUERY_SHIPPING_SERVICES,
            QueryShippingServicesShippingService,
            path={"order_id": order_id},
            body={
                "order_line_item_ids": texts(order_line_item_ids),
                "weight": weight,
                "dimension": dimension,
                "order_line_list": order_line_list,
            },
        )

    _SPLIT = Operation(
        "confirmOrderSplit",
        "POST",
        "/fulfillment/202309/orders/{order_id}/split",
        page=Paging(items="packages", style="none"),
    )

    def split(
        self,
        *,
        order_id: str | int,
        splittable_groups: Sequence[SplitGroupInput],
        splittable_groups_v2: Sequence[SplitGroupByQuantityInput] | None = None,
    ) -> Page[Package]:
        """Split an order's line items into several packages.

        Scope: ``seller.fulfillment.package.write``.
        TikTok Shop: Split Orders, 202309.
        """
        return self._page(
            self._SPLIT,
            Package,
            path={"order_id": order_id},
            body={
                "splittable_groups": splittable_groups,
                "splittable_groups_v2": splittable_groups_v2,
            },
        )

    _GET_TRACKING = Operation(
        "getOrderTracking",
        "GET",
        "/fulfillment/202309/orders/{order_id}/tracking",
        repeatable=True,
        page=Paging(items="tracking", style="none"),
    )

    def get_tracking(self, *, order_id: str | int) -> Page[TrackingEvent]:
        """List the tracking events of an order.

        Scope: ``seller.logistics``.
        TikTok Shop: Get Tracking, 202309.
        """
        return self._page(
            self._GET_TRACKING, TrackingEvent, path={"order_id": order_id}
        )

    _SUBMIT_REDEMPTION_INFO = Operation(
        "submitRedemptionInformation",
        "POST",
        "/fulfillment/202601/redeem_info/callback",
        failures="order_statuses[].status_code",
    )

    def submit_redemption_info(
        self, *, order_id: str | int, order_info_list: Sequence[OrderInfoListInput]
    ) -> BatchResult[SubmitRedemptionInfoOrderResult]:
        """Submit redemption data of digital order lines.

        Scope: ``seller.redeem_info.write``.
        TikTok Shop: Redeem Info Callback, 202601.
        """
        return self._batch(
            self._SUBMIT_REDEMPTION_INFO,
            SubmitRedemptionInfoOrderResult,
            body={"order_id": text(order_id), "order_info_list": order_info_list},
        )

    _GET_POD_DETAILS = Operation(
        "getPODCustomizationDetails",
        "POST",
        "/fulfillment/202606/pod_details/get",
        repeatable=True,
    )

    def get_pod_details(
        self,
        *,
        main_order_id: str | int,
        query_order_lines: Sequence[QueryOrderLineInput],
    ) -> PodDetail:
        """Read print-on-demand customizations of given order lines.

        TikTok Shop: Get POD Customization Details, 202606.
        """
        return self._get(
            self._GET_POD_DETAILS,
            PodDetail,
            body={
                "main_order_id": text(main_order_id),
                "query_order_lines": query_order_lines,
            },
        )

    _QUERY_CUSTOMS_REQUIREMENTS = Operation(
        "getOrderCustomsRequirements",
        "POST",
        "/fulfillment/202607/orders/customs_info/query",
        repeatable=True,
        shop="none",
        page=Paging(items="order_clearance_list", style="none"),
    )

    def query_customs_requirements(
        self, *, order_ids: Sequence[str | int]
    ) -> Page[OrderCustomsInfo]:
        """Check which orders need extra customs data.

        TikTok Shop: Get Order Customs Requirements, 202607.
        """
        return self._page(
            self._QUERY_CUSTOMS_REQUIREMENTS,
            OrderCustomsInfo,
            body={"order_ids": texts(order_ids)},
        )

    _SUBMIT_CUSTOMS_INFO = Operation(
        "submitCustomsClearanceInformation",
        "POST",
        "/fulfillment/202607/orders/customs_info/submit",
        shop="none",
    )

    def submit_customs_info(
        self, *, order_list: Sequence[OrderListInput] | None = None
    ) -> None:
        """Submit extra customs clearance data of orders.

        TikTok Shop: Submit Customs Clearance Information, 202607.
        """
        self._do(self._SUBMIT_CUSTOMS_INFO, body={"order_list": order_list})

    _UPDATE_TRACKING_STATUS = Operation(
        "trackingStatusUpdate",
        "POST",
        "/fulfillment/202609/order/sof/track/update",
        failures="track_results[].code",
    )

    def update_tracking_status(
        self,
        *,
        country: str,
        order_id: str | int,
        tracks: Sequence[TrackInput],
        provider_id: str | int,
        external_tracking_url: str | None = None,
    ) -> BatchResult[UpdateTrackingStatusOrderResult]:
        """Push own-fleet tracking events of an order to the platform.

        TikTok Shop: Tracking status update, 202609.
        """
        return self._batch(
            self._UPDATE_TRACKING_STATUS,
            UpdateTrackingStatusOrderResult,
            body={
                "country": country,
                "order_id": text(order_id),
                "tracks": tracks,
                "provider_id": text(provider_id),
                "external_tracking_url": external_tracking_url,
            },
        )

    _GET_LOGISTICS_TRACKING = Operation(
        "getLogisticsTracking",
        "GET",
        "/logistics/202604/orders/{order_id}/tracking",
        repeatable=True,
    )

    def get_logistics_tracking(self, *, order_id: str | int) -> LogisticsTracking:
        """List tracking events per parcel of a cross-border order.

        TikTok Shop: Get Logistics Tracking, 202604.
        """
        return self._get(
            self._GET_LOGISTICS_TRACKING, LogisticsTracking, path={"order_id": order_id}
        )

    _SEARCH = Operation(
        "getOrderList",
        "POST",
        "/order/202309/orders/search",
        repeatable=True,
        page=Paging(items="orders", total="total_count"),
    )

    def search(
        self,
        *,
        sort_order: Literal["ASC", "DESC"] | None = None,
        sort_field: Literal["create_time", "update_time"] | None = None,
        order_status: OrderStatus | None = None,
        create_time_ge: datetime | None = None,
        create_time_lt: datetime | None = None,
        update_time_ge: datetime | None = None,
        update_time_lt: datetime | None = None,
        shipping_type: ShippingType | None = None,
        buyer_user_id: str | int | None = None,
        is_buyer_request_cancel: bool | None = None,
        warehouse_ids: Sequence[str | int] | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[Order]:
        """Search orders by status, shipping type, buyer, warehouse or time window.

        Scope: ``seller.order.info``.
        TikTok Shop: Get Order List, 202309.
        """
        return self._page(
            self._SEARCH,
            Order,
            query={
                "page_size": page_size,
                "sort_order": sort_order,
                "page_token": page_token,
                "sort_field": sort_field,
            },
            body={
                "order_status": order_status,
                "create_time_ge": seconds(create_time_ge),
                "create_time_lt": seconds(create_time_lt),
                "update_time_ge": seconds(update_time_ge),
                "update_time_lt": seconds(update_time_lt),
                "shipping_type": shipping_type,
                "buyer_user_id": text(buyer_user_id),
                "is_buyer_request_cancel": is_buyer_request_cancel,
                "warehouse_ids": texts(warehouse_ids),
            },
        )

    _SEARCH_BY_EXTERNAL_REFERENCE = Operation(
        "searchOrdersByExternalOrderReference",
        "POST",
        "/order/202406/orders/external_order_search",
        repeatable=True,
        page=Paging(items="orders", style="none"),
    )

    def search_by_external_reference(
        self, *, platform: OrderPlatform, external_order_id: str | int
    ) -> Page[ExternalOrderMatch]:
        """Find orders by an external system's order ID.

        Scope: ``seller.order.ext_ref.read``.
        TikTok Shop: Search Order By External Order Reference, 202406.
        """
        return self._page(
            self._SEARCH_BY_EXTERNAL_REFERENCE,
            ExternalOrderMatch,
            query={"platform": platform, "external_order_id": external_order_id},
        )

    _ADD_EXTERNAL_REFERENCES = Operation(
        "addExternalOrderReferences",
        "POST",
        "/order/202406/orders/external_orders",
        failures="errors",
    )

    def add_external_references(
        self, *, orders: Sequence[ExternalReferenceInput]
    ) -> BatchResult[AddExternalReferencesOrderResult]:
        """Attach order IDs of an external system to up to 100 orders.

        Scopes: ``seller.order.ext_ref.write.custom``,
        ``seller.order.ext_ref.write``.
        TikTok Shop: Add External Order References, 202406.
        """
        return self._batch(
            self._ADD_EXTERNAL_REFERENCES,
            AddExternalReferencesOrderResult,
            body={"orders": orders},
        )

    _GET_EXTERNAL_REFERENCES = Operation(
        "getExternalOrderReferences",
        "GET",
        "/order/202406/orders/{order_id}/external_orders",
        repeatable=True,
        page=Paging(items="external_orders", style="none"),
    )

    def get_external_references(
        self, *, order_id: str | int, platform: OrderPlatform
    ) -> Page[ExternalOrder]:
        """Read the external-system references stored on one order.

        Scope: ``seller.order.ext_ref.read``.
        TikTok Shop: Get External Order References, 202406.
        """
        return self._page(
            self._GET_EXTERNAL_REFERENCES,
            ExternalOrder,
            path={"order_id": order_id},
            query={"platform": platform},
        )

    _GET_PRICE_DETAIL = Operation(
        "getOrderPriceDetails",
        "GET",
        "/order/202407/orders/{order_id}/price_detail",
        repeatable=True,
    )

    def get_price_detail(self, *, order_id: str | int) -> PriceBreakdown:
        """Break down how one order's price, discounts and taxes were computed.

        Scope: ``seller.order.info``.
        TikTok Shop: Get Price Detail, 202407.
        """
        return self._get(
            self._GET_PRICE_DETAIL, PriceBreakdown, path={"order_id": order_id}
        )

    _GET = Operation(
        "getOrderDetail",
        "GET",
        "/order/202507/orders",
        repeatable=True,
        page=Paging(items="orders", style="none"),
    )

    def get(self, *, ids: Sequence[str | int]) -> Page[Order]:
        """Fetch full details of up to 50 orders by ID.

        Scope: ``seller.order.info``.
        TikTok Shop: Get Order Detail, 202507.
        """
        return self._page(self._GET, Order, query={"ids": ids})

    _UPDATE_BLIND_BOX_RESULTS = Operation(
        "updateTheBlindBoxOpeningResults",
        "POST",
        "/order/202605/orders/blind_box_result/callback",
    )

    def update_blind_box_results(
        self,
        *,
        main_order_id: str | int | None = None,
        blind_box_results: Sequence[BlindBoxResultInput] | None = None,
        blind_batch_box_results: Sequence[BlindBatchBoxResultInput] | None = None,
    ) -> None:
        """Report which products came out of opened blind boxes.

        Scope: ``seller.order.info``.
        TikTok Shop: Update The Blind Box Opening Results, 202605.
        """
        self._do(
            self._UPDATE_BLIND_BOX_RESULTS,
            body={
                "main_order_id": text(main_order_id),
                "blind_box_results": blind_box_results,
                "blind_batch_box_results": blind_batch_box_results,
            },
        )

    _SEARCH_POD_DETAILS = Operation(
        "searchPODCustomizationDetails",
        "POST",
        "/order/202606/pod_details/search",
        repeatable=True,
    )

    def search_pod_details(
        self,
        *,
        main_order_id: str | int,
        query_order_lines: Sequence[QueryOrderLineInput],
    ) -> SearchPodDetailsPodDetail:
        """Search print-on-demand customizations of given order lines.

        TikTok Shop: Search POD Customization Details, 202606.
        """
        return self._get(
            self._SEARCH_POD_DETAILS,
            SearchPodDetailsPodDetail,
            body={
                "main_order_id": text(main_order_id),
                "query_order_lines": query_order_lines,
            },
        )

    _GET_PRIVILEGED = Operation(
        "getPrivilegedOrderDetail",
        "GET",
        "/order/202309/privileged_orders",
        repeatable=True,
        page=Paging(items="orders", style="none"),
    )

    def get_privileged(self, *, ids: Sequence[str | int]) -> Page[PrivilegedOrder]:
        """Fetch order details with extra recipient data for privileged apps.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Get Privileged Order Detail, 202309.
        """
        return self._page(self._GET_PRIVILEGED, PrivilegedOrder, query={"ids": ids})
