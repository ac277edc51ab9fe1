"""What the platforms show of a shop, for the readiness report: by reading only."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from ..binding import Prerequisite, Warehouse
from ..errors import ReauthorizationRequired, TokoTikTokError
from .enablers import Enabler
from .phases import ShopPhases
from .standing import Phase

if TYPE_CHECKING:
    from ..tiktokshop.client import TikTokShopClient


@frozen(kw_only=True)
class Seen:
    """What was seen of one shop. None: nobody looked, or it could not be seen."""

    phase: Phase | None = None
    authorised: bool | None = None
    prerequisites: tuple[Prerequisite, ...] | None = None
    warehouses: tuple[Warehouse, ...] | None = None
    """TikTok Shop's."""
    enablers: tuple[Enabler, ...] = ()
    """As `see_own_app` gives them."""
    problems: tuple[str, ...] = ()
    """What could not be seen, and why."""


@define
class _Looking:
    client: TikTokShopClient
    problems: list[str] = field(factory=list)
    refused: bool = False

    def attempt(self, what: str, read: Callable[[], None]) -> None:
        try:
            read()
        except ReauthorizationRequired as error:
            self.refused = True
            self.problems.append(f"{what}: {error}")
        except TokoTikTokError as error:
            self.problems.append(f"{what}: {error}")


def look(client: TikTokShopClient, *, phases: ShopPhases | None = None) -> Seen:
    """
    See what TikTok Shop's API shows of a shop. Nothing is written.

    What cannot be read is in ``problems``, and not known. That no authorisation works any
    more is seen by it: ``authorised`` is false then.

    Args:
        client: a client for the shop.
        phases: its log, for its phase; ask the platforms first with `ShopPhases.probe`.

    Source: TikTok Shop, Check Listing Prerequisites, 202312, Get Warehouse List, 202309,
    and Get Authorized Shops, 202309.
    """
    looking = _Looking(client)
    there: list[str] = []
    items: list[Prerequisite] = []
    places: list[Warehouse] = []

    def shops() -> None:
        there.extend(one.id or "" for one in client.shops.list())

    def prerequisites() -> None:
        items.extend(
            Prerequisite(
                check_item=one.check_item or "",
                is_failed=one.is_failed,
                fail_reasons=one.fail_reasons,
            )
            for one in client.products.check_prerequisites()
        )

    def warehouses() -> None:
        places.extend(
            Warehouse(
                id=one.id,
                name=one.name,
                type=one.type,
                effect_status=one.effect_status,
            )
            for one in client.warehouses.list()
        )

    looking.attempt("the authorised shops", shops)
    looking.attempt("what the shop needs in order to sell", prerequisites)
    looking.attempt("its warehouses", warehouses)
    return Seen(
        phase=None if phases is None else phases.phase,
        authorised=True if there else False if looking.refused else None,
        prerequisites=tuple(items) or None,
        warehouses=tuple(places) or None,
        problems=tuple(looking.problems),
    )
