"""Putting products on sale and taking them off, per platform."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import define, field

from ...errors import TokoTikTokError
from ...platforms import Platform
from .. import from_tokopedia
from ..listings import listings_of, wire
from ..models import Listing, ListingStatus, Product
from ..outcomes import Outcome, OutcomeState, WriteResult, may_have_happened
from .records import Reach, complaints, fell, outcome

if TYPE_CHECKING:
    from ..._resource import Failure
    from ..shop import UnifiedShop

MOST = {Platform.TIKTOK_SHOP: 20, Platform.TOKOPEDIA: 25}
"""How many products each API takes at once."""
_GOOD = {
    True: (ListingStatus.LIVE, ListingStatus.IN_REVIEW),
    False: (ListingStatus.INACTIVE,),
}
"""What a product is after it was put on sale, and after it was taken off."""


@define
class Switching:
    """Switches the listings of one shop's products."""

    shop: UnifiedShop
    on_sale: bool
    _reach: Reach = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._reach = Reach(self.shop)

    def switch(self, products: Sequence[Product], on: Platform | None) -> WriteResult:
        """Switch *products* on the platforms *on*; left out, wherever each is listed."""
        outcomes: dict[tuple[int, Platform], Outcome] = {}
        groups: dict[tuple[Platform, Platform], list[int]] = {}
        for index, product in enumerate(products):
            wanted = product.origin if on is None else on
            if not wanted:
                said = "it is listed nowhere: say where with on="
                outcomes[index, wanted] = outcome(product, OutcomeState.FAILED, said)
                continue
            if product.api is Platform.TOKOPEDIA and Platform.TIKTOK_SHOP in wanted:
                said = (
                    "the Tokopedia API, whose record this is, has only its own listing"
                )
                elsewhere = Platform.TIKTOK_SHOP
                outcomes[index, elsewhere] = outcome(
                    product, OutcomeState.FAILED, said, platform=elsewhere
                )
                wanted &= ~Platform.TIKTOK_SHOP
            if wanted:
                groups.setdefault((product.api, wanted), []).append(index)
        for (api, wanted), places in groups.items():
            for start in range(0, len(places), MOST[api]):
                part = places[start : start + MOST[api]]
                given = [products[index] for index in part]
                for index, found in zip(part, self._send(given, wanted), strict=True):
                    outcomes |= {(index, one.platform): one for one in found}
        ordered = sorted(outcomes.items(), key=lambda one: (one[0][0], one[0][1].value))
        return WriteResult(tuple(found for _, found in ordered))

    def _send(self, products: Sequence[Product], on: Platform) -> list[list[Outcome]]:
        """Send one request and say what became of each product, platform by platform."""
        each = [one for one in Platform if one in on]
        failed: Sequence[Failure] = ()
        error: TokoTikTokError | None = None
        try:
            failed = self._request(products, on)
        except TokoTikTokError as raised:
            if not may_have_happened(raised):
                return [
                    [fell(product, raised, platform=one) for one in each]
                    for product in products
                ]
            error = raised
        return [
            [
                self._judge(product, one, failed, error, self._now(product))
                for one in each
            ]
            for product in products
        ]

    def _request(self, products: Sequence[Product], on: Platform) -> Sequence[Failure]:
        ids = [product.id for product in products]
        if products[0].api is Platform.TOKOPEDIA:
            old = self._reach.tokopedia(products[0]).products
            switch = old.activate if self.on_sale else old.deactivate
            return switch(product_id=ids).failed
        new = self._reach.tiktokshop(products[0]).products
        if self.on_sale:
            return new.activate(product_ids=ids, listing_platforms=wire(on)).failed
        return new.deactivate(product_ids=ids, listing_platforms=wire(on)).failed

    def _now(self, product: Product) -> Mapping[Platform, Listing]:
        """Read how a product stands now; nothing, if it cannot be read."""
        try:
            if product.api is Platform.TIKTOK_SHOP:
                new = self._reach.tiktokshop(product)
                return listings_of(new.products.get(product_id=product.id))
            rows = self._reach.tokopedia(product).products.list(product_id=product.id)
        except TokoTikTokError:
            return {}
        listed = [one for row in rows for one in from_tokopedia.product(row).listings]
        return {one.platform: one for one in listed[:1]}

    def _judge(
        self,
        product: Product,
        platform: Platform,
        failed: Iterable[Failure],
        error: TokoTikTokError | None,
        now: Mapping[Platform, Listing],
    ) -> Outcome:
        """Say what became of one product on one platform, by its answer and its state."""
        said = [
            why
            for failure in failed
            if failure.id in (product.id, None)
            for where, why in complaints(failure)
            if where in (platform, None)
        ]
        listing = now.get(platform)
        good = _GOOD[self.on_sale]
        if listing is not None and listing.status in good:
            state = OutcomeState.ALREADY if said else OutcomeState.DONE
            note = "in review" if listing.status is ListingStatus.IN_REVIEW else ""
            return outcome(product, state, note, platform=platform, sent=True)
        if said:
            return fell(product, *said, platform=platform)
        if error is not None:
            return fell(product, error, platform=platform)
        if listing is None:
            return outcome(product, OutcomeState.DONE, platform=platform, sent=True)
        why = "; ".join(listing.reasons)
        message = f"the platform said yes, but shows it as {listing.said}"
        return outcome(
            product,
            OutcomeState.FAILED if why else OutcomeState.UNKNOWN,
            f"{message}: {why}" if why else message,
            platform=platform,
            sent=True,
        )
