"""Files of records: whatever is wrong with one is said, and never by a traceback."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokotiktok import BindingError
from tokotiktok.binding import files
from tokotiktok.binding.places import Place, Source, lines

TOML = """\
# fiktif
accounts = [ {platform = "tokopedia", id = 1},
  { id = "a#]b", n = [1,
 2] } ]

[[apps]]
id = 1979-05-27 07:32:00
markets = [
 "ID", # the first
 'TH',
]
a.b."c d" = \"\"\"
[[apps]] "x\"\"\"
"\\U0001F600" = 1
[[apps]]
platform = ''
[[apps.enablers]]
'name' = "q"
[[apps.enablers]]
name = 'r'
[x.y]
z = { p = { q = 1 }, r = 07:32:00 }
"""

JSON = """\

{"a": [
  {"b": 1},
  {"c\\u0041": {"d]":
    []}}, [1,
  2]
 ],
 "e":
   "x"}
"""


class TestLines:
    @pytest.mark.parametrize(
        ("path", "line"),
        [
            (("accounts",), 2),
            (("accounts", 0, "id"), 2),
            (("accounts", 1), 3),
            (("accounts", 1, "n", 1), 4),
            (("apps",), 6),
            (("apps", 0), 6),
            (("apps", 0, "id"), 7),
            (("apps", 0, "markets", 0), 9),
            (("apps", 0, "markets", 1), 10),
            (("apps", 0, "a", "b", "c d"), 12),
            (("apps", 0, r"\U0001F600"), 14),
            (("apps", 1), 15),
            (("apps", 1, "platform"), 16),
            (("apps", 1, "enablers", 0), 17),
            (("apps", 1, "enablers", 0, "name"), 18),
            (("apps", 1, "enablers", 1), 19),
            (("x", "y", "z", "p", "q"), 22),
            (("x", "y", "z", "r"), 22),
        ],
        ids=str,
    )
    def test_toml(self, path, line):
        """Every value of a TOML file is found, however it is written."""
        assert line == lines(TOML, "toml")[path]

    @pytest.mark.parametrize(
        ("path", "line"),
        [
            ((), 2),
            (("a",), 2),
            (("a", 0, "b"), 3),
            (("a", 1, "cA"), 4),
            (("a", 1, "cA", "d]"), 4),
            (("a", 2), 5),
            (("a", 2, 1), 6),
            (("e",), 8),
        ],
        ids=str,
    )
    def test_json(self, path, line):
        """Every value of a JSON file is found."""
        assert line == lines(JSON, "json")[path]

    @given(
        st.recursive(
            st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.text(), inner, max_size=3)
            ),
        )
    )
    def test_all_of_json(self, value):
        """Where each value has a line of its own, each is found on it."""
        text = json.dumps(value, indent=1)
        found = lines(text, "json")
        expected = {}

        def walk(one, path, line):
            expected[path] = line
            inner = (
                one.items()
                if isinstance(one, dict)
                else enumerate(one)
                if isinstance(one, list)
                else ()
            )
            for key, item in inner:
                line = walk(item, (*path, key), line + 1)
            return line + 1 if isinstance(one, (dict, list)) and one else line

        walk(value, (), 1)

        assert expected == found


class TestPlace:
    def test_missing(self):
        """What is not there is missed where it would stand."""
        place = Place(Source("a.toml", TOML), ("apps", 1, "account"))

        assert "a.toml, line 15: apps[1].account" == str(place)

    def test_never_a_text(self):
        """What came as a dict has a field, and neither file nor line."""
        place = Place(Source("")).at("apps", 1)

        assert ("", None, "", "apps[1]") == (
            place.file,
            place.line,
            place.short,
            str(place),
        )


REFUSED = {
    "broken toml": (
        b"a = \n",
        "fleet.toml",
        "fleet.toml, line 1: not TOML: Invalid value",
    ),
    "cut off": (b'[[apps]]\nid = "1', "fleet.toml", "fleet.toml: not TOML: "),
    "broken json": (b'{"a": 1,\n}', "fleet.json", "fleet.json, line 2: not JSON: "),
    "cut off json": (b'{"a": [1', "fleet.json", "fleet.json, line 1: not JSON: "),
    "empty json": (b"", "fleet.json", "fleet.json: is empty; "),
    "empty toml": (b"", "fleet.toml", "fleet.toml: is empty; "),
    "blank": (b"\xef\xbb\xbf \r\n\t", "fleet", "fleet: is empty; "),
    "a list": (b"[]", "fleet.json", "fleet.json, line 1: holds no table"),
    "a key twice": (
        b'{"a": 1, "b": 2, "a": 3}',
        "fleet.json",
        'fleet.json: not JSON: the key "a" stands twice in one object',
    ),
    "a table twice": (b"[a]\n[a]\n", "fleet.toml", "fleet.toml, line 2: not TOML: "),
    "no number": (
        b'{"a": NaN}',
        "fleet.json",
        "fleet.json: not JSON: NaN is no number",
    ),
    "a huge number": (
        b'{"a": ' + b"1" * 5000 + b"}",
        "fleet.json",
        "fleet.json: not JSON: ",
    ),
    "deep json": (
        b'{"a":' + b"[" * 100_000,
        "fleet.json",
        "fleet.json: not JSON: it is",
    ),
    "deep toml": (b"a=" + b"[" * 100_000, "fleet.toml", "fleet.toml: not TOML: it is"),
    "not utf-8": (b"a = 1\nb = \xff", "fleet.toml", "fleet.toml, line 2: is not UTF-8"),
    "utf-16": (
        "a = 1".encode("utf-16"),
        "fleet.toml",
        "fleet.toml, line 1: is not UTF-8",
    ),
}


class TestRead:
    @pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
    def test_refused(self, tmp_path, case):
        """What is neither is refused in a sentence that begins with file and line."""
        data, name, expected = case
        path = tmp_path / name
        path.write_bytes(data)

        with pytest.raises(BindingError) as caught:
            files.read(path)

        assert str(caught.value).startswith(expected)
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("a.toml", b"a = 1"),
            ("a.toml", b"\xef\xbb\xbfa = 1"),
            ("a.TOML", b"a = 1\r\n"),
            ("a", b"a = 1"),
            ("a.json", b'{"a": 1}'),
            ("a.json", b'\xef\xbb\xbf{"a": 1}'),
            ("a.txt", b' {"a": 1}'),
        ],
        ids=["toml", "mark", "suffix", "none", "json", "marked json", "by its brace"],
    )
    def test_read(self, tmp_path, name, data):
        """TOML and JSON are told apart; a byte order mark does no harm."""
        path = tmp_path / name
        path.write_bytes(data)

        assert {"a": 1} == files.read(path).content

    def test_nothing_said(self, tmp_path):
        """A file in which nothing is said yet says that; an empty one was cut off."""
        path = tmp_path / "a.toml"
        path.write_text("# nothing is bound yet")

        assert {} == files.read(path).content == files.loads("{}", "json").content

    def test_not_there(self, tmp_path):
        """A file that is not there is a BindingError."""
        with pytest.raises(
            BindingError, match=r"a\.toml: cannot be read: No such file"
        ):
            files.read(tmp_path / "a.toml")

    def test_directory(self, tmp_path):
        """So is a directory."""
        with pytest.raises(BindingError, match="cannot be read: "):
            files.read(tmp_path)

    def test_no_name(self):
        """And a name that no file can have."""
        with pytest.raises(BindingError, match="cannot be read: "):
            files.read("a\0b")

    def test_endless(self, monkeypatch, tmp_path):
        """What is too large is not read to its end."""
        monkeypatch.setattr(files, "LIMIT", 2**20)
        path = tmp_path / "a.toml"
        path.write_bytes(b"#" * (2**20 + 1))

        with pytest.raises(BindingError, match="is larger than 1 MiB"):
            files.read(path)

    def test_text(self):
        """A text without a name is refused without one."""
        with pytest.raises(BindingError, match=r"^line 1: not TOML"):
            files.loads("=", "toml")
        with pytest.raises(BindingError, match=r"^line 1: holds no table"):
            files.loads("1", "json")
        with pytest.raises(BindingError, match=r"^the text is empty; "):
            files.loads("", "toml")
        with pytest.raises(BindingError, match=r"^not JSON: Infinity"):
            files.loads("Infinity", "json")
