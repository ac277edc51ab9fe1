"""Creating one product on both platforms."""

from __future__ import annotations

from io import BytesIO

import pytest
from attrs import evolve
from between import Between

from tokotiktok import Money, NewProduct, NewSku, OutcomeState, Platform
from tokotiktok.errors import TransportError, ValidationError
from tokotiktok.tiktokshop.api.files import UploadedImage
from tokotiktok.unified.models import ListingStatus

TOKO, TIKTOK = Platform.TOKOPEDIA, Platform.TIKTOK_SHOP
BOTH = TOKO | TIKTOK
DONE, ALREADY, FAILED, UNKNOWN = OutcomeState
SMALL = NewSku(
    seller_sku="KB-250", price=Money(50_000), stock=5, options={"Ukuran": "250 g"}
)
LARGE = NewSku(
    seller_sku="KB-500",
    price=Money(90_000),
    stock={"7480000000000000011": 3, "7480000000000000012": 4},
    options={"Ukuran": "500 g"},
    external_id="9100000011",
)
COFFEE = NewProduct(
    title="Kopi Baru Contoh",
    description="<p>Data contoh.</p>",
    category_id="918024",
    images=[b"PNG"],
    skus=[SMALL, LARGE],
    weight_grams=250,
    size_cm=(20, 12, 8),
    brand="merek contoh",
    external_id="9000000001",
)


def posted(box):
    """Give what was sent to create a product, oldest first."""
    face = box.tiktokshop_face
    return [s.json for s in face.seen if s.path.endswith("/202309/products")]


class TestCreate:
    def test_on_both(self, box, shop):
        """One product, one id, a listing on each platform."""
        made = shop.products.create(COFFEE)
        found = next(p for p in shop.products.list() if p.id == made.product_id)

        assert {TOKO: DONE, TIKTOK: DONE} == {o.platform: o.state for o in made.result}
        assert {TOKO: ListingStatus.LIVE, TIKTOK: ListingStatus.LIVE} == {
            one.platform: one.status for one in found.listings
        }
        assert {sku.seller_sku: sku.id for sku in found.skus} == made.sku_ids

    def test_what_is_sent(self, box, shop):
        """Platforms are named, ids of elsewhere stamped, stock given by warehouse."""
        shop.products.create(COFFEE)
        (sent,) = posted(box)

        assert ["TIKTOK_SHOP", "TOKOPEDIA"] == sent["listing_platforms"]
        assert ("9000000001", "v2", "LISTING") == (
            sent["external_product_id"],
            sent["category_version"],
            sent["save_mode"],
        )
        assert "7082000000000000001" == sent["brand_id"]
        assert {"value": "0.25", "unit": "KILOGRAM"} == sent["package_weight"]
        assert [{"uri": "tos-sandbox/fiktif1"}] == sent["main_images"]
        assert [5, 3, 4] == [
            one["quantity"] for sku in sent["skus"] for one in sku["inventory"]
        ]
        assert "9100000011" == sent["skus"][1]["external_sku_id"]

    def test_the_same_key_creates_once(self, box, shop):
        """Repeated with its key, a creation gives the same product."""
        first = shop.products.create(COFFEE)
        again = shop.products.create(COFFEE, idempotency_key=first.idempotency_key)

        assert first.product_id == again.product_id
        assert 1 == len(box.world.changes.made)

    def test_lost(self, box, shop):
        """A creation that may have happened says so, and with what key to repeat it."""
        box.tiktokshop_face.fail("lost_reply", times=3, on="/202309/products")
        lost = shop.products.create(COFFEE)
        again = shop.products.create(COFFEE, idempotency_key=lost.idempotency_key)

        assert [UNKNOWN] * 2 == [one.state for one in lost.result]
        assert {lost.idempotency_key} == {one.idempotency_key for one in lost.result}
        assert (None, True) == (lost.product_id, again.product_id is not None)
        assert 1 == len(box.world.changes.made)

    def test_on_one(self, box, shop):
        """On TikTok Shop alone the platform is not named: it means that by itself."""
        made = shop.products.create(COFFEE, on=TIKTOK)

        assert "listing_platforms" not in posted(box)[0]
        assert {TIKTOK: DONE} == {o.platform: o.state for o in made.result}

    def test_one_platform_refuses(self, box, shop):
        """What one platform refuses is told of that platform, with its reasons."""
        box.world.changes.audit_fails_on = TOKO
        made = shop.products.create(COFFEE)

        assert {TOKO: FAILED, TIKTOK: DONE} == {
            o.platform: o.state for o in made.result
        }
        assert 12052330 == made.result.failed[0].code

    def test_refused_without_a_word(self, box, shop):
        """Where the answer says nothing, how the product stands does."""
        box.world.changes.audit_fails_on = TOKO
        stands = Between(
            box.tiktokshop_face,
            "/202309/products",
            after=lambda d: {k: v for k, v in d.items() if k != "errors"},
        )
        shop = box.shop(tiktokshop=box.tiktokshop(transport=stands))
        made = shop.products.create(COFFEE)
        (said,) = made.result.failed

        assert TOKO == said.platform
        assert "it is FAILED: Produk tidak memenuhi kebijakan" in said.message

    def test_draft(self, box, shop):
        """A draft is kept, and shown as one."""
        made = shop.products.create(evolve(COFFEE, as_draft=True))

        assert "AS_DRAFT" == posted(box)[0]["save_mode"]
        assert [DONE, DONE] == [one.state for one in made.result]

    def test_not_read_again(self, box, shop):
        """If it cannot be read again, the yes must do, and that is said."""
        box.tiktokshop_face.fail("html_503", times=3, on="/202309/products/")
        made = shop.products.create(COFFEE)

        assert {DONE} == {one.state for one in made.result}
        assert all("not read again" in one.message for one in made.result)

    def test_not_shown(self, box, shop):
        """A platform on which it does not show is unknown."""
        stands = Between(
            box.tiktokshop_face,
            "/202309/products/",
            after=lambda d: d | {"integrated_platform_statuses": []},
        )
        shop = box.shop(tiktokshop=box.tiktokshop(transport=stands))
        made = shop.products.create(COFFEE)

        assert {TOKO: UNKNOWN, TIKTOK: DONE} == {
            o.platform: o.state for o in made.result
        }

    def test_warnings(self, box, shop):
        """What the platform warns of is handed on."""
        stands = Between(
            box.tiktokshop_face,
            "/202309/products",
            after=lambda d: (
                d | {"warnings": [{"message": "cleared"}, {}]}
                if "product_id" in d
                else d
            ),
        )
        shop = box.shop(tiktokshop=box.tiktokshop(transport=stands))

        assert ("cleared",) == shop.products.create(COFFEE).warnings

    def test_locked(self, box, shop):
        """While the shop is being integrated nothing is created, and the seller must act."""
        box.world.changes.is_locked = True
        made = shop.products.create(COFFEE)

        assert [12052332] * 2 == [one.code for one in made.result]
        assert {"seller"} == {one.who.value for one in made.result}

    def test_not_migrated(self, box, shop):
        """A seller who never was on Tokopedia is told so by the categories already."""
        box.world.changes.is_migrated = False

        with pytest.raises(Exception, match="12052994"):
            shop.products.create(COFFEE)
        assert [DONE] == [
            one.state for one in shop.products.create(COFFEE, on=TIKTOK).result
        ]

    def test_through_the_old_api(self, box):
        """Products of both platforms are created through TikTok Shop's API."""
        with pytest.raises(ValidationError, match="give tiktokshop="):
            box.shop(tiktokshop=None).products.create(COFFEE)


