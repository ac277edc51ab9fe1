"""Editing products, without hiding them by mistake."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import define, fields, frozen

from ...errors import NotFoundError, TokoTikTokError, ValidationError
from ...platforms import Platform
from ..listings import listings_of, where_to_edit
from ..models import Product
from ..outcomes import OutcomeState, WriteResult
from ..words import PLATFORMS
from .creating import Creating
from .drafts import dimensions, weight
from .judging import judged
from .records import Reach, complaints, fell, outcome

if TYPE_CHECKING:
    from ...tiktokshop.api.files import UploadedImage
    from ...tiktokshop.api.products import ProductAttributeInput
    from ...wire import Upload
    from ..shop import UnifiedShop


@frozen(kw_only=True)
class Edit:
    """What is to be different; what is left out stays."""

    title: str | None = None
    description: str | None = None
    images: Sequence[Upload | UploadedImage] | None = None
    brand: str | None = None
    weight_grams: int | None = None
    size_cm: tuple[int, int, int] | None = None
    attributes: Sequence[ProductAttributeInput] | None = None
    cash_on_delivery: bool | None = None

    @property
    def named(self) -> list[str]:
        """Name what is to be different."""
        own = [one.name for one in fields(Edit)]
        return [name for name in own if getattr(self, name) is not None]


_OLD_API_TAKES = ("title", "description", "weight_grams")


@define
class Editing:
    """Edits the products of one shop."""

    shop: UnifiedShop

    def edit(
        self, product: Product, edit: Edit, on: Platform | None, hide_on: Platform
    ) -> WriteResult:
        """Edit one product, read anew before."""
        if not edit.named and on is None and not hide_on:
            raise ValidationError("nothing to edit: say what is to be different")
        heavy = None if edit.weight_grams is None else weight(edit.weight_grams)
        size = None if edit.size_cm is None else dimensions(edit.size_cm)
        if product.api is Platform.TOKOPEDIA:
            return self._edit_old(product, edit, on, hide_on)
        client = Reach(self.shop).tiktokshop(product)
        before = listings_of(client.products.get(product_id=product.id))
        names = where_to_edit(product.id, before, on, hide_on)
        target = Platform(0)
        for name in names or ["TIKTOK_SHOP"]:
            target |= PLATFORMS[name]
        making = Creating(self.shop)
        brand_id = making.brand_id(edit.brand, None, target)
        images = None if edit.images is None else making.images(edit.images)
        try:
            answer = client.products.partial_edit(
                product_id=product.id,
                title=edit.title,
                description=edit.description,
                main_images=images,
                brand_id=brand_id,
                package_weight=heavy,
                package_dimensions=size,
                product_attributes=edit.attributes,
                is_cod_allowed=edit.cash_on_delivery,
                listing_platforms=names,
            )
        except TokoTikTokError as error:
            return WriteResult(
                tuple(
                    fell(product, error, platform=one)
                    for one in Platform
                    if one in target
                )
            )
        try:
            now, unread = listings_of(client.products.get(product_id=product.id)), ""
        except TokoTikTokError as error:
            now, unread = {}, error.message
        outcomes = judged(product.id, target, before, now, answer.failed, unread)
        outcomes += [
            outcome(
                product, OutcomeState.DONE, "hidden, as asked", platform=one, sent=True
            )
            for one in Platform
            if one in before and one in hide_on & ~target
        ]
        return WriteResult(tuple(outcomes))

    def _edit_old(
        self, product: Product, edit: Edit, on: Platform | None, hide_on: Platform
    ) -> WriteResult:
        """Edit a product of the Tokopedia API, which has one listing and fewer fields."""
        if (on is not None and on != Platform.TOKOPEDIA) or hide_on:
            msg = (
                f"{product.id} is of the Tokopedia API, which has only its own listing: "
                "leave on= and hide_on= out"
            )
            raise ValidationError(msg)
        beyond = [name for name in edit.named if name not in _OLD_API_TAKES]
        if beyond:
            msg = (
                f"the Tokopedia API edits {', '.join(_OLD_API_TAKES)} here, and not "
                f"{', '.join(beyond)}: call shop.tokopedia.products.edit() for those"
            )
            raise ValidationError(msg)
        from ...tokopedia.api import products  # only where the old API is written to

        client = Reach(self.shop).tokopedia(product)
        rows = [
            row
            for row in client.products.list(product_id=product.id)
            if row.basic is not None and row.basic.productID == product.id
        ]
        if not rows:
            msg = f"the Tokopedia API does not know product {product.id} any more"
            raise NotFoundError(msg, platform=Platform.TOKOPEDIA)
        stock, basic = rows[0].stock, rows[0].basic
        limited = stock is None or stock.useStock is not False
        left = stock.value if stock is not None else None
        row = products.EditProductInput(
            id=product.id,
            status="UNLIMITED" if not limited else "LIMITED" if left else "EMPTY",
            is_must_insurance=bool(basic and basic.mustInsurance),
            name=edit.title,
            description=edit.description,
            weight=None if edit.weight_grams is None else Decimal(edit.weight_grams),
            weight_unit=None if edit.weight_grams is None else "GR",
        )
        try:
            answer = client.products.edit(products=[row])
        except TokoTikTokError as error:
            return WriteResult((fell(product, error),))
        if not answer.failed:
            return WriteResult((outcome(product, OutcomeState.DONE, sent=True),))
        said = [why for one in answer.failed for _, why in complaints(one)]
        return WriteResult((fell(product, *said),))
