"""After a merge plan: delete what is named, and verify what the seller merged by hand."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from ..errors import TokoTikTokError, ValidationError
from ..platforms import Platform
from ..unified.outcomes import Outcome, OutcomeState, WriteResult, blamed
from ..unified.reading.alone import tiktokshop_of
from .duplicates import MergePlan, Pair, Side, read_side

if TYPE_CHECKING:
    from ..tiktokshop.client import TikTokShopClient
    from ..unified.shop import UnifiedShop


def clean_up(
    plan: MergePlan, shop: UnifiedShop, *, confirm: Collection[str] = ()
) -> WriteResult:
    """
    Delete the products in *confirm*, each the one that a pair of the plan does not keep.

    Nothing is deleted by default. Deleting is not merging: what is lost stands in
    ``pair.lost``. Each product is read again just before. One is left alone that is
    frozen on a platform (rule 58), that has more stock than the plan says, or whose other
    product is gone or frozen. While the shop is integrated the platform refuses.

    Args:
        plan: the plan.
        shop: the shop it was made for.
        confirm: ids of products, as a person confirmed them.

    Raises:
        ValidationError: an id is not one that the plan would delete; nothing was sent.
    """
    if isinstance(confirm, str):
        raise ValidationError(f"confirm={confirm!r}: give a list of product ids")
    client = tiktokshop_of(shop)
    named = {
        dropped.id: (dropped, kept)
        for one in plan.pairs
        for dropped, kept in ((one.dropped, one.kept),)
        if dropped is not None and kept is not None
    }
    unknown = [one for one in confirm if one not in named]
    if unknown:
        msg = f"the plan does not say to delete {', '.join(map(str, unknown))}"
        raise ValidationError(msg)
    found = (_delete(client, *named[one]) for one in dict.fromkeys(confirm))
    return WriteResult(tuple(found))


def _delete(client: TikTokShopClient, planned: Side, keep: Side) -> Outcome:
    base = Outcome(
        id=planned.id,
        platform=Platform.TOKOPEDIA | Platform.TIKTOK_SHOP,
        state=OutcomeState.FAILED,
    )
    try:
        now, kept = read_side(client, planned.id), read_side(client, keep.id)
    except TokoTikTokError as error:
        return evolve(blamed(base, [error]), state=OutcomeState.FAILED)
    if now is None:
        return evolve(base, state=OutcomeState.ALREADY)
    why = _unsafe(planned, now, kept)
    if why:
        return evolve(base, message=why)
    sent = evolve(base, api=Platform.TIKTOK_SHOP)
    try:
        failed = client.products.delete(product_ids=[planned.id]).failed
    except TokoTikTokError as error:
        return blamed(sent, [error])
    if failed:
        one = failed[0]
        return evolve(
            sent, code=one.code, message=one.message or "the platform refused"
        )
    return evolve(sent, state=OutcomeState.DONE)


def _unsafe(planned: Side, now: Side, kept: Side | None) -> str:
    """Say why a product must not be deleted as things stand; nothing if it may."""
    if now.is_frozen:
        return "it is frozen on a platform, and such cannot be deleted (rule 58)"
    if now.stock > planned.stock:
        return f"its stock rose from {planned.stock} to {now.stock} since the plan"
    if kept is None:
        return "the product to keep is gone: this one is the last"
    if kept.is_frozen:
        return "the product to keep is frozen: this one may be the last on sale"
    return ""


class Merged(str, Enum):
    """How a pair stands after the seller merged by hand."""

    WELL = "merged, and stock and seller SKUs are all there"
    NOT_YET = "both are still there"
    LESS = "merged, but something is missing"
    LOST = "both are gone"


@frozen(kw_only=True)
class Verified:
    """What became of a pair."""

    pair: Pair
    state: Merged
    survivor: str | None = None
    """The product that is left."""
    gone: str | None = None
    """The product that is not: ids that lead to it now lead to the survivor."""
    missing: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Say it in a line."""
        ids = f"{self.pair.first.id} and {self.pair.second.id}: {self.state.value}"
        return f"{ids}: {'; '.join(self.missing)}" if self.missing else ids


def verify(plan: MergePlan, shop: UnifiedShop) -> tuple[Verified, ...]:
    """
    Look at each pair of a plan after the seller has merged by hand. Only reads.

    No page says whether the stock of both is added up, so what counts as kept is as much
    as the survivor itself had; sales since the plan lower it, too. Name and seller SKUs
    of the survivor must be as they were.

    Args:
        plan: the plan, made before.
        shop: the shop it was made for.

    Raises:
        TokoTikTokError: the shop cannot be read.
    """
    client = tiktokshop_of(shop)
    return tuple(_verified(client, pair) for pair in plan.pairs)


def _verified(client: TikTokShopClient, pair: Pair) -> Verified:
    now = [read_side(client, one.id) for one in pair.sides]
    left = [one for one in now if one is not None]
    if len(left) == len(now):
        return Verified(pair=pair, state=Merged.NOT_YET)
    if not left:
        return Verified(pair=pair, state=Merged.LOST)
    (survivor,) = left
    before = next(one for one in pair.sides if one.id == survivor.id)
    gone = next(one for one in pair.sides if one.id != survivor.id)
    missing: list[str] = []
    if survivor.stock < before.stock:
        missing.append(f"stock fell from {before.stock} to {survivor.stock}")
    lost = sorted(before.seller_skus - survivor.seller_skus)
    if lost:
        missing.append(f"seller SKUs {', '.join(lost)}")
    if survivor.name != before.name:
        missing.append(f"the name {before.name!r}")
    return Verified(
        pair=pair,
        state=Merged.LESS if missing else Merged.WELL,
        survivor=survivor.id,
        gone=gone.id,
        missing=tuple(missing),
    )
