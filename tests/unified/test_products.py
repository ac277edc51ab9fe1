"""Products of both platforms, one record each."""

from __future__ import annotations

import json

import pytest
from between import Between

from tokotiktok import Platform, UnifiedShop, structure
from tokotiktok.errors import ApiError, ServerError
from tokotiktok.retry import RetryPolicy
from tokotiktok.sandbox import Sandbox
from tokotiktok.sandbox import tiktokshop as face_of
from tokotiktok.tokopedia.api.products import Product as Row
from tokotiktok.unified.models import ListingStatus
from tokotiktok.unified.reading.product_sides import families
from tokotiktok.wire import Response

TOKOPEDIA, TIKTOK_SHOP = Platform.TOKOPEDIA, Platform.TIKTOK_SHOP
SEARCH = "/product/202502/products/search"
INFO = "/inventory/v1/fs/99999/product/info"


def rows_of(face, *given):
    """Let Tokopedia list these products instead of its own."""

    class Listing:
        def send(self, request, timeout):
            answer = face.send(request, timeout)
            if INFO not in request.url:
                return answer
            body = {"header": {}, "data": list(given)}
            return Response(200, answer.headers, json.dumps(body).encode())

        def close(self):
            """Nothing to close."""

    return Listing()


def row(number, *skus, tts=None, name="Kopi", **variant):
    """Make a row of Tokopedia's, with one seller SKU."""
    made = {
        "basic": {"productID": number, "status": 1, "name": name},
        "price": {"value": 1000, "currency": 1},
        "stock": {"useStock": True, "value": 5},
        "variant": variant,
        "other": {"sku": skus[0] if skus else ""},
    }
    return made | ({"tts_product_id": tts} if tts else {})


def joined(box, *rows):
    """Give what a shop with these rows on Tokopedia's side shows, by name and id."""
    client = box.tokopedia(transport=rows_of(box.tokopedia_face, *rows))
    products = box.shop(tokopedia=client).products.list()
    return {one.id: one for one in products}


