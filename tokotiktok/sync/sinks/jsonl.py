"""Records in files of JSON Lines: one file for each part, one line for each record."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime, timezone
from pathlib import Path
from typing import IO
from urllib.parse import quote

from ..._json import loads, pack
from ...errors import StoreError, ValidationError
from ..privacy import Expiring, Privacy
from ..records import Part, Record, Writer
from ..schema import moment, table
from ._ddl import named
from ._newest import newest
from ._workplace import Workplace, synced

_ENDING = ".jsonl"
_DAY = "????-??-??"
_META = ("_shop", "_id", "_changed_at")


class JSONLinesSink:
    """
    A folder of JSON Lines: ``orders/<shop>/<part>.jsonl``.

    A file is there whole or not at all, so whatever reads the folder may do so at any
    time. What was written and never kept, as of a worker that was given up, stays in
    ``.ready``. Any number of threads, processes and machines may write, each its own part. A
    line is the record's body, and before it ``_shop``, ``_id`` and ``_changed_at``.

    A record that changes is in several parts, once in each; `read` gives its newest.
    """

    def __init__(
        self, folder: str | os.PathLike[str], *, privacy: Privacy | None = None
    ) -> None:
        """
        Open or create the folder, and clear away what killed writers left in it.

        Args:
            folder: of this sink alone; ``~`` is the user's home.
            privacy: what becomes of personal data; without it, everything is kept.

        Raises:
            ValidationError: there can be no such folder.
            StoreError: it cannot be written.
        """
        if not str(folder):
            raise ValidationError("folder='' names none")
        self.privacy = privacy
        try:
            self.folder = Path(folder).expanduser().absolute()
            self._workplace = Workplace(self.folder / ".writing")
            self._ready = self.folder / ".ready"
            with _stored(self.folder):
                self._workplace.cleared()
        except (RuntimeError, ValueError) as error:  # no home; a null character
            raise ValidationError(f"{folder!r} cannot be opened: {error}") from error

    def __repr__(self) -> str:
        """Say which folder."""
        return f"JSONLinesSink({str(self.folder)!r})"

    @contextmanager
    def begin(self, part: Part) -> Generator[Writer, None, None]:
        """
        Begin a part, in a ``with`` block: at its end it is on the disk, out of sight.

        `keep` shows it. If the block raises, nothing of it is left.

        Raises:
            StoreError: it cannot be written.
            ValidationError: *part* can have no file, or what is personal in it is not
                known.
        """
        named(table(part.resource, part.kind))
        with _stored(self.folder):
            place = self._workplace.place()
            writer = _Writer(place.folder, self.privacy, part)
        try:
            yield writer
            with _stored(self.folder):
                writer.finish()
                self._move(writer, part)
        finally:
            writer.close()
            place.leave()

    def keep(self, part: Part) -> None:
        """
        Show a part that was written to its end; what is not there was kept before.

        Raises:
            StoreError: it cannot be moved.
        """
        ready = self._waiting(part)
        with _stored(self.folder):
            for file in sorted(ready.rglob(f"*{_ENDING}")):
                synced(file, self.folder / file.relative_to(ready))
            shutil.rmtree(ready, ignore_errors=True)

    def tables(self) -> tuple[str, ...]:
        """List what there is to read: ``orders``, ``orders_personal``."""
        with _stored(self.folder):
            return tuple(sorted(one.name for one in self.folder.glob("[a-z]*/")))

    def read(self, name: str, *, latest: bool = True) -> Iterator[tuple[str, Record]]:
        """
        Read the records of a table, ``orders`` or ``orders_personal``, each with its shop.

        Args:
            name: one of `tables`.
            latest: give each record once, its newest; else all that was written. What is
                the newest is looked up in a temporary SQLite file: it takes the disk some
                100 bytes for each record, and memory next to nothing.

        Raises:
            StoreError: it cannot be read, or a part of it was written anew meanwhile.
        """
        with _stored(self.folder):
            files = sorted(
                (self.folder / named(name)).rglob(f"*{_ENDING}"),
                key=lambda file: (file.stat().st_mtime_ns, file.as_posix()),
            )
            if not latest:
                for file in files:
                    yield from (_read(file, line) for line in _lines(file))
                return
            with tempfile.TemporaryDirectory() as folder:
                yield from newest(Path(folder), files, _read)

    def purge(self, now: datetime | None = None) -> int:
        """
        Delete personal data that is due, and what killed writers left.

        Args:
            now: as if it were then.

        Returns:
            Of how many records.

        Raises:
            StoreError: it cannot be deleted.
        """
        today = (now or datetime.now(timezone.utc)).astimezone(timezone.utc).date()
        count = 0
        with _stored(self.folder):
            self._workplace.cleared()
            for day in self.folder.glob(f"*_personal/{_DAY}"):
                if date.fromisoformat(day.name) <= today:
                    count += sum(
                        sum(1 for _ in _lines(file))
                        for file in day.rglob(f"*{_ENDING}")
                    )
                    shutil.rmtree(day)
        return count

    def _waiting(self, part: Part) -> Path:
        """Give the folder in which a part waits to be kept."""
        whole = f"{part.shop}/{table(part.resource, part.kind)}/{part.name}"
        return self._ready / _fit(whole)

    def _move(self, writer: _Writer, part: Part) -> None:
        """Put the files of a part where they wait to be kept, all at once."""
        name = named(table(part.resource, part.kind))
        inside = Path(*(_fit(one) for one in part.shop.split("/")))
        inside /= _fit(part.name) + _ENDING
        gathered = writer.folder / "ready"
        for day, file in writer.personal.items():
            synced(file, gathered / f"{name}_personal" / day.isoformat() / inside)
        if writer.count:
            synced(writer.path, gathered / name / inside)
            synced(gathered, self._waiting(part))


class _Writer:
    """Writes the records of one part."""

    _MANY = 4 * 1024 * 1024
    """Bytes of personal data that are kept in memory before they go to their files."""

    def __init__(self, folder: Path, privacy: Privacy | None, part: Part) -> None:
        self.count = 0
        self.path = folder / "records"
        self.personal: dict[date, Path] = {}
        self.folder = folder
        self._privacy = privacy
        self._part = part
        self._waiting: dict[date, list[bytes]] = {}
        self._bytes = 0
        self._file: IO[bytes] = _opened(self.path)

    def write(self, records: Sequence[Record]) -> None:
        """
        Write records.

        Raises:
            StoreError: it cannot be written.
        """
        kept: Iterable[Record] = records
        if self._privacy is not None:
            kept = self._split(self._privacy, records)
        with _stored(self.folder):
            self._file.writelines(self._line(one) for one in kept)
            self.count += len(records)
            if self._bytes > self._MANY:
                self._flush()

    def finish(self) -> None:
        """Write what waits."""
        self._file.close()
        self._flush()

    def close(self) -> None:
        """Close the file, whatever becomes of it."""
        with suppress(OSError):
            self._file.close()

    def _split(self, privacy: Privacy, records: Sequence[Record]) -> Iterator[Record]:
        for record in records:
            kept, expiring = privacy.split(self._part, record)
            yield kept
            if expiring is not None:
                self._wait(expiring)

    def _wait(self, expiring: Expiring) -> None:
        line = self._line(expiring.record)
        self._waiting.setdefault(expiring.expires_on, []).append(line)
        self._bytes += len(line)

    def _flush(self) -> None:
        """Add what waits to the file of each day, one open at a time."""
        for day, lines in self._waiting.items():
            path = self.personal.setdefault(day, self.folder / day.isoformat())
            with _opened(path) as file:
                file.writelines(lines)
        self._waiting.clear()
        self._bytes = 0

    def _line(self, record: Record) -> bytes:
        at = record.changed_at
        changed_at = None if at is None else moment(at)
        meta = dict(zip(_META, (self._part.shop, record.id, changed_at), strict=True))
        return pack({**meta, **record.body, **meta}) + b"\n"


def _read(file: Path, line: bytes) -> tuple[str, Record]:
    try:
        body = loads(line)
        shop, id, at = (body.pop(name) for name in _META)
        return shop, Record(id, at and datetime.fromisoformat(at), body)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise StoreError(f"{file} has a line that no sink wrote") from error


def _lines(file: Path) -> Iterator[bytes]:
    with file.open("rb") as lines:
        yield from lines


def _opened(path: Path) -> IO[bytes]:
    """Open a file to add to it, which only its owner may read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab")


def _fit(name: str) -> str:
    """Make a name that any file system takes, another for each."""
    fit = quote(name, safe=" ") or "%"
    return fit.replace(".", "%2E", 1) if fit.startswith(".") else fit


@contextmanager
def _stored(folder: Path) -> Generator[None, None, None]:
    try:
        yield
    except OSError as error:
        why = error.strerror or error
        raise StoreError(f"{folder} cannot be read or written: {why}") from error
