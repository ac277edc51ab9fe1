"""What became of a shop that was integrated. Nothing is written to a platform."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import click
from rich.table import Table

from ..migration.duplicates import MergePlan, count_sold, plan_merges
from ..migration.exceptions_file import write_exceptions
from ..migration.id_matches import IdMap, Kind, MemoryIdMap, exceptions
from ..migration.idmap import Tally, map_products, map_shop, map_warehouses
from ..migration.idmap import tally as tally_of
from ..migration.old_products import old_products
from ..migration.reconcile import Reconciliation
from ..migration.reconcile import reconcile as compare
from ..migration.warehouses import read_warehouses
from ..unified.shop import UnifiedShop
from .connecting import Connection, connected_when_moved
from .options import as_json as json_option
from .running import FINDINGS, leave
from .showing import bar, counted, show
from .tables import sentences, table

map_option = click.option(
    "--map", "file", metavar="FILE", help="Keep the map of ids in this SQLite file."
)


@click.group()
def migrate() -> None:
    """See what became of a shop that was integrated."""


@migrate.command()
@map_option
@click.option("--csv", "out", metavar="FILE", help="Write there what is left.")
@json_option
@connected_when_moved
def idmap(
    connection: Connection, *, file: str | None, out: str | None, as_json: bool
) -> None:
    """
    Say which old ids became which, and what is left to a person.

    Exits with 1 if something is left.
    """
    into = _map(connection, file)
    found = tally_of(into)
    left = list(exceptions(into))
    if out is not None:
        write_exceptions(into, out)
    if as_json:
        rows = [
            {
                "kind": one.kind.value,
                "old_id": one.old_id,
                "new_id": one.new_id,
                "how": one.how.value,
                "certainty": one.certainty.name,
            }
            for entry in into.entries()
            for one in entry.matches
        ]
        rest = [
            {
                "kind": one.kind.value,
                "old_id": one.old_id,
                "name": one.name,
                "why": one.why.value,
                "candidates": list(map(str, one.candidates)),
            }
            for one in left
        ]
        click.echo(json.dumps({"matches": rows, "left": rest}, indent=2))
    else:
        show(tally_table(found))
        if left:
            click.echo()
            rows_ = (
                (one.kind.value, one.old_id, one.name, one.why.value) for one in left
            )
            show(sentences("Left to a person", rows_, "Kind", "Old id", "Name", "Why"))
        click.echo(
            f"\n{found.matched} ids are known, {found.left} are left to a person."
        )
    leave(FINDINGS if left else 0)


def tally_table(found: Tally) -> Table:
    """Show how ids were found."""
    made = table("Known", "Kind", "Found by", "Ids", right=("Ids",))
    for (kind, how), count in sorted(found.matches.items()):
        made.add_row(kind.value, how.value, str(count))
    return made


@migrate.command()
@map_option
@click.option("--sold", is_flag=True, help="Read all orders: sales say which to keep.")
@json_option
@connected_when_moved
def duplicates(
    connection: Connection, *, file: str | None, sold: bool, as_json: bool
) -> None:
    """
    Say which products are there twice since the shops are one, and which to keep.

    Exits with 1 if some are.
    """
    merged = UnifiedShop(tiktokshop=connection.tiktokshop)
    known = None if connection.tokopedia is None else _map(connection, file)
    orders = counted(merged.orders.list(), "orders") if sold else None
    count = None if orders is None else count_sold(orders)
    with bar("comparing products"):
        plan = plan_merges(merged, idmap=known, sold=count)
    if as_json:
        click.echo(json.dumps({"pairs": _pairs(plan)}, indent=2))
    elif plan.pairs:
        rows = (
            (
                one.first.name,
                f"{one.first.id}\n{one.second.id}",
                f"{one.score:.0%}",
                f"{one.keep or 'either'}, {one.why}",
                "\n".join(blocker.value for blocker in one.blockers),
            )
            for one in plan.pairs
        )
        columns = ("Product", "Ids", "Same", "Keep", "In the way")
        show(sentences("There twice", rows, *columns))
        click.echo(
            "\nMerge them in Seller Center, which keeps stock and sales history."
        )
    else:
        click.echo("Nothing is there twice.")
    leave(FINDINGS if plan.pairs else 0)


def _pairs(plan: MergePlan) -> list[dict[str, Any]]:
    return [
        {
            "ids": [one.first.id, one.second.id],
            "name": one.first.name,
            "score": one.score,
            "same": list(one.same),
            "differs": list(one.differs),
            "blockers": [blocker.name for blocker in one.blockers],
            "keep": one.keep,
            "why": one.why,
            "lost": list(one.lost),
        }
        for one in plan.pairs
    ]


@migrate.command()
@map_option
@json_option
@connected_when_moved
def reconcile(connection: Connection, *, file: str | None, as_json: bool) -> None:
    """
    Compare what the old shop had with what the new one has.

    Exits with 1 if something is missing, doubled or changed. What only the new shop has is
    listed, too, but no loss.
    """
    known = _map(connection, file)
    with bar("comparing the shops"):
        found = compare(
            connection.shop,
            products=_finder(known, Kind.PRODUCT),
            skus=_finder(known, Kind.SKU),
            warehouses=_finder(known, Kind.WAREHOUSE),
        )
    if as_json:
        click.echo(json.dumps(found.to_json(), indent=2))
    else:
        _show(found)
    leave(FINDINGS if _losses(found) else 0)


def _show(found: Reconciliation) -> None:
    counts = table("Compared", "What", "Count", right=("Count",))
    for name, count in sorted(found.counts.items()):
        counts.add_row(name, str(count))
    show(counts)
    if found.differences:
        rows = (one.row for one in found.differences)
        columns = ("Part", "What", "Old id", "New id", "Field", "Before", "Now", "Why")
        click.echo()
        show(sentences("Differences", rows, *columns))
    for gap in found.gaps:
        click.echo(
            f"\nNothing was sold from {gap.begins:%Y-%m-%d %H:%M} to {gap.ends:%H:%M} UTC; "
            f"as a rule {gap.expected:.0f} would be."
        )
    click.echo()
    for note in found.notes:
        click.echo(f"- {note}")


def _losses(found: Reconciliation) -> int:
    """Count what is not as it should be; the new shop's own is."""
    kinds = ("missing", "changed", "doubled", "unmatched")
    counts = found.counts.items()
    return sum(count for name, count in counts if name.endswith(kinds)) + len(
        found.gaps
    )


def _map(connection: Connection, file: str | None) -> IdMap:
    """Map the ids; what a file has already is not looked up again."""
    old, new = connection.need_tokopedia(), connection.tiktokshop
    into: IdMap = MemoryIdMap()
    if file is not None:
        from ..stores.idmap import SQLiteIdMap

        into = SQLiteIdMap(file)
    map_products(counted(old_products(old), "old products"), new, into=into)
    map_shop(old, connection.tiktokshop, into=into)
    map_warehouses(read_warehouses(old, new), into=into)
    return into


def _finder(known: IdMap, kind: Kind) -> Callable[[str], str | None]:
    def find(old_id: str) -> str | None:
        match = known.find(kind, old_id)
        return None if match is None else match.new_id

    return find
