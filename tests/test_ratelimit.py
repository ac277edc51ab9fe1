"""Turns are given evenly, in order, and never more of them than the rate says."""

from __future__ import annotations

import heapq
import math
import os
import pickle
import threading
import time

import limits as limits_library
import pytest
from fakes import FakeClock, Script, ok, tiktok, timed
from hypothesis import given, settings
from hypothesis import strategies as st
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from tokotiktok import RetryPolicy, ratelimit
from tokotiktok.errors import RateLimitError, ValidationError
from tokotiktok.ratelimit import Limit, MemoryRateLimiter, Rate, limit_key

KEY = limit_key("tiktokshop", "6fiktif8key", "cipher-1", "getOrderList")


def made(*limits, clock=None):
    """Make a limiter in a time of its own."""
    clock = clock or FakeClock()
    return MemoryRateLimiter(*limits, clock=clock, sleep=clock.sleep), clock


def too_many(times, rate, *, up=math.ceil):
    """Find the windows in which more was let through than *rate* allows."""
    times, noise = sorted(times), -1e-6 if up is math.ceil else 1e-6
    return [
        (last - first, count)
        for place, first in enumerate(times)
        for count, last in enumerate(times[place:], 1)
        if count > rate.burst + up((last - first) * rate.per_second + noise)
    ]


class Stage:
    """Threads in a time of their own: one plays at a time, while the others sleep."""

    def __init__(self, late=()) -> None:
        self.now = 1000.0
        self.late = list(late)
        self.asleep = []
        self.count = 0

    def clock(self):
        return self.now

    def rest(self, seconds):
        self._next_after(seconds).wait()

    def sleep(self, seconds):
        self._next_after(seconds + (self.late.pop() if self.late else 0.0)).wait()

    def play(self, *parts):
        threads = [
            threading.Thread(target=self._part, args=(part, self._put(0.0)))
            for part in parts
        ]
        for thread in threads:
            thread.start()
        self._wake()
        for thread in threads:
            thread.join()

    def _part(self, part, cue):
        cue.wait()
        part()
        self._wake()

    def _put(self, seconds):
        cue = threading.Event()
        self.count += 1
        heapq.heappush(self.asleep, (self.now + seconds, self.count, cue))
        return cue

    def _next_after(self, seconds):
        cue = self._put(seconds)
        self._wake()
        return cue

    def _wake(self):
        if self.asleep:
            at, _, cue = heapq.heappop(self.asleep)
            self.now = max(self.now, at)
            cue.set()


