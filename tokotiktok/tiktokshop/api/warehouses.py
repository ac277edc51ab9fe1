"""Read warehouses and their delivery options.

Written by spec/generate.py; edit spec/tiktokshop/logistics.json or spec/names.toml instead.
"""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import Id, Model, model
from ..._resource import BatchResult, Page, Resource
from ...wire import Operation, Paging

DeliveryOptionType = TypeAliasType(
    "DeliveryOptionType",
    Literal[
        "STANDARD",
        "EXPRESS",
        "ECONOMY",
        "SEND_BY_SELLER",
        "INSTANT",
        "SAMEDAY",
        "NEXTDAY",
        "CARGO",
    ],
)

SubType = TypeAliasType(
    "SubType",
    Literal[
        "DOMESTIC_WAREHOUSE", "CB_OVERSEA_WAREHOUSE", "CB_DIRECT_SHIPPING_WAREHOUSE"
    ],
)

WarehouseType = TypeAliasType(
    "WarehouseType", Literal["SALES_WAREHOUSE", "RETURN_WAREHOUSE"]
)

WeightLimitUnit = TypeAliasType(
    "WeightLimitUnit", Literal["GRAM", "POUND", "OUNCE", "KILOGRAM"]
)


@model
class ShippingProvider(Model):
    """Shipping provider, in get shipping providers."""

    id: Id | None = None
    name: str | None = None


@model
class GlobalWarehouse(Model):
    """Global warehouse, in list global."""

    id: Id | None = None
    name: str | None = None
    ownership: Literal["SELLER", "PLATFORM_COOPERATION"] | None = None


@model
class Geolocation(Model):
    """Geolocation, in warehouse address."""

    latitude: str | None = None
    longitude: str | None = None


@model
class WarehouseAddress(Model):
    """Warehouse address, in warehouse."""

    region: str | None = None
    state: str | None = None
    city: str | None = None
    distict: str | None = None
    town: str | None = None
    contact_person: str | None = None
    first_name: str | None = None
    """Only in JP."""
    last_name: str | None = None
    """Only in JP."""
    first_name_local_script: str | None = None
    """Only in JP."""
    last_name_local_script: str | None = None
    """Only in JP."""
    postal_code: str | None = None
    full_address: str | None = None
    region_code: str | None = None
    phone_number: str | None = None
    address_line1: str | None = None
    address_line2: str | None = None
    address_line3: str | None = None
    address_line4: str | None = None
    geolocation: Geolocation | None = None


@model
class Warehouse(Model):
    """A place that goods are sold from or returned to."""

    id: Id
    entity_id: Id | None = None
    name: str | None = None
    effect_status: Literal["ENABLED", "DISABLED", "RESTRICTED"] | None = None
    type: WarehouseType | None = None
    sub_type: SubType | None = None
    is_default: bool | None = None
    address: WarehouseAddress | None = None


@model
class DimensionLimit(Model):
    """Dimension limit, in delivery option."""

    max_height: int | None = None
    max_length: int | None = None
    max_width: int | None = None
    unit: Literal["CM", "INCH"] | None = None


@model
class WeightLimit(Model):
    """Weight limit, in delivery option."""

    max_weight: int | None = None
    min_weight: int | None = None
    unit: WeightLimitUnit | None = None


@model
class DeliveryOption(Model):
    """Delivery option, in get delivery options."""

    id: Id | None = None
    name: str | None = None
    type: DeliveryOptionType | None = None
    description: str | None = None
    dimension_limit: DimensionLimit | None = None
    weight_limit: WeightLimit | None = None
    platform: tuple[Literal["TIKTOK_SHOP", "TOKOPEDIA"], ...] = ()


@model
class Weight(Model):
    """Weight, in product attribute input."""

    weight: str | None = None
    unit: int | None = None


@model
class DimensionInput(Model):
    """Dimension, in product attribute input."""

    length: str | None = None
    width: str | None = None
    height: str | None = None
    unit: int | None = None


@model
class ProductAttributeInput(Model):
    """Product attribute, in get shipping templates."""

    weight: Weight | None = None
    dimension: DimensionInput | None = None


@model
class Template(Model):
    """Template, in shipping template availability."""

    template_name: str | None = None
    template_id: Id | None = None
    is_default: bool | None = None
    template_party: int | None = None


