"""
How far a shop is on its way from two to one, by what was heard of it.

Nothing here writes to a platform to find out. Events may come late, twice, out of order
or against each other: they are kept, put in the order in which they happened, and what
does not fit is a finding.
"""

from __future__ import annotations

import json
import time
from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import datetime, timezone
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from .. import _json
from .._threads import Lock
from ..errors import ApiError, ValidationError
from ..platforms import Platform
from . import hearing, serving, standing
from .events import Event, EventKind, EventSource, read_event
from .serving import Kind, Serving
from .standing import Finding, Phase, Standing

if TYPE_CHECKING:
    from ..tiktokshop.client import TikTokShopClient
    from ..tokopedia.client import TokopediaClient
    from ..unified.events import ShopMoved
    from .probing import Probe

__all__ = [
    "Event",
    "EventKind",
    "EventSource",
    "Finding",
    "Kind",
    "Phase",
    "Serving",
    "ShopPhases",
    "Standing",
]

_VERSION = 1

_SEEN = {
    EventKind.NOT_FROM_TOKOPEDIA,
    EventKind.NOT_INTEGRATED,
    EventKind.LOCKED,
    EventKind.PRODUCTS_OPEN,
    EventKind.ON_TOKOPEDIA,
}
"""What is seen again and again, and says no more the second time running."""


