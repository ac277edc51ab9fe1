"""What is told of calls: to hooks, to the log, and to who asks for the last one."""

from __future__ import annotations

import asyncio
import contextvars
import logging
import pickle
import threading
from datetime import datetime, timezone

import pytest
from attrs import frozen
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
    toko,
)

from tokotiktok import Attempt, CallRecord, Hook, Platform, RetryPolicy
from tokotiktok.errors import (
    RateLimitError,
    ServerError,
    TransportError,
    ValidationError,
)
from tokotiktok.telemetry import MASK, MaskURLs, bare, masked

MOMENT = datetime.fromtimestamp(NOW, timezone.utc)


@frozen
class Diary(Hook):
    """A hook that writes down what it hears."""

    said: list

    def before_call(self, call):
        self.said.append(("before", call))

    def after_attempt(self, attempt):
        self.said.append(("attempt", attempt))

    def after_call(self, call):
        self.said.append(("after", call))


def heard(script, call=lambda client: client.orders.search(), **options):
    """Make a call; list what a hook heard of it."""
    diary, clock = Diary([]), options.pop("fake_clock", None) or FakeClock()
    client = timed(tiktok(script, hooks=[diary], fake_clock=clock, **options), clock)
    try:
        call(client)
    except (ServerError, ValidationError, TransportError, RateLimitError) as error:
        client.error = error
    return diary.said, client


class TestCallRecord:
    def test_of_a_success(self):
        """A call that went well has one attempt, with status and request id."""
        (_, (_, attempt), (_, call)), _ = heard(Script(PAGE))

        assert call == CallRecord(
            platform=Platform.TIKTOK_SHOP,
            operation="getOrderList",
            method="POST",
            path="/order/202309/orders/search",
            app="6fiktif8key",
            account="",
            started_at=MOMENT,
            attempts=(attempt,),
            seconds=call.seconds,
            retry_budget=500,
        )
        assert attempt == Attempt(
            platform=Platform.TIKTOK_SHOP,
            operation="getOrderList",
            method="POST",
            path="/order/202309/orders/search",
            url="https://open-api.tiktokglobalshop.com/order/202309/orders/search",
            number=1,
            started_at=MOMENT,
            seconds=attempt.seconds,
            status=200,
            request_id="R1",
        )

    def test_begins_empty(self):
        """Before the call nothing is known but what is called, for whom and when."""
        ((_, begun), *_), _ = heard(Script(PAGE), account="fiktif_open_id_0001")

        assert ("fiktif_open_id_0001", (), 0.0, None, None) == (
            begun.account,
            begun.attempts,
            begun.seconds,
            begun.error,
            begun.request_id,
        )

    def test_of_a_failure(self):
        """Each attempt says how it ended and what followed: a pause, or nothing."""
        said, _ = heard(Script(BROKEN))
        call = said[-1][1]

        assert [(1, 503, "ServerError", 0.5), (2, 503, "ServerError", 1.0)] == [
            (one.number, one.status, one.error, one.pause) for one in call.attempts[:2]
        ]
        assert [3, None] == [call.attempts[2].number, call.attempts[2].pause]
        assert ("ServerError", None) == (call.error, call.request_id)
        assert [MOMENT.timestamp() + n for n in (0, 0.5, 1.5)] == [
            one.started_at.timestamp() for one in call.attempts
        ]

    def test_of_no_answer(self):
        """An attempt without an answer has neither status nor request id."""
        fault = TransportError("reset")
        said, _ = heard(Script(fault, PAGE))
        first, second = said[-1][1].attempts

        assert (None, None, "TransportError") == (
            first.status,
            first.request_id,
            first.error,
        )
        assert said[-1][1].request_id == second.request_id == "R1"

    def test_request_id_of_the_last_answer(self):
        """The call goes by the request id of its last answer that has one."""
        script = Script(
            answer({"code": 36009003, "request_id": "R0"}), TransportError("reset")
        )
        said, _ = heard(script)

        assert "R0" == said[-1][1].request_id

    def test_of_a_write_that_may_have_happened(self):
        """The attempt says what went wrong, the call what that means."""
        said, _ = heard(
            Script(TransportError("reset")),
            lambda client: client.packages.ship(package_id="1"),
        )
        call = said[-1][1]

        assert ("TransportError", "OutcomeUnknown") == (
            call.attempts[0].error,
            call.error,
        )

    def test_of_a_call_that_was_not_sent(self):
        """A call that was refused before sending has no attempts."""
        said, _ = heard(Script(PAGE), shop_cipher=None)
        call = said[-1][1]

        assert ["before", "after"] == [what for what, _ in said]
        assert ((), "ValidationError") == (call.attempts, call.error)

    def test_takes_as_long_as_it_takes(self):
        """A call's time is that of attempts and pauses; an error says it, too."""
        clock = FakeClock()

        def slow(request):
            clock.now += 2
            return BROKEN

        said, client = heard(Script(slow), fake_clock=clock)
        call = said[-1][1]

        assert [2, 2, 2] == [one.seconds for one in call.attempts]
        assert 3 * 2 + 0.5 + 1 == call.seconds == client.error.seconds

    def test_retry_budget(self):
        """A call says what the budget holds, and whether it lacked it."""
        said, client = heard(Script(BROKEN))

        assert [500, 490] == [said[0][1].retry_budget, said[-1][1].retry_budget]
        assert (490, False) == (client.retry_budget, said[-1][1].out_of_budget)
        client._session.retrier.budget.left = 4
        with pytest.raises(ServerError):
            client.orders.search()
        assert (4, True) == (said[-1][1].retry_budget, said[-1][1].out_of_budget)

    def test_with_another_version(self):
        """The path is the one that was called."""
        said, _ = heard(
            Script(ok({"orders": []})),
            lambda client: client.orders.at("202309").get(ids=["1"]),
        )

        assert {"/order/202309/orders"} == {one.path for _, one in said}

    def test_pickles(self):
        """What was told can be sent to another process."""
        said, _ = heard(Script(BROKEN))
        call = said[-1][1]

        assert call == pickle.loads(pickle.dumps(call))

    def test_of_tokopedia(self):
        """Tokopedia's account is the app's id; its answers name no request."""
        diary = Diary([])
        script = Script(answer(TOKEN_ANSWER), answer({"header": {}, "data": []}))
        toko(script, hooks=[diary]).shops.info()
        token, call = (one for what, one in diary.said if what == "after")

        assert ("token", "get_shop_info") == (token.operation, call.operation)
        assert (Platform.TOKOPEDIA, "99999", "fiktif-client-id", None) == (
            call.platform,
            call.account,
            call.app,
            call.request_id,
        )


