"""
Accounts, apps and shops on both platforms, and the links between them.

A key of a file is a field of these, by the same name. What is ``None`` or left out is not
known, and nothing is concluded from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Literal, get_args

from attrs import field, frozen
from typing_extensions import TypeAliasType

from .._model import Id
from ..errors import BindingError
from ..platforms import Platform
from .places import Place

Kind = TypeAliasType("Kind", Literal["account", "app", "shop"])
"""What a link joins: an account to an account, an app to an app, a shop to a shop."""

Phase = TypeAliasType(
    "Phase",
    Literal[
        "solely_tiktok_shop",
        "pending",
        "locked",
        "merged_products_unconfirmed",
        "merged",
        "mirrored",
        "rolled_back",
        "unknown",
    ],
)
"""How far a shop's integration has got."""

MERGED = frozenset({"merged", "merged_products_unconfirmed"})
"""The phases of a shop that was on Tokopedia and is one with TikTok Shop's now."""

INDONESIA = "ID"

_PLATFORMS = {
    "tokopedia": Platform.TOKOPEDIA,
    "tiktokshop": Platform.TIKTOK_SHOP,
}


def platform_of(value: Platform | str) -> Platform:
    """
    Give one platform: ``tokopedia`` or ``tiktokshop``, or as `Platform.label` prints it.

    Raises:
        BindingError: it is neither, or both.
    """
    if isinstance(value, str):
        word = re.sub(r"[\s_-]", "", value).lower()
        if word in _PLATFORMS:
            return _PLATFORMS[word]
    elif value is Platform.TOKOPEDIA or value is Platform.TIKTOK_SHOP:
        return value
    raise BindingError(f'{shown(value)} is no platform: "tokopedia" or "tiktokshop"')


def word_of(platform: Platform) -> str:
    """Write a platform as files do."""
    return next(word for word in _PLATFORMS if _PLATFORMS[word] is platform)


def id_of(value: str | int) -> str:
    """
    Give an id as text; platforms write some as numbers. Blanks around it are not of it.

    Raises:
        BindingError: it is neither, there is nothing in it, or something unseen is: copied
            along from a page it makes two ids of one that look the same.
    """
    if value.__class__ is int:
        try:
            return str(value)
        except ValueError:
            raise BindingError(f"{shown(value)} is no id") from None
    if not isinstance(value, str):
        raise BindingError(f"{shown(value)} is no id: give a text or a whole number")
    text = value.strip()
    if not text:
        raise BindingError(f"{shown(value)} is no id: it is empty")
    if not text.isprintable():
        msg = f"{shown(value)} is no id: a character of it cannot be seen"
        raise BindingError(msg)
    return text


def _maybe_id(value: str | int | None) -> str | None:
    return None if value is None else id_of(value)


def _maybe_flag(value: bool | None) -> bool | None:  # noqa: FBT001 - a converter
    if value is None or value.__class__ is bool:
        return value
    raise BindingError(f"{shown(value)} is not true or false")


def _kind(value: Kind) -> Kind:
    if value in get_args(Kind.__value__):
        return value
    raise BindingError(f'{shown(value)} is no kind of link: "account", "app" or "shop"')


def _markets(value: Iterable[str] | None) -> tuple[str, ...] | None:
    if value is None:
        return None
    given = (value,) if isinstance(value, str) else value
    codes = (one.strip().upper() for one in given)
    return tuple(INDONESIA if code == "INDONESIA" else code for code in codes)


def shown(value: object) -> str:
    """Write a value as a file does, and not more of it than one needs."""
    if value is True or value is False:
        return str(value).lower()
    try:
        text = f'"{value}"' if isinstance(value, str) else repr(value)
    except ValueError:  # Python does not write a number of 5,000 digits
        return "a number of so many digits"
    text = "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


_SHOWN = 60


@frozen(kw_only=True)
class Account:
    """A developer's account: a Partner Center account, or a Tokopedia organisation."""

    platform: Platform = field(converter=platform_of)
    id: Id = field(converter=id_of)
    email_verified: bool | None = field(default=None, converter=_maybe_flag)
    """Whether the e-mail it is registered with has been verified."""
    place: Place | None = field(default=None, eq=False, repr=False)
    """Where it was read."""


@frozen(kw_only=True)
class App:
    """An app: a TikTok Shop app key, or a Tokopedia app (``fs_id``)."""

    platform: Platform = field(converter=platform_of)
    id: Id = field(converter=id_of)
    account: Id | None = field(default=None, converter=_maybe_id)
    """Whose it is: the id of an account on the same platform."""
    online: bool | None = field(default=None, converter=_maybe_flag)
    """Whether it is published."""
    markets: tuple[str, ...] | None = field(default=None, converter=_markets)
    """Its target markets, as codes of two letters: ``("ID", "TH")``."""
    place: Place | None = field(default=None, eq=False, repr=False)
    """Where it was read."""


@frozen(kw_only=True)
class Enabler:
    """A company whose software works on the seller's shop."""

    name: str
    platform: Platform | None = None
    """The side on which it is connected; None if that is not known."""
    status: str | None = None
    """``active`` or ``inactive``, or what the platform's page says."""
    supports_api: bool | None = None
    """Whether its software speaks the API that serves integrated shops."""


@frozen(kw_only=True)
class Warehouse:
    """A place that a shop sells from or takes returns at."""

    id: Id = field(converter=id_of)
    name: str | None = None
    type: str | None = None
    """TikTok Shop: ``SALES_WAREHOUSE`` or ``RETURN_WAREHOUSE``."""
    effect_status: str | None = None
    """TikTok Shop: ``ENABLED``, ``DISABLED`` or ``RESTRICTED``."""
    mapped_to: Id | None = field(default=None, converter=_maybe_id)
    """The warehouse of the other platform that is the same place."""


@frozen(kw_only=True)
class Prerequisite:
    """
    What a shop needs before it may list products, and whether it has it.

    Source: TikTok Shop, Check Listing Prerequisites, 202312.
    """

    check_item: str
    """``SHOP_STATUS``, ``PICKUP_WAREHOUSE``, ..."""
    is_failed: bool | None = None
    fail_reasons: tuple[str, ...] = ()


@frozen(kw_only=True)
class Shop:
    """A seller's shop on one platform. A fleet file says more of it than a binding file."""

    platform: Platform = field(converter=platform_of)
    id: Id = field(converter=id_of)
    account: Id | None = field(default=None, converter=_maybe_id)
    """The developer's account that serves it, on the same platform."""
    seller_type: str | None = None
    """TikTok Shop: ``LOCAL`` or ``CROSS_BORDER``. Tokopedia: as the seller is called."""
    phase: Phase | None = None
    """How far its integration has got."""
    integrated_at: datetime | None = None
    """When the integration was completed."""
    authorised: bool | None = field(default=None, converter=_maybe_flag)
    """Whether an app of this developer's holds a TikTok Shop token for it."""
    warehouses: tuple[Warehouse, ...] = ()
    prerequisites: tuple[Prerequisite, ...] = ()
    enablers: tuple[Enabler, ...] = ()
    place: Place | None = field(default=None, eq=False, repr=False)
    """Where it was read."""


@frozen(kw_only=True)
class Link:
    """Two ends that belong together. Of an app, the TikTok Shop end is its app key."""

    kind: Kind = field(converter=_kind)
    tokopedia: Id = field(converter=id_of)
    tiktokshop: Id = field(converter=id_of)
    place: Place | None = field(default=None, eq=False, repr=False)
    """Where it was read."""


Record = Account | App | Shop
"""What a link may join."""
