"""The command line: ``python -m tokotiktok``. All of it works without an account."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Literal

import click
from rich.console import Console

from .. import __version__
from .._client import operations as operations_of
from .._explain import Evidence
from .._explain import explain as explanation_of

WIDTH = 100


def console() -> Console:
    """Give a console that is as wide where its output is not a terminal."""
    real = Console()
    return real if real.is_terminal else Console(width=WIDTH)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s")
def main() -> None:
    """One library for Tokopedia and TikTok Shop."""


@main.command()
@click.option("--seed", default=1, show_default=True, help="Another shop.")
def demo(seed: int) -> None:
    """Show one merged shop: orders, products and returns from both APIs."""
    from .demo import show  # the sandbox is not needed for the other commands

    show(seed, console())


@main.command()
@click.option("--port", default=8800, show_default=True, help="0: a free one.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print where and with what as JSON."
)
@click.option(
    "--play",
    type=click.Choice(["merged", "pending", "solely_tiktok_shop"]),
    default="merged",
    show_default=True,
    help="How far the shop's integration is.",
)
def sandbox(
    port: int,
    play: Literal["merged", "pending", "solely_tiktok_shop"],
    *,
    as_json: bool,
) -> None:
    """Serve both platforms on loopback, until interrupted."""
    from ..sandbox import Sandbox
    from ..sandbox.server import serve

    box = Sandbox(integration=play)
    with suppress(KeyboardInterrupt), serve(box, port=port) as served:
        where = served.describe()
        if as_json:
            click.echo(json.dumps(where, indent=2))
        else:
            for platform, facts in where.items():
                click.echo(f"{platform}")
                for name, value in facts.items():
                    click.echo(f"  {name:<14} {value}")
            click.echo("Serving; stop with Ctrl-C.")
        served.wait()


@main.command()
@click.option("--json", "as_json", is_flag=True, help="All that is known of each.")
def operations(*, as_json: bool) -> None:
    """List every typed operation of both platforms."""
    known = {
        platform: operations_of(f"tokotiktok.{platform}.api")
        for platform in ("tiktokshop", "tokopedia")
    }
    if as_json:
        every = [{"platform": name, **row} for name in known for row in known[name]]
        click.echo(json.dumps(every, indent=1))
        return
    from .tables import operations_table

    for name, rows in known.items():
        console().print(operations_table(name, rows))


@main.command()
@click.argument("code")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def explain(code: str, *, as_json: bool) -> None:
    """
    Say what an error code means, who must act, and what they do.

    Exits with 1 if the code is in no table.
    """
    found = explanation_of(code)
    facts = {
        "code": found.code,
        "platform": found.platform.label,
        "cause": found.cause,
        "who": found.who.value,
        "todo": found.todo,
        "error": found.error.__name__,
        "kind": found.kind,
        "remedy": found.remedy.value,
        "reason": found.reason,
        "evidence": found.evidence.value,
        "operations": list(found.operations),
    }
    if as_json:
        click.echo(json.dumps(facts, indent=2))
    else:
        for name, value in facts.items():
            text = ", ".join(value) if isinstance(value, list) else str(value or "")
            click.echo(f"{name:<11} {text}".rstrip())
    if found.evidence is Evidence.UNKNOWN:
        raise click.exceptions.Exit(1)


from .binding import binding  # noqa: E402 - it prints with what is above
from .readiness import readiness  # noqa: E402 - likewise

main.add_command(binding)
main.add_command(readiness)
