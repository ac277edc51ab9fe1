"""Tokens are renewed early enough, and once."""

from __future__ import annotations

import pickle
import threading
from datetime import datetime, timedelta, timezone

import pytest
from attrs import evolve
from fakes import NOW, FakeClock, one, token

from tokotiktok import MemoryTokenStore, Token, TokenKey
from tokotiktok.auth import RENEW_AT_END, RENEW_EARLY, TokenKeeper
from tokotiktok.errors import AuthError, ServerError, TokenConflict

KEY = TokenKey("tiktokshop", "app", "account")


class Renewals:
    """A platform that hands out new tokens, and counts them."""

    def __init__(self, fails: Exception | None = None) -> None:
        self.count = 0
        self.fails = fails
        self.lock = threading.Lock()

    def __call__(self, key, old):
        with self.lock:
            self.count += 1
        if self.fails:
            raise self.fails
        return token(f"new-{self.count}", days=7)


def keeper(stored=None, renew=None, policy=RENEW_EARLY, store=None):
    """Make a keeper of one stored token."""
    clock = FakeClock()
    store = store or MemoryTokenStore()
    if stored is not None:
        store.save(KEY, stored, if_version=None)
    renew = renew or Renewals()
    made = TokenKeeper(store, renew, policy, clock=clock, sleep=clock.sleep, random=one)
    return made, renew, store


class TestToken:
    def test_needs_a_zone(self):
        """An end without a time zone could be any of two dozen moments."""
        with pytest.raises(AuthError, match="aware"):
            Token(access="a", expires_at=datetime(2026, 1, 1))  # noqa: DTZ001

    def test_shows_no_secret(self):
        """Neither token is in the repr."""
        assert "fiktif" not in repr(token())


class TestCurrent:
    @pytest.mark.parametrize(
        ("days", "renewals"),
        [(6.0, 0), (0.8, 0), (0.7, 1), (0.005, 1), (-1, 1)],
        ids=["fresh", "before", "early", "late", "over"],
    )
    def test_renews_early(self, days, renewals):
        """A token of seven days is renewed in its last tenth, plus up to an hour."""
        made, renew, _ = keeper(token(days=days))
        made.current(KEY)

        assert renewals == renew.count

    def test_at_its_end_where_early_is_in_vain(self):
        """Where the platform gives the same token until it ends, nothing is early."""
        made, renew, _ = keeper(token(days=0.0001), policy=RENEW_AT_END)
        made.current(KEY)

        assert renew.count == 0

    def test_old_one_serves_if_renewing_early_fails(self):
        """While the old token lasts, failing to renew it early hurts nobody."""
        old = token(days=0.5)
        made, _, _ = keeper(old, Renewals(ServerError("down")))

        assert old == made.current(KEY)

    def test_raises_if_there_is_none_left(self):
        """A token that has ended cannot serve."""
        made, _, _ = keeper(token(days=-1), Renewals(ServerError("down")))

        with pytest.raises(ServerError):
            made.current(KEY)

    def test_stored_before_it_is_used(self):
        """The new token is in the store when it is handed out."""
        made, _, store = keeper(token(days=-1))
        fresh = made.current(KEY)

        assert fresh == store.load(KEY).token


class TestRenewed:
    def test_once_for_a_hundred_threads(self):
        """A hundred threads with the same refused token renew it once."""
        old = token()
        made, renew, _ = keeper(old)
        gate = threading.Barrier(100)
        got = []

        def use():
            gate.wait()
            got.append(made.renewed(KEY, old).access)

        threads = [threading.Thread(target=use) for _ in range(100)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert (1, {"new-1"}) == (renew.count, set(got))

    def test_looser_takes_the_stored_one(self):
        """If another has renewed it meanwhile, that token is taken."""
        made, renew, store = keeper(token())
        store.save(KEY, token("theirs"), if_version=None)

        assert "theirs" == made.renewed(KEY, token()).access
        assert 0 == renew.count

    def test_saved_by_hand_meanwhile(self):
        """A token saved while ours was on its way is newer, and stays."""
        store = MemoryTokenStore()

        def renew(key, old):
            store.save(KEY, token("by-hand"), if_version=None)
            return token("ours")

        made, _, _ = keeper(token(), renew, store=store)

        assert "by-hand" == made.renewed(KEY, token()).access
        assert "by-hand" == store.load(KEY).token.access

    def test_gives_up_on_a_lease_that_never_ends(self):
        """Somebody else's lease is not waited for without end."""
        made, _, store = keeper(token())
        store.lease(KEY, "other", 5)

        with pytest.raises(AuthError, match="another process"):
            made.renewed(KEY, token())

    def test_lease_is_released_after_failure(self):
        """A failed renewal does not block the next."""
        renew = Renewals(ServerError("down"))
        made, _, store = keeper(token(), renew)
        with pytest.raises(ServerError):
            made.renewed(KEY, token())

        assert store.lease(KEY, "next", 5)


class TestMemoryTokenStore:
    def test_versions(self):
        """A save that names an older version is refused."""
        store = MemoryTokenStore()
        first = store.save(KEY, token("a"), if_version=0)
        store.save(KEY, token("b"), if_version=first.version)

        with pytest.raises(TokenConflict, match="version 2"):
            store.save(KEY, token("c"), if_version=first.version)

    def test_keys_are_apart(self):
        """Tokens of different accounts do not meet."""
        store = MemoryTokenStore()
        store.save(KEY, token("a"), if_version=None)

        assert store.load(KEY._replace(account="other")) is None

    def test_pickles(self):
        """A store pickles with its tokens."""
        store = MemoryTokenStore()
        store.save(KEY, token("a"), if_version=None)

        assert "a" == pickle.loads(pickle.dumps(store)).load(KEY).token.access


class TestSpread:
    @pytest.mark.parametrize(("left", "renewals"), [(15, 0), (13, 1)])
    def test_life_that_is_known(self, left, renewals):
        """A token of 70 minutes is renewed in its last 7, and up to 7 earlier."""
        ends = datetime.fromtimestamp(NOW, timezone.utc) + timedelta(minutes=left)
        issued = ends - timedelta(minutes=70)
        made, renew, _ = keeper(evolve(token(), expires_at=ends, issued_at=issued))
        made.current(KEY)

        assert renewals == renew.count
