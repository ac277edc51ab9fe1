"""
How often the platforms are asked: rates, and limiters that keep to them.

A limiter gives turns. Whoever asks gets the next free one and sleeps until it comes (the
generic cell rate algorithm, with reservation): nobody polls, nobody is overtaken, and
turns are evenly apart. What waits is a thread; what is kept of a budget is four numbers.
"""

from __future__ import annotations

import math
import os
import threading
import time
import weakref
from collections.abc import Callable
from typing import Any, Literal, Protocol

from attrs import Attribute, field, frozen

from ._turns import Line
from .errors import RateLimitError, ValidationError
from .retry import Pause

UNEVEN = 0.005
"""Seconds: by so much no machine wakes evenly; only rates above 200 a second notice."""

_MANY = 10_000
"""So many budgets are kept before those at rest are forgotten."""


class RateLimiter(Protocol):
    """Paces calls. A key is one budget: platform, app, shop and operation."""

    def acquire(self, key: str, *, timeout: float) -> None:
        """
        Wait until one more call under *key* is allowed.

        Raises:
            RateLimitError: the wait would take longer than *timeout* seconds.
        """
        ...

    def penalise(self, key: str, seconds: float) -> None:
        """
        Let nothing through under *key* for *seconds*: the platform said slow down.

        0 if it did not say for how long.
        """
        ...


def limit_key(platform: str, app: str, shop: str, operation: str) -> str:
    """Name the budget that a call counts against."""
    return f"{platform}:{app}:{shop}:{operation}"


def _per_second(_: object, attribute: Attribute[float], value: object) -> None:
    if (
        isinstance(value, bool)
        or not isinstance(value, (int, float))
        or not 0 < value < math.inf
    ):
        msg = f"{attribute.name}={value!r} is no rate: give calls a second, above 0"
        raise ValidationError(msg)


