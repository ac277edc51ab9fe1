"""The sandbox over HTTP, on loopback, so that any SDK can talk to it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, urlsplit

from ..errors import TransportError
from ..wire import Response
from .tiktokshop_gate import FILES

if TYPE_CHECKING:
    from . import Sandbox
    from .face import Face

HOST = "127.0.0.1"
_REASONS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 503: "Unavailable"}


class Served:
    """A sandbox that is being served: where, and with what to call it."""

    def __init__(self, box: Sandbox, port: int) -> None:
        self._box = box
        self.url = f"http://{HOST}:{port}"

    def describe(self) -> dict[str, dict[str, Any]]:
        """Say all that a client of either platform needs."""
        tiktokshop, tokopedia = self._box.tiktokshop_face, self._box.tokopedia_face
        return {
            "tiktokshop": {
                "base_url": self.url,
                "auth_url": self.url,
                "app_key": tiktokshop.app.app_key,
                "app_secret": tiktokshop.app.app_secret,
                "service_id": tiktokshop.app.service_id,
                "open_id": tiktokshop.app.open_id,
                "access_token": tiktokshop.grant.access,
                "refresh_token": tiktokshop.grant.refresh,
                "shop_cipher": tiktokshop.app.shop_cipher,
            },
            "tokopedia": {
                "base_url": self.url,
                "auth_url": self.url,
                "fs_id": tokopedia.app.fs_id,
                "client_id": tokopedia.app.client_id,
                "client_secret": tokopedia.app.client_secret,
                "shop_id": tokopedia.app.shop_id,
            },
        }

    def wait(self) -> None:
        """Wait until interrupted."""
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return


@contextmanager
def serve(box: Sandbox, *, port: int = 0) -> Generator[Served, None, None]:
    """
    Serve *box* on loopback while in the block.

    Timestamps and tokens are checked by the real clock from here on; the world's data
    keeps its own time.

    Args:
        box: the sandbox.
        port: where to listen; 0 takes a free one.
    """
    box.use_wall_clock(time.time)
    server = _Server((HOST, port), _handler(box))
    box.tiktokshop_face.files_url = f"http://{HOST}:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield Served(box, server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def wsgi(box: Sandbox) -> Callable[..., Iterable[bytes]]:
    """Make a WSGI application of *box*, for any server to host."""

    def application(
        environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        headers = {
            name[5:].replace("_", "-").lower(): value
            for name, value in environ.items()
            if name.startswith("HTTP_")
        }
        headers["content-type"] = environ.get("CONTENT_TYPE", "")
        path = quote(environ["PATH_INFO"].encode("latin-1"), safe="/:@!$&'()*+,;=~")
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        target = f"{path}?{environ.get('QUERY_STRING', '')}"
        response = _answer(box, environ["REQUEST_METHOD"], target, headers, body)
        reason = _REASONS.get(response.status, "Answer")
        start_response(f"{response.status} {reason}", list(response.headers.items()))
        return [response.body]

    return application


def _answer(
    box: Sandbox, method: str, target: str, headers: dict[str, str], body: bytes
) -> Response:
    parts = urlsplit(target)
    pairs = tuple(parse_qsl(parts.query, keep_blank_values=True))
    face = _face_for(box, parts.path)
    try:
        return face.answer(method, parts.path, pairs, headers, body)
    except TransportError as error:  # a fault without an answer, which HTTP must give
        return Response(504, {"content-type": "text/plain"}, error.message.encode())


def _face_for(box: Sandbox, path: str) -> Face:
    """Choose the face: no path of Tokopedia's has the form of TikTok Shop's."""
    parts = path.split("/")
    has_version = len(parts) > 2 and len(parts[2]) == 6 and parts[2].isdecimal()
    if has_version or path.startswith(("/api/v2/token/", FILES)):
        return box.tiktokshop_face
    return box.tokopedia_face


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


def _handler(box: Sandbox) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # one packet per answer
        disable_nagle_algorithm = True

        def handle_any(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            body = self.rfile.read(length)
            headers = {name.lower(): value for name, value in self.headers.items()}
            response = _answer(box, self.command, self.path, headers, body)
            self.send_response_only(response.status)
            for name, value in response.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(response.body)))
            self.end_headers()
            self.wfile.write(response.body)
            self.wfile.flush()

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any  # noqa: N815 - the standard library's names

        def log_message(self, format: str, *args: Any) -> None:
            """Stay silent."""

    return Handler
