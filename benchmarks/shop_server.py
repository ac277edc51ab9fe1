"""
Shops' orders on loopback, made up as they are asked for, behind a latency and a limit.

Every shop has the same orders, or as many as its cipher says: ``c7x300`` has 300. The
cipher tells them apart, and each has a limit of its own. What is above it within a second
is refused, as the platform does.
"""

from __future__ import annotations

import argparse
import asyncio
import collections
import json
import random
import re
import sys
from bisect import bisect_left
from urllib.parse import parse_qs

from payload import order

KEPT = 1_000
"""So many pages are written once; half a megabyte each, at most."""
YEAR = 365 * 86_400
BEGAN = 1_735_689_600
"""2025-01-01 in UTC: when the first order was placed."""


def times_of(count: int, *, dense: bool) -> list[int]:
    """Spread orders over a year; or 80 % of them over a tenth of it."""
    chance = random.Random(count)
    found = []
    for _ in range(count):
        if dense and chance.random() < 0.8:
            found.append(BEGAN + int(YEAR * (0.6 + 0.1 * chance.random())))
        else:
            found.append(BEGAN + int(YEAR * chance.random()))
    return sorted(found)


def small(number: int, at: int) -> bytes:
    """Write an order without much in it."""
    return (
        b'{"id":"%d","create_time":%d,"update_time":%d,"status":"COMPLETED",'
        b'"commerce_platform":"TOKOPEDIA"}' % (576_461_413_000_000_000 + number, at, at)
    )


class Large:
    """Writes orders of 5 KB, of a hundred kinds."""

    def __init__(self):
        chance = random.Random(7)
        self.kinds = []
        for number in range(100):
            plain = order(number, chance)
            plain |= {"id": "ORDER", "create_time": 1, "update_time": 2}
            text = json.dumps(plain, separators=(",", ":"), ensure_ascii=False)
            text = text.replace('"create_time":1,', '"create_time":%d,', 1)
            text = text.replace("%", "%%").replace("%%d", "%d")
            text = text.replace('"update_time":2,', '"update_time":%d,', 1)
            text = text.replace('"ORDER"', '"%d"', 1)
            self.kinds.append(text.encode())

    def __call__(self, number: int, at: int) -> bytes:
        kind = self.kinds[number % len(self.kinds)]
        return kind % (576_461_413_000_000_000 + number, at, at)


class Shops:
    """What is asked for, and how often."""

    def __init__(self, options):
        self.count, self.dense = options.orders, options.dense
        self.times = {self.count: times_of(self.count, dense=self.dense)}
        """By count; of most orders before anybody asks: it takes as long as a call."""
        self.write = Large() if options.large else small
        self.limit = options.limit
        self.pages = {}
        self.seen = collections.defaultdict(collections.deque)
        self.refused = self.requests = 0

    def answer(self, path: str, query: str, body: bytes, now: float) -> bytes:
        """Answer a search, or say what was counted."""
        if path == "/counts":
            counts = {"requests": self.requests, "refused": self.refused}
            self.requests = self.refused = 0
            return json.dumps(counts).encode()
        asked = parse_qs(query)
        shop = asked["shop_cipher"][0]
        self.requests += 1
        if self.limit:
            recent = self.seen[shop]
            while recent and recent[0] <= now - 1:
                recent.popleft()
            if len(recent) >= self.limit:
                self.refused += 1
                return b'{"code":36009002,"message":"too many requests","data":{}}'
            recent.append(now)
        wanted = json.loads(body)
        start = int(asked.get("page_token", ["0"])[0])
        by = "create" if "create_time_ge" in wanted else "update"
        key = (
            int(shop.partition("x")[2] or self.count),
            wanted[f"{by}_time_ge"],
            wanted[f"{by}_time_lt"],
            start,
            int(asked["page_size"][0]),
        )
        page = self.pages.get(key) or self.page(*key)
        if len(self.pages) < KEPT:
            self.pages[key] = page
        return page

    def page(self, count, since, until, start, size):
        """Write a page."""
        if count not in self.times:
            self.times[count] = times_of(count, dense=self.dense)
        times = self.times[count]
        first, last = bisect_left(times, since), bisect_left(times, until)
        begin = min(first + start, last)
        end = min(begin + size, last)
        more = b"%d" % (end - first) if end < last else b""
        orders = b",".join(self.write(n, times[n]) for n in range(begin, end))
        return (
            b'{"code":0,"message":"Success","request_id":"x","data":{"total_count":%d,'
            b'"next_page_token":"%s","orders":[%s]}}'
        ) % (last - first, more, orders)


HEAD = b"HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
LENGTH = re.compile(rb"content-length:\s*(\d+)", re.IGNORECASE)


class Connection(asyncio.Protocol):
    """Reads whole requests; answers each after a while."""

    def __init__(self, shops: Shops, latency: float):
        self.shops, self.latency = shops, latency

    def connection_made(self, transport):
        self.transport, self.data = transport, b""
        transport.set_write_buffer_limits(1 << 24)

    def data_received(self, data):
        self.data += data
        while (end := self.data.find(b"\r\n\r\n")) >= 0:
            length = LENGTH.search(self.data[:end])
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self.data) < whole:
                return
            target = self.data.split(b" ", 2)[1].decode()
            body, self.data = self.data[end + 4 : whole], self.data[whole:]
            path, _, query = target.partition("?")
            loop = asyncio.get_running_loop()
            answer = self.shops.answer(path, query, body, loop.time())
            status = 429 if answer.startswith(b'{"code":36009002') else 200
            text = HEAD % (status, len(answer)) + answer
            if self.latency and path != "/counts":
                loop.call_later(self.latency, self.transport.write, text)
            else:
                self.transport.write(text)


async def main() -> None:
    """Serve until ended."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--orders", type=int, default=100_000)
    parser.add_argument("--dense", action="store_true")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--latency", type=float, default=0.0)
    options = parser.parse_args()
    shops = Shops(options)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: Connection(shops, options.latency), "127.0.0.1", 0
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
