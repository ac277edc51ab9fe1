"""
Where in a file a record stands: parsers of TOML and JSON tell what, and not where.

Lines are looked for when the first is asked for, so a file without a mistake costs nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Literal

from attrs import frozen

Format = Literal["toml", "json"]
Path = tuple[str | int, ...]
"""The way to a value: ``("apps", 2, "online")``."""


class Source:
    """What a record was read from, and the lines of all that is in it."""

    def __init__(
        self, name: str, text: str | None = None, format: Format = "toml"
    ) -> None:
        """
        Keep a text that a parser has found to be right.

        Args:
            name: what an error calls it: the file's name.
            text: what is in it; None for what never was a text.
            format: the text's.
        """
        self.name = name
        self._text = text
        self._format: Format = format
        self._lines: Mapping[Path, int] | None = None

    def line(self, path: Path) -> int | None:
        """Give the line, from 1, of a value; of what it would stand in if it is missing."""
        if self._text is None:
            return None
        if self._lines is None:
            self._lines = lines(self._text, self._format)
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path)


@frozen
class Place:
    """Where a value stands: ``fleet.toml, line 12: apps[2].online``."""

    source: Source
    path: Path = ()

    @property
    def file(self) -> str:
        """The file's name; empty for what never was in one."""
        return self.source.name

    @property
    def line(self) -> int | None:
        """The line, from 1; None for what never was a text."""
        return self.source.line(self.path)

    @property
    def field(self) -> str:
        """The way to the value: ``apps[2].online``; counted from 0."""
        steps = (f"[{one}]" if isinstance(one, int) else f".{one}" for one in self.path)
        return "".join(steps).removeprefix(".")

    def at(self, *more: str | int) -> Place:
        """Give the place of something within."""
        return Place(self.source, self.path + more)

    @property
    def short(self) -> str:
        """File and line, as far as there are any."""
        line = self.line
        parts = (self.file, "" if line is None else f"line {line}")
        return ", ".join(part for part in parts if part)

    def __str__(self) -> str:
        """File, line and field."""
        return ": ".join(part for part in (self.short, self.field) if part)


_TOKEN = re.compile(
    r"""(?P<blank>[ \t\r]+|\#[^\n]*)"""
    r'''|(?P<text>"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}'''
    r"""|"(?:[^"\\]|\\.)*"|'[^'\n]*')"""
    r"""|(?P<mark>[\[\]{}=:,\n])"""
    r"""|(?P<bare>[^\s\[\]{}=:,"'#]+|.)""",
    re.DOTALL,
)


def lines(text: str, format: Format) -> Mapping[Path, int]:
    """Give the line of every value in a text, which must be right."""
    finder = _Finder(toml=format == "toml")
    line = 1
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "blank":
            finder.take(match.lastgroup or "", match.group(), line)
        line += match.group().count("\n")
    return finder.found


class _Finder:
    """Follows a text token by token; knows where it is, and nothing of what it says."""

    def __init__(self, *, toml: bool) -> None:
        self.found: dict[Path, int] = {}
        self._equals = "=" if toml else ":"
        self._table: Path = ()
        self._counts: dict[Path, int] = {}
        """How many tables an array of tables has, so far."""
        self._key: list[str] = []
        self._header = ""
        self._open: list[tuple[Path, int | None]] = []
        """What is open around here: its path, and in an array the place, from 0."""
        self._value: Path | None = None if toml else ()
        """The path of the value that begins with the next part."""

    def take(self, kind: str, part: str, line: int) -> None:
        """Go one part further."""
        if self._value is not None and part not in "]\n":
            self.found.setdefault(self._value, line)
        if kind == "mark" and (self._open or self._value is not None):
            self._within(part, line)
        elif kind == "mark":
            self._outside(part, line)
        elif self._value is not None:
            self._value = None
        else:
            self._key += _names(kind, part)

    def _within(self, part: str, line: int) -> None:
        """In a value, or where one begins."""
        if part in "[{" and self._value is not None:
            path = self._value
            self._open.append((path, 0 if part == "[" else None))
            self._value = (*path, 0) if part == "[" else None
        elif part in "]}":
            self._open.pop()
            self._value, self._key = None, []
        elif part == ",":
            path, place = self._open[-1]
            self._key = []
            if place is not None:
                self._open[-1] = path, place + 1
                self._value = (*path, place + 1)
        elif part == self._equals and self._value is None:
            self._assign(self._open[-1][0], line)

    def _outside(self, part: str, line: int) -> None:
        """In TOML, between the values."""
        if part == "[":
            self._header += part
        elif part == "]" and self._key:
            self._enter(line)
        elif part == "=":
            self._assign(self._table, line)
        elif part == "\n":
            self._header, self._key = "", []

    def _assign(self, table: Path, line: int) -> None:
        """A key has ended; its value follows."""
        self._value = table
        for name in self._key:
            self._value = (*self._value, name)
            self.found.setdefault(self._value, line)
        self._key = []

    def _enter(self, line: int) -> None:
        """A header has ended: ``[a.b]`` or ``[[a.b]]``."""
        path: Path = ()
        *around, last = self._key
        for name in around:
            path = self._latest((*path, name))
        path = (*path, last)
        if self._header == "[[":
            self._counts[path] = self._counts.get(path, -1) + 1
        self._table = self._latest(path)
        self.found.setdefault(path, line)
        self.found.setdefault(self._table, line)
        self._key = []

    def _latest(self, path: Path) -> Path:
        """Give the last table of an array of tables, or the one that there is."""
        return (*path, self._counts[path]) if path in self._counts else path


def _names(kind: str, part: str) -> list[str]:
    """Give the names in a part of a key: a text, or ``a.b``."""
    if kind == "bare":
        return [name for name in part.split(".") if name]
    if part.startswith("'"):
        return [part[1:-1]]
    try:
        return [str(json.loads(part))]
    except ValueError:  # TOML has escapes that JSON has not
        return [part[1:-1]]
