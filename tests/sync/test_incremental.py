"""What changes is read run after run, whenever it comes to be seen."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from fakes import NOW, FakeClock, tiktok
from hypothesis import given, settings
from hypothesis import strategies as st
from syncing import MemorySink, Shelf

from tokotiktok.stores.checkpoints import MemoryCheckpointStore
from tokotiktok.sync import Job, Shop, Tools, sync

SHOP = Shop(account="", id="7490000000000000001", cipher="ROW_fiktifCipherAAAA1234")
SINCE = datetime.fromtimestamp(NOW, timezone.utc) - timedelta(days=1)
DAY = 86_400


class World:
    """A shelf, and a job that follows it."""

    def __init__(self, size=3):
        self.clock = FakeClock()
        self.shelf = Shelf(size)
        self.sink = MemorySink()
        self.tools = Tools(
            client=tiktok(self.shelf, fake_clock=self.clock),
            sink=self.sink,
            checkpoints=MemoryCheckpointStore(clock=self.clock),
        )
        self.job = Job(shop=SHOP, resource="orders", since=SINCE)

    def sync(self, **given):
        """Run the job; give its outcome and what it read."""
        self.sink.parts.clear()
        report = sync([self.job], self.tools, **given)
        (outcome,) = report.outcomes

        assert outcome.is_finished, outcome.error
        return outcome, sorted(self.sink.ids())

    def newest(self):
        """Give what a sink that upserts holds of the last run."""
        found = {}
        for one in self.sink.records():
            old = found.get(one.id)
            if old is None or old["update_time"] <= one.body["update_time"]:
                found[one.id] = one.body
        return found


@pytest.fixture
def world():
    return World()


def at(seconds):
    return int(NOW + seconds)


class TestIncremental:
    def test_reads_what_changed(self, world):
        """The first run reads from its beginning, the next what changed since."""
        world.shelf.put("1", at(-3600))
        world.shelf.put("2", at(-60))
        first = world.sync()[1]
        world.clock.sleep(3600)
        world.shelf.put("2", at(1800))
        world.shelf.put("3", at(1900))
        second = world.sync()[1]

        assert ["1", "2"] == first
        assert ["2", "3"] == second

    def test_the_overlap_is_read_again(self, world):
        """Ten minutes are read twice: what comes to be seen late is not missed."""
        world.shelf.put("1", at(-60))
        world.sync()
        world.clock.sleep(60)
        world.shelf.put("2", at(-120))
        outcome, found = world.sync()

        assert ["1", "2"] == found
        assert 1 == outcome.late

    def test_what_is_read_again_is_not_late(self, world):
        """What the last run has read, as it was, is no news."""
        world.shelf.put("1", at(-60))
        world.sync()
        world.clock.sleep(60)

        assert 0 == world.sync()[0].late

    def test_late_changes_widen_the_overlap(self, world):
        """The later changes come to be seen, the further back the next run reads."""
        world.shelf.put("1", at(-500))
        world.sync()
        world.shelf.put("2", at(-550))
        world.clock.sleep(60)
        told = []
        world.sync(on_progress=lambda one: told.append(one.what))
        world.shelf.put("3", at(-900))
        world.clock.sleep(60)
        found = world.sync()[1]

        assert "late" in told
        assert "3" in found

    def test_an_overlap_stays_within_a_day(self, world):
        """However late something comes, a run does not read more than a day again."""
        course = world.tools.checkpoints
        world.sync()
        state = dict(course.load(world.job.key).state)
        state |= {"overlap": 80_000, "recent_from": at(-80_000)}
        course.save(world.job.key, state)
        world.shelf.put("1", at(-79_000))
        world.clock.sleep(60)
        world.sync()

        assert DAY == course.load(world.job.key).state["overlap"]

    def test_a_wider_overlap_finds_nothing_late_by_itself(self, world):
        """What only a wider overlap reads again was not late, so it widens no further."""
        for number in range(200):
            world.shelf.put(f"{number:03}", at(number * 100))
        world.clock.sleep(3600)
        world.sync()
        world.shelf.put("late", at(3100))
        counts = []
        for _ in range(5):
            world.clock.sleep(3600)
            counts.append(world.sync()[0].late)

        assert [1, 0, 0, 0, 0] == counts

    def test_an_overlap_fades(self, world):
        """Once nothing comes late any more, it gets narrower by an hour a day."""
        course = world.tools.checkpoints
        world.sync()
        state = dict(course.load(world.job.key).state) | {"overlap": 7_200}
        course.save(world.job.key, state)
        world.clock.sleep(DAY)
        world.sync()
        after_a_day = course.load(world.job.key).state["overlap"]
        world.clock.sleep(DAY * 2)
        world.sync()

        assert 3_600 == after_a_day
        assert 600 == course.load(world.job.key).state["overlap"]

    def test_open_orders_while_nothing_can_have_changed(self, world):
        """Two runs in one moment: orders that are due are read again all the same."""
        world.shelf.put("1", at(-3600))
        world.sync()
        course = world.tools.checkpoints
        state = dict(course.load(world.job.key).state)
        state |= {"open": {"1": at(-2 * DAY)}, "watermark": at(DAY)}
        course.save(world.job.key, state)

        assert ["1"] == world.sync()[1]

    def test_an_id_that_the_platform_refuses(self, world):
        """One order of fifty that cannot be given is set aside; the others are read."""
        for number in range(5):
            world.shelf.put(str(number), at(-3600))
        world.sync()
        world.clock.sleep(DAY + 1)
        world.shelf.refused = {"3"}
        outcome, found = world.sync()
        (aside,) = world.sink.records("orders_unread")
        world.clock.sleep(DAY + 1)
        world.shelf.refused = set()

        assert ["0", "1", "2", "4"] == found
        assert 1 == outcome.unread
        assert {"id": "3"} == aside.body["raw"]
        assert "no such order" in aside.body["reason"]
        assert ["0", "1", "2", "4"] == world.sync()[1]  # it is asked for no more

    def test_open_orders_are_read_again(self, world):
        """An order that is not over is read again after a day, though nothing told."""
        world.shelf.put("1", at(-3600))
        world.shelf.put("2", at(-3600), "COMPLETED")
        world.shelf.put("3", at(-3600))
        world.sync()
        world.clock.sleep(DAY + 1)
        world.shelf.orders["1"]["tracking_number"] = "JX1"
        del world.shelf.orders["3"]
        found = world.sync()[1]
        world.clock.sleep(DAY + 1)
        world.sync()
        asked = [query["ids"] for _, query in world.shelf.asked if "ids" in query]

        assert ["1"] == found
        assert ["1,3", "1"] == asked  # what is gone is forgotten

    def test_what_ended_is_not_read_again(self, world):
        """An order that was seen to end is not asked for any more."""
        world.shelf.put("1", at(-3600))
        world.sync()
        world.clock.sleep(DAY + 1)
        world.shelf.put("1", at(DAY), "COMPLETED")
        world.sync()
        world.clock.sleep(DAY + 1)
        world.sync()

        assert [] == world.sync()[1]

    def test_an_open_order_that_cannot_be_read(self, world):
        """If reading them again fails, the next run does so."""
        world.shelf.put("1", at(-3600))
        world.sync()
        world.clock.sleep(DAY + 1)
        send = world.shelf.send
        world.shelf.send = lambda request, timeout: (
            send(request, timeout)
            if request.method == "POST"
            else (_ for _ in ()).throw(ZeroDivisionError)
        )
        (failed,) = sync([world.job], world.tools).failed
        world.shelf.send = send

        assert "ZeroDivisionError" == failed.error.kind
        assert ["1"] == world.sync()[1]

    def test_an_answer_that_fails(self, world):
        """If the platform fails to give them, they are asked for again."""
        world.shelf.put("1", at(-3600))
        world.sync()
        world.clock.sleep(DAY + 1)
        world.shelf.failing = 4
        found = world.sync()[1]

        assert ["1"] == found

    def test_a_second_with_more_than_a_page(self, world):
        """Orders that all changed in one second are all read."""
        for number in range(10):
            world.shelf.put(str(number), at(-60))

        assert 10 == len(world.sync()[1])

    def test_what_moves_while_pages_are_read(self, world):
        """An order that changes while pages are read pushes none out of them."""
        for number in range(9):
            world.shelf.put(str(number), at(-900 + number))
        moves = iter("012")

        def move():
            name = next(moves, None)
            if name is not None:
                world.shelf.put(name, at(30))

        world.shelf.on_page = move
        found = set(world.sync(workers=1)[1])
        world.clock.sleep(3600)
        found |= set(world.sync()[1])

        assert {str(number) for number in range(9)} == found

    def test_nothing_to_read(self, world):
        """A run that begins in the moment the last one ended reads the overlap."""
        world.sync()

        assert [] == world.sync()[1]

    def test_begins_in_the_future(self, world):
        """A job that begins tomorrow reads nothing today."""
        world.job = Job(shop=SHOP, resource="orders", since=SINCE + timedelta(days=9))

        assert [] == world.sync()[1]
        assert [] == world.shelf.asked

    changes = st.lists(
        st.tuples(
            st.integers(0, 12),
            st.integers(0, 400),
            st.integers(0, 300),
            st.sampled_from(["AWAITING_SHIPMENT", "COMPLETED"]),
        ),
        max_size=30,
    )

    @given(st.lists(changes, min_size=1, max_size=4), st.integers(1, 4))
    @settings(max_examples=40, deadline=None)
    def test_follows_whatever_happens(self, runs, size):
        """Whatever changes, and comes to be seen up to five minutes later, is read."""
        world, countst = World(size), {}
        for changes in runs:
            start = world.clock()
            for number, passes, delay, status in changes:
                world.clock.sleep(passes)
                told = int(max(start - 590, world.clock() - delay))
                old = world.shelf.orders.get(str(number))
                if old is None or old["update_time"] < told:
                    world.shelf.put(str(number), told, status)
            world.clock.sleep(1)
            world.sync()
            countst |= world.newest()

        assert world.shelf.orders == countst
