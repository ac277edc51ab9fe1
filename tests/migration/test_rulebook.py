"""The rules of the migration as data."""

from __future__ import annotations

import ast
import json
import pickle
from datetime import date, datetime, timezone
from pathlib import Path

import pytest

import tokotiktok
from tokotiktok.errors import ValidationError
from tokotiktok.migration.rulebook import RULES, SECTIONS, Confidence, rule, rules

ROOT = Path(tokotiktok.__file__).parent
KNOWN = {
    "A": (
        *(1, 2, 4, 5, *range(7, 15), *range(17, 27), 28, 29, 30),
        *(38, 39, 41, 43, 44, 45, 47, 48, *range(50, 63), 64),
        *(69, 70, 71, 82, 85, 89, 91, 95, 96, 97, 98, 99, 101),
        *range(104, 109),
    ),
    "AB": (31, 46, 83),
    "AC": (15, 63, 72, 81, 90),
    "ACD": (6,),
    "AD": (40, 42, 74, 76, 87, 103),
    "B": (27, 32, 35, 36, 37, 49, 66, 67, 68, 77, 78, 86, 92, 93),
    "BA": (79, 80),
    "BAC": (94,),
    "BC": (65,),
    "C": (3, 16, 75, 84, 102),
    "CB": (33, 34),
    "D": (73, 88),
    "DC": (100,),
}
"""How each rule is known: A official document, B seller page, C third party, D inferred."""
LETTERS = dict(zip(Confidence, "ABCD", strict=True))


def cited(source: str) -> set[int]:
    """List the rules that a module names as ``rule=`` or ``rules=``, or looks up."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        given = []
        if isinstance(node, ast.keyword) and node.arg in ("rule", "rules"):
            given = [node.value]
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "rule":
            given = node.args
        found |= {
            one.value
            for value in given
            for one in ast.walk(value)
            if isinstance(one, ast.Constant) and type(one.value) is int
        }
    return found


def cited_in(data: object) -> set[int]:
    """List the rules that a table names as ``rule`` or ``rules``."""
    if isinstance(data, list):
        return set().union(*map(cited_in, data))
    if not isinstance(data, dict):
        return set()
    found = set().union(*map(cited_in, data.values()))
    for name in ("rule", "rules"):
        given = data.get(name, [])
        given = given if isinstance(given, list) else [given]
        found |= {one for one in given if isinstance(one, int)}
    return found


class TestRules:
    def test_all_are_there(self):
        """There are 108, numbered from 1."""
        assert [*range(1, 109)] == [one.id for one in RULES]

    @pytest.mark.parametrize(("letters", "ids"), KNOWN.items(), ids=list(KNOWN))
    def test_each_says_how_it_is_known(self, letters, ids):
        """The main part's confidence stands first, what is added follows."""
        for one in map(rule, ids):
            ways = (one.confidence, *one.added)

            assert (one.id, letters) == (
                one.id,
                "".join(LETTERS[way] for way in ways),
            )

    def test_all_are_judged(self):
        """No rule is missing from the table above."""
        assert [*range(1, 109)] == sorted(id for ids in KNOWN.values() for id in ids)

    def test_texts_are_short(self):
        """A rule is said in 300 characters, its title in 60."""
        assert [] == [
            one.id for one in RULES if len(one.text) > 300 or len(one.title) > 60
        ]

    def test_texts_end_as_sentences(self):
        """A text ends with a full stop; a title does not."""
        assert [] == [
            one.id for one in RULES if one.text[-1] != "." or one.title[-1] == "."
        ]

    def test_what_is_less_sure_is_marked(self):
        """Where parts differ in confidence, the text says which is the weaker."""
        silent = [
            one.id
            for one in RULES
            for way in one.added
            if way not in (Confidence.DOCUMENT, one.confidence)
            if way.value not in one.text
            and "hird part" not in one.text
            and "seller page" not in one.text
        ]

        assert [] == silent

    def test_each_has_sources(self):
        """Every rule names a page, and every page its publisher."""
        assert all(one.sources for one in RULES)
        assert all(page.title and page.publisher for r in RULES for page in r.sources)

    def test_pages_are_not_people(self):
        """No source is somebody's repository or mirror."""
        pages = {str(page) for one in RULES for page in one.sources}

        assert [] == [page for page in pages if "github" in page.lower()]

    def test_sections_are_in_order(self):
        """The rules are grouped by section, and each section has some."""
        order = list(dict.fromkeys(one.section for one in RULES))

        assert list(SECTIONS) == order

    def test_says_itself(self):
        """A rule as text has number, confidence, title and text."""
        text = str(rule(19))

        assert text.startswith("rule 19 (official document): App links are permanent.")

    def test_a_source_cites_itself(self):
        """A source as text is publisher, title and date, where there is one."""
        assert (
            "TikTok Shop Partner Center, ID market: Tokopedia Open API Termination, "
            "2025-08-26"
        ) == str(rule(4).sources[0])
        assert "OttoKit, Documentation" == str(rule(16).sources[-1])

    def test_pickles(self):
        """Rules cross processes."""
        assert RULES == pickle.loads(pickle.dumps(RULES))


