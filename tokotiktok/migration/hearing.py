"""
What the platforms send, read as events of one shop.

Tolerant of how the same fact is spelled in different places: ids as numbers or text, a
webhook with its envelope or without, times in seconds or milliseconds, one l or two.

Sources: TikTok Shop Partner Center, Tokopedia & Shop Open API Integration One Pager,
2025-02-13, and webhook 35, 2026-05 (rules 38, 40, 41, 43).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from .. import _json
from .._model import MILLIS, iso
from ..errors import ApiError, ShopLockedError, ValidationError
from ..platforms import WIB, Platform
from .events import Event, EventKind, EventSource

LOCK = 12052332
"""The code of a product call refused while the shop is being integrated."""
NOT_FROM_TOKOPEDIA = 12052994
"""The code of ``listing_platforms`` given for a shop that never was on Tokopedia."""

_MERGE = {
    "merge": EventKind.MERGED,
    "merged": EventKind.MERGED,
    "unmerge": EventKind.UNMERGED,
    "unmerged": EventKind.UNMERGED,
}
_MIRROR = {
    "mirrored": EventKind.MIRRORED,
    "rolled_back": EventKind.MIRROR_ROLLED_BACK,
    "canceled": EventKind.MIRROR_CANCELLED,
    "cancelled": EventKind.MIRROR_CANCELLED,
}
_MIRROR_TYPE = 35


def shop_info(info: object, heard_at: datetime, shop_id: str | None) -> Event:
    """
    Read Tokopedia's shop info: one shop's row, or the answer that has it.

    Args:
        info: as JSON has it.
        heard_at: when it was read.
        shop_id: whose row to take from several.

    Raises:
        ValidationError: it is no shop info, or of several shops, or of another.
    """
    row = _row(info, shop_id)
    done = row.get("tts_integration_completed")
    own = _id(row.get("shop_id"))
    shop = _id(row.get("tts_shop_id"))
    if isinstance(done, Mapping) and done:
        when = _moment(done.get("completed_time"))
        return Event(
            kind=EventKind.MERGED,
            happened_at=when or heard_at,
            heard_at=heard_at,
            source=EventSource.SHOP_INFO,
            dated=when is not None,
            toko_shop_id=_id(done.get("toko_shop_id")) or own,
            tts_seller_id=_id(done.get("tts_seller_id", done.get("tts_shop_id"))),
            tts_shop_id=shop,
        )
    # rule 40: one page shows a tts_shop_id there, and nobody says what it proves
    kind = EventKind.OTHER if shop else EventKind.NOT_INTEGRATED
    return Event(
        kind=kind,
        happened_at=heard_at,
        heard_at=heard_at,
        source=EventSource.SHOP_INFO,
        toko_shop_id=own,
        tts_shop_id=shop,
        said="tts_shop_id without tts_integration_completed" if shop else None,
    )


def merge(payload: object, heard_at: datetime) -> Event:
    """
    Read what Tokopedia sent when a shop was merged, or un-merged.

    Raises:
        ValidationError: it is not that webhook.
    """
    fields = _fields(payload)
    said = _said(fields, "status", "Tokopedia's merge webhook")
    return _event(fields, EventSource.MERGE_WEBHOOK, said, _MERGE, heard_at)


def mirror(payload: object, heard_at: datetime) -> Event:
    """
    Read TikTok Shop's webhook 35: a shop was mirrored, or that was undone.

    Raises:
        ValidationError: it is not that webhook.
    """
    fields = _fields(payload)
    if _id(fields.get("type")) not in (None, str(_MIRROR_TYPE)):
        msg = f"webhook {fields['type']!r} is not 35, Tokopedia mirror status change"
        raise ValidationError(msg)
    said = _said(fields, "mirror_status", "webhook 35")
    return _event(fields, EventSource.MIRROR_WEBHOOK, said, _MIRROR, heard_at)


def error(met: ApiError, heard_at: datetime) -> Event | None:
    """Read an answer met in normal work; ``None`` if it tells nothing of the phase."""
    if met.platform is Platform.TOKOPEDIA:
        return None
    code = str(met.code)
    if isinstance(met, ShopLockedError) or code == str(LOCK):
        kind = EventKind.LOCKED
    elif code == str(NOT_FROM_TOKOPEDIA):
        kind = EventKind.NOT_FROM_TOKOPEDIA
    else:
        return None
    return Event(
        kind=kind, happened_at=heard_at, heard_at=heard_at, source=EventSource.ERROR
    )


def _event(
    fields: Mapping[str, Any],
    source: EventSource,
    said: str,
    words: Mapping[str, EventKind],
    heard_at: datetime,
) -> Event:
    times = (fields.get("update_time"), fields.get("timestamp"))
    when = next(filter(None, map(_moment, times)), None)
    return Event(
        kind=words.get(said.strip().lower(), EventKind.OTHER),
        happened_at=when or heard_at,
        heard_at=heard_at,
        source=source,
        dated=when is not None,
        toko_shop_id=_id(fields.get("toko_shop_id")),
        tts_seller_id=_id(fields.get("tts_seller_id")),
        tts_shop_id=_id(fields.get("tts_shop_id")) or _id(fields.get("shop_id")),
        seller_open_id=_id(fields.get("seller_open_id")),
        said=said.strip(),
    )


def _row(info: object, shop_id: str | None) -> Mapping[str, Any]:
    rows = info.get("data", info) if isinstance(info, Mapping) else info
    rows = rows if isinstance(rows, list) else [rows]
    found = [
        one
        for one in rows
        if isinstance(one, Mapping)
        and ("shop_id" in one or "tts_integration_completed" in one)
    ]
    if len(found) > 1 and shop_id is not None:
        found = [one for one in found if _id(one.get("shop_id")) == shop_id]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(str(_id(one.get("shop_id"))) for one in found)
        msg = f"this shop info has {len(found)} shops ({ids}): give the row of one"
    else:
        whose = "of this shop" if shop_id else "of any shop, which has a shop_id"
        msg = f"this is no shop info {whose}"
    raise ValidationError(msg)


def _fields(payload: object) -> dict[str, Any]:
    """Lay the fields of a webhook over those of its envelope."""
    if not isinstance(payload, Mapping):
        msg = f"a webhook's payload is an object, not a {type(payload).__name__}"
        raise ValidationError(msg)
    data = payload.get("data")
    if isinstance(data, str):  # some senders put JSON into JSON
        try:
            data = _json.loads(data.encode())
        except ValueError:
            raise ValidationError("the webhook's data is not JSON") from None
    inside = data if isinstance(data, Mapping) else {}
    return {str(name): value for name, value in {**payload, **inside}.items()}


def _said(fields: Mapping[str, Any], name: str, what: str) -> str:
    said = fields.get(name)
    if not isinstance(said, str):
        msg = f"{name} is {said!r}, so this is not {what}"
        raise ValidationError(msg)
    return said


def _id(value: object) -> str | None:
    """Write an id as text. A float has lost digits, so it is none (rule 74)."""
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return None
    text = str(value).strip()
    return None if text in ("", "0") else text


def _moment(value: object) -> datetime | None:
    """Read a time: seconds or milliseconds since 1970, or ISO; ``None`` if it is none."""
    if isinstance(value, str) and value.strip().isdecimal():
        value = int(value)
    try:
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            seconds = value / 1000 if value >= MILLIS else value
            return datetime.fromtimestamp(seconds, timezone.utc)
        if isinstance(value, str):
            when = iso(value.strip())
            named = value.strip()[-1] == "Z" or value.strip()[-6] in "+-"
            return when if named else when.replace(tzinfo=WIB)
    except (ValueError, OverflowError, OSError):
        pass
    return None
