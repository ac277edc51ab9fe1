"""Completion of commands and options, in the shells that people use."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from .running import UNREADABLE, leave

NAME = "tokotiktok"
"""The program's name, without which no shell can complete it."""


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """
    Print the script that completes commands in SHELL.

    Bash: ``eval "$(tokotiktok completion bash)"`` in ``~/.bashrc``. Zsh: the same with
    ``zsh``, in ``~/.zshrc``. Fish: ``tokotiktok completion fish | source`` in
    ``~/.config/fish/config.fish``.
    """
    kind = get_completion_class(shell)
    if kind is None:  # pragma: no cover - click has had these since 8.0
        leave(UNREADABLE)
    variable = f"_{NAME.upper()}_COMPLETE"
    click.echo(kind(ctx.find_root().command, {}, NAME, variable).source())
