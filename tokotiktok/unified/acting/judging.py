"""
What became of a product that was created or edited, on each platform.

A yes is not all: a platform may pass what the other refuses, and the answer need not say
so. What counts is how the product stands when it is read again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..._resource import Failure
from ...platforms import Platform
from ..listings import VISIBLE
from ..models import Listing, ListingStatus
from ..outcomes import Outcome, OutcomeState, blamed
from .records import complaints

_FINE = (*VISIBLE, ListingStatus.DRAFT)


def judged(
    product_id: str,
    on: Platform,
    before: Mapping[Platform, Listing],
    now: Mapping[Platform, Listing],
    failed: Sequence[Failure],
    unread: str = "",
) -> list[Outcome]:
    """
    Say what became of a product on each platform in *on*.

    Args:
        product_id: the product.
        on: where it was to be.
        before: how it stood; nothing, if it is new.
        now: how it stands.
        failed: what the answer has against it, although it is a success.
        unread: why it could not be read again; empty if it was.
    """
    said = [one for failure in failed for one in complaints(failure)]
    outcomes = []
    for platform in Platform:
        if platform not in on:
            continue
        against = [error for where, error in said if where in (platform, None)]
        listing, old = now.get(platform), before.get(platform)
        state, message = _verdict(listing, old, unread)
        found = Outcome(
            id=product_id,
            platform=platform,
            api=Platform.TIKTOK_SHOP,
            state=state,
            message=message,
        )
        if against and (listing is None or state is OutcomeState.FAILED):
            found = blamed(found, against)
        outcomes.append(found)
    return outcomes


def _verdict(
    listing: Listing | None, old: Listing | None, unread: str
) -> tuple[OutcomeState, str]:
    """Judge by how the product stands on one platform, and how it stood."""
    if unread:
        return OutcomeState.DONE, f"taken, but not read again: {unread}"
    if listing is None:
        return OutcomeState.UNKNOWN, "taken, but it is not shown there"
    why = "; ".join(listing.reasons)
    if why:
        stays = listing.status in VISIBLE and old is not None
        version = ", and the old version stays" if stays else ""
        return OutcomeState.FAILED, f"it is {listing.said}{version}: {why}"
    if listing.status is ListingStatus.IN_REVIEW:
        return OutcomeState.DONE, "in review"
    if listing.status is ListingStatus.LIVE and old and old.status not in VISIBLE:
        return OutcomeState.DONE, f"it is on sale now; before it was {old.said}"
    same = old is not None and old.status is listing.status
    if listing.status in _FINE or same:
        return OutcomeState.DONE, ""
    return OutcomeState.FAILED, f"it is {listing.said}"
