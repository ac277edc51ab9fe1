"""
Every error of tokotiktok.

.. code-block:: text

    TokoTikTokError
    ├── TransportError              no answer came
    │   └── OutcomeUnknown          ... to a write that may have happened
    ├── DecodeError                 an answer came that is not one
    ├── PaginationError             pages that repeat themselves
    ├── ApiError                    an answer that says no
    │   ├── AuthError               the token or the signature was refused
    │   │   ├── ReauthorizationRequired   the seller must authorise (again)
    │   │   └── StateError          an authorisation's state is not ours, or too old
    │   ├── ScopeError              the app or the seller has not granted this
    │   ├── NotFoundError
    │   ├── ValidationError         the request is wrong; also raised before sending
    │   ├── ShopLockedError         the shop is being integrated
    │   ├── RateLimitError
    │   └── ServerError             the platform failed
    ├── SunsetError                 the Tokopedia API has ended
    ├── BindingError
    ├── WebhookError
    ├── StoreError                  a store cannot be read or written
    │   └── CheckpointDamaged       what is stored of a job cannot be read
    ├── SyncError                   a job of `tokotiktok.sync` could not be done
    ├── TokenConflict               a newer token is already stored
    └── CheckpointConflict          another runner of a job has saved meanwhile

Each error pickles, and carries what is known of the call. None carries a secret,
a body, a header or a query string.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ._explain import Explanation
    from .platforms import Platform


class Remedy(Enum):
    """What could make a refused call succeed."""

    NONE = "none"
    """Nothing: sending it again gives the same answer."""
    WAIT = "wait"
    """The platform refused before acting; any call may be sent again after a pause."""
    REPEAT = "repeat"
    """The platform may have acted; only a repeatable call may be sent again."""
    RENEW = "renew"
    """The access token has expired; renew it and send again at once."""
    CLOCK = "clock"
    """The timestamp may have been refused; if our clock is off, correct it."""


class TokoTikTokError(Exception):
    """The base of all errors of this library."""

    platform: Platform | None = None
    """The platform that was called."""
    operation: str | None = None
    """The operation, as the vendor names it: ``getOrderList``."""
    method: str | None = None
    """The HTTP method."""
    path: str | None = None
    """The path template: ``/product/202309/products/{product_id}``."""
    status: int | None = None
    """The HTTP status, if an answer came."""
    code: int | str | None = None
    """The vendor's error code: an integer on TikTok Shop, a text on Tokopedia."""
    request_id: str | None = None
    """What the vendor's support asks for."""
    attempts: int = 0
    """How often the request was sent."""
    seconds: float | None = None
    """How long the call took, with all pauses and waits."""
    retry_after: float | None = None
    """Seconds the platform asks to wait before the next try."""
    resume_token: str | None = None
    """While walking pages: the *page_token* of the page that failed."""

    def __init__(self, message: str, **facts: Any) -> None:
        super().__init__(message)
        self.message = message
        for name, value in facts.items():
            if not hasattr(type(self), name):
                raise TypeError(f"{type(self).__name__} does not take {name!r}")
            setattr(self, name, value)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle with every fact."""
        return _rebuild, (type(self), self.message, dict(self.__dict__))

    def __str__(self) -> str:
        """Say what, where, and what the vendor's support will ask for."""
        where = [str(self.operation)] if self.operation else []
        if self.platform is not None:
            where.append(f"on {self.platform.label}")
        code = f"{self.code} " if self.code not in (None, "") else ""
        tail = [f"HTTP {self.status}"] if self.status is not None else []
        if self.request_id:
            tail.append(f"request {self.request_id}")
        if self.attempts > 1:
            tail.append(f"{self.attempts} attempts")
        return (
            (" ".join(where) + ": " if where else "")
            + code
            + self._sentence()
            + (f" [{', '.join(tail)}]" if tail else "")
        )

    def _sentence(self) -> str:
        return self.message


def _rebuild(
    kind: type[TokoTikTokError], message: str, facts: dict[str, Any]
) -> TokoTikTokError:
    error = kind.__new__(kind, message)
    Exception.__init__(error, message)
    error.__dict__.update(facts)
    return error


class TransportError(TokoTikTokError):
    """No answer came: refused, reset, timed out, or cut off."""

    sent: bool = True
    """Whether the platform may have got the request."""
    timed_out: bool = False
    """Whether time ran out, rather than the connection failing."""
    hopeless: bool = False
    """Whether trying again cannot help, as with a certificate that is not valid."""


