"""
Where a warehouse is, and whether two of them are in one place.

No API says which warehouse of TikTok Shop was one of Tokopedia's, so places are compared
by what they cannot help sharing: address, pin on the map and name. Addresses are written
by hand and in two shapes, and pins are set by hand: each alone proves little.

Source: ours (rules 77 and 78 say what the integration does to warehouses, not how to tell
which is which); confidence of the distances and shares: low.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import IntEnum
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

from attrs import frozen

from ..platforms import Platform

if TYPE_CHECKING:
    from ..tiktokshop.api import warehouses
    from ..tokopedia.api import shops

ONE_SPOT = 100
"""Metres: pins this close are on one building, each set by hand."""
ONE_QUARTER = 1_000
"""Metres: pins this close are in one quarter, and may be of one place."""
ELSEWHERE = 5_000
"""Metres: pins further apart than this are of two places, if both are right."""
ALIKE = 0.8
"""Of the words of the shorter address so many must be in the other: it is the same."""
UNLIKE = 0.5
"""With fewer than this the two are different."""

_EARTH = 6_371_000
_POLE = 90
_WORD = re.compile(r"[^\W_]+")
_SHORT = {
    "jl": "jalan",
    "jln": "jalan",
    "gg": "gang",
    "kel": "kelurahan",
    "kec": "kecamatan",
    "kab": "kabupaten",
    "perum": "perumahan",
    "komp": "kompleks",
    "komplek": "kompleks",
    "lt": "lantai",
}
_SAYS_NOTHING = {
    *("jalan", "no", "nomor", "kelurahan", "kecamatan", "kabupaten", "kota"),
    *("indonesia", "adm", "administrasi", "provinsi", "dki", "daerah", "khusus"),
}
"""Words that stand in any address, or in one of two ways to write it."""
_SAYS_WHICH = {"rt", "rw", "lantai"}
"""Words whose number is not the house's."""


@frozen(kw_only=True)
class Place:
    """A warehouse of either side, as far as comparing needs it."""

    id: str
    api: Platform
    name: str | None = None
    address: str | None = None
    """As the platform writes it."""
    district: str | None = None
    city: str | None = None
    postal_code: str | None = None
    pin: tuple[float, float] | None = None
    """Latitude and longitude, in degrees."""
    is_enabled: bool = True

    @classmethod
    def of_tokopedia(cls, row: shops.Warehouse) -> Place:
        """Take a warehouse from Tokopedia's shop info."""
        return cls(
            id=row.warehouse_id or "",
            api=Platform.TOKOPEDIA,
            name=row.warehouse_name or None,
            address=row.address_detail or None,
            district=row.district_name or None,
            city=row.city_name or None,
            postal_code=_postal(row.postal_code),
            pin=_pin(row.latitude, row.longitude) or _pin(*_halves(row.latlon)),
        )

    @classmethod
    def of_tiktokshop(cls, row: warehouses.Warehouse) -> Place:
        """Take a warehouse from TikTok Shop's list; ``distict`` is its own spelling."""
        at = row.address
        if at is None:
            return cls(id=row.id, api=Platform.TIKTOK_SHOP, name=row.name or None)
        lines = (
            at.address_line1,
            at.address_line2,
            at.address_line3,
            at.address_line4,
        )
        spot = at.geolocation
        return cls(
            id=row.id,
            api=Platform.TIKTOK_SHOP,
            name=row.name or None,
            address=at.full_address or " ".join(filter(None, lines)) or None,
            district=at.distict or None,
            city=at.city or None,
            postal_code=_postal(at.postal_code),
            pin=_pin(spot.latitude, spot.longitude) if spot else None,
            is_enabled=row.effect_status in (None, "ENABLED"),
        )


class Likeness(IntEnum):
    """How sure it is that two warehouses are one place."""

    NO = 0
    POSSIBLE = 1
    """The name is the same, or they are in one quarter; or what they share is at odds."""
    LIKELY = 2
    """Address or pin agree, and nothing else is known or all else fits."""
    CERTAIN = 3
    """Address agrees, and pin, postal code or district with it, and nothing differs."""


