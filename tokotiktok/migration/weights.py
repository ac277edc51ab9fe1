"""
Weights of both platforms in grams, so that they can be compared.

Tokopedia's API says a whole number and a unit's number, TikTok Shop's a text and a unit's
name; what one calls 250 of unit 1, the other calls 0.25 KILOGRAM.

Source: Tokopedia Open Platform guide, product info; TikTok Shop Partner Center, API
reference of Get Product, 2026-05.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..tiktokshop.api import products as tiktokshop
    from ..tokopedia.api import products as tokopedia

_NUMBERED = {1: Decimal(1), 2: Decimal(1000)}
_NAMED = {
    "GRAM": Decimal(1),
    "KILOGRAM": Decimal(1000),
    "POUND": Decimal("453.59237"),
}


def grams_on_tokopedia(weight: tokopedia.Weight | None) -> Decimal | None:
    """Give a weight of Tokopedia's API; ``None`` if it tells none that is above 0."""
    if weight is None or weight.unit is None:
        return None
    return _grams(weight.value, _NUMBERED.get(weight.unit))


def grams_on_tiktokshop(weight: tiktokshop.Weight | None) -> Decimal | None:
    """Give a weight of TikTok Shop's API; ``None`` if it tells none that is above 0."""
    if weight is None or weight.unit is None:
        return None
    return _grams(weight.value, _NAMED.get(weight.unit))


def _grams(value: str | int | None, unit: Decimal | None) -> Decimal | None:
    if value is None or unit is None:
        return None
    try:
        found = Decimal(value) * unit
    except InvalidOperation:
        return None
    return found.normalize() if found.is_finite() and found > 0 else None
