"""What an answer says beside its payload, on either platform."""

from __future__ import annotations

import re

from ._explain import Explanation
from .errors import (
    ApiError,
    AuthError,
    NotFoundError,
    RateLimitError,
    Remedy,
    ScopeError,
    ServerError,
)
from .retry import retry_after
from .wire import Response

TOO_MANY = 429

_BY_STATUS: dict[int, tuple[type[ApiError], Remedy]] = {
    401: (AuthError, Remedy.NONE),
    403: (ScopeError, Remedy.NONE),
    404: (NotFoundError, Remedy.NONE),
    TOO_MANY: (RateLimitError, Remedy.WAIT),
}


def is_success(response: Response) -> bool:
    """Whether the status is 2xx; what the body says is another matter."""
    return 200 <= response.status < 300  # noqa: PLR2004 - what 2xx means


def no_json(response: Response) -> str:
    """Say what came instead of the platform's JSON, without quoting it."""
    kind = response.headers.get("content-type", "").partition(";")[0]
    kind = said(kind) or "no content type"
    size = len(response.body)
    return (
        f"not the platform's JSON but {kind}, {size} bytes" if size else "empty answer"
    )


_ID = re.compile(r"[\w.:=/+-]{1,128}")


def known_by(*candidates: object) -> str | None:
    """Give the first that can be a request's id: it goes into log lines as it is."""
    for one in candidates:
        if isinstance(one, str) and _ID.fullmatch(one):
            return one
    return None


LONGEST = 600
"""Letters that an error quotes of what the platform says."""


def said(value: object) -> str:
    """
    Give what the platform says as a line of text, whatever it sent.

    A text that is too long is cut between words: what an error quotes is searched for
    secrets, and half a secret is not found.
    """
    if isinstance(value, list):
        value = "; ".join(filter(None, map(_text, value)))
    return _text(value)


def _text(value: object) -> str:
    if not value or not isinstance(value, (str, int, float)):  # others may be deep
        return ""
    text = str(value)
    if len(text) > LONGEST:
        text = f"{text[:LONGEST].rpartition(' ')[0]} ..."
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def coded(value: object) -> int | str | None:
    """Give an error code: a number, or a text that is not empty."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return _text(value) or None


def refused(
    known: Explanation, message: str, response: Response, request_id: str | None = None
) -> ApiError:
    """Make the error for a known code."""
    kind, remedy = known.error, known.remedy
    if response.status == TOO_MANY:  # whatever the code
        kind, remedy = RateLimitError, Remedy.WAIT
    return kind(
        message or known.cause,
        code=known.code,
        request_id=request_id,
        remedy=remedy,
        retry_after=retry_after(response.headers),
    )


def by_status(
    response: Response, message: str, request_id: str | None = None
) -> ApiError:
    """Make the error for an answer that only its status explains."""
    if response.status >= 500:  # noqa: PLR2004 - what 5xx means
        kind: type[ApiError] = ServerError
        remedy = Remedy.REPEAT
    else:
        kind, remedy = _BY_STATUS.get(response.status, (ApiError, Remedy.NONE))
    return kind(
        message,
        request_id=request_id,
        remedy=remedy,
        retry_after=retry_after(response.headers),
    )
