"""From tables to values: all that is wrong is said at once, each at its place."""

from __future__ import annotations

import json
import pickle
import re
from datetime import datetime, timedelta, timezone

import pytest
from attrs import frozen
from graphs import TIKTOK, TOKO, good
from hypothesis import given
from hypothesis import strategies as st

from tokotiktok import BindingError
from tokotiktok.binding import (
    Account,
    App,
    Enabler,
    Graph,
    Link,
    Prerequisite,
    Shop,
    Warehouse,
)
from tokotiktok.binding.places import Place, Source
from tokotiktok.binding.records import Reader, unknown

FLEET = """
[[shops]]
platform = "TikTok Shop"
id = 7494000000000000001
account = "7001"
seller_type = "LOCAL"
phase = "merged"
integrated_at = 2025-03-01T10:00:00+07:00
authorised = true
warehouses = [{id = "1", name = "Gudang Fiktif", type = "SALES_WAREHOUSE"}]
prerequisites = [{check_item = "SHOP_TAX", is_failed = true, fail_reasons = ["fiktif"]}]

[[shops.enablers]]
name = "Enabler Fiktif"
platform = "tokopedia"
status = "active"
supports_api = false
"""
SHOP = Shop(
    platform=TIKTOK,
    id="7494000000000000001",
    account="7001",
    seller_type="LOCAL",
    phase="merged",
    integrated_at=datetime(2025, 3, 1, 10, tzinfo=timezone(timedelta(hours=7))),
    authorised=True,
    warehouses=(Warehouse(id="1", name="Gudang Fiktif", type="SALES_WAREHOUSE"),),
    prerequisites=(
        Prerequisite(check_item="SHOP_TAX", is_failed=True, fail_reasons=("fiktif",)),
    ),
    enablers=(
        Enabler(
            name="Enabler Fiktif", platform=TOKO, status="active", supports_api=False
        ),
    ),
)


def problems(tables) -> list[str]:
    with pytest.raises(BindingError) as caught:
        Graph.from_dict(tables)
    return list(caught.value.problems)


