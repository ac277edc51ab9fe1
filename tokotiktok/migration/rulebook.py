"""
The rules of the migration as data: what holds, who says so, how sure that is.

Whatever this package decides or advises names the rules it goes by: ``rule=45``, or
``rules=(25, 48)``. The texts are our own; each rule names the pages it was read from.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from importlib import resources
from typing import Any, Literal

from attrs import frozen

from ..errors import ValidationError
from ..platforms import WIB

Section = Literal[
    "calendar",
    "account-binding",
    "app-binding",
    "shop-integration",
    "detection",
    "lock",
    "listing-platforms",
    "copying",
    "warehouses",
    "orders",
    "authorisation",
    "rehearsal",
]
"""What a rule is about."""


class Confidence(Enum):
    """How a rule is known, the surest first."""

    DOCUMENT = "official document"
    """A platform's page for developers, read in full."""
    SELLER_PAGE = "official seller page"
    """A platform's page for sellers, of which the beginning could be read."""
    THIRD_PARTY = "third party"
    """An enabler's help, the press, or published code."""
    INFERRED = "inferred"
    """No page says so; it follows from what pages say."""


_LETTERS = dict(zip("ABCD", Confidence, strict=True))


@frozen(kw_only=True)
class Source:
    """A page that a rule was read from."""

    title: str
    publisher: str
    dated: str | None = None
    """As exactly as it is known: ``2025-03-21``, or ``2026-05``."""

    def __str__(self) -> str:
        """Cite it: publisher, title, date."""
        return ", ".join(filter(None, (self.publisher, self.title, self.dated)))


@frozen(kw_only=True)
class Rule:
    """Something that holds, or held, for shops that migrate."""

    id: int
    section: Section
    title: str
    text: str
    """What holds. It says which part of it is less sure than the rest."""
    sources: tuple[Source, ...]
    confidence: Confidence
    """How the main part is known."""
    added: tuple[Confidence, ...] = ()
    """How the parts that *text* marks are known."""
    since: date | None = None
    """The first day on which it held, in WIB; ``None`` if no page says."""
    until: date | None = None
    """The last."""

    def holds(self, at: date | datetime) -> bool:
        """
        Whether it holds on a day.

        Raises:
            ValidationError: *at* is a time without a zone.
        """
        day = at
        if isinstance(at, datetime):
            if at.tzinfo is None:
                raise ValidationError(f"at={at!r} has no time zone")
            day = at.astimezone(WIB).date()
        return (self.since or day) <= day <= (self.until or day)

    def __str__(self) -> str:
        """Say it with its number and how it is known."""
        return f"rule {self.id} ({self.confidence.value}): {self.title}. {self.text}"


def _read() -> tuple[Mapping[Section, str], tuple[Rule, ...]]:
    package = resources.files(__name__.rpartition(".")[0])
    table: dict[str, Any] = json.loads(package.joinpath("rules.json").read_bytes())
    pages = {key: Source(**row) for key, row in table["sources"].items()}
    return table["sections"], tuple(_rule(row, pages) for row in table["rules"])


def _rule(row: dict[str, Any], pages: Mapping[str, Source]) -> Rule:
    main, *added = (_LETTERS[letter] for letter in row["confidence"])
    since, until = (
        date.fromisoformat(row[name]) if name in row else None
        for name in ("since", "until")
    )
    return Rule(
        id=row["id"],
        section=row["section"],
        title=row["title"],
        text=row["text"],
        sources=tuple(pages[key] for key in row["sources"]),
        confidence=main,
        added=tuple(added),
        since=since,
        until=until,
    )


SECTIONS, RULES = _read()
"""What the sections are called, in their order; and all rules, in theirs."""
_BY_ID = {one.id: one for one in RULES}


def rule(id: int | str) -> Rule:
    """
    Give a rule by its number.

    Raises:
        ValidationError: no rule has it.
    """
    span = f"they go from {RULES[0].id} to {RULES[-1].id}"
    text = str(id).strip()
    if isinstance(id, bool) or not (text.isascii() and text.isdecimal()):
        msg = f"{id!r} is not the number of a rule: {span}"
        raise ValidationError(msg)
    found = _BY_ID.get(int(text[:9]))
    if found is None:
        raise ValidationError(f"there is no rule {text[:20]}: {span}")
    return found


def rules(
    *, section: Section | None = None, at: date | datetime | None = None
) -> tuple[Rule, ...]:
    """
    Give the rules of a section, or those that hold on a day, or both.

    Raises:
        ValidationError: there is no such section, or the time has no zone.
    """
    if section is not None and section not in SECTIONS:
        msg = f"there is no section {section!r}: there are {', '.join(SECTIONS)}"
        raise ValidationError(msg)
    return tuple(
        one
        for one in RULES
        if section in (None, one.section) and (at is None or one.holds(at))
    )
