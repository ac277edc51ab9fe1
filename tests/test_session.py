"""The loop: what is sent how often, and what becomes of errors."""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from datetime import datetime, timezone
from email.utils import format_datetime

import pytest
from fakes import NOW, SECRET, FakeClock, Script, answer, no, ok, tiktok
from hypothesis import given, settings
from hypothesis import strategies as st

from tokotiktok import RetryPolicy
from tokotiktok.errors import (
    ApiError,
    AuthError,
    DecodeError,
    OutcomeUnknown,
    RateLimitError,
    ServerError,
    TokoTikTokError,
    TransportError,
    ValidationError,
)

PAGE = {"orders": [{"id": "1"}], "next_page_token": ""}
REFUSED = TransportError("refused", sent=False)
RESET = TransportError("reset", sent=True)
BUSY = no(36009002, status=429)
BROKEN = answer(b"<html>", 503, content_type="text/html")


def search(script, **options):
    """Make a call that may be repeated."""
    return tiktok(script, **options).orders.search()


def ship(script, **options):
    """Make a call that may not."""
    return tiktok(script, **options).packages.ship(package_id="1")


class TestRequest:
    def test_what_is_sent(self):
        """A request goes to the operation's path, signed, with token and cipher."""
        script = Script(ok(PAGE))
        tiktok(script).orders.search(order_status="UNPAID", page_size=5)
        (request,) = script.sent
        query = dict(request.query)

        assert ("POST", "/order/202309/orders/search") == (
            request.method,
            request.url.removeprefix("https://open-api.tiktokglobalshop.com"),
        )
        assert {"order_status": "UNPAID"} == json.loads(request.body)
        assert "TTP_fiktif-access-0001" == request.headers["x-tts-access-token"]
        assert ("5", str(int(NOW)), "ROW_fiktifCipherAAAA1234") == (
            query["page_size"],
            query["timestamp"],
            query["shop_cipher"],
        )

    def test_empty_body_is_not_sent(self):
        """With nothing to say there is no body, not an empty object."""
        script = Script(ok(PAGE))
        search(script)

        assert script.sent[0].body is None

    def test_arrays_are_joined(self):
        """An array in the query is one value."""
        script = Script(ok({"orders": []}))
        tiktok(script).orders.get(ids=["1", 2])

        assert "1,2" == dict(script.sent[0].query)["ids"]

    def test_cipher_only_where_it_is_taken(self):
        """An operation without a shop goes without the cipher."""
        script = Script(ok({"shops": []}))
        tiktok(script).shops.list()

        assert "shop_cipher" not in dict(script.sent[0].query)

    def test_missing_cipher(self):
        """An operation of a shop is not sent without its cipher."""
        script = Script(ok(PAGE))

        with pytest.raises(ValidationError, match="needs a shop_cipher"):
            search(script, shop_cipher=None)
        assert [] == script.sent

    @pytest.mark.parametrize("bad", ["", None])
    def test_missing_path_value(self, bad):
        """An empty id would call another path, so it is refused."""
        with pytest.raises(ValidationError, match="product_id is missing"):
            tiktok(Script(ok())).products.get(product_id=bad)

    def test_path_values_are_encoded(self):
        """An id with a slash stays one part of the path."""
        script = Script(ok({"id": "a/b c"}))
        tiktok(script).products.get(product_id="a/b c")

        assert script.sent[0].url.endswith("/product/202309/products/a%2Fb%20c")

    def test_naive_times_are_refused(self):
        """A time without a zone could be any of two dozen moments."""
        with pytest.raises(ValidationError, match="aware"):
            tiktok(Script(ok(PAGE))).orders.search(
                create_time_ge=datetime(2026, 1, 1)  # noqa: DTZ001 - the point
            )

    def test_idempotency_key_is_filled(self):
        """A key that the caller does not give is made, once per call."""
        script = Script(RESET, ok({}))
        tiktok(script).cancellations.approve(cancel_id="1")
        keys = [dict(request.query)["idempotency_key"] for request in script.sent]

        assert 2 == len(keys)
        assert keys[0] == keys[1] != ""


