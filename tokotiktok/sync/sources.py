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

from attrs import evolve, frozen

from .._model import seconds
from .._resource import Malformed
from ..errors import TokoTikTokError
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
    operation: str
    """What it is read by, as the vendor names it; whose limit counts."""
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
        operation="getOrderList",
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
        id="id",
        operation="searchProducts",
        page=100,
        sorted=False,
        search=_search_products,
        sayer=_product_sayer,
    ),
    "returns": Source(
        id="return_id",
        operation="searchReturns",
        page=50,
        sorted=True,
        search=partial(_search, "returns", 50),
        sayer=partial(_return_sayer, from_tiktokshop.return_),
    ),
    "cancellations": Source(
        id="cancel_id",
        operation="searchCancellations",
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
        search = self.source.search
        return self._sane(search(self._client, self._by, window, plain=self._plain))

    def orders(self, ids: Sequence[str]) -> Page[Any]:
        """
        Fetch orders by their ids, 50 at most.

        Raises:
            TokoTikTokError: they cannot be fetched.
        """
        orders = self._client.orders
        return self._sane((orders.plain() if self._plain else orders).get(ids=ids))

    def time(self, item: Any) -> int | None:
        """Give the time of an item by which the job reads."""
        return _moment(item, f"{self._by}_time")

    def about(self, item: Any) -> tuple[str, int, bool] | None:
        """Give an item's id, when it changed, and whether something may come after."""
        name, at = _of(item, self.source.id), _moment(item, "update_time")
        if not name or at is None:
            return None
        state = _of(item, "status")
        return str(name), at, isinstance(state, str) and state in self.source.open

    def records(
        self, items: Sequence[Any], malformed: Sequence[Malformed]
    ) -> list[Record]:
        """
        Make records of a page's items; what cannot be one goes to `unread`.

        Raises:
            TokoTikTokError: what they take cannot be looked up; nothing is in `unread`.
        """
        before = len(self.unread)
        self.unread.extend(malformed)
        try:
            said = items if self._plain else self._say(items)
            return [self._record(one) for one in said]
        except TokoTikTokError:
            del self.unread[before:]
            raise

    def _record(self, said: Any) -> Record:
        if not self._plain:
            return Record(said.id, getattr(said, "updated_at", None), as_plain(said))
        at = _moment(said, "update_time")
        return Record(str(said[self.source.id]), None if at is None else _at(at), said)

    def _sane(self, page: Page[Any]) -> Page[Any]:
        """Set aside what is not even an object with an id and times."""
        if not self._plain:
            return page
        found = [(one, _oddity(one, self.source.id)) for one in page.items]
        odd = tuple(Malformed(one, reason) for one, reason in found if reason)
        if not odd:
            return page
        items = tuple(one for one, reason in found if not reason)
        return evolve(page, items=items, malformed=(*page.malformed, *odd))


def _oddity(raw: Any, name: str) -> str | None:
    if not isinstance(raw, dict):
        return "it is no object"
    if not isinstance(raw.get(name), (str, int)) or not raw[name]:
        return f"it has no {name}"
    for time in ("create_time", "update_time"):
        try:
            _at(_moment(raw, time) or 0)
        except (OSError, OverflowError, ValueError):
            return f"its {time} is no time in seconds"
    return None


def _of(item: Any, name: str) -> Any:
    return item.get(name) if isinstance(item, dict) else getattr(item, name, None)


def _moment(item: Any, name: str) -> int | None:
    at = _of(item, name)
    if isinstance(at, datetime):
        return seconds(at)
    return at if isinstance(at, int) else None
