"""What threads need that do the same thing at the same time, and survive a fork."""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading

import pytest

from tokotiktok._threads import Flights, Lock, Patience
from tokotiktok.errors import ServerError


class TestLock:
    def test_is_held_by_one(self):
        """Who wants it while it is held, waits."""
        lock, order = Lock(), []

        def second():
            with lock:
                order.append("second")

        with lock:
            thread = threading.Thread(target=second)
            thread.start()
            thread.join(0.05)
            order.append("first")
        thread.join()

        assert ["first", "second"] == order

    def test_is_free_in_a_fork(self):
        """A lock that a parent's thread holds does not block its child for ever."""
        code = (
            "import os, sys, tokotiktok._threads as t\n"
            "lock = t.Lock()\n"
            "with lock:\n"
            "    child = os.fork()\n"
            "    if not child:\n"
            "        with lock: os._exit(7)\n"
            "print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

        assert ("7\n", "") == (done.stdout, done.stderr)

    def test_pickles_as_a_free_one(self):
        """A held lock pickles as a free one."""
        lock = Lock()
        with lock, pickle.loads(pickle.dumps(lock)):
            pass


class TestFlights:
    def test_one_a_key(self):
        """While a flight is under way, others join it; then there is a new one."""
        flights = Flights()
        first, mine = flights.board("a", 1)
        with flights.flying("a", first):
            joined = flights.board("a", 1)
            other = flights.board("b", 1)
            first.result = "done"
        later = flights.board("a", 1)

        assert (True, (first, False)) == (mine, joined)
        assert (True, True) == (other[1], later[1])
        assert other[0] is not first is not later[0]

    def test_outcome(self):
        """Who waited for the same gets what came; who wants another thing, nothing."""
        flights = Flights()
        flight, _ = flights.board("a", 1)
        early = flight.outcome(1, 0)
        with flights.flying("a", flight):
            flight.result = "done"

        assert (None, "done", None) == (
            early,
            flight.outcome(1, 0),
            flight.outcome(2, 0),
        )

    def test_error(self):
        """Each who waited gets an error of his own, that names the first."""
        flights = Flights()
        flight, _ = flights.board("a", 1)
        error = ServerError("down", status=503)
        with pytest.raises(ServerError), flights.flying("a", flight):
            raise error
        with pytest.raises(ServerError, match="down") as got:
            flight.outcome(1, 0)

        assert got.value is not error is got.value.__cause__
        assert 503 == got.value.status

    def test_interrupt(self):
        """An interrupt ends the flight with nothing."""
        flights = Flights()
        flight, _ = flights.board("a", 1)
        with pytest.raises(KeyboardInterrupt), flights.flying("a", flight):
            raise KeyboardInterrupt

        assert flight.outcome(1, 0) is None
        assert flights.board("a", 1)[1]

    def test_pickles_as_none(self):
        """A flight is of its process."""
        flights = Flights()
        flights.board("a", 1)

        assert pickle.loads(pickle.dumps(flights)).board("a", 1)[1]


class TestPatience:
    def test_time_passes(self):
        """Time that passes is used up."""
        now = [100.0]
        patience = Patience(5, lambda: now[0])
        now[0] += 2

        assert 3 == patience.left()

    def test_pauses_count_where_no_time_passes(self):
        """A pause counts even if the sleep is an injected one."""
        patience = Patience(5, lambda: 100.0)
        patience.spend(4)

        assert 1 == patience.left()

    def test_pauses_count_once(self):
        """A pause in which time passes is not counted twice."""
        now = [100.0]
        patience = Patience(5, lambda: now[0])
        now[0] += 4
        patience.spend(4)

        assert 1 == patience.left()
