"""A served sandbox, as the command serves it, and a foreign SDK to talk to one."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager

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


@contextmanager
def command(*options):
    """Run the command that serves a sandbox; give what it prints."""
    words = [sys.executable, "-m", "tokotiktok", "sandbox", "--port", "0", "--json"]
    with subprocess.Popen(
        [*words, *options], stdout=subprocess.PIPE, text=True
    ) as process:
        lines = []
        for line in process.stdout:
            lines.append(line)
            if line == "}\n":
                break
        try:
            yield json.loads("".join(lines))
        finally:
            process.terminate()
