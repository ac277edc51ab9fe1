"""F1 to F15: what happens to connections, for each kind of call."""

from __future__ import annotations

import gzip
import json
import socket
import time

import pytest
from faultbench import (
    CALLS,
    GOOD,
    PATIENT,
    PICTURE,
    QUICK,
    REPEATABLE,
    ends,
    kinds,
    never_sent,
)
from faultserver import CLOSE, HANG, HELLO, RESET, drip, http, ok, pause

from tokotiktok import RetryPolicy
from tokotiktok.errors import ApiError, DecodeError, OutcomeUnknown, TransportError

ANSWER = {"code": 0, "message": "Success", "data": {"orders": [{"id": "1"}]}}
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
LONG = http(ANSWER, length=1_000)
PACKED = gzip.compress(json.dumps(ANSWER).encode())
BOMB = gzip.compress(b"x" * 80_000_000)
GZIP = "Content-Encoding: gzip"
PACKED_CHUNKS = CHUNKED[:-2] + GZIP.encode() + b"\r\n\r\n"


class TestConnecting:
    @pytest.mark.parametrize("kind", kinds("F1"))
    def test_refused(self, bench, kind):
        """A refused connection surely sent nothing, so any call is tried again."""
        server = bench.later(GOOD)
        never_sent(kind, bench.client(server))

        assert [0.5, 1.0] == bench.clock.slept

    @pytest.mark.parametrize("kind", kinds("F1"))
    def test_refused_then_there(self, bench, kind):
        """Once the server is back, the call arrives, once."""
        server = bench.later(GOOD)
        client = bench.client(server, sleep=lambda _: server.start())
        CALLS[kind](client)

        assert 1 == len(server.ledger)

    @pytest.mark.parametrize("kind", kinds("F1"))
    def test_silent_connection(self, bench, kind):
        """A host that takes no connections is not waited for without end."""
        with socket.socket() as full:
            full.bind(("127.0.0.1", 0))
            full.listen(0)
            waiting = [socket.socket() for _ in range(3)]
            for one in waiting:
                one.setblocking(False)
                one.connect_ex(full.getsockname())
            url = f"http://127.0.0.1:{full.getsockname()[1]}"
            client = bench.client(
                bench.later(),
                base_url=url,
                retry=RetryPolicy(connect=0.05, read=0.2, retries=1),
            )
            error = never_sent(kind, client, attempts=2)
            for one in waiting:
                one.close()

        assert (True, False) == (error.timed_out, error.hopeless)

    @pytest.mark.parametrize("kind", kinds("F2"))
    def test_name_is_not_found(self, bench, kind, monkeypatch):
        """A name that cannot be found surely sent nothing."""

        def fail(*_, **__):
            raise socket.gaierror(socket.EAI_NONAME, "no such name")

        monkeypatch.setattr(socket, "getaddrinfo", fail)

        assert not never_sent(kind, bench.client(bench.later())).timed_out

    @pytest.mark.parametrize("kind", kinds("F2"))
    def test_name_is_found_again(self, bench, kind, monkeypatch):
        """Once the name is found again, the call arrives, once."""
        server = bench.server(GOOD)
        find, failures = socket.getaddrinfo, [1]

        def fail_once(*args, **more):
            if failures:
                failures.pop()
                raise socket.gaierror(socket.EAI_AGAIN, "try again")
            return find(*args, **more)

        monkeypatch.setattr(socket, "getaddrinfo", fail_once)
        CALLS[kind](bench.client(server))

        assert 1 == len(server.ledger)


