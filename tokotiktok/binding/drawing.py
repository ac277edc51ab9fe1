"""A graph as text that Mermaid or Graphviz draw."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import frozen

from ..platforms import Platform
from .index import SIDES, index
from .values import Account, App, Graph, Shop
from .words import WORDS, LinkKind


@frozen(kw_only=True)
class _Node:
    name: str
    text: str
    missing: bool
    owner: str | None


@frozen(kw_only=True)
class _Picture:
    """What is drawn: nodes by side, and edges between their names."""

    sides: dict[Platform, list[_Node]]
    edges: list[tuple[str, str, LinkKind]]


def mermaid(graph: Graph, *, label: str = Platform.TIKTOK_SHOP.label) -> str:
    """
    Write a graph as a Mermaid flow chart.

    Thick lines are for good, dotted ones can be undone, thin ones say whose an app or a
    shop is. What a link names but nobody describes is drawn as *not there*.

    Args:
        graph: sound or not.
        label: what the newer side is called; for a page that sellers read,
            `tokotiktok.platforms.SELLER_LABEL`.
    """
    picture = _picture(graph)
    lines = ["flowchart LR"]
    for side, nodes in picture.sides.items():
        lines.append(f'  subgraph {WORDS[side]}["{_for_mermaid(_title(side, label))}"]')
        lines += [f'    {one.name}["{_for_mermaid(one.text)}"]' for one in nodes]
        lines += [f"    {one.owner} --- {one.name}" for one in nodes if one.owner]
        lines.append("  end")
    strokes = {"account": "-. account .-", "app": "== app ===", "shop": "== shop ==="}
    for old, new, kind in picture.edges:
        lines.append(f"  {old} {strokes[kind]} {new}")
    missing = [
        one.name for nodes in picture.sides.values() for one in nodes if one.missing
    ]
    if missing:
        lines.append("  classDef missing stroke-dasharray: 4 4")
        lines.append(f"  class {','.join(missing)} missing")
    return "\n".join(lines) + "\n"


def graphviz(graph: Graph, *, label: str = Platform.TIKTOK_SHOP.label) -> str:
    """
    Write a graph in Graphviz's language, for ``dot -Tsvg``.

    Bold lines are for good, dashed ones can be undone, thin ones say whose an app or a
    shop is. What a link names but nobody describes is drawn dashed.

    Args:
        graph: sound or not.
        label: what the newer side is called, as for `tokotiktok.binding.mermaid`.
    """
    picture = _picture(graph)
    lines = ["graph binding {", "  rankdir=LR;", "  node [shape=box];"]
    for side, nodes in picture.sides.items():
        lines.append(f"  subgraph cluster_{WORDS[side]} {{")
        lines.append(f'    label="{_for_graphviz(_title(side, label))}";')
        for one in nodes:
            dashed = ", style=dashed" if one.missing else ""
            lines.append(f'    {one.name} [label="{_for_graphviz(one.text)}"{dashed}];')
        lines += [f"    {one.owner} -- {one.name};" for one in nodes if one.owner]
        lines.append("  }")
    for old, new, kind in picture.edges:
        style = "dashed" if kind == "account" else "bold"
        lines.append(f'  {old} -- {new} [label="{kind}", style={style}];')
    return "\n".join([*lines, "}"]) + "\n"


def _title(side: Platform, label: str) -> str:
    return label if side is Platform.TIKTOK_SHOP else side.label


def _picture(graph: Graph) -> _Picture:
    """Name every end, once, whether it is described or not."""
    known = index(graph)
    sides: dict[Platform, list[_Node]] = {}
    names: dict[tuple[str, LinkKind, str], str] = {}

    def add(
        side: Platform,
        kind: LinkKind,
        id: str,
        text: str = "",
        *,
        owner: str | None = None,
        missing: bool = False,
    ) -> None:
        """Add a node, unless it is there."""
        key = (WORDS[side], kind, id)
        if key in names:
            return
        names[key] = f"n{len(names)}"
        node = _Node(
            name=names[key],
            text=f"{kind} {id}{', not there' if missing else text}",
            missing=missing,
            owner=names.get((WORDS[side], "account", owner)) if owner else None,
        )
        sides[side].append(node)

    for side in SIDES:
        sides[side] = []
        mine = known.side(side)
        for account in mine.accounts.values():
            add(side, "account", account.id, _of_account(account))
        for app in mine.apps.values():
            add(side, "app", app.id, _of_app(app), owner=app.account)
        for shop in mine.shops.values():
            add(side, "shop", shop.id, _of_shop(shop), owner=shop.account)
    for link in known.links:
        ends = (link.tokopedia, link.tiktokshop)
        for side, id in zip(SIDES, ends, strict=True):
            add(side, link.kind, id, missing=True)
    edges = [
        (
            names[WORDS[SIDES[0]], link.kind, link.tokopedia],
            names[WORDS[SIDES[1]], link.kind, link.tiktokshop],
            link.kind,
        )
        for link in known.links
    ]
    return _Picture(sides=sides, edges=edges)


def _of_account(account: Account) -> str:
    return ", e-mail not verified" if account.email_verified is False else ""


def _of_app(app: App) -> str:
    return ", not online" if app.online is False else ""


def _of_shop(shop: Shop) -> str:
    phase = f", {shop.phase.replace('_', ' ')}" if shop.phase else ""
    return phase + (", not authorised" if shop.authorised is False else "")


def _for_mermaid(text: str) -> str:
    """Write what could be syntax by its number."""
    return _written(
        text, lambda one: one if one.isalnum() or one in " _-.,:" else f"#{ord(one)};"
    )


def _for_graphviz(text: str) -> str:
    """Write what could be syntax as the language wants it."""
    marks = {'"': '\\"', "\\": "\\\\", "&": "&amp;"}
    return _written(text, lambda one: marks.get(one, one))


def _written(text: str, write: Callable[[str], str]) -> str:
    """Write each character, those that cannot be seen by their names."""
    return "".join(map(write, _seen(text)))


def _seen(text: str) -> Iterator[str]:
    for one in text:
        yield from one if one.isprintable() else one.encode("unicode_escape").decode()
