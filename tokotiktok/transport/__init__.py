"""
HTTP, by requests: the only part that opens sockets.

One transport serves any number of shops and threads: it holds no token, no cookie and no
header of its own. It knows of each request whether any of it has left, and lets none
take longer than it may, however slowly bytes drip in or out.
"""

from __future__ import annotations

import logging
import os
import ssl
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from typing import Any
from urllib.parse import quote, urlsplit

import requests
import urllib3.exceptions
from requests.structures import CaseInsensitiveDict

from ..errors import TransportError
from ..telemetry import MaskURLs
from ..wire import Request, Response, Timeout
from ._adapter import EXCHANGE, Adapter, Exchange, origin_of

logging.getLogger("urllib3.connectionpool").addFilter(MaskURLs())

_CHUNK = 65_536
_HEADERS = {"Accept-Encoding": "gzip", "User-Agent": "tokotiktok"}

_name = lru_cache(512)(partial(quote, safe=""))
"""Quotes the name of a parameter; the same few come with each request."""


class RequestsTransport:
    """
    Sends requests through pooled connections.

    Proxies and CA bundles are taken from the environment, once. Redirects are not
    followed and cookies are not kept: a token must not travel further than it was sent.
    """

    def __init__(
        self,
        *,
        pool_size: int = 32,
        max_bytes: int = 64 * 1024 * 1024,
        verify: str | bool = True,
    ) -> None:
        """
        Make a transport.

        Args:
            pool_size: how many connections to one host are kept open at most; give it
                as many as you have threads.
            max_bytes: the largest answer that is read, after decompression.
            verify: the path of a CA bundle or of a folder of CAs, or ``False`` to trust
                any certificate.
        """
        self._again = partial(
            type(self), pool_size=pool_size, max_bytes=max_bytes, verify=verify
        )
        self._pool_size = pool_size
        self._max_bytes = max_bytes
        if verify is True:
            bundle = os.environ.get("REQUESTS_CA_BUNDLE")
            verify = bundle or os.environ.get("CURL_CA_BUNDLE") or True
        self._verify = verify
        self._proxies: dict[str, dict[str, str]] = {}
        self._open()

    def _open(self) -> None:
        self._adapter = Adapter(trusted=self._verify, pool_maxsize=self._pool_size)
        self._pid = os.getpid()  # last: another thread may be looking

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as the settings; connections and environment are of this process."""
        return self._again, ()

    def send(self, request: Request, timeout: Timeout) -> Response:
        """Send *request* once and return the answer, whatever its status."""
        if self._pid != os.getpid():  # forked: the parent's sockets are not ours
            self._open()
        exchange = Exchange(timeout)
        entered = EXCHANGE.set(exchange)
        try:
            return self._exchange(request, timeout)
        except (urllib3.exceptions.HTTPError, OSError) as error:  # and requests' own
            failure = _failure(error, request.url, exchange)
        finally:
            EXCHANGE.reset(entered)
        raise failure  # out here, since what caused it quotes the query with its secrets

    def close(self) -> None:
        """Close idle connections. Closing twice is fine."""
        self._adapter.close()

    def _exchange(self, request: Request, timeout: Timeout) -> Response:
        answer = self._adapter.send(
            _prepared(request),
            stream=True,
            timeout=(timeout.connect, timeout.read),
            proxies=self._proxies_for(request.url),
        )
        try:
            body = self._body(answer)
        except BaseException:
            answer.close()
            raise
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Response(answer.status_code, headers, body)

    def _body(self, answer: requests.Response) -> bytes:
        """Read the body, unpacked, while size allows."""
        raw = answer.raw
        chunks: Iterable[bytes] = _chunks(raw)
        packing = answer.headers.get("content-encoding", "").strip().lower()
        if packing in ("gzip", "x-gzip"):
            chunks = _unpacked(chunks)
        elif packing not in ("", "identity"):
            msg = f"the answer is packed as {packing!r}, which was not asked for"
            raise TransportError(msg, hopeless=True)
        read = []
        size = 0
        for chunk in chunks:
            size += len(chunk)
            if size > self._max_bytes:
                msg = f"the answer is larger than {self._max_bytes} bytes"
                raise TransportError(msg, hopeless=True)
            read.append(chunk)
        raw.release_conn()
        return read[0] if len(read) == 1 else b"".join(read)

    def _proxies_for(self, url: str) -> dict[str, str]:
        origin = origin_of(url)
        if origin not in self._proxies:
            if not _is_url(origin):
                msg = f"{url.rpartition('@')[2]!r} is not a URL"
                raise TransportError(msg, sent=False, hopeless=True)
            self._proxies[origin] = requests.utils.get_environ_proxies(url)
        return self._proxies[origin]


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        has_port = parts.port != 0
    except ValueError:
        return False
    has_host = bool(parts.hostname) and " " not in text
    return parts.scheme in ("http", "https") and has_host and has_port


def _chunks(raw: Any) -> Iterator[bytes]:
    """Read a body in pieces; of a known length, without asking for more at its end."""
    while chunk := raw.read(_CHUNK, decode_content=False):
        yield chunk
        if raw.length_remaining == 0:
            return


def _unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Unpack gzip in pieces, so that a bomb is noticed early; all of it must be there."""
    gzip = 16 + zlib.MAX_WBITS
    part = None
    try:
        for chunk in chunks:
            packed = chunk
            while packed:
                if part is None or part.eof:  # one part may follow another
                    part = zlib.decompressobj(gzip)
                yield part.decompress(packed, _CHUNK)
                packed = part.unconsumed_tail or part.unused_data
        if part is not None:
            yield part.flush()
    except zlib.error:
        msg = "the answer is packed, and damaged"
        raise TransportError(msg) from None
    if part is not None and not part.eof:
        msg = "the answer is packed, and its end is missing"
        raise TransportError(msg)


