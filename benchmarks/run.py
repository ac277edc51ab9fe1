"""
Print what the library costs, beside the peer ``tiktok-shop-api`` in the same run.

Figures of a shared machine: read the ratios. Nothing here passes or fails.
"""

from __future__ import annotations

import gc
import json
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from contextlib import contextmanager
from datetime import datetime, timezone
from importlib import metadata
from pathlib import Path

import orjson
import requests
import tiktok_shop_api as peer

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))  # the faults' server

from faultserver import Authority
from payload import body
from tiktok_shop_api.generated.models.get_order_detail_response import (
    GetOrderDetailResponse,
)

import tokotiktok
from tokotiktok import RequestsTransport, RetryPolicy, TikTokShopClient, Token
from tokotiktok._convert import Converter
from tokotiktok.tiktokshop.api.orders import Order
from tokotiktok.tiktokshop.dialect import TikTokShopDialect
from tokotiktok.wire import Call, Operation, Request, Timeout

HERE = Path(__file__).parent
BODY = body()
ORDERS = 50
PEER = Path(peer.__file__).parent
PEER_PIN = f"tiktok-shop-api=={metadata.version('tiktok-shop-api')}"
OURS = Path(tokotiktok.__file__).parent / "tiktokshop"
TOKEN = Token(access="a", expires_at=datetime(2999, 1, 1, tzinfo=timezone.utc))


def cpu(function, seconds=0.7, rounds=5) -> float:
    """Give the CPU seconds of one call: the median of some rounds."""
    function()
    started = time.process_time()
    function()
    once = max(time.process_time() - started, 1e-6)
    count = max(1, int(seconds / rounds / once))
    figures = []
    gc.collect()
    for _ in range(rounds):
        started = time.process_time()
        for _ in range(count):
            function()
        figures.append((time.process_time() - started) / count)
    return statistics.median(figures)


def row(what: str, theirs: object, ours: object, goal: str = "") -> None:
    """Print a figure."""
    print(f"{what:<58} {theirs!s:>16} {ours!s:>16}  {goal}")


@contextmanager
def server(*certificate):
    """Serve the payload from a process of its own."""
    command = [sys.executable, str(HERE / "server.py"), *certificate]
    scheme = "https" if certificate else "http"
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield f"{scheme}://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.terminate()


def client(url: str) -> TikTokShopClient:
    """Make our client for *url*."""
    return TikTokShopClient(
        app_key="k",
        app_secret="s",
        token=TOKEN,
        shop_cipher="c",
        base_url=url,
        transport=RequestsTransport(),
        retry=RetryPolicy(retries=0),
    )


def sizes() -> None:
    """Lines, files and the wheel."""

    def lines(folder: Path) -> tuple[int, int]:
        files = list(folder.rglob("*.py"))
        return sum(len(one.read_text("utf-8").splitlines()) for one in files), len(
            files
        )

    theirs, ours = lines(PEER), lines(OURS / "api")
    row("TikTok Shop: operations", 318, 360)
    row("  lines", f"{theirs[0]:,}", f"{ours[0]:,}", "<= 26,000")
    row("  files", f"{theirs[1]:,}", ours[1], "<= 45")
    row(
        "  wheel, MB",
        *(f"{wheel(what) / 1e6:.2f}" for what in (PEER_PIN, ".")),
        "<= 0.7",
    )


def wheel(what: str) -> int:
    """Give the size of the wheel of a package, or of this tree."""
    with tempfile.TemporaryDirectory() as folder:
        build = [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "-q",
            "--no-deps",
            "-w",
            folder,
            what,
        ]
        subprocess.run(build, check=True, cwd=HERE.parent, stderr=subprocess.DEVNULL)
        return next(Path(folder).glob("*.whl")).stat().st_size


