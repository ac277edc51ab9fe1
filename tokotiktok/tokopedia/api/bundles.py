"""Bundles of products.

Written by spec/generate.py; edit spec/tokopedia/bundle.json or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..._model import DecimalNumber, IntId, Model, model, number
from ..._resource import Resource
from ...wire import Operation


@model
class BundleSummaryLine(Model):
    """Bundle summary line, in bundle summary."""

    bundle_id: IntId | None = None
    product_id: IntId | None = None
    name: str | None = None
    pic_url: str | None = None
    product_url: str | None = None
    status: int | None = None
    quantity: int | None = None
    child_ids: tuple[IntId, ...] = ()
    discount_percentage: int | None = None
    min_order: int | None = None


@model
class BundleSummary(Model):
    """Bundle summary, in list bundle result."""

    group_id: IntId | None = None
    bundle_id: IntId | None = None
    name: str | None = None
    type: int | None = None
    status: int | None = None
    shop_id: IntId | None = None
    start_time_unix: int | None = None
    stop_time_unix: int | None = None
    bundle_list_item: tuple[BundleSummaryLine, ...] = ()
    sold: int | None = None
    total_bundle_group: int | None = None


@model
class ListBundleResult(Model):
    """List bundle result, in list."""

    bundle_list_info: tuple[BundleSummary, ...] = ()
    is_last_page: bool | None = None
    last_group_id: IntId | None = None


@model
class Picture(Model):
    """Picture, in option."""

    file_name: str | None = None
    file_path: str | None = None
    url: str | None = None
    url100: str | None = None
    url200: str | None = None


@model
class Option(Model):
    """Option, in selection."""

    product_variant_option_id: IntId | None = None
    unit_value_id: IntId | None = None
    value: str | None = None
    hex: str | None = None
    picture: Picture | None = None


@model
class Selection(Model):
    """Selection, in bundle line."""

    product_variant_id: IntId | None = None
    variant_id: IntId | None = None
    variant_unit_id: IntId | None = None
    position: int | None = None
    option: tuple[Option, ...] = ()
    name: str | None = None
    identifier: str | None = None


@model
class Child(Model):
    """Child, in bundle line."""

    product_id: IntId | None = None
    name: str | None = None
    pic_url: str | None = None
    min_order: int | None = None
    bundle_price: DecimalNumber | None = None
    original_price: DecimalNumber | None = None
    stock: int | None = None
    option_id: tuple[IntId, ...] = ()
    is_buyable: bool | None = None


@model
class BundleLine(Model):
    """Bundle line, in bundle."""

    product_id: IntId | None = None
    name: str | None = None
    pic_url: str | None = None
    status: int | None = None
    selection: tuple[Selection, ...] = ()
    child: tuple[Child, ...] = ()
    bundle_price: DecimalNumber | None = None
    original_price: DecimalNumber | None = None
    stock: int | None = None
    min_order: int | None = None
    product_status: str | None = None


@model
class Preorder(Model):
    """Preorder, in bundle."""

    status: str | None = None
    status_num: int | None = None
    process_type: str | None = None
    process_type_num: int | None = None
    start_time: str | None = None
    end_time: str | None = None
    order_limit: int | None = None
    max_order: int | None = None
    process_day: int | None = None
    process_time: int | None = None


@model
class Bundle(Model):
    """Bundle, in get bundle."""

    bundle_id: IntId | None = None
    group_id: IntId | None = None
    name: str | None = None
    type: int | None = None
    status: int | None = None
    shop_id: IntId | None = None
    start_time_unix: int | None = None
    stop_time_unix: int | None = None
    bundle_item: tuple[BundleLine, ...] = ()
    warehouse_id: IntId | None = None
    quota: int | None = None
    original_quota: int | None = None
    max_order: int | None = None
    preorder: Preorder | None = None


@model
class GetBundle(Model):
    """Get bundle, in get."""

    bundle_info: tuple[Bundle, ...] = ()
    error: Mapping[str, Any] | None = None


@model
class ChildrenInput(Model):
    """Children, in bundle item input."""

    variant_id: IntId
    variant_price: DecimalNumber


@model
class BundleItemInput(Model):
    """Bundle item, in bundle input."""

    product_id: IntId
    status: int
    bundle_price: DecimalNumber
    min_order: int | None = None
    children: tuple[ChildrenInput, ...] = ()


@model
class BundleInput(Model):
    """Bundle, in create."""

    bundle_name: str
    bundle_type: int
    bundle_status: int
    start_time_unix: int
    warehouse_id: tuple[IntId, ...]
    bundle_items: tuple[BundleItemInput, ...]
    max_order: int | None = None
    stop_time_unix: int | None = None
    original_quota: int | None = None


class Bundles(Resource):
    """Bundles of products."""

    _LIST = Operation(
        "list_bundles", "GET", "/v1/products/bundle/fs/{fs_id}/list", repeatable=True
    )

    def list(
        self,
        *,
        type: int,
        shop_id: str | int | None = None,
        status: int | None = None,
        last_group_id: str | int | None = None,
    ) -> ListBundleResult:
        """List bundles.

        Tokopedia: list_bundles.
        """
        return self._get(
            self._LIST,
            ListBundleResult,
            query={
                "shop_id": shop_id,
                "type": type,
                "status": status,
                "last_group_id": last_group_id,
            },
        )

    _GET = Operation(
        "get_bundle_info", "GET", "/v1/products/bundle/fs/{fs_id}/info", repeatable=True
    )

    def get(
        self,
        *,
        shop_id: str | int | None = None,
        bundle_id: str | int | None = None,
        product_id: str | int | None = None,
    ) -> GetBundle:
        """Read bundles.

        Tokopedia: get_bundle_info.
        """
        return self._get(
            self._GET,
            GetBundle,
            query={
                "shop_id": shop_id,
                "bundle_id": bundle_id,
                "product_id": product_id,
            },
        )

    _CANCEL = Operation("cancel_bundle", "PATCH", "/v1/products/bundle/fs/{fs_id}/edit")

    def cancel(
        self, *, bundle_id: str | int, shop_id: str | int | None = None
    ) -> int | None:
        """End a bundle.

        Tokopedia: cancel_bundle.
        """
        return self._field(
            self._CANCEL,
            int,
            "bundle_id",
            query={"shop_id": shop_id},
            body={"bundle_id": number(bundle_id)},
        )

    _CREATE = Operation(
        "create_bundle", "POST", "/v1/products/bundle/fs/{fs_id}/create"
    )

    def create(
        self, *, bundle: BundleInput, shop_id: str | int | None = None
    ) -> tuple[int, ...] | None:
        """Make bundles.

        Tokopedia: create_bundle.
        """
        return self._field(
            self._CREATE,
            tuple[int, ...],
            "bundle_ids",
            query={"shop_id": shop_id},
            body={"bundle": bundle},
        )
