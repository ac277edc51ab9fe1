"""
How far a job has got: what is left to read, what was found, what went wrong.

A `Course` is what a checkpoint holds. It is changed by one runner alone, after each slice,
and saved before the next; so whoever takes over finds nothing missing. What a slice wrote
counts once it is saved here: the sink is told after that, and told again by whoever takes
over in between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from attrs import asdict, define, field, frozen

from ..errors import CheckpointDamaged, TokoTikTokError
from .jobs import Job
from .records import Part
from .slices import Slice, Task
from .windows import Window

OVERLAP = 600
"""Seconds that an incremental run reaches back behind the last one, at least."""
LONGEST_OVERLAP = 86_400
_FADES = 24
"""In so many seconds an overlap that late changes have widened gets one narrower."""
AGAIN = 86_400
"""After so many seconds an open order is read again, though nothing says it changed."""
BATCH = 50
"""Orders that TikTok Shop gives by their ids at most at once."""


@frozen(kw_only=True)
class Trouble:
    """What a job failed with, for people and for the fleet's view."""

    kind: str
    """The error's class: ``ReauthorizationRequired``."""
    message: str
    at: datetime

    def as_json(self) -> dict[str, Any]:
        """Write it for a checkpoint."""
        return {"kind": self.kind, "message": self.message, "at": self.at.isoformat()}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Trouble:
        """Read it from a checkpoint."""
        at = datetime.fromisoformat(plain["at"])
        return cls(kind=plain["kind"], message=plain["message"], at=at)


