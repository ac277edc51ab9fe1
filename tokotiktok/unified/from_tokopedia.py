"""
Tokopedia's records in the plain words of `tokotiktok.unified.models`.

Tables map every code the vendor documents; a code they lack becomes ``OTHER``.

Source: Tokopedia Open Platform guide, status codes of 2023 and, for archives, of 2020.
"""

from __future__ import annotations

from datetime import date, datetime, time, timezone
from decimal import Decimal
from typing import TYPE_CHECKING

from ..money import Money
from ..platforms import WIB, Platform
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
    from ..tokopedia.api import orders, products, tickets

ORDER_STATUS = {
    **dict.fromkeys((0, 2, 3, 4, 5, 6, 10, 15), OrderStatus.CANCELLED),
    **dict.fromkeys((100, 103, 190, 200), OrderStatus.UNPAID),
    11: OrderStatus.ON_HOLD,
    **dict.fromkeys((220, 221), OrderStatus.TO_ACCEPT),
    400: OrderStatus.TO_SHIP,
    **dict.fromkeys((450, 500, 501, 520, 530, 540), OrderStatus.SHIPPED),
    550: OrderStatus.RETURNING,
    600: OrderStatus.DELIVERED,
    601: OrderStatus.RETURNING,
    **dict.fromkeys((690, 691, 695, 698, 699), OrderStatus.IN_REVIEW),
    **dict.fromkeys((700, 701), OrderStatus.COMPLETED),
}
LISTING_STATUS = {
    -2: ListingStatus.SUSPENDED,
    -1: ListingStatus.IN_REVIEW,
    0: ListingStatus.DELETED,
    1: ListingStatus.LIVE,
    2: ListingStatus.LIVE,
    3: ListingStatus.INACTIVE,
}
LISTING_WORD = {
    -2: "banned",
    -1: "pending",
    0: "deleted",
    1: "active",
    2: "best",
    3: "inactive",
}
TICKET_STATUS = {"Finished": ReturnStatus.CLOSED}
"""The only word seen; the full list was never published."""

_CURRENCY = {1: "IDR", 2: "USD"}


def rupiah(amount: Decimal | int | None) -> Money | None:
    """Make money of a bare number."""
    return None if amount is None else Money(amount)


def _status(code: int | None) -> OrderStatus:
    if code is None:
        return OrderStatus.OTHER
    return ORDER_STATUS.get(code, OrderStatus.OTHER)


def order(source: orders.Order) -> Order:
    """Say an order, as the list has it, in plain words."""
    buyer, recipient, amt = source.buyer, source.recipient, source.amt
    logistics = source.logistics
    awb = (source.custom_fields.awb if source.custom_fields else None) or None
    courier = logistics.shipping_agency if logistics else None
    address = recipient.address if recipient else None
    return Order(
        id=source.order_id,
        origin=Platform.TOKOPEDIA,
        api=Platform.TOKOPEDIA,
        status=_status(source.order_status),
        placed_at=source.create_time,
        paid_at=source.payment_date,
        updated_at=None,
        total=rupiah(amt.ttl_amount) if amt else None,
        lines=tuple(
            OrderLine(
                product_id=line.id,
                sku_id=line.id,
                seller_sku=line.sku or None,
                name=line.name,
                quantity=line.quantity or 0,
                price=rupiah(line.price),
            )
            for line in source.products
        ),
        buyer=Buyer(
            id=buyer.id if buyer else None,
            name=(recipient.name if recipient else None)
            or (buyer and buyer.name)
            or None,
            phone=(recipient.phone if recipient else None) or None,
            email=(buyer.email if buyer else None) or None,
            address=(address.address_full if address else None) or None,
        ),
        shipments=(Shipment(id=None, awb=awb, courier=courier),) if awb else (),
        invoice=source.invoice_ref_num,
        evidence=Evidence(origin="the Tokopedia API, which has only its own orders"),
        source=source,
    )


