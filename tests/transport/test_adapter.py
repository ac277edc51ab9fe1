"""Underneath the transport: certificates, proxies, and what has left a connection."""

from __future__ import annotations

import pickle
import socket
import ssl
import threading
import time
from importlib.util import find_spec
from pathlib import Path

import pytest
import urllib3.connection
from faultserver import CLOSE, HANG, RESET, Authority, FaultServer, http, upgrade
from requests.utils import DEFAULT_CA_BUNDLE_PATH
from urllib3.exceptions import InsecureRequestWarning

from tokotiktok import RequestsTransport
from tokotiktok.errors import TransportError
from tokotiktok.transport._adapter import Exchange
from tokotiktok.wire import Request, Timeout

PATIENT = Timeout(connect=10, read=10, total=10)
FAR = "http://shop.invalid"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """A maker of certificates."""
    return Authority(tmp_path_factory.mktemp("tls"))


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """No proxies and bundles but a test's own."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def transport():
    """A transport, closed in the end."""
    made = RequestsTransport()
    yield made
    made.close()


def get(transport, url, timeout=PATIENT):
    """Get one answer."""
    return transport.send(Request("GET", url), timeout)


def fails(transport, url, timeout=PATIENT, *, said):
    """Fail to get an answer; give the error."""
    with pytest.raises(TransportError, match=said) as caught:
        get(transport, url, timeout)
    return caught.value


class TestCertificates:
    @pytest.mark.parametrize("name", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
    def test_of_the_environment(self, authority, monkeypatch, name):
        """The environment's bundle counts, as it is when the transport is made."""
        monkeypatch.setenv(name, str(authority.path))
        transport = RequestsTransport()
        monkeypatch.setenv(name, "/nowhere")
        with FaultServer(http(b"safe"), tls=authority.context()) as server:
            assert b"safe" == get(transport, server.url).body
        transport.close()

    def test_of_a_path(self, authority, monkeypatch):
        """A path given counts more than the environment's."""
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere")
        transport = RequestsTransport(verify=str(authority.path))
        with FaultServer(http(b"safe"), tls=authority.context()) as server:
            assert b"safe" == get(transport, server.url).body
        transport.close()

    def test_of_a_folder(self, authority, tmp_path):
        """A folder of CAs is one, too; in an empty one nobody is trusted."""
        transport = RequestsTransport(verify=str(tmp_path))
        with FaultServer(http(), tls=authority.context()) as server:
            error = fails(transport, server.url, said="no safe connection")
        transport.close()

        assert (False, True) == (error.sent, error.hopeless)

    def test_by_default(self, authority, transport):
        """By default the bundle of requests is trusted, and nobody else."""
        with FaultServer(http(), tls=authority.context()) as server:
            fails(transport, server.url, said="no safe connection")
        made = transport._adapter._tls
        bundle = ssl.create_default_context(cafile=DEFAULT_CA_BUNDLE_PATH)

        assert (True, ssl.CERT_REQUIRED) == (made.check_hostname, made.verify_mode)
        assert bundle.cert_store_stats() == made.cert_store_stats()
        assert made.minimum_version >= ssl.TLSVersion.TLSv1_2

    def test_of_anybody(self, authority):
        """With ``verify=False`` any certificate will do, with a warning each time."""
        transport = pickle.loads(pickle.dumps(RequestsTransport(verify=False)))
        context = authority.context(host="fiktif.invalid", days=-1)
        with FaultServer(http(b"unsafe"), tls=context) as server:
            with pytest.warns(InsecureRequestWarning):
                answer = get(transport, server.url)
            transport.close()

        assert b"unsafe" == answer.body

    @pytest.mark.parametrize("content", [None, "no certificate"])
    def test_no_bundle(self, authority, tmp_path, content):
        """A bundle that is not one is named, and nothing is sent."""
        path = tmp_path / "bundle.pem"
        if content is not None:
            path.write_text(content)
        transport = RequestsTransport(verify=str(path))
        with FaultServer(http(), tls=authority.context()) as server:
            error = fails(transport, server.url, said="no CA certificates in '.*bundle")

        assert (False, True) == (error.sent, error.hopeless)
        assert 0 == server.connections

    def test_is_read_once(self, authority, monkeypatch):
        """
        However many connections are made, the bundle is read once.

        Nor is anything else of a context that others may be using changed.
        """
        read, changed = [], []
        load = ssl.SSLContext.load_verify_locations
        agree = ssl.SSLContext.set_alpn_protocols

        def count(self, *args, **more):
            read.append(args)
            return load(self, *args, **more)

        def note(self, protocols):
            changed.append(protocols)
            return agree(self, protocols)

        monkeypatch.setattr(ssl.SSLContext, "load_verify_locations", count)
        monkeypatch.setattr(ssl.SSLContext, "set_alpn_protocols", note)
        transport = RequestsTransport(verify=str(authority.path))
        context = authority.context()
        with FaultServer([http(), CLOSE], tls=context) as server:
            for _ in range(3):
                get(transport, server.url)
                server.hangups.acquire(timeout=5)
            transport.close()
            get(transport, server.url)
            transport.close()

        assert (4, 1, [["http/1.1"]]) == (server.handshakes, len(read), changed)

    def test_speaks_http_1(self, authority):
        """HTTP/1.1 is agreed on, once for all connections."""
        agreed = []
        context = authority.context()
        context.set_alpn_protocols(["h2", "http/1.1"])
        transport = RequestsTransport(verify=str(authority.path))

        def note(arrival):
            (link,) = server._links
            agreed.append(link.sock.selected_alpn_protocol())
            return [http(), CLOSE]

        with FaultServer(note, tls=context) as server:
            for _ in range(2):
                get(transport, server.url)
                server.hangups.acquire(timeout=5)
        transport.close()

        assert ["http/1.1", "http/1.1"] == agreed

    def test_scheme_in_capitals(self, authority):
        """A URL in capitals is as safe as any."""
        transport = RequestsTransport(verify=str(authority.path))
        with FaultServer(http(b"safe"), tls=authority.context()) as server:
            url = server.url.replace("https", "HTTPS")
            assert b"safe" == get(transport, url).body
        transport.close()


