"""A product that is to be created, in plain words, and in TikTok Shop's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import field, frozen

from ..._model import is_a
from ...errors import ValidationError
from ...money import Money
from ...platforms import Platform
from ...wire import Upload

if TYPE_CHECKING:
    from ...tiktokshop.api.files import UploadedImage
    from ...tiktokshop.api.products import (
        Dimensions,
        ProductAttributeInput,
        ShippingInsuranceRequirement,
        SkuInput,
        Weight,
    )

MOST_SKUS, MOST_IMAGES, MOST_AT_ONCE = 100, 9, 20
"""Indonesia's limits: SKUs and images of a product, and units of it in an order."""
_SIDES = 3
"""Length, width and height."""


@frozen(kw_only=True)
class NewSku:
    """An SKU of a product that is to be created."""

    seller_sku: str
    """Your own code; what finds the product again on either side."""
    price: Money
    stock: int | Mapping[str, int]
    """How many: in the default warehouse, or by warehouse id."""
    options: Mapping[str, str] = field(factory=dict)
    """What tells it from its siblings: ``{"Ukuran": "250 g"}``."""
    external_id: str | None = None
    """Its id in another system, such as the old Tokopedia product id of the variant."""


@frozen(kw_only=True)
class NewProduct:
    """A product that is to be created."""

    title: str
    description: str
    """HTML."""
    category_id: str
    """A leaf of every platform's tree that it goes on: ``shop.products.categories()``."""
    images: Sequence[Upload | UploadedImage]
    """Files, their bytes, or images that were uploaded before; the first is the main one."""
    skus: Sequence[NewSku]
    weight_grams: int
    """With its wrapping."""
    size_cm: tuple[int, int, int] | None = None
    """Length, width and height, with its wrapping."""
    brand: str | None = None
    """By its name. TikTok Shop may want an authorisation for it, Tokopedia never does."""
    attributes: Sequence[ProductAttributeInput] = ()
    """What its category wants to know: ``client.categories.get_attributes()``."""
    external_id: str | None = None
    """Its id in another system, such as the old Tokopedia product id."""
    minimum_order: int | None = None
    """From 1 to 20."""
    cash_on_delivery: bool | None = None
    is_pre_owned: bool | None = None
    """Only for a product on Tokopedia alone; on TikTok Shop the category says it."""
    shipping_insurance: ShippingInsuranceRequirement | None = None
    """Tokopedia only."""
    as_draft: bool = False
    """Keep it in Seller Center instead of putting it on sale."""

    def problems(self, on: Platform) -> list[str]:
        """List what no platform in *on* would take."""
        found = [
            (not self.title.strip(), "title is empty"),
            (
                not 1 <= len(self.images) <= MOST_IMAGES,
                f"{len(self.images)} images; from 1 to {MOST_IMAGES} are taken",
            ),
            (
                not 1 <= len(self.skus) <= MOST_SKUS,
                f"{len(self.skus)} skus; from 1 to {MOST_SKUS} are taken",
            ),
            (
                not is_a(self.weight_grams, int) or self.weight_grams <= 0,
                f"weight_grams is {self.weight_grams!r}",
            ),
            (
                self.minimum_order is not None
                and not 1 <= self.minimum_order <= MOST_AT_ONCE,
                f"minimum_order is {self.minimum_order}; from 1 to {MOST_AT_ONCE}",
            ),
            (
                self.is_pre_owned is not None and on is not Platform.TOKOPEDIA,
                "is_pre_owned is for a product on Tokopedia alone (12052316)",
            ),
            (
                self.shipping_insurance is not None and Platform.TOKOPEDIA not in on,
                "shipping_insurance is Tokopedia's",
            ),
        ]
        return [what for is_wrong, what in found if is_wrong] + self._sku_problems()

    def _sku_problems(self) -> list[str]:
        codes = [sku.seller_sku for sku in self.skus]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        found = [f"seller_sku {code!r} stands twice" for code in twice]
        if len({frozenset(sku.options) for sku in self.skus}) > 1:
            found.append("the skus differ in what options they name")
        chosen = [tuple(sorted(sku.options.items())) for sku in self.skus]
        if len(set(chosen)) < len(chosen):
            found.append("two skus have the same options")
        for sku in self.skus:
            if not is_a(sku.price, Money):
                found.append(f"{sku.seller_sku} costs {sku.price!r}, which is no Money")
            elif sku.price.amount <= 0:
                found.append(f"{sku.seller_sku} costs {sku.price}")
            levels = (
                sku.stock.values() if isinstance(sku.stock, Mapping) else [sku.stock]
            )
            if not all(is_a(level, int) for level in levels):
                found.append(f"{sku.seller_sku} has a stock of {sku.stock!r}")
            elif any(level < 0 for level in levels):
                found.append(f"{sku.seller_sku} has a stock below 0")
        return found

    @property
    def wants_default_warehouse(self) -> bool:
        """Whether a stock is given without a warehouse."""
        return any(not isinstance(sku.stock, Mapping) for sku in self.skus)

    def sku_inputs(self, default_warehouse: str | None) -> list[SkuInput]:
        """Say the SKUs in TikTok Shop's words."""
        from ...tiktokshop.api import products  # only where something is created

        return [
            products.SkuInput(
                seller_sku=sku.seller_sku,
                external_sku_id=sku.external_id,
                price=products.SkuPriceInput(
                    currency=sku.price.currency, amount=sku.price.amount
                ),
                inventory=tuple(
                    products.SkuInventoryInput(warehouse_id=where, quantity=level)
                    for where, level in _levels(sku, default_warehouse).items()
                ),
                sales_attributes=tuple(
                    products.SalesAttributeInput(name=name, value_name=value)
                    for name, value in sku.options.items()
                ),
            )
            for sku in self.skus
        ]


def _levels(sku: NewSku, default_warehouse: str | None) -> Mapping[str, int]:
    if isinstance(sku.stock, Mapping):
        return sku.stock
    if default_warehouse is None:
        msg = (
            f"the shop has no default warehouse: give the stock of {sku.seller_sku} by "
            "warehouse id, of shop.tiktokshop.warehouses.list()"
        )
        raise ValidationError(msg)
    return {default_warehouse: sku.stock}


def weight(grams: int) -> Weight:
    """
    Say a weight in TikTok Shop's words.

    Raises:
        ValidationError: it is no whole number above 0.
    """
    if not is_a(grams, int) or grams <= 0:
        raise ValidationError(f"weight_grams={grams!r} is no whole number above 0")
    from ...tiktokshop.api import products  # only where something is written

    return products.Weight(value=str(Decimal(grams) / 1000), unit="KILOGRAM")


def dimensions(size_cm: tuple[int, int, int]) -> Dimensions:
    """
    Say a size in TikTok Shop's words.

    Raises:
        ValidationError: it is not three numbers above 0.
    """
    sides = tuple(size_cm) if is_a(size_cm, Sequence) else ()
    is_whole = all(is_a(one, int) and one > 0 for one in sides)
    if len(sides) != _SIDES or not is_whole:
        msg = f"size_cm={size_cm!r}: give length, width and height, whole and above 0"
        raise ValidationError(msg)
    from ...tiktokshop.api import products  # only where something is written

    length, width, height = (str(side) for side in size_cm)
    return products.Dimensions(
        length=length, width=width, height=height, unit="CENTIMETER"
    )
