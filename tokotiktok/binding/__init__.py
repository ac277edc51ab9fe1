"""
Accounts, apps and shops on both platforms, what links them, and what may.

`read` takes a file, `check` finds what is wrong with it, `plan` says what leads from one
graph to another and what of that is for good; `mermaid` and `graphviz` draw it. Nothing
here calls a platform: these links are made in consoles, by people.

Sources: TikTok Shop Partner Center, the guide to binding for developers from Tokopedia,
the one pager on the integration of Tokopedia & Shop and its rehearsal, 2024 to 2025.
"""

from __future__ import annotations

from .checking import check
from .drawing import graphviz, mermaid
from .findings import Finding, Known, Problem, Severity
from .planning import Action, Plan, Refusal, Step, plan
from .reading import Form, read, read_text
from .values import Account, App, Enabler, Graph, Link, Prerequisite, Shop, Warehouse
from .words import EnablerStatus, LinkKind, PhaseWord

__all__ = [
    "Account",
    "Action",
    "App",
    "Enabler",
    "EnablerStatus",
    "Finding",
    "Form",
    "Graph",
    "Known",
    "Link",
    "LinkKind",
    "PhaseWord",
    "Plan",
    "Prerequisite",
    "Problem",
    "Refusal",
    "Severity",
    "Shop",
    "Step",
    "Warehouse",
    "check",
    "graphviz",
    "mermaid",
    "plan",
    "read",
    "read_text",
]
