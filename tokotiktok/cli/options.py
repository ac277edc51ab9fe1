"""Options that several commands take."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

import click

from ..platforms import WIB

F = TypeVar("F", bound=Callable[..., Any])

as_json = click.option("--json", "as_json", is_flag=True, help="As JSON.")


def since(*, required: bool = False) -> Callable[[F], F]:
    """Give the option of a first moment."""
    help = "From here on: a day or a time, WIB if it has no zone."
    return click.option(
        "--since", metavar="TIME", callback=_moment, required=required, help=help
    )


def until(help: str = "Up to here, exclusive.") -> Callable[[F], F]:
    """Give the option of a last moment, exclusive."""
    return click.option("--until", metavar="TIME", callback=_moment, help=help)


def _moment(
    context: click.Context, option: click.Parameter, value: str | None
) -> datetime | None:
    """Read a time as people of Indonesia write it."""
    if value is None:
        return None
    try:
        at = datetime.fromisoformat(value.strip().replace("Z", "+00:00"))
    except ValueError:
        msg = f"{value!r} is no time: write 2025-09-14 or 2025-09-14T08:30+07:00"
        raise click.BadParameter(msg, context, option) from None
    return at if at.tzinfo else at.replace(tzinfo=WIB)
