"""Fixtures for all, and the rule for what cannot run everywhere."""

from __future__ import annotations

import os

import pytest
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


@pytest.fixture
def box() -> Sandbox:
    """A fresh sandbox."""
    return Sandbox(seed=1)


@pytest.fixture
def shop(box):
    """The merged shop of the sandbox."""
    return box.shop()
