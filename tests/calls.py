"""Calling any operation with made-up arguments of the right types."""

from __future__ import annotations

import types
import typing
from datetime import date, datetime, timezone
from decimal import Decimal
from functools import cache

import attrs
import pytest
from fakes import TOKEN_ANSWER, Script, answer, ok, tiktok, toko
from typing_extensions import TypeAliasType

from tokotiktok import Money
from tokotiktok._client import operations
from tokotiktok._model import Model

ROWS = [
    pytest.param(platform, row, id=f"{platform}.{row['attribute']}")
    for platform in ("tiktokshop", "tokopedia")
    for row in operations(f"tokotiktok.{platform}.api")
]
LABEL = answer(b"<html>", content_type="text/html")


def reply(platform, row, payload):
    """Put *payload* into the platform's envelope."""
    if row["id"] == "get_shipping_label":
        return LABEL
    if platform == "tiktokshop":
        return ok(payload)
    return answer({"header": {}, "data": payload})


def operation_of(method):
    """Find the private operation beside a method."""
    return getattr(method.__self__, "_" + method.__name__.rstrip("_").upper())


MOMENT = datetime(2026, 1, 1, tzinfo=timezone.utc)


def bare(kind):
    """Take aliases and ``| None`` off an annotation."""
    if isinstance(kind, TypeAliasType):
        return bare(kind.__value__)
    if bytes in typing.get_args(kind):  # an upload
        return kind
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return bare(next(one for one in typing.get_args(kind) if one is not type(None)))
    return kind


def argument(kind, depth=0):
    """Make up an argument of *kind*."""
    kind = bare(kind)
    if bytes in typing.get_args(kind):
        return b"PNG"
    if hasattr(kind, "__metadata__"):
        return argument(typing.get_args(kind)[0])
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return inner[0]
    if origin in (list, tuple) or getattr(origin, "__name__", "") == "Sequence":
        return (argument(inner[0], depth),)
    if getattr(origin, "__name__", "") in ("Mapping", "dict"):
        return {"1": argument(inner[1], depth)}
    if isinstance(kind, type) and issubclass(kind, Model):
        hints = typing.get_type_hints(kind, include_extras=True)
        return kind(
            **{
                field.name: argument(hints[field.name], depth + 1)
                for field in attrs.fields(kind)
                if field.name != "_aside"
                and (depth < 4 or field.default is attrs.NOTHING)
            }
        )
    return {
        str: "1",
        int: 1,
        bool: True,
        datetime: MOMENT,
        date: MOMENT.date(),
        Decimal: Decimal("1.50"),
        Money: Money("1.50"),
        bytes: b"PNG",
    }.get(kind, b"PNG")


def call(platform, row, response):
    """Call the operation of *row*, answered with *response*, with made-up arguments."""
    first = [] if platform == "tiktokshop" else [answer(TOKEN_ANSWER)]
    script = Script(*first, response)
    client = tiktok(script) if platform == "tiktokshop" else toko(script)
    resource, _, verb = row["attribute"].partition(".")
    method = getattr(getattr(client, resource), verb)
    own = "page_token" if platform == "tiktokshop" else "shop_id"  # filled in for you
    given = {
        name: argument(kind)
        for name, kind in kinds(method.__func__).items()
        if name not in ("return", own)
    }
    return method(**given), script.sent[-1], method, given


@cache
def kinds(function):
    """Give the kinds of a function's arguments and result."""
    return typing.get_type_hints(function, include_extras=True)
