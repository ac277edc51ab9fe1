"""
From Tokopedia's ids to TikTok Shop's: what the platform tells, then what keys tell.

Nothing is guessed. What is not sure is an exception, with its candidates, for a person.
Map ids once the seller has confirmed the products; before, the copies are not there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve, frozen

from ..errors import ValidationError
from ..telemetry import logger
from .id_matches import (
    Candidate,
    Certainty,
    Entry,
    How,
    IdMap,
    Kind,
    Match,
    Unresolved,
    Why,
    exceptions,
    matches,
)
from .new_catalogue import NewCatalogue
from .resolving import Resolver

if TYPE_CHECKING:
    from ..tiktokshop.client import TikTokShopClient
    from ..tokopedia.client import TokopediaClient
    from .old_products import OldProduct
    from .warehouses import WarehouseMap, WarehouseMatch

T = TypeVar("T")

BATCH = 50
"""How many products are looked up, and saved, at once. No page tells how many the mapper
takes."""


@frozen(kw_only=True)
class Tally:
    """What a map holds."""

    matches: Mapping[tuple[Kind, How], int]
    exceptions: Mapping[tuple[Kind, Why], int]

    @property
    def matched(self) -> int:
        """How many ids are known."""
        return sum(self.matches.values())

    @property
    def left(self) -> int:
        """How many are left to a person."""
        return sum(self.exceptions.values())


def tally(idmap: IdMap) -> Tally:
    """Count what a map holds."""
    return Tally(
        matches=Counter((one.kind, one.how) for one in matches(idmap)),
        exceptions=Counter((one.kind, one.why) for one in exceptions(idmap)),
    )


def map_products(
    old: Iterable[OldProduct],
    tiktokshop: TikTokShopClient,
    *,
    into: IdMap,
    creator: TikTokShopClient | None = None,
    stamps: bool = False,
) -> Tally:
    """
    Find what old products and SKUs became, and save it as it is found.

    Asked in order: the id that Tokopedia saved, the platform's mapper, stamped external
    ids, seller SKUs, likeness. To go on after an interruption, call it again with the
    same map: what is known is not looked up again, exceptions are. Memory holds TikTok
    Shop's catalogue, about a kilobyte a product, and not the old one.

    Args:
        old: Tokopedia's products, as `old_products` gives them.
        tiktokshop: a client with the shop's cipher.
        into: the map; one in a file outlasts this process.
        creator: a client with the token of a creator, which the mapper needs (rule 72).
        stamps: also look for ids that an app stamped on products as external ids. Reads
            each product of TikTok Shop alone, at one more request each.

    Raises:
        TokoTikTokError: a side cannot be read. What was found is saved.
    """
    catalogue = NewCatalogue(tiktokshop)
    catalogue.read(stamps=stamps)
    for part in _parts(old, BATCH):
        todo = [
            (one, known)
            for one in part
            for known in (into.entry(Kind.PRODUCT, one.id),)
            if known is None or known.unresolved
        ]
        unsaved = [one for one, _ in todo if not one.saved]
        mapped = _ask(creator, unsaved) if creator and unsaved else {}
        resolver = Resolver(catalogue, mapped)
        found = {one.id: resolver.resolve(one, known) for one, known in todo}
        into.save(_settled(found, into).values())
    return tally(into)


def map_shop(
    tokopedia: TokopediaClient, tiktokshop: TikTokShopClient, *, into: IdMap
) -> Entry:
    """
    Find which shop of TikTok Shop the old shop became, and save it.

    No API says it outright: the seller's id that Tokopedia's shop info names is not the
    shop's (rule 42). It is told if products that the platform named are in the one shop
    that the token covers: map the products first. Else it is the only Indonesian one, as
    local sellers have one shop; that is inferred, and so it is `Certainty.ALIKE`.

    Args:
        tokopedia: a client with the old shop's id, or an archive.
        tiktokshop: a client with the seller's token.
        into: the map.

    Raises:
        ValidationError: Tokopedia's side tells of no shop.
        TokoTikTokError: a side cannot be read.
    """
    infos = tokopedia.shops.info().items
    if not infos:
        raise ValidationError("Tokopedia's side tells of no shop: give its shop_id")
    info = infos[0]
    shops = [one for one in tiktokshop.shops.list() if one.region == "ID"]
    named = [one for one in shops if one.id == info.tts_shop_id]
    told = any(
        one.how in (How.SAVED, How.MAPPER) for one in matches(into, Kind.PRODUCT)
    )
    entry = Entry(kind=Kind.SHOP, old_id=info.shop_id)
    if info.tts_integration_completed and len(named or shops) == 1:
        (shop,) = named or shops
        same = ["shop id"] if named else ["products that the platform named"] * told
        match = Match(
            kind=Kind.SHOP,
            old_id=info.shop_id,
            new_id=shop.id,
            how=How.SHOP_INFO,
            certainty=Certainty.TOLD if same else Certainty.ALIKE,
            same=tuple(same),
        )
        entry = evolve(entry, matches=(match,), claims=shop.id)
    else:
        left = Unresolved(
            kind=Kind.SHOP,
            old_id=info.shop_id,
            name=info.shop_name,
            why=Why.AMBIGUOUS if info.tts_integration_completed else Why.NOT_FOUND,
            candidates=tuple(Candidate(new_id=one.id) for one in shops),
        )
        entry = evolve(entry, unresolved=(left,))
    into.save([entry])
    return entry


def map_warehouses(found: WarehouseMap, *, into: IdMap) -> Tally:
    """
    Save which warehouses became which, and what is left to a person.

    No API says it, so what was found is `Certainty.ALIKE`. What a person decided stands.

    Args:
        found: what `read_warehouses
            <tokotiktok.migration.warehouses.read_warehouses>` found.
        into: the map.
    """
    wanted = Counter(
        one.candidates[0].new.id for one in found.matches if one.candidates
    )
    entries = [
        _warehouse(one, wanted)
        for one in found.matches
        if not _is_decided(into.entry(Kind.WAREHOUSE, one.old.id))
    ]
    into.save(entries)
    return tally(into)


def decide(into: IdMap, entry: Entry, kind: Kind, old_id: str, new_id: str) -> Entry:
    """
    Save what a person said an old id became; it stands from now on.

    Of a product that was decided, call `map_products` again to map its SKUs.

    Args:
        into: the map.
        entry: what the map has of the record: ``idmap.entry(…)``.
        kind: what the id is the id of.
        old_id: one of the ids in *entry*.
        new_id: what it became.

    Raises:
        ValidationError: *entry* has no such id.
    """
    known = {(one.kind, one.old_id) for one in entry.matches}
    known |= {(one.kind, one.old_id) for one in entry.unresolved}
    if (kind, old_id) not in known:
        msg = f"{kind.value} {old_id} is not in the entry of {entry.kind.value} {entry.old_id}"
        raise ValidationError(msg)
    match = Match(
        kind=kind,
        old_id=old_id,
        new_id=new_id,
        how=How.PERSON,
        certainty=Certainty.TOLD,
    )
    rest = (one for one in entry.matches if (one.kind, one.old_id) != (kind, old_id))
    decided = evolve(
        entry,
        matches=(*rest, match),
        unresolved=tuple(
            one for one in entry.unresolved if (one.kind, one.old_id) != (kind, old_id)
        ),
        claims=new_id if kind is entry.kind else entry.claims,
    )
    into.save([decided])
    return decided


def _is_decided(entry: Entry | None) -> bool:
    match = entry.match if entry else None
    return match is not None and match.how is How.PERSON


def _warehouse(found: WarehouseMatch, wanted: Mapping[str, int]) -> Entry:
    entry = Entry(kind=Kind.WAREHOUSE, old_id=found.old.id)
    became = found.became
    if became is not None:
        match = Match(
            kind=Kind.WAREHOUSE,
            old_id=found.old.id,
            new_id=became.new.id,
            how=How.PLACE,
            certainty=Certainty.ALIKE,
            same=became.compared.same,
            differs=became.compared.differs,
        )
        return evolve(entry, matches=(match,), claims=became.new.id)
    new_ids = [one.new.id for one in found.candidates]
    if not new_ids:
        why = Why.NOT_FOUND
    elif len(new_ids) > 1:
        why = Why.AMBIGUOUS
    else:
        why = Why.CLASH if wanted[new_ids[0]] > 1 else Why.DOUBTFUL
    left = Unresolved(
        kind=Kind.WAREHOUSE,
        old_id=found.old.id,
        name=found.old.name,
        why=why,
        candidates=tuple(
            Candidate(
                new_id=one.new.id,
                same=one.compared.same,
                differs=one.compared.differs,
            )
            for one in found.candidates
        ),
    )
    return evolve(entry, unresolved=(left,))


def _parts(found: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    rest = iter(found)
    while part := list(islice(rest, size)):
        yield part


def _ask(creator: TikTokShopClient, old: Iterable[OldProduct]) -> dict[str, str]:
    """Ask the platform's mapper; what it does not know, the next resolver may."""
    found: dict[str, str] = {}
    for ids in _parts((old_id for one in old for old_id in one.ids), BATCH):
        result = creator.showcases.map_tokopedia_products(toko_pids=ids)
        for failure in result.failed:
            logger.warning("the mapper of product ids: %s", failure)
        for row in result.answer.product:
            if row.toko_pid and row.tts_pid:
                found[row.toko_pid] = row.tts_pid
    return found


