"""
Tokens: what they are, where they are kept, and how they are renewed exactly once.

The keeper renews a token early enough, in one thread of one process at a time, and
stores the new one before anybody uses it.
"""

from __future__ import annotations

import os
import threading
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import NamedTuple, Protocol

from attrs import Attribute, field, frozen

from .errors import AuthError, TokenConflict
from .platforms import Platform
from .retry import late, time_left
from .telemetry import logger


class TokenKey(NamedTuple):
    """Whose token: one authorisation of one app, which may cover several shops."""

    platform: str
    """``tiktokshop`` or ``tokopedia``."""
    app: str
    """The *app_key* or *client_id*."""
    account: str
    """TikTok Shop: the *open_id* of who authorised. Tokopedia: the *fs_id*."""


def _aware(_: object, attribute: Attribute[datetime], value: datetime) -> None:
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
    refresh_expires_at: datetime | None = None
    """When the seller must authorise again."""
    issued_at: datetime | None = None
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


class MemoryTokenStore:
    """Tokens in this process only."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tokens: dict[TokenKey, StoredToken] = {}
        self._leases: dict[tuple[int, TokenKey], str] = {}

    def __getstate__(self) -> dict[str, object]:
        """Pickle the tokens; locks and leases are of this process."""
        with self._lock:
            return {"_tokens": dict(self._tokens)}

    def __setstate__(self, state: dict[str, dict[TokenKey, StoredToken]]) -> None:
        """Unpickle."""
        self._lock = threading.Lock()
        self._tokens = state["_tokens"]
        self._leases = {}

    def load(self, key: TokenKey) -> StoredToken | None:
        """Give the newest token, or ``None``."""
        return self._tokens.get(key)

    def save(
        self, key: TokenKey, token: Token, *, if_version: int | None
    ) -> StoredToken:
        """Store *token* if the stored version is still *if_version*."""
        with self._lock:
            old = self._tokens.get(key)
            version = old.version if old else 0
            if if_version is not None and if_version != version:
                raise TokenConflict(conflict(key, if_version, version))
            self._tokens[key] = stored = StoredToken(token, version + 1)
            return stored

    def lease(self, key: TokenKey, owner: str, seconds: float) -> bool:  # noqa: ARG002
        """Let *owner* be the only one to renew; threads do not die, so it never ends."""
        with self._lock:
            return self._leases.setdefault((os.getpid(), key), owner) == owner

    def release(self, key: TokenKey, owner: str) -> None:
        """End *owner*'s lease."""
        with self._lock:
            if self._leases.get((os.getpid(), key)) == owner:
                del self._leases[os.getpid(), key]


def conflict(key: TokenKey, expected: int, found: int) -> str:
    """Say that a newer token is stored."""
    return (
        f"the token of {key.platform} account {key.account} was stored as version "
        f"{found} meanwhile, not {expected}: load it and use that one"
    )


@frozen(kw_only=True)
class RenewalPolicy:
    """When a token is renewed before the platform refuses it."""

    early: timedelta
    """Renew this long before the end (at most a tenth of the token's life) ..."""
    spread: timedelta
    """... plus up to this much, so that a fleet does not renew in the same second."""
    latest: timedelta
    """Within this of the end, a token is not used any more without renewal."""


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

_POLL_SECONDS = 0.05

_PATIENCE_SECONDS = 90.0
"""How long to wait while another process renews; should it die, its lease ends sooner."""

_REST_SECONDS = 60.0
"""After a failure to renew early, how long until that is tried again."""

Renew = Callable[[TokenKey, "Token | None"], Token]
"""Gets a new token from the platform, given the old one."""


