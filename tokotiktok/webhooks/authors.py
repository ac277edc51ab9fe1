"""Whose a change of stock is: the platform's word, and what this app knows of its own."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import evolve

from .._threads import Lock
from ..tiktokshop.api.events import InventoryChangedByShop
from ..unified.events import Author, ShopEvent, StockChanged

if TYPE_CHECKING:
    from ..migration.echo import EchoGuard

_REMEMBERED = 10_000


class StockAuthors:
    """
    Says of what a webhook tells of a SKU who did it, by an `EchoGuard`.

    A guard judges each thing once. The verdict is kept, so that an event whose handlers
    failed is handed over again with the same author.
    """

    def __init__(self, guard: EchoGuard | None) -> None:
        """Begin; without a guard, what the platform says stands."""
        self._guard = guard
        self._lock = Lock()
        self._known: OrderedDict[str, Author] = OrderedDict()

    def judged(self, happened: tuple[ShopEvent, ...]) -> Iterable[ShopEvent]:
        """Give what one webhook tells, each change of stock with its author."""
        source = happened[0].source
        if self._guard is None or not isinstance(source, InventoryChangedByShop):
            return happened
        data = source.data
        if data is None:
            return happened
        whole = data.quantity_snapshot_after_change
        found: list[ShopEvent] = []
        with self._lock:
            for one, detail in zip(happened, data.change_detail, strict=False):
                if not isinstance(one, StockChanged):
                    break
                by = self._known.get(one.identity)
                if by is None:
                    alone = evolve(
                        data,
                        event_id=None,
                        change_detail=(detail,),
                        quantity_snapshot_after_change=whole
                        and evolve(whole, total_available_quantity=one.quantity),
                    )
                    heard = self._guard.heard(evolve(source, data=alone))
                    by = heard[0].author if heard else one.by
                    self._keep(one.identity, by)
                found.append(evolve(one, by=by))
        return found or happened

    def _keep(self, identity: str, by: Author) -> None:
        self._known[identity] = by
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
