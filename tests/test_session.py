"""The loop: what is sent how often, and what becomes of errors."""

from __future__ import annotations

import gc
import json
import pickle
import threading
from contextlib import suppress
from datetime import datetime, timezone
from email.utils import format_datetime

import pytest
from fakes import (
    BROKEN,
    FRESH,
    NOW,
    PAGE,
    TOKEN_ANSWER,
    FakeClock,
    Script,
    answer,
    no,
    ok,
    tiktok,
    timed,
    token,
    toko,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from tokotiktok import MemoryTokenStore, Platform, RetryPolicy
from tokotiktok._attempts import Attempts
from tokotiktok._session import Offset
from tokotiktok.errors import (
    ApiError,
    AuthError,
    DecodeError,
    OutcomeUnknown,
    RateLimitError,
    ReauthorizationRequired,
    ServerError,
    StoreError,
    TokoTikTokError,
    TransportError,
    ValidationError,
)
from tokotiktok.wire import Call, Operation

REFUSED = TransportError("refused", sent=False)
RESET = TransportError("reset", sent=True)
BUSY = no(36009002, status=429)


def search(script, **options):
    """Make a call that may be repeated."""
    return tiktok(script, **options).orders.search()


def ship(script, **options):
    """Make a call that may not."""
    return tiktok(script, **options).packages.ship(package_id="1")


class TestRequest:
    def test_what_is_sent(self):
        """A request goes to the operation's path, signed, with token and cipher."""
        script = Script(PAGE)
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
        script = Script(PAGE)
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
        script = Script(PAGE)

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
            tiktok(Script(PAGE)).orders.search(
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
        script = Script(fault, PAGE)

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
            Script(no(36009002, status=429, retry_after="7"), PAGE),
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
            Script(no(36009002, status=429, retry_after=text), PAGE),
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

    def test_renewal_that_failed_is_not_tried_again(self):
        """What the token endpoint's own three attempts did not do, nine would not."""
        script = Script(no(105002, status=401), BROKEN)

        with pytest.raises(ServerError) as caught:
            search(script)
        assert ("refreshToken", 3) == (caught.value.operation, caught.value.attempts)
        assert 1 + 3 == len(script.sent)

    def test_each_attempt_is_signed_anew(self):
        """Each attempt has the time of its own sending, and a signature of that."""
        script, clock = Script(BROKEN, PAGE), FakeClock()
        search(script, fake_clock=clock, retry=RetryPolicy(pause=7))
        first, second = (dict(request.query) for request in script.sent)

        assert [int(NOW), int(NOW) + 7] == [
            int(one["timestamp"]) for one in (first, second)
        ]
        assert first["sign"] != second["sign"]

    def test_times_of_an_attempt(self):
        """An attempt may take what the policy says, and what the call has left."""
        script, clock = Script(BROKEN, PAGE), FakeClock()
        policy = RetryPolicy(connect=2, read=4, deadline=9, pause=6)
        timed(tiktok(script, fake_clock=clock, retry=policy), clock).orders.search()

        assert [(2, 4, 9), (2, 3, 3)] == [
            (one.connect, one.read, one.total) for one in script.timeouts
        ]

    @pytest.mark.parametrize("make", [tiktok, toko], ids=["tiktok", "tokopedia"])
    def test_settings_of_one_call(self, make):
        """A view can try harder or less hard; all else it shares with its client."""
        script = (
            Script(answer(TOKEN_ANSWER), BROKEN) if make is toko else Script(BROKEN)
        )
        client = make(script)
        view = client.with_retry(RetryPolicy(retries=0, read=3))
        with pytest.raises(ServerError) as caught:
            view.request("GET", "/thing/202309/things")

        assert 1 == caught.value.attempts
        assert 3 == script.timeouts[-1].read
        for shared in ("transport", "keeper", "limiter", "offset", "key", "shop"):
            assert getattr(view._session, shared) is getattr(client._session, shared)
        assert view._session.retrier.budget is client._session.retrier.budget
        assert client._session.retrier.policy == RetryPolicy()

    def test_settings_that_are_none(self):
        """Settings that are none are refused in words."""
        with pytest.raises(ValidationError, match="no RetryPolicy"):
            tiktok(Script(ok())).with_retry(0)

    def test_interrupt_leaves_all_intact(self):
        """After Ctrl-C in the midst of a call the client works on as before."""

        def interrupt(request):
            raise KeyboardInterrupt

        expired = no(105002, status=401)
        script = Script(expired, interrupt, expired, ok(FRESH), interrupt, PAGE)
        client = tiktok(script)
        for _ in range(2):  # while renewing, and while calling
            with pytest.raises(KeyboardInterrupt):
                client.orders.search()

        assert ["1"] == [order.id for order in client.orders.search()]
        assert "TTP_fiktif-access-0002" == script.sent[-1].headers["x-tts-access-token"]
        assert 6 == len(script.sent)


class TestOutcomeUnknown:
    def ship(self, *faults):
        """Ship a package, which may not be repeated; give the error."""
        clock = FakeClock()
        with pytest.raises(OutcomeUnknown) as caught:
            timed(tiktok(Script(*faults), fake_clock=clock), clock).packages.ship(
                package_id="1"
            )
        return caught.value

    def test_is_complete(self):
        """It says what was called, when it was sent, and what the answer was."""
        error = self.ship(BUSY, no(36009003, "failed", 500, retry_after="9"))
        sent = [datetime.fromtimestamp(NOW + n, timezone.utc) for n in (0, 0.5)]

        assert {
            "platform": Platform.TIKTOK_SHOP,
            "operation": "shipPackage",
            "method": "POST",
            "path": "/fulfillment/202309/packages/{package_id}/ship",
            "status": 500,
            "code": 36009003,
            "request_id": "R1",
            "retry_after": 9.0,
            "attempts": 2,
            "seconds": 0.5,
            "idempotency_key": None,
            "attempted_at": tuple(sent),
        }.items() <= error.__dict__.items()
        assert "failed (" in error.message
        assert error.message.endswith(
            "; the write may have happened: look before repeating it"
        )
        assert isinstance(error.__cause__, ServerError)

    def test_pickles_whole(self):
        """A worker can hand it over with all it knows."""
        error = self.ship(RESET)
        again = pickle.loads(pickle.dumps(error))

        assert error.__dict__ == again.__dict__
        assert str(error) == str(again)

    def test_has_the_key_that_was_sent(self):
        """Where an operation takes an idempotency key, the error has it."""
        operation = Operation("make", "POST", "/things", idempotency="query:key")
        session = tiktok(Script(RESET))._session
        with pytest.raises(OutcomeUnknown) as caught:
            session.call(Call(operation, query={"key": "mine"}))

        assert "mine" == caught.value.idempotency_key

    def test_not_if_nothing_was_sent(self):
        """A write whose connection was never made has a plain error."""
        with pytest.raises(TransportError) as caught:
            ship(Script(REFUSED))

        assert type(caught.value) is TransportError
        assert 3 == caught.value.attempts

    def test_not_if_it_was_refused(self):
        """A write that was refused before the platform acted has a plain error."""
        with pytest.raises(RateLimitError) as caught:
            ship(Script(BUSY))

        assert (3, 429) == (caught.value.attempts, caught.value.status)


class Limiter:
    """A limiter that says what it was asked, and takes its time."""

    def __init__(self, clock=None, takes=0.0, refuses=None) -> None:
        self.clock = clock
        self.takes = takes
        self.refuses = refuses
        self.asked = []
        self.penalties = []

    def acquire(self, key, *, timeout):
        self.asked.append((key, timeout))
        if self.refuses:
            raise self.refuses
        if self.clock is not None:
            self.clock.now += self.takes

    def penalise(self, key, seconds):
        self.penalties.append((key, seconds))


KEY = "tiktokshop:6fiktif8key:ROW_fiktifCipherAAAA1234:getOrderList"


class TestLimiter:
    def test_before_each_send(self):
        """Each attempt waits for its turn, as long as the call has left."""
        clock, script = FakeClock(), Script(BROKEN, PAGE)
        limiter = Limiter()
        client = tiktok(script, limiter=limiter, fake_clock=clock)
        timed(client, clock).orders.search()

        assert [(KEY, 60), (KEY, 59.5)] == limiter.asked

    def test_time_is_told_after_the_wait(self):
        """The timestamp is that of sending, not of getting in line."""
        clock, script = FakeClock(), Script(PAGE)
        search(script, limiter=Limiter(clock, takes=20), fake_clock=clock)

        assert int(NOW) + 20 == int(dict(script.sent[0].query)["timestamp"])

    def test_time_ran_out_in_line(self):
        """What has waited until its time was over is not sent."""
        clock, script = FakeClock(), Script(ok())
        limiter = Limiter(clock, takes=60)
        client = timed(tiktok(script, limiter=limiter, fake_clock=clock), clock)

        with pytest.raises(TransportError, match="was not sent") as caught:
            client.packages.ship(package_id="1")
        assert ([], 0, 60) == (
            script.sent,
            caught.value.attempts,
            caught.value.seconds,
        )

    def test_refusal_is_final(self):
        """If the limiter has no turn to give in time, that is the answer."""
        refusal = RateLimitError(f"no turn for {KEY}", retry_after=99.0)
        script = Script(PAGE)

        with pytest.raises(RateLimitError) as caught:
            search(script, limiter=Limiter(refuses=refusal))
        assert ([], 0, 99.0) == (
            script.sent,
            caught.value.attempts,
            caught.value.retry_after,
        )
        assert "no turn for tiktokshop:6fiktif8key:***:getOrderList" in str(
            caught.value
        )

    def test_refusal_after_a_send(self):
        """A refusal of the limiter says how often was sent before it."""
        limiter = Limiter()

        def then_full(request):
            limiter.refuses = RateLimitError("full")
            return BROKEN

        with pytest.raises(RateLimitError, match="full") as caught:
            search(Script(then_full), limiter=limiter)

        assert 1 == caught.value.attempts

    @pytest.mark.parametrize(
        ("asked", "penalty"), [("7", 7.0), ("3600", 3600.0), ("999999999", 3600.0)]
    )
    def test_hears_when_to_slow_down(self, asked, penalty):
        """The platform's wish is passed on, up to an hour: a garbled one ends by itself."""
        limiter = Limiter()
        with suppress(RateLimitError):
            search(Script(no(36009002, status=429, retry_after=asked)), limiter=limiter)

        assert (KEY, penalty) == limiter.penalties[0]

    def test_hears_of_refusals_without_a_time(self):
        """Too many requests lower the rate, even if nothing says for how long."""
        limiter = Limiter()
        search(Script(no(36009002, status=429), PAGE), limiter=limiter)

        assert [(KEY, 0.0)] == limiter.penalties

    def test_hears_nothing_of_a_day(self):
        """A quota of the day is no matter of how often one calls."""
        limiter = Limiter()
        with pytest.raises(RateLimitError):
            search(Script(no(45101004)), limiter=limiter)

        assert [] == limiter.penalties

    def test_that_cannot_be_told(self, caplog):
        """What the platform said counts more than a limiter's store that fails."""

        def fails(key, seconds):
            raise StoreError(f"no row for {key}")

        limiter = Limiter()
        limiter.penalise = fails
        with pytest.raises(RateLimitError, match="36009002"):
            search(Script(no(36009002, status=429)), limiter=limiter)

        assert "could not be told to slow down: no row for tiktok" in caplog.text
        assert "ROW_fiktif" not in caplog.text

    def test_hears_nothing_else(self):
        """Where the platform names no time the limiter is left alone."""
        limiter = Limiter()
        search(Script(BROKEN, PAGE), limiter=limiter)

        assert [] == limiter.penalties

    def test_without_a_shop(self):
        """What is for no shop counts against the account."""
        limiter = Limiter()
        tiktok(
            Script(ok({"shops": []})), limiter=limiter, shop_cipher=None, account="a"
        ).save_token(token())
        client = tiktok(
            Script(ok({"shops": []})),
            limiter=limiter,
            shop_cipher=None,
            token=token(account="a"),
        )
        client.shops.list()

        assert "tiktokshop:6fiktif8key:a:getAuthorizedShops" == limiter.asked[0][0]


class TestToken:
    def test_expired_is_renewed_and_sent_again(self):
        """An expired token is renewed, stored, and the call sent once more."""
        script = Script(no(105002, status=401), ok(FRESH), PAGE)
        client = tiktok(script)
        client.orders.search()
        call, refresh, again = script.sent

        assert "/api/v2/token/refresh" == refresh.url.removeprefix(
            "https://auth.tiktok-shops.com"
        )
        assert ["TTP_fiktif-access-0001", "TTP_fiktif-access-0002"] == [
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


class TestRenewal:
    """The renewal of a token in the midst of a call."""

    def client(self, script, clock, **options):
        """Make a client on a fake clock, also for its deadlines."""
        return timed(tiktok(script, fake_clock=clock, **options), clock)

    def slow(self, clock, seconds, response):
        """Answer after some seconds."""

        def send(request):
            clock.now += seconds
            return response

        return send

    def test_is_no_send_of_the_call(self):
        """The call's own sends are three at most; those to the token endpoint are not its."""
        clock = FakeClock()
        script = Script(BROKEN, no(105002, status=401), BROKEN, ok(FRESH), BROKEN)
        client = self.client(script, clock)
        with pytest.raises(ServerError) as caught:
            client.orders.search()

        assert 3 == caught.value.attempts
        assert 3 + 2 == len(script.sent)

    def test_replay_costs_neither_pause_nor_budget(self):
        """After a renewal the call is sent again at once, and for nothing."""
        clock = FakeClock()
        client = self.client(Script(no(105002), ok(FRESH), PAGE), clock)
        client.orders.search()

        assert ([], 500) == (clock.slept, client.retry_budget)

    def test_has_time_of_its_own(self):
        """
        The token endpoint's answer is awaited as long as by default, at least: were it
        cut off, the authorisation might be lost. The call's time passes meanwhile.
        """
        clock = FakeClock()
        script = Script(
            self.slow(clock, 4, no(105002)), self.slow(clock, 3, ok(FRESH)), PAGE
        )
        client = self.client(script, clock, retry=RetryPolicy(deadline=10))
        client.orders.search()

        assert [10, 60, 3] == [one.total for one in script.timeouts]

    @pytest.mark.parametrize(
        ("retry", "times"),
        [
            (RetryPolicy(connect=1, read=2, deadline=3), (5, 30, 60)),
            (RetryPolicy(connect=9, read=50, deadline=90), (9, 50, 90)),
        ],
        ids=["hurried", "patient"],
    )
    def test_is_awaited_as_by_default_at_least(self, retry, times):
        """A hurried client does not hurry its renewals; a patient one is patient there."""
        clock = FakeClock()
        script = Script(ok(FRESH), PAGE)
        self.client(script, clock, token=token(days=-1), retry=retry).orders.search()
        first = script.timeouts[0]

        assert times == (first.connect, first.read, first.total)

    @pytest.mark.parametrize(("deadline", "lease"), [(3, 75), (60, 75), (90, 105)])
    def test_is_within_its_lease(self, deadline, lease):
        """The lease on a token is longer than its renewal may take."""
        asked, store = [], MemoryTokenStore()
        store.lease = lambda key, owner, seconds: asked.append(seconds) or True
        client = tiktok(
            Script(ok(FRESH), PAGE),
            tokens=store,
            retry=RetryPolicy(deadline=deadline),
        )
        client.save_token(token(days=-1))
        client.orders.search()

        assert [lease] == asked

    def test_took_all_the_time(self):
        """If no time is left after renewing, the call fails; the token stays renewed."""
        clock = FakeClock()
        script = Script(no(105002), self.slow(clock, 10, ok(FRESH)), PAGE)
        client = self.client(script, clock, retry=RetryPolicy(deadline=10))
        with pytest.raises(AuthError):
            client.orders.search()
        assert 2 == len(script.sent)
        client.orders.search()

        assert "TTP_fiktif-access-0002" == script.sent[2].headers["x-tts-access-token"]

    def test_not_begun_without_time(self):
        """Where no time is left, no renewal is begun."""
        clock = FakeClock()
        script = Script(self.slow(clock, 10, no(105002)))
        client = self.client(script, clock, retry=RetryPolicy(deadline=10))
        with pytest.raises(AuthError):
            client.orders.search()

        assert 1 == len(script.sent)

    def test_for_the_next_call(self):
        """With no send left the token is renewed all the same, or it would never be."""
        script = Script(no(105002), ok(FRESH), PAGE)
        client = tiktok(script, retry=RetryPolicy(retries=0))
        with pytest.raises(AuthError):
            client.orders.search()
        client.orders.search()

        assert "TTP_fiktif-access-0002" == script.sent[2].headers["x-tts-access-token"]

    def test_tries_as_hard_as_the_client(self):
        """A view that sends once does not keep the client from renewing its token."""
        script = Script(BROKEN, ok(FRESH), PAGE)
        client = tiktok(script, token=token(days=-1))
        client.with_retry(RetryPolicy(retries=0)).orders.search()

        assert 3 == len(script.sent)

    def test_before_the_call(self):
        """A token that has ended is renewed first, in the call's time."""
        clock = FakeClock()
        script = Script(self.slow(clock, 2, ok(FRESH)), PAGE)
        client = self.client(script, clock, token=token(days=-1))
        client.orders.search()

        assert [60, 58] == [one.total for one in script.timeouts]

    def test_waiting_for_another_thread(self):
        """A call does not wait past its time for a token that another thread renews."""
        gate = threading.Event()
        script = Script(lambda _: gate.wait(10) and ok(FRESH), PAGE)
        client = tiktok(script, token=token(days=-1))
        thread = threading.Thread(target=client.orders.search)
        thread.start()
        failed = [self.late(client.with_retry(RetryPolicy(deadline=0.05)))]
        gate.set()
        thread.join()

        assert [(False, True)] == failed

    def late(self, client):
        """Make a call that comes too late, and say how it failed."""
        with pytest.raises(TransportError, match="token's renewal") as caught:
            client.orders.search()
        return caught.value.sent, caught.value.timed_out

    def test_waiting_for_another_process(self):
        """Nor for one that another process renews, even where sleeping takes no time."""
        store, clock = MemoryTokenStore(), FakeClock()
        client = self.client(
            Script(PAGE), clock, tokens=store, retry=RetryPolicy(deadline=1)
        )
        client.save_token(token(days=-1))
        store.lease(client._session.key, "another", 90)

        with pytest.raises(TransportError, match="token's renewal"):
            client.orders.search()

    def test_same_token_again(self):
        """If renewing gives the token that was refused, nothing is sent again."""
        expired = answer(b"<html>", 401, content_type="text/html")
        script = Script(answer(TOKEN_ANSWER), expired, answer(TOKEN_ANSWER))
        with pytest.raises(AuthError) as caught:
            toko(script).shops.info()

        assert (3, 1) == (len(script.sent), caught.value.attempts)

    @pytest.mark.parametrize(
        ("code", "reason"),
        [
            (36004001, "refresh_expired"),
            (36004005, "never_authorised"),
            (105001, "revoked"),
        ],
    )
    def test_that_is_refused(self, code, reason):
        """If the seller must authorise again, the error says so, why, whose and where."""
        script = Script(no(105002), no(code))
        client = tiktok(
            script, service_id="74", token=token(account="fiktif_open_id_0001")
        )
        with pytest.raises(ReauthorizationRequired) as caught:
            client.orders.search()

        assert (reason, "fiktif_open_id_0001", "refreshToken") == (
            caught.value.reason,
            caught.value.account,
            caught.value.operation,
        )
        assert "service_id=74" in caught.value.authorization_url


def dated(seconds: float) -> str:
    """Write a Date header some seconds from now."""
    return format_datetime(
        datetime.fromtimestamp(NOW + seconds, timezone.utc), usegmt=True
    )


def wrong_time(seconds, said="Invalid timestamp"):
    """Refuse a timestamp, with a Date some seconds from now."""
    return no(36009004, said, 400, date=dated(seconds))


class TestClock:
    @pytest.mark.parametrize(
        "ahead", [-26, -45, 241, 360, 80_000], ids=["26", "fast", "241", "slow", "day"]
    )
    def test_corrected_once_proven(self, ahead, caplog):
        """If the Date of a refusal proves our clock wrong, the call is signed by theirs."""
        script = Script(wrong_time(ahead), PAGE)
        client = tiktok(script)
        client.orders.search()
        stamps = [int(dict(request.query)["timestamp"]) for request in script.sent]

        assert [int(NOW), int(NOW) + ahead] == stamps
        assert ahead == round(client.clock_offset)
        assert f"our clock is {-ahead:+} s off TikTok Shop's" in caplog.text

    @pytest.mark.parametrize(
        "headers",
        [{}, *({"date": dated(n)} for n in (3, -25, 240, 10**6)), {"date": "soon"}],
        ids=["none", "3", "25 fast", "240 slow", "days", "nonsense"],
    )
    def test_not_without_proof(self, headers):
        """The same code has many meanings; without proof nothing is corrected."""
        script = Script(no(36009004, "bad parameter", 400, **headers))
        client = tiktok(script)

        with pytest.raises(ValidationError) as caught:
            client.orders.search()
        assert (1, 0.0, None) == (
            len(script.sent),
            client.clock_offset,
            caught.value.clock_skew,
        )

    def test_never_from_a_success(self):
        """A Date that is off in an answer that says yes corrects nothing."""
        client = tiktok(
            Script(answer({"code": 0, "data": {"orders": []}}, date=dated(999)))
        )
        client.orders.search()

        assert client.clock_offset == 0

    def test_once(self):
        """If their own time is refused as well, that is the answer."""
        script = Script(wrong_time(360), wrong_time(720))

        with pytest.raises(ValidationError):
            search(script)
        assert 2 == len(script.sent)

    def test_replay_costs_neither_pause_nor_budget(self):
        """With the clock corrected the call is sent again at once, and for nothing."""
        clock = FakeClock()
        client = tiktok(Script(wrong_time(360), PAGE), fake_clock=clock)
        client.orders.search()

        assert ([], 500) == (clock.slept, client.retry_budget)

    def test_stays_corrected(self):
        """Later calls, of other views as well, are signed by their time from the start."""
        script = Script(wrong_time(360), PAGE)
        client = tiktok(script)
        client.orders.search()
        client.with_shop("other").orders.search()

        assert int(NOW) + 360 == int(dict(script.sent[-1].query)["timestamp"])

    def test_back_again(self):
        """When our clock is set right, the correction is taken back, not doubled."""
        script = Script(wrong_time(3600), PAGE)
        client, clock = tiktok(script), script
        client.orders.search()
        script.answers = [wrong_time(0), PAGE]
        client.orders.search()

        assert [0, 3600, 3600, 0] == [
            int(dict(one.query)["timestamp"]) - int(NOW) for one in clock.sent
        ]
        assert 0 == round(client.clock_offset)

    def test_set_right_while_the_answer_was_under_way(self):
        """The correction is to our clock as it is now, not as it was when signing."""
        clock = FakeClock()

        def set_right(request):
            clock.now += 3600
            return wrong_time(3600)

        script = Script(set_right, PAGE)
        client = tiktok(script, fake_clock=clock)
        client.orders.search()

        assert 0 == round(client.clock_offset)
        assert int(NOW) + 3600 == int(dict(script.sent[1].query)["timestamp"])

    def test_slow_answer(self):
        """How long the answer took is shared out between both ways."""
        clock = FakeClock()

        def slow(request):
            clock.now += 20
            return wrong_time(1010)

        client = timed(tiktok(Script(slow, PAGE), fake_clock=clock), clock)
        client.orders.search()

        assert client.clock_offset == 1000

    def test_more_than_a_day_is_no_clock(self):
        """Corrections that add up to a day or more are not believed."""
        script = Script(wrong_time(80_000), PAGE)
        client = tiktok(script)
        client.orders.search()
        script.answers = [wrong_time(86_400)]

        with pytest.raises(ValidationError):
            client.orders.search()
        assert 80_000 == round(client.clock_offset)

    @pytest.mark.parametrize(
        ("first", "second", "said"),
        [(360, 365, 1), (360, 366, 2), (3, 5, 0), (0, -6, 1)],
    )
    def test_said_once(self, caplog, first, second, said):
        """Corrections that mean the same, as of several threads, are logged once."""
        offset = Offset()
        offset.correct(first, Platform.TIKTOK_SHOP)
        offset.correct(second, Platform.TIKTOK_SHOP)

        assert (second, said) == (offset.seconds, caplog.text.count("our clock is"))

    def test_many_threads(self):
        """Threads that are refused together correct it to the same."""
        barrier = threading.Barrier(8)

        def both(request):
            if int(dict(request.query)["timestamp"]) == int(NOW):
                barrier.wait()
                return wrong_time(360)
            return PAGE

        client = tiktok(Script(both))
        threads = [threading.Thread(target=client.orders.search) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert 360 == round(client.clock_offset)

    def test_for_the_next_call(self):
        """With no send left the clock is corrected all the same."""
        script = Script(wrong_time(360), PAGE)
        client = tiktok(script, retry=RetryPolicy(retries=0))
        with pytest.raises(ValidationError) as caught:
            client.orders.search()
        client.orders.search()

        assert 360 == round(caught.value.clock_skew)
        assert [0, 360] == [
            int(dict(one.query)["timestamp"]) - int(NOW) for one in script.sent
        ]

    def test_tokopedia_has_none(self):
        """Nothing is timestamped on Tokopedia, so no clock is corrected."""
        late = answer({"header": {"error_code": "X"}}, 400, date=dated(999))
        client = toko(Script(answer(TOKEN_ANSWER), late))
        with suppress(TokoTikTokError):
            client.shops.info()

        assert client.clock_offset == 0


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
        """Garbage in answer to a read is a DecodeError, and not asked for again."""
        script = Script(answer(b""))
        with pytest.raises(DecodeError, match="getOrderList"):
            search(script)

        assert 1 == len(script.sent)

    def test_knows_the_request_of_a_page_that_is_no_json(self):
        """A gateway's page names no request, but its header may."""
        page = answer(b"<html>", 404, content_type="text/html", x_tt_logid="L1")
        with pytest.raises(TokoTikTokError) as caught:
            search(Script(page))

        assert "L1" == caught.value.request_id

    @pytest.mark.parametrize("bad", [7, None, "", "a\nb", "x" * 129, {"a": 1}])
    def test_what_is_no_request_id(self, bad):
        """What could not stand in a line of a log is not taken for a request's id."""
        body = {"code": 36009009, "request_id": bad}
        with pytest.raises(ApiError) as caught:
            search(Script(answer(body)))

        assert caught.value.request_id is None

    def test_answer_that_cannot_be_read(self):
        """An answer that went through but cannot be read has the facts of its call."""
        with pytest.raises(DecodeError) as caught:
            search(Script(BROKEN, ok({"orders": "x"})))

        assert ("R1", 200, 2, "getOrderList") == (
            caught.value.request_id,
            caught.value.status,
            caught.value.attempts,
            caught.value.operation,
        )
        assert caught.value.seconds > 0

    def test_answer_of_another_call(self):
        """What cannot be read takes no facts from a call that it did not come from."""
        client = tiktok(Script(PAGE))
        session = client._session
        other = Operation("getThing", "GET", "/things")

        assert session.wrong(other, "wrong").request_id is None
        client.orders.search()
        error = session.wrong(other, "wrong")
        assert (None, None, 0) == (error.request_id, error.seconds, error.attempts)

    def test_leaves_nothing_behind(self):
        """What a failed call held is free again when its error is."""

        def alive():
            gc.collect()
            return sum(isinstance(one, Attempts) for one in gc.get_objects())

        before = alive()
        for fault in (BROKEN, answer(b"{"), no(105002), no(36009009)):
            with suppress(TokoTikTokError):
                ship(Script(fault))

        assert before == alive()


class CallersClock(FakeClock):
    """A clock that runs for the caller: a renewal takes its time in another thread."""

    def __init__(self) -> None:
        self.caller = threading.current_thread()
        super().__init__()

    @property
    def now(self):
        return self._now

    @now.setter
    def now(self, seconds):
        if threading.current_thread() is self.caller:
            self._now = seconds

    def sleep(self, seconds):
        if threading.current_thread() is self.caller:
            super().sleep(seconds)


class Storm:
    """A platform whose answers are all drawn, in time that is drawn as well."""

    def __init__(self, clock, plan) -> None:
        self.clock = clock
        self.plan = list(plan)
        self.calls = []
        self.tokens = 0

    def send(self, request, timeout):
        fault, took = self.plan.pop(0) if self.plan else ("fine", 0.1)
        is_token = "/token/" in request.url
        if not is_token:
            self.calls.append(fault)
        assert timeout.total > 0
        if took > timeout.total:
            self.clock.now += timeout.total
            if not is_token:
                self.calls[-1] = "timeout"
            raise TransportError("late", timed_out=True)
        self.clock.now += took
        if is_token and fault == "fine":
            self.tokens += 1
            return ok({**FRESH, "access_token": f"TTP_fiktif-storm-{self.tokens}"})
        response = WEATHER[fault](self.clock)
        if isinstance(response, Exception):
            raise response
        return response

    def acquire(self, key, *, timeout):
        wait = self.plan[0][1] / 4 if self.plan else 0
        if wait > timeout:
            raise RateLimitError("no turn in time")
        self.clock.sleep(wait)

    def penalise(self, key, seconds):
        """Nothing."""


WEATHER = {
    "fine": lambda _: ok({"orders": []}),
    "refused": lambda _: TransportError("refused", sent=False),
    "reset": lambda _: TransportError("reset"),
    "untrusted": lambda _: TransportError("tls", sent=False, hopeless=True),
    "busy": lambda _: no(36009002, status=429),
    "busy for a while": lambda _: no(36009002, status=429, retry_after="25"),
    "busy for long": lambda _: no(36009002, status=429, retry_after="59"),
    "broken": lambda _: answer(b"<html>", 503, content_type="text/html"),
    "down for a while": lambda _: answer(b"", 503, retry_after="20"),
    "failed": lambda _: no(36009003),
    "expired": lambda _: no(105002, status=401),
    "garbage": lambda _: answer(b"{"),
    "wrong": lambda _: no(36009009),
    "wrong time": lambda clock: no(
        36009004, status=400, date=dated(clock.now - NOW + 900)
    ),
}
ACTED = {"reset", "broken", "down for a while", "failed", "garbage", "timeout", "fine"}
"""After these a write may have happened."""


@pytest.mark.uncovered
class TestAnyWeather:
    @given(
        kind=st.sampled_from(["read", "repeatable", "write"]),
        plan=st.lists(
            st.tuples(
                st.sampled_from(sorted(WEATHER)),
                st.sampled_from([0.1, 1, 9, 31, 59, 99]),
            ),
            max_size=9,
        ),
        deadline=st.sampled_from([1, 20, 60]),
        ended=st.booleans(),
    )
    @settings(max_examples=400, deadline=None)
    def test_promises(self, kind, plan, deadline, ended):
        """
        Whatever happens, in whatever time: three sends at most, no longer than the
        deadline, and no write twice that may have happened once.
        """
        clock = CallersClock()
        storm = Storm(clock, plan)
        client = timed(
            tiktok(
                storm,
                limiter=storm,
                fake_clock=clock,
                token=token(days=-1 if ended else 6),
                retry=RetryPolicy(deadline=deadline),
            ),
            clock,
        )
        call = {
            "read": client.orders.search,
            "repeatable": lambda: client.cancellations.approve(cancel_id="1"),
            "write": lambda: client.packages.ship(package_id="1"),
        }[kind]
        with suppress(TokoTikTokError):
            call()

        assert len(storm.calls) <= 3
        assert clock.now - NOW <= deadline + 1e-6
        assert sum(clock.slept) <= deadline
        if kind == "write":
            assert not ACTED & set(storm.calls[:-1])
        assert client.last_call.seconds <= deadline + 1e-6
        assert len(storm.calls) == len(client.last_call.attempts)

    @given(
        plan=st.lists(
            st.tuples(st.sampled_from(sorted(WEATHER)), st.just(0.1)), max_size=6
        )
    )
    @settings(max_examples=200, deadline=None)
    def test_errors_are_ours(self, plan):
        """Whatever happens to a write: it is done, refused, or of unknown outcome."""
        clock = FakeClock()
        storm = Storm(clock, plan)
        client = timed(tiktok(storm, fake_clock=clock), clock)
        try:
            client.packages.ship(package_id="1")
        except OutcomeUnknown as error:
            assert storm.calls[-1] in ACTED
            assert len(storm.calls) == len(error.attempted_at) == error.attempts
        except TokoTikTokError:
            assert storm.calls[-1] not in ACTED
        else:
            assert "fine" == storm.calls[-1]
