"""Which of the lines that tell of one record is the newest, within bounded memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any

from ...errors import StoreError
from ...stores._database import Database
from ..records import Record
from ..schema import moment
from ._ddl import upsert

Read = Callable[[Path, bytes], tuple[str, Record]]
_State = tuple[int, int, int]

_MANY = 1000

_TABLE = """
CREATE TABLE IF NOT EXISTS newest (
    shop TEXT NOT NULL, id TEXT NOT NULL, changed_at TEXT,
    file INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (shop, id)
) WITHOUT ROWID
"""
_NOTE = upsert("newest", "file", "place")


def newest(
    folder: Path, files: Sequence[Path], read: Read
) -> Iterator[tuple[str, Record]]:
    """
    Read each record once; of lines as new as each other, the last in *files*.

    Args:
        folder: for a temporary database.
        files: the older first.
        read: reads a line of a file.

    Raises:
        StoreError: a file was replaced meanwhile.
    """
    database = Database(folder / "newest.db", _TABLE)
    try:
        seen = [_note(database, *one, read) for one in enumerate(files)]
        for number, file in enumerate(files):
            yield from _chosen(database, number, file, read, seen[number])
    finally:
        database.close()


def _note(database: Database, number: int, file: Path, read: Read) -> _State:
    """Note which records a file has, and where; say which file it was."""
    with file.open("rb") as lines:
        rows = _rows(number, file, lines, read)
        while some := list(islice(rows, _MANY)):
            with database.transaction(durable=False) as db:
                db.executemany(_NOTE, some)
        return _state(lines)


def _rows(
    number: int, file: Path, lines: IO[bytes], read: Read
) -> Iterator[tuple[Any, ...]]:
    place = 0
    for line in lines:
        shop, record = read(file, line)
        at = None if record.changed_at is None else moment(record.changed_at)
        yield shop, record.id, at, number, place
        place += len(line)


def _chosen(
    database: Database, number: int, file: Path, read: Read, seen: _State
) -> Iterator[tuple[str, Record]]:
    """Read the lines of a file that are the newest of their records."""
    with file.open("rb") as lines:
        if _state(lines) != seen:
            msg = f"{file} was written anew while the folder was read: read again"
            raise StoreError(msg)
        sql = "SELECT place FROM newest WHERE file = ? AND place > ? ORDER BY place LIMIT ?"
        last = -1
        while some := database.all(sql, number, last, _MANY):
            for (last,) in some:
                lines.seek(last)
                yield read(file, lines.readline())


def _state(file: IO[bytes]) -> _State:
    found = os.fstat(file.fileno())
    return found.st_ino, found.st_mtime_ns, found.st_size
