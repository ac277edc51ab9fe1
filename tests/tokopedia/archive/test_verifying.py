"""What is damaged in an archive is found, and named to the row."""

from __future__ import annotations

import gzip
import json
import shutil

import pytest
from archives import filled, shop

from tokotiktok.errors import DecodeError
from tokotiktok.tokopedia.archive import Archive, Damage, write

FILE = "saldo.jsonl.gz"


@pytest.fixture
def folder(tmp_path):
    """An archive with several blocks of ten rows."""
    rows = [{"deposit_id": n + 1, "note": f"{n}" * 30_000} for n in range(40)]
    return filled(tmp_path / "a", saldo=rows)


def change(path, at, new=None) -> None:
    """Change a byte of a file, or cut it off there."""
    data = bytearray(path.read_bytes())
    if new is None:
        del data[at:]
    else:
        data[at] = new
    path.write_bytes(data)


class TestVerify:
    def test_all_is_well(self, folder):
        """Nothing is found where nothing is wrong."""
        assert () == Archive(folder).verify()

    def test_of_a_whole_shop(self, tmp_path):
        """Nor in an archive of everything."""
        write(shop(), tmp_path / "a")

        assert () == Archive(tmp_path / "a").verify()

    def test_names_the_rows(self, folder):
        """Damage in one block costs that block, and its first row is named."""
        blocks = Archive(folder)._reader.blocks("saldo")
        second = blocks[1]
        change(folder / FILE, second.offset + second.size - 12, 0)
        archive = Archive(folder)
        (damage,) = archive.verify()

        assert len(blocks) > 3
        assert (FILE, second.first_row + 1) == (damage.file, damage.row)
        assert f"{FILE}, from row {damage.row} on: {second.rows} rows are" in str(
            damage
        )
        with pytest.raises(DecodeError, match=rf"{FILE}, from row {damage.row} on"):
            list(archive.rows("saldo"))

    def test_rows_before_it_can_be_read(self, folder):
        """Rows before the damage are given before the error."""
        second = Archive(folder)._reader.blocks("saldo")[1]
        change(folder / FILE, second.offset + second.size - 12, 0)
        read = []
        with pytest.raises(DecodeError):
            read.extend(Archive(folder).rows("saldo"))

        assert second.first_row == len(read)

    def test_header(self, folder):
        """What follows a damaged header cannot be found."""
        second = Archive(folder)._reader.blocks("saldo")[1]
        change(folder / FILE, second.offset + 20, 0)
        archive = Archive(folder)

        assert [
            Damage(
                file=FILE,
                row=second.first_row + 1,
                what="all that follows is damaged: the header of a block is damaged",
            )
        ] == list(archive.verify())
        with pytest.raises(DecodeError, match=rf"from row {second.first_row + 1} on"):
            next(archive.rows("saldo"))

    def test_cut_off(self, folder):
        """A file that is cut off says how much is missing, and from which row."""
        third = Archive(folder)._reader.blocks("saldo")[2]
        change(folder / FILE, third.offset + 30)
        size, rows = Archive(folder).verify()

        assert f"cut off after {third.offset + 30} of" in size.what
        assert third.first_row + 1 == rows.row

    def test_longer(self, folder):
        """So does one to which something was added."""
        with (folder / FILE).open("ab") as file:
            file.write(b"more")

        assert ["4 bytes more than were written"] == [
            one.what for one in Archive(folder).verify()
        ]

    def test_gone(self, folder):
        """A file that is gone is named."""
        (folder / FILE).unlink()
        archive = Archive(folder)

        assert [f"{FILE}: cannot be read: No such file or directory"] == [
            str(one) for one in archive.verify()
        ]
        with pytest.raises(DecodeError, match=f"{FILE}.*No such file"):
            next(archive.rows("saldo"))

    def test_gone_while_it_is_read(self, folder):
        """Also if it goes while it is read."""
        archive = Archive(folder)
        rows = archive.rows("saldo")
        next(rows)
        (folder / FILE).unlink()

        with pytest.raises(DecodeError, match=f"{FILE}.*No such file"):
            list(rows)

    def test_packed_by_somebody_else(self, folder):
        """A file that was unpacked and packed again is not ours any more."""
        plain = gzip.decompress((folder / FILE).read_bytes())
        (folder / FILE).write_bytes(gzip.compress(plain))
        archive = Archive(folder)

        assert any("no block begins here" in one.what for one in archive.verify())
        with pytest.raises(DecodeError, match="no block begins here"):
            next(archive.rows("saldo"))

    def test_of_another_archive(self, folder, tmp_path):
        """A whole file of another archive is not what was written here."""
        rows = [
            {"deposit_id": n + 1, "note": f"{n}" * 30_000} for n in range(39, -1, -1)
        ]
        other = filled(tmp_path / "b", saldo=rows)
        mine = json.loads((folder / "manifest.json").read_text())
        theirs = json.loads((other / "manifest.json").read_text())
        mine["parts"][0]["bytes"] = theirs["parts"][0]["bytes"]
        (folder / "manifest.json").write_text(json.dumps(mine))
        shutil.copy(other / FILE, folder / FILE)

        assert ["its checksum is not the manifest's, though it can be read"] == [
            one.what for one in Archive(folder).verify()
        ]

    def test_rows_are_counted(self, folder):
        """The manifest's count is checked, too."""
        text = (folder / "manifest.json").read_text()
        (folder / "manifest.json").write_text(
            text.replace('"records": 40', '"records": 41')
        )

        assert ["it has 40 rows, and the manifest says 41"] == [
            one.what for one in Archive(folder).verify()
        ]

    def test_a_row_that_is_no_json(self, folder, monkeypatch):
        """A row that somebody else put into a right block is named, too."""
        from tokotiktok.tokopedia.archive import blocks

        monkeypatch.setattr(blocks, "dumps", _not_json(blocks.dumps))
        broken = filled(
            folder.parent / "c", saldo=[{"deposit_id": 1}, {"deposit_id": 2}]
        )

        with pytest.raises(DecodeError, match=f"{FILE}, row 2: not JSON"):
            list(Archive(broken).rows("saldo"))


def _not_json(dumps):
    return lambda row: b"{oops" if row == {"deposit_id": 2} else dumps(row)
