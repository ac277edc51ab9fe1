"""The two platforms, their labels, and the calendar of the Tokopedia API's end."""

from __future__ import annotations

import enum
from datetime import date, timedelta, timezone

WIB = timezone(timedelta(hours=7), "WIB")
"""Western Indonesian time. Indonesia has no daylight saving, so an offset is enough."""


class Platform(enum.Flag):
    """
    A storefront, or, in ``api``, the platform whose API told us.

    A flag, so that one tag serves a product that is listed on both:
    ``Platform.TOKOPEDIA in product.origin``. Falsy when it cannot be known.
    """

    TOKOPEDIA = enum.auto()
    TIKTOK_SHOP = enum.auto()

    @property
    def label(self) -> str:
        """The name developers know it by: ``Tokopedia``, ``TikTok Shop`` or both."""
        return " + ".join(_NAMES[one] for one in _NAMES if one in self) or "unknown"


_NAMES = {Platform.TOKOPEDIA: "Tokopedia", Platform.TIKTOK_SHOP: "TikTok Shop"}

SELLER_LABEL = "Tokopedia & Shop"
"""
What screens, labels and invoices for Indonesian sellers must say (never "TikTok").

Source: TikTok Shop Partner Center, Tokopedia & Shop Open API Integration One Pager.
"""


TOKOPEDIA_LAST_WRITE = date(2025, 9, 20)
"""The last day, in WIB, on which the Tokopedia Open Platform took writes."""

TOKOPEDIA_LAST_READ = date(2025, 9, 30)
"""The last day, in WIB, on which it answered anything or issued a token."""
