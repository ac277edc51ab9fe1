"""Prices of SKUs: one price for both platforms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import define

from ..._model import is_a
from ...errors import TokoTikTokError, ValidationError
from ...money import Money
from ...platforms import Platform
from ..models import Product, Sku
from ..outcomes import WriteResult
from .records import Reach, fell
from .skus import by_sku, done, in_rows

if TYPE_CHECKING:
    from ..._resource import Failure
    from ..shop import UnifiedShop


@define
class Pricing:
    """Sets the prices of one shop's products."""

    shop: UnifiedShop

    def set_price(self, product: Product, prices: Mapping[str, Money]) -> WriteResult:
        """Set what SKUs cost."""
        wanted = by_sku(product, prices)
        for sku, price in wanted.items():
            if not is_a(price, Money):
                name = sku.seller_sku or sku.id
                msg = f"{name} cannot cost {price!r}: give a tokotiktok.Money"
                raise ValidationError(msg)
            if price.amount <= 0 or price.amount != int(price.amount):
                name = sku.seller_sku or sku.id
                msg = f"{name} cannot cost {price}: give a whole amount above 0"
                raise ValidationError(msg)
        if product.api is Platform.TOKOPEDIA:
            return self._old(product, wanted)
        from ...tiktokshop.api import products  # only where a price is set

        rows = [
            products.SkuPriceUpdateInput(
                id=sku.id,
                price=products.PriceInput(currency=price.currency, amount=price.amount),
            )
            for sku, price in wanted.items()
        ]
        try:
            client = Reach(self.shop).tiktokshop(product)
            client.products.update_price(product_id=product.id, skus=rows)
        except TokoTikTokError as error:
            return WriteResult(
                tuple(fell(product, error, part=sku.id) for sku in wanted)
            )
        return WriteResult(tuple(done(product, sku) for sku in wanted))

    def _old(self, product: Product, wanted: Mapping[Sku, Money]) -> WriteResult:
        from ...tokopedia.api import products  # only where the old API is written to

        def send(rows: Mapping[Sku, int], _: None) -> Sequence[Failure]:
            client = Reach(self.shop).tokopedia(product)
            return client.products.update_price(
                prices=[
                    products.ProductInput(
                        product_id=sku.id, new_price=wanted[sku].amount
                    )
                    for sku in rows
                ]
            ).failed

        whole = {sku: int(price.amount) for sku, price in wanted.items()}
        return in_rows(product, {None: whole}, send)
