"""How far a shop is: what is heard, in whatever order, and what follows from it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tokotiktok import Platform
from tokotiktok.errors import ApiError, ServerError, ShopLockedError, ValidationError
from tokotiktok.migration.phases import (
    Event,
    EventKind,
    EventSource,
    Kind,
    Phase,
    ShopPhases,
)
from tokotiktok.tiktokshop import webhooks as tiktokshop
from tokotiktok.tokopedia import archive
from tokotiktok.tokopedia import webhooks as tokopedia
from tokotiktok.unified.events import unify

NOON = datetime(2025, 8, 14, 12, tzinfo=timezone.utc)
EPOCH = int(NOON.timestamp())
NOT_INTEGRATED = {"shop_id": 999000001, "shop_name": "Toko Fiktif"}
MERGE = {
    "status": "merge",
    "tts_seller_id": "7490000000000000099",
    "toko_shop_id": "999000001",
    "timestamp": EPOCH,
}
INTEGRATED = {
    "shop_id": 999000001,
    "tts_integration_completed": {
        "toko_shop_id": 999000001,
        "tts_seller_id": 7490000000000000099,
        "completed_time": EPOCH,
    },
}
MIRROR = {
    "type": 35,
    "seller_open_id": "fiktif",
    "timestamp": EPOCH + 1,
    "data": {"tts_shop_id": "7490", "mirror_status": "MIRRORED", "update_time": EPOCH},
}


def at(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


@pytest.fixture
def phases():
    return ShopPhases(clock=lambda: at(100).timestamp())


def event(kind, hours=0, **more):
    given = {"heard_at": at(hours), "source": EventSource.PERSON, **more}
    return Event(kind=EventKind(kind), happened_at=at(hours), **given)


def after(*kinds):
    """Say where a shop stands after events an hour apart."""
    return ShopPhases(event(kind, n) for n, kind in enumerate(kinds))


class TestPhase:
    def test_words(self):
        """The words in which phases are saved are a contract."""
        assert [
            "solely_tiktok_shop",
            "pending",
            "locked",
            "merged_products_unconfirmed",
            "merged",
            "mirrored",
            "rolled_back",
            "unknown",
        ] == [one.value for one in Phase]


class TestMoves:
    @pytest.mark.parametrize(
        ("kinds", "phase"),
        [
            ([], "unknown"),
            (["not_from_tokopedia"], "solely_tiktok_shop"),
            (["not_integrated"], "pending"),
            (["not_from_tokopedia", "not_integrated"], "pending"),
            (["not_integrated", "not_from_tokopedia"], "pending"),
            (["not_integrated", "locked"], "locked"),
            (["locked", "not_integrated"], "locked"),
            (["locked", "merged"], "merged_products_unconfirmed"),
            (["merged", "locked"], "merged_products_unconfirmed"),
            (["merged", "products_confirmed"], "merged"),
            (["merged", "products_open"], "merged"),
            (["merged", "products_confirmed", "merged"], "merged"),
            (["merged", "products_confirmed", "locked"], "merged_products_unconfirmed"),
            (["products_confirmed"], "merged"),
            (["locked", "products_open"], "unknown"),
            (["not_integrated", "on_tokopedia"], "merged_products_unconfirmed"),
            (["not_from_tokopedia", "on_tokopedia"], "mirrored"),
            (["on_tokopedia"], "unknown"),
            (["merged", "unmerged"], "rolled_back"),
            (["merged", "unmerged", "merged"], "merged_products_unconfirmed"),
            (["merged", "unmerged", "locked"], "locked"),
            (["mirrored"], "mirrored"),
            (["mirrored", "mirror_rolled_back"], "rolled_back"),
            (["mirrored", "mirror_cancelled"], "rolled_back"),
            (["mirror_cancelled"], "solely_tiktok_shop"),
            (["merged", "mirrored"], "merged_products_unconfirmed"),
            (["merged", "other"], "merged_products_unconfirmed"),
        ],
        ids=lambda value: "-".join(value) if isinstance(value, list) else value,
    )
    def test_where_events_lead(self, kinds, phase):
        """Each event leads on, back, or nowhere."""
        assert phase == after(*kinds).phase.value

    def test_past_phases(self):
        """Where a shop stood is told for any moment, by what is known now."""
        shop = after("not_integrated", "locked", "merged", "unmerged")
        phases = [shop.phase_at(at(hours)).value for hours in (-1, 0, 1, 2.5, 3)]

        assert [
            "unknown",
            "pending",
            "locked",
            "merged_products_unconfirmed",
            "rolled_back",
        ] == phases

    def test_merged_at(self):
        """The time of the last merge counts, and of one merge the first telling."""
        again = after("merged", "merged", "unmerged", "merged")

        assert at(0) == after("merged", "merged").merged_at
        assert at(3) == again.merged_at

    def test_an_undated_merge_has_no_time(self):
        """When a merge was is not made up from when it was heard of."""
        shop = ShopPhases([event("merged", dated=False)])

        assert (Phase.MERGED_PRODUCTS_UNCONFIRMED, None) == (shop.phase, shop.merged_at)


PLENTY = [
    event(kind, hours, toko_shop_id=shop, heard_at=at(heard), source=source)
    for kind in EventKind
    for hours in (0, 1, 2, 3)
    for shop in (None, "1")
    for heard in (7, 8)
    for source in (EventSource.PERSON, EventSource.SHOP_INFO)
]
EVENTS = st.lists(st.sampled_from(PLENTY), max_size=8)


class TestOrder:
    @given(EVENTS, st.randoms(use_true_random=False))
    @settings(deadline=None)
    def test_plays_no_part(self, events, random):
        """In whatever order and however often events are heard, the shop stands there."""
        shuffled = events + random.choices(events, k=3) if events else []
        random.shuffle(shuffled)
        one, other = ShopPhases(events), ShopPhases(shuffled)

        assert one.standing.phase is other.standing.phase
        assert one.standing.merged_at == other.standing.merged_at
        assert len(one.findings) == len(other.findings)

    @given(EVENTS, st.integers(-1, 4))
    @settings(deadline=None)
    def test_compact_says_the_same(self, events, hours):
        """A shorter log puts the shop where the long one did, at any moment."""
        shop = ShopPhases(events)

        assert shop.phase_at(at(hours)) is shop.compact().phase_at(at(hours))

    def test_compact_is_shorter(self):
        """What is seen again without news between is kept once; what happened, always."""
        shop = after("locked", "locked", "locked", "merged", "merged")

        assert 3 == len(shop.compact().events)

    def test_twice_is_no_news(self, phases):
        """A webhook that is sent again is noticed."""
        assert [True, False] == [phases.feed_merge(MERGE), phases.feed_merge(MERGE)]

    def test_hearing_keeps_its_own_order(self, phases):
        """The log has events as they were heard, whenever they happened."""
        phases.add(event("unmerged", 5))
        phases.add(event("merged", 1))

        assert ["unmerged", "merged"] == [one.kind.value for one in phases.events]
        assert "rolled_back" == phases.phase.value


class TestShopInfo:
    @pytest.mark.parametrize(
        "info",
        [
            INTEGRATED,
            {"data": [INTEGRATED]},
            {"data": INTEGRATED},
            {"tts_integration_completed": INTEGRATED["tts_integration_completed"]},
            {
                "shop_id": "999000001",
                "tts_integration_completed": {
                    "toko_shop_id": "999000001",
                    "tts_shop_id": "7490000000000000099",
                    "completed_time": f"{EPOCH}000",
                },
            },
        ],
        ids=["row", "answer", "one", "mark", "other spelling"],
    )
    def test_migrated(self, phases, info):
        """The mark says that, when and whose, in any of its forms."""
        phases.feed_shop_info(info)
        heard = phases.events[0]

        assert (EventKind.MERGED, NOON) == (heard.kind, heard.happened_at)
        assert ("999000001", "7490000000000000099") == (
            heard.toko_shop_id,
            heard.tts_seller_id,
        )

    @pytest.mark.parametrize("mark", [None, {}, ""], ids=repr)
    def test_not_migrated(self, phases, mark):
        """Without the mark, or with an empty one, the shop has not migrated."""
        phases.feed_shop_info({**NOT_INTEGRATED, "tts_integration_completed": mark})

        assert Phase.PENDING is phases.phase

    def test_a_shop_id_alone_proves_nothing(self, phases):
        """One page shows a tts_shop_id there; what it proves nobody says."""
        phases.feed_shop_info({**NOT_INTEGRATED, "tts_shop_id": 7490})

        assert Phase.UNKNOWN is phases.phase
        assert ["unclear"] == [one.what for one in phases.findings]

    def test_the_shop_among_several(self, phases):
        """Of several shops' rows, the one whose id is known is taken."""
        phases.feed_shop_info(NOT_INTEGRATED)
        phases.feed_shop_info({"data": [{"shop_id": 5}, INTEGRATED]})

        assert Phase.MERGED_PRODUCTS_UNCONFIRMED is phases.phase

    @pytest.mark.parametrize(
        ("info", "says"),
        [
            ({"data": [{"shop_id": 5}, {"shop_id": 6}]}, r"2 shops \(5, 6\)"),
            ({"data": []}, "no shop info"),
            ("shop", "no shop info"),
            (None, "no shop info"),
            ({"orders": []}, "no shop info"),
        ],
        ids=["two", "none", "text", "null", "other"],
    )
    def test_none(self, phases, info, says):
        """What is no shop info, or of several shops, is refused in words."""
        with pytest.raises(ValidationError, match=says):
            phases.feed_shop_info(info)

    def test_of_another_shop(self, phases):
        """Of several shops' rows, none may be this one's."""
        phases.feed_shop_info(NOT_INTEGRATED)

        with pytest.raises(ValidationError, match="of this shop"):
            phases.feed_shop_info({"data": [{"shop_id": 5}, {"shop_id": 6}]})


