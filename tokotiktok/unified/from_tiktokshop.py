"""
TikTok Shop's records in the plain words of `tokotiktok.unified.models`.

Source: TikTok Shop Partner Center, API reference, 2026-05.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from operator import index
from typing import TYPE_CHECKING

from ..money import Money
from ..platforms import Platform
from .models import (
    Buyer,
    Evidence,
    Fulfiller,
    Listing,
    ListingStatus,
    Order,
    OrderLine,
    OrderStatus,
    Party,
    Product,
    Return,
    ReturnKind,
    ReturnLine,
    ReturnStatus,
    Shipment,
    ShipmentStatus,
    Sku,
    Stock,
)
from .reading.walk import fits
from .words import (
    ARBITRATION,
    CANCELLATION_STATUS,
    CANCELLER,
    FULFILLER,
    LISTING_STATUS,
    ORDER_STATUS,
    PACKAGE_STATUS,
    PARTY,
    PLATFORMS,
    RETURN_KIND,
    RETURN_STATUS,
    SKU_STATUS,
    UNKNOWN,
)

if TYPE_CHECKING:
    from ..tiktokshop.api import cancellations, orders, products, returns

_INVOICE = re.compile(r"\bINV/\d{8}/[A-Z]+/(?:[A-Z]+/)?\d+")


def money(amount: Decimal | None, currency: str | None) -> Money | None:
    """Join an amount and its currency."""
    return None if amount is None or not currency else Money(amount, currency)


@fits
def order(source: orders.Order) -> Order:
    """
    Say an order in plain words.

    Its invoice is one of Tokopedia's that the seller wrote into the note: no field of
    TikTok Shop's has it.
    """
    payment = source.payment
    recipient = source.recipient_address
    status = ORDER_STATUS.get(source.status or "", OrderStatus.OTHER)
    noted = _INVOICE.search(source.seller_note) if source.seller_note else None
    return Order(
        id=source.id,
        origin=PLATFORMS.get(source.commerce_platform or "", UNKNOWN),
        api=Platform.TIKTOK_SHOP,
        status=status,
        placed_at=source.create_time,
        paid_at=source.paid_time,
        updated_at=source.update_time,
        total=money(payment.total_amount, payment.currency) if payment else None,
        lines=_lines(source.line_items),
        buyer=Buyer(
            id=source.user_id,
            name=recipient.name or None if recipient else None,
            phone=recipient.phone_number or None if recipient else None,
            email=source.buyer_email or None,
            address=recipient.full_address or None if recipient else None,
        ),
        shipments=_shipments(source),
        invoice=noted[0] if noted else None,
        fulfilled_by=FULFILLER.get(source.fulfillment_type, Fulfiller.OTHER)
        if source.fulfillment_type
        else None,
        cancelled_by=_party(source.cancellation_initiator)
        if status is OrderStatus.CANCELLED
        else None,
        evidence=Evidence(
            origin=f"commerce_platform {source.commerce_platform}"
            if source.commerce_platform
            else "nothing: the order has no commerce_platform"
        ),
        source=source,
    )


def _party(word: str | None) -> Party | None:
    return PARTY.get(word, Party.OTHER) if word else None


def _lines(items: Iterable[orders.LineItem]) -> tuple[OrderLine, ...]:
    """Group line items, which are one unit each, into lines with a quantity."""
    groups: dict[object, list[orders.LineItem]] = {}
    for item in items:
        key = (item.sku_id or item.id, item.sale_price, item.is_gift)
        groups.setdefault(key, []).append(item)
    return tuple(
        OrderLine(
            product_id=units[0].product_id,
            sku_id=units[0].sku_id,
            seller_sku=units[0].seller_sku or None,
            name=units[0].product_name,
            quantity=len(units),
            price=money(units[0].sale_price, units[0].currency),
            unit_ids=tuple(unit.id for unit in units if unit.id),
        )
        for units in groups.values()
    )


def _shipments(source: orders.Order) -> tuple[Shipment, ...]:
    """List the packages; their numbers, carriers and states stand on their line items."""
    units: dict[str, orders.LineItem] = {}
    for item in source.line_items:
        if item.package_id and (item.tracking_number or item.package_id not in units):
            units[item.package_id] = item
    packages = [one.id for one in source.packages if one.id]
    if not packages:
        if not source.tracking_number:
            return ()
        courier = source.shipping_provider
        return (Shipment(id=None, awb=source.tracking_number, courier=courier),)
    shipments = []
    for package in packages:
        unit = units.get(package)
        awb = unit.tracking_number if unit else None
        if not awb and len(packages) == 1:
            awb = source.tracking_number
        courier = unit.shipping_provider_name if unit else None
        shipments.append(
            Shipment(
                id=package,
                awb=awb or None,
                courier=courier or source.shipping_provider or None,
                status=PACKAGE_STATUS.get(unit.package_status, ShipmentStatus.OTHER)
                if unit and unit.package_status
                else None,
            )
        )
    return tuple(shipments)


@fits
def product(source: products.ProductSummary | products.Product) -> Product:
    """Say a product in plain words, as the search lists it or as it is given alone."""
    listings = []
    if source.status:  # absent where it was never listed on TikTok Shop
        listings.append(_listing(source, Platform.TIKTOK_SHOP, source.status))
    listings += [
        _listing(source, PLATFORMS.get(str(one.platform), UNKNOWN), str(one.status))
        for one in source.integrated_platform_statuses
    ]
    return Product(
        id=source.id,
        origin=_listed(listings),
        api=Platform.TIKTOK_SHOP,
        name=source.title,
        listings=tuple(listings),
        skus=tuple(_sku(sku) for sku in source.skus),
        evidence=Evidence(
            origin="status and integrated_platform_statuses"
            if listings
            else "nothing: the product has no status",
            what="product",
        ),
        source=source,
    )


def needs_reasons(source: products.ProductSummary) -> bool:
    """Whether a product is kept off sale for reasons that the search does not tell."""
    said = [source.status, *(one.status for one in source.integrated_platform_statuses)]
    off = {LISTING_STATUS.get(str(one)) for one in said} - {ListingStatus.LIVE}
    if off & {ListingStatus.REJECTED, ListingStatus.SUSPENDED}:
        return True
    refused = source.audit is not None and source.audit.status == "FAILED"
    return refused and bool(off & {ListingStatus.INACTIVE, ListingStatus.IN_REVIEW})


def _listing(
    source: products.ProductSummary | products.Product, platform: Platform, said: str
) -> Listing:
    status = LISTING_STATUS.get(said, ListingStatus.OTHER)
    if status is ListingStatus.LIVE:
        return Listing(platform=platform, status=status, said=said)
    refused = [
        one
        for one in getattr(source, "audit_failed_reasons", ())
        if PLATFORMS.get(str(one.listing_platform), UNKNOWN) is platform
    ]
    reasons = [why for one in refused for why in one.reasons]
    if platform is Platform.TIKTOK_SHOP:
        reasons += _held_up(source)
    return Listing(
        platform=platform,
        status=status,
        said=said,
        reasons=tuple(dict.fromkeys(reasons)),
        suggestions=tuple(advice for one in refused for advice in one.suggestions),
    )


def _held_up(source: products.ProductSummary | products.Product) -> list[str]:
    """List what TikTok Shop's audit, which is its own alone, waits for or refuses."""
    reasons: list[str] = [*getattr(source, "product_sync_fail_reasons", ())]
    if source.audit is not None:
        reasons += source.audit.pre_approved_reasons
        reasons += source.audit.not_submitted_reasons
    return reasons


