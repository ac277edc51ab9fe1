"""
Shipping: hand parcels to a carrier, each once.

.. code-block:: text

    read anew ─► other record? ─► claim ─► send ─► done | taken back | in doubt
                                    │
                                    └ taken: look at the platform ─► done, or claim again

"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from attrs import define, evolve, field

from ...errors import TokoTikTokError
from ...platforms import WIB, Platform
from ..models import Order, OrderStatus
from ..outcomes import Outcome, OutcomeState, WriteResult, may_have_happened
from ..shipment_guard import Claim, ClaimState
from .carriers import MOST_PACKAGES, Carriers, Plan
from .parcels import MAYBE, Parcels, is_shipped, key, names, packages_of
from .records import fell, outcome, unsent

if TYPE_CHECKING:
    from ...tiktokshop.api.packages import PackageShipmentInput
    from ..shop import UnifiedShop

_HURRY = 30.0
"""Seconds that a claim may wait for others to go into the same request."""

_WHY_NOT = {
    OrderStatus.UNPAID: "it is not paid",
    OrderStatus.ON_HOLD: "the buyer may still cancel it: it can be shipped an hour after "
    "it was paid",
    OrderStatus.TO_ACCEPT: "it is not accepted: call shop.orders.accept(order) first",
    OrderStatus.CANCELLED: "it is cancelled",
    OrderStatus.IN_REVIEW: "the platform is looking into it",
    OrderStatus.OTHER: "its status is not known to this version; source has it",
}
_TO_SHIP = (OrderStatus.TO_SHIP, OrderStatus.PARTIALLY_SHIPPED)
_SHIPPED_BEFORE = frozenset({11006021, 21008099, 21011020, 21011027, 21011040})
"""TikTok Shop's codes for a parcel that was shipped before."""


@define(kw_only=True, eq=False)
class _Job:
    """One parcel to be shipped, and the orders in it."""

    claim: Claim
    orders: list[tuple[int, Order]]
    """With their places in what was asked."""
    is_shipped: bool
    shipment: PackageShipmentInput | None = None


@define
class Shipping:
    """Ships the orders of one shop."""

    shop: UnifiedShop
    carriers: Carriers
    parcels: Parcels = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.parcels = Parcels(self.shop)

    def ship(
        self,
        orders: Sequence[Order],
        plan: Plan,
        *,
        package: str | None,
        distinct: bool,
    ) -> WriteResult:
        """Ship *orders*, or one *package* of one."""
        run = _Run(self, plan, orders, package=package, distinct=distinct)
        run.gather()
        run.send_all()
        return WriteResult(tuple(one for found in run.outcomes for one in found))