class ShopPhases:
    """
    What was heard of one shop, and where that puts it.

    Safe to share between threads. What each ``feed_`` method takes is as the platforms
    send it; each says whether it was news, so that what comes twice is counted once.
    """

    def __init__(
        self, events: Iterable[Event] = (), *, clock: Callable[[], float] = time.time
    ) -> None:
        """
        Start a log.

        Args:
            events: what was heard before.
            clock: gives the time, in seconds since 1970, at which something is heard.
        """
        self._clock = clock
        self._lock = Lock()
        self._heard: list[Event] = []
        self._ordered: list[Event] = []
        self._places: list[tuple[Any, ...]] = []
        self._standings: tuple[Standing, ...] | None = None
        for event in events:
            self.add(event)

    @property
    def events(self) -> tuple[Event, ...]:
        """All that was heard, in the order of hearing; nothing is ever taken out."""
        with self._lock:
            return tuple(self._heard)

    def add(self, event: Event) -> bool:
        """
        Write an event down; false if it is there already.

        Raises:
            ValidationError: one of its times has no zone.
        """
        for name in ("happened_at", "heard_at"):
            _aware(name, getattr(event, name))
        with self._lock:
            at = bisect_right(self._places, event.place)
            if at and self._places[at - 1] == event.place:
                return False
            self._heard.append(event)
            self._places.insert(at, event.place)
            self._ordered.insert(at, event)
            self._standings = None
            return True

    # what is heard

    def feed_shop_info(self, info: object, *, heard_at: datetime | None = None) -> bool:
        """
        Take Tokopedia's shop info, as JSON has it (rules 38 and 40).

        Raises:
            ValidationError: it is none, or not of this shop.
        """
        heard_at = self._now(heard_at)
        return self.add(hearing.shop_info(info, heard_at, self._toko_shop_id()))

    def feed_merge(self, payload: object, *, heard_at: datetime | None = None) -> bool:
        """
        Take what Tokopedia sent to the merge address: merged or un-merged (rule 41).

        Raises:
            ValidationError: it is not that.
        """
        return self.add(hearing.merge(payload, self._now(heard_at)))

    def feed_mirror(self, payload: object, *, heard_at: datetime | None = None) -> bool:
        """
        Take TikTok Shop's webhook 35: mirrored, rolled back or cancelled (rule 43).

        Raises:
            ValidationError: it is not that.
        """
        return self.add(hearing.mirror(payload, self._now(heard_at)))

    def feed_event(
        self, happened: ShopMoved, *, heard_at: datetime | None = None
    ) -> bool:
        """
        Take what `tokotiktok.unified.events.unify` made of either webhook.

        Raises:
            ValidationError: it tells of another shop.
        """
        raw = happened.source.raw
        if happened.api is Platform.TOKOPEDIA:
            return self.feed_merge(raw, heard_at=heard_at)
        return self.feed_mirror(raw, heard_at=heard_at)

    def feed_error(self, error: ApiError, *, heard_at: datetime | None = None) -> bool:
        """
        Take an answer met in normal work; false if it is no news (rules 44 and 45).

        Never send a call to provoke one.
        """
        event = hearing.error(error, self._now(heard_at))
        return event is not None and self.add(event)

    def confirm_products(
        self, *, at: datetime | None = None, heard_at: datetime | None = None
    ) -> bool:
        """
        Note that the seller confirmed the product merge in Seller Center (rule 48).

        Args:
            at: when; left out, it is dated by when it was heard.
            heard_at: when it was told; now, if left out.
        """
        return self._seen(
            EventKind.PRODUCTS_CONFIRMED, EventSource.PERSON, at, self._now(heard_at)
        )

    def products_open(self, *, heard_at: datetime | None = None) -> bool:
        """Note that a product call which the lock refuses passed, in normal work."""
        heard_at = self._now(heard_at)
        return self._seen(
            EventKind.PRODUCTS_OPEN, EventSource.ERROR, heard_at, heard_at
        )

    def probe(
        self,
        *,
        tokopedia: TokopediaClient | None = None,
        tiktokshop: TikTokShopClient | None = None,
    ) -> Probe:
        """
        Ask the platforms, by reading only, and write down what they show.

        What cannot be known this way is said in ``Probe.unknown``.
        """
        from .probing import probe  # few ask

        return probe(self, tokopedia=tokopedia, tiktokshop=tiktokshop)

    # where that puts the shop

    @property
    def standing(self) -> Standing:
        """Where the shop stands by all that was heard."""
        return self._all()[-1]

    @property
    def phase(self) -> Phase:
        """The phase by all that was heard."""
        return self.standing.phase

    @property
    def merged_at(self) -> datetime | None:
        """When the shop was last merged; ``None`` if it was not, or nobody says when."""
        return self.standing.merged_at

    def standing_at(self, at: datetime) -> Standing:
        """
        Where the shop stood at a moment, by what is known now.

        Raises:
            ValidationError: *at* has no zone.
        """
        _aware("at", at)
        with self._lock:
            moments = [one.happened_at for one in self._ordered]
            return self._fold()[bisect_right(moments, at)]

    def phase_at(self, at: datetime) -> Phase:
        """
        The phase at a moment, by what is known now.

        Raises:
            ValidationError: *at* has no zone.
        """
        return self.standing_at(at).phase

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What does not fit, in the order of happening."""
        with self._lock:
            return tuple(standing.findings(self._ordered))

    def serves(
        self,
        kind: Kind,
        *,
        created_at: datetime | None = None,
        at: datetime | None = None,
    ) -> Serving:
        """
        Say which API has something of this shop, since when and why.

        Args:
            kind: ``products``, ``orders``, ``returns``, ``finance`` or ``chat``.
            created_at: when it came to be; of a return or of money, when its order was
                placed. Left out, the answer is for old and new together.
            at: the moment to answer for; now, if left out.

        Raises:
            ValidationError: *kind* is none, or a time has no zone.
        """
        at = self._now(at)
        where = self.standing_at(at)
        return serving.serving(kind, where, created_at=created_at, at=at)

    # how it is kept

    def to_json(self) -> str:
        """Write all that was heard, in the order of hearing."""
        rows = [event.as_dict() for event in self.events]
        return json.dumps({"version": _VERSION, "events": rows}, indent=1)

    @classmethod
    def from_json(
        cls, text: str | bytes, *, clock: Callable[[], float] = time.time
    ) -> ShopPhases:
        """
        Read what `to_json` wrote.

        Raises:
            ValidationError: it is something else; the message names the field.
        """
        try:
            table = _json.loads(text.encode() if isinstance(text, str) else text)
        except ValueError as error:
            msg = f"this log of events is not JSON: {error}"
            raise ValidationError(msg) from None
        if not isinstance(table, dict) or not isinstance(table.get("events"), list):
            raise ValidationError("a log of events is an object with a list, events")
        if table.get("version") != _VERSION:
            msg = f"version is {table.get('version')!r}; this library reads {_VERSION}"
            raise ValidationError(msg)
        rows = enumerate(table["events"])
        return cls((read_event(row, f"events[{n}]") for n, row in rows), clock=clock)

    def compact(self) -> ShopPhases:
        """
        Give a shorter log that says the same of every moment.

        Of what is seen again and again without news between, such as the lock, the first
        stays. A log that is polled for months is kept short by this.
        """
        kept: list[Event] = []
        with self._lock:
            for event in self._ordered:
                same = kept and kept[-1].place[1:] == event.place[1:]
                if not (same and event.kind in _SEEN):
                    kept.append(event)
        return ShopPhases(sorted(kept, key=attrgetter("heard_at")), clock=self._clock)

    def _seen(
        self,
        kind: EventKind,
        source: EventSource,
        at: datetime | None,
        heard_at: datetime,
    ) -> bool:
        happened_at = heard_at if at is None else at
        return self.add(
            Event(
                kind=kind,
                happened_at=happened_at,
                heard_at=heard_at,
                source=source,
                dated=at is not None,
            )
        )

    def _toko_shop_id(self) -> str | None:
        ids = (event.toko_shop_id for event in self.events)
        return next(filter(None, ids), None)

    def _all(self) -> tuple[Standing, ...]:
        with self._lock:
            return self._fold()

    def _fold(self) -> tuple[Standing, ...]:
        if self._standings is None:
            self._standings = (Standing(), *standing.fold(self._ordered))
        return self._standings

    def _now(self, given: datetime | None) -> datetime:
        if given is None:
            return datetime.fromtimestamp(self._clock(), timezone.utc)
        _aware("the time", given)
        return given


def _aware(name: str, moment: object) -> None:
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        msg = f"{name} is {moment!r}: give an aware datetime"
        raise ValidationError(msg)
