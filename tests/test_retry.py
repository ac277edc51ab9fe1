"""When a call is sent again: numbers, budget, deadline, and what a platform asks for."""

from __future__ import annotations

import copy
import math
import os
import pickle
import subprocess
import sys
import threading
import time

import pytest
from attrs import evolve
from fakes import NOW, FakeClock, one
from hypothesis import given
from hypothesis import strategies as st

from tokotiktok import RetryPolicy
from tokotiktok.errors import ServerError, TransportError, ValidationError
from tokotiktok.retry import (
    Deadline,
    Pause,
    Retrier,
    RetryBudget,
    http_date,
    late,
    retry_after,
    time_left,
    when_free,
)
from tokotiktok.wire import Timeout

FAILED = ServerError("failed")
SLOW = TransportError("slow", timed_out=True)


def retrier(clock=None, **options):
    """Make a retrier on a fake clock, with chance at its largest."""
    clock = clock or FakeClock()
    policy = RetryPolicy(**options.pop("policy", {}))
    given = {"sleep": clock.sleep, "random": one, "monotonic": clock}
    return Retrier(policy=policy, **{**given, **options})


def run(made, *outcomes, wants=lambda _: True):
    """Run an attempt that has these outcomes, the last one for ever; list the pauses."""
    rest, paused = list(outcomes), []
    deadline = made.begin()

    def attempt(deadline):
        deadline.sends += 1
        outcome = rest.pop(0) if len(rest) > 1 else rest[0]
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    try:
        result = made.run(deadline, attempt, wants, paused.append)
    except (ServerError, TransportError) as error:
        result = error
    return result, paused, deadline


class TestRetryPolicy:
    def test_defaults(self):
        """A call is sent three times at most, within a minute."""
        policy = RetryPolicy()

        assert (2, 60.0, 5.0, 30.0, 0.5, 10.0) == (
            policy.retries,
            policy.deadline,
            policy.connect,
            policy.read,
            policy.pause,
            policy.longest_pause,
        )

    @pytest.mark.parametrize("name", ["deadline", "connect", "read"])
    @pytest.mark.parametrize("bad", [0, -1, float("inf"), math.nan, "60", None])
    def test_no_time_is_refused(self, name, bad):
        """A call cannot be made in no time, nor in for ever."""
        with pytest.raises(ValidationError, match=f"{name}="):
            RetryPolicy(**{name: bad})

    @pytest.mark.parametrize("name", ["pause", "longest_pause"])
    @pytest.mark.parametrize("bad", [-0.1, float("inf"), math.nan, "1"])
    def test_no_wait_is_refused(self, name, bad):
        """A pause is a number of seconds."""
        with pytest.raises(ValidationError, match=f"{name}="):
            RetryPolicy(**{name: bad})

    @pytest.mark.parametrize("bad", [-1, 1.5, "2", None])
    def test_no_count_is_refused(self, bad):
        """One can send again a number of times only."""
        with pytest.raises(ValidationError, match="retries="):
            RetryPolicy(retries=bad)

    def test_no_pause_at_all(self):
        """Pauses may be none, and a time as short as one likes."""
        policy = RetryPolicy(
            retries=0, pause=0, longest_pause=0, deadline=0.001, connect=1, read=1
        )

        assert (0, 0) == (policy.pause, policy.longest_pause)

    def test_nothing_else_is_a_policy(self):
        """A number is no policy, and the error says what is."""
        with pytest.raises(ValidationError, match=r"RetryPolicy\(retries=\.\.\.\)"):
            evolve(retrier(), policy=3)


