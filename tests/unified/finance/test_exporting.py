"""The ledger in files."""

from __future__ import annotations

import csv
import importlib.util
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from conftest import library

from tokotiktok import Money
from tokotiktok.errors import TransportError, ValidationError
from tokotiktok.sandbox import Sandbox
from tokotiktok.unified.finance import parquet
from tokotiktok.unified.finance.entries import EntryKind
from tokotiktok.unified.finance.exporting import table, write_csv, write_parquet

EXAMPLE = Path(__file__).parents[3] / "examples" / "bookkeeping.py"


@pytest.fixture(scope="module")
def entries():
    """A ledger, and what is to come."""
    finance = Sandbox(seed=3, orders=60).shop().finance
    return (*finance.list(), *finance.unsettled())


def read_csv(path):
    """Read a CSV file with its heading."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_parquet(path):
    """Read a Parquet file."""
    from pyarrow import parquet as pq

    return pq.read_table(path).to_pylist()


class TestTable:
    @pytest.mark.parametrize("by", ["entry", "part"])
    def test_adds_up(self, entries, by):
        """Each column of amounts adds up to the ledger, however it is cut."""
        rows = list(table(entries, by=by))
        net = sum(one.net.amount for one in entries)

        assert net == sum(row.net or 0 for row in rows)
        if by == "part":
            assert net == sum(row.amount for row in rows)
        else:
            assert len(entries) == len(rows)

    def test_of_nothing(self, entries):
        """An entry of nothing has no parts, and is a line all the same."""
        nothing = evolve(entries[0], parts=(), net=entries[0].net * 0)
        (row,) = table([nothing], by="part")

        assert (nothing.id, 0, None, None) == (
            row.entry_id,
            row.net,
            row.part,
            row.amount,
        )

    def test_undecided(self, entries):
        """What may stand there twice says so."""
        one = entries[0]
        unsure = evolve(one, evidence=evolve(one.evidence, decided=False))

        assert [True, False] == [row.decided for row in table([one, unsure])]

    def test_by_what(self, entries):
        """There are two tables, and no other."""
        with pytest.raises(ValidationError, match="'entry' or 'part'"):
            table(entries, by="day")


class TestCsv:
    def test_columns(self, entries, tmp_path):
        """An entry a line: numbers without a thousands' point, ids whole, times in UTC."""
        count = write_csv(entries, tmp_path / "a.csv")
        rows = read_csv(tmp_path / "a.csv")
        first, settled = rows[0], entries[0]

        assert len(entries) == count == len(rows)
        assert "net" == list(first)[-1]
        assert settled.settled_at.isoformat() == first["settled_at"]
        assert (settled.order_id or "") == first["order_id"]
        assert [f"{one.net.amount:f}" for one in entries] == [
            row["net"] for row in rows
        ]
        assert {"false"} == {row["archived"] for row in rows}

    def test_parts(self, entries, tmp_path):
        """A part a line, with its names in both languages, and how sure they are."""
        write_csv(entries, tmp_path / "a.csv", by="part")
        rows = read_csv(tmp_path / "a.csv")
        names = {row["part"]: (row["name_en"], row["name_id"]) for row in rows}

        assert ("Platform commission", "Komisi platform") == names[
            "platform_commission_amount"
        ]
        assert {"high", "medium", "low"} == {row["confidence"] for row in rows}

    def test_unknown_is_empty(self, entries, tmp_path):
        """What Tokopedia does not tell is empty, not nothing."""
        write_csv(entries, tmp_path / "a.csv")
        rows = read_csv(tmp_path / "a.csv")

        assert {("", "")} == {
            (row["gross"], row["fee"]) for row in rows if row["api"] == "TOKOPEDIA"
        }

    def test_whole_or_nothing(self, entries, tmp_path):
        """A ledger that breaks off leaves the file that was there, and no half one."""

        def broken():
            yield from entries[:3]
            raise TransportError("gone")

        for write, name in [(write_csv, "a.csv"), (write_parquet, "a.parquet")]:
            path = tmp_path / name
            path.write_text("before")
            with pytest.raises(TransportError):
                write(broken(), path)
            assert "before" == path.read_text()
        assert {"a.csv", "a.parquet"} == {one.name for one in tmp_path.iterdir()}

    def test_no_formulas(self, entries, tmp_path):
        """A text that a spreadsheet would take for a formula is none."""
        write_csv([evolve(entries[0], said="=1+1")], tmp_path / "a.csv")

        assert "'=1+1" == read_csv(tmp_path / "a.csv")[0]["said"]


