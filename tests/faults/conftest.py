"""What the scenarios share: a bench to play them on, which checks for leaks."""

from __future__ import annotations

import threading
from contextlib import ExitStack

import pytest
from faultbench import Bench, idle, open_sockets
from faultserver import Authority


@pytest.fixture(scope="session")
def authority(tmp_path_factory):
    """A maker of certificates, made when first asked for."""
    made = []

    def make() -> Authority:
        if not made:
            made.append(Authority(tmp_path_factory.mktemp("tls")))
        return made[0]

    return make


@pytest.fixture
def bench(authority):
    """
    Servers and clients for one scenario.

    When it is over nothing may be left: of the connections only those that wait in the
    pool, and none of them once it is closed; no socket, no thread.
    """
    sockets, threads = open_sockets(), set(threading.enumerate())
    with ExitStack() as stack:
        made = Bench(stack, authority)
        yield made
        stack.pop_all().close()  # servers first: what is left is the clients'
        waiting = sum(map(idle, made.transports))
        assert waiting == len(open_sockets() - sockets), "a connection leaked"
        for transport in made.transports:
            transport.close()

    assert set() == open_sockets() - sockets, "a socket leaked"
    assert set() == set(threading.enumerate()) - threads, "a thread leaked"
