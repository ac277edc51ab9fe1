"""Every rule is found broken, once and at its place, and nothing else is."""

from __future__ import annotations

import time
from datetime import datetime, timezone

import pytest
from attrs import evolve
from graphs import (
    TIKTOK,
    TOKO,
    account_link,
    app_link,
    changed,
    good,
    more,
    shop_link,
    without,
)
from hypothesis import given
from hypothesis import strategies as st

from tokotiktok import Actor
from tokotiktok.binding import Account, App, Graph, Link, Severity, Shop

WHEN = datetime(2025, 3, 1, tzinfo=timezone.utc)
GRAPH = good()


BROKEN = {
    "an account bound to two": (
        lambda g: more(g, Account(platform=TIKTOK, id="X"), account_link("ORG-0", "X")),
        ("account_twice", 11),
    ),
    "two accounts bound to one": (
        lambda g: more(g, Account(platform=TOKO, id="X"), account_link("X", "7000")),
        ("account_twice", 11),
    ),
    "an e-mail not verified": (
        lambda g: changed(g, "accounts", 0, email_verified=False),
        ("email", 12),
    ),
    "an app bound to two": (
        lambda g: more(
            g, App(platform=TIKTOK, id="X", account="7000"), app_link("fs-0-0-0", "X")
        ),
        ("app_twice", 17),
    ),
    "an app that is not online": (
        lambda g: changed(g, "apps", 0, online=False),
        ("offline", 18),
    ),
    "an app for another market": (
        lambda g: changed(g, "apps", 0, markets=["TH", "MY"]),
        ("market", 105),
    ),
    "an app for no market": (
        lambda g: changed(g, "apps", 0, markets=[]),
        ("market", 105),
    ),
    "an app of an account that is not bound": (
        lambda g: more(
            g,
            Account(platform=TOKO, id="X"),
            App(platform=TOKO, id="Y", account="X"),
            app_link("Y", "fiktif-0-0"),
        ),
        ("account_first", 20),
    ),
    "an app of such an account, bound to an app of nobody's": (
        lambda g: more(
            g,
            Account(platform=TOKO, id="X"),
            App(platform=TOKO, id="Y", account="X"),
            App(platform=TIKTOK, id="Z"),
            app_link("Y", "Z"),
        ),
        ("account_first", 20),
    ),
    "an app of nobody's, bound to an app of such an account": (
        lambda g: more(
            g,
            Account(platform=TIKTOK, id="X"),
            App(platform=TIKTOK, id="Y", account="X"),
            App(platform=TOKO, id="Z"),
            app_link("Z", "Y"),
        ),
        ("account_first", 20),
    ),
    "a merged shop without a token": (
        lambda g: changed(g, "shops", 1, authorised=False),
        ("no_token", 100),
    ),
    "a linked shop without a token, of no phase": (
        lambda g: more(
            g,
            Shop(platform=TOKO, id="X"),
            Shop(platform=TIKTOK, id="Y", authorised=False),
            shop_link("X", "Y"),
        ),
        ("no_token", 100),
    ),
    "a merged shop without a token, by itself": (
        lambda g: more(
            g, Shop(platform=TOKO, id="X", phase="merged", authorised=False)
        ),
        ("no_token", 100),
    ),
    "a merged shop of which nobody says so": (
        lambda g: changed(g, "shops", 1, authorised=None),
        ("token_unknown", 100),
    ),
    "a shop linked to two": (
        lambda g: more(
            g,
            Shop(platform=TIKTOK, id="X", phase="merged", authorised=True),
            shop_link("toko-0-0", "X"),
        ),
        ("shop_twice", None),
    ),
    "a record twice": (
        lambda g: more(g, Account(platform=TIKTOK, id="7000", email_verified=True)),
        ("duplicate", None),
    ),
    "two records that differ": (
        lambda g: more(
            g, App(platform=TIKTOK, id="fiktif-0-0", account="7000", online=False)
        ),
        ("contradiction", None),
    ),
    "a link twice": (
        lambda g: more(g, app_link("fs-0-0-0", "fiktif-0-0")),
        ("duplicate", None),
    ),
    "a link to nothing": (
        lambda g: more(g, app_link("X", "fiktif-0-0")),
        ("dangling", None),
    ),
    "an app of nobody": (
        lambda g: more(g, App(platform=TOKO, id="X", account="Y")),
        ("dangling", None),
    ),
    "a link the wrong way round": (
        lambda g: without(more(g, app_link("fiktif-0-0", "fs-0-0-0")), "links", 1),
        ("wrong_platform", None),
    ),
    "an account on the wrong platform": (
        lambda g: more(g, App(platform=TOKO, id="X", account="7000")),
        ("wrong_platform", None),
    ),
    "two phases of one shop": (
        lambda g: changed(g, "shops", 0, phase="pending"),
        ("contradiction", None),
    ),
    "a linked shop that is solely on TikTok Shop": (
        lambda g: changed(
            changed(g, "shops", 0, phase="unknown"),
            "shops",
            1,
            phase="solely_tiktok_shop",
        ),
        ("contradiction", None),
    ),
    "a Tokopedia shop that is solely on TikTok Shop": (
        lambda g: more(g, Shop(platform=TOKO, id="X", phase="solely_tiktok_shop")),
        ("contradiction", None),
    ),
    "integrated before it was": (
        lambda g: more(
            g, Shop(platform=TIKTOK, id="X", phase="pending", integrated_at=WHEN)
        ),
        ("contradiction", None),
    ),
}


