"""TikTok Shop's envelope and codes."""

from __future__ import annotations

from contextlib import suppress

import pytest
from fakes import answer, no, ok, sample
from hypothesis import given, settings
from hypothesis import strategies as st

from tokotiktok.errors import (
    ApiError,
    AuthError,
    DecodeError,
    RateLimitError,
    ReauthorizationRequired,
    Remedy,
    ScopeError,
    ServerError,
    ShopLockedError,
    TokoTikTokError,
    ValidationError,
)
from tokotiktok.tiktokshop.dialect import TikTokShopDialect
from tokotiktok.wire import Operation, Paging

SECRET = "fiktif-app-secret-01"
DIALECT = TikTokShopDialect("6fiktif8key", SECRET)
PLAIN = Operation("getThing", "GET", "/thing/202309/things")
LIST = Operation(
    "getThings", "GET", "/thing/202309/things", page=Paging(items="things")
)

_HTML = sample("tiktokshop", "error_html_503")
HTML_503 = answer(
    _HTML["body_text"].encode(),
    _HTML["http_status_seen_or_assumed"],
    content_type=_HTML["content_type"],
)


class TestSkewed:
    @pytest.mark.parametrize(
        ("seconds", "is_off"),
        [(241, True), (240, False), (0, False), (-25, False), (-26, True)],
    )
    def test_window(self, seconds, is_off):
        """A clock is off from four minutes behind on, or half a minute ahead."""
        assert is_off is DIALECT.skewed(seconds)


class TestRead:
    def test_success_gives_its_data(self):
        """The payload of a success is what is under ``data``."""
        assert {"a": 1} == DIALECT.read(PLAIN, ok({"a": 1})).payload

    @pytest.mark.parametrize(
        ("name", "kind", "remedy"),
        [
            ("error_token_expired", AuthError, Remedy.RENEW),
            ("error_token_invalid", ReauthorizationRequired, Remedy.NONE),
            ("error_scope", ScopeError, Remedy.NONE),
            ("error_signature", AuthError, Remedy.NONE),
            ("error_missing_shop_cipher", ValidationError, Remedy.NONE),
            ("error_timestamp", ValidationError, Remedy.CLOCK),
            ("error_rate_limit", RateLimitError, Remedy.WAIT),
            ("error_internal", ServerError, Remedy.REPEAT),
            ("error_version", ValidationError, Remedy.NONE),
            ("error_ip_not_allowed", ScopeError, Remedy.NONE),
            ("error_auth_code", ReauthorizationRequired, Remedy.NONE),
            ("error_refresh_token_expired", ReauthorizationRequired, Remedy.NONE),
            ("error_no_auth_record", ReauthorizationRequired, Remedy.NONE),
            ("error_not_toko_seller", ScopeError, Remedy.NONE),
            ("error_shop_integration_locked", ShopLockedError, Remedy.NONE),
        ],
    )
    def test_refusals(self, name, kind, remedy):
        """Each documented refusal is its own kind of error, with code and request id."""
        one = sample("tiktokshop", name)
        response = answer(one["body"], one["http_status_seen_or_assumed"])

        with pytest.raises(ApiError) as caught:
            DIALECT.read(PLAIN, response)

        assert (kind, remedy) == (type(caught.value), caught.value.remedy)
        assert one["body"]["code"] == caught.value.code
        assert one["body"]["request_id"] == caught.value.request_id

    @pytest.mark.parametrize(
        ("response", "kind"),
        [
            (HTML_503, ServerError),
            (answer(b"<html>hello</html>", content_type="text/html"), DecodeError),
            (answer(b""), DecodeError),
            (answer(b"", 204), DecodeError),
            (answer([]), DecodeError),
            (answer(None), DecodeError),
            (answer("x"), DecodeError),
            (answer(b"{"), DecodeError),
            (answer(b"\xff\xfe"), DecodeError),
            (answer({"data": {}}), DecodeError),
            (answer({"code": "0", "data": {}}), DecodeError),
            (answer({"code": True, "data": {}}), DecodeError),
            (answer(b'{"code": NaN}'), DecodeError),
            (answer(b"", 302, location="https://elsewhere.invalid"), ApiError),
            (answer({"code": 0, "data": {}}, 500), ServerError),
            (answer({}, 429), RateLimitError),
            (no(987_654_321), ApiError),
            (no(987_654_321, status=503), ServerError),
        ],
    )
    def test_what_is_no_success(self, response, kind):
        """Only 2xx with a JSON object and the integer code 0 is a success."""
        with pytest.raises(TokoTikTokError) as caught:
            DIALECT.read(PLAIN, response)

        assert kind is type(caught.value)

    def test_byte_order_mark(self):
        """A byte order mark before the JSON does no harm."""
        assert (
            DIALECT.read(PLAIN, answer(b'\xef\xbb\xbf{"code": 0, "data": 1}')).payload
            == 1
        )

    def test_list_without_data(self):
        """A success without the list that was asked for is not an empty list."""
        with pytest.raises(DecodeError, match="without the list"):
            DIALECT.read(LIST, ok(None))

    def test_retry_after_is_kept(self):
        """An error says how long the platform asks to wait."""
        with pytest.raises(RateLimitError) as caught:
            DIALECT.read(PLAIN, no(36009002, status=429, retry_after="2.5"))

        assert caught.value.retry_after == 2.5

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
            max_leaves=8,
        )
    )
    @settings(max_examples=100, deadline=None)
    def test_any_json_is_a_value_or_a_documented_error(self, body):
        """No JSON makes reading fail in any other way."""
        with suppress(TokoTikTokError):
            DIALECT.read(PLAIN, answer(body))


class TestFailures:
    def test_partial_failure(self):
        """A batch's failures are named, although its code is 0."""
        data = sample("tiktokshop", "product_activate_partial_failure")["data"]
        operation = Operation("activateProducts", "POST", "/x", failures="errors")
        (failure,) = DIALECT.failures(operation, data)

        assert ("1730000000000000104", 12052990) == (failure.id, failure.code)