class TestProxies:
    def test_plain(self, monkeypatch, transport):
        """A proxy of the environment gets the whole URL; it is asked for once."""
        with FaultServer(http(b"by proxy")) as proxy:
            monkeypatch.setenv("http_proxy", proxy.url)
            first = get(transport, f"{FAR}/a?b=c")
            monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
            second = get(transport, f"{FAR}/d")
            transport.close()

        assert [b"by proxy"] * 2 == [first.body, second.body]
        assert {"shop.invalid"} == {one.headers["host"] for one in proxy.ledger}
        assert 1 == proxy.connections

    def test_without_scheme(self, monkeypatch, transport):
        """A proxy may be named by host and port alone."""
        with FaultServer(http(b"by proxy")) as proxy:
            monkeypatch.setenv("http_proxy", proxy.url.removeprefix("http://"))
            assert b"by proxy" == get(transport, FAR).body
            get(transport, "http://other.invalid")
            transport.close()

        assert ["shop.invalid", "other.invalid"] == [
            one.headers["host"] for one in proxy.ledger
        ]

    def test_bypassed(self, monkeypatch, transport):
        """Hosts that the environment excepts are asked directly."""
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        with FaultServer(http(b"direct")) as server:
            assert b"direct" == get(transport, server.url).body
            transport.close()

    def test_tunnel(self, authority, monkeypatch):
        """Through a tunnel the host's certificate counts; the proxy sees no path."""
        context = authority.context(host="shop.invalid")
        opened = [b"HTTP/1.1 200 Connection established\r\n\r\n", upgrade(context)]
        transport = RequestsTransport(verify=str(authority.path))
        with FaultServer(opened, http(b"safe")) as proxy:
            monkeypatch.setenv("https_proxy", proxy.url)
            answer = get(transport, "https://shop.invalid/path")
            transport.close()

        assert b"safe" == answer.body
        assert [("CONNECT", 1), ("GET", 1)] == [
            (one.method, one.connection) for one in proxy.ledger
        ]

    @pytest.mark.parametrize(
        ("play", "said", "timed_out"),
        [
            ([b"HTTP/1.1 403 Forbidden\r\n\r\n", CLOSE], "could not connect", False),
            (CLOSE, "could not connect", False),
            (HANG, "could not connect .* in time", True),
            ([b"HTTP/1.1 200 OK\r\n\r\n", CLOSE], "could not connect", False),
            ([b"HTTP/1.1 200 OK\r\n\r\n", HANG], "could not connect .* in time", True),
        ],
        ids=["refused", "closed", "silent", "closed within", "silent within"],
    )
    def test_no_tunnel(self, monkeypatch, transport, play, said, timed_out):
        """Without a tunnel nothing of the request was sent, only the wish for one."""
        with FaultServer(play) as proxy:
            monkeypatch.setenv("https_proxy", proxy.url)
            wait = 0.3 if timed_out else 10
            timeout = Timeout(connect=wait, read=wait, total=10)
            error = fails(transport, "https://shop.invalid", timeout, said=said)

        assert (False, timed_out, False) == (
            error.sent,
            error.timed_out,
            error.hopeless,
        )

    @pytest.mark.parametrize("proxy", ["htp://127.0.0.1:1", "http://", "http://["])
    def test_no_proxy_at_all(self, monkeypatch, transport, proxy):
        """A proxy that is not a URL is not tried again."""
        monkeypatch.setenv("http_proxy", proxy)

        assert fails(
            transport, FAR, said="proxy for shop.invalid is not a URL"
        ).hopeless

    @pytest.mark.skipif(find_spec("socks") is not None, reason="PySocks is there")
    def test_socks(self, monkeypatch, transport):
        """What a SOCKS proxy needs is said."""
        monkeypatch.setenv("http_proxy", "socks5h://127.0.0.1:1")
        error = fails(transport, FAR, said="needs PySocks")

        assert (False, True) == (error.sent, error.hopeless)

    def test_refusing_proxy(self, monkeypatch, transport):
        """A proxy that is not there has sent nothing on."""
        with socket.create_server(("127.0.0.1", 0)) as closed:
            monkeypatch.setenv(
                "http_proxy", f"http://127.0.0.1:{closed.getsockname()[1]}"
            )

        assert not fails(transport, FAR, said="could not connect").sent