@model
class FilterReason(Model):
    """Filter reason, in service unreachable reason."""

    filter_type: str | None = None
    reason: str | None = None


@model
class ServiceUnreachableReason(Model):
    """Service unreachable reason, in shipping template availability."""

    service_id: Id | None = None
    filter_reason: tuple[FilterReason, ...] = ()


@model
class ShippingTemplateAvailability(Model):
    """Shipping template availability, in get shipping templates."""

    template_is_available: bool | None = None
    template: Template | None = None
    service_unreachable_reason: tuple[ServiceUnreachableReason, ...] = ()


@model
class AddressInput(Model):
    """Address, in standardize address."""

    address_line1: str | None = None
    address_line2: str | None = None
    city: str | None = None
    district: str | None = None
    postal_code: str | None = None
    region_code: str | None = None
    state: str | None = None
    town: str | None = None


@model
class StandardizedAddress(Model):
    """Standardized address, in standardization result."""

    address_line1: str | None = None
    address_line2: str | None = None
    city: str | None = None
    district: str | None = None
    postal_code: str | None = None
    region_code: str | None = None
    state: str | None = None
    town: str | None = None


@model
class StandardizationResult(Model):
    """Standardization result, in standardize address."""

    standardized_address: StandardizedAddress | None = None
    updated: bool | None = None


@model
class WarehouseAddressInput(Model):
    """Warehouse address, in warehouse input."""

    address_line_1: str | None = None
    address_line_2: str | None = None
    address_line_3: str | None = None
    address_line_4: str | None = None
    city: str | None = None
    district: str | None = None
    postcode: str | None = None
    region: str | None = None
    state: str | None = None


@model
class CoverAddressDetailInput(Model):
    """Cover address detail, in warehouse input."""

    address_line_1: str | None = None
    address_line_2: str | None = None
    address_line_3: str | None = None
    address_line_4: str | None = None
    city: str | None = None
    district: str | None = None
    postcode: str | None = None
    region: str | None = None
    state: str | None = None


@model
class WarehouseInput(Model):
    """Warehouse, in create."""

    address: WarehouseAddressInput | None = None
    contact_person: str | None = None
    cover_address_detail: tuple[CoverAddressDetailInput, ...] = ()
    cover_region_code: str | None = None
    default_warehouse: bool | None = None
    external_warehouse_id: Id | None = None
    first_name: str | None = None
    """Only in JP."""
    first_name_local_script: str | None = None
    """Only in JP."""
    last_name: str | None = None
    """Only in JP."""
    last_name_local_script: str | None = None
    """Only in JP."""
    name: str | None = None
    phone_number: str | None = None
    type: WarehouseType | None = None


@model
class CreateWarehouseError(Model):
    """Create warehouse error, in create warehouse result."""

    code: int | None = None
    message: str | None = None


@model
class CreateWarehouseResult(Model):
    """Create warehouse result, in create."""

    error_list: tuple[CreateWarehouseError, ...] = ()
    warehouse_id: Id | None = None


@model
class UpdateWarehouseResult(Model):
    """Update warehouse result, in update."""

    error_list: tuple[CreateWarehouseError, ...] = ()


