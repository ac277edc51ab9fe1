"""HTTP: what goes out, what comes back, and what can break on the way."""

from __future__ import annotations

import gzip
import pickle
import socket
import threading
import tracemalloc

import pytest
import responses
from faultserver import CLOSE, HANG, FaultServer, http

from tokotiktok import RequestsTransport
from tokotiktok.errors import TransportError
from tokotiktok.wire import Request, Timeout

PATIENT = Timeout(connect=10, read=10, total=10)
QUICK = Timeout(connect=10, read=0.3, total=10)


def get(url, timeout=PATIENT, **options):
    """Get one answer by a transport of its own."""
    transport = RequestsTransport(**options)
    try:
        return transport.send(Request("GET", url), timeout)
    finally:
        transport.close()


class TestSend:
    def test_goes_and_comes(self):
        """Method, path, query, headers and body go out; status, headers and body come."""
        with FaultServer(http(b'{"a":1}', "X-Thing: yes", status="201 Made")) as server:
            url = f"{server.url}/a%2Fb"
            query = (("q", "a b,c=é"),)
            request = Request("POST", url, query, {"X-Key": "k"}, b"body")
            transport = RequestsTransport()
            answer = transport.send(request, PATIENT)
            transport.close()
        (arrival,) = server.ledger

        assert ("POST", "/a%2Fb", {"q": "a b,c=é"}, "k", b"body") == (
            arrival.method,
            arrival.path,
            arrival.query,
            arrival.headers["x-key"],
            arrival.body,
        )
        assert (201, "yes", b'{"a":1}') == (
            answer.status,
            answer.headers["x-thing"],
            answer.body,
        )

    @pytest.mark.parametrize(
        ("url", "line"), [("", "/"), ("/", "/"), ("/a/b", "/a/b"), ("/?", "/")]
    )
    def test_request_line(self, url, line):
        """The request line holds the path, if only the root's."""
        with FaultServer(http()) as server:
            get(server.url + url)

        assert [line] == server.paths()

    @pytest.mark.parametrize("name", ["gzip", "x-gzip", "GZIP"])
    def test_unpacks(self, name):
        """A packed answer is unpacked."""
        packed = gzip.compress(b"x" * 200_000)
        with FaultServer(http(packed, f"Content-Encoding: {name}")) as server:
            assert b"x" * 200_000 == get(server.url).body
        assert "gzip" == server.ledger[0].headers["accept-encoding"]

    @pytest.mark.parametrize("headers", [[], ["Content-Encoding: identity"]])
    def test_not_packed(self, headers):
        """An answer that is not packed is taken as it comes."""
        with FaultServer(http(b"plain", *headers)) as server:
            assert b"plain" == get(server.url).body

    def test_nothing_packed(self):
        """Nothing is nothing, packed or not."""
        with FaultServer(http(b"", "Content-Encoding: gzip")) as server:
            assert b"" == get(server.url).body

    def test_packed_otherwise(self):
        """A packing that was not asked for is not guessed at, nor asked for again."""
        with (
            FaultServer(http(b"\x0b", "Content-Encoding: br")) as server,
            pytest.raises(TransportError, match="'br', which was not asked") as caught,
        ):
            get(server.url)

        assert (True, True) == (caught.value.sent, caught.value.hopeless)

    def test_redirect_is_not_followed(self):
        """A redirect is an answer; the token does not travel on."""
        moved = http(b"", "Location: http://127.0.0.1:1/x", status="302 Found")
        with FaultServer(moved) as server:
            assert 302 == get(server.url).status

    def test_cookies_are_not_kept(self):
        """What a server sets does not come back with another shop's call."""
        with FaultServer(http(b"{}", "Set-Cookie: a=b")) as server:
            transport = RequestsTransport()
            transport.send(Request("GET", server.url), PATIENT)
            transport.send(Request("GET", server.url), PATIENT)
            transport.close()

        assert [False, False] == ["cookie" in one.headers for one in server.ledger]

    def test_upload(self):
        """Files and fields go as a multipart form."""
        with FaultServer(http()) as server:
            form, files = {"use_case": "MAIN"}, {"data": ("a.png", b"PNG")}
            transport = RequestsTransport()
            transport.send(Request("POST", server.url, form=form, files=files), PATIENT)
            transport.close()
        (arrival,) = server.ledger

        assert arrival.headers["content-type"].startswith("multipart/form-data; bound")
        assert b'name="data"; filename="a.png"\r\n\r\nPNG\r\n' in arrival.body

    @pytest.mark.parametrize(
        ("method", "body", "length"),
        [("GET", None, None), ("POST", None, "0"), ("DELETE", b"[1]", "3")],
    )
    def test_length(self, method, body, length):
        """A body's length is told; a POST's also if it has none."""
        with FaultServer(http()) as server:
            transport = RequestsTransport()
            transport.send(Request(method, server.url, body=body), PATIENT)
            transport.close()

        assert length == server.ledger[0].headers.get("content-length")

    @responses.activate(assert_all_requests_are_fired=True)
    def test_can_be_mocked(self):
        """Tests that mock requests see ours, too."""
        responses.get("https://api.invalid/x", json={"a": 1})

        assert b'{"a": 1}' == get("https://api.invalid/x").body

    @responses.activate(assert_all_requests_are_fired=True)
    def test_mocked_failure(self):
        """Of a failure that a mock plays nobody knows whether anything was sent."""
        responses.get("https://api.invalid/x", body=ConnectionResetError("mocked"))
        with pytest.raises(TransportError) as caught:
            get("https://api.invalid/x")

        assert caught.value.sent


