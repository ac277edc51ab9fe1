"""Plain words, and what can be read from them."""

from __future__ import annotations

import pytest

from tokotiktok import Platform
from tokotiktok.unified.models import Buyer, Evidence, Sku, Stock, Twin


class TestBuyer:
    @pytest.mark.parametrize("field", ["name", "phone", "email", "address"])
    def test_each_field_may_be_masked(self, field):
        """What is hidden in part is known field by field."""
        buyer = Buyer(**{field: "B***"})

        assert ((field,), True) == (buyer.masked, buyer.is_masked)

    def test_in_the_clear(self):
        """What is told in full is not masked, nor is what is not told."""
        buyer = Buyer(name="Budi", phone="0812")

        assert ((), False) == (buyer.masked, buyer.is_masked)

    def test_sealed(self):
        """What came sealed is hidden, though nothing of it is there."""
        assert Buyer(is_sealed=True).is_masked


class TestSku:
    def test_quantity(self):
        """There are as many as in all warehouses."""
        stock = (
            Stock(warehouse_id="1", quantity=2),
            Stock(warehouse_id="2", quantity=3),
        )

        assert 5 == Sku(id="1", seller_sku=None, price=None, stock=stock).quantity


class TestEvidence:
    def test_without_a_twin(self):
        """Where there is no twin, only the origin is explained."""
        evidence = Evidence(origin="here")

        assert ("origin from here", ()) == (evidence.why, evidence.twins)

    def test_rivals(self):
        """Every record that it may be is named."""
        one, other = (
            Twin(api=Platform.TOKOPEDIA, id=name, same=("amount",)) for name in "ab"
        )
        evidence = Evidence(origin="here", twin=one, rivals=(other,), decided=False)

        assert (one, other) == evidence.twins
        assert "product a (same amount) or b (same amount), all shown" in (
            Evidence(
                origin="here",
                twin=one,
                rivals=(other,),
                decided=False,
                what="product",
            ).why
        )
