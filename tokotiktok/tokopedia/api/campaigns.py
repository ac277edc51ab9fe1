"""Campaigns that products are in.

Written by spec/generate.py; edit spec/tokopedia/campaign.json or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..._model import IntId, Model, model
from ..._resource import Resource
from ...wire import Operation
from ..clock import WibText


@model
class AdditionalCart(Model):
    """Additional cart, in campaign."""

    timer_detail: Mapping[str, Any] | None = None


@model
class Campaign(Model):
    """Campaign, in product product."""

    campaignID: IntId | None = None
    slash_price_product_id: IntId | None = None
    discount_percentage: int | None = None
    discounted_price: str | None = None
    original_price: str | None = None
    custom_stock: int | None = None
    campaign_status: int | None = None
    start_date: WibText | None = None
    end_date: WibText | None = None
    campaign_type_name: str | None = None
    campaign_short_name: str | None = None
    max_order: int | None = None
    discounted_price_fmt: str | None = None
    original_price_fmt: str | None = None
    original_stock: int | None = None
    min_order: int | None = None
    additional_cart_info: AdditionalCart | None = None
    stock_wording: Mapping[str, Any] | None = None


@model
class ProductProduct(Model):
    """Product product, in product."""

    ID: IntId | None = None
    price: str | None = None
    shop: Mapping[str, Any] | None = None
    max_order: int | None = None
    price_unfmt: str | None = None
    min_order: int | None = None
    campaign: Campaign | None = None


@model
class Product(Model):
    """A product, or a variant of one."""

    products: tuple[ProductProduct, ...] = ()
    total_product: int | None = None


class Campaigns(Resource):
    """Campaigns that products are in."""

    _LIST_PRODUCTS = Operation(
        "view_campaign_products", "GET", "/v1/campaign/fs/{fs_id}/view", repeatable=True
    )

    def list_products(
        self, *, product_id: str | int, shop_id: str | int | None = None
    ) -> Product:
        """List the campaigns that products are in.

        Tokopedia: view_campaign_products.
        """
        return self._get(
            self._LIST_PRODUCTS,
            Product,
            query={"shop_id": shop_id, "product_id": product_id},
        )
