"""One merged shop: its clients, and what it knows of itself."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from tokotiktok import UnifiedShop
from tokotiktok.errors import ValidationError
from tokotiktok.sandbox import Sandbox
from tokotiktok.unified.shop import TOKOPEDIA_BEGAN


class TestShop:
    def test_needs_a_client(self):
        """A shop without any client is nothing."""
        with pytest.raises(ValidationError, match="at least one client"):
            UnifiedShop()

    def test_needs_a_zone(self, box):
        """The integration's time needs a zone."""
        with pytest.raises(ValidationError, match="zone"):
            box.shop(integrated_at=datetime(2025, 8, 20))  # noqa: DTZ001 - the point

    def test_integrated_at(self, box, shop):
        """When the shop was integrated is read from Tokopedia, once."""
        assert box.world.integrated_at == shop.integrated_at == shop.integrated_at
        assert 1 == sum(
            one.path.endswith("shop-info") for one in box.tokopedia_face.seen
        )

    def test_integrated_at_as_given(self, box):
        """What is given is not asked for."""
        at = datetime(2025, 8, 1, tzinfo=timezone.utc)

        assert at == box.shop(integrated_at=at).integrated_at
        assert [] == box.tokopedia_face.seen

    def test_not_integrated_yet(self, box):
        """Before its integration a shop has no such time."""
        assert ("merged", box.world.integrated_at) == (
            box.integration.phase,
            box.integration.completed_at,
        )
        box.clock.advance(days=-60)

        assert "pending" == box.integration.phase
        assert box.shop().integrated_at is None

    def test_without_tokopedia(self, box):
        """Without the Tokopedia side nobody knows, and its beginning is the platform's."""
        shop = box.shop(tokopedia=None)

        assert (None, TOKOPEDIA_BEGAN) == (
            shop.integrated_at,
            shop.tokopedia_opened_at,
        )

    def test_opened(self, box, shop):
        """The shop is as old as Tokopedia says."""
        assert box.world.opened_on == shop.tokopedia_opened_at

    def test_now(self, box):
        """The time is the clients'."""
        box.clock.advance(hours=5)

        assert box.clock.now == box.shop().now() == box.shop(tiktokshop=None).now()
        assert box.clock.now - timedelta(hours=5) == Sandbox().shop().now()

    def test_live_is_no_archive(self, shop):
        """A live client is no archive."""
        assert shop.archive is None
