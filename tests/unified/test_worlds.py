"""The unified history is the ledger, whatever the world."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tokotiktok.sandbox import Sandbox, Trouble
from tokotiktok.sandbox.trouble import MOST_SKEW

pytestmark = pytest.mark.uncovered

HOUR = timedelta(hours=1)
SLOW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))

share = st.sampled_from([0.0, 0.3, 1.0])
troubles = st.builds(
    Trouble,
    both=st.integers(1, 10),
    late=share,
    unnumbered=share,
    skew=st.integers(-MOST_SKEW, MOST_SKEW),
    alike=st.integers(0, 4),
    repeats=st.booleans(),
)


@st.composite
def boxes(draw):
    """Sandboxes of small worlds with any trouble."""
    trouble = draw(troubles)
    more = draw(st.integers(0, 40))
    seed = draw(st.integers(0, 10_000))
    return Sandbox(seed=seed, orders=trouble.seam + more, trouble=trouble)


def shown(orders):
    """Say which records are shown, for how much, and whether that is decided."""
    return Counter(
        (one.api, one.id, one.origin, int(one.total.amount), one.evidence.decided)
        for one in orders
    )


def ledger(box):
    """Say the same of what the world says there is."""
    return Counter(
        (one.api, one.id, one.sale.origin, one.sale.total, not one.sale.has_alike)
        for one in box.world.truth()
    )


class TestLedger:
    @SLOW
    @given(boxes())
    def test_any_world(self, box):
        """
        Each sale once, with its origin and to the rupiah; what nobody can tell apart, as
        often as there are records of it, and marked; nothing else marked; newest first.
        """
        orders = list(box.shop().orders.list())
        times = [one.placed_at for one in orders]

        assert ledger(box) == shown(orders)
        assert sorted(times, reverse=True) == times

    @SLOW
    @given(boxes())
    def test_twins_are_the_ledgers(self, box):
        """A sale that is decided to be in both APIs is, and under the id it names."""
        by_id = {sale.tiktok_id: sale for sale in box.world.sales()}
        twins = {
            one.id: one.evidence.twin.id
            for one in box.shop().orders.list()
            if one.evidence.twin and one.evidence.decided
        }

        assert twins == {
            number: str(sale.tokopedia_id)
            for number, sale in by_id.items()
            if sale.on_tiktok and sale.on_tokopedia and not sale.has_alike
        }

    @settings(SLOW, max_examples=8)
    @given(boxes(), st.lists(st.integers(-40, 90), max_size=4), st.booleans())
    def test_any_cut(self, box, hours, known):
        """However the history is cut into spans, the pieces are the whole."""
        shop = box.shop()
        if not known:
            shop._info = None
        cuts = sorted(box.world.integrated_at + hour * HOUR for hour in set(hours))
        pieces = Counter()
        for since, until in zip([None, *cuts], [*cuts, None], strict=True):
            pieces += shown(shop.orders.list(created_from=since, created_until=until))

        assert ledger(box) == pieces

    def test_ten_thousand(self):
        """Ten thousand sales, a thousand of them in both APIs, are the ledger's."""
        trouble = Trouble(both=1000, alike=40, skew=-35, late=0.4, repeats=True)
        box = Sandbox(seed=11, orders=10_000, trouble=trouble)
        orders = list(box.shop().orders.list())
        certain = [one for one in orders if one.evidence.decided]
        expected = [one.sale for one in box.world.truth() if not one.sale.has_alike]

        assert ledger(box) == shown(orders)
        assert sum(sale.total for sale in expected) == sum(
            one.total.amount for one in certain
        )
        assert 1000 == sum(one.evidence.twin is not None for one in certain)
        assert 140 == len(orders) - len(certain)