class TestCheck:
    @given(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3), st.integers(0, 3))
    def test_nothing_is_wrong(self, organisations, keys, apps, shops):
        """A graph in which all is well has no findings, whatever its size."""
        assert () == good(organisations, keys, apps, shops).check()

    @pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN)
    @pytest.mark.parametrize("size", [1, 3])
    def test_one_thing_is_wrong(self, case, size):
        """What breaks one rule is one finding, of that rule, wherever it is."""
        broken, expected = case
        found = broken(good(size, size, 2, size)).check()

        assert [expected] == [(one.problem, one.rule) for one in found]

    def test_all_at_once(self):
        """Everything that is wrong is found at once, errors before warnings."""
        wrong = more(
            changed(
                changed(GRAPH, "apps", 0, online=False), "shops", 1, authorised=None
            ),
            app_link("X", "fiktif-0-0"),
            app_link("fs-0-0-0", "fiktif-0-0"),
        )
        found = wrong.check()

        assert {"offline", "token_unknown", "dangling", "duplicate"} == {
            one.problem for one in found
        }
        assert [Severity.ERROR] * 2 + [Severity.WARNING] * 2 == [
            one.severity for one in found
        ]

    def test_many_to_one(self):
        """Many Tokopedia apps are bound to one key."""
        assert () == good(1, 1, 200).check()

    def test_unknown_is_not_wrong(self):
        """What a record does not say is not held against it."""
        graph = Graph(
            accounts=[Account(platform=TOKO, id=1), Account(platform=TIKTOK, id=2)],
            apps=[App(platform=TOKO, id=3), App(platform=TIKTOK, id=4, account=2)],
            shops=[Shop(platform=TOKO, id=5), Shop(platform=TIKTOK, id=6)],
            links=[account_link(1, 2), app_link(3, 4), shop_link(5, 6)],
        )

        assert () == graph.check()

    @pytest.mark.parametrize("phase", ["mirrored", "rolled_back", "pending", "locked"])
    def test_no_token_is_wanted(self, phase):
        """A shop that was not merged needs no new token."""
        shops = [evolve(one, phase=phase, authorised=False) for one in GRAPH.shops]

        assert () == evolve(GRAPH, shops=shops).check()

    def test_either_end_says_that_there_is_a_token(self):
        """A token that one of both records knows of is there."""
        graph = changed(GRAPH, "shops", 0, authorised=True)

        assert () == changed(graph, "shops", 1, authorised=None).check()

    def test_an_app_without_links_may_be_anything(self):
        """What nothing is bound to need not be online, nor for Indonesia."""
        app = App(platform=TIKTOK, id="X", online=False, markets=["TH"])

        assert () == more(GRAPH, app).check()

    def test_wrong_end(self):
        """A link to a thing of the other platform says whose that is."""
        (twice, wrong) = more(GRAPH, app_link("fs-0-0-0", "fs-0-0-1")).check()

        assert "app_twice" == twice.problem
        assert "wrong_platform" == wrong.problem
        assert wrong.what.endswith("but app fs-0-0-1 is Tokopedia's")

    def test_deleted_record(self):
        """A record that is gone is one finding, however often it is named."""
        (found,) = without(good(apps=5), "accounts", 0).check()

        assert (
            "7 records name Tokopedia account ORG-0, which is not there" == found.what
        )
        assert found.who is Actor.DEVELOPER


