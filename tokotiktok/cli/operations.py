"""What can be called."""

from __future__ import annotations

import json

import click

from .._client import operations as operations_of
from .showing import show
from .tables import operations_table


@click.command()
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
    show(*(operations_table(name, rows) for name, rows in known.items()))
