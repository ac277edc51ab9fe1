"""Blocks of rows: gzip for anybody, and more for us."""

from __future__ import annotations

import gzip
import io
import shutil
import subprocess

import pytest
from archives import JSON, filled
from conftest import needs
from hypothesis import given, settings
from hypothesis import strategies as st

from tokotiktok._json import loads
from tokotiktok.tokopedia.archive import blocks
from tokotiktok.tokopedia.archive.reading import headers, read


def lines_of(data: bytes) -> list[bytes]:
    """Read all lines of a file of blocks."""
    file = io.BytesIO(data)
    return [line for block in headers(file, len(data)) for line in read(file, block)]


class TestBlock:
    @settings(max_examples=30, deadline=None)
    @given(st.lists(st.lists(JSON)))
    def test_any_rows_come_back(self, rows):
        """Whatever JSON can say comes back, block by block and by gzip alone."""
        lines = [[blocks.encode(row) for row in some] for some in rows]
        data = b"".join(blocks.pack(some, {}) for some in lines)
        flat = [line for some in lines for line in some]

        assert flat == lines_of(data)
        assert [row for some in rows for row in some] == [loads(one) for one in flat]
        if data:
            assert b"".join(one + b"\n" for one in flat) == gzip.decompress(data)

    def test_a_number_beyond_all_numbers(self):
        """What is no number is null; the rest of its row stays."""
        assert {"a": None, "b": [1]} == loads(
            blocks.encode({"a": float("inf"), "b": [1]})
        )

    def test_other_tools_read_it(self, tmp_path):
        """A seller needs nothing of ours to see the rows."""
        needs(shutil.which("gzip") is not None, "gzip")
        folder = filled(tmp_path / "a", saldo=[{"deposit_id": 1}, {"deposit_id": 2}])
        done = subprocess.run(
            ["gzip", "-dc", folder / "saldo.jsonl.gz"], capture_output=True, check=True
        )

        assert b'{"deposit_id":1}\n{"deposit_id":2}\n' == done.stdout

    def test_same_rows_same_bytes(self):
        """A block holds nothing of when or where it was made."""
        assert blocks.pack([b"1"], {"id": [1, 2]}) == blocks.pack(
            [b"1"], {"id": [1, 2]}
        )

    def test_any_changed_byte_is_noticed(self):
        """A byte that changes is noticed, or changes no row (as bits that only fill up)."""
        whole = blocks.pack([b"1", b"2"], {"id": [1, 2]})
        passed = []
        for at in range(len(whole)):
            broken = bytes(one ^ (0x40 * (n == at)) for n, one in enumerate(whole))
            try:
                passed.append(lines_of(broken))
            except ValueError:
                continue

        assert [[b"1", b"2"]] * len(passed) == passed
        assert len(passed) < 3

    @pytest.mark.parametrize("size", [1, 10, 30, 60])
    def test_cut_off(self, size):
        """Nor can any be missing."""
        whole = blocks.pack([b"1", b"2"], {})

        with pytest.raises(ValueError, match=r"."):
            lines_of(whole[: -size if size < len(whole) else 1])

    @pytest.mark.parametrize(
        ("told", "rows"),
        [({"rows": 1, "zones": {}}, None), ({"body": 1, "rows": 1}, None), ([1], None)],
        ids=["no size", "no zones", "no object"],
    )
    def test_header_of_another_make(self, told, rows, monkeypatch):
        """A header that is whole and says something else is not guessed at."""
        dumps = blocks.dumps
        monkeypatch.setattr(blocks, "dumps", lambda _: dumps(told))
        data = blocks.pack([b"1"], {})

        with pytest.raises(ValueError, match="of another make"):
            lines_of(data)

    def test_more_rows_than_it_says(self, monkeypatch):
        """The rows are counted."""
        dumps = blocks.dumps
        monkeypatch.setattr(blocks, "dumps", lambda told: dumps({**told, "rows": 2}))

        with pytest.raises(ValueError, match="1 rows where the header says 2"):
            lines_of(blocks.pack([b"1"], {}))


class TestZones:
    def block(self, zones):
        data = blocks.pack([b"1"], zones)
        (block,) = headers(io.BytesIO(data), len(data))
        return block

    @pytest.mark.parametrize(
        ("low", "high", "may", "does"),
        [
            (1, 4, False, False),
            (1, 5, True, False),
            (5, 9, True, True),
            (6, 7, True, False),
        ],
        ids=["before", "touches", "holds", "within"],
    )
    def test_known(self, low, high, may, does):
        """A zone tells what surely is not, and what surely is, in a block."""
        block = self.block({"id": [5, 9]})

        assert (may, does) == (
            block.may_have("id", low, high),
            block.lies_in("id", low, high),
        )

    def test_unknown(self):
        """Without a zone everything may be there, and nothing surely is."""
        block = self.block({})

        assert (True, False) == (block.may_have("id", 1, 2), block.lies_in("id", 1, 2))
