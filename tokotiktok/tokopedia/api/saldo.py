"""The shop's balance.

Written by spec/generate.py; edit spec/tokopedia/finance.json or spec/names.toml instead.
"""

from __future__ import annotations

from datetime import date

from ..._model import IntId, Model, day, model
from ..._resource import Page, Resource
from ...wire import Operation, Paging
from ..clock import WibText


@model
class SaldoHistory(Model):
    """Saldo history, in list."""

    deposit_id: IntId | None = None
    type_description: str | None = None
    type: int | None = None
    class_: str | None = None
    amount: int | None = None
    note: str | None = None
    create_time: WibText | None = None
    withdrawal_date: WibText | None = None
    withdrawal_status: int | None = None
    saldo: int | None = None
    image: str | None = None


class Saldo(Resource):
    """The shop's balance."""

    _LIST = Operation(
        "get_saldo_history",
        "GET",
        "/v1/fs/{fs_id}/shop/{shop_id}/saldo-history",
        repeatable=True,
        shop="path",
        page=Paging(
            items="saldo_history",
            style="number",
            param="page",
            next="have_next_page",
            size="per_page",
        ),
    )

    def list(
        self,
        *,
        from_date: date,
        to_date: date,
        shop_id: str | int | None = None,
        export: int | None = None,
        page: int = 1,
        per_page: int = 50,
    ) -> Page[SaldoHistory]:
        """List movements of the balance (saldo) of up to 31 days.

        Tokopedia: get_saldo_history.
        """
        return self._page(
            self._LIST,
            SaldoHistory,
            path={"shop_id": shop_id},
            query={
                "from_date": day(from_date),
                "to_date": day(to_date),
                "page": page,
                "per_page": per_page,
                "export": export,
            },
        )

    _EXPORT = Operation(
        "export_saldo_request",
        "GET",
        "/v2/fs/{fs_id}/shop/{shop_id}/saldo-history",
        repeatable=True,
        shop="path",
    )

    def export(
        self,
        *,
        from_date: date,
        to_date: date,
        shop_id: str | int | None = None,
        saldo_type: int | None = None,
    ) -> str | None:
        """Ask for an export of the balance.

        Of medium confidence.

        Tokopedia: export_saldo_request.
        """
        return self._field(
            self._EXPORT,
            str,
            "request_key",
            path={"shop_id": shop_id},
            query={
                "from_date": day(from_date),
                "to_date": day(to_date),
                "saldo_type": saldo_type,
            },
        )
