"""Returns, refunds, cancellations and complaints of both platforms, newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta, timezone
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from ..errors import NotFoundError
from ..platforms import WIB, Platform
from . import from_tiktokshop, from_tokopedia
from .models import Return

if TYPE_CHECKING:
    from .shop import UnifiedShop

T = TypeVar("T")

PAGE = 50
BATCH = 50
"""How many orders are asked for at once to learn where they were bought."""
TICKET_WINDOW = timedelta(days=7)
"""The span of days asked for at once; the platform's limit was never published."""


class UnifiedReturns:
    """The returns of one merged shop."""

    def __init__(self, shop: UnifiedShop) -> None:
        self._shop = shop
        self._origins: dict[str, Platform] = {}

    def list(
        self,
        *,
        created_from: datetime | None = None,
        created_until: datetime | None = None,
    ) -> Iterator[Return]:
        """
        Iterate over returns, refunds, cancellations and complaints, newest first.

        TikTok Shop's returns do not say where the order was bought; that is read from
        their orders, 50 at a time, and remembered.

        Args:
            created_from: the first moment, inclusive.
            created_until: the last moment, exclusive; now, if left out.
        """
        sides = [
            self._returns(created_from, created_until),
            self._cancellations(created_from, created_until),
            self._tickets(created_from, created_until),
        ]
        return merge(*sides, key=_requested, reverse=True)

    def _returns(
        self, since: datetime | None, until: datetime | None
    ) -> Iterator[Return]:
        client = self._shop.tiktokshop
        if client is None:
            return
        page = client.returns.search(
            create_time_ge=since,
            create_time_lt=until,
            sort_field="create_time",
            sort_order="DESC",
            page_size=PAGE,
        )
        for source, origin in self._with_origin(page.all(), lambda one: one.order_id):
            yield from_tiktokshop.return_(source, origin)

    def _cancellations(
        self, since: datetime | None, until: datetime | None
    ) -> Iterator[Return]:
        client = self._shop.tiktokshop
        if client is None:
            return
        page = client.cancellations.search(
            create_time_ge=since,
            create_time_lt=until,
            sort_field="create_time",
            sort_order="DESC",
            page_size=PAGE,
        )
        for source, origin in self._with_origin(page.all(), lambda one: one.order_id):
            yield from_tiktokshop.cancellation(source, origin)

    def _tickets(
        self, since: datetime | None, until: datetime | None
    ) -> Iterator[Return]:
        client = self._shop.tokopedia
        if client is None:
            return
        first = (since or self._shop.tokopedia_opened_at).astimezone(WIB).date()
        last = (until or self._shop.now()).astimezone(WIB).date()
        while last >= first:
            start = max(first, last - TICKET_WINDOW)
            shops = client.tickets.list(from_date=start, to_date=last)
            found = [one for shop in shops.items for one in shop.ticket]
            for source in sorted(
                found, key=lambda one: str(one.open_date), reverse=True
            ):
                order_id = self._order_of(source.invoice_number)
                complaint = from_tokopedia.ticket(source, order_id)
                if _between(complaint, since, until):
                    yield complaint
            last = start - timedelta(days=1)

    def _order_of(self, invoice: str | None) -> str | None:
        client = self._shop.tokopedia
        if client is None or not invoice:
            return None
        try:
            return client.orders.get(invoice_num=invoice).order_id
        except NotFoundError:
            return None

    def _with_origin(
        self, sources: Iterator[T], order_id: Callable[[T], str | None]
    ) -> Iterator[tuple[T, Platform]]:
        """Join records to where their orders were bought, a batch at a time."""
        while batch := list(islice(sources, BATCH)):
            ids = [order_id(source) for source in batch]
            self._learn([one for one in ids if one and one not in self._origins])
            for source, one in zip(batch, ids, strict=True):
                yield source, self._origins.get(one or "", Platform(0))

    def _learn(self, ids: Sequence[str]) -> None:
        client = self._shop.tiktokshop
        if client is None or not ids:
            return
        for source in client.orders.get(ids=list(dict.fromkeys(ids))):
            order = from_tiktokshop.order(source)
            self._origins[order.id] = order.origin


_NEVER = datetime.min.replace(tzinfo=timezone.utc)


def _requested(one: Return) -> datetime:
    return one.requested_at or _NEVER


def _between(one: Return, since: datetime | None, until: datetime | None) -> bool:
    at = one.requested_at
    return at is None or not ((since and at < since) or (until and at >= until))
