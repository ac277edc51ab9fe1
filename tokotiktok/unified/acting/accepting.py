"""Accepting orders: only Tokopedia asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import TokoTikTokError
from ...platforms import Platform
from ..models import Order, OrderStatus
from ..outcomes import Outcome, OutcomeState, may_have_happened
from .parcels import Parcels
from .records import Reach, fell, outcome

if TYPE_CHECKING:
    from ..shop import UnifiedShop
    from .carriers import Carriers

_MOVED_ON = "ORD_USC_001"
"""Tokopedia's code where an order's status does not let it be accepted."""

_WHY_NOT = {
    OrderStatus.UNPAID: "it is not paid",
    OrderStatus.ON_HOLD: "it waits for its replacement",
    OrderStatus.CANCELLED: "it is cancelled",
    OrderStatus.IN_REVIEW: "the platform is looking into it",
    OrderStatus.OTHER: "its status is not known to this version; source has it",
}


def accept(shop: UnifiedShop, carriers: Carriers, order: Order) -> Outcome:
    """
    Accept one order, read anew before.

    Where the platform failed midway the order is looked at, and accepted once more if it
    still waits: a second acceptance is refused, never done twice.
    """
    if order.api is Platform.TIKTOK_SHOP:
        msg = "orders of the TikTok Shop API need no acceptance"
        return outcome(order, OutcomeState.ALREADY, msg)
    found = Parcels(shop).read([order])[0]
    if isinstance(found, Outcome):
        return found
    if found.status is not OrderStatus.TO_ACCEPT:
        return _as_it_is(found, OutcomeState.ALREADY)
    client = Reach(shop).tokopedia(order)
    again = True
    while True:
        try:
            client.orders.accept(order_id=order.id)
        except TokoTikTokError as error:
            unsure = may_have_happened(error)
            if not unsure and error.code != _MOVED_ON:
                return fell(found, error)
            now = Parcels(shop).read([order])[0]
            if isinstance(now, Order) and now.status is not OrderStatus.TO_ACCEPT:
                state = OutcomeState.DONE if unsure else OutcomeState.ALREADY
                return _as_it_is(now, state, sent=True)
            if not (unsure and again):
                return fell(found, error)
            again = False
        else:
            carriers.accepted(found)
            return outcome(found, OutcomeState.DONE, sent=True)


def _as_it_is(order: Order, accepted: OutcomeState, *, sent: bool = False) -> Outcome:
    """Say what an order's status means for its acceptance."""
    why = _WHY_NOT.get(order.status)
    if why is not None:
        return outcome(order, OutcomeState.FAILED, why, sent=sent)
    return outcome(order, accepted, f"it is {order.status.value}", sent=sent)
