"""Find and make brands.

Written by spec/generate.py; edit spec/tiktokshop/products.json or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ..._model import Id, Model, model, text
from ..._resource import Page, Resource
from ...wire import Operation, Paging


@model
class Brand(Model):
    """Brand, in list."""

    id: Id | None = None
    name: str | None = None
    authorized_status: Literal["UNAUTHORIEZD", "AUTHORIZED"] | None = None
    is_t1_brand: bool | None = None
    brand_status: Literal["AVAILABLE", "UNAVAILABLE"] | None = None
    is_authorized: bool | None = None


@model
class ImageInput(Model):
    """Image, in suggest."""

    uri: str | None = None


class Brands(Resource):
    """Find and make brands."""

    _LIST = Operation(
        "getBrands",
        "GET",
        "/product/202309/brands",
        repeatable=True,
        page=Paging(items="brands", total="total_count"),
    )

    def list(
        self,
        *,
        category_id: str | int | None = None,
        is_authorized: bool | None = None,
        brand_name: str | None = None,
        category_version: Literal["v2", "v1"] | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[Brand]:
        """List built-in and custom brands.

        Scope: ``seller.product.basic``.
        TikTok Shop: Get Brands, 202309.
        """
        return self._page(
            self._LIST,
            Brand,
            query={
                "category_id": category_id,
                "is_authorized": is_authorized,
                "brand_name": brand_name,
                "page_size": page_size,
                "page_token": page_token,
                "category_version": category_version,
            },
        )

    _CREATE = Operation(
        "createCustomBrands", "POST", "/product/202309/brands", shop="none"
    )

    def create(self, *, name: str) -> str | None:
        """Create a custom brand.

        Scope: ``seller.product.basic``.
        TikTok Shop: Create Custom Brands, 202309.
        """
        return self._field(self._CREATE, str, "id", body={"name": name})

    _SUGGEST = Operation(
        "suggestBrands",
        "POST",
        "/product/202609/brands/suggest",
        repeatable=True,
        page=Paging(items="brands", style="none"),
    )

    def suggest(
        self,
        *,
        product_title: str,
        category_id: str | int | None = None,
        description: str | None = None,
        images: Sequence[ImageInput] | None = None,
    ) -> Page[Brand]:
        """Suggest brands that fit a product.

        TikTok Shop: Suggest Brands, 202609.
        """
        return self._page(
            self._SUGGEST,
            Brand,
            body={
                "product_title": product_title,
                "category_id": text(category_id),
                "description": description,
                "images": images,
            },
        )
