"""
Webhooks of the Tokopedia Open Platform, which sent them until 2025-09-30; proxies,
replays and the sandbox still do.

Verify the bytes that came before anything else, then read them::

    webhooks.verify(headers, body, secret="...")
    event = webhooks.parse(body, topic="order_status")

The typed events are in `tokotiktok.tokopedia.api.events`. A body does not say what it is:
give each topic a URL of its own, and say which it is; or let the names in it tell. They
carry no id and mostly no time, so take them as a hint to look the record up.

Source: Tokopedia Open Platform guide, Webhook API; confidence as each event says.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping
from typing import Any

from .._convert import Converter
from .._crypto import is_signed
from .._events import Event, check, event_of, header, payload_of, unreadable
from .._events import sign as _sign
from .._model import model
from ..errors import ValidationError, WebhookError

__all__ = [
    "HEADER",
    "KEY_HEADER",
    "Event",
    "UnknownEvent",
    "parse",
    "sign",
    "topics",
    "verify",
]

HEADER = "Authorization-Hmac"
"""The header that has the signature by the shared secret."""

KEY_HEADER = "TKPD-Signature"
"""The header that has the platform's own, where the buyer's data is sealed."""

_CONVERTER = Converter(
    lenient_case=True,
    spellings={
        "success_row_data": "success_rows_data",
        "tts_shop_id": "tts_seller_id",
    },
)


@model
class UnknownEvent(Event):
    """An event of which no topic was given, and none can be told."""


def sign(body: bytes, *, secret: str) -> str:
    """Give the signature of *body*, as the platform sent it in ``Authorization-Hmac``."""
    return _sign(body, secret=secret)


def verify(
    headers: Mapping[str, str],
    body: bytes,
    *,
    secret: str,
    public_key: bytes | None = None,
) -> None:
    """
    Check that the platform sent *body*; return nothing if so.

    Args:
        headers: as received; the case of their names does not matter.
        body: the bytes as received, before any reading.
        secret: the ``webhook_secret`` that was registered.
        public_key: Tokopedia's, as PEM. With it ``TKPD-Signature`` is checked too, where
            it was sent: only what holds sealed data had it. Confidence medium.

    Raises:
        WebhookError: a signature is missing or wrong.
        ValidationError: the body is no bytes, the secret is empty, the key is none, or
            ``cryptography`` (extra ``encryption``) is not installed.
    """
    check(body, header(headers, HEADER.lower()), secret=secret)
    sent = header(headers, KEY_HEADER.lower())
    if public_key is None or sent is None:
        return
    try:
        signature = base64.b64decode(sent, validate=True)
    except (binascii.Error, ValueError):
        signature = b""
    if not is_signed(bytes(body), signature, public_key):
        msg = f"{KEY_HEADER} is not Tokopedia's for this body"
        raise WebhookError(msg)


def parse(body: bytes, *, topic: str | None = None) -> Event:
    """
    Read an event, loosely: what is missing is ``None``, what does not fit is kept aside.

    Args:
        body: the bytes as received.
        topic: what it is, as ``"order_status"``, if its URL tells.

    Returns:
        One of `tokotiktok.tokopedia.api.events`; without *topic* an `OrderStatus` also
        for a cancelled order, whose body is the same, and an `UnknownEvent` for what
        cannot be told. All that was sent is in its ``raw``.

    Raises:
        WebhookError: the body is not an object, or could be of either of two topics.
        ValidationError: there is no such topic.
    """
    from .api.events import EVENTS

    if topic is not None and topic not in EVENTS:
        msg = f"there is no topic {topic!r}: give one of {', '.join(sorted(EVENTS))}"
        raise ValidationError(msg)
    payload = payload_of(body)
    topics = [topic] if topic is not None else list(_topics(payload))
    if len(topics) > 1:
        which = " or ".join(topics)
        raise unreadable(body, f"it may be {which}: give the topic that its URL is for")
    kind = EVENTS[topics[0]] if topics else UnknownEvent
    return event_of(kind, payload, _CONVERTER)


def topics() -> frozenset[str]:
    """Give the topics that there are."""
    from .api.events import EVENTS

    return frozenset(EVENTS)


def _topics(payload: Mapping[str, Any]) -> Iterable[str]:
    """List the topics whose body has such names."""
    names = {name.lower() for name in payload}
    if names & {"tts_seller_id", "tts_shop_id", "toko_shop_id"}:
        return ("shop_merge",)
    if "product_changes_data" in names:
        return ("product_changes",)
    if {"discussion_type", "discussion_data"} <= names:
        return ("product_discussion",)
    if "msg_id" in names:
        return ("chat",)
    if "discounted_price" in names:
        return ("campaign",)
    if "upload_id" in names or {"header", "data"} <= names:
        return ("product_creation", "product_edit")
    if "order_id" in names:
        return (_of_order(names),)
    return ()


def _of_order(names: set[str]) -> str:
    if names & {"customer", "recipient", "amt", "invoice_ref_num", "invoice_num"}:
        return "order_notification"
    return "order_status" if "order_status" in names else "order_request_cancellation"
