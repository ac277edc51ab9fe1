"""Which new product and SKUs one old product became: each resolver in its turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from attrs import frozen

from ..money import Money
from .id_matches import Candidate, Certainty, Entry, How, Kind, Match, Unresolved, Why
from .new_catalogue import NewCatalogue, NewProduct, NewSku, grams, key, variants
from .old_products import OldProduct, OldSku

_MOST_ALONE = 5
"""How many products of one name are read alone to compare them."""
_NOT_THERE = "not in the shop any more"
_NOT_ON_TOKOPEDIA = "not listed on Tokopedia"


@frozen
class _Found:
    """What a resolver says of a product: what it is, or why a person must look."""

    how: How | None = None
    certainty: Certainty = Certainty.TOLD
    why: Why = Why.NOT_FOUND
    candidates: tuple[Candidate, ...] = ()


@frozen
class Resolver:
    """Looks old products up in one catalogue."""

    catalogue: NewCatalogue
    mapped: Mapping[str, str]
    """What the platform's mapper answered, by old id."""

    def resolve(self, old: OldProduct, known: Entry | None = None) -> Entry:
        """
        Say what a product and its SKUs became.

        Args:
            old: the product.
            known: what was known of it; what a person said in it stands.
        """
        said = {
            (one.kind, one.old_id): one
            for one in (known.matches if known else ())
            if one.how is How.PERSON
        }
        person = said.get((Kind.PRODUCT, old.id))
        if person is not None:
            found = self._told(old, {person.new_id}, How.PERSON)
        else:
            found = self._product(old)
        new = None
        if found.how is not None:
            (chosen,) = found.candidates
            new = self.catalogue.products[chosen.new_id]
        products = self._products(old, found)
        skus = self._skus(old, new, found, said)
        return Entry(
            kind=Kind.PRODUCT,
            old_id=old.id,
            matches=tuple(
                said.get((one.kind, one.old_id), one)
                for one in (*products, *skus)
                if isinstance(one, Match)
            ),
            unresolved=tuple(
                one for one in (*products, *skus) if isinstance(one, Unresolved)
            ),
            claims=new.id if new else None,
        )

    # products

    def _product(self, old: OldProduct) -> _Found:
        told = {
            How.SAVED: set(old.saved),
            How.MAPPER: {self.mapped[one] for one in old.ids if one in self.mapped},
        }
        for how, new_ids in told.items():
            if new_ids:
                return self._told(old, new_ids, how)
        stamped = self.catalogue.stamped(old.ids)
        if stamped:
            return _chosen(old, stamped, How.STAMP)
        if not old.is_copied:
            return _Found(
                why=Why.NOT_COPIED,
                candidates=tuple(_compared(old, one) for one in self._keyed(old)),
            )
        keyed = self._keyed(old)
        return self._by_seller_sku(old, keyed) if keyed else self._alike(old)

    def _told(self, old: OldProduct, new_ids: set[str], how: How) -> _Found:
        """Take what the platform says, if it says one thing, and that is there."""
        products = self.catalogue.products
        if len(new_ids) == 1 and new_ids <= products.keys():
            return _chosen(old, [products[one] for one in new_ids], how)
        candidates = tuple(
            _compared(old, products[one])
            if one in products
            else Candidate(new_id=one, differs=(_NOT_THERE,))
            for one in sorted(new_ids)
        )
        if len(new_ids) > 1:
            return _Found(why=Why.AMBIGUOUS, candidates=candidates)
        others = (_compared(old, one) for one in self._keyed(old))
        return _Found(why=Why.GONE, candidates=(*candidates, *others))

    def _keyed(self, old: OldProduct) -> list[NewProduct]:
        return self.catalogue.with_seller_skus(_seller_skus(old.skus))

    def _by_seller_sku(self, old: OldProduct, sharing: list[NewProduct]) -> _Found:
        """
        Take the one that has all its seller SKUs, and its name or its prices.

        It must be listed on Tokopedia, which what was copied from there is; its twin that
        was sold on TikTok Shop reaches Tokopedia days later (rule 67).
        """
        there = [one for one in sharing if one.is_on_tokopedia]
        if len(there) == 1:
            (one,) = there
            covers = _seller_skus(old.skus) <= _seller_skus(one.skus)
            if covers and (key(old.name) == key(one.name) or _same_prices(old, one)):
                return _chosen(old, there, How.SELLER_SKU)
        return _Found(
            why=Why.DOUBTFUL if len(sharing) == 1 else Why.AMBIGUOUS,
            candidates=tuple(_compared(old, one) for one in sharing),
        )

    def _alike(self, old: OldProduct) -> _Found:
        """Take the only one of its name, if variants, weight and prices agree, too."""
        named = self.catalogue.named(old.name)
        if not named:
            return _Found()
        candidates = tuple(self._likeness(old, one) for one in named[:_MOST_ALONE])
        if len(named) > 1:
            return _Found(why=Why.AMBIGUOUS, candidates=candidates)
        if candidates[0].differs:
            return _Found(why=Why.DOUBTFUL, candidates=candidates)
        return _Found(How.ALIKE, Certainty.ALIKE, candidates=candidates)

    def _likeness(self, old: OldProduct, new: NewProduct) -> Candidate:
        """Compare everything; what one side does not tell, does not agree."""
        found = _compared(old, new)
        same, differs = [*found.same], [*found.differs]
        alone = self.catalogue.alone(new.id)
        weight = grams(alone) if alone else None
        names = variants(alone) if alone else {}
        _sort(same, differs, "weight", agrees=_equal(old.grams, weight))
        mine = sorted(key(sku.variant) for sku in old.skus)
        _sort(
            same, differs, "variants", agrees=mine == sorted(map(key, names.values()))
        )
        return Candidate(new_id=new.id, same=tuple(same), differs=tuple(differs))

    def _products(self, old: OldProduct, found: _Found) -> list[Match | Unresolved]:
        """Say it of the product's id, and of its variants', which lead to it, too."""
        if found.how is None:
            return [
                Unresolved(
                    kind=Kind.PRODUCT,
                    old_id=old.id,
                    name=old.name,
                    why=found.why,
                    candidates=found.candidates,
                )
            ]
        (chosen,) = found.candidates
        return [
            Match(
                kind=Kind.PRODUCT,
                old_id=old_id,
                new_id=chosen.new_id,
                how=found.how,
                certainty=found.certainty,
                same=chosen.same,
                differs=chosen.differs,
            )
            for old_id in old.ids
        ]

    # SKUs

    def _skus(
        self,
        old: OldProduct,
        new: NewProduct | None,
        found: _Found,
        said: Mapping[tuple[Kind, str], Match],
    ) -> list[Match | Unresolved]:
        """Say what each SKU became within the product."""
        if new is None:
            why = found.why if found.why is Why.NOT_COPIED else Why.NO_PRODUCT
            return [
                said.get((Kind.SKU, sku.id)) or _left(old, sku, why) for sku in old.skus
            ]
        names: Mapping[str, str] | None = None
        result: list[Match | Unresolved] = []
        for sku in old.skus:
            by = self._sku(old, sku, new)
            if by is None and sku.variant:
                if names is None:
                    alone = self.catalogue.alone(new.id)
                    names = variants(alone) if alone else {}
                by = _by_variant(old, sku, new, names)
            if (Kind.SKU, sku.id) in said:
                result.append(said[Kind.SKU, sku.id])
            elif by is None:
                result.append(_left(old, sku, Why.DOUBTFUL, new.skus))
            else:
                how, certainty, target = by
                same, differs = _compared_skus(sku, target)
                result.append(
                    Match(
                        kind=Kind.SKU,
                        old_id=sku.id,
                        new_id=target.id,
                        how=how,
                        certainty=min(certainty, found.certainty),
                        same=same,
                        differs=differs,
                    )
                )
        return result

    def _sku(
        self, old: OldProduct, sku: OldSku, new: NewProduct
    ) -> tuple[How, Certainty, NewSku] | None:
        """Find an SKU by what the catalogue has of it."""
        stamped = [
            one for one in self.catalogue.stamped_skus(sku.id) if one in new.skus
        ]
        if len(stamped) == 1:
            return How.STAMP, Certainty.KEYED, stamped[0]
        if len(old.skus) == len(new.skus) == 1:
            return How.ONLY_SKU, Certainty.TOLD, new.skus[0]
        alike = [one for one in new.skus if one.seller_sku == sku.seller_sku]
        mine = [one for one in old.skus if one.seller_sku == sku.seller_sku]
        if sku.seller_sku and len(alike) == len(mine) == 1:
            return How.SELLER_SKU, Certainty.KEYED, alike[0]
        return None


