"""On which line of a file something stands, by its path: ``("apps", 2, "online")``."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Protocol

Path = tuple[str | int, ...]


class Places(Protocol):
    """Knows the lines of a text that has been read."""

    def line(self, path: Path) -> int | None:
        """Give the line of a path, or of what it is in, if it is known."""
        ...


class Nowhere:
    """What did not come from a text has no lines."""

    def line(self, path: Path) -> int | None:  # noqa: ARG002 - as the protocol has it
        """Give none."""
        return None


class _Lines:
    """Turns offsets into lines."""

    def __init__(self, text: str) -> None:
        """Take a text that has been read without error."""
        self._text = text

    @cached_property
    def _ends(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self._text)]

    def _line(self, offset: int) -> int:
        return bisect_right(self._ends, offset - 1) + 1


_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


class JsonPlaces(_Lines):
    """The lines of a JSON text."""

    def __init__(self, text: str) -> None:
        """Take a text that has been read without error."""
        super().__init__(text)
        self._known: dict[Path, dict[str | int, tuple[int, int]]] = {}

    def line(self, path: Path) -> int | None:
        """Give the line of a path, or of what it is in."""
        shown = start = _skip(self._text, 0)
        for depth, step in enumerate(path):
            if self._text[start] not in "[{":
                break
            inside = self._inside(path[:depth], start)
            if step not in inside:
                break
            shown, start = inside[step]
        return self._line(shown)

    def _inside(self, path: Path, start: int) -> dict[str | int, tuple[int, int]]:
        """Give where what is in a table or list is; of the file's lists, once."""
        if path in self._known:
            return self._known[path]
        found = {step: (at, value) for step, at, value in _items(self._text, start)}
        if len(path) <= 1:
            self._known[path] = found
        return found


def _items(text: str, start: int) -> Iterator[tuple[str | int, int, int]]:
    """Give key, offset and value's offset of what is in a table or list."""
    at, count = _skip(text, start + 1), 0
    while text[at] not in "]}":
        step: str | int = count
        value = at
        if text[start] == "{":
            step, colon = _DECODER.raw_decode(text, at)
            value = _skip(text, _skip(text, colon) + 1)
        yield step, at, value
        at = _skip(text, _DECODER.raw_decode(text, value)[1])
        at, count = _skip(text, at + (text[at] == ",")), count + 1


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


_UNREAD = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*",
    re.DOTALL,
)
"""What may hold anything: strings and comments."""
_HEADER = re.compile(
    r"^[ \t]*(\[\[?)[ \t]*([A-Za-z_][\w\-. \t]*?)[ \t]*\]", re.MULTILINE
)


class TomlPlaces(_Lines):
    """
    The lines of a TOML text, by its headers and keys.

    Keys in quotes, and what is in lists and tables of one line, stand where the key does
    that holds them.
    """

    def line(self, path: Path) -> int | None:
        """Give the line of a path, or of what it is in."""
        for depth in range(len(path), -1, -1):
            start = self._headers.get(path[:depth])
            if start is not None:
                return self._line(self._key(start, path[depth:]))
        return None  # pragma: no cover - the whole file has the empty path

    def _key(self, start: int, rest: Sequence[str | int]) -> int:
        """Find a key below a header, or give the header."""
        if not rest or isinstance(rest[0], int):
            return start
        place = bisect_right(self._starts, start)
        ends = self._starts[place] if place < len(self._starts) else len(self._bare)
        key = re.compile(rf"^[ \t]*{re.escape(rest[0])}[ \t]*[=.]", re.MULTILINE)
        match = key.search(self._bare, start, ends)
        return match.start() if match else start

    @cached_property
    def _bare(self) -> str:
        """The text without what may hold anything, line for line."""
        return _UNREAD.sub(lambda found: re.sub(r"[^\n]", "~", found[0]), self._text)

    @cached_property
    def _headers(self) -> dict[Path, int]:
        """Where each table begins."""
        found: dict[Path, int] = {(): 0}
        counts: dict[Path, int] = {}
        for match in _HEADER.finditer(self._bare):
            path: Path = ()
            *above, last = (part.strip() for part in match[2].split("."))
            for part in above:
                path = (*path, part)
                if path in counts:
                    path = (*path, counts[path] - 1)
            path = (*path, last)
            found.setdefault(path, match.start())
            if match[1] == "[[":
                place = counts.get(path, 0)
                counts[path] = place + 1
                found[(*path, place)] = match.start()
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return sorted(set(self._headers.values()))
