"""Parquet. The only module that knows pyarrow (extra ``parquet``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from ...errors import ValidationError

BATCH = 10_000
"""So many rows are in memory at once, and in each of the file's groups."""
PLACES = 4
_YES_OR_NO = ("archived", "decided")
_TIMES = ("settled_at", "expected_at")
_AMOUNTS = ("gross", "fee", "net", "amount")


def write_rows(
    rows: Iterator[Mapping[str, Any]], columns: Sequence[str], path: Path
) -> int:
    """
    Write rows, some thousands at a time; give how many there were.

    Raises:
        ValidationError: pyarrow is not installed, or an amount has too many places.
    """
    try:
        # by name, since type checkers find no types there
        pa: Any = import_module("pyarrow")
        parquet: Any = import_module("pyarrow.parquet")
    except ImportError:
        msg = "Parquet files need pyarrow: pip install 'tokotiktok[parquet]'"
        raise ValidationError(msg) from None
    schema = pa.schema([(name, _type(pa, name)) for name in columns])
    count = 0
    with parquet.ParquetWriter(path, schema) as writer:
        while batch := list(islice(rows, BATCH)):
            try:
                found = pa.Table.from_pylist(batch, schema=schema)
            except pa.ArrowInvalid as error:
                msg = f"an amount has more than {PLACES} places: {error}"
                raise ValidationError(msg) from None
            writer.write_table(found)
            count += len(batch)
    return count


def _type(pa: Any, name: str) -> Any:
    if name in _TIMES:
        return pa.timestamp("us", tz="UTC")
    if name in _AMOUNTS:
        return pa.decimal128(24, PLACES)
    return pa.bool_() if name in _YES_OR_NO else pa.string()
