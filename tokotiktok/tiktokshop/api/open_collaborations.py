"""Offer products to all creators.

Written by spec/generate.py; edit spec/tiktokshop or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import DecimalText, Id, Model, UnixSeconds, model, text
from ..._resource import Page, Resource
from ...wire import Operation, Paging

OpenCollaborationSortField = TypeAliasType(
    "OpenCollaborationSortField",
    Literal["commission", "commission_rate", "product_sales_price", "units_sold"],
)

ProductStatus = TypeAliasType(
    "ProductStatus",
    Literal[
        "LIVE",
        "OUT_OF_STOCK",
        "SELLER_DEACTIVATE",
        "PLATFORM_DEACTIVATE",
        "GNE_REJECT",
        "DELETE",
        "OTHER",
    ],
)

SampleRuleStatus = TypeAliasType(
    "SampleRuleStatus",
    Literal["NOT_STARTED", "ONGOING", "NO_LEFT_COUNT", "PLAN_EXCEPTION", "EXPIRED"],
)


@model
class SalesPriceRangeInput(Model):
    """Sales price range, in search products as creator."""

    amount_ge: DecimalText | None = None
    amount_lt: DecimalText | None = None


@model
class CategoryRefInput(Model):
    """Category ref, in search products as creator."""

    id: Id | None = None


@model
class CommissionRateRangeInput(Model):
    """Commission rate range, in search products as creator."""

    rate_ge: int | None = None
    rate_lt: int | None = None


@model
class AffiliateShop(Model):
    """Affiliate shop, in open collaboration product."""

    name: str | None = None


@model
class Price(Model):
    """Price, in open collaboration product."""

    currency: str | None = None
    minimum_amount: DecimalText | None = None
    maximum_amount: DecimalText | None = None


@model
class CategoryChain(Model):
    """Category chain, in open collaboration product."""

    id: Id | None = None
    local_name: str | None = None
    is_leaf: bool | None = None
    parent_id: Id | None = None


@model
class Commission(Model):
    """Commission, in open collaboration product."""

    rate: int | None = None
    """In hundredths of a percent."""
    currency: str | None = None
    amount: str | None = None
    """One amount or a minimum - maximum range."""


@model
class OpenCollaborationProduct(Model):
    """Open collaboration product, in search products as creator."""

    shop: AffiliateShop | None = None
    id: Id | None = None
    has_inventory: bool | None = None
    units_sold: int | None = None
    title: str | None = None
    sale_region: str | None = None
    main_image_url: str | None = None
    detail_link: str | None = None
    original_price: Price | None = None
    category_chains: tuple[CategoryChain, ...] = ()
    commission: Commission | None = None
    sales_price: Price | None = None


@model
class ShopAdsCommission(Model):
    """Shop ads commission, in product."""

    rate: int | None = None
    """In hundredths of a percent."""


@model
class Product(Model):
    """A product in full."""

    shop: AffiliateShop | None = None
    id: Id | None = None
    has_inventory: bool | None = None
    units_sold: int | None = None
    title: str | None = None
    sale_region: str | None = None
    main_image_url: str | None = None
    detail_link: str | None = None
    original_price: Price | None = None
    category_chains: tuple[CategoryChain, ...] = ()
    commission: Commission | None = None
    sales_price: Price | None = None
    shop_ads_commission: ShopAdsCommission | None = None
    status: ProductStatus | None = None
    inventory: int | None = None


@model
class AutoAddProductInput(Model):
    """Auto add product, in edit settings."""

    enable: bool
    commission_rate: int
    """In hundredths of a percent."""


@model
class AutoAddProduct(Model):
    """Auto add product, in open collaboration settings."""

    enable: bool | None = None
    commission_rate: int | None = None
    """In hundredths of a percent."""


@model
class OpenCollaborationSettings(Model):
    """Open collaboration settings, in get settings."""

    auto_add_product: AutoAddProduct | None = None


@model
class Thresholds(Model):
    """Thresholds, in sample rule."""

    minimum_follower_count: int | None = None
    minimum_gmv: int | None = None
    """Whole currency units."""
    avg_ec_video_views: int | None = None
    category_ids: tuple[Id, ...] = ()
    predicted_fulfillment_rank: Literal["ALL", "LOW", "MEDIUM", "HIGH"] | None = None


@model
class SampleRule(Model):
    """Sample rule, in get sample rules."""

    product_id: Id | None = None
    sample_quota: int | None = None
    is_sample_time_unlimited: bool | None = None
    status: SampleRuleStatus | None = None
    available_quantity: int | None = None
    start_time: UnixSeconds | None = None
    end_time: UnixSeconds | None = None
    thresholds: Thresholds | None = None


@model
class ThresholdsInput(Model):
    """Thresholds, in sample rule input."""

    minimum_follower_count: int | None = None
    minimum_gmv: int | None = None
    """Whole currency units."""
    avg_ec_video_views: int | None = None
    category_ids: tuple[Id, ...] = ()
    predicted_fulfillment_rank: Literal["ALL", "LOW", "MEDIUM", "HIGH"] | None = None


@model
class SampleRuleInput(Model):
    """Sample rule, in edit sample rule."""

    activate_status: str
    sample_quota: int | None = None
    is_sample_time_unlimited: bool | None = None
    start_time: UnixSeconds | None = None
    end_time: UnixSeconds | None = None
    thresholds: ThresholdsInput | None = None


@model
class CreateOpenCollaboration(Model):
    """Create open collaboration, in create."""

    id: Id | None = None
    product_id: Id | None = None
    effective_time: UnixSeconds | None = None


@model
class CurrentCommission(Model):
    """Current commission, in open collaboration."""

    rate: int | None = None
    """In hundredths of a percent."""
    start_time: UnixSeconds | None = None
    end_time: UnixSeconds | None = None


@model
class OpenCollaboration(Model):
    """Open collaboration, in search."""

    id: Id | None = None
    status: Literal["NORMAL", "TERMINATING"] | None = None
    current_commission: CurrentCommission | None = None
    showcase_creator_count: int | None = None
    content_creator_count: int | None = None
    product: Product | None = None


@model
class Avatar(Model):
    """Avatar, in creator profile."""

    url: str | None = None


@model
class CreatorProfile(Model):
    """Creator profile, in creator content detail."""

    username: str | None = None
    nickname: str | None = None
    follower_count: int | None = None
    avatar: Avatar | None = None
    creator_open_id: Id | None = None


@model
class CreatorContentDetail(Model):
    """Creator content detail, in get creator content details."""

    creator_profile: CreatorProfile | None = None
    video_count: int | None = None
    live_count: int | None = None
    promotion_status: Literal["NORMAL", "TERMINATING"] | None = None
    promotion_end_time: UnixSeconds | None = None


@model
class GetCreatorContentDetailsProduct(Model):
    """Get creator content details product, in get creator content details."""

    id: Id | None = None
    image_url: str | None = None


class OpenCollaborations(Resource):
    """Offer products to all creators."""

    _SEARCH_PRODUCTS_AS_CREATOR = Operation(
        "searchOpenCollaborationProducts",
        "POST",
        "/affiliate_creator/202405/open_collaborations/products/search",
        repeatable=True,
        shop="none",
        page=Paging(items="products", total="total_count"),
    )

    def search_products_as_creator(
        self,
        *,
        sort_field: OpenCollaborationSortField | None = None,
        sort_order: Literal["ASC", "DESC"] | None = None,
        title_keywords: Sequence[str] | None = None,
        sales_price_range: SalesPriceRangeInput | None = None,
        category: CategoryRefInput | None = None,
        commission_rate_range: CommissionRateRangeInput | None = None,
        page_token: str | None = None,
        page_size: int = 20,
    ) -> Page[OpenCollaborationProduct]:
        """Search affiliate marketplace products as a creator.

        Scope: ``creator.affiliate_collaboration.read``.
        TikTok Shop: Creator Search Open Collaboration Product, 202405.
        """
        return self._page(
            self._SEARCH_PRODUCTS_AS_CREATOR,
            OpenCollaborationProduct,
            query={
                "page_token": page_token,
                "page_size": page_size,
                "sort_field": sort_field,
                "sort_order": sort_order,
            },
            body={
                "title_keywords": title_keywords,
                "sales_price_range": sales_price_range,
                "category": category,
                "commission_rate_range": commission_rate_range,
            },
        )

    _GET_PRODUCTS_AS_CREATOR = Operation(
        "getOpenCollaborationProductListByProductIds",
        "POST",
        "/affiliate_creator/202509/open_collaborations/products",
        repeatable=True,
        shop="none",
        page=Paging(items="products", style="none"),
    )

    def get_products_as_creator(
        self, *, product_ids: Sequence[str | int] | None = None
    ) -> Page[Product]:
        """Fetch affiliate marketplace products by ID.

        Scope: ``creator.affiliate_collaboration.read``.
        TikTok Shop: Get Open Collaboration Product List By Product Ids, 202509.
        """
        return self._page(
            self._GET_PRODUCTS_AS_CREATOR, Product, query={"product_ids": product_ids}
        )

    _EDIT_SETTINGS = Operation(
        "editOpenCollaborationSettings",
        "POST",
        "/affiliate_seller/202405/open_collaboration_settings",
    )

    def edit_settings(
        self, *, auto_add_product: AutoAddProductInput | None = None
    ) -> None:
        """Turn automatic enrolment of products on or off.

        Scope: ``seller.affiliate_collaboration.write``.
        TikTok Shop: Edit Open Collaboration Settings, 202405.
        """
        self._do(self._EDIT_SETTINGS, body={"auto_add_product": auto_add_product})

    _SEARCH_PRODUCTS = Operation(
        "sellerSearchOpenCollaborationProducts",
        "POST",
        "/affiliate_seller/202405/open_collaborations/products/search",
        repeatable=True,
        page=Paging(items="products", total="total_count"),
    )

    def search_products(
        self,
        *,
        sort_order: Literal["ASC", "DESC"] | None = None,
        sort_field: OpenCollaborationSortField | None = None,
        title_keywords: Sequence[str] | None = None,
        sales_price_range: SalesPriceRangeInput | None = None,
        category: CategoryRefInput | None = None,
        commission_rate_range: CommissionRateRangeInput | None = None,
        page_token: str | None = None,
        page_size: int = 20,
    ) -> Page[OpenCollaborationProduct]:
        """Search affiliate marketplace products as a seller.

        Scope: ``seller.affiliate_collaboration.read``.
        TikTok Shop: Seller Search Affiliate Open Collaboration Product, 202405.
        """
        return self._page(
            self._SEARCH_PRODUCTS,
            OpenCollaborationProduct,
            query={
                "sort_order": sort_order,
                "sort_field": sort_field,
                "page_token": page_token,
                "page_size": page_size,
            },
            body={
                "title_keywords": title_keywords,
                "sales_price_range": sales_price_range,
                "category": category,
                "commission_rate_range": commission_rate_range,
            },
        )

    _GENERATE_PROMOTION_LINK = Operation(
        "generateAffiliateProductPromotionLink",
        "POST",
        "/affiliate_seller/202405/products/{product_id}/promotion_link/generate",
    )

    def generate_promotion_link(self, *, product_id: str | int) -> str | None:
        """Create a promotion link for a product.

        Scope: ``seller.affiliate_collaboration.write``.
        TikTok Shop: Generate Affiliate Product Promotion Link, 202405.
        """
        return self._field(
            self._GENERATE_PROMOTION_LINK,
            str,
            "product_promotion_link",
            path={"product_id": product_id},
        )

    _GET_SETTINGS = Operation(
        "getOpenCollaborationSettings",
        "GET",
        "/affiliate_seller/202409/open_collaboration_settings",
        repeatable=True,
    )

    def get_settings(self) -> OpenCollaborationSettings | None:
        """Read open collaboration settings.

        Scope: ``seller.affiliate_collaboration.read``.
        TikTok Shop: Get Open Collaboration Settings, 202409.
        """
        return self._field(
            self._GET_SETTINGS, OpenCollaborationSettings, "open_collaboration_settings"
        )

    _REMOVE = Operation(
        "removeOpenCollaboration",
        "DELETE",
        "/affiliate_seller/202409/open_collaborations/products/{product_id}",
    )

    def remove(self, *, product_id: str | int) -> int | None:
        """End a product's open collaboration.

        Scope: ``seller.affiliate_collaboration.write``.
        TikTok Shop: Remove Open Collaboration, 202409.
        """
        return self._field(
            self._REMOVE,
            int,
            "terminated_effective_time",
            path={"product_id": product_id},
        )

    _GET_SAMPLE_RULES = Operation(
        "getOpenCollaborationSampleRules",
        "GET",
        "/affiliate_seller/202410/open_collaborations/sample_rules",
        repeatable=True,
        page=Paging(items="sample_rules", style="none"),
    )

    def get_sample_rules(self, *, product_ids: Sequence[str | int]) -> Page[SampleRule]:
        """Read sample rules of products.

        Scope: ``seller.affiliate_collaboration.read``.
        TikTok Shop: Get Open Collaboration Sample Rules, 202410.
        """
        return self._page(
            self._GET_SAMPLE_RULES, SampleRule, query={"product_ids": product_ids}
        )

    _EDIT_SAMPLE_RULE = Operation(
        "editOpenCollaborationSampleRule",
        "POST",
        "/affiliate_seller/202410/open_collaborations/sample_rules",
    )

    def edit_sample_rule(
        self, *, product_id: str | int, sample_rule: SampleRuleInput | None = None
    ) -> None:
        """Create, change or stop a product's sample rule.

        Scope: ``seller.affiliate_collaboration.write``.
        TikTok Shop: Edit Open Collaboration Sample Rule, 202410.
        """
        self._do(
            self._EDIT_SAMPLE_RULE,
            body={"product_id": text(product_id), "sample_rule": sample_rule},
        )

    _CREATE = Operation(
        "createOpenCollaboration",
        "POST",
        "/affiliate_seller/202412/open_collaborations",
    )

    def create(
        self, *, product_id: str | int, commission_rate: int
    ) -> CreateOpenCollaboration | None:
        """Open a product to all creators at a commission rate.

        Scope: ``seller.affiliate_collaboration.write``.
        TikTok Shop: Create Open Collaboration, 202412.
        """
        return self._field(
            self._CREATE,
            CreateOpenCollaboration,
            "open_collaboration",
            body={"product_id": text(product_id), "commission_rate": commission_rate},
        )

    _SEARCH = Operation(
        "searchOpenCollaborations",
        "POST",
        "/affiliate_seller/202412/open_collaborations/search",
        repeatable=True,
        page=Paging(items="open_collaborations", total="total_count"),
    )

    def search(
        self,
        *,
        sort_order: Literal["ASC", "DESC"] | None = None,
        sort_field: str | None = None,
        keyword_type: Literal["PRODUCT_ID", "PRODUCT_NAME"] | None = None,
        keyword: str | None = None,
        top_level_category_id: str | int | None = None,
        page_token: str | None = None,
        page_size: int = 50,
    ) -> Page[OpenCollaboration]:
        """Search the seller's open collaborations.

        Scope: ``seller.affiliate_collaboration.read``.
        TikTok Shop: Search Open Collaboration, 202412.
        """
        return self._page(
            self._SEARCH,
            OpenCollaboration,
            query={
                "page_token": page_token,
                "page_size": page_size,
                "sort_order": sort_order,
                "sort_field": sort_field,
            },
            body={
                "keyword_type": keyword_type,
                "keyword": keyword,
                "top_level_category_id": text(top_level_category_id),
            },
        )

    _GET_CREATOR_CONTENT_DETAILS = Operation(
        "getOpenCollaborationCreatorContentDetails",
        "GET",
        "/affiliate_seller/202508/open_collaborations/creator_content_details",
        repeatable=True,
        page=Paging(items="creator_content_details", total="total_count"),
    )

    def get_creator_content_details(
        self,
        *,
        product_id: str | int,
        page_token: str | None = None,
        page_size: int = 50,
    ) -> Page[CreatorContentDetail]:
        """List creators and content promoting a product.

        Scope: ``seller.affiliate_collaboration.read``.
        TikTok Shop: Get Open Collaboration Creator Content Detail, 202508.
        """
        return self._page(
            self._GET_CREATOR_CONTENT_DETAILS,
            CreatorContentDetail,
            query={
                "page_token": page_token,
                "page_size": page_size,
                "product_id": product_id,
            },
        )

    _REMOVE_CREATOR = Operation(
        "removeCreatorFromOpenCollaborationProduct",
        "POST",
        "/affiliate_seller/202508/open_collaborations/{open_collaboration_id}/remove_creator",
    )

    def remove_creator(
        self,
        *,
        open_collaboration_id: str | int,
        creator_user_open_id: str | int,
        product_id: str | int,
    ) -> None:
        """Remove a creator from a product's collaboration.

        Scope: ``seller.affiliate_collaboration.write``.
        TikTok Shop: Remove Creator From Open Collaboration, 202508.
        """
        self._do(
            self._REMOVE_CREATOR,
            path={"open_collaboration_id": open_collaboration_id},
            body={
                "creator_user_open_id": text(creator_user_open_id),
                "product_id": text(product_id),
            },
        )
