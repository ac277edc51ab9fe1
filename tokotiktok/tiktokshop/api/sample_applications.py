"""Handle creators' requests for samples.

Written by spec/generate.py; edit spec/tiktokshop or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import DecimalText, Id, Model, UnixSeconds, model, text
from ..._resource import Page, Resource
from ...money import Money
from ...wire import Operation, Paging

ApplicationStatus = TypeAliasType(
    "ApplicationStatus",
    Literal[
        "PENDING",
        "AWAITING_SHIPMENT",
        "SHIPPED",
        "CONTENT_PENDING",
        "REJECT_CANCELLED",
        "OVERDUE_CANCELLED",
        "UNFULFILL_CANCELLED",
        "FULFILLMENT_SUSPEND",
        "DEL_OPEN_COLLAB",
        "SELLER_NOT_SHIP_CANCELLED",
        "WITHDRAW_CANCELLED",
        "UNFULFILLABLE_CANCELLED",
        "OPS_CANCELLED",
        "OPS_FAILED",
        "COMPLETED",
        "TO_BE_POST",
        "POST_IN_REVIEW",
        "POST_FAILED",
        "CANCELED",
    ],
)

ApplicationType = TypeAliasType(
    "ApplicationType", Literal["FREE_SAMPLE", "SAMPLE_COUPON", "SAMPLE_CAMPAIGN"]
)

BoundProductStatus = TypeAliasType(
    "BoundProductStatus",
    Literal[
        "UNKNOWN",
        "LIVE",
        "OUT_OF_STOCK",
        "SELLER_DEACTIVATE",
        "PLATFORM_DEACTIVATE",
        "NO_PLAN",
        "PERMANENT_DELETED",
    ],
)

FulfillmentStatus = TypeAliasType(
    "FulfillmentStatus",
    Literal[
        "CANCELLED",
        "EXEMPTED",
        "FAILED",
        "ONGOING",
        "OVERDUE",
        "PENDING",
        "SUCCEED",
        "SUSPEND",
    ],
)

LabelStatus = TypeAliasType(
    "LabelStatus", Literal["UNKNOWN", "TO_APPLY", "ONGOING", "COMPLETE"]
)

RejectReason = TypeAliasType(
    "RejectReason", Literal["NOT_MATCH", "OFFLINE", "OTHER", "OUT_OF_STOCK"]
)

SampleApplicationStatus = TypeAliasType(
    "SampleApplicationStatus",
    Literal[
        "AWAITING_SHIPMENT",
        "COMPLETED",
        "CONTENT_PENDING",
        "DEL_OPEN_COLLAB",
        "OPS_CANCELLED",
        "OPS_COMPLETED",
        "OPS_FAILED",
        "OVERDUE_CANCELLED",
        "PENDING",
        "REJECT_CANCELLED",
        "SELLER_NOT_SHIP_CANCELLED",
        "SHIPPED",
        "UNFULFILLABLE_CANCELLED",
        "UNFULFILL_CANCELLED",
        "WITHDRAW_CANCELLED",
    ],
)

SampleApplicationType = TypeAliasType(
    "SampleApplicationType",
    Literal[
        "FREE_SAMPLE",
        "SAMPLE_COUPON",
        "SAMPLE_CAMPAIGN",
        "PLATFORM_FREE_SAMPLE",
        "REFUNDABLE_SAMPLE",
        "UNSPECIFIED",
    ],
)

UnavailableReason = TypeAliasType(
    "UnavailableReason",
    Literal[
        "IS_PREORDER",
        "IS_GIFT",
        "OUT_OF_STOCK",
        "EXCEED_CB_PRICE_THRESHOLD",
        "ALREADY_APPLYED",
        "UNKNOWN",
    ],
)


@model
class Fulfillment(Model):
    """Fulfillment, in search fulfillments as creator."""

    id: Id | None = None
    shop_id: Id | None = None
    application_id: Id | None = None
    sample_application_type: SampleApplicationType | None = None
    product_id: Id | None = None
    expiration_time: UnixSeconds | None = None
    total_suspend_duration: int | None = None
    status: FulfillmentStatus | None = None
    bound_product_status: BoundProductStatus | None = None


@model
class SampleProduct(Model):
    """Sample product, in search as creator sample application."""

    id: Id | None = None
    sku_id: Id | None = None
    sku_sale_property_value_names: tuple[str, ...] = ()


@model
class CreatorFulfillment(Model):
    """Creator fulfillment, in search as creator sample application."""

    id: Id | None = None
    expiration_time: UnixSeconds | None = None
    total_suspend_duration: int | None = None
    status: FulfillmentStatus | None = None
    bound_product_status: BoundProductStatus | None = None


@model
class SearchAsCreatorSampleApplication(Model):
    """Search as creator sample application, in search as creator."""

    id: Id | None = None
    sample_product: SampleProduct | None = None
    main_order_id: Id | None = None
    activity_id: Id | None = None
    status: ApplicationStatus | None = None
    creator_fulfillment: CreatorFulfillment | None = None


@model
class GetAsCreatorSampleApplication(Model):
    """Get as creator sample application, in get as creator."""

    id: Id | None = None
    create_time: UnixSeconds | None = None
    sample_product: SampleProduct | None = None
    main_order_id: Id | None = None
    activity_id: Id | None = None
    type: ApplicationType | None = None
    status: ApplicationStatus | None = None
    creator_fulfillment: CreatorFulfillment | None = None


@model
class DisplayMoney(Model):
    """Display money, in sample sku."""

    amount: str | None = None
    """Localized text in creator order searches, decimal elsewhere."""
    currency: str | None = None


@model
class SaleProperty(Model):
    """Sale property, in sample sku."""

    id: Id | None = None
    name: str | None = None
    value_id: Id | None = None
    value_name: str | None = None


@model
class SampleSku(Model):
    """Sample sku, in label sample product."""

    id: Id | None = None
    sale_property_value_ids: str | None = None
    price: DisplayMoney | None = None
    sale_properties: tuple[SaleProperty, ...] = ()
    is_available: bool | None = None
    unavailable_reason: UnavailableReason | None = None


@model
class LabelSampleProduct(Model):
    """Label sample product, in label."""

    sample_sku_list: tuple[SampleSku, ...] = ()


@model
class Label(Model):
    """Label, in get labels."""

    can_apply: bool | None = None
    status: LabelStatus | None = None
    application_id: Id | None = None
    reach_limit: bool | None = None
    sample_product: LabelSampleProduct | None = None


@model
class Product(Model):
    """A product in full."""

    id: Id | None = None
    main_image_url: str | None = None


@model
class Content(Model):
    """Content, in search fulfillments fulfillment."""

    id: Id | None = None
    format: Literal["LIVE", "VIDEO"] | None = None
    url: str | None = None
    view_count: int | None = None
    like_count: int | None = None
    comment_count: int | None = None
    paid_order_count: int | None = None
    page_link: str | None = None
    description: str | None = None
    create_time: UnixSeconds | None = None
    live_end_time: UnixSeconds | None = None


@model
class SearchFulfillmentsFulfillment(Model):
    """Search fulfillments fulfillment, in search fulfillments."""

    product: Product | None = None
    content: Content | None = None


@model
class Creator(Model):
    """Creator, in sample application."""

    creator_open_id: Id | None = None
    username: str | None = None
    nickname: str | None = None
    follower_count: int | None = None
    avatar_url: str | None = None
    gmv: Money | None = None
    content_count: int | None = None
    fulfillment_percentage: str | None = None
    """Percent as text."""
    ec_video_view: int | None = None


@model
class SampleApplicationProduct(Model):
    """Sample application product, in sample application."""

    id: Id | None = None
    title: str | None = None
    sku_id: Id | None = None
    sku_image_url: str | None = None
    sku_name: str | None = None


@model
class SampleApplication(Model):
    """Sample application, in search."""

    id: Id | None = None
    commission_rate: DecimalText | None = None
    """Ratio as."""
    status: ApplicationStatus | None = None
    order_id: Id | None = None
    available_quantity: int | None = None
    approve_expiration_time: UnixSeconds | None = None
    shipment_expiration_time: UnixSeconds | None = None
    tracking_number: str | None = None
    fulfillment_status: FulfillmentStatus | None = None
    is_approvable: bool | None = None
    disapprovable_reasons: tuple[str, ...] = ()
    partner_name: str | None = None
    creator: Creator | None = None
    product: SampleApplicationProduct | None = None


class SampleApplications(Resource):
    """Handle creators' requests for samples."""

    _SEARCH_FULFILLMENTS_AS_CREATOR = Operation(
        "creatorSearchSampleApplicationFulfillments",
        "POST",
        "/affiliate_creator/202409/sample_applications/fulfillments/search",
        repeatable=True,
        shop="none",
        page=Paging(items="fulfillments", style="none"),
    )

    def search_fulfillments_as_creator(
        self,
        *,
        fulfillment_statuses: Sequence[FulfillmentStatus],
        sort_order: str | None = None,
        sort_field: Literal["create_time", "expired_time"] | None = None,
    ) -> Page[Fulfillment]:
        """List the creator's duties from received samples.

        Scope: ``creator.affiliate_collaboration.read``.
        TikTok Shop: Creator Search Sample Application Fulfillments, 202409.
        """
        return self._page(
            self._SEARCH_FULFILLMENTS_AS_CREATOR,
            Fulfillment,
            query={"sort_order": sort_order, "sort_field": sort_field},
            body={"fulfillment_statuses": fulfillment_statuses},
        )

    _SEARCH_AS_CREATOR = Operation(
        "searchCreatorSampleApplications",
        "POST",
        "/affiliate_creator/202412/sample_applications/search",
        repeatable=True,
        shop="none",
        page=Paging(items="sample_applications"),
    )

    def search_as_creator(
        self,
        *,
        application_statuses: Sequence[ApplicationStatus] | None = None,
        page_token: str | None = None,
        page_size: int = 50,
    ) -> Page[SearchAsCreatorSampleApplication]:
        """Search the creator's own sample requests.

        Scope: ``creator.affiliate_collaboration.read``.
        TikTok Shop: Search Creator Sample Applications, 202412.
        """
        return self._page(
            self._SEARCH_AS_CREATOR,
            SearchAsCreatorSampleApplication,
            query={"page_token": page_token, "page_size": page_size},
            body={"application_statuses": application_statuses},
        )

    _GET_AS_CREATOR = Operation(
        "getCreatorSampleApplicationDetail",
        "POST",
        "/affiliate_creator/202412/sample_applications/single_query",
        repeatable=True,
        shop="none",
    )

    def get_as_creator(
        self,
        *,
        product_id: str | int,
        application_type: ApplicationType,
        application_id: str | int | None = None,
        main_order_id: str | int | None = None,
    ) -> GetAsCreatorSampleApplication | None:
        """Fetch one of the creator's sample requests.

        Scope: ``creator.affiliate_collaboration.read``.
        TikTok Shop: Get Creator Sample Application Detail, 202412.
        """
        return self._field(
            self._GET_AS_CREATOR,
            GetAsCreatorSampleApplication,
            "sample_application",
            body={
                "product_id": text(product_id),
                "application_type": application_type,
                "application_id": text(application_id),
                "main_order_id": text(main_order_id),
            },
        )

    _GET_LABELS = Operation(
        "checkCreatorSampleEligibility",
        "GET",
        "/affiliate_creator/202412/samples/labels",
        repeatable=True,
        shop="none",
    )

    def get_labels(self, *, product_id: str | int) -> Label | None:
        """Check whether the creator may request a sample.

        Scope: ``creator.affiliate_collaboration.read``.
        TikTok Shop: Get Creator Applicable Sample Label, 202412.
        """
        return self._field(
            self._GET_LABELS, Label, "label", query={"product_id": product_id}
        )

    _GET_DEEPLINK_AS_CREATOR = Operation(
        "creatorGetSampleRequestDeeplink",
        "GET",
        "/affiliate_creator/202512/samples/deeplink",
        repeatable=True,
        shop="none",
    )

    def get_deeplink_as_creator(
        self,
        *,
        product_id: str | int,
        sku_id: str | int,
        redirect_schema: str | None = None,
        campaign_id: str | int | None = None,
        collaboration_id: str | int | None = None,
    ) -> str | None:
        """Create a one-time link to the sample request page.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Creator Get Sample Request Deeplink, 202512.
        """
        return self._field(
            self._GET_DEEPLINK_AS_CREATOR,
            str,
            "deeplink",
            query={
                "product_id": product_id,
                "sku_id": sku_id,
                "redirect_schema": redirect_schema,
                "campaign_id": campaign_id,
                "collaboration_id": collaboration_id,
            },
        )

    _SEARCH_FULFILLMENTS = Operation(
        "searchSampleApplicationFulfillments",
        "POST",
        "/affiliate_seller/202409/sample_applications/{application_id}/fulfillments/search",
        repeatable=True,
        page=Paging(items="fulfillments", style="none"),
    )

    def search_fulfillments(
        self,
        *,
        application_id: str | int,
        content_format: Literal["LIVE", "VIDEO"] | None = None,
    ) -> Page[SearchFulfillmentsFulfillment]:
        """List content made for one sample request.

        Scope: ``seller.affiliate_collaboration.read``.
        TikTok Shop: Seller Search Sample Applications Fulfillments, 202409.
        """
        return self._page(
            self._SEARCH_FULFILLMENTS,
            SearchFulfillmentsFulfillment,
            path={"application_id": application_id},
            body={"content_format": content_format},
        )

    _REVIEW = Operation(
        "reviewASampleApplication",
        "POST",
        "/affiliate_seller/202507/sample_applications/{application_id}/review",
    )

    def review(
        self,
        *,
        application_id: str | int,
        review_result: Literal["APPROVE", "REJECT"],
        reject_reason: RejectReason | None = None,
    ) -> None:
        """Approve or reject a sample request.

        Scope: ``seller.affiliate_collaboration.write``.
        TikTok Shop: Seller Review Sample Applications, 202507.
        """
        self._do(
            self._REVIEW,
            path={"application_id": application_id},
            body={"review_result": review_result, "reject_reason": reject_reason},
        )

    _SEARCH = Operation(
        "searchSampleApplications",
        "POST",
        "/affiliate_seller/202508/sample_applications/search",
        repeatable=True,
        page=Paging(items="sample_applications", total="total_count"),
    )

    def search(
        self,
        *,
        product_id: str | int | None = None,
        title: str | None = None,
        creator_user_oepn_id: str | int | None = None,
        username: str | None = None,
        target_collabration_id: str | int | None = None,
        order_id: str | int | None = None,
        status: SampleApplicationStatus | None = None,
        page_token: str | None = None,
        page_size: int = 50,
    ) -> Page[SampleApplication]:
        """Search sample requests received by the seller.

        Scope: ``seller.affiliate_collaboration.read``.
        TikTok Shop: Seller Search Sample Applications, 202508.
        """
        return self._page(
            self._SEARCH,
            SampleApplication,
            query={"page_token": page_token, "page_size": page_size},
            body={
                "product_id": text(product_id),
                "title": title,
                "creator_user_oepn_id": text(creator_user_oepn_id),
                "username": username,
                "target_collabration_id": text(target_collabration_id),
                "order_id": text(order_id),
                "status": status,
            },
        )

    _GET_DEEPLINK = Operation(
        "sellerGetSampleRequestDeeplink",
        "GET",
        "/affiliate_seller/202512/sample_applications/deeplink",
        repeatable=True,
    )

    def get_deeplink(
        self,
        *,
        product_id: str | int,
        sku_id: str | int,
        campaign_id: str | int | None = None,
        collaboration_id: str | int | None = None,
        valid_days: int | None = None,
    ) -> str | None:
        """Create a link that opens a sample request page.

        Scope: ``seller.affiliate_collaboration.read``.
        TikTok Shop: Seller Get Sample Request Deeplink, 202512.
        """
        return self._field(
            self._GET_DEEPLINK,
            str,
            "deeplink",
            query={
                "product_id": product_id,
                "sku_id": sku_id,
                "campaign_id": campaign_id,
                "collaboration_id": collaboration_id,
                "valid_days": valid_days,
            },
        )
