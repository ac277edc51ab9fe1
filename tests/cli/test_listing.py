"""``orders|products|returns list``."""

from __future__ import annotations

import csv
import io
import json
from itertools import islice

import attrs
import pytest

from tokotiktok.cli import listing
from tokotiktok.cli.tables import text
from tokotiktok.cli.writing import write_csv
from tokotiktok.sync.schema import as_plain


def rows(said):
    """Read JSON Lines."""
    return [json.loads(line) for line in said.splitlines()]


class TestFormats:
    @pytest.mark.parametrize("resource", ["orders", "products", "returns"])
    def test_jsonl(self, run, box, resource):
        """Where the output is no terminal, each record is a line of JSON, and all are there."""
        there = getattr(box.shop(), resource).list()

        assert [as_plain(one) for one in there] == rows(
            run(resource, "list", "--sandbox").stdout
        )

    @pytest.mark.parametrize("resource", ["orders", "products", "returns"])
    def test_csv(self, run, resource):
        """CSV has a row each, under columns as in a database, and lists as JSON."""
        said = run(resource, "list", "--sandbox", "--format", "csv").stdout
        found = list(csv.DictReader(io.StringIO(said)))
        plain = rows(run(resource, "list", "--sandbox").stdout)

        assert [one["id"] for one in plain] == [one["id"] for one in found]
        held = "skus" if resource == "products" else "lines"
        assert plain[0][held] == json.loads(found[0][held])
        assert "false" == found[0]["archived"]

    @pytest.mark.parametrize("resource", ["orders", "products", "returns"])
    def test_table(self, run, resource):
        """A table has a title, and reads well in 100 columns."""
        said = run(resource, "list", "--sandbox", "--format", "table").stdout

        assert said.startswith(resource.title())
        assert max(map(len, said.splitlines())) <= 100

    def test_terminal(self, run, monkeypatch):
        """On a terminal it is a table; what is written as it comes has no bar between."""
        bars = []
        monkeypatch.setattr(
            listing, "counted", lambda many, what: bars.append(what) or many
        )
        monkeypatch.setattr(listing, "_is_terminal", lambda: True)

        assert run("orders", "list", "--sandbox").stdout.startswith("Orders")
        assert ["orders"] == bars
        run("orders", "list", "--sandbox", "--format", "jsonl")
        assert ["orders"] == bars


class TestLimits:
    def test_newest(self, run):
        """A limit takes the newest, and asks for no more."""
        done = run("orders", "list", "--sandbox", "--limit", "2")

        assert 2 == len(rows(done.stdout))
        assert "" == done.stderr

    def test_table_stops(self, run, monkeypatch):
        """A table stops at its fiftieth row, and says so if there are more."""
        monkeypatch.setattr(listing, "SHOWN", 3)
        done = run("orders", "list", "--sandbox", "--format", "table")

        assert 3 == done.stdout.count("\n2025-")
        assert "There are more than 3: --limit 0 for all.\n" == done.stderr
        done = run("orders", "list", "--sandbox", "--format", "table", "--limit", "0")
        assert 48 == done.stdout.count("\n2025-")
        assert "" == done.stderr

    @pytest.mark.parametrize("resource", ["orders", "returns"])
    def test_span(self, run, box, resource):
        """A span of days is in WIB, its end exclusive."""
        span = ("--since", "2025-09-01", "--until", "2025-09-08T00:00+07:00")
        found = rows(run(resource, "list", "--sandbox", *span).stdout)
        name = "placed_at" if resource == "orders" else "requested_at"
        every = rows(run(resource, "list", "--sandbox").stdout)

        first, last = "2025-08-31T17:00:00+00:00", "2025-09-07T17:00:00+00:00"
        assert [one for one in every if first <= one[name] < last] == found
        assert 0 < len(found) < len(every)

    def test_no_time(self, run):
        """What is no time is a mistake of usage, with an example."""
        said = run("orders", "list", "--sandbox", "--since", "kemarin", code=2).stderr

        assert "'kemarin' is no time: write 2025-09-14" in said


class TestTrouble:
    def test_unread(self, run, monkeypatch):
        """What came and could not be read is counted, and ends with 1."""

        def spoilt(walk, most):
            walk.malformed.append("odd")
            return islice(walk, most)

        monkeypatch.setattr(listing, "islice", spoilt)
        done = run("orders", "list", "--sandbox", "--limit", "1", code=1)

        assert "Could not be read: 1 of the orders.\n" == done.stderr

    def test_platform_fails(self, run, box):
        """A platform that fails is a sentence, and ends with 2."""
        box.tiktokshop_face.fail("rate_limited", times=1000)
        done = run("orders", "list", "--sandbox", code=2)

        assert "Traceback" not in done.stderr
        assert 1 == done.stderr.count("\n")


class TestText:
    def test_as_it_is(self):
        """A name is shown as it is: it colours nothing, and moves no cursor."""
        assert "[red]Kopi?[2J" == text("[red]Kopi\x1b[2J").plain

    def test_formula(self, shop):
        """A text that a spreadsheet would run gets an apostrophe before it."""
        file = io.StringIO()
        one = next(shop.products.list())
        write_csv("products", [attrs.evolve(one, name="=cmd()")], file)
        (row,) = csv.DictReader(io.StringIO(file.getvalue()))

        assert "'=cmd()" == row["name"]
