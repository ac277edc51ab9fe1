"""Cancelling orders, for a reason that the platform offers."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from attrs import define, frozen

from ...errors import TokoTikTokError, ValidationError
from ...platforms import Platform
from ..models import Order, OrderStatus
from ..outcomes import Outcome, OutcomeState, may_have_happened
from .parcels import Parcels
from .records import Reach, fell, outcome, unsent

if TYPE_CHECKING:
    from ..shop import UnifiedShop


@frozen(kw_only=True)
class Reason:
    """A reason that the platform takes."""

    name: str
    """What to give: the platform's name of it, or its number."""
    text: str | None = None
    """What it means, if that is known."""


class CancelReason(str, Enum):
    """Reasons that both platforms know, each by its own name."""

    OUT_OF_STOCK = "OUT_OF_STOCK"
    """In Indonesia the seller's fault since 2025-08-31."""
    WRONG_PRICE = "WRONG_PRICE"


_UNPAID = (
    "seller_cancel_unpaid_reason_buyer_hasnt_paid_within_time_allowed",
    "seller_cancel_unpaid_reason_out_of_stock",
    "seller_cancel_unpaid_reason_wrong_price",
)
_PAID = ("seller_cancel_reason_out_of_stock", "seller_cancel_reason_wrong_price")
"""Indonesia's reasons (reason page, 2026-05), for when the platform lists none."""

_SAME = {
    CancelReason.OUT_OF_STOCK: (_UNPAID[1], _PAID[0], "1"),
    CancelReason.WRONG_PRICE: (_UNPAID[2], _PAID[1], "3"),
}

_SHOP_CLOSED = "4"
_BUYER_ASKED = "8"
TOKOPEDIA_REASONS = {
    "1": "out of stock",
    "2": "variant unavailable",
    "3": "wrong price or weight",
    _SHOP_CLOSED: "shop closed; needs closed_until= and note=",
    "5": "other; say what in note=",
    "7": "courier problem; say what in note=",
    _BUYER_ASKED: "the buyer asked for it; only after a request",
}
"""Codes of the Tokopedia guide, 2023: those before shipping, then those after 400."""
_BEFORE, _AFTER = ("1", "2", "3", "4", "5"), ("7", "8")
_LONGEST_NOTE = 490
"""Characters; the guide says 512 and 490, another source 200."""

_OVER = {
    OrderStatus.CANCELLED: (OutcomeState.ALREADY, "it is cancelled"),
    OrderStatus.COMPLETED: (OutcomeState.FAILED, "it is completed"),
    OrderStatus.DELIVERED: (OutcomeState.FAILED, "it is delivered"),
    OrderStatus.RETURNING: (OutcomeState.FAILED, "it is on its way back, or disputed"),
}


@define
class Cancelling:
    """Cancels the orders of one shop."""

    shop: UnifiedShop

    def reasons(self, order: Order) -> tuple[Reason, ...]:
        """List the reasons that the platform takes from a seller for *order* now."""
        reach = Reach(self.shop)
        if order.api is Platform.TOKOPEDIA:
            reach.tokopedia(order)
            fitting = _BEFORE if order.status is OrderStatus.TO_ACCEPT else _AFTER
            return tuple(
                Reason(name=code, text=TOKOPEDIA_REASONS[code]) for code in fitting
            )
        answer = reach.tiktokshop(order).refunds.get_aftersale_eligibility(
            order_id=order.id,
            initiate_aftersale_user="SELLER",
            request_types=["CANCEL"],
        )
        lines = [
            line
            for sku in answer
            for line in sku.line_item_eligibility
            if line.request_type in (None, "CANCEL")
        ]
        why_not = [line.ineligible_reason for line in lines if line.eligible is False]
        if why_not:
            msg = f"TikTok Shop does not let it be cancelled: {why_not[0] or 'no reason given'}"
            raise ValidationError(msg, platform=Platform.TIKTOK_SHOP)
        known = [set(line.available_reason_names) for line in lines]
        common = set.intersection(*known) if known else set[str]()
        unpaid = order.status is OrderStatus.UNPAID
        names = sorted(common) or (_UNPAID if unpaid else _PAID)
        return tuple(Reason(name=name) for name in names)

    def cancel(
        self,
        order: Order,
        reason: str,
        *,
        note: str | None,
        closed_until: date | None,
    ) -> Outcome:
        """Cancel one order, read anew before."""
        now = Parcels(self.shop).read([order])[0]
        if isinstance(now, Outcome):
            return now
        if now.status in _OVER:
            return outcome(now, *_OVER[now.status])
        try:
            offered = self.reasons(now)
            name = _chosen(reason, offered)
        except TokoTikTokError as error:  # nothing was sent
            return unsent(now, error)
        try:
            if now.api is Platform.TOKOPEDIA:
                self._reject(now, name, note, closed_until)
            else:
                client = Reach(self.shop).tiktokshop(now)
                client.cancellations.cancel(order_id=now.id, cancel_reason=name)
        except TokoTikTokError as error:
            return self._after(now, error)
        return outcome(now, OutcomeState.DONE, sent=True)

    def _reject(
        self, order: Order, code: str, note: str | None, closed_until: date | None
    ) -> None:
        if code == _SHOP_CLOSED and not (closed_until and note):
            raise ValidationError(f"reason {code}: {TOKOPEDIA_REASONS[code]}")
        text = note or TOKOPEDIA_REASONS[code].partition(";")[0]
        if len(text) > _LONGEST_NOTE:
            msg = f"note= has {len(text)} characters; Tokopedia takes {_LONGEST_NOTE}"
            raise ValidationError(msg)
        closed = code == _SHOP_CLOSED
        until = f"{closed_until:%d/%m/%Y}" if closed and closed_until else None
        Reach(self.shop).tokopedia(order).orders.reject(
            order_id=order.id,
            reason_code=int(code),
            reason=text,
            shop_close_end_date=until,
            shop_close_note=note if closed else None,
        )

    def _after(self, order: Order, error: TokoTikTokError) -> Outcome:
        """Look at the order where the answer does not tell."""
        if may_have_happened(error):
            now = Parcels(self.shop).read([order])[0]
            if isinstance(now, Order) and now.status is OrderStatus.CANCELLED:
                return outcome(order, OutcomeState.DONE, error.message, sent=True)
        return fell(order, error)


def _chosen(reason: str, offered: tuple[Reason, ...]) -> str:
    """Find the platform's name of a reason among those it offers."""
    names = [one.name for one in offered]
    same = _SAME.get(CancelReason(reason)) if reason in _WORDS else (reason,)
    for name in same or ():
        if name in names:
            return name
    word = reason.value if isinstance(reason, CancelReason) else reason
    listed = ", ".join(
        f"{one.name} ({one.text})" if one.text else one.name for one in offered
    )
    msg = f"reason={word!r} is not offered for it now; these are: {listed or 'none'}"
    raise ValidationError(msg)


_WORDS = frozenset(one.value for one in CancelReason)
