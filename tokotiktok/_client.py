"""What both clients share: how a session is put together, and views of it."""

from __future__ import annotations

import json
import random as _random
import re
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timezone
from functools import cache
from importlib import resources
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve, field, frozen

from ._download import download
from ._memory import MemoryTokenStore
from ._session import Offset, Session
from .auth import Token, TokenKey
from .errors import TokenConflict, ValidationError
from .ratelimit import MemoryRateLimiter
from .renewal import LEASE_SECONDS, RenewalPolicy, TokenKeeper
from .retry import Pause, Retrier, RetryPolicy
from .telemetry import CallRecord, Hook, Observer
from .wire import Call, Document, Operation, Transport

if TYPE_CHECKING:
    from ._convert import Converter
    from ._session import Dialect
    from .auth import TokenStore
    from .ratelimit import RateLimiter, Usage
    from .renewal import Renew

C = TypeVar("C", bound="Client")


def chance() -> float:
    """Give a number from 0 up to 1; each process that a client is pickled to its own."""
    return _random.random()


@frozen(kw_only=True)
class Options:
    """What can be injected into a client, or left to its default."""

    transport: Transport | None = None
    """How requests travel; the default is one `RequestsTransport` per client."""
    retry: RetryPolicy = field(factory=RetryPolicy)
    limiter: RateLimiter | None = None
    clock: Callable[[], float] = time.time
    """The time of day, in seconds since 1970."""
    sleep: Callable[[float], None] = time.sleep
    random: Callable[[], float] = chance
    """A number from 0 up to 1."""
    hooks: Sequence[Hook] = ()


class Client:
    """The base of both clients. Safe to share between threads; pickles."""

    _session: Session

    def __repr__(self) -> str:
        """Say which app, account and shop; never a secret."""
        key = self._session.key
        shop = "" if self._session.shop is None else " for one shop"
        account = f" account {key.account}" if key.account else ""
        return f"<{type(self).__name__} app {key.app}{account}{shop}>"

    def __enter__(self: C) -> C:
        """Use the client in a ``with`` block, which closes it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connections."""
        self.close()

    def __getstate__(self) -> dict[str, Any]:
        """Pickle without the resources, which are made again on first use."""
        return {"_session": self._session}

    def now(self) -> datetime:
        """Give the time of day by the client's clock."""
        return datetime.fromtimestamp(self._session.clock(), timezone.utc)

    @property
    def last_call(self) -> CallRecord | None:
        """
        The last call of this client, or of a view of it, in this thread or asyncio task.

        ``None`` if there was none; of a walk through pages it is the last page's.
        """
        return self._session.observer.last()

    @property
    def clock_offset(self) -> float:
        """Seconds that the platform's clock is ahead of ours, once it proved so; else 0."""
        return self._session.offset.seconds

    @property
    def retry_budget(self) -> int:
        """What is left of the budget for sending again: 500 at most; empty below 5."""
        return self._session.retrier.budget.left

    def usage(self, operation: str) -> Usage | None:
        """
        Say what an operation's limit was used for so far, by this process.

        Args:
            operation: as the vendor names it: ``getOrderList``.

        Returns:
            ``None`` if the client has no limiter, or one that does not tell.
        """
        limiter = self._session.limiter
        if not isinstance(limiter, MemoryRateLimiter):
            return None
        return limiter.usage(self._session.budget(operation))

    def with_retry(self: C, retry: RetryPolicy) -> C:
        """Give a view whose calls try as hard as *retry* says: same shop, same budget."""
        session = self._session
        retrier = evolve(session.retrier, policy=retry)
        return self._like(evolve(session, retrier=retrier))

    def pause(self, seconds: float) -> None:
        """Let time pass, by the client's own *sleep*."""
        self._session.retrier.sleep(seconds)

    def download(self, url: str) -> Document:
        """
        Fetch the file that an answer gave the URL of, such as a shipping label.

        A plain GET: neither the token nor a signature goes with it, whatever the host.

        Raises:
            ValidationError: it is no ``https`` or ``http`` URL.
            TransportError: no answer came.
            ApiError: the host does not give it; such URLs expire.
        """
        return download(self._session, url)

    def close(self) -> None:
        """Close the connections of this client and of all its views."""
        self._session.transport.close()

    def save_token(self, token: Token) -> None:
        """Store a token that came from elsewhere, for its account."""
        self._keep(token, if_version=None)

    def _keep(self, token: Token, *, if_version: int | None) -> None:
        key = self._session.key
        key = key._replace(account=key.account or token.account or "")
        self._session.keeper.store.save(key, token, if_version=if_version)

    def _view(self: C, *, account: str | None = None, shop: str | None = None) -> C:
        """Give a client for another account or shop, sharing all else with this one."""
        session = self._session
        key = session.key
        if account is None or account == key.account:
            shop = shop or session.shop
        else:  # one account's shop is not another's
            key = key._replace(account=account)
        return self._like(session.view(key, shop))

    def _like(self: C, session: Session) -> C:
        """Give a client like this one on another session."""
        view = object.__new__(type(self))
        view._session = session
        return view

    def _request(
        self,
        operation: Operation,
        *,
        query: Mapping[str, Any] | None,
        body: Mapping[str, Any] | Sequence[Any] | None,
    ) -> Any:
        return self._session.call(self._free_call(operation, query=query, body=body))

    def _free_call(
        self,
        operation: Operation,
        *,
        query: Mapping[str, Any] | None,
        body: Mapping[str, Any] | Sequence[Any] | None,
    ) -> Call:
        """Make the call of an operation that has no method."""
        session = self._session
        if not _PATH.fullmatch(operation.path):
            msg = "a path begins with / and is percent-encoded; parameters go into *query*"
            raise ValidationError(msg, platform=session.dialect.platform)
        return Call(operation, query=query or {}, body=session.write(body))


