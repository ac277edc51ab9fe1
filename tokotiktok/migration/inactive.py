"""
Why a product is not on sale: per storefront, the likeliest reason first.

What the platform says comes before what its status makes likely, and that before what is
merely possible. Each reason has words for sellers in English and Indonesian, who must act
and the rules it goes by; codes and words are a table, ``inactive.json``.

Source: TikTok Shop Partner Center, API reference, 2026-05; Tokopedia & Shop Seller
University, Product Merging After Integration, 2025-04-09.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal

from attrs import field, frozen

from .._explain import Actor
from .._resource import Failure
from ..errors import ApiError, ShopLockedError, ValidationError
from ..platforms import Platform
from ..unified.models import Listing, ListingStatus, Product
from .labels import channel_label
from .standing import Phase

Certainty = Literal["said", "likely", "possible"]
"""Whether the platform says so, its state makes it likely, or it only may be."""
Language = Literal["en", "id"]

_RANK: dict[Certainty, int] = {"said": 0, "likely": 1, "possible": 2}
_TOKO, _TIKTOK = Platform.TOKOPEDIA, Platform.TIKTOK_SHOP
_MERGED = (Phase.MERGED_PRODUCTS_UNCONFIRMED, Phase.MERGED)


@frozen(kw_only=True)
class Cause:
    """One reason why a product is not on sale on one storefront."""

    name: str
    """For programs: ``edit_hid_it``, ``category``, ``locked`` …"""
    platform: Platform
    certainty: Certainty
    who: Actor
    """Who must act."""
    rules: tuple[int, ...]
    said: tuple[str, ...] = ()
    """What the platform said, in its words; not for sellers' eyes as it is."""
    _texts: Mapping[str, str] = field(alias="texts", repr=False, eq=False)

    def text(self, language: Language = "en") -> str:
        """
        Say it to a seller.

        Raises:
            ValidationError: there is no such language.
        """
        if language not in ("en", "id"):
            msg = f"language={language!r} is none of en, id"
            raise ValidationError(msg)
        named = self._texts[language].format(platform=channel_label(self.platform))
        return named[0].upper() + named[1:]


@frozen(kw_only=True)
class Diagnosis:
    """Why a product is not on sale on one storefront."""

    platform: Platform
    listing: Listing | None
    """Its state there; ``None`` if it is not listed there."""
    causes: tuple[Cause, ...]
    """The likeliest first; never empty."""


def why_inactive(
    product: Product | Listing,
    *,
    error: ApiError | Failure | None = None,
    phase: Phase | None = None,
) -> tuple[Diagnosis, ...]:
    """
    Say why a product is not on sale, for each storefront where it is not.

    A storefront where it is on sale is left out, unless an *error* tells of it.

    Args:
        product: the product, or its state on one storefront. From a search it may lack
            what the audit said: ``shop.products.get(id)`` has it.
        error: what a call for this product was answered with, or what of a batch failed.
        phase: how far the shop is, if that is known.
    """
    listings = [product] if isinstance(product, Listing) else product.listings
    by_platform: dict[Platform, Listing | None] = {
        one.platform: one for one in listings
    }
    if isinstance(product, Product) and product.api is _TIKTOK:  # it lists both
        for platform in Platform:
            by_platform.setdefault(platform, None)
    live = {one.platform for one in listings if one.status is ListingStatus.LIVE}
    found: list[Diagnosis] = []
    for platform, listing in by_platform.items():
        is_live = platform in live
        notes = [] if error is None else list(_of_error(error, platform))
        if is_live and not notes:
            continue
        notes += _of_phase(phase)
        if not is_live:
            elsewhere = bool(live - {platform})
            notes += _of_listing(platform, listing, phase, elsewhere=elsewhere)
            notes += _of_stock(product)
        causes = _sorted(notes, platform)
        found.append(Diagnosis(platform=platform, listing=listing, causes=causes))
    return tuple(found)


Note = tuple[str, Certainty, tuple[str, ...]]
"""A reason's name, how sure it is, and what the platform said."""


