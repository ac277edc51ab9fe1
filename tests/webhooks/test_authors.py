"""A change of stock is handed over with who made it."""

from __future__ import annotations

import json

import pytest
from fakes import FakeClock
from webhooks_data import APPS, order, samples, signed

from tokotiktok.migration.echo import EchoGuard
from tokotiktok.tiktokshop import webhooks
from tokotiktok.unified.events import Author, OtherEvent, StockChanged, unify
from tokotiktok.webhooks import Inbox, Receiver
from tokotiktok.webhooks import authors as module
from tokotiktok.webhooks.authors import StockAuthors

SKU, PRODUCT = "1730000000000000201", "1730000000000000101"


def stock(*sources, left=5, delta=0, ids=True, product=PRODUCT):
    """Make webhook 71 of one SKU, with what each of *sources* did to it."""
    details = [
        {
            "idempotency_key": f"k{place}",
            "trigger_source": source,
            "occurred_at": "2026-01-01T00:00:00Z",
            "available_quantity_delta": delta,
        }
        for place, source in enumerate(sources)
    ]
    data = {
        "event_id": "e1",
        "product_id": product,
        "sku_id": int(SKU),
        "quantity_snapshot_after_change": {"total_available_quantity": left},
        "change_detail": details,
    }
    body = {"type": 71, "shop_id": "7490000000000000001", "data": data}
    if ids:
        body["tts_notification_id"] = "1"
    return json.dumps(body).encode()


def happened(body):
    return unify(webhooks.parse(body))


@pytest.fixture
def guard():
    found = EchoGuard(clock=FakeClock())
    found.wrote(SKU, {"warehouse": 5}, product_id=PRODUCT)
    return found


class TestStockAuthors:
    def test_ours(self, guard):
        """An app wrote what this app wrote, so it was this app."""
        told = happened(stock("api_sync"))
        found = StockAuthors(guard).judged(told)

        assert [Author.UNKNOWN] == [one.by for one in told]
        assert [Author.OURS] == [one.by for one in found]

    def test_somebody_else(self, guard):
        """An app wrote something else, so it was another."""
        (found,) = StockAuthors(guard).judged(happened(stock("api_sync", left=9)))

        assert Author.OTHERS is found.by

    def test_each_by_itself(self, guard):
        """Of several things that changed a SKU, each has its author and what it left."""
        body = stock("api_sync", "order_created", left=4, delta=-1)
        found = StockAuthors(guard).judged(happened(body))

        assert [(Author.OURS, 5), (Author.ORDER, 4)] == [
            (one.by, one.quantity) for one in found
        ]

    def test_again(self, guard):
        """What is handed over again has the same author, though the guard heard it."""
        authors = StockAuthors(guard)
        authors.judged(happened(stock("api_sync")))

        assert [Author.OURS] == [
            one.by for one in authors.judged(happened(stock("api_sync")))
        ]

    def test_heard_elsewhere(self, guard):
        """What the guard has heard by another way is as the platform says."""
        guard.heard(webhooks.parse(stock("manual_adjustment")))
        (found,) = StockAuthors(guard).judged(happened(stock("manual_adjustment")))

        assert Author.OTHERS is found.by

    def test_forgets(self, guard, monkeypatch):
        """Its memory is bounded."""
        monkeypatch.setattr(module, "_REMEMBERED", 1)
        authors = StockAuthors(guard)
        authors.judged(happened(stock("order_created", "order_shipped")))

        assert 1 == len(authors._known)

    @pytest.mark.parametrize(
        "body",
        [
            order()[1],
            stock(),
            stock("api_sync", product=""),
            b'{"type":71}',
            samples("tiktokshop")["27_InventoryStatusChange"],
        ],
        ids=["order", "no details", "no product", "no data", "another kind"],
    )
    def test_leaves_alone(self, guard, body):
        """What is no change of stock, or names none, is as it was."""
        told = happened(body)

        assert told == tuple(StockAuthors(guard).judged(told))

    def test_without_a_guard(self):
        """Without a guard, what the platform says stands."""
        told = happened(stock("api_sync"))

        assert told == StockAuthors(None).judged(told)


class TestReceiver:
    def test_whole_way(self, guard, tmp_path):
        """A receiver that knows a guard says which change was this app's."""
        seen = []
        receiver = Receiver(
            seen.append, Inbox(tmp_path / "i.db"), tiktokshop_apps=APPS, guard=guard
        )
        receiver.tiktokshop(*signed(stock("api_sync")))
        receiver.work()

        assert [StockChanged] == [type(one) for one in seen]
        assert OtherEvent not in {type(one) for one in seen}
        assert Author.OURS is seen[0].by
