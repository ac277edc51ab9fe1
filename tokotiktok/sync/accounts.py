"""What came of each job of a sync, and of all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from attrs import define, field

from ..errors import SyncError, TokoTikTokError
from .courses import Course
from .jobs import Job
from .progress import OnProgress, Outcome, Progress, Report, Totals, What


@define(eq=False)
class Running:
    """A job that was begun."""

    course: Course
    version: int = 0
    """Of its checkpoint."""
    began: float = 0.0
    rate: float = 0.0
    """Requests a second that its limit allows; 0 if nobody knows."""
    under_way: int = 0
    """How many of its slices are."""
    error: SyncError | None = None
    """Why it is given up for now."""
    _before: Counter[str] = field(factory=Counter)

    def go_on(self, course: Course, version: int) -> None:
        """Go on where the last sync stopped."""
        self.course, self.version = course, version
        self._before = self._counted()

    def fail(self, error: Exception) -> None:
        """Note why it is given up for now."""
        job = self.course.job
        said = error.message if isinstance(error, TokoTikTokError) else str(error)
        self.error = SyncError(
            f"{job.key} cannot go on: {said or type(error).__name__}",
            shop=job.shop.name,
            job=job.key,
            kind=type(error).__name__,
        )
        self.error.__cause__ = error

    def count(self) -> Counter[str]:
        """Say what was read in this sync."""
        now = self._counted()
        now.subtract(self._before)
        return now

    def _counted(self) -> Counter[str]:
        return Counter({name: getattr(self.course, name) for name in _COUNTED})


_COUNTED = ("records", "requests", "unread", "late")


class Accounts:
    """Keeps what came of jobs, and tells whoever wants to know."""

    def __init__(
        self,
        monotonic: Callable[[], float],
        on_progress: OnProgress | None,
        rate_of: Callable[[Job], float | None] = lambda _: None,
    ) -> None:
        self.running: set[Running] = set()
        self.first: dict[str, Running] = {}
        """Which of them has a key: looking through all, each time, took a caller of a
        thousand workers longer than all the rest."""
        self._monotonic = monotonic
        self._on_progress = on_progress
        self._rate_of = rate_of
        self._allowed = 0.0
        self._outcomes: list[Outcome] = []
        self._done: Counter[str] = Counter()
        """What the outcomes come to."""
        self._began = monotonic()

    def begin(self, running: Running) -> None:
        """Take note of a job that begins."""
        if self._on_progress is not None:
            running.began = self._monotonic()
            running.rate = self._rate_of(running.course.job) or 0.0
        self.running.add(running)
        self.first.setdefault(running.course.job.key, running)
        self._done["jobs"] += 1

    def leave(self, running: Running) -> None:
        """Write a job off, done or not."""
        self.running.discard(running)
        count, job = running.count(), running.course.job
        if self.first.get(job.key) is running:
            del self.first[job.key]
        self._allowed += self._allowed_to(running)
        finished = running.course.is_finished and running.error is None
        self._done.update(count)
        self._done["finished"] += finished
        self._done["failed"] += running.error is not None
        self._outcomes.append(
            Outcome(job=job, is_finished=finished, error=running.error, **count)
        )
        if finished or running.error is not None:
            self.tell("finished" if finished else "failed", running)

    def tell(self, what: What, running: Running) -> None:
        """Tell what has happened to a job."""
        if self._on_progress is not None:
            course = running.course
            self._on_progress(
                Progress(
                    what=what,
                    job=course.job,
                    records=running.count()["records"],
                    share=course.share(),
                    all=self._totals(),
                )
            )

    def report(self, *, has_more: bool) -> Report:
        """Say what came of all jobs; those that were begun and not ended are left."""
        for running in tuple(self.running):
            self.leave(running)
        outcomes, seconds = tuple(self._outcomes), self._seconds()
        return Report(outcomes=outcomes, seconds=seconds, has_more=has_more)

    def _totals(self) -> Totals:
        total = self._done.copy()
        for running in self.running:
            total.update(running.count())
        shares = sum(running.course.share() for running in self.running)
        return Totals(
            jobs=total["jobs"],
            finished=total["finished"],
            failed=total["failed"],
            records=total["records"],
            requests=total["requests"],
            unread=total["unread"],
            seconds=self._seconds(),
            share=(total["finished"] + shares) / total["jobs"],
            allowed=self._allowed + sum(map(self._allowed_to, self.running)),
        )

    def _allowed_to(self, running: Running) -> float:
        return running.rate and running.rate * (self._monotonic() - running.began)

    def _seconds(self) -> float:
        return self._monotonic() - self._began
