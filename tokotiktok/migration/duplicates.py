"""
What is on TikTok Shop twice since the shops became one: a plan to merge, nothing done.

Some goods were sold on each platform; the copy of Tokopedia's product then stands beside
TikTok Shop's own. No public endpoint merges products (rule 70): the seller does, in
Seller Center, which keeps stock and sales history. This says which pairs, what stands in
the way, and what deleting one instead would lose. `merging` cleans up and verifies.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum
from itertools import combinations
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from ..unified import from_tiktokshop
from ..unified.models import Listing, ListingStatus, Order, OrderStatus, Product
from ..unified.reading.alone import tiktokshop_of
from ..unified.reading.walk import Unread
from .id_matches import IdMap, Kind
from .new_catalogue import NewCatalogue, grams, key, living, variants

if TYPE_CHECKING:
    from ..tiktokshop.client import TikTokShopClient
    from ..unified.shop import UnifiedShop

FROZEN = "FREEZE"
"""The platform's word for a listing that it froze: such cannot be deleted (rule 58)."""


class Blocker(str, Enum):
    """What keeps a pair from being merged."""

    WEIGHT = "their weights differ: make them equal, then the platform merges (rule 68)"
    WEIGHT_UNKNOWN = "the weight of one is not told, and both must be equal (rule 68)"
    FROZEN = "one is frozen on a platform"
    CROWD = "more than two are alike: a person must say which belong together"


@frozen(kw_only=True)
class Side:
    """One product of a pair."""

    id: str
    name: str | None
    listings: tuple[Listing, ...]
    stock: int
    """How many there are, over all SKUs and warehouses."""
    seller_skus: frozenset[str]
    variants: frozenset[str]
    prices: tuple[str, ...]
    """What its SKUs cost, in order."""
    grams: Decimal | None
    is_copy: bool | None = None
    """Whether it was copied from Tokopedia; ``None`` without a map of ids."""
    sold: int | None = None
    """How many units were sold, as far as that was given."""

    @property
    def live_on(self) -> int:
        """On how many platforms it is on sale."""
        return sum(one.status is ListingStatus.LIVE for one in self.listings)

    @property
    def is_frozen(self) -> bool:
        """Whether a platform froze it."""
        return any(one.said == FROZEN for one in self.listings)


