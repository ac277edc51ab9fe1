"""
The shop's integration: a play that the box's clock plays on, or that one directs.

Each step of it is a line with a time, and what holds is the last line that has come. So
the clock may be moved as one likes, and nothing happens behind one's back.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from attrs import frozen

from ..platforms import WIB, Platform
from .catalogue import COPIED, WHY
from .play import Phase, Play
from .sale import HOUR
from .tiktokshop_gate import App as TikTokShopApp
from .tokopedia_shapes import SELLER_ID, SHOP_ID

if TYPE_CHECKING:
    from .truth import Truth
    from .world import World

__all__ = ["Event", "Integration", "Phase", "Play", "Step"]

VERIFIED_AFTER = 24 * HOUR
"""How long a shop is verified at most, before it is locked: confidence medium."""
MERGED_AFTER = 24 * HOUR
"""How long it is locked at most: a few hours to a day; confidence medium."""
_ON_NEW_SIDE: tuple[Phase, ...] = ("merged_products_unconfirmed", "merged")
_WITH_STOREFRONT: tuple[Phase, ...] = (*_ON_NEW_SIDE, "mirrored")
"""Phases in which the products of the shop have two platforms."""


@frozen(kw_only=True)
class Event:
    """What a platform tells an app that listens: a webhook's body, and when it is sent."""

    at: datetime
    platform: Platform
    payload: dict[str, Any]


@frozen
class Step:
    """A line of the play: from when on the shop is in a phase, and what brought it there."""

    at: int
    name: str
    phase: Phase | None
    """``None``: the one that it was in."""
    event: Event | None = None


