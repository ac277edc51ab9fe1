"""From what a platform sends to handlers: nothing acknowledged is lost, nothing done twice."""

from __future__ import annotations

import json
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest
from fakes import NOW
from webhooks_data import APPS, old, order, signed

from tokotiktok.errors import ValidationError
from tokotiktok.unified.events import (
    OrderChanged,
    OrderCreated,
    OrderEvent,
    OtherEvent,
    ShopEvent,
)
from tokotiktok.webhooks import Handlers, Receiver


class TestHandlers:
    def test_by_kind(self):
        """A function is called for its kind of event, and for the kinds of that."""
        events, called = Handlers(), []
        for kind in (OrderCreated, OrderEvent, ShopEvent, OtherEvent):
            events.on(kind)(lambda _, kind=kind: called.append(kind))
        created = OrderCreated(
            api=None, identity="1", shop_id=None, source=None, order_id="5"
        )

        assert 3 == events(created)
        assert [OrderCreated, OrderEvent, ShopEvent] == called

    def test_decorates(self):
        """The function is left as it was, and can be called by itself."""
        events = Handlers()

        @events.on(OrderChanged)
        def changed(happened):
            return happened

        assert 7 == changed(7)

    @pytest.mark.parametrize("kind", [dict, "OrderChanged", None], ids=repr)
    def test_no_kind(self, kind):
        """What is no kind of event is refused when it is said, not when it is met."""
        with pytest.raises(ValidationError, match="no kind of event"):
            Handlers().on(kind)


