"""``migrate idmap|duplicates|reconcile``: what they show; nothing is written to a platform."""

from __future__ import annotations

import csv
import json
from datetime import datetime, timezone

import pytest
from attrs import evolve
from click.testing import CliRunner

from tokotiktok.cli import main, migrate
from tokotiktok.migration.cutover import Gap


@pytest.fixture
def run():
    """Run a command on the shop that it makes up itself, which has moved."""

    def ran(*arguments, code=0):
        done = CliRunner().invoke(main, ["migrate", *arguments, "--sandbox"])
        assert code == done.exit_code, (done.output, done.exception)
        assert max(map(len, done.stdout.splitlines())) <= 100 or "--json" in arguments
        return done

    return ran


class TestIdMap:
    def test_table(self, run):
        """How ids were found is a table, and so is what is left, which ends with 1."""
        said = run("idmap", code=1).stdout

        assert "Known" in said
        assert "Kopi Luwak Contoh" in said
        assert said.endswith("18 ids are known, 2 are left to a person.\n")

    def test_kept(self, run, home):
        """A map may be kept, what is left written for a spreadsheet, and all be JSON."""
        run("idmap", "--map", "map.db", "--csv", "left.csv", code=1)
        found = json.loads(run("idmap", "--map", "map.db", "--json", code=1).stdout)

        assert (18, 2) == (len(found["matches"]), len(found["left"]))
        assert "TOLD" == found["matches"][0]["certainty"]
        with (home / "left.csv").open(encoding="utf-8-sig") as file:
            assert ["9100000080"] * 2 == [one["old_id"] for one in csv.DictReader(file)]

    def test_nothing_left(self, run, monkeypatch):
        """Where nothing is left it ends with 0."""
        monkeypatch.setattr(migrate, "exceptions", lambda _: iter(()))

        assert "Left to a person" not in run("idmap").stdout


class TestDuplicates:
    def test_pairs(self, run):
        """What is there twice is listed, with which to keep and what is in the way."""
        said = run("duplicates", code=1).stdout

        assert "Teh Melati Contoh" in said
        assert "their weights differ" in " ".join(said.split())
        assert "Merge them in Seller Center" in said

    def test_sold(self, run):
        """Where orders are read, sales say which to keep."""
        pairs = json.loads(run("duplicates", "--sold", "--json", code=1).stdout)[
            "pairs"
        ]

        assert 3 == len(pairs)
        assert "which sold more (11 to 0)" == pairs[0]["why"]

    def test_none(self, box):
        """A shop in which nothing is twice is said to be so; no old shop is needed."""
        box.tokopedia = lambda: None
        done = CliRunner().invoke(main, ["migrate", "duplicates", "--sandbox"], obj=box)

        assert (0, "Nothing is there twice.\n") == (done.exit_code, done.stdout)


class TestReconcile:
    def test_clean(self, run):
        """What only the new shop has is listed, and no loss."""
        said = run("reconcile").stdout

        assert "products.extra      4" in said
        assert "no old product became it" in said
        assert "(rule 86)" in said

    def test_json(self, run):
        """It is JSON, too."""
        assert (
            4
            == json.loads(run("reconcile", "--json").stdout)["counts"]["products.extra"]
        )

    def test_losses(self, run, monkeypatch):
        """What is missing, and a time in which nothing was sold, end with 1."""
        real = migrate.compare
        at = datetime(2025, 9, 1, 3, tzinfo=timezone.utc)

        def worse(*given, **more):
            found = real(*given, **more)
            gap = Gap(begins=at, ends=at.replace(hour=9), expected=7.4)
            return evolve(found, differences=(), gaps=(gap,))

        monkeypatch.setattr(migrate, "compare", worse)
        said = run("reconcile", code=1).stdout

        assert (
            "Nothing was sold from 2025-09-01 03:00 to 09:00 UTC; as a rule 7 would be."
        ) in said
        assert "Differences" not in said
