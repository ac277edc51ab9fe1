"""Which events are sent where: what would change, and changing it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeVar

import click

from ..webhooks.subscriptions import (
    SubscriptionPlan,
    plan_tiktokshop,
    plan_tokopedia,
)
from .connecting import Connection, connected
from .options import as_json as json_option
from .running import FINDINGS, leave

F = TypeVar("F", bound=Callable[..., Any])


def _pairs(
    context: click.Context, argument: click.Parameter, value: Sequence[str]
) -> dict[str, str]:
    """Read ``EVENT=URL``."""
    found: dict[str, str] = {}
    for one in value:
        event, equals, url = one.partition("=")
        if not (event and equals and url) or event in found:
            msg = f"{one!r}: write EVENT=URL, each event once"
            raise click.BadParameter(msg, context, argument)
        found[event] = url
    return found


def _wanted(command: F) -> F:
    """Let a command take what is wanted."""
    pairs = click.argument("wanted", nargs=-1, metavar="EVENT=URL...", callback=_pairs)
    platform = click.option(
        "--platform",
        type=click.Choice(["tiktokshop", "tokopedia"]),
        default="tiktokshop",
        show_default=True,
        help="Whose events.",
    )
    others = click.option(
        "--remove-others", is_flag=True, help="Also remove what is not named."
    )
    return pairs(platform(others(command)))


@click.group()
def webhooks() -> None:
    """See and change which events are sent where."""


@webhooks.command()
@_wanted
@json_option
@connected
def diff(
    connection: Connection,
    wanted: dict[str, str],
    *,
    platform: Literal["tiktokshop", "tokopedia"],
    remove_others: bool,
    as_json: bool,
) -> None:
    """
    Say what would change if events were sent to these URLs. Changes nothing.

    EVENT is a type such as ORDER_STATUS_CHANGE, or on Tokopedia a topic.

    Exits with 1 if something would change.
    """
    plan = _plan(connection, wanted, platform, remove_others=remove_others)
    if as_json:
        changes = [
            {"event": one.event, "before": one.before, "after": one.after}
            for one in plan.changes
        ]
        facts = {"changes": changes, "emptied": list(plan.emptied)}
        click.echo(json.dumps(facts, indent=2))
    else:
        click.echo(str(plan))
    leave(FINDINGS if plan.changes else 0)


@webhooks.command()
@_wanted
@click.option("--yes", is_flag=True, help="Do not ask first.")
@connected
def apply(
    connection: Connection,
    wanted: dict[str, str],
    *,
    platform: Literal["tiktokshop", "tokopedia"],
    remove_others: bool,
    yes: bool,
) -> None:
    """
    Have events sent to these URLs: say what changes, ask, and change it.

    Exits with 1 if you say no.
    """
    plan = _plan(connection, wanted, platform, remove_others=remove_others)
    click.echo(str(plan))
    if not plan.changes:
        return
    if not yes and not _may_ask():
        raise click.UsageError("nobody can be asked here: give --yes")
    if not yes and not click.confirm("Change it?", err=True):
        click.echo("Nothing was changed.")
        leave(FINDINGS)
    plan.apply()
    click.echo("Changed.")


def _plan(
    connection: Connection,
    wanted: dict[str, str],
    platform: Literal["tiktokshop", "tokopedia"],
    *,
    remove_others: bool,
) -> SubscriptionPlan:
    if not wanted and not remove_others:
        msg = "say what is wanted: EVENT=URL, or --remove-others alone to remove all"
        raise click.UsageError(msg)
    if platform == "tiktokshop":
        client = connection.tiktokshop
        return plan_tiktokshop(client, wanted, remove_others=remove_others)
    old = connection.tokopedia_api or connection.need_tokopedia()
    secret = connection.profile.need("tokopedia_webhook_secret")
    return plan_tokopedia(old, wanted, secret=secret, remove_others=remove_others)


def _may_ask() -> bool:
    return sys.stdin.isatty()
