"""
Between plain JSON values and models. The only module that knows cattrs.

For each model class a function is written that fills its slots straight from the
answer's object: one pass, no per-field calls for plain values. It never raises for a
field: what is missing or null becomes ``None`` (or no items), and what has no field, or
does not fit it, is kept aside in the model and written out again by `unstructure`. Only
a record without its identity cannot be read.

With ``strict=True`` the same functions check every value and raise.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Literal, Union, get_args, get_origin

import attrs
import cattrs
from typing_extensions import TypeAliasType

from ._model import Model, Wire
from .errors import DecodeError
from .money import Money

Read = Callable[[Any], Any]

UNFIT = (TypeError, ValueError, ArithmeticError, OSError, DecodeError)
"""What a value that does not fit its field may raise."""

_SCALARS = {str: (str,), bool: (bool,), int: (int,), float: (float, int)}


class Converter:
    """Reads and writes models. One serves a whole platform, for all threads."""

    def __init__(self, *, strict: bool = False, lenient_case: bool = False) -> None:
        """
        Make a converter.

        Args:
            strict: raise for any value that is not of its field's type.
            lenient_case: also take a field's name in title case, as documentation
                of the Tokopedia Open Platform prints it.
        """
        self.strict = strict
        self.lenient_case = lenient_case
        self._unfinished: set[Any] = set()
        self.cattrs = cattrs.Converter(detailed_validation=False)
        """Register hooks here to read or write a type your own way."""
        self.cattrs.register_structure_hook_factory(_is_model, self._read_hook)
        self.cattrs.register_unstructure_hook_factory(_is_model, self._write_hook)
        self.cattrs.register_structure_hook(Money, lambda raw, _: _money(raw))
        self.cattrs.register_unstructure_hook(Money, _plain_money)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as what it was made from; hooks registered later do not travel."""
        return partial(
            Converter, strict=self.strict, lenient_case=self.lenient_case
        ), ()

    def read(self, raw: Any, kind: Any) -> Any:
        """Read *raw* as *kind*: a model, or what a field may be annotated with."""
        return self.reader(kind)(raw)

    def reader(self, kind: Any) -> Read:
        """Give the function that reads *kind*; it raises one of `UNFIT`."""
        reader = _reader(kind, self)
        return (lambda raw: raw) if reader is None else reader

    def write(self, value: Any) -> Any:
        """Write models, and whatever holds them, as plain JSON values."""
        if isinstance(value, Mapping):
            return {key: self.write(one) for key, one in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.write(one) for one in value]
        if isinstance(value, (Model, Money)):
            return self.cattrs.unstructure(value)
        return value

    def _read_hook(self, kind: type[Model]) -> Callable[[Any, Any], Model]:
        self._unfinished.add(kind)
        try:
            return _write_reader(kind, self)
        finally:
            self._unfinished.discard(kind)

    def hook(self, kind: Any) -> Read:
        """Give the hook that reads a class; a later look-up for one that holds itself."""
        if kind in self._unfinished:
            return lambda raw: self.cattrs.structure(raw, kind)
        hook = self.cattrs.get_structure_hook(kind)
        return lambda raw: hook(raw, kind)

    def _write_hook(self, kind: type[Model]) -> Callable[[Model], dict[str, Any]]:
        return _write_writer(kind, self)


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Model)


def fields_of(kind: type[Model]) -> list[tuple[str, str, Any, bool]]:
    """List a model's fields: name, wire name, annotation, whether it is required."""
    hints = typing.get_type_hints(kind, include_extras=True)
    return [
        (
            field.name,
            field.name.rstrip("_"),
            hints[field.name],
            field.default is attrs.NOTHING,
        )
        for field in attrs.fields(kind)
        if field.name != "_aside"
    ]


# annotations


def _bare(kind: Any) -> Any:
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


def _wire(kind: Any) -> Wire | None:
    for extra in getattr(kind, "__metadata__", ()):
        if isinstance(extra, Wire):
            return extra
    return None


def _reader(kind: Any, converter: Converter) -> Read | None:
    """Give the function that reads *kind*; ``None`` if values pass as they are."""
    kind = _bare(kind)
    wire = _wire(kind)
    if wire is not None:
        return wire.decode
    if get_origin(kind) is tuple:
        return partial(_read_many, converter.reader(get_args(kind)[0]))
    if _is_model(kind) or kind is Money:
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


def _read_fitting(read: Read, raw: Any) -> tuple[Any, ...]:
    """Read the items that fit; used after `_read_many` failed on the whole list."""
    items = []
    for one in raw if isinstance(raw, list) else ():
        try:
            items.append(read(one))
        except UNFIT:
            continue
    return tuple(items)


def _money(raw: Any) -> Money:
    if raw.__class__ is not dict or raw.keys() != {"amount", "currency"}:
        raise TypeError(raw)
    amount, currency = raw["amount"], raw["currency"]
    if amount.__class__ is not str or currency.__class__ is not str:
        raise TypeError(raw)
    money = Money(amount, currency)
    if not money.amount.is_finite():
        raise ValueError(raw)
    return money


def _plain_money(money: Money) -> dict[str, str]:
    return {"amount": str(money.amount), "currency": money.currency}


# reading


