"""Every operation of the spec, called with made-up arguments and answered in four ways."""

from __future__ import annotations

import inspect
import json
import re
import typing
from urllib.parse import unquote, urlsplit

import attrs
import pytest
from answers import OPERATIONS, SHAPES, data, fits, placed, response, told
from calls import ROWS, bare, call, kinds, operation_of, reply
from fakes import SECRET

from tokotiktok import BatchResult, Money, Page, structure, unstructure
from tokotiktok._client import operations
from tokotiktok._model import Model
from tokotiktok._reading import fields_of
from tokotiktok.tiktokshop.signature import signature
from tokotiktok.wire import Document

pytestmark = pytest.mark.uncovered


def parameters(platform, spec):
    """List what the spec has a caller say: the parameter's facts by its name."""
    shapes = SHAPES[platform].get(spec.get("body_model") or spec.get("body")) or ()
    filled_in = ("fs_id",) if platform == "tokopedia" else ()
    return {
        one["name"]: one
        for one in (
            *spec.get("path_params", ()),
            *spec.get("query_params", ()),
            *shapes,
        )
        if not one.get("protocol") and one["name"] not in filled_in
    }


def written(result):
    """Write what a method gave as plain values."""
    if isinstance(result, Page):
        assert () == result.malformed
        return [written(one) for one in result.items]
    if isinstance(result, BatchResult):
        return unstructure(result.answer)
    if isinstance(result, tuple | list):
        return [written(one) for one in result]
    if isinstance(result, Money):
        return {"amount": str(result.amount), "currency": result.currency}
    return unstructure(result) if isinstance(result, Model) else result


def models(value):
    """Find all models in a result, however deep."""
    if isinstance(value, Page | BatchResult):
        yield from models(value.items if isinstance(value, Page) else value.answer)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from models(one)
    elif isinstance(value, Model):
        yield value
        for field in attrs.fields(type(value)):
            yield from models(getattr(value, field.name))


def changed(value, kind, platform, change):
    """Change each object of an answer by its shape, from the innermost outward."""
    while kind.startswith("array<"):
        return [changed(one, kind[6:-1], platform, change) for one in value]
    if kind not in SHAPES[platform]:
        return value
    fields = {one["name"]: one for one in SHAPES[platform][kind]}
    inner = {
        name: changed(one, fields[name]["type"], platform, change)
        for name, one in value.items()
    }
    return change(inner, fields)


def strange(value, fields):
    """Add fields and words from the future."""
    words = {
        name: "WORD_OF_THE_FUTURE"
        for name, one in fields.items()
        if one["type"] == "string" and one.get("enum") and name in value
    }
    return {**value, **words, "field_of_the_future": {"a": [1, None]}}


def check(expected, actual, what):
    """Compare large values, without pytest drawing up their difference."""
    same = expected == actual
    assert same, f"{what} does not come back as it was"


class TestTable:
    def test_counts(self):
        """All documented operations are there."""
        counts = {
            platform: len(operations(f"tokotiktok.{platform}.api"))
            for platform in ("tiktokshop", "tokopedia")
        }

        assert {"tiktokshop": 360, "tokopedia": 65} == counts
        for platform, specs in OPERATIONS.items():
            rows = operations(f"tokotiktok.{platform}.api")
            assert specs.keys() - {"token"} == {row["id"] for row in rows}

    def test_known_only_from_openapi(self):
        """The operations that only TikTok's OpenAPI files have are marked."""
        rows = operations("tokotiktok.tiktokshop.api")

        assert 42 == sum(row["verified"] == "oas-only" for row in rows)


