"""
Writing rows so that an interruption at any moment costs only what was not committed.

Rows are appended to one file a part, and count once the manifest that says so has been
put in place: it is replaced whole, after what it counts is on the disk. What lies behind
that count in a file is cut off when writing goes on.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Hashable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timezone
from pathlib import Path
from types import TracebackType
from typing import Any

from attrs import define, evolve, field
from typing_extensions import Self

from ...errors import DecodeError, ValidationError
from . import blocks, manifest
from .manifest import MODE, WRITE, Manifest, PartState
from .parts import BEGAN, Key, Part, is_sealed, part_named
from .reading import UNFINISHED, path_of
from .redaction import Redactor
from .verifying import Digest, sha256

_BEGAN = int(BEGAN.timestamp())


@define
class _Span:
    """The smallest and the largest of a key in the rows of a block."""

    low: Any = None
    high: Any = None
    whole: bool = True
    """Whether every row has the key."""

    def take(self, value: Key | None) -> None:
        """Widen by a row's value."""
        if value is None:
            self.whole = False
            return
        self.low = value if self.low is None else min(self.low, value)
        self.high = value if self.high is None else max(self.high, value)


@define
class _Tail:
    """The end of a part's file, where rows are added."""

    part: Part
    state: PartState
    """As far as the manifest counts it."""
    file: int
    hash: Digest
    """Of all that is in the file."""
    rows: int
    size: int
    """How many rows and bytes are in the file, counted or not."""
    sealed: int
    span: _Span = field(factory=_Span)
    """When its rows happened."""
    lines: list[bytes] = field(factory=list)
    """Rows that are not in the file yet."""
    waiting: int = 0
    """How many bytes they are."""
    spans: dict[str, _Span] = field(factory=dict)

    def add(self, row: Any, at: int | None) -> None:
        """Add a row that, if it does not say when it happened, happened *at*."""
        line = blocks.encode(row)
        at = _BEGAN if at is None else at
        for key, read in self.part.keys.items():
            value = read(row)
            if key == "time":
                if value is not None:
                    self.span.take(value)
                value = at if value is None else value
            self.spans.setdefault(key, _Span()).take(value)
        self.sealed += self.part.sealed and is_sealed(row)
        self.lines.append(line)
        self.waiting += len(line)
        if self.waiting >= blocks.FULL:
            self.flush()

    def flush(self) -> None:
        """Put the rows that wait into the file, as a block."""
        zones = {
            key: [span.low, span.high] for key, span in self.spans.items() if span.whole
        }
        block = blocks.pack(self.lines, zones)
        if os.fstat(self.file).st_size != self.size:
            msg = f"{self.part.file}: another process is writing to this archive"
            raise ValidationError(msg)
        manifest.write_all(self.file, block)
        self.hash.update(block)
        self.size += len(block)
        self.rows += len(self.lines)
        self.lines, self.spans, self.waiting = [], {}, 0

    def sync(self, cursor: str | None) -> PartState:
        """See to it that all is on the disk; give what is to be counted."""
        if self.lines:
            self.flush()
        if self.size != self.state.bytes:
            os.fsync(self.file)
        return evolve(
            self.state,
            records=self.rows,
            bytes=self.size,
            sha256=self.hash.hexdigest(),
            first=_moment(self.span.low),
            last=_moment(self.span.high),
            sealed=self.sealed,
            cursor=cursor,
        )


