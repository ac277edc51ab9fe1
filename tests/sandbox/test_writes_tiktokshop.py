"""What the TikTok Shop face lets a seller do, and what it refuses, with which code."""

from __future__ import annotations

import json

import pytest
from fakes import ONCE

from tokotiktok import Platform
from tokotiktok.errors import TokoTikTokError
from tokotiktok.sandbox.changes import SaleChange
from tokotiktok.tiktokshop.api.orders import SplitGroupInput
from tokotiktok.tiktokshop.api.packages import (
    PackageShipmentInput,
    PickupSlotInput,
    SelfShipmentInput,
)
from tokotiktok.tiktokshop.api.products import (
    MainImageInput,
    PriceInput,
    SkuInput,
    SkuInventoryInput,
    SkuPriceInput,
    SkuPriceUpdateInput,
    SkuStockUpdateInput,
    WarehouseStockUpdateInput,
)

WAREHOUSE = "7480000000000000011"
KOPI, TEH, GULA = (f"17300000000000001{n:02}" for n in (1, 2, 3))


@pytest.fixture
def client(box):
    return box.tiktokshop(retry=ONCE)


@pytest.fixture
def sale(box):
    return box.buy()


@pytest.fixture
def package(client, sale):
    (order,) = client.orders.get(ids=[sale.tiktok_id])
    return order.packages[0].id


def put(box, sale, status):
    """Let TikTok Shop have a sale in another state."""
    change = SaleChange(at=int(box.clock()))
    box.world.changes.set_sale(Platform.TIKTOK_SHOP, sale.number, status, change)


def refused(call, **arguments):
    """Call, and give the code of the refusal."""
    with pytest.raises(TokoTikTokError) as caught:
        call(**arguments)
    return caught.value.code


class TestShip:
    @pytest.mark.parametrize(
        ("status", "code"),
        [("ON_HOLD", 21011044), ("CANCELLED", 21011041), ("IN_TRANSIT", 11006021)],
    )
    def test_states(self, box, client, sale, package, status, code):
        """Only an order that waits is shipped."""
        put(box, sale, status)

        assert code == refused(client.packages.ship, package_id=package)

    def test_twice(self, client, package):
        """A package is shipped once."""
        client.packages.ship(package_id=package)

        assert 11006021 == refused(client.packages.ship, package_id=package)

    def test_unknown_package(self, client):
        """A package that is not there is not shipped."""
        assert 21011001 == refused(client.packages.ship, package_id="1")

    @pytest.mark.parametrize(
        "provider", ["7120000000000000021", "1"], ids=["not asked for", "unknown"]
    )
    def test_own_carrier(self, client, package, provider):
        """Where the platform ships, an own carrier does not fit; nor one nobody knows."""
        own = SelfShipmentInput(tracking_number="A", shipping_provider_id=provider)

        assert 21011022 == refused(
            client.packages.ship, package_id=package, self_shipment=own
        )

    def test_slot_that_is_none(self, box, client, package):
        """A slot that is not offered is refused."""
        slot = PickupSlotInput(start_time=box.clock.now, end_time=box.clock.now)

        assert 21011053 == refused(
            client.packages.ship,
            package_id=package,
            handover_method="PICKUP",
            pickup_slot=slot,
        )

    def test_batch(self, client, package):
        """In a batch each package is refused or taken by itself."""
        given = [PackageShipmentInput(id=package), PackageShipmentInput(id="1")]
        result = client.packages.batch_ship(packages=given)

        shipped = client.packages.get(package_id=package).tracking_number

        assert [("1", 21011001)] == [(one.id, one.code) for one in result.failed]
        assert shipped

    def test_shows_afterwards(self, client, sale, package):
        """What was shipped shows in the order, the package and the search."""
        before = client.packages.get(package_id=package)
        client.packages.ship(package_id=package)
        (order,) = client.orders.get(ids=[sale.tiktok_id])
        found = client.orders.search(order_status="AWAITING_COLLECTION", page_size=100)
        after = client.packages.get(package_id=package)

        assert ("TO_FULFILL", "FULFILLING") == (
            before.package_status,
            after.package_status,
        )
        assert order.tracking_number == after.tracking_number != ""
        assert sale.tiktok_id in [one.id for one in found.all()]