class TestHooks:
    def test_order(self):
        """A hook hears of the beginning, each attempt, and the end."""
        said, _ = heard(Script(BROKEN, PAGE))

        assert ["before", "attempt", "attempt", "after"] == [what for what, _ in said]

    def test_several(self):
        """Hooks begin in order and end in reverse, as blocks within each other do."""
        order = []

        class Named(Hook):
            def __init__(self, name):
                self.name = name

            def before_call(self, call):
                order.append(f"+{self.name}")

            def after_call(self, call):
                order.append(f"-{self.name}")

        tiktok(Script(PAGE), hooks=[Named("a"), Named("b")]).orders.search()

        assert ["+a", "+b", "-b", "-a"] == order

    def test_needs_only_what_it_wants(self):
        """A hook that inherits from Hook may leave methods out."""

        class Nothing(Hook):
            pass

        assert 1 == len(tiktok(Script(PAGE), hooks=[Nothing()]).orders.search())

    def test_renewal_is_a_call_of_its_own(self):
        """A token's renewal within a call is told of as a call within it."""
        said, _ = heard(Script(no(105002, status=401), ok(FRESH), PAGE))

        assert [
            ("before", "getOrderList"),
            ("before", "refreshToken"),
            ("attempt", "refreshToken"),
            ("after", "refreshToken"),
            ("attempt", "getOrderList"),
            ("attempt", "getOrderList"),
            ("after", "getOrderList"),
        ] == [(what, one.operation) for what, one in said]

    def test_replay_after_renewal_follows_at_once(self):
        """After a renewal the call is sent again without a pause."""
        said, _ = heard(Script(no(105002, status=401), ok(FRESH), PAGE))
        call = said[-1][1]

        assert [("AuthError", 0.0), (None, None)] == [
            (one.error, one.pause) for one in call.attempts
        ]

    @pytest.mark.parametrize("failing", ["before_call", "after_attempt", "after_call"])
    def test_that_fails(self, failing, caplog):
        """A hook that fails is logged, and breaks neither call nor other hooks."""

        def fail(self, what):
            raise RuntimeError("a hook's own fault")

        broken = type("Broken", (Hook,), {failing: fail})()
        diary = Diary([])
        client = tiktok(Script(PAGE), hooks=[broken, diary])

        assert 1 == len(client.orders.search())
        assert ["before", "attempt", "after"] == [what for what, _ in diary.said]
        assert "a hook's own fault" in caplog.text

    def test_that_failed_at_first_hears_no_more(self):
        """A hook that did not begin a call is not told of its end."""
        said = []

        class Broken(Hook):
            def before_call(self, call):
                raise RuntimeError

            def after_attempt(self, attempt):
                said.append(attempt)

            def after_call(self, call):
                said.append(call)

        tiktok(Script(PAGE), hooks=[Broken()]).orders.search()

        assert [] == said

    def test_interrupt_is_told_and_goes_through(self):
        """Who presses Ctrl-C ends the call, and hooks hear of it."""
        diary, clock = Diary([]), FakeClock()

        def interrupt(request):
            clock.now += 2
            raise KeyboardInterrupt

        script = Script(interrupt, PAGE)
        client = timed(tiktok(script, hooks=[diary], fake_clock=clock), clock)
        with pytest.raises(KeyboardInterrupt):
            client.orders.search()

        assert [("KeyboardInterrupt", 2)] * 2 == [
            (one.error, one.seconds) for _, one in diary.said[1:]
        ]
        assert 1 == len(client.orders.search())

    @pytest.mark.parametrize(
        ("hooks", "said"),
        [
            (5, "not a sequence"),
            ([object()], "lacks before_call, after_attempt, after_call"),
            ([type("Half", (), {"before_call": print})()], "lacks after_attempt, aft"),
        ],
        ids=["no list", "no hook", "half"],
    )
    def test_that_is_none(self, hooks, said):
        """What cannot hear is refused when the client is made."""
        with pytest.raises(ValidationError, match=said):
            tiktok(Script(PAGE), hooks=hooks)


