"""Fixtures for all, and the rule for what cannot run everywhere."""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

import backends
import pytest
import servers
from hypothesis import settings

from tokotiktok.sandbox import Sandbox

# where all must pass, it passes or fails the same each time; else each run tries new values
settings.register_profile("all", derandomize=True, deadline=None)
if os.environ.get("TOKOTIKTOK_ALL"):
    settings.load_profile("all")


def needs(there: bool, what: str) -> None:
    """Skip a test where *what* is not there; fail it where all must run."""
    if there:
        return
    if os.environ.get("TOKOTIKTOK_ALL"):
        pytest.fail(f"needs {what}, and TOKOTIKTOK_ALL is set")
    pytest.skip(f"needs {what}")


def library(name: str) -> ModuleType:
    """Give a module of an outside library, by the same rule."""
    needs(find_spec(name.partition(".")[0]) is not None, name)
    return import_module(name)


@pytest.fixture
def box() -> Sandbox:
    """A fresh sandbox."""
    return Sandbox(seed=1)


@pytest.fixture
def shop(box):
    """The merged shop of the sandbox."""
    return box.shop()


@pytest.fixture(scope="session")
def redis_server():
    """A Redis server, ours alone; what a test leaves in it, others may find."""
    needs(servers.redis_server() is not None, "redis-server")
    with servers.redis() as server:
        yield server


@pytest.fixture
def redis_url(redis_server) -> str:
    """Where the server is."""
    return redis_server.url


@pytest.fixture(scope="session")
def postgres_url():
    """The database of a PostgreSQL server, ours alone."""
    needs(servers.postgres_programs() is not None, "PostgreSQL's initdb")
    with servers.postgres() as url:
        yield url


@pytest.fixture(params=backends.KINDS, ids=lambda kind: kind.__name__.lower())
def backend(request, tmp_path):
    """Where state lives, empty: each kind in turn."""
    needed = request.param.needs
    with request.param(needed and request.getfixturevalue(needed), tmp_path) as one:
        yield one
