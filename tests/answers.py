"""
What the spec says of each operation, and answers made up from it.

Read from ``spec/*.json`` alone, so that what the generator loses shows.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tokotiktok._resource import dig

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SPEC = Path(__file__).parent.parent / "spec"
TASTE = tomllib.loads((SPEC / "names.toml").read_text("utf-8"))
OPERATIONS, SHAPES = {}, {}
for _platform in ("tiktokshop", "tokopedia"):
    OPERATIONS[_platform], SHAPES[_platform] = {}, {}
    for _path in (SPEC / _platform).glob("*.json"):
        _spec = json.loads(_path.read_text("utf-8"))
        if isinstance(_spec, dict):
            OPERATIONS[_platform] |= {one["id"]: one for one in _spec["operations"]}
            SHAPES[_platform] |= _spec["models"]

_CLOCKS = {}
"""Which clock a Tokopedia field is told by: resource, field, kind."""
for _name, _clock in TASTE["tokopedia"]["clock"].items():
    _resource, *_, _field = _name.split(".")
    _kind = "integer" if _clock.endswith("_s") else "string"
    _CLOCKS[_resource, _field, _kind] = _clock

_TEXTS = {
    "unix_s": "1767225600",
    "unix_ms": "1767225600000",
    "decimal": "1.50",
    "ratio": "0.25",
    "date": "2026-01-01",
    "datetime": "2026-01-01T00:00:00Z",
    "wib_iso": "2026-01-01T07:00:00Z",
    "wib_text": "2026-01-01 07:00:00",
}
_NUMBERS = {
    "unix_s": 1_767_225_600,
    "unix_ms": 1_767_225_600_000,
    "wib_s": 1_767_250_800,
}


def value(platform, field, resource, kind=None, within=()):
    """Make up what the platform sends for *field*: every field of it is there."""
    kind = kind or field["type"]
    unit = field.get("unit")
    if platform == "tokopedia":
        unit = _CLOCKS.get((resource, field["name"], kind))
    if kind.startswith("array<"):
        return [value(platform, field, resource, kind[6:-1], within)]
    if kind in SHAPES[platform]:
        return shape(platform, kind, resource, (*within, kind))
    enum = field.get("enum") or [None]
    return {
        "string": _TEXTS.get(unit, enum[0] or "7"),
        "integer": _NUMBERS.get(unit, enum[0] or 7),
        "number": 1.5,
        "boolean": True,
    }.get(kind, {"a": 1})


def shape(platform, name, resource, within):
    """Make up an object that has every field of a shape, but does not hold itself."""
    return {
        one["name"]: value(platform, one, resource, within=within)
        for one in SHAPES[platform][name]
        if one["type"].removeprefix("array<").removesuffix(">") not in within
    }


def response(platform, operation):
    """Name what an operation answers with: a shape, an array of it, or a plain kind."""
    if platform == "tiktokshop":
        return operation.get("response_model")
    taste = TASTE["tokopedia"]["operations"][operation["id"]]
    return taste.get("response", operation.get("response"))


def data(platform, operation):
    """Make up the data of an answer in which no field is missing."""
    kind = response(platform, operation)
    call = (
        TASTE[platform].get("operations", {}).get(operation["id"], {}).get("call", "")
    )
    resource = call.partition(".")[0]
    return kind and value(platform, {"name": "", "type": kind}, resource)


def fits(platform, kind, sent):
    """Say whether *sent* is of the wire's own type *kind*, all the way down."""
    if kind.startswith(("array<", "map<")):
        held = sent.values() if kind.startswith("map<") else sent
        inner = kind.partition("<")[2][:-1]
        return all(fits(platform, inner, one) for one in held)
    if kind in SHAPES[platform]:
        known = {one["name"]: one for one in SHAPES[platform][kind]}
        must = {name for name, one in known.items() if one.get("required")}
        return must <= sent.keys() <= known.keys() and all(
            fits(platform, known[name]["type"], one) for name, one in sent.items()
        )
    right = {"string": (str,), "integer": (int,), "number": (int, float)}
    return type(sent) in right.get(kind, (bool, dict))


def place(platform, spec, operation):
    """Say where in an answer's data the method's result is: its list, its only field."""
    if operation.page is not None:
        return [name for name in operation.page.items.split(".") if name]
    shape = SHAPES[platform].get(response(platform, spec)) or ()
    alone = len(shape) == 1 and not operation.failures
    return [shape[0]["name"]] if alone else []


def told(platform, spec, operation, payload):
    """Pick the method's result out of an answer's data."""
    return dig(payload, ".".join(place(platform, spec, operation)))


def placed(platform, spec, operation, payload, item):
    """Make an answer's data with *item* as the result, or as the only one in its list."""
    many = isinstance(told(platform, spec, operation, payload), list)
    made = [item] if many else item
    for name in reversed(place(platform, spec, operation)):
        made = {name: made}
    return made
