"""
Authorising again after the integration: who must, and whose a new grant is.

A merged shop authorises each app anew; that an app is bound gives no token (rule 100, our
conclusion). The list of shops a grant covers names no seller (rule 42), so a grant is
matched to what is known of a customer: by the state of the link, by the shop's id, by its
exact name; and by nothing else.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from ..auth import TokenKey, TokenStore
from .rulebook import Confidence
from .standing import Phase

if TYPE_CHECKING:
    from ..tiktokshop.api.shops import AuthorizedShop

INTEGRATED = (Phase.MERGED_PRODUCTS_UNCONFIRMED, Phase.MERGED, Phase.MIRRORED)
"""The phases in which TikTok Shop's API has what is new."""

_HOME = "ID"


@frozen(kw_only=True)
class ShopRecord:
    """What the app's owner knows of a customer's shop."""

    customer: str
    """The owner's own name for the customer; one may have several shops."""
    name: str | None = None
    phase: Phase = Phase.UNKNOWN
    toko_shop_id: str | None = None
    tts_shop_id: str | None = None
    account: str | None = None
    """The *open_id* under which a token is stored; ``None`` if there never was one."""

    def __str__(self) -> str:
        """Name the customer and the shop."""
        ids = (
            f"Tokopedia {self.toko_shop_id}" if self.toko_shop_id else None,
            f"TikTok Shop {self.tts_shop_id}" if self.tts_shop_id else None,
        )
        known = ", ".join(filter(None, (self.name, *ids)))
        return f"{self.customer} ({known})" if known else self.customer


Gap = Literal["no_account", "no_token", "expired"]
"""Why a shop's app has no token that works or can be renewed."""

_GAPS: dict[Gap, str] = {
    "no_account": "no open_id is known, so it never authorised this app",
    "no_token": "no token is stored for its open_id",
    "expired": "the time for which it had authorised is over",
}


@frozen(kw_only=True)
class Unauthorised:
    """A shop that has migrated, and whose seller must authorise the app."""

    record: ShopRecord
    gap: Gap
    rules: tuple[int, ...] = (99, 100)

    @property
    def why(self) -> str:
        """Say why."""
        return f"{self.record} has migrated, and {_GAPS[self.gap]}"


@frozen(kw_only=True)
class Authorisations:
    """How the shops of an app's customers stand with it."""

    missing: tuple[Unauthorised, ...]
    """Migrated, and not authorised: send them a link."""
    there: tuple[ShopRecord, ...]
    """Migrated and authorised."""
    not_yet: tuple[ShopRecord, ...]
    """Not migrated: no need."""
    unknown: tuple[ShopRecord, ...]
    """Whether they have migrated is not known, and no token is stored."""


def authorisations(
    records: Iterable[ShopRecord],
    tokens: TokenStore,
    app_key: str,
    *,
    clock: Callable[[], float] = time.time,
) -> Authorisations:
    """
    Say who has migrated but not authorised this app.

    Args:
        records: what is known of the customers' shops.
        tokens: where the app's tokens are. A token that the seller has withdrawn is
            still stored until it is deleted (webhook 6 tells, rule 101).
        app_key: the app.
        clock: gives the time, in seconds since 1970.

    Raises:
        StoreError: the store cannot be read.
    """
    now = datetime.fromtimestamp(clock(), timezone.utc)
    missing: list[Unauthorised] = []
    there: list[ShopRecord] = []
    not_yet: list[ShopRecord] = []
    unknown: list[ShopRecord] = []
    for record in records:
        gap = _gap(record, tokens, app_key, now)
        if gap is None:
            there.append(record)
        elif record.phase in INTEGRATED:
            missing.append(Unauthorised(record=record, gap=gap))
        elif record.phase is Phase.UNKNOWN:
            unknown.append(record)
        else:
            not_yet.append(record)
    return Authorisations(
        missing=tuple(missing),
        there=tuple(there),
        not_yet=tuple(not_yet),
        unknown=tuple(unknown),
    )


def _gap(
    record: ShopRecord, tokens: TokenStore, app_key: str, now: datetime
) -> Gap | None:
    if record.account is None:
        return "no_account"
    stored = tokens.load(TokenKey("tiktokshop", app_key, record.account))
    if stored is None:
        return "no_token"
    token = stored.token
    ends = token.expires_at if token.refresh is None else token.refresh_expires_at
    return "expired" if ends is not None and ends <= now else None


