"""
What a batch's answer says of the items that failed, although its code is 0.

Where that stands differs per operation: a list of errors, a list of ids, or a mark at
each row. ``Operation.failures`` names the places, separated by commas; ``rows[].code``
is the field ``code`` of each of ``rows``.

Source: TikTok Shop Partner Center, API reference, 2026-05; the storefront in ``detail``
is from the Tokopedia & Shop Open API Integration One Pager, 2025-02.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve

from .._answer import coded, said
from .._resource import Failure, dig
from ..platforms import Platform

_FINE = (None, 0, "", "0", "200", "SUCCESS", "OK")
"""Codes of a row that was done."""

_STOREFRONTS = {
    "TIKTOK_SHOP": Platform.TIKTOK_SHOP,
    "TTS_SHOP": Platform.TIKTOK_SHOP,
    "TOKOPEDIA": Platform.TOKOPEDIA,
}
_IDS = ("_id", "_no", "region", "tag")
"""How the names of what identifies an item end."""

_OF_ERRORS = {"code", "message", "detail", "fail_reason"}
"""Fields that an object has if it says why something failed."""


def failures(payload: Any, places: str) -> list[Failure]:
    """List the failures at *places*, in the answer's order."""
    return [one for place in places.split(",") for one in _at(payload, place)]


def _at(payload: Any, place: str) -> Iterator[Failure]:
    above, _, name = place.rpartition(".")
    rows = dig(payload, above.removesuffix("[]"))
    for row in rows if above.endswith("[]") and isinstance(rows, list) else [rows]:
        if not isinstance(row, dict):
            continue
        value = row.get(name)
        if name == "is_success":  # a false one may be left out
            if value is not True:
                yield _failure(row)
        elif name.endswith("code"):
            if _bad(value):
                yield evolve(_failure(row), code=coded(value))
        elif above.endswith("[]"):  # why this row failed
            found = list(_listed(value, name))
            if not found and row.get("status") == "FAILED":
                found = [Failure(None, None, "")]
            for one in found:
                yield Failure(_id_of(row), one.code, one.message, source=row)
        else:
            yield from _listed(value, name)


def _listed(value: Any, name: str) -> Iterator[Failure]:
    """Read what is under *name*: errors, one error, ids, or what was not changed."""
    if isinstance(value, dict):
        if not value.keys() & _OF_ERRORS:
            yield from _unchanged(value)
        elif _bad(value.get("code", "?")):
            yield _failure(value)
        return
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and one:
            made = _failure(one)
            told = made.message or made.code is not None
            yield made if told else evolve(made, message=f"listed under {name}")
        elif one and name.endswith(("ids", "id_list")):
            yield Failure(said(one) or None, None, f"listed under {name}")
        elif one:
            yield Failure(None, None, said(one), source=one)


def _unchanged(asked: Mapping[str, Any]) -> Iterator[Failure]:
    """Read an object that repeats what was asked for and could not be done."""
    for field, value in asked.items():
        for one in value if isinstance(value, list) else [value]:
            if one:
                listed = isinstance(value, list) and not isinstance(one, dict)
                found = said(one) if listed else _id_of(one)
                yield Failure(found or None, None, f"not done: {field}", source=one)


def _failure(row: Mapping[str, Any]) -> Failure:
    detail = row.get("detail")
    detail = detail if isinstance(detail, dict) else row
    extra = detail.get("extra_errors")
    return Failure(
        _id_of(detail),
        coded(row.get("code")),
        said(row.get("message")) or said(detail.get("fail_reason")),
        _STOREFRONTS.get(said(detail.get("listing_platform"))),
        row,
        tuple(
            _cause(one)
            for one in (extra if isinstance(extra, list) else ())
            if isinstance(one, dict)
        ),
    )


def _cause(extra: Mapping[str, Any]) -> Failure:
    """Read one of the reasons within an error."""
    storefront = _STOREFRONTS.get(said(extra.get("listing_platform")))
    message = said(extra.get("message"))
    return Failure(_id_of(extra), coded(extra.get("code")), message, storefront, extra)


def _id_of(row: Any) -> str | None:
    if not isinstance(row, dict):
        return None
    found = (said(row[name]) for name in row if name == "id" or name.endswith(_IDS))
    return next(filter(None, found), None)


def _bad(code: Any) -> bool:
    return (code.upper() if isinstance(code, str) else code) not in _FINE
