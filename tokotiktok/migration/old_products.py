"""Tokopedia's products as far as they say what they became: from its API or an archive."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from ..money import Money
from ..unified import from_tokopedia
from ..unified.models import ListingStatus
from ..unified.reading.product_sides import tokopedia_products
from ..unified.reading.walk import Unread, Walk, said_or_aside
from .weights import grams_on_tokopedia

if TYPE_CHECKING:
    from ..tokopedia.api.products import Product as Row
    from ..tokopedia.client import TokopediaClient

_NOT_COPIED = (ListingStatus.SUSPENDED, ListingStatus.DELETED)


@frozen(kw_only=True)
class OldSku:
    """A product without variants, or one variant."""

    id: str
    seller_sku: str | None = None
    variant: str | None = None
    """Its name without that of the product; ``None`` for a product without variants."""
    price: Money | None = None


@frozen(kw_only=True)
class OldProduct:
    """A product with its variants, and what tells which it is on TikTok Shop."""

    id: str
    name: str | None = None
    skus: tuple[OldSku, ...]
    grams: Decimal | None = None
    saved: tuple[str, ...] = ()
    """The products of TikTok Shop that Tokopedia names: one, if all is well."""
    is_copied: bool = True
    """Whether such are copied: what is suspended or deleted is not (rule 66, medium)."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Its own id and those of its variants."""
        return tuple(dict.fromkeys((self.id, *(sku.id for sku in self.skus))))


def old_products(tokopedia: TokopediaClient) -> Walk[OldProduct]:
    """
    Go through the products of Tokopedia's side, each with its variants.

    Args:
        tokopedia: a client, or an `Archive <tokotiktok.tokopedia.archive.Archive>`.

    Raises:
        TokoTikTokError: it cannot be read.
    """
    return Walk(lambda malformed: _all(tokopedia, malformed))


def _all(client: TokopediaClient, malformed: Unread) -> Iterator[OldProduct]:
    for head, *variants in tokopedia_products(client, malformed):
        found = said_or_aside(lambda row: _said(row, variants), head, malformed)  # noqa: B023 - called at once
        if found is not None:
            yield found


def _said(head: Row, variants: list[Row]) -> OldProduct:
    product = from_tokopedia.product(head, *variants)
    (listing,) = product.listings
    return OldProduct(
        id=product.id,
        name=product.name,
        skus=tuple(
            OldSku(
                id=sku.id,
                seller_sku=sku.seller_sku,
                variant=_variant(product.name or "", sku.name),
                price=sku.price,
            )
            for sku in product.skus
        ),
        grams=grams_on_tokopedia(head.weight),
        saved=tuple(
            dict.fromkeys(
                row.tts_product_id for row in (head, *variants) if row.tts_product_id
            )
        ),
        is_copied=listing.status not in _NOT_COPIED,
    )


def _variant(product: str, name: str | None) -> str | None:
    """Cut the product's name off that of a variant, which begins with it."""
    return name.removeprefix(product).strip(" -,") or name if name else None
