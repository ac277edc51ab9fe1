"""How commands are found, and what they end with."""

from __future__ import annotations

import errno
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any, NoReturn

import click

from ..errors import ReauthorizationRequired, TokoTikTokError

import_module("rich")  # most print with it: that it is not there is said at once

FINDINGS, UNREADABLE, INTERRUPTED = 1, 2, 130
"""What commands exit with if there is something to see to, if what was asked could not be
done, and if somebody pressed Ctrl-C. 0: all is well."""


def leave(code: int) -> NoReturn:
    """End the command."""
    raise click.exceptions.Exit(code)


class Commands(click.Group):
    """The commands, each imported when it is called; what goes wrong in them is a line."""

    known: Mapping[str, tuple[str, str]] = {}
    """By name: the module it is in, under its own name, and what it does."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        """Give their names, in the order in which they are told."""
        return list(self.known)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """Import a command."""
        if cmd_name not in self.known:
            return None
        module = import_module(f".{self.known[cmd_name][0]}", __package__)
        found: click.Command = getattr(module, cmd_name)
        return found

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's
        formatter: click.HelpFormatter,
    ) -> None:
        """List them without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, does) for name, (_, does) in self.known.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        with told():
            return super().invoke(ctx)


@contextmanager
def told() -> Generator[None, None, None]:
    """Say what went wrong in a sentence, and leave."""
    try:
        yield
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted.", err=True)
        leave(INTERRUPTED)
    except TokoTikTokError as error:
        for line in getattr(error, "problems", ()) or (str(error),):
            click.echo(line, err=True)
        if isinstance(error, ReauthorizationRequired):
            click.echo("To authorise: python -m tokotiktok auth login", err=True)
    except OSError as error:
        if error.errno == errno.EPIPE or error.filename is None:
            raise  # whoever read us has enough, which click knows what to do about
        click.echo(f"{error.filename}: {error.strerror}", err=True)
    except ImportError as error:
        if "pip install" not in str(error):
            raise
        click.echo(str(error), err=True)
    else:
        return
    leave(UNREADABLE)
