"""The diagrams of the docs say what the library does."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path

import pytest
from conftest import library

from tokotiktok.binding import Graph
from tokotiktok.migration.events import EventKind
from tokotiktok.migration.standing import _MOVES, Phase

DOCS = Path(__file__).parent.parent / "docs"
FOLDER = DOCS / "diagrams"
PAGES = "\n".join(page.read_text("utf-8") for page in DOCS.rglob("*.rst"))


def test_binding():
    """What is drawn of the binding file is what the library draws of it."""
    drawn = (FOLDER / "binding.dot").read_text("utf-8")

    assert Graph.read(DOCS / "guide" / "ours.toml").graphviz() == drawn


def test_phases():
    """Each arrow between phases is a move that its event makes; each phase is there."""
    text = (FOLDER / "phases.dot").read_text("utf-8")
    moves = re.findall(r'(\w+) -> (\w+) \[label="(\w+)"', text)
    wrong = [
        (one, event)
        for one, other, event in moves
        if _MOVES[EventKind(event)][Phase(one)] is not Phase(other)
    ]

    assert [] == wrong
    assert {one.value for one in Phase} - {"unknown"} == {
        name for one, other, _ in moves for name in (one, other)
    }


def test_architecture():
    """Each package of layers 2 and 3 is drawn, and no module that is not there."""
    text = (FOLDER / "architecture.dot").read_text("utf-8")
    drawn = set(re.findall(r"[|{]([a-z_]+)(?=[:|}])", text))
    root = DOCS.parent / "tokotiktok"
    packages = {one.parent.name for one in root.glob("*/__init__.py")}
    there = packages | {one.stem for one in root.glob("*.py")}

    assert set() == packages - drawn
    assert set() == drawn - there


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.dot")), ids=lambda one: one.stem)
def test_shown(path):
    """Each diagram is on a page, with words for who cannot see it."""
    assert re.search(rf"graphviz:: .*{path.name}\n +:alt: .+", PAGES)


class TestWithoutDot:
    def test_text(self, monkeypatch):
        """Where Graphviz is not installed the page shows the text; nothing fails."""
        library("sphinx")
        monkeypatch.syspath_prepend(DOCS)
        diagrams = import_module("diagrams")
        monkeypatch.setattr(diagrams.shutil, "which", lambda name: None)
        added = {}

        class App:
            def add_directive(self, name, directive):
                added[name] = directive

        diagrams.setup(App())
        sys.modules.pop("diagrams")

        assert {"graphviz": diagrams.AsText} == added
