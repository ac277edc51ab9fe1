"""A transport that plays a script, and clients on it."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from attrs import evolve

from tokotiktok import RetryPolicy, TikTokShopClient, Token, TokopediaClient
from tokotiktok.wire import Response

SAMPLES = Path(__file__).parent / "samples"
NOW = 1_767_225_600.0
SECRET = "fiktif-app-secret-01"


def sample(platform: str, name: str):
    """Load a sample answer."""
    return json.loads((SAMPLES / platform / f"{name}.json").read_text("utf-8"))


def answer(body=None, status=200, **headers) -> Response:
    """Make an answer; a body that is not bytes goes as JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(status, {"content-type": "application/json", **named}, content)


def ok(data=None) -> Response:
    """Make a success of TikTok Shop's."""
    return answer({"code": 0, "message": "Success", "request_id": "R1", "data": data})


def no(code, message="no", status=200, **headers) -> Response:
    """Make a refusal of TikTok Shop's."""
    body = {"code": code, "message": message, "request_id": "R1", "data": None}
    return answer(body, status, **headers)


PAGE = ok({"orders": [{"id": "1"}]})
"""Orders of TikTok Shop's."""

BROKEN = answer(b"<html>", 503, content_type="text/html")
"""A gateway's page."""

ONCE = RetryPolicy(retries=0)


class Script:
    """A transport that answers from a list; errors in it are raised."""

    def __init__(self, *answers) -> None:
        self.answers = list(answers)
        self.sent = []
        self.timeouts = []

    def send(self, request, timeout):
        self.sent.append(request)
        self.timeouts.append(timeout)
        one = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if callable(one):
            one = one(request)
        if isinstance(one, Exception):
            raise one
        return one

    def close(self) -> None:
        """Nothing to close."""


class FakeClock:
    """A clock that moves only by sleeping."""

    def __init__(self, now: float = NOW) -> None:
        self.now = now
        self.slept = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def one() -> float:
    """Stand in for chance at its largest."""
    return 1.0


def token(access="TTP_fiktif-access-0001", days=6.0, **more) -> Token:
    """Make a token that is good for some days from `NOW`."""
    ends = datetime.fromtimestamp(NOW + days * 86_400, timezone.utc)
    return Token(
        access=access, refresh="TTP_fiktif-refresh-0001", expires_at=ends, **more
    )


def tiktok(script, **options) -> TikTokShopClient:
    """Make a client of TikTok Shop on a script."""
    clock = options.pop("fake_clock", None) or FakeClock()
    given = {
        "app_key": "6fiktif8key",
        "app_secret": SECRET,
        "shop_cipher": "ROW_fiktifCipherAAAA1234",
        "transport": script,
        "clock": clock,
        "sleep": clock.sleep,
        "random": one,
    }
    if "tokens" not in options:
        given["token"] = token()
    return TikTokShopClient(**{**given, **options})


def toko(script, **options) -> TokopediaClient:
    """Make a client of Tokopedia on a script; the first answer is the token's."""
    clock = options.pop("fake_clock", None) or FakeClock()
    given = {
        "client_id": "fiktif-client-id",
        "client_secret": "fiktif-client-secret",
        "fs_id": 99999,
        "shop_id": 999000001,
        "base_url": "https://fs.replay.invalid",
        "auth_url": "https://accounts.replay.invalid",
        "transport": script,
        "clock": clock,
        "sleep": clock.sleep,
        "random": one,
    }
    return TokopediaClient(**{**given, **options})


@contextmanager
def serving(respond):
    """Serve on the loopback what *respond* makes of each request; give the URL."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            respond(self)

        do_POST = do_GET  # noqa: N815 - the standard library's name

        def log_message(self, *args):
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def timed(client, clock):
    """Let a client's deadlines go by *clock*, too, and give it back."""
    session = client._session
    retrier = evolve(session.retrier, monotonic=clock)
    client._session = evolve(session, retrier=retrier)
    if hasattr(client, "oauth"):
        client.oauth.session = client._session
    return client


FRESH = {
    "access_token": "TTP_fiktif-access-0002",
    "access_token_expire_in": int(NOW) + 600_000,
    "refresh_token": "TTP_fiktif-refresh-0002",
    "refresh_token_expire_in": int(NOW) + 30_000_000,
    "open_id": "fiktif_open_id_0001",
}
"""What TikTok Shop's token endpoints answer with."""

TOKEN_ANSWER = {"access_token": "c:fiktif-1", "expires_in": 1_209_600}