def _burst(_: object, attribute: Attribute[int], value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        msg = f"{attribute.name}={value!r} is no number of calls: give 1 or more"
        raise ValidationError(msg)


@frozen
class Rate:
    """
    How many calls a second, and how many at once.

    In any *w* seconds at most ``burst + per_second * w`` are let through, the product
    rounded up; above 200 a second those of five milliseconds more.

    Raises:
        ValidationError: a number cannot be meant.
    """

    per_second: float = field(validator=_per_second)
    burst: int = field(default=1, kw_only=True, validator=_burst)
    """How many may go at once after a rest; 1 keeps them evenly apart."""
    interval: float = field(init=False, repr=False, eq=False)
    """Seconds between two turns."""
    tolerance: float = field(init=False, repr=False, eq=False)
    """Seconds that a turn may come before its time."""

    def __attrs_post_init__(self) -> None:
        """Work out, of numbers that are right, what each turn needs."""
        interval = 1.0 / self.per_second
        object.__setattr__(self, "interval", interval)
        object.__setattr__(self, "tolerance", (self.burst - 1) * interval)


def _rate(_: object, __: object, value: Any) -> None:
    if not isinstance(value, Rate):
        msg = f"{value!r} is no rate: give Rate(50)"
        raise ValidationError(msg)


def _part(_: object, attribute: Attribute[str | None], value: object) -> None:
    if value is not None and (not isinstance(value, str) or not value):
        msg = f"{attribute.name}={value!r} names none: give its id as a text"
        raise ValidationError(msg)


def _platform(_: object, __: object, value: object) -> None:
    if value not in (None, "tiktokshop", "tokopedia"):
        msg = f"platform={value!r} is none: give 'tiktokshop' or 'tokopedia'"
        raise ValidationError(msg)


@frozen
class Limit:
    """
    What *rate* holds for: each app, shop and operation on its own, or only those named.

    Raises:
        ValidationError: there is no such rate or platform.
    """

    rate: Rate = field(validator=_rate)
    platform: Literal["tiktokshop", "tokopedia"] | None = field(
        default=None, kw_only=True, validator=_platform
    )
    app: str | None = field(default=None, kw_only=True, validator=_part)
    """The ``app_key``, or Tokopedia's ``client_id``."""
    shop: str | None = field(default=None, kw_only=True, validator=_part, repr=False)
    """The ``shop_cipher``, or Tokopedia's ``shop_id``."""
    operation: str | None = field(default=None, kw_only=True, validator=_part)
    """As the vendor names it: ``getOrderList``."""

    def fits(self, key: str) -> bool:
        """Whether it is for the budget *key*."""
        parts = (key.split(":", 3) + [""] * 3)[:4]
        named = (self.platform, self.app, self.shop, self.operation)
        return all(mine in (None, one) for mine, one in zip(named, parts, strict=True))


def _limit(value: object) -> None:
    if not isinstance(value, Limit):
        msg = f"{value!r} is no limit: give Limit(Rate(50), operation=...)"
        raise ValidationError(msg)


USUAL = (Limit(Rate(50)), Limit(Rate(5), platform="tokopedia"))
"""
TikTok Shop: 50 calls a second for each app, shop and API (source: TikTok Shop Partner
Center, 2025-07; a revision of 2026 is said to speak of rates that change, medium
confidence). Tokopedia: the rate in the one sample of its headers that is known (low
confidence; it named none for its endpoints).
"""


@frozen(kw_only=True)
class Usage:
    """What one budget was used for so far, by this process."""

    at: float
    """When, in seconds, by the limiter's clock."""
    admitted: int
    """How many calls were let through."""
    waited: float
    """Seconds that they waited, in all."""
    rate: Rate
    """As configured."""
    allowed: float
    """Calls a second that are let through at the moment: less after refusals."""
    next_in: float
    """Seconds until the next turn that nobody has taken; 0 if it may be had at once."""

    def share(self, since: Usage) -> float:
        """Say how much of the rate was used after *since*; 1.0 is all of it."""
        could = (self.at - since.at) * self.rate.per_second
        return (self.admitted - since.admitted) / could if could > 0 else 0.0


class MemoryRateLimiter:
    """
    Keeps rates within this process, for all its threads and clients. Pickles as a new one.

    After a refusal a budget has seven tenths of its rate, a tenth at least; some ten
    seconds later it has again what it had, and then more, unless it is refused again.
    """

    def __init__(
        self,
        *limits: Limit,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """
        Make a limiter that nobody has used.

        Args:
            limits: of those that fit a call the last one holds; what none of them fits
                has its platform's usual rate (`USUAL`).
            clock: seconds, never set back.
            sleep: waits for so many seconds of that clock.

        Raises:
            ValidationError: one of them is no `Limit`.
        """
        for one in limits:
            _limit(one)
        self._limits = (*USUAL, *limits)
        self._clock = clock
        self._pause = Pause(sleep)
        self._begin()

    def __getstate__(self) -> dict[str, Any]:
        """Pickle without what was used; a process counts for itself."""
        own = ("_lock", "_lines", "_most")
        return {name: one for name, one in vars(self).items() if name not in own}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Unpickle as one that nobody has used."""
        self.__dict__.update(state)
        self._begin()

    def acquire(self, key: str, *, timeout: float) -> None:
        """
        Wait for the next turn of *key*.

        Raises:
            RateLimitError: it comes later than in *timeout* seconds, and was not taken;
                ``retry_after`` says when.
        """
        left = self._reserve(key, timeout)
        if left:
            self._wait(key, left, timeout)

    def penalise(self, key: str, seconds: float) -> None:
        """
        Let nothing through under *key* for *seconds*, and less from then on.

        Who waits in this process waits anew.
        """
        with self._lock:
            line, now = self._line(key), self._clock()
            line.bucket.slow_down(line.rate, now, seconds)
            line.halted_until = max(line.halted_until, now + seconds)

    def usage(self, key: str) -> Usage:
        """
        Say what *key* was used for so far, by this process.

        Of more than ten thousand budgets those at rest are forgotten, and begin anew.
        """
        with self._lock:
            line, now = self._line(key), self._clock()
            bucket, rate = line.bucket, line.rate
            return Usage(
                at=now,
                admitted=line.admitted,
                waited=line.waited,
                rate=rate,
                allowed=rate.per_second * bucket.now_share(now),
                next_in=max(0.0, bucket.free_at - rate.tolerance - now),
            )

    def _begin(self) -> None:
        self._lines: dict[str, Line] = {}
        self._most = _MANY
        self.free_lock()
        _ALL.add(self)

    def free_lock(self) -> None:
        """Be free in a fork, whatever thread of the parent was at it."""
        self._lock = threading.Lock()

    def _reserve(self, key: str, patience: float) -> float:
        """
        Take the next turn, and give the seconds that are left until it.

        Raises:
            RateLimitError: they are more than *patience*; it was not taken.
        """
        with self._lock:
            line = self._lines.get(key) or self._line(key)
            wait = line.bucket.take(line.rate, self._clock(), patience)
            if not wait or wait <= patience:
                line.admitted += 1
                return wait
        raise refusal(wait, patience)

    def _wait(self, key: str, left: float, patience: float) -> None:
        """
        Sleep until a turn that was taken.

        One that is slept through until the next begins is lost, as is one within a
        penalty: a new one is taken. So a process that was stopped does not come with all
        its turns at once.
        """
        while True:
            began = self._clock()
            if left > 0:
                self._pause(left)
            woken = self._clock()
            took = max(woken - began, left)
            late = took - left
            patience -= max(took, late)
            with self._lock:
                line = self._line(key)
                line.waited += took
                lost = (
                    late >= max(line.rate.interval, UNEVEN) or woken < line.halted_until
                )
                line.admitted -= lost
            if not lost:
                return
            if patience < 0:
                raise refusal(0.0, patience)
            left = self._reserve(key, patience)

    def _line(self, key: str) -> Line:
        """Find what is known of *key*; the lock is held."""
        line = self._lines.get(key)
        if line is None:
            if len(self._lines) >= self._most:
                now = self._clock()
                self._lines = {
                    name: one
                    for name, one in self._lines.items()
                    if not one.bucket.at_rest(now)
                }
                self._most = max(_MANY, 2 * len(self._lines))
            rate = next(one.rate for one in reversed(self._limits) if one.fits(key))
            line = self._lines[key] = Line(rate)
        return line


def refusal(wait: float, patience: float) -> RateLimitError:
    """Make the error for a turn that was not taken."""
    msg = (
        f"no turn within {max(patience, 0):.3g} s: the limiter has the next in "
        f"{wait:.3g} s; give a longer deadline, or call less often"
    )
    return RateLimitError(msg, retry_after=wait)


_ALL: weakref.WeakSet[MemoryRateLimiter] = weakref.WeakSet()


def _free_locks() -> None:
    for one in tuple(_ALL):
        one.free_lock()


if hasattr(os, "register_at_fork"):  # pragma: no branch - Windows has no fork
    os.register_at_fork(after_in_child=_free_locks)
