"""Showing one sale once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from records import HOUR, INTEGRATED, NEW, OLD, sale

from tokotiktok import Platform
from tokotiktok.unified.models import OrderStatus
from tokotiktok.unified.reading import match
from tokotiktok.unified.reading.match import AFTER, BEFORE, Overlap, once

OVERLAP = Overlap(INTEGRATED)
NOBODY_KNOWS = Overlap(None)
AT = INTEGRATED - HOUR
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
CANCELLED = OrderStatus.CANCELLED


def newest_first(orders):
    return sorted(orders, key=lambda one: one.placed_at, reverse=True)


def merged(*orders, overlap=OVERLAP):
    """Run `once` over records of both APIs."""
    new = iter(newest_first(one for one in orders if one.api is NEW))
    old = iter(newest_first(one for one in orders if one.api is OLD))
    return list(once(new, old, overlap))


def shown(*orders, overlap=OVERLAP):
    """Tell the id of each order shown, and whether it is decided, in order of ids."""
    found = merged(*orders, overlap=overlap)
    return sorted((one.id, one.evidence.decided) for one in found)


class TestOne:
    def test_one_parcel_is_one_sale(self):
        """Two records with one tracking number are shown once, as TikTok Shop's."""
        assert [("T", True)] == shown(sale("T", NEW, awb="A"), sale("K", awb="A"))

    def test_says_which_other_record_it_was(self):
        """The record that is kept names the one that is not, and why."""
        (kept,) = merged(sale("T", NEW, awb="A"), sale("K", awb="A", invoice="INV/1"))
        twin = kept.evidence.twin

        assert (OLD, "K", AT) == (twin.api, twin.id, twin.placed_at)
        assert (
            "tracking number",
            "payment time",
            "time of order",
            "amount",
            "SKUs",
        ) == twin.same
        assert (
            "origin from test; also the Tokopedia API's order K (same tracking number, "
            "payment time, time of order, amount, SKUs), shown once: TikTok Shop's API "
            "serves it since the integration"
        ) == kept.evidence.why
        assert "INV/1" == kept.invoice

    def test_arrives_late(self):
        """A sale that TikTok Shop dates up to 72 hours after the integration is found."""
        late = sale("T", NEW, at=INTEGRATED + AFTER)

        assert [("T", True)] == shown(
            evolve(late, paid_at=sale("K").paid_at), sale("K")
        )

    def test_arrives_as_late_as_can_be(self):
        """From the first hour of the overlap to its last is not too far."""
        late = sale("T", NEW, at=INTEGRATED + AFTER, awb="A")

        assert [("T", True)] == shown(late, sale("K", awb="A", at=INTEGRATED - BEFORE))

    def test_without_a_parcel(self):
        """Before there is a tracking number, payment time, amount and SKUs decide."""
        assert [("T", True)] == shown(sale("T", NEW), sale("K"))

    def test_clocks_that_disagree(self):
        """Clocks may be a minute apart, either way."""
        assert [("T", True)] == shown(sale("T", NEW, at=AT + MINUTE), sale("K"))
        assert [("T", True)] == shown(sale("T", NEW, at=AT - MINUTE), sale("K"))

    def test_a_live_record_beats_a_cancelled_one(self):
        """If TikTok Shop's record is cancelled and Tokopedia's is not, that is shown."""
        (kept,) = merged(sale("T", NEW, awb="A", status=CANCELLED), sale("K", awb="A"))

        assert (OLD, "K", "T") == (kept.api, kept.id, kept.evidence.twin.id)
        assert "is cancelled" in kept.evidence.kept

    def test_both_cancelled(self):
        """A sale that is cancelled in both is TikTok Shop's."""
        assert [("T", True)] == shown(
            sale("T", NEW, status=CANCELLED), sale("K", status=CANCELLED)
        )

    def test_origin_that_the_record_lacks(self):
        """A record without a platform is Tokopedia's if Tokopedia has its twin."""
        bare = sale("T", NEW, awb="A", origin=Platform(0))
        (kept,) = merged(bare, sale("K", awb="A"))

        assert (OLD, "T") == (kept.origin, kept.id)
        assert "its twin" in kept.evidence.origin

    def test_where_the_window_ends(self):
        """A day before the integration sales may be twice; earlier they are not compared."""
        within, before = INTEGRATED - BEFORE, INTEGRATED - BEFORE - HOUR

        assert [("T", True)] == shown(sale("T", NEW, at=within), sale("K", at=within))
        assert [("K", True), ("T", True)] == shown(
            sale("T", NEW, at=before), sale("K", at=before)
        )

    def test_nobody_knows_when(self):
        """If nobody knows when the shop was integrated, all sales are compared."""
        long_ago = INTEGRATED - 400 * DAY

        assert [("T", True)] == shown(
            sale("T", NEW, at=long_ago), sale("K", at=long_ago), overlap=NOBODY_KNOWS
        )