class TestRetryBudget:
    def test_numbers(self):
        """It holds 500; a retry costs 5, after a timeout 10, and a success brings 1."""
        budget = RetryBudget()

        assert budget.left == 500
        assert budget.draw(FAILED)
        assert budget.left == 495
        assert budget.draw(SLOW)
        assert budget.left == 485
        assert budget.draw(TransportError("reset"))
        assert budget.left == 480
        for left in (481, 482, 483):
            budget.refill()
            assert budget.left == left

    def test_never_more_than_full(self):
        """Successes do not save up for ever."""
        budget = RetryBudget()
        budget.refill()

        assert budget.left == 500

    @pytest.mark.parametrize(
        ("left", "error", "paid", "rest"),
        [
            (4, FAILED, False, 4),
            (5, FAILED, True, 0),
            (9, SLOW, False, 9),
            (10, SLOW, True, 0),
        ],
        ids=["4 of 5", "5 of 5", "9 of 10", "10 of 10"],
    )
    def test_empty(self, left, error, paid, rest):
        """Nothing is paid on credit."""
        budget = RetryBudget()
        budget.left = left

        assert (paid, rest) == (budget.draw(error), budget.left)

    def test_many_threads(self):
        """No draw of many threads is lost."""
        budget = RetryBudget()
        threads = [
            threading.Thread(target=lambda: [budget.draw(FAILED) for _ in range(10)])
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert budget.left == 500 - 8 * 10 * 5

    @pytest.mark.parametrize("other", [-1, 1], ids=["a later one", "an earlier one"])
    def test_lock(self, other):
        """It has one lock in a process, and another in a fork, where it may be held."""
        budget = RetryBudget()
        lock = budget._locked()

        assert lock is budget._locked()
        budget._pid += other
        assert lock is not budget._locked()

    def test_pickles_full(self):
        """What one process has spent is nothing to another."""
        budget = RetryBudget()
        budget.draw(FAILED)

        assert pickle.loads(pickle.dumps(budget)).left == 500
        assert copy.copy(budget).left == 500

    def test_fork_with_its_lock_held(self):
        """A child forked while a thread holds the lock does not wait for that thread."""
        budget = RetryBudget()
        with budget._locked():
            child = os.fork()
            if child == 0:
                budget.refill()
                os._exit(0 if budget.draw(FAILED) else 1)
        _, status = os.waitpid(child, 0)

        assert os.waitstatus_to_exitcode(status) == 0


class TestRun:
    def test_needs_little_until_something_fails(self):
        """What sends again is imported when something is to be sent again."""
        code = "import sys, tokotiktok.retry; sys.exit('tenacity' in sys.modules)"

        assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode

    def test_success(self):
        """What succeeds is not run again, and there is no pause."""
        result, paused, deadline = run(retrier(), "yes")

        assert ("yes", [], 1) == (result, paused, deadline.sends)

    def test_pauses_double(self):
        """Pauses double from half a second up to ten, times chance."""
        made = retrier(policy={"retries": 7, "deadline": 1000})
        _, paused, _ = run(made, FAILED)

        assert [0.5, 1.0, 2.0, 4.0, 8.0, 10.0, 10.0] == paused

    def test_pauses_are_slept_and_counted(self):
        """What is told is slept, and counts, even where sleeping lets no time pass."""
        slept = []
        _, paused, deadline = run(retrier(sleep=slept.append), FAILED)

        assert [0.5, 1.0] == paused == slept
        assert 1.5 == deadline.passed()

    def test_chance(self):
        """Chance takes the whole of a pause, down to nothing."""
        draws = iter([0.0, 0.25, 1.0])
        _, paused, _ = run(retrier(random=lambda: next(draws)), FAILED)

        assert [0.0, 0.25] == paused

    def test_own_pauses(self):
        """First and longest pause are the policy's."""
        policy = {"retries": 4, "pause": 3, "longest_pause": 7}
        _, paused, _ = run(retrier(policy=policy), FAILED)

        assert [3, 6, 7, 7] == paused

    @pytest.mark.parametrize("retries", [0, 1, 2, 5])
    def test_sends(self, retries):
        """Retries are sends beyond the first."""
        result, paused, deadline = run(retrier(policy={"retries": retries}), FAILED)

        assert (FAILED, retries, retries + 1) == (result, len(paused), deadline.sends)

    def test_unwanted(self):
        """An error that is not worth another attempt is raised at once."""
        result, paused, _ = run(retrier(), FAILED, wants=lambda _: False)

        assert (FAILED, []) == (result, paused)

    def test_unwanted_later(self):
        """Each error is asked about, not only the first."""
        result, paused, _ = run(
            retrier(), FAILED, SLOW, wants=lambda error: error is FAILED
        )

        assert (SLOW, [0.5]) == (result, paused)

    @pytest.mark.parametrize(
        ("asked", "pause"),
        [(7.0, 7.0), (0.3, 0.3), (0.0, 0.5), (-3.0, 0.5), (None, 0.5)],
    )
    def test_as_long_as_asked(self, asked, pause):
        """The platform's wish is obeyed to the second; a wish for nothing is none."""
        error = ServerError("wait", retry_after=asked)
        _, paused, _ = run(retrier(), error, "yes")

        assert [pause] == paused

    @pytest.mark.parametrize(
        ("asked", "sends"), [(59.9, 2), (60.0, 1), (1e9, 1)], ids=str
    )
    def test_never_past_the_deadline(self, asked, sends):
        """A wait that takes all the time is not begun, and nothing is paid for it."""
        made = retrier()
        error = ServerError("wait", retry_after=asked)
        _, _, deadline = run(made, error, error)

        assert sends == deadline.sends
        assert made.budget.left == 500 - 5 * (sends - 1)

    def test_time_that_attempts_take(self):
        """Attempts count against the deadline as pauses do."""
        clock = FakeClock()
        made = retrier(clock, policy={"deadline": 10})

        def attempt(deadline):
            deadline.sends += 1
            clock.now += 9.6
            raise FAILED

        with pytest.raises(ServerError):
            made.run(made.begin(), attempt, lambda _: True, lambda _: None)

        assert [] == clock.slept

    def test_budget_is_shared(self):
        """A retrier with another policy draws on the same budget."""
        made = retrier()
        run(evolve(made, policy=RetryPolicy(retries=1)), FAILED)

        assert made.budget.left == 495

    def test_success_refills(self):
        """A success brings one back, after a retry as well."""
        made = retrier()
        made.budget.left = 100
        run(made, "yes")
        run(made, FAILED, "yes")

        assert made.budget.left == 100 + 1 - 5 + 1

    def test_failure_does_not_refill(self):
        """What fails in the end brings nothing."""
        made = retrier()
        run(made, FAILED, wants=lambda _: False)

        assert made.budget.left == 500 - 0
        made.budget.left = 7
        run(made, FAILED)
        assert made.budget.left == 2

    def test_out_of_budget(self):
        """With an empty budget a call fails at once, and it is known why."""
        made = retrier()
        made.budget.left = 4
        result, paused, deadline = run(made, FAILED)

        assert (FAILED, [], True) == (result, paused, deadline.out_of_budget)

    def test_not_out_of_budget(self):
        """What ends for another reason does not blame the budget."""
        made = retrier()

        assert not run(made, FAILED)[2].out_of_budget
        made.budget.left = 0
        assert not run(made, FAILED, wants=lambda _: False)[2].out_of_budget
        assert not run(made, ServerError("wait", retry_after=99))[2].out_of_budget

    def test_what_is_no_error_of_ours(self):
        """A foreign exception is not answered by sending again."""
        made = retrier()
        deadline = made.begin()
        fails = iter([FAILED, KeyError("theirs")])

        def attempt(_):
            raise next(fails)

        with pytest.raises(KeyError, match="theirs"):
            made.run(deadline, attempt, lambda _: True, lambda _: None)


class Busy(Exception):  # noqa: N818 - a state
    """Something of this machine is."""


def is_busy(error):
    """Whether it says that something is busy."""
    return isinstance(error, Busy)


class TestWhenFree:
    @pytest.fixture(autouse=True)
    def clock(self, monkeypatch):
        """A clock that tenacity goes by, which nothing else can be told here."""
        clock = FakeClock()
        monkeypatch.setattr(time, "monotonic", clock)
        monkeypatch.setattr(time, "sleep", clock.sleep)
        return clock

    def test_waits(self, clock):
        """It is called again, after a short pause at random, until it goes well."""
        outcomes = [Busy(), Busy(), 7]

        def call():
            outcome = outcomes.pop(0)
            if isinstance(outcome, Exception):
                raise outcome
            return outcome

        assert 7 == when_free(call, is_busy, 30)
        assert 2 == len({*clock.slept})
        assert all(0 <= pause <= 0.05 for pause in clock.slept)

    def test_gives_up(self, clock):
        """After the time given the last refusal is raised as it is."""

        def call():
            assert clock.now >= NOW  # no pause goes back
            raise Busy

        with pytest.raises(Busy):
            when_free(call, is_busy, 30)
        assert 30 <= clock.now - NOW <= 30.05

    def test_other_errors(self, clock):
        """What says nothing of being busy is raised at once."""

        def call():
            raise KeyError

        with pytest.raises(KeyError):
            when_free(call, is_busy, 30)
        assert [] == clock.slept


class TestDeadline:
    def test_counts_down(self):
        """Time passes by the monotonic clock, and what is slept counts even if it stands."""
        clock = FakeClock()
        deadline = Deadline(RetryPolicy(deadline=10), clock)
        clock.now += 3

        assert (3, 7) == (deadline.passed(), deadline.left())
        deadline.spend(4)
        assert (4, 6) == (deadline.passed(), deadline.left())
        deadline.spend(2)
        assert (6, 4) == (deadline.passed(), deadline.left())

    def test_begins_whenever(self):
        """A machine that was started a second ago counts as any other."""
        clock = FakeClock(1)
        deadline = Deadline(RetryPolicy(deadline=10), clock)
        clock.now += 3

        assert 3 == deadline.passed()

    def test_wall_clock_does_not_matter(self):
        """A step of the time of day cuts no call short."""
        deadline = retrier(FakeClock()).begin()

        assert deadline.left() == 60

    @pytest.mark.parametrize(
        ("left", "timeout"),
        [
            (60, Timeout(5, 30, 60)),
            (20, Timeout(5, 20, 20)),
            (2, Timeout(2, 2, 2)),
            (0.5, Timeout(0.5, 0.5, 0.5)),
        ],
        ids=str,
    )
    def test_timeout(self, left, timeout):
        """An attempt has no more time than the call."""
        assert timeout == Deadline(RetryPolicy(deadline=left), FakeClock()).timeout()

    @pytest.mark.parametrize("spent", [10, 11])
    def test_none_left(self, spent):
        """With no time left nothing may be sent, and the error says that nothing was."""
        deadline = Deadline(RetryPolicy(deadline=10), FakeClock())
        deadline.spend(spent)

        said = "while waiting for a token or the limiter; it was not sent"
        with pytest.raises(TransportError, match=said) as caught:
            deadline.timeout()
        assert (False, True) == (caught.value.sent, caught.value.timed_out)
        assert not deadline.may_send()

    def test_may_send(self):
        """A send more is allowed while there are retries and time."""
        deadline = Deadline(RetryPolicy(retries=1), FakeClock())

        assert [True, True, False] == [
            deadline.may_send() for deadline.sends in (0, 1, 2)
        ]
        assert Deadline(RetryPolicy(deadline=0.5), FakeClock()).may_send()

    def test_of_a_call_within_a_call(self):
        """What is done for a call has no more time than that has left, whatever it sleeps."""
        clock = FakeClock()
        outer = retrier(clock, policy={"deadline": 10}).begin()
        with outer.shared():
            inner = retrier(clock).begin()
            short = retrier(clock, policy={"deadline": 1}).begin()
        alone = retrier(clock).begin()

        assert [10, 1, 60] == [one.left() for one in (inner, short, alone)]
        inner.spend(4)
        assert [6, 6, 60] == [one.left() for one in (outer, inner, alone)]

    def test_time_left(self):
        """What waits on behalf of a call can ask how long it may."""
        deadline = Deadline(RetryPolicy(deadline=10), FakeClock())

        assert math.inf == time_left()
        with deadline.shared():
            assert time_left() == 10
        assert math.inf == time_left()

    def test_shared_ends_with_an_error(self):
        """After an error in the midst of it, nothing is shared any more."""
        with pytest.raises(KeyError), retrier().begin().shared():
            raise KeyError

        assert math.inf == time_left()

    def test_pause_counts(self):
        """Sleeping on behalf of a call takes of its time, even if no time passes."""
        slept = []
        pause = Pause(slept.append)
        pause(1)
        deadline = Deadline(RetryPolicy(deadline=10), FakeClock())
        with deadline.shared():
            pause(3)

        assert ([1, 3], 7) == (slept, deadline.left())

    def test_late(self):
        """The error says what took the time."""
        assert "ran out while waiting; it was not sent" in str(late("waiting"))


class TestRetryAfter:
    @pytest.mark.parametrize(
        ("headers", "seconds"),
        [
            ({}, None),
            ({"retry-after": "7"}, 7.0),
            ({"retry-after": "2.5"}, 2.5),
            ({"retry-after": "0.25"}, 0.25),
            ({"retry-after": " 3 "}, 3.0),
            ({"retry-after": "1000000000"}, 1e9),
            ({"retry-after": "0"}, None),
            ({"retry-after": "-5"}, None),
            ({"retry-after": "inf"}, None),
            ({"retry-after": "nan"}, None),
            ({"retry-after": "soon"}, None),
            ({"retry-after": ""}, None),
            ({"retry-after-ms": "1500"}, 1.5),
            ({"retry-after-ms": "1500", "retry-after": "9"}, 1.5),
            ({"retry-after-ms": "x", "retry-after": "9"}, 9.0),
        ],
        ids=str,
    )
    def test_numbers(self, headers, seconds):
        """Seconds or milliseconds, if they are finite and lie ahead."""
        assert seconds == retry_after(headers)

    @pytest.mark.parametrize(
        ("until", "seconds"),
        [
            ("Thu, 01 Jan 2026 00:01:30 GMT", 30.0),
            ("Thu, 01 Jan 2026 00:01:30 -0000", 30.0),
            ("Thu, 01 Jan 2026 07:01:30 +0700", 30.0),
            ("Thu, 01 Jan 2026 00:01:00 GMT", None),
            ("Thu, 01 Jan 2026 00:00:59 GMT", None),
        ],
    )
    def test_dates(self, until, seconds):
        """A date is relative to the answer's own, whatever our clock says."""
        headers = {"retry-after": until, "date": "Thu, 01 Jan 2026 00:01:00 GMT"}

        assert seconds == retry_after(headers, NOW - 10**6)

    def test_date_without_a_date(self):
        """An answer that does not say when it is is taken to be of now."""
        headers = {"retry-after": "Thu, 01 Jan 2026 00:01:30 GMT"}

        assert retry_after(headers, NOW) == 90
        assert retry_after(headers) is None

    @given(st.text(max_size=40), st.text(max_size=40), st.none() | st.floats(0, 1e10))
    def test_anything(self, until, date, now):
        """Whatever a header holds: nothing, or a finite time to wait."""
        found = retry_after({"retry-after": until, "date": date}, now)

        assert found is None or 0 < found < math.inf

    @pytest.mark.parametrize(
        ("text", "seconds"),
        [
            ("Thu, 01 Jan 2026 00:00:00 GMT", NOW),
            ("Thu, 01 Jan 2026 00:00:00 -0000", NOW),
            ("yesterday", None),
            (None, None),
        ],
        ids=str,
    )
    def test_http_date(self, text, seconds):
        """A header's date is read as seconds since 1970, in UTC."""
        assert seconds == http_date({} if text is None else {"date": text}, "date")
