"""A receiver with an inbox of its own."""

from __future__ import annotations

import pytest
from fakes import FakeClock
from webhooks_data import APPS, HOOK_SECRET

from tokotiktok.webhooks import Inbox, Receiver


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def inbox(tmp_path, clock):
    return Inbox(tmp_path / "inbox.db", clock=clock)


@pytest.fixture
def seen():
    """What was handed over."""
    return []


@pytest.fixture
def receiver(inbox, seen):
    return Receiver(
        seen.append, inbox, tiktokshop_apps=APPS, tokopedia_secret=HOOK_SECRET
    )
