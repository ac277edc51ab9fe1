"""What stands between a shop or a fleet and a clean integration, on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import click
from rich.table import Table
from rich.text import Text

from ..binding import Graph
from ..migration.page import page
from ..migration.readiness import Group, Report, State
from ..migration.readiness import readiness as readiness_of
from ..migration.reporting import word
from .running import FINDINGS, UNREADABLE, leave
from .showing import show
from .tables import table

Language = Literal["en", "id"]
_SHOWN = 3
"""Of how many places a row says what was found."""


@click.command()
@click.argument("file")
@click.option("--html", "out", metavar="OUT", help="Write a page for sellers there.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with all that passes.")
@click.option(
    "--language",
    type=click.Choice(["en", "id"]),
    default="en",
    show_default=True,
    help="English or Indonesian. The page has both: this shows first.",
)
def readiness(file: str, out: str | None, language: Language, *, as_json: bool) -> None:
    """
    Say what still stands between the shops in FILE and a clean integration.

    Exits with 0 if all is known and in order, 1 if something is not, 2 if FILE cannot be
    read or OUT not written.
    """
    report = readiness_of(Graph.read(file))
    if out is not None:
        _write(out, report, language)
    if as_json:
        click.echo(json.dumps({"file": file, **report.facts()}, indent=2))
    else:
        _print(report, language)
    leave(0 if report.clean else FINDINGS)


def _write(out: str, report: Report, language: Language) -> None:
    text = page(report, language=language)
    try:
        Path(out).write_text(text, "utf-8")
    except OSError as error:
        click.echo(f"{out} cannot be written: {error.strerror}", err=True)
        leave(UNREADABLE)


def _print(report: Report, language: Language) -> None:
    if not report.clean:
        show(open_table(report, language))
        click.echo()
    counts = report.counts()
    told = (
        f"{word('states', one.value).text(language)}: {counts[one]}" for one in State
    )
    click.echo(", ".join(told))
    if report.clean:
        click.echo(word("page", "clean").text(language))


def open_table(report: Report, language: Language) -> Table:
    """Show what is open, by who must act; the same in several places is a row."""
    columns = [
        word("page", name).text(language) for name in ("title", "must", "todo", "rule")
    ]
    title, who_, todo, rule = columns
    made = table(title, "", rule, who_, "", todo)
    for column in made.columns:
        column.no_wrap, column.overflow = False, "fold"
    for who, groups in report.by_actor().items():
        for group in groups:
            one = group.first
            made.add_row(
                Text(word("states", one.state.value).text(language)),
                "" if one.rule is None else str(one.rule),
                Text(word("actors", who.value).text(language)),
                Text(_found(group, language)),
                Text(_next(group, language)),
            )
    return made


def _found(group: Group, language: Language) -> str:
    """Say what was found: in all places, or in the first of many."""
    lines = [group.first.title.text(language)]
    lines += [
        f"- {one.about.text(language)}: {one.evidence.text(language)}"
        for one in group.checks[:_SHOWN]
    ]
    more = len(group.checks) - _SHOWN
    return "\n".join(lines + [f"- ... + {more}"] * (more > 0))


def _next(group: Group, language: Language) -> str:
    todo = group.first.todo
    steps = [] if todo is None else [todo.text(language)]
    return "\n".join(steps + [f"- {way.text(language)}" for way in group.first.ways])
