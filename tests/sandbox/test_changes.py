"""A world as one API tells of it: as computed, and as it was changed there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tokotiktok.platforms import Platform
from tokotiktok.sandbox import Sandbox
from tokotiktok.sandbox.changes import Changes, Shipped, Told

TOKOPEDIA, TIKTOK_SHOP = Platform.TOKOPEDIA, Platform.TIKTOK_SHOP
BOTH = TOKOPEDIA | TIKTOK_SHOP


@pytest.fixture
def box():
    """A shop."""
    return Sandbox()


@pytest.fixture
def told(box):
    """What TikTok Shop's API tells of it."""
    return Told(box.world, TIKTOK_SHOP)


class TestBought:
    def test_found_by_its_names(self, box, told):
        """What was bought is found by each of its names, in the APIs that have it."""
        sale = box.buy(api=BOTH)

        assert sale.number == told.by_tiktok_id(sale.tiktok_id).number
        assert sale.number == told.by_tokopedia_id(str(sale.tokopedia_id)).number
        assert sale.number == told.by_invoice(sale.invoice).number

    def test_in_one_api(self, box, told):
        """What only one API has is not found in the other."""
        sale = box.buy(api=TOKOPEDIA)

        assert told.by_tiktok_id(sale.tiktok_id) is None
        assert sale.number not in [one.number for one in told.on_tiktok]

    def test_the_next_is_not_there(self, box, told):
        """What was not bought yet has no name."""
        sale = box.buy()

        assert told.by_tiktok_id(str(int(sale.tiktok_id) + 1_009)) is None

    def test_in_its_place_by_time(self, box):
        """What was bought while the clock was set back stands where its time is."""
        box.buy(api=BOTH)
        box.clock.advance(days=-26)
        box.buy(api=BOTH)
        tiktok = [
            one.created_on_tiktok for one in Told(box.world, TIKTOK_SHOP).on_tiktok
        ]
        tokopedia = [
            one.created_on_tokopedia for one in Told(box.world, TOKOPEDIA).on_tokopedia
        ]

        assert sorted(tiktok) == tiktok
        assert sorted(tokopedia) == tokopedia
        assert len(box.world.on_tiktok) + 2 == len(tiktok)


class TestLarge:
    def test_what_was_bought_is_found(self):
        """Nothing that is remembered hides what was bought or shipped since."""
        big = Sandbox(orders=6_000)
        shop = big.shop(tokopedia=None)
        since = big.clock.now - timedelta(hours=1)
        before = [one.id for one in shop.orders.list(updated_from=since)]
        sale = big.buy()
        bought, *others = shop.orders.list(updated_from=since)
        shop.orders.ship(bought)
        shipped, *_ = shop.orders.list(updated_from=since)

        assert before == [one.id for one in others]
        assert sale.tiktok_id == bought.id == shipped.id
        assert bought.status is not shipped.status


class TestShippedTwice:
    @pytest.mark.parametrize(
        ("parcels", "twice"),
        [
            ([None], []),
            ([None, None], [1]),
            ([{0}, {1}], []),
            ([{0}, {0, 1}], [1]),
            ([{0}, None], [1]),
        ],
        ids=["once", "twice whole", "in parts", "a unit twice", "a part and all"],
    )
    def test_by_units(self, parcels, twice):
        """A sale went out twice if a unit of it did; a parcel without units has all."""
        ledger = [
            Shipped(
                sale=1,
                api=TIKTOK_SHOP,
                package=None,
                units=None if units is None else frozenset(units),
                awb=f"A{place}",
            )
            for place, units in enumerate(parcels)
        ]

        assert twice == Changes(ledger=ledger).shipped_twice()
