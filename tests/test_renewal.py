"""Tokens are renewed early enough, and once."""

from __future__ import annotations

import logging
import pickle
import signal
import threading
import time
import zlib
from datetime import datetime, timedelta, timezone

import pytest
from conftest import needs
from fakes import NOW, FakeClock, one, token

from tokotiktok import MemoryTokenStore, Platform, Token, TokenKey
from tokotiktok._threads import Flights
from tokotiktok.auth import StoredToken
from tokotiktok.errors import (
    AuthError,
    ReauthorizationRequired,
    ServerError,
    StoreError,
    TokenConflict,
    TransportError,
)
from tokotiktok.renewal import (
    LEASE_SECONDS,
    RENEW_AT_END,
    RENEW_EARLY,
    RenewalPolicy,
    TokenKeeper,
)
from tokotiktok.retry import Deadline, RetryPolicy

KEY = TokenKey("tiktokshop", "app", "account")
MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
TENTH = 0.7 * DAY
"""A tenth of the life of a token of seven days."""


def share(access: str) -> float:
    """Say which part of the spread is this token's."""
    return zlib.crc32(access.encode()) / 2**32


LOW = "TTP_fiktif-access-0143"
HIGH = "TTP_fiktif-access-0100"


class Renewals:
    """A platform that hands out new tokens, and counts them."""

    def __init__(self, *fails: Exception) -> None:
        self.count = 0
        self.olds = []
        self.fails = list(fails)
        self.lock = threading.Lock()

    def __call__(self, key, old):
        with self.lock:
            self.count += 1
            self.olds.append(old)
            if self.fails:
                raise self.fails.pop(0) if len(self.fails) > 1 else self.fails[0]
        return token(f"new-{self.count}", days=7)


class Watched(Flights):
    """Flights that tell when so many threads have boarded one."""

    def __init__(self, count) -> None:
        super().__init__()
        self.full = threading.Event()
        self.room = threading.Semaphore(count - 1)

    def board(self, key, about, work):
        found = super().board(key, about, work)
        if not self.room.acquire(blocking=False):
            self.full.set()
        return found


