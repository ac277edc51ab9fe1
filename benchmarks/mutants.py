"""
Does any test notice if a line that signs, retries or renews is wrong?

Each module is changed in one small way at a time, and the tests that are about it run:
a mutant that they do not notice is printed. Works on a copy. What survived, and why, is
on the page docs/why/mutants.rst.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent

TESTS = {
    "tiktokshop/signature.py": "tiktokshop/test_signature.py",
    "tiktokshop/dialect.py": "tiktokshop/test_dialect.py tiktokshop/test_client.py",
    "retry.py": "test_retry.py test_session.py test_download.py",
    "renewal.py": "test_renewal.py",
}
"""The modules, and the tests that are about them; the first to notice ends a run."""

CONFIG = """\
[cosmic-ray]
module-path = "tokotiktok/{module}"
timeout = 30.0
excluded-modules = []
test-command = "{python} -m pytest -x -q -p no:cacheprovider {tests}"
[cosmic-ray.distributor]
name = "local"
[cosmic-ray.filters.operators-filter]
exclude-operators = [
    "core/ReplaceBinaryOperator_BitOr_.*", # only in annotations, which nobody evaluates
]
"""


def survivors(module: str, folder: Path) -> list[dict[str, object]]:
    """Try each mutant of *module* in *folder*; give what no test noticed."""
    config, session = folder / "mutants.toml", folder / "mutants.sqlite"
    tests = " ".join(f"tests/{one}" for one in TESTS[module].split())
    config.write_text(
        CONFIG.format(module=module, tests=tests, python=sys.executable), "utf-8"
    )

    def run(tool: str, *arguments: object) -> str:
        command = [Path(sys.executable).with_name(tool), *arguments]
        done = subprocess.run(
            [*map(str, command)],
            cwd=folder,
            check=True,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        return done.stdout

    run("cosmic-ray", "init", config, session, "--force")
    run("cr-filter-operators", session, config)
    run("cosmic-ray", "exec", config, session)
    return [
        json.loads(line) for line in run("cosmic-ray", "dump", session).splitlines()
    ]


def main(*modules: str) -> None:
    """Try the modules that are named, or all; print the survivors."""
    for module in modules or TESTS:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for part in ("tokotiktok", "tests", "pyproject.toml"):
                source = HERE / part
                (shutil.copytree if source.is_dir() else shutil.copy)(
                    source, folder / part
                )
            print(survivors(module, folder)[:3])


if __name__ == "__main__":
    main(*sys.argv[1:])
