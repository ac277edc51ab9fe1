"""What reading a merged shop costs: a record's mapping, and the memory of a long list."""

from __future__ import annotations

import base64
import json
import subprocess
import sys

import orjson
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tokotiktok._convert import Converter
from tokotiktok.sandbox import Sandbox
from tokotiktok.tiktokshop.api.orders import Order as NewOrder
from tokotiktok.tokopedia.api.orders import Order as OldOrder
from tokotiktok.tokopedia.client import SPELLINGS
from tokotiktok.tokopedia.encryption import Decryptor
from tokotiktok.unified import from_tiktokshop, from_tokopedia

LONG = 200_000
"""How many orders are listed to see what that takes: a minute; memory is the same for more."""
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


def opening(row, cpu) -> None:
    """What it takes to open an order's buyer data, beside the bare arithmetic of it."""
    key = rsa.generate_private_key(65537, 2048)
    oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
    nonce, one_time = b"n" * 12, b"k" * 32
    person = {"name": "Pembeli Fiktif", "phone": "0800000000", "address": "Jl. Contoh"}
    plain = json.dumps({"buyer": person, "recipient": person}).encode()
    secret = key.public_key().encrypt(one_time, oaep)
    content = AESGCM(one_time).encrypt(nonce, plain, None)
    order = {
        "order_id": 1,
        "encryption": {
            "secret": base64.b64encode(secret).decode(),
            "content": base64.b64encode(content + nonce).decode(),
        },
    }
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    opener = Decryptor(pem)
    assert opener.open_order(order)["buyer"] == person

    def bare():
        AESGCM(key.decrypt(secret, oaep)).decrypt(nonce, content, None)

    theirs, ours = cpu(bare, lambda: opener.open_order(order))
    row(
        "an order's buyer data opened, RSA-2048, us (theirs: bare)",
        *(f"{one * 1e6:.0f}" for one in (theirs, ours)),
        "<= 500",
    )


def listing(row) -> None:
    """The memory of one process that lists a shop's whole history."""
    command = [sys.executable, "-c", LISTING, str(LONG)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    count, peak, each = map(int, done.stdout.split())
    row(f"{count:,} orders listed from the sandbox, peak MB", "-", peak, "< 100")
    row("  CPU of one, with the sandbox's own, us", "-", each)