FIRST = """
import time
started = time.perf_counter()
{code}
print(round((time.perf_counter() - started) * 1000),
      [int(line.split()[1]) // 1024 for line in open("/proc/self/status") if "VmHWM" in line][0])
"""
THEIR_FIRST = """
from tiktok_shop_api import TikTokShop
c = TikTokShop("k", "s", access_token="a", shop_cipher="c", base_url={url!r})
c.orders.get_order_detail(ids=["1"])
"""
OUR_FIRST = """
from datetime import datetime, timezone
from tokotiktok import TikTokShopClient, Token
t = Token(access="a", expires_at=datetime(2999, 1, 1, tzinfo=timezone.utc))
c = TikTokShopClient(app_key="k", app_secret="s", token=t, shop_cipher="c", base_url={url!r})
c.orders.get(ids=["1"])
"""


def first(url: str) -> None:
    """A fresh interpreter's way to the first answer."""

    def run(code: str) -> tuple[int, int]:
        figures = []
        for _ in range(5):
            command = [sys.executable, "-c", FIRST.format(code=code.format(url=url))]
            out = subprocess.run(command, capture_output=True, text=True, check=True)
            figures.append(tuple(map(int, out.stdout.split())))
        return min(figures)

    theirs, ours = run(THEIR_FIRST), run(OUR_FIRST)
    row("first orders answer, ms", theirs[0], ours[0], "<= 250")
    row("  peak memory, MB", theirs[1], ours[1], "<= 40")


def parsing() -> None:
    """From bytes to typed models."""
    read = Converter().reader(Order)
    plain = cpu(lambda: json.loads(BODY))
    theirs = cpu(lambda: GetOrderDetailResponse.from_dict(json.loads(BODY)))

    def ours(loads):
        return cpu(lambda: [read(one) for one in loads(BODY)["data"]["orders"]])

    row(
        "one order to models, us",
        *(f"{s / ORDERS * 1e6:.1f}" for s in (theirs, ours(orjson.loads))),
    )
    row(
        "  ratio to json.loads, with orjson",
        f"{theirs / plain:.2f}",
        f"{ours(orjson.loads) / plain:.2f}",
        "<= 1.9",
    )
    row(
        "  ratio to json.loads, without",
        f"{theirs / plain:.2f}",
        f"{ours(json.loads) / plain:.2f}",
        "<= 2.3",
    )


def calls(url: str) -> None:
    """Whole calls over loopback, client CPU."""
    session = requests.Session()
    bare = cpu(lambda: json.loads(session.get(url).content), 2)
    small = cpu(lambda: session.get(f"{url}/small"), 1)
    them = peer.TikTokShop("k", "s", access_token="a", shop_cipher="c", base_url=url)
    theirs = cpu(lambda: them.orders.get_order_detail(ids=["1"]), 2)
    us = client(url)
    ours = cpu(lambda: us.orders.get(ids=["1"]), 2)
    row(
        "page of 50 orders, CPU ratio to Session.get + json.loads",
        f"{theirs / bare:.2f}",
        f"{ours / bare:.2f}",
        "<= 1.2",
    )
    row(
        "  orders a second and core",
        f"{ORDERS / theirs:,.0f}",
        f"{ORDERS / ours:,.0f}",
        "20,000",
    )
    tiny = Operation("small", "GET", "/small/202309/x", shop="none", repeatable=True)
    session_of_us = us._session
    ours = cpu(lambda: session_of_us.call(Call(tiny)), 1)
    row("small request, CPU ratio to Session.get", "-", f"{ours / small:.2f}", "<= 0.5")


def connecting() -> None:
    """A connection that is made anew, with all the CAs of the usual bundle."""
    with tempfile.TemporaryDirectory() as folder:
        authority = Authority(Path(folder))
        authority.context()
        bundle = Path(folder) / "bundle.pem"
        usual = Path(requests.certs.where()).read_bytes()
        bundle.write_bytes(usual + authority.path.read_bytes())
        with server(*map(str, Path(folder).glob("leaf*.pem"))) as url:
            session = requests.Session()
            transport = RequestsTransport(verify=str(bundle))

            def them(path):
                return cpu(lambda: session.get(url + path, verify=str(bundle)), 2)

            def us(path):
                timeout = Timeout(5, 5, 5)
                return cpu(lambda: transport.send(Request("GET", url + path), timeout))

            theirs, ours = (one("/small-close") - one("/small") for one in (them, us))
    row(
        "new TLS connection, CPU ms (theirs: requests)",
        f"{theirs * 1e3:.1f}",
        f"{ours * 1e3:.1f}",
        "<= 2",
    )


