"""
The resources of the TikTok Shop Partner API, each imported on first use.

Written by spec/generate.py; edit spec/tiktokshop or spec/names.toml instead.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..._session import Session
    from .affiliate_orders import AffiliateOrders
    from .analytics import Analytics
    from .brands import Brands
    from .campaigns import Campaigns
    from .cancellations import Cancellations
    from .categories import Categories
    from .compliance import Compliance
    from .conversations import Conversations
    from .creator_conversations import CreatorConversations
    from .engagement_tasks import EngagementTasks
    from .fbt import Fbt
    from .files import Files
    from .global_products import GlobalProducts
    from .live_rooms import LiveRooms
    from .marketplace_creators import MarketplaceCreators
    from .open_collaborations import OpenCollaborations
    from .opportunities import Opportunities
    from .orders import Orders
    from .packages import Packages
    from .products import Products
    from .promotions import Promotions
    from .refunds import Refunds
    from .returns import Returns
    from .sample_applications import SampleApplications
    from .shops import Shops
    from .showcases import Showcases
    from .size_charts import SizeCharts
    from .statements import Statements
    from .target_collaborations import TargetCollaborations
    from .videos import Videos
    from .warehouses import Warehouses
    from .webhooks import Webhooks


class Resources:
    """The resources of a client."""

    _session: Session

    @cached_property
    def affiliate_orders(self) -> AffiliateOrders:
        """Find the orders that affiliates brought."""
        from .affiliate_orders import AffiliateOrders

        return AffiliateOrders(self._session)

    @cached_property
    def analytics(self) -> Analytics:
        """Read how shop, products and videos perform."""
        from .analytics import Analytics

        return Analytics(self._session)

    @cached_property
    def brands(self) -> Brands:
        """Find and make brands."""
        from .brands import Brands

        return Brands(self._session)

    @cached_property
    def campaigns(self) -> Campaigns:
        """Run affiliate campaigns as a partner."""
        from .campaigns import Campaigns

        return Campaigns(self._session)

    @cached_property
    def cancellations(self) -> Cancellations:
        """Find, approve, reject and make cancellations."""
        from .cancellations import Cancellations

        return Cancellations(self._session)

    @cached_property
    def categories(self) -> Categories:
        """Read categories, their attributes and rules."""
        from .categories import Categories

        return Categories(self._session)

    @cached_property
    def compliance(self) -> Compliance:
        """Manufacturers, responsible persons and audits."""
        from .compliance import Compliance

        return Compliance(self._session)

    @cached_property
    def conversations(self) -> Conversations:
        """Talk with buyers."""
        from .conversations import Conversations

        return Conversations(self._session)

    @cached_property
    def creator_conversations(self) -> CreatorConversations:
        """Talk with creators."""
        from .creator_conversations import CreatorConversations

        return CreatorConversations(self._session)

    @cached_property
    def engagement_tasks(self) -> EngagementTasks:
        """Run customer engagement tasks."""
        from .engagement_tasks import EngagementTasks

        return EngagementTasks(self._session)

    @cached_property
    def fbt(self) -> Fbt:
        """Goods in the platform's own warehouses (FBT)."""
        from .fbt import Fbt

        return Fbt(self._session)

    @cached_property
    def files(self) -> Files:
        """Upload files and images."""
        from .files import Files

        return Files(self._session)

    @cached_property
    def global_products(self) -> GlobalProducts:
        """Products sold in several markets."""
        from .global_products import GlobalProducts

        return GlobalProducts(self._session)

    @cached_property
    def live_rooms(self) -> LiveRooms:
        """Read how live streams perform."""
        from .live_rooms import LiveRooms

        return LiveRooms(self._session)

    @cached_property
    def marketplace_creators(self) -> MarketplaceCreators:
        """Find creators in the marketplace."""
        from .marketplace_creators import MarketplaceCreators

        return MarketplaceCreators(self._session)

    @cached_property
    def open_collaborations(self) -> OpenCollaborations:
        """Offer products to all creators."""
        from .open_collaborations import OpenCollaborations

        return OpenCollaborations(self._session)

    @cached_property
    def opportunities(self) -> Opportunities:
        """Read and take up selling opportunities."""
        from .opportunities import Opportunities

        return Opportunities(self._session)

    @cached_property
    def orders(self) -> Orders:
        """Find and read orders."""
        from .orders import Orders

        return Orders(self._session)

    @cached_property
    def packages(self) -> Packages:
        """Ship packages, print labels, follow parcels."""
        from .packages import Packages

        return Packages(self._session)

    @cached_property
    def products(self) -> Products:
        """Find, make, edit, list and unlist products."""
        from .products import Products

        return Products(self._session)

    @cached_property
    def promotions(self) -> Promotions:
        """Run promotions and read coupons."""
        from .promotions import Promotions

        return Promotions(self._session)

    @cached_property
    def refunds(self) -> Refunds:
        """Calculate refunds."""
        from .refunds import Refunds

        return Refunds(self._session)

    @cached_property
    def returns(self) -> Returns:
        """Find, approve, reject and make returns."""
        from .returns import Returns

        return Returns(self._session)

    @cached_property
    def sample_applications(self) -> SampleApplications:
        """Handle creators' requests for samples."""
        from .sample_applications import SampleApplications

        return SampleApplications(self._session)

    @cached_property
    def shops(self) -> Shops:
        """Read which shops a token covers, and their settings."""
        from .shops import Shops

        return Shops(self._session)

    @cached_property
    def showcases(self) -> Showcases:
        """What a creator shows, and links to it."""
        from .showcases import Showcases

        return Showcases(self._session)

    @cached_property
    def size_charts(self) -> SizeCharts:
        """Find and make size charts."""
        from .size_charts import SizeCharts

        return SizeCharts(self._session)

    @cached_property
    def statements(self) -> Statements:
        """Read statements, transactions, payments and withdrawals."""
        from .statements import Statements

        return Statements(self._session)

    @cached_property
    def target_collaborations(self) -> TargetCollaborations:
        """Offer products to chosen creators."""
        from .target_collaborations import TargetCollaborations

        return TargetCollaborations(self._session)

    @cached_property
    def videos(self) -> Videos:
        """Post and read shoppable videos."""
        from .videos import Videos

        return Videos(self._session)

    @cached_property
    def warehouses(self) -> Warehouses:
        """Read warehouses and their delivery options."""
        from .warehouses import Warehouses

        return Warehouses(self._session)

    @cached_property
    def webhooks(self) -> Webhooks:
        """Choose which events are sent where."""
        from .webhooks import Webhooks

        return Webhooks(self._session)