class TestMergeWebhook:
    @pytest.mark.parametrize(
        ("payload", "phase"),
        [
            (MERGE, "merged_products_unconfirmed"),
            ({**MERGE, "status": " MERGED "}, "merged_products_unconfirmed"),
            ({**MERGE, "status": "unmerge"}, "rolled_back"),
            ({"data": MERGE}, "merged_products_unconfirmed"),
            ({"data": json.dumps(MERGE)}, "merged_products_unconfirmed"),
            ({**MERGE, "status": "paused"}, "unknown"),
        ],
        ids=["merge", "upper case", "unmerge", "envelope", "text", "unknown word"],
    )
    def test_words(self, phases, payload, phase):
        """The word decides; one that nobody knows is kept, and moves nothing."""
        phases.feed_merge(payload)

        assert phase == phases.phase.value

    @pytest.mark.parametrize(
        "when",
        [
            EPOCH,
            EPOCH * 1000,
            str(EPOCH),
            "2025-08-14T12:00:00Z",
            "2025-08-14T19:00:00+07:00",
            "2025-08-14 19:00:00",
        ],
    )
    def test_times(self, phases, when):
        """A time is read however it is written; without a zone it is WIB."""
        phases.feed_merge({**MERGE, "timestamp": when})

        assert NOON == phases.merged_at

    @pytest.mark.parametrize("when", [0, -1, None, "", "soon", 10**30, 1.5, True, [1]])
    def test_no_time(self, phases, when):
        """A merge without a readable time is heard, and undated."""
        phases.feed_merge({**MERGE, "timestamp": when})

        assert (False, at(100)) == (
            phases.events[0].dated,
            phases.events[0].happened_at,
        )

    @pytest.mark.parametrize("id", [0, "", None, 1.0e18, True, []])
    def test_no_id(self, phases, id):
        """What cannot be an id, such as a float that lost its digits, is none."""
        phases.feed_merge({**MERGE, "tts_seller_id": id})

        assert phases.events[0].tts_seller_id is None

    @pytest.mark.parametrize(
        ("payload", "says"),
        [
            ([], "a list"),
            ({}, "status is None"),
            ({"status": 1}, "status is 1"),
            ({"data": "{"}, "not JSON"),
            ({"data": [1]}, "status is None"),
        ],
        ids=["list", "empty", "number", "broken", "data is a list"],
    )
    def test_none(self, phases, payload, says):
        """What is no such webhook is refused in words."""
        with pytest.raises(ValidationError, match=says):
            phases.feed_merge(payload)


