"""
One SQLite file that several stores, threads and processes share. The only module that
knows sqlite3.

A store names its tables ``tokotiktok_<what>``, gives their schema, and calls `one`, `all`
and `transaction`. Connections are pooled by path, so that all stores in one file share
them, and none is carried into a fork, which SQLite forbids.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import weakref
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..errors import StoreError, ValidationError

_BUSY_SECONDS = 30.0
"""How long to wait for another writer; each holds the file for microseconds."""

_FORK_SECONDS = 1.0
"""How long a fork waits for connections that other threads are using."""


class Database:
    """
    A file with the tables of one store. Pickles as its path.

    Not for network file systems, where SQLite's write-ahead log does not work.
    """

    def __init__(self, path: str | os.PathLike[str], *schema: str) -> None:
        """
        Open or create the file, which only its owner may read, and the tables.

        Args:
            path: a file on a local disk; ``~`` is the user's home. Its folder exists.
            schema: statements, each of which does nothing if it was run before.

        Raises:
            ValidationError: there can be no such file, or it is none of SQLite's.
            StoreError: it cannot be read or written.
        """
        self.path = _absolute(path)
        self._schema = schema
        self._open()

    def __repr__(self) -> str:
        """Say which file."""
        return f"Database({str(self.path)!r})"

    def __getstate__(self) -> dict[str, Any]:
        """Pickle as the path; connections are of this process."""
        return {"path": self.path, "_schema": self._schema}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Unpickle, and open the file again."""
        self.__dict__.update(state)
        self._open()

    def one(self, sql: str, *values: Any) -> Any:
        """Give the first row of a query, or ``None``."""
        with self._connection() as db:
            rows = db.execute(sql, values).fetchall()
        return rows[0] if rows else None

    def all(self, sql: str, *values: Any) -> list[Any]:
        """Give all rows of a query."""
        with self._connection() as db:
            return db.execute(sql, values).fetchall()

    @contextmanager
    def transaction(
        self, *, durable: bool = True
    ) -> Generator[sqlite3.Connection, None, None]:
        """
        Lend a connection that alone may write; commit at the end, roll back on errors.

        Args:
            durable: wait for the disk, so that a power cut cannot undo it. Without, it
                still outlasts this process.

        Raises:
            StoreError: another program keeps the file locked, or the disk is full.
        """
        with self._connection() as db:
            db.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close this process's connections to the file; the next use opens new ones."""
        _POOL.close(self.path)

    def _open(self) -> None:
        try:
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        except (OSError, ValueError) as error:  # ValueError: a null character
            msg = f"{self.path} cannot be opened: {getattr(error, 'strerror', error)}"
            raise ValidationError(msg) from error
        weakref.finalize(self, _POOL.close, self.path)
        try:
            with self._connection() as db:
                mode = db.execute("PRAGMA journal_mode=WAL").fetchone()[0]
            if mode == "wal":
                with self.transaction() as db:
                    for statement in self._schema:
                        db.execute(statement)
        except StoreError as error:
            if type(error.__cause__) is sqlite3.DatabaseError:  # not one of its kinds
                msg = f"{self.path} is not a SQLite database, or a damaged one"
                raise ValidationError(msg) from error
            raise
        if mode != "wal":
            msg = f"{self.path} cannot have a write-ahead log: is it on a local disk?"
            raise ValidationError(msg)

    @contextmanager
    def _connection(self) -> Generator[sqlite3.Connection, None, None]:
        try:
            with _POOL.lend(self.path) as db:
                yield db
        except sqlite3.Error as error:
            msg = f"{self.path} cannot be read or written: {error}"
            raise StoreError(msg) from error


def _absolute(path: object) -> Path:
    if path in ("", ":memory:") or not isinstance(path, (str, os.PathLike)):
        msg = f"path={path!r} names no file: give one, or use a store in memory"
        raise ValidationError(msg)
    try:
        return Path(path).expanduser().absolute()
    except RuntimeError as error:  # no home
        msg = f"{path} cannot be opened: {error}"
        raise ValidationError(msg) from error


class _Pool:
    """Idle connections of this process, by path, each used by one thread at a time."""

    def __init__(self) -> None:
        self._turn = threading.Condition()
        self._idle: dict[Path, list[sqlite3.Connection]] = {}
        self._lent = 0

    @contextmanager
    def lend(self, path: Path) -> Generator[sqlite3.Connection, None, None]:
        """Lend a connection; one that failed is not lent again."""
        with self._turn:
            idle = self._idle.setdefault(path, [])
            db = idle.pop() if idle else None
            self._lent += 1
        failed = True
        try:
            db = db or _connect(path)
            yield db
            failed = False
        finally:
            with self._turn:
                self._lent -= 1
                kept = not failed and self._idle.get(path) is idle
                if kept and db is not None:
                    idle.append(db)
                self._turn.notify_all()
            if db is not None and not kept:
                db.close()

    def close(self, path: Path) -> None:
        """Close the idle connections to *path*, and each that is lent when it returns."""
        with self._turn:
            idle = self._idle.pop(path, [])
        while idle:
            idle.pop().close()

    def before_fork(self) -> None:
        """Close what is idle; lend nothing until the fork is made."""
        self._turn.acquire()
        self._turn.wait_for(lambda: not self._lent, _FORK_SECONDS)
        for path in tuple(self._idle):
            self.close(path)

    def after_fork(self) -> None:
        """Lend again, in the parent."""
        self._turn.release()


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.as_uri()}?mode=rw",  # a file that was taken away is not made anew
        uri=True,
        timeout=_BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


_POOL = _Pool()

if hasattr(os, "register_at_fork"):  # pragma: no branch - Windows has no fork
    os.register_at_fork(
        before=_POOL.before_fork,
        after_in_parent=_POOL.after_fork,
        after_in_child=_POOL.__init__,  # the parent's connections stay the parent's
    )
