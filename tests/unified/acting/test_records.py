"""Which records actions take."""

from __future__ import annotations

import pytest
from attrs import evolve

from tokotiktok import OutcomeState
from tokotiktok.errors import ValidationError


class TestRecords:
    @pytest.mark.parametrize("given", ["580000000000000007", 7], ids=["text", "number"])
    def test_an_id_is_refused(self, shop, given):
        """An id does not say whose API it is of, and the error says what to give."""
        with pytest.raises(ValidationError, match=r"is an id, .* shop\.orders\.list"):
            shop.orders.accept(given)

    @pytest.mark.parametrize(
        "given", [None, {"id": "1"}, [None]], ids=["none", "mapping", "inside"]
    )
    def test_something_else_is_refused(self, shop, given):
        """What is no record is refused before anything is sent."""
        with pytest.raises(ValidationError, match="is not a unified Product"):
            shop.products.activate(given)

    def test_another_kind_of_record_is_refused(self, shop):
        """A product is no order."""
        product = next(shop.products.list())

        with pytest.raises(ValidationError, match="give the Order itself"):
            shop.orders.ship([product])

    def test_a_record_is_not_quoted(self, shop):
        """What an order says of its buyer is in no error."""
        order = next(shop.orders.list())

        with pytest.raises(ValidationError, match=r"^a Order is not") as raised:
            shop.returns.approve(order)
        assert order.buyer.name not in str(raised.value)

    def test_one_of_several_is_refused_where_one_is_meant(self, shop):
        """A method that takes one record refuses a list."""
        with pytest.raises(ValidationError, match="not a unified Product"):
            shop.products.edit([next(shop.products.list())], title="x")

    def test_nothing_asked_nothing_done(self, box, shop):
        """An empty list sends nothing."""
        before = len(box.tiktokshop_face.seen)

        assert 0 == len(shop.orders.ship([]))
        assert before == len(box.tiktokshop_face.seen)


class TestReach:
    def test_without_the_client(self, box, shop):
        """A record of an API that the shop has no client of says which is missing."""
        box.buy()
        order = next(shop.orders.list())
        alone = box.shop(tiktokshop=None)
        (said,) = alone.orders.ship(order)

        assert OutcomeState.FAILED is said.state
        assert "give tiktokshop=" in said.message

    def test_without_the_old_client(self, box, shop):
        """Likewise for Tokopedia's."""
        old = [one for one in shop.orders.list() if one.api.name == "TOKOPEDIA"]
        (said,) = box.shop(tokopedia=None).orders.accept(old[0])

        assert "give tokopedia=" in said.message

    def test_archived(self, box, shop):
        """Nothing can be sent to an archive, and the error says where a person can act."""
        old = [one for one in shop.orders.list() if one.api.name == "TOKOPEDIA"]
        (said,) = shop.orders.accept(evolve(old[0], archived=True))

        assert OutcomeState.FAILED is said.state
        assert "Tokopedia Seller Dashboard" in said.message
