"""What shifts while its pages are read is read all the same."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import partial
from itertools import cycle

import pytest
from attrs import evolve
from fakes import NOW, FakeClock, tiktok
from hypothesis import given, settings
from hypothesis import strategies as st
from syncing import MemorySink, Products

from tokotiktok.stores.checkpoints import MemoryCheckpointStore
from tokotiktok.sync import Job, Shop, Tools, sync

SHOP = Shop(account="", id="7490000000000000001", cipher="ROW_fiktifCipherAAAA1234")
BEGAN = int(NOW) - 3600


class World:
    """Products on a shelf, and a job that follows them."""

    def __init__(self, size=3):
        self.clock = FakeClock()
        self.shelf = Products(size)
        self.sink = MemorySink()
        self.tools = Tools(
            client=tiktok(self.shelf, fake_clock=self.clock),
            sink=self.sink,
            checkpoints=MemoryCheckpointStore(clock=self.clock),
        )
        since = datetime.fromtimestamp(BEGAN, timezone.utc)
        self.job = Job(shop=SHOP, resource="products", since=since)

    def fill(self, *times):
        """Put a product on the shelf for each time, in seconds since it began."""
        for number, at in enumerate(times):
            self.shelf.put(f"{number:03}", BEGAN + at)

    def meanwhile(self, *changes):
        """Do one thing after each page that is read."""
        self.shelf.on_page = partial(_one_of, iter(changes))

    def sync(self):
        """Run the job; give the ids of what it read."""
        report = sync([self.job], self.tools, workers=1)

        assert report.is_finished, report.failed
        return set(self.sink.ids("products"))


def _one_of(changes):
    next(changes, int)()


@pytest.fixture
def world():
    return World()


class TestProducts:
    def test_one_that_changes(self, world):
        """A product that leaves the span draws none behind it onto a page that was read."""
        world.fill(*range(0, 900, 100))
        world.meanwhile(lambda: world.shelf.put("000", int(NOW) + 9))

        assert {f"{number:03}" for number in range(9)} == world.sync()

    def test_one_that_is_deleted(self, world):
        """Nor does one that is deleted while a backfill runs."""
        world.fill(*range(0, 900, 100))
        world.job = evolve(world.job, until=world.job.since + timedelta(hours=1))
        world.meanwhile(lambda: world.shelf.orders.pop("001"))

        assert {f"{number:03}" for number in range(9)} == world.sync()

    def test_in_one_second(self, world):
        """A second cannot be halved: it is read anew as often as something goes away."""
        world.fill(*[7] * 9)
        away = [
            lambda name=name: world.shelf.orders.pop(name) for name in ("000", "001")
        ]
        world.meanwhile(*[int] * 12, *away)

        assert {f"{number:03}" for number in range(2, 9)} <= world.sync()

    def test_a_count_that_wavers(self, world):
        """A platform that counts now so, now so, is not asked for ever."""
        world.fill(*range(60))
        wavers = cycle([0, 1])
        world.shelf.counted = lambda found: len(found) - next(wavers)

        assert 60 == len(world.sync())
        assert len(world.shelf.asked) < 200

    @given(
        st.lists(st.integers(0, 900), max_size=12),
        st.lists(st.integers(0, 11), max_size=8),
        st.integers(1, 4),
    )
    @settings(max_examples=50, deadline=None)
    def test_whatever_changes(self, times, changed, size):
        """Whatever changes while pages are read, this run or the next reads it."""
        world = World(size)
        world.fill(*times)
        names = [f"{number % len(times):03}" for number in changed if times]
        world.meanwhile(*(partial(world.shelf.put, one, int(NOW) + 5) for one in names))
        world.sync()
        world.meanwhile()
        world.clock.sleep(60)
        world.sync()
        found = {one.id: one.body for one in world.sink.records("products")}

        assert world.shelf.orders == found

    def test_too_many_on_a_later_page(self, world):
        """What a later page is refused for is read from the beginning in halves."""
        world.fill(*range(0, 900, 50))
        world.shelf.most = 6

        assert 18 == len(world.sync())

    def test_too_many_in_a_second(self, world):
        """Where nothing can be halved the platform's own words are given."""
        world.fill(*[7] * 9)
        world.shelf.most = 6
        (failed,) = sync([world.job], world.tools, workers=1).failed

        assert "too many" in failed.error.message
