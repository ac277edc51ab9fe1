"""The two sides of a shop against each other, and against the truth."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta

import pytest
from attrs import evolve

from tokotiktok import Platform, UnifiedShop
from tokotiktok.errors import ValidationError
from tokotiktok.migration.cutover import CutOver, check_orders
from tokotiktok.migration.reconcile import (
    check_money,
    check_products,
    open_orders,
    reconcile,
)
from tokotiktok.money import Money
from tokotiktok.sandbox import Sandbox
from tokotiktok.unified.models import OrderStatus

DAY = timedelta(days=1)


class Played:
    """An integration that is over, with sales on both sides of the merge."""

    def __init__(self, seed=1):
        self.box = box = Sandbox(seed=seed, integration="pending")
        for _ in range(6):
            box.buy("GULA-AREN", on=Platform.TOKOPEDIA)
            box.clock.advance(hours=2)
        box.integration.merge()
        box.integration.confirm_products()
        for _ in range(3):
            box.buy("GULA-AREN", on=Platform.TOKOPEDIA)
            box.clock.advance(hours=1)
        box.clock.advance(hours=80)
        client = box.tiktokshop()
        client.oauth.exchange(box.tiktokshop_face.authorize())
        self.at = box.integration.completed_at
        self.shop = UnifiedShop(
            tiktokshop=client, tokopedia=box.tokopedia(), integrated_at=self.at
        )
        self.old = UnifiedShop(tokopedia=self.shop.tokopedia, integrated_at=self.at)
        self.new = UnifiedShop(tiktokshop=client, integrated_at=self.at)
        self.truth = box.integration.truth
        self.ids = {"products": self.truth.products, "skus": self.truth.skus}
        where = [one for one in self.truth.orders() if one.tokopedia and one.tiktokshop]
        self.both = {one.tokopedia: one.tiktokshop for one in where}

    def orders(self, old=None, new=None, **more):
        """Check orders: what differs, the counts, and the days."""
        counts, days = Counter(), CutOver(self.at, now=self.shop.now())
        old = list(self.old.orders.list()) if old is None else old
        new = list(self.new.orders.list()) if new is None else new
        found = list(check_orders(iter(old), iter(new), days, counts, **more))
        return found, counts, days

    def products(self, old=None, new=None, **more):
        """Check products: what differs, and the counts."""
        counts = Counter()
        old = list(self.old.products.list()) if old is None else old
        new = list(self.new.products.list()) if new is None else new
        given = {**self.ids, **more}
        return list(check_products(old, new, counts, **given)), counts


@pytest.fixture(scope="module")
def played():
    return Played()


def told(differences):
    return [(one.what, one.old_id, one.new_id, one.field) for one in differences]


class TestOrders:
    @pytest.mark.parametrize("seed", [1, 2, 3])
    def test_nothing_lost(self, seed):
        """By the ids that somebody kept, what is in both is the same, and no more."""
        played = Played(seed)
        found, counts, _ = played.orders(orders=played.both)
        where = list(played.truth.orders())

        assert [] == [one for one in found if one.what == "missing"]
        assert sum(one.tokopedia is not None for one in where) == (
            len(played.both) + counts["orders.stays"]
        )

    def test_lost_by_its_id(self, played):
        """An order that moved, by the ids, and is not on the new side is missing."""
        old_id, new_id = next(iter(played.both.items()))
        new = [one for one in played.new.orders.list() if one.id != new_id]
        found, counts, _ = played.orders(new=new, orders=played.both)

        assert ("missing", old_id, new_id, None) in told(found)
        assert 1 == counts["orders.missing"]

    def test_lost_without_ids(self, played):
        """One that the old side has from after the integration is missing, in time."""
        old = list(played.old.orders.list())
        late = evolve(old[0], id="late", placed_at=played.at + timedelta(hours=2))
        found, counts, _ = played.orders(old=[late, *old], new=[])

        assert [("missing", "late", None, None)] == told(found)
        assert len(old) == counts["orders.stays"]

    def test_may_still_come(self, played):
        """Until 72 hours have gone by it is awaited."""
        late = evolve(next(played.old.orders.list()), placed_at=played.at)
        counts, days = Counter(), CutOver(played.at, now=played.at + DAY)

        assert [] == list(check_orders(iter([late]), iter([]), days, counts))
        assert {"orders.awaited": 1} == counts

    def test_doubled(self, played):
        """An order that comes twice is doubled, and compared once."""
        new = list(played.new.orders.list())
        twice = next(one for one in new if one.id in played.both.values())
        new.insert(new.index(twice), twice)
        found, counts, _ = played.orders(new=new)

        assert ("doubled", None, twice.id, None) in told(found)
        assert played.orders()[1]["orders.doubled"] + 1 == counts["orders.doubled"]

    def test_the_last_comes_twice(self, played):
        """One that comes twice at the very end is doubled, too."""
        sale = evolve(next(played.old.orders.list()), placed_at=played.at)
        found, counts, _ = played.orders(old=[sale, sale], new=[])

        assert 1 == counts["orders.doubled"]
        assert ("doubled", sale.id, None, None) in told(found)

    def test_maybe_twice(self, played):
        """Two new records that may each be one old sale are told, with why."""
        old_id, new_id = next(iter(played.both.items()))
        old = [one for one in played.old.orders.list() if one.id == old_id]
        new = [one for one in played.new.orders.list() if one.id == new_id]
        new.append(evolve(new[0], id="again", placed_at=new[0].placed_at))
        found, _, _ = played.orders(old=old, new=new)

        assert {new_id, "again", None} == {one.new_id for one in found}
        assert "maybe also" in found[0].why

    @pytest.mark.parametrize(
        ("change", "fields"),
        [
            ({"total": Money(1)}, ["total"]),
            ({"status": OrderStatus.CANCELLED}, ["cancelled"]),
            ({"lines": ()}, ["quantity"]),
        ],
        ids=["total", "cancelled", "quantity"],
    )
    def test_altered(self, played, change, fields):
        """A record that was altered is told field by field."""
        _, new_id = next(iter(played.both.items()))
        new = [
            evolve(one, placed_at=one.placed_at, **change) if one.id == new_id else one
            for one in played.new.orders.list()
        ]
        found, _, _ = played.orders(new=new, orders=played.both)

        assert fields == [one.field for one in found if one.new_id == new_id]

    def test_gap(self, played):
        """Where a busy shop sells nothing for long, that is a gap."""
        sale = next(played.old.orders.list())
        begins = played.at - DAY
        times = [begins - n * timedelta(minutes=30) for n in range(1, 600)]
        old = [
            evolve(sale, id=str(n), placed_at=at)
            for n, at in enumerate([played.at + DAY, *times])
        ]
        _, _, days = played.orders(old=old, new=[])

        assert [2, 2] == [(gap.ends - gap.begins) // DAY for gap in days.gaps]
        assert 80 < days.gaps[0].expected < 90
        assert "2025-" in days.gaps[0].to_json()["begins"][:5]
        assert [] == list(CutOver(played.at, now=played.at).gaps)


class TestProducts:
    def test_truth(self, played):
        """All that was copied is the same; the rest stays or is TikTok Shop's own."""
        found, counts = played.products(warehouses=played.truth.warehouses)

        assert {"extra"} == {one.what for one in found if one.part == "products"}
        assert len(set(played.truth.products.values())) == counts["products.same"]
        assert len(played.truth.not_copied) == counts["products.stays"]

    def test_lost_and_doubled(self, played):
        """A product that is not there is missing; one that comes twice is doubled."""
        new = list(played.new.products.list())
        became = set(played.truth.products.values())
        lost, twice, *_ = [one for one in new if one.id in became]
        new = [one for one in new if one is not lost] + [twice]
        found, counts = played.products(new=new)

        assert (1, 1) == (counts["products.missing"], counts["products.doubled"])
        assert lost.id in [one.new_id for one in found if one.what == "missing"]

    def test_without_ids(self, played):
        """Without new ids all are missing; two that became one are doubled."""
        _, none = played.products(products={})
        _, one = played.products(products=lambda _: "1")
        old = list(played.old.products.list())

        assert len(old) == none["products.missing"] + none["products.stays"]
        assert len(old) - 1 == one["products.doubled"]
        assert 1 == one["products.missing"]

    def test_altered(self, played):
        """What differs in a product and its SKUs is told field by field."""
        old = list(played.old.products.list())
        first = old[0]
        sku = first.skus[0]
        stock = tuple(evolve(one, quantity=one.quantity + 1) for one in sku.stock)
        altered = evolve(sku, price=Money(1), seller_sku="X", stock=stock)
        old[0] = evolve(first, name="Lain", skus=(altered,))
        found, counts = played.products(old=old)

        assert [("name", "Lain"), ("seller_sku", "X"), ("price", "IDR 1")] == [
            (one.field, one.before) for one in found if one.what == "changed"
        ][:3]
        assert 1 == counts["stock.changed"]
        assert 2 == len(
            [
                one
                for one in played.products(old=old, warehouses=played.truth.warehouses)[
                    0
                ]
                if one.part == "stock"
            ]
        )

    def test_skus(self, played):
        """A SKU without a new id is missing, and the one it should be is extra."""
        found, _ = played.products(skus={})

        assert {"missing", "extra"} == {one.what for one in found if one.part == "skus"}

    def test_a_warehouse_nobody_mapped(self, played):
        """Stock of an unmapped warehouse differs under its old id."""
        found, _ = played.products(warehouses={})

        assert any("(old)" in one.field for one in found if one.part == "stock")


