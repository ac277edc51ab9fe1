"""
Many shops' records into files, databases and warehouses, and what changes after them.

.. code-block:: python

    jobs = backfill(shop, "orders", since=..., until=...)
    report = sync(jobs, Setup(checkpoints=..., tokens=..., sink=...))

`sync` runs jobs on any `concurrent.futures.Executor`; `run_job_json` runs one in a queue's
worker; `fleet` says how all of them stand.
"""

from __future__ import annotations

from .courses import Trouble
from .fleet import Health, Standing, fleet
from .jobs import Job, Resource, Setup, Shop, backfill, incremental
from .progress import Outcome, Progress, Report, Totals
from .queues import job_json, run_job_json
from .records import Kind, Part, Record, Sink, Writer
from .running import sync
from .tools import Tools, open_tools

__all__ = [
    "Health",
    "Job",
    "Kind",
    "Outcome",
    "Part",
    "Progress",
    "Record",
    "Report",
    "Resource",
    "Setup",
    "Shop",
    "Sink",
    "Standing",
    "Tools",
    "Totals",
    "Trouble",
    "Writer",
    "backfill",
    "fleet",
    "incremental",
    "job_json",
    "open_tools",
    "run_job_json",
    "sync",
]
