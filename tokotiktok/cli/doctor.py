"""Finding out why calls fail."""

from __future__ import annotations

import json

import click
from attrs import asdict

from .checks import State, examine
from .connecting import Connection, connected
from .options import as_json as json_option
from .running import FINDINGS, leave
from .showing import show
from .tables import sentences


@click.command()
@click.option(
    "--call",
    "calls",
    multiple=True,
    metavar="NAME",
    help="What your program calls, too, such as products.update_price.",
)
@json_option
@connected
def doctor(connection: Connection, *, calls: tuple[str, ...], as_json: bool) -> None:
    """
    Find out why calls fail, and what to do.

    Looks at the app, the host, this machine's clock, the token, the shop, the scopes that
    reading a shop needs, and Tokopedia's side. Only reads.

    Exits with 1 if something is wrong.
    """
    found = list(examine(connection, calls))
    if as_json:
        rows = [{**asdict(one), "state": one.state.value} for one in found]
        click.echo(json.dumps(rows, indent=2))
    else:
        lines = ((one.state.value, one.name, one.what, one.todo) for one in found)
        show(sentences("Looked at", lines, "", "What", "Found", "What to do"))
    leave(FINDINGS if any(one.state is State.WRONG for one in found) else 0)
