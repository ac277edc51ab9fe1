"""Spans of time, halved and read on, hold each record once."""

from __future__ import annotations

from bisect import bisect_left

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from tokotiktok.sync.windows import Window


@frozen
class Shelf:
    """Records' times in order, and a platform that pages through them."""

    times: list[int]
    size: int = 3

    def page(self, window):
        """Give the numbers of the records on the page where *window* stands."""
        first = bisect_left(self.times, window.since)
        last = bisect_left(self.times, window.until)
        start = first + int(window.cursor or 0)
        end = min(start + self.size, last)
        more = None if end >= last else str(end - first)
        return range(start, end), more

    def read(self, window, move):
        """Read a page; give the numbers that are the window's, and what is left."""
        numbers, more = self.page(window)
        mine = [one for one in numbers if self.times[one] < window.stop]
        at = self.times[numbers[-1]] if numbers else None
        return mine, (window.moved if move else window.turned)(more, at)


times = st.lists(st.integers(0, 60), max_size=60).map(sorted)
choices = st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=60)


def read_all(times, choices, *, move):
    """Read a shelf's windows, halving them as is chosen; give what was read, in turn."""
    shelf, found, windows = Shelf(times), [], [Window.over(0, 61)]
    turns = iter(choices)
    while windows:
        which, split = next(turns, (0, False))
        window = windows.pop(which % len(windows))
        assert window.since < window.stop <= window.until
        halves = window.halves() if split else None
        if halves:
            windows += halves
        else:
            mine, left = shelf.read(window, move=move)
            found += mine
            windows += [left] if left else []
    return found


class TestWindow:
    @given(times, choices)
    def test_splitting_loses_and_doubles_nothing(self, times, choices):
        """However windows are halved between pages, each record is read once."""
        found = read_all(times, choices, move=False)

        assert list(range(len(times))) == sorted(found)

    @given(times, choices)
    def test_moving_loses_nothing(self, times, choices):
        """Asked anew from the last time on, nothing is missing; some come twice."""
        found = read_all(times, choices, move=True)

        assert set(range(len(times))) == set(found)

    def test_moved_asks_within_one_second_page_by_page(self):
        """A second with more records than a page has is read by tokens."""
        window = Window.over(0, 100).moved("2", 50)
        within = window.moved("3", 50)

        assert Window(since=50, until=100, stop=100, at=50) == window
        assert Window(since=50, until=100, stop=100, at=50, cursor="3") == within
        assert Window(since=51, until=100, stop=100, at=51) == within.moved("4", 51)

    def test_halves_of_what_is_left(self):
        """What was read is not halved; the later half is asked for on its own."""
        window = Window.over(0, 100).turned("2", 50)
        early, late = window.halves()

        assert Window(since=0, until=100, stop=75, cursor="2", at=50) == early
        assert Window.over(75, 100) == late

    def test_moved_never_leads_past_its_end(self):
        """What belongs to another window is not asked for."""
        window = Window(since=0, until=100, stop=50)

        assert window.moved("2", 50) is None
        assert window.moved("2", 60) is None

    def test_anew(self):
        """A window is read from its beginning in halves; a second as it is."""
        begun = Window(since=0, until=100, stop=50, cursor="2", records=9, total=12)
        second = Window(since=7, until=8, stop=8, cursor="2", total=12)

        assert Window.over(0, 50).halves() == begun.anew()
        assert (Window(since=7, until=8, stop=8, total=11),) == second.anew(11)

    @pytest.mark.parametrize("until", [1, 0])
    def test_a_second_is_not_halved(self, until):
        """Times are whole seconds: one has no half."""
        assert Window.over(0, until).halves() is None

    def test_ends_at_its_stop(self):
        """A window that was halved ends where the other half begins."""
        window = Window(since=0, until=100, stop=50)

        assert window.turned("2", 50) is None
        assert window.turned("2", 49) is not None
        assert window.turned(None, 10) is None

    def test_a_page_without_times(self):
        """Where no record tells its time, the token alone leads on."""
        left = Window.over(0, 100).turned("2", None)

        assert (100, False) == (left.seconds_left, left.is_fresh)

    @given(
        st.integers(0, 2**33),
        st.integers(0, 2**33),
        st.none() | st.text(),
        st.none() | st.integers(0, 2**33),
        st.none() | st.integers(0, 2**33),
    )
    def test_goes_through_json(self, since, until, cursor, at, total):
        """What is written is read back."""
        window = Window(
            since=since, until=until, stop=until, cursor=cursor, at=at, total=total
        )

        assert window == Window.from_json(window.as_json())


def test_as_dense():
    """What is left is as dense as the last page; where that says nothing, nobody knows."""
    fresh = Window.over(1000, 2000)
    later = fresh.turned("2", 1100)

    assert 900 == fresh.as_dense(100, 1100)
    assert 1600 == later.as_dense(100, 1150) - 100
    assert 0 == later.as_dense(100, 2000)
    assert later.as_dense(100, 1100) is None
    assert later.as_dense(100, None) is None
