"""The Tokopedia client: its calendar, and the shop it is for."""

from __future__ import annotations

import base64
import json
import pickle
from datetime import datetime, timedelta, timezone

import pytest
from fakes import NOW, TOKEN_ANSWER, FakeClock, Script, answer, toko

from tokotiktok import TokopediaClient
from tokotiktok.errors import AuthError, DecodeError, SunsetError, TransportError
from tokotiktok.platforms import WIB

YES = answer({"header": {"process_time": 1}, "data": None})
PICKED_UP = answer({"header": {}, "data": {"order_id": 5, "result": "ok"}})
OFFICIAL = {
    "base_url": "https://fs.tokopedia.net",
    "auth_url": "https://accounts.tokopedia.com",
}


def at(*moment):
    """Make a clock that stands in WIB."""
    return FakeClock(datetime(*moment, tzinfo=WIB).timestamp())


def sent(client_call, answers=YES, **options):
    """Make a call; give what went out, the token's request first."""
    script = Script(answer(TOKEN_ANSWER), answers)
    client_call(toko(script, **options))
    return script.sent


class TestCalendar:
    @pytest.mark.parametrize(
        ("clock", "reads", "writes"),
        [
            (at(2025, 9, 20, 23, 59, 59), True, True),
            (at(2025, 9, 21), True, False),
            (at(2025, 9, 30, 23, 59, 59), True, False),
            (at(2025, 10, 1), False, False),
        ],
        ids=["last write", "read only", "last read", "over"],
    )
    def test_official_host(self, clock, reads, writes):
        """The official host is not called for what it does not do any more."""
        for fine, call in (
            (reads, lambda c: c.shops.info()),
            (writes, lambda c: c.orders.accept(order_id=1)),
        ):
            script = Script(answer(TOKEN_ANSWER), YES)
            client = toko(script, fake_clock=FakeClock(clock.now), **OFFICIAL)
            if fine:
                call(client)
            else:
                with pytest.raises(SunsetError, match="2025-09-"):
                    call(client)
                assert [] == script.sent

    def test_elsewhere(self):
        """A replay is called whatever the calendar says."""
        assert 2 == len(sent(lambda c: c.shops.info(), fake_clock=at(2030, 1, 1)))

    def test_one_host_elsewhere(self):
        """Where only one host is a replay's, the other one is not called any more."""
        script = Script(answer(TOKEN_ANSWER), YES)
        auth_url = OFFICIAL["auth_url"]
        client = toko(script, fake_clock=at(2025, 9, 30), auth_url=auth_url)
        late = toko(script, fake_clock=at(2025, 10, 1), auth_url=auth_url)
        client.orders.accept(order_id=1)

        assert 2 == len(script.sent)
        with pytest.raises(SunsetError, match="2025-09-30"):
            late.orders.accept(order_id=1)
        assert 2 == len(script.sent)

    def test_a_word_that_is_not_known(self):
        """What is neither ``raise`` nor ``ignore`` lifts nothing."""
        options = {"fake_clock": at(2030, 1, 1), "sunset": "Ignore", **OFFICIAL}

        with pytest.raises(SunsetError):
            sent(lambda c: c.shops.info(), **options)

    def test_ignored(self):
        """So is the official host, if told so."""
        options = {"fake_clock": at(2030, 1, 1), "sunset": "ignore", **OFFICIAL}

        assert 2 == len(sent(lambda c: c.shops.info(), **options))


