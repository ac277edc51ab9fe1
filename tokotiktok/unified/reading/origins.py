"""Where the orders of TikTok Shop's returns were bought, which only the orders say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

from ...platforms import Platform
from ..words import PLATFORMS, UNKNOWN

if TYPE_CHECKING:
    from ...tiktokshop.client import TikTokShopClient

T = TypeVar("T")

BATCH = 50
"""How many orders are asked for at once to learn where they were bought."""
REMEMBERED = 10_000
"""Of so many orders it is remembered where they were bought, or what their id is."""


class Origins:
    """Reads where orders were bought, a batch at a time, and remembers it."""

    def __init__(self, client: TikTokShopClient | None) -> None:
        self._client = client
        self._known: Remembered[Platform] = Remembered()

    def joined(
        self, sources: Iterable[T], order_id: Callable[[T], str | None]
    ) -> Iterator[tuple[T, Platform]]:
        """Join records to where their orders were bought, a batch at a time."""
        left = iter(sources)
        while batch := list(islice(left, BATCH)):
            ids = [order_id(source) for source in batch]
            origins = self.of([one for one in ids if one])
            for source, one in zip(batch, ids, strict=True):
                yield source, origins.get(one or "", UNKNOWN)

    def of(self, ids: Sequence[str]) -> dict[str, Platform]:
        """Say where orders were bought; ask for those that are not remembered."""
        found = {one: self._known.get(one) for one in ids}
        asked = [one for one, origin in found.items() if origin is None]
        if self._client is not None and asked:
            for source in self._client.orders.get(ids=asked):
                origin = PLATFORMS.get(source.commerce_platform or "", UNKNOWN)
                found[source.id] = origin
                self._known.put(source.id, origin)
        return {one: origin or UNKNOWN for one, origin in found.items()}


class Remembered(Generic[T]):
    """A table that forgets what was put in long ago; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[str, T] = {}

    def get(self, name: str) -> T | None:
        """Look up."""
        return self._known.get(name)

    def put(self, name: str, value: T) -> None:
        """Put in."""
        with self._lock:
            self._known[name] = value
            if len(self._known) > REMEMBERED:
                del self._known[next(iter(self._known))]
