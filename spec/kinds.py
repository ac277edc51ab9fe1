"""Kinds: how a field is annotated, as what an argument is taken, how it is written."""

from __future__ import annotations

import re
from typing import Any

from attrs import define, field
from naming import RESERVED, Shapes, camel, inner, singular
from reading import Field, Spec

_INLINE = 44
"""The longest list of literals that is written inline."""

TIMES = {
    "unix_s": ("UnixSeconds", "seconds"),
    "unix_ms": ("UnixMillis", "milliseconds"),
    "datetime": ("Rfc3339", "rfc3339"),
    "wib_s": ("WibSeconds", "wib_seconds"),
    "wib_iso": ("WibTime", "rfc3339"),
    "wib_text": ("WibText", "wib_text"),
}
TEXTS = {"unix_s": "UnixText", "unix_ms": "UnixMillisText"}
"""What such a time is if the wire has it as text."""

PLAIN = {
    "Id": "str",
    "IntId": "int",
    "Day": "str",
    "DecimalText": "str",
    "UnixSeconds": "int",
    "UnixMillis": "int",
    "UnixText": "str",
    "UnixMillisText": "str",
}
"""What an answer's only field is read as, if it is a single value: as it comes."""


@define
class Kinds:
    """The kinds of one resource module, and the literals it names."""

    spec: Spec
    resource: str
    shapes: Shapes
    aliases: dict[str, tuple[Any, ...]] = field(factory=dict)

    def in_model(self, one: Field, owner: str, *, sent: bool) -> str:
        """Say a field's kind in a model."""
        if one.type.startswith("array<"):
            item = Field(
                singular(one.name), one.type[6:-1], enum=one.enum, unit=one.unit
            )
            return f"tuple[{self.in_model(item, owner, sent=sent)}, ...]"
        if one.type.startswith("map<"):
            value = self.in_model(Field(one.name, one.type[4:-1]), owner, sent=sent)
            return f"Mapping[str, {value}]"
        if self.spec.is_model(one.type):
            return self.shapes.name(one.type, sent=sent)
        return self._scalar(one, owner, sent=sent)

    def _scalar(self, one: Field, owner: str, *, sent: bool) -> str:
        unit = self._unit(one, owner)
        if unit in TIMES:
            return TEXTS[unit] if self._is_text(one, unit) else TIMES[unit][0]
        if unit == "date" and one.type == "string":
            return "Day"
        if unit in ("decimal", "ratio") and one.type == "string":
            return "DecimalText"
        if is_id(one.name) and one.type in ("string", "integer"):
            return {"string": "Id", "integer": "IntId"}[one.type]
        if one.enum and one.name not in self.spec.taste["open"]:
            return self._literal(one, owner, sent=sent)
        return {
            "string": "str",
            "integer": "int",
            "boolean": "bool",
            "number": "DecimalNumber",
            "object": "Mapping[str, Any]",
            "any": "Any",
        }[one.type]

    def _unit(self, one: Field, owner: str) -> str:
        clocks = self.spec.taste.get("clock", {})
        return str(
            clocks.get(f"{self.resource}.{owner}.{one.name}")
            or clocks.get(f"{self.resource}.{one.name}")
            or one.unit
        )

    def _is_text(self, one: Field, unit: str) -> bool:
        return one.type == "string" and unit in TEXTS

    def _literal(self, one: Field, owner: str, *, sent: bool) -> str:
        also = [self.spec.taste["words"].get(word, word) for word in one.enum]
        values = tuple(dict.fromkeys((*one.enum, *also)))
        inline = f"Literal[{', '.join(map(repr, values))}]"
        if len(inline) <= _INLINE or one.type != "string":
            return inline if one.type == "string" else {"integer": "int"}[one.type]
        base = camel(one.name)
        for name, known in self.aliases.items():
            if set(known) == set(values):
                return name
            alike = len(set(known) & set(values)) * 2 > len(known)
            if not sent and alike and name.endswith(base):
                return name  # answers are open, so a word more or less does no harm
        subject = owner.removesuffix("Input").removesuffix("Data")
        own = base if base.startswith(subject) else f"{subject}{base}"
        taken = {*self.shapes.fields, *RESERVED, *self.aliases, camel(self.resource)}
        taken.update(self.spec.taste["vague"])
        for name in (base, own, f"{own}Input", *(f"{own}{n}" for n in range(2, 9))):
            if name not in taken:
                self.aliases[name] = values
                return name
        raise ValueError(f"no name for the literals of {owner}.{one.name}")

    def argument(self, one: Field, owner: str) -> str:
        """Say a parameter's kind."""
        if one.type.startswith("array<"):
            item = Field(
                singular(one.name), one.type[6:-1], enum=one.enum, unit=one.unit
            )
            return f"Sequence[{self.argument(item, owner)}]"
        if one.type.startswith("map<"):
            value = self.argument(Field(one.name, one.type[4:-1]), owner)
            return f"Mapping[str, {value}]"
        if self.spec.is_model(one.type):
            return self.shapes.name(one.type, sent=True)
        kind = self._scalar(one, owner, sent=True)
        return {
            "Id": "str | int",
            "IntId": "str | int",
            "Day": "date",
            "DecimalText": "Decimal | int | str",
            "DecimalNumber": "Decimal | int",
            **dict.fromkeys(TEXTS.values(), "datetime"),
            **{annotation: "datetime" for annotation, _ in TIMES.values()},
        }.get(kind, kind)

    def encoded(self, one: Field, name: str, *, in_body: bool) -> str:
        """Say how a parameter is written on the wire."""
        many = one.type.startswith("array<")
        unit = self._unit(one, camel(singular(self.resource)))
        if unit in TIMES:
            written = f"{TIMES[unit][1]}({name})"
            return (
                f"text({written})" if in_body and self._is_text(one, unit) else written
            )
        if unit == "date":
            return f"day({name})"
        if unit in ("decimal", "ratio") and inner(one.type) == "string" and not many:
            return f"decimal({name})"
        if in_body and is_id(singular(one.name) if many else one.name):
            if inner(one.type) == "integer":
                return f"numbers({name})" if many else f"number({name})"
            if inner(one.type) == "string":
                return f"texts({name})" if many else f"text({name})"
        return name


def is_id(name: str) -> bool:
    """Whether a field is an identifier, by its name."""
    return name == "id" or bool(re.search(r"(_id|ID|_pid)$", name))


_NOTES = (
    (r"unix (milli)?seconds|decimal string|ISO 4217|BCP-47 locale|date YYYY-MM-DD", ""),
    (r"binary file upload|RFC 3339 time", ""),
    (r"hundredths of a percent( as text)?", "in hundredths of a percent"),
    (r"\bdays\b", "in days"),
)


def note_of(one: Field) -> str:
    """Say in a line what name and kind do not tell."""
    note = one.note
    for pattern, instead in _NOTES:
        note = re.sub(rf"^{pattern}$", instead, note)
        note = re.sub(rf"^(?:{pattern}); ", f"{instead}; " if instead else "", note)
    note = note.strip("; ")
    return note[:1].upper() + note[1:] + "." if note else ""
