"""Jobs are read whole and once, by any number of workers, whatever comes in the way."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from threading import Event

import pytest
from attrs import evolve
from between import Between
from hypothesis import given, settings
from hypothesis import strategies as st
from syncing import BEGAN, ENDS, MemorySink, shop_of, sold, tools_of

from tokotiktok.errors import (
    ScopeError,
    ServerError,
    StoreError,
    SyncError,
    TransportError,
    ValidationError,
)
from tokotiktok.ratelimit import MemoryRateLimiter
from tokotiktok.sandbox import Sandbox
from tokotiktok.sync import Health, Job, backfill, fleet, sync
from tokotiktok.sync.courses import Course
from tokotiktok.sync.running import CURSORS, TRIES
from tokotiktok.sync.slices import Slice, Task, read_on
from tokotiktok.sync.windows import Window

SEARCH = "/orders/search"


@pytest.fixture
def tools(box):
    return tools_of(box)


@pytest.fixture
def job(box):
    return Job(shop=shop_of(box), resource="orders", since=BEGAN, until=ENDS)


def once(box):
    """What a sink must hold: each order, once."""
    return dict.fromkeys(sold(box), 1)


class Dying(ThreadPoolExecutor):
    """An executor whose workers die of some of the work, before or after it is done."""

    def __init__(self, deaths, *, done):
        super().__init__(1)
        self.deaths = iter(deaths)
        self.done = done

    def submit(self, fn, /, *args, **kwargs):
        if not next(self.deaths, False):
            return super().submit(fn, *args, **kwargs)
        if self.done:
            fn(*args, **kwargs)
        dead = Future()
        dead.set_exception(ProcessLookupError("killed"))
        return dead


class TestSync:
    def test_reads_all_once(self, box, tools, job):
        """Every order of the span is in the sink, once."""
        report = sync([job], tools)

        assert once(box) == tools.sink.ids()
        assert report.is_finished
        assert len(sold(box)) == report.records

    def test_reads_every_resource(self, box, tools):
        """Products, returns and cancellations are read like orders."""
        report = sync(backfill(shop_of(box), since=BEGAN, until=ENDS), tools)

        assert report.is_finished
        shop = box.shop(tokopedia=None)
        moved = {one.tiktok_id for one in box.world.items if one.moved}
        back = {one.id for one in shop.returns.list()}

        assert dict.fromkeys(moved, 1) == tools.sink.ids("products")
        assert dict.fromkeys(back, 1) == {
            **tools.sink.ids("returns"),
            **tools.sink.ids("cancellations"),
        }

    @pytest.mark.parametrize("resource", ["orders", "products", "returns"])
    def test_unified(self, box, resource):
        """In plain words the records are what a unified shop lists."""
        tools = tools_of(box)
        jobs = backfill(shop_of(box), resource, since=BEGAN, until=ENDS, kind="unified")
        sync(jobs, tools)
        bodies = [one.body for one in tools.sink.records(resource)]

        assert bodies
        assert all(one["api"] == "TIKTOK_SHOP" for one in bodies)

    @pytest.mark.parametrize("workers", [1, 3, 8])
    def test_large(self, workers):
        """A large shop is read by several cursors at once, each order once."""
        box = Sandbox(seed=2, orders=5_001)
        tools = tools_of(box)
        job = Job(shop=shop_of(box), resource="orders", since=BEGAN, until=ENDS)
        report = sync([job], tools, workers=workers, slice_seconds=600)
        parts = {part.name for part in tools.sink.begun}

        assert once(box) == tools.sink.ids()
        assert (workers == 1) == (1 == len(parts))
        assert report.requests < len(sold(box)) / 100 + 40

    def test_a_second_time(self, box, tools, job):
        """A job that is done is not read again."""
        sync([job], tools)
        asked = len(box.tiktokshop_face.seen)
        report = sync([job], tools)

        assert report.is_finished
        assert (0, asked) == (report.records, len(box.tiktokshop_face.seen))

    def test_nothing_to_do(self, tools):
        """Without jobs nothing happens."""
        report = sync([], tools)

        assert report.is_finished
        assert () == report.outcomes

    @given(st.lists(st.booleans(), max_size=40), st.booleans(), st.integers(1, 4))
    @settings(max_examples=25, deadline=None)
    def test_killed_workers(self, deaths, done, workers):
        """However often workers die, and syncs begin again: nothing lost, none twice."""
        box = Sandbox(seed=1, orders=240)
        tools = tools_of(box)
        job = Job(shop=shop_of(box), resource="orders", since=BEGAN, until=ENDS)
        executor = Dying(deaths, done=done)
        for _ in range(len(deaths) + 1):
            report = sync(
                [job], tools, executor=executor, workers=workers, slice_seconds=0
            )
            if report.is_finished:
                break

        assert report.is_finished
        assert once(box) == tools.sink.ids()

    def test_a_failing_page_costs_the_page(self, box, tools, job):
        """What came before an error is kept; the job goes on from there."""
        for _ in range(2):
            box.tiktokshop_face.fail("server_error", times=3, on=SEARCH)
        report = sync([job], tools)

        assert report.is_finished
        assert once(box) == tools.sink.ids()

    def test_gives_up_for_now(self, box, tools, job):
        """What fails again and again is left to the next sync, and says so."""
        box.tiktokshop_face.fail("server_error", times=9, on=SEARCH)
        report = sync([job], tools, workers=1)
        (failed,) = report.failed

        assert not report.is_finished
        assert ("ServerError", job.key) == (failed.error.kind, failed.error.job)
        assert "tiktokshop/" in failed.error.shop
        assert job.key in str(failed.error)
        with pytest.raises(SyncError):
            report.raise_for_failures()
        assert sync([job], tools).is_finished
        assert once(box) == tools.sink.ids()

    def test_what_cannot_pass_is_tried_once(self, box, tools, job):
        """A missing scope is nothing that trying again could mend."""
        box.tiktokshop_face.scopes = {"seller.product.basic"}
        asked = len(box.tiktokshop_face.seen)
        (failed,) = sync([job], tools, workers=1).failed

        assert ScopeError.__name__ == failed.error.kind
        assert 1 == len(box.tiktokshop_face.seen) - asked

    def test_others_go_on(self, box, tools):
        """One job's failure keeps no other from its end."""
        box.tiktokshop_face.scopes = {"seller.order.info", "seller.product.basic"}
        report = sync(backfill(shop_of(box), since=BEGAN, until=ENDS), tools)
        failed = {one.job.resource for one in report.failed}

        assert {"returns", "cancellations"} == failed
        assert 2 == sum(one.is_finished for one in report.outcomes)

    def test_a_sink_that_fails(self, box, tools, job):
        """If the sink cannot be written, nothing counts as read."""
        tools.sink.error = StoreError("the disk is full")
        (failed,) = sync([job], tools).failed
        tools.sink.error = None

        assert "the disk is full" in failed.error.message
        assert 0 == failed.records
        assert sync([job], tools).is_finished
        assert once(box) == tools.sink.ids()

    def test_a_hopeless_connection(self, box, tools, job, monkeypatch):
        """A certificate that is not valid is not tried again."""
        error = TransportError("no", sent=False, hopeless=True)
        asked = []

        def send(*request):
            asked.append(request)
            raise error

        monkeypatch.setattr(box.tiktokshop_face, "send", send)
        sync([job], tools, workers=1)

        assert 1 == len(asked)

    def test_another_runner(self, box, tools, job):
        """Of two syncs with one job, the one that began later goes on."""

        class Meddling(MemorySink):
            def begin(self, part):
                if not self.begun:
                    course = tools.checkpoints.load(job.key)
                    tools.checkpoints.save(job.key, course.state)
                return super().begin(part)

        sink = Meddling()
        (failed,) = sync([job], tools_of(box, **using(tools, sink))).failed

        assert "CheckpointConflict" == failed.error.kind
        assert "another runner" in failed.error.message

    def test_another_runner_at_the_start(self, tools, job, monkeypatch):
        """So it is, if the other one began in the same moment."""
        load = tools.checkpoints.load

        def loaded(key):
            found = load(key)
            tools.checkpoints.save(key, {"job": {}})
            return found

        monkeypatch.setattr(tools.checkpoints, "load", loaded)
        (failed,) = sync([job], tools).failed

        assert "CheckpointConflict" == failed.error.kind

    def test_stops_when_told(self):
        """Told to stop, it ends within a slice, and the next sync goes on."""
        box = Sandbox(seed=1, orders=600)
        tools, stop = tools_of(box), Event()
        jobs = backfill(shop_of(box), "orders", "products", since=BEGAN, until=ENDS)
        told = []

        def hear(progress):
            told.append(progress.what)
            if progress.what == "read":
                stop.set()

        report = sync(
            jobs, tools, workers=1, slice_seconds=0, on_progress=hear, stop=stop
        )
        (outcome,) = report.outcomes

        assert (None, False) == (outcome.error, outcome.is_finished)
        assert ["began", "read"] == told
        assert report.has_more
        assert sync(jobs, tools).is_finished
        assert once(box) == tools.sink.ids()

    def test_threads_stop_within_a_page(self, job):
        """Told to stop while it reads, a thread reads no further page."""
        box, stop = Sandbox(seed=2, orders=1_001), Event()
        between = Between(box.tiktokshop_face, SEARCH, behind=stop.set)
        tools = tools_of(box, client=box.tiktokshop(transport=between))
        report = sync([job], tools, workers=1, slice_seconds=60, stop=stop)
        (outcome,) = report.outcomes

        assert (1, 100, False) == (
            outcome.requests,
            outcome.records,
            outcome.is_finished,
        )

    def test_what_was_not_begun_is_not_finished(self, tools, job):
        """Stopped before it began, it has done nothing, and does not say otherwise."""
        stop = Event()
        stop.set()
        report = sync([job], tools, stop=stop)

        assert (False, True, ()) == (
            report.is_finished,
            report.has_more,
            report.outcomes,
        )

    def test_an_interrupt_ends_the_threads(self, tools, job):
        """Ctrl+C in a callback ends the workers, too; the event to stop is the caller's."""
        stop = Event()

        def hear(_):
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            sync([job], tools, on_progress=hear, stop=stop)

        assert not stop.is_set()

    def test_a_job_that_is_given_twice(self, box, tools, job):
        """While it is under way it is not begun again, and that is said."""
        report = sync([job, job], tools)
        (failed,) = report.failed

        assert "given twice" in failed.error.message
        assert once(box) == tools.sink.ids()

    def test_a_span_that_is_not_over(self, box, tools, job):
        """A backfill whose end is still to come reads what is there; later the rest."""
        later = evolve(job, until=job.until + timedelta(days=1))
        first = sync([later], tools)
        (standing,) = fleet(tools.checkpoints, now=job.until)
        box.clock.advance(hours=25)
        second = sync([later], tools)

        assert (False, ()) == (first.is_finished, first.failed)
        assert len(sold(box)) == first.records
        assert (Health.UNFINISHED, True) == (standing.health, 0.9 < standing.share < 1)
        assert (True, 0) == (second.is_finished, second.records)

    def test_a_checkpoint_that_cannot_be_read(self, box, tools, job):
        """One damaged checkpoint keeps no other job from going on."""
        damaged = backfill(shop_of(box), "products", since=BEGAN, until=ENDS)
        tools.checkpoints.save(damaged[0].key, {"job": 3})
        report = sync([*damaged, job], tools)
        (failed,) = report.failed

        assert "CheckpointDamaged" == failed.error.kind
        assert "forget it" in failed.error.message
        assert once(box) == tools.sink.ids()

    def test_not_too_many_at_one_job(self, box, tools, job):
        """However many have nothing to do, no more read a job than its limit is for."""
        windows = []
        save = tools.checkpoints.save

        def saved(key, state, **given):
            windows.append(len(state["windows"]))
            return save(key, state, **given)

        tools.checkpoints.save = saved
        sync([job], tools, workers=4 * CURSORS)

        assert 1 < max(windows) <= CURSORS
        assert once(box) == tools.sink.ids()

    def test_nobody_helps_with_a_full_limit(self, job):
        """Where requests wait for turns, who is idle stays so: a half would cost a page."""
        box = Sandbox(seed=2, orders=5_001)
        waits = []
        # whose turns are taken and never come: always full
        limiter = MemoryRateLimiter(clock=lambda: 5.0, sleep=waits.append)
        client = box.tiktokshop(limiter=limiter)
        for _ in range(4):
            client.orders.search(page_size=1)
        tools, told = tools_of(box, client=client, monotonic=lambda: 5.0), []
        report = sync([job], tools, workers=4, on_progress=told.append)

        assert once(box) == tools.sink.ids()
        assert ["began", "finished"] == [one.what for one in told]
        assert report.requests == -(-len(once(box)) // 100)

    def test_the_longest_is_halved(self, job):
        """Of what is left, no short piece is halved as long as there is a long one."""
        tools = tools_of(Sandbox(seed=2, orders=5_001))
        halves = Window.over(int(BEGAN.timestamp()), int(ENDS.timestamp())).halves()
        begun = (
            read_on(tools, Task(job=job, window=half, seconds=0)).left[0]
            for half in halves
        )
        course = Course(job=job, span=(halves[0].since, halves[1].until))
        course.windows = [
            evolve(one, records=records)
            for one, records in zip(begun, (900, 9_000), strict=True)
        ]
        tools.checkpoints.save(job.key, course.as_json(), if_version=0)
        states, save = [], tools.checkpoints.save

        def saved(key, state, **given):
            states.append(state["windows"])
            return save(key, state, **given)

        tools.checkpoints.save = saved
        sync([job], tools, workers=3)
        split = next(one for one in states if len(one) == 3)

        assert 1 == sum(one["stop"] <= halves[0].stop for one in split)

    def test_more_than_was_thought(self):
        """Of a half that holds more than half, what is left is told by the last page."""
        box = Sandbox(seed=2, orders=1_001)
        tools = tools_of(box)
        job = Job(shop=shop_of(box), resource="orders", since=BEGAN, until=ENDS)
        task = Task(
            job=job,
            window=Window.over(int(BEGAN.timestamp()), int(ENDS.timestamp())),
            seconds=0,
        )
        (first,) = read_on(tools, task).left
        thought = evolve(task, window=evolve(first, records=100))
        (second,) = read_on(tools, thought).left

        passed, ahead = second.at - first.at, second.stop - second.at

        assert first.records > 100
        assert second.records == 100 * ahead // passed

    def test_a_half_of_changes_counts_its_own(self, job):
        """The platform counts all that was asked for, also what another reads by now."""
        tools = tools_of(Sandbox(seed=2, orders=1_001))
        whole = Window.over(int(BEGAN.timestamp()), int(ENDS.timestamp()))
        early, _ = evolve(whole, at=whole.since, records=300).halves()
        task = Task(job=evolve(job, until=None), window=early, seconds=0)
        (left,) = read_on(tools, task).left

        assert early.until == whole.until
        assert 150 - 100 == left.records

    def test_progress(self):
        """It tells how far it is, how fast, and how long it will take."""
        box = Sandbox(seed=2, orders=5_001)
        ticks = iter(range(10_000))
        tools = tools_of(box, monotonic=lambda: float(next(ticks)))
        job = Job(shop=shop_of(box), resource="orders", since=BEGAN, until=ENDS)
        told = []
        sync([job], tools, workers=2, on_progress=told.append)
        shares = [one.share for one in told]

        assert shares == sorted(shares)
        assert "began" == told[0].what
        assert "finished" == told[-1].what
        assert 1 == told[-1].all.finished == told[-1].all.jobs
        assert told[-1].records == told[-1].all.records == len(sold(box))
        assert told[-1].all.rate > told[-1].all.request_rate > 0
        assert 0 == told[-1].all.seconds_left
        assert told[0].all.seconds_left is None

    def test_share_of_the_limit(self, box, job):
        """It tells how much of what the limits allowed was used, if a limiter knows."""
        limiter = MemoryRateLimiter(clock=box.clock, sleep=box.clock.sleep)
        client = box.tiktokshop(limiter=limiter)
        tools = tools_of(box, client=client, monotonic=box.clock)
        keep = tools.sink.keep
        tools.sink.keep = lambda part: box.clock.advance(seconds=0.2) or keep(part)
        told = []
        sync([job], tools, on_progress=told.append)
        unlimited = []
        sync([job], tools_of(box), on_progress=unlimited.append)

        assert 0.1 == round(told[-1].all.limit_share, 1)
        assert unlimited[-1].all.limit_share is None

    def test_a_broken_executor(self, tools, job):
        """An executor that takes no more work says so, and what to do."""
        executor = ThreadPoolExecutor(1)
        executor.shutdown()

        with pytest.raises(SyncError, match="run the jobs again"):
            sync([job], tools, executor=executor)

    def test_tools_stay_in_their_process(self, tools):
        """Live objects are not carried to another process: a setup names them."""

        class Other(ThreadPoolExecutor.__base__):
            pass

        with pytest.raises(ValidationError, match="give a Setup"):
            sync([], tools, executor=Other())

    def test_no_workers(self, tools):
        """At least one must work."""
        with pytest.raises(ValidationError, match="workers=0"):
            sync([], tools, workers=0)

    def test_unread_records_are_kept_aside(self, box, tools, job, monkeypatch):
        """What has no id is in the sink as it came, with the reason."""
        from tokotiktok.sandbox import tiktokshop_shapes as shapes

        order = shapes.order
        monkeypatch.setattr(shapes, "order", lambda sale: {**order(sale), "id": None})
        (outcome,) = sync([job], tools).outcomes
        aside = tools.sink.records("orders_unread")

        assert (0, len(sold(box))) == (outcome.records, outcome.unread)
        assert {"it has no id"} == {one.body["reason"] for one in aside}
        assert len(sold(box)) == len({one.id for one in aside})


def halved(tools, job):
    """Save that a job was halved, and nothing is read of either half."""
    course = Course(job=job)
    course.begin(int(ENDS.timestamp()))
    course.split(course.windows[0])
    tools.checkpoints.save(job.key, course.as_json())


def using(tools, sink):
    """The same tools with another sink."""
    return {"client": tools.client, "checkpoints": tools.checkpoints, "sink": sink}


class TestOddities:
    def test_a_sink_that_cannot_keep(self, box, tools, job, monkeypatch):
        """A part that is saved and not kept is kept by the next sync."""
        keep = tools.sink.keep

        def fail(_):
            raise StoreError("the disk is gone")

        monkeypatch.setattr(tools.sink, "keep", fail)
        (failed,) = sync([job], tools).failed
        monkeypatch.setattr(tools.sink, "keep", keep)

        assert "the disk is gone" in failed.error.message
        assert sync([job], tools).is_finished
        assert once(box) == tools.sink.ids()

    def test_a_sink_that_keeps_in_its_own_way(self, box, tools, job, monkeypatch):
        """Whatever a sink raises ends its job alone, and the fleet's view tells why."""

        def fail(_):
            raise ZeroDivisionError("no space")

        monkeypatch.setattr(tools.sink, "keep", fail)
        (failed,) = sync([job], tools).failed
        (standing,) = fleet(tools.checkpoints)

        assert ("ZeroDivisionError", "ZeroDivisionError") == (
            failed.error.kind,
            standing.trouble.kind,
        )

    def test_a_sink_is_told_once_of_what_it_has(self, box, tools, job, monkeypatch):
        """A job that is done tells nothing more: its files may be moved away."""
        sync([job], tools)
        told = []
        monkeypatch.setattr(tools.sink, "keep", told.append)
        sync([job], tools)

        assert [] == told

    def test_nothing_to_write(self, box, tools):
        """A slice that finds nothing leaves nothing in the sink."""
        long_ago = BEGAN - timedelta(days=900)
        job = Job(shop=shop_of(box), resource="orders", since=long_ago, until=BEGAN)

        assert sync([job], tools).is_finished
        assert [] == tools.sink.begun

    def test_what_is_under_way_counts(self, box, tools):
        """When one slice is given up, what others have read by then is not lost."""
        job = Job(shop=shop_of(box), resource="orders", since=BEGAN, until=ENDS)
        halved(tools, job)

        class Halves(ThreadPoolExecutor):
            """Fails to read the early half, and reads the late one."""

            def submit(self, fn, _, task, *more):
                future = Future()
                early = task.window.since == int(BEGAN.timestamp())
                error = ScopeError("not granted") if early else None
                left = (task.window,) if early else ()
                future.set_result(Slice(left=left, error=error, records=7))
                return future

        (failed,) = sync([job], tools, executor=Halves(1), workers=2).failed

        assert (14, "ScopeError") == (failed.records, failed.error.kind)

    def test_tries_are_of_one_piece(self, box, tools):
        """A piece that fails again and again ends its job, though others are read."""
        job = Job(shop=shop_of(box), resource="orders", since=BEGAN, until=ENDS)
        tried = Counter()

        halved(tools, job)

        class Halves(ThreadPoolExecutor):
            """Never reads the early half, and a little at a time of the late one."""

            def submit(self, fn, _, task, *more):
                future, window = Future(), task.window
                tried[window.since] += 1
                if window.since == int(BEGAN.timestamp()):
                    error = ServerError("try again")
                    future.set_result(Slice(left=(window,), error=error))
                else:
                    left = (window.halves() or ())[1:]
                    future.set_result(Slice(left=left, records=1))
                return future

        (failed,) = sync([job], tools, executor=Halves(1), workers=1).failed

        assert "ServerError" == failed.error.kind
        assert TRIES == tried[int(BEGAN.timestamp())]

    def test_a_page_that_names_itself(self, job):
        """Pages that go round in a circle end the job, and say so."""
        box = Sandbox(seed=1, orders=600)
        tools = tools_of(box)
        page = box.tiktokshop_face.page

        def circle(seen, *args, **kwargs):
            token = seen.query.get("page_token")
            answer = page(seen, *args, **kwargs)
            return {**answer, "next_page_token": token} if token else answer

        box.tiktokshop_face.page = circle
        (failed,) = sync([job], tools, workers=1).failed

        assert "PaginationError" == failed.error.kind

    def test_pages_that_name_each_other(self, job):
        """A circle of two pages is found, too."""
        box = Sandbox(seed=1, orders=900)
        tools = tools_of(box)
        page = box.tiktokshop_face.page
        tokens = []

        def circle(seen, *args, **kwargs):
            answer = page(seen, *args, **kwargs)
            tokens.append(answer["next_page_token"])
            return {**answer, "next_page_token": tokens[(len(tokens) - 1) % 2]}

        box.tiktokshop_face.page = circle
        (failed,) = sync([job], tools, workers=1, slice_seconds=600).failed

        assert "PaginationError" == failed.error.kind
        assert len(tokens) < 10

    def test_each_slice_is_a_piece_of_work_of_its_own(self, box, tools, job):
        """An engine that keeps results by what was asked never gives an old one."""
        ids = []

        class Noting(ThreadPoolExecutor):
            def submit(self, fn, _, task, *more):
                ids.append(task.id)
                return super().submit(fn, _, task, *more)

        box.tiktokshop_face.fail("server_error", times=4, on=SEARCH)
        sync([job], tools, executor=Noting(1), workers=1)

        assert 1 < len(ids) == len(set(ids))

    @pytest.mark.parametrize(
        ("spoilt", "reason"),
        [
            ({"update_time": 1_757_901_600_000}, "update_time"),
            ({"create_time": -(10**18)}, "create_time"),
            ({"id": ["5"]}, "no id"),
            ({"id": ""}, "no id"),
        ],
        ids=["milliseconds", "long ago", "list", "empty"],
    )
    @pytest.mark.parametrize("follows", [False, True], ids=["backfill", "incremental"])
    def test_a_record_that_is_odd(self, box, job, spoilt, reason, follows):
        """One record that cannot be one is set aside; the others are read."""

        def spoil(data):
            data["orders"][3] |= spoilt
            return data

        between = Between(box.tiktokshop_face, SEARCH, after=spoil)
        tools = tools_of(box, client=box.tiktokshop(transport=between))
        job = evolve(job, until=None) if follows else job
        (outcome,) = sync([job], tools, workers=1, slice_seconds=600).outcomes
        aside = tools.sink.records("orders_unread")

        assert outcome.is_finished
        assert outcome.unread == len(aside) >= 1
        assert all(reason in one.body["reason"] for one in aside)
        assert len(sold(box)) == len(tools.sink.ids()) + len({one.id for one in aside})

    @pytest.mark.parametrize("entry", [None, 7, "x", [], {"status": []}], ids=repr)
    def test_an_entry_that_is_none(self, box, job, entry):
        """What is no object, or hardly one, is set aside; the others are read."""

        def spoil(data):
            data["orders"].append(entry)
            return data

        between = Between(box.tiktokshop_face, SEARCH, after=spoil)
        tools = tools_of(box, client=box.tiktokshop(transport=between))
        (outcome,) = sync([job], tools, workers=1).outcomes

        assert outcome.is_finished
        assert entry in [one.body["raw"] for one in tools.sink.records("orders_unread")]
        assert once(box) == tools.sink.ids()

    @pytest.mark.parametrize(
        "odd", [{"status": ["UNPAID"]}, {"update_time": None}], ids=str
    )
    def test_what_is_odd_beside_its_id(self, box, job, odd):
        """A status that is no text, or no time, is kept as it came."""

        def spoil(data):
            data["orders"][0] |= odd
            return data

        between = Between(box.tiktokshop_face, SEARCH, after=spoil)
        tools = tools_of(box, client=box.tiktokshop(transport=between))
        (outcome,) = sync([evolve(job, until=None)], tools, workers=1).outcomes

        assert (True, 0) == (outcome.is_finished, outcome.unread)
        assert set(sold(box)) == set(tools.sink.ids())

    def test_what_is_looked_up_fails(self, box):
        """If what a record takes cannot be looked up, what was read before stays."""
        tools = tools_of(box)
        jobs = backfill(
            shop_of(box), "returns", since=BEGAN, until=ENDS, kind="unified"
        )
        box.tiktokshop_face.fail("server_error", times=9, on="/orders")
        (failed,) = sync(jobs, tools, workers=1).failed
        begun = len(tools.sink.begun)
        report = sync(jobs, tools)

        assert ("ServerError", 0) == (failed.error.kind, begun)
        assert report.is_finished
        assert 0 == sum(one.unread for one in report.outcomes)

    def test_many_products_are_shared(self):
        """Products, which come in no order, are cut before they are begun."""
        box = Sandbox(seed=1, products=1_500)
        tools = tools_of(box)
        began = datetime(2020, 1, 1, tzinfo=timezone.utc)
        job = Job(shop=shop_of(box), resource="products", since=began, until=ENDS)
        executor = ThreadPoolExecutor(4)
        told = []
        sync([job], tools, executor=executor, workers=4, on_progress=told.append)
        moved = {one.tiktok_id for one in box.tiktokshop_face.world.items if one.moved}

        assert dict.fromkeys(moved, 1) == tools.sink.ids("products")

    def test_a_page_is_given_up_to_share(self, box):
        """With much in an untouched window, and a worker without work, it is halved."""
        box = Sandbox(seed=1, products=1_500)
        began = int(datetime(2020, 1, 1, tzinfo=timezone.utc).timestamp())
        job = Job(
            shop=shop_of(box),
            resource="products",
            since=datetime(2020, 1, 1, tzinfo=timezone.utc),
            until=ENDS,
        )
        window = Window.over(began, int(ENDS.timestamp()))
        tools = tools_of(box)
        slice_ = read_on(tools, Task(job=job, window=window, seconds=9), lambda: True)

        assert window.halves() == slice_.left
        assert (0, ()) == (slice_.records, slice_.parts)

    def test_too_many_products(self, monkeypatch):
        """A search that the platform refuses for its size is halved."""
        box = Sandbox(seed=1, products=300)
        monkeypatch.setattr("tokotiktok.sandbox.tiktokshop.MOST_PRODUCTS", 100)
        tools = tools_of(box)
        began = datetime(2020, 1, 1, tzinfo=timezone.utc)
        job = Job(shop=shop_of(box), resource="products", since=began, until=ENDS)
        report = sync([job], tools, workers=1)
        moved = {one.tiktok_id for one in box.tiktokshop_face.world.items if one.moved}

        assert report.is_finished
        assert dict.fromkeys(moved, 1) == tools.sink.ids("products")

    @pytest.mark.parametrize(
        ("resource", "path", "name", "field"),
        [
            ("products", "/products/search", "products", "title"),
            ("returns", "/returns/search", "return_orders", "return_reason_text"),
        ],
        ids=["products", "returns"],
    )
    def test_what_cannot_be_said(self, box, resource, path, name, field):
        """What cannot be said in plain words is kept as it came."""

        def spoil(data):
            for one in data[name]:
                one[field] = ["odd"]
            return data

        between = Between(box.tiktokshop_face, path, after=spoil)
        tools = tools_of(box, client=box.tiktokshop(transport=between))
        jobs = backfill(shop_of(box), resource, since=BEGAN, until=ENDS, kind="unified")
        (outcome,) = sync(jobs, tools).outcomes

        assert outcome.unread == len(tools.sink.records(f"{resource}_unread")) > 0

    @pytest.mark.parametrize(
        "error",
        [StoreError("the disk is full"), ValidationError("no such table")],
        ids=["passing", "hopeless"],
    )
    def test_another_runner_at_the_end(self, tools, job, box, error):
        """A job that fails when another runner has it is that runner's."""

        class Meddling(MemorySink):
            def begin(self, part):
                course = tools.checkpoints.load(job.key)
                tools.checkpoints.save(job.key, course.state)
                raise error

        used = tools_of(box, **using(tools, Meddling()))
        (failed,) = sync([job], used, workers=1).failed

        assert "CheckpointConflict" == failed.error.kind

    def test_a_day_is_one_request(self, box, tools, job):
        """A span of a day is not halved for workers to spare before it is begun."""
        day = evolve(job, until=job.since + timedelta(days=1))
        report = sync([day], tools, workers=8)

        assert (True, 1) == (report.is_finished, report.requests)

    def test_a_second_is_not_split(self, job):
        """A window of one second is nobody else's."""
        course = Course(job=job, windows=[Window.over(0, 1)])

        assert course.split(course.windows[0]) is None
