"""The TikTok Shop client: tokens, views, sharing."""

from __future__ import annotations

import pickle
import threading
import tracemalloc

import pytest
from fakes import NOW, PAGE, SECRET, Script, ok, sample, tiktok, token

from tokotiktok import MemoryTokenStore, TokenKey
from tokotiktok.errors import AuthError, DecodeError, ValidationError


class TestOAuth:
    def test_authorization_url(self):
        """The URL that a seller is sent to names the service and the state."""
        oauth = tiktok(Script(PAGE), service_id="74").oauth

        assert oauth.authorization_url(state="a b") == (
            "https://services.tiktokshop.com/open/authorize?service_id=74&state=a+b"
        )

    def test_no_service_id(self):
        """Without a service id the error says where to find it."""
        with pytest.raises(ValidationError, match="not the app_key"):
            tiktok(Script(PAGE)).oauth.authorization_url()

    def test_exchange_is_stored_first(self):
        """A new token is in the store, under its account, when it is returned."""
        store = MemoryTokenStore()
        script = Script(ok(sample("tiktokshop", "token_get")["data"]))
        got = tiktok(script, tokens=store).oauth.exchange("code")
        key = TokenKey("tiktokshop", "6fiktif8key", "fiktif_open_id_0001")

        assert got == store.load(key).token
        assert "sign" not in dict(script.sent[0].query)

    @pytest.mark.parametrize(
        "data",
        [
            None,
            {},
            {"access_token": "a"},
            {"access_token": "a", "access_token_expire_in": 604800},
        ],
        ids=["null", "empty", "no end", "a duration"],
    )
    def test_answers_that_are_none(self, data):
        """A token without a plausible end is not taken."""
        with pytest.raises(DecodeError):
            tiktok(Script(ok(data)), tokens=MemoryTokenStore()).oauth.exchange("code")

    def test_no_token(self):
        """A client without a token says what to do."""
        client = tiktok(Script(PAGE), tokens=MemoryTokenStore(), account="x")

        with pytest.raises(AuthError, match=r"account 'x'.*exchange\(code\)"):
            client.orders.search()

    def test_token_from_elsewhere(self):
        """A token can be stored by hand; a stored one is kept over the client's."""
        store = MemoryTokenStore()
        client = tiktok(Script(PAGE), tokens=store, account="x")
        client.save_token(token("by-hand"))
        script = Script(PAGE)
        tiktok(script, tokens=store, account="x", token=token("other")).orders.search()

        assert "by-hand" == script.sent[0].headers["x-tts-access-token"]


