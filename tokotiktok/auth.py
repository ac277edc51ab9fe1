"""
Tokens: what they are, where they are kept, and how they are renewed exactly once.

The keeper renews a token early enough, in one thread of one process at a time, and
stores the new one before anybody uses it.
"""

from __future__ import annotations

import time
import uuid
import zlib
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any, NamedTuple, Protocol

from attrs import Attribute, field, frozen
from attrs.validators import optional

from ._threads import Flight, Flights, Patience
from .errors import (
    AuthError,
    ReauthorizationRequired,
    TokenConflict,
    TokoTikTokError,
)
from .platforms import Platform
from .telemetry import logger


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


@frozen(kw_only=True)
class RenewalPolicy:
    """When a token is renewed before the platform refuses it."""

    early: timedelta
    """Renew this long before the end (at most a tenth of the token's life) ..."""
    spread: timedelta
    """... plus up to this much, so that a fleet does not renew in the same second."""
    latest: timedelta
    """
    Within this of the end (at most a tenth of the token's life), a token is not used any
    more without renewal.
    """


SEVEN_DAYS = timedelta(days=7)

RENEW_EARLY = RenewalPolicy(
    early=timedelta(hours=24),
    spread=timedelta(hours=1),
    latest=timedelta(minutes=10),
)
"""For tokens of seven days with a refresh token, as TikTok Shop's."""

RENEW_AT_END = RenewalPolicy(
    early=timedelta(0), spread=timedelta(0), latest=timedelta(0)
)
"""For platforms that hand out the same token until it ends, as Tokopedia does."""

LEASE_SECONDS = 75.0
"""Longer than a renewal may take: more than `RetryPolicy.deadline`."""

_PATIENCE = 1.2
"""How many leases to wait for who renews elsewhere; should it die, its lease is over."""

_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.05, 1.0
"""Seconds between two looks at a lease of another process; they double."""

_REST_SECONDS = 60.0
"""After a failure to renew early, how long until that is tried again ..."""

_LONG_REST_SECONDS = 3600.0
"""... and how long if only the seller can help."""

Renew = Callable[[TokenKey, "Token | None"], Token]
"""Gets a new token from the platform, given the old one."""