class TestFaults:
    """What each fault is called; what becomes of a call is in tests/faults."""

    def test_refused(self):
        """A refused connection surely sent nothing."""
        with socket.create_server(("127.0.0.1", 0)) as closed:
            url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        with pytest.raises(TransportError, match="ConnectionRefusedError") as caught:
            get(url)

        assert (False, False, False) == (
            caught.value.sent,
            caught.value.timed_out,
            caught.value.hopeless,
        )

    @pytest.mark.parametrize(
        ("play", "cause"),
        [
            (CLOSE, "RemoteDisconnected"),
            ([b"nonsense\r\n\r\n", CLOSE], "BadStatusLine"),
            ([b"HTTP/1.1 200 OK\r\nContent-Le", CLOSE], "RemoteDisconnected"),
            ([http(b"half", length=100), CLOSE], "IncompleteRead"),
        ],
        ids=["closed", "garbage", "half a head", "cut short"],
    )
    def test_broken_off(self, play, cause):
        """A connection that breaks off may have got the request; the error says how."""
        with (
            FaultServer(play) as server,
            pytest.raises(TransportError, match=rf"broke off \({cause}\)") as caught,
        ):
            get(server.url)

        assert (True, False) == (caught.value.sent, caught.value.timed_out)

    @pytest.mark.parametrize(
        "play", [HANG, [http(b"half", length=100), HANG]], ids=["head", "body"]
    )
    def test_silence(self, play):
        """Silence ends after the read timeout."""
        with (
            FaultServer(play) as server,
            pytest.raises(TransportError, match="did not answer in time") as caught,
        ):
            get(server.url, QUICK)

        assert (True, True) == (caught.value.sent, caught.value.timed_out)

    def test_too_large(self):
        """An answer larger than allowed is not read to its end."""
        packed = http(gzip.compress(b"x" * 1_000_000), "Content-Encoding: gzip")
        with (
            FaultServer(packed) as server,
            pytest.raises(TransportError, match="larger than 10000 bytes") as caught,
        ):
            get(server.url, max_bytes=10_000)

        assert caught.value.hopeless

    def test_bomb(self):
        """However well a bomb is packed, no more of it is unpacked than is allowed."""
        packed = http(gzip.compress(b"x" * 60_000_000), "Content-Encoding: gzip")
        with FaultServer(packed) as server:
            tracemalloc.start()
            with pytest.raises(TransportError, match="larger"):
                get(server.url, max_bytes=100_000)
            _, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()

        assert peak < 3_000_000

    def test_as_large_as_allowed(self):
        """An answer as large as allowed is read."""
        with FaultServer(http(b"x" * 10_000)) as server:
            assert 10_000 == len(get(server.url, max_bytes=10_000).body)

    @pytest.mark.parametrize(
        ("packed", "said"),
        [
            (b"not packed at all", "packed, and damaged"),
            (gzip.compress(b"x")[:-4] + b"\0\0\0\0", "packed, and damaged"),
            (gzip.compress(b"x")[:-4], "packed, and its end is missing"),
            (gzip.compress(b"x") + b"more", "packed, and damaged"),
        ],
        ids=["not packed", "checksum", "truncated", "more"],
    )
    def test_packed_and_broken(self, packed, said):
        """A packed answer is whole or none: half a label must not pass for one."""
        with (
            FaultServer(http(packed, "Content-Encoding: gzip")) as server,
            pytest.raises(TransportError, match=said) as caught,
        ):
            get(server.url)

        assert not caught.value.hopeless

    @pytest.mark.parametrize(
        "url",
        [
            *("htp:/x", "http://", "http://[::1", "http://a:b/", "ftp://a/", "x"),
            *("http://a..b/", "http://a b/", f"http://{'a' * 64}/"),
        ],
    )
    def test_no_url(self, url):
        """What is not a URL says so, and is not tried again."""
        with pytest.raises(TransportError, match="is not a URL") as caught:
            get(url)

        assert (False, True) == (caught.value.sent, caught.value.hopeless)

    def test_says_nothing_secret(self):
        """An error names the host, and nothing of path, query or credentials."""
        with FaultServer(CLOSE) as server, pytest.raises(TransportError) as caught:
            url = server.url.replace("//", "//user:fiktif-password@") + "/path"
            transport = RequestsTransport()
            transport.send(Request("GET", url, (("sign", "fiktif-sign"),)), PATIENT)
        transport.close()

        assert "fiktif" not in repr(caught.value) + str(caught.value.__context__)
        assert caught.value.__cause__ is None


