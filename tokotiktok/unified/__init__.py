"""
Both platforms as one shop: orders, products, returns, money and talk, each with its origin.

What a shop's lists give, for annotations. Names are imported on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .conversation_models import Conversation, Message, MessageKind
    from .conversations import UnifiedConversations
    from .finance.accounts import OrderAccount, Step
    from .finance.entries import Entry, EntryKind, Part, Payout
    from .finance.exporting import Row, write_csv, write_parquet
    from .finance.findings import Finding
    from .finance.shop_finance import UnifiedFinance
    from .finance.totals import Total
    from .models import (
        Buyer,
        Evidence,
        Fulfiller,
        Listing,
        ListingStatus,
        Order,
        OrderLine,
        OrderStatus,
        Party,
        Product,
        Return,
        ReturnKind,
        ReturnLine,
        ReturnStatus,
        Shipment,
        ShipmentStatus,
        Sku,
        Stock,
        Twin,
    )
    from .orders import UnifiedOrders
    from .products import UnifiedProducts
    from .reading.walk import Walk
    from .returns import UnifiedReturns
    from .shop import UnifiedShop

_HOMES = {
    **dict.fromkeys(("Conversation", "Message", "MessageKind"), "conversation_models"),
    "UnifiedConversations": "conversations",
    **dict.fromkeys(("OrderAccount", "Step"), "finance.accounts"),
    **dict.fromkeys(("Entry", "EntryKind", "Part", "Payout"), "finance.entries"),
    **dict.fromkeys(("Row", "write_csv", "write_parquet"), "finance.exporting"),
    "Finding": "finance.findings",
    "UnifiedFinance": "finance.shop_finance",
    "Total": "finance.totals",
    **dict.fromkeys(
        (
            "Buyer",
            "Evidence",
            "Fulfiller",
            "Listing",
            "ListingStatus",
            "Order",
            "OrderLine",
            "OrderStatus",
            "Party",
            "Product",
            "Return",
            "ReturnKind",
            "ReturnLine",
            "ReturnStatus",
            "Shipment",
            "ShipmentStatus",
            "Sku",
            "Stock",
            "Twin",
        ),
        "models",
    ),
    "UnifiedOrders": "orders",
    "UnifiedProducts": "products",
    "Walk": "reading.walk",
    "UnifiedReturns": "returns",
    "UnifiedShop": "shop",
}

__all__ = [
    "Buyer",
    "Conversation",
    "Entry",
    "EntryKind",
    "Evidence",
    "Finding",
    "Fulfiller",
    "Listing",
    "ListingStatus",
    "Message",
    "MessageKind",
    "Order",
    "OrderAccount",
    "OrderLine",
    "OrderStatus",
    "Part",
    "Party",
    "Payout",
    "Product",
    "Return",
    "ReturnKind",
    "ReturnLine",
    "ReturnStatus",
    "Row",
    "Shipment",
    "ShipmentStatus",
    "Sku",
    "Step",
    "Stock",
    "Total",
    "Twin",
    "UnifiedConversations",
    "UnifiedFinance",
    "UnifiedOrders",
    "UnifiedProducts",
    "UnifiedReturns",
    "UnifiedShop",
    "Walk",
    "write_csv",
    "write_parquet",
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
