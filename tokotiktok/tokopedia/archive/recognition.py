"""
Telling what a saved answer holds: which part each row belongs to, by its keys.

Takes answers with their envelope, rows without, and lists and objects of either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from ..._resource import dig
from ..dialect import FINE
from .manifest import FORMAT
from .parts import number_at


@frozen
class Sign:
    """What a row of a part has."""

    all: frozenset[str]
    any: frozenset[str] = frozenset()
    none: frozenset[str] = frozenset()

    def fits(self, row: Mapping[str, Any]) -> bool:
        """Whether *row* has it."""
        names = row.keys()
        return (
            self.all <= names
            and (not self.any or not self.any.isdisjoint(names))
            and self.none.isdisjoint(names)
        )


def _sign(all: str, any: str = "", none: str = "") -> Sign:
    return Sign(*(frozenset(names.split()) for names in (all, any, none)))


SIGNS: Mapping[str, Sign] = {
    "shop": _sign(
        "shop_id shop_name", "shop_url warehouses is_open date_shop_created domain"
    ),
    "products": _sign("basic", "price stock other variant menu"),
    "orders": _sign("order_id invoice_ref_num", none="customer"),
    "order_details": _sign(
        "order_id invoice_number", "order_info buyer_info payment_info item_price"
    ),
    "tickets": _sign("id invoice_number", "complaint_product problem_type"),
    "saldo": _sign("deposit_id"),
    "chats": _sign("msg_id attributes"),
    "messages": _sign("msg_id reply_id"),
}
"""
By which keys each part's rows are known.

What has ``customer`` is the body of a webhook, which looks like an order of the list.
"""

SHOP_OF = {
    "shop": number_at("shop_id"),
    "products": number_at("basic.shopID"),
    "orders": number_at("shop_id"),
    "order_details": number_at("seller_id"),
}
"""How the rows of some parts say of which shop they are."""

_LISTS = ("saldo_history", "shops", "ticket")
"""What holds rows inside the platform's ``data``."""


@frozen
class Row:
    """A row, and what it is."""

    part: str
    value: dict[str, Any]


@frozen
class Stranger:
    """Something that is no row of any part, and why."""

    why: str


def rows_in(value: Any) -> Iterator[Row | Stranger]:
    """Take *value* apart into the rows that it holds."""
    if isinstance(value, list):
        for one in value:
            yield from rows_in(one)
    elif isinstance(value, dict):
        yield from _rows_in_object(value)
    else:
        yield Stranger(f"a single {type(value).__name__}, not an object")


def _rows_in_object(value: dict[str, Any]) -> Iterator[Row | Stranger]:
    fits = [part for part, sign in SIGNS.items() if sign.fits(value)]
    if len(fits) == 1:
        yield Row(fits[0], value)
    elif fits:
        yield Stranger(f"may be a row of {' or of '.join(fits)}")
    elif value.get("format") == FORMAT:
        return  # the manifest of an archive, whose rows are in the files beside it
    elif _is_answer(value):
        code = dig(value, "header.error_code")
        if code not in FINE:
            yield Stranger(f"a refusal ({code}), not an answer")
        elif value.get("data") is not None:
            yield from rows_in(value["data"])
    elif any(name in value for name in _LISTS):
        for name in _LISTS:
            yield from rows_in(value.get(name) or [])
    elif value and all(isinstance(one, (dict, list)) for one in value.values()):
        for one in value.values():
            yield from rows_in(one)
    else:
        names = ", ".join(sorted(value)[:8]) or "no keys"
        yield Stranger(f"an object that no part has, with {names}")


def _is_answer(value: Mapping[str, Any]) -> bool:
    return "data" in value and not value.keys().isdisjoint(
        {"header", "status", "error_message"}
    )
