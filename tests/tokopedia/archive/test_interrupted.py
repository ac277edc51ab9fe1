"""Interrupted at any moment, in any way: what was saved stays, and nothing is half."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from archives import SINCE, content, shop

from tokotiktok.tokopedia.archive import Archive, write

SPAN = {"since": SINCE + timedelta(days=3), "until": SINCE + timedelta(days=9)}
PARTS = ("shop", "orders", "order_details", "saldo", "chats", "messages")


class PowerCut(BaseException):
    """The end: nobody gets to tidy up."""


class Disk:
    """
    The disk, which after some effects is cut off.

    A write that is cut off is half done. What was not synchronised is lost: of each file
    as much is left as there was when it last was.
    """

    EFFECTS = ("write", "fsync", "replace", "ftruncate")

    def __init__(self, monkeypatch, folder, left: int) -> None:
        self.left = left
        there = [path.stat() for path in folder.glob("*")]
        self.synced = {one.st_ino: one.st_size for one in there}
        self.real = {name: getattr(os, name) for name in self.EFFECTS}
        for name in self.EFFECTS:
            monkeypatch.setattr(os, name, getattr(self, name))

    def _spend(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise PowerCut

    def write(self, handle, data):
        if self.left == 0:
            self.real["write"](handle, data[: len(data) // 2])
        self._spend()
        return self.real["write"](handle, data[:1000])

    def fsync(self, handle):
        self._spend()
        self.real["fsync"](handle)
        state = os.fstat(handle)
        self.synced[state.st_ino] = state.st_size

    def replace(self, source, target, **more):
        self._spend()
        self.real["replace"](source, target, **more)

    def ftruncate(self, handle, size):
        self._spend()
        self.real["ftruncate"](handle, size)
        state = os.fstat(handle)
        self.synced[state.st_ino] = min(size, self.synced.get(state.st_ino, 0))

    def lose(self, folder) -> None:
        """Let go of what was not synchronised."""
        for path in folder.iterdir():
            kept = self.synced.get(path.stat().st_ino, 0)
            if path.stat().st_size > kept:
                os.truncate(path, kept)


@pytest.fixture(scope="module")
def client():
    """A shop that answers at once."""
    return shop()


@pytest.fixture(scope="module")
def whole(client, tmp_path_factory):
    """The archive as it should be."""
    folder = tmp_path_factory.mktemp("whole") / "a"
    write(client, folder, parts=PARTS, **SPAN)
    return content(folder)


def files(folder) -> set[str]:
    """Name the files of a folder."""
    return {one.name for one in folder.iterdir()}


def cut(client, folder, monkeypatch, left) -> bool:
    """Write until the disk is cut off; say whether that was before the end."""
    with monkeypatch.context() as patch:
        disk = Disk(patch, folder, left)
        try:
            write(client, folder, parts=PARTS, **SPAN)
        except PowerCut:
            disk.lose(folder)
            return True
        return False


class TestPowerCut:
    def test_after_any_effect(self, client, whole, tmp_path, monkeypatch):
        """
        Whichever effect on the disk was the last, every row is there once in the end.

        And at no time does the archive hold anything that is not right.
        """
        left = 0
        while cut(client, folder := tmp_path / f"{left}", monkeypatch, left):
            if (folder / "manifest.json").exists():
                archive = Archive(folder)
                assert () == archive.verify()
                for part in archive.manifest.parts:
                    rows = list(archive.rows(part.name))
                    assert whole[part.name][: len(rows)] == rows
            write(client, folder, parts=PARTS, **SPAN)

            assert whole == content(folder)
            assert {"manifest.json", *(f"{one}.jsonl.gz" for one in whole)} == files(
                folder
            )
            assert () == Archive(folder).verify()
            left += 1 if left < 30 else 9

        assert left > 100

    def test_again_and_again(self, client, whole, tmp_path, monkeypatch):
        """A machine that fails all the time gets there, too."""
        folder, cuts = tmp_path / "a", 0
        while cut(client, folder, monkeypatch, 25):
            cuts += 1
            assert cuts < 50

        assert whole == content(folder)
        assert cuts > 3


class TestError:
    def test_leaves_what_was_committed(self, client, tmp_path):
        """An exception leaves files that end where the manifest says."""
        folder, told = tmp_path / "a", []

        def stop(progress):
            told.append(progress)
            if len(told) == 6:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            write(client, folder, parts=PARTS, progress=stop, **SPAN)
        parts = {one.name: one for one in Archive(folder).manifest.parts}
        kept = {one.name.partition(".")[0]: one for one in folder.glob("*.gz*")}

        assert {"shop", "orders", "order_details"} == set(kept)
        for name, path in kept.items():
            assert parts[name].bytes == path.stat().st_size
            assert parts[name].complete == (path.suffix == ".gz")


KILLED = """
import sys
sys.path.extend(PATHS)
from archives import shop
from test_interrupted import PARTS, SPAN
from tokotiktok.tokopedia.archive import write

write(shop(), sys.argv[1], parts=PARTS, progress=lambda p: print(p, flush=True), **SPAN)
"""


class TestKill:
    @pytest.mark.parametrize("after", [1, 3, 6])
    def test_process(self, client, whole, tmp_path, after):
        """A process that is killed leaves an archive that another one goes on with."""
        folder = tmp_path / "a"
        code = KILLED.replace("PATHS", repr([*sys.path, str(Path(__file__).parent)]))
        process = subprocess.Popen(
            [sys.executable, "-c", code, folder], stdout=subprocess.PIPE, text=True
        )
        for _ in range(after):
            assert process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.communicate()

        assert -signal.SIGKILL == process.returncode
        assert not Archive(folder).manifest.complete
        write(client, folder, parts=PARTS, **SPAN)
        assert whole == content(folder)
        assert () == Archive(folder).verify()
