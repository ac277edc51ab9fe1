"""From a profile, or a made-up shop, to the clients that a command calls."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .._memory import MemoryTokenStore
from ..auth import TokenKey, TokenStore
from ..errors import ReauthorizationRequired, ValidationError
from ..platforms import Platform
from .profiles import PREFIX, TOKENS, Profile, profile

if TYPE_CHECKING:
    from ..sandbox import Sandbox
    from ..tiktokshop.api.shops import AuthorizedShop
    from ..tiktokshop.client import TikTokShopClient
    from ..tokopedia.client import TokopediaClient
    from ..unified.shop import UnifiedShop
    from ..wire import Transport

R = TypeVar("R")


class Connection:
    """What a command works with. Nothing is opened, nor asked for, before it is needed."""

    box: Sandbox | None = None
    """The made-up shop, if it is one."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile

    @cached_property
    def tokens(self) -> TokenStore:
        """Where tokens are."""
        from ..stores.urls import open_token_store  # slow to import, as is all below

        url = self.profile.tokens
        if url is None:
            path = Path(TOKENS).expanduser()
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            url = f"sqlite:///{path}"
        return open_token_store(url)

    @cached_property
    def transport(self) -> Transport:
        """How requests travel."""
        from ..transport import RequestsTransport

        return RequestsTransport()

    @cached_property
    def app(self) -> TikTokShopClient:
        """The client of the app, for no account and no shop yet."""
        from ..ratelimit import MemoryRateLimiter
        from ..tiktokshop.client import TikTokShopClient

        of = self.profile
        return TikTokShopClient(
            app_key=of.need("app_key"),
            app_secret=of.need("app_secret"),
            service_id=of.service_id,
            tokens=self.tokens,
            transport=self.transport,
            limiter=MemoryRateLimiter(),
            **_given(base_url=of.base_url, auth_url=of.auth_url),
        )

    @property
    def keys(self) -> list[TokenKey]:
        """Whose tokens of the app are stored; the profile's, if the store cannot tell."""
        app = self.profile.need("app_key")
        listed: Callable[[], list[TokenKey]] | None
        listed = getattr(self.tokens, "keys", None)
        if listed is None:
            account = self.profile.account
            return [] if account is None else [TokenKey("tiktokshop", app, account)]
        return [one for one in listed() if one[:2] == ("tiktokshop", app)]

    @property
    def account(self) -> str:
        """
        Whose token is used.

        Raises:
            ReauthorizationRequired: nobody has authorised the app.
            ValidationError: it is not known which of several is meant.
        """
        if self.profile.account is not None:
            return self.profile.account
        found = self.keys
        if not found:
            msg = f"no token is stored for the app of {self.profile.where}"
            raise ReauthorizationRequired(msg, reason="never_authorised")
        if len(found) > 1:
            names = ", ".join(one.account for one in found)
            msg = f"{self.profile.where} does not say which account: there are {names}"
            raise ValidationError(msg)
        return found[0].account

    @property
    def seller(self) -> TikTokShopClient:
        """The client for the account, for no shop yet."""
        return self.app.with_account(self.account)

    @cached_property
    def tiktokshop(self) -> TikTokShopClient:
        """The client for the shop."""
        cipher = self.profile.shop_cipher or self.authorized.cipher or ""
        return self.seller.with_shop(cipher)

    @cached_property
    def authorized(self) -> AuthorizedShop:
        """
        What TikTok Shop says of the shop.

        Raises:
            ValidationError: the token does not cover it, or several and none is named.
        """
        shops = list(self.seller.shops.list())
        of = self.profile
        wanted = [
            one
            for one in shops
            if of.shop_id in (None, one.id) and of.shop_cipher in (None, one.cipher)
        ]
        if len(wanted) != 1:
            names = ", ".join(one.id for one in shops) or "none"
            msg = f"{of.where}: say with shop_id which shop: the token covers {names}"
            raise ValidationError(msg)
        return wanted[0]

    @cached_property
    def tokopedia(self) -> TokopediaClient | None:
        """Tokopedia's side: the archive, or else the client, or ``None``."""
        if self.profile.tokopedia_archive is None:
            return self.tokopedia_api
        from ..tokopedia.archive import Archive

        return Archive(
            self.profile.tokopedia_archive,
            private_key=self.profile.tokopedia_private_key,
        )

    @cached_property
    def tokopedia_api(self) -> TokopediaClient | None:
        """The client of what still answers as Tokopedia's API did."""
        of = self.profile
        if of.tokopedia_client_id is None:
            return None
        from ..tokopedia.client import TokopediaClient

        return TokopediaClient(
            client_id=of.tokopedia_client_id,
            client_secret=of.need("tokopedia_client_secret"),
            fs_id=of.need("tokopedia_fs_id"),
            shop_id=of.tokopedia_shop_id,
            private_key=of.tokopedia_private_key,
            tokens=self.tokens,
            transport=self.transport,
            **_given(base_url=of.tokopedia_base_url, auth_url=of.tokopedia_auth_url),
        )

    def need_tokopedia(self) -> TokopediaClient:
        """
        Give Tokopedia's side.

        Raises:
            ValidationError: there is none.
        """
        if self.tokopedia is None:
            msg = (
                f"{self.profile.where} knows of no Tokopedia side: write "
                "tokopedia_archive into a profile, or set "
                f"{PREFIX}TOKOPEDIA_ARCHIVE; or tokopedia_client_id and the rest"
            )
            raise ValidationError(msg, platform=Platform.TOKOPEDIA)
        return self.tokopedia

    @property
    def shop(self) -> UnifiedShop:
        """The merged shop, of what is known of it."""
        from ..unified.shop import UnifiedShop

        return UnifiedShop(
            tiktokshop=self.tiktokshop if self.has_app else None,
            tokopedia=self.tokopedia,
        )

    @property
    def has_app(self) -> bool:
        """Whether there is a TikTok Shop side; where there is no other, there must be."""
        return self.profile.app_key is not None or self.tokopedia is None

    def now(self) -> datetime:
        """Give the time."""
        return self.app.now()


