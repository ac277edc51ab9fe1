"""The page on the command line: its examples are what commands say, and it is complete."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from textwrap import dedent

import click
import pytest
from click.testing import CliRunner

from tokotiktok.cli import main
from tokotiktok.cli.profiles import PREFIX, SECRETS, SETTINGS, profile

PAGE = Path(__file__).parents[2] / "docs" / "guide" / "command-line.rst"
TEXT = PAGE.read_text("utf-8")
TABLE = TEXT.partition("\nCommand  ")[2].partition("\n‡ ")[0]
"""Of commands and their options."""


def examples():
    """Give each command that the page shows, and what it says there."""
    for block in re.findall(r"\.\. code-block:: console\n\n((?:   .*\n|\n)+)", TEXT):
        for one in dedent(block).split("$ ")[1:]:
            command, _, said = one.partition("\n")
            yield command, said.rstrip()


def lines(said):
    """Leave out spaces at the ends of lines, which no page keeps."""
    return "\n".join(line.rstrip() for line in said.splitlines()).rstrip()


def commands(group=main, names=()):
    """Give each command with its names."""
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        if isinstance(command, click.Group):
            yield from commands(command, (*names, name))
        else:
            yield (*names, name), command


class TestPage:
    def test_examples(self):
        """What the page shows is what the commands say, one after the other."""
        shown = list(examples())
        said = [
            (command, lines(CliRunner().invoke(main, shlex.split(command)[1:]).stdout))
            for command, _ in shown
        ]

        assert shown == said
        assert len(shown) > 5

    @pytest.mark.parametrize(
        ("names", "command"),
        list(commands()),
        ids=lambda one: "-".join(one) if isinstance(one, tuple) else "x",
    )
    def test_mentions(self, names, command):
        """Each command has a row, with all of its options."""
        called = " ".join(names)
        (row,) = re.findall(
            rf"^``{called}\b[^`]*``(?: ‡)?.*\n(?:  +``.*\n)*",
            TABLE,
            re.MULTILINE,
        ) or [""]
        options = {
            name
            for one in command.params
            if isinstance(one, click.Option)
            for name in one.opts
        }
        if "‡" in row:
            assert {"--sandbox", "--profile", "--config"} <= options
            options -= {"--sandbox", "--profile", "--config"}

        assert row
        assert options == set(re.findall(r"``(--[\w-]+)``", row))

    def test_profile(self, home):
        """The profile that the page shows is one."""
        (text,) = re.findall(r"code-block:: toml\n\n((?:   .*\n)+)", TEXT)
        (home / "profiles.toml").write_text(dedent(text), "utf-8")
        (home / "toko.secret").write_text("fiktif", "utf-8")

        found = profile("toko", "profiles.toml", {})
        assert ("fiktif", str(home / "archives" / "toko")) == (
            found.app_secret,
            found.tokopedia_archive,
        )

    def test_settings(self):
        """Each setting is there, with a star if it is a secret, and its variable."""
        found = re.findall(r"^``(\w+)``( \*)? ", TEXT, re.MULTILINE)

        assert [(one, " *" if one in SECRETS else "") for one in SETTINGS] == [
            one for one in found if one[0] in SETTINGS
        ]
        variables = re.findall(
            rf"^``(\w+)``(?: \*)? +``({PREFIX}\w+)``", TEXT, re.MULTILINE
        )
        assert len(variables) > 5
        assert all(variable == PREFIX + name.upper() for name, variable in variables)
