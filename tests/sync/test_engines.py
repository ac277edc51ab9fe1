"""The same jobs run on processes, on a Dask cluster and in Celery's workers."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import library
from syncing import BEGAN, ENDS, shop_of, sold

from tokotiktok import SQLiteTokenStore
from tokotiktok.auth import TokenKey
from tokotiktok.sandbox import Sandbox
from tokotiktok.sandbox.server import serve
from tokotiktok.stores.urls import open_checkpoint_store
from tokotiktok.sync import (
    Health,
    Setup,
    backfill,
    fleet,
    job_json,
    run_job_json,
    sync,
)
from tokotiktok.sync.sinks import open_sink


@pytest.fixture(scope="module")
def served():
    """A sandbox over HTTP, which workers in other processes call."""
    box = Sandbox(seed=3, orders=5_001)
    with serve(box) as where:
        yield box, where.url


@pytest.fixture
def setup(served, tmp_path, monkeypatch):
    """What workers are told: names alone."""
    box, url = served
    app = box.tiktokshop_face.app
    monkeypatch.setenv("TOKOTIKTOK_APP_KEY", app.app_key)
    monkeypatch.setenv("TOKOTIKTOK_APP_SECRET", app.app_secret)
    key = TokenKey("tiktokshop", app.app_key, app.open_id)
    tokens = SQLiteTokenStore(tmp_path / "state.db")
    tokens.save(key, box.token(), if_version=0)
    return Setup(
        checkpoints=f"sqlite:///{tmp_path}/state.db",
        tokens=f"sqlite:///{tmp_path}/state.db",
        sink=f"jsonl:///{tmp_path}/records",
        base_url=url,
        auth_url=url,
    )


def months(box):
    """The shop's orders of a year, in jobs of ten days."""
    spans = [BEGAN + timedelta(days=10 * number) for number in range(10)]
    return [
        job
        for since, until in pairwise(spans)
        for job in backfill(shop_of(box), "orders", since=since, until=until)
    ]


def found(setup):
    """Give the ids of what is in the sink, sorted, with those that are there twice."""
    sink = open_sink(setup.sink)
    return sorted(one.id for _, one in sink.read("platform_orders", latest=False))


class TestProcesses:
    def test_a_pool_of_processes(self, served, setup):
        """Each process opens what the setup names, and reads its share."""
        box, _ = served
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(2, mp_context=context) as executor:
            report = sync(months(box), setup, executor=executor, workers=2)

        assert report.is_finished, report.failed
        assert sorted(sold(box)) == found(setup)


class TestDask:
    def test_a_worker_is_killed(self, served, setup):
        """On a cluster whose worker is killed, nothing is lost and nothing is double."""
        distributed = library("distributed")
        box, _ = served
        killed = []

        def kill(progress):
            if progress.what == "read" and not killed:
                pid = next(iter(client.run(os.getpid).values()))
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)

        job = backfill(shop_of(box), "orders", since=BEGAN, until=ENDS)
        with (
            distributed.LocalCluster(
                n_workers=2,
                threads_per_worker=2,
                dashboard_address=None,
                silence_logs=50,
            ) as cluster,
            distributed.Client(cluster) as client,
        ):
            report = sync(
                job,
                setup,
                executor=client.get_executor(),
                workers=4,
                slice_seconds=0.2,
                on_progress=kill,
            )

        assert killed
        assert report.is_finished, report.failed
        assert sorted(sold(box)) == found(setup)


class TestQueue:
    def test_a_job_as_text(self, served, setup):
        """A job runs from its text alone, and says what it did."""
        box, _ = served
        (job,) = backfill(shop_of(box), "orders", since=BEGAN, until=ENDS)
        told = json.loads(run_job_json(job_json(job, setup, workers=2)))

        assert (job.key, len(sold(box))) == (told["job"], told["records"])
        assert sorted(sold(box)) == found(setup)

    def test_celery(self, served, setup, redis_url, tmp_path):
        """Celery's workers, one of them killed, do all jobs."""
        box, _ = served
        celery = library("celery")
        jobs = months(box)
        environment = {**os.environ, "BROKER": redis_url, "PYTHONPATH": _path()}
        words = [sys.executable, "-m", "celery", "-A", "celeryworker", "worker"]
        words += ["-c", "2", "--loglevel", "CRITICAL", "--without-gossip"]
        words += ["--without-mingle"]
        with celery.Celery(broker=redis_url) as app:
            for job in jobs:
                app.send_task("run_job_json", [job_json(job, setup, workers=1)])
        with subprocess.Popen(words, env=environment, cwd=tmp_path) as worker:
            try:
                _wait_for(1, setup)
                (killed, *_) = _children(worker.pid)
                os.kill(killed, signal.SIGKILL)
                _wait_for(len(jobs), setup)
            finally:
                worker.terminate()

        assert sorted(sold(box)) == found(setup)


def _wait_for(count, setup):
    """Wait until so many jobs are done, by their checkpoints."""
    store, ends = open_checkpoint_store(setup.checkpoints), time.monotonic() + 300
    while time.monotonic() < ends:
        if count <= sum(one.health is Health.FINE for one in fleet(store)):
            return
        time.sleep(0.02)
    pytest.fail(f"{count} jobs are not done after five minutes")


def _path():
    here = Path(__file__).parents[1]
    return os.pathsep.join([str(here), str(here.parent)])


def _children(pid):
    done = subprocess.run(
        ["pgrep", "-P", str(pid)], check=True, capture_output=True, text=True
    )
    return [int(one) for one in done.stdout.split()]


def test_fleet_of_what_was_run(served, setup):
    """What all workers did is seen in the checkpoints."""
    box, _ = served
    sync(months(box)[:2], setup)
    standing = list(fleet(open_checkpoint_store(setup.checkpoints)))

    assert [Health.FINE] * 2 == [one.health for one in standing]
