"""
Webhooks of both platforms in the words of `tokotiktok.unified.events`.

Sources: TikTok Shop Partner Center, webhooks, 2026-05; Tokopedia Open Platform guide,
Webhook API.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from attrs import fields_dict

from .._convert import UNFIT
from .._events import Event
from ..platforms import Platform
from ..tiktokshop import webhooks as tiktokshop
from ..tiktokshop.api import events as new
from ..tokopedia.api import events as old
from .events import (
    Author,
    AuthorizationEnded,
    AuthorizationEnding,
    OrderCancelRequested,
    OrderChanged,
    OrderCreated,
    OtherEvent,
    ProductAudited,
    ProductChanged,
    ReturnChanged,
    ShopEvent,
    ShopMerged,
    ShopMirrored,
    ShopUnmerged,
    StockChanged,
)
from .words import ORDER_CODE, ORDER_STATUS, PARTY, PLATFORMS

SOURCES: Mapping[str, Author] = {
    **dict.fromkeys(("order_created", "order_canceled", "order_shipped"), Author.ORDER),
    **dict.fromkeys(("campaign_lock", "campaign_unlock"), Author.PLATFORM),
    **dict.fromkeys(("creator_lock", "creator_unlock"), Author.PLATFORM),
    "system_auto_replenish": Author.PLATFORM,
    "manual_adjustment": Author.OTHERS,
}
"""Whom a ``trigger_source`` names; ``api_sync`` names any app, ours too."""

_AUDITED = {
    "PRODUCT_FIRST_PASS_REVIEW": True,
    "PRODUCT_AUDIT_FAILURE": False,
    "APPROVED": True,
    "FAILED": False,
}
_NAMES = ("return_id", "order_id", "product_id", "said")
"""What a kind of event is about: the first of these that it has."""

_Said = tuple[type[ShopEvent], Mapping[str, Any]]
"""A kind of event, and what it says beside what all do."""


def events_of(event: Event) -> tuple[ShopEvent, ...]:
    """Say what a webhook tells; what it does not say rightly is an `OtherEvent`."""
    say: Callable[[Any], Iterator[_Said]] | None = _SAYS.get(type(event))
    try:
        said = [one for one in (say(event) if say else ()) if _is_named(one)]
    except (*UNFIT, AttributeError):  # a value of another type than documented
        said = []
    common = _common(event)
    if not said:
        return (OtherEvent(**common),)
    return tuple(
        kind(
            **{
                **common,
                "identity": common["identity"] + (f"/{place}" if place else ""),
                **more,
            }
        )
        for place, (kind, more) in enumerate(said)
    )


def stepwise(
    details: Sequence[new.ChangeDetail], left: int | None
) -> Iterator[tuple[new.ChangeDetail, int | None]]:
    """Give each thing that changed a SKU with how many could be sold after it."""
    for place, detail in enumerate(details):
        later = sum(one.available_quantity_delta or 0 for one in details[place + 1 :])
        yield detail, None if left is None else left - later


def _common(event: Event) -> dict[str, Any]:
    found: dict[str, Any] = {
        "identity": event.identity,
        "source": event,
        "shop_id": getattr(event, "shop_id", None),
    }
    if isinstance(event, tiktokshop.Event):
        data = getattr(event, "data", None)
        times = (getattr(data, "update_time", None), event.timestamp)
        when = next((one for one in times if isinstance(one, datetime)), None)
        return {**found, "api": Platform.TIKTOK_SHOP, "happened_at": when}
    return {**found, "api": Platform.TOKOPEDIA, "origin": Platform.TOKOPEDIA}


def _is_named(said: _Said) -> bool:
    """Whether it says which record it is about."""
    kind, told = said
    needed = (one for one in _NAMES if one in fields_dict(kind))
    first = next(needed, None)
    return first is None or (isinstance(told[first], str) and told[first] != "")


# TikTok Shop's


def _order_status(event: new.OrderStatusChange) -> Iterator[_Said]:
    if event.data is not None:
        word = event.data.order_status
        kind = OrderCreated if word == "UNPAID" else OrderChanged
        status = ORDER_STATUS.get(word or "")
        yield kind, {"order_id": event.data.order_id, "status": status}


def _address(event: new.RecipientAddressUpdate) -> Iterator[_Said]:
    if event.data is not None:
        yield OrderChanged, {"order_id": event.data.order_id}


def _packages(event: new.PackageUpdate) -> Iterator[_Said]:
    packages = event.data.package_list if event.data else ()
    ids = (one for package in packages for one in package.order_id_list)
    for order_id in dict.fromkeys(ids):
        yield OrderChanged, {"order_id": order_id}


def _cancellation(event: new.CancellationStatusChange) -> Iterator[_Said]:
    data = event.data
    if data is None:
        return
    if data.cancel_status != "CANCELLATION_REQUEST_PENDING":
        yield OrderChanged, {"order_id": data.order_id}
        return
    yield (
        OrderCancelRequested,
        {
            "order_id": data.order_id,
            "cancel_id": data.cancel_id,
            "requested_by": PARTY.get(data.cancellations_role or ""),
            **({"happened_at": data.create_time} if data.create_time else {}),
        },
    )


def _return(event: new.ReturnStatusChange) -> Iterator[_Said]:
    data = event.data
    if data is not None:
        yield ReturnChanged, {"return_id": data.return_id, "order_id": data.order_id}


def _product_status(event: new.ProductStatusChange) -> Iterator[_Said]:
    if event.data is None:
        return
    product = {"product_id": event.data.product_id}
    approved = _AUDITED.get(event.data.status or "")
    if approved is None:
        yield ProductChanged, product
    else:
        yield ProductAudited, {**product, "approved": approved}


def _product(
    event: new.ProductInformationChange
    | new.ProductCreation
    | new.ProductCategoryChange
    | new.SKUStatusChange,
) -> Iterator[_Said]:
    if event.data is not None:
        yield ProductChanged, {"product_id": event.data.product_id}


def _audit(event: new.ProductAuditStatusChange) -> Iterator[_Said]:
    data = event.data
    if data is None:
        return
    told = [(Platform.TIKTOK_SHOP, data.audit.status)] if data.audit else []
    told += [
        (PLATFORMS[one.platform], one.status)
        for one in data.integrated_platform_statuses
        if one.platform in PLATFORMS and one.status != "NONE"
    ]
    for platform, word in told:
        yield (
            ProductAudited,
            {
                "product_id": data.product_id,
                "origin": platform,
                "approved": _AUDITED.get(word or ""),
            },
        )


def _inventory(event: new.InventoryStatusChange) -> Iterator[_Said]:
    data = event.data
    if data is not None:
        found = data.inventory_distribution
        yield (
            StockChanged,
            {
                "product_id": data.product_id,
                "sku_id": data.sku_id,
                "quantity": found.available_quantity if found else None,
            },
        )


def _stock(event: new.InventoryChangedByShop) -> Iterator[_Said]:
    data = event.data
    if data is None:
        return
    found = data.quantity_snapshot_after_change
    left = found.total_available_quantity if found else None
    sku = {"product_id": data.product_id, "sku_id": data.sku_id}
    for detail, after in stepwise(data.change_detail, left):
        by = SOURCES.get(detail.trigger_source or "", Author.UNKNOWN)
        when = detail.occurred_at or data.occurred_at
        more = {"happened_at": when} if when else {}
        yield StockChanged, {**sku, "quantity": after, "by": by, **more}


def _mirror(event: new.TokopediaMirrorStatusChange) -> Iterator[_Said]:
    data = event.data
    if data is not None and data.mirror_status:
        more = {"said": data.mirror_status, "origin": Platform.TOKOPEDIA}
        yield ShopMirrored, {**more, "shop_id": data.tts_shop_id}


def _ended(_: new.SellerDeauthorization) -> Iterator[_Said]:
    yield AuthorizationEnded, {}


def _ending(event: new.UpcomingAuthorizationExpiration) -> Iterator[_Said]:
    yield AuthorizationEnding, {"ends_at": event.data and event.data.expiration_time}


# Tokopedia's


def _placed(event: old.OrderNotification) -> Iterator[_Said]:
    status = ORDER_CODE.get(event.order_status or 0)
    yield OrderCreated, {"order_id": event.order_id, "status": status}


def _changed(event: old.OrderStatus | old.OrderCancellation) -> Iterator[_Said]:
    status = ORDER_CODE.get(event.order_status or 0)
    yield OrderChanged, {"order_id": event.order_id, "status": status}


def _cancel_asked(event: old.OrderRequestCancellation) -> Iterator[_Said]:
    more = {"order_id": event.order_id, "requested_by": PARTY["BUYER"]}
    yield OrderCancelRequested, more


def _product_changes(event: old.ProductChanges) -> Iterator[_Said]:
    for row in event.product_changes_data:
        product = {"product_id": row.product_id, "shop_id": row.shop_id}
        action = row.action or ""
        if not action.startswith("stock_") or action == "stock_alert_changes":
            yield ProductChanged, product
            continue
        # of the other two it is not established whether the value is a difference
        is_whole = action == "stock_overwrite" and (row.value or "").isdecimal()
        more = {"quantity": int(row.value or 0)} if is_whole else {}
        yield StockChanged, {**product, "warehouse_id": row.warehouse_id, **more}


def _products(event: old.ProductCreation | old.ProductEdit) -> Iterator[_Said]:
    for row in event.success_rows_data:
        yield ProductChanged, {"product_id": row.product_id}


def _merge(event: old.ShopMerge) -> Iterator[_Said]:
    kinds = {"merge": ShopMerged, "unmerge": ShopUnmerged}
    word = event.status
    if word in kinds:
        yield kinds[word], {"said": word, "shop_id": event.toko_shop_id}


_SAYS: Mapping[type[Event], Callable[[Any], Iterator[_Said]]] = {
    new.OrderStatusChange: _order_status,
    new.RecipientAddressUpdate: _address,
    new.PackageUpdate: _packages,
    new.CancellationStatusChange: _cancellation,
    new.ReturnStatusChange: _return,
    new.ProductStatusChange: _product_status,
    new.ProductInformationChange: _product,
    new.ProductCreation: _product,
    new.ProductCategoryChange: _product,
    new.SKUStatusChange: _product,
    new.ProductAuditStatusChange: _audit,
    new.InventoryStatusChange: _inventory,
    new.InventoryChangedByShop: _stock,
    new.TokopediaMirrorStatusChange: _mirror,
    new.SellerDeauthorization: _ended,
    new.UpcomingAuthorizationExpiration: _ending,
    old.OrderNotification: _placed,
    old.OrderStatus: _changed,
    old.OrderCancellation: _changed,
    old.OrderRequestCancellation: _cancel_asked,
    old.ProductChanges: _product_changes,
    old.ProductCreation: _products,
    old.ProductEdit: _products,
    old.ShopMerge: _merge,
}
