"""
What a readiness report is made of, and its words, in English and in Indonesian.

The words are data, in ``readiness.json``. They are for sellers to read, so storefronts are
called as `channel_label` does (rule 24).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from importlib import resources
from typing import Any

from attrs import frozen

from .._explain import Actor
from ..binding import End, Finding, Graph
from ..binding.findings import end_facts
from ..errors import ValidationError
from .enablers import Known, Language
from .labels import channel_label
from .rulebook import Rule, rule
from .standing import Phase


class State(str, Enum):
    """How a precondition stands."""

    PASS = "pass"  # noqa: S105 - not a password
    FAIL = "fail"
    CANNOT_BE_KNOWN = "cannot_be_known"
    """Neither the file nor an API says; ``todo`` says how to find out."""


@frozen(kw_only=True)
class Text:
    """A text in both languages."""

    en: str
    id: str

    def text(self, language: Language = "en") -> str:
        """
        Give it in one.

        Raises:
            ValidationError: there is no such language.
        """
        if language not in ("en", "id"):
            raise ValidationError(f"language={language!r} is none of en, id")
        return self.en if language == "en" else self.id

    def facts(self) -> dict[str, str]:
        """Give it as what JSON has."""
        return {"en": self.en, "id": self.id}


@frozen(kw_only=True)
class Check:
    """One precondition, of one shop, app or account: how it stands and how one knows."""

    id: str
    """What is checked: ``authorised``, ``app_online``, ..., or what `Graph.check` found."""
    state: State
    rule: int | None
    """The id in the rulebook; None if the file itself is at fault."""
    ends: tuple[End, ...]
    """What it is about."""
    title: Text
    evidence: Text
    """What was seen or told."""
    known: Known | None
    """Whether a file told it, or an API showed it; None if nobody did."""
    who: Actor | None
    """Who must act; None if nobody need."""
    todo: Text | None = None
    """The next step of whoever must act."""
    ways: tuple[Text, ...] = ()
    """The ways there are to take it, or the questions to ask."""
    finding: Finding | None = None
    """What `Graph.check` says of it, for developers."""

    @property
    def open(self) -> bool:
        """Whether it stands in the way, or may."""
        return self.state is not State.PASS

    @property
    def about(self) -> Text:
        """What it is about, in words."""
        return joined([end_text(end) for end in self.ends], " + ")

    @property
    def source(self) -> str:
        """Cite the pages that the rule is from; empty if there is none."""
        return "" if self.rule is None else source_of(rule(self.rule))

    def facts(self) -> dict[str, object]:
        """Give it as what JSON has."""
        return {
            "id": self.id,
            "state": self.state.value,
            "rule": self.rule,
            "source": self.source,
            "ends": [end_facts(end) for end in self.ends],
            "title": self.title.facts(),
            "evidence": self.evidence.facts(),
            "known": None if self.known is None else self.known.value,
            "who": None if self.who is None else self.who.value,
            "todo": None if self.todo is None else self.todo.facts(),
            "ways": [one.facts() for one in self.ways],
            "finding": None if self.finding is None else self.finding.facts(),
        }


@frozen(kw_only=True)
class ShopReport:
    """How one shop stands: of one platform, or of both if they are linked."""

    ends: tuple[End, ...]
    phase: Phase
    checks: tuple[Check, ...]

    @property
    def about(self) -> Text:
        """Name the shop."""
        return joined([end_text(end) for end in self.ends], " + ")

    def count(self, state: State) -> int:
        """Count the checks that stand so."""
        return sum(one.state is state for one in self.checks)

    def facts(self) -> dict[str, object]:
        """Give it as what JSON has."""
        return {
            "ends": [end_facts(end) for end in self.ends],
            "phase": self.phase.value,
            "counts": {state.value: self.count(state) for state in State},
            "checks": [one.facts() for one in self.checks],
        }


@frozen(kw_only=True)
class Group:
    """The same thing to be done by the same people, in one place or in many."""

    checks: tuple[Check, ...]

    @property
    def first(self) -> Check:
        """Give the check whose words are those of all."""
        return self.checks[0]


@frozen(kw_only=True)
class Report:
    """What stands between shops and a clean integration, and what is in order."""

    fleet: tuple[Check, ...]
    """Of accounts, apps and links."""
    shops: tuple[ShopReport, ...]
    reminders: tuple[Check, ...]
    """What neither a file nor an API can tell of any shop; `clean` leaves them out."""
    graph: Graph
    """What was checked."""

    @property
    def checks(self) -> Iterator[Check]:
        """Every check but the reminders."""
        yield from self.fleet
        for shop in self.shops:
            yield from shop.checks

    @property
    def clean(self) -> bool:
        """Whether all that can be known is known and in order."""
        return not any(one.open for one in self.checks)

    def counts(self) -> Mapping[State, int]:
        """Count the checks by how they stand."""
        counted = Counter(one.state for one in self.checks)
        return {state: counted[state] for state in State}

    def by_actor(self) -> Mapping[Actor, tuple[Group, ...]]:
        """Give what is open by who must act, what fails first, the same together."""
        return {
            who: groups
            for who in Actor
            if (groups := grouped(one for one in self.checks if one.who is who))
        }

    def passing(self) -> tuple[Group, ...]:
        """Give what is in order, the same together."""
        return grouped(one for one in self.checks if not one.open)

    def facts(self) -> dict[str, object]:
        """Give it as what JSON has."""
        return {
            "clean": self.clean,
            "counts": {state.value: n for state, n in self.counts().items()},
            "fleet": [one.facts() for one in self.fleet],
            "shops": [one.facts() for one in self.shops],
            "reminders": [one.facts() for one in self.reminders],
        }


def grouped(checks: Iterable[Check]) -> tuple[Group, ...]:
    """Put together what is the same thing, what fails first."""
    found: dict[tuple[str, State, Text | None], list[Check]] = {}
    for one in checks:
        found.setdefault((one.id, one.state, one.todo), []).append(one)
    groups = (Group(checks=tuple(alike)) for alike in found.values())
    return tuple(sorted(groups, key=lambda one: _ORDER.index(one.first.state)))


_ORDER = (State.FAIL, State.CANNOT_BE_KNOWN, State.PASS)


def source_of(one: Rule) -> str:
    """Cite the pages of a rule, for sellers to read."""
    return "; ".join(
        str(page).replace("TikTok Shop Partner Center", "Partner Center")
        for page in one.sources
    )


# words


@cache
def table() -> Mapping[str, Any]:
    """Read the words."""
    package = resources.files(__name__.rpartition(".")[0])
    read: dict[str, Any] = json.loads(package.joinpath("readiness.json").read_bytes())
    return read


def word(section: str, name: str, **given: Text | str) -> Text:
    """Give a text of a section, with what belongs in its gaps."""
    return filled(table()[section][name], given)


def filled(row: Mapping[str, str], given: Mapping[str, Text | str]) -> Text:
    """Put what is *given* in the gaps of a text."""

    def made(language: Language) -> str:
        parts = {
            name: one if isinstance(one, str) else one.text(language)
            for name, one in given.items()
        }
        return row[language].format(**parts)

    return Text(en=made("en"), id=made("id"))


def joined(texts: Iterable[Text], by: str = ", ") -> Text:
    """Write several as one."""
    texts = list(texts)
    return Text(
        en=by.join(one.en for one in texts), id=by.join(one.id for one in texts)
    )


def end_text(end: End) -> Text:
    """Name an end for sellers to read: ``app 14001 (Tokopedia)``."""
    kind = word("kinds", end.kind)
    rest = f"{end.id} ({channel_label(end.platform)})"
    return Text(en=f"{kind.en} {rest}", id=f"{kind.id} {rest}")


def make(
    id: str,
    outcome: str,
    ends: Iterable[End],
    *,
    known: Known | None = Known.TOLD,
    ways: Iterable[Text] = (),
    **given: Text | str,
) -> Check:
    """Make a check whose words are an outcome of the table."""
    row = table()["checks"][id]
    its = row["outcomes"][outcome]
    state = State(its["state"])
    return Check(
        id=id,
        state=state,
        rule=its.get("rule", row["rule"]),
        ends=tuple(ends),
        title=filled(row["title"], {}),
        evidence=filled(its["evidence"], given),
        known=None if state is State.CANNOT_BE_KNOWN else known,
        who=Actor(its["who"]) if "who" in its else None,
        todo=filled(its["todo"], {}) if "todo" in its else None,
        ways=tuple(ways),
    )


def of_finding(found: Finding) -> Check:
    """Make a check of what is wrong with the graph."""
    row = table()["checks"][found.problem]
    return Check(
        id=found.problem,
        state=State.FAIL,
        rule=found.rule,
        ends=found.ends[:1],
        title=filled(row["title"], {}),
        evidence=joined([*_place(found), *map(end_text, found.ends[:_NAMED])], "; "),
        known=Known.TOLD,
        who=found.who,
        todo=filled(row["outcomes"]["found"]["todo"], {}),
        finding=found,
    )


_NAMED = 4
"""How many ends of a clash are named."""


def _place(found: Finding) -> Iterator[Text]:
    """Say where the first record stands, as editors do: ``fleet.toml:12``."""
    for at in found.places[:1]:
        where = at.file if at.line is None else f"{at.file}:{at.line}"
        yield from [Text(en=where, id=where)] * bool(where)
