"""
Where files are written before they are moved to where they belong.

Each writer has a folder of its own and a lock on it, which its process loses when it ends
in whatever way. So what is not locked is what a killed writer left, and may go.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

fcntl: Any = import_module("fcntl") if find_spec("fcntl") else None
"""What Windows lacks; there a file that is open cannot be deleted, which locks it too."""

_LOCK = "lock"


class Place:
    """A folder to write in, this writer's alone."""

    def __init__(self, folder: Path, lock: int) -> None:
        self.folder = folder
        self._lock = lock

    def close(self) -> None:
        """Leave it, and delete what is left in it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self._lock)
        shutil.rmtree(self.folder, ignore_errors=True)  # where an open file would stay


class Workplace:
    """The folders of all writers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place(self) -> Place:
        """
        Make a folder to write in.

        Raises:
            OSError: there can be none.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        while True:
            folder = Path(tempfile.mkdtemp(dir=self.folder))
            lock = _locked(folder / _LOCK)
            if lock is not None and folder.exists():
                return Place(folder, lock)
            _close(lock)  # somebody cleared it away before it was locked

    def cleared(self) -> int:
        """
        Delete what killed writers left, and say of how many.

        Raises:
            OSError: it cannot be deleted.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        count = 0
        for folder in self.folder.iterdir():
            lock = _locked(folder / _LOCK)
            if lock is not None:
                left = folder
                with contextlib.suppress(
                    OSError
                ):  # Windows renames none with open files
                    # so that whoever made it finds it gone, and not half of it
                    left = folder.rename(folder.with_suffix(".left"))
                Place(left, lock).close()
                count += 1
        return count


def _locked(path: Path) -> int | None:
    """Lock a file until it is closed; ``None`` if another has it, or it cannot be."""
    if fcntl is None:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
            return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        return None
    try:
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except (FileNotFoundError, NotADirectoryError):  # its folder is gone, or was none
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return None
    return lock


def _close(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)


def synced(file: Path, to: Path) -> None:
    """
    Move a file or a folder to where it belongs, so that a power cut cannot undo it.

    Raises:
        OSError: it cannot be moved.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    if file.is_dir():
        _sync_folder(file)
    else:
        _sync(file, os.O_RDWR)
    file.replace(to)
    _sync_folder(to.parent)


def noted(file: Path) -> None:
    """
    Create an empty file, which a power cut cannot undo.

    Raises:
        OSError: it cannot be created.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(0o600)
    _sync_folder(file.parent)


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # Windows opens no folders
        _sync(folder, os.O_RDONLY)


def _sync(path: Path, flags: int) -> None:
    opened = os.open(path, flags)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
