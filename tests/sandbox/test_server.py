"""The sandbox over HTTP, for our clients and for others'."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import threading
import time
from datetime import datetime, timezone

import pytest
from conftest import needs

from tokotiktok import (
    RequestsTransport,
    TikTokShopClient,
    Token,
    TokopediaClient,
    UnifiedShop,
)
from tokotiktok.sandbox import Sandbox
from tokotiktok.sandbox.server import serve, wsgi
from tokotiktok.tiktokshop.signature import signature

try:
    import tiktok_shop_api as peer
except ImportError:
    peer = None


def needs_peer():
    """Skip without the foreign SDK, which there is from Python 3.11 on."""
    if sys.version_info < (3, 11):
        pytest.skip("tiktok-shop-api needs Python 3.11")
    needs(peer is not None, "the package tiktok-shop-api")


@pytest.fixture
def served():
    """A sandbox on loopback."""
    with serve(Sandbox(seed=1)) as one:
        yield one


def clients(served, **options):
    """Make both clients from what the server says of itself, and nothing else."""
    facts = served.describe()
    tiktokshop, tokopedia = facts["tiktokshop"], facts["tokopedia"]
    token = Token(
        access=tiktokshop.pop("access_token"),
        refresh=tiktokshop.pop("refresh_token"),
        expires_at=datetime.fromtimestamp(time.time() + 600_000, timezone.utc),
        account=tiktokshop.pop("open_id"),
    )
    transport = RequestsTransport()
    return (
        TikTokShopClient(**tiktokshop, token=token, transport=transport, **options),
        TokopediaClient(**tokopedia, transport=transport, **options),
    )


class TestOurs:
    def test_one_shop_over_http(self, served):
        """The merged shop over HTTP is the one in process."""
        tiktokshop, tokopedia = clients(served)
        with tiktokshop, tokopedia:
            shop = UnifiedShop(tiktokshop=tiktokshop, tokopedia=tokopedia)
            over_http = [one.id for one in shop.orders.list()]
        in_process = [one.id for one in Sandbox(seed=1).shop().orders.list()]

        assert in_process == over_http

    def test_what_is_not_acted_out_is_refused_in_words(self, served):
        """What is not acted out says so over HTTP, too."""
        tiktokshop, _ = clients(served)
        with tiktokshop, pytest.raises(Exception, match="does not act this out"):
            tiktokshop.files.upload(data=b"PDF", name="contoh.pdf")


class TestForeign:
    def test_reads_orders(self, served):
        """A foreign SDK, with its own signature, reads all orders over HTTP."""
        needs_peer()
        facts = served.describe()["tiktokshop"]
        client = peer.TikTokShop(
            facts["app_key"],
            facts["app_secret"],
            access_token=facts["access_token"],
            shop_cipher=facts["shop_cipher"],
            base_url=facts["base_url"],
        )
        with client:
            shops = client.authorization.get_authorized_shops().to_dict()
            first = client.orders.get_order_list(page_size=30).to_dict()["data"]
            rest = client.orders.get_order_list(
                page_size=30, page_token=first["next_page_token"]
            ).to_dict()["data"]
        ours = Sandbox(seed=1).tiktokshop().orders.search().all()

        assert facts["shop_cipher"] == shops["data"]["shops"][0]["cipher"]
        assert [one.id for one in ours] == [
            one["id"] for one in first["orders"] + rest["orders"]
        ]

    @pytest.mark.parametrize(
        ("query", "body"),
        [
            ([("app_key", "k"), ("timestamp", "1"), ("ids", "1,2")], None),
            ([("b", "2"), ("a", "é ☕"), ("access_token", "x")], b'{"a": "\xc3\xa9"}'),
        ],
    )
    def test_signature_is_the_same(self, query, body):
        """A foreign SDK's signature of the same request equals ours."""
        needs_peer()
        theirs = peer.Signer.sign(
            path="/order/202309/orders/search",
            query=query,
            content_type="application/json",
            body=body,
            app_secret="secret",
        )

        assert theirs == signature(
            "secret", "/order/202309/orders/search", dict(query), body
        )


class TestServer:
    def test_loopback_only(self, served):
        """It listens on loopback."""
        assert served.url.startswith("http://127.0.0.1:")

    def test_describe(self, served):
        """It says all that a client needs, and nothing more."""
        facts = served.describe()

        assert {"tiktokshop", "tokopedia"} == set(facts)
        assert {
            "base_url",
            "auth_url",
            "fs_id",
            "client_id",
            "client_secret",
            "shop_id",
        } == set(facts["tokopedia"])

    def test_waits(self, served, monkeypatch):
        """It waits until it is interrupted."""

        class Interrupted:
            def wait(self):
                raise KeyboardInterrupt

        monkeypatch.setattr(threading, "Event", Interrupted)

        assert served.wait() is None

    def test_command(self):
        """The command prints where it serves, as JSON, and serves."""
        command = [
            sys.executable,
            "-m",
            "tokotiktok",
            "sandbox",
            "--port",
            "0",
            "--json",
        ]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            lines = []
            while not lines or lines[-1] != "}\n":
                lines.append(process.stdout.readline())
            facts = json.loads("".join(lines))
            client = TokopediaClient(**facts["tokopedia"])
            with client:
                shop = client.shops.info().items[0]
            process.terminate()

        assert "Toko Kopi Contoh" == shop.shop_name


class TestWsgi:
    def test_hosted_elsewhere(self):
        """Any WSGI server can host it."""
        said = {}

        def start_response(status, headers):
            said.update(status=status, headers=dict(headers))

        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": "/v1/shop/fs/99999/shop-info",
            "QUERY_STRING": "",
            "wsgi.input": io.BytesIO(b""),
        }
        body = wsgi(Sandbox())(environ, start_response)

        assert said["status"].startswith("401")
        assert b"401 Authorization Required" in b"".join(body)
