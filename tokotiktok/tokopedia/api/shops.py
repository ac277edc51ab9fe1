"""Read and open or close shops.

Written by spec/generate.py; edit spec/tokopedia/shop.json or spec/names.toml instead.
"""

from __future__ import annotations

from typing import Literal

from ..._model import Day, IntId, Model, UnixSeconds, model, number
from ..._resource import Page, Resource
from ...wire import Operation, Paging


@model
class NullableInt(Model):
    """Nullable int, in warehouse."""

    Int64: int | None = None
    Valid: bool | None = None


@model
class Warehouse(Model):
    """Warehouse, in shop."""

    warehouse_id: IntId | None = None
    partner_id: NullableInt | None = None
    shop_id: NullableInt | None = None
    warehouse_name: str | None = None
    district_id: IntId | None = None
    district_name: str | None = None
    city_id: IntId | None = None
    city_name: str | None = None
    province_id: IntId | None = None
    province_name: str | None = None
    status: int | None = None
    postal_code: str | None = None
    is_default: int | None = None
    latlon: str | None = None
    latitude: str | None = None
    longitude: str | None = None
    email: str | None = None
    address_detail: str | None = None
    phone: str | None = None
    wh_type: str | None = None
    country_name: str | None = None


@model
class TtsIntegrationCompleted(Model):
    """Tts integration completed, in shop."""

    toko_shop_id: IntId | None = None
    tts_seller_id: IntId | None = None
    completed_time: UnixSeconds | None = None


@model
class Shop(Model):
    """Shop, in info."""

    shop_id: IntId
    user_id: IntId | None = None
    shop_name: str | None = None
    logo: str | None = None
    shop_url: str | None = None
    is_open: int | None = None
    status: int | None = None
    date_shop_created: Day | None = None
    domain: str | None = None
    admin_id: tuple[IntId, ...] = ()
    reason: str | None = None
    district_id: IntId | None = None
    province_name: str | None = None
    warehouses: tuple[Warehouse, ...] = ()
    subscribe_tokocabang: bool | None = None
    is_mitra: bool | None = None
    tts_integration_completed: TtsIntegrationCompleted | None = None
    """Present only once the shop has migrated (confidence medium)."""
    tts_shop_id: IntId | None = None
    """Seen in one example only (confidence low)."""


class Shops(Resource):
    """Read and open or close shops."""

    _UPDATE_STATUS = Operation(
        "update_shop_status",
        "POST",
        "/v2/shop/fs/{fs_id}/shop-status",
        repeatable=True,
        shop="body",
    )

    def update_status(
        self,
        *,
        action: Literal["open", "close"],
        shop_id: str | int | None = None,
        start_date: str | None = None,
        end_date: str | None = None,
        close_note: str | None = None,
        close_now: bool | None = None,
    ) -> str:
        """Open or close a shop.

        Tokopedia: update_shop_status.
        """
        return self._get(
            self._UPDATE_STATUS,
            str,
            body={
                "shop_id": number(shop_id),
                "action": action,
                "start_date": start_date,
                "end_date": end_date,
                "close_note": close_note,
                "close_now": close_now,
            },
        )

    _INFO = Operation(
        "get_shop_info",
        "GET",
        "/v1/shop/fs/{fs_id}/shop-info",
        repeatable=True,
        page=Paging(items="", style="number", param="page", next="", size="per_page"),
    )

    def info(
        self, *, shop_id: str | int | None = None, page: int = 1, per_page: int = 50
    ) -> Page[Shop]:
        """Read shops: status, warehouses and whether they were integrated.

        Tokopedia: get_shop_info.
        """
        return self._page(
            self._INFO,
            Shop,
            query={"shop_id": shop_id, "page": page, "per_page": per_page},
        )
