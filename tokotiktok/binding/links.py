"""Whether the links of a graph are ones that the platforms allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from .._explain import Actor
from ..platforms import Platform
from .findings import Finding, Problem
from .index import SIDES, Index, Side, partners
from .records import names, places
from .values import Link, Shop
from .words import WORDS, LinkKind

INDONESIA = "ID"
MERGED = ("merged", "merged_products_unconfirmed")
"""The phases in which a shop's old token serves nothing any more."""
Linked = Mapping[str, Sequence[Link]]
"""By the id of one end: its links."""


def check(index: Index) -> Iterator[Finding]:
    """Find what is linked to nothing, to too much, too early, or without a token."""
    sound: list[Link] = []
    known = {kind: index.ends(kind) for kind in _TWICE}
    for link in index.links:
        old, new = known[link.kind]
        if link.tokopedia in old and link.tiktokshop in new:
            sound.append(link)
            continue
        found = list(faults(link, index))
        yield from found
        if all(one.problem != "wrong_platform" for one in found):
            sound.append(link)
    accounts = partners(sound, "account")
    apps = partners(sound, "app")
    shops = partners(sound, "shop")
    yield from _twice("account", Platform.TOKOPEDIA, accounts[0])
    yield from _twice("account", Platform.TIKTOK_SHOP, accounts[1])
    yield from _twice("app", Platform.TOKOPEDIA, apps[0])
    yield from _twice("shop", Platform.TOKOPEDIA, shops[0])
    yield from _twice("shop", Platform.TIKTOK_SHOP, shops[1])
    yield from _unverified(index, accounts)
    yield from _early(index, apps[0], Bound(accounts))
    yield from _unfit(index, apps[1])
    yield from _phases(index, shops[0])
    yield from _without_token(index, shops)


class Bound:
    """Which accounts are linked, to ask whether those of two apps are."""

    def __init__(self, accounts: tuple[Linked, Linked]) -> None:
        """Take the account links of both sides."""
        self._old, self._new = accounts
        links = (link for links in self._old.values() for link in links)
        self._pairs = {(link.tokopedia, link.tiktokshop) for link in links}

    def owners_of(self, link: Link, index: Index) -> bool:
        """
        Whether the accounts of an app link's ends are linked, if it is said whose they are.

        What is not said may be anything that fits; what is linked to nothing fits nothing.
        """
        old = _owner(link.tokopedia, index.tokopedia)
        new = _owner(link.tiktokshop, index.tiktokshop)
        if old is not None and new is not None:
            return (old, new) in self._pairs
        if old is None:
            return bool(self._pairs) if new is None else new in self._new
        return old in self._old


def _owner(app: str, side: Side) -> str | None:
    """Give the account of an app, if there is such an account."""
    known = side.apps.get(app)
    return known.account if known and known.account in side.accounts else None


def faults(link: Link, index: Index) -> Iterator[Finding]:
    """Find ends of a link that are not there, or on the other platform."""
    ends = {Platform.TOKOPEDIA: link.tokopedia, Platform.TIKTOK_SHOP: link.tiktokshop}
    for platform, id in ends.items():
        if id in index.side(platform).of(link.kind):
            continue
        elsewhere = id in index.side(~platform).of(link.kind)
        what = (
            f"the link of {link} ends at a {platform.label} {link.kind} {id} that is "
        )
        yield Finding(
            problem="wrong_platform" if elsewhere else "dangling",
            rule=None,
            kind=link.kind,
            tokopedia=(link.tokopedia,),
            tiktokshop=(link.tiktokshop,),
            what=what + (f"on {(~platform).label}" if elsewhere else "not there"),
            who=Actor.DEVELOPER,
            todo=f"correct the link's {WORDS[platform]}"
            + ("" if elsewhere else f", or add the {link.kind}"),
            confidence="in the graph",
            where=places([link]),
        )


_TWICE: Mapping[LinkKind, tuple[Problem, int, str]] = {
    "account": (
        "account_linked_twice",
        11,
        "choose one account, and unbind the other in Partner Center",
    ),
    "app": (
        "app_linked_twice",
        17,
        "keep the app key that Partner Center shows; a binding is for good",
    ),
    "shop": (
        "shop_linked_twice",
        42,
        "ask the seller which shop it became, and keep that link",
    ),
}


