"""The shipment guard in a SQLite file: each parcel once, over processes and restarts."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Sequence
from typing import Any

from attrs import evolve

from ..errors import StoreError
from ..platforms import Platform
from ..unified.shipment_guard import SETTLES, Claim, ClaimState, made, standing
from ._database import Database

_SHIPMENTS = """
CREATE TABLE IF NOT EXISTS tokotiktok_shipments (
    ticket TEXT PRIMARY KEY, state TEXT NOT NULL, api INTEGER NOT NULL,
    order_id TEXT NOT NULL, package TEXT, awb TEXT, names TEXT NOT NULL,
    at REAL NOT NULL, until REAL NOT NULL
) WITHOUT ROWID
"""
_KEYS = """
CREATE TABLE IF NOT EXISTS tokotiktok_shipment_keys (
    key TEXT NOT NULL, ticket TEXT NOT NULL, PRIMARY KEY (key, ticket)
) WITHOUT ROWID
"""
_OPEN = """
CREATE INDEX IF NOT EXISTS tokotiktok_shipments_open
    ON tokotiktok_shipments (at) WHERE state != 'DONE'
"""
_COLUMNS = "ticket, state, api, order_id, package, awb, names, at, until"


class SQLiteShipmentGuard:
    """
    Remembers what was shipped in one SQLite file, for all processes of a machine.

    A claim is on the disk before anything is sent.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        clock: Callable[[], float] = time.time,
        settles: float = SETTLES,
    ) -> None:
        """
        Open or create the file; other stores may share it.

        Args:
            path: a file on a local disk.
            clock: the time of day in seconds since 1970.
            settles: seconds after which a platform that has not acted on a request
                will not any more.
        """
        self._database = Database(path, _SHIPMENTS, _KEYS, _OPEN)
        self._clock = clock
        self._settles = settles

    def now(self) -> float:
        """Give the time that claims are told by."""
        return self._clock()

    def claim(
        self, claim: Claim, *, instead_of: Collection[str] = ()
    ) -> Sequence[Claim]:
        """Enter *claim*, or give what stands in its way."""
        keys = sorted(claim.keys)
        with self._database.transaction() as db:
            rows = db.execute(
                f"SELECT DISTINCT {_COLUMNS} FROM tokotiktok_shipments"  # noqa: S608 - names
                " JOIN tokotiktok_shipment_keys USING (ticket)"
                f" WHERE key IN ({', '.join('?' * len(keys))}) ORDER BY ticket",
                keys,
            ).fetchall()
            others = [_read(row) for row in rows]
            barring = standing(claim, others, instead_of)
            if barring:
                return barring
            for other in others:
                if other.ticket in instead_of:
                    _drop(db, other)
            _enter(db, made(claim, self._clock(), self._settles))
        return ()

    def done(self, claim: Claim) -> None:
        """Note that the claim's parcel was shipped, even if another took its place."""
        with self._database.transaction() as db:
            row = db.execute(
                "SELECT at FROM tokotiktok_shipments WHERE ticket = ?", (claim.ticket,)
            ).fetchone()
            at = row[0] if row else self._clock()
            _enter(db, evolve(claim, state=ClaimState.DONE, at=at))

    def doubt(self, claim: Claim) -> None:
        """Note that the claim's parcel may have been shipped just now."""
        in_doubt = made(claim, self._clock(), self._settles)
        with self._database.transaction() as db:
            _enter(db, evolve(in_doubt, state=ClaimState.IN_DOUBT))

    def free(self, claim: Claim) -> None:
        """Take a claim back."""
        with self._database.transaction() as db:
            _drop(db, claim)

    def open(self) -> Sequence[Claim]:
        """List what is claimed but not done, oldest first."""
        rows = self._database.all(
            f"SELECT {_COLUMNS} FROM tokotiktok_shipments"  # noqa: S608 - names
            " WHERE state != 'DONE' ORDER BY at, ticket"
        )
        return [_read(row) for row in rows]

    def forget(self, *, older_than: float) -> int:
        """Drop done claims made before a time in seconds; say how many."""
        with self._database.transaction(durable=False) as db:
            old = db.execute(
                f"SELECT {_COLUMNS} FROM tokotiktok_shipments"  # noqa: S608 - names
                " WHERE state = 'DONE' AND at < ?",
                (older_than,),
            ).fetchall()
            for row in old:
                _drop(db, _read(row))
        return len(old)

    def close(self) -> None:
        """Close the connections of this process; the next use opens new ones."""
        self._database.close()


def _enter(db: Any, claim: Claim) -> None:
    db.execute(
        "INSERT OR REPLACE INTO tokotiktok_shipments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(claim.ticket, claim.state.value, claim.api.value, claim.order_id),
            *(claim.package, claim.awb, "\n".join(sorted(claim.names))),
            *(claim.at, claim.until),
        ),
    )
    db.executemany(
        "INSERT OR IGNORE INTO tokotiktok_shipment_keys VALUES (?, ?)",
        [(key, claim.ticket) for key in sorted(claim.keys)],
    )


def _drop(db: Any, claim: Claim) -> None:
    db.execute("DELETE FROM tokotiktok_shipments WHERE ticket = ?", (claim.ticket,))
    db.executemany(
        "DELETE FROM tokotiktok_shipment_keys WHERE key = ? AND ticket = ?",
        [(key, claim.ticket) for key in sorted(claim.keys)],
    )


def _read(row: Any) -> Claim:
    ticket, word, number, order_id, package, awb, names, at, until = row
    try:
        state, api = ClaimState(word), Platform(number)
    except ValueError as error:
        msg = f"the shipment of order {order_id} is damaged, or of a newer version"
        raise StoreError(msg) from error
    return Claim(
        ticket=ticket,
        state=state,
        api=api,
        order_id=order_id,
        package=package,
        awb=awb,
        names=frozenset(names.split("\n")),
        at=at,
        until=until,
    )
