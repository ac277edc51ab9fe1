"""
When a call is sent again, and how long it waits before. The only module that knows
tenacity.

A call is tried once, plainly. Only when that failed does the machinery of retrying come
in, and it sends again only with permission: the operation may be repeated, or the
platform surely did not act on the request.
"""

from __future__ import annotations

import math
import os
import threading
import time
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import timezone
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import Attribute, evolve, field, frozen

from .errors import TokoTikTokError, TransportError, ValidationError
from .wire import Timeout

if TYPE_CHECKING:
    import tenacity

T = TypeVar("T")


def _count(_: object, attribute: Attribute[int], value: object) -> None:
    if not isinstance(value, int) or value < 0:
        msg = f"{attribute.name}={value!r} is not a number of times: give 0 or more"
        raise ValidationError(msg)


def _span(_: object, attribute: Attribute[float], value: object) -> None:
    if not (isinstance(value, (int, float)) and 0 < value < math.inf):
        msg = f"{attribute.name}={value!r} is no time to do it in: give seconds above 0"
        raise ValidationError(msg)


def _wait(_: object, attribute: Attribute[float], value: object) -> None:
    if not (isinstance(value, (int, float)) and 0 <= value < math.inf):
        msg = f"{attribute.name}={value!r} is no time to wait: give seconds, 0 or more"
        raise ValidationError(msg)


@frozen(kw_only=True)
class RetryPolicy:
    """
    How hard a call tries. All times in seconds.

    Raises:
        ValidationError: a number cannot be meant.
    """

    retries: int = field(default=2, validator=_count)
    """How often a call is sent again at most; 0 sends it once."""
    deadline: float = field(default=60.0, validator=_span)
    """
    The whole call, with all attempts, pauses and waits for a limiter or a token. A token's
    renewal goes on without the call: cut off, it could cost the authorisation.
    """
    connect: float = field(default=5.0, validator=_span)
    """Making the connection."""
    read: float = field(default=30.0, validator=_span)
    """The longest silence while waiting for the answer."""
    pause: float = field(default=0.5, validator=_wait)
    """The longest first pause; it doubles each time. The real one is random below it."""
    longest_pause: float = field(default=10.0, validator=_wait)


class RetryBudget:
    """
    Bounds how much a client may add to an outage.

    Retries draw on it, successes fill it; when it is empty, calls fail at once.
    """

    SIZE, RETRY, TIMEOUT, SUCCESS = 500, 5, 10, 1

    def __init__(self) -> None:
        self.left = self.SIZE
        self._renew_lock()

    def __reduce__(self) -> tuple[type[RetryBudget], tuple[()]]:
        """Pickle as a full one: it is of this process."""
        return RetryBudget, ()

    def draw(self, error: TokoTikTokError) -> bool:
        """Pay for sending again after *error*; false if there is not enough left."""
        timed_out = isinstance(error, TransportError) and error.timed_out
        cost = self.TIMEOUT if timed_out else self.RETRY
        with self._locked():
            if self.left < cost:
                return False
            self.left -= cost
            return True

    def refill(self) -> None:
        """Take note of a success."""
        with self._locked():
            self.left = min(self.SIZE, self.left + self.SUCCESS)

    def _locked(self) -> threading.Lock:
        if self._pid != os.getpid():  # forked, perhaps while a thread held it
            self._renew_lock()
        return self._lock

    def _renew_lock(self) -> None:
        self._lock = threading.Lock()
        self._pid = os.getpid()


def _policy(_: object, __: object, value: Any) -> None:
    if not isinstance(value, RetryPolicy):
        msg = f"{value!r} is no RetryPolicy: give RetryPolicy(retries=...)"
        raise ValidationError(msg)


