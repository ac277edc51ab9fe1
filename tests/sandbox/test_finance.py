"""The money of the sandbox's shop, as TikTok Shop tells of it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta, timezone

import pytest

from tokotiktok import Platform
from tokotiktok.errors import TokoTikTokError
from tokotiktok.platforms import WIB
from tokotiktok.sandbox import Sandbox
from tokotiktok.sandbox.sale import HORIZON_SINCE

BY = {"sort_field": "order_create_time"}


@pytest.fixture(scope="module")
def box():
    """A shop with some history."""
    return Sandbox(seed=3, orders=120)


@pytest.fixture
def money(box):
    """Its statements and payments."""
    return box.tiktokshop().statements


def statements(money, **given):
    """Read all statements."""
    return list(money.list(sort_field="statement_time", **given).all())


def transactions(money, statement):
    """Read all of a statement's transactions, a few at a time."""
    return list(
        money.get_transactions(statement_id=statement.id, **BY, page_size=3).all()
    )


def unsettled(money, **given):
    """Read all that is still to come."""
    return list(money.get_unsettled_transactions(**BY, page_size=7, **given).all())


class TestStatements:
    def test_sum_up(self, money):
        """A statement is what its transactions sum to, each figure of it."""
        for one in statements(money):
            rows = transactions(money, one)

            assert one.settlement_amount == sum(row.settlement_amount for row in rows)
            assert one.revenue_amount == sum(row.revenue_amount for row in rows)
            assert one.fee_amount == sum(row.fee_tax_amount for row in rows)
            assert one.shipping_cost_amount == sum(
                row.shipping_cost_amount for row in rows
            )
            assert one.adjustment_amount == sum(row.adjustment_amount for row in rows)

    def test_days(self, money):
        """One a day at most, at midnight in WIB, none of a day to come; by time."""
        times = [one.statement_time for one in statements(money)]
        some = statements(money, statement_time_ge=times[3], statement_time_lt=times[6])

        assert {(0, 0)} == {
            (one.astimezone(WIB).hour, one.astimezone(WIB).minute) for one in times
        }
        assert sorted(set(times)) == times
        assert times[3:6] == [one.statement_time for one in some]

    def test_each_sale_once(self, box, money):
        """Each sale that arrived long ago is in one, and so is the stamp duty."""
        rows = [row for one in statements(money) for row in transactions(money, one)]
        kinds = Counter(row.type for row in rows)
        proceeds = Counter(
            row.order_id
            for row in rows
            if row.supplementary_component
            and row.supplementary_component.customer_payment_amount
        )
        arrived = {
            sale.tiktok_id
            for sale in box.world.sales()
            if sale.on_tiktok
            and sale.is_delivered
            and not sale.on_tokopedia
            and sale.placed_at < (box.clock.now - timedelta(days=12)).timestamp()
        }

        assert {1} == set(proceeds.values())
        assert arrived <= set(proceeds)
        assert 2 == kinds["STAMP_DUTY"]
        assert {"ORDER", "LOGISTICS_REIMBURSEMENT", "PLATFORM_PENALTY"} <= set(kinds)

    @pytest.mark.parametrize("statement", ["7610000000000000001", "x"])
    def test_none(self, money, statement):
        """A statement that is not there."""
        with pytest.raises(TokoTikTokError, match="statement does not exist"):
            money.get_transactions(statement_id=statement, **BY)


class TestOneOrder:
    def test_by_sku(self, box, money):
        """The parts of an order's SKUs are its transactions, to the rupiah."""
        rows = [row for one in statements(money) for row in transactions(money, one)]
        sums = Counter()
        for row in rows:
            if row.type == "ORDER":
                sums[row.order_id] += row.settlement_amount
        several = 0
        for order_id, amount in sums.items():
            found = money.get_order_transactions(order_id=order_id)
            several += len(found.sku_transactions) > 1
            assert amount == found.settlement_amount
            assert amount == sum(
                one.settlement_amount for one in found.sku_transactions
            )
            assert found.settlement_amount == (
                found.revenue_amount
                + found.shipping_cost_amount
                + found.fee_and_tax_amount
            )

        assert several

    def test_none(self, money):
        """An order that is not there."""
        with pytest.raises(TokoTikTokError, match="order does not exist"):
            money.get_order_transactions(order_id="1")


