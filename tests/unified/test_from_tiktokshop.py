"""TikTok Shop's records in plain words."""

from __future__ import annotations

import pytest
from attrs import evolve
from fakes import sample

from tokotiktok import Money, Platform, structure
from tokotiktok.tiktokshop.api.cancellations import Cancellation
from tokotiktok.tiktokshop.api.orders import Order
from tokotiktok.tiktokshop.api.products import Product, ProductSummary
from tokotiktok.tiktokshop.api.returns import Return
from tokotiktok.unified import from_tiktokshop as say
from tokotiktok.unified.models import (
    Fulfiller,
    ListingStatus,
    OrderStatus,
    Party,
    ReturnKind,
    ReturnStatus,
    ShipmentStatus,
)


def order(**fields):
    """Say an order that has only these fields."""
    return say.order(structure({"id": "1", **fields}, Order))


def product(**fields):
    """Say a product that has only these fields, as given alone."""
    return say.product(structure({"id": "1", **fields}, Product))


class TestOrder:
    @pytest.mark.parametrize(
        "name",
        ["order_detail_mixed", "order_detail_tiktok_shop", "order_detail_tokopedia"],
    )
    def test_samples(self, name):
        """Every order of the samples says all that it has."""
        for raw in sample("tiktokshop", name)["data"]["orders"]:
            found = say.order(structure(raw, Order))
            units = sum(line.quantity for line in found.lines)

            assert found.status is not OrderStatus.OTHER
            assert raw["commerce_platform"] == found.origin.name
            assert len(raw["line_items"]) == units
            assert Money(raw["payment"]["total_amount"]) == found.total
            assert Fulfiller.OTHER is not found.fulfilled_by

    def test_nothing(self):
        """An order of which nothing is told is no error."""
        found = order()

        assert (OrderStatus.OTHER, Platform(0), None) == (
            found.status,
            found.origin,
            found.total,
        )
        assert ((), (), None, None, None) == (
            found.lines,
            found.shipments,
            found.invoice,
            found.fulfilled_by,
            found.buyer.name,
        )

    def test_amount_without_currency(self):
        """An amount without a currency is no money."""
        assert None is order(payment={"total_amount": "1"}).total

    def test_units_are_grouped(self):
        """Units of one SKU at one price are one line; a gift is another."""
        item = {"sku_id": "7", "sale_price": "10", "currency": "IDR", "is_gift": False}
        units = [{**item, "id": str(n)} for n in range(3)]
        units.append({**item, "id": "9", "sale_price": "0", "is_gift": True})

        assert [(3, ("0", "1", "2")), (1, ("9",))] == [
            (line.quantity, line.unit_ids) for line in order(line_items=units).lines
        ]

    @pytest.mark.parametrize(
        ("word", "expected"),
        [
            ("FULFILLMENT_BY_DILAYANI_TOKOPEDIA", Fulfiller.DILAYANI_TOKOPEDIA),
            ("BY_ROBOTS", Fulfiller.OTHER),
        ],
    )
    def test_who_fulfils(self, word, expected):
        """It says who packs and ships; a word from the future is OTHER."""
        assert expected is order(fulfillment_type=word).fulfilled_by

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"status": "CANCELLED", "cancellation_initiator": "BUYER"}, Party.BUYER),
            (
                {"status": "CANCELLED", "cancellation_initiator": "SYSTEM"},
                Party.PLATFORM,
            ),
            ({"status": "CANCELLED", "cancellation_initiator": "GHOST"}, Party.OTHER),
            ({"status": "CANCELLED"}, None),
            ({"status": "COMPLETED", "cancellation_initiator": "BUYER"}, None),
        ],
        ids=["buyer", "system", "new word", "not told", "not cancelled"],
    )
    def test_who_cancelled(self, fields, expected):
        """A cancelled order says who cancelled it."""
        assert expected is order(**fields).cancelled_by

    @pytest.mark.parametrize(
        ("note", "expected"),
        [
            ("INV/20230806/MPL/3300000001", "INV/20230806/MPL/3300000001"),
            ("lama: INV/20200110/XX/I/7, segera", "INV/20200110/XX/I/7"),
            ("INV/2023", None),
            ("", None),
        ],
    )
    def test_invoice_in_the_note(self, note, expected):
        """An invoice of Tokopedia's that the seller noted is found."""
        assert expected == order(seller_note=note).invoice


