"""
Directing a served sandbox over HTTP, from any language: what is under `CONTROL`.

What cannot be read is answered with 400, a step that cannot be taken with 409, both with
``{"error": why}``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import attrs

from ..platforms import Platform
from .face import RefusedError, as_json

if TYPE_CHECKING:
    from ..wire import Response
    from . import Sandbox
    from .truth import Whereabouts

CONTROL = "/_sandbox/"
MOST = timedelta(days=3_650)
"""How far the clock is moved at once."""
Act = Callable[["Sandbox", dict[str, Any]], Any]


def control(box: Sandbox, method: str, path: str, body: bytes) -> Response:
    """Do what a request to the sandbox itself asks for."""
    try:
        act = _find(f"{method} {path.partition('?')[0]}")
        return as_json(act(box, _given(body)))
    except RefusedError as refused:
        return as_json({"error": refused.message}, refused.status)


def _find(what: str) -> Act:
    if what not in ACTS:
        raise RefusedError(404, "", f"no {what}: there are {', '.join(ACTS)}")
    return ACTS[what]


def _given(body: bytes) -> dict[str, Any]:
    try:
        given = json.loads(body or b"{}")
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise RefusedError(400, "", "the body is not a JSON object")
    return given


def _step(name: str) -> Act:
    """Make the act that takes a step of the integration."""

    def take(box: Sandbox, _: dict[str, Any]) -> dict[str, Any]:
        try:
            getattr(box.integration, name)()
        except ValueError as error:
            raise RefusedError(409, "", str(error)) from error
        return _state(box)

    return take


def _merge_products(box: Sandbox, given: dict[str, Any]) -> dict[str, Any]:
    """Let the seller merge two products: ``{"keep": "173…", "drop": "173…"}``."""
    if given.keys() != {"keep", "drop"}:
        raise RefusedError(400, "", "give the ids of the product to keep and to drop")
    keep, drop = str(given["keep"]), str(given["drop"])
    try:
        box.integration.merge_products(keep=keep, drop=drop)
    except ValueError as error:
        raise RefusedError(409, "", str(error)) from error
    return _state(box)


def _state(box: Sandbox, _: dict[str, Any] | None = None) -> dict[str, Any]:
    """Say how the shop stands, and what was told of it so far."""
    integration = box.integration
    done = integration.completed_at
    return {
        "phase": integration.phase,
        "completed_at": None if done is None else int(done.timestamp()),
        "now": int(box.clock()),
        "events": [
            {
                "at": int(event.at.timestamp()),
                "platform": event.platform.name,
                "payload": event.payload,
            }
            for event in integration.events
        ],
    }


def _advance(box: Sandbox, given: dict[str, Any]) -> dict[str, Any]:
    """Move the world's clock on by a span: ``{"hours": 24}``."""
    try:
        span = timedelta(**given)
    except (TypeError, ValueError, OverflowError) as error:
        why = f'no span of time, as {{"hours": 24}} is: {error}'
        raise RefusedError(400, "", why) from None
    if not abs(span) < MOST:
        raise RefusedError(400, "", f"the clock moves by less than {MOST.days} days")
    box.clock.advance(**given)
    return _state(box)


def _buy(box: Sandbox, given: dict[str, Any]) -> dict[str, Any]:
    """Let a buyer buy: ``{"seller_skus": ["GULA-AREN"], "on": "TOKOPEDIA"}``."""
    skus, on = given.get("seller_skus", []), str(given.get("on", "TOKOPEDIA"))
    if not isinstance(skus, list) or on not in Platform.__members__:
        why = f"seller_skus is a list, and on one of {', '.join(Platform.__members__)}"
        raise RefusedError(400, "", why)
    try:
        with box.world.changes.lock:
            sale = box.buy(*skus, on=Platform[on])
    except ValueError as error:
        raise RefusedError(409, "", str(error)) from error
    orders = box.integration.truth.orders()
    return _row(next(one for one in orders if one.sale.number == sale.number))


