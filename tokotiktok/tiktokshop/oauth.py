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
    DecodeError,
    Reason,
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
        if code in ("", "null"):  # so says the redirect if the seller declined
            msg = "the redirect has no code: the seller did not authorise the app"
            raise self._ended(msg, "denied")
        call = self._call(_GET, auth_code=code, grant_type="authorized_code")
        token = self._ask(call)
        store = self.session.keeper.store
        key = self.session.key._replace(account=token.account or "")
        store.save(key, token, if_version=None)
        return token

    def renew(self, key: TokenKey, old: Token | None) -> Token:
        """
        Get a new token for an old one.

        Raises:
            ReauthorizationRequired: there is none, or it cannot be renewed any more.
        """
        whose = f"account {key.account!r}" if key.account else "this client"
        if old is None:
            msg = (
                f"no token is stored for {whose}: send the seller to "
                "client.oauth.authorization_url(), then client.oauth.exchange(code) and "
                "client.with_account(token.account)"
            )
            raise self._ended(msg, "never_authorised")
        if old.refresh is None:
            msg = f"the token of {whose} has ended and came without a refresh token"
            raise self._ended(msg, "not_renewable")
        ends = old.refresh_expires_at
        if ends is not None and ends.timestamp() <= self._now():
            msg = f"the authorisation of {whose} ended at {ends:%Y-%m-%d %H:%M %Z}"
            raise self._ended(msg, "refresh_expired")
        return self._ask(
            self._call(_REFRESH, refresh_token=old.refresh, grant_type="refresh_token")
        )

    def advise(self, error: TokoTikTokError) -> None:
        """Add to an error that only the seller can help with why, and where to go."""
        if isinstance(error, ReauthorizationRequired):
            error.reason = error.reason or error.explanation.reason
            if self.service_id:
                error.authorization_url = self.authorization_url()

    def _ended(self, message: str, reason: Reason) -> ReauthorizationRequired:
        error = ReauthorizationRequired(
            message, platform=Platform.TIKTOK_SHOP, reason=reason
        )
        self.advise(error)
        return error

    def _now(self) -> float:
        return self.session.clock() + self.session.offset.seconds

    def _call(self, operation: Operation, **proof: str) -> Call:
        app = {"app_key": self.app_key, "app_secret": self.app_secret}
        return Call(operation, query={**app, **proof})

    def _ask(self, call: Call) -> Token:
        answer = self.session.call(call)
        now = datetime.fromtimestamp(int(self.session.clock()), timezone.utc)
        return read_token(answer, now)


def read_token(answer: Any, now: datetime) -> Token:
    """
    Read what the token endpoints answer.

    Raises:
        DecodeError: it holds no token, or times that cannot be.
    """
    fields = answer if isinstance(answer, dict) else {}
    access = _text(fields, "access_token")
    if not access:
        msg = "the token endpoint's answer holds no access_token"
        raise DecodeError(msg, platform=Platform.TIKTOK_SHOP)
    expires_at = _moment(fields, "access_token_expire_in")
    if expires_at is None:
        msg = "access_token_expire_in is not a time at which a token could end"
        raise DecodeError(msg, platform=Platform.TIKTOK_SHOP)
    scopes, user_type = fields.get("granted_scopes"), fields.get("user_type")
    return Token(
        access=access,
        refresh=_text(fields, "refresh_token"),
        expires_at=expires_at,
        refresh_expires_at=_moment(fields, "refresh_token_expire_in"),
        issued_at=now,
        account=_text(fields, "open_id"),
        seller_name=_text(fields, "seller_name"),
        region=_text(fields, "seller_base_region"),
        user_type=user_type if isinstance(user_type, int) else None,
        scopes=tuple(map(str, scopes)) if isinstance(scopes, list) else (),
    )


def _text(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    return value if isinstance(value, str) and value else None


def _moment(fields: Mapping[str, Any], name: str) -> datetime | None:
    value = fields.get(name)
    if not isinstance(value, int) or not _EARLIEST <= value < MILLIS:
        return None
    return datetime.fromtimestamp(value, timezone.utc)
