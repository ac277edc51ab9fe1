"""
When a call is sent again, and how long it waits before. The only module that knows
tenacity.

A call is tried once, plainly. Only when that failed does the machinery of retrying come
in, and it sends again only with permission: the operation may be repeated, or the
platform surely did not act on the request.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import TypeVar

import tenacity
from attrs import field, frozen

from .errors import TokoTikTokError, TransportError
from .wire import Timeout

T = TypeVar("T")


@frozen(kw_only=True)
class RetryPolicy:
    """How hard a call tries. All times in seconds."""

    retries: int = 2
    """How often a call is sent again at most; 0 sends it once."""
    deadline: float = 60.0
    """The whole call, with all attempts and pauses."""
    connect: float = 5.0
    """Making the connection."""
    read: float = 30.0
    """The longest silence while waiting for the answer."""
    pause: float = 0.5
    """The longest first pause; it doubles each time. The real one is random below it."""
    longest_pause: float = 10.0


class RetryBudget:
    """
    Bounds how much a client may add to an outage.

    Retries draw on it, successes fill it; when it is empty, calls fail at once.
    """

    SIZE, RETRY, TIMEOUT, SUCCESS = 500, 5, 10, 1

    def __init__(self) -> None:
        self.left = self.SIZE
        self._lock = threading.Lock()

    def __reduce__(self) -> tuple[type[RetryBudget], tuple[()]]:
        """Pickle as a full one: it is of this process."""
        return RetryBudget, ()

    def draw(self, error: TokoTikTokError) -> bool:
        """Pay for sending again after *error*; false if there is not enough left."""
        timed_out = isinstance(error, TransportError) and error.timed_out
        cost = self.TIMEOUT if timed_out else self.RETRY
        with self._lock:
            if self.left < cost:
                return False
            self.left -= cost
            return True

    def refill(self) -> None:
        """Take note of a success."""
        with self._lock:
            self.left = min(self.SIZE, self.left + self.SUCCESS)


@frozen(kw_only=True)
class Retrier:
    """Runs calls under a policy, with all effects injected."""

    policy: RetryPolicy
    budget: RetryBudget = field(factory=RetryBudget)
    sleep: Callable[[float], None] = time.sleep
    random: Callable[[], float]
    monotonic: Callable[[], float] = time.monotonic

    def run(
        self,
        attempt: Callable[[Deadline], T],
        wants: Callable[[TokoTikTokError], bool],
    ) -> T:
        """
        Run *attempt* until it succeeds or may not be run again; raise its last error.

        *wants* says whether an error is worth another attempt and whether one is allowed.
        """
        deadline = Deadline(self.policy, self.monotonic)
        try:
            result = attempt(deadline)
        except TokoTikTokError as error:
            if self.policy.retries == 0 or not wants(error):
                raise
            result = self._again(attempt, wants, deadline, error)
        self.budget.refill()
        return result

    def _again(
        self,
        attempt: Callable[[Deadline], T],
        wants: Callable[[TokoTikTokError], bool],
        deadline: Deadline,
        first: TokoTikTokError,
    ) -> T:
        backoff = tenacity.wait_exponential(
            multiplier=self.policy.pause, max=self.policy.longest_pause
        )

        def wait(state: tenacity.RetryCallState) -> float:
            error = _error(state)
            if error.retry_after is not None:
                return max(0.0, error.retry_after)
            return backoff(state) * self.random()

        def allowed(error: BaseException) -> bool:
            return isinstance(error, TokoTikTokError) and wants(error)

        def over(state: tenacity.RetryCallState) -> bool:
            return (
                deadline.sends > self.policy.retries
                or state.upcoming_sleep >= deadline.left()
                or not self.budget.draw(_error(state))
            )

        def pause(seconds: float) -> None:
            deadline.spend(seconds)
            self.sleep(seconds)

        failed: list[TokoTikTokError] = [first]

        def once() -> T:
            if failed:  # the attempt that was made before
                raise failed.pop()
            return attempt(deadline)

        retrying = tenacity.Retrying(
            stop=over,
            wait=wait,
            retry=tenacity.retry_if_exception(allowed),
            sleep=pause,
            reraise=True,
        )
        return retrying(once)


class Deadline:
    """The time one call has, and the attempts it has left."""

    def __init__(self, policy: RetryPolicy, monotonic: Callable[[], float]) -> None:
        self._policy = policy
        self._monotonic = monotonic
        self._started = monotonic()
        self._slept = 0.0
        self.sends = 0

    def left(self) -> float:
        """
        Seconds left.

        Counts pauses even where an injected sleep makes no time pass.
        """
        passed = max(self._monotonic() - self._started, self._slept)
        return self._policy.deadline - passed

    def spend(self, seconds: float) -> None:
        """Take note of a pause."""
        self._slept += seconds

    def may_send(self) -> bool:
        """Whether one more send is within the policy."""
        return self.sends <= self._policy.retries and self.left() > 0

    def timeout(self) -> Timeout:
        """How long the next attempt may take."""
        left = max(0.001, self.left())
        return Timeout(
            min(self._policy.connect, left), min(self._policy.read, left), left
        )


def _error(state: tenacity.RetryCallState) -> TokoTikTokError:
    outcome = state.outcome
    error = outcome.exception() if outcome else None
    if not isinstance(error, TokoTikTokError):  # pragma: no cover - tenacity's contract
        raise TypeError(error)
    return error


def retry_after(headers: Mapping[str, str]) -> float | None:
    """
    Read how many seconds the platform asks to wait: seconds, milliseconds or a date.

    A date is taken relative to the answer's own ``Date``. What is not a finite number of
    seconds, or lies in the past, is no request to wait.
    """
    seconds = _number(headers.get("retry-after-ms"), 1000)
    if seconds is None:
        seconds = _number(headers.get("retry-after"), 1)
    if seconds is None:
        try:
            until = parsedate_to_datetime(headers["retry-after"])
            seconds = (until - parsedate_to_datetime(headers["date"])).total_seconds()
        except (KeyError, TypeError, ValueError):
            return None
    return seconds if seconds > 0 else None


def _number(text: str | None, per_second: int) -> float | None:
    try:
        number = float(text) if text else math.nan
    except ValueError:
        return None
    return number / per_second if math.isfinite(number) else None
