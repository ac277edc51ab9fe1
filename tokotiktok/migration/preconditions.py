"""
The preconditions of an integration, each of them checked by what is known of a shop.

What a record leaves out is not known: a check then says so, and never that it fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast, get_args

from attrs import frozen

from ..binding import App, End, Finding, Shop, Warehouse
from ..binding.checking import ends_of, owner_of
from ..binding.index import SIDES, Index
from ..binding.values import INDONESIA
from ..platforms import Platform
from .authorising import INTEGRATED
from .enablers import Enabler, Enablers, Known, Status
from .looking import Seen
from .reporting import (
    Check,
    ShopReport,
    Text,
    end_text,
    make,
    of_finding,
    table,
    word,
)
from .standing import Phase

TOKOPEDIA, TIKTOK_SHOP = SIDES
MOST_WAREHOUSES = 100
"""How many a shop in Indonesia may have (rule 80)."""

_OURS = frozenset({"offline", "market", "no_token", "token_unknown"})
"""What `Graph.check` finds, too, but says nothing of where it is in order."""


def of_fleet(index: Index, found: Iterable[Finding]) -> Iterator[Check]:
    """Check accounts, apps and links."""
    for one in found:
        if one.problem not in _OURS:
            yield of_finding(one)
    for side in SIDES:
        for app in index.kinds["app"][side].records.values():
            yield from _app(cast("App", app), index)


def _app(app: App, index: Index) -> Iterator[Check]:
    ends = [End(platform=app.platform, kind="app", id=app.id)]
    if app.platform is TOKOPEDIA:
        link = index.kinds["app"].tokopedia.linked.get(app.id)
        if link is None:
            yield make("app_bound", "no", ends)
        else:
            yield make("app_bound", "yes", ends, other=end_text(ends_of(link)[1]))
        return
    yield make("app_online", _told(app.online), ends)
    fits = None if app.markets is None else INDONESIA in app.markets
    value = ", ".join(app.markets or ()) or "-"
    yield make("app_market", _told(fits), ends, value=value)


def _told(value: bool | None) -> str:  # noqa: FBT001 - a fact
    return "unsaid" if value is None else "yes" if value else "no"


def reminders() -> Iterator[Check]:
    """Give what no program can see."""
    for name in ("seller_verified", "confirmation", "polling"):
        yield make(name, "ask", [])


# shops


@frozen
class _Pair:
    """A shop, by what its records on one platform or both say, and what was seen."""

    ends: tuple[End, ...]
    records: Sequence[Shop]
    index: Index
    seen: Seen
    phase: Phase

    def on(self, side: Platform) -> Shop | None:
        """Find its record on one platform."""
        return next((one for one in self.records if one.platform is side), None)

    @property
    def new(self) -> End | None:
        """Give its end on TikTok Shop."""
        return next((one for one in self.ends if one.platform is TIKTOK_SHOP), None)

    @property
    def authorised(self) -> bool | None:
        """Whether an app holds a token; that one record says so is enough."""
        if self.seen.authorised is not None:
            return self.seen.authorised
        told = [one.authorised for one in self.records if one.authorised is not None]
        return any(told) if told else None


def _phase_of(records: Iterable[Shop], seen: Seen) -> Phase:
    """Say how far a shop is: what was seen counts first, then a record that it merged."""
    if seen.phase not in (None, Phase.UNKNOWN):
        return seen.phase
    told = [Phase(one.phase) for one in records if one.phase is not None]
    known = [one for one in told if one is not Phase.UNKNOWN]
    merged = [one for one in known if one in INTEGRATED]
    return next(iter(merged or known), Phase.UNKNOWN)


def of_shops(index: Index, probes: Mapping[str, Seen]) -> Iterator[ShopReport]:
    """Check each shop; two that are linked are one."""
    both = index.kinds["shop"]
    for link in both.links.values():
        yield _report(ends_of(link), index.shops(link), index, probes)
    for side in SIDES:
        for key, record in both[side].records.items():
            if key not in both[side].linked:
                end = End(platform=side, kind="shop", id=key)
                yield _report((end,), [cast("Shop", record)], index, probes)


def _report(
    ends: tuple[End, ...],
    records: Sequence[Shop],
    index: Index,
    probes: Mapping[str, Seen],
) -> ShopReport:
    seen = next((probes[end.id] for end in reversed(ends) if end.id in probes), Seen())
    pair = _Pair(ends, records, index, seen, _phase_of(records, seen))
    checks = (*_account(pair), *_phase(pair), *_selling(pair), *_enablers(pair))
    return ShopReport(ends=ends, phase=pair.phase, checks=checks)


def _account(pair: _Pair) -> Iterator[Check]:
    """Rules 15, 20 and 42: who the seller is, and which developer serves the shop."""
    if pair.new is None:
        yield make("seller_account", "unsaid", pair.ends)
    else:
        yield make("seller_account", "there", pair.ends, shop=pair.new.id)
        record = pair.on(TIKTOK_SHOP)
        kind = None if record is None else record.seller_type
        outcome = "unsaid" if kind is None else "other"
        outcome = "local" if kind is not None and kind.upper() == "LOCAL" else outcome
        yield make("seller_type", outcome, pair.ends, value=kind or "")
    owned = [(one.platform, key) for one in pair.records if (key := owner_of(one))]
    if not owned:
        yield make("account_bound", "unsaid", pair.ends)
    for side, key in owned[:1]:
        bound = key in pair.index.kinds["account"][side].linked
        name = "bound" if bound else "unbound"
        yield make("account_bound", name, pair.ends, account=key)


def _phase(pair: _Pair) -> Iterator[Check]:
    """Rules 25, 48 and 100: how far the shop is, and what is due there."""
    phase, ends = pair.phase, pair.ends
    says = word("phases", phase.value)
    known = Known.SEEN if pair.seen.phase is phase else Known.TOLD
    yield make("phase", _PHASES.get(phase, "done"), ends, known=known, phase=says)
    if phase in (Phase.MERGED, Phase.MERGED_PRODUCTS_UNCONFIRMED):
        name = "confirmed" if phase is Phase.MERGED else "waits"
        yield make("product_merge", name, ends, known=known, phase=says)
    # two shops that are linked were merged, unless a phase says otherwise
    linked = phase is Phase.UNKNOWN and len(ends) > 1
    if phase in INTEGRATED or linked:
        seen = pair.seen.authorised is not None
        yield make(
            "authorised",
            _told(pair.authorised),
            ends,
            known=Known.SEEN if seen else Known.TOLD,
        )


_PHASES = {
    Phase.PENDING: "ahead",
    Phase.LOCKED: "locked",
    Phase.ROLLED_BACK: "back",
    Phase.UNKNOWN: "unsaid",
}


def _selling(pair: _Pair) -> Iterator[Check]:
    """Rules 64 and 77 to 80: what the shop needs in order to sell."""
    if pair.new is not None:
        yield from _prerequisites(pair)
    if pair.phase is not Phase.SOLELY_TIKTOK_SHOP:
        yield from _mapped(pair)
    record = pair.on(TIKTOK_SHOP)
    told = () if record is None else record.warehouses
    there = told if pair.seen.warehouses is None else pair.seen.warehouses
    known = Known.TOLD if pair.seen.warehouses is None else Known.SEEN
    if there:
        yield from _twice(pair, there, known)
        name = "few" if len(there) <= MOST_WAREHOUSES else "many"
        yield make(
            "warehouse_count", name, pair.ends, known=known, count=str(len(there))
        )


def _prerequisites(pair: _Pair) -> Iterator[Check]:
    seen = pair.seen.prerequisites
    told = [one for shop in pair.records for one in shop.prerequisites]
    known = Known.TOLD if seen is None else Known.SEEN
    items = told if seen is None else seen
    if not items:
        yield make("prerequisite", "unsaid", pair.ends, item=word("items", "*"))
    for one in items:
        name = one.check_item.upper()  # the platform writes one BANk_ACCOUNT
        item = word("items", name) if name in table()["items"] else name
        why = f" ({'; '.join(one.fail_reasons)})" if one.fail_reasons else ""
        outcome = {None: "unsaid", True: "failed", False: "met"}[one.is_failed]
        yield make(
            "prerequisite", outcome, pair.ends, known=known, item=item, reasons=why
        )


def _mapped(pair: _Pair) -> Iterator[Check]:
    """Say of each old warehouse which new one it is; what is left out is not known."""
    old = pair.on(TOKOPEDIA)
    new = pair.on(TIKTOK_SHOP)
    if old is None and len(pair.ends) == 1:
        return
    here = () if old is None else old.warehouses
    there = () if new is None else new.warehouses
    back = {one.mapped_to: one.id for one in there if one.mapped_to is not None}
    if not here or not (back or any(one.mapped_to for one in here)):
        yield make("warehouse_mapped", "unsaid", pair.ends)
        return
    listed = {one.id for one in pair.seen.warehouses or there}
    for one in here:
        other = one.mapped_to or back.get(one.id)
        outcome = "mapped" if other is not None else "unmapped"
        outcome = "missing" if other and listed and other not in listed else outcome
        yield make(
            "warehouse_mapped",
            outcome,
            pair.ends,
            warehouse=_named(one),
            other=other or "",
        )
    yield from _shared(pair, here, "mapped_to")


def _twice(pair: _Pair, there: Sequence[Warehouse], known: Known) -> Iterator[Check]:
    """Say which new warehouses may be one place: they have one name, or one old one."""
    found = [*_shared(pair, there, "name", known), *_shared(pair, there, "mapped_to")]
    yield from found
    if not found:
        count = str(len(there))
        yield make("warehouse_twice", "single", pair.ends, known=known, count=count)


def _shared(
    pair: _Pair, rows: Sequence[Warehouse], by: str, known: Known = Known.TOLD
) -> Iterator[Check]:
    alike: dict[tuple[str, str | None], list[Warehouse]] = {}
    for one in rows:
        value: str | None = getattr(one, by)
        if value is not None and value.strip():
            kind = (
                one.type if by == "name" else None
            )  # returns may go where sales leave
            alike.setdefault((value.strip().casefold(), kind), []).append(one)
    for several in alike.values():
        if len({one.id for one in several}) > 1:
            yield make(
                "warehouse_twice",
                "named" if by == "name" else "mapped",
                pair.ends,
                known=known,
                warehouses=", ".join(one.id for one in several),
                name=getattr(several[0], by),
            )


def _named(one: Warehouse) -> str:
    return f"{one.id} ({one.name})" if one.name else one.id


def _enablers(pair: _Pair) -> Iterator[Check]:
    """Rule 28: the outside apps are ready, or one of three ways is taken."""
    told = [
        Enabler(
            name=one.name,
            platform=one.platform or Platform(0),
            status=_status(one.status),
            supports_api=one.supports_api,
        )
        for shop in pair.records
        for one in shop.enablers
    ]
    apps = Enablers(tuple(told)).seen(*pair.seen.enablers)
    if not apps.all and pair.authorised is not True:
        yield make("enabler", "none", pair.ends)
    outcomes = {True: "ready", False: "unready", None: "unsaid"}
    for one in dict.fromkeys(apps.all):
        alone = Enablers((one,))
        ways = [Text(en=way.en, id=way.id) for way in alone.ways_out or alone.questions]
        outcome = outcomes[one.ready]
        yield make(
            "enabler", outcome, pair.ends, known=one.known, ways=ways, name=one.name
        )


def _status(told: str | None) -> Status:
    """Read a status as people write it; what is none of ours is not known."""
    word_ = (told or "").strip().lower()
    return cast("Status", word_) if word_ in get_args(Status) else "unknown"
