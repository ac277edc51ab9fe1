"""What docs/why/promises.rst promises: one test for each, end to end."""

from __future__ import annotations

import ast
import copy
import json
import logging
import pickle
import re
import threading
import time
import tracemalloc
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timezone
from email.utils import format_datetime
from pathlib import Path

import pytest
from fakes import (
    FRESH,
    NOW,
    SECRET,
    FakeClock,
    Script,
    answer,
    no,
    ok,
    sample,
    tiktok,
    token,
)
from faultbench import GOOD, open_sockets
from faultserver import CLOSE, HANG, RESET, FaultServer, http
from faultserver import no as no_bytes
from faultserver import ok as ok_bytes
from webhooks_data import APPS, order, signed

from tokotiktok import (
    Limit,
    MemoryTokenStore,
    Rate,
    RequestsTransport,
    RetryPolicy,
    SQLiteRateLimiter,
    TokenKey,
    open_limiter,
    unstructure,
)
from tokotiktok.errors import (
    ApiError,
    DecodeError,
    OutcomeUnknown,
    PaginationError,
    RateLimitError,
    ServerError,
    StoreError,
    TokoTikTokError,
    TransportError,
)
from tokotiktok.tiktokshop.signature import signature
from tokotiktok.unified.events import OrderChanged, OtherEvent
from tokotiktok.webhooks import Inbox, Receiver

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "why" / "promises.rst"
ACCOUNT = "fiktif_open_id_0001"
KEY = TokenKey("tiktokshop", "6fiktif8key", ACCOUNT)
REFRESH = "/api/v2/token/refresh"


@contextmanager
def served(*plays, **options):
    """Serve a script; give the server and a client of it."""
    with FaultServer(*plays) as server:
        transport = options.pop("transport", None) or RequestsTransport()
        client = tiktok(transport, base_url=server.url, auth_url=server.url, **options)
        with client:
            yield server, client


def stored(store, days=6.0):
    """Put a token into a store."""
    store.save(KEY, token(days=days, account=ACCOUNT), if_version=None)
    return {"tokens": store, "account": ACCOUNT}


