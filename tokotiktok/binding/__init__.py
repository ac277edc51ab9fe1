"""
Which accounts, apps and shops of the two platforms may be linked, and what stands in the way.

`Graph` reads what is there, `Graph.check` finds what is wrong with it, and `plan` says how
to get to another. Nothing here asks a platform or changes anything.
"""

from __future__ import annotations

from .findings import Confidence, End, Finding, Problem, Severity
from .graph import Graph
from .planning import Action, Plan, Refusal, Step, plan
from .values import (
    Account,
    App,
    Enabler,
    Kind,
    Link,
    Phase,
    Prerequisite,
    Shop,
    Warehouse,
)

__all__ = [
    "Account",
    "Action",
    "App",
    "Confidence",
    "Enabler",
    "End",
    "Finding",
    "Graph",
    "Kind",
    "Link",
    "Phase",
    "Plan",
    "Prerequisite",
    "Problem",
    "Refusal",
    "Severity",
    "Shop",
    "Step",
    "Warehouse",
    "plan",
]