class TestRule:
    @pytest.mark.parametrize("id", [12, "12", " 12 "], ids=repr)
    def test_by_number_or_text(self, id):
        """A number may come as text."""
        assert 12 == rule(id).id

    @pytest.mark.parametrize(
        "id",
        [0, 109, -1, "R12", "", "١٢", True, 1.5, None, "9" * 5000],
        ids=lambda one: repr(one)[:9],
    )
    def test_unknown(self, id):
        """A number that no rule has is refused, and the answer says which there are."""
        with pytest.raises(ValidationError, match="they go from 1 to 108"):
            rule(id)


class TestFind:
    def test_by_section(self):
        """A section's rules are those that stand in it."""
        assert (45, 46, 47, 48, 49) == tuple(one.id for one in rules(section="lock"))

    def test_by_unknown_section(self):
        """A section that there is not is refused, with those that there are."""
        with pytest.raises(ValidationError, match="calendar, account-binding"):
            rules(section="locks")

    @pytest.mark.parametrize(
        ("day", "there"),
        [
            (date(2025, 9, 19), {38, 41, 97}),
            (date(2025, 9, 20), {5, 38, 41, 97}),
            (date(2025, 9, 30), {5, 6, 38, 41, 97}),
            (date(2025, 10, 1), {5, 6}),
            (datetime(2025, 9, 30, 16, 59, tzinfo=timezone.utc), {5, 6, 38, 41, 97}),
            (datetime(2025, 9, 30, 17, 0, tzinfo=timezone.utc), {5, 6}),
        ],
        ids=str,
    )
    def test_by_day(self, day, there):
        """A rule holds from its first day to its last, both of them included, in WIB."""
        found = {one.id for one in rules(at=day)} & {5, 6, 38, 41, 97}

        assert there == found

    def test_without_limits(self):
        """All rules are those of every section and every day."""
        assert RULES == rules()

    def test_by_a_time_without_a_zone(self):
        """A naive time cannot be placed on a day in Indonesia."""
        with pytest.raises(ValidationError, match="time zone"):
            rules(at=datetime(2025, 9, 30))  # noqa: DTZ001 - the point


class TestCitations:
    def test_every_rule_cited_exists(self):
        """What the code or a table gives as a rule is one."""
        found = {}
        for path in ROOT.rglob("*.py"):
            if "api" not in path.parts:
                for id in cited(path.read_text("utf-8")):
                    found[id] = path.name
        for path in ROOT.rglob("*.json"):
            for id in cited_in(json.loads(path.read_text("utf-8"))):
                found[id] = path.name

        assert {} == {id: where for id, where in found.items() if not 1 <= id <= 108}

    def test_would_notice(self):
        """Citations are found in calls, in tuples and in tables."""
        source = "Finding(rule=109); f(rules=(1, 110)); rule(111)"
        table = [{"rule": 112}, {"a": {"rules": [113]}}, "rule"]

        assert {1, 109, 110, 111} == cited(source)
        assert {112, 113} == cited_in(table)
