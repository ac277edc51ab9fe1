"""
One SQLite file that several stores, threads and processes share. The only module that
knows sqlite3.

A store names its tables ``tokotiktok_<what>``, gives their schema, and calls `one`, `all`
and `transaction`. Connections are pooled by path, so that all stores in one file share
them, and none is carried into a fork, which SQLite forbids.
"""

from __future__ import annotations

import math
import os
import sqlite3
import threading
import weakref
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import unquote

from ..errors import StoreError, ValidationError
from ..retry import when_free

BUSY_SECONDS = 30.0
"""How long to wait for another writer; each holds the file for microseconds."""

_FORK_SECONDS = 1.0
"""How long a fork waits for connections that other threads are using."""

FILE = "sqlite:///"
"""What a URL of a file begins with; its path follows, so an absolute one makes four."""


def path_of(url: str) -> str:
    """
    Give the path in a URL of a file, as SQLAlchemy does: what is %-encoded is decoded.

    Raises:
        ValidationError: options follow it, which no file has.
    """
    path, mark, _ = url.removeprefix(FILE).partition("?")
    if mark:
        msg = f"{url}: a file has no options; a ? in its name is written %3F"
        raise ValidationError(msg)
    return unquote(path)


class Database:
    """
    A file with the tables of one store. Pickles as its path.

    Not for network file systems, where SQLite's write-ahead log does not work.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *schema: str,
        page: int | None = None,
        trusted: float = 0.0,
    ) -> None:
        """
        Open or create the file, which only its owner may read, and the tables.

        Args:
            path: a file on a local disk; ``~`` is the user's home. Its folder exists.
            schema: statements, each of which does nothing if it was run before.
            page: bytes of a page, in a file that is created; of whatever is changed, a
                whole page is written. Left out, it is as SQLite has it.
            trusted: seconds after which a connection looks again whether the file was
                deleted or replaced: what is saved there, nobody would find.

        Raises:
            ValidationError: there can be no such file, or it is none of SQLite's.
            StoreError: it cannot be read or written.
        """
        self.path = _absolute(path)
        self._name = str(self.path)
        self._schema = schema
        self._page = page
        self._trusted = trusted
        self._open()

    def __repr__(self) -> str:
        """Say which file."""
        return f"Database({str(self.path)!r})"

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Unpickle, and open the file again: connections are of the process, in a pool."""
        self.__dict__.update(state)
        self._open()

    def one(self, sql: str, *values: Any) -> Any:
        """Give the first row of a query, or ``None``."""
        rows = self.all(sql, *values)
        return rows[0] if rows else None

    def all(self, sql: str, *values: Any) -> list[Any]:
        """
        Give all rows of a query.

        Raises:
            StoreError: the file cannot be read.
        """
        db = self.take()
        try:
            rows = db.execute(sql, values).fetchall()
        except BaseException as error:
            self.drop(db, error)
            raise
        _POOL.give(db)
        return rows

    def transaction(self, *, durable: bool = True) -> _Transaction:
        """
        Lend a connection that alone may write; commit at the end, roll back on errors.

        Args:
            durable: wait for the disk, so that a power cut cannot undo it. Without, it
                still outlasts this process.

        Raises:
            StoreError: another program keeps the file locked, or the disk is full.
        """
        return _Transaction(self, durable=durable)

    def settle(self) -> None:
        """
        Wait for the disk: no power cut can undo what was committed before.

        Raises:
            StoreError: the disk is full, or another program keeps the file locked.
        """
        with self.transaction() as db:
            (version,) = db.execute("PRAGMA user_version").fetchone()
            # a transaction that changes nothing waits for nothing
            db.execute(f"PRAGMA user_version={version}")

    def truncate(self) -> None:
        """
        Empty the write-ahead log, which still holds what was overwritten or deleted.

        Raises:
            StoreError: it cannot be emptied, since another program reads the file.
        """
        if self.one("PRAGMA wal_checkpoint(TRUNCATE)")[0]:
            msg = f"{self.path} is read by another program meanwhile, so that its log still has what was overwritten: do it again"
            raise StoreError(msg)

    def close(self) -> None:
        """Close this process's connections to the file; the next use opens new ones."""
        _POOL.close(self._name)

    def _open(self) -> None:
        if _create(self.path):
            _POOL.close(self._name)  # connections to a file that was deleted
        weakref.finalize(self, _POOL.close, self._name)
        try:
            if self._page is not None:
                self.one(f"PRAGMA page_size={self._page}")  # ignored where anything is
            # SQLite waits for no one who turns the same file at the same moment
            turn = partial(self.one, "PRAGMA journal_mode=WAL")
            mode = when_free(turn, _locked, BUSY_SECONDS)
            if mode != ("wal",):
                msg = f"{self.path} can have no write-ahead log: is it on a local disk?"
                raise ValidationError(msg)
            with self.transaction() as db:
                for statement in self._schema:
                    db.execute(statement)
        except StoreError as error:
            if type(error.__cause__) is not sqlite3.DatabaseError:  # one of its kinds
                raise
            msg = f"{self.path} is not a SQLite database, or a damaged one"
            raise ValidationError(msg) from error

    def take(self) -> _Connection:
        """
        Lend a connection, for the module.

        Raises:
            StoreError: there is none to be had.
        """
        try:
            return _POOL.take(self._name, self._trusted)
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def drop(self, db: _Connection, error: BaseException) -> None:
        """
        Take one back, undo what it did, and close it, for the module.

        Raises:
            StoreError: what SQLite said.
        """
        with suppress(
            sqlite3.Error
        ):  # closing alone undoes only when all cursors ended
            db.execute("ROLLBACK")
        _POOL.drop(db)
        if isinstance(error, sqlite3.Error):
            raise self._failed(error) from error

    def _failed(self, error: sqlite3.Error) -> StoreError:
        return StoreError(f"{self.path} cannot be read or written: {error}")


