"""
Running jobs on any executor: who reads what next.

One thread, the caller's, hands out slices and takes them back. While there are more jobs
than workers each job is read by one worker; when a worker has nothing to do, the later half
of what is left of the longest window becomes its own, unless requests wait for the limit's
turns already. So dense spans are read by many and empty ones cost one request. Every slice
is in the sink before its checkpoint is saved, counts once it is, and is saved before what
is left of it is handed out.
"""

from __future__ import annotations

import uuid
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from queue import SimpleQueue
from threading import Event
from typing import TYPE_CHECKING

from attrs import define, evolve, field

from ..errors import (
    CheckpointConflict,
    CheckpointDamaged,
    RateLimitError,
    ServerError,
    StoreError,
    SyncError,
    TokoTikTokError,
    TransportError,
    ValidationError,
)
from .accounts import Accounts, Running
from .courses import Course
from .jobs import Job, Setup
from .progress import OnProgress, Report
from .slices import Slice, Task, read_on
from .sources import SOURCES
from .tools import Tools, open_tools, run_task

if TYPE_CHECKING:
    from .windows import Window

WORKERS = 8
"""Cursors at once: at 50 requests a second and 80 ms each, four are needed, and some."""
SLICE_SECONDS = 5.0
"""How long a worker reads before its work counts; a crash costs no more than that."""
_LONG = 86_400
"""Seconds of a backfill that are worth a request of their own."""
_FEW_PAGES = 4
"""So many pages are read as soon by one worker: each half ends in a page of its own."""
CURSORS = 16
"""So many read one job at most: at 300 ms each they use up 50 requests a second. More
would wait for each other's turns, and cut the span to crumbs."""
TRIES = 3
"""How often one piece of a job may fail without anything read in between."""

_Done = tuple["Running", Task, "Future[Slice]"]
_PASSING = (TransportError, ServerError, RateLimitError, StoreError)
"""What another try may find gone."""


def sync(
    jobs: Iterable[Job],
    setup: Setup | Tools,
    *,
    executor: Executor | None = None,
    workers: int = WORKERS,
    slice_seconds: float = SLICE_SECONDS,
    on_progress: OnProgress | None = None,
    stop: Event | None = None,
) -> Report:
    """
    Read what *jobs* say into the sink; each goes on where its checkpoint stands.

    One job's failure is in the report, and keeps no other from going on. What passes, such
    as a platform's failure, is tried `TRIES` times; the next sync goes on from there.

    Args:
        jobs: are begun one by one, when a worker is there for them; of each its outcome
            stays.
        setup: names of what to read and write with; or, in threads of this process, the
            open `Tools` themselves.
        executor: runs the slices: any `concurrent.futures.Executor`, of processes or of a
            cluster. Left out, threads of this process do.
        workers: how many slices run at once.
        slice_seconds: how long each reads. Threads of this process share sooner, when
            one of them has nothing to do that would help.
        on_progress: is called, in this thread, whenever something has happened.
        stop: once set, no more is begun; what is under way ends within a slice.

    Returns:
        How each job ended.

    Raises:
        ValidationError: something cannot be meant, or *setup* cannot be used.
        StoreError: the checkpoints cannot be read or written.
        SyncError: the executor is broken.
    """
    if workers < 1:
        msg = f"workers={workers}: give 1 or more"
        raise ValidationError(msg)
    here = executor is None or isinstance(executor, ThreadPoolExecutor)
    if isinstance(setup, Tools) and not here:
        msg = "Tools stay in this process: give a Setup, which names them"
        raise ValidationError(msg)
    tools = setup if isinstance(setup, Tools) else open_tools(setup)
    with _threads(executor, workers) as pool:
        run = _Run(
            tools=tools,
            jobs=iter(jobs),
            workers=workers,
            seconds=slice_seconds,
            accounts=Accounts(tools.monotonic, on_progress, tools.rate_of),
            stop=stop or Event(),
        )

        def submit(task: Task) -> Future[Slice]:
            if isinstance(setup, Tools) or isinstance(pool, ThreadPoolExecutor):
                hungry = partial(run.is_hungry, task.job)
                return pool.submit(read_on, tools, task, hungry)
            return pool.submit(run_task, setup, task)

        return run.all(submit)


