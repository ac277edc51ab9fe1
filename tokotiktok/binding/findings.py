"""What `check` finds: each with its rule, its ends, and who must do what about it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Literal

from attrs import field, frozen
from typing_extensions import TypeAliasType

from .._explain import Actor
from ..platforms import Platform
from .places import Place
from .values import Kind, Link, word_of

Problem = TypeAliasType(
    "Problem",
    Literal[
        "account_twice",
        "app_twice",
        "shop_twice",
        "account_first",
        "email",
        "offline",
        "market",
        "no_token",
        "token_unknown",
        "duplicate",
        "contradiction",
        "dangling",
        "wrong_platform",
    ],
)
"""What is wrong, for programs to read."""

Confidence = TypeAliasType("Confidence", Literal["A", "B", "C", "D"])
"""
How sure a rule is.

A: the platform's documentation for developers. B: its pages for sellers. C: others say so.
D: inferred.
"""


class Severity(Enum):
    """How bad a finding is."""

    ERROR = "error"
    """The platforms do not allow it, or the records cannot all be true."""
    WARNING = "warning"
    """It may be as it should be; somebody ought to look."""


@frozen(kw_only=True)
class End:
    """One end of a link, or what stands alone."""

    platform: Platform
    kind: Kind
    id: str

    def __str__(self) -> str:
        """Name it: ``Tokopedia app 123``."""
        return f"{self.platform.label} {self.kind} {self.id}"


@frozen(kw_only=True)
class Finding:
    """Something that is wrong, and what to do about it."""

    problem: Problem
    rule: int | None
    """The id in the rulebook; None if the records themselves are at fault."""
    severity: Severity
    ends: tuple[End, ...]
    """What it is about: both ends of a link, and with a clash all of them."""
    what: str
    """What is wrong."""
    todo: str
    """What to do: an instruction to *who*."""
    who: Actor
    confidence: Confidence | None
    """How sure the rule is; None where there is none: the records say it themselves."""
    links: tuple[Link, ...] = ()
    """The links that are at fault, each once."""
    places: tuple[Place, ...] = field(default=(), eq=False, repr=False)
    """Where the records were read."""

    def __str__(self) -> str:
        """Say it in a line: where, what, by which rule, who, what to do."""
        where = self.places[0].short if self.places else ""
        rule = f" (rule {self.rule})" if self.rule is not None else ""
        start = f"{where}: " if where else ""
        return f"{start}{self.what}{rule}. {self.who.value.capitalize()}: {self.todo}"

    def facts(self) -> dict[str, object]:
        """Give it as what JSON has."""
        return {
            "problem": self.problem,
            "rule": self.rule,
            "severity": self.severity.value,
            "confidence": self.confidence,
            "what": self.what,
            "who": self.who.value,
            "todo": self.todo,
            "ends": [end_facts(end) for end in self.ends],
            "places": [{"file": at.file, "line": at.line} for at in self.places],
        }


def end_facts(end: End) -> dict[str, str]:
    """Give an end as what JSON has."""
    return {"platform": word_of(end.platform), "kind": end.kind, "id": end.id}


@frozen
class Rule:
    """What all findings of a problem have in common."""

    rule: int | None
    confidence: Confidence | None
    who: Actor
    todo: str
    severity: Severity = Severity.ERROR


CONSOLE = "My account, Link Tokopedia Account, in Partner Center"

RULES: Mapping[Problem, Rule] = {
    "account_twice": Rule(
        11,
        "A",
        Actor.DEVELOPER,
        f"keep one of the links and unbind the others: {CONSOLE}",
    ),
    "app_twice": Rule(
        17,
        "A",
        Actor.DEVELOPER,
        "see in Partner Center which of them it is bound to, and keep that link: "
        "it can never be undone",
    ),
    "shop_twice": Rule(
        None, None, Actor.DEVELOPER, "keep the link to the shop that it was merged with"
    ),
    "account_first": Rule(
        20, "A", Actor.DEVELOPER, f"bind their accounts to each other first: {CONSOLE}"
    ),
    "email": Rule(
        12,
        "A",
        Actor.DEVELOPER,
        "verify the e-mail that the account is registered with",
    ),
    "offline": Rule(
        18, "A", Actor.DEVELOPER, "publish the app before anything is bound to it"
    ),
    # said of the rehearsal, where it is a precondition; inferred for the rest
    "market": Rule(
        105, "A", Actor.DEVELOPER, "add Indonesia (ID) to its target markets"
    ),
    "no_token": Rule(
        100,
        "D",
        Actor.SELLER,
        "authorise the app for the shop again: binding apps gives no token",
    ),
    "token_unknown": Rule(
        100,
        "D",
        Actor.DEVELOPER,
        "look whether you hold a token from after the merger, and write authorised = "
        "true or false",
        Severity.WARNING,
    ),
    "duplicate": Rule(
        None, None, Actor.DEVELOPER, "keep one of them", Severity.WARNING
    ),
    "contradiction": Rule(None, None, Actor.DEVELOPER, "find out which is true"),
    "dangling": Rule(
        None, None, Actor.DEVELOPER, "add its record, or correct the id that names it"
    ),
    "wrong_platform": Rule(
        None, None, Actor.DEVELOPER, "exchange the ends, or correct the platform"
    ),
}
