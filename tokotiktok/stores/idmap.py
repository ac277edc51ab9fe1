"""The map of old ids to new ones in a SQLite file: it outlasts restarts, so work resumes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import asdict

from ..errors import StoreError
from ..migration.id_matches import (
    Candidate,
    Certainty,
    Entry,
    How,
    Kind,
    Match,
    Unresolved,
    Why,
)
from ._database import Database

_ENTRIES = """
CREATE TABLE IF NOT EXISTS tokotiktok_id_entries (
    kind TEXT NOT NULL, old_id TEXT NOT NULL, claims TEXT, body TEXT NOT NULL,
    PRIMARY KEY (kind, old_id)
) WITHOUT ROWID
"""
_CLAIMS = """
CREATE INDEX IF NOT EXISTS tokotiktok_id_claims
    ON tokotiktok_id_entries (kind, claims) WHERE claims IS NOT NULL
"""
_PARTS = """
CREATE TABLE IF NOT EXISTS tokotiktok_id_parts (
    kind TEXT NOT NULL, old_id TEXT NOT NULL,
    of_kind TEXT NOT NULL, of_id TEXT NOT NULL,
    PRIMARY KEY (kind, old_id)
) WITHOUT ROWID
"""
_PARTS_OF = """
CREATE INDEX IF NOT EXISTS tokotiktok_id_parts_of
    ON tokotiktok_id_parts (of_kind, of_id)
"""
_AT_ONCE = 500


class SQLiteIdMap:
    """A map in one SQLite file, which other stores may share. Pickles as its path."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """
        Open or create the file.

        Args:
            path: a file on a local disk.

        Raises:
            ValidationError: there can be no such file, or it is none of SQLite's.
        """
        self._database = Database(path, _ENTRIES, _CLAIMS, _PARTS, _PARTS_OF)

    def entry(self, kind: Kind, old_id: str) -> Entry | None:
        """Give the entry of a record, by its own id, not that of a part."""
        row = self._database.one(
            "SELECT body FROM tokotiktok_id_entries WHERE kind = ? AND old_id = ?",
            *(kind.value, old_id),
        )
        return _read(row[0]) if row else None

    def find(self, kind: Kind, old_id: str) -> Match | None:
        """Give what an old id became, be it a record's or a part's."""
        row = self._database.one(
            "SELECT body FROM tokotiktok_id_parts AS part"
            " JOIN tokotiktok_id_entries AS entry"
            " ON entry.kind = part.of_kind AND entry.old_id = part.of_id"
            " WHERE part.kind = ? AND part.old_id = ?",
            *(kind.value, old_id),
        )
        return _read(row[0]).find(kind, old_id) if row else None

    def claiming(self, kind: Kind, new_id: str) -> tuple[Entry, ...]:
        """Give the entries that claim a new record."""
        rows = self._database.all(
            "SELECT body FROM tokotiktok_id_entries"
            " WHERE kind = ? AND claims = ? ORDER BY old_id",
            *(kind.value, new_id),
        )
        return tuple(_read(row[0]) for row in rows)

    def entries(self) -> Iterator[Entry]:
        """Go through all entries, by kind and old id."""
        last = ("", "")
        while rows := self._database.all(
            "SELECT kind, old_id, body FROM tokotiktok_id_entries"
            " WHERE (kind, old_id) > (?, ?) ORDER BY kind, old_id LIMIT ?",
            *(*last, _AT_ONCE),
        ):
            yield from (_read(row[2]) for row in rows)
            last = rows[-1][:2]

    def save(self, entries: Iterable[Entry]) -> None:
        """Save entries, all of them or none."""
        with self._database.transaction() as db:
            for one in entries:
                key = (one.kind.value, one.old_id)
                db.execute(
                    "DELETE FROM tokotiktok_id_parts WHERE of_kind = ? AND of_id = ?",
                    key,
                )
                db.execute(
                    "INSERT OR REPLACE INTO tokotiktok_id_entries VALUES (?, ?, ?, ?)",
                    (*key, one.claims, json.dumps(asdict(one))),
                )
                db.executemany(
                    "INSERT OR REPLACE INTO tokotiktok_id_parts VALUES (?, ?, ?, ?)",
                    [(part.kind.value, part.old_id, *key) for part in one.matches],
                )

    def close(self) -> None:
        """Close the connections of this process; the next use opens new ones."""
        self._database.close()


def _read(body: str) -> Entry:
    try:
        row: dict[str, Any] = json.loads(body)
        return Entry(
            kind=Kind(row["kind"]),
            old_id=row["old_id"],
            matches=tuple(_match(one) for one in row["matches"]),
            unresolved=tuple(_unresolved(one) for one in row["unresolved"]),
            claims=row["claims"],
        )
    except (KeyError, TypeError, ValueError) as error:
        msg = "a stored entry of the id map is damaged, or of a newer version"
        raise StoreError(msg) from error


def _match(row: dict[str, Any]) -> Match:
    return Match(
        kind=Kind(row["kind"]),
        old_id=row["old_id"],
        new_id=row["new_id"],
        how=How(row["how"]),
        certainty=Certainty(row["certainty"]),
        same=tuple(row["same"]),
        differs=tuple(row["differs"]),
    )


def _unresolved(row: dict[str, Any]) -> Unresolved:
    return Unresolved(
        kind=Kind(row["kind"]),
        old_id=row["old_id"],
        name=row["name"],
        why=Why(row["why"]),
        candidates=tuple(
            Candidate(
                new_id=one["new_id"],
                same=tuple(one["same"]),
                differs=tuple(one["differs"]),
            )
            for one in row["candidates"]
        ),
    )
