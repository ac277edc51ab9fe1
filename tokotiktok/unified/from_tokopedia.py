"""
Tokopedia's records in the plain words of `tokotiktok.unified.models`.

Source: Tokopedia Open Platform guide.
"""

from __future__ import annotations

from datetime import date, datetime, time, timezone
from decimal import Decimal
from operator import index
from typing import TYPE_CHECKING

from ..money import Money
from ..platforms import WIB, Platform
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
    CANCEL_CODE,
    CURRENCY_CODE,
    FULFILL_BY,
    ORDER_CODE,
    PARCEL_STATUS,
    PRODUCT_CODE,
    TICKET_STATUS,
)

if TYPE_CHECKING:
    from ..tokopedia.api import orders, products, tickets

_OWN = "the Tokopedia API, which has only its own {}"


def rupiah(amount: Decimal | int | None) -> Money | None:
    """Make money of a bare number."""
    return None if amount is None else Money(amount)


def _status(code: int | None) -> OrderStatus:
    if code is None:
        return OrderStatus.OTHER
    return ORDER_CODE.get(code, OrderStatus.OTHER)


def _canceller(code: int | None) -> Party | None:
    return None if code is None else CANCEL_CODE.get(code)


def _fulfiller(code: int | None) -> Fulfiller | None:
    return None if code is None else FULFILL_BY.get(code, Fulfiller.OTHER)


def _parcel(
    awb: str | None, courier: str | None, status: OrderStatus
) -> tuple[Shipment, ...]:
    """Give the one parcel of an order, once it has a tracking number."""
    if not awb:
        return ()
    known = PARCEL_STATUS.get(status, ShipmentStatus.OTHER)
    return (Shipment(id=None, awb=awb, courier=courier or None, status=known),)


def _buyer(
    sealed: orders.Encryption | orders.OrderDetailEncryption | None,
    *,
    id_: str | None,
    names: tuple[str | None, ...],
    phone: str | None,
    email: str | None,
    address: str | None,
) -> Buyer:
    """Say who bought; what came sealed and was not opened is there as empty texts."""
    name = next((one for one in names if one), None)
    nothing = not (name or phone or email or address)
    return Buyer(
        id=id_,
        name=name,
        phone=phone or None,
        email=email or None,
        address=address or None,
        is_sealed=nothing and sealed is not None and bool(sealed.content),
    )


@fits
def order(source: orders.Order, *, archived: bool = False) -> Order:
    """Say an order, as the list has it, in plain words."""
    buyer, recipient, amt = source.buyer, source.recipient, source.amt
    address = recipient.address if recipient else None
    status = _status(source.order_status)
    return Order(
        id=source.order_id,
        origin=Platform.TOKOPEDIA,
        api=Platform.TOKOPEDIA,
        archived=archived,
        status=status,
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
                quantity=index(line.quantity or 0),
                price=rupiah(line.price),
            )
            for line in source.products
        ),
        buyer=_buyer(
            source.encryption,
            id_=buyer.id if buyer else None,
            names=(
                recipient.name if recipient else None,
                buyer.name if buyer else None,
            ),
            phone=recipient.phone if recipient else None,
            email=buyer.email if buyer else None,
            address=address.address_full if address else None,
        ),
        shipments=_parcel(
            source.custom_fields.awb if source.custom_fields else None,
            source.logistics.shipping_agency if source.logistics else None,
            status,
        ),
        invoice=source.invoice_ref_num or None,
        fulfilled_by=_fulfiller(source.fulfill_by),
        cancelled_by=_canceller(source.order_status),
        evidence=Evidence(origin=_OWN.format("orders")),
        source=source,
    )


