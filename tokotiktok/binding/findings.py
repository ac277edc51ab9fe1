"""What a check finds: which rule, which ends, what to do, who can."""

from __future__ import annotations

from enum import Enum
from typing import Literal

from attrs import frozen
from typing_extensions import TypeAliasType

from .._explain import Actor

Problem = TypeAliasType(
    "Problem",
    Literal[
        "account_linked_twice",
        "app_linked_twice",
        "shop_linked_twice",
        "account_not_bound",
        "app_offline",
        "market_without_indonesia",
        "email_unverified",
        "merged_without_token",
        "duplicate",
        "contradiction",
        "dangling",
        "wrong_platform",
    ],
)
"""What can be wrong with a graph, for programs to read."""

Known = TypeAliasType(
    "Known",
    Literal[
        "official document",
        "official seller page",
        "third party",
        "inferred",
        "in the graph",
    ],
)
"""
How sure a finding is, the surest first, after how its rule is known.

What contradicts itself needs no rule: it is ``in the graph``.
"""


class Severity(str, Enum):
    """How bad a finding is."""

    ERROR = "error"
    """The platforms do not allow it, it cannot work, or it cannot be true."""
    WARNING = "warning"
    """It is said twice: it does no harm, and somebody should look why."""


@frozen(kw_only=True)
class Finding:
    """One violation."""

    problem: Problem
    severity: Severity = Severity.ERROR
    rule: int | None
    """The number of the migration rule that it breaks; ``None``: the graph's own."""
    kind: Literal["account", "app", "shop"]
    """What its ends are."""
    tokopedia: tuple[str, ...] = ()
    """The ids on Tokopedia that it is about."""
    tiktokshop: tuple[str, ...] = ()
    """The ids on TikTok Shop that it is about."""
    what: str
    """What is wrong."""
    who: Actor
    """Who can put it right."""
    todo: str
    """How: an instruction to *who*."""
    confidence: Known
    where: tuple[str, ...] = ()
    """The files and lines that said so."""

    def __str__(self) -> str:
        """Say it in a line: where, what, by which rule, who, what to do."""
        place = f"{self.where[0]}: " if self.where else ""
        rule = f" (rule {self.rule})" if self.rule is not None else ""
        return f"{place}{self.what}{rule}. {self.who.value.capitalize()}: {self.todo}"
