"""The world behind the faces: computed, the same for the same seed, and its own ledger."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from tokotiktok import Platform
from tokotiktok.platforms import WIB
from tokotiktok.sandbox import Sandbox, Trouble
from tokotiktok.sandbox.chance import Dice
from tokotiktok.sandbox.trouble import MOST_SKEW
from tokotiktok.sandbox.world import LARGE, TODAY, World

HARD = Trouble(both=40, alike=8, skew=-20)
WORLDS = [
    pytest.param(World(1, 48), id="small"),
    pytest.param(World(4, 1500), id="middling"),
    pytest.param(World(2, 400, trouble=HARD), id="troubled"),
    pytest.param(World(9, LARGE + 1), id="large"),
    pytest.param(World(9, LARGE + 1, trouble=HARD), id="large and troubled"),
    pytest.param(World(1, 3), id="tiny"),
]


class TestSales:
    @pytest.mark.parametrize("world", WORLDS)
    def test_the_higher_the_newer(self, world):
        """Sales are numbered by when they were placed, before today."""
        times = [sale.placed_at for sale in world.sales()]

        assert all(newer >= older for newer, older in pairwise(times))
        assert times[0] < TODAY.timestamp()
        assert world.opened_on.timestamp() < times[-1]

    @pytest.mark.parametrize("world", WORLDS)
    def test_each_is_somewhere(self, world):
        """Each sale is in one API or both; one of TikTok Shop's never in Tokopedia's."""
        for sale in world.sales():
            assert sale.on_tiktok or sale.on_tokopedia
            assert sale.origin is Platform.TOKOPEDIA or not sale.on_tokopedia

    def test_same_seed_same_world(self):
        """The same seed gives the same world, another seed another."""
        one, again, other = (list(World(seed, 60).sales()) for seed in (1, 1, 2))

        assert one == again != other

    def test_nothing_changed_in_the_future(self):
        """No sale changed after today."""
        changed = [sale.updated_on_tiktok for sale in World(1, 300).sales()]

        assert max(changed) < TODAY.timestamp()

    @pytest.mark.parametrize("world", WORLDS)
    def test_found_by_its_names(self, world):
        """A sale is found by each name it has, in the API that has it."""
        for sale in (world.sale(0), world.sale(world.orders - 1)):
            assert (sale if sale.on_tiktok else None) == world.by_tiktok_id(
                sale.tiktok_id
            )
            here = sale if sale.on_tokopedia else None

            assert here == world.by_tokopedia_id(str(sale.tokopedia_id))
            assert here == world.by_invoice(sale.invoice)

    @pytest.mark.parametrize(
        "name", ["", "x", "1", "580000000000000008", "580000000001009007"]
    )
    def test_not_found(self, name):
        """What is no name of a sale finds none."""
        world = World(1, 12)

        assert None is world.by_tiktok_id(name)
        assert None is world.by_tokopedia_id(name)
        assert None is world.by_invoice(f"INV/20250701/MPL/{name}")

    def test_an_invoice_of_another_day(self):
        """An invoice is of its day."""
        world = World(1, 12)
        sale = next(iter(world.on_tokopedia))
        wrong = sale.invoice.replace("2025", "2024")

        assert None is world.by_invoice(wrong)


class TestApis:
    @pytest.mark.parametrize("world", WORLDS)
    def test_have_what_they_have(self, world):
        """Each API has the sales that say so, each once, sorted by what it says."""
        new, old = list(world.on_tiktok), list(world.on_tokopedia)
        created = [sale.created_on_tiktok for sale in new]
        times = [sale.created_on_tokopedia for sale in old]

        assert sorted(created) == created
        assert sorted(times) == times
        assert Counter(one.number for one in new) == Counter(
            one.number for one in world.sales() if one.on_tiktok
        )
        assert Counter(one.number for one in old) == Counter(
            one.number for one in world.sales() if one.on_tokopedia
        )

    def test_a_million(self):
        """A page out of a million sales costs no more than the page."""
        made = []

        class Counting(World):
            def sale(self, number):
                made.append(number)
                return super().sale(number)

        world = Counting(1, 1_000_000)
        assert 1_000_000 < len(world.on_tiktok) + len(world.on_tokopedia)
        assert len(made) < 3 * 2_500  # the seam, and where its late ones belong
        made.clear()
        page = list(world.on_tiktok[700_000:700_100])
        world.on_tokopedia.between(
            1_752_000_000, 1_752_000_100, lambda sale: sale.created_on_tokopedia
        )

        assert 100 == len(page)
        assert len(made) < 100 + 4 * 20


class TestTrouble:
    def test_as_much_as_was_asked_for(self):
        """A seam has the sales in both APIs, and the look-alikes, that were asked for."""
        world = World(3, 500, trouble=Trouble(both=60, alike=10, skew=7, late=0.5))
        both = [one for one in world.sales() if one.on_tiktok and one.on_tokopedia]
        alike = [one for one in world.sales() if one.has_alike]
        late = [one for one in both if one.taken_over_at]
        unnumbered = [one for one in both if not one.numbered and not one.has_alike]

        assert (60 + 15, 20) == (len(both), len(alike))
        assert 10 < len(late) < 50
        assert 5 < len(unnumbered) < 40
        assert all(
            3600 <= one.taken_over_at - one.placed_at <= 72 * 3600 for one in late
        )
        assert {7} == {one.created_on_tokopedia - one.placed_at for one in both}

    def test_look_alikes(self):
        """Look-alikes cannot be told apart: one minute, the same goods and amount."""
        world = World(3, 500, trouble=Trouble(both=5, alike=10))
        alike = [one for one in world.sales() if one.has_alike]
        for later, first in zip(alike[::2], alike[1::2], strict=True):
            assert 0 <= later.placed_at - first.placed_at <= 20
            assert (first.lines, first.total, None, None) == (
                later.lines,
                later.total,
                later.awb,
                first.awb,
            )

    def test_repeats(self):
        """Pages of a troubled world may begin with the last order of the one before."""
        box = Sandbox(orders=100, trouble=Trouble(both=5, repeats=True))
        first = box.tiktokshop().orders.search(page_size=10)
        second = first.next()
        since = box.world.integrated_at
        old = box.tokopedia().orders.list(
            from_date=since.replace(day=18), to_date=since, per_page=3
        )

        assert first.items[-1] == second.items[0]
        assert old.items[-1] == old.next().items[0]

    @pytest.mark.parametrize(
        "knobs",
        [
            {"both": 0},
            {"late": 1.5},
            {"unnumbered": -0.1},
            {"skew": MOST_SKEW + 1},
            {"alike": -1},
        ],
    )
    def test_impossible(self, knobs):
        """A trouble that cannot be is refused at once."""
        with pytest.raises(ValueError, match=next(iter(knobs))):
            Trouble(**knobs)

    def test_too_few_orders(self):
        """A world must have as many sales as its seam."""
        with pytest.raises(ValueError, match="orders=9 are fewer than the seam's 40"):
            Sandbox(orders=9, trouble=Trouble(both=20))


class TestLedger:
    @pytest.mark.parametrize("world", WORLDS)
    def test_counts_each_sale(self, world):
        """A sale that can be told is one line; one that cannot, as many as its records."""
        lines = Counter(one.sale.number for one in world.truth())
        for sale in world.sales():
            records = sale.on_tiktok + sale.on_tokopedia
            assert (records if sale.has_alike else 1) == lines[sale.number]

    def test_prefers_tiktok_shop(self):
        """A sale in both APIs is TikTok Shop's record."""
        world = World(1, 48)
        both = {
            one.number for one in world.sales() if one.on_tiktok and one.on_tokopedia
        }
        apis = {one.api for one in world.truth() if one.sale.number in both}

        assert {Platform.TIKTOK_SHOP} == apis


