"""Webhooks that are forged, doubled, late, or misshapen; and a disk that is not there."""

from __future__ import annotations

import http.client
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from fakes import NOW
from webhooks_data import order, signed


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def post(receiver):
    """Post to the receiver over a real socket; give the status and what came with it."""
    with make_server("127.0.0.1", 0, receiver, handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()

        def ask(headers, body):
            line = http.client.HTTPConnection("127.0.0.1", server.server_port, 10)
            line.request("POST", "/tiktokshop", body, headers)
            answer = line.getresponse()
            got = answer.status, answer.read()
            line.close()
            return got

        yield ask
        server.shutdown()
        thread.join()


def flips(data):
    """Give *data* with each of its bits turned, one at a time."""
    for place in range(8 * len(data)):
        turned = bytearray(data)
        turned[place // 8] ^= 1 << place % 8
        yield bytes(turned)


class TestForgery:
    def test_bit_flipped(self, receiver, inbox):
        """With any one bit turned, of the body or the signature, it is not genuine."""
        headers, body = order()
        signature = headers["Authorization"].encode()
        bodies = {receiver.tiktokshop(headers, one) for one in flips(body)}
        signatures = {
            receiver.tiktokshop({"Authorization": one.decode("latin-1")}, body)
            for one in flips(signature)
        }

        assert {401} == bodies == signatures
        assert [] == inbox.waiting()

    @pytest.mark.parametrize(
        "written",
        [
            lambda event: json.dumps(event, indent=1),
            lambda event: json.dumps(event, separators=(",", ":")),
            lambda event: json.dumps(dict(reversed(event.items()))),
        ],
        ids=["indented", "compact", "reordered"],
    )
    def test_written_anew(self, receiver, written):
        """The same event, written anew by a proxy, is not what was signed."""
        headers, body = order()

        assert 401 == receiver.tiktokshop(headers, written(json.loads(body)).encode())
        assert 200 == receiver.tiktokshop(headers, body)


class TestArrival:
    def test_concurrent_duplicate(self, receiver, seen):
        """Of sixteen that come at one moment, each is acknowledged, and one handled."""
        gate = threading.Barrier(16)

        def send(_):
            gate.wait()
            status = receiver.tiktokshop(*order())
            receiver.work()
            return status

        with ThreadPoolExecutor(16) as pool:
            statuses = list(pool.map(send, range(16)))
        receiver.work()

        assert [200] * 16 == statuses
        assert 1 == len(seen)

    def test_out_of_order(self, receiver, seen, clock):
        """What is older than what was handled says so, and how old it is."""
        for number, at in ((1, NOW), (2, NOW - 3600)):
            receiver.tiktokshop(*order(number, of=5, at=at))
            receiver.work()
        late = seen[1]

        assert [False, True] == [one.overtaken for one in seen]
        assert 3600 == (seen[0].happened_at - late.happened_at).total_seconds()


class TestStore:
    def test_down(self, receiver, seen, tmp_path):
        """While nothing can be kept, nothing is acknowledged; afterwards it is."""
        there, away = tmp_path / "inbox.db", tmp_path / "away.db"
        there.rename(away)
        down = receiver.tiktokshop(*order())
        away.rename(there)
        up = receiver.tiktokshop(*order())
        receiver.work()

        assert (503, 200) == (down, up)
        assert 1 == len(seen)


class TestShape:
    def test_megabyte(self, post, receiver, seen):
        """A megabyte is taken as anything else, and answered without a body."""
        body = json.dumps({"type": 999, "data": "x" * 1_048_576}).encode()

        assert (200, b"") == post(*signed(body))
        assert 1 == receiver.work()
        assert 1_048_576 == len(seen[0].source.data)

    @pytest.mark.parametrize(
        "kind",
        [
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/json; charset=x",
        ],
    )
    def test_wrong_type(self, post, receiver, seen, kind):
        """What a header says of the body plays no part: the bytes are read."""
        headers, body = order()

        assert (200, b"") == post({**headers, "Content-Type": kind}, body)
        assert 1 == receiver.work()

    def test_wrong_charset(self, post, receiver, inbox):
        """What is genuine and no UTF-8 is acknowledged, and stays for a person."""
        body = '{"type":1,"data":{"order_id":"\u00e9"}}'.encode("latin-1")
        answer = post(*signed(body))
        handled = receiver.work()

        assert (200, b"") == answer
        assert 0 == handled
        assert [body] == [one.body for one in inbox.waiting()]
