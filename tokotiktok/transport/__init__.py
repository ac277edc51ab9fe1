"""
HTTP: the only part that opens sockets, by requests (whose door is `_adapter`).

One transport serves any number of shops and threads: it holds no token, no cookie and no
header of its own. It knows of each request whether any of it has left, and lets none
take longer than it may, however slowly bytes drip in or out.
"""

from __future__ import annotations

import logging
import os
import zlib
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from ..errors import TransportError
from ..telemetry import MaskURLs
from ..wire import Request, Response, Timeout
from ._adapter import (
    EXCHANGE,
    FAILURES,
    Adapter,
    Answer,
    Exchange,
    failure_of,
    origin_of,
    prepared,
    proxies_of,
)

logging.getLogger("urllib3.connectionpool").addFilter(MaskURLs())

_CHUNK = 65_536


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
        except FAILURES as error:
            failure = failure_of(error, request.url, exchange)
        finally:
            EXCHANGE.reset(entered)
        raise failure  # out here, since what caused it quotes the query with its secrets

    def close(self) -> None:
        """Close idle connections. Closing twice is fine."""
        self._adapter.close()

    def _exchange(self, request: Request, timeout: Timeout) -> Response:
        answer = self._adapter.send(
            prepared(request),
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

    def _body(self, answer: Answer) -> bytes:
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
            self._proxies[origin] = proxies_of(url)
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
