"""Claims on parcels: under every name, atomically, and for as long as it takes."""

from __future__ import annotations

import os
import pickle
import signal
import threading

import pytest
from attrs import evolve
from conftest import needs

from tokotiktok import MemoryShipmentGuard, Platform, SQLiteShipmentGuard
from tokotiktok.unified.shipment_guard import SETTLES, Claim, ClaimState

TIKTOK, TOKO = Platform.TIKTOK_SHOP, Platform.TOKOPEDIA


def package(number, *names, awb=None) -> Claim:
    """Make a claim on a TikTok Shop package."""
    own = frozenset(names or ["T1"])
    return Claim(api=TIKTOK, order_id="1", package=number, awb=awb, names=own)


def whole(*names, awb=None) -> Claim:
    """Make a claim on an order that is shipped whole."""
    own = frozenset(names or ["K1"])
    return Claim(api=TOKO, order_id="1", awb=awb, names=own)


class Time:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time():
    return Time()


@pytest.fixture(params=["memory", "sqlite"])
def guard(request, time, tmp_path):
    if request.param == "memory":
        return MemoryShipmentGuard(clock=time)
    return SQLiteShipmentGuard(tmp_path / "shipments.db", clock=time)


class TestClaim:
    @pytest.mark.parametrize(
        ("first", "second", "bars"),
        [
            (package("P1"), package("P1"), True),
            (package("P1"), package("P2"), False),
            (package("P1", "T1", "K1"), whole("K1"), True),
            (whole("K1"), package("P1", "T1", "K1"), True),
            (whole("K1"), whole("K2"), False),
            (whole("K1", "invoice:I"), whole("T9", "invoice:I"), True),
            (whole("K1", awb="A"), whole("K2", awb="A"), True),
            (whole("K1", awb="jx 0123"), whole("K2", awb="JX0123"), True),
            (package("P1", "T1"), package("P1", "T2"), True),
        ],
        ids=[
            "the same package",
            "two packages of one order",
            "a package of a whole",
            "a whole of a package",
            "two orders",
            "one invoice",
            "one tracking number",
            "one, typed in two ways",
            "two orders in one package",
        ],
    )
    def test_what_bars_what(self, guard, first, second, bars):
        """The same parcel is claimed once, under whatever name it is seen."""
        assert () == guard.claim(first)
        assert bars is bool(guard.claim(second))

    def test_gives_what_bars(self, guard, time):
        """What stands in the way is given as it was entered."""
        first = package("P1", "T1", "K1", awb="A")
        guard.claim(first)
        (found,) = guard.claim(whole("K1"))

        assert evolve(first, at=1000.0, until=1000.0 + SETTLES) == found
        assert time.now == guard.now()

    def test_gives_way(self, guard):
        """A claim that was found to be void gives way, to one of two only."""
        void = whole("K1")
        guard.claim(void)
        again, late = whole("K1"), whole("K1")

        assert () == guard.claim(again, instead_of={void.ticket})
        assert [again.ticket] == [
            one.ticket for one in guard.claim(late, instead_of={void.ticket})
        ]

    def test_done_gives_way_to_nothing(self, guard):
        """What was shipped was shipped."""
        shipped = whole("K1")
        guard.claim(shipped)
        guard.done(shipped)
        (found,) = guard.claim(whole("K1"), instead_of={shipped.ticket})

        assert (ClaimState.DONE, shipped.ticket) == (found.state, found.ticket)

    def test_a_neighbour_stays(self, guard):
        """Taking the place of a claim leaves the other packages' claims alone."""
        first, second = package("P1"), package("P2")
        guard.claim(first)
        guard.claim(second)
        guard.claim(package("P1"), instead_of={first.ticket})

        assert guard.claim(package("P2"))

    def test_freed(self, guard):
        """What was surely not shipped may be claimed again; freeing twice does no harm."""
        taken = whole("K1")
        guard.claim(taken)
        guard.free(taken)
        guard.free(taken)

        assert () == guard.claim(whole("K1"))

    def test_doubt(self, guard, time):
        """A claim in doubt holds from when it came into doubt."""
        lost = whole("K1")
        guard.claim(lost)
        time.now += 50
        guard.doubt(lost)
        (found,) = guard.claim(whole("K1"))

        assert (ClaimState.IN_DOUBT, 1050.0 + SETTLES) == (found.state, found.until)

    def test_done_though_displaced(self, guard):
        """Who was thought dead and had shipped is remembered all the same."""
        slow, other = whole("K1"), whole("K1")
        guard.claim(slow)
        guard.claim(other, instead_of={slow.ticket})
        guard.done(slow)
        guard.free(other)

        assert [slow.ticket] == [one.ticket for one in guard.claim(whole("K1"))]


class TestOpen:
    def test_lists_what_is_not_done(self, guard, time):
        """What is claimed or in doubt is listed, oldest first."""
        claims = [whole(name) for name in ("K1", "K2", "K3")]
        for claim in claims:
            guard.claim(claim)
            time.now += 1
        guard.done(claims[1])
        guard.doubt(claims[0])

        assert [claims[2].ticket, claims[0].ticket] == [
            one.ticket for one in guard.open()
        ]


class TestForget:
    def test_drops_what_is_old_and_done(self, guard, time):
        """Old parcels are dropped; what is in doubt stays, however old."""
        old, doubtful = whole("K1"), whole("K2")
        guard.claim(old)
        guard.done(old)
        guard.claim(doubtful)
        time.now += 100
        new = whole("K3")
        guard.claim(new)
        guard.done(new)

        assert 1 == guard.forget(older_than=1050.0)
        assert () == guard.claim(whole("K1"))
        assert guard.claim(whole("K2"))
        assert guard.claim(whole("K3"))


class TestSharing:
    def test_threads(self, guard):
        """Of many threads one gets the parcel."""
        won = []

        def run() -> None:
            claim = whole("K1")
            if not guard.claim(claim):
                won.append(claim)

        threads = [threading.Thread(target=run) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert 1 == len(won)

    def test_pickles(self, guard):
        """A guard goes to another process with what it knows."""
        guard.claim(whole("K1"))
        guard._clock = float
        again = pickle.loads(pickle.dumps(guard))

        assert again.claim(whole("K1"))

    def test_a_fork_while_it_is_used(self):
        """A process that is forked while a thread claims is not kept waiting."""
        needs(hasattr(os, "fork"), "fork")
        guard = MemoryShipmentGuard()
        with guard._lock:
            child = os.fork()
            if child == 0:
                signal.alarm(5)
                os._exit(len(guard.claim(whole("K1"))))
            _, status = os.waitpid(child, 0)

        assert 0 == status

    def test_restart(self, tmp_path):
        """A SQLite guard remembers over restarts."""
        first = SQLiteShipmentGuard(tmp_path / "s.db")
        first.claim(whole("K1"))
        first.close()

        assert SQLiteShipmentGuard(tmp_path / "s.db").claim(whole("K1"))