def _write_reader(
    kind: type[Model], converter: Converter
) -> Callable[[Any, Any], Model]:
    """Write the function that reads *kind* from an object."""
    plan = fields_of(kind)
    names: dict[str, Any] = {
        "_new": object.__new__,
        "_cls": kind,
        "_known": frozenset(wire for _, wire, _, _ in plan),
        "_odd": partial(_odd, kind),
        "_unfit": partial(_unfit, converter.strict, kind),
        "_extra": partial(_extra, converter.lenient_case),
        "_no_id": partial(_no_identity, kind),
        "_set_aside": _setter(kind, "_aside"),
        "UNFIT": UNFIT,
    }
    lines = [
        "def read(d, _):",
        "    if d.__class__ is not dict:",
        "        d = _odd(d)",
        "    aside = None",
    ]
    if converter.lenient_case:
        lines += [
            "    if not _known.issuperset(d):",
            "        d, aside = _extra(_known, d)",
        ]
    else:
        lines += [
            "    if not _known.issuperset(d):",
            "        aside = {k: v for k, v in d.items() if k not in _known}",
        ]
    lines += ["    g = d.get", "    o = _new(_cls)"]
    for index, (name, wire, annotation, required) in enumerate(plan):
        read = _reader(annotation, converter)
        many = get_origin(_bare(annotation)) is tuple
        empty = "()" if many else "None"
        names[f"s{index}"] = _setter(kind, name)
        if required:
            lines += [
                f"    v = g({wire!r})",
                "    if v is None or v == '':",
                f"        _no_id({wire!r})",
            ]
            lines.append(
                f"    s{index}(o, v)"
                if read is None
                else f"    s{index}(o, r{index}(v))"
            )
            names[f"r{index}"] = read
        elif read is None:
            lines.append(f"    s{index}(o, g({wire!r}))")
        else:
            names[f"r{index}"] = read
            lines += [
                f"    v = g({wire!r})",
                "    if v is None:",
                f"        s{index}(o, {empty})",
                "    else:",
                "        try:",
                f"            s{index}(o, r{index}(v))",
                "        except UNFIT as error:",
                f"            aside = _unfit(aside, {wire!r}, v, error)",
            ]
            if many:
                names[f"m{index}"] = partial(
                    _read_fitting, converter.reader(get_args(_bare(annotation))[0])
                )
                lines.append(f"            s{index}(o, m{index}(v))")
            else:
                lines.append(f"            s{index}(o, None)")
    lines += ["    _set_aside(o, aside)", "    return o"]
    exec("\n".join(lines), names)  # noqa: S102 - text of our own, as attrs does it
    return typing.cast("Callable[[Any, Any], Model]", names["read"])


def _setter(kind: type, name: str) -> Callable[[Any, Any], None]:
    """Give the slot's own setter: models are frozen, their slots are not."""
    setter: Callable[[Any, Any], None] = getattr(kind, name).__set__
    return setter


def _getter(kind: type, name: str) -> Callable[[Any], Any]:
    """Give the slot's own getter."""
    getter: Callable[[Any], Any] = getattr(kind, name).__get__
    return getter


def _odd(kind: type, raw: Any) -> dict[str, Any]:
    if raw == []:  # what PHP makes of an empty object
        return {}
    raise TypeError(f"{kind.__name__} is not an object but {type(raw).__name__}")


def _no_identity(kind: type, name: str) -> None:
    raise ValueError(f"{kind.__name__} has no {name!r}")


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
        if isinstance(error, DecodeError):
            raise DecodeError(f"{kind.__name__}.{error.message}") from error
        raise DecodeError(f"{kind.__name__}.{name}: unfit value {raw!r}") from error
    aside = {} if aside is None else aside
    aside[name] = raw
    return aside


def _extra(
    lenient: bool,  # noqa: FBT001 - bound once, when the reader is written
    known: frozenset[str],
    raw: dict[str, Any],
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Sort an object's names into known ones, however spelled, and the rest."""
    good, aside = {}, {}
    for name, value in raw.items():
        lower = name[:1].lower() + name[1:]
        if name in known:
            good[name] = value
        elif lenient and lower in known and lower not in raw:
            good[lower] = value
        else:
            aside[name] = value
    return good, aside or None


# writing


def _writer(kind: Any, converter: Converter) -> Read:
    kind = _bare(kind)
    wire = _wire(kind)
    if wire is not None:
        return wire.encode
    if get_origin(kind) is tuple:
        one = _writer(get_args(kind)[0], converter)
        return lambda values: [one(value) for value in values]
    return converter.write


def _write_writer(
    kind: type[Model], converter: Converter
) -> Callable[[Model], dict[str, Any]]:
    plan = [
        (name, wire, _writer(annotation, converter))
        for name, wire, annotation, _ in fields_of(kind)
    ]

    aside = _getter(kind, "_aside")

    def write(model: Model) -> dict[str, Any]:
        plain = {}
        for name, wire, writer in plan:
            value = getattr(model, name)
            if value is not None and value != ():
                plain[wire] = writer(value)
        plain.update(aside(model) or {})
        return plain

    return write


# for users

_DEFAULT = Converter()


def unstructure(model: Model) -> dict[str, Any]:
    """
    Write a model out as the platform would: wire names, wire types, nothing lost.

    Fields that are ``None`` or have no items are left out.
    """
    plain: dict[str, Any] = _DEFAULT.write(model)
    return plain


def structure(raw: Mapping[str, Any], kind: type[Any]) -> Any:
    """
    Read a model from an object as the platform sends it, or as `unstructure` wrote it.

    Raises:
        DecodeError: *raw* is not an object or lacks its identity.
    """
    try:
        return _DEFAULT.read(raw, kind)
    except UNFIT as error:
        raise DecodeError(str(error)) from error
