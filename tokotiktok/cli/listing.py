"""Orders, products and returns of one merged shop, for people and for programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import wraps
from itertools import islice
from typing import Literal, TypeVar

import click
from attrs import frozen
from rich.table import Table

from ..sync.schema import Plain
from ..unified.reading.walk import Walk
from .connecting import Connection, connected
from .options import since as since_option
from .options import until as until_option
from .running import FINDINGS, leave
from .showing import counted, show
from .tables import SHOWN, orders_table, products_table, returns_table
from .writing import write_csv, write_jsonl

Format = Literal["table", "jsonl", "csv"]
T = TypeVar("T", bound=Plain)

_HELP = "Left out: a table on a terminal, else JSON Lines."


@frozen(kw_only=True)
class Asked:
    """Which records, and how they are written."""

    format: Format
    limit: int | None
    since: datetime | None
    until: datetime | None


def listing(command: Callable[[Connection, Asked], None]) -> Callable[..., None]:
    """Let a command list the records of a shop."""

    @click.option("--format", type=click.Choice(["table", "jsonl", "csv"]), help=_HELP)
    @click.option(
        "--limit",
        type=click.IntRange(min=0),
        help=f"The newest so many; 0 for all. Left out: {SHOWN} in a table, else all.",
    )
    @connected
    @wraps(command)
    def listed(
        connection: Connection,
        *,
        format: Format | None,
        limit: int | None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> None:
        kind: Format = format or ("table" if _is_terminal() else "jsonl")
        asked = Asked(format=kind, limit=limit, since=since, until=until)
        command(connection, asked)

    return listed


@click.group()
def orders() -> None:
    """List orders of both platforms, each sale once."""


@orders.command(name="list")
@since_option()
@until_option()
@listing
def list_orders(connection: Connection, asked: Asked) -> None:
    """
    List orders, newest first.

    Without --since the whole history is read; a table stops at its 50 newest.

    Exits with 1 if something came that could not be read.
    """
    found = connection.shop.orders
    walk = found.list(created_from=asked.since, created_until=asked.until)
    _write("orders", walk, orders_table, asked)


@click.group()
def products() -> None:
    """List products of both platforms."""


@products.command(name="list")
@listing
def list_products(connection: Connection, asked: Asked) -> None:
    """
    List products, each with its state on either platform.

    Exits with 1 if something came that could not be read.
    """
    walk = connection.shop.products.list(reasons=asked.format != "table")
    _write("products", walk, products_table, asked)


@click.group()
def returns() -> None:
    """List returns, refunds, cancellations and complaints."""


@returns.command(name="list")
@since_option()
@until_option()
@listing
def list_returns(connection: Connection, asked: Asked) -> None:
    """
    List returns, refunds, cancellations and complaints, newest first.

    Exits with 1 if something came that could not be read.
    """
    found = connection.shop.returns
    walk = found.list(created_from=asked.since, created_until=asked.until)
    _write("returns", walk, returns_table, asked)


def _write(
    resource: str,
    walk: Walk[T],
    table: Callable[[Iterable[T]], Table],
    asked: Asked,
) -> None:
    """Write the records as they come; a table, once all of it is there."""
    format, most = asked.format, asked.limit or None
    if asked.limit is None and format == "table":
        most = SHOWN
    records: Iterator[T] = islice(walk, most)
    if format == "table" or not _is_terminal():
        records = counted(records, resource)
    if format == "jsonl":
        write_jsonl(records, sys.stdout)
    elif format == "csv":
        write_csv(resource, records, sys.stdout)
    else:
        show(table(records))
    if most and asked.limit is None and next(walk, None) is not None:
        click.echo(f"There are more than {most}: --limit 0 for all.", err=True)
    if walk.malformed:
        count = len(walk.malformed)
        click.echo(f"Could not be read: {count} of the {resource}.", err=True)
        leave(FINDINGS)


def _is_terminal() -> bool:
    return sys.stdout.isatty()
