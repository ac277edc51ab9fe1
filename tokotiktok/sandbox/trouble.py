"""
What makes a shop's integration hard to read: sales in both APIs, and their look-alikes.

Around the integration lies the *seam*: a day of sales, some in both APIs, some in one,
told by clocks that disagree, taken over late, without a tracking number.
"""

from __future__ import annotations

from attrs import evolve, field, frozen, validators

from ..platforms import Platform

HOUR = 3600
SAME_MINUTE = 20
"""Look-alikes are placed within so many seconds."""
MOST_SKEW = 40
"""With more, it would depend on luck which look-alikes can be told apart."""


@frozen(kw_only=True)
class Trouble:
    """How a shop's seam is to be; without it, a shop has a few easy sales in both APIs."""

    both: int = field(default=20, validator=validators.ge(1))
    """How many sales are in both APIs. As many lie between them that are in one."""
    late: float = field(default=0.3, validator=[validators.ge(0), validators.le(1)])
    """The share of them whose TikTok Shop record bears a time up to 72 hours later."""
    unnumbered: float = field(
        default=0.3, validator=[validators.ge(0), validators.le(1)]
    )
    """The share of them that travels without a tracking number."""
    skew: int = field(
        default=0,
        validator=[validators.ge(-MOST_SKEW), validators.le(MOST_SKEW)],
    )
    """How many seconds the Tokopedia API's clock is ahead of TikTok Shop's."""
    alike: int = field(default=0, validator=validators.ge(0))
    """
    How many pairs of look-alikes there are: two buyers, one minute, the same goods and
    amount, no tracking number. Every other pair has one sale that is in both APIs, and
    one that is in Tokopedia's alone; which is which nobody can tell.
    """
    repeats: bool = False
    """Whether each page of orders begins with the last one of the page before."""

    @property
    def seam(self) -> int:
        """How many sales lie in the seam."""
        return 2 * self.both + 3 * self.alike


@frozen(kw_only=True)
class Role:
    """What part a sale plays: which APIs have it, and how hard that is to see."""

    origin: Platform
    on_tiktok: bool
    on_tokopedia: bool
    late: int | None = None
    """How many seconds later TikTok Shop says it was placed."""
    numbered: bool = True
    twin: int | None = None
    """The number of the sale whose goods it has, if it is a look-alike or has one."""
    fee: int | None = None
    """What its delivery costs; no two sales that could be confused cost the same."""


IN_BOTH = Role(origin=Platform.TOKOPEDIA, on_tiktok=True, on_tokopedia=True)
OLD = Role(origin=Platform.TOKOPEDIA, on_tiktok=False, on_tokopedia=True)


def of_tiktok(origin: Platform) -> Role:
    """Give the role of a sale that only the TikTok Shop API has."""
    return Role(origin=origin, on_tiktok=True, on_tokopedia=False)


def role(
    trouble: Trouble, index: int, number: int, chance: tuple[float, float, float]
) -> Role:
    """Give the role of the sale at *index* of the seam, whose number is *number*."""
    own_fee = 13_001 + index
    if index < 2 * trouble.both:
        if index % 2:
            return OLD if chance[0] < 0.5 else of_tiktok(Platform.TIKTOK_SHOP)
        late = chance[0] < trouble.late
        return evolve(
            IN_BOTH,
            late=int(HOUR + chance[1] * 70 * HOUR) if late else None,
            numbered=chance[2] >= trouble.unnumbered,
            fee=own_fee,
        )
    pair, place = divmod(index - 2 * trouble.both, 3)
    if place == 2:
        return OLD
    alike = evolve(IN_BOTH, numbered=False, twin=number - place, fee=own_fee - place)
    if place == pair // 2 % 2 and pair % 2:  # the first of them, or the second
        return evolve(alike, on_tiktok=False)
    return alike
