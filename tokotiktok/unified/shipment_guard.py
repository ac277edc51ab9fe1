"""
The shipment guard: each parcel is shipped once, whichever API it is seen through.

Before a parcel is shipped it is *claimed*, under every name that it has: the order's id in
either API, the invoice, the package, the tracking number. A claim ends as *done*, or is
taken back if surely nothing happened. One that was left (the answer was lost, the process
died) stays *in doubt* until somebody has looked at the platform.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from enum import Enum
from typing import Protocol
from uuid import uuid4

from attrs import evolve, field, frozen

from .._threads import Lock
from ..platforms import Platform
from .reading.compare import plain

SETTLES = 300.0
"""
Seconds after which a platform has acted on a request, or will not any more.

Nobody documents this; it is longer than any call may take here (60 s by default).
"""


class ClaimState(str, Enum):
    """How far a claim has got."""

    CLAIMED = "CLAIMED"
    """Somebody is shipping the parcel, or died while doing so."""
    IN_DOUBT = "IN_DOUBT"
    """It was sent, and no answer came."""
    DONE = "DONE"


@frozen(kw_only=True)
class Claim:
    """The right to ship one parcel, or that it was shipped."""

    ticket: str = field(factory=lambda: uuid4().hex)
    """Names the claim; whoever made it up owns it."""
    api: Platform
    """Whose API it is shipped through."""
    order_id: str
    """The order in that API."""
    package: str | None = None
    """TikTok Shop: the package. ``None``: the whole order, as Tokopedia ships."""
    awb: str | None = None
    """The tracking number, if known beforehand."""
    names: frozenset[str]
    """Every name of the sales that are in it: orders' ids in either API, invoices."""
    state: ClaimState = ClaimState.CLAIMED
    at: float = 0.0
    """When it was made, in seconds since 1970."""
    until: float = 0.0
    """From when on the platform's word counts that it was not shipped."""

    @property
    def keys(self) -> frozenset[str]:
        """What another claim must share with it to stand in its way."""
        own = {f"package:{self.package}"} if self.package else set[str]()
        number = {f"awb:{plain(self.awb)}"} if self.awb else set[str]()
        return self.names | own | number

    def bars(self, other: Claim) -> bool:
        """
        Whether *other* would ship the same parcel.

        Two packages of one order are two parcels, unless one API ships the order whole.
        """
        if self.package and self.package == other.package:
            return True
        if self.awb and other.awb and plain(self.awb) == plain(other.awb):
            return True
        whole = self.package is None or other.package is None
        return whole and bool(self.names & other.names)


class ShipmentGuard(Protocol):
    """Remembers what was shipped. Share one between all that ship for a shop."""

    def now(self) -> float:
        """Give the time that claims are told by, in seconds since 1970."""
        ...

    def claim(
        self, claim: Claim, *, instead_of: Collection[str] = ()
    ) -> Sequence[Claim]:
        """
        Enter *claim*, atomically, and give what stands in its way: nothing if it is in.

        Claims whose tickets are in *instead_of* give way, unless they are done.
        """
        ...

    def done(self, claim: Claim) -> None:
        """Note that the claim's parcel was shipped, even if another took its place."""
        ...

    def doubt(self, claim: Claim) -> None:
        """Note that the claim's parcel may have been shipped just now."""
        ...

    def free(self, claim: Claim) -> None:
        """Take a claim back: its parcel was surely not shipped."""
        ...

    def open(self) -> Sequence[Claim]:
        """List what is claimed but not done, oldest first: what to look at."""
        ...

    def forget(self, *, older_than: float) -> int:
        """Drop done claims made before a time in seconds; say how many."""
        ...


class MemoryShipmentGuard:
    """
    Remembers within this process, for as long as it runs.

    Against restarts and other processes use `SQLiteShipmentGuard`.
    """

    def __init__(
        self, *, clock: Callable[[], float] = time.time, settles: float = SETTLES
    ) -> None:
        self._clock = clock
        self._settles = settles
        self._claims: dict[str, Claim] = {}
        self._by_key: dict[str, set[str]] = {}
        self._lock = Lock()

    def now(self) -> float:
        """Give the time that claims are told by."""
        return self._clock()

    def claim(
        self, claim: Claim, *, instead_of: Collection[str] = ()
    ) -> Sequence[Claim]:
        """Enter *claim*, or give what stands in its way."""
        with self._lock:
            tickets = {one for key in claim.keys for one in self._by_key.get(key, ())}
            others = [self._claims[ticket] for ticket in sorted(tickets)]
            barring = standing(claim, others, instead_of)
            if barring:
                return barring
            for other in others:
                if other.ticket in instead_of:
                    self._drop(other.ticket)
            self._enter(made(claim, self._clock(), self._settles))
            return ()

    def done(self, claim: Claim) -> None:
        """Note that the claim's parcel was shipped, even if another took its place."""
        with self._lock:
            known = self._claims.get(claim.ticket)
            at = known.at if known else self._clock()
            self._enter(evolve(claim, state=ClaimState.DONE, at=at))

    def doubt(self, claim: Claim) -> None:
        """Note that the claim's parcel may have been shipped just now."""
        with self._lock:
            in_doubt = made(claim, self._clock(), self._settles)
            self._enter(evolve(in_doubt, state=ClaimState.IN_DOUBT))

    def free(self, claim: Claim) -> None:
        """Take a claim back."""
        with self._lock:
            self._drop(claim.ticket)

    def open(self) -> Sequence[Claim]:
        """List what is claimed but not done, oldest first."""
        with self._lock:
            claims = list(self._claims.values())
        left = [one for one in claims if one.state is not ClaimState.DONE]
        return sorted(left, key=lambda one: (one.at, one.ticket))

    def forget(self, *, older_than: float) -> int:
        """Drop done claims made before a time in seconds."""
        with self._lock:
            old = [
                one.ticket
                for one in self._claims.values()
                if one.state is ClaimState.DONE and one.at < older_than
            ]
            for ticket in old:
                self._drop(ticket)
        return len(old)

    def _enter(self, claim: Claim) -> None:
        self._claims[claim.ticket] = claim
        for key in claim.keys:
            self._by_key.setdefault(key, set()).add(claim.ticket)

    def _drop(self, ticket: str) -> None:
        claim = self._claims.pop(ticket, None)
        for key in claim.keys if claim else ():
            self._by_key[key].discard(ticket)
            if not self._by_key[key]:
                del self._by_key[key]


def made(claim: Claim, now: float, settles: float) -> Claim:
    """Give *claim* as it is entered now."""
    return evolve(claim, state=ClaimState.CLAIMED, at=now, until=now + settles)


def standing(
    claim: Claim, others: Iterable[Claim], instead_of: Collection[str]
) -> list[Claim]:
    """Pick what stands in the way of *claim*; what is done gives way to nothing."""
    return [
        other
        for other in others
        if other.bars(claim)
        and (other.state is ClaimState.DONE or other.ticket not in instead_of)
    ]
