"""
How a seller authorises an app, and how its tokens are got and renewed.

Source: TikTok Shop Partner Center, "Authorization overview", 2026-05.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any
from urllib.parse import urlencode

from attrs import define, field

from .._model import MILLIS
from .._session import Session
from ..auth import Token, TokenKey
from ..errors import (
    AuthError,
    DecodeError,
    ReauthorizationRequired,
    TokoTikTokError,
    ValidationError,
)
from ..platforms import Platform
from ..wire import Call, Operation

SELLER_URL = "https://services.tiktokshop.com/open/authorize"
"""Where sellers of Indonesia, and of all markets but the US, authorise."""

_GET = Operation("getAccessToken", "GET", "/api/v2/token/get", shop="none", host="auth")
_REFRESH = Operation(
    "refreshToken",
    "GET",
    "/api/v2/token/refresh",
    shop="none",
    host="auth",
    repeatable=True,  # a lost answer leaves nothing better than to ask again
)

_EARLIEST = 1_000_000_000
"""Expiries are points in time, despite their name; what is smaller cannot be one."""


@define
class OAuth:
    """The authorisation of one app."""

    app_key: str
    app_secret: str = field(repr=False)
    service_id: str | None = None
    session: Session = field(init=False, repr=False)

    def authorization_url(
        self, *, service_id: str | None = None, state: str | None = None
    ) -> str:
        """
        Give the page to send a seller to.

        Args:
            service_id: the number in Partner Center's authorization link; not the
                *app_key*.
            state: comes back with the code, so that you know it is yours.

        Raises:
            ValidationError: no *service_id* is known.
        """
        service_id = service_id or self.service_id
        if not service_id:
            msg = (
                "service_id is missing: Partner Center shows it in the app's "
                "authorization link (it is not the app_key)"
            )
            raise ValidationError(msg, platform=Platform.TIKTOK_SHOP)
        query = {"service_id": service_id}
        if state is not None:
            query["state"] = state
        return f"{SELLER_URL}?{urlencode(query)}"

    def exchange(self, code: str) -> Token:
        """
        Turn the code of a redirect into a token, and store it for its account.

        A code is good for 30 minutes and for one use.

        Raises:
            ReauthorizationRequired: the code was used, has expired or is wrong.
        """
        query = {"auth_code": code, "grant_type": "authorized_code"}
        token = self._ask(_GET, query)
        store = self.session.keeper.store
        key = self.session.key._replace(account=token.account or "")
        store.save(key, token, if_version=None)
        return token

    def renew(self, key: TokenKey, old: Token | None) -> Token:
        """
        Get a new token for an old one.

        Raises:
            AuthError: there is no token to renew.
            ReauthorizationRequired: the old one cannot be renewed any more.
        """
        if old is None or old.refresh is None:
            whose = f"account {key.account!r}" if key.account else "this client"
            msg = (
                f"no token is stored for {whose}: send the seller to "
                "client.oauth.authorization_url(), then client.oauth.exchange(code) and "
                "client.with_account(token.account)"
                if old is None
                else f"the token of {whose} has ended and came without a refresh token"
            )
            raise AuthError(msg, platform=Platform.TIKTOK_SHOP)
        query = {"refresh_token": old.refresh, "grant_type": "refresh_token"}
        return self._ask(_REFRESH, query)

    def say_where(self, error: TokoTikTokError) -> None:
        """Add to an error that only the seller can help with where to send the seller."""
        if isinstance(error, ReauthorizationRequired) and self.service_id:
            error.authorization_url = self.authorization_url()

    def _ask(self, operation: Operation, query: Mapping[str, str]) -> Token:
        query = {"app_key": self.app_key, "app_secret": self.app_secret, **query}
        answer = self.session.call(Call(operation, query=query))
        now = datetime.fromtimestamp(int(self.session.clock()), timezone.utc)
        return read_token(answer, now)


def read_token(answer: Any, now: datetime) -> Token:
    """
    Read what the token endpoints answer.

    Raises:
        DecodeError: it holds no token, or times that cannot be.
    """
    access = answer.get("access_token") if isinstance(answer, dict) else None
    if not access or not isinstance(access, str):
        msg = "the token endpoint's answer holds no access_token"
        raise DecodeError(msg, platform=Platform.TIKTOK_SHOP)
    refresh_ends = answer.get("refresh_token_expire_in")
    scopes = answer.get("granted_scopes")
    return Token(
        access=access,
        refresh=answer.get("refresh_token"),
        expires_at=_moment(answer.get("access_token_expire_in")),
        refresh_expires_at=_moment(refresh_ends) if _is_moment(refresh_ends) else None,
        issued_at=now,
        account=answer.get("open_id"),
        seller_name=answer.get("seller_name"),
        region=answer.get("seller_base_region"),
        user_type=answer.get("user_type"),
        scopes=tuple(scopes) if isinstance(scopes, list) else (),
    )


def _is_moment(value: Any) -> bool:
    return isinstance(value, int) and _EARLIEST <= value < MILLIS


def _moment(value: Any) -> datetime:
    if not _is_moment(value):
        msg = f"{value!r} is not a time at which a token could end"
        raise DecodeError(msg, platform=Platform.TIKTOK_SHOP)
    return datetime.fromtimestamp(value, timezone.utc)
