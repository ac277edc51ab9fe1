"""What is personal is told from the rest, and goes where the policy says."""

from __future__ import annotations

import pickle
from datetime import date, datetime, timedelta, timezone

import pytest
from attrs import evolve

from tokotiktok import unstructure
from tokotiktok.errors import ValidationError
from tokotiktok.sync.privacy import PERSONAL, Privacy
from tokotiktok.sync.records import Part, Record
from tokotiktok.sync.schema import as_plain, columns, model_of

NOW = datetime(2025, 10, 1, tzinfo=timezone.utc)
PLATFORM = Part(shop="tiktokshop/1", resource="orders", kind="platform", name="a")
UNREAD = evolve(PLATFORM, resource="orders_unread")
BODY = {
    "reason": "an unfit value of type list",
    "raw": {"id": 7, "to": ["Budi", {"tel": "0812", "n": 1, "no": None}], "ok": True},
}
UNIFIED = Part(shop="tiktokshop/1", resource="orders", kind="unified", name="a")


def policy(*args, **facts) -> Privacy:
    """Make a policy at a fixed time."""
    return Privacy(*args, clock=NOW.timestamp, **facts)


def record(body, changed_at=NOW) -> Record:
    return Record("1", changed_at, body)


def joined(kept, personal):
    """Lay the two halves of a record over each other."""
    if isinstance(kept, dict) and isinstance(personal, dict):
        both = {
            name: joined(kept[name], personal[name])
            for name in kept.keys() & personal.keys()
        }
        return {**kept, **personal, **both}
    if isinstance(kept, list):
        return [joined(*pair) for pair in zip(kept, personal, strict=True)]
    return kept


@pytest.fixture
def raw(box) -> dict:
    """An order as TikTok Shop sends it."""
    return unstructure(box.tiktokshop().orders.search().items[0])


class TestOmit:
    def test_an_order_of_the_platform(self, raw):
        """Who and where is gone; what, when, for how much and in which city stays."""
        kept, expiring = policy("omit").split(PLATFORM, record(raw))
        address = kept.body["recipient_address"]

        assert expiring is None
        assert {"buyer_email", "buyer_message", "seller_note"} == (
            raw.keys() - kept.body.keys()
        )
        assert {"district_info", "region_code"} == address.keys()
        assert [
            *("Indonesia", "DKI Jakarta", "Jakarta Selatan", None),
        ] == [one.get("address_name") for one in address["district_info"]]
        assert raw["line_items"] == kept.body["line_items"]
        assert raw["payment"] == kept.body["payment"]
        assert raw["user_id"] == kept.body["user_id"]

    def test_an_order_in_plain_words(self, shop):
        """Of the buyer the id stays."""
        plain = as_plain(next(iter(shop.orders.list())))

        kept, _ = policy("omit").split(UNIFIED, record(plain))

        assert {"id", "is_sealed"} == kept.body["buyer"].keys()
        assert {**plain, "buyer": None} == {**kept.body, "buyer": None}

    def test_what_is_not_known_counts_as_personal(self, raw):
        """A field from after this release goes, wherever it is, and in whatever shape."""
        raw["new"] = "fiktif"
        raw["line_items"][0]["new"] = ["fiktif"]
        raw["status"] = {"new": "fiktif"}
        raw["packages"] = "fiktif"

        kept, _ = policy("omit").split(PLATFORM, record(raw))

        assert "fiktif" not in repr(kept.body)

    def test_odd_shapes_are_read(self, raw):
        """A list of one that came alone, an empty object that PHP sent, null: all stay."""
        raw["line_items"] = raw["line_items"][0]
        raw["payment"] = []
        raw["packages"] = None
        raw["recipient_address"]["district_info"] = [
            "fiktif",
            None,
            {"address_level": "L9"},
        ]

        kept, _ = policy("omit").split(PLATFORM, record(raw))

        assert raw["line_items"] == kept.body["line_items"]
        assert [] == kept.body["payment"]
        assert kept.body["packages"] is None
        assert [None, {"address_level": "L9"}] == (
            kept.body["recipient_address"]["district_info"]
        )

    @pytest.mark.parametrize("kind", ["platform", "unified"])
    def test_products_are_the_sellers_own(self, kind):
        """Of products all stays, what is not known too."""
        part = Part(shop="s", resource="products", kind=kind, name="a")
        body = {"id": "1", "new": {"x": 1}}

        assert body == policy("omit").split(part, record(body))[0].body

    def test_further_fields(self, shop):
        """*also* names what the seller wants gone as well."""
        plain = as_plain(next(iter(shop.orders.list())))
        strict = policy("omit", also={"orders": ["buyer.id", "lines.name"]})

        kept, _ = strict.split(UNIFIED, record(plain))

        assert {"is_sealed"} == kept.body["buyer"].keys()
        assert "name" not in kept.body["lines"][0]

    def test_another_resource_is_refused(self):
        """No privacy is promised for what this version does not know."""
        part = Part(shop="s", resource="chats", kind="platform", name="a")

        with pytest.raises(ValidationError, match="platform_chats: which of it"):
            policy("omit").split(part, record({}))


