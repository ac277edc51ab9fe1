"""Chance for large worlds: the same for the same seed, and cheap to begin with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
_ALL = (1 << 64) - 1


class Dice:
    """
    A small generator (splitmix64) with the methods of ``random.Random`` used here.

    That one takes longer to seed than a sale takes to be made.
    """

    def __init__(self, seed: int, number: int) -> None:
        self._state = (seed * 0xD1342543DE82EF95 + number * 0xA0761D6478BD642F) & _ALL

    def random(self) -> float:
        """Give a number from 0 up to 1."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & _ALL
        mixed = self._state
        mixed = ((mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9) & _ALL
        mixed = ((mixed ^ mixed >> 27) * 0x94D049BB133111EB) & _ALL
        return ((mixed ^ mixed >> 31) >> 11) / (1 << 53)

    def choice(self, options: Sequence[T]) -> T:
        """Give one of some."""
        return options[int(self.random() * len(options))]

    def sample(self, options: Sequence[T], count: int) -> list[T]:
        """Give some of many, none twice."""
        left = list(options)
        return [left.pop(int(self.random() * len(left))) for _ in range(count)]