class TestSplit:
    def test_in_two(self, box, client):
        """An order is split by units, into packages of their own."""
        sale = box.buy("KOPI-GAYO-250", "TEH-MELATI")
        (order,) = client.orders.get(ids=[sale.tiktok_id])
        groups = [
            SplitGroupInput(id=str(k), order_line_item_ids=(line.id,))
            for k, line in enumerate(order.line_items)
        ]
        client.orders.split(order_id=order.id, splittable_groups=groups)
        (after,) = client.orders.get(ids=[sale.tiktok_id])

        assert 2 == len({line.package_id for line in after.line_items})
        assert 21011035 == refused(
            client.orders.split, order_id=order.id, splittable_groups=groups
        )

    def test_not_all_of_it(self, box, client):
        """The groups must make up the order."""
        sale = box.buy("KOPI-GAYO-250", "TEH-MELATI")
        (order,) = client.orders.get(ids=[sale.tiktok_id])
        group = SplitGroupInput(id="1", order_line_item_ids=(order.line_items[0].id,))

        assert 21011005 == refused(
            client.orders.split, order_id=order.id, splittable_groups=[group]
        )


class TestLabels:
    def test_before_it_is_shipped(self, client, package):
        """Before the shipment is arranged there is no label."""
        assert 21023035 == refused(
            client.packages.get_shipping_document,
            package_id=package,
            document_type="SHIPPING_LABEL",
        )

    def test_without_a_type(self, client, package):
        """A label is asked for by its type."""
        client.packages.ship(package_id=package)
        path = f"/fulfillment/202309/packages/{package}/shipping_documents"

        assert 36009004 == refused(client.request, method="GET", path=path)

    def test_the_file_wants_no_token(self, box, client, package):
        """The file's host refuses a token: it would be one that leaked."""
        client.packages.ship(package_id=package)
        url = client.packages.get_shipping_document(
            package_id=package, document_type="SHIPPING_LABEL"
        ).doc_url
        path, _, query = url.removeprefix(box.tiktokshop_face.files_url).partition("?")
        pairs = tuple(tuple(one.split("=")) for one in query.split("&"))
        leaked = box.tiktokshop_face.answer(
            "GET", path, pairs, {"x-tts-access-token": "TTP_fiktif"}, b""
        )

        assert (400, 200) == (
            leaked.status,
            box.tiktokshop_face.answer("GET", path, pairs, {}, b"").status,
        )

    def test_expires(self, box, client, package):
        """A label's URL works for a day."""
        client.packages.ship(package_id=package)
        url = client.packages.get_shipping_document(
            package_id=package, document_type="SHIPPING_LABEL"
        ).doc_url
        client.download(url)
        box.clock.advance(days=1, seconds=1)

        with pytest.raises(TokoTikTokError) as caught:
            client.download(url)
        assert 403 == caught.value.status


class TestCancel:
    @pytest.mark.parametrize(
        ("status", "reason", "code"),
        [
            ("CANCELLED", "seller_cancel_reason_out_of_stock", 25001011),
            ("IN_TRANSIT", "seller_cancel_reason_out_of_stock", 25001045),
            ("AWAITING_SHIPMENT", "nope", 25001014),
            ("UNPAID", "seller_cancel_reason_out_of_stock", 25001014),
        ],
    )
    def test_refuses(self, box, client, sale, status, reason, code):
        """A reason must fit, and the order must not be under way."""
        put(box, sale, status)

        assert code == refused(
            client.cancellations.cancel, order_id=sale.tiktok_id, cancel_reason=reason
        )

    def test_unknown_order(self, client):
        """An order that is not there is not cancelled."""
        assert 25007006 == refused(
            client.cancellations.cancel, order_id="1", cancel_reason="x"
        )

    def test_shows_afterwards(self, client, sale):
        """A cancellation shows in the search, with its reason."""
        reason = "seller_cancel_reason_wrong_price"
        client.cancellations.cancel(order_id=sale.tiktok_id, cancel_reason=reason)
        found = client.cancellations.search(order_ids=[sale.tiktok_id])

        assert (sale.tiktok_id, reason) in [
            (one.order_id, one.cancel_reason) for one in found.all()
        ]


def product(**changes):
    return {
        "title": "Contoh",
        "description": "x",
        "category_id": "918024",
        "category_version": "v2",
        "main_images": [MainImageInput(uri="tos-1")],
        "skus": [
            SkuInput(
                seller_sku="S1",
                price=SkuPriceInput(currency="IDR", amount=5000),
                inventory=(SkuInventoryInput(warehouse_id=WAREHOUSE, quantity=1),),
            )
        ],
        **changes,
    }


