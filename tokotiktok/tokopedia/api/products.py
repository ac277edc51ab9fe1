"""Find, make, edit and list products.

Written by spec/generate.py; edit spec/tokopedia/product.json or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from ..._model import DecimalNumber, IntId, Model, UnixSeconds, model, named, numbers
from ..._resource import BatchResult, Page, Resource
from ...wire import Operation, Paging
from ..clock import WibSeconds, WibTime


@model
class Basic(Model):
    """Basic, in product."""

    productID: IntId | None = None
    shopID: IntId | None = None
    status: int | None = None
    name: str | None = None
    condition: int | None = None
    childCategoryID: IntId | None = None
    shortDesc: str | None = None
    mustInsurance: bool | None = None


@model
class Price(Model):
    """Price, in product."""

    value: int | None = None
    currency: int | None = None
    LastUpdateUnix: UnixSeconds | None = None
    idr: int | None = None


@model
class Weight(Model):
    """Weight, in product."""

    value: int | None = None
    unit: int | None = None


@model
class Stock(Model):
    """Stock, in product."""

    useStock: bool | None = None
    value: int | None = None
    stockWording: str | None = None


@model
class Variant(Model):
    """Variant, in product."""

    isParent: bool | None = None
    isVariant: bool | None = None
    childrenID: tuple[IntId, ...] = ()
    parentID: IntId | None = None


@model
class Menu(Model):
    """Menu, in product."""

    id: IntId | None = None
    name: str | None = None


@model
class Preorder(Model):
    """Preorder, in product."""

    duration: int | None = None
    unit: int | None = None
    day: int | None = None


@model
class ExtraAttribute(Model):
    """Extra attribute, in product."""

    minOrder: int | None = None
    lastUpdateCategory: WibSeconds | None = None
    isEligibleCOD: bool | None = None
    isOnCampaign: bool | None = None


@model
class Wholesale(Model):
    """Wholesale, in product."""

    price: Price | None = None
    minQuantity: int | None = None
    maxQuantity: int | None = None


@model
class CategoryTree(Model):
    """Category tree, in product."""

    id: IntId | None = None
    name: str | None = None
    title: str | None = None
    breadcrumbURL: str | None = None


@model
class Picture(Model):
    """Picture, in product."""

    picID: IntId | None = None
    fileName: str | None = None
    filePath: str | None = None
    status: int | None = None
    OriginalURL: str | None = None
    ThumbnailURL: str | None = None
    width: int | None = None
    height: int | None = None
    URL300: str | None = None
    description: str | None = None


@model
class GMStats(Model):
    """Gmstats, in product."""

    transactionSuccess: int | None = None
    transactionReject: int | None = None
    countSold: int | None = None


@model
class Stats(Model):
    """Stats, in product."""

    countView: int | None = None


@model
class Other(Model):
    """Other, in product."""

    sku: str | None = None
    url: str | None = None
    mobileURL: str | None = None


@model
class Campaign(Model):
    """Campaign, in product."""

    StartDate: WibTime | None = None
    EndDate: WibTime | None = None


@model
class Volume(Model):
    """Volume, in product."""

    length: int | None = None
    width: int | None = None
    height: int | None = None


@model
class WarehousePrice(Model):
    """Warehouse price, in warehouse."""

    value: int | None = None
    currency: int | None = None
    LastUpdateUnix: WibSeconds | None = None
    idr: int | None = None


@model
class Bundle(Model):
    """Bundle, in warehouse."""

    bundleID: IntId | None = None
    name: str | None = None
    type: int | None = None
    status: int | None = None
    shopID: IntId | None = None
    startTimeUnix: int | None = None
    stopTimeUnix: int | None = None


@model
class Warehouse(Model):
    """Warehouse, in product."""

    productID: IntId | None = None
    warehouseID: IntId | None = None
    price: WarehousePrice | None = None
    stock: Stock | None = None
    bundle: Bundle | None = None


@model
class Product(Model):
    """A product, or a variant of one."""

    basic: Basic | None = None
    price: Price | None = None
    weight: Weight | None = None
    stock: Stock | None = None
    main_stock: int | None = None
    reserve_stock: int | None = None
    variant: Variant | None = None
    menu: Menu | None = None
    preorder: Preorder | None = None
    extraAttribute: ExtraAttribute | None = None
    wholesale: tuple[Wholesale, ...] = ()
    categoryTree: tuple[CategoryTree, ...] = ()
    pictures: tuple[Picture, ...] = ()
    GMStats: GMStats | None = None
    stats: Stats | None = None
    other: Other | None = None
    campaign: Campaign | None = None
    volume: Volume | None = None
    warehouses: tuple[Warehouse, ...] = ()
    tts_product_id: IntId | None = None
    """Product id on TikTok Shop after migration (confidence medium; place in the row not established)."""


@model
class Option(Model):
    """Option, in get variants variant variant."""

    id: IntId | None = None
    value: str | None = None
    hex: str | None = None


@model
class GetVariantsVariantVariant(Model):
    """Get variants variant variant, in get variants variant."""

    name: str | None = None
    identifier: str | None = None
    unit_name: str | None = None
    position: int | None = None
    option: tuple[Option, ...] = ()


@model
class ChildrenPicture(Model):
    """Children picture, in children."""

    original: str | None = None
    thumbnail: str | None = None


@model
class ChildrenCampaign(Model):
    """Children campaign, in children."""

    is_active: bool | None = None
    discounted_percentage: int | None = None
    discounted_price: DecimalNumber | None = None
    discounted_price_fmt: str | None = None
    campaign_type: int | None = None
    campaign_type_name: str | None = None
    start_date: str | None = None
    end_date: str | None = None


@model
class Children(Model):
    """Children, in get variants variant."""

    name: str | None = None
    url: str | None = None
    product_id: IntId | None = None
    price: DecimalNumber | None = None
    price_fmt: str | None = None
    stock: int | None = None
    main_stock: int | None = None
    reserve_stock: int | None = None
    sku: str | None = None
    option_ids: tuple[IntId, ...] = ()
    enabled: bool | None = None
    is_buyable: bool | None = None
    is_wishlist: bool | None = None
    picture: ChildrenPicture | None = None
    campaign: ChildrenCampaign | None = None
    always_available: bool | None = None
    stock_wording: str | None = None
    other_variant_stock: str | None = None
    is_limited_stock: bool | None = None


@model
class GetVariantsVariant(Model):
    """Get variants variant, in get variants."""

    parent_id: IntId | None = None
    default_child: int | None = None
    variant: tuple[GetVariantsVariantVariant, ...] = ()
    children: tuple[Children, ...] = ()
    sizechart: str | None = None


@model
class ProductInput(Model):
    """Product, in update price."""

    sku: str | None = None
    product_id: IntId | None = None
    new_price: DecimalNumber | None = None


@model
class FailedRow(Model):
    """Failed row, in update price product result."""

    product_id: IntId | None = None
    sku: str | None = None
    product_url: str | None = None
    new_price: DecimalNumber | None = None
    message: str | None = None


@model
class UpdatePriceProductResult(Model):
    """Update price product result, in update price."""

    succeed_rows: int | None = None
    failed_rows: int | None = None
    failed_rows_data: tuple[FailedRow, ...] = ()


@model
class ProductResult(Model):
    """Product result, in delete."""

    total_data: int | None = None
    succeed_rows: int | None = None
    failed_rows: int | None = None
    failed_rows_data: tuple[str, ...] = ()


@model
class FailedUpload(Model):
    """Failed upload, in get upload status upload."""

    product_id: IntId | None = None
    product_name: str | None = None
    product_price: DecimalNumber | None = None
    sku: str | None = None
    error: tuple[str, ...] = ()


@model
class SucceededRow(Model):
    """Succeeded row, in get upload status upload."""

    product_id: IntId | None = None
    product_sku: str | None = None


@model
class GetUploadStatusUpload(Model):
    """Get upload status upload, in get upload status."""

    upload_id: IntId | None = None
    status: str | None = None
    total_data: int | None = None
    unprocessed_rows: int | None = None
    success_rows: int | None = None
    failed_rows: int | None = None
    processed: int | None = None
    failed_rows_data: tuple[FailedUpload, ...] = ()
    success_rows_data: tuple[SucceededRow, ...] = ()


@model
class DimensionInput(Model):
    """Dimension, in edit product input."""

    height: int | None = None
    width: int | None = None
    length: int | None = None


@model
class MenuInput(Model):
    """Menu, in edit product input."""

    id: IntId | None = None


@model
class PictureInput(Model):
    """Picture, in edit product input."""

    file_path: str | None = None


@model
class WholesaleInput(Model):
    """Wholesale, in edit product input."""

    min_qty: int | None = None
    price: DecimalNumber | None = None


@model
class PreorderInput(Model):
    """Preorder, in edit product input."""

    is_active: bool | None = None
    duration: int | None = None
    time_unit: Literal["DAY"] | None = None


@model
class VideoInput(Model):
    """Video, in edit product input."""

    url: str | None = None
    source: str | None = None


@model
class EtalaseInput(Model):
    """Etalase, in edit product input."""

    id: IntId | None = None
    name: str | None = None


@model
class VariantProductInput(Model):
    """Variant product, in variant input."""

    is_primary: bool | None = None
    status: str | None = None
    price: DecimalNumber | None = None
    stock: int | None = None
    sku: str | None = None
    combination: tuple[int, ...] = ()
    pictures: tuple[PictureInput, ...] = ()


@model
class OptionInput(Model):
    """Option, in selection input."""

    hex_code: str | None = None
    unit_value_id: IntId | None = None
    value: str | None = None


@model
class SelectionInput(Model):
    """Selection, in variant input."""

    id: IntId | None = None
    unit_id: IntId | None = None
    options: tuple[OptionInput, ...] = ()


@model
class SizechartInput(Model):
    """Sizechart, in variant input."""

    file_path: str | None = None


@model
class VariantInput(Model):
    """Variant, in edit product input."""

    products: tuple[VariantProductInput, ...] = ()
    selection: tuple[SelectionInput, ...] = ()
    sizecharts: tuple[SizechartInput, ...] = ()


@model
class EditProductInput(Model):
    """Edit product, in edit."""

    id: IntId
    status: Literal["UNLIMITED", "LIMITED", "EMPTY"]
    is_must_insurance: bool
    name: str | None = None
    condition: Literal["NEW", "USED"] | None = None
    description: str | None = None
    sku: str | None = None
    price: DecimalNumber | None = None
    stock: int | None = None
    min_order: int | None = None
    category_id: IntId | None = None
    dimension: DimensionInput | None = None
    custom_product_logistics: tuple[int, ...] = ()
    annotations: tuple[str, ...] = ()
    price_currency: Literal["IDR", "USD"] | None = None
    weight: DecimalNumber | None = None
    weight_unit: Literal["GR"] | None = None
    is_free_return: bool | None = None
    menu: MenuInput | None = None
    pictures: tuple[PictureInput, ...] = ()
    wholesale: tuple[WholesaleInput, ...] = ()
    preorder: PreorderInput | None = None
    videos: tuple[VideoInput, ...] = ()
    etalase: EtalaseInput | None = None
    variant: VariantInput | None = None


@model
class EditProductResult(Model):
    """Edit product result, in edit."""

    total_data: int | None = None
    success_data: int | None = None
    fail_data: int | None = None
    success_rows_data: tuple[SucceededRow, ...] = ()


@model
class OldVariantProductInput(Model):
    """Old variant product, in edit V2 product variant input."""

    is_primary: bool
    price: DecimalNumber
    stock: int
    sku: str
    weight: DecimalNumber
    weight_unit: Literal["GR"]
    combination: tuple[int, ...]
    pictures: tuple[PictureInput, ...]
    status: Literal["LIMITED", "UNLIMITED", "EMPTY"] | None = None


@model
class EditV2ProductVariantInput(Model):
    """Edit V2 product variant, in edit V2 product input."""

    products: tuple[OldVariantProductInput, ...]
    selection: tuple[SelectionInput, ...] = ()
    sizecharts: tuple[SizechartInput, ...] = ()


@model
class EditV2ProductInput(Model):
    """Edit V2 product, in edit V2."""

    id: IntId | None = None
    sku: str | None = None
    name: str | None = None
    category_id: IntId | None = None
    condition: Literal["NEW", "USED"] | None = None
    description: str | None = None
    price: DecimalNumber | None = None
    status: Literal["UNLIMITED", "LIMITED", "EMPTY"] | None = None
    stock: int | None = None
    min_order: int | None = None
    price_currency: Literal["IDR", "USD"] | None = None
    weight: DecimalNumber | None = None
    weight_unit: Literal["GR"] | None = None
    is_free_return: bool | None = None
    is_must_insurance: bool | None = None
    etalase: EtalaseInput | None = None
    pictures: tuple[PictureInput, ...] = ()
    wholesale: tuple[WholesaleInput, ...] = ()
    preorder: PreorderInput | None = None
    videos: tuple[VideoInput, ...] = ()
    variant: EditV2ProductVariantInput | None = None


@model
class CreateProductInput(Model):
    """Create product, in create."""

    name: str | None = None
    condition: Literal["NEW", "USED"] | None = None
    description: str | None = None
    sku: str | None = None
    price: DecimalNumber | None = None
    status: Literal["UNLIMITED", "LIMITED", "EMPTY"] | None = None
    stock: int | None = None
    min_order: int | None = None
    category_id: IntId | None = None
    dimension: DimensionInput | None = None
    custom_product_logistics: tuple[int, ...] = ()
    annotations: tuple[str, ...] = ()
    price_currency: Literal["IDR", "USD"] | None = None
    weight: DecimalNumber | None = None
    weight_unit: Literal["GR"] | None = None
    is_free_return: bool | None = None
    is_must_insurance: bool | None = None
    etalase: EtalaseInput | None = None
    pictures: tuple[PictureInput, ...] = ()
    wholesale: tuple[WholesaleInput, ...] = ()
    preorder: PreorderInput | None = None
    videos: tuple[VideoInput, ...] = ()
    variant: VariantInput | None = None


@model
class FailedProduct(Model):
    """Failed product, in create product result."""

    product_name: str | None = None
    product_price: DecimalNumber | None = None
    sku: str | None = None
    error: tuple[str, ...] = ()


@model
class CreateProductResult(Model):
    """Create product result, in create."""

    total_data: int | None = None
    success_data: int | None = None
    fail_data: int | None = None
    success_rows_data: tuple[SucceededRow, ...] = ()
    failed_rows_data: tuple[FailedProduct, ...] = ()


@model
class CreateV2ProductEtalaseInput(Model):
    """Create V2 product etalase, in create V2 product input."""

    id: IntId


@model
class CreateV2ProductInput(Model):
    """Create V2 product, in create V2."""

    name: str
    condition: Literal["NEW", "USED"]
    price: DecimalNumber
    status: Literal["UNLIMITED", "LIMITED", "EMPTY"]
    min_order: int
    category_id: IntId
    price_currency: Literal["IDR", "USD"]
    weight: DecimalNumber
    weight_unit: Literal["GR"]
    is_must_insurance: bool
    etalase: CreateV2ProductEtalaseInput
    pictures: tuple[PictureInput, ...]
    description: str | None = None
    sku: str | None = None
    stock: int | None = None
    is_free_return: bool | None = None
    wholesale: tuple[WholesaleInput, ...] = ()
    preorder: PreorderInput | None = None
    videos: tuple[VideoInput, ...] = ()
    variant: VariantInput | None = None


@model
class ListV2Product(Model):
    """List V2 product, in list V2."""

    product_id: IntId | None = None
    name: str | None = None
    sku: str | None = None
    shop_id: IntId | None = None
    shop_name: str | None = None
    category_id: IntId | None = None
    desc: str | None = None
    stock: int | None = None
    price: DecimalNumber | None = None
    status: str | None = None


@model
class Shop(Model):
    """Shop, in active."""

    id: IntId | None = None
    name: str | None = None
    uri: str | None = None
    location: str | None = None
    url: str | None = None
    is_gold: bool | None = None
    city: str | None = None
    reputation: str | None = None
    clover: str | None = None
    is_official: bool | None = None
    is_power_badge: bool | None = None


@model
class WholesalePrice(Model):
    """Wholesale price, in active product."""

    quantity_min: int | None = None
    quantity_max: int | None = None
    price: DecimalNumber | None = None


@model
class Label(Model):
    """Label, in active product."""

    title: str | None = None
    color: str | None = None


@model
class Badge(Model):
    """Badge, in active product."""

    title: str | None = None
    image_url: str | None = None
    show: bool | None = None


@model
class ActiveProduct(Model):
    """Active product, in active."""

    id: IntId | None = None
    name: str | None = None
    childs: tuple[int, ...] = ()
    url: str | None = None
    image_url: str | None = None
    image_url_700: str | None = None
    price: str | None = None
    discounted_price: str | None = None
    shop: Shop | None = None
    wholesale_price: tuple[WholesalePrice, ...] = ()
    courier_count: int | None = None
    condition: int | None = None
    category_id: IntId | None = None
    category_name: str | None = None
    category_breadcrumb: str | None = None
    department_id: IntId | None = None
    labels: tuple[Label, ...] = ()
    badges: tuple[Badge, ...] = ()
    is_featured: Any | None = None
    rating: int | None = None
    count_review: int | None = None
    original_price: str | None = None
    discount_expired: str | None = None
    discount_percentage: int | None = None
    sku: str | None = None
    stock: int | None = None


@model
class Active(Model):
    """Active, in list active."""

    total_data: int | None = None
    shop: Shop | None = None
    products: tuple[ActiveProduct, ...] = ()


class Products(Resource):
    """Find, make, edit and list products."""

    _LIST = Operation(
        "get_product_info",
        "GET",
        "/inventory/v1/fs/{fs_id}/product/info",
        repeatable=True,
        page=Paging(items="", style="number", param="page", next="", size="per_page"),
    )

    def list(
        self,
        *,
        product_id: str | int | None = None,
        product_url: str | None = None,
        sku: str | None = None,
        shop_id: str | int | None = None,
        last_sort: str | None = None,
        warehouse_id: str | int | None = None,
        sort: int | None = None,
        page: int = 1,
        per_page: int = 50,
    ) -> Page[Product]:
        """Read products: those of a shop, page by page, or by id, URL or SKU.

        Tokopedia: get_product_info.
        """
        return self._page(
            self._LIST,
            Product,
            query={
                "product_id": product_id,
                "product_url": product_url,
                "sku": sku,
                "shop_id": shop_id,
                "page": page,
                "per_page": per_page,
                "last_sort": last_sort,
                "warehouse_id": warehouse_id,
                "sort": sort,
            },
        )

    _GET_VARIANTS = Operation(
        "get_variants_by_product",
        "GET",
        "/inventory/v1/fs/{fs_id}/product/variant/{product_id}",
        repeatable=True,
        shop="none",
    )

    def get_variants(self, *, product_id: str | int) -> GetVariantsVariant:
        """Read the variants of a product.

        Tokopedia: get_variants_by_product.
        """
        return self._get(
            self._GET_VARIANTS, GetVariantsVariant, path={"product_id": product_id}
        )

    _DELETE = Operation(
        "delete_products",
        "POST",
        "/v3/products/fs/{fs_id}/delete",
        failures="failed_rows_data",
    )

    def delete(
        self, *, product_id: Sequence[str | int], shop_id: str | int | None = None
    ) -> BatchResult[ProductResult]:
        """Delete products.

        Tokopedia: delete_products.
        """
        return self._batch(
            self._DELETE,
            ProductResult,
            product_id,
            query={"shop_id": shop_id},
            body={"product_id": numbers(product_id)},
        )

    _UPDATE_PRICE = Operation(
        "update_price",
        "POST",
        "/inventory/v1/fs/{fs_id}/price/update",
        repeatable=True,
        failures="failed_rows_data",
    )

    def update_price(
        self,
        *,
        prices: Sequence[ProductInput],
        shop_id: str | int | None = None,
        warehouse_id: str | int | None = None,
    ) -> BatchResult[UpdatePriceProductResult]:
        """Set prices.

        Tokopedia: update_price.
        """
        return self._batch(
            self._UPDATE_PRICE,
            UpdatePriceProductResult,
            named(prices, "product_id", "sku"),
            query={"shop_id": shop_id, "warehouse_id": warehouse_id},
            body=prices,
        )

    _DEACTIVATE = Operation(
        "deactivate_products",
        "POST",
        "/v1/products/fs/{fs_id}/inactive",
        repeatable=True,
        failures="failed_rows_data",
    )

    def deactivate(
        self,
        *,
        shop_id: str | int | None = None,
        product_id: Sequence[str | int] | None = None,
    ) -> BatchResult[ProductResult]:
        """Take products off sale.

        Tokopedia: deactivate_products.
        """
        return self._batch(
            self._DEACTIVATE,
            ProductResult,
            product_id or (),
            query={"shop_id": shop_id},
            body={"product_id": numbers(product_id)},
        )

    _ACTIVATE = Operation(
        "activate_products",
        "POST",
        "/v1/products/fs/{fs_id}/active",
        repeatable=True,
        failures="failed_rows_data",
    )

    def activate(
        self,
        *,
        shop_id: str | int | None = None,
        product_id: Sequence[str | int] | None = None,
    ) -> BatchResult[ProductResult]:
        """Put products on sale.

        Tokopedia: activate_products.
        """
        return self._batch(
            self._ACTIVATE,
            ProductResult,
            product_id or (),
            query={"shop_id": shop_id},
            body={"product_id": numbers(product_id)},
        )

    _GET_UPLOAD_STATUS = Operation(
        "get_upload_status",
        "GET",
        "/v2/products/fs/{fs_id}/status/{upload_id}",
        repeatable=True,
        page=Paging(items="upload_data", style="none"),
    )

    def get_upload_status(
        self, *, upload_id: str | int, shop_id: str | int | None = None
    ) -> Page[GetUploadStatusUpload]:
        """Ask what became of products that were sent to be made or edited.

        Tokopedia: get_upload_status.
        """
        return self._page(
            self._GET_UPLOAD_STATUS,
            GetUploadStatusUpload,
            path={"upload_id": upload_id},
            query={"shop_id": shop_id},
        )

    _EDIT = Operation(
        "edit_products_v3",
        "PATCH",
        "/v3/products/fs/{fs_id}/edit",
        repeatable=True,
        failures="failed_rows_data",
    )

    def edit(
        self, *, products: Sequence[EditProductInput], shop_id: str | int | None = None
    ) -> BatchResult[EditProductResult]:
        """Edit products.

        Tokopedia: edit_products_v3.
        """
        return self._batch(
            self._EDIT,
            EditProductResult,
            named(products, "id", "sku", "name"),
            query={"shop_id": shop_id},
            body={"products": products},
        )

    _EDIT_V2 = Operation("edit_products_v2", "PATCH", "/v2/products/fs/{fs_id}/edit")

    def edit_v2(
        self,
        *,
        products: Sequence[EditV2ProductInput],
        shop_id: str | int | None = None,
    ) -> int | None:
        """Send edits to be made later.

        Tokopedia: edit_products_v2.
        """
        return self._field(
            self._EDIT_V2,
            int,
            "upload_id",
            query={"shop_id": shop_id},
            body={"products": products},
        )

    _CREATE = Operation(
        "create_products_v3",
        "POST",
        "/v3/products/fs/{fs_id}/create",
        failures="failed_rows_data",
    )

    def create(
        self,
        *,
        products: Sequence[CreateProductInput],
        shop_id: str | int | None = None,
    ) -> BatchResult[CreateProductResult]:
        """Make products.

        Tokopedia: create_products_v3.
        """
        return self._batch(
            self._CREATE,
            CreateProductResult,
            named(products, "sku", "name"),
            query={"shop_id": shop_id},
            body={"products": products},
        )

    _CREATE_V2 = Operation(
        "create_products_v2", "POST", "/v2/products/fs/{fs_id}/create"
    )

    def create_v2(
        self,
        *,
        shop_id: str | int | None = None,
        products: Sequence[CreateV2ProductInput] | None = None,
    ) -> int | None:
        """Send products to be made later.

        Tokopedia: create_products_v2.
        """
        return self._field(
            self._CREATE_V2,
            int,
            "upload_id",
            query={"shop_id": shop_id},
            body={"products": products},
        )

    _LIST_V2 = Operation(
        "list_products_v2",
        "GET",
        "/v2/products/fs/{fs_id}/{page}/{per_page}",
        repeatable=True,
        shop="none",
        page=Paging(items="", style="none"),
        envelope="data_status_error_message",
    )

    def list_v2(
        self, *, page: int, per_page: int, product_id: str | int | None = None
    ) -> Page[ListV2Product]:
        """List products, by the older call.

        Of medium confidence.

        Tokopedia: list_products_v2.
        """
        return self._page(
            self._LIST_V2,
            ListV2Product,
            path={"page": page, "per_page": per_page},
            query={"product_id": product_id},
        )

    _LIST_ACTIVE = Operation(
        "list_active_products",
        "GET",
        "/inventory/v1/fs/{fs_id}/product/list",
        repeatable=True,
    )

    def list_active(
        self,
        *,
        rows: int,
        start: int,
        shop_id: str | int | None = None,
        order_by: int | None = None,
        keyword: str | None = None,
        exclude_keyword: str | None = None,
        sku: str | None = None,
        price_min: int | None = None,
        price_max: int | None = None,
        preorder: bool | None = None,
        free_return: bool | None = None,
        wholesale: bool | None = None,
    ) -> Active:
        """List products on sale, with filters.

        Of medium confidence.

        Tokopedia: list_active_products.
        """
        return self._get(
            self._LIST_ACTIVE,
            Active,
            query={
                "shop_id": shop_id,
                "rows": rows,
                "start": start,
                "order_by": order_by,
                "keyword": keyword,
                "exclude_keyword": exclude_keyword,
                "sku": sku,
                "price_min": price_min,
                "price_max": price_max,
                "preorder": preorder,
                "free_return": free_return,
                "wholesale": wholesale,
            },
        )
