"""
Which outside apps a shop is connected to, on each side, and what to do about an old one.

No API lists the apps of a shop: a program sees its own, and that somebody writes. The
rest a person reads in the two Seller Centers and tells, so it is marked as told.

Sources: Tokopedia & Shop Seller University, Integration Guide for Sellers Using
Third-Party Enablers, 2025-03-21; Tokopedia Open Platform, Seller API FAQ, 2023-10
(rules 28, 97, 98, 103). The questions that show whether an app is up to date are ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from attrs import frozen

from ..errors import (
    ApiError,
    ReauthorizationRequired,
    SunsetError,
    ValidationError,
)
from ..platforms import Platform

if TYPE_CHECKING:
    from ..tiktokshop.client import TikTokShopClient
    from ..tokopedia.client import TokopediaClient

NOT_CONNECTED = "RBAC_MDLW_001"
"""What Tokopedia answered if a shop was not connected to the app (rule 98)."""

Status = Literal["active", "inactive", "unknown"]
Language = Literal["en", "id"]

_PLATFORMS = {
    "tokopedia": Platform.TOKOPEDIA,
    "tiktokshop": Platform.TIKTOK_SHOP,
    "shop": Platform.TIKTOK_SHOP,  # its half of the name that sellers read
}
_FIELDS = ("name", "platform", "status", "supports_api")


class Known(str, Enum):
    """How something is known."""

    SEEN = "seen"
    """An API showed it."""
    TOLD = "told"
    """A person said so, by what a Seller Center shows."""


@frozen(kw_only=True)
class Enabler:
    """One outside app, on one side of a shop."""

    name: str
    platform: Platform
    status: Status = "unknown"
    """Whether it is connected."""
    supports_api: bool | None = None
    """Whether it works by the API of the merged shop; ``None`` if nobody knows."""
    known: Known = Known.TOLD

    @property
    def ready(self) -> bool | None:
        """Whether the shop can integrate with it; ``None`` if that is not known."""
        return True if self.status == "inactive" else self.supports_api


@frozen(kw_only=True)
class Advice:
    """A way out, or a question, for a seller."""

    name: str
    rules: tuple[int, ...]
    en: str
    id: str

    def text(self, language: Language = "en") -> str:
        """
        Say it to a seller.

        Raises:
            ValidationError: there is no such language.
        """
        if language not in ("en", "id"):
            raise ValidationError(f"language={language!r} is none of en, id")
        return self.en if language == "en" else self.id


@frozen(kw_only=True)
class Oddity:
    """Something about a shop's apps that does not fit, or needs an eye."""

    name: Literal["several_on_tokopedia", "one_side_only", "several_writers", "twice"]
    enablers: tuple[Enabler, ...]
    rule: int
    text: str


@frozen
class Enablers:
    """The outside apps of one shop, on both sides."""

    all: tuple[Enabler, ...] = ()

    def on(self, platform: Platform) -> tuple[Enabler, ...]:
        """List those on one side that are not inactive."""
        return tuple(
            one
            for one in self.all
            if one.platform in platform and one.status != "inactive"
        )

    @property
    def not_ready(self) -> tuple[Enabler, ...]:
        """Those with which the shop cannot integrate."""
        return tuple(one for one in self.all if one.ready is False)

    @property
    def to_ask(self) -> tuple[Enabler, ...]:
        """Those of which nobody knows whether the shop can integrate with them."""
        return tuple(one for one in self.all if one.ready is None)

    @property
    def ways_out(self) -> tuple[Advice, ...]:
        """What a seller can do about one that is not ready; empty if all may be."""
        return _advice("ways_out") if self.not_ready else ()

    @property
    def questions(self) -> tuple[Advice, ...]:
        """What shows whether an app is up to date; empty if nobody need ask."""
        return _advice("questions") if self.to_ask else ()

    @property
    def oddities(self) -> tuple[Oddity, ...]:
        """What does not fit, or needs an eye."""
        toko, tiktok = (self.on(one) for one in Platform)
        found: list[Oddity] = []
        active = tuple(one for one in toko if one.status == "active")
        if len({_same(one) for one in active}) > 1:
            text = (
                "Tokopedia connects a shop to one outside app; several are said active"
            )
            found.append(
                Oddity(name="several_on_tokopedia", enablers=active, rule=97, text=text)
            )
        for one in (*toko, *tiktok):
            others = tiktok if one in toko else toko
            if _same(one) not in {_same(other) for other in others}:
                text = (
                    f"{one.name} is on one side only: the two sides authorise apps "
                    "apart from each other"
                )
                found.append(
                    Oddity(name="one_side_only", enablers=(one,), rule=100, text=text)
                )
        if len({_same(one) for one in tiktok}) > 1:
            text = "several apps may write to the shop, and the last write wins"
            found.append(
                Oddity(name="several_writers", enablers=tiktok, rule=103, text=text)
            )
        return (*found, *self._twice())

    def seen(self, *others: Enabler) -> Enablers:
        """Add what an API showed; it counts more than what was told of the same app."""
        places = {(one.platform, _same(one)) for one in others}
        told = [one for one in self.all if (one.platform, _same(one)) not in places]
        return Enablers((*told, *others))

    def _twice(self) -> Iterable[Oddity]:
        places: dict[tuple[Platform, str], list[Enabler]] = {}
        for one in self.all:
            places.setdefault((one.platform, _same(one)), []).append(one)
        for same in places.values():
            if len({(one.status, one.supports_api) for one in same}) > 1:
                text = f"{same[0].name} is told of twice, and differently"
                yield Oddity(name="twice", enablers=tuple(same), rule=28, text=text)


