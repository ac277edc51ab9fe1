"""Editing products, without hiding them by mistake."""

from __future__ import annotations

import pytest
from between import Between

from tokotiktok import OutcomeState, Platform
from tokotiktok.errors import NotFoundError, TransportError, ValidationError
from tokotiktok.unified.models import ListingStatus

TOKO, TIKTOK = Platform.TOKOPEDIA, Platform.TIKTOK_SHOP
BOTH = TOKO | TIKTOK
DONE, ALREADY, FAILED, UNKNOWN = OutcomeState


@pytest.fixture
def products(shop):
    return {one.name.removesuffix(" Contoh"): one for one in shop.products.list()}


@pytest.fixture
def old(box):
    listed = box.shop(tiktokshop=None).products.list()
    return {one.name.removesuffix(" Contoh"): one for one in listed}


def now(shop, product):
    found = next(one for one in shop.products.list() if one.id == product.id)
    return {one.platform: one.status for one in found.listings}


def states(result):
    return {one.platform: one.state for one in result}


def posted(box):
    return [s.json for s in box.tiktokshop_face.seen if s.path.endswith("partial_edit")]


class TestEdit:
    def test_stays_where_it_is(self, box, shop, products):
        """An edit names both platforms, so the product stays on sale on both."""
        gula = products["Gula Aren"]
        result = shop.products.edit(gula, title="Gula Aren Baru")
        again = next(one for one in shop.products.list() if one.id == gula.id)

        assert {TOKO: DONE, TIKTOK: DONE} == states(result)
        assert "Gula Aren Baru" == again.name
        assert [
            {
                "title": "Gula Aren Baru",
                "listing_platforms": ["TIKTOK_SHOP", "TOKOPEDIA"],
            }
        ] == posted(box)

    def test_the_trap_is_real(self, box, shop, products):
        """Sent without the guard, an edit for one platform hides it on the other."""
        gula = products["Gula Aren"]
        box.tiktokshop().products.partial_edit(
            product_id=gula.id, title="x", listing_platforms=["TIKTOK_SHOP"]
        )

        assert ListingStatus.INACTIVE is now(shop, gula)[TOKO]

    def test_refuses_to_hide(self, box, shop, products):
        """An edit that would hide it is refused before anything is sent."""
        with pytest.raises(ValidationError, match=r"hide_on=Platform\.TOKOPEDIA"):
            shop.products.edit(products["Gula Aren"], title="x", on=TIKTOK)
        assert [] == posted(box)

    def test_goes_by_what_is_now(self, box, shop, products):
        """Where it is on sale is read anew, not taken from the record."""
        gula = products["Gula Aren"]
        shop.products.deactivate(gula, on=TOKO)
        shop.products.edit(gula, title="x", on=TIKTOK)

        assert [["TIKTOK_SHOP"]] == [one["listing_platforms"] for one in posted(box)]

    def test_hides_as_asked(self, shop, products):
        """Asked for, it is hidden, and that is an outcome of its own."""
        gula = products["Gula Aren"]
        result = shop.products.edit(gula, hide_on=TOKO)

        assert {TIKTOK: DONE, TOKO: DONE} == states(result)
        assert ListingStatus.INACTIVE is now(shop, gula)[TOKO]

    def test_lists_elsewhere_too(self, shop, products):
        """An edit can put it on the other platform, too."""
        cangkir = products["Cangkir Enamel"]
        result = shop.products.edit(cangkir, on=BOTH)

        assert {TOKO: DONE, TIKTOK: DONE} == states(result)
        assert {ListingStatus.LIVE} == set(now(shop, cangkir).values())

    def test_never_on_tokopedia(self, box, shop, products):
        """Where there is no Tokopedia, it is not named."""
        box.world.changes.is_migrated = False
        shop.products.edit(products["Cangkir Enamel"], description="<p>x</p>")

        assert "listing_platforms" not in posted(box)[0]

    def test_everything(self, box, shop, products):
        """All that can be edited goes out in the platform's shapes."""
        shop.products.edit(
            products["Gula Aren"],
            images=[b"PNG"],
            brand="Merek Contoh",
            weight_grams=1500,
            size_cm=(1, 2, 3),
            cash_on_delivery=False,
        )
        (sent,) = posted(box)

        assert "7082000000000000001" == sent["brand_id"]
        assert {"value": "1.5", "unit": "KILOGRAM"} == sent["package_weight"]
        assert "2" == sent["package_dimensions"]["width"]
        assert (False, 1) == (sent["is_cod_allowed"], len(sent["main_images"]))

    def test_mixed_audit(self, box, shop, products):
        """What passes on one platform and fails on the other is told of each."""
        box.world.changes.audit_fails_on = TOKO
        result = shop.products.edit(products["Gula Aren"], title="x")

        assert {TOKO: FAILED, TIKTOK: DONE} == states(result)

    def test_refused_everywhere(self, box, shop, products):
        """Refused everywhere, the old version stays, and that is no success."""
        box.world.changes.audit_fails_on = BOTH
        stands = Between(
            box.tiktokshop_face,
            "partial_edit",
            after=lambda d: {k: v for k, v in d.items() if k != "errors"},
        )
        again = box.shop(tiktokshop=box.tiktokshop(transport=stands))
        gula = products["Gula Aren"]
        result = again.products.edit(gula, title="x")

        assert {TOKO: FAILED, TIKTOK: FAILED} == states(result)
        assert all("the old version stays" in one.message for one in result)
        assert "Gula Aren Contoh" == next(
            one.name for one in shop.products.list() if one.id == gula.id
        )

    @pytest.mark.parametrize(
        ("status", "state", "said"),
        [
            ("PENDING", DONE, "in review"),
            ("FREEZE", FAILED, "it is FREEZE"),
            ("ACTIVATE", DONE, ""),
        ],
    )
    def test_how_it_stands_after(self, box, shop, products, status, state, said):
        """How a product stands when it is read again decides."""
        stands = Between(box.tiktokshop_face, "/202309/products/1")
        stands.behind = lambda: setattr(
            stands, "after", lambda d: d | {"status": status}
        )
        again = box.shop(tiktokshop=box.tiktokshop(transport=stands))
        result = again.products.edit(products["Gula Aren"], title="x")
        found = next(one for one in result if one.platform is TIKTOK)

        assert (state, said) == (found.state, found.message)

    def test_suspended_stays_suspended(self, shop, products):
        """An edit for where it is on sale says nothing of where it is suspended."""
        result = shop.products.edit(products["Cokelat Bubuk"], title="x")

        assert {TIKTOK: DONE} == states(result)

    def test_locked(self, box, shop, products):
        """While the shop is being integrated nothing is edited."""
        box.world.changes.is_locked = True
        result = shop.products.edit(products["Gula Aren"], title="x")

        assert [12052332] * 2 == [one.code for one in result]

    def test_lost_request(self, box, shop, products):
        """An edit that may have happened is unknown; sending it again does no harm."""
        box.tiktokshop_face.fail("timeout", on="partial_edit")
        result = shop.products.edit(products["Gula Aren"], title="x")

        assert {TOKO: UNKNOWN, TIKTOK: UNKNOWN} == states(result)

    def test_goes_on_sale(self, shop, products):
        """An edit that puts a hidden product on sale says so; others say nothing."""
        hidden = shop.products.edit(products["Saringan Kopi"], title="x")
        visible = shop.products.edit(products["Gula Aren"], title="x")

        assert ["it is on sale now; before it was SELLER_DEACTIVATED"] * 2 == [
            one.message for one in hidden
        ]
        assert ["", ""] == [one.message for one in visible]

    def test_not_read_again(self, box, shop, products):
        """If it cannot be read again, the yes must do."""
        stands = Between(
            box.tiktokshop_face,
            "/202309/products/1",
            behind=lambda: box.tiktokshop_face.fail(
                "html_503", times=3, on="/202309/products/1"
            ),
        )
        again = box.shop(tiktokshop=box.tiktokshop(transport=stands))
        result = again.products.edit(products["Gula Aren"], title="x")

        assert {DONE} == set(states(result).values())
        assert all("not read again" in one.message for one in result)

    def test_unreadable(self, box, shop, products):
        """What cannot be read anew is not edited."""
        box.tiktokshop_face.fail("timeout", times=3, on="/202309/products/1")

        with pytest.raises(TransportError):
            shop.products.edit(products["Gula Aren"], title="x")
        assert [] == posted(box)

    @pytest.mark.parametrize(
        "wanted",
        [
            {"weight_grams": "250"},
            {"weight_grams": -1},
            {"size_cm": (1, 2)},
            {"size_cm": 10},
            {"size_cm": (1, 2, 0)},
            {"on": "TOKOPEDIA"},
            {"hide_on": None},
        ],
        ids=str,
    )
    def test_cannot_be_meant(self, box, shop, products, wanted):
        """What no platform could take is refused, and named."""
        with pytest.raises(ValidationError, match=next(iter(wanted))):
            shop.products.edit(products["Gula Aren"], **{"title": "x", **wanted})
        assert [] == posted(box)

    def test_nothing(self, shop, products):
        """An edit that changes nothing is refused."""
        with pytest.raises(ValidationError, match="nothing to edit"):
            shop.products.edit(products["Gula Aren"])


