"""Records, leases and events in tables; each step is one statement."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    Index,
    MetaData,
    Table,
    Text,
    bindparam,
    delete,
    exists,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.mysql import LONGTEXT

from ...errors import StoreError
from .._records import LAST, MovedError, Record
from .database import NAME, Database, Now

_SWEEP = 256
"""Of so many events one has those deleted that are too old to matter."""

_AT_ONCE = 500

_LOOKS = 5
"""How often an event that others enter may end before it was looked for again."""


class SQLRecords:
    """Records of one kind. Pickles as the URL."""

    def __init__(self, url: str, kind: str) -> None:
        tables = MetaData()
        # a record that was deleted leaves its row and version, which is not given again
        records = Table(
            f"tokotiktok_{kind}s",
            tables,
            Column("name", NAME, primary_key=True),
            Column("version", BigInteger, nullable=False),
            Column("body", Text().with_variant(LONGTEXT(), "mysql", "mariadb")),
        )
        leases = Table(
            f"tokotiktok_{kind}_leases",
            tables,
            Column("name", NAME, primary_key=True),
            Column("owner", NAME, nullable=False),
            Column("until", Double, nullable=False),
        )
        self._kind = kind
        self._database = Database(url, tables)
        name, body, version = records.c.name, records.c.body, records.c.version
        named: Any = bindparam("named")
        owner: Any = bindparam("by")
        until = Now() + bindparam("span", type_=Double)
        self._load = select(body, version).where(name == named)
        new: Any = bindparam("new", type_=Text)
        self._add = _insert_if_absent(records, version=literal(1, BigInteger), body=new)
        self._replace = (
            update(records)
            .where(name == named, version == bindparam("old"))
            .values(body=new, version=version + 1)
        )
        self._forget = (
            update(records)
            .where(name == named, body.is_not(None))
            .values(body=None, version=version + 1)
        )
        self._page = (
            select(name, body, version)
            .where(name > bindparam("last"), body.is_not(None))
            .where(name >= bindparam("first"), name < bindparam("end"))
            .order_by(name)
            .limit(_AT_ONCE)
        )
        self._keep = (
            update(leases)
            .where(leases.c.name == named)
            .where((leases.c.until <= Now()) | (leases.c.owner == owner))
            .values(owner=owner, until=until)
        )
        self._take = _insert_if_absent(leases, owner=owner, until=until)
        self._release = delete(leases).where(
            leases.c.name == named, leases.c.owner == owner
        )

    def __reduce__(self) -> tuple[type[SQLRecords], tuple[str, str]]:
        """Pickle as the URL, which may hold a password."""
        return SQLRecords, (self._database.url, self._kind)

    @property
    def where(self) -> str:
        """Which database it is, without a password."""
        return self._database.where

    def load(self, name: str) -> Record | None:
        """Give a record, or ``None``."""
        rows = self._database.ask(self._load, named=name)
        if not rows or rows[0].body is None:
            return None
        return Record(rows[0].body.encode(), rows[0].version)

    def save(self, name: str, body: bytes, if_version: int | None) -> int:
        """Compare and swap: of several that name a version, the database lets one."""
        text, seen = body.decode(), None
        while True:
            rows = self._database.ask(self._load, named=name)
            old = rows[0].version if rows else 0
            there = old if rows and rows[0].body is not None else 0
            if if_version is not None and if_version != there:
                raise MovedError(if_version, there)
            change = self._replace if rows else self._add
            if self._database.change(
                change, strict=old == seen, named=name, old=old, new=text
            ):
                return old + 1
            if old == seen:  # of two looks the second finds another, or it is no race
                raise StoreError(_unmoved(self.where))
            seen = old

    def forget(self, name: str) -> None:
        """Delete a record; its versions are never given again."""
        self._database.change(self._forget, named=name)

    def lease(self, name: str, owner: str, seconds: float) -> bool:
        """Let *owner* alone have the name for *seconds*; false if another has."""
        return any(
            self._database.change(statement, named=name, by=owner, span=seconds)
            for statement in (self._keep, self._take)
        )

    def release(self, name: str, owner: str) -> None:
        """End *owner*'s lease early."""
        self._database.change(self._release, named=name, by=owner)

    def find(self, prefix: str = "") -> Iterator[tuple[str, Record]]:
        """Go through the records whose names begin so, in order of code points."""
        last, within = "", {"first": prefix, "end": prefix + LAST}
        while rows := self._database.ask(self._page, last=last, **within):
            for row in rows:
                yield row.name, Record(row.body.encode(), row.version)
            last = rows[-1].name

    def close(self) -> None:
        """Close the connections of this process; the next use opens new ones."""
        self._database.close()


class SQLEvents:
    """Events that were seen, each until its time. Pickles as the URL."""

    def __init__(self, url: str) -> None:
        tables = MetaData()
        seen = Table(
            "tokotiktok_seen",
            tables,
            Column("name", NAME, primary_key=True),
            Column("until", Double, nullable=False),
            Index("tokotiktok_seen_until", "until"),
        )
        self.database = Database(url, tables)
        self._asked = count()
        named: Any = bindparam("named")
        until = Now() + bindparam("span", type_=Double)
        old = seen.c.until <= Now()
        self._known = select(seen.c.name).where(seen.c.name == named, ~old)
        self._renew = update(seen).where(seen.c.name == named, old).values(until=until)
        self._add = _insert_if_absent(seen, until=until)
        self._sweep = delete(seen).where(old)

    def __reduce__(self) -> tuple[type[SQLEvents], tuple[str]]:
        """Pickle as the URL, which may hold a password."""
        return SQLEvents, (self.database.url,)

    def enter(self, name: str, seconds: float) -> bool:
        """Whether *name* is new; of several that ask at once, one is told so."""
        if next(self._asked) % _SWEEP == 0:
            with suppress(StoreError):  # another sweeps, or what follows will fail too
                self.database.change(self._sweep)
        for look in range(_LOOKS):
            if self.database.ask(self._known, named=name):
                return False
            for statement in (self._add, self._renew):
                if self.database.change(
                    statement, strict=look > 0, named=name, span=seconds
                ):
                    return True
        raise StoreError(_unmoved(self.database.where))  # it was no race


def _unmoved(where: str) -> str:
    return (
        f"{where} changes nothing and gives no reason: has a table a trigger or policy?"
    )


def _insert_if_absent(table: Table, **values: Any) -> Any:
    """Add a row unless its name is there: a failed insert would be in the server's log."""
    named = bindparam("named", type_=table.c.name.type)
    row = select(named, *(at.label(name) for name, at in values.items()))
    absent = ~exists(select(table.c.name).where(table.c.name == named))
    added = insert(table).from_select(["name", *values], row.where(absent))
    return added.execution_options(preserve_rowcount=True)
