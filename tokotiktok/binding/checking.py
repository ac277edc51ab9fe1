"""
Everything that is wrong with a graph, found at once and in linear time.

The rules are the platforms'; see ``rule`` of each finding. Source: TikTok Shop Partner
Center, Tokopedia & Shop Open API onboarding guide and migration rehearsal guide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from ..platforms import Platform
from .findings import RULES, End, Finding, Problem
from .index import KINDS, SIDES, Both, Index, end_of, other
from .values import INDONESIA, MERGED, Account, App, Kind, Link, Record, Shop

TOKOPEDIA, TIKTOK_SHOP = SIDES


def findings(index: Index) -> tuple[Finding, ...]:
    """List all that is wrong, errors first, otherwise as the rules go."""
    found = [
        *_accounts(index),
        *_emails(index),
        *_apps(index),
        *_targets(index),
        *_account_first(index),
        *_shops(index),
        *_tokens(index),
        *_records(index),
        *_links(index),
        *_ends(index),
    ]
    return tuple(sorted(found, key=lambda one: one.severity.value))  # stable


def _found(
    problem: Problem,
    ends: Iterable[End],
    what: str,
    *,
    links: Sequence[Link] = (),
    at: Iterable[Record | Link | None] = (),
) -> Finding:
    rule = RULES[problem]
    places = (one.place for one in (*at, *links) if one is not None)
    return Finding(
        problem=problem,
        rule=rule.rule,
        severity=rule.severity,
        ends=tuple(ends),
        what=what,
        todo=rule.todo,
        who=rule.who,
        confidence=rule.confidence,
        links=tuple(links),
        places=tuple(place for place in places if place is not None),
    )


def ends_of(link: Link) -> tuple[End, End]:
    """Give both ends of a link, Tokopedia's first."""
    first, second = (
        End(platform=side, kind=link.kind, id=end_of(link, side)) for side in SIDES
    )
    return first, second


def _crowded(
    index: Index, kind: Kind, sides: Iterable[Platform]
) -> Iterator[tuple[End, list[End], list[Link]]]:
    """Give each end that has several others, with them and with the links."""
    for side in sides:
        for key, links in index.kinds[kind][side].crowded.items():
            end = End(platform=side, kind=kind, id=key)
            yield end, _others(end, links), links


def _several(ends: Sequence[End]) -> str:
    """Name what an end is linked to, a few of many by id."""
    shown = ", ".join(one.id for one in ends[:_NAMED])
    return shown if len(ends) <= _NAMED else f"{shown} and {len(ends) - _NAMED} more"


_NAMED = 3


def _accounts(index: Index) -> Iterator[Finding]:
    """Rule 11: strictly one to one, in both directions."""
    for end, others, links in _crowded(index, "account", SIDES):
        what = (
            f"{end} is bound to {len(others)} {others[0].platform.label} accounts, "
            f"{_several(others)}: an account is bound to one"
        )
        yield _found("account_twice", (end, *others), what, links=links)


def _emails(index: Index) -> Iterator[Finding]:
    """Rule 12: whoever binds an account verifies its e-mail."""
    for side in SIDES:
        here = index.kinds["account"][side]
        for key in here.linked:
            account = index.account(side, key)
            if account is not None and account.email_verified is False:
                links = here.links(key)
                end = End(platform=side, kind="account", id=key)
                what = f"the e-mail of {end} is not verified, and the account is bound"
                yield _found(
                    "email",
                    (end, *_others(end, links)),
                    what,
                    links=links,
                    at=[account],
                )


def _apps(index: Index) -> Iterator[Finding]:
    """Rule 17: many Tokopedia apps to one app key, never one to two."""
    for end, others, links in _crowded(index, "app", (TOKOPEDIA,)):
        what = (
            f"{end} is bound to {len(others)} TikTok Shop apps, {_several(others)}: "
            "it can be bound to one, and for good"
        )
        yield _found("app_twice", (end, *others), what, links=links)


def _targets(index: Index) -> Iterator[Finding]:
    """Rules 18 and 105: what Tokopedia apps are bound to is online, in Indonesia."""
    here = index.kinds["app"].tiktokshop
    for key in here.linked:
        app = index.app(TIKTOK_SHOP, key)
        if app is None:
            continue
        links = here.links(key)
        for problem, unfit in _unfit(app):
            end = End(platform=TIKTOK_SHOP, kind="app", id=key)
            others = (ends_of(link)[0] for link in links)
            bound = f"{len(links)} Tokopedia app{'s are' * (len(links) > 1) or ' is'} bound to it"
            what = f"{end} {unfit}, and {bound}"
            yield _found(problem, (*others, end), what, links=links, at=[app])