@contextmanager
def _threads(
    executor: Executor | None, workers: int
) -> Generator[Executor, None, None]:
    if executor is not None:
        yield executor
        return
    with ThreadPoolExecutor(workers, "tokotiktok sync") as pool:
        yield pool


@define(eq=False)
class _Run:
    tools: Tools
    jobs: Iterator[Job]
    workers: int
    seconds: float
    accounts: Accounts
    stop: Event
    _ready: deque[tuple[Running, Task]] = field(factory=deque)
    _back: SimpleQueue[_Done] = field(factory=SimpleQueue)
    _under_way: int = 0
    _idle: int = 0
    _broken: bool = False

    def is_hungry(self, job: Job) -> bool:
        """Whether a worker that has nothing to do could help with *job*, or all shall stop."""
        if self._broken or self.stop.is_set():
            return True
        running = self.accounts.first.get(job.key) if self._idle > 0 else None
        return running is not None and self._may_help(running.course)

    def all(self, submit: Callable[[Task], Future[Slice]]) -> Report:
        """Hand out slices until nothing is left."""
        try:
            while True:
                self._hand_out(submit)
                if not self._under_way:
                    break
                self._take(*self._back.get())
        except BaseException:
            self._broken = True  # threads end within a page
            raise
        return self.accounts.report(has_more=next(self.jobs, None) is not None)

    # handing out

    def _hand_out(self, submit: Callable[[Task], Future[Slice]]) -> None:
        free = 0 if self.stop.is_set() else self.workers - self._under_way
        while len(self._ready) < free and (self._begin_next() or self._spread()):
            pass
        # with workers to spare, a page is enough: then what is left is shared
        spare = len(self._ready) < free
        for running, task in tuple(islice(self._ready, free)):
            self._ready.popleft()
            short = spare and not self.tools.is_full(running.course.job)
            seconds = 0.0 if short else self.seconds
            self._submit(submit, running, evolve(task, seconds=seconds))
        self._idle = self.workers - self._under_way

    def _spread(self) -> bool:
        """Halve a long span that nobody has begun, for workers to spare."""
        for place, (running, task) in enumerate(self._ready):
            window = task.window
            if window is None or task.job.is_incremental or not window.is_fresh:
                continue
            if not self._may_help(running.course):
                continue
            halves = running.course.split(window) if window.seconds_left > _LONG else ()
            if halves:
                del self._ready[place]
                pieces = (running.course.task(one, self.seconds) for one in halves)
                self._ready.extend((running, one) for one in pieces)
                return True
        return False

    def _submit(
        self, submit: Callable[[Task], Future[Slice]], running: Running, task: Task
    ) -> None:
        try:
            future = submit(evolve(task, id=uuid.uuid4().hex))
        except RuntimeError as error:  # broken, or shut down
            msg = f"the executor takes no more work ({error}): run the jobs again"
            raise SyncError(msg, kind=type(error).__name__) from error
        self._under_way += 1
        running.under_way += 1
        future.add_done_callback(lambda done: self._back.put((running, task, done)))

    def _begin_next(self) -> bool:
        """Begin the next job; false if there is none."""
        job = next(self.jobs, None)
        if job is None:
            return False
        running = Running(Course(job=job))
        try:
            self._load(running)
        except (CheckpointDamaged, ValidationError) as error:
            self.accounts.begin(running)
            running.fail(error)
            self._leave(running)
            return True
        self.accounts.begin(running)
        if self._saved(running):
            self.accounts.tell("began", running)
            self._go_on(running, running.course.tasks(self.seconds))
        return True

    def _load(self, running: Running) -> None:
        """Find out where a job stands, and what is to be done now."""
        job = running.course.job
        if job.key in self.accounts.first:
            msg = f"{job.key} is given twice: it is under way"
            raise ValidationError(msg)
        found = self.tools.checkpoints.load(job.key)
        if found is not None:
            running.go_on(Course.from_json(job.key, found.state), found.version)
        course = running.course
        course.job = job  # the shop's cipher may be another by now
        course.begin(self._now())

    def _go_on(self, running: Running, tasks: Iterable[Task]) -> None:
        """Have tasks handed out, unless the job is done or given up for now."""
        if running.error is None and running.course.is_under_way:
            self._ready.extend((running, task) for task in tasks)
        elif not running.under_way:
            self._leave(running)

    # taking back

    def _take(self, running: Running, task: Task, future: Future[Slice]) -> None:
        self._under_way -= 1
        running.under_way -= 1
        self._idle = self.workers - self._under_way
        try:
            slice_ = future.result()
        except Exception as error:  # noqa: BLE001 - a worker's death, or what it died of
            left = () if task.window is None else (task.window,)
            self._took(running, task, Slice(left=left), error)
            return
        self._took(running, task, slice_, slice_.error)

    def _took(
        self,
        running: Running,
        task: Task,
        slice_: Slice,
        error: Exception | None,
    ) -> None:
        if running not in self.accounts.running:  # another runner has it
            return
        course = running.course
        late = course.late
        left = self._left(course, task, slice_, error)
        tries = 0 if error is None or slice_.records else task.tries + 1
        if running.error is None:
            course.trouble = None
            if error is not None:
                course.failed(error, self._now())
        if error is not None and (tries >= TRIES or not _may_pass(error)):
            self._give_up(running, error)
        if not self._saved(running):
            return
        if course.late > late:
            self.accounts.tell("late", running)
        if course.is_under_way:
            self.accounts.tell("read", running)
        tasks = [course.task(window, self.seconds, tries) for window in left]
        if error is not None and task.window is None:
            tasks.append(evolve(task, tries=tries))
        self._go_on(running, tasks)

    def _left(
        self, course: Course, task: Task, slice_: Slice, error: Exception | None
    ) -> Sequence[Window]:
        """Take note of a slice; give what is left, halved for those with no work."""
        if error is not None and slice_.error is None:  # it never came back
            return slice_.left
        left = list(course.took(task, slice_, self._now()))
        wanted = self._idle - len(self._ready) - len(left)
        if error is None and wanted >= 0 and self._may_split(course, left):
            halves = course.split(left[0])
            return left if halves is None else halves
        return left

    def _may_split(self, course: Course, left: Sequence[Window]) -> bool:
        if len(left) != 1 or not self._may_help(course):
            return False
        (window,), source = left, SOURCES[course.job.resource]
        longest = max(one.records or 0 for one in course.windows)
        few = max(_FEW_PAGES * source.page, longest // 2)
        if window.records is not None and window.records <= few:
            return False  # it is soon read; or another is to be halved
        return source.sorted or window.is_fresh

    def _may_help(self, course: Course) -> bool:
        """Whether a job is read sooner by one more; else each half only costs a page."""
        return len(course.windows) < CURSORS and not self.tools.is_full(course.job)

    def _give_up(self, running: Running, error: Exception) -> None:
        """Hand out nothing more of a job; what is under way is still taken back."""
        if running.error is None:
            running.fail(error)
            running.course.failed(error, self._now())
            self._ready = deque(one for one in self._ready if one[0] is not running)

    def _saved(self, running: Running) -> bool:
        """Save the checkpoint; give way if another sync has gone on with the job."""
        course = running.course
        try:
            self._save(running)
            told = bool(course.parts)
            if told and not (self._kept(running) and course.is_under_way):
                # why not: the next sync tells the sink again; or that it need not
                self._save(running)
        except CheckpointConflict as error:
            running.fail(error)
            self._leave(running)
            return False
        return True

    def _save(self, running: Running) -> None:
        key, state = running.course.job.key, running.course.as_json()
        saved = self.tools.checkpoints.save(key, state, if_version=running.version)
        running.version = saved.version

    def _kept(self, running: Running) -> bool:
        parts = running.course.parts
        try:
            while parts:
                self.tools.sink.keep(parts[0])
                del parts[0]
        except Exception as error:  # noqa: BLE001 - a sink may be anybody's
            self._give_up(running, error)
            return False
        return True

    def _leave(self, running: Running) -> None:
        """Have done with a job, whether or not it is done."""
        self._ready = deque(one for one in self._ready if one[0] is not running)
        self.accounts.leave(running)

    def _now(self) -> int:
        return int(self.tools.client.now().timestamp())


def _may_pass(error: Exception) -> bool:
    """Whether trying again may help: what is no error of ours is a worker's death."""
    if isinstance(error, TransportError):
        return not error.hopeless
    return isinstance(error, _PASSING) or not isinstance(error, TokoTikTokError)
