"""What the Tokopedia face lets a seller do, and what it refuses, with which code."""

from __future__ import annotations

from decimal import Decimal

import pytest
from fakes import ONCE

from tokotiktok import Platform
from tokotiktok.errors import TokoTikTokError
from tokotiktok.tokopedia.api.products import EditProductInput, ProductInput
from tokotiktok.tokopedia.api.stock import IncrementStockInput, StockInput

GULA, KOPI = 9_100_000_030, 9_100_000_010


@pytest.fixture
def client(box):
    return box.tokopedia(retry=ONCE)


@pytest.fixture
def order(box):
    """An order that waits to be accepted."""
    return box.buy(api=Platform.TOKOPEDIA).tokopedia_id


def refused(call, **arguments):
    with pytest.raises(TokoTikTokError) as caught:
        call(**arguments)
    return caught.value.code


def status(client, order):
    return client.orders.get(order_id=order).order_status


class TestOrders:
    def test_a_life(self, box, client, order):
        """Waiting, accepted, shipped, delivered."""
        seen = [status(client, order)]
        client.orders.accept(order_id=order)
        seen.append(status(client, order))
        client.orders.confirm_shipping(
            order_id=order, order_status=500, shipping_ref_num="A1"
        )
        seen.append(status(client, order))
        client.orders.confirm_shipping(order_id=order, order_status=600)
        seen.append(status(client, order))

        assert [220, 400, 500, 600] == seen

    def test_accepted_twice(self, client, order):
        """An order is accepted once."""
        client.orders.accept(order_id=order)

        assert "ORD_USC_001" == refused(client.orders.accept, order_id=order)

    def test_unknown(self, client):
        """An order that is not there."""
        assert "ORD_API_008" == refused(client.orders.accept, order_id=1)

    @pytest.mark.parametrize(
        ("given", "code"),
        [
            ({"reason_code": 1, "reason": ""}, "ORD_USC_009"),
            ({"reason_code": 4, "reason": "tutup"}, "ORD_USC_012"),
            ({"reason_code": 8, "reason": "x"}, "ORD_USC_019"),
        ],
        ids=["no reason", "closed", "not asked"],
    )
    def test_reject_refuses(self, client, order, given, code):
        """A rejection says why, and what its code wants."""
        assert code == refused(client.orders.reject, order_id=order, **given)

    def test_rejected_twice(self, client, order):
        """A rejected order cannot be rejected, nor shipped, nor labelled."""
        client.orders.reject(order_id=order, reason_code=1, reason="habis")

        assert 10 == status(client, order)
        assert "ORD_USC_008" == refused(
            client.orders.reject, order_id=order, reason_code=1, reason="habis"
        )
        assert "ORD_USC_002" == refused(
            client.orders.get_shipping_label, order_id=order
        )

    def test_rejected_is_not_listed(self, box, client, order):
        """The list begins at 220: a rejected order is gone from it."""
        client.orders.reject(order_id=order, reason_code=1, reason="habis")
        page = client.orders.list(from_date=box.clock.now, to_date=box.clock.now)

        assert str(order) not in [one.order_id for one in page]

    def test_pick_up_too_soon(self, box, client, order):
        """A pick-up is refused within five seconds of the acceptance, and before it."""
        early = refused(client.orders.request_pickup, order_id=order)
        client.orders.accept(order_id=order)
        soon = refused(client.orders.request_pickup, order_id=order)
        box.clock.advance(seconds=5)
        found = client.orders.request_pickup(order_id=order)

        assert (None, None) == (early, soon)
        assert (str(order), 450) == (found.order_id, status(client, order))
        assert box.clock.now == found.request_time

    @pytest.mark.parametrize(
        ("given", "code"),
        [
            ({"order_status": 600}, "ORD_USC_016"),
            ({"order_status": 700}, "ORD_DLV_023"),
            ({"order_status": 500}, "ORD_DLV_021"),
            ({"order_status": 500, "shipping_ref_num": "A"}, "LGS_USC_006"),
        ],
        ids=["not shipped", "status", "no number", "not accepted"],
    )
    def test_confirm_refuses(self, client, order, given, code):
        """A shipment has a number, and its order is accepted."""
        assert code == refused(client.orders.confirm_shipping, order_id=order, **given)

    def test_another_number_is_another_parcel(self, box, client, order):
        """The platform takes another number for a correction; in truth it is a parcel."""
        client.orders.accept(order_id=order)
        for awb in ("A1", "A1", "A2"):
            client.orders.confirm_shipping(
                order_id=order, order_status=500, shipping_ref_num=awb
            )

        assert ["A1", "A2"] == [one.awb for one in box.world.changes.ledger]
        assert 1 == len(box.world.changes.shipped_twice())