def _listed(listings: Iterable[Listing]) -> Platform:
    origin = UNKNOWN
    for one in listings:
        if one.status is not ListingStatus.DELETED:
            origin |= one.platform
    return origin


def _sku(source: products.SkuSummary | products.Sku) -> Sku:
    price, info = source.price, source.status_info
    attributes = getattr(source, "sales_attributes", ())
    return Sku(
        id=source.id or "",
        seller_sku=source.seller_sku or None,
        name=", ".join(one.value_name for one in attributes if one.value_name) or None,
        status=SKU_STATUS.get(
            (info.status, info.deactivation_source or ""), ListingStatus.OTHER
        )
        if info is not None and info.status
        else None,
        price=money(price.sale_price or price.tax_exclusive_price, price.currency)
        if price
        else None,
        stock=tuple(
            Stock(warehouse_id=one.warehouse_id, quantity=index(one.quantity or 0))
            for one in source.inventory
        ),
    )


@fits
def return_(source: returns.Return, origin: Platform) -> Return:
    """Say a return or refund in plain words; *origin* is its order's."""
    status = RETURN_STATUS.get(source.return_status or "", ReturnStatus.OTHER)
    status = ARBITRATION.get(source.arbitration_status or "") or status
    refund = source.refund_amount
    return Return(
        id=source.return_id,
        kind=RETURN_KIND.get(source.return_type or "", ReturnKind.OTHER),
        origin=origin,
        api=Platform.TIKTOK_SHOP,
        order_id=source.order_id,
        status=status,
        asked_by=_party(source.role),
        reason=source.return_reason_text or source.return_reason,
        requested_at=source.create_time,
        updated_at=source.update_time,
        amount=money(refund.refund_total, refund.currency) if refund else None,
        lines=_returned(source.return_line_items),
        source=source,
    )


@fits
def cancellation(source: cancellations.Cancellation, origin: Platform) -> Return:
    """Say a cancellation in plain words; *origin* is its order's."""
    refund = source.refund_amount
    return Return(
        id=source.cancel_id,
        kind=ReturnKind.CANCELLATION,
        origin=origin,
        api=Platform.TIKTOK_SHOP,
        order_id=source.order_id,
        status=CANCELLATION_STATUS.get(source.cancel_status or "", ReturnStatus.OTHER),
        asked_by=_party(source.role) or CANCELLER.get(source.cancel_type or ""),
        reason=source.cancel_reason_text or source.cancel_reason,
        requested_at=source.create_time,
        updated_at=source.update_time,
        amount=money(refund.refund_total, refund.currency) if refund else None,
        lines=_returned(source.cancel_line_items),
        source=source,
    )


def _returned(
    items: Iterable[returns.ReturnLineItem | cancellations.CancelLineItem],
) -> tuple[ReturnLine, ...]:
    """List line items, which are one unit each."""
    return tuple(
        ReturnLine(
            sku_id=line.sku_id,
            seller_sku=line.seller_sku or None,
            name=line.product_name,
            amount=money(line.refund_amount.refund_total, line.refund_amount.currency)
            if line.refund_amount
            else None,
        )
        for line in items
    )
