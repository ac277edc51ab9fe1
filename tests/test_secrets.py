"""
No secret in any log record, repr, exception, its pickle or its traceback.

The platform here is hostile: it quotes back all that it was sent, wherever it can.
"""

from __future__ import annotations

import base64
import json
import logging
import pickle
import traceback
from contextlib import contextmanager
from urllib.parse import parse_qsl, urlsplit

import pytest
from attrs import field, frozen
from fakes import (
    FRESH,
    SECRET,
    TOKEN_ANSWER,
    FakeClock,
    serving,
    tiktok,
    token,
    toko,
)

from tokotiktok import Hook, RequestsTransport, RetryPolicy
from tokotiktok.errors import (
    AuthError,
    DecodeError,
    OutcomeUnknown,
    RateLimitError,
    ReauthorizationRequired,
    ServerError,
    TokoTikTokError,
    TransportError,
    ValidationError,
)

CIPHER = "ROW_fiktifCipher+AAAA/1234=="
CODE = "TTP_fiktif-auth-code-0001"
PASSWORD = "fiktif-client-secret"
PAIR = base64.b64encode(f"fiktif-client-id:{PASSWORD}".encode()).decode()
SECRETS = {
    SECRET,
    CIPHER,
    CODE,
    PASSWORD,
    PAIR,
    "TTP_fiktif-access-0001",
    "TTP_fiktif-refresh-0001",
    "TTP_fiktif-access-0002",
    "TTP_fiktif-refresh-0002",
    TOKEN_ANSWER["access_token"],
}


class Hostile:
    """A real server that answers from a list and quotes each request in its answers."""

    def __init__(self, answers) -> None:
        self.answers = list(answers)
        self.signs = set()

    def answer(self, handler):
        """Answer one request."""
        size = int(handler.headers.get("Content-Length") or 0)
        body = handler.rfile.read(size).decode()
        quoted = f"{handler.requestline} {dict(handler.headers)} {body}"
        query = dict(parse_qsl(urlsplit(handler.path).query))
        if "sign" in query:
            self.signs.add(query["sign"])
        status, content = self.answers.pop(0)
        if status is None:
            handler.close_connection = True
            handler.connection.close()
            return
        if isinstance(content, dict):
            said = {"message": quoted, "request_id": query.get("sign", quoted)}
            content = json.dumps({**said, **content})
        elif content is None:
            content = f"<html>{quoted}</html>"
        raw = content.encode()
        handler.send_response(status, "quite so")
        handler.send_header("X-Tt-Logid", query.get("sign", "L1"))
        handler.send_header("Content-Length", str(len(raw)))
        handler.end_headers()
        handler.wfile.write(raw)


@contextmanager
def hostile_server(*answers):
    """Serve answers on the loopback; give the server and its URL."""
    hostile = Hostile(answers)
    with serving(hostile.answer) as url:
        yield hostile, url


@frozen
class Ear(Hook):
    """A hook that keeps what it heard."""

    heard: list = field(factory=list)

    def before_call(self, call):
        self.heard.append(call)

    def after_attempt(self, attempt):
        self.heard.append(attempt)

    def after_call(self, call):
        self.heard.append(call)


def chain(error):
    """List an error and all that it came of."""
    found = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def all_said(caplog, client, ear, error):
    """Gather everything that anybody may get to read."""
    said = [caplog.text, *(repr(one.__dict__) for one in caplog.records)]
    said += [repr(one) for one in (client, client._session, client.last_call)]
    said += [repr(one) for one in ear.heard]
    if hasattr(client, "oauth"):
        said.append(repr(client.oauth))
    for one in chain(error):
        said += [str(one), repr(one), repr(one.args), repr(one.__dict__)]
        said.append(str(pickle.dumps(one)))
        said += traceback.format_exception(one)
    return "\n".join(said)


def check(caplog, hostile, client, ear, error):
    """Look for every secret in everything that was said."""
    said = all_said(caplog, client, ear, error)
    found = [one for one in {*SECRETS, *hostile.signs} if one in said]

    assert [] == found
    assert "127.0.0.1" in caplog.text  # urllib3 was heard, too


FINE = (200, {"code": 0, "data": {"orders": [], "shops": []}})
EXPIRED = (401, {"code": 105002})
RENEWED = (200, {"code": 0, "data": FRESH})
GONE = (None, None)

