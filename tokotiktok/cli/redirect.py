"""
The redirect of an authorisation, received on loopback.

Anything on this machine, and any page in its browser, may send us a code: what comes
without the state that we made is refused, and we go on waiting.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from secrets import token_urlsafe
from urllib.parse import parse_qs, urlsplit

from typing_extensions import Self

from ..errors import StateError, ValidationError
from ..migration.states import StateSigner

HOST = "127.0.0.1"
_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Tokopedia &amp; Shop</title>
<body style="font: 1.1rem/1.5 system-ui; margin: 3rem auto; max-width: 32rem">
<h1>Tokopedia &amp; Shop</h1><p>{en}</p><p lang="id">{id}</p></body></html>
"""
_DONE = {
    "en": "That is all. You may close this window.",
    "id": "Selesai. Anda boleh menutup jendela ini.",
}
_NOT_OURS = {
    "en": "This did not come from the link that was opened last. Open that again.",
    "id": "Ini bukan dari tautan yang terakhir dibuka. Buka tautan itu lagi.",
}


class Redirect:
    """Waits for the seller to come back with a code, and checks whose it is."""

    def __init__(
        self,
        *,
        port: int,
        seconds: float,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """
        Listen.

        Args:
            port: where; 0 takes a free one.
            seconds: how long to wait.
            monotonic: times that.

        Raises:
            ValidationError: the port is taken.
        """
        self.signer = StateSigner(
            secret=token_urlsafe(32), lifetime=timedelta(seconds=seconds)
        )
        """Signs this link alone: its secret ends with the process."""
        self.refused: list[str] = []
        """Why what came was none of ours."""
        self._code: str | None = None
        self._monotonic = monotonic
        self._ends = monotonic() + seconds
        self._seconds = seconds
        try:
            self._server = HTTPServer((HOST, port), _handler(self))
        except OSError as error:
            msg = f"port {port} cannot be listened at ({error.strerror}): give another"
            raise ValidationError(msg) from error
        self.url = f"http://{HOST}:{self._server.server_address[1]}/"

    def __enter__(self) -> Self:
        """Listen while in the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Listen no more."""
        self._server.server_close()

    def wait(self) -> str:
        """
        Give the code that the seller brought; ``null`` if they declined.

        Raises:
            ValidationError: nobody came.
        """
        while self._code is None:
            left = self._ends - self._monotonic()
            if left <= 0:
                why = f"; {self.refused[-1]}" if self.refused else ""
                msg = f"nobody came back within {self._seconds:.0f} s{why}"
                raise ValidationError(msg)
            self._server.timeout = left
            self._server.handle_request()
        return self._code

    def take(self, target: str) -> bool | None:
        """Take a redirect; false: it is none of ours; ``None``: it is something else."""
        query = parse_qs(urlsplit(target).query)
        if not {"code", "error"} & query.keys():
            return None
        try:
            self.signer.verify(query.get("state", [""])[0])
        except StateError as error:
            self.refused.append(error.message)
            return False
        self._code = query.get("code", ["null"])[0]
        return True


def _handler(redirect: Redirect) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 5  # who connects and says nothing does not keep the seller waiting

        def do_GET(self) -> None:
            found = redirect.take(self.path)
            page = _PAGE.format(**(_DONE if found else _NOT_OURS)).encode()
            self.send_response_only(404 if found is None else 200 if found else 400)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-length", str(len(page)))
            self.send_header("cache-control", "no-store")
            self.send_header("referrer-policy", "no-referrer")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent: the code is in the path."""

    return Handler
