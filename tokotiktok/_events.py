"""
What webhooks of both platforms have in common: how they are told genuine, and how a body
becomes an event.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import field

from . import _json
from ._convert import Converter
from ._model import Model, model
from .errors import ValidationError, WebhookError


@model
class Event(Model):
    """Something that happened, as a platform told it."""

    raw: Mapping[str, Any] = field(factory=dict, init=False, eq=False, repr=False)
    """All that was sent."""

    @property
    def identity(self) -> str:
        """
        The same each time that the event is sent: the platform's id, or else a digest of
        all that was sent but the time of sending.

        What has no id and happens twice in the same way has one identity: a stock that is
        set to 5, sold out and set to 5 again. Remember such for minutes, not for a week.
        """
        told = self.raw or {"": repr(self)}  # one made by hand was never sent
        content = {name: value for name, value in told.items() if name != "timestamp"}
        text = json.dumps(content, sort_keys=True, separators=(",", ":"))
        return f"content:{hashlib.sha256(text.encode()).hexdigest()}"


E = TypeVar("E", bound=Event)


def header(headers: Mapping[str, str], name: str) -> str | None:
    """Find a header, however it is spelled."""
    for key, value in headers.items():
        if key.lower() == name:
            return value
    return None


def check(body: object, digest: str | None, *, secret: str, before: str = "") -> None:
    """
    Check that *digest* is the lower-case hex HMAC-SHA-256 of *before* and *body*.

    Takes as long for a nearly right one as for any other.

    Raises:
        WebhookError: it is not, or there is none.
        ValidationError: the secret is empty, or the body is no bytes.
    """
    if not secret:
        msg = "an empty secret proves nothing: give the app's"
        raise ValidationError(msg)
    if not digest:
        msg = "it is not signed"
        raise WebhookError(msg)
    expected = sign(body, secret=secret, before=before)
    if not hmac.compare_digest(digest.encode(errors="replace"), expected.encode()):
        msg = "the signature is of another app or another body"
        raise WebhookError(msg)


def sign(body: object, *, secret: str, before: str = "") -> str:
    """
    Sign a body.

    Raises:
        ValidationError: it is a text: what is signed are the bytes that were received.
    """
    if not isinstance(body, (bytes, bytearray, memoryview)):
        msg = f"the body is {type(body).__name__}: give the bytes as they were received"
        raise ValidationError(msg)
    key, message = secret.encode(), before.encode() + bytes(body)
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def payload_of(body: bytes) -> dict[str, Any]:
    """
    Read the object that a body is.

    Raises:
        WebhookError: it is none; the error has the body.
    """
    try:
        payload = _json.exact(bytes(body))  # what is kept whole must come whole
    except ValueError:
        raise unreadable(body, "it is not JSON") from None
    if not isinstance(payload, dict):
        raise unreadable(body, f"it is a {type(payload).__name__}, not an object")
    return payload


def unreadable(body: bytes, why: str) -> WebhookError:
    """Make the error for a body that no event can be made of."""
    error = WebhookError(f"the body cannot be read: {why}")
    error.body = bytes(body)
    return error


def event_of(kind: type[E], payload: dict[str, Any], converter: Converter) -> E:
    """Read *payload* as *kind*; what does not fit is kept aside, as in any answer."""
    event: E = converter.read(payload, kind)
    object.__setattr__(event, "raw", payload)
    return event