class TestChecks:
    @pytest.mark.parametrize(
        ("changes", "on", "why"),
        [
            ({"title": " "}, BOTH, "title is empty"),
            ({"images": []}, BOTH, "0 images; from 1 to 9"),
            ({"images": [b"x"] * 10}, BOTH, "10 images"),
            ({"skus": []}, BOTH, "0 skus; from 1 to 100"),
            ({"weight_grams": 0}, BOTH, "weight_grams is 0"),
            ({"weight_grams": "250"}, BOTH, "weight_grams is '250'"),
            ({"size_cm": (1, 2)}, BOTH, ": give length, width and height"),
            (
                {"skus": [evolve(SMALL, price=65_000)]},
                BOTH,
                "KB-250 costs 65000, which is no Money",
            ),
            (
                {"skus": [evolve(SMALL, stock={"1": "5"})]},
                BOTH,
                "KB-250 has a stock of {'1': '5'}",
            ),
            ({"minimum_order": 21}, BOTH, "minimum_order is 21"),
            ({"is_pre_owned": True}, BOTH, "12052316"),
            (
                {"shipping_insurance": "REQUIRED"},
                TIKTOK,
                "shipping_insurance is Tokopedia's",
            ),
            ({"category_id": "918026"}, BOTH, "category 918026 is no leaf"),
            ({"category_id": "601501"}, BOTH, "category 601501 is no leaf"),
            ({"category_id": "700437"}, TOKO, "category 700437 is no leaf"),
            ({"skus": [SMALL, SMALL]}, BOTH, "'KB-250' stands twice"),
            (
                {"skus": [SMALL, evolve(LARGE, options={})]},
                BOTH,
                "differ in what options",
            ),
            (
                {"skus": [SMALL, evolve(LARGE, options=SMALL.options)]},
                BOTH,
                "two skus have the same options",
            ),
            ({"skus": [evolve(SMALL, price=Money(0))]}, BOTH, "KB-250 costs IDR 0"),
            ({"skus": [evolve(SMALL, stock=-1)]}, BOTH, "KB-250 has a stock below 0"),
            ({"brand": "Merek Ternama"}, BOTH, "without the brand's authorisation"),
            ({"brand": "Merek Hantu"}, BOTH, "there is no brand 'Merek Hantu'"),
            ({}, Platform(0), "on= names no platform"),
        ],
        ids=lambda value: str(value)[:40] if isinstance(value, str) else "",
    )
    def test_refused_before(self, box, shop, changes, on, why):
        """What a platform would refuse is refused before an image is uploaded."""
        with pytest.raises(ValidationError, match=why.replace("(", r"\(")):
            shop.products.create(evolve(COFFEE, **changes), on=on)
        assert [] == posted(box)
        assert 0 == box.world.changes.images

    def test_all_at_once(self, box, shop):
        """All that is wrong is told at once, the shop's own state, too."""
        box.world.changes.not_ready = {"RETURN_WAREHOUSE": "none"}
        wrong = evolve(COFFEE, title="", category_id="1")

        with pytest.raises(ValidationError) as caught:
            shop.products.create(wrong)
        assert "title is empty; category 1 is no leaf" in caught.value.message
        assert "not ready to list: RETURN_WAREHOUSE (none)" in caught.value.message

    @pytest.mark.parametrize(
        ("changes", "on"),
        [
            ({"brand": "Merek Ternama"}, TOKO),
            ({"category_id": "601501"}, TOKO),
            ({"category_id": "602100"}, TIKTOK),
            ({"is_pre_owned": True, "shipping_insurance": "OPTIONAL"}, TOKO),
        ],
        ids=["brand", "Tokopedia's category", "TikTok Shop's", "Tokopedia's fields"],
    )
    def test_allowed_on_one(self, box, shop, changes, on):
        """What only one platform takes may be created there."""
        made = shop.products.create(evolve(COFFEE, **changes), on=on)

        assert {on: DONE} == {one.platform: one.state for one in made.result}

    def test_what_cannot_be_known(self, box, shop):
        """If what must be known cannot be read, nothing is created."""
        box.tiktokshop_face.fail("timeout", times=3, on="/prerequisites")

        with pytest.raises(TransportError):
            shop.products.create(COFFEE)
        assert [] == posted(box)

    def test_prerequisite_without_reasons(self, box, shop):
        """A check that gives no reason is named all the same."""
        failed = {"check_results": [{"check_item": "SHOP_TAX", "is_failed": True}]}
        stands = Between(box.tiktokshop_face, "prerequisites", after=lambda _: failed)
        shop = box.shop(tiktokshop=box.tiktokshop(transport=stands))

        with pytest.raises(ValidationError, match=r"list: SHOP_TAX$"):
            shop.products.create(COFFEE)