class TestTwo:
    def test_different_sales(self):
        """Sales that agree on little have nothing to do with each other."""
        assert [("K", True), ("T", True)] == shown(
            sale("T", NEW, sku="TEH", total=9_000), sale("K")
        )

    def test_the_same_thing_sold_again(self):
        """The same goods for the same amount, paid hours apart, are two sales."""
        assert [("K", True), ("T", True)] == shown(
            sale("T", NEW), sale("K", at=AT - 3 * HOUR)
        )

    def test_one_api_never_matches_itself(self):
        """Two records of one API are two sales."""
        assert [("K1", True), ("K2", True)] == shown(sale("K1"), sale("K2"))

    def test_tiktok_sales_are_not_compared(self):
        """What was bought on TikTok Shop cannot be in the Tokopedia API."""
        assert [("K", True), ("T", True)] == shown(
            sale("T", NEW, origin=Platform.TIKTOK_SHOP), sale("K")
        )

    def test_without_a_time(self):
        """A record without a time of order is shown, last, and compared to nothing."""
        found = once(iter([sale("T", NEW)]), iter([sale("K", at=None)]), OVERLAP)

        assert ["T", "K"] == [one.id for one in found]


class TestUndecided:
    @pytest.mark.parametrize(
        "new",
        [
            {"total": 51_000},
            {"sku": None},
            {"awb": "B"},
            {"status": CANCELLED},
        ],
        ids=["other amount", "no SKU", "other parcel", "cancelled"],
    )
    def test_a_doubt(self, new):
        """What may be one sale but cannot be decided is shown twice, marked."""
        assert [("K", False), ("T", False)] == shown(
            sale("T", NEW, **new), sale("K", awb="A" if "awb" in new else None)
        )

    def test_says_what_speaks_for_it_and_what_against(self):
        """Each of the two names the other."""
        one, other = merged(sale("T", NEW, total=1), sale("K"))

        assert (("T", "K"), ("K", "T")) == (
            (one.id, one.evidence.twin.id),
            (other.id, other.evidence.twin.id),
        )
        assert (
            "origin from test; maybe the Tokopedia API's order K (same payment time, "
            "time of order, SKUs; other amount), all shown"
        ) == one.evidence.why

    def test_two_buyers_in_one_minute(self):
        """Of two orders alike in one minute it is not guessed which is the other's."""
        assert [("K1", False), ("K2", False), ("T1", False), ("T2", False)] == shown(
            sale("T1", NEW),
            sale("T2", NEW, at=AT + MINUTE / 2),
            sale("K1"),
            sale("K2", at=AT + MINUTE / 2),
        )

    def test_one_order_with_two_twins(self):
        """An order that may be either of two is neither, and names both."""
        found = merged(sale("T1", NEW), sale("T2", NEW), sale("K"))
        (old,) = [one for one in found if one.id == "K"]

        assert [("K", False), ("T1", False), ("T2", False)] == shown(
            sale("T1", NEW), sale("T2", NEW), sale("K")
        )
        assert {"T1", "T2"} == {twin.id for twin in old.evidence.twins}
        assert " or " in old.evidence.why

    def test_unpaid_and_late(self):
        """Cash on delivery that is taken over a day later cannot be known: both, marked."""
        assert [("K", False), ("T", False)] == shown(
            sale("T", NEW, at=AT + DAY, paid=None), sale("K", paid=None)
        )

    def test_no_parcel_decides_what_was_not_shipped(self):
        """A shared invoice decides what nothing else does."""
        assert [("T", True)] == shown(
            sale("T", NEW, at=AT + DAY, paid=None, invoice="INV/1"),
            sale("K", paid=None, invoice="INV/1"),
        )


