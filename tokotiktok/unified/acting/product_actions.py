"""What can be done with products; `UnifiedProducts` has these methods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ..._model import is_a
from ...errors import ValidationError
from ...money import Money
from ...platforms import Platform
from ..listings import BOTH
from ..models import Product
from ..outcomes import WriteResult
from .creating import Category, Creating, Creation
from .drafts import NewProduct
from .editing import Edit, Editing
from .pricing import Pricing
from .records import several, single
from .stocking import Levels, Stocking
from .switching import Switching

if TYPE_CHECKING:
    from ...tiktokshop.api.files import UploadedImage
    from ...tiktokshop.api.products import ProductAttributeInput
    from ...wire import Upload
    from ..shop import UnifiedShop

_NOWHERE = Platform(0)


class ProductActions:
    """
    Create, edit, list, unlist, stock and price.

    Since the integration a product is one record with a listing on each platform: what
    is said of listings is per platform, stock and prices are of both.
    """

    _shop: UnifiedShop

    def categories(self, *, on: Platform = BOTH) -> tuple[Category, ...]:
        """
        List the leaf categories that a product on all platforms in *on* may go into.

        The two trees differ, and change: this reads them afresh.

        Raises:
            TokoTikTokError: see `tokotiktok.errors`.
        """
        return Creating(self._shop).categories(_platform("on", on))

    def create(
        self,
        product: NewProduct,
        *,
        on: Platform = BOTH,
        idempotency_key: str | None = None,
    ) -> Creation:
        """
        Create one product, on both platforms unless *on* says otherwise.

        What both would refuse is refused before: a category that is not in both trees, a
        shop that is not ready, fields of the other platform. Images are uploaded first.

        Args:
            product: what to create.
            on: where it is to be listed.
            idempotency_key: at most 128 characters; the same key creates no second
                product. Left out, one is made up, and is in what is returned.

        Raises:
            ValidationError: something is wrong with *product*; all of it is listed.
            TokoTikTokError: what must be known before could not be read, or an image not
                be uploaded; nothing was created.
        """
        where = _platform("on", on)
        return Creating(self._shop).create(product, where, idempotency_key)

    def activate(
        self, products: Product | Iterable[Product], *, on: Platform | None = None
    ) -> WriteResult:
        """
        Put products on sale.

        Args:
            products: one or several.
            on: where; left out, wherever each is listed.

        Raises:
            ValidationError: something else than products was given.
        """
        where = None if on is None else _platform("on", on)
        return Switching(self._shop, on_sale=True).switch(
            several(products, Product), where
        )

    def deactivate(
        self, products: Product | Iterable[Product], *, on: Platform | None = None
    ) -> WriteResult:
        """
        Take products off sale.

        Args:
            products: one or several.
            on: where; left out, wherever each is listed.

        Raises:
            ValidationError: something else than products was given.
        """
        where = None if on is None else _platform("on", on)
        return Switching(self._shop, on_sale=False).switch(
            several(products, Product), where
        )

    def edit(
        self,
        product: Product,
        *,
        title: str | None = None,
        description: str | None = None,
        images: Sequence[Upload | UploadedImage] | None = None,
        brand: str | None = None,
        weight_grams: int | None = None,
        size_cm: tuple[int, int, int] | None = None,
        attributes: Sequence[ProductAttributeInput] | None = None,
        cash_on_delivery: bool | None = None,
        on: Platform | None = None,
        hide_on: Platform = _NOWHERE,
    ) -> WriteResult:
        """
        Change a product; what is left out stays, and so does where it is listed.

        TikTok Shop hides a product on a platform that an edit does not name. Here all
        are named where it is on sale, so nothing is hidden that *hide_on* does not name.
        One that is on sale nowhere must be named somewhere, and may go on sale by that
        (not established): its outcome says if it did.

        Args:
            product: the product.
            title: its name.
            description: HTML.
            images: all of them, the main one first.
            brand: by its name.
            weight_grams: with its wrapping.
            size_cm: length, width and height, with its wrapping.
            attributes: what its category wants to know.
            cash_on_delivery: whether buyers may pay the carrier.
            on: where it is to be listed from now on.
            hide_on: where it may disappear.

        Raises:
            ValidationError: *on* leaves out a platform where it is on sale, and *hide_on*
                does not name that; or there is nothing to edit.
            TokoTikTokError: the product could not be read; nothing was edited.
        """
        wanted = Edit(
            title=title,
            description=description,
            images=images,
            brand=brand,
            weight_grams=weight_grams,
            size_cm=size_cm,
            attributes=attributes,
            cash_on_delivery=cash_on_delivery,
        )
        where = None if on is None else _platform("on", on)
        return Editing(self._shop).edit(
            single(product, Product), wanted, where, _platform("hide_on", hide_on)
        )

    def set_stock(self, product: Product, levels: Levels) -> WriteResult:
        """
        Set how many there are of a product's SKUs.

        Args:
            product: the product.
            levels: by seller SKU or SKU id, how many: in its only warehouse, or by
                warehouse id. Warehouses that are not named keep what they have.

        Raises:
            ValidationError: no such SKU, or a stock below 0.
        """
        return Stocking(self._shop).set_stock(single(product, Product), levels)

    def add_stock(
        self, product: Product, levels: Levels, *, request_id: str | None = None
    ) -> WriteResult:
        """
        Add to what there is of a product's SKUs, or, below 0, take away.

        On TikTok Shop this reads and writes; see `tokotiktok.unified.acting.stocking` for what
        that cannot keep out.

        Args:
            product: the product.
            levels: as for `set_stock`, how many more.
            request_id: Tokopedia API: at most 20 characters; the same one adds nothing
                a second time.

        Raises:
            ValidationError: no such SKU; or *request_id* where there is none.
        """
        return Stocking(self._shop).add_stock(
            single(product, Product), levels, request_id
        )

    def set_price(self, product: Product, prices: Mapping[str, Money]) -> WriteResult:
        """
        Set what a product's SKUs cost, on both platforms: they have one price.

        Args:
            product: the product.
            prices: by seller SKU or SKU id.

        Raises:
            ValidationError: no such SKU, or no whole amount above 0.
        """
        return Pricing(self._shop).set_price(single(product, Product), prices)


def _platform(name: str, given: Platform) -> Platform:
    if not is_a(given, Platform):
        msg = f"{name}={given!r}: give a Platform, such as Platform.TOKOPEDIA"
        raise ValidationError(msg)
    return given
