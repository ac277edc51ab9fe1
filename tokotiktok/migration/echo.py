"""
Who changed the stock: we, an order, or somebody else.

Several apps may write to one shop, and the last write wins (rule 103). A system that
takes the echo of its own write for news writes again; two such systems never rest. The
platform's webhook says what kind of thing changed a SKU, but not which app; stock that is
read says less. So we remember what we wrote, and each verdict says how sure it is.

Source: TikTok Shop Partner Center, webhooks Inventory changed (by shop) and Product
information change, 2026-05. What the words of ``trigger_source`` mean is read from them.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

from attrs import Factory, define

from ..errors import ValidationError
from ..unified.events import Author
from ..unified.from_webhooks import SOURCES, stepwise
from .authors import Certainty, Contest, Verdict, of_source

if TYPE_CHECKING:
    from ..tiktokshop.api.events import (
        ChangeDetail,
        InventoryChangedByShop,
        ProductInformationChange,
    )

__all__ = ["Author", "Certainty", "Contest", "EchoGuard", "Verdict"]

T = TypeVar("T")
_KEPT = 8
"""How many of our writes of one SKU are remembered."""
_TURNS = 32


@define
class _Write:
    at: float
    total: int
    moved: int = 0
    """What orders and the platform have done to it since, by the webhooks."""


@define
class _Level:
    """What is known of one SKU in one warehouse."""

    known: int
    theirs: int | None = None
    """What it last was without us."""
    returns: int = 0
    """How often it was that again after we had written."""
    open: deque[tuple[float, int]] = Factory(lambda: deque(maxlen=_KEPT))
    """Our writes that were not seen yet."""


@define
class _Sku:
    """What is known of one SKU."""

    levels: dict[str, _Level] = Factory(dict)
    writes: deque[_Write] = Factory(lambda: deque(maxlen=_KEPT))
    sold: deque[tuple[str | None, int]] = Factory(lambda: deque(maxlen=_TURNS))
    """What orders took that was not seen yet: from which warehouse, and how many."""
    foreign: bool = False
    """Whether a webhook told of somebody else's write that was not seen yet."""
    turns: deque[tuple[float, bool]] = Factory(lambda: deque(maxlen=_TURNS))
    """Whose turn it was, and when: ours or not; never twice the same in a row."""

    def turn(self, at: float, *, ours: bool) -> None:
        """Note whose turn it was."""
        if not self.turns or self.turns[-1][1] is not ours:
            self.turns.append((at, ours))


