"""
A made-up merged shop that answers as both platforms do, without an account.

.. code-block:: python

    box = Sandbox(seed=1)
    for order in box.shop().orders.list():
        ...
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Literal, cast

from attrs import define, field

from ..auth import Token
from ..platforms import Platform
from .buying import buy, serving, sold
from .face import Clocks
from .hooks import Hooks
from .integration import Event, Integration
from .play import Play, Unmerged
from .played import Played
from .subscriptions import TikTokShopSubscriptions, TokopediaSubscriptions
from .tiktokshop import TikTokShopFace
from .tokopedia import TokopediaFace
from .trouble import Trouble
from .world import CATALOGUE, TODAY, Sale, World

if TYPE_CHECKING:
    from ..tiktokshop.client import TikTokShopClient
    from ..tokopedia.client import TokopediaClient
    from ..unified.shop import UnifiedShop

__all__ = ["Clock", "Event", "Integration", "Play", "Sandbox", "Trouble"]

TIKTOKSHOP_URL = "https://open-api.tiktokshop.sandbox.invalid"
TIKTOKSHOP_AUTH_URL = "https://auth.tiktokshop.sandbox.invalid"
TOKOPEDIA_URL = "https://fs.tokopedia.sandbox.invalid"
TOKOPEDIA_AUTH_URL = "https://accounts.tokopedia.sandbox.invalid"


@define
class Clock:
    """A clock that moves only when told. Calling it gives seconds since 1970."""

    seconds: float = field(factory=TODAY.timestamp)
    slept: list[float] = field(factory=list)
    """How long callers of `sleep` waited."""
    on_move: Callable[[], None] | None = None
    """Called after each move."""

    def __call__(self) -> float:
        """Give the seconds since 1970."""
        return self.seconds

    @property
    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.fromtimestamp(self.seconds, timezone.utc)

    def advance(self, **span: float) -> None:
        """Move on by a span, named as for ``timedelta``: ``advance(days=1)``."""
        self._move(timedelta(**span).total_seconds())

    def sleep(self, seconds: float) -> None:
        """Move on instead of waiting."""
        self.slept.append(seconds)
        self._move(seconds)

    def _move(self, seconds: float) -> None:
        self.seconds += seconds
        if self.on_move is not None:
            self.on_move()


def _play(
    integration: Literal["merged", "pending", "solely_tiktok_shop"] | Play,
    trouble: Trouble | None,
) -> Play | None:
    """Give the play that was asked for, if one was."""
    if integration == "merged":
        return None
    if trouble is not None:
        msg = f"{trouble} lies around an integration that is done, not {integration!r}"
        raise ValueError(msg)
    return integration if isinstance(integration, Play) else Play(start=integration)


def _half() -> float:
    """Stand in for chance, so that everything happens the same way each time."""
    return 0.5


class Sandbox:
    """
    One world, two faces, one clock.

    The same *seed* gives the same shop, on any machine.
    """

    def __init__(
        self,
        seed: int = 1,
        *,
        orders: int = 48,
        trouble: Trouble | None = None,
        products: int = len(CATALOGUE),
        integration: Literal["merged", "pending", "solely_tiktok_shop"]
        | Play = "merged",
    ) -> None:
        """
        Make a shop.

        Args:
            seed: another number, another shop.
            orders: how many sales it has had; a million takes no more memory.
            trouble: what makes its integration hard to read.
            products: how many products it has.
            integration: how far its integration is. *merged*: done some weeks ago.
                *pending*: a shop on each platform, for a play that
                ``box.integration`` directs. *solely_tiktok_shop*: on TikTok Shop alone.

        Raises:
            ValueError: there are fewer *orders* than *trouble* needs, or there is
                *trouble* with an integration that is still to come.
        """
        play = _play(integration, trouble)
        self.world = (
            World(seed, orders, trouble=trouble, products=products)
            if play is None
            else Unmerged(play, seed, orders, products=products)
        )
        """What really happened in the shop."""
        self.clock = Clock()
        self.integration = Integration(self.world, self.clock, play)
        """How far the shop's integration has got."""
        self.clock.on_move = self._moved
        self._gate: Callable[[], float] = self.clock
        clocks = Clocks(self.clock, self._gate_time)
        told = [
            cast("World", Played(self.world, api, self.integration)) for api in Platform
        ]
        self.tokopedia_face = TokopediaFace(told[0], clocks, self.integration)
        self.tiktokshop_face = TikTokShopFace(told[1], clocks, self.integration)
        self.hooks = Hooks(self.clock, self.tiktokshop_face.app)
        """Sends webhooks to whoever listens."""
        self.integration.on_event(self.hooks.tell)
        TikTokShopSubscriptions(self.tiktokshop_face)
        TokopediaSubscriptions(self.tokopedia_face, self.hooks)

    def _moved(self) -> None:
        self.integration.tell()
        self.hooks.run()

    def _gate_time(self) -> float:
        return self._gate()

    def use_wall_clock(self, clock: Callable[[], float]) -> None:
        """Check timestamps and tokens by a real clock: what foreign SDKs sign by."""
        self._gate = clock
        face = self.tiktokshop_face
        for grant in (*face.grants, face.creator):
            grant.ends += clock() - self.clock()
            grant.refresh_ends += clock() - self.clock()

    def tiktokshop(self, **options: Any) -> TikTokShopClient:
        """Give a client of the TikTok Shop face, authorised and for the shop."""
        from ..tiktokshop.client import TikTokShopClient

        app = self.tiktokshop_face.app
        given: dict[str, Any] = {
            "app_key": app.app_key,
            "app_secret": app.app_secret,
            "service_id": app.service_id,
            "shop_cipher": app.shop_cipher,
            "base_url": TIKTOKSHOP_URL,
            "auth_url": TIKTOKSHOP_AUTH_URL,
            "transport": self.tiktokshop_face,
            **self._effects(),
        }
        if "tokens" not in options:
            given["token"] = self.token()
        return TikTokShopClient(**{**given, **options})

    def tokopedia(self, **options: Any) -> TokopediaClient:
        """Give a client of the Tokopedia face, for the shop."""
        from ..tokopedia.client import TokopediaClient

        app = self.tokopedia_face.app
        given: dict[str, Any] = {
            "client_id": app.client_id,
            "client_secret": app.client_secret,
            "fs_id": app.fs_id,
            "shop_id": app.shop_id,
            "base_url": TOKOPEDIA_URL,
            "auth_url": TOKOPEDIA_AUTH_URL,
            "transport": self.tokopedia_face,
            **self._effects(),
        }
        return TokopediaClient(**{**given, **options})

    def shop(self, **options: Any) -> UnifiedShop:
        """Give the merged shop over both faces."""
        from ..unified.shop import UnifiedShop

        given: dict[str, Any] = {
            "tiktokshop": self.tiktokshop(),
            "tokopedia": self.tokopedia(),
        }
        return UnifiedShop(**{**given, **options})

    def buy(
        self,
        *seller_skus: str,
        on: Platform = Platform.TOKOPEDIA,
        api: Platform | None = None,
        own_courier: bool = False,
    ) -> Sale:
        """
        Let a buyer buy something now, and pay.

        Args:
            seller_skus: what is bought, one of each; one thing, if left out.
            on: where.
            api: which API knows of it; both, if it happens around the integration.
                If left out, the one that serves such sales now.
            own_courier: TikTok Shop: whether the seller, not the platform, ships it.

        Raises:
            ValueError: the shop does not sell that, or not there.
        """
        items = self.tiktokshop_face.world.items
        return buy(
            self.world,
            int(self.clock()),
            seller_skus,
            on,
            api=serving(self.integration, on) if api is None else api,
            own_courier=own_courier,
            items=sold(self.integration, items, on),
        )

    def token(self, *, creator: bool = False) -> Token:
        """Give the token of the seller's authorisation, or of a *creator*'s."""
        face = self.tiktokshop_face
        grant = face.creator if creator else face.grant
        return Token(
            access=grant.access,
            refresh=grant.refresh,
            expires_at=datetime.fromtimestamp(grant.ends, timezone.utc),
            refresh_expires_at=datetime.fromtimestamp(grant.refresh_ends, timezone.utc),
            account="fiktif_creator_0001" if creator else face.app.open_id,
        )

    def _effects(self) -> dict[str, Any]:
        return {"clock": self.clock, "sleep": self.clock.sleep, "random": _half}
