"""Which apps a shop is connected to: what is told, what is seen, and what to do."""

from __future__ import annotations

import pytest

from tokotiktok import Platform
from tokotiktok.errors import ServerError, ValidationError
from tokotiktok.migration.enablers import (
    Enabler,
    Enablers,
    Known,
    read_enablers,
    see_own_app,
)
from tokotiktok.migration.rulebook import rule

TOKO, TIKTOK = Platform.TOKOPEDIA, Platform.TIKTOK_SHOP


def app(name="Aplikasi Fiktif", platform=TOKO, status="active", **more):
    return Enabler(name=name, platform=platform, status=status, **more)


class TestRead:
    def test_what_a_file_tells(self):
        """What a file tells is marked as told; what it leaves out is not known."""
        found = read_enablers(
            [
                {"name": " A ", "platform": "tokopedia", "status": "Active"},
                {"name": "B", "platform": "TIKTOK_SHOP", "supports_api": True},
                {"name": "B", "platform": "Shop", "status": "inactive"},
            ]
        )

        assert (
            app("A", known=Known.TOLD),
            app("B", TIKTOK, "unknown", supports_api=True),
            app("B", TIKTOK, "inactive"),
        ) == found.all

    @pytest.mark.parametrize(
        ("rows", "says"),
        [
            ({}, "fleet: is not a list"),
            ([1], r"fleet:\[0\] is not an object"),
            ([{"nme": "A"}], r"\[0\]\.nme is no field"),
            ([{"platform": "tokopedia"}], r"\[0\]\.name is None"),
            ([{"name": " ", "platform": "tokopedia"}], r"\[0\]\.name"),
            ([{"name": "A"}], r"\[0\]\.platform is None"),
            ([{"name": "A", "platform": "lazada"}], r"\[0\]\.platform is 'lazada'"),
            ([{"name": "A", "platform": "shop", "status": 1}], r"\[0\]\.status is 1"),
            (
                [{"name": "A", "platform": "shop", "supports_api": "yes"}],
                r"\[0\]\.supports_api is 'yes'",
            ),
        ],
    )
    def test_what_is_wrong(self, rows, says):
        """What is wrong is said with its place."""
        with pytest.raises(ValidationError, match=says):
            read_enablers(rows, where="fleet:")


class TestEnablers:
    def test_sides(self):
        """Those of a side are those that are not inactive."""
        found = Enablers((app("A"), app("B", TIKTOK), app("C", TIKTOK, "inactive")))

        assert ["A"] == [one.name for one in found.on(TOKO)]
        assert ["A", "B"] == [one.name for one in found.on(TOKO | TIKTOK)]

    @pytest.mark.parametrize(
        ("one", "ready"),
        [
            (app(supports_api=True), True),
            (app(supports_api=False), False),
            (app(), None),
            (app(status="inactive", supports_api=False), True),
        ],
        ids=["up to date", "old", "not known", "old but not connected"],
    )
    def test_ready(self, one, ready):
        """An app that is connected and old keeps the shop from integrating."""
        found = Enablers((one,))

        assert ready is one.ready
        assert (ready is False) is bool(found.not_ready)
        assert (ready is None) is bool(found.to_ask)

    def test_ways_out(self):
        """There are three ways out if one is not ready, in both languages."""
        found = Enablers((app(supports_api=False),)).ways_out

        assert ["seller_center", "postpone", "ready_enabler"] == [x.name for x in found]
        assert () == Enablers((app(supports_api=True),)).ways_out

    def test_questions(self):
        """Where nobody knows, there are questions that show it."""
        assert 5 == len(Enablers((app(),)).questions)
        assert () == Enablers((app(supports_api=False),)).questions

    def test_texts(self):
        """Sellers read no TikTok, and each text goes by rules that exist."""
        texts = (
            *Enablers((app(supports_api=False),)).ways_out,
            *Enablers((app(),)).questions,
        )
        for one in texts:
            assert all(rule(number) for number in one.rules)
            assert one.text() != one.text("id")
            assert "tiktok" not in (one.text() + one.text("id")).lower()

        with pytest.raises(ValidationError, match="none of en, id"):
            texts[0].text("fr")


class TestOddities:
    def test_two_on_tokopedia(self):
        """A shop had one outside app on Tokopedia."""
        found = Enablers((app("A"), app("B"), app("A", TIKTOK), app("B", TIKTOK)))

        assert ["several_on_tokopedia", "several_writers"] == [
            one.name for one in found.oddities
        ]

    def test_one_side_only(self):
        """An app on one side only is no fault, and is said."""
        found = Enablers((app("A"), app("a ", TIKTOK), app("B", TIKTOK)))

        assert [("one_side_only", "B"), ("several_writers", "a ")] == [
            (one.name, one.enablers[0].name) for one in found.oddities
        ]

    def test_told_twice(self):
        """An app that is told of twice, and differently, is said."""
        found = Enablers((app("A"), app("A", status="inactive"), app("A", TIKTOK)))
        same = Enablers((app("A"), app("A"), app("A", TIKTOK)))

        assert ["twice"] == [one.name for one in found.oddities]
        assert () == same.oddities

    def test_cite_rules(self):
        """Each goes by a rule that exists."""
        found = Enablers((app("A"), app("B"), app("C", TIKTOK), app("D", TIKTOK)))

        assert all(rule(one.rule) and one.text for one in found.oddities)


class TestSeen:
    def test_counts_more_than_told(self):
        """What an API shows stands in place of what was told."""
        seen = app("a", status="inactive", known=Known.SEEN)
        found = Enablers((app("A"), app("B"))).seen(seen)

        assert (app("B"), seen) == found.all

    def test_own_app(self, box):
        """Whether this app is connected is seen by reading."""
        found = see_own_app("A", tokopedia=box.tokopedia(), tiktokshop=box.tiktokshop())

        assert [(TOKO, "active"), (TIKTOK, "active")] == [
            (one.platform, one.status) for one in found
        ]
        assert {Known.SEEN} == {one.known for one in found}

    def test_without_clients(self):
        """Nothing is seen without anybody to ask."""
        assert () == see_own_app("A")

    def test_tokopedias_end(self, box):
        """An API that has ended shows nothing."""
        client = box.tokopedia(base_url="https://fs.tokopedia.net")
        box.clock.advance(days=400)

        assert () == see_own_app("A", tokopedia=client)

    def test_over(self, box):
        """A seller whose authorisation is over is not connected to the app."""
        client = box.tiktokshop()
        box.clock.advance(days=4000)
        found = see_own_app("A", tiktokshop=client)

        assert ["inactive"] == [one.status for one in found]

    def test_not_connected(self, box):
        """Tokopedia has a word for a shop that is not connected to the app."""
        found = see_own_app("A", tokopedia=box.tokopedia(shop_id=1))

        assert [(TOKO, "inactive")] == [(one.platform, one.status) for one in found]

    def test_another_error(self, box):
        """An answer that says something else is no sign of anything."""
        box.tokopedia_face.fail("server_error", times=99)

        with pytest.raises(ServerError):
            see_own_app("A", tokopedia=box.tokopedia())
