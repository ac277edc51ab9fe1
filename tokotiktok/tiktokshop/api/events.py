"""What the platform sends when something happened, by kind.

Written by spec/generate.py; edit spec/webhooks/tiktokshop.json instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import (
    DecimalText,
    Id,
    IntId,
    Model,
    Rfc3339,
    UnixSeconds,
    UnixText,
    model,
)
from ..webhooks import Event

ActivityType = TypeAliasType(
    "ActivityType",
    Literal[
        "FIXED_PRICE",
        "DIRECT_DISCOUNT",
        "SHIPPING_DISCOUNT",
        "BUY_MORE_SAVE_MORE",
        "FLASHSALE",
    ],
)

AftersalesRequestStatus = TypeAliasType(
    "AftersalesRequestStatus",
    Literal["PENDING_REQUEST_REVIEW", "REQUEST_REVIEW_COMPLETED"],
)

AuditStatus = TypeAliasType(
    "AuditStatus", Literal["NONE", "AUDITING", "FAILED", "PRE_APPROVED", "APPROVED"]
)

CancelStatus = TypeAliasType(
    "CancelStatus",
    Literal[
        "CANCELLATION_REQUEST_PENDING",
        "CANCELLATION_REQUEST_SUCCESS",
        "CANCELLATION_REQUEST_CANCELLED",
        "CANCELLATION_REQUEST_COMPLETE",
    ],
)

ChangedField = TypeAliasType(
    "ChangedField",
    Literal[
        "title",
        "description",
        "main_images",
        "product_attributes",
        "size_chart_image",
        "size_chart_template",
        "others",
    ],
)

CombinedListingChangeStatus = TypeAliasType(
    "CombinedListingChangeStatus",
    Literal["LIVE", "SYSTEM_DEACTIVATED", "SELLER_DEACTIVATED", "DELETED"],
)

ConsignOrderStatus = TypeAliasType(
    "ConsignOrderStatus",
    Literal["SHIPPED", "HANDOVER", "CLOSED", "LOST", "DAMAGE", "COMPLETED", "ABNORMAL"],
)

DeactivationSource = TypeAliasType(
    "DeactivationSource", Literal["SELLER", "PLATFORM", "COMBO_RELATION"]
)

InboundFBTOrderStatusChangeOrderStatus = TypeAliasType(
    "InboundFBTOrderStatusChangeOrderStatus",
    Literal[
        "TO_BE_RECEIVED",
        "ARRIVE_HUB",
        "RECEIVING",
        "PARTIALLY_RECEIVED",
        "RECEIVED",
        "CANCELLED",
    ],
)

InvalidReason = TypeAliasType(
    "InvalidReason",
    Literal[
        "UNKNOWN",
        "FAILED",
        "NOT_FOUND",
        "NOT_AUTHORIZED",
        "ACCESS_KEY_DUPLICATE",
        "CNPJ_NOT_MATCH",
        "UF_Inconsistent_Required",
        "UF_Inconsistent_Dismisse_Retirada_missing",
        "UF_Inconsistent_Dismissed_Retirada_Inconsistent",
    ],
)

InvoiceStatus = TypeAliasType(
    "InvoiceStatus", Literal["SUCCESS", "PROCESSING", "FAILED", "INVALID"]
)

ListingMethod = TypeAliasType(
    "ListingMethod", Literal["GLOBAL_PUBLISHING", "LOCAL_REPLICATION"]
)

MirrorStatus = TypeAliasType(
    "MirrorStatus", Literal["MIRRORED", "ROLLED_BACK", "CANCELED"]
)

MsgType = TypeAliasType(
    "MsgType",
    Literal["TEXT", "PRODUCT_CARD", "TARGET_COLLABORATION_CARD", "FREE_SAMPLE_CARD"],
)

NewMessageType = TypeAliasType(
    "NewMessageType",
    Literal[
        "TEXT",
        "IMAGE",
        "ALLOCATED_SERVICE",
        "NOTIFICATION",
        "BUYER_ENTER_FROM_TRANSFER",
        "BUYER_ENTER_FROM_PRODUCT",
        "BUYER_ENTER_FROM_ORDER",
        "PRODUCT_CARD",
        "ORDER_CARD",
        "EMOTICONS",
        "VIDEO",
        "COUPON_CARD",
        "LOGISTICS_CARD",
        "OTHER",
    ],
)

NewStatus = TypeAliasType(
    "NewStatus",
    Literal[
        "PENDING",
        "AWAITING_SHIPMENT",
        "SHIPPED",
        "CONTENT_PENDING",
        "REJECT_CANCELLED",
        "OVERDUE_CANCELLED",
        "UNFULFILL_CANCELLED",
        "DEL_OPEN_COLLAB",
        "SELLER_NOT_SHIP_CANCELLED",
        "WITHDRAW_CANCELLED",
        "UNFULFILLABLE_CANCELLED",
        "OPS_CANCELLED",
        "OPS_FAILED",
        "OPS_COMPLETED",
        "COMPLETED",
    ],
)

OrderStatus = TypeAliasType(
    "OrderStatus",
    Literal[
        "UNPAID",
        "ON_HOLD",
        "AWAITING_SHIPMENT",
        "AWAITING_COLLECTION",
        "CANCEL",
        "IN_TRANSIT",
        "DELIVERED",
        "COMPLETED",
    ],
)

PreApprovedReason = TypeAliasType(
    "PreApprovedReason", Literal["KYC_PENDING", "RESTRICTED_CATEGORY_PENDING"]
)

ProductStatusChangeStatus = TypeAliasType(
    "ProductStatusChangeStatus",
    Literal[
        "PRODUCT_FIRST_PASS_REVIEW", "PRODUCT_STATUS_CHANGED", "PRODUCT_AUDIT_FAILURE"
    ],
)

ReturnStatus = TypeAliasType(
    "ReturnStatus",
    Literal[
        "AWAITING_BUYER_SHIP",
        "BUYER_SHIPPED_ITEM",
        "REFUND_OR_RETURN_REQUEST_REJECT",
        "REJECT_RECEIVE_PACKAGE",
        "REPLACEMENT_REQUEST_CANCEL",
        "REPLACEMENT_REQUEST_COMPLETE",
        "REPLACEMENT_REQUEST_PENDING",
        "REPLACEMENT_REQUEST_REFUND_SUCCESS",
        "REPLACEMENT_REQUEST_REJECT",
        "RETURN_OR_REFUND_REQUEST_CANCEL",
        "RETURN_OR_REFUND_REQUEST_COMPLETE",
        "RETURN_OR_REFUND_REQUEST_PENDING",
        "RETURN_OR_REFUND_REQUEST_SUCCESS",
    ],
)

ReturnType = TypeAliasType(
    "ReturnType", Literal["REFUND", "REPLACEMENT", "RETURN_AND_REFUND"]
)

RmaStatus = TypeAliasType(
    "RmaStatus",
    Literal[
        "INIT",
        "AWAITING_BUYER_SHIPPED",
        "RETURN_IN_TRANSIT",
        "PENDING_PACKAGE_REVIEW",
        "PACKAGE_REVIEW_COMPLETED",
    ],
)

RoleType = TypeAliasType(
    "RoleType", Literal["ROLE_USER", "ROLE_SELLER", "ROLE_OPERATOR", "ROLE_SYSTEM"]
)

ScType = TypeAliasType(
    "ScType",
    Literal[
        "COMBINE",
        "CANCEL_COMBINE",
        "SPLIT",
        "CANCEL_SPLIT",
        "ADDRESS_UPDATE_SPLIT",
        "CANCEL_FULFILL_SPLIT",
        "FULFILL_UNCOMBINE",
        "PARTLY_CANCEL_SPLIT",
        "SPLIT_BY_SKU_CANCEL",
    ],
)

SenderRole = TypeAliasType(
    "SenderRole", Literal["BUYER", "SHOP", "CUSTOMER_SERVICE", "SYSTEM", "ROBOT"]
)

SkuStatus = TypeAliasType(
    "SkuStatus", Literal["CREATED", "DELETED", "ACTIVATED", "DEACTIVATED"]
)

TargetLanguage = TypeAliasType(
    "TargetLanguage", Literal["de-DE", "en-IE", "es-ES", "fr-FR", "it-IT"]
)


@model
class OrderStatusChangeData(Model):
    """What `OrderStatusChange` tells."""

    order_id: Id | None = None
    order_status: OrderStatus | None = None
    is_on_hold_order: bool | None = None
    update_time: UnixSeconds | None = None


@model
class OrderStatusChange(Event):
    """Sent when an order's status moves.

    Source: TikTok Shop Partner Center, webhook Order status change, 2026-05.
    """

    data: OrderStatusChangeData | None = None


@model
class RecipientAddressUpdateData(Model):
    """What `RecipientAddressUpdate` tells."""

    order_id: Id | None = None
    update_time: UnixSeconds | None = None


@model
class RecipientAddressUpdate(Event):
    """Sent when the delivery address of an order is edited.

    Source: TikTok Shop Partner Center, webhook Recipient address update, 2026-05.
    """

    data: RecipientAddressUpdateData | None = None


@model
class Package(Model):
    """Package, in package update data."""

    package_id: Id | None = None
    order_id_list: tuple[str, ...] = ()


@model
class PackageUpdateData(Model):
    """What `PackageUpdate` tells."""

    sc_type: ScType | None = None
    role_type: RoleType | None = None
    package_list: tuple[Package, ...] = ()
    update_time: UnixSeconds | None = None


@model
class PackageUpdate(Event):
    """Sent when packages are combined or split, or are no longer.

    Source: TikTok Shop Partner Center, webhook Package update, 2026-05.
    """

    data: PackageUpdateData | None = None


@model
class ProductStatusChangeData(Model):
    """What `ProductStatusChange` tells."""

    product_id: IntId | None = None
    status: ProductStatusChangeStatus | None = None
    suspended_reason: str | None = None
    update_time: UnixSeconds | None = None


@model
class ProductStatusChange(Event):
    """Sent when a product passes its first audit or fails one, or the platform changes its status.

    Source: TikTok Shop Partner Center, webhook Product status change, 2026-05.
    """

    data: ProductStatusChangeData | None = None


@model
class SellerDeauthorizationData(Model):
    """What `SellerDeauthorization` tells."""

    message: str | None = None


@model
class SellerDeauthorization(Event):
    """Sent when the seller removes the app.

    Source: TikTok Shop Partner Center, webhook Seller deauthorization, 2026-05.
    """

    data: SellerDeauthorizationData | None = None


@model
class UpcomingAuthorizationExpirationData(Model):
    """What `UpcomingAuthorizationExpiration` tells."""

    message: str | None = None
    expiration_time: UnixText | None = None


@model
class UpcomingAuthorizationExpiration(Event):
    """Sent when an authorisation ends within 30 days: daily, until it is renewed.

    Source: TikTok Shop Partner Center, webhook Upcoming authorization expiration, 2026-05.
    """

    data: UpcomingAuthorizationExpirationData | None = None


@model
class CancellationStatusChangeData(Model):
    """What `CancellationStatusChange` tells."""

    order_id: Id | None = None
    cancellations_role: Literal["BUYER", "SELLER", "SYSTEM"] | None = None
    cancel_status: CancelStatus | None = None
    cancel_id: Id | None = None
    create_time: UnixSeconds | None = None


@model
class CancellationStatusChange(Event):
    """Sent when a cancellation is opened, accepted, withdrawn or refunded.

    Source: TikTok Shop Partner Center, webhook Cancellation status change, 2026-05.
    """

    data: CancellationStatusChangeData | None = None


@model
class ReturnStatusChangeData(Model):
    """What `ReturnStatusChange` tells."""

    order_id: Id | None = None
    return_role: Literal["BUYER", "SELLER", "SYSTEM"] | None = None
    return_type: ReturnType | None = None
    return_status: ReturnStatus | None = None
    return_id: Id | None = None
    create_time: UnixSeconds | None = None
    update_time: UnixSeconds | None = None


@model
class ReturnStatusChange(Event):
    """Sent when a return, refund or replacement request changes status.

    Source: TikTok Shop Partner Center, webhook Return status change, 2026-05.
    """

    data: ReturnStatusChangeData | None = None


@model
class NewConversationData(Model):
    """What `NewConversation` tells."""

    conversation_id: Id | None = None
    create_time: UnixSeconds | None = None


@model
class NewConversation(Event):
    """Sent when an agent joins or leaves a conversation.

    Source: TikTok Shop Partner Center, webhook New conversation, 2026-05.
    """

    data: NewConversationData | None = None


@model
class Sender(Model):
    """Sender, in new message data."""

    im_user_id: Id | None = None
    role: SenderRole | None = None


@model
class NewMessageData(Model):
    """What `NewMessage` tells."""

    message_id: Id | None = None
    index: str | None = None
    conversation_id: Id | None = None
    type: NewMessageType | None = None
    content: str | None = None
    create_time: UnixSeconds | None = None
    is_visible: bool | None = None
    sender: Sender | None = None


@model
class NewMessage(Event):
    """Sent when a message is sent in a buyer conversation.

    Source: TikTok Shop Partner Center, webhook New message, 2026-05.
    """

    data: NewMessageData | None = None


@model
class ProductInformationChangeData(Model):
    """What `ProductInformationChange` tells."""

    product_id: Id | None = None
    change_source: Literal["SELLER_CENTER", "OPEN_API"] | None = None
    changed_fields: tuple[ChangedField, ...] = ()
    update_time: UnixSeconds | None = None


@model
class ProductInformationChange(Event):
    """Sent when properties of a live product took effect.

    Source: TikTok Shop Partner Center, webhook Product information change, 2026-05.
    """

    data: ProductInformationChangeData | None = None


@model
class ProductCreationData(Model):
    """What `ProductCreation` tells."""

    product_id: IntId | None = None
    product_types: tuple[Literal["COMBINED_PRODUCT", "GPR_PRODUCT"], ...] = ()
    update_time: UnixSeconds | None = None


@model
class ProductCreation(Event):
    """Sent when a product is created.

    Source: TikTok Shop Partner Center, webhook Product creation, 2026-05.
    """

    data: ProductCreationData | None = None


@model
class ShoppableContentPostingDataEvent(Model):
    """Shoppable content posting data event, in shoppable content posting data."""

    type: Literal["ADD", "UPDATE", "REMOVE"] | None = None
    scene: Literal["VIDEO"] | None = None
    content_id: Id | None = None


@model
class ShoppableContentPostingData(Model):
    """What `ShoppableContentPosting` tells."""

    product_id: Id | None = None
    event: ShoppableContentPostingDataEvent | None = None


@model
class ShoppableContentPosting(Event):
    """Sent when a creator adds, updates or removes a product link.

    Source: TikTok Shop Partner Center, webhook Shoppable content posting, 2026-05.
    """

    data: ShoppableContentPostingData | None = None


@model
class ProductCategoryChangeData(Model):
    """What `ProductCategoryChange` tells."""

    product_id: Id | None = None
    previous_category_id: Id | None = None
    current_category_id: Id | None = None
    update_time: UnixSeconds | None = None


@model
class ProductCategoryChange(Event):
    """Sent when a product moves to another category, whoever moved it.

    Source: TikTok Shop Partner Center, webhook Product category change, 2026-05.
    """

    data: ProductCategoryChangeData | None = None


@model
class SizeChartChangeData(Model):
    """What `SizeChartChange` tells."""

    size_chart_template_id: Id | None = None
    size_chart_template_name: str | None = None
    event_type: Literal["CREATE", "EDIT", "DELETE"] | None = None
    update_time: UnixSeconds | None = None


@model
class SizeChartChange(Event):
    """Sent when a template of a size chart is made, edited or deleted.

    Source: TikTok Shop Partner Center, webhook Size chart change, 2026-05.
    """

    data: SizeChartChangeData | None = None


@model
class CreatorDeauthorizationData(Model):
    """What `CreatorDeauthorization` tells."""

    cancel_time: UnixText | None = None


@model
class CreatorDeauthorization(Event):
    """Sent when a creator removes the app.

    Source: TikTok Shop Partner Center, webhook Creator deauthorization, 2026-05.
    """

    data: CreatorDeauthorizationData | None = None


@model
class InboundFBTOrderStatusChangeData(Model):
    """What `InboundFBTOrderStatusChange` tells."""

    inbound_order_id: Id | None = None
    order_status: InboundFBTOrderStatusChangeOrderStatus | None = None
    update_time: UnixSeconds | None = None


@model
class InboundFBTOrderStatusChange(Event):
    """Sent when an inbound order of FBT changes status.

    Source: TikTok Shop Partner Center, webhook Inbound FBT order status change, 2026-05.
    """

    data: InboundFBTOrderStatusChangeData | None = None


@model
class OnboardedRegion(Model):
    """Onboarded region, in fbtmerchant onboarding data."""

    region_code: str | None = None


@model
class FBTMerchantOnboardingData(Model):
    """What `FBTMerchantOnboarding` tells."""

    onboarded_regions: tuple[OnboardedRegion, ...] = ()
    update_time: UnixSeconds | None = None


@model
class FBTMerchantOnboarding(Event):
    """Sent when a seller joins FBT in a region.

    Source: TikTok Shop Partner Center, webhook FBT merchant onboarding, 2026-05.
    """

    data: FBTMerchantOnboardingData | None = None


@model
class GoodsMatchData(Model):
    """What `GoodsMatch` tells."""

    match_type: str | None = None
    product_type: Literal["LOCAL", "GLOBAL"] | None = None
    goods_id: Id | None = None
    product_id: Id | None = None
    sku_id: Id | None = None
    update_time: UnixSeconds | None = None


@model
class GoodsMatch(Event):
    """Sent when a product is matched with goods of FBT, or no longer.

    Source: TikTok Shop Partner Center, webhook Goods match, 2026-05.
    """

    data: GoodsMatchData | None = None


@model
class OnHandDetail(Model):
    """On hand detail, in fbt warehouse inventory."""

    total_quantity: int | None = None
    reserved_quantity: int | None = None
    available_quantity: int | None = None


@model
class FbtWarehouseInventory(Model):
    """Fbt warehouse inventory, in fbtinventory update data."""

    fbt_warehouse_id: Id | None = None
    on_hand_detail: OnHandDetail | None = None


@model
class FBTInventoryUpdateData(Model):
    """What `FBTInventoryUpdate` tells."""

    goods_id: Id | None = None
    sku_id: Id | None = None
    fbt_warehouse_inventory: tuple[FbtWarehouseInventory, ...] = ()
    update_time: UnixSeconds | None = None


@model
class FBTInventoryUpdate(Event):
    """Sent when stock at FBT changes.

    Source: TikTok Shop Partner Center, webhook FBT inventory update, 2026-05.
    """

    data: FBTInventoryUpdateData | None = None


@model
class OpportunityMatchingStatusChangeData(Model):
    """What `OpportunityMatchingStatusChange` tells."""

    external_product_id: Id | None = None
    opportunity_matching_status: Literal["PENDING", "MATCHED", "NOT_MATCHED"] | None = (
        None
    )
    opportunity_ids: tuple[Id, ...] = ()
    opportunity_matching_end_time: UnixSeconds | None = None
    update_time: UnixSeconds | None = None


@model
class OpportunityMatchingStatusChange(Event):
    """Sent when the result of matching a candidate product changes.

    Source: TikTok Shop Partner Center, webhook Opportunity matching status change, 2026-05.
    """

    data: OpportunityMatchingStatusChangeData | None = None


@model
class TriggerReason(Model):
    """Trigger reason, in inventory status change data."""

    alert_type: str | None = None
    lead_days: int | None = None
    low_stock_threshold: int | None = None


@model
class InventoryDistribution(Model):
    """Inventory distribution, in inventory status change data."""

    total_quantity: int | None = None
    available_quantity: int | None = None
    creator_reserved_quantity: int | None = None
    campaign_reserved_quantity: int | None = None
    committed_quantity: int | None = None


@model
class InventoryStatusChangeData(Model):
    """What `InventoryStatusChange` tells."""

    product_id: Id | None = None
    sku_id: Id | None = None
    trigger_reason: TriggerReason | None = None
    current_inventory_status: str | None = None
    inventory_distribution: InventoryDistribution | None = None
    update_time: UnixSeconds | None = None


@model
class InventoryStatusChange(Event):
    """Sent when a SKU runs low or out of stock, or is predicted to.

    Source: TikTok Shop Partner Center, webhook Inventory status change, 2026-05.
    """

    data: InventoryStatusChangeData | None = None


@model
class NewMessageListenerDataSender(Model):
    """New message listener data sender, in new message listener data."""

    sender_im_user_id: Id | None = None


@model
class NewMessageListenerData(Model):
    """What `NewMessageListener` tells."""

    index: str | None = None
    message_id: Id | None = None
    conversation_id: Id | None = None
    msg_type: MsgType | None = None
    content: str | None = None
    create_time: UnixText | None = None
    sender: NewMessageListenerDataSender | None = None


@model
class NewMessageListener(Event):
    """Sent when a creator writes to the seller.

    Source: TikTok Shop Partner Center, webhook New message listener, 2026-05.
    """

    data: NewMessageListenerData | None = None


@model
class TokopediaMirrorStatusChangeData(Model):
    """What `TokopediaMirrorStatusChange` tells."""

    tts_shop_id: Id | None = None
    update_time: UnixSeconds | None = None
    mirror_status: MirrorStatus | None = None


@model
class TokopediaMirrorStatusChange(Event):
    """Sent when mirroring of a TikTok shop onto Tokopedia finished, was undone or cancelled.

    Source: TikTok Shop Partner Center, webhook Tokopedia mirror status change, 2026-05.
    """

    data: TokopediaMirrorStatusChangeData | None = None


@model
class InvoiceStatusChangeData(Model):
    """What `InvoiceStatusChange` tells."""

    package_id: Id | None = None
    order_ids: tuple[Id, ...] = ()
    invoice_status: InvoiceStatus | None = None
    invalid_reason: InvalidReason | None = None


@model
class InvoiceStatusChange(Event):
    """Sent when an uploaded invoice changes status.

    Source: TikTok Shop Partner Center, webhook Invoice status change, 2026-05.
    """

    data: InvoiceStatusChangeData | None = None


@model
class Audit(Model):
    """Audit, in product audit status change data."""

    status: AuditStatus | None = None
    pre_approved_reasons: tuple[PreApprovedReason, ...] = ()


@model
class IntegratedPlatformStatus(Model):
    """Integrated platform status, in product audit status change data."""

    platform: Literal["TOKOPEDIA"] | None = None
    status: AuditStatus | None = None


@model
class ProductAuditStatusChangeData(Model):
    """What `ProductAuditStatusChange` tells."""

    product_id: IntId | None = None
    audit: Audit | None = None
    integrated_platform_statuses: tuple[IntegratedPlatformStatus, ...] = ()
    """Sent as one object, without the list."""
    update_time: UnixSeconds | None = None


@model
class ProductAuditStatusChange(Event):
    """Sent when the status of an audit changes, on TikTok Shop or on Tokopedia.

    Source: TikTok Shop Partner Center, webhook Product audit status change, 2026-05.
    """

    data: ProductAuditStatusChangeData | None = None


@model
class StrikethroughPriceExpiredData(Model):
    """What `StrikethroughPriceExpired` tells."""

    product_id: Id | None = None
    sku_id: Id | None = None


@model
class StrikethroughPriceExpired(Event):
    """Sent when the proof of a list price lapses, 90 days after it was given.

    Source: TikTok Shop Partner Center, webhook Strikethrough price expired, 2026-05.
    """

    data: StrikethroughPriceExpiredData | None = None


@model
class ActivityStatusChangeData(Model):
    """What `ActivityStatusChange` tells."""

    activity_id: Id | None = None
    update_time: UnixSeconds | None = None
    activity_type: ActivityType | None = None
    product_level: Literal["PRODUCT", "VARIATION", "SHOP"] | None = None
    status: Literal["ONGOING", "EXPIRED", "DEACTIVATED"] | None = None


@model
class ActivityStatusChange(Event):
    """Sent when an activity starts, ends or is deactivated.

    Source: TikTok Shop Partner Center, webhook Activity status change, 2026-05.
    """

    data: ActivityStatusChangeData | None = None


@model
class Product(Model):
    """Product, in combined listing change data."""

    id: Id | None = None
    sku_id: Id | None = None


@model
class CombinedListingChangeData(Model):
    """What `CombinedListingChange` tells."""

    combined_listing_id: Id | None = None
    products: tuple[Product, ...] = ()
    status: CombinedListingChangeStatus | None = None
    change_type: Literal["CREATE", "UPDATE", "DELETE"] | None = None
    added_product_ids: tuple[Id, ...] = ()
    removed_product_ids: tuple[Id, ...] = ()


@model
class CombinedListingChange(Event):
    """Sent when a combined listing is made, edited or deleted.

    Source: TikTok Shop Partner Center, webhook Combined listing change, 2026-05.
    """

    data: CombinedListingChangeData | None = None


@model
class Image(Model):
    """Image, in translation task."""

    uri: str | None = None
    url: str | None = None


@model
class TranslationTask(Model):
    """Translation task, in image translation completed data."""

    id: Id | None = None
    status: Literal["PROCESSING", "COMPLETED", "FAILED"] | None = None
    fail_reason: str | None = None
    target_language: TargetLanguage | None = None
    original_image: Image | None = None
    translated_image: Image | None = None


@model
class ImageTranslationCompletedData(Model):
    """What `ImageTranslationCompleted` tells."""

    translation_task: TranslationTask | None = None


@model
class ImageTranslationCompleted(Event):
    """Sent when the translation of an image is done, or failed.

    Source: TikTok Shop Partner Center, webhook Image translation completed, 2026-05.
    """

    data: ImageTranslationCompletedData | None = None


@model
class Sku(Model):
    """Sku, in skustatus change data."""

    sku_id: Id | None = None
    status: SkuStatus | None = None
    deactivation_source: DeactivationSource | None = None


@model
class SKUStatusChangeData(Model):
    """What `SKUStatusChange` tells."""

    product_id: Id | None = None
    skus: tuple[Sku, ...] = ()
    update_time: UnixSeconds | None = None


@model
class SKUStatusChange(Event):
    """Sent when a SKU is created, deleted, activated, deactivated.

    Confidence: only in TikTok's OpenAPI files.

    Source: TikTok Shop Partner Center, webhook SKU status change, 2026-05.
    """

    data: SKUStatusChangeData | None = None


@model
class FailReason(Model):
    """Fail reason, in replicated product."""

    message: str | None = None


@model
class ReplicatedProduct(Model):
    """Replicated product, in global replication status change data."""

    product_id: Id | None = None
    region: str | None = None
    result: Literal["SUCCESS", "DRAFT", "FAILED"] | None = None
    fail_reasons: tuple[FailReason, ...] = ()


@model
class GlobalReplicationStatusChangeData(Model):
    """What `GlobalReplicationStatusChange` tells."""

    source_product_id: Id | None = None
    replicated_product: ReplicatedProduct | None = None


@model
class GlobalReplicationStatusChange(Event):
    """Sent when copying a product to another market is over.

    Source: TikTok Shop Partner Center, webhook Global replication status change, 2026-05.
    """

    data: GlobalReplicationStatusChangeData | None = None


@model
class GlobalListingMethodChangeData(Model):
    """What `GlobalListingMethodChange` tells."""

    global_product_id: Id | None = None
    local_product_id: tuple[Id, ...] = ()
    listing_method: ListingMethod | None = None


@model
class GlobalListingMethodChange(Event):
    """Sent when the way in which a shop lists changes.

    Source: TikTok Shop Partner Center, webhook Global listing method change, 2026-05.
    """

    data: GlobalListingMethodChangeData | None = None


@model
class Issue(Model):
    """Issue, in video precheck result data."""

    risk: str | None = None
    suggestion: str | None = None


@model
class VideoPrecheckResultData(Model):
    """What `VideoPrecheckResult` tells."""

    precheck_task_id: Id | None = None
    result: Literal["PASS", "FAIL"] | None = None
    issues: tuple[Issue, ...] = ()


@model
class VideoPrecheckResult(Event):
    """Sent when the check of a video is ready.

    Source: TikTok Shop Partner Center, webhook Video precheck result, 2026-05.
    """

    data: VideoPrecheckResultData | None = None


@model
class Creator(Model):
    """Creator, in sample application status change data."""

    creator_open_id: Id | None = None


@model
class SampleApplicationStatusChangeData(Model):
    """What `SampleApplicationStatusChange` tells."""

    application_id: Id | None = None
    new_status: NewStatus | None = None
    creator: tuple[Creator, ...] = ()
    product: tuple[Product, ...] = ()


@model
class SampleApplicationStatusChange(Event):
    """Sent when a free-sample application changes status.

    Source: TikTok Shop Partner Center, webhook Sample application status change, 2026-05.
    """

    data: SampleApplicationStatusChangeData | None = None


@model
class Goods(Model):
    """Goods, in consign order."""

    id: Id | None = None
    quantity: int | None = None


@model
class ShippingProvider(Model):
    """Shipping provider, in consign order."""

    id: Id | None = None
    name: str | None = None


@model
class ConsignOrder(Model):
    """Consign order, in mcf order."""

    id: Id | None = None
    tracking_number: str | None = None
    status: ConsignOrderStatus | None = None
    goods: tuple[Goods, ...] = ()
    is_platform_closed: str | None = None
    issue: str | None = None
    shipping_provider: ShippingProvider | None = None


@model
class McfOrder(Model):
    """Mcf order, in get fbtmcforder status data."""

    external_order_id: Id | None = None
    mcf_order_id: Id | None = None
    consign_orders: tuple[ConsignOrder, ...] = ()
    create_time: UnixSeconds | None = None


@model
class GetFBTMCFOrderStatusData(Model):
    """What `GetFBTMCFOrderStatus` tells."""

    mcf_order: McfOrder | None = None


@model
class GetFBTMCFOrderStatus(Event):
    """Sent when an order of another channel, sent by FBT, changes status.

    Source: TikTok Shop Partner Center, webhook Get FBT MCF order status, 2026-05.
    """

    data: GetFBTMCFOrderStatusData | None = None


@model
class ViolationCheckIssue(Model):
    """Violation check issue, in violation check result."""

    risk: str | None = None
    suggestions: str | None = None


@model
class ViolationCheckResult(Model):
    """Violation check result, in shoppable video precheck tasks result data."""

    status: Literal["SUCCESS", "FAIL", "PROCESSING"] | None = None
    issues: tuple[ViolationCheckIssue, ...] = ()


@model
class GoodQualityCheckIssue(Model):
    """Good quality check issue, in good quality check result."""

    code: str | None = None
    suggestions: str | None = None


@model
class GoodQualityCheckResult(Model):
    """Good quality check result, in shoppable video precheck tasks result data."""

    status: Literal["SUCCESS", "FAIL", "PROCESSING"] | None = None
    issues: tuple[GoodQualityCheckIssue, ...] = ()


@model
class ShoppableVideoPrecheckTasksResultData(Model):
    """What `ShoppableVideoPrecheckTasksResult` tells."""

    task_id: Id | None = None
    violation_check_result: ViolationCheckResult | None = None
    good_quality_check_result: GoodQualityCheckResult | None = None


@model
class ShoppableVideoPrecheckTasksResult(Event):
    """Sent when the checks of a shoppable video are ready.

    Source: TikTok Shop Partner Center, webhook Shoppable video precheck tasks result, 2026-05.
    """

    data: ShoppableVideoPrecheckTasksResultData | None = None


@model
class Weight(Model):
    """Weight, in weight recommendation."""

    min_value: str | None = None
    max_value: str | None = None


@model
class WeightRecommendation(Model):
    """Weight recommendation, in product package recommended data."""

    unit: str | None = None
    weight: Weight | None = None


@model
class Length(Model):
    """Length, in dimension recommendation."""

    min_value: str | None = None
    max_value: str | None = None


@model
class Width(Model):
    """Width, in dimension recommendation."""

    min_value: str | None = None
    max_value: str | None = None


@model
class Height(Model):
    """Height, in dimension recommendation."""

    min_value: str | None = None
    max_value: str | None = None


@model
class DimensionRecommendation(Model):
    """Dimension recommendation, in product package recommended data."""

    unit: str | None = None
    length: Length | None = None
    width: Width | None = None
    height: Height | None = None


@model
class ProductPackageRecommendedData(Model):
    """What `ProductPackageRecommended` tells."""

    product_id: Id | None = None
    abnormality_types: tuple[str, ...] = ()
    weight_recommendation: WeightRecommendation | None = None
    dimension_recommendation: DimensionRecommendation | None = None


@model
class ProductPackageRecommended(Event):
    """Sent when another weight or size of a package is suggested.

    Source: TikTok Shop Partner Center, webhook Product package recommended, 2026-05.
    """

    data: ProductPackageRecommendedData | None = None


@model
class ProductUpdate(Model):
    """Product update, in activity change data."""

    product_ids: tuple[Id, ...] = ()
    exclude_product_ids: tuple[Id, ...] = ()
    """Max 100 items."""
    benefit_product_ids: tuple[Id, ...] = ()


@model
class ProductRemove(Model):
    """Product remove, in activity change data."""

    product_ids: tuple[Id, ...] = ()
    sku_ids: tuple[Id, ...] = ()
    benefit_product_ids: tuple[Id, ...] = ()
    exclude_product_ids: tuple[Id, ...] = ()
    """Max 100 items."""


@model
class ActivityChangeData(Model):
    """What `ActivityChange` tells."""

    activity_id: Id | None = None
    update_time: UnixSeconds | None = None
    change_type: Literal["CREATE", "UPDATE", "DEACTIVATE"] | None = None
    product_update_list: ProductUpdate | None = None
    product_remove_list: ProductRemove | None = None


@model
class ActivityChange(Event):
    """Sent when a promotion or its products change.

    Source: TikTok Shop Partner Center, webhook Activity change, 2026-05.
    """

    data: ActivityChangeData | None = None


@model
class AftersalesRequestStatusUpdateData(Model):
    """What `AftersalesRequestStatusUpdate` tells."""

    aftersales_request_id: Id | None = None
    return_role: Literal["BUYER", "SELLER"] | None = None
    aftersales_request_status: AftersalesRequestStatus | None = None
    aftersales_request_create_time: UnixSeconds | None = None
    aftersales_request_update_time: UnixSeconds | None = None


@model
class AftersalesRequestStatusUpdate(Event):
    """Sent when a request of the new after-sales flow changes status.

    Confidence: only in TikTok's OpenAPI files.

    Source: TikTok Shop Partner Center, webhook Aftersales request status update, 2026-05.
    """

    data: AftersalesRequestStatusUpdateData | None = None


@model
class RMAStatusUpdateData(Model):
    """What `RMAStatusUpdate` tells."""

    rma_id: Id | None = None
    aftersales_request_id: Id | None = None
    return_role: Literal["BUYER", "SELLER"] | None = None
    rma_status: RmaStatus | None = None
    rma_request_create_time: UnixSeconds | None = None
    rma_request_update_time: UnixSeconds | None = None


@model
class RMAStatusUpdate(Event):
    """Sent when an RMA of the new after-sales flow changes status.

    Confidence: only in TikTok's OpenAPI files.

    Source: TikTok Shop Partner Center, webhook RMA status update, 2026-05.
    """

    data: RMAStatusUpdateData | None = None


@model
class AppealAuditResult(Model):
    """Appeal audit result, in appeal task."""

    indicator_type: str | None = None
    status: str | None = None
    reject_reason: str | None = None


@model
class AppealTask(Model):
    """Appeal task, in appeal completed data."""

    appeal_audit_result: tuple[AppealAuditResult, ...] = ()
    size_chart_id: IntId | None = None
    size_chart_image_uri: str | None = None


@model
class AppealCompletedData(Model):
    """What `AppealCompleted` tells."""

    appeal_task: AppealTask | None = None
    product_id: IntId | None = None


@model
class AppealCompleted(Event):
    """Sent when an appeal about a size chart or attribute is decided.

    Confidence: only in TikTok's OpenAPI files.

    Source: TikTok Shop Partner Center, webhook Appeal completed, 2026-05.
    """

    data: AppealCompletedData | None = None


@model
class LineItem(Model):
    """Line item, in refund success data."""

    main_order_id: Id | None = None
    return_line_item_id: Id | None = None
    sku_id: Id | None = None
    sku_return_request_id: Id | None = None
    sub_return_line_item_id: Id | None = None


@model
class RefundSuccessData(Model):
    """What `RefundSuccess` tells."""

    aftersales_request_id: Id | None = None
    line_items: tuple[LineItem, ...] = ()
    refund_currency: str | None = None
    refund_status: str | None = None
    refund_timestamp: UnixSeconds | None = None
    refund_total: DecimalText | None = None
    rma_id: Id | None = None


@model
class RefundSuccess(Event):
    """Sent when a refund is paid out.

    Confidence: only in TikTok's OpenAPI files.

    Source: TikTok Shop Partner Center, webhook Refund success, 2026-05.
    """

    data: RefundSuccessData | None = None


@model
class QuantitySnapshotAfterChange(Model):
    """Quantity snapshot after change, in inventory changed by shop data."""

    total_quantity: int | None = None
    total_available_quantity: int | None = None
    total_committed_quantity: int | None = None
    in_shop_quantity: int | None = None
    campaign_locked_quantity: int | None = None
    creator_locked_quantity: int | None = None


@model
class ChangeDetail(Model):
    """Change detail, in inventory changed by shop data."""

    idempotency_key: str | None = None
    trigger_source: str | None = None
    occurred_at: Rfc3339 | None = None
    total_quantity_delta: int | None = None
    available_quantity_delta: int | None = None
    committed_quantity_delta: int | None = None
    in_shop_quantity_delta: int | None = None
    campaign_locked_quantity_delta: int | None = None
    creator_locked_quantity_delta: int | None = None


@model
class InventoryChangedByShopData(Model):
    """What `InventoryChangedByShop` tells."""

    event_id: Id | None = None
    occurred_at: Rfc3339 | None = None
    shop_id: IntId | None = None
    product_id: IntId | None = None
    sku_id: IntId | None = None
    quantity_snapshot_after_change: QuantitySnapshotAfterChange | None = None
    change_detail: tuple[ChangeDetail, ...] = ()


@model
class InventoryChangedByShop(Event):
    """Sent when any quantity of a SKU changes.

    Source: TikTok Shop Partner Center, webhook Inventory changed (by shop), 2026-05.
    """

    data: InventoryChangedByShopData | None = None


EVENTS: Mapping[int, type[Event]] = {
    1: OrderStatusChange,
    3: RecipientAddressUpdate,
    4: PackageUpdate,
    5: ProductStatusChange,
    6: SellerDeauthorization,
    7: UpcomingAuthorizationExpiration,
    11: CancellationStatusChange,
    12: ReturnStatusChange,
    13: NewConversation,
    14: NewMessage,
    15: ProductInformationChange,
    16: ProductCreation,
    17: ShoppableContentPosting,
    18: ProductCategoryChange,
    19: SizeChartChange,
    20: CreatorDeauthorization,
    21: InboundFBTOrderStatusChange,
    22: FBTMerchantOnboarding,
    23: GoodsMatch,
    24: FBTInventoryUpdate,
    25: OpportunityMatchingStatusChange,
    27: InventoryStatusChange,
    33: NewMessageListener,
    35: TokopediaMirrorStatusChange,
    36: InvoiceStatusChange,
    37: ProductAuditStatusChange,
    38: StrikethroughPriceExpired,
    39: ActivityStatusChange,
    42: CombinedListingChange,
    46: ImageTranslationCompleted,
    50: SKUStatusChange,
    51: GlobalReplicationStatusChange,
    52: GlobalListingMethodChange,
    55: VideoPrecheckResult,
    56: SampleApplicationStatusChange,
    58: GetFBTMCFOrderStatus,
    59: ShoppableVideoPrecheckTasksResult,
    62: ProductPackageRecommended,
    63: ActivityChange,
    64: AftersalesRequestStatusUpdate,
    65: RMAStatusUpdate,
    66: AppealCompleted,
    67: RefundSuccess,
    71: InventoryChangedByShop,
    68: InventoryChangedByShop,
}
"""The kinds of events, by what ``type`` they are."""
