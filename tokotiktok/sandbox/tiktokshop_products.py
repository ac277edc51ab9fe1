"""What the TikTok Shop face does to products."""

from __future__ import annotations

from collections.abc import Mapping
from re import Match
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ..platforms import Platform
from . import tiktokshop_product_shapes as product_shapes
from . import tiktokshop_shapes as shapes
from .catalogue import WHY
from .changes import FIRST_MADE, FIRST_TWIN
from .face import Handler, RefusedError, Seen
from .tiktokshop_catalogue import BRANDS, CATEGORIES, COFFEE, Catalogue
from .tiktokshop_gate import BAD
from .world import Item, Sku
from .writes import route_writes

if TYPE_CHECKING:
    from .tiktokshop import TikTokShopFace

MOST = 20
_HIDDEN = "SELLER_DEACTIVATED"
_SWITCHED = {True: ("SELLER_DEACTIVATED", "ACTIVATE"), False: ("ACTIVATE", _HIDDEN)}
"""From which state to which a listing is switched."""


@frozen
class ProductWrites:
    """Acts out what a seller does to products."""

    face: TikTokShopFace
    catalogue: Catalogue

    def __attrs_post_init__(self) -> None:
        newer = "/product/202509/products/{product_id}"
        routes: tuple[tuple[str, str, Handler], ...] = (
            ("POST", "/product/202309/products", self._create),
            ("POST", "/product/202309/products/activate", self._activate),
            ("POST", "/product/202309/products/deactivate", self._deactivate),
            ("DELETE", "/product/202309/products", self._delete),
            ("POST", "/product/202309/products/recover", self._recover),
            ("PUT", newer, self._edit),
            ("POST", f"{newer}/partial_edit", self._edit),
        )
        route_writes(self.face, routes)

    # reading

    def item(self, product_id: Any) -> Item:
        """Find a product by its id."""
        for item in self.face.world.items:
            if item.moved and item.tiktok_id == product_id:
                return item
        raise RefusedError(400, 12_052_260, "product does not exist")

    # listings

    def _create(self, seen: Seen, _: Match[str]) -> Any:
        given = seen.json
        self.catalogue.check_open()
        changes = self.face.world.changes
        key = f"create:{given.get('idempotency_key')}"
        if given.get("idempotency_key") and key in changes.answers:
            return changes.answers[key]
        on = self._named(given)
        self._check(given, on)
        number = FIRST_MADE + len(changes.made)
        item = Item(
            number=number,
            name=str(given["title"]),
            skus=tuple(
                Sku(
                    number=10 * number + place,
                    seller_sku=str(sku.get("seller_sku") or ""),
                    variant=_variant(sku),
                    price=int(sku["price"]["amount"]),
                )
                for place, sku in enumerate(given["skus"])
            ),
            tiktok=None,
            tokopedia=None,
            old_status=None,
        )
        changes.made.append(item)
        changes.set_item(
            number,
            details=given,
            levels={
                sku.number: {
                    int(one["warehouse_id"]) - shapes.WAREHOUSE: one["quantity"]
                    for one in row["inventory"]
                }
                for sku, row in zip(item.skus, given["skus"], strict=True)
            },
        )
        draft = given.get("save_mode") == "AS_DRAFT"
        errors = [] if draft else self._audit(item, on, {})
        if draft:
            changes.set_item(number, statuses=dict.fromkeys(_each(on), "DRAFT"))
        answer = {
            "product_id": item.tiktok_id,
            "skus": [
                {"id": sku.tiktok_id, "seller_sku": sku.seller_sku} for sku in item.skus
            ],
            "warnings": [],
            **({"errors": errors} if errors else {}),
        }
        changes.answers[key] = answer
        return answer

    def _named(self, given: Mapping[str, Any]) -> Platform:
        """Read ``listing_platforms``, which a shop must not use before its integration."""
        named = given.get("listing_platforms")
        if named is not None:
            self.catalogue.check_migrated()
        return self.catalogue.platforms(named)

    def _check(self, given: Mapping[str, Any], on: Platform) -> None:
        """Refuse what a new product must not be."""
        if given.get("category_version") != "v2":
            raise RefusedError(400, 12_052_217, "category_version must be v2")
        self.catalogue.check_category(given.get("category_id"), on)
        if given.get("is_pre_owned") is not None and on is not Platform.TOKOPEDIA:
            raise RefusedError(400, 12_052_316, "is_pre_owned is not supported")
        for key, _, first_tier, authorised in BRANDS:
            refused = first_tier and not authorised and Platform.TIKTOK_SHOP in on
            if key == given.get("brand_id") and refused:
                raise RefusedError(400, 12_052_201, "brand is not authorised")
        if not given.get("main_images") or not given.get("skus"):
            raise RefusedError(400, BAD, "main_images and skus are needed")

    def _edit(self, seen: Seen, match: Match[str]) -> Any:
        self.catalogue.check_open()
        item, given = self.item(match["product_id"]), seen.json
        statuses = _statuses(item)
        active = [one for one, said in statuses.items() if said == "ACTIVATE"]
        on = self._named(given)
        if given.get("listing_platforms") is None:
            on = Platform(0)
            for one in active or statuses:
                on |= one
        if given.get("category_id"):
            self.catalogue.check_category(given["category_id"], on)
        errors = self._audit(item, on, given)
        return {
            "product_id": item.tiktok_id,
            "skus": [
                {"id": sku.tiktok_id, "seller_sku": sku.seller_sku} for sku in item.skus
            ],
            "audit": {"status": "APPROVED" if not errors else "AUDITING"},
            **({"errors": errors} if errors else {}),
        }

    def _audit(
        self, item: Item, on: Platform, given: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        """
        Audit a new version: live where it passes, hidden where it fails or is not named.

        Where it fails everywhere the old version stays.
        """
        changes = self.face.world.changes
        failing = on & changes.audit_fails_on
        passed = on & ~failing
        old = _statuses(item)
        statuses = dict(old)
        for platform in _each(on):
            if platform in passed:
                statuses[platform] = "ACTIVATE"
            elif passed or platform not in old:
                statuses[platform] = "FAILED"
        for platform in old:
            if platform not in on and old[platform] == "ACTIVATE":
                statuses[platform] = _HIDDEN
        version = {} if failing and not passed else dict(given)
        changes.set_item(
            item.number,
            name=version.get("title"),
            details=version,
            statuses=statuses,
            failures={one: WHY if one in failing else "" for one in _each(on)},
        )
        return [
            {
                "code": 12_052_990,
                "message": "Check failed",
                "detail": {
                    "product_id": item.tiktok_id,
                    "listing_platform": platform.name,
                    "extra_errors": [{"code": 12_052_330, "message": WHY}],
                },
            }
            for platform in _each(failing)
        ]

    def _activate(self, seen: Seen, _: Match[str]) -> Any:
        return self._switch(seen, on_sale=True)

    def _deactivate(self, seen: Seen, _: Match[str]) -> Any:
        return self._switch(seen, on_sale=False)

    def _switch(self, seen: Seen, *, on_sale: bool) -> Any:
        self.catalogue.check_open()
        on = self.catalogue.platforms(seen.json.get("listing_platforms"))
        changes = self.face.world.changes
        errors: list[dict[str, Any]] = []
        for product_id in self._ids(seen):
            try:
                item = self.item(product_id)
            except RefusedError as refused:
                errors.append(_error(product_id, refused.code, refused.message))
                continue
            start, end = _SWITCHED[on_sale]
            for platform in _each(on):
                said = _statuses(item).get(platform)
                if said != start:
                    message = f"product is {said}"
                    errors.append(_error(product_id, 12_052_901, message, platform))
                elif on_sale and platform in changes.audit_fails_on:
                    errors.append(_error(product_id, 12_052_330, WHY, platform))
                else:
                    changes.set_item(item.number, statuses={platform: end})
        return {"errors": errors}

    def _delete(self, seen: Seen, _: Match[str]) -> Any:
        self.catalogue.check_open()
        for product_id in self._ids(seen):
            item = self.item(product_id)
            self.face.world.changes.set_item(
                item.number, statuses=dict.fromkeys(_statuses(item), "DELETED")
            )
        return {}

    def _recover(self, seen: Seen, _: Match[str]) -> Any:
        self.catalogue.check_open()
        for product_id in self._ids(seen):
            item = self.item(product_id)
            back = {k: _HIDDEN for k, v in _statuses(item).items() if v == "DELETED"}
            self.face.world.changes.set_item(item.number, statuses=back)
        return {}

    def _ids(self, seen: Seen) -> list[Any]:
        ids = seen.json.get("product_ids") or []
        if not 0 < len(ids) <= MOST:
            raise RefusedError(400, 12_019_120, f"1 to {MOST} products")
        return list(ids)


def product(item: Item) -> dict[str, Any]:
    """Render a product as it is given alone, with what edits set."""
    found = product_shapes.product(item)
    details = item.change.details if item.change else {}
    failures = item.change.failures if item.change else {}
    category, brand = details.get("category_id", COFFEE), details.get("brand_id")
    return {
        **found,
        "description": details.get("description", found["description"]),
        "category_chains": [
            {"id": key, "parent_id": parent, "local_name": name, "is_leaf": leaf}
            for key, parent, name, leaf, _, _ in CATEGORIES
            if key == category
        ],
        "main_images": details.get("main_images", []),
        "package_weight": details.get(
            "package_weight",
            _weight(item),
        ),
        "external_product_id": details.get("external_product_id", ""),
        "brand": {"id": brand, "name": dict(_BRAND_NAMES).get(str(brand), "")}
        if brand
        else {},
        "audit_failed_reasons": [
            one
            for one in found["audit_failed_reasons"]
            if Platform[one["listing_platform"]] not in failures
        ]
        + [
            {"listing_platform": platform.name, "position": "", "reasons": [why]}
            for platform, why in failures.items()
            if why
        ],
    }


def _weight(item: Item) -> dict[str, str]:
    """Say what a product weighs: the twin of a copy, in grams."""
    if FIRST_TWIN <= item.number < FIRST_MADE:
        return {"value": str(item.weight), "unit": "GRAM"}
    return {"value": str(item.weight / 1000), "unit": "KILOGRAM"}


_BRAND_NAMES = [(key, name) for key, name, _, _ in BRANDS]


def _statuses(item: Item) -> dict[Platform, str]:
    """Give how a product stands on each platform that it was ever listed on."""
    found = {Platform.TIKTOK_SHOP: item.tiktok, Platform.TOKOPEDIA: item.tokopedia}
    return {platform: said for platform, said in found.items() if said}


def _each(platforms: Platform) -> list[Platform]:
    return [one for one in Platform if one in platforms]


def _error(
    product_id: Any, code: Any, message: str, platform: Platform | None = None
) -> dict[str, Any]:
    """Make one entry of ``errors``, in the wrapper that hides the real code."""
    detail: dict[str, Any] = {
        "product_id": product_id,
        "extra_errors": [{"code": code, "message": message}],
    }
    if platform is not None:
        detail["listing_platform"] = platform.name
    return {"code": 12_052_990, "message": "Check failed", "detail": detail}


def _variant(sku: Mapping[str, Any]) -> str | None:
    values = [one.get("value_name") for one in sku.get("sales_attributes") or ()]
    return ", ".join(filter(None, values)) or None
