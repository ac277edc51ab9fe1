"""
Where records go: files of JSON Lines, or a SQLite database.

From the files, `tokotiktok.sync.warehouse` takes them to any warehouse.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote

from ...errors import ValidationError
from ..privacy import Privacy
from .jsonl import JSONLinesSink
from .sqlite import SQLiteSink

__all__ = ["JSONLinesSink", "SQLiteSink", "open_sink"]

_SINKS: Mapping[str, Callable[..., JSONLinesSink | SQLiteSink]] = {
    "jsonl": JSONLinesSink,
    "sqlite": SQLiteSink,
}


def open_sink(
    url: str, *, privacy: Privacy | None = None
) -> JSONLinesSink | SQLiteSink:
    """
    Open the sink that a URL names.

    Args:
        url: ``jsonl:///folder`` or ``sqlite:///file.db``. What follows the three slashes
            is the path, as in SQLAlchemy's URLs: an absolute one makes four,
            ``sqlite:////data/orders.db``. ``?privacy=omit``, ``?privacy=mask`` or
            ``?privacy=expire&days=90`` say what becomes of personal data, and
            ``?privacy=mask&key_env=NAME`` which variable has the key of pseudonyms, in
            the environment of each process that opens the sink.
        privacy: the same, for what no URL can say.

    Raises:
        ValidationError: it names no sink, or the key is not in the environment.
        StoreError: the sink cannot be written.
    """
    place, _, asked = url.partition("?")  # somebody may have written a key after it
    scheme, _, path = place.partition(":///")
    if scheme not in _SINKS or not path or "#" in url:
        msg = f"{place!r} names no sink: write jsonl:///folder or sqlite:///file.db; an absolute path makes four slashes, and # is %23. For other databases and warehouses there is tokotiktok.sync.warehouse"
        raise ValidationError(msg)
    if asked and privacy is not None:
        msg = f"{place!r}: privacy is given twice, in the URL and beside it"
        raise ValidationError(msg)
    policy = _privacy(place, asked) if asked else privacy
    return _SINKS[scheme](unquote(path), privacy=policy)


def _privacy(place: str, asked: str) -> Privacy:
    pairs = parse_qsl(asked, keep_blank_values=True)
    given = dict(pairs)
    personal: Any = given.pop("privacy", "")
    days, variable = given.pop("days", None), given.pop("key_env", None)
    is_known = not given and (days or "1").isdecimal()
    if not personal or not is_known or len({name for name, _ in pairs}) < len(pairs):
        msg = f"{place!r}: what follows ? may be privacy=omit, privacy=mask, privacy=mask&key_env=NAME or privacy=expire&days=90"
        raise ValidationError(msg)
    return Privacy(
        personal,
        days=None if days is None else int(days or 0),
        key=None if variable is None else _key(place, variable),
    )


def _key(place: str, variable: str) -> str:
    key = os.environ.get(variable)
    if not key:
        msg = f"{place!r}: {variable or 'key_env='} is not set in the environment of this process"
        raise ValidationError(msg)
    return key
