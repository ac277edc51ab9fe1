"""Telling that two records are one sale."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from attrs import evolve

from tokotiktok import Money, Platform
from tokotiktok.unified.match import AFTER, BEFORE, Overlap, compare, is_certain, once
from tokotiktok.unified.models import (
    Buyer,
    Evidence,
    Order,
    OrderLine,
    OrderStatus,
    Shipment,
)

INTEGRATED = datetime(2025, 8, 20, 3, tzinfo=timezone.utc)
OVERLAP = Overlap(INTEGRATED)
HOUR = timedelta(hours=1)


def sale(
    id_: str,
    api: Platform = Platform.TOKOPEDIA,
    *,
    at: datetime = INTEGRATED - HOUR,
    awb: str | None = "AWB1",
    sku: str = "KOPI",
    total: int = 50_000,
    paid: timedelta = timedelta(minutes=5),
) -> Order:
    """Make a Tokopedia sale, as *api* tells of it."""
    return Order(
        id=id_,
        origin=Platform.TOKOPEDIA,
        api=api,
        status=OrderStatus.SHIPPED,
        placed_at=at,
        paid_at=at + paid,
        updated_at=None,
        total=Money(total),
        lines=(
            OrderLine(
                product_id="1",
                sku_id="1",
                seller_sku=sku,
                name="Kopi",
                quantity=1,
                price=Money(total),
            ),
        ),
        buyer=Buyer(),
        shipments=(Shipment(id=None, awb=awb, courier=None),),
        evidence=Evidence(origin="test"),
        source=None,
    )


def shown(*orders: Order, overlap: Overlap = OVERLAP) -> list[tuple[str, bool]]:
    """Run `once` and tell each order's id and whether it is decided."""
    return [(one.id, one.evidence.decided) for one in once(orders, overlap)]


NEW = sale("T1", Platform.TIKTOK_SHOP)
OLD = sale("K1", Platform.TOKOPEDIA)


