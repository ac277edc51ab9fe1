"""
What goes over the wire, as plain values, and the seam it goes through.

An `Operation` is a vendor's operation, a `Call` one use of it. A dialect turns a call
into a `Request`, a `Transport` turns that into a `Response`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import IO, Any, Literal, NamedTuple, Protocol, Union

from attrs import field, frozen

Upload = Union[str, os.PathLike[str], bytes, IO[bytes]]
"""A file to send: a path, its bytes, or a binary file object."""


@frozen(kw_only=True)
class Paging:
    """Where an operation keeps its pages."""

    items: str
    """Dotted path of the list in the answer; empty if the answer is the list."""
    style: Literal["token", "number", "none"] = "token"
    """*none*: the whole list comes in one answer."""
    param: str = "page_token"
    """Dotted path of the parameter that asks for a page."""
    where: Literal["query", "body", "path"] = "query"
    """Where that parameter goes."""
    size: str = "page_size"
    """Dotted path of the parameter that says how many items a page has."""
    next: str = "next_page_token"
    """*token*: dotted path of the next page's token. *number*: of "is there more"."""
    total: str | None = None
    """Dotted path of the number of items on all pages, where the vendor tells it."""


@frozen
class Operation:
    """One operation of a platform: where it is and what may be done with it."""

    id: str
    """The vendor's name of it: ``getOrderList``."""
    method: str
    path: str
    """The path template: ``/product/202309/products/{product_id}``."""
    repeatable: bool = field(default=False, kw_only=True)
    """Whether sending it twice does no more than sending it once."""
    shop: Literal["query", "body", "path", "none"] = field(
        default="query", kw_only=True
    )
    """Where the shop's identity goes, if the operation takes it."""
    page: Paging | None = field(default=None, kw_only=True)
    idempotency: str | None = field(default=None, kw_only=True)
    """
    Where the idempotency key goes, and how long it may be, if that is less than a UUID:
    ``query:request_id:20``. ``body:rows[].key`` is a key for each row.
    """
    failures: str | None = field(default=None, kw_only=True)
    """Dotted path, in a successful answer, of the items that failed."""
    envelope: str = field(default="standard", kw_only=True)
    """Which of the platform's envelopes the answer comes in."""
    host: Literal["api", "auth"] = field(default="api", kw_only=True)


@frozen
class Call:
    """One use of an operation. Values are as the wire wants them; ``None`` is left out."""

    operation: Operation
    path: Mapping[str, str | int] = field(factory=dict)
    query: Mapping[str, Any] = field(factory=dict, repr=False)
    body: Mapping[str, Any] | Sequence[Any] | None = field(default=None, repr=False)
    files: Mapping[str, Upload | None] | None = field(default=None, repr=False)


@frozen
class Request:
    """A request, ready to be signed or sent."""

    method: str
    url: str
    """Scheme, host and path, percent-encoded, without the query."""
    query: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Decoded pairs, in the order they are sent."""
    headers: Mapping[str, str] = field(factory=dict, repr=False)
    body: bytes | None = field(default=None, repr=False)
    form: Mapping[str, str] | None = field(default=None, repr=False)
    """The plain fields of a multipart request."""
    files: Mapping[str, tuple[str, bytes]] | None = field(default=None, repr=False)
    """The files of a multipart request: name and content. Never signed."""
    idempotency_key: str | None = None
    """The key that is in the query or body, if the operation takes one."""

    def proven(
        self, headers: Mapping[str, str], query: tuple[tuple[str, str], ...] = ()
    ) -> Request:
        """Give the request with what proves who sends it; *query* is all of it."""
        return Request(  # `attrs.evolve` takes as long as signing
            self.method,
            self.url,
            query or self.query,
            {**self.headers, **headers},
            self.body,
            self.form,
            self.files,
            self.idempotency_key,
        )


@frozen
class Response:
    """An answer, whole."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    """Names in lower case."""
    body: bytes = field(repr=False)


class Success(NamedTuple):
    """What a dialect read in an answer that says yes."""

    payload: Any
    request_id: str | None = None
    """What the platform's support asks for, if the answer has it."""


@frozen
class Document:
    """A file that the platform answered with."""

    content: bytes = field(repr=False)
    content_type: str


@frozen
class Timeout:
    """How long one attempt may take, in seconds."""

    connect: float
    read: float
    """The longest silence."""
    total: float
    """From connecting to the last byte read."""


class Transport(Protocol):
    """Sends one request and brings back the answer. Safe to share between threads."""

    def send(self, request: Request, timeout: Timeout) -> Response:
        """
        Send *request* once and return the answer, whatever its status.

        Raises:
            TransportError: no answer came; its ``sent`` says whether the request left.
        """
        ...

    def close(self) -> None:
        """Let go of connections. Closing twice is fine."""
        ...
