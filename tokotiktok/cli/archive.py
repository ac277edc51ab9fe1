"""What a Tokopedia shop was: saved in a folder, and checked."""

from __future__ import annotations

import json
from datetime import datetime

import click
from rich.table import Table

from ..tokopedia.archive import (
    PARTS,
    Archive,
    Manifest,
    Progress,
    import_dumps,
    write,
)
from ..tokopedia.archive.parts import Name
from .connecting import Connection, connected
from .options import as_json as json_option
from .options import since as since_option
from .options import until as until_option
from .running import FINDINGS, leave
from .showing import bar, show
from .tables import table

redact_option = click.option("--redact", is_flag=True, help="Without personal data.")


@click.group()
def archive() -> None:
    """Save what a Tokopedia shop was, and check it."""


@archive.command()
@click.argument("folder")
@since_option()
@until_option()
@click.option(
    "--part", "parts", type=click.Choice(PARTS), multiple=True, help="Only these."
)
@redact_option
@json_option
@connected
def export(
    connection: Connection,
    folder: str,
    *,
    since: datetime | None,
    until: datetime | None,
    parts: tuple[Name, ...],
    redact: bool,
    as_json: bool,
) -> None:
    """
    Save the shop in FOLDER, or go on where that was interrupted.

    It reads from who still answers as Tokopedia's API did; else it copies the archive of
    the profile, as for --redact.

    Exits with 1 if the archive is not complete, or records were not given.
    """
    client = connection.tokopedia_api or connection.need_tokopedia()
    with bar("saving") as tell:

        def saved(progress: Progress) -> None:
            tell(f"{progress.part}: {progress.records} saved", None)

        made = write(
            client,
            folder,
            since=since,
            until=until,
            parts=parts or None,
            redact=redact,
            progress=saved,
        )
    failures = Archive(folder).failures
    if as_json:
        click.echo(json.dumps({**_facts(made), "failures": len(failures)}, indent=2))
    else:
        show(parts_table(made))
        if failures:
            click.echo(
                f"{len(failures)} records were not given; the next export asks again."
            )
    leave(0 if made.complete and not failures else FINDINGS)


@archive.command(name="import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--into", "folder", required=True, metavar="FOLDER", help="A new one.")
@click.option("--shop-id", help="Left out, it is read from the rows.")
@redact_option
@json_option
def import_command(
    paths: tuple[str, ...],
    folder: str,
    *,
    shop_id: str | None,
    redact: bool,
    as_json: bool,
) -> None:
    """
    Make an archive of answers of Tokopedia's API that were saved as they came.

    PATH is a file or a folder of files of JSON, packed by gzip or not.

    Exits with 1 if something was not taken over.
    """
    with bar("importing"):
        report = import_dumps(paths, folder, shop_id=shop_id, redact=redact)
    problems = len(report.problems) + report.more_problems
    if as_json:
        facts = {
            **_facts(report.manifest),
            "files": report.files,
            "duplicates": dict(report.duplicates),
            "others": report.others,
            "problems": [str(one) for one in report.problems],
            "more_problems": report.more_problems,
        }
        click.echo(json.dumps(facts, indent=2))
    else:
        show(parts_table(report.manifest))
        for one in report.problems:
            click.echo(f"not taken: {one}")
        if report.more_problems:
            click.echo(f"not taken: {report.more_problems} more")
        twice = sum(report.duplicates.values())
        click.echo(
            f"{report.files} files; {twice} rows were there twice, {report.others} are of "
            f"other shops, {problems} things were not taken."
        )
    leave(FINDINGS if problems else 0)


@archive.command()
@click.argument("folder")
@json_option
def verify(folder: str, *, as_json: bool) -> None:
    """
    Read all of the archive in FOLDER, and list what is not as it was written.

    Exits with 1 if something is not, or the archive is not complete.
    """
    there = Archive(folder)
    with bar("reading"):
        found = there.verify()
    if as_json:
        facts = {**_facts(there.manifest), "damages": [str(one) for one in found]}
        click.echo(json.dumps(facts, indent=2))
    else:
        show(parts_table(there.manifest))
        for one in found:
            click.echo(f"damaged: {one}")
        if not there.manifest.complete:
            click.echo("It is not complete: export it again, and that goes on.")
        elif not found:
            click.echo("All is as it was written.")
    leave(FINDINGS if found or not there.manifest.complete else 0)


def parts_table(made: Manifest) -> Table:
    """Show what an archive holds, a part a row."""
    shown = table(
        f"Shop {made.shop_id}",
        *("Part", "Records", "First", "Last", "Sealed", "Complete"),
        right=("Records", "Sealed"),
    )
    for one in made.parts:
        shown.add_row(
            one.name,
            str(one.records),
            f"{one.first:%Y-%m-%d}" if one.first else "",
            f"{one.last:%Y-%m-%d}" if one.last else "",
            str(one.sealed),
            "yes" if one.complete else "no",
        )
    return shown


def _facts(made: Manifest) -> dict[str, object]:
    return {
        "shop_id": made.shop_id,
        "complete": made.complete,
        "redacted": made.redacted,
        "parts": {one.name: one.records for one in made.parts},
    }
