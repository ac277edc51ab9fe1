"""Each API's orders, newest first, whole and none twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from attrs import evolve

from ...errors import ApiError, NotFoundError
from .. import from_tiktokshop, from_tokopedia
from ..models import Order, OrderStatus
from .compare import CLOSE
from .match import NEVER, Overlap
from .walk import Unread, pages, rows, said_or_aside

if TYPE_CHECKING:
    from ...tiktokshop.api.orders import Order as NewOrder
    from ...tiktokshop.client import TikTokShopClient
    from ...tokopedia.api.orders import Order as OldOrder
    from ...tokopedia.archive import Archive
    from ...tokopedia.client import TokopediaClient

PAGE = 100
"""How many orders either platform gives at most at once."""
BATCH = 50
"""How many orders TikTok Shop gives in detail at most at once."""
WINDOW = timedelta(days=3) - timedelta(seconds=1)
"""The longest span that Tokopedia's list takes: under three days."""
SHORTEST = timedelta(minutes=1)
MOST = 1_000
"""How many orders of a window are kept to be sorted: with more, it is made shorter."""
TOO_MUCH = "ORD_API_009"
"""Tokopedia's own wish for a shorter window."""
_SECOND = timedelta(seconds=1)
_SHIPPED = {OrderStatus.SHIPPED, OrderStatus.DELIVERED, OrderStatus.COMPLETED}


class TikTokShopOrders:
    """What TikTok Shop's API has."""

    def __init__(self, client: TikTokShopClient, malformed: Unread) -> None:
        self._client = client
        self._malformed = malformed
        self._hopeless: set[str] = set()
        """What the details lack, too."""

    def placed(self, since: datetime | None, until: datetime | None) -> Iterator[Order]:
        """Give the orders placed in a span of time, the newest first."""
        first = self._client.orders.search(
            create_time_ge=since,
            create_time_lt=round_up(until),
            sort_field="create_time",
            sort_order="DESC",
            page_size=PAGE,
        )
        timeless = []
        for page in pages(first, self._malformed, lambda one: one.id):
            orders = list(self.said(page))
            orders.sort(key=placed_at, reverse=True)
            for order in orders:
                if order.placed_at is None:
                    timeless.append(order)
                elif within(order.placed_at, since, until):
                    yield order
        yield from timeless

    def changed(
        self, since: datetime | None, until: datetime | None
    ) -> Iterator[Order]:
        """Give the orders changed in a span of time, the last changed first."""
        first = self._client.orders.search(
            update_time_ge=since,
            update_time_lt=round_up(until),
            sort_field="update_time",
            sort_order="DESC",
            page_size=PAGE,
        )
        for page in pages(first, self._malformed, lambda one: one.id):
            for order in self.said(page):
                if within(order.updated_at, since, until):
                    yield order

    def said(self, page: Sequence[NewOrder]) -> Iterator[Order]:
        """Say orders in plain words, with the details that a list did not give."""
        for source in self._whole(page):
            order = said_or_aside(from_tiktokshop.order, source, self._malformed)
            if order is not None:
                yield order

    def _whole(self, sources: Sequence[NewOrder]) -> Sequence[NewOrder]:
        """Fetch the details of those that the list did not give whole."""
        lacking = [one.id for one in sources if self._missing(one) - self._hopeless]
        details: dict[str, NewOrder] = {}
        for start in range(0, len(lacking), BATCH):
            page = self._client.orders.get(ids=lacking[start : start + BATCH])
            self._malformed.extend(page.malformed)
            for one in page:
                details[one.id] = one
                self._hopeless |= self._missing(one)
        return [details.get(one.id, one) for one in sources] if details else sources

    def _missing(self, source: NewOrder) -> set[str]:
        return {name for name in _NEEDED if not getattr(source, name)}


_NEEDED = ("create_time", "commerce_platform", "payment", "line_items")
"""What no order can do without here. Outside Indonesia orders have no platform."""


def archived_changes(
    archive: Archive,
    since: datetime | None,
    until: datetime | None,
    malformed: Unread,
) -> Iterator[Order]:
    """Give an archive's orders changed in a span of time, the last changed first."""
    for source in archive.orders_by_change(since=since, until=until):
        say = partial(from_tokopedia.order_detail, archived=True)
        order = said_or_aside(say, source, malformed)
        if order is not None:
            yield order


