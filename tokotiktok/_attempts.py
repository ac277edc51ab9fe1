"""
The attempts of one call: signing, sending and reading, and what is made of failures.

Each attempt is signed anew. A refused token is renewed and a clock that is proven wrong is
corrected, once each; whether an attempt may follow for any other reason is decided here,
when and how often in `tokotiktok.retry`.
"""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from attrs import define

from .errors import (
    ApiError,
    DecodeError,
    OutcomeUnknown,
    RateLimitError,
    Remedy,
    TokoTikTokError,
    TransportError,
)
from .retry import http_date, retry_after
from .telemetry import MASK, Attempt, Observation, bare, logger, mask, proofs

if TYPE_CHECKING:
    from ._session import Session
    from .auth import Token
    from .retry import Deadline
    from .wire import Operation, Request, Response

LONGEST_PENALTY = 3600.0
"""A limiter is stopped no longer than this, whatever a platform's header says."""

_DAY = 86_400.0


@define
class Sent:
    """An attempt: what was sent, and what came back so far."""

    token: Token | None
    signed: Request
    number: int
    at: float
    """By our clock."""
    signed_for: int
    """By theirs, as far as we know it."""
    response: Response | None = None

    @property
    def status(self) -> int | None:
        """The HTTP status, if an answer came."""
        return None if self.response is None else self.response.status


