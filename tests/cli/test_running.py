"""How commands are found, and what they end with."""

from __future__ import annotations

import errno
import importlib
import inspect
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from tokotiktok.cli import main
from tokotiktok.cli.running import told
from tokotiktok.cli.showing import show
from tokotiktok.cli.tables import SHOWN, sentences
from tokotiktok.errors import BindingError, ReauthorizationRequired, ServerError


class TestCommands:
    @pytest.mark.parametrize("name", main.known)
    def test_summary(self, name):
        """What is said of a command without importing it is what it says of itself."""
        module, summary = main.known[name]
        command = getattr(importlib.import_module(f"tokotiktok.cli.{module}"), name)

        first, _, _ = inspect.cleandoc(command.help).partition("\n\n")
        assert summary == " ".join(first.split())

    def test_help(self):
        """Help is there for each command, with its summary."""
        said = CliRunner().invoke(main, ["--help"]).output

        for name, (_, summary) in main.known.items():
            assert f"  {name} " in said
            assert summary in " ".join(said.split())

    def test_unknown(self):
        """A command that is none is a mistake of usage: 2."""
        done = CliRunner().invoke(main, ["ordres"])

        assert 2 == done.exit_code
        assert "No such command 'ordres'" in done.stderr

    def test_help_is_quick(self):
        """Help imports no command, and so nothing that is slow to import."""
        code = (
            "import sys; from click.testing import CliRunner; from tokotiktok.cli import "
            "main; assert not CliRunner().invoke(main, ['--help']).exit_code;"
            "print(*sorted(sys.modules))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        loaded = set(done.stdout.split())

        ours = {one for one in loaded if one.partition(".")[0] == "tokotiktok"}
        needed = {"tokotiktok.cli", "tokotiktok.cli.running", "tokotiktok.errors"}
        assert {"tokotiktok", *needed} == ours


def ended(error):
    """Give what a command that raises *error* ends with."""

    @click.command(cls=click.Command)
    def failing():
        with told():
            raise error

    return CliRunner().invoke(failing)


class TestTold:
    def test_library(self):
        """An error of the library is its sentence, without a traceback: 2."""
        done = ended(ServerError("the platform is out", status=503))

        assert 2 == done.exit_code
        assert "" == done.stdout
        assert "out" in done.stderr
        assert "Traceback" not in done.stderr

    def test_problems(self):
        """All that is wrong with a file is said, a line each."""
        assert "a\nb\n" == ended(BindingError("x", problems=("a", "b"))).stderr

    def test_authorise(self):
        """Where the seller must authorise, the command for that is named."""
        said = ended(ReauthorizationRequired("it ended")).stderr

        assert said.endswith("To authorise: python -m tokotiktok auth login\n")

    def test_file(self):
        """A file that cannot be used is named: 2."""
        done = ended(FileNotFoundError(errno.ENOENT, "No such file", "x.toml"))

        assert (2, "x.toml: No such file\n") == (done.exit_code, done.stderr)

    @pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()], ids=repr)
    def test_interrupted(self, error):
        """Ctrl-C ends with 130, as shells expect."""
        done = ended(error)

        assert (130, "Interrupted.\n") == (done.exit_code, done.stderr)

    def test_extra(self):
        """A library that is not installed is told with how to get it."""
        done = ended(ImportError("needs x: pip install 'tokotiktok[x]'"))

        assert (2, "needs x: pip install 'tokotiktok[x]'\n") == (
            done.exit_code,
            done.stderr,
        )

    @pytest.mark.parametrize(
        "error", [ImportError("no module y"), OSError("odd"), KeyError("x")], ids=repr
    )
    def test_our_own(self, error):
        """What is a mistake of ours is not made to look like one of the user's."""
        assert error is ended(error).exception

    def test_reader_left(self):
        """Whoever reads us may stop reading, as ``head`` does."""
        done = ended(BrokenPipeError(errno.EPIPE, "Broken pipe"))

        assert (1, "") == (done.exit_code, done.stderr)


class TestShowing:
    def test_tables(self, capsys):
        """Between two tables is a line; a long one says that it has the first rows only."""
        rows = [
            (f"{number} rows of many that there are", None)
            for number in range(SHOWN + 1)
        ]
        show(sentences("Long", rows, "A", "B"), sentences("Short", rows[:1], "A", "B"))
        said = capsys.readouterr().out

        assert said.startswith("Long: the first 50 of 51")
        assert "\n49 " in said
        assert "\n50 " not in said
        assert "\n\nShort" in said


class TestCompletion:
    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_script(self, shell):
        """Each shell has its script, which asks the program by its name."""
        done = CliRunner().invoke(main, ["completion", shell])

        assert 0 == done.exit_code
        assert "_TOKOTIKTOK_COMPLETE" in done.stdout

    def test_completes(self):
        """What the script asks is answered with commands, sub-commands and options."""

        def asked(words, number):
            return (
                CliRunner()
                .invoke(
                    main,
                    prog_name="tokotiktok",
                    env={
                        "_TOKOTIKTOK_COMPLETE": "bash_complete",
                        "COMP_WORDS": words,
                        "COMP_CWORD": str(number),
                    },
                )
                .stdout.split()
            )

        assert ["plain,orders", "plain,operations"] == asked("tokotiktok o", 1)
        assert ["plain,login"] == asked("tokotiktok auth lo", 2)
        assert ["plain,--sandbox"] == asked("tokotiktok orders list --sa", 3)
