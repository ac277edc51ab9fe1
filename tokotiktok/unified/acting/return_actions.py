"""What can be done with returns; `UnifiedReturns` has these methods."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from ...errors import ValidationError
from ...money import Money
from ...platforms import Platform
from ..models import Order, Return, ReturnKind
from ..outcomes import WriteResult
from .answering import Answering, Approval
from .cancelling import Reason
from .records import DASHBOARD, Reach, several, single

if TYPE_CHECKING:
    from ..shop import UnifiedShop

RequestType = Literal["CANCEL", "REFUND", "RETURN_AND_REFUND"]

_REQUESTS: dict[ReturnKind, RequestType] = {
    ReturnKind.CANCELLATION: "CANCEL",
    ReturnKind.REFUND: "REFUND",
    ReturnKind.RETURN: "RETURN_AND_REFUND",
}


class ReturnActions:
    """
    Approve, reject, and what a refund would be.

    Requests that nobody answers are granted by the platform after 48 hours (Seller
    University, confidence medium). Tokopedia's complaints are read-only.
    """

    _shop: UnifiedShop

    def reasons(self, one: Return, *, locale: str | None = None) -> tuple[Reason, ...]:
        """
        List the reasons that the platform takes for rejecting a return now.

        Args:
            one: the return, refund or cancellation.
            locale: the language of the texts, such as ``id-ID``.

        Raises:
            ValidationError: it is a complaint of the Tokopedia API.
            TokoTikTokError: see `tokotiktok.errors`.
        """
        return Answering(self._shop).reasons(single(one, Return), locale)

    def approve(
        self,
        returns: Return | Iterable[Return],
        *,
        refund_at_once: bool = False,
        partial: Money | None = None,
    ) -> WriteResult:
        """
        Say yes to what buyers ask for, or to goods that came back.

        Each is read anew, and the word for what the platform waits for is chosen.

        Args:
            returns: one or several.
            refund_at_once: do not wait for the goods, which the buyer keeps, and send no
                replacement.
            partial: offer only so much.

        Raises:
            ValidationError: something else than returns was given.
        """
        how = Approval(refund_at_once=refund_at_once, partial=partial)
        answering = Answering(self._shop)
        given = several(returns, Return)
        return WriteResult(tuple(answering.approve(one, how) for one in given))

    def reject(
        self,
        returns: Return | Iterable[Return],
        *,
        reason: str,
        note: str | None = None,
    ) -> WriteResult:
        """
        Say no to what buyers ask for, or to goods that came back.

        Args:
            returns: one or several.
            reason: a name that `reasons` gives.
            note: in your own words.

        Raises:
            ValidationError: something else than returns was given.
        """
        answering = Answering(self._shop)
        given = several(returns, Return)
        return WriteResult(tuple(answering.reject(one, reason, note) for one in given))

    def refund_amount(
        self,
        record: Order | Return,
        *,
        kind: ReturnKind | None = None,
        reason: str | None = None,
        unit_ids: Sequence[str] | None = None,
    ) -> Money:
        """
        Ask the platform what a buyer would get back.

        Args:
            record: a return or cancellation; or an order, before there is one.
            kind: of an order: a cancellation, refund or return.
            reason: of an order: the platform's name of it.
            unit_ids: of an order: only these units, of ``line.unit_ids``.

        Raises:
            ValidationError: it is a record of the Tokopedia API, which calculates
                nothing; or *kind* or *reason* is missing.
            TokoTikTokError: see `tokotiktok.errors`.
        """
        if not isinstance(record, Order):
            single(record, Return)
        if record.api is Platform.TOKOPEDIA:
            msg = f"the Tokopedia API calculates no refunds: {DASHBOARD}"
            raise ValidationError(msg, platform=Platform.TOKOPEDIA)
        if isinstance(record, Return):
            order_id, kind = record.order_id, record.kind
            reason, unit_ids = _asked_for(record)
        else:
            order_id = record.id
        request = _REQUESTS.get(kind) if kind is not None else None
        if request is None:
            known = ", ".join(f"ReturnKind.{one.name}" for one in _REQUESTS)
            raise ValidationError(
                f"kind={kind!r} has no refund to calculate: give {known}"
            )
        if not order_id or not reason:
            raise ValidationError("reason= is missing: the amount hangs on it")
        estimate = (
            Reach(self._shop)
            .tiktokshop(record)
            .refunds.calculate(
                order_id=order_id,
                request_type=request,
                reason_name=reason,
                order_line_item_ids=unit_ids,
            )
        )
        if estimate is None or estimate.refund_total is None:
            msg = "TikTok Shop calculates no refund for it"
            raise ValidationError(msg, platform=Platform.TIKTOK_SHOP)
        return Money(estimate.refund_total, estimate.currency or "IDR")


def _asked_for(record: Return) -> tuple[str | None, list[str]]:
    """Give the reason of a return and the units that it is about."""
    source = record.source
    if record.kind is ReturnKind.CANCELLATION:
        lines, reason = source.cancel_line_items, source.cancel_reason
    else:
        lines, reason = source.return_line_items, source.return_reason
    return reason, [one.order_line_item_id for one in lines if one.order_line_item_id]
