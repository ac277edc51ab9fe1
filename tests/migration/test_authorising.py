"""Who must authorise again, links that cannot be forged, and whose a grant is."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tokotiktok import MemoryTokenStore, Token, TokenKey
from tokotiktok.errors import AuthError, StateError, ValidationError
from tokotiktok.migration.authorising import (
    ShopRecord,
    authorisations,
    match_grant,
    shop_of_seller,
)
from tokotiktok.migration.phases import Phase
from tokotiktok.migration.rulebook import Confidence
from tokotiktok.migration.states import StateSigner
from tokotiktok.tiktokshop.api.shops import AuthorizedShop

NOW = datetime(2025, 9, 1, tzinfo=timezone.utc)
SECRET = "rahasia-fiktif-0123456789"


def clock():
    return NOW.timestamp()


def token(**more):
    ends = {"expires_at": NOW - timedelta(days=1), "refresh": "r", **more}
    return Token(access="a", **ends)


class TestAuthorisations:
    @pytest.mark.parametrize(
        ("stored", "gap"),
        [
            (None, "no_token"),
            (token(), None),
            (token(refresh_expires_at=NOW + timedelta(days=1)), None),
            (token(refresh_expires_at=NOW), "expired"),
            (token(refresh=None), "expired"),
            (token(refresh=None, expires_at=NOW + timedelta(hours=1)), None),
        ],
        ids=[
            "none",
            "renewable",
            "in time",
            "too late",
            "ended",
            "not renewable yet good",
        ],
    )
    def test_by_token(self, stored, gap):
        """A migrated shop needs a token that works, or can be renewed."""
        store = MemoryTokenStore()
        if stored:
            store.save(TokenKey("tiktokshop", "app", "o1"), stored, if_version=None)
        record = ShopRecord(customer="c1", phase=Phase.MERGED, account="o1")
        found = authorisations([record], store, "app", clock=clock)

        assert [gap] * bool(gap) == [one.gap for one in found.missing]
        assert (gap is None) is (found.there == (record,))

    @pytest.mark.parametrize(
        ("phase", "where"),
        [
            (Phase.MERGED, "missing"),
            (Phase.MERGED_PRODUCTS_UNCONFIRMED, "missing"),
            (Phase.MIRRORED, "missing"),
            (Phase.PENDING, "not_yet"),
            (Phase.LOCKED, "not_yet"),
            (Phase.UNKNOWN, "unknown"),
        ],
    )
    def test_by_phase(self, phase, where):
        """Only who has migrated must authorise; who may have is listed apart."""
        record = ShopRecord(customer="c1", phase=phase)
        found = authorisations([record], MemoryTokenStore(), "app", clock=clock)

        assert 1 == len(getattr(found, where))
        assert 1 == sum(
            len(getattr(found, name))
            for name in ("missing", "there", "not_yet", "unknown")
        )

    def test_says_why(self):
        """It names the customer, the shop and what is missing."""
        record = ShopRecord(
            customer="c1", name="Toko Fiktif", phase=Phase.MERGED, toko_shop_id="9"
        )
        found = authorisations([record], MemoryTokenStore(), "app", clock=clock)

        assert (
            "c1 (Toko Fiktif, Tokopedia 9) has migrated, and no open_id is known"
            in (found.missing[0].why)
        )


class TestStateSigner:
    @given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
    @settings(deadline=None)
    def test_round_trip(self, customer):
        """What was signed comes back."""
        signer = StateSigner(secret=SECRET, clock=clock)

        assert customer == signer.verify(signer.sign(customer))

    def test_is_never_the_same(self):
        """Two links for one customer can be told apart."""
        signer = StateSigner(secret=SECRET, clock=clock)

        assert signer.sign("c1") != signer.sign("c1")

    @pytest.mark.parametrize("state", [None, "", "x", "é.x", "a" * 5000 + ".b"])
    def test_none_of_ours(self, state):
        """What is no state is said to be none."""
        with pytest.raises(StateError) as caught:
            StateSigner(secret=SECRET, clock=clock).verify(state)

        assert "malformed" == caught.value.reason

    @given(st.data())
    @settings(deadline=None)
    def test_any_change_is_noticed(self, data):
        """A state with any character changed is refused."""
        signer = StateSigner(secret=SECRET, clock=clock)
        state = signer.sign("c1")
        place = data.draw(st.integers(0, len(state) - 1))
        changed = (
            state[:place] + ("A" if state[place] != "A" else "B") + state[place + 1 :]
        )

        with pytest.raises(StateError) as caught:
            signer.verify(changed)

        assert caught.value.reason in ("forged", "malformed")

    def test_another_secret(self):
        """What another signed is refused; what an earlier secret signed is taken."""
        state = StateSigner(secret="lama-" + SECRET, clock=clock).sign("c1")
        known = StateSigner(secret=SECRET, previous=["lama-" + SECRET], clock=clock)

        assert "c1" == known.verify(state)
        with pytest.raises(AuthError, match="not signed by us"):
            StateSigner(secret=SECRET, clock=clock).verify(state)

    def test_expires(self):
        """A link is good until its time is over."""
        now = [0.0]
        signer = StateSigner(
            secret=SECRET, lifetime=timedelta(hours=1), clock=lambda: now[0]
        )
        state = signer.sign("c1")
        now[0] = 3599.0
        assert "c1" == signer.verify(state)
        now[0] = 3600.0

        with pytest.raises(StateError) as caught:
            signer.verify(state)

        assert "expired" == caught.value.reason

    @pytest.mark.parametrize(
        "given", [{"secret": "x"}, {"previous": ["x"]}, {"secret": b"x" * 32}]
    )
    def test_a_short_secret(self, given):
        """A secret that could be guessed is refused."""
        with pytest.raises(ValidationError, match="shorter than 16"):
            StateSigner(**{"secret": SECRET, **given})

    @pytest.mark.parametrize("customer", ["", None, 5, "\ud800"])
    def test_no_customer(self, customer):
        """A link is made for somebody."""
        with pytest.raises(ValidationError, match="customer="):
            StateSigner(secret=SECRET).sign(customer)

    def test_hides_its_secrets(self):
        """What it prints as has no secret in it."""
        assert SECRET not in repr(StateSigner(secret=SECRET, previous=[SECRET]))

    def test_link(self, box):
        """The link leads to the platform, with the state that says for whom."""
        signer = StateSigner(secret=SECRET, clock=clock)
        link = signer.link(box.tiktokshop(), "c1")
        state = parse_qs(urlsplit(link).query)["state"][0]

        assert "c1" == signer.verify(state)


def shop(id="1", name="Toko Fiktif", region="ID", **more):
    return AuthorizedShop(id=id, name=name, region=region, **more)


def record(customer, **more):
    return ShopRecord(customer=customer, **more)


class TestMatchGrant:
    @pytest.mark.parametrize(
        ("records", "customer", "who", "by"),
        [
            ([record("a", name="X"), record("b")], "a", "a", "state"),
            ([record("a", tts_shop_id="1"), record("b")], None, "a", "tts_shop_id"),
            ([record("a", tts_shop_id="1"), record("b")], "a", "a", "tts_shop_id"),
            ([record("a", name="Toko Fiktif"), record("b")], None, "a", "name"),
            (
                [record("a", name="Toko Fiktif"), record("a", name="Toko Lain")],
                "a",
                "a",
                "name",
            ),
            (
                [record("a", name="Toko Fiktif", tts_shop_id="2"), record("b")],
                None,
                None,
                None,
            ),
            ([record("a", name="toko fiktif")], None, None, None),
            ([record("a", tts_shop_id="2")], "a", None, None),
            ([record("b")], "a", None, None),
            ([record("a"), record("b", tts_shop_id="1")], "a", None, None),
            (
                [record("a", tts_shop_id="1"), record("b", tts_shop_id="1")],
                None,
                None,
                None,
            ),
            (
                [record("a", name="Toko Fiktif"), record("b", name="Toko Fiktif")],
                None,
                None,
                None,
            ),
            ([record("a"), record("a")], "a", None, None),
            ([], None, None, None),
        ],
        ids=[
            "state",
            "id",
            "state and id",
            "name",
            "state, several shops, name",
            "name of a known other shop",
            "name not exact",
            "state, known with another shop",
            "state of nobody",
            "state and id disagree",
            "id twice",
            "name twice",
            "state, several shops, no name",
            "nobody",
        ],
    )
    def test_by(self, records, customer, who, by):
        """By state, then by id, then by exact name; else not at all."""
        (found,) = match_grant([shop()], records, customer=customer)

        assert (who, by) == (found.record and found.record.customer, found.by)
        assert found.why

    def test_names_the_candidates(self):
        """What is refused because several may be it names them."""
        records = [record("a", name="Toko Fiktif"), record("b", name="Toko Fiktif")]
        (found,) = match_grant([shop()], records)

        assert tuple(records) == found.candidates
        assert "a (Toko Fiktif); b (Toko Fiktif)" in found.why

    def test_is_as_sure_as_it_can_be(self):
        """An id is certain; a state and a name are concluded from."""
        by_id = match_grant([shop()], [record("a", tts_shop_id="1")])
        by_name = match_grant([shop()], [record("a", name="Toko Fiktif")])

        assert Confidence.DOCUMENT is by_id[0].confidence
        assert Confidence.INFERRED is by_name[0].confidence

    def test_several_shops_in_a_grant(self):
        """A state says whose, not which: of several shops each is told by its name."""
        records = [record("a", name="Toko Fiktif")]
        found = match_grant([shop(), shop("2", "Lain")], records, customer="a")

        assert ["a", None] == [one.record and one.record.customer for one in found]

    def test_shops_of_one_name_in_a_grant(self):
        """Two shops of one name are not told apart by it."""
        found = match_grant([shop(), shop("2")], [record("a", name="Toko Fiktif")])

        assert [None, None] == [one.record for one in found]

    def test_another_market(self):
        """A shop of another market is nobody's of Tokopedia's."""
        (found,) = match_grant([shop(region="MY")], [record("a", tts_shop_id="1")])

        assert found.record is None
        assert "region MY" in found.why

    def test_what_the_platform_answers(self, box):
        """The platform's own answer can be given as it is."""
        shops = box.tiktokshop().shops.list()
        found = match_grant(shops, [record("a")], customer="a")

        assert ["state"] == [one.by for one in found]


class TestShopOfSeller:
    @pytest.mark.parametrize(
        ("shops", "id"),
        [
            ([shop(seller_type="LOCAL")], "1"),
            ([shop()], "1"),
            ([shop(), shop("2", region="MY")], "1"),
            ([shop(seller_type="CROSS_BORDER")], None),
            ([shop(), shop("2")], None),
            ([], None),
        ],
        ids=["local", "type not said", "one here", "cross-border", "two", "none"],
    )
    def test_one_local_shop(self, shops, id):
        """A local seller has one shop; of others it is not known which."""
        found = shop_of_seller(shops)

        assert id == (found.shop and found.shop.id)
        assert found.why
