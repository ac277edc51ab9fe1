"""
The one loop through which every call of both platforms goes.

.. code-block:: text

    prepare ─► token ─► sign ─► limiter ─► send ─► read ─► answer
                 ▲        ▲                          │
                 └ renew ─┴── clock ──── retry ◄─────┘ error

A `Dialect` knows one platform and has no effects; the session has the effects and knows
no platform.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Protocol

from attrs import evolve, field, frozen

from ._convert import UNFIT, Converter, why
from ._resource import Failure, Malformed
from .auth import Token, TokenKeeper, TokenKey
from .errors import (
    ApiError,
    DecodeError,
    OutcomeUnknown,
    Remedy,
    TokoTikTokError,
    TransportError,
    ValidationError,
)
from .platforms import Platform
from .retry import Deadline, Retrier
from .telemetry import log_attempt, logger, masked
from .wire import Call, Operation, Request, Response, Transport

if TYPE_CHECKING:
    from .ratelimit import RateLimiter


class Dialect(Protocol):
    """One platform's way of asking and answering. Pure: no clock, no network, no state."""

    @property
    def platform(self) -> Platform:
        """Which platform this is."""
        ...

    def prepare(self, call: Call, shop: str | None) -> Request:
        """
        Build the request of *call* for *shop*, with its idempotency key, unsigned.

        Raises:
            ValidationError: something is missing or wrong before anything is sent.
        """
        ...

    def sign(self, request: Request, token: Token | None, now: int) -> Request:
        """Add the token, the time in seconds and the signature."""
        ...

    def read(self, operation: Operation, response: Response) -> Any:
        """
        Take the payload out of the answer's envelope.

        Raises:
            ApiError: the answer is no.
            DecodeError: the answer is not of the platform's form.
        """
        ...

    def failures(self, operation: Operation, payload: Any) -> Sequence[Failure]:
        """List the items that a batch's answer says have failed."""
        ...

    def skewed(self, seconds: float) -> bool:
        """Say whether a timestamp *seconds* behind the platform's is refused."""
        ...


@frozen(kw_only=True)
class Session:
    """
    What it takes to call one platform on behalf of one account and shop.

    Light: everything but *key* and *shop* is shared between all views of a client.
    """

    dialect: Dialect
    transport: Transport
    keeper: TokenKeeper
    retrier: Retrier
    limiter: RateLimiter | None
    converter: Converter
    clock: Callable[[], float]
    offset: Offset
    key: TokenKey
    shop: str | None
    before: Callable[[Call], None] | None = None
    """Called before anything else; may raise."""
    on_error: Callable[[TokoTikTokError], None] | None = None
    """Adds to an error what the client knows, before it is raised."""
    versions: Mapping[str, str] = field(factory=dict)
    """Other API versions than the operations' own, by operation; ``""`` for all."""

    def call(self, call: Call) -> Any:
        """
        Make *call* and return the payload of the answer.

        Raises:
            TokoTikTokError: see `tokotiktok.errors` for the kinds.
        """
        if self.before is not None:
            self.before(call)
        if self.versions:
            call = self._versioned(call)
        try:
            request = self.dialect.prepare(call, self.shop)
            attempt = _Attempts(self, call.operation, request)
            return self.retrier.run(attempt.make, attempt.may_repeat)
        except TokoTikTokError as error:
            self._tell(error, call.operation)
            raise

    def at(self, version: str) -> Session:
        """Give a session whose calls all go to *version* of their operations."""
        return evolve(self, versions={"": version})

    def _versioned(self, call: Call) -> Call:
        operation = call.operation
        version = self.versions.get(operation.id) or self.versions.get("")
        if version is None or operation.host == "auth":
            return call
        path, found = _VERSION.subn(f"/{version}/", operation.path, count=1)
        if not found or not _VERSION.fullmatch(f"/{version}/"):
            error = ValidationError(
                f"there is no version {version!r}: give six digits, such as '202309', "
                "for an operation that has a version in its path"
            )
            self._tell(error, operation)
            raise error
        return evolve(call, operation=evolve(operation, path=path))

    def view(self, key: TokenKey, shop: str | None) -> Session:
        """Give a session for another account or shop that shares all else."""
        return evolve(self, key=key, shop=shop)

    # models

    def write(self, value: Any) -> Any:
        """Write models as plain values."""
        return self.converter.write(value)

    def read(self, raw: Any, kind: Any, operation: Operation) -> Any:
        """
        Read a payload as *kind*.

        Raises:
            DecodeError: it cannot be.
        """
        try:
            return self.converter.read(raw, kind)
        except UNFIT as error:
            done = "" if operation.repeatable else "done, but "
            msg = f"{done}the answer does not hold what it should: {why(error, raw)}"
            raise self.wrong(operation, msg) from None

    def read_items(
        self, raw: Sequence[Any], kind: Any
    ) -> tuple[list[Any], list[Malformed]]:
        """Read a list's items one by one; set aside those that cannot be read."""
        read = self.converter.reader(kind)
        items, malformed = [], []
        for one in raw:
            try:
                items.append(read(one))
            except UNFIT as error:
                malformed.append(Malformed(one, why(error, one)))
        return items, malformed

    def wrong(self, operation: Operation, what: str) -> DecodeError:
        """Make the error for an answer that is not of the documented form."""
        error = DecodeError(what)
        self._tell(error, operation)
        return error

    def _tell(self, error: TokoTikTokError, operation: Operation) -> None:
        """Put into *error* what the session knows of the call."""
        error.platform = error.platform or self.dialect.platform
        if error.operation is None:
            error.operation = operation.id
            error.method = operation.method
            error.path = operation.path
        if self.on_error is not None:
            self.on_error(error)


