"""
Where a shop stands, folded from what was heard of it.

The table of moves is all there is to it. What does not fit moves nothing, or moves and is
found odd: the platform's own pages contradict each other on what can be undone (rules 29
and 30), so nothing here is taken to be for good.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from enum import Enum
from itertools import combinations, groupby
from operator import attrgetter
from typing import Literal

from attrs import evolve, frozen

from .events import IDS, Event, EventKind


class Phase(str, Enum):
    """How far a shop is on its way from two to one."""

    SOLELY_TIKTOK_SHOP = "solely_tiktok_shop"
    """It was never on Tokopedia."""
    PENDING = "pending"
    """It is on Tokopedia and has not migrated."""
    LOCKED = "locked"
    """It is being integrated: only stock and price may change (rule 45)."""
    MERGED_PRODUCTS_UNCONFIRMED = "merged_products_unconfirmed"
    """Orders are one; products wait for the seller's confirmation (rule 48)."""
    MERGED = "merged"
    MIRRORED = "mirrored"
    """Born on TikTok Shop, with a storefront on Tokopedia (rule 31)."""
    ROLLED_BACK = "rolled_back"
    """It was merged or mirrored, and that was undone (rule 30)."""
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class Standing:
    """Where a shop stands from one event on, until the next."""

    phase: Phase = Phase.UNKNOWN
    since: datetime | None = None
    """When it came to this phase; ``None`` if nothing was heard."""
    road: Literal["merge", "mirror"] | None = None
    """By which of the two roads it came, or came and went (rule 31)."""
    merged_at: datetime | None = None
    """When it was last merged; ``None`` if it was not, or nobody says when."""
    event: Event | None = None
    """What brought it here."""


@frozen(kw_only=True)
class Finding:
    """Something heard of a shop that does not fit the rest."""

    what: Literal["contradiction", "same_moment", "ids_differ", "unclear", "too_early"]
    text: str
    rule: int
    events: tuple[Event, ...]

    def __str__(self) -> str:
        """Say it with its rule."""
        return f"{self.text} (rule {self.rule})"


_ALONE, _PENDING, _LOCKED, _WAITS, _MERGED, _MIRRORED, _BACK, _UNKNOWN = Phase
_K = EventKind

_MOVES: Mapping[EventKind, Mapping[Phase, Phase]] = {
    _K.NOT_FROM_TOKOPEDIA: {_UNKNOWN: _ALONE},
    _K.NOT_INTEGRATED: dict.fromkeys((_UNKNOWN, _ALONE), _PENDING),
    _K.LOCKED: {
        **dict.fromkeys((_UNKNOWN, _ALONE, _PENDING, _BACK), _LOCKED),
        _MERGED: _WAITS,
    },
    _K.MERGED: dict.fromkeys(set(Phase) - {_MERGED}, _WAITS),
    _K.PRODUCTS_CONFIRMED: dict.fromkeys(set(Phase) - {_MIRRORED, _BACK}, _MERGED),
    _K.PRODUCTS_OPEN: {_WAITS: _MERGED, _LOCKED: _UNKNOWN},
    _K.ON_TOKOPEDIA: {
        **dict.fromkeys((_PENDING, _LOCKED), _WAITS),
        _ALONE: _MIRRORED,
    },
    _K.MIRRORED: dict.fromkeys(set(Phase) - {_WAITS, _MERGED}, _MIRRORED),
    _K.MIRROR_CANCELLED: {_UNKNOWN: _ALONE, _MIRRORED: _BACK},
    _K.MIRROR_ROLLED_BACK: dict.fromkeys((_UNKNOWN, _ALONE, _MIRRORED), _BACK),
    _K.UNMERGED: dict.fromkeys(Phase, _BACK),
}
"""Where an event leads from a phase; left out, it leads nowhere."""

_ODD: Mapping[EventKind, tuple[int, Mapping[Phase, str]]] = {
    _K.NOT_FROM_TOKOPEDIA: (
        44,
        dict.fromkeys(
            (_WAITS, _MERGED, _MIRRORED),
            "TikTok Shop calls the seller none of Tokopedia's, though it was integrated",
        ),
    ),
    _K.NOT_INTEGRATED: (
        38,
        dict.fromkeys(
            (_WAITS, _MERGED),
            "Tokopedia's shop info did not show the migration although it had happened",
        ),
    ),
    _K.LOCKED: (
        45,
        {
            _MERGED: "product calls are refused by the lock after the merge was confirmed",
            _MIRRORED: "product calls are refused by the lock of a mirrored shop",
        },
    ),
    _K.MERGED: (31, {_MIRRORED: "a mirrored shop was merged: those are two roads"}),
    _K.PRODUCTS_CONFIRMED: (
        48,
        dict.fromkeys(
            (_UNKNOWN, _ALONE, _PENDING, _LOCKED),
            "the product merge was confirmed, but no merge was heard of",
        )
        | dict.fromkeys(
            (_MIRRORED, _BACK), "the product merge was confirmed of a shop not merged"
        ),
    ),
    _K.PRODUCTS_OPEN: (
        45,
        {_LOCKED: "the lock is over, and nothing was heard of how it ended"},
    ),
    _K.ON_TOKOPEDIA: (
        31,
        {
            _UNKNOWN: "it is integrated, but whether merged or mirrored is not known",
            _ALONE: "it is on Tokopedia, so it was mirrored; no event was heard",
            _BACK: "it is still on Tokopedia, though that was undone",
        }
        | dict.fromkeys(
            (_PENDING, _LOCKED), "it is on both, so it was merged; no event was heard"
        ),
    ),
    _K.MIRRORED: (
        31,
        dict.fromkeys(
            (_PENDING, _WAITS, _MERGED),
            "a shop that comes from Tokopedia was mirrored: those are two roads",
        ),
    ),
    _K.MIRROR_CANCELLED: (
        43,
        dict.fromkeys((_WAITS, _MERGED), "a mirroring of a merged shop was cancelled")
        | {_MIRRORED: "a mirroring was cancelled after it was done"},
    ),
    _K.MIRROR_ROLLED_BACK: (
        43,
        dict.fromkeys(
            set(Phase) - {_MIRRORED, _BACK},
            "a mirroring was rolled back that was not heard of",
        ),
    ),
    _K.UNMERGED: (
        30,
        dict.fromkeys(
            set(Phase) - {_WAITS, _MERGED, _BACK},
            "a merge was undone that was not heard of",
        ),
    ),
}
"""What is odd about an event in a phase, and the rule that says so."""

