"""TikTok Shop's signature and envelope."""

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
from tokotiktok.tiktokshop.dialect import TikTokShopDialect, canonical, signature
from tokotiktok.wire import Operation, Paging

SECRET = "fiktif-app-secret-01"
COMMON = {
    "app_key": "6fiktif8key",
    "timestamp": "1735689600",
    "shop_cipher": "ROW_fiktifCipherAAAA1234",
}
DIALECT = TikTokShopDialect("6fiktif8key", SECRET)
PLAIN = Operation("getThing", "GET", "/thing/202309/things")
LIST = Operation(
    "getThings", "GET", "/thing/202309/things", page=Paging(items="things")
)

VECTORS = {
    "V1": (
        "e59af819cc",
        "/authorization/202309/shops",
        {"app_key": "29a39d", "timestamp": "1623812664"},
        None,
        "b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8",
    ),
    "V2": (
        SECRET,
        "/order/202309/orders/search",
        {
            **COMMON,
            "page_size": "50",
            "sort_order": "ASC",
            "sort_field": "update_time",
            "page_token": "dGVzdA==",
            "access_token": "TTP_fiktif",
            "sign": "stale",
        },
        (
            b'{"order_status":"AWAITING_SHIPMENT","create_time_ge":1735689600,'
            b'"shipping_type":"TIKTOK"}'
        ),
        "bd5dcd0d2bf2d4bb7671be1d09016490c9611276375382fe139c2284ff107b3b",
    ),
    "V3": (
        SECRET,
        "/order/202507/orders",
        {**COMMON, "ids": "576461413038785752,576461413038785753"},
        None,
        "36bf209f6058509cc81f1d929bb1e32c0191834096b3fa95f92dc1a7cd51afce",
    ),
    "V4": (
        SECRET,
        "/product/202309/images/upload",
        {"app_key": "6fiktif8key", "timestamp": "1735689600"},
        None,
        "5aacdfa979c9ad8c2935749525af543f14ea923abef6fb9a304cd6c00fe0934f",
    ),
    "V5": (
        SECRET,
        "/product/202309/products/1729582718312380123/partial_edit",
        COMMON,
        '{"name":"Kopi Gayo 250g – “Biji”","reason":"stok habis ☕"}'.encode(),  # noqa: RUF001 - the point
        "da112d78ccbc7a85ae121c5dd340675e9ca0c306a2c7211ff0d3868a0d7fec13",
    ),
    "V6": (
        "app_secret",
        "/test-api",
        {"foo": "bar"},
        None,
        "d3cb7fe11ecae942802ceeca67e7cf10120cc12f1517d45fbc1c8cfe5413c80f",
    ),
}

_HTML = sample("tiktokshop", "error_html_503")
HTML_503 = answer(
    _HTML["body_text"].encode(),
    _HTML["http_status_seen_or_assumed"],
    content_type=_HTML["content_type"],
)


class TestSignature:
    @pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS)
    def test_known_answers(self, vector):
        """Each published or peer-checked request has the signature that others give it."""
        *request, expected = vector

        assert expected == signature(*request)

    def test_what_is_signed(self):
        """Path, sorted decoded query and nothing else, wrapped in the secret."""
        secret, path, query, _, _ = VECTORS["V3"]
        expected = (
            "fiktif-app-secret-01/order/202507/ordersapp_key6fiktif8key"
            "ids576461413038785752,576461413038785753"
            "shop_cipherROW_fiktifCipherAAAA1234timestamp1735689600fiktif-app-secret-01"
        )

        assert expected.encode() == canonical(secret, path, query, None)

    @given(st.dictionaries(st.text(), st.text()), st.binary(), st.randoms())
    @settings(max_examples=60, deadline=None)
    def test_order_of_the_query_does_not_matter(self, query, body, random):
        """However the query is ordered, the signature is the same."""
        pairs = [
            (k, v)
            for k, v in query.items()
            if (k + v).encode(errors="ignore").decode() == k + v
        ]
        shuffled = pairs.copy()
        random.shuffle(shuffled)

        assert signature("s", "/p", dict(pairs), body) == signature(
            "s", "/p", dict(shuffled), body
        )


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
