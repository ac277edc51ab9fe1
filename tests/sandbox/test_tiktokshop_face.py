"""The TikTok Shop face: its gate, and what it answers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tokotiktok import MemoryTokenStore, unstructure
from tokotiktok.errors import (
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
from tokotiktok.retry import RetryPolicy

ONCE = RetryPolicy(retries=0)


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
            ("GET", "/product/202309/products/1", 36009009),
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


class TestTokopediaFace:
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