class TestSent:
    @pytest.mark.parametrize(
        ("act", "sent"), [(CLOSE, True), (RESET, False)], ids=["closed", "reset"]
    )
    def test_closed_before_the_check_could_see(self, monkeypatch, transport, act, sent):
        """
        A reused connection fails at the first byte, or swallows it.

        urllib3 looks before it sends; a close that comes after that look is played here
        by closing its eyes. What the kernel refused has surely not been sent.
        """
        with FaultServer([http(), act], http()) as server:
            get(transport, server.url)
            server.hangups.acquire(timeout=5)
            time.sleep(0.05)  # until it has crossed loopback
            monkeypatch.setattr(urllib3.connection.HTTPConnection, "is_connected", True)
            error = fails(transport, server.url, said=".")
            transport.close()

        assert (sent, 1) == (error.sent, len(server.ledger))

    def test_idle_connection_is_looked_at(self, transport):
        """An idle connection that was closed is not written to."""
        with FaultServer([http(), CLOSE], http(b"new")) as server:
            get(transport, server.url)
            server.hangups.acquire(timeout=5)
            answer = get(transport, server.url)
            transport.close()

        assert b"new" == answer.body
        assert [1, 2] == [one.connection for one in server.ledger]

    def test_answer_before_the_end_of_an_upload(self, transport):
        """An answer that comes before the upload is done is taken, then all is closed."""
        too_large = http(b"too large", "Connection: close", status="413 Too Large")
        with FaultServer([too_large, CLOSE], reads=False) as server:
            request = Request("POST", server.url, body=b"x" * 20_000_000)
            try:
                assert 413 == transport.send(request, PATIENT).status
            except TransportError as error:  # the reset may overtake the answer
                assert error.sent
            transport.close()

    def test_pool_is_closed_in_between(self, monkeypatch, transport):
        """A pool that another thread closes at the last moment has sent nothing."""

        def close(**_):
            raise urllib3.exceptions.ClosedPoolError(None, "Pool is closed.")

        with FaultServer(http()) as server:
            get(transport, server.url)
            (pool,) = transport._adapter._pools.values()
            monkeypatch.setattr(pool, "_get_conn", close)
            error = fails(transport, server.url, said="ClosedPoolError")
            transport.close()

        assert (False, False) == (error.sent, error.hopeless)

    def test_threads_do_not_mix(self, transport):
        """What one thread has sent is not said of another's request."""
        with FaultServer(HANG) as server:
            got = {}

            def run(name, url, timeout) -> None:
                got[name] = fails(transport, url, timeout, said=".")

            refused = "http://127.0.0.1:1"
            slow = threading.Thread(
                target=run, args=["slow", server.url, Timeout(10, read=0.5, total=10)]
            )
            slow.start()
            while not server.ledger:
                time.sleep(0.001)
            for n in range(20):
                run(n, refused, PATIENT)
            slow.join()
            transport.close()

        assert got.pop("slow").sent
        assert {False} == {one.sent for one in got.values()}


