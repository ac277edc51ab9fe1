"""The ledger of an integration: what really became what, which no API tells."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, cast

from attrs import field, frozen

from ..platforms import Platform
from .changes import FIRST_TWIN
from .finance import Books
from .played import Played, arrival
from .tiktokshop_gate import App
from .tiktokshop_shapes import WAREHOUSE
from .tokopedia_more import balance
from .tokopedia_shapes import SELLER_ID, SHOP_ID
from .tokopedia_shapes import WAREHOUSE as OLD_WAREHOUSE
from .world import Item, Record, Sale, World, records

if TYPE_CHECKING:
    from .integration import Integration


@frozen(kw_only=True)
class Shops:
    """The shop on each platform, and what TikTok Shop calls its seller."""

    tokopedia: str
    tiktokshop: str
    seller: str


@frozen(kw_only=True)
class Twins:
    """The same thing as two products of TikTok Shop: its own, and one copied there."""

    tokopedia: str
    """The id on Tokopedia of the one that was copied."""
    copy: str
    """What that became on TikTok Shop."""
    own: str
    """The one that TikTok Shop had."""
    same_weight: bool
    """Whether they may be merged: rule 68, confidence medium."""


@frozen(kw_only=True)
class Whereabouts:
    """Where a sale is to be found."""

    origin: Platform
    tokopedia: str | None
    """Its order id there; ``None`` if Tokopedia's API does not have it."""
    tiktokshop: str | None
    """Its order id there, even if it has not arrived; ``None`` if it never does."""
    arrives_at: int | None
    """When it arrives on TikTok Shop, in seconds since 1970; ``None``: at once."""
    sale: Sale = field(repr=False)


@frozen(kw_only=True)
class Earned:
    """Money that reached a balance, or was taken back: each rupiah once."""

    api: Platform
    """Whose balance."""
    order: str | None
    """The sale's id there; ``None`` for what is of the whole shop."""
    origin: Platform
    gross: int | None
    """The goods alone, or an adjustment; ``None`` where the API tells of no fee."""
    net: int
    at: int
    """When it was settled, in seconds since 1970."""


@frozen
class Truth:
    """What became what by now. All ids are texts."""

    integration: Integration

    @property
    def shops(self) -> Shops | None:
        """Which shops are one; ``None`` while they are two."""
        if self.integration.completed_at is None:
            return None
        return Shops(
            tokopedia=str(SHOP_ID), tiktokshop=App().shop_id, seller=str(SELLER_ID)
        )

    @property
    def items(self) -> tuple[Item, ...]:
        """The products as TikTok Shop's API has them."""
        return self._told.items

    @property
    def products(self) -> dict[str, str]:
        """
        Products of Tokopedia by what they are on TikTok Shop.

        Variants are products on Tokopedia, so each of them leads to its product, too.
        """
        return {
            str(old): item.merged_into or item.tiktok_id
            for item in self._copied
            for old in dict.fromkeys(
                (item.tokopedia_id, *(sku.tokopedia_id for sku in item.skus))
            )
        }

    @property
    def skus(self) -> dict[str, str]:
        """Products and variants of Tokopedia by the SKUs that they are on TikTok Shop."""
        return {
            str(old.tokopedia_id): new.tiktok_id
            for item in self._copied
            for old, new in zip(item.skus, self._kept(item).skus, strict=True)
        }

    @property
    def not_copied(self) -> tuple[str, ...]:
        """Products of Tokopedia that are not on TikTok Shop: all, before they are copied."""
        return tuple(
            str(item.tokopedia_id)
            for item in self._told.items
            if item.old_status is not None and not (item.moved or item.merged_into)
        )

    @property
    def warehouses(self) -> dict[str, str]:
        """Warehouses of Tokopedia by those of TikTok Shop that they became."""
        there = self.integration.warehouses
        if self.integration.completed_at is None:
            return {}
        return {
            str(OLD_WAREHOUSE + number): str(WAREHOUSE + there[number - 3])
            for number in (1, 2)
        }

    @property
    def twins(self) -> tuple[Twins, ...]:
        """What is on TikTok Shop twice, since it was sold on each platform."""
        own = {item.number: item for item in self._told.items if item.moved}
        return tuple(
            Twins(
                tokopedia=str(item.tokopedia_id),
                copy=item.tiktok_id,
                own=twin.tiktok_id,
                same_weight=item.weight == twin.weight,
            )
            for item in self._copied
            if item.moved and (twin := own.get(FIRST_TWIN + item.number)) is not None
        )

    def records(self) -> Iterator[Record]:
        """Go through the records that the shop shows now, newest sale first."""
        return records(self._told.sales())

    def orders(self) -> Iterator[Whereabouts]:
        """Go through the sales, newest first, and say where each is to be found."""
        for sale in self._told.sales():
            due = arrival(self.integration, self.integration.world.sale(sale.number))
            is_new = sale.on_tiktok or due is not None
            yield Whereabouts(
                origin=sale.origin,
                tokopedia=str(sale.tokopedia_id) if sale.on_tokopedia else None,
                tiktokshop=sale.tiktok_id if is_new else None,
                arrives_at=due.at if due else None,
                sale=sale,
            )

    def money(self) -> Iterator[Earned]:
        """
        Go through what was earned up to now, without what was then taken to the bank.

        What both APIs tell of one sale is Tokopedia's here.
        """
        now = self.integration.clock()
        world = self.integration.world
        for sale in world.sales():
            if sale.on_tokopedia:
                for _, at, net in balance(world, sale):
                    if at <= now:
                        yield Earned(
                            api=Platform.TOKOPEDIA,
                            order=str(sale.tokopedia_id),
                            origin=Platform.TOKOPEDIA,
                            gross=None,
                            net=net,
                            at=at,
                        )
        for one in Books(cast("World", self._told), self.integration.clock).every():
            is_again = one.sale and one.sale.on_tokopedia and one.said == "ORDER"
            if one.is_settled(now) and not is_again:
                yield Earned(
                    api=Platform.TIKTOK_SHOP,
                    order=one.sale.tiktok_id if one.sale else None,
                    origin=one.sale.origin if one.sale else Platform(0),
                    gross=one.gross,
                    net=one.net,
                    at=one.stated_at,
                )

    @property
    def _copied(self) -> list[Item]:
        return [
            item
            for item in self._told.items
            if item.old_status is not None and (item.moved or item.merged_into)
        ]

    def _kept(self, item: Item) -> Item:
        return self.integration.world.changes.joined.get(item.number, item)

    @cached_property
    def _told(self) -> Played:
        integration = self.integration
        return Played(integration.world, Platform.TIKTOK_SHOP, integration)
