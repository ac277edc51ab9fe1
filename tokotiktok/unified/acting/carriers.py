"""How a parcel is handed over, in each API's terms, and sending just that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from ...errors import TokoTikTokError, ValidationError
from ...platforms import Platform
from ..models import Order
from .parcels import packages_of
from .records import Reach, complaints

if TYPE_CHECKING:
    from ...tiktokshop.api.packages import PackageShipmentInput
    from ..shop import UnifiedShop

Handover = Literal["PICKUP", "DROP_OFF"]

AFTER_ACCEPTING = timedelta(seconds=5)
"""How long Tokopedia needs between accepting an order and asking for its pick-up."""
AWB_GIVEN = 500
"""Tokopedia's status of an order whose tracking number the seller gave."""
MOST_PACKAGES = 20
"""How many packages go into one request; the platform's limit was never published."""


@frozen(kw_only=True)
class PickupSlot:
    """When the carrier may come."""

    start: datetime
    end: datetime


@frozen(kw_only=True)
class Plan:
    """How to hand a parcel over; all left out, as the platform does by itself."""

    handover: Handover | None = None
    slot: PickupSlot | None = None
    awb: str | None = None
    """The tracking number, where the seller brings it to a carrier."""
    courier: str | None = None
    """That carrier's name."""

    @property
    def for_one(self) -> str:
        """Name what is of one parcel; empty if nothing is."""
        return "awb=" if self.awb is not None else "slot=" if self.slot else ""

    def check(self, orders: Sequence[Order], package: str | None) -> None:
        """
        Refuse what cannot be meant.

        Raises:
            ValidationError: parts that exclude each other, or one parcel's for several.
        """
        for_one = "package=" if package is not None else self.for_one
        if len(orders) != 1 and for_one:
            msg = f"{for_one} is of one order, and {len(orders)} were given"
            raise ValidationError(msg)
        if self.awb is not None and not self.awb.strip():
            raise ValidationError("awb= is empty: leave it out, or give the number")
        if self.awb and (self.handover or self.slot):
            msg = "awb= is for your own carrier, who needs no handover= and no slot="
            raise ValidationError(msg)
        if self.courier and not self.awb:
            raise ValidationError("courier= needs awb=, the number it gave the parcel")


