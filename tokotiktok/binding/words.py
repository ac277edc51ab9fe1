"""The words of a binding file, taken as people write them: each says what is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from difflib import get_close_matches
from typing import Any, Literal, cast

from typing_extensions import TypeAliasType

from ..errors import BindingError
from ..platforms import Platform

LinkKind = TypeAliasType("LinkKind", Literal["account", "app", "shop"])
"""What a link joins."""

PhaseWord = TypeAliasType(
    "PhaseWord",
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
"""How far a shop is on its way from two to one."""

EnablerStatus = TypeAliasType("EnablerStatus", Literal["active", "inactive"])
"""What a Seller Center says of a connected enabler."""

PLATFORMS = {"tokopedia": Platform.TOKOPEDIA, "tiktokshop": Platform.TIKTOK_SHOP}
"""How files spell the platforms."""
WORDS = {platform: word for word, platform in PLATFORMS.items()}
LINK_KINDS = ("account", "app", "shop")
PHASES = (
    "solely_tiktok_shop",
    "pending",
    "locked",
    "merged_products_unconfirmed",
    "merged",
    "mirrored",
    "rolled_back",
    "unknown",
)
ENABLER_STATUSES = ("active", "inactive")

_LONGEST = 60
"""How much of a wrong value is shown."""


def ident(value: str | int) -> str:
    """Take an id: a text, or a number, which becomes one."""
    return _ident(value)


def platform(value: Platform | str) -> Platform:
    """Take one platform, or its word."""
    return _platform(value)


def flag(value: bool) -> bool:  # noqa: FBT001 - a converter of one value
    """Take a yes or no."""
    return _flag(value)


def text(value: str) -> str:
    """Take a text."""
    return _text(value)


def time(value: datetime | str) -> datetime:
    """Take a time that says its offset, or how ISO 8601 writes it."""
    return _time(value)


def markets(value: Iterable[str]) -> tuple[str, ...]:
    """Take the two letters of each country."""
    return tuple(_country(one) for one in _listed(value))


def texts(value: Iterable[str]) -> tuple[str, ...]:
    """Take a list of texts."""
    return tuple(_text(one) for one in _listed(value))


def link_kind(value: LinkKind) -> LinkKind:
    """Take what a link joins."""
    return cast("LinkKind", _one_of(value, LINK_KINDS))


def phase(value: PhaseWord) -> PhaseWord:
    """Take the word for a phase."""
    return cast("PhaseWord", _one_of(value, PHASES))


def enabler_status(value: EnablerStatus) -> EnablerStatus:
    """Take the word for a connection's state."""
    return cast("EnablerStatus", _one_of(value, ENABLER_STATUSES))


def shown(value: object) -> str:
    """Write a value as a file has it, if it is short."""
    if isinstance(value, (dict, list, tuple)):
        return "a table" if isinstance(value, dict) else "a list"
    try:
        written = json.dumps(value, ensure_ascii=not str(value).isprintable())
    except (TypeError, ValueError):  # a time, say, or a number of 5,000 digits
        written = type(value).__name__
    return written if len(written) <= _LONGEST else written[: _LONGEST - 1] + "…"


def near(word: object, words: Iterable[str]) -> str:
    """Suggest the nearest of *words*, if one is near."""
    found = get_close_matches(str(word)[:_LONGEST].lower(), list(words), n=1)
    return f"; did you mean {found[0]}?" if found else ""


def _ident(value: object) -> str:
    if isinstance(value, str):
        found = value.strip()
        if found and found.isprintable():
            return found
        wrong = "holds a character that cannot be seen" if found else "is empty"
        raise BindingError(f"{shown(value)} is not an id: it {wrong}")
    if not isinstance(value, int) or isinstance(value, bool):
        raise BindingError(f"{shown(value)} is not an id: a text, or a whole number")
    try:
        return str(value)
    except ValueError:
        raise BindingError("a number of so many digits is not an id") from None


def _platform(value: object) -> Platform:
    if isinstance(value, Platform):
        if value is Platform.TOKOPEDIA or value is Platform.TIKTOK_SHOP:
            return value
        raise BindingError(f"{value.label} is not one platform")
    return PLATFORMS[_one_of(value, tuple(PLATFORMS))]


def _one_of(value: object, words: tuple[str, ...]) -> str:
    if isinstance(value, str) and value in words:
        return value
    raise BindingError(
        f"{shown(value)} is not one of {', '.join(words)}{near(value, words)}"
    )


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise BindingError(f"{shown(value)} is not true or false")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise BindingError(f"{shown(value)} is not a text")
    return value


def _listed(value: Any) -> Iterable[object]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise BindingError(f"{shown(value)} is not a list")
    return value


def _country(value: object) -> str:
    letters = value.strip().upper() if isinstance(value, str) else ""
    if len(letters) == 2 and letters.isascii() and letters.isalpha():  # noqa: PLR2004 - ISO 3166
        return letters
    raise BindingError(f'{shown(value)} is not a country\'s two letters, such as "ID"')


def _time(value: object) -> datetime:
    when = value
    if isinstance(value, str):
        try:  # Python 3.10 does not know the Z
            when = datetime.fromisoformat(value.strip().replace("Z", "+00:00"))
        except ValueError:
            when = None
    if not isinstance(when, datetime):
        raise BindingError(
            f'{shown(value)} is not a time, such as "2025-06-09T10:00:00+07:00"'
        )
    if when.tzinfo is None:
        raise BindingError(f"{when} does not say its offset, such as +07:00")
    return when
