"""Records in files of JSON Lines: one file for each part, one line for each record."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime, timedelta, timezone
from glob import glob
from pathlib import Path
from typing import IO

from ..._json import loads
from ...errors import StoreError, ValidationError
from ..privacy import Expiring, Privacy
from ..records import Part, Record, Writer
from ..schema import moment, table
from ._ddl import is_name, named
from ._newest import newest
from ._packing import fit, packed, text
from ._workplace import Workplace, noted, synced

_ENDING = ".jsonl"
_DAYS = "*_personal/????-??-??"
_META = ("_shop", "_id", "_changed_at")
_ABANDONED = timedelta(days=90)
"""After so long nobody keeps a part any more."""
_FORGOTTEN = timedelta(days=366)
"""After so long nobody asks for a part that was kept."""


class JSONLinesSink:
    """
    A folder of JSON Lines: ``orders/<shop>/<part>.jsonl``.

    A file is there whole or not at all, so whatever reads the folder may do so at any
    time. Any number of threads, processes and machines may write, each its own part, if
    all see the same folder. A line is the record's body, and before it ``_shop``, ``_id``
    and ``_changed_at``.

    What was written and not kept yet is in ``.ready``; that a part was kept is known from
    an empty file in ``.kept``, so that its files may be moved away. `purge` clears both.

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
        with closing(place):
            with _stored(self.folder):
                writer = _Writer(place.folder, self.privacy, part)
            with closing(writer):
                yield writer
                with _stored(self.folder):
                    writer.finish()
                    self._move(writer, part)

    def keep(self, part: Part) -> None:
        """
        Show a part that was written to its end.

        It may be said again, also by two at once, and after its files were moved away.

        Raises:
            StoreError: it cannot be moved; or it was never written here, but on another
                machine's disk or under another relative path: its records are not here.
        """
        ready, kept = self._waiting(part), self._kept(part)
        with _stored(self.folder):
            for file in _found(ready):
                _moved(file, self.folder / file.relative_to(ready))
            if ready.is_dir():
                noted(kept)
                shutil.rmtree(ready, ignore_errors=True)
                return
            try:
                os.utime(kept)
            except FileNotFoundError:
                msg = f"{part.name} of {part.shop}'s {table(part.resource, part.kind)} neither waits in {self.folder} nor was it kept there: was it written on another machine, or under another relative path? Keep it where it was written; what is lost comes again if the job's checkpoint is forgotten"
                raise StoreError(msg) from None

    def tables(self) -> tuple[str, ...]:
        """List what there is to read: ``orders``, ``orders_personal``."""
        with _stored(self.folder):
            found = [one.name for one in self.folder.iterdir() if one.is_dir()]
        return tuple(sorted(filter(is_name, found)))

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
        Delete personal data that is due, also of parts that were never kept.

        What killed writers left goes, and so do whole parts that nobody has kept within 90
        days, as those of a worker that was given up; that a part was kept is known for a
        year.

        Args:
            now: as if it were then.

        Returns:
            Of how many records; of each, every version that was written counts.

        Raises:
            StoreError: it cannot be deleted.
        """
        now = (now or datetime.now(timezone.utc)).astimezone(timezone.utc)
        today, count = now.date().isoformat(), 0
        with _stored(self.folder):
            self._workplace.cleared()
            for days in (f".ready/*/{_DAYS}", _DAYS):  # the way that they may be moved
                for day in self._there(days):
                    count += self._deleted(day) if day.name <= today else 0
            for part in _before(now - _ABANDONED, self._there(".ready/*")):
                self._deleted(part)
            for kept in _before(now - _FORGOTTEN, self._there(".kept/*/*")):
                kept.unlink(missing_ok=True)
        return count

    def _there(self, pattern: str) -> list[Path]:
        """List what there is; `Path.glob` would fail of what others delete meanwhile."""
        names = glob(pattern, root_dir=self.folder)  # noqa: PTH207 - see above
        return [self.folder / one for one in names]

    def _deleted(self, folder: Path) -> int:
        """Delete a folder, all at once, and say how many records it had."""
        with closing(self._workplace.place()) as place:
            gone = place.folder / "gone"
            with suppress(FileNotFoundError):  # somebody else was quicker
                folder.replace(gone)
            return sum(1 for file in _found(gone) for _ in _lines(file))

    def _waiting(self, part: Part) -> Path:
        """Give the folder in which a part waits to be kept."""
        return self._ready / _key(part)

    def _kept(self, part: Part) -> Path:
        """Give the file that says that a part was kept."""
        key = _key(part)
        return self.folder / ".kept" / key[:2] / key[2:]

    def _move(self, writer: _Writer, part: Part) -> None:
        """Put the files of a part where they wait to be kept, all at once."""
        if not writer.count:
            noted(self._kept(part))  # there is nothing to keep
            return
        name = named(table(part.resource, part.kind))
        inside = Path(*map(fit, part.shop.split("/")), fit(part.name) + _ENDING)
        gathered = writer.folder / "ready"
        for day, file in writer.personal.items():
            synced(file, gathered / f"{name}_personal" / day.isoformat() / inside)
        synced(writer.path, gathered / name / inside)
        with suppress(FileNotFoundError):  # unless it is written again
            self._waiting(part).replace(writer.folder / "before")
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
        self._shop = text(part.shop)
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
            self._file.write(b"".join([self._line(one) for one in kept]))
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
        values = self._shop, text(record.id), changed_at
        meta = dict(zip(_META, values, strict=True))
        return packed(record.id, {**meta, **record.body, **meta}) + b"\n"


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


def _key(part: Part) -> str:
    whole = "\0".join((part.shop, table(part.resource, part.kind), part.name))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _found(folder: Path) -> list[Path]:
    """List the files of records in a folder, whatever others move away meanwhile."""
    return sorted(
        Path(where, name)
        for where, _, names in os.walk(folder, onerror=_unless_gone)
        for name in names
        if name.endswith(_ENDING)
    )


def _unless_gone(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def _moved(file: Path, to: Path) -> None:
    try:
        synced(file, to)
    except FileNotFoundError:
        if file.exists():
            raise
        # whoever keeps the same part has moved it


def _before(time: datetime, paths: Iterable[Path]) -> Iterator[Path]:
    """Give those that were not touched since."""
    for path in paths:
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < time.timestamp():
                yield path


@contextmanager
def _stored(folder: Path) -> Generator[None, None, None]:
    try:
        yield
    except OSError as error:
        why = error.strerror or error
        raise StoreError(f"{folder} cannot be read or written: {why}") from error
