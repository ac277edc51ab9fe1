"""Read how shop, products and videos perform.

Written by spec/generate.py; edit spec/tiktokshop or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import (
    Day,
    DecimalText,
    Id,
    IntId,
    Model,
    Rfc3339,
    UnixSeconds,
    UnixText,
    day,
    model,
)
from ..._resource import BatchResult, Page, Resource
from ...money import Money
from ...wire import Operation, Paging

AccountType = TypeAliasType(
    "AccountType",
    Literal["AFFILIATE_ACCOUNTS", "ALL", "MARKETING_ACCOUNTS", "OFFICIAL_ACCOUNTS"],
)

AnalyticAccountType = TypeAliasType(
    "AnalyticAccountType", Literal["AFFILIATE_ACCOUNTS", "ALL", "LINKED_ACCOUNTS"]
)

AnalyticAccountTypeInput = TypeAliasType(
    "AnalyticAccountTypeInput",
    Literal["AFFILIATE_ACCOUNTS", "MARKETING_ACCOUNTS", "OFFICIAL_ACCOUNTS"],
)

AnalyticSortField = TypeAliasType(
    "AnalyticSortField", Literal["daily_avg_buyers", "gmv", "units_sold"]
)

AnalyticSortField2 = TypeAliasType(
    "AnalyticSortField2",
    Literal[
        "avg_customers",
        "click_through_rate",
        "gmv",
        "gpm",
        "items_sold",
        "post_time",
        "sku_orders",
        "views",
    ],
)

AnalyticSortField3 = TypeAliasType(
    "AnalyticSortField3",
    Literal[
        "attributed_customers",
        "live_attributed_gmv",
        "live_attributed_items_sold",
        "live_attributed_sku_orders",
        "products_added",
        "products_sold",
    ],
)

AnalyticSortFieldInput = TypeAliasType(
    "AnalyticSortFieldInput",
    Literal[
        "created_sku_orders",
        "customers",
        "gmv",
        "items_sold",
        "main_orders",
        "product_clicks",
        "product_impressions",
        "sku_orders",
    ],
)

AuthorType = TypeAliasType(
    "AuthorType", Literal["AFFILIATE", "ALL", "CHANNEL", "OFFICIAL"]
)

MetricCode = TypeAliasType(
    "MetricCode", Literal["NRR", "NBFR", "SFCR", "OTDR", "AHT", "IM_DSAT"]
)

MetricStatus = TypeAliasType(
    "MetricStatus", Literal["EXCELLENT", "GOOD", "POOR", "CRITICAL", "NIL"]
)

Stars = TypeAliasType(
    "Stars", Literal["1_STAR", "2_STAR", "3_STAR", "4_STAR", "5_STAR"]
)

WindowType = TypeAliasType(
    "WindowType", Literal["PAST_24H", "PAST_30_DAYS", "PAST_7_DAYS"]
)


@model
class CreateExportTaskTask(Model):
    """Create export task task, in create export task."""

    id: Id | None = None


@model
class ListExportTasksTask(Model):
    """List export tasks task, in list export tasks."""

    module_type: Literal["CREATOR", "BASE"] | None = None
    id: Id | None = None
    file_name: str | None = None
    status: Literal["RUNNING", "SUCCEEDED", "FAILED"] | None = None


@model
class DownloadExportFileFile(Model):
    """Download export file file, in download export file."""

    base64: str | None = None
    """Base64."""


@model
class Breakdown(Model):
    """Breakdown, in sales."""

    content_type: Literal["VIDEO", "LIVE", "PRODUCT_CARD"] | None = None
    sales: Sales | None = None


@model
class Sales(Model):
    """Sales, in interval."""

    gmv: Money | None = None
    orders: int | None = None
    items_sold: int | None = None
    breakdowns: tuple[Breakdown, ...] = ()
    avg_customers: int | None = None


@model
class TrafficBreakdownTraffic(Model):
    """Traffic breakdown traffic, in traffic breakdown."""

    impressions: int | None = None
    page_views: int | None = None
    avg_unique_page_views: int | None = None
    ctr: str | None = None
    """Percentage string."""
    avg_conversion_rate: str | None = None
    """Percent as text."""


@model
class TrafficBreakdown(Model):
    """Traffic breakdown, in traffic."""

    traffic: TrafficBreakdownTraffic | None = None
    content_type: Literal["VIDEO", "LIVE", "PRODUCT_CARD"] | None = None


@model
class Traffic(Model):
    """Traffic, in interval."""

    breakdowns: tuple[TrafficBreakdown, ...] = ()


@model
class CancelAndRefunds(Model):
    """Cancel and refunds, in interval."""

    returned: int | None = None
    canceled: int | None = None
    refunded: int | None = None
    replacements: int | None = None


@model
class Interval(Model):
    """Interval, in product performance."""

    start_date: Day | None = None
    end_date: Day | None = None
    sales: Sales | None = None
    traffic: Traffic | None = None
    cancel_and_refunds: CancelAndRefunds | None = None


@model
class Rating(Model):
    """Rating, in product performance."""

    stars: Stars | None = None
    count: int | None = None
    percentage: str | None = None


@model
class Content(Model):
    """Content, in top content."""

    content_id: Id | None = None
    items_sold: int | None = None
    gmv: Money | None = None


@model
class TopContent(Model):
    """Top content, in product performance."""

    type: Literal["LIVE", "VIDEO"] | None = None
    contents: tuple[Content, ...] = ()


@model
class TopCreator(Model):
    """Top creator, in product performance."""

    creator_open_id: Id | None = None
    creator_name: str | None = None
    creator_profile: str | None = None
    gmv: Money | None = None
    items_sold: int | None = None


@model
class ProductPerformance(Model):
    """Product performance, in product."""

    intervals: tuple[Interval, ...] = ()
    ratings: tuple[Rating, ...] = ()
    top_contents: tuple[TopContent, ...] = ()
    top_creators: tuple[TopCreator, ...] = ()


@model
class Product(Model):
    """A product in full."""

    performance: ProductPerformance | None = None
    latest_available_date: Day | None = None


@model
class Sku(Model):
    """Sku, in list skus."""

    id: IntId | None = None
    product_id: IntId | None = None
    gmv: Money | None = None
    sku_orders: int | None = None
    units_sold: int | None = None


@model
class GmvBreakdown(Model):
    """Gmv breakdown, in get sku sku performance interval."""

    amount: DecimalText | None = None
    currency: str | None = None
    type: Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | None = None


@model
class ItemsSoldBreakdown(Model):
    """Items sold breakdown, in get sku sku performance interval."""

    amount: int | None = None
    type: Literal["LIVE", "VIDEO", "PRODUCT_CARD"] | None = None


@model
class GetSkuSkuPerformanceInterval(Model):
    """Get sku sku performance interval, in get sku sku performance."""

    start_date: Day | None = None
    end_date: Day | None = None
    gmv: Money | None = None
    gmv_breakdown: tuple[GmvBreakdown, ...] = ()
    items_sold: int | None = None
    items_sold_breakdown: tuple[ItemsSoldBreakdown, ...] = ()
    sku_orders: int | None = None


@model
class GetSkuSkuPerformance(Model):
    """Get sku sku performance, in get sku sku."""

    product_id: IntId | None = None
    sku_id: Id | None = None
    intervals: tuple[GetSkuSkuPerformanceInterval, ...] = ()


@model
class GetSkuSku(Model):
    """Get sku sku, in get sku."""

    latest_available_date: Day | None = None
    performance: GetSkuSkuPerformance | None = None


@model
class Overall(Model):
    """Overall, in video performance interval sales."""

    gmv: Money | None = None
    gpm: Money | None = None
    customers: int | None = None
    items_sold: int | None = None
    ctr: str | None = None
    product_impressions: int | None = None
    product_clicks: int | None = None
    avg_order_value: Money | None = None
    avg_sku_order_value: Money | None = None
    customers_count: int | None = None
    live_attributed_gmv: Money | None = None
    orders_count: int | None = None
    product_card_attributed_gmv: Money | None = None
    sku_orders_count: int | None = None
    unique_clicks: int | None = None
    unique_product_impressions: int | None = None
    video_attributed_gmv: Money | None = None
    visitors: int | None = None


@model
class VideoPerformanceIntervalSalesBreakdown(Model):
    """Video performance interval sales breakdown, in video performance interval sales."""

    product_id: Id | None = None
    gmv: Money | None = None
    gpm: Money | None = None
    customers: int | None = None
    items_sold: int | None = None
    ctr: str | None = None
    product_impressions: int | None = None
    product_clicks: int | None = None


@model
class VideoPerformanceIntervalSales(Model):
    """Video performance interval sales, in video performance interval."""

    overall: Overall | None = None
    breakdowns: tuple[VideoPerformanceIntervalSalesBreakdown, ...] = ()


@model
class VideoPerformanceIntervalTraffic(Model):
    """Video performance interval traffic, in video performance interval."""

    views: int | None = None
    new_followers: int | None = None
    shares: int | None = None
    comments: int | None = None
    likes: int | None = None


@model
class VideoPerformanceInterval(Model):
    """Video performance interval, in video performance."""

    start_date: Day | None = None
    end_date: Day | None = None
    sales: VideoPerformanceIntervalSales | None = None
    traffic: VideoPerformanceIntervalTraffic | None = None


@model
class GenderDistribution(Model):
    """Gender distribution, in viewer profile."""

    gender: Literal["MALE", "FEMALE"] | None = None
    percentage: str | None = None


@model
class AgeDistribution(Model):
    """Age distribution, in viewer profile."""

    age: Literal["18-24", "25-34", "35-44", "45-54"] | None = None
    percentage: str | None = None


@model
class CountryDistribution(Model):
    """Country distribution, in viewer profile."""

    country_code: str | None = None
    percentage: str | None = None


@model
class ViewerProfile(Model):
    """Viewer profile, in video performance."""

    type: Literal["NEW_FOLLOWER", "VIEWERS"] | None = None
    gender_distribution: tuple[GenderDistribution, ...] = ()
    age_distribution: tuple[AgeDistribution, ...] = ()
    country_distribution: tuple[CountryDistribution, ...] = ()


@model
class VideoPerformance(Model):
    """Video performance, in video."""

    intervals: tuple[VideoPerformanceInterval, ...] = ()
    viewer_profile: tuple[ViewerProfile, ...] = ()


@model
class Video(Model):
    """Video, in get video."""

    performance: VideoPerformance | None = None
    latest_available_date: Day | None = None


@model
class ListVideoProductsProduct(Model):
    """List video products product, in list video products."""

    ctr: str | None = None
    customers: int | None = None
    daily_avg_buyers: str | None = None
    gmv: Money | None = None
    gpm: Money | None = None
    id: Id | None = None
    name: str | None = None
    product_clicks: int | None = None
    product_impressions: int | None = None
    units_sold: int | None = None


@model
class GetShopPerHourPerformanceInterval(Model):
    """Get shop per hour performance interval, in get shop per hour performance."""

    avg_order_value: Money | None = None
    avg_sku_order_value: Money | None = None
    customers: int | None = None
    customers_count: int | None = None
    gmv: Money | None = None
    index: int | None = None
    items_sold: int | None = None
    live_attributed_gmv: Money | None = None
    orders_count: int | None = None
    product_card_attributed_gmv: Money | None = None
    product_clicks: int | None = None
    product_impressions: int | None = None
    sku_orders_count: int | None = None
    unique_clicks: int | None = None
    unique_product_impressions: int | None = None
    video_attributed_gmv: Money | None = None
    visitors: int | None = None


@model
class GetShopPerHourPerformance(Model):
    """Get shop per hour performance, in get shop per hour."""

    intervals: tuple[GetShopPerHourPerformanceInterval, ...] = ()
    latest_available_timestamp: UnixSeconds | None = None
    overall: Overall | None = None


@model
class GetLivePerMinutesPerformanceOverall(Model):
    """Get live per minutes performance overall, in get live per minutes performance."""

    live_title: str | None = None
    start_time: UnixSeconds | None = None
    end_time: UnixSeconds | None = None
    duration: int | None = None
    gmv: Money | None = None
    items_sold: int | None = None
    unique_viewers: int | None = None
    impressions: int | None = None


@model
class GetLivePerMinutesPerformanceIntervalSales(Model):
    """Get live per minutes performance interval sales, in get live per minutes performance interval."""

    gmv: Money | None = None
    items_sold: int | None = None
    customers: int | None = None
    sku_orders: int | None = None
    main_orders: int | None = None


@model
class GetLivePerMinutesPerformanceIntervalTraffic(Model):
    """Get live per minutes performance interval traffic, in get live per minutes performance interval."""

    viewers: int | None = None
    views: int | None = None
    product_impressions: int | None = None
    ctr: str | None = None
    enter_room_rate: DecimalText | None = None
    """Ratio as."""
    product_clicks: int | None = None
    impressions: int | None = None


@model
class Interactions(Model):
    """Interactions, in get live per minutes performance interval."""

    new_followers: int | None = None
    shares: int | None = None
    comments: int | None = None
    likes: int | None = None
    comment_rate: DecimalText | None = None
    """Ratio as."""
    follow_rate: DecimalText | None = None
    """Ratio as."""
    like_rate: DecimalText | None = None
    """Ratio as."""
    share_rate: DecimalText | None = None
    """Ratio as."""


@model
class ClickToOrderRate(Model):
    """Click to order rate, in conversion."""

    sku_order_ctor: str | None = None
    """Percentage string."""
    main_order_ctor: str | None = None
    """Percentage string."""


@model
class Gpm(Model):
    """Gpm, in conversion."""

    watch_gpm: DecimalText | None = None
    show_gpm: DecimalText | None = None


@model
class Conversion(Model):
    """Conversion, in get live per minutes performance interval."""

    avg_price: Money | None = None
    click_to_order_rate: ClickToOrderRate | None = None
    gpm: Gpm | None = None
    created_sku_orders: int | None = None
    sku_order_rate: DecimalText | None = None
    """Ratio as."""


@model
class GetLivePerMinutesPerformanceInterval(Model):
    """Get live per minutes performance interval, in get live per minutes performance."""

    start_time: UnixSeconds | None = None
    end_time: UnixSeconds | None = None
    sales: GetLivePerMinutesPerformanceIntervalSales | None = None
    traffic: GetLivePerMinutesPerformanceIntervalTraffic | None = None
    interactions: Interactions | None = None
    conversion: Conversion | None = None


@model
class GetLivePerMinutesPerformance(Model):
    """Get live per minutes performance, in get live per minutes."""

    overall: GetLivePerMinutesPerformanceOverall | None = None
    intervals: tuple[GetLivePerMinutesPerformanceInterval, ...] = ()


@model
class Creator(Model):
    """Creator, in list bestselling creators."""

    rank: int | None = None
    gmv_range: str | None = None
    open_id: Id | None = None
    user_name: str | None = None
    nick_name: str | None = None
    followers_count: int | None = None
    likes_count: int | None = None
    author_type: str | None = None
    creator_country: str | None = None


@model
class Live(Model):
    """Live, in list bestselling lives."""

    rank: int | None = None
    gmv_range: str | None = None
    id: Id | None = None
    title: str | None = None
    start_time: UnixSeconds | None = None
    duration: int | None = None
    creator_name: str | None = None
    open_id: Id | None = None
    creator_nick_name: str | None = None


@model
class ProductImage(Model):
    """Product image, in list bestselling products product."""

    height: int | None = None
    width: int | None = None
    thumb_urls: tuple[str, ...] = ()
    uri: str | None = None
    urls: tuple[str, ...] = ()


@model
class ListBestsellingProductsProduct(Model):
    """List bestselling products product, in list bestselling products."""

    rank: int | None = None
    gmv_range: str | None = None
    id: Id | None = None
    name: str | None = None
    rating: str | None = None
    product_image: ProductImage | None = None
    shop_name: str | None = None
    shop_id: Id | None = None


@model
class VideoProduct(Model):
    """Video product, in list bestselling videos video."""

    product_id: Id | None = None
    product_name: str | None = None


@model
class ListBestsellingVideosVideo(Model):
    """List bestselling videos video, in list bestselling videos."""

    rank: int | None = None
    id: Id | None = None
    nick_name: str | None = None
    gmv_range: str | None = None
    views: int | None = None
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    product_infos: tuple[VideoProduct, ...] = ()
    publish_time: UnixSeconds | None = None
    duration: int | None = None


@model
class ListLiveProductsProductSales(Model):
    """List live products product sales, in list live products product."""

    direct_gmv: Money | None = None
    items_sold: int | None = None
    customers: int | None = None
    created_sku_orders: int | None = None
    avg_price: Money | None = None
    sku_orders: int | None = None
    main_orders: int | None = None
    payment_rate: DecimalText | None = None
    """Ratio as."""


@model
class ListLiveProductsProductTraffic(Model):
    """List live products product traffic, in list live products product."""

    product_impressions: int | None = None
    ctr: str | None = None
    add_to_cart_count: int | None = None
    click_to_order_rate: ClickToOrderRate | None = None
    gpm: Gpm | None = None
    produt_clicks: int | None = None


@model
class ListLiveProductsProduct(Model):
    """List live products product, in list live products."""

    id: Id | None = None
    name: str | None = None
    sales: ListLiveProductsProductSales | None = None
    traffic: ListLiveProductsProductTraffic | None = None


@model
class TotalPerformance(Model):
    """Total performance, in list products product."""

    gmv: Money | None = None
    orders: int | None = None
    sku_orders: int | None = None
    items_sold: int | None = None
    estimated_customers: int | None = None
    aov: Money | None = None
    product_impressions: int | None = None
    product_clicks: int | None = None
    ctr: str | None = None
    add_cart_count: int | None = None
    add_cart_rate: str | None = None
    click_order_rate: str | None = None
    unique_product_impressions: int | None = None
    unique_clicks: int | None = None
    unique_ctr: str | None = None
    add_cart_users: int | None = None
    unique_atc_rate: str | None = None
    unique_click_order_rate: str | None = None
    gmv_incl_tax: Money | None = None
    tax: Money | None = None
    gross_merchandise_value: Money | None = None
    shipping_fees: Money | None = None
    refunds: Money | None = None
    refunded_items: int | None = None
    refund_customers: int | None = None


@model
class SellerLivePerformance(Model):
    """Seller live performance, in list products product."""

    attributed_gmv: Money | None = None
    attributed_orders: int | None = None
    attributed_sku_orders: int | None = None
    attributed_sold_items: int | None = None
    estimated_customers: int | None = None
    aov: Money | None = None
    new_live_count: int | None = None
    product_impressions: int | None = None
    product_clicks: int | None = None
    ctr: str | None = None
    add_cart_count: int | None = None
    add_cart_rate: str | None = None
    click_order_rate: str | None = None
    unique_product_impressions: int | None = None
    unique_clicks: int | None = None
    unique_ctr: str | None = None
    add_cart_users: int | None = None
    unique_atc_rate: str | None = None
    unique_click_order_rate: str | None = None


@model
class SellerVideoPerformance(Model):
    """Seller video performance, in list products product."""

    attributed_gmv: Money | None = None
    attributed_orders: int | None = None
    attributed_sku_orders: int | None = None
    attributed_sold_items: int | None = None
    estimated_customers: int | None = None
    aov: Money | None = None
    new_video_count: int | None = None
    product_impressions: int | None = None
    product_clicks: int | None = None
    ctr: str | None = None
    add_cart_count: int | None = None
    add_cart_rate: str | None = None
    click_order_rate: str | None = None
    unique_product_impressions: int | None = None
    unique_clicks: int | None = None
    unique_ctr: str | None = None
    add_cart_users: int | None = None
    unique_atc_rate: str | None = None
    unique_click_order_rate: str | None = None


@model
class SellerProductCardPerformance(Model):
    """Seller product card performance, in list products product."""

    attributed_gmv: Money | None = None
    attributed_orders: int | None = None
    attributed_sku_orders: int | None = None
    attributed_sold_items: int | None = None
    estimated_customers: int | None = None
    aov: Money | None = None
    product_impressions: int | None = None
    product_clicks: int | None = None
    ctr: str | None = None
    add_cart_count: int | None = None
    add_cart_rate: str | None = None
    click_order_rate: str | None = None
    unique_product_impressions: int | None = None
    unique_clicks: int | None = None
    unique_ctr: str | None = None
    add_cart_users: int | None = None
    unique_atc_rate: str | None = None
    unique_click_order_rate: str | None = None


@model
class AffiliateTotalPerformance(Model):
    """Affiliate total performance, in list products product."""

    attributed_gmv: Money | None = None
    attributed_orders: int | None = None
    attributed_sku_orders: int | None = None
    attributed_sold_items: int | None = None
    estimated_customers: int | None = None
    aov: Money | None = None
    avg_daily_creator_posted_content: int | None = None
    product_impressions: int | None = None
    product_clicks: int | None = None
    ctr: str | None = None
    add_cart_count: int | None = None
    add_cart_rate: str | None = None
    click_order_rate: str | None = None
    unique_product_impressions: int | None = None
    unique_clicks: int | None = None
    unique_ctr: str | None = None
    add_cart_users: int | None = None
    unique_atc_rate: str | None = None
    unique_click_order_rate: str | None = None


@model
class AffiliateLivePerformance(Model):
    """Affiliate live performance, in list products product."""

    live_attributed_gmv: Money | None = None
    new_live_count: int | None = None
    product_impressions: int | None = None
    product_clicks: int | None = None
    ctr: str | None = None
    add_cart_count: int | None = None
    add_cart_rate: str | None = None
    click_order_rate: str | None = None
    unique_product_impressions: int | None = None
    unique_clicks: int | None = None
    unique_ctr: str | None = None
    atc_users: int | None = None
    unique_atc_rate: str | None = None
    unique_click_order_rate: str | None = None


@model
class AffiliateVideoPerformance(Model):
    """Affiliate video performance, in list products product."""

    attributed_video_gmv: Money | None = None
    new_video_count: int | None = None
    product_impressions: int | None = None
    product_clicks: int | None = None
    ctr: str | None = None
    add_cart_count: int | None = None
    add_cart_rate: str | None = None
    click_order_rate: str | None = None
    unique_product_impressions: int | None = None
    unique_clicks: int | None = None
    unique_ctr: str | None = None
    atc_users: int | None = None
    unique_atc_rate: str | None = None
    unique_click_order_rate: str | None = None


@model
class ShopTabPerformance(Model):
    """Shop tab performance, in list products product."""

    shop_tab_product_impressions: int | None = None
    shop_tab_product_clicks: int | None = None
    unique_shop_tab_product_clicks: int | None = None
    estimated_shop_tab_customers: int | None = None
    shop_tab_ctr: str | None = None
    shop_tab_ctor_sku: str | None = None
    shop_tab_gmv: Money | None = None
    shop_tab_sold_items: int | None = None


@model
class ListProductsProduct(Model):
    """List products product, in list products."""

    id: Id | None = None
    total_performance: TotalPerformance | None = None
    seller_live_performance: SellerLivePerformance | None = None
    seller_video_performance: SellerVideoPerformance | None = None
    seller_product_card_performance: SellerProductCardPerformance | None = None
    affiliate_total_performance: AffiliateTotalPerformance | None = None
    affiliate_live_performance: AffiliateLivePerformance | None = None
    affiliate_video_performance: AffiliateVideoPerformance | None = None
    shop_tab_performance: ShopTabPerformance | None = None


@model
class ListVideosVideoCreator(Model):
    """List videos video creator, in list videos video."""

    author_type: str | None = None
    creator_country: str | None = None
    creator_id: Id | None = None
    nick_name: str | None = None
    open_id: Id | None = None
    user_name: str | None = None


@model
class ListVideosVideoProduct(Model):
    """List videos video product, in list videos video."""

    id: Id | None = None
    name: str | None = None


@model
class ListVideosVideo(Model):
    """List videos video, in list videos."""

    advertisable: bool | None = None
    attributed_gmv: Money | None = None
    avg_customers: int | None = None
    click_through_rate: DecimalText | None = None
    """Ratio as."""
    comments: int | None = None
    creator: ListVideosVideoCreator | None = None
    ctor: str | None = None
    duration: int | None = None
    gmv: Money | None = None
    gpm: Money | None = None
    hash_tags: tuple[str, ...] = ()
    id: Id | None = None
    indirect_gmv: Money | None = None
    items_sold: int | None = None
    likes: int | None = None
    new_followers: int | None = None
    product_clicks: int | None = None
    product_impressions: int | None = None
    products: tuple[ListVideosVideoProduct, ...] = ()
    review_type: str | None = None
    shares: int | None = None
    sku_orders: int | None = None
    title: str | None = None
    username: str | None = None
    v_to_l_clicks: int | None = None
    v_to_l_rate: DecimalText | None = None
    """Ratio as."""
    video_finish_rate: DecimalText | None = None
    """Ratio as."""
    video_post_time: Day | None = None
    views: int | None = None


@model
class Benchmarks(Model):
    """Benchmarks, in metric."""

    excellent_threshold: str | None = None
    poor_threshold: str | None = None


@model
class Metric(Model):
    """Metric, in get score metrics."""

    benchmarks: Benchmarks | None = None
    dimension: str | None = None
    evaluate_duration_days: int | None = None
    end_evaluation_time: UnixSeconds | None = None
    start_evaluation_time: UnixSeconds | None = None
    metric_code: MetricCode | None = None
    metric_name: str | None = None
    score: str | None = None
    status: MetricStatus | None = None
    status_text: str | None = None
    value: str | None = None
    """Percentage string."""
    value_unit: Literal["PERCENT", "HOURS"] | None = None
    """Percentage string."""
    top_reason_text: str | None = None


@model
class CalculationRule(Model):
    """Calculation rule, in score diagnosis."""

    denominator_label: str | None = None
    denominator_value: str | None = None
    numerator_label: str | None = None
    numerator_value: str | None = None


@model
class DistributionDetail(Model):
    """Distribution detail, in score diagnosis."""

    count: int | None = None
    name: str | None = None
    percent: str | None = None
    """Percentage string."""


@model
class DataPoint(Model):
    """Data point, in trend."""

    record_date: str | None = None
    """Date as YYYYMMDD."""
    value: str | None = None


@model
class Trend(Model):
    """Trend, in score diagnosis."""

    data_points: tuple[DataPoint, ...] = ()


@model
class Analyse(Model):
    """Analyse, in score diagnosis."""

    summaries: tuple[str, ...] = ()
    details: tuple[str, ...] = ()


@model
class ScoreDiagnosis(Model):
    """Score diagnosis, in get score diagnosis."""

    benchmarks: Benchmarks | None = None
    calculation_rule: CalculationRule | None = None
    dimension: str | None = None
    distribution_details: tuple[DistributionDetail, ...] = ()
    evaluate_duration_days: int | None = None
    end_evaluation_time: UnixSeconds | None = None
    start_evaluation_time: UnixSeconds | None = None
    metric_code: MetricCode | None = None
    score: str | None = None
    status: MetricStatus | None = None
    status_text: str | None = None
    trend: Trend | None = None
    value: str | None = None
    """Percentage string."""
    value_unit: Literal["PERCENT", "HOURS"] | None = None
    """Percentage string."""
    analyses: tuple[Analyse, ...] = ()


@model
class AhtProblemOrder(Model):
    """Aht problem order, in score problem detail."""

    aftersales_type_name: str | None = None
    approve_duration_hours: str | None = None
    inspect_duration_hours: str | None = None
    order_id: Id | None = None
    return_order_id: Id | None = None
    review_count: int | None = None
    total_handle_duration_hours: str | None = None


@model
class ImDsatChat(Model):
    """Im dsat chat, in score problem detail."""

    chat_duration_hours: str | None = None
    chat_record_id: Id | None = None
    customer_name: str | None = None
    customer_rating: int | None = None
    first_reply_time: UnixSeconds | None = None
    rating_reasons: tuple[str, ...] = ()
    service_agent: str | None = None


@model
class NbfrProblemOrder(Model):
    """Nbfr problem order, in score problem detail."""

    deliver_time: UnixSeconds | None = None
    order_create_time: UnixSeconds | None = None
    order_id: Id | None = None
    product_id: Id | None = None
    product_name: str | None = None
    return_refund_reason: str | None = None
    sku_id: Id | None = None


@model
class NrrProblemOrder(Model):
    """Nrr problem order, in score problem detail."""

    deliver_time: UnixSeconds | None = None
    order_create_time: UnixSeconds | None = None
    order_id: Id | None = None
    product_id: Id | None = None
    product_name: str | None = None
    sku_id: Id | None = None
    user_review_rating: int | None = None


@model
class OtdrProblemOrder(Model):
    """Otdr problem order, in score problem detail."""

    actual_deliver_time: UnixSeconds | None = None
    expect_deliver_time: UnixSeconds | None = None
    order_id: Id | None = None
    product_name: str | None = None
    sku_id: Id | None = None


@model
class SfcrProblemOrder(Model):
    """Sfcr problem order, in score problem detail."""

    cancellation_reasons: tuple[str, ...] = ()
    order_create_time: UnixSeconds | None = None
    order_id: Id | None = None
    product_id: Id | None = None
    product_name: str | None = None
    sku_id: Id | None = None


@model
class ScoreProblemDetail(Model):
    """Score problem detail, in get score problem details."""

    aht_problem_order_items: tuple[AhtProblemOrder, ...] = ()
    im_dsat_chat_items: tuple[ImDsatChat, ...] = ()
    metric_code: MetricCode | None = None
    nbfr_problem_order_items: tuple[NbfrProblemOrder, ...] = ()
    next_page_token: str | None = None
    nrr_problem_order_items: tuple[NrrProblemOrder, ...] = ()
    otdr_problem_order_items: tuple[OtdrProblemOrder, ...] = ()
    sfcr_problem_order_items: tuple[SfcrProblemOrder, ...] = ()
    total_count: int | None = None


@model
class AhtAftersalesType(Model):
    """Aht aftersales type, in score top."""

    handle_duration_hours: str | None = None
    product_id: Id | None = None
    product_name: str | None = None
    return_order_count: int | None = None
    top_aftersales_type_name: str | None = None
    top_type_order_count: int | None = None
    image_url: str | None = None


@model
class NbfrTopProduct(Model):
    """Nbfr top product, in score top."""

    product_id: Id | None = None
    product_name: str | None = None
    return_order_count: int | None = None
    top_reason_order_count: int | None = None
    top_return_reasons: tuple[str, ...] = ()
    image_url: str | None = None


@model
class NrrTopProduct(Model):
    """Nrr top product, in score top."""

    delivered_order_count: int | None = None
    image_url: str | None = None
    negative_order_count: int | None = None
    product_id: Id | None = None
    product_name: str | None = None
    top_review_reasons: tuple[str, ...] = ()


@model
class OtdrLogistics(Model):
    """Otdr logistics, in score top."""

    delivered_order_count: int | None = None
    logistics_provider: str | None = None
    on_time_deliver_order_count: int | None = None
    on_time_deliver_rate: DecimalText | None = None
    """Ratio as."""


@model
class ScoreTop(Model):
    """Score top, in get score top items."""

    aht_aftersales_type_items: tuple[AhtAftersalesType, ...] = ()
    metric_code: str | None = None
    nbfr_top_product_items: tuple[NbfrTopProduct, ...] = ()
    nrr_top_product_items: tuple[NrrTopProduct, ...] = ()
    otdr_logistics_items: tuple[OtdrLogistics, ...] = ()
    total_count: int | None = None


@model
class Benefit(Model):
    """Benefit, in score overview."""

    benefit_name: str | None = None
    is_unlocked: bool | None = None
    unlock_score: str | None = None


@model
class Dimension(Model):
    """Dimension, in score overview."""

    name: str | None = None
    score: str | None = None
    status: MetricStatus | None = None
    status_text: str | None = None
    weight: str | None = None
    """Percentage string."""


@model
class PrimaryCategory(Model):
    """Primary category, in score overview."""

    category_id: Id | None = None
    category_name: str | None = None


@model
class Issue(Model):
    """Issue, in top issues."""

    description: str | None = None
    evaluate_duration_days: int | None = None
    end_evaluation_time: UnixSeconds | None = None
    start_evaluation_time: UnixSeconds | None = None
    metric_code: MetricCode | None = None
    metric_name: str | None = None
    percentile: str | None = None
    """Percentage string."""
    rank: int | None = None


@model
class TopIssues(Model):
    """Top issues, in score overview."""

    issues: tuple[Issue, ...] = ()
    summary: str | None = None


@model
class ScoreOverview(Model):
    """Score overview, in get score overview."""

    benefits: tuple[Benefit, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    evaluate_duration_days: int | None = None
    end_evaluation_time: UnixSeconds | None = None
    start_evaluation_time: UnixSeconds | None = None
    peer_percentile: str | None = None
    """Percentage string."""
    primary_category: PrimaryCategory | None = None
    sps_score: str | None = None
    sps_tier: MetricStatus | None = None
    sps_tier_text: str | None = None
    top_issues: TopIssues | None = None
    update_time: UnixSeconds | None = None


@model
class ContentBreakdown(Model):
    """Content breakdown, in breakdowns."""

    channel: Literal["CREATOR", "SELLER"] | None = None
    content_type: Literal["LIVE", "VIDEO"] | None = None
    gmv: Money | None = None
    indirect_gmv: Money | None = None


@model
class ShopTabAndSearch(Model):
    """Shop tab and search, in breakdowns."""

    others: Money | None = None
    search_attributed: Money | None = None
    shop_tab_attributed: Money | None = None


@model
class Breakdowns(Model):
    """Breakdowns, in shop performance interval."""

    affiliate_product_card_attributed_gmv: Money | None = None
    content_breakdown: tuple[ContentBreakdown, ...] = ()
    seller_product_card_gmv: Money | None = None
    shop_tab_and_search: ShopTabAndSearch | None = None


@model
class ShopPerformanceIntervalSales(Model):
    """Shop performance interval sales, in shop performance interval."""

    avg_order_value: Money | None = None
    avg_sku_order_value: Money | None = None
    cancellations_and_returns: int | None = None
    creator_live_attributed_gmv: Money | None = None
    creator_live_gmv: Money | None = None
    creator_live_indirect_gmv: Money | None = None
    creator_video_attributed_gmv: Money | None = None
    creator_video_gmv: Money | None = None
    creator_video_indirect_gmv: Money | None = None
    customers_count: int | None = None
    gmv: Money | None = None
    gmv_with_tax: Money | None = None
    gmv_with_tiktok_co_funding: Money | None = None
    items_sold: int | None = None
    live_attributed_gmv: Money | None = None
    live_gmv: Money | None = None
    live_indirect_gmv: Money | None = None
    orders_count: int | None = None
    product_card_attributed_gmv: Money | None = None
    refunds: Money | None = None
    seller_live_attributed_gmv: Money | None = None
    seller_live_gmv: Money | None = None
    seller_live_indirect_gmv: Money | None = None
    seller_video_attributed_gmv: Money | None = None
    seller_video_gmv: Money | None = None
    seller_video_indirect_gmv: Money | None = None
    shipping_fees: Money | None = None
    sku_orders_count: int | None = None
    tax: Money | None = None
    video_attributed_gmv: Money | None = None
    video_gmv: Money | None = None
    video_indirect_gmv: Money | None = None


@model
class ShopPerformanceIntervalTraffic(Model):
    """Shop performance interval traffic, in shop performance interval."""

    avg_conversation_rate: str | None = None
    """Percent as text."""
    avg_page_views: int | None = None
    avg_visitors: int | None = None
    product_clicks: int | None = None
    product_impressions: int | None = None
    unique_clicks: int | None = None
    unique_product_impressions: int | None = None


@model
class ShopPerformanceInterval(Model):
    """Shop performance interval, in shop performance."""

    breakdowns: Breakdowns | None = None
    end_date: Day | None = None
    sales: ShopPerformanceIntervalSales | None = None
    start_date: Day | None = None
    traffic: ShopPerformanceIntervalTraffic | None = None


@model
class ShopPerformance(Model):
    """Shop performance, in shop."""

    intervals: tuple[ShopPerformanceInterval, ...] = ()


@model
class Shop(Model):
    """Shop, in get shop."""

    latest_available_date: Day | None = None
    performance: ShopPerformance | None = None


@model
class LivesOverviewPerformanceInterval(Model):
    """Lives overview performance interval, in lives overview performance."""

    avg_live_auction_price: Money | None = None
    avg_viewing_duration: int | None = None
    ctor_sku_order: str | None = None
    end_date: Day | None = None
    live_attributed_gmv: Money | None = None
    live_attributed_items_sold: int | None = None
    live_attributed_sku_orders: int | None = None
    live_auction_attributed_gmv: Money | None = None
    live_auction_attributed_items_sold: int | None = None
    live_auction_attributed_sku_orders: int | None = None
    live_ctr: str | None = None
    live_gmv: Money | None = None
    live_indirect_gmv: Money | None = None
    show_gpm: Money | None = None
    start_date: Day | None = None
    views: int | None = None


@model
class LivesOverviewPerformance(Model):
    """Lives overview performance, in lives overview."""

    intervals: tuple[LivesOverviewPerformanceInterval, ...] = ()


@model
class LivesOverview(Model):
    """Lives overview, in get lives overview."""

    latest_available_date: Day | None = None
    performance: LivesOverviewPerformance | None = None
    updated_at: str | None = None


@model
class InteractionPerformance(Model):
    """Interaction performance, in live stream session."""

    comment_rate: DecimalText | None = None
    """Ratio as."""
    comments: int | None = None
    follow_rate: DecimalText | None = None
    """Ratio as."""
    like_rate: DecimalText | None = None
    """Ratio as."""
    likes: int | None = None
    new_followers: int | None = None
    share_rate: DecimalText | None = None
    """Ratio as."""
    shares: int | None = None


@model
class SalesPerformance(Model):
    """Sales performance, in live stream session."""

    aov: Money | None = None
    attributed_customers: int | None = None
    avg_live_auction_price: Money | None = None
    avg_price: Money | None = None
    created_sku_orders: int | None = None
    gmv_with_tiktok_coupons: Money | None = None
    live_attributed_gmv: Money | None = None
    live_attributed_items_sold: int | None = None
    live_attributed_orders: int | None = None
    live_attributed_sku_orders: int | None = None
    live_auction_attributed_gmv: Money | None = None
    live_auction_attributed_items_sold: int | None = None
    live_auction_attributed_sku_orders: int | None = None
    live_auction_gmv: Money | None = None
    live_auction_indirect_gmv: Money | None = None
    live_gmv: Money | None = None
    live_indirect_gmv: Money | None = None
    payment_rate: DecimalText | None = None
    """Ratio as."""
    products_sold: int | None = None


@model
class LiveStreamSessionTraffic(Model):
    """Live stream session traffic, in live stream session."""

    acu: int | None = None
    avg_viewing_duration: int | None = None
    avg_viewing_duration_per_viewer: int | None = None
    ctor: str | None = None
    ctor_sku_order: str | None = None
    ctr: str | None = None
    gmv_per_hour: Money | None = None
    impressions: int | None = None
    impressions_per_hour: int | None = None
    live_ctr: str | None = None
    order_rate_sku_orders: str | None = None
    over_1m_live_viewing_rate: DecimalText | None = None
    """Ratio as."""
    over_1m_views: int | None = None
    pcu: int | None = None
    product_clicks: int | None = None
    product_impressions: int | None = None
    products_added: int | None = None
    show_gpm: Money | None = None
    tap_through_rate: DecimalText | None = None
    """Ratio as."""
    viewers: int | None = None
    views: int | None = None
    watch_gpm: Money | None = None


@model
class LiveStreamSession(Model):
    """Live stream session, in list lives."""

    creator: Creator | None = None
    end_time: UnixText | None = None
    id: Id | None = None
    interaction_performance: InteractionPerformance | None = None
    sales_performance: SalesPerformance | None = None
    start_time: UnixText | None = None
    title: str | None = None
    traffic: LiveStreamSessionTraffic | None = None


@model
class VideosBatchVideoError(Model):
    """Videos batch video error, in videos batch video."""

    code: str | None = None
    message: str | None = None


@model
class VideosBatchVideoPerformanceIntervalSales(Model):
    """Videos batch video performance interval sales, in videos batch video performance interval."""

    overall: Overall | None = None


@model
class VideosBatchVideoPerformanceInterval(Model):
    """Videos batch video performance interval, in videos batch video performance."""

    end_date: Day | None = None
    sales: VideosBatchVideoPerformanceIntervalSales | None = None
    start_date: Day | None = None
    traffic: VideoPerformanceIntervalTraffic | None = None


@model
class VideosBatchVideoPerformance(Model):
    """Videos batch video performance, in videos batch video."""

    intervals: tuple[VideosBatchVideoPerformanceInterval, ...] = ()
    viewer_profile: tuple[ViewerProfile, ...] = ()


@model
class VideosBatchVideoVideo(Model):
    """Videos batch video video, in videos batch video."""

    duration: int | None = None
    id: Id | None = None
    play_url: str | None = None
    thumbnail_url: str | None = None
    title: str | None = None
    username: str | None = None
    video_post_time: Rfc3339 | None = None
    """Local date and time, YYYY-MM-DD HH:MM:SS."""


@model
class VideosBatchVideo(Model):
    """Videos batch video, in videos batch."""

    error: VideosBatchVideoError | None = None
    performance: VideosBatchVideoPerformance | None = None
    video: VideosBatchVideoVideo | None = None
    video_id: Id | None = None


@model
class VideosBatch(Model):
    """Videos batch, in get videos batch."""

    latest_available_date: Day | None = None
    videos: tuple[VideosBatchVideo, ...] = ()


@model
class VideosOverviewPerformanceInterval(Model):
    """Videos overview performance interval, in videos overview performance."""

    avg_daily_customers: int | None = None
    ctor_sku_order: str | None = None
    ctr: str | None = None
    end_date: Day | None = None
    gpm: Money | None = None
    product_clicks: int | None = None
    product_impressions: int | None = None
    shoppable_video_attributed_gmv: Money | None = None
    start_date: Day | None = None
    today: bool | None = None
    video_attributed_gmv: Money | None = None
    video_attributed_sku_orders: int | None = None
    video_gmv: Money | None = None
    video_indirect_gmv: Money | None = None
    video_product_viewers: int | None = None
    video_views: int | None = None


@model
class VideosOverviewPerformance(Model):
    """Videos overview performance, in videos overview."""

    intervals: tuple[VideosOverviewPerformanceInterval, ...] = ()


@model
class VideosOverview(Model):
    """Videos overview, in get videos overview."""

    latest_available_date: Day | None = None
    performance: VideosOverviewPerformance | None = None


class Analytics(Resource):
    """Read how shop, products and videos perform."""

    _CREATE_EXPORT_TASK = Operation(
        "createCompassOfflineExportTask",
        "POST",
        "/affiliate_seller/202603/compass/offline_task",
    )

    def create_export_task(
        self,
        *,
        module_type: Literal["BASE", "CREATOR"] | None = None,
        window_type: WindowType | None = None,
        end_day: int | None = None,
        plan_type: Literal["ALL", "OPEN", "PARTNER", "TARGET"] | None = None,
    ) -> CreateExportTaskTask | None:
        """Start an offline export of affiliate data.

        Scope: ``seller.affiliate_collaboration.read``.
        TikTok Shop: Create Compass Offline Export Task, 202603.
        """
        return self._field(
            self._CREATE_EXPORT_TASK,
            CreateExportTaskTask,
            "task",
            body={
                "module_type": module_type,
                "window_type": window_type,
                "end_day": end_day,
                "plan_type": plan_type,
            },
        )

    _LIST_EXPORT_TASKS = Operation(
        "getCompassTaskList",
        "GET",
        "/affiliate_seller/202603/compass/offline_tasks",
        repeatable=True,
        page=Paging(items="tasks", style="none"),
    )

    def list_export_tasks(
        self, *, doc_type: Literal["CREATOR", "BASE"]
    ) -> Page[ListExportTasksTask]:
        """List export tasks of the last 7 days.

        Scope: ``seller.affiliate_collaboration.read``.
        TikTok Shop: Get Compass Task List, 202603.
        """
        return self._page(
            self._LIST_EXPORT_TASKS, ListExportTasksTask, query={"doc_type": doc_type}
        )

    _DOWNLOAD_EXPORT_FILE = Operation(
        "downloadCompassTaskFile",
        "GET",
        "/affiliate_seller/202603/compass/offline_tasks/{task_id}/file",
        repeatable=True,
    )

    def download_export_file(
        self, *, task_id: str | int
    ) -> DownloadExportFileFile | None:
        """Download the file of a finished export task.

        Scope: ``seller.affiliate_collaboration.read``.
        TikTok Shop: Download Compass Task File, 202603.
        """
        return self._field(
            self._DOWNLOAD_EXPORT_FILE,
            DownloadExportFileFile,
            "file",
            path={"task_id": task_id},
        )

    _GET_PRODUCT = Operation(
        "getShopProductPerformanceDetail",
        "GET",
        "/analytics/202509/shop_products/{product_id}/performance",
        repeatable=True,
    )

    def get_product(
        self,
        *,
        product_id: str | int,
        start_date_ge: date,
        end_date_lt: date,
        granularity: Literal["ALL", "1D"] | None = None,
        currency: str | None = None,
    ) -> Product:
        """Read figures of one product.

        Scope: ``data.shop_analytics.public.read``.
        TikTok Shop: Get Shop Product Performance Detail, 202509.
        """
        return self._get(
            self._GET_PRODUCT,
            Product,
            path={"product_id": product_id},
            query={
                "start_date_ge": day(start_date_ge),
                "end_date_lt": day(end_date_lt),
                "granularity": granularity,
                "currency": currency,
            },
        )

    _LIST_SKUS = Operation(
        "getShopSKUPerformanceList",
        "GET",
        "/analytics/202509/shop_skus/performance",
        repeatable=True,
        page=Paging(items="skus", total="total_count"),
    )

    def list_skus(
        self,
        *,
        start_date_ge: date,
        end_date_lt: date,
        sort_field: Literal["gmv", "sku_orders", "units_sold"] | None = None,
        sort_order: Literal["ASC", "DESC"] | None = None,
        category_filter: Sequence[str] | None = None,
        product_status_filter: Literal["ALL", "INACTIVE", "LIVE"] | None = None,
        product_ids: Sequence[str | int] | None = None,
        currency: str | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[Sku]:
        """List figures per SKU.

        Scope: ``data.shop_analytics.public.read``.
        TikTok Shop: Get Shop SKU Performance List, 202509.
        """
        return self._page(
            self._LIST_SKUS,
            Sku,
            query={
                "start_date_ge": day(start_date_ge),
                "end_date_lt": day(end_date_lt),
                "page_size": page_size,
                "page_token": page_token,
                "sort_field": sort_field,
                "sort_order": sort_order,
                "category_filter": category_filter,
                "product_status_filter": product_status_filter,
                "product_ids": product_ids,
                "currency": currency,
            },
        )

    _GET_SKU = Operation(
        "getShopSKUPerformanceDetail",
        "GET",
        "/analytics/202509/shop_skus/{sku_id}/performance",
        repeatable=True,
    )

    def get_sku(
        self,
        *,
        sku_id: str | int,
        start_date_ge: date,
        end_date_lt: date,
        granularity: Literal["ALL", "1D"] | None = None,
        currency: str | None = None,
    ) -> GetSkuSku:
        """Read figures of one SKU.

        Scope: ``data.shop_analytics.public.read``.
        TikTok Shop: Get Shop SKU Performance, 202509.
        """
        return self._get(
            self._GET_SKU,
            GetSkuSku,
            path={"sku_id": sku_id},
            query={
                "start_date_ge": day(start_date_ge),
                "end_date_lt": day(end_date_lt),
                "granularity": granularity,
                "currency": currency,
            },
        )

    _GET_VIDEO = Operation(
        "getShopVideoPerformanceDetails",
        "GET",
        "/analytics/202509/shop_videos/{video_id}/performance",
        repeatable=True,
    )

    def get_video(
        self,
        *,
        video_id: str | int,
        start_date_ge: date,
        end_date_lt: date,
        granularity: Literal["ALL", "1D"] | None = None,
        currency: str | None = None,
    ) -> Video:
        """Read figures of one shop video.

        Scope: ``data.shop_analytics.public.read``.
        TikTok Shop: Get Shop Video Performance Details, 202509.
        """
        return self._get(
            self._GET_VIDEO,
            Video,
            path={"video_id": video_id},
            query={
                "start_date_ge": day(start_date_ge),
                "end_date_lt": day(end_date_lt),
                "granularity": granularity,
                "currency": currency,
            },
        )

    _LIST_VIDEO_PRODUCTS = Operation(
        "getShopVideoProductPerformanceList",
        "GET",
        "/analytics/202509/shop_videos/{video_id}/products/performance",
        repeatable=True,
        page=Paging(items="products", total="total_count"),
    )

    def list_video_products(
        self,
        *,
        video_id: str | int,
        end_date_lt: date,
        start_date_ge: date,
        sort_field: AnalyticSortField | None = None,
        sort_order: Literal["ASC", "DESC"] | None = None,
        currency: str | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[ListVideoProductsProduct]:
        """List figures per product of one video.

        Scope: ``data.shop_analytics.public.read``.
        TikTok Shop: Get Shop Video Product Performance List, 202509.
        """
        return self._page(
            self._LIST_VIDEO_PRODUCTS,
            ListVideoProductsProduct,
            path={"video_id": video_id},
            query={
                "end_date_lt": day(end_date_lt),
                "page_size": page_size,
                "sort_field": sort_field,
                "sort_order": sort_order,
                "currency": currency,
                "page_token": page_token,
                "start_date_ge": day(start_date_ge),
            },
        )

    _GET_SHOP_PER_HOUR = Operation(
        "getShopPerformancePerHour",
        "GET",
        "/analytics/202510/shop/performance/{date}/performance_per_hour",
        repeatable=True,
    )

    def get_shop_per_hour(
        self, *, date: str, currency: str | None = None
    ) -> GetShopPerHourPerformance | None:
        """Read a day's shop figures hour by hour.

        Scope: ``data.shop_analytics.public.read``.
        TikTok Shop: Get Shop Performance Per Hour, 202510.
        """
        return self._field(
            self._GET_SHOP_PER_HOUR,
            GetShopPerHourPerformance,
            "performance",
            path={"date": date},
            query={"currency": currency},
        )

    _GET_LIVE_PER_MINUTES = Operation(
        "getShopLIVEMinutePerformance",
        "GET",
        "/analytics/202510/shop_lives/{live_id}/performance_per_minutes",
        repeatable=True,
        page=Paging(items="performance.intervals", total="total_count"),
    )

    def get_live_per_minutes(
        self,
        *,
        live_id: str | int,
        currency: str | None = None,
        page_token: str | None = None,
    ) -> Page[GetLivePerMinutesPerformanceInterval]:
        """Read a LIVE session's figures minute by minute.

        Scope: ``data.shop_analytics.public.read``.
        TikTok Shop: Get Shop LIVE Performance Per Minutes, 202510.
        """
        return self._page(
            self._GET_LIVE_PER_MINUTES,
            GetLivePerMinutesPerformanceInterval,
            path={"live_id": live_id},
            query={"page_token": page_token, "currency": currency},
        )

    _LIST_BESTSELLING_CREATORS = Operation(
        "getBestsellingCreators",
        "GET",
        "/analytics/202511/creators/bestselling",
        repeatable=True,
        page=Paging(items="creators", style="none"),
    )

    def list_bestselling_creators(
        self,
        *,
        date: date,
        time_slot: Literal["1D", "7D", "30D"],
        author_type: AuthorType,
        currency: str | None = None,
    ) -> Page[Creator]:
        """Rank creators by sales.

        Scope: ``data.bestselling.public.read``.
        TikTok Shop: Get Bestselling Creators, 202511.
        """
        return self._page(
            self._LIST_BESTSELLING_CREATORS,
            Creator,
            query={
                "date": day(date),
                "time_slot": time_slot,
                "author_type": author_type,
                "currency": currency,
            },
        )

    _LIST_BESTSELLING_LIVES = Operation(
        "getBestsellingLIVESessions",
        "GET",
        "/analytics/202511/lives/bestselling",
        repeatable=True,
        page=Paging(items="lives", style="none"),
    )

    def list_bestselling_lives(
        self,
        *,
        date: date | None = None,
        time_slot: Literal["1D", "7D", "30D"] | None = None,
        currency: str | None = None,
    ) -> Page[Live]:
        """Rank LIVE sessions by sales.

        Scope: ``data.bestselling.public.read``.
        TikTok Shop: Get Bestselling LIVEs, 202511.
        """
        return self._page(
            self._LIST_BESTSELLING_LIVES,
            Live,
            query={"date": day(date), "time_slot": time_slot, "currency": currency},
        )

    _LIST_BESTSELLING_PRODUCTS = Operation(
        "getBestsellingProducts",
        "GET",
        "/analytics/202511/products/bestselling",
        repeatable=True,
        page=Paging(items="products", style="none"),
    )

    def list_bestselling_products(
        self,
        *,
        date: date,
        time_slot: Literal["1D", "7D", "30D"],
        category_id: str | int | None = None,
        currency: str | None = None,
    ) -> Page[ListBestsellingProductsProduct]:
        """Rank products by sales.

        Scope: ``data.bestselling.public.read``.
        TikTok Shop: Get Bestselling Products, 202511.
        """
        return self._page(
            self._LIST_BESTSELLING_PRODUCTS,
            ListBestsellingProductsProduct,
            query={
                "category_id": category_id,
                "date": day(date),
                "time_slot": time_slot,
                "currency": currency,
            },
        )

    _LIST_BESTSELLING_VIDEOS = Operation(
        "getBestsellingVideos",
        "GET",
        "/analytics/202511/videos/bestselling",
        repeatable=True,
        page=Paging(items="videos", style="none"),
    )

    def list_bestselling_videos(
        self,
        *,
        date: date,
        time_slot: Literal["1D", "7D", "30D"],
        currency: str | None = None,
    ) -> Page[ListBestsellingVideosVideo]:
        """Rank videos by sales.

        Scope: ``data.bestselling.public.read``.
        TikTok Shop: Get Bestselling Videos, 202511.
        """
        return self._page(
            self._LIST_BESTSELLING_VIDEOS,
            ListBestsellingVideosVideo,
            query={"date": day(date), "time_slot": time_slot, "currency": currency},
        )

    _LIST_LIVE_PRODUCTS = Operation(
        "getShopLIVEProductsPerformanceList",
        "GET",
        "/analytics/202512/shop/{live_id}/products_performance",
        repeatable=True,
        page=Paging(items="products", style="none"),
    )

    def list_live_products(
        self,
        *,
        live_id: str | int,
        sort_order: Literal["ASC", "DESC"] | None = None,
        sort_field: AnalyticSortFieldInput | None = None,
        currency: str | None = None,
    ) -> Page[ListLiveProductsProduct]:
        """List figures per product of one LIVE.

        Scope: ``data.shop_analytics.public.read``.
        TikTok Shop: Get Shop LIVE Products Performance List, 202512.
        """
        return self._page(
            self._LIST_LIVE_PRODUCTS,
            ListLiveProductsProduct,
            path={"live_id": live_id},
            query={
                "sort_order": sort_order,
                "sort_field": sort_field,
                "currency": currency,
            },
        )

    _LIST_PRODUCTS = Operation(
        "getShopProductPerformanceList",
        "GET",
        "/analytics/202605/shop_products/performance",
        repeatable=True,
        page=Paging(items="products", total="total_count"),
    )

    def list_products(
        self,
        *,
        start_date_ge: date,
        end_date_lt: date,
        sort_field: Literal["gmv", "items_sold", "orders"] | None = None,
        sort_order: Literal["ASC", "DESC"] | None = None,
        currency: str | None = None,
        category_filter: Sequence[str] | None = None,
        product_status_filter: Literal["ALL", "INACTIVE", "LIVE"] | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[ListProductsProduct]:
        """List figures per product.

        Scope: ``data.shop_analytics.public.read``.
        TikTok Shop: Get Shop Product Performance List, 202605.
        """
        return self._page(
            self._LIST_PRODUCTS,
            ListProductsProduct,
            query={
                "start_date_ge": day(start_date_ge),
                "end_date_lt": day(end_date_lt),
                "page_size": page_size,
                "page_token": page_token,
                "sort_field": sort_field,
                "sort_order": sort_order,
                "currency": currency,
                "category_filter": category_filter,
                "product_status_filter": product_status_filter,
            },
        )

    _LIST_VIDEOS = Operation(
        "getShopVideoPerformanceList",
        "GET",
        "/analytics/202605/shop_videos/performance",
        repeatable=True,
        page=Paging(items="videos", total="total_count"),
    )

    def list_videos(
        self,
        *,
        start_date_ge: date,
        end_date_lt: date,
        sort_field: AnalyticSortField2 | None = None,
        sort_order: Literal["ASC", "DESC"] | None = None,
        currency: str | None = None,
        account_type: AccountType | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[ListVideosVideo]:
        """List figures per shop video.

        Scope: ``data.shop_analytics.public.read``.
        TikTok Shop: Get Shop Video Performance List, 202605.
        """
        return self._page(
            self._LIST_VIDEOS,
            ListVideosVideo,
            query={
                "start_date_ge": day(start_date_ge),
                "end_date_lt": day(end_date_lt),
                "page_size": page_size,
                "sort_field": sort_field,
                "sort_order": sort_order,
                "currency": currency,
                "page_token": page_token,
                "account_type": account_type,
            },
        )

    _GET_SCORE_METRICS = Operation(
        "getSPSMetrics",
        "GET",
        "/analytics/202606/shop_performances/metrics",
        repeatable=True,
        page=Paging(items="metrics", style="none"),
    )

    def get_score_metrics(self, *, locale: str | None = None) -> Page[Metric]:
        """List metrics behind the shop performance score.

        TikTok Shop: Get SPS Metrics, 202606.
        """
        return self._page(self._GET_SCORE_METRICS, Metric, query={"locale": locale})

    _GET_SCORE_DIAGNOSIS = Operation(
        "getSPSMetricDiagnosis",
        "GET",
        "/analytics/202606/shop_performances/metrics/{metric_code}/diagnosis",
        repeatable=True,
    )

    def get_score_diagnosis(
        self,
        *,
        metric_code: str,
        locale: str | None = None,
        trend_duration_days: int | None = None,
    ) -> ScoreDiagnosis:
        """Explain one metric with trend and thresholds.

        TikTok Shop: Get SPS Metric Diagnosis, 202606.
        """
        return self._get(
            self._GET_SCORE_DIAGNOSIS,
            ScoreDiagnosis,
            path={"metric_code": metric_code},
            query={"locale": locale, "trend_duration_days": trend_duration_days},
        )

    _GET_SCORE_PROBLEM_DETAILS = Operation(
        "getSPSMetricProblemDetails",
        "GET",
        "/analytics/202606/shop_performances/metrics/{metric_code}/problem_details",
        repeatable=True,
    )

    def get_score_problem_details(
        self,
        *,
        metric_code: str,
        locale: str | None = None,
        page_token: str | None = None,
        page_size: int = 50,
    ) -> ScoreProblemDetail:
        """List orders or chats that hurt one metric.

        TikTok Shop: Get SPS Metric Problem Details, 202606.
        """
        return self._get(
            self._GET_SCORE_PROBLEM_DETAILS,
            ScoreProblemDetail,
            path={"metric_code": metric_code},
            query={"locale": locale, "page_token": page_token, "page_size": page_size},
        )

    _GET_SCORE_TOP_ITEMS = Operation(
        "getSPSMetricTopItems",
        "GET",
        "/analytics/202606/shop_performances/metrics/{metric_code}/top_items",
        repeatable=True,
    )

    def get_score_top_items(
        self, *, metric_code: str, locale: str | None = None
    ) -> ScoreTop:
        """List products or carriers weighing most on a metric.

        TikTok Shop: Get SPS Metric Top Items, 202606.
        """
        return self._get(
            self._GET_SCORE_TOP_ITEMS,
            ScoreTop,
            path={"metric_code": metric_code},
            query={"locale": locale},
        )

    _GET_SCORE_OVERVIEW = Operation(
        "getSPSOverview",
        "GET",
        "/analytics/202606/shop_performances/overview",
        repeatable=True,
    )

    def get_score_overview(self, *, locale: str | None = None) -> ScoreOverview:
        """Fetch the shop performance score and its parts.

        TikTok Shop: Get SPS Overview, 202606.
        """
        return self._get(
            self._GET_SCORE_OVERVIEW, ScoreOverview, query={"locale": locale}
        )

    _GET_SHOP = Operation(
        "getShopPerformance",
        "GET",
        "/analytics/202609/shop/performance",
        repeatable=True,
    )

    def get_shop(
        self,
        *,
        start_date_ge: date,
        end_date_lt: date,
        granularity: Literal["ALL", "1D"] | None = None,
        currency: str | None = None,
    ) -> Shop:
        """Read sales and traffic figures of the shop.

        Scope: ``data.shop_analytics.public.read``.
        TikTok Shop: Get Shop Performance, 202609.
        """
        return self._get(
            self._GET_SHOP,
            Shop,
            query={
                "start_date_ge": day(start_date_ge),
                "end_date_lt": day(end_date_lt),
                "granularity": granularity,
                "currency": currency,
            },
        )

    _GET_LIVES_OVERVIEW = Operation(
        "getShopLIVEPerformanceOverview",
        "GET",
        "/analytics/202609/shop_lives/overview_performance",
        repeatable=True,
    )

    def get_lives_overview(
        self,
        *,
        start_date_ge: date,
        end_date_lt: date,
        today: bool | None = None,
        granularity: Literal["ALL", "1D"] | None = None,
        currency: str | None = None,
        account_type: AnalyticAccountType | None = None,
    ) -> LivesOverview:
        """Read total figures of all shop LIVEs.

        Scope: ``data.shop_analytics.public.read``.
        TikTok Shop: Get Shop LIVE Performance Overview, 202609.
        """
        return self._get(
            self._GET_LIVES_OVERVIEW,
            LivesOverview,
            query={
                "start_date_ge": day(start_date_ge),
                "end_date_lt": day(end_date_lt),
                "today": today,
                "granularity": granularity,
                "currency": currency,
                "account_type": account_type,
            },
        )

    _LIST_LIVES = Operation(
        "getShopLIVEPerformanceList",
        "GET",
        "/analytics/202609/shop_lives/performance",
        repeatable=True,
        page=Paging(items="live_stream_sessions", total="total_count"),
    )

    def list_lives(
        self,
        *,
        start_date_ge: date,
        end_date_lt: date,
        account_type: AnalyticAccountTypeInput,
        sort_field: AnalyticSortField3 | None = None,
        sort_order: Literal["ASC", "DESC"] | None = None,
        currency: str | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[LiveStreamSession]:
        """List figures per shop LIVE session.

        Scope: ``data.shop_analytics.public.read``.
        TikTok Shop: Get Shop LIVE Performance List, 202609.
        """
        return self._page(
            self._LIST_LIVES,
            LiveStreamSession,
            query={
                "start_date_ge": day(start_date_ge),
                "end_date_lt": day(end_date_lt),
                "account_type": account_type,
                "page_size": page_size,
                "sort_field": sort_field,
                "sort_order": sort_order,
                "currency": currency,
                "page_token": page_token,
            },
        )

    _GET_VIDEOS_BATCH = Operation(
        "getShopVideosPerformanceDetails",
        "GET",
        "/analytics/202609/shop_videos/batch_performance",
        repeatable=True,
        failures="videos[].error",
    )

    def get_videos_batch(
        self,
        *,
        video_ids: Sequence[str | int],
        start_date_ge: date,
        end_date_lt: date,
        granularity: Literal["ALL", "1D"] | None = None,
        currency: str | None = None,
    ) -> BatchResult[VideosBatch]:
        """Read figures of several shop videos.

        TikTok Shop: Get Shop Videos Performance Details, 202609.
        """
        return self._batch(
            self._GET_VIDEOS_BATCH,
            VideosBatch,
            query={
                "video_ids": video_ids,
                "start_date_ge": day(start_date_ge),
                "end_date_lt": day(end_date_lt),
                "granularity": granularity,
                "currency": currency,
            },
        )

    _GET_VIDEOS_OVERVIEW = Operation(
        "getShopVideoPerformanceOverview",
        "GET",
        "/analytics/202609/shop_videos/overview_performance",
        repeatable=True,
    )

    def get_videos_overview(
        self,
        *,
        start_date_ge: date,
        end_date_lt: date,
        today: bool | None = None,
        granularity: Literal["ALL", "1D"] | None = None,
        currency: str | None = None,
        account_type: AccountType | None = None,
    ) -> VideosOverview:
        """Read total figures of all shop videos.

        Scope: ``data.shop_analytics.public.read``.
        TikTok Shop: Get Shop Video Performance Overview, 202609.
        """
        return self._get(
            self._GET_VIDEOS_OVERVIEW,
            VideosOverview,
            query={
                "start_date_ge": day(start_date_ge),
                "end_date_lt": day(end_date_lt),
                "today": today,
                "granularity": granularity,
                "currency": currency,
                "account_type": account_type,
            },
        )
