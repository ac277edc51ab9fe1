"""Clients and views are shared: by threads, over a fork, and with other processes."""

from __future__ import annotations

import gc
import multiprocessing
import operator
import os
import pickle
import random
import threading
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fakes import Script, answer, ok, serving, tiktok, token, toko

from tokotiktok import (
    Hook,
    Limit,
    MemoryRateLimiter,
    MemoryTokenStore,
    Rate,
    RequestsTransport,
    RetryPolicy,
    TokenKey,
)
from tokotiktok.errors import ServerError

CALL = operator.methodcaller("request", "GET", "/thing/202309/things")
BROKEN = answer(b"<html>", 503, content_type="text/html")


def port(handler):
    """Answer with the port that the request came from."""
    raw = b'{"code": 0, "data": {"port": %d}}' % handler.client_address[1]
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(raw)))
    handler.end_headers()
    handler.wfile.write(raw)


class Ear(Hook):
    """A hook that keeps what it hears; appending is safe in threads."""

    def __init__(self) -> None:
        self.calls = []

    def after_call(self, call):
        self.calls.append(call)


def files():
    """List the open files of this process."""
    return [path.name for path in Path("/proc/self/fd").iterdir()]


class TestFork:
    def test_in_the_midst_of_a_call(self):
        """A child forked while a thread is in a call has its own sockets and locks."""
        with serving(port) as url:
            client = tiktok(RequestsTransport(), base_url=url, auth_url=url)
            warm = CALL(client)["port"]
            reading, writing = os.pipe()
            with client._session.retrier.budget._locked():
                child = os.fork()
                if child == 0:
                    os.write(writing, str(CALL(client)["port"]).encode())
                    os._exit(0)
            _, status = os.waitpid(child, 0)
            children = os.read(reading, 100).decode()
            again = CALL(client)["port"]
            client.close()
        os.close(reading)
        os.close(writing)

        assert os.waitstatus_to_exitcode(status) == 0
        assert warm == again != int(children)

    def test_last_call_goes_along(self):
        """A child knows what its parent called last, and then goes its own way."""
        client = tiktok(Script(ok({"orders": []})))
        client.orders.search()
        child = os.fork()
        if child == 0:
            inherited = client.last_call.operation
            client.packages.ship(package_id="1")
            fine = (inherited, client.last_call.operation) == (
                "getOrderList",
                "shipPackage",
            )
            os._exit(0 if fine else 1)
        _, status = os.waitpid(child, 0)

        assert os.waitstatus_to_exitcode(status) == 0
        assert "getOrderList" == client.last_call.operation


class TestProcesses:
    @pytest.mark.parametrize("method", ["spawn", "fork"])
    def test_pool(self, method):
        """A client, or a view of one, can be handed to a worker process and used there."""
        with serving(port) as url:
            client = tiktok(RequestsTransport(), base_url=url, auth_url=url)
            view = client.with_shop("other").with_retry(RetryPolicy(retries=0))
            own = CALL(client)["port"]
            with multiprocessing.get_context(method).Pool(1) as pool:
                found = pool.map(CALL, [client, view])
                pool.close()
                pool.join()
            client.close()

        assert own not in [one["port"] for one in found]

    def test_error_comes_back(self):
        """An error that a worker raises arrives with all its facts."""
        client = tiktok(Script(BROKEN), retry=RetryPolicy(retries=0))
        with multiprocessing.get_context("fork").Pool(1) as pool:
            with pytest.raises(ServerError) as caught:
                pool.apply(CALL, (client,))
            pool.close()
            pool.join()

        assert (503, 1, "GET /thing/202309/things") == (
            caught.value.status,
            caught.value.attempts,
            caught.value.operation,
        )
        assert caught.value.seconds > 0