class Pretended(Connection):
    """A made-up shop, whose seller has authorised the app."""

    def __init__(self, box: Sandbox) -> None:
        self.box = box
        self._box = box
        from ..sandbox import TIKTOKSHOP_URL

        new = box.tiktokshop_face.app
        known = Profile(
            where="the sandbox",
            app_key=new.app_key,
            app_secret=new.app_secret,
            service_id=new.service_id,
            shop_cipher=new.shop_cipher,
            base_url=TIKTOKSHOP_URL,
            tokopedia_webhook_secret="fiktif",  # noqa: S106 - as made up as the rest
        )
        super().__init__(known)
        self.app.oauth.exchange(box.tiktokshop_face.authorize())

    @cached_property
    def tokens(self) -> TokenStore:
        """In memory, and gone with the shop."""
        return MemoryTokenStore()

    @cached_property
    def transport(self) -> Transport:
        """The shop itself."""
        return self._box.tiktokshop_face

    @cached_property
    def app(self) -> TikTokShopClient:
        """The client of the app, for no account and no shop yet."""
        return self._box.tiktokshop(tokens=self.tokens, shop_cipher=None)

    @cached_property
    def tokopedia_api(self) -> TokopediaClient:
        """The client of the old shop."""
        return self._box.tokopedia()


def connected(command: Callable[..., R]) -> Callable[..., R]:
    """Let a command take ``--sandbox``, ``--profile``, ``--config``, and a `Connection`."""
    return _connected(command, moved=False)


def connected_when_moved(command: Callable[..., R]) -> Callable[..., R]:
    """Do as `connected`; the made-up shop was integrated three days ago."""
    return _connected(command, moved=True)


def _connected(command: Callable[..., R], *, moved: bool) -> Callable[..., R]:
    @click.option("--sandbox", is_flag=True, help="Use a made-up shop.")
    @click.option(
        "--profile", "name", metavar="NAME", envvar=f"{PREFIX}PROFILE", help="Whose."
    )
    @click.option(
        "--config", metavar="FILE", envvar=f"{PREFIX}CONFIG", help="Of profiles, TOML."
    )
    @wraps(command)
    def connecting(
        *args: Any, sandbox: bool, name: str | None, config: str | None, **given: Any
    ) -> R:
        if sandbox:
            found: Connection = Pretended(_made_up(moved=moved))
        else:
            found = Connection(profile(name, config, os.environ))
        for warning in found.profile.warnings:
            click.echo(f"warning: {warning}", err=True)
        return command(found, *args, **given)

    return connecting


def _made_up(*, moved: bool) -> Sandbox:
    """Make up a shop, unless whoever calls `main` gives one."""
    from ..sandbox import Sandbox

    given: Sandbox | None = click.get_current_context().obj
    if given is not None:
        return given
    if not moved:
        return Sandbox()
    box = Sandbox(integration="pending")
    box.integration.merge()
    box.integration.confirm_products()
    box.clock.advance(days=3, hours=8)
    return box


def _given(**options: str | None) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}
