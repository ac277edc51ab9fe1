"""What sellers read as a channel's name."""

from __future__ import annotations

import pytest

from tokotiktok import Platform
from tokotiktok.migration.labels import channel_label


class TestChannelLabel:
    @pytest.mark.parametrize(
        ("platform", "label"),
        [
            (None, "Tokopedia & Shop"),
            (Platform.TOKOPEDIA | Platform.TIKTOK_SHOP, "Tokopedia & Shop"),
            (Platform(0), "Tokopedia & Shop"),
            (Platform.TOKOPEDIA, "Tokopedia"),
            (Platform.TIKTOK_SHOP, "Shop"),
        ],
    )
    def test_never_says_the_word(self, platform, label):
        """The whole is Tokopedia & Shop, and each storefront its half of that."""
        assert label == channel_label(platform)
