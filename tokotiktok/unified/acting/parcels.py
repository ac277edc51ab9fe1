"""
What there is to ship, read anew from the platforms just before it is shipped.

Records are as old as the list they came from. What was shipped meanwhile, in Seller Center
or through the other API, only the platforms know.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from ...errors import NotFoundError, TokoTikTokError
from ...platforms import Platform
from .. import from_tiktokshop, from_tokopedia
from ..models import Evidence, Order, OrderStatus, Twin
from ..outcomes import Outcome, OutcomeState
from ..reading.match import AFTER, Overlap
from .records import Reach, outcome, unsent

if TYPE_CHECKING:
    from ...tiktokshop.api.orders import Order as TikTokOrder
    from ..shop import UnifiedShop

MAYBE = "maybe:"
BATCH = 50
"""How many orders TikTok Shop gives in detail at once."""

WAITING = frozenset({"UNPAID", "ON_HOLD", "AWAITING_SHIPMENT", "CANCELLED"})
"""TikTok Shop's words for an order none of which was shipped."""
_NOT_SHIPPED = frozenset({"TO_FULFILL", "CANCELLED"})
"""Its words for a package that was not."""
_TOKOPEDIA_NOT_SHIPPED = frozenset(
    {
        *(OrderStatus.UNPAID, OrderStatus.ON_HOLD, OrderStatus.TO_ACCEPT),
        *(OrderStatus.TO_SHIP, OrderStatus.CANCELLED),
    }
)
_UNCLEAR = frozenset({OrderStatus.OTHER, OrderStatus.IN_REVIEW})


@frozen
class Look:
    """What a platform says of a parcel."""

    shipped: bool | None
    """``None``: it cannot be known."""
    why: str = ""
    """Why it cannot be known."""
    absent: bool = False
    """The platform has no such order."""
    archived: bool = False
    """Not the platform was asked but an archive, which knows what was shipped before."""


class Parcels:
    """Reads orders anew, in both APIs."""

    def __init__(self, shop: UnifiedShop) -> None:
        self._shop = shop
        self._reach = Reach(shop)

    def read(self, orders: Sequence[Order]) -> list[Order | Outcome]:
        """Read orders as they are now; what cannot be read becomes an outcome."""
        found: dict[str, Order | Outcome] = {}
        moved = [one for one in orders if one.api is Platform.TIKTOK_SHOP]
        for start in range(0, len(moved), BATCH):
            found |= self._read_tiktokshop(moved[start : start + BATCH])
        for order in orders:
            if order.api is Platform.TOKOPEDIA:
                found[key(order)] = self._read_tokopedia(order)
        return [found[key(order)] for order in orders]

    def _read_tiktokshop(self, orders: Sequence[Order]) -> dict[str, Order | Outcome]:
        try:
            client = self._reach.tiktokshop(orders[0])
            sources = client.orders.get(ids=[order.id for order in orders])
        except TokoTikTokError as error:
            return {key(order): unsent(order, error) for order in orders}
        fresh = {source.id: from_tiktokshop.order(source) for source in sources}
        gone = "TikTok Shop does not know the order any more"
        return {
            key(order): evolve(fresh[order.id], evidence=order.evidence)
            if order.id in fresh
            else outcome(order, OutcomeState.FAILED, gone)
            for order in orders
        }

    def _read_tokopedia(self, order: Order) -> Order | Outcome:
        try:
            client = self._reach.tokopedia(order)
            source = client.orders.get(order_id=order.id)
        except TokoTikTokError as error:
            return unsent(order, error)
        return evolve(from_tokopedia.order_detail(source), evidence=order.evidence)

    def look(self, api: Platform, order_id: str, package: str | None) -> Look:
        """Ask a platform whether a parcel was shipped: a package, or any of an order."""
        try:
            if api is Platform.TIKTOK_SHOP:
                return self._look_tiktokshop(order_id, package)
            return self._look_tokopedia(order_id)
        except TokoTikTokError as error:
            return Look(None, str(error), absent=isinstance(error, NotFoundError))

    def _look_tiktokshop(self, order_id: str, package: str | None) -> Look:
        client = self._shop.tiktokshop
        if client is None:
            return Look(None, "this UnifiedShop has no TikTok Shop client")
        source = next(iter(client.orders.get(ids=[order_id])), None)
        if source is None:
            return Look(None, "TikTok Shop does not know the order", absent=True)
        shipped = is_shipped(source, package)
        if shipped is None and package is not None:
            status = client.packages.get(package_id=package).package_status
            shipped = None if status is None else status not in _NOT_SHIPPED
        return Look(shipped, f"TikTok Shop says {source.status} and no more")

    def _look_tokopedia(self, order_id: str) -> Look:
        client = self._shop.tokopedia
        if client is None:
            return Look(None, "this UnifiedShop has no Tokopedia client")
        order = from_tokopedia.order_detail(client.orders.get(order_id=order_id))
        if order.status in _UNCLEAR:
            return Look(None, f"Tokopedia says {order.source.order_status} and no more")
        shipped = order.status not in _TOKOPEDIA_NOT_SHIPPED
        if not shipped and self._shop.archive is not None:
            return Look(None, "an archive only tells how it was", archived=True)
        return Look(shipped)

    # the same sale in the other API

    def twins(self, orders: Sequence[Order]) -> dict[str, Evidence]:
        """
        Look for the other record of orders that may have one and do not name it.

        A list that was cut by time may have ended between the two.
        """
        overlap = Overlap(self._shop.integrated_at)
        lacking = [
            order
            for order in orders
            if order.evidence.twin is None and order in overlap
        ]
        placed = [one.placed_at for one in lacking if one.placed_at]
        if not placed or self._shop.tiktokshop is None or self._shop.tokopedia is None:
            return {}
        around = self._shop.orders.list(
            created_from=min(placed) - AFTER, created_until=max(placed) + AFTER
        )
        wanted = {key(order) for order in lacking}
        return {key: one for key, one in _both_ways(around) if key in wanted}

    def elsewhere(self, order: Order, *, distinct: bool) -> Outcome | None:
        """Say why *order* must not be shipped, if another record of it was."""
        if distinct and not order.evidence.decided:
            return None
        outcomes = (self._elsewhere(order, twin) for twin in order.evidence.twins)
        return next((one for one in outcomes if one is not None), None)

    def _elsewhere(self, order: Order, twin: Twin) -> Outcome | None:
        other = f"the {twin.api.label} API's order {twin.id}"
        look = self.look(twin.api, twin.id, None)
        if look.absent or look.archived:  # what has ended ships nothing any more
            return None
        if look.shipped is None:
            same = "is" if order.evidence.decided else "may be"
            msg = f"{other} {same} the same sale, and its state cannot be known: {look.why}"
            return outcome(order, OutcomeState.FAILED, msg)
        if not look.shipped:
            return None
        if order.evidence.decided:
            return outcome(order, OutcomeState.ALREADY, f"shipped as {other}")
        msg = (
            f"{other} was shipped and may be the same sale ({order.evidence.why}): look at "
            "both, and say distinct=True if they are two"
        )
        return outcome(order, OutcomeState.FAILED, msg)


