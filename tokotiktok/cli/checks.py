"""What keeps calls from succeeding: looked for one by one, each with what to do."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from difflib import get_close_matches
from enum import Enum
from itertools import groupby

from attrs import field, frozen

from .._client import operations
from ..auth import Token
from ..errors import ApiError, TokoTikTokError, TransportError, ValidationError
from ..platforms import WIB
from ..retry import http_date
from ..tiktokshop.dialect import API_URL, NEWEST, OLDEST
from ..tokopedia.archive import Archive
from ..wire import Request, Response, Timeout
from .connecting import Connection

READS = (
    "orders.search",
    "orders.get",
    "products.search",
    "products.get",
    "returns.search",
    "cancellations.search",
    "warehouses.list",
)
"""What reading a shop calls."""
SOON = timedelta(days=14)
"""How long before its end an authorisation is worth a word."""
_PROBE = "/authorization/202309/shops"
_PATIENCE = Timeout(connect=10, read=15, total=20)
_NOBODYS = "test.scope.public"
"""A scope that the documentation lists and no app can be given."""
_LOGIN = "python -m tokotiktok auth login"


class State(str, Enum):
    """What a check found."""

    OK = "ok"
    WRONG = "wrong"
    UNKNOWN = "not known"


@frozen
class Check:
    """One thing that was looked at."""

    name: str
    state: State
    what: str
    todo: str | None = field(default=None)


def examine(connection: Connection, calls: Iterable[str] = ()) -> Iterator[Check]:
    """
    Look at all that calls need, in the order in which it is needed. Only reads.

    Args:
        connection: whose.
        calls: what is called besides `READS`, as ``products.update_price``.

    Raises:
        ValidationError: one of *calls* is no call.
    """
    scopes = _scopes_of((*READS, *calls))
    of = connection.profile
    has_archive = of.tokopedia_archive is not None
    if of.app_key is not None or not has_archive:
        yield from _of_app(connection, scopes)
    if has_archive:
        yield from _tried("archive", lambda: _archive(connection))
    elif connection.tokopedia_api is not None:
        yield from _tried("Tokopedia", lambda: _tokopedia(connection))


def _of_app(connection: Connection, scopes: dict[str, list[str]]) -> Iterator[Check]:
    answered: list[tuple[Response, float]] = []
    yield from _tried("app", lambda: _app(connection))
    yield from _tried("host", lambda: _host(connection, answered))
    for response, skew in answered:
        yield _clock(response, skew)
    token: list[Token] = []
    yield from _tried("token", lambda: _token(connection, token))
    if token:
        yield from _tried("shop", lambda: _shop(connection))
        yield from _granted(token[0], scopes)


def _tried(name: str, look: Callable[[], Iterable[Check]]) -> Iterator[Check]:
    """Look; what goes wrong with that is what is wrong."""
    try:
        yield from look()
    except TokoTikTokError as error:
        todo = None
        if isinstance(error, ApiError) and error.code is not None:
            todo = error.explanation.todo
        yield Check(name, State.WRONG, error.message, todo)


def _app(connection: Connection) -> Iterator[Check]:
    of = connection.profile
    of.need("app_secret")
    yield Check("app", State.OK, f"{of.need('app_key')}, from {of.where}")


def _host(
    connection: Connection, answered: list[tuple[Response, float]]
) -> Iterator[Check]:
    """Ask without saying who asks, which is refused by whoever is TikTok Shop."""
    url = connection.profile.base_url or API_URL
    request = Request("GET", url.rstrip("/") + _PROBE)
    try:
        before = connection.now()
        response = connection.transport.send(request, _PATIENCE)
        after = connection.now()
    except TransportError as error:
        todo = "Check base_url, the network, and HTTPS_PROXY."
        yield Check("host", State.WRONG, f"{url} is not reached: {error.message}", todo)
        return
    if not _is_ours(response):
        what = f"{url} answers, but not as TikTok Shop's API (HTTP {response.status})"
        todo = "Check base_url; a proxy or a firewall may answer in its place."
        yield Check("host", State.WRONG, what, todo)
        return
    date = http_date(response.headers, "date")
    midway = before.timestamp() + (after - before).total_seconds() / 2
    answered.append((response, 0.0 if date is None else date - midway))
    yield Check("host", State.OK, f"{url} answers")


def _is_ours(response: Response) -> bool:
    try:
        body = json.loads(response.body)
    except ValueError:
        return False
    return isinstance(body, dict) and "code" in body


def _clock(response: Response, skew: float) -> Check:
    """Compare our clock with the host's, which signs what it sends with the second."""
    if "date" not in response.headers:
        return Check("clock", State.UNKNOWN, "the host does not say what time it is")
    side = "behind" if skew > 0 else "ahead of"
    what = f"{abs(skew):.0f} s {side} the host's"
    if -NEWEST + 5 <= skew <= -OLDEST - 60:
        return Check("clock", State.OK, what)
    todo = (
        "Set this machine's clock, by NTP. Until then each process has one call refused, "
        "and corrects its own."
    )
    return Check("clock", State.WRONG, what, todo)