class TestRate:
    @given(
        rate=st.builds(
            Rate,
            st.sampled_from([0.5, 5, 50, 50.5, 200]),
            burst=st.sampled_from([1, 2, 10]),
        ),
        pauses=st.lists(
            st.lists(st.sampled_from([0.0, 0.003, 0.02, 3.0]), max_size=12),
            min_size=1,
            max_size=6,
        ),
        late=st.lists(st.sampled_from([0.0, 0.019, 0.04, 0.3]), max_size=40),
    )
    @settings(max_examples=150, deadline=None)
    def test_no_window_holds_more(self, rate, pauses, late):
        """Whenever threads ask, and however late they wake, no window holds too much."""
        stage, times = Stage(late), []
        limiter = MemoryRateLimiter(Limit(rate), clock=stage.clock, sleep=stage.sleep)

        def part(own):
            def play():
                for pause in own:
                    stage.rest(pause)
                    limiter.acquire(KEY, timeout=1e9)
                    times.append(stage.now)

            return play

        stage.play(*map(part, pauses))

        assert sum(map(len, pauses)) == len(times)
        assert [] == too_many(times, rate)
        if not late:
            assert [] == too_many(times, rate, up=math.floor)

    @given(
        per_second=st.sampled_from([0.5, 5, 50, 333]),
        burst=st.integers(1, 20),
        threads=st.integers(1, 4),
    )
    @settings(max_examples=40, deadline=None)
    def test_nothing_is_left_unused(self, per_second, burst, threads):
        """Where enough is asked for, all of the rate is used, at even distances."""
        rate, stage, times = Rate(per_second, burst=burst), Stage(), []
        limiter = MemoryRateLimiter(Limit(rate), clock=stage.clock, sleep=stage.sleep)

        def play():
            for _ in range(25):
                limiter.acquire(KEY, timeout=1e9)
                times.append(stage.now)

        stage.play(*[play] * threads)
        waits = max(0, 25 * threads - burst)

        assert waits / per_second == pytest.approx(stage.now - 1000.0)
        assert sorted(times) == times

    def test_after_a_rest_there_is_no_more_than_the_burst(self):
        """Time that nobody used is not made up for."""
        limiter, clock = made(Limit(Rate(10, burst=3)))
        clock.now += 3600
        for _ in range(5):
            limiter.acquire(KEY, timeout=1)

        assert [0.1, 0.1] == pytest.approx(clock.slept, rel=1e-4)

    def test_budgets_are_apart(self):
        """Another shop, app, platform or operation waits for nobody."""
        limiter, clock = made(Limit(Rate(0.01)))
        for place in range(5):
            parts = ["tiktokshop", "app", "shop", "getOrderList"]
            parts[place - 1] += str(place)
            limiter.acquire(limit_key(*parts), timeout=0)

        assert [] == clock.slept

    def test_clock_that_begins_anew(self):
        """After a restart of the machine nobody waits for the turns of before."""
        limiter, clock = made(Limit(Rate(0.001)))
        limiter.acquire(KEY, timeout=0)
        clock.now = 5.0
        limiter.acquire(KEY, timeout=0)

        assert [] == clock.slept

    @pytest.mark.parametrize(
        ("make", "said"),
        [
            (lambda: Rate(0), "per_second=0 is no rate"),
            (lambda: Rate(True), "per_second=True"),
            (lambda: Rate("50"), "per_second='50'"),
            (lambda: Rate(math.inf), "per_second=inf"),
            (lambda: Rate(50, burst=0), "burst=0 is no number of calls"),
            (lambda: Rate(50, burst=1.5), "burst=1.5"),
            (lambda: Limit(50), r"give Rate\(50\)"),
            (lambda: Limit(Rate(50), platform="tiktok"), "platform='tiktok' is none"),
            (lambda: Limit(Rate(50), shop=7), "shop=7 names none"),
            (lambda: Limit(Rate(50), operation=""), "operation='' names none"),
            (lambda: MemoryRateLimiter(Rate(50)), r"is no limit: give Limit"),
        ],
    )
    def test_that_cannot_be_meant(self, make, said):
        """A rate or limit that is none is refused when it is made."""
        with pytest.raises(ValidationError, match=said):
            make()


class TestLimits:
    @pytest.mark.parametrize(
        ("platform", "app", "shop", "operation", "rate"),
        [
            ("tiktokshop", "a", "s", "getProduct", 50),
            ("tokopedia", "a", "1", "getProduct", 5),
            ("tiktokshop", "a", "s", "getOrderList", 20),
            ("tiktokshop", "a", "big", "getOrderList", 7),
            ("tiktokshop", "b", "big", "GET /a:b", 3),
            ("tokopedia", "a", "1", "getOrderList", 20),
        ],
    )
    def test_last_that_fits_holds(self, platform, app, shop, operation, rate):
        """Without any, each platform's usual rate; else the last one that fits."""
        limiter, _ = made(
            Limit(Rate(20), operation="getOrderList"),
            Limit(Rate(7), shop="big"),
            Limit(Rate(3), platform="tiktokshop", app="b", operation="GET /a:b"),
        )
        key = limit_key(platform, app, shop, operation)

        assert rate == limiter.usage(key).rate.per_second

    def test_for_all(self):
        """A limit that names nothing is for all, whatever a key looks like."""
        limiter, _ = made(Limit(Rate(2)))

        assert 2 == limiter.usage("anything").rate.per_second
        assert 2 == limiter.usage(limit_key("tokopedia", "a", "1", "x")).allowed

    def test_repr_hides_the_shop(self):
        """What names a shop is a secret."""
        assert "ROW_fiktif" not in repr(Limit(Rate(1), shop="ROW_fiktif"))


