"""One difference between the two sides of a shop."""

from __future__ import annotations

from typing import Any, Literal

from attrs import asdict, evolve, frozen

Part = Literal["orders", "products", "skus", "stock", "money"]
What = Literal["missing", "extra", "changed", "doubled", "unmatched"]


@frozen
class Difference:
    """Something that is not the same on both sides."""

    part: Part
    what: What
    old_id: str | None = None
    new_id: str | None = None
    field: str | None = None
    """What changed."""
    before: str | None = None
    """On the old side."""
    now: str | None = None
    """On the new side."""
    why: str | None = None

    def of(self, before: object, now: object) -> Difference:
        """Say what it was, and what it is."""
        return evolve(self, before=str(before), now=str(now))

    @property
    def row(self) -> tuple[str, ...]:
        """Give it as a row of a table."""
        return tuple(value or "" for value in self.to_json().values())

    def to_json(self) -> dict[str, Any]:
        """Give it as plain values."""
        return asdict(self)
