"""Run promotions and read coupons.

Written by spec/generate.py; edit spec/tiktokshop/promotion.json or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import (
    DecimalText,
    Id,
    Model,
    UnixMillis,
    UnixSeconds,
    model,
    seconds,
    text,
    texts,
)
from ..._resource import Page, Resource
from ...money import Money
from ...wire import Operation, Paging

ActivityType = TypeAliasType(
    "ActivityType",
    Literal[
        "BUY_MORE_SAVE_MORE",
        "BUY_X_GET_Y",
        "DIRECT_DISCOUNT",
        "FIXED_PRICE",
        "FLASHSALE",
        "GIFT_WITH_PURCHASE",
        "SHIPPING_DISCOUNT",
    ],
)

BmsmDiscountDetailThresholdType = TypeAliasType(
    "BmsmDiscountDetailThresholdType",
    Literal["MINIMAL_ITEM_QUANTITY", "MINIMAL_ORDER_AMOUNT"],
)

CreationSource = TypeAliasType(
    "CreationSource", Literal["SELLER_CENTER", "SELLER_APP", "TTS_CRM"]
)

DiscountType = TypeAliasType(
    "DiscountType", Literal["AMOUNT_OFF_EACH", "FREE", "PERCENTAGE_OFF"]
)

DisplayChannel = TypeAliasType(
    "DisplayChannel",
    Literal[
        "ALL",
        "SHOPPING_CENTER",
        "CHAT",
        "LIVE",
        "PRIVATE",
        "PRIVATE_WITH_ALLOW",
        "VIDEO",
        "SHOWCASE",
    ],
)

DisplayType = TypeAliasType(
    "DisplayType", Literal["REGULAR", "LIVE", "CREATOR_EXCLUSIVE", "CHAT", "PROMO_CODE"]
)

InventoryType = TypeAliasType(
    "InventoryType", Literal["SELF_FULFILLED", "FULFILLED_BY_TIKTOK", "ALL"]
)

LiveTaskType = TypeAliasType(
    "LiveTaskType", Literal["NONE", "FOLLOW_HOST", "WATCH_FOR_MIN_TIME"]
)

ParticipationLimitType = TypeAliasType(
    "ParticipationLimitType", Literal["BUYER_LIMIT_ONLY_ONE", "BUYER_NO_LIMIT"]
)

PromotionStatus = TypeAliasType(
    "PromotionStatus", Literal["DEACTIVATED", "EXPIRED", "NOT_START", "ONGOING"]
)

ShippingDiscountType = TypeAliasType(
    "ShippingDiscountType", Literal["FREE_SHIPPING", "DISCOUNT_SHIPPING_FEE"]
)

ShippingMethod = TypeAliasType(
    "ShippingMethod",
    Literal["STANDARD_SHIPPING", "EXPRESS_SHIPPING", "ALL_SHIPPING_METHOD"],
)

TargetBuyerSegment = TypeAliasType(
    "TargetBuyerSegment",
    Literal[
        "ALL",
        "NEW",
        "REPEAT_CUSTOMERS",
        "RECENT_CUSTOMERS",
        "FREQUENT_CUSTOMERS",
        "LAPSED_CUSTOMERS",
        "NEW_FOLLOWERS",
        "EXISTING_ACTIVE_FOLLOWERS",
    ],
)

ThresholdType = TypeAliasType(
    "ThresholdType",
    Literal["MINIMAL_ITEM_QUANTITY", "MINIMAL_ORDER_AMOUNT", "NO_THRESHOLD"],
)

UserType = TypeAliasType(
    "UserType",
    Literal[
        "ALL_USER",
        "SHOP_EXISTING_CUSTOMER",
        "SHOP_NEW_CUSTOMER",
        "SHOP_REPEAT_CUSTOMER",
    ],
)


@model
class ParticipationLimitInput(Model):
    """Participation limit, in create."""

    type: ParticipationLimitType


@model
class AreaScopeInput(Model):
    """Area scope, in shipping discount input."""

    type: str
    specific_areas: tuple[str, ...] = ()


@model
class ShippingDiscountInput(Model):
    """Shipping discount, in discount input."""

    threshold_type: ThresholdType
    type: ShippingDiscountType
    area_scope: AreaScopeInput
    threshold_value: str | None = None
    value: str | None = None
    shipping_method: ShippingMethod | None = None
    inventory_type: InventoryType | None = None


@model
class BmsmDiscountDetailInput(Model):
    """Bmsm discount detail, in bmsm discount input."""

    tier: int
    threshold_type: BmsmDiscountDetailThresholdType
    threshold_value: str
    type: Literal["AMOUNT_OFF", "PERCENTAGE_OFF"]
    value: str
    """Percentage string."""


@model
class BmsmDiscountInput(Model):
    """Bmsm discount, in discount input."""

    details: tuple[BmsmDiscountDetailInput, ...] = ()


@model
class GiftDetailInput(Model):
    """Gift detail, in gift input."""

    product_id: Id
    sku_id: Id
    total_claim_limit: str


@model
class GiftInput(Model):
    """Gift, in gift discount input."""

    tier: int
    threshold_type: BmsmDiscountDetailThresholdType
    threshold_value: str
    gift_details: tuple[GiftDetailInput, ...]


@model
class GiftDiscountInput(Model):
    """Gift discount, in discount input."""

    gift_receiving_type: str
    gift_infos: tuple[GiftInput, ...]


@model
class BxgyDiscountInput(Model):
    """Bxgy discount, in discount input."""

    threshold_type: BmsmDiscountDetailThresholdType
    threshold_value: str
    discount_type: DiscountType
    discount_value: str
    """Percent or amount, by discount_type."""
    benefit_max_applicable_quantity: str
    benefit_max_applicable_times: str | None = None


@model
class DiscountInput(Model):
    """Discount, in create."""

    shipping_discount: ShippingDiscountInput | None = None
    bmsm_discount: BmsmDiscountInput | None = None
    gift_discount: GiftDiscountInput | None = None
    bxgy_discount: BxgyDiscountInput | None = None


@model
class TargetUserInput(Model):
    """Target user, in create."""

    user_type: UserType | None = None


@model
class CreatePromotionResult(Model):
    """Create promotion result, in create."""

    activity_id: Id | None = None
    create_time: UnixSeconds | None = None
    update_time: UnixSeconds | None = None
    status: PromotionStatus | None = None


@model
class ParticipationLimit(Model):
    """Participation limit, in activity summary."""

    type: ParticipationLimitType | None = None


@model
class AreaScope(Model):
    """Area scope, in shipping discount."""

    type: str | None = None
    specific_areas: tuple[str, ...] = ()


@model
class ShippingDiscount(Model):
    """Shipping discount, in discount."""

    threshold_type: ThresholdType | None = None
    threshold_value: str | None = None
    type: ShippingDiscountType | None = None
    value: str | None = None
    shipping_method: ShippingMethod | None = None
    inventory_type: InventoryType | None = None
    area_scope: AreaScope | None = None


@model
class BmsmDiscountDetail(Model):
    """Bmsm discount detail, in bmsm discount."""

    tier: int | None = None
    threshold_type: ThresholdType | None = None
    threshold_value: str | None = None
    type: Literal["PERCENTAGE_OFF", "AMOUNT_OFF"] | None = None
    value: str | None = None
    """Percentage string."""


@model
class BmsmDiscount(Model):
    """Bmsm discount, in discount."""

    details: tuple[BmsmDiscountDetail, ...] = ()


@model
class GiftDetail(Model):
    """Gift detail, in gift."""

    product_id: Id | None = None
    sku_id: Id | None = None
    total_claim_limit: str | None = None


@model
class Gift(Model):
    """Gift, in gift discount."""

    tier: int | None = None
    threshold_type: ThresholdType | None = None
    threshold_value: str | None = None
    gift_details: tuple[GiftDetail, ...] = ()


@model
class GiftDiscount(Model):
    """Gift discount, in discount."""

    gift_receiving_type: str | None = None
    gift_infos: tuple[Gift, ...] = ()


@model
class BxgyDiscount(Model):
    """Bxgy discount, in discount."""

    threshold_type: ThresholdType | None = None
    threshold_value: str | None = None
    discount_type: DiscountType | None = None
    discount_value: str | None = None
    """Percent or amount, by discount_type."""
    benefit_max_applicable_quantity: str | None = None
    benefit_max_applicable_times: str | None = None


@model
class Discount(Model):
    """Discount, in activity summary."""

    shipping_discount: ShippingDiscount | None = None
    bmsm_discount: BmsmDiscount | None = None
    gift_discount: GiftDiscount | None = None
    bxgy_discount: BxgyDiscount | None = None


@model
class ActivitySummary(Model):
    """Activity summary, in search."""

    id: Id | None = None
    title: str | None = None
    activity_type: ActivityType | None = None
    duration_type: str | None = None
    begin_time: UnixSeconds | None = None
    end_time: UnixSeconds | None = None
    status: PromotionStatus | None = None
    create_time: UnixMillis | None = None
    """Description and example disagree."""
    update_time: UnixMillis | None = None
    """Description and example disagree."""
    product_level: str | None = None
    activity_commands: tuple[str, ...] = ()
    participation_limit: tuple[ParticipationLimit, ...] = ()
    discount: Discount | None = None
    auction_support_type: Literal["ALL", "EXCLUDE_AUCTION"] | None = None


@model
class ActivitySku(Model):
    """Activity sku, in activity product."""

    id: Id | None = None
    discount: DecimalText | None = None
    quantity_limit: int | None = None
    quantity_per_user: int | None = None
    activity_price: Money | None = None
    used_quantity: int | None = None


@model
class ActivityProduct(Model):
    """Activity product, in activity."""

    id: Id | None = None
    activity_price: Money | None = None
    quantity_limit: int | None = None
    quantity_per_user: int | None = None
    discount: str | None = None
    """Percent off as text."""
    skus: tuple[ActivitySku, ...] = ()
    used_quantity: int | None = None


@model
class TargetUser(Model):
    """Target user, in activity."""

    user_type: UserType | None = None


@model
class BenefitProduct(Model):
    """Benefit product, in activity."""

    id: Id | None = None


@model
class Activity(Model):
    """Activity, in get."""

    activity_id: Id | None = None
    title: str | None = None
    activity_type: ActivityType | None = None
    duration_type: str | None = None
    begin_time: UnixSeconds | None = None
    end_time: UnixSeconds | None = None
    participation_limit: tuple[ParticipationLimit, ...] = ()
    products: tuple[ActivityProduct, ...] = ()
    status: PromotionStatus | None = None
    create_time: UnixMillis | None = None
    """Description and example disagree."""
    update_time: UnixMillis | None = None
    """Description and example disagree."""
    product_level: Literal["PRODUCT", "VARIATION", "SHOP"] | None = None
    activity_commands: tuple[str, ...] = ()
    discount: Discount | None = None
    target_user_info: TargetUser | None = None
    benefit_products: tuple[BenefitProduct, ...] = ()
    auction_support_type: Literal["ALL", "EXCLUDE_AUCTION"] | None = None


@model
class UpdatePromotionResult(Model):
    """Update promotion result, in update."""

    activity_id: Id | None = None
    title: str | None = None
    update_time: UnixSeconds | None = None


@model
class DeactivatePromotionResult(Model):
    """Deactivate promotion result, in deactivate."""

    activity_id: Id | None = None
    title: str | None = None
    status: Literal["DEACTIVATED"] | None = None
    update_time: UnixSeconds | None = None


@model
class SkuInput(Model):
    """Sku, in activity product input."""

    id: Id
    quantity_limit: int
    quantity_per_user: int
    activity_price_amount: DecimalText | None = None
    discount: DecimalText | None = None


@model
class ActivityProductInput(Model):
    """Activity product, in update products."""

    id: Id
    quantity_limit: int
    quantity_per_user: int
    activity_price_amount: DecimalText | None = None
    discount: str | None = None
    """Percent off as text."""
    skus: tuple[SkuInput, ...] = ()


@model
class UpdateProductsPromotionResult(Model):
    """Update products promotion result, in update products."""

    activity_id: Id | None = None
    title: str | None = None
    update_time: UnixSeconds | None = None
    status: PromotionStatus | None = None
    total_count: int | None = None


@model
class RemoveProductsPromotionResult(Model):
    """Remove products promotion result, in remove products."""

    activity_id: Id | None = None
    status: PromotionStatus | None = None
    update_time: UnixSeconds | None = None


@model
class ClaimDuration(Model):
    """Claim duration, in coupon."""

    start_time: UnixSeconds | None = None
    end_time: UnixSeconds | None = None


@model
class RedemptionDuration(Model):
    """Redemption duration, in coupon."""

    type: Literal["ABSOLUTE", "RELATIVE"] | None = None
    start_time: UnixSeconds | None = None
    end_time: UnixSeconds | None = None
    relative_time: int | None = None
    """Days after the claim."""


@model
class UsageLimits(Model):
    """Usage limits, in coupon."""

    single_buyer_claim_limit: int | None = None
    total_claim_limit: int | None = None
    redemption_limit: int | None = None
    """Only in ID, MY, PH, TH, SG, VN."""


@model
class CouponDiscount(Model):
    """Coupon discount, in coupon."""

    type: Literal["AMOUNT_OFF", "PERCENT_OFF"] | None = None
    reduction_amount: Money | None = None
    percentage: str | None = None
    """Percentage string."""
    max_discount: Money | None = None


@model
class Threshold(Model):
    """Threshold, in coupon."""

    type: Literal["NONE", "MIN_SPEND"] | None = None
    min_spend: Money | None = None


@model
class UsageStats(Model):
    """Usage stats, in coupon."""

    claimed_count: int | None = None
    redeemed_count: int | None = None


@model
class LiveTask(Model):
    """Live task, in coupon."""

    type: LiveTaskType | None = None
    min_watch_time: str | None = None
    """Seconds to watch."""


@model
class Coupon(Model):
    """Coupon, in search coupons."""

    id: Id | None = None
    title: str | None = None
    display_type: DisplayType | None = None
    status: PromotionStatus | None = None
    create_time: UnixMillis | None = None
    update_time: UnixMillis | None = None
    claim_duration: ClaimDuration | None = None
    redemption_duration: RedemptionDuration | None = None
    promo_code: str | None = None
    target_buyer_segment: TargetBuyerSegment | None = None
    usage_limits: UsageLimits | None = None
    discount: CouponDiscount | None = None
    threshold: Threshold | None = None
    product_scope: Literal["FULL_SHOP", "SPECIFIC_PRODUCTS"] | None = None
    creation_source: CreationSource | None = None
    display_channels: tuple[DisplayChannel, ...] = ()
    usage_stats: UsageStats | None = None
    product_ids: tuple[Id, ...] = ()
    seller_tnc: str | None = None
    live_tasks: tuple[LiveTask, ...] = ()


class Promotions(Resource):
    """Run promotions and read coupons."""

    _CREATE = Operation(
        "createPromotionActivity", "POST", "/promotion/202309/activities"
    )

    def create(
        self,
        *,
        title: str,
        activity_type: ActivityType,
        product_level: Literal["PRODUCT", "SHOP", "VARIATION"],
        begin_time: datetime,
        end_time: datetime,
        duration_type: str | None = None,
        participation_limit: Sequence[ParticipationLimitInput] | None = None,
        discount: DiscountInput | None = None,
        target_user_info: TargetUserInput | None = None,
        auction_support_type: Literal["ALL", "EXCLUDE_AUCTION"] | None = None,
    ) -> CreatePromotionResult:
        """Create a promotion activity.

        Scope: ``seller.promotion.write``.
        TikTok Shop: Create Activity, 202309.
        """
        return self._get(
            self._CREATE,
            CreatePromotionResult,
            body={
                "title": title,
                "activity_type": activity_type,
                "product_level": product_level,
                "begin_time": seconds(begin_time),
                "end_time": seconds(end_time),
                "duration_type": duration_type,
                "participation_limit": participation_limit,
                "discount": discount,
                "target_user_info": target_user_info,
                "auction_support_type": auction_support_type,
            },
        )

    _SEARCH = Operation(
        "searchPromotionActivities",
        "POST",
        "/promotion/202309/activities/search",
        repeatable=True,
        page=Paging(items="activities", where="body", total="total_count"),
    )

    def search(
        self,
        *,
        status: PromotionStatus | None = None,
        activity_title: str | None = None,
        activity_type: ActivityType | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[ActivitySummary]:
        """Search promotion activities by status, title or type.

        Scope: ``seller.promotion.info``.
        TikTok Shop: Search Activities, 202309.
        """
        return self._page(
            self._SEARCH,
            ActivitySummary,
            body={
                "status": status,
                "activity_title": activity_title,
                "page_size": page_size,
                "page_token": page_token,
                "activity_type": activity_type,
            },
        )

    _GET = Operation(
        "getActivity",
        "GET",
        "/promotion/202309/activities/{activity_id}",
        repeatable=True,
    )

    def get(self, *, activity_id: str | int) -> Activity:
        """Fetch one promotion activity with its products.

        Scope: ``seller.promotion.info``.
        TikTok Shop: Get Activity, 202309.
        """
        return self._get(self._GET, Activity, path={"activity_id": activity_id})

    _UPDATE = Operation(
        "updatePromotionActivity", "PUT", "/promotion/202309/activities/{activity_id}"
    )

    def update(
        self,
        *,
        activity_id: str | int,
        title: str,
        begin_time: datetime,
        end_time: datetime,
        duration_type: str | None = None,
        product_level: Literal["PRODUCT", "VARIATION", "SHOP"] | None = None,
        participation_limit: Sequence[ParticipationLimitInput] | None = None,
        discount: DiscountInput | None = None,
        target_user_info: TargetUserInput | None = None,
        auction_support_type: Literal["ALL", "EXCLUDE_AUCTION"] | None = None,
    ) -> UpdatePromotionResult:
        """Change a promotion activity's settings.

        Scope: ``seller.promotion.write``.
        TikTok Shop: Update Activity, 202309.
        """
        return self._get(
            self._UPDATE,
            UpdatePromotionResult,
            path={"activity_id": activity_id},
            body={
                "title": title,
                "begin_time": seconds(begin_time),
                "end_time": seconds(end_time),
                "duration_type": duration_type,
                "product_level": product_level,
                "participation_limit": participation_limit,
                "discount": discount,
                "target_user_info": target_user_info,
                "auction_support_type": auction_support_type,
            },
        )

    _DEACTIVATE = Operation(
        "deactivateActivity",
        "POST",
        "/promotion/202309/activities/{activity_id}/deactivate",
    )

    def deactivate(self, *, activity_id: str | int) -> DeactivatePromotionResult:
        """Stop a running or upcoming promotion activity.

        Scope: ``seller.promotion.write``.
        TikTok Shop: Deactivate Activity, 202309.
        """
        return self._get(
            self._DEACTIVATE,
            DeactivatePromotionResult,
            path={"activity_id": activity_id},
        )

    _UPDATE_PRODUCTS = Operation(
        "updatePromotionActivityProducts",
        "PUT",
        "/promotion/202309/activities/{activity_id}/products",
    )

    def update_products(
        self,
        *,
        activity_id: str | int,
        products: Sequence[ActivityProductInput] | None = None,
        benefit_product_ids: Sequence[str | int] | None = None,
        exclude_product_ids: Sequence[str | int] | None = None,
    ) -> UpdateProductsPromotionResult:
        """Add or change products of a promotion activity.

        Scope: ``seller.promotion.write``.
        TikTok Shop: Update Activity Product, 202309.
        """
        return self._get(
            self._UPDATE_PRODUCTS,
            UpdateProductsPromotionResult,
            path={"activity_id": activity_id},
            body={
                "activity_id": text(activity_id),
                "products": products,
                "benefit_product_ids": texts(benefit_product_ids),
                "exclude_product_ids": texts(exclude_product_ids),
            },
        )

    _REMOVE_PRODUCTS = Operation(
        "removePromotionActivityProducts",
        "DELETE",
        "/promotion/202309/activities/{activity_id}/products",
    )

    def remove_products(
        self,
        *,
        activity_id: str | int,
        product_ids: Sequence[str | int] | None = None,
        sku_ids: Sequence[str | int] | None = None,
        benefit_product_ids: Sequence[str | int] | None = None,
        exclude_product_ids: Sequence[str | int] | None = None,
    ) -> RemoveProductsPromotionResult:
        """Remove products or SKUs from a promotion activity.

        Scope: ``seller.promotion.write``.
        TikTok Shop: Remove Activity Product, 202309.
        """
        return self._get(
            self._REMOVE_PRODUCTS,
            RemoveProductsPromotionResult,
            path={"activity_id": activity_id},
            body={
                "product_ids": texts(product_ids),
                "sku_ids": texts(sku_ids),
                "benefit_product_ids": texts(benefit_product_ids),
                "exclude_product_ids": texts(exclude_product_ids),
            },
        )

    _SEARCH_COUPONS = Operation(
        "searchCouponList",
        "POST",
        "/promotion/202406/coupons/search",
        repeatable=True,
        page=Paging(items="coupons", total="total_count"),
    )

    def search_coupons(
        self,
        *,
        status: Sequence[PromotionStatus] | None = None,
        title_keyword: str | None = None,
        display_type: Sequence[DisplayType] | None = None,
        page_token: str | None = None,
        page_size: int = 50,
    ) -> Page[Coupon]:
        """Search coupons by status, title or display type.

        Scopes: ``seller.promotion.info``, ``seller.customer_service``.
        TikTok Shop: Search Coupons, 202406.
        """
        return self._page(
            self._SEARCH_COUPONS,
            Coupon,
            query={"page_token": page_token, "page_size": page_size},
            body={
                "status": status,
                "title_keyword": title_keyword,
                "display_type": display_type,
            },
        )

    _GET_COUPON = Operation(
        "getCoupon", "GET", "/promotion/202406/coupons/{coupon_id}", repeatable=True
    )

    def get_coupon(self, *, coupon_id: str | int) -> Coupon | None:
        """Fetch one coupon.

        Scopes: ``seller.promotion.info``, ``seller.customer_service``.
        TikTok Shop: Get Coupon, 202406.
        """
        return self._field(
            self._GET_COUPON, Coupon, "coupon", path={"coupon_id": coupon_id}
        )

    _REPUBLISH = Operation(
        "republishActivity",
        "POST",
        "/promotion/202607/activities/{activity_id}/republish",
    )

    def republish(
        self,
        *,
        activity_id: str | int,
        end_time: datetime | None = None,
        begin_time: datetime | None = None,
    ) -> str | None:
        """Restart an expired activity with new dates.

        TikTok Shop: Republish Activity, 202607.
        """
        return self._field(
            self._REPUBLISH,
            str,
            "activity_id",
            path={"activity_id": activity_id},
            body={"end_time": seconds(end_time), "begin_time": seconds(begin_time)},
        )
