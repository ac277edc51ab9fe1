"""Money: an exact amount and its currency."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from attrs import field, frozen

from .errors import ValidationError


def _amount(value: Decimal | int | str) -> Decimal:
    """Refuse floats, which have lost cents before they get here."""
    if isinstance(value, float):
        msg = f"Money takes a Decimal, an int or a str, not the float {value!r}"
        raise ValidationError(msg)
    try:
        amount = Decimal(value)
    except (InvalidOperation, TypeError, ValueError):
        amount = _NONE
    if not amount.is_finite():
        msg = f"{value!r} is not an amount of money"
        raise ValidationError(msg)
    return amount


_NONE = Decimal("NaN")


@frozen
class Money:
    """
    An exact amount in one currency, in whole units of it (rupiah, not cents).

    Amounts add and compare only within one currency.
    """

    amount: Decimal = field(converter=_amount)
    currency: str = "IDR"

    def __str__(self) -> str:
        """Write it as the vendors' screens do: ``IDR 27.000``."""
        whole = f"{self.amount:,f}"
        if self.currency == "IDR":
            whole = whole.translate(str.maketrans(",.", ".,"))
        return f"{self.currency} {whole}"

    def __bool__(self) -> bool:
        """Nothing owed is false."""
        return bool(self.amount)

    def __add__(self, other: Money | int) -> Money:
        """Add money of the same currency; ``0`` so that ``sum()`` works."""
        if not isinstance(other, Money):
            return self if other == 0 else NotImplemented
        return Money(self.amount + self._same(other).amount, self.currency)

    __radd__ = __add__

    def __sub__(self, other: Money) -> Money:
        """Take away money of the same currency."""
        return Money(self.amount - self._same(other).amount, self.currency)

    def __mul__(self, times: int | Decimal) -> Money:
        """Multiply by a count."""
        return Money(self.amount * times, self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: Money) -> bool:
        """Compare money of the same currency."""
        return self.amount < self._same(other).amount

    def __le__(self, other: Money) -> bool:
        """Compare money of the same currency."""
        return self.amount <= self._same(other).amount

    def _same(self, other: object) -> Money:
        if not isinstance(other, Money):
            raise TypeError(f"{self} and {other!r} are not both Money")
        if self.currency != other.currency:
            msg = f"{self} and {other} are of two currencies: convert one first"
            raise ValidationError(msg)
        return other
