"""
Read a binding or fleet file: TOML or JSON, all of its mistakes at once.

What a table may hold, the values say: their fields are the keys, and what has no default
must be there.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path as File
from typing import Any, Literal, TypeVar

from attrs import NOTHING, Attribute, fields
from typing_extensions import TypeAliasType

from ..errors import BindingError
from . import _toml
from .places import JsonPlaces, Nowhere, Path, Places, TomlPlaces
from .values import (
    Account,
    App,
    Enabler,
    Graph,
    Link,
    Prerequisite,
    Shop,
    Warehouse,
)
from .words import near, shown

Form = TypeAliasType("Form", Literal["toml", "json"])
"""How a file is written."""

LARGEST = 256 * 1024 * 1024
"""Bytes of the largest file that is read: some 2,000,000 links."""
_TOLD = 50
"""How many problems an error's sentence lists; its *problems* has all."""

_T = TypeVar("_T")


def read(
    source: str | os.PathLike[str] | Mapping[str, object], *, form: Form | None = None
) -> Graph:
    """
    Read a graph from a file, or from what a file would hold.

    Args:
        source: the path of a TOML or JSON file, or a mapping with the same keys.
        form: how the file is written, if its name does not end in ``.toml`` or ``.json``.

    Each record remembers the file and line that said it, in *where*. What the graph says
    is not judged: that is `tokotiktok.binding.check`.

    Raises:
        BindingError: the file cannot be read, or is not of the form. Its *problems* are
            all that is wrong, each with file, line and field.
    """
    if isinstance(source, Mapping):
        return _graph(source, Nowhere(), "")
    file = File(source)
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        why = getattr(error, "strerror", None) or error
        raise _unreadable(str(file), None, f"cannot be read: {why}") from error
    if len(data) > LARGEST:
        raise _unreadable(str(file), None, f"has more than {LARGEST:,} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"not UTF-8 text: byte 0x{data[error.start]:02x}"
        raise _unreadable(str(file), line, what) from error
    by_name: dict[str, Form] = {".toml": "toml", ".json": "json"}
    form = form or by_name.get(file.suffix.lower())
    return read_text(text, form=form, name=str(file))


def read_text(text: str, *, form: Form | None = None, name: str = "<text>") -> Graph:
    """
    Read a graph from the text of a file.

    Args:
        text: TOML or JSON.
        form: which of them; ``None``: JSON if it begins with ``{``.
        name: what problems call it.

    Raises:
        BindingError: as `tokotiktok.binding.read`.
    """
    text = text.replace("\r\n", "\n")
    if not text.strip():
        what = 'is empty; a graph in which nothing is known yet is "{}" in JSON'
        raise _unreadable(name, None, what)
    if (form or ("json" if text.lstrip().startswith("{") else "toml")) == "json":
        return _graph(_json(text, name), JsonPlaces(text), name)
    return _graph(_toml_table(text, name), TomlPlaces(text), name)


class _Doubled(dict[str, Any]):
    """A JSON object that has a key twice."""

    twice: str = ""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) == len(pairs):
        return table
    doubled = _Doubled(table)
    counts = Counter(key for key, _ in pairs)
    doubled.twice = counts.most_common(1)[0][0]
    return doubled


def _refuse(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


def _json(text: str, name: str) -> Mapping[str, Any]:
    try:
        data = json.loads(text, object_pairs_hook=_pairs, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        what = f"not JSON: {error.msg} (column {error.colno})"
        raise _unreadable(name, error.lineno, what) from error
    except RecursionError as error:
        raise _unreadable(name, None, "nested too deeply to be meant") from error
    except ValueError as error:
        raise _unreadable(name, None, f"not JSON: {error}") from error
    if not isinstance(data, dict):
        what = f'{shown(data)} is not a graph, which is a table: {{"apps": […], …}}'
        raise _unreadable(name, 1, what)
    return data


def _toml_table(text: str, name: str) -> Mapping[str, Any]:
    try:
        return _toml.loads(text)
    except _toml.TOMLDecodeError as error:
        raise _unreadable(name, None, f"not TOML: {error}") from error
    except RecursionError as error:
        raise _unreadable(name, None, "nested too deeply to be meant") from error
    except ValueError as error:  # a number of 5,000 digits, a day that is not there
        raise _unreadable(name, None, f"not TOML: {error}") from error


def _unreadable(name: str, line: int | None, what: str) -> BindingError:
    problem = f"{name}: {what}" if line is None else f"{name}, line {line}: {what}"
    return BindingError(problem, problems=(problem,))


def _graph(data: Mapping[str, object], places: Places, name: str) -> Graph:
    reader = _Reader(places, name)
    graph = reader.table(Graph, data, ())
    if graph is None or reader.problems:
        told = reader.problems[:_TOLD]
        left = len(reader.problems) - len(told)
        more = [f"and {left} problems more"] if left else []
        raise BindingError("\n".join([*told, *more]), problems=tuple(reader.problems))
    return graph


_VALUES = (Graph, Account, App, Shop, Link, Warehouse, Prerequisite, Enabler)
_KEYS: Mapping[type[Any], Mapping[str, Attribute[Any]]] = {
    cls: {field.name: field for field in fields(cls) if field.name != "where"}
    for cls in _VALUES
}
"""What each table may hold."""


class _Reader:
    """Reads tables as values, and notes what is wrong with them."""

    def __init__(self, places: Places, name: str) -> None:
        self.problems: list[str] = []
        self._places = places
        self._name = name

    def table(self, cls: type[_T], data: object, path: Path) -> _T | None:
        """Read a value, or note why not."""
        if isinstance(data, cls):
            return data
        if not isinstance(data, Mapping):
            self._note(path, f"{shown(data)} is not a table of keys")
            return None
        known = _KEYS[cls]
        if isinstance(data, _Doubled):
            self._note((*path, data.twice), "is there twice")
        for key in data:
            if key not in known:
                self._note((*path, str(key)), f"there is no such key{near(key, known)}")
        values: dict[str, Any] = {}
        before = len(self.problems)
        for key, field in known.items():
            if key in data and data[key] is not None:
                values[key] = self._value(field, data[key], (*path, key))
            elif field.default is NOTHING:
                self._note((*path, key), "is missing")
        if len(self.problems) > before:
            return None
        if self._name and hasattr(cls, "where"):
            values["where"] = self._where(path)
        return cls(**values)

    def _value(self, field: Attribute[Any], value: object, path: Path) -> Any:
        """Read one key's value."""
        of = field.metadata.get("of")
        if of is not None:
            return self._rows(of, value, path)
        try:
            return field.converter(value) if callable(field.converter) else value
        except BindingError as error:
            self._note(path, error.message)
            return None

    def _rows(self, cls: type[_T], value: object, path: Path) -> list[_T]:
        """Read a list of tables."""
        if not isinstance(value, (list, tuple)):
            what = f"{shown(value)} is not a list of tables"
            more = f": in TOML, [[{path[-1]}]]" if isinstance(value, Mapping) else ""
            self._note(path, what + more)
            return []
        rows = (self.table(cls, row, (*path, place)) for place, row in enumerate(value))
        return [row for row in rows if row is not None]

    def _where(self, path: Path) -> str:
        line = self._places.line(path)
        return self._name if line is None else f"{self._name}, line {line}"

    def _note(self, path: Path, what: str) -> None:
        steps = (f"[{one}]" if isinstance(one, int) else f".{one}" for one in path)
        field = "".join(steps).removeprefix(".")
        parts = [self._where(path) if self._name else "", field, what]
        self.problems.append(": ".join(part for part in parts if part))
