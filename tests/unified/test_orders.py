"""Orders of both platforms, newest first, each sale once."""

from __future__ import annotations

import base64
import json
from collections import Counter
from datetime import datetime, timedelta, timezone

import pytest

from tokotiktok import Malformed, Platform, UnifiedShop
from tokotiktok.errors import (
    DecodeError,
    NotFoundError,
    RateLimitError,
    ServerError,
    SunsetError,
    ValidationError,
)
from tokotiktok.retry import RetryPolicy
from tokotiktok.sandbox import Sandbox, Trouble
from tokotiktok.tokopedia.archive import Archive, write
from tokotiktok.unified.reading import order_sides
from tokotiktok.unified.reading.order_sides import WINDOW, TokopediaOrders
from tokotiktok.wire import Response

TOKOPEDIA, TIKTOK_SHOP = Platform.TOKOPEDIA, Platform.TIKTOK_SHOP
DAY = timedelta(days=1)
ORDERS, DETAILS = "/order/202309/orders/search", "/order/202507/orders"


def shown(orders):
    """Say which records are shown, and for how much."""
    return Counter((one.api, one.id, int(one.total.amount)) for one in orders)


def ledger(box):
    """Say the same of what the world says there is."""
    return Counter((one.api, one.id, one.sale.total) for one in box.world.truth())


def paths(face):
    """List the paths that were asked for."""
    return [one.path for one in face.seen]


class Edited:
    """A face whose answers are changed on their way."""

    def __init__(self, face, path, edit):
        self.face, self.path, self.edit = face, path, edit

    def send(self, request, timeout):
        answer = self.face.send(request, timeout)
        if self.path not in request.url:
            return answer
        body = json.loads(answer.body)
        body = self.edit(body) or body
        return Response(answer.status, answer.headers, json.dumps(body).encode())

    def close(self):
        """Nothing to close."""


def each(change):
    """Change each order of an answer."""

    def edit(body):
        for order in body["data"]["orders"]:
            change(order)

    return edit


class TestWorlds:
    @pytest.mark.parametrize(
        ("seed", "orders"), [(1, 48), (2, 12), (3, 300), (4, 1500)]
    )
    def test_each_sale_once(self, seed, orders):
        """The history is the ledger's: each sale once, to the rupiah."""
        box = Sandbox(seed=seed, orders=orders)
        found = shown(box.shop().orders.list())

        assert ledger(box) == found
        assert orders == found.total()

    def test_newest_first(self, shop):
        """Orders come newest first, over both APIs."""
        times = [one.placed_at for one in shop.orders.list()]

        assert sorted(times, reverse=True) == times

    def test_who_serves_what(self, box, shop):
        """
        Tokopedia's sales are served by its API before the integration, by TikTok
        Shop's after.
        """
        since = box.world.integrated_at
        served = {
            (one.origin, one.api, one.placed_at >= since)
            for one in shop.orders.list()
            if one.evidence.twin is None
        }

        assert {
            (TOKOPEDIA, TOKOPEDIA, False),
            (TOKOPEDIA, TIKTOK_SHOP, True),
            (TIKTOK_SHOP, TIKTOK_SHOP, False),
            (TIKTOK_SHOP, TIKTOK_SHOP, True),
        } == served

    def test_sales_in_both(self, box, shop):
        """A sale in both APIs is shown as TikTok Shop's, and names the other record."""
        both = {
            sale.tiktok_id: (str(sale.tokopedia_id), sale.invoice)
            for sale in box.world.sales()
            if sale.on_tiktok and sale.on_tokopedia
        }
        twins = {
            one.id: (one.evidence.twin.id, one.invoice)
            for one in shop.orders.list()
            if one.evidence.twin
        }

        assert both == twins
        assert len(both) >= 3

    def test_nobody_knows_when(self):
        """If nobody knows when the shop was integrated, the result is the same."""
        box = Sandbox(seed=5, orders=150, trouble=Trouble(both=15, alike=4, skew=20))
        hide = Edited(
            box.tokopedia_face,
            "shop-info",
            lambda body: body["data"][0].pop("tts_integration_completed") and None,
        )
        shop = box.shop(tokopedia=box.tokopedia(transport=hide))

        assert shop.integrated_at is None
        assert ledger(box) == shown(shop.orders.list())

    @pytest.mark.parametrize("side", ["tiktokshop", "tokopedia"])
    def test_one_side_alone(self, box, side):
        """A shop with one client shows that one's orders."""
        orders = list(UnifiedShop(**{side: getattr(box, side)()}).orders.list())
        world = box.world
        expected = world.on_tiktok if side == "tiktokshop" else world.on_tokopedia

        assert len(expected) == len(orders)

    def test_lines_are_grouped(self, box, shop):
        """TikTok Shop's line items are one unit each; a line has a quantity."""
        by_id = {one.id: one for one in shop.orders.list()}
        for sale in box.world.on_tiktok:
            expected = {sku.seller_sku: n for _, sku, n in sale.lines}
            lines = by_id[sale.tiktok_id].lines

            assert expected == {one.seller_sku: one.quantity for one in lines}

    def test_lazy(self, box, shop):
        """The first order costs a few pages, not the history."""
        next(iter(shop.orders.list()))

        assert len(box.tiktokshop_face.seen) + len(box.tokopedia_face.seen) < 20


