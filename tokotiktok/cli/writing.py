"""Records in files that programs and spreadsheets read."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import Any, TextIO

from ..migration.exceptions_file import cell
from ..sync.schema import UNIFIED, Plain, as_plain, columns


def write_jsonl(records: Iterable[Plain], file: TextIO) -> None:
    """Write a record a line, as `tokotiktok.sync.schema.as_plain` says it."""
    file.writelines(
        json.dumps(as_plain(one), ensure_ascii=False) + "\n" for one in records
    )


def write_csv(resource: str, records: Iterable[Plain], file: TextIO) -> None:
    """
    Write a record a row, in the columns that a database would have.

    A list is one cell of JSON, and yes and no are ``true`` and ``false``. A text that a spreadsheet would take for a formula gets an
    apostrophe before it: buyers write some of them.
    """
    named = columns(UNIFIED[resource])
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([one.name for one in named])
    for record in records:
        plain = as_plain(record)
        writer.writerow([_value(plain, one.path) for one in named])


def _value(plain: dict[str, Any], path: tuple[str, ...]) -> Any:
    value: Any = plain
    for name in path:
        value = None if value is None else value[name]
    if isinstance(value, (list, bool)):
        return json.dumps(value, ensure_ascii=False)
    return cell(value) if isinstance(value, str) else value
