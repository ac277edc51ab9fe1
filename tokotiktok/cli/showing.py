"""What is printed, and how far long work is."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table

T = TypeVar("T")

WIDTH = 100
_TELL_EACH = 25
"""A bar counts in steps: redrawing it takes longer than reading a record."""

Tell = Callable[[str, "float | None"], None]
"""Says what is going on, and, from 0 to 1, how much of it is done; ``None``: unknown."""


def console() -> Console:
    """Give a console that is as wide where its output is not a terminal."""
    real = Console()
    return real if real.is_terminal else Console(width=WIDTH)


def show(*tables: Table) -> None:
    """Print tables, with a line between."""
    there = console()
    for number, one in enumerate(tables):
        if number:
            there.print()
        there.print(one)


@contextmanager
def bar(what: str) -> Generator[Tell, None, None]:
    """Show how far long work is: on a terminal's stderr, and else nowhere."""
    there = Console(stderr=True)
    if not there.is_terminal:
        yield lambda _text, _share: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(30))
    with Progress(*columns, console=there, transient=True) as progress:
        task = progress.add_task(escape(what), total=None)

        def tell(text: str, share: float | None) -> None:
            total = None if share is None else 1.0
            progress.update(
                task, description=escape(text), total=total, completed=share or 0.0
            )

        yield tell


def counted(records: Iterable[T], what: str) -> Iterator[T]:
    """Go through records while a bar counts them."""
    with bar(what) as tell:
        for number, one in enumerate(records, start=1):
            if number % _TELL_EACH == 0:
                tell(f"{number} {what}", None)
            yield one
