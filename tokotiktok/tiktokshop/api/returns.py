"""Find, approve, reject and make returns.

Written by spec/generate.py; edit spec/tiktokshop/return_and_refund.json or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import (
    DecimalText,
    Id,
    Model,
    UnixSeconds,
    decimal,
    model,
    seconds,
    text,
    texts,
)
from ..._resource import BatchResult, Page, Resource
from ...money import Money
from ...wire import Operation, Paging, Upload

ArbitrationStatus = TypeAliasType(
    "ArbitrationStatus",
    Literal["CLOSED", "IN_PROGRESS", "SUPPORT_BUYER", "SUPPORT_SELLER"],
)

CheckDecision = TypeAliasType(
    "CheckDecision",
    Literal[
        "APPROVE_RECEIVED_PACKAGE",
        "APPROVE_REFUND",
        "APPROVE_REPLACEMENT",
        "APPROVE_REQUEST_CANCEL",
        "APPROVE_RETURN",
        "DIRECT_REFUND",
        "ISSUE_EXCHANGE_REFUND",
        "ISSUE_REPLACEMENT_REFUND",
        "REJECT_RECEIVED_PACKAGE",
        "REJECT_REFUND",
        "REJECT_REPLACEMENT",
        "REJECT_REQUEST_CANCEL",
        "REJECT_RETURN",
    ],
)

CreateReturnResultReturnStatus = TypeAliasType(
    "CreateReturnResultReturnStatus",
    Literal[
        "RETURN_OR_REFUND_REQUEST_PENDING",
        "REFUND_OR_RETURN_REQUEST_REJECT",
        "AWAITING_BUYER_SHIP",
        "BUYER_SHIPPED_ITEM",
        "REJECT_RECEIVE_PACKAGE",
        "RETURN_OR_REFUND_REQUEST_SUCCESS",
        "RETURN_OR_REFUND_REQUEST_CANCEL",
        "RETURN_OR_REFUND_REQUEST_COMPLETE",
    ],
)

FiltersStatus = TypeAliasType(
    "FiltersStatus",
    Literal[
        "AWAITING_BUYER_RETURN",
        "INIT",
        "PACKAGE_REVIEW_COMPLETED",
        "PENDING_PACKAGE_REVIEW",
        "RETURN_IN_TRANSIT",
    ],
)

ReturnCheckDecision = TypeAliasType(
    "ReturnCheckDecision",
    Literal[
        "APPROVE_RECEIVED_PACKAGE",
        "APPROVE_REFUND",
        "APPROVE_REPLACEMENT",
        "APPROVE_REQUEST_CANCEL",
        "APPROVE_RETURN",
        "DIRECT_REFUND",
        "ISSUE_EXCHANGE_REFUND",
        "ISSUE_REPLACEMENT_REFUND",
        "OFFER_PARTIAL_REFUND",
        "OFFER_PARTIAL_REFUND_AFTER_RECEIVING_PKG",
        "REJECT_RECEIVED_PACKAGE",
        "REJECT_REFUND",
        "REJECT_REPLACEMENT",
        "REJECT_REQUEST_CANCEL",
        "REJECT_RETURN",
    ],
)

ReturnDecision = TypeAliasType(
    "ReturnDecision",
    Literal[
        "APPROVE_RECEIVED_PACKAGE",
        "APPROVE_REFUND",
        "APPROVE_REPLACEMENT",
        "APPROVE_RETURN",
        "DIRECT_REFUND",
        "ISSUE_REPLACEMENT_REFUND",
        "OFFER_PARTIAL_REFUND",
    ],
)

ReturnDecisionInput = TypeAliasType(
    "ReturnDecisionInput",
    Literal[
        "OFFER_PARTIAL_REFUND_AFTER_RECEIVING_PKG",
        "REJECT_RECEIVED_PACKAGE",
        "REJECT_REFUND",
        "REJECT_REPLACEMENT",
        "REJECT_RETURN",
    ],
)

ReturnMethod = TypeAliasType(
    "ReturnMethod", Literal["SELLER_SHIPPED", "BUYER_SHIPPED", "PLATFORM_SHIPPED"]
)

ReturnRecordRole = TypeAliasType(
    "ReturnRecordRole", Literal["BUYER", "SELLER", "OPERATOR", "SYSTEM"]
)

ReturnShippingDocumentType = TypeAliasType(
    "ReturnShippingDocumentType", Literal["SHIPPING_LABEL", "QR_CODE", "QR_CODE_NBNL"]
)

ReturnStatus = TypeAliasType(
    "ReturnStatus",
    Literal[
        "AWAITING_BUYER_RESPONSE",
        "AWAITING_BUYER_SHIP",
        "BUYER_SHIPPED_ITEM",
        "EXCHANGE_REQUEST_CANCEL",
        "EXCHANGE_REQUEST_COMPLETE",
        "EXCHANGE_REQUEST_PENDING",
        "EXCHANGE_REQUEST_REFUND_SUCCESS",
        "REFUND_OR_RETURN_REQUEST_REJECT",
        "REJECT_RECEIVE_PACKAGE",
        "REPLACEMENT_REQUEST_CANCEL",
        "REPLACEMENT_REQUEST_COMPLETE",
        "REPLACEMENT_REQUEST_PENDING",
        "REPLACEMENT_REQUEST_REFUND_SUCCESS",
        "REPLACEMENT_REQUEST_REJECT",
        "RETURN_OR_REFUND_REQUEST_CANCEL",
        "RETURN_OR_REFUND_REQUEST_COMPLETE",
        "RETURN_OR_REFUND_REQUEST_PENDING",
        "RETURN_OR_REFUND_REQUEST_SUCCESS",
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


@model
class RejectReason(Model):
    """Reject reason, in get reject reasons."""

    name: str | None = None
    text: str | None = None


@model
class Image(Model):
    """Image, in return record."""

    url: str | None = None
    width: int | None = None
    height: int | None = None


@model
class Video(Model):
    """Video, in return record."""

    url: str | None = None
    cover: str | None = None
    width: int | None = None
    height: int | None = None
    duration_millis: int | None = None
    """Duration in milliseconds."""


@model
class ReturnRecord(Model):
    """Return record, in get records."""

    event: str | None = None
    role: ReturnRecordRole | None = None
    description: str | None = None
    reason_text: str | None = None
    note: str | None = None
    images: tuple[Image, ...] = ()
    videos: tuple[Video, ...] = ()
    create_time: UnixSeconds | None = None


@model
class DecisionEligibility(Model):
    """Decision eligibility, in get decision eligibility."""

    decision: ReturnDecision | None = None
    eligible: bool | None = None
    ineligible_code: int | None = None
    ineligible_reason: str | None = None
    available_reject_reasons: tuple[RejectReason, ...] = ()


@model
class SkuQuantityInput(Model):
    """Sku quantity, in create."""

    sku_id: Id
    quantity: int


@model
class ReturnLineQuantityInput(Model):
    """Return line quantity, in create."""

    order_line_item_id: Id | None = None
    sub_order_line_item_id: Id | None = None


@model
class CreateReturnResult(Model):
    """Create return result, in create."""

    return_id: Id | None = None
    return_status: CreateReturnResultReturnStatus | None = None


@model
class SellerNextAction(Model):
    """Seller next action, in return."""

    action: SellerNextActionAction | None = None
    deadline: UnixSeconds | None = None


@model
class RefundAmount(Model):
    """Refund amount, in return line item."""

    currency: str | None = None
    refund_total: DecimalText | None = None
    refund_subtotal: DecimalText | None = None
    refund_shipping_fee: DecimalText | None = None
    refund_tax: DecimalText | None = None
    retail_delivery_fee: DecimalText | None = None
    buyer_service_fee: DecimalText | None = None


@model
class ReturnSubLineItem(Model):
    """Return sub line item, in return line item."""

    return_sub_line_item_id: Id | None = None
    return_line_item_id: Id | None = None
    sub_order_line_item_id: Id | None = None
    order_line_item_id: Id | None = None
    sku_id: Id | None = None
    sku_name: str | None = None
    product_image: Image | None = None
    product_name: str | None = None
    seller_sku: str | None = None
    refund_amount: RefundAmount | None = None


@model
class ReturnLineItem(Model):
    """Return line item, in return."""

    return_line_item_id: Id | None = None
    order_line_item_id: Id | None = None
    sku_id: Id | None = None
    sku_name: str | None = None
    product_name: str | None = None
    seller_sku: str | None = None
    product_image: Image | None = None
    refund_amount: RefundAmount | None = None
    return_sub_line_items: tuple[ReturnSubLineItem, ...] = ()


@model
class ReturnDiscount(Model):
    """Return discount, in return."""

    currency: str | None = None
    product_seller_discount: DecimalText | None = None
    shipping_fee_platform_discount: DecimalText | None = None
    shipping_fee_seller_discount: DecimalText | None = None
    product_platform_discount: DecimalText | None = None


@model
class ReturnShippingFee(Model):
    """Return shipping fee, in return."""

    currency: str | None = None
    seller_paid_return_shipping_fee: DecimalText | None = None
    platform_paid_return_shipping_fee: DecimalText | None = None
    buyer_paid_return_shipping_fee: DecimalText | None = None


@model
class ReturnWarehouseAddress(Model):
    """Return warehouse address, in return."""

    full_address: str | None = None


@model
class Return(Model):
    """A return, refund, replacement or exchange."""

    return_id: Id
    order_id: Id | None = None
    return_type: ReturnType | None = None
    return_status: ReturnStatus | None = None
    arbitration_status: ArbitrationStatus | None = None
    role: ReturnRecordRole | None = None
    return_reason: str | None = None
    return_reason_text: str | None = None
    shipment_type: Literal["PLATFORM", "BUYER_ARRANGE"] | None = None
    handover_method: Literal["DROP_OFF", "PICKUP"] | None = None
    return_tracking_number: str | None = None
    return_provider_name: str | None = None
    return_provider_id: Id | None = None
    pre_return_id: Id | None = None
    next_return_id: Id | None = None
    can_buyer_keep_item: bool | None = None
    update_time: UnixSeconds | None = None
    seller_next_action_response: tuple[SellerNextAction, ...] = ()
    create_time: UnixSeconds | None = None
    return_line_items: tuple[ReturnLineItem, ...] = ()
    discount_amount: tuple[ReturnDiscount, ...] = ()
    shipping_fee_amount: tuple[ReturnShippingFee, ...] = ()
    refund_amount: RefundAmount | None = None
    return_shipping_document_type: ReturnShippingDocumentType | None = None
    return_method: ReturnMethod | None = None
    is_combined_return: bool | None = None
    combined_return_id: Id | None = None
    seller_proposed_return_type: str | None = None
    partial_refund: Money | None = None
    buyer_rejected_partial_refund: bool | None = None
    return_warehouse_address: ReturnWarehouseAddress | None = None
    is_quick_refund: bool | None = None


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
    """Filters, in search rmas."""

    rma_ids: tuple[Id, ...] = ()
    package_ids: tuple[Id, ...] = ()
    statuses: tuple[FiltersStatus, ...] = ()
    aftersales_request_ids: tuple[Id, ...] = ()
    main_order_ids: tuple[Id, ...] = ()
    time: TimeFilterInput | None = None


@model
class SortOptionInput(Model):
    """Sort option, in search rmas."""

    sort_field: Literal["CREATE_TIME", "UPDATE_TIME"] | None = None
    sort_order: Literal["ASC", "DESC"] | None = None


@model
class PageOptionInput(Model):
    """Page option, in search rmas."""

    page_size: int | None = None
    page_token: str | None = None


@model
class AftersalesLineItem(Model):
    """Aftersales line item, in return authorization."""

    return_line_item_id: Id | None = None
    sub_return_line_item_id: Id | None = None
    sku_id: Id | None = None
    main_order_id: Id | None = None
    sku_return_request_id: Id | None = None


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
    product_image: Image | None = None
    price_detail: PriceDetail | None = None


@model
class SkuReturnRequest(Model):
    """Sku return request, in return authorization."""

    order_id: Id | None = None
    return_id: Id | None = None
    return_type: ReturnType | None = None
    return_status: ReturnStatus | None = None
    arbitration_status: ArbitrationStatus | None = None
    role: ReturnRecordRole | None = None
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
class ReturnAuthorization(Model):
    """Return authorization, in search rmas."""

    id: Id | None = None
    package_id: Id | None = None
    aftersales_request_id: Id | None = None
    status: FiltersStatus | None = None
    line_items: tuple[AftersalesLineItem, ...] = ()
    sku_return_requests: tuple[SkuReturnRequest, ...] = ()


@model
class ImageInput(Model):
    """Image, in reject."""

    image_id: Id
    mime_type: str | None = None
    height: int | None = None
    width: int | None = None


@model
class PartialRefundAmountInput(Model):
    """Partial refund amount, in reject."""

    partial_refund_total: DecimalText | None = None
    currency: str | None = None


@model
class PartialRefundAmountRange(Model):
    """Partial refund amount range, in decision."""

    min_amount: DecimalText | None = None
    max_amount: DecimalText | None = None
    currency: str | None = None


@model
class Decision(Model):
    """Decision, in line item."""

    decision: ReturnDecision | None = None
    eligible: bool | None = None
    ineligible_code: int | None = None
    ineligible_reason: str | None = None
    available_reject_reasons: tuple[RejectReason, ...] = ()
    partial_refund_amount_range: PartialRefundAmountRange | None = None


@model
class LineItem(Model):
    """One unit of one SKU in an order."""

    return_line_item_id: Id | None = None
    sub_return_line_item_id: Id | None = None
    decisions: tuple[Decision, ...] = ()


@model
class ReviewDecisionError(Model):
    """Review decision error, in review decision."""

    code: str | None = None
    message: str | None = None


@model
class ReviewDecision(Model):
    """Review decision, in get review decisions."""

    line_items: tuple[LineItem, ...] = ()
    request_log_id: Id | None = None
    errors: tuple[ReviewDecisionError, ...] = ()


class Returns(Resource):
    """Find, approve, reject and make returns."""

    _GET_REJECT_REASONS = Operation(
        "getRejectReasons",
        "GET",
        "/return_refund/202309/reject_reasons",
        repeatable=True,
        page=Paging(items="reasons", style="none"),
    )

    def get_reject_reasons(
        self, *, return_or_cancel_id: str | int, locale: str | None = None
    ) -> Page[RejectReason]:
        """List reject reasons usable for one return or cancellation.

        Scope: ``seller.return_refund.basic``.
        TikTok Shop: Get Reject Reasons, 202309.
        """
        return self._page(
            self._GET_REJECT_REASONS,
            RejectReason,
            query={"locale": locale, "return_or_cancel_id": return_or_cancel_id},
        )

    _APPROVE = Operation(
        "approveReturn",
        "POST",
        "/return_refund/202309/returns/{return_id}/approve",
        repeatable=True,
        idempotency="query:idempotency_key",
    )

    def approve(
        self,
        *,
        return_id: str | int,
        decision: ReturnDecision,
        idempotency_key: str | None = None,
        buyer_keep_item: bool | None = None,
        partial_refund: Money | None = None,
    ) -> None:
        """Accept a return request with a decision for its current stage.

        Scope: ``seller.return_refund.basic``.
        TikTok Shop: Approve Return, 202309.
        """
        self._do(
            self._APPROVE,
            path={"return_id": return_id},
            query={"idempotency_key": idempotency_key},
            body={
                "decision": decision,
                "buyer_keep_item": buyer_keep_item,
                "partial_refund": partial_refund,
            },
        )

    _GET_RECORDS = Operation(
        "getReturnRecords",
        "GET",
        "/return_refund/202309/returns/{return_id}/records",
        repeatable=True,
        page=Paging(items="records", style="none"),
    )

    def get_records(
        self, *, return_id: str | int, locale: str | None = None
    ) -> Page[ReturnRecord]:
        """List the history entries of one return.

        Scope: ``seller.return_refund.basic``.
        TikTok Shop: Get Return Records, 202309.
        """
        return self._page(
            self._GET_RECORDS,
            ReturnRecord,
            path={"return_id": return_id},
            query={"locale": locale},
        )

    _UPLOAD_SHIPPING_DOCUMENTS = Operation(
        "uploadReturnShippingInformation",
        "POST",
        "/return_refund/202405/returns/shipping_documents",
    )

    def upload_shipping_documents(
        self,
        *,
        return_ids: Sequence[str | int],
        tracking_number: str,
        return_provider_id: str | int,
        return_id_type: Literal["RMA", "SKU_RETURN_ORDER"] | None = None,
        return_shipping_label: Upload | None = None,
        return_qr_code: Upload | None = None,
    ) -> None:
        """Upload label, QR code and tracking data for return parcels.

        TikTok Shop: Upload Return Shipping Information, 202405.
        """
        self._do(
            self._UPLOAD_SHIPPING_DOCUMENTS,
            query={"return_ids": return_ids, "return_id_type": return_id_type},
            body={
                "tracking_number": tracking_number,
                "return_provider_id": text(return_provider_id),
            },
            files={
                "return_shipping_label": return_shipping_label,
                "return_qr_code": return_qr_code,
            },
        )

    _GET_DECISION_ELIGIBILITY = Operation(
        "getDecisionEligibility",
        "GET",
        "/return_refund/202601/decision_eligibility",
        repeatable=True,
        page=Paging(items="decisions", style="none"),
    )

    def get_decision_eligibility(
        self,
        *,
        return_or_cancel_id: str | int,
        check_decisions: Sequence[CheckDecision] | None = None,
        locale: str | None = None,
    ) -> Page[DecisionEligibility]:
        """Check which seller decisions one request allows now.

        Scope: ``seller.return_refund.basic``.
        TikTok Shop: Get Decision Eligibility, 202601.
        """
        return self._page(
            self._GET_DECISION_ELIGIBILITY,
            DecisionEligibility,
            query={
                "return_or_cancel_id": return_or_cancel_id,
                "check_decisions": check_decisions,
                "locale": locale,
            },
        )

    _CREATE = Operation(
        "createReturn",
        "POST",
        "/return_refund/202602/returns",
        repeatable=True,
        idempotency="query:idempotency_key",
    )

    def create(
        self,
        *,
        order_id: str | int,
        return_reason: str,
        return_type: Literal["REFUND", "RETURN_AND_REFUND"],
        idempotency_key: str | None = None,
        skus: Sequence[SkuQuantityInput] | None = None,
        order_line_item_ids: Sequence[str | int] | None = None,
        refund_total: Decimal | int | str | None = None,
        currency: str | None = None,
        shipment_type: Literal["PLATFORM", "BUYER_ARRANGE"] | None = None,
        handover_method: Literal["DROP_OFF", "PICKUP"] | None = None,
        order_line_list: Sequence[ReturnLineQuantityInput] | None = None,
    ) -> CreateReturnResult:
        """Open a refund or return on the buyer's behalf.

        Scopes: ``seller.fulfillment.basic``, ``seller.return_refund.basic``.
        TikTok Shop: Create Return, 202602.
        """
        return self._get(
            self._CREATE,
            CreateReturnResult,
            query={"idempotency_key": idempotency_key},
            body={
                "order_id": text(order_id),
                "return_reason": return_reason,
                "return_type": return_type,
                "skus": skus,
                "order_line_item_ids": texts(order_line_item_ids),
                "refund_total": decimal(refund_total),
                "currency": currency,
                "shipment_type": shipment_type,
                "handover_method": handover_method,
                "order_line_list": order_line_list,
            },
        )

    _SEARCH = Operation(
        "searchReturns",
        "POST",
        "/return_refund/202602/returns/search",
        repeatable=True,
        page=Paging(items="return_orders", total="total_count"),
    )

    def search(
        self,
        *,
        sort_field: Literal["create_time", "update_time"] | None = None,
        sort_order: Literal["ASC", "DESC"] | None = None,
        return_ids: Sequence[str | int] | None = None,
        order_ids: Sequence[str | int] | None = None,
        buyer_user_ids: Sequence[str | int] | None = None,
        return_types: Sequence[ReturnType] | None = None,
        return_status: Sequence[ReturnStatus] | None = None,
        seller_proposed_return_type: Sequence[Literal["PARTIAL_REFUND"]] | None = None,
        create_time_ge: datetime | None = None,
        arbitration_status: Sequence[ArbitrationStatus] | None = None,
        update_time_ge: datetime | None = None,
        update_time_lt: datetime | None = None,
        locale: str | None = None,
        create_time_lt: datetime | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[Return]:
        """Search returns by ID, order, buyer, type, status or time window.

        Scope: ``seller.return_refund.basic``.
        TikTok Shop: Search Returns, 202602.
        """
        return self._page(
            self._SEARCH,
            Return,
            query={
                "sort_field": sort_field,
                "sort_order": sort_order,
                "page_size": page_size,
                "page_token": page_token,
            },
            body={
                "return_ids": texts(return_ids),
                "order_ids": texts(order_ids),
                "buyer_user_ids": texts(buyer_user_ids),
                "return_types": return_types,
                "return_status": return_status,
                "seller_proposed_return_type": seller_proposed_return_type,
                "create_time_ge": seconds(create_time_ge),
                "arbitration_status": arbitration_status,
                "update_time_ge": seconds(update_time_ge),
                "update_time_lt": seconds(update_time_lt),
                "locale": locale,
                "create_time_lt": seconds(create_time_lt),
            },
        )

    _SEARCH_RMAS = Operation(
        "searchReturnMerchandiseAuthorizations",
        "POST",
        "/return_refund/202604/rma/search",
        repeatable=True,
        page=Paging(
            items="return_merchandise_authorizations",
            param="pagination.page_token",
            where="body",
            size="pagination.page_size",
            total="total_count",
        ),
    )

    def search_rmas(
        self,
        *,
        locale: str | None = None,
        whitelisted_data_fields: Sequence[Literal["LINE_ITEMS", "SKU_RETURN_REQUESTS"]]
        | None = None,
        filters: FiltersInput | None = None,
        sort: SortOptionInput | None = None,
        pagination: PageOptionInput | None = None,
    ) -> Page[ReturnAuthorization]:
        """Search return merchandise authorizations (RMA).

        TikTok Shop: Search Return Merchandise Authorizations, 202604.
        """
        return self._page(
            self._SEARCH_RMAS,
            ReturnAuthorization,
            query={"locale": locale},
            body={
                "whitelisted_data_fields": whitelisted_data_fields,
                "filters": filters,
                "sort": sort,
                "pagination": pagination,
            },
        )

    _REJECT = Operation(
        "rejectReturn",
        "POST",
        "/return_refund/202606/returns/{return_id}/reject",
        repeatable=True,
        idempotency="query:idempotency_key",
    )

    def reject(
        self,
        *,
        return_id: str | int,
        decision: ReturnDecisionInput,
        reject_reason: str,
        idempotency_key: str | None = None,
        comment: str | None = None,
        images: Sequence[ImageInput] | None = None,
        partial_refund_amount: PartialRefundAmountInput | None = None,
    ) -> None:
        """Decline a return request or counter with a partial refund.

        Scope: ``seller.return_refund.basic``.
        TikTok Shop: Reject Return, 202606.
        """
        self._do(
            self._REJECT,
            path={"return_id": return_id},
            query={"idempotency_key": idempotency_key},
            body={
                "decision": decision,
                "reject_reason": reject_reason,
                "comment": comment,
                "images": images,
                "partial_refund_amount": partial_refund_amount,
            },
        )

    _GET_REVIEW_DECISIONS = Operation(
        "getAvailableReviewDecisions",
        "GET",
        "/return_refund/202606/review_decision",
        repeatable=True,
        failures="errors",
    )

    def get_review_decisions(
        self,
        *,
        seller_id: str | int,
        return_or_cancel_id: str | int,
        locale: str | None = None,
        check_decisions: Sequence[ReturnCheckDecision] | None = None,
    ) -> BatchResult[ReviewDecision]:
        """List allowed review decisions per line item of a request.

        TikTok Shop: Get Available Review Decisions, 202606.
        """
        return self._batch(
            self._GET_REVIEW_DECISIONS,
            ReviewDecision,
            query={
                "seller_id": seller_id,
                "return_or_cancel_id": return_or_cancel_id,
                "locale": locale,
                "check_decisions": check_decisions,
            },
        )
