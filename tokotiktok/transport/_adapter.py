"""
Under the transport: connections that know what has left and keep to their time.

The only module that knows requests and urllib3.
"""

from __future__ import annotations

import http.client
import io
import os
import ssl
import threading
import time
from collections.abc import Iterable
from contextvars import ContextVar
from functools import cache, lru_cache, partial
from typing import Any, TypeAlias
from urllib.parse import quote, urlsplit

import requests
import urllib3.exceptions
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict
from urllib3.connection import HTTPConnection

from ..errors import TransportError
from ..wire import Request, Timeout

Answer: TypeAlias = requests.Response
"""An answer whose body is yet to be read."""

FAILURES = (urllib3.exceptions.HTTPError, OSError)
"""What may be raised on the way; requests' own errors are of the latter."""

_HEADERS = {"Accept-Encoding": "gzip", "User-Agent": "tokotiktok"}

_name = lru_cache(512)(partial(quote, safe=""))
"""Quotes the name of a parameter; the same few come with each request."""


class Exchange:
    """One request on its way, and its answer: how long they may take, how far they got."""

    def __init__(self, timeout: Timeout) -> None:
        self._ends = time.monotonic() + timeout.total
        self._silence = timeout.read
        self.sent = True  # until somebody knows better
        """Whether any byte of the request may have left."""

    def is_over(self) -> bool:
        """Whether the call's time has run out."""
        return time.monotonic() >= self._ends

    def limit(self, sock: Any) -> None:
        """Let a socket wait for its next bytes as long as there is time."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        patience = min(self._silence, left)
        if sock.gettimeout() != patience:  # setting it asks the system
            sock.settimeout(patience)


EXCHANGE: ContextVar[Exchange] = ContextVar("exchange")
"""What this thread is at."""


class _Reader(io.RawIOBase):
    """Reads from a socket while the exchange has time: a drip does not prolong it."""

    def __init__(self, sock: Any) -> None:
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._exchange = EXCHANGE.get()
        self.has_ended = False

    def makefile(self, *_: Any) -> io.BufferedReader:
        """Give what http.client reads from."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._exchange.limit(self._sock)
        got: int | None = self._raw.readinto(buffer)
        self.has_ended = got == 0
        return got

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Answer(http.client.HTTPResponse):
    """An answer on its way in."""

    def __init__(self, sock: Any, *args: Any, **more: Any) -> None:
        self._reader = _Reader(sock)
        super().__init__(self._reader, *args, **more)  # type: ignore[arg-type] # as a socket

    def begin(self) -> None:
        """
        Read the head, to its end.

        The standard library takes 102 and 103 for the answer that they announce, and a
        head that breaks off for a whole one.
        """
        super().begin()
        while self.status < 200:  # noqa: PLR2004 - what 1xx means
            self.headers = self.msg = None  # type: ignore[assignment] # as at first
            super().begin()
        if self._reader.has_ended:
            msg = "the head breaks off"
            raise http.client.RemoteDisconnected(msg)


class _Connection(HTTPConnection):
    """Tells its exchange what has left, and lets it take no longer than it may."""

    response_class = _Answer

    def connect(self) -> None:
        try:
            super().connect()
        finally:  # a proxy's tunnel or a handshake is no part of the request
            EXCHANGE.get().sent = False

    def send(self, data: Any) -> None:
        """
        Send *data*, all of it.

        urllib3 would give it as long as connecting may take.
        """
        exchange = EXCHANGE.get()
        if self.sock is None:
            self.connect()
        sock: Any = self.sock  # which connecting has made
        rest = memoryview(data)
        while rest:
            exchange.limit(sock)
            gone = sock.send(rest)
            exchange.sent = True
            rest = rest[gone:]


def origin_of(url: str) -> str:
    """Give scheme and host of a URL."""
    return "/".join(url.split("/", 3)[:3])


@cache
def _watching(pool: type[Any]) -> type[Any]:
    """Derive a pool of such connections."""
    connection = type("Connection", (_Connection, pool.ConnectionCls), {})
    return type("Pool", (pool,), {"ConnectionCls": connection})