class TestProducts:
    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"category_version": None}, 12052217),
            ({"category_id": "1"}, 12052023),
            ({"category_id": "601501"}, 12052220),
            ({"is_pre_owned": True}, 12052316),
            ({"brand_id": "7082000000000000002"}, 12052201),
            ({"main_images": []}, 36009004),
            ({"listing_platforms": []}, 36009004),
        ],
        ids=["version", "category", "tree", "used", "brand", "images", "platforms"],
    )
    def test_create_refuses(self, client, changes, code):
        """What a new product must not be."""
        assert code == refused(client.products.create, **product(**changes))

    def test_default_is_tiktok_shop_alone(self, client):
        """Without ``listing_platforms`` a product is listed on TikTok Shop alone."""
        made = client.products.create(**product()).answer
        found = client.products.get(product_id=made.product_id)

        assert ("ACTIVATE", ()) == (found.status, found.integrated_platform_statuses)

    @pytest.mark.parametrize("what", ["activate", "deactivate", "delete", "recover"])
    def test_batches(self, client, what):
        """Twenty products go at once, and no more."""
        call = getattr(client.products, what)

        assert 12019120 == refused(call, product_ids=[KOPI] * 21)

    def test_delete_and_recover(self, client):
        """A deleted product comes back off sale."""
        client.products.delete(product_ids=[KOPI])
        gone = client.products.get(product_id=KOPI).status
        client.products.recover(product_ids=[KOPI])

        assert ("DELETED", "SELLER_DEACTIVATED") == (
            gone,
            client.products.get(product_id=KOPI).status,
        )

    @pytest.mark.parametrize(
        ("what", "given"),
        [
            ("create", product()),
            ("edit", {"product_id": KOPI, **product(skus=[])}),
            ("partial_edit", {"product_id": KOPI, "title": "x"}),
            ("activate", {"product_ids": [KOPI]}),
            ("deactivate", {"product_ids": [KOPI]}),
            ("delete", {"product_ids": [KOPI]}),
            ("recover", {"product_ids": [KOPI]}),
        ],
    )
    def test_locked(self, box, client, what, given):
        """Exactly these seven writes are refused while the shop is being integrated."""
        box.world.changes.is_locked = True

        assert 12052332 == refused(getattr(client.products, what), **given)

    def test_edit_without_platforms(self, box, client):
        """An edit that names no platform is for those where the product is on sale."""
        client.products.deactivate(product_ids=[GULA])
        client.products.partial_edit(product_id=GULA, title="x")
        found = client.products.get(product_id=GULA)

        assert ("SELLER_DEACTIVATED", "ACTIVATE") == (
            found.status,
            found.integrated_platform_statuses[0].status,
        )

    def test_edit_of_a_category(self, client):
        """A new category must be in the tree of each platform that is named."""
        given = product(category_id="602100", skus=[], product_id=GULA)
        given["listing_platforms"] = ["TIKTOK_SHOP", "TOKOPEDIA"]

        assert 12052220 == refused(client.products.edit, **given)

    def test_unknown_product(self, client):
        """A product that is not there."""
        assert 12052023 == refused(client.products.get, product_id="1")

    def test_empty_image(self, box, client):
        """An image has content, whoever sends it: our client sends no empty one."""
        client.files.upload_image(data=b"PNG")
        sent = box.tiktokshop_face.seen[-1]
        answer = box.tiktokshop_face.answer(
            sent.method, sent.raw_path, sent.pairs, sent.headers, b""
        )

        assert 12038002 == json.loads(answer.body)["code"]

    def test_brand_of_a_product(self, client):
        """A brand shows with its name."""
        client.products.partial_edit(product_id=GULA, brand_id="7082000000000000001")

        assert "Merek Contoh" == client.products.get(product_id=GULA).brand.name


