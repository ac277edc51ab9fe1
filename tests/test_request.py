"""From a call to a request."""

from __future__ import annotations

import io
import json
from decimal import Decimal

import pytest

from tokotiktok._request import build
from tokotiktok.errors import ValidationError
from tokotiktok.wire import Call, Operation

URL = "https://api.invalid/"
GET = Operation("get", "GET", "/things/{thing_id}")
PUT = Operation("put", "PUT", "/things")


def query(**values):
    """Build a request with *values* in the query, and give its query."""
    return build(Call(PUT, query=values), URL).query


class TestValues:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ("a b", "a b"),
            (7, "7"),
            (True, "true"),
            (False, "false"),
            (Decimal("0.10"), "0.10"),
            (0.5, "0.5"),
            (["a", 2, True], "a,2,true"),
            (("a",), "a"),
            ([], ""),
        ],
    )
    def test_written(self, value, text):
        """Each value has one text; an array is one value, joined by commas."""
        assert (("x", text),) == query(x=value)

    def test_none_is_left_out(self):
        """What is not given is not sent."""
        assert () == query(x=None)

    @pytest.mark.parametrize("value", [{"a": 1}, object(), b"x"])
    def test_no_text(self, value):
        """What has no text names the argument."""
        with pytest.raises(ValidationError, match=r"^x=.* cannot be sent"):
            query(x=value)

    def test_lone_surrogate(self):
        """Text that UTF-8 has not cannot be sent."""
        with pytest.raises(ValidationError, match="x holds a character"):
            query(x="\ud800")

    def test_path(self):
        """Path values are percent-encoded, slashes, too."""
        request = build(Call(GET, path={"thing_id": "a/b é"}), URL)

        assert "https://api.invalid/things/a%2Fb%20%C3%A9" == request.url

    @pytest.mark.parametrize("path", [{}, {"thing_id": None}, {"thing_id": ""}])
    def test_path_with_a_hole(self, path):
        """A path value that is missing or empty would call another path."""
        with pytest.raises(ValidationError, match="thing_id is missing"):
            build(Call(GET, path=path), URL)


class TestBody:
    @pytest.mark.parametrize("body", [None, {}, [], {"a": None}])
    def test_nothing(self, body):
        """With nothing in it there is no body and no content type."""
        request = build(Call(PUT, body=body), URL)

        assert (None, {}) == (request.body, request.headers)

    def test_json(self):
        """A body is compact JSON in UTF-8, without what is not given."""
        request = build(Call(PUT, body={"a": "é", "b": None}), URL)

        assert '{"a":"é"}'.encode() == request.body
        assert {"Content-Type": "application/json"} == request.headers

    @pytest.mark.parametrize("value", [object(), float("nan"), "\ud800"])
    def test_not_json(self, value):
        """What JSON has not cannot be sent."""
        with pytest.raises(ValidationError, match="cannot be sent as JSON"):
            build(Call(PUT, body={"a": value}), URL)


class TestFiles:
    def send(self, upload, **fields):
        return build(Call(PUT, body=fields, files={"data": upload, "x": None}), URL)

    def test_bytes(self):
        """Bytes go under the field's name."""
        assert {"data": ("data", b"PNG")} == self.send(b"PNG").files

    @pytest.mark.parametrize("as_text", [True, False], ids=["str", "Path"])
    def test_path(self, tmp_path, as_text):
        """A path is read, and its name goes along."""
        path = tmp_path / "a.png"
        path.write_bytes(b"PNG")

        assert {"data": ("a.png", b"PNG")} == self.send(
            str(path) if as_text else path
        ).files

    def test_file_object(self):
        """A binary file object is read; its name goes along if it has one."""
        named = io.BytesIO(b"PNG")
        named.name = "/tmp/b.png"

        assert {"data": ("data", b"PNG")} == self.send(io.BytesIO(b"PNG")).files
        assert {"data": ("b.png", b"PNG")} == self.send(named).files

    def test_missing_file(self, tmp_path):
        """A file that is not there says which and why."""
        with pytest.raises(
            ValidationError, match=r"data: cannot read .*no\.png.*No such"
        ):
            self.send(tmp_path / "no.png")

    def test_text_file(self):
        """A file in text mode is refused."""
        with pytest.raises(ValidationError, match="data: open the file in binary mode"):
            self.send(io.StringIO("PNG"))

    def test_fields(self):
        """Plain fields go as text, objects as JSON, and what is not given not at all."""
        form = self.send(b"PNG", a="é", b={"c": 1}, d=True, e=None, f=[1]).form

        assert {"a": "é", "b": '{"c":1}', "d": "true", "f": "[1]"} == form


class TestIdempotency:
    @pytest.mark.parametrize("where", ["query", "body"])
    def test_filled(self, where):
        """A key that is not given is made, and is on the request."""
        operation = Operation("put", "PUT", "/x", idempotency=f"{where}:key")
        request = build(Call(operation), URL)
        sent = dict(request.query) if where == "query" else json.loads(request.body)

        assert sent["key"] == request.idempotency_key
        assert 36 == len(request.idempotency_key)

    @pytest.mark.parametrize("where", ["query", "body"])
    def test_given(self, where):
        """A key of the caller's is taken as it is."""
        operation = Operation("put", "PUT", "/x", idempotency=f"{where}:key")
        request = build(Call(operation, **{where: {"key": "mine"}}), URL)

        assert "mine" == request.idempotency_key

    def test_short(self):
        """Where the platform takes fewer characters, the key is shorter."""
        operation = Operation("put", "PUT", "/x", idempotency="query:key:20")

        assert 20 == len(build(Call(operation), URL).idempotency_key)