class TestSpans:
    def test_ends(self, shop):
        """A span is inclusive at its start and exclusive at its end, on both sides."""
        everything = list(shop.orders.list())
        first, last = everything[30].placed_at, everything[5].placed_at
        inside = shop.orders.list(created_from=first, created_until=last)

        assert [one.id for one in everything[6:31]] == [one.id for one in inside]

    @pytest.mark.parametrize("side", ["tiktokshop", "tokopedia"])
    def test_ends_on_each_side(self, box, side):
        """Tokopedia's end is inclusive, ours is not, on either side."""
        shop = UnifiedShop(**{side: getattr(box, side)()})
        first, *rest, last = shop.orders.list()
        inside = shop.orders.list(
            created_from=last.placed_at, created_until=first.placed_at
        )

        assert [*rest, last] == list(inside)

    def test_fractions_of_a_second_by_change(self, box):
        """Nor do they by time of change."""
        shop = box.shop(tokopedia=None)
        newest = next(shop.orders.list(updated_from=box.world.opened_on))
        half = timedelta(seconds=0.5)
        before = shop.orders.list(updated_from=newest.updated_at - half)
        after = shop.orders.list(updated_from=newest.updated_at + half)

        assert ([newest.id], []) == ([one.id for one in before], list(after))

    def test_fractions_of_a_second(self, shop):
        """Times finer than the platforms' cut no order off."""
        (newest, *_) = shop.orders.list()
        half = timedelta(seconds=0.5)
        around = shop.orders.list(
            created_from=newest.placed_at - half, created_until=newest.placed_at + half
        )
        after = shop.orders.list(created_from=newest.placed_at + half)

        assert ([newest.id], []) == ([one.id for one in around], list(after))

    @pytest.mark.parametrize("hours", [5, 30, 200])
    @pytest.mark.parametrize("known", [True, False], ids=["known", "nobody knows"])
    def test_spans_that_touch_have_every_sale_once(self, hours, known):
        """
        However a history is cut, its pieces are the whole: no sale vanishes and none
        comes twice because its other record is beyond a cut.
        """
        box = Sandbox(seed=7, orders=90, trouble=Trouble(both=10, alike=2, late=0.5))
        shop = box.shop()
        if not known:
            shop._info = None
        start = box.world.integrated_at - timedelta(days=3)
        end = start + timedelta(days=8)
        pieces = []
        while start < end:
            until = min(end, start + timedelta(hours=hours))
            pieces += shop.orders.list(created_from=start, created_until=until)
            start = until
        whole = shop.orders.list(
            created_from=end - timedelta(days=8), created_until=end
        )

        assert shown(whole) == shown(pieces)

    def test_reads_no_more_than_it_must(self, box, shop):
        """A span far from the integration reads that span alone."""
        since = box.clock.now - timedelta(days=7)
        list(shop.orders.list(created_from=since))
        (search,) = [one for one in box.tiktokshop_face.seen if one.path == ORDERS]

        assert since.timestamp() == search.json["create_time_ge"]

    def test_long_after_the_integration_tokopedia_is_not_asked(self, box):
        """
        Once it is known when the shop was integrated, its Tokopedia API may have ended:
        what came long after is read without it.
        """
        ended = box.tokopedia(base_url="https://fs.tokopedia.net")
        shop = box.shop(tokopedia=ended, integrated_at=box.world.integrated_at)
        box.clock.advance(days=30)
        since = box.world.integrated_at + timedelta(days=5)

        assert list(shop.orders.list(created_from=since))
        assert [] == box.tokopedia_face.seen
        with pytest.raises(SunsetError):
            list(shop.orders.list())

    @pytest.mark.parametrize(
        "span",
        [
            {"created_from": datetime(2025, 9, 1)},  # noqa: DTZ001 - the point
            {"created_from": "2025-09-01"},
            {
                "created_from": datetime(2025, 9, 1, tzinfo=timezone.utc),
                "updated_from": datetime(2025, 9, 1, tzinfo=timezone.utc),
            },
        ],
        ids=["naive", "text", "both"],
    )
    def test_wrong_spans(self, shop, span):
        """A span that cannot be meant is refused at once."""
        with pytest.raises(ValidationError):
            shop.orders.list(**span)