class TestViews:
    def test_share_all_but_shop_and_account(self):
        """A view is the same client for another shop."""
        script = Script(PAGE)
        client = tiktok(script, tokens=MemoryTokenStore(), account="a")
        view = client.with_shop("cipher-b", account="b")
        view.save_token(token("token-b"))
        view.orders.search()
        (request,) = script.sent

        assert ("cipher-b", "token-b") == (
            dict(request.query)["shop_cipher"],
            request.headers["x-tts-access-token"],
        )
        assert view.oauth is client.oauth

    def test_another_account_has_other_shops(self):
        """A view for another account does not keep this one's shop."""
        client = tiktok(Script(PAGE), tokens=MemoryTokenStore(), account="a")
        view = client.with_account("b")
        view.save_token(token("token-b"))

        with pytest.raises(ValidationError, match="shop_cipher"):
            view.orders.search()
        assert client.with_account("a")._session.shop is not None

    def test_cost_little(self):
        """A thousand views take two megabytes at most."""
        client = tiktok(Script(PAGE))
        tracemalloc.start()
        views = [client.with_shop(f"cipher-{n}") for n in range(1000)]
        size = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()

        assert len(views) == 1000
        assert size < 2 * 1024 * 1024

    def test_never_mixed_up(self):
        """Each call goes out with its own shop's token and cipher, in any thread."""
        script = Script(PAGE)
        client = tiktok(script, tokens=MemoryTokenStore())
        views = []
        for n in range(50):
            view = client.with_shop(f"shop-{n}", account=f"account-{n}")
            view.save_token(token(f"token-{n}"))
            views.append(view)
        threads = [
            threading.Thread(target=lambda v=v: [v.orders.search() for _ in range(5)])
            for v in views
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        pairs = {
            (dict(one.query)["shop_cipher"], one.headers["x-tts-access-token"])
            for one in script.sent
        }

        assert {(f"shop-{n}", f"token-{n}") for n in range(50)} == pairs


class TestRequest:
    def test_known_operation_decides(self):
        """At a known path the cipher goes as the operation has it."""
        script = Script(ok({"a": 1}))
        client = tiktok(script)
        client.request("get", "/authorization/202309/shops")
        client.request("GET", "/product/202309/products/17")
        client.request("GET", "/new/202701/things", query={"ids": [1, 2], "x": None})
        ciphers = ["shop_cipher" in dict(one.query) for one in script.sent]

        assert [False, True, True] == ciphers
        assert "1,2" == dict(script.sent[2].query)["ids"]


class TestLife:
    def test_pickles(self):
        """A client pickles, before and after its first call, and works afterwards."""
        client = tiktok(Script(PAGE))
        client.orders.search()
        again = pickle.loads(pickle.dumps(client))
        again.orders.search()

        assert 2 == len(again._session.transport.sent)
        assert again.oauth.session.key == again._session.key

    def test_shows_no_secret(self):
        """Its repr names app and account."""
        said = repr(tiktok(Script(PAGE)))

        assert "<TikTokShopClient app 6fiktif8key for one shop>" == said
        assert SECRET not in said

    def test_tells_the_time(self):
        """It goes by the clock it was given."""
        assert NOW == tiktok(Script(PAGE)).now().timestamp()

    def test_closes(self):
        """It can be used in a block."""
        with tiktok(Script(PAGE)) as client:
            client.orders.search()

    def test_upload_is_not_signed_and_sent_whole_again(self, tmp_path):
        """A file goes as a form, unsigned, and the same bytes on each try."""
        from tokotiktok.errors import TransportError

        path = tmp_path / "kopi.png"
        path.write_bytes(b"PNG")
        script = Script(TransportError("refused", sent=False), ok({"uri": "u"}))
        with path.open("rb") as file:
            tiktok(script).files.upload_image(data=file, use_case="MAIN_IMAGE")
        first, second = script.sent

        assert {"data": ("kopi.png", b"PNG")} == first.files == second.files
        assert ({"use_case": "MAIN_IMAGE"}, None) == (first.form, first.body)

    @pytest.mark.parametrize("bad", ["/no/such/file", open(__file__, encoding="utf-8")])  # noqa: PTH123, SIM115 - text
    def test_upload_of_nothing(self, bad):
        """A file that is not there, or not open in binary mode, is refused in words."""
        with pytest.raises(ValidationError, match="data"):
            tiktok(Script(ok())).files.upload_image(data=bad)


class TestVersions:
    def paths(self, call, **options):
        """Make a call; give the paths that were called."""
        script = Script(ok({"orders": [], "shops": []}))
        call(tiktok(script, **options))
        return [
            one.url.removeprefix("https://open-api.tiktokglobalshop.com")
            for one in script.sent
        ]

    def test_of_one_call(self):
        """A resource can be had at another version."""

        def call(client):
            client.orders.at("202309").get(ids=["1"])
            client.orders.get(ids=["1"])

        assert ["/order/202309/orders", "/order/202507/orders"] == self.paths(call)

    def test_of_a_client(self):
        """A client, and its views, can have other versions for some operations."""

        def call(client):
            client.with_shop("x").orders.get(ids=["1"])
            client.shops.list()

        assert ["/order/202309/orders", "/authorization/202309/shops"] == self.paths(
            call, versions={"orders.get": "202309"}
        )

    @pytest.mark.parametrize("version", ["2023", "v2", "", "202309/x"])
    def test_that_is_none(self, version):
        """What is not six digits is no version."""
        with pytest.raises(ValidationError, match="six digits"):
            self.paths(lambda c: c.orders.at(version or "0").get(ids=["1"]))

    def test_of_nothing(self):
        """A version for an operation that does not exist is refused at once."""
        with pytest.raises(ValidationError, match=r"orders\.fetch"):
            tiktok(Script(ok()), versions={"orders.fetch": "202309"})
