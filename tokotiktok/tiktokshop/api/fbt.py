"""Goods in the platform's own warehouses (FBT).

Written by spec/generate.py; edit spec/tiktokshop/fulfilled_by_tiktok.json or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import Id, Model, UnixSeconds, UnixText, model, seconds, text, texts
from ..._resource import BatchResult, Page, Resource
from ...money import Money
from ...wire import Operation, Paging

BarcodeFormat = TypeAliasType(
    "BarcodeFormat",
    Literal[
        "DEFAULT_40MM_60MM",
        "A4_21UP_60_0MM_40_0MM",
        "A4_21UP_63_5MM_38_1MM",
        "A4_24UP_63_5MM_33_9MM",
        "A4_24UP_64_6MM_33_8MM",
        "A4_24UP_66_0MM_33_9MM",
        "A4_24UP_66_0MM_35_0MM",
        "A4_24UP_70_0MM_36_0MM",
        "A4_24UP_70_0MM_37_0MM",
        "A4_27UP_63_5MM_29_6MM",
        "A4_40UP_52_5MM_29_7MM",
        "A4_44UP_48_5MM_25_4MM",
        "US_LETTER_30UP_1IN_2_625IN",
    ],
)

BarcodeType = TypeAliasType(
    "BarcodeType",
    Literal[
        "UPC", "EAN", "GTIN", "ASIN_OR_FNSKU", "MERCHANT_SKU_ID", "FBT_SPECIFIC_BARCODE"
    ],
)

BatteryPackagingType = TypeAliasType(
    "BatteryPackagingType",
    Literal["IN_EQUIPMENT", "OTHER", "STANDALONE", "WITH_EQUIPMENT"],
)

BatteryType = TypeAliasType(
    "BatteryType", Literal["LITHIUM_ION", "LITHIUM_METAL", "OTHER"]
)

ConsignOrderStatus = TypeAliasType(
    "ConsignOrderStatus",
    Literal[
        "PENDING",
        "HANDLE_BY_WAREHOUSE",
        "SHIPPED",
        "HANDOVER",
        "CLOSED",
        "LOST",
        "DAMAGE",
        "RETURNED",
        "SCRAP",
        "UNKNOWN",
        "COMPLETED",
        "ABNORMAL",
    ],
)

DgUncode = TypeAliasType(
    "DgUncode",
    Literal[
        "OTHER",
        "UN1263",
        "UN1266",
        "UN2807",
        "UN3065",
        "UN3090",
        "UN3091",
        "UN3480",
        "UN3481",
    ],
)

DimensionAndWeightWeightUnit = TypeAliasType(
    "DimensionAndWeightWeightUnit",
    Literal["MILLIGRAM", "GRAM", "KILOGRAM", "POUND", "OUNCE"],
)

DimensionUnit = TypeAliasType(
    "DimensionUnit", Literal["MILLIMETER", "CENTIMETER", "METER", "FOOT", "INCH"]
)

FbtWarehouseType = TypeAliasType(
    "FbtWarehouseType", Literal["PLATFORM_WAREHOUSE", "OTHER_WAREHOUSE"]
)

FlammableLiquidsType = TypeAliasType(
    "FlammableLiquidsType", Literal["ALCOHOLIC", "OTHER", "PAINT", "PERFUMERY"]
)

HandlingMethodExpiredGoods = TypeAliasType(
    "HandlingMethodExpiredGoods", Literal["DISPOSE", "RETURN_TO_SELLER", "STORE_UNITS"]
)

HazmatApprovalStatus = TypeAliasType(
    "HazmatApprovalStatus",
    Literal[
        "APPROVAL_STATUS_INVALID",
        "APPROVAL_STATUS_INIT",
        "APPROVAL_STATUS_UNDER_REVIEW",
        "APPROVAL_STATUS_FULFILLABLE",
        "APPROVAL_STATUS_UNFULFILLABLE",
    ],
)

HazmatType = TypeAliasType(
    "HazmatType", Literal["AEROSOLS", "BATTERY", "FLAMMABLE_LIQUID", "MAGNETIZED"]
)

LengthUnit = TypeAliasType(
    "LengthUnit", Literal["CENTIMETER", "FOOT", "INCH", "METER", "MICRON", "MILLIMETER"]
)

NewStatus = TypeAliasType(
    "NewStatus",
    Literal[
        "WORKING",
        "READY_TO_SHIP",
        "TO_BE_RECEIVED",
        "ARRIVED_HUB",
        "INTERNAL_TRANSFER",
        "RECEIVING",
        "PARTIALLY_RECEIVED",
        "RECEIVED",
        "CANCELLED",
        "DELIVERED",
    ],
)

OrderType = TypeAliasType(
    "OrderType",
    Literal[
        "INBOUND_ORDER",
        "RETURN_TO_SUPPLIER_ORDER",
        "DISPOSAL",
        "INVENTORY_STATUS_ADJUSTMENT_ORDER",
        "CONSIGN_ORDER",
        "INVENTORY_COUNT_ORDER",
        "FAILED_DELIVERY",
        "CUSTOMER_RETURN",
        "INVENTORY_QUANTITY_ADJUSTMENT_ORDER",
        "INVENTORY_TRANSFER_ORDER",
    ],
)

PrintItem = TypeAliasType(
    "PrintItem", Literal["CARTON_PALLET_LABEL", "FBT_BARCODE", "PACKING_PICKING_LIST"]
)

ProviderName = TypeAliasType(
    "ProviderName", Literal["FEDEX", "UPS", "DHL", "USPS", "OTHER"]
)

ReturnHandlingMethod = TypeAliasType(
    "ReturnHandlingMethod",
    Literal[
        "COLLECT_RETURN_UNITS",
        "DISPOSAL_WITHOUT_INSPECTION",
        "RESTOCK_SELLABLE_COLLECT_UNSELLABLE",
        "RESTOCK_SELLABLE_DISPOSE_UNSELLABLE",
        "RESTOCK_SELLABLE_RETURN_UNSELLABLE",
        "RETURN_WITHOUT_INSPECTION",
    ],
)

SiocApprovalStatus = TypeAliasType(
    "SiocApprovalStatus",
    Literal[
        "SIOC_APPROVAL_STATUS_INVALID",
        "SIOC_APPROVAL_STATUS_INIT",
        "SIOC_APPROVAL_STATUS_UNDER_REVIEW",
        "SIOC_APPROVAL_STATUS_APPROVE",
        "SIOC_APPROVAL_STATUS_REJECT",
    ],
)

SiocFileType = TypeAliasType(
    "SiocFileType", Literal["PHOTO", "DOCUMENT", "DROP_TEST_VIDEO"]
)

UpdateGoodsReturnHandlingMethod = TypeAliasType(
    "UpdateGoodsReturnHandlingMethod",
    Literal[
        "DISPOSAL_WITHOUT_INSPECTION",
        "RESTOCK_SELLABLE_DISPOSE_UNSELLABLE",
        "RESTOCK_SELLABLE_RETURN_UNSELLABLE",
        "RETURN_WITHOUT_INSPECTION",
    ],
)

WeightUnit = TypeAliasType(
    "WeightUnit", Literal["GRAM", "KILOGRAM", "MILLIGRAM", "OUNCE", "POUNDS"]
)


@model
class OnHandDetail(Model):
    """On hand detail, in sku."""

    total_quantity: int | None = None
    available_quantity: int | None = None
    reserved_quantity: int | None = None
    unfulfillable_quantity: int | None = None


@model
class Sku(Model):
    """Sku, in goods."""

    id: Id | None = None
    on_hand_detail: OnHandDetail | None = None


@model
class Goods(Model):
    """Goods, in fbt inventory."""

    id: Id | None = None
    reference_code: str | None = None
    name: str | None = None
    skus: tuple[Sku, ...] = ()


@model
class FbtInventory(Model):
    """Fbt inventory, in search inventory."""

    goods: Goods | None = None
    fbt_warehouse_id: Id | None = None
    in_transit_quantity: int | None = None
    on_hand_detail: OnHandDetail | None = None


@model
class Address(Model):
    """Address, in fbt warehouse."""

    postal_code: str | None = None
    region_code: str | None = None
    state: str | None = None
    district: str | None = None
    city: str | None = None
    address_line_1: str | None = None
    address_line_2: str | None = None
    address_line_3: str | None = None


@model
class LogisticsService(Model):
    """Logistics service, in fbt warehouse."""

    id: Id | None = None
    name: str | None = None
    subscribed: bool | None = None


@model
class FbtWarehouse(Model):
    """Fbt warehouse, in list warehouses."""

    fbt_warehouse_id: Id | None = None
    warehouse_ids: tuple[Id, ...] = ()
    name: str | None = None
    type: FbtWarehouseType | None = None
    subscribed: bool | None = None
    addresses: tuple[Address, ...] = ()
    logistics_services: tuple[LogisticsService, ...] = ()


@model
class OnboardedRegion(Model):
    """Onboarded region, in get onboarded regions."""

    region_code: str | None = None


@model
class Order(Model):
    """An order as the seller sees it."""

    id: Id | None = None
    type: OrderType | None = None


@model
class FbtInventoryRecord(Model):
    """Fbt inventory record, in search inventory records."""

    goods: Goods | None = None
    fbt_warehouse_id: Id | None = None
    order: Order | None = None
    create_time: UnixSeconds | None = None
    inventory_goods_type: Literal["NORMAL", "DEFECTIVE"] | None = None
    initial_on_hand_quantity: int | None = None
    final_on_hand_quantity: int | None = None
    changed_quantity: int | None = None


@model
class GoodsInput(Model):
    """Goods, in search mcf inventory."""

    goods_id: Id


@model
class GoodsInventory(Model):
    """Goods inventory, in search mcf inventory."""

    goods_id: Id | None = None
    available_qty: int | None = None


@model
class ConsignOrderGoods(Model):
    """Consign order goods, in consign order."""

    id: Id | None = None
    quantity: int | None = None


@model
class ShippingProvider(Model):
    """Shipping provider, in consign order."""

    id: Id | None = None
    name: str | None = None


@model
class ConsignOrder(Model):
    """Consign order, in mcf order."""

    id: Id | None = None
    goods: tuple[ConsignOrderGoods, ...] = ()
    tracking_number: str | None = None
    carrier: str | None = None
    status: ConsignOrderStatus | None = None
    is_platform_closed: bool | None = None
    issue: str | None = None
    shipping_provider: ShippingProvider | None = None


@model
class McfOrder(Model):
    """Mcf order, in get mcf order."""

    external_order_id: Id | None = None
    mcf_order_id: Id | None = None
    consign_orders: tuple[ConsignOrder, ...] = ()
    create_time: UnixSeconds | None = None


@model
class ConsignOrderInput(Model):
    """Consign order, in cancel mcf order."""

    id: Id | None = None


@model
class McfStatus(Model):
    """Mcf status, in get mcf status."""

    is_mcf: int | None = None


@model
class GoodsItemInput(Model):
    """Goods item, in create or update inbound plan."""

    goods_id: Id
    quantity: int


@model
class InboundItemInput(Model):
    """Inbound item, in inbound carton input."""

    goods_id: Id
    quantity: int
    lot_code: str | None = None
    expiration_timestamp: UnixText | None = None


@model
class BoxMeasurementsInput(Model):
    """Box measurements, in inbound carton input."""

    weight: str
    weight_unit: WeightUnit
    width: str
    height: str
    length: str
    length_unit: LengthUnit


@model
class InboundCartonInput(Model):
    """Inbound carton, in create or update inbound plan."""

    carton_type: Literal["MULTI_SKU", "SINGLE_SKU"]
    items: tuple[InboundItemInput, ...]
    quantity: int
    box_measurements: BoxMeasurementsInput
    carton_nums: tuple[str, ...] = ()


@model
class InboundPlan(Model):
    """Inbound plan, in create or update inbound plan."""

    plan_id: Id | None = None


@model
class EstimateArrivalTimeInput(Model):
    """Estimate arrival time, in get inbound method."""

    start_timestamp: UnixText
    end_timestamp: UnixText


@model
class GoodsItem(Model):
    """Goods item, in allocation shipment."""

    goods_id: Id | None = None
    quantity: int | None = None


@model
class CartonItem(Model):
    """Carton item, in carton."""

    goods_id: Id | None = None
    quantity: int | None = None
    lot_code: str | None = None
    expiration_timestamp: UnixText | None = None


@model
class BoxMeasurements(Model):
    """Box measurements, in carton."""

    weight: str | None = None
    weight_unit: WeightUnit | None = None
    width: str | None = None
    height: str | None = None
    length: str | None = None
    length_unit: LengthUnit | None = None


@model
class Carton(Model):
    """Carton, in allocation shipment."""

    carton_type: Literal["SINGLE_SKU", "MULTI_SKU"] | None = None
    items: tuple[CartonItem, ...] = ()
    quantity: int | None = None
    carton_nums: tuple[str, ...] = ()
    box_measurements: BoxMeasurements | None = None


@model
class ShipmentOption(Model):
    """Shipment option, in allocation shipment."""

    shipping_method: Literal["SMALL_PARCEL", "FREIGHT"] | None = None


@model
class AllocationShipment(Model):
    """Allocation shipment, in inbound method detail."""

    warehouse_id: Id | None = None
    goods_items: tuple[GoodsItem, ...] = ()
    cartons: tuple[Carton, ...] = ()
    shipment_options: tuple[ShipmentOption, ...] = ()


@model
class InboundMethodDetail(Model):
    """Inbound method detail, in inbound method."""

    allocation_shipments: tuple[AllocationShipment, ...] = ()
    placement_option_id: Id | None = None
    placement_fee_estimate: Money | None = None


@model
class InboundMethod(Model):
    """Inbound method, in get inbound method."""

    info: tuple[InboundMethodDetail, ...] = ()
    placement_task_status: Literal["Executing", "Succeed", "Failed"] | None = None
    expiration_timestamp: UnixText | None = None


@model
class Merchant(Model):
    """Merchant, in inbound order."""

    id: Id | None = None
    name: str | None = None


@model
class Warehouse(Model):
    """A place that goods are sold from or returned to."""

    fbt_warehouse_id: Id | None = None
    business_warehouse_ids: tuple[Id, ...] = ()
    name: str | None = None
    type: Literal["HUB", "FC"] | None = None


@model
class StatusLog(Model):
    """Status log, in inbound order."""

    operate_time: UnixSeconds | None = None
    new_status: NewStatus | None = None
    previous_status: NewStatus | None = None
    operator: str | None = None


@model
class Logistic(Model):
    """Logistic, in inbound order."""

    provider_name: ProviderName | None = None
    waybill_number: str | None = None
    related_number: str | None = None


@model
class CartonDetail(Model):
    """Carton detail, in inbound order."""

    carton_no: str | None = None
    carton_type: Literal["SINGLE_SKU", "MULTI_SKU"] | None = None
    box_measurements: BoxMeasurements | None = None
    items: tuple[GoodsItem, ...] = ()


@model
class InboundGoodsLotReceiveItemDetail(Model):
    """Inbound goods lot receive item detail, in inbound order."""

    goods_id: Id | None = None
    lot_code: str | None = None
    expiration_time: UnixSeconds | None = None
    planned_count: int | None = None
    normal_received_count: int | None = None
    defective_received_count: int | None = None
    total_received_count: int | None = None


@model
class InboundOrder(Model):
    """Inbound order, in get inbound orders."""

    order_id: Id | None = None
    order_id_string: str | None = None
    order_plan_id: Id | None = None
    merchant: Merchant | None = None
    create_time: UnixSeconds | None = None
    ship_time: UnixSeconds | None = None
    expected_arrival_time: UnixSeconds | None = None
    actual_arrival_time: UnixSeconds | None = None
    warehouse: Warehouse | None = None
    status_logs: tuple[StatusLog, ...] = ()
    logistic_info_list: tuple[Logistic, ...] = ()
    carton_details: tuple[CartonDetail, ...] = ()
    inbound_goods_lot_receive_item_details: tuple[
        InboundGoodsLotReceiveItemDetail, ...
    ] = ()


@model
class PrintInboundLabelsFbtResult(Model):
    """Print inbound labels fbt result, in print inbound labels."""

    download_url: str | None = None
    task_status: Literal["PROCESSING", "SUCCESS"] | None = None


@model
class ParcelTrackingInput(Model):
    """Parcel tracking, in update inbound tracking."""

    provider_name: str
    tracking_number: str
    carton_number: str


@model
class AvailableTimeWindow(Model):
    """Available time window, in available inbound method."""

    start_timestamp: UnixText | None = None
    end_timestamp: UnixText | None = None


@model
class WarehouseList(Model):
    """Warehouse list, in available inbound method."""

    warehouse_name: str | None = None
    warehouse_id: Id | None = None


@model
class AvailableInboundMethod(Model):
    """Available inbound method, in list inbound methods."""

    inbound_method: Literal["D2FC", "ONE_HUB"] | None = None
    available_time_window_list: tuple[AvailableTimeWindow, ...] = ()
    warehouse_list: tuple[WarehouseList, ...] = ()
    placement_fee_estimate: Money | None = None


@model
class ExpirationRules(Model):
    """Expiration rules, in hazmat and expiration dto list."""

    inbound_cutoff_days: int | None = None
    expiration_alert_days: int | None = None
    sales_cutoff_days: int | None = None


@model
class HazmatAndExpirationDtoList(Model):
    """Hazmat and expiration dto list, in hazmat and expiration."""

    tts_sku_id: Id | None = None
    is_hazmat: bool | None = None
    is_lot_code: bool | None = None
    is_expiration_management: bool | None = None
    exp_base_info: ExpirationRules | None = None


@model
class HazmatAndExpiration(Model):
    """Hazmat and expiration, in search hazmat info."""

    hazmat_and_expiration_dto_list: tuple[HazmatAndExpirationDtoList, ...] = ()


@model
class OperateGoodsSkuRelationInput(Model):
    """Operate goods sku relation, in update goods sku relations."""

    tts_goods_id: Id
    tts_sku_ids: tuple[Id, ...]


@model
class OperateResult(Model):
    """Operate result, in operate goods sku relation."""

    tts_goods_id: Id | None = None
    tts_sku_id: Id | None = None
    is_success: bool | None = None
    fail_reason: str | None = None


@model
class OperateGoodsSkuRelation(Model):
    """Operate goods sku relation, in update goods sku relations fbt result."""

    operate_result_list: tuple[OperateResult, ...] = ()


@model
class UpdateGoodsSkuRelationsFbtResult(Model):
    """Update goods sku relations fbt result, in update goods sku relations."""

    operate_goods_sku_relation_info: OperateGoodsSkuRelation | None = None


@model
class ShipmentOptionInput(Model):
    """Shipment option, in ship inbound order."""

    shipping_method: Literal["FREIGHT", "SMALL_PARCEL"]
    freight_type: Literal["FTL", "LTL"] | None = None


@model
class DimensionAndWeightInput(Model):
    """Dimension and weight, in create goods input."""

    weight_value: str
    length_value: str
    width_value: str
    height_value: str
    weight_unit: DimensionAndWeightWeightUnit
    dimension_unit: DimensionUnit


@model
class BarcodeInput(Model):
    """Barcode, in create goods input."""

    barcode_type: str | None = None
    barcode_value: str | None = None


@model
class BatteryInput(Model):
    """Battery, in hazmat input."""

    battery_type: BatteryType
    battery_packaging_type: BatteryPackagingType
    total_battery_weight: str
    total_battery_weight_unit: Literal["GRAM"]
    total_battery_capacity: str
    total_battery_capacity_unit: str
    is_need_un_38_3_test: bool
    un_38_3_test_file_url: str | None = None
    battery_count_per_package: str | None = None


@model
class FlammableLiquidsInput(Model):
    """Flammable liquids, in hazmat input."""

    flammable_liquids_type: FlammableLiquidsType
    flammable_liquids_volume: str
    volume_unit: str | None = None


@model
class AerosolInput(Model):
    """Aerosol, in hazmat input."""

    volume: str | None = None
    volume_unit: str | None = None


@model
class HazmatInput(Model):
    """Hazmat, in create goods input."""

    hazmat_type: HazmatType
    dg_class: Literal["CLASS_2", "CLASS_3", "CLASS_9"]
    dg_uncode: DgUncode
    msds_file_url: str
    battery_extra_info: BatteryInput | None = None
    flammable_liquids_extra_info: FlammableLiquidsInput | None = None
    aerosol_extra_info: AerosolInput | None = None


@model
class ShelfLifeAttributeInput(Model):
    """Shelf life attribute, in create goods input."""

    inbound_cutoff_days: int
    expiration_alert_days: int
    sales_cutoff_days: int
    shelf_life: int | None = None
    handling_method_expired_goods: HandlingMethodExpiredGoods | None = None


@model
class SiocFileInput(Model):
    """Sioc file, in sioc attribute input."""

    sioc_certification_url: str | None = None
    sioc_file_type: SiocFileType | None = None


@model
class SiocAttributeInput(Model):
    """Sioc attribute, in create goods input."""

    sioc_files: tuple[SiocFileInput, ...] = ()


@model
class BulkyItemAttributeInput(Model):
    """Bulky item attribute, in create goods input."""

    is_bulky_item_accessories: bool | None = None


@model
class GoodsSafetyAttributesInput(Model):
    """Goods safety attributes, in create goods input."""

    is_fragile: bool | None = None
    is_liquid: bool | None = None
    is_sharp: bool | None = None


@model
class CreateGoodsInput(Model):
    """Create goods, in create goods."""

    tts_sku_id: Id
    create_goods_type: Literal["CREATE_AND_BIND"]
    goods_name: str
    """Max 255 chars."""
    goods_image_url: str
    return_handling_method: ReturnHandlingMethod
    dimension_and_weight_base_info: DimensionAndWeightInput
    is_hazmat: bool
    is_lot_code: bool
    is_expiration_management: bool
    reference_code: str | None = None
    """Max 50 chars."""
    barcode_infos: tuple[BarcodeInput, ...] = ()
    hazmat_info: HazmatInput | None = None
    shelf_life_attribute_info: ShelfLifeAttributeInput | None = None
    is_sioc: bool | None = None
    sioc_attribute: SiocAttributeInput | None = None
    bulky_item_attribute: BulkyItemAttributeInput | None = None
    goods_safety_attributes: GoodsSafetyAttributesInput | None = None


@model
class CreateResult(Model):
    """Create result, in create goods fbt result."""

    create_result_list: tuple[OperateResult, ...] = ()


@model
class CreateGoodsFbtResult(Model):
    """Create goods fbt result, in create goods."""

    create_result_info: CreateResult | None = None


@model
class Barcode(Model):
    """Barcode, in fbt goods."""

    code: str | None = None
    type: BarcodeType | None = None


@model
class Weight(Model):
    """Weight, in merchant declaration."""

    value: str | None = None
    unit: WeightUnit | None = None


@model
class Dimensions(Model):
    """Dimensions, in merchant declaration."""

    width: str | None = None
    length: str | None = None
    height: str | None = None
    unit: LengthUnit | None = None


@model
class MerchantDeclaration(Model):
    """Merchant declaration, in fbt goods."""

    weight: Weight | None = None
    dimension: Dimensions | None = None


@model
class WarehouseConfirmation(Model):
    """Warehouse confirmation, in fbt goods."""

    weight: Weight | None = None
    dimension: Dimensions | None = None


@model
class Product(Model):
    """A product in full."""

    id: Id | None = None
    name: str | None = None
    image_url: str | None = None


@model
class FbtGoodsSku(Model):
    """Fbt goods sku, in fbt goods."""

    id: Id | None = None
    name: str | None = None
    image_url: str | None = None
    product: Product | None = None
    regions: tuple[str, ...] = ()
    matched: bool | None = None


@model
class LotExpiration(Model):
    """Lot expiration, in fbt goods."""

    is_lot_control: bool | None = None
    is_expiration_management: bool | None = None
    shelf_life_days: int | None = None
    inbound_cutoff_days: int | None = None
    expiration_alert_days: int | None = None
    sales_cutoff_days: int | None = None
    handling_method: HandlingMethodExpiredGoods | None = None


@model
class Battery(Model):
    """Battery, in hazmat."""

    battery_type: BatteryType | None = None
    battery_packaging_type: BatteryPackagingType | None = None
    total_battery_weight: str | None = None
    total_battery_weight_unit: Literal["GRAM"] | None = None
    total_battery_capacity: str | None = None
    battery_count_per_package: str | None = None
    is_need_un_38_3_test: bool | None = None
    un_38_3_test_file_url: str | None = None
    total_battery_capacity_unit: str | None = None


@model
class FlammableLiquids(Model):
    """Flammable liquids, in hazmat."""

    flammable_liquids_type: FlammableLiquidsType | None = None
    flammable_liquids_volume: str | None = None
    volume_unit: str | None = None


@model
class Aerosol(Model):
    """Aerosol, in hazmat."""

    volume: str | None = None
    volume_unit: str | None = None


@model
class Hazmat(Model):
    """Hazmat, in fbt goods."""

    hazmat_type: HazmatType | None = None
    battery_extra_info: Battery | None = None
    flammable_liquids_extra_info: FlammableLiquids | None = None
    aerosol_extra_info: Aerosol | None = None
    dg_class: Literal["CLASS_2", "CLASS_3", "CLASS_9"] | None = None
    dg_uncode: DgUncode | None = None
    msds_file_url: str | None = None


@model
class BulkyItemAttribute(Model):
    """Bulky item attribute, in fbt goods."""

    is_bulky_item: bool | None = None
    is_bulky_item_accessories: bool | None = None


@model
class GoodsSafetyAttributes(Model):
    """Goods safety attributes, in fbt goods."""

    is_fragile: bool | None = None
    is_liquid: bool | None = None
    is_sharp: bool | None = None


@model
class SiocFile(Model):
    """Sioc file, in sioc attribute."""

    sioc_certification_url: str | None = None
    sioc_file_type: SiocFileType | None = None


@model
class SiocAttribute(Model):
    """Sioc attribute, in fbt goods."""

    sioc_files: tuple[SiocFile, ...] = ()


@model
class FbtGoods(Model):
    """Fbt goods, in search goods."""

    id: Id | None = None
    name: str | None = None
    barcodes: tuple[Barcode, ...] = ()
    reference_code: str | None = None
    image_url: str | None = None
    merchant_declaration_info: MerchantDeclaration | None = None
    warehouse_confirmation_info: WarehouseConfirmation | None = None
    skus: tuple[FbtGoodsSku, ...] = ()
    lot_expiration_info: LotExpiration | None = None
    is_hazmat: bool | None = None
    hazmat_info: Hazmat | None = None
    sioc_approval_status: SiocApprovalStatus | None = None
    hazmat_approval_status: HazmatApprovalStatus | None = None
    bulky_item_attribute: BulkyItemAttribute | None = None
    goods_safety_attributes: GoodsSafetyAttributes | None = None
    is_sioc: bool | None = None
    sioc_attribute: SiocAttribute | None = None


@model
class UpdateGoodsInput(Model):
    """Update goods, in update goods."""

    tts_goods_id: Id
    goods_name: str
    goods_image_url: str
    return_handling_method: UpdateGoodsReturnHandlingMethod
    dimension_and_weight_base_info: DimensionAndWeightInput
    is_hazmat: bool
    is_lot_code: bool
    is_expiration_management: bool
    reference_code: str | None = None
    barcode_infos: tuple[BarcodeInput, ...] = ()
    hazmat_info: HazmatInput | None = None
    shelf_life_attribute_info: ShelfLifeAttributeInput | None = None
    is_sioc: bool | None = None
    sioc_attribute: SiocAttributeInput | None = None
    bulky_item_attribute: BulkyItemAttributeInput | None = None
    goods_safety_attributes: GoodsSafetyAttributesInput | None = None


@model
class UpdateResult(Model):
    """Update result, in update goods fbt result."""

    tts_goods_id: Id | None = None
    is_success: bool | None = None
    fail_reason: str | None = None


@model
class UpdateGoodsFbtResult(Model):
    """Update goods fbt result, in update goods."""

    update_result_info: UpdateResult | None = None


@model
class CreateMcfOrderGoodsInput(Model):
    """Create mcf order goods, in create mcf order."""

    id: Id
    quantity: int


@model
class AddressInput(Model):
    """Address, in consignee input."""

    country_code: str
    state_or_region: str
    city: str
    address_line_1: str
    district_or_county: str | None = None
    address_line_2: str | None = None
    postal_code: str | None = None


@model
class ConsigneeInput(Model):
    """Consignee, in create mcf order."""

    name: str
    phone_number: str
    email: str
    address: AddressInput


class Fbt(Resource):
    """Goods in the platform's own warehouses (FBT)."""

    _SEARCH_INVENTORY = Operation(
        "searchFBTInventory",
        "POST",
        "/fbt/202408/inventory/search",
        repeatable=True,
        page=Paging(items="inventory", total="total_count"),
    )

    def search_inventory(
        self,
        *,
        goods_ids: Sequence[str | int] | None = None,
        fbt_warehouse_ids: Sequence[str | int] | None = None,
        sku_ids: Sequence[str | int] | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[FbtInventory]:
        """Search stock held in platform warehouses.

        Scope: ``seller.fbt.info``.
        TikTok Shop: Search FBT Inventory, 202408.
        """
        return self._page(
            self._SEARCH_INVENTORY,
            FbtInventory,
            query={"page_size": page_size, "page_token": page_token},
            body={
                "goods_ids": texts(goods_ids),
                "fbt_warehouse_ids": texts(fbt_warehouse_ids),
                "sku_ids": texts(sku_ids),
            },
        )

    _LIST_WAREHOUSES = Operation(
        "getFBTWarehouseList",
        "GET",
        "/fbt/202408/warehouses",
        repeatable=True,
        page=Paging(items="warehouses", style="none"),
    )

    def list_warehouses(self) -> Page[FbtWarehouse]:
        """List platform warehouses.

        Scope: ``seller.fbt.info``.
        TikTok Shop: Get FBT Warehouse List, 202408.
        """
        return self._page(self._LIST_WAREHOUSES, FbtWarehouse)

    _GET_ONBOARDED_REGIONS = Operation(
        "getFBTMerchantOnboardedRegions",
        "GET",
        "/fbt/202409/merchants/onboarded_regions",
        repeatable=True,
        page=Paging(items="onboarded_regions", style="none"),
    )

    def get_onboarded_regions(self) -> Page[OnboardedRegion]:
        """List regions where the seller uses platform fulfilment.

        Scope: ``seller.fbt.info``.
        TikTok Shop: Get FBT Merchant Onboarded Regions, 202409.
        """
        return self._page(self._GET_ONBOARDED_REGIONS, OnboardedRegion)

    _SEARCH_INVENTORY_RECORDS = Operation(
        "searchFBTInventoryRecord",
        "POST",
        "/fbt/202410/inventory_records/search",
        repeatable=True,
        page=Paging(items="inventory_records", total="total_count"),
    )

    def search_inventory_records(
        self,
        *,
        goods_ids: Sequence[str | int] | None = None,
        fbt_warehouse_ids: Sequence[str | int] | None = None,
        create_time_ge: datetime | None = None,
        create_time_le: datetime | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[FbtInventoryRecord]:
        """Search stock movements in platform warehouses.

        Scope: ``seller.fbt.info``.
        TikTok Shop: Search FBT Inventory Record, 202410.
        """
        return self._page(
            self._SEARCH_INVENTORY_RECORDS,
            FbtInventoryRecord,
            query={"page_size": page_size, "page_token": page_token},
            body={
                "goods_ids": texts(goods_ids),
                "fbt_warehouse_ids": texts(fbt_warehouse_ids),
                "create_time_ge": seconds(create_time_ge),
                "create_time_le": seconds(create_time_le),
            },
        )

    _SEARCH_MCF_INVENTORY = Operation(
        "queryGoodsInventoryForMCF",
        "POST",
        "/fbt/202601/mcf/goods/inventory/search",
        repeatable=True,
        page=Paging(items="goods_inventory_list", style="none"),
    )

    def search_mcf_inventory(
        self, *, goods: Sequence[GoodsInput]
    ) -> Page[GoodsInventory]:
        """Read quantities available for multi-channel orders.

        TikTok Shop: Query Goods Inventory For MCF, 202601.
        """
        return self._page(
            self._SEARCH_MCF_INVENTORY, GoodsInventory, body={"goods": goods}
        )

    _GET_MCF_ORDER = Operation(
        "getFBTMCFOrderStatus",
        "GET",
        "/fbt/202601/mcf_outbound_orders",
        repeatable=True,
    )

    def get_mcf_order(self, *, mcf_order_id: str | int) -> McfOrder | None:
        """Fetch a multi-channel order and its parcels.

        Scope: ``seller.fbt.info``.
        TikTok Shop: Get FBF MCF Order Status, 202601.
        """
        return self._field(
            self._GET_MCF_ORDER,
            McfOrder,
            "mcf_order",
            query={"mcf_order_id": mcf_order_id},
        )

    _CANCEL_MCF_ORDER = Operation(
        "cancelFBTMCFOrder", "POST", "/fbt/202601/mcf_outbound_orders/cancel"
    )

    def cancel_mcf_order(
        self,
        *,
        mcf_order_id: str | int,
        consign_orders: Sequence[ConsignOrderInput] | None = None,
    ) -> McfOrder | None:
        """Cancel a multi-channel order or some of its parcels.

        Scope: ``seller.fbt.info``.
        TikTok Shop: Cancel FBT MCF Order, 202601.
        """
        return self._field(
            self._CANCEL_MCF_ORDER,
            McfOrder,
            "mcf_order",
            body={"mcf_order_id": text(mcf_order_id), "consign_orders": consign_orders},
        )

    _GET_MCF_STATUS = Operation(
        "getFBTMerchantMCFStatus",
        "GET",
        "/fbt/202601/merchants/mcf_status",
        repeatable=True,
    )

    def get_mcf_status(self) -> McfStatus | None:
        """Check whether the seller has multi-channel fulfilment.

        Scope: ``seller.fbt.info``.
        TikTok Shop: Get FBT Merchant MCF Status, 202601.
        """
        return self._field(self._GET_MCF_STATUS, McfStatus, "mcf_status")

    _CREATE_OR_UPDATE_INBOUND_PLAN = Operation(
        "createOrUpdateInboundPlan",
        "POST",
        "/fbt/202602/create_update_inbound_plan",
        repeatable=True,
        idempotency="body:idempotent_key",
    )

    def create_or_update_inbound_plan(
        self,
        *,
        plan_id: str | int | None = None,
        idempotent_key: str | None = None,
        goods_items: Sequence[GoodsItemInput] | None = None,
        cartons: Sequence[InboundCartonInput] | None = None,
    ) -> InboundPlan | None:
        """Create or replace an inbound plan.

        Scope: ``seller.fbt.info``.
        TikTok Shop: Create Update Inbound Plan, 202602.
        """
        return self._field(
            self._CREATE_OR_UPDATE_INBOUND_PLAN,
            InboundPlan,
            "inbound_plan",
            body={
                "plan_id": text(plan_id),
                "idempotent_key": idempotent_key,
                "goods_items": goods_items,
                "cartons": cartons,
            },
        )

    _GET_INBOUND_METHOD = Operation(
        "getInboundMethodDetail",
        "POST",
        "/fbt/202602/inbound_method_detail",
        repeatable=True,
    )

    def get_inbound_method(
        self,
        *,
        plan_id: str | int,
        inbound_method: Literal["D2FC", "ONE_HUB"],
        estimate_arrival_time: EstimateArrivalTimeInput,
    ) -> InboundMethod:
        """Compute placement options of an inbound method.

        Scope: ``seller.fbt.info``.
        TikTok Shop: Get Inbound Method Detail, 202602.
        """
        return self._get(
            self._GET_INBOUND_METHOD,
            InboundMethod,
            body={
                "plan_id": text(plan_id),
                "inbound_method": inbound_method,
                "estimate_arrival_time": estimate_arrival_time,
            },
        )

    _GET_INBOUND_ORDERS = Operation(
        "getFBTInboundOrderDetails",
        "GET",
        "/fbt/202602/inbound_orders",
        repeatable=True,
        page=Paging(items="inbound_orders", style="none"),
    )

    def get_inbound_orders(
        self,
        *,
        order_ids: Sequence[str | int],
        include_carton_details: bool | None = None,
    ) -> Page[InboundOrder]:
        """Fetch inbound orders by ID.

        Scope: ``seller.fbt.info``.
        TikTok Shop: Get Inbound Order, 202602.
        """
        return self._page(
            self._GET_INBOUND_ORDERS,
            InboundOrder,
            query={
                "order_ids": order_ids,
                "include_carton_details": include_carton_details,
            },
        )

    _CANCEL_INBOUND_ORDER = Operation(
        "cancelInboundOrder", "POST", "/fbt/202602/inbound_orders/cancel"
    )

    def cancel_inbound_order(self, *, order_id: str | int, cancel_reason: str) -> None:
        """Cancel an inbound order before it arrives.

        Scope: ``seller.fbt.info``.
        TikTok Shop: Cancel Inbound Order, 202602.
        """
        self._do(
            self._CANCEL_INBOUND_ORDER,
            body={"order_id": text(order_id), "cancel_reason": cancel_reason},
        )

    _PRINT_INBOUND_LABELS = Operation(
        "printInboundOrderLabels",
        "POST",
        "/fbt/202602/inbound_orders/label_print",
        repeatable=True,
    )

    def print_inbound_labels(
        self,
        *,
        order_id: str | int,
        print_items: Sequence[PrintItem] | None = None,
        carton_label_format: Literal["A4_4UP", "DEFAULT_1UP"] | None = None,
        barcode_format: BarcodeFormat | None = None,
    ) -> PrintInboundLabelsFbtResult:
        """Generate label files of an inbound order.

        Scope: ``seller.fbt.info``.
        TikTok Shop: Print Label, 202602.
        """
        return self._get(
            self._PRINT_INBOUND_LABELS,
            PrintInboundLabelsFbtResult,
            body={
                "order_id": text(order_id),
                "print_items": print_items,
                "carton_label_format": carton_label_format,
                "barcode_format": barcode_format,
            },
        )

    _UPDATE_INBOUND_TRACKING = Operation(
        "updateInboundOrderTracking",
        "POST",
        "/fbt/202602/inbound_orders/tracking_update",
    )

    def update_inbound_tracking(
        self,
        *,
        order_id: str | int,
        parcel_tracking_info: Sequence[ParcelTrackingInput] | None = None,
    ) -> None:
        """Replace the carton tracking list of an inbound order.

        Scope: ``seller.fbt.info``.
        TikTok Shop: Update Tracking, 202602.
        """
        self._do(
            self._UPDATE_INBOUND_TRACKING,
            body={
                "order_id": text(order_id),
                "parcel_tracking_info": parcel_tracking_info,
            },
        )

    _LIST_INBOUND_METHODS = Operation(
        "listAvailableInboundMethods",
        "POST",
        "/fbt/202602/list_available_inbound_method",
        repeatable=True,
        page=Paging(items="available_inbound_method_list", style="none"),
    )

    def list_inbound_methods(
        self, *, plan_id: str | int
    ) -> Page[AvailableInboundMethod]:
        """List inbound methods and arrival windows of a plan.

        Scope: ``seller.fbt.info``.
        TikTok Shop: List Available Inbound Method, 202602.
        """
        return self._page(
            self._LIST_INBOUND_METHODS,
            AvailableInboundMethod,
            body={"plan_id": text(plan_id)},
        )

    _CONFIRM_INBOUND_METHOD = Operation(
        "confirmInboundMethod", "POST", "/fbt/202603/confirm_inbound_method"
    )

    def confirm_inbound_method(
        self,
        *,
        plan_id: str | int,
        placement_option_id: str | int,
        inbound_method: Literal["D2FC", "ONE_HUB"],
        estimate_arrival_time: EstimateArrivalTimeInput,
    ) -> tuple[str, ...] | None:
        """Choose a placement option for an inbound plan.

        Scope: ``seller.fbt.info``.
        TikTok Shop: Confirm Inbound Method, 202603.
        """
        return self._field(
            self._CONFIRM_INBOUND_METHOD,
            tuple[str, ...],
            "inbound_order_ids",
            body={
                "plan_id": text(plan_id),
                "placement_option_id": text(placement_option_id),
                "inbound_method": inbound_method,
                "estimate_arrival_time": estimate_arrival_time,
            },
        )

    _SEARCH_HAZMAT_INFO = Operation(
        "searchGoodsHazmatAndExpirationInfo",
        "POST",
        "/fbt/202603/goods/hazmat_and_expiration_info/search",
        repeatable=True,
    )

    def search_hazmat_info(
        self, *, tts_sku_ids: Sequence[str | int]
    ) -> HazmatAndExpiration | None:
        """Read hazmat and expiry data by SKU.

        Scope: ``seller.fbt.info``.
        TikTok Shop: Get Hazmat And Expiration Info, 202603.
        """
        return self._field(
            self._SEARCH_HAZMAT_INFO,
            HazmatAndExpiration,
            "hazmat_and_expiration_info",
            body={"tts_sku_ids": texts(tts_sku_ids)},
        )

    _UPDATE_GOODS_SKU_RELATIONS = Operation(
        "updateGoodsSKURelations",
        "POST",
        "/fbt/202603/goods/update_goods_sku_relation",
        failures="operate_goods_sku_relation_info.operate_result_list[].is_success",
    )

    def update_goods_sku_relations(
        self,
        *,
        operate_goods_sku_relation_list: Sequence[OperateGoodsSkuRelationInput],
        operation_type: Literal["BIND", "UN_BIND"],
    ) -> BatchResult[UpdateGoodsSkuRelationsFbtResult]:
        """Link or unlink SKUs and goods.

        Scope: ``seller.fbt.info``.
        TikTok Shop: Update Goods Sku Relation, 202603.
        """
        return self._batch(
            self._UPDATE_GOODS_SKU_RELATIONS,
            UpdateGoodsSkuRelationsFbtResult,
            body={
                "operate_goods_sku_relation_list": operate_goods_sku_relation_list,
                "operation_type": operation_type,
            },
        )

    _SHIP_INBOUND_ORDER = Operation(
        "shipInboundOrder", "POST", "/fbt/202603/ship_inbound_order"
    )

    def ship_inbound_order(
        self,
        *,
        inbound_order_id: str | int,
        shipment_option: ShipmentOptionInput,
        cartons: Sequence[InboundCartonInput] | None = None,
    ) -> str | None:
        """Finalize cartons and ship an inbound order.

        Scope: ``seller.fbt.info``.
        TikTok Shop: Ship Inbound Order, 202603.
        """
        return self._field(
            self._SHIP_INBOUND_ORDER,
            str,
            "inbound_order_id",
            body={
                "inbound_order_id": text(inbound_order_id),
                "shipment_option": shipment_option,
                "cartons": cartons,
            },
        )

    _CREATE_GOODS = Operation(
        "createFBTGoods",
        "POST",
        "/fbt/202607/goods/create_goods",
        failures="create_result_info.create_result_list[].is_success",
    )

    def create_goods(
        self, *, create_goods_dto_list: Sequence[CreateGoodsInput]
    ) -> BatchResult[CreateGoodsFbtResult]:
        """Create goods and link them to SKUs.

        Scope: ``seller.fbt.info``.
        TikTok Shop: Create FBT Goods, 202607.
        """
        return self._batch(
            self._CREATE_GOODS,
            CreateGoodsFbtResult,
            body={"create_goods_dto_list": create_goods_dto_list},
        )

    _SEARCH_GOODS = Operation(
        "searchGoodsInfo",
        "POST",
        "/fbt/202607/goods/search",
        repeatable=True,
        page=Paging(items="goods", total="total_count"),
    )

    def search_goods(
        self,
        *,
        goods_ids: Sequence[str | int] | None = None,
        product_ids: Sequence[str | int] | None = None,
        reference_codes: Sequence[str] | None = None,
        sku_ids: Sequence[str | int] | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[FbtGoods]:
        """Search goods kept for platform fulfilment.

        Scope: ``seller.fbt.info``.
        TikTok Shop: Search Goods Info, 202607.
        """
        return self._page(
            self._SEARCH_GOODS,
            FbtGoods,
            query={"page_size": page_size, "page_token": page_token},
            body={
                "goods_ids": texts(goods_ids),
                "product_ids": texts(product_ids),
                "reference_codes": reference_codes,
                "sku_ids": texts(sku_ids),
            },
        )

    _UPDATE_GOODS = Operation(
        "updateFBTGoodsInfo",
        "POST",
        "/fbt/202607/goods/update_goods_info",
        failures="update_result_info.is_success",
    )

    def update_goods(
        self, *, update_goods_dto: UpdateGoodsInput | None = None
    ) -> BatchResult[UpdateGoodsFbtResult]:
        """Change data of one goods record.

        Scope: ``seller.fbt.info``.
        TikTok Shop: Update FBT Goods Info, 202607.
        """
        return self._batch(
            self._UPDATE_GOODS,
            UpdateGoodsFbtResult,
            body={"update_goods_dto": update_goods_dto},
        )

    _CREATE_MCF_ORDER = Operation(
        "createFBTMCFOrder", "POST", "/fbt/202607/mcf_outbound_orders"
    )

    def create_mcf_order(
        self,
        *,
        external_order_id: str | int,
        goods: Sequence[CreateMcfOrderGoodsInput],
        consignee: ConsigneeInput,
    ) -> McfOrder | None:
        """Have an outside order fulfilled from platform stock.

        Scope: ``seller.fbt.info``.
        TikTok Shop: Create FBT MCF Order, 202607.
        """
        return self._field(
            self._CREATE_MCF_ORDER,
            McfOrder,
            "mcf_order",
            body={
                "external_order_id": text(external_order_id),
                "goods": goods,
                "consignee": consignee,
            },
        )
