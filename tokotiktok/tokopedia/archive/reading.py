"""
Reading an archive: rows in order, rows by their keys, rows by time of change.

Nothing is held but where the blocks are and the few read last, so memory does not grow
with what is read. Nothing is locked or left open, so a reader may be shared by threads,
forked and pickled.
"""

from __future__ import annotations

import heapq
import itertools
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from attrs import frozen

from ..._json import dumps, loads
from ..._resource import dig
from ...errors import DecodeError, NotFoundError
from . import blocks, manifest
from .blocks import Block
from .manifest import Manifest, PartState
from .parts import ALL, PARTS, Key, Part, part_named

UNFINISHED = ".part"
"""What the name of a file ends in until it is complete."""
_BLOCKS = 16
"""How many unpacked blocks are kept: some megabytes."""
_QUERIES = 8


@frozen(kw_only=True)
class Query:
    """Which rows of a part are asked for."""

    part: str
    within: tuple[tuple[str, Key, Key], ...] = ()
    """Keys, each with its smallest and its largest value."""
    equal: tuple[tuple[str, frozenset[str]], ...] = ()
    """Paths in the row, each with the values it may have, as text."""


@frozen
class _Found:
    """The rows of one block that a query asks for; all of them if *rows* is ``None``."""

    block: Block
    rows: Sequence[int] | None

    def __len__(self) -> int:
        return self.block.rows if self.rows is None else len(self.rows)


@frozen
class _Answer:
    """All that a query asks for."""

    found: tuple[_Found, ...]
    ends: tuple[int, ...]
    """How many rows there are up to the end of each."""


class Reader:
    """Reads the rows of an archive."""

    def __init__(self, folder: Path) -> None:
        """
        Open an archive.

        Raises:
            NotFoundError: there is none.
            DecodeError: its manifest cannot be read.
        """
        self.folder = folder
        path = folder / manifest.NAME
        try:
            data = path.read_bytes()
        except OSError as error:
            msg = f"{folder}: no archive is there ({manifest.NAME}: {error.strerror})"
            raise NotFoundError(msg) from None
        self.manifest: Manifest = manifest.parse(data, str(path))
        strange = [one.name for one in self.manifest.parts if one.name not in ALL]
        if strange:
            msg = f"{path}: holds {', '.join(strange)}, which a newer tokotiktok reads"
            raise DecodeError(msg)
        self.blocks = lru_cache(self._blocks)
        self._lines = lru_cache(_BLOCKS)(self._read)
        self._answer = lru_cache(_QUERIES)(self._search)

    def __reduce__(self) -> tuple[type[Reader], tuple[Path]]:
        """Pickle as the folder."""
        return Reader, (self.folder,)

    # rows

    def lines(self, part: str, start: int = 0) -> Iterator[bytes]:
        """Go through a part's rows as they are stored, from row *start* on."""
        for block in self.blocks(part):
            if block.first_row + block.rows > start:
                yield from self._lines(part, block)[max(0, start - block.first_row) :]

    def rows(self, part: str, start: int = 0) -> Iterator[Any]:
        """Go through a part's rows as the platform sent them, from row *start* on."""
        for number, line in enumerate(self.lines(part, start), start):
            yield _parsed(part, number, line)

    def page(self, query: Query, page: int, size: int) -> tuple[list[bytes], bool]:
        """Give one page of the rows asked for, and whether more follow."""
        answer = self._answer(query)
        first, last = (page - 1) * size, page * size
        rows: list[bytes] = []
        at = bisect_right(answer.ends, first)
        for one, end in zip(answer.found[at:], answer.ends[at:], strict=True):
            start = end - len(one)
            if start >= last:
                break
            lines = self._lines(query.part, one.block)
            chosen = lines if one.rows is None else [lines[n] for n in one.rows]
            rows += chosen[max(0, first - start) : last - start]
        return rows, bool(answer.ends) and answer.ends[-1] > last

    def find(self, part: str, key: str, value: Key) -> bytes | None:
        """Give the row with a key; the one stored last, if there are several."""
        query = Query(part=part, within=((key, value, value),))
        for block in reversed(self.blocks(part)):
            if block.may_have(key, value, value):
                rows = self._matching(query, block)
                if rows:
                    return self._lines(part, block)[rows[-1]]
        return None

    def latest_first(self, part: str, key: str, low: int, high: int) -> Iterator[bytes]:
        """
        Go through the rows whose *key* is within *low* and *high*, the largest first.

        A row without the key comes last. Only blocks that overlap are held at a time,
        and each is read once.
        """
        waiting = sorted(
            (
                (min(high, block.zones[key][1]) if key in block.zones else high, block)
                for block in self.blocks(part)
                if block.may_have(key, low, high)
            ),
            key=lambda one: one[0],
        )
        number = itertools.count()
        heap: list[tuple[int, int, bytes]] = []
        while waiting or heap:
            while waiting and (not heap or waiting[-1][0] >= -heap[0][0]):
                block = waiting.pop()[1]
                for index, line in enumerate(self._lines(part, block)):
                    row = _parsed(part, block.first_row + index, line)
                    at = PARTS[part].keys[key](row)
                    if at is None or low <= int(at) <= high:
                        heapq.heappush(heap, (-int(at or low), next(number), line))
            if heap:
                yield heapq.heappop(heap)[2]

    # searching

    def _search(self, query: Query) -> _Answer:
        found = []
        for block in self.blocks(query.part):
            if not all(block.may_have(*span) for span in query.within):
                continue
            whole = not query.equal and all(
                block.lies_in(*span) for span in query.within
            )
            one = _Found(block, None if whole else self._matching(query, block))
            if len(one):
                found.append(one)
        return _Answer(tuple(found), tuple(itertools.accumulate(map(len, found))))

    def _matching(self, query: Query, block: Block) -> Sequence[int]:
        keys = PARTS[query.part].keys
        sought = _as_stored(query)
        matching = []
        for index, line in enumerate(self._lines(query.part, block)):
            if sought not in line:
                continue
            row = _parsed(query.part, block.first_row + index, line)
            if all(
                _between(keys[key](row), low, high, block.zones.get(key))
                for key, low, high in query.within
            ) and all(str(dig(row, path)) in values for path, values in query.equal):
                matching.append(index)
        return tuple(matching)

    # files

    def state(self, part: str) -> PartState:
        """
        Give what the manifest says of a part.

        Raises:
            NotFoundError: the archive does not hold it.
        """
        state = self.manifest.part(part)
        if state is None:
            held = ", ".join(one.name for one in self.manifest.parts) or "nothing"
            msg = f"{self.folder}: this archive does not hold {part}, only {held}"
            raise NotFoundError(msg)
        return state

    def path(self, part: Part) -> Path:
        """Say where a part's rows are."""
        return path_of(self.folder, part)

    def _blocks(self, part: str) -> tuple[Block, ...]:
        state = self.state(part)
        if not state.records:
            return ()
        path = self.path(part_named(part))
        found: list[Block] = []
        try:
            with path.open("rb") as file:
                found.extend(headers(file, state.bytes))
        except (OSError, ValueError) as error:
            row = sum(block.rows for block in found)
            raise _damaged(path, row, error) from None
        return tuple(found)

    def _read(self, part: str, block: Block) -> list[bytes]:
        path = self.path(part_named(part))
        try:
            with path.open("rb") as file:
                return read(file, block)
        except (OSError, ValueError) as error:
            raise _damaged(path, block.first_row, error) from None


