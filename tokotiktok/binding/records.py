"""
From what a file says to values, by the fields of their classes.

All that is wrong is collected, each with its place, and raised at once.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs
from typing_extensions import TypeAliasType

from .._model import Id, iso
from ..errors import BindingError
from ..platforms import Platform
from .places import Place
from .values import id_of, platform_of, shown

T = TypeVar("T", bound=attrs.AttrsInstance)

SAID = 20
"""How many problems the text of an error names; the error has them all."""


class Reader:
    """Reads the tables of a document, and remembers what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[tuple[Place, str]] = []

    def wrong(self, place: Place, what: str) -> None:
        """Note that *what* is wrong at a place."""
        self.problems.append((place, what))

    def tables(
        self,
        content: Mapping[str, object],
        place: Place,
        classes: Mapping[str, type[attrs.AttrsInstance]],
    ) -> dict[str, tuple[Any, ...]]:
        """Read every table of a document; *classes* says what the rows of each are."""
        for name in content:
            if name not in classes:
                self.wrong(place.at(str(name)), unknown(name, classes, "table"))
        return {
            name: self.rows(content[name], place.at(name), cls)
            for name, cls in classes.items()
            if content.get(name) is not None
        }

    def rows(self, value: object, place: Place, cls: type[T]) -> tuple[T, ...]:
        """Read the rows of a table, each a value of *cls*; leave out what is wrong."""
        if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Iterable):
            self.wrong(place, f"{shown(value)} is no list of tables")
            return ()
        made = (self.row(one, place.at(n), cls) for n, one in enumerate(value))
        return tuple(one for one in made if one is not None)

    def row(self, value: object, place: Place, cls: type[T]) -> T | None:
        """Read a table as a value of *cls*; None if something is wrong with it."""
        if isinstance(value, cls):
            return value
        if not isinstance(value, Mapping):
            self.wrong(
                place, f"{shown(value)} is no table with {_listed(_fields(cls))}"
            )
            return None
        before = len(self.problems)
        known = _fields(cls)
        given: dict[str, object] = {}
        for name, one in value.items():
            if name not in known:
                self.wrong(place.at(str(name)), unknown(name, known, "key"))
            elif one is not None:
                try:
                    given[name] = known[name].read(self, one, place, name)
                except BindingError as error:
                    self.wrong(place.at(name), str(error))
        for name, its in known.items():
            if its.required and value.get(name) is None:
                self.wrong(place, f'the key "{name}" is missing')
        if len(self.problems) > before:
            return None
        if hasattr(cls, _PLACE):
            given[_PLACE] = place
        return cls(**given)

    def done(self) -> None:
        """
        Raise what is wrong, if anything is.

        Raises:
            BindingError: with all ``problems``.
        """
        if not self.problems:
            return
        said = [f"{place}: {what}".removeprefix(": ") for place, what in self.problems]
        text = "\n".join(said[:SAID])
        if len(said) > SAID:
            text += f"\n... and {len(said) - SAID} more"
        raise BindingError(text, problems=tuple(said))


def unknown(name: object, known: Iterable[str], what: str) -> str:
    """Say that a name is none of those known, and which it may have been meant to be."""
    near = get_close_matches(str(name), known := list(known), 1)
    hint = f'did you mean "{near[0]}"?' if near else f"there are {_listed(known)}"
    return f"there is no such {what}; {hint}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


_Read = Callable[[Reader, Any, Place, str], object]
"""Takes the reader, the value, the place of its table, and its key."""


@attrs.frozen
class _Field:
    read: _Read
    required: bool


_KNOWN: dict[type, Mapping[str, _Field]] = {}


def _fields(cls: type[attrs.AttrsInstance]) -> Mapping[str, _Field]:
    """Give the keys of a class's tables, and how each is read."""
    if cls not in _KNOWN:
        hints = get_type_hints(cls, include_extras=True)
        _KNOWN[cls] = {
            one.name: _Field(_reading(hints[one.name]), one.default is attrs.NOTHING)
            for one in attrs.fields(cls)
            if one.name != _PLACE
        }
    return _KNOWN[cls]


_PLACE = "place"
"""A field for where a value was read; a file has no such key."""


def _reading(hint: Any) -> _Read:
    """Give how a value of a type is read."""
    if isinstance(hint, TypeAliasType):
        hint = hint.__value__
    if hint is Id:  # before its origin is asked for, which is str
        return lambda _reader, value, _place, _name: id_of(value)
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _reading(next(one for one in inner if one is not type(None)))
    if origin is Literal:
        return lambda _reader, value, _place, _name: _word(value, inner)
    if origin is tuple:
        return _many(inner[0])
    if attrs.has(hint):
        return lambda reader, value, place, name: reader.row(
            value, place.at(name), hint
        )
    plain = _PLAIN[hint]
    return lambda _reader, value, _place, _name: plain(value)


def _many(hint: Any) -> _Read:
    one = _reading(hint)
    if attrs.has(hint):
        return lambda reader, value, place, name: reader.rows(
            value, place.at(name), hint
        )

    def read(reader: Reader, value: object, place: Place, name: str) -> object:
        if not isinstance(value, (list, tuple)):
            raise BindingError(f"{shown(value)} is no list")
        made: list[object] = []
        for at, item in enumerate(value):
            try:
                made.append(one(reader, item, place, name))
            except BindingError as error:
                reader.wrong(place.at(name, at), str(error))
        return tuple(made)

    return read


def _word(value: object, words: tuple[Any, ...]) -> object:
    if value in words:
        return value
    near = get_close_matches(str(value).lower(), words, 1)
    hint = f'; did you mean "{near[0]}"?' if near else ""
    raise BindingError(f"{shown(value)} is none of {_listed(words)}{hint}")


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise BindingError(f"{shown(value)} is no text")


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise BindingError(f"{shown(value)} is not true or false")


def _moment(value: object) -> datetime:
    """Read a time: TOML has them, JSON writes them as RFC 3339."""
    try:
        moment = iso(value) if isinstance(value, str) else value
    except ValueError:
        moment = None
    if isinstance(moment, datetime) and not _zoneless(value):
        return moment
    shape = "2025-03-01T10:00:00+07:00"
    if isinstance(value, (date, str)):
        raise BindingError(
            f"{shown(str(value))} is no time with a zone, such as {shape}"
        )
    raise BindingError(f"{shown(value)} is no time, such as {shape}")


def _zoneless(value: object) -> bool:
    """Whether a time does not say whose clock it is: `iso` would take it for UTC."""
    if isinstance(value, datetime):
        return value.tzinfo is None
    text = str(value)
    return not text.endswith("Z") and not any(sign in text[10:] for sign in "+-")


_PLAIN: Mapping[Any, Callable[[Any], object]] = {
    str: _text,
    bool: _flag,
    datetime: _moment,
    Platform: platform_of,
}
