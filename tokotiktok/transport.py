"""
HTTP. The only module that knows requests, and the only one that opens sockets.

One transport serves any number of shops and threads: it holds no token, no cookie and no
header of its own.
"""

from __future__ import annotations

import logging
import os
import ssl
import time
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import requests
import urllib3.exceptions
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict

from .errors import TransportError
from .telemetry import MaskURLs
from .wire import Request, Response, Timeout

logging.getLogger("urllib3.connectionpool").addFilter(MaskURLs())

_CHUNK = 65_536
_HEADERS = {"Accept-Encoding": "gzip, deflate", "User-Agent": "tokotiktok"}


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
            verify: a CA bundle's path, or ``False`` to trust any certificate.
        """
        self._pool_size = pool_size
        self._max_bytes = max_bytes
        if verify is True:
            bundle = os.environ.get("REQUESTS_CA_BUNDLE")
            verify = bundle or os.environ.get("CURL_CA_BUNDLE") or True
        self._verify = verify
        self._proxies: dict[str, dict[str, str]] = {}
        self._open()

    def _open(self) -> None:
        self._adapter = _Adapter(pool_maxsize=self._pool_size)
        self._pid = os.getpid()  # last: another thread may be looking

    def __getstate__(self) -> dict[str, Any]:
        """Pickle the settings; connections are of this process."""
        state = dict(self.__dict__)
        del state["_adapter"], state["_pid"]
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Unpickle, with new connections."""
        self.__dict__.update(state)
        self._open()

    def send(self, request: Request, timeout: Timeout) -> Response:
        """Send *request* once and return the answer, whatever its status."""
        if self._pid != os.getpid():  # forked: the parent's sockets are not ours
            self._open()
        try:
            return self._exchange(request, timeout)
        except (urllib3.exceptions.HTTPError, OSError) as error:  # and requests' own
            failure = _failure(error, request.url)
        raise failure  # out here, since what caused it quotes the query with its secrets

    def close(self) -> None:
        """Close idle connections. Closing twice is fine."""
        self._adapter.close()

    def _exchange(self, request: Request, timeout: Timeout) -> Response:
        ends = time.monotonic() + timeout.total
        answer = self._adapter.send(
            _prepared(request),
            stream=True,
            timeout=(timeout.connect, timeout.read),
            verify=self._verify,
            proxies=self._proxies_for(request.url),
        )
        try:
            body = self._body(answer, ends)
        except BaseException:
            answer.close()
            raise
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Response(answer.status_code, headers, body)

    def _body(self, answer: requests.Response, ends: float) -> bytes:
        """Read the body, while time and size allow."""
        chunks = []
        size = 0
        # read1 gives what has arrived, so that a drip is noticed; urllib3 1 has none
        read = getattr(answer.raw, "read1", answer.raw.read)
        while chunk := read(_CHUNK, decode_content=True):
            size += len(chunk)
            if size > self._max_bytes:
                msg = f"the answer is larger than {self._max_bytes} bytes"
                raise TransportError(msg, hopeless=True)
            if time.monotonic() > ends:
                msg = "the answer was too slow: the call's time ran out while reading"
                raise TransportError(msg, timed_out=True)
            chunks.append(chunk)
        answer.raw.release_conn()
        return chunks[0] if len(chunks) == 1 else b"".join(chunks)

    def _proxies_for(self, url: str) -> dict[str, str]:
        host = urlsplit(url).netloc
        if host not in self._proxies:
            self._proxies[host] = requests.utils.get_environ_proxies(url)
        return self._proxies[host]


class _Adapter(HTTPAdapter):
    """
    requests' adapter without what a call to the same few hosts does not need.

    Looking the pool up by every TLS setting, parsing the URL again, and gathering
    cookies and encodings cost as much as signing several times over.
    """

    def __init__(self, **settings: Any) -> None:
        self._pools: dict[str, Any] = {}
        super().__init__(**settings)

    def get_connection_with_tls_context(
        self,
        request: requests.PreparedRequest,
        verify: Any,
        proxies: Any = None,
        cert: Any = None,
    ) -> Any:
        """Give the pool of the request's host, which is looked up once."""
        origin = "/".join((request.url or "").split("/", 3)[:3])
        pool = self._pools.get(origin)
        if pool is None or pool.pool is None:  # closed meanwhile
            pool = super().get_connection_with_tls_context(
                request, verify, proxies, cert
            )
            self._pools[origin] = pool
        return pool

    def request_url(self, request: requests.PreparedRequest, proxies: Any) -> str:
        """Give what stands in the request line."""
        if proxies:
            return super().request_url(request, proxies)
        parts = (request.url or "").split("/", 3)
        return "/" + parts[3] if len(parts) > 3 else "/"  # noqa: PLR2004 - has a path

    def build_response(self, req: requests.PreparedRequest, resp: Any) -> Any:
        """Hand on status, headers and the body yet to be read."""
        answer = requests.Response()
        answer.request, answer.url = req, req.url or ""
        answer.status_code = resp.status
        answer.headers = resp.headers
        answer.raw = resp
        return answer


def _prepared(request: Request) -> requests.PreparedRequest:
    """Build what requests sends by hand: its own way costs more than the signing."""
    prepared = requests.PreparedRequest()
    prepared.method = request.method
    prepared.url = request.url
    if request.query:
        prepared.url += "?" + urlencode(request.query, quote_via=quote)
    prepared.headers = CaseInsensitiveDict({**_HEADERS, **request.headers})
    prepared.hooks = {"response": []}
    if request.files is not None:
        prepared.prepare_body(dict(request.form or {}), dict(request.files))
    else:
        prepared.body = request.body
        if request.body is not None or request.method not in ("GET", "HEAD"):
            prepared.headers["Content-Length"] = str(len(request.body or b""))
    return prepared


def _failure(error: Exception, url: str) -> TransportError:
    """Say what failed, and whether the request may have left."""
    host = urlsplit(url).netloc.rpartition("@")[2]
    cause = _first_cause(error)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return TransportError(
            f"no safe connection to {host}", sent=False, hopeless=True
        )
    if isinstance(error, requests.exceptions.SSLError):  # perhaps after sending
        return TransportError(
            f"the safe connection to {host} broke off",
            hopeless=not isinstance(cause, ssl.SSLEOFError),
        )
    if isinstance(
        error, requests.exceptions.InvalidURL | requests.exceptions.InvalidSchema
    ):
        return TransportError(f"{url!r} is not a URL", sent=False, hopeless=True)
    if isinstance(cause, urllib3.exceptions.ConnectTimeoutError):
        msg = f"could not connect to {host} in time"
        return TransportError(msg, sent=False, timed_out=True)
    if isinstance(cause, _NOT_CONNECTED):
        return TransportError(f"could not connect to {host}", sent=False)
    if isinstance(cause, (urllib3.exceptions.ReadTimeoutError, TimeoutError)):
        return TransportError(f"{host} did not answer in time", timed_out=True)
    kind = type(cause).__name__
    return TransportError(f"the connection to {host} broke off ({kind})")


_NOT_CONNECTED = (
    urllib3.exceptions.NewConnectionError,
    urllib3.exceptions.ProxyError,  # the tunnel was not made
)


def _first_cause(error: Exception) -> Exception:
    """Dig out what requests and urllib3 have wrapped."""
    while True:
        inner = getattr(error, "reason", None) or next(iter(error.args), None)
        if not isinstance(inner, Exception):
            return error
        error = inner
