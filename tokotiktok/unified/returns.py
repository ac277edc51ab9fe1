"""Returns, refunds, cancellations and complaints of both platforms, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from heapq import merge
from typing import TYPE_CHECKING

from .._model import aware
from ..platforms import WIB, Platform
from . import from_tiktokshop, from_tokopedia
from .acting.return_actions import ReturnActions
from .models import Return
from .reading.alone import first, tiktokshop_of
from .reading.invoices import Invoices
from .reading.match import NEVER
from .reading.order_sides import round_up, within
from .reading.origins import Origins
from .reading.walk import Unread, Walk, rows, said_or_aside
from .words import UNKNOWN

if TYPE_CHECKING:
    from ..tokopedia.api.tickets import Ticket
    from .shop import UnifiedShop

PAGE = 50
TICKET_DAYS = timedelta(days=6)
"""From the first to the last day asked for at once: a week; no limit was published."""


class UnifiedReturns(ReturnActions):
    """The returns of one merged shop."""

    def __init__(self, shop: UnifiedShop) -> None:
        self._shop = shop
        self._origins = Origins(shop.tiktokshop)
        self._invoices = Invoices(shop.tokopedia)

    def list(
        self,
        *,
        created_from: datetime | None = None,
        created_until: datetime | None = None,
    ) -> Walk[Return]:
        """
        Iterate over returns, refunds, cancellations and complaints, newest first.

        TikTok Shop's returns do not say where the order was bought; that is read from
        their orders, 50 at a time, and remembered. Tokopedia's tickets name an invoice;
        the order's id is read by it, one at a time, and remembered.

        Args:
            created_from: the first moment, inclusive.
            created_until: the last moment, exclusive; now, if left out.

        Raises:
            ValidationError: a time has no zone.
        """
        for moment in (created_from, created_until):
            if moment is not None:
                aware(moment)

        def found(malformed: Unread) -> Iterator[Return]:
            sides = [
                side(created_from, created_until, malformed)
                for side in (self._returns, self._cancellations, self._tickets)
            ]
            return merge(*sides, key=_requested, reverse=True)

        return Walk(found)

    def get(self, return_id: str) -> Return:
        """
        Read one return or refund of TikTok Shop.

        Args:
            return_id: its id; cancellations have ids of their own, and are not found.

        Raises:
            NotFoundError: there is no such return.
            ValidationError: the shop was made without TikTok Shop.
            TokoTikTokError: it cannot be read.
        """
        page = tiktokshop_of(self._shop).returns.search(return_ids=[return_id])
        source = first(page, f"return {return_id}", Platform.TIKTOK_SHOP)
        order_id = source.order_id
        origins = self._origins.of([order_id] if order_id else [])
        origin = origins.get(order_id or "", UNKNOWN)
        return from_tiktokshop.return_(source, origin)

    def _returns(
        self,
        since: datetime | None,
        until: datetime | None,
        malformed: Unread,
    ) -> Iterator[Return]:
        client = self._shop.tiktokshop
        if client is None:
            return
        first = client.returns.search(
            create_time_ge=since,
            create_time_lt=round_up(until),
            sort_field="create_time",
            sort_order="DESC",
            page_size=PAGE,
        )
        sources = rows(first, malformed, lambda one: one.return_id)
        for source, origin in self._origins.joined(sources, lambda one: one.order_id):
            say = partial(from_tiktokshop.return_, origin=origin)
            found = said_or_aside(say, source, malformed)
            if found is not None and within(found.requested_at, since, until):
                yield found

    def _cancellations(
        self,
        since: datetime | None,
        until: datetime | None,
        malformed: Unread,
    ) -> Iterator[Return]:
        client = self._shop.tiktokshop
        if client is None:
            return
        first = client.cancellations.search(
            create_time_ge=since,
            create_time_lt=round_up(until),
            sort_field="create_time",
            sort_order="DESC",
            page_size=PAGE,
        )
        sources = rows(first, malformed, lambda one: one.cancel_id)
        for source, origin in self._origins.joined(sources, lambda one: one.order_id):
            say = partial(from_tiktokshop.cancellation, origin=origin)
            found = said_or_aside(say, source, malformed)
            if found is not None and within(found.requested_at, since, until):
                yield found

    def _tickets(
        self,
        since: datetime | None,
        until: datetime | None,
        malformed: Unread,
    ) -> Iterator[Return]:
        client = self._shop.tokopedia
        if client is None:
            return
        first = (since or self._shop.tokopedia_opened_at).astimezone(WIB).date()
        last = (until or self._shop.now()).astimezone(WIB).date()
        given: set[str] = set()  # by which of its days a ticket is listed, nobody says
        while last >= first:
            start = max(first, last - TICKET_DAYS)
            shops = client.tickets.list(from_date=start, to_date=last)
            malformed.extend(shops.malformed)
            tickets = {one.id: one for shop in shops for one in shop.ticket}
            said = (
                self._ticket(source, malformed)
                for name, source in tickets.items()
                if name not in given
            )
            found = [one for one in said if one is not None]
            given |= tickets.keys()
            found.sort(key=_requested, reverse=True)
            yield from (one for one in found if within(one.requested_at, since, until))
            last = start - timedelta(days=1)

    def _ticket(self, source: Ticket, malformed: Unread) -> Return | None:
        say = partial(
            from_tokopedia.ticket,
            order_id=self._invoices.order_of(source.invoice_number),
            archived=self._shop.archive is not None,
        )
        return said_or_aside(say, source, malformed)


def _requested(one: Return) -> datetime:
    return one.requested_at or NEVER