def read_enablers(rows: object, *, where: str = "enablers") -> Enablers:
    """
    Read the apps that a file tells of: ``name, platform, status, supports_api``.

    Args:
        rows: a list of objects.
        where: names it, for the refusal, such as ``fleet.toml: shops[2].enablers``.

    Raises:
        ValidationError: a field is missing, unknown or wrong.
    """
    if not isinstance(rows, (list, tuple)):
        raise ValidationError(f"{where} is not a list")
    return Enablers(tuple(_read(row, f"{where}[{n}]") for n, row in enumerate(rows)))


def _read(row: object, where: str) -> Enabler:
    if not isinstance(row, Mapping):
        raise ValidationError(f"{where} is not an object")
    unknown = [name for name in row if name not in _FIELDS]
    if unknown:
        msg = f"{where}.{unknown[0]} is no field: there are {', '.join(_FIELDS)}"
        raise ValidationError(msg)
    name, word = row.get("name"), row.get("platform")
    if not isinstance(name, str) or not name.strip():
        raise ValidationError(f"{where}.name is {name!r}, not the name of an app")
    plain = str(word).lower().replace("_", "").replace(" ", "")
    if plain not in _PLATFORMS:
        msg = f"{where}.platform is {word!r}, neither tokopedia nor tiktokshop"
        raise ValidationError(msg)
    told = row.get("status", "unknown")
    status, statuses = str(told).lower(), get_args(Status)
    if status not in statuses:
        msg = f"{where}.status is {told!r}, none of {', '.join(statuses)}"
        raise ValidationError(msg)
    supports = row.get("supports_api")
    if supports is not None and not isinstance(supports, bool):
        raise ValidationError(
            f"{where}.supports_api is {supports!r}, not true or false"
        )
    return Enabler(
        name=name.strip(),
        platform=_PLATFORMS[plain],
        status=cast("Status", status),
        supports_api=supports,
    )


def see_own_app(
    name: str,
    *,
    tokopedia: TokopediaClient | None = None,
    tiktokshop: TikTokShopClient | None = None,
) -> tuple[Enabler, ...]:
    """
    See whether this app is connected to the shop, by reading: of others no API tells.

    Args:
        name: what sellers know the app by.
        tokopedia: a client for the shop. Where its API has ended, nothing is seen.
        tiktokshop: a client for the shop.

    Raises:
        TransportError: no answer came.
        ApiError: an answer that says something else than that it is not connected.
    """
    found: list[Enabler] = []
    if tokopedia is not None and not tokopedia.archived:
        try:
            tokopedia.shops.info()
        except SunsetError:
            pass
        except ApiError as error:
            if error.code != NOT_CONNECTED:
                raise
            found.append(_own(name, Platform.TOKOPEDIA, "inactive"))
        else:
            found.append(_own(name, Platform.TOKOPEDIA, "active"))
    if tiktokshop is not None:
        try:
            covered = list(tiktokshop.shops.list())
        except ReauthorizationRequired:
            covered = []
        there: Status = "active" if covered else "inactive"
        found.append(_own(name, Platform.TIKTOK_SHOP, there))
    return tuple(found)


def _own(name: str, platform: Platform, status: Status) -> Enabler:
    return Enabler(
        name=name, platform=platform, status=status, supports_api=True, known=Known.SEEN
    )


def _same(one: Enabler) -> str:
    return one.name.strip().casefold()


@cache
def _advice(name: str) -> tuple[Advice, ...]:
    package = resources.files(__name__.rpartition(".")[0])
    table: dict[str, Any] = json.loads(package.joinpath("enablers.json").read_bytes())
    return tuple(
        Advice(name=row["name"], rules=tuple(row["rules"]), en=row["en"], id=row["id"])
        for row in table[name]
    )
