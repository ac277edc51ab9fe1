"""Webhooks come as the platforms send them."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from served import needs_peer, peer

from tokotiktok import Platform
from tokotiktok.errors import TransportError
from tokotiktok.sandbox import Sandbox
from tokotiktok.sandbox.hooks import SECRET
from tokotiktok.tiktokshop import webhooks as tiktokshop
from tokotiktok.tokopedia import webhooks as tokopedia
from tokotiktok.unified.events import AuthorizationEnded, OrderChanged, ShopMerged
from tokotiktok.webhooks import Inbox, Receiver

ORDER = {"type": 1, "data": {"order_id": "5", "order_status": "IN_TRANSIT"}}
APP = {"app_key": "6fiktif8key", "app_secret": "fiktif-app-secret-01"}


class Listener:
    """Answers as told; when there is no more to answer, with 200."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.seen = []

    def __call__(self, headers, body):
        self.seen.append((headers, body))
        answer = self.answers.pop(0) if self.answers else 200
        if answer is None:
            raise TransportError("nobody is there", sent=False)
        return answer


class TestSend:
    def test_signed(self, box):
        """What is sent is genuine, and whole."""
        listener = Listener()
        box.hooks.listen(listener)
        box.hooks.send(ORDER)
        ((headers, body),) = listener.seen
        tiktokshop.verify(headers, body, **APP)
        event = tiktokshop.parse(body)

        assert (box.tiktokshop_face.app.shop_id, box.clock.now) == (
            event.shop_id,
            event.timestamp,
        )
        assert event.tts_notification_id
        assert [200] == [one.status for one in box.hooks.deliveries]

    def test_foreign_sdk(self, box):
        """A foreign SDK takes it for genuine, too."""
        needs_peer()
        listener = Listener()
        box.hooks.listen(listener)
        box.hooks.send(ORDER)
        ((headers, body),) = listener.seen

        assert peer.webhooks.Webhooks.verify(
            **APP, raw_body=body, signature=headers["Authorization"]
        )

    def test_tokopedias(self, box):
        """So is Tokopedia's, by its own secret."""
        listener = Listener()
        box.hooks.listen(listener, platform=Platform.TOKOPEDIA)
        box.hooks.send({"order_id": 5}, platform=Platform.TOKOPEDIA)
        ((headers, body),) = listener.seen
        tokopedia.verify(headers, body, secret=SECRET)

        assert {"order_id": 5} == json.loads(body)

    def test_twice(self, box):
        """The same one can be sent twice: one identity."""
        listener = Listener()
        box.hooks.listen(listener)
        box.hooks.send(ORDER, times=2)
        box.hooks.send(ORDER)
        ids = [tiktokshop.parse(body).identity for _, body in listener.seen]

        assert ids[0] == ids[1] != ids[2]

    def test_late_and_out_of_order(self, box):
        """What is sent late comes after what is sent later."""
        listener = Listener()
        box.hooks.listen(listener)
        box.hooks.send({**ORDER, "tts_notification_id": "1"}, late=3600)
        box.hooks.send({**ORDER, "tts_notification_id": "2"})
        box.clock.advance(hours=2)

        assert ["2", "1"] == [
            json.loads(body)["tts_notification_id"] for _, body in listener.seen
        ]

    def test_again(self, box):
        """What is not answered is sent again at the platform's times, and then dropped."""
        box.hooks.listen(Listener(500, None, 503, 404, 500))
        began = box.clock.now
        box.hooks.send(ORDER)
        box.clock.advance(days=2)
        waits = [one.at - began for one in box.hooks.deliveries]

        assert [
            timedelta(0),
            timedelta(minutes=2),
            timedelta(minutes=32),
            timedelta(hours=3, minutes=32),
            timedelta(hours=15, minutes=32),
        ] == waits
        assert [500, None, 503, 404, 500] == [
            one.status for one in box.hooks.deliveries
        ]
        assert 1 == len(box.hooks.dropped)

    @pytest.mark.parametrize("status", [200, 401])
    def test_answered(self, box, status):
        """200 and 401 are answers."""
        box.hooks.listen(Listener(status))
        box.hooks.send(ORDER)
        box.clock.advance(days=2)

        assert 1 == len(box.hooks.deliveries)

    def test_tokopedia_sends_once(self, box):
        """Of Tokopedia's it is not known that they were sent again."""
        box.hooks.listen(Listener(500), platform=Platform.TOKOPEDIA)
        box.hooks.send({"order_id": 5}, platform=Platform.TOKOPEDIA)
        box.clock.advance(days=2)

        assert 1 == len(box.hooks.deliveries) == len(box.hooks.dropped)

    def test_of_a_seller(self, box):
        """What names a seller instead of a shop names no shop."""
        listener = Listener()
        box.hooks.listen(listener)
        box.hooks.send({"type": 35, "seller_open_id": "fiktif", "data": {}})
        ((_, body),) = listener.seen

        assert "shop_id" not in json.loads(body)

    def test_nobody_listens(self, box):
        """Where nobody listens, that is said."""
        with pytest.raises(ValueError, match=r"call hooks.listen\(\) first"):
            box.hooks.send(ORDER)


class TestReceived:
    def test_where_nobody_listens(self):
        """What the play brings is not sent to whom does not listen."""
        box = Sandbox(integration="pending")
        box.hooks.listen(Listener())
        box.integration.begin()
        box.clock.advance(hours=48)

        assert [] == box.hooks.deliveries

    def test_of_the_play(self, tmp_path):
        """What the play brings reaches a receiver: the merge, and an authorisation's end."""
        box, seen = Sandbox(integration="pending"), []
        receiver = Receiver(
            seen.append,
            Inbox(tmp_path / "inbox.db", clock=box.clock),
            tiktokshop_apps={APP["app_key"]: APP["app_secret"]},
            tokopedia_secret=SECRET,
        )
        box.hooks.listen(receiver.tiktokshop)
        box.hooks.listen(receiver.tokopedia, platform=Platform.TOKOPEDIA)
        box.integration.begin()
        box.clock.advance(hours=48)
        box.tiktokshop().oauth.exchange(box.tiktokshop_face.authorize())
        box.integration.revoke()
        receiver.work()

        assert {ShopMerged, AuthorizationEnded} == {type(one) for one in seen}

    def test_by_url(self, box, tmp_path):
        """A URL is posted to, as the platform would."""
        from wsgiref.simple_server import make_server

        seen = []
        receiver = Receiver(
            seen.append,
            Inbox(tmp_path / "inbox.db"),
            tiktokshop_apps={APP["app_key"]: APP["app_secret"]},
        )
        with make_server("127.0.0.1", 0, receiver) as server:
            from threading import Thread

            Thread(target=server.handle_request).start()
            box.hooks.listen(f"http://127.0.0.1:{server.server_port}/tiktokshop")
            box.hooks.send(ORDER)
        receiver.work()

        assert [OrderChanged] == [type(one) for one in seen]