def _settled(found: dict[str, Entry], into: IdMap) -> dict[str, Entry]:
    """
    Take back what several old products claim, and add what is taken back of the map.

    What the platform or a person said stands, and all else that claims the same falls: in
    whatever order they came.
    """
    settled = dict(found)
    for entry in found.values():
        if entry.claims is None:
            continue
        saved = {one.old_id: one for one in into.claiming(Kind.PRODUCT, entry.claims)}
        rivals = {
            one.old_id: one
            for one in {**saved, **found, **settled}.values()
            if one.claims == entry.claims
        }
        if len(rivals) > 1:
            for one in rivals.values():
                settled[one.old_id] = _fallen(one)
    return settled


def _fallen(entry: Entry) -> Entry:
    """Give an entry without what was not told; its claim stays, so that none gets it."""
    match = entry.match
    if match is None or match.certainty is Certainty.TOLD:
        return entry
    candidate = Candidate(new_id=match.new_id, same=match.same, differs=match.differs)
    fallen = [one for one in entry.matches if one.how is not How.PERSON]
    ids = dict.fromkeys((one.kind, one.old_id) for one in fallen)
    return evolve(
        entry,
        matches=tuple(one for one in entry.matches if one.how is How.PERSON),
        unresolved=(
            Unresolved(
                kind=Kind.PRODUCT,
                old_id=entry.old_id,
                why=Why.CLASH,
                candidates=(candidate,),
            ),
            *(
                Unresolved(kind=kind, old_id=old_id, why=Why.NO_PRODUCT)
                for kind, old_id in ids
                if kind is Kind.SKU
            ),
            *(one for one in entry.unresolved if one.kind is Kind.SKU),
        ),
    )