class TestDice:
    def test_even(self):
        """Every number is as likely, and each sale has its own."""
        drawn = [Dice(1, number).random() for number in range(4000)]

        assert 4000 == len(set(drawn))
        assert all(
            900 < sum(k / 4 <= one < (k + 1) / 4 for one in drawn) < 1100
            for k in range(4)
        )

    def test_sample(self):
        """A sample has nothing twice."""
        for number in range(50):
            assert {1, 2, 3} == set(Dice(7, number).sample((1, 2, 3), 3))

    def test_choice(self):
        """A choice is one of the options, each of them at some time."""
        assert set("abc") == {Dice(1, number).choice("abc") for number in range(50)}


class TestProducts:
    @pytest.mark.parametrize("count", [3, 8, 20])
    def test_as_many_as_asked_for(self, count):
        """A world has as many products as it is told to."""
        world = World(products=count)

        assert count == len(world.items) == len({one.tiktok_id for one in world.items})
        assert count == len({one.tokopedia_id for one in world.items})


def test_the_small_world_stays():
    """The first seed's small world is what the docs show."""
    newest = World().sale(47)

    assert "580000000000047430" == newest.tiktok_id
    assert 120_000 == newest.total
    assert (48, 6_796_000) == (
        len(list(World().sales())),
        sum(sale.total for sale in World().sales()),
    )
    assert WIB == World().integrated_at.tzinfo