class _Transaction:
    """What happens to a connection while it is lent to write, alone."""

    __slots__ = ("_database", "_db", "_durable")  # a generator would cost a sixth more

    def __init__(self, database: Database, *, durable: bool) -> None:
        self._database = database
        self._durable = durable

    def __enter__(self) -> sqlite3.Connection:
        """Begin."""
        db = self._db = self._database.take()
        if db.durable is not self._durable:
            self._execute(f"PRAGMA synchronous={'FULL' if self._durable else 'NORMAL'}")
            db.durable = self._durable
        self._execute("BEGIN IMMEDIATE")
        return db

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        """Commit, or undo all of it."""
        if error is None:
            self._execute("COMMIT")
            _POOL.give(self._db)
        else:
            self._database.drop(self._db, error)

    def _execute(self, sql: str) -> None:
        try:
            self._db.execute(sql)
        except BaseException as error:
            self._database.drop(self._db, error)
            raise


def _locked(error: BaseException) -> bool:
    return isinstance(error, StoreError) and "is locked" in str(error.__cause__)


def _absolute(path: object) -> Path:
    if path in ("", ":memory:") or not isinstance(path, (str, os.PathLike)):
        msg = f"path={path!r} names no file: give one, or use a store in memory"
        raise ValidationError(msg)
    try:
        return Path(path).expanduser().absolute()
    except RuntimeError as error:  # no home
        msg = f"{path} cannot be opened: {error}"
        raise ValidationError(msg) from error


def _create(path: Path) -> bool:
    """Create the file for its owner only; false if it is there."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        # closing any descriptor of it would end the locks that SQLite has on others
        if not (path.is_file() and os.access(path, os.R_OK | os.W_OK)):
            msg = f"{path} is not a file that this user may read and write"
            raise ValidationError(msg) from None
        return False
    except (OSError, ValueError) as error:  # ValueError: a null character
        msg = f"{path} cannot be created: {getattr(error, 'strerror', error)}"
        raise ValidationError(msg) from error
    return True


def _identity(path: str) -> tuple[int, int]:
    try:
        found = os.stat(path)  # noqa: PTH116 - Path(path).stat() takes twice as long
    except OSError:
        return 0, 0
    return found.st_dev, found.st_ino


class _Connection(sqlite3.Connection):
    """A connection that knows where it waits to be lent."""

    path: str
    file: tuple[int, int]
    idle: list[_Connection]
    looked_at: float = -math.inf
    durable: bool | None = None
    """Whether its last transaction waited for the disk."""


class _Pool:
    """The connections of this process; each is used by one thread at a time."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Begin with nothing, as in a child: the parent's connections stay its own."""
        self._lock = threading.RLock()  # garbage may be collected while it is held
        self._turn = threading.Condition(self._lock)
        self._idle: dict[str, list[_Connection]] = {}
        self._lent = 0
        self._forks = 0

    def take(self, path: str, trusted: float = 0.0) -> _Connection:
        """Lend an idle connection, or a new one; it has looked for its file lately."""
        with self._lock:
            while self._forks:
                self._turn.wait()
            idle = self._idle.setdefault(path, [])
            db = idle.pop() if idle else _connect(path, idle)
            now = monotonic()
            if now - db.looked_at >= trusted:
                if db.file != _identity(path):
                    idle.append(db)
                    msg = f"{path} was deleted or replaced while it was open: restart"
                    raise StoreError(msg)
                db.looked_at = now
            self._lent += 1
            return db

    def give(self, db: _Connection) -> None:
        """Take back what was lent."""
        with self._lock:
            self._lent -= 1
            if self._forks:
                self._turn.notify_all()
            if self._idle.get(db.path) is db.idle:
                db.idle.append(db)
                return
        db.close()

    def drop(self, db: _Connection) -> None:
        """Take back what failed, and close it."""
        db.idle = []
        self.give(db)

    def close(self, path: str) -> None:
        """Close the idle connections to *path*, and each that is lent when it returns."""
        with self._turn:
            idle = self._idle.pop(path, [])
        while idle:
            idle.pop().close()

    def before_fork(self) -> None:
        """Close what is idle; lend nothing until the fork is made."""
        self._turn.acquire()
        self._forks += 1
        self._turn.wait_for(lambda: not self._lent, _FORK_SECONDS)
        for path in tuple(self._idle):
            self.close(path)

    def after_fork(self) -> None:
        """Lend again, in the parent."""
        self._forks -= 1
        self._turn.notify_all()
        self._turn.release()


def _connect(path: str, idle: list[_Connection]) -> _Connection:
    db = sqlite3.connect(
        f"{Path(path).as_uri()}?mode=rw",  # a file that was taken away is not made anew
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        factory=_Connection,
    )
    db.path, db.file, db.idle = path, _identity(path), idle
    db.execute("PRAGMA cache_size=-512")  # each thread's; the system has its own
    db.execute("PRAGMA secure_delete=ON")  # what is deleted or overwritten is gone
    return db


_POOL = _Pool()

if hasattr(os, "register_at_fork"):  # pragma: no branch - Windows has no fork
    os.register_at_fork(
        before=_POOL.before_fork,
        after_in_parent=_POOL.after_fork,
        after_in_child=_POOL.begin,
    )