class TestMoney:
    def test_matched_and_not(self, played):
        """Movements are matched by invoice; what is on one side alone is unmatched."""
        saldo = []
        for start in range(0, 60, 30):
            first = (played.at - (start + 29) * DAY).date()
            last = (played.at - start * DAY).date()
            saldo += played.shop.tokopedia.saldo.list(from_date=first, to_date=last)
        orders = list(played.old.orders.list())
        counts = Counter()
        before = list(check_money(saldo, orders, counts))
        named = [row for row in saldo if "INV/" in row.note]
        last = {row.note.rpartition(" ")[2]: row.deposit_id for row in named}
        invoice, movement = next(iter(last.items()))
        lost = Counter()
        gone = [one for one in orders if one.invoice != invoice]
        after = list(check_money(saldo, gone, lost))

        assert len(last) == counts["money.same"]
        assert len(saldo) - len(named) == counts["money.other"]
        assert {movement} == {one.old_id for one in after} - {
            one.old_id for one in before
        }

    def test_completed_without_a_movement(self, played):
        """A completed order that no movement names is unmatched."""
        order = evolve(
            next(played.old.orders.list()),
            status=OrderStatus.COMPLETED,
            placed_at=played.at - 40 * DAY,
        )
        day = (played.at - 10 * DAY).date()
        saldo = list(played.shop.tokopedia.saldo.list(from_date=day, to_date=day))
        saldo = saldo or list(
            played.shop.tokopedia.saldo.list(from_date=day - 20 * DAY, to_date=day)
        )
        found = list(check_money(saldo, [order], Counter()))

        assert order.id in [one.old_id for one in found]
        assert [] == list(check_money([], [order], Counter()))


