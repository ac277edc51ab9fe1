"""
Accounts, apps and shops on both platforms, and the links between them.

A binding file is these values written down, key by key. What a file does not say is
``None``: not known, which is not the same as *no*.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from attrs import converters, field, frozen

from ..platforms import Platform
from . import words
from .words import EnablerStatus, LinkKind, PhaseWord


@frozen(kw_only=True)
class Account:
    """A developer's account: an organisation at Tokopedia, or one in Partner Center."""

    platform: Platform = field(converter=words.platform)
    id: str = field(converter=words.ident)
    """Tokopedia: the Organization ID."""
    email_verified: bool | None = field(
        default=None, converter=converters.optional(words.flag)
    )
    """Whether the account's address was verified."""
    where: str | None = field(default=None, eq=False, repr=False)
    """The file and line that said so."""


@frozen(kw_only=True)
class App:
    """A developer's app: an *fs_id* or app id at Tokopedia, an app key at TikTok Shop."""

    platform: Platform = field(converter=words.platform)
    id: str = field(converter=words.ident)
    account: str | None = field(
        default=None, converter=converters.optional(words.ident)
    )
    """Whose it is: an account on the same platform."""
    online: bool | None = field(default=None, converter=converters.optional(words.flag))
    """Whether it is published."""
    markets: tuple[str, ...] | None = field(
        default=None, converter=converters.optional(words.markets)
    )
    """The countries that it may serve, in two letters: ``ID``."""
    where: str | None = field(default=None, eq=False, repr=False)
    """The file and line that said so."""


@frozen(kw_only=True)
class Warehouse:
    """A warehouse of a shop, as far as it is known."""

    id: str = field(converter=words.ident)
    name: str | None = field(default=None, converter=converters.optional(words.text))
    type: str | None = field(default=None, converter=converters.optional(words.text))
    """As TikTok Shop says it: ``SALES_WAREHOUSE``, ``RETURN_WAREHOUSE``."""
    effect_status: str | None = field(
        default=None, converter=converters.optional(words.text)
    )
    """As TikTok Shop says it: ``ENABLED``, ``DISABLED``, ``RESTRICTED``."""
    tokopedia: str | None = field(
        default=None, converter=converters.optional(words.ident)
    )
    """Tokopedia's id of the warehouse that became this one."""


@frozen(kw_only=True)
class Prerequisite:
    """One answer of TikTok Shop's Check Listing Prerequisites, in its own words."""

    check_item: str = field(converter=words.text)
    """``SHOP_STATUS``, ``PICKUP_WAREHOUSE``, ``RETURN_WAREHOUSE`` …"""
    is_failed: bool | None = field(
        default=None, converter=converters.optional(words.flag)
    )
    fail_reasons: tuple[str, ...] = field(default=(), converter=words.texts)


@frozen(kw_only=True)
class Enabler:
    """
    An outside application that is connected to a shop.

    Told by the seller, who sees it in Seller Center: no API lists other people's apps.
    """

    name: str = field(converter=words.text)
    platform: Platform = field(converter=words.platform)
    """Where it is connected."""
    status: EnablerStatus | None = field(
        default=None, converter=converters.optional(words.enabler_status)
    )
    supports_api: bool | None = field(
        default=None, converter=converters.optional(words.flag)
    )
    """Whether it works with the API of the merged shop."""


@frozen(kw_only=True)
class Shop:
    """A shop on one platform; all but the first four is what a fleet file adds."""

    platform: Platform = field(converter=words.platform)
    id: str = field(converter=words.ident)
    account: str | None = field(
        default=None, converter=converters.optional(words.ident)
    )
    """Whose it is: an account of the same graph, on the same platform."""
    seller_type: str | None = field(
        default=None, converter=converters.optional(words.text)
    )
    """As the platform says it, such as TikTok Shop's ``LOCAL``."""
    phase: PhaseWord | None = field(
        default=None, converter=converters.optional(words.phase)
    )
    integrated_at: datetime | None = field(
        default=None, converter=converters.optional(words.time)
    )
    """When the merge was completed."""
    authorised: bool | None = field(
        default=None, converter=converters.optional(words.flag)
    )
    """Whether the seller has authorised your app on TikTok Shop."""
    warehouses: tuple[Warehouse, ...] | None = field(
        default=None, converter=converters.optional(tuple), metadata={"of": Warehouse}
    )
    prerequisites: tuple[Prerequisite, ...] | None = field(
        default=None,
        converter=converters.optional(tuple),
        metadata={"of": Prerequisite},
    )
    enablers: tuple[Enabler, ...] | None = field(
        default=None, converter=converters.optional(tuple), metadata={"of": Enabler}
    )
    where: str | None = field(default=None, eq=False, repr=False)
    """The file and line that said so."""


@frozen(kw_only=True)
class Link:
    """What is bound, or merged, on both platforms: one end on each."""

    kind: LinkKind = field(converter=words.link_kind)
    tokopedia: str = field(converter=words.ident)
    """The id of the account, app or shop on Tokopedia."""
    tiktokshop: str = field(converter=words.ident)
    """The id of the account, app or shop on TikTok Shop."""
    where: str | None = field(default=None, eq=False, repr=False)
    """The file and line that said so."""

    def __str__(self) -> str:
        """Name it in a few words."""
        return f"{self.kind} {self.tokopedia} to {self.tiktokshop}"


def _accounts(value: Iterable[Account]) -> tuple[Account, ...]:
    return tuple(value)


def _apps(value: Iterable[App]) -> tuple[App, ...]:
    return tuple(value)


def _shops(value: Iterable[Shop]) -> tuple[Shop, ...]:
    return tuple(value)


def _links(value: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(value)


@frozen(kw_only=True)
class Graph:
    """
    All that was said, as it was said: twice or against itself, too.

    What is wrong with it, `tokotiktok.binding.check` tells.
    """

    accounts: tuple[Account, ...] = field(
        default=(), converter=_accounts, metadata={"of": Account}
    )
    apps: tuple[App, ...] = field(default=(), converter=_apps, metadata={"of": App})
    shops: tuple[Shop, ...] = field(default=(), converter=_shops, metadata={"of": Shop})
    links: tuple[Link, ...] = field(default=(), converter=_links, metadata={"of": Link})