def _both_ways(orders: Iterable[Order]) -> Iterable[tuple[str, Evidence]]:
    """Give the evidence of records by their keys, and by those of decided twins."""
    for order in orders:
        twin = order.evidence.twin
        if twin is None:
            continue
        yield key(order), order.evidence
        if order.evidence.decided:  # else the other is in the list itself
            back = evolve(twin, api=order.api, id=order.id)
            yield f"{twin.api.name}:{twin.id}", evolve(order.evidence, twin=back)


def key(order: Order) -> str:
    """Name an order over both APIs."""
    return f"{order.api.name}:{order.id}"


def names(order: Order, *, distinct: bool = False) -> frozenset[str]:
    """
    Give every name of a sale, in both APIs.

    Two records that may be one sale share a name that only says so; *distinct* leaves it
    out: somebody looked, and they are two.
    """
    found = {key(order)}
    undecided = not order.evidence.decided
    for twin in () if distinct and undecided else order.evidence.twins:
        other = f"{twin.api.name}:{twin.id}"
        pair = "=".join(sorted((key(order), other)))
        found.add(MAYBE + pair if undecided else other)
    if order.invoice:
        found.add(f"invoice:{order.invoice}")
    return frozenset(found)


def packages_of(order: Order) -> list[str | None]:
    """List an order's packages; Tokopedia ships an order whole."""
    if order.api is Platform.TOKOPEDIA:
        return [None]
    listed: Iterable[str | None] = (one.id for one in order.shipments)
    on_lines = (line.package_id for line in order.source.line_items)
    return [one for one in dict.fromkeys([*listed, *on_lines]) if one]


def is_shipped(source: TikTokOrder, package: str | None) -> bool | None:
    """Say whether a package was shipped, or anything of the order."""
    said = {
        line.package_status
        for line in source.line_items
        if package in (None, line.package_id)
    }
    if said - _NOT_SHIPPED - {None}:
        return True
    if source.status in WAITING:
        return False
    return None if None in said or not said else False
