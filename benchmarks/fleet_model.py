"""
A fleet in simulated time, on SimPy: who waits for whom when thousands of shops are read.

What decides is the library's own code: `_Run` hands out slices and takes them back,
`Course` and `Window` say what is left and halve it, `Bucket` gives turns, checkpoints are
written and read as they are. Simulated is what takes time: the platform, the processors of
workers and of callers, Redis, and deaths. How much each takes is in `Costs`.
"""

from __future__ import annotations

import math
import random
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime, timedelta, timezone
from functools import partial
from operator import itemgetter
from threading import Event
from types import SimpleNamespace
from typing import Any

import simpy
from attrs import define, field, frozen
from shop_server import BEGAN, YEAR

from tokotiktok._turns import Bucket
from tokotiktok.ratelimit import Rate, refusal
from tokotiktok.stores import Checkpoint
from tokotiktok.sync import Job, Shop
from tokotiktok.sync.accounts import Accounts
from tokotiktok.sync.courses import OVERLAP
from tokotiktok.sync.running import _Run
from tokotiktok.sync.slices import Slice, Task, _Reading, never
from tokotiktok.sync.sources import SOURCES
from tokotiktok.sync.tools import IN_LINE
from tokotiktok.sync.windows import Window

PAGE = SOURCES["orders"].page
SINCE = datetime.fromtimestamp(BEGAN, timezone.utc)
UNTIL = SINCE + timedelta(seconds=YEAR)
DEADLINE = 60.0
"""Seconds that a call waits for its turn at most: the deadline of calls."""
Steps = Generator[simpy.Event, Any, Any]
"""What happens in time; each event is something to wait for."""
_Curve = Sequence[tuple[float, float]]
EVEN: _Curve = ((0.0, 0.0), (1.0, 1.0))
DENSE: _Curve = ((0.0, 0.0), (0.6, 0.12), (0.7, 0.94), (1.0, 1.0))
"""Shares of the year and of its orders: 80 % of them within a tenth of it."""


@frozen(kw_only=True)
class Costs:
    """Seconds that things take."""

    latency: float
    """From a request to its answer, at the platform."""
    page: float
    """A worker's processor, for a page with nothing on it: call, token and turn."""
    record: float
    """And for each record on it."""
    slice: float
    """And for a slice's beginning and end, with the sink's file."""
    trip: float
    """Waiting for Redis, for a page."""
    disk: float
    """Waiting for the sink's disk, at a slice's end."""
    begin: float
    """The caller, for a job that begins."""
    back: float
    """The caller, for a slice that comes back, with its checkpoint."""
    keep: float
    """And for the sink's disk, where what the slice wrote is to count."""
    window: float
    """The caller, for each window that is written into a checkpoint."""
    poll: float
    """The caller, for a job of changes from its beginning to its end."""
    submit: float = 0.0
    """The caller, for handing out a slice to another process."""
    redis_job: float = 0.0
    """Redis' own processor, for a job."""
    redis_slice: float = 0.0
    redis_page: float = 0.0


@frozen
class Orders:
    """A shop's orders, laid out over the year by a curve, so that none is kept."""

    count: int
    curve: _Curve = EVEN

    def before(self, at: int) -> int:
        """Say how many were placed before a time."""
        share = _along(self.curve, 0, (at - BEGAN) / YEAR)
        return max(0, math.ceil(self.count * share - 0.5))

    def at(self, number: int) -> int:
        """Say when the one of a number was placed."""
        return BEGAN + int(YEAR * _along(self.curve, 1, (number + 0.5) / self.count))

    def page(self, window: Window) -> tuple[int, int, str | None, int]:
        """Give the page where a window stands: from, to, the next one's token, the total."""
        first, last = self.before(window.since), self.before(window.until)
        begin = min(first + int(window.cursor or 0), last)
        end = min(begin + PAGE, last)
        return begin, end, str(end - first) if end < last else None, last - first


def _along(curve: _Curve, given: int, value: float) -> float:
    """Give the other coordinate of the point of a curve that has *value* as one."""
    if curve is EVEN:
        return value
    place = bisect_right(curve, value, key=itemgetter(given))
    begin, end = curve[min(max(1, place), len(curve) - 1) - 1 :][:2]
    share = (value - begin[given]) / (end[given] - begin[given])
    return begin[1 - given] + share * (end[1 - given] - begin[1 - given])


