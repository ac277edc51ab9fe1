"""Everything that is wrong with a graph, at once."""

from __future__ import annotations

from . import links, records
from .findings import Finding, Severity
from .index import index
from .values import Graph


def check(graph: Graph) -> tuple[Finding, ...]:
    """
    Find every violation of a graph, errors first.

    The links of a graph are taken for all the links there are. What else it does not
    say may be so or otherwise, and is no finding: a missing *online* is not *no*.

    Takes time and memory in proportion to the graph.
    """
    known = index(graph)
    found = [*records.check(graph, known), *links.check(known)]
    return tuple(sorted(found, key=lambda one: one.severity is not Severity.ERROR))
