"""
What happened to a shop, in one small vocabulary for the webhooks of both platforms.

`unify` makes these of what a platform sent. An event is a hint to look: it says which
record changed, seldom to what, and nothing says that events arrive in the order in which
things happened. What is true stands in the record that ``fetch`` gets.

Sources: TikTok Shop Partner Center, "Webhooks overview", 2026-05; Tokopedia Open Platform
guide, Webhook API.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from attrs import field, frozen

from .._events import Event
from .._model import aware, is_a
from ..errors import ValidationError
from ..platforms import Platform
from .models import OrderStatus, Party

if TYPE_CHECKING:
    from .models import Order, Product, Return
    from .shop import UnifiedShop


class Author(str, Enum):
    """Who changed the stock."""

    OURS = "ours"
    """Our own write, coming back."""
    ORDER = "order"
    """An order was placed, cancelled or shipped."""
    PLATFORM = "platform"
    """The platform: campaigns, creators' samples, refilling."""
    OTHERS = "others"
    """Another app, or a person in Seller Center."""
    UNKNOWN = "unknown"
    """An order that nobody told of, or somebody's write."""


_IDS = ("order_id", "return_id", "product_id", "sku_id", "warehouse_id")


@frozen(kw_only=True)
class ShopEvent:
    """Something that happened to one shop."""

    api: Platform
    """Whose webhook told."""
    identity: str
    """The same each time that the webhook is sent; of what one webhook tells of several
    records, each has its own."""
    shop_id: str | None
    """The shop's id on the platform that told; some events name the seller instead."""
    origin: Platform | None = None
    """Which storefront it concerns, where that can be known: TikTok Shop's webhooks do
    not say where an order was bought, the fetched order does."""
    happened_at: datetime | None = None
    """When, if the event says so by a clock that is known: compare these, not arrivals."""
    app: str | None = None
    """TikTok Shop: the key of the app that it was sent to, where a `Receiver
    <tokotiktok.webhooks.Receiver>` took it in; the webhook itself does not say."""
    overtaken: bool | None = None
    """Whether the receiver has handed over a later event of the same kind and record:
    then what this one says is old. ``None`` if that cannot be known."""
    source: Event = field(repr=False, eq=False)
    """The webhook, as it was read."""

    @property
    def about(self) -> str | None:
        """
        Names the kind of webhook and the record that it is about; of two events with one
        name, the one that ``happened_at`` later is true. ``None`` if it names no record.
        """
        ids = [getattr(self, name, None) for name in _IDS]
        if not any(ids):
            return None
        where = self.origin.name if self.origin else ""
        parts = [self.api.name, type(self.source).__name__, where, *ids]
        return "/".join(one or "" for one in parts)

    def age(self, now: datetime) -> timedelta | None:
        """Say how long ago it happened; ``None`` if it does not say when."""
        return None if self.happened_at is None else aware(now) - self.happened_at


@frozen(kw_only=True)
class OtherEvent(ShopEvent):
    """What has no word here; ``source`` has all of it."""


@frozen(kw_only=True)
class OrderEvent(ShopEvent):
    """Something happened to an order."""

    order_id: str
    status: OrderStatus | None = None
    """What it changed to, if the event says so. It may have changed since."""

    def fetch(self, shop: UnifiedShop) -> Order:
        """
        Get the order as it is now, from the API that told.

        Raises:
            NotFoundError: it is not there.
            ValidationError: *shop* has no client of that API.
            TokoTikTokError: it cannot be read.
        """
        return shop.orders.get(self.order_id, api=self.api)


class OrderCreated(OrderEvent):
    """
    An order was placed.

    TikTok Shop has no event for that: it is the status ``UNPAID``. An order that is paid
    on delivery may never have had it, so take an order that you do not know as new, too.
    """


class OrderChanged(OrderEvent):
    """An order's status, address, parcels or cancellation changed."""


@frozen(kw_only=True)
class OrderCancelRequested(OrderEvent):
    """Somebody asks for an order to be cancelled, and an answer is due."""

    cancel_id: str | None = None
    requested_by: Party | None = None


@frozen(kw_only=True)
class ProductEvent(ShopEvent):
    """Something happened to a product."""

    product_id: str

    def fetch(self, shop: UnifiedShop) -> Product:
        """
        Get the product as it is now, from the API that told.

        Raises:
            NotFoundError: it is not there.
            ValidationError: *shop* has no client of that API.
            TokoTikTokError: it cannot be read.
        """
        return shop.products.get(self.product_id, api=self.api)


class ProductChanged(ProductEvent):
    """A product was made or edited, or its status, price or category changed."""


@frozen(kw_only=True)
class ProductAudited(ProductEvent):
    """The audit of a product came to something; ``origin`` is the storefront it is for."""

    approved: bool | None = None
    """``None``: not decided yet."""


@frozen(kw_only=True)
class StockChanged(ProductEvent):
    """The stock of a SKU changed, or of a product that has no more to tell."""

    sku_id: str | None = None
    warehouse_id: str | None = None
    quantity: int | None = None
    """How many can be sold now, if the event says so."""
    by: Author = Author.UNKNOWN
    """Who did it, as far as the platform says. It does not tell one app from another:
    `tokotiktok.migration.echo.EchoGuard` knows your own writes."""


@frozen(kw_only=True)
class ReturnChanged(ShopEvent):
    """A return, refund or replacement changed status."""

    return_id: str
    order_id: str | None = None

    def fetch(self, shop: UnifiedShop) -> Return:
        """
        Get the return as it is now.

        Raises:
            NotFoundError: it is not there.
            ValidationError: *shop* has no client of TikTok Shop.
            TokoTikTokError: it cannot be read.
        """
        return shop.returns.get(self.return_id)


@frozen(kw_only=True)
class ShopMoved(ShopEvent):
    """
    The two shops became one, or two again.

    Give it to `feed_event <tokotiktok.migration.phases.ShopPhases.feed_event>`, which knows
    what follows from it.
    """

    said: str
    """The platform's word."""


class ShopMerged(ShopMoved):
    """The Tokopedia shop was merged with one of TikTok Shop's."""


class ShopUnmerged(ShopMoved):
    """The merge was undone (confidence medium: one page knows it, another rules it out)."""


class ShopMirrored(ShopMoved):
    """A shop of TikTok Shop's got a storefront on Tokopedia, or not; ``said`` tells."""


@frozen(kw_only=True)
class AuthorizationEnding(ShopEvent):
    """The seller must authorise the app again soon."""

    ends_at: datetime | None = None


class AuthorizationEnded(ShopEvent):
    """The seller took the authorisation back: the token is dead."""


def unify(event: Event) -> tuple[ShopEvent, ...]:
    """
    Say in plain words what a webhook tells: of each record it names, one event.

    Args:
        event: what ``webhooks.parse`` of either platform gave.

    Returns:
        At least one. What has no word here, or names no record, is an `OtherEvent`.

    Raises:
        ValidationError: that is no event of a platform.
    """
    from .from_webhooks import events_of

    if not is_a(event, Event):
        msg = f"a {type(event).__name__} is no event: give what webhooks.parse() gave"
        raise ValidationError(msg)
    return events_of(event)