def _authorize(box: Sandbox, _: dict[str, Any]) -> dict[str, Any]:
    """Let the seller authorise the app: the code to exchange for a token."""
    return {"code": box.tiktokshop_face.authorize()}


def _listen(box: Sandbox, given: dict[str, Any]) -> dict[str, Any]:
    """Send webhooks there: ``{"url": "http://…", "platform": "TIKTOK_SHOP"}``."""
    url = given.get("url")
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        raise RefusedError(400, "", "url is where webhooks are to be sent: http://…")
    box.hooks.listen(url, platform=_platform(given))
    return _hooks(box)


def _send(box: Sandbox, given: dict[str, Any]) -> dict[str, Any]:
    """Send a webhook: ``{"payload": {"type": 1, "data": {…}}, "late": 60, "times": 2}``."""
    payload = given.get("payload")
    if not isinstance(payload, dict):
        raise RefusedError(400, "", "payload is the object that the webhook says")
    late, times = _number(given, "late", 0, 1_000_000), _number(given, "times", 1, 100)
    try:
        box.hooks.send(payload, platform=_platform(given), late=late, times=times)
    except ValueError as error:
        raise RefusedError(409, "", str(error)) from error
    return _hooks(box)


def _hooks(box: Sandbox, _: dict[str, Any] | None = None) -> dict[str, Any]:
    """Give each attempt to deliver a webhook, and what came of it."""
    rows = [
        {
            "at": int(one.at.timestamp()),
            "platform": one.platform.name,
            "payload": json.loads(one.body),
            "status": one.status,
            "attempt": one.attempt,
        }
        for one in box.hooks.deliveries
    ]
    return {"deliveries": rows, "dropped": len(box.hooks.dropped)}


def _number(given: dict[str, Any], name: str, least: int, most: int) -> int:
    """Give a number, which is the least possible where it is left out."""
    number = given.get(name, least)
    if number.__class__ is not int or not least <= number <= most:
        raise RefusedError(400, "", f"{name} is a number from {least} to {most}")
    return int(number)


def _platform(given: dict[str, Any]) -> Platform:
    name = str(given.get("platform", "TIKTOK_SHOP"))
    if name not in Platform.__members__:
        why = f"platform is one of {', '.join(Platform.__members__)}"
        raise RefusedError(400, "", why)
    return Platform[name]


def _truth(box: Sandbox, _: dict[str, Any]) -> dict[str, Any]:
    """Give the whole ledger of what became what."""
    truth = box.integration.truth
    return {
        "shops": truth.shops and attrs.asdict(truth.shops),
        "products": truth.products,
        "skus": truth.skus,
        "not_copied": truth.not_copied,
        "warehouses": truth.warehouses,
        "twins": [attrs.asdict(one) for one in truth.twins],
        "orders": [_row(one) for one in truth.orders()],
    }


def _row(one: Whereabouts) -> dict[str, Any]:
    return {
        "origin": one.origin.name,
        "tokopedia": one.tokopedia,
        "tiktokshop": one.tiktokshop,
        "arrives_at": one.arrives_at,
    }


_STEPS = (
    "begin",
    "lock",
    "merge",
    "confirm_products",
    "unmerge",
    "mirror",
    "cancel_mirror",
    "roll_back",
    "revoke",
    "connect",
    "disconnect",
)
ACTS: dict[str, Act] = {
    f"GET {CONTROL}integration": _state,
    f"GET {CONTROL}integration/truth": _truth,
    **{f"POST {CONTROL}integration/{name}": _step(name) for name in _STEPS},
    f"POST {CONTROL}integration/merge_products": _merge_products,
    f"POST {CONTROL}clock/advance": _advance,
    f"POST {CONTROL}buy": _buy,
    f"POST {CONTROL}authorize": _authorize,
    f"GET {CONTROL}hooks": _hooks,
    f"POST {CONTROL}hooks/listen": _listen,
    f"POST {CONTROL}hooks/send": _send,
}
"""What can be asked for, by method and path; the steps are methods of `Integration`."""
