"""Find, make, edit, list and unlist products.

Written by spec/generate.py; edit spec/tiktokshop or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import (
    DecimalText,
    Id,
    Model,
    Rfc3339,
    UnixMillis,
    UnixSeconds,
    model,
    seconds,
    text,
    texts,
)
from ..._resource import BatchResult, Page, Resource
from ...money import Money
from ...wire import Operation, Paging, Upload

AdditionalAttribute = TypeAliasType(
    "AdditionalAttribute", Literal["SINGLE_USE", "REUSABLE", "NOT_APPLICABLE"]
)

CheckItem = TypeAliasType(
    "CheckItem",
    Literal[
        "SHOP_STATUS",
        "SHOP_TAX",
        "PICKUP_WAREHOUSE",
        "RETURN_WAREHOUSE",
        "DELIVERY_OPTION",
        "SHIPPING_TEMPLATE",
        "PRODUCT_QUANTITY_LIMIT",
        "EXTENDED_PRODUCER_RESPONSIBILITY",
        "BANk_ACCOUNT",
        "CONTACT_INFO",
        "BANK_ACCOUNT",
    ],
)

CombinedListingNotLiveReason = TypeAliasType(
    "CombinedListingNotLiveReason",
    Literal[
        "SUB_PRODUCT_DEACTIVATE",
        "SUB_PRODUCT_DELETE",
        "SUB_PRODUCT_FROZEN",
        "SUB_SKU_DELETE",
        "SUB_PRODUCT_CATEGORY_FIRST_LEVEL_ERROR",
        "SUB_PRODUCT_CATEGORY_OVER_RESTRICTION",
    ],
)

DeactivationSource = TypeAliasType(
    "DeactivationSource", Literal["SELLER", "PLATFORM", "COMBO_RELATION"]
)

DiscountLevel = TypeAliasType(
    "DiscountLevel", Literal["REGULAR", "FIRST_ORDER", "RETENTION"]
)

ExternalProductStatus = TypeAliasType(
    "ExternalProductStatus",
    Literal["ALL", "DRAFT", "ACTIVE", "ARCHIVED", "SUSPENDED", "PENDING_SUSPENSION"],
)

NotSubmittedReason = TypeAliasType(
    "NotSubmittedReason",
    Literal["PAYMENT_ACCOUNT_NOT_LINKED", "SHOP_INACTIVE", "W8_NOT_CONFIGURED"],
)

OptimizationField = TypeAliasType(
    "OptimizationField", Literal["ALL", "DESCRIPTION", "IMAGE", "NONE", "TITLE"]
)

PackageDimensionsUnit = TypeAliasType(
    "PackageDimensionsUnit",
    Literal["CENTIMETER", "INCH", "FOOT", "MILLIMETER", "METER"],
)

PreApprovedReason = TypeAliasType(
    "PreApprovedReason", Literal["KYC_PENDING", "RESTRICTED_CATEGORY_PENDING"]
)

PreSaleType = TypeAliasType(
    "PreSaleType", Literal["PRE_ORDER", "MADE_TO_ORDER", "CUSTOM"]
)

ProductAuditStatus = TypeAliasType(
    "ProductAuditStatus",
    Literal["NONE", "AUDITING", "FAILED", "PRE_APPROVED", "APPROVED"],
)

ProductStatus = TypeAliasType(
    "ProductStatus",
    Literal[
        "ACTIVATE",
        "ALL",
        "DELETED",
        "DRAFT",
        "FAILED",
        "FREEZE",
        "PENDING",
        "PLATFORM_DEACTIVATED",
        "SELLER_DEACTIVATED",
    ],
)

ProductType = TypeAliasType(
    "ProductType",
    Literal["COMBINED_PRODUCT", "IN_COMBINED_PRODUCT", "GPR_TARGET_PRODUCT"],
)

RecommendedPropertyType = TypeAliasType(
    "RecommendedPropertyType",
    Literal["UNSPECIFIED", "KEY_PROPERTY", "SALES_PROPERTY", "PRODUCT_PROPERTY"],
)

SellingFormat = TypeAliasType(
    "SellingFormat", Literal["FIXED_PRICE", "FIXED_PRICE_AND_LIVE_AUCTION"]
)

ShippingInsuranceRequirement = TypeAliasType(
    "ShippingInsuranceRequirement", Literal["NOT_SUPPORTED", "OPTIONAL", "REQUIRED"]
)


@model
class PrescriptionRequirementInput(Model):
    """Prescription requirement, in update prescription requirement."""

    needs_prescription: bool | None = None


@model
class WarehouseStock(Model):
    """Warehouse stock, in sku stock."""

    warehouse_id: Id | None = None
    available_quantity: int | None = None
    committed_quantity: int | None = None


@model
class CampaignInventory(Model):
    """Campaign inventory, in total available inventory distribution."""

    quantity: int | None = None
    campaign_name: str | None = None


@model
class CreatorInventory(Model):
    """Creator inventory, in total available inventory distribution."""

    quantity: int | None = None
    creator_name: str | None = None


@model
class InShopInventory(Model):
    """In shop inventory, in total available inventory distribution."""

    quantity: int | None = None


@model
class TotalAvailableInventoryDistribution(Model):
    """Total available inventory distribution, in sku stock."""

    campaign_inventory: tuple[CampaignInventory, ...] = ()
    creator_inventory: tuple[CreatorInventory, ...] = ()
    in_shop_inventory: InShopInventory | None = None


@model
class SkuStock(Model):
    """Sku stock, in product inventory."""

    id: Id | None = None
    seller_sku: str | None = None
    total_available_quantity: int | None = None
    total_committed_quantity: int | None = None
    warehouse_inventory: tuple[WarehouseStock, ...] = ()
    total_available_inventory_distribution: (
        TotalAvailableInventoryDistribution | None
    ) = None


@model
class ProductInventory(Model):
    """Product inventory, in search inventory."""

    product_id: Id | None = None
    skus: tuple[SkuStock, ...] = ()


@model
class MainImageInput(Model):
    """Main image, in create."""

    uri: str | None = None


@model
class SkuInventoryInput(Model):
    """Sku inventory, in sku input."""

    warehouse_id: Id
    quantity: int | None = None
    """Range 1..99,999."""
    backorder_quantity: int | None = None
    handling_time: int | None = None
    """In days."""


@model
class SkuPriceInput(Model):
    """Sku price, in sku input."""

    currency: str
    amount: DecimalText | None = None
    sale_price: DecimalText | None = None
    starting_bid_price: DecimalText | None = None


@model
class SkuImgInput(Model):
    """Sku img, in sales attribute input."""

    uri: str


@model
class SalesAttributeInput(Model):
    """Sales attribute, in sku input."""

    id: Id | None = None
    value_id: Id | None = None
    value_name: str | None = None
    """Max 50 chars."""
    sku_img: SkuImgInput | None = None
    name: str | None = None
    """Max 20 chars."""
    supplementary_sku_images: tuple[MainImageInput, ...] = ()
    """Only in US."""


@model
class IdentifierCodeInput(Model):
    """Identifier code, in sku input."""

    code: str | None = None
    type: Literal["GTIN", "EAN", "UPC", "ISBN", "JAN"] | None = None


@model
class CombinedSkuInput(Model):
    """Combined sku, in sku input."""

    product_id: Id
    sku_id: Id
    sku_count: int


@model
class FulfillmentTypeInput(Model):
    """Fulfillment type, in pre sale input."""

    handling_duration_days: int | None = None
    release_date: UnixSeconds | None = None
    """Only in US."""


@model
class PreSaleInput(Model):
    """Pre sale, in sku input."""

    type: PreSaleType | None = None
    fulfillment_type: FulfillmentTypeInput | None = None


@model
class ExternalListPriceInput(Model):
    """External list price, in sku input."""

    source: Literal["SHOPIFY_COMPARE_AT_PRICE"]
    amount: DecimalText
    """Range 0.01..7600."""
    currency: str


@model
class FeeInput(Model):
    """Fee, in sku input."""

    type: Literal["PFAND"] | None = None
    amount: DecimalText | None = None
    additional_attribute: AdditionalAttribute | None = None


@model
class Dimensions(Model):
    """Dimensions, in sku input."""

    length: str | None = None
    width: str | None = None
    height: str | None = None
    unit: Literal["CENTIMETER", "INCH"] | None = None


@model
class Weight(Model):
    """Weight, in sku input."""

    value: str | None = None
    unit: Literal["KILOGRAM", "POUND", "GRAM"] | None = None


@model
class SkuInput(Model):
    """Sku, in create."""

    inventory: tuple[SkuInventoryInput, ...]
    price: SkuPriceInput
    sales_attributes: tuple[SalesAttributeInput, ...] = ()
    seller_sku: str | None = None
    external_sku_id: Id | None = None
    """Max 999 chars."""
    identifier_code: IdentifierCodeInput | None = None
    combined_skus: tuple[CombinedSkuInput, ...] = ()
    sku_unit_count: str | None = None
    """Range 0.01..99,999.9999; only in EU."""
    external_urls: tuple[str, ...] = ()
    """Max 500 chars."""
    extra_identifier_codes: tuple[str, ...] = ()
    """Only in EU."""
    pre_sale: PreSaleInput | None = None
    list_price: Money | None = None
    external_list_prices: tuple[ExternalListPriceInput, ...] = ()
    """Only in US."""
    fees: tuple[FeeInput, ...] = ()
    sku_dimensions: Dimensions | None = None
    sku_weight: Weight | None = None


@model
class ImageRefInput(Model):
    """Image ref, in certification input."""

    uri: str


@model
class FileRefInput(Model):
    """File ref, in certification input."""

    id: Id
    name: str
    format: str


@model
class CertificationInput(Model):
    """Certification, in create."""

    id: Id
    images: tuple[ImageRefInput, ...] = ()
    files: tuple[FileRefInput, ...] = ()
    expiration_date: UnixSeconds | None = None


@model
class MetricValueModuleInput(Model):
    """Metric value module, in metric standard input."""

    id: Id | None = None
    value: str | None = None
    unit_id: Id | None = None


@model
class MetricStandardInput(Model):
    """Metric standard, in product attribute value input."""

    id: Id | None = None
    metric_value_module_infos: tuple[MetricValueModuleInput, ...] = ()


@model
class ProductAttributeValueInput(Model):
    """Product attribute value, in product attribute input."""

    id: Id | None = None
    name: str | None = None
    """Max 2000 chars."""
    metric_standard_info: MetricStandardInput | None = None


@model
class ProductAttributeInput(Model):
    """Product attribute, in create."""

    id: Id
    values: tuple[ProductAttributeValueInput, ...]


@model
class VideoRefInput(Model):
    """Video ref, in create."""

    id: Id


@model
class TemplateInput(Model):
    """Template, in size chart input."""

    id: Id | None = None


@model
class SizeChartInput(Model):
    """Size chart, in create."""

    image: ImageRefInput | None = None
    template: TemplateInput | None = None


@model
class ScheduledSaleInput(Model):
    """Scheduled sale, in create."""

    is_enabled_scheduled_sale: bool
    schedule_sale_time: UnixMillis


@model
class ProductTagOperationInput(Model):
    """Product tag operation, in create."""

    product_tag: Literal["AUCTION"]
    enable: bool


@model
class PurchaseOrderQuantityLimitInput(Model):
    """Purchase order quantity limit, in create."""

    maximum_order_quantity: int | None = None
    cumulative_order_quantity: int | None = None


@model
class SalesAttribute(Model):
    """Sales attribute, in created sku."""

    id: Id | None = None
    value_id: Id | None = None


@model
class Fee(Model):
    """Fee, in created sku."""

    type: Literal["PFAND"] | None = None
    amount: DecimalText | None = None
    additional_attribute: AdditionalAttribute | None = None


@model
class CreatedSku(Model):
    """Created sku, in created product."""

    id: Id | None = None
    seller_sku: str | None = None
    sales_attributes: tuple[SalesAttribute, ...] = ()
    external_sku_id: Id | None = None
    fees: tuple[Fee, ...] = ()


@model
class WarningMessage(Model):
    """Warning message, in created product."""

    message: str | None = None


@model
class CreatedProduct(Model):
    """Created product, in create."""

    product_id: Id | None = None
    skus: tuple[CreatedSku, ...] = ()
    warnings: tuple[WarningMessage, ...] = ()


@model
class ProductErrorDetail(Model):
    """Product error detail, in product error."""

    product_id: Id | None = None


@model
class ProductError(Model):
    """Product error, in delete product result."""

    code: int | None = None
    message: str | None = None
    detail: ProductErrorDetail | None = None


@model
class ProductActivationErrorDetailExtraError(Model):
    """Product activation error detail extra error, in product activation error detail."""

    code: int | None = None
    message: str | None = None


@model
class ProductActivationErrorDetail(Model):
    """Product activation error detail, in product activation error."""

    product_id: Id | None = None
    extra_errors: tuple[ProductActivationErrorDetailExtraError, ...] = ()


@model
class ProductActivationError(Model):
    """Product activation error, in activate product result."""

    code: int | None = None
    message: str | None = None
    detail: ProductActivationErrorDetail | None = None


@model
class ActivateProductResult(Model):
    """Activate product result, in activate."""

    errors: tuple[ProductActivationError, ...] = ()


@model
class ProductResult(Model):
    """Product result, in delete."""

    errors: tuple[ProductError, ...] = ()


@model
class CheckListingSkuInput(Model):
    """Check listing sku, in check listing."""

    price: SkuPriceInput
    inventory: tuple[SkuInventoryInput, ...]
    sales_attributes: tuple[SalesAttributeInput, ...] = ()
    seller_sku: str | None = None
    external_sku_id: Id | None = None
    """Max 999 chars."""
    identifier_code: IdentifierCodeInput | None = None
    combined_skus: tuple[CombinedSkuInput, ...] = ()
    sku_unit_count: str | None = None
    """Range 0.01..99,999.9999; only in EU."""
    external_urls: tuple[str, ...] = ()
    """Max 500 chars."""
    extra_identifier_codes: tuple[str, ...] = ()
    """Only in EU."""
    pre_sale: PreSaleInput | None = None
    list_price: Money | None = None
    external_list_prices: tuple[ExternalListPriceInput, ...] = ()
    """Only in US."""
    fees: tuple[FeeInput, ...] = ()
    sku_dimensions: Dimensions | None = None
    sku_weight: Weight | None = None


@model
class ValueInput(Model):
    """Value, in check listing product attribute input."""

    id: Id | None = None
    name: str | None = None
    """Max 2000 chars."""


@model
class CheckListingProductAttributeInput(Model):
    """Check listing product attribute, in check listing."""

    id: Id | None = None
    values: tuple[ValueInput, ...] = ()


@model
class OptionInput(Model):
    """Option, in check listing."""

    need_trigger_gne_async_check: bool | None = None
    """Only in US."""
    gne_async_check_session_id: Id | None = None
    """Only in US."""


@model
class FailReason(Model):
    """Fail reason, in listing check."""

    code: int | None = None
    message: str | None = None


@model
class ListingQuality(Model):
    """Listing quality, in listing check."""

    current_tier: Literal["POOR", "FAIR", "GOOD", "EXCELLENT"] | None = None
    """Only in US."""
    remaining_recommendations: int | None = None
    """Only in US."""


@model
class DiagnosisResult(Model):
    """Diagnosis result, in diagnose."""

    code: str | None = None
    how_to_solve: str | None = None
    quality_tier: Literal["FAIR", "GOOD"] | None = None
    """Only in US."""


@model
class SeoWord(Model):
    """Seo word, in suggestions."""

    text: str | None = None


@model
class SmartText(Model):
    """Smart text, in suggestions."""

    text: str | None = None


@model
class Image(Model):
    """Image, in suggestions."""

    uri: str | None = None
    url: str | None = None
    optimized_uri: str | None = None
    optimized_url: str | None = None
    height: int | None = None
    width: int | None = None
    thumb_urls: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()


@model
class Suggestions(Model):
    """Suggestions, in diagnose."""

    seo_words: tuple[SeoWord, ...] = ()
    smart_texts: tuple[SmartText, ...] = ()
    images: tuple[Image, ...] = ()


@model
class Suggestion(Model):
    """Suggestion, in diagnose."""

    seo_words: tuple[SeoWord, ...] = ()
    smart_texts: tuple[SmartText, ...] = ()
    images: tuple[Image, ...] = ()


@model
class Diagnose(Model):
    """Diagnose, in listing check."""

    field: OptimizationField | None = None
    diagnosis_results: tuple[DiagnosisResult, ...] = ()
    suggestions: Suggestions | None = None
    suggestion: Suggestion | None = None


@model
class PreCheckDetail(Model):
    """Pre check detail, in pre check result."""

    short_reason: str | None = None
    long_reason: str | None = None
    related_fields: tuple[str, ...] = ()


@model
class PreCheckResult(Model):
    """Pre check result, in listing check."""

    pre_check_item: str | None = None
    pre_check_details: tuple[PreCheckDetail, ...] = ()


@model
class ListingCheck(Model):
    """Listing check, in check listing."""

    check_result: str | None = None
    fail_reasons: tuple[FailReason, ...] = ()
    warnings: WarningMessage | None = None
    listing_quality: ListingQuality | None = None
    diagnoses: tuple[Diagnose, ...] = ()
    """Deprecated."""
    pre_check_results: tuple[PreCheckResult, ...] = ()


@model
class ProductAudit(Model):
    """Product audit, in product."""

    pre_approved_reasons: tuple[PreApprovedReason, ...] = ()
    """Only in US."""
    status: ProductAuditStatus | None = None
    not_submitted_reasons: tuple[NotSubmittedReason, ...] = ()


@model
class AuditFailedReason(Model):
    """Audit failed reason, in product."""

    listing_platform: Literal["TIKTOK_SHOP", "TOKOPEDIA"] | None = None
    position: str | None = None
    reasons: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


@model
class BrandRef(Model):
    """Brand ref, in product."""

    id: Id | None = None
    name: str | None = None


@model
class ProductCategory(Model):
    """Product category, in product."""

    id: Id | None = None
    is_leaf: bool | None = None
    local_name: str | None = None
    parent_id: Id | None = None


@model
class ProductCertificationFile(Model):
    """Product certification file, in product certification."""

    format: str | None = None
    id: Id | None = None
    name: str | None = None
    urls: tuple[str, ...] = ()


@model
class ProductCertification(Model):
    """Product certification, in product."""

    expiration_date: UnixSeconds | None = None
    files: tuple[ProductCertificationFile, ...] = ()
    id: Id | None = None
    images: tuple[Image, ...] = ()
    title: str | None = None


@model
class ProductDeliveryOption(Model):
    """Product delivery option, in product."""

    id: Id | None = None
    is_available: bool | None = None
    name: str | None = None


@model
class SalesAttributeMapping(Model):
    """Sales attribute mapping, in sku mapping."""

    global_attribute_id: Id | None = None
    global_value_id: Id | None = None
    local_attribute_id: Id | None = None
    local_value_id: Id | None = None


@model
class SkuMapping(Model):
    """Sku mapping, in global product association."""

    global_sku_id: Id | None = None
    local_sku_id: Id | None = None
    sales_attribute_mappings: tuple[SalesAttributeMapping, ...] = ()


@model
class GlobalProductAssociation(Model):
    """Global product association, in product."""

    global_product_id: Id | None = None
    sku_mappings: tuple[SkuMapping, ...] = ()


@model
class IntegratedPlatformStatus(Model):
    """Integrated platform status, in product."""

    platform: Literal["TOKOPEDIA"] | None = None
    status: ProductStatus | None = None


@model
class ProductMainImage(Model):
    """Product main image, in product."""

    height: int | None = None
    thumb_urls: tuple[str, ...] = ()
    uri: str | None = None
    urls: tuple[str, ...] = ()
    width: int | None = None


@model
class AreaPlacement(Model):
    """Area placement, in custom area."""

    height: str | None = None
    rotate_degree: str | None = None
    width: str | None = None
    x_coordinate: str | None = None
    y_coordinate: str | None = None


@model
class ImageArea(Model):
    """Image area, in custom area."""

    default_image: ProductMainImage | None = None
    min_height: int | None = None
    min_width: int | None = None


@model
class TextArea(Model):
    """Text area, in custom area."""

    align_type: Literal["LEFT", "CENTER", "RIGHT"] | None = None
    colors: tuple[str, ...] = ()
    default_text: str | None = None
    fonts: tuple[str, ...] = ()
    max_text_length: int | None = None


@model
class CustomArea(Model):
    """Custom area, in surface."""

    area_name: str | None = None
    area_placement: AreaPlacement | None = None
    area_type: Literal["TEXT", "IMAGE"] | None = None
    external_area_id: Id | None = None
    image_area: ImageArea | None = None
    is_required: bool | None = None
    text_area: TextArea | None = None


@model
class Surface(Model):
    """Surface, in pod template."""

    background_image: ProductMainImage | None = None
    custom_areas: tuple[CustomArea, ...] = ()
    external_surface_id: Id | None = None
    mask_image: ProductMainImage | None = None
    surface_name: str | None = None


@model
class PodTemplate(Model):
    """Pod template, in pod."""

    pod_template_id: Id | None = None
    remark: str | None = None
    sku_ids: tuple[Id, ...] = ()
    surfaces: tuple[Surface, ...] = ()
    template_name: str | None = None


@model
class Pod(Model):
    """Pod, in product."""

    pod_templates: tuple[PodTemplate, ...] = ()


@model
class PrescriptionRequirement(Model):
    """Prescription requirement, in product."""

    needs_prescription: bool | None = None


@model
class MetricValueModule(Model):
    """Metric value module, in metric standard."""

    id: Id | None = None
    value: str | None = None
    unit_id: Id | None = None
    unit_name: str | None = None
    suffix: str | None = None
    prefix: str | None = None


@model
class MetricStandard(Model):
    """Metric standard, in product attribute detail value."""

    id: Id | None = None
    metric_value_module_infos: tuple[MetricValueModule, ...] = ()


@model
class ProductAttributeDetailValue(Model):
    """Product attribute detail value, in product attribute detail."""

    id: Id | None = None
    name: str | None = None
    metric_standard_info: MetricStandard | None = None


@model
class ProductAttributeDetail(Model):
    """Product attribute detail, in product."""

    id: Id | None = None
    name: str | None = None
    values: tuple[ProductAttributeDetailValue, ...] = ()


@model
class ProductFamily(Model):
    """Product family, in product."""

    id: Id | None = None
    products: tuple[Product, ...] = ()


@model
class RecommendedCategory(Model):
    """Recommended category, in product."""

    id: Id | None = None
    local_name: str | None = None


@model
class ScheduledSale(Model):
    """Scheduled sale, in product."""

    is_enabled_scheduled_sale: bool | None = None
    schedule_sale_time: UnixMillis | None = None


@model
class Template(Model):
    """Template, in size chart."""

    id: Id | None = None


@model
class SizeChart(Model):
    """Size chart, in product."""

    image: Image | None = None
    template: Template | None = None


@model
class Inventory(Model):
    """Inventory, in combined sku detail."""

    quantity: int | None = None
    warehouse_id: Id | None = None


@model
class Price(Model):
    """Price, in combined sku detail."""

    currency: str | None = None
    sale_price: DecimalText | None = None
    tax_exclusive_price: DecimalText | None = None


@model
class SkuImg(Model):
    """Sku img, in sku sales attribute."""

    height: int | None = None
    thumb_urls: tuple[str, ...] = ()
    uri: str | None = None
    urls: tuple[str, ...] = ()
    width: int | None = None


@model
class SkuSalesAttribute(Model):
    """Sku sales attribute, in combined sku detail."""

    id: Id | None = None
    name: str | None = None
    sku_img: SkuImg | None = None
    supplementary_sku_images: tuple[ProductMainImage, ...] = ()
    """Only in US."""
    value_id: Id | None = None
    value_name: str | None = None


@model
class CombinedSkuDetail(Model):
    """Combined sku detail, in sku."""

    brand: BrandRef | None = None
    categories: tuple[ProductCategory, ...] = ()
    combined_listing_not_live_reasons: tuple[CombinedListingNotLiveReason, ...] = ()
    inventory: tuple[Inventory, ...] = ()
    price: Price | None = None
    product_id: Id | None = None
    product_main_image: ProductMainImage | None = None
    sales_attributes: tuple[SkuSalesAttribute, ...] = ()
    seller_sku: str | None = None
    sku_count: int | None = None
    sku_id: Id | None = None
    title: str | None = None


@model
class ExternalListPrice(Model):
    """External list price, in sku."""

    amount: DecimalText | None = None
    currency: str | None = None
    source: Literal["SHOPIFY_COMPARE_AT_PRICE"] | None = None


@model
class ReplicateSource(Model):
    """Replicate source, in global listing policy."""

    product_id: Id | None = None
    shop_id: Id | None = None
    sku_id: Id | None = None


@model
class GlobalListingPolicy(Model):
    """Global listing policy, in sku."""

    inventory_type: Literal["SHARED", "EXCLUSIVE"] | None = None
    price_sync: bool | None = None
    replicate_source: ReplicateSource | None = None


@model
class IdentifierCode(Model):
    """Identifier code, in sku."""

    code: str | None = None
    type: Literal["GTIN", "EAN", "UPC", "ISBN", "JAN"] | None = None


@model
class SkuInventory(Model):
    """Sku inventory, in sku."""

    backorder_quantity: int | None = None
    handling_time: int | None = None
    """In days."""
    quantity: int | None = None
    """Range 1..99,999."""
    warehouse_id: Id | None = None


@model
class FulfillmentType(Model):
    """Fulfillment type, in pre sale."""

    handling_duration_days: int | None = None
    release_date: UnixSeconds | None = None
    """Only in US."""


@model
class PreSale(Model):
    """Pre sale, in sku."""

    fulfillment_type: FulfillmentType | None = None
    type: PreSaleType | None = None


@model
class SkuPrice(Model):
    """Sku price, in sku."""

    currency: str | None = None
    sale_price: DecimalText | None = None
    starting_bid_price: DecimalText | None = None
    tax_exclusive_price: DecimalText | None = None
    unit_price: DecimalText | None = None
    """Only in EU."""


@model
class SkuStatusInfo(Model):
    """Sku status info, in sku."""

    deactivation_source: DeactivationSource | None = None
    status: Literal["NORMAL", "DEACTIVATED"] | None = None


@model
class PurchaseOrderQuantityLimit(Model):
    """Purchase order quantity limit, in sku."""

    maximum_order_quantity: int | None = None
    cumulative_order_quantity: int | None = None


@model
class Sku(Model):
    """Sku, in product."""

    combined_skus: tuple[CombinedSkuDetail, ...] = ()
    external_list_prices: tuple[ExternalListPrice, ...] = ()
    """Only in US."""
    external_sku_id: Id | None = None
    external_urls: tuple[str, ...] = ()
    extra_identifier_codes: tuple[str, ...] = ()
    """Only in EU."""
    fees: tuple[Fee, ...] = ()
    global_listing_policy: GlobalListingPolicy | None = None
    id: Id | None = None
    identifier_code: IdentifierCode | None = None
    inventory: tuple[SkuInventory, ...] = ()
    list_price: Money | None = None
    pre_sale: PreSale | None = None
    price: SkuPrice | None = None
    sales_attributes: tuple[SkuSalesAttribute, ...] = ()
    seller_sku: str | None = None
    sku_dimensions: Dimensions | None = None
    sku_unit_count: str | None = None
    """Only in EU."""
    sku_weight: Weight | None = None
    status_info: SkuStatusInfo | None = None
    purchase_order_quantity_limit: PurchaseOrderQuantityLimit | None = None


@model
class SubscribeDiscountDetail(Model):
    """Subscribe discount detail, in subscription."""

    discount_level: DiscountLevel | None = None
    discount_value: int | None = None


@model
class SubscribePromotionConfig(Model):
    """Subscribe promotion config, in subscription."""

    discount_level: DiscountLevel | None = None
    discount_options: tuple[int, ...] = ()
    max_discount: int | None = None
    min_discount: int | None = None


@model
class Subscription(Model):
    """Subscription, in product."""

    subscribe_discount_details: tuple[SubscribeDiscountDetail, ...] = ()
    subscribe_promotion_config: tuple[SubscribePromotionConfig, ...] = ()
    subscribe_status: Literal["ENABLED", "NOT_ENABLED"] | None = None
    support_subscribe: bool | None = None


@model
class ProductVideo(Model):
    """Product video, in product."""

    cover_url: str | None = None
    format: str | None = None
    height: int | None = None
    id: Id | None = None
    size: int | None = None
    url: str | None = None
    width: int | None = None


@model
class Product(Model):
    """A product in full."""

    id: Id
    audit: ProductAudit | None = None
    audit_failed_reasons: tuple[AuditFailedReason, ...] = ()
    brand: BrandRef | None = None
    category_chains: tuple[ProductCategory, ...] = ()
    certifications: tuple[ProductCertification, ...] = ()
    create_time: UnixSeconds | None = None
    delivery_options: tuple[ProductDeliveryOption, ...] = ()
    description: str | None = None
    external_product_id: Id | None = None
    global_product_association: GlobalProductAssociation | None = None
    has_draft: bool | None = None
    integrated_platform_statuses: tuple[IntegratedPlatformStatus, ...] = ()
    is_cod_allowed: bool | None = None
    """Only in MY, PH, SA, TH, VN, ID."""
    is_not_for_sale: bool | None = None
    is_pre_owned: bool | None = None
    is_replicated: bool | None = None
    key_product_features: tuple[str, ...] = ()
    listing_quality_tier: Literal["POOR", "FAIR", "GOOD", "EXCELLENT"] | None = None
    """Only in US."""
    main_images: tuple[ProductMainImage, ...] = ()
    manufacturer_ids: tuple[Id, ...] = ()
    """Only in EU."""
    minimum_order_quantity: int | None = None
    """Range 1..20; only in ID, SEA."""
    package_dimensions: Dimensions | None = None
    package_weight: Weight | None = None
    pod_info: Pod | None = None
    prescription_requirement: PrescriptionRequirement | None = None
    primary_combined_product_id: Id | None = None
    product_attributes: tuple[ProductAttributeDetail, ...] = ()
    product_families: tuple[ProductFamily, ...] = ()
    """Only in US."""
    product_status: ProductStatus | None = None
    product_tags: tuple[Literal["AUCTION"], ...] = ()
    product_types: tuple[ProductType, ...] = ()
    recommended_categories: tuple[RecommendedCategory, ...] = ()
    responsible_person_ids: tuple[Id, ...] = ()
    """Only in EU."""
    scheduled_sale: ScheduledSale | None = None
    search_terms: tuple[str, ...] = ()
    shipping_insurance_requirement: ShippingInsuranceRequirement | None = None
    shipping_template_id: Id | None = None
    size_chart: SizeChart | None = None
    skus: tuple[Sku, ...] = ()
    status: ProductStatus | None = None
    subscribe_info: Subscription | None = None
    title: str | None = None
    update_time: UnixSeconds | None = None
    video: ProductVideo | None = None
    selling_format: SellingFormat | None = None
    is_blind_box: bool | None = None


@model
class WarehouseStockUpdateInput(Model):
    """Warehouse stock update, in sku stock update input."""

    quantity: int
    """Range 1..99,999."""
    warehouse_id: Id | None = None
    backorder_quantity: int | None = None
    handling_time: int | None = None
    """In days."""


@model
class SkuStockUpdateInput(Model):
    """Sku stock update, in update inventory."""

    id: Id
    inventory: tuple[WarehouseStockUpdateInput, ...]


@model
class StockUpdateErrorDetailExtraError(Model):
    """Stock update error detail extra error, in stock update error detail."""

    warehouse_id: Id | None = None
    code: int | None = None
    message: str | None = None


@model
class StockUpdateErrorDetail(Model):
    """Stock update error detail, in stock update error."""

    sku_id: Id | None = None
    extra_errors: tuple[StockUpdateErrorDetailExtraError, ...] = ()


@model
class StockUpdateError(Model):
    """Stock update error, in update inventory product result."""

    code: int | None = None
    message: str | None = None
    detail: StockUpdateErrorDetail | None = None


@model
class UpdateInventoryProductResult(Model):
    """Update inventory product result, in update inventory."""

    errors: tuple[StockUpdateError, ...] = ()


@model
class PriceInput(Model):
    """Price, in sku price update input."""

    currency: str
    amount: DecimalText | None = None
    sale_price: DecimalText | None = None


@model
class SkuPriceUpdateInput(Model):
    """Sku price update, in update price."""

    id: Id
    price: PriceInput
    list_price: Money | None = None
    external_list_prices: tuple[ExternalListPriceInput, ...] = ()
    """Only in US."""


@model
class PrerequisiteCheck(Model):
    """Prerequisite check, in check prerequisites."""

    check_item: CheckItem | None = None
    is_failed: bool | None = None
    fail_reasons: tuple[str, ...] = ()


@model
class ProductDiagnosis(Model):
    """Product diagnosis, in get diagnoses."""

    id: Id | None = None
    listing_quality: ListingQuality | None = None
    diagnoses: tuple[Diagnose, ...] = ()


@model
class GetSeoWordsProduct(Model):
    """Get seo words product, in get seo words."""

    id: Id | None = None
    seo_words: tuple[SeoWord, ...] = ()


@model
class SuggestedText(Model):
    """Suggested text, in field suggestions."""

    text: str | None = None


@model
class FieldSuggestions(Model):
    """Field suggestions, in get suggestions product."""

    field: Literal["TITLE", "DESCRIPTION"] | None = None
    items: tuple[SuggestedText, ...] = ()


@model
class GetSuggestionsProduct(Model):
    """Get suggestions product, in get suggestions."""

    id: Id | None = None
    suggestions: tuple[FieldSuggestions, ...] = ()


@model
class DiagnoseOptimizeSizeChartInput(Model):
    """Diagnose optimize size chart, in diagnose optimize."""

    template: TemplateInput | None = None
    image: MainImageInput | None = None


@model
class DiagnoseOptimizeProductResult(Model):
    """Diagnose optimize product result, in diagnose optimize."""

    listing_quality: ListingQuality | None = None
    diagnoses: tuple[Diagnose, ...] = ()


@model
class SkuSummaryPrice(Model):
    """Sku summary price, in sku summary."""

    currency: str | None = None
    tax_exclusive_price: DecimalText | None = None
    sale_price: DecimalText | None = None
    starting_bid_price: DecimalText | None = None


@model
class SkuSummary(Model):
    """Sku summary, in product summary."""

    id: Id | None = None
    seller_sku: str | None = None
    price: SkuSummaryPrice | None = None
    inventory: tuple[SkuInventory, ...] = ()
    list_price: Money | None = None
    external_list_prices: tuple[ExternalListPrice, ...] = ()
    """Only in US."""
    pre_sale: PreSale | None = None
    status_info: SkuStatusInfo | None = None
    fees: tuple[Fee, ...] = ()


@model
class ProductSummary(Model):
    """Product summary, in search."""

    id: Id
    title: str | None = None
    status: ProductStatus | None = None
    skus: tuple[SkuSummary, ...] = ()
    sales_regions: tuple[str, ...] = ()
    create_time: UnixSeconds | None = None
    update_time: UnixSeconds | None = None
    product_sync_fail_reasons: tuple[str, ...] = ()
    is_not_for_sale: bool | None = None
    recommended_categories: tuple[RecommendedCategory, ...] = ()
    listing_quality_tier: Literal["POOR", "FAIR", "GOOD", "EXCELLENT"] | None = None
    """Only in US."""
    integrated_platform_statuses: tuple[IntegratedPlatformStatus, ...] = ()
    audit: ProductAudit | None = None
    product_families: tuple[ProductFamily, ...] = ()
    """Only in US."""
    has_draft: bool | None = None
    scheduled_sale: ScheduledSale | None = None
    product_tags: tuple[Literal["AUCTION", "LIVE_QUICK"], ...] = ()
    selling_format: SellingFormat | None = None


@model
class ReplicateTargetCertificationFileInput(Model):
    """Replicate target certification file, in replicate target certification input."""

    id: Id
    name: str
    format: str | None = None


@model
class ReplicateTargetCertificationInput(Model):
    """Replicate target certification, in replicate target input."""

    id: Id
    expiration_date: UnixSeconds | None = None
    files: tuple[ReplicateTargetCertificationFileInput, ...] = ()
    images: tuple[ImageRefInput, ...] = ()


@model
class InventoryInput(Model):
    """Inventory, in replicate target sku input."""

    quantity: int | None = None
    """Range 1..999,999."""
    warehouse_id: Id | None = None


@model
class ReplicateTargetSkuPriceInput(Model):
    """Replicate target sku price, in replicate target sku input."""

    sale_price: DecimalText
    currency: str | None = None


@model
class ReplicateTargetSkuInput(Model):
    """Replicate target sku, in replicate target input."""

    inventory: tuple[InventoryInput, ...] = ()
    price: ReplicateTargetSkuPriceInput | None = None
    source_sku_id: Id | None = None
    seller_sku: str | None = None


@model
class ReplicateTargetInput(Model):
    """Replicate target, in replicate."""

    certifications: tuple[ReplicateTargetCertificationInput, ...] = ()
    """Max 10 items."""
    inventory_mode: Literal["EXCLUSIVE", "SHARED"] | None = None
    """Only in EU."""
    manufacturer_ids: tuple[Id, ...] = ()
    """Only in EU."""
    product_attributes: tuple[CheckListingProductAttributeInput, ...] = ()
    region: str | None = None
    responsible_person_ids: tuple[Id, ...] = ()
    """Only in EU."""
    skus: tuple[ReplicateTargetSkuInput, ...] = ()


@model
class ReplicationErrorDetail(Model):
    """Replication error detail, in replication error."""

    region: str | None = None


@model
class ReplicationError(Model):
    """Replication error, in replicate product result."""

    code: int | None = None
    detail: ReplicationErrorDetail | None = None
    message: str | None = None


@model
class ReplicateProductResult(Model):
    """Replicate product result, in replicate."""

    errors: tuple[ReplicationError, ...] = ()


@model
class ReplicatedProduct(Model):
    """Replicated product, in get replicated."""

    region: str | None = None
    shop_id: Id | None = None
    product_id: Id | None = None
    product_status: ProductStatus | None = None


@model
class SkuEditInput(Model):
    """Sku edit, in edit."""

    id: Id | None = None
    sales_attributes: tuple[SalesAttributeInput, ...] = ()
    seller_sku: str | None = None
    price: SkuPriceInput | None = None
    external_sku_id: Id | None = None
    """Max 999 chars."""
    identifier_code: IdentifierCodeInput | None = None
    inventory: tuple[SkuInventoryInput, ...] = ()
    combined_skus: tuple[CombinedSkuInput, ...] = ()
    sku_unit_count: str | None = None
    """Range 0.01..99,999.9999; only in EU."""
    external_urls: tuple[str, ...] = ()
    """Max 500 chars."""
    extra_identifier_codes: tuple[str, ...] = ()
    """Only in EU."""
    pre_sale: PreSaleInput | None = None
    list_price: Money | None = None
    external_list_prices: tuple[ExternalListPriceInput, ...] = ()
    """Only in US."""
    fees: tuple[FeeInput, ...] = ()
    sku_dimensions: Dimensions | None = None
    sku_weight: Weight | None = None


@model
class ReplicatedSkuEditInput(Model):
    """Replicated sku edit, in replicated product input."""

    price: ReplicateTargetSkuPriceInput
    id: Id | None = None
    seller_sku: str | None = None
    inventory: tuple[InventoryInput, ...] = ()


@model
class ReplicatedProductInput(Model):
    """Replicated product, in edit."""

    region: str
    skus: tuple[ReplicatedSkuEditInput, ...] = ()
    inventory_mode: Literal["SHARED", "EXCLUSIVE"] | None = None
    """Only in EU."""


@model
class DiscountDetailInput(Model):
    """Discount detail, in subscribe info edit input."""

    discount_level: DiscountLevel | None = None
    discount_value: int | None = None


@model
class SubscribeInfoEditInput(Model):
    """Subscribe info edit, in edit."""

    subscribe_status: Literal["ENABLED", "NOT_ENABLED"] | None = None
    discount_details: tuple[DiscountDetailInput, ...] = ()


@model
class Audit(Model):
    """Audit, in edit product result."""

    status: Literal["NONE", "AUDITING", "APPROVED"] | None = None


@model
class EditProductResult(Model):
    """Edit product result, in edit."""

    product_id: Id | None = None
    skus: tuple[CreatedSku, ...] = ()
    warnings: tuple[WarningMessage, ...] = ()
    audit: Audit | None = None


@model
class AreaPlacementInput(Model):
    """Area placement, in custom area input."""

    height: str | None = None
    rotate_degree: str | None = None
    width: str | None = None
    x_coordinate: str | None = None
    y_coordinate: str | None = None


@model
class ImageAreaInput(Model):
    """Image area, in custom area input."""

    default_image: MainImageInput | None = None
    min_height: int | None = None
    min_width: int | None = None


@model
class TextAreaInput(Model):
    """Text area, in custom area input."""

    align_type: Literal["LEFT", "CENTER", "RIGHT"] | None = None
    colors: tuple[str, ...] = ()
    default_text: str | None = None
    fonts: tuple[str, ...] = ()
    max_text_length: int | None = None


@model
class CustomAreaInput(Model):
    """Custom area, in surface input."""

    area_name: str | None = None
    area_placement: AreaPlacementInput | None = None
    area_type: Literal["TEXT", "IMAGE"] | None = None
    external_area_id: Id | None = None
    image_area: ImageAreaInput | None = None
    is_required: bool | None = None
    text_area: TextAreaInput | None = None


@model
class SurfaceInput(Model):
    """Surface, in pod template input."""

    background_image: MainImageInput | None = None
    custom_areas: tuple[CustomAreaInput, ...] = ()
    external_surface_id: Id | None = None
    mask_image: MainImageInput | None = None
    surface_name: str | None = None


@model
class PodTemplateInput(Model):
    """Pod template, in pod input."""

    pod_template_id: Id | None = None
    remark: str | None = None
    sku_ids: tuple[Id, ...] = ()
    surfaces: tuple[SurfaceInput, ...] = ()
    template_name: str | None = None


@model
class PodInput(Model):
    """Pod, in partial edit."""

    pod_templates: tuple[PodTemplateInput, ...] = ()


@model
class ReplicatedSkuPatchInput(Model):
    """Replicated sku patch, in partial edit replicated product input."""

    price: ReplicateTargetSkuPriceInput
    external_sku_id: Id | None = None
    """Max 999 chars."""
    id: Id | None = None
    inventory: tuple[InventoryInput, ...] = ()
    seller_sku: str | None = None


@model
class PartialEditReplicatedProductInput(Model):
    """Partial edit replicated product, in partial edit."""

    region: str
    inventory_mode: Literal["SHARED", "EXCLUSIVE"] | None = None
    """Only in EU."""
    skus: tuple[ReplicatedSkuPatchInput, ...] = ()


@model
class SkuPatchInput(Model):
    """Sku patch, in partial edit."""

    external_list_prices: tuple[ExternalListPriceInput, ...] = ()
    """Only in US."""
    external_sku_id: Id | None = None
    """Max 999 chars."""
    external_urls: tuple[str, ...] = ()
    """Max 500 chars."""
    extra_identifier_codes: tuple[str, ...] = ()
    """Only in EU."""
    fees: tuple[FeeInput, ...] = ()
    id: Id | None = None
    identifier_code: IdentifierCodeInput | None = None
    inventory: tuple[SkuInventoryInput, ...] = ()
    list_price: Money | None = None
    pre_sale: PreSaleInput | None = None
    price: PriceInput | None = None
    sales_attributes: tuple[SalesAttributeInput, ...] = ()
    seller_sku: str | None = None
    sku_dimensions: Dimensions | None = None
    sku_unit_count: str | None = None
    """Range 0.01..99,999.9999; only in EU."""
    sku_weight: Weight | None = None


@model
class PartialEditProductResult(Model):
    """Partial edit product result, in partial edit."""

    audit: Audit | None = None
    product_id: Id | None = None
    skus: tuple[CreatedSku, ...] = ()


@model
class WeightRecommendationWeight(Model):
    """Weight recommendation weight, in weight recommendation."""

    min_value: str | None = None
    max_value: str | None = None


@model
class WeightRecommendation(Model):
    """Weight recommendation, in recommend packages product."""

    unit: str | None = None
    weight: WeightRecommendationWeight | None = None


@model
class Length(Model):
    """Length, in dimension recommendation."""

    min_value: str | None = None
    max_value: str | None = None


@model
class Height(Model):
    """Height, in dimension recommendation."""

    min_value: str | None = None
    max_value: str | None = None


@model
class Width(Model):
    """Width, in dimension recommendation."""

    min_value: str | None = None
    max_value: str | None = None


@model
class DimensionRecommendation(Model):
    """Dimension recommendation, in recommend packages product."""

    unit: str | None = None
    length: Length | None = None
    height: Height | None = None
    width: Width | None = None


@model
class RecommendPackagesProduct(Model):
    """Recommend packages product, in recommend packages."""

    product_id: Id | None = None
    abnormality_types: tuple[Literal["None", "Dimension", "Weight"], ...] = ()
    weight_recommendation: WeightRecommendation | None = None
    dimension_recommendation: DimensionRecommendation | None = None


@model
class StockOperationSettingInput(Model):
    """Stock operation setting, in update stock operation settings."""

    enable_auto_restock: bool | None = None


@model
class StockOperation(Model):
    """Stock operation, in update stock operation settings product result."""

    failed_sku_ids: tuple[Id, ...] = ()
    success_sku_ids: tuple[Id, ...] = ()


@model
class UpdateStockOperationSettingsProductResult(Model):
    """Update stock operation settings product result, in update stock operation settings."""

    stock_operation: StockOperation | None = None


@model
class PackageDimensions(Model):
    """Package dimensions, in predict package product result."""

    height: int | None = None
    length: int | None = None
    unit: PackageDimensionsUnit | None = None
    width: int | None = None


@model
class PredictPackageProductResult(Model):
    """Predict package product result, in predict package."""

    package_dimensions: PackageDimensions | None = None
    package_weight: Weight | None = None


@model
class SalesPropertyValueInput(Model):
    """Sales property value, in sales property input."""

    id: Id


@model
class SalesPropertyInput(Model):
    """Sales property, in recommend properties."""

    id: Id
    values: tuple[SalesPropertyValueInput, ...]


@model
class Value(Model):
    """Value, in recommended property."""

    id: Id | None = None
    name: str | None = None


@model
class RecommendedProperty(Model):
    """Recommended property, in recommend properties."""

    id: Id | None = None
    is_customizable: bool | None = None
    is_multiple_selection: bool | None = None
    is_required: bool | None = None
    name: str | None = None
    type: RecommendedPropertyType | None = None
    values: tuple[Value, ...] = ()


@model
class ExternalTransactionPriceInput(Model):
    """External transaction price, in submit strikethrough price sku input."""

    amount: DecimalText
    """Range 0.01..7600,."""
    currency: str
    transaction_time: Rfc3339
    image: ImageRefInput | None = None


@model
class SubmitStrikethroughPriceSkuInput(Model):
    """Submit strikethrough price sku, in submit strikethrough price."""

    external_retail_price: Money
    external_sku_id: Id
    external_transaction_price: ExternalTransactionPriceInput
    id: Id


@model
class SubmitStrikethroughPriceProductErrorDetail(Model):
    """Submit strikethrough price product error detail, in submit strikethrough price product error."""

    sku_id: Id | None = None


@model
class SubmitStrikethroughPriceProductError(Model):
    """Submit strikethrough price product error, in submit strikethrough price product result."""

    code: int | None = None
    detail: SubmitStrikethroughPriceProductErrorDetail | None = None
    message: str | None = None


@model
class SubmitStrikethroughPriceProductResult(Model):
    """Submit strikethrough price product result, in submit strikethrough price."""

    errors: tuple[SubmitStrikethroughPriceProductError, ...] = ()


@model
class CombinedListingRecommendationProduct(Model):
    """Combined listing recommendation product, in combined listing recommendation."""

    id: Id | None = None
    option_value: str | None = None


@model
class CombinedListingRecommendation(Model):
    """Combined listing recommendation, in search combined listing recommendations."""

    option_name: str | None = None
    products: tuple[CombinedListingRecommendationProduct, ...] = ()


@model
class ImageInput(Model):
    """Image, in external product input."""

    url: str | None = None


@model
class SelectedOptionInput(Model):
    """Selected option, in external product sku input."""

    name: str | None = None
    """Max 50 chars."""
    value: str | None = None
    """Max 50 chars."""


@model
class ExternalProductSkuInput(Model):
    """External product sku, in external product input."""

    create_time: UnixSeconds | None = None
    external_list_price: DecimalText | None = None
    """Range 0.01..7600."""
    external_sku_id: Id | None = None
    image: ImageInput | None = None
    inventory_quantity: int | None = None
    """Range 1..99,999."""
    price: DecimalText | None = None
    selected_options: tuple[SelectedOptionInput, ...] = ()
    status: str | None = None
    taxable: bool | None = None
    title: str | None = None
    update_time: UnixSeconds | None = None
    weight: Weight | None = None


@model
class ExternalProductInput(Model):
    """External product, in upload external."""

    create_time: UnixSeconds | None = None
    description: str | None = None
    """Max 10 chars."""
    external_category_name: str | None = None
    """Max 100 chars."""
    external_product_id: Id | None = None
    """Max 999 chars."""
    external_shop_id: Id | None = None
    """Max 999 chars."""
    first_image: ImageInput | None = None
    images: tuple[ImageInput, ...] = ()
    publish_time: UnixSeconds | None = None
    region: str | None = None
    skus: tuple[ExternalProductSkuInput, ...] = ()
    status: ExternalProductStatus | None = None
    title: str | None = None
    """Max 300 chars."""
    update_time: UnixSeconds | None = None
    vendor_name: str | None = None
    """Max 255 chars."""


@model
class ImportResult(Model):
    """Import result, in import external product result."""

    code: str | None = None
    message: str | None = None


@model
class ImportExternalProductResult(Model):
    """Import external product result, in import external."""

    import_result: ImportResult | None = None


@model
class IdentifiersInput(Model):
    """Identifiers, in product review product input."""

    external_product_id: Id | None = None
    product_identifier_code: str | None = None
    seller_sku: str | None = None
    tiktok_product_id: Id | None = None


@model
class ProductReviewProductInput(Model):
    """Product review product, in product review input."""

    description: str | None = None
    """Max 750 chars."""
    identifiers: IdentifiersInput | None = None
    image_uris: tuple[str, ...] = ()
    """Max 1 items."""
    name: str | None = None
    """Max 255 chars."""


@model
class ReviewRecordInput(Model):
    """Review record, in product review input."""

    content: str | None = None
    """Max 5000 chars."""
    create_time_millis: UnixMillis | None = None
    external_review_id: Id | None = None
    """Max 19 chars."""
    image_uris: tuple[str, ...] = ()
    """Max 6 items."""
    rating: int | None = None
    """Range 1..5."""
    reviewer_display_name: str | None = None
    """Max 32 chars."""
    source: str | None = None
    """Max 32 chars."""
    title: str | None = None
    """Max 50 chars."""
    video_uris: tuple[str, ...] = ()
    """Max 1 items."""


@model
class ProductReviewInput(Model):
    """Product review, in import reviews."""

    product: ProductReviewProductInput | None = None
    review_records: tuple[ReviewRecordInput, ...] = ()


@model
class ReviewImportErrorDetail(Model):
    """Review import error detail, in review import error."""

    external_review_id: Id | None = None


@model
class ReviewImportError(Model):
    """Review import error, in import reviews product result."""

    code: int | None = None
    detail: ReviewImportErrorDetail | None = None
    message: str | None = None


@model
class ImportReviewsProductResult(Model):
    """Import reviews product result, in import reviews."""

    errors: tuple[ReviewImportError, ...] = ()


class Products(Resource):
    """Find, make, edit, list and unlist products."""

    _UPDATE_PRESCRIPTION_REQUIREMENT = Operation(
        "updatePrescriptionRequirement",
        "POST",
        "/epharmacy/202504/products/{product_id}/prescription_requirements/update",
    )

    def update_prescription_requirement(
        self,
        *,
        product_id: str | int,
        prescription_requirement: PrescriptionRequirementInput | None = None,
    ) -> None:
        """Set whether a Tokopedia product needs a prescription.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Update Prescription Requirement, 202504.
        """
        self._do(
            self._UPDATE_PRESCRIPTION_REQUIREMENT,
            path={"product_id": product_id},
            body={"prescription_requirement": prescription_requirement},
        )

    _SEARCH_INVENTORY = Operation(
        "inventorySearch",
        "POST",
        "/product/202309/inventory/search",
        repeatable=True,
        page=Paging(items="inventory", style="none"),
    )

    def search_inventory(
        self,
        *,
        product_ids: Sequence[str | int] | None = None,
        sku_ids: Sequence[str | int] | None = None,
    ) -> Page[ProductInventory]:
        """Read stock by product IDs or SKU IDs.

        Scope: ``seller.product.basic``.
        TikTok Shop: Inventory Search, 202309.
        """
        return self._page(
            self._SEARCH_INVENTORY,
            ProductInventory,
            body={"product_ids": texts(product_ids), "sku_ids": texts(sku_ids)},
        )

    _CREATE = Operation(
        "createProduct",
        "POST",
        "/product/202309/products",
        repeatable=True,
        idempotency="body:idempotency_key",
        failures="errors",
    )

    def create(
        self,
        *,
        description: str,
        category_id: str | int,
        main_images: Sequence[MainImageInput],
        skus: Sequence[SkuInput],
        title: str,
        save_mode: Literal["AS_DRAFT", "LISTING"] | None = None,
        brand_id: str | int | None = None,
        is_cod_allowed: bool | None = None,
        certifications: Sequence[CertificationInput] | None = None,
        package_dimensions: Dimensions | None = None,
        product_attributes: Sequence[ProductAttributeInput] | None = None,
        package_weight: Weight | None = None,
        video: VideoRefInput | None = None,
        external_product_id: str | int | None = None,
        delivery_option_ids: Sequence[str | int] | None = None,
        size_chart: SizeChartInput | None = None,
        primary_combined_product_id: str | int | None = None,
        is_not_for_sale: bool | None = None,
        category_version: Literal["v2", "v1"] | None = None,
        manufacturer_ids: Sequence[str | int] | None = None,
        responsible_person_ids: Sequence[str | int] | None = None,
        listing_platforms: Sequence[Literal["TIKTOK_SHOP", "TOKOPEDIA"]] | None = None,
        shipping_insurance_requirement: ShippingInsuranceRequirement | None = None,
        minimum_order_quantity: int | None = None,
        is_pre_owned: bool | None = None,
        idempotency_key: str | None = None,
        shipping_template_id: str | int | None = None,
        scheduled_sale: ScheduledSaleInput | None = None,
        locale: str | None = None,
        auto_translate_enabled: bool | None = None,
        search_terms: Sequence[str] | None = None,
        key_product_features: Sequence[str] | None = None,
        product_tag_operations: Sequence[ProductTagOperationInput] | None = None,
        purchase_order_quantity_limit: PurchaseOrderQuantityLimitInput | None = None,
        selling_format: SellingFormat | None = None,
        is_live_quick: bool | None = None,
        is_blind_box: bool | None = None,
    ) -> BatchResult[CreatedProduct]:
        """Create a product, as draft or for listing.

        Scope: ``seller.product.write``.
        TikTok Shop: Create Product, 202309.
        """
        return self._batch(
            self._CREATE,
            CreatedProduct,
            body={
                "description": description,
                "category_id": text(category_id),
                "main_images": main_images,
                "skus": skus,
                "title": title,
                "save_mode": save_mode,
                "brand_id": text(brand_id),
                "is_cod_allowed": is_cod_allowed,
                "certifications": certifications,
                "package_dimensions": package_dimensions,
                "product_attributes": product_attributes,
                "package_weight": package_weight,
                "video": video,
                "external_product_id": text(external_product_id),
                "delivery_option_ids": texts(delivery_option_ids),
                "size_chart": size_chart,
                "primary_combined_product_id": text(primary_combined_product_id),
                "is_not_for_sale": is_not_for_sale,
                "category_version": category_version,
                "manufacturer_ids": texts(manufacturer_ids),
                "responsible_person_ids": texts(responsible_person_ids),
                "listing_platforms": listing_platforms,
                "shipping_insurance_requirement": shipping_insurance_requirement,
                "minimum_order_quantity": minimum_order_quantity,
                "is_pre_owned": is_pre_owned,
                "idempotency_key": idempotency_key,
                "shipping_template_id": text(shipping_template_id),
                "scheduled_sale": scheduled_sale,
                "locale": locale,
                "auto_translate_enabled": auto_translate_enabled,
                "search_terms": search_terms,
                "key_product_features": key_product_features,
                "product_tag_operations": product_tag_operations,
                "purchase_order_quantity_limit": purchase_order_quantity_limit,
                "selling_format": selling_format,
                "is_live_quick": is_live_quick,
                "is_blind_box": is_blind_box,
            },
        )

    _DELETE = Operation(
        "deleteProducts", "DELETE", "/product/202309/products", failures="errors"
    )

    def delete(self, *, product_ids: Sequence[str | int]) -> BatchResult[ProductResult]:
        """Delete up to 20 products.

        Scope: ``seller.product.delete``.
        TikTok Shop: Delete Products, 202309.
        """
        return self._batch(
            self._DELETE,
            ProductResult,
            product_ids,
            body={"product_ids": texts(product_ids)},
        )

    _ACTIVATE = Operation(
        "activateProducts",
        "POST",
        "/product/202309/products/activate",
        failures="errors",
    )

    def activate(
        self,
        *,
        product_ids: Sequence[str | int],
        listing_platforms: Sequence[Literal["TIKTOK_SHOP", "TOKOPEDIA"]] | None = None,
    ) -> BatchResult[ActivateProductResult]:
        """Put deactivated products back on sale.

        Scope: ``seller.product.basic``.
        TikTok Shop: Activate Product, 202309.
        """
        return self._batch(
            self._ACTIVATE,
            ActivateProductResult,
            product_ids,
            body={
                "product_ids": texts(product_ids),
                "listing_platforms": listing_platforms,
            },
        )

    _DEACTIVATE = Operation(
        "deactivateProducts",
        "POST",
        "/product/202309/products/deactivate",
        failures="errors",
    )

    def deactivate(
        self,
        *,
        product_ids: Sequence[str | int],
        listing_platforms: Sequence[Literal["TIKTOK_SHOP", "TOKOPEDIA"]] | None = None,
    ) -> BatchResult[ProductResult]:
        """Take up to 20 products off sale.

        Scope: ``seller.product.basic``.
        TikTok Shop: Deactivate Products, 202309.
        """
        return self._batch(
            self._DEACTIVATE,
            ProductResult,
            product_ids,
            body={
                "product_ids": texts(product_ids),
                "listing_platforms": listing_platforms,
            },
        )

    _CHECK_LISTING = Operation(
        "checkProductListing",
        "POST",
        "/product/202309/products/listing_check",
        repeatable=True,
    )

    def check_listing(
        self,
        *,
        description: str,
        category_id: str | int,
        main_images: Sequence[MainImageInput],
        skus: Sequence[CheckListingSkuInput],
        title: str,
        is_diagnosis_required: bool | None = None,
        brand_id: str | int | None = None,
        is_cod_allowed: bool | None = None,
        certifications: Sequence[CertificationInput] | None = None,
        package_weight: Weight | None = None,
        product_attributes: Sequence[CheckListingProductAttributeInput] | None = None,
        size_chart: SizeChartInput | None = None,
        package_dimensions: Dimensions | None = None,
        external_product_id: str | int | None = None,
        delivery_option_ids: Sequence[str | int] | None = None,
        video: VideoRefInput | None = None,
        primary_combined_product_id: str | int | None = None,
        manufacturer_ids: Sequence[str | int] | None = None,
        responsible_person_ids: Sequence[str | int] | None = None,
        listing_platforms: Sequence[Literal["TIKTOK_SHOP", "TOKOPEDIA"]] | None = None,
        shipping_insurance_requirement: ShippingInsuranceRequirement | None = None,
        is_pre_owned: bool | None = None,
        minimum_order_quantity: int | None = None,
        shipping_template_id: str | int | None = None,
        option: OptionInput | None = None,
        scheduled_sale: ScheduledSaleInput | None = None,
        search_terms: Sequence[str] | None = None,
        key_product_features: Sequence[str] | None = None,
        product_tag_operations: Sequence[ProductTagOperationInput] | None = None,
        locale: str | None = None,
        selling_format: SellingFormat | None = None,
        is_live_quick: bool | None = None,
    ) -> ListingCheck:
        """Validate a product payload before listing it.

        Scopes: ``seller.product.basic``, ``serller.product.optimize``.
        TikTok Shop: Check Product Listing, 202309.
        """
        return self._get(
            self._CHECK_LISTING,
            ListingCheck,
            query={"is_diagnosis_required": is_diagnosis_required},
            body={
                "description": description,
                "category_id": text(category_id),
                "main_images": main_images,
                "skus": skus,
                "title": title,
                "brand_id": text(brand_id),
                "is_cod_allowed": is_cod_allowed,
                "certifications": certifications,
                "package_weight": package_weight,
                "product_attributes": product_attributes,
                "size_chart": size_chart,
                "package_dimensions": package_dimensions,
                "external_product_id": text(external_product_id),
                "delivery_option_ids": texts(delivery_option_ids),
                "video": video,
                "primary_combined_product_id": text(primary_combined_product_id),
                "manufacturer_ids": texts(manufacturer_ids),
                "responsible_person_ids": texts(responsible_person_ids),
                "listing_platforms": listing_platforms,
                "shipping_insurance_requirement": shipping_insurance_requirement,
                "is_pre_owned": is_pre_owned,
                "minimum_order_quantity": minimum_order_quantity,
                "shipping_template_id": text(shipping_template_id),
                "option": option,
                "scheduled_sale": scheduled_sale,
                "search_terms": search_terms,
                "key_product_features": key_product_features,
                "product_tag_operations": product_tag_operations,
                "locale": locale,
                "selling_format": selling_format,
                "is_live_quick": is_live_quick,
            },
        )

    _RECOVER = Operation(
        "recoverProducts", "POST", "/product/202309/products/recover", failures="errors"
    )

    def recover(
        self, *, product_ids: Sequence[str | int]
    ) -> BatchResult[ProductResult]:
        """Restore up to 20 deleted products.

        Scope: ``seller.product.delete``.
        TikTok Shop: Recover Products, 202309.
        """
        return self._batch(
            self._RECOVER,
            ProductResult,
            product_ids,
            body={"product_ids": texts(product_ids)},
        )

    _GET = Operation(
        "getProduct", "GET", "/product/202309/products/{product_id}", repeatable=True
    )

    def get(
        self,
        *,
        product_id: str | int,
        return_under_review_version: bool | None = None,
        return_draft_version: bool | None = None,
        locale: str | None = None,
    ) -> Product:
        """Fetch all data of one product.

        Scope: ``seller.product.basic``.
        TikTok Shop: Get Product, 202309.
        """
        return self._get(
            self._GET,
            Product,
            path={"product_id": product_id},
            query={
                "return_under_review_version": return_under_review_version,
                "return_draft_version": return_draft_version,
                "locale": locale,
            },
        )

    _UPDATE_INVENTORY = Operation(
        "updateInventory",
        "POST",
        "/product/202309/products/{product_id}/inventory/update",
        failures="errors",
    )

    def update_inventory(
        self, *, product_id: str | int, skus: Sequence[SkuStockUpdateInput]
    ) -> BatchResult[UpdateInventoryProductResult]:
        """Set stock quantities of a product's SKUs.

        Scope: ``seller.product.write``.
        TikTok Shop: Update Inventory, 202309.
        """
        return self._batch(
            self._UPDATE_INVENTORY,
            UpdateInventoryProductResult,
            path={"product_id": product_id},
            body={"skus": skus},
        )

    _UPDATE_PRICE = Operation(
        "updatePrice", "POST", "/product/202309/products/{product_id}/prices/update"
    )

    def update_price(
        self, *, product_id: str | int, skus: Sequence[SkuPriceUpdateInput]
    ) -> None:
        """Set prices of a live product's SKUs.

        Scope: ``seller.product.write``.
        TikTok Shop: Update Price, 202309.
        """
        self._do(
            self._UPDATE_PRICE, path={"product_id": product_id}, body={"skus": skus}
        )

    _CHECK_PREREQUISITES = Operation(
        "checkListingPrerequisites",
        "GET",
        "/product/202312/prerequisites",
        repeatable=True,
        page=Paging(items="check_results", style="none"),
    )

    def check_prerequisites(self) -> Page[PrerequisiteCheck]:
        """Check whether the shop may list products yet.

        Scope: ``seller.product.basic``.
        TikTok Shop: Check Listing Prerequisites, 202312.
        """
        return self._page(self._CHECK_PREREQUISITES, PrerequisiteCheck)

    _GET_DIAGNOSES = Operation(
        "getProductDiagnoses",
        "GET",
        "/product/202405/products/diagnoses",
        repeatable=True,
        page=Paging(items="products", style="none"),
    )

    def get_diagnoses(
        self, *, product_ids: Sequence[str | int]
    ) -> Page[ProductDiagnosis]:
        """Diagnose content problems of live products.

        Scope: ``serller.product.optimize``.
        TikTok Shop: Product Information Issue Diagnosis, 202405.
        """
        return self._page(
            self._GET_DIAGNOSES, ProductDiagnosis, query={"product_ids": product_ids}
        )

    _GET_SEO_WORDS = Operation(
        "getProductsSEOWords",
        "GET",
        "/product/202405/products/seo_words",
        repeatable=True,
        page=Paging(items="products", style="none"),
    )

    def get_seo_words(
        self, *, product_ids: Sequence[str | int]
    ) -> Page[GetSeoWordsProduct]:
        """Suggest search keywords for product titles.

        Scope: ``seller.product.basic``.
        TikTok Shop: Get Products SEO Words, 202405.
        """
        return self._page(
            self._GET_SEO_WORDS, GetSeoWordsProduct, query={"product_ids": product_ids}
        )

    _GET_SUGGESTIONS = Operation(
        "getRecommendedProductTitleAndDescription",
        "GET",
        "/product/202405/products/suggestions",
        repeatable=True,
        page=Paging(items="products", style="none"),
    )

    def get_suggestions(
        self, *, product_ids: Sequence[str | int]
    ) -> Page[GetSuggestionsProduct]:
        """Suggest improved titles and descriptions.

        Scope: ``serller.product.optimize``.
        TikTok Shop: Get Recommended Product Title And Description, 202405.
        """
        return self._page(
            self._GET_SUGGESTIONS,
            GetSuggestionsProduct,
            query={"product_ids": product_ids},
        )

    _CREATE_CATEGORY_UPGRADE_TASK = Operation(
        "createCategoryUpgradeTask",
        "POST",
        "/product/202407/products/category_upgrade_task",
    )

    def create_category_upgrade_task(self) -> None:
        """Start moving live products to the 7-level category tree.

        Scope: ``seller.product.basic``.
        TikTok Shop: Create Category Upgrade Task, 202407.
        """
        self._do(self._CREATE_CATEGORY_UPGRADE_TASK)

    _DIAGNOSE_OPTIMIZE = Operation(
        "diagnoseAndOptimizeProduct",
        "POST",
        "/product/202411/products/diagnose_optimize",
        repeatable=True,
    )

    def diagnose_optimize(
        self,
        *,
        category_id: str | int,
        product_id: str | int | None = None,
        description: str | None = None,
        brand_id: str | int | None = None,
        main_images: Sequence[MainImageInput] | None = None,
        title: str | None = None,
        product_attributes: Sequence[CheckListingProductAttributeInput] | None = None,
        size_chart: DiagnoseOptimizeSizeChartInput | None = None,
        optimization_fields: Sequence[OptimizationField] | None = None,
    ) -> DiagnoseOptimizeProductResult:
        """Diagnose a product draft and suggest better content.

        Scope: ``serller.product.optimize``.
        TikTok Shop: Diagnose and Optimize Product, 202411.
        """
        return self._get(
            self._DIAGNOSE_OPTIMIZE,
            DiagnoseOptimizeProductResult,
            body={
                "category_id": text(category_id),
                "product_id": text(product_id),
                "description": description,
                "brand_id": text(brand_id),
                "main_images": main_images,
                "title": title,
                "product_attributes": product_attributes,
                "size_chart": size_chart,
                "optimization_fields": optimization_fields,
            },
        )

    _SEARCH = Operation(
        "searchProducts",
        "POST",
        "/product/202502/products/search",
        repeatable=True,
        page=Paging(items="products", total="total_count"),
    )

    def search(
        self,
        *,
        status: ProductStatus | None = None,
        seller_skus: Sequence[str] | None = None,
        create_time_ge: datetime | None = None,
        create_time_le: datetime | None = None,
        update_time_ge: datetime | None = None,
        update_time_le: datetime | None = None,
        category_version: Literal["v1", "v2"] | None = None,
        listing_quality_tiers: Sequence[Literal["EXCELLENT", "FAIR", "GOOD", "POOR"]]
        | None = None,
        listing_platforms: Sequence[Literal["TIKTOK_SHOP", "TOKOPEDIA"]] | None = None,
        audit_status: Sequence[Literal["APPROVED", "AUDITING", "FAILED"]] | None = None,
        sku_ids: Sequence[str | int] | None = None,
        sns_filter: Literal["CONFIGURED", "ELIGIBLE"] | None = None,
        return_draft_version: bool | None = None,
        locale: str | None = None,
        include_live_quick_products: bool | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[ProductSummary]:
        """Search products by status, SKU, quality tier or time window.

        Scope: ``seller.product.basic``.
        TikTok Shop: Search Products, 202502.
        """
        return self._page(
            self._SEARCH,
            ProductSummary,
            query={"page_size": page_size, "page_token": page_token},
            body={
                "status": status,
                "seller_skus": seller_skus,
                "create_time_ge": seconds(create_time_ge),
                "create_time_le": seconds(create_time_le),
                "update_time_ge": seconds(update_time_ge),
                "update_time_le": seconds(update_time_le),
                "category_version": category_version,
                "listing_quality_tiers": listing_quality_tiers,
                "listing_platforms": listing_platforms,
                "audit_status": audit_status,
                "sku_ids": texts(sku_ids),
                "sns_filter": sns_filter,
                "return_draft_version": return_draft_version,
                "locale": locale,
                "include_live_quick_products": include_live_quick_products,
            },
        )

    _REPLICATE = Operation(
        "replicateProduct",
        "POST",
        "/product/202507/products/{product_id}/global_replicate",
        failures="errors",
    )

    def replicate(
        self,
        *,
        product_id: str | int,
        inventory_mode: Literal["EXCLUSIVE", "SHARED"] | None = None,
        replicate_target: Sequence[ReplicateTargetInput] | None = None,
    ) -> BatchResult[ReplicateProductResult]:
        """Copy a product to the seller's other markets.

        Scope: ``seller.product.write``.
        TikTok Shop: Replicate Product, 202507.
        """
        return self._batch(
            self._REPLICATE,
            ReplicateProductResult,
            path={"product_id": product_id},
            body={
                "inventory_mode": inventory_mode,
                "replicate_target": replicate_target,
            },
        )

    _GET_REPLICATED = Operation(
        "getGlobalReplicatedProducts",
        "GET",
        "/product/202507/products/{product_id}/replicated_products",
        repeatable=True,
        page=Paging(items="replicated_products", style="none"),
    )

    def get_replicated(self, *, product_id: str | int) -> Page[ReplicatedProduct]:
        """List a product's copies in other markets.

        Scope: ``seller.product.basic``.
        TikTok Shop: Get Global Replicated Products, 202507.
        """
        return self._page(
            self._GET_REPLICATED, ReplicatedProduct, path={"product_id": product_id}
        )

    _EDIT = Operation(
        "editProduct", "PUT", "/product/202509/products/{product_id}", failures="errors"
    )

    def edit(
        self,
        *,
        product_id: str | int,
        description: str,
        category_id: str | int,
        main_images: Sequence[MainImageInput],
        skus: Sequence[SkuEditInput],
        title: str,
        save_mode: Literal["AS_DRAFT", "LISTING"] | None = None,
        brand_id: str | int | None = None,
        is_cod_allowed: bool | None = None,
        certifications: Sequence[CertificationInput] | None = None,
        package_weight: Weight | None = None,
        product_attributes: Sequence[ProductAttributeInput] | None = None,
        size_chart: SizeChartInput | None = None,
        package_dimensions: Dimensions | None = None,
        external_product_id: str | int | None = None,
        delivery_option_ids: Sequence[str | int] | None = None,
        video: VideoRefInput | None = None,
        category_version: Literal["v2", "v1"] | None = None,
        manufacturer_ids: Sequence[str | int] | None = None,
        responsible_person_ids: Sequence[str | int] | None = None,
        listing_platforms: Sequence[Literal["TIKTOK_SHOP", "TOKOPEDIA"]] | None = None,
        shipping_insurance_requirement: ShippingInsuranceRequirement | None = None,
        is_pre_owned: bool | None = None,
        minimum_order_quantity: int | None = None,
        replicated_products: Sequence[ReplicatedProductInput] | None = None,
        subscribe_info_edit: SubscribeInfoEditInput | None = None,
        shipping_template_id: str | int | None = None,
        scheduled_sale: ScheduledSaleInput | None = None,
        locale: str | None = None,
        auto_translate_enabled: bool | None = None,
        search_terms: Sequence[str] | None = None,
        key_product_features: Sequence[str] | None = None,
        inventory_mode: Literal["SHARED", "EXCLUSIVE"] | None = None,
        product_tag_operations: Sequence[ProductTagOperationInput] | None = None,
        purchase_order_quantity_limit: PurchaseOrderQuantityLimitInput | None = None,
        selling_format: SellingFormat | None = None,
        is_live_quick: bool | None = None,
        is_blind_box: bool | None = None,
    ) -> BatchResult[EditProductResult]:
        """Replace all properties of a product.

        Scope: ``seller.product.write``.
        TikTok Shop: Edit Product, 202509.
        """
        return self._batch(
            self._EDIT,
            EditProductResult,
            (product_id,),
            path={"product_id": product_id},
            body={
                "description": description,
                "category_id": text(category_id),
                "main_images": main_images,
                "skus": skus,
                "title": title,
                "save_mode": save_mode,
                "brand_id": text(brand_id),
                "is_cod_allowed": is_cod_allowed,
                "certifications": certifications,
                "package_weight": package_weight,
                "product_attributes": product_attributes,
                "size_chart": size_chart,
                "package_dimensions": package_dimensions,
                "external_product_id": text(external_product_id),
                "delivery_option_ids": texts(delivery_option_ids),
                "video": video,
                "category_version": category_version,
                "manufacturer_ids": texts(manufacturer_ids),
                "responsible_person_ids": texts(responsible_person_ids),
                "listing_platforms": listing_platforms,
                "shipping_insurance_requirement": shipping_insurance_requirement,
                "is_pre_owned": is_pre_owned,
                "minimum_order_quantity": minimum_order_quantity,
                "replicated_products": replicated_products,
                "subscribe_info_edit": subscribe_info_edit,
                "shipping_template_id": text(shipping_template_id),
                "scheduled_sale": scheduled_sale,
                "locale": locale,
                "auto_translate_enabled": auto_translate_enabled,
                "search_terms": search_terms,
                "key_product_features": key_product_features,
                "inventory_mode": inventory_mode,
                "product_tag_operations": product_tag_operations,
                "purchase_order_quantity_limit": purchase_order_quantity_limit,
                "selling_format": selling_format,
                "is_live_quick": is_live_quick,
                "is_blind_box": is_blind_box,
            },
        )

    _PARTIAL_EDIT = Operation(
        "partialEditProduct",
        "POST",
        "/product/202509/products/{product_id}/partial_edit",
        failures="errors",
    )

    def partial_edit(
        self,
        *,
        product_id: str | int,
        auto_translate_enabled: bool | None = None,
        brand_id: str | int | None = None,
        category_version: Literal["v2", "v1"] | None = None,
        certifications: Sequence[ReplicateTargetCertificationInput] | None = None,
        description: str | None = None,
        external_product_id: str | int | None = None,
        inventory_mode: Literal["SHARED", "EXCLUSIVE"] | None = None,
        is_cod_allowed: bool | None = None,
        key_product_features: Sequence[str] | None = None,
        listing_platforms: Sequence[Literal["TIKTOK_SHOP", "TOKOPEDIA"]] | None = None,
        locale: str | None = None,
        main_images: Sequence[MainImageInput] | None = None,
        manufacturer_ids: Sequence[str | int] | None = None,
        package_dimensions: Dimensions | None = None,
        package_weight: Weight | None = None,
        pod_info: PodInput | None = None,
        product_attributes: Sequence[ProductAttributeInput] | None = None,
        replicated_products: Sequence[PartialEditReplicatedProductInput] | None = None,
        responsible_person_ids: Sequence[str | int] | None = None,
        save_mode: Literal["AS_DRAFT", "LISTING"] | None = None,
        scheduled_sale: ScheduledSaleInput | None = None,
        search_terms: Sequence[str] | None = None,
        size_chart: SizeChartInput | None = None,
        skus: Sequence[SkuPatchInput] | None = None,
        subscribe_info_edit: SubscribeInfoEditInput | None = None,
        title: str | None = None,
        video: VideoRefInput | None = None,
        is_blind_box: bool | None = None,
    ) -> BatchResult[PartialEditProductResult]:
        """Change selected properties of a product.

        Scope: ``seller.product.write``.
        TikTok Shop: Partial Edit Product, 202509.
        """
        return self._batch(
            self._PARTIAL_EDIT,
            PartialEditProductResult,
            (product_id,),
            path={"product_id": product_id},
            body={
                "auto_translate_enabled": auto_translate_enabled,
                "brand_id": text(brand_id),
                "category_version": category_version,
                "certifications": certifications,
                "description": description,
                "external_product_id": text(external_product_id),
                "inventory_mode": inventory_mode,
                "is_cod_allowed": is_cod_allowed,
                "key_product_features": key_product_features,
                "listing_platforms": listing_platforms,
                "locale": locale,
                "main_images": main_images,
                "manufacturer_ids": texts(manufacturer_ids),
                "package_dimensions": package_dimensions,
                "package_weight": package_weight,
                "pod_info": pod_info,
                "product_attributes": product_attributes,
                "replicated_products": replicated_products,
                "responsible_person_ids": texts(responsible_person_ids),
                "save_mode": save_mode,
                "scheduled_sale": scheduled_sale,
                "search_terms": search_terms,
                "size_chart": size_chart,
                "skus": skus,
                "subscribe_info_edit": subscribe_info_edit,
                "title": title,
                "video": video,
                "is_blind_box": is_blind_box,
            },
        )

    _RECOMMEND_PACKAGES = Operation(
        "getProductPackageRecommendations",
        "POST",
        "/product/202602/packages/recommend",
        repeatable=True,
        page=Paging(items="products", total="total_count"),
    )

    def recommend_packages(
        self,
        *,
        product_ids: Sequence[str | int] | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[RecommendPackagesProduct]:
        """Suggest package weight and size ranges of products.

        Scope: ``seller.product.basic``.
        TikTok Shop: Get Recommended Product Package, 202602.
        """
        return self._page(
            self._RECOMMEND_PACKAGES,
            RecommendPackagesProduct,
            query={"page_size": page_size, "page_token": page_token},
            body={"product_ids": texts(product_ids)},
        )

    _CREATE_GPA_UPGRADE_TASK = Operation(
        "createGPAUpgradeTask",
        "POST",
        "/product/202604/products/gpa_upgrade_task",
        shop="none",
    )

    def create_gpa_upgrade_task(self) -> None:
        """Start upgrading EU products to the linked product model.

        Scope: ``seller.product.basic``.
        TikTok Shop: Create GPA Upgrade Task, 202604.
        """
        self._do(self._CREATE_GPA_UPGRADE_TASK)

    _UPDATE_STOCK_OPERATION_SETTINGS = Operation(
        "updateStockOperationSettings",
        "POST",
        "/product/202608/inventory/operation/settings",
        failures="stock_operation.failed_sku_ids",
    )

    def update_stock_operation_settings(
        self,
        *,
        seller_id: str | int,
        sku_ids: Sequence[str | int] | None = None,
        stock_operation_setting: StockOperationSettingInput | None = None,
    ) -> BatchResult[UpdateStockOperationSettingsProductResult]:
        """Turn automatic restocking on or off for SKUs.

        TikTok Shop: Update Stock Operation Settings, 202608.
        """
        return self._batch(
            self._UPDATE_STOCK_OPERATION_SETTINGS,
            UpdateStockOperationSettingsProductResult,
            sku_ids or (),
            body={
                "seller_id": text(seller_id),
                "sku_ids": texts(sku_ids),
                "stock_operation_setting": stock_operation_setting,
            },
        )

    _PREDICT_PACKAGE = Operation(
        "predictProductPackageDimensionsAndWeight",
        "POST",
        "/product/202609/products/package/predict",
        repeatable=True,
    )

    def predict_package(self, *, category_id: str | int) -> PredictPackageProductResult:
        """Predict package size and weight from a category.

        TikTok Shop: Predict Product Package Dimensions and Weight, 202609.
        """
        return self._get(
            self._PREDICT_PACKAGE,
            PredictPackageProductResult,
            body={"category_id": text(category_id)},
        )

    _RECOMMEND_PROPERTIES = Operation(
        "recommendRequiredProductProperties",
        "POST",
        "/product/202609/products/properties/recommend",
        repeatable=True,
        page=Paging(items="recommended_properties", style="none"),
    )

    def recommend_properties(
        self,
        *,
        category_id: str | int,
        product_title: str,
        description: str | None = None,
        images: Sequence[ImageRefInput] | None = None,
        sales_properties: Sequence[SalesPropertyInput] | None = None,
        target_property_ids: Sequence[str | int] | None = None,
    ) -> Page[RecommendedProperty]:
        """Predict the mandatory attributes of a product.

        TikTok Shop: Recommend Required Product Properties, 202609.
        """
        return self._page(
            self._RECOMMEND_PROPERTIES,
            RecommendedProperty,
            body={
                "category_id": text(category_id),
                "product_title": product_title,
                "description": description,
                "images": images,
                "sales_properties": sales_properties,
                "target_property_ids": texts(target_property_ids),
            },
        )

    _SUBMIT_STRIKETHROUGH_PRICE = Operation(
        "submitStrikethroughPrice",
        "POST",
        "/product/202609/products/{product_id}/strikethrough_price/submit",
        failures="errors",
    )

    def submit_strikethrough_price(
        self,
        *,
        product_id: str | int,
        external_product_id: str | int,
        skus: Sequence[SubmitStrikethroughPriceSkuInput],
    ) -> BatchResult[SubmitStrikethroughPriceProductResult]:
        """Submit outside prices to prove a strikethrough price.

        TikTok Shop: Submit Strikethrough Price, 202609.
        """
        return self._batch(
            self._SUBMIT_STRIKETHROUGH_PRICE,
            SubmitStrikethroughPriceProductResult,
            path={"product_id": product_id},
            body={"external_product_id": text(external_product_id), "skus": skus},
        )

    _SEARCH_COMBINED_LISTING_RECOMMENDATIONS = Operation(
        "searchCombinedListingRecommendations",
        "POST",
        "/product/202506/combined_listing_recommendations/search",
        repeatable=True,
        shop="none",
        page=Paging(items="combined_listing_recommendations", total="total_count"),
    )

    def search_combined_listing_recommendations(
        self,
        *,
        product_ids: Sequence[str | int] | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[CombinedListingRecommendation]:
        """Suggest similar products to merge into one listing.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Search Combined Listing Recommendations, 202506.
        """
        return self._page(
            self._SEARCH_COMBINED_LISTING_RECOMMENDATIONS,
            CombinedListingRecommendation,
            query={"page_size": page_size, "page_token": page_token},
            body={"product_ids": texts(product_ids)},
        )

    _UPLOAD_EXTERNAL = Operation(
        "uploadExternalProduct", "POST", "/product/202506/external_products"
    )

    def upload_external(
        self, *, external_product: ExternalProductInput | None = None
    ) -> None:
        """Send a product of another platform for analysis.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Upload External Product, 202506.
        """
        self._do(self._UPLOAD_EXTERNAL, body={"external_product": external_product})

    _IMPORT_EXTERNAL = Operation(
        "importExternalProductInfo",
        "POST",
        "/product/202508/import_external",
        shop="none",
        failures="import_result.code",
    )

    def import_external(
        self, *, data: Upload | None = None
    ) -> BatchResult[ImportExternalProductResult]:
        """Upload a raw product file of another platform.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Import External Product Info, 202508.
        """
        return self._batch(
            self._IMPORT_EXTERNAL, ImportExternalProductResult, files={"data": data}
        )

    _UPLOAD_REVIEW_MEDIA = Operation(
        "uploadReviewMedia", "POST", "/review_rating/202410/media/upload", shop="none"
    )

    def upload_review_media(
        self,
        *,
        data: Upload | None = None,
        file_type: Literal["IMAGE", "VIDEO"] | None = None,
    ) -> str | None:
        """Upload an image or video for imported reviews.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Upload Review Media, 202410.
        """
        return self._field(
            self._UPLOAD_REVIEW_MEDIA,
            str,
            "uri",
            body={"file_type": file_type},
            files={"data": data},
        )

    _IMPORT_REVIEWS = Operation(
        "importProductReviews",
        "POST",
        "/review_rating/202508/product_reviews",
        failures="errors",
    )

    def import_reviews(
        self, *, product_review: ProductReviewInput | None = None
    ) -> BatchResult[ImportReviewsProductResult]:
        """Import product reviews from other platforms.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Import Product Reviews, 202508.
        """
        return self._batch(
            self._IMPORT_REVIEWS,
            ImportReviewsProductResult,
            body={"product_review": product_review},
        )
