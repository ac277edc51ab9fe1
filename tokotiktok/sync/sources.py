"""
How each resource of TikTok Shop is read over a span of time, and in what order it comes.

Source: TikTok Shop Partner Center, API reference: Get Order List (202309), Search Products
(202502), Search Returns and Search Cancellations (202602).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from attrs import frozen

from .._model import seconds
from .._resource import Malformed
from ..unified import from_tiktokshop
from ..unified.reading.order_sides import TikTokShopOrders
from ..unified.reading.origins import Origins
from ..unified.reading.walk import Unread, said_or_aside
from .records import Record
from .schema import as_plain

if TYPE_CHECKING:
    from .._resource import Page
    from ..tiktokshop.client import TikTokShopClient
    from ..unified.models import Product, Return
    from .jobs import Job
    from .windows import Window

_SECOND = timedelta(seconds=1)

Say = Callable[[Sequence[Any]], Iterable[Any]]
"""Says a page's models in plain words."""


class Search(Protocol):
    """Fetches the page at which a window stands."""

    def __call__(
        self, client: TikTokShopClient, by: str, window: Window, *, plain: bool
    ) -> Page[Any]:
        """Fetch it, by ``create`` or ``update`` time; *plain*: as it came."""
        ...


@frozen(kw_only=True)
class Source:
    """How one resource is read."""

    id: str
    """The field that names a record."""
    page: int
    """How many records a page has at most."""
    sorted: bool
    """Whether records come in the order of their times."""
    search: Search
    sayer: Callable[[TikTokShopClient, Unread], Say]
    open: frozenset[str] = frozenset()
    """The states that something still comes after."""


def _search(
    name: str,
    size: int,
    client: TikTokShopClient,
    by: str,
    window: Window,
    *,
    plain: bool,
) -> Page[Any]:
    resource: Any = getattr(client, name)  # three that are searched alike
    page: Page[Any] = (resource.plain() if plain else resource).search(
        **{f"{by}_time_ge": _at(window.since), f"{by}_time_lt": _at(window.until)},
        sort_field=f"{by}_time",
        sort_order="ASC",
        page_size=size,
        page_token=window.cursor,
    )
    return page


def _search_products(
    client: TikTokShopClient, by: str, window: Window, *, plain: bool
) -> Page[Any]:
    resource: Any = client.products.plain() if plain else client.products
    last = _at(window.until) - _SECOND  # inclusive there
    page: Page[Any] = resource.search(
        **{f"{by}_time_ge": _at(window.since), f"{by}_time_le": last},
        page_size=100,
        page_token=window.cursor,
    )
    return page


def _at(at: int) -> datetime:
    return datetime.fromtimestamp(at, timezone.utc)


def _order_sayer(client: TikTokShopClient, unread: Unread) -> Say:
    return TikTokShopOrders(client, unread).said


def _product_sayer(_: TikTokShopClient, unread: Unread) -> Say:
    def say(page: Sequence[Any]) -> Iterator[Product]:
        for source in page:
            found = said_or_aside(from_tiktokshop.product, source, unread)
            if found is not None:
                yield found

    return say


def _return_sayer(
    said: Callable[..., Return], client: TikTokShopClient, unread: Unread
) -> Say:
    origins = Origins(client)

    def say(page: Sequence[Any]) -> Iterator[Return]:
        for source, origin in origins.joined(page, lambda one: one.order_id):
            found = said_or_aside(partial(said, origin=origin), source, unread)
            if found is not None:
                yield found

    return say


SOURCES: Mapping[str, Source] = {
    "orders": Source(
        id="id",
        page=100,
        sorted=True,
        search=partial(_search, "orders", 100),
        sayer=_order_sayer,
        open=frozenset(
            {
                *("UNPAID", "ON_HOLD", "AWAITING_SHIPMENT", "PARTIALLY_SHIPPING"),
                *("AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED"),
            }
        ),
    ),
    "products": Source(
        id="id", page=100, sorted=False, search=_search_products, sayer=_product_sayer
    ),
    "returns": Source(
        id="return_id",
        page=50,
        sorted=True,
        search=partial(_search, "returns", 50),
        sayer=partial(_return_sayer, from_tiktokshop.return_),
    ),
    "cancellations": Source(
        id="cancel_id",
        page=50,
        sorted=True,
        search=partial(_search, "cancellations", 50),
        sayer=partial(_return_sayer, from_tiktokshop.cancellation),
    ),
}


class Reader:
    """Reads pages of a job, and makes records of what they hold."""

    def __init__(self, job: Job, client: TikTokShopClient, by: str) -> None:
        self.unread: Unread = []
        """What came but could not be read."""
        self.source = SOURCES[job.resource]
        self._client = client
        self._by = by
        self._plain = job.kind == "platform"
        self._say = self.source.sayer(client, self.unread)

    def page(self, window: Window) -> Page[Any]:
        """
        Fetch the page at which *window* stands.

        Raises:
            TokoTikTokError: it cannot be fetched.
        """
        page = self.source.search(self._client, self._by, window, plain=self._plain)
        self.unread.extend(page.malformed)
        return page

    def orders(self, ids: Sequence[str]) -> Page[Any]:
        """
        Fetch orders by their ids, 50 at most.

        Raises:
            TokoTikTokError: they cannot be fetched.
        """
        orders = self._client.orders
        page: Page[Any] = (orders.plain() if self._plain else orders).get(ids=ids)
        self.unread.extend(page.malformed)
        return page

    def time(self, item: Any) -> int | None:
        """Give the time of an item by which the job reads."""
        return _moment(item, f"{self._by}_time")

    def about(self, item: Any) -> tuple[str, int, bool] | None:
        """Give an item's id, when it changed, and whether something may come after."""
        plain = isinstance(item, Mapping)
        name = item.get(self.source.id) if plain else getattr(item, self.source.id)
        at = _moment(item, "update_time")
        if not name or at is None:
            return None
        state = item.get("status") if plain else getattr(item, "status", None)
        return str(name), at, state in self.source.open

    def records(self, items: Sequence[Any]) -> Iterator[Record]:
        """Make records of items; what cannot be one goes to `unread`."""
        if not self._plain:
            for said in self._say(items):
                yield Record(said.id, getattr(said, "updated_at", None), as_plain(said))
            return
        for raw in items:
            name = raw.get(self.source.id) if isinstance(raw, Mapping) else None
            if name:
                at = _moment(raw, "update_time")
                yield Record(str(name), None if at is None else _at(at), raw)
            else:
                self.unread.append(Malformed(raw, f"it has no {self.source.id}"))


def _moment(item: Any, name: str) -> int | None:
    if isinstance(item, Mapping):
        at = item.get(name)
        return at if isinstance(at, int) else None
    return seconds(getattr(item, name))
