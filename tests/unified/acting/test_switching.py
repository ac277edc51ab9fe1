"""On sale and off sale, per platform."""

from __future__ import annotations

import pytest
from attrs import evolve
from between import Between

from tokotiktok import OutcomeState, Platform
from tokotiktok.unified.models import ListingStatus

TOKO, TIKTOK = Platform.TOKOPEDIA, Platform.TIKTOK_SHOP
BOTH = TOKO | TIKTOK
DONE, ALREADY, FAILED, UNKNOWN = OutcomeState


@pytest.fixture
def products(shop):
    return {one.name.removesuffix(" Contoh"): one for one in shop.products.list()}


@pytest.fixture
def old(box):
    """Products as the Tokopedia API has them."""
    listed = box.shop(tiktokshop=None).products.list()
    return {one.name.removesuffix(" Contoh"): one for one in listed}


def states(result):
    return {(one.id, one.platform): one.state for one in result}


def now(shop, product):
    found = next(one for one in shop.products.list() if one.id == product.id)
    return {one.platform: one.status for one in found.listings}


class TestDeactivate:
    def test_everywhere(self, shop, products):
        """Without a platform a product goes off sale wherever it is listed."""
        gula = products["Gula Aren"]
        result = shop.products.deactivate(gula)

        assert {(gula.id, TOKO): DONE, (gula.id, TIKTOK): DONE} == states(result)
        assert {ListingStatus.INACTIVE} == set(now(shop, gula).values())

    @pytest.mark.parametrize("platform", [TOKO, TIKTOK], ids=lambda p: p.name)
    def test_on_one(self, shop, products, platform):
        """On one platform it stays on sale on the other."""
        gula = products["Gula Aren"]
        shop.products.deactivate(gula, on=platform)

        assert {
            platform: ListingStatus.INACTIVE,
            BOTH & ~platform: ListingStatus.LIVE,
        } == now(shop, gula)


class TestActivate:
    def test_on_both(self, box, shop, products):
        """Both platforms are named: left out, TikTok Shop would mean itself alone."""
        saringan = products["Saringan Kopi"]
        result = shop.products.activate(saringan)
        seen = next(
            one for one in box.tiktokshop_face.seen[::-1] if one.method == "POST"
        )

        assert {(saringan.id, TOKO): DONE, (saringan.id, TIKTOK): DONE} == states(
            result
        )
        assert ["TIKTOK_SHOP", "TOKOPEDIA"] == seen.json["listing_platforms"]

    def test_never_on_tokopedia(self, box, shop, products):
        """A seller who never was on Tokopedia may not name it, and need not."""
        box.world.changes.is_migrated = False
        cangkir = products["Cangkir Enamel"]
        first = shop.products.deactivate(cangkir)
        second = shop.products.activate(cangkir, on=BOTH)

        assert [DONE] == list(states(first).values())
        assert [FAILED, FAILED] == list(states(second).values())
        assert [12052994] * 2 == [one.code for one in second]

    def test_already(self, shop, products):
        """What is on sale is on sale."""
        gula = products["Gula Aren"]

        assert {ALREADY} == set(states(shop.products.activate(gula)).values())

    def test_one_platform_refuses(self, box, shop, products):
        """What one platform refuses is told of that platform alone, with its own code."""
        box.world.changes.audit_fails_on = TOKO
        saringan = products["Saringan Kopi"]
        result = shop.products.activate(saringan)

        assert {(saringan.id, TOKO): FAILED, (saringan.id, TIKTOK): DONE} == states(
            result
        )
        assert 12052330 == result.failed[0].code
        assert "Developer: leave that storefront out" in result.failed[0].message

    def test_in_review(self, box, shop, products):
        """A listing that is looked at is on its way, and said to be."""
        pending = {"status": "PENDING", "integrated_platform_statuses": []}
        shop = _reread(box, lambda data: data | pending)
        (said,) = shop.products.activate(products["Saringan Kopi"], on=TIKTOK)

        assert (DONE, "in review") == (said.state, said.message)

    @pytest.mark.parametrize(
        ("reasons", "state"),
        [([], UNKNOWN), ([{"reasons": ["blurred"]}], FAILED)],
        ids=["no reason", "a reason"],
    )
    def test_yes_but_no(self, box, products, reasons, state):
        """A yes that does not show is no success."""
        shown = {"status": "FREEZE", "audit_failed_reasons": reasons}
        shop = _reread(box, lambda data: data | shown)
        (said,) = shop.products.activate(products["Saringan Kopi"], on=TIKTOK)

        assert state is said.state
        assert "said yes, but shows it as FREEZE" in said.message

    def test_not_read_again(self, box, shop, products):
        """If it cannot be read again, the yes must do."""
        box.tiktokshop_face.fail("html_503", times=3, on="/products/1")
        (said,) = shop.products.activate(products["Saringan Kopi"], on=TIKTOK)

        assert DONE is said.state

    def test_lost_reply(self, box, shop, products):
        """A lost answer is settled by a look."""
        box.tiktokshop_face.fail("lost_reply", on="/activate")
        (said,) = shop.products.activate(products["Saringan Kopi"], on=TIKTOK)

        assert DONE is said.state

    def test_lost_request(self, box, shop, products):
        """If nothing has changed, nobody knows."""
        box.tiktokshop_face.fail("timeout", on="/activate")
        (said,) = shop.products.activate(products["Saringan Kopi"], on=TIKTOK)

        assert UNKNOWN is said.state

    def test_locked(self, box, shop, products):
        """While the shop is being integrated the seller must act; nothing is tried again."""
        box.world.changes.is_locked = True
        (said,) = shop.products.activate(products["Saringan Kopi"], on=TIKTOK)
        asked = [s for s in box.tiktokshop_face.seen if s.path.endswith("/activate")]

        assert (FAILED, 12052332, "seller") == (said.state, said.code, said.who.value)
        assert 1 == len(asked)

    def test_several_in_few_requests(self, box, shop, products):
        """Products that go to the same platforms go together, twenty at once."""
        many = [products["Gula Aren"]] * 21 + [products["Teh Melati"]]
        result = shop.products.activate(many)
        asked = [s for s in box.tiktokshop_face.seen if s.path.endswith("/activate")]

        assert 43 == len(result)
        assert [20, 1, 1] == [len(s.json["product_ids"]) for s in asked]

    def test_listed_nowhere(self, shop, products):
        """A product that is listed nowhere must be told where to go."""
        nowhere = evolve(products["Gula Aren"], origin=Platform(0))
        (said,) = shop.products.activate(nowhere)

        assert "say where with on=" in said.message

    def test_unknown_product(self, shop, products):
        """A product that the platform does not know fails alone."""
        strange = evolve(products["Gula Aren"], id="1730000000000000999")
        result = shop.products.activate([strange, products["Saringan Kopi"]], on=TIKTOK)

        assert [FAILED, DONE] == [one.state for one in result]