def sizes(shops: int, mean: float, seed: int) -> list[int]:
    """
    Draw how many orders each shop has in a year: many have few, few have very many.

    Log-normal, with a mean of five times the median.
    """
    chance, sigma = random.Random(seed), math.sqrt(2 * math.log(5))
    return [
        round(mean / 5 * math.exp(sigma * chance.gauss(0, 1))) for _ in range(shops)
    ]


@frozen(kw_only=True)
class Plan:
    """What is simulated."""

    shops: Sequence[Orders]
    costs: Costs
    workers: int
    """Slices at once, of all callers together."""
    callers: int = 1
    """Processes that call ``sync``, each with its share of shops and workers."""
    threads: int = 4
    """Workers that share a process, and so a processor."""
    limit: float = 50.0
    """Requests a second that each shop has."""
    changes: float = 0.0
    """Seconds since the last run of jobs of changes; 0 is a backfill."""
    seconds: float = 5.0
    """How long a slice is."""
    together: bool = False
    """Whether workers are threads of the caller's process, which know who is idle."""
    dies_each: float = math.inf
    """Seconds from one death of a worker process to the next, in the mean."""
    back_after: float = 30.0
    """Seconds until there is another in its place."""
    caller_dies_at: float = math.inf
    """When all callers die, and are started anew."""
    seed: int = 1


@frozen(kw_only=True)
class Found:
    """What came of it."""

    seconds: float
    records: int
    """As the checkpoints count them."""
    requests: int
    needed: int
    """Requests that reading each shop once from end to end takes."""
    slices: int
    deaths: int
    refused: int
    """Turns that would have come later than calls wait."""
    failed: int
    """Jobs that were given up for the next run."""
    busy: dict[str, float]
    """Which share of their time each was at work: 0 to 1."""

    @property
    def bottleneck(self) -> str:
        """Name what was busiest."""
        return max(self.busy, key=self.busy.__getitem__)


class WorkerDiedError(Exception):
    """What an executor gives for the work of a worker that died."""


@define(eq=False)
class _Server:
    """
    Serves one at a time, in the order in which they come.

    So when it is free again says all about its queue, and waiting is one event.
    """

    free_at: float = 0.0
    worked: float = 0.0

    def wait(self, now: float, seconds: float) -> float:
        """Say how long somebody who comes *now* is there, for work of so many seconds."""
        self.free_at = max(self.free_at, now) + seconds
        self.worked += seconds
        return self.free_at - now


@define(eq=False)
class _Process:
    """A worker's process: a processor for its threads."""

    processor: _Server = field(factory=_Server)
    reading: set[simpy.Process] = field(factory=set)
    lost: list[simpy.Store] = field(factory=list)
    """Where its threads wait for work, once it is up again."""
    is_up: bool = True