class _Run:
    """One call of ship()."""

    def __init__(
        self,
        shipping: Shipping,
        plan: Plan,
        orders: Sequence[Order],
        *,
        package: str | None,
        distinct: bool,
    ) -> None:
        self._shop = shipping.shop
        self._guard = shipping.shop.shipments
        self._carriers = shipping.carriers
        self._parcels = shipping.parcels
        self._plan = plan
        self._orders = orders
        self._package = package
        self._distinct = distinct
        self._jobs: dict[str, _Job] = {}
        self.outcomes: list[list[Outcome]] = [[] for _ in orders]

    # what there is to ship

    def gather(self) -> None:
        """Read the orders anew and make a job of each parcel that may be shipped."""
        evidence = self._parcels.twins(self._orders)
        for index, order in enumerate(self._parcels.read(self._orders)):
            if isinstance(order, Outcome):
                self.outcomes[index].append(order)
                continue
            known = evidence.get(key(order), order.evidence)
            self._plan_for(index, evolve(order, evidence=known))

    def _plan_for(self, index: int, order: Order) -> None:
        why = _WHY_NOT.get(order.status)
        wanted = packages_of(order)
        if self._package is not None:
            if self._package not in wanted:
                listed = ", ".join(one for one in wanted if one) or "none"
                why = why or f"it has no package {self._package!r}; it has {listed}"
            wanted = [self._package]
        if order.status in _TO_SHIP:
            why = why or _not_the_sellers(order)
            why = why or self._carriers.misfit(order, self._plan)
            if not wanted:
                why = why or "it has no package yet; TikTok Shop makes one on payment"
            if len(wanted) > 1 and self._plan.for_one:
                listed = ", ".join(filter(None, wanted))
                why = why or (
                    f"{self._plan.for_one} is of one parcel: say which with package=, "
                    f"of {listed}"
                )
        if why:
            self._say(index, outcome(order, OutcomeState.FAILED, why))
            return
        if order.status in _TO_SHIP:
            elsewhere = self._parcels.elsewhere(order, distinct=self._distinct)
            if elsewhere is not None:
                self._say(index, elsewhere)
                return
        for package in wanted or [None]:
            self._add(index, order, package)

    def _add(self, index: int, order: Order, package: str | None) -> None:
        """Make the job of a parcel, or add the order to it: parcels may be combined."""
        known = self._jobs.get(package or key(order))
        own = names(order, distinct=self._distinct)
        if known is not None:
            known.claim = evolve(known.claim, names=known.claim.names | own)
            known.orders.append((index, order))
            return
        claim = Claim(
            api=order.api,
            order_id=order.id,
            package=package,
            awb=self._plan.awb or _awb(order, package),
            names=own,
        )
        shipped = order.status not in _TO_SHIP
        if package is not None and not shipped:
            shipped = bool(is_shipped(order.source, package))
        self._jobs[package or key(order)] = _Job(
            claim=claim, orders=[(index, order)], is_shipped=shipped
        )

    # sending

    def send_all(self) -> None:
        """Claim and send what there is, packages of the platform's carriers together."""
        ready = [job for job in self._jobs.values() if self._is_ready(job)]
        together: list[_Job] = []
        began = 0.0
        for job in ready:
            if together and self._guard.now() - began > _HURRY:
                self._send_together(together)
                together = []
            if not self._is_claimed(job):
                continue
            if job.shipment is None:
                self._send(job, lambda o: self._carriers.send_order(o, self._plan))
                continue
            began = began if together else self._guard.now()
            together.append(job)
            if len(together) == MOST_PACKAGES:
                self._send_together(together)
                together = []
        if together:
            self._send_together(together)

    def _is_ready(self, job: _Job) -> bool:
        """Prepare a parcel, if it is to be shipped; false if that failed."""
        if job.is_shipped:
            return True
        _, order = job.orders[0]
        package = job.claim.package
        try:
            job.shipment = self._carriers.prepare(order, package, self._plan)
        except TokoTikTokError as error:
            self._unsent(job, error)
            return False
        return True

    def _is_claimed(self, job: _Job) -> bool:
        """Claim a parcel; false if it was shipped, or is another's to ship."""
        try:
            barred = self._barred(job.claim)
            if barred is None and job.is_shipped:
                self._guard.done(job.claim)
        except TokoTikTokError as error:
            self._unsent(job, error)
            return False
        if job.is_shipped:
            self._tell(job, OutcomeState.ALREADY, "the platform shows it as shipped")
        elif barred is not None:
            self._tell(job, *barred)
        return barred is None and not job.is_shipped

    def _barred(self, claim: Claim) -> tuple[OutcomeState, str] | None:
        """Claim a parcel; say what bars it, after a look at what is in doubt."""
        instead_of: set[str] = set()
        while others := self._guard.claim(claim, instead_of=instead_of):
            for other in others:
                why = self._standing(other, claim)
                if why is not None:
                    return why
                instead_of.add(other.ticket)
        return None

    def _standing(self, other: Claim, claim: Claim) -> tuple[OutcomeState, str] | None:
        """Say why *other* keeps *claim* out; nothing if it was found to be void."""
        if other.state is not ClaimState.DONE:
            look = self._parcels.look(other.api, other.order_id, other.package)
            if look.shipped is None:
                msg = (
                    f"{_described(other)} is in doubt, and the platform cannot be asked: "
                    f"{look.why}"
                )
                return OutcomeState.UNKNOWN, msg
            if not look.shipped and self._guard.now() < other.until:
                return OutcomeState.UNKNOWN, (
                    f"{_described(other)} is under way, or its answer was lost: look again "
                    f"after {_clock_time(other.until)}"
                )
            if not look.shipped:
                return None
            self._guard.done(other)
        shared = claim.names & other.names
        same_package = claim.package and claim.package == other.package
        if not shared and not same_package:
            return OutcomeState.FAILED, (
                f"the tracking number {claim.awb} is of another sale, "
                f"the {other.api.label} API's order {other.order_id}"
            )
        if shared and all(name.startswith(MAYBE) for name in shared):
            return OutcomeState.FAILED, (
                f"{_described(other)} is done, and that may be the same sale: look at "
                "both, and say distinct=True if they are two"
            )
        return OutcomeState.ALREADY, f"{_described(other)} is done"

    def _send(self, job: _Job, send: Callable[[Order], None]) -> None:
        _, order = job.orders[0]
        try:
            send(order)
        except TokoTikTokError as error:
            self._after(job, error)
        else:
            self._after(job, None)

    def _send_together(self, jobs: Sequence[_Job]) -> None:
        _, order = jobs[0].orders[0]
        shipments = [job.shipment for job in jobs if job.shipment is not None]
        if len(jobs) == 1:
            self._send(jobs[0], lambda o: self._carriers.send_package(o, shipments[0]))
            return
        failed: dict[str, TokoTikTokError]
        try:
            failed = self._carriers.send_many(order, shipments)
        except TokoTikTokError as error:
            for job in jobs:
                self._after(job, error)
            return
        for job in jobs:
            own = failed.get(job.claim.package or "")
            self._after(
                job, own or failed.get(""), certain="" not in failed or bool(own)
            )

    def _after(
        self, job: _Job, error: TokoTikTokError | None, *, certain: bool = True
    ) -> None:
        """Settle a claim by what the platform said, or, if it said nothing, shows."""
        claim = job.claim
        if error is None:
            self._done(job, OutcomeState.DONE)
            return
        before = error.code in _SHIPPED_BEFORE
        unsure = may_have_happened(error) or not certain
        if unsure or before:
            look = self._parcels.look(claim.api, claim.order_id, claim.package)
            if look.shipped or before:
                state = OutcomeState.DONE if unsure else OutcomeState.ALREADY
                self._done(job, state, error.message)
                return
            self._noted(self._guard.doubt, claim)
            self._fell(job, error, OutcomeState.UNKNOWN)
            return
        self._noted(self._guard.free, claim)
        self._fell(job, error, OutcomeState.FAILED)

    def _done(self, job: _Job, state: OutcomeState, message: str = "") -> None:
        note = self._noted(self._guard.done, job.claim)
        self._tell(job, state, "; ".join(filter(None, (message, note))), sent=True)

    def _noted(self, note: Callable[[Claim], None], claim: Claim) -> str:
        """Note how a claim ended; if that fails it stays in doubt, which does no harm."""
        try:
            note(claim)
        except TokoTikTokError as error:
            return f"could not be noted: {error.message}"
        return ""

    # saying

    def _say(self, index: int, said: Outcome) -> None:
        self.outcomes[index].append(said)

    def _tell(
        self, job: _Job, state: OutcomeState, message: str = "", *, sent: bool = False
    ) -> None:
        for index, order in job.orders:
            part = job.claim.package
            self._say(index, outcome(order, state, message, part=part, sent=sent))

    def _fell(self, job: _Job, error: TokoTikTokError, state: OutcomeState) -> None:
        for index, order in job.orders:
            said = fell(order, error, part=job.claim.package)
            self._say(index, evolve(said, state=state))

    def _unsent(self, job: _Job, error: TokoTikTokError) -> None:
        for index, order in job.orders:
            self._say(index, unsent(order, error, part=job.claim.package))


def _awb(order: Order, package: str | None) -> str | None:
    """Give the tracking number that a parcel has already."""
    known = [one.awb for one in order.shipments if package in (None, one.id)]
    return known[0] if len(known) == 1 else None


def _not_the_sellers(order: Order) -> str:
    """Say who else ships an order; empty if its seller does."""
    source = order.source
    if order.api is Platform.TIKTOK_SHOP:
        who = source.fulfillment_type
        if who in (None, "FULFILLMENT_BY_SELLER"):
            return ""
        return f"not the seller but the platform's warehouse ships it ({who})"
    warehouse = source.order_warehouse
    if source.is_fulfillment or (warehouse and warehouse.fulfill_by == 1):
        return "not the seller but Tokopedia's warehouse ships it (Tokocabang)"
    return ""


def _described(claim: Claim) -> str:
    what = f" package {claim.package}" if claim.package else ""
    return (
        f"its shipment as the {claim.api.label} API's order {claim.order_id}{what}, of "
        f"{_clock_time(claim.at)},"
    )


def _clock_time(seconds: float) -> str:
    moment = datetime.fromtimestamp(seconds, timezone.utc).astimezone(WIB)
    return f"{moment:%Y-%m-%d %H:%M:%S} WIB"