class TestByChange:
    def test_over_a_live_tokopedia_api(self, shop):
        """The Tokopedia API cannot list by time of change, and nobody pretends."""
        with pytest.raises(ValidationError, match="time of change"):
            shop.orders.list(updated_from=datetime(2025, 9, 1, tzinfo=timezone.utc))

    def test_over_tiktok_shop(self, box):
        """TikTok Shop alone can."""
        since = box.clock.now - timedelta(days=3)
        orders = list(box.shop(tokopedia=None).orders.list(updated_from=since))
        changes = [one.updated_at for one in orders]

        assert orders
        assert sorted(changes, reverse=True) == changes
        assert changes[-1] >= since

    def test_over_an_archive(self, tmp_path):
        """Over an archive, too: each sale once, and what is not decided is marked."""
        box = Sandbox(seed=3, orders=60, trouble=Trouble(both=5, alike=3))
        write(
            box.tokopedia(), tmp_path / "a", parts=["shop", "orders", "order_details"]
        )
        shop = box.shop(tokopedia=Archive(tmp_path / "a"))
        orders = list(shop.orders.list(updated_from=box.world.opened_on))
        changes = [one.updated_at for one in orders]
        undecided = Counter(one.id for one in orders if not one.evidence.decided)

        assert ledger(box) == shown(orders)
        assert sorted(changes, reverse=True) == changes
        assert undecided == Counter(
            one.id for one in box.world.truth() if one.sale.has_alike
        )
        assert all(
            one.invoice for one in orders if one.evidence.twin and one.evidence.decided
        )