class Asked(Flights):
    """Flights that tell how long each is waited for."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds = []

    def board(self, key, about, work):
        flight, mine = super().board(key, about, work)
        outcome = flight.outcome

        def told(about, seconds):
            self.seconds.append(seconds)
            return outcome(about, seconds)

        flight.outcome = told
        return flight, mine


class Faulty(MemoryTokenStore):
    """A store in memory some of whose methods fail."""

    def __init__(self, *broken: str) -> None:
        super().__init__()
        self.broken = set(broken)

    def _check(self, name: str) -> None:
        if name in self.broken:
            raise StoreError(f"{name} failed")

    def load(self, key):
        self._check("load")
        return super().load(key)

    def save(self, key, token, *, if_version):
        self._check("save")
        return super().save(key, token, if_version=if_version)

    def lease(self, key, owner, seconds):
        self._check("lease")
        return super().lease(key, owner, seconds)

    def release(self, key, owner):
        self._check("release")
        super().release(key, owner)


class Copies(Faulty):
    """A store that makes what it gives anew each time, as one on a disk does."""

    def load(self, key):
        return pickle.loads(pickle.dumps(super().load(key)))


def keeper(stored=None, renew=None, policy=RENEW_EARLY, store=None, **options):
    """Make a keeper of one stored token."""
    clock = FakeClock()
    store = MemoryTokenStore() if store is None else store
    if stored is not None:
        MemoryTokenStore.save(store, KEY, stored, if_version=None)
    renew = renew or Renewals()
    made = TokenKeeper(
        store, renew, policy, clock=clock, sleep=clock.sleep, random=one, **options
    )
    return made, renew, store


def ends_in(seconds: float, access: str = LOW, **more) -> Token:
    """Make a token that ends so many seconds from now."""
    return token(access, days=seconds / DAY, **more)


def moment(seconds: float) -> datetime:
    """Give the time so many seconds from now."""
    return datetime.fromtimestamp(NOW + seconds, timezone.utc)


class TestCurrent:
    @pytest.mark.parametrize(
        ("left", "access", "renewals"),
        [
            (6 * DAY, LOW, 0),
            (TENTH + share(LOW) * HOUR + 1, LOW, 0),
            (TENTH + share(LOW) * HOUR - 1, LOW, 1),
            (TENTH + share(HIGH) * HOUR + 1, HIGH, 0),
            (TENTH + share(HIGH) * HOUR - 1, HIGH, 1),
            (-DAY, LOW, 1),
        ],
        ids=["fresh", "before", "early", "before-high", "early-high", "over"],
    )
    def test_renews_early(self, left, access, renewals):
        """A token of seven days is renewed in its last tenth, and its part of an hour."""
        made, renew, _ = keeper(ends_in(left, access))
        made.current(KEY)

        assert renewals == renew.count

    @pytest.mark.parametrize(("left", "renewals"), [(HOUR + 1, 0), (HOUR, 1)])
    def test_early_begins_at_its_moment(self, left, renewals):
        """Without a spread, early begins to the second when it should."""
        policy = RenewalPolicy(
            early=timedelta(hours=1), spread=timedelta(0), latest=timedelta(0)
        )
        made, renew, _ = keeper(ends_in(left), policy=policy)
        made.current(KEY)

        assert renewals == renew.count

    def test_shares_differ(self):
        """The shares of two tokens lie at both ends of the hour."""
        assert share(LOW) < 0.02
        assert share(HIGH) > 0.98

    @pytest.mark.parametrize(
        ("life", "left", "renewals"),
        [
            (30 * DAY, DAY + share(LOW) * HOUR + 1, 0),
            (30 * DAY, DAY + share(LOW) * HOUR - 1, 1),
            (70 * MINUTE, 7 * MINUTE * (1 + share(LOW)) + 1, 0),
            (70 * MINUTE, 7 * MINUTE * (1 + share(LOW)) - 1, 1),
        ],
        ids=["month-before", "month-early", "short-before", "short-early"],
    )
    def test_life_that_is_known(self, life, left, renewals):
        """A day before the end at most, a tenth of a short life, and up to so much more."""
        issued = moment(left - life)
        made, renew, _ = keeper(ends_in(left, issued_at=issued))
        made.current(KEY)

        assert renewals == renew.count

    @pytest.mark.parametrize(
        ("life", "left", "fails"),
        [
            (7 * DAY, 10 * MINUTE + 1, False),
            (7 * DAY, 10 * MINUTE, True),
            (50 * MINUTE, 5 * MINUTE + 1, False),
            (50 * MINUTE, 5 * MINUTE, True),
        ],
        ids=["before", "at", "short-before", "short-at"],
    )
    def test_must_be_renewed(self, life, left, fails):
        """Within ten minutes of the end, or a tenth of a short life, it must succeed."""
        old = ends_in(left, issued_at=moment(left - life))
        made, _, _ = keeper(old, Renewals(ServerError("down")))

        if fails:
            with pytest.raises(ServerError):
                made.current(KEY)
        else:
            assert old == made.current(KEY)

    def test_token_of_five_minutes_is_used(self):
        """A life shorter than the last ten minutes is no reason to renew at each call."""
        made, renew, _ = keeper(ends_in(290, issued_at=moment(-10)))
        made.current(KEY)

        assert 0 == renew.count

    @pytest.mark.parametrize(
        ("left", "renewals"), [(1, 0), (0, 1)], ids=["before", "at"]
    )
    def test_issued_after_its_end(self, left, renewals):
        """A life that cannot be, as clocks differ, does not let it live on."""
        made, renew, _ = keeper(ends_in(left, issued_at=moment(left + DAY)))
        made.current(KEY)

        assert renewals == renew.count

    @pytest.mark.parametrize(
        ("left", "renewals"), [(1, 0), (0, 1)], ids=["before", "at"]
    )
    def test_at_its_end_where_early_is_in_vain(self, left, renewals):
        """Where the platform gives the same token until it ends, nothing is early."""
        made, renew, _ = keeper(ends_in(left), policy=RENEW_AT_END)
        made.current(KEY)

        assert renewals == renew.count

    def test_stored_before_it_is_used(self):
        """The new token is in the store when it is handed out."""
        made, _, store = keeper(ends_in(-DAY))
        fresh = made.current(KEY)

        assert fresh == store.load(KEY).token

    def test_first_token(self):
        """Where none is stored, one is asked for, from none."""
        made, renew, store = keeper()

        assert "new-1" == made.current(KEY).access == store.load(KEY).token.access
        assert [None] == renew.olds


class TestEarly:
    """Renewing early, which must never hurt."""

    def test_old_one_serves_if_it_fails(self, caplog):
        """While the old token lasts, failing to renew it is a line in the log."""
        old = ends_in(TENTH)
        made, _, _ = keeper(old, Renewals(ServerError("down")))
        with caplog.at_level(logging.WARNING, "tokotiktok"):
            got = made.current(KEY)

        assert old == got
        says = (
            "renewing the token of tiktokshop account early failed (ServerError); the "
            f"old one serves on until {old.expires_at.isoformat()}"
        )
        assert [says] == caplog.messages

    @pytest.mark.parametrize(
        ("error", "rest"),
        [(ServerError("down"), 60), (ReauthorizationRequired("ended"), 3600)],
        ids=["down", "ended"],
    )
    def test_rests_after_failing(self, error, rest):
        """It is tried again after a minute; after an hour if only the seller can help."""
        made, renew, _ = keeper(ends_in(TENTH), Renewals(error))
        counts = []
        for seconds in (0, 0, rest - 1, 1, rest + 1):
            made._clock.now += seconds
            made.current(KEY)
            counts.append(renew.count)

        assert [1, 1, 1, 2, 3] == counts

    def test_rests_end_when_the_clock_is_set_back(self):
        """A clock that is set back by an hour does not prolong the rest by an hour."""
        made, renew, _ = keeper(ends_in(HOUR), Renewals(ServerError("down")))
        made.current(KEY)
        made._clock.now -= HOUR
        made.current(KEY)

        assert 2 == renew.count

    def test_must_is_not_kept_waiting_by_a_rest(self):
        """A token that has ended is renewed, rest or not."""
        made, renew, _ = keeper(
            ends_in(10 * MINUTE + 30), Renewals(ServerError("down"))
        )
        made.current(KEY)
        made._clock.now += 30
        with pytest.raises(ServerError):
            made.current(KEY)

        assert 2 == renew.count

    @pytest.mark.parametrize("broken", ["lease", "save"])
    def test_store_that_fails(self, broken):
        """A store that cannot be written fails early renewal only."""
        old = ends_in(TENTH)
        made, _, _ = keeper(old, store=Faulty(broken))

        assert old == made.current(KEY)

    def test_other_process_is_not_waited_for(self):
        """While another process renews, the old token serves, at once."""
        old = ends_in(TENTH)
        made, renew, store = keeper(old)
        store.lease(KEY, "other", 5)

        assert old == made.current(KEY)
        assert (0, []) == (renew.count, made._clock.slept)

    def test_other_thread_is_not_waited_for(self):
        """While a thread renews, the old token serves the others, at once."""
        old = ends_in(TENTH)
        meanwhile = []

        def renew(key, _):
            meanwhile.append(made.current(key))
            return token("new")

        made, _, _ = keeper(old, renew)

        assert "new" == made.current(KEY).access
        assert [old] == meanwhile

    def test_is_waited_for_half_the_calls_time(self):
        """A call that renews early keeps half of its time for itself; the rest goes on."""
        old, gate = ends_in(TENTH), threading.Event()
        made, _, store = keeper(old, lambda *_: gate.wait(10) and token("new"))
        got = within(0.04, lambda: made.current(KEY))
        gate.set()
        landed(made)

        assert old == got
        assert "new" == store.load(KEY).token.access

    @pytest.mark.parametrize(
        ("deadline", "waited"), [(9, 4.5), (60, 10), (None, 10)], ids=str
    )
    def test_is_waited_for_ten_seconds_at_most(self, deadline, waited):
        """A renewal that could wait does not hold a call up for longer than that."""
        made, _, _ = keeper(ends_in(TENTH))
        made._flights = asked = Asked()
        if deadline is None:
            made.current(KEY)
        else:
            within(deadline, lambda: made.current(KEY), lambda: 0.0)

        assert [waited] == asked.seconds

    def test_an_interrupt_is_not_swallowed(self):
        """Interrupting the program while it renews early interrupts it."""
        made, _, store = keeper(ends_in(TENTH), Renewals(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            made.current(KEY)

        assert store.lease(KEY, "next", 5)


class TestRenewed:
    def test_once_for_a_hundred_threads(self):
        """A hundred threads with the same refused token renew it once."""
        old = token()
        arrived = threading.Barrier(100)
        renew = Renewals()

        def slow(key, refused):
            return renew(key, refused)

        made, _, _ = keeper(old, slow)
        got = in_threads(100, lambda: made.renewed(KEY, old).access, arrived)

        assert (1, ["new-1"] * 100) == (renew.count, got)

    def test_failure_is_shared(self):
        """Threads that wait for a renewal share its failure, and do not try again."""
        old = token()
        renew = Renewals(ServerError("down", status=503))

        def slow(key, refused):
            made._flights.full.wait(10)
            return renew(key, refused)

        made, _, _ = keeper(old, slow)
        made._flights = Watched(20)
        got = in_threads(20, lambda: failing(made, old))

        assert (1, [(ServerError, "down", 503)] * 20) == (
            renew.count,
            [(type(error), error.message, error.status) for error in got],
        )
        assert 20 == len({id(error) for error in got})

    def test_loser_takes_the_stored_one(self):
        """If another has renewed it meanwhile, that token is taken."""
        made, renew, store = keeper(token())
        store.save(KEY, token("theirs"), if_version=None)

        assert "theirs" == made.renewed(KEY, token()).access
        assert 0 == renew.count

    def test_loser_looks_again_under_its_lease(self):
        """Renewed between our look and our lease, it is not renewed again."""
        store = MemoryTokenStore()
        lease = store.lease

        def late(key, owner, seconds):
            store.save(KEY, token("theirs"), if_version=None)
            return lease(key, owner, seconds)

        store.lease = late
        made, renew, _ = keeper(token(), store=store)

        assert "theirs" == made.renewed(KEY, token()).access
        assert 0 == renew.count

    def test_lease_is_longer_than_a_call(self):
        """A renewal that takes all of its deadline is within its lease."""
        asked = []
        store = MemoryTokenStore()
        store.lease = lambda key, owner, seconds: asked.append(seconds) or True
        made, _, _ = keeper(token(), store=store)
        made.renewed(KEY, token())

        assert [LEASE_SECONDS] == asked
        assert RetryPolicy().deadline < LEASE_SECONDS == 75

    @pytest.mark.parametrize(
        "error", [None, ServerError("down")], ids=["done", "failed"]
    )
    def test_lease_is_released(self, error):
        """Done or failed, a renewal does not block the next."""
        renew = Renewals(error) if error else Renewals()
        made, _, store = keeper(token(), renew, store=MemoryTokenStore())
        if error:
            with pytest.raises(ServerError):
                made.renewed(KEY, token())
        else:
            made.renewed(KEY, token())

        assert store.lease(KEY, "next", 5)

    def test_failing_to_release_hurts_nobody(self, caplog):
        """A lease that cannot be ended ends by itself; the new token is given out."""
        made, _, _ = keeper(token(), store=Faulty("release"))
        with caplog.at_level(logging.WARNING, "tokotiktok"):
            got = made.renewed(KEY, token())

        assert "new-1" == got.access
        says = (
            "the lease on the token of tiktokshop account could not be ended early "
            "(StoreError)"
        )
        assert [says] == caplog.messages

    def test_two_accounts_do_not_wait_for_each_other(self):
        """While one account's token is renewed, another's is."""
        other = KEY._replace(account="other")
        got = []

        def renew(key, old):
            if key == KEY:
                got.append(made.renewed(other, None).access)
            return token(f"of-{key.account}")

        made, _, _ = keeper(token(), renew)

        assert "of-account" == made.renewed(KEY, token()).access
        assert ["of-other"] == got

    def test_same_token_again(self):
        """Where the platform gives the refused token again, it is asked once."""
        old = token()
        renew = Renewals()

        def same(key, refused):
            renew(key, refused)
            return old

        made, _, _ = keeper(old, same)

        assert (old, 1) == (made.renewed(KEY, old), renew.count)


class TestWaiting:
    """Another process is renewing."""

    def test_takes_what_it_stored(self):
        """It is waited for, in pauses that double and vary, and its token taken."""
        made, renew, store = keeper(token())
        store.lease(KEY, "other", 5)
        clock = made._clock

        def sleep(seconds):
            clock.sleep(seconds)
            if len(clock.slept) == 7:
                store.save(KEY, token("theirs"), if_version=None)

        made._sleep = sleep

        assert "theirs" == made.renewed(KEY, token()).access
        assert 0 == renew.count
        assert [0.05, 0.1, 0.2, 0.4, 0.8, 1.0, 1.0] == clock.slept

    def test_pauses_vary(self):
        """Chance shortens a pause to its half at most."""
        made, _, store = keeper(token(), lease=0.2 / 1.2)
        store.lease(KEY, "other", 5)
        made._random = lambda: 0.0
        with pytest.raises(AuthError):
            made.renewed(KEY, token())

        assert [0.025, 0.05, 0.1, pytest.approx(0.025)] == made._clock.slept

    def test_renews_when_the_lease_has_ended(self):
        """If who holds the lease has died, the next renews when it ends."""
        clock = FakeClock()
        store = MemoryTokenStore(clock=clock)
        store.lease(KEY, "dead", 5)
        made, _, _ = keeper(token(), store=store)
        made._sleep = clock.sleep

        assert "new-1" == made.renewed(KEY, token()).access
        assert 5 <= sum(clock.slept) < 6

    @pytest.mark.parametrize(
        ("options", "waited"),
        [({}, 90), ({"lease": 10.0}, 12)],
        ids=["default", "lease"],
    )
    def test_patience_ends(self, options, waited):
        """A lease that never ends is waited for somewhat longer than it should last."""
        made, _, store = keeper(token(), **options)
        store.lease(KEY, "other", 1e9)
        with pytest.raises(
            AuthError, match="token of account is being renewed elsewhere"
        ) as got:
            made.renewed(KEY, token())

        assert Platform.TIKTOK_SHOP is got.value.platform
        assert waited == pytest.approx(sum(made._clock.slept))

    @pytest.mark.parametrize(
        ("name", "platform"),
        [("tokopedia", Platform.TOKOPEDIA), ("of-mine", None)],
    )
    def test_says_where(self, name, platform):
        """The error says on which platform it was, if it is one."""
        key = KEY._replace(platform=name)
        made, _, store = keeper()
        store.lease(key, "other", 1e9)
        with pytest.raises(AuthError) as got:
            made.renewed(key, None)

        assert platform is got.value.platform

    def test_time_counts_that_passes_without_sleeping(self):
        """Slow looks at the store are part of the wait."""
        times = iter(range(0, 1000, 3))
        made, _, store = keeper(token(), monotonic=lambda: next(times), lease=10 / 1.2)
        store.lease(KEY, "other", 1e9)
        with pytest.raises(AuthError):
            made.renewed(KEY, token())

        assert sum(made._clock.slept) < 0.2


class TestTime:
    """A call's time, which a renewal does not share."""

    @pytest.mark.parametrize("stored", [None, ends_in(-1)], ids=["none", "ended"])
    def test_renewal_goes_on_without_its_call(self, stored):
        """
        A call waits for a token no longer than it may; the renewal is not cut off, as
        that might cost the authorisation, and the next call has its token.
        """
        gate = threading.Event()
        made, _, _ = keeper(stored, lambda *_: gate.wait(10) and token("new"))
        with pytest.raises(TransportError, match="while waiting for a token's") as got:
            within(0.02, lambda: made.current(KEY))
        gate.set()

        assert (False, True) == (got.value.sent, got.value.timed_out)
        assert "new" == made.current(KEY).access

    def test_is_over_at_its_last_moment(self):
        """A call that has no time left says so, and not that others are slow."""
        gate, times = threading.Event(), iter([0.0])
        made, _, _ = keeper(token(), lambda *_: gate.wait(10) and token("new"))
        with pytest.raises(TransportError, match="while waiting for a token's"):
            within(1, lambda: made.renewed(KEY, token()), lambda: next(times, 1.0))
        gate.set()
        landed(made)

    def test_of_another_thread(self):
        """A thread that waits for another's renewal gives up in its time, too."""
        old, gate, late = token(), threading.Event(), []
        made, _, _ = keeper(old, lambda *_: gate.wait(10) and token("new"))
        made._flights = Watched(2)
        first = threading.Thread(target=lambda: made.renewed(KEY, old))
        second = threading.Thread(
            target=lambda: late.append(within(0.02, lambda: failing(made, old)))
        )
        first.start()
        second.start()
        second.join()
        gate.set()
        first.join()

        assert [TransportError] == [type(error) for error in late]

    @pytest.fixture
    def ctrl_c(self):
        """Let SIGINT interrupt, as it does not in a process in the background."""
        needs(hasattr(signal, "pthread_kill"), "signals")
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        yield
        signal.signal(signal.SIGINT, before)

    @pytest.mark.usefixtures("ctrl_c")
    def test_renewal_outlasts_an_interrupt(self):
        """Ctrl-C while a token is renewed ends the call; the new token is stored."""
        old, gate = token(), threading.Event()

        def renew(key, refused):
            signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
            gate.wait(10)
            return token("new")

        made, _, store = keeper(old, renew)
        with pytest.raises(KeyboardInterrupt):
            made.renewed(KEY, old)
        before = store.load(KEY).token
        gate.set()
        landed(made)

        assert (old, "new") == (before, store.load(KEY).token.access)

    def test_slower_than_anybody_waits(self):
        """A renewal that takes longer than a lease is waited for no longer."""
        gate = threading.Event()
        made, _, _ = keeper(
            token(), lambda *_: gate.wait(10) and token("new"), lease=0.02
        )
        with pytest.raises(AuthError, match="too slowly"):
            made.renewed(KEY, token())
        gate.set()
        landed(made)


