"""The pages mention all that is public, and what they point at is there."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

import pytest

import tokotiktok
from tokotiktok import errors
from tokotiktok.sandbox.faults import FAULTS

DOCS = Path(__file__).parent.parent / "docs"
WRITTEN = sorted(
    page
    for page in DOCS.rglob("*.rst")
    if page.parent.name not in ("tiktokshop", "tokopedia")
    and "_build" not in page.parts
)
"""The pages that are not made from tables."""
TEXTS = {page: page.read_text("utf-8") for page in WRITTEN}
WORDS = {word for text in TEXTS.values() for word in re.findall(r"\w+", text)}
ROOT = Path(tokotiktok.__file__).parent
PACKAGES = sorted(
    ".".join(init.parent.relative_to(ROOT.parent).parts)
    for init in ROOT.rglob("__init__.py")
    if "__all__" in init.read_text("utf-8")
)


def made_in(module):
    """List the names that a module makes itself."""
    body = ast.parse(Path(module.__file__).read_text("utf-8")).body
    for one in body:
        if isinstance(one, (ast.ClassDef, ast.FunctionDef)):
            yield one.name
        elif isinstance(one, ast.Assign):
            yield from (to.id for to in one.targets if isinstance(to, ast.Name))


def shown(text):
    """List the names that a page takes from the docstrings of whole modules."""
    names = set()
    for module, options in re.findall(
        r"^\.\. automodule:: (\S+)\n((?: +:.*\n)*)", text, re.MULTILINE
    ):
        if ":no-members:" not in options:
            loaded = importlib.import_module(module)
            left_out = set(re.findall(r"\w+", options.partition("exclude-members:")[2]))
            names |= set(getattr(loaded, "__all__", None) or made_in(loaded)) - left_out
    return names


SHOWN = set().union(*map(shown, TEXTS.values()))


class TestMentioned:
    @pytest.mark.parametrize("package", PACKAGES)
    def test_names(self, package):
        """Each public name of a package is on a page."""
        missing = set(importlib.import_module(package).__all__) - WORDS - SHOWN

        assert set() == missing

    def test_errors(self):
        """Each error is in the guide's table, or beside it."""
        table = TEXTS[DOCS / "guide" / "errors.rst"]
        kinds = {
            name
            for name, kind in vars(errors).items()
            if isinstance(kind, type) and issubclass(kind, errors.TokoTikTokError)
        }

        assert set() == {name for name in kinds if f"`{name}`" not in table}

    def test_faults(self):
        """Each fault of the sandbox is in the guide's table."""
        table = TEXTS[DOCS / "guide" / "testing.rst"]

        assert set() == {fault for fault in FAULTS if f"``{fault}``  " not in table}


class TestLinks:
    def test_files(self):
        """Each file that a page shows is there."""
        gone = [
            (page.name, name)
            for page, text in TEXTS.items()
            for name in re.findall(
                r"^\.\. (?:literalinclude|include|graphviz):: (\S+)", text, re.MULTILINE
            )
            if not (page.parent / name).is_file()
        ]

        assert [] == gone

    @pytest.mark.parametrize(
        "path",
        sorted((DOCS.parent / "examples").glob("*.py")),
        ids=lambda path: path.stem,
    )
    def test_examples(self, path):
        """Each whole program is shown on a page."""
        assert [page for page, text in TEXTS.items() if f"examples/{path.name}" in text]

    def test_pages(self):
        """Each page that a page names is there, or is made from a table."""
        gone = []
        for page, text in TEXTS.items():
            for name in re.findall(r":doc:`(?:[^`<]*<)?([^`>]+)>?`", text):
                base = DOCS if name.startswith("/") else page.parent
                path = (base / name.lstrip("/")).resolve()
                generated = "reference" in path.parts
                if not generated and not path.with_suffix(".rst").is_file():
                    gone.append((page.name, name))

        assert [] == gone

    def test_reachable(self):
        """Each page is in the table of contents."""
        contents = TEXTS[DOCS / "index.rst"]
        listed = {
            DOCS / f"{name}.rst"
            for name in re.findall(r"^   (\w\S+)$", contents, re.MULTILINE)
        }

        assert set(WRITTEN) - listed == {DOCS / "index.rst"}

    def test_repository(self):
        """Each file of the repository that a page names is there."""
        named = {
            name
            for text in TEXTS.values()
            for name in re.findall(
                r"``((?:tests|examples|spec|docs)/[\w./-]+?)(?:::[\w:\[\]-]+)?``", text
            )
        }

        assert [] == sorted(name for name in named if not (DOCS.parent / name).exists())