class TestTLS:
    @pytest.mark.parametrize(
        ("kind", "what", "said"),
        kinds(
            "F3",
            ("expired", "certificate has expired"),
            ("unknown", "unable to get local issuer|self-signed"),
            ("wrong-host", "mismatch"),
        ),
    )
    def test_certificate(self, bench, kind, what, said):
        """A certificate that is not valid ends the call at once, before anything left."""
        authority = bench.authority
        context = authority.context(
            host="fiktif.invalid" if what == "wrong-host" else "127.0.0.1",
            days=-1 if what == "expired" else 1,
        )
        server = bench.server(GOOD, tls=context)
        verify = True if what == "unknown" else str(authority.path)
        client = bench.client(server, transport=bench.transport(verify=verify))
        error = never_sent(kind, client, attempts=1)

        assert error.hopeless
        pytest.raises(TransportError, match=said).matches(error)
        assert ([], 1) == (server.ledger, server.connections)

    @pytest.mark.parametrize("kind", kinds("F3"))
    def test_no_tls_at_all(self, bench, kind):
        """A server that speaks no TLS never gets the request."""
        server = bench.server(GOOD, greetings=[[b"220 hello\r\n", HANG]])
        url = server.url.replace("http:", "https:")
        error = never_sent(kind, bench.client(server, base_url=url), attempts=1)

        assert error.hopeless
        assert [] == server.ledger

    @pytest.mark.parametrize("kind", kinds("F3"))
    def test_handshake_breaks_off(self, bench, kind):
        """A handshake that breaks off surely sent nothing: the call is tried again."""
        authority = bench.authority
        breaks = [[HELLO, CLOSE], [HELLO, RESET]]
        server = bench.server(GOOD, tls=authority.context(), greetings=breaks)
        transport = bench.transport(verify=str(authority.path))
        CALLS[kind](bench.client(server, transport=transport))

        assert (1, 3) == (len(server.ledger), server.connections)

    @pytest.mark.parametrize("kind", kinds("F3"))
    def test_handshake_stalls(self, bench, kind):
        """A handshake without an end surely sent nothing, either."""
        authority = bench.authority
        server = bench.server(GOOD, tls=authority.context(), greetings=[HANG])
        transport = bench.transport(verify=str(authority.path))
        retry = RetryPolicy(connect=0.25, read=1)
        CALLS[kind](bench.client(server, transport=transport, retry=retry))

        assert (1, 2) == (len(server.ledger), server.connections)

    @pytest.mark.parametrize("kind", kinds("F3"))
    def test_breaks_off_after_the_request(self, bench, kind):
        """A safe connection that breaks off later may have carried the request."""
        authority = bench.authority
        server = bench.server(RESET, GOOD, tls=authority.context())
        transport = bench.transport(verify=str(authority.path))

        ends(kind, bench.client(server, transport=transport), server)


class TestBreakingOff:
    @pytest.mark.parametrize("kind", kinds("F4"))
    def test_accepted_then_closed(self, bench, kind):
        """What went to a connection that closes at once may have been read."""
        server = bench.server(GOOD, greetings=[CLOSE])
        client = bench.client(server)
        if kind in REPEATABLE:
            CALLS[kind](client)
            assert 1 == len(server.ledger)
        else:
            with pytest.raises(OutcomeUnknown):
                CALLS[kind](client)
            assert [] == server.ledger

    @pytest.mark.parametrize(
        ("kind", "_", "play"),
        kinds("F4", ("close", CLOSE), ("reset", RESET))
        + kinds("F5", ("close", [LONG[:60], CLOSE]), ("reset", [LONG[:60], RESET]))
        + kinds("F5", ("half-a-head", [LONG[:25], CLOSE]))
        + kinds("F6", ("close", [LONG, CLOSE]), ("reset", [LONG, RESET]))
        + kinds("F6", ("chunk", [CHUNKED + b"50\r\n{", CLOSE]))
        + kinds("F6", ("no-last-chunk", [CHUNKED + b"1\r\n{\r\n", CLOSE]))
        + kinds("F7", ("longer", [LONG, HANG]))
        + kinds(
            "F8",
            ("status-line", [b"nonsense\r\n\r\n", HANG]),
            ("status-code", [b"HTTP/1.1 abc OK\r\n\r\n", HANG]),
            ("long-line", [b"HTTP/1.1 200 " + b"O" * 70_000, HANG]),
            ("headers", [b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 200 + b"\r\n", HANG]),
            ("chunk-size", [CHUNKED + b"xyz\r\n", HANG]),
        )
        + kinds("F9", ("stall", HANG))
        + kinds(
            "F14",
            ("truncated", http(PACKED[:-9], GZIP)),
            ("damaged", http(PACKED[:20] + b"\0\0\0\0" + PACKED[24:], GZIP)),
            ("not-packed", http(ANSWER, GZIP)),
        ),
    )
    def test_after_the_request(self, bench, kind, _, play):
        """What breaks off later may have been done: only what may be repeated is."""
        server = bench.server(play, GOOD)
        is_silent = play is HANG or play == [LONG, HANG]
        client = bench.client(server, retry=QUICK if is_silent else PATIENT)

        ends(kind, client, server)

    @pytest.mark.parametrize("kind", [*REPEATABLE])
    def test_gives_up(self, bench, kind):
        """A call that may be repeated is sent three times in all."""
        server = bench.server([LONG, CLOSE])
        with pytest.raises(TransportError) as caught:
            CALLS[kind](bench.client(server))

        assert (3, 3) == (len(server.ledger), caught.value.attempts)

    @pytest.mark.parametrize("kind", kinds("F7-shorter"))
    def test_body_is_longer_than_announced(self, bench, kind):
        """What is too much is not taken for the answer to another call."""
        answer = http(ANSWER, length=30)
        server = bench.server(answer, GOOD)
        client = bench.client(server)
        error = DecodeError if kind in REPEATABLE else OutcomeUnknown
        with pytest.raises(error):
            CALLS[kind](client)
        assert 1 == len(server.ledger), "a write was sent twice"

        assert ["1"] == [one.id for one in client.orders.search()]