@fits
def order_detail(source: orders.OrderDetail, *, archived: bool = False) -> Order:
    """Say a single order in plain words."""
    buyer, info = source.buyer_info, source.order_info
    shipping = info.shipping_info if info else None
    destination = info.destination if info else None
    warehouse = source.order_warehouse
    status = _status(source.order_status)
    return Order(
        id=source.order_id,
        origin=Platform.TOKOPEDIA,
        api=Platform.TOKOPEDIA,
        archived=archived,
        status=status,
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
                quantity=index(line.quantity or 0),
                price=rupiah(line.product_price),
            )
            for line in (info.order_detail if info else ())
        ),
        buyer=_buyer(
            source.encryption,
            id_=source.buyer_id,
            names=(
                destination.receiver_name if destination else None,
                buyer.buyer_fullname if buyer else None,
            ),
            phone=destination.receiver_phone if destination else None,
            email=buyer.buyer_email if buyer else None,
            address=destination.address_street if destination else None,
        ),
        shipments=_parcel(
            shipping.awb if shipping else None,
            shipping.logistic_name if shipping else None,
            status,
        ),
        invoice=source.invoice_number or None,
        fulfilled_by=_fulfiller(warehouse.fulfill_by if warehouse else None),
        cancelled_by=_canceller(source.order_status),
        evidence=Evidence(origin=_OWN.format("orders")),
        source=source,
    )


@fits
def product(
    source: products.Product, *variants: products.Product, archived: bool = False
) -> Product:
    """Say a product in plain words, with its variants, which are products too."""
    basic = source.basic
    listing = _listing(basic)
    return Product(
        id=(basic.productID if basic else None) or "",
        origin=Platform(0)
        if listing.status is ListingStatus.DELETED
        else Platform.TOKOPEDIA,
        api=Platform.TOKOPEDIA,
        archived=archived,
        name=basic.name if basic else None,
        listings=(listing,),
        skus=tuple(
            _sku(one, is_variant=bool(variants)) for one in variants or (source,)
        ),
        evidence=Evidence(origin=_OWN.format("products"), what="product"),
        source=source,
    )


def _listing(basic: products.Basic | None) -> Listing:
    if basic is None:
        known = (ListingStatus.OTHER, "nothing")
    else:  # a zero is left out of the answer
        code = basic.status or 0
        known = PRODUCT_CODE.get(code, (ListingStatus.OTHER, str(code)))
    return Listing(platform=Platform.TOKOPEDIA, status=known[0], said=known[1])


def _sku(source: products.Product, *, is_variant: bool) -> Sku:
    basic, price = source.basic, source.price
    currency = CURRENCY_CODE.get((price.currency if price else None) or 1, "IDR")
    value = price.value if price else None
    return Sku(
        id=(basic.productID if basic else None) or "",
        seller_sku=(source.other.sku if source.other else None) or None,
        name=basic.name if basic and is_variant else None,
        status=_listing(basic).status,
        price=None if value is None else Money(value, currency),
        stock=_stock(source),
    )


def _stock(source: products.Product) -> tuple[Stock, ...]:
    """Give what is in each warehouse; one figure for all, if that is all there is."""
    if source.warehouses:
        return tuple(
            _in_warehouse(one.warehouseID, one.stock) for one in source.warehouses
        )
    return () if source.stock is None else (_in_warehouse(None, source.stock),)


def _in_warehouse(warehouse_id: str | None, stock: products.Stock | None) -> Stock:
    """
    Say how many are somewhere.

    The platform leaves out what is false or zero: a stock of which neither is told is
    one that is always available.
    """
    return Stock(
        warehouse_id=warehouse_id,
        quantity=index((stock.value if stock else None) or 0),
        is_counted=stock is None or bool(stock.useStock or stock.value),
    )


@fits
def ticket(
    source: tickets.Ticket, order_id: str | None, *, archived: bool = False
) -> Return:
    """Say a resolution ticket in plain words; *order_id* is that of its invoice."""
    return Return(
        id=source.id,
        kind=ReturnKind.COMPLAINT,
        origin=Platform.TOKOPEDIA,
        api=Platform.TOKOPEDIA,
        archived=archived,
        order_id=order_id,
        invoice=source.invoice_number or None,
        status=TICKET_STATUS.get(source.status or "", ReturnStatus.OTHER),
        asked_by=Party.BUYER,
        reason=source.problem_type,
        requested_at=_midnight(source.open_date),
        updated_at=_midnight(source.close_date or source.open_date),
        amount=rupiah(source.total_issued_funds),
        lines=tuple(
            ReturnLine(
                product_id=line.id,
                sku_id=line.id,
                name=line.name,
                quantity=index(line.qty or 0),
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
