"""A SQL database, as stores see it."""

from __future__ import annotations

import os
import pickle
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
import servers
from backends import SQL, PostgreSQL
from contracts import FULL, KEY
from fakes import token
from sqlalchemy import text
from sqlalchemy.dialects import mysql

from tokotiktok.errors import StoreError, TokenConflict, ValidationError
from tokotiktok.stores import SQLSeenStore, SQLTokenStore
from tokotiktok.stores._sql import database as of
from tokotiktok.stores._sql import records
from tokotiktok.stores._sql.database import NAME

SECRET = "fiktif-word"


@pytest.fixture
def schema(postgres_url, tmp_path):
    """Tables of our own on a PostgreSQL server."""
    with PostgreSQL(postgres_url, tmp_path) as one:
        yield one


class TestTables:
    def test_many_create_them(self, schema):
        """Of many that find no tables and create them at once, none fails."""
        gate, said = threading.Barrier(8), []

        def begin():
            store = schema.tokens()
            gate.wait()
            said.append(store.load(KEY))

        threads = [threading.Thread(target=begin) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert [None] * 8 == said

    def test_names_on_mysql(self):
        """On MySQL, to which ``a``, ``A`` and ``a `` are one text, names are bytes."""
        on = mysql.dialect()
        kind = NAME.dialect_impl(on)
        read, write = kind.result_processor(on, None), kind.bind_processor(on)
        names = ["a", "a ", "A", "☕", None]

        assert "VARBINARY(1020)" == kind.compile(on)
        assert b"a " == write("a ")
        assert names == [read(write(name)) for name in names]

    def test_cannot_be_created(self, tmp_path):
        """Who may not create tables is told, after a few tries, that none are there."""
        path = tmp_path / "b.db"
        path.touch()
        store = SQLTokenStore(f"sqlite:///file:{path}?mode=ro&uri=true")
        with pytest.raises(StoreError, match=r"cannot be read or written: .*readonly"):
            store.load(KEY)


class TestConnections:
    def test_down(self):
        """A server that is down is named in a sentence, without its password."""
        port = servers.free_port()
        url = f"postgresql://toko:{SECRET}@127.0.0.1:{port}/fiktif"
        store = SQLTokenStore(url)
        began = time.monotonic()
        with pytest.raises(StoreError) as got:
            store.load(KEY)

        assert str(got.value).startswith(
            f"postgresql at 127.0.0.1:{port}/fiktif cannot be read or written: "
        )
        assert "\n" not in str(got.value)
        assert SECRET not in f"{got.value} {got.value.__cause__} {store!r}"
        assert time.monotonic() - began < 5

    def test_url_that_its_driver_refuses(self):
        """What only the driver knows to be wrong is told in a sentence, too."""
        store = SQLTokenStore(f"postgresql://toko:{SECRET}@db..invalid/a")
        with pytest.raises(ValidationError, match="a host or an option that is none"):
            store.load(KEY)

    def test_cut_while_idle(self, schema, monkeypatch):
        """What was cut while nobody used it, as by a restart, is made anew unnoticed."""
        store, other = schema.tokens(), schema.tokens()
        store.save(KEY, token("a"), if_version=0)
        other._records._database.ask(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid()"
            )
        )
        monkeypatch.setattr(of, "_IDLE_SECONDS", -1.0)

        assert "a" == store.load(KEY).token.access

    def test_cut_while_in_use(self, schema):
        """What is cut in use fails in a sentence once, and goes on after that."""
        store = schema.tokens()
        store.save(KEY, token("a"), if_version=0)
        database = store._records._database
        with pytest.raises(StoreError, match="cannot be read or written"):
            database.ask(text("SELECT pg_terminate_backend(pg_backend_pid())"))

        assert "a" == store.load(KEY).token.access

    def test_closes(self, schema):
        """A closed store opens again; one that nobody holds closes by itself."""
        store = schema.tokens()
        store.save(KEY, token("a"), if_version=0)
        store.close()

        assert "a" == pickle.loads(pickle.dumps(store)).load(KEY).token.access

    def test_not_its_parents(self, schema, monkeypatch):
        """What a fork lets go is its parent's, and stays open."""
        store = schema.tokens()
        engine = store._records._database._engine()
        disposed = []
        monkeypatch.setattr(engine, "dispose", lambda: disposed.append(1))
        monkeypatch.setattr(os, "getpid", lambda: 0)
        of._dispose(engine, 1)

        assert [] == disposed


class TestErrors:
    def test_show_no_token(self, schema):
        """What the server refuses is told without what was to be stored."""
        store = schema.tokens()
        store.load(KEY)
        database = store._records._database
        database.change(text("ALTER TABLE tokotiktok_tokens ADD CHECK (version > 9)"))
        with pytest.raises(StoreError, match="violates check constraint") as got:
            store.save(KEY, FULL, if_version=0)
        told = "".join(traceback.format_exception(got.value))

        assert FULL.access not in told


