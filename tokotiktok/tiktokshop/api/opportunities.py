"""Read and take up selling opportunities.

Written by spec/generate.py; edit spec/tiktokshop/products.json or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import Id, Model, UnixSeconds, model, seconds, text, texts
from ..._resource import BatchResult, Page, Resource
from ...money import Money
from ...wire import Operation, Paging

ReferenceSource = TypeAliasType(
    "ReferenceSource",
    Literal[
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "10",
        "11",
        "12",
        "13",
        "14",
        "15",
        "16",
        "17",
        "18",
        "19",
        "20",
        "21",
        "22",
    ],
)

RewardStatus = TypeAliasType(
    "RewardStatus", Literal["NOT_GRANTED", "PENDING", "AVAILABLE"]
)

RewardType = TypeAliasType(
    "RewardType", Literal["ADS_CREDIT", "TOP_CREATOR_MATCHMAKING", "SHOPTAB_PV"]
)

SkppStatus = TypeAliasType(
    "SkppStatus", Literal["QUALIFIED", "NOT_QUALIFIED", "NOT_ELIGIBLE"]
)

TaskDetailCategory = TypeAliasType(
    "TaskDetailCategory",
    Literal[
        "COMMISSION_RATE",
        "FULFILMENT",
        "PRICING",
        "FREE_SHIPING",
        "FOLLOWER_BENEFITS",
        "SAMPLING",
        "ADS_SPEND",
        "STOCK",
        "SHOPPABLE_VIDEOS",
        "INFORMATION_QUALITY",
        "CRM_HOSTING",
    ],
)


@model
class Opportunity(Model):
    """Opportunity, in query opportunity result."""

    id: Id | None = None
    title: str | None = None
    reference_images: tuple[str, ...] = ()
    category_id_level_1: str | None = None
    category_id_level_2: str | None = None
    category_id_level_3: str | None = None
    category_name_level_1: str | None = None
    category_name_level_2: str | None = None
    category_name_level_3: str | None = None
    is_collected: bool | None = None
    query_words: str | None = None
    opportunity_type: str | None = None
    brand_name: str | None = None
    create_time: UnixSeconds | None = None
    expire_time: UnixSeconds | None = None
    est_market_sales_volume: str | None = None
    est_market_gmv: str | None = None
    """Approximate bucket as text."""
    search_volume: str | None = None
    competitor_product_count: str | None = None
    video_view_pv: str | None = None
    tags: str | None = None
    tag_codes: tuple[str, ...] = ()
    reward_info: str | None = None
    external_product_id: Id | None = None
    reference_source: ReferenceSource | None = None


@model
class QueryOpportunityResult(Model):
    """Query opportunity result, in query."""

    opportunities: tuple[Opportunity, ...] = ()
    next_page_token: str | None = None
    total_count: int | None = None


@model
class SubmissionSubmission(Model):
    """Submission submission, in submission."""

    id: Id | None = None
    opportunity_id: Id | None = None
    opportunity_title: str | None = None
    status: str | None = None
    product_id: Id | None = None
    product_name: str | None = None
    submit_time: UnixSeconds | None = None
    review_time: UnixSeconds | None = None
    rejection_reason: str | None = None
    product_orders: int | None = None
    product_pv: int | None = None


@model
class Submission(Model):
    """Submission, in get submissions."""

    submissions: tuple[SubmissionSubmission, ...] = ()
    next_page_token: str | None = None
    total_count: int | None = None


@model
class ListingCriteria(Model):
    """Listing criteria, in get opportunity."""

    product_brand: str | None = None
    product_category: str | None = None
    product_status: str | None = None
    keywords: str | None = None


@model
class Content(Model):
    """Content, in get opportunity."""

    video_view_pv: str | None = None
    shoppable_video_search_pv: str | None = None
    trending_hashtag: str | None = None
    top_shoppable_video_links: tuple[str, ...] = ()


@model
class Market(Model):
    """Market, in get opportunity."""

    est_market_sales_volume: str | None = None
    est_market_gmv: str | None = None
    """Approximate bucket as text."""
    market_buzz: str | None = None
    search_volume: str | None = None
    search_keyword: str | None = None
    competitor_product_count: str | None = None
    competitor_seller_count: str | None = None


@model
class BasicInfo(Model):
    """Basic info, in get opportunity."""

    opportunity_type: Literal["PRODUCT", "KEYWORD", "CATEGORY"] | None = None
    status: str | None = None
    create_time: UnixSeconds | None = None
    expire_time: UnixSeconds | None = None
    title: str | None = None
    category_id_level_1: str | None = None
    category_id_level_2: str | None = None
    category_id_level_3: str | None = None
    category_name_level_1: str | None = None
    category_name_level_2: str | None = None
    category_name_level_3: str | None = None
    reference_price: str | None = None
    """Price or range with currency symbol."""
    reference_images: tuple[str, ...] = ()
    brand_info: str | None = None
    reward_info: str | None = None
    recom_info: str | None = None
    tags: str | None = None
    tag_codes: tuple[str, ...] = ()
    external_product_id: Id | None = None
    reference_source: ReferenceSource | None = None


@model
class GetOpportunity(Model):
    """Get opportunity, in get."""

    id: Id | None = None
    action_type: Literal["LIST_SAME", "LIST_SIMILAR"] | None = None
    listing_criteria: ListingCriteria | None = None
    content_data: Content | None = None
    market_data: Market | None = None
    basic_info: BasicInfo | None = None


@model
class SubmitSubmission(Model):
    """Submit submission, in submit."""

    id: Id | None = None
    opportunity_id: Id | None = None
    product_id: Id | None = None
    status: str | None = None
    submit_time: UnixSeconds | None = None
    rejection_reason: str | None = None


@model
class ClaimCondition(Model):
    """Claim condition, in reward."""

    condition_type: Literal["GMV", "ORDER"] | None = None
    current_value: str | None = None
    target_value: str | None = None


@model
class Reward(Model):
    """Reward, in product."""

    reward_type: RewardType | None = None
    status: RewardStatus | None = None
    value: str | None = None
    ad_credit_claim_status: Literal["UNCLAIMED", "CLAIMED"] | None = None
    title: str | None = None
    claim_conditions: tuple[ClaimCondition, ...] = ()
    campaign_id: Id | None = None


@model
class Product(Model):
    """A product in full."""

    product_id: Id | None = None
    title: str | None = None
    skpp_status: Literal["QUALIFIED", "NOT_QUALIFIED"] | None = None
    affiliate_program_status: Literal["ACTIVE", "INACTIVE"] | None = None
    total_score: int | None = None
    target_score: int | None = None
    rewards: tuple[Reward, ...] = ()


@model
class ShopSummary(Model):
    """Shop summary, in get skpp summary."""

    qualified_products_count: int | None = None
    eligible_products_count: int | None = None
    earned_ad_credit: str | None = None
    """Amount with currency prefix."""
    increased_visibility_l30d: str | None = None


@model
class ActionSuggestion(Model):
    """Action suggestion, in task detail."""

    score_increase: int | None = None
    url: str | None = None


@model
class TaskDetail(Model):
    """Task detail, in skpp."""

    category: TaskDetailCategory | None = None
    name: str | None = None
    current_value: str | None = None
    target_value: str | None = None
    passed: bool | None = None
    action_suggestions: tuple[ActionSuggestion, ...] = ()


@model
class Skpp(Model):
    """Skpp, in get skpp."""

    product_id: Id | None = None
    affiliate_program_status: Literal["ACTIVE", "INACTIVE"] | None = None
    total_score: int | None = None
    target_score: int | None = None
    rewards: tuple[Reward, ...] = ()
    task_details: tuple[TaskDetail, ...] = ()
    update_time: UnixSeconds | None = None
    skpp_status: SkppStatus | None = None


@model
class ImageInput(Model):
    """Image, in candidate product input."""

    uri: str | None = None


@model
class SalesAttributeInput(Model):
    """Sales attribute, in sku input."""

    name: str | None = None
    """Max 50 chars."""
    sku_images: tuple[ImageInput, ...] = ()
    value: str | None = None
    """Max 50 chars."""


@model
class SkuInput(Model):
    """Sku, in candidate product input."""

    price: Money | None = None
    sales_attributes: tuple[SalesAttributeInput, ...] = ()


@model
class CandidateProductInput(Model):
    """Candidate product, in upload candidate products."""

    description: str | None = None
    """Max 6000 chars."""
    external_category_name: str | None = None
    """Max 100 chars."""
    external_product_id: Id | None = None
    """Max 64 chars."""
    images: tuple[ImageInput, ...] = ()
    opportunity_matching_end_time: UnixSeconds | None = None
    skus: tuple[SkuInput, ...] = ()
    title: str | None = None
    """Max 100 chars."""


@model
class UploadCandidateProductsOpportunityErrorDetail(Model):
    """Upload candidate products opportunity error detail, in upload candidate products opportunity error."""

    external_product_id: Id | None = None


@model
class UploadCandidateProductsOpportunityError(Model):
    """Upload candidate products opportunity error, in upload candidate products opportunity result."""

    code: int | None = None
    detail: UploadCandidateProductsOpportunityErrorDetail | None = None
    message: str | None = None


@model
class CandidateProductsOpportunityResult(Model):
    """Candidate products opportunity result, in upload candidate products."""

    errors: tuple[UploadCandidateProductsOpportunityError, ...] = ()


@model
class Image(Model):
    """Image, in candidate product."""

    uri: str | None = None


@model
class SalesAttribute(Model):
    """Sales attribute, in sku."""

    name: str | None = None
    sku_images: tuple[Image, ...] = ()
    value: str | None = None


@model
class Sku(Model):
    """Sku, in candidate product."""

    price: Money | None = None
    sales_attributes: tuple[SalesAttribute, ...] = ()


@model
class CandidateProduct(Model):
    """Candidate product, in search candidate products."""

    create_time: UnixSeconds | None = None
    description: str | None = None
    external_category_name: str | None = None
    external_product_id: Id | None = None
    images: tuple[Image, ...] = ()
    opportunity_ids: tuple[Id, ...] = ()
    opportunity_matching_end_time: UnixSeconds | None = None
    opportunity_matching_status: Literal["PENDING", "MATCHED", "NOT_MATCHED"] | None = (
        None
    )
    skus: tuple[Sku, ...] = ()
    title: str | None = None
    update_time: UnixSeconds | None = None


class Opportunities(Resource):
    """Read and take up selling opportunities."""

    _QUERY = Operation(
        "listOpportunities",
        "POST",
        "/product/202604/opportunities/query",
        repeatable=True,
        page=Paging(
            items="data.opportunities",
            next="data.next_page_token",
            total="data.total_count",
        ),
    )

    def query(
        self,
        *,
        opportunity_type: Literal["CATEGORY", "KEYWORD", "PRODUCT"],
        locale: str | None = None,
        category_ids: Sequence[str | int] | None = None,
        create_time_ge: datetime | None = None,
        create_time_lt: datetime | None = None,
        tag_codes: Sequence[str] | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[Opportunity]:
        """List product opportunities offered to the seller.

        Scope: ``seller.product.basic``.
        TikTok Shop: List Opportunity, 202604.
        """
        return self._page(
            self._QUERY,
            Opportunity,
            query={"page_size": page_size, "page_token": page_token, "locale": locale},
            body={
                "opportunity_type": opportunity_type,
                "category_ids": texts(category_ids),
                "create_time_ge": seconds(create_time_ge),
                "create_time_lt": seconds(create_time_lt),
                "tag_codes": tag_codes,
            },
        )

    _GET_SUBMISSIONS = Operation(
        "getSubmissionRecords",
        "GET",
        "/product/202604/opportunities/submissions",
        repeatable=True,
        page=Paging(
            items="data.submissions",
            next="data.next_page_token",
            total="data.total_count",
        ),
    )

    def get_submissions(
        self,
        *,
        status: str | None = None,
        opportunity_id: str | int | None = None,
        product_id: str | int | None = None,
        submit_time_ge: datetime | None = None,
        submit_time_lt: datetime | None = None,
        page_token: str | None = None,
        page_size: int = 50,
    ) -> Page[SubmissionSubmission]:
        """List products entered for opportunities and their reviews.

        Scope: ``seller.product.basic``.
        TikTok Shop: Get Submission Records, 202604.
        """
        return self._page(
            self._GET_SUBMISSIONS,
            SubmissionSubmission,
            query={
                "status": status,
                "opportunity_id": opportunity_id,
                "product_id": product_id,
                "submit_time_ge": seconds(submit_time_ge),
                "submit_time_lt": seconds(submit_time_lt),
                "page_token": page_token,
                "page_size": page_size,
            },
        )

    _GET = Operation(
        "getOpportunityDetail",
        "GET",
        "/product/202604/opportunities/{opportunity_id}",
        repeatable=True,
    )

    def get(
        self, *, opportunity_id: str | int, locale: str | None = None
    ) -> GetOpportunity | None:
        """Fetch one opportunity with market data.

        Scope: ``seller.product.basic``.
        TikTok Shop: Get Opportunity Detail, 202604.
        """
        return self._field(
            self._GET,
            GetOpportunity,
            "opportunity",
            path={"opportunity_id": opportunity_id},
            query={"locale": locale},
        )

    _SUBMIT = Operation(
        "submitProductViaOpportunity",
        "POST",
        "/product/202604/opportunities/{opportunity_id}/submit",
    )

    def submit(
        self, *, opportunity_id: str | int, product_id: str | int
    ) -> SubmitSubmission | None:
        """Enter an existing product for an opportunity.

        Scope: ``seller.product.basic``.
        TikTok Shop: Submit Product via Opportunity, 202604.
        """
        return self._field(
            self._SUBMIT,
            SubmitSubmission,
            "submission",
            path={"opportunity_id": opportunity_id},
            body={"product_id": text(product_id)},
        )

    _SEARCH_SKPPS = Operation(
        "listProductSKPPStatuses",
        "POST",
        "/product/202606/skpps/search",
        repeatable=True,
        page=Paging(
            items="products",
            style="number",
            param="page_no",
            next="",
            where="body",
            total="total_count",
        ),
    )

    def search_skpps(
        self,
        *,
        locale: str | None = None,
        product_ids: Sequence[str | int] | None = None,
        skpp_status: Literal["QUALIFIED", "NOT_QUALIFIED"] | None = None,
        page_no: int = 1,
        page_size: int = 50,
    ) -> Page[Product]:
        """List SKPP status and score per product.

        TikTok Shop: List Product SKPP Statuses, 202606.
        """
        return self._page(
            self._SEARCH_SKPPS,
            Product,
            query={"locale": locale},
            body={
                "product_ids": texts(product_ids),
                "skpp_status": skpp_status,
                "page_size": page_size,
                "page_no": page_no,
            },
        )

    _GET_SKPP_SUMMARY = Operation(
        "getShopSKPPSummary", "GET", "/product/202606/skpps/sum", repeatable=True
    )

    def get_skpp_summary(self) -> ShopSummary | None:
        """Fetch the shop-level SKPP summary.

        TikTok Shop: Get Shop SKPP Summary, 202606.
        """
        return self._field(self._GET_SKPP_SUMMARY, ShopSummary, "shop_summary")

    _GET_SKPP = Operation(
        "getProductSKPPDetail",
        "GET",
        "/product/202606/skpps/{product_id}",
        repeatable=True,
    )

    def get_skpp(self, *, product_id: str | int, locale: str | None = None) -> Skpp:
        """Fetch SKPP score, tasks and rewards of a product.

        TikTok Shop: Get Product SKPP Detail, 202606.
        """
        return self._get(
            self._GET_SKPP,
            Skpp,
            path={"product_id": product_id},
            query={"locale": locale},
        )

    _UPLOAD_CANDIDATE_PRODUCTS = Operation(
        "uploadCandidateProducts",
        "POST",
        "/product/202409/candidate_products/batch",
        failures="errors",
    )

    def upload_candidate_products(
        self, *, candidate_products: Sequence[CandidateProductInput] | None = None
    ) -> BatchResult[CandidateProductsOpportunityResult]:
        """Upload outside products to match with opportunities.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Upload Candidate Products, 202409.
        """
        return self._batch(
            self._UPLOAD_CANDIDATE_PRODUCTS,
            CandidateProductsOpportunityResult,
            body={"candidate_products": candidate_products},
        )

    _PARTIAL_EDIT_CANDIDATE_PRODUCTS = Operation(
        "partialEditCandidateProducts",
        "POST",
        "/product/202409/candidate_products/partial_edit/batch",
        failures="errors",
    )

    def partial_edit_candidate_products(
        self, *, candidate_products: Sequence[CandidateProductInput] | None = None
    ) -> BatchResult[CandidateProductsOpportunityResult]:
        """Change selected fields of candidate products.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Partial Edit Candidate Products, 202409.
        """
        return self._batch(
            self._PARTIAL_EDIT_CANDIDATE_PRODUCTS,
            CandidateProductsOpportunityResult,
            body={"candidate_products": candidate_products},
        )

    _SEARCH_CANDIDATE_PRODUCTS = Operation(
        "searchCandidateProducts",
        "POST",
        "/product/202409/candidate_products/search",
        repeatable=True,
        page=Paging(items="candidate_products", total="total_count"),
    )

    def search_candidate_products(
        self,
        *,
        external_product_ids: Sequence[str | int] | None = None,
        opportunity_matching_statuses: Sequence[
            Literal["PENDING", "MATCHED", "NOT_MATCHED"]
        ]
        | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[CandidateProduct]:
        """Search candidate products and their matches.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Search Candidate Products, 202409.
        """
        return self._page(
            self._SEARCH_CANDIDATE_PRODUCTS,
            CandidateProduct,
            query={"page_size": page_size, "page_token": page_token},
            body={
                "external_product_ids": texts(external_product_ids),
                "opportunity_matching_statuses": opportunity_matching_statuses,
            },
        )
