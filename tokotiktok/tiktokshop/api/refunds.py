"""Calculate refunds.

Written by spec/generate.py; edit spec/tiktokshop/return_and_refund.json or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import DecimalText, Id, Model, UnixSeconds, model, text, texts
from ..._resource import BatchResult, Page, Resource
from ...wire import Operation, Paging

AftersalesRequestStatus = TypeAliasType(
    "AftersalesRequestStatus",
    Literal["INIT", "PENDING_REQUEST_REVIEW", "REQUEST_REVIEW_COMPLETED"],
)

ArbitrationStatus = TypeAliasType(
    "ArbitrationStatus",
    Literal["IN_PROGRESS", "SUPPORT_BUYER", "SUPPORT_SELLER", "CLOSED"],
)

LineItemDecisionAction = TypeAliasType(
    "LineItemDecisionAction",
    Literal[
        "APPROVE_REQUEST",
        "APPROVE_RETURN_PACKAGE",
        "OFFER_PARTIAL_REFUND",
        "OFFER_PARTIAL_REFUND_AFTER_RECEIVING_PKG",
        "REFUND_INSTEAD",
        "REJECT_REQUEST",
        "REJECT_RETURN_PACKAGE",
    ],
)

RequestType = TypeAliasType(
    "RequestType", Literal["CANCEL", "REFUND", "RETURN_AND_REFUND"]
)

ReturnAuthorizationRefStatus = TypeAliasType(
    "ReturnAuthorizationRefStatus",
    Literal[
        "INIT",
        "AWAITING_BUYER_RETURN",
        "RETURN_IN_TRANSIT",
        "PENDING_PACKAGE_REVIEW",
        "PACKAGE_REVIEW_COMPLETED",
    ],
)

ReturnMethod = TypeAliasType(
    "ReturnMethod", Literal["SELLER_SHIPPED", "BUYER_SHIPPED", "PLATFORM_SHIPPED"]
)

ReturnShippingDocumentType = TypeAliasType(
    "ReturnShippingDocumentType", Literal["SHIPPING_LABEL", "QR_CODE", "QR_CODE_NBNL"]
)

ReturnStatus = TypeAliasType(
    "ReturnStatus",
    Literal[
        "RETURN_OR_REFUND_REQUEST_PENDING",
        "REFUND_OR_RETURN_REQUEST_REJECT",
        "AWAITING_BUYER_SHIP",
        "BUYER_SHIPPED_ITEM",
        "REJECT_RECEIVE_PACKAGE",
        "RETURN_OR_REFUND_REQUEST_SUCCESS",
        "RETURN_OR_REFUND_REQUEST_CANCEL",
        "RETURN_OR_REFUND_REQUEST_COMPLETE",
        "REPLACEMENT_REQUEST_PENDING",
        "REPLACEMENT_REQUEST_REJECT",
        "REPLACEMENT_REQUEST_REFUND_SUCCESS",
        "REPLACEMENT_REQUEST_CANCEL",
        "REPLACEMENT_REQUEST_COMPLETE",
        "AWAITING_BUYER_RESPONSE",
        "EXCHANGE_REQUEST_PENDING",
        "EXCHANGE_REQUEST_REFUND_SUCCESS",
        "EXCHANGE_REQUEST_CANCEL",
        "EXCHANGE_REQUEST_COMPLETE",
    ],
)

ReturnType = TypeAliasType(
    "ReturnType", Literal["EXCHANGE", "REFUND", "REPLACEMENT", "RETURN_AND_REFUND"]
)

SellerNextActionAction = TypeAliasType(
    "SellerNextActionAction",
    Literal[
        "SELLER_RESPOND_REFUND",
        "SELLER_RESPOND_RETURN",
        "SELLER_RESPOND_RECEIVE_PACKAGE",
        "SELLER_RESPOND_REPLACEMENT",
    ],
)

SkuReturnRequestRole = TypeAliasType(
    "SkuReturnRequestRole", Literal["BUYER", "SELLER", "OPERATOR", "SYSTEM"]
)

WhitelistedDataField = TypeAliasType(
    "WhitelistedDataField",
    Literal["LINE_ITEMS", "RETURN_MERCHANDISE_AUTHORIZATIONS", "SKU_RETURN_REQUESTS"],
)


@model
class ReturnLineQuantity(Model):
    """Return line quantity, in line item eligibility."""

    order_line_item_id: Id | None = None
    sub_order_line_item_id: Id | None = None


@model
class LineItemEligibility(Model):
    """Line item eligibility, in sku eligibility."""

    request_type: RequestType | None = None
    order_line_items_ids: tuple[Id, ...] = ()
    eligible: bool | None = None
    ineligible_code: int | None = None
    ineligible_reason: str | None = None
    available_reason_names: tuple[str, ...] = ()
    order_line_list: tuple[ReturnLineQuantity, ...] = ()


@model
class SkuEligibility(Model):
    """Sku eligibility, in get aftersale eligibility."""

    sku_id: Id | None = None
    line_item_eligibility: tuple[LineItemEligibility, ...] = ()


@model
class SkuQuantityInput(Model):
    """Sku quantity, in calculate."""

    sku_id: Id
    quantity: int


@model
class ReturnLineQuantityInput(Model):
    """Return line quantity, in calculate."""

    order_line_item_id: Id | None = None
    sub_order_line_item_id: Id | None = None


@model
class RefundEstimate(Model):
    """Refund estimate, in calculate."""

    currency: str | None = None
    refund_total: DecimalText | None = None
    refund_subtotal: DecimalText | None = None
    refund_shipping_fee: DecimalText | None = None
    refund_tax: DecimalText | None = None
    retail_delivery_fee: DecimalText | None = None


@model
class TimeInput(Model):
    """Time, in time filter input."""

    min_unix_time_inclusive: UnixSeconds | None = None
    max_unix_time_exclusive: UnixSeconds | None = None


@model
class TimeFilterInput(Model):
    """Time filter, in filters input."""

    create_time: TimeInput | None = None
    update_time: TimeInput | None = None


@model
class FiltersInput(Model):
    """Filters, in search aftersales requests."""

    aftersales_request_ids: tuple[Id, ...] = ()
    aftersales_request_statuses: tuple[AftersalesRequestStatus, ...] = ()
    return_types: tuple[ReturnType, ...] = ()
    main_order_ids: tuple[Id, ...] = ()
    buyer_ids: tuple[Id, ...] = ()
    time: TimeFilterInput | None = None


@model
class SortOptionInput(Model):
    """Sort option, in search aftersales requests."""

    sort_field: Literal["CREATE_TIME", "UPDATE_TIME"] | None = None
    sort_order: Literal["ASC", "DESC"] | None = None


@model
class PageOptionInput(Model):
    """Page option, in search aftersales requests."""

    page_size: int | None = None
    page_token: str | None = None


@model
class AftersalesLineItem(Model):
    """Aftersales line item, in aftersales request."""

    return_line_item_id: Id | None = None
    sub_return_line_item_id: Id | None = None
    sku_id: Id | None = None
    main_order_id: Id | None = None
    sku_return_request_id: Id | None = None


@model
class SellerNextAction(Model):
    """Seller next action, in sku return request."""

    action: SellerNextActionAction | None = None
    deadline: UnixSeconds | None = None


@model
class RefundAmount(Model):
    """Refund amount, in sku return request."""

    currency: str | None = None
    refund_total: DecimalText | None = None
    refund_subtotal: DecimalText | None = None
    refund_shipping_fee: DecimalText | None = None
    refund_tax: DecimalText | None = None
    retail_delivery_fee: DecimalText | None = None
    buyer_service_fee: DecimalText | None = None


@model
class ProductImage(Model):
    """Product image, in return line item."""

    url: str | None = None
    width: int | None = None
    height: int | None = None


@model
class ReturnSubLineItem(Model):
    """Return sub line item, in return line item."""

    return_sub_line_item_id: Id | None = None
    return_line_item_id: Id | None = None
    sub_order_line_item_id: Id | None = None
    order_line_item_id: Id | None = None
    sku_id: Id | None = None
    sku_name: str | None = None
    product_image: ProductImage | None = None
    product_name: str | None = None
    seller_sku: str | None = None
    refund_amount: RefundAmount | None = None


@model
class ReturnLineItem(Model):
    """Return line item, in sku return request."""

    return_line_item_id: Id | None = None
    order_line_item_id: Id | None = None
    sku_id: Id | None = None
    sku_name: str | None = None
    product_image: ProductImage | None = None
    product_name: str | None = None
    seller_sku: str | None = None
    refund_amount: RefundAmount | None = None
    return_sub_line_items: tuple[ReturnSubLineItem, ...] = ()


@model
class Discount(Model):
    """Discount, in sku return request."""

    product_platform_discount: DecimalText | None = None
    product_seller_discount: DecimalText | None = None
    shipping_fee_platform_discount: DecimalText | None = None
    shipping_fee_seller_discount: DecimalText | None = None


@model
class ShippingFee(Model):
    """Shipping fee, in sku return request."""

    seller_paid_return_shipping_fee_amount: DecimalText | None = None
    buyer_paid_return_shipping_fee_amount: DecimalText | None = None
    platform_paid_return_shipping_fee_amount: DecimalText | None = None


@model
class PartialRefundAmount(Model):
    """Partial refund amount, in sku return request."""

    partial_refund_total: DecimalText | None = None
    currency: str | None = None


@model
class ReturnWarehouseAddress(Model):
    """Return warehouse address, in sku return request."""

    full_address: str | None = None


@model
class PriceDetail(Model):
    """Price detail, in exchange order line."""

    currency: str | None = None
    refund_total: DecimalText | None = None
    refund_subtotal: DecimalText | None = None
    refund_shipping_fee: DecimalText | None = None
    refund_tax: DecimalText | None = None


@model
class ExchangeOrderLine(Model):
    """Exchange order line, in sku return request."""

    order_line_id: Id | None = None
    sku_id: Id | None = None
    sku_name: str | None = None
    product_name: str | None = None
    seller_sku_name: str | None = None
    product_image: ProductImage | None = None
    price_detail: PriceDetail | None = None


@model
class SkuReturnRequest(Model):
    """Sku return request, in aftersales request."""

    order_id: Id | None = None
    return_id: Id | None = None
    return_type: ReturnType | None = None
    return_status: ReturnStatus | None = None
    arbitration_status: ArbitrationStatus | None = None
    role: SkuReturnRequestRole | None = None
    return_reason: str | None = None
    return_reason_text: str | None = None
    seller_next_action_response: tuple[SellerNextAction, ...] = ()
    shipment_type: Literal["PLATFORM", "BUYER_ARRANGE"] | None = None
    handover_method: Literal["DROP_OFF", "PICKUP"] | None = None
    return_tracking_number: str | None = None
    return_provider_name: str | None = None
    return_provider_id: Id | None = None
    pre_return_id: Id | None = None
    next_return_id: Id | None = None
    refund_amount: RefundAmount | None = None
    return_line_items: tuple[ReturnLineItem, ...] = ()
    create_time: UnixSeconds | None = None
    update_time: UnixSeconds | None = None
    discount: Discount | None = None
    shipping_fee: ShippingFee | None = None
    buyer_keep_item: bool | None = None
    return_shipping_document_type: ReturnShippingDocumentType | None = None
    return_method: ReturnMethod | None = None
    is_combined_return: bool | None = None
    combined_return_id: Id | None = None
    seller_proposed_return_type: str | None = None
    partial_refund_amount: PartialRefundAmount | None = None
    buyer_rejected_partial_refund: bool | None = None
    return_warehouse_address: ReturnWarehouseAddress | None = None
    exchange_order_lines: tuple[ExchangeOrderLine, ...] = ()
    reshipment_order_id: Id | None = None
    is_quick_refund: bool | None = None
    return_sub_line_items: tuple[ReturnSubLineItem, ...] = ()
    """Deprecated."""


@model
class ReturnAuthorizationRef(Model):
    """Return authorization ref, in aftersales request."""

    id: Id | None = None
    package_id: Id | None = None
    aftersales_request_id: Id | None = None
    status: ReturnAuthorizationRefStatus | None = None
    line_items: tuple[AftersalesLineItem, ...] = ()


@model
class AftersalesRequest(Model):
    """Aftersales request, in search aftersales requests."""

    id: Id | None = None
    line_items: tuple[AftersalesLineItem, ...] = ()
    status: AftersalesRequestStatus | None = None
    sku_return_requests: tuple[SkuReturnRequest, ...] = ()
    return_merchandise_authorizations: tuple[ReturnAuthorizationRef, ...] = ()


@model
class LineItemInput(Model):
    """Line item, in line item decision input."""

    return_line_item_id: Id
    sub_return_line_item_id: Id | None = None


@model
class AlternativeSolutionDetailsInput(Model):
    """Alternative solution details, in line item decision input."""

    partial_refund_amount: DecimalText | None = None
    currency: str | None = None


@model
class MediaInput(Model):
    """Media, in line item decision reason input."""

    uri: str | None = None
    mime_type: str | None = None


@model
class LineItemDecisionReasonInput(Model):
    """Line item decision reason, in line item decision input."""

    reason_id: Id | None = None
    text: str | None = None
    media: MediaInput | None = None


@model
class LineItemDecisionInput(Model):
    """Line item decision, in aftersales decision input."""

    line_items: tuple[LineItemInput, ...]
    action: LineItemDecisionAction
    alternative_solution_details: AlternativeSolutionDetailsInput | None = None
    reason: LineItemDecisionReasonInput | None = None


@model
class AftersalesDecisionInput(Model):
    """Aftersales decision, in review aftersales requests."""

    request_id: Id
    line_item_decisions: tuple[LineItemDecisionInput, ...]
    request_id_type: Literal["AFTERSALES", "RMA"] | None = None
    action_unix_time: UnixSeconds | None = None
    idempotency_key: str | None = None


@model
class ReviewAftersalesRequestsRefundError(Model):
    """Review aftersales requests refund error, in review aftersales requests refund result."""

    code: str | None = None
    message: str | None = None


@model
class ReviewAftersalesRequestsRefundResult(Model):
    """Review aftersales requests refund result, in review aftersales requests."""

    errors: tuple[ReviewAftersalesRequestsRefundError, ...] = ()


class Refunds(Resource):
    """Calculate refunds."""

    _GET_AFTERSALE_ELIGIBILITY = Operation(
        "getAftersaleEligibility",
        "GET",
        "/return_refund/202602/orders/{order_id}/aftersale_eligibility",
        repeatable=True,
        page=Paging(items="sku_eligibility", style="none"),
    )

    def get_aftersale_eligibility(
        self,
        *,
        order_id: str | int,
        initiate_aftersale_user: Literal["BUYER", "SELLER"] | None = None,
        request_types: Sequence[RequestType] | None = None,
    ) -> Page[SkuEligibility]:
        """Check which aftersales requests an order still allows.

        Scope: ``seller.return_refund.basic``.
        TikTok Shop: Get Aftersale Eligibility, 202602.
        """
        return self._page(
            self._GET_AFTERSALE_ELIGIBILITY,
            SkuEligibility,
            path={"order_id": order_id},
            query={
                "initiate_aftersale_user": initiate_aftersale_user,
                "request_types": request_types,
            },
        )

    _CALCULATE = Operation(
        "calculateRefund",
        "POST",
        "/return_refund/202602/refunds/calculate",
        repeatable=True,
    )

    def calculate(
        self,
        *,
        order_id: str | int,
        request_type: RequestType,
        reason_name: str,
        shipment_type: Literal["PLATFORM", "BUYER_ARRANGE"] | None = None,
        handover_method: Literal["DROP_OFF", "PICKUP"] | None = None,
        order_line_item_ids: Sequence[str | int] | None = None,
        skus: Sequence[SkuQuantityInput] | None = None,
        order_line_list: Sequence[ReturnLineQuantityInput] | None = None,
    ) -> RefundEstimate | None:
        """Estimate the refundable amount before cancelling or returning.

        Scope: ``seller.return_refund.basic``.
        TikTok Shop: Calculate Refund, 202602.
        """
        return self._field(
            self._CALCULATE,
            RefundEstimate,
            "order_refund_amount",
            body={
                "order_id": text(order_id),
                "request_type": request_type,
                "reason_name": reason_name,
                "shipment_type": shipment_type,
                "handover_method": handover_method,
                "order_line_item_ids": texts(order_line_item_ids),
                "skus": skus,
                "order_line_list": order_line_list,
            },
        )

    _SEARCH_AFTERSALES_REQUESTS = Operation(
        "searchAftersalesRequests",
        "POST",
        "/return_refund/202603/aftersales/search",
        repeatable=True,
        page=Paging(
            items="aftersales_requests",
            param="pagination.page_token",
            where="body",
            size="pagination.page_size",
            total="total_count",
        ),
    )

    def search_aftersales_requests(
        self,
        *,
        locale: str | None = None,
        whitelisted_data_fields: Sequence[WhitelistedDataField] | None = None,
        filters: FiltersInput | None = None,
        sort: SortOptionInput | None = None,
        pagination: PageOptionInput | None = None,
    ) -> Page[AftersalesRequest]:
        """Search aftersales requests across all their types.

        TikTok Shop: Search Aftersales Requests, 202603.
        """
        return self._page(
            self._SEARCH_AFTERSALES_REQUESTS,
            AftersalesRequest,
            query={"locale": locale},
            body={
                "whitelisted_data_fields": whitelisted_data_fields,
                "filters": filters,
                "sort": sort,
                "pagination": pagination,
            },
        )

    _REVIEW_AFTERSALES_REQUESTS = Operation(
        "reviewAftersalesRequests",
        "POST",
        "/return_refund/202609/aftersales/review",
        repeatable=True,
        idempotency="body:aftersales_request_decisions[].idempotency_key",
        failures="errors",
    )

    def review_aftersales_requests(
        self,
        *,
        aftersales_request_decisions: Sequence[AftersalesDecisionInput] | None = None,
    ) -> BatchResult[ReviewAftersalesRequestsRefundResult]:
        """Decide on several aftersales requests at once.

        TikTok Shop: Review Aftersales Requests, 202609.
        """
        return self._batch(
            self._REVIEW_AFTERSALES_REQUESTS,
            ReviewAftersalesRequestsRefundResult,
            body={"aftersales_request_decisions": aftersales_request_decisions},
        )
