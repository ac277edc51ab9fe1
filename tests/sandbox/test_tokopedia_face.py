"""The Tokopedia face: its gate, and what it answers."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from fakes import ONCE

from tokotiktok.errors import (
    AuthError,
    NotFoundError,
    RateLimitError,
    ScopeError,
    ValidationError,
)
from tokotiktok.platforms import WIB
from tokotiktok.sandbox import Sandbox, tokopedia_shapes
from tokotiktok.sandbox.world import TODAY


class TestFace:
    def test_wrong_secret(self, box):
        """Wrong credentials get no token."""
        with pytest.raises(AuthError, match="client authentication failed"):
            box.tokopedia(client_secret="wrong").shops.info()

    def test_token_is_the_same_until_it_ends(self, box):
        """Asking again gives the same token while it lives; an ended one is renewed."""
        client = box.tokopedia()
        client.shops.info()
        box.clock.advance(days=15)
        client.shops.info()
        paths = [seen.path for seen in box.tokopedia_face.seen]

        assert 2 == paths.count("/token")

    def test_foreign_shop(self, box):
        """Another shop than the app's is refused."""
        with pytest.raises(ScopeError) as caught:
            box.tokopedia(shop_id=1).shops.info()

        assert "RBAC_MDLW_001" == caught.value.code

    def test_wide_window(self, box):
        """A window of three days is too wide."""
        until = box.clock.now

        with pytest.raises(ValidationError) as caught:
            box.tokopedia().orders.list(
                from_date=until - timedelta(days=3), to_date=until
            )
        assert "ORD_DLV_013" == caught.value.code

    def test_large_shop(self):
        """Of a large shop, too, a window has exactly the orders placed within it."""
        box = Sandbox(orders=5_001)
        first = box.world.on_tokopedia[0]
        since = datetime.fromtimestamp(first.placed_at, WIB)
        until = since + timedelta(days=2)
        rows = list(box.tokopedia().orders.list(from_date=since, to_date=until).all())

        assert sorted(
            str(one.tokopedia_id)
            for one in box.world.sales()
            if one.on_tokopedia and one.placed_at <= until.timestamp()
        ) == sorted(str(one.order_id) for one in rows)
        assert rows

    def test_no_such_order(self, box):
        """An order that is not there is not found, although the status says 500."""
        with pytest.raises(NotFoundError):
            box.tokopedia().orders.get(order_id=1)

    def test_shapes(self, box):
        """What it answers is known to the models, to the last field."""
        client = box.tokopedia()
        sale = next(one for one in box.world.sales() if one.on_tokopedia)
        found = [
            client.orders.get(order_id=sale.tokopedia_id),
            client.orders.get(invoice_num=sale.invoice),
            *client.products.list().all(),
            *client.shops.info(),
        ]

        assert [None] * 3 + [None] * (len(found) - 3) == [
            {k: v for k, v in (one._aside or {}).items() if v not in ({}, [])} or None
            for one in found
        ]

    def test_expired_token(self, box):
        """The page that says a token has expired leads to a new one."""
        client = box.tokopedia()
        client.shops.info()
        box.tokopedia_face.fail("token_expired")

        assert 1 == len(client.shops.info())

    def test_rate_limit(self, box):
        """Too many requests are refused with how long to wait."""
        client = box.tokopedia(retry=ONCE)
        client.shops.info()
        box.tokopedia_face.fail("rate_limited")

        with pytest.raises(RateLimitError) as caught:
            client.shops.info()
        assert 0.2 == caught.value.retry_after

    def test_not_acted_out(self, box):
        """What is not acted out is refused."""
        with pytest.raises(NotFoundError):
            box.tokopedia(retry=ONCE).request("GET", "/v1/fs/{fs_id}/whitelist")

    def test_products_by_id(self, box):
        """Products are found by their ids."""
        wanted = [row.tokopedia_id for row in box.world.items[1].skus]
        page = box.tokopedia().products.list(product_id=wanted[0])

        assert [str(wanted[0])] == [one.basic.productID for one in page]

    @pytest.mark.parametrize(
        "query", [{"per_page": 101}, {"per_page": "x"}, {"page": 0}], ids=str
    )
    def test_wrong_pages(self, box, query):
        """A page that cannot be is refused."""
        client = box.tokopedia(retry=ONCE)
        query = {"fs_id": 99_999, "from_date": 1, "to_date": 2, **query}

        with pytest.raises(ValidationError):
            client.request("GET", "/v2/order/list", query=query)

    def test_a_date_that_is_none(self, box):
        """A date that is none is refused."""
        client = box.tokopedia(retry=ONCE)
        query = {"shop_id": 999_000_001, "from_date": "today", "to_date": "2025-01-01"}

        with pytest.raises(ValidationError, match="YYYY-MM-DD"):
            client.request("GET", "/resolution/v1/fs/{fs_id}/ticket", query=query)

    def test_tickets(self, box):
        """Complaints are found by the day they were opened, both ends inclusive."""
        (sale,) = [one for one in box.world.sales() if box.world.has_ticket(one)]
        at = tokopedia_shapes.complained_at(sale)
        opened = datetime.fromtimestamp(at, WIB).date()
        tickets = box.tokopedia().tickets

        assert 1 == len(tickets.list(from_date=opened, to_date=opened))
        assert 0 == len(
            tickets.list(
                from_date=opened + timedelta(days=1), to_date=opened + timedelta(days=9)
            )
        )

    def test_clock(self):
        """Times are told as WIB's wall clock; none is none."""
        assert "2025-09-15T09:00:00Z" == tokopedia_shapes.wib(int(TODAY.timestamp()))
        assert tokopedia_shapes.wib(None) is None