class TestMirrorWebhook:
    @pytest.mark.parametrize(
        ("status", "phase"),
        [
            ("MIRRORED", "mirrored"),
            ("ROLLED_BACK", "rolled_back"),
            ("CANCELED", "solely_tiktok_shop"),
            ("CANCELLED", "solely_tiktok_shop"),
            ("PENDING", "unknown"),
        ],
    )
    def test_words(self, phases, status, phase):
        """Its words are the platform's, with one l or two."""
        phases.feed_mirror({"tts_shop_id": 7490, "mirror_status": status})

        assert phase == phases.phase.value

    def test_has_no_shop_id(self, phases):
        """The shop is named within, and the seller in the envelope."""
        phases.feed_mirror(MIRROR)
        heard = phases.events[0]

        assert ("7490", "fiktif", NOON) == (
            heard.tts_shop_id,
            heard.seller_open_id,
            heard.happened_at,
        )

    def test_unified(self, phases):
        """Both webhooks are taken in the words of the unified events, too."""
        merged = unify(tokopedia.parse(json.dumps(MERGE).encode()))
        mirrored = unify(tiktokshop.parse(json.dumps(MIRROR).encode()))
        for happened in (*merged, *mirrored):
            phases.feed_event(happened)
        expected = ShopPhases(clock=lambda: at(100).timestamp())
        expected.feed_merge(MERGE)
        expected.feed_mirror(MIRROR)

        assert 2 == len(phases.events)
        assert expected.events == phases.events

    @pytest.mark.parametrize("payload", [{**MIRROR, "type": 5}, {"type": 35}])
    def test_none(self, phases, payload):
        """Another webhook is refused."""
        with pytest.raises(ValidationError, match="35"):
            phases.feed_mirror(payload)


