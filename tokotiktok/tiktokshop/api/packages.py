"""Ship packages, print labels, follow parcels.

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
    UnixMillis,
    UnixSeconds,
    model,
    number,
    seconds,
    text,
    texts,
)
from ..._resource import BatchResult, Page, Resource
from ...wire import Operation, Paging, Upload

ClaimStatus = TypeAliasType(
    "ClaimStatus", Literal["NOT_STARTED", "CLAIM_PENDING", "APPROVED", "DECLINED"]
)

DeliveryType = TypeAliasType(
    "DeliveryType", Literal["DELIVERY_FAILED", "DELIVERY_SUCCESS", "UPDATE_POD"]
)

DimensionUnit = TypeAliasType(
    "DimensionUnit",
    Literal["CENTIMETER", "FOOT", "INCH", "METER", "MICRON", "MILLIMETER"],
)

DocumentType = TypeAliasType(
    "DocumentType",
    Literal[
        "SHIPPING_LABEL",
        "PACKING_SLIP",
        "SHIPPING_LABEL_AND_PACKING_SLIP",
        "SHIPPING_LABEL_PICTURE",
        "HAZMAT_LABEL",
        "INVOICE_LABEL",
    ],
)

FailDeliveryReason = TypeAliasType(
    "FailDeliveryReason",
    Literal[
        "BUYER_REFUSED",
        "DELAY_DELIVERY",
        "FORCE_MAJEURE",
        "INVALID_ADDRESS",
        "OTHER",
        "PACKAGE_DAMAGE",
        "PACKAGE_LOST",
        "UNABLE_CONTACT_BUYER",
        "UNABLE_RECEIVE",
    ],
)

PackageSortField = TypeAliasType(
    "PackageSortField", Literal["create_time", "order_pay_time", "update_time"]
)

PackageStatus = TypeAliasType(
    "PackageStatus",
    Literal["CANCELLED", "COMPLETED", "FULFILLING", "PROCESSING", "TO_FULFILL"],
)

PackageSubStatus = TypeAliasType(
    "PackageSubStatus",
    Literal[
        "CREATED",
        "ISSUE",
        "STOCKING",
        "RTSING",
        "HBW",
        "HBWING",
        "TSP_PENDING",
        "RTS",
        "TTS",
        "DELIVERED",
        "SHIP_EXCEPTION",
        "PART_DELIVERED_AND_EXCEPTION",
        "CANCELLED",
    ],
)

ShipExceptionReason = TypeAliasType(
    "ShipExceptionReason",
    Literal["PACKAGE_DAMAGAED", "PACKAGE_LOST", "RETURNED_TO_SHIPPER", "PACKAGE_SCRAP"],
)

TcwWarehouseType = TypeAliasType(
    "TcwWarehouseType", Literal["STANDARD", "TIKTOK_CERTIFIED_WAREHOUSE_FULFILLMENT"]
)


@model
class CombinablePackage(Model):
    """Combinable package, in search combinable."""

    id: Id | None = None
    order_ids: tuple[Id, ...] = ()


@model
class UploadDeliveryFilePackageResult(Model):
    """Upload delivery file package result, in upload delivery file."""

    url: str | None = None
    name: str | None = None


@model
class UploadDeliveryImagePackageResult(Model):
    """Upload delivery image package result, in upload delivery image."""

    url: str | None = None
    height: int | None = None
    width: int | None = None


@model
class CombinablePackageInput(Model):
    """Combinable package, in combine."""

    id: Id
    order_ids: tuple[Id, ...] = ()


@model
class PackageRef(Model):
    """Package ref, in combine package result."""

    id: Id | None = None
    order_ids: tuple[Id, ...] = ()


@model
class PackageErrorDetail(Model):
    """Package error detail, in package error."""

    package_id: Id | None = None


@model
class PackageError(Model):
    """Package error, in combine package result."""

    code: int | None = None
    message: str | None = None
    detail: PackageErrorDetail | None = None


@model
class CombinePackageResult(Model):
    """Combine package result, in combine."""

    packages: tuple[PackageRef, ...] = ()
    errors: tuple[PackageError, ...] = ()


@model
class DeliveryStatusInput(Model):
    """Delivery status, in update delivery status."""

    id: Id
    delivery_type: DeliveryType
    fail_delivery_reason: FailDeliveryReason | None = None
    file_type: Literal["IMG", "PDF"] | None = None
    file_url: str | None = None
    verification_code: str | None = None


@model
class PackageSku(Model):
    """Package sku, in package order."""

    id: Id | None = None
    """Deprecated."""
    name: str | None = None
    """Deprecated."""
    image_url: str | None = None
    """Deprecated."""
    quantity: int | None = None
    """Deprecated."""


@model
class PackageOrder(Model):
    """Package order, in package summary."""

    id: Id | None = None
    skus: tuple[PackageSku, ...] = ()
    """Deprecated."""


@model
class PackageSummary(Model):
    """Package summary, in search."""

    id: Id | None = None
    orders: tuple[PackageOrder, ...] = ()
    create_time: UnixSeconds | None = None
    update_time: UnixSeconds | None = None
    status: PackageStatus | None = None
    tracking_number: str | None = None
    shipping_provider_name: str | None = None
    shipping_provider_id: Id | None = None
    order_line_item_ids: tuple[Id, ...] = ()


@model
class PickupSlotInput(Model):
    """Pickup slot, in package shipment input."""

    start_time: UnixSeconds | None = None
    end_time: UnixSeconds | None = None


@model
class SelfShipmentInput(Model):
    """Self shipment, in package shipment input."""

    tracking_number: str
    shipping_provider_id: Id


@model
class PackageShipmentInput(Model):
    """Package shipment, in batch ship."""

    id: Id
    handover_method: Literal["DROP_OFF", "PICKUP"] | None = None
    pickup_slot: PickupSlotInput | None = None
    self_shipment: SelfShipmentInput | None = None


@model
class PackageResult(Model):
    """Package result, in update delivery status."""

    errors: tuple[PackageError, ...] = ()


@model
class PickupSlot(Model):
    """Pickup slot, in package."""

    start_time: UnixSeconds | None = None
    end_time: UnixSeconds | None = None


@model
class PackageAddress(Model):
    """Package address, in package."""

    full_address: str | None = None
    phone_number: str | None = None
    name: str | None = None
    postal_code: str | None = None
    address_detail: str | None = None
    region_code: str | None = None
    address_line1: str | None = None
    address_line2: str | None = None
    address_line3: str | None = None
    address_line4: str | None = None


@model
class Weight(Model):
    """Weight, in package."""

    value: str | None = None
    unit: Literal["GRAM", "POUND"] | None = None


@model
class Dimensions(Model):
    """Dimensions, in package."""

    length: str | None = None
    width: str | None = None
    height: str | None = None
    unit: Literal["CM", "INCH"] | None = None


@model
class PackageInsurance(Model):
    """Package insurance, in package."""

    is_purchased: bool | None = None
    coverage_amount: DecimalText | None = None
    is_claim_eligible: bool | None = None
    claim_status: ClaimStatus | None = None


@model
class Package(Model):
    """A parcel."""

    package_id: Id | None = None
    orders: tuple[PackageOrder, ...] = ()
    package_status: PackageStatus | None = None
    package_sub_status: PackageSubStatus | None = None
    ship_exception_reason: ShipExceptionReason | None = None
    split_and_combine_tag: Literal["DEFAULT", "COMBINE", "SPLIT"] | None = None
    has_multi_skus: bool | None = None
    note_tag: Literal["BUYER_UNNOTED", "BUYER_NOTED"] | None = None
    shipping_provider_name: str | None = None
    shipping_provider_id: Id | None = None
    shipping_type: Literal["TIKTOK", "SELLER"] | None = None
    delivery_option_name: str | None = None
    delivery_option_id: Id | None = None
    tracking_number: str | None = None
    last_mile_tracking_number: str | None = None
    pickup_slot: PickupSlot | None = None
    create_time: UnixSeconds | None = None
    handover_method: Literal["PICKUP", "DROP_OFF"] | None = None
    order_line_item_ids: tuple[Id, ...] = ()
    recipient_address: PackageAddress | None = None
    sender_address: PackageAddress | None = None
    weight: Weight | None = None
    dimension: Dimensions | None = None
    update_time: UnixSeconds | None = None
    insurance: PackageInsurance | None = None
    biz_extension_tags: tuple[str, ...] = ()
    warehouse_id: Id | None = None


@model
class AvailablePickupSlot(Model):
    """Available pickup slot, in handover time slots."""

    start_time: UnixSeconds | None = None
    end_time: UnixSeconds | None = None
    avaliable: bool | None = None


@model
class HandoverTimeSlots(Model):
    """Handover time slots, in get handover time slots."""

    can_pickup: bool | None = None
    can_drop_off: bool | None = None
    can_van_collection: bool | None = None
    drop_off_point_url: str | None = None
    pickup_slots: tuple[AvailablePickupSlot, ...] = ()


@model
class ShippingDocument(Model):
    """Shipping document, in get shipping document."""

    doc_url: str | None = None
    tracking_number: str | None = None


@model
class CreateFirstMileBundlePackageErrorDetail(Model):
    """Create first mile bundle package error detail, in create first mile bundle package error."""

    order_id: Id | None = None


@model
class CreateFirstMileBundlePackageError(Model):
    """Create first mile bundle package error, in create first mile bundle package result."""

    code: int | None = None
    message: str | None = None
    detail: CreateFirstMileBundlePackageErrorDetail | None = None


@model
class CreateFirstMileBundlePackageResult(Model):
    """Create first mile bundle package result, in create first mile bundle."""

    first_mile_bundle_id: Id | None = None
    url: str | None = None
    errors: tuple[CreateFirstMileBundlePackageError, ...] = ()


@model
class InvoiceInput(Model):
    """Invoice, in upload invoice."""

    package_id: Id
    order_ids: tuple[Id, ...]
    file_type: Literal["XML"]
    file: str
    """Base64."""


@model
class UploadInvoicePackageErrorDetail(Model):
    """Upload invoice package error detail, in upload invoice package error."""

    package_id: Id | None = None
    order_ids: tuple[Id, ...] = ()


@model
class UploadInvoicePackageError(Model):
    """Upload invoice package error, in upload invoice package result."""

    code: int | None = None
    message: str | None = None
    detail: UploadInvoicePackageErrorDetail | None = None


@model
class UploadInvoicePackageResult(Model):
    """Upload invoice package result, in upload invoice."""

    errors: tuple[UploadInvoicePackageError, ...] = ()


@model
class ValidateTrackingPackageResult(Model):
    """Validate tracking package result, in validate tracking."""

    is_tiktok_shipping: bool | None = None
    is_tiktok_collection: bool | None = None


@model
class OrderLineItemInput(Model):
    """Order line item, in create."""

    order_line_id: Id | None = None
    sub_item_id: Id | None = None


@model
class PackageShippingService(Model):
    """Package shipping service, in created package."""

    id: Id | None = None
    name: str | None = None
    price: DecimalText | None = None
    currency: str | None = None
    earliest_delivery_days: int | None = None
    latest_delivery_days: int | None = None
    shipping_provider_id: Id | None = None
    shipping_provider_name: str | None = None


@model
class CreatedPackage(Model):
    """Created package, in create."""

    dimension: Dimensions | None = None
    shipping_service_info: PackageShippingService | None = None
    package_id: Id | None = None
    weight: Weight | None = None
    create_time: UnixSeconds | None = None


@model
class OrderLineQuantityInput(Model):
    """Order line quantity, in mark shipped."""

    order_line_id: Id | None = None
    sub_item_id: Id | None = None


@model
class ShippingInfoInput(Model):
    """Shipping info, in mark shipped."""

    tracking_number: str | None = None
    shipping_provider_id: Id | None = None
    note: str | None = None


@model
class WarningMessage(Model):
    """Warning message, in mark shipped package result."""

    message: str | None = None


@model
class MarkShippedPackageResult(Model):
    """Mark shipped package result, in mark shipped."""

    order_id: Id | None = None
    order_line_item_ids: tuple[Id, ...] = ()
    package_id: Id | None = None
    warning: WarningMessage | None = None


@model
class LastMileBundleDimensions(Model):
    """Last mile bundle dimensions, in last mile bundle input."""

    height: int | None = None
    length: int | None = None
    unit: Literal["centimeter"] | None = None
    width: int | None = None


@model
class LastMileBundleWeight(Model):
    """Last mile bundle weight, in last mile bundle input."""

    unit: Literal["gram"] | None = None
    value: int | None = None


@model
class LastMileBundleInput(Model):
    """Last mile bundle, in create last mile bundle."""

    dimensions: LastMileBundleDimensions | None = None
    external_bundle_id: Id | None = None
    fulfillment_unit_count: int | None = None
    outbound_time: UnixMillis | None = None
    weight: LastMileBundleWeight | None = None


@model
class DimensionInput(Model):
    """Dimension, in package input."""

    length: int | None = None
    width: int | None = None
    height: int | None = None
    unit: DimensionUnit | None = None


@model
class SkuInput(Model):
    """Sku, in package input."""

    id: Id
    quantity: int


@model
class PackageInput(Model):
    """Package, in confirm shipment."""

    id: Id
    wms_order_id: Id
    time_zone: str
    ship_time_millis: UnixMillis
    create_time_millis: UnixMillis
    handover_time_millis: UnixMillis
    shipping_provider_id: Id
    shipping_provider_name: str
    tracking_number: str
    dimension: DimensionInput
    skus: tuple[SkuInput, ...]
    provider_warehouse_code: str | None = None
    shipping_origin_city: str | None = None
    weight: LastMileBundleWeight | None = None
    provider_warehouse_name: str | None = None
    tcw_warehouse_type: TcwWarehouseType | None = None


@model
class ConfirmShipmentPackageError(Model):
    """Confirm shipment package error, in confirm shipment package result."""

    code: str | None = None
    message: str | None = None
    detail: PackageErrorDetail | None = None


@model
class ConfirmShipmentPackageResult(Model):
    """Confirm shipment package result, in confirm shipment."""

    success_packages: tuple[str, ...] = ()
    errors: tuple[ConfirmShipmentPackageError, ...] = ()


class Packages(Resource):
    """Ship packages, print labels, follow parcels."""

    _SEARCH_COMBINABLE = Operation(
        "searchCombinablePackages",
        "GET",
        "/fulfillment/202309/combinable_packages/search",
        repeatable=True,
        page=Paging(items="combinable_packages", total="total_count"),
    )

    def search_combinable(
        self, *, page_token: str | None = None, page_size: int = 50
    ) -> Page[CombinablePackage]:
        """List packages that may be combined.

        Scope: ``seller.fulfillment.package.write``.
        TikTok Shop: Search Combinable Packages, 202309.
        """
        return self._page(
            self._SEARCH_COMBINABLE,
            CombinablePackage,
            query={"page_token": page_token, "page_size": page_size},
        )

    _UPLOAD_DELIVERY_FILE = Operation(
        "uploadProofOfDeliveryFile", "POST", "/fulfillment/202309/files/upload"
    )

    def upload_delivery_file(
        self, *, data: Upload, name: str
    ) -> UploadDeliveryFilePackageResult:
        """Upload a PDF as proof of delivery.

        Scope: ``seller.fulfillment.basic``.
        TikTok Shop: Fulfillment Upload Delivery File, 202309.
        """
        return self._get(
            self._UPLOAD_DELIVERY_FILE,
            UploadDeliveryFilePackageResult,
            body={"name": name},
            files={"data": data},
        )

    _UPLOAD_DELIVERY_IMAGE = Operation(
        "uploadProofOfDeliveryImage", "POST", "/fulfillment/202309/images/upload"
    )

    def upload_delivery_image(
        self, *, data: Upload
    ) -> UploadDeliveryImagePackageResult:
        """Upload an image as proof of delivery.

        Scope: ``seller.fulfillment.basic``.
        TikTok Shop: Fulfillment Upload Delivery Image, 202309.
        """
        return self._get(
            self._UPLOAD_DELIVERY_IMAGE,
            UploadDeliveryImagePackageResult,
            files={"data": data},
        )

    _COMBINE = Operation(
        "combinePackage",
        "POST",
        "/fulfillment/202309/packages/combine",
        failures="errors",
    )

    def combine(
        self, *, combinable_packages: Sequence[CombinablePackageInput]
    ) -> BatchResult[CombinePackageResult]:
        """Merge packages into one shipment.

        Scope: ``seller.fulfillment.package.write``.
        TikTok Shop: Combine Package, 202309.
        """
        return self._batch(
            self._COMBINE,
            CombinePackageResult,
            body={"combinable_packages": combinable_packages},
        )

    _UPDATE_DELIVERY_STATUS = Operation(
        "updatePackageDeliveryStatus",
        "POST",
        "/fulfillment/202309/packages/deliver",
        failures="errors",
    )

    def update_delivery_status(
        self, *, packages: Sequence[DeliveryStatusInput]
    ) -> BatchResult[PackageResult]:
        """Report own-fleet or store pickup delivery outcomes.

        Scope: ``seller.delivery.status.write``.
        TikTok Shop: Update Package Delivery Status, 202309.
        """
        return self._batch(
            self._UPDATE_DELIVERY_STATUS, PackageResult, body={"packages": packages}
        )

    _SEARCH = Operation(
        "searchPackage",
        "POST",
        "/fulfillment/202309/packages/search",
        repeatable=True,
        page=Paging(items="packages", total="total_count"),
    )

    def search(
        self,
        *,
        sort_field: PackageSortField | None = None,
        sort_order: Literal["ASC", "DESC"] | None = None,
        create_time_ge: datetime | None = None,
        create_time_lt: datetime | None = None,
        update_time_ge: datetime | None = None,
        update_time_lt: datetime | None = None,
        package_status: PackageStatus | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[PackageSummary]:
        """Search packages by status or by creation or update time.

        Scope: ``seller.fulfillment.basic``.
        TikTok Shop: Search Package, 202309.
        """
        return self._page(
            self._SEARCH,
            PackageSummary,
            query={
                "page_size": page_size,
                "sort_field": sort_field,
                "sort_order": sort_order,
                "page_token": page_token,
            },
            body={
                "create_time_ge": seconds(create_time_ge),
                "create_time_lt": seconds(create_time_lt),
                "update_time_ge": seconds(update_time_ge),
                "update_time_lt": seconds(update_time_lt),
                "package_status": package_status,
            },
        )

    _BATCH_SHIP = Operation(
        "batchShipPackages",
        "POST",
        "/fulfillment/202309/packages/ship",
        failures="errors",
    )

    def batch_ship(
        self, *, packages: Sequence[PackageShipmentInput]
    ) -> BatchResult[PackageResult]:
        """Ship several packages in one call.

        Scope: ``seller.fulfillment.basic``.
        TikTok Shop: Batch Ship Packages, 202309.
        """
        return self._batch(self._BATCH_SHIP, PackageResult, body={"packages": packages})

    _GET = Operation(
        "getPackageDetail",
        "GET",
        "/fulfillment/202309/packages/{package_id}",
        repeatable=True,
    )

    def get(self, *, package_id: str | int) -> Package:
        """Fetch one package with orders, carrier and handover slot.

        Scope: ``seller.fulfillment.basic``.
        TikTok Shop: Get Package Detail, 202309.
        """
        return self._get(self._GET, Package, path={"package_id": package_id})

    _GET_HANDOVER_TIME_SLOTS = Operation(
        "getPackageHandoverTimeSlots",
        "GET",
        "/fulfillment/202309/packages/{package_id}/handover_time_slots",
        repeatable=True,
    )

    def get_handover_time_slots(self, *, package_id: str | int) -> HandoverTimeSlots:
        """List pickup and drop-off slots of a package.

        Scope: ``seller.fulfillment.package.write``.
        TikTok Shop: Get Package Handover Time Slots, 202309.
        """
        return self._get(
            self._GET_HANDOVER_TIME_SLOTS,
            HandoverTimeSlots,
            path={"package_id": package_id},
        )

    _SHIP = Operation(
        "shipPackage", "POST", "/fulfillment/202309/packages/{package_id}/ship"
    )

    def ship(
        self,
        *,
        package_id: str | int,
        handover_method: Literal["DROP_OFF", "PICKUP"] | None = None,
        pickup_slot: PickupSlotInput | None = None,
        self_shipment: SelfShipmentInput | None = None,
    ) -> None:
        """Hand a package over to the carrier or set own tracking data.

        Scope: ``seller.fulfillment.basic``.
        TikTok Shop: Ship Package, 202309.
        """
        self._do(
            self._SHIP,
            path={"package_id": package_id},
            body={
                "handover_method": handover_method,
                "pickup_slot": pickup_slot,
                "self_shipment": self_shipment,
            },
        )

    _GET_SHIPPING_DOCUMENT = Operation(
        "getPackageShippingDocument",
        "GET",
        "/fulfillment/202309/packages/{package_id}/shipping_documents",
        repeatable=True,
    )

    def get_shipping_document(
        self,
        *,
        package_id: str | int,
        document_type: DocumentType,
        document_size: Literal["A5", "A6"] | None = None,
        document_format: Literal["PDF", "ZPL"] | None = None,
        shipping_period: Literal["DEFAULT", "LAST_MILE"] | None = None,
    ) -> ShippingDocument:
        """Fetch the URL of a package's label, packing slip or other document.

        Scope: ``seller.fulfillment.basic``.
        TikTok Shop: Get Package Shipping Document, 202309.
        """
        return self._get(
            self._GET_SHIPPING_DOCUMENT,
            ShippingDocument,
            path={"package_id": package_id},
            query={
                "document_type": document_type,
                "document_size": document_size,
                "document_format": document_format,
                "shipping_period": shipping_period,
            },
        )

    _UNCOMBINE = Operation(
        "uncombinePackages",
        "POST",
        "/fulfillment/202309/packages/{package_id}/uncombine",
        page=Paging(items="packages", style="none"),
    )

    def uncombine(
        self, *, package_id: str | int, order_ids: Sequence[str | int] | None = None
    ) -> Page[PackageRef]:
        """Take orders back out of a combined package.

        Scope: ``seller.fulfillment.package.write``.
        TikTok Shop: Uncombine Packages, 202309.
        """
        return self._page(
            self._UNCOMBINE,
            PackageRef,
            path={"package_id": package_id},
            body={"order_ids": texts(order_ids)},
        )

    _CREATE_FIRST_MILE_BUNDLE = Operation(
        "createFirstMileBundle",
        "POST",
        "/fulfillment/202407/bundles",
        shop="none",
        failures="errors",
    )

    def create_first_mile_bundle(
        self,
        *,
        order_ids: Sequence[str | int],
        handover_method: Literal["DROP_OFF", "PICKUP"],
        shipping_provider_id: str | int | None = None,
        tracking_number: str | None = None,
        phone_tail_number: str | None = None,
    ) -> BatchResult[CreateFirstMileBundlePackageResult]:
        """Bundle orders for first-mile handover (old version).

        Scope: ``seller.fulfillment.basic``.
        TikTok Shop: Create First Mile Bundle, 202407.
        """
        return self._batch(
            self._CREATE_FIRST_MILE_BUNDLE,
            CreateFirstMileBundlePackageResult,
            order_ids,
            body={
                "order_ids": texts(order_ids),
                "handover_method": handover_method,
                "shipping_provider_id": text(shipping_provider_id),
                "tracking_number": tracking_number,
                "phone_tail_number": phone_tail_number,
            },
        )

    _UPLOAD_INVOICE = Operation(
        "uploadInvoice", "POST", "/fulfillment/202502/invoice/upload", failures="errors"
    )

    def upload_invoice(
        self, *, invoices: Sequence[InvoiceInput] | None = None
    ) -> BatchResult[UploadInvoicePackageResult]:
        """Upload invoices of packages (Brazil).

        Scope: ``seller.fulfillment.basic``.
        TikTok Shop: Upload Invoice, 202502.
        """
        return self._batch(
            self._UPLOAD_INVOICE,
            UploadInvoicePackageResult,
            body={"invoices": invoices},
        )

    _VALIDATE_TRACKING = Operation(
        "checkTikTokShippingAndCollectionByTikTokCoverage",
        "GET",
        "/fulfillment/202508/tts_tracking_validation",
        repeatable=True,
    )

    def validate_tracking(
        self, *, tracking_number: str
    ) -> ValidateTrackingPackageResult:
        """Check whether platform shipping or collection covers a tracking number.

        Scope: ``seller.logistics``.
        TikTok Shop: TTS Tracking Validation, 202508.
        """
        return self._get(
            self._VALIDATE_TRACKING,
            ValidateTrackingPackageResult,
            query={"tracking_number": tracking_number},
        )

    _CREATE_FIRST_MILE_BUNDLE_V2 = Operation(
        "createFirstMileBundleV2",
        "POST",
        "/fulfillment/202510/first_mile_bundle",
        failures="errors",
    )

    def create_first_mile_bundle_v2(
        self,
        *,
        order_ids: Sequence[str | int],
        handover_method: Literal["DROP_OFF", "PICKUP"],
        shipping_provider_id: str | int | None = None,
        tracking_number: str | None = None,
        phone_tail_number: str | None = None,
    ) -> BatchResult[CreateFirstMileBundlePackageResult]:
        """Bundle orders for first-mile handover.

        Scope: ``seller.fulfillment.basic``.
        TikTok Shop: Create First Mile Bundle(V2), 202510.
        """
        return self._batch(
            self._CREATE_FIRST_MILE_BUNDLE_V2,
            CreateFirstMileBundlePackageResult,
            order_ids,
            body={
                "order_ids": texts(order_ids),
                "handover_method": handover_method,
                "shipping_provider_id": text(shipping_provider_id),
                "tracking_number": tracking_number,
                "phone_tail_number": phone_tail_number,
            },
        )

    _CREATE = Operation("createPackages", "POST", "/fulfillment/202512/packages")

    def create(
        self,
        *,
        ship_type: str,
        order_id: str | int | None = None,
        order_line_item: Sequence[OrderLineItemInput] | None = None,
        order_list_ids: Sequence[str | int] | None = None,
        dimension: Dimensions | None = None,
        shipping_service_id: str | int | None = None,
        weight: Weight | None = None,
    ) -> CreatedPackage:
        """Buy shipping labels and create a package for order lines.

        Scope: ``seller.fulfillment.basic``.
        TikTok Shop: Create Packages, 202512.
        """
        return self._get(
            self._CREATE,
            CreatedPackage,
            body={
                "ship_type": ship_type,
                "order_id": text(order_id),
                "order_line_item": order_line_item,
                "order_list_ids": texts(order_list_ids),
                "dimension": dimension,
                "shipping_service_id": text(shipping_service_id),
                "weight": weight,
            },
        )

    _MARK_SHIPPED = Operation(
        "markPackageAsShipped", "POST", "/fulfillment/202610/orders/{order_id}/packages"
    )

    def mark_shipped(
        self,
        *,
        order_id: str | int,
        order_line_list: Sequence[OrderLineQuantityInput] | None = None,
        shipping_info_list: Sequence[ShippingInfoInput] | None = None,
    ) -> MarkShippedPackageResult:
        """Mark order lines as shipped with the seller's own carrier.

        Scope: ``seller.fulfillment.basic``.
        TikTok Shop: Mark Package As Shipped, 202610.
        """
        return self._get(
            self._MARK_SHIPPED,
            MarkShippedPackageResult,
            path={"order_id": order_id},
            body={
                "order_line_list": order_line_list,
                "shipping_info_list": shipping_info_list,
            },
        )

    _UPDATE_SHIPPING_INFO = Operation(
        "updatePackageShippingInfo",
        "POST",
        "/fulfillment/202610/packages/{package_id}/shipping_info/update",
    )

    def update_shipping_info(
        self, *, package_id: str | int, shipping_info_list: Sequence[ShippingInfoInput]
    ) -> None:
        """Correct carrier and tracking number of a shipped package.

        Scope: ``seller.fulfillment.basic``.
        TikTok Shop: Update Package Shipping Info, 202610.
        """
        self._do(
            self._UPDATE_SHIPPING_INFO,
            path={"package_id": package_id},
            body={"shipping_info_list": shipping_info_list},
        )

    _CREATE_LAST_MILE_BUNDLE = Operation(
        "createLastMileBundle",
        "POST",
        "/fulfillment/202408/last_mile_bundles",
        shop="none",
    )

    def create_last_mile_bundle(
        self,
        *,
        fulfillment_unit_ids: Sequence[str | int] | None = None,
        last_mile_bundle: LastMileBundleInput | None = None,
        logistics_group_id: str | int | None = None,
    ) -> str | None:
        """Report a last-mile bundle of packages sent to the warehouse.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Create Last Mile Bundle, 202408.
        """
        return self._field(
            self._CREATE_LAST_MILE_BUNDLE,
            str,
            "last_mile_bundle_id",
            body={
                "fulfillment_unit_ids": texts(fulfillment_unit_ids),
                "last_mile_bundle": last_mile_bundle,
                "logistics_group_id": number(logistics_group_id),
            },
        )

    _CONFIRM_SHIPMENT = Operation(
        "confirmPackageShipment",
        "POST",
        "/supply_chain/202309/packages/sync",
        shop="none",
        failures="errors",
    )

    def confirm_shipment(
        self, *, warehouse_provider_id: str | int, packages: Sequence[PackageInput]
    ) -> BatchResult[ConfirmShipmentPackageResult]:
        """Report warehouse handling and shipment times as warehouse provider.

        Scope: ``seller.fulfillment.basic``.
        TikTok Shop: Confirm Package Shipment, 202309.
        """
        return self._batch(
            self._CONFIRM_SHIPMENT,
            ConfirmShipmentPackageResult,
            body={
                "warehouse_provider_id": text(warehouse_provider_id),
                "packages": packages,
            },
        )
