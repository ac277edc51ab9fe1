"""
How a model is read: the function that is written for each class, and what it calls.

It fills the slots straight from the answer's object: one pass, no call for plain values.
What it costs is printed by ``make bench``.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from functools import cache, partial
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
)

import attrs
from typing_extensions import TypeAliasType

from ._model import MILLIS, Id, Model, UnixSeconds, Wire
from .errors import DecodeError
from .money import Money

if TYPE_CHECKING:
    from ._convert import Converter

F = TypeVar("F", bound=Callable[..., Any])
Read = Callable[[Any], Any]
_TEXT_ID = get_args(Id)[1]
_SECONDS = get_args(UnixSeconds)[1]

UNFIT = (
    TypeError,
    ValueError,
    ArithmeticError,
    OSError,
    RecursionError,
    DecodeError,
)
"""What a value that does not fit its field, or is nested beyond reason, may raise."""

OURS = "read_model"
"""What the functions that we write are called."""

_SCALARS = {str: (str,), bool: (bool,), int: (int,), float: (float, int)}


def is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Model)


def once(function: F) -> F:
    """Cache by a class, which type checkers take for as unhashable as its instances."""
    return cast("F", cache(function))


@once
def fields_of(kind: type[Model]) -> tuple[tuple[str, str, Any, bool], ...]:
    """List a model's fields: name, wire name, bare annotation, whether it is required."""
    hints = typing.get_type_hints(kind, include_extras=True)
    return tuple(
        (
            field.name,
            field.name.rstrip("_"),
            bare(hints[field.name]),
            field.default is attrs.NOTHING,
        )
        for field in attrs.fields(kind)
        if field.init  # all but what is kept beside
    )


# annotations


def bare(kind: Any) -> Any:
    """Take ``| None`` and type aliases off an annotation."""
    while True:
        if isinstance(kind, TypeAliasType):
            kind = kind.__value__
        elif get_origin(kind) in (Union, types.UnionType):
            options = [one for one in get_args(kind) if one is not type(None)]
            if len(options) != 1:
                return kind
            kind = options[0]
        else:
            return kind


def wire_of(kind: Any) -> Wire | None:
    for extra in getattr(kind, "__metadata__", ()):
        if isinstance(extra, Wire):
            return extra
    return None


def reader_of(kind: Any, converter: Converter) -> Read | None:
    """Give the function that reads *kind*; ``None`` if values pass as they are."""
    kind = bare(kind)
    wire = wire_of(kind)
    if wire is not None:
        return wire.decode
    if get_origin(kind) is tuple:
        return partial(_read_many, converter.reader(get_args(kind)[0]))
    if is_model(kind) or kind is Money:
        return converter.hook(kind)
    if get_origin(kind) in (dict, Mapping) or not converter.strict:
        return None
    if get_origin(kind) is Literal or get_origin(kind) in (Union, types.UnionType):
        return None  # open: a word from after our release must pass
    expected = _SCALARS.get(kind)
    return None if expected is None else partial(_checked, expected)


def _checked(expected: tuple[type, ...], raw: Any) -> Any:
    if raw.__class__ not in expected:
        raise TypeError(f"{raw!r} is not of type {expected[0].__name__}")
    return raw


def _read_many(read: Read, raw: Any) -> tuple[Any, ...]:
    if raw.__class__ is not list:
        raise TypeError(raw)
    return tuple(map(read, raw))


def _read_fitting(kind: Any, read: Read, raw: Any) -> tuple[Any, ...]:
    """
    Read the items that fit; used after `_read_many` failed on the whole list.

    An object may come alone: TikTok Shop has a list of them on one page, one on another.
    """
    if raw and isinstance(raw, dict) and is_model(kind):
        raw = [raw]
    items = []
    for one in raw if isinstance(raw, list) else ():
        try:
            items.append(read(one))
        except UNFIT:
            continue
    return tuple(items)


# reading


def write_reader(
    kind: type[Model], converter: Converter
) -> Callable[[Any, Any], Model]:
    """
    Write the function that reads *kind* from an object.

    Models are frozen, and setting their slots one by one through descriptors costs more
    than half of the reading. So the function fills a twin of the class that is not
    frozen, and turns that into the model at its end.

    It lays the object over a blank one that has every field: then each is there to be
    looked up, and there are more only if the platform sent what the model has no field
    for. Both cost less than asking field by field.
    """
    plan = fields_of(kind)
    known = [wire for _, wire, _, _ in plan]
    names: dict[str, Any] = {
        "_new": object.__new__,
        "_cls": kind,
        "_twin": _twin(kind),
        "_known": frozenset(known),
        "_blank": dict.fromkeys(known),
        "_odd": partial(_odd, kind),
        "_unfit": partial(_unfit, converter.strict, kind),
        "_beside": _beside,
        "_extra": partial(_extra, converter.spellings),
        "_no_id": partial(_no_identity, kind),
        "_no_list": _no_list,
        "_from": datetime.fromtimestamp,
        "_utc": timezone.utc,
        "UNFIT": UNFIT,
    }
    strangers = ["        aside = {k: v for k, v in d.items() if k not in _known}"]
    if converter.lenient_case:
        strangers = [
            "        d, aside = _extra(_known, d)",
            "        m = _blank | d",
        ]
    lines = [
        f"def {OURS}(d, _=None):",
        "    if d.__class__ is not dict:",
        "        d = _odd(d)",
        "    aside = None",
        "    m = _blank | d",
        f"    if len(m) > {len(known)}:",
        *strangers,
        "    o = _new(_twin)",
    ]
    for index, (name, wire, annotation, required) in enumerate(plan):
        read = names[f"r{index}"] = reader_of(annotation, converter)
        value = f"r{index}(v)" if read else "v"
        if required:
            lines += [
                f"    v = m[{wire!r}]",
                "    if v is None or v == '':",
                f"        _no_id({wire!r})",
                "    try:",
                f"        o.{name} = {value}",
                "    except UNFIT:",
                f"        _no_id({wire!r})",
            ]
        elif read is None:
            lines.append(f"    o.{name} = m[{wire!r}]")
        elif get_origin(annotation) is tuple:
            one = get_args(annotation)[0]
            read = names[f"r{index}"] = converter.reader(one)
            names[f"r{index}_fitting"] = partial(_read_fitting, bare(one), read)
            lines += _several(name, wire, f"r{index}")
        elif wire_of(annotation) is _TEXT_ID:  # most often right as it is
            lines += [
                f"    o.{name} = v = m[{wire!r}]",
                "    if v.__class__ is not str and v is not None:",
                *_tried(name, wire, value),
            ]
        else:
            lines += _converted(name, wire, annotation, value)
    lines += ["    o._aside = aside", "    o.__class__ = _cls", "    return o"]
    exec(_compiled("\n".join(lines)), names)  # noqa: S102 - our text, as attrs does it
    return cast("Callable[[Any, Any], Model]", names[OURS])