class TestLastCall:
    def test_none_yet(self):
        """A client that made no call has no last one."""
        assert tiktok(Script(PAGE)).last_call is None

    def test_is_the_last(self):
        """The last call is known, whether it went well or not."""
        client = tiktok(Script(PAGE, no(36009009)))
        client.orders.search()
        first = client.last_call
        with pytest.raises(ValidationError):
            client.packages.ship(package_id="1")

        assert ("getOrderList", "R1", None) == (
            first.operation,
            first.request_id,
            first.error,
        )
        assert ("shipPackage", "ValidationError") == (
            client.last_call.operation,
            client.last_call.error,
        )

    def test_is_shared_with_views(self):
        """Views of a client share it: who has one of them sees the last of all."""
        client = tiktok(Script(PAGE))
        client.with_shop("other").with_retry(RetryPolicy(retries=0)).orders.search()

        assert "getOrderList" == client.last_call.operation
        assert client.last_call is client.with_shop("third").last_call

    def test_is_not_another_clients(self):
        """Clients do not mix, however calls to them alternate."""
        one, two = tiktok(Script(PAGE)), tiktok(Script(ok({"shops": []})))
        one.orders.search()
        two.shops.list()

        assert ["getOrderList", "getAuthorizedShops"] == [
            client.last_call.operation for client in (one, two)
        ]

    def test_renewal_does_not_hide_it(self):
        """After a call with a renewal in it the last call is the call."""
        client = tiktok(Script(no(105002, status=401), ok(FRESH), PAGE))
        client.orders.search()

        assert "getOrderList" == client.last_call.operation

    def test_threads_do_not_mix(self):
        """Each thread sees its own last call."""
        client = tiktok(
            Script(lambda request: PAGE if "order" in request.url else SHOPS)
        )
        seen = {}

        def work(name, call):
            barrier.wait()
            for _ in range(20):
                call()
                seen.setdefault(name, set()).add(client.last_call.operation)

        barrier = threading.Barrier(2)
        threads = [
            threading.Thread(target=work, args=pair)
            for pair in (("o", client.orders.search), ("s", client.shops.list))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert {"o": {"getOrderList"}, "s": {"getAuthorizedShops"}} == seen
        assert client.last_call is None

    def test_tasks_do_not_mix(self):
        """What runs in a thread for one asyncio task is not seen by another."""
        client = tiktok(Script(PAGE))

        def call():
            before = client.last_call
            client.orders.search()
            return before, client.last_call.operation

        async def main():
            return [await asyncio.to_thread(call) for _ in range(3)]

        assert [(None, "getOrderList")] * 3 == asyncio.run(main())

    def test_of_many_clients(self):
        """A context remembers the last calls of the 32 clients last used in it."""
        clients = [tiktok(Script(PAGE)) for _ in range(33)]

        def use_all():
            for client in clients:
                client.orders.search()
            return [client.last_call is not None for client in clients]

        assert [False] + [True] * 32 == contextvars.Context().run(use_all)


SHOPS = ok({"shops": []})


class TestLog:
    def lines(self, caplog, script, level=logging.DEBUG, **options):
        """Make a call and list what was logged of it."""
        caplog.set_level(level, "tokotiktok")
        heard(script, **options)
        return [f"{one.levelname} {one.getMessage()}" for one in caplog.records]

    def test_success(self, caplog):
        """A good attempt is one debug record, with what support asks for."""
        (line,) = self.lines(caplog, Script(PAGE))

        assert line == (
            "DEBUG getOrderList: POST /order/202309/orders/search, attempt 1: "
            "200, request R1 in 0.000 s"
        )

    def test_failure(self, caplog):
        """A bad attempt is an info record, and so is that it is sent again."""
        first, again, second = self.lines(
            caplog, Script(no(36009003, status=500), PAGE)
        )

        assert "attempt 1: ServerError (500), request R1 in 0.000 s" in first
        assert ("INFO", "INFO getOrderList: sent again in 0.500 s") == (
            first.partition(" ")[0],
            again,
        )
        assert "attempt 2: 200" in second

    def test_no_answer(self, caplog):
        """Where no answer came there is no status to log."""
        first, *_ = self.lines(caplog, Script(TransportError("reset"), PAGE))

        assert "attempt 1: TransportError in 0.000 s" in first

    def test_quiet_at_warning(self, caplog):
        """At the usual level nothing is logged of what went well in the end."""
        assert [] == self.lines(caplog, Script(BROKEN, PAGE), logging.WARNING)


class TestMasked:
    @pytest.mark.parametrize(
        ("said", "clean"),
        [
            ("?app_key=1&sign=abc&x=2", "?app_key=1&sign=***&x=2"),
            ("refresh_token=a%2Fb' was", "refresh_token=***' was"),
            ("APP_SECRET = hush", "APP_SECRET = ***"),
            ('{"access_token": "TTP_123456"}', '{"access_token": "***"}'),
            ("{'access_token': 'TTP_123456'}", "{'access_token': '***'}"),
            ("Authorization: Bearer abc", "Authorization: Bearer ***"),
            ("authorization: basic QUJD, next", "authorization: basic ***, next"),
            ("x-tts-access-token: TTP_1234567", "x-tts-access-token: ***"),
            ("(shop_cipher=ROW_1)", "(shop_cipher=***)"),
        ],
    )
    def test_by_name(self, said, clean):
        """A value that is named as a secret is masked, however it is written."""
        assert clean == masked(said)

    @pytest.mark.parametrize(
        "prose",
        [
            "the sign wrong: fix it",
            "needs a shop_cipher: give it to the client",
            "designs=abc",
            "access token: expired",
            "sign: no",
        ],
    )
    def test_prose_stays(self, prose):
        """Words that only speak of secrets stay as they are."""
        assert prose == masked(prose)

    def test_by_value(self):
        """A known secret is masked wherever it stands, encoded or not."""
        said = "got a/b/c/d/e and a%2Fb%2Fc%2Fd%2Fe"

        assert f"got {MASK} and {MASK}" == masked(said, ["a/b/c/d/e"])

    def test_one_within_another(self):
        """Of a secret that holds another, nothing is left over."""
        assert MASK == masked("secret-1-and-more", ["secret-1", "secret-1-and-more"])

    def test_short_ones_are_words(self):
        """What is shorter than 8 letters is not looked for: it stands in any word."""
        assert "the wrong key" == masked("the wrong key", ["wrong", None, ""])
        assert "the 1234567" == masked("the 1234567", ["1234567"])
        assert "the ***" == masked("the 12345678", ["12345678"])


class TestBare:
    @pytest.mark.parametrize(
        ("url", "shown"),
        [
            ("https://a.example/x/@y", "https://a.example/x/@y"),
            ("https://me:hush@a.example:8443/x/y", "https://a.example:8443/x/y"),
            ("https://me:h@sh@a.example", "https://a.example"),
        ],
    )
    def test_no_password(self, url, shown):
        """Where something was sent is told without a user and password."""
        assert shown == bare(url)

    def test_of_an_attempt(self):
        """Nor is one told that stands in a client's base URL."""
        said, _ = heard(Script(PAGE), base_url="https://me:hush@proxy.example")

        assert "https://proxy.example/order/202309/orders/search" == said[1][1].url


class TestMaskURLs:
    def record(self, message, *args):
        """Make another library's record."""
        return logging.LogRecord("x", logging.DEBUG, "", 0, message, args, None)

    def test_masks(self):
        """A record that quotes a secret is kept, without it."""
        record = self.record("GET %s", "/token?app_secret=fiktif&x=1")

        assert MaskURLs().filter(record)
        assert "GET /token?app_secret=***&x=1" == record.getMessage()

    def test_leaves_the_rest(self):
        """A record without secrets is left as it is, arguments and all."""
        record = self.record("GET %s", "/orders")

        assert MaskURLs().filter(record)
        assert ("GET %s", ("/orders",)) == (record.msg, record.args)
