"""
Seeing inside: what a client tells of its calls, to the log, to hooks and to who asks.

Nothing told holds a query, a header or a body. What others say of a request (the platform
in its refusals, urllib3 in its log) is masked.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

from attrs import evolve, frozen

from .errors import TokoTikTokError, ValidationError
from .platforms import Platform

if TYPE_CHECKING:
    from .wire import Request

T = TypeVar("T")

logger = logging.getLogger("tokotiktok")
logger.addHandler(logging.NullHandler())


# what is told


@frozen(kw_only=True)
class Attempt:
    """One sending of a call's request, and what came of it."""

    platform: Platform
    operation: str
    """The vendor's name of it: ``getOrderList``."""
    method: str
    path: str
    """The path template: ``/product/202309/products/{product_id}``."""
    url: str
    """Where it was sent: scheme, host and path, never the query."""
    number: int
    """1 for the first of its call."""
    started_at: datetime
    """By the client's clock."""
    seconds: float
    """How long it took."""
    status: int | None = None
    """The HTTP status, if an answer came."""
    request_id: str | None = None
    """What the platform's support asks for, if the answer has it."""
    error: str | None = None
    """The class of the error it ended in; ``None`` if it went well."""
    pause: float | None = None
    """Seconds until the request is sent again; ``None`` if it is not."""


@frozen(kw_only=True)
class CallRecord:
    """One call of an operation, with all its attempts."""

    platform: Platform
    operation: str
    """The vendor's name of it: ``getOrderList``."""
    method: str
    path: str
    """The path template: ``/product/202309/products/{product_id}``."""
    app: str
    """The *app_key* or *client_id*."""
    account: str
    """Whose token it went with: on TikTok Shop the *open_id*, on Tokopedia the *fs_id*."""
    started_at: datetime
    """By the client's clock."""
    attempts: tuple[Attempt, ...] = ()
    seconds: float = 0.0
    """How long it took, with all pauses and waits."""
    error: str | None = None
    """The class of the error it ended in; ``None`` if it went well."""
    retry_budget: int
    """What the client's retry budget holds, of `RetryBudget.SIZE`."""
    out_of_budget: bool = False
    """Whether it would have been tried again, had that budget not been empty."""

    @property
    def request_id(self) -> str | None:
        """What the platform's support asks for, of the last attempt that has it."""
        ids = [one.request_id for one in self.attempts if one.request_id]
        return ids[-1] if ids else None


class Hook:
    """
    Is told of every call of a client it is given to, as in ``hooks=[...]``.

    Inherit from this, and override the methods that you want. They run in the thread of
    the call, so they had better be quick. What they raise is logged and changes nothing;
    a hook whose `before_call` raised hears no more of that call.

    The renewal of a token in the midst of a call is a call of its own, in a thread of
    its own.
    """

    def before_call(self, call: CallRecord) -> None:
        """Hear that *call* begins, before anything is checked or sent."""

    def after_attempt(self, attempt: Attempt) -> None:
        """Hear of an attempt, once it is over and it is known what follows."""

    def after_call(self, call: CallRecord) -> None:
        """Hear that *call* is over; hooks hear this in reverse order."""


class Observer:
    """Tells the hooks and the log of a client's calls, and keeps the last one."""

    def __init__(self, hooks: Iterable[Hook] = ()) -> None:
        self.hooks = _checked(hooks)

    def last(self) -> CallRecord | None:
        """Give the last call that ended in this thread, or this asyncio task."""
        return next((call for who, call in _last.get() if who is self), None)

    def keep(self, call: CallRecord) -> None:
        """Keep *call* as the last one."""
        others = [pair for pair in _last.get() if pair[0] is not self]
        _last.set(((self, call), *others[: _REMEMBERED - 1]))


_REMEMBERED = 32
_last: ContextVar[tuple[tuple[Observer, CallRecord], ...]] = ContextVar(
    "tokotiktok_last_calls", default=()
)
"""The last call of each of the clients last used in this context, newest first."""


def _checked(hooks: Iterable[Hook]) -> tuple[Hook, ...]:
    names = ("before_call", "after_attempt", "after_call")
    try:
        listed = tuple(hooks)
    except TypeError:
        msg = f"hooks={hooks!r} is not a sequence: give hooks=[...]"
        raise ValidationError(msg) from None
    for hook in listed:
        missing = [name for name in names if not callable(getattr(hook, name, None))]
        if missing:
            msg = f"the hook {hook!r} lacks {', '.join(missing)}: inherit from Hook"
            raise ValidationError(msg)
    return listed


