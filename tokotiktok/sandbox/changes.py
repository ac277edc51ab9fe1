"""
What writes did to a world, laid over what is computed.

The two APIs do not tell each other what was done to a sale that both know: that a parcel
is sent twice is what a shop must prevent itself. Products are one record for both.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field, frozen

from ..platforms import Platform
from .timeline import Computed, woven

if TYPE_CHECKING:
    from .talk import Said
    from .world import Item, Sale, World

FIRST_PLACED = 500_000_000
"""The number of the first sale that was not computed but bought."""
FIRST_MADE = 50_000_000
"""The number of the first item that was not computed but created."""
FIRST_TWIN = 40_000_000
"""The number of the twin of product 0, on TikTok Shop, before an integration."""


@frozen(kw_only=True)
class Parcel:
    """A TikTok Shop package."""

    id: str
    units: frozenset[int]
    """Which units of the sale are in it, by their places."""
    awb: str | None = None
    """Its tracking number, once it is shipped."""


@frozen(kw_only=True)
class SaleChange:
    """How a sale differs, in one API, from what was computed."""

    at: int
    awb: str | None = None
    parcels: tuple[Parcel, ...] = ()
    """How it is packed, if not in one parcel that is not shipped."""
    reason: str | None = None
    """Why it was cancelled."""
    own_courier: bool = False
    """Whether the seller, not the platform, ships it."""


@frozen(kw_only=True)
class ItemChange:
    """How a product differs from what was computed."""

    name: str | None = None
    details: Mapping[str, Any] = field(factory=dict)
    """Whatever else an edit set, in TikTok Shop's shapes."""
    statuses: Mapping[Platform, str] = field(factory=dict)
    """In TikTok Shop's words."""
    failures: Mapping[Platform, str] = field(factory=dict)
    """Where its audit failed, and why."""
    old_status: int | None = None
    prices: Mapping[int, int] = field(factory=dict)
    """Prices of SKUs, by their numbers."""
    levels: Mapping[int, Mapping[int, int]] = field(factory=dict)
    """Stock of SKUs by warehouse."""


@frozen(kw_only=True)
class Shipped:
    """A parcel that went out."""

    sale: int
    api: Platform
    package: str | None
    units: frozenset[int] | None
    """Which units were in it; ``None`` for all."""
    awb: str


@define
class Changes:
    """What writes did to one world."""

    ledger: list[Shipped] = field(factory=list)
    """Every parcel that went out, in order: the truth, which no API tells."""
    placed: list[Sale] = field(factory=list)
    made: list[Item] = field(factory=list)
    is_locked: bool = False
    """Whether the shop is being integrated: only stock and prices may change."""
    is_migrated: bool = True
    """Whether the seller came from Tokopedia, so that products have two platforms."""
    audit_fails_on: Platform = field(factory=lambda: Platform(0))
    """Where products that are created, edited or activated are refused."""
    kept_by_platform: set[int] = field(factory=set)
    """Warehouses (by number) whose stock the platform keeps: Dilayani Tokopedia."""
    asked: dict[int, str] = field(factory=dict)
    """Which sales (by number) their buyers ask to cancel, and why."""
    aftersales: dict[str, dict[str, Any]] = field(factory=dict)
    """How returns and cancellations (by id) differ, in TikTok Shop's words."""
    said: dict[tuple[Platform, int], list[Said]] = field(factory=dict)
    """What was said about sales (by number), beside what is computed."""
    read: set[tuple[Platform, int]] = field(factory=set)
    """About which sales the seller has read all."""
    closed: set[int] = field(factory=set)
    """About which sales (by number) TikTok Shop takes no messages now."""
    not_ready: dict[str, str] = field(factory=dict)
    """Which prerequisites of listing the shop does not meet, and why."""
    images: int = 0
    """How many were uploaded."""
    answers: dict[str, Any] = field(factory=dict)
    """What was answered to requests with an idempotency key."""
    lock: threading.Lock = field(factory=threading.Lock, eq=False, repr=False)
    """Held by who writes."""
    sales: dict[tuple[Platform, int], tuple[str, SaleChange]] = field(factory=dict)
    edits: dict[int, ItemChange] = field(factory=dict)
    joined: dict[int, Item] = field(factory=dict)
    """Products (by number) that the seller merged into another one."""

    # sales

    def sale(self, sale: Sale, api: Platform) -> Sale:
        """Give *sale* as *api* has it now."""
        known = self.sales.get((api, sale.number))
        return sale if known is None else evolve(sale, status=known[0], change=known[1])

    def set_sale(
        self, api: Platform, number: int, status: str, change: SaleChange
    ) -> None:
        """Let *api* have a sale as it was changed."""
        self.sales[api, number] = status, change

    def shipped_twice(self) -> list[int]:
        """List the sales of which a unit went out more than once."""
        out: dict[int, list[frozenset[int] | None]] = {}
        for one in self.ledger:
            out.setdefault(one.sale, []).append(one.units)
        return [number for number, parcels in out.items() if _overlap(parcels)]

    # products

    def item(self, item: Item) -> Item:
        """Give *item* as it is now."""
        change = self.edits.get(item.number)
        if change is None:
            return item
        return evolve(
            item,
            name=change.name or item.name,
            skus=tuple(
                evolve(sku, price=change.prices.get(sku.number, sku.price))
                for sku in item.skus
            ),
            tiktok=change.statuses.get(Platform.TIKTOK_SHOP, item.tiktok),
            tokopedia=change.statuses.get(Platform.TOKOPEDIA, item.tokopedia),
            old_status=item.old_status
            if change.old_status is None
            else change.old_status,
            change=change,
        )

    def set_item(self, number: int, **changes: Any) -> None:
        """Change a product; mappings are added to what was changed before."""
        known = self.edits.get(number, ItemChange())
        merged: dict[str, Any] = {
            name: {**getattr(known, name), **value}
            if isinstance(value, Mapping)
            else value
            for name, value in changes.items()
        }
        self.edits[number] = evolve(known, **merged)


