"""
Between plain JSON values and models. The only module that knows cattrs.

Reading never raises for a field: what is missing or null becomes ``None`` (or no items),
and what has no field, or does not fit it, is kept aside in the model and written out
again by `unstructure`. Only a record without its identity cannot be read.

With ``strict=True`` every value is checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, cast, get_args, get_origin

import cattrs

from ._model import Model
from ._reading import (
    OURS,
    UNFIT,
    Read,
    bare,
    fields_of,
    getter_of,
    is_model,
    reader_of,
    why,
    wire_of,
    write_reader,
)
from .errors import DecodeError, ValidationError
from .money import Money

__all__ = ["UNFIT", "Converter", "structure", "unstructure", "why"]


class Converter:
    """Reads and writes models. One serves a whole platform, for all threads."""

    def __init__(
        self,
        *,
        strict: bool = False,
        lenient_case: bool = False,
        spellings: Mapping[str, str] | None = None,
    ) -> None:
        """
        Make a converter.

        Args:
            strict: raise for any value that is not of its field's type.
            lenient_case: also take a field's name in title case, as documentation
                of the Tokopedia Open Platform prints it.
            spellings: other names that some answers have for a field.
        """
        self.strict = strict
        self.lenient_case = lenient_case
        self.spellings = dict(spellings or {})
        self._unfinished: set[Any] = set()
        self.cattrs = cattrs.Converter(detailed_validation=False)
        """Register hooks here to read or write a type your own way."""
        self.cattrs.register_structure_hook_factory(is_model, self._read_hook)
        self.cattrs.register_unstructure_hook_factory(is_model, self._write_hook)
        self.cattrs.register_structure_hook(Money, lambda raw, _: _money(raw))
        self.cattrs.register_unstructure_hook(Money, _plain_money)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as what it was made from; hooks registered later do not travel."""
        again = partial(
            Converter,
            strict=self.strict,
            lenient_case=self.lenient_case,
            spellings=self.spellings,
        )
        return again, ()

    def read(self, raw: Any, kind: Any) -> Any:
        """Read *raw* as *kind*: a model, or what a field may be annotated with."""
        return self.reader(kind)(raw)

    def reader(self, kind: Any) -> Read:
        """Give the function that reads *kind*; it raises one of `UNFIT`."""
        reader = reader_of(kind, self)
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
            return write_reader(kind, self)
        finally:
            self._unfinished.discard(kind)

    def hook(self, kind: Any) -> Read:
        """Give the hook that reads a class; a later look-up for one that holds itself."""
        if kind in self._unfinished:
            return lambda raw: self.cattrs.structure(raw, kind)
        hook = self.cattrs.get_structure_hook(kind)
        if getattr(hook, "__name__", "") == OURS:  # takes the object alone, too
            return cast("Read", hook)
        return lambda raw: hook(raw, kind)

    def _write_hook(self, kind: type[Model]) -> Callable[[Model], dict[str, Any]]:
        return _write_writer(kind, self)


class PlainConverter(Converter):
    """Writes as any, and reads nothing: what comes is given as it came."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as a new one."""
        return PlainConverter, ()

    def reader(self, kind: Any) -> Read:  # noqa: ARG002 - as any converter's
        """Give the function that gives what it is given."""
        return lambda raw: raw


def _money(raw: Any) -> Money:
    if raw.__class__ is not dict:
        raise TypeError(raw)
    amount, currency = raw.get("amount"), raw.get("currency")
    if amount.__class__ is not str or currency.__class__ is not str:
        raise TypeError(raw)
    return Money(amount, currency)


def _plain_money(money: Money) -> dict[str, str]:
    return {"amount": str(money.amount), "currency": money.currency}


# writing


def _writer(kind: Any, converter: Converter, place: str) -> Read:
    kind = bare(kind)
    wire = wire_of(kind)
    if wire is not None:
        return wire.encode
    if get_origin(kind) is tuple:
        one = _writer(get_args(kind)[0], converter, place)
        return lambda values: [one(value) for value in _several(values, place)]
    return converter.write


def _several(values: Any, place: str) -> Iterable[Any]:
    if isinstance(values, (str, Mapping)) or not isinstance(values, Iterable):
        msg = (
            f"{place} takes several values, not a {type(values).__name__}: give a list"
        )
        raise ValidationError(msg)
    return values


def _write_writer(
    kind: type[Model], converter: Converter
) -> Callable[[Model], dict[str, Any]]:
    plan = [
        (name, wire, _writer(annotation, converter, f"{kind.__name__}.{name}"))
        for name, wire, annotation, _ in fields_of(kind)
    ]

    aside = getter_of(kind, "_aside")

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
        raise DecodeError(why(error, raw)) from None