class TestDetails:
    def test_only_for_what_the_list_lacks(self, box, shop):
        """A list that gives orders whole costs no detail request."""
        list(shop.orders.list())

        assert DETAILS not in paths(box.tiktokshop_face)
        assert "/v2/fs/99999/order" not in paths(box.tokopedia_face)

    def test_in_batches_of_fifty(self):
        """What the list lacks is fetched, for fifty orders at once."""
        box = Sandbox(seed=1, orders=300)
        bare = Edited(
            box.tiktokshop_face, ORDERS, each(lambda one: one.pop("line_items"))
        )
        shop = box.shop(tiktokshop=box.tiktokshop(transport=bare))
        orders = shown(shop.orders.list())
        asked = [
            len(one.query["ids"].split(","))
            for one in box.tiktokshop_face.seen
            if one.path == DETAILS
        ]

        assert ledger(box) == orders
        assert [50, 50, 50, 50, 48] == asked

    def test_gives_up_what_details_lack_too(self):
        """What the details lack is not asked for again: orders may have no platform."""
        box = Sandbox(seed=1, orders=300)
        bare = Edited(
            box.tiktokshop_face,
            "/orders",
            each(lambda one: one.pop("commerce_platform")),
        )
        shop = box.shop(
            tiktokshop=box.tiktokshop(transport=bare),
            tokopedia=None,
        )
        orders = list(shop.orders.list())

        assert {Platform(0)} == {one.origin for one in orders}
        assert "nothing" in orders[0].evidence.origin
        assert 2 == paths(box.tiktokshop_face).count(DETAILS)

    def test_tokopedias_tracking_number(self, box, shop):
        """A shipped Tokopedia order without its number is read alone where it matters."""
        bare = Edited(
            box.tokopedia_face,
            "/v2/order/list",
            lambda body: (
                [one.pop("custom_fields") for one in body["data"] or ()] and None
            ),
        )
        shop = box.shop(tokopedia=box.tokopedia(transport=bare))

        assert ledger(box) == shown(shop.orders.list())
        assert 3 == paths(box.tokopedia_face).count("/v2/fs/99999/order")

    def test_tokopedia_orders_that_lack_everything(self, box):
        """What a Tokopedia list lacks is read from the order alone."""

        def strip(body):
            for one in body["data"] or ():
                for name in ("create_time", "amt", "products"):
                    del one[name]

        bare = Edited(box.tokopedia_face, "/v2/order/list", strip)
        shop = box.shop(tokopedia=box.tokopedia(transport=bare))
        orders = list(shop.orders.list())

        assert ledger(box) == shown(orders)

    def test_details_that_are_gone(self, box):
        """An order that cannot be read alone is shown as far as the list knows it."""

        def strip(body):
            for one in body["data"] or ():
                del one["create_time"], one["products"]

        bare = Edited(box.tokopedia_face, "/v2/order/list", strip)
        client = box.tokopedia(transport=bare)

        class Gone(type(client.orders)):
            def get(self, **_):
                raise NotFoundError("gone")

        client.__dict__["orders"] = Gone(client._session)
        orders = list(box.shop(tokopedia=client).orders.list())
        timeless = [one for one in orders if one.placed_at is None]

        assert len(box.world.on_tokopedia) == len(timeless)
        assert orders[-len(timeless) :] == timeless


