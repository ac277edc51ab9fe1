"""Money, platforms and errors: the values everything else is made of."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal

import pytest
from fakes import NOW

from tokotiktok import Money, Platform, errors
from tokotiktok.errors import ApiError, OutcomeUnknown, TokoTikTokError, ValidationError

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, TokoTikTokError)
]


class TestMoney:
    def test_is_exact(self):
        """Amounts are exact, and add up with sum()."""
        total = sum([Money("0.10"), Money("0.20")])

        assert Money(Decimal("0.30")) == total

    @pytest.mark.parametrize("amount", [0.1, float("nan")])
    def test_no_floats(self, amount):
        """A float has lost cents before it gets here."""
        with pytest.raises(ValidationError, match="float"):
            Money(amount)

    @pytest.mark.parametrize("bad", ["", "x", "1,5"])
    def test_no_nonsense(self, bad):
        """What is not a number is not an amount."""
        with pytest.raises(ValidationError, match="not an amount"):
            Money(bad)

    def test_currencies_do_not_mix(self):
        """Two currencies do not add up or compare."""
        with pytest.raises(ValidationError, match="two currencies"):
            Money(1) + Money(1, "USD")
        with pytest.raises(ValidationError, match="two currencies"):
            Money(1) < Money(2, "USD")  # noqa: B015 - it raises

    def test_arithmetic(self):
        """Money adds, subtracts, multiplies by a count, compares and may be nothing."""
        assert Money(7) - Money(2) == Money(5)
        assert Money(5) * 3 == Money(15)
        assert min(Money(3), Money(2)) == Money(2)
        assert not Money(0)
        assert 3 * Money(5) == Money(15)
        assert Money(2) <= Money(2)
        assert max(Money(3), Money(2)) >= Money(3) > Money(2)
        with pytest.raises(TypeError):
            Money(1) + 1

    @pytest.mark.parametrize(
        "use",
        [lambda one: one - 1, lambda one: one < 1, lambda one: one <= 1],
        ids=["-", "<", "<="],
    )
    def test_only_money_with_money(self, use):
        """A bare number is of no currency."""
        with pytest.raises(TypeError, match="IDR 1 and 1 are not both Money"):
            use(Money(1))

    @pytest.mark.parametrize(
        ("money", "text"),
        [
            (Money("1234567"), "IDR 1.234.567"),
            (Money("1234.5"), "IDR 1.234,5"),
            (Money("1234.50", "USD"), "USD 1,234.50"),
        ],
    )
    def test_written_for_people(self, money, text):
        """Rupiah are written as in Indonesia."""
        assert text == str(money)


class TestPlatform:
    def test_labels(self):
        """A platform, both, or none can be named."""
        both = Platform.TOKOPEDIA | Platform.TIKTOK_SHOP

        assert ["Tokopedia", "TikTok Shop", "Tokopedia + TikTok Shop", "unknown"] == [
            one.label for one in (*Platform, both, Platform(0))
        ]

    def test_unknown_is_falsy(self):
        """What cannot be known is falsy."""
        assert not Platform(0)


class TestErrors:
    @pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
    def test_pickle_with_all_they_know(self, kind):
        """Every error pickles and copies, with its facts and its sentence."""
        error = kind(
            "it broke",
            platform=Platform.TIKTOK_SHOP,
            operation="getOrderList",
            status=500,
            request_id="R1",
            attempts=3,
            retry_after=1.5,
        )
        for again in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):
            assert (kind, str(error), vars(error)) == (
                type(again),
                str(again),
                vars(again),
            )

    def test_sentence(self):
        """An error says what, where and for whom."""
        error = ApiError(
            "no such path",
            platform=Platform.TIKTOK_SHOP,
            operation="getOrderList",
            status=404,
            code=36009009,
            request_id="R1",
            attempts=2,
        )

        assert str(error) == (
            "getOrderList on TikTok Shop: 36009009 no such path. "
            "Developer: check method, path and version "
            "[HTTP 404, request R1, 2 attempts]"
        )

    def test_facts_are_checked(self):
        """A fact that an error does not have is a mistake of ours."""
        with pytest.raises(TypeError, match="colour"):
            ApiError("x", colour="red")

    def test_outcome(self):
        """An unknown outcome knows its key and when it was tried."""
        error = OutcomeUnknown("?", idempotency_key="k", attempted_at=(NOW,))

        assert ("k", (NOW,)) == (error.idempotency_key, error.attempted_at)
