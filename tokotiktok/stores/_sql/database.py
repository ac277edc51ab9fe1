"""A database as stores see it: statements, its clock, and sentences when it fails."""

from __future__ import annotations

import math
import os
import time
import weakref
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import (
    URL,
    VARBINARY,
    Connection,
    CursorResult,
    Dialect,
    Double,
    Engine,
    MetaData,
    String,
    TypeDecorator,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.exc import (
    DBAPIError,
    DisconnectionError,
    IntegrityError,
    SQLAlchemyError,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from ...errors import StoreError, ValidationError
from ...retry import when_free

_CONNECTIONS = 8
"""The most of one process, which are kept; a thread that finds none waits for one."""

_IDLE_SECONDS = 1.0
"""A connection that was not used for longer is asked whether it still is one."""

_OPTIONS: dict[str, dict[str, object]] = {
    "psycopg": {
        "connect_timeout": 5,  # seconds
        "tcp_user_timeout": 10_000,  # milliseconds without a sign of life
        "prepare_threshold": None,  # poolers in between may not know what was prepared
    },
    "pysqlite": {"timeout": 30},  # seconds to wait for another writer
}
"""By driver; what the URL says goes before."""

_DRIVERS = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
"""What a URL means that names no driver; some hosts write the second."""

_TRIES = 5
"""How often to look again for tables that others create at the same moment."""

_UNDONE = {"40001", "40P01", 1213}
"""What PostgreSQL and MySQL say of a statement that they undid, for others were quicker:
of deadlocks, and where databases are set to a stricter isolation than they come with."""

_UNDONE_SECONDS = 5.0
"""How long such a statement is tried; the others take milliseconds."""


class Now(FunctionElement[float]):
    """The database's clock: seconds since 1970."""

    inherit_cache = True
    type = Double()


_CLOCKS = {
    "postgresql": "extract(epoch from clock_timestamp())::double precision",
    "sqlite": "(julianday('now') - 2440587.5) * 86400.0",
    "mysql": "unix_timestamp(sysdate(6))",
    "mariadb": "unix_timestamp(sysdate(6))",
}


def _clock(_: Now, compiler: Any, **_options: Any) -> str:
    return _CLOCKS[compiler.dialect.name]


compiles(Now)(_clock)


class _Bytes(TypeDecorator[str]):
    """A text as its bytes; as texts, MySQL takes ``a``, ``A`` and ``a `` for one."""

    impl = VARBINARY(1020)  # 255 characters
    cache_ok = True

    def process_bind_param(
        self,
        value: str | None,
        dialect: Dialect,  # noqa: ARG002 - as all types have it
    ) -> bytes | None:
        """Write it."""
        return None if value is None else value.encode()

    def process_result_value(
        self,
        value: bytes | None,
        dialect: Dialect,  # noqa: ARG002 - as all types have it
    ) -> str | None:
        """Read it."""
        return None if value is None else value.decode()


NAME = (
    String()
    .with_variant(String(collation="C"), "postgresql")
    .with_variant(_Bytes(), "mysql", "mariadb")
)
"""A name, told apart by every bit and in the order of code points."""


class Database:
    """
    A database with the tables of one store.

    Connects on first use, in each process anew, and creates what tables are missing.
    """

    def __init__(self, url: str, tables: MetaData) -> None:
        """
        Name a database.

        Args:
            url: as SQLAlchemy has it, such as ``postgresql://user:password@host/name``.
            tables: what is created if it is missing.

        Raises:
            ValidationError: it is no such URL, or its driver is not installed.
        """
        self.url = url
        self._tables = tables
        self._engines: dict[int, Engine] = {}
        self._prepared: set[int] = set()
        self.where = _where(self._engine().url)

    def ask(self, query: Any, **values: Any) -> list[Any]:
        """
        Give the rows that a query finds.

        Raises:
            StoreError: the database cannot be reached, or refuses.
            ValidationError: its driver does not understand the URL.
        """
        with self._connected() as connection:
            return list(_done(connection, query, values).all())

    def change(self, statement: Any, *, strict: bool = False, **values: Any) -> int:
        """
        Say how many rows a statement changed: none if it adds what others just added.

        Args:
            statement: what to run.
            strict: that it was not others; say what the database has against it.
            values: what the statement is told.

        Raises:
            StoreError: the database cannot be reached, or refuses.
        """
        with self._connected() as connection:
            try:
                return _done(connection, statement, values).rowcount
            except IntegrityError:
                if strict:
                    raise
                return 0

    def close(self) -> None:
        """Close this process's connections; the next use opens new ones."""
        self._engine().dispose()

    @contextmanager
    def _connected(self) -> Generator[Connection, None, None]:
        try:
            engine = self._engine()
            if os.getpid() not in self._prepared:
                self._create_tables(engine)
                self._prepared.add(os.getpid())
            with engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            said = str(getattr(error, "orig", None) or error).partition("\n")[0]
            msg = f"{self.where} cannot be read or written: {said}"
            raise StoreError(msg) from None  # its later lines may quote a row

    def _engine(self) -> Engine:
        """Give this process's; a parent's stays with its connections, and unused."""
        process = os.getpid()
        engine = self._engines.get(process)
        if engine is None:
            made = _engine(self.url)
            engine = self._engines.setdefault(process, made)
            weakref.finalize(self, _dispose, made, process)
        return engine

    def _create_tables(self, engine: Engine) -> None:
        try:
            with engine.connect():
                pass  # what cannot be reached is not tried several times
        except (TypeError, ValueError):  # of a driver, which may quote the password
            raise ValidationError(_unclear(engine.url)) from None
        tries = 1
        while True:
            try:
                return self._tables.create_all(engine)
            except DBAPIError:  # perhaps others create them at this moment
                if tries == _TRIES:
                    raise
                tries += 1


def _done(
    connection: Connection, statement: Any, values: dict[str, Any]
) -> CursorResult[Any]:
    """Run a statement, and again while the database undoes it."""
    run = partial(connection.execute, statement, values)
    try:
        return run()
    except DBAPIError as error:
        if not _undone(error):
            raise
    return when_free(run, _undone, _UNDONE_SECONDS)


def _undone(error: BaseException) -> bool:
    said = getattr(error, "orig", None)
    number = said.args[0] if said is not None and said.args else None
    return not _UNDONE.isdisjoint([getattr(said, "sqlstate", None), number])


def _dispose(engine: Engine, process: int) -> None:
    if os.getpid() == process:  # in a fork they are its parent's, which goes on
        engine.dispose()


def _engine(text: str) -> Engine:
    try:
        url = make_url(text)
        url = url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))
        dialect = url.get_dialect()
    except (SQLAlchemyError, ValueError):  # which may quote the password
        msg = (
            "this is no URL of a database that SQLAlchemy knows: give one such as "
            "postgresql://user:password@host/name, with odd signs %-encoded"
        )
        raise ValidationError(msg) from None
    if dialect.name not in _CLOCKS:
        msg = f"stores can be in {', '.join(_CLOCKS)}, but not in {dialect.name}"
        raise ValidationError(msg)
    if dialect.name == "sqlite" and url.database in (None, "", ":memory:"):
        msg = f"{url} names no file: give one, or use a store in memory"
        raise ValidationError(msg)
    options = _OPTIONS.get(dialect.driver, {})
    given = {name: at for name, at in options.items() if name not in url.query}
    try:
        engine = create_engine(
            url,
            isolation_level="AUTOCOMMIT",
            connect_args=given,
            hide_parameters=True,  # errors would quote tokens
            max_overflow=0,
            pool_size=_CONNECTIONS,
        )
    except ImportError as error:
        msg = (
            f"{dialect.name} needs its driver ({error}); that of PostgreSQL comes with "
            "pip install 'tokotiktok[sql]'"
        )
        raise ValidationError(msg) from error
    except (SQLAlchemyError, TypeError, ValueError):  # which may quote the password
        raise ValidationError(_unclear(url)) from None
    event.listen(engine, "checkin", _note_use)
    event.listen(engine, "checkout", partial(_ask_if_idle, engine))
    return engine


def _note_use(_: object, record: Any) -> None:
    record.info["used"] = time.monotonic()


def _ask_if_idle(engine: Engine, connection: Any, record: Any, _: object) -> None:
    """Have a connection made anew that a restart or a firewall has cut."""
    used = record.info.get("used", math.inf)  # a new one need not be asked
    if time.monotonic() - used > _IDLE_SECONDS:
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error


def _unclear(url: URL) -> str:
    return f"the URL of {_where(url)} has a host or an option that is none"


def _where(url: URL) -> str:
    """Say which database a URL names, without user and password."""
    host = (
        f" at {url.host or 'localhost'}" if url.get_backend_name() != "sqlite" else ""
    )
    port = f":{url.port}" if url.port else ""
    return f"{url.get_backend_name()}{host}{port}/{url.database or ''}"
