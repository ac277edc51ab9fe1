"""How far jobs have got: in memory, in a SQLite file, or on a server; one runner a job."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timezone
from typing import Any, Protocol

from attrs import field, frozen

from .._threads import Lock
from ..errors import CheckpointConflict, CheckpointDamaged, ValidationError
from ._database import Database
from ._records import LAST, MovedError, Record, Records, is_time

_LONGEST = 255
"""Characters of a name, which every database can index."""


@frozen(kw_only=True)
class Checkpoint:
    """How far a job has got: everything before it is done and need not be done again."""

    state: Mapping[str, Any] = field(hash=False)
    """What the job wrote down, as plain JSON; only the job knows what it means."""
    version: int = 0
    """What a later `CheckpointStore.save` must name. 0: it was not saved yet."""
    saved_at: datetime | None = None
    """When, by the clock of who saved it."""


class CheckpointStore(Protocol):
    """
    Remembers how far jobs have got. Safe to share between threads, and, if it is on disk
    or on a server, between processes.
    """

    def load(self, job: str) -> Checkpoint | None:
        """Give the last checkpoint of *job*, or ``None``."""
        ...

    def save(
        self, job: str, state: Mapping[str, Any], *, if_version: int | None = None
    ) -> Checkpoint:
        """
        Remember *state* if the stored version is still *if_version*, in one step.

        ``None`` saves whatever is there; 0 only if nothing is.

        Raises:
            CheckpointConflict: another runner has saved meanwhile.
        """
        ...

    def lease(self, job: str, owner: str, seconds: float) -> bool:
        """Let *owner* be the only one to run *job* for *seconds*; false if another is."""
        ...

    def release(self, job: str, owner: str) -> None:
        """End *owner*'s lease early."""
        ...

    def find(self, prefix: str = "") -> Iterator[tuple[str, Checkpoint]]:
        """
        Go through the jobs whose names begin with *prefix*, in order, some at a time.

        What is saved or forgotten meanwhile may be in it or not.
        """
        ...

    def forget(self, job: str) -> None:
        """Delete the checkpoint of *job*; none of its versions is ever given again."""
        ...


class RecordedCheckpoints:
    """Checkpoints as records."""

    def __init__(self, records: Records, clock: Callable[[], float]) -> None:
        self._records = records
        self._clock = clock

    def __repr__(self) -> str:
        """Say which file or server."""
        return f"{type(self).__name__}({self._records.where!r})"

    def load(self, job: str) -> Checkpoint | None:
        """
        Give the last checkpoint of *job*, or ``None``.

        Raises:
            CheckpointDamaged: it is damaged.
            StoreError: the store cannot be read.
        """
        found = self._records.load(_checked("job", job))
        return found and _read(job, found)

    def save(
        self, job: str, state: Mapping[str, Any], *, if_version: int | None = None
    ) -> Checkpoint:
        """
        Remember *state* if the stored version is still *if_version*, in one step.

        Args:
            job: a name of up to 255 characters.
            state: plain JSON: what is loaded equals it.
            if_version: the version that was loaded; ``None`` saves whatever is there, 0
                only if nothing is.

        Raises:
            CheckpointConflict: another runner has saved meanwhile.
            ValidationError: *job* is no name, or *state* is not plain JSON.
            StoreError: the store cannot be written: it may or may not be saved.
        """
        now = self._clock()
        body = _written(_checked("job", job), state, now)
        try:
            version = self._records.save(job, body, if_version)
        except MovedError as moved:
            raise CheckpointConflict(_conflict(job, moved)) from None
        return _read(job, Record(body, version))

    def lease(self, job: str, owner: str, seconds: float) -> bool:
        """
        Let *owner* be the only one to run *job* for *seconds*; false if another is.

        Who has it may ask again, and has it from then on. It ends by itself. A late owner
        is kept from harm by the version that it names when it saves.

        Args:
            job: a name of up to 255 characters.
            owner: a name that this runner alone has, such as a new UUID.
            seconds: how long.

        Raises:
            ValidationError: *job* or *owner* is no name, or *seconds* no time.
            StoreError: the store cannot be written.
        """
        if not is_time(seconds):
            msg = f"seconds={seconds!r}: give the time that a lease may last"
            raise ValidationError(msg)
        named = _checked("job", job), _checked("owner", owner)
        return self._records.lease(*named, seconds)

    def release(self, job: str, owner: str) -> None:
        """End *owner*'s lease early; that of another stays."""
        self._records.release(_checked("job", job), _checked("owner", owner))

    def find(self, prefix: str = "") -> Iterator[tuple[str, Checkpoint]]:
        """
        Go through the jobs whose names begin with *prefix*, in order, some at a time.

        What is saved or forgotten meanwhile may be in it or not.
        """
        for job, found in self._records.find(prefix and _checked("prefix", prefix)):
            yield job, _read(job, found)

    def forget(self, job: str) -> None:
        """Delete the checkpoint of *job*; none of its versions is ever given again."""
        self._records.forget(_checked("job", job))

    def close(self) -> None:
        """Close the connections of this process; the next use opens new ones."""
        self._records.close()


