"""Stores in one SQLite file, for several processes."""

from __future__ import annotations

import os
import pickle
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from conftest import needs
from contracts import KEY
from fakes import FakeClock, token

from tokotiktok import SQLiteTokenStore
from tokotiktok.errors import StoreError, ValidationError
from tokotiktok.stores import SQLiteCheckpointStore, _database
from tokotiktok.stores._database import Database

SCHEMA = "CREATE TABLE IF NOT EXISTS tokotiktok_notes (note TEXT NOT NULL UNIQUE)"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tokens.db"


def python(code: str, *args: object) -> str:
    """Run *code* in a new process; give what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, args)],
        env={
            name: value
            for name, value in os.environ.items()
            if not name.startswith("COVERAGE")  # its file is not for another user
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "" == done.stderr
    return done.stdout.strip()


def open_files(path: Path) -> int:
    """Count this process's descriptors of the database."""
    here = Path("/proc/self/fd")
    needs(here.exists(), "/proc")
    return sum(
        os.path.realpath(one).startswith(str(path.resolve())) for one in here.iterdir()
    )


class TestPath:
    def test_is_the_owners(self, path):
        """Nobody but its owner reads the file, or the log beside it."""
        store = SQLiteTokenStore(path)
        store.save(KEY, token(), if_version=0)
        modes = {
            one.name: stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()
        }
        store.close()

        names = ("tokens.db", "tokens.db-wal", "tokens.db-shm")
        assert dict.fromkeys(names, 0o600) == modes

    def test_home(self, tmp_path, monkeypatch):
        """A path from the home directory is found there."""
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("USERPROFILE", str(tmp_path))
        SQLiteTokenStore("~/tokens.db")

        assert (tmp_path / "tokens.db").exists()

    def test_stays_where_it_is(self, tmp_path, monkeypatch):
        """A relative path is of the folder the process was in when it opened it."""
        monkeypatch.chdir(tmp_path)
        store = SQLiteTokenStore("tokens.db")
        store.save(KEY, token("a"), if_version=0)
        (tmp_path / "elsewhere").mkdir()
        monkeypatch.chdir(tmp_path / "elsewhere")
        store.close()

        assert "a" == store.load(KEY).token.access
        assert "a" == pickle.loads(pickle.dumps(store)).load(KEY).token.access

    @pytest.mark.parametrize(
        "name", ["semua token?.db", "100%.db", "a#b.db", "toko☕.db"], ids=ascii
    )
    def test_any_name(self, tmp_path, name):
        """A file may have any name."""
        SQLiteTokenStore(tmp_path / name).save(KEY, token("a"), if_version=0)

        assert [name] == [one.name for one in tmp_path.iterdir() if one.suffix == ".db"]
        assert "a" == SQLiteTokenStore(tmp_path / name).load(KEY).token.access

    @pytest.mark.parametrize("path", ["", ":memory:", None, 3], ids=repr)
    def test_names_no_file(self, path):
        """What names no file is refused, with what to use instead."""
        with pytest.raises(ValidationError, match=r"names no file.*store in memory"):
            SQLiteTokenStore(path)

    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("nope/tokens.db", "tokens.db cannot be created: No such file"),
            ("file/tokens.db", "tokens.db cannot be created: Not a directory"),
            ("folder", "folder is not a file that this user may read and write"),
            ("gone", "gone is not a file that this user may read and write"),
            ("a\0b", "cannot be created: embedded null"),
            ("~nobody-fiktif/tokens.db", "cannot be opened: Could not determine home"),
        ],
        ids=["no-folder", "under-a-file", "folder", "dangling", "null", "no-home"],
    )
    def test_cannot_be(self, tmp_path, monkeypatch, name, says):
        """A path at which there can be no file says why."""
        monkeypatch.chdir(tmp_path)
        (tmp_path / "file").touch()
        (tmp_path / "folder").mkdir()
        (tmp_path / "gone").symlink_to("nowhere")
        with pytest.raises(ValidationError, match=says):
            SQLiteTokenStore(name)

    def test_not_this_users(self, path):
        """A file that another user may not write is refused."""
        needs(
            hasattr(os, "geteuid") and os.geteuid() == 0, "the right to be another user"
        )
        SQLiteTokenStore(path)
        path.parent.chmod(0o755)
        code = (
            "import os, sys\n"
            "from tokotiktok.stores._database import _create\n"
            "from pathlib import Path\n"
            "os.setuid(65534)\n"
            "try: _create(Path(sys.argv[1]))\n"
            "except Exception as error: print(type(error).__name__, error)\n"
        )
        above = Path(tempfile.gettempdir()).resolve()
        for part in path.parents:
            if above in part.parents:
                part.chmod(0o755)

        assert python(code, path).endswith("may read and write")


