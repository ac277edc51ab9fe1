"""Talk with buyers.

Written by spec/generate.py; edit spec/tokopedia/interaction.json or spec/names.toml instead.
"""

from __future__ import annotations

from typing import Literal

from ..._model import IntId, Model, model, number
from ..._resource import Page, Resource
from ...wire import Operation, Paging


@model
class ContactAttributes(Model):
    """Contact attributes, in contact."""

    name: str | None = None
    tag: str | None = None
    thumbnail: str | None = None
    is_gold: bool | None = None
    is_official: bool | None = None


@model
class Contact(Model):
    """Contact, in attributes."""

    id: IntId | None = None
    role: str | None = None
    attributes: ContactAttributes | None = None


@model
class Attributes(Model):
    """Attributes, in chat."""

    contact: Contact | None = None
    last_reply_msg: str | None = None
    last_reply_time: int | None = None
    read_status: int | None = None
    unreads: int | None = None
    pin_status: int | None = None


@model
class Chat(Model):
    """Chat, in list."""

    message_key: str | None = None
    msg_id: IntId | None = None
    attributes: Attributes | None = None


@model
class ListRepliesChat(Model):
    """List replies chat, in list replies."""

    msg_id: IntId | None = None
    sender_id: IntId | None = None
    role: str | None = None
    msg: str | None = None
    reply_time: int | None = None
    reply_id: IntId | None = None
    sender_name: str | None = None
    read_status: int | None = None
    read_time: int | None = None
    status: int | None = None
    attachment_id: IntId | None = None
    message_is_read: bool | None = None
    is_opposite: bool | None = None
    is_first_reply: bool | None = None
    is_reported: bool | None = None


@model
class InitiateChatResult(Model):
    """Initiate chat result, in initiate."""

    contact: Contact | None = None
    is_success: bool | None = None
    msg_id: IntId | None = None


@model
class PayloadInput(Model):
    """Payload, in send reply."""

    thumbnail: str | None = None
    identifier: str | None = None
    title: str | None = None
    price: str | None = None
    url: str | None = None


@model
class QuotationProfile(Model):
    """Quotation profile, in attachment."""

    thumbnail: str | None = None
    identifier: str | None = None
    title: str | None = None
    price: str | None = None
    url: str | None = None


@model
class FallbackAttachment(Model):
    """Fallback attachment, in attachment."""

    html: str | None = None
    message: str | None = None


@model
class Attachment(Model):
    """Attachment, in send reply chat result."""

    quotation_profile: QuotationProfile | None = None
    fallback_attachment: FallbackAttachment | None = None


@model
class SendReplyChatResult(Model):
    """Send reply chat result, in send reply."""

    msg_id: IntId | None = None
    sender_id: IntId | None = None
    role: int | None = None
    msg: str | None = None
    reply_time: int | None = None
    from_: str | None = None
    attachment: Attachment | None = None
    fallback_attachment: FallbackAttachment | None = None


class Chats(Resource):
    """Talk with buyers."""

    _LIST = Operation(
        "list_messages",
        "GET",
        "/v1/chat/fs/{fs_id}/messages",
        repeatable=True,
        page=Paging(items="", style="number", param="page", next="", size="per_page"),
    )

    def list(
        self,
        *,
        shop_id: str | int | None = None,
        filter: Literal["all", "read", "unread"] | None = None,
        order: str | None = None,
        page: int = 1,
        per_page: int = 15,
    ) -> Page[Chat]:
        """List chats.

        Tokopedia: list_messages.
        """
        return self._page(
            self._LIST,
            Chat,
            query={
                "shop_id": shop_id,
                "page": page,
                "per_page": per_page,
                "filter": filter,
                "order": order,
            },
        )

    _LIST_REPLIES = Operation(
        "list_replies",
        "GET",
        "/v1/chat/fs/{fs_id}/messages/{msg_id}/replies",
        repeatable=True,
        page=Paging(items="", style="number", param="page", next="", size="per_page"),
    )

    def list_replies(
        self,
        *,
        msg_id: str | int,
        shop_id: str | int | None = None,
        page: int = 1,
        per_page: int = 15,
    ) -> Page[ListRepliesChat]:
        """List the messages of a chat.

        Tokopedia: list_replies.
        """
        return self._page(
            self._LIST_REPLIES,
            ListRepliesChat,
            path={"msg_id": msg_id},
            query={"shop_id": shop_id, "page": page, "per_page": per_page},
        )

    _INITIATE = Operation(
        "initiate_chat",
        "GET",
        "/v1/chat/fs/{fs_id}/initiate",
        repeatable=True,
        shop="none",
    )

    def initiate(self, *, order_id: str | int) -> InitiateChatResult:
        """Start a chat with an order's buyer.

        Tokopedia: initiate_chat.
        """
        return self._get(
            self._INITIATE, InitiateChatResult, query={"order_id": order_id}
        )

    _SEND_REPLY = Operation(
        "send_reply", "POST", "/v1/chat/fs/{fs_id}/messages/{msg_id}/reply", shop="body"
    )

    def send_reply(
        self,
        *,
        msg_id: str | int,
        shop_id: str | int | None = None,
        message: str | None = None,
        attachment_type: int | None = None,
        payload: PayloadInput | None = None,
        file_path: str | None = None,
    ) -> SendReplyChatResult:
        """Send a message.

        Tokopedia: send_reply.
        """
        return self._get(
            self._SEND_REPLY,
            SendReplyChatResult,
            path={"msg_id": msg_id},
            body={
                "shop_id": number(shop_id),
                "message": message,
                "attachment_type": attachment_type,
                "payload": payload,
                "file_path": file_path,
            },
        )
