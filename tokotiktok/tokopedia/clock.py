"""
The clock of the Tokopedia Open Platform.

What it calls UNIX time is the wall clock of western Indonesia (WIB, UTC+7) written as if
it were UTC: seven hours more than the true epoch. Its ISO texts ending in ``Z`` are WIB
too. The annotations here undo that, so that users only ever see true, aware datetimes;
which field is shifted and which is not stands in ``spec/names.toml``.

Source: Tokopedia Open Platform guide, slash price pages (GMT+7); confidence high.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Annotated, Any

from .._model import Wire, iso, iso_text, seconds
from ..platforms import WIB

SHIFT = 7 * 3600
"""Seconds that a Tokopedia "UNIX" time is ahead of the true epoch."""


def wib_seconds(moment: datetime | None) -> int | None:
    """Write a time as Tokopedia's shifted "UNIX" seconds."""
    epoch = seconds(moment)
    return None if epoch is None else epoch + SHIFT


def wib_text(moment: datetime | None) -> str | None:
    """Write a time as WIB's ``YYYY-MM-DD HH:MM:SS``."""
    if seconds(moment) is None or moment is None:
        return None
    return f"{moment.astimezone(WIB):%Y-%m-%d %H:%M:%S}"


_OFFSET = re.compile(r"[+-]\d\d:?\d\d$")


def _from_seconds(value: Any) -> datetime:
    if value.__class__ is not int or value <= 0:
        raise ValueError(value)
    return datetime.fromtimestamp(value - SHIFT, timezone.utc)


def _from_iso(value: Any) -> datetime:
    moment = iso(value)
    if _OFFSET.search(value):
        return moment
    return moment - timedelta(seconds=SHIFT)  # says UTC, or nothing, and means WIB


def _to_iso(moment: datetime) -> str:
    if moment.utcoffset():  # it came with an offset, so it goes with one
        return iso_text(moment)
    wall = moment.astimezone(WIB).replace(tzinfo=timezone.utc)
    return iso_text(wall)


def _from_text(value: Any) -> datetime:
    if value.__class__ is not str or len(value) != len("2023-08-06 17:40:02"):
        raise ValueError(value)
    return iso(value).replace(tzinfo=WIB).astimezone(timezone.utc)


WibSeconds = Annotated[datetime, Wire("WibSeconds", _from_seconds, wib_seconds)]
"""Seconds since 1970 plus seven hours on the wire."""
WibTime = Annotated[datetime, Wire("WibTime", _from_iso, _to_iso)]
"""An ISO text on the wire whose ``Z`` means WIB."""
WibText = Annotated[datetime, Wire("WibText", _from_text, wib_text)]
"""``YYYY-MM-DD HH:MM:SS`` of WIB on the wire."""
