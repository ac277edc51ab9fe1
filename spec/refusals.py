"""The error codes: what each means, who must act and what it becomes, as small tables."""

from __future__ import annotations

import json
from typing import Any

from reading import HERE, tomllib

FOLDER = HERE / "errors"
TASTE: dict[str, Any] = tomllib.loads((FOLDER / "taste.toml").read_text("utf-8"))


def kinds() -> str:
    """Write what is the same for both platforms: advice, kinds, and parts of codes."""
    areas = {
        "tiktokshop": {
            str(number): area
            for area, numbers in TASTE["areas"]["tiktokshop"].items()
            for number in numbers
        },
        "tokopedia": TASTE["areas"]["tokopedia"],
    }
    for kind in TASTE["kinds"].values():
        for name in ("advice", "tokopedia"):
            _known(TASTE["advice"], kind.get(name, "fix"))
    table = {
        "advice": TASTE["advice"],
        "kinds": TASTE["kinds"],
        "areas": areas,
        "layers": TASTE["layers"],
    }
    rows = (f"{_compact(name)}: {{\n{_lines(part)}\n}}" for name, part in table.items())
    return "{\n" + ",\n".join(rows) + "\n}\n"


def codes(platform: str) -> str:
    """Write one platform's codes, a line each; operations by their place in a list."""
    facts = json.loads((FOLDER / f"{platform}.json").read_text("utf-8"))
    operations = sorted({name for one in facts for name in one.get("operations", ())})
    places = {name: place for place, name in enumerate(operations)}
    made = {}
    for one in facts:
        code = one.pop("code")
        if code in made:
            raise ValueError(f"{platform}: {code} is there twice")
        _known(TASTE["kinds"], one["kind"])
        _known(TASTE["advice"], one.get("advice", "fix"))
        if code in TASTE["reasons"]:
            one["reason"] = TASTE["reasons"][code]
        if "operations" in one:
            one["operations"] = [places[name] for name in one["operations"]]
        made[code] = one
    return f'{{\n"operations": {_compact(operations)},\n"codes": {{\n{_lines(made)}\n}}\n}}\n'


def _known(names: dict[str, Any], name: str) -> None:
    if name not in names:
        raise ValueError(f"spec/errors/taste.toml has no {name!r}")


def _lines(rows: dict[str, Any]) -> str:
    return ",\n".join(f"{_compact(key)}: {_compact(row)}" for key, row in rows.items())


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
