"""What is there twice: found exactly, deleted only if confirmed, verified afterwards."""

from __future__ import annotations

import pytest
from attrs import evolve
from between import Between
from fakes import ONCE, Script, no, ok, tiktok

from tests.migration.integrated import integrated
from tokotiktok import Platform
from tokotiktok.errors import ValidationError
from tokotiktok.migration.duplicates import (
    Blocker,
    count_sold,
    plan_merges,
    read_side,
)
from tokotiktok.migration.id_matches import Entry, Kind, MemoryIdMap
from tokotiktok.migration.idmap import map_products
from tokotiktok.migration.merging import Merged, clean_up, verify
from tokotiktok.migration.old_products import old_products
from tokotiktok.unified.outcomes import OutcomeState
from tokotiktok.unified.shop import UnifiedShop

KOPI = {"id": "1", "title": "Kopi", "status": "ACTIVATE", "skus": [{"id": "1"}]}


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

    def test_what_is_lost(self, played):
        """Stock, listings and seller SKUs are lost that only the dropped one has."""
        _, _, shop = played
        pair = plan_merges(shop).pairs[0]
        alone = evolve(pair.dropped, seller_skus=frozenset(["SENDIRI"]))
        bare = evolve(pair.dropped, stock=0)
        sides = {
            side.id: name
            for name, side in (("first", pair.first), ("second", pair.second))
        }

        def lost(side):
            return evolve(pair, **{sides[side.id]: side}).lost

        assert f"its stock of {alone.stock}" in lost(alone)
        assert "its seller SKUs SENDIRI" in lost(alone)
        assert not any("stock" in one for one in lost(bare))
        assert () == evolve(pair, keep=None).lost

    def test_blockers(self, played):
        """Several of one name, a frozen one, and an unknown weight stand in the way."""
        box, _, shop = played
        changes, items = box.world.changes, box.world.items
        before = plan_merges(shop).pairs
        name = before[0].first.name
        paired = {one.id for pair in before for one in pair.sides}
        other = next(one for one in items if one.tiktok_id not in paired)
        changes.set_item(other.number, name=name)
        frozen = next(one for one in items if one.tiktok_id == before[0].first.id)
        changes.set_item(frozen.number, statuses={Platform.TIKTOK_SHOP: "FREEZE"})
        crowd = [one for one in plan_merges(shop).pairs if one.first.name == name]

        assert 3 == len(crowd)
        for pair in crowd:
            assert Blocker.CROWD in pair.blockers
            assert pair.keep is None
            assert (Blocker.FROZEN in pair.blockers) is (
                before[0].first.id in {one.id for one in pair.sides}
            )

    def test_weight_unknown(self):
        """A weight that is not told may be another one."""
        heavy = {**KOPI, "id": "2", "package_weight": {"value": "1", "unit": "GRAM"}}
        listed = ok({"products": [KOPI, heavy], "total_count": 2})
        script = Script(listed, ok(KOPI), ok(heavy))
        (pair,) = plan_merges(UnifiedShop(tiktokshop=tiktok(script))).pairs

        assert (Blocker.WEIGHT_UNKNOWN,) == pair.blockers

    def test_two_copies(self, played):
        """Two that were both copied are no pair: the old shop had both."""
        _, client, shop = played
        pair = plan_merges(shop).pairs[0]
        idmap = MemoryIdMap()
        for old, side in zip("12", pair.sides, strict=True):
            idmap.save([Entry(kind=Kind.PRODUCT, old_id=old, claims=side.id)])
        found = {
            (one.first.id, one.second.id)
            for one in plan_merges(shop, idmap=idmap).pairs
        }

        assert (pair.first.id, pair.second.id) not in found
        assert read_side(client, "1") is None

    def test_deleted_meanwhile(self):
        """A product that is deleted while the plan is made is in no pair."""
        listed = ok({"products": [KOPI, {**KOPI, "id": "2"}], "total_count": 2})
        script = Script(listed, ok(KOPI), no(12052260, "product does not exist"))
        plan = plan_merges(UnifiedShop(tiktokshop=tiktok(script, retry=ONCE)))

        assert () == plan.pairs

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

    def test_changed_since(self, played):
        """What has more stock than the plan says, or whose other is frozen, stays."""
        box, _, shop = played
        plan = plan_merges(shop)
        pair = plan.pairs[0]
        name = "first" if pair.first.id == pair.dropped.id else "second"
        less = evolve(pair.dropped, stock=pair.dropped.stock - 1)
        older = evolve(plan, pairs=(evolve(pair, **{name: less}),))
        (rose,) = clean_up(older, shop, confirm=[less.id])
        kept = next(one for one in box.world.items if one.tiktok_id == pair.keep)
        box.world.changes.set_item(kept.number, statuses={Platform.TOKOPEDIA: "FREEZE"})
        (frozen,) = clean_up(plan, shop, confirm=[less.id])

        assert f"rose from {less.stock} to {pair.dropped.stock}" in rose.message
        assert "may be the last on sale" in frozen.message

    def test_refused(self, played):
        """What the platform refuses, or did not answer, is said so."""
        box, _, shop = played
        plan = plan_merges(shop)
        drop = plan.pairs[0].dropped.id
        face = box.tiktokshop_face
        face.fail("server_error", times=9, on=f"products/{drop}")
        (unread,) = clean_up(plan, shop, confirm=[drop])
        face._faults.clear()
        face.world.changes.is_locked = True
        (locked,) = clean_up(plan, shop, confirm=[drop])

        assert OutcomeState.FAILED is unread.state
        assert (OutcomeState.FAILED, "12052332") == (locked.state, str(locked.code))

    def test_lost_reply(self, played):
        """A deletion whose answer was lost is unknown; asked again, it was done before."""
        box, _, shop = played
        face = box.tiktokshop_face
        plan = plan_merges(shop)
        pair = plan.pairs[0]
        between = Between(
            face, f"/products/{pair.keep}", behind=lambda: face.fail("lost_reply")
        )
        lossy = UnifiedShop(tiktokshop=box.tiktokshop(transport=between))
        (first,) = clean_up(plan, lossy, confirm=[pair.dropped.id])
        (second,) = clean_up(plan, shop, confirm=[pair.dropped.id])

        assert OutcomeState.UNKNOWN is first.state
        assert OutcomeState.ALREADY is second.state

    def test_failed_row(self):
        """A deletion that fails in an answer of success is not done."""
        heavy = {**KOPI, "id": "2", "package_weight": {"value": "1", "unit": "GRAM"}}
        listed = ok({"products": [KOPI, heavy], "total_count": 2})
        failed = ok(
            {"errors": [{"code": 7, "message": "", "detail": {"product_id": "2"}}]}
        )
        script = Script(listed, ok(KOPI), ok(heavy), ok(heavy), ok(KOPI), failed)
        shop = UnifiedShop(tiktokshop=tiktok(script, retry=ONCE))
        plan = plan_merges(shop, sold={"1": 1})
        (outcome,) = clean_up(plan, shop, confirm=["2"])

        assert (OutcomeState.FAILED, 7, "the platform refused") == (
            outcome.state,
            outcome.code,
            outcome.message,
        )


