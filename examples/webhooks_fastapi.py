"""Webhooks in FastAPI or Starlette: ``uvicorn webhooks_fastapi:app``."""

from __future__ import annotations

import os

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

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
app = FastAPI()


@app.post("/webhooks/tiktokshop")
async def tiktokshop(request: Request) -> Response:
    body = await request.body()
    status = await run_in_threadpool(receiver.tiktokshop, request.headers, body)
    return Response(status_code=status)