def signing() -> None:
    """Building and signing one request."""
    dialect = TikTokShopDialect("k", "s")
    call = Call(
        Operation(
            "getOrderList", "POST", "/order/202309/orders/search", repeatable=True
        ),
        query={"page_size": 50},
    )
    request = dialect.prepare(call, "c")
    ours = cpu(lambda: dialect.sign(request, TOKEN, 1_767_225_600), 0.5)
    built = cpu(lambda: dialect.prepare(call, "c"), 0.5)
    query = [
        ("app_key", "k"),
        ("timestamp", "1767225600"),
        ("page_size", "50"),
        ("shop_cipher", "c"),
    ]
    path = "/order/202309/orders/search"

    def them():
        peer.requires_shop_cipher("POST", path)
        peer.Signer.sign(
            path=path,
            query=query,
            content_type="application/json",
            body=b"",
            app_secret="s",
        )

    row(
        "sign and find the operation, us",
        f"{cpu(them, 0.5) * 1e6:.1f}",
        f"{ours * 1e6:.1f}",
        "<= 8",
    )
    row("  build the request, us", "-", f"{built * 1e6:.1f}")


def views(url: str) -> None:
    """One more shop, with its first call."""

    def cost(make) -> tuple[float, float]:
        make(0)
        tracemalloc.start()
        started = time.process_time()
        kept = [make(n) for n in range(1, 51)]
        seconds = (time.process_time() - started) / len(kept)
        size = tracemalloc.get_traced_memory()[0] / len(kept)
        tracemalloc.stop()
        return seconds, size

    us = client(url)
    them = peer.TikTokShop("k", "s", access_token="a", shop_cipher="c", base_url=url)
    theirs = cost(lambda n: them.with_shop(shop_cipher=f"cipher-{n}"))
    ours = cost(lambda n: us.with_shop(f"cipher-{n}"))
    row(
        "one more shop, us (memory traced)",
        *(f"{one[0] * 1e6:,.1f}" for one in (theirs, ours)),
        "<= 50",
    )
    row("  memory, KB", *(f"{one[1] / 1024:,.2f}" for one in (theirs, ours)), "<= 2")


PROGRAM = """
from tokotiktok import TikTokShopClient

def run(client: TikTokShopClient) -> None:
    for order in client.orders.search(order_status="UNPAID").all():
        print(order.id, order.status)
"""
THEIR_PROGRAM = """
from tiktok_shop_api import TikTokShop

def run(client: TikTokShop) -> None:
    print(client.orders.get_order_list(page_size=20))
"""


def checking() -> None:
    """A type checker's first look at a user's program."""

    def check(text: str) -> float:
        with tempfile.TemporaryDirectory() as folder:
            program = Path(folder) / "program.py"
            program.write_text(text)
            command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", folder]
            started = time.perf_counter()
            subprocess.run([*command, str(program)], check=False, capture_output=True)
            return time.perf_counter() - started

    figures = (f"{check(text):.1f}" for text in (THEIR_PROGRAM, PROGRAM))
    row("mypy, cold, on a user's program, s", *figures, "<= 5")


def main() -> None:
    """Print all figures."""
    row(
        "",
        f"peer {metadata.version('tiktok-shop-api')}",
        f"ours {tokotiktok.__version__}",
        "aim",
    )
    sizes()
    with server() as url:
        first(url)
        parsing()
        calls(url)
        connecting()
        signing()
        views(url)
    checking()


if __name__ == "__main__":
    main()