class TestTables:
    @pytest.mark.parametrize("key", ["id", "seller_type", "authorised"])
    def test_long_number(self, key):
        """A number that Python does not write is refused, and not written."""
        row = {"platform": "tokopedia", "id": "1", key: 10**5000}
        (problem,) = problems({"shops": [row]})

        assert re.fullmatch(rf"shops\[0\]\.{key}: a number of so many .*", problem)

    def test_blanks(self):
        """Blanks that came along with an id are not of it."""
        app = {"platform": "tokopedia", "id": " 1 ", "account": "2\n"}
        graph = Graph.from_dict({"apps": [app]})

        assert ("1", "2") == (graph.apps[0].id, graph.apps[0].account)

    def test_toml(self):
        """A fleet file is a binding file that says more of its shops."""
        (shop,) = Graph.from_toml(FLEET).shops

        assert SHOP == shop
        assert 2 == shop.place.line

    def test_json(self):
        """JSON says the same by the same keys; null is what is not known."""
        rows = [
            {
                "platform": "tiktokshop",
                "id": SHOP.id,
                "account": 7001,
                "seller_type": "LOCAL",
                "phase": "merged",
                "integrated_at": "2025-03-01T03:00:00Z",
                "authorised": True,
                "warehouses": [
                    {
                        "id": 1,
                        "mapped_to": None,
                        "name": "Gudang Fiktif",
                        "type": "SALES_WAREHOUSE",
                    }
                ],
                "prerequisites": [
                    {
                        "check_item": "SHOP_TAX",
                        "is_failed": True,
                        "fail_reasons": ["fiktif"],
                    }
                ],
                "enablers": [
                    {
                        "name": "Enabler Fiktif",
                        "platform": "Tokopedia",
                        "status": "active",
                        "supports_api": False,
                    }
                ],
            }
        ]
        text = json.dumps({"shops": rows, "links": None, "accounts": []})

        assert Graph(shops=[SHOP]) == Graph.from_json(text)

    def test_values(self):
        """A row may be the value itself."""
        graph = good()
        tables = {"accounts": graph.accounts, "apps": iter(graph.apps)}
        tables |= {"shops": graph.shops, "links": graph.links}

        assert graph == Graph.from_dict(tables)

    def test_file(self, tmp_path):
        """A file is named in what is wrong with it, by its name."""
        path = tmp_path / "fleet.toml"
        path.write_text('[[apps]]\nplatform = "tokopedia"\nid = 1\nonline = "yes"\n')

        with pytest.raises(
            BindingError,
            match=r'^fleet.toml, line 4: apps\[0\].online: "yes" is not true or false$',
        ):
            Graph.read(path)

    def test_all_at_once(self):
        """All that is wrong with a file is said at once, each with its line."""
        text = (
            '[[apps]]\nplatforms = "tokopedia"\nid = true\nmarkets = ["ID", 1]\n'
            '[[app]]\n[[links]]\nkind = "apps"\ntokopedia = ""\ntiktokshop = 1\n'
        )

        with pytest.raises(BindingError) as caught:
            Graph.from_toml(text, name="a.toml")

        assert (
            'a.toml, line 5: app: there is no such table; did you mean "apps"?',
            'a.toml, line 2: apps[0].platforms: there is no such key; did you mean "platform"?',
            "a.toml, line 3: apps[0].id: true is no id: give a text or a whole number",
            "a.toml, line 4: apps[0].markets[1]: 1 is no text",
            'a.toml, line 1: apps[0]: the key "platform" is missing',
            'a.toml, line 7: links[0].kind: "apps" is none of account, app, shop; did you mean "app"?',
            'a.toml, line 8: links[0].tokopedia: "" is no id: it is empty',
        ) == caught.value.problems
        assert "\n".join(caught.value.problems) == str(caught.value)
        assert (
            caught.value.problems == pickle.loads(pickle.dumps(caught.value)).problems
        )

    def test_many(self):
        """The text names the first of many; the error has them all."""
        with pytest.raises(BindingError) as caught:
            Graph.from_dict({"apps": [1] * 1000})

        assert 1000 == len(caught.value.problems)
        assert str(caught.value).endswith("\n... and 980 more")

    @pytest.mark.parametrize(
        ("tables", "expected"),
        [
            ({"apps": "x"}, 'apps: "x" is no list of tables'),
            ({"apps": 1}, "apps: 1 is no list of tables"),
            ({"apps": {"id": 1}}, "apps: {'id': 1} is no list of tables"),
            (
                {"accounts": ["x"]},
                'accounts[0]: "x" is no table with platform, id, email_verified',
            ),
            (
                {"x": []},
                "x: there is no such table; there are accounts, apps, shops, links",
            ),
            (
                {1: []},
                "1: there is no such table; there are accounts, apps, shops, links",
            ),
        ],
        ids=str,
    )
    def test_no_tables(self, tables, expected):
        """What is no table is not read as one."""
        assert [expected] == problems(tables)

    @pytest.mark.parametrize(
        ("key", "value", "expected"),
        [
            (
                "phase",
                "merge",
                "none of solely_tiktok_shop, pending, locked, merged_pr",
            ),
            ("phase", [], "[] is none of"),
            ("phase", "MERGED", 'did you mean "merged"?'),
            ("integrated_at", "2025-03-01", '"2025-03-01" is no time with a zone'),
            ("integrated_at", "2025-03-01T10:00:00", "is no time with a zone"),
            ("integrated_at", "soon", '"soon" is no time with a zone'),
            ("integrated_at", datetime(2025, 3, 1), "is no time with a zone"),  # noqa: DTZ001 - the point
            ("integrated_at", 1740800000, "1740800000 is no time, such as"),
            ("seller_type", 1, "1 is no text"),
            ("authorised", 1, "1 is not true or false"),
            (
                "platform",
                "shopee",
                '"shopee" is no platform: "tokopedia" or "tiktokshop"',
            ),
            ("platform", 1, "1 is no platform"),
            ("id", 1.0, "1.0 is no id"),
            ("id", [], "[] is no id"),
            ("id", " ", '" " is no id: it is empty'),
            (
                "id",
                "12\u200b",
                r'"12\u200b" is no id: a character of it cannot be seen',
            ),
            ("id", "\x1b[2J", r'"\x1b[2J" is no id: a character'),
            ("id", "\ud800", r'"\ud800" is no id: a character'),
            ("account", False, "false is no id"),
            ("warehouses", {}, "{} is no list of tables"),
            ("place", 1, "there is no such key"),
            ("seller_type", ["x" * 1000], "xxx... is no text"),
        ],
    )
    def test_wrong_value(self, key, value, expected):
        """A value that cannot be is said to be so, at its key."""
        row = {"platform": "tokopedia", "id": "1", key: value}
        (problem,) = problems({"shops": [row]})

        assert problem.startswith(f"shops[0].{key}: ")
        assert expected in problem

    @pytest.mark.parametrize(
        ("row", "expected"),
        [
            (
                {"enablers": [{"name": "x", "supports_api": "no"}]},
                'shops[0].enablers[0].supports_api: "no" is not true or false',
            ),
            (
                {"enablers": [{}]},
                'shops[0].enablers[0]: the key "name" is missing',
            ),
            (
                {"prerequisites": [{"check_item": "x", "fail_reasons": "y"}]},
                'shops[0].prerequisites[0].fail_reasons: "y" is no list',
            ),
        ],
        ids=["value", "missing", "list"],
    )
    def test_within(self, row, expected):
        """Tables within tables are looked at as closely."""
        shop = {"platform": "tokopedia", "id": "1"}

        assert [expected] == problems({"shops": [shop | row]})

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(
                        ["accounts", "apps", "shops", "links", "id", "platform"]
                    )
                    | st.text(),
                    inner,
                    max_size=4,
                )
            ),
        )
    )
    def test_never_a_traceback(self, value):
        """Whatever a file says is read, or refused with a BindingError."""
        try:
            Graph.from_json(json.dumps(value)).check()
        except BindingError as error:
            assert str(error)


