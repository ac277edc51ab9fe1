"""Files of records, in TOML or JSON: read whole, with the place of everything in them."""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from json import JSONDecodeError
from pathlib import Path as FilePath
from typing import Any

from attrs import frozen

from ..errors import BindingError
from .places import Format, Place, Source

if sys.version_info >= (3, 11):
    import tomllib
else:  # pragma: no cover - Python 3.10, which is not what coverage is measured on
    import tomli as tomllib

LIMIT = 64 * 2**20
"""Bytes from which on a file is not one of records: half a million of them fit."""


@frozen(kw_only=True)
class Document:
    """What a file says, before anybody has looked whether it makes sense."""

    source: Source
    content: Mapping[str, object]

    @property
    def place(self) -> Place:
        """Where all of it stands."""
        return Place(self.source)


def read(path: str | os.PathLike[str]) -> Document:
    """
    Read a file: JSON if its name ends so or it begins with a brace, TOML else.

    It is in UTF-8; a byte order mark does no harm.

    Raises:
        BindingError: it is not there, cannot be read, is too large, or is neither.
    """
    name = FilePath(path).name or str(path)
    try:
        with FilePath(path).open("rb") as file:
            data = file.read(LIMIT + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise BindingError(f"{path}: cannot be read: {why}") from error
    if len(data) > LIMIT:
        msg = f"{path}: is larger than {LIMIT // 2**20} MiB: no file of records"
        raise BindingError(msg)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        msg = f"{name}, line {line}: is not UTF-8: save it as UTF-8"
        raise BindingError(msg) from error
    suffix = FilePath(path).suffix.lower()
    if suffix not in (".json", ".toml"):
        suffix = ".json" if text.lstrip().startswith("{") else ".toml"
    return loads(text, "json" if suffix == ".json" else "toml", name=name)


def loads(text: str, format: Format, *, name: str = "") -> Document:
    """
    Read a text.

    Args:
        text: what a file would hold.
        format: ``"toml"`` or ``"json"``.
        name: what errors call it.

    Raises:
        BindingError: it is empty, not of that format, or holds no table.
    """
    text = text.removeprefix("\ufeff")
    if not text.strip():
        what = 'is empty; a graph in which nothing is known yet is "{}" in JSON'
        raise BindingError(f"{name}: {what}" if name else f"the text {what}")
    try:
        content = tomllib.loads(text) if format == "toml" else _json(text)
    except (ValueError, RecursionError) as error:
        raise BindingError(_refusal(error, format, name)) from error
    source = Source(name, text, format)
    if not isinstance(content, dict):
        where = Place(source).short
        msg = f"{where}: holds no table of accounts, apps, shops and links"
        raise BindingError(msg.removeprefix(": "))
    return Document(source=source, content=content)


def _refusal(error: Exception, format: Format, name: str) -> str:
    """Say what a parser did not like, and where."""
    if isinstance(error, RecursionError):
        line, why = None, "it is nested too deeply to be meant"
    elif isinstance(error, JSONDecodeError):
        line, why = error.lineno, f"{error.msg} at column {error.colno}"
    else:
        where = re.search(r" \(at line (\d+), (column \d+)\)$", str(error))
        why = str(error)[: where.start()] if where else str(error)
        why += f" at {where[2]}" if where else ""
        line = int(where[1]) if where else None
    parts = [name] if name else []
    parts += [] if line is None else [f"line {line}"]
    return f"{', '.join(parts)}{': ' if parts else ''}not {format.upper()}: {why}"


def _json(text: str) -> object:
    return json.loads(text, object_pairs_hook=_object, parse_constant=_constant)


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Take an object; of a key that stands twice JSON would keep the last."""
    made = dict(pairs)
    if len(made) < len(pairs):
        twice, _ = Counter(name for name, _ in pairs).most_common(1)[0]
        raise ValueError(f'the key "{twice}" stands twice in one object')
    return made


def _constant(name: str) -> object:
    raise ValueError(f"{name} is no number")
