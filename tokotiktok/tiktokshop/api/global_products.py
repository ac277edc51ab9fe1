"""Products sold in several markets.

Written by spec/generate.py; edit spec/tiktokshop/products.json or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import DecimalText, Id, Model, UnixSeconds, model, seconds, text, texts
from ..._resource import BatchResult, Page, Resource
from ...money import Money
from ...wire import Operation, Paging

AdditionalAttribute = TypeAliasType(
    "AdditionalAttribute", Literal["SINGLE_USE", "REUSABLE", "NOT_APPLICABLE"]
)

GlobalProductStatus = TypeAliasType(
    "GlobalProductStatus", Literal["DELETED", "DRAFT", "PUBLISHED", "UNPUBLISHED"]
)

ListingMethod = TypeAliasType(
    "ListingMethod", Literal["GLOBAL_PUBLISHING", "LOCAL_REPLICATION"]
)


@model
class MainImageInput(Model):
    """Main image, in create."""

    uri: str | None = None


@model
class SkuImgInput(Model):
    """Sku img, in sales attribute input."""

    uri: str | None = None


@model
class SalesAttributeInput(Model):
    """Sales attribute, in global sku input."""

    id: Id | None = None
    name: str | None = None
    """Max 20 chars."""
    value_id: Id | None = None
    value_name: str | None = None
    """Max 50 chars."""
    sku_img: SkuImgInput | None = None


@model
class IdentifierCodeInput(Model):
    """Identifier code, in global sku input."""

    code: str | None = None
    type: Literal["GTIN", "EAN", "UPC", "ISBN", "JAN"] | None = None


@model
class InventoryInput(Model):
    """Inventory, in global sku input."""

    global_warehouse_id: Id | None = None
    quantity: int | None = None
    """Range 1..99,999."""


@model
class GlobalSkuInput(Model):
    """Global sku, in create."""

    price: Money
    global_quantity: int | None = None
    sales_attributes: tuple[SalesAttributeInput, ...] = ()
    seller_sku: str | None = None
    identifier_code: IdentifierCodeInput | None = None
    inventory: tuple[InventoryInput, ...] = ()
    """Max 50 items."""
    sku_unit_count: str | None = None
    """Range 0.01..99,999.9999; only in EU."""
    extra_identifier_codes: tuple[str, ...] = ()
    """Only in EU."""
    external_global_sku_id: Id | None = None
    """Max 999 chars."""


@model
class Weight(Model):
    """Weight, in create."""

    value: str | None = None
    unit: Literal["KILOGRAM", "POUND", "GRAM"] | None = None


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


@model
class Dimensions(Model):
    """Dimensions, in create."""

    length: str | None = None
    width: str | None = None
    height: str | None = None
    unit: Literal["CENTIMETER", "INCH"] | None = None


@model
class ValueInput(Model):
    """Value, in product attribute input."""

    id: Id | None = None
    name: str | None = None
    """Max 2000 chars."""


@model
class ProductAttributeInput(Model):
    """Product attribute, in create."""

    id: Id | None = None
    values: tuple[ValueInput, ...] = ()


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
class VideoRefInput(Model):
    """Video ref, in create."""

    id: Id


@model
class ManufacturerInput(Model):
    """Manufacturer, in create."""

    name: str | None = None
    address: str | None = None
    phone_number: str | None = None
    email: str | None = None


@model
class SkuImg(Model):
    """Sku img, in sales attribute."""

    height: int | None = None
    width: int | None = None
    thumb_urls: tuple[str, ...] = ()
    uri: str | None = None
    urls: tuple[str, ...] = ()


@model
class SalesAttribute(Model):
    """Sales attribute, in global sku."""

    id: Id | None = None
    value_id: Id | None = None
    name: str | None = None
    value_name: str | None = None
    sku_img: SkuImg | None = None


@model
class GlobalSku(Model):
    """Global sku, in create global product result."""

    id: Id | None = None
    seller_sku: str | None = None
    sales_attributes: tuple[SalesAttribute, ...] = ()
    external_global_sku_id: Id | None = None
    """Max 999 chars."""


@model
class CreateGlobalProductResult(Model):
    """Create global product result, in create."""

    global_product_id: Id | None = None
    global_skus: tuple[GlobalSku, ...] = ()


@model
class DeleteGlobalProductErrorDetail(Model):
    """Delete global product error detail, in delete global product error."""

    global_product_id: Id | None = None


@model
class DeleteGlobalProductError(Model):
    """Delete global product error, in delete global product result."""

    message: str | None = None
    code: int | None = None
    detail: DeleteGlobalProductErrorDetail | None = None


@model
class DeleteGlobalProductResult(Model):
    """Delete global product result, in delete."""

    errors: tuple[DeleteGlobalProductError, ...] = ()


@model
class Image(Model):
    """Image, in global product."""

    height: int | None = None
    width: int | None = None
    uri: str | None = None


@model
class Video(Model):
    """Video, in global product."""

    id: Id | None = None


@model
class CertificationFile(Model):
    """Certification file, in certification."""

    id: Id | None = None
    urls: tuple[str, ...] = ()
    name: str | None = None
    format: str | None = None


@model
class Certification(Model):
    """Certification, in global product."""

    id: Id | None = None
    title: str | None = None
    files: tuple[CertificationFile, ...] = ()
    images: tuple[Image, ...] = ()


@model
class Price(Model):
    """Price, in global product sku."""

    amount: DecimalText | None = None
    currency: str | None = None
    unit_price: DecimalText | None = None
    """Only in EU."""


@model
class IdentifierCode(Model):
    """Identifier code, in global product sku."""

    code: str | None = None
    type: Literal["GTIN", "EAN", "UPC", "ISBN", "JAN"] | None = None


@model
class Inventory(Model):
    """Inventory, in global product sku."""

    global_warehouse_id: Id | None = None
    quantity: int | None = None


@model
class GlobalProductSku(Model):
    """Global product sku, in global product."""

    id: Id | None = None
    seller_sku: str | None = None
    price: Price | None = None
    global_quantity: int | None = None
    identifier_code: IdentifierCode | None = None
    sales_attributes: tuple[SalesAttribute, ...] = ()
    inventory: tuple[Inventory, ...] = ()
    sku_unit_count: str | None = None
    """Only in EU."""
    extra_identifier_codes: tuple[str, ...] = ()
    """Only in EU."""
    external_global_sku_id: Id | None = None


@model
class Value(Model):
    """Value, in product attribute."""

    id: Id | None = None
    name: str | None = None


@model
class ProductAttribute(Model):
    """Product attribute, in global product."""

    id: Id | None = None
    name: str | None = None
    values: tuple[Value, ...] = ()


@model
class Template(Model):
    """Template, in size chart."""

    id: Id | None = None


@model
class SizeChart(Model):
    """Size chart, in global product."""

    image: Image | None = None
    template: Template | None = None


@model
class SalesAttributeMapping(Model):
    """Sales attribute mapping, in sku mapping."""

    global_attribute_id: Id | None = None
    local_attribute_id: Id | None = None
    global_value_id: Id | None = None
    local_value_id: Id | None = None


@model
class SkuMapping(Model):
    """Sku mapping, in product."""

    global_sku_id: Id | None = None
    local_sku_id: Id | None = None
    sales_attribute_mappings: tuple[SalesAttributeMapping, ...] = ()


@model
class SaleAttribute(Model):
    """Sale attribute, in sku."""

    id: Id | None = None
    value_id: Id | None = None


@model
class Sku(Model):
    """Sku, in product."""

    related_global_sku_id: Id | None = None
    id: Id | None = None
    seller_sku: str | None = None
    sale_attributes: tuple[SaleAttribute, ...] = ()


@model
class Product(Model):
    """A product in full."""

    region: str | None = None
    id: Id | None = None
    sku_mappings: tuple[SkuMapping, ...] = ()
    shop_id: Id | None = None
    skus: tuple[Sku, ...] = ()


@model
class Brand(Model):
    """Brand, in global product."""

    id: Id | None = None


@model
class CategoryRef(Model):
    """Category ref, in global product."""

    id: Id | None = None


@model
class Manufacturer(Model):
    """Manufacturer, in global product."""

    name: str | None = None
    address: str | None = None
    phone_number: str | None = None
    email: str | None = None


@model
class GlobalProduct(Model):
    """Global product, in get."""

    id: Id | None = None
    title: str | None = None
    main_images: tuple[Image, ...] = ()
    video: Video | None = None
    description: str | None = None
    package_dimensions: Dimensions | None = None
    package_weight: Weight | None = None
    certifications: tuple[Certification, ...] = ()
    skus: tuple[GlobalProductSku, ...] = ()
    update_time: UnixSeconds | None = None
    create_time: UnixSeconds | None = None
    product_attributes: tuple[ProductAttribute, ...] = ()
    size_chart: SizeChart | None = None
    products: tuple[Product, ...] = ()
    global_seller_id: Id | None = None
    brand: Brand | None = None
    category: CategoryRef | None = None
    manufacturer: Manufacturer | None = None
    responsible_person_ids: tuple[Id, ...] = ()
    """Only in EU."""
    manufacturer_ids: tuple[Id, ...] = ()
    """Only in EU."""
    source_locale: str | None = None
    external_global_product_id: Id | None = None


@model
class SalePriceInput(Model):
    """Sale price, in sku input."""

    region: str
    amount: DecimalText


@model
class SkuInput(Model):
    """Sku, in edit."""

    price: Money | None = None
    id: Id | None = None
    global_quantity: int | None = None
    seller_sku: str | None = None
    sales_attributes: tuple[SalesAttributeInput, ...] = ()
    inventory: tuple[InventoryInput, ...] = ()
    """Max 50 items."""
    identifier_code: IdentifierCodeInput | None = None
    sku_unit_count: str | None = None
    """Range 0.01..99,999.9999; only in EU."""
    extra_identifier_codes: tuple[str, ...] = ()
    """Only in EU."""
    external_global_sku_id: Id | None = None
    """Max 999 chars."""
    sale_prices: tuple[SalePriceInput, ...] = ()


@model
class FailReason(Model):
    """Fail reason, in publish result."""

    message: str | None = None
    code: int | None = None


@model
class PublishResult(Model):
    """Publish result, in edit global product result."""

    region: str | None = None
    status: Literal["SUCCESS", "DRAFT", "FAILED"] | None = None
    fail_reasons: tuple[FailReason, ...] = ()


@model
class EditGlobalProductResult(Model):
    """Edit global product result, in edit."""

    global_skus: tuple[GlobalSku, ...] = ()
    publish_results: tuple[PublishResult, ...] = ()


@model
class UpdateInventoryGlobalSkuInput(Model):
    """Update inventory global sku, in update inventory."""

    id: Id
    inventory: tuple[InventoryInput, ...]


@model
class PriceInput(Model):
    """Price, in publish target sku input."""

    currency: str
    amount: DecimalText | None = None
    sale_price: DecimalText | None = None


@model
class PublishTargetSkuInventoryInput(Model):
    """Publish target sku inventory, in publish target sku input."""

    warehouse_id: Id | None = None
    quantity: int | None = None
    """Range 1..99,999."""


@model
class FeeInput(Model):
    """Fee, in publish target sku input."""

    type: Literal["PFAND"] | None = None
    amount: DecimalText | None = None
    additional_attribute: AdditionalAttribute | None = None


@model
class PublishTargetSkuInput(Model):
    """Publish target sku, in publish target input."""

    related_global_sku_id: Id
    price: PriceInput | None = None
    inventory: PublishTargetSkuInventoryInput | None = None
    fees: tuple[FeeInput, ...] = ()


@model
class PublishTargetInput(Model):
    """Publish target, in publish."""

    region: str
    skus: tuple[PublishTargetSkuInput, ...]
    responsible_person_ids: tuple[Id, ...] = ()
    """Only in EU."""
    manufacturer_ids: tuple[Id, ...] = ()
    """Only in EU."""


@model
class PublishGlobalProductResult(Model):
    """Publish global product result, in publish."""

    products: tuple[Product, ...] = ()
    publish_result: tuple[PublishResult, ...] = ()


@model
class GlobalProductSummary(Model):
    """Global product summary, in search."""

    id: Id | None = None
    title: str | None = None
    status: GlobalProductStatus | None = None
    skus: tuple[Sku, ...] = ()
    create_time: UnixSeconds | None = None
    update_time: UnixSeconds | None = None


@model
class AssociatedWarehouse(Model):
    """Associated warehouse, in inventory rule."""

    warehouse_id: Id | None = None
    region: str | None = None


@model
class InventoryRule(Model):
    """Inventory rule, in listing rule."""

    local_warehouse_id: Id | None = None
    allocation_mode: str | None = None
    associated_warehouses: tuple[AssociatedWarehouse, ...] = ()


@model
class ListingRule(Model):
    """Listing rule, in get listing rules."""

    listing_methods: tuple[ListingMethod, ...] = ()
    inventory_rules: tuple[InventoryRule, ...] = ()


@model
class PartialEditGlobalProductResult(Model):
    """Partial edit global product result, in partial edit."""

    global_skus: tuple[GlobalSku, ...] = ()
    publish_results: tuple[PublishResult, ...] = ()


@model
class CheckListingCertificationFileInput(Model):
    """Check listing certification file, in check listing certification input."""

    format: str | None = None
    id: Id | None = None
    name: str | None = None


@model
class CheckListingCertificationInput(Model):
    """Check listing certification, in check listing."""

    files: tuple[CheckListingCertificationFileInput, ...] = ()
    id: Id | None = None
    images: tuple[MainImageInput, ...] = ()


@model
class CheckListingSizeChartInput(Model):
    """Check listing size chart, in check listing."""

    image: MainImageInput | None = None
    template: TemplateInput | None = None


@model
class CheckListingSkuInput(Model):
    """Check listing sku, in check listing."""

    global_quantity: int | None = None
    identifier_code: IdentifierCodeInput | None = None
    inventory: tuple[InventoryInput, ...] = ()
    price: Money | None = None
    sales_attributes: tuple[SalesAttributeInput, ...] = ()
    seller_sku: str | None = None
    sku_unit_count: str | None = None


@model
class VideoInput(Model):
    """Video, in check listing."""

    id: Id | None = None


@model
class Listing(Model):
    """Listing, in check listing."""

    check_result: str | None = None
    fail_reasons: tuple[FailReason, ...] = ()


@model
class LocalProductSkuSalesAttributeInput(Model):
    """Local product sku sales attribute, in local product sku input."""

    global_id: Id | None = None
    global_value_id: Id | None = None
    id: Id | None = None
    value_id: Id | None = None


@model
class LocalProductSkuInput(Model):
    """Local product sku, in local product input."""

    global_sku_id: Id | None = None
    id: Id | None = None
    inventory: tuple[PublishTargetSkuInventoryInput, ...] = ()
    sales_attributes: tuple[LocalProductSkuSalesAttributeInput, ...] = ()


@model
class LocalProductInput(Model):
    """Local product, in bind local products."""

    id: Id | None = None
    inventory_add_type: str | None = None
    inventory_mode: str | None = None
    skus: tuple[LocalProductSkuInput, ...] = ()


@model
class BindResult(Model):
    """Bind result, in bind local products global product result."""

    fail_reasons: tuple[FailReason, ...] = ()
    local_product_id: Id | None = None
    region: str | None = None
    status: Literal["SUCCESS", "FAILED"] | None = None


@model
class BindLocalProductsGlobalProductResult(Model):
    """Bind local products global product result, in bind local products."""

    bind_results: tuple[BindResult, ...] = ()


class GlobalProducts(Resource):
    """Products sold in several markets."""

    _CREATE = Operation(
        "createGlobalProduct", "POST", "/product/202309/global_products", shop="none"
    )

    def create(
        self,
        *,
        title: str,
        description: str,
        category_id: str | int,
        main_images: Sequence[MainImageInput],
        skus: Sequence[GlobalSkuInput],
        package_weight: Weight,
        brand_id: str | int | None = None,
        certifications: Sequence[CertificationInput] | None = None,
        package_dimensions: Dimensions | None = None,
        product_attributes: Sequence[ProductAttributeInput] | None = None,
        size_chart: SizeChartInput | None = None,
        video: VideoRefInput | None = None,
        manufacturer: ManufacturerInput | None = None,
        category_version: Literal["v2", "v1"] | None = None,
        responsible_person_ids: Sequence[str | int] | None = None,
        manufacturer_ids: Sequence[str | int] | None = None,
        source_locale: str | None = None,
        external_global_product_id: str | int | None = None,
    ) -> CreateGlobalProductResult:
        """Create a global product for several markets.

        Scope: ``seller.global_product.write``.
        TikTok Shop: Create Global Product, 202309.
        """
        return self._get(
            self._CREATE,
            CreateGlobalProductResult,
            body={
                "title": title,
                "description": description,
                "category_id": text(category_id),
                "main_images": main_images,
                "skus": skus,
                "package_weight": package_weight,
                "brand_id": text(brand_id),
                "certifications": certifications,
                "package_dimensions": package_dimensions,
                "product_attributes": product_attributes,
                "size_chart": size_chart,
                "video": video,
                "manufacturer": manufacturer,
                "category_version": category_version,
                "responsible_person_ids": texts(responsible_person_ids),
                "manufacturer_ids": texts(manufacturer_ids),
                "source_locale": source_locale,
                "external_global_product_id": text(external_global_product_id),
            },
        )

    _DELETE = Operation(
        "deleteGlobalProducts",
        "DELETE",
        "/product/202309/global_products",
        shop="none",
        failures="errors",
    )

    def delete(
        self, *, global_product_ids: Sequence[str | int]
    ) -> BatchResult[DeleteGlobalProductResult]:
        """Delete global products.

        Scope: ``seller.global_product.delete``.
        TikTok Shop: Delete Global Products, 202309.
        """
        return self._batch(
            self._DELETE,
            DeleteGlobalProductResult,
            global_product_ids,
            body={"global_product_ids": texts(global_product_ids)},
        )

    _GET = Operation(
        "getGlobalProduct",
        "GET",
        "/product/202309/global_products/{global_product_id}",
        repeatable=True,
        shop="none",
    )

    def get(self, *, global_product_id: str | int) -> GlobalProduct:
        """Fetch one global product and its local product IDs.

        Scope: ``seller.global_product.info``.
        TikTok Shop: Get Global Product, 202309.
        """
        return self._get(
            self._GET, GlobalProduct, path={"global_product_id": global_product_id}
        )

    _EDIT = Operation(
        "editGlobalProduct",
        "PUT",
        "/product/202309/global_products/{global_product_id}",
        shop="none",
        failures="publish_results[].fail_reasons",
    )

    def edit(
        self,
        *,
        global_product_id: str | int,
        title: str,
        description: str,
        category_id: str | int,
        main_images: Sequence[MainImageInput],
        skus: Sequence[SkuInput],
        package_weight: Weight,
        brand_id: str | int | None = None,
        certifications: Sequence[CertificationInput] | None = None,
        package_dimensions: Dimensions | None = None,
        product_attributes: Sequence[ProductAttributeInput] | None = None,
        size_chart: SizeChartInput | None = None,
        video: VideoRefInput | None = None,
        manufacturer: ManufacturerInput | None = None,
        manufacturer_ids: Sequence[str | int] | None = None,
        responsible_person_ids: Sequence[str | int] | None = None,
        category_version: Literal["v2", "v1"] | None = None,
        external_global_product_id: str | int | None = None,
    ) -> BatchResult[EditGlobalProductResult]:
        """Replace all properties of a global product.

        Scope: ``seller.global_product.write``.
        TikTok Shop: Edit Global Product, 202309.
        """
        return self._batch(
            self._EDIT,
            EditGlobalProductResult,
            manufacturer_ids or (),
            path={"global_product_id": global_product_id},
            body={
                "title": title,
                "description": description,
                "category_id": text(category_id),
                "main_images": main_images,
                "skus": skus,
                "package_weight": package_weight,
                "brand_id": text(brand_id),
                "certifications": certifications,
                "package_dimensions": package_dimensions,
                "product_attributes": product_attributes,
                "size_chart": size_chart,
                "video": video,
                "manufacturer": manufacturer,
                "manufacturer_ids": texts(manufacturer_ids),
                "responsible_person_ids": texts(responsible_person_ids),
                "category_version": category_version,
                "external_global_product_id": text(external_global_product_id),
            },
        )

    _UPDATE_INVENTORY = Operation(
        "updateGlobalInventory",
        "POST",
        "/product/202309/global_products/{global_product_id}/inventory/update",
        shop="none",
    )

    def update_inventory(
        self,
        *,
        global_product_id: str | int,
        global_skus: Sequence[UpdateInventoryGlobalSkuInput],
    ) -> None:
        """Set stock quantities of a global product's SKUs.

        Scope: ``seller.global_product.write``.
        TikTok Shop: Update Global Inventory, 202309.
        """
        self._do(
            self._UPDATE_INVENTORY,
            path={"global_product_id": global_product_id},
            body={"global_skus": global_skus},
        )

    _PUBLISH = Operation(
        "publishGlobalProduct",
        "POST",
        "/product/202309/global_products/{global_product_id}/publish",
        shop="none",
        failures="publish_result[].fail_reasons",
    )

    def publish(
        self,
        *,
        global_product_id: str | int,
        publish_target: Sequence[PublishTargetInput],
    ) -> BatchResult[PublishGlobalProductResult]:
        """Publish a global product as local products.

        Scope: ``seller.global_product.write``.
        TikTok Shop: Publish Global Product, 202309.
        """
        return self._batch(
            self._PUBLISH,
            PublishGlobalProductResult,
            path={"global_product_id": global_product_id},
            body={"publish_target": publish_target},
        )

    _SEARCH = Operation(
        "searchGlobalProducts",
        "POST",
        "/product/202312/global_products/search",
        repeatable=True,
        shop="none",
        page=Paging(items="global_products", total="total_count"),
    )

    def search(
        self,
        *,
        status: GlobalProductStatus | None = None,
        seller_skus: Sequence[str] | None = None,
        create_time_ge: datetime | None = None,
        create_time_le: datetime | None = None,
        update_time_ge: datetime | None = None,
        update_time_le: datetime | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[GlobalProductSummary]:
        """Search global products by status, SKU or time window.

        Scope: ``seller.global_product.info``.
        TikTok Shop: Search Global Products, 202312.
        """
        return self._page(
            self._SEARCH,
            GlobalProductSummary,
            query={"page_size": page_size, "page_token": page_token},
            body={
                "status": status,
                "seller_skus": seller_skus,
                "create_time_ge": seconds(create_time_ge),
                "create_time_le": seconds(create_time_le),
                "update_time_ge": seconds(update_time_ge),
                "update_time_le": seconds(update_time_le),
            },
        )

    _GET_LISTING_RULES = Operation(
        "getGlobalListingRules",
        "GET",
        "/product/202507/global_listing_rules",
        repeatable=True,
    )

    def get_listing_rules(self) -> ListingRule:
        """Read how a shop of a global seller may list products.

        Scope: ``seller.product.basic``.
        TikTok Shop: Get Global Listing Rules, 202507.
        """
        return self._get(self._GET_LISTING_RULES, ListingRule)

    _PARTIAL_EDIT = Operation(
        "partialEditGlobalProduct",
        "PUT",
        "/product/202509/global_products/{global_product_id}/partial_edit",
        shop="none",
        failures="publish_results[].fail_reasons",
    )

    def partial_edit(
        self,
        *,
        global_product_id: str | int,
        title: str | None = None,
        description: str | None = None,
        category_id: str | int | None = None,
        brand_id: str | int | None = None,
        main_images: Sequence[MainImageInput] | None = None,
        skus: Sequence[SkuInput] | None = None,
        package_weight: Weight | None = None,
        certifications: Sequence[CertificationInput] | None = None,
        package_dimensions: Dimensions | None = None,
        product_attributes: Sequence[ProductAttributeInput] | None = None,
        size_chart: SizeChartInput | None = None,
        video: VideoRefInput | None = None,
        manufacturer: ManufacturerInput | None = None,
        manufacturer_ids: Sequence[str | int] | None = None,
        responsible_person_ids: Sequence[str | int] | None = None,
        category_version: Literal["v1", "v2"] | None = None,
        external_global_product_id: str | int | None = None,
    ) -> BatchResult[PartialEditGlobalProductResult]:
        """Change selected properties of a global product.

        Scope: ``seller.product.basic``.
        TikTok Shop: Partial Edit Global Product, 202509.
        """
        return self._batch(
            self._PARTIAL_EDIT,
            PartialEditGlobalProductResult,
            manufacturer_ids or (),
            path={"global_product_id": global_product_id},
            body={
                "title": title,
                "description": description,
                "category_id": text(category_id),
                "brand_id": text(brand_id),
                "main_images": main_images,
                "skus": skus,
                "package_weight": package_weight,
                "certifications": certifications,
                "package_dimensions": package_dimensions,
                "product_attributes": product_attributes,
                "size_chart": size_chart,
                "video": video,
                "manufacturer": manufacturer,
                "manufacturer_ids": texts(manufacturer_ids),
                "responsible_person_ids": texts(responsible_person_ids),
                "category_version": category_version,
                "external_global_product_id": text(external_global_product_id),
            },
        )

    _CHECK_LISTING = Operation(
        "checkGlobalProductListing",
        "POST",
        "/product/202404/global_products/listing_check",
        repeatable=True,
        shop="none",
    )

    def check_listing(
        self,
        *,
        brand_id: str | int | None = None,
        category_id: str | int | None = None,
        certifications: Sequence[CheckListingCertificationInput] | None = None,
        description: str | None = None,
        main_images: Sequence[MainImageInput] | None = None,
        manufacturer: ManufacturerInput | None = None,
        package_dimensions: Dimensions | None = None,
        package_weight: Weight | None = None,
        product_attributes: Sequence[ProductAttributeInput] | None = None,
        size_chart: CheckListingSizeChartInput | None = None,
        skus: Sequence[CheckListingSkuInput] | None = None,
        title: str | None = None,
        video: VideoInput | None = None,
    ) -> Listing:
        """Validate a global product payload before listing it.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Check Global Product Listing, 202404.
        """
        return self._get(
            self._CHECK_LISTING,
            Listing,
            body={
                "brand_id": text(brand_id),
                "category_id": text(category_id),
                "certifications": certifications,
                "description": description,
                "main_images": main_images,
                "manufacturer": manufacturer,
                "package_dimensions": package_dimensions,
                "package_weight": package_weight,
                "product_attributes": product_attributes,
                "size_chart": size_chart,
                "skus": skus,
                "title": title,
                "video": video,
            },
        )

    _BIND_LOCAL_PRODUCTS = Operation(
        "bindLocalProducts",
        "POST",
        "/product/202503/global_products/{global_product_id}/bind_local_products",
        shop="none",
        failures="bind_results[].fail_reasons",
    )

    def bind_local_products(
        self,
        *,
        global_product_id: str | int,
        local_products: Sequence[LocalProductInput] | None = None,
    ) -> BatchResult[BindLocalProductsGlobalProductResult]:
        """Link existing EU local products to a global product.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Bind Local Products, 202503.
        """
        return self._batch(
            self._BIND_LOCAL_PRODUCTS,
            BindLocalProductsGlobalProductResult,
            path={"global_product_id": global_product_id},
            body={"local_products": local_products},
        )
