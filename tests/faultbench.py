"""Calls of each kind against a server that misbehaves, and the check for leaks."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from fakes import FakeClock, tiktok
from faultserver import Authority, FaultServer, ok

from tokotiktok import RequestsTransport, RetryPolicy
from tokotiktok._convert import Converter
from tokotiktok.errors import OutcomeUnknown, TransportError

QUICK = RetryPolicy(read=0.25)
PATIENT = RetryPolicy(read=10)
PICTURE = b"PNG" * 100_000

CALLS = {
    "read": lambda client: client.orders.search(),
    "repeatable": lambda client: client.cancellations.approve(cancel_id="1"),
    "write": lambda client: client.packages.ship(package_id="1"),
    "upload": lambda client: client.files.upload_image(data=PICTURE),
}
"""One call of each kind; the first two may be sent twice."""

REPEATABLE = ("read", "repeatable")

GOOD = ok({"orders": [{"id": "1"}]})
"""An answer that suits all of them."""


CONVERTER = Converter()


def kinds(fault: str, *rows):
    """Cross rows of one scenario with every kind of call, named F1-upload and so on."""
    rows = rows or ((),)
    return [
        pytest.param(kind, *row, id="-".join((fault, kind, *_name(row))))
        for row in rows
        for kind in CALLS
    ]


def _name(row) -> tuple[str, ...]:
    return tuple(str(one) for one in row[:1])


def ends(kind, client, server):
    """
    Make a call whose first attempt the platform may have got.

    It is sent again if it may be repeated, else its outcome is unknown. Either way the
    ledger says what happened.
    """
    if kind in REPEATABLE:
        CALLS[kind](client)
        assert 2 == len(server.ledger)
        assert server.ledger[0].body == server.ledger[1].body
        keys = [one.query.get("idempotency_key") for one in server.ledger]
        assert keys[0] == keys[1]
        return None
    with pytest.raises(OutcomeUnknown) as caught:
        CALLS[kind](client)
    assert 1 == len(server.ledger), "a write was sent twice"
    assert (1, 1) == (caught.value.attempts, len(caught.value.attempted_at))
    return caught.value


def never_sent(kind, client, *, attempts=3):
    """Make a call of which surely nothing leaves."""
    with pytest.raises(TransportError) as caught:
        CALLS[kind](client)
    assert (False, attempts) == (caught.value.sent, caught.value.attempts)
    assert not isinstance(caught.value, OutcomeUnknown)
    return caught.value


def open_sockets() -> set[str]:
    """List this process's sockets."""
    found = set()
    for fd in Path("/proc/self/fd").iterdir():
        try:
            target = str(fd.readlink())
        except OSError:  # the one that lists
            continue
        if target.startswith("socket:"):
            found.add(target)
    return found


def idle(transport) -> int:
    """Count the connections that wait in a transport's pools."""
    return sum(
        connection is not None and connection.sock is not None
        for pool in transport._adapter._pools.values()
        if pool.pool is not None
        for connection in list(pool.pool.queue)
    )


class Bench:
    """Servers and a client, and what is left of them in the end."""

    def __init__(self, stack: ExitStack, authority) -> None:
        self.clock = FakeClock()
        self.transports: list[RequestsTransport] = []
        self._stack = stack
        self._authority = authority

    @property
    def authority(self) -> Authority:
        return self._authority()

    def server(self, *plays, **options) -> FaultServer:
        """Start a server with a script."""
        return self._stack.enter_context(self.later(*plays, **options))

    def later(self, *plays, **options) -> FaultServer:
        """Make a server that is not there yet."""
        server = FaultServer(*plays, **options)
        self._stack.callback(server.stop)
        return server

    def transport(self, **options) -> RequestsTransport:
        """Make a transport, which is looked after."""
        self.transports.append(RequestsTransport(**options))
        return self.transports[-1]

    def client(self, server, **options):
        """Make a client of a server."""
        given = {
            "base_url": server.url,
            "auth_url": server.url,
            "retry": PATIENT,
            "fake_clock": self.clock,
        }
        transport = options.pop("transport", None) or self.transport()
        client = tiktok(transport, **{**given, **options})
        # one converter for all: learning to read a model anew takes longer than a call
        object.__setattr__(client._session, "converter", CONVERTER)
        return client
