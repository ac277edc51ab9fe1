"""
Which warehouse of TikTok Shop was which of Tokopedia's, and what each delivers where.

The integration copies Tokopedia's warehouses if TikTok Shop has none; else the seller says
which is which, or has each added as a new one, which leaves two for one place (rules 77
and 78). What is not plain is left for a human: stock sent to a wrong warehouse is sold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from ..errors import ValidationError
from ..platforms import Platform
from .places import Compared, Likeness, Place, compare_places

if TYPE_CHECKING:
    from ..tiktokshop.api.warehouses import DeliveryOption
    from ..tiktokshop.client import TikTokShopClient
    from ..tokopedia.client import TokopediaClient
    from ..unified.models import Product

Ids = Mapping[str, str] | Callable[[str], str | None]
"""New ids by old ones: a mapping, or what finds one and gives ``None`` if it cannot."""
Shared = Mapping[tuple[str, str], int]
"""By old and new warehouse: of how many SKUs both have stock."""

PLATFORMS = {
    "TOKOPEDIA": Platform.TOKOPEDIA,
    "TIKTOK_SHOP": Platform.TIKTOK_SHOP,
    "TTS_SHOP": Platform.TIKTOK_SHOP,
}
"""How delivery options spell platforms; ``TTS_SHOP`` is an older page's (rule 83)."""


@frozen(kw_only=True)
class Candidate:
    """A warehouse of TikTok Shop that may be one of Tokopedia's."""

    new: Place
    compared: Compared
    shared: int | None = None
    """Of how many SKUs both have stock; ``None`` if nobody counted."""

    @property
    def why(self) -> str:
        """What speaks for it, and what against, as a sentence."""
        same = ", ".join(self.compared.same) or "nothing"
        text = f"{self.new.id}: same {same}"
        if self.compared.differs:
            text += f"; other {', '.join(self.compared.differs)}"
        if self.compared.metres is not None:
            text += f"; {self.compared.metres} m apart"
        if self.shared is not None:
            text += f"; {self.shared} SKUs in both"
        return text


@frozen(kw_only=True)
class WarehouseMatch:
    """One warehouse of Tokopedia's, and what it became."""

    old: Place
    became: Candidate | None
    """``None`` if that is not plain."""
    candidates: tuple[Candidate, ...] = ()
    """All that it may be, the likeliest first."""
    unclear: str | None = None
    """Why it is left for a human."""


@frozen(kw_only=True)
class WarehouseMap:
    """Which warehouses became which."""

    matches: tuple[WarehouseMatch, ...]
    duplicates: tuple[tuple[Place, ...], ...] = ()
    """Warehouses of TikTok Shop that are at one place (rule 78)."""
    others: tuple[Place, ...] = ()
    """Warehouses of TikTok Shop that none of Tokopedia's became."""

    @property
    def ids(self) -> dict[str, str]:
        """New ids by old ones, of what is plain."""
        return {
            one.old.id: one.became.new.id
            for one in self.matches
            if one.became is not None
        }

    @property
    def unclear(self) -> tuple[WarehouseMatch, ...]:
        """What a human must decide."""
        return tuple(one for one in self.matches if one.became is None)

    def to_json(self) -> dict[str, Any]:
        """Give it as plain values."""
        return {
            "matches": [
                {
                    "tokopedia": one.old.id,
                    "tiktokshop": one.became.new.id if one.became else None,
                    "confidence": _confidence(one),
                    "evidence": [candidate.why for candidate in one.candidates],
                    "unclear": one.unclear,
                }
                for one in self.matches
            ],
            "duplicates": [[one.id for one in group] for group in self.duplicates],
            "others": [one.id for one in self.others],
        }


