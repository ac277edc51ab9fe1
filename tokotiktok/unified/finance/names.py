"""
What a seller calls each part of the money, in English and Indonesian.

The wire's own names mislead: Indonesia's order processing fee comes as
``vn_fix_infrastructure_fee``, the fee of Dilayani Tokopedia as ``tsp_commission_amount``
(rule 94). The words are ours, a table, ``names.json``; each row states how sure it is:
*high* where the name says what the seller's income report says, *medium* where one source
maps them, *low* where the name is all that is known.

Source: TikTok Shop Partner Center, API reference of finance, 2026-05, and the columns of
the income report in Seller Center.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any, Literal

from attrs import frozen
from typing_extensions import TypeAliasType

Certainty = TypeAliasType("Certainty", Literal["high", "medium", "low"])
Section = TypeAliasType(
    "Section", Literal["revenue", "shipping", "fee", "tax", "adjustment", "other"]
)


@frozen
class Name:
    """What one part of the money is called."""

    en: str
    id: str
    confidence: Certainty
    """How sure it is that the platform means this by its word."""


def name(section: Section, wire: str) -> Name:
    """Give the names of a part by the platform's word; its own word if that is new."""
    row = _table()[section].get(wire) or _table()["other"].get(wire)
    if row is None:
        text = wire.removesuffix("_amount").replace("_", " ").lower()
        return Name(text, text, "low")
    return Name(row["en"], row["id"], row["confidence"])


def names(section: Section) -> dict[str, Name]:
    """Give all names of a section by the platform's words."""
    return {wire: name(section, wire) for wire in _table()[section]}


def told_within_another(wire: str) -> bool:
    """Whether a field repeats what another one has: adding both would count it twice."""
    return wire in _table()["told_within_another"]


@cache
def _table() -> Any:
    file = resources.files(__name__.rpartition(".")[0]).joinpath("names.json")
    return json.loads(file.read_text("utf-8"))
