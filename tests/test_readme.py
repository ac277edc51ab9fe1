"""The README's example runs as pasted, and prints what it says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

README = Path(__file__).parent.parent / "README.rst"


def blocks(kind):
    """Give the README's code blocks of a kind."""
    found = re.findall(
        rf"\.\. code-block:: {kind}\n\n((?:    .*\n|\n)+)", README.read_text("utf-8")
    )
    return [dedent(one).strip() + "\n" for one in found]


class TestReadme:
    def test_example_runs_as_pasted(self):
        """The first example, pasted into a file, prints what stands below it."""
        example, said = blocks("python")[0], blocks("text")[0]
        done = subprocess.run(
            [sys.executable, "-c", example], capture_output=True, text=True, check=False
        )

        assert ("", said) == (done.stderr, done.stdout)
        assert len([line for line in example.splitlines() if line.strip()]) <= 25

    def test_other_examples_are_right(self):
        """The example that needs an account calls what there is."""
        compile(blocks("python")[1], "README.rst", "exec")

    def test_says_the_two_commands(self):
        """The two commands are on the first screen."""
        first = README.read_text("utf-8").splitlines()[:30]

        assert {"    make demo", "    make test"} <= set(first)
