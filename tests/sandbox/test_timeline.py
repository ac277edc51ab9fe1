"""Sequences that are computed when they are looked at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokotiktok.sandbox.timeline import Bits, Computed, backwards, chain, woven

numbers = st.lists(st.integers(0, 30))


def squares(size):
    """Compute squares, and note which."""
    made = []

    def make(place):
        made.append(place)
        return place * place

    return Computed(size, make), made


class TestComputed:
    def test_makes_only_what_is_looked_at(self):
        """Slicing and counting make nothing; looking makes one."""
        many, made = squares(10**9)
        some = many[10**6 : 10**6 + 3]

        assert (3, []) == (len(some), made)
        assert (10**6 + 1) ** 2 == some[1]
        assert [10**6 + 1] == made

    def test_is_a_sequence(self):
        """Places count from the end, too, and end where it ends."""
        many, _ = squares(4)

        assert ([0, 1, 4, 9], 9, 0) == (list(many), many[-1], many[-4])
        assert [9, 4] == list(many[:1:-1])
        with pytest.raises(IndexError):
            many[4]

    @given(numbers, st.none() | st.integers(-1, 31), st.none() | st.integers(-1, 31))
    def test_between(self, values, since, until):
        """A span is inclusive at its start and exclusive at its end."""
        values.sort()
        sequence = Computed(len(values), values.__getitem__)
        inside = [
            one
            for one in values
            if (since is None or one >= since) and (until is None or one < until)
        ]

        assert inside == list(sequence.between(since, until, int))


class TestParts:
    @given(st.lists(numbers, min_size=1, max_size=4))
    def test_chain(self, parts):
        """Sequences one behind the other."""
        assert [one for part in parts for one in part] == list(chain(*parts))

    @given(numbers, numbers)
    def test_woven(self, many, few):
        """Two sorted sequences are one."""
        many.sort()
        few.sort()

        assert sorted(many + few) == list(woven(many, few, int))

    @given(numbers)
    def test_backwards(self, values):
        """From the end."""
        assert values[::-1] == list(backwards(values))


class TestBits:
    @given(st.lists(st.booleans(), max_size=300))
    def test_of(self, answers):
        """Each number has its answer, and each answer its numbers."""
        bits = Bits.of(answers)
        yes = [number for number, one in enumerate(answers) if one]
        no = [number for number, one in enumerate(answers) if not one]

        assert answers == [bits[number] for number in range(len(answers))]
        assert (yes, no) == (
            list(bits.numbers(yes=True)),
            list(bits.numbers(yes=False)),
        )

    def test_of_an_integer(self):
        """What an integer has beyond the count is cut off."""
        bits = Bits(3, 0b11101)

        assert [0, 2] == list(bits.numbers(yes=True))
