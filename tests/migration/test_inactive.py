"""Why a product is not on sale: what is said, what is likely, and whose job it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tokotiktok
from tokotiktok import Actor, ApiError, Failure, Platform, ShopLockedError
from tokotiktok.errors import ValidationError
from tokotiktok.migration.inactive import why_inactive
from tokotiktok.migration.phases import Phase
from tokotiktok.migration.rulebook import RULES
from tokotiktok.unified.models import (
    Evidence,
    Listing,
    ListingStatus,
    Product,
    Sku,
    Stock,
)

TOKO, TIKTOK = Platform.TOKOPEDIA, Platform.TIKTOK_SHOP
TABLE = json.loads(
    (Path(tokotiktok.__file__).parent / "migration/inactive.json").read_text("utf-8")
)
WORDS = {
    ListingStatus.LIVE: "ACTIVATE",
    ListingStatus.INACTIVE: "SELLER_DEACTIVATED",
    ListingStatus.SUSPENDED: "PLATFORM_DEACTIVATED",
    ListingStatus.REJECTED: "FAILED",
    ListingStatus.IN_REVIEW: "PENDING",
}


def listing(platform, status, *reasons, said=None):
    status = ListingStatus(status)
    said = said or WORDS.get(status, status.value)
    return Listing(platform=platform, status=status, said=said, reasons=reasons)


def product(tiktok=None, toko=None, *, api=TIKTOK, stock=(), reasons=()):
    listings = [
        listing(platform, status, *reasons * (status != "LIVE"))
        for platform, status in ((TIKTOK, tiktok), (TOKO, toko))
        if status
    ]
    rows = tuple(Stock(warehouse_id="w", quantity=n) for n in stock)
    return Product(
        id="1",
        origin=Platform(0),
        api=api,
        name="Produk Fiktif",
        listings=tuple(listings),
        skus=(Sku(id="s", seller_sku=None, price=None, stock=rows),),
        evidence=Evidence(origin="x"),
        source=None,
    )


def causes(found, platform=None):
    """List the reasons' names and how sure they are, of one storefront."""
    (one,) = [one for one in found if platform in (None, one.platform)]
    return [(cause.name, cause.certainty) for cause in one.causes]


class TestByStatus:
    @pytest.mark.parametrize(
        ("toko", "first"),
        [
            (listing(TOKO, "DRAFT"), ("draft", "said")),
            (listing(TOKO, "DELETED"), ("deleted", "said")),
            (listing(TOKO, "IN_REVIEW"), ("in_review", "said")),
            (listing(TOKO, "IN_REVIEW", "KYC_PENDING"), ("identity", "said")),
            (listing(TOKO, "SUSPENDED"), ("platform_took_off", "said")),
            (listing(TOKO, "SUSPENDED", said="FREEZE"), ("frozen", "said")),
            (listing(TOKO, "INACTIVE", said="SCHEDULED"), ("scheduled", "said")),
            (listing(TOKO, "INACTIVE"), ("switched_off", "likely")),
            (listing(TOKO, "REJECTED"), ("failed_audit", "said")),
            (listing(TOKO, "OTHER", said="ODD"), ("unknown", "possible")),
        ],
        ids=lambda value: getattr(value, "said", None),
    )
    def test_likeliest(self, toko, first):
        """What the status says comes first, unless the platform says more."""
        assert first == causes(why_inactive(toko))[0]

    def test_edit_trap(self):
        """Switched off here and on sale there, an edit that named one is likely."""
        found = causes(why_inactive(product("LIVE", "INACTIVE", stock=[1])))

        assert [("edit_hid_it", "likely"), ("switched_off", "likely")] == found

    def test_mixed_audit(self):
        """Refused here and on sale there, the new version passed on one side only."""
        found = causes(
            why_inactive(product("REJECTED", "LIVE", reasons=("Blurred image",)))
        )

        assert ("images", "said") == found[0]
        assert ("mixed_audit", "said") in found

    def test_hidden_after_an_audit(self):
        """A listing the platform hid for its audit's reasons was not switched off."""
        found = causes(
            why_inactive(product("LIVE", "INACTIVE", reasons=("Kategori salah",)))
        )

        assert [("category", "said"), ("mixed_audit", "likely")] == found[:2]

    def test_nothing_said(self):
        """A refusal without a reason may be for category, brand or policy."""
        tiktok = causes(why_inactive(listing(TIKTOK, "REJECTED")))
        toko = causes(why_inactive(listing(TOKO, "REJECTED")))

        assert ["category", "brand", "policy"] == [name for name, _ in tiktok[1:]]
        assert ["category", "policy"] == [name for name, _ in toko[1:]]

    @pytest.mark.parametrize(
        ("reason", "name"),
        [
            ("Merek belum diotorisasi", "brand"),
            ("Wrong category", "category"),
            ("No delivery option", "warehouse"),
            ("Required field is missing", "attributes"),
            ("Prohibited product", "policy"),
        ],
    )
    def test_words(self, reason, name):
        """What the audit says is sorted by its words, in either language."""
        assert name == causes(why_inactive(listing(TIKTOK, "REJECTED", reason)))[0][0]

    def test_on_sale(self):
        """Nothing is wrong with what is on sale."""
        assert () == why_inactive(product("LIVE", "LIVE"))

    def test_in_no_warehouse(self):
        """A product in no warehouse may be off sale for that."""
        found = causes(why_inactive(product("INACTIVE", "LIVE")))

        assert ("warehouse", "possible") == found[-1]