def _chosen(old: OldProduct, found: list[NewProduct], how: How) -> _Found:
    candidates = tuple(_compared(old, one) for one in found)
    if len(found) > 1:
        return _Found(why=Why.AMBIGUOUS, candidates=candidates)
    told = how in (How.PERSON, How.SAVED, How.MAPPER)
    return _Found(
        how, Certainty.TOLD if told else Certainty.KEYED, candidates=candidates
    )


def _by_variant(
    old: OldProduct, sku: OldSku, new: NewProduct, names: Mapping[str, str]
) -> tuple[How, Certainty, NewSku] | None:
    """Find an SKU by its variant's name, if its price agrees, and its seller SKU may."""
    mine = [one for one in old.skus if key(one.variant) == key(sku.variant)]
    alike = [one for one in new.skus if key(names.get(one.id)) == key(sku.variant)]
    if len(mine) != 1 or len(alike) != 1:
        return None
    (one,) = alike
    contradicts = bool(sku.seller_sku and one.seller_sku)
    if contradicts or not _equal(sku.price, one.price):
        return None
    return How.VARIANT, Certainty.ALIKE, one


def _left(
    old: OldProduct, sku: OldSku, why: Why, among: Iterable[NewSku] = ()
) -> Unresolved:
    parts = filter(None, (old.name, sku.variant))
    return Unresolved(
        kind=Kind.SKU,
        old_id=sku.id,
        name=" - ".join(parts) or None,
        why=why,
        candidates=tuple(
            Candidate(new_id=one.id, same=same, differs=differs)
            for one in among
            for same, differs in (_compared_skus(sku, one),)
        ),
    )