@frozen(kw_only=True)
class Pair:
    """Two products that seem to be the same goods."""

    first: Side
    second: Side
    score: float
    """The share of name, seller SKUs, variants, prices and weight that is the same."""
    same: tuple[str, ...]
    differs: tuple[str, ...]
    blockers: tuple[Blocker, ...]
    keep: str | None
    """The product to keep; ``None`` if nothing tells, and the seller must say."""
    why: str

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both products."""
        return (self.first, self.second)

    @property
    def kept(self) -> Side | None:
        """The product to keep."""
        return next((one for one in self.sides if one.id == self.keep), None)

    @property
    def dropped(self) -> Side | None:
        """The other one, which a clean-up may delete."""
        if self.keep is None:
            return None
        return next(one for one in self.sides if one.id != self.keep)

    @property
    def lost(self) -> tuple[str, ...]:
        """What would be lost by deleting the other one instead of merging."""
        kept, dropped = self.kept, self.dropped
        if kept is None or dropped is None:
            return ()
        sold = (
            "how much is not given" if dropped.sold is None else f"{dropped.sold} sold"
        )
        found = [f"its sales history ({sold}), ratings and reviews"]
        if dropped.stock:
            found.append(f"its stock of {dropped.stock}")
        found += [
            f"its listing on {one.platform.label}, where the other is not on sale"
            for one in dropped.listings
            if one.status is ListingStatus.LIVE and one.platform not in _live(kept)
        ]
        only = sorted(dropped.seller_skus - kept.seller_skus)
        if only:
            found.append(f"its seller SKUs {', '.join(only)}")
        return tuple(found)

    def __str__(self) -> str:
        """Say it in a line."""
        ids = f"{self.first.id} and {self.second.id} ({self.score:.0%} the same)"
        keep = f"keep {self.keep}" if self.keep else "keep either"
        parts = [f"{ids}: {keep}, {self.why}", *(one.value for one in self.blockers)]
        return "; ".join(parts)


@frozen(kw_only=True)
class MergePlan:
    """The pairs, the likeliest first. Nothing of it is done."""

    pairs: tuple[Pair, ...]
    malformed: Unread = field(factory=list, repr=False, eq=False)
    """What came but could not be read."""

    def __str__(self) -> str:
        """Say what the seller is to do."""
        head = (
            f"{len(self.pairs)} pairs to merge. No public endpoint merges products (rule "
            "70): merge them in Seller Center, which keeps stock and sales history."
        )
        return "\n".join([head, *(f"- {one}" for one in self.pairs)])


def count_sold(orders: Iterable[Order]) -> dict[str, int]:
    """Count the units sold by product id, of orders that were not cancelled."""
    found: Counter[str] = Counter()
    for order in orders:
        if order.status is not OrderStatus.CANCELLED:
            for line in order.lines:
                found[line.product_id or ""] += line.quantity
    return dict(found)


def plan_merges(
    shop: UnifiedShop,
    *,
    idmap: IdMap | None = None,
    sold: Mapping[str, int] | None = None,
) -> MergePlan:
    """
    Find the products that are there twice, and say what to do. Only reads.

    Two are a pair if they have the same name, or the same seller SKUs. Of all products a
    key of 16 bytes each for name and SKUs is kept, and the id; pairs are read alone.

    Args:
        shop: the merged shop.
        idmap: what old products became. With it only those pairs are given of which one
            was copied and the other was not.
        sold: how many units were sold by product id, as `count_sold` counts; left out,
            sales do not speak for either.

    Raises:
        ValidationError: the shop has no TikTok Shop client.
        TokoTikTokError: the shop cannot be read.
    """
    client = tiktokshop_of(shop)
    malformed: Unread = []
    by_key: dict[bytes, list[str]] = {}
    for product in living(client, malformed):
        for one in _keys(product):
            by_key.setdefault(one, []).append(product.id)
    near: dict[tuple[str, str], None] = {}
    crowd: Counter[str] = Counter()
    for ids in by_key.values():
        for pair in combinations(sorted(ids), 2):
            if pair not in near:
                near[pair] = None
                crowd.update(pair)
    reader = _Reader(client, idmap, sold or {}, given=sold is not None)
    pairs = [
        _pair(first, second, is_crowd=max(crowd[one.id] for one in (first, second)) > 1)
        for ids in near
        for first, second in reader.sides(*ids)
    ]
    pairs.sort(key=lambda one: (-one.score, one.first.id, one.second.id))
    return MergePlan(pairs=tuple(pairs), malformed=malformed)


def read_side(client: TikTokShopClient, product_id: str) -> Side | None:
    """Read a product as one side of a pair; ``None`` if it is deleted."""
    alone = NewCatalogue(client).alone(product_id)
    if alone is None:
        return None
    product = from_tiktokshop.product(alone)
    if {one.status for one in product.listings} == {ListingStatus.DELETED}:
        return None
    return Side(
        id=product.id,
        name=product.name,
        listings=product.listings,
        stock=sum(sku.quantity for sku in product.skus),
        seller_skus=_seller_skus(product),
        variants=frozenset(map(key, variants(alone).values())),
        prices=tuple(sorted(str(sku.price) for sku in product.skus)),
        grams=grams(alone),
    )


@frozen
class _Reader:
    """Reads pairs, and says which of them came from Tokopedia, and what was sold."""

    client: TikTokShopClient
    idmap: IdMap | None
    sold: Mapping[str, int]
    given: bool = field(kw_only=True)

    def sides(self, first: str, second: str) -> list[tuple[Side, Side]]:
        """Give both sides of a pair; nothing, if it is none."""
        copies = [self._is_copy(first), self._is_copy(second)]
        if copies[0] is not None and copies[0] == copies[1]:
            return []
        mine, theirs = (
            self._side(one, is_copy=is_copy)
            for one, is_copy in zip((first, second), copies, strict=True)
        )
        return [(mine, theirs)] if mine and theirs else []

    def _is_copy(self, product_id: str) -> bool | None:
        if self.idmap is None:
            return None
        return bool(self.idmap.claiming(Kind.PRODUCT, product_id))

    def _side(self, product_id: str, *, is_copy: bool | None) -> Side | None:
        side = read_side(self.client, product_id)
        if side is None:
            return None
        sold = self.sold.get(product_id, 0) if self.given else None
        return evolve(side, is_copy=is_copy, sold=sold)


def _pair(first: Side, second: Side, *, is_crowd: bool) -> Pair:
    compared = {
        "name": key(first.name) == key(second.name),
        "seller SKUs": first.seller_skus == second.seller_skus,
        "variants": first.variants == second.variants,
        "prices": first.prices == second.prices,
        "weight": first.grams is not None and first.grams == second.grams,
    }
    same = tuple(what for what, agrees in compared.items() if agrees)
    blockers: list[Blocker] = []
    if first.grams is None or second.grams is None:
        blockers.append(Blocker.WEIGHT_UNKNOWN)
    elif first.grams != second.grams:
        blockers.append(Blocker.WEIGHT)
    if first.is_frozen or second.is_frozen:
        blockers.append(Blocker.FROZEN)
    if is_crowd:
        blockers.append(Blocker.CROWD)
    keep, why = (None, "as several are alike") if is_crowd else _keep(first, second)
    return Pair(
        first=first,
        second=second,
        score=len(same) / len(compared),
        same=same,
        differs=tuple(what for what, agrees in compared.items() if not agrees),
        blockers=tuple(blockers),
        keep=keep,
        why=why,
    )


def _keep(first: Side, second: Side) -> tuple[str | None, str]:
    """Say which to keep: what sold more, is on sale in more places, or has more stock."""
    reasons = (
        ((first.sold or 0, second.sold or 0), "which sold more ({} to {})"),
        (
            (first.live_on, second.live_on),
            "which is on sale on more platforms ({} to {})",
        ),
        ((first.stock, second.stock), "which has more stock ({} to {})"),
    )
    for (mine, theirs), why in reasons:
        if mine != theirs:
            best = first if mine > theirs else second
            return best.id, why.format(max(mine, theirs), min(mine, theirs))
    return None, "as nothing tells them apart"


def _live(side: Side) -> set[object]:
    return {one.platform for one in side.listings if one.status is ListingStatus.LIVE}


def _seller_skus(product: Product) -> frozenset[str]:
    return frozenset(sku.seller_sku for sku in product.skus if sku.seller_sku)


def _keys(product: Product) -> set[bytes]:
    """Give what a product is found by: its name, and its seller SKUs together."""
    texts = [f"name\n{key(product.name)}"] if product.name else []
    skus = _seller_skus(product)
    texts += ["\n".join(["skus", *sorted(skus)])] if skus else []
    return {hashlib.blake2b(text.encode(), digest_size=16).digest() for text in texts}
