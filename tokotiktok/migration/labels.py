"""
What sellers in Indonesia are shown as a channel's name: in one place.

Source: TikTok Shop Partner Center, Tokopedia & Shop Open API Integration One Pager,
2025-02-13 (rule 24): screens, labels and invoices say "Tokopedia & Shop"; the word and the
logo TikTok stay away.
"""

from __future__ import annotations

from ..platforms import SELLER_LABEL, Platform

_ONE = {Platform.TOKOPEDIA: "Tokopedia", Platform.TIKTOK_SHOP: "Shop"}


def channel_label(platform: Platform | None = None) -> str:
    """
    Give the name of a storefront, or of the merged channel, for sellers to read.

    One storefront alone is called by its half of the name, ``Tokopedia`` or ``Shop``.
    That is our reading of the rule, which names the whole only. Both, neither and an
    unknown one are the whole: ``Tokopedia & Shop``. For developers there is
    `Platform.label`.
    """
    return SELLER_LABEL if platform is None else _ONE.get(platform, SELLER_LABEL)
