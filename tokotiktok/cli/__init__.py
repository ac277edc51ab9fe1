"""
The command line: ``python -m tokotiktok``.

This module is the table of contents. A command's module, and what that needs, is imported
when the command is called.
"""

from __future__ import annotations

import click

from .. import __version__
from .running import Commands


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s")
def main() -> None:
    """One library for Tokopedia and TikTok Shop."""


main.known = {
    "demo": (
        "demo",
        "Show one merged shop: orders, products and returns from both APIs.",
    ),
    "sandbox": ("serving", "Serve both platforms on loopback, until interrupted."),
    "auth": ("auth", "Let a seller authorise the app; see who has."),
    "orders": ("listing", "List orders of both platforms, each sale once."),
    "products": ("listing", "List products of both platforms."),
    "returns": ("listing", "List returns, refunds, cancellations and complaints."),
    "sync": ("syncing", "Copy records into files and databases."),
    "webhooks": ("webhooks", "See and change which events are sent where."),
    "archive": ("archive", "Save what a Tokopedia shop was, and check it."),
    "migrate": ("migrate", "See what became of a shop that was integrated."),
    "doctor": ("doctor", "Find out why calls fail, and what to do."),
    "binding": ("binding", "Check what is linked to what on both platforms."),
    "readiness": (
        "readiness",
        "Say what still stands between the shops in FILE and a clean integration.",
    ),
    "operations": ("operations", "List every typed operation of both platforms."),
    "explain": (
        "explaining",
        "Say what an error code means, who must act, and what they do.",
    ),
    "completion": ("completion", "Print the script that completes commands in SHELL."),
}
