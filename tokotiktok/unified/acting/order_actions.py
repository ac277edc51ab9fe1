"""What can be done with orders; `UnifiedOrders` has these methods."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from ..models import Order
from ..outcomes import WriteResult
from .accepting import accept
from .cancelling import Cancelling, CancelReason, Reason
from .carriers import Carriers, Handover, PickupSlot, Plan
from .labels import Labels, LabelSize, LabelType, Printing
from .records import several, single
from .shipping import Shipping

if TYPE_CHECKING:
    from ..shop import UnifiedShop


class OrderActions:
    """
    Accept, ship, cancel and print.

    Each goes to the API that serves the order now. A method that takes several orders
    gives an outcome for each; one order's error does not stop the others.
    """

    _shop: UnifiedShop

    @cached_property
    def _carriers(self) -> Carriers:
        return Carriers(self._shop)

    def accept(self, orders: Order | Iterable[Order]) -> WriteResult:
        """
        Accept orders of the Tokopedia API; TikTok Shop's need no acceptance.

        Raises:
            ValidationError: something else than orders was given.
        """
        given = several(orders, Order)
        return WriteResult(
            tuple(accept(self._shop, self._carriers, one) for one in given)
        )

    def ship(
        self,
        orders: Order | Iterable[Order],
        *,
        package: str | None = None,
        handover: Handover | None = None,
        slot: PickupSlot | None = None,
        awb: str | None = None,
        courier: str | None = None,
        distinct: bool = False,
    ) -> WriteResult:
        """
        Ship orders, each parcel once, whichever API it is seen through.

        Orders are read anew before, and each parcel is claimed in the shop's shipment
        guard. What was shipped before, by anybody, is ``ALREADY``; what may have been is
        ``UNKNOWN``, and calling again later settles it.

        Args:
            orders: one or several.
            package: only this TikTok Shop package, of one order.
            handover: TikTok Shop: have it picked up, or drop it off. Ignored in
                South-East Asia since 2026-03-31.
            slot: when it may be picked up, of `pickup_slots`; for one order.
            awb: the tracking number, if you bring it to a carrier yourself; for one
                parcel.
            courier: that carrier's name, which TikTok Shop wants to know.
            distinct: you looked: the other API's record that may be the same sale is
                another one.

        Raises:
            ValidationError: something else than orders was given, or arguments that
                exclude each other.
        """
        given = several(orders, Order)
        plan = Plan(handover=handover, slot=slot, awb=awb, courier=courier)
        plan.check(given, package)
        shipping = Shipping(self._shop, self._carriers)
        return shipping.ship(given, plan, package=package, distinct=distinct)

    def pickup_slots(
        self, order: Order, *, package: str | None = None
    ) -> tuple[PickupSlot, ...]:
        """
        List when an order's parcel, or one *package* of it, may be picked up.

        Raises:
            ValidationError: it is a Tokopedia order, which has no slots, or the carrier
                does not pick it up.
            TokoTikTokError: see `tokotiktok.errors`.
        """
        return self._carriers.slots_of(single(order, Order), package)

    def cancel_reasons(self, order: Order) -> tuple[Reason, ...]:
        """
        List the reasons that the platform takes for cancelling *order* now.

        Raises:
            ValidationError: it may not be cancelled, and why.
            TokoTikTokError: see `tokotiktok.errors`.
        """
        return Cancelling(self._shop).reasons(single(order, Order))

    def cancel(
        self,
        orders: Order | Iterable[Order],
        *,
        reason: CancelReason | str,
        note: str | None = None,
        closed_until: date | None = None,
    ) -> WriteResult:
        """
        Cancel orders, or, as Tokopedia says, reject them.

        Args:
            orders: one or several.
            reason: one of `CancelReason`, which both platforms know, or a name that
                `cancel_reasons` gives.
            note: Tokopedia: in your own words, at most 490 characters.
            closed_until: Tokopedia, reason 4: the last day that the shop is closed.

        Raises:
            ValidationError: something else than orders was given.
        """
        cancelling = Cancelling(self._shop)
        return WriteResult(
            tuple(
                cancelling.cancel(one, reason, note=note, closed_until=closed_until)
                for one in several(orders, Order)
            )
        )

    def labels(
        self,
        orders: Order | Iterable[Order],
        *,
        size: LabelSize | None = None,
        kind: LabelType = "SHIPPING_LABEL",
        preview: bool = False,
    ) -> Labels:
        """
        Fetch the labels of orders and merge those that are PDF into one file.

        Several are merged by ``pypdf`` (extra ``labels``).

        Args:
            orders: one or several, shipped before.
            size: TikTok Shop: the paper.
            kind: TikTok Shop: the label, the packing slip, or both.
            preview: Tokopedia: do not mark the label as printed.

        Raises:
            ValidationError: something else than orders was given, or ``pypdf`` is needed
                and not there.
        """
        printing = Printing(self._shop)
        return printing.labels(
            several(orders, Order), size=size, kind=kind, preview=preview
        )
