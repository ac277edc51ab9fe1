"""JSON, by orjson where it is installed (extra ``fast``), by the standard library else."""

from __future__ import annotations

import json
from importlib import import_module
from importlib.util import find_spec
from typing import Any

orjson: Any = import_module("orjson") if find_spec("orjson") else None


def loads(data: bytes) -> Any:
    """
    Parse JSON. Integers of more than 64 bits, longer than any id, may come as floats.

    Raises:
        ValueError: *data* is not JSON. ``NaN`` and ``Infinity`` are not.
    """
    if orjson is not None:
        try:
            return orjson.loads(data)
        except ValueError:
            pass  # it refuses a few things that the standard library takes
    return exact(data)


def exact(data: bytes) -> Any:
    """
    Parse JSON by the standard library: slower, and integers of any length stay what they are.

    Raises:
        ValueError: *data* is not JSON. ``NaN`` and ``Infinity`` are not.
    """
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
    except RecursionError as error:
        raise ValueError("nested too deeply to be meant") from error


def dumps(value: Any) -> bytes:
    """
    Write compact JSON, in UTF-8.

    Raises:
        TypeError: *value* holds something that JSON has not.
        ValueError: *value* holds text that UTF-8 has not, or NaN.
    """
    return json.dumps(
        value, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    ).encode()


def pack(value: Any) -> bytes:
    """
    Write compact JSON of what `loads` gives, as quickly as may be.

    Text that UTF-8 has not is written as escapes.

    Raises:
        TypeError: *value* holds something that JSON has not.
    """
    if orjson is not None:
        try:
            packed: bytes = orjson.dumps(value, option=orjson.OPT_PASSTHROUGH_DATETIME)
        except TypeError:
            pass  # it refuses a few things that `loads` gives
        else:
            return packed
    return json.dumps(value, allow_nan=False, separators=(",", ":")).encode()


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")
