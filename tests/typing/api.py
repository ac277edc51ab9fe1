"""What a user's type checker must accept and refuse. Checked, never run."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from typing_extensions import assert_type

from tokotiktok import (
    Actor,
    ApiError,
    Attempt,
    BatchResult,
    CallRecord,
    Explanation,
    Hook,
    Malformed,
    Money,
    Page,
    Platform,
    RetryPolicy,
    TikTokShopClient,
    TokopediaClient,
    UnifiedShop,
    explain,
)
from tokotiktok.tiktokshop.api.orders import Order
from tokotiktok.tiktokshop.api.products import Product
from tokotiktok.tokopedia.api.orders import Order as TokopediaOrder
from tokotiktok.unified import (
    Conversation,
    Entry,
    Finding,
    Message,
    OrderAccount,
    Payout,
    Total,
    Twin,
    UnifiedFinance,
    Walk,
)
from tokotiktok.unified import Order as UnifiedOrder


def orders(client: TikTokShopClient) -> None:
    page = client.orders.search(order_status="UNPAID", page_size=50)
    assert_type(page, Page[Order])
    for order in page.all():
        assert_type(order.id, str)
        assert_type(order.create_time, datetime | None)
        if order.payment is not None:
            assert_type(order.payment.total_amount, Decimal | None)
    client.orders.get(ids=["1", 2])

    client.orders.search(order_status="NOPE")  # type: ignore[arg-type]
    client.orders.search(sttaus="UNPAID")  # type: ignore[call-arg]
    client.orders.get()  # type: ignore[call-arg]
    client.orders.get(["1"])  # type: ignore[call-arg]
    client.ordres  # type: ignore[attr-defined] # noqa: B018


def products(client: TikTokShopClient) -> None:
    assert_type(client.products.get(product_id="1"), Product)
    result = client.products.activate(
        product_ids=["1"], listing_platforms=["TOKOPEDIA"]
    )
    assert isinstance(result, BatchResult)
    client.products.activate(product_ids=["1"], listing_platforms=["TOKO"])  # type: ignore[list-item]


def tokopedia(client: TokopediaClient, at: datetime) -> None:
    page = client.orders.list(from_date=at, to_date=at)
    assert_type(page, Page[TokopediaOrder])
    client.orders.list(from_date=1, to_date=at)  # type: ignore[arg-type]


def unified(shop: UnifiedShop) -> None:
    walk = shop.orders.list()
    assert_type(walk, Walk[UnifiedOrder])
    assert_type(walk.malformed, list[Malformed])
    for order in walk:
        assert_type(order, UnifiedOrder)
        assert_type(order.total, Money | None)
        assert_type(order.evidence.twins, tuple[Twin, ...])


class Ear(Hook):
    def after_attempt(self, attempt: Attempt) -> None:
        assert_type(attempt.pause, float | None)


def observing(client: TikTokShopClient, other: TokopediaClient) -> None:
    assert_type(client.with_retry(RetryPolicy(retries=0)), TikTokShopClient)
    assert_type(other.with_retry(RetryPolicy(deadline=5)), TokopediaClient)
    assert_type(client.last_call, CallRecord | None)
    assert_type(client.explain_signature("GET", "/order/202507/orders"), str)
    TokopediaClient(client_id="", client_secret="", fs_id=1, hooks=[Ear()])
    TokopediaClient(client_id="", client_secret="", fs_id=1, hooks=[1])  # type: ignore[list-item]
    client.with_retry(3)  # type: ignore[arg-type]


def codes(error: ApiError) -> bool:
    assert_type(explain(12052332), Explanation)
    assert_type(explain("ORD_API_009").who, Actor)
    explain(None)  # type: ignore[arg-type]
    return error.explanation.kind == "too_much"


def money(shop: UnifiedShop, order: UnifiedOrder) -> None:
    assert_type(shop.finance.list(), Walk[Entry])
    assert_type(shop.finance.order(order), OrderAccount)
    assert_type(shop.finance.accounts(), Walk[OrderAccount])
    assert_type(shop.finance.totals(), Walk[Total])
    assert_type(shop.finance.payouts(), Walk[Payout])
    assert_type(shop.finance.reconcile(), Walk[Finding])
    assert_type(shop.finance.counting(Platform.TIKTOK_SHOP), UnifiedFinance)
    for entry in shop.finance.unsettled():
        assert_type(entry.net, Money)
        assert_type(entry.gross, Money | None)
    shop.finance.order("580000000000000007")  # type: ignore[arg-type]


def talk(shop: UnifiedShop, talk: Conversation) -> None:
    assert_type(shop.conversations.list(), Walk[Conversation])
    assert_type(shop.conversations.messages(talk), Walk[Message])
    assert_type(shop.conversations.reply(talk, "Halo"), str | None)
    shop.conversations.reply("7", "Halo")  # type: ignore[arg-type]
