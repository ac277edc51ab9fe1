"""
What the shop's sales earn on TikTok Shop, in plain facts: the books behind its answers.

Rates and delays are made up, in the order of size of real ones. Days end at midnight in
WIB; each that moved money has a statement.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from attrs import field, frozen

from ..platforms import WIB, Platform
from .sale import HOUR, Sale
from .tiktokshop_shapes import return_id, return_status

if TYPE_CHECKING:
    from .world import World

DAY = 24 * HOUR
SETTLES_AFTER = {Platform.TOKOPEDIA: 96 * HOUR, Platform.TIKTOK_SHOP: 240 * HOUR}
"""How long after an order: Tokopedia's buyers press a button, the others' days pass."""
REFUNDED_AFTER = 140 * HOUR
ADJUSTED_AFTER = 48 * HOUR
"""How long after an order's proceeds its adjustment comes."""
PROCESSING_FEE_SINCE = int(datetime(2025, 8, 11, tzinfo=WIB).timestamp())
PROCESSING_FEE = 500
STAMP_DUTY = 10_000
_COURIER = 11_000
"""What delivery costs where the buyer pays nothing for it: the platform pays it."""
_PAID_BACK = ("REQUEST_COMPLETE", "REQUEST_SUCCESS")
"""How the states of returns end whose money is with the buyer."""


@frozen(kw_only=True)
class Earning:
    """Money that came in, or went, for a sale or for the whole shop."""

    sale: Sale | None
    turn: int
    """Which of the sale's it is."""
    said: str
    at: int
    """When it is booked."""
    revenue: Mapping[str, int] = field(factory=dict)
    """By the API's words, as the following."""
    shipping: Mapping[str, int] = field(factory=dict)
    fees: Mapping[str, int] = field(factory=dict)
    taxes: Mapping[str, int] = field(factory=dict)
    adjustment: int = 0

    @property
    def net(self) -> int:
        """What it adds to the balance."""
        parts = (self.revenue, self.shipping, self.fees, self.taxes)
        return self.adjustment + sum(sum(one.values()) for one in parts)

    @property
    def gross(self) -> int:
        """The goods alone, without what the buyer pays for the way; or the adjustment."""
        distance = self.revenue.get("distant_item_fee_amount", 0)
        return self.adjustment + sum(self.revenue.values()) - distance

    @property
    def sums(self) -> dict[str, int]:
        """What it adds to each figure of a statement."""
        return {
            "revenue": sum(self.revenue.values()),
            "shipping": sum(self.shipping.values()),
            "fee": sum(self.fees.values()) + sum(self.taxes.values()),
            "adjustment": self.adjustment,
            "net": self.net,
        }

    def is_settled(self, now: float) -> bool:
        """Whether its statement is out; of what has not arrived there is none."""
        arrived = self.sale is None or self.sale.is_delivered
        return arrived and self.stated_at <= now

    @property
    def stated_at(self) -> int:
        """The time of the statement that it is in: the end of its day."""
        return midnight(self.at) + DAY


def midnight(at: int) -> int:
    """Give when a time's day began, in WIB."""
    return at - (at + 7 * HOUR) % DAY


@frozen
class Books:
    """The money of one shop, as TikTok Shop tells of it; all of it computed."""

    world: World
    """As TikTok Shop's API tells of it."""
    clock: Callable[[], float]

    # one sale

    def earnings(self, sale: Sale) -> Iterator[Earning]:
        """Give what a sale earns, whenever that is."""
        if not _is_paid_here(sale):
            return
        booked = sale.created_on_tiktok + SETTLES_AFTER[sale.origin]
        refund, refunded_at = self._refund(sale)
        early = refund if refunded_at <= booked else 0
        yield _proceeds(sale, booked, early, self._way_back(sale) if early else 0)
        if not sale.is_delivered:
            return
        if refund and not early:
            yield _refunded(sale, refunded_at, refund, self._way_back(sale))
        if adjusted := _ADJUSTMENTS.get(sale.number % 23):
            said, amount = adjusted
            at = booked + ADJUSTED_AFTER
            yield Earning(sale=sale, turn=2, said=said, at=at, adjustment=amount)

    def _refund(self, sale: Sale) -> tuple[int, int]:
        """Say how much went back to the buyer, and when; both nothing if it did not."""
        if self.world.return_type(sale) is None:
            return 0, 0
        changed = self.world.changes.aftersales.get(return_id(sale), {})
        if not str(changed.get("return_status", return_status(sale))).endswith(
            _PAID_BACK
        ):
            return 0, 0
        at = changed.get("update_time", sale.created_on_tiktok + REFUNDED_AFTER)
        return sale.lines[0][1].price, int(at)

    def _way_back(self, sale: Sale) -> int:
        return 7_000 if self.world.return_type(sale) == "RETURN_AND_REFUND" else 0

    def duties(self) -> Iterator[Earning]:
        """Give the stamp duty of each month, booked on its first day."""
        month, now = self.world.opened_on.astimezone(WIB).replace(day=1), self.clock()
        while (month := (month + timedelta(days=32)).replace(day=1)).timestamp() <= now:
            yield Earning(
                sale=None,
                turn=month.year * 12 + month.month,
                said="STAMP_DUTY",
                at=int(month.timestamp()) + 9 * HOUR,
                adjustment=-STAMP_DUTY,
            )

    # all of them

    def every(self) -> Iterator[Earning]:
        """Give all that is earned, and paid for the whole shop, by time of the order."""
        yield from self.duties()
        for sale in self.world.on_tiktok:
            yield from self.earnings(sale)

    def index(self) -> Index:
        """Go through all of them once, and note in which statement each is."""
        rows: defaultdict[int | None, array[int]] = defaultdict(lambda: array("Q"))
        sums: defaultdict[int, Counter[str]] = defaultdict(Counter)
        coming: Counter[str] = Counter()
        now = self.clock()
        for one in self.every():
            settled = one.is_settled(now)
            if settled or one.turn == 0 or one.at <= now:
                rows[one.stated_at if settled else None].append(_packed(one))
                (sums[one.stated_at] if settled else coming).update(one.sums)
        return Index(rows, dict(sorted(sums.items())), coming)

    def find(self, packed: int) -> Earning:
        """Give one of the index again."""
        number, turn = packed // _TURNS, packed % _TURNS
        if number < _TURNS:
            return next(one for one in self.duties() if one.turn == number)
        every = self.earnings(self.world.sale(number - _TURNS))
        return next(one for one in every if one.turn == turn)

    @property
    def state(self) -> tuple[object, ...]:
        """Give what an index depends on: while it is the same, so is the index."""
        changes = self.world.changes
        told = repr((len(changes.placed), changes.sales, changes.aftersales))
        return self.clock(), told


