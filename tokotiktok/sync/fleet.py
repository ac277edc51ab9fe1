"""Which shops are behind, failing or unauthorised: read from the checkpoints alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from enum import Enum
from typing import TYPE_CHECKING

from attrs import frozen

from .courses import Course, Trouble
from .jobs import Job

if TYPE_CHECKING:
    from ..stores import CheckpointStore

BEHIND = timedelta(hours=1)


class Health(str, Enum):
    """How a job stands. Of several, the first that holds."""

    UNAUTHORISED = "UNAUTHORISED"
    """The seller, or the app, must grant something: nothing else helps."""
    OVER_LIMIT = "OVER_LIMIT"
    """The last run failed at the platform's limits."""
    FAILING = "FAILING"
    """The last run failed of something else."""
    UNFINISHED = "UNFINISHED"
    """A backfill that is not done: under way, or stopped."""
    BEHIND = "BEHIND"
    """Changes are not read up to an hour ago, or what was asked for."""
    FINE = "FINE"


_UNAUTHORISED = {"AuthError", "ReauthorizationRequired", "ScopeError", "StateError"}


@frozen(kw_only=True)
class Standing:
    """How one job of one shop stands."""

    job: Job
    """Its shop's ``cipher`` is left out."""
    health: Health
    share: float
    """How much of the span is read: 0 to 1."""
    read_until: datetime | None
    """Incremental: up to when all changes are read; ``None`` before the first run."""
    records: int
    unread: int
    late: int
    trouble: Trouble | None
    """What the last run failed with."""
    saved_at: datetime | None
    """When its checkpoint was last saved, by the store's clock."""


def fleet(
    checkpoints: CheckpointStore,
    *,
    now: datetime | None = None,
    behind: timedelta = BEHIND,
    shop: str = "",
) -> Iterator[Standing]:
    """
    Say how each job stands, one by one, in the order of their shops.

    Args:
        checkpoints: where they are.
        now: the time; the clock's, if left out.
        behind: how far behind is too far.
        shop: only shops whose name, ``tiktokshop/<app>/<id>``, begins so.

    Raises:
        CheckpointDamaged: one of them cannot be read.
        StoreError: none can be read.
    """
    at = now or datetime.now(timezone.utc)
    for name, checkpoint in checkpoints.find(shop):
        if not Course.wrote(checkpoint.state):  # somebody else's, in the same store
            continue
        course = Course.from_json(name, checkpoint.state)
        until = course.watermark
        read_until = (
            None if until is None else datetime.fromtimestamp(until, timezone.utc)
        )
        yield Standing(
            job=course.job,
            health=_health(course, read_until, at - behind),
            share=course.share(),
            read_until=read_until,
            records=course.records,
            unread=course.unread,
            late=course.late,
            trouble=course.trouble,
            saved_at=checkpoint.saved_at,
        )


def _health(course: Course, read_until: datetime | None, due: datetime) -> Health:
    if course.trouble is not None:
        if course.trouble.kind in _UNAUTHORISED:
            return Health.UNAUTHORISED
        if course.trouble.kind == "RateLimitError":
            return Health.OVER_LIMIT
        return Health.FAILING
    if not course.job.is_incremental:
        return Health.FINE if course.is_finished else Health.UNFINISHED
    fresh = read_until is not None and read_until >= due
    return Health.FINE if fresh else Health.BEHIND