class Warehouses(Resource):
    """Read warehouses and their delivery options."""

    _GET_SHIPPING_PROVIDERS = Operation(
        "getShippingProviders",
        "GET",
        "/logistics/202309/delivery_options/{delivery_option_id}/shipping_providers",
        repeatable=True,
        page=Paging(items="shipping_providers", style="none"),
    )

    def get_shipping_providers(
        self,
        *,
        delivery_option_id: str | int,
        warehouse_region: str | None = None,
        buyer_region: str | None = None,
    ) -> Page[ShippingProvider]:
        """List carriers usable with a delivery option.

        Scopes: ``seller.fulfillment.basic``, ``seller.logistics``.
        TikTok Shop: Get Shipping Providers, 202309.
        """
        return self._page(
            self._GET_SHIPPING_PROVIDERS,
            ShippingProvider,
            path={"delivery_option_id": delivery_option_id},
            query={"warehouse_region": warehouse_region, "buyer_region": buyer_region},
        )

    _LIST_GLOBAL = Operation(
        "getGlobalSellerWarehouses",
        "GET",
        "/logistics/202309/global_warehouses",
        repeatable=True,
        shop="none",
        page=Paging(items="global_warehouses", style="none"),
    )

    def list_global(self) -> Page[GlobalWarehouse]:
        """List warehouses of a global seller.

        Scope: ``seller.shop.info``.
        TikTok Shop: Get Global Seller Warehouse, 202309.
        """
        return self._page(self._LIST_GLOBAL, GlobalWarehouse)

    _LIST = Operation(
        "getWarehouseList",
        "GET",
        "/logistics/202309/warehouses",
        repeatable=True,
        page=Paging(items="warehouses", style="none"),
    )

    def list(self) -> Page[Warehouse]:
        """List the seller's warehouses.

        Scope: ``seller.logistics``.
        TikTok Shop: Get Warehouse List, 202309.
        """
        return self._page(self._LIST, Warehouse)

    _GET_DELIVERY_OPTIONS = Operation(
        "getWarehouseDeliveryOptions",
        "GET",
        "/logistics/202309/warehouses/{warehouse_id}/delivery_options",
        repeatable=True,
        page=Paging(items="delivery_options", style="none"),
    )

    def get_delivery_options(
        self,
        *,
        warehouse_id: str | int,
        scope: Literal["WAREHOUSE", "PRODUCT"] | None = None,
    ) -> Page[DeliveryOption]:
        """List delivery options of a warehouse.

        Scope: ``seller.logistics``.
        TikTok Shop: Get Warehouse Delivery Options, 202309.
        """
        return self._page(
            self._GET_DELIVERY_OPTIONS,
            DeliveryOption,
            path={"warehouse_id": warehouse_id},
            query={"scope": scope},
        )

    _GET_SHIPPING_TEMPLATES = Operation(
        "getShippingTemplateAvailability",
        "GET",
        "/logistics/202510/seller_templates",
        repeatable=True,
        page=Paging(items="templates", style="none"),
    )

    def get_shipping_templates(
        self, *, product_attribute: ProductAttributeInput | None = None
    ) -> Page[ShippingTemplateAvailability]:
        """List shipping templates and why some are unusable.

        Scope: ``seller.logistics``.
        TikTok Shop: Get Available Shipping Template, 202510.
        """
        return self._page(
            self._GET_SHIPPING_TEMPLATES,
            ShippingTemplateAvailability,
            body={"product_attribute": product_attribute},
        )

    _CHECK_SHIPPING_TEMPLATE = Operation(
        "checkShippingTemplateExistence",
        "GET",
        "/logistics/202606/seller_template/template_exist",
        repeatable=True,
    )

    def check_shipping_template(self, *, biz_warehouse_id: str | int) -> bool | None:
        """Check whether a warehouse has a shipping template.

        TikTok Shop: Check Shipping Template Existence, 202606.
        """
        return self._field(
            self._CHECK_SHIPPING_TEMPLATE,
            bool,
            "template_exist",
            query={"biz_warehouse_id": biz_warehouse_id},
        )

    _STANDARDIZE_ADDRESS = Operation(
        "standardizeWarehouseAddress",
        "POST",
        "/logistics/202412/addresses/standardize",
        repeatable=True,
    )

    def standardize_address(
        self, *, address: AddressInput | None = None
    ) -> StandardizationResult | None:
        """Normalize a US address before creating a warehouse.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Standardize Warehouse Address, 202412.
        """
        return self._field(
            self._STANDARDIZE_ADDRESS,
            StandardizationResult,
            "standardization_result",
            body={"address": address},
        )

    _CREATE = Operation(
        "createWarehouse", "POST", "/logistics/202502/warehouses", failures="error_list"
    )

    def create(
        self, *, warehouse: WarehouseInput | None = None
    ) -> BatchResult[CreateWarehouseResult]:
        """Create a warehouse.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Create Warehouse, 202502.
        """
        return self._batch(
            self._CREATE, CreateWarehouseResult, body={"warehouse": warehouse}
        )

    _UPDATE = Operation(
        "updateWarehouse",
        "POST",
        "/logistics/202502/warehouses/{warehouse_id}",
        failures="error_list",
    )

    def update(
        self, *, warehouse_id: str | int, warehouse: WarehouseInput | None = None
    ) -> BatchResult[UpdateWarehouseResult]:
        """Change a warehouse.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Update Warehouse, 202502.
        """
        return self._batch(
            self._UPDATE,
            UpdateWarehouseResult,
            path={"warehouse_id": warehouse_id},
            body={"warehouse": warehouse},
        )