def _prepared(request: Request) -> requests.PreparedRequest:
    """Build what requests sends by hand: its own way costs more than the signing."""
    prepared = requests.PreparedRequest()
    prepared.method = request.method
    prepared.url = request.url
    if request.query:
        prepared.url += "?" + "&".join(
            [f"{_name(name)}={quote(value, safe='')}" for name, value in request.query]
        )
    prepared.headers = CaseInsensitiveDict({**_HEADERS, **request.headers})
    prepared.hooks = {"response": []}
    if request.files is not None:
        prepared.prepare_body(dict(request.form or {}), dict(request.files))
    else:
        prepared.body = request.body
        if request.body is not None or request.method not in ("GET", "HEAD"):
            prepared.headers["Content-Length"] = str(len(request.body or b""))
    return prepared


def _failure(error: Exception, url: str, exchange: Exchange) -> TransportError:
    """Say what failed, and whether any of the request has left."""
    host = urlsplit(url).netloc.rpartition("@")[2]
    cause = _first_cause(error)
    timed_out = isinstance(cause, (urllib3.exceptions.TimeoutError, TimeoutError))
    if isinstance(cause, urllib3.exceptions.NewConnectionError):  # by name a time-out
        cause, timed_out = cause.__cause__ or cause, False
    kind = type(cause).__name__
    hopeless = False
    if isinstance(error, requests.exceptions.InvalidProxyURL):
        msg, hopeless = f"the environment's proxy for {host} is not a URL", True
    elif isinstance(error, requests.exceptions.InvalidSchema):
        msg, hopeless = f"the environment's proxy for {host} needs PySocks", True
    elif isinstance(cause, urllib3.exceptions.LocationValueError):
        msg, hopeless = f"{host!r} is not a URL's host", True
    elif isinstance(cause, ssl.SSLCertVerificationError):
        msg, hopeless = f"no safe connection to {host}: {cause.verify_message}", True
    elif timed_out and not exchange.sent:
        msg = f"could not connect to {host} in time"
    elif timed_out and exchange.is_over():
        msg = f"{host} was too slow: the call's time ran out"
    elif timed_out:
        msg = f"{host} did not answer in time"
    elif exchange.sent:
        msg = f"the connection to {host} broke off ({kind})"
    else:
        msg = f"could not connect to {host} ({kind})"
        hopeless = isinstance(cause, ssl.SSLError) and not isinstance(
            cause, ssl.SSLEOFError
        )
    return TransportError(
        msg, sent=exchange.sent, timed_out=timed_out, hopeless=hopeless
    )


def _first_cause(error: Exception) -> BaseException:
    """Dig out what requests and urllib3 have wrapped."""
    while True:
        inside = (getattr(error, "reason", None), *error.args)
        inner = next((one for one in inside if isinstance(one, Exception)), None)
        if inner is None:
            return error
        error = inner