class TestProducts:
    def test_switch(self, client):
        """Off sale and on sale; what cannot be is told by row."""
        result = client.products.deactivate(product_id=[GULA, 1])
        off = client.products.list(product_id=GULA).items[0].basic.status
        client.products.activate(product_id=[GULA])
        on = client.products.list(product_id=GULA).items[0].basic.status

        assert (3, 1) == (off, on)
        assert ["1"] == [one.id for one in result.failed]

    @pytest.mark.parametrize("count", [0, 26])
    def test_switch_limits(self, client, count):
        """25 products at once."""
        assert "PRD_DLV_018" == refused(
            client.products.activate, product_id=[GULA] * count
        )

    @pytest.mark.parametrize("count", [0, 101])
    def test_row_limits(self, client, count):
        """100 rows at once."""
        row = StockInput(new_stock=1, product_id=str(GULA))

        assert "PRD_DLV_018" == refused(client.stock.update, stocks=[row] * count)

    def test_by_sku(self, client):
        """A row is for an id or an SKU; one for neither fails alone."""
        rows = [
            StockInput(new_stock=7, sku="GULA-AREN"),
            StockInput(new_stock=7, sku="EMAS"),
        ]
        result = client.stock.update(stocks=rows)

        assert 1 == result.answer.succeed_rows
        assert ["EMAS"] == [one.id for one in result.failed]

    def test_unknown_warehouse(self, client):
        """A warehouse that the shop does not have."""
        row = StockInput(new_stock=7, sku="GULA-AREN")

        assert "PRD_USC_021" == refused(
            client.stock.update, stocks=[row], warehouse_id=1
        )

    def test_increment_without_a_key(self, box, client):
        """Without its id an increment adds each time."""
        row = {"stock_value": 1, "sku": "GULA-AREN"}
        path = "/inventory/v2/fs/{fs_id}/stock/increment"
        before = _level(client)
        for _ in range(2):
            client.request("POST", path, body=[row])
        seen = box.tokopedia_face.seen[-1]
        pairs = tuple(pair for pair in seen.pairs if pair[0] != "request_id")
        box.tokopedia_face.answer("POST", seen.raw_path, pairs, seen.headers, seen.body)

        assert before + 3 == _level(client)

    def test_increment_with_a_key(self, client):
        """With its id it adds once."""
        before = _level(client)
        for _ in range(2):
            client.stock.increment(
                stocks=[IncrementStockInput(stock_value=1, sku="GULA-AREN")],
                request_id="satu",
            )

        assert before + 1 == _level(client)

    def test_price_limits(self, client):
        """A price is within limits."""
        row = ProductInput(product_id=str(GULA), new_price=Decimal(99))
        (failed,) = client.products.update_price(prices=[row]).failed

        assert "100..100000000" in failed.message

    def test_edit(self, client):
        """An edit shows; one of an unknown product fails alone."""
        rows = [
            EditProductInput(
                id=str(key), status="LIMITED", is_must_insurance=False, name="X"
            )
            for key in (GULA, 1)
        ]
        result = client.products.edit(products=rows)

        assert "X" == client.products.list(product_id=GULA).items[0].basic.name
        assert 1 == len(result.failed)

    def test_edit_of_a_description(self, client):
        """A description alone leaves the name."""
        row = EditProductInput(
            id=str(GULA), status="LIMITED", is_must_insurance=False, description="baru"
        )
        client.products.edit(products=[row])

        assert (
            "Gula Aren Contoh"
            == client.products.list(product_id=GULA).items[0].basic.name
        )

    @pytest.mark.parametrize(
        "body", [b"", b"{}", b"no"], ids=["none", "object", "text"]
    )
    def test_body_that_is_no_list(self, box, body):
        """A body that is no list of rows has none."""
        from tokotiktok.sandbox.face import Seen

        assert [] == Seen("POST", "/", "/", (), {}, body).rows


def _level(client):
    return client.products.list(product_id=GULA).items[0].warehouses[0].stock.value
