"""How each job stands is read from the checkpoints alone."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from fakes import NOW
from syncing import BEGAN, ENDS, shop_of, tools_of

from tokotiktok.errors import CheckpointDamaged
from tokotiktok.stores import MemoryCheckpointStore
from tokotiktok.sync import Health, Job, Shop, fleet, incremental, sync
from tokotiktok.sync.courses import Course, Trouble

AT = datetime.fromtimestamp(NOW, timezone.utc)
SHOP = Shop(account="open", id="749", cipher="ROW_fiktif")


def one(**facts):
    """Give how the job of one checkpoint stands."""
    until = facts.pop("until", None)
    job = Job(shop=SHOP, resource="orders", since=AT - timedelta(days=1), until=until)
    store = MemoryCheckpointStore(clock=lambda: NOW)
    store.save(job.key, Course(job=job, **facts).as_json())
    (standing,) = fleet(store, now=AT)
    return standing


def trouble(kind):
    return Trouble(kind=kind, message="no", at=AT)


class TestFleet:
    @pytest.mark.parametrize(
        ("facts", "health"),
        [
            ({"watermark": int(NOW)}, Health.FINE),
            ({"watermark": int(NOW - 3601)}, Health.BEHIND),
            ({}, Health.BEHIND),
            ({"until": AT, "is_finished": True}, Health.FINE),
            ({"until": AT}, Health.UNFINISHED),
            ({"trouble": trouble("ServerError")}, Health.FAILING),
            ({"trouble": trouble("RateLimitError")}, Health.OVER_LIMIT),
            ({"trouble": trouble("ReauthorizationRequired")}, Health.UNAUTHORISED),
            ({"trouble": trouble("ScopeError")}, Health.UNAUTHORISED),
        ],
    )
    def test_health(self, facts, health):
        """The first thing that keeps a job from being fine is named."""
        assert health is one(**facts).health

    def test_says_what_is_known(self):
        """Counts, times and the last failure are there; the cipher is not."""
        standing = one(
            watermark=int(NOW), records=7, late=1, trouble=trouble("ServerError")
        )

        assert (7, 1, AT) == (standing.records, standing.late, standing.read_until)
        assert trouble("ServerError") == standing.trouble
        assert AT == standing.saved_at
        assert "" == standing.job.shop.cipher

    def test_of_some_shops(self, box):
        """One shop's jobs can be asked for alone."""
        tools = tools_of(box)
        sync(incremental(shop_of(box), "orders", since=BEGAN), tools)
        name = shop_of(box).name

        assert 1 == len(list(fleet(tools.checkpoints, shop=name)))
        assert [] == list(fleet(tools.checkpoints, shop="tokopedia/"))

    def test_by_the_clock(self, box):
        """Without a time it is now."""
        tools = tools_of(box)
        sync(incremental(shop_of(box), "orders", since=BEGAN), tools)

        assert [Health.BEHIND] == [one.health for one in fleet(tools.checkpoints)]

    def test_a_course_goes_through_json(self):
        """What a checkpoint holds is read back."""
        job = Job(shop=SHOP, resource="orders", since=BEGAN, until=ENDS)
        course = Course(job=job, trouble=trouble("ServerError"), records=3)
        course.begin(int(NOW))
        plain = course.as_json()

        assert plain == Course.from_json(job.key, plain).as_json()

    def test_what_others_keep_in_the_store(self, box):
        """Checkpoints of other programs in the same store are passed over."""
        tools = tools_of(box)
        tools.checkpoints.save("nightly/report", {"page": 3})

        assert [] == list(fleet(tools.checkpoints))

    def test_a_damaged_checkpoint(self, box):
        """One that cannot be read is named, and what to do."""
        tools = tools_of(box)
        damaged = {"job": {}, "windows": 3, "span": []}
        tools.checkpoints.save("tiktokshop/1/orders", damaged)

        with pytest.raises(CheckpointDamaged, match=r"tiktokshop/1/orders.*forget it"):
            list(fleet(tools.checkpoints))
