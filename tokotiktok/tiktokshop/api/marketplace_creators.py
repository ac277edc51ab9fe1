"""Find creators in the marketplace.

Written by spec/generate.py; edit spec/tiktokshop/affiliate_seller.json or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import DecimalText, Id, Model, UnixSeconds, model
from ..._resource import Page, Resource
from ...money import Money
from ...wire import Operation, Paging

DataGroup = TypeAliasType(
    "DataGroup",
    Literal[
        "BASIC_CREATOR_INFORMATION",
        "CONTENT_PERFORMANCE",
        "FOLLOWER_INFORMATION",
        "COLLABORATION",
        "SALES_AND_GMV",
    ],
)

OptionType = TypeAliasType(
    "OptionType",
    Literal[
        "OPTION_BRAND",
        "OPTION_CREATOR_LEVEL",
        "OPTION_LANGUAGE",
        "OPTION_SORTER",
        "OPTION_VERTICAL_PRO",
    ],
)


@model
class QuotaDetail(Model):
    """Quota detail, in gmv level rule."""

    creator_levels: tuple[int, ...] = ()
    quota_period_sum: int | None = None
    quota_bonus_sum: int | None = None
    quota_period_use: int | None = None
    quota_bonus_use: int | None = None


@model
class GmvLevelRule(Model):
    """Gmv level rule, in outreach quota."""

    reached_max_follower_cnt: str | None = None
    gmv_tier: str | None = None
    left_gmv: Money | None = None
    right_gmv: Money | None = None
    quota_details: tuple[QuotaDetail, ...] = ()


@model
class OutreachQuota(Model):
    """Outreach quota, in get outreach quota."""

    shop_id: Id | None = None
    quota_type: str | None = None
    gmv_tier: str | None = None
    quota_sum: str | None = None
    quota_use: str | None = None
    unlimited: bool | None = None
    reached_max_follower_cnt: str | None = None
    new_connect_count: str | None = None
    pair_connect_count: str | None = None
    start_time: str | None = None
    end_time: str | None = None
    gmv_level_rule: tuple[GmvLevelRule, ...] = ()
    quota_details: tuple[QuotaDetail, ...] = ()
    bonus_exposure_post_percentile_threshold: str | None = None
    """Percentage string."""


@model
class Connect(Model):
    """Connect, in outreach record."""

    id: Id | None = None
    creator_open_id: Id | None = None
    has_sent_im_message: bool | None = None
    has_sent_invitation: bool | None = None
    is_paired: bool | None = None


@model
class OutreachRecord(Model):
    """Outreach record, in query outreach records."""

    total: int | None = None
    connect_list: tuple[Connect, ...] = ()


@model
class CountRangeInput(Model):
    """Count range, in follower demographics input."""

    count_ge: int | None = None
    count_le: int | None = None


@model
class GenderDistributionInput(Model):
    """Gender distribution, in follower demographics input."""

    gender: str | None = None
    percentage_ge: int | None = None


@model
class FollowerDemographicsInput(Model):
    """Follower demographics, in search."""

    age_ranges: tuple[str, ...] = ()
    count_range: CountRangeInput | None = None
    gender_distribution: GenderDistributionInput | None = None


@model
class SearchCategoryInput(Model):
    """Search category, in search."""

    parent_category_id: Id | None = None
    child_category_id_list: tuple[str, ...] = ()


@model
class ContentPerformanceInput(Model):
    """Content performance, in search."""

    avg_video_views: str | None = None
    avg_shoppable_video_views: str | None = None
    avg_engagement_rate: str | None = None
    avg_shopable_engagement_rate: str | None = None
    avg_live_avg_viewers_ge: str | None = None
    avg_shoppable_live_avg_viewers_ge: str | None = None


@model
class AffiliateInput(Model):
    """Affiliate, in search."""

    avg_commission_rate: str | None = None
    post_rate: Literal["ALL", "OK", "GOOD", "BETTER"] | None = None
    creator_agency_staus: Literal["AGENCY_MANAGED", "INDEPENDENT"] | None = None
    is_fast_growing: bool | None = None
    not_invited_l90_days: bool | None = None


@model
class OptionChildrenInput(Model):
    """Option children, in option option input."""

    id: Id | None = None
    name: str | None = None


@model
class OptionOptionInput(Model):
    """Option option, in option input."""

    id: Id | None = None
    name: str | None = None
    option_children: tuple[OptionChildrenInput, ...] = ()


@model
class OptionInput(Model):
    """Option, in advanced filters input."""

    options: tuple[OptionOptionInput, ...] = ()
    option_type: str | None = None


@model
class AdvancedFiltersInput(Model):
    """Advanced filters, in search."""

    content_preference_type: tuple[Literal["VIDEO", "LIVE"], ...] = ()
    eligible_flat_fee: bool | None = None
    """Only in US."""
    option_list: tuple[OptionInput, ...] = ()
    sorter_algorithm_id: Id | None = None


@model
class Avatar(Model):
    """Avatar, in creator."""

    url: str | None = None


@model
class Range(Model):
    """Range, in creator."""

    currency: str | None = None
    minimum_amount: DecimalText | None = None
    maximum_amount: DecimalText | None = None
    formatted_range: str | None = None


@model
class UnitsSoldRange(Model):
    """Units sold range, in creator."""

    minimum_amount: int | None = None
    maximum_amount: int | None = None
    formatted_range: str | None = None


@model
class MajorGender(Model):
    """Major gender, in top follower demographics."""

    gender: str | None = None
    percentage: int | None = None


@model
class TopFollowerDemographics(Model):
    """Top follower demographics, in creator."""

    age_ranges: tuple[str, ...] = ()
    major_gender: MajorGender | None = None


@model
class CreatorConnect(Model):
    """Creator connect, in creator profile."""

    is_paired: bool | None = None
    is_connect: bool | None = None
    is_blocked: bool | None = None


@model
class Gmv(Model):
    """Gmv, in creator trend profile."""

    amount: DecimalText | None = None
    symbol: str | None = None


@model
class CreatorTrendProfile(Model):
    """Creator trend profile, in creator profile."""

    start_timestamp: UnixSeconds | None = None
    end_timestamp: UnixSeconds | None = None
    gmv: Gmv | None = None
    units_sold: int | None = None
    follower: int | None = None
    engagement_rate: int | None = None
    """In hundredths of a percent."""


@model
class CreatorProfile(Model):
    """Creator profile, in creator."""

    is_official_recommend: bool | None = None
    creator_bind_mcn_name: str | None = None
    is_fast_growing: bool | None = None
    has_collaborated: bool | None = None
    user_type_tag: tuple[int, ...] = ()
    has_invited_90d: bool | None = None
    is_creator_blocked: bool | None = None
    pps_score: str | None = None
    is_eligible_flat_fee: bool | None = None
    """Only in US."""
    is_rising_star: bool | None = None
    creator_level: int | None = None
    contact_info_available: bool | None = None
    live_engagement_rate_30d: int | None = None
    video_play_cnt_30d_med: int | None = None
    live_view_cnt_30d_med: int | None = None
    live_like_cnt_30d: int | None = None
    live_comment_cnt_30d_med: int | None = None
    live_share_cnt_30d_med: int | None = None
    video_publish_cnt_30d_med: int | None = None
    creator_fulfillment_reviews: int | None = None
    creator_fulfillment_score_90d: str | None = None
    sample_score: int | None = None
    creator_connect_info: CreatorConnect | None = None
    creator_trend_profile: tuple[CreatorTrendProfile, ...] = ()


@model
class Creator(Model):
    """Creator, in search."""

    username: str | None = None
    nickname: str | None = None
    avatar: Avatar | None = None
    selection_region: str | None = None
    category_ids: tuple[Id, ...] = ()
    avg_ec_live_uv: int | None = None
    avg_ec_video_view_count: int | None = None
    follower_count: int | None = None
    gmv: Money | None = None
    live_gmv: Money | None = None
    video_gmv: Money | None = None
    gmv_range: Range | None = None
    units_sold_range: UnitsSoldRange | None = None
    top_follower_demographics: TopFollowerDemographics | None = None
    creator_open_id: Id | None = None
    creator_profile: CreatorProfile | None = None


@model
class GetSearchFiltersOptionInput(Model):
    """Get search filters option, in get search filters."""

    option_type: OptionType | None = None


@model
class OptionChildren(Model):
    """Option children, in option option."""

    id: Id | None = None
    name: str | None = None


@model
class OptionOption(Model):
    """Option option, in option."""

    id: Id | None = None
    name: str | None = None
    option_children: tuple[OptionChildren, ...] = ()


@model
class Option(Model):
    """Option, in search filter."""

    option_type: str | None = None
    options: tuple[OptionOption, ...] = ()


@model
class Sorter(Model):
    """Sorter, in search filter."""

    algorithm_id: Id | None = None
    name: str | None = None


@model
class SearchFilter(Model):
    """Search filter, in get search filters."""

    option_list: tuple[Option, ...] = ()
    sorters: tuple[Sorter, ...] = ()


@model
class CategoryGmvDistribution(Model):
    """Category gmv distribution, in marketplace creator."""

    category_id: Id | None = None
    value: str | None = None


@model
class ContentGmvDistribution(Model):
    """Content gmv distribution, in marketplace creator."""

    content_type: Literal["VIDEO", "LIVE", "SHOWCASE"] | None = None
    value: str | None = None


@model
class ProductOriginalPriceRange(Model):
    """Product original price range, in marketplace creator."""

    currency: str | None = None
    minimum_amount: DecimalText | None = None
    maximum_amount: DecimalText | None = None


@model
class AvgCommissionRateRange(Model):
    """Avg commission rate range, in marketplace creator."""

    minimum_amount: int | None = None
    """In hundredths of a percent."""
    maximum_amount: int | None = None
    """In hundredths of a percent."""


@model
class FollowerLocation(Model):
    """Follower location, in marketplace creator."""

    key: str | None = None
    value: str | None = None


@model
class FollowerAge(Model):
    """Follower age, in marketplace creator."""

    key: str | None = None
    value: str | None = None


@model
class FollowerGender(Model):
    """Follower gender, in marketplace creator."""

    key: str | None = None
    value: str | None = None


@model
class MarketplaceCreator(Model):
    """Marketplace creator, in get."""

    username: str | None = None
    nickname: str | None = None
    avatar: Avatar | None = None
    selection_region: str | None = None
    bio_description: str | None = None
    follower_count: int | None = None
    profile_tt_uri: str | None = None
    category_ids: tuple[Id, ...] = ()
    top_collaborated_brand_ids: tuple[Id, ...] = ()
    brand_collaboration_count: int | None = None
    units_sold: int | None = None
    units_sold_range: UnitsSoldRange | None = None
    gmv: Money | None = None
    video_gmv: Money | None = None
    live_gmv: Money | None = None
    gmv_range: Range | None = None
    ec_live_engagement_rate: str | None = None
    """In hundredths of a percent."""
    category_gmv_distribution: tuple[CategoryGmvDistribution, ...] = ()
    content_gmv_distribution: tuple[ContentGmvDistribution, ...] = ()
    product_original_price_range: ProductOriginalPriceRange | None = None
    gpm: Money | None = None
    live_gpm: Money | None = None
    video_gpm: Money | None = None
    gpm_range: Range | None = None
    video_gpm_range: Range | None = None
    live_gpm_range: Range | None = None
    promoted_product_num: int | None = None
    ec_live_count: int | None = None
    ec_video_count: int | None = None
    avg_ec_video_play_count: int | None = None
    avg_commission_rate: int | None = None
    """In hundredths of a percent."""
    avg_commission_rate_range: AvgCommissionRateRange | None = None
    avg_gmv_per_buyer: Money | None = None
    avg_gmv_per_buyer_range: Range | None = None
    avg_ec_live_view_count: int | None = None
    avg_ec_live_like_count: int | None = None
    avg_ec_live_comment_count: int | None = None
    avg_ec_live_share_count: int | None = None
    avg_ec_video_like_count: int | None = None
    avg_ec_video_comment_count: int | None = None
    avg_ec_video_share_count: int | None = None
    follower_location: tuple[FollowerLocation, ...] = ()
    follower_age: tuple[FollowerAge, ...] = ()
    follower_gender: tuple[FollowerGender, ...] = ()
    pps: str | None = None
    rating: str | None = None
    ec_video_engagement_rate: str | None = None
    """In hundredths of a percent."""
    post_rate: str | None = None
    """In hundredths of a percent."""
    creator_profile: CreatorProfile | None = None


@model
class CreatorInput(Model):
    """Creator, in check outreach eligibility."""

    creator_open_id: Id


@model
class CreatorEligibilityResult(Model):
    """Creator eligibility result, in outreach eligibility."""

    creator_level: int | None = None
    creator_open_id: Id | None = None
    is_blocked: bool | None = None
    is_connected: bool | None = None
    is_creator_follower_count_threshold_met: bool | None = None
    is_creator_level_quota_available: bool | None = None
    is_paired: bool | None = None


@model
class OutreachEligibility(Model):
    """Outreach eligibility, in check outreach eligibility."""

    creator_eligibility_results: tuple[CreatorEligibilityResult, ...] = ()
    ineligible_creator_levels: tuple[int, ...] = ()
    is_batch_quota_consumable: bool | None = None


class MarketplaceCreators(Resource):
    """Find creators in the marketplace."""

    _GET_OUTREACH_QUOTA = Operation(
        "getWeeklyCreatorOutreachQuota",
        "GET",
        "/affiliate_seller/202607/creator_outreach/quota",
        repeatable=True,
    )

    def get_outreach_quota(self) -> OutreachQuota | None:
        """Read this week's quota of creator invitations.

        TikTok Shop: Get Weekly Creator Outreach Quota, 202607.
        """
        return self._field(self._GET_OUTREACH_QUOTA, OutreachQuota, "data")

    _QUERY_OUTREACH_RECORDS = Operation(
        "getWeeklyCreatorOutreachRecords",
        "POST",
        "/affiliate_seller/202608/creator_outreach/records/query",
        repeatable=True,
        page=Paging(
            items="data.connect_list",
            style="number",
            param="page_index",
            next="",
            where="body",
            total="data.total",
        ),
    )

    def query_outreach_records(
        self, *, page_index: int = 1, page_size: int = 50
    ) -> Page[Connect]:
        """List this week's creator invitations.

        TikTok Shop: Get Weekly Creator Outreach Records, 202608.
        """
        return self._page(
            self._QUERY_OUTREACH_RECORDS,
            Connect,
            body={"page_index": page_index, "page_size": page_size},
        )

    _SEARCH = Operation(
        "searchCreatorsInCreatorMarketplace",
        "POST",
        "/affiliate_seller/202608/marketplace_creators/search",
        repeatable=True,
        page=Paging(items="creators"),
    )

    def search(
        self,
        *,
        search_key: str | None = None,
        keyword: str | None = None,
        follower_demographics: FollowerDemographicsInput | None = None,
        gmv_ranges: Sequence[str] | None = None,
        units_sold_ranges: Sequence[str] | None = None,
        category: Sequence[SearchCategoryInput] | None = None,
        content_performance: ContentPerformanceInput | None = None,
        affiliate_data: AffiliateInput | None = None,
        advanced_filters: AdvancedFiltersInput | None = None,
        data_groups: Sequence[DataGroup] | None = None,
        page_token: str | None = None,
        page_size: int = 20,
    ) -> Page[Creator]:
        """Search creators by audience, sales and content figures.

        Scope: ``seller.creator_marketplace.read``.
        TikTok Shop: Search Creators in Creator Marketplace, 202608.
        """
        return self._page(
            self._SEARCH,
            Creator,
            query={"page_token": page_token, "page_size": page_size},
            body={
                "search_key": search_key,
                "keyword": keyword,
                "follower_demographics": follower_demographics,
                "gmv_ranges": gmv_ranges,
                "units_sold_ranges": units_sold_ranges,
                "category": category,
                "content_performance": content_performance,
                "affiliate_data": affiliate_data,
                "advanced_filters": advanced_filters,
                "data_groups": data_groups,
            },
        )

    _GET_SEARCH_FILTERS = Operation(
        "getCreatorMarketplaceAdvancedSearchFilters",
        "POST",
        "/affiliate_seller/202608/marketplace_creators/search/filter",
        repeatable=True,
    )

    def get_search_filters(
        self, *, options: Sequence[GetSearchFiltersOptionInput] | None = None
    ) -> SearchFilter | None:
        """List extra filters for the creator search.

        Scope: ``seller.creator_marketplace.read``.
        TikTok Shop: Get Creator Marketplace Advanced Search Filters, 202608.
        """
        return self._field(
            self._GET_SEARCH_FILTERS, SearchFilter, "data", body={"options": options}
        )

    _GET = Operation(
        "getMarketplaceCreatorPerformance",
        "GET",
        "/affiliate_seller/202608/marketplace_creators/{creator_user_id}",
        repeatable=True,
    )

    def get(
        self,
        *,
        creator_user_id: str | int,
        data_groups: Sequence[DataGroup] | None = None,
    ) -> MarketplaceCreator | None:
        """Fetch profile and figures of one creator.

        Scope: ``seller.creator_marketplace.read``.
        TikTok Shop: Get Marketplace Creator Performance, 202608.
        """
        return self._field(
            self._GET,
            MarketplaceCreator,
            "creator",
            path={"creator_user_id": creator_user_id},
            query={"data_groups": data_groups},
        )

    _CHECK_OUTREACH_ELIGIBILITY = Operation(
        "checkCreatorOutreachEligibility",
        "POST",
        "/affiliate_seller/202610/creator_outreach/eligibility/check",
        repeatable=True,
    )

    def check_outreach_eligibility(
        self, *, creator_infos: Sequence[CreatorInput]
    ) -> OutreachEligibility:
        """Check which creators may be contacted.

        TikTok Shop: Check Creator Outreach Eligibility, 202610.
        """
        return self._get(
            self._CHECK_OUTREACH_ELIGIBILITY,
            OutreachEligibility,
            body={"creator_infos": creator_infos},
        )