class TestBestMatch:
    def test_parcels_tell_look_alikes_apart(self):
        """Look-alikes with tracking numbers are matched by them."""
        found = merged(
            sale("T1", NEW, awb="A"),
            sale("T2", NEW, awb="B"),
            sale("K1", awb="B"),
            sale("K2", awb="A"),
        )

        assert {"T1": "K2", "T2": "K1"} == {
            one.id: one.evidence.twin.id for one in found
        }

    def test_the_rest_is_free(self):
        """What is left when look-alikes are matched is no look-alike any more."""
        assert [("T1", True), ("T2", True)] == shown(
            sale("T1", NEW, awb="A"),
            sale("T2", NEW),
            sale("K1", awb="A"),
            sale("K2"),
        )

    def test_orders_sent_together(self):
        """Two orders in one parcel are told apart by their goods."""
        found = merged(
            sale("T1", NEW, awb="A", sku="KOPI"),
            sale("T2", NEW, awb="A", sku="TEH", total=9_000),
            sale("K1", awb="A", sku="TEH", total=9_000),
            sale("K2", awb="A", sku="KOPI"),
        )

        assert {"T1": "K2", "T2": "K1"} == {
            one.id: one.evidence.twin.id for one in found
        }

    def test_a_doubt_about_a_matched_one_is_none(self):
        """A record that is like a matched one is not marked for that."""
        assert [("K2", True), ("T1", True)] == shown(
            sale("T1", NEW, awb="A"), sale("K1", awb="A"), sale("K2", total=1)
        )

    def test_a_worse_match_is_not_marked(self):
        """A record that is less like an order than others are is not marked for it."""
        assert [("K1", False), ("K2", False), ("K3", True), ("T", False)] == shown(
            sale("T", NEW), sale("K1"), sale("K2"), sale("K3", total=1)
        )

    def test_contested_is_not_taken_for_less(self):
        """An order that two others share a parcel with is not given to a third."""
        assert [
            ("K1", False),
            ("K2", False),
            ("K3", True),
            ("T", False),
        ] == shown(
            sale("T", NEW, awb="A"),
            sale("K1", awb="A"),
            sale("K2", awb="A"),
            sale("K3"),
        )


class TestStream:
    def test_order_is_kept(self):
        """Holding records back does not change their order."""
        many = [
            sale(str(n), at=INTEGRATED + AFTER - n * HOUR, awb=str(n), total=1000 + n)
            for n in range(200)
        ]

        assert [str(n) for n in range(200)] == [one.id for one in merged(*many)]

    def test_holds_nothing_outside(self):
        """Far from the integration each order passes at once."""
        started = []

        def orders():
            for n in range(1000):
                started.append(n)
                yield sale(str(n), NEW, at=INTEGRATED + AFTER + (1000 - n) * HOUR)

        next(once(orders(), iter([sale("K")]), OVERLAP))

        assert 2 >= len(started)  # the first, and what comes next

    def test_holds_nothing_far_from_the_other_api(self):
        """Where the other API has nothing for days, nothing waits, whoever knows when."""
        started = []

        def orders():
            for n in range(1000):
                started.append(n)
                yield sale(str(n), NEW, at=INTEGRATED + (1000 - n) * HOUR)

        next(once(orders(), iter([sale("K", at=INTEGRATED - 30 * DAY)]), NOBODY_KNOWS))

        assert 2 >= len(started)

    def test_forgets(self):
        """However long both APIs have sales side by side, only some days are known."""

        def orders(api):
            for n in range(300):
                yield sale(f"{api.name}{n}", api, at=INTEGRATED - n * 4 * HOUR)

        sides = match._Ahead(orders(NEW)), match._Ahead(orders(OLD))
        matching = match._Matching(NOBODY_KNOWS, *sides)
        known = [len(matching._nodes) for _ in matching.orders()]

        assert 300 == len(known)
        assert max(known) < 2 * 6 * 22
        assert len(matching._index) < 3 * max(known)

    def test_an_earlier_record_is_another_sale(self):
        """TikTok Shop's record is never older than the sale, whatever parcel they share."""
        assert [("K", True), ("T", True)] == shown(
            sale("T", NEW, awb="A", at=AT - HOUR), sale("K", awb="A")
        )

    def test_reads_ahead_no_further_than_it_must(self):
        """Of the other API only what may be a twin is read ahead."""
        started = []

        def old():
            for n in range(1000):
                started.append(n)
                yield sale(str(n), at=INTEGRATED - n * HOUR)

        next(once(iter([sale("T", NEW, at=INTEGRATED)]), old(), NOBODY_KNOWS))

        assert 96 <= len(started) <= 100