class TestPages:
    def test_an_order_on_two_pages(self, box):
        """An order that slides onto the next page comes once."""
        box = Sandbox(seed=2, orders=500, trouble=Trouble(both=5, repeats=True))

        assert ledger(box) == shown(box.shop().orders.list())

    def test_what_cannot_be_read_is_kept(self, box, shop):
        """An order that cannot be read is not lost: the iterator has it as it came."""
        box.tiktokshop_face.fail("bad_item", on="/orders/search")
        box.tokopedia_face.fail("bad_item", on="/v2/order/list")
        walk = shop.orders.list()
        orders = list(walk)

        assert ["not an object"] == [one.raw for one in walk.malformed]
        assert isinstance(walk.malformed[0], Malformed)
        assert 47 == len(orders)

    @pytest.mark.parametrize(
        ("face", "path", "change"),
        [
            ("tiktokshop", ORDERS, {"buyer_email": ["a@example.com"]}),
            ("tiktokshop", ORDERS, {"seller_note": 7}),
            ("tokopedia", "/v2/order/list", {"products": [{"id": 1, "quantity": "2"}]}),
            ("tokopedia", "/v2/order/list", {"invoice_ref_num": ["INV"]}),
        ],
        ids=["list", "note", "quantity", "invoice"],
    )
    def test_values_of_another_type(self, box, face, path, change):
        """An order with a value of an unfit type is kept as it came; the rest goes on."""
        broken = []

        def spoil(body):
            data = body["data"]
            rows = data["orders"] if isinstance(data, dict) else data
            for row in rows[:1] if rows and not broken else ():
                row.update(change)
                broken.append(str(row.get("id") or row["order_id"]))

        edited = Edited(getattr(box, f"{face}_face"), path, spoil)
        client = getattr(box, face)(transport=edited)
        walk = box.shop(**{face: client}).orders.list()
        left = {one.id for one in walk}
        (kept,) = walk.malformed

        assert 47 <= len(left)
        assert not left & set(broken)
        assert change.items() <= kept.raw.items()
        assert "unfit type" in kept.reason

    def test_values_of_another_type_in_an_archive(self, box, tmp_path):
        """So is an archived one, in the list by time of change."""

        def spoil(body):
            if body["data"]["order_id"] % 2:
                body["data"]["invoice_number"] = ["INV"]

        face = box.tokopedia_face
        whole = Edited(face, "/v2/fs/99999/order", spoil)
        write(box.tokopedia(transport=whole), tmp_path / "a")
        shop = UnifiedShop(tokopedia=Archive(tmp_path / "a"))
        details = list(shop.archive.rows("order_details"))
        walk = shop.orders.list(updated_from=datetime(2009, 1, 1, tzinfo=timezone.utc))
        left = list(walk)

        assert left
        assert walk.malformed
        assert len(details) == len(left) + len(walk.malformed)

    def test_a_number_where_a_text_belongs(self, box):
        """A phone number that came as a number does no harm."""

        def spoil(body):
            for row in body["data"] or ():
                row["recipient"]["phone"] = 6280000000001
                row["custom_fields"]["awb"] = row["order_id"]

        edited = Edited(box.tokopedia_face, "/v2/order/list", spoil)
        shop = box.shop(tokopedia=box.tokopedia(transport=edited))
        orders = list(shop.orders.list())

        old = [one for one in orders if one.api is Platform.TOKOPEDIA]

        assert old
        assert not any(one.buyer.is_masked for one in old)

    def test_without_times(self, box):
        """TikTok Shop's orders without a time come last, and hide no twin."""
        later = box.world.sale(47)
        bare = Edited(
            box.tiktokshop_face,
            "/orders",
            each(lambda one: one["id"] == later.tiktok_id and one.pop("create_time")),
        )
        orders = list(box.shop(tiktokshop=box.tiktokshop(transport=bare)).orders.list())

        assert ledger(box) == shown(orders)
        assert (later.tiktok_id, None) == (orders[-1].id, orders[-1].placed_at)

    def test_an_error_on_the_way(self, box):
        """An error surfaces; nothing that came before it is lost."""
        once = RetryPolicy(retries=0)
        box = Sandbox(seed=1, orders=300)
        shop = box.shop(tiktokshop=box.tiktokshop(retry=once), tokopedia=None)
        walk = iter(shop.orders.list())
        first = [next(walk) for _ in range(100)]
        box.tiktokshop_face.fail("server_error")

        with pytest.raises(ServerError):
            list(walk)
        assert 100 == len({one.id for one in first})


class TestWindows:
    def test_cover_without_gap(self, box, shop):
        """A span is cut into windows of under three days that touch."""
        list(shop.orders.list())
        asked = [
            (int(one.query["from_date"]), int(one.query["to_date"]))
            for one in box.tokopedia_face.seen
            if one.path == "/v2/order/list"
        ]

        assert all(0 < last - first < 3 * 86_400 for first, last in asked)
        assert [first for first, _ in asked[:-1]] == [last for _, last in asked[1:]]

    def test_shrink_where_much_was_sold(self, monkeypatch):
        """A window with more than memory should bear is cut, and widened again."""
        monkeypatch.setattr(order_sides, "MOST", 6)
        box = Sandbox(seed=1, orders=600)
        sizes = []
        client = box.tokopedia()
        orders = TokopediaOrders._window

        def watched(self, start, end):
            found = orders(self, start, end)
            sizes.append((end - start, found and len(found)))
            return found

        monkeypatch.setattr(TokopediaOrders, "_window", watched)

        assert ledger(box) == shown(box.shop(tokopedia=client).orders.list())
        assert None in [count for _, count in sizes]
        assert max(count or 0 for _, count in sizes) <= 6
        assert WINDOW == max(size for size, _ in sizes)

    def test_the_platform_wants_less(self, box):
        """Where the platform itself finds a window too long, it is cut, too."""
        refusal = {"header": {"error_code": "ORD_API_009", "reason": "x"}, "data": None}
        asked = []

        def refuse(_):
            asked.append(1)
            return refusal if len(asked) in (2, 3) else None

        picky = Edited(box.tokopedia_face, "/v2/order/list", refuse)
        shop = box.shop(tokopedia=box.tokopedia(transport=picky))

        assert ledger(box) == shown(shop.orders.list())

    def test_wants_nothing_at_all(self, box):
        """A platform that finds a minute too long is told on."""
        refusal = {"header": {"error_code": "ORD_API_009", "reason": "x"}, "data": None}
        never = Edited(box.tokopedia_face, "/v2/order/list", lambda _: refusal)
        retry = RetryPolicy(retries=0)
        client = box.tokopedia(transport=never, retry=retry)

        with pytest.raises((ServerError, ValidationError)) as caught:
            list(UnifiedShop(tokopedia=client).orders.list())
        assert "ORD_API_009" == caught.value.code

    def test_other_refusals(self, box):
        """Any other refusal is raised."""
        client = box.tokopedia(retry=RetryPolicy(retries=0))
        client.shops.info()
        box.tokopedia_face.fail("rate_limited", on="/v2/order/list")

        with pytest.raises(RateLimitError):
            list(UnifiedShop(tokopedia=client).orders.list())


