"""
Which events are sent where: what is, what is wanted, and the difference, before anything
is changed.

Sources: TikTok Shop Partner Center, "Configure webhooks" and Event API, 2026-05; Tokopedia
Open Platform guide, Webhook API.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from attrs import field, frozen

from .._convert import unstructure
from ..errors import ValidationError

if TYPE_CHECKING:
    from ..tiktokshop.client import TikTokShopClient
    from ..tokopedia.client import TokopediaClient

LONGEST = 255
"""Characters that a URL may have (TikTok Shop)."""
TOPICS = (
    "order_notification",
    "order_cancellation",
    "order_status",
    "order_request_cancellation",
    "chat_notification",
    "product_creation",
    "product_changes",
    "campaign_notification",
    "order_partial_fulfillment",
    "product_edit",
    "product_discussion",
    "order_actions",
    "order_confirm_delivery_notification",
    "shop_merge_notification",
)
"""Tokopedia's topics, as ``webhooks.register`` names them without ``_url``."""


_SECRET = "webhook_secret"  # noqa: S105 - its name


@frozen(kw_only=True)
class Change:
    """What is to change for one kind of event."""

    event: str
    before: str | None
    """Where it is sent now; ``None``: nowhere, or it cannot be read."""
    after: str | None
    """Where it is to be sent; ``None``: nowhere."""

    def __str__(self) -> str:
        """Say it in a line."""
        return f"{self.event}: {self.before or 'nowhere'} -> {self.after or 'nowhere'}"


@frozen(kw_only=True)
class SubscriptionPlan:
    """What would be changed; nothing is, before `apply`."""

    changes: tuple[Change, ...]
    emptied: tuple[str, ...] = ()
    """Events that nobody can tell are sent anywhere, and will not be afterwards."""
    steps: tuple[Callable[[], object], ...] = field(default=(), repr=False, eq=False)
    """What `apply` calls, in order."""

    def __str__(self) -> str:
        """Say each change in a line."""
        lines = [str(one) for one in self.changes]
        lines += [f"{one}: unknown -> nowhere" for one in self.emptied]
        return "\n".join(lines) or "nothing to change"

    def apply(self) -> None:
        """
        Change it.

        Raises:
            ValidationError: something else was registered meanwhile. Plan again.
            TokoTikTokError: a change failed; those before it are made. Plan again.
        """
        for step in self.steps:
            step()


def plan_tiktokshop(
    client: TikTokShopClient, wanted: Mapping[str, str], *, remove_others: bool = False
) -> SubscriptionPlan:
    """
    Compare what a shop of TikTok Shop sends where with what is wanted. Only reads.

    Args:
        client: a client with the shop's cipher.
        wanted: URLs by event type, as ``"ORDER_STATUS_CHANGE"``.
        remove_others: also remove what is not in *wanted*.

    Raises:
        ValidationError: a URL is one that the platform does not take.
        TokoTikTokError: it cannot be read.
    """
    for event, url in wanted.items():
        _check(event, url)
    found = client.webhooks.list().webhooks
    there: dict[str, str | None] = {
        one.event_type: one.address for one in found if one.event_type
    }
    changes = [
        Change(event=event, before=there.get(event), after=url)
        for event, url in wanted.items()
        if there.get(event) != url
    ]
    if remove_others:
        changes += [
            Change(event=event, before=url, after=None)
            for event, url in there.items()
            if event not in wanted
        ]
    api: Any = client.webhooks  # event types are added without asking
    steps = (
        partial(api.delete, event_type=one.event)
        if one.after is None
        else partial(api.update, address=one.after, event_type=one.event)
        for one in changes
    )
    return SubscriptionPlan(changes=tuple(changes), steps=tuple(steps))


def plan_tokopedia(
    client: TokopediaClient,
    wanted: Mapping[str, str | None],
    *,
    secret: str,
    remove_others: bool = False,
) -> SubscriptionPlan:
    """
    Compare what Tokopedia sends an app where with what is wanted. Only reads.

    Registering replaces the whole set. So what is there and not in *wanted* is sent along
    again; what the answer does not have, as if it could not be registered, is in
    ``emptied`` unless *wanted* has it. If something else was registered before the plan is
    applied, it is not applied.

    Args:
        client: a client of the app.
        wanted: URLs by topic, one of `TOPICS`; ``None`` for nowhere.
        secret: the ``webhook_secret``, which is registered with them.
        remove_others: also remove what is not in *wanted*.

    Raises:
        ValidationError: there is no such topic, a URL cannot be meant, or the secret is
            empty.
        TokoTikTokError: it cannot be read.
    """
    for topic, url in wanted.items():
        if topic not in TOPICS:
            msg = f"there is no topic {topic!r}: give one of {', '.join(TOPICS)}"
            raise ValidationError(msg)
        if url is not None:
            _check(topic, url)
    if not secret:
        raise ValidationError("an empty secret= proves nothing: give one")
    found = _registered(client)
    there = {one: found.get(f"{one}_url") or None for one in TOPICS}
    kept = {} if remove_others else {one: url for one, url in there.items() if url}
    after = {**kept, **wanted}
    changes = [
        Change(event=topic, before=there[topic], after=after.get(topic))
        for topic in TOPICS
        if there[topic] != after.get(topic)
    ]
    if found.get("webhook_secret") not in (None, secret):
        changes.append(Change(event=_SECRET, before="another", after="the one given"))
    if not changes:
        return SubscriptionPlan(changes=())
    unknown = tuple(
        one for one in TOPICS if one not in wanted and f"{one}_url" not in found
    )
    urls: dict[str, Any] = {f"{one}_url": url for one, url in after.items() if url}

    def register() -> None:
        if _registered(client) != found:
            msg = "something else was registered since this plan was made: plan again"
            raise ValidationError(msg)
        client.webhooks.register(webhook_secret=secret, **urls)

    return SubscriptionPlan(changes=tuple(changes), emptied=unknown, steps=(register,))


def _registered(client: TokopediaClient) -> Mapping[str, Any]:
    """Read what is registered, as it came."""
    found: Mapping[str, Any] = unstructure(client.webhooks.list())
    return found


def _check(event: str, url: str) -> None:
    """
    Refuse a URL that TikTok Shop does not take.

    Raises:
        ValidationError: that is so.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValidationError(f"{event}: {url!r} is no URL") from None
    host = parts.hostname or ""
    whys = {
        "begins not with https://": parts.scheme != "https",
        "names no host": not host,
        "names a port": port is not None,
        "names an IP address, not a domain": _is_address(host),
        f"is longer than {LONGEST} characters": len(url) > LONGEST,
    }
    for why, is_so in whys.items():
        if is_so:
            raise ValidationError(f"{event}: {url!r} {why}")


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
