"""Creating a product: one record, on one platform or both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from attrs import define, evolve, frozen

from ...errors import TokoTikTokError, ValidationError
from ...platforms import Platform
from ..listings import BOTH, listings_of, wire
from ..outcomes import Outcome, OutcomeState, WriteResult, blamed
from .drafts import NewProduct, dimensions, weight
from .judging import judged

if TYPE_CHECKING:
    from ..._resource import BatchResult
    from ...tiktokshop.api.files import UploadedImage
    from ...tiktokshop.api.products import CreatedProduct, MainImageInput
    from ...tiktokshop.client import TikTokShopClient
    from ...wire import Upload
    from ..shop import UnifiedShop


@frozen(kw_only=True)
class Category:
    """A category that products are put into."""

    id: str
    name: str | None
    parent_id: str | None


@frozen(kw_only=True)
class Creation:
    """What became of a product that was to be created."""

    product_id: str | None
    """Its id; ``None`` if it was not created, or nobody knows."""
    sku_ids: Mapping[str, str]
    """The ids of its SKUs, by your own codes."""
    warnings: tuple[str, ...]
    idempotency_key: str
    """Give it again to repeat the call: it creates no second product."""
    result: WriteResult
    """What became of it on each platform."""


@define
class Creating:
    """Creates products in one shop."""

    shop: UnifiedShop

    @property
    def client(self) -> TikTokShopClient:
        """The API that makes products for both platforms."""
        if self.shop.tiktokshop is None:
            msg = (
                "products of both platforms are created through the TikTok Shop API, and "
                "this UnifiedShop was made without it: give tiktokshop="
            )
            raise ValidationError(msg)
        return self.shop.tiktokshop

    def categories(self, on: Platform) -> tuple[Category, ...]:
        """List the leaf categories that are in the trees of all platforms in *on*."""
        trees = [self._tree(one, on) for one in Platform if one in on]
        if not trees:
            raise ValidationError("on= names no platform")
        common = set.intersection(*(set(tree) for tree in trees))
        return tuple(one for key, one in trees[0].items() if key in common)

    def _tree(self, platform: Platform, on: Platform) -> dict[str, Category]:
        """Read one platform's leaves that are open to the shop, afresh each time."""
        alone = on == Platform.TIKTOK_SHOP
        names = wire(platform) or ([] if alone else ["TIKTOK_SHOP"])
        found = self.client.categories.list(
            category_version="v2",
            listing_platform=cast("Any", names[0]) if names else None,
        )
        return {
            one.id: Category(id=one.id, name=one.local_name, parent_id=one.parent_id)
            for one in found
            if one.id
            and one.is_leaf
            and (not one.permission_statuses or "AVAILABLE" in one.permission_statuses)
        }

    def create(self, draft: NewProduct, on: Platform, key: str | None) -> Creation:
        """Create *draft* on the platforms *on*."""
        self._check(draft, on)
        brand_id = self._brand(draft, on)
        warehouse = self._warehouse() if draft.wants_default_warehouse else None
        skus = draft.sku_inputs(warehouse)
        images = self.images(draft.images)
        key = key or str(uuid4())
        try:
            created = self.client.products.create(
                title=draft.title,
                description=draft.description,
                category_id=draft.category_id,
                category_version="v2",
                main_images=images,
                skus=skus,
                save_mode="AS_DRAFT" if draft.as_draft else "LISTING",
                package_weight=weight(draft.weight_grams),
                package_dimensions=dimensions(draft.size_cm) if draft.size_cm else None,
                brand_id=brand_id,
                product_attributes=draft.attributes or None,
                external_product_id=draft.external_id,
                minimum_order_quantity=draft.minimum_order,
                is_cod_allowed=draft.cash_on_delivery,
                is_pre_owned=draft.is_pre_owned,
                shipping_insurance_requirement=draft.shipping_insurance,
                listing_platforms=wire(on),
                idempotency_key=key,
            )
        except TokoTikTokError as error:
            return _not_created(draft, on, key, error)
        return self._created(created, draft, on, key)

    def _check(self, draft: NewProduct, on: Platform) -> None:
        """Refuse what the platforms would refuse, all of it at once."""
        problems = draft.problems(on)
        if not on or on & ~BOTH:
            problems.append("on= names no platform")
        else:
            fitting = {one.id for one in self.categories(on)}
            if draft.category_id not in fitting:
                problems.append(
                    f"category {draft.category_id} is no leaf that is open to the shop on "
                    f"{on.label}: choose one of shop.products.categories(on=...)"
                )
        problems += [
            f"the shop is not ready to list: {one.check_item}"
            + (f" ({', '.join(one.fail_reasons)})" if one.fail_reasons else "")
            for one in self.client.products.check_prerequisites()
            if one.is_failed
        ]
        if problems:
            raise ValidationError("not created: " + "; ".join(problems))

    def _brand(self, draft: NewProduct, on: Platform) -> str | None:
        return self.brand_id(draft.brand, draft.category_id, on)

    def brand_id(
        self, name: str | None, category_id: str | None, on: Platform
    ) -> str | None:
        """Find a brand by its name; TikTok Shop's rules for brands are its alone."""
        if name is None:
            return None
        page = self.client.brands.list(
            brand_name=name, category_id=category_id, category_version="v2"
        )
        same = [
            one
            for one in page.all()
            if (one.name or "").casefold() == name.casefold() and one.id
        ]
        if not same:
            msg = (
                f"there is no brand {name!r}: client.brands.create(name=...) makes one"
            )
            raise ValidationError(msg)
        found = next((one for one in same if one.is_authorized), same[0])
        if found.is_t1_brand and not found.is_authorized and on != Platform.TOKOPEDIA:
            msg = (
                f"TikTok Shop does not list {name!r} without the brand's authorisation: "
                "ask for it in Seller Center, or list on Platform.TOKOPEDIA alone"
            )
            raise ValidationError(msg)
        return found.id

    def _warehouse(self) -> str | None:
        usable = (
            one.id
            for one in self.client.warehouses.list()
            if one.is_default and one.effect_status in ("ENABLED", None)
        )
        return next(usable, None)

    def images(self, images: Sequence[Upload | UploadedImage]) -> list[MainImageInput]:
        """Upload what is not uploaded yet."""
        from ...tiktokshop.api import files, products  # only where something is created

        uris = []
        for image in images:
            there = (
                image
                if isinstance(image, files.UploadedImage)
                else self.client.files.upload_image(data=image, use_case="MAIN_IMAGE")
            )
            if not there.uri:
                raise ValidationError("an image has no uri: upload it again")
            uris.append(products.MainImageInput(uri=there.uri))
        return uris

    def _created(
        self,
        answer: BatchResult[CreatedProduct],
        draft: NewProduct,
        on: Platform,
        key: str,
    ) -> Creation:
        """Say what became of a product on each platform: read it, since yes is not all."""
        created = answer.answer
        name = created.product_id or draft.title
        try:
            source = self.client.products.get(product_id=name)
        except TokoTikTokError as error:
            now, unread = {}, error.message
        else:
            now, unread = listings_of(source), ""
        outcomes = judged(name, on, {}, now, answer.failed, unread)
        return Creation(
            product_id=created.product_id,
            sku_ids={
                sku.seller_sku: sku.id
                for sku in created.skus
                if sku.seller_sku and sku.id
            },
            warnings=tuple(one.message for one in created.warnings if one.message),
            idempotency_key=key,
            result=WriteResult(
                tuple(evolve(one, idempotency_key=key) for one in outcomes)
            ),
        )


def _not_created(
    draft: NewProduct, on: Platform, key: str, error: TokoTikTokError
) -> Creation:
    blank = [
        Outcome(
            id=draft.title,
            platform=one,
            api=Platform.TIKTOK_SHOP,
            state=OutcomeState.FAILED,
            idempotency_key=key,
        )
        for one in Platform
        if one in on
    ]
    outcomes = tuple(blamed(one, [error]) for one in blank)
    return Creation(
        product_id=None,
        sku_ids={},
        warnings=(),
        idempotency_key=key,
        result=WriteResult(outcomes),
    )
