"""What is quoted of an answer: one printable line, whatever came."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokotiktok._answer import LONGEST, coded, said


class TestSaid:
    @pytest.mark.parametrize(
        ("value", "line"),
        [
            ("no", "no"),
            (" two\nlines\t", "two lines"),
            ("bell\x07 and \ud800 half", "bell and half"),
            (7, "7"),
            (1.5, "1.5"),
            (["a", None, 2, ["deep"], {"x": 1}], "a; 2"),
            ([], ""),
            (None, ""),
            (0, ""),
            (False, ""),
            ({"message": "x"}, ""),
        ],
    )
    def test_one_line(self, value, line):
        """Texts and numbers are quoted, and lists of them; nothing else is."""
        assert line == said(value)

    def test_is_cut_between_words(self):
        """A long text is cut before a word, so that no half of a secret stays."""
        secret = "s" * 40
        text = "x " * (LONGEST // 2 - 10) + secret

        assert "s" not in said(text)
        assert said(text).endswith("x ...")

    def test_a_word_without_end(self):
        """A text that is one long word is not quoted at all."""
        assert "..." == said("x" * (LONGEST + 1))

    @given(st.text() | st.lists(st.text()))
    def test_is_printable(self, value):
        """It can be printed and logged, and adds no lines."""
        assert said(value).isprintable()
        assert len(said(value)) <= LONGEST + 4


class TestCoded:
    @pytest.mark.parametrize(
        ("value", "code"),
        [
            (0, 0),
            (7, 7),
            ("7", "7"),
            ("", None),
            (None, None),
            (True, "True"),
            (1.5, "1.5"),
            ([1], None),
            ({}, None),
        ],
    )
    def test_a_number_or_a_text(self, value, code):
        """A code is a number or a text; all else is none."""
        assert code == coded(value)
