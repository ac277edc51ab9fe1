"""
Write ``tokotiktok/<platform>/api`` and the tables of error codes from the spec.

``python spec/generate.py`` writes; with ``--check`` it only says which files differ, and
exits with 1 if any does.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import events
import refusals
from naming import camel
from operations import key_of
from reading import HERE, Endpoint, Spec, read
from rendering import Module

PACKAGE = HERE.parent / "tokotiktok"
PLATFORMS = ("tiktokshop", "tokopedia")
CODES, KINDS = "error_codes.json", "error_kinds.json"

_INIT = '''"""
The resources of the {label}, each imported on first use.

Written by spec/generate.py; edit spec/{platform} or spec/names.toml instead.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..._session import Session
{imports}


class Resources:
    """The resources of a client."""

    _session: Session
{properties}'''

_PROPERTY = '''
    @cached_property
    def {name}(self) -> {cls}:
        """{doc}"""
        from .{name} import {cls}

        return {cls}(self._session)
'''


def main() -> int:
    """Write the files, or check them."""
    check = sys.argv[1:] == ["--check"]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for platform in PLATFORMS:
            write(read(platform), root / platform)
        _format(root)
        for platform in PLATFORMS:
            table = refusals.codes(platform)
            (root / platform / CODES).write_text(table, "utf-8")
        (root / KINDS).write_text(refusals.kinds(), "utf-8")
        differing = [name for name in _names(root) if _differs(root, name)]
        if check:
            for name in differing:
                print(f"differs from the spec: tokotiktok/{_target(name)}")
            return 1 if differing else 0
        for name in differing:
            target = PACKAGE / _target(name)
            if (root / name).exists():
                target.parent.mkdir(exist_ok=True)
                target.write_bytes((root / name).read_bytes())
            else:
                target.unlink()
    return 0


def write(spec: Spec, folder: Path) -> None:
    """Write one platform's modules into *folder*."""
    folder.mkdir()
    modules = [Module(spec, resource) for resource in spec.resources]
    for module in modules:
        (folder / f"{module.resource}.py").write_text(module.render(), "utf-8")
    what = events.render(spec, events.read(spec.platform))
    (folder / "events.py").write_text(what, "utf-8")
    if idle := sorted(_idle(spec, modules)):
        sys.exit(f"names.toml decides on what is not there: {', '.join(idle)}")
    (folder / "__init__.py").write_text(_init(spec), "utf-8")
    (folder / "operations.json").write_text(_table(spec), "utf-8")


def _idle(spec: Spec, modules: list[Module]) -> set[str]:
    """Find decisions of taste that name nothing, such as what was renamed since."""
    taste = spec.taste
    classes = {
        f"{one.resource}.{name}" for one in modules for name in one.shapes.fields
    }
    fields = {
        name
        for one in modules
        for shape, known in one.shapes.fields.items()
        for field in known
        for name in (
            f"{one.resource}.{field.name}",
            f"{one.resource}.{shape}.{field.name}",
        )
    }
    fields |= {
        f"{one.resource}.{field.name}"
        for one in spec.endpoints
        for field in (*one.path_params, *one.query_params)
    }
    return {
        *(set(taste["models"]) - set(spec.models)),
        *(set(taste["resources"]) - set(spec.resources)),
        *({f"{a}.{b}" for a, b in taste["identity"].items()} - fields),
        *(set(taste["docs"]) - {name.partition(".")[2] for name in classes}),
        *(set(taste["clock"]) - fields),
        *(set(taste.get("operations", ())) - {one.id for one in spec.endpoints}),
    }


def _init(spec: Spec) -> str:
    names = list(spec.resources)
    return _INIT.format(
        label=spec.taste["label"],
        platform=spec.platform,
        imports="\n".join(f"    from .{n} import {camel(n)}" for n in names),
        properties="".join(
            _PROPERTY.format(name=n, cls=camel(n), doc=spec.taste["resources"][n])
            for n in names
        ),
    )


def _table(spec: Spec) -> str:
    rows = [json.dumps(_row(one)) for ones in spec.resources.values() for one in ones]
    return "[\n" + ",\n".join(rows) + "\n]\n"


def _row(one: Endpoint) -> dict[str, object]:
    return {
        "id": one.id,
        "method": one.method,
        "path": one.path,
        "version": one.version,
        "attribute": f"{one.resource}.{one.verb}",
        "scope": list(one.scopes),
        "verified": one.verified,
        "shop": one.shop,
        "repeatable": one.repeatable,
        "idempotency": key_of(one),
        "title": one.title,
    }


def _format(root: Path) -> None:
    """Let ruff order the imports and lay out the lines, as for all other code."""
    config = ["--config", str(HERE.parent / "pyproject.toml"), "--no-cache", "--quiet"]
    ruff = [sys.executable, "-m", "ruff"]
    fix = ["check", "--select", "I,F401", "--fix", "--exit-zero"]
    subprocess.run([*ruff, *fix, *config, str(root)], check=True)
    subprocess.run([*ruff, "format", *config, str(root)], check=True)


def _target(name: Path) -> Path:
    if name.name in (CODES, KINDS):
        return name
    return name.parent / "api" / name.name


def _names(root: Path) -> list[Path]:
    """List what is there or should be."""
    made = {one.relative_to(root) for one in root.rglob("*") if one.is_file()}
    there = {
        Path(platform) / one.name
        for platform in PLATFORMS
        for one in (PACKAGE / platform / "api").glob("*.*")
    }
    return sorted(made | there)


def _differs(root: Path, name: Path) -> bool:
    made, there = root / name, PACKAGE / _target(name)
    if not made.exists() or not there.exists():
        return True
    return made.read_bytes() != there.read_bytes()


if __name__ == "__main__":
    sys.exit(main())