class TestErrors:
    @pytest.mark.parametrize(
        ("error", "phase"),
        [
            (ShopLockedError("x", platform=Platform.TIKTOK_SHOP), "locked"),
            (ApiError("x", code=12052332), "locked"),
            (ApiError("x", code="12052994"), "solely_tiktok_shop"),
            (ServerError("x", status=500), "unknown"),
            (ApiError("x", code=12052332, platform=Platform.TOKOPEDIA), "unknown"),
        ],
        ids=["locked", "lock code", "never on Tokopedia", "other", "Tokopedia's"],
    )
    def test_met_in_normal_work(self, phases, error, phase):
        """Two refusals tell of the phase; others are no news."""
        assert (phase != "unknown") is phases.feed_error(error)
        assert phase == phases.phase.value


class TestPerson:
    def test_confirms(self, phases):
        """That the seller confirmed the product merge can only be told."""
        phases.feed_merge(MERGE)
        phases.confirm_products(at=at(2))

        assert (Phase.MERGED, at(2)) == (phases.phase, phases.standing.since)

    def test_does_not_say_when(self, phases):
        """Told without a time, it is dated by the telling."""
        phases.confirm_products()

        assert [(at(100), False)] == [(e.happened_at, e.dated) for e in phases.events]

    def test_a_write_that_passed_confirms_too(self, phases):
        """A product call that the lock would refuse passes once it is confirmed."""
        phases.feed_merge(MERGE)
        phases.products_open()

        assert Phase.MERGED is phases.phase

    @pytest.mark.parametrize("moment", [datetime(2025, 1, 1), "now"])  # noqa: DTZ001 - the point
    def test_no_moment(self, phases, moment):
        """A time without a zone, or none at all, is refused."""
        for call in (
            lambda: phases.confirm_products(at=moment),
            lambda: phases.feed_merge(MERGE, heard_at=moment),
            lambda: phases.phase_at(moment),
        ):
            with pytest.raises(ValidationError, match="aware"):
                call()


