"""
Print what the library costs, beside the peer ``tiktok-shop-api`` in the same run.

Figures of a shared machine: read the ratios. Nothing here passes or fails.
"""

from __future__ import annotations

import gc
import json
import resource
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
import ratelimits
import requests
import sinks
import stores
import sync
import tiktok_shop_api as peer

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))  # the faults' server

from faultserver import Authority
from payload import body
from reading import listing, mapping, opening
from tiktok_shop_api.generated.models.get_order_detail_response import (
    GetOrderDetailResponse,
)

import tokotiktok
from tokotiktok import (
    RequestsTransport,
    RetryPolicy,
    TikTokShopClient,
    Token,
    _json,
)
from tokotiktok._convert import Converter
from tokotiktok.binding import Graph
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


def cpu(*functions, seconds=1.0, rounds=40) -> list[float]:
    """
    Give the CPU seconds of one call of each function: of its least disturbed round.

    They take turns, so that what slows the machine for a while slows them all.
    """
    counts = []
    for function in functions:
        function()
        started = time.process_time()
        for _ in range(3):
            function()
        once = max((time.process_time() - started) / 3, 1e-6)
        counts.append(max(1, int(seconds / rounds / once)))
    figures = [[] for _ in functions]
    gc.collect()
    gc.freeze()  # the collector has not all of the peer's modules to look through
    for _ in range(rounds):
        for function, count, found in zip(functions, counts, figures, strict=True):
            started = time.process_time()
            for _ in range(count):
                function()
            found.append((time.process_time() - started) / count)
    return [min(found) for found in figures]


def row(what: str, theirs: object, ours: object, goal: str = "") -> None:
    """Print a figure."""
    print(f"{what:<58} {theirs!s:>16} {ours!s:>16}  {goal}", flush=True)


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
        files = [one for one in folder.rglob("*.py") if one.name != "events.py"]
        return sum(len(one.read_text("utf-8").splitlines()) for one in files), len(
            files
        )

    theirs, ours = lines(PEER), lines(OURS / "api")
    row("TikTok Shop: operations", 318, 360)
    row("  lines, without webhooks", f"{theirs[0]:,}", f"{ours[0]:,}", "<= 26,000")
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
        command = [sys.executable, "-c", FIRST.format(code=code.format(url=url))]
        out = subprocess.run(command, capture_output=True, text=True, check=True)
        milliseconds, megabytes = map(int, out.stdout.split())
        return milliseconds, megabytes

    both = [(run(THEIR_FIRST), run(OUR_FIRST)) for _ in range(7)]
    theirs, ours = (
        [statistics.median_low(figure) for figure in zip(*runs, strict=True)]
        for runs in zip(*both, strict=True)
    )
    row("first orders answer, ms", theirs[0], ours[0], "<= 250")
    row("  peak memory, MB", theirs[1], ours[1], "<= 40")


def parsing() -> None:
    """From bytes to typed models."""
    read = Converter().reader(Order)
    plain, theirs, fast, slow = cpu(
        lambda: json.loads(BODY),
        lambda: GetOrderDetailResponse.from_dict(json.loads(BODY)),
        lambda: [read(one) for one in orjson.loads(BODY)["data"]["orders"]],
        lambda: [read(one) for one in json.loads(BODY)["data"]["orders"]],
    )
    row(
        "one order to models, us",
        *(f"{one / ORDERS * 1e6:.1f}" for one in (theirs, fast)),
    )
    peers = f"{theirs / plain:.2f}"
    row("  ratio to json.loads, with orjson", peers, f"{fast / plain:.2f}", "<= 1.9")
    row("  ratio to json.loads, without", peers, f"{slow / plain:.2f}", "<= 2.3")


def calls(url: str) -> None:
    """Whole calls over loopback, client CPU."""
    session, us = requests.Session(), client(url)
    them = peer.TikTokShop("k", "s", access_token="a", shop_cipher="c", base_url=url)

    def without():
        _json.orjson = None
        try:
            us.orders.get(ids=["1"])
        finally:
            _json.orjson = orjson

    plain, theirs, fast, slow = cpu(
        lambda: json.loads(session.get(url).content),
        lambda: them.orders.get_order_detail(ids=["1"]),
        lambda: us.orders.get(ids=["1"]),
        without,
        seconds=2,
    )
    peers = f"{theirs / plain:.2f}"
    row(
        "page of 50 orders, ratio to Session.get + json.loads",
        *(peers, f"{fast / plain:.2f}", "<= 1.2"),
    )
    row("  without orjson", peers, f"{slow / plain:.2f}", "<= 1.5")
    row(
        "  orders a second and core",
        *(f"{ORDERS / one:,.0f}" for one in (theirs, fast)),
        "20,000",
    )
    small, us = f"{url}/small", client(f"{url}/small")
    them = peer.TikTokShop("k", "s", access_token="a", shop_cipher="c", base_url=small)
    plain, theirs, ours = cpu(
        lambda: session.get(small),
        lambda: them.orders.get_order_detail(ids=["1"]),
        lambda: us.orders.get(ids=["1"]),
    )
    row(
        "small request, ratio to Session.get",
        *(f"{one / plain:.2f}" for one in (theirs, ours)),
        "<= 0.5",
    )


