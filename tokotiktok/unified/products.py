"""Products of both platforms, one record each, with a listing per platform."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from . import from_tiktokshop, from_tokopedia
from .models import Product

if TYPE_CHECKING:
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
        stayed = self._shop.tokopedia.products.list(page=1, per_page=TOKOPEDIA_PAGE)
        for source in stayed.all():
            product = from_tokopedia.product(source)
            names = {sku.seller_sku for sku in product.skus} | {source.tts_product_id}
            if not names & known:
                yield product
