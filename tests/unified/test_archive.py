"""A merged shop over an archive: as over the live API, and more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from archives import copied
from archives import shop as old_shop

from tokotiktok import UnifiedShop
from tokotiktok.errors import NotFoundError
from tokotiktok.platforms import Platform
from tokotiktok.sandbox import Sandbox
from tokotiktok.tokopedia.archive import Archive, write

TOKOPEDIA, TIKTOK_SHOP = Platform.TOKOPEDIA, Platform.TIKTOK_SHOP


@pytest.fixture(scope="module")
def box():
    """A shop."""
    return Sandbox(seed=2, orders=80)


@pytest.fixture(scope="module")
def folder(box, tmp_path_factory):
    """Where its old side is saved."""
    folder = tmp_path_factory.mktemp("saved") / "a"
    write(box.tokopedia(), folder)
    return folder


@pytest.fixture(scope="module")
def live(box):
    """The merged shop over both APIs."""
    return box.shop()


@pytest.fixture(scope="module")
def merged(box, folder):
    """The merged shop over TikTok Shop and the archive."""
    return UnifiedShop(tiktokshop=box.tiktokshop(), tokopedia=Archive(folder))


def unmarked(records):
    """Give records without what only an archive's have."""
    from attrs import evolve

    return [evolve(one, archived=False) for one in records]


class TestAsOverTheLiveAPI:
    @pytest.mark.parametrize("kind", ["orders", "products", "returns"])
    def test_same_records(self, live, merged, kind):
        """Each record is the same, and says that it is archived if it is."""
        expected = list(getattr(live, kind).list())
        found = list(getattr(merged, kind).list())

        assert expected == unmarked(found)
        assert {(one.api is TOKOPEDIA) for one in found} == {True, False}
        assert all(one.archived == (one.api is TOKOPEDIA) for one in found)
        assert not any(one.archived for one in expected)

    def test_when_it_was_integrated(self, live, merged):
        """The archive knows when the shop was opened and integrated."""
        assert live.integrated_at == merged.integrated_at
        assert live.tokopedia_opened_at == merged.tokopedia_opened_at

    def test_alone(self, folder):
        """An archive alone is a shop, too."""
        orders = list(UnifiedShop(tokopedia=Archive(folder)).orders.list())

        assert orders
        assert all(one.archived for one in orders)


class TestByChange:
    def test_each_sale_once(self, box, merged):
        """By time of change each sale comes once, the latest changed first."""
        orders = list(merged.orders.list(updated_from=box.world.opened_on))
        times = [one.updated_at for one in orders]

        assert sorted(times, reverse=True) == times
        assert {one.id for one in merged.orders.list()} == {one.id for one in orders}
        assert len(orders) == len({one.id for one in orders})
        assert {True, False} == {one.archived for one in orders}

    def test_span(self, box, merged):
        """A span cuts both sides."""
        since = box.world.integrated_at - timedelta(days=10)
        until = box.world.integrated_at + timedelta(days=1)
        orders = list(merged.orders.list(updated_from=since, updated_until=until))
        everything = merged.orders.list(updated_from=box.world.opened_on)

        assert [one.id for one in everything if since <= one.updated_at < until] == [
            one.id for one in orders
        ]
        assert {TOKOPEDIA, TIKTOK_SHOP} == {one.api for one in orders}

    def test_archive_alone(self, folder):
        """An archive alone can be listed by time of change, too."""
        shop = UnifiedShop(tokopedia=Archive(folder))
        ids = [one.id for one in shop.orders.list(updated_until=shop.now())]

        assert sorted(one.id for one in shop.orders.list()) == sorted(ids)

    def test_nobody_knows_when_it_was_integrated(self, folder, box, tmp_path):
        """If nobody knows that, twins are looked for in the whole history."""
        archive = copied(folder, tmp_path / "c", parts=["orders", "order_details"])
        shop = UnifiedShop(tiktokshop=box.tiktokshop(), tokopedia=archive)
        orders = list(shop.orders.list(updated_from=box.world.opened_on))

        assert shop.integrated_at is None
        assert {one.id for one in shop.orders.list()} == {one.id for one in orders}

    def test_without_details(self, tmp_path):
        """Without details nobody knows when an order changed, and that is said."""
        write(old_shop(), tmp_path / "a", parts=["orders"])
        shop = UnifiedShop(tokopedia=Archive(tmp_path / "a"))

        with pytest.raises(NotFoundError, match="does not hold order_details"):
            list(shop.orders.list(updated_until=shop.now()))
