"""
Seeing inside: one log record per attempt, on the logger ``tokotiktok``.

Records name the operation and the path template, never a query, a header or a body.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .errors import TokoTikTokError
    from .wire import Operation

logger = logging.getLogger("tokotiktok")
logger.addHandler(logging.NullHandler())


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
