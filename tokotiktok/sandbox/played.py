"""A world as one API tells of it at this point of its integration."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve, frozen

from ..platforms import Platform
from .changes import Told
from .sale import HOUR
from .world import Item, Sale, World

if TYPE_CHECKING:
    from .integration import Integration

BEFORE, AFTER = 24 * HOUR, 72 * HOUR
"""How long before a merge the first sale was placed that is in both APIs, and how long
after it sales of Tokopedia's buyers arrive late: rules 32 and 88, confidence medium."""
LISTED_AFTER = 72 * HOUR
"""How long TikTok Shop's products take to Tokopedia: "a few days", confidence medium."""
_LATE = (0, 71, 30, 6)
"""How many hours late sales arrive, in turn. What is 30 hours late bears the time at
which it arrived; the others bear the time at which they were placed, and changed."""
_ANEW = 2
_BOUGHT = 600
"""A sale bought at the moment of the merge was placed some minutes before."""


@frozen
class Arrival:
    """When TikTok Shop's API first shows a sale, and what time its record bears."""

    at: int
    is_anew: bool
    """Whether the record bears the time of its arrival."""


def arrival(integration: Integration, sale: Sale) -> Arrival | None:
    """Say how a merge brings a sale to TikTok Shop; ``None`` if it is not due to one."""
    if sale.origin is not Platform.TOKOPEDIA or sale.on_tiktok == sale.on_tokopedia:
        return None
    for merged_at in integration.merges:
        after = sale.placed_at - merged_at
        if sale.on_tiktok and -_BOUGHT <= after < AFTER:
            return _arrival(sale.placed_at, sale.number)
        if sale.on_tokopedia and -BEFORE <= after < 0 and sale.number % 2 == 0:
            return _arrival(merged_at, sale.number // 2)
    return None


def _arrival(since: int, place: int) -> Arrival:
    turn = place % len(_LATE)
    return Arrival(since + _LATE[turn] * HOUR, turn == _ANEW)


class Played(Told):
    """A world as it is told by one API now: what a merge did to it laid over it."""

    def __init__(self, world: World, api: Platform, integration: Integration) -> None:
        super().__init__(world, api)
        self.integration = integration
        self._staged: dict[_Stage, tuple[Item, ...]] = {}

    @property
    def is_large(self) -> bool:
        """Whether it is large, and nothing happened that searches must see."""
        return super().is_large and not self.integration.merges

    # products

    @property
    def items(self) -> tuple[Item, ...]:
        """The products as they are now."""
        if not self.integration.is_directed:
            return super().items
        changes = self._world.changes
        every = (*self._stage(), *changes.made)
        return tuple(self._joined(changes.item(one)) for one in every)

    def _joined(self, item: Item) -> Item:
        """Give a product; one that was merged into another is no more."""
        kept = self._world.changes.joined.get(item.number)
        if kept is None:
            return item
        return evolve(item, moved=False, merged_into=kept.tiktok_id)

    def _stage(self) -> tuple[Item, ...]:
        """Give the products as the integration has left them, without what writes did."""
        play = self.integration
        listed_at = play.listed_at
        stage = _Stage(
            copied=play.play is None or play.copied_at is not None,
            storefront=play.has_storefront,
            listed=listed_at is not None and play.clock() >= listed_at + LISTED_AFTER,
        )
        if stage not in self._staged:
            shift = 2 if play.play and play.play.warehouses == "duplicated" else 0
            self._staged[stage] = tuple(
                _staged(item, stage, shift=shift) for item in self._world.items
            )
        return self._staged[stage]

    # sales

    def by_tiktok_id(self, order_id: str) -> Sale | None:
        """Find the sale that TikTok Shop's API knows by this id."""
        sale = self._found(self._world.called_on_tiktok(order_id))
        return sale if sale and sale.on_tiktok else None

    def _beyond(self) -> list[Sale]:
        world = self._world
        candidates = list(world.changes.placed)
        for merged_at in self.integration.merges:
            candidates += world.on_tokopedia.between(
                merged_at - BEFORE, merged_at, _placed_at
            )
        known = {sale.number: self._now(sale) for sale in candidates}
        return [sale for sale in known.values() if sale.on_tiktok]

    def _now(self, sale: Sale) -> Sale:
        """Give a sale as it was changed; in TikTok Shop's API once it has arrived."""
        sale = super()._now(sale)
        if self._api is Platform.TOKOPEDIA:
            return sale
        due = arrival(self.integration, sale)
        if due is None:
            return sale
        return evolve(
            sale,
            on_tiktok=due.at <= self.integration.clock(),
            taken_over_at=due.at if due.is_anew else sale.taken_over_at,
        )


def _placed_at(sale: Sale) -> int:
    return sale.placed_at


class _Stage(NamedTuple):
    """What the integration has done to the products."""

    copied: bool
    storefront: bool
    listed: bool


def _staged(item: Item, stage: _Stage, *, shift: int) -> Item:
    """Give a product as it is at a stage: copied or not, and where it is listed."""
    if item.old_status is not None:
        item = evolve(item, moved=item.moved and stage.copied, shift=shift)
    elif stage.listed and item.tokopedia is None:
        item = evolve(item, tokopedia="ACTIVATE")
    return item if stage.storefront else evolve(item, tokopedia=None)
