"""The pages that are made from tables: one a resource, the operations, the error codes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from tokotiktok import Platform, explain
from tokotiktok._client import operations
from tokotiktok._explain import codes
from tokotiktok.migration.rulebook import Rule, Section, Source, rules

SPEC = Path(__file__).parent.parent / "spec"
TITLES = {"tiktokshop": "TikTok Shop", "tokopedia": "Tokopedia"}
HOMES = {"tiktokshop": Platform.TIKTOK_SHOP, "tokopedia": Platform.TOKOPEDIA}


def write_reference(folder: Path) -> None:
    """Write the pages, where they are not there as they should be."""
    write(folder / "rulebook.rst", rulebook())
    for platform, title in TITLES.items():
        rows = operations(f"tokotiktok.{platform}.api")
        names = sorted({row["attribute"].partition(".")[0] for row in rows})
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


def operations_table(title: str, rows: list[dict[str, object]]) -> str:
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
    """Make the page of the integration's rules."""
    head = "Rulebook"
    says = (
        "What is known of the integration of Tokopedia and TikTok Shop.\n"
        "Each rule says what it rests on, its main statement first; "
        "`tokotiktok.migration.rulebook` has the same as data.\n"
    )
    parts = [f"{head}\n{'=' * len(head)}\n", says]
    for section in Section:
        title = section.value.replace("_", " ").capitalize()
        rows = map(_rule_cells, rules(section=section))
        columns = ("Rule", "What it says", "Rests on", "Sources")
        parts.append(table(title, columns, rows, line="-"))
    return "\n".join(parts)


def _rule_cells(one: Rule) -> tuple[str, ...]:
    days = [
        f"{word} {day}"
        for word, day in (("since", one.since), ("until", one.until))
        if day
    ]
    rests = "; ".join(part.value for part in (one.confidence, *one.also))
    when = f" ({', '.join(days)})" if days else ""
    pages = "; ".join(_source(page) for page in one.sources)
    text = one.text.replace("_", r"\_")
    return str(one.id), f"**{one.title}**. {text}{when}", rests, pages


def _source(page: Source) -> str:
    named = f"`{page.title} <{page.url}>`__" if page.url else page.title
    return ", ".join(filter(None, (page.publisher, named, page.date)))


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


def _cells(row: dict[str, object]) -> tuple[str, ...]:
    return (
        f"``{row['attribute']}``",
        str(row["id"]),
        f"``{row['method']} {row['path']}``",
        ", ".join(f"``{one}``" for one in row["scope"]),  # type: ignore[attr-defined]
        str(row["verified"]),
    )
