"""The ledger is what was earned, to the rupiah, whatever the world."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import timedelta
from itertools import islice

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tokotiktok import CancelReason, Platform
from tokotiktok.errors import TokoTikTokError
from tokotiktok.sandbox import Sandbox, Trouble
from tokotiktok.sandbox.finance import Books
from tokotiktok.sandbox.trouble import MOST_SKEW
from tokotiktok.unified.finance.entries import EntryKind
from tokotiktok.unified.models import OrderStatus

SLOW = settings(
    max_examples=6,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

troubles = st.builds(
    Trouble,
    both=st.integers(1, 8),
    late=st.sampled_from([0.0, 0.5, 1.0]),
    unnumbered=st.sampled_from([0.0, 0.5, 1.0]),
    skew=st.integers(-MOST_SKEW, MOST_SKEW),
    alike=st.integers(0, 3),
    repeats=st.booleans(),
)


@st.composite
def boxes(draw):
    """Sandboxes of small worlds with any trouble, some days later."""
    trouble = draw(troubles)
    box = Sandbox(
        seed=draw(st.integers(0, 10_000)),
        orders=trouble.seam + draw(st.integers(0, 40)),
        trouble=trouble,
    )
    box.clock.advance(days=draw(st.sampled_from([0, 1, 20])))
    return box


ACTS = st.one_of(
    st.tuples(st.just("buy"), st.sampled_from(list(Platform))),
    st.tuples(st.just("wait"), st.integers(1, 9)),
    st.tuples(st.sampled_from(["approve", "reject", "cancel"]), st.integers(0, 5)),
)
"""What buyers and the seller do."""


def act(box, what, how):
    """Let something happen; what the platform does not take does not."""
    if what == "buy":
        box.buy(on=how)
    elif what == "wait":
        box.clock.advance(days=how)
    else:
        shop = shop_of(box)
        records = shop.orders if what == "cancel" else shop.returns
        for one in islice(records.list(), how, how + 1):
            if one.api is Platform.TIKTOK_SHOP:
                acts = {
                    "approve": shop.returns.approve,
                    "reject": lambda one: shop.returns.reject(
                        one, reason=shop.returns.reasons(one)[0].name
                    ),
                    "cancel": lambda one: shop.orders.cancel(
                        one, reason=CancelReason.OUT_OF_STOCK
                    ),
                }
                with suppress(TokoTikTokError):
                    acts[what](one)


def shop_of(box):
    """Give the merged shop, authorised now."""
    return box.shop(tiktokshop=box.tiktokshop(token=box.token()))


def rupiah(money):
    """Give an amount as a number."""
    return None if money is None else int(money.amount)


def ledger(entries):
    """Say what entries are, without withdrawals."""
    return Counter(
        (
            one.api,
            one.order_id,
            one.origin,
            rupiah(one.gross),
            rupiah(one.net),
            int(one.settled_at.timestamp()),
        )
        for one in entries
        if one.kind is not EntryKind.WITHDRAWAL
    )


def truth(box):
    """Say the same of what was earned."""
    return Counter(
        (one.api, one.order, one.origin, one.gross, one.net, one.at)
        for one in box.integration.truth.money()
    )


def to_come(box):
    """Say what TikTok Shop is still to pay, but what Tokopedia paid for."""
    now = box.clock()
    face = box.tiktokshop_face
    paid = {
        one.order
        for one in box.integration.truth.money()
        if one.api is Platform.TOKOPEDIA
    }
    return sum(
        one.net
        for one in Books(face.world, lambda: now).every()
        if one.sale
        and not one.is_settled(now)
        and (one.turn == 0 or one.at <= now)
        and not (one.said == "ORDER" and str(one.sale.tokopedia_id) in paid)
    )


@pytest.mark.uncovered
class TestLedger:
    @SLOW
    @given(boxes())
    def test_any_world(self, box):
        """Each rupiah once, at its time, with its order and its origin; newest first."""
        entries = list(shop_of(box).finance.list())
        times = [one.settled_at for one in entries]

        assert truth(box) == ledger(entries)
        assert sorted(times, reverse=True) == times
        for one in entries:
            assert one.net == sum(part.amount for part in one.parts)
            assert one.gross is None or one.gross + one.fee == one.net

    @SLOW
    @given(boxes(), st.lists(st.integers(-900, 600), max_size=3))
    def test_any_cut(self, box, hours):
        """However the ledger is cut into spans, the pieces are the whole."""
        shop = shop_of(box)
        cuts = sorted(
            box.world.integrated_at + timedelta(hours=hour) for hour in set(hours)
        )
        pieces = Counter()
        for since, until in zip([None, *cuts], [*cuts, None], strict=True):
            pieces += ledger(shop.finance.list(settled_from=since, settled_until=until))

        assert truth(box) == pieces

    @settings(SLOW, max_examples=3)
    @given(boxes())
    def test_accounts(self, box):
        """What the accounts of all orders come to is what orders earned."""
        shop = shop_of(box)
        arrived, coming = 0, 0
        for order in shop.orders.list():
            account = shop.finance.order(order)
            arrived += account.arrived.amount
            coming += account.to_come.amount
            if account.steps:
                assert account.arrived + account.to_come == sum(
                    step.amount for step in account.steps
                )
        earned = [one for one in box.integration.truth.money() if one.order]
        unsettled = [one for one in shop.finance.unsettled() if one.order_id]

        assert sum(one.net for one in earned) == arrived
        assert sum(one.net.amount for one in unsettled) == coming

    @settings(SLOW, max_examples=5)
    @given(boxes(), st.lists(ACTS, min_size=2, max_size=6))
    def test_whatever_happens(self, box, acts):
        """Whatever buyers and the seller do then, the ledger is what was earned."""
        for what, how in acts:
            act(box, what, how)
        finance = shop_of(box).finance
        accounts = list(finance.accounts())
        earned = [one.net for one in box.integration.truth.money() if one.order]

        assert truth(box) == ledger(finance.list())
        assert sum(earned) == sum(one.arrived.amount for one in accounts)
        assert to_come(box) == sum(one.to_come.amount for one in accounts)
        assert {"unknown", "doubled"} >= {one.what for one in finance.reconcile()}

    @SLOW
    @given(boxes())
    def test_fits(self, box):
        """In a shop whose books are right, only what cannot be known is found."""
        found = list(shop_of(box).finance.reconcile())
        twice = {
            sale.tiktok_id
            for sale in box.world.sales()
            if sale.on_tiktok
            and sale.on_tokopedia
            and sale.number % 2
            and not sale.has_alike
        }

        assert {"unknown", "doubled"} >= {one.what for one in found}
        assert twice == {one.id for one in found if one.what == "doubled"}

    def test_ten_thousand(self):
        """
        Ten thousand sales over an integration, hundreds of them in both APIs, with
        refunds, adjustments, cash on delivery and partial returns: to the rupiah.
        """
        trouble = Trouble(both=400, alike=20, skew=-35, late=0.4, repeats=True)
        box = Sandbox(seed=11, orders=10_000, trouble=trouble)
        shop = box.shop()
        entries = list(shop.finance.list())
        sales = list(box.world.sales())
        refunded = {
            one.order_id
            for one in entries
            for part in one.parts
            if part.wire == "refund_subtotal_before_discount_amount"
        }

        assert truth(box) == ledger(entries)
        assert 300 < len(refunded)
        assert 300 < sum(one.kind is EntryKind.ADJUSTMENT for one in entries)
        assert 500 < sum(sale.cash_on_delivery for sale in sales)
        assert {Platform.TOKOPEDIA, Platform.TIKTOK_SHOP, Platform(0)} == {
            one.origin for one in entries
        }


class TestOutcome:
    def test_alike(self):
        """Of sales that are alike each counts, and says that it may be another's."""
        trouble = Trouble(both=4, alike=2)
        box = Sandbox(seed=1, orders=20, trouble=trouble)
        box.clock.advance(days=20)
        entries = list(shop_of(box).finance.list())
        unsure = {one.invoice for one in entries if not one.evidence.decided}

        assert truth(box) == ledger(entries)
        assert unsure == {one.invoice for one in box.world.sales() if one.has_alike}

    def test_not_yet(self):
        """What a sale brings is earned once it has come."""
        box = Sandbox(seed=1, integration="pending")
        sale = box.buy("GULA-AREN", on=Platform.TOKOPEDIA)
        before = list(box.integration.truth.money())
        box.clock.advance(days=4)
        after = list(box.integration.truth.money())
        id_ = str(sale.tokopedia_id)

        assert [] == [one for one in before if one.order == id_]
        assert [31_040] == [one.net for one in after if one.order == id_]

    def test_cancelled(self, box, shop):
        """A cancelled order brings nothing, and nothing is to come."""
        order = next(
            one for one in shop.orders.list() if one.status is OrderStatus.CANCELLED
        )
        account = shop.finance.order(order)

        assert (0, 0, ()) == (
            account.arrived.amount,
            account.to_come.amount,
            account.steps,
        )
