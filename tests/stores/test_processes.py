"""
Real processes, a real file and a real token endpoint: a token is renewed once, and a
killed process takes nothing with it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta, timezone

import pytest
from conftest import needs
from contracts import KEY
from fakes import token

from tokotiktok import SQLiteTokenStore, TikTokShopClient, Token, TokenKey
from tokotiktok.errors import ReauthorizationRequired, TransportError
from tokotiktok.sandbox import Sandbox
from tokotiktok.sandbox.server import serve
from tokotiktok.stores import new_key

SEAL = new_key()

WORKERS = """
import json, os, signal, sys, threading
from tokotiktok import RequestsTransport, SQLiteTokenStore, TikTokShopClient

facts = json.loads(sys.argv[1])

class Store(SQLiteTokenStore):
    def lease(self, key, owner, seconds):
        return super().lease(key, owner, facts["lease"] or seconds)

    def save(self, key, token, *, if_version):
        if facts["dies"] == "saving":
            os.kill(os.getpid(), signal.SIGKILL)
        return super().save(key, token, if_version=if_version)

class Transport(RequestsTransport):
    def send(self, request, timeout):
        if facts["dies"] == "renewing" and "/token/refresh" in request.url:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().send(request, timeout)

def make():
    store = Store(facts["path"], key=facts["key"])
    return TikTokShopClient(**facts["client"], tokens=store, transport=Transport())

