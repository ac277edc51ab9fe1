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
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timezone
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from attrs import evolve, field, frozen

from ._attempts import Attempts
from ._convert import UNFIT, Converter, PlainConverter, why
from ._resource import Failure, Malformed
from .auth import Token, TokenKey
from .errors import (
    DecodeError,
    ReauthorizationRequired,
    TokoTikTokError,
    ValidationError,
)
from .platforms import Platform
from .ratelimit import limit_key
from .renewal import TokenKeeper
from .retry import Retrier
from .telemetry import CallRecord, Observation, Observer, logger, mask
from .wire import Call, Operation, Request, Response, Success, Transport

if TYPE_CHECKING:
    from .ratelimit import RateLimiter
    from .renewal import TokenKeeper
from .retry import Deadline


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

    def read(self, operation: Operation, response: Response) -> Success:
        """
        Take the payload, and what the request is known by, out of the answer's envelope.

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

    def secrets(self, shop: str | None) -> Iterable[str | None]:
        """List what nobody may read, of what this knows and of what names the shop."""
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
    observer: Observer
    key: TokenKey
    shop: str | None = field(repr=False)
    before: Callable[[Call], None] | None = None
    """Called before anything else; may raise."""
    on_error: Callable[[TokoTikTokError], None] | None = None
    """Adds to an error what the platform's client knows, before it is raised."""
    versions: Mapping[str, str] = field(factory=dict)
    """Other API versions than the operations' own, by operation; ``""`` for all."""

    def budget(self, operation: str) -> str:
        """Name the limit that calls of an operation count against."""
        key = self.key
        return limit_key(key.platform, key.app, self.shop or key.account, operation)

    def call(self, call: Call) -> Any:
        """
        Make *call* and return the payload of the answer.

        Raises:
            TokoTikTokError: see `tokotiktok.errors` for the kinds.
        """
        return self._answered(call)[0]

    def batch(self, call: Call) -> tuple[Any, tuple[Failure, ...]]:
        """
        Make *call*; give the payload and what failed of it, with no secret it quotes.

        Raises:
            TokoTikTokError: see `tokotiktok.errors` for the kinds.
        """
        payload, secrets = self._answered(call)
        failed = self.dialect.failures(call.operation, payload)
        if not failed:  # as it should be
            return payload, ()
        known = secrets()
        return payload, tuple(one.masked(known) for one in failed)

    def _answered(self, call: Call) -> tuple[Any, Callable[[], Sequence[str]]]:
        """Make *call*; give the payload, and what lists the secrets that were sent."""
        call = self._versioned(call)
        deadline = self.retrier.begin(patient=call.operation.host == "auth")
        seen = self._observed(call.operation)
        try:
            answered = self._made(call, deadline, seen)
        except BaseException as error:
            if isinstance(error, TokoTikTokError):
                self.tell(error, call.operation)
                if error.seconds is None:
                    error.seconds = deadline.passed()
            self._ended(seen, deadline, error)
            raise
        self._ended(seen, deadline, None)
        return answered

    def _made(
        self, call: Call, deadline: Deadline, seen: Observation
    ) -> tuple[Any, Callable[[], Sequence[str]]]:
        if self.before is not None:
            self.before(call)
        request = self.dialect.prepare(call, self.shop)
        attempts = Attempts(self, call.operation, request, seen)
        payload, sent = self.retrier.run(
            deadline, attempts.make, attempts.may_repeat, seen.again
        )
        return payload, partial(attempts.secrets, sent)

    def _observed(self, operation: Operation) -> Observation:
        begun = partial(
            CallRecord,
            platform=self.dialect.platform,
            operation=operation.id,
            method=operation.method,
            path=operation.path,
            app=self.key.app,
            account=self.key.account,
            started_at=datetime.fromtimestamp(self.clock(), timezone.utc),
        )
        return Observation(self.observer, operation.id, begun, self.retrier.budget.left)

    def _ended(
        self, seen: Observation, deadline: Deadline, error: BaseException | None
    ) -> None:
        seen.end(
            deadline.passed(),
            error,
            retry_budget=self.retrier.budget.left,
            out_of_budget=deadline.out_of_budget,
        )

    def at(self, version: str) -> Session:
        """Give a session whose calls all go to *version* of their operations."""
        return evolve(self, versions={"": version})

    def plain(self) -> Session:
        """Give a session that gives what it reads as it came."""
        return evolve(self, converter=_PLAIN)

    def _versioned(self, call: Call) -> Call:
        if not self.versions:
            return call
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
            self.tell(error, operation)
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
        call = self.observer.last()
        if call is not None and call.operation == operation.id:
            error.request_id = call.request_id
            error.status = call.attempts[-1].status
            error.attempts = len(call.attempts)
            error.seconds = call.seconds
        self.tell(error, operation)
        return error

    def tell(self, error: TokoTikTokError, operation: Operation) -> None:
        """Put into *error* what the session knows of the call."""
        error.platform = error.platform or self.dialect.platform
        if error.operation is None:
            error.operation = operation.id
            error.method = operation.method
            error.path = operation.path
        if isinstance(error, ReauthorizationRequired) and operation.host == "api":
            error.account = self.key.account or None
        mask(error, [*self.dialect.secrets(self.shop)])
        if self.on_error is not None:
            self.on_error(error)


_VERSION = re.compile(r"/\d{6}/")
_PLAIN = PlainConverter()


class Offset:
    """How far the platform's clock is ahead of ours, in seconds, once it told us."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def correct(self, seconds: float, platform: Platform) -> None:
        """Take *seconds* for the truth: threads may do so at once, so nothing is added."""
        news = abs(seconds - self.seconds) > _NOTABLE
        self.seconds = seconds
        if news:
            logger.warning(
                "our clock is %+.0f s off %s's; signing by theirs from here on",
                -seconds,
                platform.label,
            )


_NOTABLE = 5.0
"""Seconds between two corrections that mean the same."""
