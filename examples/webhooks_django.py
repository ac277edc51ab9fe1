"""Webhooks in Django: ``path("webhooks/tiktokshop", tiktokshop)`` in your ``urls.py``."""

from __future__ import annotations

import os

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

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


@csrf_exempt
@require_POST
def tiktokshop(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=receiver.tiktokshop(request.headers, request.body))
