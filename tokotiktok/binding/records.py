"""Whether the records of a graph agree with themselves: each id once, each owner there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import asdict

from .._explain import Actor
from ..platforms import Platform
from .findings import Finding, Severity
from .index import Index, Record
from .values import Account, App, Graph, Link, Shop
from .words import LinkKind

_FEW = 3
"""How many ids a sentence names."""


def check(graph: Graph, index: Index) -> Iterator[Finding]:
    """Find what is said twice, against itself, or of owners that are not there."""
    records: Mapping[LinkKind, Sequence[Record]] = {
        "account": graph.accounts,
        "app": graph.apps,
        "shop": graph.shops,
    }
    for kind, mine in records.items():
        if len(mine) > sum(map(len, index.ends(kind))):
            yield from _repeated(kind, mine)
    if len(graph.links) > len(index.links):
        yield from _repeated_links(graph.links)
    yield from _owners("app", graph.apps, index)
    yield from _owners("shop", graph.shops, index)


def names(ids: Iterable[str]) -> str:
    """Name a few ids, and say how many more there are."""
    known = list(ids)
    more = f" and {len(known) - _FEW} more" if len(known) > _FEW else ""
    return ", ".join(known[:_FEW]) + more


def places(records: Iterable[Account | App | Shop | Link | None]) -> tuple[str, ...]:
    """Give where records were said, each place once."""
    found = (record.where for record in records if record is not None)
    return tuple(dict.fromkeys(where for where in found if where))


def _repeated(kind: LinkKind, records: Sequence[Record]) -> Iterator[Finding]:
    """Find ids of which there are several records."""
    groups: dict[tuple[Platform, str], list[Record]] = {}
    for record in records:
        groups.setdefault((record.platform, record.id), []).append(record)
    for (platform, id), group in groups.items():
        if len(group) == 1:
            continue
        differ = [
            name
            for name, value in asdict(group[0], recurse=False).items()
            if name != "where"
            and any(getattr(other, name) != value for other in group[1:])
        ]
        what = f"{platform.label} {kind} {id} is there {len(group)} times"
        if differ:
            what += f", and not the same: {', '.join(differ)}"
        yield Finding(
            problem="contradiction" if differ else "duplicate",
            severity=Severity.ERROR if differ else Severity.WARNING,
            rule=None,
            kind=kind,
            what=what,
            who=Actor.DEVELOPER,
            todo=f"keep the record of {kind} {id} that is true, take the others out",
            confidence="in the graph",
            where=places(group),
            tokopedia=(id,) if platform is Platform.TOKOPEDIA else (),
            tiktokshop=(id,) if platform is Platform.TIKTOK_SHOP else (),
        )


def _repeated_links(links: Iterable[Link]) -> Iterator[Finding]:
    """Find links that are said more than once."""
    groups: dict[tuple[str, str, str], list[Link]] = {}
    for link in links:
        key = (link.kind, link.tokopedia, link.tiktokshop)
        groups.setdefault(key, []).append(link)
    for group in groups.values():
        if len(group) > 1:
            link = group[0]
            yield Finding(
                problem="duplicate",
                severity=Severity.WARNING,
                rule=None,
                kind=link.kind,
                tokopedia=(link.tokopedia,),
                tiktokshop=(link.tiktokshop,),
                what=f"the link of {link} is there {len(group)} times",
                who=Actor.DEVELOPER,
                todo="keep one of them",
                confidence="in the graph",
                where=places(group),
            )


def _owners(
    kind: LinkKind, records: Iterable[App | Shop], index: Index
) -> Iterator[Finding]:
    """Find records that name an account that is not there."""
    for record in records:
        side = index.side(record.platform)
        if record.account is None or record.account in side.accounts:
            continue
        other = index.side(~record.platform)
        elsewhere = record.account in other.accounts
        yield Finding(
            problem="wrong_platform" if elsewhere else "dangling",
            rule=None,
            kind=kind,
            what=(
                f"{record.platform.label} {kind} {record.id} names account "
                f"{record.account}, which is "
                + (f"one of {(~record.platform).label}'s" if elsewhere else "not there")
            ),
            who=Actor.DEVELOPER,
            todo=f"add the account, or correct the {kind}'s",
            confidence="in the graph",
            where=places([record]),
            tokopedia=(record.id,) if side is index.tokopedia else (),
            tiktokshop=(record.id,) if side is index.tiktokshop else (),
        )
