"""A served sandbox is directed over HTTP, with nothing but requests."""

from __future__ import annotations

import threading
import time
from datetime import datetime, timezone
from wsgiref.simple_server import make_server

import pytest
import requests
from served import command, needs_peer, peer

from tokotiktok import RequestsTransport, TikTokShopClient, Token, TokopediaClient
from tokotiktok.errors import ReauthorizationRequired, ShopLockedError
from tokotiktok.sandbox import Sandbox
from tokotiktok.sandbox.server import serve, wsgi
from tokotiktok.sandbox.tiktokshop_gate import App as TikTokShopApp
from tokotiktok.webhooks import Inbox, Receiver


@pytest.fixture
def box():
    return Sandbox(seed=1, integration="pending")


@pytest.fixture
def served(box):
    with serve(box) as one:
        yield one


@pytest.fixture
def direct(served):
    """Ask the sandbox itself, and give what it answers."""

    def ask(what, method="POST", **given):
        url = f"{served.url}/_sandbox/{what}"
        answer = requests.request(method, url, json=given or None, timeout=10)
        return answer.status_code, answer.json()

    return ask


class TestPlay:
    def test_the_whole_play(self, served, direct):
        """From pending to merged, with our clients on real sockets."""
        facts = served.describe()
        given = facts["tiktokshop"]
        token = Token(
            access=given.pop("access_token"),
            refresh=given.pop("refresh_token"),
            expires_at=datetime.fromtimestamp(time.time() + 600_000, timezone.utc),
            account=given.pop("open_id"),
        )
        transport = RequestsTransport()
        new = TikTokShopClient(**given, token=token, transport=transport)
        old = TokopediaClient(**facts["tokopedia"], transport=transport)
        edit = {"product_id": "1730000000000000105", "title": "Cangkir Baru"}
        with new, old:
            first = direct("integration", "GET")[1]["phase"]
            direct("integration/lock")
            with pytest.raises(ShopLockedError):
                new.products.partial_edit(**edit)
            state = direct("integration/merge")[1]
            with pytest.raises(ReauthorizationRequired):
                new.orders.search(page_size=1)
            new.save_token(new.oauth.exchange(direct("authorize")[1]["code"]))
            sales = [
                direct("buy", seller_skus=["GULA-AREN"], on="TOKOPEDIA")[1]
                for _ in range(2)
            ]
            ids = [one["tiktokshop"] for one in sales]
            early = [one.id for one in new.orders.get(ids=ids).items]
            now = direct("clock/advance", hours=72)[1]["now"]
            late = [one.id for one in new.orders.get(ids=ids).items]
            direct("integration/confirm_products")
            new.products.partial_edit(**edit)
            done = old.shops.info().items[0].tts_integration_completed
            truth = direct("integration/truth", "GET")[1]
            pair = truth["twins"][1]
            direct("integration/merge_products", keep=pair["copy"], drop=pair["own"])
            left = direct("integration/truth", "GET")[1]["twins"]

        assert pair not in left
        assert len(truth["twins"]) - 1 == len(left)
        assert "pending" == first
        assert ("merged_products_unconfirmed", now - 72 * 3600) == (
            state["phase"],
            state["now"],
        )
        assert (ids[:1], ids) == (early, late)
        assert str(done.toko_shop_id) == state["events"][0]["payload"]["toko_shop_id"]
        assert "1730000000000000103" == truth["products"]["9100000030"]
        assert ids[1] == truth["orders"][0]["tiktokshop"]
        assert {"tokopedia", "tiktokshop", "seller"} == set(truth["shops"])

    def test_a_foreign_sdk(self, served, direct):
        """A foreign SDK is refused, and let in again, as it would be in earnest."""
        needs_peer()
        facts = served.describe()["tiktokshop"]

        def client(token):
            return peer.TikTokShop(
                facts["app_key"],
                facts["app_secret"],
                access_token=token,
                shop_cipher=facts["shop_cipher"],
                base_url=facts["base_url"],
            )

        direct("integration/merge")
        sale = direct("buy", on="TOKOPEDIA")[1]
        with (
            client(facts["access_token"]) as old,
            pytest.raises(Exception, match="not known"),
        ):
            old.orders.get_order_list(page_size=30)
        query = {
            "app_key": facts["app_key"],
            "app_secret": facts["app_secret"],
            "auth_code": direct("authorize")[1]["code"],
            "grant_type": "authorized_code",
        }
        url = f"{facts['auth_url']}/api/v2/token/get"
        token = requests.get(url, params=query, timeout=10).json()["data"]
        with client(token["access_token"]) as fresh:
            page = fresh.orders.get_order_list(page_size=30).to_dict()["data"]

        assert sale["tiktokshop"] == page["orders"][0]["id"]
        assert "TOKOPEDIA" == page["orders"][0]["commerce_platform"]

    def test_command(self):
        """The command begins the play that it is told to."""
        with command("--play", "solely_tiktok_shop") as facts:
            url = facts["tiktokshop"]["base_url"]
            found = requests.get(f"{url}/_sandbox/integration?x=1", timeout=10).json()

        assert ("solely_tiktok_shop", None, []) == (
            found["phase"],
            found["completed_at"],
            found["events"],
        )


