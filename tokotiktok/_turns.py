"""
The arithmetic of turns: when the next one of a budget is, and how many there are after
refusals. The generic cell rate algorithm, with reservation; pure, and the same in Lua in
`tokotiktok.stores.limits_redis`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .ratelimit import Rate

CUT = 0.7
"""What is left of a rate after a refusal."""
LEAST = 0.1
"""No refusals leave less of a rate than this."""
CUT_SECONDS = 1.0
"""
Refusals within this time are one: those of calls that were under way together. If the
platform says to wait longer, within that.
"""
REGAIN_SECONDS = 10.0
"""After so long a rate is again what it was when it was refused; see `Bucket.now_share`."""

_BACK_SECONDS = 1.0
"""A clock that is further back than this began anew: the machine was restarted."""


class Bucket:
    """When the next turn of a budget is, and how much of its rate refusals left."""

    __slots__ = ("cut_at", "free_at", "peak", "seen_at")

    def __init__(
        self,
        free_at: float = -math.inf,
        seen_at: float = -math.inf,
        peak: float = 1.0,
        cut_at: float = -math.inf,
    ) -> None:
        self.free_at = free_at
        """When all turns that were taken are over."""
        self.seen_at = seen_at
        self.peak = peak
        """How much of the rate was allowed when the last refusal came."""
        self.cut_at = cut_at
        """Since when the rate comes back; refusals before it are the same as that one."""

    def take(self, rate: Rate, now: float, patience: float) -> float:
        """
        Take the next turn, and give the seconds until it.

        It is not taken if they are more than *patience*.
        """
        self._look_at_the_clock(now)
        free_at = self.free_at
        wait = free_at - rate.tolerance - now
        if wait <= 0:
            wait = 0.0
            free_at = max(free_at, now)
        elif wait > patience:
            return wait
        interval = rate.interval
        if self.cut_at > -math.inf:
            interval /= self.now_share(now)
        self.free_at = free_at + interval
        self.seen_at = now
        return wait

    def slow_down(self, rate: Rate, now: float, seconds: float) -> None:
        """Give no turn for *seconds*, and fewer from then on."""
        self._look_at_the_clock(now)
        if now >= self.cut_at:
            self.peak = self.now_share(now)
            self.cut_at = now + max(seconds, CUT_SECONDS)
        else:
            self.cut_at = max(self.cut_at, now + seconds)
        self.free_at = max(self.free_at, now + seconds + rate.tolerance)
        self.seen_at = now

    def now_share(self, now: float) -> float:
        """
        Say how much of the rate is allowed: it comes back with time.

        Along a cubic, as TCP does after a loss (RFC 9438): soon near to where it was
        refused, long about there, and then faster and faster above it. So one refusal
        costs about a second's calls, and a platform that allows less than what was
        configured is seldom asked for more.
        """
        back = max(0.0, now - self.cut_at) / REGAIN_SECONDS
        share = self.peak * (1.0 + (1.0 - CUT) * (back - 1.0) ** 3)
        return min(1.0, max(LEAST, share))

    def _look_at_the_clock(self, now: float) -> None:
        if now < self.seen_at - _BACK_SECONDS:
            self.free_at = self.cut_at = -math.inf  # as if nothing was known
            self.peak = 1.0

    def at_rest(self, now: float) -> bool:
        """Whether it differs in nothing from a new one."""
        return self.free_at < now and self.now_share(now) >= 1.0


class Line:
    """One budget, as this process knows it."""

    __slots__ = ("admitted", "bucket", "halted_until", "name", "rate", "waited")

    def __init__(self, rate: Rate) -> None:
        self.rate = rate
        self.name = ""
        """Where others may look, once it was needed."""
        self.bucket = Bucket()
        self.halted_until = -math.inf
        self.admitted = 0
        self.waited = 0.0
