"""Jobs as text, for queues that people already run: Celery, Dramatiq, Temporal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from attrs import asdict

from ..errors import ValidationError
from .jobs import Job, Setup, made
from .running import WORKERS, sync


def job_json(job: Job, setup: Setup, *, workers: int = WORKERS) -> str:
    """
    Write a job for `run_job_json`.

    It holds names and URLs. A URL may hold a password, and the shop's ``cipher`` is in it:
    treat the queue as you treat the stores.

    Args:
        job: what to read.
        setup: what with.
        workers: how many cursors at once, in the worker that gets it.
    """
    plain = {"job": job.as_json(), "setup": asdict(setup), "workers": workers}
    return json.dumps(plain)


def run_job_json(text: str) -> str:
    """
    Run a job that `job_json` wrote, in this process; it goes on where it stands.

    Run twice, by a queue that delivers twice, it does no harm: of two runners at once the
    later one goes on. So let the queue deliver again what a worker died of.

    Returns:
        A JSON object that says what was done, with ``job``, ``records``, ``requests``,
        ``unread``, ``late`` and ``seconds``.

    Raises:
        ValidationError: the text is not one of `job_json`'s.
        SyncError: it could not be done for now; naming shop and job. It pickles.
        StoreError: the checkpoints cannot be read or written.
    """
    try:
        plain: Any = json.loads(text)
    except ValueError as error:
        msg = f"a job is a JSON object, as job_json writes it: {error}"
        raise ValidationError(msg) from error
    if not isinstance(plain, Mapping):
        raise ValidationError("a job is a JSON object, as job_json writes it")
    job = Job.from_json(_part(plain, "job"))
    setup = made(Setup, "setup", plain.get("setup"))
    report = sync([job], setup, workers=int(plain.get("workers", WORKERS)))
    report.raise_for_failures()
    (done,) = report.outcomes
    return json.dumps(
        {
            "job": job.key,
            "records": done.records,
            "requests": done.requests,
            "unread": done.unread,
            "late": done.late,
            "seconds": report.seconds,
        }
    )


def _part(plain: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = plain.get(name)
    if not isinstance(part, Mapping):
        raise ValidationError(f"{name}={part!r} is no object")
    return part
