"""Webhooks in Flask: ``flask --app webhooks_flask run``."""

from __future__ import annotations

import os

from flask import Flask, request

from tokotiktok.unified.events import OrderEvent
from tokotiktok.webhooks import Handlers, Inbox, Receiver

events = Handlers()


@events.on(OrderEvent)
def order_changed(happened: OrderEvent) -> None:
    print(f"order {happened.order_id}: look at it again")


receiver = Receiver(
    events,
    Inbox(os.environ.get("INBOX", "inbox.db")),
    tiktokshop_apps={os.environ["APP_KEY"]: os.environ["APP_SECRET"]},
)
receiver.start()
app = Flask(__name__)


@app.post("/webhooks/tiktokshop")
def tiktokshop():
    return "", receiver.tiktokshop(request.headers, request.get_data())
