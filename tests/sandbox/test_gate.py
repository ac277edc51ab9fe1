"""What the TikTok Shop face's gate refuses, of requests that no client of ours sends."""

from __future__ import annotations

import json

import pytest

from tokotiktok.errors import ServerError
from tokotiktok.retry import RetryPolicy
from tokotiktok.sandbox.server import serve

SEARCH = "/order/202309/orders/search"
REFRESH = "/api/v2/token/refresh"


def code(box, method, path, **query):
    """Send a request by hand; give the code of the answer."""
    pairs = tuple((name, str(value)) for name, value in query.items())
    answer = box.tiktokshop_face.answer(method, path, pairs, {}, b"")
    return json.loads(answer.body)["code"]


def app(box):
    face = box.tiktokshop_face.app
    return {"app_key": face.app_key, "app_secret": face.app_secret}


class TestGate:
    @pytest.mark.parametrize(
        "query", [{"timestamp": "soon"}, {}], ids=["no number", "none"]
    )
    def test_timestamp_that_is_none(self, box, query):
        """A timestamp must be a number."""
        key = box.tiktokshop_face.app.app_key

        assert 36009004 == code(box, "POST", SEARCH, app_key=key, **query)

    def test_unsigned(self, box):
        """A request without a signature is refused before its token is looked at."""
        key = box.tiktokshop_face.app.app_key
        now = int(box.clock())

        assert 36009004 == code(box, "POST", SEARCH, app_key=key, timestamp=now)

    def test_page_size_is_required(self, box):
        """Where the platform wants a page size, leaving it out is refused."""
        client = box.tiktokshop(retry=RetryPolicy(retries=0))

        with pytest.raises(ValueError, match="page_size is missing"):
            client.request("POST", SEARCH)

    def test_older_orders(self, box):
        """Orders are served at the version before, too."""
        client = box.tiktokshop()
        order = client.orders.search().items[0]

        assert order.id == client.orders.at("202309").get(ids=[order.id]).items[0].id

    def test_token_endpoint_wants_the_app(self, box):
        """Tokens are for who knows the app's secret."""
        assert 98001004 == code(box, "GET", REFRESH, app_key="wrong")

    def test_refresh_token_ends(self, box):
        """A refresh token that has ended is told apart from an unknown one."""
        refresh = box.tiktokshop_face.grant.refresh
        box.clock.advance(days=366)

        assert 36004001 == code(box, "GET", REFRESH, refresh_token=refresh, **app(box))

    def test_no_such_token_path(self, box):
        """A path below the token endpoints that is none is not found."""
        assert 36009009 == code(box, "GET", "/api/v2/token/other")


class TestServed:
    def test_no_answer_is_a_504(self, box):
        """A fault without an answer is a gateway's time-out over HTTP."""
        with serve(box) as served:
            facts = served.describe()["tokopedia"]
            client = box.tokopedia(
                base_url=facts["base_url"],
                auth_url=facts["auth_url"],
                transport=None,
                retry=RetryPolicy(retries=0),
            )
            box.tokopedia_face.fail("connection_reset", on="shop-info")
            with client, pytest.raises(ServerError) as caught:
                client.shops.info()

        assert 504 == caught.value.status


class TestTokopediaFaults:
    def test_first_row_is_broken(self, box):
        """A broken row is set aside on Tokopedia, too, where the list is all there is."""
        box.tokopedia_face.fail("bad_item", on="/product/")
        page = box.tokopedia().products.list(page=1, per_page=50)

        assert ["not an object"] == [one.raw for one in page.malformed]
