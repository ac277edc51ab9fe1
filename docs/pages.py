"""
The pages that are made from tables: one a resource, the operations, the error codes, the
rules of the migration.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tokotiktok import Platform, explain
from tokotiktok._client import operations
from tokotiktok._explain import codes
from tokotiktok.migration.rulebook import SECTIONS, Rule, rules

SPEC = Path(__file__).parent.parent / "spec"
TITLES = {"tiktokshop": "TikTok Shop", "tokopedia": "Tokopedia"}
HOMES = {"tiktokshop": Platform.TIKTOK_SHOP, "tokopedia": Platform.TOKOPEDIA}


def write_reference(folder: Path) -> None:
    """Write the pages, where they are not there as they should be."""
    for platform, title in TITLES.items():
        rows = operations(f"tokotiktok.{platform}.api")
        resources = {row["attribute"].partition(".")[0] for row in rows}
        names = sorted(resources | {"events"})
        for name in names:
            module = f"tokotiktok.{platform}.api.{name}"
            write(folder / platform / f"{name}.rst", page(name, module))
        write(folder / platform / "index.rst", index(title, names))
        text = operations_table(title, rows)
        rest = SPEC / platform / "left_out.json"
        if rest.exists():
            text += left_out(json.loads(rest.read_text("utf-8")))
        write(folder / platform / "operations.rst", text)
        codes_page = codes_table(title, HOMES[platform])
        write(folder / platform / "error_codes.rst", codes_page)
    write(folder / "rulebook.rst", rulebook())


def write(path: Path, text: str) -> None:
    """Write a page, unless it is there: Sphinx reads again what is newer."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")


def page(name: str, module: str) -> str:
    """Make the page of a resource."""
    return f"{name}\n{'=' * len(name)}\n\n.. automodule:: {module}\n"


def index(title: str, names: list[str]) -> str:
    """Make the page that lists a platform's resources."""
    entries = "\n".join(f"   {name}" for name in ["operations", "error_codes", *names])
    return (
        f"{title}\n{'=' * len(title)}\n\n.. toctree::\n   :maxdepth: 1\n\n{entries}\n"
    )


def operations_table(title: str, rows: list[dict[str, Any]]) -> str:
    """Make the table of a platform's operations."""
    columns = ("Call", "Operation", "Request", "Scope", "Verified")
    return table(f"Operations of {title}", columns, map(_cells, rows))


def codes_table(title: str, platform: Platform) -> str:
    """Make the table of a platform's error codes."""
    rows = []
    for code in codes(platform):
        one = explain(code, platform=platform)
        sure = "" if one.evidence.value == "documented" else f" ({one.evidence.value})"
        act = f"{one.who.value.capitalize()}: {one.todo}."
        rows.append((f"``{code}``", one.cause + sure, act, one.error.__name__))
    columns = ("Code", "Cause", "Who does what", "Becomes")
    return table(f"Error codes of {title}", columns, rows)


def rulebook() -> str:
    """Make the page of the migration's rules."""
    text = (
        "Rules of the migration\n======================\n\n"
        "What the platforms' pages say, in our words; "
        "`tokotiktok.migration.rulebook` has them as data.\n"
        "Each says how it is known; where a part is less sure, the text says which.\n"
    )
    columns = ("Rule", "What holds", "Known from")
    for section, title in SECTIONS.items():
        cells = map(_rule_cells, rules(section=section))
        text += "\n" + table(title, columns, cells, line="-")
    return text


def _rule_cells(rule: Rule) -> tuple[str, ...]:
    since = f" From {rule.since}." if rule.since else ""
    until = f" Until {rule.until}." if rule.until else ""
    pages = "; ".join(map(str, rule.sources))
    says = f"**{rule.title}.** {rule.text}{since}{until}"
    return str(rule.id), says, f"{rule.confidence.value.capitalize()}: {pages}."


def left_out(rows: list[dict[str, str]]) -> str:
    """Make the table of the operations that are too little known to have a method."""
    cells = [(one["id"], f"``{one['method']} {one['path']}``") for one in rows]
    says = (
        "What is known of these is of low confidence, so they have no method.",
        "``client.request`` calls them: retried and unwrapped, but untyped.",
    )
    return "\n" + table("Left out", ("Operation", "Request"), cells, *says, line="-")


def table(
    head: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    *says: str,
    line: str = "=",
) -> str:
    """Make a page, or a section, that is a table."""
    lines = [head, line * len(head), "", *says, ""]
    lines += [".. list-table::", "   :header-rows: 1", ""]
    for cells in (columns, *rows):
        lines += [
            f"   {'*' if n == 0 else ' '} - {cell}" for n, cell in enumerate(cells)
        ]
    return "\n".join(lines) + "\n"


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    return (
        f"``{row['attribute']}``",
        str(row["id"]),
        f"``{row['method']} {row['path']}``",
        ", ".join(f"``{one}``" for one in row["scope"]),
        str(row["verified"]),
    )