class TestCategories:
    def test_both_trees(self, shop):
        """A product on both platforms needs a leaf of both trees, open to the shop."""
        assert ["Kopi", "Teh"] == [one.name for one in shop.products.categories()]

    def test_one_tree(self, shop):
        """On Tokopedia alone there are others."""
        names = [one.name for one in shop.products.categories(on=TOKO)]

        assert ["Kopi", "Teh", "Madu", "Obat Resep"] == names

    def test_nowhere(self, shop):
        """No platform, no tree."""
        with pytest.raises(ValidationError, match="names no platform"):
            shop.products.categories(on=Platform(0))


class TestImages:
    @pytest.mark.parametrize("form", ["bytes", "path", "file"])
    def test_uploaded(self, box, shop, tmp_path, form):
        """Bytes, paths and files are uploaded."""
        path = tmp_path / "contoh.png"
        path.write_bytes(b"PNG")
        image = {"bytes": b"PNG", "path": path, "file": BytesIO(b"PNG")}[form]
        shop.products.create(evolve(COFFEE, images=[image]))

        assert 1 == box.world.changes.images

    def test_uploaded_before(self, box, shop):
        """An image that was uploaded before is not uploaded again."""
        image = UploadedImage(uri="tos-sandbox/lama")
        shop.products.create(evolve(COFFEE, images=[image]))

        assert 0 == box.world.changes.images
        assert [{"uri": "tos-sandbox/lama"}] == posted(box)[0]["main_images"]

    def test_without_a_uri(self, shop):
        """An image without a uri cannot be used."""
        with pytest.raises(ValidationError, match="has no uri"):
            shop.products.create(evolve(COFFEE, images=[UploadedImage()]))


class TestWarehouses:
    def test_default(self, box, shop):
        """A stock without a warehouse goes into the default one."""
        shop.products.create(evolve(COFFEE, skus=[SMALL]))
        (sku,) = posted(box)[0]["skus"]

        assert [{"warehouse_id": "7480000000000000011", "quantity": 5}] == sku[
            "inventory"
        ]

    def test_no_default(self, box):
        """Where there is none, one must be named."""
        stands = Between(
            box.tiktokshop_face, "/warehouses", after=lambda d: {"warehouses": []}
        )
        shop = box.shop(tiktokshop=box.tiktokshop(transport=stands))

        with pytest.raises(ValidationError, match="no default warehouse"):
            shop.products.create(COFFEE)
