"""One record, by its id."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from ...errors import NotFoundError, ValidationError
from ...platforms import Platform

if TYPE_CHECKING:
    from ...tiktokshop.client import TikTokShopClient
    from ...tokopedia.client import TokopediaClient
    from ..shop import UnifiedShop

T = TypeVar("T")


def tiktokshop_of(shop: UnifiedShop) -> TikTokShopClient:
    """
    Give the client of TikTok Shop.

    Raises:
        ValidationError: the shop was made without.
    """
    if shop.tiktokshop is None:
        msg = "this UnifiedShop was made without TikTok Shop: give tiktokshop="
        raise ValidationError(msg)
    return shop.tiktokshop


def tokopedia_of(shop: UnifiedShop) -> TokopediaClient:
    """
    Give the client of Tokopedia's API, or the archive.

    Raises:
        ValidationError: the shop was made without.
    """
    if shop.tokopedia is None:
        msg = "this UnifiedShop was made without the Tokopedia API: give tokopedia="
        raise ValidationError(msg)
    return shop.tokopedia


def first(found: Iterable[T], what: str, api: Platform) -> T:
    """
    Give the first of what was found.

    Raises:
        NotFoundError: nothing was.
    """
    for one in found:
        return one
    raise NotFoundError(f"{api.label} has no {what}", platform=api)


def side(api: object) -> Platform:
    """
    Give the platform whose id is meant.

    Raises:
        ValidationError: it is not one of the two.
    """
    if api is Platform.TIKTOK_SHOP or api is Platform.TOKOPEDIA:
        return api
    msg = f"api={api!r}: say whose id it is, Platform.TIKTOK_SHOP or Platform.TOKOPEDIA"
    raise ValidationError(msg)
