"""Stock.

Written by spec/generate.py; edit spec/tokopedia or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..._model import DecimalNumber, IntId, Model, model, named
from ..._resource import BatchResult, Resource
from ...wire import Operation


@model
class StockInput(Model):
    """Stock, in update."""

    new_stock: int
    sku: str | None = None
    product_id: IntId | None = None


@model
class FailedRow(Model):
    """Failed row, in update stock result."""

    product_id: IntId | None = None
    sku: str | None = None
    product_url: str | None = None
    new_stock: int | None = None
    message: str | None = None


@model
class UpdateStockResult(Model):
    """Update stock result, in update."""

    failed_rows: int | None = None
    failed_rows_data: tuple[FailedRow, ...] = ()
    succeed_rows: int | None = None


@model
class IncrementStockInput(Model):
    """Increment stock, in increment."""

    stock_value: int
    sku: str | None = None
    product_id: IntId | None = None


@model
class SucceededRow(Model):
    """Succeeded row, in increment stock result."""

    productID: IntId | None = None
    warehouseID: IntId | None = None
    shopID: IntId | None = None
    stock: int | None = None
    price: DecimalNumber | None = None


@model
class StockResult(Model):
    """Stock result, in increment."""

    failed_rows: int | None = None
    failed_rows_data: tuple[FailedRow, ...] = ()
    succeed_rows: int | None = None
    succeed_rows_data: tuple[SucceededRow, ...] = ()
    total_data: int | None = None


@model
class SyncStockInput(Model):
    """Sync stock, in sync."""

    new_stock: int
    product_id: IntId | None = None
    sku: str | None = None
    product_url: str | None = None


class Stock(Resource):
    """Stock."""

    _UPDATE = Operation(
        "update_stock",
        "POST",
        "/inventory/v1/fs/{fs_id}/stock/update",
        repeatable=True,
        failures="failed_rows_data",
    )

    def update(
        self,
        *,
        stocks: Sequence[StockInput],
        shop_id: str | int | None = None,
        bypass_update_product_status: bool | None = None,
        warehouse_id: str | int | None = None,
    ) -> BatchResult[UpdateStockResult]:
        """Set stock.

        Tokopedia: update_stock.
        """
        return self._batch(
            self._UPDATE,
            UpdateStockResult,
            named(stocks, "product_id", "sku"),
            query={
                "shop_id": shop_id,
                "bypass_update_product_status": bypass_update_product_status,
                "warehouse_id": warehouse_id,
            },
            body=stocks,
        )

    _INCREMENT = Operation(
        "increment_stock",
        "POST",
        "/inventory/v2/fs/{fs_id}/stock/increment",
        repeatable=True,
        idempotency="query:request_id:20",
        failures="failed_rows_data",
    )

    def increment(
        self,
        *,
        stocks: Sequence[IncrementStockInput],
        shop_id: str | int | None = None,
        request_id: str | int | None = None,
        warehouse_id: str | int | None = None,
    ) -> BatchResult[StockResult]:
        """Add to stock.

        Tokopedia: increment_stock.
        """
        return self._batch(
            self._INCREMENT,
            StockResult,
            named(stocks, "product_id", "sku"),
            query={
                "shop_id": shop_id,
                "request_id": request_id,
                "warehouse_id": warehouse_id,
            },
            body=stocks,
        )

    _DECREMENT = Operation(
        "decrement_stock",
        "POST",
        "/inventory/v2/fs/{fs_id}/stock/decrement",
        repeatable=True,
        idempotency="query:request_id:20",
        failures="failed_rows_data",
    )

    def decrement(
        self,
        *,
        stocks: Sequence[IncrementStockInput],
        shop_id: str | int | None = None,
        request_id: str | int | None = None,
        warehouse_id: str | int | None = None,
    ) -> BatchResult[StockResult]:
        """Take from stock.

        Tokopedia: decrement_stock.
        """
        return self._batch(
            self._DECREMENT,
            StockResult,
            named(stocks, "product_id", "sku"),
            query={
                "shop_id": shop_id,
                "request_id": request_id,
                "warehouse_id": warehouse_id,
            },
            body=stocks,
        )

    _SYNC = Operation(
        "tc_stock_sync",
        "POST",
        "/inventory/v1/fs/{fs_id}/stock/sync",
        repeatable=True,
        idempotency="query:request_id:20",
        failures="failed_rows_data",
    )

    def sync(
        self,
        *,
        warehouse_id: str | int,
        stocks: Sequence[SyncStockInput],
        shop_id: str | int | None = None,
        request_id: str | int | None = None,
    ) -> BatchResult[UpdateStockResult]:
        """Set stock in a fulfillment warehouse (Tokocabang).

        Of medium confidence.

        Tokopedia: tc_stock_sync.
        """
        return self._batch(
            self._SYNC,
            UpdateStockResult,
            named(stocks, "product_id", "sku"),
            query={
                "shop_id": shop_id,
                "warehouse_id": warehouse_id,
                "request_id": request_id,
            },
            body=stocks,
        )
