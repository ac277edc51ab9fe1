"""What sync carries from a platform to a sink."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Literal, Protocol

from attrs import field, frozen

from ..errors import ValidationError

Kind = Literal["platform", "unified"]
"""A record as its platform sends it, or in the plain words of `tokotiktok.unified`."""


def _has_zone(_: object, __: object, at: datetime | None) -> None:
    if at is not None and at.tzinfo is None:
        msg = (
            f"changed_at={at!r} has no zone: which moment it is depends on the machine"
        )
        raise ValidationError(msg)


@frozen
class Record:
    """
    One record, as plain JSON values.

    Raises:
        ValidationError: its time has no zone.
    """

    id: str
    """Unique among its shop's records of the same resource; the same each time."""
    changed_at: datetime | None = field(validator=_has_zone)
    """When it last changed: of two records with one id, the later is the newer."""
    body: Mapping[str, Any] = field(repr=False)


@frozen(kw_only=True)
class Part:
    """
    Records that are written together, and count together or not at all.

    A worker may die of the next record, or be thought dead and write on. So what it wrote
    counts only once whoever runs the job has saved that it does, and says so by
    `Sink.keep`.
    """

    shop: str
    """Whose records: platform, app and shop, joined by ``/``."""
    resource: str
    """Such as ``orders``."""
    kind: Kind
    name: str
    """Given once and never again; fit for the name of a file."""


class Writer(Protocol):
    """Takes the records of one part."""

    def write(self, records: Sequence[Record]) -> None:
        """Take some records; may be called often."""
        ...


class Sink(Protocol):
    """Where records go. Several threads, processes or machines write at once."""

    def begin(self, part: Part) -> AbstractContextManager[Writer]:
        """
        Begin a part, in a ``with`` block: at its end all that was written is durable.

        If the block raises, a sink need not have kept anything.

        Raises:
            StoreError: it cannot be written.
        """
        ...

    def keep(self, part: Part) -> None:
        """
        Let a part that was written to its end count from now on.

        It may be said again later, and by two at once: what was kept before stays kept.
        Where each record is there once, as in a database, a part may count at once.

        Raises:
            StoreError: it cannot be kept for now, or this sink never had it: whoever runs
                the job must not take it for done.
        """
        ...