class TokopediaOrders:
    """What Tokopedia's API, or an archive of it, has."""

    def __init__(
        self,
        client: TokopediaClient,
        malformed: Unread,
        *,
        overlap: Overlap,
        opened_at: Callable[[], datetime],
        archived: bool,
    ) -> None:
        self._client = client
        self._malformed = malformed
        self._overlap = overlap
        self._opened_at = opened_at
        self._archived = archived

    def placed(self, since: datetime | None, until: datetime | None) -> Iterator[Order]:
        """Give the orders placed in a span of time, the newest first."""
        last = until or self._client.now() + CLOSE
        if self._overlap.ends is not None and not self._archived:
            last = min(last, self._overlap.ends + CLOSE)  # what came later is not there
        timeless: dict[str, Order] = {}
        for orders in self._windows(since or self._opened_at(), last):
            timeless |= {one.id: one for one in orders if one.placed_at is None}
            yield from sorted(
                (one for one in orders if one.placed_at), key=placed_at, reverse=True
            )
        yield from timeless.values()

    def _windows(self, first: datetime, last: datetime) -> Iterator[list[Order]]:
        """Cut a span into windows that the list takes and memory bears, newest first."""
        size = WINDOW
        while last > first:
            start = max(first, last - size)
            orders = self._window(start, last)
            if orders is None:
                size = max((last - start) / 2, SHORTEST)
                continue
            yield orders
            last = start
            wanted = size * min(2.0, 0.6 * MOST / max(1, len(orders)))
            size = max(SHORTEST, min(WINDOW, wanted))

    def _window(self, start: datetime, end: datetime) -> list[Order] | None:
        """
        Read a window; ``None`` if it holds too much.

        The platform does not say how it sorts, so a window is read whole. Both its ends
        are inclusive there, and here only its start.
        """
        malformed: Unread = []
        found: list[Order] = []
        may_shrink = end - start > SHORTEST
        try:
            first = self._client.orders.list(
                from_date=start, to_date=end, per_page=PAGE
            )
            for source in rows(first, malformed, lambda one: one.order_id):
                order = self._whole(source, malformed)
                if order is None:
                    continue
                if order.placed_at is None or start <= order.placed_at < end:
                    found.append(order)
                if len(found) > MOST and may_shrink:
                    return None
        except ApiError as error:
            if error.code == TOO_MUCH and may_shrink:
                return None
            raise
        self._malformed.extend(malformed)
        return found

    def _whole(self, source: OldOrder, malformed: Unread) -> Order | None:
        """Fetch the details of an order that the list did not give whole."""
        say = partial(from_tokopedia.order, archived=self._archived)
        order = said_or_aside(say, source, malformed)
        if order is None:
            return None
        unnumbered = order.status in _SHIPPED and not order.shipments
        around = self._overlap.begins is not None and order in self._overlap
        lacking = [name for name in _WANTED if not getattr(order, name)]
        if not lacking and not (unnumbered and around):
            return order
        detail = self._detail(order, malformed)
        if detail is None:
            return order
        known = {name: getattr(detail, name) for name in (*lacking, "shipments")}
        return evolve(order, **known, updated_at=detail.updated_at)

    def _detail(self, order: Order, malformed: Unread) -> Order | None:
        try:
            source = self._client.orders.get(order_id=order.id)
        except NotFoundError:
            return None
        say = partial(from_tokopedia.order_detail, archived=self._archived)
        return said_or_aside(say, source, malformed)


_WANTED = ("placed_at", "total", "lines")


def round_up(moment: datetime | None) -> datetime | None:
    """Round up to whole seconds, which is all that goes out."""
    if moment is None or not moment.microsecond:
        return moment
    return moment.replace(microsecond=0) + _SECOND


def placed_at(order: Order) -> datetime:
    """Give when an order was placed, to sort by."""
    return order.placed_at or NEVER


def changed_at(order: Order) -> datetime:
    """Give when an order changed, to sort by; when it was placed, if that is all."""
    return order.updated_at or placed_at(order)


def within(
    moment: datetime | None, since: datetime | None, until: datetime | None
) -> bool:
    """Whether a time is in a span; one that nobody knows may be."""
    if moment is None:
        return True
    return not ((since and moment < since) or (until and moment >= until))