class Observation:
    """What is seen of one call while it runs."""

    def __init__(
        self,
        observer: Observer,
        operation: str,
        begun: Callable[..., CallRecord],
        budget: int,
    ) -> None:
        """
        Begin.

        Args:
            observer: who tells of it.
            operation: what is called.
            begun: makes the call's record of what is not known from the start.
            budget: what the retry budget holds.
        """
        self._observer = observer
        self._operation = operation
        self._begun = begun
        self._attempts: list[Attempt] = []
        self._open: Attempt | None = None
        self._hooks: list[Hook] = []
        if observer.hooks:
            call = begun(retry_budget=budget)
            self._hooks = [
                one for one in observer.hooks if _told(one.before_call, call)
            ]

    def attempted(self, attempt: Attempt) -> None:
        """Take note of an attempt, of which is not known yet what follows."""
        self._open = attempt
        level = logging.INFO if attempt.error else logging.DEBUG
        if logger.isEnabledFor(level):
            logger.log(
                level,
                "%s: %s %s, attempt %d: %s in %.3f s",
                attempt.operation,
                attempt.method,
                attempt.path,
                attempt.number,
                _outcome(attempt),
                attempt.seconds,
            )

    def again(self, pause: float) -> None:
        """Take note that the request will be sent again in *pause* seconds."""
        logger.info("%s: sent again in %.3f s", self._operation, pause)
        self._close(pause)

    def end(
        self,
        seconds: float,
        error: BaseException | None,
        *,
        retry_budget: int,
        out_of_budget: bool,
    ) -> None:
        """Take note that the call is over, and tell of it."""
        self._close(None)
        call = self._begun(
            attempts=tuple(self._attempts),
            seconds=seconds,
            error=None if error is None else type(error).__name__,
            retry_budget=retry_budget,
            out_of_budget=out_of_budget,
        )
        self._observer.keep(call)
        for hook in reversed(self._hooks):
            _told(hook.after_call, call)

    def _close(self, pause: float | None) -> None:
        attempt, self._open = self._open, None
        if attempt is None:
            return
        if pause is not None:
            attempt = evolve(attempt, pause=pause)
        self._attempts.append(attempt)
        for hook in self._hooks:
            _told(hook.after_attempt, attempt)


def _told(tell: Callable[[T], None], what: T) -> bool:
    """Tell a hook; whether it took it."""
    try:
        tell(what)
    except Exception:
        logger.exception("a hook failed; the call goes on")
        return False
    return True


def _outcome(attempt: Attempt) -> str:
    request = f", request {attempt.request_id}" if attempt.request_id else ""
    if attempt.error is None:
        return f"{attempt.status}{request}"
    status = f" ({attempt.status})" if attempt.status else ""
    return f"{attempt.error}{status}{request}"


# what is not told

PROOFS = frozenset(
    {
        *("access_token", "app_secret", "auth_code", "refresh_token", "sign"),
        *("authorization", "x-tts-access-token"),
        *("client_secret", "shop_cipher", "category_asset_cipher"),
    }
)
"""Parameters and headers that prove who sends a request, or for whom."""

MASK = "***"

_NAMED = re.compile(
    rf"""(?ix) \b ( {"|".join(sorted(PROOFS))} )
    ( ["']? \s* (?: = | : (?= \s* ["']? [^&\s'",;}}\])]{{8}} | \s* (?:basic|bearer) ) )
      \s* ["']? (?: (?:basic|bearer) \s+ )? )
    [^&\s'",;}}\])]+"""
)
"""A name with its value, in a URL, a header or JSON; prose has no word of 8 there."""

_SHORTEST = 8
"""Shorter proofs than this are none, and their letters may stand in any word."""


def proofs(request: Request) -> list[str]:
    """List what in *request* proves who sends it."""
    return [
        value.rpartition(" ")[2]  # without "Bearer"
        for name, value in (*request.query, *request.headers.items())
        if name.lower() in PROOFS
    ]


def masked(text: str, secrets: Iterable[str | None] = ()) -> str:
    """Take *secrets* out of *text*, and what it names as one."""
    known = {one for one in secrets if one and len(one) >= _SHORTEST}
    known |= {quote(one, safe="") for one in known}  # as a quoted URL has it
    for secret in sorted(known, key=len, reverse=True):  # one may hold another
        text = text.replace(secret, MASK)
    return _NAMED.sub(rf"\1\2{MASK}", text)


def bare(url: str) -> str:
    """Take a user and password off *url*."""
    scheme, slashes, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{slashes}{host.rpartition('@')[2]}{slash}{path}"


def mask(error: TokoTikTokError, secrets: Sequence[str | None]) -> None:
    """Take *secrets* out of all that *error* quotes."""
    error.message = masked(error.message, secrets)
    error.args = (error.message,)
    if isinstance(error.code, str):
        error.code = masked(error.code, secrets)
    if error.request_id is not None:
        error.request_id = masked(str(error.request_id), secrets)


class MaskURLs(logging.Filter):
    """Takes proofs out of the URLs in another library's log records."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, masked where it must be."""
        said = record.getMessage()
        clean = masked(said)
        if clean != said:
            record.msg, record.args = clean, ()
        return True
