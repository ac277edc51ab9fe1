"""A job as text runs anywhere, and what is wrong with the text is said."""

from __future__ import annotations

import json
import pickle
from datetime import datetime, timezone

import pytest
from syncing import BEGAN, ENDS, shop_of

from tokotiktok.errors import SyncError, ValidationError
from tokotiktok.sandbox import Sandbox
from tokotiktok.sync import Job, Setup, Shop, job_json, run_job_json

BOX = Sandbox(seed=1)


def client():
    """Make the client that a setup names."""
    return BOX.tiktokshop()


def no_client():
    """Make something else."""
    return BOX


def a_job():
    return Job(shop=shop_of(BOX), resource="orders", since=BEGAN, until=ENDS)


@pytest.fixture
def setup(tmp_path):
    return Setup(
        checkpoints=f"memory:{tmp_path.name}",
        sink=f"jsonl:///{tmp_path}/records",
        client=f"{__name__}:client",
    )


class TestRunJobJson:
    def test_a_function_makes_the_client(self, setup, monkeypatch):
        """A setup may name a function that makes the client."""
        named_here(monkeypatch)
        told = json.loads(run_job_json(job_json(a_job(), setup)))

        assert told["records"] > 0
        assert 0 == json.loads(run_job_json(job_json(a_job(), setup)))["records"]

    def test_a_failure_pickles(self, setup, monkeypatch):
        """What a queue gets to see names shop and job, and pickles."""
        named_here(monkeypatch)
        monkeypatch.setattr(BOX.tiktokshop_face, "scopes", {"seller.product.basic"})
        with pytest.raises(SyncError) as caught:
            run_job_json(job_json(a_job(), setup))
        error = pickle.loads(pickle.dumps(caught.value))

        assert (a_job().key, "ScopeError") == (error.job, error.kind)
        assert a_job().shop.name == error.shop

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("{", "a job is a JSON object, as job_json writes it"),
            ("[]", "a job is a JSON object, as job_json writes it"),
            ("{}", "job=None is no object"),
            ('{"job": {}}', "shop=None is no object"),
        ],
    )
    def test_no_job(self, text, said):
        """What is no job is said to be none."""
        with pytest.raises(ValidationError) as caught:
            run_job_json(text)

        assert said in caught.value.message

    def test_a_setup_with_an_unknown_key(self, setup):
        """A setup that says what this version does not know is refused."""
        plain = json.loads(job_json(a_job(), setup))
        plain["setup"]["colour"] = "red"
        with pytest.raises(ValidationError, match="colour"):
            run_job_json(json.dumps(plain))


class TestSetup:
    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ({"client": None}, "give tokens="),
            ({"client": "nowhere:client"}, "cannot be imported in this worker"),
            ({"client": "json:nothing"}, "cannot be imported in this worker"),
            ({"client": "json"}, "cannot be imported in this worker"),
            ({"client": "builtins:dict"}, "gave dict, and no TikTokShopClient"),
            ({"sink": "nowhere:sink"}, "sink='nowhere:sink' cannot be imported"),
            ({"sink": "builtins:dict"}, "gave dict, which has no begin and keep"),
        ],
        ids=[
            *("none", "module", "function", "no function", "another"),
            *("no sink", "another sink"),
        ],
    )
    def test_mistakes(self, setup, given, said):
        """What a setup lacks, or names in vain, is said."""
        from attrs import evolve

        with pytest.raises(ValidationError, match=said):
            run_job_json(job_json(a_job(), evolve(setup, **given)))

    def test_a_key_that_is_not_there(self, setup, monkeypatch):
        """The app's key and secret must be where a worker runs."""
        from attrs import evolve

        monkeypatch.delenv("TOKOTIKTOK_APP_KEY", raising=False)
        with pytest.raises(ValidationError, match="TOKOTIKTOK_APP_KEY is not set"):
            run_job_json(
                job_json(a_job(), evolve(setup, client=None, tokens="memory:"))
            )

    def test_a_rate_that_nobody_keeps(self, setup):
        """A rate without a limiter would hold nobody back, so it is refused."""
        from attrs import evolve

        with pytest.raises(ValidationError, match="give limiter= as well"):
            evolve(setup, rate=7)

    def test_a_sink_of_ones_own(self, setup):
        """A setup may name the function that makes a sink."""
        from attrs import evolve
        from syncing import MemorySink

        from tokotiktok.sync import open_tools

        named = evolve(setup, sink="syncing:MemorySink")

        assert isinstance(open_tools(named).sink, MemorySink)

    def test_a_limiter(self, setup, monkeypatch):
        """A setup may name limits that all workers share."""
        from attrs import evolve

        from tokotiktok.ratelimit import MemoryRateLimiter
        from tokotiktok.sync import open_tools

        monkeypatch.setenv("TOKOTIKTOK_APP_KEY", "6fiktif8key")
        monkeypatch.setenv("TOKOTIKTOK_APP_SECRET", "fiktif")
        limited = evolve(setup, client=None, tokens="memory:", limiter="memory:")
        tools = open_tools(limited)

        slower = open_tools(evolve(limited, rate=7))

        assert isinstance(tools.client._session.limiter, MemoryRateLimiter)
        assert tools is open_tools(limited)
        assert 7 == slower.client._session.limiter.usage("tiktokshop:a").allowed


def named_here(monkeypatch):
    """Let this module be found under its name."""
    import sys

    monkeypatch.setitem(sys.modules, __name__, sys.modules[__name__])


def test_jobs_of_many_shops_have_their_own_keys():
    """Checkpoints of different shops do not meet."""
    since = datetime(2025, 10, 1, tzinfo=timezone.utc)
    keys = {
        Job(
            shop=Shop(account="a", id=str(number), cipher="c"),
            resource="orders",
            since=since,
        ).key
        for number in range(3)
    }

    assert 3 == len(keys)
