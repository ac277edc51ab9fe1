"""
TikTok Shop's records in the plain words of `tokotiktok.unified.models`.

Tables map every word the vendor documents; a word they lack becomes ``OTHER``.

Source: TikTok Shop Partner Center, API reference, 2026-05.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from ..money import Money
from ..platforms import Platform
from .models import (
    Buyer,
    Evidence,
    Listing,
    ListingStatus,
    Order,
    OrderLine,
    OrderStatus,
    Product,
    Return,
    ReturnKind,
    ReturnLine,
    ReturnStatus,
    Shipment,
    Sku,
    Stock,
)

if TYPE_CHECKING:
    from ..tiktokshop.api import cancellations, orders, products, returns

PLATFORMS = {
    "TIKTOK_SHOP": Platform.TIKTOK_SHOP,
    "TTS_SHOP": Platform.TIKTOK_SHOP,
    "TOKOPEDIA": Platform.TOKOPEDIA,
}
UNKNOWN = Platform(0)

ORDER_STATUS = {
    "UNPAID": OrderStatus.UNPAID,
    "ON_HOLD": OrderStatus.ON_HOLD,
    "AWAITING_SHIPMENT": OrderStatus.TO_SHIP,
    "PARTIALLY_SHIPPING": OrderStatus.PARTIALLY_SHIPPED,
    "AWAITING_COLLECTION": OrderStatus.SHIPPED,
    "IN_TRANSIT": OrderStatus.SHIPPED,
    "DELIVERED": OrderStatus.DELIVERED,
    "COMPLETED": OrderStatus.COMPLETED,
    "CANCELLED": OrderStatus.CANCELLED,
    "CANCEL": OrderStatus.CANCELLED,
}
LISTING_STATUS = {
    "ACTIVATE": ListingStatus.LIVE,
    "SELLER_DEACTIVATED": ListingStatus.INACTIVE,
    "PLATFORM_DEACTIVATED": ListingStatus.SUSPENDED,
    "FREEZE": ListingStatus.SUSPENDED,
    "PENDING": ListingStatus.IN_REVIEW,
    "FAILED": ListingStatus.REJECTED,
    "DRAFT": ListingStatus.DRAFT,
    "INITIAL": ListingStatus.DRAFT,
    "SCHEDULED": ListingStatus.INACTIVE,
    "DELETED": ListingStatus.DELETED,
    "UNKNOWN": ListingStatus.OTHER,
}
RETURN_KIND = {
    "REFUND": ReturnKind.REFUND,
    "RETURN_AND_REFUND": ReturnKind.RETURN,
    "REPLACEMENT": ReturnKind.REPLACEMENT,
    "EXCHANGE": ReturnKind.EXCHANGE,
}
RETURN_STATUS = {
    "RETURN_OR_REFUND_REQUEST_PENDING": ReturnStatus.REQUESTED,
    "REFUND_OR_RETURN_REQUEST_REJECT": ReturnStatus.REJECTED,
    "AWAITING_BUYER_SHIP": ReturnStatus.TO_SHIP_BACK,
    "BUYER_SHIPPED_ITEM": ReturnStatus.SHIPPED_BACK,
    "REJECT_RECEIVE_PACKAGE": ReturnStatus.DISPUTED,
    "RETURN_OR_REFUND_REQUEST_SUCCESS": ReturnStatus.APPROVED,
    "RETURN_OR_REFUND_REQUEST_CANCEL": ReturnStatus.CANCELLED,
    "RETURN_OR_REFUND_REQUEST_COMPLETE": ReturnStatus.REFUNDED,
    "REPLACEMENT_REQUEST_PENDING": ReturnStatus.REQUESTED,
    "REPLACEMENT_REQUEST_REJECT": ReturnStatus.REJECTED,
    "REPLACEMENT_REQUEST_REFUND_SUCCESS": ReturnStatus.REFUNDED,
    "REPLACEMENT_REQUEST_CANCEL": ReturnStatus.CANCELLED,
    "REPLACEMENT_REQUEST_COMPLETE": ReturnStatus.CLOSED,
    "AWAITING_BUYER_RESPONSE": ReturnStatus.REQUESTED,
    "EXCHANGE_REQUEST_PENDING": ReturnStatus.REQUESTED,
    "EXCHANGE_REQUEST_REFUND_SUCCESS": ReturnStatus.REFUNDED,
    "EXCHANGE_REQUEST_CANCEL": ReturnStatus.CANCELLED,
    "EXCHANGE_REQUEST_COMPLETE": ReturnStatus.CLOSED,
}
CANCELLATION_STATUS = {
    "CANCELLATION_REQUEST_PENDING": ReturnStatus.REQUESTED,
    "CANCELLATION_REQUEST_SUCCESS": ReturnStatus.APPROVED,
    "CANCELLATION_REQUEST_COMPLETE": ReturnStatus.REFUNDED,
    "CANCELLATION_REQUEST_CANCEL": ReturnStatus.CANCELLED,
}


def money(amount: Decimal | None, currency: str | None) -> Money | None:
    """Join an amount and its currency."""
    return None if amount is None or not currency else Money(amount, currency)


def order(source: orders.Order) -> Order:
    """Say an order in plain words."""
    payment = source.payment
    recipient = source.recipient_address
    return Order(
        id=source.id,
        origin=PLATFORMS.get(str(source.commerce_platform), UNKNOWN),
        api=Platform.TIKTOK_SHOP,
        status=ORDER_STATUS.get(str(source.status), OrderStatus.OTHER),
        placed_at=source.create_time,
        paid_at=source.paid_time,
        updated_at=source.update_time,
        total=money(payment.total_amount, payment.currency) if payment else None,
        lines=_lines(source.line_items),
        buyer=Buyer(
            id=source.user_id,
            name=recipient.name if recipient else None,
            phone=recipient.phone_number if recipient else None,
            email=source.buyer_email,
            address=recipient.full_address if recipient else None,
        ),
        shipments=_shipments(source),
        evidence=Evidence(
            origin=f"commerce_platform {source.commerce_platform}"
            if source.commerce_platform
            else "nothing: the order has no commerce_platform"
        ),
        source=source,
    )


def _lines(items: Iterable[orders.LineItem]) -> tuple[OrderLine, ...]:
    """Group line items, which are one unit each, into lines with a quantity."""
    groups: dict[object, list[orders.LineItem]] = {}
    for item in items:
        key = (item.sku_id or item.id, item.sale_price, item.is_gift)
        groups.setdefault(key, []).append(item)
    return tuple(
        OrderLine(
            product_id=first.product_id,
            sku_id=first.sku_id,
            seller_sku=first.seller_sku or None,
            name=first.product_name,
            quantity=len(units),
            price=money(first.sale_price, first.currency),
            unit_ids=tuple(unit.id for unit in units if unit.id),
        )
        for units in groups.values()
        for first in units[:1]
    )


def _shipments(source: orders.Order) -> tuple[Shipment, ...]:
    """List the packages; their tracking numbers stand on their line items."""
    awbs = {
        item.package_id: item.tracking_number
        for item in source.line_items
        if item.package_id and item.tracking_number
    }
    couriers = {
        item.package_id: item.shipping_provider_name
        for item in source.line_items
        if item.package_id and item.shipping_provider_name
    }
    packages = [one.id for one in source.packages if one.id]
    only = len(packages) == 1
    shipments = [
        Shipment(
            id=package,
            awb=awbs.get(package) or (only and source.tracking_number) or None,
            courier=couriers.get(package) or source.shipping_provider or None,
        )
        for package in packages
    ]
    if not shipments and source.tracking_number:
        shipments = [
            Shipment(
                id=None, awb=source.tracking_number, courier=source.shipping_provider
            )
        ]
    return tuple(shipments)


def product(source: products.ProductSummary) -> Product:
    """Say a product, as the search lists it, in plain words."""
    listings = []
    if source.status:  # absent where it was never listed on TikTok Shop
        listings.append(_listing(Platform.TIKTOK_SHOP, source.status))
    listings += [
        _listing(PLATFORMS.get(str(one.platform), UNKNOWN), str(one.status))
        for one in source.integrated_platform_statuses
    ]
    return Product(
        id=source.id,
        origin=_listed(listings),
        api=Platform.TIKTOK_SHOP,
        name=source.title,
        listings=tuple(listings),
        skus=tuple(
            Sku(
                id=str(sku.id),
                seller_sku=sku.seller_sku or None,
                price=money(
                    sku.price.sale_price or sku.price.tax_exclusive_price,
                    sku.price.currency,
                )
                if sku.price
                else None,
                stock=tuple(
                    Stock(
                        warehouse_id=str(one.warehouse_id), quantity=one.quantity or 0
                    )
                    for one in sku.inventory
                ),
            )
            for sku in source.skus
        ),
        source=source,
    )


def _listing(platform: Platform, said: str) -> Listing:
    status = LISTING_STATUS.get(said, ListingStatus.OTHER)
    return Listing(platform=platform, status=status, said=said)


def _listed(listings: Iterable[Listing]) -> Platform:
    origin = UNKNOWN
    for one in listings:
        if one.status is not ListingStatus.DELETED:
            origin |= one.platform
    return origin


def return_(source: returns.Return, origin: Platform) -> Return:
    """Say a return or refund in plain words; *origin* is its order's."""
    status = RETURN_STATUS.get(str(source.return_status), ReturnStatus.OTHER)
    if source.arbitration_status == "IN_PROGRESS":
        status = ReturnStatus.DISPUTED
    refund = source.refund_amount
    return Return(
        id=source.return_id,
        kind=RETURN_KIND.get(str(source.return_type), ReturnKind.OTHER),
        origin=origin,
        api=Platform.TIKTOK_SHOP,
        order_id=source.order_id,
        status=status,
        reason=source.return_reason_text or source.return_reason,
        requested_at=source.create_time,
        updated_at=source.update_time,
        amount=money(refund.refund_total, refund.currency) if refund else None,
        lines=tuple(
            ReturnLine(
                sku_id=line.sku_id,
                seller_sku=line.seller_sku or None,
                name=line.product_name,
                amount=money(
                    line.refund_amount.refund_total, line.refund_amount.currency
                )
                if line.refund_amount
                else None,
            )
            for line in source.return_line_items
        ),
        source=source,
    )


def cancellation(source: cancellations.Cancellation, origin: Platform) -> Return:
    """Say a cancellation in plain words; *origin* is its order's."""
    refund = source.refund_amount
    return Return(
        id=source.cancel_id,
        kind=ReturnKind.CANCELLATION,
        origin=origin,
        api=Platform.TIKTOK_SHOP,
        order_id=source.order_id,
        status=CANCELLATION_STATUS.get(str(source.cancel_status), ReturnStatus.OTHER),
        reason=source.cancel_reason_text or source.cancel_reason,
        requested_at=source.create_time,
        updated_at=source.update_time,
        amount=money(refund.refund_total, refund.currency) if refund else None,
        lines=tuple(
            ReturnLine(
                sku_id=line.sku_id,
                seller_sku=line.seller_sku or None,
                name=line.product_name,
                amount=money(
                    line.refund_amount.refund_total, line.refund_amount.currency
                )
                if line.refund_amount
                else None,
            )
            for line in source.cancel_line_items
        ),
        source=source,
    )
