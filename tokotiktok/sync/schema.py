"""
The shape of records at rest: plain values, columns, and a JSON Schema.

All of it is derived from the models, `tokotiktok.unified.models` and the platform's own,
so that a field which a model gains is a column too.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime, timezone
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, Literal, Union, get_args, get_origin

import attrs
from attrs import frozen

from .._model import plain_number
from .._reading import bare, wire_of
from ..errors import ValidationError
from ..money import Money
from ..platforms import Platform
from ..unified.models import Order, Product, Return
from .records import Kind

Plain = Union[Order, Product, Return]
"""What is said in plain words."""
Type = Literal["text", "integer", "number", "boolean", "timestamp", "json"]

UNIFIED: Mapping[str, type[Plain]] = {
    "orders": Order,
    "products": Product,
    "returns": Return,
    "cancellations": Return,
}
"""What each resource's records are, in plain words."""

_SQL: Mapping[Any, Type] = {
    str: "text",
    int: "integer",
    float: "number",
    bool: "boolean",
    Decimal: "number",
    datetime: "timestamp",
    date: "text",
    Platform: "text",
}
_ON_THE_WIRE: Mapping[str, Type] = {
    "UnixSeconds": "integer",
    "UnixMillis": "integer",
    "UnixText": "integer",
    "UnixMillisText": "integer",
    "IntId": "integer",
}
"""What the platform's own values are, where they are not what the model makes of them."""


@frozen(kw_only=True)
class Column:
    """A single value of each record."""

    name: str
    """The field's; what is inside another has both names: ``total_amount``."""
    path: tuple[str, ...]
    """Where it is in a record's body."""
    type: Type
    nullable: bool


def table(resource: str, kind: Kind) -> str:
    """Name the table, or folder, of a resource: ``orders`` or ``platform_orders``."""
    return resource if kind == "unified" else f"platform_{resource}"


def model_of(resource: str, kind: Kind) -> type | None:
    """Give the model of a resource's records; ``None`` if this version has none."""
    if kind == "unified":
        return UNIFIED.get(resource)
    # each takes a while to import, and most never need it
    from ..tiktokshop.api import cancellations, orders, products, returns

    models: Mapping[str, type] = {
        "orders": orders.Order,
        "products": products.ProductSummary,
        "returns": returns.Return,
        "cancellations": cancellations.Cancellation,
    }
    return models.get(resource)


# columns


@lru_cache(maxsize=64)
def hints(model: type) -> Mapping[str, tuple[Any, bool]]:
    """Give each field's annotation, and whether it may be null; by its name in JSON."""
    found = typing.get_type_hints(model, include_extras=True)
    return {
        one.name.rstrip("_"): (bare(found[one.name]), _nullable(found[one.name]))
        for one in attrs.fields(model)
        if one.init and found[one.name] is not Any  # not `source`
    }


def _nullable(annotation: Any) -> bool:
    return bare(annotation) is Platform or type(None) in get_args(annotation)


def columns(model: type) -> tuple[Column, ...]:
    """
    List the columns of a model.

    What is inside an object counts as the record's own, a list is one value of JSON.
    """
    found: dict[str, Column] = {}
    for column in _columns(model, (), nullable=False):
        found.setdefault(column.name, column)
    return tuple(found.values())


def _columns(
    model: type, path: tuple[str, ...], *, nullable: bool
) -> typing.Iterator[Column]:
    for name, (annotation, may_be_null) in hints(model).items():
        here = (*path, name)
        if attrs.has(annotation):
            yield from _columns(annotation, here, nullable=nullable or may_be_null)
        else:
            yield Column(
                name="_".join(here),
                path=here,
                type=type_of(annotation),
                nullable=nullable or may_be_null,
            )


def type_of(annotation: Any) -> Type:
    """Say what a single value is."""
    wire = wire_of(annotation)
    if wire is not None and wire.name in _ON_THE_WIRE:
        return _ON_THE_WIRE[wire.name]
    annotation = get_args(annotation)[0] if wire is not None else annotation
    if get_origin(annotation) is Literal:
        annotation = type(get_args(annotation)[0])
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return "text"
    return _SQL.get(annotation, "json")