def match_warehouses(
    old: Iterable[Place], new: Iterable[Place], *, shared: Shared | None = None
) -> WarehouseMap:
    """
    Say which of TikTok Shop's warehouses each of Tokopedia's became.

    One is taken for another only if each is the other's one best candidate and at least
    likely. Of several at one place, stock decides if it is given: the one that holds what
    the old one held, if no other holds any of that. Stock against address is unclear.

    Args:
        old: Tokopedia's.
        new: TikTok Shop's that goods are sold from.
        shared: `shared_stock` of both sides' products.
    """
    olds, news = tuple(old), tuple(new)
    found = {one.id: _candidates(one, news, shared) for one in olds}
    wanted = Counter(
        best.new.id for candidates in found.values() for best in _best(candidates)
    )
    matches = tuple(_match(one, found[one.id], wanted) for one in olds)
    taken = {one.became.new.id for one in matches if one.became}
    return WarehouseMap(
        matches=matches,
        duplicates=_duplicates(news),
        others=tuple(one for one in news if one.id not in taken),
    )


def read_warehouses(
    tokopedia: TokopediaClient,
    tiktokshop: TikTokShopClient,
    *,
    shared: Shared | None = None,
) -> WarehouseMap:
    """
    Match the warehouses that two clients of one shop tell of.

    Where goods are returned to is left out; an archive stands in for Tokopedia's client.
    """
    rows = [row for shop in tokopedia.shops.info() for row in shop.warehouses]
    new = [
        Place.of_tiktokshop(row)
        for row in tiktokshop.warehouses.list()
        if row.type != "RETURN_WAREHOUSE"
    ]
    return match_warehouses(map(Place.of_tokopedia, rows), new, shared=shared)


def shared_stock(
    old: Iterable[Product], new: Iterable[Product], *, skus: Ids
) -> dict[tuple[str, str], int]:
    """
    Count the SKUs that an old and a new warehouse both have stock of.

    Of the old products a few bytes per SKU and warehouse are kept; the new ones stream.

    Args:
        old: Tokopedia's products.
        new: TikTok Shop's.
        skus: new SKU ids by old ones.
    """
    find, held = finder(skus), dict[str, tuple[str, ...]]()
    for product in old:
        for sku in product.skus:
            became = find(sku.id)
            if became is not None:
                held[became] = held.get(became, ()) + tuple(
                    one.warehouse_id
                    for one in sku.stock
                    if one.warehouse_id and one.quantity
                )
    counted: Counter[tuple[str, str]] = Counter()
    for product in new:
        for sku in product.skus:
            for one in sku.stock:
                if one.warehouse_id and one.quantity:
                    counted.update(
                        (where, one.warehouse_id) for where in held.get(sku.id, ())
                    )
    return dict(counted)


def stock_levels(
    old: Product, *, skus: Ids, warehouses: Ids
) -> dict[str, dict[str, int]]:
    """
    Say what an old product's stock is in the new ids.

    ``shop.products.set_stock(product, levels)`` takes it, and sends what TikTok Shop
    insists on: every warehouse of the SKU (rule 81). Stock of two warehouses that became
    one is added up.

    Raises:
        ValidationError: an SKU or a warehouse that has stock is not in the maps, or the
            stock is in no warehouse.
    """
    find_sku, find_warehouse = finder(skus), finder(warehouses)
    levels: dict[str, dict[str, int]] = {}
    for sku in old.skus:
        new_sku = find_sku(sku.id)
        if new_sku is None:
            raise ValidationError(f"skus= does not say what SKU {sku.id} became")
        into = levels.setdefault(new_sku, {})
        for one in sku.stock:
            where = find_warehouse(one.warehouse_id) if one.warehouse_id else None
            if where is None:
                if not one.quantity:
                    continue
                msg = (
                    f"SKU {sku.id} has {one.quantity} in warehouse {one.warehouse_id}, "
                    "and warehouses= does not say what that became"
                )
                raise ValidationError(msg)
            into[where] = into.get(where, 0) + one.quantity
    return levels