def order_detail(source: orders.OrderDetail) -> Order:
    """Say a single order in plain words."""
    buyer, info = source.buyer_info, source.order_info
    shipping = info.shipping_info if info else None
    destination = info.destination if info else None
    awb = (shipping.awb if shipping else None) or None
    courier = shipping.logistic_name if shipping else None
    return Order(
        id=source.order_id,
        origin=Platform.TOKOPEDIA,
        api=Platform.TOKOPEDIA,
        status=_status(source.order_status),
        placed_at=source.create_time,
        paid_at=source.payment_date,
        updated_at=source.update_time,
        total=rupiah(source.open_amt),
        lines=tuple(
            OrderLine(
                product_id=line.product_id,
                sku_id=line.product_id,
                seller_sku=line.sku or None,
                name=line.product_name,
                quantity=line.quantity or 0,
                price=rupiah(line.product_price),
            )
            for line in (info.order_detail if info else ())
        ),
        buyer=Buyer(
            id=source.buyer_id,
            name=(destination and destination.receiver_name)
            or (buyer and buyer.buyer_fullname)
            or None,
            phone=(destination.receiver_phone if destination else None) or None,
            email=(buyer.buyer_email if buyer else None) or None,
            address=(destination.address_street if destination else None) or None,
        ),
        shipments=(Shipment(id=None, awb=awb, courier=courier),) if awb else (),
        invoice=source.invoice_number,
        evidence=Evidence(origin="the Tokopedia API, which has only its own orders"),
        source=source,
    )


def product(source: products.Product, *variants: products.Product) -> Product:
    """Say a product in plain words, with its variants, which are products too."""
    basic = source.basic
    status = basic.status if basic else None
    listing = Listing(
        platform=Platform.TOKOPEDIA,
        status=LISTING_STATUS.get(status or 0, ListingStatus.OTHER),
        said=LISTING_WORD.get(status or 0, str(status)),
    )
    return Product(
        id=_product_id(source),
        origin=Platform(0)
        if listing.status is ListingStatus.DELETED
        else Platform.TOKOPEDIA,
        api=Platform.TOKOPEDIA,
        name=basic.name if basic else None,
        listings=(listing,),
        skus=tuple(_sku(one) for one in variants or (source,)),
        source=source,
    )


def _product_id(source: products.Product) -> str:
    return (source.basic.productID if source.basic else None) or ""


def _sku(source: products.Product) -> Sku:
    price = source.price
    currency = _CURRENCY.get((price.currency if price else None) or 1, "IDR")
    value = price.value if price else None
    return Sku(
        id=_product_id(source),
        seller_sku=(source.other.sku if source.other else None) or None,
        price=None if value is None else Money(value, currency),
        stock=tuple(
            Stock(
                warehouse_id=str(one.warehouseID),
                quantity=(one.stock.value or 0) if one.stock else 0,
            )
            for one in source.warehouses
        ),
    )


def ticket(source: tickets.Ticket, order_id: str | None) -> Return:
    """Say a resolution ticket in plain words; *order_id* is that of its invoice."""
    return Return(
        id=source.id,
        kind=ReturnKind.COMPLAINT,
        origin=Platform.TOKOPEDIA,
        api=Platform.TOKOPEDIA,
        order_id=order_id,
        invoice=source.invoice_number,
        status=TICKET_STATUS.get(source.status or "", ReturnStatus.OTHER),
        reason=source.problem_type,
        requested_at=_midnight(source.open_date),
        updated_at=_midnight(source.close_date or source.open_date),
        amount=rupiah(source.total_issued_funds),
        lines=tuple(
            ReturnLine(
                product_id=line.id,
                sku_id=line.id,
                name=line.name,
                quantity=line.qty or 0,
                amount=rupiah(line.price),
            )
            for line in source.complaint_product
        ),
        source=source,
    )


def _midnight(day: date | None) -> datetime | None:
    """Give the moment a day begins in WIB; tickets have no finer times."""
    if day is None:
        return None
    return datetime.combine(day, time(), WIB).astimezone(timezone.utc)