class OutcomeUnknown(TransportError):  # noqa: N818 - a state, said in the field's words
    """
    A write may or may not have happened, and repeating it could do it twice.

    Look at the record's state before trying again.
    """

    idempotency_key: str | None = None
    """The key that was sent, if the operation takes one."""
    attempted_at: Sequence[datetime] = ()
    """When each attempt was sent."""


class DecodeError(TokoTikTokError):
    """
    An answer came that is not of the documented form.

    *path* of the broken part is in the message, as in ``$.orders[3].payment``.
    """


class PaginationError(TokoTikTokError):
    """The platform's pages repeat themselves; walking on would never end."""


class ApiError(TokoTikTokError):
    """
    The platform answered, and the answer is no.

    Its text says what the platform said, why, and who must act; `explanation` has that
    in parts.
    """

    remedy: Remedy = Remedy.NONE
    """What could make the call succeed."""
    clock_skew: float | None = None
    """Seconds that the platform's clock is ahead of ours, if that is the reason."""

    @property
    def explanation(self) -> Explanation:
        """Why, who must act, what they do; see `tokotiktok.explain`."""
        from ._explain import explain_error  # the tables know the classes in here

        return explain_error(self)

    def _sentence(self) -> str:
        if self.code is None and self.status is None:  # said by us, before sending
            return self.message
        return self.explanation.sentence(self.message)


class AuthError(ApiError):
    """The token or the signature was refused."""


Reason = Literal[
    "never_authorised",  # no token is stored, or the platform knows of none
    "refresh_expired",  # the time for which the seller had authorised is over
    "revoked",  # the seller withdrew it
    "code_refused",  # the code of a redirect was used, has expired or is wrong
    "denied",  # the seller did not agree
    "not_renewable",  # the token has ended and came without a refresh token
]
"""Why an authorisation has ended."""


class ReauthorizationRequired(AuthError):  # noqa: N818 - what must happen next
    """The authorisation has ended; only the seller can renew it."""

    reason: Reason | None = None
    """Why, for programs to read, where it is known."""
    account: str | None = None
    """Whose: the *open_id* of who authorised, if the client has one."""
    authorization_url: str | None = None
    """Where to send the seller, if the client knows its *service_id*."""


class StateError(AuthError):
    """The state that came with an authorisation is none of ours, or has expired."""

    reason: Literal["malformed", "forged", "expired"] | None = None
    """Which of these, for programs to read."""


class ScopeError(ApiError):
    """The app, or the seller's authorisation, does not include this operation."""

    scope: str | None = None
    """The scope that the operation needs, if known."""


class NotFoundError(ApiError):
    """No such record."""


class ValidationError(ApiError, ValueError):
    """The request is wrong: refused by the platform, or by us before sending."""


class ShopLockedError(ApiError):
    """The shop is being integrated: until that ends only stock and price may change."""


class RateLimitError(ApiError):
    """Too many requests. ``retry_after`` says how long to wait, where known."""


class ServerError(ApiError):
    """The platform failed to process a request that may be right."""


class SunsetError(TokoTikTokError):
    """The Tokopedia Open Platform has ended for this kind of call."""


class BindingError(TokoTikTokError):
    """Accounts, apps or shops, or a file of them, are not written as they must be."""

    problems: Sequence[str] = ()
    """All that is wrong with a file, a line each: file, line, field, what."""


class WebhookError(TokoTikTokError):
    """A webhook that is not genuine, or not readable."""

    body: bytes | None = None
    """What was received, as it came, where it cannot be read; it may be personal."""


class StoreError(TokoTikTokError):
    """A store cannot be read or written: its disk is full, its file damaged or locked."""


class CheckpointDamaged(StoreError):  # noqa: N818 - a state of the store
    """What is stored of a job cannot be read: it is damaged, or of another version."""


class SyncError(TokoTikTokError):
    """A job of `tokotiktok.sync` could not be done; the next run goes on with it."""

    shop: str | None = None
    """Whose: platform, app and shop, joined by ``/``."""
    job: str | None = None
    """The key that its checkpoint is known by."""
    kind: str | None = None
    """The class of the error that kept it from going on: ``ReauthorizationRequired``."""


class TokenConflict(TokoTikTokError):  # noqa: N818 - a state of the store
    """A newer token has been stored meanwhile; load it instead of overwriting it."""


class CheckpointConflict(TokoTikTokError):  # noqa: N818 - a state of the store
    """Another runner of the job has saved meanwhile; load it and go on from there."""
