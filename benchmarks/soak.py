"""
Make a million calls with faults at random, and print how much memory that takes.

In process: a platform that answers well, badly or not at all stands in for the transport,
and time moves only by sleeping. Ends with 1 if memory has grown by more than 4 MB since
the first twentieth of the calls.

.. code-block:: console

    $ make soak CALLS=200000
"""

from __future__ import annotations

import gc
import json
import random
import sys
import time
from collections import Counter
from datetime import datetime, timedelta, timezone
from pathlib import Path

from tokotiktok import MemoryTokenStore, TikTokShopClient, Token, TokenKey
from tokotiktok.errors import TokoTikTokError, TransportError
from tokotiktok.wire import Response

MOST = 4 * 1024
"""Kilobytes."""
SHOPS = 1000
KEY = TokenKey("tiktokshop", "key", "account")
HTML = b"<html>" + b"x" * 500 + b"</html>"


class Clock:
    """Time that moves by sleeping."""

    now = 1_767_225_600.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


class Weather:
    """A platform on which anything may happen to a request."""

    def __init__(self, clock: Clock, chance: random.Random) -> None:
        self.clock = clock
        self.chance = chance
        self.sent = 0
        self.renewed = 0
        self.access = ""
        self.kinds = [
            (60, self.good),
            (6, self.pages),
            (2, self.strange),
            (2, self.partial),
            (3, self.busy),
            (3, self.gateway),
            (2, lambda: self.no(36009003)),
            (2, lambda: self.no(36009009)),
            (1, lambda: self.no(12_000_000 + self.chance.randrange(10**6))),
            (2, lambda: self.no(105002, 401)),
            (1, lambda: self.no(36009004, 400, ahead=self.chance.randrange(-900, 900))),
            (2, lambda: self.answer(b"")),
            (2, lambda: self.answer(HTML)),
            (1, lambda: self.answer(b'{"code": 0, "data": [')),
            (4, lambda: self.fail(sent=False)),
            (4, lambda: self.fail(sent=True)),
            (3, lambda: self.fail(sent=True, timed_out=True)),
        ]
        self.weights = [weight for weight, _ in self.kinds]
        self.plays = [play for _, play in self.kinds]

    def send(self, request, timeout) -> Response:  # noqa: ARG002 - no time passes
        self.sent += 1
        self.clock.now += 0.1
        if request.url.endswith("/token/refresh"):
            return self.fresh()
        return self.chance.choices(self.plays, self.weights)[0]()

    def close(self) -> None:
        """Nothing to close."""

    def answer(self, body: bytes, status: int = 200, **headers: str) -> Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return Response(status, named, body)

    def json(self, body: object, status: int = 200, **headers: str) -> Response:
        return self.answer(json.dumps(body).encode(), status, **headers)

    def ok(self, data: object) -> Response:
        return self.json({"code": 0, "message": "", "request_id": "R", "data": data})

    def no(self, code: int, status: int = 200, ahead: float = 0) -> Response:
        date = datetime.fromtimestamp(self.clock.now + ahead, timezone.utc)
        body = {"code": code, "message": f"no {self.sent}", "request_id": "R"}
        said = f"{date:%a, %d %b %Y %H:%M:%S} GMT"
        return self.json(body, status, date=said)

    def order(self, **more: object) -> dict[str, object]:
        return {"id": str(self.chance.randrange(10**18)), "status": "UNPAID", **more}

    def good(self) -> Response:
        return self.ok({"orders": [self.order() for _ in range(5)]})

    def pages(self) -> Response:
        return self.ok({"orders": [self.order()], "next_page_token": str(self.sent)})

    def strange(self) -> Response:
        unknown = f"field_{self.chance.randrange(10**9)}"
        orders = [self.order(**{unknown: {"a": [1, None]}}), "none", {}, None]
        return self.ok({"orders": [*orders, self.order(payment=5, status=unknown)]})

    def partial(self) -> Response:
        errors = [{"code": 12052990, "message": "no", "detail": {"product_id": "2"}}]
        return self.ok({"errors": errors, "orders": []})

    def busy(self) -> Response:
        hint = self.chance.choice(["1", "0.5", "soon", "inf", "100000", "-1", ""])
        return self.answer(b"", 429, retry_after=hint)

    def gateway(self) -> Response:
        return self.answer(HTML, self.chance.choice([500, 502, 503, 504]))

    def fail(self, **facts: bool) -> Response:
        msg = f"broken off after {self.sent} requests"
        raise TransportError(msg, **facts)

    def fresh(self) -> Response:
        if self.chance.random() < 0.1:
            return self.gateway()
        self.renewed += 1
        ends = int(self.clock.now) + 604_800
        return self.ok(
            {
                "access_token": f"TTP_fiktif-access-{self.renewed}",
                "access_token_expire_in": ends,
                "refresh_token": f"TTP_fiktif-refresh-{self.renewed}",
                "refresh_token_expire_in": ends + 30_000_000,
                "open_id": "account",
            }
        )


def walk(client: TikTokShopClient) -> None:
    """Walk through the pages there are, but not forever."""
    for _, _order in zip(range(50), client.orders.search().all(), strict=False):
        pass


CALLS = [
    lambda client: client.orders.search(order_status="UNPAID"),
    walk,
    lambda client: client.orders.get(ids=["1", "2"]),
    lambda client: client.cancellations.approve(cancel_id="1"),
    lambda client: client.packages.ship(package_id="1"),
    lambda client: client.products.activate(product_ids=["1", "2"]),
    lambda client: client.files.upload_image(data=b"PNG" * 1000),
]


def resident() -> int:
    """Give the memory that this process has now, in kilobytes."""
    gc.collect()
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise SystemExit("needs /proc/self/status")


def main(count: int = 1_000_000) -> int:
    """Make *count* calls; print what became of them and what they cost."""
    clock, chance = Clock(), random.Random(1)
    store = MemoryTokenStore()
    ends = datetime.fromtimestamp(clock.now, timezone.utc) + timedelta(days=7)
    store.save(KEY, Token(access="a", refresh="r", expires_at=ends), if_version=None)
    weather = Weather(clock, chance)
    client = TikTokShopClient(
        app_key="key",
        app_secret="fiktif-app-secret-01",
        tokens=store,
        account="account",
        transport=weather,
        clock=clock,
        sleep=clock.sleep,
        random=chance.random,
    )
    outcomes: Counter[str] = Counter()
    started, warm, base = time.monotonic(), max(count // 20, 1), 0
    for n in range(count):
        if n == warm:
            base = resident()
        if n and n % max(count // 10, 1) == 0:
            print(f"{n:>9,} calls: {resident() / 1024:.1f} MB", flush=True)
        shop = client.with_shop(f"cipher-{chance.randrange(SHOPS)}")
        try:
            chance.choice(CALLS)(shop)
            outcomes["done"] += 1
        except TokoTikTokError as error:
            outcomes[type(error).__name__] += 1
    grown = resident() - base
    print(f"{count:>9,} calls: {resident() / 1024:.1f} MB")
    print(f"{weather.sent:,} sends, {weather.renewed:,} renewals; {dict(outcomes)}")
    print(f"{time.monotonic() - started:.0f} s; grown by {grown / 1024:.2f} MB since")
    print(f"the first {warm:,} calls; allowed are {MOST / 1024:.0f}")
    return int(grown > MOST)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