class TestRefusals:
    @pytest.mark.parametrize(
        ("what", "given", "status", "why"),
        [
            ("integration/unmerge", {}, 409, "unmerge() needs a shop that is"),
            ("integration/merge_products", {"keep": "1"}, 400, "to keep and to drop"),
            (
                "integration/merge_products",
                {"keep": "1", "drop": "2"},
                409,
                "this one is pending",
            ),
            ("integration/nonsense", {}, 404, "there are GET /_sandbox/integration"),
            ("clock/advance", {"aeons": 1}, 400, "no span of time"),
            ("clock/advance", {"hours": "x"}, 400, "no span of time"),
            ("clock/advance", {"days": 4_000}, 400, "less than 3650 days"),
            ("buy", {"seller_skus": "GULA-AREN"}, 400, "seller_skus is a list"),
            ("buy", {"on": "BUKALAPAK"}, 400, "one of TOKOPEDIA, TIKTOK_SHOP"),
            ("buy", {"seller_skus": ["X"]}, 409, "nobody sells 'X'"),
        ],
    )
    def test_says_why(self, direct, what, given, status, why):
        """What cannot be done is refused with why, and nothing happened."""
        answer = direct(what, **given)

        assert status == answer[0]
        assert why in answer[1]["error"]
        assert "pending" == direct("integration", "GET")[1]["phase"]

    @pytest.mark.parametrize("body", [b"[]", b"{"])
    def test_no_object(self, served, body):
        """The body is a JSON object, or there is none."""
        url = f"{served.url}/_sandbox/buy"
        answer = requests.post(url, data=body, timeout=10)

        assert (400, "the body is not a JSON object") == (
            answer.status_code,
            answer.json()["error"],
        )

    def test_not_where_others_host_it(self, box):
        """As a WSGI application it may be seen by anybody, and is directed by nobody."""
        said = []
        environ = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/_sandbox/integration/merge",
            "wsgi.input": type("Empty", (), {"read": lambda *_: b""})(),
        }
        wsgi(box)(environ, lambda status, _: said.append(status))

        assert ["404"] == [one[:3] for one in said]
        assert "pending" == box.integration.phase


class TestHooks:
    def test_sent_and_received(self, direct, tmp_path):
        """A foreign program is sent webhooks at its URL: signed, twice, and late."""
        seen = []
        app = TikTokShopApp()
        receiver = Receiver(
            seen.append,
            Inbox(tmp_path / "inbox.db"),
            tiktokshop_apps={app.app_key: app.app_secret},
        )
        order = {"type": 1, "data": {"order_id": "5", "order_status": "DELIVERED"}}
        with make_server("127.0.0.1", 0, receiver) as server:
            thread = threading.Thread(target=server.serve_forever, args=(0.05,))
            thread.start()
            url = f"http://127.0.0.1:{server.server_port}/tiktokshop"
            heard = direct("hooks/listen", url=url)
            sent = direct("hooks/send", payload=order, times=2)[1]["deliveries"]
            later = direct("hooks/send", payload=order, late=60)[1]["deliveries"]
            direct("clock/advance", seconds=60)
            last = direct("hooks", "GET")[1]["deliveries"]
            server.shutdown()
            thread.join()
        receiver.work()

        assert (200, {"deliveries": [], "dropped": 0}) == heard
        assert [200, 200] == [one["status"] for one in sent]
        assert (2, 3) == (len(later), len(last))
        assert 2 == len(seen)

    @pytest.mark.parametrize(
        ("what", "given", "status", "why"),
        [
            ("listen", {"url": "ftp://x"}, 400, "url is where"),
            ("listen", {"url": "http://x", "platform": "EBAY"}, 400, "platform is one"),
            ("send", {"payload": [1]}, 400, "payload is the object"),
            ("send", {"payload": {}, "late": "x"}, 400, "late is a number from 0"),
            ("send", {"payload": {}, "times": 101}, 400, "times is a number from 1"),
            ("send", {"payload": {}}, 409, "nobody listens"),
        ],
    )
    def test_refused(self, direct, what, given, status, why):
        """What cannot be meant is refused, with why."""
        got, body = direct(f"hooks/{what}", **given)

        assert status == got
        assert why in body["error"]
