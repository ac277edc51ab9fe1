"""Every operation of the spec, called with made-up arguments and answered in four ways."""

from __future__ import annotations

import inspect
import json
import re
import typing
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from calls import bare, call
from fakes import SECRET, Script, answer, ok, tiktok, toko

from tokotiktok import BatchResult, Money, Page, structure, unstructure
from tokotiktok._client import operations
from tokotiktok._model import Model, Wire
from tokotiktok._reading import fields_of
from tokotiktok.tiktokshop.dialect import signature
from tokotiktok.wire import Document

SPEC, SHAPES = {}, {}
for _path in (Path(__file__).parent.parent / "spec" / "tiktokshop").glob("*.json"):
    _spec = json.loads(_path.read_text("utf-8"))
    SPEC |= {one["id"]: one for one in _spec["operations"]}
    SHAPES |= _spec["models"]
ROWS = [
    pytest.param(platform, row, id=f"{platform}.{row['attribute']}")
    for platform in ("tiktokshop", "tokopedia")
    for row in operations(f"tokotiktok.{platform}.api")
]


def wire_value(kind, depth=0):
    """Make up what the platform would answer for a field of *kind*."""
    kind = bare(kind)
    for extra in getattr(kind, "__metadata__", ()):
        if isinstance(extra, Wire):
            return {
                "Id": "7",
                "IntId": 7,
                "UnixSeconds": 1_767_225_600,
                "UnixMillis": 1_767_225_600_000,
                "UnixText": "1767225600",
                "Rfc3339": "2026-01-01T00:00:00Z",
                "Day": "2026-01-01",
                "DecimalText": "1.50",
                "DecimalNumber": 1.5,
                "WibSeconds": 1_767_250_800,
                "WibTime": "2026-01-01T07:00:00Z",
                "WibText": "2026-01-01 07:00:00",
            }[extra.name]
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return inner[0]
    if origin is tuple:
        return [wire_value(inner[0], depth)]
    if kind is Money:
        return {"amount": "1.50", "currency": "IDR"}
    if isinstance(kind, type) and issubclass(kind, Model):
        return full(kind, depth + 1)
    return {str: "x", int: 7, bool: True}.get(kind, {"a": 1})


def full(kind, depth=0):
    """Make up an answer that fills every field."""
    return {
        wire: wire_value(hint, depth)
        for _, wire, hint, required in fields_of(kind)
        if depth < 6 or required
    }


def reply(platform, row, data):
    """Put *data* into the platform's envelope."""
    if row["attribute"].endswith("get_shipping_label"):
        return answer(b"<html>", content_type="text/html")
    if platform == "tiktokshop":
        return ok(data)
    return answer({"header": {}, "data": data})


def answer_of(method):
    """Say what a method returns: its form, the class of what it holds."""
    kind = typing.get_type_hints(method, include_extras=True)["return"]
    origin = typing.get_origin(kind)
    if origin in (Page, BatchResult):
        return origin, typing.get_args(kind)[0]
    return None, bare(kind)


def operation_of(method):
    """Find the private operation beside a method."""
    return getattr(method.__self__, "_" + method.__name__.rstrip("_").upper())


def data_for(platform, row, fill):
    """Make up the data of an answer, each model by *fill*."""
    script = Script(ok())
    client = tiktok(script) if platform == "tiktokshop" else toko(script)
    resource, _, verb = row["attribute"].partition(".")
    method = getattr(getattr(client, resource), verb)
    form, kind = answer_of(method)
    operation = operation_of(method)
    if form is Page:
        item = fill(kind) if isinstance(kind, type) and issubclass(kind, Model) else "x"
        data: object = [item]
        for name in reversed([one for one in operation.page.items.split(".") if one]):
            data = {name: data}
        return data
    if isinstance(kind, type) and issubclass(kind, Model):
        source = inspect.getsource(method)
        field = re.search(r"self\._field\([^)]*?\"(\w+)\"", source, re.DOTALL)
        return {field[1]: fill(kind)} if field else fill(kind)
    source = inspect.getsource(method)
    field = re.search(r"self\._field\([^)]*?\"(\w+)\"", source, re.DOTALL)
    if field:
        return {field[1]: wire_value(kind)}
    return wire_value(kind) if kind in (str, int, bool) else None


def identity(kind):
    """Make up the least that a record must have."""
    return {wire: wire_value(hint) for _, wire, hint, must in fields_of(kind) if must}


def strange(kind):
    """Make up an answer with fields and words from the future."""
    made = full(kind)
    for _, wire, hint, _ in fields_of(kind):
        if typing.get_origin(bare(hint)) is typing.Literal:
            made[wire] = "WORD_OF_THE_FUTURE"
    return {**made, "field_of_the_future": {"a": [1, None]}}