class TestReceiver:
    def test_handed_over(self, receiver, seen):
        """What came is handled when there is time, once, from both platforms."""
        statuses = [
            receiver.tiktokshop(*order()),
            receiver.tokopedia(*old(), topic="order_status"),
        ]
        before = list(seen)

        assert [200, 200] == statuses
        assert [] == before
        assert 2 == receiver.work()
        assert ["1", "9990000001"] == sorted(one.order_id for one in seen)
        assert 0 == receiver.work()

    @pytest.mark.parametrize("told", [True, False], ids=["id", "content"])
    def test_twice(self, receiver, seen, told):
        """What is sent again, before or after it was handled, is not handled again."""
        for _ in range(2):
            receiver.tiktokshop(*order(told=told))
        receiver.work()
        again = receiver.tiktokshop(*order(told=told))
        receiver.work()

        assert 200 == again
        assert 1 == len(seen)

    def test_content_is_known_for_minutes(self, receiver, clock, seen):
        """What has no id may happen again in the same way; with an id it is known longer."""
        for told in (True, False):
            receiver.tiktokshop(*order(told=told))
        receiver.work()
        clock.sleep(601)
        for told in (True, False):
            receiver.tiktokshop(*order(told=told))
        receiver.work()

        assert 3 == len(seen)

    def test_topics_are_apart(self, receiver, seen):
        """The same body under another topic is another event."""
        for topic in ("order_status", "order_cancellation"):
            receiver.tokopedia(*old(), topic=topic)

        assert 2 == receiver.work()
        assert 2 == len(seen)

    def test_not_genuine(self, receiver, inbox):
        """What is not genuine is answered 401, and not kept."""
        headers, body = order()

        assert 401 == receiver.tiktokshop(headers, body + b" ")
        assert 401 == receiver.tiktokshop({}, body)
        assert 401 == receiver.tokopedia(headers, body)
        assert [] == inbox.waiting()

    def test_not_set_up(self, inbox, seen):
        """Who cannot prove anything is told what to give."""
        bare = Receiver(seen.append, inbox)
        with pytest.raises(ValidationError, match="give tiktokshop_apps="):
            bare.tiktokshop(*order())
        with pytest.raises(ValidationError, match="give tokopedia_secret="):
            bare.tokopedia(*old())

    def test_cannot_be_kept(self, receiver, tmp_path):
        """What cannot be kept is not acknowledged, so the platform sends it again."""
        (tmp_path / "inbox.db").unlink()

        assert 503 == receiver.tiktokshop(*order())

    def test_long(self, receiver, seen):
        """A megabyte is taken; what is longer than any webhook is not read."""
        body = json.dumps({"type": 999, "data": "x" * 1_048_576}).encode()

        assert 200 == receiver.tiktokshop(*signed(body))
        assert 413 == receiver.tiktokshop({}, b"x" * (4 * 1024 * 1024 + 1))
        assert 1 == receiver.work()
        assert "x" * 1_048_576 == seen[0].source.data

    def test_failed(self, receiver, inbox, clock, seen):
        """What a handler fails on waits and is tried again; the others go on."""
        broken = Receiver(lambda _: 1 / 0, inbox, tiktokshop_apps=APPS)
        broken.tiktokshop(*order(1))
        handled = broken.work()
        (letter,) = inbox.waiting()
        receiver.tiktokshop(*order(2))
        receiver.work()
        at_once = len(seen)
        clock.sleep(60)
        receiver.work()

        assert 0 == handled
        assert (1, "ZeroDivisionError('division by zero')") == (
            letter.attempts,
            letter.error,
        )
        assert 1 == at_once
        assert ["2", "1"] == [one.order_id for one in seen]
        assert [] == inbox.waiting()
        inbox.close()

    def test_unreadable(self, receiver, inbox):
        """What is genuine and cannot be read is acknowledged, and stays for a person."""
        status = receiver.tiktokshop(*signed(b'{"no":"type"}'))
        handled = receiver.work()
        (letter,) = inbox.waiting()

        assert (200, 0) == (status, handled)
        assert b'{"no":"type"}' == letter.body
        assert "no type" in letter.error

    def test_erased(self, receiver, inbox, tmp_path):
        """Of what is done with, the body is gone: it may have buyers' data."""
        receiver.tiktokshop(*order(status="SOMETHING_TO_FIND"))
        receiver.work()
        inbox._database.truncate()

        assert b"SOMETHING_TO_FIND" not in (tmp_path / "inbox.db").read_bytes()

    def test_taken_by_the_dead(self, receiver, inbox, clock, seen):
        """What was taken by a process that died is handed out again after the lease."""
        receiver.tiktokshop(*order())
        inbox.take()
        handled = receiver.work()
        clock.sleep(60)

        assert 0 == handled
        assert 1 == receiver.work()
        assert 1 == len(seen)

    def test_app(self, receiver, seen):
        """An event says which app it was sent to: the one whose secret proved it."""
        receiver.tiktokshop(*order())
        receiver.tokopedia(*old())
        receiver.work()

        assert {"6fiktif8key", None} == {one.app for one in seen}

    def test_apps_are_apart(self, receiver, seen):
        """What is sent to each of two apps is told to each: what ends is one's only."""
        body = json.dumps({"type": 6, "tts_notification_id": "1", "data": {}}).encode()
        for app in APPS:
            receiver.tiktokshop(*signed(body, app=app))
        receiver.work()

        assert set(APPS) == {one.app for one in seen}
        assert 2 == len(seen)

    def test_overtaken(self, receiver, inbox, clock, seen):
        """What comes after something later of the same order says so; for a week."""
        for number, at in ((1, NOW), (2, NOW - 60), (3, NOW), (4, NOW + 1)):
            receiver.tiktokshop(*order(number, of=5, at=at))
            receiver.work()
            clock.sleep(1)
        for letter in (
            order(5, of=6, at=NOW - 60),
            signed(b'{"type":1,"data":{"order_id":"5"}}'),
            signed(b'{"type":6,"timestamp":1767225600}'),
        ):
            receiver.tiktokshop(*letter)
            receiver.work()
        about = seen[0].about
        known = inbox.latest(about)
        clock.sleep(8 * 86_400)
        forgotten = inbox.latest(about)
        receiver.tiktokshop(*order(7, of=5, at=NOW - 60))
        receiver.work()

        assert [False, True, False, False, False, None, None, False] == [
            one.overtaken for one in seen
        ]
        assert seen[6].about is None
        assert (NOW + 1, None) == (known, forgotten)

    def test_slower_than_the_lease(self, receiver, inbox, clock, seen):
        """Who fails after another has done it changes nothing: it stays known."""
        receiver.tiktokshop(*order())
        slow = inbox.take()
        clock.sleep(60)
        receiver.work()
        inbox.failed(slow, "too late")
        clock.sleep(3600)
        receiver.tiktokshop(*order())
        receiver.work()

        assert 1 == len(seen)
        assert [] == inbox.waiting()

    def test_executor(self, inbox):
        """With an executor it is handled as soon as it came."""
        done = threading.Event()
        with ThreadPoolExecutor(1) as pool:
            receiver = Receiver(
                lambda _: done.set(), inbox, tiktokshop_apps=APPS, executor=pool
            )
            receiver.tiktokshop(*order())

            assert done.wait(10)


