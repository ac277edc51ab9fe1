"""Fixtures for all, and the rule for what cannot run everywhere."""

from __future__ import annotations

import os

import pytest

from tokotiktok.sandbox import Sandbox


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