def _compared(old: OldProduct, new: NewProduct) -> Candidate:
    """Say what an old and a new product agree on, of what the catalogue has."""
    same: list[str] = []
    differs: list[str] = []
    mine, theirs = _seller_skus(old.skus), _seller_skus(new.skus)
    _sort(same, differs, "name", agrees=key(old.name) == key(new.name))
    if mine or theirs:
        _sort(same, differs, "seller SKUs", agrees=mine == theirs)
    _sort(same, differs, "prices", agrees=_same_prices(old, new))
    if not new.is_on_tokopedia:
        differs.append(_NOT_ON_TOKOPEDIA)
    return Candidate(new_id=new.id, same=tuple(same), differs=tuple(differs))


def _compared_skus(old: OldSku, new: NewSku) -> tuple[tuple[str, ...], tuple[str, ...]]:
    same: list[str] = []
    differs: list[str] = []
    if old.seller_sku or new.seller_sku:
        _sort(same, differs, "seller SKU", agrees=old.seller_sku == new.seller_sku)
    _sort(same, differs, "price", agrees=_equal(old.price, new.price))
    return tuple(same), tuple(differs)


def _sort(same: list[str], differs: list[str], what: str, *, agrees: bool) -> None:
    (same if agrees else differs).append(what)


def _equal(old: Money | Decimal | None, new: Money | Decimal | None) -> bool:
    return old is not None and old == new


def _same_prices(old: OldProduct, new: NewProduct) -> bool:
    mine, theirs = ([sku.price for sku in one.skus] for one in (old, new))
    if None in mine or None in theirs:
        return False
    return sorted(map(str, mine)) == sorted(map(str, theirs))


def _seller_skus(skus: Iterable[OldSku | NewSku]) -> frozenset[str]:
    return frozenset(sku.seller_sku for sku in skus if sku.seller_sku)