class TestOldApi:
    @pytest.fixture
    def alone(self, box):
        return box.shop(tiktokshop=None)

    def test_edits(self, box, alone, old):
        """The Tokopedia API edits title, description and weight."""
        result = alone.products.edit(
            old["Gula Aren"], title="Gula Baru", description="x", weight_grams=300
        )
        sent = box.tokopedia_face.seen[-1].json["products"][0]

        assert {TOKO: DONE} == states(result)
        assert ("Gula Baru", 300, "GR", "LIMITED", False) == (
            sent["name"],
            sent["weight"],
            sent["weight_unit"],
            sent["status"],
            sent["is_must_insurance"],
        )

    @pytest.mark.parametrize(
        ("stock", "word"),
        [
            ({"useStock": False}, "UNLIMITED"),
            ({"useStock": True, "value": 0}, "EMPTY"),
            (None, "EMPTY"),
        ],
        ids=["unlimited", "sold out", "unsaid"],
    )
    def test_keeps_the_stock_word(self, box, old, stock, word):
        """An edit must repeat how the stock is counted, so that is read before."""
        stands = Between(
            box.tokopedia_face,
            "product/info",
            after=lambda rows: [row | {"stock": stock} for row in rows],
        )
        shop = box.shop(tiktokshop=None, tokopedia=box.tokopedia(transport=stands))
        shop.products.edit(old["Gula Aren"], title="x")

        assert word == box.tokopedia_face.seen[-1].json["products"][0]["status"]

    @pytest.mark.parametrize(
        ("how", "why"),
        [
            ({"title": "x", "on": BOTH}, "has only its own listing"),
            ({"title": "x", "hide_on": TOKO}, "leave on= and hide_on= out"),
            ({"brand": "x"}, "and not brand"),
        ],
        ids=["on", "hide_on", "field"],
    )
    def test_cannot(self, alone, old, how, why):
        """What the old API cannot do is refused, and where it can be done is said."""
        with pytest.raises(ValidationError, match=why):
            alone.products.edit(old["Gula Aren"], **how)

    def test_banned(self, alone, old):
        """A banned product cannot be edited, and the platform says why."""
        (said,) = alone.products.edit(old["Kopi Luwak"], title="x")

        assert FAILED is said.state
        assert "only active or inactive products can be edited" in said.message

    def test_refused(self, box, alone, old):
        """What the platform refuses is a failure."""
        box.tokopedia_face.fail("rate_limited", times=3, on="/edit")
        (said,) = alone.products.edit(old["Gula Aren"], title="x")

        assert FAILED is said.state

    def test_gone(self, box, old):
        """A product that it does not know any more cannot be edited."""
        stands = Between(box.tokopedia_face, "product/info", after=lambda _: None)
        shop = box.shop(tiktokshop=None, tokopedia=box.tokopedia(transport=stands))

        with pytest.raises(NotFoundError, match="does not know product"):
            shop.products.edit(old["Gula Aren"], title="x")
