"""``binding``: check, plan and draw what is linked, from files."""

from __future__ import annotations

import json
from typing import Any, Literal

import click
from attrs import asdict
from rich.markup import escape
from rich.table import Table

from ..binding import Finding, Graph, Plan, check, graphviz, mermaid, plan, read
from ..errors import BindingError
from .tables import table


@click.group()
def binding() -> None:
    """Check, plan and draw which accounts, apps and shops are linked."""


@binding.command("check")
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def check_(file: str, *, as_json: bool) -> None:
    """
    Find everything that is wrong with the links in a TOML or JSON file.

    Exits with 0 if nothing is, with 1 if something is, with 2 if the file is unreadable.
    """
    graph = _read(file)
    found = check(graph)
    if as_json:
        click.echo(_json([asdict(one) for one in found]))
    elif found:
        _print(findings_table(found))
        for number, one in enumerate(found, 1):
            click.echo(f"{number}. {one}")
    else:
        links = len(graph.links)
        click.echo(f"{file}: nothing is wrong with {links} links.")
    if found:
        raise click.exceptions.Exit(1)


@binding.command("plan")
@click.argument("current")
@click.argument("desired")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def plan_(current: str, desired: str, *, as_json: bool) -> None:
    """
    List the steps from the links in one file to those in another.

    Nothing is done. Exits with 1 if something cannot be done, with 2 if a file is
    unreadable.
    """
    made = plan(_read(current), _read(desired))
    if as_json:
        click.echo(_json(asdict(made)))
    else:
        _say(made)
    if made.refusals:
        raise click.exceptions.Exit(1)


@binding.command()
@click.argument("file")
@click.option(
    "--format",
    "form",
    type=click.Choice(["mermaid", "graphviz"]),
    default="mermaid",
    show_default=True,
)
def draw(file: str, *, form: Literal["mermaid", "graphviz"]) -> None:
    """Write the links in a file as text that Mermaid or Graphviz draw."""
    graph = _read(file)
    click.echo((mermaid if form == "mermaid" else graphviz)(graph), nl=False)


def findings_table(found: tuple[Finding, ...]) -> Table:
    """Show findings, a row each; the sentences are too long for it."""
    made = table(
        "Findings", "#", "Severity", "Rule", "What", *_ENDS, "Who", right=("#",)
    )
    for number, one in enumerate(found, 1):
        colour = "red" if one.severity.value == "error" else "yellow"
        made.add_row(
            str(number),
            f"[{colour}]{one.severity.value}[/]",
            "" if one.rule is None else str(one.rule),
            one.problem.replace("_", " "),
            escape(", ".join(one.tokopedia)),
            escape(", ".join(one.tiktokshop)),
            one.who.value,
        )
    return made


_ENDS = ("Tokopedia", "TikTok Shop")


def _say(made: Plan) -> None:
    """List steps and refusals."""
    if not made.steps and not made.refusals:
        click.echo("Nothing is to be done.")
    for number, step in enumerate(made.steps, 1):
        click.echo(f"{number}. {step}")
    if made.permanent:
        count = len(made.permanent)
        click.echo(
            f"For good: {count} of {len(made.steps)} steps. Nobody can undo them."
        )
    if made.refusals:
        click.echo("Cannot be done:")
        for refusal in made.refusals:
            click.echo(f"- {refusal}")


def _read(file: str) -> Graph:
    """Read a file, or end with what is wrong with it."""
    try:
        return read(file)
    except BindingError as error:
        click.echo(str(error), err=True)
        raise click.exceptions.Exit(2) from error


def _print(made: Table) -> None:
    from . import console  # the package's module stands on this one

    console().print(made)


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, default=lambda one: one.value)
