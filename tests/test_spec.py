"""The spec says what it says in known words."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

SPEC = Path(__file__).parent.parent / "spec"
OWN = ("reading", "naming", "kinds", "rendering", "events", "operations")


@pytest.fixture
def module(monkeypatch):
    """Import modules of the generator, which are no package, and forget them."""
    monkeypatch.syspath_prepend(str(SPEC))
    yield import_module
    for name in OWN:
        sys.modules.pop(name, None)


class TestWords:
    @pytest.mark.parametrize(
        ("raw", "key", "words"),
        [
            ({"id": "getOrder", "verified": "exactly"}, "verified", "VERIFIED"),
            ({"id": "getOrder"}, "verified", "VERIFIED"),
            ({"id": "get_order", "confidence": "High"}, "confidence", "CONFIDENCE"),
        ],
        ids=["a typo", "nothing", "capitals"],
    )
    def test_others_are_refused(self, module, raw, key, words):
        """A word that nobody defined would pass for any: the operation is named."""
        reading = module("reading")
        with pytest.raises(ValueError, match=rf"^get_?[oO]rder: {key} is"):
            reading.known(raw, key, getattr(reading, words))

    @pytest.mark.parametrize(
        "raw",
        [{"verified": "doc"}, {"confidence": "sure"}, {}],
        ids=["verified", "confidence", "neither"],
    )
    def test_events(self, module, raw):
        """So it is with events."""
        event = {"name": "X", "type": 1, "data": "Y", "when": "it is", "title": "X"}
        with pytest.raises(ValueError, match=r"^X: (verified|confidence) is"):
            module("events").Kind.of({**event, **raw})

    @pytest.mark.parametrize("platform", ["tiktokshop", "tokopedia"])
    def test_all_are_known(self, module, platform):
        """What is there says how sure it is."""
        reading = module("reading")
        endpoints = reading.read(platform).endpoints

        assert {one.verified for one in endpoints} <= {
            *reading.VERIFIED,
            *reading.CONFIDENCE,
        }
