"""Tokopedia's records in plain words."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from fakes import sample

from tokotiktok import Money, Platform, structure
from tokotiktok.tokopedia.api.orders import Order, OrderDetail
from tokotiktok.tokopedia.api.products import Product
from tokotiktok.tokopedia.api.tickets import ShopTickets, Ticket
from tokotiktok.unified import from_tokopedia as say
from tokotiktok.unified.models import (
    Fulfiller,
    ListingStatus,
    OrderStatus,
    Party,
    ReturnStatus,
    ShipmentStatus,
)

SEALED = {"secret": "s", "content": "c"}


def order(**fields):
    """Say an order of the list that has only these fields."""
    return say.order(structure({"order_id": 1, **fields}, Order))


def alone(**fields):
    """Say an order given alone that has only these fields."""
    return say.order_detail(structure({"order_id": 1, **fields}, OrderDetail))


def product(**fields):
    """Say a product that has only these fields."""
    return say.product(structure(fields, Product))


class TestOrder:
    def test_the_list_and_the_order_alone_agree(self):
        """The sample's order says the same in the list and alone."""
        row = sample("tokopedia", "order_list")["data"][0]
        detail = sample("tokopedia", "order_single")["data"]
        one = say.order(structure(row, Order))
        other = say.order_detail(structure(detail, OrderDetail))

        assert (one.id, one.total, one.invoice) == (
            other.id,
            other.total,
            other.invoice,
        )
        assert (OrderStatus.TO_ACCEPT, OrderStatus.SHIPPED) == (
            one.status,
            other.status,
        )
        assert [(line.seller_sku, line.quantity, line.price) for line in one.lines] == [
            (line.seller_sku, line.quantity, line.price) for line in other.lines
        ]
        assert {Fulfiller.SELLER} == {one.fulfilled_by, other.fulfilled_by}
        assert "INV/20230806/MPL/3300000001" == one.invoice

    @pytest.mark.parametrize("make", [order, alone])
    def test_nothing(self, make):
        """An order of which nothing is told is no error."""
        found = make()

        assert (OrderStatus.OTHER, None, (), ()) == (
            found.status,
            found.total,
            found.lines,
            found.shipments,
        )
        assert (None, None, None, None) == (
            found.fulfilled_by,
            found.cancelled_by,
            found.invoice,
            found.buyer.name,
        )

    @pytest.mark.parametrize("make", [order, alone])
    @pytest.mark.parametrize(
        ("code", "status", "party"),
        [
            (15, OrderStatus.CANCELLED, Party.BUYER),
            (10, OrderStatus.CANCELLED, Party.SELLER),
            (6, OrderStatus.CANCELLED, Party.PLATFORM),
            (700, OrderStatus.COMPLETED, None),
            (9999, OrderStatus.OTHER, None),
        ],
    )
    def test_codes(self, make, code, status, party):
        """A code is a plain word, and says who cancelled; a new one is OTHER."""
        found = make(order_status=code)

        assert (status, party) == (found.status, found.cancelled_by)

    @pytest.mark.parametrize(
        ("code", "expected"), [(1, Fulfiller.DILAYANI_TOKOPEDIA), (9, Fulfiller.OTHER)]
    )
    def test_who_fulfils(self, code, expected):
        """It says who packs and ships."""
        warehouse = {"fulfill_by": code}

        assert expected is order(fulfill_by=code).fulfilled_by
        assert expected is alone(order_warehouse=warehouse).fulfilled_by

    @pytest.mark.parametrize(
        ("code", "expected"),
        [
            (400, ShipmentStatus.TO_SHIP),
            (500, ShipmentStatus.SHIPPED),
            (600, ShipmentStatus.DELIVERED),
            (690, ShipmentStatus.OTHER),
        ],
    )
    def test_parcel(self, code, expected):
        """The one parcel is where the order is."""
        (one,) = order(order_status=code, custom_fields={"awb": "A"}).shipments
        info = {"shipping_info": {"awb": "A", "logistic_name": "JNE"}}
        (other,) = alone(order_status=code, order_info=info).shipments

        assert ("A", expected, expected) == (one.awb, one.status, other.status)
        assert (None, "JNE") == (one.courier, other.courier)

    def test_recipient_before_buyer(self):
        """The name is the recipient's; the buyer's, if there is none."""
        both = {"recipient": {"name": "Rina"}, "buyer": {"name": "Budi"}}

        assert "Rina" == order(**both).buyer.name
        assert (
            "Budi" == order(recipient={"name": ""}, buyer={"name": "Budi"}).buyer.name
        )

    @pytest.mark.parametrize("make", [order, alone])
    def test_sealed(self, make):
        """What came sealed and was not opened says so."""
        found = make(encryption=SEALED)

        assert (True, True, ()) == (
            found.buyer.is_sealed,
            found.buyer.is_masked,
            found.buyer.masked,
        )

    def test_not_sealed(self):
        """Opened data keeps its seal, and is not sealed; nor is what has none."""
        opened = order(encryption=SEALED, recipient={"name": "Rina"})

        assert not opened.buyer.is_sealed
        assert not order(encryption={"secret": "", "content": ""}).buyer.is_sealed

    def test_archived(self):
        """A record of an archive says so."""
        one = structure({"order_id": 1}, Order)

        assert say.order(one, archived=True).archived


