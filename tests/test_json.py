"""JSON in and out, with orjson and without."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from conftest import needs

from tokotiktok import _json


@pytest.fixture(params=["orjson", "standard library"], autouse=True)
def parser(request, monkeypatch):
    """Each test runs with both parsers."""
    if request.param == "orjson":
        needs(_json.orjson is not None, "orjson")
    else:
        monkeypatch.setattr(_json, "orjson", None)


class TestLoads:
    @pytest.mark.parametrize(
        ("data", "value"),
        [
            (b'{"a": [1, "\xc3\xa9", null]}', {"a": [1, "é", None]}),
            (b"\xef\xbb\xbf[1]", [1]),
            (b"18446744073709551615", 2**64 - 1),
            (b'{"a": 1, "a": 2}', {"a": 2}),
            (b'"\\ud800"', "\ud800"),
        ],
        ids=["plain", "mark", "long", "twice", "surrogate"],
    )
    def test_reads(self, data, value):
        """Whatever is JSON is read, the same way by both."""
        assert value == _json.loads(data)

    @pytest.mark.parametrize(
        "data",
        [b"", b"{", b"NaN", b"[Infinity]", b'"\xff"', b"[" * 100_000, b"'a'"],
        ids=["empty", "cut", "nan", "infinity", "not utf-8", "deep", "quotes"],
    )
    def test_refuses(self, data):
        """What is not JSON is a ValueError, whatever is wrong with it."""
        with pytest.raises(ValueError):
            _json.loads(data)


class TestDumps:
    def test_compact(self):
        """Compact, in UTF-8."""
        assert '{"a":"é","b":[1,null]}'.encode() == _json.dumps(
            {"a": "é", "b": [1, None]}
        )

    @pytest.mark.parametrize("value", [float("nan"), object(), "\ud800"])
    def test_refuses(self, value):
        """What JSON or UTF-8 has not raises."""
        with pytest.raises((TypeError, ValueError)):
            _json.dumps(value)


class TestPack:
    @pytest.mark.parametrize(
        "value",
        [{"a": [1, None, "\u00e9"]}, {"big": 2**70}, {"half": "\ud83d"}],
        ids=["plain", "big", "half"],
    )
    def test_what_was_read_can_be_written(self, value):
        """All that JSON has comes back, big numbers and half characters too."""
        assert value == _json.loads(_json.pack(value))

    def test_compact(self):
        """Nothing is written that says nothing, and text stays text."""
        assert b'{"a":[1,2]}' == _json.pack({"a": [1, 2]})

    @pytest.mark.parametrize(
        "value", [object(), datetime(2025, 1, 1, tzinfo=timezone.utc)]
    )
    def test_refuses(self, value):
        """What JSON has not is an error, whichever library writes."""
        with pytest.raises(TypeError):
            _json.pack({"a": value})