_MERGES = {_K.MERGED, _K.UNMERGED, _K.PRODUCTS_CONFIRMED}
_MIRRORS = {_K.MIRRORED, _K.MIRROR_CANCELLED, _K.MIRROR_ROLLED_BACK}
_OPPOSITES = (
    {_K.MERGED, _K.UNMERGED},
    {_K.MIRRORED, _K.MIRROR_ROLLED_BACK},
    {_K.MIRRORED, _K.MIRROR_CANCELLED},
)
_AHEAD = timedelta(minutes=5)
"""By how much two clocks may differ."""


def fold(events: Iterable[Event]) -> Iterator[Standing]:
    """Say where a shop stands after each of its *events*, in the order of happening."""
    standing = Standing()
    for event in events:
        standing = _after(standing, event)
        yield standing


def _after(old: Standing, event: Event) -> Standing:
    phase = _MOVES.get(event.kind, {}).get(old.phase, old.phase)
    merged_at = old.merged_at
    if event.kind is _K.MERGED and (
        old.phase not in (_WAITS, _MERGED) or not merged_at
    ):
        merged_at = event.happened_at if event.dated else None
    if phase is old.phase:
        return evolve(old, merged_at=merged_at)
    if phase in (_WAITS, _MERGED) or event.kind in _MERGES:
        road: Literal["merge", "mirror"] | None = "merge"
    elif phase is _MIRRORED or event.kind in _MIRRORS:
        road = "mirror"
    else:
        road = old.road
    return Standing(
        phase=phase,
        since=event.happened_at,
        road=road,
        merged_at=merged_at,
        event=event,
    )


def findings(events: Iterable[Event]) -> Iterator[Finding]:
    """Find what does not fit among the *events* of a shop, in the order of happening."""
    events = list(events)
    before = Standing()
    for event, after in zip(events, fold(events), strict=True):
        number, texts = _ODD.get(event.kind, (0, {}))
        if before.phase in texts:
            text = f"{_when(event)}: {texts[before.phase]}"
            yield Finding(
                what="contradiction",
                text=text,
                rule=number,
                events=_those(before, event),
            )
        yield from _unclear(event)
        before = after
    for _, together in groupby(events, attrgetter("happened_at")):
        for one, other in combinations(together, 2):
            if {one.kind, other.kind} in _OPPOSITES:
                text = (
                    f"{_when(one)}: {one.kind.value} and {other.kind.value} at one "
                    f"moment; {other.kind.value} is taken to have come later"
                )
                yield Finding(
                    what="same_moment", text=text, rule=30, events=(one, other)
                )
    yield from _strangers(events)


def _those(before: Standing, event: Event) -> tuple[Event, ...]:
    return (event,) if before.event is None else (before.event, event)


def _unclear(event: Event) -> Iterator[Finding]:
    if event.kind is _K.OTHER:
        text = (
            f"{_when(event)}: {event.source.value} says {event.said!r}, not known here"
        )
        yield Finding(what="unclear", text=text, rule=30, events=(event,))
    if event.happened_at > event.heard_at + _AHEAD:
        text = (
            f"{event.kind.value} was heard at {event.heard_at:%Y-%m-%d %H:%M %Z}, before "
            f"it is said to have happened, at {event.happened_at:%Y-%m-%d %H:%M %Z}"
        )
        yield Finding(what="too_early", text=text, rule=41, events=(event,))


def _strangers(events: Iterable[Event]) -> Iterator[Finding]:
    """Find events that name another shop, or another seller, than those before."""
    known: dict[str, tuple[str, Event]] = {}
    for event in events:
        for name in IDS:
            value = getattr(event, name)
            if value is None:
                continue
            first, where = known.setdefault(name, (value, event))
            if value != first:
                text = (
                    f"{_when(event)}: {name} is {value}, but {first} in what happened "
                    f"at {where.happened_at:%Y-%m-%d %H:%M %Z}: is this one shop?"
                )
                yield Finding(
                    what="ids_differ", text=text, rule=42, events=(where, event)
                )


def _when(event: Event) -> str:
    return f"{event.happened_at:%Y-%m-%d %H:%M %Z}"
