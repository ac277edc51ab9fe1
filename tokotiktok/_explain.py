"""
What an error code means, who must act, and what they do: ``explain(code)``.

The tables are data, written from ``spec/errors``: the codes of each platform, and what
their kinds have in common. They are read when the first code is asked for.

Sources: TikTok Shop Partner Center, the tables of error codes in its API reference,
2026-05; Tokopedia Open Platform guide, as of October 2023.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from enum import Enum
from functools import cache
from importlib import resources
from typing import Any, Literal

from attrs import evolve, frozen

from . import errors
from .errors import (
    ApiError,
    AuthError,
    NotFoundError,
    RateLimitError,
    Reason,
    ReauthorizationRequired,
    Remedy,
    ScopeError,
    ServerError,
    ShopLockedError,
    ValidationError,
)
from .platforms import Platform


class Actor(Enum):
    """Who must act before the call can succeed."""

    SELLER = "seller"
    """Who authorised the app: the seller, in Seller Center, or a creator or partner."""
    DEVELOPER = "developer"
    """Who wrote the request, or set up the app."""
    WAIT = "wait"
    """Nobody: it passes."""
    PLATFORM = "platform"
    """The platform; its support asks for the request id."""


class Evidence(Enum):
    """How sure a code's meaning is."""

    DOCUMENTED = "documented"
    """The platform's documentation says so."""
    REPORTED = "reported"
    """Others have met it and say so; the platform does not, or not within our reach."""
    LISTED = "listed"
    """The platform lists the code for the operations; only its kind is known."""
    UNKNOWN = "unknown"
    """It is in no table; what is said of it is what an answer's status tells."""


Kind = Literal[
    "ok",
    "auth",
    "signature",
    "expired",
    "reauthorize",
    "scope",
    "permission",
    "not_found",
    "invalid",
    "too_much",
    "limit",
    "unsupported",
    "state",
    "already",
    "clock_or_invalid",
    "locked",
    "rate_limit",
    "quota_daily",
    "transient",
    "unknown",
]
"""What a refusal is, as far as a program needs to know."""


@frozen(kw_only=True)
class Explanation:
    """What is known of an error code, or of an error without one."""

    code: int | str | None
    """As the platform has it: a number on TikTok Shop, a text on Tokopedia."""
    platform: Platform
    """Whose code it is; both for a code that means the same on both, falsy if unknown."""
    kind: Kind
    """Codes of a kind are treated alike."""
    cause: str
    """Why the call was refused."""
    who: Actor
    todo: str
    """What that is: an instruction to *who*."""
    error: type[ApiError]
    """The error that such an answer becomes."""
    remedy: Remedy
    """What could make the call succeed, so far as the client can bring it about."""
    evidence: Evidence
    operations: tuple[str, ...] = ()
    """The operations that the platform lists it for; empty if for any, or not listed."""
    reason: Reason | None = None
    """Why only the seller can help, where that is so."""

    @property
    def retryable(self) -> bool:
        """Whether the same call may succeed later, if it may be repeated at all."""
        return self.remedy is not Remedy.NONE or self.who is Actor.WAIT

    def __str__(self) -> str:
        """Say it in a line: cause, who, what."""
        return self.sentence("")

    def sentence(self, said: str) -> str:
        """Add cause, who and what to do to what the platform *said*, saying it once."""
        return f"{self.why(said)}. {self.who.value.capitalize()}: {self.todo}"

    def why(self, said: str) -> str:
        """Add the cause to what the platform *said*, unless that says it."""
        said = said.rstrip(". ")
        if not said:
            return self.cause
        return said if _says(said, self.cause) else f"{said} ({self.cause})"


def explain(code: int | str, *, platform: Platform | None = None) -> Explanation:
    """
    Say what an error code means, who must act, and what they do.

    Args:
        code: as a number or as text.
        platform: whose code it is, where that is known; a code that both have is
            explained for both.

    A code that is in no table is explained as unknown.

    Raises:
        ValidationError: *code* is neither a number nor text.
    """
    text = _spelled(code)
    homes = [
        home
        for home in _FOLDERS
        if text in codes(home) and (not platform or home in platform)
    ]
    if not homes:
        return _unknown(code, platform)
    row = codes(homes[0])[text]
    found = _made(row["kind"], row.get("advice"))
    return evolve(
        found,
        code=int(text) if Platform.TIKTOK_SHOP in homes else text,
        platform=homes[0] | homes[-1],
        cause=row.get("cause", found.cause),
        evidence=Evidence(row.get("seen", "documented")),
        operations=tuple(row.get("operations", ())),
        reason=row.get("reason"),
    )