def _checked(what: str, name: object) -> str:
    if not (isinstance(name, str) and name.isprintable() and 0 < len(name) <= _LONGEST):
        msg = f"{what}={name!r}: give a name of 1 to {_LONGEST} printable characters"
        raise ValidationError(msg)
    return name


def _conflict(job: str, moved: MovedError) -> str:
    if not moved.version:
        return f"job {job} is not saved any more as version {moved.named}: it was forgotten"
    return (
        f"job {job} was saved as version {moved.version} meanwhile, not {moved.named}: "
        "another runner has it; load it and go on from there"
    )


def _written(job: str, state: Mapping[str, Any], now: float) -> bytes:
    try:
        plain = dict(state)
        text = json.dumps({"saved_at": now, "state": plain}, allow_nan=False)
        same = json.loads(text)["state"] == plain
    except (TypeError, ValueError, RecursionError):
        same, text = False, ""
    if not same:
        msg = (
            f"the state of job {job} is not plain JSON: give a mapping of texts, numbers, "
            "booleans, None, lists and mappings with texts as keys"
        )
        raise ValidationError(msg)
    return text.encode()


def _read(job: str, record: Record) -> Checkpoint:
    try:
        found = json.loads(record.body)
        state: dict[str, Any] = dict(found["state"])
        at = datetime.fromtimestamp(found["saved_at"], timezone.utc)
    except (KeyError, OverflowError, TypeError, ValueError) as error:
        raise CheckpointDamaged(
            f"the checkpoint of job {job} is damaged, or of another version of this "
            f"library: forget it, and the job begins anew"
        ) from error
    return Checkpoint(state=state, version=record.version, saved_at=at)


class MemoryCheckpointStore(RecordedCheckpoints):
    """Checkpoints of this process only: after a fork each process has its own."""

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """
        Make an empty store.

        Args:
            clock: the time of day in seconds since 1970.
            monotonic: times leases; seconds, never set back.
        """
        super().__init__(_MemoryRecords(monotonic), clock)


class SQLiteCheckpointStore(RecordedCheckpoints):
    """Checkpoints in one SQLite file, for all threads and processes of one machine."""

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """
        Open or create the file; other stores may share it.

        Args:
            path: a file on a local disk.
            clock: the time of day in seconds since 1970.
            monotonic: times leases: seconds, the same for all processes of the machine,
                never set back.

        Raises:
            ValidationError: there can be no such file, or it is none of SQLite's.
            StoreError: it cannot be read or written.
        """
        super().__init__(_SQLiteRecords(path, monotonic), clock)