class TestFindings:
    @pytest.mark.parametrize(
        ("kinds", "what", "rule"),
        [
            (["merged", "not_integrated"], "contradiction", 38),
            (["merged", "not_from_tokopedia"], "contradiction", 44),
            (["merged", "products_confirmed", "locked"], "contradiction", 45),
            (["locked", "products_open"], "contradiction", 45),
            (["products_confirmed"], "contradiction", 48),
            (["mirrored", "merged"], "contradiction", 31),
            (["on_tokopedia"], "contradiction", 31),
            (["mirror_rolled_back"], "contradiction", 43),
            (["unmerged"], "contradiction", 30),
            (["other"], "unclear", 30),
        ],
        ids=lambda value: "-".join(value) if isinstance(value, list) else str(value),
    )
    def test_what_does_not_fit(self, kinds, what, rule):
        """What contradicts the rest is said, with its rule, and raises nothing."""
        found = after(*kinds).findings

        assert [(what, rule)] == [(one.what, one.rule) for one in found]
        assert str(found[0]).endswith(f"(rule {rule})")

    @pytest.mark.parametrize(
        "kinds",
        [
            ["not_integrated", "locked", "merged", "products_confirmed"],
            ["merged", "unmerged", "merged"],
            ["not_from_tokopedia", "mirrored", "mirror_rolled_back", "mirrored"],
        ],
    )
    def test_what_fits(self, kinds):
        """An ordinary way to one shop, and back, has no findings."""
        assert () == after(*kinds).findings

    def test_at_one_moment(self):
        """Opposites at one moment are said; the undoing is taken to have come later."""
        shop = ShopPhases(map(event, ("unmerged", "merged", "locked")))

        assert ["same_moment"] == [one.what for one in shop.findings]
        assert Phase.ROLLED_BACK is shop.phase

    def test_of_two_shops(self):
        """Events that name different shops are said to."""
        events = [
            event("merged", toko_shop_id="1"),
            event("merged", 1, toko_shop_id="2"),
        ]

        assert ["ids_differ"] == [one.what for one in ShopPhases(events).findings]

    def test_heard_before_it_happened(self):
        """What was heard before it happened is said; five minutes are two clocks."""
        early = event("merged", 1, heard_at=at(0))
        clocks = event("merged", 1, heard_at=at(0.95))

        assert ["too_early"] == [one.what for one in ShopPhases([early]).findings]
        assert () == ShopPhases([clocks]).findings


class TestJson:
    @given(EVENTS)
    @settings(deadline=None)
    def test_round_trip(self, events):
        """What was heard comes back as it was, and so does where that puts the shop."""
        shop = ShopPhases(events)
        back = ShopPhases.from_json(shop.to_json().encode())

        assert shop.events == back.events
        assert shop.standing == back.standing

    def test_undated(self):
        """That a time is that of the hearing comes back, too."""
        shop = ShopPhases([event("merged", dated=False, said="merge")])

        assert shop.events == ShopPhases.from_json(shop.to_json()).events

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("{", "not JSON"),
            ("[]", "a list, events"),
            ('{"events": 1}', "a list, events"),
            ('{"events": []}', "version is None"),
            ('{"version": 1, "events": [1]}', r"events\[0\] is not an object"),
            ('{"version": 1, "events": [{"knd": 1}]}', r"events\[0\]\.knd"),
        ],
        ids=["broken", "list", "number", "version", "row", "field"],
    )
    def test_none(self, text, says):
        """What is no log says where it is wrong."""
        with pytest.raises(ValidationError, match=says):
            ShopPhases.from_json(text)

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("kind", "married"),
            ("kind", None),
            ("source", []),
            ("happened_at", 5),
            ("heard_at", "noon"),
            ("dated", "yes"),
            ("said", {}),
            ("toko_shop_id", True),
        ],
    )
    def test_wrong_field(self, name, value):
        """A field that is wrong is named."""
        row = {**event("merged").as_dict(), name: value}

        with pytest.raises(ValidationError, match=rf"events\[0\]\.{name}"):
            ShopPhases.from_json(json.dumps({"version": 1, "events": [row]}))

    def test_number_for_an_id(self):
        """An id written as a number is the same id."""
        row = {**event("merged").as_dict(), "toko_shop_id": 7}
        shop = ShopPhases.from_json(json.dumps({"version": 1, "events": [row]}))

        assert "7" == shop.events[0].toko_shop_id


SHOPS = {
    "unknown": [],
    "pending": ["not_integrated"],
    "locked": ["locked"],
    "unconfirmed": ["merged"],
    "merged": ["merged", "products_confirmed"],
    "alone": ["not_from_tokopedia"],
    "mirrored": ["mirrored"],
    "mirror gone": ["mirrored", "mirror_rolled_back"],
    "unmerged": ["merged", "unmerged"],
}
BEFORE, AFTER = at(-100), at(100)
LIVE = datetime(2025, 9, 20, 16, 59, tzinfo=timezone.utc)
READING = datetime(2025, 9, 30, 16, 59, tzinfo=timezone.utc)
ENDED = READING + timedelta(minutes=1)