_VERSION = re.compile(r"/\d{6}/")


class Offset:
    """How far the platform's clock is ahead of ours, in seconds, once it told us."""

    def __init__(self) -> None:
        self.seconds = 0.0


@frozen
class _Attempts:
    """The attempts of one call."""

    session: Session
    operation: Operation
    request: Request
    sent_at: list[datetime] = field(factory=list)
    cures: set[Remedy] = field(factory=set)

    def make(self, deadline: Deadline) -> Any:
        """Send once; and once more for a new token, once more for a corrected clock."""
        while True:
            token = self._token()
            try:
                return self._send(token, deadline)
            except ApiError as error:
                if not (deadline.may_send() and self._cure(error, token)):
                    raise

    def may_repeat(self, error: TokoTikTokError) -> bool:
        """Whether *error* may be answered by sending again."""
        if isinstance(error, OutcomeUnknown):
            return False
        if error.operation is not None:  # the token's renewal, which tried hard itself
            return False
        if isinstance(error, TransportError):
            return not error.hopeless and (self.operation.repeatable or not error.sent)
        if isinstance(error, ApiError):
            return error.remedy is Remedy.WAIT or (
                error.remedy is Remedy.REPEAT and self.operation.repeatable
            )
        return False

    def _token(self) -> Token | None:
        if self.operation.host == "auth":
            return None
        return self.session.keeper.current(self.session.key)

    def _send(self, token: Token | None, deadline: Deadline) -> Any:
        session = self.session
        if session.limiter is not None:
            session.limiter.acquire(self._budget(), timeout=deadline.left())
        offset = session.offset.seconds
        now = session.clock() + offset
        signed = session.dialect.sign(self.request, token, int(now))
        deadline.sends += 1
        self.sent_at.append(datetime.fromtimestamp(now, timezone.utc))
        response: Response | None = None
        status: int | None = None
        try:
            response = session.transport.send(signed, deadline.timeout())
            status = response.status
            payload = session.dialect.read(self.operation, response)
        except TokoTikTokError as error:
            error.attempts = deadline.sends
            error.status = status
            error.message = masked(error.message, signed)
            error.args = (error.message,)
            log_attempt(self.operation, deadline.sends, status, error)
            if isinstance(error, ApiError) and response is not None:
                self._note(error, response, now, offset)
            if self._may_have_acted(error):
                raise self._unknown(error) from error
            raise
        log_attempt(self.operation, deadline.sends, status, None)
        return payload

    def _note(
        self, error: ApiError, response: Response, now: float, offset: float
    ) -> None:
        """Take note of what a refusal tells beside its code."""
        if error.remedy is Remedy.CLOCK:
            error.remedy = Remedy.NONE
            ahead = _ahead(response, now)
            if ahead is not None and self.session.dialect.skewed(ahead):
                error.remedy = Remedy.CLOCK
                error.clock_skew = offset + ahead
        if error.retry_after is not None and self.session.limiter is not None:
            self.session.limiter.penalise(self._budget(), error.retry_after)

    def _cure(self, error: ApiError, token: Token | None) -> bool:
        """Remove the reason of a refusal; each kind once per call."""
        if error.remedy in self.cures:
            return False
        self.cures.add(error.remedy)
        session = self.session
        if error.remedy is Remedy.RENEW and token is not None:
            return session.keeper.renewed(session.key, token).access != token.access
        if error.remedy is Remedy.CLOCK and error.clock_skew is not None:
            session.offset.seconds = (
                error.clock_skew
            )  # not +=: threads get here together
            logger.warning(
                "our clock is %+.0f s off %s's; signing by theirs from here on",
                -session.offset.seconds,
                session.dialect.platform.label,
            )
            return True
        return False

    def _may_have_acted(self, error: TokoTikTokError) -> bool:
        if self.operation.repeatable:
            return False
        if isinstance(error, TransportError):
            return error.sent
        if isinstance(error, ApiError):
            return error.remedy is Remedy.REPEAT
        return isinstance(error, DecodeError)

    def _unknown(self, error: TokoTikTokError) -> OutcomeUnknown:
        return OutcomeUnknown(
            f"{error.message}; the write may have happened: look before repeating it",
            timed_out=isinstance(error, TransportError) and error.timed_out,
            status=error.status,
            code=error.code,
            request_id=error.request_id,
            retry_after=error.retry_after,
            attempts=error.attempts,
            idempotency_key=self.request.idempotency_key,
            attempted_at=tuple(self.sent_at),
        )

    def _budget(self) -> str:
        """Name the limit that the call counts against: per app, shop and operation."""
        key = self.session.key
        shop = self.session.shop or key.account
        return f"{key.platform}:{key.app}:{shop}:{self.operation.id}"


def _ahead(response: Response, now: float) -> float | None:
    """Say how far the platform's clock is ahead of what we signed, by its Date header."""
    try:
        date = parsedate_to_datetime(response.headers["date"])
    except (KeyError, ValueError):
        return None
    if date.tzinfo is None:  # it ends in -0000, which is UTC, too
        date = date.replace(tzinfo=timezone.utc)
    ahead = date.timestamp() - now
    return ahead if abs(ahead) < _DAY else None


_DAY = 86_400.0