class TokenKeeper:
    """Hands out a fresh token, and sees to it that each is renewed once."""

    def __init__(
        self,
        store: TokenStore,
        renew: Renew,
        policy: RenewalPolicy,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        random: Callable[[], float],
    ) -> None:
        self.store = store
        self._renew = renew
        self._policy = policy
        self._clock = clock
        self._sleep = sleep
        self._random = random
        self._locks = _Locks()
        self._unsaved: dict[tuple[TokenKey, int], Token] = {}
        self._rests: dict[TokenKey, float] = {}

    def current(self, key: TokenKey) -> Token | None:
        """
        Give a token that is good for now, renewed if its end is near.

        If renewing early fails, the old token serves on while it lasts.
        """
        stored = self.store.load(key)
        if stored is None:
            return self.renewed(key, None)
        token = stored.token
        now = datetime.fromtimestamp(self._clock(), timezone.utc)
        left = token.expires_at - now
        if left > self._margin(token):
            return token
        if left > self._policy.latest:
            return self._renewed_early(key, token)
        return self.renewed(key, token)

    def renewed(self, key: TokenKey, refused: Token | None) -> Token:
        """Give a token other than *refused*: a stored one if there is, else a new one."""
        lock = self._locks[key]
        if not lock.acquire(timeout=min(max(0.0, time_left()), threading.TIMEOUT_MAX)):
            raise late("waiting for a token's renewal")
        try:
            for _ in range(int(_PATIENCE_SECONDS / _POLL_SECONDS)):
                token = self._renew_alone(key, refused)
                if token is not None:
                    return token
                if time_left() <= _POLL_SECONDS:
                    raise late("waiting for a token's renewal")
                self._sleep(_POLL_SECONDS)
        finally:
            lock.release()
        msg = f"another process keeps renewing the token of {key.account}"
        raise AuthError(msg, platform=_PLATFORMS.get(key.platform))

    def _renewed_early(self, key: TokenKey, token: Token) -> Token:
        """Renew while *token* is still good: nobody waits, and failing hurts nobody."""
        lock = self._locks[key]
        if self._clock() < self._rests.get(key, 0) or not lock.acquire(blocking=False):
            return token
        try:
            return self._renew_alone(key, token) or token
        except Exception as error:  # noqa: BLE001 - whatever it was, the old one serves
            self._rests[key] = self._clock() + _REST_SECONDS
            logger.warning(
                "renewing the token of %s %s early failed (%s); the old one serves on",
                key.platform,
                key.account,
                type(error).__name__,
            )
            return token
        finally:
            lock.release()

    def _renew_alone(self, key: TokenKey, refused: Token | None) -> Token | None:
        """Give another token than *refused*; ``None`` while another process is at it."""
        stored = self.store.load(key)
        if stored and stored.token != refused:
            return stored.token
        owner = uuid.uuid4().hex
        if not self.store.lease(key, owner, LEASE_SECONDS):
            return None
        try:
            return self._renew_and_store(key, refused)
        finally:
            self.store.release(key, owner)

    def _renew_and_store(self, key: TokenKey, refused: Token | None) -> Token:
        stored = self.store.load(key)  # again: renewed before our lease, perhaps
        if stored and stored.token != refused:
            return stored.token
        old, version = (stored.token, stored.version) if stored else (None, 0)
        fresh = self._unsaved.get((key, version)) or self._renew(key, old)
        self._unsaved[key, version] = fresh  # should saving fail, it must not get lost
        try:
            self.store.save(key, fresh, if_version=version)
        except TokenConflict:  # somebody saved one by hand; theirs is newer
            newer = self.store.load(key)
            fresh = newer.token if newer else fresh
        del self._unsaved[key, version]
        return fresh

    def _margin(self, token: Token) -> timedelta:
        life = token.expires_at - token.issued_at if token.issued_at else SEVEN_DAYS
        early = min(self._policy.early, life / 10)
        spread = min(early, self._policy.spread)
        return max(early + spread * self._random(), self._policy.latest)


_PLATFORMS = {"tiktokshop": Platform.TIKTOK_SHOP, "tokopedia": Platform.TOKOPEDIA}


class _Locks:
    """One lock per key and process: what is locked in a parent is free in its fork."""

    def __init__(self) -> None:
        self._locks: dict[tuple[int, TokenKey], threading.Lock] = {}

    def __getitem__(self, key: TokenKey) -> threading.Lock:
        return self._locks.setdefault((os.getpid(), key), threading.Lock())

    def __reduce__(self) -> tuple[type[_Locks], tuple[()]]:
        return _Locks, ()
