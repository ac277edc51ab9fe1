"""A queue that packs its middle."""

from __future__ import annotations

import pytest

from tokotiktok.unified.reading.shelf import BLOCK, Shelf


class TestShelf:
    @pytest.mark.parametrize("count", [1, BLOCK, BLOCK + 1, 5 * BLOCK + 3])
    def test_first_in_first_out(self, count):
        """What goes in comes out, in order, however much there is."""
        shelf = Shelf()
        for number in range(count):
            shelf.put(number)

        assert list(range(count)) == [shelf.take() for _ in range(count)]

    def test_in_turns(self):
        """Putting and taking may be mixed."""
        shelf, taken = Shelf(), []
        for number in range(4 * BLOCK):
            shelf.put(number)
            if number % 3:
                taken.append(shelf.take())
        taken += [shelf.take() for _ in range(4 * BLOCK - len(taken))]

        assert list(range(4 * BLOCK)) == taken

    def test_packs(self):
        """Only the two ends are kept as they are."""
        shelf = Shelf()
        for _ in range(10 * BLOCK):
            shelf.put("x" * 100)

        assert BLOCK == len(shelf._front)
        assert 9 == len(shelf._packed)
        assert sum(map(len, shelf._packed)) < 9 * BLOCK * 10