@frozen(kw_only=True)
class Match:
    """Whose a shop is that a new grant covers, or why that cannot be said."""

    shop: AuthorizedShop
    record: ShopRecord | None
    """The customer's shop; ``None`` if none is it, or several may be."""
    by: Literal["state", "tts_shop_id", "name"] | None = None
    confidence: Confidence | None = None
    """How sure the match is."""
    candidates: tuple[ShopRecord, ...] = ()
    """Those it could be, where it is refused."""
    rules: tuple[int, ...] = (42,)
    why: str


def match_grant(
    shops: Iterable[AuthorizedShop],
    records: Iterable[ShopRecord],
    *,
    customer: str | None = None,
) -> tuple[Match, ...]:
    """
    Say whose the shops of a new grant are, one match for each.

    Args:
        shops: what the new token covers: ``client.shops.list()``.
        records: what is known of the customers' shops.
        customer: for whom the link was made, from `StateSigner.verify`; ``None`` if
            the grant came without a state.
    """
    shops, records = list(shops), list(records)
    return tuple(_match(shop, shops, records, customer) for shop in shops)


def _match(
    shop: AuthorizedShop,
    shops: Sequence[AuthorizedShop],
    records: Sequence[ShopRecord],
    customer: str | None,
) -> Match:
    def refuse(why: str, *candidates: ShopRecord) -> Match:
        named = f": {'; '.join(map(str, candidates))}" if candidates else ""
        return Match(shop=shop, record=None, why=why + named, candidates=candidates)

    if shop.region not in (None, _HOME):
        return refuse(f"shop {shop.id} is of region {shop.region}, not of {_HOME}")
    owners = [one for one in records if one.tts_shop_id == shop.id]
    pool = [one for one in records if customer in (None, one.customer)]
    if not pool and customer is not None:
        return refuse(f"the link was made for {customer!r}, of whom no record is given")
    if any(one not in pool for one in owners):
        why = f"the link was made for {customer!r}, but shop {shop.id} is known as of"
        return refuse(why, *owners)
    if len(owners) > 1:
        return refuse(f"several records have shop {shop.id}", *owners)
    if owners:
        return Match(
            shop=shop,
            record=owners[0],
            by="tts_shop_id",
            confidence=Confidence.DOCUMENT,
            why=f"its id, {shop.id}, is known",
        )
    free = [one for one in pool if one.tts_shop_id is None]
    local = [one for one in shops if one.region in (None, _HOME)]
    if customer is not None and len(pool) == len(free) == len(local) == 1:
        return Match(
            shop=shop,
            record=free[0],
            by="state",
            confidence=Confidence.INFERRED,
            rules=(42, 99),
            why="the link was made for this customer, and a local seller has one shop",
        )
    if customer is not None and not free:
        return refuse(f"{customer!r} is known with other shops than {shop.id}", *pool)
    return _by_name(shop, shops, free, refuse)


def _by_name(
    shop: AuthorizedShop,
    shops: Sequence[AuthorizedShop],
    free: Sequence[ShopRecord],
    refuse: Callable[..., Match],
) -> Match:
    named = [one for one in free if shop.name and one.name == shop.name]
    twins = [one for one in shops if one.name == shop.name]
    if len(named) == len(twins) == 1:
        return Match(
            shop=shop,
            record=named[0],
            by="name",
            confidence=Confidence.INFERRED,
            rules=(36, 42),
            why=f"no other record is called {shop.name!r}; names are not unique",
        )
    if named:
        return refuse(f"several may be {shop.name!r}", *named)
    return refuse(f"nothing is known of shop {shop.id}, {shop.name!r}")


@frozen(kw_only=True)
class SellerShop:
    """The shop of a seller, so far as a grant tells."""

    shop: AuthorizedShop | None
    confidence: Confidence
    rules: tuple[int, ...] = (42,)
    why: str


def shop_of_seller(shops: Iterable[AuthorizedShop]) -> SellerShop:
    """
    Say which shop is that of the seller who gave a grant.

    This joins a *tts_seller_id*, which no call translates, to a shop: a local seller has
    one. The platform says so of sellers; that it makes the join safe is our conclusion.

    Args:
        shops: what the seller's token covers: ``client.shops.list()``.
    """
    home = [one for one in shops if one.region in (None, _HOME)]
    local = [one for one in home if one.seller_type != "CROSS_BORDER"]
    if len(home) == len(local) == 1:
        why = "a local seller has one shop"
        return SellerShop(shop=local[0], confidence=Confidence.INFERRED, why=why)
    why = f"the grant covers {len(home)} shops of {_HOME}"
    if len(home) == 1:
        why = "the seller sells across borders, and may have more shops"
    return SellerShop(shop=None, confidence=Confidence.DOCUMENT, why=why)
