"""The SQL of a SQLite sink."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...errors import ValidationError
from ..records import Part
from ..schema import Column, children, columns, model_of

_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_OWN = ("shop", "id", "changed_at", "expires_on", "body")


def is_name(name: str) -> bool:
    """Whether a table or a folder can have this name."""
    return _NAME.fullmatch(name) is not None


def named(name: str) -> str:
    """
    Give the name of a table or a folder.

    Raises:
        ValidationError: it cannot be one.
    """
    if not is_name(name):
        msg = f"{name!r} names no table: write small letters, digits and _, 63 at most"
        raise ValidationError(msg)
    return name


def upsert(name: str, *more: str) -> str:
    """
    Write the statement that takes a row into a table, unless a newer one is there.

    Of two rows, one of which has no time, the one that comes later stays.
    """
    names = ("shop", "id", "changed_at", *more)
    changes = ", ".join(f"{one} = excluded.{one}" for one in names[2:])
    return (
        f'INSERT INTO "{name}" ({", ".join(names)})'  # noqa: S608 - a checked name
        f" VALUES ({', '.join('?' * len(names))})"
        f" ON CONFLICT (shop, id) DO UPDATE SET {changes}"
        f' WHERE excluded.changed_at IS NULL OR "{name}".changed_at IS NULL'
        f' OR excluded.changed_at >= "{name}".changed_at'
    )


def needed(
    name: str, part: Part, there: Mapping[str, str | None], *, expiring: bool
) -> Iterator[str]:
    """
    Give the statements that make what is not there yet, or is an older version's.

    Columns are a view's and not the table's own: SQLite would compute each one for each
    row that is written, which takes three times as long as all the rest.
    """
    model = model_of(part.resource, part.kind)
    yield _table(name, "")
    views = {name: _records(name, model), **_lists(name, part, model)}
    if expiring:
        personal = f"{name}_personal"
        yield _table(personal, ", expires_on TEXT NOT NULL")
        yield (
            f'CREATE INDEX IF NOT EXISTS "{personal}_expires_on"'
            f' ON "{personal}_json" (expires_on)'
        )
        views[personal] = _records(personal, model, "expires_on")
    for view, select in views.items():
        sql = f'CREATE VIEW "{view}" AS {select}'
        if there.get(view) != sql:
            yield f'DROP VIEW IF EXISTS "{view}"'
            yield sql


def _table(name: str, more: str) -> str:
    return (
        f'CREATE TABLE IF NOT EXISTS "{name}_json" (shop TEXT NOT NULL,'
        f" id TEXT NOT NULL, changed_at TEXT, body TEXT NOT NULL{more},"
        " PRIMARY KEY (shop, id))"
    )


def _records(name: str, model: type | None, *more: str) -> str:
    """Select the single values of each record."""
    found = () if model is None else columns(model)
    values = [_value("body", one) for one in found if one.name not in _OWN]
    chosen = ", ".join(["shop", "id", "changed_at", *more, *values, "body"])
    return f'SELECT {chosen} FROM "{name}_json"'  # noqa: S608 - a checked name


def _lists(name: str, part: Part, model: type | None) -> dict[str, str]:
    """Select from each list of objects: a row for each object."""
    owner = part.resource.removesuffix("s") + "_id"
    selects = {}
    for field, kind in {} if model is None else children(model).items():
        values = [
            _value("one.value", column)
            for column in columns(kind)
            if column.name not in ("shop", "number", owner)
        ]
        selects[f"{name}_{field}"] = (
            f'SELECT whole.shop AS shop, whole.id AS "{owner}", one.key + 1 AS number,'  # noqa: S608 - a checked name
            f' {", ".join(values)} FROM "{name}_json" AS whole,'
            f" json_each(whole.body, '$.{field}') AS one"
        )
    return selects


def _value(where: str, column: Column) -> str:
    value = f"json_extract({where}, '$.{'.'.join(column.path)}')"
    if column.type == "number":
        value = f"CAST({value} AS NUMERIC)"
    return f'{value} AS "{column.name}"'