class TestVerify:
    def test_merged_by_hand(self, played):
        """What the seller merged is well, and says which id leads to which."""
        box, _, shop = played
        plan = plan_merges(shop)
        twins = next(one for one in box.integration.truth.twins if one.same_weight)
        box.integration.merge_products(keep=twins.copy, drop=twins.own)
        (found,) = (
            one for one in verify(plan, shop) if one.pair.first.id == twins.copy
        )

        assert Merged.WELL is found.state
        assert (twins.copy, twins.own) == (found.survivor, found.gone)
        assert f"{twins.copy} and {twins.own}: {Merged.WELL.value}" == str(found)

    def test_less(self, played):
        """What the survivor lost of itself is named."""
        _, client, shop = played
        plan = plan_merges(shop)
        pair = plan.pairs[0]
        client.products.delete(product_ids=[pair.dropped.id])
        richer = evolve(
            pair.kept,
            stock=pair.kept.stock + 1,
            seller_skus=pair.kept.seller_skus | {"HILANG"},
            name="Nama Lama",
        )
        name = "first" if pair.first.id == pair.keep else "second"
        before = evolve(plan, pairs=(evolve(pair, **{name: richer}),))
        (found,) = verify(before, shop)

        assert Merged.LESS is found.state
        assert (
            f"stock fell from {richer.stock} to {pair.kept.stock}",
            "seller SKUs HILANG",
            "the name 'Nama Lama'",
        ) == found.missing
        assert str(found).endswith("the name 'Nama Lama'")
        assert str(evolve(found, missing=())).endswith(Merged.LESS.value)