class TestRetry:
    @pytest.mark.parametrize("fault", [REFUSED, RESET, BUSY, BROKEN, no(36009003)])
    def test_repeatable_call_survives(self, fault):
        """A call that may be repeated is, after any passing fault."""
        script = Script(fault, ok(PAGE))

        assert ["1"] == [order.id for order in search(script)]
        assert 2 == len(script.sent)

    def test_three_sends_at_most(self):
        """A call is sent three times in all, and waits twice as long each time."""
        script, clock = Script(BROKEN), FakeClock()

        with pytest.raises(ServerError) as caught:
            search(script, fake_clock=clock)
        assert (3, 3) == (len(script.sent), caught.value.attempts)
        assert [0.5, 1.0] == clock.slept

    def test_none_if_told_so(self):
        """With retries=0 a call is sent once."""
        script = Script(BROKEN)

        with pytest.raises(ServerError):
            search(script, retry=RetryPolicy(retries=0))
        assert 1 == len(script.sent)

    @pytest.mark.parametrize("fault", [RESET, BROKEN, no(36009003), answer(b"")])
    def test_write_that_may_have_happened(self, fault):
        """A write that may have happened is not sent again, and says so."""
        script = Script(fault, ok())

        with pytest.raises(OutcomeUnknown) as caught:
            ship(script)
        assert 1 == len(script.sent)
        assert "shipPackage" == caught.value.operation
        assert [datetime.fromtimestamp(NOW, timezone.utc)] == list(
            caught.value.attempted_at
        )

    @pytest.mark.parametrize("fault", [REFUSED, BUSY])
    def test_write_that_surely_did_not_happen(self, fault):
        """A write that the platform surely did not act on is sent again."""
        script = Script(fault, ok())
        ship(script)

        assert 2 == len(script.sent)

    def test_refusal_is_final(self):
        """A request that is wrong is not sent again."""
        script = Script(no(36009009))

        with pytest.raises(ValidationError):
            search(script)
        assert 1 == len(script.sent)

    def test_hopeless(self):
        """An untrusted certificate does not become trusted by asking again."""
        script = Script(TransportError("tls", sent=False, hopeless=True))

        with pytest.raises(TransportError):
            search(script)
        assert 1 == len(script.sent)

    def test_waits_as_told(self):
        """Retry-After is obeyed."""
        script, clock = (
            Script(no(36009002, status=429, retry_after="7"), ok(PAGE)),
            FakeClock(),
        )
        search(script, fake_clock=clock)

        assert [7.0] == clock.slept

    def test_does_not_wait_past_the_deadline(self):
        """A wait that is longer than the call may take is not begun."""
        script, clock = Script(no(36009002, status=429, retry_after="900")), FakeClock()

        with pytest.raises(RateLimitError) as caught:
            search(script, fake_clock=clock)
        assert ([], 900.0) == (clock.slept, caught.value.retry_after)

    @pytest.mark.parametrize(
        "text", ["-5", "inf", "soon", "", "Wed, 01 Jan 2020 00:00:00 GMT"]
    )
    def test_nonsense_is_no_hint(self, text):
        """A Retry-After that cannot be meant is ignored."""
        script, clock = (
            Script(no(36009002, status=429, retry_after=text), ok(PAGE)),
            FakeClock(),
        )
        search(script, fake_clock=clock)

        assert [0.5] == clock.slept

    def test_budget(self):
        """When many calls fail, a client stops sending again."""
        script = Script(BROKEN)
        client = tiktok(script)
        for _ in range(60):
            with pytest.raises(ServerError):
                client.orders.search()

        assert 60 + 100 == len(script.sent)  # 500 tokens, 5 for each of 100

    @given(
        st.lists(
            st.sampled_from(["refused", "reset", "busy", "broken", "late"]), max_size=5
        )
    )
    @settings(max_examples=60, deadline=None)
    def test_any_faults(self, names):
        """Whatever happens: three sends at most, and no more waiting than the deadline."""
        faults = {
            "refused": REFUSED,
            "reset": RESET,
            "busy": BUSY,
            "broken": BROKEN,
            "late": no(36009002, status=429, retry_after="25"),
        }
        script, clock = Script(*(faults[name] for name in names), ok(PAGE)), FakeClock()
        with suppress(TokoTikTokError):
            search(script, fake_clock=clock)

        assert len(script.sent) <= 3
        assert sum(clock.slept) <= 60


