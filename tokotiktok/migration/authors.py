"""Who may change the stock of a SKU, and what is said of a change."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from attrs import frozen

from ..unified.events import Author

Certainty = Literal["said", "likely", "possible"]
"""Whether the platform says so, what is known makes it likely, or it only may be."""


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