class Adapter(HTTPAdapter):
    """
    requests' adapter without what a call to the same few hosts does not need.

    Looking the pool up by every TLS setting, parsing the URL again, and gathering
    cookies and encodings cost as much as signing several times over; reading the CA
    bundle again for each connection costs more than the rest of the handshake.
    """

    def __init__(self, *, trusted: str | bool, **settings: Any) -> None:
        self._trusted = trusted
        self._tls: ssl.SSLContext | None = None
        self._pools: dict[str, Any] = {}
        self._lock = threading.Lock()
        super().__init__(**settings)

    def init_poolmanager(self, *args: Any, **more: Any) -> None:
        super().init_poolmanager(*args, **more)
        _watch(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **more: Any) -> Any:
        if proxy in self.proxy_manager:
            return self.proxy_manager[proxy]
        manager = super().proxy_manager_for(proxy, **more)
        _watch(manager)
        return manager

    def get_connection_with_tls_context(
        self,
        request: requests.PreparedRequest,
        verify: Any,  # noqa: ARG002 - the adapter knows
        proxies: Any = None,
        cert: Any = None,  # noqa: ARG002 - there are none
    ) -> Any:
        """Give the pool of the request's host, which is looked up once."""
        EXCHANGE.get().sent = False
        origin = origin_of(request.url or "")
        pool = self._pools.get(origin)
        if pool is None or pool.pool is None:  # closed meanwhile
            with self._lock:
                pool = self._pools[origin] = self._pool(origin, proxies)
        return pool

    def _pool(self, origin: str, proxies: Any) -> Any:
        proxy = requests.utils.select_proxy(origin, proxies)
        settings: dict[str, Any] = {}
        if origin[:6].lower() == "https:":
            self._tls = self._tls or _tls(trusted=self._trusted)
            settings["ssl_context"] = self._tls
        if not proxy:
            return self.poolmanager.connection_from_url(origin, pool_kwargs=settings)
        proxy = proxy if "://" in proxy else f"http://{proxy}"
        try:
            manager = self.proxy_manager_for(proxy)
            return manager.connection_from_url(origin, pool_kwargs=settings)
        except requests.exceptions.InvalidSchema:  # SOCKS, and no PySocks
            raise
        except ValueError as error:
            raise requests.exceptions.InvalidProxyURL from error

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        """Leave it to the context: a path set here is read again for each connection."""

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

    def close(self) -> None:
        """Close all pools."""
        super().close()
        for pool in list(self._pools.values()):
            pool.close()


def _watch(manager: Any) -> None:
    kinds = manager.pool_classes_by_scheme
    manager.pool_classes_by_scheme = {
        scheme: _watching(pool) for scheme, pool in kinds.items()
    }


class _TLS(ssl.SSLContext):
    """Made once, for all connections and threads, and not changed any more."""

    def set_alpn_protocols(self, alpn_protocols: Iterable[str]) -> None:
        """
        Do nothing: it is done.

        urllib3 would do it for each connection, which frees what another thread that
        is connecting may be reading (python/cpython#141012).
        """


def _tls(*, trusted: str | bool) -> ssl.SSLContext:
    """Make the context of a transport."""
    context = _TLS(ssl.PROTOCOL_TLS_CLIENT)
    ssl.SSLContext.set_alpn_protocols(context, ["http/1.1"])
    if trusted is False:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context
    path = requests.utils.DEFAULT_CA_BUNDLE_PATH if trusted is True else str(trusted)
    folder = os.path.isdir(path)  # noqa: PTH112 - as requests asks
    try:
        context.load_verify_locations(
            None if folder else path, path if folder else None
        )
    except OSError as error:
        msg = (
            f"no CA certificates in {path!r}: see *verify*, or the environment's "
            "REQUESTS_CA_BUNDLE and CURL_CA_BUNDLE"
        )
        raise TransportError(msg, sent=False, hopeless=True) from error
    return context


def proxies_of(url: str) -> dict[str, str]:
    """Give the environment's proxies for *url*."""
    return requests.utils.get_environ_proxies(url)


def prepared(request: Request) -> requests.PreparedRequest:
    """Build what requests sends by hand: its own way costs more than the signing."""
    made = requests.PreparedRequest()
    made.method = request.method
    made.url = request.url
    if request.query:
        made.url += "?" + "&".join(
            [f"{_name(name)}={quote(value, safe='')}" for name, value in request.query]
        )
    made.headers = CaseInsensitiveDict({**_HEADERS, **request.headers})
    made.hooks = {"response": []}
    if request.files is not None:
        made.prepare_body(dict(request.form or {}), dict(request.files))
    else:
        made.body = request.body
        if request.body is not None or request.method not in ("GET", "HEAD"):
            made.headers["Content-Length"] = str(len(request.body or b""))
    return made


def failure_of(error: Exception, url: str, exchange: Exchange) -> TransportError:
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
