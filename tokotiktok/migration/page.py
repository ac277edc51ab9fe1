"""
A readiness report as one page of HTML, for sellers to read on a phone, or on paper.

Nothing is fetched by it and it runs no script. Everything that is not ours is escaped. It
is in English and in Indonesian, and the reader may switch.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from attrs import frozen

from ..binding.drawing import Edge, Node, parts
from ..binding.index import KINDS, SIDES
from ..errors import ValidationError
from ..platforms import Platform
from .enablers import Language
from .labels import channel_label
from .reporting import Report, Text, joined, table, word
from .rulebook import rule

if TYPE_CHECKING:
    from jinja2 import Template

MOST_NODES = 50
"""How many accounts, apps and shops are drawn; more are counted."""
_WIDE, _HIGH, _BOX, _GAP = 340, 22, 130, 32
_LONGEST = 17
"""How many characters of an id fit in a box."""


@frozen(kw_only=True)
class Box:
    """An account, app or shop as it is drawn."""

    node: Node
    x: int
    y: int

    @property
    def kind(self) -> Text:
        """Say what it is."""
        return word("kinds", self.node.end.kind)

    @property
    def short(self) -> str:
        """Give what fits of its id."""
        id = self.node.end.id
        return (
            id
            if len(id) <= _LONGEST
            else f"{id[: _LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"
        )


@frozen(kw_only=True)
class Line:
    """A link as it is drawn, or what an account has."""

    path: str
    kind: str


@frozen(kw_only=True)
class Drawing:
    """A graph as it is drawn: Tokopedia on the left, Shop on the right."""

    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
    height: int = 0
    counts: tuple[tuple[Text, int], ...] = ()
    """What there is, where it is too much to be drawn."""


def page(report: Report, *, language: Language = "en") -> str:
    """
    Write a report as HTML. It needs the package ``jinja2``: the extra ``cli``.

    Args:
        report: what `readiness` gave.
        language: the one that shows first.

    Raises:
        ValidationError: there is no such language, or ``jinja2`` is not installed.
    """
    word("page", "title").text(language)
    return _template().render(
        report=report,
        language=language,
        drawing=draw(report),
        word=word,
        sections=table(),
        rule=rule,
        channel=channel_label,
        sides=SIDES,
        most=str(MOST_NODES),
    )


@cache
def _template() -> Template:
    try:  # only who wants a page needs it
        from jinja2 import Environment, StrictUndefined
    except ImportError:
        msg = "a page needs jinja2: pip install 'tokotiktok[cli]'"
        raise ValidationError(msg) from None
    package = resources.files(__name__.rpartition(".")[0])
    made = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return made.from_string(package.joinpath("readiness.html").read_text("utf-8"))


def draw(report: Report) -> Drawing:
    """Lay a graph out in two columns, accounts above apps above shops."""
    nodes, edges = parts(report.graph.index(), report.graph.check())
    if len(nodes) > MOST_NODES:
        return Drawing(
            counts=tuple(
                (
                    joined(
                        [word("kinds", kind), _said(f"({channel_label(side)})")], " "
                    ),
                    sum(one.end.kind == kind and one.side is side for one in nodes),
                )
                for kind in KINDS
                for side in SIDES
            )
        )
    boxes: dict[str, Box] = {}
    top = 0
    for kind in KINDS:
        columns = [
            [one for one in nodes if one.end.kind == kind and one.side is side]
            for side in SIDES
        ]
        for x, column in zip((18, _WIDE - _BOX - 18), columns, strict=True):
            for row, one in enumerate(column):
                boxes[one.name] = Box(node=one, x=x, y=top + row * _GAP)
        top += max(map(len, columns)) * _GAP
    return Drawing(
        boxes=tuple(boxes.values()),
        lines=tuple(_line(edge, boxes) for edge in edges),
        height=top,
    )


def _line(edge: Edge, boxes: dict[str, Box]) -> Line:
    """Draw a link across, and what an account has along the outside."""
    start, end = boxes[edge.start], boxes[edge.end]
    first, second = start.y + _HIGH // 2, end.y + _HIGH // 2
    if edge.kind is not None:
        path = f"M{start.x + _BOX} {first}L{end.x} {second}"
        return Line(path=path, kind=edge.kind)
    left = start.node.side is Platform.TOKOPEDIA
    side, out = (start.x, 2) if left else (start.x + _BOX, _WIDE - 2)
    path = f"M{side} {first}C{out} {first} {out} {second} {side} {second}"
    return Line(path=path, kind="own")


def _said(text: str) -> Text:
    return Text(en=text, id=text)
