"""
A graph as text, for Mermaid and for Graphviz: for people who would rather look than read.

Ids may hold anything: in the text a node has a number, and the id is in its label only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from ..platforms import Platform
from .checking import ends_of, owner_of
from .findings import End, Finding, Severity
from .index import KINDS, SIDES, Index
from .values import Kind


@frozen
class Node:
    """What is drawn of an end."""

    name: str
    end: End
    there: bool
    """Whether it has a record."""
    wrong: bool

    @property
    def label(self) -> str:
        """Name it, without its platform."""
        return f"{self.end.kind} {self.end.id}"

    @property
    def side(self) -> Platform:
        """Whose it is."""
        return self.end.platform


@frozen
class Edge:
    """What is drawn between two nodes, by their names."""

    start: str
    end: str
    kind: Kind | None
    """What kind of link; None: an account has it."""


def mermaid(index: Index, found: Sequence[Finding]) -> str:
    """Write a flow chart: app links thick, for they are for good; errors red."""
    nodes, edges = parts(index, found)
    out = ["flowchart LR"]
    for side in SIDES:
        out.append(f'  subgraph {side.label.replace(" ", "")}["{side.label}"]')
        out += [
            f'    {node.name}["{_mermaid(node.label)}"]'
            for node in nodes
            if node.side is side
        ]
        out.append("  end")
    arrows = {None: "-->", "account": "<-->", "app": "==>", "shop": "<-.->"}
    out += [f"  {edge.start} {arrows[edge.kind]} {edge.end}" for edge in edges]
    missing = [node.name for node in nodes if not node.there]
    wrong = [node.name for node in nodes if node.wrong]
    for style, look, names in (
        ("missing", "stroke-dasharray:4", missing),
        ("error", "stroke:#c00,stroke-width:3px", wrong),
    ):
        if names:
            out.append(f"  classDef {style} {look}")
            out.append(f"  class {','.join(names)} {style}")
    return "\n".join(out) + "\n"


def graphviz(index: Index, found: Sequence[Finding]) -> str:
    """Write a digraph: app links thick, for they are for good; errors red."""
    nodes, edges = parts(index, found)
    out = ["digraph binding {", "  rankdir=LR", "  node [shape=box]"]
    for side in SIDES:
        out.append(f'  subgraph "cluster_{side.label}" {{')
        out.append(f'    label="{side.label}"')
        for node in nodes:
            if node.side is side:
                look = "" if node.there else " style=dashed"
                look += " color=red penwidth=3" if node.wrong else ""
                out.append(f'    {node.name} [label="{_dot(node.label)}"{look}]')
        out.append("  }")
    looks = {
        None: "arrowhead=none",
        "account": "dir=both",
        "app": "penwidth=3",
        "shop": "dir=both style=dashed",
    }
    out += [f"  {edge.start} -> {edge.end} [{looks[edge.kind]}]" for edge in edges]
    return "\n".join([*out, "}"]) + "\n"


def parts(index: Index, found: Sequence[Finding]) -> tuple[list[Node], list[Edge]]:
    """Give all there is to draw."""
    wrong = {end for one in found if one.severity is Severity.ERROR for end in one.ends}
    ends = {end: f"n{place}" for place, end in enumerate(dict.fromkeys(_ends(index)))}
    nodes = [
        Node(
            name,
            end,
            end.id in index.kinds[end.kind][end.platform].records,
            end in wrong,
        )
        for end, name in ends.items()
    ]
    edges = [Edge(ends[owner], ends[end], None) for owner, end in _owned(index)]
    for kind in KINDS:
        for link in index.kinds[kind].links.values():
            first, second = ends_of(link)
            edges.append(Edge(ends[first], ends[second], kind))
    return nodes, edges


def _ends(index: Index) -> Iterator[End]:
    """Give every end, listed or only named."""
    for kind in KINDS:
        for side in SIDES:
            for key in index.kinds[kind][side].records:
                yield End(platform=side, kind=kind, id=key)
        for link in index.kinds[kind].links.values():
            yield from ends_of(link)
    for owner, _ in _owned(index):
        yield owner


def _owned(index: Index) -> Iterator[tuple[End, End]]:
    """Give every app and shop whose account is said, with the account."""
    kinds: tuple[Kind, ...] = ("app", "shop")
    for kind in kinds:
        for side in SIDES:
            for key, record in index.kinds[kind][side].records.items():
                account = owner_of(record)
                if account is not None:
                    yield (
                        End(platform=side, kind="account", id=account),
                        End(platform=side, kind=kind, id=key),
                    )


def _mermaid(text: str) -> str:
    """Write what may be markup as the number of its character."""
    return "".join(
        one if one.isalnum() or one in " _-.,:/@" else f"#{ord(one)};" for one in text
    )


def _dot(text: str) -> str:
    """Write a label as DOT does, which has backslashes, and the entities of HTML."""
    return text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
