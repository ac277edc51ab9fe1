"""The client of the TikTok Shop Partner API."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import evolve

from .._client import (
    Client,
    Options,
    chance,
    known_operation,
    make_session,
    operations,
)
from .._convert import Converter
from .._session import Session
from ..auth import Token, TokenKey
from ..errors import ValidationError
from ..renewal import RENEW_EARLY
from ..retry import RetryPolicy
from ..wire import Operation, Transport
from .api import Resources
from .dialect import API_URL, AUTH_URL, TikTokShopDialect
from .oauth import OAuth
from .pictures import picture
from .signature import explained

if TYPE_CHECKING:
    from ..auth import TokenStore
    from ..ratelimit import RateLimiter
    from ..telemetry import Hook
    from ..wire import Document


class TikTokShopClient(Client, Resources):
    """
    The TikTok Shop Partner API, which serves orders, products and returns of both
    storefronts since a shop's integration.

    Each resource is an attribute: ``client.orders.search(...)``.
    """

    def __init__(
        self,
        *,
        app_key: str,
        app_secret: str,
        token: Token | None = None,
        tokens: TokenStore | None = None,
        account: str | None = None,
        shop_cipher: str | None = None,
        service_id: str | None = None,
        base_url: str = API_URL,
        auth_url: str = AUTH_URL,
        transport: Transport | None = None,
        retry: RetryPolicy | None = None,
        limiter: RateLimiter | None = None,
        hooks: Sequence[Hook] = (),
        versions: Mapping[str, str] | None = None,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
        random: Callable[[], float] = chance,
        strict: bool = False,
    ) -> None:
        """
        Make a client. Nothing is sent until the first call.

        Args:
            app_key: the app's key, from Partner Center.
            app_secret: the app's secret; signs every request.
            token: what a seller's authorisation gave; with *tokens*, stored there unless
                the store has one.
            tokens: where tokens are kept and renewed tokens are stored; the default
                keeps them in this process.
            account: whose token in the store: the *open_id* of who authorised.
            shop_cipher: the shop that calls are for, of ``client.shops.list()``.
            service_id: for the URL that sellers authorise at; not the *app_key*.
            base_url: another host than the official one, such as a sandbox.
            auth_url: likewise for tokens.
            transport: how requests travel; share one between clients.
            retry: how hard a call tries.
            limiter: paces calls per app, shop and operation.
            hooks: are told of every call.
            versions: other versions than the operations' own, such as
                ``{"orders.get": "202309"}``, where they differ in the path only.
            clock: the time of day in seconds since 1970.
            sleep: waits for so many seconds.
            random: gives a number from 0 up to 1.
            strict: raise for any value in an answer that is not of its field's type.
        """
        dialect = TikTokShopDialect(app_key, app_secret, base_url, auth_url)
        self.oauth = OAuth(app_key, app_secret, service_id)
        """Authorisation: where to send a seller, and tokens."""
        session = make_session(
            dialect,
            TokenKey("tiktokshop", app_key, account or ""),
            shop_cipher,
            self.oauth.renew,
            RENEW_EARLY,
            token=token,
            tokens=tokens,
            converter=Converter(strict=strict),
            options=Options(
                transport=transport,
                retry=retry or RetryPolicy(),
                limiter=limiter,
                hooks=hooks,
                clock=clock,
                sleep=sleep,
                random=random,
            ),
        )

        self._session = self.oauth.session = evolve(
            session,
            on_error=self.oauth.advise,
            versions=_by_operation(versions or {}),
        )

    def __getstate__(self) -> dict[str, Any]:
        """Pickle without the resources, which are made again on first use."""
        return {**super().__getstate__(), "oauth": self.oauth}

    def with_shop(
        self, shop_cipher: str, *, account: str | None = None
    ) -> TikTokShopClient:
        """Give a view for another shop, and account: same connections, same limiter."""
        return self._view(account=account, shop=shop_cipher)

    def with_account(self, account: str | None) -> TikTokShopClient:
        """Give a view for another account, whose token is in the same store."""
        return self._view(account=account or "")

    def _like(self, session: Session) -> TikTokShopClient:
        view = super()._like(session)
        view.oauth = self.oauth
        return view

    def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | Sequence[Any] | None = None,
        shop_cipher: bool | None = None,
        repeatable: bool = False,
    ) -> Any:
        """
        Call an operation that has no method here: signed, retried, unwrapped, untyped.

        Args:
            method: the HTTP method.
            path: the path, with its version and ids.
            query: parameters; arrays are joined by commas.
            body: what is sent as JSON.
            shop_cipher: whether the operation takes one; the default does as the known
                operation at that path does, else sends it if the client has one.
            repeatable: whether sending it twice does no more than sending it once.
        """
        operation = self._operation(method, path, shop_cipher, repeatable=repeatable)
        return self._request(operation, query=query, body=body)

    def download_picture(self, url: str) -> Document:
        """
        Fetch a picture of a chat, which Indonesia gives to the seller's token alone.

        The token goes to the platform's hosts only, whatever the URL says.

        Raises:
            ValidationError: it is no URL of the platform's, or the client has no shop.
            TransportError: no answer came.
            ApiError: the host does not give it; such URLs expire.
        """
        dialect = self._session.dialect
        if not isinstance(
            dialect, TikTokShopDialect
        ):  # pragma: no cover - for checkers
            raise TypeError(dialect)
        return picture(self._session, url, dialect.base_url)

    def explain_signature(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | Sequence[Any] | None = None,
        shop_cipher: bool | None = None,
    ) -> str:
        """
        Show what would be signed for a call, piece by piece, with secrets masked.

        It is made by the code that signs, and nothing is sent. Compare it with what your
        own code signs when the platform says that a signature is wrong (106001).

        Args:
            method: the HTTP method.
            path: the path, with its version and ids.
            query: parameters, without those that the client adds.
            body: what is sent as JSON.
            shop_cipher: whether the operation takes one, as in `request`.
        """
        session = self._session
        operation = self._operation(method, path, shop_cipher)
        call = self._free_call(operation, query=query, body=body)
        dialect = session.dialect
        if not isinstance(
            dialect, TikTokShopDialect
        ):  # pragma: no cover - for checkers
            raise TypeError(dialect)
        now = int(session.clock() + session.offset.seconds)
        return explained(dialect, dialect.prepare(call, session.shop), now)

    def _operation(
        self,
        method: str,
        path: str,
        shop_cipher: bool | None,  # noqa: FBT001 - three answers
        *,
        repeatable: bool = False,
    ) -> Operation:
        """Find out about the operation at *path* what is known of it."""
        method = method.upper()
        known = known_operation(f"{__package__}.api", method, path)
        if shop_cipher is None:
            has_shop = self._session.shop is not None
            shop_cipher = known["shop"] == "query" if known else has_shop
        return Operation(
            known["id"] if known else f"{method} {path}",
            method,
            path,
            repeatable=repeatable
            or method == "GET"
            or bool(known and known["repeatable"]),
            shop="query" if shop_cipher else "none",
            idempotency=known["idempotency"] if known else None,
        )


def _by_operation(versions: Mapping[str, str]) -> dict[str, str]:
    """Turn ``{"orders.get": ...}`` into ``{"getOrderDetail": ...}``."""
    if not versions:  # the table is read only if it is needed
        return {}
    ids = {row["attribute"]: row["id"] for row in operations(f"{__package__}.api")}
    for call in versions:
        if call not in ids:
            msg = f"versions names {call!r}, which is no operation: say 'orders.get'"
            raise ValidationError(msg)
    return {ids[call]: version for call, version in versions.items()}