@frozen(kw_only=True)
class Deliveries:
    """What one warehouse of TikTok Shop's delivers, and for which storefront."""

    warehouse_id: str
    options: tuple[DeliveryOption, ...] = field(repr=False)

    def on(self, platform: Platform) -> tuple[DeliveryOption, ...]:
        """List the options of a storefront; those that name none are no one's."""
        return tuple(one for one in self.options if platform in _platforms(one))

    @property
    def unsaid(self) -> tuple[DeliveryOption, ...]:
        """List the options that name no storefront."""
        return tuple(one for one in self.options if not _platforms(one))

    @property
    def without(self) -> Platform:
        """The storefronts that nothing is delivered for; falsy if there is none."""
        if self.unsaid:  # it may be theirs
            return Platform(0)
        lacking = (one for one in Platform if not self.on(one))
        return next(lacking, Platform(0)) | next(lacking, Platform(0))


def read_deliveries(
    client: TikTokShopClient, warehouse_ids: Iterable[str]
) -> tuple[Deliveries, ...]:
    """Read what warehouses deliver: one request each."""
    return tuple(
        Deliveries(
            warehouse_id=one,
            options=tuple(client.warehouses.get_delivery_options(warehouse_id=one)),
        )
        for one in warehouse_ids
    )


def finder(ids: Ids) -> Callable[[str], str | None]:
    """Give what finds a new id, from a mapping or from what finds one already."""
    return ids.get if isinstance(ids, Mapping) else ids


def _platforms(option: DeliveryOption) -> Platform:
    found = Platform(0)
    for word in option.platform:
        found |= PLATFORMS.get(str(word).upper(), Platform(0))
    return found


def _confidence(match: WarehouseMatch) -> str | None:
    return match.became.compared.likeness.name.lower() if match.became else None


def _candidates(
    old: Place, news: Iterable[Place], shared: Shared | None
) -> tuple[Candidate, ...]:
    """List what a warehouse may be, the likeliest first."""
    found = [
        Candidate(
            new=one,
            compared=compare_places(old, one),
            shared=None if shared is None else shared.get((old.id, one.id), 0),
        )
        for one in news
    ]
    kept = [one for one in found if one.compared.likeness or one.shared]
    kept.sort(key=_rank, reverse=True)
    return tuple(kept)


def _rank(one: Candidate) -> tuple[int, int, int]:
    return one.compared.likeness, one.shared or 0, len(one.compared.same)


def _best(candidates: Iterable[Candidate]) -> list[Candidate]:
    """List those between which nothing decides."""
    found = list(candidates)
    top = [one for one in found if one.compared.likeness == _top(found)]
    stocked = [one for one in top if one.shared]
    return stocked or top


def _top(candidates: Iterable[Candidate]) -> Likeness:
    likeness = (one.compared.likeness for one in candidates)
    return max(likeness, default=Likeness.NO)


def _match(
    old: Place, candidates: tuple[Candidate, ...], wanted: Mapping[str, int]
) -> WarehouseMatch:
    best = _best(candidates)
    if not candidates:
        unclear = "no warehouse of TikTok Shop's is like it: was it added, or left out?"
    elif best[0].compared.likeness < Likeness.LIKELY:
        unclear = "what speaks for these is too little"
    elif not best[0].shared and any(one.shared for one in candidates):
        unclear = "its stock is in a warehouse at another address"
    elif len(best) > 1:
        unclear = "several are as like it; one of them may be a duplicate (rule 78)"
    elif wanted[best[0].new.id] > 1:
        unclear = "another of Tokopedia's warehouses is as like that one"
    else:
        return WarehouseMatch(old=old, became=best[0], candidates=candidates)
    return WarehouseMatch(old=old, became=None, candidates=candidates, unclear=unclear)


def _duplicates(places: Iterable[Place]) -> tuple[tuple[Place, ...], ...]:
    """Put those together that are at least likely one place."""
    groups: list[list[Place]] = []
    for one in places:
        near = [
            group
            for group in groups
            if any(
                compare_places(one, other).likeness >= Likeness.LIKELY
                for other in group
            )
        ]
        for group in near[1:]:
            groups.remove(group)
            near[0].extend(group)
        if near:
            near[0].append(one)
        else:
            groups.append([one])
    return tuple(tuple(group) for group in groups if len(group) > 1)
