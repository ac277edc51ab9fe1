"""Run affiliate campaigns as a partner.

Written by spec/generate.py; edit spec/tiktokshop/affiliate_partner.json or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import (
    Day,
    DecimalText,
    Id,
    Model,
    UnixMillisText,
    UnixSeconds,
    UnixText,
    model,
    seconds,
    texts,
)
from ..._resource import BatchResult, Page, Resource
from ...money import Money
from ...wire import Operation, Paging

CampaignStatus = TypeAliasType(
    "CampaignStatus", Literal["READY", "UPCOMING", "ONGOING", "CLOSED", "UNSPECIFIED"]
)

CampaignType = TypeAliasType(
    "CampaignType",
    Literal[
        "MY_CAMPAIGNS",
        "GS_SELLING_CAMPAIGNS",
        "SELLER_CAMPAIGNS",
        "EXCLUSIVE_TIKTOK_SHOP",
    ],
)

DeliveryOption = TypeAliasType(
    "DeliveryOption", Literal["ECONOMY_SHIPPING", "PREMIUM_SHIPPING"]
)

FreeSampleStatus = TypeAliasType(
    "FreeSampleStatus",
    Literal[
        "NOT_REQUESTED",
        "PENDING",
        "AWAITING_SHIPMENT",
        "AWAITING_COLLECTION",
        "SHIPPED",
        "CONTENT_PENDING",
        "REJECT_CANCELLED",
        "OVERDUE_CANCELLED",
        "UNFULFIL_CANCELLED",
        "DEL_PLAN_CANCELLED",
        "SELLER_NOT_SHIP_CANCELLED",
        "WITHDRAW_CANCELLED",
        "UNFULFILLABLE_CANCELLED",
        "OPERATOR_MANUAL_CANCELLED",
        "OPERATOR_MANUAL_FAILED",
        "OPERATOR_MANUAL_COMPLETED",
        "COMPLETED",
    ],
)

ProductStatus = TypeAliasType(
    "ProductStatus",
    Literal[
        "PRODUCT_UNSPECIFIED",
        "PRODUCT_PENDING",
        "PRODUCT_APPROVED",
        "PRODUCT_REJECTED",
        "PRODUCT_PENDING_CLOSED",
        "PRODUCT_CLOSED",
    ],
)

QueryTypeFilter = TypeAliasType(
    "QueryTypeFilter", Literal["MARKETPLACE", "JOINED", "AVAILABLE"]
)

RejectReason = TypeAliasType(
    "RejectReason",
    Literal[
        "COMMISSION_TOO_LOW",
        "NO_SUITABLE_CREATOR",
        "PRODUCT_HARD_TO_PROMOTE",
        "PRODUCT_TOO_EXPENSIVE",
    ],
)

ReviewResult = TypeAliasType(
    "ReviewResult", Literal["APPROVE", "REJECT", "REJECT_FOREVER"]
)

ReviewStatus = TypeAliasType(
    "ReviewStatus",
    Literal["PENDING", "APPROVED", "REJECTED", "PENDING_CLOSED", "CLOSED"],
)

TrackingEventDescription = TypeAliasType(
    "TrackingEventDescription",
    Literal[
        "THE_PACKAGE_HAS_BEEN_DELIVERED",
        "OUT_FOR_DELIVERY",
        "ORDER_PACKED_AND_READY_FOR_DROP_OFF_AT_CARRIERS_FACILITY",
        "ORDER_PLACED",
    ],
)


@model
class CampaignSummary(Model):
    """Campaign summary, in list."""

    id: Id | None = None
    name: str | None = None
    status: CampaignStatus | None = None
    registration_start_time: UnixSeconds | None = None
    registration_end_time: UnixSeconds | None = None
    campaign_start_time: UnixSeconds | None = None
    campaign_end_time: UnixSeconds | None = None


@model
class ContactInput(Model):
    """Contact, in create."""

    email: str | None = None
    whatsapp: str | None = None
    phone: str | None = None
    zalo: str | None = None
    viber: str | None = None
    line: str | None = None


@model
class Contact(Model):
    """Contact, in campaign."""

    whatsapp: str | None = None
    email: str | None = None
    phone: str | None = None
    zalo: str | None = None
    viber: str | None = None
    line: str | None = None


@model
class TargetShop(Model):
    """Target shop, in campaign."""

    code: str | None = None
    name: str | None = None


@model
class Campaign(Model):
    """Campaign, in get."""

    id: Id | None = None
    name: str | None = None
    """Max 50 chars."""
    description: str | None = None
    """Max 1000 chars."""
    status: CampaignStatus | None = None
    region: str | None = None
    registration_start_time: UnixSeconds | None = None
    registration_end_time: UnixSeconds | None = None
    campaign_start_time: UnixSeconds | None = None
    campaign_end_time: UnixSeconds | None = None
    commission_rate: int | None = None
    """In hundredths of a percent."""
    contact_info: Contact | None = None
    target_shops: tuple[TargetShop, ...] = ()
    target_seller_types: tuple[Literal["LOCAL", "CROSS_BORDER"], ...] = ()


@model
class ProductCategory(Model):
    """Product category, in product."""

    id: Id | None = None
    name: str | None = None


@model
class Inventory(Model):
    """Inventory, in sku information."""

    available_quantity: str | None = None


@model
class Price(Model):
    """Price, in sku information."""

    region_code: str | None = None
    currency: str | None = None
    list_price: DecimalText | None = None
    sale_price: DecimalText | None = None
    localized_dutiable_price: DecimalText | None = None


@model
class Property(Model):
    """Property, in sku information."""

    name: str | None = None
    value_name: str | None = None


@model
class SkuInformation(Model):
    """Sku information, in product."""

    sku_name: str | None = None
    sku_id: Id | None = None
    inventory: Inventory | None = None
    base_price: Price | None = None
    region_prices: tuple[Price, ...] = ()
    properties: tuple[Property, ...] = ()


@model
class Product(Model):
    """A product in full."""

    id: Id | None = None
    review_status: ReviewStatus | None = None
    name: str | None = None
    main_image_url: str | None = None
    lowest_price: Money | None = None
    highest_price: Money | None = None
    inventory: int | None = None
    shop_name: str | None = None
    total_commission_rate: int | None = None
    """In hundredths of a percent."""
    creator_commission_rate: int | None = None
    """In hundredths of a percent."""
    partner_commission_rate: int | None = None
    """In hundredths of a percent."""
    open_collaboration_commission_rate: int | None = None
    """In hundredths of a percent."""
    is_available: bool | None = None
    product_sales: int | None = None
    category: ProductCategory | None = None
    sample_quota: int | None = None
    sku_information_list: tuple[SkuInformation, ...] = ()
    product_description: str | None = None


@model
class ProductPrice(Model):
    """Product price, in campaign product detail."""

    min_price: DecimalText | None = None
    max_price: DecimalText | None = None
    currency: str | None = None


@model
class ProductThumbnail(Model):
    """Product thumbnail, in campaign product detail."""

    uri: str | None = None
    url_list: tuple[str, ...] = ()


@model
class Indicator(Model):
    """Indicator, in campaign product detail."""

    paid_order_num: str | None = None
    actual_order_num: str | None = None
    estimated_amount: DecimalText | None = None
    actual_amount: DecimalText | None = None
    estimated_partner_commission: DecimalText | None = None
    actual_partner_commission: DecimalText | None = None
    creator_sales_num: str | None = None
    collaborated_creators_num: str | None = None
    promoted_creator_num: str | None = None
    sample_requested_creator_num: str | None = None


@model
class CampaignProductDetail(Model):
    """Campaign product detail, in campaign product statistic."""

    product_id: Id | None = None
    product_status: ProductStatus | None = None
    product_name: str | None = None
    product_stock_count: str | None = None
    total_commission_percent: str | None = None
    """In hundredths of a percent."""
    creator_commission_percent: str | None = None
    """In hundredths of a percent."""
    partner_commission_percent: str | None = None
    """In hundredths of a percent."""
    plan_commission_percent: str | None = None
    """In hundredths of a percent."""
    product_price: ProductPrice | None = None
    product_thumbnail: ProductThumbnail | None = None
    indicator_data: Indicator | None = None


@model
class CampaignProductStatistic(Model):
    """Campaign product statistic, in get products performance."""

    data_update_time: UnixMillisText | None = None
    creator_sales_num: int | None = None
    collaborated_creators_num: int | None = None
    promoted_creator_num: int | None = None
    sample_requested_creator_num: int | None = None
    campaign_product_detail: CampaignProductDetail | None = None


@model
class ProductPromotionLink(Model):
    """Product promotion link, in generate product links campaign result."""

    product_id: Id | None = None
    link: str | None = None


@model
class GenerateProductLinksCampaignResult(Model):
    """Generate product links campaign result, in generate product links."""

    product_promotion_links: tuple[ProductPromotionLink, ...] = ()
    failed_product_ids: tuple[Id, ...] = ()


@model
class CreatorContentStatistic(Model):
    """Creator content statistic, in get content statistics."""

    content_type: str | None = None
    cover_img_url: str | None = None
    source_url: str | None = None
    view_count: str | None = None
    like_count: str | None = None
    comment_num: str | None = None
    paid_order_num: str | None = None
    paid_amount: DecimalText | None = None
    linked_tiktok_video: str | None = None
    published_date: Day | None = None
    content_end_date: Day | None = None


@model
class TrackingResult(Model):
    """Tracking result, in sample status."""

    tracking_event_update_date: UnixText | None = None
    tracking_event_description: TrackingEventDescription | None = None
    tracking_event_description_extended: str | None = None


@model
class SampleStatus(Model):
    """Sample status, in get sample status."""

    shipping_provider_name: str | None = None
    delivery_option: DeliveryOption | None = None
    estimated_earliest_delivery_date: UnixText | None = None
    estimated_latest_delivery_date: UnixText | None = None
    quantity: int | None = None
    tracking_results: tuple[TrackingResult, ...] = ()


@model
class Creator(Model):
    """Creator, in promotion creator."""

    nick_name: str | None = None
    avatar_url: str | None = None
    follower_num: int | None = None
    user_name: str | None = None
    creator_open_id: Id | None = None


@model
class PromotionCreator(Model):
    """Promotion creator, in get product performance."""

    paid_amount: Money | None = None
    room_count: int | None = None
    video_count: int | None = None
    free_sample_status: FreeSampleStatus | None = None
    commission: str | None = None
    """In hundredths of a percent."""
    effective_end_time: UnixMillisText | None = None
    effective_start_time: UnixMillisText | None = None
    creator: Creator | None = None
    affiliate_product_id: Id | None = None


class Campaigns(Resource):
    """Run affiliate campaigns as a partner."""

    _LIST = Operation(
        "getAffiliatePartnerCampaignList",
        "GET",
        "/affiliate_partner/202405/campaigns",
        repeatable=True,
        shop="none",
        page=Paging(items="campaigns", total="total_count"),
    )

    def list(
        self,
        *,
        category_asset_cipher: str,
        status: CampaignStatus | None = None,
        type: CampaignType | None = None,
        query_type_filter: QueryTypeFilter | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[CampaignSummary]:
        """List a partner's affiliate campaigns.

        Scope: ``partner.tap_campaign.read``.
        TikTok Shop: Get Affiliate Partner Campaign List, 202405.
        """
        return self._page(
            self._LIST,
            CampaignSummary,
            query={
                "category_asset_cipher": category_asset_cipher,
                "page_size": page_size,
                "page_token": page_token,
                "status": status,
                "type": type,
                "query_type_filter": query_type_filter,
            },
        )

    _CREATE = Operation(
        "createAffiliatePartnerCampaign",
        "POST",
        "/affiliate_partner/202405/campaigns",
        shop="none",
    )

    def create(
        self,
        *,
        category_asset_cipher: str,
        name: str,
        description: str,
        campaign_start_time: datetime,
        campaign_end_time: datetime,
        registration_start_time: datetime,
        registration_end_time: datetime,
        commission_rate: int,
        contact_info: ContactInput,
        target_shop_codes: Sequence[str] | None = None,
        target_seller_types: Sequence[Literal["CROSS_BORDER", "LOCAL"]] | None = None,
    ) -> str | None:
        """Create an affiliate campaign.

        Scope: ``partner.tap_campaign.write``.
        TikTok Shop: Create Affiliate Partner Campaign, 202405.
        """
        return self._field(
            self._CREATE,
            str,
            "campaign_id",
            query={"category_asset_cipher": category_asset_cipher},
            body={
                "name": name,
                "description": description,
                "campaign_start_time": seconds(campaign_start_time),
                "campaign_end_time": seconds(campaign_end_time),
                "registration_start_time": seconds(registration_start_time),
                "registration_end_time": seconds(registration_end_time),
                "commission_rate": commission_rate,
                "contact_info": contact_info,
                "target_shop_codes": target_shop_codes,
                "target_seller_types": target_seller_types,
            },
        )

    _GET = Operation(
        "getAffiliatePartnerCampaignDetail",
        "GET",
        "/affiliate_partner/202405/campaigns/{campaign_id}",
        repeatable=True,
        shop="none",
    )

    def get(self, *, campaign_id: str | int, category_asset_cipher: str) -> Campaign:
        """Fetch one affiliate campaign.

        Scope: ``partner.tap_campaign.read``.
        TikTok Shop: Get Affiliate Partner Campaign Detail, 202405.
        """
        return self._get(
            self._GET,
            Campaign,
            path={"campaign_id": campaign_id},
            query={"category_asset_cipher": category_asset_cipher},
        )

    _PARTIAL_EDIT = Operation(
        "editAffiliatePartnerCampaign",
        "POST",
        "/affiliate_partner/202405/campaigns/{campaign_id}/partial_edit",
        shop="none",
    )

    def partial_edit(
        self,
        *,
        campaign_id: str | int,
        category_asset_cipher: str,
        name: str | None = None,
        description: str | None = None,
        campaign_start_time: datetime | None = None,
        campaign_end_time: datetime | None = None,
        registration_start_time: datetime | None = None,
        registration_end_time: datetime | None = None,
        commission_rate: int | None = None,
        contact_info: ContactInput | None = None,
        target_shop_codes: Sequence[str] | None = None,
        target_seller_types: Sequence[Literal["CROSS_BORDER", "LOCAL"]] | None = None,
    ) -> None:
        """Change selected fields of an affiliate campaign.

        Scope: ``partner.tap_campaign.write``.
        TikTok Shop: Edit Affiliate Partner Campaign, 202405.
        """
        self._do(
            self._PARTIAL_EDIT,
            path={"campaign_id": campaign_id},
            query={"category_asset_cipher": category_asset_cipher},
            body={
                "name": name,
                "description": description,
                "campaign_start_time": seconds(campaign_start_time),
                "campaign_end_time": seconds(campaign_end_time),
                "registration_start_time": seconds(registration_start_time),
                "registration_end_time": seconds(registration_end_time),
                "commission_rate": commission_rate,
                "contact_info": contact_info,
                "target_shop_codes": target_shop_codes,
                "target_seller_types": target_seller_types,
            },
        )

    _GET_PRODUCTS = Operation(
        "getAffiliatePartnerCampaignProductList",
        "GET",
        "/affiliate_partner/202405/campaigns/{campaign_id}/products",
        repeatable=True,
        shop="none",
        page=Paging(items="products", total="total_count"),
    )

    def get_products(
        self,
        *,
        campaign_id: str | int,
        category_asset_cipher: str,
        review_status: ReviewStatus | None = None,
        product_name: str | None = None,
        product_id: str | int | None = None,
        shop_name: str | None = None,
        category_id: str | int | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[Product]:
        """List products sellers entered in a campaign.

        Scope: ``partner.tap_campaign.read``.
        TikTok Shop: Get Affiliate Partner Campaign Product List, 202405.
        """
        return self._page(
            self._GET_PRODUCTS,
            Product,
            path={"campaign_id": campaign_id},
            query={
                "category_asset_cipher": category_asset_cipher,
                "page_size": page_size,
                "page_token": page_token,
                "review_status": review_status,
                "product_name": product_name,
                "product_id": product_id,
                "shop_name": shop_name,
                "category_id": category_id,
            },
        )

    _GENERATE_PRODUCT_LINK = Operation(
        "generateAffiliatePartnerCampaignProductLink",
        "POST",
        "/affiliate_partner/202405/campaigns/{campaign_id}/products/{product_id}/promotion_link/generate",
        shop="none",
    )

    def generate_product_link(
        self,
        *,
        campaign_id: str | int,
        product_id: str | int,
        category_asset_cipher: str,
        creator_commission_rate: int,
    ) -> str | None:
        """Create a promotion link for one campaign product.

        Scope: ``partner.tap_campaign.link.write``.
        TikTok Shop: Generate Affiliate Partner Campaign Product Link, 202405.
        """
        return self._field(
            self._GENERATE_PRODUCT_LINK,
            str,
            "product_promotion_link",
            path={"campaign_id": campaign_id, "product_id": product_id},
            query={"category_asset_cipher": category_asset_cipher},
            body={"creator_commission_rate": creator_commission_rate},
        )

    _REVIEW_PRODUCT = Operation(
        "reviewAffiliatePartnerCampaignProduct",
        "POST",
        "/affiliate_partner/202405/campaigns/{campaign_id}/products/{product_id}/review",
        shop="none",
    )

    def review_product(
        self,
        *,
        campaign_id: str | int,
        product_id: str | int,
        category_asset_cipher: str,
        review_result: ReviewResult,
        reject_reasons: Sequence[RejectReason] | None = None,
    ) -> None:
        """Approve or reject a product entered in a campaign.

        Scope: ``partner.tap_campaign.product.write``.
        TikTok Shop: Review Affiliate Partner Campaign Product, 202405.
        """
        self._do(
            self._REVIEW_PRODUCT,
            path={"campaign_id": campaign_id, "product_id": product_id},
            query={"category_asset_cipher": category_asset_cipher},
            body={"review_result": review_result, "reject_reasons": reject_reasons},
        )

    _PUBLISH = Operation(
        "publishAffiliatePartnerCampaign",
        "POST",
        "/affiliate_partner/202405/campaigns/{campaign_id}/publish",
        shop="none",
    )

    def publish(self, *, campaign_id: str | int, category_asset_cipher: str) -> None:
        """Publish an affiliate campaign to sellers.

        Scope: ``partner.tap_campaign.write``.
        TikTok Shop: Publish Affiliate Partner Campaign, 202405.
        """
        self._do(
            self._PUBLISH,
            path={"campaign_id": campaign_id},
            query={"category_asset_cipher": category_asset_cipher},
        )

    _GET_PRODUCTS_PERFORMANCE = Operation(
        "getCampaignProductPerformanceList",
        "GET",
        "/affiliate_partner/202501/campaigns/{campaign_id}/products/performance",
        repeatable=True,
        shop="none",
        page=Paging(items="campaign_product_statistics", total="total_count"),
    )

    def get_products_performance(
        self,
        *,
        campaign_id: str | int,
        category_asset_cipher: str,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[CampaignProductStatistic]:
        """List figures per product of a campaign.

        Scope: ``partner.tap_campaign.read``.
        TikTok Shop: Get Affiliate Campaign Creator Fulfillment Status List, 202501.
        """
        return self._page(
            self._GET_PRODUCTS_PERFORMANCE,
            CampaignProductStatistic,
            path={"campaign_id": campaign_id},
            query={
                "page_size": page_size,
                "page_token": page_token,
                "category_asset_cipher": category_asset_cipher,
            },
        )

    _GENERATE_PRODUCT_LINKS = Operation(
        "generateCampaignProductPromotionLinksInBatch",
        "POST",
        "/affiliate_partner/202505/campaigns/{campaign_id}/products/promotion_links/generate_batch",
        shop="none",
        failures="failed_product_ids",
    )

    def generate_product_links(
        self,
        *,
        campaign_id: str | int,
        category_asset_cipher: str | None = None,
        product_ids: Sequence[str | int] | None = None,
    ) -> BatchResult[GenerateProductLinksCampaignResult]:
        """Create promotion links for several campaign products.

        Scope: ``partner.tap_campaign.read``.
        TikTok Shop: Partner Generate Multi Affiliate Campaign Product Link, 202505.
        """
        return self._batch(
            self._GENERATE_PRODUCT_LINKS,
            GenerateProductLinksCampaignResult,
            product_ids or (),
            path={"campaign_id": campaign_id},
            query={"category_asset_cipher": category_asset_cipher},
            body={"product_ids": texts(product_ids)},
        )

    _GET_CONTENT_STATISTICS = Operation(
        "getAffiliateCampaignCreatorProductContentStatistics",
        "GET",
        "/affiliate_partner/202508/campaigns/{campaign_id}/products/{product_id}/creator/{creator_temp_id}/content/statistics",
        repeatable=True,
        shop="none",
        page=Paging(items="creator_content_statistics", style="none"),
    )

    def get_content_statistics(
        self,
        *,
        campaign_id: str | int,
        product_id: str | int,
        creator_temp_id: str | int,
        affiliate_product_id: str | int,
        category_asset_cipher: str,
        content_type: str | None = None,
    ) -> Page[CreatorContentStatistic]:
        """Read content figures of a creator for a campaign product.

        Scope: ``partner.tap_campaign.read``.
        TikTok Shop: Get Affiliate Campaign Creator Product Content Statistics,
        202508.
        """
        return self._page(
            self._GET_CONTENT_STATISTICS,
            CreatorContentStatistic,
            path={
                "campaign_id": campaign_id,
                "product_id": product_id,
                "creator_temp_id": creator_temp_id,
            },
            query={
                "affiliate_product_id": affiliate_product_id,
                "content_type": content_type,
                "category_asset_cipher": category_asset_cipher,
            },
        )

    _GET_SAMPLE_STATUS = Operation(
        "getAffiliateCampaignCreatorProductSampleStatus",
        "GET",
        "/affiliate_partner/202508/campaigns/{campaign_id}/products/{product_id}/creator/{creator_temp_id}/content/statistics/sample/status",
        repeatable=True,
        shop="none",
    )

    def get_sample_status(
        self,
        *,
        campaign_id: str | int,
        product_id: str | int,
        creator_temp_id: str | int,
        category_asset_cipher: str,
    ) -> SampleStatus | None:
        """Track a creator's sample of a campaign product.

        Scope: ``partner.tap_campaign.read``.
        TikTok Shop: Get Affiliate Campaign Creator Product Sample Status, 202508.
        """
        return self._field(
            self._GET_SAMPLE_STATUS,
            SampleStatus,
            "sample_status",
            path={
                "campaign_id": campaign_id,
                "product_id": product_id,
                "creator_temp_id": creator_temp_id,
            },
            query={"category_asset_cipher": category_asset_cipher},
        )

    _GET_PRODUCT_PERFORMANCE = Operation(
        "getCreatorPerformanceForCampaignProduct",
        "GET",
        "/affiliate_partner/202508/campaigns/{campaign_id}/products/{product_id}/performance",
        repeatable=True,
        shop="none",
        page=Paging(items="promotion_creators", total="total_creator_count"),
    )

    def get_product_performance(
        self,
        *,
        campaign_id: str | int,
        product_id: str | int,
        category_asset_cipher: str,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[PromotionCreator]:
        """List creators and figures of one campaign product.

        Scope: ``partner.tap_campaign.read``.
        TikTok Shop: Get Affiliate Campaign Creator Fulfillment Status Info, 202508.
        """
        return self._page(
            self._GET_PRODUCT_PERFORMANCE,
            PromotionCreator,
            path={"campaign_id": campaign_id, "product_id": product_id},
            query={
                "page_size": page_size,
                "page_token": page_token,
                "category_asset_cipher": category_asset_cipher,
            },
        )
