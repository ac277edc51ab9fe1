"""Showcases (etalase).

Written by spec/generate.py; edit spec/tokopedia/shop.json or spec/names.toml instead.
"""

from __future__ import annotations

from typing import Literal

from ..._model import IntId, Model, model, number
from ..._resource import Resource
from ...wire import Operation


@model
class CreateShowcaseResult(Model):
    """Create showcase result, in create."""

    message: str | None = None
    created_id: IntId | None = None


@model
class Showcase(Model):
    """Showcase, in list showcase result."""

    id: IntId | None = None
    name: str | None = None
    alias: str | None = None
    uri: str | None = None
    product_count: int | None = None
    is_highlighted: bool | None = None
    badge: str | None = None
    ace_default_sort: int | None = None


@model
class ShowcaseGroup(Model):
    """Showcase group, in list showcase result."""

    id: IntId | None = None
    name: str | None = None
    alias: str | None = None
    uri: str | None = None
    product_count: int | None = None
    is_highlighted: bool | None = None
    badge: str | None = None
    ace_default_sort: int | None = None


@model
class ListShowcaseResult(Model):
    """List showcase result, in list."""

    showcase: tuple[Showcase, ...] = ()
    showcase_group: tuple[ShowcaseGroup, ...] = ()
    use_ace: bool | None = None
    showcase_without_ace: tuple[int, ...] = ()
    prev_link: str | None = None
    next_link: str | None = None


@model
class Shop(Model):
    """Shop, in etalase."""

    id: IntId | None = None
    name: str | None = None
    uri: str | None = None
    location: str | None = None


@model
class EtalaseEtalase(Model):
    """Etalase etalase, in etalase."""

    etalase_id: IntId | None = None
    etalase_name: str | None = None
    url: str | None = None


@model
class Etalase(Model):
    """Etalase, in list etalase."""

    shop: Shop | None = None
    etalase: tuple[EtalaseEtalase, ...] = ()


class Showcases(Resource):
    """Showcases (etalase)."""

    _DELETE = Operation("delete_showcase", "POST", "/v1/showcase/fs/{fs_id}/delete")

    def delete(self, *, id: str | int, shop_id: str | int | None = None) -> str | None:
        """Delete a showcase.

        Tokopedia: delete_showcase.
        """
        return self._field(
            self._DELETE,
            str,
            "message",
            query={"shop_id": shop_id},
            body={"id": number(id)},
        )

    _UPDATE = Operation(
        "update_showcase", "PATCH", "/v1/showcase/fs/{fs_id}/update", repeatable=True
    )

    def update(
        self, *, id: str | int, name: str, shop_id: str | int | None = None
    ) -> str | None:
        """Rename a showcase.

        Tokopedia: update_showcase.
        """
        return self._field(
            self._UPDATE,
            str,
            "message",
            query={"shop_id": shop_id},
            body={"id": number(id), "name": name},
        )

    _CREATE = Operation("create_showcase", "POST", "/v1/showcase/fs/{fs_id}/create")

    def create(
        self, *, name: str, shop_id: str | int | None = None
    ) -> CreateShowcaseResult:
        """Make a showcase.

        Tokopedia: create_showcase.
        """
        return self._get(
            self._CREATE,
            CreateShowcaseResult,
            query={"shop_id": shop_id},
            body={"name": name},
        )

    _LIST = Operation(
        "list_showcases", "GET", "/v1/showcase/fs/{fs_id}/get", repeatable=True
    )

    def list(
        self,
        *,
        shop_id: str | int | None = None,
        page_count: int | None = None,
        hide_zero: bool | None = None,
        display: Literal["showcase", "group", "all"] | None = None,
        page: int | None = None,
    ) -> ListShowcaseResult:
        """List showcases (etalase).

        Tokopedia: list_showcases.
        """
        return self._get(
            self._LIST,
            ListShowcaseResult,
            query={
                "shop_id": shop_id,
                "page": page,
                "page_count": page_count,
                "hide_zero": hide_zero,
                "display": display,
            },
        )

    _LIST_ETALASE = Operation(
        "list_etalase",
        "GET",
        "/inventory/v1/fs/{fs_id}/product/etalase",
        repeatable=True,
    )

    def list_etalase(self, *, shop_id: str | int | None = None) -> Etalase:
        """List showcases, by the older call.

        Tokopedia: list_etalase.
        """
        return self._get(self._LIST_ETALASE, Etalase, query={"shop_id": shop_id})