_PATH = re.compile(r"/[!\"$->@-~]*")
"""Printable, and without what begins a query or a fragment."""


def make_session(
    dialect: Dialect,
    key: TokenKey,
    shop: str | None,
    renew: Renew,
    policy: RenewalPolicy,
    *,
    token: Token | None,
    tokens: TokenStore | None,
    options: Options,
    converter: Converter,
) -> Session:
    """Put a client's session together."""
    store: TokenStore = MemoryTokenStore() if tokens is None else tokens
    keeper = TokenKeeper(
        store,
        renew,
        policy,
        clock=options.clock,
        sleep=Pause(options.sleep),
        random=options.random,
        lease=max(LEASE_SECONDS, options.retry.deadline + _TO_STORE_SECONDS),
    )
    if token is not None:
        key = key._replace(account=key.account or token.account or "")
        with suppress(TokenConflict):  # the store has one, which may be newer
            store.save(key, token, if_version=0)
    return Session(
        dialect=dialect,
        transport=options.transport or _default_transport(),
        keeper=keeper,
        retrier=Retrier(
            policy=options.retry, sleep=options.sleep, random=options.random
        ),
        limiter=options.limiter,
        converter=converter,
        clock=options.clock,
        offset=Offset(),
        observer=Observer(options.hooks),
        key=key,
        shop=shop,
    )


_TO_STORE_SECONDS = 15.0
"""By how much a lease is longer than a renewal may take."""


def _default_transport() -> Transport:
    from .transport import RequestsTransport  # requests is slow to import

    return RequestsTransport()


@cache
def operations(package: str) -> Sequence[Mapping[str, Any]]:
    """Give the table of a platform's typed operations."""
    table = resources.files(package).joinpath("operations.json").read_bytes()
    rows: Sequence[Mapping[str, Any]] = json.loads(table)
    return rows


def known_operation(package: str, method: str, path: str) -> Mapping[str, Any] | None:
    """Find the operation that *method* and *path* call, with ids in place of names."""
    for row in operations(package):
        if row["method"] == method:
            pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(row["path"]))
            if re.fullmatch(pattern, path):
                return row
    return None
