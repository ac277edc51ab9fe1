"""Unified records, made by hand."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from tokotiktok import Money, Platform
from tokotiktok.unified.models import (
    Buyer,
    Evidence,
    Order,
    OrderLine,
    OrderStatus,
    Shipment,
)

INTEGRATED = datetime(2025, 8, 20, 3, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)
NEW, OLD = Platform.TIKTOK_SHOP, Platform.TOKOPEDIA


def sale(
    id_: str,
    api: Platform = OLD,
    *,
    at: datetime | None = INTEGRATED - HOUR,
    awb: str | None = None,
    sku: str | None = "KOPI",
    total: int | None = 50_000,
    price: int | None = None,
    paid: timedelta | None = timedelta(minutes=5),
    status: OrderStatus = OrderStatus.SHIPPED,
    origin: Platform = OLD,
    invoice: str | None = None,
) -> Order:
    """Make a sale of Tokopedia's, as *api* tells of it, paid so long after it was placed."""
    one = total if price is None else price
    return Order(
        id=id_,
        origin=origin,
        api=api,
        status=status,
        placed_at=at,
        paid_at=None if paid is None or at is None else at + paid,
        updated_at=None,
        total=None if total is None else Money(total),
        lines=(
            OrderLine(
                product_id="1",
                sku_id="1",
                seller_sku=sku,
                name="Kopi",
                quantity=1,
                price=None if one is None else Money(one),
            ),
        ),
        buyer=Buyer(),
        shipments=(Shipment(id=None, awb=awb, courier=None),) if awb else (),
        invoice=invoice,
        evidence=Evidence(origin="test"),
        source=None,
    )