@define(kw_only=True)
class Course:
    """A job's way, from a checkpoint to the next."""

    job: Job
    windows: list[Window] = field(factory=list)
    """What is left to read, whether or not somebody is at it."""
    span: tuple[int, int] = (0, 0)
    """The whole of what is read, or of what this run of an incremental job reads."""
    records: int = 0
    unread: int = 0
    requests: int = 0
    parts: list[Part] = field(factory=list)
    """What the sink has and is still to be told that it counts."""
    is_finished: bool = False
    trouble: Trouble | None = None
    watermark: int | None = None
    """Up to here all changes were read by the runs that are done."""
    overlap: int = OVERLAP
    recent: dict[str, int] = field(factory=dict)
    """When those changed that were read in the overlap with the next run."""
    recent_from: int = 0
    """Since when `recent` has all."""
    open: dict[str, int] = field(factory=dict)
    """When orders that are not over were last read."""
    again: list[str] = field(factory=list)
    """Those of them that this run still reads again."""
    late: int = 0
    """Changes that came to be seen only after a run had passed their time."""
    latest: int = 0
    """By how many seconds, at most, in this run."""

    @property
    def is_under_way(self) -> bool:
        """Whether anything is to be read now."""
        return bool(self.windows or self.again)

    def begin(self, now: int) -> None:
        """Begin a run, unless one is under way that is to go on."""
        self.trouble = None
        if self.is_under_way:
            return
        since = int(self.job.since.timestamp())
        if self.job.until is not None:
            if not self.is_finished:
                until = min(int(self.job.until.timestamp()), now)
                begins = max(since, self.span[1] - OVERLAP)
                self._set_out(begins, max(begins, until))
            return
        if self.watermark is not None:
            since = max(since, self.watermark - self.overlap)
        self.is_finished, self.latest = False, 0
        self.again = [one for one, at in self.open.items() if at <= now - AGAIN]
        self._set_out(since, max(now, since))

    def _set_out(self, since: int, until: int) -> None:
        self.span = since, until
        self.windows = [Window.over(since, until)] if since < until else []
        self._end_if_done()

    def tasks(self, seconds: float) -> Iterator[Task]:
        """Give what is to be done, each piece once."""
        for window in self.windows:
            yield self.task(window, seconds)
        for start in range(0, len(self.again), BATCH):
            ids = tuple(self.again[start : start + BATCH])
            yield Task(job=self.job, ids=ids, seconds=seconds)

    def task(self, window: Window, seconds: float, tries: int = 0) -> Task:
        """Give the task of reading on in a window."""
        return Task(job=self.job, window=window, seconds=seconds, tries=tries)

    def took(self, task: Task, slice_: Slice, now: int) -> Sequence[Window]:
        """Take note of a slice; give the windows that are left of its own."""
        self.records += slice_.records
        self.unread += slice_.unread
        self.requests += slice_.requests
        self.parts.extend(slice_.parts)
        for name, at, is_open in slice_.heard:
            self._heard(name, at, now, is_open=is_open)
        if task.window is not None:
            self.windows.remove(task.window)
            self.windows.extend(slice_.left)
        elif slice_.error is None:
            heard = {name for name, _, _ in slice_.heard}
            for name in task.ids:
                self.again.remove(name)
                if name not in heard:  # it is not there any more
                    self.open.pop(name, None)
        self._end_if_done()
        return slice_.left

    def split(self, window: Window) -> tuple[Window, Window] | None:
        """Halve a window, so that two workers read what is left of it."""
        halves = window.halves()
        if halves is not None:
            self.windows.remove(window)
            self.windows.extend(halves)
        return halves

    def failed(self, error: BaseException, now: int) -> None:
        """Take note of what kept a slice from going on."""
        said = error.message if isinstance(error, TokoTikTokError) else str(error)
        at = datetime.fromtimestamp(now, timezone.utc)
        self.trouble = Trouble(kind=type(error).__name__, message=said, at=at)

    def share(self) -> float:
        """How much of the span has been read: 0 to 1."""
        since, until = self.span
        if self.job.until is not None and until:
            since = int(self.job.since.timestamp())
            until = int(self.job.until.timestamp())
        if self.is_finished or until <= since:
            return 1.0 if self.is_finished else 0.0
        left = sum(window.seconds_left for window in self.windows)
        return 1 - (left + until - self.span[1]) / (until - since)

    def _heard(self, name: str, at: int, now: int, *, is_open: bool) -> None:
        known = self.recent.get(name)
        behind = 0 if self.watermark is None else self.watermark - at
        is_news = (known is None or known < at) and name not in self.again
        is_late = behind > 0 and at >= self.recent_from and is_news
        if is_late:
            self.late += 1
            self.latest = max(self.latest, behind)
        if is_late or at >= self.span[1] - self.overlap:
            self.recent[name] = max(at, known or 0)
        if is_open:
            self.open[name] = now
        else:
            self.open.pop(name, None)

    def _end_if_done(self) -> None:
        if self.is_under_way:
            return
        if self.job.until is not None:  # which may be still to come
            self.is_finished = self.span[1] >= int(self.job.until.timestamp())
            return
        self.is_finished = True
        since, until = self.span
        # what was heard of goes back as far as this run's overlap, not the next one's
        self.recent_from = max(
            until - self.overlap, min(since, self.recent_from or since)
        )
        self.recent = {
            name: at for name, at in self.recent.items() if at >= self.recent_from
        }
        passed = until - (self.watermark or until)
        narrower = self.overlap - passed // _FADES
        self.overlap = min(LONGEST_OVERLAP, max(OVERLAP, narrower, 2 * self.latest))
        self.watermark = until

    # checkpoints

    def as_json(self) -> dict[str, Any]:
        """Write it for a checkpoint."""
        job = self.job.as_json()
        job["shop"]["cipher"] = ""  # the next run brings it; here nobody needs it
        plain: dict[str, Any] = {
            "job": job,
            "windows": [window.as_json() for window in self.windows],
            "span": list(self.span),
            "records": self.records,
            "unread": self.unread,
            "requests": self.requests,
            "parts": [asdict(part) for part in self.parts],
            "finished": self.is_finished,
            "trouble": self.trouble and self.trouble.as_json(),
        }
        if self.job.is_incremental:
            plain |= {name: getattr(self, name) for name in _INCREMENTAL}
        return plain

    @staticmethod
    def wrote(plain: Mapping[str, Any]) -> bool:
        """Whether a checkpoint is a course's at all."""
        return plain.keys() >= {"job", "windows", "span"}

    @classmethod
    def from_json(cls, name: str, plain: Mapping[str, Any]) -> Course:
        """
        Read it from a checkpoint.

        Raises:
            CheckpointDamaged: this version cannot read it.
        """
        try:
            return cls._read(plain)
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise CheckpointDamaged(
                f"the checkpoint of job {name} is damaged, or of another version of this "
                f"library ({type(error).__name__}: {error}): forget it, and the job begins anew"
            ) from error

    @classmethod
    def _read(cls, plain: Mapping[str, Any]) -> Course:
        trouble = plain.get("trouble")
        return cls(
            job=Job.from_json(plain["job"]),
            windows=[Window.from_json(one) for one in plain["windows"]],
            span=(plain["span"][0], plain["span"][1]),
            records=plain["records"],
            unread=plain["unread"],
            requests=plain["requests"],
            parts=[Part(**one) for one in plain["parts"]],
            is_finished=plain["finished"],
            trouble=None if trouble is None else Trouble.from_json(trouble),
            **{name: plain[name] for name in _INCREMENTAL if name in plain},
        )


_INCREMENTAL = (
    *("watermark", "overlap", "recent", "recent_from"),
    *("open", "again", "late", "latest"),
)