@st.composite
def histories(draw):
    """Sales of two days, each in one API or both, with what may go wrong with a record."""
    some = st.integers(0, 3)
    orders = []
    for number in range(draw(st.integers(1, 12))):
        at = AT - MINUTE * draw(st.sampled_from([0, 1, 2, 30, 600]))
        paid = draw(st.sampled_from([None, MINUTE, 5 * MINUTE]))
        awb = draw(st.sampled_from([None, "A", f"own {number}"]))
        goods = {
            "sku": draw(st.sampled_from(["KOPI", "TEH", None])),
            "total": draw(some),
        }
        if draw(st.booleans()):
            orders.append(sale(f"K{number}", at=at, paid=paid, awb=awb, **goods))
        if draw(st.booleans()):
            later = HOUR * draw(st.sampled_from([0, 0, 1, 50]))
            if later and paid:
                paid -= later
            more = {"at": at + later, "paid": paid, "awb": awb}
            status = draw(st.sampled_from([OrderStatus.SHIPPED, CANCELLED]))
            orders.append(sale(f"T{number}", NEW, status=status, **more, **goods))
    return orders


class TestProperties:
    @settings(max_examples=200, deadline=None)
    @given(histories(), st.sampled_from([OVERLAP, NOBODY_KNOWS]))
    def test_nothing_is_dropped_but_decided_twins(self, orders, overlap):
        """
        Every record is shown, or is the one decided twin of one that is; what is not
        decided is marked on both sides; the newest come first.
        """
        found = merged(*orders, overlap=overlap)
        by_id = {one.id: one for one in found}
        hidden = [
            one.evidence.twin.id
            for one in found
            if one.evidence.twin and one.evidence.decided
        ]

        assert len(found) == len(by_id)
        assert sorted(one.id for one in orders) == sorted([*by_id, *hidden])
        assert newest_first(found) == found
        for one in found:
            if not one.evidence.decided:
                for twin in one.evidence.twins:
                    back = by_id[twin.id].evidence
                    assert one.id in [other.id for other in back.twins]

    @settings(max_examples=100, deadline=None)
    @given(histories(), st.randoms())
    def test_the_order_of_equals_does_not_matter(self, orders, random):
        """Records of one moment may come in any order."""
        before = shown(*orders)
        random.shuffle(orders)

        assert before == shown(*orders)


class TestOverlap:
    @pytest.mark.parametrize(
        ("since", "until"), [(None, None), (INTEGRATED - DAY, None), (None, INTEGRATED)]
    )
    def test_a_span_that_meets_it_reads_all_of_it(self, since, until):
        """What is decided does not depend on the span that was asked for."""
        first, last = OVERLAP.widened(since, until)

        assert first is None or first < INTEGRATED - BEFORE
        assert last is None or last > INTEGRATED + AFTER

    @pytest.mark.parametrize(
        ("since", "until"),
        [(INTEGRATED + 4 * DAY, None), (None, INTEGRATED - 2 * DAY)],
        ids=["after", "before"],
    )
    def test_a_span_beside_it_stays(self, since, until):
        """A span that does not meet the overlap reads no more than itself."""
        assert (since, until) == OVERLAP.widened(since, until)

    def test_wider_if_nobody_knows(self):
        """If nobody knows where it lies, some days more are read on both sides."""
        first, last = NOBODY_KNOWS.widened(INTEGRATED, INTEGRATED)

        assert first < INTEGRATED - 4 * DAY < INTEGRATED + 4 * DAY < last
        assert (None, None) == NOBODY_KNOWS.widened(None, None)
