"""One shop over both platforms."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import cached_property
from typing import TYPE_CHECKING, cast

from .._model import aware
from ..errors import ValidationError
from .conversations import UnifiedConversations
from .finance.shop_finance import UnifiedFinance
from .orders import UnifiedOrders
from .products import UnifiedProducts
from .returns import UnifiedReturns
from .shipment_guard import MemoryShipmentGuard, ShipmentGuard

if TYPE_CHECKING:
    from ..tiktokshop.client import TikTokShopClient
    from ..tokopedia.api.shops import Shop
    from ..tokopedia.archive import Archive
    from ..tokopedia.client import TokopediaClient

TOKOPEDIA_BEGAN = datetime(2009, 8, 17, tzinfo=timezone(timedelta(hours=7)))
"""No Tokopedia shop is older."""


class UnifiedShop:
    """
    One merged shop: what both APIs know of it, each record once and with its origin.

    Either client may be left out; then only the other's records are there.
    """

    def __init__(
        self,
        *,
        tiktokshop: TikTokShopClient | None = None,
        tokopedia: TokopediaClient | None = None,
        integrated_at: datetime | None = None,
        shipments: ShipmentGuard | None = None,
    ) -> None:
        """
        Join the clients of one shop.

        Args:
            tiktokshop: a client with the shop's cipher.
            tokopedia: a client with the shop's id, or an
                `Archive <tokotiktok.tokopedia.archive.Archive>` of its API.
            integrated_at: when the shop was integrated. Left out, it is read from
                Tokopedia's shop info; if that does not know either, both sides are read
                over the whole range and matched.
            shipments: remembers what was shipped, so that nothing is shipped twice. The
                default remembers as long as this object lives; use a
                `SQLiteShipmentGuard` for several processes, and against restarts.

        Raises:
            ValidationError: neither client is given, or the time has no zone.
        """
        if tiktokshop is None and tokopedia is None:
            msg = "give at least one client: tiktokshop=, tokopedia= or both"
            raise ValidationError(msg)
        if integrated_at is not None:
            aware(integrated_at)
        self.tiktokshop = tiktokshop
        self.tokopedia = tokopedia
        self._integrated_at = integrated_at
        self.shipments: ShipmentGuard = shipments or MemoryShipmentGuard(
            clock=self._seconds
        )
        """What was shipped, and what is in doubt: ``shop.shipments.open()``."""
        self.orders = UnifiedOrders(self)
        self.products = UnifiedProducts(self)
        self.returns = UnifiedReturns(self)
        self.finance = UnifiedFinance(self)
        self.conversations = UnifiedConversations(self)

    @property
    def archive(self) -> Archive | None:
        """Tokopedia's side, if it is an archive of its API."""
        client = self.tokopedia
        if client is None or not client.archived:
            return None
        return cast("Archive", client)

    @property
    def integrated_at(self) -> datetime | None:
        """When the shop was integrated; ``None`` if nobody knows."""
        if self._integrated_at is not None:
            return self._integrated_at
        info = self._info
        done = info.tts_integration_completed if info else None
        return done.completed_time if done else None

    @property
    def tokopedia_opened_at(self) -> datetime:
        """When the Tokopedia shop was opened: nothing is older."""
        opened = self._info.date_shop_created if self._info else None
        if opened is None:
            return TOKOPEDIA_BEGAN
        return datetime(
            opened.year, opened.month, opened.day, tzinfo=TOKOPEDIA_BEGAN.tzinfo
        )

    def now(self) -> datetime:
        """Give the time by the clients' clock."""
        client = self.tiktokshop or self.tokopedia
        return client.now() if client else datetime.now(timezone.utc)

    def _seconds(self) -> float:
        return self.now().timestamp()

    @cached_property
    def _info(self) -> Shop | None:
        """Tokopedia's shop info, read once."""
        if self.tokopedia is None:
            return None
        shops = self.tokopedia.shops.info().items
        return shops[0] if shops else None
