"""What a rate limiter must do. Any object that does it can be given to a client."""

from __future__ import annotations

from typing import Protocol


class RateLimiter(Protocol):
    """Paces calls. A key is one budget: platform, app, shop and operation."""

    def acquire(self, key: str, *, timeout: float) -> None:
        """
        Wait until one more call under *key* is allowed.

        Raises:
            RateLimitError: the wait would take longer than *timeout* seconds.
        """
        ...

    def penalise(self, key: str, seconds: float) -> None:
        """Let nothing through under *key* for *seconds*: the platform said slow down."""
        ...
