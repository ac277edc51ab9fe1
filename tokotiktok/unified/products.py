"""Products of both platforms, one record each, with a listing per platform."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from attrs import define, evolve, field

from ..platforms import Platform
from . import from_tiktokshop, from_tokopedia
from .acting.product_actions import ProductActions
from .models import Evidence, Product, Twin
from .reading.alone import first, side, tiktokshop_of, tokopedia_of
from .reading.product_sides import (
    TikTokShopProducts,
    families,
    tokopedia_products,
)
from .reading.walk import Unread, Walk, said_or_aside

if TYPE_CHECKING:
    from ..tokopedia.api.products import Product as Row
    from .shop import UnifiedShop

_SERVES = "TikTok Shop's API serves the products of both storefronts"


class UnifiedProducts(ProductActions):
    """The catalogue of one merged shop."""

    def __init__(self, shop: UnifiedShop) -> None:
        self._shop = shop

    def list(self, *, reasons: bool = True) -> Walk[Product]:
        """
        Iterate over the shop's products: TikTok Shop's, then what only Tokopedia has.

        Since the integration TikTok Shop serves the products of both storefronts. A
        product of the Tokopedia API is the same one if Tokopedia names its TikTok Shop
        id, or else if both have the same seller SKUs and no other has; it is shown once,
        and ``evidence.twin`` is what it was there. If they share some seller SKUs, or
        several products do, that is not decided, and all are shown. The rest is shown
        from there, such as banned products, which do not move.

        Of the Tokopedia API's products their ids and seller SKUs are kept, no more; its
        list is read twice if it has what TikTok Shop has not.

        Args:
            reasons: also read why a product was refused or taken off sale, at one more
                request for each of those.
        """
        return Walk(lambda malformed: self._all(malformed, reasons=reasons))

    def get(self, product_id: str, *, api: Platform) -> Product:
        """
        Read one product.

        It is as its API has it: whether the other API has the same one is not looked for.

        Args:
            product_id: its id.
            api: whose id that is.

        Raises:
            NotFoundError: there is no such product.
            ValidationError: the shop was made without a client of that API.
            TokoTikTokError: it cannot be read.
        """
        if side(api) is Platform.TIKTOK_SHOP:
            client = tiktokshop_of(self._shop)
            return from_tiktokshop.product(client.products.get(product_id=product_id))
        old = tokopedia_of(self._shop)
        rows = old.products.list(product_id=product_id)
        head, *variants = first(families(rows), f"product {product_id}", api)
        return from_tokopedia.product(head, *variants, archived=old.archived)

    def _all(self, malformed: Unread, *, reasons: bool) -> Iterator[Product]:
        client = self._shop.tiktokshop
        if client is None:
            yield from (product for product, _ in self._tokopedia(malformed))
            return
        known = _Known()
        unread: Unread = []
        for product, moved_to in self._tokopedia(unread):
            known.add(product, moved_to)
        for product in TikTokShopProducts(client, malformed, reasons=reasons).all():
            yield known.joined(product)
        if known.has_others:
            for product, _ in self._tokopedia(malformed):
                yield from known.left(product)
        else:
            malformed.extend(unread)

    def _tokopedia(self, malformed: Unread) -> Iterator[tuple[Product, frozenset[str]]]:
        """Give Tokopedia's products, each with the TikTok Shop ids that it names."""
        client = self._shop.tokopedia
        if client is None:
            return
        archived = self._shop.archive is not None
        for family in tokopedia_products(client, malformed):
            head, *variants = family
            say = partial(_said, variants=variants, archived=archived)
            product = said_or_aside(say, head, malformed)
            if product is None:
                continue
            moved_to = frozenset(one.tts_product_id or "" for one in family) - {""}
            yield product, moved_to


@define
class _Old:
    """What is kept of a product of the Tokopedia API."""

    id: str
    name: str | None
    skus: frozenset[str]
    moved_to: frozenset[str]
    taken: bool = False
    """Whether a product of TikTok Shop is the same one."""
    maybe: list[Twin] = field(factory=list)
    """What it may be, if that is not decided."""

    def twin(self, new: Product, *, of: Platform) -> Twin:
        """Say what it and a product of TikTok Shop's share, as the twin of either."""
        same: list[str] = []
        differs: list[str] = []
        skus = _skus(new)
        if new.id in self.moved_to:
            same.append("TikTok Shop id")
        if skus and skus == self.skus:
            same.append("seller SKUs")
        elif skus & self.skus:
            same.append("some seller SKUs")
        elif skus and self.skus:
            differs.append("seller SKUs")
        (same if new.name == self.name else differs).append("name")
        return Twin(
            api=of,
            id=self.id if of is Platform.TOKOPEDIA else new.id,
            same=tuple(same),
            differs=tuple(differs),
        )


class _Known:
    """The products of the Tokopedia API, by what TikTok Shop's may share with them."""

    def __init__(self) -> None:
        self._all: dict[str, _Old] = {}
        self._by_new_id: dict[str, list[_Old]] = {}
        self._by_sku: dict[str, list[_Old]] = {}

    @property
    def has_others(self) -> bool:
        """Whether there are any that TikTok Shop has not, or may not have."""
        return not all(old.taken for old in self._all.values())

    def add(self, product: Product, moved_to: frozenset[str]) -> None:
        """Take one of Tokopedia's."""
        old = _Old(product.id, product.name, _skus(product), moved_to)
        self._all[old.id] = old
        if not old.id:  # nothing can be said of it, and it is shown
            return
        for new_id in moved_to:
            self._by_new_id.setdefault(new_id, []).append(old)
        if not moved_to:
            for sku in old.skus:
                self._by_sku.setdefault(sku, []).append(old)

    def joined(self, new: Product) -> Product:
        """Say which of Tokopedia's a product of TikTok Shop's is."""
        named = self._by_new_id.get(new.id, [])
        skus = _skus(new)
        sharing = {
            old.id: old for sku in skus for old in self._by_sku.get(sku, ())
        }.values()
        alike = [old for old in sharing if old.skus == skus]
        found = named or alike or list(sharing)
        if not found:
            return new
        decided = bool(named) or (len(alike) == 1 and not alike[0].taken)
        for old in found:
            if decided:
                old.taken = True
            else:
                old.maybe.append(old.twin(new, of=Platform.TIKTOK_SHOP))
        twins = [old.twin(new, of=Platform.TOKOPEDIA) for old in found]
        return _joined(new, twins, decided=decided)

    def left(self, product: Product) -> Iterator[Product]:
        """Give one of Tokopedia's, if TikTok Shop has not shown it."""
        old = self._all.get(product.id)
        if old is None or not product.id:  # it came since, or nothing names it
            yield product
        elif not old.taken:
            yield _joined(product, old.maybe, decided=False)


def _said(head: Row, *, variants: Iterable[Row], archived: bool) -> Product:
    return from_tokopedia.product(head, *variants, archived=archived)


def _joined(product: Product, twins: list[Twin], *, decided: bool) -> Product:
    if not twins:
        return product
    evidence: Evidence = evolve(
        product.evidence,
        twin=twins[0],
        rivals=tuple(twins[1:]),
        decided=decided,
        kept=_SERVES if decided else None,
    )
    return evolve(product, evidence=evidence)


def _skus(product: Product) -> frozenset[str]:
    return frozenset(sku.seller_sku for sku in product.skus if sku.seller_sku)
