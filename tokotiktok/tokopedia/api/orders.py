"""Find, read, accept, reject and ship orders.

Written by spec/generate.py; edit spec/tokopedia/order.json or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ..._model import DecimalNumber, Id, IntId, Model, model, number
from ..._resource import Page, Resource
from ...wire import Document, Operation, Paging
from ..clock import WibSeconds, WibText, WibTime, wib_seconds


@model
class PofDetailInput(Model):
    """Pof detail, in request pof."""

    order_dtl_id: IntId | None = None
    quantity_request: int | None = None


@model
class FulfillmentOrderHead(Model):
    """Fulfillment order head, in fulfillment order."""

    order_id: IntId | None = None
    buyer_id: IntId | None = None
    seller_id: IntId | None = None
    payment_id: IntId | None = None
    order_status: int | None = None
    invoice_number: str | None = None
    invoice_pdf_link: str | None = None
    open_amt: DecimalNumber | None = None
    payment_amt_cod: DecimalNumber | None = None


@model
class FulfillmentOrderHistory(Model):
    """Fulfillment order history, in fulfillment order."""

    order_hist_id: IntId | None = None
    status: int | None = None
    shipping_date: int | None = None
    create_by: int | None = None


@model
class FulfillmentOrderLine(Model):
    """Fulfillment order line, in fulfillment order."""

    order_detail_id: IntId | None = None
    product_id: IntId | None = None
    product_name: str | None = None
    quantity: int | None = None
    product_price: DecimalNumber | None = None
    insurance_price: DecimalNumber | None = None


@model
class DropShipper(Model):
    """Drop shipper, in fulfillment order."""

    order_id: IntId | None = None
    dropship_name: str | None = None
    dropship_telp: str | None = None


@model
class TypeMeta(Model):
    """Type meta, in fulfillment order."""

    kelontong: Mapping[str, Any] | None = None
    cod: Mapping[str, Any] | None = None
    sampai: Mapping[str, Any] | None = None
    now: Mapping[str, Any] | None = None
    ppp: Mapping[str, Any] | None = None
    trade_in: Mapping[str, Any] | None = None
    vehicle_leasing: Mapping[str, Any] | None = None


@model
class NullableTime(Model):
    """Nullable time, in order shipment fulfillment."""

    Time: WibTime | None = None
    Valid: bool | None = None


@model
class ShipmentFulfillment(Model):
    """Shipment fulfillment, in fulfillment order."""

    id: IntId | None = None
    order_id: IntId | None = None
    payment_date_time: WibTime | None = None
    is_same_day: bool | None = None
    accept_deadline: WibTime | None = None
    confirm_shipping_deadline: WibTime | None = None
    item_delivered_deadline: NullableTime | None = None
    is_accepted: bool | None = None
    is_confirm_shipping: bool | None = None
    is_item_delivered: bool | None = None
    fulfillment_status: int | None = None


@model
class Booking(Model):
    """Booking, in fulfillment order."""

    order_id: IntId | None = None
    booking_code: str | None = None
    booking_status: int | None = None


@model
class FulfillmentOrder(Model):
    """Fulfillment order, in fulfillment."""

    order: FulfillmentOrderHead | None = None
    order_history: tuple[FulfillmentOrderHistory, ...] = ()
    order_detail: tuple[FulfillmentOrderLine, ...] = ()
    drop_shipper: DropShipper | None = None
    type_meta: TypeMeta | None = None
    order_shipment_fulfillment: ShipmentFulfillment | None = None
    booking_data: Booking | None = None


@model
class Fulfillment(Model):
    """Fulfillment, in list fulfillment."""

    order_data: tuple[FulfillmentOrder, ...] = ()
    next_order_id: IntId | None = None
    first_order_id: IntId | None = None


@model
class RequestPickupOrderResult(Model):
    """Request pickup order result, in request pickup."""

    order_id: IntId | None = None
    shop_id: IntId | None = None
    request_time: WibText | None = None
    result: str | None = None


@model
class ProductInput(Model):
    """Product, in accept."""

    product_id: IntId | None = None
    quantity_deliver: int | None = None
    quantity_reject: int | None = None


@model
class MetaData(Model):
    """Meta data, in order warehouse."""

    warehouse_id: IntId | None = None
    partner_id: IntId | None = None
    shop_id: IntId | None = None
    warehouse_name: str | None = None
    district_id: IntId | None = None
    district_name: str | None = None
    city_id: IntId | None = None
    city_name: str | None = None
    province_id: IntId | None = None
    province_name: str | None = None
    status: int | None = None
    postal_code: str | None = None
    is_default: int | None = None
    latlon: str | None = None
    latitude: str | None = None
    longitude: str | None = None
    email: str | None = None
    address_detail: str | None = None
    country_name: str | None = None
    is_fulfillment: bool | None = None


@model
class OrderWarehouse(Model):
    """Order warehouse, in order detail."""

    warehouse_id: IntId | None = None
    fulfill_by: int | None = None
    meta_data: MetaData | None = None


@model
class Buyer(Model):
    """Buyer, in order detail."""

    buyer_id: IntId | None = None
    buyer_fullname: str | None = None
    buyer_email: str | None = None
    buyer_phone: str | None = None


@model
class Shop(Model):
    """Shop, in order detail."""

    shop_owner_id: IntId | None = None
    shop_owner_email: str | None = None
    shop_owner_phone: str | None = None
    shop_name: str | None = None
    shop_domain: str | None = None
    shop_id: IntId | None = None


@model
class Preorder(Model):
    """Preorder, in order detail."""

    order_id: IntId | None = None
    preorder_type: int | None = None
    preorder_process_time: int | None = None
    preorder_process_start: WibTime | None = None
    preorder_deadline: WibTime | None = None
    shop_id: IntId | None = None
    customer_id: IntId | None = None


@model
class OrderLine(Model):
    """Order line, in order info."""

    order_detail_id: IntId | None = None
    product_id: IntId | None = None
    product_name: str | None = None
    product_desc_pdp: str | None = None
    product_desc_atc: str | None = None
    product_price: DecimalNumber | None = None
    subtotal_price: DecimalNumber | None = None
    weight: DecimalNumber | None = None
    total_weight: DecimalNumber | None = None
    quantity: int | None = None
    quantity_deliver: int | None = None
    quantity_reject: int | None = None
    is_free_returns: bool | None = None
    insurance_price: DecimalNumber | None = None
    normal_price: DecimalNumber | None = None
    currency_id: IntId | None = None
    currency_rate: DecimalNumber | None = None
    min_order: int | None = None
    child_cat_id: IntId | None = None
    campaign_id: Id | None = None
    product_picture: str | None = None
    snapshot_url: str | None = None
    sku: str | None = None


@model
class OrderHistory(Model):
    """Order history, in order info."""

    action_by: str | None = None
    hist_status_code: int | None = None
    message: str | None = None
    timestamp: WibTime | None = None
    comment: str | None = None
    create_by: int | None = None
    update_by: str | None = None


@model
class RecommendedCourier(Model):
    """Recommended courier, in shipping."""

    name: str | None = None
    sequence: int | None = None
    milestone: str | None = None


@model
class Shipping(Model):
    """Shipping, in order info."""

    sp_id: IntId | None = None
    shipping_id: IntId | None = None
    logistic_name: str | None = None
    logistic_service: str | None = None
    shipping_price: DecimalNumber | None = None
    shipping_price_rate: DecimalNumber | None = None
    shipping_fee: DecimalNumber | None = None
    insurance_price: DecimalNumber | None = None
    fee: DecimalNumber | None = None
    is_change_courier: bool | None = None
    second_sp_id: IntId | None = None
    second_shipping_id: IntId | None = None
    second_logistic_name: str | None = None
    second_logistic_service: str | None = None
    second_agency_fee: DecimalNumber | None = None
    second_insurance: DecimalNumber | None = None
    second_rate: DecimalNumber | None = None
    awb: str | None = None
    autoresi_cashless_status: int | None = None
    autoresi_awb: str | None = None
    autoresi_shipping_price: DecimalNumber | None = None
    count_awb: int | None = None
    isCashless: bool | None = None
    is_fake_delivery: bool | None = None
    recommended_courier_info: tuple[RecommendedCourier, ...] = ()


@model
class Destination(Model):
    """Destination, in order info."""

    receiver_name: str | None = None
    receiver_phone: str | None = None
    address_street: str | None = None
    address_district: str | None = None
    address_city: str | None = None
    address_province: str | None = None
    address_postal: str | None = None
    customer_address_id: IntId | None = None
    district_id: IntId | None = None
    city_id: IntId | None = None
    province_id: IntId | None = None


@model
class OrderInfo(Model):
    """Order info, in order detail."""

    order_detail: tuple[OrderLine, ...] = ()
    order_history: tuple[OrderHistory, ...] = ()
    order_age_day: int | None = None
    shipping_age_day: int | None = None
    delivered_age_day: int | None = None
    partial_process: bool | None = None
    shipping_info: Shipping | None = None
    destination: Destination | None = None
    is_replacement: bool | None = None
    replacement_multiplier: int | None = None
    is_plus: bool | None = None


@model
class DestinationLoc(Model):
    """Destination loc, in origin."""

    lat: DecimalNumber | None = None
    lon: DecimalNumber | None = None


@model
class Origin(Model):
    """Origin, in order detail."""

    sender_name: str | None = None
    origin_province: int | None = None
    origin_province_name: str | None = None
    origin_city: int | None = None
    origin_city_name: str | None = None
    origin_address: str | None = None
    origin_district: int | None = None
    origin_district_name: str | None = None
    origin_postal_code: str | None = None
    origin_geo: str | None = None
    receiver_name: str | None = None
    destination_address: str | None = None
    destination_province: int | None = None
    destination_city: int | None = None
    destination_district: int | None = None
    destination_postal_code: str | None = None
    destination_geo: str | None = None
    destination_loc: DestinationLoc | None = None


@model
class Payment(Model):
    """Payment, in order detail."""

    payment_id: IntId | None = None
    payment_ref_num: str | None = None
    payment_date: WibTime | None = None
    payment_method: int | None = None
    payment_status: str | None = None
    payment_status_id: IntId | None = None
    create_time: WibTime | None = None
    pg_id: IntId | None = None
    gateway_name: str | None = None
    discount_amount: int | None = None
    voucher_code: str | None = None
    voucher_id: IntId | None = None


@model
class Insurance(Model):
    """Insurance, in order detail."""

    insurance_type: int | None = None


@model
class CancelRequest(Model):
    """Cancel request, in order detail."""

    create_time: WibTime | None = None
    reason: str | None = None
    status: int | None = None


@model
class TotalDiscountDetail(Model):
    """Total discount detail, in promo order detail."""

    amount: int | None = None
    type: str | None = None


@model
class BudgetDetail(Model):
    """Budget detail, in discount detail."""

    budget_type: int | None = None
    benefit_amount: int | None = None
    actual_benefit_amount: int | None = None


@model
class DiscountDetail(Model):
    """Discount detail, in summary promo."""

    amount: int | None = None
    type: str | None = None
    budget_details: tuple[BudgetDetail, ...] = ()


@model
class SummaryPromo(Model):
    """Summary promo, in promo order detail."""

    name: str | None = None
    is_coupon: bool | None = None
    show_cashback_amount: bool | None = None
    show_discount_amount: bool | None = None
    cashback_amount: int | None = None
    cashback_points: int | None = None
    cashback_details: Mapping[str, Any] | None = None
    type: str | None = None
    discount_amount: int | None = None
    discount_details: tuple[DiscountDetail, ...] = ()
    invoice_desc: str | None = None


@model
class PromoOrderDetail(Model):
    """Promo order detail, in order detail."""

    order_id: IntId | None = None
    total_cashback: int | None = None
    total_discount: int | None = None
    total_discount_product: int | None = None
    total_discount_shipping: int | None = None
    total_discount_details: tuple[TotalDiscountDetail, ...] = ()
    summary_promo: tuple[SummaryPromo, ...] = ()


@model
class PofDetail(Model):
    """Pof detail, in pof."""

    order_id: IntId | None = None
    order_dtl_id: IntId | None = None
    product_id: IntId | None = None
    quantity_request: int | None = None
    total_price_request: DecimalNumber | None = None


@model
class Pof(Model):
    """Pof, in order detail."""

    order_id: IntId | None = None
    pof_status: int | None = None
    shipping_price: DecimalNumber | None = None
    insurance_price: DecimalNumber | None = None
    create_time: WibTime | None = None
    create_by: int | None = None
    create_by_type: int | None = None
    update_time: WibTime | None = None
    update_by: int | None = None
    update_by_type: int | None = None
    pof_detail_info: tuple[PofDetail, ...] = ()


@model
class OrderDetailEncryption(Model):
    """Order detail encryption, in order detail."""

    secret: str | None = None
    content: str | None = None


@model
class OrderDetail(Model):
    """An order in full."""

    order_id: IntId
    buyer_id: IntId | None = None
    seller_id: IntId | None = None
    payment_id: IntId | None = None
    is_affiliate: bool | None = None
    is_fulfillment: bool | None = None
    order_warehouse: OrderWarehouse | None = None
    order_status: int | None = None
    invoice_number: str | None = None
    invoice_pdf: str | None = None
    invoice_url: str | None = None
    open_amt: DecimalNumber | None = None
    lp_amt: DecimalNumber | None = None
    cashback_amt: DecimalNumber | None = None
    info: str | None = None
    comment: str | None = None
    item_price: DecimalNumber | None = None
    buyer_info: Buyer | None = None
    shop_info: Shop | None = None
    shipment_fulfillment: ShipmentFulfillment | None = None
    preorder: Preorder | None = None
    order_info: OrderInfo | None = None
    origin_info: Origin | None = None
    payment_info: Payment | None = None
    insurance_info: Insurance | None = None
    hold_info: Mapping[str, Any] | None = None
    cancel_request_info: CancelRequest | None = None
    create_time: WibTime | None = None
    shipping_date: WibTime | None = None
    update_time: WibTime | None = None
    payment_date: WibTime | None = None
    delivered_date: WibTime | None = None
    est_shipping_date: WibTime | None = None
    est_delivery_date: WibTime | None = None
    related_invoices: Mapping[str, Any] | None = None
    custom_fields: Mapping[str, Any] | None = None
    promo_order_detail: PromoOrderDetail | None = None
    pof_info: Pof | None = None
    encryption: OrderDetailEncryption | None = None
    is_plus: bool | None = None


@model
class Product(Model):
    """A product, or a variant of one."""

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
    is_wholesale: bool | None = None


@model
class ProductsFulfilled(Model):
    """Products fulfilled, in order."""

    product_id: IntId | None = None
    quantity_deliver: int | None = None
    quantity_reject: int | None = None


@model
class BundleOrderDetail(Model):
    """Bundle order detail, in bundle."""

    order_dtl_id: IntId | None = None
    order_id: IntId | None = None
    product_id: IntId | None = None
    product_name: str | None = None
    product_desc: str | None = None
    quantity: int | None = None
    product_price: DecimalNumber | None = None
    product_weight: DecimalNumber | None = None
    total_weight: DecimalNumber | None = None
    subtotal_price: DecimalNumber | None = None
    notes: str | None = None
    finsurance: int | None = None
    returnable: int | None = None
    child_cat_id: IntId | None = None
    currency_id: IntId | None = None
    insurance_price: DecimalNumber | None = None
    normal_price: DecimalNumber | None = None
    currency_rate: DecimalNumber | None = None
    prod_pic: str | None = None
    min_order: int | None = None
    must_insurance: int | None = None
    condition: int | None = None
    campaign_id: IntId | None = None
    sku: str | None = None
    is_slash_price: bool | None = None
    oms_detail_data: str | None = None
    thumbnail: str | None = None
    bundle_id: IntId | None = None
    bundle_variant_id: Id | None = None


@model
class Bundle(Model):
    """Bundle, in bundle detail."""

    bundle_id: IntId | None = None
    bundle_variant_id: Id | None = None
    bundle_name: str | None = None
    bundle_price: DecimalNumber | None = None
    bundle_quantity: int | None = None
    bundle_subtotal_price: DecimalNumber | None = None
    order_detail: tuple[BundleOrderDetail, ...] = ()


@model
class NonBundle(Model):
    """Non bundle, in bundle detail."""

    order_dtl_id: IntId | None = None
    order_id: IntId | None = None
    product_id: IntId | None = None
    product_name: str | None = None
    product_desc: str | None = None
    quantity: int | None = None
    product_price: DecimalNumber | None = None
    product_weight: DecimalNumber | None = None
    total_weight: DecimalNumber | None = None
    subtotal_price: DecimalNumber | None = None
    notes: str | None = None
    finsurance: int | None = None
    returnable: int | None = None
    child_cat_id: IntId | None = None
    currency_id: IntId | None = None
    insurance_price: DecimalNumber | None = None
    normal_price: DecimalNumber | None = None
    currency_rate: DecimalNumber | None = None
    prod_pic: str | None = None
    min_order: int | None = None
    must_insurance: int | None = None
    condition: int | None = None
    campaign_id: IntId | None = None
    sku: str | None = None
    is_slash_price: bool | None = None
    oms_detail_data: str | None = None
    thumbnail: str | None = None


@model
class BundleDetail(Model):
    """Bundle detail, in order."""

    bundle: tuple[Bundle, ...] = ()
    non_bundle: tuple[NonBundle, ...] = ()
    total_product: int | None = None


@model
class OrderBuyer(Model):
    """Order buyer, in order."""

    id: IntId | None = None
    name: str | None = None
    phone: str | None = None
    email: str | None = None
    user_status: int | None = None


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
    """Recipient, in order."""

    name: str | None = None
    phone: str | None = None
    address: Address | None = None


@model
class Logistics(Model):
    """Logistics, in order."""

    shipping_id: IntId | None = None
    district_id: IntId | None = None
    city_id: IntId | None = None
    province_id: IntId | None = None
    geo: str | None = None
    shipping_agency: str | None = None
    service_type: str | None = None
    sp_id: IntId | None = None


@model
class Amt(Model):
    """Amt, in order."""

    ttl_product_price: DecimalNumber | None = None
    shipping_cost: DecimalNumber | None = None
    insurance_cost: DecimalNumber | None = None
    ttl_amount: DecimalNumber | None = None
    voucher_amount: DecimalNumber | None = None
    toppoints_amount: DecimalNumber | None = None


@model
class Dropshipper(Model):
    """Dropshipper, in order."""

    name: str | None = None
    phone: str | None = None


@model
class Voucher(Model):
    """Voucher, in order."""

    voucher_code: str | None = None
    voucher_type: int | None = None
    voucher_amount: DecimalNumber | None = None


@model
class CustomFields(Model):
    """Custom fields, in order."""

    awb: str | None = None


@model
class Encryption(Model):
    """Encryption, in order."""

    secret: str | None = None
    content: str | None = None


@model
class Order(Model):
    """An order as the list has it."""

    order_id: IntId
    fs_id: Id | None = None
    is_cod_mitra: bool | None = None
    accept_partial: bool | None = None
    invoice_ref_num: str | None = None
    have_product_bundle: bool | None = None
    products: tuple[Product, ...] = ()
    products_fulfilled: tuple[ProductsFulfilled, ...] = ()
    bundle_detail: BundleDetail | None = None
    device_type: str | None = None
    buyer: OrderBuyer | None = None
    shop_id: IntId | None = None
    payment_id: IntId | None = None
    recipient: Recipient | None = None
    logistics: Logistics | None = None
    amt: Amt | None = None
    dropshipper_info: Dropshipper | None = None
    voucher_info: Voucher | None = None
    order_status: int | None = None
    warehouse_id: IntId | None = None
    fulfill_by: int | None = None
    create_time: WibSeconds | None = None
    custom_fields: CustomFields | None = None
    promo_order_detail: PromoOrderDetail | None = None
    encryption: Encryption | None = None
    addon_info: Mapping[str, Any] | None = None
    shipment_fulfillment: ShipmentFulfillment | None = None
    is_plus: bool | None = None
    pof_info: Pof | None = None
    payment_date: WibTime | None = None


@model
class CashbackDetailBudgetDetail(Model):
    """Cashback detail budget detail, in cashback detail."""

    budget_type: int | None = None
    benefit_amount: DecimalNumber | None = None
    actual_benefit_amount: DecimalNumber | None = None


@model
class CashbackDetail(Model):
    """Cashback detail, in promo order detail summary promo."""

    amount_points: DecimalNumber | None = None
    amount_idr: DecimalNumber | None = None
    actual_amount_idr: DecimalNumber | None = None
    actual_amount_points: DecimalNumber | None = None
    currency_type: int | None = None
    currency_type_str: str | None = None
    budget_details: tuple[CashbackDetailBudgetDetail, ...] = ()


@model
class PromoOrderDetailSummaryPromo(Model):
    """Promo order detail summary promo, in promo order detail."""

    name: str | None = None
    is_coupon: bool | None = None
    show_cashback_amount: bool | None = None
    show_discount_amount: bool | None = None
    cashback_amount: int | None = None
    cashback_points: int | None = None
    type: str | None = None
    discount_amount: int | None = None
    discount_details: tuple[DiscountDetail, ...] = ()
    invoice_desc: str | None = None
    cashback_details: tuple[CashbackDetail, ...] = ()


class Orders(Resource):
    """Find, read, accept, reject and ship orders."""

    _REJECT_CANCEL_REQUEST = Operation(
        "reject_cancel_request", "POST", "/v1/order/{order_id}/fs/{fs_id}/reject-cancel"
    )

    def reject_cancel_request(
        self, *, order_id: str | int, shop_id: str | int | None = None
    ) -> bool | None:
        """Refuse a buyer's request to cancel.

        Tokopedia: reject_cancel_request.
        """
        return self._field(
            self._REJECT_CANCEL_REQUEST,
            bool,
            "success",
            path={"order_id": order_id},
            query={"shop_id": shop_id},
        )

    _REQUEST_POF = Operation(
        "request_pof",
        "POST",
        "/v1/order/{order_id}/fs/{fs_id}/pof/request",
        shop="none",
    )

    def request_pof(
        self, *, order_id: str | int, pof_detail: Sequence[PofDetailInput] | None = None
    ) -> bool | None:
        """Ask the buyer to agree to a part of the order (partial order fulfillment).

        Tokopedia: request_pof.
        """
        return self._field(
            self._REQUEST_POF,
            bool,
            "success",
            path={"order_id": order_id},
            body={"pof_detail": pof_detail},
        )

    _LIST_FULFILLMENT = Operation(
        "get_fulfillment_orders",
        "GET",
        "/v1/fs/{fs_id}/fulfillment_order",
        repeatable=True,
    )

    def list_fulfillment(
        self,
        *,
        order_id: str | int | None = None,
        shop_id: str | int | None = None,
        warehouse_id: str | int | None = None,
        first_order_id: str | int | None = None,
        next_order_id: str | int | None = None,
        per_page: int | None = None,
    ) -> Fulfillment:
        """List orders that wait for fulfillment, with booking codes.

        Tokopedia: get_fulfillment_orders.
        """
        return self._get(
            self._LIST_FULFILLMENT,
            Fulfillment,
            query={
                "order_id": order_id,
                "shop_id": shop_id,
                "warehouse_id": warehouse_id,
                "per_page": per_page,
                "first_order_id": first_order_id,
                "next_order_id": next_order_id,
            },
        )

    _REQUEST_PICKUP = Operation(
        "request_pickup", "POST", "/inventory/v1/fs/{fs_id}/pick-up", shop="body"
    )

    def request_pickup(
        self, *, order_id: str | int, shop_id: str | int | None = None
    ) -> RequestPickupOrderResult:
        """Ask the carrier to pick an order up.

        Tokopedia: request_pickup.
        """
        return self._get(
            self._REQUEST_PICKUP,
            RequestPickupOrderResult,
            body={"order_id": number(order_id), "shop_id": number(shop_id)},
        )

    _CONFIRM_SHIPPING = Operation(
        "confirm_shipping",
        "POST",
        "/v1/order/{order_id}/fs/{fs_id}/status",
        repeatable=True,
        shop="body",
    )

    def confirm_shipping(
        self,
        *,
        order_id: str | int,
        order_status: int,
        shipping_ref_num: str | None = None,
        shop_id: str | int | None = None,
    ) -> str:
        """Give or correct the tracking number (AWB) of an order.

        Tokopedia: confirm_shipping.
        """
        return self._get(
            self._CONFIRM_SHIPPING,
            str,
            path={"order_id": order_id},
            body={
                "order_status": order_status,
                "shipping_ref_num": shipping_ref_num,
                "shop_id": number(shop_id),
            },
        )

    _REJECT = Operation(
        "reject_order", "POST", "/v1/order/{order_id}/fs/{fs_id}/nack", shop="none"
    )

    def reject(
        self,
        *,
        order_id: str | int,
        reason_code: int,
        reason: str,
        shop_close_end_date: str | None = None,
        shop_close_note: str | None = None,
        empty_products: Sequence[int] | None = None,
    ) -> str:
        """Reject an order.

        Tokopedia: reject_order.
        """
        return self._get(
            self._REJECT,
            str,
            path={"order_id": order_id},
            body={
                "reason_code": reason_code,
                "reason": reason,
                "shop_close_end_date": shop_close_end_date,
                "shop_close_note": shop_close_note,
                "empty_products": empty_products,
            },
        )

    _ACCEPT = Operation(
        "accept_order", "POST", "/v1/order/{order_id}/fs/{fs_id}/ack", shop="none"
    )

    def accept(
        self,
        *,
        order_id: str | int,
        warehouse_id: str | int | None = None,
        products: Sequence[ProductInput] | None = None,
    ) -> str:
        """Accept an order.

        Tokopedia: accept_order.
        """
        return self._get(
            self._ACCEPT,
            str,
            path={"order_id": order_id},
            query={"warehouse_id": warehouse_id},
            body={"products": products},
        )

    _GET_SHIPPING_LABEL = Operation(
        "get_shipping_label",
        "GET",
        "/v1/order/{order_id}/fs/{fs_id}/shipping-label",
        repeatable=True,
        shop="none",
        envelope="html",
    )

    def get_shipping_label(
        self, *, order_id: str | int, printed: int | None = None
    ) -> Document:
        """Get the shipping label, as a page to print.

        Tokopedia: get_shipping_label.
        """
        return self._document(
            self._GET_SHIPPING_LABEL,
            path={"order_id": order_id},
            query={"printed": printed},
        )

    _GET = Operation(
        "get_order", "GET", "/v2/fs/{fs_id}/order", repeatable=True, shop="none"
    )

    def get(
        self, *, order_id: str | int | None = None, invoice_num: str | None = None
    ) -> OrderDetail:
        """Read one order, by its id or its invoice.

        Tokopedia: get_order.
        """
        return self._get(
            self._GET,
            OrderDetail,
            query={"order_id": order_id, "invoice_num": invoice_num},
        )

    _LIST = Operation(
        "list_orders",
        "GET",
        "/v2/order/list",
        repeatable=True,
        page=Paging(items="", style="number", param="page", next="", size="per_page"),
    )

    def list(
        self,
        *,
        from_date: datetime,
        to_date: datetime,
        shop_id: str | int | None = None,
        warehouse_id: str | int | None = None,
        status: int | None = None,
        page: int = 1,
        per_page: int = 50,
    ) -> Page[Order]:
        """List orders by time of creation, in windows of under three days.

        Tokopedia: list_orders.
        """
        return self._page(
            self._LIST,
            Order,
            query={
                "from_date": wib_seconds(from_date),
                "to_date": wib_seconds(to_date),
                "page": page,
                "per_page": per_page,
                "shop_id": shop_id,
                "warehouse_id": warehouse_id,
                "status": status,
            },
        )
