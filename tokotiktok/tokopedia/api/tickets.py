"""Complaints (resolution tickets); read only.

Written by spec/generate.py; edit spec/tokopedia/order.json or spec/names.toml instead.
"""

from __future__ import annotations

from datetime import date

from ..._model import Day, DecimalNumber, IntId, Model, day, model
from ..._resource import Page, Resource
from ...wire import Operation, Paging


@model
class ComplaintProduct(Model):
    """Complaint product, in ticket."""

    id: IntId | None = None
    name: str | None = None
    qty: int | None = None
    price: DecimalNumber | None = None
    final_price: DecimalNumber | None = None
    image: str | None = None


@model
class Ticket(Model):
    """A complaint."""

    id: IntId
    problem_type: str | None = None
    status: str | None = None
    open_date: Day | None = None
    sla_date: Day | None = None
    close_date: Day | None = None
    invoice_number: str | None = None
    solution: str | None = None
    complaint_product: tuple[ComplaintProduct, ...] = ()
    fault: str | None = None
    shipping_amt: DecimalNumber | None = None
    total_issued_funds: DecimalNumber | None = None


@model
class ShopTickets(Model):
    """Shop tickets, in list."""

    shop_id: IntId | None = None
    shop_name: str | None = None
    ticket: tuple[Ticket, ...] = ()


class Tickets(Resource):
    """Complaints (resolution tickets); read only."""

    _LIST = Operation(
        "list_resolution_tickets",
        "GET",
        "/resolution/v1/fs/{fs_id}/ticket",
        repeatable=True,
        page=Paging(items="shops", style="none"),
    )

    def list(
        self, *, from_date: date, to_date: date, shop_id: str | int | None = None
    ) -> Page[ShopTickets]:
        """List the complaints of some days.

        Tokopedia: list_resolution_tickets.
        """
        return self._page(
            self._LIST,
            ShopTickets,
            query={
                "shop_id": shop_id,
                "from_date": day(from_date),
                "to_date": day(to_date),
            },
        )
