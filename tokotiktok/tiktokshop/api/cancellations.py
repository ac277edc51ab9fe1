"""Find, approve, reject and make cancellations.

Written by spec/generate.py; edit spec/tiktokshop/return_and_refund.json or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import DecimalText, Id, Model, UnixSeconds, model, seconds, text, texts
from ..._resource import Page, Resource
from ...wire import Operation, Paging

CancelStatus = TypeAliasType(
    "CancelStatus",
    Literal[
        "CANCELLATION_REQUEST_CANCEL",
        "CANCELLATION_REQUEST_COMPLETE",
        "CANCELLATION_REQUEST_PENDING",
        "CANCELLATION_REQUEST_SUCCESS",
    ],
)

CancellationRole = TypeAliasType(
    "CancellationRole", Literal["BUYER", "SELLER", "OPERATOR", "SYSTEM"]
)


@model
class ImageInput(Model):
    """Image, in reject."""

    image_id: Id
    mime_type: str | None = None
    height: int | None = None
    width: int | None = None


@model
class SkuQuantityInput(Model):
    """Sku quantity, in cancel."""

    sku_id: Id
    quantity: int


@model
class ReturnLineQuantityInput(Model):
    """Return line quantity, in cancel."""

    order_line_item_id: Id | None = None
    sub_order_line_item_id: Id | None = None


@model
class CancelCancellationResult(Model):
    """Cancel cancellation result, in cancel."""

    cancel_id: Id | None = None
    cancel_status: CancelStatus | None = None


@model
class SellerNextAction(Model):
    """Seller next action, in cancellation."""

    action: str | None = None
    deadline: UnixSeconds | None = None


@model
class RefundAmount(Model):
    """Refund amount, in cancellation."""

    currency: str | None = None
    refund_total: DecimalText | None = None
    refund_subtotal: DecimalText | None = None
    refund_shipping_fee: DecimalText | None = None
    refund_tax: DecimalText | None = None
    retail_delivery_fee: DecimalText | None = None
    buyer_service_fee: DecimalText | None = None


@model
class ProductImage(Model):
    """Product image, in cancel line item."""

    url: str | None = None
    width: int | None = None
    height: int | None = None


@model
class CancelSubLineItem(Model):
    """Cancel sub line item, in cancel line item."""

    cancel_sub_line_item_id: Id | None = None
    cancel_line_item_id: Id | None = None
    sub_order_line_item_id: Id | None = None
    order_line_item_id: Id | None = None
    sku_id: Id | None = None
    sku_name: str | None = None
    product_image: ProductImage | None = None
    product_name: str | None = None
    seller_sku: str | None = None
    refund_amount: RefundAmount | None = None


@model
class CancelLineItem(Model):
    """Cancel line item, in cancellation."""

    cancel_line_item_id: Id | None = None
    order_line_item_id: Id | None = None
    sku_id: Id | None = None
    sku_name: str | None = None
    product_image: ProductImage | None = None
    product_name: str | None = None
    seller_sku: str | None = None
    refund_amount: RefundAmount | None = None
    cancel_sub_line_items: tuple[CancelSubLineItem, ...] = ()


@model
class Cancellation(Model):
    """A cancellation, asked for or done."""

    cancel_id: Id
    order_id: Id | None = None
    cancel_type: Literal["CANCEL", "BUYER_CANCEL"] | None = None
    cancel_status: CancelStatus | None = None
    role: CancellationRole | None = None
    cancel_reason: str | None = None
    cancel_reason_text: str | None = None
    create_time: UnixSeconds | None = None
    update_time: UnixSeconds | None = None
    seller_next_action_response: tuple[SellerNextAction, ...] = ()
    refund_amount: RefundAmount | None = None
    cancel_line_items: tuple[CancelLineItem, ...] = ()
    should_replenish_stock: bool | None = None


class Cancellations(Resource):
    """Find, approve, reject and make cancellations."""

    _APPROVE = Operation(
        "approveCancellation",
        "POST",
        "/return_refund/202309/cancellations/{cancel_id}/approve",
        repeatable=True,
        idempotency="query:idempotency_key",
    )

    def approve(
        self, *, cancel_id: str | int, idempotency_key: str | None = None
    ) -> None:
        """Accept a buyer's cancellation request.

        Scope: ``seller.return_refund.basic``.
        TikTok Shop: Approve Cancellation, 202309.
        """
        self._do(
            self._APPROVE,
            path={"cancel_id": cancel_id},
            query={"idempotency_key": idempotency_key},
        )

    _REJECT = Operation(
        "rejectCancellation",
        "POST",
        "/return_refund/202309/cancellations/{cancel_id}/reject",
        repeatable=True,
        idempotency="query:idempotency_key",
    )

    def reject(
        self,
        *,
        cancel_id: str | int,
        reject_reason: str,
        idempotency_key: str | None = None,
        comment: str | None = None,
        images: Sequence[ImageInput] | None = None,
    ) -> None:
        """Decline a buyer's cancellation request.

        Scope: ``seller.return_refund.basic``.
        TikTok Shop: Reject Cancellation, 202309.
        """
        self._do(
            self._REJECT,
            path={"cancel_id": cancel_id},
            query={"idempotency_key": idempotency_key},
            body={"reject_reason": reject_reason, "comment": comment, "images": images},
        )

    _CANCEL = Operation("cancelOrder", "POST", "/return_refund/202602/cancellations")

    def cancel(
        self,
        *,
        order_id: str | int,
        cancel_reason: str,
        skus: Sequence[SkuQuantityInput] | None = None,
        order_line_item_ids: Sequence[str | int] | None = None,
        order_line_list: Sequence[ReturnLineQuantityInput] | None = None,
    ) -> CancelCancellationResult:
        """Cancel an order or some of its items as the seller.

        Scope: ``seller.return_refund.basic``.
        TikTok Shop: Cancel Order, 202602.
        """
        return self._get(
            self._CANCEL,
            CancelCancellationResult,
            body={
                "order_id": text(order_id),
                "cancel_reason": cancel_reason,
                "skus": skus,
                "order_line_item_ids": texts(order_line_item_ids),
                "order_line_list": order_line_list,
            },
        )

    _SEARCH = Operation(
        "searchCancellations",
        "POST",
        "/return_refund/202602/cancellations/search",
        repeatable=True,
        page=Paging(items="cancellations", total="total_count"),
    )

    def search(
        self,
        *,
        sort_field: Literal["create_time", "update_time"] | None = None,
        sort_order: Literal["ASC", "DESC"] | None = None,
        cancel_ids: Sequence[str | int] | None = None,
        order_ids: Sequence[str | int] | None = None,
        buyer_user_ids: Sequence[str | int] | None = None,
        cancel_types: Sequence[Literal["BUYER_CANCEL", "CANCEL"]] | None = None,
        cancel_status: Sequence[CancelStatus] | None = None,
        create_time_ge: datetime | None = None,
        create_time_lt: datetime | None = None,
        update_time_ge: datetime | None = None,
        update_time_lt: datetime | None = None,
        locale: str | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[Cancellation]:
        """Search cancellations by ID, order, buyer, type, status or time window.

        Scope: ``seller.return_refund.basic``.
        TikTok Shop: Search Cancellations, 202602.
        """
        return self._page(
            self._SEARCH,
            Cancellation,
            query={
                "sort_field": sort_field,
                "sort_order": sort_order,
                "page_size": page_size,
                "page_token": page_token,
            },
            body={
                "cancel_ids": texts(cancel_ids),
                "order_ids": texts(order_ids),
                "buyer_user_ids": texts(buyer_user_ids),
                "cancel_types": cancel_types,
                "cancel_status": cancel_status,
                "create_time_ge": seconds(create_time_ge),
                "create_time_lt": seconds(create_time_lt),
                "update_time_ge": seconds(update_time_ge),
                "update_time_lt": seconds(update_time_lt),
                "locale": locale,
            },
        )
