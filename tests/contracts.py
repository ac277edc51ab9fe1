"""What every store of a kind promises: a subclass gives the store, and gets the tests."""

from __future__ import annotations

import pickle
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest
from fakes import token

from tokotiktok import StoredToken, Token, TokenKey
from tokotiktok.errors import CheckpointConflict, TokenConflict, ValidationError

KEY = TokenKey("tiktokshop", "app", "account")
OTHERS = [
    KEY._replace(platform="tokopedia"),
    KEY._replace(app="other"),
    KEY._replace(account="other"),
]
WIB = timezone(timedelta(hours=7))
FULL = Token(
    access="TTP_fiktif-access-0001",
    refresh="TTP_fiktif-refresh-0001",
    expires_at=datetime(2026, 1, 8, 7, 30, 1, 250_000, WIB),
    refresh_expires_at=datetime(2027, 1, 1, tzinfo=timezone.utc),
    issued_at=datetime(2026, 1, 1, tzinfo=timezone.utc),
    account="fiktif_open_id_0001",
    seller_name="Kopi ☕ \ud800 Toko",  # half a character, as some answers hold
    region="ID",
    user_type=0,
    scopes=("seller.order.info", "seller.product.basic"),
)


class TokenStoreContract:
    """
    The promises of a `TokenStore`.

    A subclass has the fixtures ``store``, empty, and ``pass_time``, which lets so many
    seconds pass for it.
    """

    @pytest.mark.parametrize("saved", [FULL, token()], ids=["full", "least"])
    def test_gives_what_was_saved(self, store, saved):
        """What is loaded is what was saved, in every field."""
        stored = store.save(KEY, saved, if_version=0)

        assert StoredToken(saved, stored.version) == stored == store.load(KEY)

    def test_nothing_is_stored(self, store):
        """An unknown key has no token."""
        assert store.load(KEY) is None

    @pytest.mark.parametrize("other", OTHERS, ids=["platform", "app", "account"])
    def test_keys_are_apart(self, store, other):
        """Tokens and leases of different platforms, apps and accounts do not meet."""
        store.save(KEY, token("a"), if_version=0)
        store.save(other, token("b"), if_version=0)
        store.lease(KEY, "a", 5)
        leased = store.lease(other, "b", 5)
        store.release(other, "a")
        store.forget(other)

        assert leased
        assert "a" == store.load(KEY).token.access
        assert not store.lease(KEY, "b", 5)

    def test_versions_grow(self, store):
        """Each save has a later version than the one before, which it names."""
        versions = [0]
        for n in range(3):
            saved = store.save(KEY, token(f"t{n}"), if_version=versions[-1])
            versions.append(saved.version)

        assert sorted(set(versions)) == versions
        assert versions[-1] == store.load(KEY).version

    @pytest.mark.parametrize("named", [0, "old", "next"])
    def test_newer_is_not_overwritten(self, store, named):
        """A save that names another version than is stored changes nothing."""
        old = store.save(KEY, token("a"), if_version=0).version
        newest = store.save(KEY, token("b"), if_version=old).version
        wrong = {"old": old, "next": newest + 1}.get(named, named)
        with pytest.raises(TokenConflict) as got:
            store.save(KEY, token("c"), if_version=wrong)

        assert (
            f"the token of tiktokshop account account was stored as version {newest} "
            f"meanwhile, not {wrong}: load it and use that one"
        ) == str(got.value)
        assert StoredToken(token("b"), newest) == store.load(KEY)

    def test_whatever_is_there(self, store):
        """A save that names no version is by hand, and wins."""
        store.save(KEY, token("a"), if_version=None)
        store.save(KEY, token("b"), if_version=None)

        assert "b" == store.load(KEY).token.access

    def test_lists_keys(self, store):
        """It says whose tokens it has, in order."""
        for key in (OTHERS[2], KEY, OTHERS[0], OTHERS[1], KEY):
            store.save(key, token(), if_version=None)

        assert sorted([KEY, *OTHERS]) == store.keys()
        assert all(isinstance(key, TokenKey) for key in store.keys())  # noqa: SIM118 - no mapping

    def test_forgets(self, store):
        """A token that was deleted is gone; deleting it again does nothing."""
        store.save(KEY, token(), if_version=0)
        store.forget(KEY)
        store.forget(KEY)

        assert (None, []) == (store.load(KEY), store.keys())

    def test_forgotten_stays_forgotten(self, store):
        """What was renewed from a deleted token is not stored."""
        old = store.save(KEY, token("a"), if_version=0)
        store.forget(KEY)
        with pytest.raises(TokenConflict) as got:
            store.save(KEY, token("b"), if_version=old.version)

        assert (
            "the token of tiktokshop account account is not stored any more as version "
            f"{old.version}: it was deleted"
        ) == str(got.value)
        assert store.load(KEY) is None

    def test_versions_grow_over_a_deletion(self, store):
        """A version that was given once is never given again."""
        old = store.save(KEY, token("a"), if_version=0)
        store.forget(KEY)
        new = store.save(KEY, token("b"), if_version=0)

        assert old.version < new.version

    def test_one_lease_at_a_time(self, store):
        """Only one owner has the lease; who has it may ask again."""
        got = [store.lease(KEY, owner, 5) for owner in ("a", "b", "a")]

        assert [True, False, True] == got

    def test_lease_ends_by_itself(self, store, pass_time):
        """A dead owner blocks nobody for longer than the lease."""
        store.lease(KEY, "dead", 5)
        pass_time(4.5)
        before = store.lease(KEY, "b", 5)
        pass_time(0.5)

        assert (False, True) == (before, store.lease(KEY, "b", 5))

    def test_lease_is_prolonged(self, store, pass_time):
        """Who asks again has it from then on."""
        store.lease(KEY, "a", 5)
        pass_time(4)
        store.lease(KEY, "a", 5)
        pass_time(4)
        within = store.lease(KEY, "b", 5)
        pass_time(1)

        assert (False, True) == (within, store.lease(KEY, "b", 5))

    def test_only_its_owner_releases(self, store):
        """Releasing somebody else's lease, or none, does nothing."""
        store.release(KEY, "a")
        store.lease(KEY, "a", 5)
        store.release(KEY, "b")
        held = store.lease(KEY, "b", 5)
        store.release(KEY, "a")

        assert (False, True) == (held, store.lease(KEY, "b", 5))

    def test_late_owner_does_not_release(self, store, pass_time):
        """Whose lease has ended does not release the next one's."""
        store.lease(KEY, "late", 5)
        pass_time(5)
        store.lease(KEY, "b", 5)
        store.release(KEY, "late")

        assert not store.lease(KEY, "c", 5)

    def test_lease_hinders_no_save(self, store):
        """A lease is for renewing; a token can be read and saved by hand meanwhile."""
        store.lease(KEY, "a", 5)
        store.save(KEY, token("b"), if_version=0)

        assert "b" == store.load(KEY).token.access

    def test_pickles(self, store):
        """In another process, or after unpickling, the tokens are there."""
        store.save(KEY, FULL, if_version=0)

        assert store.load(KEY) == pickle.loads(pickle.dumps(store)).load(KEY)

    def test_one_thread_wins_each_version(self, store):
        """Of twenty threads that name the same version, one stores its token."""
        won, lost = [], []
        gate = threading.Barrier(20)

        def save(n):
            for turn in range(5):
                stored = store.load(KEY)
                gate.wait()
                version = stored.version if stored else 0
                try:
                    store.save(KEY, token(f"t{n}"), if_version=version)
                    won.append(turn)
                except TokenConflict:
                    lost.append(turn)
                gate.wait()

        threads = [threading.Thread(target=save, args=(n,)) for n in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert ([0, 1, 2, 3, 4], 95) == (won, len(lost))

    def test_one_thread_gets_the_lease(self, store):
        """Of twenty threads that ask at once, one gets the lease."""
        won = []
        gate = threading.Barrier(20)

        def ask(n):
            gate.wait()
            won.append(store.lease(KEY, f"owner-{n}", 5))

        threads = [threading.Thread(target=ask, args=(n,)) for n in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert 1 == sum(won)


class SeenStoreContract:
    """What every store of seen events promises; a subclass has its ``store``, ``pass_time``."""

    def test_once(self, store):
        """An event is new the first time, and no more."""
        assert [True, False, False] == [store.first_time("a") for _ in range(3)]
        assert store.first_time("b")

    def test_forgets(self, store, pass_time):
        """It is known for as long as was said the first time, and new again after."""
        store.first_time("a", ttl=10)
        pass_time(9)
        again = store.first_time("a", ttl=10)
        pass_time(1)

        assert not again
        assert store.first_time("a", ttl=10)

    def test_each_for_its_time(self, store, pass_time):
        """What is kept longer outlasts what is kept shorter, whichever came first."""
        store.first_time("long", ttl=100)
        store.first_time("short", ttl=1)
        pass_time(50)

        assert store.first_time("short")
        assert not store.first_time("long")

    def test_threads(self, store):
        """Of many threads that ask at once, one is told that it is new."""
        with ThreadPoolExecutor(16) as pool:
            said = list(pool.map(lambda n: store.first_time(str(n // 16)), range(320)))

        assert 20 == sum(said)

    def test_pickles(self, store):
        """A copy knows what was seen."""
        store.first_time("a")
        copy = pickle.loads(pickle.dumps(store))

        assert not copy.first_time("a")
        assert copy.first_time("b")

    def test_no_id(self, store):
        """What is no id is refused: else all such were one."""
        for event_id in ("", None, 7, b"a"):
            with pytest.raises(ValidationError, match="event_id="):
                store.first_time(event_id)

    def test_no_time(self, store):
        """It is known for some time, and not for ever."""
        for ttl in (0, -1, float("inf"), float("nan"), True, "7"):
            with pytest.raises(ValidationError, match="ttl="):
                store.first_time("a", ttl=ttl)

    def test_odd_ids(self, store):
        """Ids are told apart however long and odd they are."""
        ids = ["a" * 5000, "a" * 5001, "\x00", "☕", "\ud800", "{a}", "A", "a", "a "]

        assert [True] * 9 == [store.first_time(one) for one in ids]
        assert [False] * 9 == [store.first_time(one) for one in ids]


STATE = {
    "cursor": "halaman-2 ☕",
    "windows": [[1767225600, None], [1767312000.25, "TTP_fiktif"]],
    "done": {"orders": 12345678901234567890, "finished": False},
    "": {},
}


class CheckpointStoreContract:
    """
    The promises of a `CheckpointStore`.

    A subclass has the fixtures ``store``, empty, and ``pass_time``.
    """

    def test_gives_what_was_saved(self, store):
        """What is loaded is what was saved, with when."""
        saved = store.save("job", STATE)

        assert STATE == saved.state
        assert saved == store.load("job")
        assert saved.saved_at.tzinfo is timezone.utc

    def test_nothing_is_saved(self, store):
        """A job that has not begun has no checkpoint."""
        assert store.load("job") is None

    def test_one_of_two_runners(self, store):
        """Of two that loaded the same checkpoint one saves; the other is told."""
        first = store.save("job", {"n": 1}, if_version=0)
        second = store.save("job", {"n": 2}, if_version=first.version)
        for named in (0, first.version, second.version + 1):
            with pytest.raises(CheckpointConflict) as got:
                store.save("job", {"n": 3}, if_version=named)

        assert (
            f"job job was saved as version {second.version} meanwhile, not "
            f"{second.version + 1}: another runner has it; load it and go on from there"
        ) == str(got.value)
        assert second == store.load("job")

    def test_whatever_is_there(self, store):
        """A save that names no version wins."""
        versions = [store.save("job", {"n": n}).version for n in range(3)]

        assert sorted(set(versions)) == versions
        assert {"n": 2} == store.load("job").state

    def test_forgotten_stays_forgotten(self, store):
        """A runner whose job was forgotten saves nothing, even if it began anew."""
        old = store.save("job", {"n": 1})
        store.forget("job")
        store.forget("job")
        with pytest.raises(CheckpointConflict, match="it was forgotten"):
            store.save("job", {"n": 2}, if_version=old.version)
        gone = store.load("job"), list(store.find())
        new = store.save("job", {"n": 1}, if_version=0)

        assert (None, []) == gone
        assert old.version < new.version

    def test_finds_in_order(self, store):
        """Jobs are found by how they begin, each once, in order, however many."""
        jobs = [f"pesanan/{n:02}" for n in range(30)]
        odd = ["A", "Z", "_", "a", "pesanan", "pesanan0", "é", "☕", "🦊"]
        for job in odd[::-1] + jobs[::-1]:
            store.save(job, {"job": job})
        store.forget(jobs.pop(15))

        assert jobs == [job for job, _ in store.find("pesanan/")]
        assert sorted(jobs + odd) == [job for job, _ in store.find()]
        assert all(job == one.state["job"] for job, one in store.find("☕"))
        assert [] == list(store.find("b"))

    def test_one_runner_at_a_time(self, store, pass_time):
        """One owner runs a job, until it says so or its lease ends."""
        got = [store.lease("job", owner, 5) for owner in ("a", "b", "a")]
        other = store.lease("job 2", "b", 5)
        store.release("job", "b")
        held = store.lease("job", "b", 5)
        store.release("job", "a")
        released = store.lease("job", "b", 5)
        pass_time(5)

        assert [True, False, True] == got
        assert (True, False, True) == (other, held, released)
        assert store.lease("job", "c", 5)

    def test_lease_hinders_no_save(self, store):
        """It is the version that decides who saves: a lease can end unnoticed."""
        store.lease("job", "a", 5)

        assert store.save("job", {}, if_version=0)

    def test_one_thread_wins_each_version(self, store):
        """Of threads that go on from the same checkpoint, one does."""

        def save(n):
            try:
                store.save("job", {"n": n}, if_version=0)
            except CheckpointConflict:
                return 0
            return 1

        with ThreadPoolExecutor(16) as pool:
            won = list(pool.map(save, range(16)))

        assert 1 == sum(won)
        assert {"n": won.index(1)} == store.load("job").state

    def test_pickles(self, store):
        """A copy has what was saved."""
        saved = store.save("job", STATE)

        assert saved == pickle.loads(pickle.dumps(store)).load("job")

    def test_not_plain(self, store):
        """What would come back as something else, or not at all, is refused."""
        ring = {}
        ring["a"] = ring
        odd = [{1}, (1,), float("nan"), WIB, b"", {1: "a"}, {"a": [()]}]
        for state in (None, [1], ring, *({"a": one} for one in odd)):
            with pytest.raises(ValidationError, match="job job is not plain JSON"):
                store.save("job", state)

        assert store.load("job") is None

    def test_no_name(self, store):
        """What some store could not keep is no name of a job."""
        for job in ("", "a\nb", "\x00", "\ud800", "a" * 256, 7, None):
            for ask in (
                store.load,
                lambda job: store.save(job, {}),
                lambda job: store.lease(job, "a", 5),
                lambda job: store.lease("a", job, 5),
                store.forget,
                lambda job: store.release("a", job),
            ):
                with pytest.raises(ValidationError, match="1 to 255 printable"):
                    ask(job)

    def test_no_time(self, store):
        """A lease lasts for some time, and not for ever."""
        for seconds in (0, -1, float("inf"), float("nan"), True, "5", None):
            with pytest.raises(ValidationError, match="seconds="):
                store.lease("job", "a", seconds)
