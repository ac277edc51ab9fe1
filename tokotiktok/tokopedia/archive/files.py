"""Reading the files that people keep answers in: one JSON a file, or one a line."""

from __future__ import annotations

import codecs
import gzip
import json
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO, Any, cast

from attrs import frozen

from ..._json import loads

WHOLE = 256 * 1024 * 1024
"""A file of more bytes is read line by line."""
_GZIP = b"\x1f\x8b"
_BLANK = codecs.BOM_UTF8 + b" \t\r\n"
_WIDE = {
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16's, which begins it
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""What some shells write instead of UTF-8, and how it begins."""


@frozen(kw_only=True)
class Problem:
    """Something in a file that was not taken over, and why."""

    file: str
    line: int | None = None
    """Which line, counted from 1; ``None`` if the file is one JSON value."""
    record: int | None = None
    """Which record of that line or file, counted from 1."""
    what: str

    def __str__(self) -> str:
        """Say where and what."""
        line = "" if self.line is None else f", line {self.line}"
        record = "" if self.record is None else f", record {self.record}"
        return f"{self.file}{line}{record}: {self.what}"


@frozen
class Found:
    """A JSON value, and on which line it was; ``None`` if it is the whole file."""

    line: int | None
    value: Any


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Give the files of *paths*; those of folders by name, without hidden ones."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for one in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in one.relative_to(path).parts)
            if one.is_file() and not hidden:
                yield one


def values_in(
    path: Path, holds_rows: Callable[[Any], bool]
) -> Iterator[Found | Problem]:
    """
    Read the JSON values of a file.

    *holds_rows* tells, of a file that is damaged, whether a single line of it is worth
    anything.
    """
    try:
        with _opened(path) as file:
            yield from _values(str(path), file, holds_rows)
    except (EOFError, OSError, UnicodeError, zlib.error) as error:
        why = (isinstance(error, OSError) and error.strerror) or str(error)
        yield Problem(file=str(path), what=f"cannot be read on: {why}")


@contextmanager
def _opened(path: Path) -> Generator[IO[bytes], None, None]:
    """Open a file, unpacked if it is packed; bytes of UTF-8 come out."""
    with path.open("rb") as plain:
        packed = plain.read(len(_GZIP)) == _GZIP
        plain.seek(0)
        with gzip.open(plain) if packed else nullcontext(plain) as opened:
            file = cast("IO[bytes]", opened)
            begin = file.read(4)
            file.seek(0)
            wide = next((_WIDE[mark] for mark in _WIDE if begin.startswith(mark)), None)
            yield file if wide is None else BytesIO(file.read().decode(wide).encode())


def _values(
    name: str, file: IO[bytes], holds_rows: Callable[[Any], bool]
) -> Iterator[Found | Problem]:
    numbered = ((n, line) for n, line in enumerate(file, 1) if line.strip(_BLANK))
    number, line = next(numbered, (0, b""))
    if not line:
        yield Problem(file=name, what="empty")
        return
    first = _value(name, number, line)
    if isinstance(first, Problem):
        yield from _not_by_line(name, file, holds_rows)
        return
    yield first
    for number, line in numbered:
        yield _value(name, number, line)


def _value(name: str, number: int, line: bytes) -> Found | Problem:
    try:
        return Found(number, loads(line))
    except ValueError as error:
        return Problem(file=name, line=number, what=f"not JSON: {_why(error)}")


def _not_by_line(
    name: str, file: IO[bytes], holds_rows: Callable[[Any], bool]
) -> Iterator[Found | Problem]:
    """Read a file whose first line is no JSON: whole, or, if damaged, what lines hold."""
    file.seek(0)
    data = file.read(WHOLE + 1)
    why = "too large to be one value, and no line of it is a record"
    if len(data) <= WHOLE:
        try:
            yield Found(None, loads(data))
        except ValueError as error:
            why = _why(error)
        else:
            return
    del data
    lines = partial(_lines_of_list, name, file)
    if any(isinstance(one, Found) and holds_rows(one.value) for one in lines()):
        yield from lines()
    else:
        yield Problem(file=name, what=f"not JSON: {why}")


def _lines_of_list(name: str, file: IO[bytes]) -> Iterator[Found | Problem]:
    """Read lines that may be those of a list with one record each."""
    file.seek(0)
    for number, line in enumerate(file, 1):
        text = line.strip().rstrip(b",")
        if text not in (b"", b"[", b"]"):
            yield _value(name, number, text)


def _why(error: ValueError) -> str:
    """Say what is wrong with a text, without quoting it."""
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} (line {error.lineno}, column {error.colno})"
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8"
    return str(error)
