"""
Where a product is listed, and the guard that keeps an edit from hiding it.

TikTok Shop's calls take ``listing_platforms``, and what it means, or means left out,
differs: creating, activating and deactivating act on TikTok Shop alone if it is left out;
editing makes it the whole set, and hides the product on a platform that is not named.

Source: TikTok Shop Partner Center, API reference of Edit Product and Partial Edit Product,
and the Tokopedia & Shop Open API Integration One Pager.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from attrs import evolve

from ..errors import ValidationError
from ..platforms import Platform
from . import from_tiktokshop
from .models import Listing, ListingStatus
from .words import PLATFORMS

if TYPE_CHECKING:
    from ..tiktokshop.api.products import Product as TikTokProduct

Wire = Literal["TIKTOK_SHOP", "TOKOPEDIA"]

BOTH = Platform.TOKOPEDIA | Platform.TIKTOK_SHOP
VISIBLE = (ListingStatus.LIVE, ListingStatus.IN_REVIEW)
"""What an edit that leaves the platform out would hide."""
_EDITABLE = (*VISIBLE, ListingStatus.REJECTED)
"""Where an edit is for by itself: what is hidden by the seller stays hidden."""


def wire(platforms: Platform) -> list[Wire] | None:
    """
    Say *platforms* in the API's words.

    ``None`` for TikTok Shop alone, which it means by itself: a seller who never was on
    Tokopedia may not give the parameter (12052994).
    """
    words = dict[Platform, Wire](
        {Platform.TIKTOK_SHOP: "TIKTOK_SHOP", Platform.TOKOPEDIA: "TOKOPEDIA"}
    )
    named: list[Wire] = [
        word for platform, word in words.items() if platform in platforms
    ]
    return None if named == ["TIKTOK_SHOP"] else named


def listings_of(source: TikTokProduct) -> dict[Platform, Listing]:
    """Say how a product stands on each platform that it was ever listed on."""

    def reasons(platform: Platform) -> tuple[str, ...]:
        """Those of a refused new version, too, while the old one stays on sale."""
        return tuple(
            why
            for one in source.audit_failed_reasons
            if PLATFORMS.get(str(one.listing_platform)) in (platform, None)
            for why in one.reasons
        )

    return {
        one.platform: evolve(one, reasons=reasons(one.platform) or one.reasons)
        for one in from_tiktokshop.product(source).listings
        if one.platform
    }


def where_to_edit(
    product_id: str,
    listings: Mapping[Platform, Listing],
    on: Platform | None,
    hide_on: Platform,
) -> list[Wire] | None:
    """
    Say where an edit applies, refusing one that would hide the product unasked.

    Args:
        product_id: for the refusal.
        listings: how it stands now, read just before.
        on: where it is to be listed from now on; left out, where it is.
        hide_on: where it may disappear.

    Raises:
        ValidationError: it would disappear elsewhere, or everywhere.
    """
    visible = _those(listings, VISIBLE)
    target = on if on is not None else _those(listings, _EDITABLE) & ~hide_on
    hidden = visible & ~target
    if hidden & ~hide_on:
        lost = hidden & ~hide_on
        names = " | ".join(f"Platform.{one.name}" for one in Platform if one in lost)
        msg = (
            f"this edit would hide product {product_id} on {lost.label}, where it is on "
            f"sale: name that platform in on=, or say hide_on={names}"
        )
        raise ValidationError(msg)
    if not target and not hidden:
        listed = _those(listings, tuple(ListingStatus)) or Platform.TIKTOK_SHOP
        target = listed & ~hide_on
    if not target:
        msg = (
            "an edit cannot take a product off wherever it is listed: use "
            "shop.products.deactivate(product)"
        )
        raise ValidationError(msg)
    words = wire(target)
    if words is None and Platform.TOKOPEDIA in listings:
        return ["TIKTOK_SHOP"]  # left out, it could mean those of the edit before
    return words


def _those(
    listings: Mapping[Platform, Listing], statuses: tuple[ListingStatus, ...]
) -> Platform:
    found = Platform(0)
    for platform, listing in listings.items():
        if listing.status in statuses:
            found |= platform
    return found
