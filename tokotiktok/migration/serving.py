"""
Which API has a shop's products, orders, returns, money and chats.

Sources: TikTok Shop Partner Center, Tokopedia & Shop Open API Integration One Pager,
2025-02-13, Migration rehearsal, 2026-05, and Tokopedia Open API Termination, 2025-08-26;
Tokopedia & Shop Seller University, A Complete Guide to 'Shipped via Platform'.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Literal, get_args

from attrs import evolve, frozen

from ..errors import ValidationError
from ..platforms import TOKOPEDIA_LAST_READ, TOKOPEDIA_LAST_WRITE, WIB, Platform
from .standing import Phase, Standing

Kind = Literal["products", "orders", "returns", "finance", "chat"]
"""What can be asked for."""

EARLIER = timedelta(days=1)
"""How long before a merge its orders may already be on both sides (rule 88)."""
LATER = timedelta(hours=72)
"""How late orders may appear after it (rules 32 and 88)."""
MONEY_BEGINS = datetime(2023, 7, 1, tzinfo=WIB)
"""TikTok Shop's finance calls know nothing before (rule 95)."""

_WRITES_ENDED = datetime.combine(TOKOPEDIA_LAST_WRITE + timedelta(days=1), time(), WIB)
_ENDED = datetime.combine(TOKOPEDIA_LAST_READ + timedelta(days=1), time(), WIB)
_TIKTOK, _TOKO = Platform.TIKTOK_SHOP, Platform.TOKOPEDIA
_BOTH = _TIKTOK | _TOKO


@frozen(kw_only=True)
class Serving:
    """Which API has what was asked for."""

    kind: Kind
    phase: Phase
    api: Platform
    """
    Whose API has it. Both: each has a part, or which one is not known; ``why`` says so.
    Falsy: none.
    """
    archive: bool = False
    """Whether a part of it is only in what was saved of Tokopedia's API before its end."""
    reads_only: bool = False
    """Whether Tokopedia's API, being one of them, takes no writes any more."""
    since: datetime | None = None
    """Since when this is so; ``None`` if that is not known, or it always was."""
    rules: tuple[int, ...]
    why: str

    def __str__(self) -> str:
        """Say it in a line, with its rules."""
        names = [self.api.label] if self.api else []
        names += ["an archive"] if self.archive else []
        numbers = ", ".join(map(str, self.rules))
        where = " and ".join(names) or "nobody"
        return f"{self.kind}: {where}, {self.why} (rules {numbers})"


def serving(
    kind: Kind, standing: Standing, *, created_at: datetime | None, at: datetime
) -> Serving:
    """
    Say which API has *kind*, as a shop stands, at a moment.

    Raises:
        ValidationError: *kind* is none, or a time has no zone.
    """
    if kind not in get_args(Kind):
        msg = f"kind={kind!r} is none: it is one of {', '.join(get_args(Kind))}"
        raise ValidationError(msg)
    for name, moment in (("created_at", created_at), ("at", at)):
        if moment is not None and moment.tzinfo is None:
            msg = f"{name}={moment!r} has no time zone: give an aware datetime"
            raise ValidationError(msg)
    found = _by_phase(kind, standing, created_at)
    if kind == "finance":
        found = _money(found, created_at)
    return _by_calendar(found, at)


def _by_phase(kind: Kind, standing: Standing, created_at: datetime | None) -> Serving:
    phase = standing.phase

    def say(api: Platform, why: str, *rules: int) -> Serving:
        return Serving(
            kind=kind, phase=phase, api=api, since=standing.since, rules=rules, why=why
        )

    if phase in (Phase.MERGED, Phase.MERGED_PRODUCTS_UNCONFIRMED):
        return _merged(kind, standing, created_at)
    if phase is Phase.SOLELY_TIKTOK_SHOP:
        return say(_TIKTOK, "the shop was never on Tokopedia", 25)
    if phase is Phase.PENDING:
        return say(_TOKO, "the shop has not migrated", 25)
    if phase is Phase.LOCKED and kind == "products":
        return say(_BOTH, "each side its own; only stock and price may change", 45, 46)
    if phase is Phase.LOCKED:
        return say(_BOTH, "each has what its own buyers did until the merge", 47)
    if phase is Phase.MIRRORED:
        return say(_TIKTOK, "the shop was born there; Tokopedia shows it", 31)
    if phase is Phase.ROLLED_BACK and standing.road == "mirror":
        return say(_TIKTOK, "the shop was born there, and its mirror is gone", 31, 43)
    if phase is Phase.ROLLED_BACK:
        why = "the merge was undone, and no page says which side has what: ask both"
        return say(_BOTH, why, 29, 30)
    return say(_BOTH, "how far the shop is, is not known: ask both", 25)


def _merged(kind: Kind, standing: Standing, created_at: datetime | None) -> Serving:
    merged_at = standing.merged_at
    answer = Serving(
        kind=kind,
        phase=standing.phase,
        api=_TIKTOK,
        since=merged_at,
        rules=(25, 26),
        why="all products moved there",
    )
    if kind == "products":
        if standing.phase is Phase.MERGED:
            return answer
        why = (
            "all products move there; they are created and edited only once the seller "
            "has confirmed the product merge in Seller Center"
        )
        return evolve(answer, rules=(26, 48), why=why)
    what = "conversations" if kind == "chat" else "what was bought"
    old = (95,) if kind == "finance" else (86,)
    if created_at is None or merged_at is None:
        gap = "give created_at" if merged_at else "nobody says when the merge was"
        why = (
            f"{what} before the merge is on the side it was on, since then on TikTok Shop's "
            f"({gap})"
        )
        return evolve(answer, api=_BOTH, rules=(25, *old), why=why)
    age = created_at - merged_at
    both_may = kind in ("orders", "returns") and -EARLIER <= age <= LATER
    if both_may:
        why = "around the merge it may be on either side, or on both (inferred)"
        return evolve(answer, api=_BOTH, rules=(32, 88), why=why)
    if created_at >= merged_at:
        why = f"{what} after the merge is there, from both storefronts"
        return evolve(answer, rules=(25, 86), why=why)
    why = f"{what} before the merge is on the side it was on"
    return evolve(answer, api=_BOTH, since=None, rules=(25, *old), why=why)


def _money(found: Serving, created_at: datetime | None) -> Serving:
    """Leave out TikTok Shop where its finance calls know nothing."""
    if created_at is None or created_at >= MONEY_BEGINS:
        return found
    why = f"{found.why}; TikTok Shop's finance calls begin on {MONEY_BEGINS:%Y-%m-%d}"
    return evolve(found, api=found.api & ~_TIKTOK, rules=(*found.rules, 95), why=why)


def _by_calendar(found: Serving, at: datetime) -> Serving:
    """Leave out Tokopedia's API where it does not answer any more."""
    if _TOKO not in found.api:
        return found
    if at < _WRITES_ENDED:
        return found
    if at < _ENDED:
        why = f"{found.why}; Tokopedia's API only reads"
        return evolve(found, reads_only=True, rules=(*found.rules, 5), why=why)
    why = (
        f"{found.why}; Tokopedia's API has ended, so its part is in an archive, if any"
    )
    return evolve(
        found,
        api=found.api & ~_TOKO,
        archive=True,
        since=max(found.since or _ENDED, _ENDED),
        rules=(*found.rules, 6),
        why=why,
    )