@frozen(kw_only=True)
class Compared:
    """What two warehouses agree on, and what they do not, of what both have."""

    likeness: Likeness
    same: tuple[str, ...]
    differs: tuple[str, ...] = ()
    metres: int | None = None
    """How far the pins are apart; ``None`` if one has none."""


def compare_places(one: Place, other: Place) -> Compared:
    """Compare two warehouses; the order does not matter."""
    same: list[str] = []
    differs: list[str] = []

    def note(what: str, *, agrees: bool | None) -> None:
        if agrees is not None:
            (same if agrees else differs).append(what)

    note("address", agrees=_same_address(one, other))
    metres = None
    if one.pin and other.pin:
        metres = round(metres_between(one.pin, other.pin))
        if metres <= ONE_SPOT or metres > ELSEWHERE:
            note("pin", agrees=metres <= ONE_SPOT)
    for what in ("postal_code", "district", "city", "name"):
        given = _words(getattr(one, what)), _words(getattr(other, what))
        if all(given):
            note(what.replace("_", " "), agrees=given[0] == given[1])
    likeness = _judge(set(same), set(differs), metres)
    return Compared(
        likeness=likeness, same=tuple(same), differs=tuple(differs), metres=metres
    )


def metres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give the distance of two pins along the ground."""
    (lat, lon), (lat2, lon2) = (tuple(map(radians, pin)) for pin in (one, other))
    half = sin((lat2 - lat) / 2) ** 2
    half += cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(half)))


def _judge(same: set[str], differs: set[str], metres: int | None) -> Likeness:
    if "address" in differs:
        both = {"pin", "name"} <= same
        return Likeness.POSSIBLE if both else Likeness.NO
    odd = differs & {"pin", "city"}
    if "address" in same:
        if odd:
            return Likeness.POSSIBLE
        backed = same & {"pin", "postal code", "district"}
        return Likeness.CERTAIN if backed else Likeness.LIKELY
    if "pin" in same and "city" not in odd:
        return Likeness.LIKELY
    near = metres is not None and metres <= ONE_QUARTER
    return Likeness.POSSIBLE if not odd and (near or "name" in same) else Likeness.NO


def _same_address(one: Place, other: Place) -> bool | None:
    """Compare the words, then the house numbers; ``None`` if that says nothing."""
    around = {
        word
        for place in (one, other)
        for part in (place.district, place.city, place.postal_code)
        for word in _words(part)
    }
    words, numbers = _split(one.address, around)
    words2, numbers2 = _split(other.address, around)
    if numbers and numbers2 and not numbers & numbers2:
        return False
    shorter = min(len(words), len(words2))
    if not shorter:
        return None
    share = len(words & words2) / shorter
    return True if share >= ALIKE else False if share < UNLIKE else None


def _split(address: str | None, around: set[str]) -> tuple[set[str], set[str]]:
    """Give the words of an address that say something, and its house numbers."""
    words: set[str] = set()
    numbers: set[str] = set()
    before = ""
    for word in _words(address):
        if word not in around | _SAYS_NOTHING | _SAYS_WHICH:
            has_number = any(map(str.isdigit, word))
            if has_number and before not in _SAYS_WHICH:
                numbers.add(word.lstrip("0"))
            elif not has_number:
                words.add(word)
        before = word
    return words, numbers


def _words(text: str | None) -> tuple[str, ...]:
    """Write a text as words: small letters, no signs, short forms in full."""
    plain = unicodedata.normalize("NFKC", str(text or "")).casefold()
    return tuple(_SHORT.get(word) or word for word in map(str, _WORD.findall(plain)))


def _postal(code: str | None) -> str | None:
    """Give a postal code; of zeros only it is none."""
    return code if code and str(code).strip("0 ") else None


def _halves(latlon: str | None) -> Iterable[str]:
    first, _, second = str(latlon or "").partition(",")
    return first, second


def _pin(latitude: str | None, longitude: str | None) -> tuple[float, float] | None:
    """Read a pin; one at 0, 0 or off the globe is none."""
    try:
        lat, lon = float(latitude or ""), float(longitude or "")
    except (TypeError, ValueError):
        return None
    return (
        (lat, lon)
        if abs(lat) <= _POLE and abs(lon) <= 2 * _POLE and (lat or lon)
        else None
    )