class TestJoining:
    """A thread finds a renewal under way that is not its own."""

    @pytest.mark.parametrize(
        ("about", "gives"),
        [(token("old"), None), (token("other"), token("old"))],
        ids=["early-and-in-vain", "of-another-token"],
    )
    def test_that_does_not_help(self, about, gives):
        """What came of it says nothing about this token, so it is renewed then."""
        old, gate = token("old"), threading.Event()
        made, renew, _ = keeper(old, monotonic=lambda: 0.0, lease=0.5)
        made._flights = Watched(2)
        made._flights.board(KEY, about, lambda: gate.wait(10) and gives)
        got = []

        def call():
            got.append(within(0.5, lambda: made.renewed(KEY, old), lambda: 0.0))

        thread = threading.Thread(target=call)
        thread.start()
        made._flights.full.wait(10)
        gate.set()
        thread.join()

        assert (["new-1"], 1) == ([one.access for one in got], renew.count)

    def test_that_takes_too_long(self):
        """It is waited for no longer than for another process."""
        old, gate = token(), threading.Event()
        made, renew, _ = keeper(old, lease=0.02)
        made._flights.board(KEY, old, lambda: gate.wait(10) and None)
        error = failing(made, old)
        gate.set()

        assert "account is being renewed elsewhere" in str(error)
        assert 0 == renew.count

    @pytest.mark.parametrize("now", [0.6, 0.7], ids=["just now", "before"])
    def test_patience_is_over(self, now):
        """Nor is it looked for once more when that has passed."""
        old, gate, times = token(), threading.Event(), iter([0.0, 0.6, now])
        made, _, _ = keeper(old, monotonic=lambda: next(times), lease=0.5)
        made._flights.board(KEY, old, lambda: gate.wait(10) and None)
        error = failing(made, old)
        gate.set()

        assert "account is being renewed elsewhere" in str(error)