class TestShipments:
    def test_number_and_carrier_stand_on_the_units(self):
        """A package's number, carrier and state stand on its units."""
        found = order(
            packages=[{"id": "P1"}, {"id": "P2"}, {"id": "P3"}],
            shipping_provider="JNE",
            tracking_number="X",
            line_items=[
                {"package_id": "P1"},
                {
                    "package_id": "P1",
                    "tracking_number": "A",
                    "shipping_provider_name": "SiCepat",
                    "package_status": "FULFILLING",
                },
                {"package_id": "P2", "package_status": "LOST_AT_SEA"},
            ],
        ).shipments

        assert [
            ("P1", "A", "SiCepat", ShipmentStatus.SHIPPED),
            ("P2", None, "JNE", ShipmentStatus.OTHER),
            ("P3", None, "JNE", None),
        ] == [(one.id, one.awb, one.courier, one.status) for one in found]

    def test_the_only_package(self):
        """The order's number is that of its only package."""
        found = order(packages=[{"id": "P"}], tracking_number="X").shipments

        assert [("P", "X", None)] == [(one.id, one.awb, one.courier) for one in found]

    def test_no_package(self):
        """A number without a package is a parcel, too."""
        found = order(tracking_number="X", shipping_provider="JNE").shipments

        assert [(None, "X", "JNE")] == [(one.id, one.awb, one.courier) for one in found]


class TestProduct:
    @pytest.mark.parametrize(
        ("name", "origin"),
        [
            ("both_platforms", Platform.TOKOPEDIA | Platform.TIKTOK_SHOP),
            ("tiktok_only", Platform.TIKTOK_SHOP),
            ("tokopedia_only", Platform.TOKOPEDIA),
        ],
    )
    def test_samples(self, name, origin):
        """A product is where it has a status."""
        raw = sample("tiktokshop", f"product_detail_{name}")["data"]
        found = say.product(structure(raw, Product))

        assert origin == found.origin
        assert raw["title"] == found.name
        assert all(sku.price and sku.stock for sku in found.skus)

    def test_search(self):
        """The search's products say the same."""
        for raw in sample("tiktokshop", "product_search")["data"]["products"]:
            found = say.product(structure(raw, ProductSummary))

            assert found.listings
            assert len(raw["skus"]) == len(found.skus)

    def test_nothing(self):
        """A product without any status is listed nowhere that is known."""
        found = product()

        assert (Platform(0), ()) == (found.origin, found.listings)
        assert "nothing" in found.evidence.origin

    def test_deleted(self):
        """A product that was deleted is listed nowhere."""
        assert Platform(0) == product(status="DELETED").origin

    @pytest.mark.parametrize(
        ("info", "expected"),
        [
            ({"status": "NORMAL"}, ListingStatus.LIVE),
            (
                {"status": "DEACTIVATED", "deactivation_source": "PLATFORM"},
                ListingStatus.SUSPENDED,
            ),
            ({"status": "ASLEEP"}, ListingStatus.OTHER),
            ({}, None),
            (None, None),
        ],
        ids=["live", "taken off", "new word", "no word", "not told"],
    )
    def test_variants(self, info, expected):
        """A variant says whether it is on sale, and its name."""
        values = [{"value_name": "Hitam"}, {"value_name": "L"}, {}]
        (sku,) = product(
            skus=[{"id": "1", "status_info": info, "sales_attributes": values}]
        ).skus

        assert (expected, "Hitam, L", None) == (sku.status, sku.name, sku.price)

    def test_why_it_is_held_up(self):
        """What TikTok Shop's audit waits for is a reason, for TikTok Shop alone."""
        found = product(
            status="PENDING",
            audit={
                "status": "PRE_APPROVED",
                "pre_approved_reasons": ["KYC_PENDING"],
                "not_submitted_reasons": ["SHOP_INACTIVE"],
            },
            integrated_platform_statuses=[
                {"platform": "TOKOPEDIA", "status": "FREEZE"}
            ],
        )

        assert [("KYC_PENDING", "SHOP_INACTIVE"), ()] == [
            one.reasons for one in found.listings
        ]

    @pytest.mark.parametrize(
        ("status", "tokopedia", "audit", "expected"),
        [
            ("ACTIVATE", "ACTIVATE", "APPROVED", False),
            ("ACTIVATE", "ACTIVATE", "FAILED", False),
            ("FAILED", None, "FAILED", True),
            ("ACTIVATE", "PLATFORM_DEACTIVATED", "APPROVED", True),
            ("ACTIVATE", "SELLER_DEACTIVATED", "FAILED", True),
            ("SELLER_DEACTIVATED", None, "APPROVED", False),
            ("PENDING", None, None, False),
            ("NEW_WORD", None, None, False),
        ],
    )
    def test_needs_reasons(self, status, tokopedia, audit, expected):
        """Only what is kept off sale for reasons not told is worth another request."""
        raw = {"id": "1", "status": status}
        if tokopedia:
            raw["integrated_platform_statuses"] = [
                {"platform": "TOKOPEDIA", "status": tokopedia}
            ]
        if audit:
            raw["audit"] = {"status": audit}

        assert expected is say.needs_reasons(structure(raw, ProductSummary))


