"""One order's money: what the buyer paid, who bore what, what arrived, what is to come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from attrs import field, frozen

from ..._resource import Malformed
from ...money import Money
from ...platforms import Platform
from ..models import Order, Party
from .entries import Entry, EntryKind, Part
from .from_tokopedia import INVOICE
from .names import Certainty
from .sides import settled_at

if TYPE_CHECKING:
    from ...tiktokshop.api.orders import Order as NewOrder
    from ...tokopedia.api.orders import Order as OldOrder
    from ...tokopedia.api.orders import OrderDetail as OldOrderDetail

_BUYERS = (
    *("subtotal_before_discount_amount", "seller_discount_amount"),
    *("customer_paid_shipping_fee_amount", "cod_service_fee_amount"),
    *("distant_item_fee_amount", "distant_shipping_fee_amount"),
)
"""What of an order's proceeds comes from what the buyer paid."""
_NAMES_AN_ORDER = ("order_id", "adjustment_order_id", "associated_order_id")
_BUDGET = {1: Party.PLATFORM, 2: Party.OTHER, 3: Party.OTHER}
"""Who pays for a promotion on Tokopedia: itself, a partner, a brand."""


@frozen(kw_only=True)
class Step:
    """One step from what the buyer paid to what arrived."""

    en: str
    id: str
    amount: Money
    confidence: Certainty
    """How sure it is what this is."""
    borne_by: Party | None = None


@frozen(kw_only=True)
class OrderAccount:
    """
    The money of one order.

    If both APIs paid for it, the account of one of them counts, and which is of low
    confidence: `UnifiedFinance.counting`.
    """

    order: Order
    entries: tuple[Entry, ...]
    """What was settled, and what is still to come."""
    malformed: tuple[Malformed, ...] = field(default=(), repr=False, eq=False)
    """
    What may be of this order and could not be read: if there is any, the account may
    lack it. Empty where `UnifiedFinance.accounts` gave it, whose iterator has them.
    """

    @property
    def paid(self) -> Money | None:
        """What the buyer pays in all; ``None`` if the order does not say."""
        return self.order.total

    @property
    def is_paid(self) -> bool:
        """Whether the buyer has paid; cash on delivery comes last."""
        return self.order.paid_at is not None

    @property
    def arrived(self) -> Money:
        """What reached the balance."""
        return self._sum(one.net for one in self.entries if one.settled_at is not None)

    @property
    def to_come(self) -> Money:
        """What is still to come, as the platform estimates it."""
        return self._sum(one.net for one in self.entries if one.settled_at is None)

    @property
    def is_itemised(self) -> bool:
        """Whether the platform tells what it kept; Tokopedia does not."""
        return bool(self.entries) and all(one.fee is not None for one in self.entries)

    @property
    def steps(self) -> tuple[Step, ...]:
        """
        Answer "why is my payout smaller?".

        The steps add up to what arrived and is to come. Nothing, while no API tells of
        any money.
        """
        paid = self.paid
        if not self.entries or paid is None:
            return ()
        begin = Step(
            en="The buyer pays",
            id="Pembeli membayar",
            amount=paid,
            confidence=_CERTAIN[self.order.api],
            borne_by=Party.BUYER,
        )
        if self.is_itemised:
            return begin, *self._itemised(paid)
        return begin, *self._unitemised(paid)

    def borne(self, party: Party) -> Money:
        """
        Say what a party bore of this sale; confidence medium.

        The buyer, what they pay. The platform, its discounts and subsidies. The seller,
        their discount, fees, taxes and shipping. Other parties, such as brands, what
        Tokopedia says they gave to a promotion.
        """
        if party is Party.BUYER:
            return self.paid or self._sum(())
        steps = self._sum(one.amount for one in self.steps if one.borne_by is party)
        if party is Party.SELLER:
            return steps * -1
        return steps + self._promised(party)

    @property
    def _in_time(self) -> list[Entry]:
        """The entries, the oldest first; those still to come last."""
        settled = sorted(
            (one for one in self.entries if one.settled_at is not None),
            key=settled_at,
        )
        return [*settled, *(one for one in self.entries if one.settled_at is None)]

    def _itemised(self, paid: Money) -> Iterator[Step]:
        parts = [part for entry in self._in_time for part in entry.parts]
        from_buyer = self._sum(part.amount for part in parts if part.wire in _BUYERS)
        if more := from_buyer - paid:
            yield Step(
                en="Discounts that the platform pays, less its fees for the buyer",
                id="Diskon dari platform, dikurangi biaya platform bagi pembeli",
                amount=more,
                confidence="medium",
            )
        others = _gathered(part for part in parts if part.wire not in _BUYERS)
        yield from map(_step, others)

    def _unitemised(self, paid: Money) -> Iterator[Step]:
        whole = [one for one in self._in_time if one.fee is None]
        sold = self._sum(one.net for one in whole if one.kind is EntryKind.ORDER)
        courier = self._courier()
        if courier:
            yield Step(
                en="Shipping and insurance, for the courier",
                id="Ongkos kirim dan asuransi, untuk kurir",
                amount=courier * -1,
                confidence="medium",
                borne_by=Party.BUYER,
            )
        if sold:
            yield Step(
                en="Kept by Tokopedia: its API itemises nothing",
                id="Potongan Tokopedia: tidak dirinci oleh API-nya",
                amount=sold - paid + courier,
                confidence="medium",
                borne_by=Party.SELLER,
            )
        for one in whole:
            if one.kind is not EntryKind.ORDER:
                (part,) = one.parts
                yield Step(
                    en=one.said or part.en,
                    id=part.id,
                    amount=one.net,
                    confidence="low",
                    borne_by=Party.SELLER,
                )
        itemised = (one for one in self._in_time if one.fee is not None)
        yield from map(_step, _gathered(part for one in itemised for part in one.parts))

    def _courier(self) -> Money:
        """Say what of the total of an order that Tokopedia paid goes to the courier."""
        source = self.order.source
        given: tuple[Decimal | int | None, ...] = ()
        if self.order.api is Platform.TIKTOK_SHOP:
            payment = cast("NewOrder", source).payment
            given = (payment.shipping_fee,) if payment else ()
        elif hasattr(source, "amt"):
            amt = cast("OldOrder", source).amt
            given = (amt.shipping_cost, amt.insurance_cost) if amt else ()
        else:
            info = cast("OldOrderDetail", source).order_info
            way = info.shipping_info if info else None
            given = (way.shipping_price, way.insurance_price) if way else ()
        return Money(sum((one or 0 for one in given), Decimal(0)))

    def _promised(self, party: Party) -> Money:
        """Say what of the price a party pays instead of the buyer, by the order."""
        source = self.order.source
        if self.order.api is Platform.TIKTOK_SHOP:
            payment = cast("NewOrder", source).payment
            if payment is None or party is not Party.PLATFORM:
                return self._sum(())
            given = (payment.platform_discount, payment.payment_platform_discount)
            return Money(sum((one or Decimal(0) for one in given), Decimal(0)))
        promo = cast("OldOrderDetail", source).promo_order_detail
        return Money(
            sum(
                budget.actual_benefit_amount or 0
                for summary in (promo.summary_promo if promo else ())
                for detail in summary.discount_details
                for budget in detail.budget_details
                if _BUDGET.get(budget.budget_type or 0, Party.OTHER) is party
            )
        )

    def _sum(self, amounts: Iterable[Money]) -> Money:
        currency = self.order.total.currency if self.order.total else "IDR"
        return sum(amounts, Money(0, currency))