class TestProduct:
    def test_sample(self):
        """The sample's product is live, with stock per warehouse and a price."""
        rows = sample("tokopedia", "product_info")["data"]
        found = say.product(structure(rows[1], Product))
        (sku,) = found.skus

        assert ("9990000000002", "Produk Contoh B") == (found.id, found.name)
        assert [(ListingStatus.INACTIVE, "inactive")] == [
            (one.status, one.said) for one in found.listings
        ]
        assert Money(50_000) == sku.price
        assert [("99900001", 1)] == [
            (one.warehouse_id, one.quantity) for one in sku.stock
        ]

    @pytest.mark.parametrize(
        ("fields", "status", "said", "origin"),
        [
            (
                {"basic": {"status": -2}},
                ListingStatus.SUSPENDED,
                "banned",
                Platform.TOKOPEDIA,
            ),
            (
                {"basic": {"status": 77}},
                ListingStatus.OTHER,
                "77",
                Platform.TOKOPEDIA,
            ),
            ({"basic": {}}, ListingStatus.DELETED, "deleted", Platform(0)),
            ({}, ListingStatus.OTHER, "nothing", Platform.TOKOPEDIA),
        ],
        ids=["banned", "new code", "a zero is left out", "not told"],
    )
    def test_status(self, fields, status, said, origin):
        """A code is a plain word; what was deleted is listed nowhere."""
        found = product(**fields)
        (listing,) = found.listings

        assert (status, said, origin) == (listing.status, listing.said, found.origin)

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"stock": {"useStock": True, "value": 5}}, [(None, 5, True)]),
            ({"stock": {"useStock": True}}, [(None, 0, True)]),
            ({"stock": {}}, [(None, 0, False)]),
            (
                {"warehouses": [{"warehouseID": 7, "stock": {"value": 2}}, {}]},
                [("7", 2, True), (None, 0, True)],
            ),
            ({}, []),
        ],
        ids=["one figure", "sold out", "not counted", "warehouses", "not told"],
    )
    def test_stock(self, fields, expected):
        """Stock is per warehouse; one figure for all, if that is all there is."""
        (sku,) = product(basic={"productID": 1}, **fields).skus

        assert expected == [
            (one.warehouse_id, one.quantity, one.is_counted) for one in sku.stock
        ]

    @pytest.mark.parametrize(
        ("price", "expected"),
        [
            ({"value": 5, "currency": 2}, Money(5, "USD")),
            ({"value": 5}, Money(5)),
            ({"value": 5, "currency": 9}, Money(5)),
            ({}, None),
            (None, None),
        ],
    )
    def test_price(self, price, expected):
        """A price is in rupiah unless it says dollars."""
        (sku,) = product(price=price).skus

        assert expected == sku.price


class TestTicket:
    def test_sample(self):
        """The sample's complaint says what it has; its days begin in WIB."""
        (shop,) = sample("tokopedia", "resolution_ticket")["data"]["shops"]
        (source,) = structure(shop, ShopTickets).ticket
        found = say.ticket(source, "7")

        assert (ReturnStatus.CLOSED, "7", Money(250_000)) == (
            found.status,
            found.order_id,
            found.amount,
        )
        assert datetime(2023, 8, 25, 17, tzinfo=timezone.utc) == found.requested_at
        assert Party.BUYER is found.asked_by
        assert [1] == [line.quantity for line in found.lines]

    def test_nothing(self):
        """A complaint of which nothing is told is no error."""
        found = say.ticket(structure({"id": 1}, Ticket), None)

        assert (ReturnStatus.OTHER, None, None) == (
            found.status,
            found.requested_at,
            found.invoice,
        )
