"""What a sync tells while it runs, and when it is over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from attrs import frozen

from ..errors import SyncError
from .jobs import Job


@frozen(kw_only=True)
class Totals:
    """All jobs of a sync together, since it began."""

    jobs: int
    """How many were begun so far."""
    finished: int
    failed: int
    records: int
    requests: int
    unread: int
    seconds: float
    share: float
    """How much is read of the spans of the jobs begun so far: 0 to 1."""
    allowed: float
    """Requests that the jobs' limits had room for while they ran; 0 if nobody knows."""

    @property
    def limit_share(self) -> float | None:
        """
        How much of that room was used: 1 is all of it.

        ``None`` if the client has no limiter, or one that does not tell its rates.
        """
        return self.requests / self.allowed if self.allowed > 0 else None

    @property
    def rate(self) -> float:
        """Records per second."""
        return self.records / self.seconds if self.seconds > 0 else 0.0

    @property
    def request_rate(self) -> float:
        """Requests per second."""
        return self.requests / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """How long it still takes, if it goes on as it did; ``None`` at the start."""
        if self.share <= 0:
            return None
        return self.seconds * (1 - self.share) / self.share


What = Literal["began", "read", "late", "failed", "finished"]
"""What may happen to a job."""


@frozen(kw_only=True)
class Progress:
    """Something happened to a job."""

    what: What
    """
    *late*: changes came to be seen after a run had passed their time, and were read now.
    *failed*: it is given up for now; the next sync goes on with it.
    """
    job: Job
    records: int
    """That were read of it in this sync."""
    share: float
    """How much is read of its span: 0 to 1."""
    all: Totals


OnProgress = Callable[[Progress], None]


@frozen(kw_only=True)
class Outcome:
    """How a job ended."""

    job: Job
    is_finished: bool
    records: int
    """That were read in this sync."""
    requests: int
    unread: int
    """That came but could not be read; the sink has them as ``platform_<resource>_unread``."""
    late: int
    """Changes that came to be seen after an earlier run had passed their time."""
    error: SyncError | None
    """Why it is not finished; ``None`` if it was stopped, or its end is still to come."""


@frozen(kw_only=True)
class Report:
    """How a sync ended."""

    outcomes: tuple[Outcome, ...]
    """Of each job that was begun, in the order in which they ended."""
    seconds: float
    has_more: bool = False
    """Whether jobs are left that were not begun, since it was stopped."""

    @property
    def records(self) -> int:
        """How many were read."""
        return sum(one.records for one in self.outcomes)

    @property
    def requests(self) -> int:
        """How many pages were fetched."""
        return sum(one.requests for one in self.outcomes)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The jobs that were given up for now."""
        return tuple(one for one in self.outcomes if one.error is not None)

    @property
    def is_finished(self) -> bool:
        """Whether all jobs are."""
        return not self.has_more and all(one.is_finished for one in self.outcomes)

    def raise_for_failures(self) -> None:
        """
        Raise the first failure, if any job failed.

        Raises:
            SyncError: naming shop and job; its ``__cause__`` says why.
        """
        errors = [one.error for one in self.outcomes if one.error is not None]
        if errors:
            raise errors[0]
