"""What a vendor writes to run jobs in Celery."""

from __future__ import annotations

import os

from celery import Celery

from tokotiktok.sync import run_job_json

app = Celery(broker=os.environ["BROKER"], backend=os.environ["BROKER"])
app.conf.update(
    task_acks_late=True,  # what a worker dies of is delivered again
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    broker_connection_retry_on_startup=True,
)

app.task(name="run_job_json")(run_job_json)
