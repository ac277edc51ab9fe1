"""
The acceptance list of the platform's own rehearsals, which are gone (rule 106).

TikTok Shop Partner Center: the guide to rehearsing the integration, read in 2025.
"""

from __future__ import annotations

from typing import get_args

import pytest

from tokotiktok import Platform
from tokotiktok.errors import ShopLockedError
from tokotiktok.migration.phases import Phase, ShopPhases
from tokotiktok.sandbox import Sandbox, play


class TestRehearsal:
    @pytest.fixture
    def box(self):
        """A shop that goes through its integration, and authorises the app again."""
        box = Sandbox(seed=1, integration="pending")
        box.integration.begin()
        box.clock.advance(hours=48)
        box.integration.confirm_products()
        return box

    @pytest.fixture
    def client(self, box):
        client = box.tiktokshop()
        client.save_token(client.oauth.exchange(box.tiktokshop_face.authorize()))
        return client

    def test_ids_agree(self, box):
        """The ids that the event tells are those in the shop's info."""
        (event,) = box.integration.events
        done = box.tokopedia().shops.info().items[0].tts_integration_completed

        assert (event.payload["tts_seller_id"], event.payload["toko_shop_id"]) == (
            str(done.tts_seller_id),
            str(done.toko_shop_id),
        )
        assert event.at == done.completed_time

    def test_new_product_ids_can_be_had(self, box):
        """Each product tells its new id, by Tokopedia's info and by the mapper alike."""
        old = {
            str(one.basic.productID): str(one.tts_product_id)
            for one in box.tokopedia().products.list().all()
            if one.tts_product_id
        }
        creator = box.tiktokshop(token=box.token(creator=True), shop_cipher=None)
        mapped = creator.showcases.map_tokopedia_products(toko_pids=list(old)).answer

        assert old == box.integration.truth.products
        assert old == {str(one.toko_pid): str(one.tts_pid) for one in mapped.product}

    def test_products_can_be_edited(self, box, client):
        """After the products were confirmed they may be edited."""
        (new, *_) = box.integration.truth.products.values()
        client.products.partial_edit(product_id=new, title="Kopi Gayo Baru")

        assert "Kopi Gayo Baru" == client.products.get(product_id=new).title

    def test_an_order_of_tokopedias_is_there_and_shipped(self, box, client):
        """What a buyer of Tokopedia bought is in TikTok Shop's API, and shipped there."""
        sale = box.buy("GULA-AREN", on=Platform.TOKOPEDIA)
        (order,) = client.orders.get(ids=[sale.tiktok_id])
        client.packages.ship(package_id=order.packages[0].id)
        (shipped,) = client.orders.get(ids=[sale.tiktok_id])

        assert "TOKOPEDIA" == order.commerce_platform
        assert ("AWAITING_SHIPMENT", "AWAITING_COLLECTION") == (
            order.status,
            shipped.status,
        )
        assert [sale.number] == [one.sale for one in box.world.changes.ledger]

    def test_a_chat_of_tokopedias_is_there(self, box, client):
        """The chat with a buyer of Tokopedia is listed, and found alone."""
        box.buy("GULA-AREN", on=Platform.TOKOPEDIA)
        (first, *_) = client.conversations.list().items
        alone = client.conversations.get(conversation_id=first.id)

        assert "TOKOPEDIA" == first.participants[0].buyer_platform
        assert "TOKOPEDIA" == alone.participants[0].platform
        assert first.id == alone.id


class TestPhases:
    def test_one_word_for_each(self):
        """The play names its phases as the migration does."""
        assert set(get_args(play.Phase)) < {one.value for one in Phase}

    def test_merged_as_heard(self):
        """Who hears what the play tells, and nothing else, knows how the shop stands."""
        box = Sandbox(seed=1, integration="pending")
        heard, stands = ShopPhases(clock=box.clock), []
        box.integration.on_event(lambda event: heard.feed_merge(event.payload))

        def compare():
            stands.append((box.integration.phase, heard.phase.value))
            box.clock.advance(hours=1)

        client = box.tiktokshop()
        heard.probe(tokopedia=box.tokopedia(), tiktokshop=client)
        compare()
        box.integration.lock()
        with pytest.raises(ShopLockedError) as caught:
            client.products.activate(product_ids=["1"])
        heard.feed_error(caught.value)
        compare()
        box.integration.merge()
        compare()
        box.integration.confirm_products()
        heard.confirm_products()
        compare()
        box.integration.unmerge()
        compare()

        assert [one for one, _ in stands] == [one for _, one in stands]
        assert (5, ()) == (len(stands), heard.findings)

    def test_mirrored_as_heard(self):
        """So it is with a shop that is mirrored, and rolled back."""
        box = Sandbox(seed=1, integration="solely_tiktok_shop")
        heard, stands = ShopPhases(clock=box.clock), []
        box.integration.on_event(lambda event: heard.feed_mirror(event.payload))
        for step in (box.integration.mirror, box.integration.roll_back):
            step()
            stands.append((box.integration.phase, heard.phase.value))
            box.clock.advance(hours=1)

        assert [("mirrored",) * 2, ("rolled_back",) * 2] == stands
