"""
Sequences that are computed when they are looked at.

However many sales a world has, a page of them costs what is on the page: where the page
begins is counted, not walked to.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Generic, TypeVar, overload

T = TypeVar("T")
_WORD = 64


class Computed(Sequence[T], Generic[T]):
    """A sequence of *size* things, each made from its place."""

    def __init__(self, size: int, make: Callable[[int], T]) -> None:
        self._size = size
        self._make = make

    def __len__(self) -> int:
        """How many there are."""
        return self._size

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Computed[T]: ...
    def __getitem__(self, place: int | slice) -> T | Computed[T]:
        """Make one, or a sequence of some, which makes none yet."""
        if isinstance(place, slice):
            places = range(self._size)[place]
            return Computed(len(places), lambda index: self._make(places[index]))
        if not 0 <= place < self._size:
            place = range(self._size)[place]  # counts from the end, or raises
        return self._make(place)

    def between(
        self, since: int | None, until: int | None, key: Callable[[T], int]
    ) -> Computed[T]:
        """Give those whose *key*, by which they are sorted, is within a span."""
        first = 0 if since is None else bisect_left(self, since, key=key)
        end = self._size if until is None else bisect_left(self, until, key=key)
        return self[first : max(first, end)]


def backwards(sequence: Sequence[T]) -> Computed[T]:
    """Give a sequence from its end."""
    return Computed(len(sequence), lambda place: sequence[-1 - place])


def chain(*parts: Sequence[int]) -> Computed[int]:
    """Put sequences one behind the other."""
    ends = list(accumulate(len(part) for part in parts))

    def make(place: int) -> int:
        part = bisect_right(ends, place)
        return parts[part][place - (ends[part] - len(parts[part]))]

    return Computed(ends[-1], make)


def woven(many: Sequence[T], few: Sequence[T], key: Callable[[T], int]) -> Computed[T]:
    """Merge two sequences that are sorted by *key*; the few go behind their equals."""
    places = array(
        "Q",
        (
            bisect_right(many, key(one), key=key) + index
            for index, one in enumerate(few)
        ),
    )

    def make(place: int) -> T:
        index = bisect_left(places, place)
        if index < len(places) and places[index] == place:
            return few[index]
        return many[place - index]

    return Computed(len(many) + len(few), make)


class Bits:
    """Yes or no for each of *count* numbers, a bit each."""

    def __init__(self, count: int, whole: int) -> None:
        """Take the bits of an integer, the lowest first."""
        self.count = count
        size = (count + _WORD - 1) // _WORD
        raw = (whole & ((1 << count) - 1)).to_bytes(8 * size, "little")
        self._words = [
            int.from_bytes(raw[8 * k : 8 * k + 8], "little") for k in range(size)
        ]

    @classmethod
    def of(cls, answers: Iterable[bool]) -> Bits:
        """Take the answers one by one."""
        text = "".join("1" if yes else "0" for yes in answers)
        return cls(len(text), int(text[::-1] or "0", 2))

    def __getitem__(self, number: int) -> bool:
        """Whether *number* is a yes."""
        return bool(self._words[number // _WORD] >> number % _WORD & 1)

    def numbers(self, *, yes: bool) -> Computed[int]:
        """Give the numbers that are a yes, or those that are a no, in order."""
        most = (1 << _WORD) - 1
        last = (1 << (self.count - 1) % _WORD + 1) - 1
        words = self._words if yes else [word ^ most for word in self._words]
        if words:
            words = [*words[:-1], words[-1] & last]
        ends = list(accumulate(word.bit_count() for word in words))

        def make(place: int) -> int:
            index = bisect_right(ends, place)
            word = words[index]
            for _ in range(place - (ends[index] - word.bit_count())):
                word &= word - 1  # without its lowest bit
            return index * _WORD + (word & -word).bit_length() - 1

        return Computed(ends[-1] if ends else 0, make)