def _overlap(parcels: list[frozenset[int] | None]) -> bool:
    """Whether two parcels hold the same unit; one without units holds all."""
    if len(parcels) < 2:
        return False
    if None in parcels:
        return True
    units = [unit for parcel in parcels for unit in parcel or ()]
    return len(units) != len(set(units))


class Told:
    """A world as one API tells of it: as computed, and as it was changed there."""

    def __init__(self, world: World, api: Platform) -> None:
        self._world = world
        self._api = api

    def __getattr__(self, name: str) -> Any:
        """Give whatever else the world has."""
        return getattr(self._world, name)

    @property
    def is_large(self) -> bool:
        """Whether it is large, and nothing happened that searches must see."""
        changes = self._world.changes
        return self._world.is_large and not (changes.placed or changes.sales)

    # products

    @property
    def items(self) -> tuple[Item, ...]:
        """The products as they are now."""
        changes = self._world.changes
        if not changes.edits:  # a new one has an edit, too
            return self._world.items
        return tuple(changes.item(one) for one in (*self._world.items, *changes.made))

    # sales

    def sale(self, number: int) -> Sale:
        """Give the sale with *number*."""
        return self._now(self._world.sale(number))

    def sales(self) -> Iterator[Sale]:
        """Go through the sales, newest first."""
        return map(self._now, self._world.sales())

    def by_tiktok_id(self, order_id: str) -> Sale | None:
        """Find the sale that TikTok Shop's API knows by this id."""
        return self._found(self._world.by_tiktok_id(order_id))

    def by_tokopedia_id(self, order_id: str) -> Sale | None:
        """Find the sale that Tokopedia's API knows by this id."""
        return self._found(self._world.by_tokopedia_id(order_id))

    def by_invoice(self, invoice: str) -> Sale | None:
        """Find the sale that Tokopedia's API knows by this invoice."""
        return self._found(self._world.by_invoice(invoice))

    @property
    def on_tiktok(self) -> Computed[Sale]:
        """What TikTok Shop's API has, oldest first."""
        return self._with(self._world.on_tiktok, self._beyond(), _created_on_tiktok)

    def _beyond(self) -> list[Sale]:
        """Give what TikTok Shop's API has that was not computed to be there."""
        return [one for one in self._world.changes.placed if one.on_tiktok]

    @property
    def on_tokopedia(self) -> Computed[Sale]:
        """What Tokopedia's API has, oldest first."""
        placed = [one for one in self._world.changes.placed if one.on_tokopedia]
        return self._with(self._world.on_tokopedia, placed, _created_on_tokopedia)

    def _with(
        self, computed: Computed[Sale], placed: list[Sale], key: Callable[[Sale], int]
    ) -> Computed[Sale]:
        every = woven(computed, sorted(placed, key=key), key) if placed else computed
        return Computed(len(every), lambda place: self._now(every[place]))

    def _now(self, sale: Sale) -> Sale:
        return self._world.changes.sale(sale, self._api)

    def _found(self, sale: Sale | None) -> Sale | None:
        return None if sale is None else self._now(sale)


def _created_on_tiktok(sale: Sale) -> int:
    return sale.created_on_tiktok


def _created_on_tokopedia(sale: Sale) -> int:
    return sale.created_on_tokopedia
