"""
Real processes, sockets and files: what a receiver acknowledged is handled, whoever is
killed, and each event once.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import needs
from webhooks_data import APPS, order

from tokotiktok.webhooks import Inbox

pytestmark = pytest.mark.uncovered

EVENTS, SENDERS = 160, 16

RECEIVER = """
import json, sqlite3, sys
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from tokotiktok.webhooks import Inbox, Receiver

port, inbox, out, lease, apps = sys.argv[1:]

def record(happened):
    with Path(out).with_suffix(".calls").open("a") as file:
        file.write(happened.identity + "\\n")
    with sqlite3.connect(out, timeout=30) as db:
        db.execute("INSERT OR IGNORE INTO handled VALUES (?)", (happened.identity,))
    db.close()

class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64

class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass

receiver = Receiver(record, Inbox(inbox, lease=float(lease)), tiktokshop_apps=json.loads(apps))
receiver.start(every=0.05)
if port == "0":  # a worker only
    print("ready", flush=True)
    receiver._thread.join()
with make_server("127.0.0.1", int(port), receiver, Server, Quiet) as server:
    print("ready", flush=True)
    server.serve_forever(0.05)
"""
"""Receives, and handles in a thread: records what it was given, each identity once."""


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Site:
    """A receiver in a process of its own that can be killed, and its files."""

    def __init__(self, folder):
        self.port = free_port()
        self.inbox, self.out = folder / "inbox.db", folder / "handled.db"
        with sqlite3.connect(self.out) as db:
            db.execute("CREATE TABLE handled (identity TEXT PRIMARY KEY)")
        db.close()
        self.processes = []

    def start(self, port=None, lease=60):
        """Start one, and wait until it listens."""
        given = [self.port if port is None else port, self.inbox, self.out, lease]
        started = subprocess.Popen(
            [sys.executable, "-c", RECEIVER, *map(str, given), json.dumps(APPS)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert "ready\n" == started.stdout.readline()
        self.processes.append(started)

    def kill(self):
        """Kill all, without a word."""
        for one in self.processes:
            os.kill(one.pid, signal.SIGKILL)
            one.communicate()
        self.processes.clear()

    def send(self, number):
        """Send an event until it is answered, as the platform does."""
        headers, body = order(number % EVENTS)
        while True:
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            try:
                line.request("POST", "/tiktokshop", body, headers)
                return line.getresponse().status
            except (OSError, http.client.HTTPException):
                time.sleep(0.02)
            finally:
                line.close()

    def settle(self):
        """Wait until nothing waits."""
        deadline = time.monotonic() + 60
        while Inbox(self.inbox).waiting() and time.monotonic() < deadline:
            time.sleep(0.05)

    @property
    def calls(self):
        """What the handler was called with, each time."""
        return self.out.with_suffix(".calls").read_text().split()

    @property
    def recorded(self):
        """What the handler has recorded."""
        db = sqlite3.connect(self.out)
        rows = db.execute("SELECT identity FROM handled").fetchall()
        db.close()
        return [identity for (identity,) in rows]


@pytest.fixture
def site(tmp_path):
    found = Site(tmp_path)
    yield found
    found.kill()


ALL = sorted(f"notification:{number}" for number in range(EVENTS))


class TestKilled:
    def test_receiver_and_worker(self, site):
        """
        Sixteen senders send each event twice, while what receives and handles is killed
        again and again. Every event that was acknowledged is handed over; recorded by its
        identity, exactly once; called again is only what a kill interrupted.
        """
        needs(hasattr(signal, "SIGKILL"), "SIGKILL")
        site.start(lease=1)
        kills, chance = 0, random.Random(7)
        with ThreadPoolExecutor(SENDERS) as pool:
            sending = [pool.submit(site.send, number) for number in range(2 * EVENTS)]
            while not all(one.done() for one in sending) or kills < 4:
                time.sleep(0.1 + 0.3 * chance.random())
                site.kill()
                site.start(lease=1)
                kills += 1
            statuses = {one.result() for one in sending}
        site.settle()
        site.kill()

        assert {200} == statuses
        assert ALL == sorted(site.recorded)
        assert len(site.calls) <= EVENTS + kills

    def test_nobody_is_killed(self, site):
        """Where nobody dies, three processes that share an inbox call each once."""
        site.start()
        for _ in range(2):
            site.start(port=0)
        with ThreadPoolExecutor(SENDERS) as pool:
            statuses = set(pool.map(site.send, range(2 * EVENTS)))
        site.settle()
        site.kill()

        assert {200} == statuses
        assert ALL == sorted(site.calls)
        assert ALL == sorted(site.recorded)

    def test_concurrent_duplicates(self, site):
        """Sixteen senders send one and the same event at the same moment: one call."""
        site.start()
        gate = threading.Barrier(SENDERS)

        def send(_):
            gate.wait()
            return site.send(1)

        with ThreadPoolExecutor(SENDERS) as pool:
            statuses = list(pool.map(send, range(SENDERS)))
        site.settle()
        site.kill()

        assert [200] * SENDERS == statuses
        assert ["notification:1"] == site.calls