def connecting() -> None:
    """A connection that is made anew, with all the CAs of the usual bundle."""
    with tempfile.TemporaryDirectory() as folder:
        authority = Authority(Path(folder))
        authority.context()
        bundle = Path(folder) / "bundle.pem"
        usual = Path(requests.certs.where()).read_bytes()
        bundle.write_bytes(usual + authority.path.read_bytes())
        with server(*map(str, Path(folder).glob("leaf*.pem"))) as url:

            def them(path):
                session = requests.Session()
                return lambda: session.get(url + path, verify=str(bundle))

            def us(path):
                transport = RequestsTransport(verify=str(bundle))
                timeout = Timeout(5, 5, 5)
                return lambda: transport.send(Request("GET", url + path), timeout)

            anew, kept, our_new, our_kept = cpu(
                *(
                    one(path)
                    for one in (them, us)
                    for path in ("/small-close", "/small")
                )
            )
            theirs, ours = anew - kept, our_new - our_kept
    row(
        "new TLS connection, CPU ms (theirs: requests)",
        f"{theirs * 1e3:.1f}",
        f"{ours * 1e3:.1f}",
        "<= 2",
    )


def signing() -> None:
    """Building and signing one request."""
    dialect = TikTokShopDialect("k", "s")
    path = "/order/202309/orders/search"
    call = Call(
        Operation("getOrderList", "POST", path, repeatable=True),
        query={"page_size": 50},
    )
    request = dialect.prepare(call, "c")
    query = [
        ("app_key", "k"),
        ("timestamp", "1767225600"),
        ("page_size", "50"),
        ("shop_cipher", "c"),
    ]

    def them():
        peer.requires_shop_cipher("POST", path)
        peer.Signer.sign(
            path=path,
            query=query,
            content_type="application/json",
            body=b"",
            app_secret="s",
        )

    theirs, ours, built = cpu(
        them,
        lambda: dialect.sign(request, TOKEN, 1_767_225_600),
        lambda: dialect.prepare(call, "c"),
    )
    row(
        "sign and find the operation, us",
        *(f"{one * 1e6:.1f}" for one in (theirs, ours)),
        "<= 8",
    )
    row("  build the request, us", "-", f"{built * 1e6:.1f}")


def views(url: str) -> None:
    """One more shop, with what its first call adds to the usual."""

    def cost(make, call) -> tuple[float, float, float]:
        usual = make(0)
        call(usual)
        made, first, later = [], [], []
        for n in range(1, 31):
            started = time.process_time()
            made.append(make(n))
            call(made[-1])
            first.append(time.process_time() - started)
            started = time.process_time()
            call(usual)
            later.append(time.process_time() - started)
        files = len(list(Path("/proc/self/fd").iterdir()))
        tracemalloc.start()
        made += [make(n) for n in range(31, 61)]
        for one in made[30:]:
            call(one)
        size = tracemalloc.get_traced_memory()[0] / 30
        tracemalloc.stop()
        files = len(list(Path("/proc/self/fd").iterdir())) - files
        seconds = statistics.median(first) - statistics.median(later)
        return max(0.0, seconds), size, files / 30

    us = client(f"{url}/small")
    them = peer.TikTokShop(
        "k", "s", access_token="a", shop_cipher="c", base_url=f"{url}/small"
    )
    theirs = cost(
        lambda n: them.with_shop(shop_cipher=f"cipher-{n}"),
        lambda view: view.orders.get_order_detail(ids=["1"]),
    )
    ours = cost(
        lambda n: us.with_shop(f"cipher-{n}"), lambda view: view.orders.get(ids=["1"])
    )
    row(
        "one more shop, us",
        *(f"{one[0] * 1e6:,.0f}" for one in (theirs, ours)),
        "<= 50",
    )
    row("  memory, KB", *(f"{one[1] / 1024:,.1f}" for one in (theirs, ours)), "<= 2")
    row("  open files", *(f"{one[2]:.0f}" for one in (theirs, ours)), "0")


def checking() -> None:
    """A type checker's first look at a user's program of 50 lines."""

    def check(program: str) -> float:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", folder]
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            done = subprocess.run(
                [*command, "--config-file=", str(HERE / program)],
                check=False,
                capture_output=True,
                text=True,
            )
            if "Success" not in done.stdout:
                print(done.stdout)
            return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before

    figures = (f"{check(name):.1f}" for name in ("program_peer.py", "program.py"))
    row("mypy, cold, on a user's program, CPU s", *figures, "<= 5")


def binding() -> None:
    """A graph of accounts, apps and links: all that is wrong with it, at once."""

    def fleet(size: int) -> Graph:
        """Bind every Tokopedia app of one account to one of a tenth as many keys."""
        sides = ("tokopedia", "tiktokshop")
        apps = [
            {"platform": side, "id": f"{side}-{n}", "account": side}
            for side, count in zip(sides, (size // 2, size // 20), strict=True)
            for n in range(count)
        ]
        links = [
            {
                "kind": "app",
                "tokopedia": f"tokopedia-{n}",
                "tiktokshop": f"tiktokshop-{n % (size // 20)}",
            }
            for n in range(size // 2)
        ]
        pair = dict(zip(sides, sides, strict=True))
        accounts = [{"platform": side, "id": side} for side in sides]
        links.append({"kind": "account", **pair})
        return Graph.from_dict({"accounts": accounts, "apps": apps, "links": links})

    half, whole = (fleet(size) for size in (50_000, 100_000))
    times = cpu(half.check, whole.check, rounds=3)
    row("binding: 100,000 apps and links checked, s", "-", f"{times[1]:.2f}", "<= 1")
    row("  ratio to 50,000", "-", f"{times[1] / times[0]:.2f}", "2")


def main() -> None:
    """Print all figures."""
    started = time.monotonic()
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
    mapping(row, cpu)
    opening(row, cpu)
    listing(row)
    binding()
    checking()
    ratelimits.rows(row)
    stores.rows(row)
    sinks.rows(row)
    sync.rows(row, part=3)
    print(f"{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