class TestRaces:
    def test_stored_between_looking_and_storing(self, schema, monkeypatch):
        """Who looked, and was overtaken before storing, looks again."""
        store, other = schema.tokens(), schema.tokens()
        load, between = store._records.load, []
        change = store._records._database.change

        def overtaken(statement, **values):
            if between:
                between.pop()()
            return change(statement, **values)

        monkeypatch.setattr(store._records._database, "change", overtaken)
        between.append(lambda: other.save(KEY, token("b"), if_version=0))
        with pytest.raises(TokenConflict):
            store.save(KEY, token("a"), if_version=0)
        between.append(lambda: other.save(KEY, token("c"), if_version=None))
        last = store.save(KEY, token("d"), if_version=None)

        assert "d" == store.load(KEY).token.access
        assert last.version == load("tiktokshop:app:account").version == 3

    def test_stricter_isolation(self, schema):
        """Where a database is set to undo the slower of two, that one tries again."""
        schema.url += "%20-cdefault_transaction_isolation%3Dserializable"
        store = schema.tokens()
        with ThreadPoolExecutor(8) as pool:
            saved = pool.map(
                lambda n: store.save(KEY, token(f"t{n}"), if_version=None), range(80)
            )

        assert list(range(1, 81)) == sorted(one.version for one in saved)

    @pytest.mark.parametrize(
        ("state", "times"), [("40001", 3), ("40P01", 3), ("22012", 1)]
    )
    def test_undone(self, schema, state, times):
        """What the database itself has undone is tried again; what it refuses is not."""
        database = schema.tokens()._records._database
        database.change(text("CREATE SEQUENCE tries"))
        database.change(
            text(f"""
            CREATE FUNCTION late() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN
                IF nextval('tries') < 3 THEN RAISE SQLSTATE '{state}'; END IF;
                RETURN 1;
            END $$
        """)
        )
        with suppress(StoreError):
            database.ask(text("SELECT late()"))

        assert [(times,)] == database.ask(text("SELECT last_value FROM tries"))

    def test_changes_nothing(self, tmp_path):
        """What takes no change and does not say so, as by a policy, is not asked for ever."""
        with SQL(None, tmp_path) as backend:
            tokens, seen = backend.tokens(), backend.seen()
            tokens.save(KEY, token("a"), if_version=0)
            seen.first_time("a")
            for on in ("UPDATE ON tokotiktok_tokens", "INSERT ON tokotiktok_seen"):
                ignored = f"BEFORE {on} BEGIN SELECT RAISE(IGNORE); END"
                seen._events.database.change(text(f"CREATE TRIGGER {on[0]} {ignored}"))
            for use in (
                lambda: tokens.save(KEY, token("b"), if_version=None),
                lambda: seen.first_time("b"),
            ):
                with pytest.raises(StoreError, match="changes nothing and gives no"):
                    use()

    @pytest.mark.parametrize("kind", [SQL, PostgreSQL])
    def test_event_that_was_over(self, kind, request, tmp_path):
        """An event that is over, but not yet swept away, is new for one who asks."""
        url = request.getfixturevalue(kind.needs) if kind.needs else None
        with kind(url, tmp_path) as backend:
            store = backend.seen()
            store.first_time("a", ttl=5)
            backend.pass_time(6)
            said = [store.first_time("a") for _ in range(2)]

        assert [True, False] == said

    def test_stays_small(self, schema, monkeypatch):
        """What is too old to matter is deleted, now and then."""
        monkeypatch.setattr(records, "_SWEEP", 10)
        store = schema.seen()
        for n in range(40):
            store.first_time(str(n), ttl=5)
            if n % 10 == 9:
                schema.pass_time(6)
        rows = store._events.database.ask(text("SELECT count(*) FROM tokotiktok_seen"))

        assert [(10,)] == rows


class TestURLs:
    @pytest.mark.parametrize(
        ("url", "where"),
        [
            (f"postgres://toko:{SECRET}@db.invalid/a", "postgresql at db.invalid/a"),
            ("postgresql:///a", "postgresql at localhost/a"),
            (f"postgresql+psycopg://:{SECRET}@[::1]:7/a", "postgresql at ::1:7/a"),
            ("sqlite:///a.db", "sqlite/a.db"),
        ],
    )
    def test_says_where(self, url, where):
        """It says where the database is, and no password."""
        assert f"SQLTokenStore({where!r})" == repr(SQLTokenStore(url))
        assert f"SQLSeenStore({where!r})" == repr(SQLSeenStore(url))

    @pytest.mark.parametrize(
        ("url", "said"),
        [
            (None, "no URL of a database"),
            (f"toko:{SECRET}@db", "no URL of a database"),
            (f"postgresql://toko:{SECRET}@db.invalid:port/a", "signs %-encoded"),
            (f"nosql://toko:{SECRET}@db.invalid", "no URL of a database"),
            (f"mysql+nodriver://toko:{SECRET}@db.invalid", "no URL of a database"),
            (f"postgresql+psycopg2://toko:{SECRET}@db.invalid", "needs its driver"),
            ("sqlite:///a.db?timeout=soon", "an option that is none"),
            (f"postgresql://:{SECRET}@/a?host=b:1&port=2,3", "an option that is none"),
            (f"mssql+pyodbc://toko:{SECRET}@db.invalid/a", "but not in mssql"),
            ("sqlite://", "names no file"),
            ("sqlite:///:memory:", "names no file"),
        ],
    )
    def test_no_url(self, url, said):
        """What is no URL of a database is refused, and its password not told."""
        with pytest.raises(ValidationError, match=said) as got:
            SQLTokenStore(url)

        assert "fiktif" not in f"{got.value} {got.value.__cause__}"
