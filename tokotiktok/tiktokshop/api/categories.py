"""Read categories, their attributes and rules.

Written by spec/generate.py; edit spec/tiktokshop/products.json or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import Id, IntId, Model, model
from ..._resource import BatchResult, Page, Resource
from ...wire import Operation, Paging

AllowedSpecialProductType = TypeAliasType(
    "AllowedSpecialProductType", Literal["PRE_ORDER", "MADE_TO_ORDER", "CUSTOM"]
)

CategoryAttributeType = TypeAliasType(
    "CategoryAttributeType", Literal["SALES_PROPERTY", "PRODUCT_PROPERTY"]
)

MeasurementType = TypeAliasType(
    "MeasurementType",
    Literal["GENERIC_MEASUREMENTS", "BODY_MEASUREMENTS", "PRODUCT_MEASUREMENTS"],
)

OptionUnit = TypeAliasType("OptionUnit", Literal["NONE", "LENGTH", "WEIGHT", "HEIGHT"])

OptionalRegion = TypeAliasType(
    "OptionalRegion", Literal["AT", "BE", "CZ", "GR", "HU", "NL", "PL", "PT"]
)

PermissionStatus = TypeAliasType(
    "PermissionStatus",
    Literal["AVAILABLE", "INVITE_ONLY", "NON_MAIN_CATEGORY", "PROHIBITED"],
)

RequiredRegion = TypeAliasType(
    "RequiredRegion",
    Literal[
        "DE",
        "ES",
        "FR",
        "GB",
        "ID",
        "IT",
        "IE",
        "JP",
        "MY",
        "PH",
        "SG",
        "TH",
        "US",
        "VN",
        "MX",
    ],
)


@model
class Category(Model):
    """Category, in list."""

    id: Id | None = None
    parent_id: Id | None = None
    local_name: str | None = None
    is_leaf: bool | None = None
    permission_statuses: tuple[PermissionStatus, ...] = ()
    """Only in BR, MX, EU, SEA."""


@model
class ImageInput(Model):
    """Image, in recommend."""

    uri: str | None = None


@model
class OriginPlatformCategoryInput(Model):
    """Origin platform category, in recommend."""

    id: Id | None = None
    name: str | None = None
    full_name: str | None = None
    is_leaf: bool | None = None
    is_root: bool | None = None


@model
class AttributeValueInput(Model):
    """Attribute value, in origin platform product meta data input."""

    name: str | None = None
    values: tuple[str, ...] = ()


@model
class OriginPlatformProductMetaDataInput(Model):
    """Origin platform product meta data, in recommend."""

    attribute_value_list: tuple[AttributeValueInput, ...] = ()


@model
class RecommendedCategoryLevel(Model):
    """Recommended category level, in recommend category result."""

    id: Id | None = None
    is_leaf: bool | None = None
    level: int | None = None
    name: str | None = None
    permission_statuses: tuple[PermissionStatus, ...] = ()
    """Only in BR, MX."""


@model
class RecommendCategoryResult(Model):
    """Recommend category result, in recommend."""

    categories: tuple[RecommendedCategoryLevel, ...] = ()
    leaf_category_id: Id | None = None


@model
class CategoryAttributeValue(Model):
    """Category attribute value, in category attribute."""

    id: Id | None = None
    name: str | None = None
    icon_url: str | None = None


@model
class RequirementCondition(Model):
    """Requirement condition, in category attribute."""

    condition_type: Literal["VALUE_ID_MATCH"] | None = None
    attribute_id: Id | None = None
    attribute_value_id: Id | None = None
    region: str | None = None


@model
class Value(Model):
    """Value, in metric value module."""

    id: Id | None = None
    name: str | None = None


@model
class MetricValueModuleUnit(Model):
    """Metric value module unit, in metric value module."""

    id: Id | None = None
    name: str | None = None


@model
class NumLimit(Model):
    """Num limit, in value limit."""

    min_value: int | None = None
    max_value: int | None = None


@model
class LengthLimit(Model):
    """Length limit, in value limit."""

    min_length: int | None = None
    max_length: int | None = None


@model
class ValueLimit(Model):
    """Value limit, in metric value module."""

    num_limit: NumLimit | None = None
    length_limit: LengthLimit | None = None


@model
class MetricValueModule(Model):
    """Metric value module, in metric standard."""

    id: Id | None = None
    name: str | None = None
    input_type: str | None = None
    data_types: tuple[str, ...] = ()
    default_values: tuple[Value, ...] = ()
    units: tuple[MetricValueModuleUnit, ...] = ()
    value_limit: ValueLimit | None = None
    prefix: str | None = None
    suffix: str | None = None
    shading_word: str | None = None


@model
class MetricStandard(Model):
    """Metric standard, in category attribute."""

    id: Id | None = None
    name: str | None = None
    metric_value_modules: tuple[MetricValueModule, ...] = ()


@model
class CategoryAttribute(Model):
    """Category attribute, in get attributes."""

    id: Id | None = None
    name: str | None = None
    type: CategoryAttributeType | None = None
    is_requried: bool | None = None
    values: tuple[CategoryAttributeValue, ...] = ()
    value_data_format: Literal["POSITIVE_INT_OR_DECIMAL"] | None = None
    is_customizable: bool | None = None
    requirement_conditions: tuple[RequirementCondition, ...] = ()
    is_multiple_selection: bool | None = None
    metric_standards: tuple[MetricStandard, ...] = ()


@model
class Attribute(Model):
    """Attribute, in get global attributes."""

    id: Id | None = None
    name: str | None = None
    type: CategoryAttributeType | None = None
    is_requried: bool | None = None
    values: tuple[Value, ...] = ()
    is_multiple_selection: bool | None = None
    is_customizable: bool | None = None
    requirement_conditions: tuple[RequirementCondition, ...] = ()
    optional_regions: tuple[OptionalRegion, ...] = ()
    required_regions: tuple[OptionalRegion, ...] = ()


@model
class ExpirationDate(Model):
    """Expiration date, in product certification."""

    is_required: bool | None = None


@model
class ProductCertification(Model):
    """Product certification, in global rule."""

    id: Id | None = None
    name: str | None = None
    is_required: bool | None = None
    sample_image_url: str | None = None
    required_regions: tuple[RequiredRegion, ...] = ()
    optional_regions: tuple[OptionalRegion, ...] = ()
    requirement_conditions: tuple[RequirementCondition, ...] = ()
    document_details: str | None = None
    expiration_date: ExpirationDate | None = None


@model
class Option(Model):
    """Option, in measurement and option."""

    name: str | None = None
    id: Id | None = None
    role: Literal["KEY", "RECOMMEND"] | None = None
    unit: OptionUnit | None = None
    metric_value_range: tuple[str, ...] = ()
    imperial_value_range: tuple[str, ...] = ()


@model
class MeasurementAndOption(Model):
    """Measurement and option, in size chart."""

    measurement_type: MeasurementType | None = None
    options: tuple[Option, ...] = ()


@model
class SizeChart(Model):
    """Size chart, in global rule."""

    is_supported: bool | None = None
    is_required: bool | None = None
    measurement_and_options: tuple[MeasurementAndOption, ...] = ()
    size_types: tuple[str, ...] = ()


@model
class ResponsiblePerson(Model):
    """Responsible person, in global rule."""

    is_required: bool | None = None
    optional_regions: tuple[Literal["DE", "ES", "FR", "IT", "IE"], ...] = ()
    required_regions: tuple[OptionalRegion, ...] = ()


@model
class Manufacturer(Model):
    """Manufacturer, in global rule."""

    is_required: bool | None = None
    optional_regions: tuple[Literal["DE", "ES", "FR", "IT", "IE"], ...] = ()
    required_regions: tuple[OptionalRegion, ...] = ()


@model
class GlobalRule(Model):
    """Global rule, in get global rules."""

    product_certifications: tuple[ProductCertification, ...] = ()
    size_chart: SizeChart | None = None
    responsible_person: ResponsiblePerson | None = None
    manufacturer: Manufacturer | None = None


@model
class Cod(Model):
    """Cod, in category rules."""

    is_supported: bool | None = None


@model
class PackageDimension(Model):
    """Package dimension, in category rules."""

    is_required: bool | None = None


@model
class Epr(Model):
    """Epr, in category rules."""

    is_required: bool | None = None


@model
class Fee(Model):
    """Fee, in category rules."""

    type: Literal["PFAND"] | None = None
    is_required: bool | None = None


@model
class SellerSku(Model):
    """Seller sku, in category rules."""

    is_required: bool | None = None


@model
class CategoryRules(Model):
    """Category rules, in get rules."""

    product_certifications: tuple[ProductCertification, ...] = ()
    size_chart: SizeChart | None = None
    cod: Cod | None = None
    package_dimension: PackageDimension | None = None
    epr: Epr | None = None
    responsible_person: ResponsiblePerson | None = None
    manufacturer: Manufacturer | None = None
    allowed_special_product_types: tuple[AllowedSpecialProductType, ...] = ()
    fees: tuple[Fee, ...] = ()
    seller_sku: SellerSku | None = None


@model
class RecommendGlobalCategoryResult(Model):
    """Recommend global category result, in recommend global."""

    leaf_category_id: Id | None = None
    categories: tuple[RecommendedCategoryLevel, ...] = ()


@model
class ListingSchemaErrorDetail(Model):
    """Listing schema error detail, in listing schema error."""

    category_id: IntId | None = None


@model
class ListingSchemaError(Model):
    """Listing schema error, in listing schema."""

    code: int | None = None
    detail: ListingSchemaErrorDetail | None = None
    message: str | None = None


@model
class Rule(Model):
    """Rule, in complex value."""

    type: str | None = None
    """Deprecated."""
    value: str | None = None


@model
class ComplexValue(Model):
    """Complex value, in field."""

    id: Id | None = None
    name: str | None = None
    options: tuple[Option, ...] = ()
    rules: tuple[Rule, ...] = ()


@model
class Field(Model):
    """Field, in listing schema listing schema."""

    complex_values: tuple[ComplexValue, ...] = ()
    id: Id | None = None
    name: str | None = None
    options: tuple[Option, ...] = ()
    rules: tuple[Rule, ...] = ()


@model
class ListingSchemaListingSchema(Model):
    """Listing schema listing schema, in listing schema."""

    category_id: IntId | None = None
    fields: tuple[Field, ...] = ()


@model
class ListingSchema(Model):
    """Listing schema, in get listing schemas."""

    errors: tuple[ListingSchemaError, ...] = ()
    listing_schemas: tuple[ListingSchemaListingSchema, ...] = ()


class Categories(Resource):
    """Read categories, their attributes and rules."""

    _LIST = Operation(
        "getCategories",
        "GET",
        "/product/202309/categories",
        repeatable=True,
        page=Paging(items="categories", style="none"),
    )

    def list(
        self,
        *,
        locale: str | None = None,
        keyword: str | None = None,
        category_version: Literal["v2", "v1"] | None = None,
        listing_platform: Literal["TIKTOK_SHOP", "TOKOPEDIA"] | None = None,
        include_prohibited_categories: bool | None = None,
        is_live_quick: bool | None = None,
    ) -> Page[Category]:
        """List the product categories open to the shop.

        Scope: ``seller.product.basic``.
        TikTok Shop: Get Categories, 202309.
        """
        return self._page(
            self._LIST,
            Category,
            query={
                "locale": locale,
                "keyword": keyword,
                "category_version": category_version,
                "listing_platform": listing_platform,
                "include_prohibited_categories": include_prohibited_categories,
                "is_live_quick": is_live_quick,
            },
        )

    _RECOMMEND = Operation(
        "recommendCategory",
        "POST",
        "/product/202309/categories/recommend",
        repeatable=True,
    )

    def recommend(
        self,
        *,
        product_title: str,
        category_version: Literal["v2", "v1"] | None = None,
        description: str | None = None,
        images: Sequence[ImageInput] | None = None,
        include_prohibited_categories: bool | None = None,
        listing_platform: Literal["TIKTOK_SHOP", "TOKOPEDIA"] | None = None,
        locale: str | None = None,
        origin_platform_product_type: str | None = None,
        origin_platform_vendor: str | None = None,
        origin_platform_tags: Sequence[str] | None = None,
        origin_platform_category: OriginPlatformCategoryInput | None = None,
        origin_platform_product_meta_data: OriginPlatformProductMetaDataInput
        | None = None,
        is_live_quick: bool | None = None,
    ) -> RecommendCategoryResult:
        """Suggest a category from title, description and images.

        Scope: ``seller.product.basic``.
        TikTok Shop: Recommend Category, 202309.
        """
        return self._get(
            self._RECOMMEND,
            RecommendCategoryResult,
            body={
                "product_title": product_title,
                "category_version": category_version,
                "description": description,
                "images": images,
                "include_prohibited_categories": include_prohibited_categories,
                "listing_platform": listing_platform,
                "locale": locale,
                "origin_platform_product_type": origin_platform_product_type,
                "origin_platform_vendor": origin_platform_vendor,
                "origin_platform_tags": origin_platform_tags,
                "origin_platform_category": origin_platform_category,
                "origin_platform_product_meta_data": origin_platform_product_meta_data,
                "is_live_quick": is_live_quick,
            },
        )

    _GET_ATTRIBUTES = Operation(
        "getCategoryAttributes",
        "GET",
        "/product/202309/categories/{category_id}/attributes",
        repeatable=True,
        page=Paging(items="attributes", style="none"),
    )

    def get_attributes(
        self,
        *,
        category_id: str | int,
        locale: str | None = None,
        category_version: Literal["v2", "v1"] | None = None,
        is_live_quick: bool | None = None,
    ) -> Page[CategoryAttribute]:
        """List product and sales attributes of a leaf category.

        Scope: ``seller.product.basic``.
        TikTok Shop: Get Attributes, 202309.
        """
        return self._page(
            self._GET_ATTRIBUTES,
            CategoryAttribute,
            path={"category_id": category_id},
            query={
                "locale": locale,
                "category_version": category_version,
                "is_live_quick": is_live_quick,
            },
        )

    _GET_GLOBAL_ATTRIBUTES = Operation(
        "getGlobalAttributes",
        "GET",
        "/product/202309/categories/{category_id}/global_attributes",
        repeatable=True,
        shop="none",
        page=Paging(items="attributes", style="none"),
    )

    def get_global_attributes(
        self,
        *,
        category_id: str | int,
        locale: str | None = None,
        category_version: Literal["v2", "v1"] | None = None,
    ) -> Page[Attribute]:
        """List attributes of a leaf category for global products.

        Scope: ``seller.global_product.category.info``.
        TikTok Shop: Get Global Attributes, 202309.
        """
        return self._page(
            self._GET_GLOBAL_ATTRIBUTES,
            Attribute,
            path={"category_id": category_id},
            query={"locale": locale, "category_version": category_version},
        )

    _GET_GLOBAL_RULES = Operation(
        "getGlobalCategoryRules",
        "GET",
        "/product/202309/categories/{category_id}/global_rules",
        repeatable=True,
        shop="none",
    )

    def get_global_rules(
        self,
        *,
        category_id: str | int,
        category_version: Literal["v2", "v1"] | None = None,
        locale: str | None = None,
    ) -> GlobalRule:
        """Read listing requirements of a global leaf category.

        Scope: ``seller.global_product.category.info``.
        TikTok Shop: Get Global Category Rules, 202309.
        """
        return self._get(
            self._GET_GLOBAL_RULES,
            GlobalRule,
            path={"category_id": category_id},
            query={"category_version": category_version, "locale": locale},
        )

    _GET_RULES = Operation(
        "getCategoryRules",
        "GET",
        "/product/202309/categories/{category_id}/rules",
        repeatable=True,
    )

    def get_rules(
        self,
        *,
        category_id: str | int,
        category_version: Literal["v2", "v1"] | None = None,
        locale: str | None = None,
    ) -> CategoryRules:
        """Read listing requirements of a leaf category.

        Scope: ``seller.product.basic``.
        TikTok Shop: Get Category Rules, 202309.
        """
        return self._get(
            self._GET_RULES,
            CategoryRules,
            path={"category_id": category_id},
            query={"category_version": category_version, "locale": locale},
        )

    _LIST_GLOBAL = Operation(
        "getGlobalCategories",
        "GET",
        "/product/202309/global_categories",
        repeatable=True,
        shop="none",
        page=Paging(items="categories", style="none"),
    )

    def list_global(
        self,
        *,
        locale: str | None = None,
        keyword: str | None = None,
        category_version: Literal["v2", "v1"] | None = None,
    ) -> Page[Category]:
        """List product categories for global products.

        Scope: ``seller.global_product.category.info``.
        TikTok Shop: Get Global Categories, 202309.
        """
        return self._page(
            self._LIST_GLOBAL,
            Category,
            query={
                "locale": locale,
                "keyword": keyword,
                "category_version": category_version,
            },
        )

    _RECOMMEND_GLOBAL = Operation(
        "recommendGlobalCategories",
        "POST",
        "/product/202309/global_categories/recommend",
        repeatable=True,
        shop="none",
    )

    def recommend_global(
        self,
        *,
        product_title: str,
        description: str | None = None,
        images: Sequence[ImageInput] | None = None,
        category_version: Literal["v1", "v2"] | None = None,
    ) -> RecommendGlobalCategoryResult:
        """Suggest a category for a global product.

        Scope: ``seller.global_product.category.info``.
        TikTok Shop: Recommend Global Categories, 202309.
        """
        return self._get(
            self._RECOMMEND_GLOBAL,
            RecommendGlobalCategoryResult,
            body={
                "product_title": product_title,
                "description": description,
                "images": images,
                "category_version": category_version,
            },
        )

    _GET_LISTING_SCHEMAS = Operation(
        "getListingSchemas",
        "GET",
        "/product/202407/listing_schemas",
        repeatable=True,
        shop="none",
        failures="errors",
    )

    def get_listing_schemas(
        self,
        *,
        category_ids: Sequence[str | int],
        locale: str | None = None,
        category_version: str | None = None,
    ) -> BatchResult[ListingSchema]:
        """Read which fields a product of given categories needs.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Listing Schemas, 202407.
        """
        return self._batch(
            self._GET_LISTING_SCHEMAS,
            ListingSchema,
            query={
                "category_ids": category_ids,
                "locale": locale,
                "category_version": category_version,
            },
        )
