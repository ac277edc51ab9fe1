"""Tokens: what they are, whose they are, and what keeps them."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, Protocol

from attrs import Attribute, field, frozen
from attrs.validators import optional

from .errors import AuthError


class TokenKey(NamedTuple):
    """Whose token: one authorisation of one app, which may cover several shops."""

    platform: str
    """``tiktokshop`` or ``tokopedia``."""
    app: str
    """The *app_key* or *client_id*."""
    account: str
    """TikTok Shop: the *open_id* of who authorised. Tokopedia: the *fs_id*."""


def _aware(_: object, attribute: Attribute[datetime], value: object) -> None:
    if not isinstance(value, datetime):
        raise AuthError(f"{attribute.name}={value!r} is not a datetime")
    if value.tzinfo is None:
        msg = f"{attribute.name}={value!r} has no time zone: give an aware datetime"
        raise AuthError(msg)


def _sendable(_: object, attribute: Attribute[str], value: object) -> None:
    if not (isinstance(value, str) and value.isascii() and value.isprintable()):
        msg = f"{attribute.name} is not a text that a header can hold, or has a line break"
        raise AuthError(msg)


@frozen(kw_only=True)
class Token:
    """An access token and what renews it."""

    access: str = field(repr=False, validator=_sendable)
    refresh: str | None = field(default=None, repr=False)
    """Renews the access token. Tokopedia has none."""
    expires_at: datetime = field(validator=_aware)
    refresh_expires_at: datetime | None = field(
        default=None, validator=optional(_aware)
    )
    """When the seller must authorise again."""
    issued_at: datetime | None = field(default=None, validator=optional(_aware))
    account: str | None = None
    """The *open_id* of who authorised."""
    seller_name: str | None = None
    region: str | None = None
    """The seller's base region, such as ``ID``."""
    user_type: int | None = None
    """0 seller, 1 creator, 3 partner."""
    scopes: tuple[str, ...] = ()


@frozen
class StoredToken:
    """A token as stored, with the version that a later `TokenStore.save` must name."""

    token: Token
    version: int


class TokenStore(Protocol):
    """
    Where tokens live. Safe to share between threads, and, if it is on disk or on a
    server, between processes.
    """

    def load(self, key: TokenKey) -> StoredToken | None:
        """Give the newest token, or ``None``."""
        ...

    def save(
        self, key: TokenKey, token: Token, *, if_version: int | None
    ) -> StoredToken:
        """
        Store *token* if the stored version is still *if_version*.

        ``None`` stores it whatever is there.

        Raises:
            TokenConflict: another version is stored.
        """
        ...

    def lease(self, key: TokenKey, owner: str, seconds: float) -> bool:
        """Let *owner* be the only one to renew for *seconds*; false if another is."""
        ...

    def release(self, key: TokenKey, owner: str) -> None:
        """End *owner*'s lease early."""
        ...


def conflict(key: TokenKey, expected: int, found: int) -> str:
    """Say that a newer token is stored."""
    whose = f"the token of {key.platform} account {key.account}"
    if not found:
        return f"{whose} is not stored any more as version {expected}: it was deleted"
    return (
        f"{whose} was stored as version {found} meanwhile, not {expected}: load it and "
        "use that one"
    )