CASES = {
    "success": ([FINE], None),
    "refused": ([(400, {"code": 36009009})], ValidationError),
    "unknown code": ([(400, {"code": 999})], TokoTikTokError),
    "signature": ([(401, {"code": 106001})], AuthError),
    "revoked": ([(401, {"code": 105001})], ReauthorizationRequired),
    "busy": ([(429, {"code": 36009002})] * 3, RateLimitError),
    "failed": ([(500, {"code": 36009003})] * 3, ServerError),
    "page": ([(503, None)] * 3, ServerError),
    "garbage": ([(200, None)], DecodeError),
    "no list": ([(200, {"code": 0, "data": {"orders": "x"}})], DecodeError),
    "gone": ([GONE] * 3, TransportError),
    "renewed": ([EXPIRED, RENEWED, FINE], None),
    "renewed in vain": ([EXPIRED, RENEWED, EXPIRED], AuthError),
    "renewal refused": (
        [EXPIRED, (200, {"code": 36004001})],
        ReauthorizationRequired,
    ),
    "renewal wrong": ([EXPIRED, (200, {"code": 98001004})], ValidationError),
    "renewal page": ([EXPIRED, *[(502, None)] * 3], ServerError),
    "renewal gone": ([EXPIRED, *[GONE] * 3], TransportError),
    "renewal garbage": ([EXPIRED, (200, None)], DecodeError),
    "renewal empty": ([EXPIRED, (200, {"code": 0, "data": {}})], DecodeError),
    "renewal of no end": (
        [
            EXPIRED,
            (
                200,
                {"code": 0, "data": {**FRESH, "access_token_expire_in": SECRET}},
            ),
        ],
        DecodeError,
    ),
}


def raised(call):
    """Make a call; give the error it raised, if any."""
    try:
        call()
    except TokoTikTokError as error:
        return error
    return None


def tiktok_on(url, ear, **options):
    """Make a client of TikTok Shop on a real server."""
    return tiktok(
        RequestsTransport(),
        base_url=url,
        auth_url=url,
        shop_cipher=CIPHER,
        hooks=[ear],
        **options,
    )


class TestTikTokShop:
    @pytest.mark.parametrize(("answers", "kind"), CASES.values(), ids=CASES)
    def test_call(self, caplog, answers, kind):
        """However a call ends, no secret is said."""
        caplog.set_level(logging.DEBUG)
        ear = Ear()
        with hostile_server(*answers) as (hostile, url):
            client = tiktok_on(url, ear, service_id="74")
            error = raised(client.orders.search)
            client.close()

        assert isinstance(error, kind or type(None))
        assert [] == hostile.answers
        check(caplog, hostile, client, ear, error)

    @pytest.mark.parametrize(
        "answer",
        [GONE, (500, None), (200, None), (500, {"code": 36009003})],
        ids=["gone", "page", "garbage", "failed"],
    )
    def test_write_of_unknown_outcome(self, caplog, answer):
        """Nor is one in what is chained behind an OutcomeUnknown."""
        caplog.set_level(logging.DEBUG)
        ear = Ear()
        with hostile_server(answer) as (hostile, url):
            client = tiktok_on(url, ear)
            error = raised(lambda: client.packages.ship(package_id="1"))
            client.close()

        assert isinstance(error, OutcomeUnknown)
        assert len(chain(error)) > 1
        check(caplog, hostile, client, ear, error)

    @pytest.mark.parametrize(
        ("answer", "kind"),
        [
            (RENEWED, None),
            ((200, {"code": 36004004}), ReauthorizationRequired),
            ((200, {"code": 98001004}), ValidationError),
            ((200, None), OutcomeUnknown),
            (GONE, OutcomeUnknown),
        ],
        ids=["success", "used", "wrong", "garbage", "gone"],
    )
    def test_exchange(self, caplog, answer, kind):
        """The token endpoint's URLs hold the app's secret and the code; nobody says it."""
        caplog.set_level(logging.DEBUG)
        ear = Ear()
        with hostile_server(answer) as (hostile, url):
            client = tiktok_on(url, ear, retry=RetryPolicy(retries=0))
            error = raised(lambda: client.oauth.exchange(CODE))
            client.close()

        assert isinstance(error, kind or type(None))
        check(caplog, hostile, client, ear, error)

    def test_refused_connection(self, caplog):
        """A connection that cannot be made quotes nothing either."""
        caplog.set_level(logging.DEBUG)
        ear = Ear()
        with hostile_server() as (hostile, url):
            pass
        client = tiktok_on(url, ear)
        error = raised(client.orders.search)

        assert (False, 3) == (error.sent, error.attempts)
        check(caplog, hostile, client, ear, error)

    def test_signature_explained(self, caplog):
        """What is shown of a signature is no use for signing."""
        caplog.set_level(logging.DEBUG)
        client = tiktok_on("http://127.0.0.1:1", Ear())
        said = client.explain_signature("POST", "/order/202309/orders/search")

        assert [] == [one for one in SECRETS if one in said + caplog.text]

    def test_limiter_that_says_its_key(self):
        """A limiter's error may quote its key, which holds the shop's cipher."""

        class Full:
            def acquire(self, key, *, timeout):
                raise RateLimitError(f"no turn for {key}")

        error = raised(
            tiktok_on("http://127.0.0.1:1", Ear(), limiter=Full()).orders.search
        )

        assert "no turn for" in str(error)
        assert CIPHER not in str(error) + repr(error) + str(pickle.dumps(error))

    def test_locals(self):
        """Nor would a tracker of errors find one that shows what frames hold."""
        with hostile_server(*[(500, None)] * 3) as (hostile, url):
            client = tiktok_on(url, Ear(), token=token(days=-1))
            error = raised(client.orders.search)
            client.close()
        summary = traceback.TracebackException.from_exception(
            error, capture_locals=True
        )
        ours = [
            f"{frame.name}: {frame.locals}"
            for frame in summary.stack
            if "/tokotiktok/" in frame.filename
        ]
        said = "\n".join(ours)

        assert len(ours) > 5
        assert [] == [one for one in {*SECRETS, *hostile.signs} if one in said]