class TestList:
    def test_each_once(self, box, shop):
        """Each product is there once, whichever APIs have it."""
        assert sorted(item.name for item in box.world.items) == sorted(
            one.name for one in shop.products.list()
        )

    def test_listings(self, box, shop):
        """Each product has its state on each platform it is listed on."""
        by_name = {one.name: one for one in shop.products.list()}
        for item in box.world.items:
            said = {one.platform: one.said for one in by_name[item.name].listings}
            expected = {TIKTOK_SHOP: item.tiktok, TOKOPEDIA: item.tokopedia}
            if not item.moved:
                expected = {TOKOPEDIA: "banned"}

            assert {k: v for k, v in expected.items() if v} == said

    def test_origin_is_where_it_is_listed(self, shop):
        """A product on both storefronts has both as its origin."""
        by_name = {one.name: one.origin for one in shop.products.list()}

        assert TOKOPEDIA | TIKTOK_SHOP == by_name["Kopi Gayo Contoh"]
        assert TOKOPEDIA in by_name["Kopi Gayo Contoh"]
        assert TOKOPEDIA == by_name["Teh Melati Contoh"]

    def test_stock_and_price(self, box, shop):
        """Stock is per warehouse, prices are money, on both sides."""
        for product in shop.products.list():
            (item,) = [one for one in box.world.items if one.name == product.name]
            for sku, expected in zip(product.skus, item.skus, strict=True):
                assert expected.price == sku.price.amount
                assert list(item.stock(expected).values()) == [
                    one.quantity for one in sku.stock
                ]

    def test_variants_of_tokopedia_alone(self, box):
        """Tokopedia's variants are joined to their product."""
        shop = UnifiedShop(tokopedia=box.tokopedia())
        (kopi,) = [
            one for one in shop.products.list() if one.name == "Kopi Gayo Contoh"
        ]

        assert [
            ("KOPI-GAYO-250", "Kopi Gayo Contoh - 250 g"),
            ("KOPI-GAYO-500", "Kopi Gayo Contoh - 500 g"),
        ] == [(one.seller_sku, one.name) for one in kopi.skus]

    def test_tiktok_shop_alone(self, box):
        """Without the Tokopedia side there is what TikTok Shop has."""
        products = list(box.shop(tokopedia=None).products.list())

        assert len(box.world.items) - 1 == len(products)
        assert not any(one.evidence.twin for one in products)

    def test_what_cannot_be_read_is_kept(self, box, shop):
        """A product that cannot be read is kept as it came."""
        box.tiktokshop_face.fail("bad_item", on=SEARCH)
        walk = shop.products.list()
        list(walk)

        assert ["not an object"] == [one.raw for one in walk.malformed]

    def test_what_tokopedia_sent_unreadable(self, box):
        """Nor is one of Tokopedia's lost where TikTok Shop has all the others."""
        moved = next(box.shop(tokopedia=None).products.list())
        client = box.tokopedia(
            transport=rows_of(
                box.tokopedia_face,
                row(1, "A", tts=moved.id),
                "not an object",
                {**row(2, "B"), "price": {"value": "?"}},
                {**row(3, "C"), "stock": {"value": "?"}},
            )
        )
        walk = box.shop(tokopedia=client).products.list()
        products = list(walk)

        assert len(box.world.items) - 1 == len(products)
        assert "not an object" == walk.malformed[0].raw
        assert [2, 3] == [one.raw["basic"]["productID"] for one in walk.malformed[1:]]

    def test_values_of_another_type(self, box):
        """A product with a value of an unfit type is kept as it came."""

        def spoil(data):
            data["products"][0]["skus"][0]["inventory"][0]["quantity"] = "many"
            return data

        edited = Between(box.tiktokshop_face, SEARCH, after=spoil)
        client = box.tiktokshop(transport=edited)
        walk = box.shop(tiktokshop=client, tokopedia=None).products.list()
        products = list(walk)

        assert len(box.world.items) - 2 == len(products)
        assert ["ProductSummary has a value of an unfit type"] == [
            one.reason for one in walk.malformed
        ]


class TestReasons:
    def test_why_it_is_not_live(self, box, shop):
        """A refused listing says why, and what the platform suggests."""
        by_name = {one.name: one for one in shop.products.list()}
        madu, cokelat = by_name["Madu Hutan Contoh"], by_name["Cokelat Bubuk Contoh"]

        assert [
            (TIKTOK_SHOP, ("Foto utama buram",), ("Unggah foto yang tajam",)),
            (TOKOPEDIA, (), ()),
        ] == [(one.platform, one.reasons, one.suggestions) for one in madu.listings]
        assert [(), ("Izin edar belum dilampirkan",)] == [
            one.reasons for one in cokelat.listings
        ]

    def test_one_request_for_each_that_needs_it(self, box, shop):
        """Only products that were refused or taken down are read alone."""
        list(shop.products.list())
        alone = [one.path for one in box.tiktokshop_face.seen if one.method == "GET"]

        assert 2 == len(alone)

    def test_left_out(self, box, shop):
        """Without reasons no product is read alone."""
        products = list(shop.products.list(reasons=False))

        assert not any(listing.reasons for one in products for listing in one.listings)
        assert {"POST"} == {one.method for one in box.tiktokshop_face.seen}

    def test_deleted_meanwhile(self, box, shop, monkeypatch):
        """A product that is gone when it is read alone is shown as it was listed."""
        monkeypatch.setattr(
            type(box.tiktokshop_face),
            "_product",
            lambda *_: (_ for _ in ()).throw(
                face_of.RefusedError(400, face_of.NO_PRODUCT, "gone")
            ),
        )
        box = Sandbox()
        by_name = {one.name: one for one in box.shop().products.list()}

        assert ListingStatus.REJECTED is by_name["Madu Hutan Contoh"].listings[0].status