class TokenKeeper:
    """
    Hands out a fresh token, and sees to it that each is renewed once.

    In this process one thread renews and the others wait for what comes of it; among
    processes the store's lease decides. What comes is stored before it is used.
    """

    def __init__(
        self,
        store: TokenStore,
        renew: Renew,
        policy: RenewalPolicy,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        random: Callable[[], float],
        monotonic: Callable[[], float] = time.monotonic,
        lease: float = LEASE_SECONDS,
    ) -> None:
        self.store = store
        self._renew = renew
        self._policy = policy
        self._clock = clock
        self._sleep = sleep
        self._random = random
        self._monotonic = monotonic
        self._lease = lease
        self._flights: Flights[Token] = Flights()
        self._remember_nothing()

    def _remember_nothing(self) -> None:
        self._newest: dict[TokenKey, StoredToken] = {}
        self._unsaved: dict[TokenKey, tuple[Token | None, Token]] = {}
        self._rests: dict[TokenKey, float] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Pickle without what this process remembers, and so without tokens."""
        forgotten = ("_newest", "_unsaved", "_rests")
        return {name: at for name, at in vars(self).items() if name not in forgotten}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Unpickle."""
        self.__dict__.update(state)
        self._remember_nothing()

    def current(self, key: TokenKey, *, within: float | None = None) -> Token:
        """
        Give a token that is good for now, renewed if its end is near.

        If renewing early fails, the old token serves on while it lasts. Waits for who is
        renewing elsewhere, if it must, and no longer than *within* seconds.
        """
        stored = self._load(key)
        if stored is None:
            return self.renewed(key, None, within=within)
        token, policy = stored.token, self._policy
        left = token.expires_at - datetime.fromtimestamp(self._clock(), timezone.utc)
        life = token.expires_at - token.issued_at if token.issued_at else SEVEN_DAYS
        tenth = max(life / 10, timedelta(0))
        if left <= min(policy.latest, tenth):
            return self.renewed(key, token, within=within)
        early = min(policy.early, tenth)
        if left <= early + min(early, policy.spread) * _share(token):
            return self._renewed_early(key, token)
        return token

    def renewed(
        self, key: TokenKey, refused: Token | None, *, within: float | None = None
    ) -> Token:
        """
        Give a token other than *refused*: a stored one if there is, else a new one.

        Raises:
            AuthError: it is being renewed elsewhere, and that took longer than *within*
                seconds; or it was deleted from the store meanwhile.
            StoreError: the store failed. A new token that could not be stored is not
                given out, but kept, and stored at the next try.
            TokoTikTokError: what the renewal failed with.
        """
        seconds = self._lease * _PATIENCE if within is None else within
        patience = Patience(seconds, self._monotonic)
        while True:
            flight, mine = self._flights.board(key, refused)
            if mine:
                token = self._fly(key, flight, refused, patience)
            else:
                token = flight.outcome(refused, patience.left())
            if token is not None:
                return token
            if patience.left() <= 0:
                msg = (
                    f"the token of {key.account} is being renewed elsewhere, too slowly"
                )
                raise AuthError(msg, platform=_PLATFORMS.get(key.platform))

    def _renewed_early(self, key: TokenKey, token: Token) -> Token:
        """Renew while *token* is still good: nobody waits, and failing hurts nobody."""
        now = self._clock()
        if 0 < self._rests.get(key, now) - now <= _LONG_REST_SECONDS:
            return token
        flight, mine = self._flights.board(key, token)
        if not mine:
            return token
        try:
            return self._fly(key, flight, token, Patience(0, self._monotonic)) or token
        except Exception as error:  # noqa: BLE001 - whatever it was, the old one serves
            hopeless = isinstance(error, ReauthorizationRequired)
            self._rests[key] = now + (_LONG_REST_SECONDS if hopeless else _REST_SECONDS)
            logger.warning(
                "renewing the token of %s %s early failed (%s); the old one serves on "
                "until %s",
                key.platform,
                key.account,
                type(error).__name__,
                token.expires_at.isoformat(),
            )
            return token

    def _fly(
        self,
        key: TokenKey,
        flight: Flight[Token],
        refused: Token | None,
        patience: Patience,
    ) -> Token | None:
        """Renew for all threads; ``None`` if another process does, beyond *patience*."""
        longest = _SHORTEST_PAUSE
        with self._flights.flying(key, flight):
            while True:
                flight.result = self._renew_alone(key, refused)
                if flight.result is not None or patience.left() <= 0:
                    return flight.result
                pause = min(longest * (1 + self._random()) / 2, patience.left())
                patience.spend(pause)
                self._sleep(pause)
                longest = min(2 * longest, _LONGEST_PAUSE)

    def _renew_alone(self, key: TokenKey, refused: Token | None) -> Token | None:
        """Give another token than *refused*; ``None`` while another process is at it."""
        stored = self._load(key)
        if stored is not None and stored.token != refused:
            return stored.token
        owner = uuid.uuid4().hex
        if not self.store.lease(key, owner, self._lease):
            return None
        try:
            return self._renew_and_store(key, refused)
        finally:
            self._release(key, owner)

    def _renew_and_store(self, key: TokenKey, refused: Token | None) -> Token:
        stored = self._load(key)  # again: renewed before our lease, perhaps
        if stored is not None and stored.token != refused:
            return stored.token
        old, version = (stored.token, stored.version) if stored else (None, 0)
        renewed_from, fresh = self._unsaved.get(key, (None, None))
        if fresh is None or renewed_from != old:
            try:
                fresh = self._renew(key, old)
            except TokoTikTokError:
                other = self.store.load(key)
                if other is None or other.token == old:
                    raise
                self._newest[key] = other  # stored by somebody meanwhile
                return other.token
        self._unsaved[key] = old, fresh  # should saving fail, it must not get lost
        saved = self._save(key, old, fresh, version)
        self._newest[key] = saved
        del self._unsaved[key]
        return saved.token

    def _save(
        self, key: TokenKey, old: Token | None, fresh: Token, version: int
    ) -> StoredToken:
        """Store *fresh*, unless there is something newer; give what is stored."""
        try:
            return self.store.save(key, fresh, if_version=version)
        except TokenConflict:
            found = self.store.load(key)
            if found is None:
                del self._unsaved[key]
                msg = f"the token of {key.account} was deleted while it was renewed"
                raise AuthError(msg, platform=_PLATFORMS.get(key.platform)) from None
            if found.version > version and found.token != old:
                return found
            # the old token again, or an older one: ours came of it
            return self.store.save(key, fresh, if_version=found.version)

    def _release(self, key: TokenKey, owner: str) -> None:
        try:
            self.store.release(key, owner)
        except Exception as error:  # noqa: BLE001 - the lease ends by itself
            logger.warning(
                "the lease on the token of %s %s could not be ended early (%s)",
                key.platform,
                key.account,
                type(error).__name__,
            )

    def _load(self, key: TokenKey) -> StoredToken | None:
        """Load, and take no step back if the store does, as a replica may."""
        stored = self.store.load(key)
        if stored is None:
            self._newest.pop(key, None)
            return None
        newest = self._newest.get(key)
        if newest is not None and newest.version > stored.version:
            return newest
        self._newest[key] = stored
        return stored


def _share(token: Token) -> float:
    """Give each token its own part of the spread, the same in every process."""
    return zlib.crc32(token.access.encode()) / 2**32


_PLATFORMS = {"tiktokshop": Platform.TIKTOK_SHOP, "tokopedia": Platform.TOKOPEDIA}
