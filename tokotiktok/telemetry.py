"""
Seeing inside: one log record per attempt, on the logger ``tokotiktok``.

Records name the operation and the path template, never a query, a header or a body. What
others say of a request (the platform in its refusals, urllib3 in its log) is masked.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .errors import TokoTikTokError
    from .wire import Operation, Request

logger = logging.getLogger("tokotiktok")
logger.addHandler(logging.NullHandler())

PROOFS = frozenset(
    {
        *("access_token", "app_secret", "auth_code", "refresh_token", "sign"),
        *("authorization", "x-tts-access-token"),
    }
)
"""Parameters and headers that prove who sends a request."""

MASK = "***"

_IN_URL = re.compile(rf"\b({'|'.join(sorted(PROOFS))})=[^&\s'\"]+")

_SHORTEST = 8
"""Shorter proofs than this are none, and their letters may stand in any word."""


def masked(text: str, request: Request) -> str:
    """Take out of *text* what it quotes of the proofs in *request*."""
    for name, value in (*request.query, *request.headers.items()):
        proof = value.rpartition(" ")[2]  # without "Bearer"
        if name.lower() in PROOFS and len(proof) >= _SHORTEST:
            text = text.replace(proof, MASK)
    return text


class MaskURLs(logging.Filter):
    """Takes proofs out of the URLs in another library's log records."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, masked where it must be."""
        said = record.getMessage()
        clean = _IN_URL.sub(rf"\1={MASK}", said)
        if clean != said:
            record.msg, record.args = clean, ()
        return True


def log_attempt(
    operation: Operation,
    attempt: int,
    status: int | None,
    error: TokoTikTokError | None,
) -> None:
    """Record one attempt: debug if it went well, info if not."""
    logger.log(
        logging.INFO if error else logging.DEBUG,
        "%s: %s %s, attempt %d: %s",
        operation.id,
        operation.method,
        operation.path,
        attempt,
        type(error).__name__ if error else status,
    )