class TestPayments:
    def test_are_the_statements(self, money):
        """Each statement is paid once; one that is no money, with the next one."""
        sums = Counter()
        for one in statements(money):
            sums[one.payment_id] += one.settlement_amount
        payments = list(money.get_payments(sort_field="create_time").all())

        assert {one.id: one.amount.value for one in payments} == {
            name: str(amount) for name, amount in sums.items() if name
        }
        assert len(sums) < len(statements(money))
        assert all(int(one.amount.value) > 0 for one in payments)

    def test_status(self):
        """The last one is on its way."""
        money = Sandbox(seed=1).tiktokshop().statements
        *_, before, last = money.get_payments(sort_field="create_time").all()
        waiting = statements(money, payment_status="PROCESSING")

        assert ("PAID", "PROCESSING", None) == (
            before.status,
            last.status,
            last.paid_time,
        )
        assert {last.id} == {one.payment_id for one in waiting}

    def test_withdrawals(self, money):
        """Statements go to the balance, which goes to the bank once a week."""
        moved = list(money.get_withdrawals(types=["SETTLE", "WITHDRAW"]).all())
        sums = Counter()
        for one in moved:
            sums[one.type] += int(one.amount)
        out = [one for one in moved if one.type == "WITHDRAW"]

        assert sums["SETTLE"] == sum(one.settlement_amount for one in statements(money))
        assert 0 <= sums["SETTLE"] - sums["WITHDRAW"]
        assert {0} == {one.create_time.astimezone(WIB).weekday() for one in out}
        assert out == list(money.get_withdrawals(types=["WITHDRAW"]).all())


class TestUnsettled:
    def test_becomes_settled(self):
        """What is to come at a time comes then, and for as much."""
        box = Sandbox(seed=5, orders=80)
        money = box.tiktokshop().statements
        before = unsettled(money)
        timed = [one for one in before if one.estimated_settlement.isdecimal()]
        box.clock.advance(days=12)
        money = box.tiktokshop(token=box.token()).statements
        settled = {
            row.id: (one.statement_time, row.settlement_amount)
            for one in statements(money)
            for row in transactions(money, one)
        }

        assert timed
        for one in timed:
            when = datetime.fromtimestamp(int(one.estimated_settlement), timezone.utc)
            assert (when, one.est_settlement_amount) == settled[one.id]
        assert {one.id for one in before} - {one.id for one in timed} == {
            one.id for one in unsettled(money)
        }

    def test_span(self, box, money):
        """By when the order was placed; the sums are of what was asked for."""
        since = box.clock.now - timedelta(days=4)
        some = unsettled(money, search_time_ge=since)
        page = money.get_unsettled_transactions(**BY, search_time_ge=since)

        assert [one for one in unsettled(money) if one.order_create_time >= since] == (
            some
        )
        assert len(some) == page.total

    def test_duty(self):
        """Stamp duty is to come for the rest of its day."""
        box = Sandbox(seed=3)
        box.clock.advance(days=16)
        money = box.tiktokshop(token=box.token()).statements
        found = [one for one in unsettled(money) if one.type == "STAMP_DUTY"]

        assert ["-10000"] == [str(one.est_adjustment_amount) for one in found]


class TestRefunds:
    def test_decided_by_the_seller(self):
        """What a seller gives back is taken off the next statement."""
        box = Sandbox(seed=1, orders=600)
        shop = box.shop()
        asked = next(
            one
            for one in shop.returns.list()
            if one.kind.value == "REFUND"
            and one.status.value == "REQUESTED"
            and one.origin is Platform.TOKOPEDIA
        )
        money = box.tiktokshop().statements
        before = money.get_order_transactions(order_id=asked.order_id)
        shop.returns.approve(asked)
        box.clock.advance(days=1)
        money = box.tiktokshop(token=box.token()).statements
        after = money.get_order_transactions(order_id=asked.order_id)

        assert before.revenue_amount - asked.amount.amount == after.revenue_amount
        assert before.settlement_amount > after.settlement_amount


class TestHorizon:
    def test_buyers_pay_the_way(self):
        """Since 2026-01-22 some buyers pay for the distance: no cost and no sale."""
        box = Sandbox(seed=1)
        box.clock.advance(seconds=HORIZON_SINCE + 1_000 - box.clock())
        sale = box.buy()
        client = box.tiktokshop(token=box.token())
        (order,) = client.orders.get(ids=[sale.tiktok_id])
        (one,) = (
            row
            for row in unsettled(client.statements)
            if row.order_id == sale.tiktok_id
        )
        parts = one.shipping_cost_breakdown

        assert sale.goods + sale.shipping_fee + 12_000 == order.payment.total_amount
        assert (8_000, 4_000, (2,)) == (
            order.payment.distance_shipping_fee,
            order.payment.distance_fee,
            order.order_rights,
        )
        assert 8_000 == parts.distant_shipping_fee_amount
        assert 4_000 == one.revenue_breakdown.distant_item_fee_amount
        assert sale.goods == one.est_revenue_amount - 4_000
