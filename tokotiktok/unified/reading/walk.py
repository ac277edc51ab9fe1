"""What the lists of a unified shop give: an iterator that keeps what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from functools import wraps
from typing import Concatenate, Generic, TypeVar

from typing_extensions import ParamSpec

from ..._convert import UNFIT, unstructure
from ..._model import Model
from ..._resource import Malformed, Page
from ...errors import DecodeError, ValidationError

T = TypeVar("T")
R = TypeVar("R")
M = TypeVar("M", bound=Model)
P = ParamSpec("P")

Unread = list[Malformed]
"""What came but could not be read."""
REMEMBERED = 1_000
"""How far apart a record may come twice from pages that shift while they are read."""


class Walk(Iterator[T], Generic[T]):
    """
    An iterator over records, fetched as you go.

    What a platform sent and could not be read is not among them, and not lost:
    `malformed` has it as it came.
    """

    def __init__(self, records: Callable[[Unread], Iterator[T]]) -> None:
        self.malformed: Unread = []
        """What came so far but could not be read."""
        self._records = records(self.malformed)

    def __next__(self) -> T:
        """Give the next record."""
        return next(self._records)


def passed_on(walk: Walk[T], malformed: Unread) -> Iterator[T]:
    """Go through a walk within another, which is to keep what this could not read."""
    try:
        yield from walk
    finally:
        add_unread(walk.malformed, malformed)


def add_unread(found: Unread, malformed: Unread) -> None:
    """Keep what could not be read, once, if it was come upon on two ways."""
    malformed.extend(one for one in found if one not in malformed)


def fits(
    say: Callable[Concatenate[M, P], T],
) -> Callable[Concatenate[M, P], T]:
    """
    Make of what unfit values raise while a record is said in plain words a `DecodeError`.

    Models pass a value of another type than documented through. The error does not quote
    it: buyers' data may be in it.
    """

    @wraps(say)
    def said(source: M, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            record = say(source, *args, **kwargs)
            hash(record)  # a list where a text belongs fails here, if not before
        except DecodeError:
            raise
        except (*UNFIT, AttributeError, ValidationError) as error:
            msg = f"{type(source).__name__} has a value of an unfit type"
            raise DecodeError(msg) from error
        return record

    return said


def said_or_aside(say: Callable[[M], T], source: M, malformed: Unread) -> T | None:
    """Say a record in plain words; one that cannot be said is put aside."""
    try:
        return say(source)
    except DecodeError as error:
        malformed.append(Malformed(unstructure(source), error.message))
        return None


def rows(
    first: Page[R], malformed: Unread, key: Callable[[R], Hashable]
) -> Iterator[R]:
    """Go through the items of a page and of all that follow, none twice."""
    for page in pages(first, malformed, key):
        yield from page


def pages(
    first: Page[R], malformed: Unread, key: Callable[[R], Hashable]
) -> Iterator[list[R]]:
    """
    Go through a page and all that follow, no item twice.

    Where a platform counts its pages from the newest record, one that comes meanwhile
    pushes another from the page just read to the next.
    """
    seen: dict[Hashable, None] = {}
    for page in first.pages():
        malformed.extend(page.malformed)
        fresh = []
        for item in page:
            name = key(item)
            if name is None or name not in seen:
                seen[name] = None
                fresh.append(item)
        yield fresh
        for old in list(seen)[: max(0, len(seen) - REMEMBERED)]:
            del seen[old]