class TestSlowness:
    @pytest.mark.parametrize(
        ("kind", "_", "play"),
        kinds(
            "F10",
            ("head", drip(LONG)),
            ("body", [LONG[:40], drip(LONG[40:])]),
            ("chunks", [CHUNKED, drip(b"1\r\n{\r\n" * 100)]),
            ("announcements", drip(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 20, 0.005)),
        ),
    )
    def test_drip(self, bench, kind, _, play):
        """An answer that drips ends with the call's time, however alive it seems."""
        server = bench.server(play)
        client = bench.client(server, retry=RetryPolicy(deadline=0.2, read=0.15))
        started = time.monotonic()
        with pytest.raises(TransportError, match="time ran out") as caught:
            CALLS[kind](client)

        assert time.monotonic() - started < 1.0
        assert 1 == len(server.ledger)
        assert (True, True) == (caught.value.sent, caught.value.timed_out)
        assert (kind not in REPEATABLE) == isinstance(caught.value, OutcomeUnknown)

    @pytest.mark.parametrize("kind", kinds("F9-always"))
    def test_silence(self, bench, kind):
        """Silence lasts no longer than the policy allows, each time."""
        server = bench.server(HANG)
        client = bench.client(server, retry=RetryPolicy(read=0.1))
        started = time.monotonic()
        with pytest.raises(TransportError) as caught:
            CALLS[kind](client)
        attempts = 3 if kind in REPEATABLE else 1

        assert caught.value.timed_out
        assert (attempts, attempts) == (len(server.ledger), caught.value.attempts)
        assert 0.09 * attempts < time.monotonic() - started < attempts

    def test_stuck_upload(self, bench):
        """F10-upload: an upload that nobody takes ends after the silence allowed."""
        server = bench.server(HANG, reads=False)
        client = bench.client(server, retry=RetryPolicy(connect=5, read=0.2))
        started = time.monotonic()
        with pytest.raises(OutcomeUnknown) as caught:
            client.files.upload_image(data=PICTURE * 30)

        assert caught.value.timed_out
        assert time.monotonic() - started < 1.5

    def test_slow_upload(self, bench):
        """F10-upload: an upload may take longer than connecting may."""
        server = bench.server(GOOD, swallows=262_144)
        client = bench.client(server, retry=RetryPolicy(connect=0.1))
        started = time.monotonic()
        client.files.upload_image(data=PICTURE * 30)

        assert time.monotonic() - started > 0.2
        assert [True] == [one.whole for one in server.ledger]

    def test_slower_upload(self, bench):
        """F10-upload: an upload that goes on ends with the call's time."""
        server = bench.server(GOOD, swallows=262_144)
        client = bench.client(server, retry=RetryPolicy(deadline=0.15))
        started = time.monotonic()
        with pytest.raises(OutcomeUnknown, match="time ran out"):
            client.files.upload_image(data=PICTURE * 30)

        assert time.monotonic() - started < 1.5


