"""Offer products to chosen creators.

Written by spec/generate.py; edit spec/tiktokshop or spec/names.toml instead.
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
    UnixText,
    model,
    seconds,
    text,
    texts,
)
from ..._resource import BatchResult, Page, Resource
from ...money import Money
from ...wire import Operation, Paging

CollaborationStatus = TypeAliasType(
    "CollaborationStatus",
    Literal["ONGOING", "EXPIRING", "VALID", "CANCELING", "COMPLETED"],
)

CommissionEffectiveStatus = TypeAliasType(
    "CommissionEffectiveStatus",
    Literal["EFFECTIVE_ALL", "EFFECTIVE_PARTIALLY", "EFFECTIVE_NONE"],
)

KeywordType = TypeAliasType(
    "KeywordType", Literal["TARGET_COLLABORATIONS_ID", "TARGET_COLLABORATIONS_NAME"]
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

SearchAsCreatorTargetCollaborationStatus = TypeAliasType(
    "SearchAsCreatorTargetCollaborationStatus",
    Literal["LIVE", "EXPIRED", "DELETED", "ENDED"],
)

SearchParamKeywordType = TypeAliasType(
    "SearchParamKeywordType",
    Literal[
        "PRODUCT_ID",
        "PRODUCT_NAME",
        "TARGET_COLLABORATION_ID",
        "TARGET_COLLABORATION_NAME",
    ],
)


@model
class Commission(Model):
    """Commission, in product."""

    rate: int | None = None
    """In hundredths of a percent."""
    amount: DecimalText | None = None
    currency: str | None = None
    effective_time: UnixText | None = None
    minimum_amount: DecimalText | None = None
    maximum_amount: DecimalText | None = None
    shop_ads_commission_rate: int | None = None
    """In hundredths of a percent."""


@model
class OriginalPrice(Model):
    """Original price, in product."""

    currency: str | None = None
    minimum_amount: DecimalText | None = None
    maximum_amount: DecimalText | None = None


@model
class Product(Model):
    """A product in full."""

    id: Id | None = None
    title: str | None = None
    main_image_url: str | None = None
    commission: Commission | None = None
    original_price: OriginalPrice | None = None
    status: ProductStatus | None = None
    commission_effective_status: CommissionEffectiveStatus | None = None
    collaboration_status: Literal["NORMAL", "DELETING", "DELETED"] | None = None


@model
class SearchAsCreatorTargetCollaboration(Model):
    """Search as creator target collaboration, in search as creator."""

    id: Id | None = None
    name: str | None = None
    status: SearchAsCreatorTargetCollaborationStatus | None = None
    products: tuple[Product, ...] = ()


@model
class ProductInput(Model):
    """Product, in create."""

    id: Id
    target_commission_rate: int
    """In hundredths of a percent."""
    shop_ads_commission_rate: int | None = None
    """In hundredths of a percent."""


@model
class SellerContactInput(Model):
    """Seller contact, in create."""

    email: str | None = None
    phone_number: str | None = None
    whatsapp: str | None = None
    telegram: str | None = None
    line: str | None = None


@model
class FreeSampleRuleInput(Model):
    """Free sample rule, in create."""

    has_free_sample: bool
    is_sample_approval_exempt: bool


@model
class CreatedTargetCollaboration(Model):
    """Created target collaboration, in create target collaboration result."""

    id: Id | None = None


@model
class TargetCollaborationConflict(Model):
    """Target collaboration conflict, in create target collaboration result."""

    creator_user_open_id: Id | None = None
    product_id: Id | None = None


@model
class CreateTargetCollaborationResult(Model):
    """Create target collaboration result, in create."""

    target_collaboration: CreatedTargetCollaboration | None = None
    target_collaboration_conflicts: tuple[TargetCollaborationConflict, ...] = ()
    invalid_open_id_list: tuple[str, ...] = ()
    invalid_product_id_list: tuple[str, ...] = ()
    create_time: UnixSeconds | None = None


@model
class SearchParamInput(Model):
    """Search param, in search."""

    keyword_type: SearchParamKeywordType
    keyword: str


@model
class FreeSampleRule(Model):
    """Free sample rule, in target collaboration summary."""

    has_free_sample: bool | None = None
    is_sample_approval_exempt: bool | None = None


@model
class TargetCollaborationSummary(Model):
    """Target collaboration summary, in search."""

    id: Id | None = None
    name: str | None = None
    message: str | None = None
    start_time: UnixSeconds | None = None
    end_time: UnixSeconds | None = None
    create_time: UnixSeconds | None = None
    update_time: UnixSeconds | None = None
    creator_inivited_count: int | None = None
    showcase_creator_count: int | None = None
    content_creator_count: int | None = None
    product_count: int | None = None
    free_sample_rule: FreeSampleRule | None = None
    type: Literal["STANDARD", "TOP_CREATOR_PROGRAM"] | None = None


@model
class SellerContact(Model):
    """Seller contact, in target collaboration."""

    email: str | None = None
    phone_number: str | None = None
    whatsapp: str | None = None
    telegram: str | None = None
    line: str | None = None


@model
class Avatar(Model):
    """Avatar, in creator."""

    url: str | None = None


@model
class Creator(Model):
    """Creator, in target collaboration."""

    username: str | None = None
    nickname: str | None = None
    avatar: Avatar | None = None
    selection_region: str | None = None
    showcase_product_count: int | None = None
    content_product_count: int | None = None
    collaboration_status: Literal["NORMAL", "DELETING", "DELETED"] | None = None
    product_effective_status: CommissionEffectiveStatus | None = None
    creator_open_id: Id | None = None


@model
class TargetCollaboration(Model):
    """Target collaboration, in get."""

    id: Id | None = None
    name: str | None = None
    message: str | None = None
    seller_contact_info: SellerContact | None = None
    start_time: UnixSeconds | None = None
    end_time: UnixSeconds | None = None
    update_time: UnixSeconds | None = None
    creator_invited_count: int | None = None
    showcase_creator_count: int | None = None
    content_creator_count: int | None = None
    product_count: int | None = None
    free_sample_rule: FreeSampleRule | None = None
    products: tuple[Product, ...] = ()
    creators: tuple[Creator, ...] = ()
    type: Literal["STANDARD", "TOP_CREATOR_PROGRAM"] | None = None


@model
class UpdateProductInput(Model):
    """Update product, in update."""

    id: Id
    commission_rate: int
    """In hundredths of a percent."""
    target_ad_commission_rate: int | None = None
    """In hundredths of a percent."""


@model
class AddProducts(Model):
    """Add products, in update failed."""

    id: Id | None = None
    commission_rate: int | None = None
    """In hundredths of a percent."""


@model
class ChangeCommissions(Model):
    """Change commissions, in update failed."""

    product_id: Id | None = None
    commission_rate: int | None = None
    """In hundredths of a percent."""


@model
class UpdateFailed(Model):
    """Update failed, in update target collaboration result."""

    remove_creator_open_ids: tuple[Id, ...] = ()
    remove_product_ids: tuple[Id, ...] = ()
    add_creator_open_ids: tuple[Id, ...] = ()
    add_products: AddProducts | None = None
    change_commissions: ChangeCommissions | None = None
    end_time: UnixSeconds | None = None
    seller_contact_info: SellerContact | None = None
    name: str | None = None
    invalid_product_id_list: tuple[str, ...] = ()
    invalid_open_id_list: tuple[str, ...] = ()


@model
class UpdateTargetCollaborationResult(Model):
    """Update target collaboration result, in update."""

    target_collaboration_conflicts: tuple[TargetCollaborationConflict, ...] = ()
    update_failed: UpdateFailed | None = None


@model
class CollaborationConflict(Model):
    """Collaboration conflict, in conflict."""

    creator_open_id: Id | None = None
    product_id: Id | None = None
    existing_collaboration_id: Id | None = None


@model
class Conflict(Model):
    """Conflict, in check conflicts."""

    has_conflict: bool | None = None
    conflict_items: tuple[CollaborationConflict, ...] = ()


@model
class ConflictInput(Model):
    """Conflict, in resolve conflicts."""

    existing_collaboration_id: Id
    creator_open_id: Id


@model
class Success(Model):
    """Success, in resolve conflicts target collaboration result."""

    creator_open_id: Id | None = None
    existing_collaboration_id: Id | None = None


@model
class Failed(Model):
    """Failed, in resolve conflicts target collaboration result."""

    creator_open_id: Id | None = None
    existing_collaboration_id: Id | None = None


@model
class ResolveConflictsTargetCollaborationResult(Model):
    """Resolve conflicts target collaboration result, in resolve conflicts."""

    success_items: tuple[Success, ...] = ()
    failed_items: tuple[Failed, ...] = ()


@model
class ProductFilterInput(Model):
    """Product filter, in query creator promotion."""

    added_types: tuple[Literal["ALL", "ADDED"], ...] = ()


@model
class Image(Model):
    """Image, in promoted product."""

    url: str | None = None


@model
class Price(Model):
    """Price, in promoted product."""

    min_price: Money | None = None
    max_price: Money | None = None


@model
class PromotedProduct(Model):
    """Promoted product, in product detail."""

    product_id: Id | None = None
    title: str | None = None
    image: Image | None = None
    price: Price | None = None
    promotion_price: Price | None = None
    target_commission: int | None = None
    """In hundredths of a percent."""
    open_commission: int | None = None
    """In hundredths of a percent."""
    target_ads_commission: int | None = None
    """In hundredths of a percent."""
    old_target_commission: int | None = None
    """In hundredths of a percent."""
    old_target_ads_commission: int | None = None
    """In hundredths of a percent."""
    commission_effective_time: UnixMillis | None = None
    ads_commission_effective_time: UnixMillis | None = None
    product_status: str | None = None


@model
class ProductDetail(Model):
    """Product detail, in creator promotion."""

    product_base_info: PromotedProduct | None = None
    product_add_status: bool | None = None
    video_count: int | None = None
    live_count: int | None = None
    is_commission_effective: bool | None = None


@model
class CreatorPromotion(Model):
    """Creator promotion, in query creator promotion."""

    product_details: tuple[ProductDetail, ...] = ()


class TargetCollaborations(Resource):
    """Offer products to chosen creators."""

    _SEARCH_AS_CREATOR = Operation(
        "searchCreatorTargetCollaborations",
        "POST",
        "/affiliate_creator/202405/target_collaborations/search",
        repeatable=True,
        shop="none",
        page=Paging(items="target_collaborations", total="total_count"),
    )

    def search_as_creator(
        self,
        *,
        shop_id: str | int,
        keyword_type: KeywordType | None = None,
        keyword: str | None = None,
        page_token: str | None = None,
        page_size: int = 50,
    ) -> Page[SearchAsCreatorTargetCollaboration]:
        """Search invitations received as a creator.

        Scope: ``creator.affiliate_collaboration.read``.
        TikTok Shop: Search Creator Target Collaborations, 202405.
        """
        return self._page(
            self._SEARCH_AS_CREATOR,
            SearchAsCreatorTargetCollaboration,
            query={"page_token": page_token, "page_size": page_size},
            body={
                "shop_id": text(shop_id),
                "keyword_type": keyword_type,
                "keyword": keyword,
            },
        )

    _REMOVE = Operation(
        "removeTargetCollaboration",
        "DELETE",
        "/affiliate_seller/202409/target_collaborations/{target_collaboration_id}",
    )

    def remove(self, *, target_collaboration_id: str | int) -> None:
        """End a target collaboration.

        Scope: ``seller.affiliate_collaboration.write``.
        TikTok Shop: Remove Target Collaboration, 202409.
        """
        self._do(
            self._REMOVE, path={"target_collaboration_id": target_collaboration_id}
        )

    _CREATE = Operation(
        "createTargetCollaboration",
        "POST",
        "/affiliate_seller/202508/target_collaborations",
        failures="target_collaboration_conflicts,invalid_open_id_list,invalid_product_id_list",
    )

    def create(
        self,
        *,
        name: str,
        end_time: datetime,
        products: Sequence[ProductInput],
        creator_user_open_ids: Sequence[str | int],
        seller_contact_info: SellerContactInput,
        free_sample_rule: FreeSampleRuleInput,
        message: str | None = None,
        preferred_content_type: str | None = None,
    ) -> BatchResult[CreateTargetCollaborationResult]:
        """Invite chosen creators to promote chosen products.

        Scope: ``seller.affiliate_collaboration.write``.
        TikTok Shop: Create Target Collaboration, 202508.
        """
        return self._batch(
            self._CREATE,
            CreateTargetCollaborationResult,
            creator_user_open_ids,
            body={
                "name": name,
                "end_time": text(seconds(end_time)),
                "products": products,
                "creator_user_open_ids": texts(creator_user_open_ids),
                "seller_contact_info": seller_contact_info,
                "free_sample_rule": free_sample_rule,
                "message": message,
                "preferred_content_type": preferred_content_type,
            },
        )

    _SEARCH = Operation(
        "searchTargetCollaborations",
        "POST",
        "/affiliate_seller/202508/target_collaborations/search",
        repeatable=True,
        page=Paging(items="target_collaborations", total="total_count"),
    )

    def search(
        self,
        *,
        collaboration_status: CollaborationStatus,
        creator_accept_status: Literal["ACCEPT", "ALL"] | None = None,
        free_sample_setting: str | None = None,
        search_param: SearchParamInput | None = None,
        creator_user_open_id: str | int | None = None,
        page_size: int = 50,
        page_token: str | None = None,
    ) -> Page[TargetCollaborationSummary]:
        """Search the seller's target collaborations.

        Scope: ``seller.affiliate_collaboration.read``.
        TikTok Shop: Search Target Collaborations, 202508.
        """
        return self._page(
            self._SEARCH,
            TargetCollaborationSummary,
            query={"page_size": page_size, "page_token": page_token},
            body={
                "collaboration_status": collaboration_status,
                "creator_accept_status": creator_accept_status,
                "free_sample_setting": free_sample_setting,
                "search_param": search_param,
                "creator_user_open_id": text(creator_user_open_id),
            },
        )

    _GET = Operation(
        "queryTargetCollaborationDetail",
        "GET",
        "/affiliate_seller/202508/target_collaborations/{target_collaboration_id}",
        repeatable=True,
    )

    def get(self, *, target_collaboration_id: str | int) -> TargetCollaboration | None:
        """Fetch one target collaboration.

        Scope: ``seller.affiliate_collaboration.read``.
        TikTok Shop: Query Target Collaboration Detail, 202508.
        """
        return self._field(
            self._GET,
            TargetCollaboration,
            "target_collaboration",
            path={"target_collaboration_id": target_collaboration_id},
        )

    _UPDATE = Operation(
        "updateTargetCollaboration",
        "PUT",
        "/affiliate_seller/202508/target_collaborations/{target_collaboration_id}",
        failures="update_failed,target_collaboration_conflicts",
    )

    def update(
        self,
        *,
        target_collaboration_id: str | int,
        name: str,
        end_time: datetime,
        products: Sequence[UpdateProductInput],
        creator_user_open_ids: Sequence[str | int],
        seller_contact_info: SellerContactInput,
        free_sample_rule: FreeSampleRuleInput,
    ) -> BatchResult[UpdateTargetCollaborationResult]:
        """Change a target collaboration.

        Scope: ``seller.affiliate_collaboration.write``.
        TikTok Shop: Update Target Collaboration, 202508.
        """
        return self._batch(
            self._UPDATE,
            UpdateTargetCollaborationResult,
            creator_user_open_ids,
            path={"target_collaboration_id": target_collaboration_id},
            body={
                "name": name,
                "end_time": text(seconds(end_time)),
                "products": products,
                "creator_user_open_ids": texts(creator_user_open_ids),
                "seller_contact_info": seller_contact_info,
                "free_sample_rule": free_sample_rule,
            },
        )

    _GENERATE_LINK = Operation(
        "generateTargetCollaborationLink",
        "POST",
        "/affiliate_seller/202509/target_collaboration/{target_collaboration_id}/link",
    )

    def generate_link(self, *, target_collaboration_id: str | int) -> str | None:
        """Create an invitation link for a creator.

        Scope: ``seller.affiliate_collaboration.write``.
        TikTok Shop: Generate Target Collaboration Link, 202509.
        """
        return self._field(
            self._GENERATE_LINK,
            str,
            "link",
            path={"target_collaboration_id": target_collaboration_id},
        )

    _CHECK_CONFLICTS = Operation(
        "checkTargetCollaborationConflicts",
        "POST",
        "/affiliate_seller/202605/target_collaborations/conflicts/check",
        repeatable=True,
    )

    def check_conflicts(
        self, *, creator_open_id_list: Sequence[str], product_id_list: Sequence[str]
    ) -> Conflict:
        """Find invitations clashing with creators and products.

        TikTok Shop: Check Target Collaboration Conflicts, 202605.
        """
        return self._get(
            self._CHECK_CONFLICTS,
            Conflict,
            body={
                "creator_open_id_list": creator_open_id_list,
                "product_id_list": product_id_list,
            },
        )

    _RESOLVE_CONFLICTS = Operation(
        "resolveTargetCollaborationConflicts",
        "POST",
        "/affiliate_seller/202605/target_collaborations/conflicts/resolve",
        failures="failed_items",
    )

    def resolve_conflicts(
        self, *, conflict_items: Sequence[ConflictInput]
    ) -> BatchResult[ResolveConflictsTargetCollaborationResult]:
        """Resolve clashing invitations.

        TikTok Shop: Resolve Target Collaboration Conflicts, 202605.
        """
        return self._batch(
            self._RESOLVE_CONFLICTS,
            ResolveConflictsTargetCollaborationResult,
            body={"conflict_items": conflict_items},
        )

    _QUERY_CREATOR_PROMOTION = Operation(
        "queryCreatorPromotionDetailsInTargetCollaboration",
        "POST",
        "/affiliate_seller/202608/target_collaborations/creator_promotion_details/query",
        repeatable=True,
    )

    def query_creator_promotion(
        self,
        *,
        creator_user_open_id: str | int,
        invitation_group_id: str | int,
        query: str | None = None,
        query_type: Literal["PRODUCT_ID", "PRODUCT_NAME"] | None = None,
        invitation_id: str | int | None = None,
        product_filter: ProductFilterInput | None = None,
    ) -> CreatorPromotion | None:
        """Read commission and content counts of one creator.

        TikTok Shop: Query Creator Promotion Details in Target Collaboration,
        202608.
        """
        return self._field(
            self._QUERY_CREATOR_PROMOTION,
            CreatorPromotion,
            "data",
            body={
                "creator_user_open_id": text(creator_user_open_id),
                "invitation_group_id": text(invitation_group_id),
                "query": query,
                "query_type": query_type,
                "invitation_id": text(invitation_id),
                "product_filter": product_filter,
            },
        )
