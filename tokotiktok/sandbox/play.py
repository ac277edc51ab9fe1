"""A shop before its integration: what a play begins with."""

from __future__ import annotations

from functools import cached_property
from random import Random
from typing import Literal

from attrs import evolve, frozen

from ..platforms import Platform
from .catalogue import CATALOGUE, SOLD, Item, Sku
from .chance import Dice
from .changes import FIRST_TWIN
from .sale import HOUR
from .timeline import Bits
from .trouble import OLD, Role, of_tiktok
from .world import TODAY, World

Phase = Literal[
    "solely_tiktok_shop",
    "pending",
    "locked",
    "merged_products_unconfirmed",
    "merged",
    "mirrored",
    "rolled_back",
]
"""
How a shop stands: on TikTok Shop alone; on both, apart; being integrated; merged, its
products not confirmed; merged; mirrored onto Tokopedia; merged or mirrored no more. The
words are those of `tokotiktok.migration`.
"""

_OTHER_WEIGHT = 300
_OPEN = {"UNPAID": "AWAITING_SHIPMENT", "ON_HOLD": "AWAITING_SHIPMENT"}
"""What a sale is on Tokopedia in the words that both platforms have."""


@frozen(kw_only=True)
class Play:
    """What a play begins with: ``Sandbox(integration=Play(…))``."""

    start: Literal["pending", "solely_tiktok_shop"] = "pending"
    """A shop on each platform, to be merged; or on TikTok Shop alone, to be mirrored."""
    warehouses: Literal["mapped", "copied", "duplicated"] = "mapped"
    """
    What becomes of Tokopedia's warehouses. *mapped*: the seller says which is which.
    *duplicated*: the seller has each added as a new one. *copied*: the seller has none on
    TikTok Shop, and so neither products nor orders.
    """
    twins: bool = True
    """Whether some goods are sold on each platform as a product of its own."""


class Unmerged(World):
    """A shop that was not integrated: each sale and product is on one platform."""

    def __init__(self, play: Play, seed: int, orders: int, *, products: int) -> None:
        super().__init__(seed, orders, products=products)
        self.play = play
        self._since = self._early = orders
        self._seam = 0
        here = self.items if play.start == "pending" else _of_tiktok(self.items)
        if play.warehouses == "copied":
            here = tuple(item for item in here if item.old_status is not None)
        elif play.twins and play.start == "pending":
            here += tuple(twin(item) for item in here if _has_twin(item))
        self.items = here

    @cached_property
    def _bought_on_tokopedia(self) -> Bits:
        if self.play.start == "solely_tiktok_shop":
            return Bits(self.orders, 0)
        if self.play.warehouses == "copied":
            return Bits(self.orders, (1 << self.orders) - 1)
        return super()._bought_on_tokopedia

    def _role(self, number: int, drawn: Platform) -> Role:  # noqa: ARG002 - the play says
        old = self._bought_on_tokopedia[number]
        return OLD if old else of_tiktok(Platform.TIKTOK_SHOP)

    def _placed_at(self, number: int, chance: float) -> int:
        """Spread the sales evenly, from the shop's opening until an hour ago."""
        begin = int(self.opened_on.timestamp()) + 12 * HOUR
        step = (int(TODAY.timestamp()) - HOUR - begin) / self.orders
        return begin + int(step * (number + 0.8 * chance))

    def _status(self, placed_at: int, dice: Random | Dice, *, old: bool) -> str:
        """Choose how far a sale has got: on Tokopedia, too, some are open."""
        status = super()._status(placed_at, dice, old=False)
        if not old:
            return status
        return "COMPLETED" if status == "CANCELLED" else _OPEN.get(status, status)

    def _sold(self, origin: Platform) -> tuple[tuple[Item, Sku], ...]:
        """Give what is sold on a platform, as far as the catalogue's first go."""
        found = [item for item in self.items if sold_on(item, origin)]
        pairs = ((item, sku) for item in found[: len(CATALOGUE)] for sku in item.skus)
        return tuple(pairs) or SOLD


def sold_on(item: Item, origin: Platform) -> bool:
    """Whether a product was sold there before the integration."""
    if origin is Platform.TOKOPEDIA:
        return item.old_status is not None and item.moved
    return item.old_status is None


def twin(item: Item) -> Item:
    """
    Give the product of TikTok Shop that is the same thing as one of Tokopedia's.

    Every other pair differs in weight, which hinders merging it; that of product 2
    has another seller SKU on each side.
    """
    number = FIRST_TWIN + item.number
    suffix = "-TT" if item.number == 2 else ""
    return evolve(
        item,
        number=number,
        skus=tuple(
            evolve(
                sku,
                number=10 * number + place,
                seller_sku=f"{sku.seller_sku}{suffix}",
                price=sku.price + 1_000,
            )
            for place, sku in enumerate(item.skus)
        ),
        tiktok="ACTIVATE",
        tokopedia=None,
        old_status=None,
        weight=_OTHER_WEIGHT if item.number % 10 in (1, 5) else item.weight,
    )


def _has_twin(item: Item) -> bool:
    """Whether a product has one: three of the catalogue's, and one in five beyond."""
    if item.old_status is None:
        return False
    return item.number <= 3 or (item.number > len(CATALOGUE) and item.number % 5 == 0)


def _of_tiktok(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Give the products of a shop that never was on Tokopedia."""
    return tuple(
        evolve(item, tiktok=item.tiktok or "ACTIVATE", tokopedia=None, old_status=None)
        for item in items
        if item.moved
    )
