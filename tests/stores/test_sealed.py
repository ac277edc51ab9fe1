"""Tokens that are sealed at rest."""

from __future__ import annotations

import pickle
import sqlite3
from contextlib import closing

import pytest
from contracts import FULL, KEY
from fakes import token

from tokotiktok import SQLiteTokenStore, TikTokShopClient
from tokotiktok.errors import StoreError, ValidationError
from tokotiktok.stores import new_key

OLD, NEW = new_key(), new_key()
OTHER = KEY._replace(account="other")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tokens.db"


def saved(path, key, whose=KEY):
    """Make a store of one token."""
    store = SQLiteTokenStore(path, key=key)
    store.save(whose, FULL, if_version=None)
    return store


def bytes_of(path) -> bytes:
    """Read the file and its log."""
    return b"".join(one.read_bytes() for one in path.parent.iterdir())


def run(path, sql, *values) -> None:
    """Change the file past the store."""
    with closing(sqlite3.connect(path)) as db:
        db.execute(sql, values)
        db.commit()


class TestAtRest:
    def test_nothing_of_a_token_is_readable(self, path):
        """Neither token nor the seller's name is in the file or its log."""
        store = saved(path, NEW)
        found = bytes_of(path)

        assert FULL == store.load(KEY).token
        assert b"tokotiktok_tokens" in found
        for secret in (FULL.access, FULL.refresh, "Kopi", "open_id"):
            assert secret.encode() not in found

    def test_without_a_key_it_is_readable(self, path):
        """Without a key nothing is sealed, and nothing says it is."""
        store = saved(path, None)
        found = bytes_of(path)

        assert FULL.access.encode() in found
        assert store.load(KEY).token == FULL

    def test_shows_no_key(self, path):
        """The key is in no repr; a pickle carries it to another process."""
        store = saved(path, NEW)
        client = TikTokShopClient(app_key="app", app_secret="s", tokens=store)

        assert NEW not in repr(store) + repr(client) + repr(vars(store))
        assert FULL == pickle.loads(pickle.dumps(store)).load(KEY).token


class TestKeys:
    @pytest.mark.parametrize("key", [None, OLD], ids=["none", "wrong"])
    def test_does_not_open(self, path, key):
        """A sealed store is not opened without its key, and says which is missing."""
        saved(path, NEW)
        says = "is sealed: give" if key is None else "is sealed with another key than"
        with pytest.raises(
            ValidationError, match=f"of tiktokshop account account {says}"
        ):
            SQLiteTokenStore(path, key=key)

    @pytest.mark.parametrize("key", [None, OLD], ids=["none", "wrong"])
    def test_sealed_by_another_process_meanwhile(self, path, key):
        """What was sealed after the store was opened is refused when it is read."""
        store = SQLiteTokenStore(path, key=key)
        saved(path, NEW)
        with pytest.raises(ValidationError, match="is sealed"):
            store.load(KEY)

    def test_nothing_unsealed_gets_into_a_sealed_store(self, path):
        """Without the key no token is saved beside sealed ones."""
        store = SQLiteTokenStore(path)
        saved(path, NEW)
        with pytest.raises(
            ValidationError, match=r"tokens\.db are sealed: give their key"
        ):
            store.save(OTHER, FULL, if_version=None)

        assert [KEY] == store.keys()

    def test_newest_decides(self, path):
        """The key must open what was sealed last; what is older is refused when read."""
        saved(path, OLD)
        saved(path, [NEW, OLD], OTHER)
        store = SQLiteTokenStore(path, key=NEW)

        assert FULL == store.load(OTHER).token
        with pytest.raises(ValidationError, match="account account is sealed"):
            store.load(KEY)
        with pytest.raises(ValidationError, match="account other is sealed"):
            SQLiteTokenStore(path, key=OLD)


class TestRotation:
    def test_old_key_still_opens(self, path):
        """With the new key first, what the old one sealed is read, and sealed anew."""
        saved(path, OLD)
        store = SQLiteTokenStore(path, key=[NEW, OLD])
        version = store.load(KEY).version
        store.save(KEY, token("b"), if_version=version)

        assert "b" == SQLiteTokenStore(path, key=NEW).load(KEY).token.access

    def test_reseal(self, path):
        """Resealing lets the old key go at once; versions stay as they are."""
        saved(path, OLD)
        version = saved(path, OLD, OTHER).load(KEY).version
        count = SQLiteTokenStore(path, key=[NEW, OLD]).reseal()
        store = SQLiteTokenStore(path, key=NEW)

        assert 2 == count
        assert (FULL, version) == (store.load(KEY).token, store.load(KEY).version)
        assert FULL == store.load(OTHER).token

    def test_reseal_with_a_key_missing(self, path):
        """If a key for one of them is missing, none is changed."""
        saved(path, OLD)
        saved(path, [NEW, OLD], OTHER)
        third = new_key()
        before = SQLiteTokenStore(path, key=[third, NEW])
        with pytest.raises(ValidationError, match="account account is sealed"):
            before.reseal()

        assert FULL == SQLiteTokenStore(path, key=NEW).load(OTHER).token


class TestUnsealedBefore:
    """A store that was used without a key, and gets one."""

    def test_is_read_and_sealed_when_saved(self, path):
        """What is there is read, and sealed when it is next saved."""
        saved(path, None)
        store = SQLiteTokenStore(path, key=NEW)
        read = store.load(KEY)
        plain = bytes_of(path)
        store.save(KEY, FULL, if_version=read.version)

        assert FULL == read.token
        assert FULL.access.encode() in plain
        with pytest.raises(ValidationError):
            SQLiteTokenStore(path)

    def test_reseal_leaves_nothing_readable(self, path):
        """Resealing seals all at once, and overwrites what was readable."""
        saved(path, None)
        SQLiteTokenStore(path, key=NEW).reseal()

        assert FULL.access.encode() not in bytes_of(path)


class TestCopied:
    @pytest.mark.parametrize("key", [None, NEW], ids=["plain", "sealed"])
    def test_row_is_of_its_account(self, path, key):
        """A row that was copied to another account is refused there."""
        store = saved(path, key)
        store.save(OTHER, token("b"), if_version=0)
        run(
            path,
            "UPDATE tokotiktok_tokens SET token ="
            " (SELECT token FROM tokotiktok_tokens WHERE account = 'account')"
            " WHERE account = 'other'",
        )
        with pytest.raises(
            StoreError, match="account other is another account's token"
        ):
            store.load(OTHER)

        assert FULL == SQLiteTokenStore(path, key=key).load(KEY).token

    def test_plain_row_in_a_sealed_store_is_read(self, path):
        """
        A sealed store reads what is not sealed: who can write the file can put a token of
        theirs in, but cannot read yours.
        """
        store = saved(path, NEW)
        plain = path.parent / "plain" / "tokens.db"
        plain.parent.mkdir()
        saved(plain, None, OTHER)
        with closing(sqlite3.connect(plain)) as db:
            row = db.execute("SELECT token FROM tokotiktok_tokens").fetchone()
        run(
            path,
            "INSERT INTO tokotiktok_tokens (platform, app, account, token)"
            " VALUES (?, ?, ?, ?)",
            *OTHER,
            *row,
        )

        assert FULL == store.load(OTHER).token
