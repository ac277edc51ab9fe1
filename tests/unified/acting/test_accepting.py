"""Accepting orders of the Tokopedia API."""

from __future__ import annotations

import pytest
from between import Between

from tokotiktok import OutcomeState, Platform
from tokotiktok.unified.models import OrderStatus

TOKO = Platform.TOKOPEDIA
DONE, ALREADY, FAILED, UNKNOWN = OutcomeState


@pytest.fixture
def around(box):
    return box.shop(integrated_at=box.clock.now)


@pytest.fixture
def waiting(box, around):
    """Buy through the Tokopedia API."""
    number = str(box.buy(api=TOKO).tokopedia_id)
    return next(one for one in around.orders.list() if one.id == number)


def asked(box) -> int:
    return sum(seen.path.endswith("/ack") for seen in box.tokopedia_face.seen)


class TestAccept:
    def test_accepts(self, box, around, waiting):
        """An accepted order is to be shipped."""
        (said,) = around.orders.accept(waiting)
        source = box.tokopedia().orders.get(order_id=waiting.id)

        assert (DONE, TOKO, TOKO) == (said.state, said.platform, said.api)
        assert 400 == source.order_status

    def test_again(self, box, around, waiting):
        """Accepting again sends nothing."""
        around.orders.accept(waiting)
        (said,) = around.orders.accept(waiting)

        assert (ALREADY, "it is TO_SHIP") == (said.state, said.message)
        assert 1 == asked(box)

    def test_tiktok_shop_needs_none(self, box, around):
        """TikTok Shop's orders need no acceptance, and an outcome says so."""
        box.buy()
        (said,) = around.orders.accept(next(around.orders.list()))

        assert ALREADY is said.state
        assert "need no acceptance" in said.message

    def test_cancelled(self, box, around, waiting):
        """A cancelled order is not accepted."""
        around.orders.cancel(waiting, reason="1")
        (said,) = around.orders.accept(waiting)

        assert (FAILED, "it is cancelled") == (said.state, said.message)

    def test_unreadable(self, box, around, waiting):
        """What cannot be read anew is not accepted."""
        box.tokopedia_face.fail("html_503", times=3, on="/v2/fs/")
        (said,) = around.orders.accept(waiting)

        assert FAILED is said.state
        assert 0 == asked(box)

    def test_lost_reply(self, box, around, waiting):
        """A lost answer is settled by a look."""
        box.tokopedia_face.fail("lost_reply", on="/ack")
        (said,) = around.orders.accept(waiting)

        assert DONE is said.state
        assert 1 == asked(box)

    def test_lost_request(self, box, around, waiting):
        """A lost request is sent once more: a second acceptance is refused, not done."""
        box.tokopedia_face.fail("timeout", on="/ack")
        (said,) = around.orders.accept(waiting)

        assert DONE is said.state
        assert 2 == asked(box)

    def test_lost_for_good(self, box, around, waiting):
        """After the second time nobody knows."""
        box.tokopedia_face.fail("timeout", times=2, on="/ack")
        (said,) = around.orders.accept(waiting)

        assert UNKNOWN is said.state
        assert 2 == asked(box)

    def test_lost_and_unreadable(self, box, around, waiting):
        """If it cannot be looked at, it is tried once more, and then nobody knows."""
        client = box.tokopedia(
            transport=Between(
                box.tokopedia_face,
                "/ack",
                before=lambda: box.tokopedia_face.fail(
                    "html_503", times=9, on="/v2/fs/"
                ),
            )
        )
        box.tokopedia_face.fail("timeout", times=2, on="/ack")
        (said,) = box.shop(tokopedia=client).orders.accept(waiting)

        assert UNKNOWN is said.state

    def test_somebody_else_was_faster(self, box, waiting):
        """A refusal because it was accepted a moment ago means that it is accepted."""
        client = box.tokopedia(
            transport=Between(
                box.tokopedia_face,
                "/ack",
                before=lambda: box.tokopedia().orders.accept(order_id=waiting.id),
            )
        )
        (said,) = box.shop(tokopedia=client).orders.accept(waiting)

        assert ALREADY is said.state

    def test_refused(self, box, around, waiting):
        """What the platform refuses is a failure."""
        box.tokopedia_face.fail("rate_limited", times=3, on="/ack")
        (said,) = around.orders.accept(waiting)

        assert FAILED is said.state
        assert OrderStatus.TO_ACCEPT is waiting.status

    def test_refused_though_it_waits(self, box, around, waiting):
        """A refusal for its status, of an order that waits, is a failure that is told."""
        row = {"order_status": 220}
        client = box.tokopedia(
            transport=Between(box.tokopedia_face, "/v2/fs/", after=lambda d: d | row)
        )
        around.orders.accept(waiting)
        (said,) = box.shop(tokopedia=client).orders.accept(waiting)

        assert (FAILED, "ORD_USC_001") == (said.state, said.code)
