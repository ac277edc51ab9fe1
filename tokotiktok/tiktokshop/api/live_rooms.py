"""Read how live streams perform.

Written by spec/generate.py; edit spec/tiktokshop or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import DecimalText, Id, Model, UnixSeconds, model, texts
from ..._resource import BatchResult, Page, Resource
from ...money import Money
from ...wire import Operation, Paging

IndicatorType = TypeAliasType(
    "IndicatorType",
    Literal[
        "USER_PORTRAIT_GENDER_UNKNOWN",
        "USER_PORTRAIT_GENDER_M",
        "USER_PORTRAIT_GENDER_F",
    ],
)

StatsType = TypeAliasType(
    "StatsType", Literal["TREND_WATCH_PV", "TREND_COMMENT_PV", "TREND_SHARE_PV"]
)


@model
class LiveRoom(Model):
    """Live room, in get."""

    id: Id | None = None
    start_time: UnixSeconds | None = None
    status: str | None = None
    title: str | None = None


@model
class Commission(Model):
    """Commission, in product product."""

    commission_rate: int | None = None
    """In hundredths of a percent."""
    inclusive_reward_commission_rate: int | None = None
    """In hundredths of a percent."""


@model
class MainImage(Model):
    """Main image, in product product."""

    height: int | None = None
    url: str | None = None
    width: int | None = None


@model
class OriginalPrice(Model):
    """Original price, in price."""

    currency: str | None = None
    highest_amount: DecimalText | None = None
    lowest_amount: DecimalText | None = None


@model
class Price(Model):
    """Price, in product product."""

    original_price: OriginalPrice | None = None
    platform_discount_price: OriginalPrice | None = None
    seller_discount_price: OriginalPrice | None = None


@model
class ProductProductStatus(Model):
    """Product product status, in product product."""

    added_status: str | None = None
    inventory_status: str | None = None
    review_status: str | None = None


@model
class ProductProduct(Model):
    """Product product, in product."""

    commission: Commission | None = None
    detail_url: str | None = None
    id: Id | None = None
    main_images: tuple[MainImage, ...] = ()
    original_url: str | None = None
    price: Price | None = None
    sale_regions: tuple[str, ...] = ()
    shop_name: str | None = None
    source: str | None = None
    status: ProductProductStatus | None = None
    title: str | None = None


@model
class Product(Model):
    """A product in full."""

    pinned_product_id: Id | None = None
    products: tuple[ProductProduct, ...] = ()


@model
class AddProductsLiveRoomErrorDetail(Model):
    """Add products live room error detail, in add products live room error."""

    product_id: Id | None = None


@model
class AddProductsLiveRoomError(Model):
    """Add products live room error, in add products live room result."""

    code: int | None = None
    detail: AddProductsLiveRoomErrorDetail | None = None
    message: str | None = None


@model
class AddProductsLiveRoomResult(Model):
    """Add products live room result, in add products."""

    errors: tuple[AddProductsLiveRoomError, ...] = ()


@model
class Stats(Model):
    """Stats, in get core stats."""

    sales: int | None = None
    local_gmv: Money | None = None
    created_order_count: int | None = None
    current_visitor_count: int | None = None
    paid_order_count: int | None = None
    local_unit_price: Money | None = None
    product_reach_count: int | None = None
    watch_pv: int | None = None
    click_through_rate: DecimalText | None = None
    """Ratio as."""
    accumulated_new_follower_count: int | None = None
    buyer_count: int | None = None
    accumulated_comment_count: int | None = None
    product_view_count: int | None = None
    click_order_rate: DecimalText | None = None
    """Ratio as."""
    avg_watching_duration: int | None = None
    accumulated_sharing_count: int | None = None
    peak_concurrent_user_count: int | None = None


@model
class DataPoint(Model):
    """Data point, in gmv trend performance."""

    order_count: int | None = None
    timestamp: UnixSeconds | None = None
    gmv: Money | None = None


@model
class GmvTrendPerformance(Model):
    """Gmv trend performance, in get gmv trends."""

    stats_type: Literal["TREND_GMV", "TREND_CREATED_ORDER"] | None = None
    data_points: tuple[DataPoint, ...] = ()


@model
class InteractiveTrendPerformanceDataPoint(Model):
    """Interactive trend performance data point, in interactive trend performance."""

    value: str | None = None
    timestamp: UnixSeconds | None = None


@model
class ProductStat(Model):
    """Product stat, in get product stats."""

    main_image_url: str | None = None
    product_id: Id | None = None
    is_live: bool | None = None
    click_through_rate: DecimalText | None = None
    """Ratio as."""
    sellable_region: str | None = None
    created_order_count: int | None = None
    exposure_count: int | None = None
    total_click_count: int | None = None
    local_gmv: Money | None = None
    product_name: str | None = None
    local_unit_price: Money | None = None
    paid_order_count: int | None = None
    inventory_left_count: int | None = None
    inventory_consumption_count: int | None = None
    created_order_user_count: int | None = None
    paid_user_count: int | None = None
    click_order_rate: DecimalText | None = None
    """Ratio as."""


@model
class TrafficPerformanceSource(Model):
    """Traffic performance source, in traffic performance."""

    name: str | None = None
    watch_pv: int | None = None


@model
class TrafficPerformance(Model):
    """Traffic performance, in get traffic performances."""

    source: TrafficPerformanceSource | None = None
    sub_sources: tuple[TrafficPerformanceSource, ...] = ()


@model
class Indicator(Model):
    """Indicator, in user portrait."""

    type: IndicatorType | None = None
    value: str | None = None


@model
class UserPortrait(Model):
    """User portrait, in get user portraits."""

    all_ads_gender_indicators: tuple[Indicator, ...] = ()
    all_fan_indicators: tuple[Indicator, ...] = ()
    all_ads_age_indicators: tuple[Indicator, ...] = ()
    region_indicators: tuple[Indicator, ...] = ()
    paid_ads_age_indicators: tuple[Indicator, ...] = ()
    paid_ads_gender_indicators: tuple[Indicator, ...] = ()
    paid_fan_indicators: tuple[Indicator, ...] = ()


@model
class TrendPerformance(Model):
    """Trend performance, in get interactive trends."""

    stats_type: StatsType | None = None
    data_points: tuple[InteractiveTrendPerformanceDataPoint, ...] = ()


class LiveRooms(Resource):
    """Read how live streams perform."""

    _GET = Operation(
        "getLiveRoomInfo",
        "GET",
        "/affiliate/202309/live_rooms",
        repeatable=True,
        shop="none",
    )

    def get(self) -> LiveRoom:
        """Fetch the creator's latest LIVE room.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Get Live Room Info, 202309.
        """
        return self._get(self._GET, LiveRoom)

    _REMOVE_PRODUCTS = Operation(
        "removeLIVEProducts",
        "DELETE",
        "/affiliate/202309/live_rooms/products",
        shop="none",
    )

    def remove_products(
        self, *, product_ids: Sequence[str | int] | None = None
    ) -> None:
        """Remove products from a LIVE.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Remove LIVE Products, 202309.
        """
        self._do(self._REMOVE_PRODUCTS, body={"product_ids": texts(product_ids)})

    _GET_PRODUCTS = Operation(
        "getLIVEProducts",
        "GET",
        "/affiliate/202309/live_rooms/products",
        repeatable=True,
        shop="none",
    )

    def get_products(self) -> Product:
        """List products of a current or upcoming LIVE.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Get LIVE Products, 202309.
        """
        return self._get(self._GET_PRODUCTS, Product)

    _ADD_PRODUCTS = Operation(
        "addLIVEProducts",
        "POST",
        "/affiliate/202309/live_rooms/products",
        shop="none",
        failures="errors",
    )

    def add_products(
        self, *, product_ids: Sequence[str | int] | None = None
    ) -> BatchResult[AddProductsLiveRoomResult]:
        """Add products to a LIVE.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Add LIVE Products, 202309.
        """
        return self._batch(
            self._ADD_PRODUCTS,
            AddProductsLiveRoomResult,
            product_ids or (),
            body={"product_ids": texts(product_ids)},
        )

    _TOP_PRODUCTS = Operation(
        "topLIVEProducts",
        "POST",
        "/affiliate/202309/live_rooms/products/top",
        shop="none",
    )

    def top_products(self, *, product_ids: Sequence[str | int] | None = None) -> None:
        """Put chosen products first in a LIVE.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Top LIVE Products, 202309.
        """
        self._do(self._TOP_PRODUCTS, body={"product_ids": texts(product_ids)})

    _PIN_PRODUCT = Operation(
        "pinLIVEProduct",
        "POST",
        "/affiliate/202309/live_rooms/products/{product_id}/pin",
        shop="none",
    )

    def pin_product(self, *, product_id: str | int) -> None:
        """Pin one product in the LIVE.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Pin LIVE Product, 202309.
        """
        self._do(self._PIN_PRODUCT, path={"product_id": product_id})

    _UNPIN_PRODUCT = Operation(
        "unpinLIVEProduct",
        "POST",
        "/affiliate/202309/live_rooms/products/{product_id}/unpin",
        shop="none",
    )

    def unpin_product(self, *, product_id: str | int) -> None:
        """Unpin a product in the LIVE.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Unpin LIVE Product, 202309.
        """
        self._do(self._UNPIN_PRODUCT, path={"product_id": product_id})

    _GET_CORE_STATS = Operation(
        "getLiveRoomCoreStats",
        "GET",
        "/analytics/202502/live_rooms/{live_room_id}/core_stats",
        repeatable=True,
        shop="none",
    )

    def get_core_stats(self, *, live_room_id: str | int) -> Stats | None:
        """Read key figures of a LIVE room.

        TikTok Shop: Get Live Core Stats, 202502.
        """
        return self._field(
            self._GET_CORE_STATS, Stats, "stats", path={"live_room_id": live_room_id}
        )

    _GET_GMV_TRENDS = Operation(
        "getLiveRoomGMVAndOrderTrends",
        "GET",
        "/analytics/202502/live_rooms/{live_room_id}/gmv_trend_performances",
        repeatable=True,
        shop="none",
        page=Paging(items="gmv_trend_performances", style="none"),
    )

    def get_gmv_trends(self, *, live_room_id: str | int) -> Page[GmvTrendPerformance]:
        """Read sales and order curves of a LIVE room.

        TikTok Shop: Get GMV Trend Performances, 202502.
        """
        return self._page(
            self._GET_GMV_TRENDS,
            GmvTrendPerformance,
            path={"live_room_id": live_room_id},
        )

    _GET_INTERACTIVE_TRENDS = Operation(
        "getLiveRoomInteractiveTrends",
        "GET",
        "/analytics/202502/live_rooms/{live_room_id}/interactive_trend_performances",
        repeatable=True,
        shop="none",
        page=Paging(items="interactive_trend_performances", style="none"),
    )

    def get_interactive_trends(
        self, *, live_room_id: str | int
    ) -> Page[TrendPerformance]:
        """Read watch, comment and share curves of a LIVE room.

        TikTok Shop: Get Interactive Trend Performances, 202502.
        """
        return self._page(
            self._GET_INTERACTIVE_TRENDS,
            TrendPerformance,
            path={"live_room_id": live_room_id},
        )

    _GET_PRODUCT_STATS = Operation(
        "getLiveRoomProductStats",
        "GET",
        "/analytics/202502/live_rooms/{live_room_id}/product_stats",
        repeatable=True,
        shop="none",
        page=Paging(items="product_stats", style="none"),
    )

    def get_product_stats(self, *, live_room_id: str | int) -> Page[ProductStat]:
        """Read figures per product of a LIVE room.

        TikTok Shop: Get Product Stats, 202502.
        """
        return self._page(
            self._GET_PRODUCT_STATS, ProductStat, path={"live_room_id": live_room_id}
        )

    _GET_TRAFFIC_PERFORMANCES = Operation(
        "getLiveRoomTrafficPerformance",
        "GET",
        "/analytics/202502/live_rooms/{live_room_id}/traffic_performances",
        repeatable=True,
        shop="none",
        page=Paging(items="traffic_performances", style="none"),
    )

    def get_traffic_performances(
        self, *, live_room_id: str | int
    ) -> Page[TrafficPerformance]:
        """Read traffic sources of a LIVE room.

        TikTok Shop: Get Traffic Performances, 202502.
        """
        return self._page(
            self._GET_TRAFFIC_PERFORMANCES,
            TrafficPerformance,
            path={"live_room_id": live_room_id},
        )

    _GET_USER_PORTRAITS = Operation(
        "getLiveRoomUserPortraits",
        "GET",
        "/analytics/202502/live_rooms/{live_room_id}/user_portraits",
        repeatable=True,
        shop="none",
    )

    def get_user_portraits(self, *, live_room_id: str | int) -> UserPortrait:
        """Read audience make-up of a LIVE room.

        TikTok Shop: Get User Portraits, 202502.
        """
        return self._get(
            self._GET_USER_PORTRAITS, UserPortrait, path={"live_room_id": live_room_id}
        )

    _GET_VIEW_TRENDS = Operation(
        "getLiveRoomViewTrends",
        "GET",
        "/analytics/202502/live_rooms/{live_room_id}/view_trend_performances",
        repeatable=True,
        shop="none",
        page=Paging(items="view_trend_performances", style="none"),
    )

    def get_view_trends(self, *, live_room_id: str | int) -> Page[TrendPerformance]:
        """Read viewer count curves of a LIVE room.

        TikTok Shop: Get View Trend Performances, 202502.
        """
        return self._page(
            self._GET_VIEW_TRENDS, TrendPerformance, path={"live_room_id": live_room_id}
        )
