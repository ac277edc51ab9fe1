"""What no webhook told is read, and handed over once."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from fakes import Script, ok, tiktok

from tokotiktok import Platform
from tokotiktok.errors import ValidationError, WebhookError
from tokotiktok.sandbox.hooks import SECRET
from tokotiktok.unified.events import (
    OrderCancelRequested,
    OrderChanged,
    OrderEvent,
    ProductChanged,
    ReturnChanged,
)
from tokotiktok.webhooks import Inbox, Receiver
from tokotiktok.webhooks.missed import catch_up, replay

KINDS = {OrderChanged, ReturnChanged, ProductChanged}


@pytest.fixture
def seen():
    return []


@pytest.fixture
def receiver(box, seen, tmp_path):
    app = box.tiktokshop_face.app
    return Receiver(
        seen.append,
        Inbox(tmp_path / "inbox.db", clock=box.clock),
        tiktokshop_apps={app.app_key: app.app_secret},
        tokopedia_secret=SECRET,
    )


def told(*orders):
    """Make a client whose shop has these orders, and nothing else."""

    def answer(request):
        if "/orders/" in request.url:
            return ok({"orders": list(orders), "total_count": len(orders)})
        return ok({})

    return tiktok(Script(answer))


class TestCatchUp:
    def test_all(self, box, receiver, seen):
        """What changed is handed over as webhooks would have told it, each record once."""
        since = box.clock.now - timedelta(days=400)
        count = catch_up(receiver, box.tiktokshop(), since=since, shop_id="7", app="a")
        receiver.work()
        orders = {one.order_id for one in seen if isinstance(one, OrderEvent)}

        assert count == len(seen) > 0
        assert set(map(type, seen)) >= KINDS
        assert {one.tiktok_id for one in box.world.sales() if one.on_tiktok} == orders
        assert {("7", "a")} == {(one.shop_id, one.app) for one in seen}

    def test_again(self, box, receiver, seen):
        """What was handed over is no news, however often and late it is read."""
        since = box.clock.now - timedelta(days=400)
        catch_up(receiver, box.tiktokshop(), since=since)
        receiver.work()
        box.clock.advance(hours=1)

        assert 0 == catch_up(receiver, box.tiktokshop(), since=since)

    def test_heard(self, box, receiver, seen):
        """What a webhook told is not told again; what changed since is."""
        client = told({"id": "5", "status": "DELIVERED", "update_time": 1_757_000_100})
        box.hooks.listen(receiver.tiktokshop)
        data = {"order_id": "5", "order_status": "DELIVERED"}
        box.hooks.send({"type": 1, "data": {**data, "update_time": 1_757_000_100}})
        receiver.work()
        since = box.clock.now - timedelta(days=400)
        heard = catch_up(receiver, client, since=since)
        later = told({"id": "5", "status": "COMPLETED", "update_time": 1_757_000_200})
        news = catch_up(receiver, later, since=since)
        receiver.work()

        assert (0, 1) == (heard, news)
        assert ["DELIVERED", "COMPLETED"] == [one.status.name for one in seen]

    def test_only_since(self, box, receiver):
        """What did not change since is not read."""
        box.clock.advance(days=300)

        assert 0 == catch_up(receiver, box.tiktokshop(), since=box.clock.now)

    def test_cancellation(self, receiver, seen, box):
        """A cancellation that waits for an answer is told; one that is done is not."""
        rows = [
            {"cancel_id": "8", "order_id": "5", "role": "BUYER", "create_time": 9},
            {"cancel_id": "9", "order_id": "6", "role": "BUYER", "create_time": 9},
        ]
        rows[0]["cancel_status"] = "CANCELLATION_REQUEST_PENDING"
        rows[1]["cancel_status"] = "CANCELLATION_REQUEST_COMPLETE"

        def answer(request):
            found = {"cancellations": rows} if "/cancellations/" in request.url else {}
            return ok(found)

        catch_up(receiver, tiktok(Script(answer)), since=box.clock.now)
        receiver.work()

        assert [(OrderCancelRequested, "5", "8")] == [
            (type(one), one.order_id, one.cancel_id) for one in seen
        ]

    def test_unreadable(self, receiver, box, caplog):
        """What cannot be read is said, and the rest is told."""
        client = told("nonsense", {"id": "5", "status": "DELIVERED"})

        assert 1 == catch_up(receiver, client, since=box.clock.now)
        assert "what changed cannot be read" in caplog.text

    def test_no_zone(self, receiver, box):
        """A time without a zone could be meant in several ways."""
        with pytest.raises(ValidationError, match="zone"):
            catch_up(receiver, told(), since=box.clock.now.replace(tzinfo=None))


class TestReplay:
    def test_order_status(self, box, receiver, seen):
        """An order's webhook is read again and handed over; an unknown one is not."""
        sale = next(one for one in box.world.sales() if one.on_tokopedia)
        ids = [sale.tokopedia_id, 5]
        count = replay(receiver, box.tokopedia(), ids)
        again = replay(receiver, box.tokopedia(), ids)
        receiver.work()

        assert (1, 0) == (count, again)
        assert [str(sale.tokopedia_id)] == [one.order_id for one in seen]

    def test_same_as_was_sent(self, box, receiver, seen):
        """What is sent again by the platform and read again by us is one event."""
        sale = next(one for one in box.world.sales() if one.on_tokopedia)
        client, topic = box.tokopedia(), "order_notification"

        def listen(headers, body):
            return receiver.tokopedia(headers, body, topic=topic)

        box.hooks.listen(listen, platform=Platform.TOKOPEDIA)
        client.webhooks.trigger(
            order_id=sale.tokopedia_id,
            type=topic,
            url="https://hook.contoh.invalid/x",
            is_encrypted=False,
        )
        count = replay(receiver, client, [sale.tokopedia_id], topic=topic)
        receiver.work()

        assert 0 == count
        assert 1 == len(seen)

    def test_unknown_type(self, box):
        """A webhook of another topic cannot be read again."""
        sale = next(one for one in box.world.sales() if one.on_tokopedia)
        with pytest.raises(ValidationError):
            box.tokopedia().webhooks.get_payload(
                order_id=sale.tokopedia_id, type="chat"
            )


class TestEnter:
    def test_unreadable(self, receiver):
        """What cannot be read is refused: it came from this program."""
        with pytest.raises(WebhookError):
            receiver.enter("tiktokshop", json.dumps({"no": "type"}).encode())
