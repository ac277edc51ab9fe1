"""
Webhooks of TikTok Shop: is one genuine, and what does it say?

Verify the bytes that came before anything else, then read them::

    webhooks.verify(headers, body, app_key="...", app_secret="...")
    event = webhooks.parse(body)

The typed events are in `tokotiktok.tiktokshop.api.events`. The signature covers neither
time nor address, so a copy of an old one is as genuine: tell doubles by
``tts_notification_id``, and order by the times within.

Source: TikTok Shop Partner Center, "Webhooks overview" and "Configure webhooks", 2026-05.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._convert import Converter
from .._events import Event as BaseEvent
from .._events import check, event_of, header, payload_of, unreadable
from .._events import sign as _sign
from .._model import Id, UnixSeconds, model

HEADER = "Authorization"
"""The header that has the signature."""

_CONVERTER = Converter(
    lenient_case=True, spellings={"pre_approved_reason": "pre_approved_reasons"}
)


@model
class Event(BaseEvent):
    """What all events say beside what happened."""

    type: int | None = None
    tts_notification_id: Id | None = None
    """The same each time that the event is sent; older events have none."""
    shop_id: Id | None = None
    seller_open_id: Id | None = None
    """Instead of the shop, where an event is of a seller."""
    creator_open_id: Id | None = None
    """Instead of the shop, where an event is of a creator."""
    timestamp: UnixSeconds | None = None
    """When it was first sent."""

    @property
    def identity(self) -> str:
        """
        The same each time that the event is sent: the platform's id, or else a digest of
        all that was sent but the time of sending.
        """
        number = self.tts_notification_id
        return f"notification:{number}" if number else super().identity


@model
class UnknownEvent(Event):
    """An event of a kind that is not known yet."""

    data: Any = None


def sign(body: bytes, *, app_key: str, app_secret: str) -> str:
    """Give the signature of *body*, as the platform sends it in ``Authorization``."""
    return _sign(body, secret=app_secret, before=app_key)


def verify(
    headers: Mapping[str, str], body: bytes, *, app_key: str, app_secret: str
) -> None:
    """
    Check that the platform sent *body* to this app; return nothing if so.

    Args:
        headers: as received; the case of their names does not matter.
        body: the bytes as received, before any reading.
        app_key: the app's.
        app_secret: the app's.

    Raises:
        WebhookError: the signature is missing, or not the app's for these bytes.
        ValidationError: the body is no bytes, or the secret is empty.
    """
    sent = header(headers, HEADER.lower())
    check(body, sent, secret=app_secret, before=app_key)


def parse(body: bytes) -> Event:
    """
    Read an event, loosely: what is missing is ``None``, what does not fit is kept aside.

    Returns:
        One of `tokotiktok.tiktokshop.api.events`, or an `UnknownEvent`. All that was sent
        is in its ``raw``.

    Raises:
        WebhookError: the body is not an object with a ``type``; its ``body`` has it.
    """
    from .api.events import EVENTS

    payload = payload_of(body)
    kind = payload.get("type")
    if not isinstance(kind, (int, str)) or not str(kind).isdecimal():
        raise unreadable(body, "it has no type, so it is no event of TikTok Shop")
    known = {str(number): one for number, one in EVENTS.items()}
    return event_of(known.get(str(kind), UnknownEvent), payload, _CONVERTER)
