"""
Ask the platforms how far a shop is: by reading only.

What reading cannot tell, such as whether the lock is on or the product merge confirmed,
is said to be unknown. No call is sent that could change anything, or only to see it
refused.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from attrs import define, field, frozen

from .._convert import unstructure
from ..errors import ApiError, TokoTikTokError
from .events import Event, EventKind, EventSource

if TYPE_CHECKING:
    from ..tiktokshop.client import TikTokShopClient
    from ..tokopedia.archive import Archive
    from ..tokopedia.client import TokopediaClient
    from .phases import ShopPhases

PAUSE = timedelta(minutes=5)
"""Shop info may be asked for no more often (rule 39)."""
_PAGE = 50


@frozen(kw_only=True)
class Probe:
    """What asking brought."""

    asked: tuple[str, ...]
    """What was read, in words."""
    learned: tuple[Event, ...]
    """What was news."""
    unknown: tuple[str, ...]
    """What could not be known, and why."""


@define
class _Asking:
    phases: ShopPhases
    asked: list[str] = field(factory=list)
    unknown: list[str] = field(factory=list)

    def attempt(self, what: str, read: Callable[[], None]) -> None:
        """Read something; an error is something not known, and maybe news."""
        self.asked.append(what)
        try:
            read()
        except TokoTikTokError as error:
            self.unknown.append(f"{what}: {error}")
            if isinstance(error, ApiError):
                self.phases.feed_error(error)

    def shop_info(self, client: TokopediaClient) -> None:
        """Read Tokopedia's shop info, from its API or from an archive."""
        now = client.now()
        if client.archived:
            heard_at = cast("Archive", client).manifest.made_at
            what = f"the archived shop info, as of {heard_at:%Y-%m-%d}"
        else:
            heard_at, what = now, "Tokopedia's shop info"
            last = self._last_asked()
            if last is not None and timedelta() <= now - last < PAUSE:
                self.unknown.append(
                    f"{what}: it was read at {last:%H:%M:%S %Z}, and may be read again "
                    f"after {PAUSE.seconds // 60} minutes (rule 39)"
                )
                return

        def read() -> None:
            rows = [unstructure(one) for one in client.shops.info().items]
            self.phases.feed_shop_info({"data": rows}, heard_at=heard_at)

        self.attempt(what, read)

    def listings(self, client: TikTokShopClient) -> None:
        """Look for listings on Tokopedia among the first products."""

        def read() -> None:
            page = client.products.search(page_size=_PAGE)
            self._seen(
                any(one.integrated_platform_statuses for one in page.items),
                f"no listing on Tokopedia is among {len(page.items)} products",
                client.now(),
            )

        self.attempt("TikTok Shop's products", read)

    def orders(self, client: TikTokShopClient) -> None:
        """Look for orders from Tokopedia among the newest."""

        def read() -> None:
            page = client.orders.search(
                sort_field="create_time", sort_order="DESC", page_size=_PAGE
            )
            self._seen(
                any(one.commerce_platform == "TOKOPEDIA" for one in page.items),
                f"no order from Tokopedia is among {len(page.items)} orders",
                client.now(),
            )

        self.attempt("TikTok Shop's newest orders", read)

    def _seen(self, there: bool, lacking: str, now: datetime) -> None:  # noqa: FBT001 - a fact
        if not there:
            self.unknown.append(f"{lacking}, which proves nothing")
            return
        self.phases.add(
            Event(
                kind=EventKind.ON_TOKOPEDIA,
                happened_at=now,
                heard_at=now,
                source=EventSource.PROBE,
            )
        )

    def _last_asked(self) -> datetime | None:
        times = (
            event.heard_at
            for event in self.phases.events
            if event.source is EventSource.SHOP_INFO
        )
        return max(times, default=None)


def probe(
    phases: ShopPhases,
    *,
    tokopedia: TokopediaClient | None,
    tiktokshop: TikTokShopClient | None,
) -> Probe:
    """Read what the clients given can tell, and write it down in *phases*."""
    before = len(phases.events)
    asking = _Asking(phases)
    if tokopedia is None:
        asking.unknown.append("Tokopedia's shop info: no client or archive was given")
    else:
        asking.shop_info(tokopedia)
    if tiktokshop is None:
        asking.unknown.append("TikTok Shop's products and orders: no client was given")
    else:
        asking.listings(tiktokshop)
        asking.orders(tiktokshop)
    asking.unknown.append(
        "whether the lock is on, and whether the seller has confirmed the product merge: "
        "reading does not tell; Seller Center shows it (rules 45 and 48)"
    )
    return Probe(
        asked=tuple(asking.asked),
        learned=phases.events[before:],
        unknown=tuple(asking.unknown),
    )
