"""Rates that several machines keep together, through a Redis server (extra ``redis``)."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Literal

from .._turns import CUT, CUT_SECONDS, LEAST, REGAIN_SECONDS, Bucket
from ..errors import StoreError, ValidationError
from ..ratelimit import (
    Limit,
    MemoryRateLimiter,
    refusal,
)
from ..telemetry import logger
from ._redis import RedisServer, Script
from .limits import REST, hashed

_MEANWHILE: dict[str, str] = {
    "local": "rates are kept by each process",
    "open": "no rates are kept",
    "closed": "no call is let through",
}
"""What is done while the server cannot be reached."""

_AGAIN_SECONDS = 1.0
"""How long a server that failed is left alone, by a process, before it is asked again."""

_LONGEST = 1e6
"""Seconds; nobody waits longer, and all digits of it fit into a number of Lua's."""

_MICRO = 1_000_000

_STATE = f"""
local clock = redis.call('TIME')
local now = clock[1] * {_MICRO} + clock[2]
local kept = redis.call('HMGET', KEYS[1], 'free', 'seen', 'peak', 'cut')
local free, seen = tonumber(kept[1]) or 0, tonumber(kept[2]) or 0
local peak, cut = tonumber(kept[3]) or 1, tonumber(kept[4]) or 0
if now < seen - {_MICRO} then -- another server, whose clock is behind
    free, peak, cut = 0, 1, 0
end
local back = math.max(0, now - cut) / {REGAIN_SECONDS * _MICRO:.0f}
local allowed = math.min(1, math.max({LEAST}, peak * (1 + {1 - CUT:g} * (back - 1) ^ 3)))
local function keep()
    redis.call('HSET', KEYS[1], 'free', string.format('%.0f', free),
        'seen', string.format('%.0f', now), 'peak', string.format('%.6f', peak),
        'cut', string.format('%.0f', cut))
    redis.call('PEXPIRE', KEYS[1],
        string.format('%.0f', math.max(0, free - now) / 1000 + {REST * 1000:.0f}))
end
"""
"""Times are whole microseconds: Lua writes fourteen digits of a number, no more."""

_TAKE = Script(
    f"""{_STATE}
local interval, tolerance, patience = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local wait = math.max(0, free - tolerance - now)
if wait == 0 or wait <= patience then
    free = math.max(free, now) + math.ceil(interval / allowed)
    keep()
end
local function seconds(micro) return string.format('%.6f', micro / {_MICRO}) end
return {{seconds(wait), seconds(free - now), tostring(peak), seconds(now - cut)}}
"""
)
_SLOW_DOWN = Script(
    f"""{_STATE}
local tolerance, penalty = ARGV[1], ARGV[2]
if now >= cut then
    peak, cut = allowed, now + math.max(penalty, {CUT_SECONDS * _MICRO:.0f})
else
    cut = math.max(cut, now + penalty)
end
free = math.max(free, now + penalty + tolerance)
keep()
return {{}}
"""
)

NAME = "tokotiktok:{limit}:"
"""Of every key; what is in braces decides on the slot, so a node of a cluster will do."""


class RedisRateLimiter(MemoryRateLimiter):
    """
    Keeps rates for all processes of all machines that name the same server.

    A turn is one round trip, however long the wait for it; the server's clock counts.
    """

    def __init__(
        self,
        url: str,
        *limits: Limit,
        on_failure: Literal["local", "open", "closed"] = "local",
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """
        Name the server; it is connected to on first use.

        Args:
            url: ``redis://``, ``rediss://`` (TLS) or ``unix://``.
            limits: as for `MemoryRateLimiter`; the same in all processes.
            on_failure: what to do while the server cannot be reached. ``"local"`` lets
                each process keep the rates by itself, so that several may exceed them
                together; ``"open"`` keeps none; ``"closed"`` lets nothing through. A
                server that failed is asked again each second.
            clock: seconds, never set back; of this process only.
            sleep: waits for so many seconds of that clock.

        Raises:
            ValidationError: it is no such URL, one of the limits is none, or there is no
                such *on_failure*.
        """
        super().__init__(*limits, clock=clock, sleep=sleep)
        if on_failure not in ("local", "open", "closed"):
            msg = f"on_failure={on_failure!r}: give 'local', 'open' or 'closed'"
            raise ValidationError(msg)
        self._on_failure = on_failure
        self._server = RedisServer(url)
        self._why = ""  # it cannot be reached
        self._ask_again_at = -math.inf

    def __repr__(self) -> str:
        """Say which server, without its password."""
        return f"RedisRateLimiter({self._server.where!r})"

    def acquire(self, key: str, *, timeout: float) -> None:
        """
        Wait for the next turn of *key*.

        Raises:
            RateLimitError: it comes later than in *timeout* seconds, and was not taken;
                ``retry_after`` says when.
            StoreError: the server cannot be reached, and *on_failure* is ``"closed"``.
        """
        super().acquire(key, timeout=timeout)

    def penalise(self, key: str, seconds: float) -> None:
        """
        Let nothing through under *key* for *seconds*, and less from then on.

        Who waits in this process waits anew; in others, who asks from now on. While the
        server cannot be reached, this process alone heeds it, if it keeps rates then.
        """
        super().penalise(key, seconds)
        _, tolerance = self._turns(key)
        self._asked(_SLOW_DOWN, key, tolerance, _micro(seconds))

    def close(self) -> None:
        """Close the connections of this process; the next use opens new ones."""
        self._server.close()

    def _turns(self, key: str) -> tuple[int, int]:
        """Say how far turns are apart, and how much too early one may come."""
        with self._lock:
            rate = self._line(key).rate
        interval = _micro(rate.interval)
        return interval, min((rate.burst - 1) * interval, _micro(_LONGEST))

    def _reserve(self, key: str, patience: float) -> float:
        patience_micro = math.floor(min(patience, _LONGEST) * _MICRO)
        answer = self._asked(_TAKE, key, *self._turns(key), patience_micro)
        if answer is None:
            return self._without(key, patience)
        wait, ahead, peak, since = map(float, answer)
        with self._lock:
            line, now = self._line(key), self._clock()
            # should the server fail now, this process goes on from here
            line.bucket = Bucket(now + ahead, now, peak, now - since)
            if not wait or wait <= patience:
                line.admitted += 1
                return wait
        raise refusal(wait, patience)

    def _without(self, key: str, patience: float) -> float:
        """Do what is configured for a server that cannot be reached."""
        if self._on_failure == "closed":
            msg = f"{self._why}; until it can, no call is let through"
            raise StoreError(msg)
        if self._on_failure == "local":
            return super()._reserve(key, patience)
        with self._lock:
            self._line(key).admitted += 1
        return 0.0

    def _asked(self, script: Script, key: str, *values: float) -> list[bytes] | None:
        """Give the server's answer; ``None`` if it fails, or has failed just before."""
        now = self._clock()
        if self._why and now < self._ask_again_at:
            return None
        self._ask_again_at = now + _AGAIN_SECONDS  # only one waits for its answer
        try:
            answer: list[bytes] = self._server.run(
                script, [NAME + hashed(key)], *values
            )
        except StoreError as error:
            if not self._why:
                logger.warning(
                    "%s; %s until it can", error, _MEANWHILE[self._on_failure]
                )
            self._why = str(error)
            return None
        if self._why:
            logger.warning("Redis at %s keeps the rates again", self._server.where)
            self._why = ""
        return answer


def _micro(seconds: float) -> int:
    return math.ceil(min(seconds, _LONGEST) * _MICRO)  # or turns would come too early
