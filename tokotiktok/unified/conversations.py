"""Conversations of both platforms in one list, and answers where the buyer sees them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timezone
from functools import partial
from heapq import merge
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal

from .._model import is_a
from ..errors import ValidationError
from ..platforms import Platform
from ..wire import Document, Upload
from . import from_talk
from .acting.records import single
from .conversation_models import Conversation, Message
from .models import ListingStatus, Order, Product
from .reading.alone import tiktokshop_of, tokopedia_of
from .reading.walk import Unread, Walk, rows, said_or_aside

if TYPE_CHECKING:
    from .shop import UnifiedShop

PAGE, MESSAGES = 20, 10
"""How many conversations, and messages, TikTok Shop gives at most at once."""
_LATEST = datetime.max.replace(tzinfo=timezone.utc)
_NEW, _OLD = Platform.TIKTOK_SHOP, Platform.TOKOPEDIA


class UnifiedConversations:
    """The conversations of one merged shop."""

    def __init__(self, shop: UnifiedShop) -> None:
        self._shop = shop

    # reading

    def list(self) -> Walk[Conversation]:
        """
        Iterate over the conversations of both sides, the latest first.

        That each platform gives its own in this order is of medium confidence; of the
        same moment TikTok Shop's come first. Since the integration Tokopedia's buyers are
        in TikTok Shop's list; the others are in Tokopedia's API, or an archive of it.
        Pages are fetched as you go.
        """

        def found(malformed: Unread) -> Iterator[Conversation]:
            sides = map(_timed, (self._new(malformed), self._old(malformed)))
            return map(itemgetter(1), merge(*sides, key=itemgetter(0), reverse=True))

        return Walk(found)

    def messages(self, conversation: Conversation) -> Walk[Message]:
        """
        Iterate over the messages of a conversation, the newest first.

        Raises:
            ValidationError: it is no Conversation, or the shop has no client for it.
        """
        one = single(conversation, Conversation)
        if one.api is _NEW:
            tiktokshop_of(self._shop)
            return Walk(lambda bad: self._new_messages(one, bad))
        tokopedia_of(self._shop)
        return Walk(lambda bad: self._old_messages(one, bad))

    def picture(self, message: Message) -> Document:
        """
        Fetch the picture of a message.

        Indonesia gives it to the seller's token alone since 2025-09-30 (rule 8); the
        token is sent to the platform's hosts only.

        Raises:
            ValidationError: it has no picture, or one of another host.
            TokoTikTokError: it cannot be fetched; such URLs expire.
        """
        url = single(message, Message).url
        if url is None:
            raise ValidationError(f"message {message.id} has no picture")
        return tiktokshop_of(self._shop).download_picture(url)

    # talking

    def reply(self, conversation: Conversation, text: str) -> str | None:
        """
        Send a text; give its id, where the platform gives one.

        Raises:
            ValidationError: there is nothing in it, or the platform takes no answer now.
            SunsetError: the Tokopedia API takes no answers any more; nor does an archive.
            OutcomeUnknown: it may have been sent: look before you send it again.
        """
        one = single(conversation, Conversation)
        if not is_a(text, str) or not text.strip():
            raise ValidationError("there is nothing in this text")
        if one.api is _NEW:
            _open(one)
            return self._send(one, "TEXT", {"content": text})
        tokopedia_of(self._shop).chats.send_reply(msg_id=one.id, message=text)
        return None

    def send_product(self, conversation: Conversation, product: Product) -> str | None:
        """
        Send a product's card, if the product is on sale where the buyer is (rule 96).

        Raises:
            ValidationError: it is not, or that cannot be known; or the platform takes no
                message now.
            OutcomeUnknown: it may have been sent: look before you send it again.
        """
        one, item = _carded(conversation), single(product, Product)
        live = Platform(0)
        for listing in item.listings:
            if listing.status is ListingStatus.LIVE:
                live |= listing.platform
        if item.api is not _NEW or not one.origin or one.origin not in live:
            there = one.origin.label if one.origin else "where the buyer is"
            msg = (
                f"product {item.id} is not on sale on {there}, so the buyer could not see "
                "its card"
            )
            raise ValidationError(msg)
        return self._send(one, "PRODUCT_CARD", {"product_id": item.id})

    def send_order(self, conversation: Conversation, order: Order) -> str | None:
        """
        Send the card of an order, if it is this buyer's.

        Raises:
            ValidationError: it is somebody else's, or TikTok Shop does not have it; or
                the platform takes no message now.
            OutcomeUnknown: it may have been sent: look before you send it again.
        """
        one, bought = _carded(conversation), single(order, Order)
        is_theirs = bought.buyer.id is not None and bought.buyer.id == one.buyer_id
        if bought.api is not _NEW or not is_theirs or bought.origin != one.origin:
            msg = (
                f"order {bought.id} is not known to be this buyer's: its card shows it"
            )
            raise ValidationError(msg)
        return self._send(one, "ORDER_CARD", {"order_id": bought.id})

    def send_picture(self, conversation: Conversation, picture: Upload) -> str | None:
        """
        Upload a picture and send it. How it is sent is of low confidence.

        Raises:
            ValidationError: it is a conversation of Tokopedia's API, or the platform
                takes no message now.
            OutcomeUnknown: it may have been sent: look before you send it again.
        """
        one = _carded(conversation)
        client = tiktokshop_of(self._shop)
        sent = client.conversations.upload_image(data=picture)
        content = {"url": sent.url, "width": sent.width, "height": sent.height}
        return self._send(one, "IMAGE", content)

    def mark_read(self, conversation: Conversation) -> None:
        """
        Mark all that the buyer wrote as read.

        Raises:
            ValidationError: Tokopedia's API has no such call.
        """
        one = single(conversation, Conversation)
        if one.api is not _NEW:
            msg = "the Tokopedia API cannot mark a conversation as read"
            raise ValidationError(msg, platform=_OLD)
        tiktokshop_of(self._shop).conversations.read_messages(conversation_id=one.id)

    def begin(self, order: Order) -> Conversation:
        """
        Open the conversation with an order's buyer, or find the one there is.

        Raises:
            ValidationError: the order does not say who the buyer is.
            TokoTikTokError: it cannot be opened.
        """
        bought = single(order, Order)
        if bought.api is _OLD:
            begun = tokopedia_of(self._shop).chats.initiate(order_id=bought.id)
            return Conversation(
                id=begun.msg_id or "",
                origin=_OLD,
                api=_OLD,
                buyer_id=begun.contact.id if begun.contact else None,
                buyer_name=bought.buyer.name,
                unread=None,
                can_reply=None,
                latest=None,
                source=begun,
            )
        if bought.buyer.id is None:
            raise ValidationError(f"order {bought.id} does not say who bought")
        talks = tiktokshop_of(self._shop).conversations
        id_ = talks.create(buyer_user_id=bought.buyer.id) or ""
        found = talks.get(conversation_id=id_)
        if found is None:
            raise ValidationError(f"conversation {id_} was opened and is not told of")
        return from_talk.conversation(found)

    def _send(
        self,
        one: Conversation,
        kind: Literal["TEXT", "PRODUCT_CARD", "ORDER_CARD", "IMAGE"],
        content: Mapping[str, Any],
    ) -> str | None:
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        talks = tiktokshop_of(self._shop).conversations
        return talks.send_message(conversation_id=one.id, type=kind, content=text)

    # the two sides

    def _new(self, malformed: Unread) -> Iterator[Conversation]:
        client = self._shop.tiktokshop
        if client is None:
            return
        first = client.conversations.list(page_size=PAGE)
        for source in rows(first, malformed, lambda one: one.id):
            found = said_or_aside(from_talk.conversation, source, malformed)
            if found is not None:
                yield found

    def _old(self, malformed: Unread) -> Iterator[Conversation]:
        client = self._shop.tokopedia
        if client is None:
            return
        say = partial(from_talk.chat, archived=client.archived)
        for source in rows(client.chats.list(), malformed, lambda one: one.msg_id):
            found = said_or_aside(say, source, malformed)
            if found is not None:
                yield found

    def _new_messages(
        self, conversation: Conversation, malformed: Unread
    ) -> Iterator[Message]:
        first = tiktokshop_of(self._shop).conversations.get_messages(
            conversation_id=conversation.id,
            sort_field="create_time",
            sort_order="DESC",
            page_size=MESSAGES,
        )
        say = partial(from_talk.message, conversation_id=conversation.id)
        for source in rows(first, malformed, lambda one: one.id):
            found = said_or_aside(say, source, malformed)
            if found is not None:
                yield found

    def _old_messages(
        self, conversation: Conversation, malformed: Unread
    ) -> Iterator[Message]:
        client = tokopedia_of(self._shop)
        first = client.chats.list_replies(msg_id=conversation.id)
        say = partial(from_talk.reply, archived=client.archived)
        for source in rows(first, malformed, lambda one: one.reply_id):
            found = said_or_aside(say, source, malformed)
            if found is not None:
                yield found


def _carded(conversation: Conversation) -> Conversation:
    """
    Give a conversation that takes more than texts.

    Raises:
        ValidationError: it is one of Tokopedia's API, or takes nothing now.
    """
    one = single(conversation, Conversation)
    if one.api is not _NEW:
        msg = "a conversation of the Tokopedia API takes texts only: use reply()"
        raise ValidationError(msg, platform=_OLD)
    return _open(one)


def _open(one: Conversation) -> Conversation:
    """
    Give a conversation that takes messages, as far as the platform says.

    Raises:
        ValidationError: it does not.
    """
    if one.can_reply is False:
        msg = (
            f"conversation {one.id} takes no messages now: begin(order) may open it "
            "again, or the buyer writes first; then list it anew"
        )
        raise ValidationError(msg, platform=_NEW)
    return one


def _timed(
    talks: Iterator[Conversation],
) -> Iterator[tuple[datetime, Conversation]]:
    """
    Give conversations with when something was said last.

    One that does not say stays behind the one that it came behind, and holds up nothing.
    """
    last = _LATEST
    for one in talks:
        last = one.updated_at or last
        yield last, one
