"""Records in a SQLite database: a table for each resource, a row for each record."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timezone
from typing import Any

from ..._json import loads
from ..._threads import Lock
from ...stores._database import BUSY_SECONDS, Database
from ..privacy import Privacy
from ..records import Part, Record, Writer
from ..schema import moment, table
from ._ddl import named, needed, upsert
from ._packing import packed, text

_READ, _WRITTEN = 500, 100
"""So many rows are read at a time, and as many are gathered before they are written."""


class SQLiteSink:
    """
    A table for each resource in one file, in which each record is there once: its newest.

    ``orders`` is a view: ``shop``, ``id``, ``changed_at``, a column for each single value
    of a record, and the whole as JSON in ``body``. Each list of objects is a view of its
    own, ``orders_lines``. What they show is in the table ``orders_json``. Any number of
    threads and processes of one machine may write.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, privacy: Privacy | None = None
    ) -> None:
        """
        Open or create the file, which only its owner may read.

        Args:
            path: a file on a local disk; ``~`` is the user's home. Its folder exists.
            privacy: what becomes of personal data; without it, everything is kept.

        Raises:
            ValidationError: there can be no such file, or it is none of SQLite's.
            StoreError: it cannot be read or written.
        """
        self.privacy = privacy
        self._db = Database(path)
        self._turn = Lock()
        self._ready: set[str] = set()

    def __repr__(self) -> str:
        """Say which file."""
        return f"SQLiteSink({str(self._db.path)!r})"

    def __getstate__(self) -> dict[str, Any]:
        """Pickle as the path and the policy; another machine's file has its own tables."""
        return {**self.__dict__, "_ready": set()}

    @contextmanager
    def begin(self, part: Part) -> Generator[Writer, None, None]:
        """
        Begin a part, in a ``with`` block: at its end all that was written is durable.

        Its records are seen at once, and stay even if the block raises: each record is
        there once, however often it is written.

        Raises:
            StoreError: it cannot be written.
            ValidationError: *part* can have no table, or what is personal in it is not
                known.
        """
        name = named(table(part.resource, part.kind))
        self._prepare(name, part)
        writer = _Writer(self._db, self._turn, self.privacy, name, part)
        yield writer
        writer.flush()
        self._db.settle()

    def keep(self, part: Part) -> None:
        """Do nothing: what was written counts already."""

    def tables(self) -> tuple[str, ...]:
        """List what there is to read: ``orders``, ``orders_personal``."""
        sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB '*_json' ORDER BY name"
        return tuple(name.removesuffix("_json") for (name,) in self._db.all(sql))

    def read(self, name: str) -> Iterator[tuple[str, Record]]:
        """
        Read the records of a table, ``orders`` or ``orders_personal``, each with its shop.

        Raises:
            StoreError: it cannot be read.
        """
        if name not in self.tables():
            return
        sql = (
            "SELECT rowid, shop, id, changed_at, body"  # noqa: S608 - a checked name
            f' FROM "{name}_json" WHERE rowid > ? ORDER BY rowid LIMIT ?'
        )
        last = 0
        while rows := self._db.all(sql, last, _READ):
            for last, shop, id, at, body in rows:  # noqa: B007 - the next page's
                changed_at = None if at is None else datetime.fromisoformat(at)
                yield shop, Record(id, changed_at, loads(body.encode()))

    def purge(self, now: datetime | None = None) -> int:
        """
        Delete personal data that is due; nothing of it stays in the file.

        Args:
            now: as if it were then.

        Returns:
            Of how many records.

        Raises:
            StoreError: it cannot be written, or another program reads it meanwhile, so
                that its log still has what was deleted: purge again.
        """
        today = (now or datetime.now(timezone.utc)).astimezone(timezone.utc).date()
        count = 0
        with self._db.transaction() as db:
            for name in self.tables():
                if name.endswith("_personal"):
                    sql = f'DELETE FROM "{name}_json" WHERE expires_on <= ?'  # noqa: S608 - ours
                    count += db.execute(sql, (today.isoformat(),)).rowcount
        self._db.truncate()
        return count

    def close(self) -> None:
        """Close this process's connections to the file; the next use opens new ones."""
        self._db.close()

    def _prepare(self, name: str, part: Part) -> None:
        """Make the tables and views of a part that are not there yet."""
        if name in self._ready:
            return
        expiring = self.privacy is not None and self.privacy.personal == "expire"
        with self._db.transaction() as db:
            for statement in needed(
                name,
                part,
                dict(db.execute("SELECT name, sql FROM sqlite_master").fetchall()),
                expiring=expiring,
            ):
                db.execute(statement)
        self._ready.add(name)


class _Writer:
    """Writes the records of one part."""

    def __init__(
        self,
        db: Database,
        turn: Lock,
        privacy: Privacy | None,
        name: str,
        part: Part,
    ) -> None:
        self._db = db
        self._turn = turn
        self._privacy = privacy
        self._part = part
        self._shop = text(part.shop)
        self._upsert = upsert(f"{name}_json", "body")
        self._upsert_personal = upsert(f"{name}_personal_json", "body", "expires_on")
        self._rows: list[tuple[Any, ...]] = []
        self._personal: list[tuple[Any, ...]] = []

    def write(self, records: Sequence[Record]) -> None:
        """
        Write records; an older one never takes the place of a newer one.

        Raises:
            StoreError: it cannot be written.
        """
        for record in records:
            kept = record
            if self._privacy is not None:
                kept, expiring = self._privacy.split(self._part, record)
                if expiring is not None:
                    day = expiring.expires_on.isoformat()
                    self._personal.append((*self._row(expiring.record), day))
            self._rows.append(self._row(kept))
        if len(self._rows) >= _WRITTEN:
            self.flush()

    def flush(self) -> None:
        """Write what waits, in a short transaction that does not wait for the disk."""
        if not self._rows:
            return
        # who waits for SQLite itself sleeps longer, and keeps a page in memory meanwhile
        with (
            self._turn.within(BUSY_SECONDS),
            self._db.transaction(durable=False) as db,
        ):
            db.executemany(self._upsert, map(_decoded, self._rows))
            if self._personal:
                db.executemany(self._upsert_personal, map(_decoded, self._personal))
        self._rows.clear()
        self._personal.clear()

    def _row(self, record: Record) -> tuple[Any, ...]:
        at = record.changed_at
        changed_at = None if at is None else moment(at)
        # what orjson gives takes up to four times its length
        body = memoryview(packed(record.id, record.body)).tobytes()
        return self._shop, text(record.id), changed_at, body


def _decoded(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Make a body text, late: one emoji makes each of its letters four bytes."""
    shop, id, changed_at, body, *more = row
    return (shop, id, changed_at, body.decode(), *more)