class TestRow:
    def test_a_table_of_its_own(self):
        """A class may have another as a field, and any reader may use it."""

        @frozen(kw_only=True)
        class Owner:
            account: Account
            names: tuple[str, ...] = ()

        reader = Reader()
        row = {"account": {"platform": "tokopedia", "id": 1}, "names": ["x"]}
        made = reader.row(row, Place(Source("")), Owner)
        reader.done()

        assert Owner(account=Account(platform=TOKO, id="1"), names=("x",)) == made

    def test_unknown(self):
        """A name that is near to none is answered with all there are."""
        assert "there is no such key; there are a, b" == unknown(
            "zzz", ["a", "b"], "key"
        )


class TestValues:
    @pytest.mark.parametrize(
        "word", ["tiktokshop", "TikTok Shop", "TIKTOK_SHOP", "tiktok-shop", TIKTOK]
    )
    def test_platform(self, word):
        """A platform goes by its word, or as its label, in any case."""
        assert TIKTOK is Account(platform=word, id="1").platform

    def test_two_platforms(self):
        """An account is on one platform."""
        with pytest.raises(BindingError, match="is no platform"):
            Account(platform=TOKO | TIKTOK, id="1")

    def test_ids(self):
        """An id is text, also where it was a number."""
        assert App(platform=TOKO, id=14001, account=1) == App(
            platform=TOKO, id="14001", account="1"
        )

    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            (None, None),
            (["id", " TH "], ("ID", "TH")),
            ("Indonesia", ("ID",)),
            ((), ()),
        ],
        ids=str,
    )
    def test_markets(self, given, expected):
        """Markets are codes in capitals; Indonesia is known by its name, too."""
        assert expected == App(platform=TIKTOK, id="1", markets=given).markets

    @pytest.mark.parametrize(
        "make",
        [
            lambda: Link(kind="apps", tokopedia="1", tiktokshop="2"),
            lambda: Link(kind="app", tokopedia=None, tiktokshop="2"),
            lambda: App(platform=TIKTOK, id="1", online="yes"),
            lambda: Account(platform=TIKTOK, id=True),
        ],
        ids=["kind", "no end", "flag", "id"],
    )
    def test_refused(self, make):
        """What cannot be is refused when it is made."""
        with pytest.raises(BindingError):
            make()