class TestAcquire:
    def test_turn_that_comes_too_late_is_not_taken(self):
        """A wait beyond the timeout is refused at once; the turn stays free."""
        limiter, clock = made(Limit(Rate(1)))
        limiter.acquire(KEY, timeout=0)
        for _ in range(3):
            with pytest.raises(
                RateLimitError, match=r"no turn within 0\.9 s"
            ) as caught:
                limiter.acquire(KEY, timeout=0.9)
        limiter.acquire(KEY, timeout=1)

        assert pytest.approx(1.0) == caught.value.retry_after
        assert [1.0] == pytest.approx(clock.slept)
        assert 2 == limiter.usage(KEY).admitted

    def test_time_that_is_over(self):
        """A call without any time left is given a turn that is free, none else."""
        limiter, _ = made(Limit(Rate(1)))
        limiter.acquire(KEY, timeout=-1)

        with pytest.raises(RateLimitError, match="within 0 s"):
            limiter.acquire(KEY, timeout=-1)

    def test_process_that_was_stopped(self):
        """Turns that were slept through are lost: they are not all used at once."""
        stage, times = Stage(late=[30.0, 30.1, 30.2, 30.3]), []
        limiter = MemoryRateLimiter(
            Limit(Rate(10)), clock=stage.clock, sleep=stage.sleep
        )

        def play():
            limiter.acquire(KEY, timeout=60)
            times.append(stage.now)

        stage.play(*[play] * 5)

        assert 5 == len(times)
        assert [] == too_many(times, Rate(10))
        assert 5 == limiter.usage(KEY).admitted

    def test_process_that_was_stopped_for_longer_than_the_call_has(self):
        """If that took all the time there was, that is a refusal, too."""
        stage = Stage(late=[30.0])
        limiter = MemoryRateLimiter(
            Limit(Rate(10)), clock=stage.clock, sleep=stage.sleep
        )
        refused = []

        def play():
            limiter.acquire(KEY, timeout=60)
            try:
                limiter.acquire(KEY, timeout=20)
            except RateLimitError as error:
                refused.append(error.retry_after)

        stage.play(play)

        assert [0.0] == refused

    def test_counts_against_the_call(self):
        """A wait of the limiter counts, even where its sleep lets no time pass."""
        clock, script = FakeClock(), Script(ok({"orders": []}))
        still = MemoryRateLimiter(
            Limit(Rate(0.1)), clock=lambda: 5.0, sleep=clock.slept.append
        )
        client = timed(tiktok(script, limiter=still, fake_clock=clock), clock)
        client.orders.search()
        client.orders.search()

        assert [10.0] == clock.slept
        assert 10.0 == client.last_call.seconds