def children(model: type) -> Mapping[str, type]:
    """Give the lists of objects that a record has: each may be a table of its own."""
    lists = {
        name: bare(get_args(annotation)[0])
        for name, (annotation, _) in hints(model).items()
        if get_origin(annotation) is tuple
    }
    return {name: one for name, one in lists.items() if attrs.has(one)}


def has_field(model: Any, path: str) -> bool:
    """Whether a model has a field, ``buyer.name``; inside a list as inside an object."""
    for name in path.split("."):
        if not attrs.has(model) or name not in hints(model):
            return False
        model, _ = hints(model)[name]
        if get_origin(model) is tuple:
            model = bare(get_args(model)[0])
    return True


# plain values

_Write = Callable[[Any], Any]


def as_plain(record: Plain) -> dict[str, Any]:
    """
    Write a record of `tokotiktok.unified` as plain JSON values.

    A time is a text in UTC, ``2025-09-14T08:51:47+00:00``; an amount a number, exact up
    to 15 digits, beside its currency; a platform its name, ``TOKOPEDIA``, both
    ``TOKOPEDIA|TIKTOK_SHOP``, ``None`` if it is not known. ``source`` is left out.

    Raises:
        ValidationError: it is no such record.
    """
    if not isinstance(typing.cast("object", record), (Order, Product, Return)):
        msg = f"{type(record).__name__} is no order, product or return"
        raise ValidationError(msg)
    model: type = type(record)
    plain: dict[str, Any] = _writer(model)(record)
    return plain


@lru_cache(maxsize=64)
def _writer(model: type) -> _Write:
    """Write the function that writes a model."""
    plan = [
        (name, _write_of(annotation)) for name, (annotation, _) in hints(model).items()
    ]

    def write(one: Any) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        for name, convert in plan:
            value = getattr(one, name)
            if convert is not None and value is not None:
                value = convert(value)
            plain[name] = value
        return plain

    return write


def _write_of(annotation: Any) -> _Write | None:
    if get_origin(annotation) is tuple:
        each = _write_of(get_args(annotation)[0])
        return list if each is None else lambda many: [each(one) for one in many]
    if annotation is Money:
        return _plain_money
    if attrs.has(annotation):
        return _writer(annotation)
    if annotation is datetime:
        return moment
    if annotation is Platform:
        return _platforms.__getitem__
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return {one: one.value for one in annotation}.__getitem__
    return None


_platforms = {
    Platform(0): None,
    Platform.TOKOPEDIA: "TOKOPEDIA",
    Platform.TIKTOK_SHOP: "TIKTOK_SHOP",
    Platform.TOKOPEDIA | Platform.TIKTOK_SHOP: "TOKOPEDIA|TIKTOK_SHOP",
}


def _plain_money(money: Money) -> dict[str, Any]:
    return {"amount": plain_number(money.amount), "currency": money.currency}


def moment(at: datetime) -> str:
    """Write a time as a text in UTC; later ones sort behind earlier ones."""
    return (
        at if at.tzinfo is timezone.utc else at.astimezone(timezone.utc)
    ).isoformat()


# JSON Schema

_JSON: Mapping[Type, Mapping[str, Any]] = {
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "timestamp": {"type": "string", "format": "date-time"},
    "json": {},
}


def json_schema(model: type[Plain]) -> dict[str, Any]:
    """Describe what `as_plain` makes of a model, as JSON Schema (draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": model.__name__,
        **_object(model),
    }


def _object(model: type) -> dict[str, Any]:
    fields = hints(model)
    return {
        "type": "object",
        "properties": {
            name: _or_null(_described(annotation), nullable=nullable)
            for name, (annotation, nullable) in fields.items()
        },
        "required": list(fields),
        "additionalProperties": False,
    }


def _described(annotation: Any) -> dict[str, Any]:
    if get_origin(annotation) is tuple:
        return {"type": "array", "items": _described(get_args(annotation)[0])}
    if attrs.has(annotation):
        return _object(annotation)
    described = dict(_JSON[type_of(annotation)])
    if annotation is Platform:
        described["enum"] = [name for name in _platforms.values() if name]
    elif isinstance(annotation, type) and issubclass(annotation, Enum):
        described["enum"] = [one.value for one in annotation]
    return described


def _or_null(described: dict[str, Any], *, nullable: bool) -> dict[str, Any]:
    if not nullable:
        return described
    described["type"] = [described["type"], "null"]
    if "enum" in described:
        described["enum"] = [*described["enum"], None]
    return described
