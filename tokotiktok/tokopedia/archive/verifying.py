"""Whether an archive is what was written, and if not, where."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Protocol

from attrs import frozen

from .manifest import PartState
from .parts import part_named
from .reading import Reader, headers, read

_CHUNK = 1 << 20


@frozen(kw_only=True)
class Damage:
    """Something that is not as it was written."""

    file: str
    row: int | None = None
    """The first row concerned, counted from 1: ``zcat FILE | sed -n ROWp``."""
    what: str

    def __str__(self) -> str:
        """Say what and where."""
        row = "" if self.row is None else f", from row {self.row} on"
        return f"{self.file}{row}: {self.what}"


def damages(reader: Reader) -> Iterator[Damage]:
    """Read everything, and give what is not as it was written."""
    for state in reader.manifest.parts:
        if not (state.bytes or state.complete):
            continue  # nothing of it is written yet
        path = reader.path(part_named(state.name))
        try:
            with path.open("rb") as file:
                yield from _of_file(path, file, state)
        except OSError as error:
            yield Damage(file=path.name, what=f"cannot be read: {error.strerror}")


def _of_file(path: Path, file: IO[bytes], state: PartState) -> Iterator[Damage]:
    size = file.seek(0, 2)
    if size < state.bytes:
        what = f"cut off after {size} of {state.bytes} bytes"
        yield Damage(file=path.name, what=what)
    elif size > state.bytes and state.complete:
        what = f"{size - state.bytes} bytes more than were written"
        yield Damage(file=path.name, what=what)
    found = list(_of_rows(path, file, state))
    yield from found
    if not found and sha256(file, state.bytes).hexdigest() != state.sha256:
        what = "its checksum is not the manifest's, though it can be read"
        yield Damage(file=path.name, what=what)


def _of_rows(path: Path, file: IO[bytes], state: PartState) -> Iterator[Damage]:
    rows = 0
    try:
        for block in headers(file, state.bytes):
            rows = block.first_row + block.rows
            try:
                read(file, block)
            except ValueError as error:
                what = f"{block.rows} rows are damaged: {error}"
                yield Damage(file=path.name, row=block.first_row + 1, what=what)
    except ValueError as error:
        what = f"all that follows is damaged: {error}"
        yield Damage(file=path.name, row=rows + 1, what=what)
        return
    if rows != state.records:
        what = f"it has {rows} rows, and the manifest says {state.records}"
        yield Damage(file=path.name, what=what)


class Digest(Protocol):
    """A checksum that grows."""

    def update(self, data: bytes, /) -> None:
        """Take more data in."""

    def hexdigest(self) -> str:
        """Give the checksum of all so far."""
        ...


def sha256(file: IO[bytes], size: int) -> Digest:
    """Hash the first *size* bytes of a file."""
    digest = hashlib.sha256()
    file.seek(0)
    while size > 0 and (chunk := file.read(min(size, _CHUNK))):
        digest.update(chunk)
        size -= len(chunk)
    return digest
