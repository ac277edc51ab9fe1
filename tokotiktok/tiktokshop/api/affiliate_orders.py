"""Find the orders that affiliates brought.

Written by spec/generate.py; edit spec/tiktokshop or spec/names.toml instead.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import Id, IntId, Model, UnixSeconds, milliseconds, model, seconds, text
from ..._resource import Page, Resource
from ...money import Money
from ...wire import Operation, Paging

CommissionModel = TypeAliasType(
    "CommissionModel", Literal["Fixed commission", "Tiered commission"]
)

ContentType = TypeAliasType(
    "ContentType",
    Literal["SHOP", "VIDEO", "LIVE", "PRE_LIVE", "PROMOTION_PAGE", "LINKSHARE"],
)

CreatorAffiliateOrderStatus = TypeAliasType(
    "CreatorAffiliateOrderStatus",
    Literal["UNSPECIFIED", "SETTLED", "REFUNDED", "FROZEN"],
)

SettleStatus = TypeAliasType(
    "SettleStatus", Literal["PENDING", "SETTLED", "INELIGIBLE", "FROZEN"]
)

TimeType = TypeAliasType(
    "TimeType", Literal["CREATE_TIME", "DELIVERY_TIME", "PAY_TIME", "SETTLE_TIME"]
)


@model
class DisplayMoney(Model):
    """Display money, in creator affiliate order sku."""

    amount: str | None = None
    """Localized text in creator order searches, decimal elsewhere."""
    currency: str | None = None


@model
class Trace(Model):
    """Trace, in creator affiliate order sku."""

    id: Id | None = None
    type: str | None = None


@model
class CreatorAffiliateOrderSku(Model):
    """Creator affiliate order sku, in creator affiliate order."""

    id: Id | None = None
    campaign_id: Id | None = None
    open_collaboration_id: Id | None = None
    target_collaboration_id: Id | None = None
    product_name: str | None = None
    product_id: Id | None = None
    price: DisplayMoney | None = None
    shop_name: str | None = None
    content_type: ContentType | None = None
    content_id: Id | None = None
    quantity: int | None = None
    commission_rate: int | None = None
    """In hundredths of a percent."""
    commission_tier_setting: str | None = None
    commission_model: CommissionModel | None = None
    commission_bonus_rate: int | None = None
    """In hundredths of a percent."""
    estimated_commission_base: DisplayMoney | None = None
    standard_commission_rate: int | None = None
    """In hundredths of a percent."""
    shop_ads_commission_rate: int | None = None
    """In hundredths of a percent."""
    estimated_bonus_commission: DisplayMoney | None = None
    estimated_standard_commission: Money | None = None
    estimated_shop_ads_commission: DisplayMoney | None = None
    estimated_commission: DisplayMoney | None = None
    actual_commission: DisplayMoney | None = None
    actual_bonus_commission: DisplayMoney | None = None
    actual_commission_base: DisplayMoney | None = None
    actual_standard_commission: Money | None = None
    actual_shop_ads_commission: DisplayMoney | None = None
    returned_quantity: int | None = None
    refunded_quantity: int | None = None
    tag: str | None = None
    creator_commission_reward_rate: int | None = None
    """In hundredths of a percent."""
    estimated_creator_commission_reward_fee: DisplayMoney | None = None
    actual_creator_commission_reward_fee: DisplayMoney | None = None
    isr: Money | None = None
    iva: Money | None = None
    pit: Money | None = None
    shared_with_partner: Money | None = None
    trace_info: Trace | None = None
    last_update_time: UnixSeconds | None = None
    is_carousel: bool | None = None


@model
class CreatorAffiliateOrder(Model):
    """Creator affiliate order, in search creator."""

    id: Id | None = None
    create_time: UnixSeconds | None = None
    delivery_time: UnixSeconds | None = None
    status: CreatorAffiliateOrderStatus | None = None
    skus: tuple[CreatorAffiliateOrderSku, ...] = ()


@model
class Sku(Model):
    """Sku, in order."""

    id: Id | None = None
    product_id: Id | None = None
    price: DisplayMoney | None = None
    quantity: int | None = None
    commission_rate: int | None = None
    """In hundredths of a percent."""
    estimated_commission_base: DisplayMoney | None = None
    actual_commission: DisplayMoney | None = None
    shop_ads_commission_rate: int | None = None
    """In hundredths of a percent."""
    commission_bonus_rate: int | None = None
    """In hundredths of a percent."""
    product_name: str | None = None
    shop_name: str | None = None
    returned_quantity: int | None = None
    refunded_quantity: int | None = None
    campaign_id: Id | None = None
    actual_commission_base: DisplayMoney | None = None
    actual_shop_ads_commission: DisplayMoney | None = None
    estimated_shop_ads_commission: DisplayMoney | None = None
    estimated_bonus_commission: DisplayMoney | None = None
    delivery_time: UnixSeconds | None = None
    creator_commission_reward_rate: int | None = None
    """In hundredths of a percent."""
    estimated_creator_commission_reward_fee: DisplayMoney | None = None
    actual_creator_commission_reward_fee: DisplayMoney | None = None
    content_type: ContentType | None = None
    content_id: Id | None = None
    trace: Trace | None = None
    estimated_commission: DisplayMoney | None = None
    actual_bonus_commission: DisplayMoney | None = None


@model
class Order(Model):
    """An order as the seller sees it."""

    id: IntId | None = None
    status: CreatorAffiliateOrderStatus | None = None
    skus: tuple[Sku, ...] = ()
    create_time: UnixSeconds | None = None
    delivery_time: UnixSeconds | None = None


@model
class SkuOrder(Model):
    """Sku order, in search cap."""

    id: Id | None = None
    tags: str | None = None
    create_time: UnixSeconds | None = None
    delivery_time: UnixSeconds | None = None
    settle_status: SettleStatus | None = None
    sku_id: Id | None = None
    open_collaboration_id: Id | None = None
    target_collaboration_id: Id | None = None
    creator_username: str | None = None
    product_name: str | None = None
    product_id: Id | None = None
    price: DisplayMoney | None = None
    quantity: int | None = None
    shop_name: str | None = None
    content_type: ContentType | None = None
    content_id: Id | None = None
    attribution_type: Literal["Direct", "Indirect"] | None = None
    commission_model: CommissionModel | None = None
    commission_tier_setting: str | None = None
    standard_commission_rate: int | None = None
    """In hundredths of a percent."""
    commission_bonus_rate: int | None = None
    """In hundredths of a percent."""
    shop_ads_commission_rate: int | None = None
    """In hundredths of a percent."""
    tap_bonus_commission_rate: int | None = None
    """In hundredths of a percent."""
    revenue_sharing_portion_rate: int | None = None
    """In hundredths of a percent."""
    estimated_commission_base: DisplayMoney | None = None
    estimated_standard_commission: Money | None = None
    estimated_bonus_commission: DisplayMoney | None = None
    estimated_shop_ads_commission: DisplayMoney | None = None
    estimated_tap_bonus_commission: Money | None = None
    estimated_creator_tax_isr: Money | None = None
    estimated_creator_tax_iva: Money | None = None
    estimated_creator_tax_pit: Money | None = None
    estimated_creator_total_earnings_after_tax: Money | None = None
    estimated_total_agency_earnings: Money | None = None
    estimated_agency_isr: Money | None = None
    estimated_agency_iva: Money | None = None
    actual_commission_base: DisplayMoney | None = None
    actual_standard_commission: Money | None = None
    actual_bonus_commission: DisplayMoney | None = None
    actual_shop_ads_commission: DisplayMoney | None = None
    actual_tap_bonus_commission: Money | None = None
    actual_creator_tax_isr: Money | None = None
    actual_creator_tax_iva: Money | None = None
    actual_creator_tax_pit: Money | None = None
    actual_creator_total_earnings_after_tax: Money | None = None
    actual_total_agency_commission: Money | None = None
    actual_agency_isr: Money | None = None
    actual_agency_iva: Money | None = None
    fully_return: Literal["Yes", "No"] | None = None
    settlement_time: UnixSeconds | None = None
    last_update_time: UnixSeconds | None = None
    is_carousel: bool | None = None


@model
class SearchTapSkuOrder(Model):
    """Search tap sku order, in search tap."""

    id: Id | None = None
    create_time: UnixSeconds | None = None
    delivery_time: UnixSeconds | None = None
    settle_status: SettleStatus | None = None
    sku_id: Id | None = None
    campaign_id: Id | None = None
    creator_username: str | None = None
    product_name: str | None = None
    product_id: Id | None = None
    price: DisplayMoney | None = None
    quantity: int | None = None
    content_type: ContentType | None = None
    content_id: Id | None = None
    creator_standard_commission_rate: int | None = None
    """In hundredths of a percent."""
    partner_standard_commission_rate: int | None = None
    """In hundredths of a percent."""
    creator_shop_ads_commission_rate: int | None = None
    """In hundredths of a percent."""
    partner_shop_ads_commission_rate: int | None = None
    """In hundredths of a percent."""
    partner_tap_bonus_commission_rate: int | None = None
    """In hundredths of a percent."""
    creator_tap_bonus_commission_rate: int | None = None
    """In hundredths of a percent."""
    estimated_commission_base: DisplayMoney | None = None
    estimated_creator_standard_commission: Money | None = None
    estimated_partner_standard_commission: Money | None = None
    estimated_creator_shop_ads_commission: Money | None = None
    estimated_partner_shop_ads_commission: Money | None = None
    estimated_partner_tap_bonus_commission: Money | None = None
    estimated_creator_tap_bonus_commission: Money | None = None
    estimated_partner_isr: Money | None = None
    estimated_partner_iva: Money | None = None
    actual_commission_base: DisplayMoney | None = None
    actual_creator_standard_commission: Money | None = None
    actual_partner_standard_commission: Money | None = None
    actual_creator_shop_ads_commission: Money | None = None
    actual_partner_shop_ads_commission: Money | None = None
    actual_partner_isr: Money | None = None
    actual_partner_iva: Money | None = None
    actual_partner_tap_bonus_commission: Money | None = None
    actual_creator_tap_bonus_commission: Money | None = None
    fully_return: Literal["Yes", "No"] | None = None
    settlement_time: UnixSeconds | None = None
    last_update_time: UnixSeconds | None = None
    is_carousel: bool | None = None


@model
class SellerAffiliateOrderSku(Model):
    """Seller affiliate order sku, in seller affiliate order."""

    sku_id: Id | None = None
    settlement_status: Literal["Unknown", "SETTLED", "INELIGIBLE"] | None = None
    open_collaboration_id: Id | None = None
    target_collaboration_id: Id | None = None
    campaign_id: Id | None = None
    creator_username: str | None = None
    price: DisplayMoney | None = None
    quantity: int | None = None
    content_type: ContentType | None = None
    content_id: Id | None = None
    product_id: Id | None = None
    commission_model: CommissionModel | None = None
    commission_tier_setting: str | None = None
    commission_rate: str | None = None
    """In hundredths of a percent."""
    partner_commission_rate: str | None = None
    """In hundredths of a percent."""
    shop_ads_commission_rate: str | None = None
    """In hundredths of a percent."""
    estimated_commission_base: DisplayMoney | None = None
    estimated_paid_shop_ads_commission: Money | None = None
    estimated_paid_commission: Money | None = None
    estimated_paid_partner_commission: Money | None = None
    actual_commission_base: DisplayMoney | None = None
    actual_paid_commission: Money | None = None
    actual_paid_partner_commission: Money | None = None
    actual_paid_shop_ads_commission: Money | None = None
    estimated_cofunded_creator_bonus_amount: Money | None = None
    actual_cofunded_creator_bonus_amount: Money | None = None
    refunded_quantity: int | None = None
    """Deprecated."""
    returned_quantity: int | None = None
    """Deprecated."""
    fully_return: Literal["Yes", "No"] | None = None
    is_carousel: bool | None = None


@model
class SellerAffiliateOrder(Model):
    """Seller affiliate order, in search seller."""

    id: Id | None = None
    delivery_time: UnixSeconds | None = None
    create_time: UnixSeconds | None = None
    status: str | None = None
    """Deprecated."""
    skus: tuple[SellerAffiliateOrderSku, ...] = ()


class AffiliateOrders(Resource):
    """Find the orders that affiliates brought."""

    _SEARCH_CREATOR = Operation(
        "searchCreatorAffiliateOrders",
        "POST",
        "/affiliate_creator/202410/orders/search",
        repeatable=True,
        shop="none",
        page=Paging(items="orders", total="total_count"),
    )

    def search_creator(
        self,
        *,
        create_time_ge: datetime | None = None,
        create_time_lt: datetime | None = None,
        page_token: str | None = None,
        page_size: int = 50,
    ) -> Page[CreatorAffiliateOrder]:
        """Search affiliate orders of a creator.

        Scope: ``creator.affiliate_collaboration.read``.
        TikTok Shop: Search Creator Affiliate Orders, 202410.
        """
        return self._page(
            self._SEARCH_CREATOR,
            CreatorAffiliateOrder,
            query={"page_token": page_token, "page_size": page_size},
            body={
                "create_time_ge": seconds(create_time_ge),
                "create_time_lt": seconds(create_time_lt),
            },
        )

    _SEARCH_TRACE = Operation(
        "searchAffiliateOrdersByCreator",
        "POST",
        "/affiliate_creator/202505/orders/trace/search",
        repeatable=True,
        shop="none",
        page=Paging(items="orders", total="total_count"),
    )

    def search_trace(
        self,
        *,
        time_ge: datetime,
        time_lt: datetime,
        time_type: TimeType | None = None,
        page_token: str | None = None,
        page_size: int = 50,
    ) -> Page[Order]:
        """Search a creator's affiliate orders with link traces.

        Scope: ``creator.affiliate.share_link.read``.
        TikTok Shop: Creator Search Affiliate Trace Orders, 202505.
        """
        return self._page(
            self._SEARCH_TRACE,
            Order,
            query={"page_token": page_token, "page_size": page_size},
            body={
                "time_ge": milliseconds(time_ge),
                "time_lt": milliseconds(time_lt),
                "time_type": time_type,
            },
        )

    _SEARCH_CAP = Operation(
        "searchCAPAffiliateOrders",
        "POST",
        "/affiliate_partner/202603/cap_order/search",
        repeatable=True,
        shop="none",
        page=Paging(items="sku_orders", total="total_count"),
    )

    def search_cap(
        self,
        *,
        category_asset_cipher: str,
        order_id: str | int | None = None,
        product_id: str | int | None = None,
        settle_status: int | None = None,
        create_time_ge: datetime | None = None,
        create_time_lt: datetime | None = None,
        page_token: str | None = None,
        page_size: int = 50,
    ) -> Page[SkuOrder]:
        """Search affiliate orders of a creator agency (CAP).

        TikTok Shop: Search CAP Affiliate Orders, 202603.
        """
        return self._page(
            self._SEARCH_CAP,
            SkuOrder,
            query={
                "page_token": page_token,
                "page_size": page_size,
                "category_asset_cipher": category_asset_cipher,
            },
            body={
                "order_id": text(order_id),
                "product_id": text(product_id),
                "settle_status": settle_status,
                "create_time_ge": seconds(create_time_ge),
                "create_time_lt": seconds(create_time_lt),
            },
        )

    _SEARCH_TAP = Operation(
        "searchTAPAffiliateOrders",
        "POST",
        "/affiliate_partner/202603/orders/search",
        repeatable=True,
        shop="none",
        page=Paging(items="sku_orders", total="total_count"),
    )

    def search_tap(
        self,
        *,
        category_asset_cipher: str,
        create_time_ge: datetime | None = None,
        create_time_lt: datetime | None = None,
        campaign_id: str | int | None = None,
        page_token: str | None = None,
        page_size: int = 50,
    ) -> Page[SearchTapSkuOrder]:
        """Search affiliate orders of an affiliate partner (TAP).

        Scope: ``partner.tap_campaign.read``.
        TikTok Shop: Search Tap Affiliate Orders, 202603.
        """
        return self._page(
            self._SEARCH_TAP,
            SearchTapSkuOrder,
            query={
                "page_token": page_token,
                "page_size": page_size,
                "category_asset_cipher": category_asset_cipher,
            },
            body={
                "create_time_ge": seconds(create_time_ge),
                "create_time_lt": seconds(create_time_lt),
                "campaign_id": text(campaign_id),
            },
        )

    _SEARCH_SELLER = Operation(
        "searchSellerAffiliateOrders",
        "POST",
        "/affiliate_seller/202410/orders/search",
        repeatable=True,
        page=Paging(items="orders", total="total_count"),
    )

    def search_seller(
        self,
        *,
        create_time_lt: datetime | None = None,
        create_time_ge: datetime | None = None,
        program_id: str | int | None = None,
        page_token: str | None = None,
        page_size: int = 50,
    ) -> Page[SellerAffiliateOrder]:
        """Search affiliate orders of a seller.

        Scope: ``seller.affiliate_collaboration.read``.
        TikTok Shop: Search Seller Affiliate Orders, 202410.
        """
        return self._page(
            self._SEARCH_SELLER,
            SellerAffiliateOrder,
            query={"page_token": page_token, "page_size": page_size},
            body={
                "create_time_lt": seconds(create_time_lt),
                "create_time_ge": seconds(create_time_ge),
                "program_id": text(program_id),
            },
        )
