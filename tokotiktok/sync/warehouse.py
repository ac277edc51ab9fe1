"""
Into any warehouse, by dlt: DuckDB, PostgreSQL, BigQuery, Parquet and whatever else it has.

The only module that knows dlt (extra ``dlt``). It starts from what a sink has: machines
write JSON Lines side by side, and one program takes their folder to the warehouse. dlt
sends its makers a note of each run unless ``RUNTIME__DLTHUB_TELEMETRY=false`` is set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, timezone
from typing import TYPE_CHECKING, Any, Protocol

from ..errors import ValidationError
from .records import Record
from .schema import UNIFIED, Column, Type, children, columns, model_of

if TYPE_CHECKING:
    from dlt import Pipeline
    from dlt.extract import DltResource, DltSource

_TYPES: Mapping[Type, str] = {
    "text": "text",
    "integer": "bigint",
    "number": "decimal",
    "boolean": "bool",
    "timestamp": "timestamp",
}


class Readable(Protocol):
    """A sink that can be read: of JSON Lines, or SQLite's."""

    def tables(self) -> tuple[str, ...]:
        """List what there is to read."""
        ...

    def read(self, name: str) -> Iterator[tuple[str, Record]]:
        """Give the newest of each record, and its shop."""
        ...


def source(sink: Readable, *tables: str) -> DltSource:
    """
    Give what a sink has as a source of dlt's: ``pipeline.run(source(sink))``.

    Each table is merged by ``shop`` and ``id``, so running again doubles nothing. Plain
    files, such as Parquet, cannot be merged into; there, write all of them anew with
    ``pipeline.run(source(sink), write_disposition="replace")``.

    Args:
        sink: where the records are.
        tables: which of its tables; all, if left out. To leave ``orders_personal`` out is
            to keep personal data that expires out of the warehouse.

    Raises:
        ValidationError: dlt is not installed, or the sink has no such table.
    """
    there = sink.tables()
    for name in tables:
        if name not in there:
            msg = f"{sink!r} has no table {name!r}, but {', '.join(there) or 'none'}"
            raise ValidationError(msg)
    dlt = _dlt()
    found = [_resource(dlt, name, sink.read(name)) for name in tables or there]
    made: DltSource = dlt.source(lambda: found, name="tokotiktok")()
    return made


def _resource(
    dlt: Any, name: str, records: Iterable[tuple[str, Record]]
) -> DltResource:
    """Give a table; a list of objects in it becomes a table of its own."""
    is_personal = name.endswith("_personal")
    is_unread = name.endswith("_unread")
    base = name.removesuffix("_personal")
    kind = model_of(
        base.removeprefix("platform_"), "unified" if base in UNIFIED else "platform"
    )
    hints: dict[str, Any] = {
        "shop": {"data_type": "text", "nullable": False},
        "id": {"data_type": "text", "nullable": False},
        "changed_at": {"data_type": "timestamp"},
    }
    nested: dict[str, Any] = {}
    if is_personal:
        hints["expires_on"] = {"data_type": "date", "nullable": False}
    elif is_unread:
        hints["raw"] = {"data_type": "json"}
    elif kind is not None:
        hints = {**_hints(columns(kind)), **hints}
        nested = {
            field: {"columns": _hints(columns(one))}
            for field, one in children(kind).items()
        }
    made: DltResource = dlt.resource(
        _rows(records),
        name=name,
        primary_key=("shop", "id"),
        write_disposition="merge",
        columns=hints,
        nested_hints=nested,
        # in one table, so that deleting the row deletes it all, or as what came is odd
        max_table_nesting=0 if is_personal or is_unread else None,
    )
    return made


def purge(pipeline: Pipeline, now: datetime | None = None) -> None:
    """
    Delete personal data that is due from a warehouse that knows SQL.

    It goes from the tables that dlt stages rows in, too. What dlt keeps on this machine's
    disk of each load does not: set ``LOAD__DELETE_COMPLETED_JOBS=true`` for the load.

    Args:
        pipeline: what wrote it.
        now: as if it were then.
    """
    today = (now or datetime.now(timezone.utc)).astimezone(timezone.utc).date()
    with pipeline.sql_client() as client:
        _delete(pipeline, client, today)
        with client.with_staging_dataset():
            _delete(pipeline, client, today)


def _delete(pipeline: Pipeline, client: Any, today: date) -> None:
    from dlt.destinations.exceptions import DatabaseUndefinedRelation

    for name in pipeline.default_schema.data_table_names():
        if name.endswith("_personal"):
            target = client.make_qualified_table_name(name)
            sql = f"DELETE FROM {target} WHERE expires_on <= %s"  # noqa: S608 - dlt's name
            with suppress(DatabaseUndefinedRelation):  # nothing was staged
                client.execute_sql(sql, today)


def _rows(records: Iterable[tuple[str, Record]]) -> Iterator[dict[str, Any]]:
    for shop, one in records:
        body = _known(one.body)
        yield {**body, "shop": shop, "id": one.id, "changed_at": one.changed_at}


def _known(value: Any) -> Any:
    """Leave out what is null: dlt would warn that it cannot tell its type."""
    if isinstance(value, list):
        return [_known(one) for one in value]
    if isinstance(value, Mapping):
        return {name: _known(one) for name, one in value.items() if one is not None}
    return value


def _hints(found: Iterable[Column]) -> dict[str, Any]:
    return {
        name: {"name": name, "data_type": _TYPES[one.type]}
        for one in found
        if one.type in _TYPES
        for name in ["__".join(one.path)]
    }


def _dlt() -> Any:
    try:
        import dlt  # it takes a second, and few need it
    except ImportError as error:
        msg = "dlt is not installed: pip install 'tokotiktok[dlt]'"
        raise ValidationError(msg) from error
    return dlt
