"""Tokopedia's tokens, five envelopes and codes."""

from __future__ import annotations

import pytest
from fakes import answer, sample

from tokotiktok.errors import (
    ApiError,
    AuthError,
    DecodeError,
    NotFoundError,
    RateLimitError,
    Remedy,
    ScopeError,
    ServerError,
    TokoTikTokError,
    ValidationError,
)
from tokotiktok.tokopedia.dialect import TokopediaDialect
from tokotiktok.wire import Document, Operation

DIALECT = TokopediaDialect("id", "secret", "99999")
PLAIN = Operation("get_thing", "GET", "/v1/fs/{fs_id}/thing")
TOKEN = Operation("token", "POST", "/token", envelope="none", host="auth")
LABEL = Operation("get_shipping_label", "GET", "/label", envelope="html")


def header(code=None, status=200, **more):
    """Make an answer in the usual envelope."""
    named = {} if code is None else {"error_code": code}
    return answer({"header": {"process_time": 1, **named, **more}, "data": [1]}, status)


class TestSkewed:
    def test_never(self):
        """No timestamp is sent, so none is refused."""
        assert not DIALECT.skewed(1e9)


class TestRead:
    @pytest.mark.parametrize("code", [None, "", 0, "0", 200, "200"])
    def test_all_the_ways_to_say_yes(self, code):
        """An absent or empty code, 0 and 200 are successes, as number or text."""
        assert [1] == DIALECT.read(PLAIN, header(code)).payload

    def test_an_error_that_is_none(self):
        """An envelope may name an error to say that there is none."""
        assert [1] == DIALECT.read(PLAIN, answer({"error": None, "data": [1]})).payload

    @pytest.mark.parametrize(
        "name",
        [
            *("order_list", "order_single", "order_list_empty", "product_info"),
            *("shop_info", "update_shop_status_ok", "webhooks_register_ok"),
            *("webhooks_registered", "resolution_ticket", "register_public_key"),
        ],
    )
    def test_sample_successes(self, name):
        """Sample successes are read, whichever envelope they come in."""
        DIALECT.read(PLAIN, answer(sample("tokopedia", name)))

    @pytest.mark.parametrize(
        ("name", "kind", "remedy"),
        [
            ("error_400_date_range", ValidationError, Remedy.NONE),
            ("error_400_field", ValidationError, Remedy.NONE),
            ("error_403_rbac", ScopeError, Remedy.NONE),
            ("error_not_found", NotFoundError, Remedy.NONE),
            ("error_upstream", ServerError, Remedy.REPEAT),
        ],
    )
    def test_refusals(self, name, kind, remedy):
        """The code decides; messages and HTTP status mislead."""
        one = sample("tokopedia", name)

        with pytest.raises(ApiError) as caught:
            DIALECT.read(PLAIN, answer(one["body"], one["status"]))

        assert (kind, remedy) == (type(caught.value), caught.value.remedy)
        assert one["body"]["header"]["error_code"] == caught.value.code

    def test_an_expired_token_is_a_page(self):
        """401 with an HTML page means that the token has expired."""
        one = sample("tokopedia", "error_401_expired_token")
        page = one["body_text"].encode()

        with pytest.raises(AuthError) as caught:
            DIALECT.read(PLAIN, answer(page, 401, content_type="text/html"))

        assert Remedy.RENEW is caught.value.remedy

    @pytest.mark.parametrize(
        ("response", "kind"),
        [
            (answer(b""), DecodeError),
            (answer(b"<html>", 503, content_type="text/html"), ServerError),
            (answer({}), DecodeError),
            (answer([]), DecodeError),
            (answer({"header": {"error_code": "NEW_USC_999"}}), ApiError),
            (answer({"header": {}, "data": None}, 500), ServerError),
            (answer(sample("tokopedia", "webhooks_register_fail")), ApiError),
            (
                answer({"status": "500", "error": "boom", "data": None}, 500),
                ServerError,
            ),
        ],
    )
    def test_what_is_no_success(self, response, kind):
        """Anything else is a typed error."""
        with pytest.raises(TokoTikTokError) as caught:
            DIALECT.read(PLAIN, response)

        assert kind is type(caught.value)

    def test_an_envelope_within_says_no(self):
        """The inner envelope's code decides, too."""
        inner = {"header": {"error_code": "400", "reason": "no"}, "data": None}

        with pytest.raises(ApiError, match="no"):
            DIALECT.read(PLAIN, answer({"header": {"error_code": 200}, "data": inner}))

    def test_quota(self):
        """A spent quota says when it is back, in fractions of a second."""
        quota = sample("tokopedia", "rate_limit_headers")["exhausted"]
        quota = {name.lower(): text for name, text in quota.items() if name != "status"}

        with pytest.raises(RateLimitError) as caught:
            DIALECT.read(PLAIN, answer({"header": {}, "data": None}, 429, **quota))

        assert (0.2, Remedy.WAIT) == (caught.value.retry_after, caught.value.remedy)

    def test_minus_zero_is_no_delay(self):
        """The minus zero that stands while quota is left is not a delay."""
        quota = sample("tokopedia", "rate_limit_headers")["within_quota"]
        quota = {name.lower(): text for name, text in quota.items()}

        with pytest.raises(RateLimitError) as caught:
            DIALECT.read(PLAIN, answer({"header": {}, "data": None}, 429, **quota))

        assert caught.value.retry_after == 0

    @pytest.mark.parametrize("odd", ["nan", "inf", "soon"])
    def test_odd_quota(self, odd):
        """A quota that is no number of seconds says nothing; Retry-After still may."""
        quota = {"x_ratelimit_reset_after": odd, "retry_after": "3"}

        with pytest.raises(RateLimitError) as caught:
            DIALECT.read(PLAIN, answer({"header": {}, "data": None}, 429, **quota))

        assert 3 == caught.value.retry_after

    def test_one_envelope_within_is_opened(self):
        """An envelope in an envelope is opened, what looks like a third one is not."""
        third = {"header": {"error_code": "500"}, "data": 1}
        body = {"header": {}, "data": {"header": {}, "data": third}}

        assert third == DIALECT.read(PLAIN, answer(body)).payload

    @pytest.mark.parametrize("nothing", [None, "", 0, [], {}])
    def test_no_message_is_no_error(self, nothing):
        """However an empty list of messages looks, it is none."""
        body = {"data": [1], "status": "200 Ok", "error_message": nothing}

        assert [1] == DIALECT.read(PLAIN, answer(body)).payload

    def test_a_label_is_a_page(self):
        """A shipping label comes as a document."""
        page = answer(b"<html>label</html>", content_type="text/html")

        assert (
            Document(b"<html>label</html>", "text/html")
            == DIALECT.read(LABEL, page).payload
        )

    def test_wrong_credentials(self):
        """The token endpoint's refusal has a form of its own."""
        with pytest.raises(AuthError, match="client authentication failed"):
            DIALECT.read(TOKEN, answer(sample("tokopedia", "token_error"), 401))


class TestFailures:
    def test_texts_with_ids_in_brackets(self):
        """A failed row may be a text with its id in square brackets."""
        data = sample("tokopedia", "activate_partial_fail")["data"]

        assert ["9990000000002"] == [one.id for one in DIALECT.failures(PLAIN, data)]

    def test_objects(self):
        """A failed row may be an object that lists its errors."""
        data = sample("tokopedia", "create_product_v3_fail")["data"]
        (failure,) = DIALECT.failures(PLAIN, data)

        assert "already used" in failure.message

    def test_more_failed_than_named(self):
        """Failures that the platform only counts are not lost."""
        data = {"failed_rows": 2, "failed_rows_data": None}

        assert [None, None] == [one.id for one in DIALECT.failures(PLAIN, data)]