@cache
def _compiled(text: str) -> types.CodeType:
    """Compile once what every client's converter writes the same."""
    return compile(text, "<reader>", "exec")


def _converted(name: str, wire: str, kind: Any, value: str) -> list[str]:
    """Write the lines that read one field which does not come as it is."""
    lines = [f"    v = m[{wire!r}]", "    if v is None:", f"        o.{name} = None"]
    if wire_of(kind) is _SECONDS:  # the same as its decode does, without the call
        lines += [
            f"    elif v.__class__ is int and 0 < v < {MILLIS}:",
            f"        o.{name} = _from(v, _utc)",
        ]
    beside = [
        "            if len(v) > 2:  # what money has beside its amount and currency",
        f"                aside = _beside(aside, {wire!r}, v)",
    ]
    more = beside if kind is Money else ()
    return [*lines, "    else:", *_tried(name, wire, value, *more)]


def _several(name: str, wire: str, read: str) -> list[str]:
    """Write the lines that read a list."""
    value = f"tuple(map({read}, v)) if v.__class__ is list else _no_list(v)"
    return [
        f"    v = m[{wire!r}]",
        "    if v is None:",
        f"        o.{name} = ()",
        "    else:",
        *_tried(name, wire, value, instead=f"{read}_fitting(v)"),
    ]


def _tried(
    name: str, wire: str, value: str, *more: str, instead: str = "None"
) -> list[str]:
    """Write the lines that keep a value which does not fit."""
    return [
        "        try:",
        f"            o.{name} = {value}",
        *more,
        "        except UNFIT as error:",
        f"            aside = _unfit(aside, {wire!r}, v, error)",
        f"            o.{name} = {instead}",
    ]


def _no_list(raw: Any) -> Any:
    raise TypeError(raw)


@once
def _twin(kind: type[Model]) -> type:
    """Make a class of the same layout whose slots can be set."""
    body = {
        "__slots__": kind.__dict__["__slots__"],
        # both, or the interpreter takes the slow way for each
        "__setattr__": object.__setattr__,
        "__delattr__": object.__delattr__,
    }
    return type(f"_{kind.__name__}", kind.__bases__, body)


def getter_of(kind: type, name: str) -> Callable[[Any], Any]:
    """Give the slot's own getter."""
    getter: Callable[[Any], Any] = getattr(kind, name).__get__
    return getter


def _odd(kind: type, raw: Any) -> dict[str, Any]:
    if raw == []:  # what PHP makes of an empty object
        return {}
    raise DecodeError(f"{kind.__name__} is not an object but {type(raw).__name__}")


def _no_identity(kind: type, name: str) -> None:
    raise DecodeError(f"{kind.__name__} has no {name!r}")


def why(error: Exception, raw: Any) -> str:
    """Say why *raw* could not be read, without quoting it: buyers' data may be in it."""
    if isinstance(error, DecodeError):
        return error.message
    return f"an unfit value of type {type(raw).__name__}"


def _unfit(
    strict: bool,  # noqa: FBT001 - bound once, when the reader is written
    kind: type,
    aside: dict[str, Any] | None,
    name: str,
    raw: Any,
    error: Exception,
) -> dict[str, Any]:
    """Keep a value that does not fit its field."""
    if strict and raw not in (0, "", "0", {}):  # the ways vendors say "none"
        raise DecodeError(f"{kind.__name__}.{name}: {why(error, raw)}") from None
    aside = {} if aside is None else aside
    aside[name] = raw
    return aside


def _beside(aside: dict[str, Any] | None, name: str, raw: Any) -> dict[str, Any]:
    """Keep the whole of what its field holds a part of."""
    return {**(aside or {}), name: raw}


def _extra(
    spellings: Mapping[str, str],
    known: frozenset[str],
    raw: dict[str, Any],
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Sort an object's names into known ones, however spelled, and the rest."""
    good, aside = {}, {}
    for name, value in raw.items():
        usual = spellings.get(name) or name[:1].lower() + name[1:]
        if name in known:
            good[name] = value
        elif usual in known and usual not in raw:
            good[usual] = value
        else:
            aside[name] = value
    return good, aside or None