class TestServes:
    @pytest.mark.parametrize(
        ("shop", "kind", "created_at", "api"),
        [
            ("alone", "orders", None, "TikTok Shop"),
            ("pending", "orders", None, "Tokopedia"),
            ("locked", "products", None, "Tokopedia + TikTok Shop"),
            ("locked", "orders", None, "Tokopedia + TikTok Shop"),
            ("unconfirmed", "products", None, "TikTok Shop"),
            ("merged", "products", BEFORE, "TikTok Shop"),
            ("merged", "orders", None, "Tokopedia + TikTok Shop"),
            ("merged", "orders", BEFORE, "Tokopedia + TikTok Shop"),
            ("merged", "orders", AFTER, "TikTok Shop"),
            ("merged", "orders", at(72), "Tokopedia + TikTok Shop"),
            ("merged", "orders", at(73), "TikTok Shop"),
            ("merged", "returns", AFTER, "TikTok Shop"),
            ("merged", "chat", at(1), "TikTok Shop"),
            ("merged", "chat", at(-1), "Tokopedia + TikTok Shop"),
            ("merged", "finance", AFTER, "TikTok Shop"),
            (
                "merged",
                "finance",
                datetime(2023, 1, 1, tzinfo=timezone.utc),
                "Tokopedia",
            ),
            ("mirrored", "orders", BEFORE, "TikTok Shop"),
            ("mirror gone", "orders", None, "TikTok Shop"),
            ("unmerged", "orders", None, "Tokopedia + TikTok Shop"),
            ("unknown", "orders", None, "Tokopedia + TikTok Shop"),
        ],
    )
    def test_while_tokopedia_lived(self, shop, kind, created_at, api):
        """Which API has it depends on the phase and on when it came to be."""
        found = after(*SHOPS[shop]).serves(kind, created_at=created_at, at=at(10))

        assert (api, False, False) == (found.api.label, found.archive, found.reads_only)

    def test_merge_of_unknown_time(self):
        """If nobody says when the merge was, old and new cannot be told apart."""
        shop = ShopPhases([event("merged", dated=False)])
        found = shop.serves("orders", created_at=AFTER, at=at(10))

        assert "Tokopedia + TikTok Shop" == found.api.label
        assert "nobody says when" in found.why

    @pytest.mark.parametrize(
        ("moment", "api", "archive", "reads_only"),
        [
            (LIVE, "Tokopedia", False, False),
            (LIVE + timedelta(minutes=1), "Tokopedia", False, True),
            (READING, "Tokopedia", False, True),
            (ENDED, "unknown", True, False),
        ],
        ids=["last write", "only reads", "last read", "ended"],
    )
    def test_calendar(self, moment, api, archive, reads_only):
        """Tokopedia's API stopped writing, then answering, at the end of a day in WIB."""
        found = ShopPhases([event("not_integrated")]).serves("orders", at=moment)

        assert (api, archive, reads_only) == (
            found.api.label,
            found.archive,
            found.reads_only,
        )

    def test_since(self):
        """Since when it is so: the phase, or the calendar, whichever came later."""
        shop = after(*SHOPS["merged"])
        now = datetime(2026, 1, 1, tzinfo=timezone.utc)

        assert NOON == shop.serves("products", at=now).since
        assert datetime(2025, 9, 30, 17, tzinfo=timezone.utc) == (
            shop.serves("orders", at=now).since
        )

    def test_by_what_was_so_then(self):
        """It answers for a moment by the phase of that moment."""
        shop = after(*SHOPS["unmerged"])

        assert (
            "merged_products_unconfirmed" == shop.serves("chat", at=at(0.5)).phase.value
        )

    def test_says_itself(self, phases):
        """It says who has it, why, and by which rules."""
        phases.feed_shop_info(NOT_INTEGRATED, heard_at=at(0))
        late = phases.serves("orders", at=ENDED)
        early = phases.serves("orders")

        assert str(late).startswith("orders: an archive, the shop has not migrated")
        assert str(late).endswith("(rules 25, 6)")
        assert str(early) == ("orders: Tokopedia, the shop has not migrated (rules 25)")

    @given(
        st.sampled_from(get_args(Kind)),
        st.sampled_from(list(SHOPS)),
        st.none() | st.datetimes(timezones=st.just(timezone.utc)),
        st.datetimes(timezones=st.just(timezone(timedelta(hours=-12)))),
    )
    @settings(max_examples=300, deadline=None)
    def test_never_raises(self, kind, shop, created_at, moment):
        """For any kind, phase and time there is an answer, with a reason and rules."""
        found = after(*SHOPS[shop]).serves(kind, created_at=created_at, at=moment)

        assert found.why
        assert found.rules
        assert found.api or found.archive or kind == "finance"

    @pytest.mark.parametrize(
        ("given", "says"),
        [
            ({"kind": "promotions"}, "one of products, orders"),
            ({"created_at": datetime(2025, 1, 1)}, "created_at"),  # noqa: DTZ001 - the point
            ({"at": datetime(2025, 1, 1)}, "aware"),  # noqa: DTZ001 - the point
        ],
        ids=["kind", "created_at", "at"],
    )
    def test_wrong_question(self, phases, given, says):
        """A kind or a time that is none is refused in words."""
        with pytest.raises(ValidationError, match=says):
            phases.serves(**{"kind": "orders", **given})


