"""
How the Tokopedia Open Platform is asked and how it answers: token, envelopes, codes.

Pure: nothing here has a clock, a network or a state.

Source: Tokopedia Open Platform guide, as of October 2023.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from attrs import evolve, field, frozen

from .._answer import (
    TOO_MANY,
    by_status,
    coded,
    is_success,
    known_by,
    no_json,
    refused,
    said,
)
from .._explain import explain
from .._json import loads
from .._model import number
from .._request import build
from .._resource import Failure
from ..auth import Token
from ..errors import ApiError, AuthError, DecodeError, Remedy
from ..platforms import Platform
from ..wire import Call, Document, Operation, Request, Response, Success
from .encryption import Decryptor
from .failures import failures

API_URL = "https://fs.tokopedia.net"
AUTH_URL = "https://accounts.tokopedia.com"

FINE = (None, "", 0, "0", 200, "200")
"""What ``error_code`` holds when all went well."""

_NOTHING: tuple[Any, ...] = (None, "", 0, [], {})
"""How an empty list of messages may look."""


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
        if isinstance(body, Mapping) and "fs_id" in body:  # webhooks have it here, too
            body = {**body, "fs_id": number(self.fs_id)}
        if shop and operation.shop == "query" and query.get("shop_id") is None:
            query["shop_id"] = shop
        elif shop and operation.shop == "path" and path.get("shop_id") is None:
            path["shop_id"] = shop
        elif shop and operation.shop == "body" and isinstance(body, Mapping):
            given = body.get("shop_id")
            body = {**body, "shop_id": number(shop) if given is None else given}
        return build(evolve(call, path=path, query=query, body=body), self.base_url)

    def sign(self, request: Request, token: Token | None, now: int) -> Request:  # noqa: ARG002 - undated
        """Add the token, or, to get one, the app's name and password."""
        proof = (
            f"Basic {self._password()}" if token is None else f"Bearer {token.access}"
        )
        return request.proven({"Authorization": proof})

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
        return failures(payload, operation.failures or "failed_rows_data")

    def skewed(self, seconds: float) -> bool:  # noqa: ARG002 - none matter
        """Nothing is timestamped here."""
        return False

    def secrets(self, shop: str | None) -> Iterable[str | None]:  # noqa: ARG002 - no secret
        """List the app's password, alone and as it travels; a shop's id is none."""
        return (self.client_secret, self._password())

    def _open(self, body: dict[str, Any], response: Response) -> Any:
        """Take the payload out of an envelope, and out of one within that."""
        data = self._within(body, response)
        if isinstance(data, dict) and isinstance(data.get("header"), dict):
            return self._within(data, response)
        return data

    def _within(self, body: dict[str, Any], response: Response) -> Any:
        header = body.get("header")
        if isinstance(header, dict):
            code = header.get("error_code")
            if code not in FINE or not is_success(response):
                raise refusal(code, _reason(header), response)
        elif "error_message" in body:
            told = said(body["error_message"])
            if body["error_message"] not in _NOTHING or not is_success(response):
                raise refusal(None, told, response)
        elif "error" in body:
            if body["error"] not in FINE or not is_success(response):
                raise refusal(None, said(body["error"]), response)
        elif not is_success(response):
            raise _by_status(response, "no reason given")
        elif "data" not in body:
            raise DecodeError("an object that is none of the platform's envelopes")
        return body.get("data")

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
            told = said(body.get("error_description")) or said(body.get("error"))
            told = told or "no reason given"
            if response.status >= 500 or response.status == TOO_MANY:  # noqa: PLR2004 - 5xx
                raise by_status(response, told)
            raise AuthError(told, code=coded(body.get("error")))
        return body

    def _unreadable(self, response: Response) -> ApiError | DecodeError:
        """Make the error for an answer that is no JSON object, such as an HTML page."""
        if is_success(response):
            return DecodeError(no_json(response))
        return _by_status(response, no_json(response))


def refusal(code: Any, message: str, response: Response) -> ApiError:
    """Make the error for an envelope that says no."""
    code = coded(code)
    known = None if code is None else explain(code, platform=Platform.TOKOPEDIA)
    if known is None or known.error is ApiError:
        error = _by_status(response, message or "no reason given")
        error.code = code
        return error
    return _paced(refused(known, message, response), response)


def _by_status(response: Response, message: str) -> ApiError:
    """Make the error for an answer that only its status explains."""
    error = by_status(response, message)
    if isinstance(error, AuthError):  # most often with a page: the token has expired
        error.remedy = Remedy.RENEW
    return _paced(error, response)


def _paced(error: ApiError, response: Response) -> ApiError:
    """Add when the quota is back: fractions of a second, -0.0 while some is left."""
    if response.status == TOO_MANY:
        with suppress(KeyError, ValueError):
            seconds = float(response.headers["x-ratelimit-reset-after"])
            if math.isfinite(seconds):
                error.retry_after = max(0.0, seconds)
    return error


def _reason(header: Mapping[str, Any]) -> str:
    told = (header.get("reason"), header.get("messages"), header.get("Messages"))
    return next(filter(None, map(said, told)), "")