def path_of(folder: Path, part: Part) -> Path:
    """Say where a part's rows are: under their last name only once they are complete."""
    path = folder / part.file
    unfinished = path.with_name(path.name + UNFINISHED)
    return unfinished if unfinished.exists() else path


def headers(file: IO[bytes], end: int) -> Iterator[Block]:
    """
    Find the blocks of a file up to *end*, by jumping from header to header.

    Raises:
        ValueError: there is something else.
    """
    offset, row = 0, 0
    while offset < end:
        file.seek(offset)
        head = file.read(blocks.HEAD_SIZE)
        head += file.read(blocks.rest_of_head(head))
        block = blocks.block_of(head, offset, row)
        yield block
        offset, row = offset + block.size, row + block.rows


def read(file: IO[bytes], block: Block) -> list[bytes]:
    """
    Read the lines of a block.

    Raises:
        ValueError: it is damaged.
    """
    file.seek(block.offset)
    lines = blocks.unpack(file.read(block.size))
    if len(lines) != block.rows:
        raise ValueError(f"{len(lines)} rows where the header says {block.rows}")
    return lines


def _damaged(path: Path, row: int, error: Exception) -> DecodeError:
    why = error.strerror if isinstance(error, OSError) else error
    msg = (
        f"{path}, from row {row + 1} on: {why}. Archive.verify() says all that is wrong"
    )
    return DecodeError(msg)


def _parsed(part: str, row: int, line: bytes) -> Any:
    try:
        return loads(line)
    except ValueError:
        msg = f"{part_named(part).file}, row {row + 1}: not JSON"
        raise DecodeError(msg) from None


def _between(
    value: Key | None, low: Any, high: Any, zone: Sequence[Any] | None
) -> bool:
    if value is None:  # it has no time, and counts by when it was fetched
        value = zone[0] if zone else None
    return value is not None and low <= value <= high


def _as_stored(query: Query) -> bytes:
    """Give what surely is in the lines of the rows asked for; often nothing."""
    for key, low, high in query.within:
        if key in _AS_STORED and low == high and str(low).isascii():
            return dumps(low).strip(b'"')
    return b""


_AS_STORED = ("id", "invoice")
"""Keys that stand in a row as they are."""
