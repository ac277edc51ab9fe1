"""The shop's integration, as far as the sandbox's clock has got."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Literal

from attrs import frozen

from .world import World


@frozen
class Integration:
    """How far the shop is on its way from two APIs to one."""

    world: World
    clock: Callable[[], float]

    @property
    def phase(self) -> Literal["pending", "merged"]:
        """Whether the shop was integrated."""
        return "pending" if self.completed_at is None else "merged"

    @property
    def completed_at(self) -> datetime | None:
        """When the shop was integrated; ``None`` before."""
        at = self.world.integrated_at
        return at if self.clock() >= at.timestamp() else None