class TestFinding:
    def test_names_all_ends(self):
        """A clash names what clashes and all that it clashes with."""
        (found,) = BROKEN["an app bound to two"][0](GRAPH).check()

        assert [
            "Tokopedia app fs-0-0-0",
            "TikTok Shop app fiktif-0-0",
            "TikTok Shop app X",
        ] == [str(end) for end in found.ends]
        assert 2 == len(found.links)
        assert (
            "Tokopedia app fs-0-0-0 is bound to 2 TikTok Shop apps, fiktif-0-0, X: it can be "
            "bound to one, and for good (rule 17). Developer: see in Partner Center which "
            "of them it is bound to, and keep that link: it can never be undone"
        ) == str(found)

    def test_names_a_few_of_many(self):
        """The sentence stays short where a hundred clash."""
        links = [account_link("ORG-0", f"X{n}") for n in range(100)]
        accounts = [Account(platform=TIKTOK, id=f"X{n}") for n in range(100)]
        (found,) = more(GRAPH, *accounts, *links).check()

        assert found.what.startswith(
            "Tokopedia account ORG-0 is bound to 101 TikTok Shop accounts, 7000, X0, X1 "
            "and 98 more"
        )

    def test_the_seller_authorises(self):
        """A token is the seller's to give; that it is needed is inferred."""
        (found,) = changed(GRAPH, "shops", 1, authorised=False).check()

        assert (Actor.SELLER, "D") == (found.who, found.confidence)

    def test_says_where(self):
        """What was read from a file is found in it."""
        text = '[[links]]\nkind = "app"\ntokopedia = "1"\ntiktokshop = "2"\n'
        found = Graph.from_toml(text, name="a.toml").check()

        assert ["a.toml, line 1: "] * 2 == [str(one)[:16] for one in found]
        assert {"file": "a.toml", "line": 1} == found[0].facts()["places"][0]
        assert {"platform": "tokopedia", "kind": "app", "id": "1"} == (
            found[0].facts()["ends"][0]
        )


class TestScale:
    @staticmethod
    def seconds(count) -> float:
        graph = good(1, count // 100, 100)
        best = 99.0
        for _ in range(3):
            start = time.process_time()
            assert () == graph.check()
            best = min(best, time.process_time() - start)
        return best

    def test_linear(self):
        """Four times as many apps and links take about four times as long."""
        assert 10 * self.seconds(2_000) > self.seconds(8_000)

    def test_linear_where_all_is_wrong(self):
        """Nothing is quadratic: not in clashes, nor in what is missing."""
        links = [
            Link(kind="account", tokopedia="A", tiktokshop=n) for n in range(4_000)
        ]
        start = time.process_time()
        found = Graph(links=links).check()

        assert 4_002 == len(found)
        assert 8 > time.process_time() - start
