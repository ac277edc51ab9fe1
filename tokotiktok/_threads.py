"""What threads need that do the same thing at the same time, and survive a fork."""

from __future__ import annotations

import copy
import os
import threading
from collections.abc import Callable, Generator, Hashable
from contextlib import contextmanager
from contextvars import copy_context
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

    @contextmanager
    def within(self, seconds: float) -> Generator[None, None, None]:
        """Hold it in a ``with`` block; after so many seconds, go on without it."""
        lock = self._locks.setdefault(os.getpid(), threading.Lock())
        held = lock.acquire(timeout=seconds)
        try:
            yield
        finally:
            if held:
                lock.release()

    def __reduce__(self) -> tuple[type[Lock], tuple[()]]:
        """Pickle as a free one."""
        return Lock, ()


class Flight(Generic[T]):
    """Work under way, for all who want what comes of it."""

    def __init__(self, about: object) -> None:
        self.about = about
        self.result: T | None = None
        self.error: BaseException | None = None
        self.landed = threading.Event()

    def outcome(self, about: object, seconds: float) -> T | None:
        """Wait for what comes of it; ``None`` if it says nothing *about* this."""
        if not self.landed.wait(seconds) or self.about != about:
            return None
        if isinstance(self.error, TokoTikTokError):
            raise copy.copy(self.error) from self.error  # each thread its own
        if self.error is not None:
            raise self.error
        return self.result


class Flights(Generic[T]):
    """
    Work that is done once for all who want it, in a thread of its own: nobody's deadline
    or interrupt cuts it off. What is under way in a parent is not in its fork.
    """

    def __init__(self) -> None:
        self._flights: dict[tuple[int, Hashable], Flight[T]] = {}

    def __reduce__(self) -> tuple[type[Flights[T]], tuple[()]]:
        """Pickle as none: they are of this process."""
        return Flights, ()

    def board(
        self, key: Hashable, about: object, work: Callable[[], T | None]
    ) -> tuple[Flight[T], bool]:
        """Join the flight of *key*, or start one; say whether it was started."""
        mine: Flight[T] = Flight(about)
        slot = os.getpid(), key
        running = self._flights.setdefault(slot, mine)
        if running is not mine:
            return running, False

        def fly() -> None:
            try:
                mine.result = work()
            except BaseException as error:  # noqa: BLE001 - raised in who waits
                mine.error = error
            finally:
                del self._flights[slot]
                mine.landed.set()

        thread = threading.Thread(
            target=copy_context().run, args=(fly,), name="tokotiktok renewal"
        )
        try:
            thread.start()
        except RuntimeError:  # no more threads, or the interpreter is shutting down
            fly()
        return mine, True


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