class TestTooMany:
    def test_is_cut_by_time(self, monkeypatch):
        """A search that finds more than the platform counts is cut by time, completely."""
        monkeypatch.setattr(face_of, "MOST_PRODUCTS", 100)
        box = Sandbox(products=350)
        products = list(box.shop(tokopedia=None).products.list(reasons=False))
        expected = {item.tiktok_id for item in box.world.items if item.moved}

        assert (len(expected), expected) == (
            len(products),
            {one.id for one in products},
        )

    def test_in_one_second(self, box, monkeypatch):
        """Too many made in one second cannot be cut: the platform's words are raised."""
        monkeypatch.setattr(face_of, "MOST_PRODUCTS", 3)

        with pytest.raises(ApiError) as caught:
            list(box.shop().products.list())
        assert face_of.TOO_MANY == caught.value.code

    def test_other_refusals(self, box):
        """Any other refusal is raised."""
        shop = box.shop(tiktokshop=box.tiktokshop(retry=RetryPolicy(retries=0)))
        box.tiktokshop_face.fail("server_error", on=SEARCH)

        with pytest.raises(ServerError):
            list(shop.products.list())


class TestJoin:
    def test_by_the_id_that_tokopedia_names(self, box, shop):
        """A product says which of Tokopedia's it was, and how that is known."""
        kopi = next(shop.products.list())

        assert "9000000001" == kopi.evidence.twin.id
        assert ("TikTok Shop id", "seller SKUs", "name") == kopi.evidence.twin.same
        assert "shown once: TikTok Shop's API serves" in kopi.evidence.why

    def test_by_an_id_alone(self, box):
        """An id that Tokopedia names decides, whatever else is told."""
        gula = box.world.items[2]
        found = joined(box, row(1, tts=int(gula.tiktok_id)))
        twin = found[gula.tiktok_id].evidence.twin

        assert (("TikTok Shop id",), ("name",)) == (twin.same, twin.differs)

    def test_several_became_one(self, box):
        """Two products that were merged into one are both named."""
        gula = box.world.items[2]
        found = joined(
            box,
            row(1, "GULA-AREN", tts=int(gula.tiktok_id), name=gula.name),
            row(2, "GULA-LAMA", tts=int(gula.tiktok_id)),
        )
        evidence = found[gula.tiktok_id].evidence

        assert ["1", "2"] == [one.id for one in evidence.twins]
        assert ("seller SKUs", "name") == evidence.rivals[0].differs
        assert evidence.decided
        assert not {"1", "2"} & found.keys()

    def test_by_seller_skus(self, box):
        """Where Tokopedia names no id, the same seller SKUs decide."""
        gula = box.world.items[2]
        found = joined(box, row(1, "GULA-AREN"))
        twin = found[gula.tiktok_id].evidence.twin

        assert ("1", ("seller SKUs",), ("name",)) == (twin.id, twin.same, twin.differs)
        assert "1" not in found

    def test_some_seller_skus(self, box):
        """Of products that share some seller SKUs it is not known: both, marked."""
        kopi = box.world.items[0]
        found = joined(box, row(1, "KOPI-GAYO-250"))
        new, old = found[kopi.tiktok_id].evidence, found["1"].evidence

        assert (False, False) == (new.decided, old.decided)
        assert ("some seller SKUs",) == new.twin.same
        assert ("1", kopi.tiktok_id) == (new.twin.id, old.twin.id)
        assert (TOKOPEDIA, TIKTOK_SHOP) == (new.twin.api, old.twin.api)

    def test_two_with_the_same_skus(self, box):
        """Two of Tokopedia's with the same seller SKUs are not taken for one."""
        gula = box.world.items[2]
        found = joined(box, row(1, "GULA-AREN"), row(2, "GULA-AREN"))

        assert {"1", "2"} <= found.keys()
        assert not found["1"].evidence.decided
        assert ["1", "2"] == [one.id for one in found[gula.tiktok_id].evidence.twins]

    def test_moved_elsewhere(self, box):
        """A product that moved to another is not taken for one that shares its SKUs."""
        gula = box.world.items[2]
        found = joined(box, row(1, "GULA-AREN", tts=99))

        assert found[gula.tiktok_id].evidence.twin is None
        assert found["1"].evidence.decided

    def test_two_of_tiktok_shops_with_the_same_skus(self, box, monkeypatch):
        """The second of TikTok Shop's with the same seller SKUs is marked."""
        box = Sandbox(products=9)
        double = box.world.items[8]
        twice = (*box.world.items, _copy(double))
        box.world.items = twice
        found = joined(box, row(1, "BARANG-9"))
        first, second = (found[one.tiktok_id].evidence for one in (double, twice[-1]))

        assert (True, False) == (first.decided, second.decided)
        assert "1" == first.twin.id == second.twin.id
        assert "1" not in found

    def test_without_ids(self, box):
        """Rows without an id are all shown, and joined to nothing."""
        bare = {"basic": {"name": "Tanpa ID"}, "other": {"sku": "GULA-AREN"}}
        products = [
            one
            for one in box.shop(
                tokopedia=box.tokopedia(
                    transport=rows_of(box.tokopedia_face, bare, bare)
                )
            ).products.list()
            if one.name == "Tanpa ID"
        ]

        assert 2 == len(products)

    def test_appears_meanwhile(self, box):
        """A product that appears while the lists are read is shown."""
        asked = []

        class Growing:
            def send(self, request, timeout):
                answer = box.tokopedia_face.send(request, timeout)
                if INFO not in request.url:
                    return answer
                asked.append(1)
                rows = [row(1, "A"), row(2, "B")][: len(asked)]
                body = {"header": {}, "data": rows}
                return Response(200, answer.headers, json.dumps(body).encode())

            def close(self):
                """Nothing to close."""

        client = box.tokopedia(transport=Growing())
        found = {one.id for one in box.shop(tokopedia=client).products.list()}

        assert {"1", "2"} <= found