@pytest.mark.parametrize(("platform", "row"), ROWS)
class TestOperation:
    def test_request(self, platform, row):
        """Each argument goes to its place, as the wire's own type; signed as it must be."""
        spec = OPERATIONS[platform][row["id"]]
        payload = data(platform, spec)
        _, request, method, given = call(platform, row, reply(platform, row, payload))
        operation, query = operation_of(method), dict(request.query)
        path = unquote(urlsplit(request.url).path)
        in_body = spec.get("body_model") or spec.get("body")
        template = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(spec["path"]))
        body = json.loads(request.body) if request.body else dict(request.form or {})

        assert spec["method"] == request.method
        assert re.fullmatch(template, path)
        for one in spec.get("path_params", ()):
            if one["name"] in given:
                assert f"/{given[one['name']]}" in path
        asked = {
            one["name"]
            for one in spec.get("query_params", ())
            if not one.get("protocol") and one["name"] != "page_token"
        }
        assert asked <= query.keys()
        if request.files is not None:
            fields = {one["name"] for one in SHAPES[platform][in_body]}
            assert fields == body.keys() | request.files.keys()
        elif body:
            assert fits(platform, in_body, body)
        has_fields = SHAPES[platform].get(in_body, in_body)  # an empty body is not sent
        assert bool(has_fields) == bool(request.body or request.files)
        assert operation.repeatable == row["repeatable"]
        assert operation.idempotency == row["idempotency"]
        if platform == "tiktokshop":
            assert operation.repeatable == bool(spec.get("repeatable"))
            assert ("shop_cipher" in query) == bool(spec.get("requires_shop_cipher"))
            assert query["sign"] == signature(SECRET, path, query, request.body)
            for name, value in given.items():
                if isinstance(value, Model):
                    same = structure(body[name], type(value)) == value
                    assert same, f"{name} does not come back as it was"
        else:
            assert request.headers["Authorization"] == "Bearer c:fiktif-1"
            assert "99999" in path + query.get("fs_id", "")

    def test_parameters(self, platform, row):
        """It takes what the spec has, by name, and demands what the spec demands."""
        _, _, method, _ = call(
            platform,
            row,
            reply(platform, row, data(platform, OPERATIONS[platform][row["id"]])),
        )
        wanted = parameters(platform, OPERATIONS[platform][row["id"]])
        operation = operation_of(method)
        page = operation.page
        filled_in = {"page_token", "page_size", "idempotency_key"}
        filled_in |= {"shop_id"} if platform == "tokopedia" else set()
        filled_in |= {page.size, page.param} if page else set()

        for name, parameter in inspect.signature(method).parameters.items():
            if name.rstrip("_") in wanted:
                demanded = parameter.default is parameter.empty
                must = bool(wanted.pop(name.rstrip("_")).get("required"))
                assert demanded == must or (must and name in filled_in)
            else:  # a body that is no object is one argument
                assert not SHAPES[platform].get(OPERATIONS[platform][row["id"]]["body"])
        assert {} == wanted

    def test_full_answer(self, platform, row):
        """An answer in which no field is missing fits, and comes back as it was."""
        spec = OPERATIONS[platform][row["id"]]
        payload = data(platform, spec)
        result, _, method, _ = call(platform, row, reply(platform, row, payload))
        kind = kinds(method.__func__)["return"]

        if row["id"] == "get_shipping_label":
            assert isinstance(result, Document)
            return
        if kind is type(None):
            assert not SHAPES[platform].get(response(platform, spec))
            return
        check(
            told(platform, spec, operation_of(method), payload),
            written(result),
            row["id"],
        )
        for model in models(result):
            assert model._aside is None
        inner = typing.get_args(kind) or (kind,)
        form = typing.get_origin(kind)
        if form in (Page, BatchResult):
            assert isinstance(result, form)
            assert form is BatchResult or len(result) == 1
        elif isinstance(bare(inner[0]), type) and issubclass(bare(inner[0]), Model):
            assert isinstance(result, bare(inner[0]))

    @pytest.mark.parametrize("null", [False, True], ids=["absent", "null"])
    def test_empty_answer(self, platform, row, null):
        """An answer without its fields, or with nulls, is read all the same."""
        spec = OPERATIONS[platform][row["id"]]
        payload = data(platform, spec)
        full, _, method, _ = call(platform, row, reply(platform, row, payload))
        record = next(models(full), None)
        if record is None:
            return
        operation = operation_of(method)
        whole = told(platform, spec, operation, payload)
        whole = whole[0] if isinstance(whole, list) else whole
        least = {
            wire: whole[wire] for _, wire, _, must in fields_of(type(record)) if must
        }
        empty = {**dict.fromkeys(whole), **least} if null else least
        payload = placed(platform, spec, operation, payload, empty)
        result, _, _, _ = call(platform, row, reply(platform, row, payload))

        check(least, unstructure(next(models(result))), row["id"])

    def test_strange_answer(self, platform, row):
        """Fields and words of the future neither raise nor get lost."""
        spec = OPERATIONS[platform][row["id"]]
        kind = response(platform, spec) or ""
        payload = changed(data(platform, spec), kind, platform, strange)
        result, _, method, _ = call(platform, row, reply(platform, row, payload))

        if any(models(result)):
            check(
                told(platform, spec, operation_of(method), payload),
                written(result),
                row["id"],
            )
