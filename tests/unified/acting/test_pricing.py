"""Prices: one for both platforms."""

from __future__ import annotations

import pytest

from tokotiktok import Money, OutcomeState, Platform
from tokotiktok.errors import ValidationError

DONE, ALREADY, FAILED, UNKNOWN = OutcomeState
CODE, OTHER = "KOPI-GAYO-250", "KOPI-GAYO-500"


def prices(box):
    return {
        sku.seller_sku: sku.price
        for item in box.tiktokshop_face.world.items
        for sku in item.skus
    }


class TestSetPrice:
    def test_sets(self, box, shop):
        """The price is that of both platforms."""
        product = next(shop.products.list())
        (said,) = shop.products.set_price(product, {CODE: Money(70_000)})

        assert DONE is said.state
        assert Platform.TOKOPEDIA in said.platform
        assert Platform.TIKTOK_SHOP in said.platform
        assert (70_000, 120_000) == (prices(box)[CODE], prices(box)[OTHER])

    def test_while_locked(self, box, shop):
        """Prices may change even while the shop is being integrated."""
        box.world.changes.is_locked = True
        product = next(shop.products.list())

        assert [DONE] == [
            o.state for o in shop.products.set_price(product, {CODE: Money(70_000)})
        ]

    def test_refused(self, box, shop):
        """A refusal is of all SKUs of the call."""
        product = next(shop.products.list())
        result = shop.products.set_price(
            product, {CODE: Money(70_000), OTHER: Money(9)}
        )

        assert [(FAILED, 12052012)] * 2 == [(one.state, one.code) for one in result]
        assert 65_000 == prices(box)[CODE]

    @pytest.mark.parametrize("amount", ["0", "-5", "99.5"])
    def test_cannot_be_meant(self, shop, amount):
        """A price is a whole amount above 0."""
        with pytest.raises(ValidationError, match="KOPI-GAYO-250 cannot cost"):
            shop.products.set_price(next(shop.products.list()), {CODE: Money(amount)})

    @pytest.mark.parametrize("price", [70_000, "70000", None])
    def test_no_money(self, shop, price):
        """A bare number does not say of which currency it is."""
        with pytest.raises(ValidationError, match=r"give a tokotiktok\.Money"):
            shop.products.set_price(next(shop.products.list()), {CODE: price})

    def test_unknown_sku(self, shop):
        """An SKU that the product does not have is refused."""
        with pytest.raises(ValidationError, match="no SKU 'TEH'"):
            shop.products.set_price(next(shop.products.list()), {"TEH": Money(5)})


class TestOldApi:
    def test_sets(self, box):
        """Before the integration the Tokopedia API sets it."""
        shop = box.shop(tiktokshop=None)
        product = next(shop.products.list())
        result = shop.products.set_price(
            product, {CODE: Money(70_000), OTHER: Money(9)}
        )

        assert [DONE, FAILED] == [one.state for one in result]
        assert 70_000 == prices(box)[CODE]