class TestParquet:
    @pytest.mark.parametrize("by", ["entry", "part"])
    def test_as_the_table(self, entries, tmp_path, by, monkeypatch):
        """The file holds the table, with types, in groups of rows."""
        monkeypatch.setattr(parquet, "BATCH", 7)
        count = write_parquet(entries, tmp_path / "a.parquet", by=by)
        rows = read_parquet(tmp_path / "a.parquet")
        expected = list(table(entries, by=by))

        assert len(expected) == count == len(rows)
        for row, one in zip(rows, expected, strict=True):
            assert {name: getattr(one, name) for name in row} == row
        assert isinstance(rows[0]["net"], Decimal)

    def test_too_exact(self, entries, tmp_path):
        """An amount that does not fit is refused, not rounded."""
        net = Money("0.00001")
        with pytest.raises(ValidationError, match="more than 4 places"):
            write_parquet([evolve(entries[0], net=net)], tmp_path / "a.parquet")

    def test_not_installed(self, entries, tmp_path, monkeypatch):
        """Without pyarrow one sentence says how to get it."""
        monkeypatch.setitem(sys.modules, "pyarrow", None)
        with pytest.raises(ValidationError, match=r"tokotiktok\[parquet\]"):
            write_parquet(entries, tmp_path / "a.parquet")


class TestBookkeeping:
    def load(self, path):
        """Read a beancount file; give its errors and what it holds."""
        loader = library("beancount.loader")
        found, errors, _ = loader.load_file(str(path))
        return [one.message for one in errors], found

    def test_balances(self, entries, tmp_path):
        """Each booking balances, and the accounts hold what the ledger says."""
        spec = importlib.util.spec_from_file_location("bookkeeping", EXAMPLE)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        path = tmp_path / "buku.beancount"
        path.write_text("\n".join(module.book(entries)) + "\n", encoding="utf-8")
        errors, found = self.load(path)
        settled = [one for one in entries if one.settled_at]
        bank = sum(
            posting.units.number
            for one in found
            if type(one).__name__ == "Transaction"
            for posting in one.postings
            if posting.account == "Assets:Bank"
        )

        assert [] == errors
        assert len(settled) == sum(type(one).__name__ == "Transaction" for one in found)
        assert bank == -sum(
            one.net.amount for one in settled if one.kind is EntryKind.WITHDRAWAL
        )
        assert "TikTok" not in path.read_text("utf-8")

    def test_would_notice(self, entries, tmp_path):
        """A rupiah that is missing is found by whoever reads the file."""
        spec = importlib.util.spec_from_file_location("bookkeeping", EXAMPLE)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        text = "\n".join(module.book(entries)) + "\n"
        path = tmp_path / "buku.beancount"
        path.write_text(text.replace("  Assets:Bank  ", "  Assets:Bank  1", 1), "utf-8")

        assert self.load(path)[0]

    def test_runs(self, tmp_path):
        """The example is a program."""
        path = tmp_path / "buku.beancount"
        done = subprocess.run(
            [sys.executable, EXAMPLE, path], capture_output=True, text=True, check=False
        )

        assert ("", True) == (done.stderr, "bookings" in done.stdout)
        assert [] == self.load(path)[0]
