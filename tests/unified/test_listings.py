"""Where a product is listed, and the guard that keeps an edit from hiding it."""

from __future__ import annotations

import pytest

from tokotiktok import Platform
from tokotiktok.errors import ValidationError
from tokotiktok.tiktokshop.api.products import (
    AuditFailedReason,
    IntegratedPlatformStatus,
    Product,
)
from tokotiktok.unified.listings import BOTH, listings_of, where_to_edit, wire
from tokotiktok.unified.models import Listing, ListingStatus

TOKO, TIKTOK, NOWHERE = Platform.TOKOPEDIA, Platform.TIKTOK_SHOP, Platform(0)
LIVE, INACTIVE, IN_REVIEW, REJECTED, SUSPENDED, DRAFT, DELETED, OTHER = ListingStatus


def listings(tiktok=None, toko=None):
    found = {TIKTOK: tiktok, TOKO: toko}
    return {
        platform: Listing(platform=platform, status=status, said=status.value)
        for platform, status in found.items()
        if status
    }


class TestWire:
    @pytest.mark.parametrize(
        ("platforms", "words"),
        [(TIKTOK, None), (TOKO, ["TOKOPEDIA"]), (BOTH, ["TIKTOK_SHOP", "TOKOPEDIA"])],
    )
    def test_tiktok_shop_alone_is_left_out(self, platforms, words):
        """A seller who never was on Tokopedia may not give the parameter."""
        assert words == wire(platforms)


class TestListingsOf:
    def test_by_platform(self):
        """Each platform's state and reasons, as the platform tells them."""
        source = Product(
            id="1",
            status="FAILED",
            integrated_platform_statuses=(
                IntegratedPlatformStatus(platform="TOKOPEDIA", status="ACTIVATE"),
                IntegratedPlatformStatus(platform="MARS", status="ACTIVATE"),
            ),
            audit_failed_reasons=(
                AuditFailedReason(listing_platform="TIKTOK_SHOP", reasons=("blurred",)),
            ),
        )
        found = listings_of(source)

        assert {
            TIKTOK: (REJECTED, ("blurred",)),
            TOKO: (LIVE, ()),
        } == {k: (v.status, v.reasons) for k, v in found.items()}


class TestWhereToEdit:
    @pytest.mark.parametrize(
        ("stands", "on", "hide_on", "words"),
        [
            (listings(LIVE, LIVE), None, NOWHERE, ["TIKTOK_SHOP", "TOKOPEDIA"]),
            (listings(LIVE, INACTIVE), None, NOWHERE, ["TIKTOK_SHOP"]),
            (listings(LIVE), None, NOWHERE, None),
            (listings(None, LIVE), None, NOWHERE, ["TOKOPEDIA"]),
            (listings(REJECTED, LIVE), None, NOWHERE, ["TIKTOK_SHOP", "TOKOPEDIA"]),
            (listings(LIVE, IN_REVIEW), None, TOKO, ["TIKTOK_SHOP"]),
            (listings(LIVE, LIVE), TOKO, TIKTOK, ["TOKOPEDIA"]),
            (listings(LIVE), BOTH, NOWHERE, ["TIKTOK_SHOP", "TOKOPEDIA"]),
            (listings(INACTIVE, INACTIVE), None, NOWHERE, ["TIKTOK_SHOP", "TOKOPEDIA"]),
            (listings(INACTIVE, INACTIVE), None, TOKO, ["TIKTOK_SHOP"]),
            (listings(), None, NOWHERE, None),
            (listings(INACTIVE, INACTIVE), TIKTOK, NOWHERE, ["TIKTOK_SHOP"]),
        ],
        ids=[
            "both",
            "what the seller hid stays hidden",
            "never on Tokopedia",
            "only on Tokopedia",
            "a refused one is edited, too",
            "hidden as asked",
            "switched as asked",
            "listed elsewhere, too",
            "hidden on both",
            "hidden on both, and to stay so on one",
            "listed nowhere",
            "hidden, for one",
        ],
    )
    def test_names_where_it_is(self, stands, on, hide_on, words):
        """An edit names each platform that the product is to be on, and no other."""
        assert words == where_to_edit("1", stands, on, hide_on)

    @pytest.mark.parametrize(
        ("on", "hide_on", "lost"),
        [
            (TIKTOK, NOWHERE, "TOKOPEDIA"),
            (TOKO, NOWHERE, "TIKTOK_SHOP"),
            (TOKO, TOKO, "TIKTOK_SHOP"),
        ],
        ids=["Tokopedia", "TikTok Shop", "the wrong one"],
    )
    def test_refuses_to_hide(self, on, hide_on, lost):
        """An edit that would hide the product unasked is refused, and says how to ask."""
        with pytest.raises(ValidationError, match=f"hide_on=Platform.{lost}"):
            where_to_edit("1", listings(LIVE, IN_REVIEW), on, hide_on)

    def test_refuses_to_hide_everywhere(self):
        """An edit cannot take a product off both platforms; another call can."""
        for stands in (listings(LIVE, LIVE), listings(INACTIVE, INACTIVE), listings()):
            with pytest.raises(ValidationError, match=r"deactivate\(product\)"):
                where_to_edit("1", stands, None, BOTH)
