"""Choose which events are sent where.

Written by spec/generate.py; edit spec/tiktokshop/event.json or spec/names.toml instead.
"""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import Model, UnixMillis, model
from ..._resource import Resource
from ...wire import Operation

EventType = TypeAliasType(
    "EventType",
    Literal[
        "CANCELLATION_STATUS_CHANGE",
        "INVOICE_STATUS_CHANGE",
        "NEW_CONVERSATION",
        "NEW_MESSAGE",
        "NEW_MESSAGE_LISTENER",
        "ORDER_STATUS_CHANGE",
        "PACKAGE_UPDATE",
        "PRODUCT_AUDIT_STATUS_CHANGE",
        "PRODUCT_CATEGORY_CHANGE",
        "PRODUCT_CREATION",
        "PRODUCT_INFORMATION_CHANGE",
        "PRODUCT_STATUS_CHANGE",
        "RECIPIENT_ADDRESS_UPDATE",
        "RETURN_STATUS_CHANGE",
        "REVERSE_STATUS_UPDATE",
        "SELLER_DEAUTHORIZATION",
        "UPCOMING_AUTHORIZATION_EXPIRATION",
    ],
)


@model
class Webhook(Model):
    """Webhook, in list webhook result."""

    event_type: EventType | None = None
    address: str | None = None
    create_time: UnixMillis | None = None
    """Description and example disagree."""
    update_time: UnixMillis | None = None
    """Description and example disagree."""


@model
class ListWebhookResult(Model):
    """List webhook result, in list."""

    webhooks: tuple[Webhook, ...] = ()
    total_count: int | None = None


class Webhooks(Resource):
    """Choose which events are sent where."""

    _LIST = Operation(
        "getShopWebhooks", "GET", "/event/202309/webhooks", repeatable=True
    )

    def list(self) -> ListWebhookResult:
        """List the webhook addresses set for the shop.

        Scope: ``seller.authorization.info``.
        TikTok Shop: Get Shop Webhooks, 202309.
        """
        return self._get(self._LIST, ListWebhookResult)

    _UPDATE = Operation("updateShopWebhook", "PUT", "/event/202309/webhooks")

    def update(self, *, address: str, event_type: EventType) -> None:
        """Set the webhook address of one event type.

        Scope: ``seller.authorization.info``.
        TikTok Shop: Update Shop Webhook, 202309.
        """
        self._do(self._UPDATE, body={"address": address, "event_type": event_type})

    _DELETE = Operation("deleteWebhookForAnEvent", "DELETE", "/event/202309/webhooks")

    def delete(self, *, event_type: EventType) -> None:
        """Remove the webhook address of one event type.

        Scope: ``seller.authorization.info``.
        TikTok Shop: Delete Shop Webhook, 202309.
        """
        self._do(self._DELETE, body={"event_type": event_type})
