"""The records of a graph by id, and its links by end: what `check` and `plan` look up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve, field, frozen

from ..platforms import Platform
from .values import Account, App, Kind, Link, Record, Shop

KINDS: tuple[Kind, ...] = ("account", "app", "shop")
SIDES = (Platform.TOKOPEDIA, Platform.TIKTOK_SHOP)


def other(side: Platform) -> Platform:
    """Give the other platform."""
    return SIDES[side is SIDES[0]]


def end_of(link: Link, side: Platform) -> str:
    """Give the id of one end of a link."""
    return link.tokopedia if side is Platform.TOKOPEDIA else link.tiktokshop


@frozen
class Side:
    """What one platform has of one kind."""

    records: dict[str, Record] = field(factory=dict)
    """By id. Where there are several, the first counts."""
    repeats: dict[str, list[Record]] = field(factory=dict)
    """All records of an id, where there are several."""
    linked: dict[str, Link] = field(factory=dict)
    """The first link of each end."""
    crowded: dict[str, list[Link]] = field(factory=dict)
    """All links of an end, where there are several."""

    def links(self, key: str) -> Sequence[Link]:
        """Give the links of an end."""
        if key in self.crowded:
            return self.crowded[key]
        return [self.linked[key]] if key in self.linked else []

    def add(self, key: str, link: Link) -> None:
        """Enter a link at its end here."""
        first = self.linked.setdefault(key, link)
        if first is not link:
            self.crowded.setdefault(key, [first]).append(link)


@frozen
class Both:
    """What both platforms have of one kind."""

    tokopedia: Side = field(factory=Side)
    tiktokshop: Side = field(factory=Side)
    links: dict[tuple[str, str], Link] = field(factory=dict)
    """Each pair of ends once, Tokopedia's first, the right way round."""
    repeats: dict[tuple[str, str], list[Link]] = field(factory=dict)
    """Links that stand there several times, all of each."""
    swapped: list[Link] = field(factory=list)
    """Links whose ends were each other's, as they stand there."""

    def __getitem__(self, side: Platform) -> Side:
        return self.tokopedia if side is Platform.TOKOPEDIA else self.tiktokshop


@frozen
class Index:
    """Everything of a graph, found in one step."""

    kinds: Mapping[Kind, Both]

    def account(self, side: Platform, key: str) -> Account | None:
        """Find an account."""
        found = self.kinds["account"][side].records.get(key)
        return found if isinstance(found, Account) else None

    def app(self, side: Platform, key: str) -> App | None:
        """Find an app."""
        found = self.kinds["app"][side].records.get(key)
        return found if isinstance(found, App) else None

    def shop(self, side: Platform, key: str) -> Shop | None:
        """Find a shop."""
        found = self.kinds["shop"][side].records.get(key)
        return found if isinstance(found, Shop) else None

    def shops(self, link: Link) -> Sequence[Shop]:
        """Find the shops that a link joins."""
        ends = (self.shop(side, end_of(link, side)) for side in SIDES)
        return [shop for shop in ends if shop is not None]


def index(records: Mapping[Kind, Iterable[Record]], links: Iterable[Link]) -> Index:
    """Look at everything once."""
    kinds: dict[Kind, Both] = {kind: Both() for kind in KINDS}
    for kind, rows in records.items():
        both = kinds[kind]
        for one in rows:
            side = both[one.platform]
            first = side.records.setdefault(one.id, one)
            if first is not one:
                side.repeats.setdefault(one.id, [first]).append(one)
    for link in links:
        _add(kinds[link.kind], link)
    return Index(kinds)


def _add(both: Both, link: Link) -> None:
    """Enter a link."""
    if link.tokopedia not in both.tokopedia.records and _swapped(both, link):
        both.swapped.append(link)
        link = evolve(link, tokopedia=link.tiktokshop, tiktokshop=link.tokopedia)
    pair = link.tokopedia, link.tiktokshop
    first = both.links.setdefault(pair, link)
    if first is not link:
        both.repeats.setdefault(pair, [first]).append(link)
        return
    both.tokopedia.add(link.tokopedia, link)
    both.tiktokshop.add(link.tiktokshop, link)


def _swapped(both: Both, link: Link) -> bool:
    """Whether each end is known on the other platform; Tokopedia's is not on its own."""
    return (
        link.tiktokshop not in both.tiktokshop.records
        and link.tokopedia in both.tiktokshop.records
        and link.tiktokshop in both.tokopedia.records
    )