class TestAbsence:
    def test_on_tokopedia(self):
        """Not named when it was created, or not copied yet."""
        before = causes(why_inactive(product("LIVE", stock=[1])))
        after = causes(why_inactive(product("LIVE", stock=[1]), phase=Phase.MERGED))

        assert ("left_out", "likely") == before[0]
        assert ("copy_takes_days", "likely") == after[0]

    def test_on_the_other(self):
        """A product may be one that only Tokopedia takes."""
        found = why_inactive(product(toko="LIVE", stock=[1]))

        assert TIKTOK is found[0].platform
        assert found[0].listing is None
        assert ["not_listed", "kind_unsupported"] == [one for one, _ in causes(found)]

    def test_is_not_known_of_tokopedias_api(self):
        """Tokopedia's API tells of its own side alone."""
        assert () == why_inactive(product(toko="LIVE", api=TOKO))


class TestErrors:
    @pytest.mark.parametrize("code", sorted(TABLE["codes"]))
    def test_codes(self, code):
        """Every code in the table leads to a reason that is in it, too."""
        found = why_inactive(
            listing(TIKTOK, "INACTIVE"), error=ApiError("x", code=int(code))
        )

        assert (TABLE["codes"][code], "said") == causes(found)[0]
        assert ("x",) == found[0].causes[0].said

    def test_codes_are_known(self):
        """No code is in the table that the platform does not list."""
        table = Path(tokotiktok.__file__).parent / "tiktokshop/error_codes.json"
        known = json.loads(table.read_text("utf-8"))["codes"]

        assert set() == set(TABLE["codes"]) - set(known)

    def test_locked(self):
        """A shop that is being integrated takes no edit, also of what is on sale."""
        found = why_inactive(product("LIVE", "LIVE"), error=ShopLockedError("x"))

        assert [TIKTOK, TOKO] == sorted(
            (one.platform for one in found), reverse=True, key=lambda p: p.value
        )
        assert [("locked", "said")] == causes(found, TOKO)

    def test_of_one_storefront(self):
        """What failed on one storefront is no reason on the other."""
        inner = Failure(None, 12052220, "category", TOKO)
        failure = Failure("1", 12052000, "partly", None, causes=(inner,))
        found = why_inactive(product("INACTIVE", "INACTIVE", stock=[1]), error=failure)

        assert ("category", "said") == causes(found, TOKO)[0]
        assert "category" not in dict(causes(found, TIKTOK))

    def test_failed_elsewhere(self):
        """A failure of the other storefront's leaves what is on sale alone."""
        failure = Failure("1", 12052220, "category", TOKO)

        assert [TOKO] == [
            one.platform for one in why_inactive(product("LIVE", "LIVE"), error=failure)
        ]

    def test_brands_are_not_tokopedias(self):
        """Tokopedia has no rules about brands."""
        error = ApiError("brand not allowed", code=12052201)
        found = why_inactive(product("INACTIVE", "INACTIVE", stock=[1]), error=error)

        assert ("brand", "said") == causes(found, TIKTOK)[0]

    @pytest.mark.parametrize(
        ("message", "first"),
        [("the category is wrong", "category"), ("no idea", "switched_off")],
    )
    def test_a_code_nobody_knows(self, message, first):
        """Of a code that is in no table the words are read, and kept."""
        found = why_inactive(
            listing(TIKTOK, "INACTIVE"), error=ApiError(message, code=1)
        )

        assert first == causes(found)[0][0]
        assert message in {said for one in found[0].causes for said in one.said}


