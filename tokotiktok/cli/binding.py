"""What may be linked, and what stands in the way: for developers, on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterable

import click
from rich.table import Table
from rich.text import Text

from ..binding import Finding, Graph, Plan, plan
from .running import FINDINGS, leave
from .showing import show
from .tables import table


def findings_json(path: str, found: Iterable[Finding]) -> str:
    """Write findings as JSON."""
    rows = [one.facts() for one in found]
    return json.dumps({"file": path, "findings": rows}, indent=2)


def findings_table(found: Iterable[Finding]) -> Table:
    """Show findings, a row each."""
    made = _table("Findings", "", "Rule", "Line", "What", "Who", "What to do")
    for one in found:
        lines = [at.line for at in one.places if at.line is not None]
        made.add_row(
            one.severity.value,
            "" if one.rule is None else str(one.rule),
            str(lines[0]) if lines else "",
            Text(one.what),
            one.who.value,
            Text(one.todo),
        )
    return made


def plan_json(made: Plan) -> str:
    """Write a plan as JSON."""
    parts = {
        "steps": [one.facts() for one in made.steps],
        "refusals": [one.facts() for one in made.refusals],
        "findings": [one.facts() for one in made.findings],
    }
    return json.dumps(parts, indent=2)


def plan_tables(made: Plan) -> Iterable[Table]:
    """Show a plan: the steps, what is refused, and what is wrong with the aim."""
    steps = _table("Steps", "", "Who", "What to do", "Rule", "")
    for number, step in enumerate(made.steps, start=1):
        mark = Text("for good", "bold red") if step.permanent else ""
        todo = Text(step.todo)
        steps.add_row(str(number), step.who.value, todo, str(step.rule), mark)
    if made.steps:
        yield steps
    if made.refusals:
        refused = _table("Refused", "Why", "Rule")
        for one in made.refusals:
            rule = "" if one.rule is None else str(one.rule)
            refused.add_row(Text(one.why), rule)
        yield refused
    if made.findings:
        yield findings_table(made.findings)


def _table(title: str, *columns: str) -> Table:
    """Make a table whose sentences are wrapped."""
    made = table(title, *columns)
    for column in made.columns:
        if column.header in ("What", "What to do", "Why"):
            column.no_wrap, column.overflow = False, "fold"
    return made


def told(made: Plan) -> str:
    """Say in a sentence how much there is to do."""
    if made.complete and not made.steps:
        return "Nothing to do."
    steps = "1 step" if len(made.steps) == 1 else f"{len(made.steps)} steps"
    return f"{steps}, {len(made.permanent)} for good. Nothing was executed."


@click.group()
def binding() -> None:
    """Check what is linked to what on both platforms."""


@binding.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def check(file: str, *, as_json: bool) -> None:
    """
    List all that is wrong with the links in FILE, in TOML or JSON.

    Exits with 0 if nothing is, 1 if something is, 2 if FILE cannot be read.
    """
    found = Graph.read(file).check()
    if as_json:
        click.echo(findings_json(file, found))
    elif found:
        show(findings_table(found))
    else:
        click.echo("Nothing is wrong.")
    leave(FINDINGS if found else 0)


@binding.command(name="plan")
@click.argument("current")
@click.argument("desired")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def plan_command(current: str, desired: str, *, as_json: bool) -> None:
    """
    Say how to get from the links in CURRENT to those in DESIRED. Executes nothing.

    Exits with 0 if the steps lead there, 1 if something is refused or wrong with what is
    wanted, 2 if a file cannot be read.
    """
    made = plan(Graph.read(current), Graph.read(desired))
    if as_json:
        click.echo(plan_json(made))
    else:
        show(*plan_tables(made))
        click.echo(told(made))
    leave(0 if made.complete else FINDINGS)


@binding.command()
@click.argument("file")
@click.option(
    "--format",
    "format",
    type=click.Choice(["mermaid", "graphviz"]),
    default="mermaid",
    show_default=True,
)
def draw(file: str, *, format: str) -> None:
    """
    Draw FILE, as text for Mermaid or Graphviz.

    Exits with 2 if FILE cannot be read.
    """
    drawn = Graph.read(file)
    click.echo(drawn.mermaid() if format == "mermaid" else drawn.graphviz(), nl=False)