class Integration:
    """How far the shop is on its way from two APIs to one."""

    def __init__(
        self, world: World, clock: Callable[[], float], play: Play | None = None
    ) -> None:
        self.world = world
        self.clock = clock
        self.play = play
        self.is_connected = True
        """Whether the Tokopedia app is connected with the shop (rule 98)."""
        self._steps: list[Step] = []
        self._listeners: list[Callable[[Event], object]] = []
        self._told = len(self.events)

    # how things stand

    @property
    def steps(self) -> list[Step]:
        """The steps that were taken by now, oldest first."""
        now = self.clock()
        return [step for step in self._steps if step.at <= now]

    @property
    def phase(self) -> Phase:
        """How the shop stands now."""
        for step in reversed(self.steps):
            if step.phase is not None:
                return step.phase
        if self.play is not None:
            return self.play.start
        return "merged" if self.clock() >= self._integrated_at else "pending"

    @property
    def completed_at(self) -> datetime | None:
        """When the shop was integrated; ``None`` if it is not."""
        if self.phase not in _ON_NEW_SIDE:
            return None
        if not self.merges:
            return self.world.integrated_at
        return datetime.fromtimestamp(self.merges[-1], WIB)

    @property
    def is_directed(self) -> bool:
        """Whether this is a play; if not, the world is as it was computed."""
        moved = any(step.phase is not None for step in self.steps)
        return self.play is not None or moved

    @property
    def is_open(self) -> bool:
        """Whether products may be created and edited, not only their stock and price."""
        return self.phase not in ("locked", "merged_products_unconfirmed")

    @property
    def has_storefront(self) -> bool:
        """Whether TikTok Shop serves a storefront on Tokopedia, too."""
        return not self.is_directed or self.phase in _WITH_STOREFRONT

    @property
    def has_tokopedia(self) -> bool:
        """Whether there is a shop that the Tokopedia app may call for."""
        return self._start == "pending" and self.is_connected

    @property
    def warehouses(self) -> range:
        """The numbers of the warehouses on TikTok Shop."""
        kind = self.play.warehouses if self.play else "mapped"
        if kind == "copied" and not self.merges:
            return range(0)
        return range(1, 5 if kind == "duplicated" and self.merges else 3)

    @property
    def merges(self) -> list[int]:
        """When the shop was merged by a step, in seconds since 1970."""
        return self._times("merge")

    @property
    def copied_at(self) -> int | None:
        """When the Tokopedia catalogue was copied by a step."""
        return max(self._times("confirm_products"), default=None)

    @property
    def listed_at(self) -> int | None:
        """Since when TikTok Shop's products are on their way to Tokopedia."""
        return max(self._times("confirm_products", "mirror"), default=None)

    @property
    def era(self) -> int:
        """
        Which authorisations count: each merge ends those from before it (rule 100), and
        so does the seller who revokes them.
        """
        return len(self._times("merge", "revoke"))

    # what happened, for whoever asks

    @property
    def events(self) -> list[Event]:
        """The webhooks' bodies so far, oldest first."""
        found = [step.event for step in self.steps if step.event is not None]
        if self.play is None and self.clock() >= self._integrated_at:
            found.insert(0, self._merge_event("merge", self._integrated_at))
        return found

    def on_event(self, listener: Callable[[Event], object]) -> None:
        """Call *listener* with each event from now on."""
        self._listeners.append(listener)

    def tell(self) -> None:
        """Tell the listeners what happened since they were told; the clock calls it."""
        events = self.events
        fresh = events[self._told :]
        self._told = max(self._told, len(events))
        for event in fresh:
            for listener in self._listeners:
                listener(event)

    @cached_property
    def truth(self) -> Truth:
        """What really became what: the ledger to prove a migration by."""
        from .truth import Truth

        return Truth(self)

    # the steps

    def begin(self) -> None:
        """
        Let the seller confirm the integration; from here on the clock plays.

        The shop is locked after 24 hours and merged after 48. Its products wait for
        `confirm_products`.
        """
        now = self._may("begin", *self._apart("pending"))
        locked = now + VERIFIED_AFTER
        self._take(Step(now, "begin", self.phase))
        self._steps.append(Step(locked, "lock", "locked"))
        self._steps.append(self._merge(locked + MERGED_AFTER))

    def lock(self) -> None:
        """Lock the shop: of its products only stock and prices may change."""
        self._take(Step(self._may("lock", *self._apart("pending")), "lock", "locked"))

    def merge(self) -> None:
        """
        Merge the shop: TikTok Shop serves its orders, its products wait.

        Tokopedia tells so. Orders of Tokopedia's buyers arrive up to 72 hours late, and
        the seller must authorise the app again.
        """
        self._take(self._merge(self._may("merge", *self._apart("pending"), "locked")))

    def confirm_products(self) -> None:
        """
        Let the seller confirm the products, which nobody else can.

        Tokopedia's, active and inactive, are on TikTok Shop at once; TikTok Shop's reach
        Tokopedia in three days ("a few days": confidence medium). Copies fail their audit
        where ``box.world.changes.audit_fails_on`` says so.
        """
        now = self._may("confirm_products", "merged_products_unconfirmed")
        if self.copied_at is None:
            self._copy()
        self._take(Step(now, "confirm_products", "merged"))

    def merge_products(self, *, keep: str, drop: str) -> None:
        """
        Let the seller merge two products of TikTok Shop that are one, by hand.

        The kept one's id and stock stay, and it is listed where either was. That the
        other's stock is not added is of low confidence.

        Args:
            keep: the id of the one that stays.
            drop: the id of the one that goes.

        Raises:
            ValueError: the shop is not *merged*, the two are none of ``truth.twins``, or
                they differ in weight.
        """
        self._may("merge_products", "merged")
        pairs = {frozenset((one.copy, one.own)): one for one in self.truth.twins}
        pair = pairs.get(frozenset((keep, drop)))
        if pair is None:
            twins = ", ".join(f"{one.copy} and {one.own}" for one in pairs.values())
            msg = f"{keep} and {drop} are no twins; there are {twins or 'none'}"
            raise ValueError(msg)
        if not pair.same_weight:
            msg = f"{keep} and {drop} differ in weight, so they cannot be merged"
            raise ValueError(msg)
        by_id = {item.tiktok_id: item for item in self.truth.items}
        kept, gone = by_id[keep], by_id[drop]
        listed = (
            (Platform.TIKTOK_SHOP, kept.tiktok, gone.tiktok),
            (Platform.TOKOPEDIA, kept.tokopedia, gone.tokopedia),
        )
        statuses = {on: theirs for on, ours, theirs in listed if theirs and not ours}
        self.world.changes.set_item(kept.number, statuses=statuses)
        self.world.changes.joined[gone.number] = kept

    def _copy(self) -> None:
        """Copy what is not as it was computed: off sale, or refused by an audit."""
        changes = self.world.changes
        failing = [one for one in Platform if one in changes.audit_fails_on]
        for item in map(changes.item, self.world.items):
            word = COPIED.get(item.old_status or 0)
            if word is None:
                continue
            is_changed = item.change is not None and item.change.old_status is not None
            statuses = dict.fromkeys(Platform if is_changed else (), word)
            statuses |= dict.fromkeys(failing, "FAILED")
            if statuses:
                failures = dict.fromkeys(failing, WHY)
                changes.set_item(item.number, statuses=statuses, failures=failures)

    def unmerge(self) -> None:
        """
        Undo the merge, which one page knows and another rules out: confidence low.

        Here Tokopedia's API serves its orders again, and its listings are no more to be
        seen on TikTok Shop; what was copied there stays.
        """
        now = self._may("unmerge", *_ON_NEW_SIDE)
        event = self._merge_event("unmerge", now)
        self._take(Step(now, "unmerge", "rolled_back", event))

    def mirror(self) -> None:
        """Give a shop that was born on TikTok Shop a storefront on Tokopedia."""
        now = self._may("mirror", *self._apart("solely_tiktok_shop"))
        event = self._mirror_event("MIRRORED", now)
        self._take(Step(now, "mirror", "mirrored", event))

    def cancel_mirror(self) -> None:
        """Let the seller think better of a storefront on Tokopedia, before there is one."""
        now = self._may("cancel_mirror", *self._apart("solely_tiktok_shop"))
        event = self._mirror_event("CANCELED", now)
        self._take(Step(now, "cancel_mirror", self.phase, event))

    def roll_back(self) -> None:
        """Take the mirrored storefront away again."""
        now = self._may("roll_back", "mirrored")
        event = self._mirror_event("ROLLED_BACK", now)
        self._take(Step(now, "roll_back", "rolled_back", event))

    def revoke(self) -> None:
        """
        Let the seller take the app's authorisation on TikTok Shop back.

        TikTok Shop tells so (type 6), with text of ours.
        """
        now = int(self.clock())
        whose = {"shop_id": TikTokShopApp().shop_id}
        data = {"message": "the seller removed the app"}
        step = Step(now, "revoke", None, _told(6, whose, now, data))
        self._steps.insert(len(self.steps), step)
        self.tell()

    def connect(self) -> None:
        """Connect the Tokopedia app with the shop."""
        self.is_connected = True

    def disconnect(self) -> None:
        """Let Tokopedia refuse the app: it is not connected with the shop."""
        self.is_connected = False

    # how a step is taken

    @property
    def _start(self) -> Phase:
        """From where the shop came: from two platforms, or from one."""
        return "pending" if self.play is None else self.play.start

    def _apart(self, start: Phase) -> tuple[Phase, ...]:
        """Give the phases in which a road begins: at first, and once it was undone."""
        return (start, "rolled_back") if start == self._start else (start,)

    def _may(self, name: str, *phases: Phase) -> int:
        """Check that a step may be taken now, and say when that is."""
        if self.phase not in phases:
            msg = (
                f"{name}() needs a shop that is {' or '.join(phases)}; "
                f"this one is {self.phase}"
            )
            if not self.is_directed:
                msg += '; a play begins with Sandbox(integration="pending")'
            raise ValueError(msg)
        return int(self.clock())

    def _take(self, step: Step) -> None:
        """Take a step now. What was still to come does not come any more."""
        self._steps = [*self.steps, step]
        self.tell()

    def _merge(self, at: int) -> Step:
        return Step(
            at, "merge", "merged_products_unconfirmed", self._merge_event("merge", at)
        )

    def _merge_event(self, status: Literal["merge", "unmerge"], at: int) -> Event:
        """Tell as Tokopedia does: ids are texts here, and numbers in the shop's info."""
        return Event(
            at=datetime.fromtimestamp(at, timezone.utc),
            platform=Platform.TOKOPEDIA,
            payload={
                "status": status,
                "tts_seller_id": str(SELLER_ID),
                "toko_shop_id": str(SHOP_ID),
                "timestamp": at,
            },
        )

    def _mirror_event(self, status: str, at: int) -> Event:
        """Tell as TikTok Shop does (type 35): no ``shop_id`` beside the data."""
        app = TikTokShopApp()
        data = {
            "tts_shop_id": app.shop_id,
            "mirror_status": status,
            "update_time": at,
        }
        return _told(35, {"seller_open_id": app.open_id}, at, data)

    def _times(self, *names: str) -> list[int]:
        return [step.at for step in self.steps if step.name in names]

    @property
    def _integrated_at(self) -> int:
        return int(self.world.integrated_at.timestamp())


def _told(kind: int, whose: dict[str, str], at: int, data: dict[str, Any]) -> Event:
    """Make an event of TikTok Shop's."""
    return Event(
        at=datetime.fromtimestamp(at, timezone.utc),
        platform=Platform.TIKTOK_SHOP,
        payload={
            "type": kind,
            "tts_notification_id": str(7_327_000_000_000_000_000 + at),
            **whose,
            "timestamp": at,
            "data": data,
        },
    )