def ids_of(order: Order) -> tuple[str | None, str | None]:
    """Give TikTok Shop's id of an order, and its invoice, where its money is told by."""
    twin = order.evidence.twin if order.evidence.decided else None
    if order.api is Platform.TOKOPEDIA:
        return twin.id if twin else None, order.invoice
    return order.id, order.invoice if twin else None


def by_order(entries: Iterable[Entry]) -> Callable[[Order], tuple[Entry, ...]]:
    """Sort entries by their orders; give what finds those of one."""
    new: defaultdict[str, list[Entry]] = defaultdict(list)
    old: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        is_new = entry.api is Platform.TIKTOK_SHOP
        name = entry.order_id if is_new else entry.invoice
        if name is not None:
            (new if is_new else old)[name].append(entry)

    def of(order: Order) -> tuple[Entry, ...]:
        new_id, invoice = ids_of(order)
        return (*new.get(new_id or "", ()), *old.get(invoice or "", ()))

    return of


def may_be_of(raw: object, order: Order) -> bool:
    """Whether what cannot be read may be of an order: unless it names another."""
    if not isinstance(raw, Mapping):
        return True
    ours = {*ids_of(order), order.id}
    named = [raw.get(name) for name in _NAMES_AN_ORDER]
    found = INVOICE.search(str(raw.get("note")))
    named += [found[0]] if found else []
    texts = [one for one in named if one and isinstance(one, str)]
    return not texts or any(one in ours for one in texts)


_CERTAIN: dict[Platform, Certainty] = {
    Platform.TIKTOK_SHOP: "high",
    Platform.TOKOPEDIA: "medium",
}


def _step(part: Part) -> Step:
    return Step(
        en=part.en,
        id=part.id,
        amount=part.amount,
        confidence=part.confidence,
        borne_by=part.borne_by,
    )


def _gathered(parts: Iterable[Part]) -> Iterator[Part]:
    """Add up what has the same name; what comes to nothing is left out."""
    found: dict[tuple[str, str], Part] = {}
    for part in parts:
        key = part.section, part.wire
        known = found.get(key)
        found[key] = (
            part
            if known is None
            else Part(
                wire=part.wire, section=part.section, amount=known.amount + part.amount
            )
        )
    yield from (part for part in found.values() if part.amount)
