"""Iterators that keep what could not be read."""

from __future__ import annotations

from tokotiktok import Malformed, Page
from tokotiktok.unified.reading.walk import REMEMBERED, Walk, rows


def turning(*contents: list) -> Page:
    """Make pages that follow each other."""

    def page(number: int) -> Page:
        last = number + 1 == len(contents)
        return Page(
            tuple(one for one in contents[number] if not isinstance(one, Malformed)),
            tuple(one for one in contents[number] if isinstance(one, Malformed)),
            next_token=None if last else str(number + 1),
            turn=lambda before, _: page(int(before.next_token)),
        )

    return page(0)


class TestRows:
    def test_walks_on(self):
        """Items of all pages come, in order."""
        assert [1, 2, 3] == list(rows(turning([1, 2], [3]), [], key=int))

    def test_none_twice(self):
        """An item that slid onto the next page is given once."""
        pages = turning([1, 2, 3], [3, 4], [4, 5])

        assert [1, 2, 3, 4, 5] == list(rows(pages, [], key=int))

    def test_nameless_are_all_given(self):
        """What has no name is never taken for another."""
        assert [1, 2] == list(rows(turning([1, 2]), [], key=lambda _: None))

    def test_remembers_little(self):
        """Only what came lately is remembered."""
        many = [list(range(k, k + 100)) for k in range(0, 5 * REMEMBERED, 100)]
        walk = rows(turning(*many, [0]), [], key=int)

        assert 5 * REMEMBERED + 1 == sum(1 for _ in walk)


class TestWalk:
    def test_keeps_what_could_not_be_read(self):
        """What could not be read is kept as it came, and the rest goes on."""
        broken = Malformed({"id": None}, "no id")
        walk = Walk(lambda bad: rows(turning([1, broken], [2]), bad, key=int))

        assert [] == walk.malformed
        assert [1, 2] == list(walk)
        assert [broken] == walk.malformed