def _copy(item):
    from attrs import evolve

    return evolve(item, number=900)


class TestFamilies:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ([(1, {}), (2, {})], [["1"], ["2"]]),
            (
                [
                    (1, {"isParent": True, "childrenID": [11, 12]}),
                    (11, {"parentID": 1}),
                    (2, {}),
                    (12, {"parentID": 1}),
                ],
                [["2"], ["1", "11", "12"]],
            ),
            (
                [(11, {"parentID": 1}), (1, {"isParent": True, "childrenID": [11]})],
                [["1", "11"]],
            ),
            (
                [
                    (1, {"isParent": True, "childrenID": [11, 12]}),
                    (11, {"parentID": 1}),
                ],
                [["1", "11"]],
            ),
            ([(11, {"parentID": 1})], [["11", "11"]]),
            (
                [(1, {"isParent": True}), (2, {}), (11, {"parentID": 1})],
                [["2"], ["1", "11"]],
            ),
        ],
        ids=[
            "none",
            "apart",
            "child first",
            "one never comes",
            "no parent",
            "children not named",
        ],
    )
    def test_joined(self, given, expected):
        """A product comes with its variants, whenever and wherever they come."""
        rows = [structure(row(number, **variant), Row) for number, variant in given]

        assert expected == [
            [one.basic.productID for one in family] for family in families(rows)
        ]

    def test_keeps_only_what_is_not_whole(self):
        """A product is passed on once its last variant has come."""
        rows = iter(
            [
                structure(row(1, isParent=True, childrenID=[11]), Row),
                structure(row(11, parentID=1), Row),
                structure(row(2), Row),
            ]
        )
        next(families(rows))

        assert "2" == next(rows).basic.productID

    def test_nothing_to_go_by(self):
        """A row without an id is a family of its own."""
        bare = structure({"other": {"sku": "A"}}, Row)

        assert [(bare,), (bare,)] == list(families([bare, bare]))
