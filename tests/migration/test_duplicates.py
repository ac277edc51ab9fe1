"""What is there twice: found exactly, deleted only if confirmed, verified afterwards."""

from __future__ import annotations

import pytest

from tests.migration.integrated import integrated
from tokotiktok import Platform
from tokotiktok.errors import ValidationError
from tokotiktok.migration.duplicates import Blocker, count_sold, plan_merges
from tokotiktok.migration.id_matches import MemoryIdMap
from tokotiktok.migration.idmap import map_products
from tokotiktok.migration.merging import Merged, clean_up, verify
from tokotiktok.migration.old_products import old_products
from tokotiktok.unified.outcomes import OutcomeState
from tokotiktok.unified.shop import UnifiedShop


@pytest.fixture
def played():
    box, client = integrated()
    return box, client, UnifiedShop(tiktokshop=client)


class TestPlan:
    @pytest.mark.parametrize("with_map", [False, True])
    @pytest.mark.parametrize("seed", [1, 2, 7])
    def test_exactly(self, seed, with_map):
        """The pairs are those of the ledger, and so is which may be merged."""
        box, client = integrated(seed, products=40)
        idmap = MemoryIdMap() if with_map else None
        if idmap is not None:
            map_products(old_products(box.tokopedia()), client, into=idmap)
        plan = plan_merges(UnifiedShop(tiktokshop=client), idmap=idmap)

        expected = {
            (one.copy, one.own, one.same_weight) for one in box.integration.truth.twins
        }
        assert expected == {
            (one.first.id, one.second.id, Blocker.WEIGHT not in one.blockers)
            for one in plan.pairs
        }
        assert "No public endpoint merges products (rule 70)" in str(plan)
        assert all(
            one.first.is_copy is (True if with_map else None) for one in plan.pairs
        )

    def test_sales_decide(self, played):
        """What sold more is kept, whatever its stock; what deleting loses is said."""
        _, _, shop = played
        first = plan_merges(shop).pairs[0]
        sold = {first.first.id: 1, first.second.id: 3}
        pair = next(
            one
            for one in plan_merges(shop, sold=sold).pairs
            if one.first.id == first.first.id
        )

        assert pair.second.id == pair.keep
        assert "sold more (3 to 1)" in pair.why
        assert "its sales history (1 sold), ratings and reviews" in pair.lost

    def test_counts_sold(self, played):
        """Units are counted by product."""
        _, _, shop = played

        assert 0 < sum(count_sold(shop.orders.list()).values())

    def test_needs_tiktokshop(self, played):
        """Without TikTok Shop there is nothing to look at."""
        box, _, _ = played
        with pytest.raises(ValidationError, match="tiktokshop="):
            plan_merges(UnifiedShop(tokopedia=box.tokopedia()))


class TestCleanUp:
    def test_nothing_by_default(self, played):
        """Nothing is deleted unasked, nor what the plan would keep."""
        _, _, shop = played
        plan = plan_merges(shop)

        assert 0 == len(clean_up(plan, shop))
        with pytest.raises(ValidationError, match="does not say to delete"):
            clean_up(plan, shop, confirm=[plan.pairs[0].keep])
        with pytest.raises(ValidationError, match="list of product ids"):
            clean_up(plan, shop, confirm=plan.pairs[0].dropped.id)
        assert {Merged.NOT_YET} == {one.state for one in verify(plan, shop)}

    def test_deletes_the_named(self, played):
        """What is confirmed is deleted, once, and the rest stays."""
        _, _, shop = played
        plan = plan_merges(shop)
        drop = plan.pairs[0].dropped.id

        assert [OutcomeState.DONE] == [
            o.state for o in clean_up(plan, shop, confirm=[drop])
        ]
        assert [OutcomeState.ALREADY] == [
            o.state for o in clean_up(plan, shop, confirm=[drop])
        ]
        assert len(plan.pairs) - 1 == len(plan_merges(shop).pairs)
        done = verify(plan, shop)
        assert [Merged.WELL] == [one.state for one in done if one.gone == drop]

    def test_frozen(self, played):
        """What a platform froze is not deleted."""
        box, _, shop = played
        plan = plan_merges(shop)
        drop = plan.pairs[0].dropped.id
        item = box.tiktokshop_face.world.items
        number = next(one.number for one in item if one.tiktok_id == drop)
        box.tiktokshop_face.world.changes.set_item(
            number, statuses={Platform.TIKTOK_SHOP: "FREEZE"}
        )
        (outcome,) = clean_up(plan, shop, confirm=[drop])

        assert OutcomeState.FAILED is outcome.state
        assert "rule 58" in outcome.message

    def test_last_one(self, played):
        """If the one to keep is gone, the other is left alone."""
        _, client, shop = played
        plan = plan_merges(shop)
        pair = plan.pairs[0]
        client.products.delete(product_ids=[pair.keep])
        (outcome,) = clean_up(plan, shop, confirm=[pair.dropped.id])

        assert "the last" in outcome.message
        client.products.delete(product_ids=[pair.dropped.id])
        assert Merged.LOST in {one.state for one in verify(plan, shop)}
