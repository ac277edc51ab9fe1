"""Jobs are small values that go through any queue, and say what is wrong with them."""

from __future__ import annotations

import json
import pickle
from datetime import datetime, timedelta, timezone

import pytest

from tokotiktok.errors import ValidationError
from tokotiktok.sync import Job, Setup, Shop, backfill, incremental

SHOP = Shop(account="open", id="749", cipher="ROW_fiktif", app="6fiktif8key")
SINCE = datetime(2025, 10, 1, tzinfo=timezone(timedelta(hours=7)))
UNTIL = datetime(2025, 11, 1, tzinfo=timezone(timedelta(hours=7)))


def plain(**changes):
    """A job as a person may write it."""
    return {
        "shop": {"account": "open", "id": "749", "cipher": "ROW_fiktif"},
        "resource": "orders",
        "since": "2025-10-01T00:00:00+07:00",
        **changes,
    }


class TestJob:
    @pytest.mark.parametrize("until", [UNTIL, None])
    def test_goes_through_json_and_pickle(self, until):
        """What is written is read back."""
        job = Job(shop=SHOP, resource="orders", since=SINCE, until=until)

        assert job == Job.from_json(json.loads(json.dumps(job.as_json())))
        assert job == pickle.loads(pickle.dumps(job))

    def test_keys(self):
        """Each job has its own key; the same job has the same in any time zone."""
        jobs = [
            *backfill(SHOP, since=SINCE, until=UNTIL),
            *incremental(SHOP, since=SINCE),
            *backfill(SHOP, "orders", since=SINCE, until=UNTIL, kind="unified"),
        ]
        keys = [job.key for job in jobs]
        utc = SINCE.astimezone(timezone.utc)

        assert len(keys) == len(set(keys))
        assert "tiktokshop/6fiktif8key/749/orders/platform/changes" == keys[4]
        assert keys[0] == Job(shop=SHOP, resource="orders", since=utc, until=UNTIL).key
        assert all(key.isprintable() and len(key) < 255 for key in keys)

    def test_the_cipher_is_not_shown(self):
        """What goes with every request is not in a repr."""
        job = Job(shop=SHOP, resource="orders", since=SINCE)

        assert "ROW_fiktif" not in repr(job)

    def test_read_from_what_a_person_writes(self):
        """A job may be written by hand."""
        job = Job.from_json(plain(until="2025-11-01T00:00:00Z"))

        assert datetime(2025, 11, 1, tzinfo=timezone.utc) == job.until

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"resource": "buyers"}, "resource='buyers': give one of orders, products"),
            ({"kind": "raw"}, "kind='raw': give one of platform, unified"),
            ({"since": "soon"}, "since='soon' is no time with a zone"),
            ({"since": "2025-10-01T00:00:00"}, "is no time with a zone"),
            ({"since": None}, "since=None is no time"),
            ({"until": "2025-10-01T00:00:00+07:00"}, "has no time in it"),
            ({"shop": "749"}, "shop='749' is no object"),
            ({"shop": {"id": "749"}}, "shop: missing 2 required keyword-only"),
            ({"colour": "red"}, "unexpected keyword argument 'colour'"),
        ],
        ids=lambda one: next(iter(one), "") if isinstance(one, dict) else "",
    )
    def test_mistakes(self, changes, said):
        """A mistake is named, with what to write instead."""
        with pytest.raises(ValidationError) as caught:
            Job.from_json(plain(**changes))

        assert said in caught.value.message

    def test_a_setup_is_hashable_and_pickles(self):
        """A worker opens each setup once."""
        setup = Setup(checkpoints="memory:", sink="jsonl:///tmp/x")

        assert setup == pickle.loads(pickle.dumps(setup))
        assert hash(setup) == hash(pickle.loads(pickle.dumps(setup)))
