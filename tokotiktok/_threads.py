"""What threads need that do the same thing at the same time, and survive a fork."""

from __future__ import annotations

import copy
import os
import threading
from collections.abc import Callable, Generator, Hashable
from contextlib import contextmanager
from typing import Generic, TypeVar

from .errors import TokoTikTokError

T = TypeVar("T")


class Lock:
    """A lock that is free in a fork, whoever held it; pickles as a free one."""

    def __init__(self) -> None:
        self._locks: dict[int, threading.Lock] = {}

    def __enter__(self) -> None:
        """Wait for it and hold it."""
        self._locks.setdefault(os.getpid(), threading.Lock()).acquire()

    def __exit__(self, *_: object) -> None:
        """Let it go."""
        self._locks[os.getpid()].release()

    def __reduce__(self) -> tuple[type[Lock], tuple[()]]:
        """Pickle as a free one."""
        return Lock, ()


class Flight(Generic[T]):
    """Work under way in one thread, for all that want the same."""

    def __init__(self, about: object) -> None:
        self.about = about
        self.result: T | None = None
        self.error: TokoTikTokError | None = None
        self.landed = threading.Event()

    def outcome(self, about: object, seconds: float) -> T | None:
        """Wait for what comes of it; ``None`` if it says nothing *about* this."""
        if not self.landed.wait(seconds) or self.about != about:
            return None
        if self.error is not None:
            raise copy.copy(self.error) from self.error  # each thread its own
        return self.result


class Flights(Generic[T]):
    """At most one flight a key; those of a parent are none of a fork's."""

    def __init__(self) -> None:
        self._flights: dict[tuple[int, Hashable], Flight[T]] = {}

    def __reduce__(self) -> tuple[type[Flights[T]], tuple[()]]:
        """Pickle as none: they are of this process."""
        return Flights, ()

    def board(self, key: Hashable, about: object) -> tuple[Flight[T], bool]:
        """Give the flight under way, or a new one, and whether it is the caller's."""
        mine: Flight[T] = Flight(about)
        running = self._flights.setdefault((os.getpid(), key), mine)
        return running, running is mine

    @contextmanager
    def flying(self, key: Hashable, flight: Flight[T]) -> Generator[None, None, None]:
        """Do the work of one's own flight in the block."""
        try:
            yield
        except TokoTikTokError as error:
            flight.error = error
            raise
        finally:
            del self._flights[os.getpid(), key]
            flight.landed.set()


class Patience:
    """How long to wait; counts pauses even where an injected sleep lets no time pass."""

    def __init__(self, seconds: float, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._ends = monotonic() + seconds
        self._unslept = seconds

    def left(self) -> float:
        """Seconds left."""
        return min(self._ends - self._monotonic(), self._unslept)

    def spend(self, seconds: float) -> None:
        """Take note of a pause."""
        self._unslept -= seconds
