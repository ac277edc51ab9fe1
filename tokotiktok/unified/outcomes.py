"""
What became of a write: an outcome per item and platform, in one result per call.

What is wrong with a request itself raises before anything is sent. Once things are sent,
one item's error must not lose the others, so errors become outcomes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

from attrs import evolve, field, frozen

from .._explain import Actor
from ..errors import (
    ApiError,
    DecodeError,
    OutcomeUnknown,
    Remedy,
    TokoTikTokError,
    TransportError,
    ValidationError,
)
from ..platforms import Platform


class OutcomeState(str, Enum):
    """What became of one item."""

    DONE = "DONE"
    ALREADY = "ALREADY"
    """It was so before."""
    FAILED = "FAILED"
    """Surely not done."""
    UNKNOWN = "UNKNOWN"
    """Perhaps done: look at the record before you repeat it."""


@frozen(kw_only=True)
class Outcome:
    """What became of one item on one platform."""

    id: str
    """The record that was acted on."""
    part: str | None = None
    """The part of it, where only a part was: a package, an SKU, a warehouse."""
    platform: Platform
    """The storefront it concerns; both, where they share what was changed."""
    api: Platform = field(factory=lambda: Platform(0))
    """Whose API it went to; falsy if nothing was sent."""
    state: OutcomeState
    code: int | str | None = None
    """The platform's code, if it refused."""
    message: str = ""
    """What happened, why, and what to do."""
    who: Actor | None = None
    """Who must act before it can be done, if that is known."""
    idempotency_key: str | None = None
    """What to give again when repeating it, where the operation takes a key."""
    error: TokoTikTokError | None = field(default=None, repr=False, eq=False)
    """What was raised, if something was."""

    def __str__(self) -> str:
        """Say it in a line."""
        what = f"{self.id} {self.part}" if self.part else self.id
        code = f" {self.code}" if self.code not in (None, "") else ""
        where = f" on {self.platform.label}" if self.platform else ""
        tail = f": {self.message}" if self.message else ""
        return f"{what}{where} {self.state.value}{code}{tail}"


@frozen
class WriteResult:
    """
    The outcomes of one call, in the order of what was asked.

    A result with failures must not pass for a success, so this has no truth value.
    """

    outcomes: tuple[Outcome, ...]

    def __iter__(self) -> Iterator[Outcome]:
        """Iterate over the outcomes."""
        return iter(self.outcomes)

    def __len__(self) -> int:
        """How many outcomes there are."""
        return len(self.outcomes)

    def __bool__(self) -> bool:
        """Refuse: ``if result`` would hide what failed."""
        msg = "a WriteResult is neither true nor false: look at .failed and .unknown"
        raise TypeError(msg)

    @property
    def succeeded(self) -> tuple[Outcome, ...]:
        """What is done, now or before."""
        fine = (OutcomeState.DONE, OutcomeState.ALREADY)
        return tuple(one for one in self.outcomes if one.state in fine)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """What is surely not done."""
        return self._in(OutcomeState.FAILED)

    @property
    def unknown(self) -> tuple[Outcome, ...]:
        """What is perhaps done."""
        return self._in(OutcomeState.UNKNOWN)

    def raise_for_failures(self) -> None:
        """
        Raise unless all is done.

        Raises:
            OutcomeUnknown: something is perhaps done.
            ValidationError: something failed, of several; a single failure raises the
                platform's own error.
        """
        if self.unknown:
            raise OutcomeUnknown(_said(self.unknown, "may or may not be done"))
        if not self.failed:
            return
        only = self.failed[0]
        if len(self.failed) == 1 and only.error is not None:
            raise only.error
        raise ValidationError(_said(self.failed, "failed"), code=only.code)

    def _in(self, state: OutcomeState) -> tuple[Outcome, ...]:
        return tuple(one for one in self.outcomes if one.state is state)


def _said(outcomes: Iterable[Outcome], what: str) -> str:
    listed = [str(one) for one in outcomes]
    return f"{len(listed)} {what}: {'; '.join(listed)}"


def may_have_happened(error: TokoTikTokError) -> bool:
    """Whether the platform may have acted, whatever *error* says."""
    if error.operation in _RENEWALS:
        return False
    if isinstance(error, OutcomeUnknown | DecodeError):
        return True
    if isinstance(error, TransportError):
        return error.sent
    return isinstance(error, ApiError) and error.remedy is Remedy.REPEAT


_RENEWALS = frozenset({"refreshToken", "token"})
"""What may fail before a write: getting a token, which changes nothing in a shop."""


def state_of(error: TokoTikTokError) -> OutcomeState:
    """Say what *error* leaves of a write."""
    unsure = may_have_happened(error)
    return OutcomeState.UNKNOWN if unsure else OutcomeState.FAILED


def blamed(found: Outcome, errors: Sequence[TokoTikTokError]) -> Outcome:
    """Put into an outcome what errors say of it; the first of them decides."""
    texts = []
    who = None
    for error in errors:
        text = error.message
        if isinstance(error, ApiError) and error.code is not None:
            why = error.explanation
            text, who = why.sentence(text), who or why.who
        texts.append(text)
    first = errors[0]
    return evolve(
        found,
        state=state_of(first),
        code=first.code,
        message="; ".join(dict.fromkeys(texts)),
        who=who,
        error=first,
    )