class TestOpen:
    def test_lists_what_is_not_done(self, played):
        """What was bought before and is not done is to be seen to within 90 days."""
        orders = list(played.old.orders.list())
        done = {OrderStatus.COMPLETED, OrderStatus.CANCELLED}
        found = list(open_orders(orders, integrated_at=played.at))

        assert [one.id for one in orders if one.status not in done] == [
            one.id for one in found
        ]
        assert {played.at + 90 * DAY} == {one.until for one in found}


class TestReconcile:
    def test_whole(self, played):
        """One call compares it all; JSON and rows have what was kept."""
        day = (played.at - 10 * DAY).date()
        saldo = played.shop.tokopedia.saldo.list(from_date=day - 20 * DAY, to_date=day)
        whole = reconcile(played.shop, **played.ids, saldo=saldo)
        some = reconcile(played.shop, **played.ids, orders=played.both, most=1)
        plain = json.loads(json.dumps(whole.to_json()))

        assert 0 == whole.left_out
        assert whole.counts == plain["counts"]
        assert len(whole.differences) == len(list(whole.rows()))
        assert (1, True) == (len(some.differences), some.left_out > 0)

    def test_needs_both(self, played):
        """It says what it needs."""
        with pytest.raises(ValidationError, match="both tiktokshop= and tokopedia="):
            reconcile(played.old, **played.ids)
