"""What is released: the same bytes from the same sources, and nothing else in them."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import needs

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "tokotiktok"


EPOCH = "1767225600"
"""When the release is said to be made: 2026-01-01."""


def build(sources, into, **environ):
    """Build both, as a release does; give the wheel and the sdist."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(into)],
        cwd=sources,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH, **environ},
        check=True,
        capture_output=True,
    )
    return next(into.glob("*.whl")), next(into.glob("*.tar.gz"))


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The wheel and the sdist of this checkout."""
    needs(find_spec("hatchling") is not None, "hatchling")
    return build(ROOT, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def unpacked(built, tmp_path_factory):
    """The sources that the sdist holds."""
    into = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(built[1]) as archive:
        archive.extractall(into, filter="data")
    return next(into.iterdir())


@pytest.fixture(scope="module")
def names(built):
    """What is in the wheel."""
    with zipfile.ZipFile(built[0]) as wheel:
        return set(wheel.namelist())


@pytest.fixture(scope="module")
def metadata(built):
    """What the wheel says of itself."""
    with zipfile.ZipFile(built[0]) as wheel:
        name = next(one for one in wheel.namelist() if one.endswith("/METADATA"))
        return message_from_bytes(wheel.read(name))


def requirements(metadata):
    """List what the wheel requires."""
    return [one for one in metadata.get_all("Requires-Dist") if "python_" not in one]


class TestSame:
    def test_bytes(self, built, unpacked, tmp_path):
        """From the sdist, on another day, in another folder, come the same bytes."""
        for path in unpacked.rglob("*"):
            os.utime(path, (1_000_000_000, 1_000_000_000))
        again = build(unpacked, tmp_path, TZ="Asia/Jakarta")

        assert [hashlib.sha256(one.read_bytes()).digest() for one in built] == [
            hashlib.sha256(one.read_bytes()).digest() for one in again
        ]

    def test_time(self, built):
        """Files bear the time of SOURCE_DATE_EPOCH."""
        with zipfile.ZipFile(built[0]) as wheel:
            times = {one.date_time for one in wheel.infolist()}

        assert {(2026, 1, 1, 0, 0, 0)} == times


class TestWheel:
    def test_only_the_package(self, names):
        """There is the package and what is said of it: no spec, no tests, no docs."""
        assert {"tokotiktok", "tokotiktok-0.1.0.dist-info"} == {
            name.split("/")[0] for name in names
        }

    def test_whole(self, names):
        """Every file of the package is there: modules, py.typed, templates, tables."""
        there = {
            path.relative_to(ROOT).as_posix()
            for path in PACKAGE.rglob("*")
            if path.is_file() and path.suffix != ".pyc"
        }

        assert there == {name for name in names if name.startswith("tokotiktok/")}
        assert {"tokotiktok/py.typed", "tokotiktok/migration/readiness.html"} <= there


class TestSdist:
    def test_tests(self, unpacked):
        """It can be tested: tests, spec and docs are there, and nothing built."""
        for name in ("tests", "spec", "docs", "examples", "Makefile", "CHANGELOG.md"):
            assert (unpacked / name).exists(), name
        assert not list(unpacked.rglob("*.pyc"))
        assert not (unpacked / ".venv").exists()


class TestMetadata:
    def test_read(self, metadata):
        """The page of the release has a text, a licence, links and what it is for."""
        assert "text/x-rst" == metadata["Description-Content-Type"]
        assert "MIT" == metadata["License-Expression"]
        assert ">=3.10" == metadata["Requires-Python"]
        assert {"Homepage", "Documentation", "Changelog", "Issues"} == {
            url.partition(",")[0] for url in metadata.get_all("Project-URL")
        }
        assert "Typing :: Typed" in metadata.get_all("Classifier")

    def test_pythons(self, metadata):
        """No version of Python is declared that the workflow does not test."""
        workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")
        mark = "Programming Language :: Python :: 3."
        declared = {
            one.removeprefix("Programming Language :: Python :: ")
            for one in metadata.get_all("Classifier")
            if one.startswith(mark)
        }
        tested = set(re.findall(r'"(3\.\d+)"', workflow))

        assert {"3.10"} <= declared <= tested

    def test_all(self, metadata):
        """The extra *all* brings all others."""
        wanted = [row.split("; extra == ") for row in requirements(metadata)]
        whole = {row[0] for row in wanted if row[1:] == ["'all'"]}
        others = {row[0] for row in wanted if row[1:] and row[1] != "'all'"}

        assert others == whole
        assert 10 <= len(metadata.get_all("Provides-Extra")) - 1

    def test_bounds(self, metadata):
        """Each requirement has a lowest version, which CI tests, and no highest."""
        rows = [row.partition(";")[0] for row in requirements(metadata)]

        assert [] == [row for row in rows if ">=" not in row or "<" in row]