def _token(connection: Connection, found: list[Token]) -> Iterator[Check]:
    stored = None
    keys = connection.keys
    if keys:
        account = connection.account
        stored = next(
            (connection.tokens.load(key) for key in keys if key.account == account),
            None,
        )
    if stored is None:
        yield Check("token", State.WRONG, "none is stored", f"{_LOGIN} gets one.")
        return
    token, now = stored.token, connection.now()
    ends, seller = token.expires_at, token.refresh_expires_at
    until = f"until {ends.astimezone(WIB):%Y-%m-%d %H:%M} WIB"
    again = f"The seller must authorise again: {_LOGIN}"
    if token.refresh is None:
        if ends <= now:
            yield Check("token", State.WRONG, f"it was good {until}", again)
            return
        yield Check("token", State.WRONG, f"good {until}, and nothing renews it", again)
    elif seller is not None and seller <= now:
        what = f"the authorisation ended at {seller.astimezone(WIB):%Y-%m-%d %H:%M} WIB"
        yield Check("token", State.WRONG, what, again)
        return
    elif seller is not None and seller - now < SOON:
        what = f"the authorisation ends at {seller.astimezone(WIB):%Y-%m-%d %H:%M} WIB"
        yield Check("token", State.WRONG, what, again)
    else:
        yield Check("token", State.OK, f"good {until}, and is renewed by then")
    found.append(token)


def _shop(connection: Connection) -> Iterator[Check]:
    """Make a call, which also renews the token if that is due."""
    there = connection.authorized
    name = f"{there.id} ({there.name})" if there.name else there.id
    yield Check("shop", State.OK, f"the token covers {name}")


def _granted(token: Token, scopes: dict[str, list[str]]) -> Iterator[Check]:
    if not token.scopes:
        what = (
            "the token does not say what it is good for: it did not come from a login"
        )
        yield Check("scopes", State.UNKNOWN, what)
        return
    lacking = {one: calls for one, calls in scopes.items() if one not in token.scopes}
    for scope, calls in lacking.items():
        yield Check(
            "scopes",
            State.WRONG,
            f"{', '.join(calls)}: needs {scope}, which was not granted",
            "Enable it for the app in Partner Center; then the seller must authorise "
            f"again: {_LOGIN}",
        )
    if not lacking:
        yield Check("scopes", State.OK, "all that is called is granted")


def _scopes_of(calls: Iterable[str]) -> dict[str, list[str]]:
    """Say which calls need which scope."""
    rows = {row["attribute"]: row for row in operations("tokotiktok.tiktokshop.api")}
    pairs: list[tuple[str, str]] = []
    for call in dict.fromkeys(calls):
        if call not in rows:
            near = get_close_matches(call, rows, n=1)
            hint = f"did you mean {near[0]}?" if near else "say it as orders.search"
            raise ValidationError(f"there is no call {call!r}; {hint}")
        pairs += [(one, call) for one in rows[call]["scope"] if one != _NOBODYS]
    pairs.sort(key=lambda pair: pair[0])
    return {
        scope: [call for _, call in group]
        for scope, group in groupby(pairs, key=lambda pair: pair[0])
    }


def _archive(connection: Connection) -> Iterator[Check]:
    manifest = Archive(connection.profile.need("tokopedia_archive")).manifest
    folder = connection.profile.tokopedia_archive
    if manifest.complete:
        yield Check("archive", State.OK, f"{folder} is of shop {manifest.shop_id}")
        return
    todo = "Export it again: that goes on where it stopped."
    yield Check("archive", State.WRONG, f"{folder} is not complete", todo)


def _tokopedia(connection: Connection) -> Iterator[Check]:
    shops = connection.need_tokopedia().shops.info().items
    names = ", ".join(str(one.shop_name or one.shop_id) for one in shops)
    if names:
        yield Check("Tokopedia", State.OK, f"it answers: {names}")
        return
    what = "it answers, and knows of no such shop"
    yield Check("Tokopedia", State.WRONG, what, "Check tokopedia_shop_id.")