class TestReturn:
    def test_samples(self):
        """Every return of the samples has its plain word."""
        found = [
            say.return_(structure(raw, Return), Platform.TOKOPEDIA)
            for raw in sample("tiktokshop", "return_search")["data"]["return_orders"]
        ]

        assert [
            (ReturnKind.RETURN, ReturnStatus.REQUESTED),
            (ReturnKind.REFUND, ReturnStatus.DISPUTED),
            (ReturnKind.RETURN, ReturnStatus.REFUNDED),
        ] == [(one.kind, one.status) for one in found]
        assert {Party.BUYER} == {one.asked_by for one in found}
        assert all(one.amount and one.lines for one in found)

    def test_nothing(self):
        """A return of which nothing is told is no error."""
        bare = structure({"return_id": "1", "return_line_items": [{}]}, Return)
        found = say.return_(bare, Platform(0))

        assert (ReturnKind.OTHER, ReturnStatus.OTHER, None) == (
            found.kind,
            found.status,
            found.asked_by,
        )
        assert [None] == [line.amount for line in found.lines]

    @pytest.mark.parametrize("word", ["SUPPORT_BUYER", "CLOSED", "NEW_WORD"])
    def test_an_arbitration_that_has_ended(self, word):
        """An arbitration that has ended leaves the status as it is."""
        raw = {
            "return_id": "1",
            "return_status": "AWAITING_BUYER_SHIP",
            "arbitration_status": word,
        }
        found = say.return_(structure(raw, Return), Platform(0))

        assert ReturnStatus.TO_SHIP_BACK is found.status


class TestCancellation:
    def test_samples(self):
        """Every cancellation of the samples has its plain word."""
        rows = sample("tiktokshop", "cancellation_search")["data"]["cancellations"]
        found = [
            say.cancellation(structure(raw, Cancellation), Platform.TOKOPEDIA)
            for raw in rows
        ]

        assert {ReturnKind.CANCELLATION} == {one.kind for one in found}
        assert ReturnStatus.OTHER not in {one.status for one in found}

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"role": "OPERATOR", "cancel_type": "BUYER_CANCEL"}, Party.PLATFORM),
            ({"cancel_type": "BUYER_CANCEL"}, Party.BUYER),
            ({"cancel_type": "CANCEL"}, None),
            ({}, None),
        ],
        ids=["role", "by its type", "type says nothing", "not told"],
    )
    def test_who_asked(self, fields, expected):
        """Who asked is the role, or else what the type says."""
        bare = structure({"cancel_id": "1", **fields}, Cancellation)
        found = say.cancellation(bare, Platform(0))

        assert (expected, None) == (found.asked_by, found.amount)


def test_source_takes_no_part_in_equality():
    """Two records are equal if they say the same."""
    one = order()

    assert one == evolve(one, source=None)