class Fleet:
    """A simulation, from its beginning to its end."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.env = simpy.Environment()
        self.redis = _Server()
        self.chance = random.Random(plan.seed)
        self.rate = Rate(plan.limit)
        self.buckets: defaultdict[str, Bucket] = defaultdict(Bucket)
        self.asked: defaultdict[str, int] = defaultdict(int)
        self.slices = self.deaths = self.refused = self.failed = 0
        self.worked = 0.0
        self.store = _Store()
        self.processes: list[_Process] = []
        self.callers = [_Caller(self, number) for number in range(plan.callers)]

    def run(self) -> Found:
        """Simulate until all jobs are done."""
        env, plan = self.env, self.plan
        ended = env.all_of([one.process for one in self.callers])
        if plan.dies_each < math.inf:
            env.process(self._deaths())
        if plan.caller_dies_at < math.inf:
            env.process(self._callers_die())
        env.run(until=ended)
        return self._found()

    def now(self) -> datetime:
        """Say what time it is: the year is over, when the simulation begins."""
        return UNTIL + timedelta(seconds=self.plan.changes + self.env.now)

    def work(
        self, caller: _Caller, run: _Run, task: Task, future: Future[Slice]
    ) -> Steps:
        """Be a worker that is handed a slice: read it, and give it back, or die of it."""
        env = self.env
        process = yield caller.slots.get()
        while not process.is_up:
            process.lost.append(caller.slots)
            process = yield caller.slots.get()
        began, me = env.now, env.active_process
        process.reading.add(me)
        hungry = partial(run.is_hungry, task.job) if self.plan.together else never
        try:
            slice_ = yield from self._read_on(process.processor, task, hungry)
        except simpy.Interrupt:
            future.set_exception(WorkerDiedError("while it read"))
        else:
            future.set_result(slice_)
        process.reading.discard(me)
        self.worked += env.now - began
        self.slices += 1
        if process.is_up:
            caller.slots.put(process)
        else:
            process.lost.append(caller.slots)

    def _read_on(
        self, processor: _Server, task: Task, hungry: Callable[[], bool]
    ) -> Steps:
        """Read as `tokotiktok.sync.slices.read_on` does."""
        env, costs, left = self.env, self.plan.costs, task.window
        shop, moves = task.job.shop.id, task.job.is_incremental
        orders, bucket = self.plan.shops[int(shop)], self.buckets[shop]
        ends = env.now + task.seconds
        reading: Any = SimpleNamespace(_moves=moves, _stays=not moves)
        records = requests = 0
        error = None
        yield env.timeout(processor.wait(env.now, costs.slice))
        while left is not None:
            asked = costs.trip + self.redis.wait(env.now, costs.redis_page)
            wait = bucket.take(self.rate, env.now + asked, DEADLINE)
            if wait > DEADLINE:
                error = refusal(wait, DEADLINE)
                self.refused += 1
                break
            self.asked[shop] += 1
            requests += 1
            yield env.timeout(asked + wait + costs.latency)
            begin, end, cursor, total = orders.page(left)
            took = costs.page + (end - begin) * costs.record
            yield env.timeout(processor.wait(env.now, took))
            records += min(end, max(begin, orders.before(left.stop))) - begin
            page: Any = SimpleNamespace(items=range(begin, end), total=total)
            at = orders.at(end - 1) if end > begin else None
            more = _Reading._expected(reading, left, page, at)
            turn = left.moved if moves else left.turned
            left = turn(cursor, at, *more)
            if hungry() or env.now >= ends:
                break
        yield env.timeout(costs.disk)
        rest = () if left is None else (left,)
        return Slice(left=rest, records=records, requests=requests, error=error)

    def _deaths(self) -> Steps:
        while True:
            yield self.env.timeout(self.chance.expovariate(1 / self.plan.dies_each))
            process = self.chance.choice(self.processes)
            if process.is_up:
                self.env.process(self._die(process))

    def _die(self, process: _Process) -> Steps:
        self.deaths += 1
        process.is_up = False
        for reading in tuple(process.reading):
            reading.interrupt()
        yield self.env.timeout(self.plan.back_after)
        process.is_up = True
        for slots in process.lost:
            slots.put(process)
        process.lost.clear()

    def _callers_die(self) -> Steps:
        yield self.env.timeout(self.plan.caller_dies_at)
        for one in self.callers:
            if one.process.is_alive:
                one.process.interrupt()

    def _found(self) -> Found:
        plan, seconds = self.plan, max(self.env.now, 1e-9)
        most = max(self.asked.values())
        pages = [math.ceil(one.count / PAGE) for one in plan.shops]
        processed = sum(one.processor.worked for one in self.processes)
        called = sum(one.worked for one in self.callers)
        busy = {
            "workers": self.worked / plan.workers,
            "processors": processed / len(self.processes),
            "callers": called / plan.callers,
            "Redis": self.redis.worked,
            "limit": most / plan.limit,
        }
        return Found(
            seconds=seconds,
            records=sum(one.state["records"] for one in self.store.kept.values()),
            requests=sum(self.asked.values()),
            needed=len(pages) if plan.changes else sum(max(1, one) for one in pages),
            slices=self.slices,
            deaths=self.deaths,
            refused=self.refused,
            failed=self.failed,
            busy={what: one / seconds for what, one in busy.items()},
        )


class _Store:
    """Checkpoints, and how many windows were in those that were saved."""

    def __init__(self) -> None:
        self.kept: dict[str, Checkpoint] = {}
        self.loads = self.saves = self.windows = 0

    def load(self, job: str) -> Checkpoint | None:
        self.loads += 1
        return self.kept.get(job)

    def save(
        self, job: str, state: Mapping[str, Any], *, if_version: int
    ) -> Checkpoint:
        """Keep it, without writing it as text: that takes the time that `Costs` says."""
        self.saves += 1
        self.windows += len(state["windows"])
        kept = Checkpoint(state=state, version=if_version + 1)
        self.kept[job] = kept
        return kept


class _Caller:
    """A process that calls ``sync`` for its share of the shops."""

    def __init__(self, fleet: Fleet, number: int) -> None:
        self.fleet = fleet
        self.number = number
        plan, env = fleet.plan, fleet.env
        self.workers = len(range(number, plan.workers, plan.callers))
        self.worked = 0.0
        self.slots = simpy.Store(env)
        processes = [_Process() for _ in range(math.ceil(self.workers / plan.threads))]
        fleet.processes += processes
        self.processor = processes[0].processor
        for worker in range(self.workers):
            self.slots.put(processes[worker // plan.threads])
        self.process = env.process(self._work())

    def _jobs(self) -> Iterable[Job]:
        plan = self.fleet.plan
        for number in range(self.number, len(plan.shops), plan.callers):
            until = None if plan.changes else UNTIL
            since = UNTIL - timedelta(seconds=OVERLAP) if plan.changes else SINCE
            shop = Shop(account="", id=str(number), cipher="")
            yield Job(shop=shop, resource="orders", since=since, until=until)

    def _work(self) -> Steps:
        """Do what `_Run.all` does, and let time pass for it."""
        fleet, env = self.fleet, self.fleet.env
        costs, plan = fleet.plan.costs, fleet.plan
        back = costs.back + costs.keep
        if plan.changes:
            back = max(0.0, costs.poll - costs.begin)
        while True:
            handed: list[tuple[Task, Future[Slice]]] = []
            run = self._run()

            def submit(task: Task) -> Future[Slice]:
                future: Future[Slice] = Future()
                handed.append((task, future))  # noqa: B023 - of this run
                return future

            taken: Any = ()
            try:
                while True:
                    begun, windows = fleet.store.loads, fleet.store.windows
                    if taken:
                        run._take(*taken)
                    run._hand_out(submit)
                    begun = fleet.store.loads - begun
                    windows = fleet.store.windows - windows
                    took = (
                        begun * costs.begin
                        + bool(taken) * back
                        + windows * costs.window
                        + len(handed) * costs.submit
                    )
                    self.worked += took
                    redis = begun * costs.redis_job + bool(taken) * costs.redis_slice
                    queued = fleet.redis.wait(env.now, redis) - redis
                    if plan.together:  # a processor with the workers
                        took = self.processor.wait(env.now, took)
                    yield env.timeout(took + queued)
                    for task, future in handed:
                        env.process(fleet.work(self, run, task, future))
                    handed.clear()
                    if not run._under_way:
                        break
                    taken = yield run._back.get()
            except simpy.Interrupt:
                run.stop.set()
                yield env.timeout(plan.back_after)
                continue
            fleet.failed += len(run.accounts.report(has_more=False).failed)
            return

    def _is_full(self, job: Job) -> bool:
        """Say what `Tools.is_full` does: nothing is known of other processes' limiters."""
        fleet = self.fleet
        ahead = fleet.buckets[job.shop.id].free_at - fleet.env.now
        return fleet.plan.together and ahead > IN_LINE * fleet.rate.interval

    def _run(self) -> _Run:
        fleet, env = self.fleet, self.fleet.env
        tools: Any = SimpleNamespace(
            client=SimpleNamespace(now=fleet.now),
            sink=SimpleNamespace(keep=lambda _: None),
            checkpoints=fleet.store,
            monotonic=lambda: env.now,
            is_full=self._is_full,
        )
        return _Run(
            tools=tools,
            jobs=iter(self._jobs()),
            workers=self.workers,
            seconds=fleet.plan.seconds,
            accounts=Accounts(lambda: env.now, None),
            stop=Event(),
            back=simpy.Store(env),
        )