class TestStock:
    def rows(self, *levels):
        return [
            SkuStockUpdateInput(
                id="1730000000000000210",
                inventory=tuple(
                    WarehouseStockUpdateInput(warehouse_id=where, quantity=level)
                    for where, level in levels
                ),
            )
        ]

    @pytest.mark.parametrize(
        ("levels", "code"),
        [
            ([(WAREHOUSE, 1)], 12019028),
            ([(WAREHOUSE, 1), ("7480000000000000012", 100_000)], 12052036),
            (
                [
                    (WAREHOUSE, 1),
                    ("7480000000000000012", 1),
                    ("7480000000000000013", 1),
                ],
                12052097,
            ),
        ],
        ids=["not all", "too many", "strange"],
    )
    def test_refuses(self, client, levels, code):
        """All warehouses of an SKU, and none else, within limits."""
        result = client.products.update_inventory(
            product_id=KOPI, skus=self.rows(*levels)
        )

        assert code == result.failed[0].causes[0].code

    def test_unknown_sku(self, client):
        """An SKU that the product does not have."""
        row = SkuStockUpdateInput(id="1", inventory=())
        price = SkuPriceUpdateInput(
            id="1", price=PriceInput(currency="IDR", amount=500)
        )

        assert 12052050 == refused(
            client.products.update_inventory, product_id=KOPI, skus=[row]
        )
        assert 12052050 == refused(
            client.products.update_price, product_id=KOPI, skus=[price]
        )

    def test_promised(self, box, client):
        """What is bought and not shipped is promised, and not for sale."""
        before = client.products.search_inventory(product_ids=[KOPI]).items[0].skus[0]
        sale = box.buy("KOPI-GAYO-250")
        after = client.products.search_inventory(product_ids=[KOPI]).items[0].skus[0]
        put(box, sale, "IN_TRANSIT")
        gone = client.products.search_inventory(product_ids=[KOPI]).items[0].skus[0]

        assert (-1, 1, 0) == (
            after.total_available_quantity - before.total_available_quantity,
            after.total_committed_quantity,
            gone.total_committed_quantity,
        )


class TestReturns:
    def test_decision_that_does_not_fit(self, client):
        """A decision must fit what the return waits for."""
        one = next(
            one
            for one in client.returns.search(page_size=50).all()
            if one.seller_next_action_response
        )
        wrong = {"return_id": one.return_id, "decision": "APPROVE_REPLACEMENT"}

        assert 25020004 == refused(client.returns.approve, **wrong)

    def test_nothing_to_decide(self, client):
        """A return that waits for nothing takes no decision."""
        one = next(
            one
            for one in client.returns.search(page_size=50).all()
            if not one.seller_next_action_response
        )

        assert 25001003 == refused(
            client.returns.approve, return_id=one.return_id, decision="APPROVE_REFUND"
        )

    def test_unknown(self, client):
        """A record that is not there."""
        calls = [
            (client.returns.approve, {"return_id": "1", "decision": "APPROVE_REFUND"}),
            (client.cancellations.approve, {"cancel_id": "1"}),
            (
                client.refunds.calculate,
                {"order_id": "1", "request_type": "REFUND", "reason_name": "x"},
            ),
        ]

        assert [25007006] * 3 == [refused(call, **given) for call, given in calls]

    def test_unknown_reason(self, box, client, sale):
        """A reason must be one of those that are offered."""
        box.world.changes.asked[sale.number] = "x"
        (asked,) = [
            one
            for one in client.cancellations.search(page_size=50).all()
            if one.order_id == sale.tiktok_id
        ]
        one = next(
            one
            for one in client.returns.search(page_size=50).all()
            if one.seller_next_action_response
        )

        assert 25001014 == refused(
            client.cancellations.reject, cancel_id=asked.cancel_id, reject_reason="x"
        )
        assert 25001014 == refused(
            client.returns.reject,
            return_id=one.return_id,
            decision="REJECT_REFUND",
            reject_reason="x",
        )

    def test_answered_before(self, box, client, sale):
        """A cancellation is answered once."""
        box.world.changes.asked[sale.number] = "x"
        (asked,) = [
            one
            for one in client.cancellations.search(page_size=50).all()
            if one.order_id == sale.tiktok_id
        ]
        client.cancellations.approve(cancel_id=asked.cancel_id)

        assert 25001003 == refused(
            client.cancellations.approve, cancel_id=asked.cancel_id
        )

    def test_asked_of_a_computed_sale(self, box, client):
        """A computed sale can be asked to be cancelled, too."""
        sale = next(
            s
            for s in box.world.sales()
            if s.on_tiktok and s.status == "AWAITING_SHIPMENT"
        )
        box.world.changes.asked[sale.number] = "x"
        (asked,) = [
            one
            for one in client.cancellations.search(page_size=50).all()
            if one.order_id == sale.tiktok_id
        ]
        client.cancellations.approve(cancel_id=asked.cancel_id)
        (order,) = client.orders.get(ids=[sale.tiktok_id])

        assert "CANCELLED" == order.status


class TestBuy:
    def test_what_nobody_sells(self, box):
        """Only what the shop sells can be bought, and that is listed."""
        with pytest.raises(ValueError, match="nobody sells 'EMAS'; there are KOPI"):
            box.buy("EMAS")

    def test_what_was_created(self, box, client):
        """A product that was created can be bought."""
        client.products.create(**product())
        sale = box.buy("S1")
        (order,) = client.orders.get(ids=[sale.tiktok_id])

        assert "Contoh" == order.line_items[0].product_name
