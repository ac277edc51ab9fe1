"""Who may change the stock of a SKU, and what is said of a change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Literal

from attrs import frozen

if TYPE_CHECKING:
    from ..tiktokshop.api.events import ChangeDetail


class Author(str, Enum):
    """Who changed the stock."""

    OURS = "ours"
    """Our own write, coming back."""
    ORDER = "order"
    """An order was placed, cancelled or shipped."""
    PLATFORM = "platform"
    """The platform: campaigns, creators' samples, refilling."""
    OTHERS = "others"
    """Another app, or a person in Seller Center."""
    UNKNOWN = "unknown"
    """An order that nobody told of, or somebody's write."""


Certainty = Literal["said", "likely", "possible"]
"""Whether the platform says so, what is known makes it likely, or it only may be."""

SOURCES: Mapping[str, Author] = {
    **dict.fromkeys(("order_created", "order_canceled", "order_shipped"), Author.ORDER),
    **dict.fromkeys(("campaign_lock", "campaign_unlock"), Author.PLATFORM),
    **dict.fromkeys(("creator_lock", "creator_unlock"), Author.PLATFORM),
    "system_auto_replenish": Author.PLATFORM,
    "manual_adjustment": Author.OTHERS,
}
"""Whom a ``trigger_source`` names; ``api_sync`` names any app, ours too."""


@frozen(kw_only=True)
class Verdict:
    """Who made a change that was seen or heard of."""

    author: Author
    certainty: Certainty
    sku_id: str | None
    """``None`` if the platform names the product only."""
    product_id: str | None = None
    warehouse_id: str | None = None
    """``None`` if the platform does not name it; its webhooks do not."""
    quantity: int | None = None
    """How many there are now."""
    expected: int | None = None
    """How many there were, or would be by what we wrote."""
    why: str
    is_contested: bool = False
    """Whether we and somebody else overwrite each other."""


@frozen(kw_only=True)
class Contest:
    """A SKU that we and somebody else write in turns."""

    sku_id: str
    turns: int
    """How often what we wrote was overwritten, of late."""
    last: datetime


def of_source(source: str, *, ours: bool) -> tuple[Author, Certainty]:
    """Say who changed a product: an app, maybe this one, or a person."""
    if source == "SELLER_CENTER":
        return Author.OTHERS, "said"
    return (Author.OURS, "possible") if ours else (Author.OTHERS, "likely")


def stepwise(
    details: Sequence[ChangeDetail], left: int | None
) -> Iterator[tuple[ChangeDetail, int | None]]:
    """Give each thing that changed a SKU with how many could be sold after it."""
    for place, detail in enumerate(details):
        later = sum(one.available_quantity_delta or 0 for one in details[place + 1 :])
        yield detail, None if left is None else left - later