class TestRequest:
    def test_token(self):
        """The token is got with the app's credentials, and sent as a bearer's."""
        token, call = sent(lambda c: c.shops.info())
        pair = base64.b64encode(b"fiktif-client-id:fiktif-client-secret").decode()

        assert ("POST", f"Basic {pair}", None) == (
            token.method,
            token.headers["Authorization"],
            token.body,
        )
        assert "Bearer c:fiktif-1" == call.headers["Authorization"]

    def test_shop_goes_where_it_belongs(self):
        """The client's shop is in the query, the path or the body, as the call has it."""
        query = sent(lambda c: c.products.list())[1]
        path = sent(lambda c: c.saldo.list(from_date=DAY, to_date=DAY))[1]
        body = sent(lambda c: c.orders.request_pickup(order_id=5), answers=PICKED_UP)[1]

        assert "999000001" == dict(query.query)["shop_id"]
        assert "/shop/999000001/" in path.url
        assert {"order_id": 5, "shop_id": 999000001} == json.loads(body.body)

    def test_another_shop(self):
        """A call, or a view, may be for another shop."""
        one = sent(lambda c: c.products.list(shop_id=7))[1]
        other = sent(lambda c: c.with_shop(8).products.list())[1]

        assert ("7", "8") == (dict(one.query)["shop_id"], dict(other.query)["shop_id"])

    def test_app_in_the_query(self):
        """Only the order list has the app in its query."""
        listed = sent(lambda c: c.orders.list(from_date=MOMENT, to_date=MOMENT))[1]

        assert "99999" == dict(listed.query)["fs_id"]
        assert str(int(NOW) + 25_200) == dict(listed.query)["from_date"]

    def test_escape_hatch(self):
        """A path without a method here is called with the ids filled in."""
        request = sent(lambda c: c.request("GET", "/v9/fs/{fs_id}/new"))[1]

        assert request.url.endswith("/v9/fs/99999/new")


MOMENT = datetime.fromtimestamp(NOW, timezone.utc)
DAY = MOMENT.date()
PAGE_401 = answer(b"<html>", 401, content_type="text/html")


class TestWrite:
    def test_a_key_makes_it_repeatable(self):
        """Adding to stock has a key of at most 20 characters, so it is sent again."""
        body = {"header": {}, "data": {"failed_rows": 0, "succeed_rows": 1}}
        lost = TransportError("reset", sent=True)
        script = Script(answer(TOKEN_ANSWER), lost, answer(body))
        toko(script).stock.increment(stocks=[])
        keys = [dict(one.query)["request_id"] for one in script.sent[1:]]

        assert 2 == len(keys)
        assert keys[0] == keys[1]
        assert 0 < len(keys[0]) <= 20

    def test_done_without_an_answer(self):
        """A write that was done, but answered with nothing, says that it was done."""
        with pytest.raises(DecodeError, match="done, but the answer"):
            sent(lambda c: c.orders.request_pickup(order_id=5))


class TestToken:
    def test_renewed_after_401(self):
        """A refused token is renewed once, and the call sent again."""
        new = {"access_token": "c:fiktif-2", "expires_in": 100}
        script = Script(answer(TOKEN_ANSWER), PAGE_401, answer(new), YES)
        toko(script).shops.info()

        assert "Bearer c:fiktif-2" == script.sent[-1].headers["Authorization"]

    def test_same_token_again(self):
        """If the platform gives the refused token again, that is an error, not a loop."""
        script = Script(answer(TOKEN_ANSWER), PAGE_401, answer(TOKEN_ANSWER), YES)

        with pytest.raises(AuthError):
            toko(script).shops.info()
        assert 3 == len(script.sent)

    def test_lasts(self):
        """One token serves until it ends."""
        script, clock = Script(answer(TOKEN_ANSWER), YES), FakeClock()
        client = toko(script, fake_clock=clock)
        for _ in range(3):
            client.shops.info()
            clock.now += timedelta(days=4).total_seconds()

        assert 1 == sum(one.url.endswith("/token") for one in script.sent)

    def test_no_token_in_the_answer(self):
        """An answer without a token says so."""
        with pytest.raises(Exception, match="holds no token"):
            toko(Script(answer({"token_type": "Bearer"}))).shops.info()


class TestSpellings:
    @pytest.mark.parametrize("name", ["wh_type", "warehose_type"])
    def test_two_ways(self, name):
        """A warehouse's type is read under either of its names."""
        shop = {
            "shop_id": 1,
            "warehouses": [{"warehouse_id": 2, name: "Shop Location"}],
        }
        body = answer({"header": {}, "data": [shop]})
        (found,) = toko(Script(answer(TOKEN_ANSWER), body)).shops.info()

        assert "Shop Location" == found.warehouses[0].wh_type


class TestLife:
    def test_pickles(self):
        """A client pickles and works afterwards."""
        client = pickle.loads(pickle.dumps(toko(Script(answer(TOKEN_ANSWER), YES))))
        client.shops.info()

        assert isinstance(client, TokopediaClient)
        assert "999000001" == client.shop_id
