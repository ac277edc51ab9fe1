"""
Would any test notice, if a line that signs, retries or renews were wrong?

Each such module is changed in one small way at a time, in a copy, and the tests that are
about it run. Prints the changes that none of them notices; what is on the page
docs/why/mutants.rst says why.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
PARTS = ("tokotiktok", "tests", "pyproject.toml")

TESTS = {
    "tiktokshop/signature.py": "tiktokshop/test_signature.py",
    "retry.py": "test_retry.py test_session.py test_download.py",
    "renewal.py": "test_renewal.py",
}
"""The tests that are about a module; the first that fails is enough."""

CONFIG = """
[cosmic-ray]
module-path = "tokotiktok/{module}"
timeout = 60.0
excluded-modules = []
test-command = "{python} -m pytest -x -q -p no:cacheprovider {tests}"
distributor.name = "local"
# here `|` stands in annotations only, which nobody evaluates
filters.operators-filter.exclude-operators = ["core/ReplaceBinaryOperator_BitOr_.*"]
"""


class Copy:
    """A copy of what is tested, with its tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for part in PARTS:
            source = HOME / part
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, folder / part)

    def run(self, tool: str, *arguments: str) -> str:
        """Run a tool of cosmic-ray's in the copy; give what it prints."""
        path = Path(sys.executable).with_name(tool)
        done = subprocess.run(
            [path, *arguments],
            cwd=self.folder,
            check=True,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        return done.stdout

    def results(self, module: str) -> list[dict]:
        """Run the tests on each mutant of *module*; give what became of it."""
        tests = " ".join(f"tests/{one}" for one in TESTS[module].split())
        config = CONFIG.format(module=module, python=sys.executable, tests=tests)
        (self.folder / "mutants.toml").write_text(config, "utf-8")
        self.run("cosmic-ray", "baseline", "mutants.toml")
        self.run("cosmic-ray", "init", "mutants.toml", "mutants.sqlite")
        self.run("cr-filter-operators", "mutants.sqlite", "mutants.toml")
        self.run("cosmic-ray", "exec", "mutants.toml", "mutants.sqlite")
        lines = self.run("cosmic-ray", "dump", "mutants.sqlite").splitlines()
        return [result for _, result in map(json.loads, lines)]


def main(*modules: str) -> None:
    """Try the mutants of *modules*, or of all."""
    for module in modules or TESTS:
        with tempfile.TemporaryDirectory() as folder:
            results = Copy(Path(folder)).results(module)
        tried = [one for one in results if one["worker_outcome"] != "skipped"]
        counts = Counter(one["test_outcome"] for one in tried)
        print(f"{module}: {len(tried)} mutants, {dict(counts)}", flush=True)
        for one in tried:
            if one["test_outcome"] == "survived":
                print(one["diff"])


if __name__ == "__main__":
    main(*sys.argv[1:])