class TestPromises:
    def test_r01_three_sends_within_the_deadline(self):
        """A call is sent three times at most, and ends with its time."""
        clock = FakeClock()
        with served(CLOSE, fake_clock=clock) as (server, client):
            with pytest.raises(TransportError):
                client.orders.search()
            once = client.with_retry(RetryPolicy(retries=0))
            with pytest.raises(TransportError):
                once.orders.search()
        with served(HANG) as (silent, client):
            hasty = client.with_retry(RetryPolicy(deadline=0.2))
            started = time.monotonic()
            with pytest.raises(TransportError, match="time ran out"):
                hasty.orders.search()
            took = time.monotonic() - started

        assert (3 + 1, 1) == (len(server.ledger), len(silent.ledger))
        assert [0.5, 1.0] == clock.slept  # chance at its largest
        assert 0.2 <= took < 1.5

    def test_r02_no_write_is_sent_twice(self):
        """What may have been done is sent again only if that does no more."""
        with served(RESET, GOOD) as (server, client):
            with pytest.raises(OutcomeUnknown) as caught:
                client.packages.ship(package_id="1")
            assert ["/fulfillment/202309/packages/1/ship"] == server.paths()
            assert ("shipPackage", 1) == (
                caught.value.operation,
                len(caught.value.attempted_at),
            )
        with served(RESET, GOOD) as (server, client):
            client.cancellations.approve(cancel_id="1")
            first, second = (one.query["idempotency_key"] for one in server.ledger)
            assert first == second
        late = FaultServer(GOOD)
        client = tiktok(
            RequestsTransport(), base_url=late.url, sleep=lambda _: late.start()
        )
        with client:
            client.packages.ship(package_id="1")  # refused at first: nothing had left
        late.stop()

        assert 1 == len(late.ledger)

    def test_r03_pauses_as_told(self):
        """A pause asked for is made if there is time, else the call ends at once."""
        busy = "429 Too Many Requests"
        clock = FakeClock()
        with served(
            http(b"", "Retry-After: 7", status=busy), GOOD, fake_clock=clock
        ) as (_, client):
            client.orders.search()
        with served(http(b"", "Retry-After: 3600", status=busy)) as (server, client):
            with pytest.raises(RateLimitError) as caught:
                client.orders.search()
            sent = len(server.ledger)

        assert [7.0] == clock.slept
        assert (1, 3600.0) == (sent, caught.value.retry_after)

    def test_r04_outage_is_not_multiplied(self):
        """When all calls fail, a client soon stops sending again."""
        script = Script(answer(b"<html>", 503))
        client = tiktok(script)
        for _ in range(60):
            with pytest.raises(ServerError):
                client.orders.search()
        script.answers = [ok({"orders": []})]
        client.orders.search()

        assert 60 + 500 // 5 == len(script.sent) - 1
        assert 1 == client.retry_budget

    def test_r05_signs_what_is_sent_each_time(self):
        """Each attempt is signed anew, over the bytes that arrive, by a proven clock."""

        def platform(arrival):
            date = format_datetime(
                datetime.fromtimestamp(NOW + 400, timezone.utc), usegmt=True
            )
            if int(arrival.query["timestamp"]) < NOW + 100:
                return no_bytes(36009004, "late", f"Date: {date}", status="400 Bad")
            return GOOD if len(server.ledger) > 2 else CLOSE

        with served(platform) as (server, client):
            client.orders.search(order_status="UNPAID")
        signed = [
            signature(SECRET, one.path, one.query, one.body) for one in server.ledger
        ]

        assert signed == [one.query["sign"] for one in server.ledger]
        assert [b'{"order_status":"UNPAID"}'] * 3 == [one.body for one in server.ledger]
        assert [0, 400, 400] == [
            int(one.query["timestamp"]) - int(NOW) for one in server.ledger
        ]
        assert 3 == len({one.query["sign"] for one in server.ledger}) + 1

    def test_r06_only_a_success_is_one(self):
        """Nothing but the platform's success gives a value, and errors say what came."""
        strange = [
            *(http(b""), http(b"<html>"), http(b"[]"), http(b"null"), http(b"{}")),
            *(http({"code": "0"}), http({"code": False}), http({"code": 0})),
            b"HTTP/1.1 204 No Content\r\n\r\n",
            http({"code": 0, "data": {"orders": []}}, status="302 Found"),
        ]
        for play in strange:
            with served(play) as (_, client), pytest.raises((DecodeError, ApiError)):
                client.orders.search()
        with (
            served(no_bytes(36009009, "nobody knows", status="404 No")) as (_, client),
            pytest.raises(ApiError) as caught,
        ):
            client.orders.search()

        assert (404, 36009009, "R1", 1) == (
            caught.value.status,
            caught.value.code,
            caught.value.request_id,
            caught.value.attempts,
        )

    def test_r07_renews_early_and_stores_first(self):
        """A token is renewed before its end, stored before it is used, or serves on."""
        store = MemoryTokenStore()

        def platform(arrival):
            if arrival.path == REFRESH:
                return ok_bytes(FRESH)
            in_store = store.load(KEY).token.access
            return GOOD if arrival.token == in_store else CLOSE

        with served(platform, **stored(store, days=0.5)) as (server, client):
            client.orders.search()
        assert [None, FRESH["access_token"]] == [one.token for one in server.ledger]

        down = MemoryTokenStore()
        refuses = no_bytes(36009003, "down")
        with served(
            lambda one: refuses if one.path == REFRESH else GOOD,
            **stored(down, days=0.5),
        ) as (server, client):
            client.orders.search()

        assert "TTP_fiktif-access-0001" == server.ledger[-1].token

    def test_r08_one_renewal_for_all(self):
        """A hundred calls with one dead token: one renewal, and each is done once."""
        fresh = FRESH["access_token"]

        def platform(arrival):
            if arrival.path == REFRESH:
                time.sleep(0.05)  # of a thread of the server
                return ok_bytes(FRESH)
            return GOOD if arrival.token == fresh else no_bytes(105002)

        with served(
            platform,
            transport=RequestsTransport(pool_size=100),
            **stored(MemoryTokenStore()),
        ) as (server, client):
            start = threading.Barrier(100)

            def run() -> None:
                start.wait()
                client.packages.ship(package_id="1")

            threads = [threading.Thread(target=run) for _ in range(100)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()

        assert 1 == server.paths().count(REFRESH)
        assert 100 == [one.token for one in server.ledger].count(fresh)

    def test_r09_strange_fields_cost_nothing(self):
        """Null, missing, wrong and new fields cost no record, and come back."""
        good = sample("tiktokshop", "order_list")["data"]["orders"][0]
        nulls = dict.fromkeys(good) | {"id": "1"}
        wrong = {name: [{"x": 5}] for name in good} | {"id": "2"}
        new = copy.deepcopy(good) | {"status": "NEW_WORD", "new": {"a": [None]}}
        orders = [nulls, "no order", wrong, {}, new]
        page = tiktok(Script(ok({"orders": orders}))).orders.search()

        assert ["1", "2", good["id"]] == [one.id for one in page]
        assert ["no order", {}] == [one.raw for one in page.malformed]
        assert wrong == unstructure(page.items[1])
        assert ("NEW_WORD", new["new"]) == (
            page.items[2].status,
            unstructure(page.items[2])["new"],
        )

    def test_r10_walks_never_skip_or_circle(self):
        """A walk ends with its pages, or with an error that says where to go on."""

        def page(ids, after):
            return ok(
                {"orders": [{"id": one} for one in ids], "next_page_token": after}
            )

        round_in_a_circle = Script(page("a", "T1"), page("", "T2"), page("b", "T1"))
        with pytest.raises(PaginationError) as circle:
            list(tiktok(round_in_a_circle).orders.search().all())
        script = Script(page("a", "T1"), no(36009003), page("b", ""))
        client = tiktok(script, retry=RetryPolicy(retries=0))
        got = []
        with pytest.raises(ServerError) as broken:
            got.extend(one.id for one in client.orders.search().all())
        rest = client.orders.search(page_token=broken.value.resume_token)
        got.extend(one.id for one in rest.all())

        assert (3, "T1") == (len(round_in_a_circle.sent), circle.value.resume_token)
        assert ["a", "b"] == got

    def test_r11_failed_items_are_told(self):
        """A batch with failed items cannot pass for a success."""
        body = answer(sample("tiktokshop", "product_activate_partial_failure"))
        ids = ["1730000000000000101", "1730000000000000104"]
        result = tiktok(Script(body)).products.activate(product_ids=ids)

        assert ((ids[0],), [ids[1]]) == (
            result.succeeded,
            [one.id for one in result.failed],
        )
        with pytest.raises(TypeError):
            bool(result)
        with pytest.raises(TokoTikTokError, match=ids[1]):
            result.raise_for_failures()

    def test_r12_threads_and_pickles(self):
        """One client serves many threads; it, its pages and its errors pickle."""

        def own(arrival):
            return ok_bytes({"orders": [{"id": arrival.query["shop_cipher"]}]})

        wrong = []
        with served(own) as (_, client):

            def run(n) -> None:
                for m in range(20):
                    cipher = f"cipher-{n}-{m}"
                    (order,) = client.with_shop(cipher).orders.search()
                    wrong.extend([cipher] if order.id != cipher else [])

            threads = [threading.Thread(target=run, args=[n]) for n in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        script = Script(ok({"orders": [{"id": "1"}]}), no(36009009))
        noon = datetime.fromtimestamp(NOW, timezone.utc).timestamp
        client = tiktok(script, clock=noon, sleep=time.sleep)
        again = pickle.loads(pickle.dumps(client))
        page = pickle.loads(pickle.dumps(again.orders.search()))
        with pytest.raises(ApiError) as caught:
            again.orders.search()

        assert ([], ["1"]) == (wrong, [one.id for one in page])
        assert str(caught.value) == str(pickle.loads(pickle.dumps(caught.value)))

    def test_r13_a_thousand_shops_cost_little(self):
        """A thousand views take less than two megabytes, and no connection of theirs."""
        still = tiktok(Script(ok({"orders": []})))
        still.orders.search()
        tracemalloc.start()
        views = [still.with_shop(f"cipher-{n}") for n in range(1000)]
        for view in views:
            view.orders.search()
            still._session.transport.sent.clear()
        size, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        with served(GOOD) as (server, client):
            client.orders.search()
            before = open_sockets()
            for n in range(100):
                client.with_shop(f"cipher-{n}").orders.search()
            opened = open_sockets() - before
            client.close()
            client.close()

        assert size < 2 * 1024 * 1024
        assert (set(), 1) == (opened, server.connections)

    def test_r14_no_secret_is_told(self, caplog):
        """No secret stands in a record, a repr, an error or an error's pickle."""
        caplog.set_level(logging.DEBUG)

        def platform(arrival):
            said = f"{json.dumps(arrival.query)} {arrival.token}"  # quotes all it got
            if arrival.path == REFRESH:
                return no_bytes(36004001, said)
            return no_bytes(105002, said, status="401 Unauthorized")

        with served(platform, **stored(MemoryTokenStore())) as (server, client):
            with pytest.raises(TokoTikTokError) as caught:
                client.orders.search()
            told = caplog.text + repr(client) + repr(client.last_call)
        errors = [caught.value]
        while errors[-1].__context__ or errors[-1].__cause__:
            errors.append(errors[-1].__cause__ or errors[-1].__context__)
        told += "".join(map(repr, errors)) + "".join(map(str, errors))
        told += repr(pickle.dumps(caught.value)) + str(caught.value.__dict__)
        secrets = {SECRET, token().access, token().refresh, "ROW_fiktifCipherAAAA1234"}
        secrets |= {one.query["sign"] for one in server.ledger if "sign" in one.query}

        assert 2 == len(server.ledger)
        assert [] == [secret for secret in secrets if secret in told]

    def test_r15_webhooks_are_genuine_whole_and_told_once(self, tmp_path):
        """What is not genuine is refused, the rest kept whole and handed over once."""
        seen, inbox = [], Inbox(tmp_path / "inbox.db")
        receiver = Receiver(seen.append, inbox, tiktokshop_apps=APPS)
        headers, body = order()
        unreadable = signed(b'{"no":"type"}')
        unknown = signed(b'{"type":999,"data":{"new":true}}')
        statuses = [
            receiver.tiktokshop(*one)
            for one in ((headers, body), (headers, body + b" "), unreadable, unknown)
        ]
        with ThreadPoolExecutor(16) as pool:
            again = set(
                pool.map(lambda _: receiver.tiktokshop(headers, body), range(64))
            )
        receiver.work()
        receiver.work()
        (kept,) = inbox.waiting()

        assert [200, 401, 200, 200] == statuses
        assert {200} == again
        assert {OrderChanged: 1, OtherEvent: 1} == Counter(map(type, seen))
        assert {"new": True} in [getattr(one.source, "data", None) for one in seen]
        assert b'{"no":"type"}' == kept.body

    def test_r16_a_limit_is_not_exceeded(self, tmp_path):
        """Threads of two limiters on one file keep the rate; without Redis, as told."""
        rate, sent = Rate(100), []

        class Noting(Script):
            def send(self, request, timeout):
                sent.append(time.monotonic())
                return super().send(request, timeout)

        def run(client) -> None:
            for _ in range(8):
                client.orders.search()

        clients = [
            tiktok(
                Noting(ok({"orders": []})),
                limiter=SQLiteRateLimiter(tmp_path / "limits.db", Limit(rate)),
            )
            for _ in range(2)
        ]
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(run, clients * 2))
        nowhere = "redis://127.0.0.1:1"
        closed = open_limiter(nowhere, on_failure="closed")
        local = open_limiter(nowhere, Limit(Rate(0.1)), on_failure="local")
        local.acquire("a", timeout=0)

        assert 32 == len(sent)
        assert max(sent) - min(sent) > (32 - 1 - 2) / rate.per_second
        with pytest.raises(StoreError, match="no call is let through"):
            closed.acquire("a", timeout=0)
        with pytest.raises(RateLimitError):
            local.acquire("a", timeout=0)


class TestPage:
    def test_names_every_promise(self):
        """The page has each of the promises, once."""
        numbers = re.findall(r"^R(\d+): ", PAGE.read_text("utf-8"), re.MULTILINE)

        assert [str(n) for n in range(1, 17)] == numbers

    def test_names_tests_that_exist(self):
        """Every test that the page names is there, and every promise's is named."""
        named = set(
            re.findall(r"(tests/[\w/]+\.py)::(\w+)::(\w+)", PAGE.read_text("utf-8"))
        )
        there = set()
        for path in {path for path, _, _ in named}:
            tree = ast.parse((ROOT / path).read_text("utf-8"))
            there |= {
                (path, one.name, test.name)
                for one in tree.body
                if isinstance(one, ast.ClassDef)
                for test in one.body
                if isinstance(test, ast.FunctionDef)
            }
        own = [name for name in vars(TestPromises) if name.startswith("test_")]

        assert set() == named - there
        assert [f"test_r{n:02}" for n in range(1, 17)] == [name[:8] for name in own]
        assert set(own) <= {name for _, _, name in named}
