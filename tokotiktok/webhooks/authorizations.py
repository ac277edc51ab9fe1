"""
What a seller does with an authorisation, written where the tokens are.

Source: TikTok Shop Partner Center, webhooks Seller deauthorization and Upcoming
authorization expiration, 2026-05.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from attrs import evolve

from ..auth import StoredToken, Token, TokenKey, TokenStore
from ..errors import TokenConflict
from ..telemetry import logger
from ..unified.events import AuthorizationEnded, AuthorizationEnding, ShopEvent


class Authorizations:
    """
    Two handlers that keep a token store true to what sellers do.

        keeper = Authorizations(tokens, account_of={"7490…": "<open_id>"}.get)
        events.on(AuthorizationEnded)(keeper.ended)
        events.on(AuthorizationEnding)(keeper.ending)

    A webhook may come late: a seller may have authorised anew meanwhile. So one that does
    not say when it was sent, or a token that is not known to be older, changes nothing;
    a dead token that is kept costs one refused call.
    """

    def __init__(
        self,
        tokens: TokenStore,
        *,
        account_of: Callable[[str], str | None],
        app_key: str | None = None,
    ) -> None:
        """
        Make the handlers.

        Args:
            tokens: where the tokens are.
            account_of: gives the *open_id* under which a shop's token is stored, by the
                shop's id; ``None`` for a shop that is not yours.
            app_key: whose the tokens are, for events that no `Receiver
                <tokotiktok.webhooks.Receiver>` took in: those say no app.
        """
        self._tokens = tokens
        self._account_of = account_of
        self._app_key = app_key

    def ended(self, happened: AuthorizationEnded) -> bool:
        """
        Note with the token that the seller has withdrawn it; false if nothing changed.

        It is over from then on: the next call raises
        `ReauthorizationRequired <tokotiktok.errors.ReauthorizationRequired>`, and a new
        authorisation takes its place.

        Raises:
            StoreError: the store cannot be read or written.
        """
        found = self._older(happened)
        if found is None:
            return False
        key, stored, told = found
        over = evolve(stored.token, expires_at=told, refresh_expires_at=told)
        return self._saved(key, stored, over)

    def ending(self, happened: AuthorizationEnding) -> bool:
        """
        Note with the token when the seller must authorise again; false if nothing changed.

        Raises:
            StoreError: the store cannot be read or written.
        """
        found, ends_at = self._older(happened), happened.ends_at
        if found is None or not isinstance(ends_at, datetime):
            return False
        key, stored, _ = found
        return self._saved(
            key, stored, evolve(stored.token, refresh_expires_at=ends_at)
        )

    def _saved(self, key: TokenKey, stored: StoredToken, noted: Token) -> bool:
        if noted == stored.token:
            return False
        try:
            self._tokens.save(key, noted, if_version=stored.version)
        except TokenConflict:  # another took its place at this moment, and is newer
            return False
        return True

    def _older(
        self, happened: ShopEvent
    ) -> tuple[TokenKey, StoredToken, datetime] | None:
        """Give the token that is older than an event about it, and when that was."""
        app, shop_id = happened.app or self._app_key, happened.shop_id
        account = getattr(happened.source, "seller_open_id", None)
        if not account and shop_id is not None:
            account = self._account_of(shop_id)
        if app is None or not account:
            logger.warning(
                "an authorisation of shop %s is of no known account", shop_id
            )
            return None
        key = TokenKey("tiktokshop", app, account)
        stored = self._tokens.load(key)
        issued = stored.token.issued_at if stored else None
        told = happened.happened_at
        if stored is None or issued is None or told is None or issued > told:
            return None
        return key, stored, told
