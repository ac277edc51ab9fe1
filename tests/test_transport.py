"""HTTP: what goes out, what comes back, and what can break on the way."""

from __future__ import annotations

import gzip
import pickle
import socket
import threading
from contextlib import contextmanager

import pytest
import responses

from tokotiktok import RequestsTransport
from tokotiktok.errors import TransportError
from tokotiktok.wire import Request, Timeout

QUICK = Timeout(connect=2, read=0.3, total=1.0)


@contextmanager
def server(*replies: bytes, hold: float = 0):
    """Serve raw bytes on loopback, one reply per connection; yield URL and requests."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(5)
    got: list[bytes] = []
    done = threading.Event()

    def run():
        for reply in replies:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(2)
                data = b""
                while b"\r\n\r\n" not in data:
                    data += connection.recv(65536)
                got.append(data)
                connection.sendall(reply)
                if hold:
                    done.wait(hold)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", got
    finally:
        done.set()
        listening.close()
        thread.join()


def http(body=b"{}", *headers: str, status="200 OK", length=None) -> bytes:
    """Write an answer by hand."""
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Length: {len(body) if length is None else length}",
    ]
    lines.append("Connection: close")
    return "\r\n".join([*lines, *headers, "", ""]).encode() + body


class TestSend:
    def test_goes_and_comes(self):
        """Method, path, query, headers and body go out; status, headers and body come."""
        with server(http(b'{"a":1}', "X-Thing: yes", status="201 Created")) as (
            url,
            got,
        ):
            request = Request(
                "POST", f"{url}/a%2Fb", (("q", "a b,c=é"),), {"X-Key": "k"}, b"body"
            )
            answer = RequestsTransport().send(request, QUICK)

        head = got[0].decode().split("\r\n")
        assert "POST /a%2Fb?q=a%20b%2Cc%3D%C3%A9 HTTP/1.1" == head[0]
        assert "X-Key: k" in head
        assert (201, "yes", b'{"a":1}') == (
            answer.status,
            answer.headers["x-thing"],
            answer.body,
        )

    def test_unpacks(self):
        """A packed answer is unpacked."""
        packed = gzip.compress(b"x" * 10_000)
        with server(http(packed, "Content-Encoding: gzip")) as (url, _):
            assert 10_000 == len(
                RequestsTransport().send(Request("GET", url), QUICK).body
            )

    def test_redirect_is_not_followed(self):
        """A redirect is an answer; the token does not travel on."""
        moved = http(b"", "Location: http://127.0.0.1:1/x", status="302 Found")
        with server(moved) as (url, _):
            assert 302 == RequestsTransport().send(Request("GET", url), QUICK).status

    def test_cookies_are_not_kept(self):
        """What a server sets does not come back with another shop's call."""
        with server(http(b"{}", "Set-Cookie: a=b"), http()) as (url, got):
            transport = RequestsTransport()
            transport.send(Request("GET", url), QUICK)
            transport.send(Request("GET", url), QUICK)

        assert b"cookie" not in got[1].lower()

    def test_upload(self):
        """Files and fields go as a multipart form."""
        with server(http()) as (url, got):
            request = Request(
                "POST",
                url,
                form={"use_case": "MAIN"},
                files={"data": ("a.png", b"PNG")},
            )
            RequestsTransport().send(request, QUICK)

        assert b"multipart/form-data; boundary=" in got[0]

    @responses.activate(assert_all_requests_are_fired=True)
    def test_can_be_mocked(self):
        """Tests that mock requests see ours, too."""
        responses.get("https://api.invalid/x", json={"a": 1})
        answer = RequestsTransport().send(
            Request("GET", "https://api.invalid/x"), QUICK
        )

        assert b'{"a": 1}' == answer.body


class TestFaults:
    def test_refused(self):
        """A refused connection surely sent nothing."""
        with socket.create_server(("127.0.0.1", 0)) as closed:
            url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        with pytest.raises(TransportError, match="could not connect") as caught:
            RequestsTransport().send(Request("GET", url), QUICK)

        assert not caught.value.sent

    @pytest.mark.parametrize(
        "reply",
        [b"", b"nonsense\r\n\r\n", http(b"half", length=100)],
        ids=["closed", "garbage", "cut short"],
    )
    def test_broken_off(self, reply):
        """A connection that breaks off may have got the request."""
        with server(reply) as (url, _), pytest.raises(TransportError) as caught:
            RequestsTransport().send(Request("GET", url), QUICK)

        assert caught.value.sent

    @pytest.mark.parametrize(
        "reply", [b"", http(b"half", length=100)], ids=["head", "body"]
    )
    def test_silence(self, reply):
        """Silence ends after the read timeout."""
        with server(reply, hold=2) as (url, _), pytest.raises(TransportError) as caught:
            RequestsTransport().send(Request("GET", url), QUICK)

        assert (True, True) == (caught.value.sent, caught.value.timed_out)

    def test_too_large(self):
        """An answer larger than allowed is not read to its end, packed or not."""
        packed = gzip.compress(b"x" * 1_000_000)
        with (
            server(http(packed, "Content-Encoding: gzip")) as (url, _),
            pytest.raises(TransportError, match="larger") as caught,
        ):
            RequestsTransport(max_bytes=10_000).send(Request("GET", url), QUICK)

        assert caught.value.hopeless

    def test_packed_and_broken(self):
        """A packed answer that is damaged is a broken connection."""
        with (
            server(http(b"not packed at all", "Content-Encoding: gzip")) as (url, _),
            pytest.raises(TransportError),
        ):
            RequestsTransport().send(Request("GET", url), QUICK)

    def test_no_url(self):
        """What is not a URL says so."""
        with pytest.raises(TransportError) as caught:
            RequestsTransport().send(Request("GET", "htp:/x"), QUICK)

        assert caught.value.hopeless


class TestLife:
    def test_pickles_and_closes(self):
        """A transport pickles without its connections; closing twice is fine."""
        transport = pickle.loads(pickle.dumps(RequestsTransport(pool_size=3)))
        transport.close()
        transport.close()

        assert 3 == transport._pool_size

    def test_can_be_used_after_closing(self):
        """Closing lets go of connections; the next call makes new ones."""
        with server(http(), http()) as (url, got):
            transport = RequestsTransport()
            transport.send(Request("GET", url), QUICK)
            transport.close()
            transport.send(Request("GET", url), QUICK)

        assert 2 == len(got)

    def test_a_drip_is_noticed(self):
        """An answer that drips ends with the call's time, however alive it seems."""
        listening = socket.create_server(("127.0.0.1", 0))
        stop = threading.Event()

        def drip():
            connection, _ = listening.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
                while not stop.wait(0.02):
                    try:
                        connection.sendall(b"x")
                    except OSError:
                        return

        thread = threading.Thread(target=drip)
        thread.start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with pytest.raises(TransportError, match="too slow") as caught:
            RequestsTransport().send(Request("GET", url), Timeout(1, 0.5, 0.2))
        stop.set()
        thread.join()
        listening.close()

        assert caught.value.timed_out