@frozen
class Index:
    """Where each earning is, packed, so that large worlds fit into memory."""

    rows: Mapping[int | None, array[int]]
    """By the time of the statement; those that are still to come under ``None``."""
    sums: Mapping[int, Mapping[str, int]]
    """What each statement sums to, by its time, the oldest first."""
    coming: Mapping[str, int]
    """What all that is still to come sums to."""


_TURNS = 1 << 16


def _packed(one: Earning) -> int:
    """Write which one it is: of a sale or, with a number that no sale has, of the shop."""
    if one.sale is None:
        return one.turn * _TURNS
    return (one.sale.number + _TURNS) * _TURNS + one.turn


def _is_paid_here(sale: Sale) -> bool:
    """
    Whether TikTok Shop's API tells of a sale's money.

    What Tokopedia's API has is paid there. Of every other sale in both TikTok Shop tells,
    too; that this happens is a guess, on the safe side.
    """
    if sale.status in ("UNPAID", "CANCELLED"):
        return False
    return not sale.on_tokopedia or (sale.number % 2 == 1 and not sale.has_alike)


_ADJUSTMENTS = {
    4: ("LOGISTICS_REIMBURSEMENT", 12_000),
    9: ("SHIPPING_FEE_ADJUSTMENT", -3_500),
    15: ("PLATFORM_PENALTY", -5_000),
}
"""Which sales have one, by their number."""


def _fees(sale: Sale, kept: int) -> dict[str, int]:
    """Say what the platform keeps of a sale whose buyer kept goods of so much."""
    own = sale.origin is Platform.TIKTOK_SHOP
    thousandths = {
        "platform_commission_amount": 40,
        "dynamic_commission_amount": 30 if own else 0,
        "affiliate_commission_amount": 80 if own and sale.number % 7 == 3 else 0,
        "sfp_service_fee_amount": 0 if sale.shipping_fee else 40,
        "transaction_fee_amount": 0 if sale.cash_on_delivery else 15,
    }
    return {wire: -(kept * rate // 1_000) for wire, rate in thousandths.items()}


def _taxes(kept: int) -> dict[str, int]:
    return {"article_22_income_tax_withheld": -(kept * 5 // 1_000)}


def _proceeds(sale: Sale, at: int, refund: int, way_back: int) -> Earning:
    way, hidden = sale.distance
    late = 2_000 if sale.number % 9 == 5 else 0
    paid = sale.shipping_fee
    kept = sale.goods - refund
    fixed = PROCESSING_FEE if sale.placed_at >= PROCESSING_FEE_SINCE else 0
    return Earning(
        sale=sale,
        turn=0,
        said="ORDER",
        at=at,
        revenue={
            "subtotal_before_discount_amount": sale.goods,
            "refund_subtotal_before_discount_amount": -refund,
            "distant_item_fee_amount": hidden,
        },
        shipping={
            "actual_shipping_fee_amount": -((paid or _COURIER) + late + way + hidden),
            "shipping_fee_discount_amount": 0 if paid else _COURIER,
            "customer_paid_shipping_fee_amount": paid,
            "return_shipping_fee_amount": -way_back,
            "distant_shipping_fee_amount": way,
        },
        fees={**_fees(sale, kept), "vn_fix_infrastructure_fee": -fixed},
        taxes=_taxes(kept),
    )


def _refunded(sale: Sale, at: int, refund: int, way_back: int) -> Earning:
    """Say what a refund takes back after the proceeds were paid, and gives back of fees."""
    kept = sale.goods - refund
    before, after = _fees(sale, sale.goods), _fees(sale, kept)
    return Earning(
        sale=sale,
        turn=1,
        said="ORDER",
        at=at,
        revenue={"refund_subtotal_before_discount_amount": -refund},
        shipping={"return_shipping_fee_amount": -way_back},
        fees={wire: after[wire] - amount for wire, amount in before.items()},
        taxes={
            wire: _taxes(kept)[wire] - amount
            for wire, amount in _taxes(sale.goods).items()
        },
    )
