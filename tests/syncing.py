"""A sink in memory, and a sandbox's tools, for tests of sync."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import contextmanager
from datetime import datetime, timezone

from tokotiktok.stores.checkpoints import MemoryCheckpointStore
from tokotiktok.sync import Shop, Tools
from tokotiktok.unified.reading.product_sides import TOO_MANY
from tokotiktok.wire import Response

BEGAN = datetime(2025, 7, 1, tzinfo=timezone.utc)
ENDS = datetime(2025, 9, 15, 2, tzinfo=timezone.utc)
"""The sandbox's present."""


class MemorySink:
    """Keeps parts as a folder would: whole, each under its name, once it counts."""

    def __init__(self):
        self.parts = {}
        self.written = {}
        self.begun = []
        self.error = None

    @contextmanager
    def begin(self, part):
        self.begun.append(part)
        if self.error is not None:
            raise self.error
        found = []
        yield _Writer(found)
        assert part not in self.written
        self.written[part] = found

    def keep(self, part):
        found = self.written.pop(part, None)
        if found is not None:
            self.parts[part.shop, part.resource, part.name] = found

    def records(self, resource="orders"):
        """Give all records of a resource, in every part."""
        return [
            one
            for (_, name, _), part in self.parts.items()
            if name == resource
            for one in part
        ]

    def ids(self, resource="orders"):
        """Count how often each record is there."""
        return Counter(one.id for one in self.records(resource))


class _Writer:
    def __init__(self, found):
        self._found = found

    def write(self, records):
        self._found.extend(records)


def shop_of(box):
    """The sandbox's shop."""
    app = box.tiktokshop_face.app
    return Shop(account=app.open_id, id=app.shop_id, cipher=app.shop_cipher)


def tools_of(box, **given):
    """Tools on a sandbox: a client, a sink and checkpoints in memory."""
    return Tools(
        **{
            "client": box.tiktokshop(),
            "sink": MemorySink(),
            "checkpoints": MemoryCheckpointStore(clock=box.clock),
            **given,
        }
    )


def sold(box):
    """The ids of all orders that TikTok Shop has."""
    return {sale.tiktok_id for sale in box.world.sales() if sale.on_tiktok}


class Shelf:
    """
    A transport that answers as TikTok Shop's orders would, which change as a test says.

    Pages are counted from the front, so that what moves meanwhile shifts the rest: the
    least that a platform may do.
    """

    name = "orders"

    def __init__(self, size=3):
        self.orders = {}
        self.size = size
        self.asked = []
        self.on_page = lambda: None
        self.failing = 0
        """How many requests for orders by their ids fail."""
        self.refused = set()
        """Ids for whose sake a request is refused."""

    def put(self, name, at, status="AWAITING_SHIPMENT", **more):
        """Make an order, or change it at a time."""
        old = self.orders.get(name, {"id": name, "create_time": at})
        self.orders[name] = {**old, "update_time": at, "status": status, **more}

    def send(self, request, timeout):
        query = dict(request.query)
        self.asked.append((request.url.rsplit("/", 1)[-1], query))
        if request.method == "GET":
            if self.failing:
                self.failing -= 1
                return Response(500, {}, b"{}")
            wanted = query["ids"].split(",")
            if self.refused.intersection(wanted):
                body = {"code": 11_001_001, "message": "no such order"}
                return Response(400, {}, json.dumps(body).encode())
            found = [self.orders[one] for one in wanted if one in self.orders]
            return answered({"orders": found})
        wanted = json.loads(request.body)
        found = sorted(self.found(query, wanted), key=self.place(query))
        start = int(query.get("page_token") or 0)
        end = start + self.size
        answer = answered(
            {
                self.name: found[start:end],
                "next_page_token": str(end) if end < len(found) else "",
                "total_count": self.counted(found),
            }
        )
        self.on_page()
        return answer

    def counted(self, found):
        """Give how many there are, as it is told."""
        return len(found)

    def found(self, query, wanted):
        """Give what is within the times that were asked for."""
        by = query["sort_field"]
        since, until = wanted[f"{by}_ge"], wanted[f"{by}_lt"]
        return [one for one in self.orders.values() if since <= one[by] < until]

    def place(self, query):
        """Give what pages are sorted by."""
        return lambda one: (one[query["sort_field"]], one["id"])

    def close(self):
        """Nothing to close."""


class Products(Shelf):
    """The same of products, which come in no order of their times."""

    name = "products"
    most = None
    """More than so many are too many for a second page."""

    def send(self, request, timeout):
        """Answer as ever, unless it would be too many."""
        found = self.found({}, json.loads(request.body))
        late = "page_token" in dict(request.query)
        if self.most is not None and late and len(found) > self.most:
            body = {"code": TOO_MANY, "message": "too many", "request_id": "fiktif"}
            return Response(400, {}, json.dumps(body).encode())
        return super().send(request, timeout)

    def found(self, query, wanted):
        """Give what is within the times that were asked for, the last one included."""
        for by in ("create_time", "update_time"):
            if f"{by}_ge" in wanted:
                since, until = wanted[f"{by}_ge"], wanted[f"{by}_le"]
                return [x for x in self.orders.values() if since <= x[by] <= until]
        raise AssertionError(wanted)

    def place(self, query):
        """Give what pages are sorted by."""
        return lambda one: one["id"]


def answered(data):
    """An answer that says yes."""
    body = {"code": 0, "message": "Success", "request_id": "fiktif", "data": data}
    return Response(200, {}, json.dumps(body).encode())