class TestStart:
    def test_handles(self, inbox, seen, clock):
        """What waits from before is handled at once, and what comes, as it comes."""
        came = threading.Semaphore(0)

        def record(happened):
            seen.append(happened)
            came.release()

        receiver = Receiver(record, inbox, tiktokshop_apps=APPS)
        receiver.tiktokshop(*order(1))
        receiver.start(every=60)
        first = came.acquire(timeout=10)
        receiver.tiktokshop(*order(2))
        second = came.acquire(timeout=10)
        receiver.start()
        receiver.stop()

        assert (True, True) == (first, second)
        assert ["1", "2"] == [one.order_id for one in seen]

    def test_what_is_due(self, inbox, clock):
        """What another process left is handled when it is due, though nothing comes."""
        done = threading.Event()
        receiver = Receiver(lambda _: done.set(), inbox, tiktokshop_apps=APPS)
        receiver.tiktokshop(*order())
        inbox.take()
        receiver.start(every=0.01)
        early = done.wait(0.1)
        clock.sleep(61)
        late = done.wait(10)
        receiver.stop()

        assert (False, True) == (early, late)

    def test_stops_in_between(self, inbox, seen):
        """Stopped, it ends after the event that it is at, and may be started again."""
        stopping = []

        def stop_soon(happened):
            seen.append(happened)
            receiver._ended.set()

        receiver = Receiver(stop_soon, inbox, tiktokshop_apps=APPS)
        for number in (1, 2):
            receiver.tiktokshop(*order(number))
        receiver.start(every=0.01)
        receiver._thread.join(10)
        stopping.append(len(seen))
        receiver.start(every=0.01)
        receiver._thread.join(10)
        receiver.stop()
        receiver.stop()

        assert [1] == stopping
        assert 2 == len(seen)

    def test_no_room(self, inbox, tmp_path, caplog):
        """What cannot be read now may be later: it says so, and goes on."""
        said = threading.Event()
        receiver = Receiver(print, inbox, tiktokshop_apps=APPS)
        whole = (tmp_path / "inbox.db").rename(tmp_path / "away.db")

        class Listening(logging.Handler):
            def emit(self, record):
                said.set()

        logger = logging.getLogger("tokotiktok")
        listening = Listening()
        logger.addHandler(listening)
        receiver.start(every=0.01)
        heard = said.wait(10)
        alive = receiver._thread.is_alive()
        receiver.stop()
        logger.removeHandler(listening)
        whole.rename(tmp_path / "inbox.db")

        assert (True, True) == (heard, alive)
        assert "webhooks cannot be handled" in caplog.text


def call(app, path, headers, body, **more):
    """Call a WSGI application; give its status."""
    environ = {
        "PATH_INFO": path,
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
    }
    setup_testing_defaults(environ)
    environ |= {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body)), **more}
    environ |= {f"HTTP_{k.upper().replace('-', '_')}": v for k, v in headers.items()}
    said = []
    answered = validator(app)(environ, lambda status, _, __=None: said.append(status))
    assert [] == list(answered)
    answered.close()
    return int(said[0].split()[0])


class TestWSGI:
    @pytest.mark.parametrize(
        ("path", "make", "status"),
        [
            ("/tiktokshop", order, 200),
            ("/tiktokshop/", order, 200),
            ("/tokopedia", old, 200),
            ("/tokopedia/order_status", old, 200),
            ("/tokopedia/nothing", old, 404),
            ("/tiktokshop/order_status", order, 404),
            ("/", order, 404),
            ("/tokopedia", order, 401),
        ],
    )
    def test_paths(self, receiver, path, make, status):
        """Each platform has its path, and each of Tokopedia's topics."""
        assert status == call(receiver, path, *make())

    def test_not_set_up(self, inbox, seen):
        """A platform of which nothing can be proven has no path."""
        only = Receiver(seen.append, inbox, tiktokshop_apps=APPS)

        assert 404 == call(only, "/tokopedia", *old())
        assert 200 == call(only, "/tiktokshop", *order())

    @pytest.mark.parametrize("length", ["5000000", "-1", "many"])
    def test_length(self, receiver, length):
        """What is too long, or says no length, is not read."""
        environ = {"PATH_INFO": "/tiktokshop", "CONTENT_LENGTH": length}
        said = []
        receiver(environ, lambda status, _: said.append(status))

        assert ["413 Content Too Large"] == said

    def test_no_body(self, receiver):
        """Without a body there is nothing to prove."""
        assert 401 == call(receiver, "/tiktokshop", {}, b"", CONTENT_LENGTH="")
