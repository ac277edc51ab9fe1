"""
How the Tokopedia Open Platform is asked and how it answers: token, envelopes, codes.

Pure: nothing here has a clock, a network or a state.

Source: Tokopedia Open Platform guide, as of October 2023.
"""

from __future__ import annotations

import base64
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from attrs import evolve, field, frozen

from .._answer import TOO_MANY, by_status, is_success, known_by, no_json
from .._json import loads
from .._model import number
from .._request import build
from .._resource import Failure, dig
from ..auth import Token
from ..errors import (
    ApiError,
    AuthError,
    DecodeError,
    NotFoundError,
    RateLimitError,
    Remedy,
    ScopeError,
    ServerError,
    ValidationError,
)
from ..platforms import Platform
from ..retry import retry_after
from ..wire import Call, Document, Operation, Request, Response, Success
from .encryption import Decryptor

API_URL = "https://fs.tokopedia.net"
AUTH_URL = "https://accounts.tokopedia.com"

_FINE = (None, "", 0, "0", 200, "200")
"""What ``error_code`` holds when all went well."""


@frozen
class TokopediaDialect:
    """The Tokopedia Open Platform's side of every call."""

    client_id: str
    client_secret: str = field(repr=False)
    fs_id: str
    decryptor: Decryptor | None = field(default=None, repr=False)
    base_url: str = API_URL
    auth_url: str = AUTH_URL
    platform: Platform = field(default=Platform.TOKOPEDIA, init=False)

    def prepare(self, call: Call, shop: str | None) -> Request:
        """Build the request; the app's *fs_id* and the shop's id are filled in."""
        operation = call.operation
        if operation.host == "auth":
            return build(call, self.auth_url)
        path = {"fs_id": self.fs_id, **call.path}
        query, body = dict(call.query), call.body
        if "{fs_id}" not in operation.path:  # the order list has it in the query
            query["fs_id"] = self.fs_id
        if shop and operation.shop == "query" and query.get("shop_id") is None:
            query["shop_id"] = shop
        elif shop and operation.shop == "path" and path.get("shop_id") is None:
            path["shop_id"] = shop
        elif shop and operation.shop == "body" and isinstance(body, Mapping):
            given = body.get("shop_id")
            body = {**body, "shop_id": number(shop) if given is None else given}
        return build(evolve(call, path=path, query=query, body=body), self.base_url)

    def sign(self, request: Request, token: Token | None, now: int) -> Request:  # noqa: ARG002
        """Add the token, or, to get one, the app's name and password."""
        proof = (
            f"Basic {self._password()}" if token is None else f"Bearer {token.access}"
        )
        return evolve(request, headers={**request.headers, "Authorization": proof})

    def _password(self) -> str:
        pair = f"{self.client_id}:{self.client_secret}".encode()
        return base64.b64encode(pair).decode()

    def read(self, operation: Operation, response: Response) -> Success:
        """
        Take the payload out of whichever of five envelopes the answer has.

        A success is 2xx and an error code that is absent, empty, 0 or 200, in an
        envelope within the envelope likewise. No envelope has the request's id; that a
        gateway's header may have it is of low confidence.
        """
        request_id = known_by(response.headers.get("x-request-id"))
        return Success(self._payload(operation, response), request_id)

    def _payload(self, operation: Operation, response: Response) -> Any:
        if operation.envelope == "html" and is_success(response):
            if not response.body:
                raise DecodeError(no_json(response))
            if not response.body.lstrip().startswith(b"{"):
                kind = response.headers.get("content-type", "")
                return Document(response.body, kind)
        try:
            body = loads(response.body)
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise self._unreadable(response)
        if operation.envelope == "none":
            return self._bare(body, response)
        return self._unsealed(self._open(body, response))

    def failures(self, operation: Operation, payload: Any) -> Sequence[Failure]:
        """List the rows that a batch's answer says have failed."""
        rows = dig(payload, operation.failures or "failed_rows_data")
        failed = [_failure(row) for row in _listed(rows)]
        count = dig(payload, "failed_rows") or dig(payload, "fail_data") or 0
        unnamed = count - len(failed) if isinstance(count, int) else 0
        lost = Failure(None, None, "failed, and the platform does not say why")
        return [*failed, *[lost] * min(unnamed, _MOST_ROWS)]

    def skewed(self, seconds: float) -> bool:  # noqa: ARG002
        """Nothing is timestamped here."""
        return False

    def secrets(self, shop: str | None) -> Iterable[str | None]:  # noqa: ARG002
        """List the app's password, alone and as it travels; a shop's id is none."""
        return (self.client_secret, self._password())

    def _open(self, body: dict[str, Any], response: Response) -> Any:
        header = body.get("header")
        data = body.get("data")
        if isinstance(header, dict):
            code = header.get("error_code")
            if code not in _FINE or not is_success(response):
                raise refusal(code, _reason(header), response)
        elif "error_message" in body:
            said = [str(one) for one in _listed(body["error_message"])]
            if said or not is_success(response):
                raise refusal(None, "; ".join(said), response)
        elif "error" in body:
            if body["error"] not in _FINE or not is_success(response):
                raise refusal(None, str(body["error"]), response)
        elif not is_success(response):
            raise _by_status(response, "no reason given")
        elif "data" not in body:
            raise DecodeError("an object that is none of the platform's envelopes")
        if isinstance(data, dict) and isinstance(data.get("header"), dict):
            return self._open(data, response)
        return data

    def _unsealed(self, data: Any) -> Any:
        """
        Open the sealed buyer data of orders, if there is a key.

        A row of a list that is sealed for another key stays sealed: its ``encryption``
        still has content.
        """
        if self.decryptor is None:
            return data
        if isinstance(data, dict) and "encryption" in data:
            return self.decryptor.open_order(data)
        if not isinstance(data, list):
            return data
        opened = []
        for row in data:
            try:
                sealed = isinstance(row, dict) and "encryption" in row
                opened.append(self.decryptor.open_order(row) if sealed else row)
            except DecodeError:
                opened.append(row)
        return opened

    def _bare(self, body: dict[str, Any], response: Response) -> Any:
        """Read the token endpoint's answer, which has no envelope."""
        if "error" in body or not is_success(response):
            said = (
                body.get("error_description") or body.get("error") or "no reason given"
            )
            if response.status >= 500 or response.status == TOO_MANY:  # noqa: PLR2004
                raise by_status(response, str(said))
            raise AuthError(str(said), code=body.get("error"))
        return body

    def _unreadable(self, response: Response) -> ApiError | DecodeError:
        """Make the error for an answer that is no JSON object, such as an HTML page."""
        if is_success(response):
            return DecodeError(no_json(response))
        return _by_status(response, no_json(response))


