"""Records as JSON that everything can read, and names that every file system takes."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any

from ..._json import exact, pack
from ...errors import ValidationError

_ODD = re.compile(
    rb"[^a-z0-9 _.~-]|\A[. ]|[. ]\Z"
    rb"|\A(?=(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z))."  # Windows' devices
)


def packed(id: str, body: Mapping[str, Any]) -> bytes:
    """
    Write a record as JSON.

    Half of a character, which platforms do send, becomes U+FFFD: DuckDB, dlt and SQLite
    would refuse all records for the sake of one. What is no number, NaN, is null.

    Raises:
        ValidationError: it holds what JSON has not.
    """
    plain = {**body}
    try:
        try:
            data = pack(plain)
        except ValueError:  # so it is without orjson
            data = pack(_finite(plain))
        return _whole(data) if b"\\ud" in data else data
    except (TypeError, ValueError, RecursionError) as error:
        msg = f"record {id!r} holds what JSON has not: {error}"
        raise ValidationError(msg) from error


def text(name: str) -> str:
    """Give a name as a text that SQLite takes, another for each."""
    if name.isascii():
        return name
    return name.encode("utf-8", "backslashreplace").decode()


def fit(name: str) -> str:
    """Make a name that any file system takes, another for each, whatever their case."""
    data = name.encode("utf-8", "surrogatepass")
    return _ODD.sub(lambda odd: b"%%%02x" % odd[0][0], data).decode() or "%"


def _whole(data: bytes) -> bytes:
    """Write out what is escaped, with U+FFFD for halves of characters."""
    written = json.dumps(exact(data), ensure_ascii=False, separators=(",", ":"))
    return (
        written.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
    )


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {name: _finite(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(one) for one in value]
    return value
