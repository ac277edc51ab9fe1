"""``sync run`` and ``sync status``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tokotiktok.cli.syncing import said
from tokotiktok.stores.urls import open_checkpoint_store
from tokotiktok.sync import Totals
from tokotiktok.sync.sinks import JSONLinesSink

SPAN = ("--since", "2025-08-01", "--until", "2025-09-15")
PLACES = ("--sink", "jsonl:///records", "--checkpoints", "sqlite:///c.db")
RUN = ("sync", "run", "--sandbox", *PLACES)
STATUS = ("sync", "status", "--checkpoints", "sqlite:///c.db")


class TestRun:
    def test_backfill(self, run):
        """A span is read once; the same command again reads nothing."""
        said = run(*RUN, *SPAN, "--resource", "orders").stdout

        assert "orders    2025-08-01 to 2025-09-15       34" in said
        assert 34 == sum(1 for _ in JSONLinesSink("records").read("platform_orders"))
        again = json.loads(run(*RUN, *SPAN, "--resource", "orders", "--json").stdout)
        assert (0, True) == (again["records"], again["jobs"][0]["finished"])

    def test_everything(self, run):
        """Left out, everything is read, in plain words where that is asked for."""
        found = json.loads(run(*RUN, *SPAN, "--kind", "unified", "--json").stdout)

        assert 4 == len(found["jobs"])
        assert Path("records/orders").exists()

    def test_changes(self, run):
        """Without an end it reads what changes."""
        said = run(*RUN, "--since", "2025-09-01", "--resource", "orders").stdout

        assert "orders    changes" in said

    def test_quiet(self, run):
        """Where stderr is no terminal there is no bar."""
        assert "" == run(*RUN, *SPAN).stderr

    def test_bar(self, run, monkeypatch):
        """On a terminal there is one."""
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("TERM", "xterm")

        assert "jobs" in run(*RUN, *SPAN).stderr

    @pytest.mark.parametrize(
        ("allowed", "last"), [(200, "40/s, 25% of the limit"), (0, "40/s")]
    )
    def test_how_far(self, allowed, last):
        """It says how fast all jobs are read, and of the limit, if it is known, how much."""
        counts = {"jobs": 2, "finished": 1, "failed": 0, "records": 160, "unread": 0}
        every = Totals(**counts, requests=50, seconds=4.0, share=0.5, allowed=allowed)

        assert f"1 of 2 jobs, 160 records, {last}" == said(every)

    def test_failed(self, run, box):
        """A job that failed is told, and ends with 1; others are done."""
        box.tiktokshop_face.scopes = {
            "seller.authorization.info",
            "test.scope.public",
            "seller.order.info",
        }
        given = ("--resource", "orders", "--resource", "products")
        done = run(*RUN, *SPAN, *given, code=1)

        assert "finished" in done.stdout
        assert "failed" in done.stdout
        assert "/products/platform/" in done.stderr

    @pytest.mark.parametrize(
        "wrong",
        [
            ("--since", "2025-09-02", "--until", "2025-09-01"),
            ("--since", "2025-09-01", "--sink", "x://y"),
            ("--since", "2025-09-01", "--checkpoints", "x://y"),
            ("--since", "2025-09-01", "--workers", "0"),
            (),
        ],
        ids=["no time", "no sink", "no store", "no worker", "no since"],
    )
    def test_cannot_be_meant(self, run, wrong):
        """What cannot be meant ends with 2."""
        assert run(*RUN, *wrong, code=2).stderr


class TestStatus:
    def test_nothing(self, run):
        """Before the first run there is nothing to say."""
        assert "No job has begun.\n" == run(*STATUS).stdout

    def test_fine(self, run):
        """Where all is read it ends with 0."""
        run(*RUN, *SPAN)
        said = run(*STATUS).stdout

        assert 4 == said.count("FINE")
        assert "100%" in said
        assert "…" not in said

    def test_not_fine(self, run, box):
        """What is behind or failing ends with 1, and is JSON, too."""
        run(*RUN, "--since", "2025-09-01", "--resource", "orders")
        box.tiktokshop_face.scopes = {"seller.authorization.info", "test.scope.public"}
        run(*RUN, "--since", "2025-09-01", "--resource", "returns", code=1)

        rows = json.loads(run(*STATUS, "--json", code=1).stdout)
        assert [("BEHIND", None), ("UNAUTHORISED", "ScopeError")] == [
            (one["health"], one["trouble"]) for one in rows
        ]
        said = run(*STATUS, code=1).stdout
        assert "2025-09-15 09:00" in said
        assert "nothing" in said

    def test_patient(self, run):
        """How far behind is too far can be said, and which shops are meant."""
        run(*RUN, "--since", "2025-09-01", "--resource", "orders")

        assert 1 == run(*STATUS, "--behind", "1000000").stdout.count("FINE")
        assert "No job has begun.\n" == run(*STATUS, "--shop", "other").stdout
        assert len(list(open_checkpoint_store("sqlite:///c.db").find(""))) == 1
