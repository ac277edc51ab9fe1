"""Products of both platforms, one record each, with a listing per platform."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from . import from_tiktokshop, from_tokopedia
from .models import Product

if TYPE_CHECKING:
    from ..tokopedia.api.products import Product as Row
    from .shop import UnifiedShop

TIKTOKSHOP_PAGE = 100
TOKOPEDIA_PAGE = 50


class UnifiedProducts:
    """The catalogue of one merged shop."""

    def __init__(self, shop: UnifiedShop) -> None:
        self._shop = shop

    def list(self) -> Iterator[Product]:
        """
        Iterate over the shop's products: TikTok Shop's, then what only Tokopedia has.

        Since the integration TikTok Shop serves the products of both storefronts. A
        product of the Tokopedia API is the same one if Tokopedia names its TikTok Shop
        id, or if they share a seller SKU; only the rest is shown from there, such as
        banned products, which do not move.
        """
        known: set[str] = set()
        if self._shop.tiktokshop is not None:
            page = self._shop.tiktokshop.products.search(page_size=TIKTOKSHOP_PAGE)
            for moved in page.all():
                product = from_tiktokshop.product(moved)
                known.add(product.id)
                known.update(sku.seller_sku for sku in product.skus if sku.seller_sku)
                yield product
        if self._shop.tokopedia is None:
            return
        rows = self._shop.tokopedia.products.list(page=1, per_page=TOKOPEDIA_PAGE)
        for family in families(rows.all()):
            product = from_tokopedia.product(*family)
            names = {sku.seller_sku for sku in product.skus}
            names.update(source.tts_product_id for source in family)
            if not names & known:
                yield product


def families(rows: Iterable[Row]) -> Iterator[tuple[Row, ...]]:
    """Put each product together with its variants, which Tokopedia lists beside it."""
    parents: dict[str | None, list[Row]] = {}
    for row in rows:
        own = row.basic.productID if row.basic else None
        parent = row.variant.parentID if row.variant else None
        family = parents.setdefault(parent or own, [])
        if parent:
            family.append(row)
        else:
            family.insert(0, row)
    return (tuple(family) for family in parents.values())
