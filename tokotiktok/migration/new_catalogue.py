"""
What is kept of TikTok Shop's catalogue while old ids are looked up in it.

Of each product its id, name, and whether it is on Tokopedia; of each SKU its id, seller
SKU and price: about a kilobyte a product. The rest is read when it is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from ..errors import NotFoundError
from ..money import Money
from ..platforms import Platform
from ..unified.models import ListingStatus, Product
from ..unified.reading.product_sides import TikTokShopProducts
from ..unified.reading.walk import Unread
from .weights import grams_on_tiktokshop

if TYPE_CHECKING:
    from ..tiktokshop.api.products import Product as ProductAlone
    from ..tiktokshop.client import TikTokShopClient


@frozen
class NewSku:
    """What is kept of an SKU."""

    id: str
    seller_sku: str | None
    price: Money | None


@frozen
class NewProduct:
    """What is kept of a product."""

    id: str
    name: str | None
    is_on_tokopedia: bool
    skus: tuple[NewSku, ...]


def key(name: str | None) -> str:
    """Give a name as it is compared: without case, and with single spaces."""
    return " ".join((name or "").split()).casefold()


@define
class NewCatalogue:
    """TikTok Shop's products, by their ids, seller SKUs, names and stamps."""

    client: TikTokShopClient
    products: dict[str, NewProduct] = field(factory=dict, init=False)
    malformed: Unread = field(factory=list, init=False)
    """What came but could not be read."""
    _by_seller_sku: dict[str, list[NewProduct]] = field(factory=dict, init=False)
    _by_name: dict[str, list[NewProduct]] = field(factory=dict, init=False)
    _stamped: dict[str, list[NewProduct]] = field(factory=dict, init=False)
    _stamped_skus: dict[str, list[NewSku]] = field(factory=dict, init=False)

    def read(self, *, stamps: bool) -> None:
        """
        Read the catalogue; deleted products are left out.

        Args:
            stamps: also read each product alone, which alone tells external ids.
        """
        for product in living(self.client, self.malformed):
            self._add(product)
        for one in self.products.values() if stamps else ():
            alone = self.alone(one.id)
            if alone is not None:
                self._add_stamps(one, alone)

    def alone(self, product_id: str) -> ProductAlone | None:
        """Read a product alone: its weight, variants and external ids."""
        try:
            return self.client.products.get(product_id=product_id)
        except NotFoundError:  # deleted since the catalogue was read
            return None

    def with_seller_skus(self, wanted: frozenset[str]) -> list[NewProduct]:
        """Give the products that have any of these seller SKUs."""
        found = {
            one.id: one for sku in wanted for one in self._by_seller_sku.get(sku, ())
        }
        return [found[new_id] for new_id in sorted(found)]

    def named(self, name: str | None) -> list[NewProduct]:
        """Give the products of this name."""
        return self._by_name.get(key(name), []) if name else []

    def stamped(self, old_ids: tuple[str, ...]) -> list[NewProduct]:
        """Give the products on which, or on whose SKUs, one of these ids is stamped."""
        found = {one.id: one for old in old_ids for one in self._stamped.get(old, ())}
        return [found[new_id] for new_id in sorted(found)]

    def stamped_skus(self, old_id: str) -> list[NewSku]:
        """Give the SKUs on which this id is stamped."""
        return self._stamped_skus.get(old_id, [])

    def _add(self, product: Product) -> None:
        one = NewProduct(
            product.id,
            product.name,
            any(each.platform is Platform.TOKOPEDIA for each in product.listings),
            tuple(NewSku(sku.id, sku.seller_sku, sku.price) for sku in product.skus),
        )
        self.products[one.id] = one
        self._by_name.setdefault(key(one.name), []).append(one)
        for seller_sku in {sku.seller_sku for sku in one.skus if sku.seller_sku}:
            self._by_seller_sku.setdefault(seller_sku, []).append(one)

    def _add_stamps(self, one: NewProduct, alone: ProductAlone) -> None:
        skus = {sku.id: sku for sku in one.skus}
        stamps = {alone.external_product_id}
        for sku in alone.skus:
            if sku.external_sku_id and sku.id in skus:
                stamps.add(sku.external_sku_id)
                self._stamped_skus.setdefault(sku.external_sku_id, []).append(
                    skus[sku.id]
                )
        for stamp in filter(None, stamps):
            self._stamped.setdefault(stamp, []).append(one)


def living(client: TikTokShopClient, malformed: Unread) -> Iterator[Product]:
    """Go through the products of TikTok Shop that are not deleted."""
    for product in TikTokShopProducts(client, malformed, reasons=False).all():
        said = {one.status for one in product.listings}
        if said != {ListingStatus.DELETED}:
            yield product


def grams(alone: ProductAlone) -> Decimal | None:
    """Give what a product weighs; ``None`` if its SKUs differ, or nothing is told."""
    told = {grams_on_tiktokshop(sku.sku_weight) for sku in alone.skus} - {None}
    if len(told) > 1:
        return None
    return next(iter(told), None) or grams_on_tiktokshop(alone.package_weight)


def variants(alone: ProductAlone) -> dict[str, str]:
    """Give the name of each SKU's variant, by the SKU's id."""
    return {
        sku.id or "": ", ".join(
            one.value_name for one in sku.sales_attributes if one.value_name
        )
        for sku in alone.skus
    }
