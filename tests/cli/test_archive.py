"""``archive export|import|verify``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tokotiktok.tokopedia.archive import Archive, importing


@pytest.fixture
def kopi(run, home):
    """An archive of the sandbox's old shop."""
    run("archive", "export", "kopi", "--sandbox")
    return home / "kopi"


class TestExport:
    def test_all(self, run, home):
        """What was saved is a table, a part a row; all of it is there."""
        said = run("archive", "export", "kopi", "--sandbox").stdout

        assert "Shop 999000001" in said
        assert 9 == Archive(home / "kopi").manifest.part("orders").records
        assert max(map(len, said.splitlines())) <= 100

    def test_some(self, run, home):
        """Parts and a span may be chosen."""
        span = ("--since", "2025-08-01", "--until", "2025-08-10", "--part", "orders")
        facts = json.loads(
            run("archive", "export", "some", "--sandbox", "--json", *span).stdout
        )

        assert {"orders"} == set(facts["parts"])
        assert 0 < facts["parts"]["orders"] < 9

    def test_redacted(self, run, kopi, monkeypatch):
        """A profile's archive is copied, without personal data where that is asked for."""
        monkeypatch.setenv("TOKOTIKTOK_TOKOPEDIA_ARCHIVE", str(kopi))
        facts = json.loads(run("archive", "export", "x", "--redact", "--json").stdout)

        assert facts["redacted"]
        assert 9 == facts["parts"]["orders"]

    def test_not_given(self, run, box):
        """What was not given is told, for the next export to ask for: 1."""
        box.tokopedia_face.fail("server_error", on="/v2/fs", times=1000)
        done = run("archive", "export", "x", "--sandbox", code=1)

        end = "9 records were not given; the next export asks again.\n"
        assert done.stdout.endswith(end)

    def test_none(self, run, monkeypatch):
        """A profile without an old shop has nothing to save."""
        monkeypatch.setenv("TOKOTIKTOK_APP_KEY", "1")

        assert (
            "knows of no Tokopedia side" in run("archive", "export", "x", code=2).stderr
        )


class TestImport:
    def test_all(self, run, kopi):
        """Dumps become an archive; with nothing left out it ends with 0."""
        said = run("archive", "import", "kopi", "--into", "other").stdout

        assert 9 == Archive("other").manifest.part("orders").records
        assert said.endswith("0 things were not taken.\n")

    def test_problems(self, run, home, monkeypatch):
        """What was not taken is listed, and ends with 1; of very many, they are counted."""
        monkeypatch.setattr(importing, "MOST_PROBLEMS", 1)
        dumps = home / "dumps"
        dumps.mkdir()
        (dumps / "a.jsonl").write_text('{"deposit_id": 1, "amount": 5}\n{"x\n{"y\n')
        given = ("archive", "import", "dumps", "--shop-id", "5")
        said = run(*given, "--into", "a", code=1).stdout

        assert "not taken: dumps/a.jsonl, line 2: not JSON" in said
        assert "not taken: 1 more\n" in said
        facts = json.loads(run(*given, "--into", "b", "--json", code=1).stdout)
        assert ({"saldo": 1}, 1) == (facts["parts"], facts["more_problems"])

    def test_nothing(self, run, home):
        """Where nothing is, there is no archive to make."""
        (home / "empty").mkdir()
        done = run("archive", "import", "empty", "--into", "x", code=2)

        assert "no row of any part was found" in done.stderr


class TestVerify:
    def test_whole(self, run, kopi):
        """What is as it was written is said to be so."""
        assert run("archive", "verify", "kopi").stdout.endswith(
            "All is as it was written.\n"
        )

    def test_damaged(self, run, kopi):
        """What is not is listed with file and row, and ends with 1."""
        path = Path("kopi/saldo.jsonl.gz")
        path.write_bytes(path.read_bytes()[:-1])
        said = run("archive", "verify", "kopi", code=1).stdout

        assert "damaged: saldo.jsonl.gz: cut off" in said
        facts = json.loads(run("archive", "verify", "kopi", "--json", code=1).stdout)
        assert 2 == len(facts["damages"])

    def test_not_complete(self, run, kopi):
        """An archive that was interrupted is not whole."""
        path = Path("kopi/manifest.json")
        plain = json.loads(path.read_text())
        plain["parts"][-1]["complete"] = False
        path.write_text(json.dumps(plain))
        (kopi / "messages.jsonl.gz").rename(kopi / "messages.jsonl.gz.part")
        said = run("archive", "verify", "kopi", code=1).stdout

        assert "It is not complete" in said

    def test_none(self, run):
        """Where there is no archive, nothing can be said."""
        assert run("archive", "verify", "kopi", code=2).stderr
