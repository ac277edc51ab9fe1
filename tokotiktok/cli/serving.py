"""A sandbox over HTTP."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Literal

import click

from ..sandbox import Sandbox
from ..sandbox.server import serve


@click.command()
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
