"""The pages that are made from the spec's table: one a resource, and the table."""

from __future__ import annotations

from pathlib import Path

from tokotiktok._client import operations

SPEC = Path(__file__).parent.parent / "spec"
TITLES = {"tiktokshop": "TikTok Shop", "tokopedia": "Tokopedia"}


def write_reference(folder: Path) -> None:
    """Write the pages, where they are not there as they should be."""
    for platform, title in TITLES.items():
        rows = operations(f"tokotiktok.{platform}.api")
        names = sorted({row["attribute"].partition(".")[0] for row in rows})
        for name in names:
            module = f"tokotiktok.{platform}.api.{name}"
            write(folder / platform / f"{name}.rst", page(name, module))
        write(folder / platform / "index.rst", index(title, names))
        write(folder / platform / "operations.rst", table(title, rows))


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
    entries = "\n".join(f"   {name}" for name in ["operations", *names])
    return (
        f"{title}\n{'=' * len(title)}\n\n.. toctree::\n   :maxdepth: 1\n\n{entries}\n"
    )


def table(title: str, rows: list[dict[str, object]]) -> str:
    """Make the table of a platform's operations."""
    head = f"Operations of {title}"
    lines = [head, "=" * len(head), "", ".. list-table::", "   :header-rows: 1", ""]
    columns = ("Call", "Operation", "Request", "Scope", "Verified")
    for cells in (columns, *map(_cells, rows)):
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
