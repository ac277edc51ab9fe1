"""
Receiving the webhooks of both platforms: acknowledged only once it is safe, each handled
once.

`Handlers` says what to do, `Inbox` keeps what came, and `Receiver` takes it in and has it
done. How to tell a genuine one and read it is in `tokotiktok.tiktokshop.webhooks` and
`tokotiktok.tokopedia.webhooks`, what it means in `tokotiktok.unified.events`.
"""

from __future__ import annotations

from .handlers import Handlers
from .inbox import Inbox, Letter
from .receiver import Receiver

__all__ = ["Handlers", "Inbox", "Letter", "Receiver"]