def work(client):
    said = []
    def call():
        try:
            said.append(len(client.shops.list()))
        except Exception as error:
            said.append(repr(error))
    threads = [threading.Thread(target=call) for _ in range(facts["threads"])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said

client = None
if facts["warm"]:
    client = make()
    client._session.keeper.store.load(client._session.key)
ready, go, children = os.pipe(), os.pipe(), []
for _ in range(facts["processes"]):
    child = os.fork()
    if not child:
        client = client or make()
        os.write(ready[1], b"x")
        os.read(go[0], 1)
        os.write(1, (json.dumps(work(client)) + "\\n").encode())
        os._exit(0)
    children.append(child)
for _ in children:
    os.read(ready[0], 1)
os.write(go[1], b"x" * len(children))
died = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
print(json.dumps([code for code in died if code]))
"""
"""Forks into processes that begin to call at the same moment; prints what all got."""


class Served:
    """A sandbox on loopback, whose token endpoint takes its time, and a file."""

    def __init__(self, served, box, path, key) -> None:
        facts = served.describe()["tiktokshop"]
        self.face = box.tiktokshop_face
        self.path, self.key = path, key
        self.whose = TokenKey("tiktokshop", facts["app_key"], facts["open_id"])
        self.access = facts.pop("access_token")
        self.refresh = facts.pop("refresh_token")
        facts["account"] = facts.pop("open_id")
        self.client = facts
        answer = self.face.answer

        def slow(method, path, *rest):
            if path.endswith("/token/refresh"):
                time.sleep(0.2)
            return answer(method, path, *rest)

        self.face.answer = slow

    def store(self) -> SQLiteTokenStore:
        """Open the file."""
        return SQLiteTokenStore(self.path, key=self.key)

    def keep(self, days: float) -> None:
        """Store the token, as if it ended in so many days."""
        ends = datetime.now(timezone.utc) + timedelta(days=days)
        self.store().save(
            self.whose,
            Token(access=self.access, refresh=self.refresh, expires_at=ends),
            if_version=0,
        )

    def run(self, **facts) -> list:
        """Let processes call; give what each call, and each that died, came to."""
        given = {
            "client": self.client,
            "path": str(self.path),
            "key": self.key,
            "lease": 0,
            "dies": "",
            "threads": 1,
            "processes": 1,
            "warm": False,
            **facts,
        }
        done = subprocess.run(
            [sys.executable, "-c", WORKERS, json.dumps(given)],
            stdout=subprocess.PIPE,
            text=True,
            timeout=120,
            check=True,
        )
        return [one for line in done.stdout.splitlines() for one in json.loads(line)]

    def renewals(self) -> int:
        """Count what reached the token endpoint."""
        return sum(one.path.endswith("/token/refresh") for one in self.face.seen)

    def sent_with(self) -> list[str]:
        """List the tokens that calls were sent with, in order."""
        sent = [one.headers.get("x-tts-access-token") for one in self.face.seen]
        return [access for access in sent if access]


@pytest.fixture
def served(request, tmp_path):
    """A sandbox on loopback, and the file, sealed if a test says so."""
    box = Sandbox(seed=1)
    with serve(box) as one:
        yield Served(one, box, tmp_path / "tokens.db", getattr(request, "param", None))


@pytest.fixture
def can_fork():
    """The right system for real processes that are killed."""
    needs(hasattr(os, "fork"), "fork")


@pytest.mark.usefixtures("can_fork")
class TestOnce:
    @pytest.mark.parametrize(
        "served", [None, SEAL], ids=["plain", "sealed"], indirect=True
    )
    def test_eight_processes_and_a_token_that_has_ended(self, served):
        """Eight processes of four threads each renew once, and use what was renewed."""
        served.keep(days=-1)
        said = served.run(processes=8, threads=4)

        assert [1] * 32 == said
        assert 1 == served.renewals()
        assert {served.store().load(served.whose).token.access} == set(
            served.sent_with()
        )

    def test_eight_processes_and_a_token_that_is_refused(self, served):
        """Of a token that the platform refuses too early, the same is true."""
        served.keep(days=6)
        served.face.grant.ends = 0
        said = served.run(processes=8, threads=4)
        sent = served.sent_with()

        assert [1] * 32 == said
        assert 1 == served.renewals()
        assert 32 == len(sent) - sent.count(served.access)

    def test_a_hundred_threads(self, served):
        """A hundred threads of one client renew once; each call is sent twice at most."""
        served.keep(days=6)
        served.face.grant.ends = 0
        got = []
        client = TikTokShopClient(**served.client, tokens=served.store())
        gate = threading.Barrier(100)

        def call():
            gate.wait()
            got.append(len(client.shops.list()))

        threads = [threading.Thread(target=call) for _ in range(100)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        client.close()
        sent = served.sent_with()

        assert [1] * 100 == got
        assert 1 == served.renewals()
        assert 100 == len(sent) - sent.count(served.access)

    def test_forks_of_a_store_that_was_in_use(self, served):
        """Four forks of a process whose store was in use renew once."""
        served.keep(days=-1)
        said = served.run(processes=4, threads=4, warm=True)

        assert [1] * 16 == said
        assert 1 == served.renewals()


@pytest.mark.usefixtures("can_fork")
class TestKilled:
    def test_before_renewing(self, served):
        """Who holds the lease and is killed is waited for until the lease ends."""
        served.keep(days=-1)
        killed = served.run(lease=2.0, dies="renewing")
        leased = served.store().lease(served.whose, "other", 0.1)
        said = served.run()

        assert [-signal.SIGKILL] == killed
        assert not leased
        assert [1] == said
        assert 1 == served.renewals()

    def test_between_renewing_and_saving(self, served):
        """
        If the platform has renewed and nobody could save it, the refresh token is used
        up: the next learns that the seller must authorise again; the store is unharmed.
        """
        served.keep(days=-1)
        before = served.store().load(served.whose)
        killed = served.run(lease=1.0, dies="saving")
        with (
            TikTokShopClient(**served.client, tokens=served.store()) as client,
            pytest.raises(ReauthorizationRequired, match="36004005") as got,
        ):
            client.shops.list()

        assert [-signal.SIGKILL] == killed
        assert 2 == served.renewals()
        assert before == served.store().load(served.whose)
        assert served.client["service_id"] in got.value.authorization_url

    def test_in_a_transaction(self, tmp_path):
        """What a killed process was writing is undone, and blocks nobody."""
        path = tmp_path / "tokens.db"
        store = SQLiteTokenStore(path)
        store.save(KEY, token("a"), if_version=0)
        code = (
            "import os, signal, sys\n"
            "from tokotiktok import SQLiteTokenStore\n"
            "store = SQLiteTokenStore(sys.argv[1])\n"
            "with store._database.transaction() as db:\n"
            "    db.execute('DELETE FROM tokotiktok_tokens')\n"
            "    os.kill(os.getpid(), signal.SIGKILL)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, str(path)], timeout=60, check=False
        )
        began = time.monotonic()
        store.save(KEY, token("b"), if_version=1)

        assert -signal.SIGKILL == done.returncode
        assert "b" == store.load(KEY).token.access
        assert time.monotonic() - began < 5


class TestLostReply:
    def test_of_a_renewal(self, box, tmp_path):
        """
        The platform renews, and its answer is lost: asked again it refuses the token that
        it has replaced. That ends in ReauthorizationRequired; the store is not touched.
        """
        store = SQLiteTokenStore(tmp_path / "tokens.db")
        face = box.tiktokshop_face
        whose = TokenKey("tiktokshop", face.app.app_key, face.app.open_id)
        before = store.save(whose, box.token(), if_version=0)

        class Lossy:
            lost = 0
            close = face.close

            def send(self, request, timeout):
                answer = face.send(request, timeout)
                if request.url.endswith("/token/refresh") and not self.lost:
                    self.lost += 1
                    raise TransportError("cut off")
                return answer

        client = box.tiktokshop(
            tokens=store, account=face.app.open_id, transport=Lossy()
        )
        box.clock.advance(days=8)
        with pytest.raises(ReauthorizationRequired, match="36004005"):
            client.shops.list()

        assert before == store.load(whose)
        assert store.lease(whose, "next", 5)