class TestOnce:
    @pytest.mark.parametrize(
        "pair", [(NEW, OLD), (OLD, NEW)], ids=["new-old", "old-new"]
    )
    def test_one_parcel_is_one_sale(self, pair):
        """Two records with one tracking number are shown once, as TikTok Shop's."""
        assert [("T1", True)] == shown(*pair)

    def test_says_which_other_record_it_was(self):
        """The record that is kept names the one that is not, and why."""
        (kept,) = once([NEW, OLD], OVERLAP)
        twin = kept.evidence.twin

        assert (Platform.TOKOPEDIA, "K1") == (twin.api, twin.id)
        assert (
            "tracking number",
            "payment time",
            "time of order",
            "amount",
            "SKUs",
        ) == twin.same
        assert "K1" in kept.evidence.why

    def test_arrives_late(self):
        """A sale that TikTok Shop dates up to 72 hours later is still found."""
        late = sale("T1", Platform.TIKTOK_SHOP, at=INTEGRATED + 70 * HOUR)
        late = evolve(late, paid_at=OLD.paid_at)

        assert [("T1", True)] == shown(late, evolve(OLD, placed_at=INTEGRATED - HOUR))

    def test_payment_amount_and_skus_decide_without_a_parcel(self):
        """Before there is a tracking number, payment time, amount and SKUs decide."""
        assert [("T1", True)] == shown(
            sale("T1", Platform.TIKTOK_SHOP, awb=None), sale("K1", awb=None)
        )

    def test_undecided_are_both_shown_and_marked(self):
        """What may be one sale but cannot be decided is shown twice, marked."""
        assert [("T1", False), ("K1", False)] == shown(
            sale("T1", Platform.TIKTOK_SHOP, awb=None, total=51_000),
            sale("K1", awb=None),
        )

    def test_two_sales_alike_are_two(self):
        """Different parcels are not taken for one sale, however alike, but marked."""
        assert [("T1", False), ("K1", False)] == shown(
            sale("T1", Platform.TIKTOK_SHOP, awb="A"), sale("K1", awb="B")
        )

    def test_different_sales_are_not_marked(self):
        """Sales that agree on little have nothing to do with each other."""
        assert [("T1", True), ("K1", True)] == shown(
            sale("T1", Platform.TIKTOK_SHOP, awb="A", sku="TEH", total=9_000),
            sale("K1", awb="B"),
        )

    def test_the_same_thing_sold_again_is_another_sale(self):
        """The same goods for the same amount hours apart are two sales, unmarked."""
        assert [("T1", True), ("K1", True)] == shown(
            sale("T1", Platform.TIKTOK_SHOP, awb=None),
            sale("K1", awb=None, at=INTEGRATED - 3 * HOUR),
        )

    def test_cash_on_delivery_is_matched_by_its_time_of_order(self):
        """Without a payment yet, the time of order stands in for it."""
        assert [("T1", True)] == shown(
            evolve(sale("T1", Platform.TIKTOK_SHOP, awb=None), paid_at=None),
            evolve(sale("K1", awb=None), paid_at=None),
        )

    def test_each_twin_is_used_once(self):
        """Two alike sales on both sides are two sales, not one."""
        assert [("T1", True), ("T2", True)] == shown(
            sale("T1", Platform.TIKTOK_SHOP, awb="A"),
            sale("T2", Platform.TIKTOK_SHOP, awb="B"),
            sale("K1", awb="A"),
            sale("K2", awb="B"),
        )

    def test_one_api_never_matches_itself(self):
        """Two records of one API are two sales."""
        assert [("K1", True), ("K2", True)] == shown(sale("K1"), sale("K2"))

    def test_tiktok_sales_are_not_compared(self):
        """What was bought on TikTok Shop cannot be in the Tokopedia API."""
        tiktok = evolve(NEW, origin=Platform.TIKTOK_SHOP)

        assert [("T1", True), ("K1", True)] == shown(tiktok, OLD)

    def test_outside_the_overlap_nothing_is_compared(self):
        """Long before the integration the two APIs hold different sales."""
        long_ago = INTEGRATED - BEFORE - HOUR

        assert [("T1", True), ("K1", True)] == shown(
            evolve(NEW, placed_at=long_ago), evolve(OLD, placed_at=long_ago)
        )

    def test_unknown_integration_compares_everything(self):
        """If nobody knows when the shop was integrated, all sales are compared."""
        long_ago = INTEGRATED - 100 * HOUR
        paid = long_ago + HOUR

        assert [("T1", True)] == shown(
            evolve(NEW, placed_at=long_ago, paid_at=paid),
            evolve(OLD, placed_at=long_ago, paid_at=paid),
            overlap=Overlap(None),
        )

    def test_order_is_kept(self):
        """Holding records back does not change their order."""
        many = [
            sale(str(n), at=INTEGRATED + AFTER - n * HOUR, awb=str(n), total=1000 + n)
            for n in range(200)
        ]

        assert [str(n) for n in range(200)] == [one.id for one in once(many, OVERLAP)]

    def test_holds_little(self):
        """Only the overlap is held back: far from it each order passes at once."""
        started = []

        def orders():
            for n in range(1000):
                started.append(n)
                yield sale(str(n), at=INTEGRATED + AFTER + (1000 - n) * HOUR)

        first = next(iter(once(orders(), OVERLAP)))

        assert ("0", [0]) == (first.id, started)


class TestCompare:
    def test_only_what_both_have(self):
        """What one record lacks speaks neither for nor against."""
        bare = evolve(OLD, shipments=(), paid_at=None)

        assert (("time of order", "amount", "SKUs"), ()) == compare(NEW, bare)

    def test_a_shared_parcel_with_other_goods_is_not_certain(self):
        """One tracking number for different goods needs a person."""
        assert not is_certain(("tracking number",), ("SKUs",))
