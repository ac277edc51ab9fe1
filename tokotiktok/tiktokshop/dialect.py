"""
How TikTok Shop is asked and how it answers: signature, envelope, error codes.

Pure: nothing here has a clock, a network or a state.

Source: TikTok Shop Partner Center, "Sign your API request" and "Common errors", 2026-05.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from attrs import field, frozen

from .._answer import by_status, is_success, known_by, no_json, refused, said
from .._client import operations
from .._explain import Evidence, explain
from .._json import loads
from .._request import build
from .._resource import Failure
from ..auth import Token
from ..errors import ApiError, DecodeError, ScopeError, ValidationError
from ..platforms import Platform
from ..wire import Call, Operation, Request, Response, Success
from .failures import failures
from .signature import signature

API_URL = "https://open-api.tiktokglobalshop.com"
AUTH_URL = "https://auth.tiktok-shops.com"

OLDEST, NEWEST = -300, 30
"""Seconds around the platform's clock within which a timestamp is taken."""


@frozen
class TikTokShopDialect:
    """TikTok Shop's side of every call."""

    app_key: str
    app_secret: str = field(repr=False)
    base_url: str = API_URL
    auth_url: str = AUTH_URL
    platform: Platform = field(default=Platform.TIKTOK_SHOP, init=False)

    def prepare(self, call: Call, shop: str | None) -> Request:
        """Build the request, with the shop's cipher where the operation takes it."""
        if call.operation.host == "auth":
            return build(call, self.auth_url)
        if call.operation.shop == "query":
            if not shop:
                msg = (
                    "this operation needs a shop_cipher: give it to the client, or use "
                    "client.with_shop(cipher); client.shops.list() has the ciphers"
                )
                raise ValidationError(msg)
            query = {**call.query, "shop_cipher": shop}
            call = Call(call.operation, call.path, query, call.body, call.files)
        return build(call, self.base_url)

    def sign(self, request: Request, token: Token | None, now: int) -> Request:
        """Add the token, the time and the signature. Token endpoints take none."""
        if token is None:
            return request
        query = self.signed_query(request, now)
        sign = signature(
            self.app_secret, urlsplit(request.url).path, query, request.body
        )
        proof = {"x-tts-access-token": token.access}
        return request.proven(proof, (*query.items(), ("sign", sign)))

    def signed_query(self, request: Request, now: int) -> dict[str, str]:
        """Give the query of *request* with what the platform wants in each."""
        return {**dict(request.query), "app_key": self.app_key, "timestamp": str(now)}

    def read(self, operation: Operation, response: Response) -> Success:
        """Give ``data`` of a success: 2xx, a JSON object, and the integer code 0."""
        try:
            body = loads(response.body)
        except ValueError:
            body = None
        if not isinstance(body, dict) or body.get("code").__class__ is not int:
            raise self._unreadable(response)
        request_id = known_by(
            body.get("request_id"), response.headers.get("x-tt-logid")
        )
        code, message = body["code"], body.get("message")
        if code != 0:
            raise refusal(operation, code, message, response, request_id)
        if not is_success(response):
            raise by_status(response, "the answer contradicts itself", request_id)
        data = body.get("data")
        if operation.page is not None and not isinstance(data, dict):
            msg = "a success without the list that was asked for"
            raise DecodeError(msg, request_id=request_id)
        return Success(data, request_id)

    def failures(self, operation: Operation, payload: Any) -> Sequence[Failure]:
        """List the items that a batch's answer says have failed."""
        return failures(payload, operation.failures or "errors")

    def skewed(self, seconds: float) -> bool:
        """Say whether our clock is so far off that timestamps are refused."""
        return seconds > -OLDEST - 60 or seconds < -NEWEST + 5

    def secrets(self, shop: str | None) -> Iterable[str | None]:
        """List the app's secret and the shop's cipher."""
        return (self.app_secret, shop)

    def _unreadable(self, response: Response) -> ApiError | DecodeError:
        """Make the error for an answer that is not TikTok Shop's envelope."""
        request_id = known_by(response.headers.get("x-tt-logid"))
        if not is_success(response):
            return by_status(response, no_json(response), request_id)
        return DecodeError(no_json(response), request_id=request_id)


def refusal(
    operation: Operation,
    code: int,
    message: object,
    response: Response,
    request_id: str | None,
) -> ApiError:
    """Make the error for a code other than 0."""
    known = explain(code, platform=Platform.TIKTOK_SHOP)
    if known.evidence is Evidence.UNKNOWN:
        error = by_status(response, said(message) or "no message", request_id)
        error.code = code
        return error
    error = refused(known, said(message), response, request_id)
    if isinstance(error, ScopeError) and known.kind == "scope":
        error.scope = _scope(operation)
    return error


def _scope(operation: Operation) -> str | None:
    """Name the scopes that an operation needs one of."""
    rows = operations(f"{__package__}.api")
    needed = (row["scope"] for row in rows if row["id"] == operation.id)
    return " or ".join(next(needed, ())) or None
