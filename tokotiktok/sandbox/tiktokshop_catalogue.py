"""Categories, brands, warehouses and the gate of the TikTok Shop face's products."""

from __future__ import annotations

from re import Match
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ..platforms import Platform
from .face import Handler, RefusedError, Seen
from .tiktokshop_gate import BAD
from .writes import route_writes

if TYPE_CHECKING:
    from .tiktokshop import TikTokShopFace

COFFEE = "918024"
CATEGORIES = (
    # id, parent, name, is a leaf, TikTok Shop's permission, Tokopedia's
    ("700437", "0", "Makanan & Minuman", False, "AVAILABLE", "AVAILABLE"),
    (COFFEE, "700437", "Kopi", True, "AVAILABLE", "AVAILABLE"),
    ("918025", "700437", "Teh", True, "AVAILABLE", "AVAILABLE"),
    ("918026", "700437", "Madu", True, "INVITE_ONLY", "AVAILABLE"),
    ("601500", "0", "Kesehatan", False, None, "AVAILABLE"),
    ("601501", "601500", "Obat Resep", True, None, "AVAILABLE"),
    ("602100", "0", "Barang Bekas", True, "AVAILABLE", None),
)
"""Made up; the real trees have thousands, and differ as these do."""
BRANDS = (
    # id, name, is of the first tier, is authorised
    ("7082000000000000001", "Merek Contoh", False, True),
    ("7082000000000000002", "Merek Ternama", True, False),
)
PLATFORMS = {
    "TIKTOK_SHOP": Platform.TIKTOK_SHOP,
    "TOKOPEDIA": Platform.TOKOPEDIA,
}
CHECKS = ("SHOP_STATUS", "PICKUP_WAREHOUSE", "RETURN_WAREHOUSE", "DELIVERY_OPTION")


@frozen
class Catalogue:
    """Acts out what a seller reads before writing products."""

    face: TikTokShopFace

    def __attrs_post_init__(self) -> None:
        routes: tuple[tuple[str, str, Handler], ...] = (
            ("GET", "/product/202309/categories", self._categories),
            ("GET", "/product/202309/brands", self._brands),
            ("GET", "/product/202312/prerequisites", self._prerequisites),
            ("POST", "/product/202309/images/upload", self._upload),
        )
        route_writes(self.face, routes)

    def _categories(self, seen: Seen, _: Match[str]) -> Any:
        platform = seen.query.get("listing_platform", "TIKTOK_SHOP")
        self.platforms([platform])
        listed = []
        for key, parent, name, is_leaf, new, old in CATEGORIES:
            permission = new if platform == "TIKTOK_SHOP" else old
            if permission is not None:
                listed.append(
                    {
                        "id": key,
                        "parent_id": parent,
                        "local_name": name,
                        "is_leaf": is_leaf,
                        "permission_statuses": [permission],
                    }
                )
        return {"categories": listed}

    def _brands(self, seen: Seen, _: Match[str]) -> Any:
        wanted = seen.query.get("brand_name", "").casefold()
        found = [
            {
                "id": key,
                "name": name,
                "is_t1_brand": first_tier,
                "is_authorized": authorised,
                "brand_status": "AVAILABLE",
            }
            for key, name, first_tier, authorised in BRANDS
            if wanted in name.casefold()
        ]
        return {"brands": found, "total_count": len(found), "next_page_token": ""}

    def _prerequisites(self, _: Seen, __: Match[str]) -> Any:
        failed = self.face.world.changes.not_ready
        return {
            "check_results": [
                {
                    "check_item": item,
                    "is_failed": item in failed,
                    "fail_reasons": [failed[item]] if item in failed else [],
                }
                for item in CHECKS
            ]
        }

    def _upload(self, seen: Seen, _: Match[str]) -> Any:
        if not seen.body:
            raise RefusedError(400, 12_038_002, "the image is empty")
        changes = self.face.world.changes
        changes.images += 1
        uri = f"tos-sandbox/fiktif{changes.images}"
        url = f"https://images.example.invalid/{changes.images}.jpeg"
        return {"uri": uri, "url": url, "width": 800, "height": 800}

    # what all writes are checked for

    def check_open(self) -> None:
        """
        Refuse all but stock and prices while the shop is being integrated.

        So it is until the seller confirms the products; that the code is the same from
        the merge until then is a guess.
        """
        is_open = self.face.integration.is_open
        if self.face.world.changes.is_locked or not is_open:
            raise RefusedError(
                400,
                12_052_332,
                "The seller center is locked during shop integration, only editing stock "
                "and price is allowed",
            )

    def check_migrated(self) -> None:
        """Refuse what only a shop may do that has a storefront on Tokopedia."""
        has_storefront = self.face.integration.has_storefront
        if not (self.face.world.changes.is_migrated and has_storefront):
            raise RefusedError(400, 12_052_994, "seller is not toko seller")

    def platforms(self, given: Any) -> Platform:
        """Read ``listing_platforms``; TikTok Shop alone, if it is left out."""
        if given is None:
            return Platform.TIKTOK_SHOP
        if not isinstance(given, list) or not given or set(given) - set(PLATFORMS):
            raise RefusedError(400, BAD, "listing_platforms is not a list of platforms")
        if "TOKOPEDIA" in given:
            self.check_migrated()
        found = Platform(0)
        for name in given:
            found |= PLATFORMS[name]
        return found

    def check_category(self, category_id: Any, on: Platform) -> None:
        """Refuse a category that is not in the tree of each platform."""
        for key, _, _, is_leaf, new, old in CATEGORIES:
            if key == category_id:
                needed = [new] if Platform.TIKTOK_SHOP in on else []
                needed += [old] if Platform.TOKOPEDIA in on else []
                if is_leaf and all(one == "AVAILABLE" for one in needed):
                    return
                raise RefusedError(400, 12_052_220, "category does not support this")
        raise RefusedError(400, 12_052_023, "category does not exist")