@frozen(kw_only=True)
class Retrier:
    """Runs calls under a policy, with all effects injected."""

    policy: RetryPolicy = field(validator=_policy)
    budget: RetryBudget = field(factory=RetryBudget)
    sleep: Callable[[float], None] = time.sleep
    random: Callable[[], float]
    monotonic: Callable[[], float] = time.monotonic

    def begin(self, *, patient: bool = False) -> Deadline:
        """
        Start the time of a call.

        A *patient* one has time of its own, and no less than the default: for what would
        be lost if its answer were not awaited.
        """
        if not patient:
            return Deadline(self.policy, self.monotonic, _under_way.get())
        least, mine = RetryPolicy(), self.policy
        policy = evolve(
            mine,
            deadline=max(least.deadline, mine.deadline),
            connect=max(least.connect, mine.connect),
            read=max(least.read, mine.read),
        )
        return Deadline(policy, self.monotonic)

    def run(
        self,
        deadline: Deadline,
        attempt: Callable[[Deadline], T],
        wants: Callable[[TokoTikTokError], bool],
        again: Callable[[float], None],
    ) -> T:
        """
        Run *attempt* until it succeeds or may not be run again; raise its last error.

        *wants* says whether an error is worth another attempt and whether one is allowed;
        *again* hears of the pause before each.
        """
        try:
            result = attempt(deadline)
        except TokoTikTokError as error:
            if not wants(error):
                raise
            result = self._again(deadline, attempt, wants, again, error)
        self.budget.refill()
        return result

    def _again(
        self,
        deadline: Deadline,
        attempt: Callable[[Deadline], T],
        wants: Callable[[TokoTikTokError], bool],
        again: Callable[[float], None],
        first: TokoTikTokError,
    ) -> T:
        import tenacity  # most calls need none of it

        backoff = tenacity.wait_exponential(
            multiplier=self.policy.pause, max=self.policy.longest_pause
        )

        def wait(state: tenacity.RetryCallState) -> float:
            asked = _error(state).retry_after
            if asked is not None and asked > 0:
                return asked
            return backoff(state) * self.random()

        def allowed(error: BaseException) -> bool:
            return isinstance(error, TokoTikTokError) and wants(error)

        def over(state: tenacity.RetryCallState) -> bool:
            if (
                deadline.sends > self.policy.retries
                or state.upcoming_sleep >= deadline.left()
            ):
                return True
            deadline.out_of_budget = not self.budget.draw(_error(state))
            return deadline.out_of_budget

        def pause(seconds: float) -> None:
            again(seconds)
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
    """
    The time one call has, and the attempts it has left.

    A call that is made for another one, as a token's renewal is, has no more time than
    that one has left.
    """

    def __init__(
        self,
        policy: RetryPolicy,
        monotonic: Callable[[], float],
        outer: Deadline | None = None,
    ) -> None:
        self._policy = policy
        self._outer = outer
        self._started = monotonic()
        self._slept = 0.0
        self.monotonic = monotonic
        self.sends = 0
        self.out_of_budget = False

    def passed(self) -> float:
        """
        Seconds since the call began.

        Counts pauses even where an injected sleep makes no time pass.
        """
        return max(self.monotonic() - self._started, self._slept)

    def left(self) -> float:
        """Seconds left."""
        left = self._policy.deadline - self.passed()
        return left if self._outer is None else min(left, self._outer.left())

    def spend(self, seconds: float) -> None:
        """Take note of a pause."""
        self._slept += seconds
        if self._outer is not None:
            self._outer.spend(seconds)

    def may_send(self) -> bool:
        """Whether one more send is within the policy."""
        return self.sends <= self._policy.retries and self.left() > 0

    def timeout(self) -> Timeout:
        """
        Give how long the next attempt may take.

        Raises:
            TransportError: there is no time left, so nothing may be sent.
        """
        left = self.left()
        if left <= 0:
            raise late("waiting for a token or the limiter")
        return Timeout(
            min(self._policy.connect, left), min(self._policy.read, left), left
        )

    def shared(self) -> _Shared:
        """Let calls within a ``with`` block have no more time than this one has left."""
        return _Shared(self)


class _Shared:
    """A block within which a deadline is that of the call under way."""

    __slots__ = ("_before", "_deadline")

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline

    def __enter__(self) -> None:
        self._before = _under_way.set(self._deadline)

    def __exit__(self, *_: object) -> None:
        _under_way.reset(self._before)


_under_way: ContextVar[Deadline | None] = ContextVar(
    "tokotiktok_deadline", default=None
)
"""The deadline of the call that what is done now is done for."""


def time_left() -> float:
    """Seconds that the call under way has left; ``inf`` if there is none."""
    deadline = _under_way.get()
    return math.inf if deadline is None else deadline.left()


def late(doing: str) -> TransportError:
    """Make the error for a call whose time ran out before it was sent."""
    msg = f"the call's time ran out while {doing}; it was not sent"
    return TransportError(msg, sent=False, timed_out=True)


@frozen
class Pause:
    """A sleep that counts against the deadline of the call it is made for."""

    sleep: Callable[[float], None]

    def __call__(self, seconds: float) -> None:
        """Sleep for so many seconds."""
        deadline = _under_way.get()
        if deadline is not None:
            deadline.spend(seconds)
        self.sleep(seconds)


def when_free(
    call: Callable[[], T], busy: Callable[[BaseException], bool], seconds: float
) -> T:
    """Call, and call again while something of this machine is *busy*, for *seconds*."""
    import tenacity

    return tenacity.Retrying(
        stop=tenacity.stop_after_delay(seconds),
        wait=tenacity.wait_random(max=0.05),
        retry=tenacity.retry_if_exception(busy),
        reraise=True,
    )(call)


def _error(state: tenacity.RetryCallState) -> TokoTikTokError:
    outcome = state.outcome
    error = outcome.exception() if outcome else None
    if not isinstance(error, TokoTikTokError):  # pragma: no cover - tenacity's contract
        raise TypeError(error)
    return error


def retry_after(headers: Mapping[str, str], now: float | None = None) -> float | None:
    """
    Read how many seconds the platform asks to wait: seconds, milliseconds or a date.

    A date is taken relative to the answer's own ``Date``, or else to *now*. What is not a
    finite number of seconds, or lies in the past, is no request to wait.
    """
    seconds = _number(headers.get("retry-after-ms"), 1000)
    if seconds is None:
        seconds = _number(headers.get("retry-after"), 1)
    if seconds is None:
        until, date = http_date(headers, "retry-after"), http_date(headers, "date")
        date = now if date is None else date
        seconds = None if until is None or date is None else until - date
    return seconds if seconds is not None and seconds > 0 else None


def http_date(headers: Mapping[str, str], name: str) -> float | None:
    """Read a header that is a date, as seconds since 1970."""
    try:
        date = parsedate_to_datetime(headers[name])
    except (KeyError, TypeError, ValueError):
        return None
    if date.tzinfo is None:  # it ends in -0000, which is UTC, too
        date = date.replace(tzinfo=timezone.utc)
    return date.timestamp()


def _number(text: str | None, per_second: int) -> float | None:
    try:
        number = float(text) if text else math.nan
    except ValueError:
        return None
    return number / per_second if math.isfinite(number) else None