def _of_error(error: ApiError | Failure, platform: Platform) -> Iterator[Note]:
    parts: Iterable[ApiError | Failure] = (error,)
    if isinstance(error, Failure):
        parts = (error, *error.causes)
    named = False
    for part in parts:
        where = part.platform if isinstance(part, Failure) else None
        if where is not None and where is not platform:
            continue
        name = _table()["codes"].get(str(part.code))
        if isinstance(part, ShopLockedError):
            name = "locked"
        if name == "brand" and platform is _TOKO and where is None:
            continue  # rule 60: that is the other storefront's
        if name is not None:
            named = True
            yield name, "said", (part.message,)
    if not named and (
        isinstance(error, ApiError) or error.platform in (None, platform)
    ):
        words = list(_classified((error.message,)))
        yield from words or [("unknown", "possible", (error.message,))]


def _of_phase(phase: Phase | None) -> Iterator[Note]:
    if phase is Phase.LOCKED:
        yield "locked", "said", ()
    if phase is Phase.MERGED_PRODUCTS_UNCONFIRMED:
        yield "unconfirmed", "likely", ()


def _of_listing(
    platform: Platform, listing: Listing | None, phase: Phase | None, *, elsewhere: bool
) -> Iterator[Note]:
    if listing is None:
        yield from _of_absence(platform, phase)
        return
    yield from _classified(listing.reasons)
    plain = _BY_WORD.get(listing.said) or _BY_STATUS.get(listing.status)
    refused = "mixed_audit" if elsewhere else "failed_audit"
    if plain is not None:
        yield plain, "said", ()
    elif listing.status is ListingStatus.REJECTED:
        yield refused, "said", listing.reasons
    elif listing.status is ListingStatus.INACTIVE:
        if listing.reasons:
            yield refused, "likely", listing.reasons
        if elsewhere:
            yield "edit_hid_it", "likely", ()
        yield "switched_off", "likely", ()
    else:
        yield "unknown", "possible", (listing.said,)
    if not listing.reasons and listing.status in _UNEXPLAINED:
        yield from _guesses(platform)


def _of_absence(platform: Platform, phase: Phase | None) -> Iterator[Note]:
    if platform is _TOKO:
        if phase in _MERGED:
            yield "copy_takes_days", "likely", ()
        yield "left_out", "likely", ()
    yield "not_listed", "possible", ()
    yield "kind_unsupported", "possible", ()


def _of_stock(product: Product | Listing) -> Iterator[Note]:
    skus = product.skus if isinstance(product, Product) else ()
    if skus and not any(sku.stock for sku in skus):  # in no warehouse at all
        yield "warehouse", "possible", ()


def _guesses(platform: Platform) -> Iterator[Note]:
    """List what may be behind a refusal that says nothing."""
    yield "category", "possible", ()
    if platform is _TIKTOK:  # rule 60
        yield "brand", "possible", ()
    yield "policy", "possible", ()


_BY_WORD = {"FREEZE": "frozen", "SCHEDULED": "scheduled"}
_BY_STATUS = {
    ListingStatus.DRAFT: "draft",
    ListingStatus.DELETED: "deleted",
    ListingStatus.IN_REVIEW: "in_review",
    ListingStatus.SUSPENDED: "platform_took_off",
}
_UNEXPLAINED = (ListingStatus.REJECTED, ListingStatus.SUSPENDED)


def _classified(said: Iterable[str]) -> Iterator[Note]:
    """Say what the platform's sentences are about, by the words in them (inferred)."""
    for sentence in said:
        low = sentence.lower()
        for name, words in _table()["words"].items():
            if any(word in low for word in words):
                yield name, "said", (sentence,)
                break


def _sorted(notes: Iterable[Note], platform: Platform) -> tuple[Cause, ...]:
    """Keep each reason once, as sure as it can be said, the surest first."""
    best: dict[str, tuple[Certainty, tuple[str, ...]]] = {}
    for name, certainty, said in notes:
        old, before = best.get(name, ("possible", ()))
        surest = min(old, certainty, key=_RANK.__getitem__)
        best[name] = surest, tuple(dict.fromkeys((*before, *filter(None, said))))
    rows = _table()["reasons"]
    causes = [
        Cause(
            name=name,
            platform=platform,
            certainty=certainty,
            who=Actor(rows[name]["who"]),
            rules=tuple(rows[name]["rules"]),
            said=said,
            texts=rows[name],
        )
        for name, (certainty, said) in best.items()
    ]
    return tuple(sorted(causes, key=lambda one: _RANK[one.certainty]))


@cache
def _table() -> Mapping[str, Any]:
    package = resources.files(__name__.rpartition(".")[0])
    table: dict[str, Any] = json.loads(package.joinpath("inactive.json").read_bytes())
    return table