class TestSaving:
    """The new token gets into the store, or is not given out."""

    def test_kept_until_it_can_be_stored(self):
        """A new token that could not be stored is stored at the next try, not renewed."""
        store = Faulty("save")
        old = token()
        made, renew, _ = keeper(old, store=store)
        with pytest.raises(StoreError, match="save failed"):
            made.renewed(KEY, old)
        unharmed = store.load(KEY)
        store.broken.clear()

        assert StoredToken(old, 1) == unharmed
        assert "new-1" == made.renewed(KEY, old).access == store.load(KEY).token.access
        assert 1 == renew.count
        assert {} == made._unsaved

    def test_kept_for_a_store_that_gives_copies(self):
        """So it is where the store gives the old token as another object each time."""
        store = Copies("save")
        made, renew, _ = keeper(token(), store=store)
        with pytest.raises(StoreError):
            made.renewed(KEY, token())
        store.broken.clear()

        assert ("new-1", 1) == (made.renewed(KEY, token()).access, renew.count)

    def test_kept_is_of_its_old_token(self):
        """What was kept of another token is not taken for this one's renewal."""
        store = Faulty("save")
        made, _, _ = keeper(token("a"), store=store)
        with pytest.raises(StoreError):
            made.renewed(KEY, token("a"))
        store.broken.clear()
        store.save(KEY, token("b"), if_version=None)

        assert "new-2" == made.renewed(KEY, token("b")).access

    def test_store_that_is_down_is_asked_before_the_platform(self):
        """Where nothing can be stored, the refresh token is not used up."""
        made, renew, _ = keeper(token(), store=Faulty("lease"))
        with pytest.raises(StoreError, match="lease failed"):
            made.renewed(KEY, token())

        assert 0 == renew.count

    def test_store_that_cannot_be_read(self):
        """A store that cannot be read says so."""
        made, _, _ = keeper(token(), store=Faulty("load"))
        with pytest.raises(StoreError, match="load failed"):
            made.current(KEY)

    def test_saved_by_hand_meanwhile(self):
        """A token saved while ours was on its way is newer, and stays."""
        store = MemoryTokenStore()

        def renew(key, old):
            store.save(KEY, token("by-hand"), if_version=None)
            return token("ours")

        made, _, _ = keeper(token(), renew, store=store)

        assert "by-hand" == made.renewed(KEY, token()).access
        assert StoredToken(token("by-hand"), 2) == store.load(KEY)
        assert {} == made._unsaved

    def test_old_one_saved_again_meanwhile(self):
        """The old token saved once more is older than ours, which came of it."""
        store = Copies()

        def renew(key, old):
            store.save(KEY, old, if_version=None)
            return token("ours")

        made, _, _ = keeper(token(), renew, store=store)

        assert "ours" == made.renewed(KEY, token()).access
        assert StoredToken(token("ours"), 3) == store.load(KEY)

    def test_lease_lost_while_renewing(self):
        """If the lease ended and another renewed, what they stored is not overwritten."""
        clock = FakeClock()
        store = MemoryTokenStore(clock=clock)

        def slow(key, old):
            clock.now += 76
            fast, _, _ = keeper(store=store, renew=lambda *_: token("theirs"))
            fast.renewed(key, old)
            return token("ours")

        made, _, _ = keeper(token(), slow, store=store)

        assert "theirs" == made.renewed(KEY, token()).access
        assert StoredToken(token("theirs"), 2) == store.load(KEY)

    def test_forgotten_meanwhile(self):
        """A token that was deleted while it was renewed stays deleted."""
        store = MemoryTokenStore()

        def renew(key, old):
            store.forget(KEY)
            return token("ours")

        made, _, _ = keeper(token(), renew, store=store)
        with pytest.raises(AuthError, match="account was deleted while") as got:
            made.renewed(KEY, token())

        assert Platform.TIKTOK_SHOP is got.value.platform
        assert store.load(KEY) is None
        assert {} == made._unsaved

    def test_refused_but_renewed_by_another(self):
        """A refresh that fails is no failure if another's token is stored by then."""
        store = MemoryTokenStore()

        def renew(key, old):
            store.save(KEY, token("theirs"), if_version=None)
            raise ReauthorizationRequired("refused")

        made, _, _ = keeper(token(), renew, store=store)

        assert "theirs" == made.renewed(KEY, token()).access

    @pytest.mark.parametrize("stored", [None, token()], ids=["none", "one"])
    def test_refused(self, stored):
        """A refusal leaves the store as it was."""
        made, renew, store = keeper(
            stored, Renewals(ReauthorizationRequired("refused")), store=Copies()
        )
        before = store.load(KEY)
        with pytest.raises(ReauthorizationRequired):
            made.renewed(KEY, stored)

        assert before == store.load(KEY)
        assert 1 == renew.count


