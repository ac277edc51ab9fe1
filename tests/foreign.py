"""A foreign SDK, to be sure that not only our own client understands the sandbox."""

from __future__ import annotations

import sys

import pytest
from conftest import needs

try:
    import tiktok_shop_api as peer
except ImportError:
    peer = None


def needs_peer():
    """Skip without the foreign SDK, which there is from Python 3.11 on."""
    if sys.version_info < (3, 11):
        pytest.skip("tiktok-shop-api needs Python 3.11")
    needs(peer is not None, "the package tiktok-shop-api")