class TestPenalty:
    def test_nothing_for_so_long_then_less(self):
        """After a penalty turns come at seven tenths of the rate, without a burst."""
        limiter, clock = made(Limit(Rate(10, burst=5)))
        limiter.penalise(KEY, 3)
        for _ in range(3):
            limiter.acquire(KEY, timeout=9)

        assert 3.0 == pytest.approx(clock.slept[0])
        assert [1 / 7, 1 / 7] == pytest.approx(clock.slept[1:])

    def test_refusals_at_once_are_one(self):
        """Eight refusals of calls under way together lower the rate once."""
        limiter, clock = made(Limit(Rate(100)))
        for _ in range(8):
            limiter.penalise(KEY, 0)
        once = limiter.usage(KEY).allowed
        for _ in range(30):
            clock.now += 1.1
            limiter.penalise(KEY, 0)

        assert 70 == pytest.approx(once)
        assert 10 == pytest.approx(limiter.usage(KEY).allowed)

    def test_comes_back(self):
        """In ten seconds the rate is what it was, fast at first; and never beyond that."""
        limiter, clock = made(Limit(Rate(100)))
        limiter.penalise(KEY, 0)
        clock.now += 1
        found = [limiter.usage(KEY).allowed]
        for _ in range(4):
            clock.now += 5
            found.append(limiter.usage(KEY).allowed)

        assert [70, 96.25, 100, 100, 100] == pytest.approx(found)

    def test_goes_beyond_where_it_was_refused(self):
        """It stays about the rate that was refused, and then asks for more and more."""
        limiter, clock = made(Limit(Rate(100)))
        limiter.penalise(KEY, 0)
        clock.now += 2
        refused = limiter.usage(KEY).allowed
        limiter.penalise(KEY, 0)
        clock.now += 1
        found = []
        for _ in range(5):
            found.append(limiter.usage(KEY).allowed)
            clock.now += 5

        assert found == sorted(found)
        assert refused == pytest.approx(found[2])
        assert found[3] - found[2] < found[1] - found[0]
        assert found[3] - found[2] < found[4] - found[3]

    def test_one_refusal_costs_little(self):
        """One refusal costs about a second's calls, though the rate falls at once."""
        limiter, clock = made(Limit(Rate(50)))
        limiter.penalise(KEY, 0)
        began = clock.now
        for _ in range(50 * 20):
            limiter.acquire(KEY, timeout=9)

        assert 20 < clock.now - began < 21.1

    def test_comes_back_after_the_wait(self):
        """While the platform said to wait, nothing comes back, however often it said so."""
        limiter, clock = made(Limit(Rate(100)))
        for seconds in (0, 1, 30, 2):
            limiter.penalise(KEY, seconds)
            clock.now += 0.1
        clock.now += 29.7

        assert 70 == pytest.approx(limiter.usage(KEY).allowed, rel=0.01)

    @pytest.mark.parametrize("seconds", [0, 5, 30])
    def test_refused_again_and_again(self, seconds):
        """Who is refused after each wait asks less each time, down to a tenth."""
        limiter, clock = made(Limit(Rate(100)))
        found = []
        for _ in range(9):
            limiter.penalise(KEY, seconds)
            found.append(limiter.usage(KEY).allowed)
            clock.now += max(seconds, 1) + 0.08

        assert found == sorted(found, reverse=True)
        assert 10 == pytest.approx(found[-1])

    @pytest.mark.parametrize(("seconds", "used"), [(0, 0.85), (5, 0.5)])
    def test_finds_what_the_platform_allows(self, seconds, used):
        """Of a platform's 20 a second of 50 most are used; less if it makes one wait."""
        limiter, clock = made(Limit(Rate(50)))
        sent, refused = [], 0
        while clock.now < ratelimit_end(clock):
            limiter.acquire(KEY, timeout=9)
            if sum(at > clock.now - 1 for at in sent[-25:]) >= 20:
                refused += 1
                limiter.penalise(KEY, seconds)
            else:
                sent.append(clock.now)
        late = [at for at in sent if at > clock.now - 60]

        assert len(late) > used * 20 * 60
        assert refused < 0.02 * len(sent)

    def test_who_waits_waits_anew(self):
        """Threads in line when the penalty comes wait until it is over."""
        stage, times = Stage(), []
        limiter = MemoryRateLimiter(
            Limit(Rate(10)), clock=stage.clock, sleep=stage.sleep
        )

        def play():
            limiter.acquire(KEY, timeout=60)
            times.append(stage.now)

        def punish():
            stage.sleep(0.05)
            limiter.penalise(KEY, 5)

        stage.play(play, play, play, punish)

        assert 1000.0 == times[0]
        assert min(times[1:]) >= 1005.05

    def test_of_one_shop_is_not_anothers(self):
        """A penalty holds for its budget only."""
        limiter, clock = made()
        limiter.penalise(KEY, 60)
        limiter.acquire(KEY.replace("cipher-1", "cipher-2"), timeout=0)

        assert [] == clock.slept


def ratelimit_end(clock, seconds=300.0):
    """Say when a long run is over."""
    return vars(clock).setdefault("end", clock.now + seconds)


