"""Couriers.

Written by spec/generate.py; edit spec/tokopedia/logistic.json or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..._model import IntId, Model, model
from ..._resource import Page, Resource
from ...wire import Operation, Paging


@model
class UpdateOutcome(Model):
    """Update outcome, in update shipment result."""

    success: bool | None = None


@model
class UpdateShipmentResult(Model):
    """Update shipment result, in update."""

    status: str | None = None
    server_process_time: str | None = None
    message_status: tuple[str, ...] = ()
    data: UpdateOutcome | None = None


@model
class Service(Model):
    """Service, in shipment."""

    service_id: IntId | None = None
    service_name: str | None = None
    service_desc: str | None = None


@model
class Shipment(Model):
    """Shipment, in get."""

    shipper_id: IntId | None = None
    shipper_name: str | None = None
    logo: str | None = None
    services: tuple[Service, ...] = ()


@model
class ShipmentPackage(Model):
    """Shipment package, in active courier."""

    IsAvailable: int | None = None
    ProductName: str | None = None
    ShippingProductID: IntId | None = None


@model
class ActiveCourier(Model):
    """Active courier, in shop."""

    ShipmentID: IntId | None = None
    ShipmentName: str | None = None
    ShipmentCode: str | None = None
    ShipmentAvailable: int | None = None
    ShipmentImage: str | None = None
    ShipmentPackages: tuple[ShipmentPackage, ...] = ()
    AWBStatus: int | None = None


@model
class Shop(Model):
    """Shop, in list active couriers."""

    ShopID: IntId | None = None
    ShipmentInfos: tuple[ActiveCourier, ...] = ()


class Shipments(Resource):
    """Couriers."""

    _UPDATE = Operation(
        "update_shipment_info",
        "POST",
        "/v2/logistic/fs/{fs_id}/update",
        repeatable=True,
    )

    def update(
        self,
        *,
        couriers: Mapping[str, Mapping[str, int]],
        shop_id: str | int | None = None,
    ) -> UpdateShipmentResult:
        """Set which couriers a shop offers: courier, service, 1 for on and 0 for off.

        Tokopedia: update_shipment_info.
        """
        return self._get(
            self._UPDATE,
            UpdateShipmentResult,
            query={"shop_id": shop_id},
            body=couriers,
        )

    _GET = Operation(
        "get_shipment_info",
        "GET",
        "/v2/logistic/fs/{fs_id}/info",
        repeatable=True,
        page=Paging(items="", style="none"),
    )

    def get(self, *, shop_id: str | int | None = None) -> Page[Shipment]:
        """Read which couriers a shop may offer.

        Tokopedia: get_shipment_info.
        """
        return self._page(self._GET, Shipment, query={"shop_id": shop_id})

    _LIST_ACTIVE_COURIERS = Operation(
        "get_active_couriers",
        "GET",
        "/v1/logistic/fs/{fs_id}/active-info",
        repeatable=True,
        page=Paging(items="Shops", style="none"),
    )

    def list_active_couriers(self, *, shop_id: str | int | None = None) -> Page[Shop]:
        """List the couriers that a shop offers.

        Tokopedia: get_active_couriers.
        """
        return self._page(self._LIST_ACTIVE_COURIERS, Shop, query={"shop_id": shop_id})
