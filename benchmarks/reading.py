"""What reading a merged shop costs: a record's mapping, and the memory of a long list."""

from __future__ import annotations

import json
import subprocess
import sys

import orjson

from tokotiktok._convert import Converter
from tokotiktok.sandbox import Sandbox
from tokotiktok.tiktokshop.api.orders import Order as NewOrder
from tokotiktok.tokopedia.api.orders import Order as OldOrder
from tokotiktok.tokopedia.client import SPELLINGS
from tokotiktok.unified import from_tiktokshop, from_tokopedia

LONG = 1_000_000
"""How many orders are listed to see what that takes; some minutes."""
LISTING = """
import sys, time
from tokotiktok.sandbox import Sandbox
started = time.process_time()
orders = Sandbox(seed=1, orders=int(sys.argv[1])).shop().orders.list()
count = sum(1 for _ in orders)
peak = [int(line.split()[1]) for line in open("/proc/self/status") if "VmHWM" in line]
print(count, peak[0] // 1024, round((time.process_time() - started) / count * 1e6))
"""


def mapping(row, cpu) -> None:
    """What is added to parsing an order when it is said in plain words."""
    box = Sandbox(seed=1, orders=200)
    faces = {
        "TikTok Shop": (
            box.tiktokshop_face,
            lambda: box.tiktokshop().orders.search(page_size=50),
            lambda body: body["data"]["orders"],
            Converter().reader(NewOrder),
            from_tiktokshop.order,
        ),
        "Tokopedia": (
            box.tokopedia_face,
            lambda: box.tokopedia().orders.list(
                from_date=box.world.integrated_at.replace(day=18),
                to_date=box.world.integrated_at,
            ),
            lambda body: body["data"],
            Converter(lenient_case=True, spellings=SPELLINGS).reader(OldOrder),
            from_tokopedia.order,
        ),
    }
    for name, (face, ask, rows, read, say) in faces.items():
        body = answered(face, ask)
        count = len(rows(json.loads(body)))
        models = [read(one) for one in rows(json.loads(body))]

        def parse(rows=rows, body=body, read=read) -> list:
            return [read(one) for one in rows(orjson.loads(body))]

        def map_all(say=say, models=models) -> list:
            return [say(one) for one in models]

        parsing, plain = (one / count for one in cpu(parse, map_all))
        row(
            f"one {name} order to plain words, us",
            f"parsed {parsing * 1e6:.1f}",
            f"{plain * 1e6:.1f}",
            "less than parsing",
        )


def answered(face, ask) -> bytes:
    """Give the body of the answer that a call gets."""
    bodies = []
    send = face.send

    def kept(request, timeout):
        answer = send(request, timeout)
        bodies.append(answer.body)
        return answer

    face.send = kept
    ask()
    return bodies[-1]


def listing(row) -> None:
    """The memory of one process that lists a shop's whole history."""
    command = [sys.executable, "-c", LISTING, str(LONG)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    count, peak, each = map(int, done.stdout.split())
    row(f"{count:,} orders listed from the sandbox, peak MB", "-", peak, "< 100")
    row("  CPU of one, with the sandbox's own, us", "-", each)