class TestBuyers:
    def test_masked(self, shop):
        """Masked buyers are recognisable as masked, field by field."""
        fields = {
            (one.api, one.buyer.masked) for one in shop.orders.list() if one.buyer.name
        }

        assert {
            (TIKTOK_SHOP, ("name", "phone", "address")),
            (TOKOPEDIA, ()),
        } == fields

    @pytest.mark.parametrize("given", [True, False], ids=["key", "no key"])
    def test_sealed(self, box, given, sealing):
        """Sealed buyers are opened with the private key, and say so without."""
        seal, pem = sealing
        sealed = Edited(box.tokopedia_face, "/v2/order/list", seal)
        client = box.tokopedia(transport=sealed, private_key=pem if given else None)
        buyers = [one.buyer for one in UnifiedShop(tokopedia=client).orders.list()]

        assert {not given} == {one.is_sealed for one in buyers}
        assert {not given} == {one.is_masked for one in buyers}
        assert {"Budi Rahasia" if given else None} == {one.name for one in buyers}
        assert {"0812345678" if given else None} == {one.phone for one in buyers}
        assert {"a@example.com" if given else None} == {one.email for one in buyers}
        assert {"Jalan Rahasia" if given else None} == {one.address for one in buyers}

    def test_sealed_for_another_key(self, box, sealing):
        """With another's key they stay sealed, and nothing else is lost."""
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import rsa

        other = rsa.generate_private_key(65537, 2048).private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        sealed = Edited(box.tokopedia_face, "/v2/order/list", sealing[0])
        client = box.tokopedia(transport=sealed, private_key=other)
        orders = list(UnifiedShop(tokopedia=client).orders.list())

        assert len(box.world.on_tokopedia) == len(orders)
        assert all(one.buyer.is_sealed for one in orders)


@pytest.fixture(scope="module")
def sealing():
    """Give what seals the buyers of a list, and the private key that opens them."""
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import padding, rsa
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = rsa.generate_private_key(65537, 2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    secret, nonce = b"s" * 32, b"n" * 12
    plain = {
        "buyer": {"email": "a@example.com"},
        "recipient": {
            "name": "Budi Rahasia",
            "phone": "0812345678",
            "address": {"address_full": "Jalan Rahasia"},
        },
    }
    oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
    content = AESGCM(secret).encrypt(nonce, json.dumps(plain).encode(), None) + nonce
    encryption = {
        "secret": base64.b64encode(key.public_key().encrypt(secret, oaep)).decode(),
        "content": base64.b64encode(content).decode(),
    }

    def seal(body):
        for one in body["data"] or ():
            one["buyer"] |= {"name": "", "phone": "", "email": ""}
            one["recipient"] |= {"name": "", "phone": ""}
            one["recipient"]["address"]["address_full"] = ""
            one["encryption"] = encryption

    return seal, pem


def test_an_answer_that_is_none(box):
    """An answer that is no answer is an error, never an empty history."""
    box.tiktokshop_face.fail("html_200", on="/orders/search")
    shop = box.shop(tiktokshop=box.tiktokshop(retry=RetryPolicy(retries=0)))

    with pytest.raises(DecodeError):
        list(shop.orders.list())
