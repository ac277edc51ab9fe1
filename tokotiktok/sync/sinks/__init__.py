"""
Where records go: files of JSON Lines, or a SQLite database.

From the files, `tokotiktok.sync.warehouse` takes them to any warehouse.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

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
            ``?privacy=expire&days=90`` say what becomes of personal data.
        privacy: the same, for what no URL should hold, such as a key.

    Raises:
        ValidationError: it names no sink.
        StoreError: the sink cannot be written.
    """
    parts = urlsplit(url)
    path = unquote(parts.path[1:])
    if parts.scheme not in _SINKS or parts.netloc or not path:
        msg = f"{url!r} names no sink: write jsonl:///folder or sqlite:///file.db; an absolute path makes four slashes. For other databases and warehouses there is tokotiktok.sync.warehouse"
        raise ValidationError(msg)
    asked = _privacy(url, dict(parse_qsl(parts.query, keep_blank_values=True)))
    if asked is not None and privacy is not None:
        msg = f"{url!r}: privacy is given twice, in the URL and beside it"
        raise ValidationError(msg)
    return _SINKS[parts.scheme](path, privacy=privacy or asked)


def _privacy(url: str, query: dict[str, str]) -> Privacy | None:
    if not query:
        return None
    days = query.get("days")
    if query.keys() - {"days"} != {"privacy"} or not (days or "1").isdecimal():
        msg = f"{url!r}: what follows ? may be privacy=omit, privacy=mask or privacy=expire&days=90"
        raise ValidationError(msg)
    asked: Any = query["privacy"]
    return Privacy(asked, days=None if days is None else int(days or 0))
