"""Tokens in one SQLite file, for several processes."""

from __future__ import annotations

import pickle
import stat
import subprocess
import sys
import time

import pytest
from fakes import token

from tokotiktok import SQLiteTokenStore, TokenKey
from tokotiktok.errors import TokenConflict

KEY = TokenKey("tiktokshop", "app", "account")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tokens.db"


class TestStore:
    def test_keeps_all_of_a_token(self, path):
        """What is loaded is what was saved, by another connection, too."""
        saved = token(scopes=("a", "b"), account="x", region="ID", user_type=0)
        SQLiteTokenStore(path).save(KEY, saved, if_version=0)

        assert saved == SQLiteTokenStore(path).load(KEY).token

    def test_nothing_stored(self, path):
        """An unknown key has no token."""
        assert SQLiteTokenStore(path).load(KEY) is None

    def test_newer_is_not_overwritten(self, path):
        """A save that names an older version is refused, and changes nothing."""
        store = SQLiteTokenStore(path)
        store.save(KEY, token("a"), if_version=0)
        store.save(KEY, token("b"), if_version=1)

        with pytest.raises(TokenConflict):
            store.save(KEY, token("c"), if_version=1)
        assert ("b", 2) == (store.load(KEY).token.access, store.load(KEY).version)

    def test_is_the_owners(self, path):
        """Nobody but its owner reads the file."""
        SQLiteTokenStore(path)

        assert 0o600 == stat.S_IMODE(path.stat().st_mode)

    def test_pickles_and_closes(self, path):
        """A store pickles as its path, and can be used after closing."""
        store = SQLiteTokenStore(path)
        store.save(KEY, token("a"), if_version=0)
        store.close()
        store.close()
        again = pickle.loads(pickle.dumps(store))

        assert "a" == again.load(KEY).token.access == store.load(KEY).token.access


class TestLease:
    def test_one_at_a_time(self, path):
        """Only one owner has the lease; who has it may ask again."""
        store = SQLiteTokenStore(path)

        assert [True, False, True] == [
            store.lease(KEY, owner, 5) for owner in ("a", "b", "a")
        ]

    def test_ends_by_itself(self, path):
        """A dead owner blocks nobody for longer than the lease."""
        now = [1000.0]
        store = SQLiteTokenStore(path, clock=lambda: now[0])
        store.lease(KEY, "dead", 5)
        before = store.lease(KEY, "b", 5)
        now[0] += 5

        assert (False, True) == (before, store.lease(KEY, "b", 5))

    def test_only_its_owner_releases(self, path):
        """Releasing somebody else's lease does nothing."""
        store = SQLiteTokenStore(path)
        store.lease(KEY, "a", 5)
        store.release(KEY, "b")
        held = store.lease(KEY, "b", 5)
        store.release(KEY, "a")

        assert (False, True) == (held, store.lease(KEY, "b", 5))


PROCESS = """
import random, sys, time
from pathlib import Path
from datetime import datetime, timedelta, timezone
from tokotiktok import SQLiteTokenStore, Token, TokenKey
from tokotiktok.auth import RENEW_EARLY, TokenKeeper

folder = Path(sys.argv[1])
key = TokenKey("tiktokshop", "app", "account")

def renew(key, old):
    with (folder / "renewals").open("a") as log:
        log.write("x")
    time.sleep(0.2)
    end = datetime.now(timezone.utc) + timedelta(days=7)
    return Token(access="new", refresh="r", expires_at=end)

keeper = TokenKeeper(SQLiteTokenStore(folder / "tokens.db"), renew, RENEW_EARLY,
                     clock=time.time, sleep=time.sleep, random=random.random)
while time.time() < float(sys.argv[2]):
    time.sleep(0.001)
print(keeper.current(key).access)
"""


class TestProcesses:
    def test_eight_renew_once(self, path):
        """Eight processes with one token that has ended renew it once."""
        SQLiteTokenStore(path).save(KEY, token("old", days=-9999), if_version=0)
        start = str(time.time() + 1.5)
        running = [
            subprocess.Popen(
                [sys.executable, "-c", PROCESS, str(path.parent), start],
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(8)
        ]
        said = {process.communicate()[0].strip() for process in running}

        assert {"new"} == said
        assert "x" == (path.parent / "renewals").read_text()
