"""What was heard of a shop's way from two to one, and how it is written down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from enum import Enum
from typing import Any

from attrs import frozen

from .._model import iso, iso_text
from ..errors import ValidationError


class EventKind(str, Enum):
    """What happened to a shop, or was seen of it."""

    NOT_FROM_TOKOPEDIA = "not_from_tokopedia"
    """TikTok Shop called the seller none of Tokopedia's (12052994)."""
    NOT_INTEGRATED = "not_integrated"
    """Tokopedia's shop info did not say that the shop has migrated."""
    LOCKED = "locked"
    """A product call was refused because the shop is being integrated (12052332)."""
    MERGED = "merged"
    PRODUCTS_CONFIRMED = "products_confirmed"
    """The seller confirmed the product merge in Seller Center."""
    PRODUCTS_OPEN = "products_open"
    """A product call that the lock would refuse passed, in normal work."""
    ON_TOKOPEDIA = "on_tokopedia"
    """TikTok Shop's API showed a listing on Tokopedia, or an order from there."""
    MIRRORED = "mirrored"
    MIRROR_CANCELLED = "mirror_cancelled"
    MIRROR_ROLLED_BACK = "mirror_rolled_back"
    UNMERGED = "unmerged"
    OTHER = "other"
    """Something in words that this version does not know; ``said`` has them."""


class EventSource(str, Enum):
    """Who told."""

    SHOP_INFO = "shop_info"
    MERGE_WEBHOOK = "merge_webhook"
    MIRROR_WEBHOOK = "mirror_webhook"
    ERROR = "error"
    """An answer met in normal work."""
    PROBE = "probe"
    """A question asked to find out, by reading."""
    PERSON = "person"


@frozen(kw_only=True)
class Event:
    """One thing that was heard of one shop."""

    kind: EventKind
    happened_at: datetime
    """When it happened, or, if it is not ``dated``, when it was heard."""
    heard_at: datetime
    source: EventSource
    dated: bool = True
    """Whether the source says when it happened."""
    toko_shop_id: str | None = None
    tts_seller_id: str | None = None
    """Not a shop id of TikTok Shop's."""
    tts_shop_id: str | None = None
    seller_open_id: str | None = None
    said: str | None = None
    """The source's own word."""

    @property
    def place(self) -> tuple[Any, ...]:
        """
        Where it stands among others; two with one place are the same, heard twice.

        When it was heard, and so in which order, plays no part in it.
        """
        ids = (getattr(self, name) or "" for name in IDS)
        order = _ORDER[self.kind]
        return (self.happened_at, order, self.source.value, *ids, self.said or "")

    def as_dict(self) -> dict[str, Any]:
        """Write it as JSON has it, without what is not known."""
        row: dict[str, Any] = {
            "kind": self.kind.value,
            "happened_at": iso_text(self.happened_at.astimezone(timezone.utc)),
            "heard_at": iso_text(self.heard_at.astimezone(timezone.utc)),
            "source": self.source.value,
        }
        if not self.dated:
            row["dated"] = False
        texts = {name: getattr(self, name) for name in (*IDS, "said")}
        return row | {name: text for name, text in texts.items() if text is not None}


IDS = ("toko_shop_id", "tts_seller_id", "tts_shop_id", "seller_open_id")
"""The fields by which an event says whose it is."""

_ORDER = {kind: place for place, kind in enumerate(EventKind)}
"""Of what happened at the same moment, the later here is taken to have come later."""

_FIELDS = {"kind", "happened_at", "heard_at", "source", "dated", "said", *IDS}


def read_event(row: object, where: str) -> Event:
    """
    Read an event that `Event.as_dict` wrote.

    Args:
        row: the object.
        where: names it, for the refusal.

    Raises:
        ValidationError: a field is missing, unknown or wrong.
    """
    if not isinstance(row, Mapping):
        raise ValidationError(f"{where} is not an object")
    unknown = sorted(str(name) for name in row if name not in _FIELDS)
    if unknown:
        raise ValidationError(f"{where}.{unknown[0]} is not a field of an event")
    dated = row.get("dated", True)
    if not isinstance(dated, bool):
        raise ValidationError(f"{where}.dated is neither true nor false")
    return Event(
        kind=_word(EventKind, row, "kind", where),
        happened_at=_time(row, "happened_at", where),
        heard_at=_time(row, "heard_at", where),
        source=_word(EventSource, row, "source", where),
        dated=dated,
        **{name: _text(row, name, where) for name in (*IDS, "said")},
    )


def _word(kind: Any, row: Mapping[Any, Any], name: str, where: str) -> Any:
    try:
        return kind(row.get(name))
    except ValueError:
        words = ", ".join(one.value for one in kind)
        msg = f"{where}.{name} is {row.get(name)!r}; it is one of {words}"
        raise ValidationError(msg) from None


def _time(row: Mapping[Any, Any], name: str, where: str) -> datetime:
    value = row.get(name)
    try:
        return iso(value)
    except (TypeError, ValueError):
        msg = f"{where}.{name} is {value!r}, not a time such as 2025-08-14T02:00:00Z"
        raise ValidationError(msg) from None


def _text(row: Mapping[Any, Any], name: str, where: str) -> str | None:
    value = row.get(name)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise ValidationError(f"{where}.{name} is {value!r}, not a text")