class Carriers:
    """Sends parcels off through the API that serves their order."""

    def __init__(self, shop: UnifiedShop) -> None:
        self._reach = Reach(shop)
        self._accepted: dict[str, datetime] = {}

    def accepted(self, order: Order) -> None:
        """Note that an order was accepted just now."""
        client = self._reach.tokopedia(order)
        self._accepted[order.id] = client.now()

    def slots(self, order: Order, package: str) -> tuple[PickupSlot, ...]:
        """List when a TikTok Shop package may be picked up."""
        client = self._reach.tiktokshop(order)
        answer = client.packages.get_handover_time_slots(package_id=package)
        if answer.can_pickup is False:
            raise ValidationError("the carrier does not pick this package up")
        return tuple(
            PickupSlot(start=one.start_time, end=one.end_time)
            for one in answer.pickup_slots
            if one.start_time and one.end_time and one.avaliable is not False
        )

    def slots_of(self, order: Order, package: str | None) -> tuple[PickupSlot, ...]:
        """List when an order's only package, or one of several, may be picked up."""
        if order.api is Platform.TOKOPEDIA:
            raise ValidationError(
                "the Tokopedia API has no slots: it picks up by itself"
            )
        packages = [one for one in packages_of(order) if one]
        if package is None and len(packages) != 1:
            listed = ", ".join(packages) or "none"
            raise ValidationError(f"say which package: the order has {listed}")
        return self.slots(order, package or packages[0])

    def misfit(self, order: Order, plan: Plan) -> str:
        """Say why *plan* is not for *order*, which was read anew; empty if it is."""
        if order.api is Platform.TOKOPEDIA:
            if plan.slot or plan.handover == "DROP_OFF":
                return "the Tokopedia API knows pick-up without a slot, or your own carrier"
            return ""
        by_platform = order.source.shipping_type != "SELLER"
        if plan.awb and by_platform:
            return (
                "the platform ships this order (shipping_type TIKTOK): leave awb= out"
            )
        if not plan.awb and not by_platform:
            return "you ship this order yourself: give awb= and courier="
        if plan.awb and not plan.courier:
            return "TikTok Shop wants to know the carrier, too: give courier="
        return ""

    def prepare(
        self, order: Order, package: str | None, plan: Plan
    ) -> PackageShipmentInput | None:
        """Say in TikTok Shop's terms how a package is handed over; sends no parcel off."""
        if order.api is Platform.TOKOPEDIA or package is None:
            return None
        from ...tiktokshop.api import packages  # only where something is shipped

        slot = plan.slot
        if slot is None and plan.handover == "PICKUP":
            slot = next(iter(self.slots(order, package)), None)
        times = own = None
        if slot is not None:
            times = packages.PickupSlotInput(start_time=slot.start, end_time=slot.end)
        if plan.awb and plan.courier:
            own = packages.SelfShipmentInput(
                tracking_number=plan.awb,
                shipping_provider_id=self._provider(order, plan.courier),
            )
        return packages.PackageShipmentInput(
            id=package,
            handover_method="PICKUP" if slot else plan.handover,
            pickup_slot=times,
            self_shipment=own,
        )

    def send_package(self, order: Order, shipment: PackageShipmentInput) -> None:
        """Send one TikTok Shop package off."""
        self._reach.tiktokshop(order).packages.ship(
            package_id=shipment.id,
            handover_method=shipment.handover_method,
            pickup_slot=shipment.pickup_slot,
            self_shipment=shipment.self_shipment,
        )

    def send_many(
        self, order: Order, shipments: Sequence[PackageShipmentInput]
    ) -> dict[str, TokoTikTokError]:
        """
        Send several TikTok Shop packages off; give what was said of those that failed.

        Under ``""`` stands what was said without naming a package.
        """
        client = self._reach.tiktokshop(order)
        result = client.packages.batch_ship(packages=shipments)
        asked = {one.id for one in shipments}
        return {
            failure.id if failure.id in asked else "": complaints(failure)[0][1]
            for failure in result.failed
        }

    def send_order(self, order: Order, plan: Plan) -> None:
        """Send a Tokopedia order off, five seconds after it was accepted at the earliest."""
        client = self._reach.tokopedia(order)
        if plan.awb:
            client.orders.confirm_shipping(
                order_id=order.id, order_status=AWB_GIVEN, shipping_ref_num=plan.awb
            )
            return
        accepted_at = self._accepted.pop(order.id, None) or order.updated_at
        if accepted_at is not None:
            left = accepted_at + AFTER_ACCEPTING - client.now()
            if timedelta() < left <= AFTER_ACCEPTING:
                client.pause(left.total_seconds())
        client.orders.request_pickup(order_id=order.id)

    def _provider(self, order: Order, courier: str) -> str:
        """Find the id of a carrier that TikTok Shop takes for an order, by its name."""
        option = order.source.delivery_option_id
        if not option:
            msg = "the order has no delivery_option_id, which the carriers hang on"
            raise ValidationError(msg)
        client = self._reach.tiktokshop(order)
        offered = client.warehouses.get_shipping_providers(delivery_option_id=option)
        by_name = {one.name or "": one.id for one in offered if one.id}
        return by_name[_alike(courier, by_name)] or ""


def _alike(wanted: str, names: Iterable[str]) -> str:
    """Find the one name that is meant, whatever its case and punctuation."""
    plain = {name: re.sub(r"\W|_", "", name).casefold() for name in names}
    want = re.sub(r"\W|_", "", wanted).casefold()
    same = [name for name, text in plain.items() if text == want]
    found = same or [name for name, text in plain.items() if want and want in text]
    if len(found) != 1:
        known = ", ".join(sorted(plain)) or "none"
        what = "fits several of" if found else "is none of"
        msg = f"courier={wanted!r} {what} the carriers for this order: {known}"
        raise ValidationError(msg)
    return found[0]
