"""Whose change of stock it is: ours, an order's or somebody else's."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokotiktok.errors import ValidationError
from tokotiktok.migration.echo import Author, EchoGuard
from tokotiktok.tiktokshop.api.events import (
    ChangeDetail,
    InventoryChangedByShop,
    InventoryChangedByShopData,
    ProductInformationChange,
    ProductInformationChangeData,
    QuantitySnapshotAfterChange,
)


class Clock:
    def __init__(self):
        self.now = 1_757_900_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def guard(clock):
    return EchoGuard(clock=clock)


def event(source, left, *, delta=0, sku="S", id_=None, key=None, at=None):
    """Make a webhook 68."""
    detail = ChangeDetail(
        trigger_source=source, available_quantity_delta=delta, idempotency_key=key
    )
    snapshot = QuantitySnapshotAfterChange(total_available_quantity=left)
    data = InventoryChangedByShopData(
        event_id=id_,
        sku_id=sku,
        occurred_at=at,
        quantity_snapshot_after_change=snapshot,
        change_detail=(detail,),
    )
    return InventoryChangedByShop(data=data)


def authors(verdicts):
    return [one.author for one in verdicts]


class TestSaw:
    def test_first_is_no_change(self, guard):
        """What is seen first, and what stays, is no change."""
        assert () == guard.saw("S", {"W": 5})
        assert () == guard.saw("S", {"W": 5})

    def test_our_echo(self, guard):
        """What we wrote comes back once."""
        guard.wrote("S", {"W": 5})

        assert [Author.OURS] == authors(guard.saw("S", {"W": 5}))
        assert () == guard.saw("S", {"W": 5})

    def test_not_there_yet(self, guard, clock):
        """Stock from before our write is no change, for a while."""
        guard.saw("S", {"W": 9})
        guard.wrote("S", {"W": 5})
        assert () == guard.saw("S", {"W": 9})

        clock.now += 121
        (late,) = guard.saw("S", {"W": 9})
        assert (Author.OTHERS, 5) == (late.author, late.expected)

    def test_earlier_write(self, guard):
        """Of two writes the first may be seen before the second."""
        guard.saw("S", {"W": 9})
        guard.wrote("S", {"W": 5})
        guard.wrote("S", {"W": 6})

        assert [Author.OURS] == authors(guard.saw("S", {"W": 5}))
        assert [Author.OURS] == authors(guard.saw("S", {"W": 6}))

    def test_order(self, guard):
        """What orders took explains a fall, once."""
        guard.saw("S", {"W": 9})
        guard.sold("S", 2, warehouse_id="W")
        guard.sold("S", 1)

        assert [Author.ORDER] == authors(guard.saw("S", {"W": 6}))
        assert [Author.UNKNOWN] == authors(guard.saw("S", {"W": 5}))

    def test_rise(self, guard):
        """A rise is somebody's, a fall that nobody told of may be anything."""
        guard.saw("S", {"W": 9})

        assert [Author.OTHERS] == authors(guard.saw("S", {"W": 10}))
        assert [Author.UNKNOWN] == authors(guard.saw("S", {"W": 8}))

    def test_back_again(self, guard):
        """What falls to the same figure after each write of ours is somebody's write."""
        guard.saw("S", {"W": 9})
        found = []
        for _ in range(3):
            guard.wrote("S", {"W": 9})
            guard.saw("S", {"W": 9})
            found += authors(guard.saw("S", {"W": 3}))

        assert [Author.UNKNOWN, Author.UNKNOWN, Author.OTHERS] == found


