"""Run customer engagement tasks.

Written by spec/generate.py; edit spec/tiktokshop/customer_engagement.json or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import DecimalText, Id, Model, model, seconds, text, texts
from ..._resource import BatchResult, Page, Resource
from ...wire import Operation, Paging

TaskPerformanceStatus = TypeAliasType(
    "TaskPerformanceStatus",
    Literal[
        "UNKNOWN",
        "DRAFT",
        "WAITING",
        "SENDING",
        "FAILED",
        "CANCELED",
        "SUCCESS",
        "DELETED",
    ],
)


@model
class ProductCardRules(Model):
    """Product card rules, in message template."""

    min_count: int | None = None
    max_count: int | None = None


@model
class CouponCardRules(Model):
    """Coupon card rules, in message template."""

    min_count: int | None = None
    max_count: int | None = None
    coupon_type: tuple[Literal["REGULAR_ALL", "REGULAR_REPEAT"], ...] = ()


@model
class MessageTemplate(Model):
    """Message template, in get message templates."""

    id: Id | None = None
    message_title: str | None = None
    message_body: str | None = None
    product_card_rules: ProductCardRules | None = None
    coupon_card_rules: CouponCardRules | None = None


@model
class SendMessageEngagementTaskErrorDetail(Model):
    """Send message engagement task error detail, in send message engagement task error."""

    buyer_email: str | None = None


@model
class SendMessageEngagementTaskError(Model):
    """Send message engagement task error, in send message engagement task result."""

    code: int | None = None
    message: str | None = None
    detail: SendMessageEngagementTaskErrorDetail | None = None


@model
class SendMessageEngagementTaskResult(Model):
    """Send message engagement task result, in send message."""

    errors: tuple[SendMessageEngagementTaskError, ...] = ()


@model
class TaskPerformance(Model):
    """Task performance, in get performances."""

    id: Id | None = None
    status: TaskPerformanceStatus | None = None
    sent_recipient_count: int | None = None
    read_recipient_count: int | None = None
    order_count: int | None = None
    gmv_amount: DecimalText | None = None
    claimed_coupons_count: int | None = None


@model
class CustomMessageInput(Model):
    """Custom message, in create custom."""

    title: str | None = None
    body: str | None = None


@model
class Feature(Model):
    """Feature, in get permissions."""

    name: Literal["FUNDAMENTAL", "CUSTOM_MSG"] | None = None
    is_authorized: bool | None = None


class EngagementTasks(Resource):
    """Run customer engagement tasks."""

    _CREATE = Operation(
        "createEngagementTask",
        "POST",
        "/customer_engagement/202412/engagement_tasks",
        repeatable=True,
        idempotency="query:idempotency_key",
    )

    def create(
        self,
        *,
        template_id: str | int,
        task_name: str,
        end_time: datetime,
        channel: str,
        idempotency_key: str | None = None,
        product_ids: Sequence[str | int] | None = None,
        coupon_ids: Sequence[str | int] | None = None,
    ) -> str | None:
        """Create an engagement task from a message template.

        Scope: ``seller.customer_engagement.write``.
        TikTok Shop: Create Engagement Task, 202412.
        """
        return self._field(
            self._CREATE,
            str,
            "task_id",
            query={"idempotency_key": idempotency_key},
            body={
                "template_id": text(template_id),
                "task_name": task_name,
                "end_time": seconds(end_time),
                "channel": channel,
                "product_ids": texts(product_ids),
                "coupon_ids": texts(coupon_ids),
            },
        )

    _GET_MESSAGE_TEMPLATES = Operation(
        "getMessageTemplates",
        "GET",
        "/customer_engagement/202412/message_templates",
        repeatable=True,
        page=Paging(items="message_templates", style="none"),
    )

    def get_message_templates(self, *, locale: str) -> Page[MessageTemplate]:
        """List predefined message templates.

        Scope: ``seller.customer_engagement.read``.
        TikTok Shop: Get Message Templates, 202412.
        """
        return self._page(
            self._GET_MESSAGE_TEMPLATES, MessageTemplate, query={"locale": locale}
        )

    _SEND_MESSAGE = Operation(
        "sendEngagementMessage",
        "POST",
        "/customer_engagement/202412/messages",
        failures="errors",
    )

    def send_message(
        self, *, buyer_emails: Sequence[str], task_id: str | int | None = None
    ) -> BatchResult[SendMessageEngagementTaskResult]:
        """Send a task's message to chosen buyers.

        Scope: ``seller.customer_engagement.write``.
        TikTok Shop: Send Engagement Message, 202412.
        """
        return self._batch(
            self._SEND_MESSAGE,
            SendMessageEngagementTaskResult,
            body={"buyer_emails": buyer_emails, "task_id": text(task_id)},
        )

    _GET_PERFORMANCES = Operation(
        "getEngagementTaskPerformances",
        "POST",
        "/customer_engagement/202412/performances",
        repeatable=True,
        page=Paging(items="task_performances", style="none"),
    )

    def get_performances(
        self, *, task_ids: Sequence[str | int]
    ) -> Page[TaskPerformance]:
        """Read figures of engagement tasks.

        Scope: ``seller.customer_engagement.read``.
        TikTok Shop: Get Task Performances, 202412.
        """
        return self._page(
            self._GET_PERFORMANCES, TaskPerformance, body={"task_ids": texts(task_ids)}
        )

    _CREATE_CUSTOM = Operation(
        "createCustomEngagementTask",
        "POST",
        "/customer_engagement/202502/engagement_tasks/custom",
        repeatable=True,
        idempotency="query:idempotency_key",
    )

    def create_custom(
        self,
        *,
        task_name: str,
        end_time: datetime,
        channel: str,
        idempotency_key: str | None = None,
        product_ids: Sequence[str | int] | None = None,
        coupon_ids: Sequence[str | int] | None = None,
        custom_message: CustomMessageInput | None = None,
    ) -> str | None:
        """Create an engagement task with your own message.

        Scope: ``seller.customer_engagement.write``.
        TikTok Shop: Create Custom Engagement Task, 202502.
        """
        return self._field(
            self._CREATE_CUSTOM,
            str,
            "task_id",
            query={"idempotency_key": idempotency_key},
            body={
                "task_name": task_name,
                "end_time": seconds(end_time),
                "channel": channel,
                "product_ids": texts(product_ids),
                "coupon_ids": texts(coupon_ids),
                "custom_message": custom_message,
            },
        )

    _GET_PERMISSIONS = Operation(
        "getEngagementFeaturePermissions",
        "GET",
        "/customer_engagement/202502/permissions",
        repeatable=True,
        page=Paging(items="features", style="none"),
    )

    def get_permissions(self) -> Page[Feature]:
        """Check which engagement features the shop may use.

        Scope: ``seller.customer_engagement.read``.
        TikTok Shop: Get Feature Permissions, 202502.
        """
        return self._page(self._GET_PERMISSIONS, Feature)

    _GET_CUSTOMER_TAB_VISIBILITY = Operation(
        "getCustomerTabVisibility",
        "GET",
        "/customer_engagement/202501/customer_tab/visibility",
        repeatable=True,
    )

    def get_customer_tab_visibility(self) -> bool | None:
        """Check whether the shop shows the Customer tab.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Get Customer Tab Visibility, 202501.
        """
        return self._field(self._GET_CUSTOMER_TAB_VISIBILITY, bool, "is_visible")
