"""
What every model is made of: the base class, and how single values look on the wire.

An annotation such as ``UnixSeconds`` is a ``datetime`` to you and to type checkers; to
the converter it also says how that value travels.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timezone
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, TypeVar

from attrs import field, fields, frozen
from typing_extensions import dataclass_transform

from .errors import ValidationError

MILLIS = 100_000_000_000
"""Times from here on are milliseconds: as seconds they would lie in the year 5138."""


M = TypeVar("M", bound="Model")


@frozen(kw_only=True)
class Model:
    """
    The base of every model.

    What a model has no field for, and what did not fit its field, is kept aside and
    comes back when the model is written out again (`tokotiktok.unstructure`).
    """

    _aside: Mapping[str, Any] | None = field(
        default=None, init=False, eq=False, repr=False
    )

    # written once for all models: attrs would write and compile them for each class,
    # which takes half of the time that importing a resource takes

    def __eq__(self, other: object) -> bool:
        """Compare what both hold, if both are of one class."""
        if other.__class__ is not self.__class__:
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in _held(self))

    def __hash__(self) -> int:
        """Hash what it holds."""
        return hash((type(self), *(getattr(self, name) for name in _held(self))))

    def __repr__(self) -> str:
        """Show all that it holds."""
        held = ", ".join(f"{name}={getattr(self, name)!r}" for name in _held(self))
        return f"{type(self).__name__}({held})"


_FIELDS: dict[type, tuple[str, ...]] = {}


def _held(model: Model) -> tuple[str, ...]:
    """List the fields by which a model is told from another: all but what is beside."""
    kind = type(model)
    names = _FIELDS.get(kind)
    if names is None:
        names = _FIELDS[kind] = tuple(one.name for one in fields(kind) if one.eq)
    return names


@dataclass_transform(
    kw_only_default=True, frozen_default=True, field_specifiers=(field,)
)
def model(kind: type[M]) -> type[M]:
    """Make a model of a class: frozen, with slots, made by keyword only."""
    return frozen(kw_only=True, eq=False, repr=False)(kind)


@frozen(repr=False)
class Wire:
    """
    How a value travels.

    *decode* raises ``ValueError``, ``TypeError``, ``ArithmeticError`` or ``OSError`` for
    what it cannot represent; the converter then keeps the raw value aside.
    """

    name: str
    decode: Callable[[Any], Any]
    encode: Callable[[Any], Any]

    def __repr__(self) -> str:
        """Short, since it shows up in the reference."""
        return self.name


# decoding


def _id(value: Any) -> str:
    if value.__class__ is str or value.__class__ is int:
        return str(value)
    raise TypeError(value)


def _plain_epoch(value: Any) -> datetime:
    """Read whole seconds. 0 is "never"."""
    if value.__class__ is not int or not 0 < value < MILLIS:
        raise ValueError(value)
    return datetime.fromtimestamp(value, timezone.utc)


def _epoch_ms(value: Any) -> datetime:
    if value.__class__ is not int or value < MILLIS:
        raise ValueError(value)
    return datetime.fromtimestamp(value / 1000, timezone.utc)


def _epoch_text(value: Any) -> datetime:
    if value.__class__ is not str:
        raise TypeError(value)
    return _plain_epoch(int(value))


def _epoch_ms_text(value: Any) -> datetime:
    if value.__class__ is not str:
        raise TypeError(value)
    return _epoch_ms(int(value))


_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?"
)


def iso(value: Any) -> datetime:
    """Read an RFC 3339 time of any precision; year 1 is Go's "never"."""
    match = _ISO.fullmatch(value)
    if match is None or value.startswith("0001-"):
        raise ValueError(value)
    day, clock, fraction, zone = match.groups()
    moment = datetime.fromisoformat(f"{day}T{clock}")
    if fraction:
        moment = moment.replace(microsecond=int(fraction[:6].ljust(6, "0")))
    if zone in (None, "Z"):
        return moment.replace(tzinfo=timezone.utc)
    return moment.replace(tzinfo=datetime.strptime(zone, "%z").tzinfo)


def iso_text(moment: datetime) -> str:
    """Write an RFC 3339 time as Go does: UTC as ``Z``, no trailing zeros."""
    text = moment.isoformat()
    if moment.microsecond:
        head, _, rest = text.partition(".")
        text = f"{head}.{rest[:6].rstrip('0')}{rest[6:]}"
    return text.replace("+00:00", "Z")


@lru_cache(maxsize=4096)  # the same few amounts, "0" above all, come again and again
def _decimal(value: Any) -> Decimal:
    if value.__class__ is not str:
        raise TypeError(value)
    amount = Decimal(value)
    if not amount.is_finite():
        raise ValueError(value)
    return amount


def _decimal_number(value: Any) -> Decimal:
    if value.__class__ is not int and value.__class__ is not float:
        raise TypeError(value)
    amount = Decimal(str(value))
    if not amount.is_finite():
        raise ValueError(value)
    return amount


