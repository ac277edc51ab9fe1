"""However events arrive: nothing is lost, nothing done twice, and the latest wins."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from fakes import NOW, FakeClock
from hypothesis import given, settings
from hypothesis import strategies as st
from webhooks_data import APPS, order

from tokotiktok.webhooks import Inbox, Receiver

pytestmark = pytest.mark.uncovered

WORDS = ["AWAITING_SHIPMENT", "IN_TRANSIT", "DELIVERED", "COMPLETED"]

histories = st.lists(
    st.tuples(st.integers(1, 3), st.integers(0, 30), st.sampled_from(WORDS)),
    unique_by=lambda one: one[:2],
    min_size=1,
    max_size=10,
)
"""Which order changed, when, and to what; no order twice at one moment."""


@given(history=histories, data=st.data())
@settings(max_examples=40, deadline=None)
def test_any_order(history, data):
    """
    Whatever is sent in whatever order, some of it twice, worked off now or later, by
    handlers of which some fail at first: each event is handled once, and who leaves out
    what was overtaken ends with each order as it was last.
    """
    sent = [(number, *change) for number, change in enumerate(history, 1)]
    again = data.draw(st.lists(st.sampled_from(sent), max_size=5))
    failing = data.draw(st.sets(st.sampled_from([one[0] for one in sent])))
    arriving = data.draw(st.permutations([*sent, *again]))
    handled, known, clock = [], {}, FakeClock()

    def handler(happened):
        number = int(happened.identity.partition(":")[2])
        if number in failing:
            failing.remove(number)
            raise RuntimeError(number)
        handled.append(number)
        if not happened.overtaken:
            known[happened.order_id] = happened.happened_at.timestamp()

    with tempfile.TemporaryDirectory() as folder:
        inbox = Inbox(Path(folder) / "inbox.db", clock=clock)
        receiver = Receiver(handler, inbox, tiktokshop_apps=APPS)
        for number, of, at, word in arriving:
            letter = order(number, of=of, at=NOW + at, status=word)
            assert 200 == receiver.tiktokshop(*letter)
            if data.draw(st.booleans()):
                receiver.work()
        receiver.work()
        clock.sleep(61)
        receiver.work()
        inbox.close()
    last: dict[str, float] = {}
    for of, at, _ in history:
        last[str(of)] = max(last.get(str(of), 0), NOW + at)

    assert sorted(one[0] for one in sent) == sorted(handled)
    assert last == known