class TestReuse:
    @pytest.mark.parametrize(
        ("kind", "_", "act"),
        kinds("F11", ("closed", CLOSE), ("reset", RESET))
        + kinds("F11", ("late-408", [pause(0.03), http(status="408 Too Late"), CLOSE])),
    )
    def test_closed_while_idle(self, bench, kind, _, act):
        """A connection that was closed while idle is noticed before anything is sent."""
        server = bench.server([GOOD, act], GOOD)
        client = bench.client(server)
        client.orders.search()
        server.hangups.acquire(timeout=5)
        CALLS[kind](client)

        assert [1, 2] == [one.connection for one in server.ledger]

    @pytest.mark.parametrize(
        ("kind", "_", "act"), kinds("F11-race", ("close", CLOSE), ("reset", RESET))
    )
    def test_dies_under_a_request(self, bench, kind, _, act):
        """A reused connection that dies after the request may have carried it."""
        server = bench.server(GOOD, act, GOOD)
        client = bench.client(server)
        client.orders.search()
        del server.ledger[:]

        ends(kind, client, server)

    @pytest.mark.parametrize("kind", kinds("F11"))
    def test_is_reused(self, bench, kind):
        """Calls that go well share one connection."""
        server = bench.server(GOOD)
        client = bench.client(server)
        for _ in range(5):
            CALLS[kind](client)

        assert (5, 1) == (len(server.ledger), server.connections)


class TestAnnouncements:
    @pytest.mark.parametrize(
        ("kind", "_", "first"),
        kinds(
            "F13",
            ("continue", b"HTTP/1.1 100 Continue\r\n\r\n"),
            ("processing", b"HTTP/1.1 102 Processing\r\n\r\n"),
            ("hints", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 2),
            (
                "mixed",
                b"".join(
                    b"HTTP/1.1 %d Wait\r\n\r\n" % status for status in (103, 100, 102)
                ),
            ),
        ),
    )
    def test_is_not_the_answer(self, bench, kind, _, first):
        """What announces an answer is not the answer, nor does one go to another call."""
        server = bench.server([first, pause(0.03), GOOD], ok({"orders": [{"id": "2"}]}))
        client = bench.client(server)
        CALLS[kind](client)
        second = client.orders.search()

        assert ["2"] == [one.id for one in second]
        assert (2, 1) == (len(server.ledger), server.connections)


class TestSize:
    @pytest.mark.parametrize(
        ("kind", "_", "play"),
        kinds(
            "F14",
            ("bomb", http(BOMB[:0x11000], GZIP)),
            ("plain", http(b"x" * 200_000)),
            ("chunked", [CHUNKED, (b"1000\r\n" + b"x" * 4096 + b"\r\n") * 20, HANG]),
            (
                "chunked-bomb",
                [PACKED_CHUNKS, b"11000\r\n", BOMB[:0x11000], b"\r\n", HANG],
            ),
        ),
    )
    def test_too_large(self, bench, kind, _, play):
        """An answer that is too large is not read to its end, and not asked for again."""
        server = bench.server(play)
        transport = bench.transport(max_bytes=4000)
        with pytest.raises(TransportError, match="larger than 4000") as caught:
            CALLS[kind](bench.client(server, transport=transport))

        assert 1 == len(server.ledger)
        assert (kind not in REPEATABLE) == isinstance(caught.value, OutcomeUnknown)

    @pytest.mark.parametrize("kind", kinds("F14"))
    def test_in_parts(self, bench, kind):
        """A packed answer may come in several parts, and in chunks."""
        parts = gzip.compress(b'{"code": 0, "data": ') + gzip.compress(
            b'{"orders":[]}}'
        )
        chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in parts) + b"0\r\n\r\n"
        server = bench.server(PACKED_CHUNKS + chunks)
        CALLS[kind](bench.client(server))

        assert 1 == len(server.ledger)


class TestRedirects:
    @pytest.mark.parametrize(
        ("kind", "status"), kinds("F15", *((n,) for n in (301, 302, 303, 307, 308)))
    )
    def test_is_not_followed(self, bench, kind, status):
        """A redirect is a refusal; neither token nor request travels on."""
        other = bench.server(GOOD)
        moved = http(b"", f"Location: {other.url}/stolen", status=f"{status} Moved")
        server = bench.server(moved)
        with pytest.raises(ApiError) as caught:
            CALLS[kind](bench.client(server))

        assert status == caught.value.status
        assert (1, []) == (len(server.ledger), other.ledger)