class TestOldApi:
    def test_off_and_on(self, box, old):
        """A product of the Tokopedia API goes off and on sale there."""
        shop = box.shop(tiktokshop=None)
        gula = old["Gula Aren"]
        first = states(shop.products.deactivate(gula))
        second = states(shop.products.activate(gula))

        assert {(gula.id, TOKO): DONE} == first
        assert first == second

    def test_banned(self, box, old):
        """A banned product cannot be put on sale, and what was said is told."""
        (said,) = box.shop(tiktokshop=None).products.activate(old["Kopi Luwak"])

        assert FAILED is said.state
        assert "some problem" in said.message

    def test_has_one_listing(self, box, old):
        """It cannot act on TikTok Shop's listing; its own is acted on."""
        gula = old["Gula Aren"]
        result = box.shop(tiktokshop=None).products.deactivate(gula, on=BOTH)

        assert {(gula.id, TOKO): DONE, (gula.id, TIKTOK): FAILED} == states(result)

    def test_only_the_other(self, box, old):
        """Nothing is sent where nothing can be done."""
        gula = old["Gula Aren"]
        before = len(box.tokopedia_face.seen)
        result = box.shop(tiktokshop=None).products.deactivate(gula, on=TIKTOK)

        assert {(gula.id, TIKTOK): FAILED} == states(result)
        assert before == len(box.tokopedia_face.seen)

    def test_nameless_failure(self, box, old):
        """A failure that names no product may be of any."""
        row = {"failed_rows": 1, "failed_rows_data": ["cannot"]}
        stands = Between(box.tokopedia_face, "/active", after=lambda d: d | row)
        shop = box.shop(tiktokshop=None, tokopedia=box.tokopedia(transport=stands))
        (said,) = shop.products.activate(old["Kopi Luwak"])

        assert (FAILED, "cannot") == (said.state, said.message)


def _reread(box, edit):
    """Make a shop that reads products otherwise."""
    stands = Between(box.tiktokshop_face, "/product/202309/products/1", after=edit)
    return box.shop(tiktokshop=box.tiktokshop(transport=stands))
