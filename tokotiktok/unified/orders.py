"""Orders of both platforms in one iterator, newest first, each sale once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from heapq import merge
from typing import TYPE_CHECKING

from ..errors import ValidationError
from . import from_tiktokshop, from_tokopedia
from .match import AFTER, Overlap, once
from .models import Order

if TYPE_CHECKING:
    from .shop import UnifiedShop

PAGE = 100
"""How many orders either platform gives at most at once."""
WINDOW = timedelta(days=3) - timedelta(seconds=1)
"""The longest span that Tokopedia's list takes: under three days."""


class UnifiedOrders:
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
    ) -> Iterator[Order]:
        """
        Iterate over the shop's orders, newest first, each sale once.

        Nothing is fetched before it is needed, and nothing is kept. Without
        *created_from* the whole history is read; on the Tokopedia side that is one
        request for every three days since the shop was opened.

        Args:
            created_from: the first moment, inclusive.
            created_until: the last moment, exclusive; now, if left out.
            updated_from: as *created_from*, by the time of the last change.
            updated_until: as *created_until*, by the time of the last change.

        Raises:
            ValidationError: by time of change over a live Tokopedia API, which has no
                such filter.
        """
        for moment in (created_from, created_until, updated_from, updated_until):
            if moment is not None and moment.tzinfo is None:
                msg = f"{moment!r} has no time zone: give an aware datetime"
                raise ValidationError(msg)
        if updated_from is not None or updated_until is not None:
            if created_from is not None or created_until is not None:
                msg = "give either created_* or updated_*, not both"
                raise ValidationError(msg)
            return self._changed(updated_from, updated_until)
        sides = [
            self._tiktokshop(created_from, created_until),
            self._tokopedia(created_from, created_until),
        ]
        newest_first = merge(*sides, key=_placed, reverse=True)
        return once(newest_first, Overlap(self._shop.integrated_at))

    def _tiktokshop(
        self, since: datetime | None, until: datetime | None
    ) -> Iterator[Order]:
        client = self._shop.tiktokshop
        if client is None:
            return
        page = client.orders.search(
            create_time_ge=since,
            create_time_lt=until,
            sort_field="create_time",
            sort_order="DESC",
            page_size=PAGE,
        )
        for source in page.all():
            yield from_tiktokshop.order(source)

    def _tokopedia(
        self, since: datetime | None, until: datetime | None
    ) -> Iterator[Order]:
        client = self._shop.tokopedia
        if client is None:
            return
        integrated_at = self._shop.integrated_at
        last = until or self._shop.now()
        if integrated_at is not None:  # what came later is not there
            last = min(last, integrated_at + AFTER)
        first = since or self._shop.tokopedia_opened_at
        for start, end in windows(first, last):
            page = client.orders.list(from_date=start, to_date=end, per_page=PAGE)
            found = [from_tokopedia.order(source) for source in page.all()]
            # the platform does not say how it sorts; both ends are inclusive
            inside = [one for one in found if _within(one, start, end)]
            yield from sorted(inside, key=_placed, reverse=True)

    def _changed(
        self, since: datetime | None, until: datetime | None
    ) -> Iterator[Order]:
        if self._shop.tokopedia is not None:
            msg = (
                "the Tokopedia API cannot list orders by time of change: use created_*, "
                "or a UnifiedShop without the live Tokopedia client"
            )
            raise ValidationError(msg)
        client = self._shop.tiktokshop
        if client is None:
            return iter(())
        page = client.orders.search(
            update_time_ge=since,
            update_time_lt=until,
            sort_field="update_time",
            sort_order="DESC",
            page_size=PAGE,
        )
        return (from_tiktokshop.order(source) for source in page.all())


def windows(first: datetime, last: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Cut a span into windows that Tokopedia's list takes, newest first."""
    while last > first:
        start = max(first, last - WINDOW)
        yield start, last
        last = start


_NEVER = datetime.min.replace(tzinfo=timezone.utc)


def _placed(order: Order) -> datetime:
    return order.placed_at or _NEVER


def _within(order: Order, start: datetime, end: datetime) -> bool:
    return order.placed_at is None or start <= order.placed_at < end
