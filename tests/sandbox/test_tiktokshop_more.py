"""What else the TikTok Shop face answers: chats, and what products became."""

from __future__ import annotations

from collections import Counter

import pytest

from tokotiktok.errors import ApiError, ScopeError, TokoTikTokError
from tokotiktok.sandbox import Clock


class TestClock:
    def test_alone(self):
        """A clock that nobody listens to moves, too."""
        clock = Clock(1_767_225_600.0)
        clock.advance(days=1)

        assert 1_767_312_000.0 == clock()


class TestChats:
    def test_one_a_sale(self, box):
        """Each sale has its chat, the latest first, page by page."""
        client = box.tiktokshop()
        orders = list(client.orders.search(page_size=100).all())
        chats = list(client.conversations.list().all())
        platforms = Counter(one.participants[0].buyer_platform for one in chats)
        times = [one.latest_message.create_time for one in chats]

        assert Counter(one.commerce_platform for one in orders) == platforms
        assert {"TOKOPEDIA", "TIKTOK_SHOP"} == set(platforms)
        assert sorted(times, reverse=True) == times

    def test_two_names_for_where_a_buyer_comes_from(self, box):
        """A chat alone names it otherwise than the list, and of the buyer only."""
        client = box.tiktokshop()
        (listed, *_) = client.conversations.list().items
        alone = client.conversations.get(conversation_id=listed.id)
        buyer, seller = alone.participants

        assert (None, listed.participants[0].buyer_platform) == (
            buyer.buyer_platform,
            buyer.platform,
        )
        assert ("SHOP", None) == (seller.role, seller.platform)
        assert listed.create_time == alone.create_time
        assert listed.latest_message.create_time >= listed.create_time

    @pytest.mark.parametrize("chat", ["1", "x"])
    def test_unknown(self, box, chat):
        """A chat that is not there."""
        with pytest.raises(TokoTikTokError, match="45101003"):
            box.tiktokshop().conversations.get(conversation_id=chat)

    def test_at_most_twenty(self, box):
        """A page has at most 20."""
        with pytest.raises(TokoTikTokError, match="page_size"):
            box.tiktokshop().conversations.list(page_size=21)


class TestWarehouses:
    def test_delivery_options_of_none(self, box):
        """What a warehouse delivers is asked for by its id, which there must be."""
        client = box.tiktokshop()
        (one, *_) = client.warehouses.list()
        options = client.warehouses.get_delivery_options(warehouse_id=one.id)

        assert list(options)
        with pytest.raises(ApiError, match="warehouse does not exist"):
            client.warehouses.get_delivery_options(warehouse_id="1")


class TestMapper:
    @pytest.fixture
    def creator(self, box):
        return box.tiktokshop(token=box.token(creator=True), shop_cipher=None)

    @pytest.mark.parametrize(
        "name", ["get_tokopedia_mappings", "map_tokopedia_products"]
    )
    def test_maps(self, creator, name):
        """Both operations map old ids to new ones, and leave out what they do not know."""
        found = getattr(creator.showcases, name)(toko_pids=["9100000030", "1"]).answer

        assert [("9100000030", "1730000000000000103")] == [
            (one.toko_pid, one.tts_pid) for one in found.product
        ]

    def test_not_for_sellers(self, box):
        """A seller's token does not do."""
        with pytest.raises(ScopeError, match="needs the token of a creator"):
            box.tiktokshop().showcases.map_tokopedia_products(toko_pids=["1"])

    def test_nothing_else_for_creators(self, box):
        """A creator's token does nothing of a seller's."""
        client = box.tiktokshop(token=box.token(creator=True))
        with pytest.raises(ScopeError, match="needs the token of a seller"):
            client.orders.search(page_size=1)

    def test_outlives_a_merge(self, box, creator):
        """What a creator authorised does not end when a shop is un-merged and merged."""
        box.integration.unmerge()
        box.integration.merge()

        assert creator.showcases.map_tokopedia_products(toko_pids=["9100000030"]).answer
