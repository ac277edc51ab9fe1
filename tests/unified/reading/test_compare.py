"""What two records say of the sale that may be one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from records import HOUR, INTEGRATED, NEW, sale

from tokotiktok.unified.models import OrderStatus
from tokotiktok.unified.reading.compare import (
    CLOSE,
    LATEST,
    SAME,
    Grade,
    compare,
    facts,
)

AT = INTEGRATED - HOUR
SECOND = timedelta(seconds=1)


def grade(new: dict, old: dict | None = None) -> Grade:
    """Say how likely two records are one sale that differ from a plain one so."""
    one, other = sale("T", NEW, **new), sale("K", **(old or {}))
    return compare(facts(one), facts(other)).grade


class TestGrade:
    @pytest.mark.parametrize(
        ("new", "old", "expected"),
        [
            ({}, {}, Grade.ALIKE),
            ({"at": AT + SAME}, {}, Grade.ALIKE),
            ({"at": AT - SAME}, {}, Grade.ALIKE),
            ({"awb": "A"}, {"awb": "A"}, Grade.PROVEN),
            ({"awb": "JX 12"}, {"awb": "jx12 "}, Grade.PROVEN),
            ({"awb": "A", "total": 1}, {"awb": "A"}, Grade.PARCEL),
            ({"awb": "A", "sku": "TEH"}, {"awb": "A"}, Grade.MAYBE),
            ({"awb": "A", "sku": None}, {"awb": "A"}, Grade.PROVEN),
            ({"awb": "A", "at": AT + 50 * HOUR}, {"awb": "A"}, Grade.PARCEL),
            ({"awb": "A"}, {"awb": "B"}, Grade.MAYBE),
            ({"total": 1}, {}, Grade.MAYBE),
            ({"total": 1, "sku": "TEH"}, {}, Grade.NO),
            ({"sku": "TEH"}, {}, Grade.MAYBE),
            ({"sku": None}, {}, Grade.MAYBE),
            ({"total": None}, {}, Grade.MAYBE),
            ({"sku": None, "total": None}, {}, Grade.NO),
            ({"paid": None}, {"paid": None}, Grade.ALIKE),
            ({"paid": None}, {}, Grade.ALIKE),
            ({"paid": 2 * HOUR}, {}, Grade.MAYBE),
            ({"status": OrderStatus.CANCELLED}, {}, Grade.MAYBE),
            ({"invoice": "INV/1"}, {"invoice": "INV/1"}, Grade.PROVEN),
            ({"invoice": "INV/1"}, {"invoice": "INV/2"}, Grade.ALIKE),
        ],
        ids=[
            "all alike",
            "clock ahead",
            "clock behind",
            "parcel and amount",
            "parcel, typed otherwise",
            "parcel, other amount",
            "parcel, other goods",
            "parcel, goods not told",
            "parcel, paid at another time",
            "other parcel",
            "other amount",
            "other amount and goods",
            "other goods",
            "goods not told",
            "amount not told",
            "nothing but a time",
            "not paid yet",
            "payment told by one",
            "paid at another time",
            "one is cancelled",
            "invoice noted",
            "other invoice noted",
        ],
    )
    def test_table(self, new, old, expected):
        """Each constellation of what agrees and what differs has its grade."""
        assert expected is grade(new, old)

    @pytest.mark.parametrize(
        ("later", "expected"),
        [
            (2 * SAME, Grade.MAYBE),
            (30 * HOUR, Grade.MAYBE),
            (LATEST, Grade.MAYBE),
            (LATEST + 2 * CLOSE, Grade.NO),
            (-CLOSE, Grade.MAYBE),
            (-CLOSE - SECOND, Grade.NO),
        ],
        ids=["minutes", "a day", "four days", "too late", "a bit early", "too early"],
    )
    def test_unpaid_and_taken_over_later(self, later, expected):
        """
        Without payment or parcel the same goods for the same amount may be one sale that
        was taken over later, but not earlier, and not any time later.
        """
        assert expected is grade({"paid": None, "at": AT + later}, {"paid": None})

    @pytest.mark.parametrize(
        ("apart", "expected"),
        [
            (SAME, Grade.ALIKE),
            (SAME + SECOND, Grade.MAYBE),
            (CLOSE, Grade.MAYBE),
            (CLOSE + SECOND, Grade.NO),
        ],
        ids=["the same", "a wrong clock", "a very wrong clock", "other payments"],
    )
    def test_payments_apart(self, apart, expected):
        """A clock that is wrong by minutes leaves a doubt; payments further apart do not."""
        later = sale("T", NEW, at=AT + 30 * HOUR, paid=None)
        object.__setattr__(later, "paid_at", AT + timedelta(minutes=5) + apart)
        found = compare(facts(later), facts(sale("K", at=AT)))

        assert expected is found.grade

    def test_paid_time_is_that_of_the_sale(self):
        """A record that bears a later time of order is known by its payment."""
        late = {"at": AT + 30 * HOUR, "paid": timedelta(minutes=5) - 30 * HOUR}

        assert Grade.ALIKE is grade(late)

    @pytest.mark.parametrize("price", [50_000, 49_999])
    def test_unit_prices_stand_in_for_skus(self, price):
        """Where seller SKUs are missing, unit prices are compared, and prove nothing."""
        expected = Grade.MAYBE if price == 50_000 else Grade.NO
        new = {"sku": None, "paid": None, "at": AT + 5 * HOUR, "price": price}

        assert expected is grade(new, {"paid": None})

    def test_free_of_charge(self):
        """An amount of nothing is an amount."""
        assert Grade.ALIKE is grade({"total": 0}, {"total": 0})
        assert Grade.MAYBE is grade({"total": 0}, {})


class TestFacts:
    def test_needs_a_time(self):
        """A record without a time of order is not compared."""
        with pytest.raises(ValueError, match="K"):
            facts(sale("K", at=None))

    @pytest.mark.parametrize(
        ("new", "old"),
        [
            ({"awb": "A", "at": AT + 40 * HOUR}, {"awb": "A"}),
            ({"invoice": "I", "at": AT + 40 * HOUR}, {"invoice": "I"}),
            ({"at": AT + SAME, "total": 1}, {}),
            ({"at": AT + 40 * HOUR, "paid": -39 * HOUR}, {"paid": HOUR}),
            ({"at": AT + 40 * HOUR, "paid": None}, {}),
            ({"at": AT + 40 * HOUR}, {"paid": None}),
            ({"at": AT + 40 * HOUR, "paid": None}, {"paid": None}),
            (
                {"at": AT + 40 * HOUR, "paid": -39 * HOUR - CLOSE},
                {"paid": HOUR},
            ),
            ({"sku": None, "at": AT + HOUR, "paid": None}, {}),
        ],
        ids=[
            "parcel",
            "invoice",
            "time of order",
            "payment",
            "unpaid there",
            "unpaid here",
            "unpaid",
            "close",
            "prices",
        ],
    )
    def test_what_is_likely_is_found(self, new, old):
        """Whatever compares as likely is found by its marks, from either side."""
        one, other = facts(sale("T", NEW, **new)), facts(sale("K", **old))

        assert compare(one, other).grade
        assert set(one.near()) & set(other.marks())
        assert set(other.near()) & set(one.marks())
