"""
The platform's read operations, answered from an archive.

This is a transport, as the sandbox is: the client's own dialect and models read what it
answers, so an archived record cannot come out otherwise than a live one would. Rows go
into the answer as they are stored, without being parsed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

from attrs import field, frozen

from ..._client import operations
from ..._json import dumps
from ..._resource import dig
from ...errors import NotFoundError, ValidationError
from ...wire import Request, Response, Timeout
from ..clock import SHIFT
from .parts import midnight
from .reading import Query, Reader

URL = "https://archive.invalid"
"""The address that an archive's client has; nothing is ever sent to it."""
_DAY = 86_400
_LIFE = 365 * _DAY
_JSON = {"content-type": "application/json"}


@frozen
class _Asked:
    """What a request asks for."""

    path: Mapping[str, str]
    query: Mapping[str, str]

    def number(self, name: str, default: int | None = None) -> int:
        """Give a whole number of the query."""
        value = self.query.get(name, default)
        try:
            return int(str(value))
        except ValueError:
            raise ValidationError(f"{name}={value!r} is not a whole number") from None

    def page(self, default: int) -> tuple[int, int]:
        """Give which page is asked for, and how many rows that has."""
        page, size = self.number("page", 1), self.number("per_page", default)
        if page < 1 or size < 1:
            raise ValidationError(f"page={page}, per_page={size}: both begin at 1")
        return page, size

    def days(self) -> tuple[str, int, int]:
        """Give the time asked for: whole days, both inclusive."""
        first, last = self._day("from_date"), self._day("to_date")
        return "time", first, last + _DAY - 1

    def equal(self, **paths: str) -> tuple[tuple[str, frozenset[str]], ...]:
        """Give what must stand where in a row, for the parameters that were given."""
        return tuple(
            (path, frozenset(self.query[name].split(",")))
            for name, path in paths.items()
            if name in self.query
        )

    def _day(self, name: str) -> int:
        value = self.query.get(name, "")
        try:
            return midnight(date.fromisoformat(value))
        except ValueError:
            raise ValidationError(f"{name}={value!r} is not a day") from None


@frozen
class ArchiveTransport:
    """Answers from an archive. Safe to share between threads; pickles."""

    reader: Reader = field(eq=False)

    def send(self, request: Request, timeout: Timeout) -> Response:  # noqa: ARG002 - at once
        """Answer one request."""
        path = unquote(urlsplit(request.url).path)
        if path == "/token":
            token = {"access_token": "archive", "expires_in": _LIFE}
            return Response(200, _JSON, dumps(token))
        operation, in_path = _find(path)
        give, takes = _ANSWERS[operation]
        asked = _Asked(in_path, dict(request.query))
        strange = asked.query.keys() - takes - {"fs_id", "shop_id", "page", "per_page"}
        if strange:
            msg = f"an archive cannot answer by {', '.join(sorted(strange))}"
            raise ValidationError(msg)
        shop = asked.path.get("shop_id") or asked.query.get("shop_id")
        if shop not in (None, self.reader.manifest.shop_id):
            what = f"this archive is of shop {self.reader.manifest.shop_id}, not {shop}"
            return _no(403, "RBAC_MDLW_001", what)
        data = give(self.reader, asked)
        if data is None:
            what = "the archive has no such record"
            return _no(404, "ORD_API_008", what)
        return answer(data)

    def close(self) -> None:
        """Nothing to close."""


def _no(status: int, code: str, what: str) -> Response:
    header = {"error_code": code, "reason": what}
    return Response(status, _JSON, dumps({"header": header, "data": None}))


def answer(data: bytes) -> Response:
    """Make the answer that brings *data*."""
    return Response(200, _JSON, b'{"header":{},"data":' + data + b"}")


def listed(lines: list[bytes]) -> bytes:
    """Make a list of rows."""
    return b"[" + b",".join(lines) + b"]"


# what is answered


def _orders(reader: Reader, asked: _Asked) -> bytes:
    first, last = asked.number("from_date"), asked.number("to_date")
    query = Query(
        part="orders",
        within=(("time", first - SHIFT, last - SHIFT),),
        equal=asked.equal(status="order_status", warehouse_id="warehouse_id"),
    )
    return listed(reader.page(query, *asked.page(50))[0])


