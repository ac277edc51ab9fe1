"""Where events are sent.

Written by spec/generate.py; edit spec/tokopedia/webhook.json or spec/names.toml instead.
"""

from __future__ import annotations

from typing import Any, Literal

from typing_extensions import TypeAliasType

from ..._model import IntId, Model, model, number
from ..._resource import Resource
from ...wire import Operation

WebhookType = TypeAliasType(
    "WebhookType", Literal["order_status", "order_notification"]
)


@model
class ListWebhookResult(Model):
    """List webhook result, in list."""

    fs_id: IntId | None = None
    order_notification_url: str | None = None
    order_cancellation_url: str | None = None
    order_status_url: str | None = None
    order_request_cancellation_url: str | None = None
    chat_notification_url: str | None = None
    product_changes_url: str | None = None
    campaign_notification_url: str | None = None
    order_partial_fulfillment_url: str | None = None
    webhook_secret: str | None = None
    product_creation_url: str | None = None


class Webhooks(Resource):
    """Where events are sent."""

    _LIST = Operation(
        "list_registered_webhooks",
        "GET",
        "/v1/fs/{fs_id}",
        repeatable=True,
        shop="none",
        envelope="data_status_error_message",
    )

    def list(self) -> ListWebhookResult:
        """Read where events are sent.

        Tokopedia: list_registered_webhooks.
        """
        return self._get(self._LIST, ListWebhookResult)

    _REGISTER = Operation(
        "register_webhooks",
        "POST",
        "/v1/fs/{fs_id}/register",
        repeatable=True,
        shop="none",
        envelope="data_status_error_message",
    )

    def register(
        self,
        *,
        order_notification_url: str | None = None,
        order_cancellation_url: str | None = None,
        order_status_url: str | None = None,
        order_request_cancellation_url: str | None = None,
        chat_notification_url: str | None = None,
        product_creation_url: str | None = None,
        product_changes_url: str | None = None,
        campaign_notification_url: str | None = None,
        webhook_secret: str | None = None,
        product_edit_url: str | None = None,
        product_discussion_url: str | None = None,
        order_actions_url: str | None = None,
        order_confirm_delivery_notification_url: str | None = None,
        order_partial_fulfillment_url: str | None = None,
        shop_merge_notification_url: str | None = None,
    ) -> str:
        """Set where all events are sent; what is left out is emptied.

        Tokopedia: register_webhooks.
        """
        return self._get(
            self._REGISTER,
            str,
            body={
                "fs_id": None,
                "order_notification_url": order_notification_url,
                "order_cancellation_url": order_cancellation_url,
                "order_status_url": order_status_url,
                "order_request_cancellation_url": order_request_cancellation_url,
                "chat_notification_url": chat_notification_url,
                "product_creation_url": product_creation_url,
                "product_changes_url": product_changes_url,
                "campaign_notification_url": campaign_notification_url,
                "webhook_secret": webhook_secret,
                "product_edit_url": product_edit_url,
                "product_discussion_url": product_discussion_url,
                "order_actions_url": order_actions_url,
                "order_confirm_delivery_notification_url": order_confirm_delivery_notification_url,
                "order_partial_fulfillment_url": order_partial_fulfillment_url,
                "shop_merge_notification_url": shop_merge_notification_url,
            },
        )

    _GET_PAYLOAD = Operation(
        "get_webhook_payload",
        "GET",
        "/v1/order/{order_id}/fs/{fs_id}/webhook",
        repeatable=True,
        shop="none",
    )

    def get_payload(self, *, order_id: str | int, type: WebhookType) -> dict[str, Any]:
        """Read what an order's webhook held.

        Tokopedia: get_webhook_payload.
        """
        return self._get(
            self._GET_PAYLOAD,
            dict[str, Any],
            path={"order_id": order_id},
            query={"type": type},
        )

    _TRIGGER = Operation(
        "trigger_webhook", "POST", "/v1/fs/{fs_id}/trigger", shop="none"
    )

    def trigger(
        self, *, order_id: str | int, type: WebhookType, url: str, is_encrypted: bool
    ) -> str:
        """Send an order's webhook again.

        Tokopedia: trigger_webhook.
        """
        return self._get(
            self._TRIGGER,
            str,
            body={
                "order_id": number(order_id),
                "type": type,
                "url": url,
                "is_encrypted": is_encrypted,
            },
        )
