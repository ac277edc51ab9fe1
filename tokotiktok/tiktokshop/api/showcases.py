"""What a creator shows, and links to it.

Written by spec/generate.py; edit spec/tiktokshop/affiliate_creator.json or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import DecimalText, Id, IntId, Model, model, numbers, text, texts
from ..._resource import BatchResult, Page, Resource
from ...wire import Operation, Paging

Permission = TypeAliasType(
    "Permission",
    Literal[
        "LIVE_STREAM_PERMISSION",
        "SELF_SALE_PERMISSION",
        "ADD_AFFILIATE_PERMISSION",
        "PHOTO_SHOPPABLE_PERMISSION_PRODUCT",
        "PHOTO_SHOPPABLE_PERMISSION_SHOP",
    ],
)

ReviewStatus = TypeAliasType(
    "ReviewStatus",
    Literal[
        "APPROVED",
        "UNDER_REVIEW",
        "CHANGES_UNDER_REVIEW",
        "UNAVAILABLE",
        "REJECTED",
        "ZERO_COMMISSION",
    ],
)

ShowcaseProductSource = TypeAliasType(
    "ShowcaseProductSource", Literal["THIRD_PARTY", "AFFILIATE", "TIKTOK_STORE"]
)

UserType = TypeAliasType(
    "UserType",
    Literal[
        "TIKTOK_SHOP_OFFICIAL_ACCOUNT",
        "TIKTOK_MARKETING_ACCOUNT",
        "TIKTOK_SHOP_CREATOR",
    ],
)


@model
class AffiliateShop(Model):
    """Affiliate shop, in showcase product."""

    name: str | None = None


@model
class MainImage(Model):
    """Main image, in addition."""

    width: int | None = None
    heigth: int | None = None
    url: str | None = None


@model
class Addition(Model):
    """Addition, in showcase product."""

    customized_main_images: tuple[MainImage, ...] = ()


@model
class OriginalPrice(Model):
    """Original price, in price."""

    minimum_amount: DecimalText | None = None
    maximum_amount: DecimalText | None = None
    currency: str | None = None


@model
class Price(Model):
    """Price, in showcase product."""

    original_price: OriginalPrice | None = None
    seller_discount_price: OriginalPrice | None = None
    platform_discount_price: OriginalPrice | None = None


@model
class ShowcaseProductStatus(Model):
    """Showcase product status, in showcase product."""

    inventory_status: Literal["IN_STOCK", "SOLD_OUT"] | None = None
    review_status: ReviewStatus | None = None
    is_hidden: bool | None = None
    added_status: str | None = None


@model
class Commission(Model):
    """Commission, in showcase product."""

    rate: int | None = None
    """In hundredths of a percent."""
    reward_rate: int | None = None
    """In hundredths of a percent."""


@model
class Partner(Model):
    """Partner, in collaboration."""

    id: Id | None = None
    name: str | None = None


@model
class Collaboration(Model):
    """Collaboration, in showcase product."""

    id: Id | None = None
    type: str | None = None
    partner: Partner | None = None


@model
class ShowcaseProduct(Model):
    """Showcase product, in get products."""

    id: Id | None = None
    shop: AffiliateShop | None = None
    addition: Addition | None = None
    price: Price | None = None
    title: str | None = None
    main_images: tuple[MainImage, ...] = ()
    status: ShowcaseProductStatus | None = None
    source: ShowcaseProductSource | None = None
    detail_link: str | None = None
    third_party_link: str | None = None
    sale_regions: tuple[str, ...] = ()
    commission: Commission | None = None
    collaboration: Collaboration | None = None


@model
class ProductErrorDetail(Model):
    """Product error detail, in product error."""

    product_id: Id | None = None


@model
class ProductError(Model):
    """Product error, in add products showcase result."""

    code: int | None = None
    message: str | None = None
    detail: ProductErrorDetail | None = None


@model
class AddProductsShowcaseResult(Model):
    """Add products showcase result, in add products."""

    errors: tuple[ProductError, ...] = ()


@model
class ProductsShowcaseResult(Model):
    """Products showcase result, in remove products."""

    code: int | None = None
    message: str | None = None
    request_id: Id | None = None


@model
class MaterialInput(Model):
    """Material, in generate publisher links."""

    ids: tuple[Id, ...]
    """Max 50 chars."""
    type: Literal["CAMPAIGN", "PRODUCT"]
    promotion_campaign_schema: str | None = None


@model
class SharingLink(Model):
    """Sharing link, in generate publisher links showcase result."""

    material_id: IntId | None = None
    sharing_link: str | None = None
    deep_link: str | None = None
    one_link: str | None = None


@model
class FailedMaterial(Model):
    """Failed material, in generate publisher links showcase result."""

    material_id: Id | None = None
    fail_reason: str | None = None


@model
class GeneratePublisherLinksShowcaseResult(Model):
    """Generate publisher links showcase result, in generate publisher links."""

    sharing_links: tuple[SharingLink, ...] = ()
    failed_materials: tuple[FailedMaterial, ...] = ()


@model
class GenerateGeneralLinksShowcaseSharingLink(Model):
    """Generate general links showcase sharing link, in generate general links showcase result."""

    material_id: Id | None = None
    sharing_link: str | None = None
    deep_link: str | None = None
    one_link: str | None = None


@model
class GenerateGeneralLinksShowcaseResult(Model):
    """Generate general links showcase result, in generate general links."""

    sharing_links: tuple[GenerateGeneralLinksShowcaseSharingLink, ...] = ()
    failed_materials: tuple[FailedMaterial, ...] = ()


@model
class Avatar(Model):
    """Avatar, in creator profile."""

    width: int | None = None
    height: int | None = None
    url: str | None = None


@model
class CreatorProfile(Model):
    """Creator profile, in get profile."""

    avatar: Avatar | None = None
    username: str | None = None
    selection_region: str | None = None
    register_region: str | None = None
    seller_type: Literal["CROSS_BORDER", "LOCAL"] | None = None
    permissions: tuple[Permission, ...] = ()
    user_type: UserType | None = None
    creator_user_open_id: Id | None = None


@model
class DisplayMoney(Model):
    """Display money, in product."""

    amount: str | None = None
    """Localized text in creator order searches, decimal elsewhere."""
    currency: str | None = None


@model
class Image(Model):
    """Image, in product."""

    url: str | None = None
    width: int | None = None
    height: int | None = None


@model
class Product(Model):
    """A product in full."""

    id: Id | None = None
    title: str | None = None
    price: DisplayMoney | None = None
    added_status: Literal["ADDABLE", "ADDED", "REJECTED"] | None = None
    brand_name: str | None = None
    images: tuple[Image, ...] = ()
    sales_count: int | None = None


@model
class TokopediaMappingError(Model):
    """Tokopedia mapping error, in tokopedia mapping."""

    code: int | None = None
    message: str | None = None


@model
class TokopediaProductMapping(Model):
    """Tokopedia product mapping, in tokopedia mapping."""

    toko_pid: IntId | None = None
    tts_pid: IntId | None = None


@model
class TokopediaMapping(Model):
    """Tokopedia mapping, in get tokopedia mappings."""

    error: TokopediaMappingError | None = None
    product: tuple[TokopediaProductMapping, ...] = ()


@model
class MapTokopediaProductsShowcaseResult(Model):
    """Map tokopedia products showcase result, in map tokopedia products."""

    error: TokopediaMappingError | None = None
    product: tuple[TokopediaProductMapping, ...] = ()


@model
class GenerateSharingLinksMaterialInput(Model):
    """Generate sharing links material, in generate sharing links."""

    campaign_url: str | None = None
    id: Id | None = None
    type: Literal["PRODUCT", "CAMPAIGN", "SHOWCASE"] | None = None


@model
class AffiliateSharingLink(Model):
    """Affiliate sharing link, in generate sharing links showcase result."""

    affiliate_sharing_link: str | None = None
    tag: str | None = None


@model
class GenerateSharingLinksShowcaseErrorDetail(Model):
    """Generate sharing links showcase error detail, in generate sharing links showcase error."""

    fail_reason: str | None = None
    tag: str | None = None


@model
class GenerateSharingLinksShowcaseError(Model):
    """Generate sharing links showcase error, in generate sharing links showcase result."""

    code: int | None = None
    detail: GenerateSharingLinksShowcaseErrorDetail | None = None
    message: str | None = None


@model
class GenerateSharingLinksShowcaseResult(Model):
    """Generate sharing links showcase result, in generate sharing links."""

    affiliate_sharing_links: tuple[AffiliateSharingLink, ...] = ()
    errors: tuple[GenerateSharingLinksShowcaseError, ...] = ()


@model
class CommissionRateRangeInput(Model):
    """Commission rate range, in filter params input."""

    rate_ge: int | None = None
    rate_le: int | None = None


@model
class PriceRangeInput(Model):
    """Price range, in filter params input."""

    price_ge: DecimalText | None = None
    price_le: DecimalText | None = None


@model
class ShopRatingRangeInput(Model):
    """Shop rating range, in filter params input."""

    rating_ge: int | None = None
    rating_le: int | None = None


@model
class SoldQuantityRangeInput(Model):
    """Sold quantity range, in filter params input."""

    quantity_ge: int | None = None
    quantity_le: int | None = None


@model
class FilterParamsInput(Model):
    """Filter params, in search selection."""

    category_ids: tuple[Id, ...] = ()
    commission_rate_range: CommissionRateRangeInput | None = None
    pool_ids: tuple[Id, ...] = ()
    price_range: PriceRangeInput | None = None
    product_ids: tuple[Id, ...] = ()
    shop_rating_range: ShopRatingRangeInput | None = None
    sold_quantity_range: SoldQuantityRangeInput | None = None
    title_keyword: str | None = None


@model
class SortParamsInput(Model):
    """Sort params, in search selection."""

    sort_type: str | None = None


@model
class SearchSelectionProductCommission(Model):
    """Search selection product commission, in search selection product."""

    amount: DecimalText | None = None
    rate: int | None = None
    """In hundredths of a percent."""


@model
class MarketPerformance(Model):
    """Market performance, in search selection product."""

    historical_sold_quantity: int | None = None


@model
class SearchSelectionProductPrice(Model):
    """Search selection product price, in search selection product."""

    ceiling_price: DecimalText | None = None
    currency: str | None = None
    floor_price: DecimalText | None = None


@model
class Review(Model):
    """Review, in search selection product."""

    count: int | None = None
    overall_score: str | None = None


@model
class Shop(Model):
    """Shop, in search selection product."""

    logo_url: str | None = None
    name: str | None = None
    rating: str | None = None


@model
class Stock(Model):
    """Stock, in search selection product."""

    quantity: int | None = None


@model
class SearchSelectionProduct(Model):
    """Search selection product, in search selection."""

    brand_name: str | None = None
    commission: SearchSelectionProductCommission | None = None
    id: Id | None = None
    main_image_url: str | None = None
    market_performance: MarketPerformance | None = None
    price: SearchSelectionProductPrice | None = None
    review: Review | None = None
    shop: Shop | None = None
    stock: Stock | None = None
    title: str | None = None


class Showcases(Resource):
    """What a creator shows, and links to it."""

    _GET_PRODUCTS = Operation(
        "getShowcaseProducts",
        "GET",
        "/affiliate_creator/202405/showcases/products",
        repeatable=True,
        shop="none",
        page=Paging(items="products", total="total_count"),
    )

    def get_products(
        self, *, origin: str, page_size: int = 20, page_token: str | None = None
    ) -> Page[ShowcaseProduct]:
        """List products in the creator's showcase.

        Scopes: ``creator.showcase.read``, ``creator.video.write``.
        TikTok Shop: Get Showcase Products, 202405.
        """
        return self._page(
            self._GET_PRODUCTS,
            ShowcaseProduct,
            query={"page_size": page_size, "page_token": page_token, "origin": origin},
        )

    _ADD_PRODUCTS = Operation(
        "addShowcaseProducts",
        "POST",
        "/affiliate_creator/202405/showcases/products/add",
        shop="none",
        failures="errors",
    )

    def add_products(
        self,
        *,
        add_type: Literal["PRODUCT_ID", "PRODUCT_LINK"],
        product_ids: Sequence[str | int] | None = None,
        product_link: str | None = None,
    ) -> BatchResult[AddProductsShowcaseResult]:
        """Add products to the creator's showcase.

        Scopes: ``creator.showcase.write``, ``creator.video.write``.
        TikTok Shop: Add Showcase Products, 202405.
        """
        return self._batch(
            self._ADD_PRODUCTS,
            AddProductsShowcaseResult,
            product_ids or (),
            body={
                "add_type": add_type,
                "product_ids": texts(product_ids),
                "product_link": product_link,
            },
        )

    _REMOVE_PRODUCTS = Operation(
        "removeShowcaseProducts",
        "DELETE",
        "/affiliate_creator/202409/showcases/products",
        shop="none",
    )

    def remove_products(
        self, *, product_ids: Sequence[str | int]
    ) -> ProductsShowcaseResult:
        """Remove products from the creator's showcase.

        Scope: ``creator.showcase.write``.
        TikTok Shop: Remove Showcase Products, 202409.
        """
        return self._get(
            self._REMOVE_PRODUCTS,
            ProductsShowcaseResult,
            body={"product_ids": texts(product_ids)},
        )

    _TOP_PRODUCTS = Operation(
        "moveShowcaseProductsToTheTop",
        "POST",
        "/affiliate_creator/202409/showcases/products/top",
        shop="none",
    )

    def top_products(
        self, *, product_ids: Sequence[str | int]
    ) -> ProductsShowcaseResult:
        """Put chosen products first in the showcase.

        Scope: ``creator.showcase.write``.
        TikTok Shop: Top Showcase Products, 202409.
        """
        return self._get(
            self._TOP_PRODUCTS,
            ProductsShowcaseResult,
            body={"product_ids": texts(product_ids)},
        )

    _GENERATE_PUBLISHER_LINKS = Operation(
        "generatePublisherSharingLinksInBatch",
        "POST",
        "/affiliate_creator/202504/affiliate_sharing_links/publisher/{publisher_id}/generate_batch",
        shop="none",
        failures="failed_materials",
    )

    def generate_publisher_links(
        self,
        *,
        publisher_id: str | int,
        material: MaterialInput,
        campaign_id: str | int | None = None,
        link_type: str | None = None,
    ) -> BatchResult[GeneratePublisherLinksShowcaseResult]:
        """Create sharing links for one publisher.

        Scope: ``creator.affiliate.share_link.read``.
        TikTok Shop: Creator Generate Publisher Link, 202504.
        """
        return self._batch(
            self._GENERATE_PUBLISHER_LINKS,
            GeneratePublisherLinksShowcaseResult,
            path={"publisher_id": publisher_id},
            body={
                "material": material,
                "campaign_id": text(campaign_id),
                "link_type": link_type,
            },
        )

    _GENERATE_GENERAL_LINKS = Operation(
        "generateGeneralSharingLinks",
        "POST",
        "/affiliate_creator/202505/affiliate_sharing_links/general_publishers/generate_batch",
        shop="none",
        failures="failed_materials",
    )

    def generate_general_links(
        self,
        *,
        material: MaterialInput,
        campaign_id: str | int | None = None,
        link_type: str | None = None,
    ) -> BatchResult[GenerateGeneralLinksShowcaseResult]:
        """Create sharing links usable by any publisher.

        Scope: ``creator.affiliate.share_link.read``.
        TikTok Shop: Creator Generate General Link, 202505.
        """
        return self._batch(
            self._GENERATE_GENERAL_LINKS,
            GenerateGeneralLinksShowcaseResult,
            body={
                "material": material,
                "campaign_id": text(campaign_id),
                "link_type": link_type,
            },
        )

    _GET_PROFILE = Operation(
        "getCreatorProfile",
        "GET",
        "/affiliate_creator/202508/profiles",
        repeatable=True,
        shop="none",
    )

    def get_profile(self) -> CreatorProfile:
        """Fetch the creator's own profile.

        Scopes: ``creator.affiliate.info``, ``creator.video.write``.
        TikTok Shop: Get Creator Profile, 202508.
        """
        return self._get(self._GET_PROFILE, CreatorProfile)

    _GET_SHOP_PRODUCTS = Operation(
        "getShopProducts",
        "GET",
        "/affiliate_creator/202509/shop_products",
        repeatable=True,
        shop="none",
        page=Paging(items="products", total="total_count"),
    )

    def get_shop_products(
        self,
        *,
        title_keyword: str | None = None,
        sort_field: Literal["PRICE", "PRODUCT_ID", "SALE"] | None = None,
        sort_order: Literal["ASC", "DESC"] | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[Product]:
        """Search products of the shop bound to the creator.

        Scope: ``creator.video.write``.
        TikTok Shop: Get Shop Products, 202509.
        """
        return self._page(
            self._GET_SHOP_PRODUCTS,
            Product,
            query={
                "title_keyword": title_keyword,
                "sort_field": sort_field,
                "sort_order": sort_order,
                "page_size": page_size,
                "page_token": page_token,
            },
        )

    _GET_TOKOPEDIA_MAPPINGS = Operation(
        "mapTokopediaToTikTokShopProductIDs",
        "GET",
        "/affiliate_creator/202606/toko_product_mappers",
        repeatable=True,
        shop="none",
        failures="error",
    )

    def get_tokopedia_mappings(
        self, *, toko_pids: Sequence[str | int] | None = None
    ) -> BatchResult[TokopediaMapping]:
        """Map Tokopedia product IDs (GET with body).

        TikTok Shop: Map Tokopedia to TikTok Shop Product IDs, 202606.
        """
        return self._batch(
            self._GET_TOKOPEDIA_MAPPINGS,
            TokopediaMapping,
            body={"toko_pids": numbers(toko_pids)},
        )

    _MAP_TOKOPEDIA_PRODUCTS = Operation(
        "getTokopediaAndTikTokShopProductIDMappings",
        "POST",
        "/affiliate_creator/202607/map_toko_product",
        repeatable=True,
        shop="none",
        failures="error",
    )

    def map_tokopedia_products(
        self, *, toko_pids: Sequence[str | int] | None = None
    ) -> BatchResult[MapTokopediaProductsShowcaseResult]:
        """Map Tokopedia product IDs to TikTok Shop IDs.

        TikTok Shop: Get Tokopedia and TikTok Shop Product ID Mappings, 202607.
        """
        return self._batch(
            self._MAP_TOKOPEDIA_PRODUCTS,
            MapTokopediaProductsShowcaseResult,
            body={"toko_pids": numbers(toko_pids)},
        )

    _GENERATE_SHARING_LINKS = Operation(
        "generateAffiliateSharingLink",
        "POST",
        "/affiliate_creator/202501/affiliate_sharing_links/generate_batch",
        shop="none",
        failures="errors",
    )

    def generate_sharing_links(
        self,
        *,
        channel: str | None = None,
        material: GenerateSharingLinksMaterialInput | None = None,
        tags: Sequence[str] | None = None,
    ) -> BatchResult[GenerateSharingLinksShowcaseResult]:
        """Create tagged affiliate links as a creator.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Generate Affiliate Sharing Link, 202501.
        """
        return self._batch(
            self._GENERATE_SHARING_LINKS,
            GenerateSharingLinksShowcaseResult,
            body={"channel": channel, "material": material, "tags": tags},
        )

    _SEARCH_SELECTION = Operation(
        "creatorSelectAffiliateProduct",
        "POST",
        "/affiliate_creator/202501/selection/products/search",
        repeatable=True,
        shop="none",
        page=Paging(items="products", total="total_count"),
    )

    def search_selection(
        self,
        *,
        filter_params: FilterParamsInput | None = None,
        sort_params: SortParamsInput | None = None,
        page_token: str | None = None,
        page_size: int = 50,
    ) -> Page[SearchSelectionProduct]:
        """Find affiliate products for a creator, filtered or suggested.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Creator Select Affiliate Product, 202501.
        """
        return self._page(
            self._SEARCH_SELECTION,
            SearchSelectionProduct,
            query={"page_token": page_token, "page_size": page_size},
            body={"filter_params": filter_params, "sort_params": sort_params},
        )
