"""
What a batch's answer says of the rows that failed, although its status is 200.

Source: Tokopedia Open Platform guide, as of October 2023.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .._answer import coded, said
from .._resource import Failure, dig

_COUNTS = ("failed_rows", "fail_data")
_IDS = ("product_id", "id", "sku", "product_name")
_ID_IN_TEXT = re.compile(r"\[(\d+)\]")
_MOST_ROWS = 100
"""No batch has more."""


def failures(payload: Any, place: str) -> list[Failure]:
    """
    List the rows at *place*, and those that are only counted.

    A row is an object, or a text with the id in square brackets.
    """
    rows = dig(payload, place)
    rows = rows if isinstance(rows, list) else [rows]
    failed = [_failure(row) for row in rows if row]
    counts = [count for name in _COUNTS if _counts(count := dig(payload, name))]
    unnamed = max(counts, default=0) - len(failed)
    lost = Failure(None, None, "failed, and the platform does not say why")
    return [*failed, *[lost] * min(unnamed, _MOST_ROWS)]


def _counts(value: Any) -> bool:
    return isinstance(value, int)


def _failure(row: Any) -> Failure:
    if not isinstance(row, dict):
        text = said(row)
        found = _ID_IN_TEXT.search(text)
        return Failure(found[1] if found else None, None, text, source=row)
    return Failure(
        _first(row, *_IDS),
        coded(row.get("error_code")),
        _first(row, "error", "message", "messages") or "",
        source=row,
    )


def _first(row: Mapping[str, Any], *names: str) -> str | None:
    return next(filter(None, (said(row.get(name)) for name in names)), None)
