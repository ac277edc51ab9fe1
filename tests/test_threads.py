"""What threads need that do the same thing at the same time, and survive a fork."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from contextvars import ContextVar

import pytest
from conftest import needs

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

    def test_is_not_waited_for_for_ever(self):
        """After so long, who wants it goes on without; it stays its holder's."""
        lock, taken = Lock(), []

        def second():
            with lock.within(0.01):
                taken.append("second")

        with lock:
            thread = threading.Thread(target=second)
            thread.start()
            thread.join()
            taken.append(lock._locks[os.getpid()].locked())
        with lock.within(9):
            taken.append("third")

        assert ["second", True, "third"] == taken

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

        assert "7\n" == python(code)

    def test_pickles_as_a_free_one(self):
        """A held lock pickles as a free one."""
        lock = Lock()
        with lock, pickle.loads(pickle.dumps(lock)):
            pass


def nothing() -> None:
    """Do nothing."""


class TestFlights:
    def test_one_a_key(self):
        """While a flight is under way, others join it; then there is a new one."""
        flights, gate, done = Flights(), threading.Event(), []

        def work():
            gate.wait(10)
            done.append(1)

        first, mine = flights.board("a", 1, work)
        joined = flights.board("a", 1, work)
        other = flights.board("b", 1, nothing)
        gate.set()
        first.landed.wait(10)
        later = flights.board("a", 1, nothing)

        assert (True, (first, False)) == (mine, joined)
        assert (True, True) == (other[1], later[1])
        assert other[0] is not first is not later[0]
        assert [1] == done

    def test_outcome(self):
        """Who waited for the same gets what came; who wants another thing, nothing."""
        gate = threading.Event()
        flight, _ = Flights().board("a", 1, lambda: gate.wait(10) and "done")
        early = flight.outcome(1, 0)
        gate.set()

        assert (None, "done", None) == (
            early,
            flight.outcome(1, 10),
            flight.outcome(2, 10),
        )

    def test_error(self):
        """Each who waited gets an error of his own, that names the first."""
        error = ServerError("down", status=503)
        flight, _ = Flights().board("a", 1, failing(error))
        with pytest.raises(ServerError, match="down") as got:
            flight.outcome(1, 10)

        assert got.value is not error is got.value.__cause__
        assert 503 == got.value.status

    @pytest.mark.parametrize("error", [OSError("full"), SystemExit()], ids=repr)
    def test_other_error(self, error):
        """An error that is not ours comes out as it is; the next flight is a new one."""
        flights = Flights()
        flight, _ = flights.board("a", 1, failing(error))
        with pytest.raises(type(error)) as got:
            flight.outcome(1, 10)

        assert error is got.value
        assert flights.board("a", 1, nothing)[1]

    def test_context(self):
        """Work sees what its caller's context holds, and changes none of it."""
        variable = ContextVar("variable")
        variable.set("mine")

        def work():
            seen = variable.get()
            variable.set("changed")
            return seen

        flight, _ = Flights().board("a", 1, work)

        assert ("mine", "mine") == (flight.outcome(1, 10), variable.get())

    def test_thread(self):
        """It is done in a thread that has a name, and that the interpreter waits for."""
        flight, _ = Flights().board("a", 1, threading.current_thread)
        thread = flight.outcome(1, 10)

        assert ("tokotiktok renewal", False) == (thread.name, thread.daemon)

    def test_without_a_thread(self, monkeypatch):
        """Where no thread can be had, it is done at once, by who asked."""

        def refuse(_):
            raise RuntimeError("can't start new thread")

        monkeypatch.setattr(threading.Thread, "start", refuse)
        flight, mine = Flights().board("a", 1, threading.current_thread)

        assert (threading.current_thread(), True) == (flight.outcome(1, 0), mine)

    def test_pickles_as_none(self):
        """A flight is of its process."""
        flights, gate = Flights(), threading.Event()
        flights.board("a", 1, lambda: gate.wait(10))
        again = pickle.loads(pickle.dumps(flights)).board("a", 1, nothing)
        gate.set()

        assert again[1]

    def test_forked(self):
        """A flight that is under way in a parent is not in its fork."""
        code = (
            "import os, threading, tokotiktok._threads as t\n"
            "flights, gate = t.Flights(), threading.Event()\n"
            "flights.board('a', 1, lambda: gate.wait(10))\n"
            "import warnings; warnings.simplefilter('ignore')\n"
            "child = os.fork()\n"
            "if not child:\n"
            "    flight, mine = flights.board('a', 1, lambda: 7)\n"
            "    os._exit(flight.outcome(1, 10) if mine else 1)\n"
            "print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
            "gate.set()\n"
        )

        assert "7\n" == python(code)


def failing(error):
    """Make work that fails."""

    def work():
        raise error

    return work


def python(code: str) -> str:
    """Run *code* in a new process; give what it printed."""
    needs(hasattr(os, "fork"), "fork")
    return subprocess.check_output([sys.executable, "-c", code], text=True, timeout=60)


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
