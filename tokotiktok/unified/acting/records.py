"""
What all actions share: which records they take, and which API can act on one.

An action takes a record, not an id: a record says whose API it is of, an id does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve

from ..._explain import Actor
from ..._resource import Failure
from ...errors import ApiError, Remedy, TokoTikTokError, ValidationError
from ...platforms import Platform
from ..conversation_models import Conversation, Message
from ..models import Order, Product, Return
from ..outcomes import Outcome, OutcomeState, blamed, state_of

if TYPE_CHECKING:
    from ...tiktokshop.client import TikTokShopClient
    from ...tokopedia.client import TokopediaClient
    from ..shop import UnifiedShop

Record = Order | Product | Return
R = TypeVar("R", Order, Product, Return, Conversation, Message)

_LISTS = {
    Order: "orders.list",
    Product: "products.list",
    Return: "returns.list",
    Conversation: "conversations.list",
    Message: "conversations.messages",
}
DASHBOARD = (
    "what is still open from before the integration is finished in the Tokopedia Seller "
    "Dashboard"
)
"""Where a person must act, since no API can (Seller University, confidence medium)."""


def several(records: object, kind: type[R]) -> tuple[R, ...]:
    """
    Give the records, of one or several.

    Raises:
        ValidationError: something else than records of *kind* was given.
    """
    if isinstance(records, kind):
        return (records,)
    given: list[R] = []
    if isinstance(records, str | int | Mapping) or not isinstance(records, Iterable):
        raise ValidationError(_not_a_record(records, kind))
    for one in records:
        if not isinstance(one, kind):
            raise ValidationError(_not_a_record(one, kind))
        given.append(one)
    return tuple(given)


def single(record: object, kind: type[R]) -> R:
    """Give the record, which must be one."""
    if not isinstance(record, kind):
        raise ValidationError(_not_a_record(record, kind))
    return record


def _not_a_record(given: object, kind: type[R]) -> str:
    name = kind.__name__
    what = repr(given) if given is None else f"a {type(given).__name__}"
    start = f"{what} is not a unified {name}"  # not quoted: it may have buyers' data
    if isinstance(given, str | int):
        start = f"{given!r} is an id, which does not say whose API it is of"
    return f"{start}: give the {name} itself, as shop.{_LISTS[kind]}() gives it"


class Reach:
    """Which of a shop's clients can act on a record."""

    def __init__(self, shop: UnifiedShop) -> None:
        self._shop = shop

    def tiktokshop(self, record: Record) -> TikTokShopClient:
        """Give the client of a TikTok Shop record."""
        if self._shop.tiktokshop is None:
            raise ValidationError(_no_client(record, "tiktokshop"))
        return self._shop.tiktokshop

    def tokopedia(self, record: Record) -> TokopediaClient:
        """Give the client of a Tokopedia record, which must not be of an archive."""
        if record.archived:
            msg = f"{record.id} comes from an archive, which nothing can be sent to: {DASHBOARD}"
            raise ValidationError(msg, platform=Platform.TOKOPEDIA)
        if self._shop.tokopedia is None:
            raise ValidationError(_no_client(record, "tokopedia"))
        return self._shop.tokopedia


def _no_client(record: Record, client: str) -> str:
    return (
        f"{record.id} is of the {record.api.label} API, and this UnifiedShop was made "
        f"without it: give {client}="
    )


def complaints(failure: Failure) -> list[tuple[Platform | None, ApiError]]:
    """Say what a batch's answer has against an item, and on which platform."""
    return [
        (one.platform or failure.platform, _error(one))
        for one in failure.causes or (failure,)
    ]


def _error(failure: Failure) -> ApiError:
    """Make the error that the platform would have answered with to the item alone."""
    known = failure.explanation
    kind = ValidationError if known is None else known.error
    return kind(
        failure.message or (known.cause if known else "no reason given"),
        code=failure.code,
        attempts=1,
        remedy=Remedy.NONE if known is None else known.remedy,
    )


def outcome(
    record: Record,
    state: OutcomeState,
    message: str = "",
    *,
    part: str | None = None,
    platform: Platform | None = None,
    sent: bool = False,
    who: Actor | None = None,
) -> Outcome:
    """Make the outcome for *record*; *sent* says whether anything went out."""
    return Outcome(
        id=record.id,
        part=part,
        platform=record.origin if platform is None else platform,
        api=record.api if sent else Platform(0),
        state=state,
        message=message,
        who=who,
    )


def fell(
    record: Record,
    *errors: TokoTikTokError,
    part: str | None = None,
    platform: Platform | None = None,
) -> Outcome:
    """Make the outcome for *record* of what was raised, or said against it."""
    state = state_of(errors[0])
    sent = errors[0].attempts > 0
    made = outcome(record, state, part=part, platform=platform, sent=sent)
    return blamed(made, errors)


def unsent(
    record: Record, error: TokoTikTokError, *, part: str | None = None
) -> Outcome:
    """Make the outcome for *record* where a look before failed, and nothing was sent."""
    found = fell(record, error, part=part)
    return evolve(found, state=OutcomeState.FAILED, api=Platform(0))
