"""The money of one merged shop: `shop.finance`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from heapq import merge
from itertools import chain
from typing import TYPE_CHECKING

from ..._model import aware, is_a
from ...errors import ValidationError
from ...platforms import Platform
from ..acting.records import single
from ..models import Order
from ..reading.alone import tiktokshop_of
from ..reading.compare import CLOSE, LATEST
from ..reading.invoices import Invoices
from ..reading.match import Overlap
from ..reading.origins import Origins
from ..reading.walk import Unread, Walk, add_unread, passed_on
from . import once
from .accounts import OrderAccount, by_order, ids_of, may_be_of
from .checking import Told
from .entries import Entry, EntryKind, Payout
from .findings import Finding
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

    Where both APIs paid for one sale, Tokopedia's account of it counts; that this is
    right is of low confidence, so `counting` chooses otherwise.
    """

    def __init__(
        self, shop: UnifiedShop, *, counts: Platform = Platform.TOKOPEDIA
    ) -> None:
        self._shop = shop
        self._counts = counts
        self._origins = Origins(shop.tiktokshop)
        self._invoices = Invoices(shop.tokopedia)

    def counting(self, api: Platform) -> UnifiedFinance:
        """
        Give this ledger with another choice of what counts if both APIs paid for a sale.

        Bank statements of the days around the integration tell which one is right. Where
        TikTok Shop's account counts, each such sale takes a request more.

        Args:
            api: `Platform.TOKOPEDIA`, as without this; `Platform.TIKTOK_SHOP`, and
                Tokopedia's movements for the invoice do not count where TikTok Shop has
                settled proceeds of the sale; or both, joined by ``|``: all that is told.

        Raises:
            ValidationError: it is no platform.
        """
        if not is_a(api, Platform) or not api:
            msg = (
                f"api={api!r}: say which account counts, Platform.TOKOPEDIA, "
                "Platform.TIKTOK_SHOP, or both joined by |"
            )
            raise ValidationError(msg)
        return UnifiedFinance(self._shop, counts=api)

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
        the proceeds of one sale, Tokopedia's count: confidence low, see `counting`.

        Args:
            settled_from: the first moment, inclusive.
            settled_until: the last moment, exclusive; now, if left out.

        Raises:
            ValidationError: a time has no zone.
        """
        _aware(settled_from, settled_until)
        return Walk(lambda bad: self._ledger(settled_from, settled_until, bad))

    def unsettled(self) -> Walk[Entry]:
        """
        Iterate over what is still to come, as TikTok Shop estimates it.

        Tokopedia's API tells of no money before it moved.
        """
        return Walk(self._coming)

    def payouts(
        self,
        *,
        created_from: datetime | None = None,
        created_until: datetime | None = None,
    ) -> Walk[Payout]:
        """
        Iterate over TikTok Shop's payments to the seller, newest first.

        They are sums of statements, and so no entries.

        Raises:
            ValidationError: a time has no zone, or the shop was made without TikTok Shop.
        """
        _aware(created_from, created_until)
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
        statements since, of which those with adjustments are read. For many orders
        `accounts` takes far fewer. Tokopedia's balance is read for 90 days.

        Args:
            order: as ``shop.orders`` gives it.

        Raises:
            ValidationError: it is an id, which does not say whose API it is of.
            TokoTikTokError: it cannot be read.
        """
        order = single(order, Order)
        malformed: Unread = []
        new_id, invoice = ids_of(order)
        old = self._of_invoice(order, invoice, malformed)
        new = self._of_id(order, new_id, malformed)
        twins = self._no_twins([])  # what it reads was read above
        if new_id and invoice and any(one.kind is EntryKind.ORDER for one in old):
            twins.pay(new_id, invoice)
        return OrderAccount(
            order=order,
            entries=tuple(twins.counted((*new, *old))),
            malformed=tuple(one for one in malformed if may_be_of(one.raw, order)),
        )

    def accounts(
        self,
        *,
        created_from: datetime | None = None,
        created_until: datetime | None = None,
    ) -> Walk[OrderAccount]:
        """
        Iterate over the accounts of many orders, newest first.

        What was settled since *created_from* is read once, and kept in memory until the
        last order: cut a large shop's history into months. What cannot be read may be of
        any order, so it is in the iterator's ``malformed``.

        Args:
            created_from: the first moment at which an order was placed, inclusive.
            created_until: the last moment, exclusive; now, if left out.

        Raises:
            ValidationError: a time has no zone.
        """
        _aware(created_from, created_until)

        def found(malformed: Unread) -> Iterator[OrderAccount]:
            since = created_from and created_from - LATEST
            unread: Unread = []
            twins, new = self._twins(since, unread), self._tiktokshop(malformed)
            told = (self._all(since, None, malformed), new.unsettled() if new else ())
            of = by_order(twins.counted(chain.from_iterable(told)))
            add_unread(unread, malformed)
            orders = self._shop.orders.list(
                created_from=created_from, created_until=created_until
            )
            for order in passed_on(orders, malformed):
                yield OrderAccount(order=order, entries=of(order))

        return Walk(found)

    def totals(
        self,
        *,
        settled_from: datetime | None = None,
        settled_until: datetime | None = None,
    ) -> Walk[Total]:
        """
        Add up the ledger by day, origin and currency, the newest day first.

        All of it is read before the first comes. What could not be read is in no total,
        and in the iterator's ``malformed``.

        Raises:
            ValidationError: a time has no zone.
        """
        _aware(settled_from, settled_until)
        return Walk(
            lambda bad: iter(totals(self._ledger(settled_from, settled_until, bad)))
        )

    def reconcile(self, *, created_from: datetime | None = None) -> Walk[Finding]:
        """
        Compare payouts, withdrawals, statements, entries and orders; list what does not fit.

        What left the balance is compared with what settled into it over the whole
        history, so not if *created_from* cuts that.

        Args:
            created_from: only of orders placed since, inclusive; all, if left out.

        Raises:
            ValidationError: a time has no zone.
        """
        _aware(created_from)

        def found(malformed: Unread) -> Iterator[Finding]:
            unread: Unread = []
            told = Told(
                self._tiktokshop(malformed),
                self._tokopedia(malformed),
                self._twins(created_from, unread),
                created_from,
            )
            orders = self._shop.orders.list(created_from=created_from)
            yield from told.findings(passed_on(orders, malformed))
            add_unread(unread, malformed)

        return Walk(found)

    # the two sides

    def _ledger(
        self, since: datetime | None, until: datetime | None, malformed: Unread
    ) -> Iterator[Entry]:
        unread: Unread = []
        twins = self._twins(since, unread)
        yield from twins.counted(self._all(since, until, malformed))
        add_unread(unread, malformed)

    def _coming(self, malformed: Unread) -> Iterator[Entry]:
        new = self._tiktokshop(malformed)
        if new is not None:
            unread: Unread = []
            yield from self._twins(None, unread).counted(new.unsettled())
            add_unread(unread, malformed)

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

    def _no_twins(self, malformed: Unread) -> Twins:
        return Twins(self._counts, self._tiktokshop(malformed))

    def _twins(self, since: datetime | None, malformed: Unread) -> Twins:
        """Find which sales are in both APIs, if entries since then may be of any."""
        shop = self._shop
        old = self._tokopedia(malformed)
        overlap = Overlap(shop.integrated_at)
        twins = self._no_twins(malformed)
        if old is None or shop.tiktokshop is None:
            return twins
        begins, ends = overlap.begins, overlap.ends
        if begins is None or ends is None:
            orders = shop.orders.list()
        elif since is not None and since > ends + DRAINED:
            return twins
        else:
            orders = shop.orders.list(
                created_from=begins - CLOSE, created_until=ends + 2 * CLOSE
            )
        found = passed_on(orders, malformed)
        return once.find(twins, found, old.paid, shop.now())

    def _of_id(
        self, order: Order, new_id: str | None, malformed: Unread
    ) -> tuple[Entry, ...]:
        new = self._tiktokshop(malformed)
        if new is None or new_id is None:
            return ()
        return tuple(new.of_order(new_id, order.placed_at))

    def _of_invoice(
        self, order: Order, invoice: str | None, malformed: Unread
    ) -> tuple[Entry, ...]:
        old = self._tokopedia(malformed)
        if old is None or invoice is None:
            return ()
        at = order.placed_at
        since, until = (at - LATEST, at + DRAINED) if at else (None, None)
        return tuple(old.moved(since, until, invoice))

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


def _aware(*moments: datetime | None) -> None:
    for moment in moments:
        if moment is not None:
            aware(moment)