class TestPhase:
    def test_lock_comes_first(self):
        """While the shop is integrated, that is why nothing can be changed."""
        found = why_inactive(listing(TOKO, "INACTIVE"), phase=Phase.LOCKED)

        assert ("locked", "said") == causes(found)[0]
        assert Actor.WAIT is found[0].causes[0].who

    def test_unconfirmed(self):
        """Before the product merge is confirmed, that is likely why."""
        found = why_inactive(
            listing(TOKO, "INACTIVE"), phase=Phase.MERGED_PRODUCTS_UNCONFIRMED
        )

        assert ("unconfirmed", "likely") == causes(found)[0]


class TestTexts:
    @pytest.mark.parametrize("name", TABLE["reasons"])
    def test_in_both_languages(self, name):
        """Each reason has rules, and words in both languages that name no TikTok."""
        row = TABLE["reasons"][name]

        assert set(row["rules"]) <= set(RULES_BY_ID)
        assert Actor(row["who"])
        for language in ("en", "id"):
            text = row[language].format(platform="Shop")
            assert text.endswith(".")
            assert "tiktok" not in text.lower()
        assert row["en"] != row["id"]

    def test_names_the_storefront(self):
        """The text says on which storefront, in the words sellers know."""
        one = why_inactive(listing(TIKTOK, "SUSPENDED"))[0].causes[0]

        assert one.text().startswith("Shop took the product off sale.")
        assert one.text("id").startswith("Shop menonaktifkan produk ini.")

    def test_of_an_unknown_storefront(self):
        """A storefront that is not known is called by the whole name."""
        one = why_inactive(listing(Platform(0), "SUSPENDED"))[0].causes[0]

        assert "Tokopedia & Shop" in one.text()

    def test_no_such_language(self):
        """A language that is not there is refused."""
        one = why_inactive(listing(TIKTOK, "SUSPENDED"))[0].causes[0]

        with pytest.raises(ValidationError, match="none of en, id"):
            one.text("fr")

    @given(
        st.sampled_from([None, *ListingStatus]),
        st.sampled_from([None, *ListingStatus]),
        st.sampled_from([None, *Phase]),
        st.sampled_from([*map(int, TABLE["codes"]), 1, None]),
    )
    @settings(deadline=None)
    def test_there_is_always_one(self, tiktok, toko, phase, code):
        """Whatever comes together, whoever is off sale has a reason, the surest first."""
        error = ApiError("x", code=code) if code else None
        rank = ["said", "likely", "possible"]
        for one in why_inactive(product(tiktok, toko), error=error, phase=phase):
            ranks = [rank.index(cause.certainty) for cause in one.causes]

            assert ranks
            assert sorted(ranks) == ranks

    def test_of_the_sandbox(self, shop):
        """Every product of the made-up shop that is off sale has a reason."""
        found = [
            one for product in shop.products.list() for one in why_inactive(product)
        ]

        assert found
        assert all(one.causes for one in found)


RULES_BY_ID = {one.id for one in RULES}
