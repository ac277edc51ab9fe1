"""Read which shops a token covers, and their settings.

Written by spec/generate.py; edit spec/tiktokshop or spec/names.toml instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from typing_extensions import TypeAliasType

from ..._model import Id, IntId, Model, UnixSeconds, model
from ..._resource import BatchResult, Page, Resource
from ...wire import Operation, Paging

BindingStatus = TypeAliasType(
    "BindingStatus",
    Literal[
        "WAITING_TO_BE_VERIFIED", "STALLED", "PENDING", "FAILED", "ACTIVE", "ABNORMAL"
    ],
)

OperationHourDay = TypeAliasType(
    "OperationHourDay", Literal["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"]
)


@model
class AuthorizedShop(Model):
    """A shop that the token covers."""

    id: Id
    name: str | None = None
    region: str | None = None
    seller_type: Literal["CROSS_BORDER", "LOCAL"] | None = None
    cipher: str | None = None
    code: str | None = None


@model
class CategoryAssetCategory(Model):
    """Category asset category, in category asset."""

    id: IntId | None = None
    name: str | None = None


@model
class CategoryAsset(Model):
    """Category asset, in get category assets."""

    cipher: str | None = None
    target_market: str | None = None
    category: CategoryAssetCategory | None = None


@model
class WidgetToken(Model):
    """Widget token, in get widget token."""

    expire_at: UnixSeconds | None = None
    token: str | None = None


@model
class OperationHour(Model):
    """Operation hour, in pharmacy."""

    close_time: str | None = None
    """Time of day HH:MM, UTC."""
    days: tuple[OperationHourDay, ...] = ()
    open_time: str | None = None
    """Time of day HH:MM, UTC."""


@model
class Pharmacist(Model):
    """Pharmacist, in pharmacy."""

    name: str | None = None
    practice_license_expire_time: UnixSeconds | None = None
    practice_license_number: str | None = None


@model
class Pharmacy(Model):
    """Pharmacy, in get pharmacies."""

    license_expire_time: UnixSeconds | None = None
    license_number: str | None = None
    operation_hours: tuple[OperationHour, ...] = ()
    pharmacist: Pharmacist | None = None
    warehouse_id: Id | None = None


@model
class OperationHourInput(Model):
    """Operation hour, in pharmacy input."""

    close_time: str | None = None
    """Time of day HH:MM, UTC."""
    days: tuple[OperationHourDay, ...] = ()
    open_time: str | None = None
    """Time of day HH:MM, UTC."""


@model
class PharmacistInput(Model):
    """Pharmacist, in pharmacy input."""

    name: str | None = None
    practice_license_expire_time: UnixSeconds | None = None
    practice_license_number: str | None = None


@model
class PharmacyInput(Model):
    """Pharmacy, in update pharmacies."""

    license_expire_time: UnixSeconds | None = None
    license_number: str | None = None
    operation_hours: tuple[OperationHourInput, ...] = ()
    pharmacist: PharmacistInput | None = None
    warehouse_id: Id | None = None


@model
class UpdatePharmaciesShopErrorDetail(Model):
    """Update pharmacies shop error detail, in update pharmacies shop error."""

    warehouse_id: Id | None = None


@model
class UpdatePharmaciesShopError(Model):
    """Update pharmacies shop error, in update pharmacies shop result."""

    code: str | None = None
    detail: UpdatePharmaciesShopErrorDetail | None = None
    message: str | None = None


@model
class UpdatePharmaciesShopResult(Model):
    """Update pharmacies shop result, in update pharmacies."""

    errors: tuple[UpdatePharmaciesShopError, ...] = ()


@model
class ActiveShop(Model):
    """Active shop, in list active."""

    id: Id | None = None
    region: str | None = None


@model
class ShopGroupShopGroup(Model):
    """Shop group shop group, in shop group."""

    source: str | None = None
    shop_group_name: str | None = None


@model
class Shop(Model):
    """Shop, in shop group."""

    shop_id: Id | None = None
    seller_id: Id | None = None
    shop_name: str | None = None
    shop_region: str | None = None


@model
class ShopGroup(Model):
    """Shop group, in get shop group."""

    shop_group: ShopGroupShopGroup | None = None
    shops: tuple[Shop, ...] = ()


@model
class ShopCreator(Model):
    """Shop creator, in get creators."""

    binding_status: BindingStatus | None = None
    type: Literal["OFFICIAL", "MARKETING"] | None = None


@model
class ProductInput(Model):
    """Product, in collection input."""

    outer_product_id: Id | None = None
    tts_product_id: Id | None = None


@model
class CollectionInput(Model):
    """Collection, in sync collections."""

    id: Id | None = None
    image_url: str | None = None
    products: tuple[ProductInput, ...] = ()
    title: str | None = None


@model
class Failed(Model):
    """Failed, in sync collections shop result."""

    ids: tuple[Id, ...] = ()


@model
class SyncCollectionsShopResult(Model):
    """Sync collections shop result, in sync collections."""

    failed_info: Failed | None = None


@model
class ShopStatus(Model):
    """Shop status, in seller status."""

    shop_id: Id | None = None
    shop_status: str | None = None


@model
class SellerStatus(Model):
    """Seller status, in get status."""

    partner_channel: str | None = None
    seller_status: str | None = None
    shop_statuses: tuple[ShopStatus, ...] = ()
    tax_form_status: str | None = None


class Shops(Resource):
    """Read which shops a token covers, and their settings."""

    _LIST = Operation(
        "getAuthorizedShops",
        "GET",
        "/authorization/202309/shops",
        repeatable=True,
        shop="none",
        page=Paging(items="shops", style="none"),
    )

    def list(self) -> Page[AuthorizedShop]:
        """List shops the token may access, with their ciphers.

        Scopes: ``seller.authorization.info``, ``test.scope.public``.
        TikTok Shop: Get Authorized Shops, 202309.
        """
        return self._page(self._LIST, AuthorizedShop)

    _GET_CATEGORY_ASSETS = Operation(
        "getAuthorizedCategoryAssets",
        "GET",
        "/authorization/202405/category_assets",
        repeatable=True,
        shop="none",
        page=Paging(items="category_assets", style="none"),
    )

    def get_category_assets(self) -> Page[CategoryAsset]:
        """List category assets a partner granted, with ciphers.

        Scope: ``partner.authorization.info``.
        TikTok Shop: Get Authorized Category Assets, 202405.
        """
        return self._page(self._GET_CATEGORY_ASSETS, CategoryAsset)

    _GET_WIDGET_TOKEN = Operation(
        "getWidgetToken",
        "GET",
        "/authorization/202401/widget_token",
        repeatable=True,
        shop="none",
    )

    def get_widget_token(
        self, *, shop_id: str | int | None = None
    ) -> WidgetToken | None:
        """Get a token for embedding vendor widgets.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Get Widget Token, 202401.
        """
        return self._field(
            self._GET_WIDGET_TOKEN,
            WidgetToken,
            "widget_token",
            query={"shop_id": shop_id},
        )

    _DEAUTHORIZE = Operation("deauthorizeShop", "DELETE", "/authorization/202403/shops")

    def deauthorize(self) -> None:
        """Give up the app's access to a shop.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Deauthorize Shop, 202403.
        """
        self._do(self._DEAUTHORIZE)

    _GET_PHARMACIES = Operation(
        "getPharmacies",
        "GET",
        "/epharmacy/202504/pharmacies",
        repeatable=True,
        page=Paging(items="pharmacies", total="total_count"),
    )

    def get_pharmacies(
        self, *, page_token: str | None = None, page_size: int = 50
    ) -> Page[Pharmacy]:
        """List pharmacies linked to the shop.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Get Pharmacies, 202504.
        """
        return self._page(
            self._GET_PHARMACIES,
            Pharmacy,
            query={"page_token": page_token, "page_size": page_size},
        )

    _UPDATE_PHARMACIES = Operation(
        "updatePharmacies",
        "POST",
        "/epharmacy/202504/pharmacies/update",
        failures="errors",
    )

    def update_pharmacies(
        self, *, pharmacies: Sequence[PharmacyInput] | None = None
    ) -> BatchResult[UpdatePharmaciesShopResult]:
        """Update pharmacies linked to the shop.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Update Pharmacies, 202504.
        """
        return self._batch(
            self._UPDATE_PHARMACIES,
            UpdatePharmaciesShopResult,
            body={"pharmacies": pharmacies},
        )

    _GET_PERMISSIONS = Operation(
        "getGlobalProductPermission",
        "GET",
        "/seller/202309/permissions",
        repeatable=True,
        shop="none",
    )

    def get_permissions(self) -> tuple[str, ...] | None:
        """Check whether the seller may manage global products.

        Scope: ``seller.shop.info``.
        TikTok Shop: Get Seller Permissions, 202309.
        """
        return self._field(self._GET_PERMISSIONS, tuple[str, ...], "permissions")

    _LIST_ACTIVE = Operation(
        "getActiveShops",
        "GET",
        "/seller/202309/shops",
        repeatable=True,
        shop="none",
        page=Paging(items="shops", style="none"),
    )

    def list_active(self) -> Page[ActiveShop]:
        """List the seller's active shops.

        Scope: ``seller.shop.info``.
        TikTok Shop: Get Active Shops, 202309.
        """
        return self._page(self._LIST_ACTIVE, ActiveShop)

    _GET_SHOP_GROUP = Operation(
        "getShopGroupAndRelatedShops",
        "GET",
        "/seller/202601/shop_groups",
        repeatable=True,
        shop="none",
    )

    def get_shop_group(self) -> ShopGroup | None:
        """Fetch the shop's group and its related shops.

        Scope: ``seller.authorization.info``.
        TikTok Shop: Get Shop Group, 202601.
        """
        return self._field(self._GET_SHOP_GROUP, ShopGroup, "shop_group_data")

    _GET_CREATORS = Operation(
        "getShopCreators",
        "GET",
        "/seller/202407/shop_creators",
        repeatable=True,
        page=Paging(items="shop_creators", style="none"),
    )

    def get_creators(self) -> Page[ShopCreator]:
        """List creators bound to the shop.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Get Shop Creators, 202407.
        """
        return self._page(self._GET_CREATORS, ShopCreator)

    _SYNC_COLLECTIONS = Operation(
        "syncCollections",
        "POST",
        "/seller/202508/collections/sync",
        failures="failed_info.ids",
    )

    def sync_collections(
        self,
        *,
        collections: Sequence[CollectionInput] | None = None,
        logo_url: str | None = None,
        source: int | None = None,
    ) -> BatchResult[SyncCollectionsShopResult]:
        """Sync product collections from an outside store.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Sync Collections, 202508.
        """
        return self._batch(
            self._SYNC_COLLECTIONS,
            SyncCollectionsShopResult,
            body={"collections": collections, "logo_url": logo_url, "source": source},
        )

    _GET_STATUS = Operation(
        "getSellerStatus", "GET", "/seller/202508/status", repeatable=True, shop="none"
    )

    def get_status(self) -> SellerStatus | None:
        """Read status of the seller and each shop.

        Known only from TikTok's OpenAPI files: may be closed or retired.

        TikTok Shop: Get Seller Status, 202508.
        """
        return self._field(self._GET_STATUS, SellerStatus, "seller_status_data")
