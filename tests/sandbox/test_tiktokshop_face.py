"""The TikTok Shop face: its gate, and what it answers."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from fakes import ONCE

from tokotiktok import MemoryTokenStore, unstructure
from tokotiktok.errors import (
    ApiError,
    AuthError,
    DecodeError,
    NotFoundError,
    RateLimitError,
    ReauthorizationRequired,
    ScopeError,
    ServerError,
    TransportError,
    ValidationError,
)
from tokotiktok.sandbox import Sandbox, tiktokshop
from tokotiktok.sandbox.world import LARGE


class TestGate:
    @pytest.mark.parametrize(
        ("options", "kind", "code"),
        [
            ({"app_secret": "wrong"}, AuthError, 106001),
            ({"app_key": "wrong"}, ValidationError, 36009004),
            ({"shop_cipher": "wrong"}, AuthError, 106011),
        ],
        ids=["secret", "key", "cipher"],
    )
    def test_wrong_credentials(self, box, options, kind, code):
        """Each wrong credential is refused with its own code."""
        with pytest.raises(kind) as caught:
            box.tiktokshop(**options).orders.search()

        assert code == caught.value.code

    @pytest.mark.parametrize(
        ("off", "fine"), [(-290, True), (-310, False), (25, True), (40, False)]
    )
    def test_timestamp(self, box, off, fine):
        """A timestamp is taken from 300 seconds before to 30 after the platform's."""
        client = box.tiktokshop(clock=lambda: box.clock() + off, retry=ONCE)
        if fine:
            client.orders.search()
        else:
            with pytest.raises(ValidationError) as caught:
                client.orders.search()
            assert caught.value.code == 36009004

    def test_a_wrong_clock_is_corrected(self, box):
        """With a second try, a clock that is an hour off does no harm."""
        client = box.tiktokshop(clock=lambda: box.clock() - 3600)

        assert 42 == client.orders.search().total

    def test_unknown_token(self, box):
        """A token that the platform does not know needs the seller."""
        strange = box.token()
        object.__setattr__(strange, "access", "strange")

        with pytest.raises(ReauthorizationRequired) as caught:
            box.tiktokshop(token=strange).orders.search()
        assert "service_id=" in caught.value.authorization_url

    def test_expired_token_is_renewed(self, box):
        """A token that ends is renewed in passing, and the old refresh token is spent."""
        client = box.tiktokshop()
        box.tiktokshop_face.fail("token_expired")

        assert 42 == client.orders.search().total
        assert 2 == len(box.tiktokshop_face.grants)

    def test_authorisation_that_has_ended(self, box):
        """After the authorisation's end only the seller can help; the error says where."""
        client = box.tiktokshop()
        box.clock.advance(days=366)

        with pytest.raises(ReauthorizationRequired) as caught:
            client.orders.search()
        assert "service_id=" in caught.value.authorization_url

    def test_scope(self, box):
        """What was not granted is refused, and the scope is named."""
        box.tiktokshop_face.scopes = {"seller.product.basic"}

        with pytest.raises(ScopeError, match=r"seller\.order\.info"):
            box.tiktokshop().orders.search()

    def test_cipher_missing(self, box):
        """A client that leaves the cipher out is told so by the platform, too."""
        client = box.tiktokshop(shop_cipher=None)

        with pytest.raises(ValidationError) as caught:
            client.request("POST", "/order/202309/orders/search", shop_cipher=False)
        assert caught.value.code == 106013

    def test_cipher_unexpected(self, box):
        """A cipher where none is taken is an error."""
        with pytest.raises(ValidationError, match="unexpected"):
            box.tiktokshop().request(
                "GET", "/authorization/202309/shops", shop_cipher=True
            )

    @pytest.mark.parametrize(
        ("method", "path", "code"),
        [
            ("GET", "/no/202309/thing", 36009009),
            ("GET", "/order/202309/orders/search", 36009010),
            ("GET", "/order/202407/orders/1/price_detail", 36009009),
        ],
        ids=["path", "method", "not acted out"],
    )
    def test_unknown(self, box, method, path, code):
        """Unknown paths, and what is not acted out, are refused."""
        with pytest.raises(ValidationError) as caught:
            box.tiktokshop().request(method, path)

        assert code == caught.value.code

    @pytest.mark.parametrize("size", [0, 101])
    def test_page_size(self, box, size):
        """A page size out of range is refused."""
        with pytest.raises(ValidationError, match="page_size"):
            box.tiktokshop().orders.search(page_size=size)


