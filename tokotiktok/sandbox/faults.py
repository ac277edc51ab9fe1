"""What can go wrong, by name, for ``face.fail(name)``."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from ..errors import TransportError
from ..wire import Response

if TYPE_CHECKING:
    from .face import Face


@frozen
class Fault:
    """Something that goes wrong instead of the answer, or with it."""

    instead: Callable[[Face], Response] | None = None
    after: Callable[[Face, Response], Response] | None = None


def _body(status: int, body: bytes, kind: str = "application/json") -> Fault:
    return Fault(instead=lambda _: Response(status, {"content-type": kind}, body))


def _broken(*, sent: bool, timed_out: bool = False, what: str) -> Fault:
    def fail(_: Face) -> Response:
        raise TransportError(what, sent=sent, timed_out=timed_out)

    return Fault(instead=fail)


def _lost(_: Face, __: Response) -> Response:
    """Let the platform act, and lose its answer."""
    raise TransportError("the sandbox acted, and its answer was lost", sent=True)


def _change(edit: Callable[[dict[str, Any]], None]) -> Fault:
    """Let the answer come, with its items edited."""

    def after(_: Face, response: Response) -> Response:
        body = json.loads(response.body)
        edit(body)
        return evolve(response, body=json.dumps(body).encode())

    return Fault(after=after)


def _items(body: dict[str, Any]) -> list[Any]:
    """Find the list that an answer is about."""
    data = body.get("data")
    if isinstance(data, list):
        return data
    lists = [one for one in (data or {}).values() if isinstance(one, list)]
    return lists[0] if lists else []


def _break_first(body: dict[str, Any]) -> None:
    items = _items(body)
    if items:
        items[0] = "not an object"


def _new_status(body: dict[str, Any]) -> None:
    for item in _items(body)[:1]:
        for name, word in (("status", "NEW_WORD"), ("order_status", 9999)):
            if name in item:
                item[name] = word


def _null_first(body: dict[str, Any]) -> None:
    """Set every object and list of the first item to null, as nobody documented."""
    for item in _items(body)[:1]:
        for name, value in item.items():
            if isinstance(value, (dict, list)):
                item[name] = None


def _null_data(body: dict[str, Any]) -> None:
    body["data"] = None


_PAGE = b"<html><body>503 Service Temporarily Unavailable</body></html>"

FAULTS: dict[str, Fault] = {
    "rate_limited": Fault(instead=lambda face: face.rate_limited()),
    "token_expired": Fault(instead=lambda face: face.token_expired()),
    "server_error": _body(500, b"{}"),
    "html_503": _body(503, _PAGE, "text/html"),
    "html_200": _body(200, _PAGE, "text/html"),
    "empty_200": _body(200, b""),
    "not_an_object": _body(200, b"[]"),
    "null_data": _change(_null_data),
    "bad_item": _change(_break_first),
    "null_fields": _change(_null_first),
    "unknown_status": _change(_new_status),
    "connection_refused": _broken(sent=False, what="could not connect to the sandbox"),
    "connection_reset": _broken(sent=True, what="the sandbox broke the connection off"),
    "lost_reply": Fault(after=_lost),
    "timeout": _broken(
        sent=True, timed_out=True, what="the sandbox did not answer in time"
    ),
}