class TestUsage:
    def test_share(self):
        """Between two looks: how much of the rate was used, and how long was waited."""
        limiter, clock = made(Limit(Rate(10)))
        before = limiter.usage(KEY)
        for _ in range(11):
            limiter.acquire(KEY, timeout=9)
        full = limiter.usage(KEY)
        clock.now += 1
        half = limiter.usage(KEY)

        assert (11, 1.0) == (full.admitted, pytest.approx(full.waited))
        assert [1.1, 0.55, 0.0] == pytest.approx(
            [full.share(before), half.share(before), before.share(before)]
        )

    def test_next_turn(self):
        """It says how long whoever asks now will wait; a burst is had at once."""
        limiter, _ = made(Limit(Rate(10, burst=2)))
        at_rest = limiter.usage(KEY).next_in
        found = []
        for _ in range(3):
            limiter.acquire(KEY, timeout=0.2)
            found.append(limiter.usage(KEY).next_in)
        limiter.penalise(KEY, 3)

        assert 0 == at_rest
        assert [0, 0.1, 0.1] == pytest.approx(found)
        assert 3 == pytest.approx(limiter.usage(KEY).next_in)

    def test_budgets_at_rest_are_forgotten(self, monkeypatch):
        """What is kept does not grow for ever; a budget with something to say stays."""
        monkeypatch.setattr(ratelimit, "_MANY", 100)
        limiter, clock = made(Limit(Rate(10)))
        limiter.penalise(KEY, 9999)
        for n in range(1000):
            clock.now += 1
            limiter.acquire(f"{KEY}-{n}", timeout=0)

        assert len(limiter._lines) <= 201
        with pytest.raises(RateLimitError):
            limiter.acquire(KEY, timeout=8000)


class TestSharing:
    def test_threads(self):
        """Of many threads at once each gets a turn of its own."""
        limiter = MemoryRateLimiter(Limit(Rate(200)))
        times = []

        def work():
            for _ in range(10):
                limiter.acquire(KEY, timeout=9)
                times.append(time.monotonic())

        threads = [threading.Thread(target=work) for _ in range(8)]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = max(times) - began

        assert 80 == limiter.usage(KEY).admitted
        assert took >= 79 / 200
        assert limiter.usage(KEY).waited >= took / 2

    def test_pickles_as_new(self):
        """A limiter in another process begins anew, by the same limits."""
        limiter = MemoryRateLimiter(Limit(Rate(0.1)))
        limiter.acquire(KEY, timeout=0)
        again = pickle.loads(pickle.dumps(limiter))
        again.acquire(KEY, timeout=0)

        assert 0.1 == again.usage(KEY).rate.per_second
        assert 1 == limiter.usage(KEY).admitted

    def test_goes_along_with_a_client(self):
        """A client with a limiter pickles."""
        client = tiktok(Script(ok({"orders": []})), limiter=MemoryRateLimiter())
        again = pickle.loads(pickle.dumps(client))
        again.orders.search()

        assert 50 == again._session.limiter.usage("x").rate.per_second

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows")
    def test_fork_while_another_thread_is_at_it(self):
        """A child's limiter is free, whoever held it in the parent."""
        limiter = MemoryRateLimiter()
        with limiter._lock:
            child = os.fork()
            if child == 0:
                limiter.acquire(KEY, timeout=0)
                os._exit(0)
        _, status = os.waitpid(child, 0)

        assert 0 == os.waitstatus_to_exitcode(status)


class OfLibrary:
    """What it takes to use the library ``limits``, which can only be asked again."""

    def __init__(self, rate) -> None:
        storage = MemoryStorage()
        self.limiter = MovingWindowRateLimiter(storage)
        self.rate = limits_library.parse(rate)

    def acquire(self, key, *, timeout):
        until = time.monotonic() + timeout
        while not self.limiter.hit(self.rate, key):
            if time.monotonic() > until:
                raise RateLimitError("no turn in time")
            time.sleep(0.005)

    def penalise(self, key, seconds):
        """It cannot be told."""


class TestOthers:
    def test_limits(self):
        """Any object that has the two methods paces a client."""
        script = Script(ok({"orders": []}))
        hasty = RetryPolicy(deadline=0.05)
        client = tiktok(script, limiter=OfLibrary("2/hour"), retry=hasty)
        client.orders.search()
        client.orders.search()

        with pytest.raises(RateLimitError, match="no turn in time"):
            client.orders.search()
        assert 2 == len(script.sent)
