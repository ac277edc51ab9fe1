"""How a token is renewed: early enough, once, and stored before anybody uses it."""

from __future__ import annotations

import time
import uuid
import zlib
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from functools import partial
from typing import Any

from attrs import frozen

from ._threads import Flights, Patience
from .auth import StoredToken, Token, TokenKey, TokenStore
from .errors import (
    AuthError,
    ReauthorizationRequired,
    TokenConflict,
    TokoTikTokError,
)
from .platforms import Platform
from .retry import late, time_left
from .telemetry import logger


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

_EARLY_SECONDS = 10.0
"""How long a call waits for a renewal that could wait; or half of its time, if less."""

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

    In this process all who need it wait for one renewal, which runs in a thread of its
    own: were it cut off by a call's deadline or an interrupt, a refresh token might be
    used up for nothing. Among processes the store's lease decides who renews. What comes
    of it is stored before it is used.
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

    def current(self, key: TokenKey) -> Token:
        """
        Give a token that is good for now, renewed if its end is near.

        If renewing early fails, the old token serves on while it lasts.

        Raises:
            TokoTikTokError: as `renewed`.
        """
        stored = self._load(key)
        if stored is None:
            return self.renewed(key, None)
        token, policy = stored.token, self._policy
        left = token.expires_at - datetime.fromtimestamp(self._clock(), timezone.utc)
        life = token.expires_at - token.issued_at if token.issued_at else SEVEN_DAYS
        tenth = max(life / 10, timedelta(0))
        if left <= min(policy.latest, tenth):
            return self.renewed(key, token)
        early = min(policy.early, tenth)
        if left <= early + min(early, policy.spread) * _share(token):
            return self._renewed_early(key, token)
        return token

    def renewed(self, key: TokenKey, refused: Token | None) -> Token:
        """
        Give a token other than *refused*: a stored one if there is, else a new one.

        Raises:
            AuthError: another process is renewing it and does not get done; or it was
                deleted from the store meanwhile.
            StoreError: the store failed. A new token that could not be stored is not
                given out, but kept, and stored at the next try.
            TransportError: the time of the call under way ran out; the renewal goes on.
            TokoTikTokError: what the renewal failed with.
        """
        stored = self._load(key)
        if stored is not None and stored.token != refused:
            return stored.token
        seconds = self._lease * _PATIENCE
        patience = Patience(seconds, self._monotonic)
        work = partial(self._renew_patiently, key, refused, seconds)
        while True:
            flight, mine = self._flights.board(key, refused, work)
            token = flight.outcome(refused, min(patience.left(), time_left()))
            if token is not None:
                return token
            if time_left() <= 0:
                raise late("waiting for a token's renewal")
            if mine or patience.left() <= 0:
                msg = (
                    f"the token of {key.account} is being renewed elsewhere, too slowly"
                )
                raise AuthError(msg, platform=_PLATFORMS.get(key.platform))

    def _renewed_early(self, key: TokenKey, token: Token) -> Token:
        """Renew while *token* is still good: failing hurts nobody, nor does waiting."""
        now = self._clock()
        if 0 < self._rests.get(key, now) - now <= _LONG_REST_SECONDS:
            return token
        work = partial(self._try_early, key, token)
        flight, mine = self._flights.board(key, token, work)
        if mine:
            with suppress(Exception):  # it is in the log
                longest = min(_EARLY_SECONDS, time_left() / 2)
                return flight.outcome(token, longest) or token
        return token

    def _try_early(self, key: TokenKey, token: Token) -> Token | None:
        try:
            return self._renew_patiently(key, token, 0)
        except Exception as error:
            hopeless = isinstance(error, ReauthorizationRequired)
            rest = _LONG_REST_SECONDS if hopeless else _REST_SECONDS
            self._rests[key] = self._clock() + rest
            logger.warning(
                "renewing the token of %s %s early failed (%s); the old one serves on "
                "until %s",
                key.platform,
                key.account,
                type(error).__name__,
                token.expires_at.isoformat(),
            )
            raise

    def _renew_patiently(
        self, key: TokenKey, refused: Token | None, seconds: float
    ) -> Token | None:
        """Renew; ``None`` if another process is at it for longer than *seconds*."""
        patience, longest = Patience(seconds, self._monotonic), _SHORTEST_PAUSE
        while True:
            token = self._renew_alone(key, refused)
            if token is not None or patience.left() <= 0:
                return token
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
