"""Cancelling orders, for a reason that the platform offers."""

from __future__ import annotations

import re
from datetime import date

import pytest
from between import Between

from tokotiktok import CancelReason, OutcomeState, Platform
from tokotiktok.errors import ValidationError
from tokotiktok.unified.models import OrderStatus

TOKO = Platform.TOKOPEDIA
DONE, ALREADY, FAILED, UNKNOWN = OutcomeState


@pytest.fixture
def around(box):
    return box.shop(integrated_at=box.clock.now)


@pytest.fixture
def new(box, shop):
    """Buy through the TikTok Shop API."""
    box.buy()
    return next(shop.orders.list())


@pytest.fixture
def old(box, around):
    """Buy through the Tokopedia API."""
    number = str(box.buy(api=TOKO).tokopedia_id)
    return next(one for one in around.orders.list() if one.id == number)


class TestReasons:
    def test_of_tiktok_shop(self, shop, new):
        """The platform's own names are offered."""
        assert [
            "seller_cancel_reason_out_of_stock",
            "seller_cancel_reason_wrong_price",
        ] == [one.name for one in shop.orders.cancel_reasons(new)]

    def test_change_with_the_calendar(self, box, shop, new):
        """An address that cannot be delivered to is no reason since 2025-08-31."""
        box.clock.advance(days=-20)
        names = [one.name for one in shop.orders.cancel_reasons(new)]

        assert "seller_cancel_paid_reason_address_not_deliver" in names

    def test_too_late(self, shop):
        """An order that may not be cancelled says why."""
        over = next(o for o in shop.orders.list() if o.status is OrderStatus.DELIVERED)

        with pytest.raises(
            ValidationError, match="does not let it be cancelled: too late"
        ):
            shop.orders.cancel_reasons(over)

    @pytest.mark.parametrize(
        ("status", "count"), [("UNPAID", 3), ("AWAITING_SHIPMENT", 2)]
    )
    def test_where_none_are_listed(self, box, shop, status, count):
        """Where the platform lists none, Indonesia's are offered."""
        box.buy()
        client = box.tiktokshop(
            transport=Between(
                box.tiktokshop_face,
                "aftersale_eligibility",
                after=lambda _: {"sku_eligibility": []},
            )
        )
        number = box.world.changes.placed[0].number
        change = box.world.changes.sales[Platform.TIKTOK_SHOP, number][1]
        box.world.changes.set_sale(Platform.TIKTOK_SHOP, number, status, change)
        order = next(shop.orders.list())

        assert count == len(box.shop(tiktokshop=client).orders.cancel_reasons(order))

    def test_of_tokopedia(self, around, old):
        """Tokopedia's codes differ before and after the acceptance."""
        before = [one.name for one in around.orders.cancel_reasons(old)]
        around.orders.accept(old)
        now = next(one for one in around.orders.list() if one.id == old.id)

        assert ["1", "2", "3", "4", "5"] == before
        assert ["7", "8"] == [one.name for one in around.orders.cancel_reasons(now)]


class TestCancel:
    @pytest.mark.parametrize(
        "reason",
        [CancelReason.OUT_OF_STOCK, "OUT_OF_STOCK", "seller_cancel_reason_wrong_price"],
        ids=["shared", "as text", "own"],
    )
    def test_tiktok_shop(self, shop, new, reason):
        """A cancelled order is cancelled."""
        (said,) = shop.orders.cancel(new, reason=reason)
        now = next(one for one in shop.orders.list() if one.id == new.id)

        assert DONE is said.state
        assert OrderStatus.CANCELLED is now.status

    def test_tokopedia(self, box, around, old):
        """Tokopedia's order is rejected, with the code for the same reason."""
        (said,) = around.orders.cancel(old, reason=CancelReason.WRONG_PRICE)
        seen = box.tokopedia_face.seen[-1]

        assert DONE is said.state
        assert {"reason_code": 3, "reason": "wrong price or weight"} == seen.json

    def test_shop_closed(self, box, around, old):
        """A closed shop says until when."""
        (said,) = around.orders.cancel(
            old, reason="4", note="libur", closed_until=date(2025, 9, 30)
        )
        given = box.tokopedia_face.seen[-1].json

        assert DONE is said.state
        assert ("30/09/2025", "libur") == (
            given["shop_close_end_date"],
            given["shop_close_note"],
        )

    @pytest.mark.parametrize(
        ("how", "why"),
        [
            ({"reason": "4"}, "needs closed_until= and note="),
            ({"reason": "5", "note": "x" * 491}, "Tokopedia takes 490"),
            (
                {"reason": "nope"},
                r"'nope' is not offered for it now; these are: 1 \(out",
            ),
        ],
        ids=["closed", "long", "unknown"],
    )
    def test_cannot_be_meant(self, box, around, old, how, why):
        """What Tokopedia would refuse is refused before."""
        (said,) = around.orders.cancel(old, **how)

        assert FAILED is said.state
        assert re.search(why, said.message)
        assert not box.tokopedia_face.seen[-1].path.endswith("/nack")

    def test_unknown_shared_reason(self, around, old):
        """A shared reason that is not offered now is named as it was given."""
        around.orders.accept(old)
        (said,) = around.orders.cancel(old, reason=CancelReason.OUT_OF_STOCK)

        assert "reason='OUT_OF_STOCK' is not offered" in said.message

    def test_again(self, shop, new):
        """What is cancelled is cancelled."""
        shop.orders.cancel(new, reason="OUT_OF_STOCK")
        (said,) = shop.orders.cancel(new, reason="OUT_OF_STOCK")

        assert (ALREADY, "it is cancelled") == (said.state, said.message)

    def test_too_late(self, shop, new):
        """What the courier has cannot be cancelled."""
        shop.orders.ship(new)
        (said,) = shop.orders.cancel(new, reason="OUT_OF_STOCK")

        assert FAILED is said.state
        assert "too late" in said.message

    def test_lost_reply(self, box, shop, new):
        """A lost answer is settled by a look."""
        box.tiktokshop_face.fail("lost_reply", on="/cancellations")
        (said,) = shop.orders.cancel(new, reason="OUT_OF_STOCK")

        assert DONE is said.state

    def test_lost_request(self, box, shop, new):
        """If it is not cancelled, nobody knows yet."""
        box.tiktokshop_face.fail("timeout", on="/cancellations")
        (said,) = shop.orders.cancel(new, reason="OUT_OF_STOCK")

        assert UNKNOWN is said.state

    def test_unreadable(self, box, shop, new):
        """What cannot be read anew is not cancelled."""
        box.tiktokshop_face.fail("html_503", times=3, on="202507")
        (said,) = shop.orders.cancel(new, reason="OUT_OF_STOCK")

        assert FAILED is said.state

    def test_one_fails_the_others_do_not(self, shop, new):
        """Each order has its outcome."""
        over = next(o for o in shop.orders.list() if o.status is OrderStatus.COMPLETED)
        result = shop.orders.cancel([over, new], reason="OUT_OF_STOCK")

        assert [FAILED, DONE] == [one.state for one in result]
