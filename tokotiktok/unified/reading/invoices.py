"""Which order an invoice of Tokopedia's is of, which tickets and money do not say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ...errors import ApiError, NotFoundError
from ...platforms import WIB
from .order_sides import PAGE, TOO_MUCH
from .origins import Remembered

if TYPE_CHECKING:
    from ...tokopedia.client import TokopediaClient

FEW = 3
"""With so many invoices of two days, all orders of those days are listed."""
_DAY = timedelta(days=1)
_MARGIN = timedelta(hours=1)
"""By so much an order's time may differ from its invoice's day."""
_DATE = re.compile(r"INV/(\d{4})(\d\d)(\d\d)/")


class Invoices:
    """Reads which orders invoices are of, and remembers it."""

    def __init__(self, client: TokopediaClient | None) -> None:
        self._client = client
        self._ids: Remembered[str] = Remembered()

    def order_of(self, invoice: str | None) -> str | None:
        """Read the id of the order that an invoice is of."""
        client = self._client
        if client is None or not invoice:
            return None
        known = self._ids.get(invoice)
        if known is None:
            try:
                known = client.orders.get(invoice_num=invoice).order_id
            except NotFoundError:
                known = ""
            self._ids.put(invoice, known)
        return known or None

    def orders_of(self, invoices: Iterable[str]) -> dict[str, str | None]:
        """
        Read the ids of the orders that many invoices are of.

        An invoice has its day in it: where several are of one time, the orders of that
        time are listed, a hundred at once, instead of asked for one by one.
        """
        wanted = dict.fromkeys(invoices)
        client = self._client
        if client is None:
            return dict(wanted)
        together: defaultdict[int, set[str]] = defaultdict(set)
        for one in wanted:
            date = _DATE.match(one)
            if date is not None and self._ids.get(one) is None:
                together[_ordinal(date) // 2].add(one)
        found: dict[str, str] = {}
        for place, asked in together.items():
            if len(asked) >= FEW:
                found |= _listed(client, place, asked)
        for one, order_id in found.items():
            self._ids.put(one, order_id)
        return {one: found.get(one) or self.order_of(one) for one in wanted}


def _ordinal(date: re.Match[str]) -> int:
    try:
        year, month, day = map(int, date.groups())
        return datetime(year, month, day, tzinfo=WIB).toordinal()
    except ValueError:
        return 0


def _listed(client: TokopediaClient, place: int, wanted: set[str]) -> dict[str, str]:
    """List the orders of two days; those that cannot be listed are asked for alone."""
    if not place:
        return {}
    start = datetime.fromordinal(2 * place).replace(tzinfo=WIB)
    try:
        page = client.orders.list(
            from_date=start - _MARGIN, to_date=start + 2 * _DAY + _MARGIN, per_page=PAGE
        )
        return {
            one.invoice_ref_num: one.order_id
            for one in page.all()
            if one.invoice_ref_num in wanted and one.order_id
        }
    except NotFoundError:
        return {}
    except ApiError as error:
        if error.code == TOO_MUCH:
            return {}
        raise
