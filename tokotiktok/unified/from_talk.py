"""
Both platforms' conversations in plain words.

Source: TikTok Shop Partner Center, customer service, 2026-05: what is in a message is JSON
in a text, whose keys are known for texts and product cards, and of low confidence for the
rest. Tokopedia Open Platform guide, 2023.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from ..platforms import Platform
from .conversation_models import Conversation, Message, MessageKind
from .models import Party
from .reading.walk import fits
from .words import PLATFORMS, UNKNOWN

if TYPE_CHECKING:
    from ..tiktokshop.api import conversations as new
    from ..tokopedia.api import chats as old

KINDS = {
    "TEXT": MessageKind.TEXT,
    "EMOTICONS": MessageKind.TEXT,
    "IMAGE": MessageKind.IMAGE,
    "VIDEO": MessageKind.VIDEO,
    "PRODUCT_CARD": MessageKind.PRODUCT,
    "BUYER_ENTER_FROM_PRODUCT": MessageKind.PRODUCT,
    "ORDER_CARD": MessageKind.ORDER,
    "BUYER_ENTER_FROM_ORDER": MessageKind.ORDER,
}
ROLES = {
    "BUYER": Party.BUYER,
    "SHOP": Party.SELLER,
    "CUSTOMER_SERVICE": Party.SELLER,
    "SYSTEM": Party.PLATFORM,
    "ROBOT": Party.PLATFORM,
    # Tokopedia's
    "User": Party.BUYER,
    "Shop Owner": Party.SELLER,
    "Shop Admin": Party.SELLER,
    "Tokopedia Admin": Party.PLATFORM,
}
ATTACHMENTS = {0: MessageKind.TEXT, 2: MessageKind.IMAGE}


@fits
def conversation(source: new.ConversationSummary | new.Conversation) -> Conversation:
    """
    Say a conversation of TikTok Shop's.

    The buyer's platform has one name in the list, and another where it is given alone.
    """
    people = source.participants
    buyer = next((one for one in people if one.role == "BUYER"), None)
    word = buyer and (buyer.buyer_platform or buyer.platform)
    latest = getattr(source, "latest_message", None)
    id_ = source.id or ""
    return Conversation(
        id=id_,
        origin=PLATFORMS.get(word or "", UNKNOWN),
        api=Platform.TIKTOK_SHOP,
        buyer_id=buyer.user_id if buyer else None,
        buyer_name=buyer.nickname or None if buyer else None,
        unread=source.unread_count,
        can_reply=getattr(source, "can_send_message", None),
        latest=None if latest is None else message(latest, id_),
        source=source,
    )


@fits
def message(source: new.Message | new.LatestMessage, conversation_id: str) -> Message:
    """Say a message of TikTok Shop's."""
    content = _content(source.content)
    sender = source.sender
    said = source.type or ""
    return Message(
        id=source.id or "",
        conversation_id=conversation_id,
        api=Platform.TIKTOK_SHOP,
        kind=KINDS.get(said, MessageKind.OTHER),
        said=said,
        sender=ROLES.get((sender and sender.role) or "", Party.OTHER),
        sender_name=(sender and sender.nickname) or None,
        text=_text(content.get("content")),
        product_id=_text(content.get("product_id")),
        order_id=_text(content.get("order_id")),
        url=_text(content.get("url")),
        sent_at=source.create_time,
        source=source,
    )


@fits
def chat(source: old.Chat, *, archived: bool = False) -> Conversation:
    """Say a chat of Tokopedia's; its buyers are all there."""
    about = source.attributes
    contact = about.contact if about else None
    id_ = source.msg_id or ""
    return Conversation(
        id=id_,
        origin=Platform.TOKOPEDIA,
        api=Platform.TOKOPEDIA,
        archived=archived,
        buyer_id=contact.id if contact else None,
        buyer_name=contact.attributes.name if contact and contact.attributes else None,
        unread=about.unreads if about else None,
        can_reply=False if archived else None,
        latest=None
        if about is None
        else Message(
            id="",
            conversation_id=id_,
            api=Platform.TOKOPEDIA,
            archived=archived,
            kind=MessageKind.TEXT,
            said="",
            sender=Party.OTHER,
            sender_name=None,
            text=about.last_reply_msg,
            sent_at=_moment(about.last_reply_time),
            source=source,
        ),
        source=source,
    )


@fits
def reply(source: old.ListRepliesChat, *, archived: bool = False) -> Message:
    """Say a message of a Tokopedia chat."""
    code = source.attachment_id or 0
    return Message(
        id=source.reply_id or "",
        conversation_id=source.msg_id or "",
        api=Platform.TOKOPEDIA,
        archived=archived,
        kind=ATTACHMENTS.get(int(code), MessageKind.OTHER),
        said=str(code),
        sender=ROLES.get(source.role or "", Party.OTHER),
        sender_name=source.sender_name or None,
        text=source.msg or None,
        sent_at=_moment(source.reply_time),
        source=source,
    )


def _content(text: str | None) -> Mapping[str, Any]:
    """Read what is in a message; what is no JSON is its text."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {"content": text}


def _text(value: object) -> str | None:
    """Give a text or an id, of whatever type it came."""
    if value is None or isinstance(value, (dict, list)):
        return None
    return str(value) or None


def _moment(milliseconds: int | None) -> datetime | None:
    if not milliseconds:
        return None
    return datetime.fromtimestamp(milliseconds / 1_000, timezone.utc)
