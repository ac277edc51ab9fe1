"""No sale is shipped twice: whatever fails, dies, comes late or is restarted."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tokotiktok import OutcomeState, Platform, SQLiteShipmentGuard
from tokotiktok.errors import TransportError
from tokotiktok.sandbox import Sandbox
from tokotiktok.sandbox.server import serve
from tokotiktok.unified import from_tiktokshop, from_tokopedia
from tokotiktok.unified.shipment_guard import SETTLES

pytestmark = pytest.mark.uncovered

BOTH = Platform.TOKOPEDIA | Platform.TIKTOK_SHOP
LATEST = int(SETTLES) - 61
"""Seconds after which a platform acts at the latest: before a claim may be void."""


class Died(BaseException):
    """The process dies."""


class Weather:
    """A transport under which writes go wrong, and may arrive late."""

    def __init__(self, box, face) -> None:
        self.box = box
        self.face = face
        self.fault = "none"
        self.late = []

    def send(self, request, timeout):
        now = self.box.clock()
        for one in [one for one in self.late if one[0] <= now]:
            self.late.remove(one)
            self.face.send(one[1], timeout)
        if not request.url.endswith(("/ship", "pick-up", "/status")):
            return self.face.send(request, timeout)
        fault, self.fault = self.fault, "none"
        if fault == "refused":
            raise TransportError("not connected", sent=False)
        if fault == "lost":
            raise TransportError("lost on the way", sent=True)
        if fault == "dies before":
            raise Died
        if isinstance(fault, int):
            self.late.append((now + fault, request))
            raise TransportError("timed out", sent=True, timed_out=True)
        response = self.face.send(request, timeout)
        if fault == "answer lost":
            raise TransportError("the answer was lost", sent=True)
        if fault == "dies after":
            raise Died
        return response

    def close(self) -> None:
        """Nothing to close."""


class Play:
    """A sale that both APIs have, and sellers' programs that try to ship it."""

    def __init__(self, path) -> None:
        self.box = box = Sandbox(orders=4)
        self.sale = box.buy(api=BOTH)
        box.tokopedia().orders.accept(order_id=self.sale.tokopedia_id)
        box.clock.advance(seconds=9)
        self.began = box.clock.now
        self.weather = [
            Weather(box, box.tiktokshop_face),
            Weather(box, box.tokopedia_face),
        ]
        self.path = path
        self.restart()

    def restart(self) -> None:
        """Start again, with nothing but the file."""
        self.shop = self.box.shop(
            tiktokshop=self.box.tiktokshop(transport=self.weather[0]),
            tokopedia=self.box.tokopedia(transport=self.weather[1]),
            integrated_at=self.began,
            shipments=SQLiteShipmentGuard(self.path, clock=self.box.clock),
        )

    def record(self, api):
        """Read the sale from one API, without a word of the other."""
        if api is Platform.TIKTOK_SHOP:
            (source,) = self.box.tiktokshop().orders.get(ids=[self.sale.tiktok_id])
            return from_tiktokshop.order(source)
        source = self.box.tokopedia().orders.get(order_id=self.sale.tokopedia_id)
        return from_tokopedia.order_detail(source)

    def ship(self, api, fault, awb):
        """Try to ship, under some fault; say what came out."""
        self.weather[0 if api is Platform.TIKTOK_SHOP else 1].fault = fault
        own = {"awb": "A1"} if awb and api is Platform.TOKOPEDIA else {}
        try:
            (said,) = self.shop.orders.ship(self.record(api), **own)
        except Died:
            self.restart()
            return None
        return said.state


FAULTS = st.one_of(
    st.sampled_from(
        ["none", "refused", "lost", "answer lost", "dies before", "dies after"]
    ),
    st.integers(1, LATEST),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(tuple(Platform)), FAULTS, st.booleans()),
        st.integers(1, int(SETTLES)),
        st.just("restart"),
    ),
    min_size=1,
    max_size=8,
)


