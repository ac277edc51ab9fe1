"""
tokotiktok: one typed library for Tokopedia and TikTok Shop.

The two clients, `TikTokShopClient` and `TokopediaClient`, speak each platform's own
language; `UnifiedShop` shows and acts on both as one. Names are imported on first use, so
that importing this package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from ._convert import structure, unstructure
    from ._explain import Actor, Evidence, Explanation, explain
    from ._memory import MemoryTokenStore
    from ._resource import BatchResult, Failure, Malformed, Page
    from .auth import StoredToken, Token, TokenKey, TokenStore
    from .errors import (
        ApiError,
        AuthError,
        BindingError,
        CheckpointConflict,
        CheckpointDamaged,
        DecodeError,
        NotFoundError,
        OutcomeUnknown,
        PaginationError,
        RateLimitError,
        ReauthorizationRequired,
        ScopeError,
        ServerError,
        ShopLockedError,
        StateError,
        StoreError,
        SunsetError,
        SyncError,
        TokenConflict,
        TokoTikTokError,
        TransportError,
        ValidationError,
        WebhookError,
    )
    from .money import Money
    from .platforms import Platform
    from .ratelimit import Limit, MemoryRateLimiter, Rate, RateLimiter
    from .retry import RetryPolicy
    from .stores import Checkpoint, CheckpointStore, SeenStore
    from .stores.limits import SQLiteRateLimiter, open_limiter
    from .stores.redis import RedisTokenStore
    from .stores.shipments import SQLiteShipmentGuard
    from .stores.sql import SQLTokenStore
    from .stores.sqlite import SQLiteTokenStore
    from .telemetry import Attempt, CallRecord, Hook
    from .tiktokshop.client import TikTokShopClient
    from .tokopedia.client import TokopediaClient
    from .transport import RequestsTransport
    from .unified.acting.cancelling import CancelReason
    from .unified.acting.drafts import NewProduct, NewSku
    from .unified.outcomes import Outcome, OutcomeState, WriteResult
    from .unified.shipment_guard import MemoryShipmentGuard, ShipmentGuard
    from .unified.shop import UnifiedShop
    from .wire import Document

_ERRORS = (
    "ApiError",
    "AuthError",
    "BindingError",
    "CheckpointConflict",
    "CheckpointDamaged",
    "DecodeError",
    "NotFoundError",
    "OutcomeUnknown",
    "PaginationError",
    "RateLimitError",
    "ReauthorizationRequired",
    "ScopeError",
    "ServerError",
    "ShopLockedError",
    "StateError",
    "StoreError",
    "SunsetError",
    "SyncError",
    "TokenConflict",
    "TokoTikTokError",
    "TransportError",
    "ValidationError",
    "WebhookError",
)
_HOMES = {
    "Actor": "_explain",
    "Attempt": "telemetry",
    "BatchResult": "_resource",
    "CallRecord": "telemetry",
    "CancelReason": "unified.acting.cancelling",
    "Checkpoint": "stores",
    "CheckpointStore": "stores",
    "Document": "wire",
    "Evidence": "_explain",
    "Explanation": "_explain",
    "Failure": "_resource",
    "Hook": "telemetry",
    "Limit": "ratelimit",
    "Malformed": "_resource",
    "MemoryRateLimiter": "ratelimit",
    "MemoryShipmentGuard": "unified.shipment_guard",
    "MemoryTokenStore": "_memory",
    "Money": "money",
    "NewProduct": "unified.acting.drafts",
    "NewSku": "unified.acting.drafts",
    "Outcome": "unified.outcomes",
    "OutcomeState": "unified.outcomes",
    "Page": "_resource",
    "Platform": "platforms",
    "Rate": "ratelimit",
    "RateLimiter": "ratelimit",
    "RedisTokenStore": "stores.redis",
    "RequestsTransport": "transport",
    "RetryPolicy": "retry",
    "SQLTokenStore": "stores.sql",
    "SQLiteRateLimiter": "stores.limits",
    "SQLiteShipmentGuard": "stores.shipments",
    "SQLiteTokenStore": "stores.sqlite",
    "SeenStore": "stores",
    "ShipmentGuard": "unified.shipment_guard",
    "StoredToken": "auth",
    "TikTokShopClient": "tiktokshop.client",
    "Token": "auth",
    "TokenKey": "auth",
    "TokenStore": "auth",
    "TokopediaClient": "tokopedia.client",
    "UnifiedShop": "unified.shop",
    "WriteResult": "unified.outcomes",
    "explain": "_explain",
    "open_limiter": "stores.limits",
    "structure": "_convert",
    "unstructure": "_convert",
    **dict.fromkeys(_ERRORS, "errors"),
}

__all__ = [
    "Actor",
    "ApiError",
    "Attempt",
    "AuthError",
    "BatchResult",
    "BindingError",
    "CallRecord",
    "CancelReason",
    "Checkpoint",
    "CheckpointConflict",
    "CheckpointDamaged",
    "CheckpointStore",
    "DecodeError",
    "Document",
    "Evidence",
    "Explanation",
    "Failure",
    "Hook",
    "Limit",
    "Malformed",
    "MemoryRateLimiter",
    "MemoryShipmentGuard",
    "MemoryTokenStore",
    "Money",
    "NewProduct",
    "NewSku",
    "NotFoundError",
    "Outcome",
    "OutcomeState",
    "OutcomeUnknown",
    "Page",
    "PaginationError",
    "Platform",
    "Rate",
    "RateLimitError",
    "RateLimiter",
    "ReauthorizationRequired",
    "RedisTokenStore",
    "RequestsTransport",
    "RetryPolicy",
    "SQLTokenStore",
    "SQLiteRateLimiter",
    "SQLiteShipmentGuard",
    "SQLiteTokenStore",
    "ScopeError",
    "SeenStore",
    "ServerError",
    "ShipmentGuard",
    "ShopLockedError",
    "StateError",
    "StoreError",
    "StoredToken",
    "SunsetError",
    "SyncError",
    "TikTokShopClient",
    "Token",
    "TokenConflict",
    "TokenKey",
    "TokenStore",
    "TokoTikTokError",
    "TokopediaClient",
    "TransportError",
    "UnifiedShop",
    "ValidationError",
    "WebhookError",
    "WriteResult",
    "explain",
    "open_limiter",
    "structure",
    "unstructure",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    try:
        home = _HOMES[name]
    except KeyError:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg) from None
    value = globals()[name] = getattr(import_module(f".{home}", __name__), name)
    return value


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted({*globals(), *__all__})