class TestProbe:
    def test_reads_both_sides(self, box):
        """What the two sides show is written down, and what they cannot is said."""
        shop = ShopPhases(clock=box.clock)
        probe = shop.probe(tokopedia=box.tokopedia(), tiktokshop=box.tiktokshop())

        assert ["merged", "on_tokopedia"] == [one.kind.value for one in probe.learned]
        assert shop.merged_at == box.integration.completed_at
        assert 3 == len(probe.asked)
        assert "reading does not tell" in probe.unknown[-1]

    def test_sends_no_write(self, box):
        """Nothing is sent that could change something."""
        shop = ShopPhases(clock=box.clock)
        shop.probe(tokopedia=box.tokopedia(), tiktokshop=box.tiktokshop())
        seen = [*box.tiktokshop_face.seen, *box.tokopedia_face.seen]

        assert {
            ("GET", "shop-info"),
            ("POST", "token"),
            ("POST", "search"),
        } == {(one.method, one.path.rpartition("/")[2]) for one in seen}

    def test_without_clients(self, phases):
        """Without anybody to ask, it says what is not known."""
        probe = phases.probe()

        assert ((), ()) == (probe.asked, probe.learned)
        assert 3 == len(probe.unknown)

    def test_not_more_often_than_allowed(self, box):
        """Shop info is asked for every five minutes at most."""
        shop = ShopPhases(clock=box.clock)
        client = box.tokopedia()
        shop.probe(tokopedia=client)
        box.clock.advance(minutes=4)
        early = shop.probe(tokopedia=client)
        box.clock.advance(minutes=1)
        late = shop.probe(tokopedia=client)

        assert ((), 1) == (early.asked, len(late.asked))
        assert "rule 39" in early.unknown[0]

    def test_an_archive_tells_of_its_day(self, box, tmp_path):
        """An archive's shop info was true when it was saved."""
        archive.write(box.tokopedia(), tmp_path / "toko")
        saved = archive.Archive(tmp_path / "toko")
        box.clock.advance(days=400)
        shop = ShopPhases(clock=box.clock)
        shop.probe(tokopedia=saved)

        assert shop.events[0].heard_at == saved.manifest.made_at

    def test_an_error_is_not_known(self, box):
        """What cannot be read is said with its error, and costs nothing else."""
        box.tiktokshop_face.fail("server_error", times=99)
        probe = ShopPhases(clock=box.clock).probe(tiktokshop=box.tiktokshop())

        assert 2 == sum("on TikTok Shop" in one for one in probe.unknown)

    def test_an_ended_api_is_not_known(self, box):
        """An API that has ended is said to have, without a call."""
        client = box.tokopedia(base_url="https://fs.tokopedia.net")
        box.clock.advance(days=400)
        probe = ShopPhases(clock=box.clock).probe(tokopedia=client)

        assert "2025-09-30" in probe.unknown[0]

    def test_no_sign_proves_nothing(self, box):
        """A shop without orders from Tokopedia may still be integrated."""
        empty = type(box)(seed=1, orders=0, products=0)
        probe = ShopPhases(clock=empty.clock).probe(tiktokshop=empty.tiktokshop())

        assert () == probe.learned
        assert 2 == sum("proves nothing" in one for one in probe.unknown)


def test_every_phase_has_a_shop():
    """The shops that are tried here are in every phase, by both roads back."""
    stands = {after(*kinds).phase for kinds in SHOPS.values()}

    assert set(Phase) == stands
    assert {"merge", "mirror", None} == {
        after(*kinds).standing.road for kinds in SHOPS.values()
    }
