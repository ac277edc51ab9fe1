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
"""Refusals within this time are one: those of calls that were under way together."""
REGAIN = 0.02
"""By how much of the configured rate it rises again, each second."""

_BACK_SECONDS = 1.0
"""A clock that is further back than this began anew: the machine was restarted."""


class Bucket:
    """When the next turn of a budget is, and how much of its rate refusals left."""

    __slots__ = ("cut_at", "free_at", "seen_at", "share")

    def __init__(
        self,
        free_at: float = -math.inf,
        seen_at: float = -math.inf,
        share: float = 1.0,
        cut_at: float = -math.inf,
    ) -> None:
        self.free_at = free_at
        """When all turns that were taken are over."""
        self.seen_at = seen_at
        self.share = share
        self.cut_at = cut_at

    def take(self, rate: Rate, now: float, patience: float) -> float:
        """
        Take the next turn, and give the seconds until it.

        It is not taken if they are more than *patience*.
        """
        if now < self.seen_at - _BACK_SECONDS:
            self.free_at = self.cut_at = -math.inf  # as if nothing was known
            self.share = 1.0
        free_at = self.free_at
        wait = free_at - rate.tolerance - now
        if wait <= 0:
            wait = 0.0
            free_at = max(free_at, now)
        elif wait > patience:
            return wait
        interval = rate.interval
        if self.share < 1.0:
            interval /= self.now_share(now)
        self.free_at = free_at + interval
        self.seen_at = now
        return wait

    def slow_down(self, rate: Rate, now: float, seconds: float) -> None:
        """Give no turn for *seconds*, and fewer from then on."""
        if now - self.cut_at >= CUT_SECONDS:
            self.share = max(LEAST, self.now_share(now) * CUT)
            self.cut_at = now
        self.free_at = max(self.free_at, now + seconds + rate.tolerance)
        self.seen_at = now

    def now_share(self, now: float) -> float:
        """Say how much of the rate is allowed: it comes back with time."""
        if self.share >= 1.0:
            return 1.0
        return min(1.0, self.share + max(0.0, now - self.cut_at) * REGAIN)

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