def items_of(result):
    """List the models in a result."""
    if isinstance(result, Page):
        return [one for one in result.items if isinstance(one, Model)]
    if isinstance(result, BatchResult):
        return [result.answer]
    return [result] if isinstance(result, Model) else []


def check(expected, actual, item):
    """Compare large values, without pytest drawing up their difference."""
    same = expected == actual
    assert same, f"{type(item).__name__} does not come back as it was"


class TestTable:
    def test_counts(self):
        """All documented operations are there."""
        counts = {
            platform: len(operations(f"tokotiktok.{platform}.api"))
            for platform in ("tiktokshop", "tokopedia")
        }

        assert {"tiktokshop": 360, "tokopedia": 65} == counts

    def test_known_only_from_openapi(self):
        """The operations that only TikTok's OpenAPI files have are marked."""
        rows = operations("tokotiktok.tiktokshop.api")

        assert 42 == sum(row["verified"] == "oas-only" for row in rows)


@pytest.mark.parametrize(("platform", "row"), ROWS)
class TestOperation:
    def test_request(self, platform, row):
        """It goes to its method and path, with each argument in its place, signed."""
        _, request, method, given = call(
            platform, row, reply(platform, row, data_for(platform, row, full))
        )
        query = dict(request.query)
        template = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(row["path"]))

        assert row["method"] == request.method
        assert re.fullmatch(template, urlsplit(request.url).path)
        assert row["repeatable"] or not operation_of(method).repeatable
        sent = json.loads(request.body) if request.body else dict(request.form or {})
        flat = json.dumps(sent) + request.url + json.dumps(query) + str(request.files)
        if platform == "tiktokshop":
            self.check_places(row["id"], given, request)
        for name in given.keys() - {"body"}:
            path_only = "{" + name.rstrip("_") + "}" in row["path"]
            bare_list = isinstance(sent, list)
            assert (
                path_only
                or bare_list
                or f'"{name.rstrip("_")}"' in flat
                or name in str(request.files)
            )
        if platform == "tiktokshop":
            assert (row["shop"] == "query") == ("shop_cipher" in query)
            path = urlsplit(request.url).path
            assert query["sign"] == signature(SECRET, path, query, request.body)
        else:
            assert request.headers["Authorization"] == "Bearer c:fiktif-1"
            assert "99999" in unquote(request.url) + query.get("fs_id", "")

    def check_places(self, operation, given, request):
        """Each argument is where the spec has it, and models come back as they were."""
        spec, shapes = SPEC[operation], SHAPES
        body = json.loads(request.body) if request.body else dict(request.form or {})
        in_query = {one["name"] for one in spec.get("query_params", ())}
        in_body = {one["name"] for one in shapes.get(spec.get("body_model"), ())}
        for name, value in given.items():
            wire = name.rstrip("_")
            if wire in in_query:
                assert wire in dict(request.query)
            elif wire in in_body and wire not in (request.files or {}):
                assert wire in body
                values = value if isinstance(value, tuple) else (value,)
                sent = body[wire] if isinstance(value, tuple) else [body[wire]]
                for one, back in zip(values, sent, strict=True):
                    if isinstance(one, Model):
                        same = structure(back, type(one)) == one
                        assert same, f"{wire} does not come back as it was"

    def test_full_answer(self, platform, row):
        """An answer that fills every field fits, and comes back as it was."""
        data = data_for(platform, row, full)
        result, _, method, _ = call(platform, row, reply(platform, row, data))
        form, kind = answer_of(method)

        if (
            form is None
            and isinstance(kind, type)
            and issubclass(kind, Model | Document)
        ):
            assert isinstance(result, kind)
        elif form is not None:
            assert isinstance(result, form)
        for item in items_of(result):
            assert item._aside is None
            check(full(type(item)), unstructure(item), item)

    @pytest.mark.parametrize(
        "fill",
        [identity, lambda kind: dict.fromkeys(full(kind)) | identity(kind)],
        ids=["absent", "null"],
    )
    def test_empty_answer(self, platform, row, fill):
        """An answer without its fields, or with nulls, is read all the same."""
        result, _, _, _ = call(
            platform, row, reply(platform, row, data_for(platform, row, fill))
        )

        for item in items_of(result):
            check(identity(type(item)), unstructure(item), item)

    def test_strange_answer(self, platform, row):
        """Fields and words of the future neither raise nor get lost."""
        result, _, _, _ = call(
            platform, row, reply(platform, row, data_for(platform, row, strange))
        )

        for item in items_of(result):
            check(strange(type(item)), unstructure(item), item)