class TestTokens:
    def test_code_is_good_once(self, box):
        """A code gives a token once."""
        oauth = box.tiktokshop(tokens=MemoryTokenStore()).oauth
        code = box.tiktokshop_face.authorize()
        token = oauth.exchange(code)

        with pytest.raises(ReauthorizationRequired):
            oauth.exchange(code)
        assert timedelta(days=7) == token.expires_at - token.issued_at

    def test_no_token(self, box):
        """Without a token the error says how to get one."""
        client = box.tiktokshop(tokens=MemoryTokenStore())

        with pytest.raises(AuthError, match="authorization_url"):
            client.orders.search()


class TestAnswers:
    def test_shapes(self, box):
        """What it answers is known to the models, to the last field, and strictly typed."""
        client = box.tiktokshop(strict=True)
        found = [
            *client.orders.search(page_size=50).all(),
            *client.products.search(page_size=50),
            *client.returns.search(page_size=50),
            *client.cancellations.search(page_size=50),
            *client.shops.list(),
            *client.warehouses.list(),
        ]

        assert {None, "paid_time"} >= {
            name for one in found for name in (one._aside or {None: 0})
        }

    def test_search_and_detail_agree(self, box):
        """An order is the same in the search and alone."""
        client = box.tiktokshop()
        listed = client.orders.search(page_size=3).items
        alone = client.orders.get(ids=[one.id for one in listed]).items

        assert [unstructure(one) for one in listed] == [
            unstructure(one) for one in alone
        ]

    def test_filters(self, box):
        """Status and time filters choose; the end is exclusive."""
        client = box.tiktokshop()
        everything = list(client.orders.search(page_size=100).all())
        middle = everything[20].create_time
        before = client.orders.search(create_time_lt=middle, page_size=100)
        since = client.orders.search(create_time_ge=middle, page_size=100)

        assert len(everything) == before.total + since.total
        assert 21 == since.total

    @pytest.mark.parametrize("orders", [300, LARGE + 1], ids=["small", "large"])
    def test_by_status(self, orders):
        """A status chooses, in a world of any size, page by page."""
        box = Sandbox(orders=orders)
        found = box.tiktokshop().orders.search(order_status="IN_TRANSIT", page_size=7)
        expected = [one for one in box.world.sales() if one.status == "IN_TRANSIT"]

        assert [one.tiktok_id for one in expected] == [one.id for one in found.all()]

    @pytest.mark.parametrize("orders", [300, LARGE + 1], ids=["small", "large"])
    @pytest.mark.parametrize("span", [(None, None), (-4, None), (-9, -5), (None, -70)])
    def test_by_change(self, orders, span):
        """Orders are found and sorted by their last change, in a world of any size."""
        box = Sandbox(orders=orders)
        since, until = (
            None if days is None else box.clock.now + timedelta(days=days)
            for days in span
        )
        found = box.tiktokshop().orders.search(
            update_time_ge=since,
            update_time_lt=until,
            sort_field="update_time",
            page_size=100,
        )
        changes = [one.update_time for one in found.all()]
        expected = [
            one.updated_on_tiktok
            for one in box.world.on_tiktok
            if (since is None or one.updated_on_tiktok >= since.timestamp())
            and (until is None or one.updated_on_tiktok < until.timestamp())
        ]

        assert sorted(expected, reverse=True) == [one.timestamp() for one in changes]

    def test_by_both_times(self, box):
        """Both times may be asked for at once."""
        now = box.clock.now
        found = box.tiktokshop().orders.search(
            create_time_ge=now - timedelta(days=10),
            create_time_lt=now - timedelta(days=4),
            update_time_lt=now - timedelta(days=3),
            page_size=100,
        )
        large = (
            Sandbox(orders=LARGE + 1)
            .tiktokshop()
            .orders.search(
                create_time_lt=now - timedelta(days=4),
                update_time_lt=now - timedelta(days=3),
                page_size=100,
            )
        )

        assert 0 < found.total < 20
        assert 0 < large.total

    @pytest.mark.parametrize("ids", [[], [str(n) for n in range(51)]])
    def test_how_many_ids(self, box, ids):
        """Details are given for 1 to 50 orders."""
        with pytest.raises(ValidationError):
            box.tiktokshop().orders.get(ids=ids)

    def test_unknown_ids(self, box):
        """Orders that are not there are left out."""
        assert 0 == len(box.tiktokshop().orders.get(ids=["1", "x"]))

    def test_strange_page_token(self, box):
        """A page token that is none is refused."""
        with pytest.raises(ValidationError, match="page_token"):
            box.tiktokshop().orders.search(page_token="no token")

    def test_product_alone(self, box):
        """A product alone says why it was refused, and by which platform."""
        client = box.tiktokshop(strict=True)
        product = client.products.get(product_id=box.world.items[3].tiktok_id)
        (refused,) = product.audit_failed_reasons

        assert ("TIKTOK_SHOP", None) == (refused.listing_platform, product._aside)

    @pytest.mark.parametrize("number", [7, 99], ids=["did not move", "is not there"])
    def test_no_such_product(self, box, number):
        """A product that was not taken over is not found."""
        ids = [one.tiktok_id for one in box.world.items]
        with pytest.raises(NotFoundError):
            box.tiktokshop().products.get(
                product_id=dict(enumerate(ids)).get(number, 1)
            )

    def test_products_by_time(self):
        """Products are found by when they were made; both ends are inclusive."""
        box = Sandbox(products=30)
        client = box.tiktokshop()
        first, last = (
            datetime.fromtimestamp(box.world.items[n].created_at, timezone.utc)
            for n in (10, 20)
        )
        found = client.products.search(create_time_ge=first, create_time_le=last)

        assert 11 == found.total

    @pytest.mark.parametrize(("platforms", "total"), [(["TOKOPEDIA"], 6), (None, 7)])
    def test_products_by_platform(self, box, platforms, total):
        """A platform chooses the products that are listed there."""
        found = box.tiktokshop().products.search(
            status="ALL", listing_platforms=platforms
        )

        assert total == found.total

    def test_too_many_products(self, box, monkeypatch):
        """A search that finds more than the platform counts is refused."""
        monkeypatch.setattr(tiktokshop, "MOST_PRODUCTS", 3)
        with pytest.raises(ApiError) as caught:
            box.tiktokshop().products.search()

        assert tiktokshop.TOO_MANY == caught.value.code

    def test_returns_by_type_and_time(self):
        """Types and times choose; the world's size does not matter."""
        for orders in (300, LARGE + 1):
            client = Sandbox(orders=orders).tiktokshop()
            everything = list(client.returns.search(page_size=50).all())
            refunds = client.returns.search(return_types=["REFUND"], page_size=50)
            middle = everything[len(everything) // 2].create_time
            since = client.returns.search(create_time_ge=middle, page_size=50)

            assert refunds.total == sum(
                one.return_type == "REFUND" for one in everything
            )
            assert since.total == sum(one.create_time >= middle for one in everything)

    def test_same_seed_same_shop(self, box):
        """The same seed gives the same shop, another seed another."""
        again, other = type(box)(seed=1), type(box)(seed=2)
        answers = [
            one.tiktokshop().orders.search().items for one in (box, again, other)
        ]

        assert answers[0] == answers[1] != answers[2]


class TestFaults:
    @pytest.mark.parametrize(
        ("fault", "kind"),
        [
            ("rate_limited", RateLimitError),
            ("server_error", ServerError),
            ("html_503", ServerError),
            ("html_200", DecodeError),
            ("empty_200", DecodeError),
            ("not_an_object", DecodeError),
            ("null_data", DecodeError),
            ("connection_refused", TransportError),
            ("connection_reset", TransportError),
            ("timeout", TransportError),
        ],
    )
    def test_each_is_a_typed_error(self, box, fault, kind):
        """Each fault is its documented error, never an empty success."""
        box.tiktokshop_face.fail(fault)

        with pytest.raises(kind):
            box.tiktokshop(retry=ONCE).orders.search()

    def test_one_bad_item(self, box):
        """One broken order leaves the other 41."""
        box.tiktokshop_face.fail("bad_item")
        page = box.tiktokshop().orders.search()

        assert (41, ["not an object"]) == (
            len(page),
            [one.raw for one in page.malformed],
        )

    def test_null_where_an_object_was(self, box):
        """Nulls where objects and lists are expected are no items, and no error."""
        box.tiktokshop_face.fail("null_fields")
        order = box.tiktokshop().orders.search().items[0]

        assert (None, ()) == (order.payment, order.line_items)

    def test_unknown_status(self, box):
        """A status from the future comes as its word, and unified as OTHER."""
        box.tiktokshop_face.fail("unknown_status")
        order = next(box.shop(tokopedia=None).orders.list())

        assert ("OTHER", "NEW_WORD") == (order.status, order.source.status)

    def test_only_on(self, box):
        """A fault can wait for a path."""
        box.tiktokshop_face.fail("html_503", on="/products/")
        client = box.tiktokshop(retry=ONCE)
        client.orders.search()

        with pytest.raises(ServerError):
            client.products.search()

    def test_unknown_fault(self, box):
        """A fault that does not exist lists those that do."""
        with pytest.raises(ValueError, match="html_503"):
            box.tiktokshop_face.fail("thunder")
