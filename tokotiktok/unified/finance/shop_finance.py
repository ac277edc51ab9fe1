"""The money of one merged shop: `shop.finance`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from heapq import merge
from typing import TYPE_CHECKING

from ..._model import aware
from ...platforms import Platform
from ..acting.records import single
from ..models import Order
from ..reading.alone import tiktokshop_of
from ..reading.compare import CLOSE, LATEST
from ..reading.invoices import Invoices
from ..reading.match import Overlap
from ..reading.origins import Origins
from ..reading.walk import Unread, Walk
from . import once
from .accounts import OrderAccount
from .checking import Finding, Told
from .entries import Entry, EntryKind, Payout
from .once import DRAINED, Twins
from .sides import TikTokShopMoney, TokopediaMoney, settled_at
from .totals import Total, totals

if TYPE_CHECKING:
    from ..shop import UnifiedShop


class UnifiedFinance:
    """
    The money of one merged shop, as one ledger.

    TikTok Shop's finance APIs know nothing older than 2023-07-01, and Tokopedia's bills
    never move there (rule 95): for those, join an archive.
    """

    def __init__(self, shop: UnifiedShop) -> None:
        self._shop = shop
        self._origins = Origins(shop.tiktokshop)
        self._invoices = Invoices(shop.tokopedia)

    def list(
        self,
        *,
        settled_from: datetime | None = None,
        settled_until: datetime | None = None,
    ) -> Walk[Entry]:
        """
        Iterate over all that moved the balances, newest first, each rupiah once.

        TikTok Shop's entries are the rows of its daily statements, and settled at their
        time; withdrawals are entries of their own. Tokopedia's are the movements of its
        balance, each joined to its order by the invoice in its note. Where both tell of
        the proceeds of one sale, Tokopedia's count.

        Args:
            settled_from: the first moment, inclusive.
            settled_until: the last moment, exclusive; now, if left out.

        Raises:
            ValidationError: a time has no zone.
        """
        for moment in (settled_from, settled_until):
            if moment is not None:
                aware(moment)

        def found(malformed: Unread) -> Iterator[Entry]:
            twins = self._twins(settled_from)
            entries = self._all(settled_from, settled_until, malformed)
            return twins.counted(entries)

        return Walk(found)

    def unsettled(self) -> Walk[Entry]:
        """
        Iterate over what is still to come, as TikTok Shop estimates it.

        Tokopedia's API tells of no money before it moved.
        """

        def found(malformed: Unread) -> Iterator[Entry]:
            new = self._tiktokshop(malformed)
            return self._twins(None).counted(new.unsettled() if new else ())

        return Walk(found)

    def payouts(
        self,
        *,
        created_from: datetime | None = None,
        created_until: datetime | None = None,
    ) -> Walk[Payout]:
        """
        Iterate over TikTok Shop's payments to the seller's bank, newest first.

        They are sums of statements, and so no entries.

        Raises:
            ValidationError: a time has no zone, or the shop was made without TikTok Shop.
        """
        for moment in (created_from, created_until):
            if moment is not None:
                aware(moment)
        tiktokshop_of(self._shop)

        def found(malformed: Unread) -> Iterator[Payout]:
            new = self._tiktokshop(malformed)
            return new.payouts(created_from, created_until) if new else iter(())

        return Walk(found)

    def order(self, order: Order) -> OrderAccount:
        """
        Say what one order brought, and is to bring.

        A sale that is decided to be in both APIs has the money of both, once. That takes
        some requests: TikTok Shop tells of an order's adjustments nowhere but in the
        statements since, of which those with adjustments are read.

        Args:
            order: as ``shop.orders`` gives it.

        Raises:
            ValidationError: it is an id, which does not say whose API it is of.
            TokoTikTokError: it cannot be read.
        """
        order = single(order, Order)
        twin = order.evidence.twin if order.evidence.decided else None
        is_new = order.api is Platform.TIKTOK_SHOP
        new_id = order.id if is_new else twin.id if twin else None
        old = () if is_new and twin is None else self._of_invoice(order)
        new = () if new_id is None else self._of_id(new_id, order.placed_at)
        if any(one.kind is EntryKind.ORDER for one in old):
            new = tuple(one for one in new if one.kind is not EntryKind.ORDER)
        return OrderAccount(order=order, entries=(*new, *old))

    def totals(
        self,
        *,
        settled_from: datetime | None = None,
        settled_until: datetime | None = None,
    ) -> tuple[Total, ...]:
        """
        Add up the ledger by day and origin, the newest day first.

        Raises:
            ValidationError: a time has no zone, or an entry is of another currency.
        """
        return totals(self.list(settled_from=settled_from, settled_until=settled_until))

    def reconcile(self, *, created_from: datetime | None = None) -> Walk[Finding]:
        """
        Compare payouts, statements, entries and orders; list what does not fit.

        Args:
            created_from: only of orders placed since, inclusive; all, if left out.

        Raises:
            ValidationError: a time has no zone.
        """
        if created_from is not None:
            aware(created_from)

        def found(malformed: Unread) -> Iterator[Finding]:
            told = Told(
                self._tiktokshop(malformed),
                self._tokopedia(malformed),
                self._twins(created_from),
                created_from,
            )
            return told.findings(self._shop.orders.list(created_from=created_from))

        return Walk(found)

    # the two sides

    def _all(
        self, since: datetime | None, until: datetime | None, malformed: Unread
    ) -> Iterator[Entry]:
        """Give all entries, also those that are told twice."""
        new, old = self._tiktokshop(malformed), self._tokopedia(malformed)
        sides = [
            *((new.settled(since, until), new.withdrawn(since, until)) if new else ()),
            *((old.moved(since, until),) if old else ()),
        ]
        return merge(*sides, key=settled_at, reverse=True)

    def _twins(self, since: datetime | None) -> Twins:
        """Find which sales are in both APIs, if entries since then may be of any."""
        shop = self._shop
        old = self._tokopedia([])
        overlap = Overlap(shop.integrated_at)
        if old is None or shop.tiktokshop is None:
            return Twins()
        begins, ends = overlap.begins, overlap.ends
        if begins is None or ends is None:
            return once.find(shop.orders.list(), old.paid, shop.now())
        if since is not None and since > ends + DRAINED:
            return Twins()
        orders = shop.orders.list(
            created_from=begins - CLOSE, created_until=ends + 2 * CLOSE
        )
        return once.find(orders, old.paid, shop.now())

    def _of_id(self, order_id: str, placed_at: datetime | None) -> tuple[Entry, ...]:
        new = self._tiktokshop([])
        return tuple(new.of_order(order_id, placed_at)) if new else ()

    def _of_invoice(self, order: Order) -> tuple[Entry, ...]:
        old = self._tokopedia([])
        if old is None or order.invoice is None:
            return ()
        at = order.placed_at
        since, until = (at - LATEST, at + DRAINED) if at else (None, None)
        return tuple(old.moved(since, until, order.invoice))

    def _tiktokshop(self, malformed: Unread) -> TikTokShopMoney | None:
        client = self._shop.tiktokshop
        return (
            None
            if client is None
            else TikTokShopMoney(client, self._origins, malformed)
        )

    def _tokopedia(self, malformed: Unread) -> TokopediaMoney | None:
        client = self._shop.tokopedia
        if client is None:
            return None
        return TokopediaMoney(
            client,
            self._invoices,
            malformed,
            opened_at=self._shop.tokopedia_opened_at,
            now=self._shop.now(),
        )