class Replica(MemoryTokenStore):
    """A store that reads what it stored before, while it is behind."""

    def __init__(self) -> None:
        super().__init__()
        self.old = None

    def load(self, key):
        return self.old or super().load(key)


class TestStepBack:
    """The store gives an older version than before."""

    def test_is_not_taken(self):
        """A token that was newer once is newer still."""
        made, renew, store = keeper(token("a"), store=Replica())
        store.old = store.load(KEY)
        made.renewed(KEY, token("a"))

        assert "new-1" == made.current(KEY).access
        assert "new-1" == made.renewed(KEY, token("a")).access
        assert 1 == renew.count

    def test_is_not_taken_after_reading(self):
        """What another process stored and this one has read is newer, too."""
        store = Replica()
        made, _, _ = keeper(token("a"), store=store)
        first = store.load(KEY)
        store.save(KEY, token("b"), if_version=1)
        made.current(KEY)
        store.old = first

        assert "b" == made.current(KEY).access

    def test_same_version_is_taken(self):
        """Another token under the version that is known is what is stored."""
        made, _, store = keeper(token("a"), store=Replica())
        made.current(KEY)
        store.old = StoredToken(token("b"), 1)

        assert "b" == made.current(KEY).access

    def test_never_overwrites(self):
        """
        Renewed from an old version, nothing is overwritten; ours is kept, and given
        up for what is stored, once that can be seen.
        """
        store = Replica()
        made, renew, _ = keeper(token("a"), store=store)
        store.old = store.load(KEY)
        MemoryTokenStore.save(store, KEY, token("theirs"), if_version=1)
        with pytest.raises(TokenConflict):
            made.renewed(KEY, token("a"))
        store.old = None

        assert StoredToken(token("theirs"), 2) == store.load(KEY)
        assert "theirs" == made.renewed(KEY, token("a")).access
        assert 1 == renew.count

    def test_restored_backup_is_brought_up_to_date(self):
        """A store that was put back gets the token that came of the one it lost."""
        store = MemoryTokenStore()
        made, renew, _ = keeper(token("a"), store=store)
        made.renewed(KEY, token("a"))
        store._tokens[KEY] = StoredToken(token("a"), 1)

        assert "new-2" == made.renewed(KEY, token("new-1", days=7)).access
        assert "new-1" == renew.olds[1].access
        assert "new-2" == store.load(KEY).token.access

    def test_what_the_store_says_is_tried_at_last(self):
        """If ours is refused for good, what the store has may still be good."""
        store = MemoryTokenStore()
        made, _, _ = keeper(
            token("a"), Renewals(ReauthorizationRequired("refused")), store=store
        )
        made._newest[KEY] = StoredToken(token("b"), 9)

        assert "a" == made.renewed(KEY, token("b")).access == made.current(KEY).access

    def test_deleted_is_deleted(self):
        """A token that was deleted is not remembered; a later one has any version."""
        made, _, store = keeper(token("a"))
        made.current(KEY)
        store.forget(KEY)
        made.current(KEY)
        store.forget(KEY)
        store._version = 0
        store.save(KEY, token("b"), if_version=0)

        assert {KEY: 2} == {key: one.version for key, one in made._newest.items()}
        store.forget(KEY)
        assert "new-2" == made.current(KEY).access