class TestToken:
    def test_expired_is_renewed_and_sent_again(self):
        """An expired token is renewed, stored, and the call sent once more."""
        script = Script(no(105002, status=401), ok(FRESH), ok(PAGE))
        client = tiktok(script)
        client.orders.search()
        call, refresh, again = script.sent

        assert "/api/v2/token/refresh" == refresh.url.removeprefix(
            "https://auth.tiktok-shops.com"
        )
        assert ["TTP_fiktif-access-0001", "TTP_new"] == [
            one.headers["x-tts-access-token"] for one in (call, again)
        ]

    def test_renewed_once_only(self):
        """If the new token is refused as well, that is the answer."""
        script = Script(no(105002), ok(FRESH), no(105002))

        with pytest.raises(AuthError):
            search(script)
        assert 3 == len(script.sent)

    def test_write_is_sent_again_after_renewal(self):
        """An expired token is a refusal before acting, so writes are sent again, too."""
        script = Script(no(105002), ok(FRESH), ok())
        ship(script)

        assert 3 == len(script.sent)


FRESH = {
    "access_token": "TTP_new",
    "access_token_expire_in": int(NOW) + 600_000,
    "refresh_token": "TTP_newer",
    "refresh_token_expire_in": int(NOW) + 30_000_000,
    "open_id": "fiktif_open_id_0001",
}


def dated(seconds: float) -> str:
    """Write a Date header some seconds from now."""
    return format_datetime(
        datetime.fromtimestamp(NOW + seconds, timezone.utc), usegmt=True
    )


class TestClock:
    @pytest.mark.parametrize("ahead", [-45, 360, 80_000], ids=["fast", "slow", "day"])
    def test_corrected_once_proven(self, ahead):
        """If the Date of a refusal proves our clock wrong, the call is signed by theirs."""
        refusal = no(36009004, "Invalid timestamp", 400, date=dated(ahead))
        script = Script(refusal, ok(PAGE))
        search(script)
        stamps = [int(dict(request.query)["timestamp"]) for request in script.sent]

        assert [int(NOW), int(NOW) + ahead] == stamps

    @pytest.mark.parametrize(
        "headers", [{}, {"date": dated(3)}, {"date": dated(10**6)}]
    )
    def test_not_without_proof(self, headers):
        """The same code has many meanings; without proof nothing is corrected."""
        script = Script(no(36009004, "bad parameter", 400, **headers))

        with pytest.raises(ValidationError):
            search(script)
        assert 1 == len(script.sent)


class TestErrors:
    def test_says_what_where_and_for_whom(self):
        """An error's sentence names operation, platform, code, status and request."""
        with pytest.raises(ApiError) as caught:
            search(Script(no(36009009, "path unknown", 404)))

        assert str(caught.value).startswith("getOrderList on TikTok Shop: 36009009 ")
        assert "[HTTP 404, request R1]" in str(caught.value)
        assert ("POST", "/order/202309/orders/search") == (
            caught.value.method,
            caught.value.path,
        )

    def test_decode_error_on_a_read(self):
        """Garbage in answer to a read is a DecodeError."""
        with pytest.raises(DecodeError, match="getOrderList"):
            search(Script(answer(b"")))

    def test_nothing_secret_is_said(self, caplog):
        """No secret stands in an error or a log record."""
        caplog.set_level(logging.DEBUG)
        script = Script(no(105002), ok(FRESH), no(105001))
        with pytest.raises(AuthError) as caught:
            search(script)
        said = caplog.text + str(caught.value) + repr(caught.value) + repr(script.sent)

        for secret in (SECRET, "TTP_fiktif", "TTP_new", "sign="):
            assert secret not in said