def ends(links: Sequence[Link]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the ids on both sides of some links, each once."""
    return (
        tuple(dict.fromkeys(link.tokopedia for link in links)),
        tuple(dict.fromkeys(link.tiktokshop for link in links)),
    )


def _twice(kind: LinkKind, platform: Platform, linked: Linked) -> Iterator[Finding]:
    """Find ends with several partners where one is allowed."""
    problem, rule, todo = _TWICE[kind]
    for id, links in linked.items():
        if len(links) > 1:
            old, new = ends(links)
            others = new if platform is Platform.TOKOPEDIA else old
            yield Finding(
                problem=problem,
                rule=rule,
                kind=kind,
                tokopedia=old,
                tiktokshop=new,
                what=f"{platform.label} {kind} {id} is linked to {len(links)} {kind}s "
                f"on {(~platform).label}: {names(others)}",
                who=Actor.DEVELOPER,
                todo=todo,
                confidence="inferred" if kind == "shop" else "official document",
                where=places(links),
            )


def _unverified(index: Index, accounts: tuple[Linked, Linked]) -> Iterator[Finding]:
    """Find linked accounts whose address is not verified."""
    for platform, linked in zip(SIDES, accounts, strict=True):
        for id, links in linked.items():
            account = index.side(platform).accounts.get(id)
            if account is None or account.email_verified is not False:
                continue
            old, new = ends(links)
            known = platform is Platform.TOKOPEDIA
            yield Finding(
                problem="email_unverified",
                rule=12,
                kind="account",
                tokopedia=old,
                tiktokshop=new,
                what=f"{platform.label} account {id} is linked, but its e-mail address "
                "is not verified",
                who=Actor.DEVELOPER,
                todo="enter the code that was sent to the account's address",
                confidence="official document" if known else "inferred",
                where=places([account, *links]),
            )


def _early(index: Index, apps: Linked, accounts: Bound) -> Iterator[Finding]:
    """Find app links between accounts that are not linked."""
    for link in (link for links in apps.values() for link in links):
        if not accounts.owners_of(link, index):
            yield Finding(
                problem="account_not_bound",
                rule=20,
                kind="app",
                tokopedia=(link.tokopedia,),
                tiktokshop=(link.tiktokshop,),
                what=f"the link of {link} is there, but the accounts that the apps "
                "belong to are not linked",
                who=Actor.DEVELOPER,
                todo="bind the accounts before their apps: Partner Center, My "
                "account, Link Tokopedia Account",
                confidence="official document",
                where=places([link]),
            )


def _unfit(index: Index, apps: Linked) -> Iterator[Finding]:
    """Find TikTok Shop apps that nothing can be bound to."""
    for id, links in apps.items():
        app = index.tiktokshop.apps.get(id)
        if app is None:
            continue
        others = [link.tokopedia for link in links]
        if app.online is False:
            yield Finding(
                problem="app_offline",
                rule=18,
                kind="app",
                tokopedia=tuple(others),
                tiktokshop=(id,),
                what=f"TikTok Shop app {id} is linked to {names(others)}, but is not "
                "online",
                who=Actor.DEVELOPER,
                todo="publish the app in Partner Center, then bind to it",
                confidence="official document",
                where=places([app, *links]),
            )
        if app.markets is not None and INDONESIA not in app.markets:
            yield Finding(
                problem="market_without_indonesia",
                rule=105,
                kind="app",
                tokopedia=tuple(others),
                tiktokshop=(id,),
                what=f"TikTok Shop app {id} is linked to {names(others)}, but its "
                f"markets ({', '.join(app.markets) or 'none'}) are without Indonesia",
                who=Actor.DEVELOPER,
                todo="bind to an app whose target market is Indonesia; an app's market "
                "may not be changeable",
                confidence="inferred",
                where=places([app, *links]),
            )


def _phases(index: Index, shops: Linked) -> Iterator[Finding]:
    """Find merged shops whose two records tell two phases."""
    for link in (link for links in shops.values() for link in links):
        old = index.tokopedia.shops.get(link.tokopedia)
        new = index.tiktokshop.shops.get(link.tiktokshop)
        said = {one.phase for one in (old, new) if one and one.phase is not None}
        if len(said) > 1:
            yield Finding(
                problem="contradiction",
                rule=None,
                kind="shop",
                tokopedia=(link.tokopedia,),
                tiktokshop=(link.tiktokshop,),
                what=f"the link of {link} makes them one shop, but their phases "
                f"differ: {', '.join(sorted(said))}",
                who=Actor.DEVELOPER,
                todo="write the phase that is true at one of them, or at both",
                confidence="in the graph",
                where=places([old, new, link]),
            )


def _without_token(index: Index, shops: tuple[Linked, Linked]) -> Iterator[Finding]:
    """Find merged shops that have not authorised the app since."""
    for id, shop in index.tiktokshop.shops.items():
        old = [link.tokopedia for link in shops[1].get(id, ())]
        known = [
            index.tokopedia.shops[one] for one in old if one in index.tokopedia.shops
        ]
        merged = any(one.phase in MERGED for one in (shop, *known))
        if merged and _refused([shop], known):
            yield _tokenless(shop, tuple(old), (id,))
    for id, shop in index.tokopedia.shops.items():
        new = [link.tiktokshop for link in shops[0].get(id, ())]
        if (
            shop.phase in MERGED
            and _refused([shop])
            and not (
                index.tiktokshop.shops.keys() & new  # which is found above
            )
        ):
            yield _tokenless(shop, (id,), tuple(new))


def _refused(*sides: Iterable[Shop]) -> bool:
    """Whether the first that say anything say that there is no authorisation."""
    for shops in sides:
        said = [one.authorised for one in shops if one.authorised is not None]
        if said:
            return not any(said)
    return False


def _tokenless(shop: Shop, old: tuple[str, ...], new: tuple[str, ...]) -> Finding:
    return Finding(
        problem="merged_without_token",
        rule=100,
        kind="shop",
        tokopedia=old,
        tiktokshop=new,
        what=f"{shop.platform.label} shop {shop.id} has merged, but the seller has not "
        "authorised the app since: a bound app brings no token",
        who=Actor.SELLER,
        todo="authorise the app again, by the link that its developer sends",
        confidence="inferred",
        where=places([shop]),
    )