class TestMask:
    def test_texts(self, raw):
        """Asterisks stand for texts; an empty text, and what is no text, hides nothing."""
        raw["cpf"] = 12
        kept, expiring = policy("mask").split(PLATFORM, record(raw))

        assert expiring is None
        assert "***" == kept.body["buyer_email"]
        assert "***" == kept.body["recipient_address"]["name"]
        assert "" == kept.body["buyer_message"]
        assert "cpf" not in kept.body

    def test_pseudonyms(self, raw):
        """With a key the same text has the same pseudonym, under another key another."""

        def mail(key):
            kept, _ = policy("mask", key=key).split(PLATFORM, record(raw))
            return kept.body["buyer_email"]

        assert mail("rahasia-fiktif") == mail("rahasia-fiktif")
        assert 13 == len(mail("rahasia-fiktif"))
        assert mail("rahasia-fiktif") != mail("kunci-fiktif")

    def test_the_key_is_not_shown(self):
        """Whoever prints a policy does not print its key."""
        assert "rahasia" not in repr(policy("mask", key="rahasia-fiktif"))


class TestRecord:
    def test_a_time_without_a_zone(self):
        """Which moment it is cannot be said, so nothing that follows from it can."""
        with pytest.raises(ValidationError, match="has no zone"):
            Record("1", NOW.replace(tzinfo=None), {})


class TestExpire:
    def test_both_halves_are_the_whole(self, raw):
        """What is kept apart has the rest, so that together nothing is lost."""
        raw["new"] = "fiktif"
        kept, expiring = policy("expire", days=90).split(PLATFORM, record(raw))
        personal = expiring.record.body

        assert {**raw, "expires_on": "2025-12-30"} == joined(kept.body, personal)
        assert "Tebet" in repr(personal)
        assert "Jakarta Selatan" not in repr(
            personal["recipient_address"]["district_info"]
        )

    def test_days_count_from_the_last_change(self):
        """It goes on a day that is told; never later than the days allow."""
        changed = NOW - timedelta(days=10, hours=-5)

        _, expiring = policy("expire", days=90).split(UNIFIED, record({}, changed))

        assert date(2025, 12, 20) == expiring.expires_on
        assert {"expires_on": "2025-12-20"} == expiring.record.body
        assert changed == expiring.record.changed_at

    def test_days_count_from_now_at_the_latest(self):
        """What is said to have changed in the future is not kept for longer."""
        far = datetime(9999, 12, 31, tzinfo=timezone.utc)
        _, expiring = policy("expire", days=36_500).split(UNIFIED, record({}, far))

        assert (NOW + timedelta(days=36_500)).date() == expiring.expires_on

    def test_what_is_due_is_not_written(self):
        """Reading an old order again does not bring its buyer back."""
        old = record({"id": "1", "buyer": {"name": "fiktif"}}, NOW - timedelta(days=90))

        kept, expiring = policy("expire", days=90).split(UNIFIED, old)

        assert {"id": "1", "buyer": {}} == kept.body
        assert expiring is None

    def test_without_a_time_days_count_from_now(self):
        """What has no time of change is kept from now on."""
        _, expiring = policy("expire", days=1).split(UNIFIED, record({}, None))

        assert date(2025, 10, 2) == expiring.expires_on