class EchoGuard:
    """
    Remembers what we wrote, and says of each change of stock whose it is.

    Its memory is bounded: the SKUs touched last, a few writes of each. Threads may share
    it. It is this process's memory: after a restart our own writes look like others'.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.time,
        settles: timedelta = timedelta(minutes=2),
        echoes: timedelta = timedelta(minutes=15),
        contest: int = 3,
        within: timedelta = timedelta(hours=1),
        most: int = 10_000,
    ) -> None:
        """
        Begin with knowing nothing.

        Args:
            clock: the time of day in seconds since 1970.
            settles: how long after a write older stock may still be read.
            echoes: how long after a write a webhook may tell of it.
            contest: after how many of our writes were overwritten it is a contest, ...
            within: ... if they were within this time.
            most: how many SKUs are remembered.

        Raises:
            ValidationError: nothing could ever be remembered, or found.
        """
        if most < 1 or contest < 1:
            raise ValidationError("most= and contest= are at least 1")
        self._clock = clock
        self._settles = settles.total_seconds()
        self._echoes = echoes.total_seconds()
        self._contest = contest
        self._within = within.total_seconds()
        self._most = most
        self._skus: OrderedDict[str, _Sku] = OrderedDict()
        self._products: OrderedDict[str, float] = OrderedDict()
        self._heard: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    # what we and buyers did

    def wrote(
        self, sku_id: str, levels: Mapping[str, int], *, product_id: str | None = None
    ) -> None:
        """
        Remember a write: what was sent for each warehouse of a SKU.

        Call it before sending: the webhook may be quicker than the answer. If the write
        is refused, the stock that is read next settles it.
        """
        now = self._clock()
        with self._lock:
            sku = self._sku(sku_id)
            sku.writes.append(_Write(now, sum(levels.values())))
            for where, quantity in levels.items():
                level = sku.levels.setdefault(where, _Level(quantity))
                level.open.append((now, quantity))
            sku.turn(now, ours=True)
            if product_id is not None:
                self._products[product_id] = now
                self._products.move_to_end(product_id)
                _trim(self._products, self._most)

    def sold(
        self, sku_id: str, quantity: int, *, warehouse_id: str | None = None
    ) -> None:
        """
        Remember what an order took, or below 0 gave back, before the stock is read.

        Needless where the inventory webhooks are heard, which tell it themselves.
        """
        with self._lock:
            self._sku(sku_id).sold.append((warehouse_id, quantity))

    # what is seen and heard

    def saw(self, sku_id: str, levels: Mapping[str, int]) -> tuple[Verdict, ...]:
        """
        Look at stock that was read: a verdict for each warehouse where it changed.

        What is seen for the first time, and what is as it was, is no change.
        """
        now = self._clock()
        with self._lock:
            sku = self._sku(sku_id)
            found = []
            for where, quantity in levels.items():
                if where not in sku.levels:
                    sku.levels[where] = _Level(quantity)
                    continue
                seen = self._seen(sku, where, quantity, now)
                if seen is not None:
                    found.append((where, quantity, *seen))
            sku.foreign = False
            return tuple(
                Verdict(
                    author=author,
                    certainty=certainty,
                    sku_id=sku_id,
                    warehouse_id=where,
                    quantity=quantity,
                    expected=expected,
                    why=why,
                    is_contested=self._turns(sku, now) >= self._contest,
                )
                for where, quantity, author, certainty, expected, why in found
            )

    def heard(self, event: InventoryChangedByShop) -> tuple[Verdict, ...]:
        """
        Listen to webhook 68 or 71: a verdict for each thing that changed the SKU.

        One that was heard before gives none. That webhooks name no warehouse, and that
        ``total_available_quantity`` is what a write sets, is of medium confidence.
        """
        data = event.data
        if data is None or data.sku_id is None:
            return ()
        snapshot = data.quantity_snapshot_after_change
        left = snapshot.total_available_quantity if snapshot else None
        now = self._clock()
        with self._lock:
            if data.event_id is not None and not self._is_new(data.event_id):
                return ()
            sku = self._sku(data.sku_id)
            found = []
            for detail, after in stepwise(data.change_detail, left):
                key = detail.idempotency_key
                if key is not None and not self._is_new(f"{data.sku_id} {key}"):
                    continue
                at = detail.occurred_at or data.occurred_at
                when = at.timestamp() if at else now
                author, certainty, why = self._of_detail(sku, detail, after, when)
                found.append(
                    Verdict(
                        author=author,
                        certainty=certainty,
                        sku_id=data.sku_id,
                        product_id=data.product_id,
                        quantity=after,
                        expected=sku.writes[-1].total if sku.writes else None,
                        why=why,
                        is_contested=self._turns(sku, now) >= self._contest,
                    )
                )
            return tuple(found)

    def heard_product(self, event: ProductInformationChange) -> Verdict | None:
        """
        Listen to webhook 15: who changed a product, of which stock may be a part.

        Of ``OPEN_API`` it cannot be known whether that was us; it is taken for ours if
        we wrote stock of the product of late. ``None`` if it does not say who.
        """
        data = event.data
        if data is None or data.product_id is None or data.change_source is None:
            return None
        now = self._clock()
        when = data.update_time.timestamp() if data.update_time else now
        with self._lock:
            wrote = self._products.get(data.product_id)
        author, certainty = of_source(
            data.change_source,
            ours=wrote is not None and abs(when - wrote) <= self._echoes,
        )
        return Verdict(
            author=author,
            certainty=certainty,
            sku_id=None,
            product_id=data.product_id,
            why=f"the platform says {data.change_source}",
        )

    # contests

    def is_contested(self, sku_id: str) -> bool:
        """Whether we and somebody else overwrite each other: better stop and ask."""
        with self._lock:
            sku = self._skus.get(sku_id)
            return sku is not None and self._turns(sku, self._clock()) >= self._contest

    @property
    def contests(self) -> tuple[Contest, ...]:
        """The SKUs that we and somebody else write in turns."""
        now = self._clock()
        with self._lock:
            return tuple(
                Contest(
                    sku_id=sku_id,
                    turns=turns,
                    last=datetime.fromtimestamp(sku.turns[-1][0], timezone.utc),
                )
                for sku_id, sku in self._skus.items()
                if (turns := self._turns(sku, now)) >= self._contest
            )

    # how it is judged

    def _seen(
        self, sku: _Sku, where: str, quantity: int, now: float
    ) -> tuple[Author, Certainty, int, str] | None:
        """Judge what was read of one warehouse; ``None`` if nothing changed."""
        level = sku.levels[where]
        expected = level.open[-1][1] if level.open else level.known
        if quantity == expected:
            if not level.open:
                return None
            level.open.clear()
            level.known = quantity
            return Author.OURS, "likely", expected, "it is what we wrote"
        if level.open and now - level.open[-1][0] <= self._settles:
            if quantity == level.known:
                return None  # our write is not there yet
            if any(quantity == written for _, written in level.open):
                why = "it is an earlier write of ours; the later is still to come"
                return Author.OURS, "likely", expected, why
        author, certainty, why = self._changed(sku, where, quantity, expected)
        if author is Author.OTHERS:
            sku.turn(now, ours=False)
        level.open.clear()
        level.known = quantity
        return author, certainty, expected, why

    def _changed(
        self, sku: _Sku, where: str, quantity: int, expected: int
    ) -> tuple[Author, Certainty, str]:
        """Say who may have changed it, if it was not our write."""
        level = sku.levels[where]
        mine = [one for one in sku.sold if one[0] in (None, where)]
        for count, took in enumerate(accumulate(one[1] for one in mine), 1):
            if quantity == expected - took:
                for one in mine[:count]:
                    sku.sold.remove(one)
                return Author.ORDER, "likely", "orders took the difference"
        if sku.foreign:
            return Author.OTHERS, "said", "the platform told of somebody else's write"
        if level.theirs == quantity:
            level.returns += 1
            if level.returns > 1:
                why = "it is again what it was before we wrote, and not for the first time"
                return Author.OTHERS, "likely", why
        level.theirs = quantity
        if quantity > expected:
            why = "it rose, and nobody told of a cancelled order"
            return Author.OTHERS, "likely", why
        return Author.UNKNOWN, "possible", "it fell, and nobody told of an order"

    def _of_detail(
        self, sku: _Sku, detail: ChangeDetail, after: int | None, when: float
    ) -> tuple[Author, Certainty, str]:
        """Judge one thing that a webhook told."""
        word = str(detail.trigger_source or "").lower()
        delta = detail.available_quantity_delta or 0
        author = SOURCES.get(word)
        if word == "api_sync":
            for write in sku.writes:
                near = abs(when - write.at) <= self._echoes
                if near and after in (write.total, write.total + write.moved):
                    return (
                        Author.OURS,
                        "likely",
                        "an app wrote, and it is what we wrote",
                    )
            sku.foreign = True
            sku.turn(when, ours=False)
            return Author.OTHERS, "likely", "an app wrote, and it is not what we wrote"
        if author is None:
            why = f"the platform says {word or 'nothing'}, which is not known"
            return Author.UNKNOWN, "possible", why
        if author is Author.OTHERS:
            sku.foreign = True
            sku.turn(when, ours=False)
        else:
            for write in sku.writes:
                write.moved += delta
            if delta:
                sku.sold.append((None, -delta))
        return author, "said", f"the platform says {word}"

    # what is kept

    def _sku(self, sku_id: str) -> _Sku:
        sku = self._skus.setdefault(sku_id, _Sku())
        self._skus.move_to_end(sku_id)
        _trim(self._skus, self._most)
        return sku

    def _is_new(self, key: str) -> bool:
        if key in self._heard:
            return False
        self._heard[key] = None
        _trim(self._heard, self._most)
        return True

    def _turns(self, sku: _Sku, now: float) -> int:
        """Count how often what we wrote was overwritten, of late."""
        pairs = zip(sku.turns, list(sku.turns)[1:], strict=False)
        return sum(
            1
            for (_, first), (at, second) in pairs
            if first and not second and now - at <= self._within
        )


def _trim(kept: OrderedDict[str, T], most: int) -> None:
    while len(kept) > most:
        kept.popitem(last=False)