_BY_KIND: dict[str, tuple[type[ApiError], Remedy]] = {
    "transient": (ServerError, Remedy.REPEAT),
    "scope": (ScopeError, Remedy.NONE),
    "not_found": (NotFoundError, Remedy.NONE),
    "invalid": (ValidationError, Remedy.NONE),
}
"""What each kind of code in ``error_codes.json`` becomes."""


@cache
def error_codes() -> Mapping[str, Mapping[str, str]]:
    """Give the table of the platform's error codes: kind and meaning."""
    table = (
        resources.files(__name__.rpartition(".")[0])
        .joinpath("error_codes.json")
        .read_bytes()
    )
    codes: Mapping[str, Mapping[str, str]] = json.loads(table)
    return codes


def refusal(code: Any, message: str, response: Response) -> ApiError:
    """Make the error for an envelope that says no."""
    if response.status == TOO_MANY:
        return RateLimitError(
            message or "too many requests",
            code=code,
            remedy=Remedy.WAIT,
            retry_after=_reset_after(response),
        )
    known = error_codes().get(str(code))
    if known is None:
        error = _by_status(response, message or "no reason given")
        error.code = code
        return error
    kind, remedy = _BY_KIND[known["kind"]]
    text = f"{message} ({known['meaning']})" if message else known["meaning"]
    return kind(
        text, code=code, remedy=remedy, retry_after=retry_after(response.headers)
    )


def _by_status(response: Response, message: str) -> ApiError:
    """Make the error for an answer that only its status explains."""
    error = by_status(response, message)
    if isinstance(
        error, AuthError
    ):  # 401, most often with a page: the token has expired
        error.remedy = Remedy.RENEW
    return error


def _reset_after(response: Response) -> float | None:
    """Read when the quota is back: fractions of a second, -0.0 while some is left."""
    try:
        seconds = float(response.headers["x-ratelimit-reset-after"])
    except (KeyError, ValueError):
        seconds = math.nan
    return (
        max(0.0, seconds) if math.isfinite(seconds) else retry_after(response.headers)
    )


def _reason(header: Mapping[str, Any]) -> str:
    said = (header.get("reason"), header.get("messages"), header.get("Messages"))
    return next((str(one) for one in said if one), "")


_MOST_ROWS = 100
"""No batch has more."""


def _listed(value: Any) -> list[Any]:
    """Give a list of what should be one: nothing, one thing, or several."""
    if isinstance(value, list):
        return value
    return [] if value in (None, "", 0, {}) else [value]


_ID_IN_TEXT = re.compile(r"\[(\d+)\]")


def _failure(row: Any) -> Failure:
    """Read a failed row: an object, or a text with the id in square brackets."""
    if not isinstance(row, dict):
        found = _ID_IN_TEXT.search(str(row))
        return Failure(found[1] if found else None, None, str(row), source=row)
    names = ("product_id", "id", "product_name", "sku")
    found_id = next((row[name] for name in names if row.get(name)), None)
    error = row.get("error") or row.get("message") or row.get("messages") or ""
    if isinstance(error, list):
        error = "; ".join(str(one) for one in error)
    return Failure(
        None if found_id is None else str(found_id),
        row.get("error_code"),
        str(error),
        source=row,
    )