class TestUnread:
    """Records that could not be read, which are kept as they came."""

    @pytest.mark.parametrize(
        "resource", ["orders", "products", "returns", "cancellations"]
    )
    def test_is_left_out(self, resource):
        """Of whatever it is, only why it could not be read stays."""
        part = Part(shop="s", resource=f"{resource}_unread", kind="platform", name="a")
        kept, expiring = policy("omit").split(part, record(BODY, None))

        assert {"reason": BODY["reason"]} == kept.body
        assert expiring is None

    def test_is_masked_all_over(self):
        """Its shape stays, with asterisks for texts, and without all other values."""
        kept, _ = policy("mask").split(UNREAD, record(BODY, None))

        assert {
            "reason": BODY["reason"],
            "raw": {"to": ["***", {"tel": "***", "no": None}]},
        } == kept.body

    @pytest.mark.parametrize(
        ("raw", "expected"), [("Budi", "***"), ([["Budi"]], [["***"]]), (None, None)]
    )
    def test_is_no_object(self, raw, expected):
        """What came may be anything."""
        kept, _ = policy("mask").split(UNREAD, record({"raw": raw}, None))

        assert {"raw": expected} == kept.body

    def test_has_the_same_pseudonyms(self, raw):
        """So that one can still tell whose it is, as of what could be read."""
        keyed = policy("mask", key="rahasia-fiktif")
        whole, _ = keyed.split(PLATFORM, record(raw))
        unread, _ = keyed.split(UNREAD, record({"reason": "", "raw": raw}))

        assert whole.body["buyer_email"] == unread.body["raw"]["buyer_email"]

    def test_is_kept_apart(self):
        """Until it is due, it is whole."""
        kept, expiring = policy("expire", days=9).split(UNREAD, record(BODY, None))

        assert {"reason": BODY["reason"]} == kept.body
        assert {"expires_on": "2025-10-10", "raw": BODY["raw"]} == (
            expiring.record.body
        )

    def test_of_another_resource_is_refused(self):
        """What is not known is not known when it cannot be read."""
        part = Part(shop="s", resource="chats_unread", kind="platform", name="a")

        with pytest.raises(ValidationError, match="platform_chats_unread: which of it"):
            policy("omit").split(part, record({}))


class TestPolicy:
    @pytest.mark.parametrize(
        ("facts", "says"),
        [
            ({"personal": "hide"}, "give one of omit, mask, expire"),
            ({"personal": "expire"}, "days=None"),
            ({"personal": "expire", "days": 0}, "days=0"),
            ({"personal": "expire", "days": True}, "days=True"),
            ({"personal": "expire", "days": 10**9}, "days=1000000000"),
            ({"personal": "omit", "days": 1}, "days=1"),
            ({"personal": "omit", "key": "k"}, r"\*key\*, not empty"),
            ({"personal": "mask", "key": ""}, r"\*key\*, not empty"),
            ({"personal": "mask", "key": b"k"}, "key: give a text"),
            ({"personal": "mask", "key": "\udcff"}, "key: give a text"),
            ({"personal": "omit", "also": {"order": ["x"]}}, "order"),
            ({"personal": "omit", "also": {"orders": "x"}}, "lists of fields"),
            ({"personal": "omit", "also": {"orders": ["buyer.x"]}}, "buyer.x"),
        ],
        ids=lambda value: value if isinstance(value, str) else None,
    )
    def test_a_mistake_is_named(self, facts, says):
        """What cannot be meant is refused before anything is written."""
        with pytest.raises(ValidationError, match=says):
            Privacy(**facts)

    def test_pickles(self, raw):
        """Workers get the same policy."""
        one = Privacy("mask", key="rahasia-fiktif")
        again = pickle.loads(pickle.dumps(one))

        assert one == again
        assert one.split(PLATFORM, record(raw)) == again.split(PLATFORM, record(raw))

    @pytest.mark.parametrize("name", PERSONAL)
    def test_each_field_is_there(self, name):
        """What is listed as personal is a field of the model; a misspelt one hid nothing."""
        unified = not name.startswith("platform_")
        model = model_of(
            name.removeprefix("platform_"), "unified" if unified else "platform"
        )
        there = {".".join(one.path) for one in columns(model)}

        assert set(PERSONAL[name]) <= there