class TestPickle:
    def test_carries_no_token(self):
        """A keeper pickles without what it remembers: tokens are the store's."""
        made, _, _ = keeper(policy=RENEW_AT_END, store=Faulty("save"), renew=renewed)
        with pytest.raises(StoreError):
            made.current(KEY)
        made._rests[KEY] = NOW
        made._newest[KEY] = StoredToken(token(), 1)
        made._clock = made._sleep = made._random = one
        data = pickle.dumps(made)
        again = pickle.loads(data)

        assert b"fiktif" not in data
        assert ({}, {}, {}) == (again._newest, again._unsaved, again._rests)
        assert again._flights is not made._flights


def renewed(key, old) -> Token:
    """Renew; can be pickled."""
    return token("TTP_fiktif-access-0002")


def within(seconds, work, monotonic=time.monotonic):
    """Do *work* for a call that has so many seconds."""
    with Deadline(RetryPolicy(deadline=seconds), monotonic).shared():
        return work()


def landed(made) -> None:
    """Wait for what is under way."""
    for thread in threading.enumerate():
        if thread.name == "tokotiktok renewal":
            thread.join(10)


def failing(made, refused):
    """Give the error of renewing."""
    try:
        return made.renewed(KEY, refused)
    except Exception as error:  # noqa: BLE001 - given
        return error


def in_threads(count, work, barrier=None):
    """Do *work* in so many threads; give what each got."""
    got = []

    def run():
        if barrier is not None:
            barrier.wait()
        got.append(work())

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


class TestPolicies:
    def test_numbers(self):
        """A day early, an hour of spread, ten minutes at the latest; or at the end."""
        assert (timedelta(hours=24), timedelta(hours=1), timedelta(minutes=10)) == (
            RENEW_EARLY.early,
            RENEW_EARLY.spread,
            RENEW_EARLY.latest,
        )
        assert (timedelta(0),) * 3 == (
            RENEW_AT_END.early,
            RENEW_AT_END.spread,
            RENEW_AT_END.latest,
        )
