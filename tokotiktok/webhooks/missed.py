"""
What no webhook told, or was told in vain, read anew and handed to the same handlers.

TikTok Shop sends five times and then no more, and says that webhooks alone are not enough;
it has no call to have them sent again. So what changed is read, and what was heard already
is left out. Tokopedia gives an order's webhook again.

Sources: TikTok Shop Partner Center, "Configure webhooks", 2026-05; Tokopedia Open Platform
guide, Webhook API.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from .. import _json
from .._model import aware, seconds
from .._resource import Page
from ..errors import NotFoundError
from ..telemetry import logger

if TYPE_CHECKING:
    from ..tiktokshop.client import TikTokShopClient
    from ..tokopedia.client import TokopediaClient
    from .receiver import Receiver

T = TypeVar("T")

_PAGE = 50
_ORDER, _CANCELLATION, _RETURN, _PRODUCT = 1, 11, 12, 15
_OPEN = "CANCELLATION_REQUEST_PENDING"


def catch_up(
    receiver: Receiver,
    client: TikTokShopClient,
    *,
    since: datetime,
    shop_id: str | None = None,
    app: str | None = None,
) -> int:
    """
    Read what changed on TikTok Shop, and take in what was not heard.

    Orders, returns, cancellations that wait for an answer, and products become events of
    the same kinds as webhooks make. What is not among them: stock, and who changed it.
    Call it after the receiver was away, and every now and then, with a *since* from
    before the time at which it was last called.

    Args:
        receiver: takes them in; its handlers get them when it works.
        client: a client with the shop's cipher.
        since: the first moment of interest.
        shop_id: the shop's id, for the events to say.
        app: the app's key, for the events to say.

    Returns:
        How many were news.

    Raises:
        ValidationError: *since* has no zone.
        TokoTikTokError: something cannot be read; what was read before it is taken in.
    """
    aware(since)
    envelope = {} if shop_id is None else {"shop_id": shop_id}
    count = 0
    for kind, data in _changed(client, since):
        body = _json.dumps({**envelope, "type": kind, "data": data})
        count += receiver.enter("tiktokshop", body, app=app)
    return count


def replay(
    receiver: Receiver,
    client: TokopediaClient,
    order_ids: Iterable[str | int],
    *,
    topic: Literal["order_status", "order_notification"] = "order_status",
) -> int:
    """
    Read the webhooks of orders of Tokopedia's again, and take in those that are news.

    They have no id and no time, so what was heard more than some minutes ago is news
    again: handlers must read the record, and do what is left to do.

    Args:
        receiver: takes them in; its handlers get them when it works.
        client: a client of the app.
        order_ids: the orders; one that Tokopedia does not know is left out.
        topic: which webhook of each.

    Returns:
        How many were news.

    Raises:
        TokoTikTokError: one cannot be read; those before it are taken in.
    """
    count = 0
    for order_id in order_ids:
        try:
            payload = client.webhooks.get_payload(order_id=order_id, type=topic)
        except NotFoundError:
            continue
        count += receiver.enter("tokopedia", _json.dumps(payload), topic=topic)
    return count


def _changed(
    client: TikTokShopClient, since: datetime
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Give what changed as webhooks would tell it, with their types."""
    # the oldest change first: what changes meanwhile moves to the end, and is not missed
    orders = client.orders.search(
        update_time_ge=since,
        sort_field="update_time",
        sort_order="ASC",
        page_size=_PAGE,
    )
    for order in _readable(orders):
        yield (
            _ORDER,
            {
                "order_id": order.id,
                "order_status": order.status,
                "update_time": seconds(order.update_time),
            },
        )
    cancellations = client.cancellations.search(
        update_time_ge=since,
        sort_field="update_time",
        sort_order="ASC",
        page_size=_PAGE,
    )
    for one in _readable(cancellations):
        if one.cancel_status == _OPEN:
            yield (
                _CANCELLATION,
                {
                    "order_id": one.order_id,
                    "cancel_id": one.cancel_id,
                    "cancel_status": one.cancel_status,
                    "cancellations_role": one.role,
                    "create_time": seconds(one.create_time),
                },
            )
    returns = client.returns.search(
        update_time_ge=since,
        sort_field="update_time",
        sort_order="ASC",
        page_size=_PAGE,
    )
    for back in _readable(returns):
        yield (
            _RETURN,
            {
                "order_id": back.order_id,
                "return_id": back.return_id,
                "return_type": back.return_type,
                "return_status": back.return_status,
                "update_time": seconds(back.update_time),
            },
        )
    products = client.products.search(update_time_ge=since, page_size=_PAGE)
    for product in _readable(products):
        yield (
            _PRODUCT,
            {"product_id": product.id, "update_time": seconds(product.update_time)},
        )


def _readable(first: Page[T]) -> Iterator[T]:
    """Go through a page and all that follow; say of what cannot be read that it is so."""
    for page in first.pages():
        for bad in page.malformed:
            logger.warning("what changed cannot be read: %s", bad.reason)
        yield from page
