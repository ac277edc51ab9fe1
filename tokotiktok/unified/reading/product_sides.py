"""Each API's products, whole and none twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from ...errors import ApiError, NotFoundError
from .. import from_tiktokshop
from ..models import Product
from .walk import Unread, rows, said_or_aside

if TYPE_CHECKING:
    from ...tiktokshop.api.products import Product as ProductAlone
    from ...tiktokshop.api.products import ProductSummary
    from ...tiktokshop.client import TikTokShopClient
    from ...tokopedia.api.products import Product as Row
    from ...tokopedia.client import TokopediaClient

TIKTOKSHOP_PAGE = 100
TOKOPEDIA_PAGE = 50
TOO_MANY = 12_052_180
"""TikTok Shop's code for a search that finds more than 10,000 products."""
_BEGAN = datetime(2020, 1, 1, tzinfo=timezone.utc)
"""No product of TikTok Shop's is older."""
_SECOND = timedelta(seconds=1)


class TikTokShopProducts:
    """What TikTok Shop's API has."""

    def __init__(
        self, client: TikTokShopClient, malformed: Unread, *, reasons: bool
    ) -> None:
        self._client = client
        self._malformed = malformed
        self._reasons = reasons

    def all(self) -> Iterator[Product]:
        """Give the products; those that are too many for one search, newest first."""
        for source in self._found(None, None):
            product = self._said(source)
            if product is not None:
                whole = self._with_reasons(source)
                yield (whole and self._said(whole)) or product

    def _found(
        self, since: datetime | None, until: datetime | None
    ) -> Iterator[ProductSummary]:
        """Search by when products were made; halve the span if it has too many."""
        try:
            first = self._client.products.search(
                create_time_ge=since, create_time_le=until, page_size=TIKTOKSHOP_PAGE
            )
        except ApiError as error:
            begin, end = since or _BEGAN, until or self._client.now()
            middle = (begin + (end - begin) / 2).replace(microsecond=0)
            if error.code != TOO_MANY or not begin <= middle < end:
                raise  # so many in one second: the platform's own words say it best
            yield from self._found(middle + _SECOND, until)
            yield from self._found(since, middle)
            return
        yield from rows(first, self._malformed, lambda one: one.id)

    def _said(self, source: ProductSummary | ProductAlone) -> Product | None:
        return said_or_aside(from_tiktokshop.product, source, self._malformed)

    def _with_reasons(self, source: ProductSummary) -> ProductAlone | None:
        """Read a product alone, where that says why it was refused."""
        if not (self._reasons and from_tiktokshop.needs_reasons(source)):
            return None
        try:
            return self._client.products.get(product_id=source.id)
        except NotFoundError:  # deleted since it was listed
            return None


def tokopedia_products(
    client: TokopediaClient, malformed: Unread
) -> Iterator[tuple[Row, ...]]:
    """Give what Tokopedia's API has: each product with its variants."""
    first = client.products.list(page=1, per_page=TOKOPEDIA_PAGE)
    return families(
        rows(first, malformed, lambda one: one.basic and one.basic.productID)
    )


def families(found: Iterable[Row]) -> Iterator[tuple[Row, ...]]:
    """
    Put each product together with its variants, which Tokopedia lists beside it.

    A product says which variants it has; it is passed on once they have come, so no more
    is kept than families that are not whole. Of one whose product never comes, its first
    variant stands in for it.
    """
    waiting: dict[str, _Family] = {}
    for row in found:
        own = row.basic.productID if row.basic else None
        parent = (row.variant.parentID if row.variant else None) or own
        if parent is None:
            yield (row,)
            continue
        family = waiting.setdefault(parent, _Family())
        family.add(row, own, is_head=parent == own)
        if family.is_whole:
            yield waiting.pop(parent).rows
    yield from (family.rows for family in waiting.values())


class _Family:
    """A product and its variants, as far as they have come."""

    def __init__(self) -> None:
        self._head: Row | None = None
        self._variants: dict[str | None, Row] = {}

    def add(self, row: Row, own: str | None, *, is_head: bool) -> None:
        """Take the product, or one of its variants."""
        if is_head:
            self._head = row
        else:
            self._variants[own] = row

    @property
    def is_whole(self) -> bool:
        """Whether all have come that the product names."""
        if self._head is None:
            return False
        told = self._head.variant
        if told is None or not told.isParent:
            return True
        return bool(told.childrenID) and self._variants.keys() >= set(told.childrenID)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The product, then its variants."""
        variants = tuple(self._variants.values())
        return (self._head or variants[0], *variants)
