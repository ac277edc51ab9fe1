"""How a call becomes a request: path, query, body and files, on either platform."""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ._json import dumps
from .errors import ValidationError
from .wire import Call, Operation, Request, Upload

JSON_TYPE = "application/json"


def build(call: Call, base_url: str) -> Request:
    """
    Build the request of *call*, without what proves who sends it.

    Raises:
        ValidationError: a value cannot be sent.
    """
    operation = call.operation
    path, query, body, key = _with_key(call)
    url = base_url.rstrip("/") + _fill(operation, path)
    pairs = tuple(
        (name, _text(value, name)) for name, value in query.items() if value is not None
    )
    if call.files is not None:
        form = {
            name: _field(one, name)
            for name, one in (body or {}).items()
            if one is not None
        }
        files = {
            name: _read(upload, name)
            for name, upload in call.files.items()
            if upload is not None
        }
        return Request(
            operation.method, url, pairs, {}, None, form, files, idempotency_key=key
        )
    content = _json(body)
    headers = {} if content is None else {"Content-Type": JSON_TYPE}
    return Request(operation.method, url, pairs, headers, content, idempotency_key=key)


def _with_key(
    call: Call,
) -> tuple[Mapping[str, Any], Mapping[str, Any], Any, str | None]:
    """Fill in the idempotency key, the same for all attempts of the call."""
    where, _, rest = (call.operation.idempotency or "").partition(":")
    name, _, most = rest.partition(":")
    if not name:
        return call.path, call.query, call.body, None
    fresh = uuid.uuid4().hex[: int(most)] if most else str(uuid.uuid4())
    if where == "query":
        key = call.query.get(name) or fresh
        return call.path, {**call.query, name: key}, call.body, key
    body = dict(call.body) if isinstance(call.body, Mapping) else {}
    if "[]." in name:  # one of its own for each row
        return call.path, call.query, _with_keys(body, *name.split("[].")), None
    key = body.get(name) or fresh
    return call.path, call.query, {**body, name: key}, key


def _with_keys(body: Mapping[str, Any], rows: str, name: str) -> Mapping[str, Any]:
    """Fill in a key for each row that has none."""
    keyed = [
        {**row, name: row.get(name) or str(uuid.uuid4())}
        for row in body.get(rows) or ()
    ]
    return {**body, rows: keyed}


def _fill(operation: Operation, values: Mapping[str, Any]) -> str:
    """Put percent-encoded values into a path template."""

    def value_of(match: re.Match[str]) -> str:
        name = match[1]
        value = values.get(name)
        if value is None or value == "":
            msg = f"{name} is missing: {operation.path} needs it"
            raise ValidationError(msg)
        return quote(_text(value, name), safe="")

    path = operation.path
    return re.sub(r"\{(\w+)\}", value_of, path) if "{" in path else path


def _text(value: Any, name: str) -> str:
    """Write one query or path value. An array is one value, joined by commas."""
    if isinstance(value, str):
        text = value
    elif isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, (int, float, Decimal)):
        text = str(value)
    elif isinstance(value, (list, tuple, set, frozenset)):
        text = ",".join(_text(one, name) for one in value)
    else:
        msg = f"{name}={value!r} cannot be sent: give a text or a number"
        raise ValidationError(msg)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        msg = f"{name} holds a character that cannot be sent: {error.reason}"
        raise ValidationError(msg) from error
    return text


def _json(body: Mapping[str, Any] | Sequence[Any] | None) -> bytes | None:
    """Write a JSON body; nothing at all if there is nothing in it."""
    if isinstance(body, Mapping):
        body = {name: value for name, value in body.items() if value is not None}
    return dump(body) if body else None


def dump(body: Any) -> bytes:
    """
    Write a JSON body.

    Raises:
        ValidationError: it holds something that JSON has not.
    """
    try:
        return dumps(body)
    except (TypeError, ValueError) as error:
        msg = f"the body cannot be sent as JSON: {error}"
        raise ValidationError(msg) from error


def _field(value: Any, name: str) -> str:
    """Write one plain field of a form."""
    if isinstance(value, (Mapping, list)):
        return dump(value).decode()
    return _text(value, name)


def _read(upload: Upload, name: str) -> tuple[str, bytes]:
    """
    Read a file once, so that each attempt sends the same bytes.

    A file object is left where it was found, so that the next call sends them, too.

    Raises:
        ValidationError: it cannot be read, or there is nothing in it.
    """
    if isinstance(upload, bytes):
        called, content = name, upload
    elif isinstance(upload, (str, os.PathLike)):
        try:
            called, content = Path(upload).name, Path(upload).read_bytes()
        except OSError as error:
            msg = f"{name}: cannot read {os.fspath(upload)!r}: {error.strerror}"
            raise ValidationError(msg) from error
    else:
        called, content = Path(str(getattr(upload, "name", name))).name, _rest(upload)
        if not isinstance(content, bytes):
            msg = f"{name}: open the file in binary mode"
            raise ValidationError(msg)
    if not content:
        msg = f"{name}: there is nothing in the file, or it has been read to its end"
        raise ValidationError(msg)
    return called, content


def _rest(file: Any) -> Any:
    """Read the rest of a file object, and go back if it can."""
    can_go_back = getattr(file, "seekable", bool)
    start = file.tell() if can_go_back() else None
    content = file.read()
    if start is not None:
        file.seek(start)
    return content