def _unfit(app: App) -> Iterator[tuple[Problem, str]]:
    if app.online is False:
        yield "offline", "is not online"
    if app.markets is not None and INDONESIA not in app.markets:
        yield "market", f"is for {_listed(app.markets)}, not for Indonesia"


def _listed(markets: Sequence[str]) -> str:
    return ", ".join(markets) or "no market"


def _account_first(index: Index) -> Iterator[Finding]:
    """Rule 20: accounts are bound before their apps."""
    apps, accounts = index.kinds["app"], index.kinds["account"]
    here, there = apps.tokopedia.records, apps.tiktokshop.records
    for (tokopedia, tiktokshop), link in apps.links.items():
        pair = owner_of(here.get(tokopedia)), owner_of(there.get(tiktokshop))
        if pair in accounts.links or not _unbound(accounts, *pair):
            continue
        first, second = ends_of(link)
        names = " and ".join(
            f"{side.label} account {one}"
            for side, one in zip(SIDES, pair, strict=True)
            if one is not None
        )
        verb = "is not bound" if None in pair else "are not bound to each other"
        what = f"{first} is bound to {second}, but {names} {verb}"
        yield _found("account_first", (first, second), what, links=[link])


def owner_of(record: Record | None) -> str | None:
    """Give the account that an app or a shop says it is of."""
    return None if record is None or isinstance(record, Account) else record.account


def _unbound(accounts: Both, tokopedia: str | None, tiktokshop: str | None) -> bool:
    """Whether two accounts that are no pair surely are none: one unknown may be any."""
    if tokopedia is not None and tiktokshop is not None:
        return True
    return (tokopedia is not None and tokopedia not in accounts.tokopedia.linked) or (
        tiktokshop is not None and tiktokshop not in accounts.tiktokshop.linked
    )


def _shops(index: Index) -> Iterator[Finding]:
    """A merged shop is one shop on each side, and says one thing of itself."""
    for end, others, links in _crowded(index, "shop", SIDES):
        what = (
            f"{end} is linked to {len(others)} {others[0].platform.label} shops, "
            f"{_several(others)}: it can have been merged with one"
        )
        yield _found("shop_twice", (end, *others), what, links=links)
    for link in index.kinds["shop"].links.values():
        pair = index.shops(link)
        for what in _discord(pair):
            yield _found("contradiction", ends_of(link), what, links=[link], at=pair)
    for shop in _each_shop(index):
        what = _impossible(shop)
        if what:
            end = _end(shop)
            yield _found("contradiction", [end], f"{end} {what}", at=[shop])


def _each_shop(index: Index) -> Iterator[Shop]:
    for side in SIDES:
        records = index.kinds["shop"][side].records.values()
        yield from (shop for shop in records if isinstance(shop, Shop))


def _end(shop: Shop) -> End:
    return End(platform=shop.platform, kind="shop", id=shop.id)


def _discord(pair: Sequence[Shop]) -> Iterator[str]:
    """Say what two shops that are one disagree on."""
    if len(pair) != len(SIDES):
        return
    first, second = pair
    here = f"Tokopedia shop {first.id} and TikTok Shop shop {second.id} are linked, but"
    for name in ("phase", "authorised", "integrated_at"):
        values = [getattr(shop, name) for shop in (first, second)]
        if not _UNKNOWN & {*values} and values[0] != values[1]:
            yield f"{here} their {name} differs: {_said(values)}"
    if second.phase == "solely_tiktok_shop" and first.phase in _UNKNOWN:
        yield f"{here} the phase says that it is solely on TikTok Shop"


_UNKNOWN: frozenset[object] = frozenset({None, "unknown"})


def _said(values: Sequence[object]) -> str:
    return " and ".join(str(one).lower() for one in values)


def _impossible(shop: Shop) -> str:
    """Say what a shop says of itself that cannot be."""
    if shop.phase == "solely_tiktok_shop" and shop.platform is TOKOPEDIA:
        return "is on Tokopedia, and its phase says that it is solely on TikTok Shop"
    if shop.integrated_at is not None and shop.phase in _BEFORE:
        return f"has a time of integration, and its phase is {shop.phase}"
    return ""