class TestPools:
    def test_more_hosts_than_urllib3_keeps(self, transport):
        """Connections to any number of hosts are kept, and closed in the end."""
        servers = [FaultServer(http()) for _ in range(12)]
        for server in servers:
            server.start()
        for _ in range(2):
            for server in servers:
                get(transport, server.url)
        transport.close()
        ended = [server.hangups.acquire(timeout=5) for server in servers]
        for server in servers:
            server.stop()

        assert [1] * 12 == [server.connections for server in servers]
        assert all(ended)

    def test_as_many_as_allowed_are_kept(self):
        """Of more connections than the pool holds, the rest is closed after use."""
        meet = threading.Barrier(5)

        def play(arrival):
            meet.wait(20)
            return http()

        transport = RequestsTransport(pool_size=2)
        with FaultServer(play) as server:
            threads = [
                threading.Thread(target=get, args=[transport, server.url])
                for _ in range(5)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            closed = [server.hangups.acquire(timeout=5) for _ in range(3)]
            transport.close()

        assert (5, [True] * 3) == (server.connections, closed)

    def test_nothing_is_read_from_the_home_folder(self, monkeypatch, tmp_path):
        """A .netrc does not add to what proves who sends a request."""
        (tmp_path / ".netrc").write_text("machine 127.0.0.1 login a password b\n")
        monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
        monkeypatch.setattr(Path, "home", lambda: tmp_path)
        transport = RequestsTransport()
        with FaultServer(http()) as server:
            get(transport, server.url)
            transport.close()

        assert "authorization" not in server.ledger[0].headers


class TestExchange:
    def test_patience(self):
        """It waits as long as silence may last, and no longer than the call has left."""
        with socket.socket() as sock:
            Exchange(Timeout(1, read=0.2, total=5)).limit(sock)
            silence = sock.gettimeout()
            Exchange(Timeout(1, read=9, total=0.5)).limit(sock)

            assert 0.2 == silence
            assert 0 < sock.gettimeout() <= 0.5

    def test_is_over(self):
        """When the call's time has run out there is no patience left."""
        exchange = Exchange(Timeout(1, read=1, total=0))

        assert exchange.is_over()
        with socket.socket() as sock, pytest.raises(TimeoutError):
            exchange.limit(sock)