class TestLife:
    def test_pickles_and_closes(self):
        """A transport pickles as its settings; closing twice is fine."""
        transport = RequestsTransport(pool_size=3, max_bytes=5, verify="x.pem")
        again = pickle.loads(pickle.dumps(transport))
        again.close()
        again.close()

        assert (3, 5, "x.pem") == (again._pool_size, again._max_bytes, again._verify)

    def test_environment_does_not_travel(self, monkeypatch):
        """Where a pickled transport is loaded, that process's environment counts."""
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/here/ca.pem")
        pickled = pickle.dumps(RequestsTransport())
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/there/ca.pem")

        assert "/there/ca.pem" == pickle.loads(pickled)._verify

    def test_can_be_used_after_closing(self):
        """Closing lets go of connections; the next call makes new ones."""
        with FaultServer(http()) as server:
            transport = RequestsTransport()
            for _ in range(2):
                transport.send(Request("GET", server.url), PATIENT)
                transport.close()

        assert [1, 2] == [one.connection for one in server.ledger]

    def test_in_another_process(self):
        """In a fork the connections are new; the parent's are left alone."""
        with FaultServer(http()) as server:
            transport = RequestsTransport()
            transport.send(Request("GET", server.url), PATIENT)
            parents = transport._adapter
            transport._pid -= 1  # as a child sees it; tests/faults forks for real
            transport.send(Request("GET", server.url), PATIENT)
            transport.close()
            parents.close()

        assert [1, 2] == [one.connection for one in server.ledger]

    def test_closing_under_a_call(self):
        """A call under way when the transport is closed ends well."""
        closing, arrived = threading.Event(), threading.Event()

        def play(arrival):
            arrived.set()
            closing.wait(5)
            return http(b"late")

        with FaultServer(play) as server:
            transport = RequestsTransport()
            got = []
            request = Request("GET", server.url)
            thread = threading.Thread(
                target=lambda: got.append(transport.send(request, Timeout(2, 5, 5)))
            )
            thread.start()
            arrived.wait(5)
            transport.close()
            closing.set()
            thread.join()

            assert [b"late"] == [one.body for one in got]
            assert server.hangups.acquire(timeout=5)  # it was closed afterwards
