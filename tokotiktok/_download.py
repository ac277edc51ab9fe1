"""Fetching files that answers give the URL of, from whatever host that names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ._answer import by_status, is_success
from ._model import is_a
from .errors import ApiError, Remedy, TokoTikTokError, TransportError, ValidationError
from .wire import Document, Request

if TYPE_CHECKING:
    from ._session import Session
    from .retry import Deadline


def download(
    session: Session,
    url: str,
    *,
    query: Sequence[tuple[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> Document:
    """Fetch *url* by a plain GET, as hard as the session's policy says."""
    parts = urlsplit(url if is_a(url, str) else "")
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise ValidationError("not a URL to download from: it has no https host")
    request = Request("GET", url, query=tuple(query), headers=headers or {})

    def fetch(deadline: Deadline) -> Document:
        timeout = deadline.timeout()
        deadline.sends += 1
        response = session.transport.send(request, timeout)
        if not is_success(response):
            said = "gives no file"
            if 300 <= response.status < 400:  # noqa: PLR2004 - what 3xx means
                said = "sends us elsewhere, which is not followed"
            error = by_status(response, f"{parts.hostname} {said}: fetch a new URL")
            error.status, error.attempts = response.status, deadline.sends
            raise error
        return Document(response.body, response.headers.get("content-type", ""))

    retrier = session.retrier
    return retrier.run(retrier.begin(), fetch, _may_help, lambda _: None)


def _may_help(error: TokoTikTokError) -> bool:
    """Whether another try may bring the file."""
    if isinstance(error, TransportError):
        return not error.hopeless
    return isinstance(error, ApiError) and error.remedy is not Remedy.NONE
