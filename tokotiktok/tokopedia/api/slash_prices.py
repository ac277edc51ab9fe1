"""Discounted prices.

Written by spec/generate.py; edit spec/tokopedia/campaign.json or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import DecimalNumber, IntId, Model, model, named
from ..._resource import BatchResult, Page, Resource
from ...wire import Operation, Paging
from ..clock import WibSeconds, WibTime

SlashPriceStatus = TypeAliasType(
    "SlashPriceStatus",
    Literal["ALL", "ACTIVE", "INACTIVE", "COMING_SOON", "REDIRECTED"],
)


@model
class SlashPriceInput(Model):
    """Slash price, in cancel."""

    slash_price_product_id: IntId
    product_id: IntId


@model
class SlashPriceWarehouseInput(Model):
    """Slash price warehouse, in update slash price input."""

    warehouse_id: IntId | None = None
    max_order: int | None = None


@model
class UpdateSlashPriceInput(Model):
    """Update slash price, in update."""

    product_id: IntId
    start_time_unix: WibSeconds
    end_time_unix: WibSeconds
    max_order: int
    discounted_price: DecimalNumber | None = None
    discount_percentage: int | None = None
    is_custom_warehouse: bool | None = None
    warehouse_id: IntId | None = None
    slash_price_warehouses: Mapping[str, SlashPriceWarehouseInput] | None = None


@model
class SlashPriceResult(Model):
    """Slash price result, in cancel."""

    total_data: int | None = None
    succeed_rows: int | None = None
    failed_rows: int | None = None
    failed_rows_data: tuple[str, ...] = ()


@model
class Price(Model):
    """Price, in slash price."""

    min: DecimalNumber | None = None
    min_formated: str | None = None
    max: DecimalNumber | None = None
    max_formated: str | None = None


@model
class Warehouse(Model):
    """Warehouse, in slash price."""

    warehouse_id: IntId | None = None
    warehouse_name: str | None = None
    warehouse_location: str | None = None
    warehouse_stock: int | None = None
    initial_quota: int | None = None
    max_order: int | None = None
    event_id: IntId | None = None


@model
class SlashPrice(Model):
    """Slash price, in list."""

    slash_price_product_id: IntId | None = None
    product_id: IntId | None = None
    name: str | None = None
    price: Price | None = None
    stock: int | None = None
    url: str | None = None
    sku: str | None = None
    discounted_price: DecimalNumber | None = None
    discounted_percentage: int | None = None
    max_order: int | None = None
    start_date: WibTime | None = None
    end_date: WibTime | None = None
    warehouses: tuple[Warehouse, ...] = ()
    slash_price_status_id: IntId | None = None


@model
class Product(Model):
    """A product, or a variant of one."""

    product_id: IntId | None = None
    product_name: str | None = None
    product_url: str | None = None
    status: int | None = None
    status_tree: int | None = None
    parent_id: IntId | None = None
    slash_price_product_id: IntId | None = None
    slash_price_child_ids: tuple[IntId, ...] = ()
    product_cover: str | None = None
    etalase: int | None = None
    original_price: DecimalNumber | None = None
    discounted_price: DecimalNumber | None = None
    discount_percentage: int | None = None
    start_time_standard: WibTime | None = None
    end_time_standard: WibTime | None = None
    start_time: str | None = None
    end_time: str | None = None
    initial_quota: int | None = None
    remaining_quota: int | None = None
    max_order: int | None = None
    slash_price_status_id: IntId | None = None
    slash_price_status_name: str | None = None
    join_flashsale: bool | None = None
    use_warehouse: bool | None = None


@model
class ShopSlashPrices(Model):
    """Shop slash prices, in list V1."""

    shop_id: IntId | None = None
    products: tuple[Product, ...] = ()


class SlashPrices(Resource):
    """Discounted prices."""

    _CANCEL = Operation(
        "cancel_slash_price",
        "POST",
        "/v1/slash-price/fs/{fs_id}/cancel",
        failures="failed_rows_data",
    )

    def cancel(
        self, *, prices: Sequence[SlashPriceInput], shop_id: str | int | None = None
    ) -> BatchResult[SlashPriceResult]:
        """End discounted prices.

        Tokopedia: cancel_slash_price.
        """
        return self._batch(
            self._CANCEL,
            SlashPriceResult,
            named(prices, "product_id"),
            query={"shop_id": shop_id},
            body=prices,
        )

    _UPDATE = Operation(
        "update_slash_price",
        "POST",
        "/v1/slash-price/fs/{fs_id}/update",
        repeatable=True,
        failures="failed_rows_data",
    )

    def update(
        self,
        *,
        prices: Sequence[UpdateSlashPriceInput],
        shop_id: str | int | None = None,
    ) -> BatchResult[SlashPriceResult]:
        """Change discounted prices.

        Tokopedia: update_slash_price.
        """
        return self._batch(
            self._UPDATE,
            SlashPriceResult,
            named(prices, "product_id"),
            query={"shop_id": shop_id},
            body=prices,
        )

    _ADD = Operation(
        "add_slash_price",
        "POST",
        "/v1/slash-price/fs/{fs_id}/add",
        failures="failed_rows_data",
    )

    def add(
        self,
        *,
        prices: Sequence[UpdateSlashPriceInput],
        shop_id: str | int | None = None,
    ) -> BatchResult[SlashPriceResult]:
        """Give products a discounted price.

        Tokopedia: add_slash_price.
        """
        return self._batch(
            self._ADD,
            SlashPriceResult,
            named(prices, "product_id"),
            query={"shop_id": shop_id},
            body=prices,
        )

    _LIST = Operation(
        "view_slash_price",
        "GET",
        "/v2/slash-price/fs/{fs_id}/view",
        repeatable=True,
        page=Paging(items="", style="number", param="page", next="", size="per_page"),
    )

    def list(
        self,
        *,
        shop_id: str | int | None = None,
        warehouse_id: str | int | None = None,
        product_id: str | int | None = None,
        status: Literal["SCHEDULED", "ONGOING", "PAUSED"] | None = None,
        page: int = 1,
        per_page: int = 20,
    ) -> Page[SlashPrice]:
        """List discounted prices.

        Tokopedia: view_slash_price.
        """
        return self._page(
            self._LIST,
            SlashPrice,
            query={
                "shop_id": shop_id,
                "warehouse_id": warehouse_id,
                "product_id": product_id,
                "page": page,
                "per_page": per_page,
                "status": status,
            },
        )

    _LIST_V1 = Operation(
        "view_slash_price_v1", "GET", "/v1/slash-price/fs/{fs_id}/view", repeatable=True
    )

    def list_v1(
        self,
        *,
        page: int,
        per_page: int,
        shop_id: str | int | None = None,
        status: SlashPriceStatus | None = None,
    ) -> ShopSlashPrices:
        """List discounted prices, by the older call.

        Of medium confidence.

        Tokopedia: view_slash_price_v1.
        """
        return self._get(
            self._LIST_V1,
            ShopSlashPrices,
            query={
                "shop_id": shop_id,
                "page": page,
                "per_page": per_page,
                "status": status,
            },
        )
