"""Categories and the variants they allow.

Written by spec/generate.py; edit spec/tokopedia/category.json or spec/names.toml instead.
"""

from __future__ import annotations

from ..._model import Id, IntId, Model, model
from ..._resource import Page, Resource
from ...wire import Operation, Paging


@model
class UnitValue(Model):
    """Unit value, in variant detail unit."""

    variant_unit_value_id: IntId | None = None
    status: int | None = None
    value: str | None = None
    equivalent_value_id: IntId | None = None
    english_value: str | None = None
    hex: str | None = None
    icon: str | None = None


@model
class VariantDetailUnit(Model):
    """Variant detail unit, in variant detail."""

    variant_unit_id: IntId | None = None
    status: int | None = None
    unit_name: str | None = None
    unit_short_name: str | None = None
    unit_values: tuple[UnitValue, ...] = ()


@model
class VariantDetail(Model):
    """Variant detail, in variant."""

    variant_id: IntId | None = None
    has_unit: int | None = None
    identifier: str | None = None
    name: str | None = None
    status: int | None = None
    units: tuple[VariantDetailUnit, ...] = ()
    is_primary: int | None = None


@model
class Variant(Model):
    """Variant, in get variants."""

    category_id: IntId | None = None
    variant_id_combinations: tuple[tuple[int, ...], ...] = ()
    variant_details: tuple[VariantDetail, ...] = ()


@model
class Child(Model):
    """Child, in list category."""

    name: str | None = None
    id: Id | None = None
    child: tuple[Child, ...] = ()


@model
class ListCategory(Model):
    """List category, in list."""

    name: str | None = None
    id: Id | None = None
    child: tuple[Child, ...] = ()


@model
class Value(Model):
    """Value, in list annotations category."""

    id: IntId | None = None
    name: str | None = None
    data: str | None = None


@model
class ListAnnotationsCategory(Model):
    """List annotations category, in list annotations."""

    variant: str | None = None
    sort_order: int | None = None
    values: tuple[Value, ...] = ()


@model
class OldVariantUnitValue(Model):
    """Old variant unit value, in old variant unit."""

    value_id: IntId | None = None
    value: str | None = None
    hex_code: str | None = None
    icon: str | None = None


@model
class OldVariantUnit(Model):
    """Old variant unit, in old variant."""

    unit_id: IntId | None = None
    name: str | None = None
    short_name: str | None = None
    values: tuple[OldVariantUnitValue, ...] = ()


@model
class OldVariant(Model):
    """Old variant, in get variants V1."""

    variant_id: IntId | None = None
    name: str | None = None
    identifier: str | None = None
    status: int | None = None
    has_unit: int | None = None
    units: tuple[OldVariantUnit, ...] = ()


class Categories(Resource):
    """Categories and the variants they allow."""

    _GET_VARIANTS = Operation(
        "get_variants_by_category",
        "GET",
        "/inventory/v2/fs/{fs_id}/category/get_variant",
        repeatable=True,
        shop="none",
    )

    def get_variants(self, *, cat_id: str | int) -> Variant:
        """Read the variants that a category allows.

        Tokopedia: get_variants_by_category.
        """
        return self._get(self._GET_VARIANTS, Variant, query={"cat_id": cat_id})

    _LIST = Operation(
        "list_categories",
        "GET",
        "/inventory/v1/fs/{fs_id}/product/category",
        repeatable=True,
        shop="none",
        page=Paging(items="categories", style="none"),
    )

    def list(self, *, keyword: str | None = None) -> Page[ListCategory]:
        """List categories.

        Tokopedia: list_categories.
        """
        return self._page(self._LIST, ListCategory, query={"keyword": keyword})

    _LIST_ANNOTATIONS = Operation(
        "list_annotations_by_category",
        "GET",
        "/v1/fs/{fs_id}/product/annotation",
        repeatable=True,
        shop="none",
        page=Paging(items="", style="none"),
    )

    def list_annotations(self, *, cat_id: str | int) -> Page[ListAnnotationsCategory]:
        """List the annotations of a category.

        Tokopedia: list_annotations_by_category.
        """
        return self._page(
            self._LIST_ANNOTATIONS, ListAnnotationsCategory, query={"cat_id": cat_id}
        )

    _GET_VARIANTS_V1 = Operation(
        "get_variants_by_category_v1",
        "GET",
        "/inventory/v1/fs/{fs_id}/category/get_variant",
        repeatable=True,
        shop="none",
        page=Paging(items="", style="none"),
    )

    def get_variants_v1(self, *, cat_id: str | int) -> Page[OldVariant]:
        """Read the variants that a category allows, by the older call.

        Of medium confidence.

        Tokopedia: get_variants_by_category_v1.
        """
        return self._page(self._GET_VARIANTS_V1, OldVariant, query={"cat_id": cat_id})