_BEFORE = frozenset({"solely_tiktok_shop", "pending", "locked"})


def _tokens(index: Index) -> Iterator[Finding]:
    """Rule 100: after a merger the seller authorises the app again."""
    for link in index.kinds["shop"].links.values():
        yield from _token(index.shops(link), ends_of(link), [link])
    for shop in _each_shop(index):
        if shop.id not in index.kinds["shop"][shop.platform].linked:
            yield from _token([shop], [_end(shop)], [])


def _token(
    shops: Sequence[Shop], ends: Sequence[End], links: Sequence[Link]
) -> Iterator[Finding]:
    """Say of one shop, known by one record or by two, that it has no token."""
    phases = {shop.phase for shop in shops} - _UNKNOWN
    merged = bool(phases & MERGED) or (bool(links) and not phases)
    said = {shop.authorised for shop in shops} - {None}
    names = " with ".join(str(end) for end in ends)
    if merged and False in said and True not in said:
        what = f"{names} is merged, and no app of yours holds a token for it"
        yield _found("no_token", ends, what, links=links, at=shops)
    elif phases & MERGED and not said:
        what = f"{names} is merged, and nothing says whether your app holds a token"
        yield _found("token_unknown", ends, what, links=links, at=shops)


def _records(index: Index) -> Iterator[Finding]:
    """Of one id there is one record."""
    for kind in KINDS:
        for side in SIDES:
            for key, rows in index.kinds[kind][side].repeats.items():
                end = End(platform=side, kind=kind, id=key)
                what = f"{end} has {len(rows)} records"
                if names := _differing(rows):
                    what += f" that differ in {names}"
                problem: Problem = "contradiction" if names else "duplicate"
                yield _found(problem, [end], what, at=rows)


def _differing(rows: Sequence[Record]) -> str:
    """Name the fields that records of one id have different values of."""
    names = [one.name for one in attrs.fields(type(rows[0])) if one.eq]
    known: Mapping[str, list[object]] = {
        name: [one for row in rows if (one := getattr(row, name)) not in (None, ())]
        for name in names
    }
    return ", ".join(
        name for name in names if any(one != known[name][0] for one in known[name])
    )


def _links(index: Index) -> Iterator[Finding]:
    """A link stands there once, the right way round."""
    for both in index.kinds.values():
        for alike in both.repeats.values():
            ends = ends_of(alike[0])
            what = f"the link of {ends[0]} and {ends[1]} is there {len(alike)} times"
            yield _found("duplicate", ends, what, links=alike[:1], at=alike[1:])
        for link in both.swapped:
            what = (
                f"{link.kind} {link.tokopedia} is TikTok Shop's and {link.tiktokshop} "
                "is Tokopedia's: the ends of the link are exchanged"
            )
            yield _found("wrong_platform", ends_of(link), what, at=[link])


def _ends(index: Index) -> Iterator[Finding]:
    """What is named is there, on the platform where it is named."""
    for (kind, side, key), named in _missing(index).items():
        end = End(platform=side, kind=kind, id=key)
        links = [one for one in named if isinstance(one, Link)]
        owned = [one for one in named if not isinstance(one, Link)]
        what = f"{len(named)} record{'s name' if len(named) > 1 else ' names'} {end}"
        if key in index.kinds[kind][other(side)].records:
            problem: Problem = "wrong_platform"
            what += f", but {kind} {key} is {other(side).label}'s"
        else:
            problem = "dangling"
            what += ", which is not there"
        yield _found(problem, [end, *_others(end, links)], what, links=links, at=owned)


_Missing = dict[tuple[Kind, Platform, str], list[Record | Link]]


def _missing(index: Index) -> _Missing:
    """Give what is named and has no record, with all that names it."""
    found: _Missing = {}
    accounts = index.kinds["account"]
    for kind in KINDS:
        for side in SIDES:
            here = index.kinds[kind][side]
            for key in here.linked:
                if key not in here.records:
                    found.setdefault((kind, side, key), []).extend(here.links(key))
            for record in here.records.values():
                owner = owner_of(record)
                if owner is not None and owner not in accounts[side].records:
                    found.setdefault(("account", side, owner), []).append(record)
    return found


def _others(end: End, links: Sequence[Link]) -> list[End]:
    """Give what an end is linked to."""
    return [ends_of(link)[end.platform is TOKOPEDIA] for link in links]
