"""A graph by id, so that each record is found at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from attrs import frozen

from ..platforms import Platform
from .values import Account, App, Graph, Link, Shop
from .words import LinkKind

Record = Account | App | Shop
_R = TypeVar("_R", Account, App, Shop)
SIDES = (Platform.TOKOPEDIA, Platform.TIKTOK_SHOP)


@frozen(kw_only=True)
class Side:
    """What is known on one platform; of several records of one id, the first."""

    accounts: Mapping[str, Account]
    apps: Mapping[str, App]
    shops: Mapping[str, Shop]

    def of(self, kind: LinkKind) -> Mapping[str, Record]:
        """Give what the ends of such links are."""
        by_kind: Mapping[str, Mapping[str, Record]] = {
            "account": self.accounts,
            "app": self.apps,
            "shop": self.shops,
        }
        return by_kind[kind]


@frozen(kw_only=True)
class Index:
    """Both sides of a graph, and its links, each once."""

    tokopedia: Side
    tiktokshop: Side
    links: Collection[Link]

    def side(self, platform: Platform) -> Side:
        """Give one platform's."""
        return self.tokopedia if platform is Platform.TOKOPEDIA else self.tiktokshop

    def ends(self, kind: LinkKind) -> tuple[Mapping[str, Record], Mapping[str, Record]]:
        """Give what links of a kind join."""
        return self.tokopedia.of(kind), self.tiktokshop.of(kind)


def index(graph: Graph) -> Index:
    """Put a graph's records where they are found."""
    old, new = (
        Side(
            accounts=_first(one for one in graph.accounts if one.platform is side),
            apps=_first(one for one in graph.apps if one.platform is side),
            shops=_first(one for one in graph.shops if one.platform is side),
        )
        for side in SIDES
    )
    return Index(tokopedia=old, tiktokshop=new, links=_unique(graph.links))


def _unique(links: Iterable[Link]) -> Collection[Link]:
    """Give each link once."""
    found: dict[tuple[str, str, str], Link] = {}
    for link in links:
        found.setdefault((link.kind, link.tokopedia, link.tiktokshop), link)
    return found.values()


def partners(
    links: Iterable[Link], kind: LinkKind
) -> tuple[dict[str, list[Link]], dict[str, list[Link]]]:
    """Give the links of each end, on Tokopedia's side and on TikTok Shop's."""
    old: dict[str, list[Link]] = defaultdict(list)
    new: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        if link.kind == kind:
            old[link.tokopedia].append(link)
            new[link.tiktokshop].append(link)
    return old, new


def _first(records: Iterable[_R]) -> dict[str, _R]:
    found: dict[str, _R] = {}
    for record in records:
        found.setdefault(record.id, record)
    return found