class TestPickle:
    @pytest.mark.parametrize("make", [tiktok, toko], ids=["tiktok", "tokopedia"])
    def test_client_with_all_options(self, make):
        """A client pickles with its hooks, policy and shop; its budget is full again."""
        client = make(
            Script(ok({})), hooks=[Ear()], retry=RetryPolicy(retries=1)
        ).with_retry(RetryPolicy(retries=5))
        client._session.retrier.budget.left = 7
        again = pickle.loads(pickle.dumps(client))

        assert RetryPolicy(retries=5) == again._session.retrier.policy
        assert client._session.shop == again._session.shop
        assert (500, 7) == (again.retry_budget, client.retry_budget)
        assert 1 == len(again._session.observer.hooks)
        assert again.last_call is None

    def test_clock_goes_along(self):
        """What was learnt of the platform's clock is not learnt anew."""
        client = tiktok(Script(ok({})))
        client._session.offset.seconds = 360.0

        assert 360.0 == pickle.loads(pickle.dumps(client)).clock_offset


class TestViews:
    def make(self, client, n):
        """Make the view of a shop."""
        return client.with_shop(f"cipher-{n}", account=f"account-{n}")

    def test_cost(self):
        """A view takes two kilobytes at most, and no file."""
        client = tiktok(Script(ok({"orders": []})))
        client.orders.search()
        gc.collect()
        opened = files()
        tracemalloc.start()
        views = [self.make(client, n) for n in range(1000)]
        tries = [view.with_retry(RetryPolicy()) for view in views]
        size = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()

        assert size < 2 * 2 * 1024 * 1000
        assert len(views) == len(tries) == 1000
        assert set(files()) <= set(opened)

    def test_cost_in_use(self):
        """Nor do they cost more once they were used."""
        client = tiktok(Script(ok({"orders": []})))
        client.orders.search()
        client._session.transport.sent = type("Nothing", (), {"append": id})
        client._session.transport.timeouts = client._session.transport.sent
        views = [client.with_shop(f"cipher-{n}") for n in range(1000)]
        gc.collect()
        tracemalloc.start()
        for view in views:
            view.orders.search()
        gc.collect()
        size = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()

        assert size < 2 * 1024 * 1000

    def test_threads(self):
        """Views in many threads draw on one budget and tell one hook."""
        hook = Ear()
        client = tiktok(Script(BROKEN), hooks=[hook])

        def work(n):
            with pytest.raises(ServerError):
                client.with_shop(f"cipher-{n}").orders.search()

        threads = [threading.Thread(target=work, args=(n,)) for n in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert (16, 500 - 16 * 2 * 5) == (len(hook.calls), client.retry_budget)


class TestManyShops:
    def test_interleaved(self):
        """
        A thousand shops in 32 threads, three calls each, shuffled: every request has its
        own shop's token and cipher, and no shop waits for another's limit.
        """
        store, limiter = MemoryTokenStore(), MemoryRateLimiter(Limit(Rate(0.001)))
        for n in range(1000):
            key = TokenKey("tiktokshop", "6fiktif8key", f"seller-{n}")
            store.save(key, token(f"TTP_fiktif-access-{n}"), if_version=None)
        sent = []

        def note(request):
            told = dict(request.query)
            access = request.headers["x-tts-access-token"]
            sent.append((request.url, told["shop_cipher"], access))
            return ok({})

        client = tiktok(Script(note), tokens=store, limiter=limiter)
        shops = [
            client.with_shop(f"cipher-{n}", account=f"seller-{n}") for n in range(1000)
        ]
        calls = (
            lambda shop: shop.orders.search(),
            lambda shop: shop.products.search(page_size=1),
            lambda shop: shop.packages.search(page_size=1),
        )
        work = [(shop, call) for shop in shops for call in calls]
        random.Random(1).shuffle(work)
        with ThreadPoolExecutor(32) as pool:
            list(pool.map(lambda one: one[1](one[0]), work))

        assert 3000 == len(set(sent))
        assert [] == [
            one
            for one in sent
            if one[1].removeprefix("cipher-")
            != one[2].removeprefix("TTP_fiktif-access-")
        ]