class TestFile:
    def test_not_a_database(self, path):
        """Another file is not taken for a database, and stays as it is."""
        path.write_text("app_key = 'fiktif'\n" * 100)
        with pytest.raises(ValidationError, match="is not a SQLite database"):
            SQLiteTokenStore(path)

        assert path.read_text().startswith("app_key")

    def test_damaged(self, path):
        """A damaged file says so, in a sentence."""
        store = SQLiteTokenStore(path)
        for n in range(50):
            store.save(KEY._replace(account=str(n)), token(), if_version=0)
        store.close()
        damaged = bytearray(path.read_bytes())
        damaged[4096:] = b"\xff" * (len(damaged) - 4096)
        path.write_bytes(damaged)

        with pytest.raises((StoreError, ValidationError), match=r"tokens\.db"):
            SQLiteTokenStore(path).keys()

    def test_of_another_program(self, path):
        """In another program's database its own tables stay as they are."""
        with closing(sqlite3.connect(path)) as theirs:
            theirs.execute("CREATE TABLE tokens (mine TEXT)")
            theirs.execute("INSERT INTO tokens VALUES ('x')")
            theirs.commit()
        SQLiteTokenStore(path).save(KEY, token(), if_version=0)
        with closing(sqlite3.connect(path)) as theirs:
            kept = theirs.execute("SELECT mine FROM tokens").fetchall()

        assert [("x",)] == kept

    def test_locked(self, path, monkeypatch):
        """A file that another program keeps locked says so, and works again later."""
        monkeypatch.setattr(_database, "BUSY_SECONDS", 0.01)
        store = SQLiteTokenStore(path)
        with closing(sqlite3.connect(path, isolation_level=None)) as theirs:
            theirs.execute("BEGIN IMMEDIATE")
            with pytest.raises(
                StoreError, match=r"tokens\.db cannot .*database is locked"
            ):
                store.save(KEY, token("a"), if_version=0)
            read = store.load(KEY)
            with pytest.raises(StoreError, match="database is locked"):
                SQLiteTokenStore(path)
        store.save(KEY, token("a"), if_version=0)

        assert read is None
        assert "a" == store.load(KEY).token.access

    def test_no_log_possible(self, path, monkeypatch):
        """Where there can be no write-ahead log, several processes cannot share a file."""
        monkeypatch.setattr(Database, "one", lambda *_: ("delete",))
        with pytest.raises(ValidationError, match=r"no write-ahead log.*local disk"):
            SQLiteTokenStore(path)

    def test_settles_what_changed_nothing(self, path):
        """Waiting for the disk writes, whatever is there; the user's version stays."""
        database, log = Database(path), path.with_name(f"{path.name}-wal")
        with database.transaction(durable=False) as db:
            db.execute("PRAGMA user_version=7")
        before = log.stat().st_size
        (loose,) = database.one("PRAGMA synchronous")
        database.settle()
        (full,) = database.one("PRAGMA synchronous")

        assert log.stat().st_size > before
        assert (1, 2) == (loose, full)
        assert (7,) == database.one("PRAGMA user_version")

    def test_taken_away(self, path):
        """
        A file that was deleted is missed at once, and not made anew, empty; a new store
        there is a new one.
        """
        store = SQLiteTokenStore(path)
        store.save(KEY, token(), if_version=0)
        for one in path.parent.iterdir():
            one.unlink()
        for use in (lambda: store.load(KEY), lambda: store.lease(KEY, "a", 5)):
            with pytest.raises(
                StoreError, match="deleted or replaced while it was open"
            ):
                use()
        left = list(path.parent.iterdir())
        fresh = SQLiteTokenStore(path)

        assert [] == left
        assert fresh.load(KEY) is None is store.load(KEY)

    def test_taken_away_while_closed(self, path):
        """A file that was deleted while nobody had it open is missed, too."""
        store = SQLiteTokenStore(path)
        store.close()
        path.unlink()
        with pytest.raises(StoreError, match="unable to open database file"):
            store.load(KEY)

    def test_second_store_leaves_the_locks(self, path):
        """
        Opening the file once more ends no lock of this process: another process that
        closes it as if it were the last would delete the log that is still in use.
        """
        store = SQLiteTokenStore(path)
        store.save(KEY, token(), if_version=0)
        second = SQLiteTokenStore(path)
        code = (
            "import sqlite3, sys\n"
            "db = sqlite3.connect(sys.argv[1])\n"
            "db.execute('SELECT * FROM tokotiktok_tokens').fetchall()\n"
            "db.close()\n"
        )
        python(code, path)

        assert Path(f"{path}-wal").exists()
        second.close()

    def test_waits_for_who_writes_it(self, path):
        """A file with another kind of journal is turned when its writer has ended."""
        with closing(sqlite3.connect(path, check_same_thread=False)) as other:
            other.execute("CREATE TABLE theirs (a)")
            other.execute("BEGIN IMMEDIATE")
            ending = threading.Timer(0.1, other.rollback)
            ending.start()

            assert [] == SQLiteTokenStore(path).keys()
            ending.join()

    def test_eight_processes_create_it(self, path):
        """Processes that open a new file at the same moment all get it."""
        code = (
            "import sys, time\n"
            "from tokotiktok import SQLiteTokenStore\n"
            "print(flush=True); sys.stdin.readline()\n"
            "print(SQLiteTokenStore(sys.argv[1]).keys())\n"
        )
        running = [
            subprocess.Popen(
                [sys.executable, "-c", code, str(path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            for _ in range(8)
        ]
        for process in running:
            process.stdout.readline()
        for process in running:
            process.stdin.write("\n")
            process.stdin.flush()
        said = [process.communicate(timeout=60)[0] for process in running]

        assert ["[]\n"] * 8 == said


class TestDatabase:
    def test_commits(self, path):
        """What a transaction wrote is there for all, at its end."""
        database = Database(path, SCHEMA)
        with database.transaction() as db:
            db.execute("INSERT INTO tokotiktok_notes VALUES ('a')")
            meanwhile = database.all("SELECT * FROM tokotiktok_notes")

        assert [] == meanwhile
        assert [("a",)] == Database(path).all("SELECT * FROM tokotiktok_notes")
        assert ("a",) == database.one(
            "SELECT * FROM tokotiktok_notes WHERE note = ?", "a"
        )
        assert database.one("SELECT * FROM tokotiktok_notes WHERE 0") is None

    @pytest.mark.parametrize("error", [KeyError, KeyboardInterrupt])
    def test_rolls_back(self, path, error):
        """An error undoes a transaction, and comes out as it is."""
        database = Database(path, SCHEMA)
        with pytest.raises(error), database.transaction() as db:
            cursor = db.execute("INSERT INTO tokotiktok_notes VALUES ('a')")
            raise error
        with database.transaction() as db:
            db.execute("INSERT INTO tokotiktok_notes VALUES ('b')")

        assert cursor is not None  # an open cursor does not keep it undone
        assert [("b",)] == database.all("SELECT * FROM tokotiktok_notes")

    def test_interrupted_at_its_end(self, path):
        """An interrupt while a transaction is committed undoes it, and blocks nobody."""
        database = Database(path, SCHEMA)

        def interrupted(_):
            del db.execute
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt), database.transaction() as db:
            db.execute("INSERT INTO tokotiktok_notes VALUES ('a')")
            db.execute = interrupted
        with database.transaction() as db:
            db.execute("INSERT INTO tokotiktok_notes VALUES ('b')")

        assert [("b",)] == database.all("SELECT * FROM tokotiktok_notes")

    def test_what_sqlite_says(self, path):
        """An error of SQLite's comes out as ours, with its words and as its cause."""
        database = Database(path, SCHEMA)
        with (
            pytest.raises(StoreError, match="UNIQUE constraint") as got,
            database.transaction() as db,
        ):
            db.execute("INSERT INTO tokotiktok_notes VALUES ('a')")
            db.execute("INSERT INTO tokotiktok_notes VALUES ('a')")
        with pytest.raises(StoreError, match="no such table: nope"):
            database.all("SELECT * FROM nope")

        assert isinstance(got.value.__cause__, sqlite3.IntegrityError)
        assert [] == database.all("SELECT * FROM tokotiktok_notes")

    def test_what_sqlite_cannot_take(self, path):
        """Text that is none comes out as Python's error; the connection comes back."""
        database = Database(path)
        with pytest.raises(UnicodeEncodeError):
            database.all("SELECT ?", "\ud800")

        assert 0 == _database._POOL._lent
        assert [(1,)] == database.all("SELECT 1")

    @pytest.mark.parametrize(("durable", "level"), [(True, 2), (False, 1)])
    def test_durable(self, path, durable, level):
        """A durable transaction waits for the disk; another leaves that to the log."""
        with Database(path).transaction(durable=durable) as db:
            found = db.execute("PRAGMA synchronous").fetchone()

        assert (level,) == found

    def test_deleted_is_overwritten(self, path):
        """What was deleted does not linger in the file."""
        database = Database(path, SCHEMA)
        with database.transaction() as db:
            db.execute("INSERT INTO tokotiktok_notes VALUES ('rahasia-fiktif')")
        with database.transaction() as db:
            db.execute("DELETE FROM tokotiktok_notes")
        database.truncate()
        left = b"".join(one.read_bytes() for one in path.parent.iterdir())
        database.close()

        assert b"rahasia" not in left
        assert b"tokotiktok_notes" in left

    def test_pickles(self, path):
        """It pickles as its path, and opens the file again."""
        database = Database(path, SCHEMA)
        again = pickle.loads(pickle.dumps(database))
        path.unlink()
        fresh = pickle.loads(pickle.dumps(again))

        assert f"Database({str(path)!r})" == repr(fresh)
        assert [] == fresh.all("SELECT * FROM tokotiktok_notes")


class TestPool:
    def test_connections_are_used_again(self, path):
        """Stores in one file share its connections, of which there are few."""
        stores = [SQLiteTokenStore(path) for _ in range(5)]
        for store in stores:
            store.load(KEY)

        assert open_files(path) <= 3  # the database, its log and the log's index

    def test_ended_threads_leave_none(self, path):
        """A thread that has ended leaves no connection behind."""
        store = SQLiteTokenStore(path)
        for _ in range(20):
            thread = threading.Thread(target=store.load, args=(KEY,))
            thread.start()
            thread.join()

        assert open_files(path) <= 3

    def test_closes(self, path):
        """Closing closes, twice if you like; the next use opens again."""
        store = SQLiteTokenStore(path)
        store.save(KEY, token("a"), if_version=0)
        store.close()
        store.close()

        assert 0 == open_files(path)
        assert "a" == store.load(KEY).token.access

    def test_closes_what_is_lent_when_it_returns(self, path):
        """A connection that is in use while the file is closed is closed after its use."""
        database = Database(path, SCHEMA)
        with database.transaction() as db:
            database.close()
            db.execute("INSERT INTO tokotiktok_notes VALUES ('a')")
            still_open = open_files(path)

        assert still_open > 0
        assert 0 == open_files(path)
        assert [("a",)] == database.all("SELECT * FROM tokotiktok_notes")

    def test_forgotten_store_is_closed(self, path):
        """A store that nobody has any more leaves no connection open."""
        SQLiteTokenStore(path)

        assert 0 == open_files(path)


FORK = """
import os, sys, threading
from tokotiktok import SQLiteTokenStore
sys.path.insert(0, sys.argv[2])
from contracts import KEY
from fakes import token

def in_child(work):
    child = os.fork()
    if not child:
        try:
            work()
        except BaseException as error:
            print(repr(error), flush=True)
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

store = SQLiteTokenStore(sys.argv[1])
store.save(KEY, token("a"), if_version=0)
"""


def test_fork_comes_before_new_loans(path):
    """A fork waits for what is lent, and not for what threads would like to be lent."""
    Database(path)
    pool, order = _database._Pool(), []
    first = pool.take(path)

    def fork():
        pool.before_fork()
        order.append("fork")
        pool.after_fork()

    def use():
        db = pool.take(path)
        order.append("use")
        pool.drop(db)

    forking, using = threading.Thread(target=fork), threading.Thread(target=use)
    forking.start()
    while not pool._forks:
        time.sleep(0.001)
    using.start()
    using.join(0.1)
    pool.drop(first)
    forking.join()
    using.join()

    assert ["fork", "use"] == order


def test_fork_is_made_without_connections(path):
    """Before a fork idle connections are closed, and lent again after it."""
    store = SQLiteTokenStore(path)
    _database._POOL.before_fork()
    during = open_files(path)
    _database._POOL.after_fork()

    assert 0 == during
    assert store.load(KEY) is None


class TestFork:
    """A store that was used before its process forked."""

    @pytest.fixture(autouse=True)
    def _can_fork(self):
        needs(hasattr(os, "fork"), "fork")

    def fork(self, path, code):
        return python(FORK + code, path, Path(__file__).parent.parent)

    def test_child_and_parent_go_on(self, path):
        """Child and parent see what the other saves."""
        code = (
            'print(in_child(lambda: store.save(KEY, token("b"), if_version=1)))\n'
            "print(store.load(KEY).token.access)\n"
            'store.save(KEY, token("c"), if_version=2)\n'
            "print(in_child(lambda: print(store.load(KEY).token.access, flush=True)))\n"
        )

        assert ["0", "b", "c", "0"] == self.fork(path, code).split()

    def test_childs_writes_outlast_the_parents_closing(self, path):
        """
        What a child saves after its parent closed the file, is in the file: it holds
        locks of its own, where inherited ones would be none.
        """
        code = (
            "asked, answer = os.pipe(), os.pipe()\n"
            "def work():\n"
            "    store.load(KEY)\n"
            "    os.write(asked[1], b'x')\n"
            "    os.read(answer[0], 1)\n"
            '    store.save(KEY, token("b"), if_version=1)\n'
            "def close():\n"
            "    os.read(asked[0], 1)\n"
            "    store.close()\n"
            "    os.write(answer[1], b'x')\n"
            "thread = threading.Thread(target=close)\n"
            "before = os.fork\n"
            "def fork():\n"
            "    child = before()\n"
            "    if child: thread.start()\n"
            "    return child\n"
            "os.fork = fork\n"
            "print(in_child(work))\n"
            "thread.join()\n"
            "print(SQLiteTokenStore(sys.argv[1]).load(KEY).token.access)\n"
        )

        assert ["0", "b"] == self.fork(path, code).split()

    def test_connections_in_use_are_waited_for(self, path):
        """A fork waits for a thread that is in a transaction."""
        code = (
            "inside, go = threading.Event(), threading.Event()\n"
            "def write():\n"
            "    with store._database.transaction():\n"
            "        inside.set(); go.wait(0.3)\n"
            "thread = threading.Thread(target=write); thread.start(); inside.wait()\n"
            "from tokotiktok.stores import _database\n"
            "_database._POOL.before_fork()\n"
            "print(_database._POOL._lent, thread.is_alive() and not go.is_set())\n"
            "_database._POOL.after_fork()\n"
            "thread.join(); print(store.load(KEY).token.access)\n"
        )
        lent, _, access = self.fork(path, code).split()

        assert ("0", "a") == (lent, access)


class TestStore:
    def test_shows_its_file(self, path):
        """Its repr says which file."""
        assert f"SQLiteTokenStore({str(path)!r})" == repr(SQLiteTokenStore(path))

    def test_lease_of_before_a_restart(self, path):
        """After a restart of the machine, whose clock begins anew, no lease is left."""
        SQLiteTokenStore(path, clock=FakeClock(9000.0)).lease(KEY, "dead", 5)
        store = SQLiteTokenStore(path, clock=FakeClock(10.0))

        assert store.lease(KEY, "b", 5)

    def test_processes_share_the_clock(self, path):
        """The time of leases is the same in all processes of the machine."""
        SQLiteTokenStore(path).lease(KEY, "a", 3600)
        code = (
            "import sys; sys.path.insert(0, sys.argv[2])\n"
            "from contracts import KEY\n"
            "from tokotiktok import SQLiteTokenStore\n"
            "print(SQLiteTokenStore(sys.argv[1]).lease(KEY, 'b', 5))\n"
        )

        assert "False" == python(code, path, Path(__file__).parent.parent)

    @pytest.mark.parametrize(
        "text",
        ["{}", "[]", "{", '{"of": [], "token": {}}', '{"of": 1, "token": []}'],
    )
    def test_damaged_row(self, path, text):
        """A row that holds no token says whose it is; others are read."""
        store = SQLiteTokenStore(path)
        store.save(KEY, token(), if_version=0)
        other = KEY._replace(account="other")
        store.save(other, token("b"), if_version=0)
        with store._database.transaction() as db:
            db.execute(
                "UPDATE tokotiktok_tokens SET token = ? WHERE account = ?",
                (b"{" + text.encode()[1:], "account"),
            )
        with pytest.raises(
            StoreError, match="of tiktokshop account account is damaged"
        ):
            store.load(KEY)

        assert "b" == SQLiteTokenStore(path).load(other).token.access

    def test_written_by_a_later_version(self, path):
        """A field that this version does not know is left out."""
        store = SQLiteTokenStore(path)
        store.save(KEY, token(), if_version=0)
        with store._database.transaction() as db:
            db.execute(
                "UPDATE tokotiktok_tokens SET token ="
                ' replace(CAST(token AS TEXT), \'"access"\', \'"new": 1, "access"\')'
            )
            db.execute("UPDATE tokotiktok_tokens SET token = CAST(token AS BLOB)")

        assert token() == store.load(KEY).token


class TestLeases:
    @pytest.mark.parametrize("what", ["token", "job"])
    def test_told_by_the_time_when_taken(self, path, what):
        """
        A lease's time is read when no other can take it: one who read it before, and had
        to wait, would take a lease made meanwhile for one from before a restart.
        """
        free = []

        def clock():
            with closing(
                sqlite3.connect(path, timeout=0, isolation_level=None)
            ) as other:
                try:
                    other.execute("BEGIN IMMEDIATE")
                except sqlite3.OperationalError:
                    free.append(False)
                else:
                    free.append(True)
            return 1.0

        if what == "token":
            SQLiteTokenStore(path, clock=clock).lease(KEY, "a", 5)
        else:
            SQLiteCheckpointStore(path, monotonic=clock).lease("job", "a", 5)

        assert [False] == free
