"""
Webhooks, sent as the platforms send them: signed, late or twice if you like, and again
until they are answered.

Sources: TikTok Shop Partner Center, "Webhooks overview", 2026-05; Tokopedia Open Platform
guide, Webhook API. Whether Tokopedia sent again what was not answered is not established:
here it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from .. import _json
from .._threads import Lock
from ..errors import TransportError
from ..platforms import Platform
from ..tiktokshop import webhooks as tiktokshop
from ..tokopedia import webhooks as tokopedia
from ..wire import Request, Timeout
from .integration import Event

if TYPE_CHECKING:
    from .tiktokshop_gate import App

Target = Callable[[Mapping[str, str], bytes], int]
"""Takes headers and body, gives the status that it would answer with."""

SECRET = "fictitious-webhook-secret"  # noqa: S105 - made up
"""What Tokopedia's are signed with."""
AGAIN = (120, 1_800, 10_800, 43_200)
"""Seconds after each failure at which TikTok Shop sends again; then no more."""
ANSWERS = (200, 401)
"""What TikTok Shop takes for an answer."""
_TIMEOUT = Timeout(3, 3, 3)


@frozen(kw_only=True)
class Delivery:
    """One attempt to deliver a webhook."""

    at: datetime
    platform: Platform
    body: bytes = field(repr=False)
    status: int | None
    """``None``: nobody answered."""
    attempt: int


@define
class _Waiting:
    """What is to be sent, when."""

    due: float
    number: int
    platform: Platform
    target: Target
    body: bytes
    attempt: int = 1


class Hooks:
    """What an app that listens is sent: ``box.hooks``."""

    def __init__(self, clock: Callable[[], float], app: App) -> None:
        self._clock = clock
        self._app = app
        self._lock = Lock()
        self._targets: dict[Platform, Target] = {}
        self._waiting: list[_Waiting] = []
        self._count = 0
        self.deliveries: list[Delivery] = []
        """Every attempt, in order."""
        self.dropped: list[bytes] = []
        """The bodies that were sent for the last time and not answered."""

    def listen(
        self, target: Target | str, *, platform: Platform = Platform.TIKTOK_SHOP
    ) -> None:
        """
        Send *platform*'s webhooks there from now on; what the play brings, by itself.

        Args:
            target: a URL, or a function of headers and body that gives a status, such as
                ``receiver.tiktokshop``.
            platform: whose.
        """
        self._targets[platform] = (
            _posting(target) if isinstance(target, str) else target
        )

    def send(
        self,
        payload: Mapping[str, Any],
        *,
        platform: Platform = Platform.TIKTOK_SHOP,
        late: float = 0,
        times: int = 1,
    ) -> None:
        """
        Send a webhook.

        Args:
            payload: what it says. TikTok Shop's gets a ``tts_notification_id``, the shop
                and the time where it has none.
            platform: whose it is.
            late: seconds to wait, by the sandbox's clock.
            times: how often the same one is sent, as platforms do at times.

        Raises:
            ValueError: nobody listens.
        """
        target = self._targets.get(platform)
        if target is None:
            msg = f"nobody listens to {platform.label}: call hooks.listen() first"
            raise ValueError(msg)
        body = _json.dumps(self._whole(payload, platform))
        due = self._clock() + late
        with self._lock:
            for _ in range(times):
                self._count += 1
                self._waiting.append(_Waiting(due, self._count, platform, target, body))
        self.run()

    def tell(self, event: Event) -> None:
        """Send what the play brings to whoever listens."""
        if event.platform in self._targets:
            self.send(event.payload, platform=event.platform)

    def run(self) -> None:
        """Deliver what is due by now, in the order of when it is; the clock calls it."""
        while letter := self._next():
            self._deliver(letter)

    def _next(self) -> _Waiting | None:
        """Take what is due, whichever thread asks, so that none is delivered by two."""
        now = self._clock()
        with self._lock:
            due = [one for one in self._waiting if one.due <= now]
            if not due:
                return None
            first = min(due, key=lambda one: (one.due, one.number))
            self._waiting.remove(first)
            return first

    def _deliver(self, letter: _Waiting) -> None:
        headers = self._signed(letter.platform, letter.body)
        try:
            status: int | None = letter.target(headers, letter.body)
        except TransportError:
            status = None
        self.deliveries.append(
            Delivery(
                at=datetime.fromtimestamp(letter.due, timezone.utc),
                platform=letter.platform,
                body=letter.body,
                status=status,
                attempt=letter.attempt,
            )
        )
        if status in ANSWERS:
            return
        again = AGAIN if letter.platform is Platform.TIKTOK_SHOP else ()
        if letter.attempt > len(again):
            self.dropped.append(letter.body)
            return
        letter.due += again[letter.attempt - 1]
        letter.attempt += 1
        self._waiting.append(letter)

    def _signed(self, platform: Platform, body: bytes) -> dict[str, str]:
        if platform is Platform.TOKOPEDIA:
            signature = tokopedia.sign(body, secret=SECRET)
            return {
                "Content-Type": "application/json",
                tokopedia.HEADER: signature,
            }
        app = self._app
        signature = tiktokshop.sign(
            body, app_key=app.app_key, app_secret=app.app_secret
        )
        return {"Content-Type": "application/json", tiktokshop.HEADER: signature}

    def _whole(self, payload: Mapping[str, Any], platform: Platform) -> dict[str, Any]:
        if platform is Platform.TOKOPEDIA:
            return dict(payload)
        whole = {
            "tts_notification_id": str(7_327_100_000_000_000_000 + self._count),
            "timestamp": int(self._clock()),
        }
        if not {"seller_open_id", "creator_open_id"} & payload.keys():
            whole["shop_id"] = self._app.shop_id
        return {**whole, **payload}


def _posting(url: str) -> Target:
    """Make a target of a URL."""
    from ..transport import RequestsTransport

    transport = RequestsTransport()

    def post(headers: Mapping[str, str], body: bytes) -> int:
        request = Request("POST", url, headers=dict(headers), body=body)
        return transport.send(request, _TIMEOUT).status

    return post
