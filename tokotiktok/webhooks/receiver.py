"""
Takes webhooks in, from any web framework or as a WSGI application of its own.

Sources: TikTok Shop Partner Center, "Webhooks overview", 2026-05: 200 or 401 within three
seconds; Tokopedia Open Platform guide, Webhook API.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

from attrs import evolve

from .._events import Event
from .._threads import Lock
from ..errors import StoreError, ValidationError, WebhookError
from ..stores.seen import WEEK
from ..telemetry import logger
from ..tiktokshop import webhooks as tiktokshop
from ..tokopedia import webhooks as tokopedia
from ..unified.events import ShopEvent, unify
from .authors import StockAuthors
from .inbox import Inbox, Letter

if TYPE_CHECKING:
    from ..migration.echo import EchoGuard

_Platform = Literal["tiktokshop", "tokopedia"]

MOST = 4 * 1024 * 1024
"""Bytes: no webhook is near as long."""
MINUTES = 600.0
"""Seconds for which what has no id of its own is known again by its content."""
OK, NOT_GENUINE, NO_SUCH, TOO_LONG, LATER = 200, 401, 404, 413, 503
_REASONS = {
    OK: "200 OK",
    NOT_GENUINE: "401 Unauthorized",
    NO_SUCH: "404 Not Found",
    TOO_LONG: "413 Content Too Large",
    LATER: "503 Service Unavailable",
}


class Receiver:
    """
    Proves a webhook genuine, keeps it in an `Inbox`, and has it handled.

    Nothing is acknowledged that is not on the disk. Handlers run afterwards, in an
    executor or wherever `work` is called; each event is handed to them once, and again
    only if they failed or the process died before they were done.
    """

    def __init__(
        self,
        handlers: Callable[[ShopEvent], object],
        inbox: Inbox,
        *,
        tiktokshop_apps: Mapping[str, str] | None = None,
        tokopedia_secret: str | None = None,
        tokopedia_key: bytes | None = None,
        executor: Executor | None = None,
        guard: EchoGuard | None = None,
    ) -> None:
        """
        Make a receiver.

        Args:
            handlers: called with each event of `tokotiktok.unified.events`: a
                `Handlers`, or any function.
            inbox: keeps what came.
            tiktokshop_apps: the secret of each app by its key. A webhook does not say
                which app is meant; the secret that fits tells.
            tokopedia_secret: the ``webhook_secret`` that was registered.
            tokopedia_key: Tokopedia's public key, as PEM.
            executor: runs `work` after each webhook that is news. What failed, and what
                a process that died was at, it does not come back to: that is done by
                `start`, or whoever calls `work`. Left out, nothing is handled before.
            guard: knows what this app wrote, so that a `StockChanged` says whether it is
                that, coming back. It must be told of each write before it is sent.
        """
        self._handlers = handlers
        self._inbox = inbox
        self._apps = dict(tiktokshop_apps or {})
        self._secret = tokopedia_secret
        self._key = tokopedia_key
        self._executor = executor
        self._authors = StockAuthors(guard)
        self._turn = Lock()
        self._wake = threading.Event()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def tiktokshop(self, headers: Mapping[str, str], body: bytes) -> int:
        """
        Take in a webhook of TikTok Shop's.

        Args:
            headers: as received.
            body: the bytes as received.

        Returns:
            The status to answer with, and no body; 200, or 401 for what is not genuine,
            or 503 if it could not be kept, so that it is sent again.
        """
        return self._receive("tiktokshop", None, headers, body)

    def tokopedia(
        self, headers: Mapping[str, str], body: bytes, *, topic: str | None = None
    ) -> int:
        """
        Take in a webhook of Tokopedia's.

        Args:
            headers: as received.
            body: the bytes as received.
            topic: what it is, as its URL says: ``"order_status"``.

        Returns:
            The status to answer with, as `tiktokshop` does.
        """
        return self._receive("tokopedia", topic, headers, body)

    def enter(
        self,
        platform: _Platform,
        body: bytes,
        *,
        topic: str | None = None,
        app: str | None = None,
    ) -> bool:
        """
        Take in what came by another way, and is known to be true, as if it were sent.

        Args:
            platform: whose it is.
            body: as the platform would have sent it.
            topic: what it is, if it is Tokopedia's.
            app: the key of the app of TikTok Shop's that it is for.

        Returns:
            Whether it is news, and so neither kept already nor as old as what was handed
            over of each record that it names.

        Raises:
            WebhookError: it cannot be read.
            StoreError: it cannot be kept.
        """
        letter = self._letter(platform, topic, body, app)
        if all(self._is_old(one) for one in unify(_read(letter))):
            return False
        return self._keep(letter)

    def __call__(
        self, environ: Mapping[str, Any], start_response: Callable[..., object]
    ) -> Iterable[bytes]:
        """
        Answer as a WSGI application, on ``/tiktokshop``, ``/tokopedia``, and
        ``/tokopedia/<topic>``.
        """
        status = self._answer(environ)
        start_response(
            _REASONS[status], [("Content-Type", "text/plain"), ("Content-Length", "0")]
        )
        return ()

    def work(self) -> int:
        """
        Handle what waits, until nothing does; say how many webhooks were handled.

        May be called by several threads and processes at once. What fails is logged,
        stays in the inbox, and is tried again after its rest.

        Raises:
            StoreError: the inbox cannot be read or written.
        """
        return self._work(lambda: False)

    def _work(self, is_over: Callable[[], bool]) -> int:
        count = 0
        while not is_over() and (letter := self._inbox.take()):
            try:
                for happened in self._happened(letter):
                    self._handlers(happened)
            except Exception as error:  # noqa: BLE001 - a handler's; the others go on
                logger.warning("webhook %s: %r", letter.identity, error)
                self._inbox.failed(letter, repr(error))
            else:
                self._inbox.done(letter)
                count += 1
        return count

    def start(self, *, every: float = 1.0) -> None:
        """
        Handle in a thread of this process from now on: what waits from before, at once;
        what comes, as it comes; what rests or was left by the dead, when it is due.

        Call it in each process that shall work, after it was forked. The thread ends with
        the process, and nothing is lost by that. A second call does nothing.

        Args:
            every: seconds between looks for what came by another process, or is due.
        """
        with self._turn:
            if self._thread is None or not self._thread.is_alive():  # a parent's is not
                self._ended.clear()
                self._thread = threading.Thread(
                    target=self._run, args=(every,), name="tokotiktok webhooks"
                )
                self._thread.daemon = True
                self._thread.start()

    def stop(self) -> None:
        """End what `start` began, once the event that it is at is done."""
        with self._turn:
            thread, self._thread = self._thread, None
            self._ended.set()
            self._wake.set()
        if thread is not None:
            thread.join()

    def _run(self, every: float) -> None:
        while True:
            self._wake.clear()
            if self._ended.is_set():
                return
            try:
                self._work(self._ended.is_set)
            except StoreError as error:  # the disk may have room again
                logger.warning("webhooks cannot be handled: %s", error)
            self._wake.wait(every)

    def _happened(self, letter: Letter) -> Iterator[ShopEvent]:
        """Say what a webhook tells, each as late as it may be handed over."""
        for happened in self._authors.judged(unify(_read(letter))):
            about, at = happened.about, happened.happened_at
            overtaken = None
            if about is not None and at is not None:
                overtaken = self._inbox.overtaken(about, at.timestamp(), ttl=WEEK)
            yield evolve(happened, app=letter.app, overtaken=overtaken)

    def _is_old(self, happened: ShopEvent) -> bool:
        about, at = happened.about, happened.happened_at
        if about is None or at is None:
            return False
        latest = self._inbox.latest(about)
        return latest is not None and latest >= at.timestamp()

    def _answer(self, environ: Mapping[str, Any]) -> int:
        path = str(environ.get("PATH_INFO", "")).strip("/")
        if path not in self._paths():
            return NO_SUCH
        first, _, topic = path.partition("/")
        length = str(environ.get("CONTENT_LENGTH") or 0)
        if not length.isdecimal() or int(length) > MOST:
            return TOO_LONG
        body = environ["wsgi.input"].read(int(length))
        names = ("HTTP_AUTHORIZATION", "HTTP_AUTHORIZATION_HMAC", "HTTP_TKPD_SIGNATURE")
        headers = {
            name.removeprefix("HTTP_").replace("_", "-"): environ[name]
            for name in names
            if name in environ
        }
        platform: _Platform = "tokopedia" if first == "tokopedia" else "tiktokshop"
        return self._receive(platform, topic or None, headers, body)

    def _paths(self) -> set[str]:
        """Give the paths on which something can be proven genuine."""
        topics = [f"tokopedia/{one}" for one in tokopedia.topics()]
        return {
            *(("tiktokshop",) if self._apps else ()),
            *(("tokopedia", *topics) if self._secret else ()),
        }

    def _receive(
        self,
        platform: _Platform,
        topic: str | None,
        headers: Mapping[str, str],
        body: bytes,
    ) -> int:
        if len(body) > MOST:
            return TOO_LONG
        try:
            app = self._verify(platform, headers, body)
        except WebhookError as error:
            logger.warning("a webhook of %s was refused: %s", platform, error)
            return NOT_GENUINE
        try:
            self._keep(self._letter(platform, topic, bytes(body), app))
        except StoreError as error:
            logger.warning("a webhook of %s could not be kept: %s", platform, error)
            return LATER
        return OK

    def _keep(self, letter: Letter) -> bool:
        is_told = letter.identity.startswith("notification:")
        is_new = self._inbox.put(letter, ttl=WEEK if is_told else MINUTES)
        if not is_new:
            logger.debug("webhook %s came again", letter.identity)
            return False
        self._wake.set()
        if self._executor is not None:
            self._executor.submit(self.work)
        return True

    def _verify(
        self, platform: _Platform, headers: Mapping[str, str], body: bytes
    ) -> str | None:
        """Check that it is genuine; give the app of TikTok Shop's that it was sent to."""
        if platform == "tokopedia":
            if not self._secret:
                raise ValidationError("give tokopedia_secret= to receive Tokopedia's")
            tokopedia.verify(headers, body, secret=self._secret, public_key=self._key)
            return None
        if not self._apps:
            raise ValidationError("give tiktokshop_apps= to receive TikTok Shop's")
        refused: list[WebhookError] = []
        for app_key, app_secret in self._apps.items():
            try:
                tiktokshop.verify(headers, body, app_key=app_key, app_secret=app_secret)
            except WebhookError as error:
                refused.append(error)
            else:
                return app_key
        raise refused[-1]

    def _letter(
        self, platform: _Platform, topic: str | None, body: bytes, app: str | None
    ) -> Letter:
        letter = Letter(
            identity=f"content:{sha256(body).hexdigest()}",
            platform=platform,
            topic=topic,
            app=app,
            body=body,
            came=self._inbox.now(),
        )
        try:
            identity = _read(letter).identity
        except WebhookError:  # genuine, but nobody can read it: it stays in the inbox
            return letter
        kind = f"/{topic}" if topic else ""
        # each app is told by itself: a seller withdraws what one of them may do
        whose = f"@{app}" if app and len(self._apps) > 1 else ""
        return evolve(letter, identity=f"{identity}{kind}{whose}")


def _read(letter: Letter) -> Event:
    if letter.platform == "tokopedia":
        return tokopedia.parse(letter.body, topic=letter.topic)
    return tiktokshop.parse(letter.body)
