"""The programs in ``examples`` run as they stand, on the sandbox, and do what they say."""

from __future__ import annotations

import runpy
import sys
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
ELSEWHERE = {  # and where they are tried
    "bookkeeping": "tests/unified/finance/test_exporting.py",
    "nightly_warehouse": "tests/sync/test_warehouse.py",
    "webhooks_django": "tests/webhooks/test_recipes.py",
    "webhooks_fastapi": "tests/webhooks/test_recipes.py",
    "webhooks_flask": "tests/webhooks/test_recipes.py",
}
HERE = Path(__file__).read_text("utf-8")


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run an example in an empty folder; give its exit code and what it printed."""
    monkeypatch.chdir(tmp_path)

    def done(name, *arguments):
        path = str(EXAMPLES / f"{name}.py")
        monkeypatch.setattr(sys, "argv", [path, *arguments])
        code = 0
        try:
            runpy.run_path(path, run_name="__main__")
        except SystemExit as ended:
            code = int(ended.code)
        said = capsys.readouterr()
        return code, said.out.splitlines(), said.err

    return done


@pytest.mark.parametrize(
    "path", sorted(EXAMPLES.glob("*.py")), ids=lambda one: one.stem
)
def test_tried(path):
    """Each example is run by a test, here or in its part's."""
    where = ELSEWHERE.get(path.stem)

    assert (EXAMPLES.parent / where).is_file() if where else path.stem in HERE


class TestNightly:
    def test_sqlite(self, run):
        """The first night copies all; the second, what has changed since: nothing."""
        per_origin = [
            "TIKTOK_SHOP: 16 orders, 2349000",
            "TOKOPEDIA: 11 orders, 1495000",
        ]

        assert (0, ["42 records; finished: True", *per_origin], "") == run(
            "nightly_sqlite"
        )
        assert (0, ["0 records; finished: True", *per_origin], "") == run(
            "nightly_sqlite"
        )

    def test_parquet(self, run, tmp_path):
        """The file has a row for each order, in real types; so it has after a second."""
        from pyarrow import parquet

        for _ in range(2):
            done = run("nightly_parquet", "here")
            rows = parquet.read_table(tmp_path / "here" / "orders.parquet").to_pylist()
            newest = max(rows, key=lambda row: row["placed_at"])

            assert (0, ["35 orders in here/orders.parquet"], "") == done
            assert 35 == len({row["id"] for row in rows})
            assert {
                "shop": "7480000000000000001",
                "id": "580000000000047430",
                "origin": "TOKOPEDIA",
                "status": "TO_SHIP",
                "placed_at": datetime(2025, 9, 14, 8, 51, 47, tzinfo=timezone.utc),
                "total": Decimal(120000),
                "units": 1,
            } == {**newest, "shop": newest["shop"].rpartition("/")[2]}


class TestStockUpdater:
    def test_made_up(self, run):
        """It sets what the file says, on each storefront that sells it."""
        assert (
            0,
            [
                "Teh Melati Contoh 1730000000000000102 1730000000000000220 on Tokopedia DONE",
                (
                    "Gula Aren Contoh 1730000000000000103 1730000000000000230 on "
                    "Tokopedia + TikTok Shop DONE"
                ),
            ],
            "",
        ) == run("stock_updater")

    def test_unknown(self, run, tmp_path):
        """What the shop does not sell is told, and fails the run."""
        (tmp_path / "stock.csv").write_text("seller_sku,stock\nTIDAK-ADA,1\n", "utf-8")

        assert (1, [], "TIDAK-ADA: the shop does not sell that\n") == run(
            "stock_updater", "stock.csv"
        )


class TestService:
    @pytest.fixture
    def client(self):
        from fastapi.testclient import TestClient

        made = runpy.run_path(str(EXAMPLES / "fastapi_service.py"))
        client = TestClient(made["app"], raise_server_exceptions=False)
        client.box = made["box"]
        return client

    def test_orders(self, client):
        """Orders of both platforms come as JSON, newest first."""
        found = client.get("/orders", params={"limit": 2}).json()

        assert ["580000000000047430", "580000000000046421"] == [
            one["id"] for one in found
        ]

    def test_stock(self, client):
        """Stock is set for both platforms; an SKU that is not sold is a 404."""
        levels = {"levels": {"7480000000000000011": 12}}
        done = client.put("/products/GULA-AREN/stock", json=levels)
        gula = next(
            one for one in client.get("/products").json() if "Gula" in one["name"]
        )

        assert [{"state": "DONE", "message": "", "who": None}] == done.json()
        assert 12 == gula["skus"][0]["stock"][0]["quantity"]
        assert 404 == client.put("/products/TIDAK-ADA/stock", json=levels).status_code

    @pytest.mark.parametrize(
        ("fault", "status"), [("rate_limited", 503), ("html_503", 502)]
    )
    def test_failure(self, client, fault, status):
        """A platform's failure is answered with its sentence, not with a traceback."""
        client.box.tiktokshop_face.fail(fault, times=3)
        answer = client.get("/products")

        assert status == answer.status_code
        assert "TikTok Shop" in answer.json()["error"]


class TestFleetReport:
    def test_made_up(self, run):
        """Each shop has what is to be done, by who must do it; one must authorise again."""
        code, lines, errors = run("fleet_report")

        assert (0, "") == (code, errors)
        assert ["7490001", "7490002"] == [
            line.split()[1] for line in lines if line.startswith("shop ")
        ]
        assert any(
            line.startswith("  seller: Authorise the app again") for line in lines
        )

    def test_page(self, run, tmp_path):
        """With a file and a second argument it writes the page for sellers."""
        fleet = EXAMPLES.parent / "docs" / "guide" / "fleet.toml"
        done = run("fleet_report", str(fleet), "report.html")

        assert 0 == done[0]
        assert "Tokopedia &amp; Shop" in (tmp_path / "report.html").read_text("utf-8")