def explain_error(error: ApiError) -> Explanation:
    """Say what is known of an error: by its code, else by what it is."""
    code, platform = error.code, error.platform
    found = None if code is None else explain(code, platform=platform)
    kind: Kind = next(_KINDS[cls] for cls in type(error).__mro__ if cls in _KINDS)
    if found is None or (kind != "unknown" and type(error) is not found.error):
        advice = _tables()["kinds"][kind].get(_FOLDERS.get(platform or Platform(0)))
        made = _made(kind, advice)
        found = evolve(made, code=code, platform=platform or Platform(0))
    found = evolve(found, remedy=error.remedy)
    if isinstance(error, ReauthorizationRequired) and error.reason:
        found = evolve(found, reason=error.reason)
    if isinstance(error, ScopeError) and error.scope:
        found = evolve(found, cause=f"{found.cause}: {error.scope}")
    if error.clock_skew is not None:
        side = "behind" if error.clock_skew > 0 else "ahead of"
        seconds = abs(error.clock_skew)
        clock = _made(found.kind, "clock")
        cause = f"this machine's clock is {seconds:.0f} s {side} the platform's"
        found = evolve(found, cause=cause, who=clock.who, todo=clock.todo)
    return found


_FOLDERS = {Platform.TIKTOK_SHOP: "tiktokshop", Platform.TOKOPEDIA: "tokopedia"}

_KINDS: Mapping[type, Kind] = {
    ReauthorizationRequired: "reauthorize",
    AuthError: "auth",
    ScopeError: "permission",
    NotFoundError: "not_found",
    ValidationError: "invalid",
    ShopLockedError: "locked",
    RateLimitError: "rate_limit",
    ServerError: "transient",
    ApiError: "unknown",
}
"""What is said of an error whose code says nothing."""


@cache
def codes(platform: Platform) -> Mapping[str, Mapping[str, Any]]:
    """Give the table of one platform's codes."""
    table = _load(f"{_FOLDERS[platform]}/error_codes.json")
    operations, rows = table["operations"], table["codes"]
    for row in rows.values():
        if "operations" in row:
            row["operations"] = [operations[place] for place in row["operations"]]
    found: Mapping[str, Mapping[str, Any]] = rows
    return found


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    return _load("error_kinds.json")


def _load(name: str) -> dict[str, Any]:
    package = resources.files(__name__.rpartition(".")[0])
    table: dict[str, Any] = json.loads(package.joinpath(name).read_bytes())
    return table


def _made(kind: Kind, advice: str | None = None) -> Explanation:
    """Give what is known of a kind."""
    row = _tables()["kinds"][kind]
    given = _tables()["advice"][advice or row["advice"]]
    return Explanation(
        code=None,
        platform=Platform(0),
        kind=kind,
        cause=row["cause"],
        who=Actor(given["who"]),
        todo=given["todo"],
        error=getattr(errors, row["error"]),
        remedy=Remedy(row.get("remedy", "none")),
        evidence=Evidence.UNKNOWN,
    )


def _spelled(code: object) -> str:
    """Write a code as the tables do."""
    if not isinstance(code, (int, str)):
        msg = f"a code is a number or a text, not a {type(code).__name__}"
        raise ValidationError(msg)
    return str(code).strip().upper()


_PARTS = re.compile(r"([A-Z]+)_([A-Z]+)_\d+")
"""Domain and layer in a code of Tokopedia's."""


def _unknown(code: int | str, platform: Platform | None) -> Explanation:
    """Say that a code is in no table, and what its form suggests."""
    text = _spelled(code)
    areas, parts = _tables()["areas"], _PARTS.fullmatch(text)
    hint = ""
    elsewhere = [home.label for home in _FOLDERS if text in codes(home)]
    if elsewhere:
        hint = f"; it is a code of {elsewhere[0]}'s"
    elif text[:-3] in areas["tiktokshop"] and text.isdecimal():
        about = areas["tiktokshop"][text[:-3]]
        hint = f"; its beginning is that of TikTok Shop's codes about {about}"
    elif parts and parts[1] in areas["tokopedia"] and parts[2] in _tables()["layers"]:
        about, layer = areas["tokopedia"][parts[1]], _tables()["layers"][parts[2]]
        hint = f"; its form is that of Tokopedia's codes about {about}: {layer}"
    return evolve(
        _made("unknown"),
        code=code,
        platform=platform or Platform(0),
        cause=f"this code is in no table{hint}",
    )


def _says(said: str, cause: str) -> bool:
    """Whether what the platform said has half the words of the cause, or more."""
    words = [set(re.findall(r"\w{4,}", text.lower())) for text in (said, cause)]
    return said == cause or 2 * len(words[0] & words[1]) >= len(words[1])
