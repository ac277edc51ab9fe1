"""Answering buyers who want money back, a replacement, or out of an order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from ..._explain import Actor
from ...errors import TokoTikTokError, ValidationError
from ...money import Money
from ...platforms import Platform
from .. import from_tiktokshop
from ..models import Return, ReturnKind, ReturnStatus
from ..outcomes import Outcome, OutcomeState, may_have_happened
from .cancelling import Reason
from .records import DASHBOARD, Reach, fell, outcome, unsent

if TYPE_CHECKING:
    from ...tiktokshop.api.returns import ReturnDecision, ReturnDecisionInput
    from ..shop import UnifiedShop

_CANCEL = "SELLER_RESPOND_CANCEL"
_REFUND = "SELLER_RESPOND_REFUND"
_RETURN = "SELLER_RESPOND_RETURN"
_RECEIVE = "SELLER_RESPOND_RECEIVE_PACKAGE"
_REPLACE = "SELLER_RESPOND_REPLACEMENT"
"""What the platform may wait for."""

_APPROVED = (
    *(ReturnStatus.APPROVED, ReturnStatus.TO_SHIP_BACK),
    *(ReturnStatus.REFUNDED, ReturnStatus.CLOSED),
)
_REJECTED = (ReturnStatus.REJECTED, ReturnStatus.DISPUTED)
_CANCELLATION_REJECTED = (ReturnStatus.CANCELLED,)


@frozen(kw_only=True)
class Approval:
    """How far a yes goes."""

    refund_at_once: bool = False
    """Do not wait for the goods, which the buyer keeps, and send no replacement."""
    partial: Money | None = None
    """Offer only so much; the buyer may say no."""

    def decision(self, action: str) -> ReturnDecision:
        """
        Say it in the platform's word, for what it waits for.

        The platform does not document which word is for which; these are inferred from
        what they say.
        """
        if self.partial is not None:
            if self.refund_at_once or action not in (_REFUND, _RETURN):
                raise ValidationError(
                    "partial= is an answer to a request for money only"
                )
            return "OFFER_PARTIAL_REFUND"
        if self.refund_at_once:
            if action == _RETURN:
                return "DIRECT_REFUND"
            if action == _REPLACE:
                return "ISSUE_REPLACEMENT_REFUND"
            raise ValidationError(
                "refund_at_once= is for goods that are to come back or to be replaced"
            )
        return _APPROVALS[action]


_APPROVALS: dict[str, ReturnDecision] = {
    _REFUND: "APPROVE_REFUND",
    _RETURN: "APPROVE_RETURN",
    _RECEIVE: "APPROVE_RECEIVED_PACKAGE",
    _REPLACE: "APPROVE_REPLACEMENT",
}
_REJECTIONS: dict[str, ReturnDecisionInput] = {
    _REFUND: "REJECT_REFUND",
    _RETURN: "REJECT_RETURN",
    _RECEIVE: "REJECT_RECEIVED_PACKAGE",
    _REPLACE: "REJECT_REPLACEMENT",
}
_KNOWN = (*_APPROVALS, _CANCEL)


@define
class Answering:
    """Answers the returns of one shop."""

    shop: UnifiedShop
    _reach: Reach = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._reach = Reach(self.shop)

    def reasons(self, one: Return, locale: str | None) -> tuple[Reason, ...]:
        """List the reasons that the platform takes for saying no now."""
        if one.kind is ReturnKind.COMPLAINT:
            raise ValidationError(_READ_ONLY, platform=Platform.TOKOPEDIA)
        offered = self._reach.tiktokshop(one).returns.get_reject_reasons(
            return_or_cancel_id=one.id, locale=locale
        )
        return tuple(
            Reason(name=reason.name, text=reason.text)
            for reason in offered
            if reason.name
        )

    def approve(self, one: Return, how: Approval) -> Outcome:
        """Say yes, in the word for what the platform waits for."""

        def send(now: Return, action: str) -> None:
            client = self._reach.tiktokshop(now)
            if action == _CANCEL:
                if how != Approval():
                    raise ValidationError("a cancellation is approved whole")
                client.cancellations.approve(cancel_id=now.id)
                return
            decision = how.decision(action)
            client.returns.approve(
                return_id=now.id,
                decision=decision,
                buyer_keep_item=True if decision == "DIRECT_REFUND" else None,
                partial_refund=how.partial,
            )

        return self._answer(one, send, _APPROVED)

    def reject(self, one: Return, reason: str, note: str | None) -> Outcome:
        """Say no, for a reason that the platform offers."""

        def send(now: Return, action: str) -> None:
            offered = self.reasons(now, None)
            if reason not in [known.name for known in offered]:
                listed = ", ".join(f"{known.name} ({known.text})" for known in offered)
                msg = f"reason={reason!r} is not offered for it; these are: {listed or 'none'}"
                raise ValidationError(msg)
            client = self._reach.tiktokshop(now)
            if action == _CANCEL:
                client.cancellations.reject(
                    cancel_id=now.id, reject_reason=reason, comment=note
                )
                return
            client.returns.reject(
                return_id=now.id,
                decision=_REJECTIONS[action],
                reject_reason=reason,
                comment=note,
            )

        is_cancellation = one.kind is ReturnKind.CANCELLATION
        over = _CANCELLATION_REJECTED if is_cancellation else _REJECTED
        return self._answer(one, send, over)

    def _answer(
        self,
        one: Return,
        send: Callable[[Return, str], None],
        over: tuple[ReturnStatus, ...],
    ) -> Outcome:
        if one.kind is ReturnKind.COMPLAINT:
            platform = Platform.TOKOPEDIA
            return outcome(
                one,
                OutcomeState.FAILED,
                _READ_ONLY,
                platform=platform,
                who=Actor.SELLER,
            )
        try:
            now = self._read(one)
        except TokoTikTokError as error:  # nothing was sent
            return unsent(one, error)
        action = _awaited(now)
        if action is None:
            if now.status in over:
                return outcome(one, OutcomeState.ALREADY, f"it is {now.status.value}")
            msg = f"the platform waits for nothing from you: it is {now.status.value}"
            return outcome(one, OutcomeState.FAILED, msg)
        try:
            send(now, action)
        except TokoTikTokError as error:
            if may_have_happened(error) and self._has_moved(now, action):
                return outcome(one, OutcomeState.DONE, error.message, sent=True)
            return fell(one, error)
        return outcome(one, OutcomeState.DONE, sent=True)

    def _has_moved(self, one: Return, action: str) -> bool:
        """Whether a return, read again, waits for something else than before."""
        try:
            return _awaited(self._read(one)) != action
        except TokoTikTokError:
            return False

    def _read(self, one: Return) -> Return:
        """Read a return as it is now."""
        client = self._reach.tiktokshop(one)
        found: list[Return]
        if one.kind is ReturnKind.CANCELLATION:
            cancellations = client.cancellations.search(cancel_ids=[one.id])
            found = [
                from_tiktokshop.cancellation(row, one.origin) for row in cancellations
            ]
        else:
            returns = client.returns.search(return_ids=[one.id])
            found = [from_tiktokshop.return_(row, one.origin) for row in returns]
        now = next((record for record in found if record.id == one.id), None)
        if now is None:
            raise ValidationError(f"TikTok Shop does not know {one.id} any more")
        return now


_READ_ONLY = (
    "a complaint of the Tokopedia API can only be read there; the seller answers it in "
    f"person: {DASHBOARD}"
)


def _awaited(one: Return) -> str | None:
    """Say what the platform waits for from the seller; ``None`` for nothing."""
    said = [str(step.action) for step in one.source.seller_next_action_response]
    known = [action for action in said if action in _KNOWN]
    return known[0] if known else None