def _order(reader: Reader, asked: _Asked) -> bytes | None:
    names = asked.query.keys() & {"order_id", "invoice_num"}
    if len(names) != 1:
        raise ValidationError("give order_id or invoice_num, exactly one")
    if "order_id" in names:
        return reader.find("order_details", "id", asked.number("order_id"))
    return reader.find("order_details", "invoice", asked.query["invoice_num"])


def _products(reader: Reader, asked: _Asked) -> bytes:
    ids = [
        int(one)
        for one in asked.query.get("product_id", "").split(",")
        if one.isdecimal()
    ]
    query = Query(
        part="products",
        within=(("id", min(ids), max(ids)),) if ids else (),
        equal=asked.equal(
            product_id="basic.productID", product_url="other.url", sku="other.sku"
        ),
    )
    return listed(reader.page(query, *asked.page(50))[0])


def _shops(reader: Reader, asked: _Asked) -> bytes:
    if reader.manifest.part("shop") is None:  # nobody saved it: nobody knows
        return b"[]"
    return listed(reader.page(Query(part="shop"), *asked.page(50))[0])


def _tickets(reader: Reader, asked: _Asked) -> bytes:
    query = Query(part="tickets", within=(asked.days(),))
    rows, _ = reader.page(query, 1, reader.state("tickets").records or 1)
    if not rows:
        return b'{"is_success":true,"shops":null}'
    shop = (
        next(iter(reader.rows("shop")), None) if reader.manifest.part("shop") else None
    )
    about = dumps(
        {"shop_id": int(reader.manifest.shop_id), "shop_name": dig(shop, "shop_name")}
    )
    of_shop = about[:-1] + b',"ticket":' + listed(rows) + b"}"
    return b'{"is_success":true,"shops":[' + of_shop + b"]}"


def _saldo(reader: Reader, asked: _Asked) -> bytes:
    query = Query(part="saldo", within=(asked.days(),))
    rows, more = reader.page(query, *asked.page(50))
    flag = b"true" if more else b"false"
    return b'{"have_next_page":' + flag + b',"saldo_history":' + listed(rows) + b"}"


def _chats(reader: Reader, asked: _Asked) -> bytes:
    equal: tuple[tuple[str, frozenset[str]], ...] = ()
    wanted = asked.query.get("filter", "all")
    if wanted != "all":
        status = frozenset({_READ_STATUS.get(wanted, wanted)})
        equal = (("attributes.read_status", status),)
    query = Query(part="chats", equal=equal)
    return listed(reader.page(query, *asked.page(15))[0])


_READ_STATUS = {"unread": "1", "read": "2"}


def _messages(reader: Reader, asked: _Asked) -> bytes:
    chat = asked.path["msg_id"]
    if not chat.isdecimal():
        raise ValidationError(f"msg_id={chat!r} is not a number")
    query = Query(part="messages", within=(("id", int(chat), int(chat)),))
    return listed(reader.page(query, *asked.page(15))[0])


_Answer = Callable[[Reader, _Asked], "bytes | None"]
_ANSWERS: Mapping[str, tuple[_Answer, frozenset[str]]] = {
    "list_orders": (
        _orders,
        frozenset({"from_date", "to_date", "status", "warehouse_id"}),
    ),
    "get_order": (_order, frozenset({"order_id", "invoice_num"})),
    "get_product_info": (_products, frozenset({"product_id", "product_url", "sku"})),
    "get_shop_info": (_shops, frozenset()),
    "list_resolution_tickets": (_tickets, frozenset({"from_date", "to_date"})),
    "get_saldo_history": (_saldo, frozenset({"from_date", "to_date"})),
    "list_messages": (_chats, frozenset({"filter"})),
    "list_replies": (_messages, frozenset()),
}
"""Each operation that an archive answers, and the parameters it understands."""


@cache
def _routes() -> tuple[tuple[re.Pattern[str], str], ...]:
    package = __name__.rpartition(".archive.")[0] + ".api"
    return tuple(
        (
            re.compile(
                re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(row["path"]))
            ),
            row["id"],
        )
        for row in operations(package)
        if row["id"] in _ANSWERS
    )


def _find(path: str) -> tuple[str, Mapping[str, Any]]:
    for pattern, operation in _routes():
        match = pattern.fullmatch(path)
        if match:
            return operation, match.groupdict()
    raise NotFoundError(f"an archive has nothing at {path}")


def answers(operation: str) -> bool:
    """Whether an archive answers an operation."""
    return operation in _ANSWERS