HEADER = {"header": {"error_code": "X", "reason": "no"}, "data": None}


class TestTokopedia:
    @pytest.mark.parametrize(
        ("answers", "kind"),
        [
            ([(200, {"header": {}, "data": []})], None),
            ([(400, {"error_message": ["no"], "data": None})], TokoTikTokError),
            ([(400, {"header": {"error_code": PASSWORD}})], TokoTikTokError),
            ([(500, None)] * 3, ServerError),
            ([(200, None)], DecodeError),
            ([GONE] * 3, TransportError),
            ([(401, None), (200, TOKEN_ANSWER)], AuthError),
        ],
        ids=["success", "refused", "code", "page", "garbage", "gone", "expired"],
    )
    def test_call(self, caplog, answers, kind):
        """However a call ends, no secret is said."""
        caplog.set_level(logging.DEBUG)
        ear, clock = Ear(), FakeClock()
        with hostile_server((200, TOKEN_ANSWER), *answers) as (hostile, url):
            client = toko(
                RequestsTransport(),
                base_url=url,
                auth_url=url,
                hooks=[ear],
                fake_clock=clock,
            )
            error = raised(client.shops.info)
            client.close()

        assert isinstance(error, kind or type(None))
        check(caplog, hostile, client, ear, error)

    @pytest.mark.parametrize(
        "answer",
        [
            (401, {"error": f"bad {PAIR}", "error_description": f"not {PASSWORD}"}),
            (503, None),
            (200, {"access_token": 7}),
            GONE,
        ],
        ids=["refused", "page", "no token", "gone"],
    )
    def test_token(self, caplog, answer):
        """The token endpoint gets the app's password; nobody says it."""
        caplog.set_level(logging.DEBUG)
        ear = Ear()
        with hostile_server(*[answer] * 3) as (hostile, url):
            client = toko(RequestsTransport(), base_url=url, auth_url=url, hooks=[ear])
            error = raised(client.shops.info)
            client.close()

        assert isinstance(error, TokoTikTokError)
        check(caplog, hostile, client, ear, error)


class TestTheTest:
    def test_would_notice(self, caplog):
        """It finds a secret in a log record, and in an error's cause."""
        caplog.set_level(logging.DEBUG)
        logging.getLogger("urllib3").debug("127.0.0.1 %s", SECRET)
        client, ear = tiktok_on("http://127.0.0.1:1", Ear()), Ear()

        with pytest.raises(AssertionError):
            check(caplog, Hostile([]), client, ear, None)
        caplog.clear()
        logging.getLogger("urllib3").debug("127.0.0.1")
        error = TokoTikTokError("fine")
        error.__cause__ = ValueError(CIPHER)
        with pytest.raises(AssertionError):
            check(caplog, Hostile([]), client, ear, error)
