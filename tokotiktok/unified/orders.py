"""Orders of both platforms in one iterator, newest first, each sale once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from heapq import merge
from typing import TYPE_CHECKING, Any

from attrs import evolve

from .._model import aware
from ..errors import ValidationError
from ..platforms import Platform
from . import from_tiktokshop, from_tokopedia
from .acting.order_actions import OrderActions
from .models import Order
from .reading.alone import first, side, tiktokshop_of, tokopedia_of
from .reading.match import Overlap, once
from .reading.order_sides import (
    TikTokShopOrders,
    TokopediaOrders,
    archived_changes,
    changed_at,
    within,
)
from .reading.walk import Unread, Walk

if TYPE_CHECKING:
    from .shop import UnifiedShop

_Key = tuple[Platform, str]


class UnifiedOrders(OrderActions):
    """The orders of one merged shop."""

    def __init__(self, shop: UnifiedShop) -> None:
        self._shop = shop

    def list(
        self,
        *,
        created_from: datetime | None = None,
        created_until: datetime | None = None,
        updated_from: datetime | None = None,
        updated_until: datetime | None = None,
    ) -> Walk[Order]:
        """
        Iterate over the shop's orders, newest first, each sale once.

        Nothing is fetched before it is needed, and nothing is kept but what may be a
        record of the same sale as one still to come. Without *created_from* the whole
        history is read; on the Tokopedia side that is one request for every three days
        since the shop was opened, or more where it sold much.

        A sale in both APIs belongs to the span that its shown record is in. So spans
        that touch have every sale once, wherever its other record lies; a span that
        meets the days around the integration reads all of those.

        Args:
            created_from: the first moment, inclusive.
            created_until: the last moment, exclusive; now, if left out.
            updated_from: as *created_from*, by the time of the last change.
            updated_until: as *created_until*, by the time of the last change.

        Raises:
            ValidationError: by time of change over a live Tokopedia API, which has no
                such filter; or a span that cannot be meant.
        """
        for moment in (created_from, created_until, updated_from, updated_until):
            if moment is not None:
                aware(moment)
        if updated_from is None and updated_until is None:
            return Walk(lambda bad: self._placed(created_from, created_until, bad))
        if created_from is not None or created_until is not None:
            msg = "give either created_* or updated_*, not both"
            raise ValidationError(msg)
        if self._shop.tokopedia is not None and self._shop.archive is None:
            msg = (
                "the Tokopedia API cannot list orders by time of change: use created_*, "
                "or a UnifiedShop without the live Tokopedia client or with an archive"
            )
            raise ValidationError(msg, platform=Platform.TOKOPEDIA)
        return Walk(lambda bad: self._changed(updated_from, updated_until, bad))

    def get(self, order_id: str, *, api: Platform) -> Order:
        """
        Read one order.

        It is as its API has it: whether the other API has the same sale is not looked for.

        Args:
            order_id: its id.
            api: whose id that is.

        Raises:
            NotFoundError: there is no such order.
            ValidationError: the shop was made without a client of that API.
            TokoTikTokError: it cannot be read.
        """
        if side(api) is Platform.TIKTOK_SHOP:
            found = tiktokshop_of(self._shop).orders.get(ids=[order_id])
            return from_tiktokshop.order(first(found, f"order {order_id}", api))
        old = tokopedia_of(self._shop)
        return from_tokopedia.order_detail(
            old.orders.get(order_id=order_id), archived=old.archived
        )

    def _placed(
        self,
        since: datetime | None,
        until: datetime | None,
        malformed: Unread,
    ) -> Iterator[Order]:
        new, old = self._tiktokshop(malformed), self._tokopedia(malformed)
        if new is None or old is None:
            side = new or old
            return side.placed(since, until) if side else iter(())
        return self._merged(new, old, since, until)

    def _merged(
        self,
        new: TikTokShopOrders,
        old: TokopediaOrders,
        since: datetime | None,
        until: datetime | None,
    ) -> Iterator[Order]:
        overlap = Overlap(self._shop.integrated_at)
        read = overlap.widened(since, until)
        for order in once(new.placed(*read), old.placed(*read), overlap):
            at = order.placed_at
            if at is not None and since is not None and at < since:
                return
            if within(at, since, until):
                yield order

    def _changed(
        self, since: datetime | None, until: datetime | None, malformed: Unread
    ) -> Iterator[Order]:
        new, archive = self._tiktokshop(malformed), self._shop.archive
        sides = [] if new is None else [new.changed(since, until)]
        known: dict[_Key, dict[str, Any]] = {}
        hidden: set[_Key] = set()
        if archive is not None:
            sides.append(archived_changes(archive, since, until, malformed))
            known, hidden = self._decisions()
        for order in merge(*sides, key=changed_at, reverse=True):
            key = order.api, order.id
            if key not in hidden:
                yield evolve(order, **known[key]) if key in known else order

    def _decisions(self) -> tuple[dict[_Key, dict[str, Any]], set[_Key]]:
        """Compare what may be twice; give what was found, and which are not shown."""
        overlap = Overlap(self._shop.integrated_at)
        known: dict[_Key, dict[str, Any]] = {}
        hidden: set[_Key] = set()
        for order in self._placed(overlap.begins, overlap.ends, []):
            found = order.evidence
            if found.twin is not None:
                known[order.api, order.id] = {
                    "origin": order.origin,
                    "invoice": order.invoice,
                    "evidence": found,
                }
                if found.decided:
                    hidden.add((found.twin.api, found.twin.id))
        return known, hidden

    def _tiktokshop(self, malformed: Unread) -> TikTokShopOrders | None:
        client = self._shop.tiktokshop
        return None if client is None else TikTokShopOrders(client, malformed)

    def _tokopedia(self, malformed: Unread) -> TokopediaOrders | None:
        client = self._shop.tokopedia
        if client is None:
            return None
        return TokopediaOrders(
            client,
            malformed,
            overlap=Overlap(self._shop.integrated_at),
            opened_at=lambda: self._shop.tokopedia_opened_at,
            archived=self._shop.archive is not None,
        )