class _MemoryRecords:
    where = "memory"

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._version = 0
        self._records: dict[str, Record] = {}
        self._leases: dict[str, tuple[int, str, float]] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Pickle the records; leases are of this process."""
        with self._lock:
            return {**vars(self), "_records": dict(self._records), "_leases": {}}

    def load(self, name: str) -> Record | None:
        return self._records.get(name)

    def save(self, name: str, body: bytes, if_version: int | None) -> int:
        with self._lock:
            found = self._records.get(name, Record(b"", 0)).version
            if if_version is not None and if_version != found:
                raise MovedError(if_version, found)
            self._version += 1
            self._records[name] = Record(body, self._version)
            return self._version

    def forget(self, name: str) -> None:
        with self._lock:
            self._records.pop(name, None)

    def lease(self, name: str, owner: str, seconds: float) -> bool:
        now, process = self._clock(), os.getpid()
        with self._lock:
            pid, holder, until = self._leases.get(name, (0, "", 0.0))
            if pid == process and holder != owner and until > now:
                return False
            self._leases[name] = process, owner, now + seconds
            return True

    def release(self, name: str, owner: str) -> None:
        with self._lock:
            if self._leases.get(name, ("", ""))[:2] == (os.getpid(), owner):
                del self._leases[name]

    def find(self, prefix: str = "") -> Iterator[tuple[str, Record]]:
        with self._lock:
            found = sorted(self._records.items())
        return ((name, record) for name, record in found if name.startswith(prefix))

    def close(self) -> None:
        """Nothing to close."""


_CHECKPOINTS = """
CREATE TABLE IF NOT EXISTS tokotiktok_checkpoints (
    version INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice, even after a deletion
    job TEXT NOT NULL UNIQUE, body BLOB NOT NULL
)
"""
_LEASES = """
CREATE TABLE IF NOT EXISTS tokotiktok_checkpoint_leases (
    job TEXT PRIMARY KEY, owner TEXT NOT NULL, since REAL NOT NULL, until REAL NOT NULL
) WITHOUT ROWID
"""
_LOAD = "SELECT body, version FROM tokotiktok_checkpoints WHERE job = ?"
_SAVE = "INSERT OR REPLACE INTO tokotiktok_checkpoints (job, body) VALUES (?, ?)"
_FORGET = "DELETE FROM tokotiktok_checkpoints WHERE job = ?"
_LEASE = """
INSERT INTO tokotiktok_checkpoint_leases VALUES (?, ?, ?, ?)
ON CONFLICT (job) DO UPDATE
SET owner = excluded.owner, since = excluded.since, until = excluded.until
WHERE until <= excluded.since OR since > excluded.since OR owner = excluded.owner
"""
_RELEASE = "DELETE FROM tokotiktok_checkpoint_leases WHERE job = ? AND owner = ?"
_PAGE = """
SELECT job, body, version FROM tokotiktok_checkpoints
WHERE job > ? AND job >= ? AND job < ? ORDER BY job LIMIT ?
"""
_AT_ONCE = 500


class _SQLiteRecords:
    def __init__(
        self, path: str | os.PathLike[str], clock: Callable[[], float]
    ) -> None:
        self._database = Database(path, _CHECKPOINTS, _LEASES)
        self._clock = clock

    @property
    def where(self) -> str:
        return str(self._database.path)

    def load(self, name: str) -> Record | None:
        row = self._database.one(_LOAD, name)
        return row and Record(*row)

    def save(self, name: str, body: bytes, if_version: int | None) -> int:
        with self._database.transaction() as db:
            row = db.execute(_LOAD, (name,)).fetchone()
            found = row[1] if row else 0
            if if_version is not None and if_version != found:
                raise MovedError(if_version, found)
            return db.execute(_SAVE, (name, body)).lastrowid or 0

    def forget(self, name: str) -> None:
        with self._database.transaction() as db:
            db.execute(_FORGET, (name,))

    def lease(self, name: str, owner: str, seconds: float) -> bool:
        with self._database.transaction(durable=False) as db:
            now = self._clock()  # once no other can take it, or ours looks like older
            won = db.execute(_LEASE, (name, owner, now, now + seconds))
            return won.rowcount == 1

    def release(self, name: str, owner: str) -> None:
        with self._database.transaction(durable=False) as db:
            db.execute(_RELEASE, (name, owner))

    def find(self, prefix: str = "") -> Iterator[tuple[str, Record]]:
        last, within = "", (prefix, prefix + LAST)
        while rows := self._database.all(_PAGE, last, *within, _AT_ONCE):
            for row in rows:
                yield row[0], Record(*row[1:])
            last = rows[-1][0]

    def close(self) -> None:
        self._database.close()
