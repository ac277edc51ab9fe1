"""
What an old id became: matches with their evidence, what is left for a person, the map.

Ids are texts. An old id is one of Tokopedia's API, a new id one of TikTok Shop's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, IntEnum
from typing import Protocol

from attrs import field, frozen


class Kind(str, Enum):
    """What an id is the id of."""

    SHOP = "shop"
    PRODUCT = "product"
    """On Tokopedia variants are products too: each leads to its product."""
    SKU = "sku"
    """On Tokopedia a product without variants, or a variant."""
    WAREHOUSE = "warehouse"


class How(str, Enum):
    """What a match was found by, in the order in which it is tried."""

    PERSON = "person"
    """Somebody looked and said so."""
    SAVED = "saved id"
    """``tts_product_id`` in what Tokopedia told of the product (rule 71)."""
    MAPPER = "mapper"
    """The platform's operation that maps product ids (rule 72)."""
    STAMP = "stamp"
    """``external_product_id`` or ``external_sku_id`` is the old id (rule 76)."""
    SELLER_SKU = "seller SKU"
    ALIKE = "likeness"
    """Name, variants, weight and prices (rule 73)."""
    ONLY_SKU = "only SKU"
    """The only one of a product that has one on both sides."""
    VARIANT = "variant"
    """The variant's name and price, within a product that is known."""
    PLACE = "place"
    """A warehouse's address, pin and name, and what it has in stock (rules 77 and 78)."""
    SHOP_INFO = "shop info"
    """Tokopedia's shop info says that the shop was integrated (rules 38 and 42)."""


class Certainty(IntEnum):
    """How sure a match is; the higher, the surer."""

    ALIKE = 1
    """No key: all that was compared agrees, and nothing else is alike."""
    KEYED = 2
    """A key that the seller or an app gave is on both, and on nothing else."""
    TOLD = 3
    """The platform says so, or a person."""


class Why(str, Enum):
    """Why an old id is left to a person."""

    NOT_FOUND = "nothing on TikTok Shop is like it"
    NOT_COPIED = "it was suspended or deleted on Tokopedia, and such are not copied"
    GONE = "what it is said to have become is not in the shop any more"
    AMBIGUOUS = "it may be any of several"
    DOUBTFUL = "there is one that it may be, but too little agrees"
    CLASH = "another old one may be the same new one"
    NO_PRODUCT = "its product is not known"


@frozen(kw_only=True)
class Match:
    """What an old id became."""

    kind: Kind
    old_id: str
    new_id: str
    how: How
    certainty: Certainty
    same: tuple[str, ...] = ()
    """What the two agree on, of what was compared."""
    differs: tuple[str, ...] = ()
    """What they do not agree on."""


@frozen(kw_only=True)
class Candidate:
    """What an old id may have become."""

    new_id: str
    same: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Say what speaks for it, and what against."""
        parts = [f"same {', '.join(self.same)}"] if self.same else []
        parts += [f"other {', '.join(self.differs)}"] if self.differs else []
        return f"{self.new_id} ({'; '.join(parts)})" if parts else self.new_id


@frozen(kw_only=True)
class Unresolved:
    """An old id that a person must decide on."""

    kind: Kind
    old_id: str
    name: str | None = None
    why: Why
    candidates: tuple[Candidate, ...] = ()


@frozen(kw_only=True)
class Entry:
    """What is known of one old record and its parts: a product with its SKUs, a shop."""

    kind: Kind
    old_id: str
    matches: tuple[Match, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    claims: str | None = None
    """The new record that it is, or, if others claim the same, may be."""

    @property
    def match(self) -> Match | None:
        """The match of the record itself."""
        return self.find(self.kind, self.old_id)

    def find(self, kind: Kind, old_id: str) -> Match | None:
        """Give the match of one of its ids."""
        for one in self.matches:
            if (one.kind, one.old_id) == (kind, old_id):
                return one
        return None


class IdMap(Protocol):
    """Keeps entries. Saving one again replaces it."""

    def entry(self, kind: Kind, old_id: str) -> Entry | None:
        """Give the entry of a record, by its own id, not that of a part."""
        ...

    def find(self, kind: Kind, old_id: str) -> Match | None:
        """Give what an old id became, be it a record's or a part's."""
        ...

    def claiming(self, kind: Kind, new_id: str) -> tuple[Entry, ...]:
        """Give the entries that claim a new record."""
        ...

    def entries(self) -> Iterator[Entry]:
        """Go through all entries, by kind and old id."""
        ...

    def save(self, entries: Iterable[Entry]) -> None:
        """Save entries, all of them or none."""
        ...


@frozen
class MemoryIdMap:
    """A map in memory, that ends with the process."""

    _entries: dict[tuple[Kind, str], Entry] = field(factory=dict, init=False)
    _claims: dict[tuple[Kind, str], dict[str, None]] = field(factory=dict, init=False)
    _parts: dict[tuple[Kind, str], tuple[Kind, str]] = field(factory=dict, init=False)

    def entry(self, kind: Kind, old_id: str) -> Entry | None:
        """Give the entry of a record, by its own id, not that of a part."""
        return self._entries.get((kind, old_id))

    def find(self, kind: Kind, old_id: str) -> Match | None:
        """Give what an old id became, be it a record's or a part's."""
        home = self._parts.get((kind, old_id))
        return self._entries[home].find(kind, old_id) if home else None

    def claiming(self, kind: Kind, new_id: str) -> tuple[Entry, ...]:
        """Give the entries that claim a new record."""
        found = sorted(self._claims.get((kind, new_id), ()))
        return tuple(self._entries[kind, old_id] for old_id in found)

    def entries(self) -> Iterator[Entry]:
        """Go through all entries, by kind and old id."""
        for key in sorted(self._entries):
            yield self._entries[key]

    def save(self, entries: Iterable[Entry]) -> None:
        """Save entries, all of them or none."""
        for one in entries:
            key = (one.kind, one.old_id)
            before = self._entries.get(key)
            if before is not None:
                for match in before.matches:
                    self._parts.pop((match.kind, match.old_id), None)
                if before.claims is not None:
                    del self._claims[one.kind, before.claims][one.old_id]
            self._entries[key] = one
            for match in one.matches:
                self._parts[match.kind, match.old_id] = key
            if one.claims is not None:
                self._claims.setdefault((one.kind, one.claims), {})[one.old_id] = None


def exceptions(idmap: IdMap) -> Iterator[Unresolved]:
    """Go through what is left for a person."""
    for entry in idmap.entries():
        yield from entry.unresolved


def matches(idmap: IdMap, kind: Kind | None = None) -> Iterator[Match]:
    """Go through the matches, of one kind or of all."""
    for entry in idmap.entries():
        yield from (one for one in entry.matches if kind in (None, one.kind))
