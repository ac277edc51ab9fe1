"""Completion of commands and options, in the shells that people use."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ZshComplete

NAME = "tokotiktok"
"""The program's name, without which no shell can complete it."""

_SHELLS = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


@click.command()
@click.argument("shell", type=click.Choice(list(_SHELLS)))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """
    Print the script that completes commands in SHELL.

    Bash: ``eval "$(tokotiktok completion bash)"`` in ``~/.bashrc``. Zsh: the same with
    ``zsh``, in ``~/.zshrc``. Fish: ``tokotiktok completion fish | source`` in
    ``~/.config/fish/config.fish``.
    """
    variable = f"_{NAME.upper()}_COMPLETE"
    click.echo(_SHELLS[shell](ctx.find_root().command, {}, NAME, variable).source())