class Journal:
    """
    An archive that is being written.

    Use it in a ``with`` block: whatever ends that, the folder holds what was committed.
    """

    def __init__(
        self, folder: Path, begun: Manifest, redactor: Redactor | None
    ) -> None:
        """
        Go on with an archive.

        Args:
            folder: where its manifest is.
            begun: the manifest.
            redactor: takes personal data out of every row.
        """
        self.folder = folder
        self.manifest = begun
        self._redactor = redactor
        self._tails: dict[str, _Tail] = {}

    def __enter__(self) -> Self:
        """Write to it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Cut off what was not committed, and close."""
        for name, tail in self._tails.items():
            with suppress(OSError):
                os.ftruncate(tail.file, tail.state.bytes)
            self._close(tail, complete=self.state(name).complete)
        self._tails.clear()

    def state(self, part: str) -> PartState:
        """Say how far a part has got."""
        state = self.manifest.part(part)
        return state or PartState(name=part, file=part_named(part).file)

    def expect(self, parts: Iterable[str]) -> None:
        """Note which parts there will be, so that the archive is not complete before."""
        missing = [part for part in parts if self.manifest.part(part) is None]
        if missing:
            self._count(map(self.state, missing))

    def is_begun(self, part: str) -> bool:
        """Whether a part has rows and is not complete."""
        if part in self._tails:
            return True
        state = self.manifest.part(part)
        return state is not None and not state.complete

    def has_news(self, part: str) -> bool:
        """Whether rows were added that are not committed."""
        tail = self._tails.get(part)
        return tail is not None and (bool(tail.lines) or tail.size > tail.state.bytes)

    def add(
        self,
        part: str,
        row: Any,
        *,
        at: int | None = None,
        unless: set[Hashable] | None = None,
    ) -> bool:
        """
        Add a row to a part; say whether it was added.

        Args:
            part: its name.
            row: what the platform sent.
            at: when it happened, in seconds since 1970, if it does not say so.
            unless: what was added already, by `mark`; this one is put there, too.
        """
        if self._redactor is not None:
            row = self._redactor.redacted(part, row)
        tail = self._tail(part)
        if unless is not None:
            its = mark(tail.part, row)
            if its in unless:
                return False
            unless.add(its)
        tail.add(row, at)
        return True

    def commit(self, cursors: Mapping[str, str | None]) -> None:
        """Count all rows that were added; note where each part of *cursors* goes on."""
        for part in cursors:
            self._tail(part)
        states = [
            tail.sync(cursors.get(name, tail.state.cursor))
            for name, tail in self._tails.items()
        ]
        self._count(states)
        for state in states:
            self._tails[state.name].state = state

    def finish(self, part: str) -> None:
        """Commit, and give the file of a part that is complete its last name."""
        tail = self._tail(part)
        if not (tail.size or tail.lines):
            tail.flush()  # an empty block: even a file without rows is gzip
        self.commit({})  # the cursor stays, should we be interrupted here
        self._close(self._tails.pop(part), complete=True)
        state = evolve(self.state(part), complete=True, cursor=None)
        self._count([state])

    def _count(self, states: Iterable[PartState]) -> None:
        counted = self.manifest.with_parts(*states)
        manifest.save(self.folder, counted)
        self.manifest = counted

    def _close(self, tail: _Tail, *, complete: bool) -> None:
        os.close(tail.file)
        if complete:
            path = self.folder / tail.part.file
            path.with_name(path.name + UNFINISHED).replace(path)
            manifest.settle(self.folder)

    def _tail(self, part: str) -> _Tail:
        found = self._tails.get(part)
        if found is None:
            found = self._tails[part] = self._open(part_named(part))
        return found

    def _open(self, part: Part) -> _Tail:
        """Open a part's file where the manifest's count ends, under its name for now."""
        state = evolve(self.state(part.name), complete=False)
        path = path_of(self.folder, part)
        unfinished = self.folder / (part.file + UNFINISHED)
        if path != unfinished and path.exists():
            path.replace(unfinished)
        file = os.open(unfinished, WRITE | os.O_APPEND, MODE)
        try:
            digest = _cut(file, unfinished, state)
        except BaseException:
            os.close(file)
            raise
        return _Tail(
            part=part,
            state=state,
            file=file,
            hash=digest,
            rows=state.records,
            size=state.bytes,
            sealed=state.sealed,
            span=_Span(_seconds(state.first), _seconds(state.last)),
        )


def mark(part: Part, row: Any) -> Hashable:
    """Give what tells a row from others: the record it is of, or else all of it."""
    return part.identity(row) or blocks.encode(row)


def _cut(file: int, path: Path, state: PartState) -> Digest:
    """Cut a file to what counts, and hash that."""
    digest: Digest = hashlib.sha256()
    if os.fstat(file).st_size >= state.bytes:
        os.ftruncate(file, state.bytes)
        with path.open("rb") as whole:
            digest = sha256(whole, state.bytes)
    if state.bytes and digest.hexdigest() != state.sha256:
        msg = (
            f"{path}: not as it was written, so it cannot be gone on with; "
            "Archive.verify() says what is wrong"
        )
        raise DecodeError(msg)
    return digest


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, timezone.utc)