class TestOnce:
    @settings(
        max_examples=50,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(steps=STEPS)
    def test_any_weather(self, tmp_path_factory, steps):
        """
        Whatever happens to attempts through both APIs, no unit goes out twice; and once
        the weather is fine again, the sale goes out.
        """
        play = Play(tmp_path_factory.mktemp("guard") / "shipments.db")
        for step in steps:
            if step == "restart":
                play.restart()
            elif isinstance(step, int):
                play.box.clock.advance(seconds=step)
            else:
                play.ship(*step)
            assert [] == play.box.world.changes.shipped_twice()
        play.box.clock.advance(seconds=SETTLES)
        last = play.ship(Platform.TIKTOK_SHOP, "none", awb=False)

        assert last in (OutcomeState.DONE, OutcomeState.ALREADY)
        assert 1 == len(play.box.world.changes.ledger)

    def test_would_notice(self, tmp_path):
        """Without the guard, and without a look at the other API, it goes out twice."""
        play = Play(tmp_path / "shipments.db")
        play.box.tiktokshop().packages.ship(
            package_id=play.record(Platform.TIKTOK_SHOP).shipments[0].id
        )
        play.box.tokopedia().orders.request_pickup(order_id=play.sale.tokopedia_id)

        assert [play.sale.number] == play.box.world.changes.shipped_twice()


PROCESS = """
import sys
from datetime import datetime, timezone
from tokotiktok import *
from tokotiktok.unified import from_tiktokshop, from_tokopedia

url, path, which, order_id, secret, cipher, began = sys.argv[1:8]
far = datetime(2999, 1, 1, tzinfo=timezone.utc)
tiktok = TikTokShopClient(
    app_key="6fiktif8key", app_secret=secret, shop_cipher=cipher,
    token=Token(access="TTP_fiktif-access-0001", refresh="r", expires_at=far),
    base_url=url, auth_url=url,
)
toko = TokopediaClient(
    client_id="fiktif-client-id", client_secret="fiktif-client-secret", fs_id=99999,
    shop_id=999000001, base_url=url, auth_url=url,
)
shop = UnifiedShop(
    tiktokshop=tiktok, tokopedia=toko, shipments=SQLiteShipmentGuard(path),
    integrated_at=datetime.fromtimestamp(float(began), timezone.utc),
)
if which == "tiktokshop":
    (source,) = tiktok.orders.get(ids=[order_id])
    order = from_tiktokshop.order(source)
else:
    order = from_tokopedia.order_detail(toko.orders.get(order_id=order_id))
print("ready", flush=True)
sys.stdin.readline()
(said,) = shop.orders.ship(order)
print(said.state.value)
"""


class TestProcesses:
    def test_eight_ship_once(self, tmp_path):
        """Of eight processes, through both APIs, with one file, one ships."""
        box = Sandbox(orders=4)
        sale = box.buy(api=BOTH)
        box.tokopedia().orders.accept(order_id=sale.tokopedia_id)
        box.clock.advance(seconds=9)
        SQLiteShipmentGuard(tmp_path / "shipments.db")
        app = box.tiktokshop_face.app
        began = str(box.clock())
        with serve(box) as served:
            running = [
                subprocess.Popen(
                    [
                        *(sys.executable, "-c", PROCESS, served.url),
                        *(str(tmp_path / "shipments.db"), which, order_id),
                        *(app.app_secret, app.shop_cipher, began),
                    ],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
                for which, order_id in [
                    ("tiktokshop", sale.tiktok_id),
                    ("tokopedia", str(sale.tokopedia_id)),
                ]
                * 4
            ]
            ready = [process.stdout.readline() for process in running]
            for process in running:
                process.stdin.write("go\n")
                process.stdin.flush()
            said = [process.communicate()[0].strip() for process in running]

        assert ["ready\n"] * 8 == ready
        assert 1 == said.count("DONE")
        assert {"DONE", "ALREADY", "UNKNOWN"} >= set(said)
        assert 1 == len(box.world.changes.ledger)
