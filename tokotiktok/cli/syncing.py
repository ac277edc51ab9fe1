"""Copying records into files and databases, and how far that is."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from typing import Any, get_args

import click
from rich.table import Table

from ..platforms import WIB
from ..stores.urls import open_checkpoint_store
from ..sync import (
    Health,
    Kind,
    Progress,
    Report,
    Resource,
    Shop,
    Standing,
    Tools,
    Totals,
    backfill,
    fleet,
    incremental,
)
from ..sync import sync as run_jobs
from ..sync.running import WORKERS
from ..sync.sinks import open_sink
from .connecting import Connection, connected
from .options import as_json as json_option
from .options import since as since_option
from .options import until as until_option
from .running import FINDINGS, leave
from .showing import bar, show
from .tables import table, text

checkpoints_option = click.option(
    "--checkpoints",
    required=True,
    metavar="URL",
    help="Where it is kept how far jobs are: sqlite:///file, redis://, postgresql://.",
)


@click.group()
def sync() -> None:
    """Copy records into files and databases."""


@sync.command()
@click.option(
    "--resource",
    "resources",
    type=click.Choice(get_args(Resource)),
    multiple=True,
    help="Of what; left out, of everything.",
)
@since_option(required=True)
@until_option("Up to here, once. Left out: what changes, each time it is run.")
@click.option(
    "--sink",
    required=True,
    metavar="URL",
    help="Where records go: jsonl:///folder or sqlite:///file.",
)
@checkpoints_option
@click.option(
    "--kind",
    type=click.Choice(get_args(Kind)),
    default="platform",
    show_default=True,
    help="As the platform sends them, or in plain words.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=WORKERS,
    show_default=True,
    help="How many read at once.",
)
@json_option
@connected
def run(
    connection: Connection,
    *,
    resources: tuple[Resource, ...],
    since: datetime,
    until: datetime | None,
    sink: str,
    checkpoints: str,
    kind: Kind,
    workers: int,
    as_json: bool,
) -> None:
    """
    Copy a shop's records of TikTok Shop's API, each job from where it stood.

    Interrupted in any way, the same command goes on.

    Exits with 1 if a job failed, or something came that could not be read.
    """
    there = connection.authorized
    shop = Shop(
        account=connection.account,
        id=there.id,
        cipher=there.cipher or "",
        app=connection.profile.need("app_key"),
    )
    jobs = (
        incremental(shop, *resources, since=since, kind=kind)
        if until is None
        else backfill(shop, *resources, since=since, until=until, kind=kind)
    )
    tools = Tools(
        client=connection.tiktokshop,
        sink=open_sink(sink),
        checkpoints=open_checkpoint_store(checkpoints),
    )
    with bar("beginning") as tell:

        def told(now: Progress) -> None:
            tell(said(now.all), now.all.share)

        report = run_jobs(jobs, tools, workers=workers, on_progress=told)
    if as_json:
        click.echo(json.dumps(_facts(report), indent=2))
    else:
        show(report_table(report))
        for one in report.failed:
            click.echo(str(one.error), err=True)
    unread = sum(one.unread for one in report.outcomes)
    leave(FINDINGS if report.failed or unread else 0)


def said(every: Totals) -> str:
    """Say how far all jobs are."""
    parts = [
        f"{every.finished} of {every.jobs} jobs",
        f"{every.records} records",
        f"{every.rate:.0f}/s",
    ]
    if every.limit_share is not None:
        parts.append(f"{every.limit_share:.0%} of the limit")
    return ", ".join(parts)


def report_table(report: Report) -> Table:
    """Show how jobs ended, a row each."""
    made = table(
        "Jobs",
        *("Resource", "Span", "Records", "Requests", "Unread", "Late", "Ended"),
        right=("Records", "Requests", "Unread", "Late"),
    )
    for one in report.outcomes:
        ended = "finished" if one.is_finished else "failed"
        made.add_row(
            one.job.resource,
            _span(one.job.since, one.job.until),
            *map(str, (one.records, one.requests, one.unread, one.late)),
            ended,
        )
    return made


def _facts(report: Report) -> dict[str, Any]:
    return {
        "records": report.records,
        "requests": report.requests,
        "seconds": round(report.seconds, 3),
        "jobs": [
            {
                "job": one.job.key,
                "finished": one.is_finished,
                "records": one.records,
                "unread": one.unread,
                "late": one.late,
                "error": None if one.error is None else str(one.error),
            }
            for one in report.outcomes
        ],
    }


@sync.command()
@checkpoints_option
@click.option(
    "--behind",
    default=1.0,
    show_default=True,
    metavar="HOURS",
    help="How far behind is too far.",
)
@click.option(
    "--shop", default="", metavar="NAME", help="Only shops whose name begins so."
)
@json_option
def status(checkpoints: str, *, behind: float, shop: str, as_json: bool) -> None:
    """
    Say how each job of each shop stands, from the checkpoints alone.

    Exits with 1 if one is not fine.
    """
    store = open_checkpoint_store(checkpoints)
    now = datetime.now(timezone.utc)
    late = timedelta(hours=behind)
    found = list(fleet(store, now=now, behind=late, shop=shop))
    if as_json:
        click.echo(json.dumps(list(map(_standing, found)), indent=2))
    elif found:
        show(fleet_table(found))
    else:
        click.echo("No job has begun.")
    leave(0 if all(one.health is Health.FINE for one in found) else FINDINGS)


def fleet_table(found: Iterable[Standing]) -> Table:
    """Show how jobs stand, a row each."""
    made = table(
        "Jobs",
        *("Shop", "Resource", "Span", "Health", "Read (WIB)", "Records"),
        right=("Records",),
    )
    for one in found:
        at = one.read_until
        until = f"{at.astimezone(WIB):%Y-%m-%d %H:%M}" if at else "nothing"
        made.add_row(
            text(one.job.shop.id),
            one.job.resource,
            _span(one.job.since, one.job.until),
            one.health.value,
            until if one.job.is_incremental else f"{one.share:.0%}",
            str(one.records),
        )
    return made


def _standing(one: Standing) -> dict[str, Any]:
    return {
        "job": one.job.key,
        "shop": one.job.shop.name,
        "resource": one.job.resource,
        "health": one.health.value,
        "share": one.share,
        "read_until": None if one.read_until is None else one.read_until.isoformat(),
        "records": one.records,
        "unread": one.unread,
        "late": one.late,
        "trouble": None if one.trouble is None else one.trouble.kind,
        "saved_at": None if one.saved_at is None else one.saved_at.isoformat(),
    }


def _span(since: datetime, until: datetime | None) -> str:
    if until is None:
        return "changes"
    first, last = since.astimezone(WIB), until.astimezone(WIB)
    return f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"