def _number_or_text(value: str | int) -> int | str:
    """Write an identifier as an integer, unless it came as a text that is none."""
    if value.__class__ is int:
        return value
    if not isinstance(value, str):
        raise ValidationError(f"{value!r} is no identifier: give a str or an int")
    return int(value) if value.removeprefix("-").isdecimal() else value


# encoding: what generated methods wrap their arguments in. All let None through.


def is_a(value: object, kind: type[object]) -> bool:
    """Whether a caller's value is what it is annotated as; nothing else checks that."""
    return isinstance(value, kind)


def aware(moment: datetime) -> datetime:
    """Give *moment*, which must be a time with a zone."""
    is_time = is_a(moment, datetime)
    if not is_time or moment.tzinfo is None:
        lack = "has no time zone" if is_time else "is no datetime"
        msg = f"{moment!r} {lack}: give an aware datetime"
        raise ValidationError(msg)
    return moment


def text(value: str | int | None) -> str | None:
    """Write an identifier whose wire type is text."""
    return None if value is None else str(value)


def texts(values: Iterable[str | int] | None) -> list[str] | None:
    """Write identifiers whose wire type is text."""
    return None if values is None else [str(value) for value in values]


def number(value: str | int | None) -> int | None:
    """Write an identifier whose wire type is an integer."""
    try:
        return None if value is None else int(value)
    except ValueError:
        msg = f"{value!r} is not a number, which this identifier must be"
        raise ValidationError(msg) from None


def numbers(values: Iterable[str | int] | None) -> list[int | None] | None:
    """Write identifiers whose wire type is an integer."""
    return None if values is None else [number(value) for value in values]


def named(items: Iterable[object], *fields: str) -> list[tuple[str, ...]]:
    """Say by which names an answer may call each of *items*: what its *fields* hold."""
    if not is_a(items, Iterable):
        raise ValidationError(f"a {type(items).__name__} is no list of items: give one")
    found = [[getattr(item, field, None) for field in fields] for item in items]
    return [tuple(str(one) for one in names if one) for names in found]


def seconds(moment: datetime | None) -> int | None:
    """Write a time as whole seconds since 1970."""
    return None if moment is None else int(aware(moment).timestamp())


def milliseconds(moment: datetime | None) -> int | None:
    """Write a time as milliseconds since 1970."""
    return None if moment is None else round(aware(moment).timestamp() * 1000)


def rfc3339(moment: datetime | None) -> str | None:
    """Write a time as an RFC 3339 text in its own zone."""
    return None if moment is None else iso_text(aware(moment))


def day(value: date | None) -> str | None:
    """Write a date as ``YYYY-MM-DD``."""
    if value is not None and not is_a(value, date):
        raise ValidationError(f"{value!r} is no date: give a datetime.date")
    return None if value is None else value.isoformat()[:10]


def decimal(value: Decimal | int | str | None) -> str | None:
    """Write an exact number as text."""
    _refuse_float(value)
    return None if value is None else str(value)


def plain_number(value: Decimal | int | str | None) -> int | float | None:
    """Write an exact number as a JSON number."""
    if value is None:
        return None
    _refuse_float(value)
    try:
        exact = Decimal(value)
        whole = int(exact)
    except (ArithmeticError, TypeError, ValueError):  # neither a number nor finite
        raise ValidationError(f"{value!r} is not a number") from None
    return whole if whole == exact else float(exact)


def _refuse_float(value: object) -> None:
    if isinstance(value, float):
        msg = f"give the exact number as a Decimal or a str, not the float {value!r}"
        raise ValidationError(msg)


# the annotations

Id = Annotated[str, Wire("Id", _id, str)]
"""An identifier; text on the wire."""
IntId = Annotated[str, Wire("IntId", _id, _number_or_text)]
"""An identifier that the wire has as an integer."""
UnixSeconds = Annotated[datetime, Wire("UnixSeconds", _plain_epoch, seconds)]
"""Seconds since 1970 on the wire."""
UnixMillis = Annotated[datetime, Wire("UnixMillis", _epoch_ms, milliseconds)]
"""Milliseconds since 1970 on the wire."""
UnixText = Annotated[
    datetime, Wire("UnixText", _epoch_text, lambda at: str(seconds(at)))
]
"""Seconds since 1970, as text, on the wire."""
UnixMillisText = Annotated[
    datetime, Wire("UnixMillisText", _epoch_ms_text, lambda at: str(milliseconds(at)))
]
"""Milliseconds since 1970, as text, on the wire."""
Rfc3339 = Annotated[datetime, Wire("Rfc3339", iso, rfc3339)]
"""An RFC 3339 text on the wire."""
Day = Annotated[date, Wire("Day", date.fromisoformat, day)]
"""``YYYY-MM-DD`` on the wire."""
DecimalText = Annotated[Decimal, Wire("DecimalText", _decimal, decimal)]
"""An exact number, written as text on the wire."""
DecimalNumber = Annotated[Decimal, Wire("DecimalNumber", _decimal_number, plain_number)]
"""An exact number, written as a number on the wire."""
