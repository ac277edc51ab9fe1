"""
The parts of an archive, and what tells their rows apart.

A row is what the platform sent, untouched. Of each row only a few *keys* are known here:
its id, its invoice, when it happened and when it changed. They come as the platform
writes them, Tokopedia's shifted clock included, and leave as true seconds since 1970.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Literal, get_args

from attrs import frozen

from ..._model import UnixMillis, UnixSeconds
from ..._reading import UNFIT
from ..._resource import dig
from ...errors import ValidationError
from ...platforms import WIB
from ..clock import WibSeconds, WibText, WibTime

Name = Literal[
    "shop",
    "products",
    "orders",
    "order_details",
    "tickets",
    "saldo",
    "chats",
    "messages",
]
"""The name of a part."""
Key = int | str
"""What rows are told apart by."""

BEGAN = datetime(2009, 8, 17, tzinfo=WIB)
"""No Tokopedia shop is older."""


def number_at(path: str) -> Callable[[Any], int | None]:
    """Give what reads a whole number, which may have come as text."""

    def read(row: Any) -> int | None:
        value = dig(row, path)
        if value.__class__ is str and value.isascii() and value.isdigit():
            return int(value)
        return value if value.__class__ is int else None

    return read


_LONGEST = 64
"""No key is longer; what is, is none."""


def _text_at(path: str) -> Callable[[Any], str | None]:
    def read(row: Any) -> str | None:
        value = dig(row, path)
        return value if isinstance(value, str) and 0 < len(value) <= _LONGEST else None

    return read


def _time_at(path: str, kind: Any) -> Callable[[Any], int | None]:
    decode = get_args(kind)[1].decode

    def read(row: Any) -> int | None:
        try:
            return int(decode(dig(row, path)).timestamp())
        except UNFIT:
            return None

    return read


def midnight(day: date) -> int:
    """Give the second at which a day begins in WIB."""
    return int(datetime(day.year, day.month, day.day, tzinfo=WIB).timestamp())


def _day_at(path: str) -> Callable[[Any], int | None]:
    def read(row: Any) -> int | None:
        try:
            return midnight(date.fromisoformat(dig(row, path)))
        except UNFIT:
            return None

    return read


def _first_of(*readers: Callable[[Any], int | None]) -> Callable[[Any], int | None]:
    def read(row: Any) -> int | None:
        return next((at for reader in readers if (at := reader(row)) is not None), None)

    return read


@frozen(kw_only=True)
class Part:
    """One kind of rows."""

    name: str
    keys: Mapping[str, Callable[[Any], Key | None]]
    """How to read the keys that rows are looked up by."""
    same: tuple[str, ...]
    """The paths that together say which record a row is of."""
    newer: tuple[Callable[[Any], int | None], ...] = ()
    """Of two rows of one record, the one with the larger of these is the later."""
    sealed: bool = False
    """Whether buyer data may be sealed in the rows."""

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.jsonl.gz"

    def identity(self, row: Any) -> tuple[str, ...] | None:
        """Say which record a row is of; ``None`` if it does not tell."""
        found = [dig(row, path) for path in self.same]
        if not all(one.__class__ in (int, str) and one for one in found):
            return None
        return tuple(map(str, found))


_CANCELLED = 100
"""Codes below are of orders that ended before they were paid or processed."""


def _progress(row: Any) -> int | None:
    """Say how far an order has got: the codes grow, but for those of cancelled ones."""
    code = number_at("order_status")(row)
    return code + 1_000 if code is not None and code < _CANCELLED else code


_ORDER_CHANGED = _first_of(
    _time_at("update_time", WibTime), _time_at("create_time", WibTime)
)

PARTS: Mapping[str, Part] = {
    part.name: part
    for part in (
        Part(name="shop", keys={"id": number_at("shop_id")}, same=("shop_id",)),
        Part(
            name="products",
            keys={"id": number_at("basic.productID")},
            same=("basic.productID",),
            newer=(_time_at("price.LastUpdateUnix", UnixSeconds),),
        ),
        Part(
            name="orders",
            keys={
                "id": number_at("order_id"),
                "invoice": _text_at("invoice_ref_num"),
                "time": _time_at("create_time", WibSeconds),
            },
            same=("order_id",),
            newer=(_progress,),
            sealed=True,
        ),
        Part(
            name="order_details",
            keys={
                "id": number_at("order_id"),
                "invoice": _text_at("invoice_number"),
                "time": _time_at("create_time", WibTime),
                "changed": _ORDER_CHANGED,
            },
            same=("order_id",),
            newer=(_ORDER_CHANGED, _progress),
            sealed=True,
        ),
        Part(
            name="tickets",
            keys={"id": number_at("id"), "time": _day_at("open_date")},
            same=("id",),
            newer=(_day_at("close_date"),),
        ),
        Part(
            name="saldo",
            keys={
                "id": number_at("deposit_id"),
                "time": _time_at("create_time", WibText),
            },
            same=("deposit_id",),
        ),
        Part(
            name="chats",
            keys={
                "id": number_at("msg_id"),
                "time": _time_at("attributes.last_reply_time", UnixMillis),
            },
            same=("msg_id",),
            newer=(number_at("attributes.last_reply_time"),),
        ),
        Part(
            name="messages",
            keys={
                "id": number_at("msg_id"),
                "time": _time_at("reply_time", UnixMillis),
            },
            same=("msg_id", "reply_id"),
            newer=(number_at("read_time"),),
        ),
    )
}
"""Every part, in the order in which they are written."""

FAILURES = Part(name="failures", keys={}, same=("part", "id"))
"""The records that the platform did not give."""
ALL: Mapping[str, Part] = {**PARTS, FAILURES.name: FAILURES}


def is_sealed(row: Any) -> bool:
    """Whether buyer data is sealed in a row."""
    return bool(dig(row, "encryption.content"))


def day_of(moment: datetime) -> date:
    """Give the day of a moment in WIB."""
    return moment.astimezone(WIB).date()


def part_named(name: str) -> Part:
    """
    Give a part by its name.

    Raises:
        ValidationError: there is no such part.
    """
    part = ALL.get(name)
    if part is None:
        msg = f"there is no part {name!r}; there are {', '.join(PARTS)}"
        raise ValidationError(msg)
    return part