class TestHeard:
    def test_words(self, guard):
        """The platform's words say whose it is."""
        words = [
            "order_created",
            "manual_adjustment",
            "campaign_lock",
            "new_word",
            None,
        ]
        found = [guard.heard(event(word, 5))[0].author for word in words]

        assert [
            Author.ORDER,
            Author.OTHERS,
            Author.PLATFORM,
            Author.UNKNOWN,
            Author.UNKNOWN,
        ] == found

    def test_api_sync(self, guard, clock):
        """An app's write is ours if it is what we wrote, of late."""
        guard.wrote("S", {"W": 5, "V": 2})
        late = datetime.fromtimestamp(clock.now + 901, timezone.utc)

        assert [Author.OURS] == authors(guard.heard(event("api_sync", 7)))
        assert [Author.OTHERS] == authors(guard.heard(event("api_sync", 8)))
        assert [Author.OTHERS] == authors(guard.heard(event("api_sync", 7, at=late)))
        assert [Author.OTHERS] == authors(guard.heard(event("api_sync", 7, sku="T")))

    def test_an_order_between(self, guard):
        """An order between our write and its echo does not hide that it is ours."""
        guard.wrote("S", {"W": 7})
        guard.heard(event("order_created", 6, delta=-1))

        assert [Author.OURS] == authors(guard.heard(event("api_sync", 6)))
        assert [Author.ORDER] == authors(guard.saw("S", {"W": 6}))

    def test_told_then_seen(self, guard):
        """What a webhook told of explains what is read after it."""
        guard.saw("S", {"W": 7})
        guard.heard(event("manual_adjustment", 3))
        (seen,) = guard.saw("S", {"W": 3})

        assert (Author.OTHERS, "said") == (seen.author, seen.certainty)

    def test_twice(self, guard):
        """A webhook comes twice, and a change may be in two of them."""
        first = event("order_created", 5, id_="E", key="K")
        guard.heard(first)

        assert () == guard.heard(first)
        assert () == guard.heard(event("order_created", 5, id_="F", key="K"))

    def test_empty(self, guard):
        """A webhook without data says nothing."""
        assert () == guard.heard(InventoryChangedByShop(data=None))
        assert () == guard.heard(event("api_sync", 5, sku=None))
        nothing = InventoryChangedByShopData(
            sku_id="S", change_detail=(ChangeDetail(trigger_source="api_sync"),)
        )
        assert [Author.OTHERS] == authors(
            guard.heard(InventoryChangedByShop(data=nothing))
        )

    @pytest.mark.parametrize(
        ("source", "wrote", "author"),
        [
            ("SELLER_CENTER", True, Author.OTHERS),
            ("OPEN_API", True, Author.OURS),
            ("OPEN_API", False, Author.OTHERS),
        ],
    )
    def test_product(self, guard, clock, source, wrote, author):
        """Webhook 15 says a person or an app; an app may be us."""
        if wrote:
            guard.wrote("S", {"W": 1}, product_id="P")
        data = ProductInformationChangeData(
            product_id="P",
            change_source=source,
            update_time=datetime.fromtimestamp(clock.now, timezone.utc),
        )

        assert author == guard.heard_product(ProductInformationChange(data=data)).author

    def test_product_without(self, guard):
        """One that does not say who gives no verdict."""
        data = ProductInformationChangeData(product_id="P")

        assert None is guard.heard_product(ProductInformationChange(data=None))
        assert None is guard.heard_product(ProductInformationChange(data=data))


class TestContest:
    def test_found_and_over(self, guard, clock):
        """Three of our writes overwritten within an hour are a contest."""
        for _ in range(3):
            assert not guard.is_contested("S")
            clock.now += 60
            guard.wrote("S", {"W": 9})
            guard.heard(event("api_sync", 4))

        assert guard.is_contested("S")
        assert [("S", 3)] == [(one.sku_id, one.turns) for one in guard.contests]

        clock.now += 3_601
        assert not guard.is_contested("S")
        assert () == guard.contests

    def test_bounded(self, clock):
        """Memory ends with the SKUs touched last."""
        guard = EchoGuard(clock=clock, most=2)
        for sku in "ABC":
            guard.wrote(sku, {"W": 1}, product_id=sku)

        assert [Author.OTHERS] == authors(guard.heard(event("api_sync", 1, sku="A")))

    @pytest.mark.parametrize("given", [{"most": 0}, {"contest": 0}])
    def test_useless(self, given):
        """A guard that can remember or find nothing is refused."""
        with pytest.raises(ValidationError, match="at least 1"):
            EchoGuard(**given)


@given(
    st.lists(
        st.tuples(st.sampled_from(["ours", "order", "others"]), st.integers(0, 9)),
        max_size=30,
    )
)
def test_never_takes_a_foreign_write_for_ours(steps):
    """Whatever the order, each webhook is whose it was, if no two write the same."""
    clock = Clock()
    guard, left = EchoGuard(clock=clock), 1_000
    for turn, (who, by) in enumerate(steps):
        clock.now += 1_000  # beyond the time of an echo
        if who == "ours":
            left = 1_000 * (turn + 2)
            guard.wrote("S", {"W": left})
            heard = guard.heard(event("api_sync", left))
        elif who == "order":
            left -= by
            heard = guard.heard(event("order_created", left, delta=-by))
        else:
            left = 1_000 * (turn + 2) + 500
            heard = guard.heard(event("api_sync", left))

        assert [Author(who)] == authors(heard)
