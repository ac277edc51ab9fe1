"""
The resources of the Tokopedia Open Platform, each imported on first use.

Written by spec/generate.py; edit spec/tokopedia or spec/names.toml instead.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..._session import Session
    from .apps import Apps
    from .bundles import Bundles
    from .campaigns import Campaigns
    from .categories import Categories
    from .chats import Chats
    from .discussions import Discussions
    from .orders import Orders
    from .products import Products
    from .saldo import Saldo
    from .shipments import Shipments
    from .shops import Shops
    from .showcases import Showcases
    from .slash_prices import SlashPrices
    from .stock import Stock
    from .tickets import Tickets
    from .webhooks import Webhooks


class Resources:
    """The resources of a client."""

    _session: Session

    @cached_property
    def apps(self) -> Apps:
        """Settings of the app."""
        from .apps import Apps

        return Apps(self._session)

    @cached_property
    def bundles(self) -> Bundles:
        """Bundles of products."""
        from .bundles import Bundles

        return Bundles(self._session)

    @cached_property
    def campaigns(self) -> Campaigns:
        """Campaigns that products are in."""
        from .campaigns import Campaigns

        return Campaigns(self._session)

    @cached_property
    def categories(self) -> Categories:
        """Categories and the variants they allow."""
        from .categories import Categories

        return Categories(self._session)

    @cached_property
    def chats(self) -> Chats:
        """Talk with buyers."""
        from .chats import Chats

        return Chats(self._session)

    @cached_property
    def discussions(self) -> Discussions:
        """Questions about products."""
        from .discussions import Discussions

        return Discussions(self._session)

    @cached_property
    def orders(self) -> Orders:
        """Find, read, accept, reject and ship orders."""
        from .orders import Orders

        return Orders(self._session)

    @cached_property
    def products(self) -> Products:
        """Find, make, edit and list products."""
        from .products import Products

        return Products(self._session)

    @cached_property
    def saldo(self) -> Saldo:
        """The shop's balance."""
        from .saldo import Saldo

        return Saldo(self._session)

    @cached_property
    def shipments(self) -> Shipments:
        """Couriers."""
        from .shipments import Shipments

        return Shipments(self._session)

    @cached_property
    def shops(self) -> Shops:
        """Read and open or close shops."""
        from .shops import Shops

        return Shops(self._session)

    @cached_property
    def showcases(self) -> Showcases:
        """Showcases (etalase)."""
        from .showcases import Showcases

        return Showcases(self._session)

    @cached_property
    def slash_prices(self) -> SlashPrices:
        """Discounted prices."""
        from .slash_prices import SlashPrices

        return SlashPrices(self._session)

    @cached_property
    def stock(self) -> Stock:
        """Stock."""
        from .stock import Stock

        return Stock(self._session)

    @cached_property
    def tickets(self) -> Tickets:
        """Complaints (resolution tickets); read only."""
        from .tickets import Tickets

        return Tickets(self._session)

    @cached_property
    def webhooks(self) -> Webhooks:
        """Where events are sent."""
        from .webhooks import Webhooks

        return Webhooks(self._session)