class Attempts:
    """The attempts of one call."""

    def __init__(
        self,
        session: Session,
        operation: Operation,
        request: Request,
        seen: Observation,
    ) -> None:
        self._session = session
        self._operation = operation
        self._request = request
        self._seen = seen
        self._sent_at: list[datetime] = []
        self._cures: set[Remedy] = set()
        self._outcome: TokoTikTokError | None = None

    def make(self, deadline: Deadline) -> tuple[Any, Sent]:
        """
        Send once; and once more for a new token, once more for a corrected clock.

        Give what was read of the answer, and what it answers.
        """
        while True:
            token = self._token(deadline)
            try:
                return self._send(token, deadline)
            except ApiError as error:
                if not self._cured(error, token, deadline):
                    raise
            self._seen.again(0.0)

    def may_repeat(self, error: TokoTikTokError) -> bool:
        """Whether *error* may be answered by sending again."""
        if error is not self._outcome:
            # of the limiter or of the token's renewal, which tried hard themselves; or
            # an OutcomeUnknown
            return False
        if isinstance(error, TransportError):
            return not error.hopeless and (self._operation.repeatable or not error.sent)
        if isinstance(error, ApiError):
            return error.remedy is Remedy.WAIT or (
                error.remedy is Remedy.REPEAT and self._operation.repeatable
            )
        return False

    def secrets(self, sent: Sent) -> list[str]:
        """List what an answer must not be quoted with."""
        known = [*self._session.dialect.secrets(self._session.shop)]
        if sent.token is not None:
            known += (sent.token.access, sent.token.refresh)
        return [one for one in (*known, *proofs(sent.signed)) if one]

    def _token(self, deadline: Deadline) -> Token | None:
        if self._operation.host == "auth":
            return None
        with deadline.shared():
            return self._session.keeper.current(self._session.key)

    def _send(self, token: Token | None, deadline: Deadline) -> tuple[Any, Sent]:
        session = self._session
        self._wait_for_turn(deadline)
        timeout = deadline.timeout()
        began, now = deadline.monotonic(), session.clock()
        theirs = now + session.offset.seconds
        signed = session.dialect.sign(self._request, token, int(theirs))
        deadline.sends += 1
        self._sent_at.append(_moment(theirs))
        sent = Sent(token, signed, deadline.sends, now, int(theirs))
        try:
            sent.response = session.transport.send(signed, timeout)
            payload, request_id = session.dialect.read(self._operation, sent.response)
        except TokoTikTokError as error:
            self._outcome = error
            self._note(error, sent, deadline.monotonic() - began)
            self._tell(sent, deadline.monotonic() - began, error.request_id, error)
            if self._may_have_acted(error):
                raise self._unknown(error) from error
            raise
        except BaseException as error:
            self._tell(sent, deadline.monotonic() - began, None, error)
            raise
        request_id = self._harmless(request_id, sent)
        self._tell(sent, deadline.monotonic() - began, request_id, None)
        return payload, sent

    def _tell(
        self,
        sent: Sent,
        seconds: float,
        request_id: str | None,
        error: BaseException | None,
    ) -> None:
        """Tell of an attempt that is over."""
        operation = self._operation
        self._seen.attempted(
            Attempt(
                platform=self._session.dialect.platform,
                operation=operation.id,
                method=operation.method,
                path=operation.path,
                url=bare(sent.signed.url),
                number=sent.number,
                started_at=_moment(sent.at),
                seconds=seconds,
                status=sent.status,
                request_id=request_id,
                error=None if error is None else type(error).__name__,
            )
        )

    def _wait_for_turn(self, deadline: Deadline) -> None:
        limiter = self._session.limiter
        if limiter is None:
            return
        try:
            with deadline.shared():  # its pauses count, whatever clock it has
                limiter.acquire(self._budget(), timeout=deadline.left())
        except TokoTikTokError as error:
            error.attempts = deadline.sends
            raise

    def _note(self, error: TokoTikTokError, sent: Sent, took: float) -> None:
        """Complete a failure by what its attempt and the answer's headers tell."""
        error.attempts = sent.number
        error.status = sent.status
        if isinstance(error, ApiError) and sent.response is not None:
            self._heed(error, sent, sent.response, took)
        mask(error, self.secrets(sent))

    def _heed(
        self, error: ApiError, sent: Sent, response: Response, took: float
    ) -> None:
        """Take note of what a refusal tells beside its code: the time, and to wait."""
        session = self._session
        now = session.clock()
        if error.remedy is Remedy.CLOCK:
            skew = self._skew(response, sent.signed_for, now - took / 2)
            error.clock_skew = skew
            error.remedy = Remedy.NONE if skew is None else Remedy.CLOCK
        if error.retry_after is None:
            theirs = now + session.offset.seconds
            error.retry_after = retry_after(response.headers, theirs)
        self._slow_down(error, sent)

    def _slow_down(self, error: ApiError, sent: Sent) -> None:
        """Tell the limiter that the platform wants fewer calls, or none for a while."""
        limiter, seconds = self._session.limiter, error.retry_after
        if seconds is None and isinstance(error, RateLimitError):
            seconds = 0.0 if error.remedy is Remedy.WAIT else None  # no day's quota
        if limiter is None or seconds is None:
            return
        try:
            limiter.penalise(self._budget(), min(seconds, LONGEST_PENALTY))
        except TokoTikTokError as failed:  # what the platform said is worth more
            mask(failed, self.secrets(sent))
            logger.warning("the limiter could not be told to slow down: %s", failed)

    def _skew(self, response: Response, signed_for: int, midway: float) -> float | None:
        """
        Say how far the platform's clock is ahead of ours, if that explains the refusal.

        What was signed is compared to the answer's Date, and so is our clock as it is
        now, halfway between sending and receiving: it may have been set meanwhile.
        """
        date = http_date(response.headers, "date")
        if date is None or not self._session.dialect.skewed(date - signed_for):
            return None
        skew = date - midway
        return skew if abs(skew) < _DAY else None

    def _cured(self, error: ApiError, token: Token | None, deadline: Deadline) -> bool:
        """Remove the reason of a refusal, each kind once; whether to send again."""
        if error.remedy in self._cures or deadline.left() <= 0:
            return False
        self._cures.add(error.remedy)
        session = self._session
        cured = False
        if error.remedy is Remedy.RENEW and token is not None:
            with deadline.shared():
                fresh = session.keeper.renewed(session.key, token)
            cured = fresh.access != token.access
        elif error.remedy is Remedy.CLOCK and error.clock_skew is not None:
            session.offset.correct(error.clock_skew, session.dialect.platform)
            cured = True
        return cured and deadline.may_send()  # if not, the next call has the use of it

    def _may_have_acted(self, error: TokoTikTokError) -> bool:
        if self._operation.repeatable:
            return False
        if isinstance(error, TransportError):
            return error.sent
        if isinstance(error, ApiError):
            return error.remedy is Remedy.REPEAT
        return isinstance(error, DecodeError)

    def _unknown(self, error: TokoTikTokError) -> OutcomeUnknown:
        why = error.message
        if isinstance(error, ApiError):
            why = error.explanation.why(why)
        return OutcomeUnknown(
            f"{why}; the write may have happened: look before repeating it",
            timed_out=isinstance(error, TransportError) and error.timed_out,
            status=error.status,
            code=error.code,
            request_id=error.request_id,
            retry_after=error.retry_after,
            attempts=error.attempts,
            idempotency_key=self._request.idempotency_key,
            attempted_at=tuple(self._sent_at),
        )

    def _harmless(self, request_id: str | None, sent: Sent) -> str | None:
        """Give *request_id*, unless it is a secret that comes back as one."""
        if request_id is not None:
            for one in self.secrets(sent):
                if one in request_id:
                    return MASK
        return request_id

    def _budget(self) -> str:
        return self._session.budget(self._operation.id)


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, timezone.utc)
