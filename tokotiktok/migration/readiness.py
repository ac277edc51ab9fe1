"""
What still stands between a shop, or a fleet of shops, and a clean integration.

`readiness` checks every precondition by what a fleet file tells and what `look` saw. Each
passes, fails or cannot be known, with its rule, who must act and the next step. What no
API tells is asked for in the file, and marked as told.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..binding import Graph, Shop
from . import preconditions
from .looking import Seen, look
from .reporting import Check, Group, Report, ShopReport, State, Text

__all__ = [
    "Check",
    "Group",
    "Report",
    "Seen",
    "ShopReport",
    "State",
    "Text",
    "look",
    "readiness",
]


def readiness(
    known: Graph | Shop, *, probes: Mapping[str, Seen] | None = None
) -> Report:
    """
    Check every precondition of the integration.

    Args:
        known: a shop, or a fleet with its accounts, apps and links: ``Graph.read(path)``.
        probes: what was seen of shops, by their ids on either platform. It counts more
            than what the file tells.
    """
    graph = Graph(shops=[known]) if isinstance(known, Shop) else known
    index = graph.index()
    return Report(
        fleet=tuple(preconditions.of_fleet(index, graph.check())),
        shops=tuple(preconditions.of_shops(index, probes or {})),
        reminders=tuple(preconditions.reminders()),
        graph=graph,
    )
