"""Tokens on a server, sealed and not."""

from __future__ import annotations

import pickle

import pytest
from backends import PostgreSQL, Redis
from contracts import FULL, KEY, OTHERS
from fakes import token

from tokotiktok.errors import StoreError, TokenConflict, ValidationError
from tokotiktok.stores import new_key

OLD, NEW = new_key(), new_key()


@pytest.fixture(params=[Redis, PostgreSQL], ids=lambda kind: kind.__name__.lower())
def server(request, tmp_path):
    with request.param(request.getfixturevalue(request.param.needs), tmp_path) as one:
        yield one


class TestSealed:
    def test_is_not_readable(self, server):
        """Nothing of a sealed token can be read on the server, nor without its key."""
        server.tokens(OLD).save(KEY, FULL, if_version=0)
        plain, other = server.tokens(), server.tokens(NEW)
        kept = plain._records.load("tiktokshop:app:account").body

        assert b"TTP_" not in kept
        with pytest.raises(ValidationError, match="give the store the key"):
            plain.load(KEY)
        with pytest.raises(ValidationError, match="sealed with another key"):
            other.load(KEY)

    def test_none_is_added_that_is_not(self, server):
        """Where tokens are sealed none is saved that is not, even for a new account."""
        server.tokens(OLD).save(KEY, token("a"), if_version=0)
        with pytest.raises(ValidationError, match="are sealed: give their key"):
            server.tokens().save(OTHERS[0], token("b"), if_version=0)

        assert [KEY] == server.tokens().keys()

    def test_plain_ones_are_read(self, server):
        """What was saved before there was a key is read, and sealed when next saved."""
        server.tokens().save(KEY, token("a"), if_version=0)
        store = server.tokens(OLD)
        read = store.load(KEY)
        store.save(KEY, token("b"), if_version=read.version)

        assert "a" == read.token.access
        assert "b" == pickle.loads(pickle.dumps(store)).load(KEY).token.access

    def test_change_of_the_key(self, server):
        """All are sealed anew with the first key; then the old one may go."""
        for key in (KEY, *OTHERS):
            server.tokens(OLD).save(key, token(key.account), if_version=0)
        count = server.tokens([NEW, OLD]).reseal()
        store = server.tokens(NEW)

        assert 4 == count
        assert [KEY.account, "account", "account", "other"] == [
            store.load(key).token.access for key in (KEY, *OTHERS)
        ]

    def test_renewed_while_sealed_anew(self, server, monkeypatch):
        """What is saved or deleted in that moment is neither undone nor brought back."""
        store, other = server.tokens([NEW, OLD]), server.tokens([NEW, OLD])
        store.save(KEY, token("a"), if_version=0)
        store.save(OTHERS[2], token("a"), if_version=0)
        save, calls = store.save, []

        def overtaken(key, held, *, if_version):
            if not calls:
                other.save(key, token("b"), if_version=None)
            elif len(calls) == 2:
                other.forget(key)
            calls.append(key)
            return save(key, held, if_version=if_version)

        monkeypatch.setattr(store, "save", overtaken)
        count = store.reseal()

        assert (1, [KEY]) == (count, store.keys())
        assert "b" == store.load(KEY).token.access

    def test_copied_to_another(self, server):
        """A record that was copied to another account is refused."""
        store = server.tokens(OLD)
        store.save(KEY, token("a"), if_version=0)
        records = store._records
        kept = records.load("tiktokshop:app:account").body
        records.save("tiktokshop:app:other", kept, None)

        with pytest.raises(StoreError, match="its row was copied"):
            store.load(OTHERS[2])


class TestNames:
    def test_odd(self, server):
        """Accounts are told apart however odd their names are."""
        odd = [
            KEY._replace(app=app, account=account)
            for app, account in [("a:b", "c"), ("a", "b:c"), ("A", "{}"), ("a", "%3A")]
        ]
        store = server.tokens()
        for n, key in enumerate(odd):
            store.save(key, token(f"t{n}"), if_version=0)

        assert sorted(odd) == store.keys()
        assert [f"t{n}" for n in range(4)] == [store.load(k).token.access for k in odd]

    def test_says_where(self, server):
        """It says which server it is, and nothing of the key."""
        assert "127.0.0.1" in repr(server.tokens(OLD))
        assert OLD not in repr(server.tokens(OLD))
        assert "127.0.0.1" in repr(server.checkpoints())
        assert "127.0.0.1" in repr(server.seen())


class TestConflict:
    def test_no_cause(self, server):
        """A conflict says what is stored, and is the only error."""
        server.tokens().save(KEY, token("a"), if_version=0)
        with pytest.raises(TokenConflict) as got:
            server.tokens().save(KEY, token("b"), if_version=0)

        assert got.value.__suppress_context__
